/* What the files of this layer share. */
#ifndef POLDER_SESSION_INTERNAL_H
#define POLDER_SESSION_INTERNAL_H

#include "journal.h"
#include "store.h"

typedef enum pl_session_phase {
  PL_SESSION_CLOSED,  /* between rounds */
  PL_SESSION_OPEN,    /* takes decisions */
  PL_SESSION_STOPPED  /* something failed: `stopped` says what; reading and freeing only */
} pl_session_phase;

/* Several transactions as one: what was accepted since the last commit. */
typedef struct pl_batch {
  bool gathers;             /* pl_session_gather was called */
  bool is_open;             /* a transaction was begun */
  bool is_lost;             /* the file is without what memory has, and `why` says why */
  size_t accepted;          /* calls whose rows are in the transaction */
  pl_error why;
  pl_room_row *before;      /* owned, with their texts: rows of the room as they were, in the order of the changes */
  size_t before_count;
} pl_batch;

struct pl_session {
  pl_session_phase phase;
  pl_error stopped;
  pl_rules_factory factory; /* its context is borrowed */
  pl_arena *arena;          /* the bundle's copy and the digests live here */
  pl_bundle bundle;
  pl_session_options options;
  pl_rules rules;
  bool has_rules, has_bot_rules;
  pl_rules bot_rules;       /* opened when a bot of the scenario's own is first asked */
  pl_map *own_map;          /* NULL: `map` is borrowed */
  const pl_map *map;
  pl_world *world;
  pl_event_log log;
  bool is_person[PL_MAX_SEATS];
  const char *player[PL_MAX_SEATS]; /* in the arena; NULL: nothing was said */
  pl_journal journal;
  char *began;              /* in the arena; NULL: nothing says when */
  int done;                 /* rounds resolved */
  uint64_t *digest;         /* [rounds] */
  bool skips_digests;       /* nobody asks for them: they are 0 */
  pl_note *note;            /* owned; the texts are in the arena */
  size_t note_count, note_capacity;
  pl_message *message;      /* the same */
  size_t message_count, message_capacity;
  pl_room_row *room;        /* owned, with its texts; by key */
  size_t room_count;

  /* Of an exercise that is played otherwise: what is supposed of items from a round on. */
  pl_supposition *supposed; /* owned */
  size_t supposed_count;
  int supposed_from;

  /* In a file (recording.h). */
  pl_store *store;          /* owned; NULL: in memory only */
  pl_batch batch;
  bool seats_changed;       /* who plays is to be written with the next transaction */
  bool keeps_quantities;
  const char **quantities;  /* [rounds], as JSON in the arena; NULL where nobody asked for them */
  int checks_saved;         /* rounds whose digest is in the file */
  size_t events_saved;      /* events that are in the file, */
  size_t cache_bytes;       /* and how large they are */
  bool has_no_cache;        /* too large for checkpoints, or its code remembers something */
  uint64_t fingerprint;     /* of the rules when the record of events began */
};

/* Opens the coming round without its orders: these come from the scenario (play) or from a journal (replay). */
pl_status pl_session_open_world(pl_session *session, pl_error *error);
/* The orders of bot seats for the round that is open, through the same door as everybody's decisions. */
pl_status pl_session_place_orders(pl_session *session, pl_error *error);
/* From the opening of round `from` on, which may have been, this is supposed (pl_world_suppose); also in replays of
 * this session. `rows` are copied. */
pl_status pl_session_suppose(pl_session *session, int from, const pl_supposition *rows, size_t count, pl_error *error);
/* The exercise before its first round, with the same people and bots at the table, and what was remarked in the rounds
 * up to `last`. `map` as of pl_session_new. NULL: error. */
pl_session *pl_session_begin_again(const pl_session *session, int last, const pl_map *map, pl_error *error);
/* Takes over the entries of the round that is open from the journal of another session; `from` is where they begin, and
 * moves to where the next round's do. */
pl_status pl_session_take_over(pl_session *copy, const pl_journal *journal, size_t *from, pl_error *error);
/* As pl_session_replay of everything, and every round has its quantities. */
pl_session *pl_session_replay_with_quantities(const pl_session *session, pl_error *error);
/* From here on, before the first round, events are recorded and checkpoints possible. */
void pl_session_record_events(pl_session *session);
/* Adds a note that was recorded, with its round and time. */
pl_status pl_session_add_note(pl_session *session, const pl_note *note, pl_error *error);
/* Adds a message that was recorded, with its round and time; it gets the next number. */
pl_status pl_session_add_message(pl_session *session, const pl_message *message, pl_error *error);
/* Forgets notes and messages of that round and later ones. */
void pl_session_forget_words(pl_session *session, int32_t round);
/* Adds an act that was recorded to the journal of the open round, and carries it out. A failure of the world stops the
 * session. */
pl_status pl_session_carry_out(pl_session *session, const pl_journal_entry *entry, pl_error *error);
/* From here on the session only repeats what went wrong; returns `status`. */
pl_status pl_session_stop(pl_session *session, pl_status status, pl_error *error);
/* PL_OK in an open round; else an error that says what to do. */
pl_status pl_session_need_open(const pl_session *session, pl_error *error);
/* A text of people's: not empty, not longer, UTF-8; `what` it is (translated), for the error. */
pl_status pl_session_check_text(const char *text, size_t most, const char *what, pl_error *error);
/* Room rows as they were in the file; copied. */
pl_status pl_session_take_room(pl_session *session, const pl_room_row *row, pl_error *error);
void pl_session_clear_room(pl_session *session);
/* Of a batch: rows as they were are forgotten; written again, within a transaction, where the file has others. */
void pl_session_forget_before(pl_session *session);
pl_status pl_session_write_before(pl_session *session, bool *is_written, pl_error *error);
/* Adds the event that an order for this round came to nothing. */
void pl_session_note_lapsed(pl_session *session, const pl_decision *decision);

#endif
