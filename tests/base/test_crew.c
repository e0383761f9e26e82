/* A crew: every task once, the first failure by number, and whoever asks is told. */
#include "../support.h"

#include <polder/crew.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { TASKS = 500 };

typedef struct record {
  atomic_int done[TASKS];
  atomic_int worker_busy[PL_MOST_WORKERS]; /* tasks a worker is at */
  atomic_bool twice_busy, wrong_worker;
  int workers;
  size_t fails[2];     /* tasks that fail; TASKS: none. The second waits for the first to have begun, the first for the
                        * second to have failed */
  atomic_bool has_begun, has_failed;
} record;

static void record_init(record *r, int workers) {
  *r = (record){.workers = workers, .fails = {TASKS, TASKS}};
}

static void wait_a_little(void) {
  const struct timespec moment = {.tv_nsec = 100000};
  nanosleep(&moment, NULL);
}

/* Not for ever: with one thread nobody else will do it. */
static void wait_for(const atomic_bool *flag) {
  for (int i = 0; i < 20000 && !atomic_load(flag); i++) wait_a_little();
}

static pl_status do_task(void *context, int worker, size_t task, pl_error *error) {
  record *r = context;
  if (worker < 0 || worker >= r->workers) {
    atomic_store(&r->wrong_worker, true);
    return PL_OK;
  }
  if (atomic_fetch_add(&r->worker_busy[worker], 1)) atomic_store(&r->twice_busy, true);
  atomic_fetch_add(&r->done[task], 1);
  pl_status status = PL_OK;
  if (task == r->fails[0]) atomic_store(&r->has_begun, true);
  if (task == r->fails[0]) wait_for(&r->has_failed);
  if (task == r->fails[1] && r->fails[0] < TASKS) wait_for(&r->has_begun);
  if (task == r->fails[0] || task == r->fails[1])
    status = pl_error_set(error, PL_BAD_INPUT, "task %d failed", (int)task);
  if (task == r->fails[1]) atomic_store(&r->has_failed, true);
  atomic_fetch_sub(&r->worker_busy[worker], 1);
  return status;
}

static void assert_once_each(const record *r, size_t count) {
  assert_false(r->twice_busy);
  assert_false(r->wrong_worker);
  for (size_t i = 0; i < TASKS; i++) assert_int_equal(r->done[i], i < count);
}

static void every_task_is_done_once(void **state) {
  (void)state;
  const int workers[] = {1, 2, 3, 8, PL_MOST_WORKERS};
  for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
    record r;
    pl_error error = {0};
    record_init(&r, workers[i]);
    assert_int_equal(pl_crew_do(workers[i], TASKS, do_task, &r, NULL, &error), PL_OK);
    assert_once_each(&r, TASKS);
  }
}

static void any_number_of_workers_will_do(void **state) {
  (void)state;
  const int workers[] = {-7, 0, 9, PL_MOST_WORKERS + 40, 1000000};
  for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
    for (size_t count = 0; count < 4; count++) {
      record r;
      record_init(&r, PL_MOST_WORKERS);
      assert_int_equal(pl_crew_do(workers[i], count, do_task, &r, NULL, NULL), PL_OK);
      assert_once_each(&r, count);
    }
  }
  assert_in_range(pl_crew_size(), 1, PL_MOST_WORKERS);
}

/* Task 3 fails, after task 5 did or before it does. */
static void the_first_failure_by_number_is_told(void **state) {
  (void)state;
  for (int turn = 0; turn < 6; turn++) {
    record r;
    pl_error error = {0};
    const int workers = 2 + turn / 2;
    record_init(&r, workers);
    r.fails[turn % 2] = 3, r.fails[1 - turn % 2] = 5;
    assert_int_equal(pl_crew_do(workers, TASKS, do_task, &r, NULL, &error), PL_BAD_INPUT);
    assert_string_equal(error.text, "task 3 failed");
    for (int i = 0; i < TASKS; i++) assert_in_range(r.done[i], i <= 3, 1);
  }
  record r;
  record_init(&r, 1);
  r.fails[1] = 7;
  assert_int_equal(pl_crew_do(1, TASKS, do_task, &r, NULL, NULL), PL_BAD_INPUT); /* nobody to tell why */
  assert_once_each(&r, 8);
}

/* ---- progress ---- */

typedef struct watch {
  pthread_t asker;
  size_t total, last, calls, stop_at; /* at so many calls */
  bool is_monotone, is_asker;
} watch;

static bool look(void *context, size_t done, size_t total) {
  watch *w = context;
  w->is_asker &= pthread_equal(w->asker, pthread_self()) != 0;
  w->is_monotone &= done >= w->last && done <= total;
  w->last = done;
  w->total = total;
  return ++w->calls < w->stop_at;
}

static watch watch_until(size_t calls) {
  return (watch){.asker = pthread_self(), .stop_at = calls, .is_monotone = true, .is_asker = true};
}

static void progress_only_grows(void **state) {
  (void)state;
  for (int workers = 1; workers <= 4; workers++) {
    record r;
    watch w = watch_until(SIZE_MAX);
    const pl_progress progress = {.step = look, .context = &w};
    record_init(&r, workers);
    assert_int_equal(pl_crew_do(workers, TASKS, do_task, &r, &progress, NULL), PL_OK);
    assert_true(w.is_monotone);
    assert_true(w.is_asker);
    if (w.calls) assert_int_equal(w.total, TASKS); /* others may be done before there is anything to tell */
    if (workers == 1) assert_int_equal(w.calls, TASKS);
    if (workers == 1) assert_int_equal(w.last, TASKS);
  }
}

static void nobody_need_be_told(void **state) {
  (void)state;
  record r;
  const pl_progress nobody = {.step = NULL};
  record_init(&r, 2);
  assert_int_equal(pl_crew_do(2, TASKS, do_task, &r, &nobody, NULL), PL_OK);
  assert_once_each(&r, TASKS);
}

static void it_can_be_cancelled(void **state) {
  (void)state;
  record r;
  pl_error error = {0};
  watch w = watch_until(10);
  const pl_progress progress = {.step = look, .context = &w};
  record_init(&r, 1);
  assert_int_equal(pl_crew_do(1, TASKS, do_task, &r, &progress, &error), PL_CANCELLED);
  assert_int_equal(error.status, PL_CANCELLED);
  assert_once_each(&r, 10);

  for (int workers = 2; workers <= 4; workers++) {
    w = watch_until(1);
    record_init(&r, workers);
    const pl_status status = pl_crew_do(workers, TASKS, do_task, &r, &progress, &error);
    size_t done = 0;
    for (int i = 0; i < TASKS; i++) done += (size_t)r.done[i];
    assert_int_equal(status, done < TASKS ? PL_CANCELLED : PL_OK); /* the others may have been that fast */
  }
}

/* Whoever says stop when nothing is left gets what was asked for. */
static void the_last_step_cannot_be_cancelled(void **state) {
  (void)state;
  record r;
  watch w = watch_until(TASKS);
  const pl_progress progress = {.step = look, .context = &w};
  record_init(&r, 1);
  assert_int_equal(pl_crew_do(1, TASKS, do_task, &r, &progress, NULL), PL_OK);
  assert_once_each(&r, TASKS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_task_is_done_once),       cmocka_unit_test(any_number_of_workers_will_do),
      cmocka_unit_test(the_first_failure_by_number_is_told), cmocka_unit_test(progress_only_grows),
      cmocka_unit_test(nobody_need_be_told),           cmocka_unit_test(it_can_be_cancelled),
      cmocka_unit_test(the_last_step_cannot_be_cancelled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
