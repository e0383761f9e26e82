/* The fan: from one moment on, what else might have come of it.
 *
 * With the recorded decisions luck alone differs, so the place of the real exercise among the runs is its luck. With
 * bots it is what one would expect of others in the same position; then everybody is a bot, people too, and the
 * scenario's orders are given to all. */
#include "runs.h"

#include <string.h>

typedef struct work {
  pl_course *course;
  pl_playing playing;
  pl_runs runs;
} work;

static pl_status plan(const pl_course *course, int32_t round, pl_others decided, pl_playing *playing,
                      pl_error *error) {
  const bool has_bots = decided == PL_OTHERS_BOTS;
  const int rounds = pl_course_scenario(course)->rounds;
  const int last = has_bots && course->rounds < rounds ? course->rounds : course->rounds - 1;
  if (has_bots && !course->has_bots)
    return pl_error_set(error, PL_BAD_INPUT, "there are no bots to go on: keep to the recorded decisions");
  if (round < 0 || round > last)
    return pl_error_set(error, PL_BAD_INPUT, "the exercise cannot go on from round %d: choose round 1 to %d",
                        round + 1, last + 1);
  *playing = (pl_playing){.round = round, .until = has_bots ? rounds : course->rounds, .others = decided,
                          .all_bots = has_bots, .has_other_luck = true, .skips_digests = true};
  playing->rulings_left_out = has_bots ? pl_course_rulings_left_out(course, round) : 0;
  return PL_OK;
}

static pl_status play_run(void *context, int worker, size_t run, pl_error *error) {
  work *k = context;
  pl_playing playing = k->playing;
  const pl_session *played;
  playing.run = (uint32_t)run;
  const pl_status status = pl_course_play(k->course, worker, &playing, &played, error);
  if (status == PL_OK) pl_runs_take(&k->runs, run, k->course, worker);
  return status;
}

/* Among the runs, if the exercise itself was played as far. */
static void find_place(pl_fan *out, const work *k) {
  out->hit_real = -1;
  if (k->playing.until > k->course->rounds) return;
  const pl_world *real = k->course->opening[k->course->rounds];
  out->hit_real = 0;
  for (int s = 0; s < pl_course_scenario(k->course)->state_count; s++)
    out->hit_real += pl_world_state(real, s)->hit_total;
  for (int32_t i = 0; i < out->runs; i++) {
    out->unluckier += out->hits[i] > out->hit_real;
    out->as_lucky += out->hits[i] == out->hit_real;
  }
}

static bool fill(pl_fan *out, work *k, pl_arena *arena) {
  const size_t count = k->runs.count;
  out->hits = pl_arena_array(arena, count, sizeof *out->hits);
  if (!out->hits || !pl_runs_band(&k->runs, arena, &out->band)) return false;
  pl_spread_of(k->runs.hit, count, &out->hit);
  pl_spread_of(k->runs.peak, count, &out->peak);
  pl_spread_of(k->runs.loss, count, &out->loss);
  memcpy(out->hits, k->runs.hit, count * sizeof *out->hits);
  find_place(out, k);
  out->rulings_left_out = k->playing.rulings_left_out;
  out->moot = pl_runs_moot(&k->runs);
  return true;
}

static pl_fan *sum_up(work *k, pl_others decided, pl_error *error) {
  pl_arena *arena = pl_arena_new(0);
  pl_fan *out = arena ? pl_arena_take(arena, sizeof *out) : NULL;
  if (out) {
    *out = (pl_fan){.runs = (int32_t)k->runs.count, .round = k->playing.round, .decided = decided,
                    .from = k->runs.from, .ticks = k->runs.ticks, .memory = arena};
    if (fill(out, k, arena)) return out;
  }
  pl_arena_free(arena);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: ask for fewer than %d runs", (int)k->runs.count);
  return NULL;
}

pl_fan *pl_fan_new(pl_course *course, int32_t round, pl_others decided, int32_t runs, const pl_progress *progress,
                   pl_error *error) {
  work k = {.course = course};
  pl_fan *out = NULL;
  pl_status status = pl_runs_check(runs, error);
  if (status == PL_OK) status = plan(course, round, decided, &k.playing, error);
  if (status != PL_OK) return NULL;
  status = pl_runs_init(&k.runs, (size_t)runs, &k.playing, error);
  if (status == PL_OK) status = pl_crew_do(course->workers, (size_t)runs, play_run, &k, progress, error);
  if (status == PL_OK) out = sum_up(&k, decided, error);
  pl_runs_clear(&k.runs);
  return out;
}

int32_t pl_fan_usual_round(const pl_session *session, pl_others decided) {
  return decided == PL_OTHERS_BOTS && !pl_session_is_over(session) ? session->done : 0;
}

void pl_fan_free(pl_fan *fan) {
  if (fan) pl_arena_free(fan->memory);
}
