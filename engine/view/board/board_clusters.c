/* Clusters: a state's organisations as dots in a disc, a ring that says how many are hit, and what marks the state.
 *
 * The state of an organisation is a shape first: disc, hollow triangle, diamond, ring. Each cluster is a layer that is
 * drawn again when its dots, its size or its marks change; a dot that changes grows and shrinks above it. States with
 * very many organisations show a sample of them, and a disc that stands for several states shows none: it has the name
 * of one on it, and how many more. Ring and number still say how many are hit. While a figure is on its way the
 * coloured parts of the ring are drawn above the layer instead of in it. */
#include "board_internal.h"

#include <math.h>
#include <string.h>

enum { MOST_DOTS = 400 };
#define RING_WIDTH 6.5f
#define MARK_ROOM 24.0f  /* around the disc: ring, marks, badge */
#define PI 3.14159265f

typedef struct cluster_figure { /* what a layer shows */
  pl_scene_state state;
  int organisations, first, dots;
  float dot;               /* r of a dot, in parts of the disc's radius */
} cluster_figure;

static cluster_figure figure_of(const pl_board *board, const pl_scene_state *state) {
  const uint32_t *first = board->history->first;
  cluster_figure f = {.state = *state, .first = (int)first[state->state]};
  f.organisations = (int)(first[state->state + 1] - first[state->state]);
  f.dots = f.organisations < MOST_DOTS ? f.organisations : MOST_DOTS;
  f.dot = 0.56f * 0.88f / sqrtf((float)(f.dots > 0 ? f.dots : 1));
  return f;
}

/* ---- dots ---- */

static void draw_dot(pl_canvas *canvas, pl_point at, float r, pl_condition_shown condition) {
  switch (condition) {
    case PL_SHOWN_CLEAN:
      pl_draw_disc(canvas, at, 0.86f * r, PL_COLOUR_CLEAN);
      break;
    case PL_SHOWN_RECOVERED:
      pl_draw_ring(canvas, at, r, 0.55f * r, PL_COLOUR_RECOVERED);
      break;
    case PL_SHOWN_LATENT:
      pl_draw_polygon(canvas, at, 1.5f * r, 3, pl_fade(PL_COLOUR_INCIDENT_TEXT, 0), 0.42f * r, PL_COLOUR_INCIDENT_TEXT);
      break;
    case PL_SHOWN_HIT:
      pl_draw_diamond(canvas, at, 1.62f * r, PL_COLOUR_INCIDENT, 0.34f * r, PL_COLOUR_INCIDENT_EDGE);
      break;
  }
}

/* Where the dot of an organisation is on the canvas. */
static pl_point dot_at(const pl_board *board, const cluster_figure *f, int organisation) {
  const int slot = (int)((int64_t)board->dot[f->first + organisation] * f->dots / f->organisations);
  const pl_point place = pl_dot_place(slot, f->dots);
  return (pl_point){f->state.at.x + place.x * f->state.radius, f->state.at.y + place.y * f->state.radius};
}

/* One organisation for each dot: of the sampled ones the first. */
static bool has_own_dot(const pl_board *board, const cluster_figure *f, int organisation) {
  if (f->dots == f->organisations) return true;
  const int64_t slot = board->dot[f->first + organisation];
  return slot == 0 || slot * f->dots / f->organisations != (slot - 1) * f->dots / f->organisations;
}

/* Quiet ones first, so that a diamond is never half hidden below a clean neighbour. */
static void draw_dots(pl_canvas *canvas, const pl_board *board, const cluster_figure *f) {
  if (f->state.stands_for > 1) return;
  const uint8_t *condition = board->scene.moment->condition + f->first;
  const float r = f->dot * f->state.radius;
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < f->organisations; i++)
      if ((condition[i] == PL_SHOWN_HIT) == pass && has_own_dot(board, f, i))
        draw_dot(canvas, dot_at(board, f, i), r, (pl_condition_shown)condition[i]);
}

/* Where the other world has it otherwise. */
static void draw_contrasts(pl_canvas *canvas, const pl_board *board, const cluster_figure *f) {
  if (f->state.stands_for > 1 || !pl_board_compares(board)) return;
  const uint8_t *mark = board->contrast.organisation + f->first;
  for (int i = 0; i < f->organisations; i++)
    if (has_own_dot(board, f, i))
      pl_board_draw_contrast(canvas, (pl_contrast_mark)mark[i], dot_at(board, f, i), f->dot * f->state.radius);
}

/* Those that changed a moment ago, larger. */
static void draw_changing_dots(pl_canvas *canvas, const pl_board *board, const cluster_figure *f) {
  const pl_moment *moment = board->scene.moment;
  const double seconds_per_tick = (double)board->seconds_per_day / PL_TICKS_PER_DAY;
  for (int i = 0; i < f->organisations; i++) {
    const pl_tick changed = moment->changed[f->first + i];
    if (changed < 0 || moment->tick - changed > 4) continue;
    const double age = (board->tick - changed) * seconds_per_tick;
    if (age < 0 || age >= (double)PL_TIME_DOT || !has_own_dot(board, f, i)) continue;
    const float grown = 1 + 0.4f * sinf(PI * pl_ease_out((float)age / PL_TIME_DOT));
    draw_dot(canvas, dot_at(board, f, i), grown * f->dot * f->state.radius,
             (pl_condition_shown)moment->condition[f->first + i]);
  }
}

/* ---- disc and ring ---- */

/* One for each of the scenario's sectors; those of one name share one, as their dots do. */
static int wedges_of(const pl_board *board) {
  const char *const *sector = board->history->scenario->map.sectors;
  int count = 0;
  for (int i = 0; i < PL_SECTORS; i++) {
    int same = 0;
    while (same < i && !(sector[i] && sector[same] && strcmp(sector[same], sector[i]) == 0)) same++;
    count += same == i;
  }
  return count > 1 ? count : 0;
}

static void draw_disc(pl_canvas *canvas, const pl_board *board, const cluster_figure *f) {
  const pl_point at = f->state.at;
  const float radius = f->state.radius;
  const int wedges = f->state.stands_for > 1 ? 0 : wedges_of(board);
  pl_draw_disc(canvas, at, radius, PL_COLOUR_RAISED);
  for (int i = 0; i < wedges && radius > 14; i++) {
    const float angle = 2 * PI * (float)i / (float)wedges;
    const pl_point rim = {at.x + cosf(angle) * radius, at.y + sinf(angle) * radius};
    pl_draw_line(canvas, at, rim, 1.6f, (pl_dash){0}, PL_COLOUR_SEA);
  }
}

static float ring_scale(float radius) { return pl_between(radius / 48, 0.4f, 1.6f); }

static bool is_easing(const pl_scene_state *s) {
  return s->shown_hit != (float)s->hit || s->shown_recovered != (float)s->recovered;
}

static void draw_ring(pl_canvas *canvas, const cluster_figure *f) {
  const float radius = f->state.radius, scale = ring_scale(radius);
  pl_draw_ring(canvas, f->state.at, radius + RING_WIDTH / 2 * scale, RING_WIDTH * scale, PL_COLOUR_RING);
}

/* The coloured parts of the ring. */
static void draw_parts(pl_canvas *canvas, const pl_scene_state *s, pl_point at, float radius) {
  const float scale = ring_scale(radius), middle = radius + RING_WIDTH / 2 * scale;
  const float all = s->organisations > 0 ? (float)s->organisations : 1;
  const float hit = s->is_known ? s->shown_hit / all : 0, recovered = s->is_known ? s->shown_recovered / all : 0;
  if (hit > 0) pl_draw_arc(canvas, at, middle, 10 * scale, 0, hit, (pl_dash){0}, PL_COLOUR_INCIDENT);
  if (recovered > 0)
    pl_draw_arc(canvas, at, middle, 9 * scale, hit, hit + recovered, (pl_dash){4 * scale, 2.6f * scale, 0, 0},
                PL_COLOUR_RECOVERED);
}

/* ---- marks ---- */

void pl_board_draw_badge(pl_canvas *canvas, pl_point at, float size, pl_mark mark) {
  const pl_point tick[3] = {{at.x - size * 0.45f, at.y + size * 0.02f}, {at.x - size * 0.1f, at.y + size * 0.38f},
                            {at.x + size * 0.48f, at.y - size * 0.34f}};
  if (mark == PL_MARK_CHOSEN) {
    pl_draw_disc(canvas, at, size + 2, PL_COLOUR_SEA);
    pl_draw_disc(canvas, at, size, PL_COLOUR_SHARE);
    pl_draw_polyline(canvas, tick, 3, false, size * 0.24f, (pl_dash){0}, PL_COLOUR_SEA);
  } else if (mark == PL_MARK_HAS) {
    pl_draw_disc(canvas, at, size + 2, PL_COLOUR_SEA);
    pl_draw_ring(canvas, at, size - 1, 2, PL_COLOUR_MUTED);
    pl_draw_polyline(canvas, tick, 3, false, size * 0.2f, (pl_dash){0}, PL_COLOUR_MUTED);
  } else if (mark == PL_MARK_LOCKED) {
    const pl_rect body = {at.x - size * 0.46f, at.y - size * 0.08f, size * 0.92f, size * 0.62f};
    pl_draw_disc(canvas, at, size + 2, PL_COLOUR_SEA);
    pl_draw_arc(canvas, (pl_point){at.x, at.y - size * 0.1f}, size * 0.3f, size * 0.16f, 0.75f, 1.25f, (pl_dash){0},
                PL_COLOUR_MUTED);
    pl_draw_fill_round(canvas, body, 2, PL_COLOUR_MUTED);
  }
}

static void draw_marks(pl_canvas *canvas, const pl_board *board, const cluster_figure *f) {
  const pl_scene_state *s = &f->state;
  const float scale = ring_scale(s->radius), around = s->radius + RING_WIDTH * scale + 4;
  if (s->is_own) pl_draw_ring(canvas, s->at, around + 1, 4, PL_COLOUR_WHITE);
  if (s->mark == PL_MARK_CHOSEN) pl_draw_ring(canvas, s->at, around + 1, 4.5f, PL_COLOUR_SHARE);
  if (s->mark == PL_MARK_ELIGIBLE)
    pl_draw_arc(canvas, s->at, around + 1, 3.5f, 0, 1, (pl_dash){9, 7, 0, 0}, PL_COLOUR_SHARE);
  if (board->selected == s->state && (s->mark == PL_MARK_NONE || s->mark == PL_MARK_HAS) && !s->is_own)
    pl_draw_ring(canvas, s->at, around, 2.5f, PL_COLOUR_TEXT);
  if (s->has_left)
    pl_draw_arc(canvas, s->at, around + (s->is_own || s->mark ? 7 : 2), 3, 0, 1, (pl_dash){3, 5, 0, 0},
                PL_COLOUR_AMBER);
}

/* Who a disc stands for: one of them by name, and how many more. */
static void draw_names(pl_canvas *canvas, const pl_board *board, const cluster_figure *f) {
  const float size = f->state.name_size;
  const pl_font font = pl_board_halo_font(size, 700, PL_COLOUR_TEXT);
  char others[16];
  if (f->state.stands_for == 1 || size <= 0) return;
  SDL_snprintf(others, sizeof others, "+%d", f->state.stands_for - 1);
  const pl_point above = {f->state.at.x, f->state.at.y - 0.2f * size};
  const pl_point below = {above.x, f->state.at.y + 0.92f * size};
  pl_draw_text(canvas, above, PL_ALIGN_CENTRE, &font, pl_board_id(board, f->state.state));
  pl_draw_text(canvas, below, PL_ALIGN_CENTRE, &font, others);
}

static void draw_badges(pl_canvas *canvas, const cluster_figure *f) {
  const float away = (f->state.radius + 8) * 0.71f;
  if (f->state.is_pinned) pl_board_draw_pin(canvas, (pl_point){f->state.at.x - away, f->state.at.y - away}, 13);
  if (f->state.mark == PL_MARK_CHOSEN || f->state.mark == PL_MARK_LOCKED || f->state.mark == PL_MARK_HAS)
    pl_board_draw_badge(canvas, (pl_point){f->state.at.x + away, f->state.at.y - away}, 13, f->state.mark);
}

/* ---- layers ---- */

static uint64_t key_of(const pl_board *board, const cluster_figure *f) {
  const pl_scene_state *s = &f->state;
  const bool has_parts = !is_easing(s);
  const int32_t value[] = {has_parts ? s->hit : -1, s->latent, has_parts ? s->recovered : -1, s->organisations,
                           s->is_own, s->has_left, s->is_known, (int32_t)s->mark, board->selected == s->state,
                           s->stands_for, (int32_t)lroundf(s->radius * 8), (int32_t)s->name_size};
  const uint64_t key = pl_key(2, value, sizeof value);
  return pl_board_contrast_key(board, pl_key(key, board->scene.moment->condition + f->first, (size_t)f->organisations),
                               f->first, f->organisations);
}

static float opacity_of(const pl_scene_state *s) { return s->mark == PL_MARK_LOCKED ? 0.45f : s->opacity; }

static pl_rect square_around(pl_point at, float half) {
  return (pl_rect){at.x - half, at.y - half, 2 * half, 2 * half};
}

/* The place at which a pixel's corner is nearest, so that the layer is copied and not mixed. */
static pl_point on_pixel(const pl_canvas *canvas, pl_point at) {
  const float unit = pl_canvas_unit(canvas);
  return (pl_point){roundf(at.x * unit) / unit, roundf(at.y * unit) / unit};
}

static void bake(pl_canvas *canvas, pl_board *board, const cluster_figure *f) {
  board_cluster *cluster = &board->cluster[f->state.state];
  const float half = ceilf(f->state.radius + MARK_ROOM);
  pl_canvas_push_fade(canvas, opacity_of(&f->state)); /* of what the layer is put on, so before it begins */
  if (pl_layer_begin(canvas, &cluster->layer, square_around(f->state.at, half), false, key_of(board, f))) {
    if (f->state.mark == PL_MARK_CHOSEN)
      pl_draw_disc(canvas, f->state.at, f->state.radius + 21, pl_fade(PL_COLOUR_SHARE, 0.2f));
    draw_disc(canvas, board, f);
    draw_dots(canvas, board, f);
    draw_contrasts(canvas, board, f);
    draw_ring(canvas, f);
    cluster->has_parts = !is_easing(&f->state);
    if (cluster->has_parts) draw_parts(canvas, &f->state, f->state.at, f->state.radius);
    draw_marks(canvas, board, f);
    draw_names(canvas, board, f);
    cluster->half = half;
    cluster->radius = f->state.radius;
  }
  pl_layer_end(canvas, &cluster->layer);
  if (!cluster->has_parts) draw_parts(canvas, &f->state, f->state.at, f->state.radius);
  pl_canvas_pop_fade(canvas);
}

void pl_board_put_cluster(pl_canvas *canvas, pl_board *board, const pl_scene_state *state, pl_point at, float radius) {
  const board_cluster *cluster = &board->cluster[state->state];
  if (!cluster->layer.texture || cluster->radius <= 0) return;
  const float half = cluster->half * radius / cluster->radius;
  pl_layer_put(canvas, &cluster->layer, square_around(at, half));
  if (!cluster->has_parts) draw_parts(canvas, state, at, radius);
}

static void draw_cluster(pl_canvas *canvas, pl_board *board, const pl_scene_state *state, bool is_travelling) {
  cluster_figure f = figure_of(board, state);
  if (is_travelling && board->cluster[state->state].layer.texture) {
    pl_canvas_push_fade(canvas, opacity_of(state));
    pl_board_put_cluster(canvas, board, state, state->at, state->radius);
    pl_canvas_pop_fade(canvas);
    return;
  }
  f.state.at = on_pixel(canvas, state->at);
  bake(canvas, board, &f);
  if (board->is_playing && !board->is_still && state->is_known && state->stands_for == 1)
    draw_changing_dots(canvas, board, &f);
  draw_badges(canvas, &f);
  pl_board_draw_contrast_badge(canvas, board, &f.state);
}

void pl_board_draw_clusters(pl_canvas *canvas, pl_board *board, bool is_travelling) {
  if (!board->scene.moment) return;
  for (int i = 0; i < board->scene.state_count; i++) {
    const pl_scene_state *state = &board->scene.state[i];
    const float reach = state->radius + MARK_ROOM;
    if (pl_rect_meets(board->area, square_around(state->at, reach)))
      draw_cluster(canvas, board, state, is_travelling);
  }
}
