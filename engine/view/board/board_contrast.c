/* Two worlds on one board: an exercise as it was played, and the same exercise otherwise.
 *
 *   history, timeline               the world that is shown
 *   other_history, other            the other one; flipping exchanges them, and nothing else
 *
 * Whichever is shown, the marks say the same: a ring of sharing's colour round an organisation that was hit as played
 * only, an open diamond of incidents' colour round one that was hit otherwise only. Places stay as they are. */
#include "board_internal.h"

#include <math.h>

/* ---- both worlds ---- */

static void show_played(pl_board *board) {
  if (board->is_otherwise) pl_board_flip(board, false);
}

static void forget(pl_board *board) {
  show_played(board);
  pl_timeline_free(board->other);
  pl_contrast_clear(&board->contrast);
  board->other = NULL;
  board->other_history = NULL;
  board->pairs = NULL;
  board->worlds++;
}

pl_status pl_board_compare(pl_board *board, const pl_history *otherwise, int round, pl_error *error) {
  forget(board);
  if (!otherwise) return PL_OK;
  board->other = pl_timeline_new(otherwise, error);
  if (board->other && pl_contrast_init(&board->contrast, otherwise)) {
    board->other_history = otherwise;
    board->other_round = round;
    return PL_OK;
  }
  forget(board);
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the other exercise can't be drawn");
}

void pl_board_compare_pairs(pl_board *board, const pl_pairs *pairs) {
  if (board->pairs == pairs) return;
  board->pairs = pairs;
  board->worlds++;
}

bool pl_board_compares(const pl_board *board) { return board->other != NULL; }
bool pl_board_is_otherwise(const pl_board *board) { return board->is_otherwise; }
const pl_contrast *pl_board_contrast(const pl_board *board) { return &board->contrast; }

void pl_board_flip(pl_board *board, bool is_otherwise) {
  pl_timeline *timeline = board->timeline;
  const pl_history *history = board->history;
  if (!board->other || board->is_otherwise == is_otherwise) return;
  board->timeline = board->other;
  board->history = board->other_history;
  board->other = timeline;
  board->other_history = history;
  board->is_otherwise = is_otherwise;
  board->has_jumped = true;
  board->matrix.rounds = -1;
  board->worlds++;
}

const pl_timeline *pl_board_played(const pl_board *board) {
  return board->is_otherwise ? board->other : board->timeline;
}

const pl_timeline *pl_board_otherwise(const pl_board *board) {
  return board->is_otherwise ? board->timeline : board->other;
}

void pl_board_find_contrast(pl_board *board) {
  if (!board->other || !board->scene.moment) return;
  pl_timeline *const played = board->is_otherwise ? board->other : board->timeline;
  pl_timeline *const otherwise = board->is_otherwise ? board->timeline : board->other;
  pl_contrast_compute(&board->contrast, played, otherwise, board->scene.moment->tick);
}

/* ---- marks ---- */

uint64_t pl_board_contrast_key(const pl_board *board, uint64_t key, int first, int count) {
  return board->other ? pl_key(key, board->contrast.organisation + first, (size_t)count) : key;
}

void pl_board_draw_contrast(pl_canvas *canvas, pl_contrast_mark mark, pl_point at, float r) {
  const float width = fmaxf(0.5f * r, 1.8f);
  switch (mark) {
  case PL_CONTRAST_NONE: break;
  case PL_CONTRAST_SPARED: pl_draw_ring(canvas, at, fmaxf(1.95f * r, 4), width, PL_COLOUR_SHARE); break;
  case PL_CONTRAST_EXTRA:
    pl_draw_diamond(canvas, at, fmaxf(2.5f * r, 5), pl_fade(PL_COLOUR_INCIDENT, 0), width, PL_COLOUR_INCIDENT_TEXT);
    break;
  }
}

/* All that stand together on one disc. */
static pl_state_contrast contrast_of(const pl_board *board, int state) {
  pl_state_contrast sum = {0, 0};
  pl_state_set all;
  pl_scene_together(&board->scene, state, &all);
  for (int s = 0; s < board->states; s++) {
    if (!pl_set_has(&all, (unsigned)s)) continue;
    sum.spared += board->contrast.state[s].spared;
    sum.extra += board->contrast.state[s].extra;
  }
  return sum;
}

/* Returns its width. */
static float draw_figure(pl_canvas *canvas, pl_point at, float size, int32_t count, bool is_spared,
                         bool is_measured_only) {
  const pl_font font = pl_board_font(size, 700, is_spared ? PL_COLOUR_SHARE : PL_COLOUR_INCIDENT_TEXT);
  char text[16];
  if (!count) return 0;
  SDL_snprintf(text, sizeof text, is_spared ? "−%d" : "+%d", count);
  if (!is_measured_only) pl_draw_text(canvas, at, PL_ALIGN_LEFT, &font, text);
  return pl_font_width(canvas, &font, text);
}

void pl_board_draw_contrast_badge(pl_canvas *canvas, const pl_board *board, const pl_scene_state *state) {
  if (!board->other) return;
  const pl_state_contrast sum = contrast_of(board, state->state);
  const float size = pl_between(state->radius * 0.42f, PL_FONT_KEYCAP, PL_FONT_LEAD), height = size * 1.25f;
  const float spared = draw_figure(canvas, state->at, size, sum.spared, true, true);
  const float extra = draw_figure(canvas, state->at, size, sum.extra, false, true);
  const float gap = spared > 0 && extra > 0 ? size * 0.35f : 0, width = spared + gap + extra + size * 0.7f;
  const float away = state->radius * 0.78f;
  if (spared + extra <= 0) return;
  const pl_rect pill = {state->at.x + away - size * 0.5f, state->at.y - away - height * 0.75f, width, height};
  const pl_point base = {pill.x + size * 0.35f, pill.y + height - size * 0.27f};
  pl_draw_fill_round(canvas, pill, height / 2, PL_COLOUR_SEA);
  pl_draw_outline(canvas, pill, height / 2, 1.5f, sum.spared >= sum.extra ? PL_COLOUR_SHARE : PL_COLOUR_INCIDENT_TEXT);
  draw_figure(canvas, base, size, sum.spared, true, false);
  draw_figure(canvas, (pl_point){base.x + spared + gap, base.y}, size, sum.extra, false, false);
}
