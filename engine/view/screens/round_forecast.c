/* Forecasts beside the frames.
 *
 * A forecast takes up to a tenth of a second, with very many states more than one; a frame has a sixtieth. So one
 * thread computes; it is handed copies and reads besides them only the brief of the open round, which nobody changes
 * before the round is closed, and by then the thread has ended. Questions are numbered: an answer counts if it is to
 * the last one. What is asked while an answer is being worked out waits in one place, where the next question takes its
 * room; the work on what nobody wants to know any more is stopped, so that neither a new question nor the end waits for
 * it. */
#include "round_forecast.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

typedef struct question {
  uint64_t number; /* 0: none */
  pl_decision decision;
  pl_decision pending[PL_PENDING];
  size_t pending_count;
} question;

struct pl_forecasting {
  const pl_brief *brief;
  pl_forecaster *forecaster; /* used by whoever computes */
  SDL_Thread *thread;        /* NULL: it is computed at once */
  SDL_mutex *lock;           /* guards what follows */
  SDL_cond *news;
  question waiting;
  uint64_t asked, answered;  /* numbers; answered: of what is in `answer` */
  bool is_asking;            /* the last question is still wanted */
  bool has_answer, has_last; /* the last answer was a forecast; there ever was one */
  pl_forecast answer;
  bool is_ending;
  uint64_t working;          /* number of what is being worked out; the thread's own */
};

/* Asked by the thread between two runs. */
static bool is_wanted(void *context, size_t done, size_t total) {
  pl_forecasting *f = context;
  (void)done, (void)total;
  SDL_LockMutex(f->lock);
  const bool is_it = !f->is_ending && f->is_asking && f->working == f->asked;
  SDL_UnlockMutex(f->lock);
  return is_it;
}

static bool compute(pl_forecasting *f, const question *q, pl_forecast *forecast) {
  pl_error error = {0};
  return pl_forecast_decision(f->forecaster, f->brief, &q->decision, q->pending, q->pending_count, forecast, &error) ==
         PL_OK;
}

static void keep(pl_forecasting *f, const question *q, bool is_there, const pl_forecast *forecast) {
  f->answered = q->number;
  f->has_answer = is_there;
  if (!is_there) return;
  f->answer = *forecast;
  f->has_last = true;
}

static int work(void *context) {
  pl_forecasting *f = context;
  question q;
  pl_forecast forecast;
  SDL_LockMutex(f->lock);
  while (!f->is_ending) {
    if (!f->waiting.number) {
      SDL_CondWait(f->news, f->lock);
      continue;
    }
    q = f->waiting;
    f->waiting.number = 0;
    f->working = q.number;
    SDL_UnlockMutex(f->lock);
    const bool is_there = compute(f, &q, &forecast);
    SDL_LockMutex(f->lock);
    keep(f, &q, is_there, &forecast);
  }
  SDL_UnlockMutex(f->lock);
  return 0;
}

/* Where there can be no thread, frames wait. */
static void start_thread(pl_forecasting *f) {
  f->lock = SDL_CreateMutex();
  f->news = SDL_CreateCond();
  if (!f->lock || !f->news) return;
  pl_forecaster_watch(f->forecaster, &(pl_progress){is_wanted, f});
  f->thread = SDL_CreateThread(work, "forecast", f);
  if (!f->thread) pl_forecaster_watch(f->forecaster, NULL);
}

pl_forecasting *pl_forecasting_new(const pl_brief *brief, bool is_synchronous, pl_error *error) {
  pl_forecasting *f = calloc(1, sizeof *f);
  if (!f) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: there will be no forecasts");
    return NULL;
  }
  f->brief = brief;
  f->forecaster = pl_forecaster_new(brief->scenario, error);
  if (!f->forecaster) {
    free(f);
    return NULL;
  }
  if (!is_synchronous) start_thread(f);
  return f;
}

void pl_forecasting_free(pl_forecasting *f) {
  if (!f) return;
  if (f->thread) {
    SDL_LockMutex(f->lock);
    f->is_ending = true;
    SDL_CondSignal(f->news);
    SDL_UnlockMutex(f->lock);
    SDL_WaitThread(f->thread, NULL);
  }
  if (f->news) SDL_DestroyCond(f->news);
  if (f->lock) SDL_DestroyMutex(f->lock);
  pl_forecaster_free(f->forecaster);
  free(f);
}

static void set_question(pl_forecasting *f, const pl_decision *decision, const pl_decision *pending, size_t count) {
  f->is_asking = decision != NULL;
  f->waiting.number = 0;
  if (!decision) return;
  f->waiting.number = ++f->asked;
  f->waiting.decision = *decision;
  f->waiting.pending_count = count < PL_PENDING ? count : PL_PENDING;
  if (f->waiting.pending_count) memcpy(f->waiting.pending, pending, f->waiting.pending_count * sizeof *pending);
}

void pl_forecasting_ask(pl_forecasting *f, const pl_decision *decision, const pl_decision *pending, size_t count) {
  pl_forecast forecast;
  if (!f) return;
  if (f->thread) {
    SDL_LockMutex(f->lock);
    set_question(f, decision, pending, count);
    SDL_CondSignal(f->news);
    SDL_UnlockMutex(f->lock);
    return;
  }
  set_question(f, decision, pending, count);
  if (!decision) return;
  const bool is_there = compute(f, &f->waiting, &forecast);
  keep(f, &f->waiting, is_there, &forecast);
}

round_answer pl_forecasting_answer(pl_forecasting *f, pl_forecast *forecast, bool *has_last) {
  *has_last = false;
  if (!f) return ROUND_HAS_NONE;
  if (f->thread) SDL_LockMutex(f->lock);
  const round_answer answer = !f->is_asking              ? ROUND_NOT_ASKED
                              : f->answered != f->asked ? ROUND_COMPUTES
                              : f->has_answer           ? ROUND_HAS_FORECAST
                                                        : ROUND_HAS_NONE;
  *has_last = f->has_last;
  if (f->has_last) *forecast = f->answer;
  if (f->thread) SDL_UnlockMutex(f->lock);
  return answer;
}
