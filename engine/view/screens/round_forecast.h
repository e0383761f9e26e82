/* Forecasts beside the frames: one thread that always works on the question asked last. */
#ifndef POLDER_VIEW_ROUND_FORECAST_H
#define POLDER_VIEW_ROUND_FORECAST_H

#include <polder/forecast.h>
#include <polder/game.h>

typedef struct pl_forecasting pl_forecasting;

typedef enum round_answer {
  ROUND_NOT_ASKED, ROUND_COMPUTES, ROUND_HAS_FORECAST, ROUND_HAS_NONE /* there is none for this kind of decision */
} round_answer;

/* For one open round: borrows its brief and scenario, which must stay as they are. `is_synchronous`: without a thread;
 * the answer is there at once. NULL: out of memory. */
pl_forecasting *pl_forecasting_new(const pl_brief *brief, bool is_synchronous, pl_error *error);
/* Waits until the question that is being worked on is answered. */
void pl_forecasting_free(pl_forecasting *forecasting);
/* Copies the decision and what was decided besides it; an earlier question that was not begun is forgotten. NULL:
 * nothing is asked any more. */
void pl_forecasting_ask(pl_forecasting *forecasting, const pl_decision *decision, const pl_decision *pending,
                        size_t pending_count);
/* The answer to the question asked last. While it is not there, `forecast` gets the last one there was, if any. */
round_answer pl_forecasting_answer(pl_forecasting *forecasting, pl_forecast *forecast, bool *has_last);

#endif
