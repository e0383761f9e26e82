/* A screen of plain text: words wrapped to a width, a few styles, nothing that moves. */
#ifndef POLDER_TEXT_SCREEN_H
#define POLDER_TEXT_SCREEN_H

#include <stdio.h>

#include <polder/tale.h>
#include <polder/translate.h>

typedef struct pl_screen {
  FILE *out;   /* borrowed */
  int columns; /* lines are no longer than this, unless one word is */
  bool has_colour, has_truecolour;
  bool failed; /* a write failed; sticky, and nothing more is written */
  int reason;  /* errno of that write; 0: there was no memory for the text */
  /* Page by page. */
  int rows;         /* of the terminal; 0: everything at once */
  int shown;        /* lines since the last prompt */
  bool is_skipping; /* the reader has seen enough: nothing is written before the next prompt */
  bool (*turn)(void *context); /* asks whether to go on; false: the reader has seen enough */
  void *context;
} pl_screen;

/* Writes `text`, wrapped. A line's leading blanks are the indent of its continuation lines too. A no-break space keeps
 * words together and is written as a blank. Ends with a line end, also when `text` does not. */
void pl_screen_put(pl_screen *screen, const char *text);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void pl_screen_print(pl_screen *screen, const char *format, ...);
/* An empty line, then the words in bold. */
void pl_screen_heading(pl_screen *screen, const char *text);
void pl_screen_gap(pl_screen *screen);
/* A prompt: no line end after it. */
void pl_screen_ask(pl_screen *screen, const char *prompt);

/* A label as a chip in FIRST's colours on black: the chip's own style bytes around its name. */
const char *pl_screen_chip(pl_label label);
/* How many columns a text takes: bytes that begin a character, style bytes left out. */
int pl_screen_width(const char *text);
/* Adds `text` and blanks up to `width` columns, one at least, so that a long text does not run into what follows; a
 * negative width puts the blanks first, and none where there is no room. */
void pl_screen_pad(pl_buffer *out, const char *text, int width);
/* Adds `text` as far as it is printable UTF-8; every other byte becomes "?". For what a player typed. */
void pl_screen_tame(pl_buffer *out, const char *text);

#endif
