/* Checkpoints: a world that was saved and loaded goes on as the original would have, and no bytes do harm.
 *
 * Games are played at random (game.h). After every round the world is saved, loaded, and the copy plays the rest with
 * the same decisions: digests, quantities and events are to be the same to the end. Damaged checkpoints are refused; so
 * that the checks behind the seal are tried, too, they are also read as if the seal had been right. */
#include "game.h"

#include "fault.h"
#include "world_internal.h"

enum { QUANTITIES = 64 };

/* ---- comparing ---- */

static void assert_same_world(const pl_world *a, const pl_world *b) {
  pl_quantity one[QUANTITIES], other[QUANTITIES];
  const size_t count = pl_world_quantities(a, one, QUANTITIES);
  assert_true(count <= QUANTITIES);
  assert_int_equal(pl_world_quantities(b, other, QUANTITIES), count);
  for (size_t i = 0; i < count; i++)
    if (one[i].digest != other[i].digest) fail_msg("round %d: another %s", pl_world_round(a), one[i].name);
  assert_true(pl_world_digest(a) == pl_world_digest(b));
}

static bool is_same_event(const pl_event *a, const pl_event *b) {
  return a->kind == b->kind && a->flag == b->flag && a->round == b->round && a->tick == b->tick &&
         a->state == b->state && a->other == b->other && a->originator == b->originator && a->forum == b->forum &&
         a->adversary == b->adversary && a->index == b->index && a->iid == b->iid &&
         a->organisation == b->organisation && a->amount == b->amount && a->is_public == b->is_public &&
         pl_set_is_equal(a->seen_by, b->seen_by);
}

/* `tail` is what `whole` ends with. */
static void assert_tail(const pl_event_log *whole, const pl_event_log *tail) {
  assert_true(tail->count <= whole->count);
  const size_t first = whole->count - tail->count;
  for (size_t i = 0; i < tail->count; i++)
    if (!is_same_event(&whole->event[first + i], &tail->event[i])) fail_msg("event %zu is another", first + i);
}

/* ---- saving and loading ---- */

static pl_buffer saved(const pl_world *w) {
  pl_buffer bytes = {0};
  pl_world_save(w, &bytes);
  assert_true(bytes.length > 0 && !bytes.failed);
  return bytes;
}

static pl_world *load(const pl_world *of, const pl_buffer *bytes, pl_error *error) {
  return pl_world_load(pl_world_scenario(of), pl_world_map(of), of->rules, pl_world_seed(of), bytes->bytes,
                       bytes->length, error);
}

static pl_world *loaded(const pl_world *of, const pl_buffer *bytes) {
  pl_error error = {0};
  pl_world *w = load(of, bytes, &error);
  if (!w) fail_msg("%s", error.text);
  return w;
}

/* The world as saved after `round` rounds of the game, and its events up to there. */
typedef struct stop {
  pl_buffer bytes;
  size_t events;
} stop;

static void play_the_rest(const game *g, const stop *from, int round) {
  pl_event_log log = {0};
  pl_world *w = loaded(g->world, &from->bytes);
  pl_world_record(w, &log);
  for (int r = round; r < ROUNDS; r++) {
    open_round(w);
    resolve(w, g->decision[r], g->count[r]);
    if (pl_world_digest(w) != g->digest[r]) fail_msg("saved after round %d: round %d is another", round, r + 1);
  }
  assert_same_world(g->world, w);
  assert_int_equal(log.count, g->log.count - from->events);
  assert_tail(&g->log, &log);
  pl_world_free(w);
  pl_event_log_clear(&log);
}

static void check_game(game *g, uint64_t seed) {
  stop stops[ROUNDS + 1];
  game_start(g, seed);
  for (int r = 0; r <= ROUNDS; r++) {
    stops[r] = (stop){.bytes = saved(g->world), .events = g->log.count};
    pl_world *w = loaded(g->world, &stops[r].bytes);
    assert_same_world(g->world, w);
    pl_world_free(w);
    if (r < ROUNDS) play_round(g);
  }
  for (int r = 0; r <= ROUNDS; r++) {
    play_the_rest(g, &stops[r], r);
    pl_buffer_clear(&stops[r].bytes);
  }
}

static void test_goes_on_as_the_original(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 4; seed++) {
    game *g = game_new(seed, ALL_ACTIONS);
    check_game(g, seed);
    game_free(g);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_goes_on_as_the_original),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
