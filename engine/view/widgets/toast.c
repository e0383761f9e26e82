/* Toasts: one after the other, long enough to be read. Something bad has a sign, stays longer, waits for nothing that
 * is not, and gives way to the next of its kind: what was refused long ago is not what the person does now.
 *
 * They lie over the middle of the bar at the top, which every screen has: there they hide a title, while at the bottom
 * they would lie on the very buttons that people look for next. */
#include "ui_internal.h"

#include <string.h>

#define SHORTEST 5.0f
#define PER_BYTE 0.05f /* about twenty characters a second */
#define SEEN 1.0f      /* a refusal that was seen so long gives way to the next one */
enum { EASY = 80, WIDEST = 900, PADDING = PL_SPACE_4, SIGN = 34, BELOW = 8 };

void pl_toast(pl_ui *ui, const char *text, bool is_bad) {
  if (!text || !*text) return;
  pl_toast_state toast = {.is_bad = is_bad};
  pl_copy_text(toast.text, sizeof toast.text, text);
  for (int i = 0; i < ui->toast_count; i++)
    if (!strcmp(ui->toast[i].text, toast.text)) return; /* it is being said */
  const size_t length = strlen(toast.text);
  toast.seconds = SHORTEST + (length > EASY ? PER_BYTE * (float)(length - EASY) : 0) + (is_bad ? 2 : 0);
  while (is_bad && ui->toast_count && !ui->toast[ui->toast_count - 1].is_bad) ui->toast_count--;
  if (is_bad && ui->toast_count == 1 && ui->toast[0].age > SEEN) ui->toast_count = 0;
  if (ui->toast_count == PL_UI_TOASTS) { /* the one that is shown has been seen at least */
    memmove(ui->toast, ui->toast + 1, sizeof *ui->toast * (PL_UI_TOASTS - 1));
    ui->toast_count--;
  }
  ui->toast[ui->toast_count++] = toast;
}

static float opacity_of(const pl_ui *ui, const pl_toast_state *toast) {
  const float left = toast->seconds - toast->age;
  const float nearest = toast->age < left ? toast->age : left;
  return ui->has_reduced_motion ? 1 : pl_ease_out(nearest / PL_TIME_PANEL);
}

static void put(const pl_ui *ui, const pl_toast_state *toast) {
  pl_canvas *canvas = ui->canvas;
  const pl_colour colour = toast->is_bad ? PL_COLOUR_INCIDENT_TEXT : PL_COLOUR_TEXT;
  const pl_font font = {.size = PL_FONT_BODY, .weight = 500, .colour = colour};
  const pl_rect all = pl_canvas_area(canvas);
  const float sign = toast->is_bad ? SIGN : 0, most = (all.w - 80 < WIDEST ? all.w - 80 : WIDEST) - sign;
  const float plain = pl_font_width(canvas, &font, toast->text) + 2, wide = plain < most ? plain : most;
  const float height = pl_draw_text_wrap(canvas, (pl_rect){0, 0, wide, 0}, &font, toast->text, true);
  const pl_rect box = {all.x + (all.w - wide - sign) / 2 - PADDING, all.y + BELOW,
                       wide + sign + 2 * PADDING, height + 2 * PADDING};
  const pl_point at = {box.x + PADDING + 11, box.y + PADDING + font.size * PL_LINE_TEXT / 2};
  pl_canvas_push_fade(canvas, opacity_of(ui, toast));
  pl_draw_fill_round(canvas, box, PL_RADIUS_CARD, PL_COLOUR_RAISED);
  pl_draw_outline(canvas, box, PL_RADIUS_CARD, 2, toast->is_bad ? PL_COLOUR_INCIDENT_TEXT : PL_COLOUR_LINE);
  if (toast->is_bad) {
    const pl_font mark = {.size = PL_FONT_FLOOR, .weight = 700, .colour = colour};
    pl_draw_polygon(canvas, (pl_point){at.x, at.y + 2}, 14, 3, 0, 2, colour);
    pl_draw_text(canvas, (pl_point){at.x, pl_middle_baseline(canvas, &mark, at.y + 3)}, PL_ALIGN_CENTRE, &mark, "!");
  }
  const pl_rect lines = {box.x + PADDING + sign, box.y + PADDING, wide, height};
  pl_draw_text_wrap(canvas, lines, &font, toast->text, false);
  pl_canvas_pop_fade(canvas);
}

void pl_toast_finish(pl_ui *ui) {
  if (!ui->toast_count) return;
  pl_toast_state *toast = &ui->toast[0];
  toast->age += ui->seconds;
  ui->is_moving = true;
  if (toast->age < toast->seconds) {
    put(ui, toast);
    return;
  }
  ui->toast_count--;
  memmove(ui->toast, ui->toast + 1, sizeof *toast * (size_t)ui->toast_count);
}
