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

static pl_raster *begin_round(pl_canvas *canvas, pl_point at, float reach) {
  return begin_within(canvas, (pl_rect){at.x - reach, at.y - reach, 2 * reach, 2 * reach});
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
  const pl_point centre = pl_canvas_device(canvas, at);
  const float r = radius * canvas->unit;
  pl_raster *raster = begin_round(canvas, centre, r);
  if (!raster) return;
  pl_outline_disc(raster, &canvas->outline, centre, r, false);
  pl_paint_end(canvas, colour);
}

void pl_draw_ring(pl_canvas *canvas, pl_point at, float radius, float width, pl_colour colour) {
  const pl_point centre = pl_canvas_device(canvas, at);
  const float r = radius * canvas->unit, half = width * canvas->unit / 2;
  if (!(half > 0)) return;
  pl_raster *raster = begin_round(canvas, centre, r + half);
  if (!raster) return;
  pl_outline_disc(raster, &canvas->outline, centre, r + half, false);
  pl_outline_disc(raster, &canvas->outline, centre, r - half, true);
  pl_paint_end(canvas, colour);
}

/* A regular polygon whose edge lies half inside and half outside its outline. */
static void draw_polygon(pl_canvas *canvas, pl_point at, float radius, int corners, pl_colour fill, float edge_width,
                         pl_colour edge) {
  if (corners < 3 || corners > 64) return;
  const pl_point centre = pl_canvas_device(canvas, at);
  const float r = radius * canvas->unit, half = edge_width > 0 ? edge_width * canvas->unit / 2 : 0;
  const float reach = half / cosf(3.14159265f / (float)corners); /* how far a corner moves when its sides do */
  pl_raster *raster = begin_round(canvas, centre, r + reach);
  if (!raster) return;
  if (pl_alpha(fill)) {
    pl_outline_polygon(raster, &canvas->outline, centre, r, corners, false);
    pl_paint_end(canvas, fill);
  }
  if (!half || !(raster = pl_paint_begin(canvas))) return;
  pl_outline_polygon(raster, &canvas->outline, centre, r + reach, corners, false);
  pl_outline_polygon(raster, &canvas->outline, centre, r - reach, corners, true);
  pl_paint_end(canvas, edge);
}

void pl_draw_diamond(pl_canvas *canvas, pl_point at, float half, pl_colour fill, float edge_width, pl_colour edge) {
  draw_polygon(canvas, at, half, 4, fill, edge_width, edge);
}

void pl_draw_polygon(pl_canvas *canvas, pl_point at, float radius, int corners, pl_colour fill, float edge_width,
                     pl_colour edge) {
  draw_polygon(canvas, at, radius, corners, fill, edge_width, edge);
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
