/* Provenance: who had which item of intelligence when, from whom, under which label, and whether its rules were kept.
 *
 * An item is what one originator found out about one incident. Each copy of it that went from one to another is a hop.
 * Two rules bind whoever passes on what others sent (FIRST TLP 2.0): the label says how far it may go, and beyond that,
 * or at all where originator control holds, only the originator's consent lets it. An originator may send its own item
 * to anyone. All of this is made from a history, so it tells its viewer nothing that the history does not. */
#ifndef POLDER_PROVENANCE_H
#define POLDER_PROVENANCE_H

#include <polder/history.h>

/* By what right a copy went out. */
typedef enum pl_handling {
  PL_HANDLING_ORIGINATOR, /* its originator sent or published it */
  PL_HANDLING_CONSENT,    /* passed on, as the originator had consented: rules kept, whatever the label */
  PL_HANDLING_BREACH,     /* passed on without consent: originator control was broken */
  PL_HANDLING_VENDOR,     /* commercial: nobody's item, no rules */
  PL_HANDLINGS
} pl_handling;

typedef enum pl_arrival {
  PL_ARRIVAL_RECEIVED,
  PL_ARRIVAL_UNDER_WAY, /* not yet, when the history ends */
  PL_ARRIVAL_TOO_LATE,  /* never: the incident was over before it could arrive */
  PL_ARRIVAL_UNKNOWN,   /* this viewer is not told */
  PL_ARRIVALS
} pl_arrival;

typedef struct pl_hop {
  uint16_t from, to;    /* states; from PL_NONE: a vendor */
  uint16_t forum;       /* that it went through; PL_NONE: none, or this viewer is not told which */
  pl_channel channel;
  pl_label label;       /* that it travelled under (who knows its arrival only: that it had then); PL_LABELS: unknown */
  bool is_tear;         /* the tear-line */
  pl_tick sent;         /* −1: unknown */
  pl_tick received;     /* −1: see `arrival` */
  pl_arrival arrival;
  pl_q16 quality;       /* as it arrived; −1: unknown */
  pl_handling handling;
  bool is_beyond_label; /* its label did not allow this recipient: other states may be given what is TLP:GREEN or
                         * TLP:CLEAR; and nothing goes through a forum that is above its ceiling */
  pl_tick found;        /* PL_HANDLING_BREACH: when the breach was discovered, −1: it was not */
} pl_hop;
static inline bool pl_hop_kept_rules(const pl_hop *hop) {
  return hop->handling != PL_HANDLING_BREACH && !hop->is_beyond_label;
}

typedef struct pl_provenance_item {
  pl_iid iid;
  uint16_t originator;      /* PL_NONE: what vendors sent about this incident */
  pl_tick birth;            /* −1: unknown to this viewer, or vendors' */
  pl_q16 quality;           /* at birth; −1: unknown */
  pl_label label_at_birth;  /* PL_LABELS: unknown, or vendors' */
  pl_label label_now;       /* publishing re-marks an item TLP:CLEAR */
  pl_tick published;        /* −1: not published */
  bool is_tear_published;   /* its tear-line was: then the full text keeps its label */
  pl_tick burnt;            /* its source was burnt; −1: it was not, or this viewer is not told; */
  pl_mu burn_cost;          /* what that cost the originator */
  const pl_hop *hop;        /* [hop_count], in the order of time; within `memory` */
  size_t hop_count;
} pl_provenance_item;

/* How one state handled what it had. A seat or the public counts what it knows of. */
typedef struct pl_provenance_state {
  int32_t items, never_sent;      /* items of its own; those of them that it sent to nobody */
  int32_t sent;                   /* hops of its own items from it */
  int32_t relayed;                /* of others' items, with consent, */
  int32_t breaches, found;        /* and without; discovered */
  int32_t beyond_label;           /* hops from it that the label did not allow */
  int32_t received;               /* hops that reached it, vendors' included */
} pl_provenance_state;

typedef struct pl_provenance {
  const pl_scenario *scenario;    /* the history's */
  pl_sight sight;                 /* the history's */
  pl_provenance_item *item;       /* [item_count], by birth or else the first that is known of it, then iid, then
                                   * originator */
  size_t item_count;
  pl_hop *hop;                    /* [hop_count], item by item */
  size_t hop_count;
  pl_provenance_state *state;     /* [state_count] */
  pl_provenance_state all;        /* their sums; vendors' hops are in `received` alone */
  void *memory;                   /* private */
} pl_provenance;

/* Made from a history, of which it keeps the scenario only. NULL: out of memory. */
pl_provenance *pl_provenance_new(const pl_history *history, pl_error *error);
void pl_provenance_free(pl_provenance *provenance); /* NULL is fine */
/* The item, or NULL. */
const pl_provenance_item *pl_provenance_find(const pl_provenance *provenance, pl_iid iid, uint16_t originator);

#endif
