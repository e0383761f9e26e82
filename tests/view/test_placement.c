/* Where states and forums stand: nobody on anybody, all on the board, the same for everybody. */
#include "support.h"

#include <math.h>
#include <stdlib.h>

#include <polder/script.h>
#include <polder/session.h>

#include "fault.h"
#include "placement_internal.h"

enum { MANY = PL_MAX_STATES, FORUMS = 4 };

typedef struct made { /* a scenario made by hand: as much of it as placement reads */
  pl_scenario scenario;
  pl_state_spec state[MANY];
  pl_forum_spec forum[FORUMS];
  pl_state_set treaty[MANY];
  pl_dependency_spec dependency[MANY];
  char id[MANY][16];
} made;

/* States crowded in Europe, and each seventh somewhere across the ocean. Every third without a place if wanted. */
static void make(made *m, int states, bool has_unplaced, int organisations) {
  static const char *const names[FORUMS] = {"Everybody's forum", "A centre with a name that needs more than a line",
                                            "Cell", "Network"};
  memset(m, 0, sizeof *m);
  uint32_t luck = 12345;
  for (int s = 0; s < states; s++) {
    luck = luck * 1664525 + 1013904223;
    const int32_t a = (int32_t)(luck >> 16) % 1000, b = (int32_t)(luck >> 8 & 0xFFFF) % 1000;
    snprintf(m->id[s], sizeof m->id[s], "s%d", s);
    m->state[s].id = m->id[s];
    m->state[s].organisations = organisations + s % 7 * 3;
    m->state[s].at = (pl_place){!has_unplaced || s % 3, s % 7 ? -9000 + a * 38 : -120000 + a * 45, 36000 + b * 28};
    m->dependency[s] = (pl_dependency_spec){(uint16_t)s, (uint16_t)((s + 1) % states), PL_ONE};
  }
  for (int f = 0; f < FORUMS; f++) {
    m->forum[f] = (pl_forum_spec){.id = "f", .name = {{names[f], NULL}}, .mark = "F"};
    for (int s = 0; s < states; s++)
      if (f == 0 || (s * (f + 3)) % (f + 2) == 0) pl_set_add(&m->forum[f].members, (unsigned)s);
  }
  m->scenario = (pl_scenario){.state_count = (uint16_t)states,
                              .forum_count = FORUMS,
                              .dependency_count = (uint16_t)states,
                              .states = m->state,
                              .forums = m->forum,
                              .dependencies = m->dependency,
                              .treaties = m->treaty};
}

static pl_placement *placed(const pl_scenario *scenario) {
  const pl_history history = {.scenario = scenario};
  pl_error error = {0};
  pl_placement *placement = pl_placement_new(&history, &error);
  if (!placement) fail_msg("%s", error.text);
  return placement;
}

/* ---- what must hold of any placement ---- */

static void assert_inside(pl_rect outer, pl_rect inner, const char *what, int which) {
  const float slack = 0.1f;
  if (!(inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.x + inner.w <= outer.x + outer.w + slack &&
        inner.y + inner.h <= outer.y + outer.h + slack))
    fail_msg("%s %d is at %f, %f, %f, %f", what, which, inner.x, inner.y, inner.w, inner.h);
}

static pl_body body_at(const pl_placement *p, int s, bool is_network) {
  const float radius = p->state[s].radius * (is_network ? PL_NETWORK_GROWTH : 1);
  pl_body body = pl_body_of(radius, pl_density_of(p->state_count, is_network));
  body.at = is_network ? p->state[s].network : p->state[s].map;
  return body;
}

static void assert_apart(const pl_body *a, const pl_body *b, int i, int j) {
  const float slack = 0.5f;
  if (hypotf(a->at.x - b->at.x, a->at.y - b->at.y) < a->radius + b->radius - slack) fail_msg("disc %d on %d", i, j);
  if (a->label_height <= 0) return;
  const pl_rect mine = pl_rect_inset(pl_body_label(a), slack), other = pl_rect_inset(pl_body_label(b), slack);
  if (pl_rect_meets(mine, other)) fail_msg("label %d on %d", i, j);
  const pl_point corner = {fmaxf(mine.x, fminf(mine.x + mine.w, b->at.x)),
                           fmaxf(mine.y, fminf(mine.y + mine.h, b->at.y))};
  if (hypotf(corner.x - b->at.x, corner.y - b->at.y) < b->radius - slack) fail_msg("label %d on disc %d", i, j);
}

static void check_mode(const pl_placement *p, bool is_network) {
  for (int i = 0; i < p->state_count; i++) {
    const pl_body a = body_at(p, i, is_network);
    assert_inside(pl_board_area(), pl_body_bounds(&a), "state", i);
    assert_inside(is_network ? p->network_bounds : p->map_bounds, pl_body_bounds(&a), "state out of bounds", i);
    for (int j = 0; j < p->state_count; j++) {
      const pl_body b = body_at(p, j, is_network);
      if (i != j) assert_apart(&a, &b, i, j);
    }
  }
}

static void check_hubs(const pl_placement *p) {
  for (int f = 0; f < p->forum_count; f++) {
    const pl_point hub = p->forum[f].map, name = p->forum[f].network;
    assert_inside(pl_board_area(), pl_rect_around(hub, 52, 52), "hub", f);
    assert_inside(pl_board_area(), pl_rect_around(name, 60, 40), "name", f);
    for (int s = 0; s < p->state_count; s++) {
      const pl_body body = body_at(p, s, false);
      if (!pl_bodies_leave(&body, 1, hub, 8, 0)) fail_msg("hub %d is on state %d", f, s);
    }
    for (int g = 0; g < f; g++)
      assert_true(hypotf(hub.x - p->forum[g].map.x, hub.y - p->forum[g].map.y) > 50 &&
                  hypotf(name.x - p->forum[g].network.x, name.y - p->forum[g].network.y) > 40);
  }
}

static void assert_same(const pl_placement *a, const pl_placement *b) {
  assert_int_equal(a->state_count, b->state_count);
  assert_memory_equal(a->state, b->state, (size_t)a->state_count * sizeof *a->state);
  assert_memory_equal(a->forum, b->forum, (size_t)a->forum_count * sizeof *a->forum);
}

static void check(const pl_scenario *scenario) {
  pl_placement *p = placed(scenario), *again = placed(scenario);
  check_mode(p, false);
  check_mode(p, true);
  check_hubs(p);
  assert_same(p, again);
  pl_placement_free(p);
  pl_placement_free(again);
}

/* ---- scenarios ---- */

typedef struct opened {
  pl_bundle_room bundle;
  pl_session *session;
} opened;

static const pl_scenario *open_shipped(opened *o, const char *path) {
  pl_error error = {0};
  if (pl_bundle_read(path, &o->bundle, &error) != PL_OK) fail_msg("%s", error.text);
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = 1};
  o->session = pl_session_new(&factory, &o->bundle.bundle, NULL, &options, &error);
  if (!o->session) fail_msg("%s", error.text);
  return pl_session_scenario(o->session);
}

static void close_shipped(opened *o) {
  pl_session_free(o->session);
  pl_bundle_clear(&o->bundle);
}

static void the_north_atlantic(void **state) {
  (void)state;
  opened o = {0};
  const pl_scenario *scenario = open_shipped(&o, "scenarios/withdrawal");
  check(scenario);
  pl_placement *p = placed(scenario);
  const int usa = pl_scenario_find_seat(scenario, "USA"), est = pl_scenario_find_seat(scenario, "EST");
  const int lva = pl_scenario_find_seat(scenario, "LVA"), ltu = pl_scenario_find_seat(scenario, "LTU");
  const int esp = pl_scenario_find_seat(scenario, "ESP"), fin = pl_scenario_find_seat(scenario, "FIN");
  assert_true(p->has_map);
  for (int s = 0; s < p->state_count; s++) {
    assert_true(s == usa || p->state[usa].map.x < p->state[s].map.x);
    assert_true(s == usa || p->state[usa].network.x < p->state[s].network.x);
  }
  assert_true(p->state[est].map.y < p->state[lva].map.y && p->state[lva].map.y < p->state[ltu].map.y);
  assert_true(p->state[fin].map.y < p->state[esp].map.y && p->state[esp].map.x < p->state[fin].map.x);
  pl_placement_free(p);
  close_shipped(&o);
}

static void invented_states(void **state) {
  (void)state;
  static const char *const path[] = {"scenarios/first-share", "scenarios/standard-map"};
  for (int i = 0; i < 2; i++) {
    opened o = {0};
    const pl_scenario *scenario = open_shipped(&o, path[i]);
    check(scenario);
    pl_placement *p = placed(scenario);
    assert_false(p->has_map);
    for (int s = 0; s < p->state_count; s++) {
      assert_true(p->state[s].home.x == p->state[s].map.x && p->state[s].home.y == p->state[s].map.y);
    }
    pl_placement_free(p);
    close_shipped(&o);
  }
}

static void many_states(void **state) {
  (void)state;
  static const int counts[] = {1, 2, 8, 17, 24, 30, 60, MANY};
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    make(m, counts[i], false, counts[i] > 60 ? 5 : 20);
    check(&m->scenario);
  }
  make(m, 30, true, 20); /* some without a place */
  check(&m->scenario);
  make(m, 30, false, 20000); /* as large as they come: all shrink */
  check(&m->scenario);
  free(m);
}

static void all_in_one_place(void **state) {
  (void)state;
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  make(m, 20, false, 30);
  for (int s = 0; s < 20; s++) m->state[s].at = (pl_place){true, 5000, 52000};
  check(&m->scenario);
  free(m);
}

/* No forum, no alliance, no dependency: a network without ties; and no state at all. */
static void nobody_is_tied(void **state) {
  (void)state;
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  make(m, 9, false, 30);
  m->scenario.forum_count = m->scenario.dependency_count = 0;
  m->scenario.treaties = NULL;
  check(&m->scenario);
  m->scenario.state_count = 0;
  check(&m->scenario);
  free(m);
}

/* An unplaced state among placed ones is not where others are at home. */
static void unplaced_among_placed(void **state) {
  (void)state;
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  make(m, 12, true, 30);
  pl_placement *p = placed(&m->scenario);
  assert_true(p->has_map);
  for (int s = 0; s < 12; s += 3)
    for (int t = 0; t < 12; t++)
      if (t % 3)
        assert_true(hypotf(p->state[s].map.x - p->state[t].home.x, p->state[s].map.y - p->state[t].home.y) > 60);
  pl_placement_free(p);
  free(m);
}

static void a_forum_has_a_place(void **state) {
  (void)state;
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  make(m, 10, false, 30);
  m->forum[2].at = (pl_place){true, -30000, 45000}; /* in the Atlantic, where nobody is */
  pl_placement *p = placed(&m->scenario);
  const pl_point at = pl_project(&p->projection, -30, 45, NULL);
  const pl_point wanted = {p->map_origin.x + p->map_scale * at.x, p->map_origin.y + p->map_scale * at.y};
  assert_true(hypotf(p->forum[2].home.x - wanted.x, p->forum[2].home.y - wanted.y) < 0.01f);
  assert_true(hypotf(p->forum[2].map.x - wanted.x, p->forum[2].map.y - wanted.y) < 200);
  pl_placement_free(p);
  free(m);
}

/* Nothing that changes while an exercise runs moves anybody, and no viewer sees another board. */
static void nobody_moves_later(void **state) {
  (void)state;
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  make(m, 14, false, 20);
  uint32_t first[15] = {0};
  for (int s = 0; s < 14; s++) first[s + 1] = first[s] + (uint32_t)m->state[s].organisations;
  pl_state_set empty[FORUMS] = {{{0}}};
  pl_relations after[2] = {{.members = empty}, {.members = empty}};
  int64_t dependency[14 * 14] = {5, 4, 3};
  const pl_history later = {.scenario = &m->scenario,
                            .sight = {PL_VIEWER_SEAT, 3, 0},
                            .rounds = 1,
                            .first = first,
                            .dependency = dependency,
                            .after = after};
  pl_error error = {0};
  pl_placement *p = placed(&m->scenario), *q = pl_placement_new(&later, &error);
  assert_non_null(q);
  assert_same(p, q);
  pl_placement_free(p);
  pl_placement_free(q);
  free(m);
}

static void memory_may_run_out(void **state) {
  (void)state;
  made *m = malloc(sizeof *m);
  assert_non_null(m);
  make(m, 5, false, 20);
  const pl_history history = {.scenario = &m->scenario};
  for (long allowed = 0;; allowed++) {
    pl_error error = {0};
    fault_after(allowed);
    pl_placement *p = pl_placement_new(&history, &error);
    const bool was_reached = fault_stop();
    if (!p) assert_int_equal(error.status, PL_NO_MEMORY);
    if (p) check_mode(p, true); /* without the ties, the map's positions serve */
    pl_placement_free(p);
    if (!was_reached) break;
    assert_true(allowed < 100);
  }
  free(m);
}

/* Wherever somebody wants it, a pinned disc is on the board and on nobody; released, it is where it was. */
static void pins(void **state) {
  (void)state;
  static made m;
  make(&m, 30, false, 20);
  pl_placement *p = placed(&m.scenario), *untouched = placed(&m.scenario);
  for (int i = 0; i < 200; i++) {
    const int s = i % 30;
    const unsigned moves = p->moves;
    pl_placement_pin(p, s, (pl_point){(float)(i * 97 % 2400) - 1200, (float)(i * 61 % 1000) - 500});
    assert_true(p->moves != moves && p->state[s].is_pinned);
    const float own = p->state[s].radius * PL_NETWORK_GROWTH;
    const pl_point at = p->state[s].network;
    assert_inside(pl_board_area(), pl_rect_around(at, 2 * own, 2 * own), "pinned", s);
    for (int other = 0; other < 30; other++) {
      const pl_point b = p->state[other].network;
      const float far = hypotf(at.x - b.x, at.y - b.y), least = own + p->state[other].radius * PL_NETWORK_GROWTH;
      if (s != other && far < least) fail_msg("%d is pinned on %d", s, other);
    }
    pl_placement_release(p, s);
    assert_memory_equal(&p->state[s].network, &untouched->state[s].network, sizeof(pl_point));
  }
  pl_placement_free(p);
  pl_placement_free(untouched);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_north_atlantic),  cmocka_unit_test(invented_states),
      cmocka_unit_test(pins),
      cmocka_unit_test(many_states),         cmocka_unit_test(all_in_one_place),
      cmocka_unit_test(nobody_is_tied),      cmocka_unit_test(unplaced_among_placed),
      cmocka_unit_test(a_forum_has_a_place), cmocka_unit_test(nobody_moves_later),
      cmocka_unit_test(memory_may_run_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
