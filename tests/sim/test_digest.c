/* The digest notices every figure that a later rule reads: one at a time is changed a little, and put back.
 *
 * What is not listed is a cache of something listed (peer_order, best_forum), lives for one round only (room), is
 * settled by scenario and iid (d0, label of an incident), or is for looking only (spent, burnt_at). */
#include "support.h"

#include "world_internal.h"

#include <stdlib.h>

typedef struct exercise {
  support_room room;
  pl_map *map;
  pl_world *world;
} exercise;

/* Some rounds of random play on the standard map; something is always under way then. */
static exercise *exercise_new(int rounds) {
  exercise *e = calloc(1, sizeof *e);
  assert_non_null(e);
  support_standard(&e->room);
  support_incident(&e->room, "later", 11, PL_ONE);
  support_inject(&e->room, 3, 11);
  e->map = pl_map_new(&e->room.scenario, NULL);
  assert_non_null(e->map);
  e->world = pl_world_new(&e->room.scenario, e->map, NULL, 5, NULL);
  assert_non_null(e->world);
  uint64_t luck = 5;
  for (int r = 0; r < rounds; r++) {
    pl_decision decisions[SUPPORT_STATES * 4];
    size_t count = 0;
    assert_int_equal(pl_world_open_round(e->world, NULL), PL_OK);
    for (int s = 0; s < SUPPORT_STATES; s++) {
      const size_t first = count;
      for (int i = 0; i < 4; i++) {
        decisions[count] = support_random_decision(&luck, &e->room.scenario, s, r);
        if (pl_world_check(e->world, &decisions[count], decisions + first, count - first, NULL) == PL_OK) count++;
      }
    }
    assert_int_equal(pl_world_resolve(e->world, decisions, count, NULL), PL_OK);
  }
  return e;
}

static void exercise_free(exercise *e) {
  pl_world_free(e->world);
  pl_map_free(e->map);
  free(e);
}

static void expect_noticed(const pl_world *w, void *figure, size_t size, const char *name) {
  unsigned char before[sizeof(pl_seat_orders)];
  assert_true(size <= sizeof before);
  const uint64_t digest = pl_world_digest(w);
  memcpy(before, figure, size);
  *(unsigned char *)figure ^= 1;
  if (pl_world_digest(w) == digest) fail_msg("nobody would notice another %s", name);
  memcpy(figure, before, size);
  assert_true(pl_world_digest(w) == digest);
}

#define NOTICED(figure) expect_noticed(w, &(figure), sizeof(figure), #figure)

static void test_figures_of_a_state(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  pl_state *s = &w->state[4];
  NOTICED(s->budget), NOTICED(s->expertise), NOTICED(s->stock[1]), NOTICED(s->level[2]);
  NOTICED(s->effective_expertise), NOTICED(s->standing), NOTICED(s->confidence), NOTICED(s->rights);
  NOTICED(s->allies), NOTICED(s->forums), NOTICED(s->ever_left), NOTICED(s->posture), NOTICED(s->seen);
  NOTICED(s->ever_defected), NOTICED(s->loss), NOTICED(s->edge), NOTICED(s->burn), NOTICED(s->effort);
  NOTICED(s->hit_now), NOTICED(s->hit_peak), NOTICED(s->hit_total);
  NOTICED(s->orders.posture), NOTICED(s->orders.consent), NOTICED(s->orders.tear), NOTICED(s->orders.split[2]);
  NOTICED(s->orders.posture.forums), NOTICED(s->orders.tear.words), NOTICED(s->orders.hold);
  NOTICED(s->orders.publish), NOTICED(s->orders.onward), NOTICED(s->orders.relay);
  NOTICED(w->trust[3]), NOTICED(w->norm), NOTICED(w->used_items), NOTICED(w->seed), NOTICED(w->round);
  exercise_free(e);
}

static void test_figures_of_forums_and_adversaries(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  NOTICED(w->forum[1].members), NOTICED(w->forum[1].latency), NOTICED(w->forum[1].quality), NOTICED(w->forum[1].phi);
  NOTICED(w->forum[1].applicant);
  w->forum[1].admit_round[7] = 6;
  NOTICED(w->forum[1].admit_round[7]);
  NOTICED(w->adversary[2].suppression), NOTICED(w->adversary[2].success);
  NOTICED(w->adversary[7].tension[3]), NOTICED(w->adversary[7].pending[3]);
  exercise_free(e);
}

static void test_figures_of_incidents(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  assert_true(w->active_count > 0);
  pl_incident *i = w->incident[w->active[w->active_count - 1]];
  int holder = -1;
  for (int a = 0; a < w->active_count && holder < 0; a++) {
    i = w->incident[w->active[a]];
    for (int s = 0; s < w->n && holder < 0; s++)
      if (i->item[s].birth >= 0) holder = s;
  }
  assert_true(holder >= 0);
  NOTICED(i->beta), NOTICED(i->background), NOTICED(i->is_burnt), NOTICED(i->infections), NOTICED(i->phase);
  NOTICED(i->first_detection), NOTICED(i->knowledge[2]), NOTICED(i->wave[2]), NOTICED(i->hit[2]);
  pl_item *item = &i->item[holder];
  NOTICED(item->birth), NOTICED(item->quality), NOTICED(item->sensitivity), NOTICED(item->label), NOTICED(item->sent);
  NOTICED(item->hold), NOTICED(item->tear), NOTICED(item->is_single), NOTICED(item->is_burnt);
  exercise_free(e);
}

static void test_figures_of_the_story(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  NOTICED(w->story.inject[0].fired_round), NOTICED(w->story.inject[0].due_round), NOTICED(w->story.inject[0].chosen);
  NOTICED(w->story.inject[0].answered_round), NOTICED(w->story.inject_called[0]), NOTICED(w->story.incident_due[0]);
  NOTICED(w->story.incident_created[0]), NOTICED(w->story.bonus[2]), NOTICED(w->story.done[5]);
  exercise_free(e);
}

static int first_due(const pl_world *w) {
  for (int t = 0; t < DELIVERY_TICKS; t++)
    if (w->queue[t].count) return t;
  return -1;
}

/* The same deliveries a tick later are another future. */
static void test_when_a_delivery_is_due(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  const int due = first_due(w);
  assert_true(due >= 0);
  delivery *d = &w->queue[due].row[0];
  NOTICED(d->incident), NOTICED(d->originator), NOTICED(d->recipient), NOTICED(d->channel), NOTICED(d->is_tear);
  NOTICED(d->quality);
  int last = -1; /* in the order of the ring, so that moving it on keeps the order of everything */
  for (int t = 0; t < DELIVERY_TICKS; t++) {
    const int at = (int)((w->now + t) % DELIVERY_TICKS);
    if (w->queue[at].count) last = at;
  }
  const uint64_t digest = pl_world_digest(w);
  const int next = (last + 1) % DELIVERY_TICKS;
  const delivery_queue empty = w->queue[next];
  w->queue[next] = w->queue[last];
  w->queue[last] = empty;
  assert_true(pl_world_digest(w) != digest);
  exercise_free(e);
}

/* Beyond 64 states a set takes several words: {0, 2} is not {66}. */
static void test_sets_beyond_one_word(void **state) {
  (void)state;
  exercise *e = exercise_new(1);
  const pl_state_set first = support_set(2, (const int[]){0, 2}), second = support_set(1, (const int[]){66});
  e->world->state[4].seen = first;
  const uint64_t digest = pl_world_digest(e->world);
  e->world->state[4].seen = second;
  assert_true(pl_world_digest(e->world) != digest);
  exercise_free(e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_figures_of_a_state),
      cmocka_unit_test(test_figures_of_forums_and_adversaries),
      cmocka_unit_test(test_figures_of_incidents),
      cmocka_unit_test(test_figures_of_the_story),
      cmocka_unit_test(test_when_a_delivery_is_due),
      cmocka_unit_test(test_sets_beyond_one_word),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
