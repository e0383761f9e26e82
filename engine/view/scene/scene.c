/* The scene: puts together what is to be seen of a moment.
 *
 *   placement ── camera, passage ──► discs, hubs ──► labels ──► hulls ──► names ──► ties ──► pulses
 *   timeline ─── tick ─────────────► moment, flows ──┘
 *
 * Each part of it is a file of its own and only reads what came before it. A tick with a fraction is in the middle of
 * its tick: what happens in that tick has begun, so the moment is that before the next one. What takes long to find
 * and does not change from frame to frame (bends of ties, places of labels, which discs stand for others) is kept. */
#include "scene_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- arrays ---- */

void *pl_scene_add(pl_scene_work *work, void *array, int *count, int *capacity, size_t size) {
  void *rows;
  memcpy(&rows, array, sizeof rows);
  if (*count == *capacity) {
    const int larger_capacity = *capacity ? *capacity * 2 : 32;
    void *larger = realloc(rows, (size_t)larger_capacity * size);
    if (!larger) {
      work->scene->failed = true;
      return NULL;
    }
    rows = larger;
    memcpy(array, &rows, sizeof rows);
    *capacity = larger_capacity;
  }
  void *row = (char *)rows + (size_t)(*count)++ * size;
  memset(row, 0, size);
  return row;
}

/* ---- memory ---- */

static void free_kept(pl_scene_memory *memory) {
  for (int i = 0; i < 2; i++) {
    free(memory->grouping[i].of);
    free(memory->grouping[i].at);
    free(memory->grouping[i].radius);
    free(memory->grouping[i].stands_for);
    memory->grouping[i] = (pl_grouping){.of = NULL};
  }
  free(memory->bend);
  free(memory->disc_of);
  free(memory->name_width);
  free(memory->label_place);
  free(memory->order);
  free(memory->figures);
  free(memory->name_place);
  free(memory->carrying);
  memory->bend = NULL;
  memory->bend_count = memory->bend_capacity = 0;
  memory->disc_of = NULL;
  memory->name_width = NULL;
  memory->name_size = 0;
  memory->label_place = NULL;
  memory->label_key = 0;
  memory->order = NULL;
  memory->figures = NULL;
  memory->name_place = NULL;
  memory->name_key = 0;
  memory->has_figures = false;
  memory->carrying = NULL;
  memory->timeline = NULL;
  memory->placement = NULL;
}

static bool make_grouping(pl_grouping *grouping, size_t n) {
  grouping->of = calloc(n, sizeof *grouping->of);
  grouping->at = calloc(n, sizeof *grouping->at);
  grouping->radius = calloc(n, sizeof *grouping->radius);
  grouping->stands_for = calloc(n, sizeof *grouping->stands_for);
  return grouping->of && grouping->at && grouping->radius && grouping->stands_for;
}

static bool make_kept(pl_scene_memory *memory, size_t n, size_t forums) {
  memory->disc_of = calloc(n, sizeof *memory->disc_of);
  memory->name_width = calloc(n, sizeof *memory->name_width);
  memory->label_place = calloc(n, sizeof *memory->label_place);
  memory->order = calloc(n, sizeof *memory->order);
  memory->figures = calloc(n, sizeof *memory->figures);
  memory->name_place = calloc(forums, sizeof *memory->name_place);
  memory->carrying = calloc(forums, sizeof *memory->carrying);
  return memory->disc_of && memory->name_width && memory->label_place && memory->order && memory->figures &&
         memory->name_place && memory->carrying && make_grouping(&memory->grouping[0], n) &&
         make_grouping(&memory->grouping[1], n);
}

/* Somebody was pinned: the network is another. */
static void forget_network(pl_scene_memory *memory) {
  memory->grouping[1].is_made = false;
  if (memory->bend) memset(memory->bend, 0, memory->bend_capacity * sizeof *memory->bend);
  memory->bend_count = 0;
}

static bool prepare(pl_scene *scene, const pl_timeline *timeline, const pl_placement *placement) {
  pl_scene_memory *memory = scene->memory ? scene->memory : calloc(1, sizeof *memory);
  scene->memory = memory;
  if (!memory) return false;
  if (memory->timeline == timeline && memory->placement == placement) {
    if (memory->moves != placement->moves) forget_network(memory);
    memory->moves = placement->moves;
    return true;
  }
  free_kept(memory);
  if (!make_kept(memory, (size_t)placement->state_count + 1, (size_t)placement->forum_count + 1)) {
    free_kept(memory);
    return false;
  }
  memory->timeline = timeline;
  memory->placement = placement;
  memory->moves = placement->moves;
  return true;
}

void pl_scene_clear(pl_scene *scene) {
  if (scene->memory) free_kept(scene->memory);
  free(scene->memory);
  free(scene->state);
  free(scene->tie);
  free(scene->hub);
  free(scene->hull);
  free(scene->pulse);
  free(scene->label);
  *scene = (pl_scene){.failed = false};
}

/* ---- what the parts ask ---- */

pl_point pl_scene_place(const pl_scene_work *work, pl_point board) {
  const pl_scene_view *view = work->view;
  return (pl_point){view->area.x + view->area.w / 2 + (board.x - view->camera.centre.x) * view->camera.zoom,
                    view->area.y + view->area.h / 2 + (board.y - view->camera.centre.y) * view->camera.zoom};
}

bool pl_scene_is_drawn(const pl_scene_work *work, int forum) {
  return forum >= 0 && forum < work->forums && work->drawn >> forum & 1;
}

const pl_scene_state *pl_scene_disc(const pl_scene_work *work, int state) {
  return &work->scene->state[work->memory->disc_of[state]];
}

bool pl_scene_is_isolating(const pl_scene_work *work) {
  return work->view->isolated >= 0 && work->view->isolated < work->states;
}

const char *pl_scene_forum_name(const pl_scene_work *work, int forum) {
  return pl_text_in(&work->history->scenario->forums[forum].name, pl_translate_language());
}

/* ---- a key of all that does not move by itself ---- */

static uint64_t mixed(uint64_t key, uint64_t value) {
  key = (key ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  return key ^ key >> 29;
}

static uint64_t mixed_float(uint64_t key, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return mixed(key, bits);
}

static uint64_t mixed_point(uint64_t key, pl_point point) { return mixed_float(mixed_float(key, point.x), point.y); }

static uint64_t key_of_states(uint64_t key, const pl_scene *scene) {
  for (int i = 0; i < scene->state_count; i++) {
    const pl_scene_state *s = &scene->state[i];
    const uint64_t flags = (uint64_t)s->mark | (uint64_t)s->is_own << 8 | (uint64_t)s->has_left << 9 |
                           (uint64_t)s->has_leader << 10 | (uint64_t)s->is_known << 11;
    key = mixed_point(mixed_point(mixed(key, s->state), s->at), s->home);
    key = mixed(mixed_float(mixed_float(key, s->radius), s->opacity), flags);
    key = mixed(key, (uint32_t)s->stands_for);
  }
  return key;
}

static uint64_t key_of_ties(uint64_t key, const pl_scene *scene) {
  for (int i = 0; i < scene->tie_count; i++) {
    const pl_tie *t = &scene->tie[i];
    key = mixed_point(mixed_point(mixed_point(key, t->from), t->bend), t->to);
    key = mixed(key, (uint64_t)t->kind | (uint64_t)t->forum << 8 | (uint64_t)t->is_carrying << 32);
    key = mixed_float(mixed_float(mixed_float(key, t->width), t->opacity), t->gap);
  }
  return key;
}

static uint64_t key_of_forums(uint64_t key, const pl_scene *scene) {
  for (int i = 0; i < scene->hub_count; i++) {
    const pl_scene_hub *h = &scene->hub[i];
    key = mixed_float(mixed_float(mixed_point(mixed(key, h->forum), h->at), h->size), h->opacity);
    key = mixed_point(mixed(key, (uint64_t)h->mark), (pl_point){h->plate.x, h->plate.y});
    key = mixed_float(mixed_point(key, (pl_point){h->plate.w, h->plate.h}), h->plate_opacity);
  }
  for (int i = 0; i < scene->hull_count; i++) {
    const pl_hull *h = &scene->hull[i];
    key = mixed_float(mixed(mixed(key, h->forum), (uint64_t)h->count), h->opacity);
    for (int p = 0; p < h->count; p++) key = mixed_point(key, h->point[p]);
  }
  return key;
}

static uint64_t key_of(const pl_scene *scene) {
  const pl_scene_view *v = &scene->view;
  uint64_t key = mixed_point(mixed_point(1, (pl_point){v->area.x, v->area.y}), (pl_point){v->area.w, v->area.h});
  key = mixed_float(mixed_float(mixed_point(key, v->camera.centre), v->camera.zoom), v->passage);
  key = mixed(key, (uint64_t)v->is_public << 32 | (uint32_t)v->selected);
  key = mixed(key, (uint32_t)v->hovered);
  return key_of_forums(key_of_ties(key_of_states(key, scene), scene), scene);
}

/* ---- all of it ---- */

static int round_at(const pl_timeline *timeline, double tick) {
  const int rounds = pl_timeline_end(timeline) / PL_TICKS_PER_ROUND;
  const int round = tick <= 0 ? 0 : (int)(tick / PL_TICKS_PER_ROUND);
  return round < rounds ? round : rounds ? rounds - 1 : 0;
}

/* The first five, and those that somebody has to be able to see. */
static uint64_t drawn_forums(const pl_scene_work *work) {
  const pl_scene_view *view = work->view;
  uint64_t drawn = 0;
  for (int f = 0; f < work->forums; f++) {
    const bool is_chosen = f == view->lifted_forum || (view->forum_marks && view->forum_marks[f] != PL_MARK_NONE &&
                                                       view->forum_marks[f] != PL_MARK_LOCKED);
    if (f < PL_DRAWN_FORUMS || is_chosen) drawn |= UINT64_C(1) << f;
  }
  return drawn;
}

static void empty(pl_scene *scene, const pl_scene_view *view) {
  scene->view = *view;
  scene->state_count = scene->tie_count = scene->hub_count = scene->hull_count = scene->pulse_count = 0;
  scene->label_count = 0;
  scene->is_easing = false;
  scene->failed = false;
}

static float within(float t) { return t < 0 ? 0 : t > 1 ? 1 : t; }

void pl_scene_compute(pl_scene *scene, pl_timeline *timeline, const pl_placement *placement,
                      const pl_scene_view *view) {
  const double end = pl_timeline_end(timeline), tick = view->tick < 0 ? 0 : view->tick > end ? end : view->tick;
  empty(scene, view);
  scene->view.tick = tick;
  scene->moment = pl_timeline_at(timeline, (pl_tick)ceil(tick));
  if (!prepare(scene, timeline, placement)) {
    scene->failed = true;
    return;
  }
  const pl_history *history = pl_timeline_history(timeline);
  pl_scene_work work = {.scene = scene, .memory = scene->memory, .timeline = timeline, .history = history,
                        .placement = placement, .view = &scene->view, .moment = scene->moment,
                        .states = placement->state_count, .forums = placement->forum_count,
                        .travel = pl_ease_in_out(view->passage), .hulls = within((view->passage - 0.7f) / 0.3f),
                        .threads = 1 - within((view->passage - 0.45f) / 0.4f),
                        .round = round_at(timeline, tick)};
  const int settled = (int)(tick / PL_TICKS_PER_ROUND);
  work.relations = history->after ? &history->after[settled] : NULL;
  work.drawn = drawn_forums(&work);
  scene->view.is_easing = view->is_easing && work.memory->has_figures;
  pl_scene_ease_figures(&work);
  work.memory->has_figures = true;
  if (!pl_scene_group(&work)) return;
  pl_scene_put_states(&work);
  pl_scene_put_hubs(&work);
  if (scene->failed) return;
  pl_scene_find_flows(&work);
  pl_scene_put_labels(&work);
  pl_scene_put_hulls(&work);
  pl_scene_put_names(&work); /* and hubs with them, to which ties go */
  pl_scene_put_notes(&work);
  pl_scene_put_ties(&work);
  pl_scene_put_pulses(&work);
  scene->still_key = key_of(scene);
}

void pl_scene_together(const pl_scene *scene, int state, pl_state_set *out) {
  const pl_scene_memory *memory = scene->memory;
  *out = (pl_state_set){{0}};
  for (int s = 0; memory && memory->placement && s < memory->placement->state_count; s++)
    if (memory->disc_of[s] == memory->disc_of[state]) pl_set_add(out, (unsigned)s);
}

pl_camera pl_camera_for(const pl_placement *placement, pl_board_mode mode, pl_rect area) {
  enum { MARGIN = 18, HULLS = 26, LABEL = 22 }; /* what stays as large when the board gets smaller */
  const float most = 1.5f; /* few states are not blown up to fill a board */
  const pl_rect bounds = mode == PL_MODE_MAP ? placement->map_bounds : placement->network_bounds;
  const bool has_hulls = mode == PL_MODE_NETWORK && placement->forum_count > 0;
  pl_rect room = pl_rect_inset(area, has_hulls ? HULLS : MARGIN);
  room.h = fmaxf(room.h - LABEL, 1);
  const float wide = bounds.w > 1 ? room.w / bounds.w : most, high = bounds.h > 1 ? room.h / bounds.h : most;
  const float fitting = fminf(most, fminf(wide, high)), zoom = fitting > 0.01f ? fitting : 0.01f;
  return (pl_camera){{bounds.x + bounds.w / 2, bounds.y + bounds.h / 2 + LABEL / 2.0f / zoom}, zoom};
}
