/* Taking up an exercise from its file.
 *
 *   open and inspect ─► scenario from the file ─► journal, checks ─► newest checkpoint that counts, or the beginning
 *                                                                        │ replay what is after it, compare digests
 *                                                                        ▼
 *                                          the open round: orders placed anew, people's decisions as recorded
 *
 * The journal is read whole before anything is played, and every row has to make sense where it stands: rounds follow
 * each other, what is taken back was decided in the same round, what bots decided is there only with its seal. A
 * checkpoint counts when this version of the engine wrote it (it does so only while the scenario's code remembers
 * nothing of its own) and the digest is that of the check; nobody misses one that does not. Reading and verifying never
 * look at checkpoints, and check every decision that stands as when it was made. */
#include "message_json.h"
#include "recording.h"

#include <polder/decision_json.h>
#include <polder/diary.h>
#include <polder/plain.h>
#include <polder/translate.h>

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct slot { /* a decision or an act, until its round is sealed and sorted */
  pl_journal_entry entry;
  pl_journal_mark mark;
} slot;

typedef struct check {
  uint64_t digest;
  const char *quantities; /* in the session's arena */
} check;

typedef struct recorded { /* what the file says */
  pl_store *store;
  pl_session *session;  /* before its first round; takes seats and notes at once */
  slot *slot;           /* owned */
  size_t count, capacity, open;
  int sealed;           /* rounds */
  check check[PL_MAX_ROUNDS];
  int checks;           /* the first so many rounds have one */
  size_t played;        /* slots that are in the session's journal */
} recorded;

/* ---- rows ---- */

static pl_status bad_row(const recorded *r, const pl_store_row *row, const char *why, pl_error *error) {
  char what[200];
  snprintf(what, sizeof what, PL_TEXT("entry %d of its journal: %.150s"), (int)row->sequence, pl_translate(why));
  return pl_store_damaged(r->store, what, error);
}

/* What went wrong with a part of the row: that it is damaged, unless memory is to blame. */
static pl_status blame(const recorded *r, const pl_store_row *row, const pl_error *why, pl_error *error) {
  if (why->status != PL_NO_MEMORY) return bad_row(r, row, why->text, error);
  if (error) *error = *why;
  return PL_NO_MEMORY;
}

static pl_status add_slot(recorded *r, const slot *new, pl_error *error) {
  if (r->count == r->capacity) {
    size_t wanted = r->capacity ? r->capacity * 2 : 256;
    slot *larger = realloc(r->slot, wanted * sizeof *larger);
    if (!larger) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the journal");
    r->slot = larger;
    r->capacity = wanted;
  }
  r->slot[r->count++] = *new;
  return PL_OK;
}

static int author_of(const char *word) {
  for (int i = 0; word && i <= PL_AUTHOR_CONTROL; i++)
    if (!strcmp(pl_author_words[i], word)) return i;
  return -1;
}

static pl_status take_decision(recorded *r, const pl_store_row *row, pl_error *error) {
  const int author = author_of(row->author);
  pl_error why = {.status = PL_OK};
  slot new = {.entry = {.round = row->round, .author = (pl_author)author},
              .mark = {.sequence = row->sequence, .place = row->place}};
  if (r->sealed >= r->session->rules.scenario->rounds) return bad_row(r, row, PL_LATER("all rounds are over"), error);
  if (author < 0 || row->place < 0 || !row->body) return bad_row(r, row, PL_LATER("it is no decision"), error);
  if (pl_decision_from_json(r->session->rules.scenario, row->body, strlen(row->body), &new.entry.decision, &why) !=
      PL_OK)
    return blame(r, row, &why, error);
  return add_slot(r, &new, error);
}

/* The rows of a round that is not sealed are in their order still. */
static int by_sequence(const void *key, const void *element) {
  const int64_t wanted = *(const int64_t *)key, found = ((const slot *)element)->mark.sequence;
  return (wanted > found) - (wanted < found);
}

static pl_status take_undo(recorded *r, const pl_store_row *row, pl_error *error) {
  slot *found = r->count > r->open ? bsearch(&row->takes_back, r->slot + r->open, r->count - r->open, sizeof *r->slot,
                                             by_sequence)
                                   : NULL;
  if (!found || found->entry.is_withdrawn || found->entry.act)
    return bad_row(r, row, PL_LATER("there is nothing to take back"), error);
  found->entry.is_withdrawn = true;
  return PL_OK;
}

/* Whose row it is; −1: control's. False: nobody's. */
static bool find_seat(const recorded *r, const pl_store_row *row, int *seat) {
  *seat = row->seat && *row->seat ? pl_scenario_find_seat(r->session->rules.scenario, row->seat) : -1;
  return row->seat && (*seat >= 0 || !*row->seat);
}

static bool find_observed(const char *word, pl_observed *observed) {
  for (int i = PL_OBSERVED_MET; word && i <= PL_OBSERVED_NOT_MET; i++) {
    if (strcmp(pl_observed_words[i], word)) continue;
    *observed = (pl_observed)i;
    return true;
  }
  *observed = PL_OBSERVED_NONE;
  return !word;
}

static pl_status take_note(recorded *r, const pl_store_row *row, pl_error *error) {
  pl_error why = {.status = PL_OK};
  pl_note note = {.round = row->round, .text = row->body, .by = row->player, .objective = PL_NONE, .at = row->at};
  if (!find_seat(r, row, &note.seat) || !row->body || !find_observed(row->author, &note.observed) ||
      row->place >= r->session->rules.scenario->objective_count)
    return bad_row(r, row, PL_LATER("it is no note"), error);
  if (row->place >= 0) note.objective = (uint16_t)row->place;
  return pl_session_add_note(r->session, &note, &why) == PL_OK ? PL_OK : blame(r, row, &why, error);
}

static pl_status take_message(recorded *r, const pl_store_row *row, pl_error *error) {
  pl_error why = {.status = PL_OK};
  pl_message message = {.round = row->round, .by = row->player, .at = row->at};
  if (!find_seat(r, row, &message.seat) || !row->body) return bad_row(r, row, PL_LATER("it is no message"), error);
  pl_status status = pl_message_from_json(r->session->rules.scenario, row->body, r->session->arena, &message, &why);
  if (status == PL_OK) status = pl_session_add_message(r->session, &message, &why);
  return status == PL_OK ? PL_OK : blame(r, row, &why, error);
}

/* What it names may be there or not; that it could be carried out is checked when it is. */
static pl_status take_act(recorded *r, const pl_store_row *row, pl_error *error) {
  pl_error why = {.status = PL_OK};
  slot new = {.entry = {.round = row->round, .author = PL_AUTHOR_CONTROL},
              .mark = {.sequence = row->sequence, .place = row->place}};
  if (r->sealed >= r->session->rules.scenario->rounds) return bad_row(r, row, PL_LATER("all rounds are over"), error);
  if (row->place < 0 || !row->body) return bad_row(r, row, PL_LATER("it is no act"), error);
  pl_act *act = pl_act_from_json(r->session->rules.scenario, row->body, strlen(row->body), &why);
  if (!act) return blame(r, row, &why, error);
  new.entry.act = act;
  pl_status status = add_slot(r, &new, error);
  if (status != PL_OK) free(act);
  return status;
}

/* Orders come when a round opens; the rest in the order of submission. */
static int by_place(const void *left, const void *right) {
  const slot *a = left, *b = right;
  const int is_later = (a->entry.author != PL_AUTHOR_ORDER) - (b->entry.author != PL_AUTHOR_ORDER);
  if (is_later) return is_later;
  if (a->mark.place != b->mark.place) return a->mark.place < b->mark.place ? -1 : 1;
  return (a->mark.sequence > b->mark.sequence) - (a->mark.sequence < b->mark.sequence);
}

static void sort_round(recorded *r) {
  if (r->count > r->open) qsort(r->slot + r->open, r->count - r->open, sizeof *r->slot, by_place);
  r->open = r->count;
}

static pl_status take_seal(recorded *r, const pl_store_row *row, pl_error *error) {
  if (r->sealed >= r->session->rules.scenario->rounds) return bad_row(r, row, PL_LATER("all rounds are over"), error);
  sort_round(r);
  r->sealed++;
  return PL_OK;
}

static pl_status on_row(void *context, const pl_store_row *row, pl_error *error) {
  recorded *r = context;
  if (row->round != r->sealed) return bad_row(r, row, PL_LATER("it belongs to another round"), error);
  switch (row->kind) {
    case PL_ROW_DECIDE: return take_decision(r, row, error);
    case PL_ROW_UNDO: return take_undo(r, row, error);
    case PL_ROW_SEAL: return take_seal(r, row, error);
    case PL_ROW_NOTE: return take_note(r, row, error);
    case PL_ROW_ACT: return take_act(r, row, error);
    case PL_ROW_MESSAGE: return take_message(r, row, error);
    case PL_ROW_KINDS: break;
  }
  return bad_row(r, row, PL_LATER("unknown"), error);
}

static pl_status on_seat(void *context, const pl_store_seat *seat, pl_error *error) {
  recorded *r = context;
  const int index = pl_scenario_find_seat(r->session->rules.scenario, seat->seat);
  pl_error why = {.status = PL_OK};
  if (index < 0) return pl_store_damaged(r->store, PL_LATER("its scenario has no such seat as it names"), error);
  pl_session_set_person(r->session, index, seat->is_person);
  pl_status status = *seat->player ? pl_session_set_player(r->session, index, seat->player, &why) : PL_OK;
  if (status == PL_BAD_INPUT) return pl_store_damaged(r->store, why.text, error);
  if (status != PL_OK && error) *error = why;
  return status;
}

static pl_status on_check(void *context, const pl_store_check *row, pl_error *error) {
  recorded *r = context;
  if (row->round != r->checks || row->round >= r->sealed)
    return pl_store_damaged(r->store, PL_LATER("its digests do not fit its rounds"), error);
  const char *quantities = pl_arena_text(r->session->arena, row->quantities, strlen(row->quantities));
  if (!quantities) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the digests");
  r->check[r->checks++] = (check){.digest = row->digest, .quantities = quantities};
  return PL_OK;
}

/* ---- reading it whole ---- */

static pl_language language_of(const char *code) {
  for (int i = 0; i < PL_LANGUAGES; i++)
    if (!strcmp(pl_language_codes[i], code)) return (pl_language)i;
  return PL_ENGLISH;
}

static pl_session *begin(const recorded *r, const pl_rules_factory *factory, const pl_store_head *head,
                         pl_error *error) {
  pl_error why = {.status = PL_OK};
  pl_session_options options = {.seed = head->seed, .record_events = true, .language = language_of(head->language)};
  pl_session *session = pl_session_new(factory, &head->bundle, NULL, &options, &why);
  if (session) return session;
  pl_error_set(error, why.status, "%.200s: its scenario cannot be opened: %.250s", pl_store_path(r->store), why.text);
  return NULL;
}

static pl_status check_open_round(recorded *r, pl_error *error) {
  const size_t open = r->open;
  for (size_t i = open; i < r->count; i++)
    if (r->slot[i].entry.author == PL_AUTHOR_BOT || r->slot[i].entry.author == PL_AUTHOR_ORDER)
      return pl_store_damaged(r->store, PL_LATER("a bot has decided in a round that is not sealed"), error);
  sort_round(r);
  r->open = open;
  return PL_OK;
}

/* Reads everything but the cache. On PL_OK the session is the caller's. */
static pl_status read_everything(recorded *r, const pl_rules_factory *factory, pl_error *error) {
  pl_arena *arena = pl_arena_new(0);
  pl_store_head head;
  if (!arena) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the file");
  pl_status status = pl_store_read_head(r->store, arena, &head, error);
  if (status == PL_OK) {
    pl_error why = {.status = PL_OK};
    r->session = begin(r, factory, &head, &why);
    if (r->session && head.created) {
      r->session->began = pl_arena_text(r->session->arena, head.created, strlen(head.created));
      if (r->session->began) pl_plain_line(r->session->began);
    }
    if (!r->session) {
      status = why.status;
      if (error) *error = why;
    }
  }
  pl_arena_free(arena);
  if (status == PL_OK) status = pl_store_each_seat(r->store, on_seat, r, error);
  if (status == PL_OK) status = pl_store_each_row(r->store, on_row, r, error);
  if (status == PL_OK) status = pl_store_each_check(r->store, on_check, r, error);
  if (status == PL_OK) status = check_open_round(r, error);
  if (status != PL_OK) {
    pl_session_free(r->session);
    r->session = NULL;
  } else {
    r->session->keeps_quantities = true;
    r->session->seats_changed = false;
  }
  return status;
}

/* ---- playing it again ---- */

/* The first quantity in which the round just played is another than the file says. */
static void name_difference(const char *recorded_quantities, const pl_session *session, pl_verification *found) {
  enum { MOST = 64 };
  pl_quantity quantities[MOST];
  size_t count = pl_world_quantities(session->world, quantities, MOST);
  json_t *object = json_loadb(recorded_quantities, strlen(recorded_quantities), 0, NULL);
  for (size_t i = 0; i < count && i < MOST && !found->quantity[0]; i++) {
    char digits[24];
    const char *text = json_string_value(json_object_get(object, quantities[i].name));
    snprintf(digits, sizeof digits, "%016" PRIx64, quantities[i].digest);
    if (text && strcmp(text, digits)) snprintf(found->quantity, sizeof found->quantity, "%.63s", quantities[i].name);
  }
  json_decref(object);
}

/* Compares the round just played; false, and `found` says where, when it is another. */
static bool compare(const recorded *r, pl_verification *found) {
  const pl_session *session = r->session;
  const int round = session->done - 1;
  if (round >= r->checks) return true; /* a crash before it could be written: there is nothing to compare with */
  found->rounds = round + 1;
  found->digest = session->digest[round];
  if (session->digest[round] == r->check[round].digest) return true;
  found->differs_in = round;
  name_difference(r->check[round].quantities, session, found);
  return false;
}

static pl_status add_to_journal(recorded *r, pl_error *error) {
  const slot *next = &r->slot[r->played];
  pl_status status = pl_journal_add(&r->session->journal, &next->entry, error);
  if (status != PL_OK) return status;
  pl_journal_mark_last(&r->session->journal, next->mark.sequence, next->mark.place);
  r->played++;
  return PL_OK;
}

/* The next slot into the session's journal. What stands must have been possible when it was decided: a seat takes back
 * its last decision first, so what stood before it then stands before it now. */
static pl_status take_slot(recorded *r, bool is_checked, pl_error *error) {
  pl_session *session = r->session;
  const slot *next = &r->slot[r->played];
  const bool has_lapsed = next->entry.author == PL_AUTHOR_ORDER && next->entry.is_withdrawn;
  pl_error why = {.status = PL_OK};
  if (is_checked && has_lapsed) pl_session_note_lapsed(session, &next->entry.decision);
  if (is_checked && !next->entry.is_withdrawn && pl_session_check(session, &next->entry.decision, &why) != PL_OK) {
    if (why.status != PL_NO_MEMORY)
      pl_error_set(&why, PL_BAD_INPUT, "%.200s: entry %d of its journal could not be decided here (%.200s): somebody "
                   "changed it, or another Polder made it", pl_store_path(r->store), (int)next->mark.sequence,
                   why.text);
    if (error) *error = why;
    return why.status;
  }
  return add_to_journal(r, error);
}

/* The same for an act, which is carried out; in a round that comes from a checkpoint it has been. */
static pl_status take_act_slot(recorded *r, bool is_carried_out, pl_error *error) {
  pl_session *session = r->session;
  const slot *next = &r->slot[r->played];
  pl_error why = {.status = PL_OK};
  if (!is_carried_out) return add_to_journal(r, error);
  if (pl_world_check_act(session->world, next->entry.act, &why) != PL_OK)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s: entry %d of its journal could not be done here (%.200s): "
                        "somebody changed it, or another Polder made it", pl_store_path(r->store),
                        (int)next->mark.sequence, why.text);
  pl_status status = pl_session_carry_out(session, &next->entry, error);
  if (status != PL_OK) return status;
  pl_journal_mark_last(&session->journal, next->mark.sequence, next->mark.place);
  r->played++;
  return PL_OK;
}

/* Everything that was decided in the session's round. */
static pl_status take_round(recorded *r, bool is_checked, pl_error *error) {
  const int round = r->slot && r->played < r->count ? r->slot[r->played].entry.round : -1;
  pl_status status = PL_OK;
  if (round != r->session->done) return PL_OK;
  while (status == PL_OK && r->played < r->count && r->slot[r->played].entry.round == round)
    status = r->slot[r->played].entry.act ? take_act_slot(r, is_checked, error) : take_slot(r, is_checked, error);
  return status;
}

static pl_status play_round(recorded *r, pl_error *error) {
  pl_status status = pl_session_open_world(r->session, error);
  if (status == PL_OK) status = take_round(r, true, error);
  return status == PL_OK ? pl_session_resolve_round(r->session, error) : status;
}

/* A round whose code failed when it was played was sealed all the same, and fails again. */
static pl_status refuse_round(const recorded *r, const pl_error *why, pl_error *error) {
  if (why->status == PL_NO_MEMORY || r->session->phase != PL_SESSION_STOPPED) {
    if (error) *error = *why;
    return why->status;
  }
  return pl_error_set(error, why->status,
                      "%.150s: round %d cannot be played (%.250s): go on from before it with polder fork",
                      pl_store_path(r->store), r->session->done + 1, why->text);
}

/* From the rounds that are done up to (excluding) `until`, or to the first that differs. */
static pl_status play_recorded(recorded *r, int until, pl_verification *found, pl_error *error) {
  while (r->session->done < until && found->differs_in < 0) {
    pl_error why = {.status = PL_OK};
    if (play_round(r, &why) != PL_OK) return refuse_round(r, &why, error);
    compare(r, found);
  }
  return PL_OK;
}

static pl_status refuse_difference(const recorded *r, const pl_verification *found, pl_error *error) {
  return pl_error_set(error, PL_BAD_INPUT, "%.200s: this Polder computes something else from round %d on than the one "
                      "that made it: use that one, or go on from before that round with polder fork",
                      pl_store_path(r->store), found->differs_in + 1);
}

static pl_status replay_recorded(recorded *r, int until, pl_error *error) {
  pl_verification found = {.differs_in = -1};
  pl_status status = play_recorded(r, until, &found, error);
  return status == PL_OK && found.differs_in >= 0 ? refuse_difference(r, &found, error) : status;
}

/* The round that was not sealed, if anybody had decided in it. */
static pl_status open_recorded(recorded *r, pl_error *error) {
  pl_session *session = r->session;
  if (r->open == r->count) return PL_OK;
  pl_status status = pl_session_open_round(session, error);
  return status == PL_OK ? take_round(r, true, error) : status;
}

/* ---- checkpoints ---- */

typedef struct cached {
  recorded *recorded;
  pl_world *world;    /* owned; NULL: none counted so far */
  int round;
  pl_event_log log;   /* owned */
  size_t bytes;
  int last;           /* the round of the last events */
} cached;

/* What is wrong with a checkpoint is no error: the next one is tried, and in the end the journal is replayed. */
static pl_status on_checkpoint(void *context, const pl_store_checkpoint *checkpoint, pl_error *error) {
  cached *c = context;
  const pl_session *session = c->recorded->session;
  const pl_rules *rules = &session->rules;
  (void)error;
  if (c->world || checkpoint->round >= c->recorded->checks || strcmp(checkpoint->engine, POLDER_VERSION)) return PL_OK;
  pl_world *world = pl_world_load(rules->scenario, session->map, rules, session->options.seed, checkpoint->bytes,
                                  checkpoint->length, NULL);
  if (world && pl_world_round(world) == checkpoint->round + 1 &&
      pl_world_digest(world) == c->recorded->check[checkpoint->round].digest) {
    c->world = world;
    c->round = checkpoint->round;
  } else {
    pl_world_free(world);
  }
  return PL_OK;
}

static pl_status on_events(void *context, const pl_store_events *events, pl_error *error) {
  cached *c = context;
  if (events->first != (int64_t)c->log.count)
    return pl_error_set(error, PL_BAD_INPUT, "events are missing");
  pl_status status = pl_event_log_load(&c->log, c->world, events->bytes, events->length, error);
  if (status == PL_OK && events->first + events->count != (int64_t)c->log.count)
    return pl_error_set(error, PL_BAD_INPUT, "events are missing");
  c->bytes += events->length;
  c->last = events->round;
  return status;
}

/* The session goes on from the checkpoint that was found. */
static pl_status adopt(cached *c, pl_error *error) {
  pl_session *session = c->recorded->session;
  pl_status status = PL_OK;
  for (; status == PL_OK && session->done <= c->round; session->done++) status = take_round(c->recorded, false, error);
  if (status != PL_OK) return status;
  pl_world_free(session->world);
  pl_event_log_clear(&session->log);
  session->world = c->world;
  session->log = c->log;
  c->world = NULL;
  c->log = (pl_event_log){.count = 0};
  pl_world_record(session->world, &session->log);
  for (int i = 0; i < session->done; i++) {
    session->digest[i] = c->recorded->check[i].digest;
    session->quantities[i] = c->recorded->check[i].quantities;
  }
  pl_journal_open(&session->journal);
  session->events_saved = session->log.count;
  session->cache_bytes = c->bytes;
  return PL_OK;
}

static pl_status try_checkpoints(recorded *r, pl_error *error) {
  cached c = {.recorded = r, .last = -1};
  pl_store_each_checkpoint(r->store, on_checkpoint, &c, NULL);
  pl_status status = PL_OK;
  if (c.world && pl_store_each_events(r->store, c.round, on_events, &c, NULL) == PL_OK && c.last == c.round)
    status = adopt(&c, error);
  pl_world_free(c.world);
  pl_event_log_clear(&c.log);
  return status;
}

/* ---- the calls ---- */

static void clear_slots(recorded *r) {
  for (size_t i = 0; i < r->count; i++) free((void *)r->slot[i].entry.act);
  free(r->slot);
}

/* Opens the file and reads it whole; the caller closes the store, frees the session and clears `r`. */
static pl_status load(recorded *r, const pl_rules_factory *factory, const char *path, bool for_writing,
                      pl_error *error) {
  pl_error why = {.status = PL_OK};
  r->store = pl_store_open(path, for_writing, &why);
  pl_status status = r->store ? read_everything(r, factory, &why) : why.status;
  if (status != PL_OK && error) *error = why;
  return status;
}

static pl_status on_room(void *context, const char *key, const char *value, pl_error *error) {
  recorded *r = context;
  const pl_room_row row = {.key = key, .value = value};
  pl_error why = {.status = PL_OK};
  pl_status status = pl_session_take_room(r->session, &row, &why);
  if (status == PL_BAD_INPUT) return pl_store_damaged(r->store, why.text, error);
  if (status != PL_OK && error) *error = why;
  return status;
}

/* A copy has no room; what it tells of the exercise's course comes along. */
static pl_status on_diary(void *context, const char *key, const char *value, pl_error *error) {
  return strncmp(key, PL_DIARY_PREFIX, strlen(PL_DIARY_PREFIX)) ? PL_OK : on_room(context, key, value, error);
}

/* What was read is played up to where it stopped, and takes the store. */
static pl_status go_on(recorded *r, pl_error *error) {
  pl_status status = pl_store_each_room(r->store, on_room, r, error);
  if (status == PL_OK) status = try_checkpoints(r, error);
  const int cached_rounds = r->session->done;
  if (status == PL_OK) status = replay_recorded(r, r->sealed, error);
  const bool is_open = r->open < r->count;
  if (status == PL_OK) status = open_recorded(r, error);
  if (status != PL_OK) return status;
  r->session->store = r->store;
  r->store = NULL;
  r->session->checks_saved = r->checks;
  /* What a crash kept from being written; while a round is open it waits for its end. */
  if (!is_open && (r->checks < r->sealed || cached_rounds < r->sealed)) pl_recording_round(r->session);
  return PL_OK;
}

static pl_session *finished(recorded *r, pl_status status) {
  if (status != PL_OK) pl_session_free(r->session);
  clear_slots(r);
  return status == PL_OK ? r->session : NULL;
}

pl_session *pl_session_resume(const pl_rules_factory *factory, const char *path, pl_error *error) {
  recorded r = {.checks = 0};
  pl_status status = load(&r, factory, path, true, error);
  if (status == PL_OK) status = go_on(&r, error);
  pl_session *session = finished(&r, status);
  pl_store_close(r.store);
  return session;
}

/* The file stays open, and nobody else gets hold of it meanwhile. */
pl_session *pl_session_take_up_again(pl_session *session, pl_error *error) {
  recorded r = {.store = session->store};
  if (!r.store) {
    pl_error_set(error, PL_BUG, "an exercise that is in no file cannot be taken up again");
    return NULL;
  }
  pl_status status = pl_recording_undo_batch(session, error);
  if (status == PL_OK) status = read_everything(&r, &session->factory, error);
  if (status == PL_OK) status = go_on(&r, error);
  pl_session *taken = finished(&r, status);
  if (!taken) return NULL;
  session->store = NULL;
  return taken;
}

pl_session *pl_session_read(const pl_rules_factory *factory, const char *path, int until_round, pl_error *error) {
  recorded r = {.checks = 0};
  pl_status status = load(&r, factory, path, false, error);
  if (status == PL_OK && until_round > r.sealed)
    status = pl_error_set(error, PL_BAD_INPUT, "%.200s: cannot go to round %d, only %d rounds are done", path,
                          until_round, r.sealed);
  if (status == PL_OK) status = replay_recorded(&r, until_round < 0 ? r.sealed : until_round, error);
  if (status == PL_OK && until_round < 0) status = open_recorded(&r, error);
  if (status == PL_OK && until_round < 0) status = pl_store_each_room(r.store, on_diary, &r, error);
  pl_session *session = r.session;
  if (status != PL_OK) {
    pl_session_free(session);
    session = NULL;
  } else if (until_round >= 0) {
    pl_session_forget_words(session, until_round);
  }
  pl_store_close(r.store);
  clear_slots(&r);
  return session;
}

pl_status pl_session_verify(const pl_rules_factory *factory, const char *path, pl_verification *found,
                            pl_error *error) {
  recorded r = {.checks = 0};
  *found = (pl_verification){.differs_in = -1};
  pl_status status = load(&r, factory, path, false, error);
  if (status == PL_OK) status = play_recorded(&r, r.sealed, found, error);
  if (status == PL_OK && found->differs_in < 0) status = open_recorded(&r, error);
  if (status == PL_OK && found->differs_in >= 0)
    status = pl_error_set(error, PL_FINDINGS, "%.200s: round %d is another than it was: %s differs", path,
                          found->differs_in + 1,
                          found->quantity[0] ? pl_translate(found->quantity) : PL_TEXT("the digest"));
  pl_session_free(r.session);
  pl_store_close(r.store);
  clear_slots(&r);
  return status;
}
