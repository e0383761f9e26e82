/* Shapes: discs, rings, rectangles, polygons, areas.
 *
 * Rectangles keep to whole pixels, so that their edges are sharp at every scale; all else is where it is. */
#include <math.h>

#include "canvas_internal.h"

/* A width in whole pixels, one at least. */
static float whole_width(const pl_canvas *canvas, float width) {
  return fmaxf(1, roundf(fminf(width * canvas->unit, 1e6f)));
}

static pl_rect as_rect(SDL_Rect r) { return (pl_rect){(float)r.x, (float)r.y, (float)r.w, (float)r.h}; }

void pl_draw_fill(pl_canvas *canvas, pl_rect rect, pl_colour colour) {
  SDL_Rect pixels;
  if (pl_canvas_pixels(canvas, rect, &pixels)) pl_paint_rect(canvas, pixels, colour);
}

/* Whether the shape within `bounds` (device) is to be drawn at all; then it is begun. */
static pl_raster *begin_within(pl_canvas *canvas, pl_rect bounds) {
  if (!pl_canvas_is_ready(canvas)) return NULL;
  const SDL_Rect clip = pl_canvas_clip(canvas);
  return pl_rect_meets(bounds, as_rect(clip)) ? pl_paint_begin(canvas) : NULL;
}

void pl_draw_fill_round(pl_canvas *canvas, pl_rect rect, float radius, pl_colour colour) {
  SDL_Rect pixels;
  if (!pl_canvas_pixels(canvas, rect, &pixels)) return;
  if (!(radius > 0)) {
    pl_paint_rect(canvas, pixels, colour);
    return;
  }
  pl_raster *raster = begin_within(canvas, as_rect(pixels));
  if (!raster) return;
  pl_outline_rect(raster, &canvas->outline, as_rect(pixels), radius * canvas->unit, false);
  pl_paint_end(canvas, colour);
}

void pl_draw_outline(pl_canvas *canvas, pl_rect rect, float radius, float width, pl_colour colour) {
  SDL_Rect pixels;
  if (!(width > 0) || !pl_canvas_pixels(canvas, rect, &pixels)) return;
  pl_raster *raster = begin_within(canvas, as_rect(pixels));
  if (!raster) return;
  const float wide = whole_width(canvas, width), round = radius * canvas->unit;
  pl_outline_rect(raster, &canvas->outline, as_rect(pixels), round, false);
  pl_outline_rect(raster, &canvas->outline, pl_rect_inset(as_rect(pixels), wide), round - wide, true);
  pl_paint_end(canvas, colour);
}

void pl_draw_disc(pl_canvas *canvas, pl_point at, float radius, pl_colour colour) {
  pl_paint_figure(canvas, at, radius, 0, colour, 0, 0);
}

void pl_draw_ring(pl_canvas *canvas, pl_point at, float radius, float width, pl_colour colour) {
  pl_paint_figure(canvas, at, radius, 0, 0, width, colour);
}

void pl_draw_diamond(pl_canvas *canvas, pl_point at, float half, pl_colour fill, float edge_width, pl_colour edge) {
  pl_paint_figure(canvas, at, half, 4, fill, edge_width, edge);
}

void pl_draw_polygon(pl_canvas *canvas, pl_point at, float radius, int corners, pl_colour fill, float edge_width,
                     pl_colour edge) {
  if (corners > 2 && corners <= 64) pl_paint_figure(canvas, at, radius, corners, fill, edge_width, edge);
}

void pl_draw_area(pl_canvas *canvas, const pl_point *points, int count, pl_colour colour) {
  pl_raster *raster = count > 2 ? pl_paint_begin(canvas) : NULL;
  if (!raster) return;
  pl_points *path = &canvas->path;
  path->count = 0;
  for (int i = 0; i < count; i++) pl_points_add(path, pl_canvas_device(canvas, points[i]));
  pl_raster_add_filled(raster, path->at, path->count);
  pl_paint_end(canvas, colour);
}
