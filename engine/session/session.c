/* Sessions: the one door into an exercise.
 *
 *            open_round              decide, undo            resolve_round
 *   CLOSED ──────────────► OPEN ─────────────────────► OPEN ───────────────► CLOSED … until the last round
 *      └──────────────────── any failure of the world ─────────────────────► STOPPED
 *
 * A decision is checked against the const world together with what its seat decided before in this round, then
 * journaled; only the journal reaches the world, when the round is sealed, in the order seat and then submission. So
 * the journal is enough to build the exercise again (replay.c). A world that failed halfway through a round cannot be
 * trusted: the session stops and repeats the reason to whoever asks; replaying its journal gives a sound one. */
#include "recording.h"
#include "seal.h"

#include <stdlib.h>
#include <string.h>

/* ---- life ---- */

static bool copy_bundle(pl_session *session, const pl_bundle *bundle) {
  pl_file *files = pl_arena_array(session->arena, bundle->count, sizeof *files);
  if (!files) return false;
  for (size_t i = 0; i < bundle->count; i++) {
    const pl_file *from = &bundle->file[i];
    files[i] = (pl_file){.name = pl_arena_text(session->arena, from->name, strlen(from->name)),
                         .bytes = pl_arena_text(session->arena, from->bytes, from->length), .length = from->length};
    if (!files[i].name || !files[i].bytes) return false;
  }
  session->bundle = (pl_bundle){.file = files, .count = bundle->count};
  return true;
}

/* A borrowed map must have been made for this scenario; at least its shape is checked. */
static pl_status choose_map(pl_session *session, const pl_map *map, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  if (!map) {
    session->map = session->own_map = pl_map_new(scenario, error);
    return session->own_map ? PL_OK : PL_NO_MEMORY;
  }
  int64_t organisations = 0;
  for (int s = 0; s < scenario->state_count; s++) organisations += scenario->states[s].organisations;
  if (map->state_count != scenario->state_count || map->organisation_count != organisations)
    return pl_error_set(error, PL_BUG, "the map given to session %s is another scenario's", scenario->id);
  session->map = map;
  return PL_OK;
}

static pl_status start(pl_session *session, const pl_bundle *bundle, const pl_map *map, pl_error *error) {
  session->arena = pl_arena_new(0);
  if (!session->arena || !copy_bundle(session, bundle))
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot keep the scenario's files");
  pl_status status = session->factory.open(session->factory.context, &session->bundle, &session->rules, error);
  if (status != PL_OK) return status;
  session->has_rules = true;
  const pl_scenario *scenario = session->rules.scenario;
  session->digest = pl_arena_array(session->arena, (size_t)scenario->rounds, sizeof *session->digest);
  session->quantities = pl_arena_array(session->arena, (size_t)scenario->rounds, sizeof *session->quantities);
  if (!session->digest || !session->quantities)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot start %s", scenario->id);
  status = choose_map(session, map, error);
  if (status != PL_OK) return status;
  session->world = pl_world_new(scenario, session->map, &session->rules, session->options.seed, error);
  if (!session->world) return PL_NO_MEMORY;
  /* Bots written in Lua read events in their briefs: with and without a record they must decide alike. */
  session->options.record_events |= scenario->bot_count > 0;
  if (session->options.record_events) pl_session_record_events(session);
  return PL_OK;
}

/* What was supposed before is forgotten by the world as well, and before that round it knows nothing yet. */
static void suppose_if_due(pl_session *session) {
  const bool is_due = session->done >= session->supposed_from;
  pl_world_suppose(session->world, is_due ? session->supposed : NULL, is_due ? session->supposed_count : 0);
}

pl_status pl_session_suppose(pl_session *session, int from, const pl_supposition *rows, size_t count, pl_error *error) {
  pl_supposition *copy = count ? malloc(count * sizeof *copy) : NULL;
  if (count && !copy) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot play it otherwise");
  if (count) memcpy(copy, rows, count * sizeof *copy);
  free(session->supposed);
  session->supposed = copy;
  session->supposed_count = count;
  session->supposed_from = from;
  suppose_if_due(session);
  return PL_OK;
}

void pl_session_record_events(pl_session *session) {
  const pl_rules *rules = &session->rules;
  session->options.record_events = true;
  pl_world_record(session->world, &session->log);
  session->fingerprint = rules->fingerprint ? rules->fingerprint(rules->self) : 0;
}

pl_session *pl_session_new(const pl_rules_factory *factory, const pl_bundle *bundle, const pl_map *map,
                           const pl_session_options *options, pl_error *error) {
  pl_session *session = calloc(1, sizeof *session);
  if (!session) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot start a session");
    return NULL;
  }
  session->factory = *factory;
  session->options = *options;
  pl_journal_init(&session->journal);
  if (start(session, bundle, map, error) == PL_OK) return session;
  pl_session_free(session);
  return NULL;
}

void pl_session_free(pl_session *session) {
  if (!session) return;
  pl_store_close(session->store);
  free(session->note);
  free(session->message);
  pl_session_clear_room(session);
  pl_session_forget_before(session);
  free(session->supposed);
  pl_world_free(session->world);
  pl_event_log_clear(&session->log);
  pl_map_free(session->own_map);
  if (session->has_rules) session->rules.close(session->rules.self);
  if (session->has_bot_rules) session->bot_rules.close(session->bot_rules.self);
  pl_journal_clear(&session->journal);
  pl_arena_free(session->arena);
  free(session);
}

/* ---- looking ---- */

const pl_scenario *pl_session_scenario(const pl_session *session) { return session->rules.scenario; }
const pl_world *pl_session_world(const pl_session *session) { return session->world; }

const pl_rules *pl_session_bot_rules(pl_session *session, pl_error *error) {
  if (session->has_bot_rules) return &session->bot_rules;
  pl_status status = session->factory.open(session->factory.context, &session->bundle, &session->bot_rules, error);
  session->has_bot_rules = status == PL_OK;
  return status == PL_OK ? &session->bot_rules : NULL;
}

const pl_event_log *pl_session_events(const pl_session *session) { return &session->log; }
pl_language pl_session_language(const pl_session *session) { return session->options.language; }
bool pl_session_is_over(const pl_session *session) { return pl_world_is_over(session->world); }
bool pl_session_is_open(const pl_session *session) { return session->phase == PL_SESSION_OPEN; }
int pl_session_rounds_done(const pl_session *session) { return session->done; }

uint64_t pl_session_scenario_hash(const pl_session *session) {
  uint64_t hash = PL_SEAL_START;
  for (size_t i = 0; i < session->bundle.count; i++) {
    const pl_file *file = &session->bundle.file[i];
    hash = pl_seal_block(pl_seal_text(hash, file->name), file->bytes, file->length);
  }
  return hash;
}

const char *pl_session_began(const pl_session *session) { return session->began ? session->began : ""; }

uint64_t pl_session_digest(const pl_session *session, int round) {
  return round >= 0 && round < session->done ? session->digest[round] : 0;
}

const pl_journal_entry *pl_session_journal(const pl_session *session, size_t *count) {
  *count = session->journal.count;
  return session->journal.entry;
}

static bool is_seat(const pl_session *session, int seat) {
  return seat >= 0 && seat < pl_scenario_seat_count(session->rules.scenario);
}

void pl_session_set_person(pl_session *session, int seat, bool is_person) {
  if (!is_seat(session, seat) || session->is_person[seat] == is_person) return;
  session->is_person[seat] = is_person;
  session->seats_changed = true;
}

bool pl_session_is_person(const pl_session *session, int seat) {
  return is_seat(session, seat) && session->is_person[seat];
}

enum { LONGEST_PLAYER = 63 };

pl_status pl_session_set_player(pl_session *session, int seat, const char *player, pl_error *error) {
  if (!is_seat(session, seat)) return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", seat);
  if (strlen(player) > LONGEST_PLAYER)
    return pl_error_set(error, PL_BAD_INPUT, "the name of a bot is too long: at most %d bytes", (int)LONGEST_PLAYER);
  const char *copy = pl_arena_text(session->arena, player, strlen(player));
  if (!copy) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot remember who plays %s",
                                 pl_scenario_seat_id(session->rules.scenario, seat));
  const char *before = session->player[seat];
  session->player[seat] = copy;
  session->seats_changed = true;
  pl_status status = pl_recording_seats(session, error);
  if (status != PL_OK) session->player[seat] = before;
  return status;
}

const char *pl_session_player(const pl_session *session, int seat) {
  return is_seat(session, seat) && session->player[seat] ? session->player[seat] : "";
}

/* ---- a round ---- */

pl_status pl_session_stop(pl_session *session, pl_status status, pl_error *error) {
  session->phase = PL_SESSION_STOPPED;
  if (error) session->stopped = *error;
  session->stopped.status = status;
  return status;
}

/* Whether the session is in this phase; else an error that says what to do. */
static pl_status need_phase(const pl_session *session, pl_session_phase phase, pl_error *error) {
  if (session->phase == phase) return PL_OK;
  if (session->phase == PL_SESSION_STOPPED)
    return pl_error_set(error, session->stopped.status, "the exercise has stopped: %.400s", session->stopped.text);
  return pl_error_set(error, PL_BAD_INPUT, "%s",
                      phase == PL_SESSION_OPEN ? PL_TEXT("no round is open: open the coming round first")
                                               : PL_TEXT("the round is open already: resolve it first"));
}

pl_status pl_session_need_open(const pl_session *session, pl_error *error) {
  return need_phase(session, PL_SESSION_OPEN, error);
}

pl_status pl_session_open_world(pl_session *session, pl_error *error) {
  pl_status status = need_phase(session, PL_SESSION_CLOSED, error);
  if (status != PL_OK) return status;
  if (pl_session_is_over(session))
    return pl_error_set(error, PL_BAD_INPUT, "the exercise is over: all %d rounds are done", session->done);
  pl_error reason = {.status = PL_OK};
  status = pl_world_open_round(session->world, &reason);
  if (status != PL_OK) {
    if (error) *error = reason;
    return pl_session_stop(session, status, &reason);
  }
  pl_journal_open(&session->journal);
  session->phase = PL_SESSION_OPEN;
  if (session->supposed_count) suppose_if_due(session);
  return PL_OK;
}

void pl_session_note_lapsed(pl_session *session, const pl_decision *decision) {
  if (!session->options.record_events) return;
  pl_event event = {.kind = PL_EVENT_LAPSED, .round = (uint16_t)session->done, .tick = pl_world_tick(session->world),
                    .state = decision->seat, .other = PL_NONE, .originator = PL_NONE, .forum = PL_NONE,
                    .adversary = PL_NONE, .index = decision->action, .amount = PL_LAPSE_NEEDS};
  pl_set_add(&event.seen_by, decision->seat);
  pl_event_log_add(&session->log, &event);
}

/* An order that the world refuses is no reason to stop: it lapses, and its seat (and control) is told. The journal
 * keeps it as withdrawn. */
static pl_status drop_order(pl_session *session, const pl_decision *decision, pl_error *error) {
  pl_journal_entry entry = {.round = session->done, .author = PL_AUTHOR_ORDER, .is_withdrawn = true,
                            .decision = *decision};
  pl_session_note_lapsed(session, decision);
  return pl_journal_add(&session->journal, &entry, error);
}

static pl_status place_order(pl_session *session, const pl_order_spec *order, pl_error *error) {
  for (int i = 0; i < order->decision_count; i++) {
    const pl_decision *decision = &order->decisions[i];
    if (pl_session_is_person(session, decision->seat)) continue;
    pl_status status = pl_session_decide(session, decision, PL_AUTHOR_ORDER, error);
    if (status == PL_BAD_INPUT) status = drop_order(session, decision, error);
    if (status != PL_OK) return status;
  }
  return PL_OK;
}

pl_status pl_session_place_orders(pl_session *session, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  pl_status status = PL_OK;
  for (int i = 0; status == PL_OK && i < scenario->order_count; i++)
    if (scenario->orders[i].round == session->done) status = place_order(session, &scenario->orders[i], error);
  return status;
}

/* With some of its orders only, a round would be another one. */
pl_status pl_session_open_round(pl_session *session, pl_error *error) {
  pl_status status = pl_session_open_world(session, error);
  if (status != PL_OK) return status;
  pl_error reason = {.status = PL_OK};
  status = pl_session_place_orders(session, &reason);
  if (status == PL_OK) return PL_OK;
  if (error) *error = reason;
  return pl_session_stop(session, status, &reason);
}

/* The seat's decisions of the open round that stand beside `next` (NULL: all). Returns how many there are. */
static size_t collect(const pl_session *session, int seat, const pl_decision *next, pl_decision *decisions,
                      size_t capacity) {
  const pl_journal *journal = &session->journal;
  size_t count = 0;
  for (size_t i = journal->first[seat]; i != PL_JOURNAL_END; i = journal->mark[i].next) {
    const pl_decision *decision = &journal->entry[i].decision;
    if (!pl_journal_counts(journal, i)) continue;
    if (next && pl_journal_replaces(next, decision)) continue;
    if (count < capacity) decisions[count] = *decision;
    count++;
  }
  return count;
}

/* More than anybody needs in one round, what was taken back included; keeps one team from filling the memory. */
enum { LARGEST_ROUND = 1024 };

/* Whether so many decisions more would be too many. */
static bool is_talkative(const pl_session *session, int seat, size_t more) {
  const pl_journal *journal = &session->journal;
  size_t count = 0;
  for (size_t i = journal->first[seat]; i != PL_JOURNAL_END; i = journal->mark[i].next) count++;
  return count + more > LARGEST_ROUND;
}

static pl_status check_against_world(const pl_session *session, const pl_decision *decision, pl_error *error) {
  pl_decision few[8], *earlier = few, *many = NULL;
  size_t count = collect(session, decision->seat, decision, few, sizeof few / sizeof few[0]);
  if (count > sizeof few / sizeof few[0]) {
    earlier = many = malloc(count * sizeof *many);
    if (!many) return pl_error_set(error, PL_NO_MEMORY, "out of memory: the decision was not recorded; try again");
    collect(session, decision->seat, decision, many, count);
  }
  pl_status status = pl_world_check(session->world, decision, earlier, count, error);
  free(many);
  return status;
}

static pl_status check_seat(const pl_session *session, int seat, size_t more, pl_error *error) {
  pl_status status = need_phase(session, PL_SESSION_OPEN, error);
  if (status != PL_OK) return status;
  if (!is_seat(session, seat))
    return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d: seats are numbered 0 to %d", seat,
                        pl_scenario_seat_count(session->rules.scenario) - 1);
  if (is_talkative(session, seat, more))
    return pl_error_set(error, PL_BAD_INPUT,
                        "%s has decided %d times this round, what was taken back included: wait for the next round",
                        pl_scenario_seat_id(session->rules.scenario, seat), (int)LARGEST_ROUND);
  return PL_OK;
}

pl_status pl_session_check(const pl_session *session, const pl_decision *decision, pl_error *error) {
  const pl_status status = check_seat(session, decision->seat, 1, error);
  return status == PL_OK ? check_against_world(session, decision, error) : status;
}

/* Bots' and orders' decisions wait for the seal. */
static bool is_recorded_at_once(pl_author author) {
  return author == PL_AUTHOR_PERSON || author == PL_AUTHOR_CONTROL;
}

pl_status pl_session_decide(pl_session *session, const pl_decision *decision, pl_author author, pl_error *error) {
  pl_status status = pl_session_check(session, decision, error);
  if (status != PL_OK) return status;
  pl_journal *journal = &session->journal;
  int64_t sequence = 0;
  status = pl_journal_reserve(journal, 1, error);
  if (status == PL_OK && is_recorded_at_once(author))
    status = pl_recording_decide(session, decision, author, &sequence, error);
  if (status != PL_OK) return status;
  pl_journal_entry entry = {.round = session->done, .author = author, .decision = *decision};
  status = pl_journal_add(journal, &entry, error); /* there is room */
  pl_journal_mark_last(journal, sequence, journal->next_place - 1);
  return status;
}

pl_status pl_session_undo(pl_session *session, int seat, pl_error *error) {
  pl_status status = need_phase(session, PL_SESSION_OPEN, error);
  if (status != PL_OK) return status;
  if (!is_seat(session, seat)) return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", seat);
  size_t last = pl_journal_last(&session->journal, seat);
  if (last == session->journal.count)
    return pl_error_set(error, PL_BAD_INPUT, "%s has decided nothing in this round that could be taken back",
                        pl_scenario_seat_id(session->rules.scenario, seat));
  status = pl_recording_undo(session, last, error);
  if (status == PL_OK) session->journal.entry[last].is_withdrawn = true;
  return status;
}

/* ---- all of it anew ---- */

/* What an order fixed stays: nobody takes that back. */
static bool is_replaced_anew(const pl_journal_entry *entry) {
  return !entry->is_withdrawn && entry->author != PL_AUTHOR_ORDER;
}

/* Each decision against those of the list before it that count beside it, and what orders fixed. `earlier` has room for
 * all of them. */
static pl_status check_one_anew(const pl_session *session, const pl_decision *list, size_t index, pl_decision *earlier,
                                pl_error *error) {
  const pl_journal *journal = &session->journal;
  const pl_decision *next = &list[index];
  size_t count = 0;
  for (size_t i = journal->first[next->seat]; i != PL_JOURNAL_END; i = journal->mark[i].next) {
    const pl_journal_entry *entry = &journal->entry[i];
    if (entry->author != PL_AUTHOR_ORDER || !pl_journal_counts(journal, i)) continue;
    if (!pl_journal_replaces(next, &entry->decision)) earlier[count++] = entry->decision;
  }
  for (size_t i = 0; i < index; i++) {
    bool is_replaced = pl_journal_replaces(next, &list[i]);
    for (size_t k = i + 1; !is_replaced && k < index; k++) is_replaced = pl_journal_replaces(&list[k], &list[i]);
    if (!is_replaced) earlier[count++] = list[i];
  }
  return pl_world_check(session->world, next, earlier, count, error);
}

static pl_status check_anew(const pl_session *session, int seat, const pl_decision *list, size_t count,
                            size_t *refused, pl_error *error) {
  pl_status status = check_seat(session, seat, count, error);
  if (status != PL_OK) return status;
  pl_decision *earlier = malloc((LARGEST_ROUND + count) * sizeof *earlier);
  if (!earlier) return pl_error_set(error, PL_NO_MEMORY, "out of memory: nothing was recorded; try again");
  for (size_t i = 0; status == PL_OK && i < count; i++) {
    if (refused) *refused = i;
    status = list[i].seat == seat ? check_one_anew(session, list, i, earlier, error)
                                  : pl_error_set(error, PL_BAD_INPUT, "a decision of another seat is among them: %s "
                                                 "decides for itself alone",
                                                 pl_scenario_seat_id(session->rules.scenario, seat));
  }
  free(earlier);
  return status;
}

static void put_anew(pl_session *session, int seat, const pl_decision *list, size_t count, pl_author author,
                     const int64_t *sequence) {
  pl_journal *journal = &session->journal;
  for (size_t i = journal->first[seat]; i != PL_JOURNAL_END; i = journal->mark[i].next)
    if (is_replaced_anew(&journal->entry[i])) journal->entry[i].is_withdrawn = true;
  for (size_t i = 0; i < count; i++) {
    const pl_journal_entry entry = {.round = session->done, .author = author, .decision = list[i]};
    pl_journal_add_reserved(journal, &entry, NULL);
    pl_journal_mark_last(journal, sequence[i], journal->next_place - 1);
  }
}

pl_status pl_session_decide_anew(pl_session *session, int seat, const pl_decision *decisions, size_t count,
                                 pl_author author, size_t *refused, pl_error *error) {
  if (refused) *refused = 0;
  pl_status status = check_anew(session, seat, decisions, count, refused, error);
  int64_t *sequence = status == PL_OK ? calloc(count + 1, sizeof *sequence) : NULL;
  if (status == PL_OK) status = pl_journal_reserve(&session->journal, count, error);
  if (status == PL_OK && !sequence)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: nothing was recorded; try again");
  if (status == PL_OK)
    status = pl_recording_decide_anew(session, seat, decisions, is_recorded_at_once(author) ? count : 0, author,
                                      sequence, error);
  if (status == PL_OK) put_anew(session, seat, decisions, count, author, sequence);
  free(sequence);
  return status;
}

size_t pl_session_decisions(const pl_session *session, int seat, pl_decision *decisions, size_t capacity) {
  return session->phase == PL_SESSION_OPEN && is_seat(session, seat)
             ? collect(session, seat, NULL, decisions, capacity)
             : 0;
}

/* What follows from the sealed decisions. */
static pl_status resolve_world(pl_session *session, const pl_decision *sealed, size_t count, pl_error *reason) {
  pl_status status = pl_world_resolve(session->world, sealed, count, reason);
  if (status != PL_OK) return status;
  if (session->keeps_quantities) session->quantities[session->done] = pl_recording_quantities(session);
  if (session->log.failed || (session->keeps_quantities && !session->quantities[session->done]))
    return pl_error_set(reason, PL_NO_MEMORY, "out of memory: the record of what happened is not complete");
  session->digest[session->done++] = session->skips_digests ? 0 : pl_world_digest(session->world);
  pl_journal_open(&session->journal);
  session->phase = PL_SESSION_CLOSED;
  return PL_OK;
}

static bool is_lasting(const void *context, const pl_journal_entry *entry, const pl_journal_mark *mark) {
  (void)context;
  return entry->author != PL_AUTHOR_BOT || mark->sequence;
}

/* As if the bots had decided nothing yet, but for what is in the file: they will be asked again. */
static pl_status leave_open(pl_session *session, pl_status status) {
  pl_journal_keep(&session->journal, is_lasting, NULL);
  return status;
}

/* Sealed on disk first: what was resolved is never open again. */
pl_status pl_session_resolve_round(pl_session *session, pl_error *error) {
  pl_status status = need_phase(session, PL_SESSION_OPEN, error);
  if (status != PL_OK) return status;
  size_t count;
  pl_decision *sealed = pl_journal_sealed(&session->journal, pl_scenario_seat_count(session->rules.scenario), &count);
  if (!sealed)
    return leave_open(session, pl_error_set(error, PL_NO_MEMORY, "out of memory: the round is still open; try again"));
  pl_error reason = {.status = PL_OK};
  status = pl_recording_seal(session, error);
  if (status != PL_OK) {
    free(sealed);
    return leave_open(session, status);
  }
  status = resolve_world(session, sealed, count, &reason);
  free(sealed);
  if (status == PL_OK) {
    pl_recording_round(session);
    return PL_OK;
  }
  if (error) *error = reason;
  return pl_session_stop(session, status, &reason);
}
