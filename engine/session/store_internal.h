/* What the files of the store share. */
#ifndef POLDER_SESSION_STORE_INTERNAL_H
#define POLDER_SESSION_STORE_INTERNAL_H

#include <sqlite3.h>

#include "seal.h"
#include "store.h"

struct pl_store {
  sqlite3 *db;           /* NULL after a failure, until the next transaction opens the file again */
  char *path;            /* as the caller named it */
  char *full;            /* as SQLite does */
  bool may_write;
  bool is_opening;       /* nothing was read yet */
  bool is_lost;          /* when it was last looked for, the path led to no file or to another one */
  bool is_unfinished;    /* made by pl_store_create, not committed yet */
  uint64_t identity;     /* the seal of `meta`, and of the journal before its first row */
  int64_t sequence;      /* the tip: the last row that is committed */
  uint64_t seal;
  int64_t next_sequence; /* the tip as this transaction will leave it */
  uint64_t next_seal;
  int patience;          /* how much more work one statement may make */
};

/* ---- store_sql.c ---- */
/* What SQLite's result means here, in words. Never PL_OK. */
pl_status pl_store_failed(const pl_store *store, int result, pl_error *error);
/* Runs one statement to its end. `types` names its arguments: i int64_t, t const char * (NULL is NULL), b const void *
 * and size_t, s uint64_t as 16 hexadecimal digits. */
int pl_store_run(pl_store *store, const char *sql, const char *types, ...);
/* A statement with the same arguments, to be stepped and finalized by the caller. */
int pl_store_prepare(pl_store *store, sqlite3_stmt **statement, const char *sql, const char *types, ...);
/* The first column of the first row as a number; `otherwise` where there is none. */
int pl_store_ask(pl_store *store, const char *sql, int64_t otherwise, int64_t *answer);
/* Whether there is a table of the room: one that was made may have been taken back since. */
int pl_store_find_room(pl_store *store, bool *is_there);
/* The tables and views as they must be, `PL_STORE_SCHEMA_ROWS` of them, in order; after them the room's table, if there
 * is one. */
enum { PL_STORE_SCHEMA_ROWS = 10, PL_STORE_ROOM_ROW = PL_STORE_SCHEMA_ROWS };
const char *const *pl_store_schema(void);

/* ---- store_look.c ---- */
/* The file's name as SQLite wants it. An array that the caller frees with sqlite3_free; NULL: out of memory. */
char *pl_store_full_path(const char *path);
/* Reads the first bytes and says whether this can be a session file at all; nothing is opened that would change it. */
pl_status pl_store_look(const pl_store *store, pl_error *error);
/* Makes an empty file where none is. */
pl_status pl_store_make_file(const pl_store *store, pl_error *error);
void pl_store_delete_file(const pl_store *store);

/* ---- store_read.c ---- */
/* Whether everything is in order below what the rows mean: SQLite's own checks, the schema, the seals of `meta` and
 * the tip. Fills identity, sequence and seal. */
pl_status pl_store_inspect(pl_store *store, pl_error *error);
/* 16 hexadecimal digits into a number. */
bool pl_store_parse_seal(const char *text, uint64_t *seal);
/* The seal that the rows of `meta` and the files add up to. */
pl_status pl_store_seal_meta(pl_store *store, uint64_t *seal, pl_error *error);

/* ---- seals of single rows (store_write.c) ---- */
extern const char *const pl_row_kind_words[PL_ROW_KINDS];
uint64_t pl_store_seal_row(uint64_t before, const pl_store_row *row);
uint64_t pl_store_seal_room(uint64_t identity, const char *key, const char *value);
uint64_t pl_store_seal_seat(uint64_t identity, const pl_store_seat *seat);
uint64_t pl_store_seal_check(uint64_t identity, const pl_store_check *check);
uint64_t pl_store_seal_events(uint64_t identity, const pl_store_events *events);
uint64_t pl_store_seal_checkpoint(uint64_t identity, const pl_store_checkpoint *checkpoint);

#endif
