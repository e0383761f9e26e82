/* The session file: one SQLite database that holds everything an exercise is built from.
 *
 *   meta         key → value: who wrote it, scenario, seed, language; sealed                    written once
 *   files        position → name, bytes: the scenario's own files, which `meta` seals           written once
 *   seats        seat → is it a person, which bot plays it meanwhile                            changed in place
 *   journal      sequence → round, kind, …, seal                                                only grows
 *   tip          the last sequence and its seal, so that rows missing at the end are noticed    changed in place
 *   checks       round → digest, the quantities it is made of                                   only grows
 *   events       round → what happened since the row before                                     a cache
 *   checkpoints  round → the world after it                                                     a cache, the last two
 *   room         key → value: what the host of the exercise remembers (session.h)       changed in place; made when it
 *                is first needed, so files without one are as they always were
 *   decisions, notes   views of the journal for people with a SQL shell
 *
 * Rounds are counted from 1 in the file, from 0 in C. A row of the journal is one of
 *
 *   decide   place, author, player (a bot's), body: the decision as JSON       seal     the round is sealed
 *   undo     takes_back: the sequence of a decision of the same round
 *   act      place, body: an act of control's as JSON (act.h); it took effect at its place among the decisions
 *   note     seat ("": control's), body: a remark; of an evaluator also player: the name, author: what was observed
 *            (met, partly, not met), place: of which objective
 *   message  seat ("": control's), player: the name of who wrote it, body: the message as JSON (message_json.h);
 *            messages are numbered from 0 as they come
 *
 * and its seal is a hash chained over the row before and everything in this one but the time. What people decide, write
 * and do has a row before it is acknowledged; what bots and orders decide comes with the seal of its round. The author
 * of a decision is person, bot, order or control.
 *
 * SQLite keeps a rollback journal beside the file ("FILE-journal") while it writes. After a crash the next that opens
 * the file, even only to read it, takes back what was not finished. One Polder at a time has a file open for writing.
 * This layer of the layer knows rows and no exercises; recording.c and resume.c know both. */
#ifndef POLDER_SESSION_STORE_H
#define POLDER_SESSION_STORE_H

#include <polder/memory.h>
#include <polder/rules.h>
#include <polder/status.h>

enum {
  PL_STORE_APPLICATION = 0x504c4452, /* "PLDR" */
  PL_STORE_FORMAT = 1,
  PL_STORE_FILE_BYTES = 256 << 20,   /* a larger file is neither written nor read */
  PL_STORE_ROWS = 500000,            /* of the journal */
  PL_STORE_BODY_BYTES = 16384,
  PL_STORE_ROOM_BYTES = 65536,
  PL_STORE_CACHE_BYTES = 32 << 20    /* events and world together; beyond, there is no checkpoint */
};

typedef struct pl_store pl_store;

typedef enum pl_row_kind {
  PL_ROW_DECIDE, PL_ROW_UNDO, PL_ROW_SEAL, PL_ROW_NOTE, PL_ROW_ACT, PL_ROW_MESSAGE, PL_ROW_KINDS
} pl_row_kind;

/* One row of the journal. What a kind does not have is NULL or −1. */
typedef struct pl_store_row {
  int64_t sequence;      /* from 1, without gaps; given by pl_store_append */
  int32_t round;
  pl_row_kind kind;
  int32_t place;
  const char *author, *player, *seat, *body;
  int64_t takes_back;
  const char *at;        /* when it was written, "2026-11-21T14:03:00.000Z", for people; NULL to be written: now */
} pl_store_row;

/* What the file says about the whole exercise. */
typedef struct pl_store_head {
  const char *engine;    /* the version that began the file */
  const char *scenario;  /* its id */
  uint64_t seed;
  const char *language;  /* "en", "nl" */
  const char *created;   /* when the file was begun, "2026-11-21T14:03:00.000Z"; only read */
  pl_bundle bundle;
} pl_store_head;

typedef struct pl_store_seat {
  const char *seat, *player;
  bool is_person;
} pl_store_seat;

typedef struct pl_store_check {
  int32_t round;
  uint64_t digest;
  const char *quantities; /* JSON: name → digest */
} pl_store_check;

typedef struct pl_store_events {
  int32_t round;
  int64_t first;         /* the event that the block begins with, */
  int64_t count;         /* and how many it holds */
  const void *bytes;
  size_t length;
} pl_store_events;

typedef struct pl_store_checkpoint {
  int32_t round;
  const char *engine;    /* the version that wrote it */
  const void *bytes;
  size_t length;
} pl_store_checkpoint;

/* ---- life ---- */
/* A new file, empty so far, with a transaction begun that pl_store_commit ends; until then a crash leaves a file that
 * says that it is empty. PL_BAD_INPUT: there is one already. PL_SYSTEM: it cannot be made. NULL: error. */
pl_store *pl_store_create(const char *path, pl_error *error);
/* Ends what pl_store_create began without leaving a file. NULL is fine. */
void pl_store_discard(pl_store *store);
/* Opens a file and makes sure that it is whole and ours. With `for_writing` it is locked, and nobody else can open it.
 * Nothing in the file is changed but what a crash left unfinished. PL_BAD_INPUT: damaged, foreign, newer. PL_SYSTEM:
 * not there, not readable, in use. NULL: error. */
pl_store *pl_store_open(const char *path, bool for_writing, pl_error *error);
void pl_store_close(pl_store *store); /* NULL is fine */
const char *pl_store_path(const pl_store *store); /* as the caller named it */
/* The path leads to no file any more, or to another one. */
bool pl_store_is_lost(pl_store *store);

/* ---- writing ---- */
/* A transaction. After any failure in it, pl_store_cancel: then the file is as it was. PL_SYSTEM: what happened to the
 * file, and what to do. */
pl_status pl_store_begin(pl_store *store, pl_error *error);
pl_status pl_store_commit(pl_store *store, pl_error *error);
void pl_store_cancel(pl_store *store);

/* A part of a transaction, which can be taken back by itself; one at a time. `before` gets what taking back needs. */
typedef struct pl_store_part {
  int64_t sequence;
  uint64_t seal;
} pl_store_part;
pl_status pl_store_begin_part(pl_store *store, pl_store_part *before, pl_error *error);
pl_status pl_store_end_part(pl_store *store, pl_error *error);
/* False: the part cannot be taken back without the rest: cancel the transaction. */
bool pl_store_take_back(pl_store *store, const pl_store_part *before);

/* Within a transaction. */
pl_status pl_store_put_head(pl_store *store, const pl_store_head *head, pl_error *error);
pl_status pl_store_put_seat(pl_store *store, const pl_store_seat *seat, pl_error *error);
/* `row->sequence` and the seal are filled in. */
pl_status pl_store_append(pl_store *store, pl_store_row *row, pl_error *error);
pl_status pl_store_put_check(pl_store *store, const pl_store_check *check, pl_error *error);
pl_status pl_store_put_events(pl_store *store, const pl_store_events *events, pl_error *error);
/* Also drops all but the last two. */
pl_status pl_store_put_checkpoint(pl_store *store, const pl_store_checkpoint *checkpoint, pl_error *error);
/* What was given as the time of a row of this transaction, into `at`; "" where it cannot be had. */
void pl_store_time(pl_store *store, int64_t sequence, char *at, size_t size);
/* Sets a row of the room, or (value NULL) removes it. */
pl_status pl_store_put_room(pl_store *store, const char *key, const char *value, pl_error *error);
/* Whether that row of the room has that value, or (NULL) is not there. */
pl_status pl_store_has_room(pl_store *store, const char *key, const char *value, bool *is_so, pl_error *error);
/* Drops all events and checkpoints. */
pl_status pl_store_drop_cache(pl_store *store, pl_error *error);
/* The last row that a commit made sure of. */
int64_t pl_store_sequence(const pl_store *store);

/* ---- reading ---- */
/* Everything is checked against its seal, and what is handed on is borrowed for the call. A visitor that returns
 * something else than PL_OK ends the reading with that. */
typedef pl_status (*pl_store_on_row)(void *context, const pl_store_row *row, pl_error *error);
typedef pl_status (*pl_store_on_seat)(void *context, const pl_store_seat *seat, pl_error *error);
typedef pl_status (*pl_store_on_check)(void *context, const pl_store_check *check, pl_error *error);
typedef pl_status (*pl_store_on_events)(void *context, const pl_store_events *events, pl_error *error);
typedef pl_status (*pl_store_on_checkpoint)(void *context, const pl_store_checkpoint *checkpoint, pl_error *error);

typedef pl_status (*pl_store_on_room)(void *context, const char *key, const char *value, pl_error *error);
/* Strings and bytes of `head` are taken from `arena`. */
pl_status pl_store_read_head(pl_store *store, pl_arena *arena, pl_store_head *head, pl_error *error);
pl_status pl_store_each_seat(pl_store *store, pl_store_on_seat visit, void *context, pl_error *error);
pl_status pl_store_each_row(pl_store *store, pl_store_on_row visit, void *context, pl_error *error);
/* By key; no row where there is no such table. */
pl_status pl_store_each_room(pl_store *store, pl_store_on_room visit, void *context, pl_error *error);
pl_status pl_store_each_check(pl_store *store, pl_store_on_check visit, void *context, pl_error *error);
/* Up to and including `round`. */
pl_status pl_store_each_events(pl_store *store, int32_t round, pl_store_on_events visit, void *context,
                               pl_error *error);
/* The newest first. */
pl_status pl_store_each_checkpoint(pl_store *store, pl_store_on_checkpoint visit, void *context, pl_error *error);

/* "FILE is damaged: WHAT …", PL_BAD_INPUT. */
pl_status pl_store_damaged(const pl_store *store, const char *what, pl_error *error);

#endif
