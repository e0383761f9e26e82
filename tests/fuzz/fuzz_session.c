/* Session files that somebody changed.
 *
 * The first byte says how the rest is read, and what is tried besides reading: 2 verifying, 4 resuming. Even: as
 * changes to the bytes of a file that is right (three for where, one for the value), which mostly try SQLite's own
 * checks. Odd: as changes to its rows, after which every seal is made to fit again, as somebody would who knows how;
 * these reach what the rows mean.
 *
 * What must hold: reading, verifying and resuming end well or with an error in words; whatever fails leaves the file
 * byte for byte as it was; what can be read can be verified and resumed, with the same digests; and what was resumed
 * goes on and can be read again. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <polder/decision_json.h>
#include <polder/script.h>

#include "archive.h"
#include "store_internal.h"

enum { ROUNDS = 2, MOST_CHANGES = 24, LONGEST_TEXT = 400 };

typedef struct content {
  uint8_t *bytes; /* owned */
  size_t size;
} content;

typedef struct workshop { /* as long as the process */
  char folder[64], path[96];
  pl_script_cache *cache;
  pl_rules_factory factory;
  content original;
} workshop;

/* ---- files ---- */

static content load(const char *path) {
  content c = {NULL, 0};
  FILE *file = fopen(path, "rb");
  fuzz_must(file != NULL, "the file is there");
  fseek(file, 0, SEEK_END);
  c.size = (size_t)ftell(file);
  rewind(file);
  c.bytes = malloc(c.size + 1);
  fuzz_must(c.bytes && fread(c.bytes, 1, c.size, file) == c.size, "the file can be read");
  fclose(file);
  return c;
}

static void store(const char *path, const uint8_t *bytes, size_t size) {
  FILE *file = fopen(path, "wb");
  fuzz_must(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0, "a file can be written");
}

static void must_be_untouched(const char *path, const content *before) {
  content now = load(path);
  fuzz_must(now.size == before->size && !memcmp(now.bytes, before->bytes, now.size),
            "a failure leaves the file as it was");
  free(now.bytes);
}

/* ---- the file that is right ---- */

static void decide(pl_session *session, const char *json) {
  pl_decision decision;
  pl_error error = {.status = PL_OK};
  fuzz_must(pl_decision_from_json(pl_session_scenario(session), json, strlen(json), &decision, &error) == PL_OK &&
                pl_session_decide(session, &decision, PL_AUTHOR_PERSON, &error) == PL_OK, json);
}

static void act(pl_session *session, const char *json) {
  pl_error error = {.status = PL_OK};
  pl_act *read = pl_act_from_json(pl_session_scenario(session), json, strlen(json), &error);
  fuzz_must(read && pl_session_act(session, read, NULL, &error) == PL_OK, json);
  free(read);
}

static void write_words(pl_session *session) {
  pl_error error = {.status = PL_OK};
  const pl_message message = {.form = PL_MESSAGE_MOVE, .seat = 0, .by = "Eva", .to_control = true, .label = PL_GREEN,
                              .about = -1, .text = "a move"};
  const pl_note note = {.seat = -1, .text = "seen", .by = "Eva", .objective = PL_NONE, .observed = PL_OBSERVED_MET};
  fuzz_must(pl_session_say(session, &message, NULL, &error) == PL_OK, error.text);
  fuzz_must(pl_session_observe(session, &note, &error) == PL_OK, error.text);
}

static void write_original(const workshop *w) {
  const fuzz_table *table = fuzz_table_lay();
  pl_error error = {.status = PL_OK};
  const pl_session_options options = {.seed = FUZZ_SEED, .record_events = true};
  pl_session *session = pl_session_new(&w->factory, &table->bundle, NULL, &options, &error);
  fuzz_must(session && pl_session_keep(session, w->path, &error) == PL_OK, "an exercise can be kept");
  pl_session_set_person(session, 0, true);
  pl_session_set_player(session, 1, "tft", &error);
  for (int i = 0; i < ROUNDS; i++) {
    fuzz_play_round(session);
    pl_session_note(session, i - 1, "a remark", &error);
  }
  fuzz_must(pl_session_open_round(session, &error) == PL_OK, "a third round opens");
  decide(session, "{\"seat\": \"a\", \"action\": \"split\", \"split\": [500, 300, 200]}");
  decide(session, "{\"seat\": \"a\", \"action\": \"posture\", \"audience\": \"b+forum:f\"}");
  fuzz_must(pl_session_undo(session, 0, &error) == PL_OK, "a decision is taken back");
  write_words(session);
  act(session, "{\"act\": \"rule\", \"seat\": \"a\", \"message\": 0, \"text\": \"off\", \"public\": false, "
               "\"outcomes\": [{\"odds\": 600, \"text\": \"fails\"}, {\"odds\": 400, \"text\": \"works\", "
               "\"effects\": [{\"effect\": \"confidence\", \"amount\": -50}]}]}");
  decide(session, "{\"seat\": \"a\", \"action\": \"buy\"}");
  pl_session_free(session);
}

static workshop opened; /* as long as the process */

static void tidy_workshop(void) {
  remove(opened.path);
  rmdir(opened.folder);
}

static const workshop *open_workshop(void) {
  workshop *w = &opened;
  if (w->cache) return w;
  atexit(tidy_workshop);
  snprintf(w->folder, sizeof w->folder, "%s/polder-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
  fuzz_must(mkdtemp(w->folder) != NULL, "there is a place for files");
  snprintf(w->path, sizeof w->path, "%.60s/exercise", w->folder);
  w->cache = pl_script_cache_new();
  fuzz_must(w->cache != NULL, "there is memory");
  w->factory = pl_script_cache_factory(w->cache);
  write_original(w);
  w->original = load(w->path);
  return w;
}

/* ---- the input ---- */

typedef struct input {
  const uint8_t *at, *end;
} input;

static unsigned take(input *in) { return in->at < in->end ? *in->at++ : 0; }
static unsigned take_two(input *in) { return take(in) | take(in) << 8; }

/* Up to the next newline. */
static const char *take_text(input *in, char text[LONGEST_TEXT]) {
  size_t length = 0;
  while (in->at < in->end && *in->at != '\n' && length < LONGEST_TEXT - 1) text[length++] = (char)*in->at++;
  if (in->at < in->end) in->at++;
  text[length] = '\0';
  return text;
}

/* Numbers at which something may happen, and small ones. */
static int64_t take_number(input *in) {
  static const int64_t edges[] = {-1, INT64_MIN, INT64_MAX, INT32_MAX, INT32_MIN, 60, 61, 255, 65536, 500000, 1 << 20};
  unsigned byte = take(in);
  return byte < 200 ? (int64_t)byte : edges[byte % (sizeof edges / sizeof edges[0])];
}

/* ---- changes to rows ---- */

/* Each is one statement; `i` takes a number, `t` a line of text, `b` the column's own bytes with one changed. A row is
 * named by a number (?1), modulo how many there are. */
typedef struct change {
  const char *table, *sql, *types;
} change;

#define NTH(table) "(SELECT rowid FROM " table " ORDER BY rowid LIMIT 1 OFFSET ?1)"
#define KEY(table, key) "(SELECT " key " FROM " table " ORDER BY " key " LIMIT 1 OFFSET ?1)"
static const change changes[] = {
    {"journal", "UPDATE journal SET body = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET round = ?2 WHERE rowid = " NTH("journal"), "i"},
    {"journal", "UPDATE journal SET place = ?2 WHERE rowid = " NTH("journal"), "i"},
    {"journal", "UPDATE journal SET takes_back = ?2 WHERE rowid = " NTH("journal"), "i"},
    {"journal", "UPDATE journal SET kind = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET kind = 'decide', place = 1, author = 'person', body = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET kind = 'decide', place = 1, author = 'bot', body = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET kind = 'undo', takes_back = ?2 WHERE rowid = " NTH("journal"), "i"},
    {"journal", "UPDATE journal SET kind = 'note', seat = '', body = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET kind = 'seal' WHERE rowid = " NTH("journal"), ""},
    {"journal", "UPDATE journal SET author = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET seat = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET player = ?2 WHERE rowid = " NTH("journal"), "t"},
    {"journal", "UPDATE journal SET body = NULL, author = NULL WHERE rowid = " NTH("journal"), ""},
    {"journal", "DELETE FROM journal WHERE rowid = " NTH("journal"), ""},
    {"journal", "DELETE FROM journal WHERE rowid > " NTH("journal"), ""},
    {"journal", "INSERT INTO journal SELECT (SELECT max(sequence) + 1 FROM journal), round, kind, place, author, player, seat, "
                "body, takes_back, at, seal FROM journal WHERE rowid = " NTH("journal"), ""},
    {"journal", "INSERT INTO journal VALUES((SELECT max(sequence) + 1 FROM journal), ?1 % 4, 'decide', ?1, 'person', NULL, NULL, "
                "?2, NULL, '', '')", "t"},
    {"checks", "UPDATE checks SET digest = ?2 WHERE rowid = " NTH("checks"), "t"},
    {"checks", "UPDATE checks SET quantities = ?2 WHERE rowid = " NTH("checks"), "t"},
    {"checks", "UPDATE OR IGNORE checks SET round = ?2 WHERE rowid = " NTH("checks"), "i"},
    {"checks", "DELETE FROM checks WHERE rowid = " NTH("checks"), ""},
    {"checkpoints", "UPDATE checkpoints SET world = ?2 WHERE rowid = " NTH("checkpoints"), "b"},
    {"checkpoints", "UPDATE checkpoints SET engine = ?2 WHERE rowid = " NTH("checkpoints"), "t"},
    {"checkpoints", "UPDATE OR IGNORE checkpoints SET round = ?2 WHERE rowid = " NTH("checkpoints"), "i"},
    {"checkpoints", "DELETE FROM checkpoints WHERE rowid = " NTH("checkpoints"), ""},
    {"events", "UPDATE events SET bytes = ?2 WHERE rowid = " NTH("events"), "b"},
    {"events", "UPDATE events SET first = ?2 WHERE rowid = " NTH("events"), "i"},
    {"events", "UPDATE events SET count = ?2 WHERE rowid = " NTH("events"), "i"},
    {"events", "UPDATE OR IGNORE events SET round = ?2 WHERE rowid = " NTH("events"), "i"},
    {"events", "DELETE FROM events WHERE rowid = " NTH("events"), ""},
    {"seats", "UPDATE seats SET person = ?2 WHERE seat = " KEY("seats", "seat"), "i"},
    {"seats", "UPDATE seats SET player = ?2 WHERE seat = " KEY("seats", "seat"), "t"},
    {"seats", "UPDATE OR IGNORE seats SET seat = ?2 WHERE seat = " KEY("seats", "seat"), "t"},
    {"meta", "UPDATE meta SET value = ?2 WHERE key = " KEY("meta", "key"), "t"},
    {"meta", "DELETE FROM meta WHERE key = " KEY("meta", "key"), ""},
    {"files", "UPDATE files SET name = ?2 WHERE rowid = " NTH("files"), "t"},
    {"files", "UPDATE files SET bytes = ?2 WHERE rowid = " NTH("files"), "b"},
    {"files", "DELETE FROM files WHERE rowid = " NTH("files"), ""},
};

static int64_t ask(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;
  int64_t answer = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
    answer = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return answer;
}

static void run(sqlite3 *db, const char *sql) {
  fuzz_must(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
}

/* The bytes that the statement is about, with a few changed; made with the archive's mark and seal, if it is one. */
static void bind_bytes(sqlite3 *db, sqlite3_stmt *statement, const change *row, int64_t nth, input *in) {
  static const char *const columns[] = {"checkpoints", "world", "events", "bytes", "files", "bytes"};
  char sql[160];
  sqlite3_stmt *select = NULL;
  pl_buffer bytes = {0};
  for (size_t i = 0; i < 6; i += 2)
    if (!strcmp(row->table, columns[i]))
      snprintf(sql, sizeof sql, "SELECT %s FROM %s ORDER BY rowid LIMIT 1 OFFSET %d", columns[i + 1], row->table,
               (int)nth);
  if (sqlite3_prepare_v2(db, sql, -1, &select, NULL) == SQLITE_OK && sqlite3_step(select) == SQLITE_ROW)
    pl_buffer_add(&bytes, sqlite3_column_blob(select, 0), (size_t)sqlite3_column_bytes(select, 0));
  sqlite3_finalize(select);
  for (unsigned count = 1 + take(in) % 4; count > 0 && bytes.length > 0; count--) {
    size_t at = take_two(in) % bytes.length;
    bytes.bytes[at] = (char)(take(in));
  }
  if (strcmp(row->table, "files") && bytes.length > PL_ARCHIVE_MARK + 8) {
    pl_buffer sealed = {0};
    pl_archive archive = pl_archive_save(&sealed, bytes.bytes);
    pl_buffer_add(&sealed, bytes.bytes + PL_ARCHIVE_MARK, bytes.length - PL_ARCHIVE_MARK - 8);
    pl_archive_seal(&archive);
    pl_buffer_clear(&bytes);
    bytes = sealed;
  }
  sqlite3_bind_blob(statement, 2, bytes.bytes ? bytes.bytes : "", (int)bytes.length, SQLITE_TRANSIENT);
  pl_buffer_clear(&bytes);
}

/* What the file's own rules refuse is no change. */
static void change_row(sqlite3 *db, input *in) {
  const change *row = &changes[take(in) % (sizeof changes / sizeof changes[0])];
  char sql[80], text[LONGEST_TEXT];
  sqlite3_stmt *statement = NULL;
  snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", row->table);
  int64_t rows = ask(db, sql), nth = rows ? take(in) % rows : 0;
  fuzz_must(sqlite3_prepare_v2(db, row->sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
  sqlite3_bind_int64(statement, 1, nth);
  switch (*row->types) {
  case 'i': sqlite3_bind_int64(statement, 2, take_number(in)); break;
  case 't': sqlite3_bind_text(statement, 2, take_text(in, text), -1, SQLITE_TRANSIENT); break;
  case 'b': bind_bytes(db, statement, row, nth, in); break;
  }
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

/* ---- seals ---- */

static const char *text_of(sqlite3_stmt *s, int column) { return (const char *)sqlite3_column_text(s, column); }

static int64_t number_of(sqlite3_stmt *s, int column) {
  return sqlite3_column_type(s, column) == SQLITE_NULL ? -1 : sqlite3_column_int64(s, column);
}

/* As the reader counts it; what it refuses is any round. */
static int32_t round_of(sqlite3_stmt *s, int column) {
  int64_t round = number_of(s, column);
  return round >= 1 && round <= 1000 ? (int32_t)round - 1 : 0;
}

static uint64_t seal_of(sqlite3_stmt *s, int column) {
  uint64_t seal = 0;
  pl_store_parse_seal(text_of(s, column), &seal);
  return seal;
}

static void put_seal(sqlite3 *db, const char *sql, uint64_t seal, sqlite3_stmt *of) {
  sqlite3_stmt *update = NULL;
  char text[17];
  snprintf(text, sizeof text, "%016llx", (unsigned long long)seal);
  fuzz_must(sqlite3_prepare_v2(db, sql, -1, &update, NULL) == SQLITE_OK, sqlite3_errmsg(db));
  sqlite3_bind_text(update, 1, text, -1, SQLITE_TRANSIENT);
  if (of) sqlite3_bind_value(update, 2, sqlite3_column_value(of, 0));
  sqlite3_step(update);
  sqlite3_finalize(update);
}

/* The seal of one row, `before` being what it is chained to. Columns as in the table. */
typedef uint64_t sealing(sqlite3_stmt *s, uint64_t before);

static uint64_t seal_row(sqlite3_stmt *s, uint64_t before) {
  pl_store_row row = {.sequence = number_of(s, 0), .round = round_of(s, 1), .place = (int32_t)number_of(s, 3),
                      .author = text_of(s, 4), .player = text_of(s, 5), .seat = text_of(s, 6), .body = text_of(s, 7),
                      .takes_back = number_of(s, 8)};
  for (int kind = 0; kind < PL_ROW_KINDS; kind++)
    if (!strcmp(pl_row_kind_words[kind], text_of(s, 2))) row.kind = (pl_row_kind)kind;
  return pl_store_seal_row(before, &row);
}

static uint64_t seal_seat(sqlite3_stmt *s, uint64_t identity) {
  const pl_store_seat seat = {.seat = text_of(s, 0), .is_person = number_of(s, 1), .player = text_of(s, 2)};
  return pl_store_seal_seat(identity, &seat);
}

static uint64_t seal_check(sqlite3_stmt *s, uint64_t identity) {
  const pl_store_check check = {.round = round_of(s, 0), .digest = seal_of(s, 1), .quantities = text_of(s, 2)};
  return pl_store_seal_check(identity, &check);
}

static uint64_t seal_events(sqlite3_stmt *s, uint64_t identity) {
  const pl_store_events events = {.round = round_of(s, 0), .first = number_of(s, 1), .count = number_of(s, 2),
                                  .bytes = sqlite3_column_blob(s, 3), .length = (size_t)sqlite3_column_bytes(s, 3)};
  return pl_store_seal_events(identity, &events);
}

static uint64_t seal_checkpoint(sqlite3_stmt *s, uint64_t identity) {
  const pl_store_checkpoint checkpoint = {.round = round_of(s, 0), .engine = text_of(s, 1),
                                          .bytes = sqlite3_column_blob(s, 2),
                                          .length = (size_t)sqlite3_column_bytes(s, 2)};
  return pl_store_seal_checkpoint(identity, &checkpoint);
}

/* Seals every row of a table; returns the last seal of a chain. */
static uint64_t seal_table(sqlite3 *db, const char *select, const char *update, sealing *seal, uint64_t before,
                           bool is_chain) {
  sqlite3_stmt *statement = NULL;
  fuzz_must(sqlite3_prepare_v2(db, select, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
  while (sqlite3_step(statement) == SQLITE_ROW) {
    uint64_t found = seal(statement, before);
    put_seal(db, update, found, statement);
    if (is_chain) before = found;
  }
  sqlite3_finalize(statement);
  return before;
}

static uint64_t seal_meta(sqlite3 *db) {
  uint64_t seal = PL_SEAL_START;
  sqlite3_stmt *s = NULL;
  sqlite3_prepare_v2(db, "SELECT key, value FROM meta WHERE key <> 'seal' ORDER BY key", -1, &s, NULL);
  while (sqlite3_step(s) == SQLITE_ROW) seal = pl_seal_text(pl_seal_text(seal, text_of(s, 0)), text_of(s, 1));
  sqlite3_finalize(s);
  sqlite3_prepare_v2(db, "SELECT position, name, bytes FROM files ORDER BY position", -1, &s, NULL);
  while (sqlite3_step(s) == SQLITE_ROW) {
    seal = pl_seal_text(pl_seal_number(seal, number_of(s, 0)), text_of(s, 1));
    seal = pl_seal_block(seal, sqlite3_column_blob(s, 2), (size_t)sqlite3_column_bytes(s, 2));
  }
  sqlite3_finalize(s);
  put_seal(db, "UPDATE meta SET value = ?1 WHERE key = 'seal'", seal, NULL);
  return seal;
}

static void seal_everything(sqlite3 *db) {
  /* Without gaps: those are found before anything else. */
  run(db,
      "UPDATE journal SET sequence = sequence + 1000000; UPDATE journal SET sequence = (SELECT count(*) FROM journal "
      "AS other WHERE other.sequence <= journal.sequence)");
  uint64_t identity = seal_meta(db);
  seal_table(db, "SELECT * FROM seats", "UPDATE seats SET seal = ?1 WHERE seat = ?2", seal_seat, identity, false);
  seal_table(db, "SELECT * FROM checks", "UPDATE checks SET seal = ?1 WHERE round = ?2", seal_check, identity, false);
  seal_table(db, "SELECT * FROM events", "UPDATE events SET seal = ?1 WHERE round = ?2", seal_events, identity, false);
  seal_table(db, "SELECT * FROM checkpoints", "UPDATE checkpoints SET seal = ?1 WHERE round = ?2", seal_checkpoint,
             identity, false);
  uint64_t tip = seal_table(db,
                            "SELECT sequence, round, kind, place, author, player, seat, body, takes_back FROM journal "
                            "ORDER BY sequence",
                            "UPDATE journal SET seal = ?1 WHERE sequence = ?2", seal_row, identity, true);
  run(db, "UPDATE tip SET sequence = (SELECT coalesce(max(sequence), 0) FROM journal)");
  put_seal(db, "UPDATE tip SET seal = ?1", tip, NULL);
}

static void change_rows(const workshop *w, input *in) {
  sqlite3 *db = NULL;
  store(w->path, w->original.bytes, w->original.size);
  fuzz_must(sqlite3_open(w->path, &db) == SQLITE_OK, "the original is a database");
  run(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
  for (int i = 0; i < MOST_CHANGES && in->at < in->end; i++) change_row(db, in);
  seal_everything(db);
  run(db, "COMMIT");
  sqlite3_close(db);
}

static void change_bytes(const workshop *w, input *in) {
  uint8_t *copy = malloc(w->original.size);
  fuzz_must(copy != NULL, "there is memory");
  memcpy(copy, w->original.bytes, w->original.size);
  size_t size = w->original.size;
  while (in->at < in->end) {
    size_t at = (take_two(in) | (size_t)take(in) << 16) % w->original.size;
    unsigned value = take(in);
    if (at == 0) size = size * value / 255; /* cut off */
    else copy[at] = (uint8_t)value;
  }
  store(w->path, copy, size);
  free(copy);
}

/* ---- what must hold ---- */

static void must_be_same(const pl_session *a, const pl_session *b) {
  int rounds = pl_session_rounds_done(a);
  fuzz_must(rounds == pl_session_rounds_done(b), "reading and resuming find the same rounds");
  for (int i = 0; i < rounds; i++)
    fuzz_must(pl_session_digest(a, i) == pl_session_digest(b, i), "reading and resuming find the same digests");
}

/* A round more, unless it was the last. False: a hook failed over what an edited scenario makes it do; that round is
 * sealed in the file and can never be played. */
static bool go_on(pl_session *session) {
  pl_error error = {.status = PL_OK};
  pl_status status = PL_OK;
  if (pl_session_is_over(session)) return true;
  if (!pl_session_is_open(session)) status = pl_session_open_round(session, &error);
  if (status == PL_OK) status = pl_session_resolve_round(session, &error);
  if (status != PL_OK) fuzz_must_explain(status, &error);
  return status == PL_OK;
}

static void check_verifying(const workshop *w, bool is_readable) {
  pl_error error = {.status = PL_OK};
  pl_verification found;
  pl_status status = pl_session_verify(&w->factory, w->path, &found, &error);
  if (status != PL_OK && status != PL_FINDINGS) fuzz_must_explain(status, &error);
  fuzz_must((status == PL_OK) == is_readable, "what can be read can be verified, and nothing else");
}

/* A journal that was forged shows only where it is played again; resuming begins at a checkpoint. So resuming may
 * accept what reading does not, but never the other way round. */
static void check_resuming(const workshop *w, const pl_session *read, const content *before) {
  pl_error error = {.status = PL_OK};
  pl_session *resumed = pl_session_resume(&w->factory, w->path, &error);
  fuzz_must(resumed || !read, "what can be read can be resumed");
  if (!resumed) {
    fuzz_must_explain(error.status, &error);
    must_be_untouched(w->path, before);
    return;
  }
  if (read) must_be_same(read, resumed);
  bool is_playable = go_on(resumed);
  pl_session_free(resumed);
  resumed = pl_session_read(&w->factory, w->path, -1, &error);
  fuzz_must(resumed || !read || !is_playable, "what was resumed can be read again");
  pl_session_free(resumed);
}

static void check_file(const workshop *w, bool verifies, bool resumes) {
  pl_error error = {.status = PL_OK};
  content before = load(w->path);
  pl_session *read = pl_session_read(&w->factory, w->path, -1, &error);
  if (!read) fuzz_must_explain(error.status, &error);
  if (verifies) check_verifying(w, read != NULL);
  must_be_untouched(w->path, &before);
  if (resumes) check_resuming(w, read, &before);
  pl_session_free(read);
  free(before.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  if (size == 0) return 0;
  const workshop *w = open_workshop();
  input in = {bytes + 1, bytes + size};
  if (bytes[0] % 2) change_rows(w, &in);
  else change_bytes(w, &in);
  check_file(w, bytes[0] & 2, bytes[0] & 4);
  return 0;
}
