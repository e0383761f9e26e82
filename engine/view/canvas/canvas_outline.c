/* Outlines: shapes as closed polygons in device pixels, fine enough that no corner of a circle shows.
 *
 * The parts of a stroke all turn the same way, so that the raster takes their union and a translucent line has no
 * darker joins. */
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
/* A stroke is made of bands: outlines around a part of the path in which it turns only gently. A band ends where a dash
 * does and where the path turns sharply; there, a disc fills what is missing. */
typedef struct stroke {
  pl_raster *raster;
  pl_points *left, *right; /* the sides of the band so far */
  float half;
  float length[4];         /* of the dashes, on and off in turn; the first 0: solid */
  int phase;               /* which of them, and how much of it there is still to go */
  float rest;
  int pieces;
  bool has_begun;
  pl_point at, way;        /* where it is, and the direction it came from, a unit vector */
} stroke;

static bool is_on(const stroke *s) { return !(s->phase & 1); }

/* Adds the ends of a line across the band, `far` times as wide as it. */
static void put_across(stroke *s, pl_point at, pl_point way, float far) {
  const float x = -way.y * s->half * far, y = way.x * s->half * far;
  pl_points_add(s->left, (pl_point){at.x + x, at.y + y});
  pl_points_add(s->right, (pl_point){at.x - x, at.y - y});
}

static void end_band(stroke *s) {
  for (int i = s->right->count - 1; i >= 0; i--) pl_points_add(s->left, s->right->at[i]);
  pl_raster_add_filled(s->raster, s->left->at, s->left->count);
  s->left->count = s->right->count = 0;
}

static void next_dash(stroke *s) {
  for (int i = 0; i < 4; i++) {
    s->phase = (s->phase + 1) & 3;
    if (s->length[s->phase] > 0) break;
  }
  s->rest = s->length[s->phase];
}

/* Walks a straight piece, from where the stroke is; bands begin and end with the dashes on it. */
static void walk(stroke *s, pl_point to, pl_point way, float length) {
  float done = 0;
  while (s->length[0] > 0 && s->rest < length - done && s->pieces++ < MOST_PIECES) {
    done += s->rest;
    const pl_point here = {s->at.x + way.x * done, s->at.y + way.y * done};
    put_across(s, here, way, 1);
    if (is_on(s)) end_band(s);
    next_dash(s);
    s->left->count = s->right->count = 0;
    if (is_on(s)) put_across(s, here, way, 1);
  }
  s->rest -= length - done;
  s->at = to;
  s->way = way;
}

/* A band goes on around a gentle turn, with a line across that lies between both ways. At a sharp one it ends, and a
 * disc fills the corner; but a dash has no room for one, which would stand out over its ends. */
static void turn(stroke *s, pl_point after) {
  const pl_point before = s->way;
  if (!is_on(s)) return;
  if (before.x * after.x + before.y * after.y > 0.9f) {
    const pl_point sum = {before.x + after.x, before.y + after.y};
    const float length = hypotf(sum.x, sum.y);
    put_across(s, s->at, (pl_point){sum.x / length, sum.y / length}, 2 / length);
    return;
  }
  put_across(s, s->at, before, 1);
  end_band(s);
  if (!(s->length[0] > 0)) pl_outline_disc(s->raster, s->left, s->at, s->half, false);
  s->left->count = 0;
  put_across(s, s->at, after, 1);
}

/* A dash pattern that can be walked: finite, not all gaps, and no dash so short that there would be thousands. */
static void set_dash(stroke *s, pl_dash dash) {
  const float on_again = dash.on_again > 0 ? dash.on_again : dash.on;
  const float off_again = dash.on_again > 0 || dash.off_again > 0 ? dash.off_again : dash.off;
  if (!(dash.on > 0 && dash.off > 0) || !(dash.on + dash.off + on_again + off_again < 1e6f)) return;
  const float all[4] = {dash.on, dash.off, on_again, off_again};
  for (int i = 0; i < 4; i++) s->length[i] = all[i] > 0 ? fmaxf(all[i], 0.25f) : 0;
  s->rest = s->length[0];
}

static void go_to(stroke *s, pl_point from, pl_point to) {
  const float length = hypotf(to.x - from.x, to.y - from.y);
  if (!(length > 1e-4f && length < 1e7f)) return;
  const pl_point way = {(to.x - from.x) / length, (to.y - from.y) / length};
  if (s->has_begun) {
    turn(s, way);
  } else {
    s->at = from;
    put_across(s, from, way, 1);
  }
  s->has_begun = true;
  walk(s, to, way, length);
}

void pl_outline_stroke(pl_raster *raster, pl_points *sides, const pl_point *path, int count, bool is_closed,
                       float width, pl_dash dash) {
  if (!(width > 0) || count < 2) return;
  stroke s = {.raster = raster, .left = &sides[0], .right = &sides[1], .half = width / 2};
  s.left->count = s.right->count = 0;
  set_dash(&s, dash);
  for (int i = 0; i + 1 < count; i++) go_to(&s, path[i], path[i + 1]);
  if (is_closed) go_to(&s, path[count - 1], path[0]);
  if (!s.has_begun) return;
  if (is_on(&s)) {
    put_across(&s, s.at, s.way, 1);
    end_band(&s);
  }
  if (is_closed && !(s.length[0] > 0)) pl_outline_disc(raster, s.left, s.at, s.half, false);
}
