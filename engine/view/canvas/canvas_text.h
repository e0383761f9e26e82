/* Text in device pixels, for the parts of the canvas that lay it out. */
#ifndef POLDER_VIEW_CANVAS_TEXT_H
#define POLDER_VIEW_CANVAS_TEXT_H

#include "canvas_internal.h"

/* The size in quarters of a device pixel. */
int pl_line_quarters(const pl_canvas *canvas, const pl_font *font);
/* The character at *at, which is moved behind it; a byte that begins none is the replacement character. */
uint32_t pl_line_character(const char **at, const char *end);
int pl_line_width(pl_canvas *canvas, const pl_font *font, const char *text, size_t length);
void pl_line_extent(pl_canvas *canvas, const pl_font *font, int *ascent, int *descent);
/* One line, from the left end of its baseline. */
void pl_line_put(pl_canvas *canvas, int x, int baseline, const pl_font *font, const char *text, size_t length);

/* Wrapped text, measured. */
typedef struct pl_layout_run {
  int x, line;
  size_t from, length; /* in the layout's text */
  char style;          /* a key of tale.h, '.' for none, or a digit: the chip of a label */
} pl_layout_run;
typedef struct pl_layout {
  char *text;          /* owned, as the next */
  pl_layout_run *runs;
  size_t length, capacity, count, run_capacity;
  int lines;
  bool failed;
} pl_layout;
void pl_layout_release(void *layout);

#endif
