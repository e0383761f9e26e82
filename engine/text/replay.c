/* An exercise told again at the terminal: to control with the digest of each round, to a seat with the screens that it
 * was played with. What is told, and to whom, is retell.h's. */
#include <inttypes.h>

#include <polder/accounts.h>

#include "afterwards.h"
#include "input.h"
#include "retell.h"

static bool is_enough(const pl_terminal *terminal) { return terminal->screen.failed || terminal->screen.is_skipping; }

static void tell_title(pl_retelling *retelling, int round, pl_tale *tale) {
  const pl_game *game = retelling->game;
  bool is_open = pl_retelling_is_open(retelling, round);
  pl_buffer rest = {0};
  pl_buffer_add_format(&rest, is_open ? PL_TEXT(" · round %d of %d, still open · ") : PL_TEXT(" · round %d of %d · "),
                       round + 1, (int)game->scenario->rounds);
  pl_put_round_days(&rest, &game->voice, round);
  pl_tell_title(game, tale, pl_buffer_text(&rest));
  if (rest.failed) tale->failed = true;
  pl_buffer_clear(&rest);
}

/* ---- control ---- */

static void show_round_to_control(pl_terminal *terminal, pl_retelling *retelling, int round) {
  pl_tale *tale = &terminal->tale;
  retelling->control.round = round;
  tell_title(retelling, round, tale);
  pl_retelling_tell_control(retelling, round, terminal->options->quiet, tale);
  if (!pl_retelling_is_open(retelling, round)) {
    pl_tale_gap(tale);
    pl_tale_print(tale, "digest: %016" PRIx64, pl_session_digest(retelling->recorded, round));
  }
  pl_terminal_show(terminal);
}

static pl_status show_all_states(pl_terminal *terminal, pl_retelling *retelling, pl_error *error) {
  pl_reckoning reckoning;
  pl_tell_title(retelling->game, &terminal->tale, "");
  pl_status status = pl_reckon(retelling->live, -1, &reckoning, error);
  if (status == PL_OK) pl_tell_all_states(retelling->game, &reckoning, &terminal->tale);
  return status;
}

static pl_status show_control(pl_terminal *terminal, pl_retelling *retelling, int rounds, pl_error *error) {
  for (int r = 0; r < rounds && !is_enough(terminal); r++) show_round_to_control(terminal, retelling, r);
  bool has_result = !terminal->options->quiet && pl_session_rounds_done(retelling->recorded);
  return has_result && !is_enough(terminal) ? show_all_states(terminal, retelling, error) : PL_OK;
}

/* ---- one seat ---- */

static pl_status show_news(pl_terminal *terminal, pl_game *game, pl_error *error) {
  pl_status status = pl_game_tell(game, PL_TOPIC_NEWS, &terminal->tale, error);
  return status == PL_OK ? pl_game_tell(game, PL_TOPIC_CHANGES, &terminal->tale, error) : status;
}

/* What was true beside it. Nobody is asked for it who does not want to know: zeroed, there is none. */
typedef struct truth {
  pl_perspective *perspective; /* owned */
  pl_narrator *narrator;       /* owned: control, who has a name for every incident */
} truth;

static pl_status find_truth(truth *t, const pl_session *recorded, const pl_game_options *options, pl_error *error) {
  pl_history *seat =
      pl_history_new(recorded, (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = options->seat}, error);
  pl_history *control = seat ? pl_history_new(recorded, (pl_sight){.viewer = PL_VIEWER_CONTROL}, error) : NULL;
  if (control) t->perspective = pl_perspective_new(seat, control, error);
  if (t->perspective) t->narrator = pl_narrator_new(recorded, options->language, error);
  pl_history_free(seat);
  pl_history_free(control);
  return t->narrator ? PL_OK : error->status;
}

static void free_truth(truth *t) {
  pl_narrator_free(t->narrator);
  pl_perspective_free(t->perspective);
}

static void tell_truth(const truth *t, int rounds_done, pl_tale *tale) {
  if (t->perspective) pl_tell_truth(pl_narrator_voice(t->narrator), t->perspective, rounds_done, tale);
}

static pl_status show_round_to_seat(pl_terminal *terminal, pl_retelling *retelling, const truth *t, int round,
                                    pl_error *error) {
  bool is_quiet = terminal->options->quiet;
  pl_game *game = retelling->game;
  pl_status status = pl_retelling_open_round(retelling, error);
  if (status == PL_OK && !is_quiet) status = pl_game_tell(game, PL_TOPIC_BEGINNING, &terminal->tale, error);
  if (status != PL_OK) return status;
  if (is_quiet)
    tell_title(retelling, round, &terminal->tale);
  else
    pl_show_round(game, &terminal->tale);
  pl_retelling_tell_decisions(retelling, round, &terminal->tale);
  if (!pl_retelling_is_open(retelling, round)) {
    status = pl_retelling_pass_round(retelling, round, error);
    if (status == PL_OK && !is_quiet) status = show_news(terminal, game, error);
    if (status == PL_OK) tell_truth(t, round + 1, &terminal->tale);
  }
  pl_terminal_show(terminal);
  return status;
}

static pl_status show_rounds_to_seat(pl_terminal *terminal, pl_retelling *retelling, int rounds, pl_error *error) {
  truth t = {.perspective = NULL};
  const pl_play_options *options = terminal->options;
  pl_status status = options->with_truth ? find_truth(&t, retelling->recorded, &options->game, error) : PL_OK;
  for (int r = 0; status == PL_OK && r < rounds && !is_enough(terminal); r++)
    status = show_round_to_seat(terminal, retelling, &t, r, error);
  if (status == PL_OK && t.perspective)
    pl_tell_blind_spots(pl_narrator_voice(t.narrator), t.perspective, &terminal->tale);
  free_truth(&t);
  return status;
}

static pl_status show_seat(pl_terminal *terminal, pl_retelling *retelling, int rounds, pl_error *error) {
  pl_reckoning reckoning;
  pl_game *game = retelling->game;
  pl_status status = show_rounds_to_seat(terminal, retelling, rounds, error);
  bool has_result = !terminal->options->quiet && pl_session_is_over(retelling->recorded);
  if (status != PL_OK || !has_result || is_enough(terminal)) return status;
  status = pl_game_reckon(game, &reckoning, error);
  if (status == PL_OK) pl_tell_own_reckoning(game, &reckoning, &terminal->tale);
  return status;
}

/* ---- either ---- */

/* A reader at a terminal who has enough of the text may still want to know; a seat's exercise is led to its end
 * first. */
static pl_status ask(pl_terminal *terminal, pl_retelling *retelling, pl_error *error) {
  const int done = pl_session_rounds_done(retelling->recorded);
  pl_status status = PL_OK;
  if (!terminal->options->is_terminal || terminal->options->quiet || terminal->screen.failed) return PL_OK;
  for (int r = pl_session_rounds_done(retelling->live); r < done && status == PL_OK; r++) {
    status = pl_retelling_open_round(retelling, error);
    if (status == PL_OK) status = pl_retelling_pass_round(retelling, r, error);
  }
  if (status == PL_OK) pl_ask_what_if(terminal);
  return status;
}

static pl_status show(pl_retelling *retelling, const pl_play_options *options, pl_error *error) {
  pl_terminal terminal;
  int rounds = pl_retelling_rounds(retelling->recorded);
  pl_terminal_begin(&terminal, retelling->game, options);
  if (!rounds) pl_tale_put(&terminal.tale, PL_TEXT("Nothing has been decided yet."));
  pl_status status = options->game.seat < 0 ? show_control(&terminal, retelling, rounds, error)
                                            : show_seat(&terminal, retelling, rounds, error);
  if (status == PL_OK) status = ask(&terminal, retelling, error);
  pl_terminal_show(&terminal);
  if (status == PL_OK) status = pl_terminal_finish(&terminal, error);
  pl_terminal_end(&terminal);
  return status;
}

pl_status pl_retell(const pl_session *session, const pl_play_options *options, pl_error *error) {
  pl_retelling retelling;
  pl_status status = pl_retelling_begin(&retelling, session, options->game.seat, options->game.language, error);
  if (status == PL_OK) status = show(&retelling, options, error);
  pl_retelling_end(&retelling);
  return status;
}
