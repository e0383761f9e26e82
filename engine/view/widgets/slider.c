/* A slider: a track, its part filled, a knob. The pointer takes hold anywhere on it; keys move it by steps. */
#include "ui_internal.h"

#include <math.h>

enum { KNOB = 11, THICK = 6 };

/* The nearest step within the bounds. */
static float snapped(float value, float from, float to, float step) {
  const float at = step > 0 ? from + roundf((value - from) / step) * step : value;
  return at > to ? to : at >= from ? at : from;
}

static float after_keys(pl_ui *ui, float value, float from, float to, float step) {
  const float small = step > 0 ? step : (to - from) / 100, large = fmaxf(small, (to - from) / 10);
  if (pl_ui_take(ui, SDLK_LEFT, 0)) return value - small;
  if (pl_ui_take(ui, SDLK_RIGHT, 0)) return value + small;
  if (pl_ui_take(ui, SDLK_PAGEDOWN, 0)) return value - large;
  if (pl_ui_take(ui, SDLK_PAGEUP, 0)) return value + large;
  if (pl_ui_take(ui, SDLK_HOME, 0)) return from;
  if (pl_ui_take(ui, SDLK_END, 0)) return to;
  return value;
}

static void put(pl_ui *ui, pl_rect rect, float part, float warmth, bool is_held) {
  const float middle = rect.y + rect.h / 2, length = rect.w - 2 * KNOB;
  const pl_rect track = {rect.x + KNOB, middle - THICK / 2.0f, length, THICK};
  const pl_point knob = {track.x + length * part, middle};
  pl_draw_fill_round(ui->canvas, track, THICK / 2.0f, PL_COLOUR_CLEAN);
  pl_draw_fill_round(ui->canvas, (pl_rect){track.x, track.y, length * part, THICK}, THICK / 2.0f, PL_COLOUR_SHARE);
  if (warmth > 0) pl_draw_disc(ui->canvas, knob, KNOB + 6 * warmth, pl_fade(PL_COLOUR_SHARE, 0.25f));
  pl_draw_disc(ui->canvas, knob, KNOB, is_held ? PL_COLOUR_WHITE : PL_COLOUR_TEXT);
}

bool pl_slider(pl_ui *ui, pl_rect rect, const char *label, float *value, float from, float to, float step) {
  const pl_touch touch = pl_ui_register(ui, label, PL_WIDGET_SLIDER, rect, true, false);
  const float before = *value, length = rect.w - 2 * KNOB;
  float wanted = before;
  if (pl_ui_acts(ui, touch.id)) wanted = after_keys(ui, wanted, from, to, step);
  if (touch.is_held && length > 0)
    wanted = from + (to - from) * (ui->input.pointer.x - rect.x - KNOB) / length;
  if (wanted != before) *value = snapped(wanted, from, to, step);
  const float part = to > from ? (*value - from) / (to - from) : 0;
  put(ui, rect, part < 0 ? 0 : part > 1 ? 1 : part, pl_ui_warmth(ui, touch.id, touch.is_hovered || touch.is_held),
      touch.is_held);
  return *value != before;
}
