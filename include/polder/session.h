/* A session: one exercise from scenario, seed and decisions.
 *
 * Everything that changes an exercise goes through here: a decision is checked against the const world,
 * journaled, and only then acknowledged. A session that is kept in a file acknowledges nothing that is not on disk.
 * A world is built from scenario, seed and journal, so resume, replay, fork, verification and what-if are one
 * mechanism (pl_session_replay); a checkpoint in the file only saves time, and counts only if its digest does. */
#ifndef POLDER_SESSION_H
#define POLDER_SESSION_H

#include <polder/act.h>
#include <polder/world.h>

typedef struct pl_session pl_session;

/* Who a decision came from, for the journal. Control decides for a seat that has nobody, or cannot. */
typedef enum pl_author { PL_AUTHOR_PERSON, PL_AUTHOR_BOT, PL_AUTHOR_ORDER, PL_AUTHOR_CONTROL } pl_author;

typedef struct pl_journal_entry {
  int32_t round;         /* from 0 */
  pl_author author;
  bool is_withdrawn;     /* undone before the round was sealed; kept, but not played */
  pl_decision decision;
  const pl_act *act;     /* not NULL: this is an act of control's, and there is no decision; borrowed */
} pl_journal_entry;

typedef struct pl_session_options {
  uint64_t seed;
  bool record_events;    /* keep the event log (batch runs do without; a scenario with bots of its own, and a session
                            * that is kept in a file, always have one) */
  pl_language language;  /* of the people at the table; only kept, for whoever resumes */
} pl_session_options;

/* A new exercise, its first round not yet open. `bundle` is copied. `map` NULL: the session makes and owns one;
 * else it is borrowed and must be this scenario's (batch runs share one). The factory's context is borrowed too, by
 * this session and by its replays. NULL: `error` says why. */
pl_session *pl_session_new(const pl_rules_factory *factory, const pl_bundle *bundle, const pl_map *map,
                           const pl_session_options *options, pl_error *error);
void pl_session_free(pl_session *session);

const pl_scenario *pl_session_scenario(const pl_session *session);
const pl_world *pl_session_world(const pl_session *session);
/* The scenario's rules, opened another time: its bots decide with these, so that what a bot's code changes beside
 * the world stays among bots. A replay asks no bot, and must find the hooks as they were. NULL: error. */
const pl_rules *pl_session_bot_rules(pl_session *session, pl_error *error);
const pl_event_log *pl_session_events(const pl_session *session); /* empty unless recorded */
pl_language pl_session_language(const pl_session *session);       /* as its options said */
/* A hash of the scenario's own files, by which two exercises of the same scenario are known. */
uint64_t pl_session_scenario_hash(const pl_session *session);
/* When the file was begun that the session was read from, "2026-11-21T14:03:00.000Z"; "" where nothing says so. For
 * people: no rule reads it. */
const char *pl_session_began(const pl_session *session);

/* A seat is played by a person or by a bot; orders bind bots only. All are bots at first. */
void pl_session_set_person(pl_session *session, int seat, bool is_person);
bool pl_session_is_person(const pl_session *session, int seat);
/* What plays a seat while no person does: a policy's name or a bot's id, as --bots spells it; "" when nothing was said.
 * Kept with the session, so that whoever resumes it finds the same bots. `player` is copied. */
pl_status pl_session_set_player(pl_session *session, int seat, const char *player, pl_error *error);
const char *pl_session_player(const pl_session *session, int seat);

/* Opens the coming round: what precedes decisions happens, orders of bot seats are journaled. */
pl_status pl_session_open_round(pl_session *session, pl_error *error);
/* Would pl_session_decide accept this decision now? The same answer, the same words, and nothing is recorded. */
pl_status pl_session_check(const pl_session *session, const pl_decision *decision, pl_error *error);
/* Checks and journals one decision. A later decision of the same standing kind replaces the earlier one. */
pl_status pl_session_decide(pl_session *session, const pl_decision *decision, pl_author author, pl_error *error);
/* Takes back this seat's last decision of the open round. PL_BAD_INPUT: there is none. */
pl_status pl_session_undo(pl_session *session, int seat, pl_error *error);
/* In place of everything that this seat has decided in the open round: all of these or, where one is refused, none and
 * nothing changes. One transaction. `refused`, unless NULL, gets the index of the one that `error` is about. */
pl_status pl_session_decide_anew(pl_session *session, int seat, const pl_decision *decisions, size_t count,
                                 pl_author author, size_t *refused, pl_error *error);
/* Checks, journals and carries out an act of control's in the open round (act.h); it is copied, and a ruling gets its
 * number. `outcome`, unless NULL, gets what a ruling came to. Errors as pl_session_decide; after a failure of the
 * world the session has stopped. */
pl_status pl_session_act(pl_session *session, const pl_act *act, int *outcome, pl_error *error);
/* What the ruling that is entry `entry` of the journal came to; −1: it is none, or nothing says so. */
int pl_session_outcome(const pl_session *session, size_t entry);
/* This seat's decisions of the open round, in order, without withdrawn ones. Returns how many there are; writes at
 * most `capacity`. */
size_t pl_session_decisions(const pl_session *session, int seat, pl_decision *decisions, size_t capacity);
/* Seals and resolves the open round. Where it cannot be sealed (no memory, or no room in the file that it is kept in),
 * the round is still open, without the bots' decisions: let them decide again and try again. After any other failure
 * the session is unusable except for reading and freeing. */
pl_status pl_session_resolve_round(pl_session *session, pl_error *error);

bool pl_session_is_over(const pl_session *session);
bool pl_session_is_open(const pl_session *session); /* a round takes decisions */
/* Rounds resolved so far, and the digest after each. */
int pl_session_rounds_done(const pl_session *session);
uint64_t pl_session_digest(const pl_session *session, int round);
const pl_journal_entry *pl_session_journal(const pl_session *session, size_t *count);

/* The same exercise built anew from scenario, seed and this journal up to (excluding) `until_round` (−1: all rounds
 * done). The new session is independent of this one, and equal to it: same digests. NULL: error. */
pl_session *pl_session_replay(const pl_session *session, int until_round, pl_error *error);

/* What pl_session_replay needs to know: so a copy can be made in another thread while the session goes on. Quickly
 * made. It borrows from the session, which must outlive it, and must not be kept elsewhere meanwhile. NULL: no
 * memory. */
typedef struct pl_session_recipe pl_session_recipe;
pl_session_recipe *pl_session_recipe_new(const pl_session *session, pl_error *error);
/* All rounds that were done then. In any thread; as pl_session_replay. */
pl_session *pl_session_recipe_replay(const pl_session_recipe *recipe, pl_error *error);
/* The rows that the room had then, for pl_session_room and nothing else; borrowed from the recipe. */
const pl_session *pl_session_recipe_room(const pl_session_recipe *recipe);
void pl_session_recipe_free(pl_session_recipe *recipe); /* NULL is fine */

/* The same exercise at the moment before round `round` (one that is done) was sealed: that round is open, with
 * everybody's recorded decisions in it. Undo and decide on it, resolve it, and compare: what would have been. NULL:
 * error. */
pl_session *pl_session_branch(const pl_session *session, int round, pl_error *error);

/* Looks at the same exercise as it was then: when a round that is done since was open, or (pl_session_is_open says no)
 * after the last of them. `then` is lent for this call. Anything but PL_OK ends the retracing, with `error`. */
typedef pl_status (*pl_session_watch)(void *context, const pl_session *then, pl_error *error);
/* Plays the rounds done once more in a copy and lets `watch` look at each of them at its opening, and at the end. What
 * comes back is what `watch` said, PL_NO_MEMORY, or PL_BAD_INPUT when this engine computes something else. */
pl_status pl_session_retrace(const pl_session *session, pl_session_watch watch, void *context, pl_error *error);

/* ---- in a file ---- */
/* One SQLite database with the scenario's own files inside; engine/session/store.h draws its tables. Every call below
 * that fails leaves the file as it was. Errors say what, where and what to do. */

/* From now on the session is kept in a new file at `path`: what was recorded so far is written at once, and every
 * accepted decision before pl_session_decide returns. PL_BAD_INPUT: there is such a file already; it is not touched.
 * PL_SYSTEM: it cannot be written. Afterwards decide, undo, note and resolve_round can fail with PL_SYSTEM as well
 * (disk full, file removed): then nothing was recorded and the round is still open; free some space and try again,
 * or keep the session in another file. A session kept before goes on in the new file alone. */
pl_status pl_session_keep(pl_session *session, const char *path, pl_error *error);
/* Where the session is kept, or NULL. */
const char *pl_session_path(const pl_session *session);
/* Its file was moved away, removed or replaced since. */
bool pl_session_is_lost(pl_session *session);
/* Takes up an exercise where it stopped: rounds done as they were, the open round with its people's decisions, if there
 * were any. It goes on in that file, which nobody else may open meanwhile. PL_BAD_INPUT: the file is damaged, of
 * another program, of a newer Polder, or this engine computes something else from its journal (the error names the
 * round). PL_SYSTEM: it cannot be read, or somebody else has it open. NULL: error. */
pl_session *pl_session_resume(const pl_rules_factory *factory, const char *path, pl_error *error);
/* The same as a copy in memory; the file is only read. `until_round` −1: everything. Its journal is replayed, never
 * taken from a checkpoint. */
pl_session *pl_session_read(const pl_rules_factory *factory, const char *path, int until_round, pl_error *error);

/* What a verification found. */
typedef struct pl_verification {
  int rounds;            /* compared */
  int differs_in;        /* the first round whose digest is another, from 0; −1: none */
  char quantity[64];     /* the first quantity that differs in it ("loss", "trust", …); "" when none does */
  uint64_t digest;       /* of the last round compared, recomputed */
} pl_verification;
/* Recomputes an exercise from scenario, seed and decisions and compares every round with what the file says. PL_OK: all
 * digests agree. PL_FINDINGS: they do not. Else as pl_session_read. */
pl_status pl_session_verify(const pl_rules_factory *factory, const char *path, pl_verification *found,
                            pl_error *error);

/* ---- several calls, one commit ---- */
/* For a host that acknowledges many things at once. While a session gathers, calls that would write to the file and
 * wait for the disk only write; pl_session_commit waits, for all of them. Until then memory is ahead of the file, and
 * what was accepted may be acknowledged to nobody. Each call by itself is as ever: one that is refused changes nothing,
 * and takes back nothing of the others. Commit before you turn it off. Not kept in a file: does nothing. */
void pl_session_gather(pl_session *session, bool gathers);
/* Something was accepted that is not on disk yet. */
bool pl_session_is_ahead(const pl_session *session);
/* PL_OK: everything accepted is on disk. Else nothing since the last commit is, and the session is no longer what its
 * file holds: every call that would write repeats `error`, until the session is taken up again. */
pl_status pl_session_commit(pl_session *session, pl_error *error);
/* The exercise as its file holds it, as pl_session_resume would give it; it has the file. `session` is then in no file,
 * and to be freed. NULL: that cannot be had now, `session` is as it was, and it may be tried again. */
pl_session *pl_session_take_up_again(pl_session *session, pl_error *error);

/* A remark for the debrief, of a seat or (seat −1) of control. The rules never read it. Copied; on disk before this
 * returns, if the session is kept. PL_BAD_INPUT: not UTF-8, empty, or longer than PL_NOTE_BYTES. */
enum { PL_NOTE_BYTES = 2000, PL_NAME_BYTES = 60 };
pl_status pl_session_note(pl_session *session, int seat, const char *text, pl_error *error);
/* What was seen of an objective. */
typedef enum pl_observed { PL_OBSERVED_NONE, PL_OBSERVED_MET, PL_OBSERVED_PARTLY, PL_OBSERVED_NOT_MET } pl_observed;
typedef struct pl_note {
  int32_t round;
  int seat;           /* whose remark it is; −1: control's or an evaluator's */
  const char *text;   /* as all texts here: borrowed from the session */
  const char *by;     /* the name of the evaluator; "": the seat's or control's own */
  uint16_t objective; /* of the scenario; PL_NONE: a general remark */
  pl_observed observed;
  const char *at;     /* when it was written, "2026-11-21T14:03:00.000Z"; "" where nothing says so */
} pl_note;
/* The same with all that a note can say; its round and time are the present ones, whatever it says. */
pl_status pl_session_observe(pl_session *session, const pl_note *note, pl_error *error);
const pl_note *pl_session_notes(const pl_session *session, size_t *count);

/* ---- messages ---- */
/* What people wrote to each other. The rules never read it; a move takes effect by control's ruling alone. */
typedef enum pl_message_form {
  PL_MESSAGE_TEXT,   /* words; of control's about a move: a question back */
  PL_MESSAGE_MOVE,   /* a free-form move, to be ruled on by control */
  PL_MESSAGE_INJECT, /* an inject that control wrote during the exercise; `sender` is who seems to say it */
  PL_MESSAGE_RULING, /* control's answer to a move (`about`): refused, or what it came to */
  PL_MESSAGE_FORMS
} pl_message_form;
enum { PL_MESSAGE_BYTES = 2000, PL_MESSAGES = 20000 /* in one exercise */ };
typedef struct pl_message {
  int32_t number;        /* from 0, in order; given by the session, as are round and time */
  int32_t round;
  pl_message_form form;
  int seat;              /* who wrote it; −1: control */
  const char *by;        /* the name of the person, or "" */
  pl_state_set to;       /* seats; */
  bool to_control;       /* and control, which sees every message anyhow */
  bool is_public;        /* also on the board; control only */
  const char *sender;    /* PL_MESSAGE_INJECT: "your CSIRT"; else "" */
  pl_label label;        /* PL_LABELS: none */
  int32_t about;         /* the message that this one answers; −1: none */
  const char *text;
  const char *at;
} pl_message;
/* Records a message; copied, and on disk before this returns if the session is kept. In a lobby (no round open yet) it
 * belongs to the first round. `number`, unless NULL, gets its number. PL_BAD_INPUT: empty, too long, not UTF-8, to
 * nobody, about nothing that exists, too many. */
pl_status pl_session_say(pl_session *session, const pl_message *message, int32_t *number, pl_error *error);
const pl_message *pl_session_messages(const pl_session *session, size_t *count);

/* ---- the room ---- */
/* What whoever hosts an exercise has to remember beside it (who sits where, what is drafted, the clock): texts under
 * keys, kept in the file and not in copies of the exercise (replays, forks, other files); the rules never read them. */
enum { PL_ROOM_KEY_BYTES = 100, PL_ROOM_VALUE_BYTES = 65536, PL_ROOM_ROWS = 4096 };
typedef struct pl_room_row {
  const char *key;
  const char *value; /* NULL: the row is removed */
} pl_room_row;
/* Sets the rows, all in one transaction, before it returns. Copied. PL_BAD_INPUT: too long or too many. */
pl_status pl_session_set_room(pl_session *session, const pl_room_row *rows, size_t count, pl_error *error);
/* All rows, by key. Borrowed until the next change. */
const pl_room_row *pl_session_room(const pl_session *session, size_t *count);

#endif
