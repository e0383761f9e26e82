/* Reach: who would get an item, by which way, how soon and how good (model §7), as far as a brief can tell. */
#ifndef POLDER_REACH_H
#define POLDER_REACH_H

#include <polder/words.h>

typedef enum pl_way { PL_WAY_NONE, PL_WAY_FORUM, PL_WAY_DIRECT, PL_WAY_PUBLIC } pl_way;

typedef struct pl_offer { /* what would be sent */
  pl_label label;
  pl_family family;
  pl_q16 quality; /* at birth */
  pl_q16 sensitivity;
  pl_tick age;
  pl_state_set sent; /* who has it already */
  bool is_tear, is_public;
  int forum; /* this forum only, or −1 */
} pl_offer;

typedef struct pl_reach_row {
  uint16_t state, forum;
  pl_way way;
  pl_tick latency;
  pl_q16 quality; /* as it arrives */
} pl_reach_row;

typedef struct pl_reach {
  pl_reach_row row[PL_MAX_STATES];
  size_t count;
  pl_state_set already;    /* of those asked for: has it */
  pl_q16 burn;             /* chance that at least one delivery burns the source */
  pl_mu burn_cost, effort; /* if it does; at once */
  pl_mu edge;              /* what the item brings a round while nobody else has it */
} pl_reach;

/* The label under which it goes: a tear-line is one step more open. */
pl_label pl_offer_label(const pl_offer *offer);
/* Works out `reach` for the seat of `brief`, which needs its relations and forums. */
void pl_reach_find(const pl_brief *brief, const pl_offer *offer, const pl_state_set *to, pl_reach *reach);
/* Why pl_reach_find found no way to `state` (PL_WAY_NONE), or that it is among those who have it already; one sentence,
 * for the one who would send. The voice needs its brief and its phrases. */
void pl_put_out_of_reach(pl_buffer *out, const pl_voice *voice, const pl_offer *offer, int state);
/* The offer that an own item makes now, at the opening of the brief's round. */
pl_offer pl_offer_of(const pl_brief *brief, const pl_brief_item *item, bool is_tear);
/* The offer that a future item of this family would make, of the quality this seat's items have on average. */
pl_offer pl_offer_expected(const pl_brief *brief, pl_family family);

#endif
