/* A stage for tests of the scene: a past, made up or played, and one moment of it as it is seen. */
#ifndef POLDER_TESTS_VIEW_SCENE_STAGE_H
#define POLDER_TESTS_VIEW_SCENE_STAGE_H

#include "fault.h"
#include "past.h"

#include <math.h>

#include "scene_internal.h"

typedef struct stage {
  past past;
  pl_history *history; /* owned where the past was played */
  pl_timeline *timeline;
  pl_placement *placement;
  pl_scene scene;
  pl_scene_view view;
  int states, forums;
} stage;

static stage on;

static inline void set(const pl_history *history) {
  pl_error error = {0};
  on.timeline = pl_timeline_new(history, &error);
  on.placement = pl_placement_new(history, &error);
  if (!on.timeline || !on.placement) fail_msg("%s", error.text);
  on.states = history->scenario->state_count;
  on.forums = history->scenario->forum_count;
  on.view = (pl_scene_view){.area = {0, 104, 1920, 760}, .seconds_per_tick = 0.5f, .own_seat = -1, .selected = -1,
                            .hovered = -1, .isolated = -1, .lifted_forum = -1, .label_size = 28};
}

static inline void set_played(const char *folder, int rounds) {
  on = (stage){.history = NULL};
  past_play(&on.past, folder, rounds);
  on.history = past_history(&on.past, (pl_sight){.viewer = PL_VIEWER_CONTROL});
  set(on.history);
}

static inline void set_made(int states, int organisations, int forums) {
  on = (stage){.history = NULL};
  past_make(&on.past, states, organisations, forums);
  on.past.history.rounds = 2;
}

/* So many organisations of each state hit, of some none. */
static inline void hit_everywhere(void) {
  for (int s = 0; s < on.past.scenario.state_count; s++)
    for (int i = 0; i < s % 13 && on.past.history.event_count < PAST_EVENTS; i++)
      past_add(&on.past, (pl_event){.kind = PL_EVENT_CONTAINED, .tick = 3, .state = (uint16_t)s, .iid = 1,
                                    .organisation = on.past.history.first[s] + (uint32_t)i, .other = PL_NONE});
}

static inline void strike(void) {
  pl_scene_clear(&on.scene);
  pl_timeline_free(on.timeline);
  pl_placement_free(on.placement);
  pl_history_free(on.history);
  past_clear(&on.past);
}

static inline void look(float passage, double tick) {
  on.view.passage = passage;
  on.view.tick = tick;
  pl_scene_compute(&on.scene, on.timeline, on.placement, &on.view);
  assert_false(on.scene.failed);
}

static inline void aim(float zoom) {
  const pl_board_mode mode = on.view.passage < 0.5f ? PL_MODE_MAP : PL_MODE_NETWORK;
  on.view.camera = pl_camera_for(on.placement, mode, on.view.area);
  on.view.camera.zoom *= zoom;
}

/* ---- what holds of every scene ---- */

static inline bool is_inside(pl_rect outer, pl_rect r) {
  return r.x >= outer.x - 0.01f && r.y >= outer.y - 0.01f && r.x + r.w <= outer.x + outer.w + 0.01f &&
         r.y + r.h <= outer.y + outer.h + 0.01f;
}

static inline void assert_labels_are_apart(void) {
  const pl_scene *s = &on.scene;
  for (int i = 0; i < s->label_count; i++) {
    const pl_scene_label *a = &s->label[i];
    assert_true(a->rect.w > 0 && a->rect.h > 0 && a->size > 0 && (a->text[0] || a->hit));
    if (!is_inside(s->view.area, a->rect))
      fail_msg("\"%s\" is outside: %.0f %.0f %.0f %.0f", a->text, a->rect.x, a->rect.y, a->rect.w, a->rect.h);
    for (int j = 0; j < i; j++)
      if (pl_rect_meets(a->rect, s->label[j].rect)) fail_msg("\"%s\" overlaps \"%s\"", a->text, s->label[j].text);
  }
}

static inline void assert_sums(void) {
  int32_t stands_for = 0, hit = 0, organisations = 0;
  for (int i = 0; i < on.scene.state_count; i++) {
    stands_for += on.scene.state[i].stands_for;
    hit += on.scene.state[i].hit;
    organisations += on.scene.state[i].organisations;
  }
  assert_int_equal(stands_for, on.states);
  assert_int_equal(hit, on.scene.moment->hit);
  assert_int_equal(organisations, on.scene.moment->organisations);
}

static inline void assert_pulses(void) {
  assert_true(on.scene.pulse_count <= 12);
  for (int i = 0; i < on.scene.pulse_count; i++) {
    const pl_pulse *p = &on.scene.pulse[i];
    assert_true(p->progress >= 0 && p->progress <= 1 && p->count >= 1 && p->size > 0);
    assert_true(isfinite(p->at.x) && isfinite(p->at.y));
  }
}

static inline void assert_ties(void) {
  for (int i = 0; i < on.scene.tie_count; i++) {
    const pl_tie *t = &on.scene.tie[i];
    assert_true(t->width > 0 && t->opacity >= 0 && t->opacity <= 1 && t->gap >= 0 && t->gap <= 1);
    const float length = hypotf(t->to.x - t->from.x, t->to.y - t->from.y);
    const float middle_x = (t->from.x + t->to.x) / 2, middle_y = (t->from.y + t->to.y) / 2;
    assert_true(hypotf(t->bend.x - middle_x, t->bend.y - middle_y) <= 0.41f * (length + 400));
  }
}

static inline int labels_of_states(void) {
  int count = 0;
  for (int i = 0; i < on.scene.label_count; i++) count += on.scene.label[i].kind == PL_LABEL_STATE;
  return count;
}

/* At several zooms, passages and sizes. `are_all`: at zoom 1 each state has its label. */
static inline void walk(double tick, bool are_all) {
  static const float passages[] = {0, 0.2f, 0.5f, 0.8f, 1}, zooms[] = {1, 0.6f, 1.7f, 4}, sizes[] = {28, 40};
  for (size_t p = 0; p < 5; p++)
    for (size_t z = 0; z < 4; z++)
      for (size_t l = 0; l < 2; l++) {
        on.view.passage = passages[p];
        on.view.label_size = sizes[l];
        aim(zooms[z]);
        look(passages[p], tick);
        assert_labels_are_apart();
        assert_sums();
        assert_pulses();
        assert_ties();
        const bool has_room = (passages[p] == 0 && l == 0) || passages[p] == 1;
        if (are_all && has_room && z == 0 && labels_of_states() < on.states)
          fail_msg("%d labels for %d states, passage %.1f, size %.0f", labels_of_states(), on.states, passages[p],
                   sizes[l]);
      }
}

#endif
