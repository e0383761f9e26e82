/* Actions are rows, decisions are records.
 *
 * One table describes every action: its arguments, who may, what it costs. Terminal, window and page build
 * their controls from it; the journal and --decision JSON spell decisions with its names. A scenario's own
 * actions come after the built-in rows: action index PL_ACTIONS + i is scenario->custom_actions[i].
 *
 * A decision is one action submitted by one seat for one round. It is a flat record without pointers, so that
 * it can be copied, stored and compared with ==, field by field; fields the row does not use are 0. */
#ifndef POLDER_DECISION_H
#define POLDER_DECISION_H

#include <polder/memory.h>
#include <polder/scenario.h>
#include <polder/status.h>
#include <polder/translate.h>

/* Arguments, as bits: which fields of pl_decision a row reads. */
enum {
  PL_ARGUMENT_AUDIENCE = 1,  /* audience */
  PL_ARGUMENT_SWITCH = 2,    /* flag: on or off */
  PL_ARGUMENT_SPLIT = 4,     /* split[3], thousandths, sum ≤ 1000 */
  PL_ARGUMENT_ADVERSARY = 8, /* target */
  PL_ARGUMENT_FORUM = 16,    /* target */
  PL_ARGUMENT_ITEM = 32,     /* iid: the seat's own item on that incident */
  PL_ARGUMENT_TEAR = 64,     /* flag: as a tear-line */
  PL_ARGUMENT_FAMILIES = 128,/* families: bits 1 << pl_family */
  PL_ARGUMENT_INJECT = 256,  /* target: inject, option */
  PL_ARGUMENT_BALLOT = 512,  /* target: forum; option: pl_ballot */
  PL_ARGUMENT_STATE = 1024   /* target (custom actions only) */
};

typedef enum pl_ballot { PL_BALLOT_NO, PL_BALLOT_YES, PL_BALLOT_ABSTAIN } pl_ballot;

/* X(constant, name, arguments, is a standing order (holds until changed), one line of explanation).
 * The order is the order in which one seat's decisions are listed, and part of saved decisions: append only. */
#define PL_ACTION_TABLE(X)                                                                                            \
  X(PL_ACTION_POSTURE, "posture", PL_ARGUMENT_AUDIENCE, true,                                                         \
    PL_LATER("standing order: share new items with this audience"))                                                   \
  X(PL_ACTION_SPLIT, "split", PL_ARGUMENT_SPLIT, true,                                                                \
    PL_LATER("divide the budget over prevent, defend and strengthen"))                                                \
  X(PL_ACTION_PUBLISH, "publish", PL_ARGUMENT_SWITCH, true,                                                           \
    PL_LATER("publish new items (up to TLP:AMBER) for everybody"))                                                    \
  X(PL_ACTION_ONWARD, "onward", PL_ARGUMENT_SWITCH, true, PL_LATER("pass on what others sent, without asking them"))  \
  X(PL_ACTION_CONSENT, "consent", PL_ARGUMENT_AUDIENCE, true, PL_LATER("whom any holder may pass your items on to"))  \
  X(PL_ACTION_RELAY, "relay", PL_ARGUMENT_SWITCH, true, PL_LATER("pass on what others sent, where they consent"))     \
  X(PL_ACTION_HOLD, "hold", PL_ARGUMENT_FAMILIES, true,                                                               \
    PL_LATER("new items on such incidents wait for a decision of yours"))                                             \
  X(PL_ACTION_TEAR, "tear", PL_ARGUMENT_AUDIENCE, true,                                                               \
    PL_LATER("after each share, these get a tear-line if nothing else"))                                              \
  X(PL_ACTION_SHARE, "share", PL_ARGUMENT_ITEM | PL_ARGUMENT_AUDIENCE | PL_ARGUMENT_TEAR, false,                      \
    PL_LATER("share one item you hold with this audience"))                                                           \
  X(PL_ACTION_SHARE_FORUM, "share-forum", PL_ARGUMENT_ITEM | PL_ARGUMENT_FORUM | PL_ARGUMENT_TEAR, false,             \
    PL_LATER("share one item with the members of one forum, through that forum only"))                                \
  X(PL_ACTION_SHARE_PUBLIC, "share-public", PL_ARGUMENT_ITEM | PL_ARGUMENT_TEAR, false,                               \
    PL_LATER("publish one item"))                                                                                     \
  X(PL_ACTION_WITHHOLD, "withhold", PL_ARGUMENT_ITEM, false, PL_LATER("keep one item back from now on"))              \
  X(PL_ACTION_RELEASE, "release", PL_ARGUMENT_ITEM, false, PL_LATER("let posture decide about one item again"))       \
  X(PL_ACTION_BUY, "buy", 0, false, PL_LATER("buy commercial intelligence for this round"))                           \
  X(PL_ACTION_STRIKE, "strike", PL_ARGUMENT_ADVERSARY, false, PL_LATER("strike at an adversary's means"))             \
  X(PL_ACTION_TAKEDOWN, "takedown", PL_ARGUMENT_ADVERSARY, false, PL_LATER("join a takedown of an adversary"))        \
  X(PL_ACTION_LEAVE, "leave", PL_ARGUMENT_FORUM, false, PL_LATER("leave a forum"))                                    \
  X(PL_ACTION_JOIN, "join", PL_ARGUMENT_FORUM, false, PL_LATER("join a forum, or apply where members vote"))          \
  X(PL_ACTION_VOTE, "vote", PL_ARGUMENT_BALLOT, false, PL_LATER("vote on an application to a forum"))                 \
  X(PL_ACTION_ANSWER, "answer", PL_ARGUMENT_INJECT, false, PL_LATER("answer a message with one of its options"))

typedef enum pl_action {
#define X(constant, name, arguments, standing, help) constant,
  PL_ACTION_TABLE(X)
#undef X
  PL_ACTIONS
} pl_action;

typedef struct pl_action_row {
  const char *name;
  unsigned arguments;
  bool is_standing;
  const char *help; /* English; translated where it is shown */
} pl_action_row;

typedef struct pl_decision {
  uint16_t seat;
  uint16_t action;          /* pl_action, or PL_ACTIONS + custom action */
  uint16_t target;          /* forum, adversary, inject or state */
  uint16_t option;          /* option of the inject, or ballot */
  uint16_t split[PL_TRACKS];
  uint8_t families;
  uint8_t flag;             /* 0 or 1 */
  pl_iid iid;
  pl_audience audience;
} pl_decision;

typedef struct pl_seat_orders { /* a seat's standing orders: what holds until it decides otherwise */
  pl_audience posture, consent, tear;
  uint16_t split[PL_TRACKS];
  uint8_t hold;                 /* families */
  bool publish, onward, relay;
} pl_seat_orders;

/* What holds once this decision does; one that is no standing order changes nothing. */
void pl_seat_orders_take(pl_seat_orders *orders, const pl_decision *decision);

/* The built-in rows, PL_ACTIONS of them. Constant. */
const pl_action_row *pl_action_rows(void);
/* Name and arguments of any action of this scenario. The name is borrowed. */
const char *pl_action_name(const pl_scenario *scenario, int action);
unsigned pl_action_arguments(const pl_scenario *scenario, int action);
/* The index of an action's name, or −1. */
int pl_action_find(const pl_scenario *scenario, const char *name);

/* ---- spelling (the command line's and the journal's words) ---- */
/* "NLD+DEU+forum:delta", "all", "none", "allies", "forums". Writes to `out`. */
void pl_audience_print(const pl_scenario *scenario, const pl_audience *audience, pl_buffer *out);
/* PL_BAD_INPUT with what was found and what is known; `audience` is then unchanged. */
pl_status pl_audience_parse(const pl_scenario *scenario, const char *text, pl_audience *audience, pl_error *error);
/* A declared incident's id, or ADVERSARY.ROUND.SLOT with both from 1 ("gang0.3.1"). */
void pl_iid_print(const pl_scenario *scenario, pl_iid iid, pl_buffer *out);
pl_status pl_iid_parse(const pl_scenario *scenario, const char *text, pl_iid *iid, pl_error *error);
/* The iid of a declared incident that launches in `round` (from 0). */
pl_iid pl_iid_declared(const pl_scenario *scenario, int incident, int round);
/* The declared incident of an iid, or −1 for a random one. */
int pl_iid_incident(pl_iid iid);
/* One decision in words: `NLD share worm@NLD=DEU+forum:delta tear-line`. */
void pl_decision_print(const pl_scenario *scenario, const pl_decision *decision, pl_buffer *out);

#endif
