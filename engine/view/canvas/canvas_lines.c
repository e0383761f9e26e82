/* Lines: straight ones, connected ones, curves, arcs of rings, hatching.
 *
 * A solid line that is level or upright is a rectangle on whole pixels. Every other is the outline of its stroke. */
#include <math.h>

#include "canvas_internal.h"

enum { MOST_STROKES = 4000 };

static pl_dash scaled(const pl_canvas *canvas, pl_dash dash) {
  const float u = canvas->unit;
  return (pl_dash){dash.on * u, dash.off * u, dash.on_again * u, dash.off_again * u};
}

static bool is_solid(pl_dash dash) { return !(dash.on > 0 && dash.off > 0); }

/* Draws the stroke of canvas->path. */
static void stroke_path(pl_canvas *canvas, bool is_closed, float width, pl_dash dash, pl_colour colour) {
  const float wide = width * canvas->unit;
  pl_raster *raster = wide > 0 ? pl_paint_begin(canvas) : NULL;
  if (!raster) return;
  pl_outline_stroke(raster, canvas->sides, canvas->path.at, canvas->path.count, is_closed, wide,
                    scaled(canvas, dash));
  pl_paint_end(canvas, colour);
}

/* Whether a line is level or upright; then its pixels. */
static bool as_bar(const pl_canvas *canvas, pl_point from, pl_point to, float width, SDL_Rect *out) {
  const bool is_level = from.y == to.y, is_upright = from.x == to.x;
  if (is_level == is_upright || !(fabsf(from.x) + fabsf(from.y) + fabsf(to.x) + fabsf(to.y) < 1e6f)) return false;
  const float wide = fmaxf(1, roundf(width * canvas->unit));
  const float low = canvas->unit * (is_level ? fminf(from.x, to.x) : fminf(from.y, to.y));
  const float high = canvas->unit * (is_level ? fmaxf(from.x, to.x) : fmaxf(from.y, to.y));
  const int start = (int)lrintf(low), length = (int)lrintf(high) - start;
  const int side = (int)lrintf((is_level ? from.y : from.x) * canvas->unit - wide / 2);
  *out = is_level ? (SDL_Rect){start, side, length, (int)wide} : (SDL_Rect){side, start, (int)wide, length};
  return true;
}

void pl_draw_line(pl_canvas *canvas, pl_point from, pl_point to, float width, pl_dash dash, pl_colour colour) {
  SDL_Rect bar;
  if (!(width > 0)) return;
  if (is_solid(dash) && as_bar(canvas, from, to, width, &bar)) {
    pl_paint_rect(canvas, bar, colour);
    return;
  }
  canvas->path.count = 0;
  pl_points_add(&canvas->path, pl_canvas_device(canvas, from));
  pl_points_add(&canvas->path, pl_canvas_device(canvas, to));
  stroke_path(canvas, false, width, dash, colour);
}

void pl_draw_polyline(pl_canvas *canvas, const pl_point *points, int count, bool is_closed, float width, pl_dash dash,
                      pl_colour colour) {
  canvas->path.count = 0;
  for (int i = 0; i < count; i++) pl_points_add(&canvas->path, pl_canvas_device(canvas, points[i]));
  stroke_path(canvas, is_closed, width, dash, colour);
}

void pl_draw_curve(pl_canvas *canvas, pl_point from, pl_point bend, pl_point to, float width, pl_dash dash,
                   pl_colour colour) {
  const pl_point a = pl_canvas_device(canvas, from), b = pl_canvas_device(canvas, bend);
  const pl_point c = pl_canvas_device(canvas, to);
  /* The chord of one of n pieces is off by a quarter of this over n². */
  const float off = hypotf(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y);
  if (!(off < 1e7f)) return;
  const int pieces = 1 + (int)fminf(sqrtf(off / 4 / 0.04f), 400);
  canvas->path.count = 0;
  for (int i = 0; i <= pieces; i++) {
    const float t = (float)i / (float)pieces, u = 1 - t;
    pl_points_add(&canvas->path, (pl_point){u * u * a.x + 2 * u * t * b.x + t * t * c.x,
                                            u * u * a.y + 2 * u * t * b.y + t * t * c.y});
  }
  stroke_path(canvas, false, width, dash, colour);
}

void pl_draw_arc(pl_canvas *canvas, pl_point at, float radius, float width, float from, float to, pl_dash dash,
                 pl_colour colour) {
  if (!(radius > 0) || !(to > from)) return;
  if (to - from >= 1 && is_solid(dash)) {
    pl_draw_ring(canvas, at, radius, width, colour);
    return;
  }
  const float turn = 6.28318531f, end = fminf(to, from + 1);
  canvas->path.count = 0;
  pl_points_arc(&canvas->path, pl_canvas_device(canvas, at), radius * canvas->unit, (from - 0.25f) * turn,
                (end - 0.25f) * turn);
  stroke_path(canvas, false, width, dash, colour);
}

void pl_draw_hatch(pl_canvas *canvas, pl_rect rect, float angle, float spacing, float width, pl_colour colour) {
  SDL_Rect pixels;
  if (!(spacing > 0 && width > 0) || !isfinite(angle) || !pl_canvas_pixels(canvas, rect, &pixels)) return;
  pl_canvas_push_clip(canvas, rect);
  pl_raster *raster = pl_paint_begin(canvas);
  if (raster) {
    const float radians = angle * 0.0174532925f, step = fmaxf(spacing * canvas->unit, 1);
    const pl_point way = {cosf(radians), sinf(radians)}, across = {-way.y, way.x};
    const pl_point middle = {(float)pixels.x + (float)pixels.w / 2, (float)pixels.y + (float)pixels.h / 2};
    const float reach = hypotf((float)pixels.w, (float)pixels.h) / 2;
    const int strokes = (int)fminf(reach / step, MOST_STROKES);
    for (int i = -strokes; i <= strokes; i++) {
      const pl_point on = {middle.x + across.x * step * (float)i, middle.y + across.y * step * (float)i};
      const pl_point half = {way.x * reach, way.y * reach};
      const pl_point ends[2] = {{on.x - half.x, on.y - half.y}, {on.x + half.x, on.y + half.y}};
      pl_outline_stroke(raster, canvas->sides, ends, 2, false, width * canvas->unit, (pl_dash){0});
    }
    pl_paint_end(canvas, colour);
  }
  pl_canvas_pop_clip(canvas);
}
