/* Geography: shapes cut at the horizon and laid flat.
 *
 * Every shape is walked in steps of at most two degrees, straight in longitude and latitude as Natural Earth means it,
 * so that long edges bend. The walk is cut into chains, the parts before the horizon. A line becomes its chains. A ring
 * has what it encloses on its left, and that stays so on the plane; so from where a chain goes under, the outline
 * follows the horizon against the clock, with what it encloses on the left, until it meets the next chain that comes
 * up. This holds for any number of crossings, and for the seam of the whole world, where a walk goes under on one side
 * of the ellipse and comes up on the other.
 *
 *         ___ enter ... chain ... leave
 *        /                             \      leave → (along the horizon) → the next enter
 *       (    visible, z > 0             )
 *        \___ leave ... chain ... enter /
 */
#include "projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <world_shapes.h> /* in the build folder: world_point, world_land, world_border */

enum {
  LAND = sizeof world_land / sizeof world_land[0],
  BORDERS = sizeof world_border / sizeof world_border[0],
  RIM_STEPS = 180
};
#define STEP      2.0 /* degrees */
#define GRATICULE 10
#define FULL_TURN 6.283185307179586

typedef struct path_list {
  pl_outline_path *path;
  int count, room;
} path_list;

typedef struct chain {
  int first, count;    /* into the sketch's trail */
  double enter, leave; /* angles on the horizon */
  bool has_enter, has_leave, is_used;
} chain;

typedef struct sketch {
  const pl_projection *projection;
  pl_point *point; /* of the result */
  int count, room;
  pl_point *trail; /* of the shape that is walked now */
  int trail_count, trail_room;
  chain *chains;
  int chain_count, chain_room;
  path_list land, border, graticule;
  bool failed;
} sketch;

/* ---- growing ---- */

/* Room for one more; NULL: out of memory, and the array is as it was. */
static void *with_room(void *array, int count, int *room, size_t size) {
  if (count < *room) return array;
  const int wanted = *room ? 2 * *room : 256;
  void *grown = realloc(array, (size_t)wanted * size);
  if (grown) *room = wanted;
  return grown;
}

static void put(sketch *s, pl_point at) {
  pl_point *grown = s->failed ? NULL : with_room(s->point, s->count, &s->room, sizeof *grown);
  if (grown) (s->point = grown)[s->count++] = at;
  s->failed = !grown;
}

static void put_trail(sketch *s, pl_vector at) {
  pl_point *grown = s->failed ? NULL : with_room(s->trail, s->trail_count, &s->trail_room, sizeof *grown);
  s->failed = !grown;
  if (!grown) return;
  s->trail = grown;
  s->trail[s->trail_count++] = pl_projection_flatten(s->projection, at);
  s->chains[s->chain_count - 1].count++;
}

static void begin_chain(sketch *s) {
  chain *grown = s->failed ? NULL : with_room(s->chains, s->chain_count, &s->chain_room, sizeof *grown);
  s->failed = !grown;
  if (!grown) return;
  s->chains = grown;
  s->chains[s->chain_count++] = (chain){.first = s->trail_count};
}

/* A path of the points that were put since `first`; one that is too short to draw is forgotten. */
static void end_path(sketch *s, path_list *list, int first, int least, bool is_water) {
  if (s->failed || s->count - first < least) {
    s->count = first;
    return;
  }
  pl_outline_path *grown = with_room(list->path, list->count, &list->room, sizeof *grown);
  s->failed = !grown;
  if (!grown) return;
  list->path = grown;
  list->path[list->count++] = (pl_outline_path){first, s->count - first, is_water};
}

/* ---- walking ---- */

typedef struct walker {
  pl_vector at;
  double east, latitude;
  bool is_up; /* the walk is before the horizon, and a chain is open */
} walker;

static void come_up(sketch *s, walker *w, pl_vector horizon) {
  begin_chain(s);
  if (s->failed) return;
  s->chains[s->chain_count - 1].has_enter = true;
  s->chains[s->chain_count - 1].enter = atan2(horizon.y, horizon.x);
  put_trail(s, horizon);
  w->is_up = true;
}

static void go_under(sketch *s, walker *w, pl_vector horizon) {
  if (!w->is_up || s->failed) return;
  put_trail(s, horizon);
  s->chains[s->chain_count - 1].has_leave = true;
  s->chains[s->chain_count - 1].leave = atan2(horizon.y, horizon.x);
  w->is_up = false;
}

/* Where the step from a to b meets the horizon. */
static pl_vector crossing(pl_vector a, pl_vector b) {
  const double part = a.z / (a.z - b.z);
  const double x = a.x + (b.x - a.x) * part, y = a.y + (b.y - a.y) * part, away = hypot(x, y);
  return away > 0 ? (pl_vector){x / away, y / away, 0} : pl_horizon_at(0);
}

/* The point of the world's edge at a latitude, on the side where `east` is. */
static pl_vector edge_at(double latitude, double east) {
  const double north = latitude * PL_RADIAN;
  return (pl_vector){east > 0 ? cos(north) : -cos(north), sin(north), 0};
}

static void step_across_seam(sketch *s, walker *w, double east, double latitude) {
  const double before = 180 - fabs(w->east), after = 180 - fabs(east);
  const double part = before + after > 0 ? before / (before + after) : 0;
  const double there = w->latitude + (latitude - w->latitude) * part;
  go_under(s, w, edge_at(there, w->east));
  come_up(s, w, edge_at(there, east));
}

static void step_to(sketch *s, walker *w, double longitude, double latitude) {
  const pl_vector at = pl_projection_turn(s->projection, longitude, latitude);
  const double east = pl_projection_east(s->projection, longitude);
  const bool is_before = s->projection->kind == PL_PROJECTION_WORLD || at.z >= 0;
  if (s->projection->kind == PL_PROJECTION_WORLD && fabs(east - w->east) > 180)
    step_across_seam(s, w, east, latitude);
  else if (w->is_up && !is_before)
    go_under(s, w, crossing(w->at, at));
  else if (!w->is_up && is_before)
    come_up(s, w, crossing(w->at, at));
  if (w->is_up && !s->failed) put_trail(s, at);
  *w = (walker){at, east, latitude, w->is_up};
}

static void begin_walk(sketch *s, walker *w, double longitude, double latitude) {
  s->trail_count = s->chain_count = 0;
  w->at = pl_projection_turn(s->projection, longitude, latitude);
  w->east = pl_projection_east(s->projection, longitude);
  w->latitude = latitude;
  w->is_up = s->projection->kind == PL_PROJECTION_WORLD || w->at.z >= 0;
  if (!w->is_up) return;
  begin_chain(s);
  if (!s->failed) put_trail(s, w->at);
}

/* From where the walk is, which is at `from`, straight to `to`, in small steps. */
static void walk_edge(sketch *s, walker *w, const double from[2], const double to[2]) {
  const double east = remainder(to[0] - from[0], 360), north = to[1] - from[1];
  const int steps = (int)ceil(fmax(fabs(east), fabs(north)) / STEP);
  for (int i = 1; i <= steps; i++) {
    const double part = (double)i / steps;
    step_to(s, w, from[0] + east * part, from[1] + north * part);
  }
}

static void walk_shape(sketch *s, const world_shape *shape) {
  walker w;
  double last[2], here[2];
  for (int i = 0; i < shape->count && !s->failed; i++) {
    here[0] = world_point[shape->first + i][0] / 1000.0;
    here[1] = world_point[shape->first + i][1] / 1000.0;
    if (i)
      walk_edge(s, &w, last, here);
    else
      begin_walk(s, &w, here[0], here[1]);
    memcpy(last, here, sizeof last);
  }
}

/* ---- putting chains together ---- */

static void put_chain(sketch *s, const chain *c) {
  for (int i = 0; i < c->count && !s->failed; i++) put(s, s->trail[c->first + i]);
}

static void put_lines(sketch *s, path_list *list) {
  for (int i = 0; i < s->chain_count && !s->failed; i++) {
    const int first = s->count;
    put_chain(s, &s->chains[i]);
    end_path(s, list, first, 2, false);
  }
}

/* How far along the horizon, against the clock, from one angle to another. */
static double turn_from(double from, double to) {
  const double turn = fmod(to - from + 2 * FULL_TURN, FULL_TURN);
  return turn > FULL_TURN - 1e-9 ? 0 : turn; /* a touch, not the whole way round */
}

static chain *next_up(sketch *s, const chain *from) {
  chain *nearest = NULL;
  double least = 0;
  for (int i = 0; i < s->chain_count; i++) {
    chain *c = &s->chains[i];
    const double turn = turn_from(from->leave, c->enter);
    if (c->is_used || (nearest && turn >= least)) continue;
    nearest = c;
    least = turn;
  }
  return nearest;
}

static void put_horizon(sketch *s, double from, double turn) {
  const int steps = (int)ceil(turn / (STEP * PL_RADIAN));
  for (int i = 1; i < steps && !s->failed; i++)
    put(s, pl_projection_flatten(s->projection, pl_horizon_at(from + turn * i / steps)));
}

static void close_ring(sketch *s, int first) {
  if (s->failed || s->count == first) return;
  const pl_point a = s->point[first], b = s->point[s->count - 1];
  if (a.x != b.x || a.y != b.y) put(s, a);
}

/* A ring out of `start` and the chains that follow it. It is the last to be used, so that it is found again. */
static void put_cut_ring(sketch *s, chain *start, bool is_water) {
  const int first = s->count;
  chain *c = start;
  do {
    put_chain(s, c);
    chain *next = next_up(s, c);
    if (!next) break;
    put_horizon(s, c->leave, turn_from(c->leave, next->enter));
    next->is_used = true;
    c = next;
  } while (c != start && !s->failed);
  close_ring(s, first);
  end_path(s, &s->land, first, 4, is_water);
}

/* The walk began before the horizon, so its last chain goes on in its first. */
static void join_ends(sketch *s) {
  chain *first = &s->chains[0], *last = &s->chains[s->chain_count - 1];
  const int count = first->count;
  if (first->has_enter || last->has_leave || first == last) return;
  for (int i = 1; i < count && !s->failed; i++) {
    pl_point *grown = with_room(s->trail, s->trail_count, &s->trail_room, sizeof *grown);
    s->failed = !grown;
    if (!grown) return;
    s->trail = grown;
    s->trail[s->trail_count++] = s->trail[first->first + i];
    last->count++;
  }
  last->leave = first->leave;
  last->has_leave = first->has_leave;
  *first = *last;
  s->chain_count--;
}

static void put_ring(sketch *s, bool is_water) {
  if (s->failed || !s->chain_count) return;
  join_ends(s);
  if (s->failed) return;
  if (!s->chains[0].has_enter) { /* never under */
    const int first = s->count;
    put_chain(s, &s->chains[0]);
    close_ring(s, first);
    end_path(s, &s->land, first, 4, is_water);
    return;
  }
  for (int i = 0; i < s->chain_count && !s->failed; i++)
    if (!s->chains[i].is_used) put_cut_ring(s, &s->chains[i], is_water);
}

/* ---- all of it ---- */

static void put_land(sketch *s, bool is_water) {
  for (int i = 0; i < LAND && !s->failed; i++) {
    if ((world_land[i].is_water != 0) != is_water) continue;
    walk_shape(s, &world_land[i]);
    put_ring(s, is_water);
  }
}

static void put_borders(sketch *s) {
  for (int i = 0; i < BORDERS && !s->failed; i++) {
    walk_shape(s, &world_border[i]);
    put_lines(s, &s->border);
  }
}

static void put_graticule_line(sketch *s, const double from[2], const double to[2]) {
  walker w;
  begin_walk(s, &w, from[0], from[1]);
  const double middle[2] = {(from[0] + to[0]) / 2, (from[1] + to[1]) / 2};
  const double quarter[2] = {(from[0] + middle[0]) / 2, (from[1] + middle[1]) / 2};
  const double last[2] = {(to[0] + middle[0]) / 2, (to[1] + middle[1]) / 2};
  walk_edge(s, &w, from, quarter); /* in quarters: an edge goes the short way round */
  walk_edge(s, &w, quarter, middle);
  walk_edge(s, &w, middle, last);
  walk_edge(s, &w, last, to);
  put_lines(s, &s->graticule);
}

/* Only four meridians go to the poles, where all would crowd. */
static void put_graticule(sketch *s) {
  for (int longitude = -180; longitude < 180; longitude += GRATICULE) {
    const double end = longitude % 90 == 0 ? 90 : 80;
    put_graticule_line(s, (double[2]){longitude, -end}, (double[2]){longitude, end});
  }
  for (int latitude = -80; latitude <= 80; latitude += GRATICULE)
    put_graticule_line(s, (double[2]){-180, latitude}, (double[2]){180, latitude});
}

static pl_outline_path put_rim(sketch *s) {
  const int first = s->count;
  for (int i = 0; i <= RIM_STEPS; i++)
    put(s, pl_projection_flatten(s->projection, pl_horizon_at(FULL_TURN * (i % RIM_STEPS) / RIM_STEPS)));
  return (pl_outline_path){first, s->count - first, false};
}

pl_geography *pl_geography_new(const pl_projection *projection, pl_error *error) {
  sketch s = {.projection = projection};
  pl_geography *made = calloc(1, sizeof *made);
  s.failed = !made;
  put_land(&s, false);
  put_land(&s, true);
  put_borders(&s);
  put_graticule(&s);
  const pl_outline_path rim = put_rim(&s);
  free(s.trail);
  free(s.chains);
  if (s.failed) {
    pl_error_set(error, PL_NO_MEMORY, "No memory is left for the map; close something and try again.");
    free(s.point);
    free(s.land.path);
    free(s.border.path);
    free(s.graticule.path);
    free(made);
    return NULL;
  }
  *made = (pl_geography){s.point, s.land.path,      s.border.path,     s.land.count, s.border.count,
                         s.count, s.graticule.path, s.graticule.count, rim};
  return made;
}

void pl_geography_free(pl_geography *geography) {
  if (!geography) return;
  free(geography->point);
  free(geography->land);
  free(geography->border);
  free(geography->graticule);
  free(geography);
}
