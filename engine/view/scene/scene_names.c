/* Names of forums: on the network each stands at the edge of its own hull, on a plate with the forum's mark.
 *
 * All along the outline plates are tried, on the line and just outside of it, and the best free one is taken: on no
 * disc, no label, no other plate and not below the legend, across as few other hulls as possible, and not far from
 * where the placement would have it, so that it stays where people have learned to look. Where there is no room for all
 * of a name its beginning has to do, then the mark alone; whoever wants to know points at it. Only so many forums are
 * named at all: of those that are drawn because they can be chosen, the mark is enough.
 *
 * On the map a forum says its name when it is lifted. */
#include "scene_internal.h"

#include <math.h>
#include <string.h>

#define LINE 1.2f         /* height, in sizes */
#define INSET 8.0f        /* from a plate's edge to what is on it */
#define MARK_WIDTH 2.8f   /* room for the mark, in its sizes */
#define OUTSIDE 5.0f      /* between a hull's line and a plate beyond it */
#define BESIDE 4.0f       /* between plates */
#define FARNESS 0.12f     /* what a logical pixel away from where it is wanted costs … */
#define CROSSING 45.0f    /* … another hull's line through it … */
#define NOT_ON_LINE 14.0f /* … and to stand beside the line */
enum {
  SAMPLES = 48,           /* places along an outline */
  SHORT = 14,             /* letters of a name that is cut */
  WRAPPED = 26,           /* letters of a name that is cut less */
  FEW_HULLS = 8           /* with more, lines that cross a plate are not counted */
};

/* How much of a name is shown, in the order in which it is tried. */
typedef enum form { FORM_WHOLE, FORM_CUT, FORM_SHORT, FORM_MARK, FORMS } form;

/* ---- what is on a plate ---- */

/* So many letters of it at most, and dots where there are more. */
static void cut_name(const pl_scene_work *work, int letters, pl_hub_name *name, const char *text) {
  static const char dots[] = "…";
  enum { MOST = sizeof name->line[0] - sizeof dots };
  size_t length = 0;
  for (int count = 0; text[length] && length < MOST; length++) {
    const bool begins = ((unsigned char)text[length] & 0xC0) != 0x80;
    if (begins && count++ == letters) break;
  }
  const bool is_whole = !text[length];
  while (!is_whole && length && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
  while (!is_whole && length && text[length - 1] == ' ') length--;
  memcpy(name->line[0], text, length);
  memcpy(name->line[0] + length, is_whole ? "" : dots, is_whole ? 1 : sizeof dots);
  name->lines = 1;
  name->width = pl_scene_text_width(work->view, name->size, 600, name->line[0]);
}

static pl_hub_name name_in(const pl_scene_work *work, int forum, form how) {
  const char *text = pl_scene_forum_name(work, forum);
  pl_hub_name name;
  pl_scene_name_hub(work, forum, &name);
  if (how == FORM_CUT) cut_name(work, WRAPPED, &name, text);
  if (how == FORM_SHORT) cut_name(work, SHORT, &name, text);
  if (how == FORM_MARK) name.lines = 0, name.width = 0;
  return name;
}

static float mark_width(const pl_scene_hub *hub) { return MARK_WIDTH * hub->size; }

static pl_point plate_size(const pl_scene_hub *hub, const pl_hub_name *name) {
  const float text = name->lines ? name->width + PL_SPACE_2 : 0;
  const float high = fmaxf(2.3f * hub->size, LINE * name->size * (float)name->lines);
  return (pl_point){mark_width(hub) + text + INSET, high + INSET / 2};
}

/* ---- places ---- */

typedef struct outline { /* a hull's, by length */
  const pl_hull *hull;
  pl_point middle;
  float around;
} outline;

static float side(const pl_hull *hull, int k) {
  const pl_point a = hull->point[k], b = hull->point[(k + 1) % hull->count];
  return hypotf(b.x - a.x, b.y - a.y);
}

static outline outline_of(const pl_hull *hull) {
  outline o = {.hull = hull};
  for (int k = 0; k < hull->count; k++) {
    o.around += side(hull, k);
    o.middle.x += hull->point[k].x / (float)hull->count;
    o.middle.y += hull->point[k].y / (float)hull->count;
  }
  return o;
}

/* The point so far along the outline; `out` is the way away from the hull there. */
static pl_point point_at(const outline *o, float far, pl_point *out) {
  const pl_hull *hull = o->hull;
  int k = 0;
  for (; k + 1 < hull->count && far > side(hull, k); k++) far -= side(hull, k);
  const pl_point a = hull->point[k], b = hull->point[(k + 1) % hull->count];
  const float length = side(hull, k), t = length > 0 ? fminf(far / length, 1) : 0;
  const pl_point at = pl_point_mix(a, b, t);
  *out = length > 0 ? (pl_point){(b.y - a.y) / length, (a.x - b.x) / length} : (pl_point){0, -1};
  if (out->x * (at.x - o->middle.x) + out->y * (at.y - o->middle.y) < 0) *out = (pl_point){-out->x, -out->y};
  return at;
}

/* Whether a line from a to b passes through a rectangle. */
static bool passes(pl_rect r, pl_point a, pl_point b) {
  float from = 0, to = 1;
  const float start[2] = {a.x - r.x, a.y - r.y}, way[2] = {b.x - a.x, b.y - a.y}, size[2] = {r.w, r.h};
  for (int i = 0; i < 2; i++) {
    if (fabsf(way[i]) < 1e-6f) {
      if (start[i] < 0 || start[i] > size[i]) return false;
      continue;
    }
    const float near = -start[i] / way[i], far = (size[i] - start[i]) / way[i];
    from = fmaxf(from, fminf(near, far));
    to = fminf(to, fmaxf(near, far));
  }
  return from <= to;
}

/* How many other hulls have their line across a plate. */
static int crossings(const pl_scene *scene, const pl_hull *own, pl_rect plate) {
  int count = 0;
  for (int h = 0; h < scene->hull_count && scene->hull_count <= FEW_HULLS; h++) {
    const pl_hull *hull = &scene->hull[h];
    bool is_crossed = false;
    for (int k = 0; k < hull->count && hull != own && !is_crossed; k++)
      is_crossed = passes(plate, hull->point[k], hull->point[(k + 1) % hull->count]);
    count += is_crossed;
  }
  return count;
}

/* Labels are asked for where room is kept for them: their numbers will grow. */
static bool is_on_label(const pl_scene_work *work, pl_rect plate) {
  for (int i = 0; i < work->scene->state_count; i++) {
    const pl_label_place *place = &work->memory->label_place[i];
    const pl_point at = work->scene->state[i].at;
    const pl_rect room = {at.x + place->x, at.y + place->y, place->width, LINE * place->size};
    if (place->size > 0 && pl_rect_meets(room, plate)) return true;
  }
  return false;
}

static bool is_on_plate(const pl_scene_work *work, pl_rect plate, int before) {
  for (int i = 0; i < before; i++) {
    const pl_rect other = work->memory->name_place[work->scene->hub[i].forum].plate;
    if (other.w > 0 && pl_rect_meets(pl_rect_inset(other, -BESIDE), plate)) return true;
  }
  return false;
}

/* What is looked for: a plate of this size, for the hub-th hub. */
typedef struct wish {
  const outline *around;
  pl_point size, wanted;
  int hub;
} wish;

static bool is_free(const pl_scene_work *work, const wish *w, pl_rect plate) {
  return pl_scene_is_clear(work, plate) && !is_on_label(work, plate) &&
         !is_on_plate(work, plate, w->hub);
}

static float cost_of(const pl_scene_work *work, const wish *w, pl_rect plate, bool is_on_line) {
  const pl_point at = {plate.x + plate.w / 2, plate.y + plate.h / 2};
  return FARNESS * hypotf(at.x - w->wanted.x, at.y - w->wanted.y) + (is_on_line ? 0 : NOT_ON_LINE) +
         CROSSING * (float)crossings(work->scene, w->around->hull, plate);
}

/* The best free plate along the outline; w = 0: there is none. */
static pl_rect find_plate(const pl_scene_work *work, const wish *w) {
  pl_rect best = {0};
  float least = INFINITY;
  for (int i = 0; i < 2 * SAMPLES; i++) {
    pl_point out;
    const pl_point on = point_at(w->around, w->around->around * (float)(i / 2) / SAMPLES, &out);
    const bool is_on_line = i % 2 == 0;
    const float away = is_on_line ? 0 : OUTSIDE + fabsf(out.x) * w->size.x / 2 + fabsf(out.y) * w->size.y / 2;
    const pl_point at = {on.x + away * out.x, on.y + away * out.y};
    const pl_rect plate = {at.x - w->size.x / 2, at.y - w->size.y / 2, w->size.x, w->size.y};
    if (FARNESS * hypotf(at.x - w->wanted.x, at.y - w->wanted.y) >= least || !is_free(work, w, plate)) continue;
    const float cost = cost_of(work, w, plate, is_on_line);
    if (cost >= least) continue;
    least = cost;
    best = plate;
  }
  return best;
}

/* ---- kept while nothing moves ---- */

static uint64_t mixed(uint64_t key, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  key = (key ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
  return key ^ key >> 29;
}

/* Hulls lie round discs and the room for labels, so they say where those are too, but for what is in none. */
static uint64_t key_of(const pl_scene_work *work) {
  const pl_scene *scene = work->scene;
  uint64_t key = mixed((uint64_t)scene->hub_count << 32 | work->memory->label_key, (float)pl_translate_language());
  for (int h = 0; h < scene->hull_count; h++)
    for (int k = 0; k < scene->hull[h].count; k++)
      key = mixed(mixed(key, scene->hull[h].point[k].x), scene->hull[h].point[k].y);
  for (int i = 0; i < scene->state_count; i++) key = mixed(mixed(key, scene->state[i].at.x), scene->state[i].at.y);
  return mixed(key, (float)work->view->lifted_forum) | 1;
}

static const pl_hull *hull_of(const pl_scene *scene, int forum) {
  for (int h = 0; h < scene->hull_count; h++)
    if (scene->hull[h].forum == forum) return &scene->hull[h];
  return NULL;
}

static void place_name(pl_scene_work *work, int which) {
  const pl_scene_hub *hub = &work->scene->hub[which];
  const int forum = hub->forum;
  const pl_hull *hull = hull_of(work->scene, forum);
  const bool is_named = forum < PL_DRAWN_FORUMS || forum == work->view->lifted_forum;
  pl_name_place *place = &work->memory->name_place[forum];
  *place = (pl_name_place){.form = FORM_MARK};
  if (!hull) return;
  const outline around = outline_of(hull);
  wish w = {.around = &around, .hub = which};
  w.wanted = pl_scene_place(work, work->placement->forum[forum].network);
  for (int how = is_named ? FORM_WHOLE : FORM_MARK; how < FORMS && place->plate.w <= 0; how++) {
    const pl_hub_name name = name_in(work, forum, (form)how);
    w.size = plate_size(hub, &name);
    *place = (pl_name_place){find_plate(work, &w), how};
  }
}

static void place_names(pl_scene_work *work) {
  const uint64_t key = key_of(work);
  if (work->memory->name_key == key) return;
  for (int i = 0; i < work->scene->hub_count; i++) place_name(work, i);
  work->memory->name_key = key;
}

/* ---- putting them there ---- */

static void put_lines(pl_scene_work *work, const pl_scene_hub *hub, const pl_hub_name *name, pl_point left_middle,
                      float opacity) {
  const float line = LINE * name->size, top = left_middle.y - line * (float)name->lines / 2;
  for (int i = 0; i < name->lines; i++) {
    const pl_rect rect = {left_middle.x, top + line * (float)i, name->width, line};
    pl_scene_add_line(work, PL_LABEL_HUB, hub->forum, rect, name->size, opacity * hub->opacity, name->line[i]);
  }
}

/* The mark flies to its plate while hulls appear; without a plate it stays where the placement has it. */
static void put_name(pl_scene_work *work, pl_scene_hub *hub) {
  const pl_name_place *place = &work->memory->name_place[hub->forum];
  if (place->plate.w <= 0) return;
  const pl_rect plate = place->plate;
  const pl_hub_name name = name_in(work, hub->forum, (form)place->form);
  const pl_point mark = {plate.x + (INSET / 2 + mark_width(hub)) / 2, plate.y + plate.h / 2};
  hub->plate = plate;
  hub->plate_opacity = work->hulls * hub->opacity;
  hub->at = pl_point_mix(hub->at, name.lines ? mark : (pl_point){plate.x + plate.w / 2, mark.y}, work->hulls);
  put_lines(work, hub, &name, (pl_point){plate.x + mark_width(hub) + INSET / 2, mark.y}, work->hulls);
}

/* On the map, after all states have their labels. */
static void put_lifted_name(pl_scene_work *work, const pl_scene_hub *hub) {
  pl_hub_name name;
  pl_scene_name_hub(work, hub->forum, &name);
  const pl_point at = {hub->at.x + hub->size * 1.2f + PL_SPACE_3, hub->at.y};
  const float high = LINE * name.size * (float)name.lines;
  if (pl_scene_is_clear(work, (pl_rect){at.x, at.y - high / 2, name.width, high})) put_lines(work, hub, &name, at, 1);
}

void pl_scene_put_names(pl_scene_work *work) {
  if (work->hulls > 0) place_names(work);
  for (int i = 0; i < work->scene->hub_count; i++) {
    pl_scene_hub *hub = &work->scene->hub[i];
    if (work->hulls > 0)
      put_name(work, hub);
    else if (hub->forum == work->view->lifted_forum)
      put_lifted_name(work, hub);
  }
}
