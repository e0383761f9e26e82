/* A brief: everything one seat may know at the opening of a round, as a plain model.
 *
 * Policies, terminal, board and web pages are drawn from briefs, so a secret cannot leak through them by accident.
 * "What a seat sees" in scenarios/README.md is the table of it. Money in mu, shares in q16, indices as in the
 * scenario. A part that was not asked for is empty (NULL / 0).
 *
 * Never in a brief: thresholds, suppression, pending tension, undetected infections, others' withheld items. */
#ifndef POLDER_BRIEF_H
#define POLDER_BRIEF_H

#include <polder/decision.h>
#include <polder/event.h>

struct pl_world;

/* Which parts to build; bots ask for what they read. */
enum {
  PL_BRIEF_RELATIONS = 1, /* others[]: perception, trust, memberships */
  PL_BRIEF_ITEMS = 2,     /* items[], incidents[] */
  PL_BRIEF_INBOX = 4,     /* injects[] */
  PL_BRIEF_OWN = 8,       /* own organisations by condition, forums */
  PL_BRIEF_EVENTS = 16,   /* what happened last round, as far as this seat may see */
  PL_BRIEF_ALL = 31
};

typedef struct pl_brief_other { /* another state */
  pl_q16 trust;            /* what this seat thinks of it */
  uint8_t trust_in_me;     /* 1 … 5: what it thinks of this seat, in fifths */
  bool is_ally, seen, ever_defected; /* seen: perceived as cooperating last round */
  bool was_peer;           /* this seat's posture to it last round */
  uint64_t forums;
  pl_q16 standing;
  int64_t link_in;         /* summed weight of links from it into this seat */
  int32_t hits;            /* organisations it has found hit, as reported by an item received last round (with
                            * EVENTS); −1: unknown */
} pl_brief_other;

typedef struct pl_brief_item { /* an item this seat holds, its own or received */
  pl_iid iid;
  uint16_t originator;
  bool is_own, is_tear, is_burnt, is_single, is_open; /* is_open: still young enough to decide about, incident active */
  pl_q16 quality;          /* as held: at birth (own), as received */
  pl_tick birth, received; /* received: own: birth */
  pl_label label;
  pl_q16 sensitivity;
  pl_state_set sent;       /* own only: who it went to, as far as this seat knows */
} pl_brief_item;

typedef struct pl_brief_incident { /* an incident this seat has heard of */
  pl_iid iid;
  uint16_t declared;       /* PL_NONE: random */
  uint16_t adversary;
  pl_family family;
  bool is_over;
  pl_q16 knowledge;        /* K of this seat */
  int32_t contained, recovered; /* own organisations found hit: contained now, recovered */
} pl_brief_incident;

typedef struct pl_brief_inject {
  uint16_t inject;
  bool is_open;            /* may be answered now */
  uint64_t available;      /* options whose needs hold: 1 << option */
  pl_text text;            /* what it says: the scenario's text, or control's in its place */
} pl_brief_inject;

typedef struct pl_brief_forum {
  pl_state_set members;
  pl_tick latency;
  pl_q16 quality, phi;
  bool is_member, may_join;
  uint16_t applicant;      /* members only: who asks to join; PL_NONE: nobody */
} pl_brief_forum;

typedef struct pl_brief {
  const pl_scenario *scenario;
  uint64_t seed;           /* for keyed dice of policies; never shown */
  int32_t round;           /* from 0 */
  uint16_t seat;
  bool is_state;           /* false: a role; then only inbox and events */
  /* own figures */
  pl_mu budget, money;     /* B; what is left to spend this round after dues */
  pl_mu loss, edge, burn, effort, payoff;
  pl_q16 expertise, effective_expertise;
  pl_mu stock[PL_TRACKS];
  pl_q16 level[PL_TRACKS];
  pl_q16 standing, confidence, rights;
  uint64_t forums_joined;
  pl_seat_orders orders;
  int32_t organisations, contained, recovered; /* own: in all, found hit now, recovered at least once */
  pl_brief_other *others;  /* [scenario->state_count]; the own entry is zero but for link_in */
  pl_brief_item *items;
  size_t item_count;
  pl_brief_incident *incidents;
  size_t incident_count;
  pl_brief_inject *injects; /* fired for this seat this round, or on a later day of the last */
  size_t inject_count;
  pl_brief_forum *forums;  /* [scenario->forum_count] */
  const pl_event **events; /* borrowed from the log */
  size_t event_count;
} pl_brief;

/* Builds a brief for `seat` with the `parts` asked for; `log` (NULL: none) is where events are read from. Everything
 * lives in the room's own memory, which the next build reuses; `events` point into the log. A zeroed pl_brief_room is
 * valid. This header does not know the world, so that what draws from briefs cannot either. */
typedef struct pl_brief_room {
  pl_brief brief;
  void *memory; /* owned */
  size_t capacity;
} pl_brief_room;
pl_status pl_brief_build(const struct pl_world *world, const pl_event_log *log, int seat, unsigned parts,
                         pl_brief_room *room, pl_error *error);
void pl_brief_room_clear(pl_brief_room *room);

/* What the seat has heard of an incident, in a brief with PL_BRIEF_ITEMS; NULL: nothing. */
const pl_brief_incident *pl_brief_incident_of(const pl_brief *brief, pl_iid iid);
/* What others sent about an incident: from whom, the best quality, the strictest label. */
typedef struct pl_brief_received {
  pl_state_set from;   /* states; what a vendor sold is from none */
  pl_q16 quality;
  pl_label label;
  pl_tick last;        /* when the last of it arrived */
  bool is_tear_only;   /* nothing but tear-lines */
  int count;           /* items; 0: nothing, and the above mean nothing */
  bool has_own;        /* the seat has a finding of its own beside it */
} pl_brief_received;
/* In a brief with PL_BRIEF_ITEMS. */
pl_brief_received pl_brief_received_about(const pl_brief *brief, pl_iid iid);
/* Whether this seat may see this event. */
bool pl_brief_may_see(const pl_scenario *scenario, int seat, const pl_event *event);

#endif
