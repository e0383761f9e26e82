/* The world from inside: shared by the files of engine/sim and by nobody else.
 *
 *   pl_world ── state[n]            figures of each state, their standing orders
 *            ── trust[n·n]          trust[of · n + in]
 *            ── forum[], adversary[]
 *            ── incident[]          in order of creation ── item[n], knowledge[n] ── outbreak (while active)
 *            ── delivery[64]        a ring of due ticks; each slot in order of sending
 *            ── story               injects, variables, objectives, what was done
 *            ── round               what lives for one round only
 *
 * Who changes what: members.c memberships · money.c budgets, tracks, strikes, takedowns · levels.c the derived
 * figures · launch.c incidents · outbreak*.c organisations · share.c items, knowledge, trust gained · aftermath.c
 * edge, perception, adversaries, society · story*.c everything a scenario scripted, act.c on control's word ·
 * checkpoint.c all of it, when a world is loaded · round.c only calls them in the order of model §5. */
#ifndef POLDER_SIM_WORLD_INTERNAL_H
#define POLDER_SIM_WORLD_INTERNAL_H

#include "fixed.h"
#include "luck.h"
#include "outbreak.h"

#include <polder/world.h>

enum { DELIVERY_TICKS = 64, FRESH_POWERS = 64 };

/* An item on its way. */
typedef struct delivery {
  uint16_t incident;      /* index */
  uint16_t originator;    /* PL_NONE: a vendor */
  uint16_t giver;         /* who sent it on its way; the originator unless it was passed on */
  uint16_t recipient;
  uint8_t channel;        /* pl_channel */
  bool is_tear;
  pl_q16 quality;
} delivery;

typedef struct delivery_queue {
  delivery *row; /* owned */
  uint32_t count, capacity;
} delivery_queue;

typedef enum world_stage { STAGE_BETWEEN, STAGE_OPEN, STAGE_BROKEN } world_stage;

/* What one seat decided for this round, gathered from its decisions (round.c). */
typedef struct round_orders {
  uint64_t leave, join;      /* forums */
  uint64_t strike, takedown; /* adversaries */
  uint64_t votes_yes, votes_abstain, votes_no; /* forums with an open application */
  bool buy;
} round_orders;

/* Lives for one round: cleared when its decisions are gathered. */
typedef struct round_room {
  round_orders *orders;        /* [state_count] */
  pl_state_set *gave;          /* [state_count]: whom s gave something this round */
  pl_state_set *breach;        /* [originator]: forwarders found out this round */
  pl_state_set applicants[PL_MAX_FORUMS]; /* who asks to join where members vote */
  uint64_t takedown_paid[PL_MAX_ADVERSARIES][PL_SET_WORDS]; /* states */
  int64_t *loss_before, *election_loss; /* [state_count], q16 mu */
  uint8_t *peer_order;         /* [s · n …]: the others, by falling trust of s, then id; kept between calls */
  uint8_t *best_forum;         /* [label · n² + s · n + t], 255: none */
  uint64_t takedowns;          /* adversaries with any participant */
} round_room;

/* Where the round is, as far as effects care: what they start may still begin this round, or no more. */
typedef enum story_moment { STORY_OPENING, STORY_DECIDING, STORY_LATER } story_moment;

typedef struct arrival { /* an originator's item that reached somebody this round, for on_share */
  uint16_t originator, incident /* index */, recipient;
} arrival;

/* What a scenario scripted; only story*.c changes it. */
typedef struct story {
  pl_inject_state *inject;     /* [inject_count] */
  pl_state_set *inject_seats;  /* [inject_count]: seats that still have to answer this round */
  bool *inject_called;         /* [inject_count]: due because an effect fires it; `when` is not asked */
  bool *inject_held;           /* [inject_count]: control skipped or delayed it; nothing else fires it any more */
  char **inject_text;          /* [inject_count], control's words; NULL: the scenario's */
  pl_variable *variable;       /* [variable_count] */
  char **owned_text;           /* [variable_count], texts set by effects; NULL: the scenario's */
  int32_t *incident_due;       /* [incident_count], round in which a declared incident is to launch; −1 */
  bool *incident_created;      /* [incident_count] */
  bool *incident_was_active;   /* [incident_count], at the start of this round */
  bool *intel_born;            /* [intel_count] */
  pl_mu *bonus;                /* [state_count], from effects of this round: pl_state.bonus of the next */
  uint64_t *forums_before;     /* [state_count], memberships when this round opened */
  uint32_t *done;              /* [seat · action_total + action] */
  pl_q16 *objective;           /* [objective · seat_count + seat], −1 */
  arrival *arrival;            /* this round's; only kept for rules with on_share */
  size_t arrival_count, arrival_capacity;
  int action_total;            /* PL_ACTIONS + the scenario's */
  story_moment moment;
  bool is_by_hand;             /* control is firing an inject */
  bool has_days;               /* some inject has a day, or there is intel: the ticks matter */
} story;

struct pl_world {
  const pl_scenario *scenario; /* borrowed, as are map, rules and log */
  const pl_map *map;
  const pl_rules *rules;
  pl_event_log *log;
  const pl_parameters *p;      /* &scenario->parameters */
  uint64_t seed;
  int n, forum_count, adversary_count; /* n: states */
  int round;
  pl_tick now;
  world_stage stage;
  pl_state_set used_items;     /* states that ever held back or cut a single item (extension §17) */
  bool out_of_memory;          /* sticky; checked where a call returns a status */

  pl_state *state;
  pl_q16 *trust;
  pl_forum *forum;
  pl_adversary *adversary;
  pl_q16 norm;

  pl_incident **incident;
  int incident_count, incident_capacity;
  int *active;                 /* indices of incidents that are not over, ascending */
  int active_count;
  delivery_queue queue[DELIVERY_TICKS];
  pl_q16 fresh_power[FRESH_POWERS]; /* F(0) … of model §7 */

  round_room room;
  story story;
  pl_trace trace;              /* room for round.c, while a tick is recorded */

  const pl_supposition *supposed; /* borrowed */
  size_t supposed_count;
  int32_t *counts;             /* borrowed; NULL: nobody counts */
  uint64_t lapses, moots;      /* figures about this world, no part of it: not copied */
};

/* ---- world.c ---- */
static inline pl_q16 *pl_trust(pl_world *w, int of, int in) { return &w->trust[of * w->n + in]; }
/* An event of now with every unused field at "none"; fill in and hand to pl_record. */
pl_event pl_event_now(const pl_world *w, pl_event_kind kind);
void pl_record(pl_world *w, const pl_event *event);
/* The fields of an event that name a line of the log, NULL where it has none. */
typedef struct pl_event_lines {
  uint16_t *first, *second;
  bool is_in_two; /* languages: the line after the first is the same in Dutch */
} pl_event_lines;
pl_event_lines pl_event_lines_of(pl_event *event);
static inline bool pl_is_recording(const pl_world *w) { return w->log != NULL; }
/* The seats in an event's eye: one state, two states, a set. */
pl_state_set pl_seen_by(int seat);
/* Records that an action of `seat` lapsed; `target` is its argument (adversary, forum, inject…). */
void pl_record_lapse(pl_world *w, int seat, int action, int target, pl_lapse why);

/* ---- members.c: §5.2, extension §19 ---- */
void pl_members_resolve(pl_world *w);
void pl_member_leave(pl_world *w, int state, int forum); /* with its cost in standing and trust */
void pl_member_join(pl_world *w, int state, int forum);  /* at once */

/* ---- money.c: §5.3–§5.6 ---- */
pl_mu pl_money_before_actions(const pl_world *w, int state);
/* All seats' decisions, in total order; `accepted` as in pl_story_pay. */
void pl_money_resolve(pl_world *w, const pl_decision *decisions, size_t count, bool *accepted);

/* ---- levels.c: §4 ---- */
void pl_levels_update(pl_world *w);
void pl_levels_incident(pl_world *w, pl_incident *incident, int state); /* its susceptibility and hazard there */
void pl_levels_outbreak(pl_world *w, pl_incident *incident); /* the same everywhere, and the shields */

/* ---- launch.c: §5.8, §5.1 ---- */
bool pl_launch_round(pl_world *w); /* false: out of memory */
pl_incident *pl_incident_new(int state_count); /* nobody has an item on it; NULL: out of memory */
void pl_incident_free(pl_incident *incident);
/* Fills in what family, adversary and declaration say of an incident, before anybody struck at it. */
void pl_incident_describe(const pl_world *w, pl_incident *incident);
pl_disease pl_incident_disease(const pl_world *w, const pl_incident *incident); /* as it is now */

/* ---- share.c: §7 ---- */
/* A state learns of an incident by itself: its item is born now. quality −1: as model §4. */
void pl_item_born(pl_world *w, int incident, int state, pl_q16 quality, pl_label label);
void pl_share_flush(pl_world *w);     /* §5.9 */
void pl_share_supposed(pl_world *w);  /* what is supposed of items that are born already; before the flush */
void pl_share_deliver(pl_world *w);   /* §6.1 */
/* Offers an item to `set`; forum −1: by the best channel, else through that forum only. */
void pl_share_with(pl_world *w, int incident, int originator, pl_state_set set, int forum, bool is_tear);
void pl_share_publish(pl_world *w, int incident, int originator, bool is_tear);
void pl_knowledge_add(pl_world *w, int incident, int state, pl_q16 quality);
void pl_share_vendors(pl_world *w, int incident); /* somebody detected it first: vendors note it */

/* ---- item.c: extension §17 ---- */
/* A state's decision on a single item; part of the flush. */
void pl_item_decide(pl_world *w, const pl_decision *decision);

/* ---- aftermath.c: §5.11–§5.14 ---- */
void pl_aftermath(pl_world *w);

/* ---- story.c and its neighbours ---- */
bool pl_story_new(pl_world *w);       /* allocates; false: out of memory */
bool pl_story_copy(pl_world *to, const pl_world *from);
void pl_story_free(pl_world *w);
/* Before §5.1: delayed effects, on_round hooks, conditional incidents and injects due. */
pl_status pl_story_open_round(pl_world *w, pl_error *error);
/* Within §5.3, for one state, after the built-in items: pays options and the scenario's actions, in submission order,
 * from *money. What cannot be paid or no longer holds lapses. Roles pay nothing; they are passed with money NULL.
 * Accepted decisions are marked in `accepted` (one per decision). */
void pl_story_pay(pl_world *w, int seat, const pl_decision *decisions, size_t count, bool *accepted, pl_mu *money);
/* After §5.3–§5.6 of all states: effects of what was accepted, seat order then submission order, default options of
 * unanswered injects last; then on_decision hooks for every decision that took effect, built-in ones included. */
pl_status pl_story_effects(pl_world *w, const pl_decision *decisions, size_t count, const bool *accepted,
                           pl_error *error);
/* An item arrived; remembered for on_share when the scenario has such a hook. */
void pl_story_note_arrival(pl_world *w, int incident, int originator, int recipient);
/* At each tick, before deliveries: injects with a day, intel that is due. Cheap when there is none. */
void pl_story_tick(pl_world *w);
/* After §5.14: on_incident, on_share, objectives due; after the last round on_end. */
pl_status pl_story_close_round(pl_world *w, pl_error *error);

/* ---- checkpoint.c ---- */
/* pl_world_load of an archive that was opened. */
pl_world *pl_checkpoint_load(pl_archive *archive, const pl_scenario *scenario, const pl_map *map, const pl_rules *rules,
                             uint64_t seed, pl_error *error);

/* ---- event_checkpoint.c ---- */
/* pl_event_log_load of an archive that was opened. */
pl_status pl_event_checkpoint_load(pl_archive *archive, pl_event_log *log, const pl_world *world, pl_error *error);

/* ---- digest.c ---- */
uint64_t pl_incident_digest(const pl_incident *incident, int state_count);
static inline uint64_t pl_digest_add(uint64_t digest, uint64_t word) { return pl_luck_mix(digest ^ word); }

#endif
