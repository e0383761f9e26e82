/* A crew: tasks are taken from one counter, so whoever is free does the next.
 *
 * The calling thread works along as worker 0, and it alone tells the progress: between two of its own tasks, and when
 * it has none left while it waits for the others. A task that fails lowers the limit to its number: what comes after it
 * is not begun any more, what comes before it is still done, so that the failure told is the first by number whatever
 * the threads' speed. */
#include <polder/crew.h>

#include <pthread.h>
#include <unistd.h>

typedef struct crew {
  pthread_mutex_t lock; /* of everything down to `error` */
  pthread_cond_t moved; /* a task is done, or a worker has ended */
  size_t next, done;
  size_t limit;         /* tasks from here on are not begun */
  int at_work;          /* threads besides the caller's */
  bool is_cancelled;
  pl_status status;
  pl_error error;
  pl_task task;         /* these do not change */
  void *context;
  size_t count;
  const pl_progress *progress;
} crew;

typedef struct worker {
  crew *crew;
  int number;
  pthread_t thread;
} worker;

static bool take(crew *c, size_t *task) {
  pthread_mutex_lock(&c->lock);
  const bool is_work = !c->is_cancelled && c->next < c->limit;
  if (is_work) *task = c->next++;
  pthread_mutex_unlock(&c->lock);
  return is_work;
}

static void note_done(crew *c, size_t task, pl_status status, const pl_error *error) {
  pthread_mutex_lock(&c->lock);
  c->done++;
  if (status != PL_OK && task < c->limit) {
    c->limit = task;
    c->status = status;
    c->error = *error;
  }
  pthread_cond_signal(&c->moved);
  pthread_mutex_unlock(&c->lock);
}

static void do_task(crew *c, int number, size_t task) {
  pl_error error = {.status = PL_OK};
  const pl_status status = c->task(c->context, number, task, &error);
  note_done(c, task, status, &error);
}

static void *work(void *context) {
  worker *w = context;
  size_t task;
  while (take(w->crew, &task)) do_task(w->crew, w->number, task);
  pthread_mutex_lock(&w->crew->lock);
  w->crew->at_work--;
  pthread_cond_signal(&w->crew->moved);
  pthread_mutex_unlock(&w->crew->lock);
  return NULL;
}

/* Without the lock: whoever is told may take its time. */
static void tell(crew *c) {
  if (!c->progress || !c->progress->step) return;
  pthread_mutex_lock(&c->lock);
  const size_t done = c->done;
  pthread_mutex_unlock(&c->lock);
  if (c->progress->step(c->progress->context, done, c->count)) return;
  pthread_mutex_lock(&c->lock);
  c->is_cancelled = true;
  pthread_mutex_unlock(&c->lock);
}

static void work_along(crew *c) {
  size_t task;
  while (take(c, &task)) {
    do_task(c, 0, task);
    tell(c);
  }
}

/* Until the others have ended; they may still be at long tasks. */
static void wait_for_others(crew *c) {
  pthread_mutex_lock(&c->lock);
  while (c->at_work) {
    pthread_cond_wait(&c->moved, &c->lock);
    pthread_mutex_unlock(&c->lock);
    tell(c);
    pthread_mutex_lock(&c->lock);
  }
  pthread_mutex_unlock(&c->lock);
}

static int hire(crew *c, worker *workers, int wanted) {
  int hired = 0;
  for (int i = 0; i < wanted; i++) {
    workers[i] = (worker){.crew = c, .number = i + 1};
    pthread_mutex_lock(&c->lock);
    c->at_work++;
    pthread_mutex_unlock(&c->lock);
    if (!pthread_create(&workers[i].thread, NULL, work, &workers[i])) {
      hired++;
      continue;
    }
    pthread_mutex_lock(&c->lock);
    c->at_work--;
    pthread_mutex_unlock(&c->lock);
    break;
  }
  return hired;
}

pl_status pl_crew_do(int workers, size_t count, pl_task task, void *context, const pl_progress *progress,
                     pl_error *error) {
  crew c = {.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER, .limit = count, .status = PL_OK,
            .task = task, .context = context, .count = count, .progress = progress};
  worker others[PL_MOST_WORKERS];
  if (workers < 1) workers = 1;
  if (workers > PL_MOST_WORKERS) workers = PL_MOST_WORKERS;
  if ((size_t)workers > count) workers = (int)count;
  const int hired = hire(&c, others, workers - 1);
  work_along(&c);
  wait_for_others(&c);
  for (int i = 0; i < hired; i++) pthread_join(others[i].thread, NULL);
  pthread_cond_destroy(&c.moved);
  pthread_mutex_destroy(&c.lock);
  if (c.status != PL_OK) {
    if (error) *error = c.error;
    return c.status;
  }
  return c.is_cancelled && c.done < count ? pl_error_set(error, PL_CANCELLED, "cancelled") : PL_OK;
}

int pl_crew_size(void) {
  const long processors = sysconf(_SC_NPROCESSORS_ONLN);
  if (processors < 1) return 1;
  return processors > PL_MOST_WORKERS ? PL_MOST_WORKERS : (int)processors;
}
