/* The parameters of the standard model (model §11; `it_` and `tear_` rows: extension §17; acc_th §19).
 *
 * One table: name, default, smallest and largest legal value, unit, meaning. From it come the struct, the
 * defaults, the range checks of `scenario.model`, and the list that `polder` prints. Values are integers in
 * their own unit: q16 (65536 = 1.0), ticks, mu, thousandths or a count. */
#ifndef POLDER_PARAMETERS_H
#define POLDER_PARAMETERS_H

#include <polder/types.h>

/* X(name, ransomware, election, espionage, wiper, smallest, largest, unit, meaning). Written name_r, name_e,
 * name_s and name_w in a scenario. */
#define PL_FAMILY_PARAMETERS(X)                                                                            \
  X(beta, 2200, 900, 1500, 4200, 0, 65536, "q16", "virulence per unit of link weight and tick")            \
  X(det, 9000, 6000, 1600, 14000, 1, 65536, "q16", "base detection hazard per tick")                       \
  X(lat, 2, 3, 4, 1, 1, 60, "ticks", "latency from L to I")                                                \
  X(imax, 16, 28, 48, 8, 1, 1000, "ticks", "longest undetected time")                                      \
  X(rec, 14, 10, 8, 20, 1, 1000, "ticks", "mean recovery without strengthen")                              \
  X(d0, 0, 120000, 130000, 800000, 0, 6553600, "q16", "one-off damage, share of value per tick")           \
  X(dI, 6000, 90000, 110000, 120000, 0, 6553600, "q16", "damage per tick while infectious")                \
  X(dC, 30000, 20000, 9000, 120000, 0, 6553600, "q16", "damage per tick while contained")                  \
  X(sens, 13000, 30000, 50000, 36000, 0, 65536, "q16", "source sensitivity")

/* Shares that are part of the rules and no parameters (q16): what is lost of a figure by … */
enum {
  PL_STRIKE_STANDING = 3277, /* … a strike (model §5.5) */
  PL_STRIKE_RIGHTS = 1311,
  PL_LEAVER_STANDING = 6554, /* … leaving a forum (§5.2) */
  PL_LEAVER_TRUST = 4000,    /* … it, of each remaining member's trust */
  PL_WATCHFUL_RIGHTS = 655,  /* … spending more than half of the split on defend (§5.6) */
  PL_BOUGHT_RIGHTS = 328     /* … buying commercial intelligence */
};

/* X(name, default, smallest, largest, unit, meaning) */
#define PL_PARAMETERS(X)                                                                                   \
  X(crim_rate, 22000, 0, 65536, "q16", "launch probability per slot, criminals")                           \
  X(crim_slots, 3, 0, 8, "count", "slots per criminal adversary and round")                                \
  X(state_rate, 13000, 0, 65536, "q16", "launch probability per slot, state actors")                       \
  X(state_slots, 2, 0, 8, "count", "slots per state actor and round")                                      \
  X(expo_crim, 9000, 0, 65536, "q16", "exposure probability of an organisation, criminals")                \
  X(expo_state, 20000, 0, 65536, "q16", "exposure probability of an organisation, state actors")           \
  X(bg_crim, 5200, 0, 65536, "q16", "campaign pressure per tick, criminals")                               \
  X(bg_state, 6500, 0, 65536, "q16", "campaign pressure per tick, state actors")                           \
  X(wave_len, 12, 1, 1000, "ticks", "length of a campaign in one state")                                   \
  X(wave_mean, 10, 0, 1000, "ticks", "mean delay before a criminal wave reaches a state")                  \
  X(wave_max, 24, 0, 1000, "ticks", "longest such delay")                                                  \
  X(life, 56, 1, 1680, "ticks", "life of an incident")                                                     \
  X(succ_gain, 9000, 0, 1048576, "q16", "success of criminals feeds their rate")                           \
  X(norm_up, 3000, 0, 65536, "q16", "each strike erodes the restraint of state actors")                    \
  X(alphaP, 36000, 0, 65536, "q16", "prevent lowers susceptibility")                                       \
  X(thetaD, 98304, 0, 1048576, "q16", "defend raises detection")                                           \
  X(gammaS, 36000, 0, 65536, "q16", "strengthen lowers damage")                                            \
  X(recS, 26000, 0, 65536, "q16", "strengthen shortens recovery")                                          \
  X(aid, 6000, 0, 65536, "q16", "standing shortens recovery (mutual aid)")                                 \
  X(synergy, 16000, 0, 65536, "q16", "weight of the weakest track in every level")                         \
  X(ktrack, 160000, 1, 6553600, "q16", "half-saturation of a track, times B")                              \
  X(decay, 19661, 0, 65536, "q16", "decay of a track's stock per round")                                   \
  X(init_stock, 72000, 0, 196608, "q16", "stock of each track at the start, times B")                      \
  X(eta, 58000, 0, 65536, "q16", "knowledge lowers susceptibility")                                        \
  X(thetaQ, 200000, 0, 1048576, "q16", "knowledge raises detection")                                       \
  X(exp_floor, 16384, 0, 65536, "q16", "detection of a state without expertise")                           \
  X(kappa, 0, -49152, 65536, "q16", "below 0: intelligence replaces own defence; above 0: needs it")       \
  X(fresh, 64700, 0, 65536, "q16", "freshness factor per tick before delivery")                            \
  X(q_base, 12000, 0, 65536, "q16", "quality of an item at birth")                                         \
  X(q_exp, 26000, 0, 65536, "q16", "quality at birth from effective expertise")                            \
  X(q_def, 10000, 0, 65536, "q16", "quality at birth from defend")                                         \
  X(aggr, 0, -65536, 65536, "q16", "aggregation in forums: -1 weakest link, 0 sum, +1 best shot")          \
  X(fee, 1311, 0, 13107, "q16", "dues of a forum, share of B per round")                                   \
  X(kfund, 1150, 1, 1000000, "mu", "half-saturation of a forum's money, per member")                       \
  X(kexp, 24000, 1, 1000000, "q16", "half-saturation of a forum's knowledge, per member")                  \
  X(lmin, 1, 1, 60, "ticks", "delay of the best forum")                                                    \
  X(lmax, 22, 1, 60, "ticks", "delay of the poorest forum")                                                \
  X(fq_min, 26000, 0, 65536, "q16", "quality through the poorest forum")                                   \
  X(spill, 24000, 0, 65536, "q16", "expertise spill-over of a capacity forum")                             \
  X(spill_o, 8000, 0, 65536, "q16", "expertise spill-over of any other forum")                             \
  X(bil_lat, 10, 1, 60, "ticks", "delay of a bilateral channel")                                           \
  X(bil_q, 50000, 0, 65536, "q16", "quality through a bilateral channel")                                  \
  X(bil_cap, 3, 0, 200, "count", "bilateral recipients per item and sharing call")                         \
  X(ally_lat, 6, 1, 60, "ticks", "delay of a bilateral channel between allies")                            \
  X(pub_lat, 1, 1, 60, "ticks", "delay of publication")                                                    \
  X(pub_q, 24000, 0, 65536, "q16", "quality of a publication")                                             \
  X(rush, 0, 0, 60, "ticks", "after a publication the remaining waves come this soon")                     \
  X(det_lo, 49152, 0, 65536, "q16", "least detail given to a recipient")                                   \
  X(det_tr, 16384, 0, 65536, "q16", "detail that depends on trust")                                        \
  X(edge, 240, 0, 65536, "q16", "exclusivity per item and round, times B")                                 \
  X(burn_p, 1600, 0, 65536, "q16", "burn probability factor")                                              \
  X(burn_pub, 59000, 0, 524288, "q16", "burn probability of a publication, times 8")                       \
  X(burn_cost, 3000, 0, 65536, "q16", "cost of a burnt source, times B")                                   \
  X(effort_f, 4, 0, 65536, "q16", "effort of sharing in a forum, times B")                                 \
  X(effort_b, 16, 0, 65536, "q16", "effort of sharing bilaterally, times B")                               \
  X(adapt, 40000, 0, 65536, "q16", "worth of intelligence after a burn")                                   \
  X(tr_up, 9000, 0, 65536, "q16", "trust gained by an item received")                                      \
  X(tr_down, 9000, 0, 65536, "q16", "trust lost by a perceived defection")                                 \
  X(noise, 2000, 0, 65536, "q16", "misperception")                                                         \
  X(p_disc, 52429, 0, 65536, "q16", "discovery of withholding")                                            \
  X(onw_disc, 23000, 0, 65536, "q16", "discovery of an onward breach")                                     \
  X(onw_pen, 22000, 0, 65536, "q16", "trust lost by a discovered breach")                                  \
  X(forgive, 19661, 0, 65536, "q16", "generous tit for tat forgives")                                      \
  X(th_link, 3000, 0, 1048576, "q16", "threshold bot: worth of protecting a supplier")                     \
  X(th_rec, 1400, 0, 1048576, "q16", "threshold bot: worth of reciprocity")                                \
  X(comm_price, 4000, 0, 1000000, "mu", "commercial intelligence, price per round")                        \
  X(comm_lat, 12, 1, 60, "ticks", "commercial intelligence, delay")                                        \
  X(comm_cov, 42000, 0, 65536, "q16", "commercial intelligence, share of incidents covered")               \
  X(comm_q, 3000, 0, 65536, "q16", "commercial intelligence, base quality")                                \
  X(comm_qe, 38000, 0, 65536, "q16", "commercial intelligence, quality from expertise")                    \
  X(strike_cost, 3000, 0, 65536, "q16", "cost of a strike, times B")                                       \
  X(strike_sup, 52000, 0, 65536, "q16", "suppression of the adversary's rate")                             \
  X(strike_act, 52000, 0, 65536, "q16", "suppression of its active incidents")                             \
  X(sup_decay, 26000, 0, 65536, "q16", "decay of suppression per round")                                   \
  X(tens_strike, 22000, 0, 262144, "q16", "tension of a strike on a state actor")                          \
  X(tens_crim, 26000, 0, 262144, "q16", "tension of a strike on criminals, times 4")                       \
  X(ally_spill, 13000, 0, 65536, "q16", "share of that tension for allies")                                \
  X(tens_mat, 14000, 0, 65536, "q16", "tension that comes home per round")                                 \
  X(tens_decay, 2600, 0, 65536, "q16", "tension that fades per round")                                     \
  X(tens_rate, 70000, 0, 1048576, "q16", "tension raises the rate")                                        \
  X(tens_tgt, 160000, 0, 1048576, "q16", "tension attracts state actors")                                  \
  X(dis_cost, 1500, 0, 65536, "q16", "cost of a takedown, times B")                                        \
  X(dis_p, 10000, 0, 65536, "q16", "success per participant, times expertise")                             \
  X(dis_sup, 36000, 0, 65536, "q16", "suppression by a takedown")                                          \
  X(vscale, 110, 0, 1000, "thousandths", "share of B lost per tick if everything is out")                  \
  X(tear_q, 40000, 0, 65536, "q16", "quality of a tear-line")                                              \
  X(tear_s, 16000, 0, 65536, "q16", "sensitivity of a tear-line")                                          \
  X(it_disc, 26214, 0, 65536, "q16", "discovery that a giver holds something back")                        \
  X(tear_no, 19661, 0, 65536, "q16", "a tear-line instead of the full text is resented")                   \
  X(acc_th, 26000, 0, 65536, "q16", "trust at which silence on an accession means yes")

typedef struct pl_parameters {
#define X(name, r, e, s, w, smallest, largest, unit, meaning) int32_t name[PL_FAMILIES];
  PL_FAMILY_PARAMETERS(X)
#undef X
#define X(name, standard, smallest, largest, unit, meaning) int32_t name;
  PL_PARAMETERS(X)
#undef X
} pl_parameters;

/* One row of the table as data; family parameters give four rows, "beta_r" … "beta_w". */
typedef struct pl_parameter_row {
  const char *name, *unit, *meaning;
  int32_t standard, smallest, largest;
  size_t offset; /* of an int32_t in pl_parameters */
} pl_parameter_row;

/* All rows, in the order above. Borrowed, constant. */
const pl_parameter_row *pl_parameter_rows(size_t *count);
/* The row of that name, or NULL. */
const pl_parameter_row *pl_parameter_find(const char *name);
/* Every parameter at its default. */
void pl_parameters_init(pl_parameters *parameters);

#endif
