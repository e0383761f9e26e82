/* A workbook of plain sheets: a banner that says EXERCISE, a frozen head, and rows of cells.
 *
 * Around libxlsxwriter, which writes files only: it works in a folder of its own that nobody else can look into and
 * that is gone afterwards. Texts are always cells of text, so nothing is ever computed by whoever opens it. */
#ifndef POLDER_REPORT_WORKBOOK_H
#define POLDER_REPORT_WORKBOOK_H

#include <stdint.h>
#include <xlsxwriter.h>

#include <polder/memory.h>
#include <polder/status.h>
#include <polder/types.h>

/* How the cells of a column are shown. */
typedef enum pl_shown {
  PL_SHOWN_TEXT, /* on one line */
  PL_SHOWN_WRAPPED,
  PL_SHOWN_COUNT,  /* 12,000 */
  PL_SHOWN_PLAIN,  /* 12000 */
  PL_SHOWN_SIGNED, /* +12 */
  PL_SHOWN_TENTHS, /* 3.5 */
  PL_SHOWN_SIGNED_TENTHS,
  PL_SHOWN_MONEY, /* 38.20, in units */
  PL_SHOWN_SIGNED_MONEY,
  PL_SHOWN_PERCENT,
  PL_SHOWN_SIGNED_PERCENT,
  PL_SHOWN_HEAD,
  PL_SHOWN_HEAD_OF_FIGURES,
  PL_SHOWN_BANNER,
  PL_SHOWN_HEADING,
  PL_SHOWN_NAME, /* no columns: what stands above and beside them */
  PL_SHOWNS
} pl_shown;

typedef struct pl_sheet_column {
  const char *title; /* PL_LATER; translated here */
  double width;      /* in characters */
  pl_shown shown;
} pl_sheet_column;

typedef struct pl_workbook {
  lxw_workbook *file;
  lxw_format *format[PL_SHOWNS];
  char folder[256], path[288];
  size_t bytes; /* at least as many will be written on the way */
  bool failed;  /* out of memory, or beyond what a workbook can hold; sticky */
} pl_workbook;

/* A folder and an empty workbook in it. `created`: seconds since 1970, the same for the same exercise. */
pl_status pl_workbook_begin(pl_workbook *book, const char *title, int64_t created, pl_error *error);
/* Appends the whole file to `out`. PL_SYSTEM: there is no room. Clears in any case. */
pl_status pl_workbook_end(pl_workbook *book, pl_buffer *out, pl_error *error);

typedef struct pl_sheet {
  pl_workbook *book;
  lxw_worksheet *page;
  const pl_sheet_column *columns;
  int column_count;
  lxw_row_t row, head; /* the next row; the row of the head */
  int column;          /* the next cell */
  int lines;           /* of the highest cell of the row */
} pl_sheet;

/* A sheet with its banner and its head; `name` and `title` are translated, at most 31 characters and any length. The
 * head is frozen, unless there are no columns. */
pl_sheet pl_sheet_begin(pl_workbook *book, const char *name, const char *title, const pl_sheet_column *columns,
                        int count);
/* The next cell of the row, as its column is shown. NULL and "" leave it empty. Texts are flattened. */
void pl_sheet_text(pl_sheet *sheet, const char *text);
void pl_sheet_composed(pl_sheet *sheet, pl_buffer *text); /* cleared */
void pl_sheet_number(pl_sheet *sheet, double number);
void pl_sheet_money(pl_sheet *sheet, int64_t mu);
void pl_sheet_share(pl_sheet *sheet, int64_t q16);
void pl_sheet_thousandths(pl_sheet *sheet, int64_t thousandths);
void pl_sheet_nothing(pl_sheet *sheet);
void pl_sheet_next_row(pl_sheet *sheet);
/* A filter over the rows below the head. */
void pl_sheet_end(pl_sheet *sheet);

/* ---- sheets without columns: names and what belongs to them ---- */
void pl_sheet_heading(pl_sheet *sheet, const char *text);
/* A row of a name and a cell shown so. */
void pl_sheet_fact(pl_sheet *sheet, const char *name, const char *text);
void pl_sheet_figure(pl_sheet *sheet, const char *name, double number, pl_shown shown);

#endif
