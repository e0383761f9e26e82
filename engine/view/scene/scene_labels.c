/* Labels: what stands where without standing on anything.
 *
 * A state's label stands below its disc, or else above, right, left, or at a corner; it takes the first place that is
 * within the board and free of other labels, discs and hubs, and where there is none it is set smaller. Room is kept
 * for the highest number that will stand there, so that a label does not move when the number grows. Who is looked at
 * comes first only when not all fit. Places are kept while nothing moves. */
#include "scene_internal.h"

#include <polder/words.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LINE 1.2f         /* height, in sizes */
#define DIAMOND 0.93f     /* the diamond with the room about it, in sizes: as the board draws it */
#define GAP 3.0f          /* between a disc's ring and its label */
#define BESIDE 2.0f       /* between labels */
enum { CROWDED = 60 };    /* with more discs labels are not set smaller: they give way */

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

static void say(const pl_scene_work *work, const pl_scene_state *disc, char text[64]) {
  if (disc->stands_for > 1)
    snprintf(text, 64, PL_TEXTS("%d state", "%d states", disc->stands_for), disc->stands_for);
  else
    snprintf(text, 64, "%s", pl_mark_of_state(work->history->scenario, work->view->language, disc->state));
}

/* Widths for size 1. */
typedef struct widths {
  float text, digit, unknown;
  float room; /* that is kept: for the highest number that will stand there */
} widths;

static float width_with(const widths *w, const pl_scene_state *disc, int32_t hit) {
  if (!disc->is_known) return w->text + w->unknown;
  return hit > 0 ? w->text + DIAMOND + w->digit * (float)digits_of(hit) : w->text;
}

static widths widths_of(const pl_scene_work *work, const pl_scene_state *disc, const widths *of_all, int32_t most) {
  const float size = work->view->label_size;
  widths w = *of_all;
  char text[64];
  say(work, disc, text);
  w.text = (disc->stands_for == 1 ? name_width(work, disc->state) : pl_scene_text_width(work->view, size, 700, text)) /
           size;
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

/* `reach`: how much of a disc counts, 1 with its ring. */
static bool meets_marks(const pl_scene *scene, const pl_scene_state *own, pl_rect r, float reach) {
  for (int i = 0; i < scene->state_count; i++) {
    const pl_scene_state *disc = &scene->state[i];
    if (disc != own && meets_disc(r, disc->at, (disc->radius + PL_RIM) * reach)) return true;
  }
  for (int i = 0; i < scene->hub_count; i++)
    if (meets_disc(r, scene->hub[i].at, scene->hub[i].size * reach)) return true;
  return false;
}

static bool is_free(const pl_scene *scene, const pl_scene_state *own, pl_rect r, float reach) {
  return is_within(scene->view.area, r) && !meets_label(scene, r) && !meets_marks(scene, own, r, reach);
}

/* How small a label may be set, and how much of a disc it may cover then, in the order in which it is tried. */
static const struct { float size, reach; } attempts[] = {{1, 1}, {0.88f, 1}, {1, 0.8f}, {0.76f, 0.9f}, {0.76f, 0.7f}};
enum { ATTEMPTS = sizeof attempts / sizeof *attempts };

/* On a crowded board a label may stand on its own disc: the ring says how many are hit. */
static pl_label_place place_inside(const pl_scene *scene, const pl_scene_state *disc, const widths *w) {
  const float size = fmaxf(PL_FONT_FLOOR, 0.7f * scene->view.label_size), width = w->room * size;
  const pl_rect r = {disc->at.x - width / 2, disc->at.y - LINE * size / 2, width, LINE * size};
  const bool fits = width <= 2 * (disc->radius + PL_RIM) && is_within(scene->view.area, r) && !meets_label(scene, r);
  return fits ? (pl_label_place){r.x - disc->at.x, r.y - disc->at.y, size} : (pl_label_place){.size = 0};
}

/* The room for a label, at its place against the disc; size 0: there is none. */
static pl_label_place find_place(const pl_scene *scene, const pl_scene_state *disc, const widths *w) {
  const float full = w->room, size = scene->view.label_size;
  const int tried = scene->state_count > CROWDED ? 1 : ATTEMPTS;
  for (int a = 0; a < tried && pl_rect_has(scene->view.area, disc->at); a++) {
    const float set = size * attempts[a].size;
    for (int i = 0; i < SPOTS; i++) {
      const pl_rect r = rect_at(disc, &spots[i], full * set, LINE * set);
      if (!is_free(scene, disc, r, attempts[a].reach)) continue;
      return (pl_label_place){r.x - disc->at.x, r.y - disc->at.y, set};
    }
  }
  return tried == 1 ? place_inside(scene, disc, w) : (pl_label_place){.size = 0};
}

/* ---- labels of states ---- */

/* What is said stands in the middle of the room kept, or at the disc's side. */
static void add_label(pl_scene_work *work, const pl_scene_state *disc, const pl_label_place *place, const widths *w) {
  pl_scene_label *label = PL_SCENE_ADD(work, label);
  if (!label) return;
  const float full = w->room * place->size;
  const int32_t hit = (int32_t)lroundf(disc->shown_hit);
  const float width = width_with(w, disc, hit) * place->size, spare = full - width;
  const bool is_right = place->x > 0, is_left = place->x + full < 0;
  label->kind = PL_LABEL_STATE;
  label->index = disc->state;
  label->hit = disc->is_known ? hit : -1;
  label->size = place->size;
  label->opacity = disc->opacity;
  label->rect = (pl_rect){disc->at.x + place->x + (is_right ? 0 : is_left ? spare : spare / 2), disc->at.y + place->y,
                          width, LINE * place->size};
  say(work, disc, label->text);
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
  uint64_t key = mixed(mixed(mixed(mixed(mixed(1, area.x), area.y), area.w), area.h), scene->view.label_size);
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

/* One label after another, in order; whether all found room. */
static bool place_in_order(pl_scene_work *work, const widths *w) {
  pl_scene *scene = work->scene;
  pl_scene_memory *memory = work->memory;
  const int before = scene->label_count;
  bool are_all = true;
  for (int i = 0; i < scene->state_count; i++) {
    const int at = memory->order[i];
    const pl_scene_state *disc = &scene->state[at];
    memory->label_place[at] = find_place(scene, disc, &w[at]);
    if (memory->label_place[at].size <= 0) {
      are_all = are_all && !pl_rect_has(scene->view.area, disc->at);
      continue;
    }
    pl_scene_label *kept = PL_SCENE_ADD(work, label);
    if (!kept) break;
    const pl_label_place *place = &memory->label_place[at];
    kept->rect = (pl_rect){disc->at.x + place->x, disc->at.y + place->y,
                           w[at].room * place->size, LINE * place->size};
  }
  scene->label_count = before;
  return are_all;
}

static void place_states(pl_scene_work *work, const widths *w) {
  pl_scene_memory *memory = work->memory;
  if (memory->label_key == key_of(work->scene, w, memory->has_all_labels)) return;
  for (int i = 0; i < work->scene->state_count; i++) memory->order[i] = (uint16_t)i;
  memory->has_all_labels = place_in_order(work, w);
  if (!memory->has_all_labels) {
    sort_by_importance(work->scene, memory->order);
    place_in_order(work, w);
  }
  memory->label_key = key_of(work->scene, w, memory->has_all_labels);
}

static void put_states(pl_scene_work *work) {
  pl_scene *scene = work->scene;
  const pl_scene_view *view = &scene->view;
  widths w[PL_MAX_STATES] = {{0}};
  int32_t most[PL_MAX_STATES] = {0};
  const widths of_all = {.digit = pl_scene_text_width(view, view->label_size, 700, "0") / view->label_size,
                         .unknown = pl_scene_text_width(view, view->label_size, 700, " ?") / view->label_size};
  for (int s = 0; s < work->states; s++)
    most[work->memory->disc_of[s]] += pl_timeline_most_hit(work->timeline, s);
  for (int i = 0; i < scene->state_count; i++) w[i] = widths_of(work, &scene->state[i], &of_all, most[i]);
  place_states(work, w);
  for (int i = 0; i < scene->state_count; i++)
    if (work->memory->label_place[i].size > 0)
      add_label(work, &scene->state[i], &work->memory->label_place[i], &w[i]);
}

/* ---- names of forums, notes ---- */

static void add_line(pl_scene_work *work, pl_label_kind kind, int index, pl_rect rect, float size, float opacity,
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

static void put_hub_name(pl_scene_work *work, const pl_scene_hub *hub, float opacity) {
  pl_hub_name name;
  pl_scene_name_hub(work, hub->forum, &name);
  const float line = LINE * name.size, x = hub->at.x + hub->size * 1.2f + PL_SPACE_3;
  const float top = hub->at.y - line * (float)name.lines / 2;
  const pl_rect all = {x, top, name.width, line * (float)name.lines};
  if (!is_within(work->view->area, all) || meets_label(work->scene, all)) return;
  for (int i = 0; i < name.lines; i++)
    add_line(work, PL_LABEL_HUB, hub->forum, (pl_rect){x, top + line * (float)i, name.width, line}, name.size,
             opacity * hub->opacity, name.line[i]);
}

static void put_hub_names(pl_scene_work *work) {
  for (int i = 0; i < work->scene->hub_count; i++) {
    const pl_scene_hub *hub = &work->scene->hub[i];
    if (work->hulls > 0) put_hub_name(work, hub, work->hulls);
  }
}

/* On the map a forum says its name when it is lifted, after all states have theirs. */
static void put_lifted_name(pl_scene_work *work) {
  for (int i = 0; i < work->scene->hub_count; i++)
    if (work->hulls <= 0 && work->scene->hub[i].forum == work->view->lifted_forum)
      put_hub_name(work, &work->scene->hub[i], 1);
}

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
    if (!is_free(work->scene, disc, tried[i], 1) || meets_disc(tried[i], disc->at, disc->radius)) continue;
    add_line(work, PL_LABEL_NOTE, disc->state, tried[i], size, disc->opacity, text);
    return;
  }
}

static void put_notes(pl_scene_work *work) {
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

void pl_scene_put_labels(pl_scene_work *work) {
  put_hub_names(work);
  put_states(work);
  put_lifted_name(work);
  put_notes(work);
}
