/* What the files that tell accounts share. */
#ifndef POLDER_TEXT_ACCOUNTS_INTERNAL_H
#define POLDER_TEXT_ACCOUNTS_INTERNAL_H

#include <polder/accounts.h>

/* A row of a table: a name, and figures flush right below their headings. */
enum { PL_CELLS = 9, PL_NAME_WIDTH = 21 };
typedef struct pl_row {
  pl_buffer cell[PL_CELLS];
  size_t count;
} pl_row;
typedef struct pl_column {
  const char *heading; /* translated when it is said */
  int width;
} pl_column;
void pl_tell_head(pl_tale *tale, const char *what, const pl_column *columns, size_t count);
/* Tells the row and clears it. */
void pl_tell_row(pl_tale *tale, const char *name, pl_row *row, const pl_column *columns, bool is_bold);
/* The cell that comes next. */
pl_buffer *pl_row_next(pl_row *row);

/* With "+" before what is more than nothing, and "·" for nothing. */
void pl_put_signed_count(pl_buffer *out, int64_t count);
void pl_put_signed_amount(pl_buffer *out, pl_mu money);
void pl_put_signed_points(pl_buffer *out, pl_q16 share); /* per cent points, with a decimal */
/* Thousandths to the nearest tenth. */
int64_t pl_tenths_of(int64_t thousandths);

/* How a state is called in a table. */
const char *pl_table_name(const pl_voice *voice, int state);
/* "EXERCISE · The withdrawal · what if" */
void pl_tell_account_title(const pl_voice *voice, pl_tale *tale, const char *what);
/* How many characters a curve of so many ticks gets: two for each round where there is room. */
int pl_curve_columns(pl_tick ticks);

/* What is otherwise: title, turns, and what stays as it was. */
void pl_tell_question(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison, pl_tale *tale);
/* Decisions that became impossible. */
void pl_tell_lapsed(const pl_voice *voice, const pl_comparison *comparison, unsigned flags, pl_tale *tale);

#endif
