/* Acts of control's in a session: checked, journaled, and then carried out at once.
 *
 * What is carried out is what a file would say: an act goes through its JSON first, so that a session in memory and one
 * that was read back have rounded the same. Memory follows the file here as everywhere; only the world can still fail
 * after the commit, and then the session has stopped and the file knows what it was about. */
#include "recording.h"

#include <stdlib.h>

enum { MOST_ACTS = 1024 /* in one round */ };

/* The rulings of the open round, and all acts in it. */
static uint32_t count_acts(const pl_session *session, bool rulings_only) {
  const pl_journal *journal = &session->journal;
  uint32_t count = 0;
  for (size_t i = journal->open; i < journal->count; i++) {
    const pl_act *act = journal->entry[i].act;
    count += act && (!rulings_only || act->kind == PL_ACT_RULE);
  }
  return count;
}

static pl_status check_texts(const pl_act *act, pl_error *error) {
  pl_status status = PL_OK;
  if (act->text && *act->text) status = pl_session_check_text(act->text, PL_ACT_TEXT_BYTES, PL_TEXT("the text"), error);
  for (int i = 0; status == PL_OK && i < act->outcome_count; i++) {
    const pl_act_outcome *outcome = &act->outcome[i];
    status = pl_session_check_text(outcome->text, PL_ACT_TEXT_BYTES, PL_TEXT("the text of an outcome"), error);
    for (int k = 0; status == PL_OK && k < outcome->effects.count; k++) {
      const char *text = outcome->effects.row[k].text;
      if (text && *text) status = pl_session_check_text(text, PL_ACT_TEXT_BYTES, PL_TEXT("the text"), error);
    }
  }
  return status;
}

static pl_status check(const pl_session *session, const pl_act *act, pl_error *error) {
  pl_status status = pl_session_need_open(session, error);
  if (status == PL_OK) status = pl_world_check_act(session->world, act, error);
  if (status == PL_OK) status = check_texts(act, error);
  if (status != PL_OK) return status;
  if (count_acts(session, false) >= MOST_ACTS)
    return pl_error_set(error, PL_BAD_INPUT, "control has acted %d times in this round: wait for the next",
                        (int)MOST_ACTS);
  if (act->kind == PL_ACT_RULE && act->message >= 0 && (size_t)act->message >= session->message_count)
    return pl_error_set(error, PL_BAD_INPUT, "there is no message %d to rule on", act->message);
  return PL_OK;
}

static pl_status write_json(const pl_session *session, const pl_act *act, pl_buffer *json, pl_error *error) {
  pl_act_to_json(session->rules.scenario, act, json);
  if (json->failed) return pl_error_set(error, PL_NO_MEMORY, "out of memory: the act was not recorded; try again");
  if (json->length > PL_ACT_JSON_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "the act is too long to be recorded: make its texts shorter");
  return PL_OK;
}

/* Into the journal, which takes `act` and has room for it, and into the world. */
static pl_status carry_out(pl_session *session, const pl_journal_entry *entry, pl_act *act, int *outcome,
                           pl_error *error) {
  pl_error reason = {.status = PL_OK};
  pl_journal_add_reserved(&session->journal, entry, act);
  pl_status status = pl_world_act(session->world, act, outcome, &reason);
  if (status == PL_OK && session->log.failed)
    status = pl_error_set(&reason, PL_NO_MEMORY, "out of memory: the record of what happened is not complete");
  if (status == PL_OK) return PL_OK;
  if (error) *error = reason;
  return pl_session_stop(session, status, &reason);
}

pl_status pl_session_carry_out(pl_session *session, const pl_journal_entry *entry, pl_error *error) {
  pl_status status = pl_journal_reserve(&session->journal, 1, error);
  pl_act *act = status == PL_OK ? pl_act_copy(entry->act) : NULL;
  if (status == PL_OK && !act)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: the act was not carried out; try again");
  return status == PL_OK ? carry_out(session, entry, act, NULL, error) : status;
}

pl_status pl_session_act(pl_session *session, const pl_act *act, int *outcome, pl_error *error) {
  pl_act numbered = *act;
  pl_buffer json = {0};
  pl_act *recorded = NULL;
  int64_t sequence = 0;
  numbered.number = act->kind == PL_ACT_RULE ? count_acts(session, true) : 0;
  pl_status status = check(session, &numbered, error);
  if (status == PL_OK) status = write_json(session, &numbered, &json, error);
  if (status == PL_OK) {
    pl_error why = {.status = PL_OK};
    recorded = pl_act_from_json(session->rules.scenario, pl_buffer_text(&json), json.length, &why);
    if (!recorded) {
      status = why.status;
      if (error) *error = why;
    }
  }
  if (status == PL_OK) status = pl_journal_reserve(&session->journal, 1, error);
  if (status == PL_OK) status = pl_recording_act(session, pl_buffer_text(&json), &sequence, error);
  pl_buffer_clear(&json);
  if (status != PL_OK) {
    free(recorded);
    return status;
  }
  const pl_journal_entry entry = {.round = session->done, .author = PL_AUTHOR_CONTROL};
  status = carry_out(session, &entry, recorded, outcome, error);
  session->journal.mark[session->journal.count - 1].sequence = sequence;
  return status;
}

/* The rulings of a round stand in the log in the order in which they stand in the journal. */
int pl_session_outcome(const pl_session *session, size_t entry) {
  const pl_journal *journal = &session->journal;
  const pl_event_log *log = &session->log;
  size_t before = 0;
  const pl_act *ruling = entry < journal->count ? journal->entry[entry].act : NULL;
  if (!ruling || ruling->kind != PL_ACT_RULE) return -1;
  const int32_t round = journal->entry[entry].round;
  for (size_t i = 0; i < entry; i++) {
    const pl_act *act = journal->entry[i].round == round ? journal->entry[i].act : NULL;
    before += act && act->kind == PL_ACT_RULE;
  }
  for (size_t i = 0; i < log->count; i++)
    if (log->event[i].kind == PL_EVENT_RULING && log->event[i].round == round && !before--)
      return (int)log->event[i].amount;
  return -1;
}
