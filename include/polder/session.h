/* A session: one exercise from scenario, seed and decisions.
 *
 * Everything that changes an exercise goes through here: a decision is checked against the const world,
 * journaled, and only then acknowledged. A world is never saved; it is rebuilt from the journal, so resume,
 * replay, fork and what-if are one mechanism (pl_session_replay). In this version the journal lives in memory. */
#ifndef POLDER_SESSION_H
#define POLDER_SESSION_H

#include <polder/world.h>

typedef struct pl_session pl_session;

/* Who a decision came from, for the journal. */
typedef enum pl_author { PL_AUTHOR_PERSON, PL_AUTHOR_BOT, PL_AUTHOR_ORDER } pl_author;

typedef struct pl_journal_entry {
  int32_t round;         /* from 0 */
  pl_author author;
  bool is_withdrawn;     /* undone before the round was sealed; kept, but not played */
  pl_decision decision;
} pl_journal_entry;

typedef struct pl_session_options {
  uint64_t seed;
  bool record_events;    /* keep the event log (batch runs do without; a scenario with bots of its own
                            * always has one) */
} pl_session_options;

/* A new exercise, its first round not yet open. `bundle` is copied. `map` NULL: the session makes and owns one;
 * else it is borrowed and must be this scenario's (batch runs share one). The factory's context is borrowed too, by
 * this session and by its replays. NULL: `error` says why. */
pl_session *pl_session_new(const pl_rules_factory *factory, const pl_bundle *bundle, const pl_map *map,
                           const pl_session_options *options, pl_error *error);
void pl_session_free(pl_session *session);

const pl_scenario *pl_session_scenario(const pl_session *session);
const pl_world *pl_session_world(const pl_session *session);
const pl_rules *pl_session_rules(const pl_session *session);
const pl_event_log *pl_session_events(const pl_session *session); /* empty unless recorded */

/* A seat is played by a person or by a bot; orders bind bots only. All are bots at first. */
void pl_session_set_person(pl_session *session, int seat, bool is_person);
bool pl_session_is_person(const pl_session *session, int seat);

/* Opens the coming round: what precedes decisions happens, orders of bot seats are journaled. */
pl_status pl_session_open_round(pl_session *session, pl_error *error);
/* Would pl_session_decide accept this decision now? The same answer, the same words, and nothing is recorded. */
pl_status pl_session_check(const pl_session *session, const pl_decision *decision, pl_error *error);
/* Checks and journals one decision. A later decision of the same standing kind replaces the earlier one. */
pl_status pl_session_decide(pl_session *session, const pl_decision *decision, pl_author author, pl_error *error);
/* Takes back this seat's last decision of the open round. PL_BAD_INPUT: there is none. */
pl_status pl_session_undo(pl_session *session, int seat, pl_error *error);
/* This seat's decisions of the open round, in order, without withdrawn ones. Returns how many there are; writes at
 * most `capacity`. */
size_t pl_session_decisions(const pl_session *session, int seat, pl_decision *decisions, size_t capacity);
/* Seals and resolves the open round. After a failure the session is unusable except for reading and freeing. */
pl_status pl_session_resolve_round(pl_session *session, pl_error *error);

bool pl_session_is_over(const pl_session *session);
/* Rounds resolved so far, and the digest after each. */
int pl_session_rounds_done(const pl_session *session);
uint64_t pl_session_digest(const pl_session *session, int round);
const pl_journal_entry *pl_session_journal(const pl_session *session, size_t *count);

/* The same exercise built anew from scenario, seed and this journal up to (excluding) `until_round` (−1: all rounds
 * done). The new session is independent of this one, and equal to it: same digests. NULL: error. */
pl_session *pl_session_replay(const pl_session *session, int until_round, pl_error *error);

#endif
