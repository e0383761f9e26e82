/* Projections: from longitude and latitude to a point of the plane.
 *
 * Turn the sphere until its centre faces the viewer, then flatten it.
 *
 * The globe is azimuthal: bearings from the centre are true, and a point at the angle c from it lands at the distance
 *
 *   ρ = ln (1 + c / a) / ln (1 + 90° / a),   a = 0.25 radians
 *
 * which is the logarithmic projection of Hägerstrand (1957; see Snyder, "Flattening the Earth", 1993), moved so that
 * it passes through the centre: the scale falls with 1 / (a + c). Orthographic, ρ = sin c, was tried beside it, with
 * the fourteen states of the North Atlantic on the same board. Its best centre gave Europe as much room, but 1.5 times
 * as much to the ocean, and pressed Europe against the right edge, where discs had nowhere to go; centred on 7° W 50.5°
 * N it had to show Europe at little more than half the scale. The price is a narrower North America.
 *
 * The whole world is Hammer's: all longitudes are halved, which folds the world to the half that faces the viewer, that
 * half is flattened by Lambert's equal-area rule and drawn out to twice its width (Snyder 1987, "Map Projections: A
 * Working Manual", p. 232). So z = 0 is the edge of either kind, and whoever clips needs to know one rule only.
 *
 * The centre for a set of states is looked for on a grid, near the meridian of the crowd: the one that gives neighbours
 * most room on a board that is wide and low, once all homes are on it. That is mostly a point south of them, from which
 * the far north is foreshortened. */
#include "projection.h"

#include <math.h>

enum { ENCLOSING_STEPS = 200, MEDIAN_STEPS = 50 };
#define DEFAULT_LONGITUDE (-7.0)
#define DEFAULT_LATITUDE  50.5
#define HALF_TURN         3.141592653589793
#define MAGNIFIED         0.25    /* radians: within about this angle the scale is largest */
#define WORLD_LONGITUDE   10.5    /* its edge runs through Bering Strait */
#define FARTHEST          80.0    /* degrees from the centre at which a place still looks like itself */
#define WORLDWIDE         64.0    /* a set that no circle of this radius holds is shown on the whole world */
#define MOST_NORTH        62.0    /* nearer to a pole, north is no longer up for everybody */
#define TILT              0.00025 /* what a degree squared away from the crowd's latitude costs */
#define COARSE            5.0     /* degrees: steps of the search, then of its end */
#define FINE              1.0
#define BOARD_ASPECT      2.57 /* width by height of where homes may be */
#define LEAST_EXTENT      0.05 /* of a set that is all in one place */

pl_projection pl_projection_at(double longitude, double latitude) {
  const double radians = latitude * PL_RADIAN;
  return (pl_projection){PL_PROJECTION_GLOBE, longitude, latitude, sin(radians), cos(radians)};
}

pl_projection pl_projection_world(double longitude) { return (pl_projection){PL_PROJECTION_WORLD, longitude, 0, 0, 1}; }

double pl_projection_east(const pl_projection *projection, double longitude) {
  return remainder(longitude - projection->longitude, 360);
}

pl_vector pl_projection_turn(const pl_projection *projection, double longitude, double latitude) {
  const bool is_folded = projection->kind == PL_PROJECTION_WORLD;
  const double east = pl_projection_east(projection, longitude) * PL_RADIAN * (is_folded ? 0.5 : 1);
  const double north = latitude * PL_RADIAN;
  const double forward = cos(north) * cos(east), up = sin(north);
  return (pl_vector){cos(north) * sin(east), projection->cosine * up - projection->sine * forward,
                     projection->sine * up + projection->cosine * forward};
}

/* ρ / sin c: what x and y of a point before the horizon are drawn out by. */
static double drawn_out(double sine, double cosine) {
  const double whole = log(1 + HALF_TURN / 2 / MAGNIFIED);
  if (sine < 1e-9) return 1 / (MAGNIFIED * whole);
  return log(1 + atan2(sine, cosine) / MAGNIFIED) / whole / sine;
}

pl_vector pl_horizon_at(double angle) { return (pl_vector){cos(angle), sin(angle), 0}; }

pl_point pl_projection_flatten(const pl_projection *projection, pl_vector at) {
  double x = at.x, y = at.y;
  const double away = hypot(x, y);
  if (at.z < 0 && away > 0) x /= away, y /= away; /* behind: on the edge, in the same direction */
  if (at.z < 0 && away <= 0) x = 0, y = -1;       /* the point opposite has none */
  const bool is_world = projection->kind == PL_PROJECTION_WORLD;
  const double front = at.z > 0 ? at.z : 0, factor = is_world ? 1 / sqrt(1 + front) : drawn_out(hypot(x, y), front);
  return (pl_point){(float)(x * factor * (is_world ? 2 : 1)), (float)(-y * factor)};
}

pl_point pl_project(const pl_projection *projection, double longitude, double latitude, bool *is_visible) {
  const pl_vector at = pl_projection_turn(projection, longitude, latitude);
  if (is_visible) *is_visible = projection->kind == PL_PROJECTION_WORLD || at.z >= 0;
  return pl_projection_flatten(projection, at);
}

/* ---- the centre for a set of states ---- */

static pl_vector on_sphere(double longitude, double latitude) {
  const double east = longitude * PL_RADIAN, north = latitude * PL_RADIAN;
  return (pl_vector){cos(north) * cos(east), cos(north) * sin(east), sin(north)};
}

static pl_vector unit(pl_vector v) {
  const double length = sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
  return length > 0 ? (pl_vector){v.x / length, v.y / length, v.z / length} : (pl_vector){1, 0, 0};
}

static pl_vector mix(pl_vector a, pl_vector b, double part) {
  return unit((pl_vector){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, a.z + (b.z - a.z) * part});
}

static double degrees_between(pl_vector a, pl_vector b) {
  const double cosine = a.x * b.x + a.y * b.y + a.z * b.z;
  return acos(cosine > 1 ? 1 : cosine < -1 ? -1 : cosine) / PL_RADIAN;
}

/* How far away the farthest is, and which one (unless NULL). */
static double farthest_from(pl_vector centre, const pl_vector *place, int count, int *which) {
  double most = -1;
  for (int i = 0; i < count; i++) {
    const double away = degrees_between(centre, place[i]);
    if (away <= most) continue;
    most = away;
    if (which) *which = i;
  }
  return most;
}

static int gather(const pl_scenario *scenario, pl_vector *place) {
  int count = 0;
  for (int s = 0; s < scenario->state_count && s < PL_MAX_STATES; s++) {
    const pl_place *at = &scenario->states[s].at;
    if (at->is_known) place[count++] = on_sphere(at->longitude / 1000.0, at->latitude / 1000.0);
  }
  return count;
}

static pl_vector mean_of(const pl_vector *place, int count) {
  pl_vector sum = {0, 0, 0};
  for (int i = 0; i < count; i++) sum = (pl_vector){sum.x + place[i].x, sum.y + place[i].y, sum.z + place[i].z};
  return unit(sum);
}

/* The point from which the sum of all distances is least (Weiszfeld 1937): it stays with the crowd, whoever is far. */
static pl_vector median_of(pl_vector start, const pl_vector *place, int count) {
  pl_vector median = start;
  for (int step = 0; step < MEDIAN_STEPS; step++) {
    pl_vector sum = {0, 0, 0};
    for (int i = 0; i < count; i++) {
      const double weight = 1 / (degrees_between(median, place[i]) + 0.1);
      sum = (pl_vector){sum.x + place[i].x * weight, sum.y + place[i].y * weight, sum.z + place[i].z * weight};
    }
    median = unit(sum);
  }
  return median;
}

/* The middle of the smallest circle, by steps towards whoever is farthest, each shorter than the one before (Bădoiu and
 * Clarkson 2003). */
static pl_vector middle_of(pl_vector start, const pl_vector *place, int count) {
  pl_vector middle = start;
  for (int step = 1; step <= ENCLOSING_STEPS; step++) {
    int which = 0;
    farthest_from(middle, place, count, &which);
    middle = mix(middle, place[which], 1.0 / (step + 1));
  }
  return middle;
}

typedef struct search {
  pl_vector place[PL_MAX_STATES];
  int neighbour[PL_MAX_STATES]; /* the nearest other */
  int count;
  double reach; /* degrees to the farthest from the middle of them */
} search;

static void find_neighbours(search *all) {
  for (int i = 0; i < all->count; i++) {
    double least = 1e9;
    all->neighbour[i] = i;
    for (int j = 0; j < all->count; j++) {
      const double away = degrees_between(all->place[i], all->place[j]);
      if (i == j || away >= least) continue;
      least = away;
      all->neighbour[i] = j;
    }
  }
}

/* As pl_projection_turn, from a point of the sphere. */
static pl_vector seen_from(const pl_projection *from, pl_vector at) {
  const double east = from->longitude * PL_RADIAN;
  const double forward = at.x * cos(east) + at.y * sin(east);
  return (pl_vector){at.y * cos(east) - at.x * sin(east), from->cosine * at.z - from->sine * forward,
                     from->sine * at.z + from->cosine * forward};
}

/* The room that neighbours have once all are on the board: the mean of the logarithms of their distances there. */
static double worth_of(const search *all, const pl_projection *from) {
  pl_vector seen[PL_MAX_STATES];
  double left = 2, right = -2, low = 2, high = -2, room = 0;
  for (int i = 0; i < all->count; i++) {
    seen[i] = seen_from(from, all->place[i]);
    if (seen[i].z < cos(FARTHEST * PL_RADIAN)) return -1e9;
    const double factor = drawn_out(hypot(seen[i].x, seen[i].y), seen[i].z);
    seen[i].x *= factor, seen[i].y *= factor;
    left = fmin(left, seen[i].x), right = fmax(right, seen[i].x);
    low = fmin(low, seen[i].y), high = fmax(high, seen[i].y);
  }
  for (int i = 0; i < all->count; i++) {
    const pl_vector a = seen[i], b = seen[all->neighbour[i]];
    room += log(hypot(a.x - b.x, a.y - b.y) + 0.001) / all->count;
  }
  return room - log(fmax(fmax(right - left, (high - low) * BOARD_ASPECT), LEAST_EXTENT));
}

/* Of the centres within `wide` and `high` degrees of `start`. The farther from the latitude of the `crowd`, the less
 * good. */
static pl_projection best_near(const search *all, pl_projection start, double crowd, double wide, double high,
                               double step) {
  pl_projection best = start;
  double most = -1e8;
  for (double latitude = start.latitude - high; latitude <= start.latitude + high; latitude += step) {
    for (double longitude = start.longitude - wide; longitude <= start.longitude + wide; longitude += step) {
      const pl_projection there = pl_projection_at(longitude, latitude);
      const double tilt = latitude - crowd, worth = worth_of(all, &there) - TILT * tilt * tilt;
      if (worth <= most || fabs(latitude) > MOST_NORTH) continue;
      most = worth;
      best = there;
    }
  }
  return best;
}

pl_projection pl_projection_for(const pl_scenario *scenario) {
  search all = {.count = 0};
  all.count = gather(scenario, all.place);
  if (!all.count) return pl_projection_at(DEFAULT_LONGITUDE, DEFAULT_LATITUDE);
  const pl_vector mean = mean_of(all.place, all.count);
  all.reach = farthest_from(middle_of(mean, all.place, all.count), all.place, all.count, NULL);
  if (all.reach > WORLDWIDE) return pl_projection_world(WORLD_LONGITUDE);
  find_neighbours(&all);
  const pl_vector crowd = median_of(mean, all.place, all.count);
  const pl_projection start = pl_projection_at(atan2(crowd.y, crowd.x) / PL_RADIAN, asin(crowd.z) / PL_RADIAN);
  const pl_projection coarse = best_near(&all, start, start.latitude, COARSE, 9 * COARSE, COARSE);
  return best_near(&all, coarse, start.latitude, COARSE, COARSE, FINE);
}
