/* The digest notices every figure that a later rule reads, and the quantities say which it was: one at a time is
 * changed a little, and put back.
 *
 * What is not listed is a cache of something listed (peer_order, best_forum), lives for one round only (room), is
 * settled by scenario and iid (d0, label of an incident), or is for looking only (spent, burnt_at). */
#include "support.h"

#include "outbreak_internal.h"
#include "world_internal.h"

#include <stdlib.h>

typedef struct exercise {
  support_room room;
  pl_variable_spec variable[2];
  pl_intel_spec intel;
  pl_objective_spec objective;
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
  e->variable[0] = (pl_variable_spec){.name = "count", .kind = PL_VARIABLE_INTEGER};
  e->variable[1] = (pl_variable_spec){.name = "note", .kind = PL_VARIABLE_TEXT, .text = ""};
  e->intel = (pl_intel_spec){.id = "tip", .holder = 2, .round = 11, .label = PL_GREEN};
  e->objective = (pl_objective_spec){.id = "aim", .at = 11, .has_test = true};
  pl_scenario *scenario = &e->room.scenario;
  scenario->variables = e->variable, scenario->variable_count = 2;
  scenario->intel = &e->intel, scenario->intel_count = 1;
  scenario->objectives = &e->objective, scenario->objective_count = 1;
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

/* The digest and that quantity change with the figure, and no other quantity does. */
static void expect_noticed(const pl_world *w, void *figure, size_t size, const char *name, const char *quantity) {
  enum { QUANTITIES = 64 };
  pl_quantity before[QUANTITIES], after[QUANTITIES];
  unsigned char kept[sizeof(pl_seat_orders)];
  assert_true(size <= sizeof kept);
  const uint64_t digest = pl_world_digest(w);
  const size_t count = pl_world_quantities(w, before, QUANTITIES);
  assert_true(count <= QUANTITIES);
  memcpy(kept, figure, size);
  *(unsigned char *)figure ^= 1;
  if (pl_world_digest(w) == digest) fail_msg("nobody would notice another %s", name);
  assert_int_equal(pl_world_quantities(w, after, QUANTITIES), count);
  for (size_t i = 0; i < count; i++) {
    const bool is_other = before[i].digest != after[i].digest, is_meant = strcmp(after[i].name, quantity) == 0;
    assert_string_equal(before[i].name, after[i].name);
    if (is_other != is_meant) fail_msg("another %s: %s %s", name, after[i].name, is_other ? "changes" : "does not");
  }
  memcpy(figure, kept, size);
  assert_true(pl_world_digest(w) == digest);
}

#define NOTICED(figure, quantity) expect_noticed(w, &(figure), sizeof(figure), #figure, quantity)

static void test_figures_of_a_state(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  pl_state *s = &w->state[4];
  NOTICED(s->budget, "budget"), NOTICED(s->bonus, "budget"), NOTICED(s->expertise, "expertise");
  NOTICED(s->effective_expertise, "expertise"), NOTICED(s->stock[1], "budget tracks");
  NOTICED(s->level[2], "budget tracks"), NOTICED(s->standing, "standing"), NOTICED(s->confidence, "confidence");
  NOTICED(s->rights, "rights"), NOTICED(s->has_subscription, "commercial intelligence");
  NOTICED(s->allies, "alliances"), NOTICED(s->forums, "forum members"), NOTICED(s->ever_left, "forum members");
  NOTICED(s->posture, "standing orders"), NOTICED(s->seen, "perceived cooperation");
  NOTICED(s->ever_defected, "perceived cooperation"), NOTICED(s->loss, "loss"), NOTICED(s->edge, "edge");
  NOTICED(s->burn, "burnt sources"), NOTICED(s->effort, "effort"), NOTICED(s->hit_now, "organisations hit");
  NOTICED(s->hit_peak, "organisations hit"), NOTICED(s->hit_total, "organisations hit");
  pl_seat_orders *o = &s->orders;
  NOTICED(o->posture, "standing orders"), NOTICED(o->consent, "standing orders"), NOTICED(o->tear, "standing orders");
  NOTICED(o->split[2], "standing orders"), NOTICED(o->posture.forums, "standing orders");
  NOTICED(o->tear.words, "standing orders"), NOTICED(o->hold, "standing orders"), NOTICED(o->relay, "standing orders");
  NOTICED(o->publish, "standing orders"), NOTICED(o->onward, "standing orders");
  NOTICED(w->trust[3], "trust"), NOTICED(w->norm, "restraint of state actors"), NOTICED(w->used_items, "items");
  NOTICED(w->seed, "seed and round"), NOTICED(w->round, "seed and round");
  exercise_free(e);
}

static void test_figures_of_forums_and_adversaries(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  pl_forum *f = &w->forum[1];
  NOTICED(f->members, "forum members"), NOTICED(f->latency, "quality of forums");
  NOTICED(f->quality, "quality of forums"), NOTICED(f->phi, "quality of forums");
  NOTICED(f->applicant, "applications to forums");
  f->admit_round[7] = 6;
  NOTICED(f->admit_round[7], "applications to forums");
  NOTICED(w->adversary[2].suppression, "adversaries"), NOTICED(w->adversary[2].success, "adversaries");
  NOTICED(w->adversary[7].tension[3], "tension"), NOTICED(w->adversary[7].pending[3], "tension");
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
  NOTICED(i->beta, "incidents"), NOTICED(i->background, "incidents"), NOTICED(i->is_burnt, "incidents");
  NOTICED(i->infections, "incidents"), NOTICED(i->phase, "incidents"), NOTICED(i->first_detection, "incidents");
  NOTICED(i->damage, "incidents"), NOTICED(i->targets, "incidents"), NOTICED(i->wave[2], "incidents");
  NOTICED(i->hit[2], "incidents"), NOTICED(i->knowledge[2], "knowledge");
  pl_item *item = &i->item[holder];
  NOTICED(item->birth, "items"), NOTICED(item->quality, "items"), NOTICED(item->sensitivity, "items");
  NOTICED(item->label, "items"), NOTICED(item->sent, "items"), NOTICED(item->hold, "items");
  NOTICED(item->tear, "items"), NOTICED(item->is_single, "items"), NOTICED(item->is_burnt, "items");
  NOTICED(item->is_published, "items");
  exercise_free(e);
}

/* Whose item it is counts as well as what it says. */
static void test_whose_item_it_is(void **state) {
  (void)state;
  enum { QUANTITIES = 64 };
  pl_quantity before[QUANTITIES], after[QUANTITIES];
  exercise *e = exercise_new(2);
  pl_incident *i = e->world->incident[e->world->active[0]];
  for (int s = 0; s < e->world->n; s++) i->item[s] = (pl_item){.birth = s == 3 ? 5 : -1};
  const size_t count = pl_world_quantities(e->world, before, QUANTITIES);
  const pl_item item = i->item[3];
  i->item[3] = i->item[4];
  i->item[4] = item;
  pl_world_quantities(e->world, after, QUANTITIES);
  for (size_t q = 0; q < count; q++)
    if ((before[q].digest != after[q].digest) != (strcmp(before[q].name, "items") == 0)) fail_msg("%s", before[q].name);
  exercise_free(e);
}

/* Every list has somebody in it in one outbreak or another. */
static void test_figures_of_organisations(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  int seen = 0;
  for (int i = 0; i < w->active_count; i++) {
    pl_outbreak *o = w->incident[w->active[i]]->outbreak;
    stay_list *const list[] = {&o->latent, &o->infectious, &o->contained};
    for (int k = 0; k < 3; k++) {
      if (list[k]->first == list[k]->count) continue;
      seen |= 1 << k;
      NOTICED(list[k]->row[list[k]->first].timer, "organisations");
      NOTICED(list[k]->row[list[k]->first].remainder, "organisations");
    }
    if (!o->frontier.count) continue;
    seen |= 8;
    uint32_t place = 0;
    while (o->slot[o->frontier.slot[place]].place == INFECTED && place + 1 < o->frontier.count) place++;
    NOTICED(o->frontier.pressure[place], "organisations");
  }
  assert_int_equal(seen, 15);
  exercise_free(e);
}

static void test_figures_of_the_story(void **state) {
  (void)state;
  exercise *e = exercise_new(5);
  pl_world *w = e->world;
  pl_inject_state *inject = &w->story.inject[0];
  NOTICED(inject->fired_round, "injects"), NOTICED(inject->due_round, "injects"), NOTICED(inject->chosen, "injects");
  NOTICED(inject->answered_round, "injects"), NOTICED(w->story.inject_called[0], "injects");
  NOTICED(w->story.incident_due[0], "incidents to come"), NOTICED(w->story.incident_created[0], "incidents to come");
  NOTICED(w->story.bonus[2], "budget"), NOTICED(w->story.done[5], "actions done");
  NOTICED(w->story.variable[0].value, "variables"), NOTICED(w->story.intel_born[0], "intel");
  char text[] = "a text";
  w->story.variable[1].text = text;
  NOTICED(text[3], "variables");
  w->story.objective[3] = 7;
  NOTICED(w->story.objective[3], "objectives");
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
  NOTICED(d->incident, "deliveries"), NOTICED(d->originator, "deliveries"), NOTICED(d->recipient, "deliveries");
  NOTICED(d->channel, "deliveries"), NOTICED(d->is_tear, "deliveries"), NOTICED(d->quality, "deliveries");
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
      cmocka_unit_test(test_whose_item_it_is),
      cmocka_unit_test(test_figures_of_organisations),
      cmocka_unit_test(test_figures_of_the_story),
      cmocka_unit_test(test_when_a_delivery_is_due),
      cmocka_unit_test(test_sets_beyond_one_word),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
