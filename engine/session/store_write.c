/* Rows into the file, each with its seal. */
#include "store_internal.h"

#include <string.h>

const char *const pl_row_kind_words[PL_ROW_KINDS] = {
    [PL_ROW_DECIDE] = "decide", [PL_ROW_UNDO] = "undo", [PL_ROW_SEAL] = "seal", [PL_ROW_NOTE] = "note",
    [PL_ROW_ACT] = "act", [PL_ROW_MESSAGE] = "message"};

/* ---- seals ---- */

uint64_t pl_store_seal_row(uint64_t before, const pl_store_row *row) {
  uint64_t seal = pl_seal_number(before, row->sequence);
  seal = pl_seal_number(seal, row->round);
  seal = pl_seal_text(seal, pl_row_kind_words[row->kind]);
  seal = pl_seal_number(seal, row->place);
  seal = pl_seal_text(seal, row->author);
  seal = pl_seal_text(seal, row->player);
  seal = pl_seal_text(seal, row->seat);
  seal = pl_seal_text(seal, row->body);
  return pl_seal_number(seal, row->takes_back);
}

uint64_t pl_store_seal_room(uint64_t identity, const char *key, const char *value) {
  return pl_seal_text(pl_seal_text(identity, key), value);
}

uint64_t pl_store_seal_seat(uint64_t identity, const pl_store_seat *seat) {
  uint64_t seal = pl_seal_text(identity, seat->seat);
  return pl_seal_text(pl_seal_number(seal, seat->is_person), seat->player);
}

uint64_t pl_store_seal_check(uint64_t identity, const pl_store_check *check) {
  uint64_t seal = pl_seal_number(identity, check->round);
  return pl_seal_text(pl_seal_number(seal, (int64_t)check->digest), check->quantities);
}

uint64_t pl_store_seal_events(uint64_t identity, const pl_store_events *events) {
  uint64_t seal = pl_seal_number(identity, events->round);
  seal = pl_seal_number(pl_seal_number(seal, events->first), events->count);
  return pl_seal_block(seal, events->bytes, events->length);
}

uint64_t pl_store_seal_checkpoint(uint64_t identity, const pl_store_checkpoint *checkpoint) {
  uint64_t seal = pl_seal_text(pl_seal_number(identity, checkpoint->round), checkpoint->engine);
  return pl_seal_block(seal, checkpoint->bytes, checkpoint->length);
}

/* ---- rows ---- */

static pl_status answer(const pl_store *store, int result, pl_error *error) {
  return result == SQLITE_OK ? PL_OK : pl_store_failed(store, result, error);
}

static int put_meta(pl_store *store, const char *key, const char *value) {
  return pl_store_run(store, "INSERT INTO meta(key, value) VALUES(?1, ?2)", "tt", key, value);
}

static int put_files(pl_store *store, const pl_bundle *bundle) {
  int result = SQLITE_OK;
  for (size_t i = 0; result == SQLITE_OK && i < bundle->count; i++)
    result = pl_store_run(store, "INSERT INTO files(position, name, bytes) VALUES(?1, ?2, ?3)", "itb", (int64_t)i + 1,
                          bundle->file[i].name, bundle->file[i].bytes, bundle->file[i].length);
  return result;
}

/* A name of its own for each file, so that another one in its place is not taken for it; the time is for people. */
#define OWN_NAME "INSERT INTO meta(key, value) VALUES('id', lower(hex(randomblob(16))))"
#define NOW "INSERT INTO meta(key, value) VALUES('created', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

pl_status pl_store_put_head(pl_store *store, const pl_store_head *head, pl_error *error) {
  char seed[24];
  sqlite3_snprintf(sizeof seed, seed, "%llu", (unsigned long long)head->seed);
  int result = put_meta(store, "engine", head->engine);
  if (result == SQLITE_OK) result = put_meta(store, "scenario", head->scenario);
  if (result == SQLITE_OK) result = put_meta(store, "seed", seed);
  if (result == SQLITE_OK) result = put_meta(store, "language", head->language);
  if (result == SQLITE_OK) result = pl_store_run(store, OWN_NAME, "");
  if (result == SQLITE_OK) result = pl_store_run(store, NOW, "");
  if (result == SQLITE_OK) result = put_files(store, &head->bundle);
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  pl_status status = pl_store_seal_meta(store, &store->identity, error);
  if (status != PL_OK) return status;
  store->next_seal = store->seal = store->identity;
  store->next_sequence = store->sequence = 0;
  return answer(store, pl_store_run(store, "INSERT INTO meta(key, value) VALUES('seal', ?1)", "s", store->identity),
                error);
}

pl_status pl_store_put_seat(pl_store *store, const pl_store_seat *seat, pl_error *error) {
  return answer(store, pl_store_run(store, "INSERT OR REPLACE INTO seats(seat, person, player, seal) "
                                    "VALUES(?1, ?2, ?3, ?4)", "tits", seat->seat, (int64_t)seat->is_person,
                                    seat->player, pl_store_seal_seat(store->identity, seat)), error);
}

pl_status pl_store_append(pl_store *store, pl_store_row *row, pl_error *error) {
  if (store->next_sequence >= PL_STORE_ROWS)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is full: an exercise has at most %d entries", store->path,
                        (int)PL_STORE_ROWS);
  row->sequence = store->next_sequence + 1;
  const uint64_t seal = pl_store_seal_row(store->next_seal, row);
  const char *sql = "INSERT INTO journal(sequence, round, kind, place, author, player, seat, body, takes_back, seal, "
                    "at) VALUES(?1, ?2, ?3, nullif(?4, -1), ?5, ?6, ?7, ?8, nullif(?9, -1), ?10, "
                    "coalesce(?11, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))";
  int result = pl_store_run(store, sql, "iitittttist", row->sequence, (int64_t)row->round + 1,
                            pl_row_kind_words[row->kind], (int64_t)row->place, row->author, row->player, row->seat,
                            row->body, row->takes_back, seal, row->at);
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  store->next_sequence = row->sequence;
  store->next_seal = seal;
  return PL_OK;
}

void pl_store_time(pl_store *store, int64_t sequence, char *at, size_t size) {
  sqlite3_stmt *statement = NULL;
  at[0] = 0;
  if (pl_store_prepare(store, &statement, "SELECT at FROM journal WHERE sequence = ?1", "i", sequence) != SQLITE_OK)
    return;
  const char *text = sqlite3_step(statement) == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
  if (text && strlen(text) < size) strcpy(at, text);
  sqlite3_finalize(statement);
}

pl_status pl_store_put_room(pl_store *store, const char *key, const char *value, pl_error *error) {
  bool is_there = false;
  int result = pl_store_find_room(store, &is_there);
  if (result == SQLITE_OK && !is_there && value)
    result = pl_store_run(store, pl_store_schema()[PL_STORE_ROOM_ROW], "");
  if (result == SQLITE_OK && value)
    result = pl_store_run(store, "INSERT OR REPLACE INTO room(key, value, seal) VALUES(?1, ?2, ?3)", "tts", key, value,
                          pl_store_seal_room(store->identity, key, value));
  else if (result == SQLITE_OK && is_there)
    result = pl_store_run(store, "DELETE FROM room WHERE key = ?1", "t", key);
  return answer(store, result, error);
}

pl_status pl_store_has_room(pl_store *store, const char *key, const char *value, bool *is_so, pl_error *error) {
  sqlite3_stmt *statement = NULL;
  bool is_table = false;
  int result = pl_store_find_room(store, &is_table);
  *is_so = !value;
  if (result == SQLITE_OK && !is_table) return PL_OK;
  if (result == SQLITE_OK)
    result = pl_store_prepare(store, &statement, "SELECT value FROM room WHERE key = ?1", "t", key);
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  result = sqlite3_step(statement);
  const char *text = result == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
  *is_so = value ? text && !strcmp(text, value) : !text;
  const int ended = sqlite3_finalize(statement);
  return result == SQLITE_ROW || result == SQLITE_DONE ? answer(store, ended, error)
                                                       : pl_store_failed(store, result, error);
}

pl_status pl_store_put_check(pl_store *store, const pl_store_check *check, pl_error *error) {
  return answer(store, pl_store_run(store, "INSERT OR REPLACE INTO checks(round, digest, quantities, seal) "
                                    "VALUES(?1, ?2, ?3, ?4)", "ists", (int64_t)check->round + 1, check->digest,
                                    check->quantities, pl_store_seal_check(store->identity, check)), error);
}

pl_status pl_store_put_events(pl_store *store, const pl_store_events *events, pl_error *error) {
  return answer(store, pl_store_run(store, "INSERT OR REPLACE INTO events(round, first, count, bytes, seal) "
                                    "VALUES(?1, ?2, ?3, ?4, ?5)", "iiibs", (int64_t)events->round + 1, events->first,
                                    events->count, events->bytes, events->length,
                                    pl_store_seal_events(store->identity, events)), error);
}

pl_status pl_store_put_checkpoint(pl_store *store, const pl_store_checkpoint *checkpoint, pl_error *error) {
  int result = pl_store_run(store, "DELETE FROM checkpoints WHERE round < ?1", "i", (int64_t)checkpoint->round);
  if (result == SQLITE_OK)
    result = pl_store_run(store, "INSERT OR REPLACE INTO checkpoints(round, engine, world, seal) "
                          "VALUES(?1, ?2, ?3, ?4)", "itbs", (int64_t)checkpoint->round + 1, checkpoint->engine,
                          checkpoint->bytes, checkpoint->length,
                          pl_store_seal_checkpoint(store->identity, checkpoint));
  return answer(store, result, error);
}

pl_status pl_store_drop_cache(pl_store *store, pl_error *error) {
  int result = pl_store_run(store, "DELETE FROM events", "");
  if (result == SQLITE_OK) result = pl_store_run(store, "DELETE FROM checkpoints", "");
  return answer(store, result, error);
}
