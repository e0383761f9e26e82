/* A tale in the type of the screen. What a scroll area hides is measured only. */
#include "ui_internal.h"

typedef struct {
  float scale;  /* of the text's size */
  int weight;
  float before; /* room above, in sizes */
  float after;
} setting;

static const setting settings[] = {
    [PL_PARAGRAPH_TITLE] = {1.3f, 700, 0.9f, 0.35f},
    [PL_PARAGRAPH_HEADING] = {1.0f, 700, 0.7f, 0.2f},
    [PL_PARAGRAPH_TEXT] = {1.0f, 400, 0, 0.12f},
    [PL_PARAGRAPH_GAP] = {0, 400, 0.5f, 0},
};

static bool is_hidden(const pl_ui *ui, float top, float height) {
  const int depth = ui->area_depth < PL_UI_AREAS ? ui->area_depth : PL_UI_AREAS - 1;
  const pl_rect seen = ui->area[depth];
  return top > seen.y + seen.h || top + height < seen.y;
}

float pl_ui_tale(pl_ui *ui, pl_rect area, float size, const pl_tale *tale, bool is_measured_only) {
  float y = area.y;
  bool has_room = true; /* above what comes next: nothing is wanted at the top, nor twice */
  for (size_t i = 0; i < tale->count; i++) {
    const pl_paragraph *paragraph = &tale->paragraph[i];
    const setting *s = &settings[paragraph->kind];
    if (!has_room) y += s->before * size;
    has_room = paragraph->kind == PL_PARAGRAPH_GAP || i + 1 == tale->count;
    if (paragraph->kind == PL_PARAGRAPH_GAP) continue;
    const pl_font font = {.size = size * s->scale, .weight = s->weight, .colour = PL_COLOUR_TEXT};
    const pl_rect line = {area.x, y, area.w, 0};
    const float height = pl_draw_text_wrap(ui->canvas, line, &font, paragraph->text, true);
    if (!is_measured_only && !is_hidden(ui, y, height))
      pl_draw_text_wrap(ui->canvas, line, &font, paragraph->text, false);
    y += height + s->after * size;
  }
  return y - area.y;
}
