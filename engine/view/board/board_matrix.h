/* The matrices: what figures, drawing and input of them share. */
#ifndef POLDER_VIEW_BOARD_MATRIX_H
#define POLDER_VIEW_BOARD_MATRIX_H

#include "board_internal.h"

/* One of the two tables of cells. */
typedef struct matrix_table {
  pl_rect cells;       /* all of them */
  float width, height; /* of a cell */
  float label_x, label_width, font;
} matrix_table;

/* Where everything stands. With more states than there is room for, a window of `shown` − 1 of them is shown from
 * matrix.first on, and the last row and column stand for all others. */
typedef struct matrix_layout {
  pl_rect left, right;
  float unit;          /* 1 where there is room as in a window without a timeline */
  int shown;           /* rows and columns */
  bool has_others, has_digits, has_trust, has_sharing;
  matrix_table given, trust;
} matrix_layout;

matrix_layout pl_matrix_layout(pl_board *board, pl_canvas *canvas, pl_rect area);
/* The state of a row or column; −1: it stands for the others. */
int pl_matrix_state(const pl_board *board, const matrix_layout *layout, int row);
pl_rect pl_matrix_cell(const matrix_table *table, int row, int column);
/* Items, and points or what pl_matrix_trust says, of a cell; of the others their means, so that they compare. */
int32_t pl_matrix_given(const pl_board *board, const matrix_layout *layout, int row, int column);
int pl_matrix_points(const pl_board *board, const matrix_layout *layout, int row, int column);
void pl_matrix_totals(const pl_board *board, const matrix_layout *layout, int row, int32_t *gave, int32_t *got);
void pl_matrix_draw(pl_board *board, pl_canvas *canvas, const matrix_layout *layout);
void pl_matrix_draw_title(pl_canvas *canvas, const matrix_layout *l, pl_rect half, const char *title, const char *note);
void pl_matrix_draw_names(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, const matrix_table *t);
void pl_matrix_draw_discs(pl_canvas *canvas, const pl_board *board);
/* What the public sees: the right half, and the left one where sharing is not revealed. */
void pl_matrix_draw_public(pl_canvas *canvas, pl_board *board, const matrix_layout *l);
void pl_matrix_draw_members(pl_canvas *canvas, pl_board *board, const matrix_layout *l);

typedef struct matrix_change {
  int from, to, before, after; /* points */
} matrix_change;
/* The biggest changes of trust in the last of the rounds, largest first; how many. */
int pl_matrix_changes(const pl_board *board, matrix_change *change, int most);

#endif
