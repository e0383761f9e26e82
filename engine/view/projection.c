/* Projections: from longitude and latitude to a point of the plane.
 *
 * Turn the sphere until its centre faces the viewer, then flatten it. The globe is orthographic: x and y are left as they
 * are (Snyder 1987, "Map Projections: A Working Manual", equations 20-3 and 20-4). The whole world is Hammer's: all
 * longitudes are halved, which folds the world to the half that faces the viewer, that half is flattened by Lambert's
 * equal-area rule and drawn out to twice its width (ibid., p. 232). So the horizon z = 0 is the edge of either kind, and
 * whoever clips needs to know one rule only.
 *
 * The centre for a set of states lies between two: their mean, which gives room to where most of them are, and the middle
 * of the smallest circle round them, from which the farthest are seen best. The mean is left only as far as needed to
 * keep everybody off the globe's rim. */
#include "projection.h"

#include <math.h>

enum { ENCLOSING_STEPS = 200 };
#define DEFAULT_LONGITUDE (-7.0)
#define DEFAULT_LATITUDE 50.5
#define WORLD_LONGITUDE 10.5 /* its edge runs through Bering Strait and no country but Kiribati */
#define FARTHEST 62.0        /* degrees from the centre at which a place still looks like itself */
#define WORLDWIDE 78.0       /* a set that no circle of this radius holds is shown on the whole world */

pl_projection pl_projection_at(double longitude, double latitude) {
  const double radians = latitude * PL_RADIAN;
  return (pl_projection){PL_PROJECTION_GLOBE, longitude, latitude, sin(radians), cos(radians)};
}

pl_projection pl_projection_world(double longitude) {
  return (pl_projection){PL_PROJECTION_WORLD, longitude, 0, 0, 1};
}

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

pl_vector pl_horizon_at(double angle) { return (pl_vector){cos(angle), sin(angle), 0}; }

pl_point pl_projection_flatten(const pl_projection *projection, pl_vector at) {
  double x = at.x, y = at.y;
  const double away = hypot(x, y);
  if (at.z < 0 && away > 0) x /= away, y /= away; /* behind: on the edge, in the same direction */
  if (at.z < 0 && away <= 0) x = 0, y = -1;       /* the point opposite has none */
  if (projection->kind == PL_PROJECTION_WORLD) {
    const double shrink = 1 / sqrt(1 + (at.z > 0 ? at.z : 0));
    x *= 2 * shrink;
    y *= shrink;
  }
  return (pl_point){(float)x, (float)-y};
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

pl_projection pl_projection_for(const pl_scenario *scenario) {
  pl_vector place[PL_MAX_STATES];
  const int count = gather(scenario, place);
  if (!count) return pl_projection_at(DEFAULT_LONGITUDE, DEFAULT_LATITUDE);
  const pl_vector mean = mean_of(place, count), middle = middle_of(mean, place, count);
  if (farthest_from(middle, place, count, NULL) > WORLDWIDE) return pl_projection_world(WORLD_LONGITUDE);
  pl_vector centre = mean;
  for (int percent = 0; percent <= 100; percent++) {
    centre = mix(mean, middle, percent / 100.0);
    if (farthest_from(centre, place, count, NULL) <= FARTHEST) break;
  }
  return pl_projection_at(atan2(centre.y, centre.x) / PL_RADIAN, asin(centre.z) / PL_RADIAN);
}
