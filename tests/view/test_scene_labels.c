/* The scene's labels where there is little room: at every size of window, with many forums, and for groups. */
#include "scene_stage.h"

/* Wider than most letters of a bold face. */
static float wide_letters(void *context, float size, int weight, const char *text) {
  (void)context, (void)weight;
  return 0.68f * size * (float)strlen(text);
}

static bool is_on_disc(pl_rect r, const pl_scene_state *disc, float reach) {
  const float x = fmaxf(r.x - disc->at.x, fmaxf(0, disc->at.x - r.x - r.w));
  const float y = fmaxf(r.y - disc->at.y, fmaxf(0, disc->at.y - r.y - r.h));
  return x * x + y * y < reach * reach;
}

/* Nothing that is to be read stands on a disc, but for a state's name on its own. */
static void assert_labels_are_off_discs(const char *what) {
  for (int i = 0; i < on.scene.label_count; i++) {
    const pl_scene_label *label = &on.scene.label[i];
    for (int d = 0; d < on.scene.state_count; d++) {
      const pl_scene_state *disc = &on.scene.state[d];
      const bool is_own = label->kind != PL_LABEL_HUB && label->index == disc->state;
      if (!is_own && is_on_disc(label->rect, disc, disc->radius + 5))
        fail_msg("%s: \"%s\" is on the disc of %d", what, label->text, disc->state);
    }
  }
}

static void assert_plates_are_free(const char *what) {
  for (int h = 0; h < on.scene.hub_count; h++) {
    const pl_scene_hub *hub = &on.scene.hub[h];
    if (hub->plate.w <= 0) continue;
    assert_true(pl_rect_has(hub->plate, hub->at) && is_inside(on.view.area, hub->plate));
    for (int d = 0; d < on.scene.state_count; d++)
      if (is_on_disc(hub->plate, &on.scene.state[d], on.scene.state[d].radius + 5))
        fail_msg("%s: the plate of %d is on a disc", what, hub->forum);
    for (int i = 0; i < on.scene.label_count; i++) {
      const pl_scene_label *label = &on.scene.label[i];
      const bool is_own = label->kind == PL_LABEL_HUB && label->index == hub->forum;
      if (is_own ? !is_inside(hub->plate, label->rect) : pl_rect_meets(hub->plate, label->rect))
        fail_msg("%s: the plate of %d and \"%s\"", what, hub->forum, label->text);
    }
    for (int other = 0; other < h; other++)
      assert_false(pl_rect_meets(hub->plate, on.scene.hub[other].plate));
  }
}

static void assert_labels_are_large_enough(const char *what) {
  for (int i = 0; i < on.scene.label_count; i++)
    if (on.scene.label[i].size < PL_FONT_FLOOR - 0.01f)
      fail_msg("%s: \"%s\" is as small as %.1f", what, on.scene.label[i].text, on.scene.label[i].size);
}

static void assert_labels_can_be_read(const char *what) {
  assert_labels_are_apart();
  assert_labels_are_off_discs(what);
  assert_plates_are_free(what);
  assert_labels_are_large_enough(what);
}

/* From 8 to 30 states, in windows of 1024 × 640 and 1920 × 1080 (3840 × 2160 is the same, larger), for a desk and for a
 * projector: every state has its label, none is on anything, none too small to be read. */
static void test_labels_at_every_size(void **state) {
  (void)state;
  static const struct { const char *name; float width, map, network; } rows[] = {
      {"1024 × 640", 1728, 25, 28}, {"1920 × 1080", 1920, 26, 30}, {"a projector", 1920, 28, 40}};
  for (int states = 8; states <= 30; states++) {
    set_made(states, 20, 5);
    hit_everywhere();
    set(&on.past.history);
    on.view.text_width = wide_letters;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
      on.view.area.w = rows[i].width;
      for (int mode = 0; mode < 2; mode++) {
        char what[64];
        snprintf(what, sizeof what, "%d states, %s, %s", states, rows[i].name, mode ? "network" : "map");
        on.view.passage = (float)mode;
        on.view.label_size = mode ? rows[i].network : rows[i].map;
        aim(1);
        look((float)mode, 0);
        pl_rect plate[5];
        for (int f = 0; f < 5; f++) plate[f] = on.scene.hub[f].plate;
        look((float)mode, 10); /* numbers have grown, and nobody makes room for them */
        for (int f = 0; f < 5; f++) assert_memory_equal(&plate[f], &on.scene.hub[f].plate, sizeof *plate);
        assert_labels_can_be_read(what);
        if (labels_of_states() != states) fail_msg("%s: %d labels", what, labels_of_states());
      }
    }
    strike();
  }
}

static void test_labels_keep_off_the_legend(void **state) {
  (void)state;
  set_made(30, 20, 5);
  set(&on.past.history);
  on.view.covered = (pl_rect){20, 600, 900, 200};
  for (int mode = 0; mode < 2; mode++) {
    on.view.passage = (float)mode;
    for (float zoom = 1; zoom < 4; zoom *= 1.4f) {
      aim(zoom);
      look((float)mode, 10);
      for (int i = 0; i < on.scene.label_count; i++)
        assert_false(pl_rect_meets(on.view.covered, on.scene.label[i].rect));
      for (int h = 0; h < on.scene.hub_count; h++)
        assert_false(pl_rect_meets(on.view.covered, on.scene.hub[h].plate));
    }
  }
  strike();
}

/* On a board too small for all, labels are left out, but not that of one's own state. */
static void test_who_is_looked_at_has_a_label(void **state) {
  (void)state;
  set_made(30, 20, 2);
  set(&on.past.history);
  on.view.area = (pl_rect){0, 0, 560, 360};
  on.view.text_width = wide_letters;
  aim(1);
  int missing = 0;
  for (int own = 0; own < 30; own++) {
    on.view.own_seat = own;
    look(0, 10);
    bool has_label = false;
    for (int i = 0; i < on.scene.label_count; i++) has_label |= on.scene.label[i].index == own;
    if (!has_label) fail_msg("state %d has no label on its own board", own);
    assert_labels_are_apart();
    assert_labels_are_large_enough("a small board");
    missing += on.scene.state_count - labels_of_states();
  }
  assert_true(missing > 0);
  strike();
}

/* Sixty-four of them, all of which could be chosen: each has its mark, the first five their names. */
static void test_many_forums(void **state) {
  (void)state;
  enum { FORUMS = PL_MAX_FORUMS };
  static const int states[] = {30, 200};
  static pl_mark marks[FORUMS];
  for (int i = 0; i < FORUMS; i++) marks[i] = PL_MARK_ELIGIBLE;
  for (size_t i = 0; i < 2; i++) {
    set_made(states[i], 20, FORUMS);
    set(&on.past.history);
    on.view.passage = 1;
    aim(1);
    look(1, 10);
    assert_int_equal(on.scene.hub_count, 5);
    assert_labels_can_be_read("five of many");
    int names = 0;
    for (int l = 0; l < on.scene.label_count; l++) names += on.scene.label[l].kind == PL_LABEL_HUB;
    assert_true(names >= 4);
    on.view.forum_marks = marks;
    look(1, 10);
    assert_int_equal(on.scene.hub_count, FORUMS);
    assert_labels_can_be_read("many");
    for (int l = 0; l < on.scene.label_count; l++)
      assert_true(on.scene.label[l].kind != PL_LABEL_HUB || on.scene.label[l].index < 5);
    strike();
  }
}

/* A disc that stands for several is within a forum's hull though the one it is called after is no member. */
static void test_a_hull_goes_round_groups(void **state) {
  (void)state;
  set_made(200, 20, 3);
  set(&on.past.history);
  on.view.passage = 1;
  aim(1);
  look(1, 10);
  const pl_scene_memory *memory = on.scene.memory;
  assert_int_equal(on.scene.hull_count, 3);
  int called_otherwise = 0;
  for (int h = 0; h < 3; h++) {
    const pl_hull *hull = &on.scene.hull[h];
    const pl_state_set *members = &on.past.forum[hull->forum].members;
    for (int s = pl_set_next(members, 0); s >= 0; s = pl_set_next(members, s + 1)) {
      const pl_scene_state *disc = &on.scene.state[memory->disc_of[s]];
      called_otherwise += !pl_set_has(members, disc->state);
      for (int k = 0; k < hull->count; k++) {
        const pl_point a = hull->point[k], b = hull->point[(k + 1) % hull->count];
        const float length = hypotf(b.x - a.x, b.y - a.y);
        const float aside = (b.x - a.x) * (disc->at.y - a.y) - (b.y - a.y) * (disc->at.x - a.x);
        if (length > 0.1f) assert_true(aside / length >= disc->radius - 1);
      }
    }
  }
  assert_true(called_otherwise > 0);
  strike();
}

static const char *text_beside(int state) {
  for (int i = 0; i < on.scene.label_count; i++)
    if (on.scene.label[i].kind == PL_LABEL_STATE && on.scene.label[i].index == state) return on.scene.label[i].text;
  return "";
}

static void test_groups_say_who(void **state) {
  (void)state;
  set_made(200, 20, 3);
  set(&on.past.history);
  on.view.own_seat = 150;
  on.view.text_width = wide_letters;
  aim(1);
  look(0, 10);
  int groups = 0, named = 0;
  bool is_own_named = false;
  for (int d = 0; d < on.scene.state_count; d++) {
    const pl_scene_state *disc = &on.scene.state[d];
    if (disc->stands_for == 1) continue;
    const float r = disc->radius;
    char others[16];
    snprintf(others, sizeof others, "+%d", disc->stands_for - 1);
    const float wide = wide_letters(NULL, disc->name_size, 700, strlen(others) > 3 ? others : "ABC");
    assert_true(hypotf(wide / 2, disc->name_size / 4) < r && 1.2f * disc->name_size <= r);
    if (disc->name_size > 0) assert_true(disc->name_size >= PL_FONT_FLOOR);
    else assert_non_null(strstr(text_beside(disc->state), others));
    pl_state_set together;
    pl_scene_together(&on.scene, disc->state, &together);
    assert_int_equal(pl_set_count(&together), disc->stands_for);
    assert_true(pl_set_has(&together, disc->state));
    groups++;
    named += disc->name_size > 0;
    is_own_named |= disc->is_own && disc->state == 150;
  }
  assert_true(groups > 5 && named * 10 >= groups * 8);
  assert_true(is_own_named);
  strike();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_labels_at_every_size),
      cmocka_unit_test(test_labels_keep_off_the_legend),
      cmocka_unit_test(test_who_is_looked_at_has_a_label),
      cmocka_unit_test(test_many_forums),
      cmocka_unit_test(test_a_hull_goes_round_groups),
      cmocka_unit_test(test_groups_say_who),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
