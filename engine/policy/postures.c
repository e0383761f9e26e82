/* The rules of the built-in policies (model §9): whom do I share with this round?
 *
 * Each rule answers one question about one other state from the brief alone, so the same functions play a whole
 * exercise and a bare prisoner's dilemma. What they remember is in the brief: `seen` (the other cooperated last round,
 * as far as I could tell), `ever_defected`, `was_peer` (what I did), trust. Only generous tit for tat throws dice, and
 * they are keyed by pair and round. Greedy is listed here but looks at the world instead (greedy.c). */
#include "policy_internal.h"

#include "../sim/fixed.h"
#include "../sim/luck.h"

#include <string.h>

/* Trust above which "trusted" shares, and the threshold policy's guesses of quality and sensitivity. */
enum { TRUSTED = 28000, USUAL_QUALITY = 36000, USUAL_SENSITIVITY = 20000, USUAL_DOUBT = 20000 };

/* `links`: the summed weight of all links into this state, for the one rule that weighs them. */
typedef bool shares_with(const pl_brief *brief, int t, int64_t links);

static bool always(const pl_brief *brief, int t, int64_t links) {
  (void)brief, (void)t, (void)links;
  return true;
}

static bool tit_for_tat(const pl_brief *brief, int t, int64_t links) {
  (void)links;
  return brief->others[t].seen;
}

static bool generous(const pl_brief *brief, int t, int64_t links) {
  (void)links;
  if (brief->others[t].seen) return true;
  uint32_t pair = (uint32_t)brief->seat << 16 | (uint32_t)t;
  uint64_t key = pl_luck_key(brief->seed, PL_LUCK_FORGIVE, pair, (uint32_t)brief->round, 0);
  return pl_luck_unif(key) < brief->scenario->parameters.forgive;
}

static bool grim(const pl_brief *brief, int t, int64_t links) {
  (void)links;
  return !brief->others[t].ever_defected;
}

/* Win-stay, lose-shift: repeat what I did if it was answered in kind, else do the opposite. */
static bool pavlov(const pl_brief *brief, int t, int64_t links) {
  (void)links;
  return brief->others[t].was_peer == brief->others[t].seen;
}

/* Shares of the budget: what t's safety and its answer are worth to me, against exclusivity and a burnt source. */
static bool threshold(const pl_brief *brief, int t, int64_t links) {
  const pl_parameters *p = &brief->scenario->parameters;
  const pl_brief_other *other = &brief->others[t];
  int64_t peers = brief->scenario->state_count - 1;
  int64_t benefit = (int64_t)p->th_link * other->link_in / (1 + links);
  if (other->seen) benefit += 2 * mul(p->th_rec, other->trust) / peers;
  int64_t burn = mul(mul(mul(p->burn_cost, p->burn_p), USUAL_SENSITIVITY), USUAL_DOUBT);
  return benefit > 2 * mul(p->edge, USUAL_QUALITY) / peers + 2 * burn;
}

static bool trusted(const pl_brief *brief, int t, int64_t links) {
  (void)links;
  return brief->others[t].trust >= TRUSTED;
}

static const pl_policy_row rows[] = {
    {"always", PL_LATER("always share"), PL_LATER("Shares with everybody, whatever they do."), 0, false},
    {"never", PL_LATER("never share"), PL_LATER("Shares with nobody, whatever they do."), 0, false},
    {"tft", PL_LATER("tit for tat"), PL_LATER("Shares with those who seemed to cooperate last round."),
     PL_BRIEF_RELATIONS, false},
    {"gtft", PL_LATER("generous tit for tat"),
     PL_LATER("Tit for tat, but forgives now and then, by the toss of a die."), PL_BRIEF_RELATIONS, false},
    {"grim", PL_LATER("grim trigger"),
     PL_LATER("Shares until somebody seems to withhold; then never again with that state."), PL_BRIEF_RELATIONS, false},
    {"pavlov", PL_LATER("win-stay, lose-shift"),
     PL_LATER("Repeats what was answered in kind, and changes what was not."), PL_BRIEF_RELATIONS, false},
    {"threshold", PL_LATER("costs and benefits"),
     PL_LATER("Shares where dependence and reciprocity are worth more than the cost."), PL_BRIEF_RELATIONS, false},
    {"trusted", PL_LATER("share with the trusted"), PL_LATER("Shares with the states it trusts enough."),
     PL_BRIEF_RELATIONS, false},
    {"greedy", PL_LATER("one round ahead"),
     PL_LATER("Tries nobody, everybody and its allies on a copy of the world, and takes the best."), 0, true},
};
enum { POLICIES = sizeof rows / sizeof rows[0] };

/* In the order of the rows; NULL: with nobody. */
static shares_with *const rules[POLICIES] = {always, NULL,      tit_for_tat, generous, grim,
                                             pavlov, threshold, trusted,     NULL};

const pl_policy_row *pl_policy_rows(size_t *count) {
  if (count) *count = POLICIES;
  return rows;
}

int pl_policy_find(const char *name) {
  for (int i = 0; i < POLICIES; i++)
    if (!strcmp(rows[i].name, name)) return i;
  return -1;
}

pl_state_set pl_policy_posture(int policy, const pl_brief *brief) {
  pl_state_set posture = {{0}};
  shares_with *shares = policy >= 0 && policy < POLICIES ? rules[policy] : NULL;
  if (!shares) return posture;
  int64_t links = 0;
  for (int t = 0; shares == threshold && t < brief->scenario->state_count; t++) links += brief->others[t].link_in;
  for (int t = 0; t < brief->scenario->state_count; t++)
    if (t != brief->seat && shares(brief, t, links)) pl_set_add(&posture, (unsigned)t);
  return posture;
}
