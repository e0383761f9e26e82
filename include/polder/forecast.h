/* Forecast: what a decision can be expected to bring, as far as its seat can know.
 *
 * A belief world is built from the seat's brief alone, never from the true world: what it does not know is drawn anew
 * for every run. Pairs of runs, with and without the decision and otherwise under the same luck, are played to a
 * horizon; their difference is the forecast. Everything is keyed, so that the same brief gives the same forecast. It
 * is conditional on the model, and says how many runs it rests on. */
#ifndef POLDER_FORECAST_H
#define POLDER_FORECAST_H

#include <polder/brief.h>

typedef struct pl_forecast {
  int32_t runs;              /* pairs that were played */
  int32_t until_day;         /* the horizon, counted from 1 */
  int32_t low, high;         /* organisations hit fewer (negative: more), of all states together: in four of five runs
                              * between these, both included */
  int32_t mean_tenths;       /* their mean, in tenths */
  int32_t own_mean_tenths;   /* of these in the seat's own state */
  pl_mu cost;                /* mean payoff that the decision costs the seat itself, losses aside: effort, edge, burn */
  int32_t burnt;             /* runs in which the source was burnt and would not have been otherwise */
} pl_forecast;

/* Keeps what forecasts of one game have in common (the believed map, worlds to work in). NULL: out of memory. */
typedef struct pl_forecaster pl_forecaster;
pl_forecaster *pl_forecaster_new(const pl_scenario *scenario, pl_error *error);
void pl_forecaster_free(pl_forecaster *forecaster);

/* Compares playing on with `decision` added to the seat's `pending` decisions of this round with playing on without.
 * `brief` must have all parts and be of the open round. How many pairs are played follows from the sizes of the
 * scenario, never from a clock: the answer depends on the arguments only. PL_BAD_INPUT: this kind of decision has no
 * forecast. */
pl_status pl_forecast_decision(pl_forecaster *forecaster, const pl_brief *brief, const pl_decision *decision,
                               const pl_decision *pending, size_t pending_count, pl_forecast *forecast,
                               pl_error *error);

#endif
