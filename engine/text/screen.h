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
/* Writes a whole tale; one that is not all there fails the screen. */
void pl_screen_tell(pl_screen *screen, const pl_tale *tale);
/* A prompt: no line end after it. */
void pl_screen_ask(pl_screen *screen, const char *prompt);

#endif
