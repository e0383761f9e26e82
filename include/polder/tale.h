/* A tale: something told, as paragraphs, for whoever lays it out: a terminal wraps it, a window sets it in its type. */
#ifndef POLDER_TALE_H
#define POLDER_TALE_H

#include <stdbool.h>

#include <polder/memory.h>

/* Styles are bytes inside the text that take no room: PL_BOLD "word" PL_PLAIN. They do not nest. */
#define PL_BOLD  "\001b"
#define PL_DIM   "\001d"
#define PL_GOOD  "\001g"
#define PL_BAD   "\001r"
#define PL_PLAIN "\001."
/* Continuation lines of this paragraph start in the column where this stands. */
#define PL_HANG "\002"

typedef enum pl_paragraph_kind {
  PL_PARAGRAPH_TITLE,   /* a new part begins */
  PL_PARAGRAPH_HEADING,
  PL_PARAGRAPH_TEXT,    /* leading blanks are an indent, of all its lines */
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
void pl_tale_clear(pl_tale *tale);

#endif
