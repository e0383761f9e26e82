/* SQL with arguments, and what SQLite's answers mean to people.
 *
 * Statements are few and short, so each is prepared where it is used and finalized at once: nothing has to be kept,
 * and a connection can be closed at any moment, also in the middle of a failure. */
#include "store_internal.h"

#include <polder/translate.h>

#include <stdarg.h>
#include <stdio.h>

/* SQLite keeps the text of each row as it is written here; a file whose text differs was made by somebody else. */
static const char *const schema[PL_STORE_SCHEMA_ROWS + 1] = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE files(position INTEGER PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE seats(seat TEXT PRIMARY KEY, person INTEGER NOT NULL, player TEXT NOT NULL, seal TEXT NOT NULL) "
    "STRICT, WITHOUT ROWID",
    "CREATE TABLE journal(sequence INTEGER PRIMARY KEY, round INTEGER NOT NULL, kind TEXT NOT NULL, place INTEGER, "
    "author TEXT, player TEXT, seat TEXT, body TEXT, takes_back INTEGER, "
    "at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), seal TEXT NOT NULL) STRICT",
    "CREATE TABLE tip(one INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, seal TEXT NOT NULL) STRICT",
    "CREATE TABLE checks(round INTEGER PRIMARY KEY, digest TEXT NOT NULL, quantities TEXT NOT NULL, "
    "seal TEXT NOT NULL) STRICT",
    "CREATE TABLE events(round INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, "
    "bytes BLOB NOT NULL, seal TEXT NOT NULL) STRICT",
    "CREATE TABLE checkpoints(round INTEGER PRIMARY KEY, engine TEXT NOT NULL, world BLOB NOT NULL, "
    "seal TEXT NOT NULL) STRICT",
    "CREATE VIEW decisions AS SELECT round, json_extract(body, '$.seat') AS seat, "
    "json_extract(body, '$.action') AS action, body AS decision, author, player, "
    "sequence IN (SELECT takes_back FROM journal) AS taken_back, at FROM journal WHERE kind = 'decide' "
    "ORDER BY sequence",
    "CREATE VIEW notes AS SELECT round, seat, body AS note, at FROM journal WHERE kind = 'note' ORDER BY sequence",
    "CREATE TABLE room(key TEXT PRIMARY KEY, value TEXT NOT NULL, seal TEXT NOT NULL) STRICT, WITHOUT ROWID",
};

const char *const *pl_store_schema(void) { return schema; }

int pl_store_find_room(pl_store *store, bool *is_there) {
  int64_t count = 0;
  const int result = pl_store_ask(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'room'", 0, &count);
  *is_there = count > 0;
  return result;
}

/* ---- errors ---- */

static pl_status failed_writing(const pl_store *store, int result, pl_error *error) {
  switch (result & 0xFF) {
    case SQLITE_FULL:
      return pl_error_set(error, PL_SYSTEM, "%.200s: there is no room left, and nothing was recorded: free some space "
                          "and try again, or keep the exercise in another file", store->path);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      if (store->is_opening)
        return pl_error_set(error, PL_SYSTEM, "%.200s cannot be opened for writing: make the file and its folder "
                            "writable, or copy it to a folder of yours and open the copy", store->path);
      return pl_error_set(error, PL_SYSTEM, "%.200s cannot be written, and nothing was recorded: make the file and its "
                          "folder writable and try again, or keep the exercise in another file", store->path);
    default:
      return pl_error_set(error, PL_SYSTEM, "%.200s: the disk refused (%s), and nothing was recorded: try again, or "
                          "keep the exercise in another file", store->path, sqlite3_errstr(result));
  }
}

static pl_status failed_reading(const pl_store *store, int result, pl_error *error) {
  switch (result & 0xFF) {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return pl_error_set(error, PL_SYSTEM, "%.200s cannot be read: is it yours?", store->path);
    case SQLITE_READONLY:
      return pl_error_set(error, PL_SYSTEM, "%.200s was being written when it was left, and can only be put in order "
                          "where it can be written: copy it, with %.200s-journal, to a folder of yours", store->path,
                          store->path);
    default:
      return pl_error_set(error, PL_SYSTEM, "%.200s cannot be read: the disk says %s", store->path,
                          sqlite3_errstr(result));
  }
}

pl_status pl_store_damaged(const pl_store *store, const char *what, pl_error *error) {
  return pl_error_set(error, PL_BAD_INPUT, "%.200s is damaged (%s): go on from a copy of it", store->path,
                      pl_translate(what));
}

pl_status pl_store_failed(const pl_store *store, int result, pl_error *error) {
  if (result == SQLITE_IOERR_NOMEM) result = SQLITE_NOMEM;
  switch (result & 0xFF) {
    case SQLITE_NOMEM:
      return pl_error_set(error, PL_NO_MEMORY, "out of memory: %.200s is as it was; try again", store->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return pl_error_set(error, PL_SYSTEM, "%.200s is in use by another Polder: close it there first", store->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_INTERRUPT: /* more work than any file of ours makes */
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:     /* a table or function that is not what the text of the schema says */
      return pl_store_damaged(store, sqlite3_errstr(result), error);
    default: return store->may_write ? failed_writing(store, result, error) : failed_reading(store, result, error);
  }
}

/* ---- statements ---- */

static int bind(sqlite3_stmt *statement, const char *types, va_list arguments) {
  int result = SQLITE_OK;
  for (int i = 1; result == SQLITE_OK && *types; i++, types++) {
    if (*types == 'i') {
      result = sqlite3_bind_int64(statement, i, va_arg(arguments, int64_t));
    } else if (*types == 't') {
      result = sqlite3_bind_text(statement, i, va_arg(arguments, const char *), -1, SQLITE_STATIC);
    } else if (*types == 'b') {
      const void *bytes = va_arg(arguments, const void *);
      result = sqlite3_bind_blob64(statement, i, bytes, va_arg(arguments, size_t), SQLITE_STATIC);
    } else {
      char digits[24];
      snprintf(digits, sizeof digits, "%016llx", (unsigned long long)va_arg(arguments, uint64_t));
      result = sqlite3_bind_text(statement, i, digits, 16, SQLITE_TRANSIENT);
    }
  }
  return result;
}

static int prepare(pl_store *store, sqlite3_stmt **statement, const char *sql, const char *types, va_list arguments) {
  store->patience = 600;
  int result = sqlite3_prepare_v2(store->db, sql, -1, statement, NULL);
  if (result == SQLITE_OK) result = bind(*statement, types, arguments);
  if (result == SQLITE_OK) return SQLITE_OK;
  sqlite3_finalize(*statement);
  *statement = NULL;
  return result;
}

int pl_store_prepare(pl_store *store, sqlite3_stmt **statement, const char *sql, const char *types, ...) {
  va_list arguments;
  va_start(arguments, types);
  int result = prepare(store, statement, sql, types, arguments);
  va_end(arguments);
  return result;
}

int pl_store_run(pl_store *store, const char *sql, const char *types, ...) {
  sqlite3_stmt *statement = NULL;
  va_list arguments;
  va_start(arguments, types);
  int result = prepare(store, &statement, sql, types, arguments);
  va_end(arguments);
  if (result != SQLITE_OK) return result;
  do result = sqlite3_step(statement);
  while (result == SQLITE_ROW);
  int ended = sqlite3_finalize(statement);
  return result == SQLITE_DONE ? ended : result;
}

int pl_store_ask(pl_store *store, const char *sql, int64_t otherwise, int64_t *answer) {
  sqlite3_stmt *statement = NULL;
  int result = pl_store_prepare(store, &statement, sql, "");
  if (result != SQLITE_OK) return result;
  result = sqlite3_step(statement);
  *answer = result == SQLITE_ROW && sqlite3_column_type(statement, 0) == SQLITE_INTEGER
                ? sqlite3_column_int64(statement, 0)
                : otherwise;
  int ended = sqlite3_finalize(statement);
  return result == SQLITE_ROW || result == SQLITE_DONE ? ended : result;
}
