/* What the files of this layer share. */
#ifndef POLDER_SESSION_INTERNAL_H
#define POLDER_SESSION_INTERNAL_H

#include "journal.h"

typedef enum pl_session_phase {
  PL_SESSION_CLOSED,  /* between rounds */
  PL_SESSION_OPEN,    /* takes decisions */
  PL_SESSION_STOPPED  /* something failed: `stopped` says what; reading and freeing only */
} pl_session_phase;

struct pl_session {
  pl_session_phase phase;
  pl_error stopped;
  pl_rules_factory factory; /* its context is borrowed */
  pl_arena *arena;          /* the bundle's copy and the digests live here */
  pl_bundle bundle;
  pl_session_options options;
  pl_rules rules;
  bool has_rules;
  pl_map *own_map;          /* NULL: `map` is borrowed */
  const pl_map *map;
  pl_world *world;
  pl_event_log log;
  bool is_person[PL_MAX_SEATS];
  const char *player[PL_MAX_SEATS]; /* in the arena; NULL: nothing was said */
  pl_journal journal;
  int done;                 /* rounds resolved */
  uint64_t *digest;         /* [rounds] */
};

/* Opens the coming round without its orders: these come from the scenario (play) or from a journal (replay). */
pl_status pl_session_open_world(pl_session *session, pl_error *error);
/* Adds the event that an order for this round came to nothing. */
void pl_session_note_lapsed(pl_session *session, const pl_decision *decision);

#endif
