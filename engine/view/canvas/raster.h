/* Coverage: which part of each pixel lies inside an outline. */
#ifndef POLDER_VIEW_RASTER_H
#define POLDER_VIEW_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geometry.h"

/* A row of pixels that are covered alike, 1 … 255. */
typedef struct pl_span {
  int x, y, length;
  uint8_t coverage;
} pl_span;

typedef struct pl_cell {
  int x, y;
  float here, after; /* what this piece of an edge adds to its own pixel, and to all pixels right of it */
} pl_cell;

/* A zeroed pl_raster is valid and empty. What it owns is kept from shape to shape. */
typedef struct pl_raster {
  int left, top, right, bottom; /* nothing outside is drawn; the last column and row are not included */
  int first_row, last_row;      /* with cells */
  pl_cell *cells, *sorted;      /* owned, as the next */
  size_t cell_count, cell_capacity, sorted_capacity;
  size_t *rows;
  size_t row_capacity;
  pl_span *spans;               /* the result, from top to bottom and left to right */
  size_t span_count, span_capacity;
  bool failed;                  /* an allocation failed: the shape is missing */
} pl_raster;

/* Starts a shape. */
void pl_raster_begin(pl_raster *raster, int left, int top, int right, int bottom);
/* Adds a closed outline in pixels. Where outlines turn the same way their union is drawn; one that turns the other way
 * is a hole. An outline with a coordinate that is not finite is left out. */
void pl_raster_add(pl_raster *raster, const pl_point *points, int count);
/* The same, turned so that it adds to the others whichever way it was given. */
void pl_raster_add_filled(pl_raster *raster, const pl_point *points, int count);
void pl_raster_add_hole(pl_raster *raster, const pl_point *points, int count);
/* Ends the shape: raster->spans has it until the next begins. */
void pl_raster_end(pl_raster *raster);
void pl_raster_clear(pl_raster *raster); /* frees */

#endif
