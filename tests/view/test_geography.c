/* Where places fall, and that every shape is whole: closed, on the board, and cut at the horizon without a chord. */
#include "support.h"

#include <math.h>
#include <stdlib.h>

#include "fault.h"
#include "geography.h"

static void assert_near(double actual, double expected, double by) {
  if (!(fabs(actual - expected) <= by)) fail_msg("%f, expected %f", actual, expected);
}

static void known_points(void **state) {
  (void)state;
  const pl_projection from = pl_projection_at(-7, 50.5);
  bool is_visible;
  pl_point p = pl_project(&from, -7, 50.5, &is_visible);
  assert_true(is_visible);
  assert_near(p.x, 0, 1e-6);
  assert_near(p.y, 0, 1e-6);
  p = pl_project(&from, -7, 50.5 - 45, NULL); /* due south, half way to the horizon */
  assert_near(p.x, 0, 1e-6);
  assert_near(p.y, log(1 + 0.7853981634 / 0.25) / log(1 + 1.5707963268 / 0.25), 1e-6);
  p = pl_project(&from, 83, 0, &is_visible); /* due east, on the horizon */
  assert_near(p.x, 1, 1e-6);
  assert_near(p.y, 0, 1e-6);
  const pl_point washington = pl_project(&from, -77, 38.9, NULL), tallinn = pl_project(&from, 24.75, 59.4, NULL);
  assert_true(washington.x < -0.5 && tallinn.x > 0.2 && tallinn.y < 0);
  p = pl_project(&from, 24.75 + 360, 59.4, NULL); /* the same place, once more round */
  assert_near(p.x, tallinn.x, 1e-6);
}

static void behind_the_horizon(void **state) {
  (void)state;
  const pl_projection from = pl_projection_at(10, 50);
  bool is_visible = true;
  for (int longitude = -180; longitude <= 180; longitude += 7) {
    const pl_point p = pl_project(&from, longitude, -60, &is_visible);
    if (!is_visible) assert_near(hypot(p.x, p.y), 1, 1e-6);
  }
  const pl_point opposite = pl_project(&from, -170, -50, &is_visible);
  assert_false(is_visible);
  assert_near(hypot(opposite.x, opposite.y), 1, 1e-6);
}

static void the_whole_world(void **state) {
  (void)state;
  const pl_projection world = pl_projection_world(10.5);
  bool is_visible;
  pl_point p = pl_project(&world, 10.5, 90, &is_visible);
  assert_true(is_visible);
  assert_near(p.y, -1, 1e-6);
  p = pl_project(&world, -169.4999, 0, &is_visible);
  assert_true(is_visible);
  assert_near(p.x, -2, 1e-3);
  p = pl_project(&world, 100.5, 0, NULL); /* Hammer: 2 sin 45° / √(1 + cos 45°) */
  assert_near(p.x, 2 * 0.70710678 / sqrt(1.70710678), 1e-6);
}

/* ---- shapes ---- */

static bool is_on_rim(pl_point p, double wide) { return fabs(hypot(p.x / wide, p.y) - 1) < 1e-4; }

static void check_path(const pl_geography *g, const pl_outline_path *path, double wide) {
  assert_true(path->first >= 0 && path->count >= 2 && path->first + path->count <= g->point_count);
  for (int i = 0; i < path->count; i++) {
    const pl_point p = g->point[path->first + i];
    if (!(hypot(p.x / wide, p.y) <= 1 + 1e-5)) fail_msg("(%f, %f) is not within the outline", p.x, p.y);
    if (!i) continue;
    const pl_point before = g->point[path->first + i - 1];
    const double step = hypot((p.x - before.x) / wide, p.y - before.y);
    if (step > 0.16) fail_msg("a chord of %f from (%f, %f) to (%f, %f)", step, before.x, before.y, p.x, p.y);
  }
}

static double area_of(const pl_geography *g, const pl_outline_path *path) {
  double area = 0;
  for (int i = 1; i < path->count; i++) {
    const pl_point a = g->point[path->first + i - 1], b = g->point[path->first + i];
    area += (double)a.y * b.x - (double)a.x * b.y; /* y is down: against the clock is positive */
  }
  return area / 2;
}

/* Even-odd over all rings of land, less the water. */
static bool is_land(const pl_geography *g, pl_point at) {
  bool is_within = false;
  for (int i = 0; i < g->land_count; i++) {
    const pl_outline_path *ring = &g->land[i];
    for (int k = 1; k < ring->count; k++) {
      const pl_point a = g->point[ring->first + k - 1], b = g->point[ring->first + k];
      if ((a.y <= at.y) != (b.y <= at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x))
        is_within = !is_within;
    }
  }
  return is_within;
}

static void check_geography(const pl_projection *projection, bool *has_cut) {
  static const struct {
    double longitude, latitude;
    bool is_land;
  } known[] = {{25, 50, true},   {-100, 45, true}, {100, 62, true},  {-175.5, 65.8, true}, {0, -80, true},
               {150, -80, true}, {134, -25, true}, {-30, 35, false}, {-150, 0, false},     {51, 41, false},
               {80, -20, false}, {-60, -15, true}, {20, 5, true},    {-45, 75, true},      {0, 85, false}};
  const double wide = projection->kind == PL_PROJECTION_WORLD ? 2 : 1;
  pl_error error = {0};
  pl_geography *g = pl_geography_new(projection, &error);
  assert_non_null(g);
  assert_true(g->land_count > 5 && g->graticule_count > 10);
  for (int i = 0; i < g->land_count; i++) {
    const pl_outline_path *ring = &g->land[i];
    const pl_point first = g->point[ring->first], last = g->point[ring->first + ring->count - 1];
    check_path(g, ring, wide);
    assert_true(first.x == last.x && first.y == last.y);
    if (area_of(g, ring) < -1e-6) fail_msg("ring %d is inside out: %f", i, area_of(g, ring));
    for (int k = 0; k < ring->count; k++) *has_cut = *has_cut || is_on_rim(g->point[ring->first + k], wide);
  }
  for (int i = 0; i < g->border_count; i++) check_path(g, &g->border[i], wide);
  for (int i = 0; i < g->graticule_count; i++) check_path(g, &g->graticule[i], wide);
  check_path(g, &g->rim, wide);
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    bool is_visible;
    const pl_point p = pl_project(projection, known[i].longitude, known[i].latitude, &is_visible);
    if (!is_visible || is_on_rim(p, wide)) continue;
    if (is_land(g, p) != known[i].is_land)
      fail_msg("from (%g, %g), (%g, %g) is %s", projection->longitude, projection->latitude, known[i].longitude,
               known[i].latitude, known[i].is_land ? "under water" : "on land");
  }
  pl_geography_free(g);
}

static void rings_follow_the_horizon(void **state) {
  (void)state;
  for (int latitude = -80; latitude <= 80; latitude += 20) {
    for (int longitude = -180; longitude < 180; longitude += 24) {
      const pl_projection from = pl_projection_at(longitude + 0.3, latitude + 0.2);
      bool has_cut = false;
      check_geography(&from, &has_cut);
      assert_true(has_cut); /* from everywhere some land is half seen */
    }
  }
}

static void the_world_is_cut_at_its_seam(void **state) {
  (void)state;
  for (int longitude = -180; longitude < 180; longitude += 15) {
    const pl_projection world = pl_projection_world(longitude + 0.5);
    bool has_cut = false;
    check_geography(&world, &has_cut);
    assert_true(has_cut); /* Antarctica, at least */
  }
}

/* ---- the centre ---- */

static pl_projection seen_by(pl_state_spec *spec, int count, const double (*at)[2]) {
  for (int i = 0; i < count; i++) spec[i].at = (pl_place){true, (int32_t)(at[i][0] * 1000), (int32_t)(at[i][1] * 1000)};
  const pl_scenario scenario = {.state_count = (uint16_t)count, .states = spec};
  return pl_projection_for(&scenario);
}

static void everybody_is_in_view(void **state) {
  (void)state;
  static const double atlantic[][2] = {{-99, 39.5}, {-102, 58},   {5.6, 52.3}, {10, 51},
                                       {2, 46.6},   {25.8, 58.7}, {26, 64}};
  static const double europe[][2] = {{5.6, 52.3}, {10, 51}, {2, 46.6}, {25.8, 58.7}, {23, 39}};
  static const double world[][2] = {{-99, 39.5}, {134, -25}, {138, 36.6}, {5.6, 52.3}, {24, -29}, {-53, -10}};
  static const double alone[][2] = {{178, -18}};
  pl_state_spec spec[8] = {{0}};
  pl_projection from = seen_by(spec, 7, atlantic);
  assert_int_equal(from.kind, PL_PROJECTION_GLOBE);
  bool is_visible;
  for (int i = 0; i < 7; i++) {
    pl_project(&from, atlantic[i][0], atlantic[i][1], &is_visible);
    assert_true(is_visible);
  }
  const pl_point west = pl_project(&from, -99, 39.5, NULL), south = pl_project(&from, 2, 46.6, NULL);
  const pl_point east = pl_project(&from, 25.8, 58.7, NULL);
  assert_true(west.x < south.x && south.x < east.x && east.y < south.y);
  from = seen_by(spec, 5, europe);
  assert_int_equal(from.kind, PL_PROJECTION_GLOBE);
  assert_near(from.longitude, 12, 14);
  from = seen_by(spec, 1, alone);
  pl_project(&from, 178, -18, &is_visible);
  assert_true(is_visible);
  assert_int_equal(seen_by(spec, 6, world).kind, PL_PROJECTION_WORLD);
  from = seen_by(spec, 0, world);
  assert_near(from.longitude, -7, 0);
  assert_near(from.latitude, 50.5, 0);
}

static void memory_may_run_out(void **state) {
  (void)state;
  const pl_projection from = pl_projection_at(-7, 50.5);
  for (long allowed = 0;; allowed++) {
    pl_error error = {0};
    fault_after(allowed);
    pl_geography *g = pl_geography_new(&from, &error);
    const bool was_reached = fault_stop();
    assert_int_equal(g == NULL, was_reached);
    if (!g) assert_int_equal(error.status, PL_NO_MEMORY);
    pl_geography_free(g);
    if (!was_reached) break;
    assert_true(allowed < 100);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_points),
      cmocka_unit_test(behind_the_horizon),
      cmocka_unit_test(the_whole_world),
      cmocka_unit_test(rings_follow_the_horizon),
      cmocka_unit_test(the_world_is_cut_at_its_seam),
      cmocka_unit_test(everybody_is_in_view),
      cmocka_unit_test(memory_may_run_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
