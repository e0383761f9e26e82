/* Telling an exercise again.
 *
 *   control     the record itself: decisions of all seats, every event, the digest of each round
 *   one seat    a session built anew is led through the recorded decisions, round by round, and what the seat could
 *               see of it then is shown by the screens it was played with; so a replay can show no more than play did
 *
 * The seat's session is led through the same door as in play. Whose decision it was no longer matters, so orders and
 * bots are decisions like any other, and nobody decides for himself. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chronicle.h"
#include "game.h"
#include "input.h"

static bool is_enough(const pl_game *game) { return game->screen.failed || game->screen.is_skipping; }

static void show_title(pl_game *game, int round, bool is_open) {
  pl_buffer rest = {0};
  pl_buffer_add_format(&rest, is_open ? PL_TEXT(" · round %d of %d, still open · ") : PL_TEXT(" · round %d of %d · "),
                       round + 1, (int)game->scenario->rounds);
  pl_put_round_days(&rest, &game->voice, round);
  pl_show_title(game, pl_buffer_text(&rest));
  pl_buffer_clear(&rest);
}

static void show_digest(pl_game *game, const pl_session *recorded, int round) {
  pl_screen_print(&game->screen, "digest: %016" PRIx64, pl_session_digest(recorded, round));
}

/* Rounds that there is something to tell about: those done, and the open one if anybody has decided or remarked
 * something in it. */
static int rounds_of(const pl_session *recorded) {
  size_t count, note_count;
  const pl_journal_entry *journal = pl_session_journal(recorded, &count);
  const pl_note *notes = pl_session_notes(recorded, &note_count);
  int done = pl_session_rounds_done(recorded);
  bool has_decision = count && journal[count - 1].round == done;
  bool has_note = note_count && notes[note_count - 1].round == done;
  return !pl_session_is_over(recorded) && (has_decision || has_note) ? done + 1 : done;
}

/* ---- control ---- */

/* What control knows, as far as names of incidents go. */
static pl_status know_incidents(pl_game *game, pl_brief *brief, pl_error *error) {
  const pl_world *world = pl_session_world(game->session);
  size_t count = (size_t)pl_world_incident_count(world);
  *brief = (pl_brief){.scenario = game->scenario, .seat = PL_NONE};
  brief->incidents = calloc(count ? count : 1, sizeof *brief->incidents);
  if (!brief->incidents) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell the exercise");
  for (size_t i = 0; i < count; i++) {
    const pl_incident *incident = pl_world_incident(world, (int)i);
    brief->incidents[i] = (pl_brief_incident){.iid = incident->iid,
                                              .declared = incident->declared,
                                              .adversary = incident->adversary,
                                              .family = incident->family};
  }
  brief->incident_count = count;
  game->voice.brief = brief;
  return PL_OK;
}

static void tell_round_to_control(pl_game *game, const pl_session *recorded, pl_brief *brief, int round) {
  bool is_open = round == pl_session_rounds_done(recorded);
  brief->round = round;
  show_title(game, round, is_open);
  pl_tell_decisions(game, recorded, round, -1);
  if (!game->options->quiet && !is_open) pl_tell_chronicle(game, round);
  pl_tell_notes(game, recorded, round, -1);
  if (is_open) return;
  pl_screen_gap(&game->screen);
  show_digest(game, recorded, round);
}

static pl_status tell_control(pl_game *game, const pl_session *recorded, pl_error *error) {
  pl_brief brief;
  pl_status status = know_incidents(game, &brief, error);
  int rounds = rounds_of(recorded);
  for (int r = 0; status == PL_OK && r < rounds && !is_enough(game); r++)
    tell_round_to_control(game, recorded, &brief, r);
  if (status == PL_OK && !rounds) pl_screen_put(&game->screen, PL_TEXT("Nothing has been decided yet."));
  if (status == PL_OK && !game->options->quiet && pl_session_rounds_done(recorded) && !is_enough(game)) {
    pl_show_title(game, "");
    status = pl_show_all_states(game, error);
  }
  game->voice.brief = NULL;
  free(brief.incidents);
  return status;
}

/* ---- one seat ---- */

static pl_status build_brief(pl_game *game, pl_error *error) {
  pl_status status = pl_brief_build(pl_session_world(game->session), pl_session_events(game->session), game->voice.seat,
                                    PL_BRIEF_ALL, &game->room, error);
  if (status == PL_OK) game->voice.brief = &game->room.brief;
  return status;
}

static pl_status decide_as_recorded(pl_game *game, const pl_session *recorded, int round, pl_error *error) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(recorded, &count);
  pl_status status = PL_OK;
  for (size_t i = 0; i < count && status == PL_OK; i++)
    if (journal[i].round == round && !journal[i].is_withdrawn)
      status = pl_session_decide(game->session, &journal[i].decision, journal[i].author, error);
  return status;
}

static pl_status pass_week(pl_game *game, const pl_session *recorded, int round, pl_error *error) {
  pl_game_gauges(game->voice.brief, &game->before);
  game->has_before = true;
  pl_status status = decide_as_recorded(game, recorded, round, error);
  if (status == PL_OK) status = pl_session_resolve_round(game->session, error);
  if (status == PL_OK) status = build_brief(game, error);
  if (status != PL_OK) return status;
  if (pl_session_digest(game->session, round) != pl_session_digest(recorded, round))
    return pl_error_set(error, PL_BAD_INPUT, "round %d: this version of Polder computes something else", round + 1);
  if (game->options->quiet) return PL_OK;
  pl_tell_events(game, true);
  pl_tell_changes(game);
  return PL_OK;
}

static pl_status tell_round_to_seat(pl_game *game, const pl_session *recorded, int round, pl_error *error) {
  bool is_open = round == pl_session_rounds_done(recorded);
  pl_status status = pl_session_open_round(game->session, error);
  if (status == PL_OK) status = build_brief(game, error);
  if (status != PL_OK) return status;
  if (game->options->quiet)
    show_title(game, round, is_open);
  else {
    pl_tell_events(game, false);
    pl_show_round(game);
  }
  pl_tell_decisions(game, recorded, round, game->voice.seat);
  pl_tell_notes(game, recorded, round, game->voice.seat);
  return is_open ? PL_OK : pass_week(game, recorded, round, error);
}

static pl_status tell_seat(pl_game *game, const pl_session *recorded, pl_error *error) {
  pl_status status = PL_OK;
  int rounds = rounds_of(recorded);
  for (int s = 0; s < pl_scenario_seat_count(game->scenario); s++) pl_session_set_person(game->session, s, true);
  for (int r = 0; status == PL_OK && r < rounds && !is_enough(game); r++)
    status = tell_round_to_seat(game, recorded, r, error);
  if (status == PL_OK && !rounds) pl_screen_put(&game->screen, PL_TEXT("Nothing has been decided yet."));
  if (status == PL_OK && pl_session_is_over(recorded) && !game->options->quiet && !is_enough(game))
    pl_show_own_reckoning(game);
  return status;
}

/* ---- either ---- */

/* Whoever was interrupted, or whose terminal is gone, has seen enough. */
static pl_status refuse_output(int reason, pl_error *error) {
  if (reason == EINTR || reason == EIO) return PL_OK;
  return pl_error_set(error, PL_SYSTEM, "cannot write the text: %s",
                      reason ? strerror(reason) : PL_TEXT("out of memory"));
}

pl_status pl_retell(const pl_session *session, const pl_play_options *options, pl_error *error) {
  bool is_control = options->seat < 0;
  pl_session *live = pl_session_replay(session, is_control ? -1 : 0, error);
  if (!live) return error->status;
  pl_game *game = pl_game_new(live, NULL, options, error);
  pl_status status = !game        ? error->status
                     : is_control ? tell_control(game, session, error)
                                  : tell_seat(game, session, error);
  errno = 0;
  if (status == PL_OK && game->screen.failed)
    status = refuse_output(game->screen.reason, error);
  else if (status == PL_OK && fflush(options->out))
    status = refuse_output(errno ? errno : EIO, error);
  pl_game_free(game);
  pl_session_free(live);
  return status;
}
