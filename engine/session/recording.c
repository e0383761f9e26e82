/* Recording: nothing is acknowledged that is not on disk.
 *
 *   people decide, undo, remark, write;   one transaction, before the call returns and before memory changes
 *   control acts
 *   a round is sealed                     one transaction: what bots and orders decided, and the seal; only then is the
 *                                         round resolved in memory
 *   a round was resolved                  one transaction: digest, quantities, events, checkpoint; all of it follows
 *                                         from the rows before, so a failure loses nothing and is made up for later
 *
 * Memory follows the file and never goes ahead of it: room in the journal is taken first, so that nothing can fail
 * between the commit and the entry. Who plays which seat is written with the next transaction, whatever it is for.
 *
 * A session that gathers is the exception, for a host that acknowledges nothing before it has committed:
 *
 *   IN STEP ── first call: begin ──► AHEAD: each further call is a part of that transaction, and is taken back alone
 *      ▲                               │   where it fails
 *      ├──────────── commit ───────────┤
 *      │                               ▼ the commit fails, or a part took the others with it
 *      └── taken up again, by ──────  LOST: every call repeats why; memory is not what the file holds
 *          another session            */
#include "recording.h"

#include "message_json.h"

#include <polder/decision_json.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const pl_author_words[] = {
    [PL_AUTHOR_PERSON] = "person", [PL_AUTHOR_BOT] = "bot", [PL_AUTHOR_ORDER] = "order",
    [PL_AUTHOR_CONTROL] = "control"};
const char *const pl_observed_words[] = {
    [PL_OBSERVED_NONE] = NULL, [PL_OBSERVED_MET] = "met", [PL_OBSERVED_PARTLY] = "partly",
    [PL_OBSERVED_NOT_MET] = "not met"};
const char *const pl_language_codes[PL_LANGUAGES] = {[PL_ENGLISH] = "en", [PL_DUTCH] = "nl"};

/* ---- rows ---- */

static pl_store_row new_row(const pl_session *session, pl_row_kind kind) {
  return (pl_store_row){.kind = kind, .round = session->done, .place = -1, .takes_back = -1};
}

static pl_status append_decision(pl_session *session, const pl_journal_entry *entry, int32_t place,
                                 int64_t *sequence, pl_error *error) {
  pl_buffer body = {0};
  pl_store_row row = new_row(session, PL_ROW_DECIDE);
  pl_decision_to_json(session->rules.scenario, &entry->decision, &body);
  row.round = entry->round;
  row.place = place;
  row.author = pl_author_words[entry->author];
  row.body = pl_buffer_text(&body);
  if (entry->author == PL_AUTHOR_BOT) row.player = pl_session_player(session, entry->decision.seat);
  pl_status status = PL_OK;
  if (body.failed)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: the decision was not recorded; try again");
  else if (body.length > PL_DECISION_JSON_BYTES)
    status = pl_error_set(error, PL_BAD_INPUT, "the decision is too long to be recorded: name fewer states");
  if (status == PL_OK) status = pl_store_append(session->store, &row, error);
  pl_buffer_clear(&body);
  *sequence = row.sequence;
  return status;
}

static pl_status append_undo(pl_session *session, int32_t round, int64_t sequence, pl_error *error) {
  pl_store_row row = new_row(session, PL_ROW_UNDO);
  row.round = round;
  row.takes_back = sequence;
  return pl_store_append(session->store, &row, error);
}

static pl_status append_seal(pl_session *session, int32_t round, pl_error *error) {
  pl_store_row row = new_row(session, PL_ROW_SEAL);
  row.round = round;
  return pl_store_append(session->store, &row, error);
}

static const char *seat_word(const pl_session *session, int seat) {
  return seat < 0 ? "" : pl_scenario_seat_id(session->rules.scenario, seat);
}

/* NULL for "": a row has nothing there. */
static const char *unless_empty(const char *text) { return text && *text ? text : NULL; }

static pl_status append_note(pl_session *session, const pl_note *note, char *at, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  pl_store_row row = new_row(session, PL_ROW_NOTE);
  row.round = note->round;
  row.seat = seat_word(session, note->seat);
  row.body = note->text;
  row.player = unless_empty(note->by);
  row.author = pl_observed_words[note->observed];
  row.at = unless_empty(note->at);
  if (note->objective < scenario->objective_count) row.place = note->objective;
  pl_status status = pl_store_append(session->store, &row, error);
  if (status == PL_OK && at) pl_store_time(session->store, row.sequence, at, PL_TIME_BYTES);
  return status;
}

static pl_status append_act(pl_session *session, int32_t round, int32_t place, const char *json, int64_t *sequence,
                            pl_error *error) {
  pl_store_row row = new_row(session, PL_ROW_ACT);
  row.round = round;
  row.place = place;
  row.body = json;
  pl_status status = pl_store_append(session->store, &row, error);
  *sequence = row.sequence;
  return status;
}

static pl_status append_message(pl_session *session, const pl_message *message, char *at, pl_error *error) {
  pl_buffer body = {0};
  pl_store_row row = new_row(session, PL_ROW_MESSAGE);
  pl_message_to_json(session->rules.scenario, message, &body);
  row.round = message->round;
  row.seat = seat_word(session, message->seat);
  row.player = unless_empty(message->by);
  row.body = pl_buffer_text(&body);
  row.at = unless_empty(message->at);
  pl_status status = PL_OK;
  if (body.failed)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: the message was not recorded; try again");
  else if (body.length > PL_STORE_BODY_BYTES)
    status = pl_error_set(error, PL_BAD_INPUT, "the message is too long to be recorded: write two");
  if (status == PL_OK) status = pl_store_append(session->store, &row, error);
  if (status == PL_OK && at) pl_store_time(session->store, row.sequence, at, PL_TIME_BYTES);
  pl_buffer_clear(&body);
  return status;
}

static pl_status put_seats(pl_session *session, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  pl_status status = PL_OK;
  for (int s = 0; status == PL_OK && s < pl_scenario_seat_count(scenario); s++) {
    pl_store_seat seat = {.seat = pl_scenario_seat_id(scenario, s), .player = pl_session_player(session, s),
                          .is_person = session->is_person[s]};
    status = pl_store_put_seat(session->store, &seat, error);
  }
  return status;
}

/* ---- one transaction for everything a person waits for ---- */

typedef struct request {
  const pl_decision *decision; /* decide, decide anew: `count` of them */
  pl_author author;
  int seat;
  size_t count;
  int64_t *sequences;
  size_t index;                /* undo */
  const char *act;             /* as JSON */
  const pl_note *note;
  const pl_message *message;
  const pl_room_row *room;     /* `count` of them */
  char *at;
  int64_t sequence;
} request;

/* Nothing of the transaction is kept. What it had accepted is in memory nevertheless. */
static void lose(pl_session *session, const pl_error *why) {
  pl_batch *batch = &session->batch;
  pl_store_cancel(session->store);
  batch->is_open = false;
  batch->is_lost = batch->accepted > 0;
  batch->why = *why;
}

/* A transaction or, of a session that gathers, a part of one. */
static pl_status begin(pl_session *session, pl_store_part *part, pl_error *error) {
  pl_batch *batch = &session->batch;
  pl_error why = batch->why;
  pl_status status = batch->is_lost ? why.status : PL_OK;
  if (status == PL_OK && !batch->is_open) status = pl_store_begin(session->store, &why);
  if (status == PL_OK && batch->gathers) {
    batch->is_open = true;
    status = pl_store_begin_part(session->store, part, &why);
    if (status != PL_OK) lose(session, &why);
  }
  if (status != PL_OK && error) *error = why;
  return status;
}

/* Its end, well or (`status`, `error`) not; what comes back is whether it was kept. */
static pl_status finish(pl_session *session, const pl_store_part *part, pl_status status, pl_error *error) {
  pl_batch *batch = &session->batch;
  pl_error why = {.status = status};
  if (status != PL_OK && error) why = *error;
  if (status == PL_OK)
    status = batch->gathers ? pl_store_end_part(session->store, &why) : pl_store_commit(session->store, &why);
  if (status == PL_OK) {
    batch->accepted += batch->gathers;
    return PL_OK;
  }
  if (error) *error = why;
  if (!batch->gathers) pl_store_cancel(session->store);
  else if (!pl_store_take_back(session->store, part)) lose(session, &why);
  return status;
}

typedef pl_status (*writer)(pl_session *session, request *asked, pl_error *error);

static pl_status transact(pl_session *session, writer write, request *asked, pl_error *error) {
  pl_store_part part;
  pl_status status = begin(session, &part, error);
  if (status != PL_OK) return status;
  if (session->seats_changed) status = put_seats(session, error);
  if (status == PL_OK && write) status = write(session, asked, error);
  status = finish(session, &part, status, error);
  if (status == PL_OK) session->seats_changed = false;
  return status;
}

static pl_status write_decision(pl_session *session, request *asked, pl_error *error) {
  const pl_journal_entry entry = {.round = session->done, .author = asked->author, .decision = *asked->decision};
  return append_decision(session, &entry, session->journal.next_place, &asked->sequence, error);
}

pl_status pl_recording_decide(pl_session *session, const pl_decision *decision, pl_author author, int64_t *sequence,
                              pl_error *error) {
  if (!session->store) return PL_OK;
  request asked = {.decision = decision, .author = author};
  pl_status status = transact(session, write_decision, &asked, error);
  *sequence = status == PL_OK ? asked.sequence : 0;
  return status;
}

static pl_status write_undo(pl_session *session, request *asked, pl_error *error) {
  return append_undo(session, session->done, session->journal.mark[asked->index].sequence, error);
}

pl_status pl_recording_undo(pl_session *session, size_t index, pl_error *error) {
  if (!session->store || !session->journal.mark[index].sequence) return PL_OK;
  request asked = {.index = index};
  return transact(session, write_undo, &asked, error);
}

static pl_status write_anew(pl_session *session, request *asked, pl_error *error) {
  const pl_journal *journal = &session->journal;
  pl_status status = PL_OK;
  for (size_t i = journal->first[asked->seat]; status == PL_OK && i != PL_JOURNAL_END; i = journal->mark[i].next) {
    const bool is_standing = !journal->entry[i].is_withdrawn && journal->entry[i].author != PL_AUTHOR_ORDER;
    if (is_standing && journal->mark[i].sequence)
      status = append_undo(session, session->done, journal->mark[i].sequence, error);
  }
  for (size_t i = 0; status == PL_OK && i < asked->count; i++) {
    const pl_journal_entry entry = {.round = session->done, .author = asked->author, .decision = asked->decision[i]};
    status = append_decision(session, &entry, journal->next_place + (int32_t)i, &asked->sequences[i], error);
  }
  return status;
}

pl_status pl_recording_decide_anew(pl_session *session, int seat, const pl_decision *decisions, size_t count,
                                   pl_author author, int64_t *sequence, pl_error *error) {
  if (!session->store) return PL_OK;
  request asked = {.decision = decisions, .author = author, .seat = seat, .count = count, .sequences = sequence};
  return transact(session, write_anew, &asked, error);
}

static pl_status write_act(pl_session *session, request *asked, pl_error *error) {
  return append_act(session, session->done, session->journal.next_place, asked->act, &asked->sequence, error);
}

pl_status pl_recording_act(pl_session *session, const char *json, int64_t *sequence, pl_error *error) {
  *sequence = 0;
  if (!session->store) return PL_OK;
  request asked = {.act = json};
  pl_status status = transact(session, write_act, &asked, error);
  *sequence = status == PL_OK ? asked.sequence : 0;
  return status;
}

static pl_status write_note(pl_session *session, request *asked, pl_error *error) {
  return append_note(session, asked->note, asked->at, error);
}

pl_status pl_recording_note(pl_session *session, const pl_note *note, char *at, pl_error *error) {
  if (!session->store) return PL_OK;
  request asked = {.note = note, .at = at};
  return transact(session, write_note, &asked, error);
}

static pl_status write_message(pl_session *session, request *asked, pl_error *error) {
  return append_message(session, asked->message, asked->at, error);
}

pl_status pl_recording_message(pl_session *session, const pl_message *message, char *at, pl_error *error) {
  if (!session->store) return PL_OK;
  request asked = {.message = message, .at = at};
  return transact(session, write_message, &asked, error);
}

static pl_status write_room(pl_session *session, request *asked, pl_error *error) {
  pl_status status = PL_OK;
  for (size_t i = 0; status == PL_OK && i < asked->count; i++)
    status = pl_store_put_room(session->store, asked->room[i].key, asked->room[i].value, error);
  return status;
}

pl_status pl_recording_room(pl_session *session, const pl_room_row *rows, size_t count, pl_error *error) {
  if (!session->store) return PL_OK;
  request asked = {.room = rows, .count = count};
  return transact(session, write_room, &asked, error);
}

pl_status pl_recording_seats(pl_session *session, pl_error *error) {
  return session->store ? transact(session, NULL, NULL, error) : PL_OK;
}

/* ---- sealing ---- */

static pl_status append_entry(pl_session *session, size_t index, int64_t *sequence, pl_error *error) {
  const pl_journal_entry *entry = &session->journal.entry[index];
  const int32_t place = session->journal.mark[index].place;
  if (!entry->act) return append_decision(session, entry, place, sequence, error);
  pl_buffer json = {0};
  pl_act_to_json(session->rules.scenario, entry->act, &json);
  pl_status status = json.failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: the act was not recorded; try "
                                                "again")
                                 : append_act(session, entry->round, place, pl_buffer_text(&json), sequence, error);
  pl_buffer_clear(&json);
  return status;
}

static bool is_of_people(const pl_journal_entry *entry) {
  return entry->act || entry->author == PL_AUTHOR_PERSON || entry->author == PL_AUTHOR_CONTROL;
}

/* Adds the rows that entries `from` … lack; `sequence` gets them. */
static pl_status append_entries(pl_session *session, size_t from, size_t until, bool people_only, int64_t *sequence,
                                pl_error *error) {
  pl_status status = PL_OK;
  for (size_t i = from; status == PL_OK && i < until; i++) {
    const pl_journal_entry *entry = &session->journal.entry[i];
    if (sequence[i - from] || (people_only && !is_of_people(entry))) continue;
    status = append_entry(session, i, &sequence[i - from], error);
    if (status == PL_OK && entry->is_withdrawn)
      status = append_undo(session, entry->round, sequence[i - from], error);
  }
  return status;
}

static pl_status write_seal(pl_session *session, int64_t *sequence, pl_error *error) {
  pl_store_part part;
  pl_status status = begin(session, &part, error);
  if (status != PL_OK) return status;
  if (session->seats_changed) status = put_seats(session, error);
  if (status == PL_OK)
    status = append_entries(session, session->journal.open, session->journal.count, false, sequence, error);
  if (status == PL_OK) status = append_seal(session, session->done, error);
  return finish(session, &part, status, error);
}

pl_status pl_recording_seal(pl_session *session, pl_error *error) {
  if (!session->store) return PL_OK;
  pl_journal *journal = &session->journal;
  const size_t count = journal->count - journal->open;
  int64_t *sequence = calloc(count + 1, sizeof *sequence);
  pl_status status = sequence ? PL_OK : pl_error_set(error, PL_NO_MEMORY, "out of memory: the round is still open; "
                                                     "try again");
  for (size_t i = 0; sequence && i < count; i++) sequence[i] = journal->mark[journal->open + i].sequence;
  if (status == PL_OK) status = write_seal(session, sequence, error);
  for (size_t i = 0; status == PL_OK && i < count; i++) journal->mark[journal->open + i].sequence = sequence[i];
  free(sequence);
  if (status == PL_OK) session->seats_changed = false;
  return status;
}

/* ---- after a round ---- */

enum { MOST_QUANTITIES = 64 };

const char *pl_recording_quantities(pl_session *session) {
  pl_quantity quantities[MOST_QUANTITIES];
  size_t count = pl_world_quantities(session->world, quantities, MOST_QUANTITIES);
  pl_buffer text = {0};
  pl_buffer_add_text(&text, "{");
  for (size_t i = 0; i < count && i < MOST_QUANTITIES; i++)
    pl_buffer_add_format(&text, "%s\"%s\": \"%016" PRIx64 "\"", i ? ", " : "", quantities[i].name,
                         quantities[i].digest);
  pl_buffer_add_text(&text, "}");
  const char *copy = text.failed ? NULL : pl_arena_text(session->arena, text.bytes, text.length);
  pl_buffer_clear(&text);
  return copy;
}

static pl_status put_checks(pl_session *session, int from, pl_error *error) {
  pl_status status = PL_OK;
  for (int r = from; status == PL_OK && r < session->done; r++) {
    pl_store_check check = {.round = r, .digest = session->digest[r],
                            .quantities = session->quantities[r] ? session->quantities[r] : "{}"};
    status = pl_store_put_check(session->store, &check, error);
  }
  return status;
}

/* A world does not go on as it did without what the scenario's code remembered beside it. */
static bool remembers(const pl_session *session) {
  const pl_rules *rules = &session->rules;
  return rules->fingerprint && rules->fingerprint(rules->self) != session->fingerprint;
}

static pl_status put_world(pl_session *session, size_t room, pl_error *error) {
  if (remembers(session)) return pl_error_set(error, PL_BAD_INPUT, "the scenario's code remembers: no checkpoint");
  pl_buffer bytes = {0};
  pl_world_save(session->world, &bytes);
  pl_status status = bytes.failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: no checkpoint") : PL_OK;
  if (status == PL_OK && bytes.length > room)
    status = pl_error_set(error, PL_BAD_INPUT, "this world is too large for a checkpoint");
  pl_store_checkpoint checkpoint = {.round = session->done - 1, .engine = POLDER_VERSION,
                                    .bytes = bytes.bytes, .length = bytes.length};
  if (status == PL_OK) status = pl_store_put_checkpoint(session->store, &checkpoint, error);
  pl_buffer_clear(&bytes);
  return status;
}

/* What happened since the last row of events, and the world. */
static pl_status put_cache(pl_session *session, size_t *bytes_saved, pl_error *error) {
  const size_t first = session->events_saved, count = session->log.count - first;
  pl_buffer bytes = {0};
  pl_event_log_save(&session->log, first, &bytes);
  *bytes_saved = bytes.length;
  size_t all = session->cache_bytes + bytes.length;
  pl_status status = bytes.failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: no checkpoint") : PL_OK;
  if (status == PL_OK && all > PL_STORE_CACHE_BYTES)
    status = pl_error_set(error, PL_BAD_INPUT, "too much has happened for a checkpoint");
  pl_store_events events = {.round = session->done - 1, .first = (int64_t)first, .count = (int64_t)count,
                            .bytes = bytes.bytes, .length = bytes.length};
  if (status == PL_OK && !first) status = pl_store_drop_cache(session->store, error);
  if (status == PL_OK) status = pl_store_put_events(session->store, &events, error);
  if (status == PL_OK) status = put_world(session, PL_STORE_CACHE_BYTES - all, error);
  pl_buffer_clear(&bytes);
  return status;
}

/* Checks and cache in one transaction, or, when the cache cannot be had, the checks alone. */
static pl_status write_round(pl_session *session, bool with_cache) {
  size_t bytes = 0;
  pl_error why = {.status = PL_OK};
  pl_store_part part;
  pl_status status = begin(session, &part, &why);
  if (status != PL_OK) return status;
  status = put_checks(session, session->checks_saved, &why);
  if (status == PL_OK)
    status = with_cache ? put_cache(session, &bytes, &why) : pl_store_drop_cache(session->store, &why);
  status = finish(session, &part, status, &why);
  if (status != PL_OK) return status;
  session->checks_saved = session->done;
  session->events_saved = with_cache ? session->log.count : 0;
  session->cache_bytes = with_cache ? session->cache_bytes + bytes : 0;
  return PL_OK;
}

void pl_recording_round(pl_session *session) {
  if (!session->store) return;
  pl_status status = session->has_no_cache ? PL_BAD_INPUT : write_round(session, true);
  if (status != PL_BAD_INPUT) return;
  session->has_no_cache = true;
  write_round(session, false);
}

/* ---- several transactions as one ---- */

void pl_session_gather(pl_session *session, bool gathers) { session->batch.gathers = gathers && session->store; }

bool pl_session_is_ahead(const pl_session *session) { return session->batch.accepted > 0; }

static void end_batch(pl_session *session) {
  session->batch.is_open = session->batch.is_lost = false;
  session->batch.accepted = 0;
  pl_session_forget_before(session);
}

pl_status pl_session_commit(pl_session *session, pl_error *error) {
  pl_batch *batch = &session->batch;
  if (batch->is_open) {
    pl_error why = {.status = PL_OK};
    if (pl_store_commit(session->store, &why) == PL_OK) end_batch(session);
    else lose(session, &why);
  }
  if (!batch->is_lost) return PL_OK;
  if (error) *error = batch->why;
  return batch->why.status;
}

pl_status pl_recording_undo_batch(pl_session *session, pl_error *error) {
  pl_batch *batch = &session->batch;
  if (batch->is_open) {
    pl_store_cancel(session->store);
    batch->is_open = false;
  }
  bool is_to_write = false;
  pl_status status = pl_store_begin(session->store, error);
  if (status != PL_OK) return status;
  status = pl_session_write_before(session, &is_to_write, error);
  if (status == PL_OK && is_to_write) status = pl_store_commit(session->store, error);
  if (status != PL_OK || !is_to_write) pl_store_cancel(session->store);
  return status;
}

/* ---- a new file ---- */

static pl_status put_everything(pl_session *session, int64_t *sequence, pl_error *error) {
  const pl_journal *journal = &session->journal;
  pl_store_head head = {.engine = POLDER_VERSION, .scenario = session->rules.scenario->id,
                        .seed = session->options.seed, .language = pl_language_codes[session->options.language],
                        .bundle = session->bundle};
  pl_status status = pl_store_put_head(session->store, &head, error);
  if (status == PL_OK) status = put_seats(session, error);
  size_t from = 0, note = 0, message = 0;
  for (int r = 0; status == PL_OK && r <= session->done; r++) {
    size_t until = from;
    while (until < journal->count && journal->entry[until].round == r) until++;
    for (; status == PL_OK && note < session->note_count && session->note[note].round <= r; note++)
      status = append_note(session, &session->note[note], NULL, error);
    for (; status == PL_OK && message < session->message_count && session->message[message].round <= r; message++)
      status = append_message(session, &session->message[message], NULL, error);
    if (status == PL_OK) status = append_entries(session, from, until, r == session->done, sequence + from, error);
    if (status == PL_OK && r < session->done) status = append_seal(session, r, error);
    from = until;
  }
  return status == PL_OK ? put_checks(session, 0, error) : status;
}

/* Rounds that were played before there was a file have no quantities yet. */
static pl_status find_quantities(pl_session *session, pl_error *error) {
  int r = 0;
  while (r < session->done && session->quantities[r]) r++;
  if (r == session->done) return PL_OK;
  pl_session *copy = pl_session_replay_with_quantities(session, error);
  if (!copy) return error->status;
  pl_status status = PL_OK;
  for (r = 0; status == PL_OK && r < session->done; r++) {
    const char *text = copy->quantities[r] ? copy->quantities[r] : "{}";
    session->quantities[r] = pl_arena_text(session->arena, text, strlen(text));
    if (!session->quantities[r]) status = pl_error_set(error, PL_NO_MEMORY, "out of memory: the exercise is not kept");
  }
  pl_session_free(copy);
  return status;
}

/* Whoever resumes wants to know what happened. */
static pl_status find_events(pl_session *session, pl_error *error) {
  if (session->options.record_events) return PL_OK;
  if (session->done || session->phase != PL_SESSION_CLOSED)
    return pl_error_set(error, PL_BAD_INPUT, "the exercise was begun without a record of events: it can be kept only "
                        "before its first round");
  pl_session_record_events(session);
  return PL_OK;
}

static pl_status keep_in(pl_session *session, pl_store *store, pl_error *error) {
  const size_t count = session->journal.count;
  int64_t *sequence = calloc(count + 1, sizeof *sequence);
  pl_store *before = session->store;
  if (!sequence) return pl_error_set(error, PL_NO_MEMORY, "out of memory: the exercise is not kept");
  session->store = store;
  pl_status status = put_everything(session, sequence, error);
  for (size_t i = 0; status == PL_OK && !before && i < session->room_count; i++)
    status = pl_store_put_room(store, session->room[i].key, session->room[i].value, error);
  if (status == PL_OK) status = pl_store_commit(store, error);
  if (status != PL_OK) session->store = before;
  for (size_t i = 0; status == PL_OK && i < count; i++) session->journal.mark[i].sequence = sequence[i];
  free(sequence);
  if (status != PL_OK) return status;
  if (before) pl_session_clear_room(session); /* another file is another room's */
  end_batch(session);
  pl_store_close(before);
  return PL_OK;
}

pl_status pl_session_keep(pl_session *session, const char *path, pl_error *error) {
  pl_error why = {.status = PL_OK};
  pl_status status = find_events(session, &why);
  if (status == PL_OK) status = find_quantities(session, &why);
  pl_store *store = status == PL_OK ? pl_store_create(path, &why) : NULL;
  if (status == PL_OK && !store) status = why.status;
  if (status == PL_OK) status = keep_in(session, store, &why);
  if (status != PL_OK) {
    pl_store_discard(store);
    if (error) *error = why;
    return status;
  }
  session->keeps_quantities = true;
  session->seats_changed = session->has_no_cache = false;
  session->checks_saved = session->done;
  session->events_saved = session->cache_bytes = 0;
  if (session->done && session->phase == PL_SESSION_CLOSED) pl_recording_round(session);
  return PL_OK;
}

const char *pl_session_path(const pl_session *session) {
  return session->store ? pl_store_path(session->store) : NULL;
}

bool pl_session_is_lost(pl_session *session) { return session->store && pl_store_is_lost(session->store); }
