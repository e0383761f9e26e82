/* Outlines: shapes as closed polygons in device pixels, fine enough that no corner of a circle shows.
 *
 * A stroke is the union of one rectangle for each piece of its path and what is missing where the path turns. All of them turn
 * the same way, so that the raster takes their union and a translucent line has no darker joins. */
#include <math.h>
#include <stdlib.h>

#include "canvas_internal.h"

enum { MOST_PIECES = 20000 };
static const float full_turn = 6.28318531f;

void pl_points_add(pl_points *points, pl_point at) {
  if (points->count == points->capacity) {
    const int capacity = points->capacity ? points->capacity * 2 : 64;
    pl_point *larger = realloc(points->at, (size_t)capacity * sizeof *larger);
    if (!larger) {
      points->failed = true;
      return;
    }
    points->at = larger;
    points->capacity = capacity;
  }
  points->at[points->count++] = at;
}

void pl_points_clear(pl_points *points) {
  free(points->at);
  *points = (pl_points){0};
}

void pl_points_arc(pl_points *points, pl_point centre, float radius, float from, float to) {
  if (!(radius >= 0) || !isfinite(from) || !isfinite(to)) return;
  /* A chord stays within a fortieth of a pixel of its arc. */
  const float step = radius > 0.1f ? 2 * acosf(1 - fminf(0.025f / radius, 0.5f)) : 1;
  const int pieces = 1 + (int)fminf(fabsf(to - from) / step, 2000);
  for (int i = 0; i <= pieces; i++) {
    const float angle = from + (to - from) * (float)i / (float)pieces;
    pl_points_add(points, (pl_point){centre.x + radius * cosf(angle), centre.y + radius * sinf(angle)});
  }
}

static void add(pl_raster *raster, const pl_points *points, bool is_hole) {
  (is_hole ? pl_raster_add_hole : pl_raster_add_filled)(raster, points->at, points->count);
}

void pl_outline_disc(pl_raster *raster, pl_points *scratch, pl_point at, float radius, bool is_hole) {
  if (!(radius > 0)) return;
  scratch->count = 0;
  pl_points_arc(scratch, at, radius, 0, full_turn);
  add(raster, scratch, is_hole);
}

void pl_outline_rect(pl_raster *raster, pl_points *scratch, pl_rect rect, float radius, bool is_hole) {
  if (!(rect.w > 0 && rect.h > 0)) return;
  const float r = radius > 0 ? fminf(radius, fminf(rect.w, rect.h) / 2) : 0;
  const float right = rect.x + rect.w, bottom = rect.y + rect.h, quarter = full_turn / 4;
  const pl_point corner[4] = {{right - r, rect.y + r}, {right - r, bottom - r}, {rect.x + r, bottom - r},
                              {rect.x + r, rect.y + r}};
  scratch->count = 0;
  for (int i = 0; i < 4; i++)
    if (r > 0)
      pl_points_arc(scratch, corner[i], r, (float)(i - 1) * quarter, (float)i * quarter);
    else
      pl_points_add(scratch, corner[i]);
  add(raster, scratch, is_hole);
}

void pl_outline_polygon(pl_raster *raster, pl_points *scratch, pl_point at, float radius, int corners, bool is_hole) {
  if (!(radius > 0) || corners < 3) return;
  scratch->count = 0;
  for (int i = 0; i < corners && i < 64; i++) {
    const float angle = full_turn * ((float)i / (float)corners - 0.25f);
    pl_points_add(scratch, (pl_point){at.x + radius * cosf(angle), at.y + radius * sinf(angle)});
  }
  add(raster, scratch, is_hole);
}

/* ---- strokes ---- */
typedef struct stroke {
  pl_raster *raster;
  pl_points *scratch;
  float half;
  float length[4]; /* of the dashes, on and off in turn; the first 0: solid */
  int phase;       /* which of them, and how much of it is left */
  float left;
  int pieces;
} stroke;

static bool is_on(const stroke *s) { return !(s->phase & 1); }

static void put_piece(stroke *s, pl_point a, pl_point b, pl_point side) {
  if (++s->pieces > MOST_PIECES) return;
  const pl_point quad[4] = {{a.x + side.x, a.y + side.y}, {b.x + side.x, b.y + side.y}, {b.x - side.x, b.y - side.y},
                            {a.x - side.x, a.y - side.y}};
  pl_raster_add_filled(s->raster, quad, 4);
}

static void next_dash(stroke *s) {
  for (int i = 0; i < 4; i++) {
    s->phase = (s->phase + 1) & 3;
    if (s->length[s->phase] > 0) break;
  }
  s->left = s->length[s->phase];
}

/* One straight piece of the path. */
static void put_segment(stroke *s, pl_point a, pl_point b) {
  const float length = hypotf(b.x - a.x, b.y - a.y);
  if (!(length > 1e-4f)) return;
  const pl_point way = {(b.x - a.x) / length, (b.y - a.y) / length};
  const pl_point side = {-way.y * s->half, way.x * s->half};
  if (!(s->length[0] > 0)) {
    put_piece(s, a, b, side);
    return;
  }
  for (float done = 0; done < length && s->pieces <= MOST_PIECES;) {
    const float to = fminf(done + s->left, length);
    const pl_point from = {a.x + way.x * done, a.y + way.y * done}, end = {a.x + way.x * to, a.y + way.y * to};
    if (is_on(s)) put_piece(s, from, end, side);
    s->left -= to - done;
    if (s->left <= 1e-3f) next_dash(s);
    if (to <= done) break;
    done = to;
  }
}

static pl_point side_of(const stroke *s, pl_point a, pl_point b) {
  const float length = hypotf(b.x - a.x, b.y - a.y), part = length > 1e-4f ? s->half / length : 0;
  return (pl_point){-(b.y - a.y) * part, (b.x - a.x) * part};
}

/* What is missing where the path turns: nothing that shows, a wedge, or where it turns sharply the part of a disc. A
 * dash has no room for a disc, which would stand out over its ends. */
static void put_join(stroke *s, pl_point before, pl_point at, pl_point after) {
  const float cross = (at.x - before.x) * (after.y - at.y) - (at.y - before.y) * (after.x - at.x);
  const float dot = (at.x - before.x) * (after.x - at.x) + (at.y - before.y) * (after.y - at.y);
  const float turn = fabsf(atan2f(cross, dot));
  if (!is_on(s) || !(s->half * turn > 0.05f)) return;
  if (turn > 0.5f && !(s->length[0] > 0)) {
    pl_outline_disc(s->raster, s->scratch, at, s->half, false);
    return;
  }
  const float outer = cross > 0 ? -1 : 1;
  const pl_point one = side_of(s, before, at), two = side_of(s, at, after);
  const pl_point wedge[3] = {at, {at.x + outer * one.x, at.y + outer * one.y}, {at.x + outer * two.x, at.y + outer * two.y}};
  pl_raster_add_filled(s->raster, wedge, 3);
}

/* A dash pattern that can be walked: finite, not all gaps, and no dash so short that there would be thousands. */
static void set_dash(stroke *s, pl_dash dash) {
  const float on_again = dash.on_again > 0 ? dash.on_again : dash.on;
  const float off_again = dash.on_again > 0 || dash.off_again > 0 ? dash.off_again : dash.off;
  if (!(dash.on > 0 && dash.off > 0) || !(dash.on + dash.off + on_again + off_again < 1e6f)) return;
  const float all[4] = {dash.on, dash.off, on_again, off_again};
  for (int i = 0; i < 4; i++) s->length[i] = all[i] > 0 ? fmaxf(all[i], 0.25f) : 0;
  s->left = s->length[0];
}

void pl_outline_stroke(pl_raster *raster, pl_points *scratch, const pl_point *path, int count, bool is_closed,
                       float width, pl_dash dash) {
  if (!(width > 0) || count < 2) return;
  stroke s = {.raster = raster, .scratch = scratch, .half = width / 2};
  set_dash(&s, dash);
  const int segments = is_closed ? count : count - 1;
  for (int i = 0; i < segments; i++) {
    const pl_point a = path[i], b = path[(i + 1) % count], c = path[(i + 2) % count];
    if (!isfinite(a.x + a.y + b.x + b.y)) continue;
    put_segment(&s, a, b);
    if (i + 1 < segments || is_closed) put_join(&s, a, b, c);
  }
}
