/* The matrices: what figures, layout, controls and drawing of them share. */
#ifndef POLDER_VIEW_BOARD_MATRIX_H
#define POLDER_VIEW_BOARD_MATRIX_H

#include "board_internal.h"

/* One of the two tables of cells; without any it is not shown. */
typedef struct matrix_table {
  pl_rect cells;       /* all of them */
  float width, height; /* of a cell */
  float label_x, label_width;
  float font, head;    /* sizes of the names of rows, and of the heads of columns */
  bool has_steps;      /* every other head stands a line higher */
  bool has_digits;
} matrix_table;

/* Where everything stands. Where there is not room for both halves, one of them has it all and `is_single` is set: the
 * rectangle of the other is empty. With more states than can be read, a window of rows and columns is shown, from
 * matrix.first_row and first_column on; then the last row or column stands for all others. */
typedef struct matrix_layout {
  pl_rect left, right;       /* what was given, and trust; or what the public sees in their places */
  float unit;                /* 1 where there is room as in a window without a timeline */
  int rows, columns;         /* with those of the others */
  bool has_other_rows, has_other_columns;
  bool is_single, has_trust, has_sharing, has_legend;
  float title, note;         /* baseline of the title and top of the note, from the top of a half; title 0: none */
  float disc;                /* room before the names of the first table */
  matrix_table given, trust;
  pl_rect changes;           /* where they are beside trust; w = 0: below it, if there is room */
  pl_rect choice[2], order, pages; /* controls; w = 0: not needed */
} matrix_layout;

/* ---- layout ---- */
matrix_layout pl_matrix_layout(pl_board *board, pl_canvas *canvas, pl_rect area);
/* A size of type: `size` where there is room, and never below the floor of the theme. */
float pl_matrix_type(const matrix_layout *layout, float size);
/* The table whose rows stand for the states; NULL: neither is shown. */
const matrix_table *pl_matrix_main(const matrix_layout *layout);
/* The state of a row or column; −1: it stands for the others. */
int pl_matrix_row(const pl_board *board, const matrix_layout *layout, int row);
int pl_matrix_column(const pl_board *board, const matrix_layout *layout, int column);
pl_rect pl_matrix_cell(const matrix_table *table, int row, int column);
/* Where a head may be drawn; heads of one line do not overlap. */
pl_rect pl_matrix_head(const matrix_table *table, int columns, int column);
/* The head of a column is the shorter of the state's two short names. */
const char *pl_matrix_head_text(const pl_board *board, const matrix_layout *layout, int column);

/* ---- figures ---- */
/* Items, and points or what pl_matrix_trust says, of a cell; of the others their means, so that they compare. */
int32_t pl_matrix_given(const pl_board *board, const matrix_layout *layout, int row, int column);
int pl_matrix_points(const pl_board *board, const matrix_layout *layout, int row, int column);
void pl_matrix_totals(const pl_board *board, const matrix_layout *layout, int row, int32_t *gave, int32_t *got);
/* A seat knows what it gave and got, and of others what passed between them and it. */
bool pl_matrix_knows(const pl_board *board, int state);
/* Got at least five times what it gave, as far as that is known. */
bool pl_matrix_is_lopsided(const pl_board *board, const matrix_layout *layout, int row);
typedef struct matrix_change {
  int from, to, before, after; /* points */
} matrix_change;
/* The biggest changes of trust in the last of the rounds, largest first; how many. */
int pl_matrix_changes(const pl_board *board, matrix_change *change, int most);

/* ---- words ---- */
enum { MATRIX_NOTE = 240 };
const char *pl_matrix_title(const pl_board *board, const matrix_layout *layout, int half);
void pl_matrix_note(const pl_board *board, const matrix_layout *layout, int half, char note[MATRIX_NOTE]);
const char *pl_matrix_order(matrix_order order);
/* "rows 1–17, columns 1–21 of 200"; without a layout the widest that it can become. */
void pl_matrix_pages(const pl_board *board, const matrix_layout *layout, char text[MATRIX_NOTE]);
const char *pl_matrix_short_title(const matrix_layout *layout, int half);

/* ---- controls ---- */
enum { MATRIX_CONTROL = 40, MATRIX_ARROW = 40 }; /* height of one, width of one that pans */
/* Arrows, wheel and S. True: the order has become another. */
bool pl_matrix_keys(pl_board *board, pl_ui *ui, const matrix_layout *layout);
/* Switch of halves, order of rows, and what pans the window. */
void pl_matrix_controls(pl_board *board, pl_ui *ui, const matrix_layout *layout);
/* Shows other rows and columns, as far as there are any. */
void pl_matrix_pan(pl_board *board, const matrix_layout *layout, int rows, int columns);
/* The name of a row or head of a column under the pointer: what it stands for. Returns the state that was pressed, or
 * −1. */
int pl_matrix_touch_head(pl_board *board, pl_ui *ui, const matrix_layout *layout);

/* ---- drawing ---- */
void pl_matrix_draw(pl_board *board, pl_canvas *canvas, const matrix_layout *layout);
void pl_matrix_draw_title(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, int half);
void pl_matrix_draw_names(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, const matrix_table *t);
void pl_matrix_draw_discs(pl_canvas *canvas, const pl_board *board);
void pl_matrix_draw_bars(pl_canvas *canvas, const pl_board *board, const matrix_layout *l);
void pl_matrix_draw_changes(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, float below);
/* What the public sees: the right half, and the left one where sharing is not revealed. */
void pl_matrix_draw_public(pl_canvas *canvas, pl_board *board, const matrix_layout *l);
void pl_matrix_draw_members(pl_canvas *canvas, pl_board *board, const matrix_layout *l);

/* Classes of colour. */
enum { MATRIX_CLASSES = 5 };
/* The largest value of each class but the last. */
void pl_matrix_limits(const pl_board *board, int32_t limit[MATRIX_CLASSES - 1]);
pl_colour pl_matrix_given_colour(int class);
pl_colour pl_matrix_trust_colour(int class);
int pl_matrix_trust_class(int points);
/* The legend of a half, wrapped to its width; returns the height. */
float pl_matrix_legend(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, int half, pl_rect area,
                       bool is_measured_only);

#endif
