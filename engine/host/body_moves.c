/* Free-form moves, and what control ruled on them.
 *
 * What is said about a move is a thread: messages about it, and about these. A message of control's in it asks back;
 * the move waits again when its team has answered.
 *
 *   waiting ◄──── the team answers ──── asked            a message of control's about it: PL_MESSAGE_TEXT
 *      └─ ruled: an act says what came of it             └─ answered: it was refused: PL_MESSAGE_RULING, no act */
#include "body.h"

#include <stdlib.h>

enum { SHOWN = 30 /* of one seat */ };

/* ---- moves ---- */

static bool is_ruled(const pl_room *room, int32_t number) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(room->session, &count);
  for (size_t i = 0; i < count; i++) {
    const pl_act *act = journal[i].is_withdrawn ? NULL : journal[i].act;
    if (act && act->kind == PL_ACT_RULE && act->message == number) return true;
  }
  return false;
}

/* How far it has come in its thread, of which `answers` gets the rest. Only the move's own team and control are heard
 * in it. */
static const char *follow(pl_making *m, const pl_message *messages, size_t count, const pl_message *move,
                          json_t *answers) {
  const char *state = "waiting";
  bool is_refused = false, *is_in = calloc(count + 1, sizeof *is_in);
  if (!is_in) {
    m->failed = true;
    return state;
  }
  is_in[move->number] = true;
  for (size_t i = (size_t)move->number + 1; i < count; i++) {
    const pl_message *one = &messages[i];
    if (one->about < 0 || !is_in[one->about] || (one->seat >= 0 && one->seat != move->seat)) continue;
    is_in[i] = true;
    is_refused = is_refused || one->form == PL_MESSAGE_RULING;
    state = one->seat < 0 ? "asked" : "waiting";
    pl_body_add(m, answers, json_integer(one->number));
  }
  free(is_in);
  return is_refused ? "answered" : state;
}

static json_t *move_row(pl_making *m, const pl_message *messages, size_t count, const pl_message *move) {
  json_t *row = pl_body_object(m), *answers = pl_body_list(m);
  const char *last = follow(m, messages, count, move, answers);
  const char *state = is_ruled(m->room, move->number) ? "ruled" : last;
  pl_body_set(m, row, "number", json_integer(move->number));
  pl_body_set(m, row, "seat", pl_body_id(m->scenario, move->seat));
  pl_body_set(m, row, "seat_name", pl_body_text(move->seat < 0 ? "" : pl_name_of_seat(m->voice, move->seat)));
  pl_body_set(m, row, "by", pl_body_text(move->by ? move->by : ""));
  pl_body_set(m, row, "text", pl_body_text(move->text));
  pl_body_set(m, row, "at_ms", pl_body_time(move->at ? move->at : ""));
  pl_body_set(m, row, "round", json_integer(move->round + 1));
  pl_body_set(m, row, "state", json_string(state));
  pl_body_set(m, row, "answers", answers);
  return row;
}

/* How many there are after this one from the same seat. */
static int later_moves(const pl_message *messages, size_t count, size_t at) {
  int later = 0;
  for (size_t i = at + 1; i < count && later < SHOWN; i++)
    later += messages[i].form == PL_MESSAGE_MOVE && messages[i].seat == messages[at].seat;
  return later;
}

/* The last ones of each seat: a team that floods hides its own, and nobody else's. */
json_t *pl_body_moves(pl_making *m) {
  size_t count;
  const pl_message *messages = pl_session_messages(m->room->session, &count);
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++)
    if (messages[i].form == PL_MESSAGE_MOVE && later_moves(messages, count, i) < SHOWN)
      pl_body_add(m, list, move_row(m, messages, count, &messages[i]));
  return list;
}

/* ---- rulings ---- */

static json_t *outcomes_of(pl_making *m, const pl_act *act) {
  json_t *list = pl_body_list(m);
  for (int i = 0; i < act->outcome_count; i++)
    pl_body_add(m, list, json_pack("{s:o, s:o}", "text", pl_body_text(act->outcome[i].text), "odds_milli",
                                   pl_body_milli(act->outcome[i].odds)));
  return list;
}

/* What the n-th ruling of a round came to: events are in the order of acts. −1: it came to nothing. */
static int64_t outcome_of(const pl_room *room, int round, int seat, int nth) {
  const pl_event_log *log = pl_session_events(room->session);
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind == PL_EVENT_RULING && event->round == round && event->state == seat && !nth--) return event->amount;
  }
  return -1;
}

static json_t *ruling_row(pl_making *m, const pl_journal_entry *entry, int nth) {
  const pl_act *act = entry->act;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "round", json_integer(entry->round + 1));
  pl_body_set(m, row, "seat", pl_body_id(m->scenario, act->seat));
  pl_body_set(m, row, "message", pl_body_number_or_null(act->message));
  pl_body_set(m, row, "text", pl_body_text(act->text ? act->text : ""));
  pl_body_set(m, row, "outcomes", outcomes_of(m, act));
  pl_body_set(m, row, "outcome", pl_body_number_or_null(outcome_of(m->room, entry->round, act->seat, nth)));
  pl_body_set(m, row, "public", json_boolean(act->is_public));
  return row;
}

json_t *pl_body_rulings(pl_making *m) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(m->room->session, &count);
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++) {
    int nth = 0;
    if (!journal[i].act || journal[i].act->kind != PL_ACT_RULE || journal[i].is_withdrawn) continue;
    for (size_t k = 0; k < i; k++)
      nth += journal[k].act && journal[k].act->kind == PL_ACT_RULE && !journal[k].is_withdrawn &&
             journal[k].round == journal[i].round && journal[k].act->seat == journal[i].act->seat;
    pl_body_add(m, list, ruling_row(m, &journal[i], nth));
  }
  return list;
}
