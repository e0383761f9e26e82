/* Telling an exercise again.
 *
 *   control     the record itself: decisions of all seats, every event
 *   one seat    a session built anew is led through the recorded decisions, round by round, and what the seat could
 *               see of it then is told by the game it was played with; so it can tell no more than play did
 *
 * The seat's session is led through the same door as in play. Whose decision it was no longer matters, so orders and
 * bots are decisions like any other, and nobody decides for himself. */
#include "retell.h"

#include <stdlib.h>

#include "chronicle.h"

int pl_retelling_rounds(const pl_session *recorded) {
  size_t count, note_count;
  const pl_journal_entry *journal = pl_session_journal(recorded, &count);
  const pl_note *notes = pl_session_notes(recorded, &note_count);
  int done = pl_session_rounds_done(recorded);
  bool has_decision = count && journal[count - 1].round == done;
  bool has_note = note_count && notes[note_count - 1].round == done;
  return !pl_session_is_over(recorded) && (has_decision || has_note) ? done + 1 : done;
}

bool pl_retelling_is_open(const pl_retelling *retelling, int round) {
  return round == pl_session_rounds_done(retelling->recorded);
}

/* ---- beginning ---- */

pl_status pl_control_brief(const pl_session *session, pl_brief *brief, pl_error *error) {
  const pl_world *world = pl_session_world(session);
  size_t count = (size_t)pl_world_incident_count(world);
  *brief = (pl_brief){.scenario = pl_session_scenario(session), .seat = PL_NONE};
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
  return PL_OK;
}

static pl_status know_incidents(pl_retelling *retelling, pl_error *error) {
  retelling->game->voice.brief = &retelling->control;
  return pl_control_brief(retelling->live, &retelling->control, error);
}

pl_status pl_retelling_begin(pl_retelling *retelling, const pl_session *recorded, int seat, pl_language language,
                             pl_error *error) {
  pl_game_options options = {.seat = -1, .language = language};
  *retelling = (pl_retelling){.recorded = recorded};
  retelling->live = pl_session_replay(recorded, seat < 0 ? -1 : 0, error);
  if (!retelling->live) return error->status;
  retelling->game = pl_game_new(retelling->live, NULL, &options, error);
  if (!retelling->game) return error->status;
  if (seat < 0) return know_incidents(retelling, error);
  for (int s = 0; s < pl_scenario_seat_count(pl_session_scenario(recorded)); s++)
    pl_session_set_person(retelling->live, s, true);
  retelling->game->voice.seat = seat;
  return PL_OK;
}

void pl_retelling_end(pl_retelling *retelling) {
  free(retelling->control.incidents);
  pl_game_free(retelling->game);
  pl_session_free(retelling->live);
}

/* ---- control ---- */

void pl_retelling_tell_control(pl_retelling *retelling, int round, bool is_brief, pl_tale *tale) {
  retelling->control.round = round;
  pl_tell_decisions(retelling->game, tale, retelling->recorded, round, -1);
  pl_tell_acts(retelling->game, tale, retelling->recorded, round);
  if (!is_brief && !pl_retelling_is_open(retelling, round)) pl_tell_chronicle(retelling->game, tale, round);
  pl_tell_notes(retelling->game, tale, retelling->recorded, round, -1);
}

/* ---- one seat ---- */

pl_status pl_retelling_open_round(pl_retelling *retelling, pl_error *error) {
  return pl_game_open_round(retelling->game, error);
}

void pl_retelling_tell_decisions(pl_retelling *retelling, int round, pl_tale *tale) {
  int seat = pl_game_seat(retelling->game);
  pl_tell_decisions(retelling->game, tale, retelling->recorded, round, seat);
  pl_tell_notes(retelling->game, tale, retelling->recorded, round, seat);
}

/* The messages that were ruled on are not in the live session. */
static pl_status act_as_recorded(pl_retelling *retelling, const pl_act *recorded, pl_error *error) {
  pl_act act = *recorded;
  act.message = -1;
  return pl_session_act(retelling->live, &act, NULL, error);
}

static pl_status decide_as_recorded(pl_retelling *retelling, int round, pl_error *error) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(retelling->recorded, &count);
  pl_status status = PL_OK;
  for (size_t i = 0; i < count && status == PL_OK; i++) {
    if (journal[i].round != round || journal[i].is_withdrawn) continue;
    status = journal[i].act ? act_as_recorded(retelling, journal[i].act, error)
                            : pl_session_decide(retelling->live, &journal[i].decision, journal[i].author, error);
  }
  return status;
}

pl_status pl_retelling_pass_round(pl_retelling *retelling, int round, pl_error *error) {
  pl_status status = decide_as_recorded(retelling, round, error);
  if (status == PL_OK) status = pl_game_close_round(retelling->game, error);
  if (status != PL_OK) return status;
  if (pl_session_digest(retelling->live, round) != pl_session_digest(retelling->recorded, round))
    return pl_error_set(error, PL_BAD_INPUT, "round %d: this version of Polder computes something else", round + 1);
  return PL_OK;
}

/* ---- one round alone ---- */

static pl_status tell_seat(pl_retelling *retelling, int round, pl_tale *tale, pl_error *error) {
  pl_status status = PL_OK;
  for (int r = 0; r < round && status == PL_OK; r++) {
    status = pl_retelling_open_round(retelling, error);
    if (status == PL_OK) status = pl_retelling_pass_round(retelling, r, error);
  }
  if (status == PL_OK) status = pl_retelling_open_round(retelling, error);
  if (status == PL_OK) status = pl_game_tell(retelling->game, PL_TOPIC_BEGINNING, tale, error);
  if (status != PL_OK) return status;
  pl_retelling_tell_decisions(retelling, round, tale);
  if (pl_retelling_is_open(retelling, round)) return PL_OK;
  status = pl_retelling_pass_round(retelling, round, error);
  if (status == PL_OK) status = pl_game_tell(retelling->game, PL_TOPIC_NEWS, tale, error);
  if (status == PL_OK) status = pl_game_tell(retelling->game, PL_TOPIC_CHANGES, tale, error);
  return status;
}

pl_status pl_retell_round(const pl_session *session, int seat, int round, pl_language language, pl_tale *tale,
                          pl_error *error) {
  pl_retelling retelling;
  if (round < 0 || round >= pl_retelling_rounds(session)) return PL_OK; /* nothing happened in it */
  pl_status status = pl_retelling_begin(&retelling, session, seat, language, error);
  if (status == PL_OK && seat >= 0)
    status = tell_seat(&retelling, round, tale, error);
  else if (status == PL_OK)
    pl_retelling_tell_control(&retelling, round, false, tale);
  if (status == PL_OK && (tale->failed || retelling.game->phrases.failed))
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell the exercise");
  pl_retelling_end(&retelling);
  return status;
}

/* ---- a round of a session at hand ---- */

pl_status pl_game_tell_round(pl_game *game, int round, pl_tick until, pl_tale *tale, pl_error *error) {
  if (!game->voice.brief || round < 0 || round >= pl_session_rounds_done(game->session)) return PL_OK;
  pl_tell_decisions(game, tale, game->session, round, game->voice.seat);
  pl_tell_days(game, tale, round, until);
  pl_tell_notes(game, tale, game->session, round, game->voice.seat);
  if (!tale->failed && !game->phrases.failed) return PL_OK;
  game->phrases.failed = false;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell the round");
}

pl_status pl_tell_round_to_control(pl_session *session, int round, pl_language language, pl_tale *tale,
                                   pl_error *error) {
  const pl_game_options options = {.seat = -1, .language = language, .is_in_room = true};
  pl_retelling retelling = {.recorded = session};
  if (round < 0 || round >= pl_retelling_rounds(session)) return PL_OK;
  retelling.game = pl_game_new(session, NULL, &options, error);
  if (!retelling.game) return error->status;
  retelling.game->voice.brief = &retelling.control;
  pl_status status = pl_control_brief(session, &retelling.control, error);
  if (status == PL_OK) pl_retelling_tell_control(&retelling, round, false, tale);
  if (status == PL_OK && (tale->failed || retelling.game->phrases.failed))
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell the round");
  pl_retelling_end(&retelling);
  return status;
}
