/* Habits: what a seat may believe of the others' sharing.
 *
 * A seat sees what others send it, and now and then that they kept something from it. Who has sent something is a
 * sharer. Of the rest, who was not seen to hold anything back shares as readily as states do on the whole here, and how
 * readily that is, is drawn for each run: after few signs it may be nearly all or nearly none, after many it lies where
 * the signs put it. Who holds something back from a seat that holds back itself may only be answering in kind: it may
 * well share with others.
 *
 * About half of the sharers give what they get: who has come to think of the seat as one that keeps things back sends
 * it nothing, until it thinks better of it. The others do to it as they do now, whatever it does. */
#include "forecast_internal.h"

#include "../sim/luck.h"

enum { MOST_SIGNS = 6, DRAW_CLIMATE = 20, DRAW_HABIT = 21, DRAW_ANSWER = 22 };

static pl_state_set givers_of(const pl_brief *b) {
  pl_state_set givers = {{0}};
  for (size_t i = 0; i < b->item_count; i++)
    if (!b->items[i].is_own) pl_set_add(&givers, b->items[i].originator);
  return givers;
}

static int capped(int signs) { return signs < MOST_SIGNS ? signs : MOST_SIGNS; }

/* How many in 65536 share, given some who did and some who did not: of `with + without + 2` numbers drawn at random the
 * (with + 2)-th smallest, which is the share that such signs speak for, as uncertain as they leave it. */
static int32_t draw_climate(const pl_belief *belief, uint32_t run, int with, int without) {
  int32_t sorted[2 * MOST_SIGNS + 2];
  const int count = with + without + 2;
  for (int i = 0; i < count; i++) {
    const int32_t x = pl_luck_unif(pl_belief_key(belief, run, DRAW_CLIMATE, (uint32_t)i));
    int at = i;
    for (; at > 0 && sorted[at - 1] > x; at--) sorted[at] = sorted[at - 1];
    sorted[at] = x;
  }
  return sorted[with + 1];
}

static int32_t climate(const pl_belief *belief, uint32_t run, const pl_state_set *givers) {
  const pl_brief *b = belief->brief;
  int without = 0;
  for (int t = 0; t < b->scenario->state_count; t++)
    without += t != b->seat && b->others[t].ever_defected && !pl_set_has(givers, (unsigned)t);
  return draw_climate(belief, run, capped(pl_set_count(givers)), capped(without));
}

void pl_habits_draw(pl_habits *habits, const pl_belief *belief, uint32_t run) {
  const pl_brief *b = belief->brief;
  const pl_state_set givers = givers_of(b);
  const int32_t usual = climate(belief, run, &givers);
  *habits = (pl_habits){.sharers = {{0}}};
  for (int t = 0; t < b->scenario->state_count; t++) {
    if (t == b->seat) continue;
    const pl_brief_other *other = &b->others[t];
    const bool is_shunned = !other->seen && other->was_peer; /* it gets from the seat and does not give */
    const bool would = pl_luck_unif(pl_belief_key(belief, run, DRAW_HABIT, (uint32_t)t)) < usual;
    if (pl_set_has(&givers, (unsigned)t) || (would && !is_shunned)) pl_set_add(&habits->sharers, (unsigned)t);
    if (!other->seen) pl_set_add(&habits->wary, (unsigned)t);
    if (pl_belief_key(belief, run, DRAW_ANSWER, (uint32_t)t) & 1) pl_set_add(&habits->firm, (unsigned)t);
  }
}

pl_state_set pl_habits_posture(const pl_habits *habits, const pl_belief *belief, int state, bool sees_seat) {
  pl_state_set posture = {{0}};
  if (pl_set_has(&habits->firm, (unsigned)state)) sees_seat = !pl_set_has(&habits->wary, (unsigned)state);
  if (!pl_set_has(&habits->sharers, (unsigned)state)) return posture;
  posture = pl_set_first(belief->brief->scenario->state_count);
  pl_set_remove(&posture, (unsigned)state);
  if (!sees_seat) pl_set_remove(&posture, belief->brief->seat);
  return posture;
}
