/* What control did, and what was noted: told with the decisions of a round, from the record.
 *
 * A ruling is told with its odds, and with what it came to; a note with who made it and, of an evaluator's, the
 * objective and what was seen of it. */
#include <polder/accounts.h>
#include <polder/act.h>

#include "chronicle.h"

enum { NAME = 21 };

/* ---- acts ---- */

static void put_quoted(pl_buffer *out, const char *text) {
  pl_buffer_add_text(out, "\"");
  pl_put_tame(out, text);
  pl_buffer_add_text(out, "\"");
}

/* '35 %: "It works"; 65 %: "It does not"', or the one thing that is certain. */
static void put_outcomes(pl_buffer *out, const pl_act *act) {
  for (int i = 0; i < act->outcome_count; i++) {
    pl_buffer_add_text(out, i ? "; " : "");
    if (act->outcome_count > 1) pl_buffer_add_format(out, PL_TEXT("%d\xC2\xA0%%: "), pl_percent(act->outcome[i].odds));
    put_quoted(out, act->outcome[i].text);
  }
}

static void put_ruled(pl_buffer *out, const pl_voice *voice, const pl_act *act, int outcome) {
  pl_buffer move = {0};
  pl_buffer_add_format(out, PL_TEXT("a ruling on a move of %s"), pl_name_of_seat(voice, act->seat));
  if (act->text) pl_put_tame(&move, act->text);
  if (move.length) pl_buffer_add_format(out, " (%s)", pl_buffer_text(&move));
  pl_buffer_add_text(out, ": ");
  put_outcomes(out, act);
  out->failed = out->failed || move.failed;
  pl_buffer_clear(&move);
  if (act->outcome_count < 2 || outcome < 0 || outcome >= act->outcome_count) return;
  put_quoted(&move, act->outcome[outcome].text);
  pl_buffer_add_text(out, " ");
  pl_buffer_add_format(out, PL_TEXT("It came to %s"), pl_buffer_text(&move));
  out->failed = out->failed || move.failed;
  pl_buffer_clear(&move);
}

static void put_reworded(pl_buffer *out, const char *inject, const char *text) {
  pl_buffer words = {0};
  pl_put_tame(&words, text ? text : "");
  pl_buffer_add_format(out, PL_TEXT("message %s in other words: \"%s\""), inject, pl_buffer_text(&words));
  out->failed = out->failed || words.failed;
  pl_buffer_clear(&words);
}

void pl_put_act(pl_buffer *out, const pl_voice *voice, const pl_act *act, int outcome) {
  const bool is_ruling = act->kind == PL_ACT_RULE;
  if (!is_ruling && act->inject >= voice->scenario->inject_count) return;
  const char *inject = is_ruling ? "" : voice->scenario->injects[act->inject].id;
  switch (act->kind) {
  case PL_ACT_FIRE: pl_buffer_add_format(out, PL_TEXT("message %s now"), inject); break;
  case PL_ACT_SKIP: pl_buffer_add_format(out, PL_TEXT("message %s skipped"), inject); break;
  case PL_ACT_DELAY:
    pl_buffer_add_format(out, PL_TEXT("message %s delayed to round %d"), inject, (int)act->round + 1);
    break;
  case PL_ACT_REWORD: put_reworded(out, inject, act->text); break;
  case PL_ACT_RULE: put_ruled(out, voice, act, outcome); break;
  case PL_ACT_KINDS: break;
  }
}

void pl_tell_acts(pl_game *game, pl_tale *tale, const pl_session *recorded, int round) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(recorded, &count);
  bool is_first = true;
  for (size_t i = 0; i < count; i++) {
    if (journal[i].round != round || !journal[i].act) continue;
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  ");
    pl_put_padded(&line, is_first ? PL_TEXT("Control") : "", NAME);
    pl_buffer_add_text(&line, PL_HANG);
    pl_put_act(&line, &game->voice, journal[i].act, pl_session_outcome(recorded, i));
    pl_tale_take(tale, &line);
    is_first = false;
  }
}

/* ---- notes ---- */

const char *pl_observed_word(int observed) {
  switch ((pl_observed)observed) {
  case PL_OBSERVED_NONE: break;
  case PL_OBSERVED_MET: return PL_TEXT("met");
  case PL_OBSERVED_PARTLY: return PL_TEXT("partly met");
  case PL_OBSERVED_NOT_MET: return PL_TEXT("not met");
  }
  return "";
}

void pl_put_noted_objective(pl_buffer *out, const pl_voice *voice, uint16_t objective) {
  if (objective >= voice->scenario->objective_count) return;
  const pl_objective_spec *spec = &voice->scenario->objectives[objective];
  pl_voice own = *voice;
  own.seat = spec->seat_count ? spec->seats[0] : 0;
  pl_put_scenario_text(out, &own, &spec->text);
}

/* What an evaluator saw, and of which objective. */
static void put_observation(pl_buffer *out, const pl_voice *voice, const pl_note *note) {
  pl_buffer objective = {0};
  pl_put_noted_objective(&objective, voice, note->objective);
  if (objective.length && note->observed != PL_OBSERVED_NONE)
    pl_buffer_add_format(out, PL_DIM " (%s: %s)" PL_PLAIN, pl_observed_word((int)note->observed),
                         pl_buffer_text(&objective));
  else if (objective.length)
    pl_buffer_add_format(out, PL_DIM " (%s)" PL_PLAIN, pl_buffer_text(&objective));
  out->failed = out->failed || objective.failed;
  pl_buffer_clear(&objective);
}

static const char *noted_by(const pl_game *game, const pl_note *note) {
  pl_buffer who = {0};
  if (note->seat >= 0) return pl_name_of_seat(&game->voice, note->seat);
  if (!*note->by) return PL_TEXT("Control");
  pl_put_tame(&who, note->by);
  return pl_phrase_of(&game->voice, &who);
}

void pl_tell_notes(pl_game *game, pl_tale *tale, const pl_session *recorded, int round, int seat) {
  size_t count;
  const pl_note *notes = pl_session_notes(recorded, &count);
  bool is_first = true;
  for (size_t i = 0; i < count; i++) {
    if (notes[i].round != round || (seat >= 0 && notes[i].seat != seat)) continue;
    if (is_first) pl_tale_heading(tale, PL_TEXT("Notes"));
    is_first = false;
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  ");
    if (seat < 0) pl_put_padded(&line, noted_by(game, &notes[i]), NAME);
    pl_buffer_add_text(&line, seat < 0 ? PL_HANG : "· " PL_HANG);
    pl_put_tame(&line, notes[i].text);
    put_observation(&line, &game->voice, &notes[i]);
    pl_tale_take(tale, &line);
  }
}
