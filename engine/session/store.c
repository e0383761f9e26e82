/* Opening, locking, committing: how a session file lives.
 *
 *                 create ─► UNFINISHED ── commit ──┐
 *                                │ discard         ▼        begin … append … commit
 *                                ▼              IN ORDER ◄──────────────────────────┐
 *                             no file              │  └────► transaction ───────────┘
 *                                                  │                │ cancel (anything failed)
 *                                       open ──────┘                ▼
 *                                                      IN DOUBT: no connection
 *                                                                   │ begin, or cancel itself: open the path again,
 *                                                                   ▼ find our tip, delete rows beyond it
 *                                                               IN ORDER
 *
 * A write that failed may nevertheless be on the disk: the last sync of a commit can fail after everything was written.
 * So nothing is guessed after a failure. The connection is closed, the file opened anew (SQLite takes back what was
 * not finished), and rows beyond the last that was acknowledged are deleted before anything else is written. Until
 * that succeeds every transaction says why it does not. A file that was moved away or replaced is noticed before and
 * after each commit, by SQLite for the open file and by its identity and tip for one that is opened again. */
#include "store_internal.h"

#include <stdlib.h>

/* ---- a connection ---- */

/* Nothing that a session file could ask for is granted beyond reading and writing tables. */
static void restrict_connection(sqlite3 *db) {
  static const struct {
    int limit, value;
  } limits[] = {{SQLITE_LIMIT_LENGTH, PL_STORE_CACHE_BYTES + 4096},
                {SQLITE_LIMIT_SQL_LENGTH, 20000},
                {SQLITE_LIMIT_COLUMN, 40},
                {SQLITE_LIMIT_EXPR_DEPTH, 40},
                {SQLITE_LIMIT_COMPOUND_SELECT, 4},
                {SQLITE_LIMIT_VDBE_OP, 20000},
                {SQLITE_LIMIT_FUNCTION_ARG, 10},
                {SQLITE_LIMIT_ATTACHED, 0},
                {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
                {SQLITE_LIMIT_VARIABLE_NUMBER, 40},
                {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
                {SQLITE_LIMIT_WORKER_THREADS, 0}};
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) sqlite3_limit(db, limits[i].limit, limits[i].value);
  static const struct {
    int setting, value;
  } settings[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                  {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},  {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                  {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                  {SQLITE_DBCONFIG_DQS_DDL, 0},         {SQLITE_DBCONFIG_DQS_DML, 0}};
  for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
    sqlite3_db_config(db, settings[i].setting, settings[i].value, (int *)NULL);
}

/* Called every million steps of a statement; other than 0 ends it. A damaged file must not keep us busy for ever. */
static int lose_patience(void *context) { return --((pl_store *)context)->patience < 0; }

/* Pages are 4 KiB, so that this is PL_STORE_FILE_BYTES. */
#define LARGEST_FILE "65536"

static int configure(pl_store *store) {
  static const char *const always[] = {"PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
                                       "PRAGMA cache_size = -8000", "PRAGMA temp_store = MEMORY"};
  static const char *const for_writing[] = {"PRAGMA page_size = 4096", "PRAGMA locking_mode = EXCLUSIVE",
                                            "PRAGMA synchronous = EXTRA", "PRAGMA journal_mode = TRUNCATE",
                                            ("PRAGMA max_page_count = " LARGEST_FILE)};
  int result = sqlite3_extended_result_codes(store->db, 1);
  restrict_connection(store->db);
  sqlite3_progress_handler(store->db, 1000000, lose_patience, store);
  for (size_t i = 0; result == SQLITE_OK && i < sizeof always / sizeof always[0]; i++)
    result = pl_store_run(store, always[i], "");
  for (size_t i = 0; store->may_write && result == SQLITE_OK && i < sizeof for_writing / sizeof for_writing[0]; i++)
    result = pl_store_run(store, for_writing[i], "");
  return result;
}

static void disconnect(pl_store *store) {
  sqlite3_close(store->db);
  store->db = NULL;
}

static int connect_with(pl_store *store, int flags) {
  int result = sqlite3_open_v2(store->full, &store->db, flags | SQLITE_OPEN_PRIVATECACHE, NULL);
  if (result == SQLITE_OK) result = configure(store);
  if (result == SQLITE_OK) result = pl_store_run(store, store->may_write ? "BEGIN EXCLUSIVE" : "BEGIN", "");
  int64_t count = 0;
  if (result == SQLITE_OK) result = pl_store_ask(store, "SELECT count(*) FROM sqlite_schema", 0, &count);
  if (result == SQLITE_OK && store->may_write && sqlite3_db_readonly(store->db, "main")) result = SQLITE_READONLY;
  if (result != SQLITE_OK) disconnect(store);
  return result;
}

/* Connects with a transaction begun, so that what is read is of one moment and, for writing, nobody else comes in
 * between. A rollback journal that a crash left is played back here, which takes writing. */
static int establish(pl_store *store) {
  if (store->may_write) return connect_with(store, SQLITE_OPEN_READWRITE);
  int result = connect_with(store, SQLITE_OPEN_READONLY);
  if ((result & 0xFF) == SQLITE_READONLY) result = connect_with(store, SQLITE_OPEN_READWRITE);
  return result;
}

/* ---- life ---- */

static char *copy_text(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  if (copy) strcpy(copy, text);
  return copy;
}

static pl_store *allocate(const char *path, bool may_write, pl_error *error) {
  pl_store *store = calloc(1, sizeof *store);
  if (store) {
    store->may_write = may_write;
    store->path = copy_text(path);
    store->full = pl_store_full_path(path);
    if (store->path && store->full) return store;
  }
  pl_store_close(store);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot open %.200s", path);
  return NULL;
}

void pl_store_close(pl_store *store) {
  if (!store) return;
  /* The empty rollback journal need not stay beside the file. */
  if (store->db && store->may_write) {
    pl_store_run(store, "ROLLBACK", "");
    pl_store_run(store, "PRAGMA journal_mode = DELETE", "");
  }
  disconnect(store);
  sqlite3_free(store->full);
  free(store->path);
  free(store);
}

const char *pl_store_path(const pl_store *store) { return store->path; }
int64_t pl_store_sequence(const pl_store *store) { return store->sequence; }

static int make_schema(pl_store *store) {
  char marks[80];
  sqlite3_snprintf(sizeof marks, marks, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   (int)PL_STORE_APPLICATION, (int)PL_STORE_FORMAT);
  int result = sqlite3_exec(store->db, marks, NULL, NULL, NULL);
  for (int i = 0; result == SQLITE_OK && i < PL_STORE_SCHEMA_ROWS; i++)
    result = pl_store_run(store, pl_store_schema()[i], "");
  return result;
}

pl_store *pl_store_create(const char *path, pl_error *error) {
  pl_store *store = allocate(path, true, error);
  if (!store) return NULL;
  if (pl_store_make_file(store, error) != PL_OK) {
    pl_store_close(store);
    return NULL;
  }
  store->is_unfinished = true;
  int result = establish(store);
  if (result == SQLITE_OK) result = make_schema(store);
  if (result == SQLITE_OK) return store;
  pl_store_failed(store, result, error);
  pl_store_discard(store);
  return NULL;
}

void pl_store_discard(pl_store *store) {
  if (!store) return;
  disconnect(store);
  if (store->is_unfinished) pl_store_delete_file(store);
  pl_store_close(store);
}

pl_store *pl_store_open(const char *path, bool for_writing, pl_error *error) {
  pl_store *store = allocate(path, for_writing, error);
  if (!store) return NULL;
  store->is_opening = true;
  pl_status status = pl_store_look(store, error);
  if (status == PL_OK) {
    int result = establish(store);
    if (result != SQLITE_OK) status = pl_store_failed(store, result, error);
  }
  store->is_opening = false;
  if (status == PL_OK) status = pl_store_inspect(store, error);
  if (status == PL_OK) return store;
  pl_store_close(store);
  return NULL;
}

/* ---- transactions ---- */

static pl_status say_moved(pl_store *store, pl_error *error) {
  store->is_lost = true;
  return pl_error_set(error, PL_SYSTEM, "the session file %.200s has been moved or removed, and nothing was recorded: "
                      "put it back, or keep the exercise in another file", store->path);
}

/* Whether the path still leads to the file that is open. */
static pl_status find_file(pl_store *store, pl_error *error) {
  int has_moved = 0;
  int result = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (result != SQLITE_OK && result != SQLITE_NOTFOUND) return pl_store_failed(store, result, error);
  return has_moved ? say_moved(store, error) : PL_OK;
}

/* Is this the file that we wrote, up to the row that we know to be in it? */
static int is_ours(pl_store *store, bool *answer) {
  sqlite3_stmt *statement = NULL;
  int result = pl_store_prepare(store, &statement, "SELECT (SELECT value FROM meta WHERE key = 'seal'), "
                                "(SELECT seal FROM journal WHERE sequence = ?1)", "i", store->sequence);
  if (result != SQLITE_OK) return result;
  result = sqlite3_step(statement);
  uint64_t identity = 0, seal = store->identity;
  *answer = result == SQLITE_ROW && pl_store_parse_seal((const char *)sqlite3_column_text(statement, 0), &identity) &&
            (!store->sequence || pl_store_parse_seal((const char *)sqlite3_column_text(statement, 1), &seal)) &&
            identity == store->identity && seal == store->seal;
  int ended = sqlite3_finalize(statement);
  return result == SQLITE_ROW || result == SQLITE_DONE ? ended : result;
}

/* What follows from rounds that are not sealed (any more). */
static int drop_unsealed(pl_store *store) {
  static const char *const drops[] = {
      "DELETE FROM checks WHERE round > (SELECT count(*) FROM journal WHERE kind = 'seal')",
      "DELETE FROM events WHERE round > (SELECT count(*) FROM journal WHERE kind = 'seal')",
      "DELETE FROM checkpoints WHERE round > (SELECT count(*) FROM journal WHERE kind = 'seal')"};
  int result = SQLITE_OK;
  for (size_t i = 0; result == SQLITE_OK && i < sizeof drops / sizeof drops[0]; i++)
    result = pl_store_run(store, drops[i], "");
  return result;
}

/* Deletes what a failed transaction may have left. */
static int settle(pl_store *store) {
  int64_t last = 0;
  int result = pl_store_ask(store, "SELECT max(sequence) FROM journal", 0, &last);
  if (result != SQLITE_OK || last == store->sequence) return result;
  result = pl_store_run(store, "DELETE FROM journal WHERE sequence > ?1", "i", store->sequence);
  if (result == SQLITE_OK)
    result = pl_store_run(store, "UPDATE tip SET sequence = ?1, seal = ?2", "is", store->sequence, store->seal);
  return result == SQLITE_OK ? drop_unsealed(store) : result;
}

/* From doubt back to order. */
static pl_status reopen(pl_store *store, pl_error *error) {
  bool is_there = true;
  int result = establish(store);
  if (result == SQLITE_OK) result = is_ours(store, &is_there);
  if (result == SQLITE_OK && is_there) result = settle(store);
  if (result == SQLITE_OK && is_there) result = pl_store_run(store, "COMMIT", "");
  if (result == SQLITE_OK && is_there) return PL_OK;
  disconnect(store);
  const bool is_gone = result == SQLITE_CANTOPEN || (result & 0xFF) == SQLITE_ERROR;
  return !is_there || is_gone ? say_moved(store, error) : pl_store_failed(store, result, error);
}

bool pl_store_is_lost(pl_store *store) {
  store->is_lost = false;
  if (store->db)
    find_file(store, NULL);
  else
    reopen(store, NULL);
  return store->is_lost;
}

pl_status pl_store_begin(pl_store *store, pl_error *error) {
  pl_status status = store->db ? find_file(store, error) : reopen(store, error);
  if (status != PL_OK) return status;
  int result = sqlite3_get_autocommit(store->db) ? SQLITE_OK : pl_store_run(store, "COMMIT", ""); /* of reading */
  if (result == SQLITE_OK) result = pl_store_run(store, "BEGIN IMMEDIATE", "");
  if (result != SQLITE_OK) {
    status = pl_store_failed(store, result, error);
    pl_store_cancel(store);
    return status;
  }
  store->next_sequence = store->sequence;
  store->next_seal = store->seal;
  return PL_OK;
}

pl_status pl_store_commit(pl_store *store, pl_error *error) {
  int result = pl_store_run(store, "INSERT OR REPLACE INTO tip(one, sequence, seal) VALUES(1, ?1, ?2)", "is",
                            store->next_sequence, store->next_seal);
  if (result == SQLITE_OK) result = pl_store_run(store, "COMMIT", "");
  if (result != SQLITE_OK) return pl_store_failed(store, result, error);
  pl_status status = find_file(store, error);
  if (status != PL_OK) return status;
  store->sequence = store->next_sequence;
  store->seal = store->next_seal;
  store->is_unfinished = false;
  return PL_OK;
}

void pl_store_cancel(pl_store *store) {
  disconnect(store); /* which rolls back */
  reopen(store, NULL); /* at once, so that nobody else takes the file meanwhile; if not, the next transaction tries */
}

/* ---- parts of a transaction ---- */

pl_status pl_store_begin_part(pl_store *store, pl_store_part *before, pl_error *error) {
  *before = (pl_store_part){.sequence = store->next_sequence, .seal = store->next_seal};
  const int result = pl_store_run(store, "SAVEPOINT part", "");
  return result == SQLITE_OK ? PL_OK : pl_store_failed(store, result, error);
}

pl_status pl_store_end_part(pl_store *store, pl_error *error) {
  const int result = pl_store_run(store, "RELEASE part", "");
  return result == SQLITE_OK ? PL_OK : pl_store_failed(store, result, error);
}

/* After some failures (a full disk among them) SQLite has taken back everything already. */
bool pl_store_take_back(pl_store *store, const pl_store_part *before) {
  if (sqlite3_get_autocommit(store->db)) return false;
  int result = pl_store_run(store, "ROLLBACK TO part", "");
  if (result == SQLITE_OK) result = pl_store_run(store, "RELEASE part", "");
  store->next_sequence = before->sequence;
  store->next_seal = before->seal;
  return result == SQLITE_OK;
}
