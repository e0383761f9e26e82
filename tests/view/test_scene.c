/* The scene: what is to be seen, where, without a pixel being drawn.
 *
 * Small boards and large ones, made up and played, at several zooms and passages: nothing overlaps that must be read,
 * nothing lies outside, nobody jumps, and the same question gets the same answer. */
#include "scene_stage.h"

static void test_played_boards(void **state) {
  (void)state;
  static const char *const folders[] = {POLDER_SOURCE_DIR "/scenarios/first-share",
                                        POLDER_SOURCE_DIR "/scenarios/withdrawal"};
  for (size_t i = 0; i < 2; i++) {
    set_played(folders[i], 4);
    static const double ticks[] = {0, 33.5, 58.2, 61.8, 70, 111.9, 112};
    for (size_t t = 0; t < sizeof ticks / sizeof *ticks; t++) walk(ticks[t], true);
    strike();
  }
}

static void test_made_up_boards(void **state) {
  (void)state;
  static const int states[] = {8, 14, 24, 30, 200};
  for (size_t i = 0; i < 5; i++) {
    set_made(states[i], 20, 4);
    hit_everywhere();
    set(&on.past.history);
    walk(10, states[i] <= 30);
    strike();
  }
}

/* ---- places ---- */

static void test_nobody_jumps(void **state) {
  (void)state;
  set_played(POLDER_SOURCE_DIR "/scenarios/withdrawal", 3);
  for (int mode = 0; mode < 2; mode++) {
    on.view.passage = (float)mode;
    aim(1);
    for (double tick = 0; tick < 84; tick += 7.3) {
      look((float)mode, tick);
      assert_int_equal(on.scene.state_count, on.states);
      for (int s = 0; s < on.states; s++) {
        const pl_place_on_board *place = &on.placement->state[s];
        const pl_point board = mode ? place->network : place->map;
        const pl_camera c = on.view.camera;
        const pl_rect a = on.view.area;
        assert_true(fabsf(on.scene.state[s].at.x - (a.x + a.w / 2 + (board.x - c.centre.x) * c.zoom)) < 0.01f);
        assert_true(fabsf(on.scene.state[s].at.y - (a.y + a.h / 2 + (board.y - c.centre.y) * c.zoom)) < 0.01f);
      }
    }
  }
  /* In between nobody goes farther in a hundredth of the way than in a twentieth of all of it. */
  pl_point *before = calloc((size_t)on.states, sizeof *before);
  for (int step = 0; step <= 100; step++) {
    look((float)step / 100, 10);
    for (int s = 0; s < on.states; s++) {
      const pl_place_on_board *place = &on.placement->state[s];
      const float all = on.view.camera.zoom * hypotf(place->map.x - place->network.x, place->map.y - place->network.y);
      const float gone = hypotf(on.scene.state[s].at.x - before[s].x, on.scene.state[s].at.y - before[s].y);
      assert_true(!step || gone <= all / 20 + 0.01f);
      before[s] = on.scene.state[s].at;
    }
  }
  free(before);
  strike();
}

/* Who stands for whom is a matter of zoom and not of where the camera is; zooming in separates. */
static void test_groups(void **state) {
  (void)state;
  set_made(200, 20, 3);
  set(&on.past.history);
  aim(1);
  look(0, 0);
  const int few = on.scene.state_count;
  assert_true(few < 200);
  uint16_t *first = calloc((size_t)few, sizeof *first);
  int largest = 0;
  for (int i = 0; i < few; i++) {
    first[i] = on.scene.state[i].state;
    if (on.scene.state[i].stands_for > largest) largest = on.scene.state[i].stands_for;
  }
  assert_true(largest > 1);
  for (int step = 0; step < 5; step++) {
    on.view.camera.centre.x += 77.7f;
    look(0, 0);
    assert_int_equal(on.scene.state_count, few);
    for (int i = 0; i < few; i++) assert_int_equal(on.scene.state[i].state, first[i]);
  }
  on.view.camera.zoom *= 4;
  look(0, 0);
  assert_int_equal(on.scene.state_count, 200);
  on.view.camera.zoom /= 16;
  look(0, 0);
  assert_true(on.scene.state_count < few);
  free(first);
  strike();
}

/* ---- ties ---- */

static const pl_tie *tie_of(pl_tie_kind kind, int state, int other, int forum) {
  for (int i = 0; i < on.scene.tie_count; i++) {
    const pl_tie *t = &on.scene.tie[i];
    if (t->kind == kind && t->state == state && t->other == other && t->forum == forum) return t;
  }
  return NULL;
}

static void test_cut_threads(void **state) {
  (void)state;
  set_made(8, 5, 2);
  past_add(&on.past, (pl_event){.kind = PL_EVENT_LEFT, .tick = 28, .state = 0, .forum = 1});
  set(&on.past.history);
  aim(1);
  look(0, 28);
  assert_non_null(tie_of(PL_TIE_THREAD, 0, PL_NONE, 1));
  assert_null(tie_of(PL_TIE_CUT, 0, PL_NONE, 1));
  look(0, 28.1);
  const pl_tie *cut = tie_of(PL_TIE_CUT, 0, PL_NONE, 1);
  assert_non_null(cut);
  assert_null(tie_of(PL_TIE_THREAD, 0, PL_NONE, 1));
  const float begun = cut->gap;
  assert_true(begun > 0 && begun < 0.5f);
  assert_true(on.scene.state[0].has_left);
  look(0, 28.5);
  assert_true(tie_of(PL_TIE_CUT, 0, PL_NONE, 1)->gap > begun);
  look(1, 40);
  assert_true(tie_of(PL_TIE_CUT, 0, PL_NONE, 1)->gap == 1);
  on.view.is_still = true;
  look(0, 28.1);
  assert_true(tie_of(PL_TIE_CUT, 0, PL_NONE, 1)->gap == 1);
  look(0, 27);
  assert_null(tie_of(PL_TIE_CUT, 0, PL_NONE, 1));
  assert_false(on.scene.state[0].has_left);
  strike();
}

static void test_threads_become_hulls(void **state) {
  (void)state;
  set_made(14, 20, 3);
  set(&on.past.history);
  aim(1);
  look(0, 0);
  assert_int_equal(on.scene.hull_count, 0);
  int members = 0;
  for (int f = 0; f < on.forums; f++) members += pl_set_count(&on.past.forum[f].members);
  assert_int_equal(on.scene.tie_count, members);
  assert_true(on.scene.tie[0].opacity > 0.5f);
  look(0.78f, 0);
  assert_int_equal(on.scene.hull_count, 3);
  assert_true(on.scene.hull[0].opacity > 0.1f && on.scene.hull[0].opacity < 0.5f);
  assert_int_equal(on.scene.tie_count, members);
  assert_true(on.scene.tie[0].opacity > 0 && on.scene.tie[0].opacity < 0.5f);
  aim(1);
  look(1, 0);
  assert_int_equal(on.scene.tie_count, 0);
  assert_int_equal(on.scene.hull_count, 3);
  for (int h = 0; h < 3; h++) { /* round every member, convex, and no two alike */
    const pl_hull *hull = &on.scene.hull[h];
    assert_true(hull->count >= 3 && hull->count <= PL_HULL_POINTS && hull->opacity == 1);
    for (int k = 0; k < hull->count; k++) {
      const pl_point a = hull->point[k], b = hull->point[(k + 1) % hull->count], c = hull->point[(k + 2) % hull->count];
      assert_true((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > -1);
      for (int s = 0; s < on.states; s++) {
        if (!pl_set_has(&on.past.forum[hull->forum].members, (unsigned)s)) continue;
        const pl_point at = on.scene.state[s].at;
        const float length = hypotf(b.x - a.x, b.y - a.y);
        const float aside = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
        if (length > 0.1f) assert_true(aside / length >= on.scene.state[s].radius - 1);
      }
    }
  }
  strike();
}

static void test_isolation(void **state) {
  (void)state;
  set_made(14, 20, 2);
  set(&on.past.history);
  aim(1);
  look(0, 0);
  const float full = tie_of(PL_TIE_THREAD, 2, PL_NONE, 0)->opacity;
  on.view.isolated = 2;
  look(0, 0);
  for (int s = 0; s < on.states; s++) assert_true(on.scene.state[s].opacity == (s == 2 ? 1 : 0.3f));
  assert_true(tie_of(PL_TIE_THREAD, 2, PL_NONE, 0)->opacity == full);
  assert_true(fabsf(tie_of(PL_TIE_THREAD, 4, PL_NONE, 0)->opacity - 0.3f * full) < 0.001f);
  on.view.isolated = -1;
  on.view.lifted_forum = 1;
  look(0, 0);
  assert_true(on.scene.state[0].opacity == 1 && on.scene.state[1].opacity < 0.5f);
  strike();
}

static void test_what_is_looked_at(void **state) {
  (void)state;
  set_made(8, 5, 1);
  static pl_state_set allies[8];
  static uint8_t step[64];
  static pl_q16 trust[64];
  memset(allies, 0, sizeof allies);
  for (int i = 0; i < 64; i++) step[i] = 0, trust[i] = -1;
  pl_set_add(&allies[1], 5), pl_set_add(&allies[5], 1);
  step[1 * 8 + 3] = 4;
  trust[1 * 8 + 4] = PL_ONE;
  for (int r = 0; r < 3; r++)
    on.past.history.after[r] = (pl_relations){.allies = allies, .trust = trust, .trust_step = step};
  on.past.history.dependency[1 * 8 + 7] = 100;
  set(&on.past.history);
  aim(1);
  look(0, 0);
  assert_null(tie_of(PL_TIE_ALLIANCE, 1, 5, PL_NONE));
  on.view.has_alliances = true;
  look(0, 0);
  assert_non_null(tie_of(PL_TIE_ALLIANCE, 1, 5, PL_NONE));
  on.view.has_alliances = false;
  on.view.hovered = 1;
  look(0, 0);
  assert_non_null(tie_of(PL_TIE_ALLIANCE, 1, 5, PL_NONE));
  assert_non_null(tie_of(PL_TIE_DEPENDENCY, 7, 1, PL_NONE));
  assert_true(tie_of(PL_TIE_TRUST, 1, 3, PL_NONE)->width == 4);
  assert_true(tie_of(PL_TIE_TRUST, 1, 4, PL_NONE)->width == 5);
  assert_null(tie_of(PL_TIE_TRUST, 1, 2, PL_NONE));
  on.view.is_public = true;
  look(0, 0);
  assert_null(tie_of(PL_TIE_TRUST, 1, 3, PL_NONE));
  strike();
}

/* ---- what is on its way ---- */

static void send(pl_tick sent, pl_tick received, int from, int to, int forum) {
  const pl_channel channel = forum == PL_NONE ? PL_CHANNEL_BILATERAL : PL_CHANNEL_FORUM;
  const pl_event event = {.state = (uint16_t)from, .other = (uint16_t)to, .originator = (uint16_t)from, .iid = 1,
                          .index = channel, .forum = (uint16_t)forum};
  pl_event a = event, b = event;
  a.kind = PL_EVENT_SENT, a.tick = sent;
  b.kind = PL_EVENT_RECEIVED, b.tick = received;
  past_add(&on.past, a);
  past_add(&on.past, b);
}

static void infect(pl_tick tick, int from, int to) {
  past_add(&on.past, (pl_event){.kind = PL_EVENT_LATENT, .tick = tick, .state = (uint16_t)to, .other = (uint16_t)from,
                                .organisation = on.past.history.first[to], .iid = 1});
}

static float gap(pl_point a, pl_point b) { return hypotf(a.x - b.x, a.y - b.y); }

static void test_the_warning_comes_first(void **state) {
  (void)state;
  set_made(8, 5, 1);
  send(4, 9, 0, 2, PL_NONE);
  infect(10, 1, 2);
  past_add(&on.past, (pl_event){.kind = PL_EVENT_INFECTIOUS, .tick = 10, .state = 2, .iid = 1,
                                .organisation = on.past.history.first[2]});
  set(&on.past.history);
  aim(1);
  bool was_seen[3] = {false, false, false};
  double intelligence_gone = 0, incident_came = 100;
  for (double tick = 0; tick < 14; tick += 0.05) {
    look(0, tick);
    for (int i = 0; i < on.scene.pulse_count; i++) {
      const pl_pulse *p = &on.scene.pulse[i];
      was_seen[p->kind] = true;
      if (p->kind == PL_FLOW_SHARED) intelligence_gone = tick;
      if (p->kind == PL_FLOW_INCIDENT && tick < incident_came) incident_came = tick;
      const int from = p->kind == PL_FLOW_SHARED ? 0 : 1;
      const pl_scene_state *a = &on.scene.state[from], *b = &on.scene.state[2];
      assert_true(gap(p->at, a->at) + gap(p->at, b->at) < 1.2f * gap(a->at, b->at));
    }
    const bool has_dependency = tie_of(PL_TIE_DEPENDENCY, 1, 2, PL_NONE) != NULL;
    bool has_incident = false;
    for (int i = 0; i < on.scene.pulse_count; i++) has_incident |= on.scene.pulse[i].kind == PL_FLOW_INCIDENT;
    assert_int_equal(has_dependency, has_incident);
  }
  assert_true(was_seen[PL_FLOW_SHARED] && was_seen[PL_FLOW_INCIDENT]);
  assert_true(intelligence_gone <= incident_came);
  assert_true(incident_came > 6 && incident_came < 10);
  strike();
}

static void test_at_most_twelve(void **state) {
  (void)state;
  set_made(30, 5, 1);
  for (int to = 1; to < 30; to++) send(2, 9, 0, to, PL_NONE);
  for (int to = 1; to < 30; to++) infect(9, 0, to);
  set(&on.past.history);
  aim(1);
  look(0, 8);
  assert_int_equal(on.scene.pulse_count, 12);
  int count[3] = {0};
  for (int i = 0; i < 12; i++) count[on.scene.pulse[i].kind] += on.scene.pulse[i].count;
  assert_int_equal(count[PL_FLOW_SHARED], 29);
  assert_int_equal(count[PL_FLOW_INCIDENT], 29);
  strike();
}

/* On the map by the threads, on the network straight. */
static void test_through_a_forum(void **state) {
  (void)state;
  set_made(8, 5, 1);
  for (int to = 2; to < 8; to += 2) send(2, 9, 0, to, 0);
  set(&on.past.history);
  aim(1);
  look(0, 7.4);
  assert_int_equal(on.scene.pulse_count, 1); /* before the hub they are one */
  assert_int_equal(on.scene.pulse[0].count, 3);
  assert_true(tie_of(PL_TIE_THREAD, 0, PL_NONE, 0)->is_carrying);
  assert_true(tie_of(PL_TIE_THREAD, 4, PL_NONE, 0)->is_carrying);
  look(0, 8.9);
  assert_int_equal(on.scene.pulse_count, 3);
  look(1, 7.4);
  assert_int_equal(on.scene.pulse_count, 3);
  assert_non_null(tie_of(PL_TIE_THREAD, 0, 4, 0));
  strike();
}

static void test_still(void **state) {
  (void)state;
  set_made(8, 5, 1);
  send(2, 9, 0, 2, PL_NONE);
  send(2, 9, 0, 4, 0);
  set(&on.past.history);
  on.view.is_still = true;
  aim(1);
  pl_point where[2] = {{0, 0}, {0, 0}};
  for (double tick = 8; tick < 12; tick += 0.4) {
    look(0, tick);
    assert_int_equal(on.scene.pulse_count, 2);
    for (int i = 0; i < 2; i++) {
      assert_true(tick == 8 || (on.scene.pulse[i].at.x == where[i].x && on.scene.pulse[i].at.y == where[i].y));
      where[i] = on.scene.pulse[i].at;
      assert_true(gap(on.scene.pulse[i].tail[5], where[i]) == 0);
    }
    assert_true(tie_of(PL_TIE_THREAD, 4, PL_NONE, 0)->width > 4);
  }
  look(0, 7.9);
  assert_int_equal(on.scene.pulse_count, 0);
  look(0, 12);
  assert_int_equal(on.scene.pulse_count, 0);
  strike();
}

static void test_fast_playback(void **state) {
  (void)state;
  set_made(8, 5, 1);
  send(2, 9, 0, 2, PL_NONE);
  set(&on.past.history);
  aim(1);
  on.view.seconds_per_tick = 0.02f;
  int frames = 0;
  for (double tick = 0; tick < 12; tick += 0.8) { /* sixty frames in a second */
    look(0, tick);
    frames += on.scene.pulse_count > 0;
  }
  assert_true(frames >= 3);
  strike();
}

/* ---- the same and not the same ---- */

static void test_same_again(void **state) {
  (void)state;
  set_played(POLDER_SOURCE_DIR "/scenarios/withdrawal", 3);
  aim(1);
  look(0.3f, 61.3);
  pl_scene first = on.scene;
  on.scene = (pl_scene){.failed = false};
  for (double tick = 0; tick < 60; tick += 3.7) look((float)tick / 60, tick); /* something else in between */
  aim(1);
  on.view.passage = 0.3f;
  aim(1);
  look(0.3f, 61.3);
  assert_true(first.still_key == on.scene.still_key);
  assert_int_equal(first.tie_count, on.scene.tie_count);
  assert_int_equal(first.pulse_count, on.scene.pulse_count);
  assert_int_equal(first.label_count, on.scene.label_count);
  for (int i = 0; i < first.pulse_count; i++)
    assert_true(first.pulse[i].at.x == on.scene.pulse[i].at.x && first.pulse[i].at.y == on.scene.pulse[i].at.y);
  pl_scene_clear(&first);
  strike();
}

/* What is kept from before a pin is not seen after it. */
static void test_a_pin_is_seen_at_once(void **state) {
  (void)state;
  set_played(POLDER_SOURCE_DIR "/scenarios/withdrawal", 3);
  on.view.has_alliances = on.view.has_dependencies = true;
  on.view.passage = 1;
  aim(1);
  look(1, 61.3);
  const uint64_t before = on.scene.still_key;
  for (int s = 0; s < on.states; s += 3) {
    const pl_point at = on.placement->state[s].network;
    pl_placement_pin(on.placement, s, (pl_point){at.x - 120, at.y + 70});
  }
  look(1, 61.3);
  const uint64_t pinned = on.scene.still_key;
  pl_scene_clear(&on.scene);
  look(1, 61.3);
  assert_true(pinned != before && on.scene.still_key == pinned);
  for (int s = 0; s < on.states; s++) pl_placement_release(on.placement, s);
  look(1, 61.3);
  assert_true(on.scene.still_key == before);
  strike();
}

/* The key stays while only pulses move and numbers change, and changes with everything else. */
static void test_still_key(void **state) {
  (void)state;
  set_made(8, 5, 1);
  send(2, 9, 0, 2, 0);
  infect(20, 0, 1);
  past_add(&on.past, (pl_event){.kind = PL_EVENT_INFECTIOUS, .tick = 22, .state = 1, .iid = 1,
                                .organisation = on.past.history.first[1]});
  set(&on.past.history);
  aim(1);
  look(0, 8.2);
  const uint64_t key = on.scene.still_key;
  look(0, 8.7);
  assert_true(on.scene.still_key == key);
  look(0, 10);
  const uint64_t quiet = on.scene.still_key;
  look(0, 24);
  assert_true(on.scene.still_key == quiet);
  on.view.hovered = 3;
  look(0, 10);
  assert_true(on.scene.still_key != quiet);
  on.view.hovered = -1;
  on.view.camera.centre.x += 1;
  look(0, 10);
  assert_true(on.scene.still_key != quiet);
  strike();
}

/* ---- figures on their way ---- */

static void pass(double tick, float seconds) {
  on.view.is_easing = true;
  on.view.seconds = seconds;
  look(0, tick);
}

static void set_struck(void) {
  set_made(8, 40, 1);
  for (int i = 0; i < 12; i++)
    past_add(&on.past, (pl_event){.kind = PL_EVENT_CONTAINED, .tick = 9, .state = 2, .iid = 1,
                                  .organisation = on.past.history.first[2] + (uint32_t)i, .other = PL_NONE});
  set(&on.past.history);
  aim(1);
}

static int32_t number_beside(int state) {
  for (int i = 0; i < on.scene.label_count; i++)
    if (on.scene.label[i].kind == PL_LABEL_STATE && on.scene.label[i].index == state) return on.scene.label[i].hit;
  return -2;
}

static bool near(float value, float expected) { return fabsf(value - expected) < 0.01f; }

static void test_figures_ease(void **state) {
  (void)state;
  set_struck();
  pass(9, 0);
  assert_false(on.scene.is_easing);
  pass(9.5, 0.1f);
  assert_int_equal(on.scene.state[2].hit, 12);
  assert_true(near(on.scene.state[2].shown_hit, 4)); /* a third of 300 ms */
  assert_int_equal(number_beside(2), 4);
  assert_int_equal(on.scene.hit, 4);
  assert_true(on.scene.is_easing);
  pass(9.6, 0.1f);
  assert_true(near(on.scene.state[2].shown_hit, 8));
  pass(9.7, 0.2f);
  assert_true(on.scene.state[2].shown_hit == 12);
  assert_int_equal(on.scene.hit, 12);
  assert_false(on.scene.is_easing);
  pass(9, 0.15f); /* and back */
  assert_true(near(on.scene.state[2].shown_hit, 6));
  strike();
}

static void test_figures_ease_within_a_tick(void **state) {
  (void)state;
  set_struck();
  on.view.seconds_per_tick = 0.1f;
  pass(9, 0);
  pass(9.5, 0.05f);
  assert_true(near(on.scene.state[2].shown_hit, 6));
  pass(9.9, 0.06f);
  assert_true(on.scene.state[2].shown_hit == 12);
  strike();
}

/* The first scene of all, a jump in time and reduced motion show at once what is. */
static void test_figures_at_once(void **state) {
  (void)state;
  set_struck();
  pass(10, 0.01f);
  assert_true(on.scene.state[2].shown_hit == 12 && !on.scene.is_easing);
  look(0, 5);
  pass(10, 0.01f);
  assert_true(on.scene.is_easing);
  on.view.is_easing = false;
  look(0, 10);
  assert_true(on.scene.state[2].shown_hit == 12 && !on.scene.is_easing);
  look(0, 5);
  assert_true(on.scene.state[2].shown_hit == 0 && number_beside(2) == 0);
  on.view.is_still = true;
  pass(10, 0.01f);
  assert_true(on.scene.state[2].shown_hit == 12 && on.scene.hit == 12 && !on.scene.is_easing);
  strike();
}

static void test_dots(void **state) {
  (void)state;
  set_made(2, 60, 1);
  for (int o = 0; o < 120; o++) on.past.history.sector[o] = (uint8_t)(o % 3 == 0 ? 0 : o % PL_SECTORS);
  static const char *const names[PL_SECTORS] = {"government", "energy", "health", "finance", "elections",
                                                "energy",     "health", "finance"};
  memcpy(on.past.scenario.map.sectors, names, sizeof names);
  uint16_t dot[60], again[60];
  bool is_taken[60] = {false};
  pl_dot_assign(&on.past.history, 1, dot);
  pl_dot_assign(&on.past.history, 1, again);
  assert_memory_equal(dot, again, sizeof dot);
  int at_home = 0, places = 0;
  for (int i = 0; i < 60; i++) {
    assert_true(dot[i] < 60 && !is_taken[dot[i]]);
    is_taken[dot[i]] = true;
    const pl_point p = pl_dot_place(dot[i], 60);
    assert_true(hypotf(p.x, p.y) <= 0.88f);
    const float turn = atan2f(p.y, p.x) / 6.2831853f, wedge = (turn < 0 ? turn + 1 : turn) * 5;
    at_home += on.past.history.sector[60 + i] == 0 && (int)wedge == 0;
    places += (int)wedge == 0;
  }
  assert_true(places >= 11 && places <= 13); /* a fifth of the disc, and it is full of them */
  assert_int_equal(at_home, places);
  past_clear(&on.past);
}

static void test_without_memory(void **state) {
  (void)state;
  set_made(30, 5, 2);
  send(2, 9, 0, 2, 0);
  past_add(&on.past, (pl_event){.kind = PL_EVENT_LEFT, .tick = 28, .state = 0, .forum = 1});
  set(&on.past.history);
  aim(1);
  on.view.passage = 0.8f;
  on.view.tick = 29;
  for (long n = 0;; n++) {
    pl_scene_clear(&on.scene);
    fault_after(n);
    pl_scene_compute(&on.scene, on.timeline, on.placement, &on.view);
    const bool was_reached = fault_stop();
    assert_int_equal(on.scene.failed, was_reached);
    pl_scene_compute(&on.scene, on.timeline, on.placement, &on.view);
    assert_false(on.scene.failed);
    if (!was_reached) break;
  }
  strike();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_played_boards),
      cmocka_unit_test(test_made_up_boards),
      cmocka_unit_test(test_nobody_jumps),
      cmocka_unit_test(test_groups),
      cmocka_unit_test(test_cut_threads),
      cmocka_unit_test(test_threads_become_hulls),
      cmocka_unit_test(test_isolation),
      cmocka_unit_test(test_what_is_looked_at),
      cmocka_unit_test(test_the_warning_comes_first),
      cmocka_unit_test(test_at_most_twelve),
      cmocka_unit_test(test_through_a_forum),
      cmocka_unit_test(test_still),
      cmocka_unit_test(test_fast_playback),
      cmocka_unit_test(test_same_again),
      cmocka_unit_test(test_a_pin_is_seen_at_once),
      cmocka_unit_test(test_still_key),
      cmocka_unit_test(test_figures_ease),
      cmocka_unit_test(test_figures_ease_within_a_tick),
      cmocka_unit_test(test_figures_at_once),
      cmocka_unit_test(test_dots),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
