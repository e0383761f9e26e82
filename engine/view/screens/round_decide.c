/* Deciding: a draft becomes a decision, is listed, taken back, taken again; and the end of the round.
 *
 * What was taken back can be taken again until something else is decided. A round that cannot be saved stays open with
 * all that was decided, so that one can try again. */
#include "round.h"
#include "sentence.h"

#include <stdio.h>
#include <string.h>

/* ---- deciding and taking back ---- */

pl_status pl_round_check(const round_screen *r, const pl_decision *decision, pl_error *why) {
  const pl_status status = pl_game_check(r->game, decision, why);
  if (status != PL_OK) pl_sentence_begin(why->text);
  return status;
}

static void clear_draft(round_screen *r) {
  r->draft = (round_draft){.subject = ROUND_NOTHING};
  pl_round_touch(r);
}

static bool record(round_screen *r, const pl_decision *decision) {
  pl_error error = {0};
  const pl_status status = pl_game_decide(r->game, decision, &error);
  pl_round_touch(r);
  r->is_settled = false;
  if (status == PL_OK) return true;
  pl_app_say(r->app, &error);
  return false;
}

bool pl_round_decide(round_screen *r, const pl_decision *decision) {
  if (!record(r, decision)) return false;
  r->taken_count = 0;
  return true;
}

void pl_round_decide_draft(round_screen *r) {
  const pl_decision decision = r->look.decision;
  const bool is_whole = r->draft.subject != ROUND_ORDER || decision.action == PL_ACTION_POSTURE;
  if (!r->look.is_there || !pl_round_decide(r, &decision)) return;
  if (is_whole) clear_draft(r);
}

void pl_round_undo(round_screen *r) {
  pl_error error = {0};
  pl_decision back;
  if (pl_game_undo(r->game, &back, &error) != PL_OK) {
    pl_app_say(r->app, &error);
    return;
  }
  if (r->taken_count == ROUND_REDO) {
    memmove(r->taken_back, r->taken_back + 1, (ROUND_REDO - 1) * sizeof back);
    r->taken_count--;
  }
  r->taken_back[r->taken_count++] = back;
  r->is_settled = false;
  clear_draft(r);
}

void pl_round_redo(round_screen *r) {
  if (!r->taken_count) return;
  if (record(r, &r->taken_back[r->taken_count - 1])) r->taken_count--;
  clear_draft(r);
}

/* ---- the end of the round ---- */

static int points_left(const round_screen *r) {
  int sum = 0;
  for (int i = 0; i < PL_TRACKS; i++) sum += r->orders.split[i];
  return 1000 - sum;
}

void pl_round_left_open(round_screen *r, pl_tale *tale) {
  const size_t unanswered = pl_game_unanswered(r->game);
  if (unanswered)
    pl_tale_print(tale,
                  PL_TEXTS("%zu message waits for an answer; without one its default counts.",
                           "%zu messages wait for an answer; without one their defaults count.", unanswered),
                  unanswered);
  if (r->brief->is_state && points_left(r) >= 10)
    pl_tale_print(tale, PL_TEXT("%d\xC2\xA0%% of the money is given to nothing and can't be kept for later."),
                  points_left(r) / 10);
  if (r->look.is_there && r->draft.subject != ROUND_NOTHING)
    pl_tale_print(tale, PL_TEXT("What you put together last is not decided yet."));
  if (!r->pending_count) pl_tale_put(tale, PL_TEXT("You have decided nothing this round; standing orders go on."));
}

void pl_round_close(round_screen *r) {
  pl_error error = {0};
  pl_status status = PL_OK;
  r->is_committed = false;
  pl_forecasting_free(r->forecasting); /* it reads the brief, which is built anew */
  r->forecasting = NULL;
  if (*r->remark) status = pl_game_remark(r->game, r->remark, &error);
  if (status == PL_OK) {
    *r->remark = 0;
    status = pl_game_close_round(r->game, &error);
  }
  if (status == PL_OK) {
    pl_app_go(r->app, PL_SCREEN_DAYS);
    return;
  }
  if (!pl_game_is_open(r->game)) {
    pl_app_fail(r->app, &error);
    return;
  }
  pl_app_say(r->app, &error);
  r->forecasting = pl_forecasting_new(r->brief, r->app->is_synchronous, &error);
  pl_round_touch(r);
}

void pl_round_commit(round_screen *r) {
  pl_tale open = {0};
  pl_round_left_open(r, &open);
  const bool is_done = !open.count || r->is_settled;
  pl_tale_clear(&open);
  if (is_done) {
    r->is_committed = true;
    return;
  }
  r->is_settled = true;
  r->dialog = ROUND_ASKS_COMMIT;
  pl_round_touch(r);
}

/* ---- what was decided ---- */

/* A later answer to the same message, or a later order of the same kind, takes an earlier one's place. */
static bool is_replaced(const round_screen *r, size_t index) {
  const pl_decision *d = &r->pending[index];
  const bool is_order = d->action < PL_ACTIONS && pl_action_rows()[d->action].is_standing;
  for (size_t i = index + 1; i < r->pending_count; i++) {
    const pl_decision *later = &r->pending[i];
    if (later->action == d->action && (is_order || (d->action == PL_ACTION_ANSWER && later->target == d->target)))
      return true;
  }
  return false;
}

static void put_row(const round_screen *r, pl_buffer *out, size_t index) {
  const pl_decision *d = &r->pending[index];
  const pl_mu cost = pl_game_cost(r->game, d);
  const bool is_over = is_replaced(r, index);
  pl_buffer_add_text(out, is_over ? PL_DIM "· " PL_HANG : "· " PL_HANG);
  pl_put_decision(out, r->game, d);
  if (is_over)
    pl_buffer_add_format(out, " (%s)" PL_PLAIN, PL_TEXT("replaced below"));
  else if (cost)
    pl_buffer_add_format(out, PL_DIM " [%s]" PL_PLAIN, pl_phrase_units(r->voice, cost));
}

/* The remark is kept with the round: when Enter is pressed in its field, or when the round is committed. */
static void put_remark(round_screen *r, pl_rect *at) {
  pl_error error = {0};
  at->y += PL_SPACE_2;
  const pl_rect field = {at->x, at->y, at->w, 44};
  at->y += 44 + PL_SPACE_2;
  if (!pl_field(r->ui, field, PL_TEXT("Remark for the debrief"), r->remark, sizeof r->remark,
                PL_TEXT("a remark for the debrief")) ||
      !*r->remark)
    return;
  if (pl_game_remark(r->game, r->remark, &error) != PL_OK) {
    pl_app_say(r->app, &error);
    return;
  }
  *r->remark = 0;
  pl_toast(r->ui, PL_TEXT("Your remark is kept for the debrief."), false);
}

float pl_round_decided(round_screen *r, pl_rect area) {
  pl_rect at = area;
  pl_buffer note = {0};
  if (r->brief->is_state)
    pl_buffer_add_format(&note, PL_TEXT("%s left for the three tracks"), pl_phrase_units(r->voice, r->money_left));
  pl_round_heading(r, &at, 0, PL_TEXT("Decided this round"), pl_buffer_text(&note));
  pl_buffer_clear(&note);
  if (!r->pending_count)
    pl_round_text(r, &at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED, PL_TEXT("Nothing yet. Standing orders go on."));
  for (size_t i = 0; i < r->pending_count; i++) {
    pl_buffer line = {0};
    put_row(r, &line, i);
    pl_round_text(r, &at, PL_FONT_SMALL, 400, PL_COLOUR_TEXT, pl_buffer_text(&line));
    pl_buffer_clear(&line);
    at.y += PL_SPACE_1;
  }
  put_remark(r, &at);
  return at.y - area.y;
}
