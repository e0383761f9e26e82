/* The effects that a ruling may have, as rows.
 *
 * They are those of a scenario's options, by the same names and within the same limits, one at a time. The rows say
 * what each wants to know; whoever reads or writes an act, checks it, or puts controls on a page goes by them. */
#include <polder/act.h>

static const pl_effect_row rows[] = {
    {.kind = PL_EFFECT_BUDGET, .name = "budget", .help = PL_LATER("money in the next round"), .has_amount = true,
     .is_signed = true, .has_subject = true, .least = -1000000, .most = 1000000},
    {.kind = PL_EFFECT_STOCK, .name = "prevent", .help = PL_LATER("what it has built up to prevent, in budgets"),
     .has_amount = true, .is_signed = true, .has_subject = true, .track = PL_PREVENT, .least = -3000, .most = 3000},
    {.kind = PL_EFFECT_STOCK, .name = "defend", .help = PL_LATER("what it has built up to defend, in budgets"),
     .has_amount = true, .is_signed = true, .has_subject = true, .track = PL_DEFEND, .least = -3000, .most = 3000},
    {.kind = PL_EFFECT_STOCK, .name = "strengthen", .help = PL_LATER("what it has built up to recover, in budgets"),
     .has_amount = true, .is_signed = true, .has_subject = true, .track = PL_STRENGTHEN, .least = -3000, .most = 3000},
    {.kind = PL_EFFECT_STANDING, .name = "standing", .help = PL_LATER("its standing"), .has_amount = true,
     .is_signed = true, .has_subject = true, .least = -1000, .most = 1000},
    {.kind = PL_EFFECT_CONFIDENCE, .name = "confidence", .help = PL_LATER("the confidence of its people"),
     .has_amount = true, .is_signed = true, .has_subject = true, .least = -1000, .most = 1000},
    {.kind = PL_EFFECT_RIGHTS, .name = "rights", .help = PL_LATER("the rights of its people"), .has_amount = true,
     .is_signed = true, .has_subject = true, .least = -1000, .most = 1000},
    {.kind = PL_EFFECT_TRUST_IN, .name = "trust_in", .help = PL_LATER("its trust in another state"), .on = "state",
     .has_amount = true, .is_signed = true, .has_subject = true, .least = -1000, .most = 1000},
    {.kind = PL_EFFECT_TRUST_FROM, .name = "trust_from", .help = PL_LATER("another state's trust in it"),
     .on = "state", .has_amount = true, .is_signed = true, .has_subject = true, .least = -1000, .most = 1000},
    {.kind = PL_EFFECT_KNOWLEDGE, .name = "knowledge", .help = PL_LATER("adds to what it knows of an incident"),
     .has_incident = true, .has_amount = true, .has_subject = true, .least = 0, .most = 1000},
    {.kind = PL_EFFECT_TENSION, .name = "tension", .help = PL_LATER("its quarrel with an adversary"),
     .on = "adversary", .has_amount = true, .is_signed = true, .has_subject = true, .least = -1000, .most = 1000},
    {.kind = PL_EFFECT_JOIN, .name = "join", .help = PL_LATER("it becomes a member of a forum"), .on = "forum",
     .has_subject = true},
    {.kind = PL_EFFECT_LEAVE, .name = "leave", .help = PL_LATER("it is no longer a member of a forum"), .on = "forum",
     .has_subject = true},
    {.kind = PL_EFFECT_SHARE, .name = "share", .help = PL_LATER("what it found out about an incident goes to others"),
     .has_incident = true, .has_audience = true, .has_subject = true},
    {.kind = PL_EFFECT_LAUNCH, .name = "launch", .help = PL_LATER("an incident starts this round"),
     .has_incident = true},
    {.kind = PL_EFFECT_FIRE, .name = "fire", .help = PL_LATER("an inject comes at the opening of the next round"),
     .on = "inject"},
    {.kind = PL_EFFECT_SET, .name = "set", .help = PL_LATER("a variable of the scenario gets this value"),
     .on = "variable", .has_amount = true},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

const pl_effect_row *pl_effect_rows(size_t *count) {
  *count = ROWS;
  return rows;
}

const pl_effect_row *pl_effect_row_of(const pl_effect *effect) {
  for (int i = 0; i < ROWS; i++)
    if (rows[i].kind == effect->kind && (effect->kind != PL_EFFECT_STOCK || rows[i].track == effect->track))
      return &rows[i];
  return NULL;
}
