/* Discs and hubs: who stands where, how large, and who stands for whom.
 *
 * Where discs would be too small to be seen or stand on each other, near ones are put together into one. That is
 * decided on the board and for a step of zoom, never for a place of the camera: panning changes nothing, and zooming
 * in separates what zooming out has put together. Going from the one kind of placement to the other, the groups change
 * halfway. */
#include "scene_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SMALLEST 9.0f     /* logical: a disc's radius at least */
#define LABEL_ROOM 30.0f  /* logical: two discs that are nearer are put together, as there is no room to name them … */
#define SEPARATE 34.0f    /* … unless both are as large as this: then their names fit on them */
#define GROUP_GROWTH 0.6f /* a group's disc has the area of all to this power: it stands freer than they did */
enum { CROWDED = 60 };    /* with fewer states nobody is put together unless they are tiny */
#define LEADER_FROM 0.75f /* of the radius: a disc farther from its home has a leader */
#define OTHERS 0.3f       /* opacity beside what is isolated */
#define LOCKED 0.45f
#define LOWERED 0.4f      /* beside a forum's members that are lifted */
#define HUB_SIZE 22.0f
#define NAME_SIZE 0.7f    /* of a hub's name, in sizes of states' labels */
enum { WRAP = 24 };       /* letters of a hub's name in one line; as placement_network.c keeps room for it */

/* ---- groups ---- */

static float radius_on(const pl_scene_work *work, int state, bool is_network) {
  return work->placement->state[state].radius * (is_network ? PL_NETWORK_GROWTH : 1);
}

static pl_point place_on(const pl_scene_work *work, int state, bool is_network) {
  const pl_place_on_board *place = &work->placement->state[state];
  return is_network ? place->network : place->map;
}

static bool belong_together(const pl_grouping *g, int a, int b, int states, float zoom) {
  const float least = SMALLEST / zoom, smaller = fminf(g->radius[a], g->radius[b]);
  const bool is_crowded = states > CROWDED;
  const bool are_whole = g->stands_for[a] == 1 && g->stands_for[b] == 1;
  if (smaller * zoom >= (is_crowded ? SEPARATE : SMALLEST) && are_whole) return false;
  const float room = is_crowded ? LABEL_ROOM / zoom : 0;
  const float reach = fmaxf(g->radius[a], least) + fmaxf(g->radius[b], least) + room;
  const float x = g->at[a].x - g->at[b].x, y = g->at[a].y - g->at[b].y;
  return x * x + y * y < reach * reach;
}

/* `b` goes into `a`, the lower index. */
static void join(pl_grouping *g, int a, int b, int states) {
  const float wa = (float)g->stands_for[a], wb = (float)g->stands_for[b], all = wa + wb;
  g->at[a] = (pl_point){(g->at[a].x * wa + g->at[b].x * wb) / all, (g->at[a].y * wa + g->at[b].y * wb) / all};
  const float single = (g->radius[a] / powf(wa, GROUP_GROWTH / 2) + g->radius[b] / powf(wb, GROUP_GROWTH / 2)) / 2;
  g->stands_for[a] += g->stands_for[b];
  g->radius[a] = single * powf(all, GROUP_GROWTH / 2);
  for (int s = b; s < states; s++)
    if (g->of[s] == b) g->of[s] = (int16_t)a;
}

/* The nearest disc that `a` has to be put together with, −1: none. */
static int partner_of(const pl_grouping *g, int a, int states, float zoom) {
  int best = -1;
  float nearest = INFINITY;
  for (int b = a + 1; b < states; b++) {
    if (g->of[b] != b || !belong_together(g, a, b, states, zoom)) continue;
    const float x = g->at[a].x - g->at[b].x, y = g->at[a].y - g->at[b].y, far = x * x + y * y;
    if (far < nearest) {
      nearest = far;
      best = b;
    }
  }
  return best;
}

static void make_groups(const pl_scene_work *work, pl_grouping *g, int level, bool is_network) {
  const float zoom = exp2f((float)level / 2);
  for (int s = 0; s < work->states; s++) {
    g->of[s] = (int16_t)s;
    g->at[s] = place_on(work, s, is_network);
    g->radius[s] = radius_on(work, s, is_network);
    g->stands_for[s] = 1;
  }
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (int a = 0; a < work->states; a++) {
      const int b = g->of[a] == a ? partner_of(g, a, work->states, zoom) : -1;
      if (b < 0) continue;
      join(g, a, b, work->states);
      has_changed = true;
    }
  }
  g->level = level;
  g->is_made = true;
}

bool pl_scene_group(pl_scene_work *work) {
  const int level = (int)floorf(2 * log2f(fmaxf(work->view->camera.zoom, 0.001f)));
  const bool is_network = work->travel >= 0.5f;
  pl_grouping *g = &work->memory->grouping[is_network];
  if (!g->is_made || g->level != level) make_groups(work, g, level, is_network);
  return true;
}

/* ---- discs ---- */

static float opacity_of(const pl_scene_work *work, int state) {
  const pl_scene_view *view = work->view;
  float opacity = view->marks && view->marks[state] == PL_MARK_LOCKED ? LOCKED : 1;
  if (pl_scene_is_isolating(work) && view->isolated != state) opacity = fminf(opacity, OTHERS);
  if (view->lifted_forum >= 0 && view->lifted_forum < work->forums &&
      !pl_set_has(&work->moment->members[view->lifted_forum], (unsigned)state))
    opacity = fminf(opacity, LOWERED);
  return opacity;
}

static pl_mark mark_of(const pl_scene_work *work, int state) {
  const pl_scene_view *view = work->view;
  if (view->marks && view->marks[state] != PL_MARK_NONE) return view->marks[state];
  return state == view->own_seat && !view->is_public ? PL_MARK_OWN : PL_MARK_NONE;
}

/* Of several marks the one that asks for most attention. */
static pl_mark stronger(pl_mark a, pl_mark b) {
  static const uint8_t strength[] = {[PL_MARK_NONE] = 0, [PL_MARK_HAS] = 1, [PL_MARK_LOCKED] = 2,
                                     [PL_MARK_ELIGIBLE] = 3,
                                     [PL_MARK_OWN] = 4, [PL_MARK_CHOSEN] = 5};
  return strength[a] >= strength[b] ? a : b;
}

static pl_point board_place(const pl_scene_work *work, int state) {
  const pl_place_on_board *place = &work->placement->state[state];
  return pl_point_mix(place->map, place->network, work->travel);
}

static float radius_of(const pl_scene_work *work, const pl_grouping *g, int state) {
  const float grown = pl_mix(1, PL_NETWORK_GROWTH, work->travel);
  const float single = work->placement->state[state].radius * grown;
  return fmaxf(SMALLEST, (g->stands_for[state] > 1 ? g->radius[state] : single) * work->view->camera.zoom);
}

static void begin_disc(pl_scene_work *work, const pl_grouping *g, int state, pl_scene_state *disc) {
  const pl_place_on_board *place = &work->placement->state[state];
  *disc = (pl_scene_state){.state = (uint16_t)state, .radius = radius_of(work, g, state), .is_known = true};
  disc->home = pl_scene_place(work, place->home);
  const float moved = hypotf(place->home.x - place->map.x, place->home.y - place->map.y);
  disc->is_pinned = place->is_pinned && work->travel > 0.9f && g->stands_for[state] == 1;
  disc->has_leader = g->stands_for[state] == 1 && work->travel < 0.1f && moved > LEADER_FROM * place->radius;
}

static void add_state(const pl_scene_work *work, pl_scene_state *disc, int state) {
  const pl_state_moment *moment = &work->moment->state[state];
  const uint32_t *first = work->history->first + state;
  const pl_point at = pl_scene_place(work, board_place(work, state));
  const float opacity = opacity_of(work, state);
  disc->at.x += at.x;
  disc->at.y += at.y;
  disc->mark = stronger(disc->mark, mark_of(work, state));
  disc->opacity = fmaxf(disc->opacity, opacity);
  disc->is_own = disc->is_own || (state == work->view->own_seat && !work->view->is_public);
  if (disc->is_own && state == work->view->own_seat) disc->state = (uint16_t)state; /* of several it is named */
  disc->is_known = disc->is_known && moment->is_known;
  disc->organisations += (int32_t)(first[1] - first[0]);
  disc->stands_for++;
  if (!moment->is_known) return;
  disc->hit += moment->hit;
  disc->latent += moment->latent;
  disc->recovered += moment->recovered;
  disc->shown_hit += work->memory->figures[state].hit.shown;
  disc->shown_recovered += work->memory->figures[state].recovered.shown;
}

/* Who left a forum in the round that is passing, up to now. */
static void mark_leavers(pl_scene_work *work) {
  size_t count;
  const pl_leaving *leaving = pl_timeline_leavings(work->timeline, &count);
  for (size_t i = count; i-- && leaving[i].tick >= work->round * PL_TICKS_PER_ROUND;)
    if ((double)leaving[i].tick < work->view->tick)
      work->scene->state[work->memory->disc_of[leaving[i].state]].has_left = true;
}

void pl_scene_put_states(pl_scene_work *work) {
  const pl_grouping *g = &work->memory->grouping[work->travel >= 0.5f];
  pl_scene *scene = work->scene;
  for (int s = 0; s < work->states; s++) {
    if (g->of[s] != s) continue;
    pl_scene_state *disc = PL_SCENE_ADD(work, state);
    if (!disc) return;
    begin_disc(work, g, s, disc);
    work->memory->disc_of[s] = (int16_t)(scene->state_count - 1);
  }
  for (int s = 0; s < work->states; s++) {
    work->memory->disc_of[s] = work->memory->disc_of[g->of[s]];
    add_state(work, &scene->state[work->memory->disc_of[s]], s);
  }
  for (int i = 0; i < scene->state_count; i++) {
    scene->state[i].at.x /= (float)scene->state[i].stands_for;
    scene->state[i].at.y /= (float)scene->state[i].stands_for;
  }
  mark_leavers(work);
}

/* ---- hubs ---- */

float pl_scene_text_width(const pl_scene_view *view, float size, int weight, const char *text) {
  if (view->text_width) return view->text_width(view->text_context, size, weight, text);
  int letters = 0;
  for (const char *c = text; *c; c++) letters += ((unsigned char)*c & 0xC0) != 0x80;
  return 0.6f * size * (float)letters;
}

/* Copies what fits, never half a character. */
static void copy_text(char out[64], const char *text, size_t length) {
  if (length > 63) {
    length = 63;
    while (length && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
  }
  memcpy(out, text, length);
  out[length] = 0;
}

/* The space nearest to the middle, 0: none. */
static size_t middle_space(const char *text, size_t length) {
  size_t best = 0, nearest = length;
  for (size_t i = 0; i < length; i++) {
    const size_t away = i > length / 2 ? i - length / 2 : length / 2 - i;
    if (text[i] != ' ' || away >= nearest) continue;
    nearest = away;
    best = i;
  }
  return best;
}

void pl_scene_name_hub(const pl_scene_work *work, int forum, pl_hub_name *name) {
  const char *text = pl_scene_forum_name(work, forum);
  const size_t length = strlen(text), space = length > WRAP ? middle_space(text, length) : 0;
  const float zoom = fmaxf(0.75f, fminf(work->view->camera.zoom, 1)); /* the room for it is kept on the board */
  const float size = fmaxf(PL_FONT_FLOOR, NAME_SIZE * zoom * work->view->label_size);
  *name = (pl_hub_name){.lines = space ? 2 : 1, .size = size};
  copy_text(name->line[0], text, space ? space : length);
  if (space) copy_text(name->line[1], text + space + 1, length - space - 1);
  for (int i = 0; i < name->lines; i++)
    name->width = fmaxf(name->width, pl_scene_text_width(work->view, name->size, 600, name->line[i]));
}

static float hub_opacity(const pl_scene_work *work, int forum) {
  const int isolated = work->view->isolated, lifted = work->view->lifted_forum;
  const bool is_member = isolated >= 0 && isolated < work->states &&
                         pl_set_has(&work->moment->members[forum], (unsigned)isolated);
  const float opacity = pl_scene_is_isolating(work) && !is_member ? OTHERS : 1;
  return lifted >= 0 && lifted < work->forums && lifted != forum ? fminf(opacity, LOWERED) : opacity;
}

/* On the network the mark stands before the name, and both together where the placement has kept room. */
static pl_point hub_place(const pl_scene_work *work, int forum, float size) {
  const pl_place_on_board *place = &work->placement->forum[forum];
  const pl_point map = pl_scene_place(work, place->map);
  if (work->travel <= 0) return map;
  pl_hub_name name;
  pl_scene_name_hub(work, forum, &name);
  pl_point network = pl_scene_place(work, place->network);
  network.x -= (name.width + PL_SPACE_3) / 2;
  network.x = fmaxf(network.x, work->view->area.x + size * 1.3f);
  return pl_point_mix(map, network, work->travel);
}

void pl_scene_put_hubs(pl_scene_work *work) {
  const float zoom = work->view->camera.zoom;
  for (int f = 0; f < work->forums; f++) {
    if (!pl_scene_is_drawn(work, f)) continue;
    pl_scene_hub *hub = PL_SCENE_ADD(work, hub);
    if (!hub) return;
    hub->forum = (uint16_t)f;
    hub->size = HUB_SIZE * fmaxf(0.7f, fminf(zoom, 1.3f));
    hub->at = hub_place(work, f, hub->size);
    hub->opacity = hub_opacity(work, f);
    hub->mark = work->view->forum_marks ? work->view->forum_marks[f] : PL_MARK_NONE;
  }
}
