/* A document: headings, paragraphs, tables and figures, for whoever writes them down.
 *
 * Sections (sections/) add blocks, writers (html.c, markdown.c) turn them into a file. Texts are UTF-8 in the report's
 * language with the style bytes of tale.h (PL_BOLD …, chips of labels); a writer escapes everything else. */
#ifndef POLDER_REPORT_DOCUMENT_H
#define POLDER_REPORT_DOCUMENT_H

#include <polder/tale.h>

typedef enum pl_align { PL_ALIGN_TEXT, PL_ALIGN_FIGURE } pl_align; /* figures stand to the right */

typedef struct pl_column {
  char *title;
  pl_align align;
} pl_column;

/* A cell may hold, besides its text, a bar around zero, or a verdict's mark. */
typedef struct pl_cell {
  char *text;
  bool has_bar;
  double bar;          /* −1 … 1 of the longest in its column */
  char mark;           /* 0: none; 'y' met, 'p' partly, 'n' not met, 'o' open */
  bool is_heading;     /* it names its row */
} pl_cell;

typedef enum pl_block_kind {
  PL_BLOCK_HEADING,    /* level 1 (the title), 2, 3; `id` is its anchor */
  PL_BLOCK_TEXT,
  PL_BLOCK_NOTE,       /* small print below a table or a figure */
  PL_BLOCK_LIST,       /* numbered lines */
  PL_BLOCK_TABLE,
  PL_BLOCK_FIGURE,     /* a drawing, its caption, and the same in words for who does not see it */
  PL_BLOCK_KEY_FIGURE, /* one large figure with what it says, beside the figure before it */
  PL_BLOCK_COMMANDS    /* lines that are typed as they stand */
} pl_block_kind;

typedef struct pl_block {
  pl_block_kind kind;
  int level;
  char *id, *text;     /* of a figure: its caption; of a table: its caption, or NULL */
  char *words;         /* of a figure: what it shows, in words */
  char *drawing;       /* of a figure: SVG without scripts or links outside */
  char **line;         /* of a list, of commands */
  size_t line_count;
  pl_column *column;
  size_t column_count;
  pl_cell *cell;       /* [row_count · column_count] */
  size_t row_count;
} pl_block;

typedef struct pl_document {
  pl_language language;
  char *title;
  pl_block *block;
  size_t count, capacity;
  struct pl_arena *arena; /* everything above lives here */
  bool failed;            /* out of memory: something is missing; sticky */
} pl_document;

#endif
