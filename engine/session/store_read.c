/* Rows out of the file, none of them believed.
 *
 * A session file may come from a stranger or from a bad disk. Before a row is handed on, its columns have the type and
 * the size that they must have, its seal is what its contents add up to, and it follows the row before. What the rows
 * say about an exercise is the reader's to judge (resume.c). */
#include "store_internal.h"

#include <polder/translate.h>

#include <stdio.h>
#include <stdlib.h>

enum { MOST_FILES = 256, NAME_BYTES = 400, WORD_BYTES = 256, TIME_BYTES = 24, MOST_BUNDLE_BYTES = 17 << 20,
       QUANTITIES_BYTES = 65536 };

/* ---- columns ---- */

/* A text without NUL of at most `most` bytes; NULL: it is none. */
static const char *text_at(sqlite3_stmt *statement, int column, size_t most) {
  if (sqlite3_column_type(statement, column) != SQLITE_TEXT) return NULL;
  const char *text = (const char *)sqlite3_column_text(statement, column);
  size_t length = (size_t)sqlite3_column_bytes(statement, column);
  return text && length <= most && !memchr(text, 0, length) ? text : NULL;
}

/* A whole number from `least` to `most` into `number`, which is left alone where it is none. */
static bool number_at(sqlite3_stmt *statement, int column, int64_t least, int64_t most, int64_t *number) {
  if (sqlite3_column_type(statement, column) != SQLITE_INTEGER) return false;
  const int64_t found = sqlite3_column_int64(statement, column);
  if (found < least || found > most) return false;
  *number = found;
  return true;
}

static bool seal_at(sqlite3_stmt *statement, int column, uint64_t *seal) {
  return pl_store_parse_seal(text_at(statement, column, 16), seal);
}

static bool is_null_at(sqlite3_stmt *statement, int column) {
  return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

bool pl_store_parse_seal(const char *text, uint64_t *seal) {
  uint64_t value = 0;
  int i = 0;
  for (; text && i < 16 && text[i]; i++) {
    static const char digits[] = "0123456789abcdef";
    const char *digit = strchr(digits, text[i]);
    if (!digit) return false;
    value = value << 4 | (uint64_t)(digit - digits);
  }
  if (i != 16 || text[i]) return false;
  *seal = value;
  return true;
}

/* ---- going through rows ---- */

/* What to do with one row: PL_OK, or an error. */
typedef pl_status (*on_step)(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error);

static pl_status each(pl_store *store, const char *sql, int64_t argument, on_step step, void *context,
                      pl_error *error) {
  sqlite3_stmt *statement = NULL;
  int result = pl_store_prepare(store, &statement, sql, "i", argument);
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  pl_status status = PL_OK;
  while (status == PL_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
    status = step(store, statement, context, error);
    /* Where a column could not be had for want of memory, the row is not to blame. */
    if (status == PL_BAD_INPUT && sqlite3_errcode(store->db) == SQLITE_NOMEM)
      status = pl_store_failed(store, SQLITE_NOMEM, error);
  }
  sqlite3_finalize(statement);
  if (status != PL_OK || result == SQLITE_DONE) return status;
  return pl_store_failed(store, result, error);
}

/* ---- the file as a whole ---- */

static pl_status on_quick_check(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  (void)context;
  const char *text = text_at(statement, 0, 65536);
  if (text && !strcmp(text, "ok")) return PL_OK;
  return pl_store_damaged(store, text ? text : PL_LATER("SQLite finds an error"), error);
}

static pl_status on_schema(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  int *count = context;
  const char *sql = text_at(statement, 0, 4096);
  if (*count > PL_STORE_ROOM_ROW || !sql || strcmp(sql, pl_store_schema()[*count]))
    return pl_store_damaged(store, PL_LATER("it has other tables than Polder makes"), error);
  ++*count;
  return PL_OK;
}

typedef struct meta_seal {
  uint64_t seal;
  int rows;
  int64_t bytes;
} meta_seal;

static pl_status on_meta_to_seal(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  meta_seal *meta = context;
  const char *key = text_at(statement, 0, WORD_BYTES), *value = text_at(statement, 1, WORD_BYTES);
  if (!key || !value || ++meta->rows > 64) return pl_store_damaged(store, PL_LATER("table meta"), error);
  meta->seal = pl_seal_text(pl_seal_text(meta->seal, key), value);
  return PL_OK;
}

static bool file_at(sqlite3_stmt *statement, pl_file *file) {
  if (sqlite3_column_type(statement, 2) != SQLITE_BLOB) return false;
  file->name = text_at(statement, 1, NAME_BYTES);
  const void *bytes = sqlite3_column_blob(statement, 2);
  file->bytes = bytes ? bytes : "";
  file->length = (size_t)sqlite3_column_bytes(statement, 2);
  return file->name;
}

static pl_status on_file_to_seal(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  meta_seal *meta = context;
  pl_file file;
  int64_t position = 0;
  if (!number_at(statement, 0, 1, MOST_FILES, &position) || !file_at(statement, &file) ||
      (meta->bytes += (int64_t)file.length) > MOST_BUNDLE_BYTES)
    return pl_store_damaged(store, PL_LATER("the scenario's files"), error);
  meta->seal = pl_seal_text(pl_seal_number(meta->seal, position), file.name);
  meta->seal = pl_seal_block(meta->seal, file.bytes, file.length);
  return PL_OK;
}

pl_status pl_store_seal_meta(pl_store *store, uint64_t *seal, pl_error *error) {
  meta_seal meta = {.seal = PL_SEAL_START};
  pl_status status = each(store, "SELECT key, value FROM meta WHERE key <> 'seal' AND ?1 ORDER BY key", 1,
                          on_meta_to_seal, &meta, error);
  if (status == PL_OK)
    status = each(store, "SELECT position, name, bytes FROM files WHERE ?1 ORDER BY position", 1, on_file_to_seal,
                  &meta, error);
  *seal = meta.seal;
  return status;
}

static pl_status on_identity(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  uint64_t *seal = context;
  return seal_at(statement, 0, seal) ? PL_OK : pl_store_damaged(store, PL_LATER("table meta"), error);
}

static pl_status on_tip(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  bool *is_there = context;
  *is_there = number_at(statement, 0, 0, PL_STORE_ROWS, &store->sequence) && seal_at(statement, 1, &store->seal);
  return *is_there ? PL_OK : pl_store_damaged(store, PL_LATER("table tip"), error);
}

static pl_status inspect_seals(pl_store *store, pl_error *error) {
  uint64_t found = 0;
  bool has_tip = false;
  pl_status status = pl_store_seal_meta(store, &found, error);
  if (status == PL_OK)
    status = each(store, "SELECT value FROM meta WHERE key = 'seal' AND ?1", 1, on_identity, &store->identity, error);
  if (status == PL_OK && store->identity != found)
    return pl_store_damaged(store, PL_LATER("the scenario's files or the seed are not as they were written"), error);
  if (status == PL_OK) status = each(store, "SELECT sequence, seal FROM tip WHERE ?1", 1, on_tip, &has_tip, error);
  return status == PL_OK && !has_tip ? pl_store_damaged(store, PL_LATER("table tip"), error) : status;
}

/* The schema first: as long as it is not the one that we make, nothing else is asked. */
pl_status pl_store_inspect(pl_store *store, pl_error *error) {
  int rows = 0;
  pl_status status = each(store, "SELECT sql FROM sqlite_schema WHERE ?1 ORDER BY rowid", 1, on_schema, &rows, error);
  if (status == PL_OK && !rows)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is empty: no exercise was kept in it; it can be deleted",
                        store->path);
  if (status == PL_OK && rows < PL_STORE_SCHEMA_ROWS)
    return pl_store_damaged(store, PL_LATER("tables are missing"), error);
  if (status == PL_OK)
    status = each(store, "SELECT quick_check FROM pragma_quick_check(?1)", 1, on_quick_check, NULL, error);
  return status == PL_OK ? inspect_seals(store, error) : status;
}

/* ---- meta and files ---- */

typedef struct head_reader {
  pl_arena *arena;
  pl_store_head *head;
  pl_file *file;
  size_t capacity;
} head_reader;

static pl_status no_room(const pl_store *store, pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read %.200s", store->path);
}

static pl_status on_meta(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  head_reader *reader = context;
  pl_store_head *head = reader->head;
  const char *key = text_at(statement, 0, WORD_BYTES), *value = text_at(statement, 1, WORD_BYTES);
  if (!key || !value) return pl_store_damaged(store, PL_LATER("table meta"), error);
  const char **text = !strcmp(key, "engine")     ? &head->engine
                      : !strcmp(key, "scenario") ? &head->scenario
                      : !strcmp(key, "language") ? &head->language
                      : !strcmp(key, "created")  ? &head->created
                                                 : NULL;
  if (text && !(*text = pl_arena_text(reader->arena, value, strlen(value)))) return no_room(store, error);
  if (strcmp(key, "seed")) return PL_OK;
  char *end = NULL;
  head->seed = strtoull(value, &end, 10);
  return *end || !*value ? pl_store_damaged(store, PL_LATER("its seed"), error) : PL_OK;
}

static pl_status on_file(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  head_reader *reader = context;
  pl_bundle *bundle = &reader->head->bundle;
  pl_file file;
  if (bundle->count >= reader->capacity || !file_at(statement, &file))
    return pl_store_damaged(store, PL_LATER("the scenario's files"), error);
  file.name = pl_arena_text(reader->arena, file.name, strlen(file.name));
  file.bytes = pl_arena_text(reader->arena, file.bytes, file.length);
  if (!file.name || !file.bytes) return no_room(store, error);
  reader->file[bundle->count++] = file;
  return PL_OK;
}

pl_status pl_store_read_head(pl_store *store, pl_arena *arena, pl_store_head *head, pl_error *error) {
  *head = (pl_store_head){.engine = NULL};
  int64_t files = 0;
  int result = pl_store_ask(store, "SELECT count(*) FROM files", 0, &files);
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  if (files < 1 || files > MOST_FILES) return pl_store_damaged(store, PL_LATER("the scenario's files"), error);
  head_reader reader = {.arena = arena, .head = head, .capacity = (size_t)files,
                        .file = pl_arena_array(arena, (size_t)files, sizeof *reader.file)};
  if (!reader.file) return no_room(store, error);
  head->bundle.file = reader.file;
  pl_status status = each(store, "SELECT key, value FROM meta WHERE ?1", 1, on_meta, &reader, error);
  if (status == PL_OK)
    status = each(store, "SELECT position, name, bytes FROM files WHERE ?1 ORDER BY position", 1, on_file, &reader,
                  error);
  if (status == PL_OK && (!head->engine || !head->scenario || !head->language))
    return pl_store_damaged(store, PL_LATER("table meta"), error);
  return status;
}

/* ---- seats ---- */

typedef struct seat_reader {
  pl_store_on_seat visit;
  void *context;
} seat_reader;

static pl_status on_seat(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  const seat_reader *reader = context;
  int64_t is_person = 0;
  uint64_t seal = 0;
  pl_store_seat seat = {.seat = text_at(statement, 0, WORD_BYTES), .player = text_at(statement, 2, WORD_BYTES)};
  bool is_good = seat.seat && seat.player && number_at(statement, 1, 0, 1, &is_person) && seal_at(statement, 3, &seal);
  seat.is_person = is_person;
  if (!is_good || seal != pl_store_seal_seat(store->identity, &seat))
    return pl_store_damaged(store, PL_LATER("table seats"), error);
  return reader->visit(reader->context, &seat, error);
}

pl_status pl_store_each_seat(pl_store *store, pl_store_on_seat visit, void *context, pl_error *error) {
  seat_reader reader = {visit, context};
  return each(store, "SELECT seat, person, player, seal FROM seats WHERE ?1", 1, on_seat, &reader, error);
}

/* ---- the room ---- */

typedef struct room_reader {
  pl_store_on_room visit;
  void *context;
} room_reader;

static pl_status on_room(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  const room_reader *reader = context;
  const char *key = text_at(statement, 0, PL_STORE_ROOM_BYTES), *value = text_at(statement, 1, PL_STORE_ROOM_BYTES);
  uint64_t seal = 0;
  if (!key || !value || !seal_at(statement, 2, &seal) || seal != pl_store_seal_room(store->identity, key, value))
    return pl_store_damaged(store, PL_LATER("table room"), error);
  return reader->visit(reader->context, key, value, error);
}

pl_status pl_store_each_room(pl_store *store, pl_store_on_room visit, void *context, pl_error *error) {
  room_reader reader = {visit, context};
  bool is_there = false;
  const int result = pl_store_find_room(store, &is_there);
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  if (!is_there) return PL_OK;
  return each(store, "SELECT key, value, seal FROM room WHERE ?1 ORDER BY key", 1, on_room, &reader, error);
}

/* ---- the journal ---- */

typedef struct row_reader {
  pl_store_on_row visit;
  void *context;
  int64_t sequence;
  uint64_t seal;
} row_reader;

static int kind_of(const char *word) {
  for (int i = 0; word && i < PL_ROW_KINDS; i++)
    if (!strcmp(pl_row_kind_words[i], word)) return i;
  return -1;
}

static bool row_at(sqlite3_stmt *statement, pl_store_row *row, uint64_t *seal) {
  int64_t round = 0, place = -1;
  row->author = text_at(statement, 4, WORD_BYTES);
  row->player = text_at(statement, 5, WORD_BYTES);
  row->seat = text_at(statement, 6, WORD_BYTES);
  row->body = text_at(statement, 7, PL_STORE_BODY_BYTES);
  row->takes_back = -1;
  row->at = text_at(statement, 10, TIME_BYTES);
  for (int column = 4; column < 8; column++)
    if (!is_null_at(statement, column) && !text_at(statement, column, PL_STORE_BODY_BYTES)) return false;
  bool is_good = number_at(statement, 0, 1, PL_STORE_ROWS, &row->sequence) &&
                 number_at(statement, 1, 1, PL_MAX_ROUNDS + 1, &round) &&
                 (is_null_at(statement, 3) || number_at(statement, 3, 0, INT32_MAX - 1, &place)) &&
                 (is_null_at(statement, 8) || number_at(statement, 8, 1, PL_STORE_ROWS, &row->takes_back)) &&
                 seal_at(statement, 9, seal);
  row->round = (int32_t)round - 1;
  row->place = (int32_t)place;
  return is_good;
}

static pl_status on_row(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  row_reader *reader = context;
  const char *word = text_at(statement, 2, WORD_BYTES);
  const int kind = kind_of(word);
  pl_store_row row = {.sequence = 0};
  uint64_t seal = 0;
  char what[80];
  if (word && kind < 0)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s has entries of a kind that this Polder does not know (%.40s): use "
                        "the newer Polder that made them", store->path, word);
  row.kind = (pl_row_kind)kind;
  bool is_good = word && row_at(statement, &row, &seal) && row.sequence == reader->sequence + 1 &&
                 seal == pl_store_seal_row(reader->seal, &row);
  snprintf(what, sizeof what, PL_TEXT("entry %d of its journal"), (int)reader->sequence + 1);
  if (!is_good) return pl_store_damaged(store, what, error);
  reader->sequence = row.sequence;
  reader->seal = seal;
  return reader->visit(reader->context, &row, error);
}

pl_status pl_store_each_row(pl_store *store, pl_store_on_row visit, void *context, pl_error *error) {
  row_reader reader = {.visit = visit, .context = context, .seal = store->identity};
  pl_status status = each(store, "SELECT sequence, round, kind, place, author, player, seat, body, takes_back, seal, "
                          "at FROM journal WHERE ?1 ORDER BY sequence", 1, on_row, &reader, error);
  if (status == PL_OK && (reader.sequence != store->sequence || reader.seal != store->seal))
    return pl_store_damaged(store, PL_LATER("entries are missing at the end of its journal"), error);
  return status;
}

/* ---- checks ---- */

typedef struct check_reader {
  pl_store_on_check visit;
  void *context;
} check_reader;

static pl_status on_check(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  const check_reader *reader = context;
  int64_t round = 0;
  uint64_t seal = 0;
  pl_store_check check = {.quantities = text_at(statement, 2, QUANTITIES_BYTES)};
  bool is_good = number_at(statement, 0, 1, PL_MAX_ROUNDS, &round) && seal_at(statement, 1, &check.digest) &&
                 check.quantities && seal_at(statement, 3, &seal);
  check.round = (int32_t)round - 1;
  if (!is_good || seal != pl_store_seal_check(store->identity, &check))
    return pl_store_damaged(store, PL_LATER("table checks"), error);
  return reader->visit(reader->context, &check, error);
}

pl_status pl_store_each_check(pl_store *store, pl_store_on_check visit, void *context, pl_error *error) {
  check_reader reader = {visit, context};
  return each(store, "SELECT round, digest, quantities, seal FROM checks WHERE ?1 ORDER BY round", 1, on_check,
              &reader, error);
}

/* ---- the cache ---- */

typedef struct events_reader {
  pl_store_on_events visit;
  void *context;
} events_reader;

static bool block_at(sqlite3_stmt *statement, int column, const void **bytes, size_t *length) {
  if (sqlite3_column_type(statement, column) != SQLITE_BLOB) return false;
  *bytes = sqlite3_column_blob(statement, column);
  *length = (size_t)sqlite3_column_bytes(statement, column);
  return *bytes || !*length;
}

static pl_status on_events(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  const events_reader *reader = context;
  int64_t round = 0;
  uint64_t seal = 0;
  pl_store_events events = {.round = 0};
  bool is_good = number_at(statement, 0, 1, PL_MAX_ROUNDS, &round) &&
                 number_at(statement, 1, 0, INT32_MAX, &events.first) &&
                 number_at(statement, 2, 0, INT32_MAX, &events.count) &&
                 block_at(statement, 3, &events.bytes, &events.length) && seal_at(statement, 4, &seal);
  events.round = (int32_t)round - 1;
  if (!is_good || seal != pl_store_seal_events(store->identity, &events))
    return pl_store_damaged(store, PL_LATER("table events"), error);
  return reader->visit(reader->context, &events, error);
}

pl_status pl_store_each_events(pl_store *store, int32_t round, pl_store_on_events visit, void *context,
                               pl_error *error) {
  events_reader reader = {visit, context};
  return each(store, "SELECT round, first, count, bytes, seal FROM events WHERE round <= ?1 ORDER BY round",
              (int64_t)round + 1, on_events, &reader, error);
}

typedef struct checkpoint_reader {
  pl_store_on_checkpoint visit;
  void *context;
} checkpoint_reader;

static pl_status on_checkpoint(pl_store *store, sqlite3_stmt *statement, void *context, pl_error *error) {
  const checkpoint_reader *reader = context;
  int64_t round = 0;
  uint64_t seal = 0;
  pl_store_checkpoint checkpoint = {.engine = text_at(statement, 1, WORD_BYTES)};
  bool is_good = number_at(statement, 0, 1, PL_MAX_ROUNDS, &round) && checkpoint.engine &&
                 block_at(statement, 2, &checkpoint.bytes, &checkpoint.length) && seal_at(statement, 3, &seal);
  checkpoint.round = (int32_t)round - 1;
  if (!is_good || seal != pl_store_seal_checkpoint(store->identity, &checkpoint))
    return pl_store_damaged(store, PL_LATER("table checkpoints"), error);
  return reader->visit(reader->context, &checkpoint, error);
}

pl_status pl_store_each_checkpoint(pl_store *store, pl_store_on_checkpoint visit, void *context, pl_error *error) {
  checkpoint_reader reader = {visit, context};
  return each(store, "SELECT round, engine, world, seal FROM checkpoints WHERE ?1 ORDER BY round DESC", 1,
              on_checkpoint, &reader, error);
}
