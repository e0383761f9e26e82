/* Labels: what stands where without standing on anything.
 *
 * A state's label stands below its disc, or else above, beside it or at a corner, at the first place that is within the
 * board and free of other labels, discs, hubs and the legend. All labels have one size, the largest at which all find
 * room; where that is small, those outside of the crowd grow again. Below PL_FONT_FLOOR nobody could read them: then
 * who finds no room leaves out its number (the ring says how many are hit), stands on its own disc, or is left out
 * until somebody zooms in; who is looked at and who is hit comes first. Room is kept for the highest number that will
 * stand there, so that a label does not move when the number grows; places are kept while nothing moves. A disc that
 * stands for several states has their name on it, and only its number outside. */
#include "scene_internal.h"

#include <polder/words.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LINE 1.2f         /* height, in sizes */
#define DIAMOND 0.93f     /* the diamond with the room about it, in sizes: as the board draws it */
#define GAP 3.0f          /* between a disc's ring and its label */
#define BESIDE 2.0f       /* between labels */
#define HULLS 14.0f       /* from the board's edge on the network: a hull's line has to go round */
#define SMALLER 0.92f     /* from one size that is tried to the next … */
#define SMALL 0.76f       /* smaller than this only those in the crowd are; the others grow again, … */
#define GROWN 0.88f       /* … so large, … */
#define LARGER 1.5f       /* … but not much larger than those in the crowd: all belong together */
enum {
  CROWDED = 60,           /* with more discs labels are not set smaller: they give way */
  PATIENT = 30,           /* with as many or fewer those that found no room are let go first, and all begin again … */
  AGAIN = 3, LAST_AGAIN = 12 /* … so many times */
};

/* ---- what a label says ---- */

static float name_width(const pl_scene_work *work, int state) {
  pl_scene_memory *memory = work->memory;
  const float size = work->view->label_size;
  if (memory->name_size != size) {
    for (int s = 0; s < work->states; s++) {
      const char *name = pl_mark_of_state(work->history->scenario, work->view->language, s);
      memory->name_width[s] = pl_scene_text_width(work->view, size, 700, name);
    }
    memory->name_size = size;
  }
  return memory->name_width[state];
}

static int digits_of(int32_t number) {
  int digits = 1;
  for (; number >= 10; number /= 10) digits++;
  return digits;
}

/* Widths for size 1. */
typedef struct widths {
  float digit, plus, space, unknown;
  float name, text; /* of the state, and what of it stands beside the disc */
  float room; /* that is kept: for the highest number that will stand there */
} widths;

static float width_with(const widths *w, const pl_scene_state *disc, int32_t hit) {
  if (!disc->is_known) return w->text + w->unknown;
  return hit > 0 ? w->text + DIAMOND + w->digit * (float)digits_of(hit) : w->text;
}

/* A disc that stands for several is called after one of them, "EST" and "+3". */
static float width_of_others(const widths *w, const pl_scene_state *disc) {
  return w->plus + w->digit * (float)digits_of(disc->stands_for - 1);
}

/* The size in which both fit on the disc, one above the other; 0: they could not be read. Whole sizes, so that while
 * somebody zooms not each frame has letters of its own. */
static float size_on_disc(const pl_scene_work *work, const pl_scene_state *disc, const widths *w) {
  const float most = fmaxf(PL_FONT_FLOOR, fminf(work->view->label_size, 0.7f * disc->radius));
  const float wide = fmaxf(w->name, width_of_others(w, disc)), room = 1.8f * disc->radius;
  const float size = floorf(wide * most > room ? room / wide : most);
  return size >= PL_FONT_FLOOR && LINE * size <= disc->radius ? size : 0;
}

static widths widths_of(const pl_scene_work *work, pl_scene_state *disc, const widths *of_all, int32_t most) {
  widths w = *of_all;
  w.name = name_width(work, disc->state) / work->view->label_size;
  disc->name_size = disc->stands_for > 1 ? size_on_disc(work, disc, &w) : 0;
  if (disc->stands_for == 1) w.text = w.name;
  else if (disc->name_size <= 0) w.text = w.name + w.space + width_of_others(&w, disc);
  w.room = fmaxf(width_with(&w, disc, most), w.text + w.unknown);
  return w;
}

/* ---- places ---- */

typedef struct spot { /* of a label against its disc: which side, and where along it */
  float x, y;         /* direction from the disc's middle to the label's nearest point */
  float left, top;    /* of the label, in its own widths and heights from that point */
} spot;

static const spot spots[] = {
    {0, 1, -0.5f, 0},        {0, -1, -0.5f, -1},         {1, 0, 0, -0.5f},           {-1, 0, -1, -0.5f},
    {0.7f, 0.75f, -0.2f, 0}, {-0.7f, 0.75f, -0.8f, 0},   {0.7f, -0.75f, -0.2f, -1},  {-0.7f, -0.75f, -0.8f, -1},
    {0, 1, -0.2f, 0},        {0, 1, -0.8f, 0},           {0, -1, -0.2f, -1},         {0, -1, -0.8f, -1},
    {0.96f, 0.3f, 0, -0.2f}, {-0.96f, 0.3f, -1, -0.2f},  {0.96f, -0.3f, 0, -0.8f},   {-0.96f, -0.3f, -1, -0.8f},
};
enum { SPOTS = sizeof spots / sizeof *spots };

static pl_rect rect_at(const pl_scene_state *disc, const spot *where, float width, float height) {
  const float away = disc->radius + PL_RIM + GAP;
  return (pl_rect){disc->at.x + where->x * away + where->left * width,
                   disc->at.y + where->y * away + where->top * height, width, height};
}

static bool is_within(pl_rect area, pl_rect r) {
  return r.x >= area.x && r.y >= area.y && r.x + r.w <= area.x + area.w && r.y + r.h <= area.y + area.h;
}

static bool meets_disc(pl_rect r, pl_point at, float radius) {
  const float x = fmaxf(r.x - at.x, fmaxf(0, at.x - r.x - r.w)), y = fmaxf(r.y - at.y, fmaxf(0, at.y - r.y - r.h));
  return x * x + y * y < radius * radius;
}

static bool meets_label(const pl_scene *scene, pl_rect r) {
  for (int i = 0; i < scene->label_count; i++)
    if (pl_rect_meets(pl_rect_inset(scene->label[i].rect, -BESIDE), r)) return true;
  return false;
}

/* Hubs are in the way on the map; on the network it is they who look for room when states have theirs. `rim`: how much
 * belongs to a disc; 0: what stands on one does not mind hubs. */
static bool meets_marks(const pl_scene_work *work, const pl_scene_state *own, pl_rect r, float rim) {
  const pl_scene *scene = work->scene;
  for (int i = 0; i < scene->state_count; i++) {
    const pl_scene_state *disc = &scene->state[i];
    if (disc != own && meets_disc(r, disc->at, disc->radius + rim)) return true;
  }
  for (int i = 0; i < scene->hub_count && work->hulls <= 0 && rim > 0; i++)
    if (meets_disc(r, scene->hub[i].at, scene->hub[i].size)) return true;
  return false;
}

static bool is_free_but(const pl_scene_work *work, const pl_scene_state *own, pl_rect r, float rim) {
  const pl_scene_view *view = work->view;
  const pl_rect area = pl_rect_inset(view->area, work->hulls > 0 ? HULLS : 0);
  return is_within(area, r) && !pl_rect_meets(view->covered, r) && !meets_label(work->scene, r) &&
         !meets_marks(work, own, r, rim);
}

static bool is_free(const pl_scene_work *work, const pl_scene_state *own, pl_rect r) {
  return is_free_but(work, own, r, PL_RIM);
}

static const pl_label_place nowhere = {.size = 0};

/* On its own disc, if it is not wider than that, though a neighbour be so near that their rings touch. */
static pl_label_place place_inside(const pl_scene_work *work, const pl_scene_state *disc, float room, float size) {
  const float width = room * size, height = LINE * size;
  const pl_rect r = {disc->at.x - width / 2, disc->at.y - height / 2, width, height};
  const bool fits = disc->stands_for == 1 && width <= 2 * (disc->radius + PL_RIM) &&
                    is_free_but(work, disc, r, 0);
  return fits ? (pl_label_place){r.x - disc->at.x, r.y - disc->at.y, width, size, false} : nowhere;
}

/* The room for a label, at its place against the disc; size 0: there is none. */
static pl_label_place place_beside(const pl_scene_work *work, const pl_scene_state *disc, float room, float size) {
  const bool is_seen = pl_rect_has(work->view->area, disc->at);
  for (int i = 0; i < SPOTS && is_seen; i++) {
    const pl_rect r = rect_at(disc, &spots[i], room * size, LINE * size);
    if (is_free(work, disc, r)) return (pl_label_place){r.x - disc->at.x, r.y - disc->at.y, r.w, size, false};
  }
  return nowhere;
}

/* Where there is too little room: without its number, or on its own disc. */
static pl_label_place squeeze(const pl_scene_work *work, const pl_scene_state *disc, const widths *w, float size) {
  const float name = disc->is_known ? w->text : w->text + w->unknown;
  if (name <= 0 || !pl_rect_has(work->view->area, disc->at)) return nowhere;
  pl_label_place place = place_beside(work, disc, name, size);
  if (place.size <= 0) place = place_inside(work, disc, name, size);
  place.is_bare = true;
  return place;
}

/* ---- labels of states ---- */

/* What is said stands in the middle of the room kept, or at the disc's side. */
static void add_label(pl_scene_work *work, const pl_scene_state *disc, const pl_label_place *place, const widths *w) {
  const int32_t hit = place->is_bare ? 0 : (int32_t)lroundf(disc->shown_hit);
  const float width = width_with(w, disc, hit) * place->size, spare = place->width - width;
  const bool is_right = place->x > 0, is_left = place->x + place->width < 0;
  if (width <= 0) return;
  pl_scene_label *label = PL_SCENE_ADD(work, label);
  if (!label) return;
  label->kind = PL_LABEL_STATE;
  label->index = disc->state;
  label->hit = disc->is_known ? hit : -1;
  label->size = place->size;
  label->opacity = disc->opacity;
  label->rect = (pl_rect){disc->at.x + place->x + (is_right ? 0 : is_left ? spare : spare / 2), disc->at.y + place->y,
                          width, LINE * place->size};
  const char *name = pl_mark_of_state(work->history->scenario, work->view->language, disc->state);
  if (disc->stands_for == 1)
    snprintf(label->text, sizeof label->text, "%s", name);
  else if (w->text > 0)
    snprintf(label->text, sizeof label->text, "%.48s +%d", name, disc->stands_for - 1);
}

static int64_t importance(const pl_scene *scene, const pl_scene_state *disc) {
  const pl_scene_view *view = &scene->view;
  int64_t sum = disc->hit;
  if (disc->is_own) sum += INT64_C(3) << 40;
  if (disc->state == view->selected) sum += INT64_C(2) << 40;
  if (disc->state == view->hovered) sum += INT64_C(1) << 40;
  return sum;
}

static uint64_t mixed(uint64_t key, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  key = (key ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
  return key ^ key >> 29;
}

/* Everything that places depend on; who matters only where somebody had to give way. */
static uint64_t key_of(const pl_scene *scene, const widths *w, bool has_all) {
  const pl_rect area = scene->view.area;
  const pl_rect covered = scene->view.covered;
  uint64_t key = mixed(mixed(mixed(mixed(mixed(1, area.x), area.y), area.w), area.h), scene->view.label_size);
  key = mixed(mixed(mixed(mixed(mixed(key, covered.x), covered.y), covered.w), covered.h), scene->view.passage);
  for (int i = 0; i < scene->state_count; i++) {
    const pl_scene_state *disc = &scene->state[i];
    key = mixed(mixed(mixed(key, disc->at.x), disc->at.y), disc->radius);
    key = mixed(key, w[i].room);
    if (!has_all) key = mixed(mixed(key, (float)disc->hit), (float)(importance(scene, disc) >> 40));
  }
  for (int i = 0; i < scene->hub_count; i++) key = mixed(mixed(key, scene->hub[i].at.x), scene->hub[i].at.y);
  for (int i = 0; i < scene->label_count; i++) key = mixed(mixed(key, scene->label[i].rect.x), scene->label[i].rect.w);
  return key | 1;
}

/* By insertion: from frame to frame the order hardly changes. */
static void sort_by_importance(const pl_scene *scene, uint16_t *order) {
  for (int i = 0; i < scene->state_count; i++) order[i] = (uint16_t)i;
  for (int i = 1; i < scene->state_count; i++) {
    const uint16_t moved = order[i];
    const int64_t weight = importance(scene, &scene->state[moved]);
    int at = i;
    for (; at > 0 && importance(scene, &scene->state[order[at - 1]]) < weight; at--) order[at] = order[at - 1];
    order[at] = moved;
  }
}

static pl_rect room_of(const pl_scene_state *disc, const pl_label_place *place) {
  return (pl_rect){disc->at.x + place->x, disc->at.y + place->y, place->width, LINE * place->size};
}

/* Keeps others off the room that was found for a disc's label. */
static bool keep_room(pl_scene_work *work, const pl_scene_state *disc, const pl_label_place *place) {
  pl_scene_label *kept = PL_SCENE_ADD(work, label);
  if (kept && place->size > 0) kept->rect = room_of(disc, place);
  return kept != NULL;
}

/* One label after another, in order. Returns where in the order the first is that found no room, −1: all did. */
static int place_in_order(pl_scene_work *work, const widths *w, float size, bool is_last_try) {
  pl_scene *scene = work->scene;
  const int before = scene->label_count;
  int first = -1;
  for (int i = 0; i < scene->state_count; i++) {
    const int at = work->memory->order[i];
    const pl_scene_state *disc = &scene->state[at];
    pl_label_place place = place_beside(work, disc, w[at].room, size);
    if (place.size <= 0 && pl_rect_has(scene->view.area, disc->at)) {
      if (first < 0) first = i;
      if (!is_last_try) break;
      place = squeeze(work, disc, &w[at], size);
    }
    work->memory->label_place[at] = place;
    if (!keep_room(work, disc, &place)) break;
  }
  scene->label_count = before;
  return first;
}

static void move_to_front(uint16_t *order, int from) {
  const uint16_t moved = order[from];
  memmove(order + 1, order, (size_t)from * sizeof *order);
  order[0] = moved;
}

/* Whether all find room at one size: who finds none goes first next time. */
static bool place_all(pl_scene_work *work, const widths *w, float size, int again) {
  const int count = work->scene->state_count, tries = count <= PATIENT ? again : 1;
  for (int i = 0; i < tries; i++) {
    const int first = place_in_order(work, w, size, false);
    if (first < 0) return true;
    move_to_front(work->memory->order, first);
  }
  return false;
}

/* Those that have room for it are set in a larger size, where they are or elsewhere at their disc. */
static void grow(pl_scene_work *work, const widths *w, float size) {
  pl_scene *scene = work->scene;
  const int before = scene->label_count;
  for (int i = 0; i < scene->state_count; i++) /* each at its own place behind what was there before */
    if (!keep_room(work, &scene->state[i], &work->memory->label_place[i])) return;
  for (int i = 0; i < scene->state_count; i++) {
    pl_label_place *place = &work->memory->label_place[i];
    pl_rect *own = &scene->label[before + i].rect;
    const pl_rect kept = *own;
    if (place->size <= 0 || place->size >= size) continue;
    *own = (pl_rect){0};
    const pl_label_place larger = place_beside(work, &scene->state[i], w[i].room, size);
    if (larger.size > 0) *place = larger;
    *own = larger.size > 0 ? room_of(&scene->state[i], place) : kept;
  }
  scene->label_count = before;
}

static void place_states(pl_scene_work *work, const widths *w) {
  pl_scene_memory *memory = work->memory;
  const pl_scene *scene = work->scene;
  const float most = scene->view.label_size, least = fminf(most, PL_FONT_FLOOR);
  const bool is_crowded = scene->state_count > CROWDED;
  if (memory->label_key == key_of(scene, w, memory->has_all_labels)) return;
  for (int i = 0; i < scene->state_count; i++) memory->order[i] = (uint16_t)i;
  float size = most;
  bool are_all = place_all(work, w, size, AGAIN);
  while (!are_all && !is_crowded && size > least) {
    size = fmaxf(least, size * SMALLER);
    are_all = place_all(work, w, size, size > least ? AGAIN : LAST_AGAIN);
  }
  memory->has_all_labels = are_all;
  if (!are_all) {
    sort_by_importance(scene, memory->order);
    place_in_order(work, w, is_crowded ? fmaxf(least, 0.7f * most) : size, true);
  }
  if (!is_crowded && size < SMALL * most) grow(work, w, fminf(GROWN * most, LARGER * size));
  memory->label_key = key_of(scene, w, memory->has_all_labels);
}

static float width_of_one(const pl_scene_view *view, const char *text) {
  return pl_scene_text_width(view, view->label_size, 700, text) / view->label_size;
}

void pl_scene_put_labels(pl_scene_work *work) {
  pl_scene *scene = work->scene;
  const pl_scene_view *view = &scene->view;
  widths w[PL_MAX_STATES] = {{0}};
  int32_t most[PL_MAX_STATES] = {0};
  const widths of_all = {.digit = width_of_one(view, "0"), .plus = width_of_one(view, "+"),
                         .space = width_of_one(view, " "), .unknown = width_of_one(view, " ?")};
  for (int s = 0; s < work->states; s++)
    most[work->memory->disc_of[s]] += pl_timeline_most_hit(work->timeline, s);
  for (int i = 0; i < scene->state_count; i++) {
    w[i] = widths_of(work, &scene->state[i], &of_all, most[i]);
  }
  place_states(work, w);
  for (int i = 0; i < scene->state_count; i++)
    if (work->memory->label_place[i].size > 0)
      add_label(work, &scene->state[i], &work->memory->label_place[i], &w[i]);
}

/* ---- notes ---- */

void pl_scene_add_line(pl_scene_work *work, pl_label_kind kind, int index, pl_rect rect, float size, float opacity,
                       const char *text) {
  pl_scene_label *label = PL_SCENE_ADD(work, label);
  if (!label) return;
  label->kind = kind;
  label->index = (uint16_t)index;
  label->rect = rect;
  label->size = size;
  label->opacity = opacity;
  snprintf(label->text, sizeof label->text, "%s", text);
}

bool pl_scene_is_clear(const pl_scene_work *work, pl_rect rect) { return is_free(work, NULL, rect); }

static const pl_scene_label *label_of(const pl_scene *scene, int state) {
  for (int i = 0; i < scene->label_count; i++)
    if (scene->label[i].kind == PL_LABEL_STATE && scene->label[i].index == state) return &scene->label[i];
  return NULL;
}

/* "left 2 forums", where there is room for it: the cut threads say it as well. */
static void put_note(pl_scene_work *work, const pl_scene_state *disc, int forums) {
  const pl_scene_label *label = label_of(work->scene, disc->state);
  if (!label) return;
  char text[64];
  snprintf(text, sizeof text, PL_TEXTS("left %d forum", "left %d forums", forums), forums);
  const float size = 0.8f * work->view->label_size, width = pl_scene_text_width(work->view, size, 600, text);
  const float middle = label->rect.x + label->rect.w / 2;
  const pl_rect below = {middle - width / 2, label->rect.y + label->rect.h + BESIDE + 1, width, LINE * size};
  const pl_rect above = {middle - width / 2, label->rect.y - BESIDE - 1 - LINE * size, width, LINE * size};
  const pl_rect under = {disc->at.x - width / 2, disc->at.y + disc->radius + PL_RIM + GAP, width, LINE * size};
  const pl_rect tried[] = {below, above, under};
  for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
    if (!is_free(work, disc, tried[i]) || meets_disc(tried[i], disc->at, disc->radius)) continue;
    pl_scene_add_line(work, PL_LABEL_NOTE, disc->state, tried[i], size, disc->opacity, text);
    return;
  }
}

void pl_scene_put_notes(pl_scene_work *work) {
  int left[PL_MAX_STATES] = {0};
  size_t count;
  const pl_leaving *leaving = pl_timeline_leavings(work->timeline, &count);
  for (size_t i = count; i-- && leaving[i].tick >= work->round * PL_TICKS_PER_ROUND;)
    left[leaving[i].state] += (double)leaving[i].tick < work->view->tick;
  for (int i = 0; i < work->scene->state_count; i++) {
    const pl_scene_state *disc = &work->scene->state[i];
    if (disc->stands_for == 1 && left[disc->state]) put_note(work, disc, left[disc->state]);
  }
}
