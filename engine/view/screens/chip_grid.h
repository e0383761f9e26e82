/* Chips in rows and columns of one width each, and the question above them. */
#ifndef POLDER_VIEW_CHIP_GRID_H
#define POLDER_VIEW_CHIP_GRID_H

#include "ui.h"

enum { PL_GRID_CHIP = 44, PL_GRID_COLUMN = 230, PL_GRID_LONG = 380 /* for the names of forums */ };

typedef struct pl_grid {
  pl_rect area;
  int columns, at;
} pl_grid;

/* As many columns as there is room for, none narrower than `least` unless it is alone. */
static inline pl_grid pl_grid_of(pl_rect area, float least) {
  return (pl_grid){area, area.w > least ? (int)(area.w / least) : 1, 0};
}

static inline pl_rect pl_grid_next(pl_grid *g) {
  const float width = (g->area.w - PL_SPACE_2 * (float)(g->columns - 1)) / (float)g->columns;
  const int row = g->at / g->columns, column = g->at % g->columns;
  g->at++;
  return (pl_rect){g->area.x + (width + PL_SPACE_2) * (float)column,
                   g->area.y + (PL_GRID_CHIP + PL_SPACE_2) * (float)row, width, PL_GRID_CHIP};
}

/* Moves *at below it. */
static inline void pl_grid_end(const pl_grid *g, pl_rect *at) {
  const int rows = (g->at + g->columns - 1) / g->columns;
  at->y += (PL_GRID_CHIP + PL_SPACE_2) * (float)rows + PL_SPACE_3;
}

static inline void pl_grid_question(pl_ui *ui, pl_rect *at, const char *text) {
  const pl_font font = {.size = PL_FONT_SMALL, .weight = 600, .colour = PL_COLOUR_MUTED, .is_tabular = true};
  const float height = pl_draw_text_wrap(pl_ui_canvas(ui), *at, &font, text, false);
  at->y += height + PL_SPACE_2;
  at->h -= height;
}

#endif
