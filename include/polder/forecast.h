/* Forecast: what a decision can be expected to bring, as far as its seat can know.
 *
 * A belief world is built from the seat's brief alone, never from the true world: what it does not know is drawn anew
 * for every run (engine/MODEL.md §9). Pairs of runs, with and without the decision and otherwise under the same luck,
 * are played to a horizon; their difference is the forecast. Everything is keyed, so that what a brief shows gives the
 * same forecast every time. It is conditional on the model, and says how many runs it rests on.
 *
 * How good it is, against pairs of replays of the true world (tests/validation/calibration.c, seeds that nothing was
 * tuned on): for a standing order on the standard map 83 to 87 % of the true differences lay within the interval when
 * bots reciprocate or are mixed, 78 to 87 % when nobody ever shares, 89 % in withdrawal; of single items 89 % and more
 * (most make no difference, which is easily said). Where one organisation or more was forecast, the sign was right in
 * 98 of 100. In first-share, whose author hands the seat early findings in the very weeks that were asked about, only
 * 65 to 67 % (items: 80 %) lay within, the rest beyond on the same side: a script is not foreseen. */
#ifndef POLDER_FORECAST_H
#define POLDER_FORECAST_H

#include <polder/brief.h>
#include <polder/crew.h>

enum { PL_FORECAST_FEW = 10 }; /* of fewer runs than this the range spans all */

typedef struct pl_forecast {
  int32_t runs;              /* pairs that were played */
  int32_t until_day;         /* the horizon, counted from 1 */
  int32_t low, high;         /* organisations hit fewer (negative: more), of all states together: four of five runs lie
                              * between these, both included (with few runs: all) */
  int32_t mean_tenths;       /* their mean, in tenths */
  int32_t own_mean_tenths;   /* of these in the seat's own state */
  pl_mu cost;                /* mean payoff that the decision costs the seat itself, losses aside: effort, edge, burn */
  int32_t burnt;             /* runs in which the source was burnt and would not have been otherwise */
} pl_forecast;

/* Keeps what the forecasts of one game have in common, the believed maps. Borrows the scenario. NULL: out of memory. */
typedef struct pl_forecaster pl_forecaster;
pl_forecaster *pl_forecaster_new(const pl_scenario *scenario, pl_error *error);
void pl_forecaster_free(pl_forecaster *forecaster);
/* Asked before each pair of runs, by the thread that computes: false stops the forecast. NULL: nobody. What it borrows
 * must stay as long as the forecaster is used. */
void pl_forecaster_watch(pl_forecaster *forecaster, const pl_progress *progress);

/* Compares playing on with `decision` added to the seat's `pending` decisions of this round with playing on without.
 * `brief` must have all parts and be of the open round. How many pairs are played follows from the sizes of the
 * scenario, never from a clock: the answer depends on the arguments only. PL_BAD_INPUT: this kind of decision has no
 * forecast (what mostly works later than three rounds ahead, and what the author scripted), the seat has no state, or
 * the exercise is too large for an answer while one waits. PL_CANCELLED: who watches said stop; the next
 * forecast is as if there had been none. */
pl_status pl_forecast_decision(pl_forecaster *forecaster, const pl_brief *brief, const pl_decision *decision,
                               const pl_decision *pending, size_t pending_count, pl_forecast *forecast,
                               pl_error *error);

#endif
