/* The box that dialogs have in common. Back stands first in the order of focus: by it nothing is lost or done. */
#include "dialog_box.h"

enum { END = 52, MARGIN = 32, LOW = 600 };
enum { AROUND = 2 * PL_SPACE_6 + 2 * END + PL_SPACE_5 }; /* what a dialog is higher than its content */

pl_dialog_box pl_dialog_open(pl_ui *ui, pl_rect area, float width, float height, const char *title,
                             const pl_scroll *scroll) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  const pl_font font = {.size = PL_FONT_LEAD, .weight = 700, .colour = PL_COLOUR_TEXT, .is_tabular = true};
  const float content = scroll->height + AROUND;
  if (scroll->height > 0 && content < height) height = content;
  const float w = width < area.w - MARGIN ? width : area.w - MARGIN;
  const float h = height < area.h - MARGIN ? height : area.h - MARGIN;
  pl_rect rect = {area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h};
  pl_dialog_box box;
  pl_ui_modal_begin(ui);
  pl_draw_fill(canvas, area, pl_fade(PL_COLOUR_SEA, 0.72f));
  pl_draw_fill_round(canvas, rect, PL_RADIUS_CARD, PL_COLOUR_PANEL);
  pl_draw_outline(canvas, rect, PL_RADIUS_CARD, 2, PL_COLOUR_LINE);
  rect = pl_rect_inset(rect, area.h < LOW ? PL_SPACE_4 : PL_SPACE_6);
  const pl_rect head = pl_cut_top(&rect, END);
  box.foot = pl_cut_bottom(&rect, END);
  pl_cut_bottom(&rect, PL_SPACE_3);
  box.inside = rect;
  pl_draw_text_fit(canvas, (pl_point){head.x, head.y + 28}, PL_ALIGN_LEFT, head.w, &font, title);
  return box;
}

pl_dialog_press pl_dialog_foot(pl_ui *ui, const pl_dialog_box *box, const char *label, bool is_enabled,
                               const char *why) {
  const pl_rect foot = box->foot;
  const char *back = label ? PL_TEXT("Back") : PL_TEXT("Close");
  const float back_width = pl_button_width(ui, back, "Esc");
  if (pl_button(ui, (pl_rect){foot.x, foot.y, back_width, END}, back, "Esc", PL_BUTTON_PLAIN, true, NULL) ||
      pl_ui_key(ui, SDLK_ESCAPE, 0))
    return PL_DIALOG_BACK;
  if (!label) return PL_DIALOG_STAYS;
  const float room = foot.w - back_width - PL_SPACE_4, needed = pl_button_width(ui, label, NULL);
  const float width = needed < room ? needed : room;
  const pl_rect at = {foot.x + foot.w - width, foot.y, width, END};
  return pl_button(ui, at, label, NULL, PL_BUTTON_MAIN, is_enabled, why) ? PL_DIALOG_DONE : PL_DIALOG_STAYS;
}
