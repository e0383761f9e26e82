/* Cards: ground, border and a badge in the corner. What is on them is their caller's. */
#include "ui_internal.h"

enum { BADGE_RADIUS = 14, BADGE_INSET = PL_SPACE_4, FULL_HEIGHT = 96 };

static void put_badge(pl_canvas *canvas, pl_rect rect, bool is_selected, bool is_enabled) {
  const float radius = rect.h >= 64 ? BADGE_RADIUS : 11, inset = rect.h >= 64 ? BADGE_INSET : PL_SPACE_2 + 2;
  const pl_point at = {rect.x + rect.w - inset - radius, rect.y + inset + radius};
  if (is_selected) pl_badge(canvas, at, radius, PL_BADGE_TICK);
  else if (!is_enabled) pl_badge(canvas, at, radius, PL_BADGE_LOCK);
  else if (rect.h >= FULL_HEIGHT) pl_badge(canvas, at, radius, PL_BADGE_OPEN);
}

pl_touch pl_card(pl_ui *ui, pl_rect rect, const char *label, bool is_selected, bool is_enabled, const char *why) {
  pl_canvas *canvas = ui->canvas;
  const pl_touch touch = pl_ui_touch(ui, label, PL_WIDGET_CARD, rect, is_enabled, is_selected);
  const float warmth = pl_ui_warmth(ui, touch.id, touch.is_hovered && is_enabled);
  const pl_colour ground = is_selected ? PL_COLOUR_SELECTED : is_enabled ? PL_COLOUR_RAISED : PL_COLOUR_PANEL;
  const pl_colour edge = is_selected ? PL_COLOUR_SHARE : PL_COLOUR_LINE;
  pl_draw_fill_round(canvas, rect, PL_RADIUS_CARD, pl_mix_colour(ground, PL_COLOUR_SELECTED, warmth * 0.6f));
  pl_draw_outline(canvas, rect, PL_RADIUS_CARD, is_selected ? 3 : 2,
                  pl_mix_colour(edge, is_selected ? PL_COLOUR_GAVE_5 : PL_COLOUR_DIM, warmth));
  put_badge(canvas, rect, is_selected, is_enabled);
  if (!is_enabled && why) pl_tooltip(ui, &touch, why);
  return touch;
}
