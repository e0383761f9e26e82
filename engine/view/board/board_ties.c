/* Ties: threads to hubs, cut threads, alliances, dependencies, trust; hulls and hubs of forums.
 *
 * A forum is told by its colour, its dash and the corners of its hub, all three. Amber is only where somebody left: a
 * bar across each end of the cut thread. */
#include "board_internal.h"

#include <math.h>
#include <string.h>

forum_style pl_forum_style(int forum) {
  const forum_style row[] = {
      {PL_COLOUR_FORUM_1, {0, 0, 0, 0}, 4},
      {PL_COLOUR_FORUM_2, {14, 9, 0, 0}, 3},
      {PL_COLOUR_FORUM_3, {2, 9, 0, 0}, 6},
      {PL_COLOUR_FORUM_1, {20, 6, 2, 6}, 5},
      {PL_COLOUR_FORUM_2, {8, 8, 0, 0}, 0},
  };
  return row[(unsigned)forum % (sizeof row / sizeof *row)];
}

/* ---- curves ---- */

typedef struct curve {
  pl_point from, bend, to;
} curve;

static pl_point between(pl_point a, pl_point b, float t) {
  return (pl_point){pl_mix(a.x, b.x, t), pl_mix(a.y, b.y, t)};
}

/* The part of a quadratic curve from t = a to b. */
static curve part_of(const pl_tie *tie, float a, float b) {
  const pl_point p = between(between(tie->from, tie->bend, a), between(tie->bend, tie->to, a), a);
  const pl_point q = between(between(tie->from, tie->bend, b), between(tie->bend, tie->to, b), b);
  const pl_point bend = between(between(tie->from, tie->bend, a), between(tie->bend, tie->to, a), b);
  return (curve){p, bend, q};
}

static void draw_part(pl_canvas *canvas, const curve *c, float width, pl_dash dash, pl_colour colour) {
  pl_draw_curve(canvas, c->from, c->bend, c->to, width, dash, colour);
}

static pl_point direction(pl_point from, pl_point to) {
  const float x = to.x - from.x, y = to.y - from.y, length = sqrtf(x * x + y * y);
  return length > 0 ? (pl_point){x / length, y / length} : (pl_point){1, 0};
}

/* ---- kinds of ties ---- */

/* A bar across the end of a cut thread. */
static void draw_bar(pl_canvas *canvas, pl_point at, pl_point along, float opacity) {
  enum { HALF = 11 };
  const pl_point a = {at.x - along.y * HALF, at.y + along.x * HALF}, b = {at.x + along.y * HALF, at.y - along.x * HALF};
  pl_draw_line(canvas, a, b, 3.4f, (pl_dash){0}, pl_fade(PL_COLOUR_AMBER, opacity));
}

/* From the leaver (`from`) to the hub: bars appear, the gap opens, the far stub fades. */
static void draw_cut(pl_canvas *canvas, const pl_tie *tie) {
  const forum_style style = pl_forum_style(tie->forum);
  const float open = pl_between(tie->gap, 0, 1), half = 0.06f * open;
  const curve near = part_of(tie, 0, 0.5f - half), far = part_of(tie, 0.5f + half, 1);
  draw_part(canvas, &near, tie->width, style.dash, pl_fade(style.colour, 0.95f * tie->opacity));
  draw_part(canvas, &far, tie->width, style.dash, pl_fade(style.colour, pl_mix(0.95f, 0.35f, open) * tie->opacity));
  draw_bar(canvas, near.to, direction(near.bend, near.to), tie->opacity);
  draw_bar(canvas, far.from, direction(far.from, far.bend), tie->opacity);
}

static void draw_arrow_head(pl_canvas *canvas, const pl_tie *tie, pl_colour colour) {
  const pl_point along = direction(tie->bend, tie->to);
  const float size = 6 + 2 * tie->width;
  const pl_point back = {tie->to.x - along.x * size, tie->to.y - along.y * size};
  const pl_point corner[3] = {tie->to,
                              {back.x - along.y * size / 2, back.y + along.x * size / 2},
                              {back.x + along.y * size / 2, back.y - along.x * size / 2}};
  pl_draw_area(canvas, corner, 3, colour);
}

/* `quiet`: how strong threads are that carry nothing, 0 … 1. */
static void draw_tie(pl_canvas *canvas, const pl_tie *tie, float quiet) {
  const curve whole = {tie->from, tie->bend, tie->to};
  const forum_style style = pl_forum_style(tie->forum);
  pl_colour colour = pl_fade(style.colour, tie->opacity * (tie->is_carrying ? 1 : quiet));
  switch (tie->kind) {
    case PL_TIE_THREAD:
      if (tie->other != PL_NONE) /* from state to state, not to a hub */
        draw_part(canvas, &whole, tie->width, (pl_dash){0}, pl_fade(PL_COLOUR_SHARE, tie->opacity));
      else
        draw_part(canvas, &whole, tie->width, style.dash, colour);
      break;
    case PL_TIE_CUT:
      draw_cut(canvas, tie);
      break;
    case PL_TIE_ALLIANCE:
      draw_part(canvas, &whole, 9, (pl_dash){0}, pl_fade(PL_COLOUR_ALLIANCE, tie->opacity));
      draw_part(canvas, &whole, 4, (pl_dash){0}, PL_COLOUR_SEA);
      break;
    case PL_TIE_DEPENDENCY:
      colour = pl_fade(tie->is_carrying ? PL_COLOUR_INCIDENT : PL_COLOUR_DIM, tie->opacity);
      draw_part(canvas, &whole, tie->width, (pl_dash){0}, colour);
      break;
    case PL_TIE_TRUST:
      colour = pl_fade(PL_COLOUR_BAR, tie->opacity);
      draw_part(canvas, &whole, tie->width, (pl_dash){0}, colour);
      draw_arrow_head(canvas, tie, colour);
      break;
  }
}

/* The more threads there are the quieter they become, so that what moves is seen before what is always there. Where one
 * state or forum is looked at, its threads are few and keep their strength. */
static float quiet_of(const pl_scene *scene) {
  enum { CALM = 20 };
  float threads = 0;
  for (int i = 0; i < scene->tie_count; i++)
    if (scene->tie[i].kind == PL_TIE_THREAD) threads += pl_between(scene->tie[i].opacity / 0.62f, 0, 1);
  return threads <= CALM ? 1 : pl_between(sqrtf(CALM / threads), 0.45f, 1);
}

void pl_board_draw_ties(pl_canvas *canvas, const pl_board *board) {
  const float quiet = quiet_of(&board->scene);
  static const pl_tie_kind order[] = {PL_TIE_ALLIANCE, PL_TIE_DEPENDENCY, PL_TIE_TRUST, PL_TIE_THREAD, PL_TIE_CUT};
  for (size_t k = 0; k < sizeof order / sizeof *order; k++)
    for (int i = 0; i < board->scene.tie_count; i++)
      if (board->scene.tie[i].kind == order[k] && board->scene.tie[i].opacity > 0)
        draw_tie(canvas, &board->scene.tie[i], quiet);
}

void pl_board_draw_leaders(pl_canvas *canvas, const pl_board *board) {
  for (int i = 0; i < board->scene.state_count; i++) {
    const pl_scene_state *state = &board->scene.state[i];
    if (!state->has_leader) continue;
    const pl_point along = direction(state->at, state->home);
    const pl_point rim = {state->at.x + along.x * (state->radius + 8), state->at.y + along.y * (state->radius + 8)};
    const pl_colour colour = pl_fade(PL_COLOUR_DIM, 0.7f * state->opacity);
    pl_draw_line(canvas, rim, state->home, 1.6f, (pl_dash){0}, colour);
    pl_draw_disc(canvas, state->home, 4.5f, colour);
  }
}

/* ---- forums ---- */

void pl_board_draw_hulls(pl_canvas *canvas, const pl_board *board) {
  for (int i = 0; i < board->scene.hull_count; i++) {
    const pl_hull *hull = &board->scene.hull[i];
    const forum_style style = pl_forum_style(hull->forum);
    pl_draw_area(canvas, hull->point, hull->count, pl_fade(style.colour, 0.085f * hull->opacity));
  }
  for (int i = 0; i < board->scene.hull_count; i++) {
    const pl_hull *hull = &board->scene.hull[i];
    const forum_style style = pl_forum_style(hull->forum);
    const pl_colour colour = pl_fade(style.colour, 0.85f * hull->opacity);
    pl_draw_polyline(canvas, hull->point, hull->count, true, 4, style.dash, colour);
  }
}

/* The letter of a hub: the scenario's, or the first of its name. */
static void letter_of(const pl_board *board, int forum, char letter[8]) {
  const pl_forum_spec *spec = &board->history->scenario->forums[forum];
  const char *text = spec->mark && *spec->mark ? spec->mark : pl_name_of_forum(board->voice, forum);
  size_t length = *text ? 1 : 0;
  while (length && length < 6 && ((unsigned char)text[length] & 0xC0) == 0x80) length++;
  memcpy(letter, text, length);
  letter[length] = 0;
}

static void draw_shape(pl_canvas *canvas, pl_point at, float size, const forum_style *style) {
  const float edge = pl_between(size * 0.14f, 2, 4);
  if (style->corners == 4) {
    const float half = size * 0.86f;
    const pl_rect square = {at.x - half, at.y - half, 2 * half, 2 * half};
    pl_draw_fill_round(canvas, square, 3, PL_COLOUR_SEA);
    pl_draw_outline(canvas, square, 3, edge, style->colour);
  } else if (style->corners) {
    const float radius = style->corners == 3 ? size * 1.3f : size * 1.06f;
    const pl_point middle = {at.x, style->corners == 3 ? at.y + size * 0.18f : at.y};
    pl_draw_polygon(canvas, middle, radius, style->corners, PL_COLOUR_SEA, edge, style->colour);
  } else {
    pl_draw_disc(canvas, at, size, PL_COLOUR_SEA);
    pl_draw_ring(canvas, at, size - edge / 2, edge, style->colour);
  }
}

void pl_board_draw_hub(pl_canvas *canvas, const pl_board *board, int forum, pl_point at, float size) {
  const forum_style style = pl_forum_style(forum);
  const pl_font font = pl_board_font(size * (style.corners == 3 ? 0.8f : 1), 700, style.colour);
  float ascent = 0, descent = 0;
  char letter[8];
  letter_of(board, forum, letter);
  draw_shape(canvas, at, size, &style);
  pl_font_extent(canvas, &font, &ascent, &descent);
  const float down = style.corners == 3 ? size * 0.28f : 0;
  pl_draw_text(canvas, (pl_point){at.x, at.y + font.size * 0.36f + down}, PL_ALIGN_CENTRE, &font, letter);
}

void pl_board_draw_hub_mark(pl_canvas *canvas, pl_point at, float size, pl_mark mark) {
  const float radius = size * 1.5f + 4;
  if (mark == PL_MARK_CHOSEN) {
    pl_draw_disc(canvas, at, radius + 8, pl_fade(PL_COLOUR_SHARE, 0.2f));
    pl_draw_ring(canvas, at, radius, 4.5f, PL_COLOUR_SHARE);
  } else if (mark == PL_MARK_ELIGIBLE) {
    pl_draw_arc(canvas, at, radius, 3.5f, 0, 1, (pl_dash){9, 7, 0, 0}, PL_COLOUR_SHARE);
  }
  const pl_point badge = {at.x + radius * 0.71f, at.y - radius * 0.71f};
  if (mark == PL_MARK_CHOSEN || mark == PL_MARK_LOCKED) pl_board_draw_badge(canvas, badge, 12, mark);
}
