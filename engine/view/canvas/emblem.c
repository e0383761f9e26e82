/* A wave from one disc to another, with a white one on its way. */
#include "emblem.h"

void pl_draw_emblem(pl_canvas *canvas, pl_rect area) {
  const pl_point left = {area.x + area.h * 0.16f, area.y + area.h * 0.84f};
  const pl_point middle = {area.x + area.w * 0.5f, area.y + area.h * 0.5f};
  const pl_point right = {area.x + area.w - area.h * 0.16f, area.y + area.h * 0.16f};
  const pl_point rise = {area.x + area.w * 0.22f, area.y - area.h * 0.06f};
  const pl_point fall = {area.x + area.w * 0.78f, area.y + area.h * 1.06f};
  const float width = area.h * 0.09f;
  pl_draw_curve(canvas, left, rise, middle, width, (pl_dash){0}, PL_COLOUR_SHARE);
  pl_draw_curve(canvas, middle, fall, right, width, (pl_dash){0}, PL_COLOUR_SHARE);
  pl_draw_disc(canvas, left, area.h * 0.16f, PL_COLOUR_SHARE);
  pl_draw_disc(canvas, right, area.h * 0.16f, PL_COLOUR_SHARE);
  pl_draw_disc(canvas, middle, area.h * 0.16f, PL_COLOUR_TEXT);
}
