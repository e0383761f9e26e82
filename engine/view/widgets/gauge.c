/* A bar with its part filled. */
#include "ui_internal.h"

void pl_gauge(pl_ui *ui, pl_rect rect, float part, pl_colour colour) {
  const float filled = part > 0 ? (part < 1 ? part : 1) : 0, radius = rect.h < 8 ? rect.h / 2 : 3;
  pl_draw_fill_round(ui->canvas, rect, radius, PL_COLOUR_SEA);
  pl_draw_outline(ui->canvas, rect, radius, 1, PL_COLOUR_LINE);
  if (filled <= 0) return;
  const float width = rect.w * filled;
  pl_draw_fill_round(ui->canvas, (pl_rect){rect.x, rect.y, width < 2 ? 2 : width, rect.h}, radius, colour);
}
