/* A chip that is chosen or not. The size of its label allows for tick and lock from the start, so that choosing changes
 * little; without them the label stands in the middle. */
#include "ui_internal.h"

enum { PADDING = PL_SPACE_3, SIGN = 26 };

static void put_label(pl_ui *ui, pl_rect rect, const char *label, pl_colour colour, bool has_sign) {
  pl_font font = {.size = rect.h >= 44 ? PL_FONT_SMALL : PL_FONT_FLOOR, .weight = 600, .colour = colour};
  const float all = rect.w - 2 * PADDING, wide = pl_fit_font(ui->canvas, &font, label, all - SIGN);
  const float room = has_sign ? all - SIGN : all;
  const float shown = wide < room ? wide : room, middle = rect.x + (rect.w - shown) / 2;
  const float last = rect.x + PADDING + room - shown;
  const pl_point at = {middle < last ? middle : last, pl_middle_baseline(ui->canvas, &font, rect.y + rect.h / 2)};
  if (wide > room + 0.5f) pl_ui_tip_title(ui, label);
  pl_draw_text_fit(ui->canvas, at, PL_ALIGN_LEFT, shown + 1, &font, label);
}

bool pl_choice(pl_ui *ui, pl_rect rect, const char *label, bool is_selected, bool is_enabled, const char *why) {
  pl_canvas *canvas = ui->canvas;
  const pl_touch touch = pl_ui_touch(ui, label, PL_WIDGET_CHOICE, rect, is_enabled, is_selected);
  const float warmth = pl_ui_warmth(ui, touch.id, touch.is_hovered && is_enabled);
  const pl_colour ground = is_selected ? PL_COLOUR_SELECTED
                                       : pl_mix_colour(PL_COLOUR_PANEL, PL_COLOUR_RAISED, is_enabled ? warmth : 0);
  const pl_colour edge = !is_enabled ? PL_COLOUR_LINE
                         : is_selected ? PL_COLOUR_SHARE
                                       : pl_mix_colour(PL_COLOUR_DIM, PL_COLOUR_MUTED, warmth);
  const pl_point sign = {rect.x + rect.w - PADDING - SIGN / 2.0f + 4, rect.y + rect.h / 2};
  pl_draw_fill_round(canvas, rect, PL_RADIUS_CONTROL, ground);
  pl_draw_outline(canvas, rect, PL_RADIUS_CONTROL, is_selected && is_enabled ? 3 : 2, edge);
  put_label(ui, rect, label, is_enabled ? PL_COLOUR_TEXT : PL_COLOUR_DIM, is_selected || !is_enabled);
  if (is_selected) pl_put_tick(canvas, sign, 8, 3, is_enabled ? PL_COLOUR_SHARE : PL_COLOUR_DIM);
  else if (!is_enabled) pl_put_lock(canvas, sign, 9, PL_COLOUR_DIM);
  if (!is_enabled && why) pl_tooltip(ui, &touch, why);
  return touch.is_pressed;
}
