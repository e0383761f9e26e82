/* A tale: something told, as paragraphs, for whoever lays it out: a terminal wraps it, a window sets it in its type. */
#ifndef POLDER_TALE_H
#define POLDER_TALE_H

#include <stdbool.h>

#include <polder/memory.h>
#include <polder/types.h>

/* Styles are bytes inside the text that take no room: PL_BOLD "word" PL_PLAIN. They do not nest. A label is a chip, a
 * style too: PL_CHIP, the digit '0' + pl_label, the label's name, PL_PLAIN: "\0012" "TLP:AMBER" "\001.". Nothing
 * else below a blank is in a tale. */
#define PL_BOLD  "\001b"
#define PL_DIM   "\001d"
#define PL_GOOD  "\001g"
#define PL_BAD   "\001r"
#define PL_PLAIN "\001."
#define PL_CHIP  "\001"
/* Continuation lines of this paragraph start in the column where this stands. */
#define PL_HANG "\002"

typedef enum pl_paragraph_kind {
  PL_PARAGRAPH_TITLE,   /* a new part begins; room before it is understood, and so it is with a heading */
  PL_PARAGRAPH_HEADING,
  PL_PARAGRAPH_TEXT,    /* leading blanks are an indent, of all its lines; what stands before a PL_HANG is a column */
  PL_PARAGRAPH_GAP      /* room between two paragraphs; its text is empty */
} pl_paragraph_kind;

typedef struct pl_paragraph {
  pl_paragraph_kind kind;
  char *text; /* owned by the tale; UTF-8 with style bytes; no line ends */
} pl_paragraph;

/* A zeroed pl_tale is a valid empty one. */
typedef struct pl_tale {
  pl_paragraph *paragraph; /* owned */
  size_t count, capacity;
  bool failed;             /* an allocation failed: something is missing; sticky */
} pl_tale;
void pl_tale_add(pl_tale *tale, pl_paragraph_kind kind, const char *text, size_t length);
void pl_tale_clear(pl_tale *tale); /* frees; the tale is empty and usable again */

/* ---- telling ---- */
/* Each line of `text` as a paragraph of its own; an empty one is a gap. */
void pl_tale_put(pl_tale *tale, const char *text);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void pl_tale_print(pl_tale *tale, const char *format, ...);
/* The same with what was composed in `text`, which is cleared. */
void pl_tale_take(pl_tale *tale, pl_buffer *text);
void pl_tale_title(pl_tale *tale, const char *text);
void pl_tale_heading(pl_tale *tale, const char *text);
void pl_tale_gap(pl_tale *tale);

/* ---- composing ---- */
/* A label as a chip. Constant; "" for no label. */
const char *pl_chip(pl_label label);
/* How many columns a text takes: bytes that begin a character, style bytes left out. */
int pl_text_width(const char *text);
/* Adds `text` and blanks up to `width` columns, one at least, so that a long text does not run into what follows; a
 * negative width puts the blanks first, and none where there is no room. */
void pl_put_padded(pl_buffer *out, const char *text, int width);
/* Adds `text` as far as it is printable UTF-8; every other byte becomes "?". For what a player typed. */
void pl_put_tame(pl_buffer *out, const char *text);

#endif
