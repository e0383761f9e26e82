/* Cards: ground, border and a badge. What is on them is their caller's. A low card has the badge on its very corner,
 * out of the way of what it says. */
#include "ui_internal.h"

enum { RADIUS = 14, INSET = PL_SPACE_4, FULL_HEIGHT = 96, CORNER = 11, CORNER_INSET = 5 };

static void put_corner_badge(pl_canvas *canvas, pl_rect rect, bool is_selected) {
  const pl_point at = {rect.x + rect.w - CORNER_INSET, rect.y + CORNER_INSET};
  if (is_selected) {
    pl_badge(canvas, at, CORNER, PL_BADGE_TICK);
    return;
  }
  pl_draw_disc(canvas, at, CORNER, PL_COLOUR_PANEL);
  pl_draw_ring(canvas, at, CORNER - 1, 2, PL_COLOUR_DIM);
  pl_put_lock(canvas, at, CORNER * 0.55f, PL_COLOUR_MUTED);
}

static void put_badge(pl_canvas *canvas, pl_rect rect, bool is_selected, bool is_enabled) {
  const pl_point at = {rect.x + rect.w - INSET - RADIUS, rect.y + INSET + RADIUS};
  if (rect.h >= FULL_HEIGHT)
    pl_badge(canvas, at, RADIUS, is_selected ? PL_BADGE_TICK : is_enabled ? PL_BADGE_OPEN : PL_BADGE_LOCK);
  else if (is_selected || !is_enabled)
    put_corner_badge(canvas, rect, is_selected);
}

static pl_touch put_card(pl_ui *ui, pl_rect rect, const char *label, bool is_selected, bool is_enabled, const char *why,
                         bool has_badge) {
  pl_canvas *canvas = ui->canvas;
  const pl_touch touch = pl_ui_touch(ui, label, PL_WIDGET_CARD, rect, is_enabled, is_selected);
  const float warmth = pl_ui_warmth(ui, touch.id, touch.is_hovered && is_enabled);
  const pl_colour ground = is_selected ? PL_COLOUR_SELECTED : is_enabled ? PL_COLOUR_RAISED : PL_COLOUR_PANEL;
  const pl_colour edge = is_selected ? PL_COLOUR_SHARE : PL_COLOUR_LINE;
  pl_draw_fill_round(canvas, rect, PL_RADIUS_CARD, pl_mix_colour(ground, PL_COLOUR_SELECTED, warmth * 0.6f));
  pl_draw_outline(canvas, rect, PL_RADIUS_CARD, is_selected ? 3 : 2,
                  pl_mix_colour(edge, is_selected ? PL_COLOUR_GAVE_5 : PL_COLOUR_DIM, warmth));
  if (has_badge) put_badge(canvas, rect, is_selected, is_enabled);
  if (!is_enabled && why) pl_tooltip(ui, &touch, why);
  return touch;
}

pl_touch pl_card(pl_ui *ui, pl_rect rect, const char *label, bool is_selected, bool is_enabled, const char *why) {
  return put_card(ui, rect, label, is_selected, is_enabled, why, true);
}

pl_touch pl_door(pl_ui *ui, pl_rect rect, const char *label, bool is_enabled, const char *why) {
  return put_card(ui, rect, label, false, is_enabled, why, !is_enabled);
}
