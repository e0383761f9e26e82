/* The room: everything about a hosted exercise but its sockets.
 *
 *              enter, hear, leave                    send
 *   clients ───────────────────────► room ───────────────────────► clients       numbers; server.c knows their sockets
 *     time ──────────── pass ─────────┘ │ ▲
 *                                  jobs ▼ │ finish                               crew.c: forecasts, what-ifs, reports
 *
 * The room owns the session and reads no clock and no socket: whoever calls it says what time it is, so a test can play
 * an evening in a second. What it accepts is recorded before it answers: for all that was heard together, at the next
 * pl_room_keep or pl_room_pass. All calls come from one thread; a job alone runs elsewhere, on a copy of its own.
 *
 *   room.c         life: made anew or taken up again from the session's room rows
 *   phases.c       the phases, their clock, and stepping back
 *   door.c         who is there: PINs, codes, tokens
 *   batch.c        recording and answering together what was heard together; what happens where that fails
 *   requests.c     one row for each request of protocol.h: who may, how often, which keys, what it does
 *   team.c, control.c     the bodies of those rows
 *   sheets.c       which sheet is stale for whom, and sending them; body_*.c make what is in them
 *   billboard.c    what the wall shows
 *   jobs.c         what takes long, on workers
 *   room_rows.c    what is remembered in the session's file */
#ifndef POLDER_HOST_ROOM_H
#define POLDER_HOST_ROOM_H

#include <polder/game.h>
#include <polder/host.h>
#include <polder/protocol.h>

typedef struct pl_room pl_room;
typedef uint32_t pl_client; /* given by the server; never used twice; 0 is nobody */

/* The time, twice: of a clock that never jumps, for all that runs; and the wall's, which is only written down. */
typedef struct pl_time {
  int64_t milliseconds;  /* since some moment */
  int64_t wall;          /* milliseconds since 1970, UTC */
} pl_time;

/* A text on its way; may be on its way to many. */
typedef struct pl_letter {
  int uses;
  struct pl_letter *whole; /* held; for whoever did not get the version before; or NULL */
  size_t length;
  char text[];
} pl_letter;
pl_letter *pl_letter_hold(pl_letter *letter);
void pl_letter_let_go(pl_letter *letter); /* the last frees it */

typedef struct pl_room_options {
  pl_mode mode;
  int deciding_seconds;    /* 0: as the scenario says */
  const char *seat;        /* PL_MODE_SOLO; or NULL */
  const char *address;     /* where people join, at first; borrowed as long as the room is there */
  int64_t longest_silence; /* milliseconds without a call that count as time; what is longer nobody lived through (the
                            * program was stopped, the machine busy), and no clock runs in it. 0: all counts */
  /* The server's; may be called at any time during a call of the room's. */
  void (*send)(void *context, pl_client client, pl_letter *letter); /* the letter is held if it is kept */
  void (*close)(void *context, pl_client client);  /* after what was sent; pl_room_leave follows */
  /* From a worker: a job is done, call pl_room_pass soon. NULL: there are no workers, and all is computed at once. */
  void (*wake)(void *context);
  void (*tell)(void *context, const char *line);   /* or NULL */
  void *context;
  pl_status (*report)(void *context, const pl_session *session, const char *ending, pl_buffer *out, pl_error *error);
  void *report_context;
} pl_room_options;

/* A room for this exercise, which is kept in a file. One that was hosted before is taken up where it was, paused. The
 * session is the room's, which frees it; after NULL (`error`) it is still the caller's. */
pl_room *pl_room_new(pl_session *session, const pl_policy_table *bots, const pl_room_options *options, pl_time now,
                     pl_error *error);
void pl_room_free(pl_room *room); /* waits for its workers */

/* A client came, from an address ("192.168.1.20", or "127.0.0.1 by name" where it addressed the host by a name and so
 * may be from elsewhere; what tries too often is counted by it). */
void pl_room_enter(pl_room *room, pl_client client, const char *from, pl_time now);
/* It sent a text. Any bytes are safe. */
void pl_room_hear(pl_room *room, pl_client client, const char *text, size_t length, pl_time now);
void pl_room_leave(pl_room *room, pl_client client, pl_time now);
/* What was heard is recorded, if it was accepted, and answered. */
void pl_room_keep(pl_room *room, pl_time now);
/* The same; and time has passed: what is due happens, stale sheets go out, some in each call. Returns in how many
 * milliseconds to call again at the latest; 0: there are more sheets, call again as soon as everybody was heard. */
int64_t pl_room_pass(pl_room *room, pl_time now);
/* The addresses where people can join now, the best first. That one is shown, or the one that control chose as long as
 * it is among them; control hears of it when another is shown. Copied; those beyond PL_ADDRESSES are left out. */
enum { PL_ADDRESSES = 8, PL_ADDRESS_BYTES = 128 };
void pl_room_set_addresses(pl_room *room, const char *const *address, int count, pl_time now);
/* The exercise has failed and cannot go on (its file is gone, say): `error` says why. */
bool pl_room_has_failed(const pl_room *room, pl_error *error);

/* What a report's path (protocol.h) names, once, while it lasts; the caller clears `out`. False: nothing. */
bool pl_room_fetch(pl_room *room, const char *path, pl_buffer *out, const char **type, pl_time now);

/* Secrets, and the public's view. Borrowed. */
const char *pl_room_pin(const pl_room *room);
const char *pl_room_evaluator_pin(const pl_room *room);
const char *pl_room_control_code(const pl_room *room);
const pl_billboard *pl_room_billboard(pl_room *room, pl_time now);
/* The same without its making: phase, round, clock and seats are as they are now, the rest as of the last billboard. */
const pl_billboard *pl_room_glance(pl_room *room);
const pl_session *pl_room_session(const pl_room *room);

/* ---- secrets.c ---- */
/* Random bytes from the system's good source. PL_SYSTEM: it has none. */
pl_status pl_secret_bytes(void *bytes, size_t count, pl_error *error);
/* `out` gets the SHA-256 of a secret in hexadecimal, by which it is known without being kept. */
enum { PL_SECRET_HASH = 65 };
void pl_secret_hash(const char *secret, char out[PL_SECRET_HASH]);
/* Whether two texts are equal, taking the same time wherever they differ. */
bool pl_secret_is(const char *given, const char *wanted);

#endif
