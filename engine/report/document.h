/* A document: headings, paragraphs, tables and figures, for whoever writes them down.
 *
 * Sections (sections/) add blocks, writers (html.c, markdown.c) turn them into a file. Texts are UTF-8 in the report's
 * language with the style bytes of tale.h (PL_BOLD …, chips of labels) and links; a writer escapes everything else, so
 * that what a scenario or a player wrote is never more than text. */
#ifndef POLDER_REPORT_DOCUMENT_H
#define POLDER_REPORT_DOCUMENT_H

#include <polder/tale.h>

/* A link to a place in the document: PL_LINK "its id" PL_LINK "text" PL_LINK. An id is made of a–z, 0–9 and -. */
#define PL_LINK "\003"

enum { PL_MOST_COLUMNS = 48 };

typedef enum pl_align { PL_ALIGN_TEXT, PL_ALIGN_FIGURE } pl_align; /* figures stand to the right */

typedef struct pl_column {
  const char *title;
  pl_align align;
} pl_column;

/* What else a cell shows beside its text. */
typedef enum pl_cell_kind {
  PL_CELL_TEXT,
  PL_CELL_BAR,     /* a bar around zero */
  PL_CELL_VERDICT, /* a mark; the text says the same */
  PL_CELL_HEAT,    /* a shade, of PL_HEATS */
  PL_CELL_BLANK    /* to be filled in by hand */
} pl_cell_kind;
enum { PL_HEATS = 6 };

typedef struct pl_cell {
  pl_cell_kind kind;
  bool is_heading;      /* it names its row */
  const char *text;     /* NULL: empty */
  double bar;           /* −1 … 1 of the longest in its column */
  char mark;            /* 'y' met, 'p' partly, 'n' not met, 'o' open */
  int heat;             /* 0 … PL_HEATS − 1 */
} pl_cell;

typedef enum pl_block_kind {
  PL_BLOCK_HEADING,    /* level 1 (the title), 2, 3; `id` is its anchor, or NULL */
  PL_BLOCK_FACTS,      /* below the title: when, where, who */
  PL_BLOCK_LEAD,       /* the summary */
  PL_BLOCK_TEXT,
  PL_BLOCK_INTRO,      /* below a heading: what is shown, and how it was found */
  PL_BLOCK_NOTE,       /* small print below a table or a figure */
  PL_BLOCK_LIST,       /* lines */
  PL_BLOCK_TABLE,
  PL_BLOCK_FIGURE,     /* a drawing, its caption, and the same in words for who does not see it */
  PL_BLOCK_KEY_FIGURE, /* one large figure and what it says, beside the figure before it */
  PL_BLOCK_COMMANDS    /* lines that are typed as they stand */
} pl_block_kind;

/* Drawings are made twice, because a drawing that is made smaller cannot be read. */
typedef enum pl_drawing { PL_DRAWING_WIDE, PL_DRAWING_NARROW, PL_DRAWINGS } pl_drawing;

typedef struct pl_row {
  const char *id;      /* its anchor, or NULL */
  pl_cell *cell;       /* [column_count] */
} pl_row;

typedef struct pl_block {
  pl_block_kind kind;
  int level;
  const char *id;
  const char *text;    /* of a figure: its caption; of a table: its caption; of a key figure: the figure */
  const char *words;   /* of a figure: what it shows; of a key figure: what it says */
  const char *drawing[PL_DRAWINGS]; /* of a figure: SVG without scripts or links */
  const char **line;   /* of a list, of commands; of a key figure: the smaller lines below */
  size_t line_count, line_capacity;
  bool is_numbered;    /* a list */
  bool is_folded;      /* a table that is unfolded by who wants it: the figures behind a drawing, the record */
  bool is_form;        /* a table with room for a pen */
  pl_column *column;
  size_t column_count;
  pl_row *row;
  size_t row_count, row_capacity;
} pl_block;

typedef struct pl_document {
  pl_language language; /* that is spoken */
  pl_block **block;     /* in order */
  size_t count, capacity;
  pl_arena *arena;      /* everything above lives here */
  bool failed;          /* out of memory: something is missing; sticky */
  pl_block spare;       /* what is added to after that */
  pl_row spare_row;
  pl_cell spare_cell[PL_MOST_COLUMNS];
} pl_document;

/* Empty, in the language that is spoken; a document that is out of memory says so by `failed`. */
void pl_document_init(pl_document *document);
void pl_document_clear(pl_document *document);

/* ---- adding ---- */
/* Nothing here ever returns NULL. Texts are copied. */
pl_block *pl_add_heading(pl_document *document, int level, const char *id, const char *text);
pl_block *pl_add_text(pl_document *document, pl_block_kind kind, const char *text);
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
pl_block *pl_add_format(pl_document *document, pl_block_kind kind, const char *format, ...);
/* What was composed in `text`, which is cleared. */
pl_block *pl_add_composed(pl_document *document, pl_block_kind kind, pl_buffer *text);
/* Commands, a list or a key figure: another line. */
void pl_add_line(pl_document *document, pl_block *block, const char *text);
void pl_add_line_composed(pl_document *document, pl_block *block, pl_buffer *text);
/* A drawing's bytes are cleared, like what was composed. */
pl_block *pl_add_figure(pl_document *document, const char *caption, const char *words, pl_buffer drawing[PL_DRAWINGS]);
/* `columns` are translated already and copied; at most PL_MOST_COLUMNS. */
pl_block *pl_add_table(pl_document *document, const char *caption, const pl_column *columns, size_t count);
/* Another row, its cells empty; the first is its heading. */
pl_row *pl_add_row(pl_document *document, pl_block *table);

/* The next cell of a row that is being filled from the left. */
typedef struct pl_filling {
  pl_document *document;
  pl_row *row;
  size_t next, count;
} pl_filling;
pl_filling pl_fill_row(pl_document *document, pl_block *table);
pl_cell *pl_fill(pl_filling *filling, const char *text);
pl_cell *pl_fill_composed(pl_filling *filling, pl_buffer *text);

/* A copy in the document's memory; "" when there is none. */
const char *pl_keep_text(pl_document *document, const char *text);
const char *pl_keep_composed(pl_document *document, pl_buffer *text);

/* ---- reading texts ---- */
/* A text in pieces, for writers. */
typedef enum pl_piece_kind {
  PL_PIECE_TEXT, PL_PIECE_BOLD, PL_PIECE_DIM, PL_PIECE_GOOD, PL_PIECE_BAD, PL_PIECE_PLAIN, PL_PIECE_CHIP,
  PL_PIECE_LINK, PL_PIECE_LINK_END, PL_PIECE_END
} pl_piece_kind;
typedef struct pl_piece {
  pl_piece_kind kind;
  const char *text;  /* TEXT: `length` bytes; LINK: the id's */
  size_t length;
  pl_label label;    /* CHIP */
} pl_piece;
typedef struct pl_pieces {
  const char *at;
  bool is_in_link;
} pl_pieces;
/* The next piece of the text that `pieces->at` began with. Other bytes below a blank are left out. */
pl_piece pl_next_piece(pl_pieces *pieces);

#endif
