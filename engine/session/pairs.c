/* Pairs: is it the decision, or is it luck?
 *
 *   luck 0   as decided ──► figures     otherwise ──► figures     their difference
 *   luck 1   as decided ──► figures     otherwise ──► figures     their difference    …
 *
 * Both exercises of a pair have the same luck, redrawn at the opening of the round in question, and every draw of it is
 * keyed by what it is about; so they differ where the decision mattered, and few pairs say as much as many exercises
 * would that were drawn apart. How many, is part of the answer: two variances. */
#include "runs.h"

#include <stdlib.h>

typedef struct work {
  pl_course *course;
  pl_playing playing[2];  /* as decided, otherwise */
  pl_runs runs[2];
  int64_t *fewer, *less;  /* [states][count]: of the first exercise of a pair, then the difference */
  bool *has_lapsed;       /* [count] */
  uint64_t usual_lapses;  /* as it was played */
  int state_count;
} work;

static pl_status allocate(work *k, size_t count, pl_error *error) {
  const size_t states = (size_t)k->state_count;
  pl_status status = PL_OK;
  for (int i = 0; i < 2 && status == PL_OK; i++) status = pl_runs_init(&k->runs[i], count, &k->playing[i], error);
  k->fewer = calloc(states * count, sizeof *k->fewer);
  k->less = calloc(states * count, sizeof *k->less);
  k->has_lapsed = calloc(count, sizeof *k->has_lapsed);
  if (status != PL_OK || (k->fewer && k->less && k->has_lapsed)) return status;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: ask for fewer than %d runs", (int)count);
}

static void clear(work *k) {
  for (int i = 0; i < 2; i++) pl_runs_clear(&k->runs[i]);
  free(k->fewer);
  free(k->less);
  free(k->has_lapsed);
}

/* ---- playing ---- */
static void take_states(work *k, size_t run, const pl_world *world) {
  for (int s = 0; s < k->state_count; s++) {
    const size_t at = (size_t)s * k->runs[0].count + run;
    k->fewer[at] = pl_world_state(world, s)->hit_total - k->fewer[at];
    k->less[at] = (pl_world_state(world, s)->loss >> 16) - k->less[at];
  }
}

/* The one otherwise first: then what is left in the columns is as decided less otherwise. */
static pl_status play_pair(void *context, int worker, size_t run, pl_error *error) {
  work *k = context;
  for (int i = 1; i >= 0; i--) {
    pl_playing playing = k->playing[i];
    const pl_session *played;
    playing.run = (uint32_t)run;
    const pl_status status = pl_course_play(k->course, worker, &playing, &played, error);
    if (status != PL_OK) return status;
    pl_runs_take(&k->runs[i], run, k->course, worker);
    take_states(k, run, played->world);
    if (i) k->has_lapsed[run] = pl_world_lapses(played->world) > k->usual_lapses;
  }
  return PL_OK;
}

/* How many decisions came to nothing as it really was. */
static pl_status count_usual_lapses(work *k, pl_error *error) {
  pl_playing playing = k->playing[0];
  const pl_session *played;
  playing.has_other_luck = false;
  const pl_status status = pl_course_play(k->course, 0, &playing, &played, error);
  if (status == PL_OK) k->usual_lapses = pl_world_lapses(played->world);
  return status;
}

/* ---- summing up ---- */
/* Of both exercises, and of their difference; `scratch` has room for a column. */
static void spread_pairs(int64_t *played, int64_t *otherwise, size_t count, int64_t *scratch, pl_spread out[3]) {
  for (size_t i = 0; i < count; i++) scratch[i] = played[i] - otherwise[i];
  pl_spread_of(scratch, count, &out[2]);
  pl_spread_of(played, count, &out[0]);
  pl_spread_of(otherwise, count, &out[1]);
}

/* Of the difference, with the one exercise's luck `shift` runs beside the other's. */
static int64_t variance_of(const work *k, size_t shift, int64_t *scratch) {
  const size_t count = k->runs[0].count;
  for (size_t i = 0; i < count; i++) scratch[i] = k->runs[0].hit[i] - k->runs[1].hit[(i + shift) % count];
  return pl_variance_of(scratch, count);
}

static bool fill_states(pl_pairs *out, work *k, pl_arena *arena) {
  const size_t states = (size_t)k->state_count, count = k->runs[0].count;
  out->state_fewer = pl_arena_array(arena, states, sizeof *out->state_fewer);
  out->state_less = pl_arena_array(arena, states, sizeof *out->state_less);
  if (!out->state_fewer || !out->state_less) return false;
  for (size_t s = 0; s < states; s++) {
    pl_spread_of(k->fewer + s * count, count, &out->state_fewer[s]);
    pl_spread_of(k->less + s * count, count, &out->state_less[s]);
  }
  return true;
}

/* Variances first: spreads put the columns in an order of their own. */
static bool fill(pl_pairs *out, work *k, pl_arena *arena) {
  const size_t count = k->runs[0].count;
  int64_t *scratch = malloc(count * sizeof *scratch);
  if (!scratch) return false;
  pl_spread hit[3], peak[3], loss[3];
  out->variance_paired = variance_of(k, 0, scratch);
  out->variance_independent = variance_of(k, 1, scratch);
  spread_pairs(k->runs[0].hit, k->runs[1].hit, count, scratch, hit);
  spread_pairs(k->runs[0].peak, k->runs[1].peak, count, scratch, peak);
  spread_pairs(k->runs[0].loss, k->runs[1].loss, count, scratch, loss);
  free(scratch);
  out->hit_played = hit[0], out->hit_otherwise = hit[1], out->hit_fewer = hit[2];
  out->peak_played = peak[0], out->peak_otherwise = peak[1], out->peak_fewer = peak[2];
  out->loss_played = loss[0], out->loss_otherwise = loss[1], out->loss_less = loss[2];
  for (size_t i = 0; i < count; i++) out->lapsed += k->has_lapsed[i];
  out->moot = pl_runs_moot(&k->runs[1]);
  return pl_runs_band(&k->runs[0], arena, &out->played) && pl_runs_band(&k->runs[1], arena, &out->otherwise) &&
         fill_states(out, k, arena);
}

static pl_pairs *sum_up(work *k, pl_error *error) {
  pl_arena *arena = pl_arena_new(0);
  pl_pairs *out = arena ? pl_arena_take(arena, sizeof *out) : NULL;
  if (out) {
    *out = (pl_pairs){.runs = (int32_t)k->runs[0].count, .state_count = k->state_count, .from = k->runs[0].from,
                      .ticks = k->runs[0].ticks, .memory = arena};
    if (fill(out, k, arena)) return out;
  }
  pl_arena_free(arena);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: ask for fewer than %d runs", (int)k->runs[0].count);
  return NULL;
}

pl_pairs *pl_what_if_pairs(pl_course *course, const pl_what_if *what_if, int32_t runs, const pl_progress *progress,
                           pl_error *error) {
  work k = {.course = course, .state_count = pl_course_scenario(course)->state_count};
  pl_pairs *out = NULL;
  pl_status status = pl_runs_check(runs, error);
  if (status == PL_OK) status = pl_course_plan(course, what_if, &k.playing[1], error);
  if (status != PL_OK) return NULL;
  k.playing[1].has_other_luck = k.playing[1].skips_digests = true;
  k.playing[0] = k.playing[1];
  k.playing[0].turn_count = 0;
  status = allocate(&k, (size_t)runs, error);
  if (status == PL_OK) status = count_usual_lapses(&k, error);
  if (status == PL_OK) status = pl_crew_do(course->workers, (size_t)runs, play_pair, &k, progress, error);
  if (status == PL_OK) out = sum_up(&k, error);
  clear(&k);
  return out;
}

void pl_pairs_free(pl_pairs *pairs) {
  if (pairs) pl_arena_free(pairs->memory);
}
