/* Another decision beside the frames: one thread that works on the question asked last.
 *
 *   ask ──► COMPUTES ──► FAILED
 *              │
 *              ▼            stop
 *           COUNTS ───────────────────► STOPPED
 *              │  ▲                        │ go on
 *              │  └────────────────────────┘
 *              ▼
 *            DONE
 *
 * The exercise is laid out (what_if.h) when there is a first question, in the thread, as it takes longer than a frame.
 * Questions are numbered, and an answer to another than the last one is thrown away. What is answered stays where it is
 * until somebody asks again, so whoever draws it need not copy it. Without a thread everything happens in the call. */
#include "otherwise.h"

#include <SDL.h>
#include <stdlib.h>

struct pl_otherwise {
  const struct pl_session *session;
  pl_otherwise_options options;
  pl_course *course;      /* of whoever computes; NULL before the first question */
  SDL_Thread *thread;     /* NULL: it is computed at once */
  SDL_mutex *lock;        /* guards what follows */
  SDL_cond *news;
  uint64_t asked, working;/* numbers of questions, 0: none; `working`: the one that is being worked on */
  int round;
  pl_offer offer;
  pl_others others;
  pl_otherwise_stage stage;
  pl_comparison *comparison; /* owned, as the next two */
  pl_history *history;
  pl_own_account own;        /* where there is a comparison and no history */
  pl_pairs *pairs;
  size_t done;
  pl_error error;
  bool is_ending;
};

typedef struct question {
  uint64_t number;
  pl_offer offer;
  pl_what_if what_if;
} question;

typedef struct world { /* the other exercise */
  pl_comparison *comparison;
  pl_history *history;
  pl_own_account own;
  pl_error error;
} world;

static void lock(pl_otherwise *o) {
  if (o->thread) SDL_LockMutex(o->lock);
}
static void unlock(pl_otherwise *o) {
  if (o->thread) SDL_UnlockMutex(o->lock);
}

/* ---- the other exercise ---- */

static int workers(void) {
  const int size = pl_crew_size();
  return size > 2 ? size - 1 : 1; /* one is for the frames */
}

static void discard(world *w) {
  pl_comparison_free(w->comparison);
  pl_history_free(w->history);
}

static void compute_world(pl_otherwise *o, const pl_what_if *what_if, world *w) {
  *w = (world){.comparison = NULL};
  if (!o->course) o->course = pl_course_new(o->session, o->options.bots, workers(), &w->error);
  if (o->course) w->comparison = pl_what_if_compare(o->course, what_if, &w->error);
  if (!w->comparison) return;
  if (o->options.has_history)
    w->history = pl_history_otherwise(o->course, what_if, o->options.sight, &w->error);
  else
    pl_own_account_make(o->course, what_if, o->options.sight.seat, &w->own, &w->error);
  if (w->error.status == PL_OK) return;
  pl_comparison_free(w->comparison);
  w->comparison = NULL;
}

static void keep_world(pl_otherwise *o, const question *q, world *w) {
  if (q->number != o->asked) {
    discard(w);
    return;
  }
  o->comparison = w->comparison;
  o->history = w->history;
  o->own = w->own;
  o->error = w->error;
  o->done = 0;
  if (o->stage != PL_OTHERWISE_COMPUTES) return;
  o->stage = !w->comparison ? PL_OTHERWISE_FAILED : o->options.runs ? PL_OTHERWISE_COUNTS : PL_OTHERWISE_STOPPED;
}

/* ---- pairs ---- */

static bool is_wanted(void *context, size_t done, size_t total) {
  pl_otherwise *o = context;
  (void)total;
  lock(o);
  const bool is_it = !o->is_ending && o->working == o->asked && o->stage == PL_OTHERWISE_COUNTS;
  if (is_it) o->done = done;
  unlock(o);
  return is_it;
}

static void keep_pairs(pl_otherwise *o, const question *q, pl_pairs *pairs, const pl_error *error) {
  if (q->number != o->asked || o->stage != PL_OTHERWISE_COUNTS) {
    pl_pairs_free(pairs);
    return;
  }
  if (!pairs && error->status == PL_CANCELLED) return; /* stopped, and wanted again since: from the beginning */
  o->pairs = pairs;
  o->stage = pairs ? PL_OTHERWISE_DONE : PL_OTHERWISE_STOPPED;
  if (!pairs) o->error = *error;
}

/* ---- the thread ---- */

static bool has_work(const pl_otherwise *o) {
  return o->stage == PL_OTHERWISE_COMPUTES || o->stage == PL_OTHERWISE_COUNTS;
}

static void take_question(pl_otherwise *o, question *q) {
  *q = (question){.number = o->asked, .offer = o->offer};
  q->what_if = (pl_what_if){.round = o->round, .turn = q->offer.turn, .turn_count = q->offer.turn_count,
                            .others = o->others};
  o->working = o->asked;
}

/* One piece of work, with the lock held before and after it. */
static void do_work(pl_otherwise *o) {
  const pl_otherwise_stage stage = o->stage;
  pl_error error = {0};
  question q;
  take_question(o, &q);
  if (stage == PL_OTHERWISE_COMPUTES) {
    world w;
    unlock(o);
    compute_world(o, &q.what_if, &w);
    lock(o);
    keep_world(o, &q, &w);
    return;
  }
  const pl_progress progress = {is_wanted, o};
  unlock(o);
  pl_pairs *pairs = pl_what_if_pairs(o->course, &q.what_if, o->options.runs, &progress, &error);
  lock(o);
  keep_pairs(o, &q, pairs, &error);
}

static int work(void *context) {
  pl_otherwise *o = context;
  SDL_LockMutex(o->lock);
  while (!o->is_ending) {
    if (has_work(o)) do_work(o);
    else SDL_CondWait(o->news, o->lock);
  }
  SDL_UnlockMutex(o->lock);
  return 0;
}

/* Something is wanted, or not any more. With the lock held. */
static void go(pl_otherwise *o) {
  if (o->thread) SDL_CondSignal(o->news);
  while (!o->thread && has_work(o)) do_work(o);
}

/* ---- life ---- */

/* The thread waits for the lock until it is known to be there: whoever locks asks for it. Where there can be none,
 * frames wait. */
static void start_thread(pl_otherwise *o) {
  o->lock = SDL_CreateMutex();
  o->news = SDL_CreateCond();
  if (!o->lock || !o->news) return;
  SDL_LockMutex(o->lock);
  o->thread = SDL_CreateThread(work, "otherwise", o);
  SDL_UnlockMutex(o->lock);
}

pl_otherwise *pl_otherwise_new(const struct pl_session *session, const pl_otherwise_options *options,
                               pl_error *error) {
  pl_otherwise *o = calloc(1, sizeof *o);
  if (!o) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot play anything otherwise");
    return NULL;
  }
  o->session = session;
  o->options = *options;
  if (!options->is_synchronous) start_thread(o);
  return o;
}

static void clear_answer(pl_otherwise *o) {
  pl_comparison_free(o->comparison);
  pl_history_free(o->history);
  pl_pairs_free(o->pairs);
  o->comparison = NULL;
  o->history = NULL;
  o->pairs = NULL;
  o->done = 0;
  o->error = (pl_error){0};
}

void pl_otherwise_free(pl_otherwise *o) {
  if (!o) return;
  if (o->thread) {
    SDL_LockMutex(o->lock);
    o->is_ending = true;
    SDL_CondSignal(o->news);
    SDL_UnlockMutex(o->lock);
    SDL_WaitThread(o->thread, NULL);
  }
  if (o->news) SDL_DestroyCond(o->news);
  if (o->lock) SDL_DestroyMutex(o->lock);
  clear_answer(o);
  pl_course_free(o->course);
  free(o);
}

/* ---- asking ---- */

void pl_otherwise_ask(pl_otherwise *o, int round, const pl_offer *offer, pl_others others) {
  lock(o);
  clear_answer(o);
  o->asked++;
  o->round = round;
  o->offer = *offer;
  o->others = others;
  o->stage = PL_OTHERWISE_COMPUTES;
  go(o);
  unlock(o);
}

void pl_otherwise_stop(pl_otherwise *o) {
  lock(o);
  if (o->stage == PL_OTHERWISE_COUNTS) o->stage = PL_OTHERWISE_STOPPED;
  unlock(o);
}

void pl_otherwise_go_on(pl_otherwise *o) {
  lock(o);
  if (o->stage == PL_OTHERWISE_STOPPED && o->options.runs) {
    o->stage = PL_OTHERWISE_COUNTS;
    o->error = (pl_error){0};
    o->done = 0;
    go(o);
  }
  unlock(o);
}

void pl_otherwise_look(pl_otherwise *o, pl_otherwise_answer *answer) {
  lock(o);
  *answer = (pl_otherwise_answer){.stage = o->stage, .comparison = o->comparison, .history = o->history,
                                  .own = o->comparison && !o->options.has_history ? &o->own : NULL,
                                  .pairs = o->pairs, .done = o->done, .total = (size_t)o->options.runs,
                                  .error = o->error};
  unlock(o);
}
