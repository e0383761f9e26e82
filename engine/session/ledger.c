/* The ledger: what each act of sharing and each silence was worth (ledger.h).
 *
 *   items ── each turned around by itself ───────────► spared
 *     └ groups: who shared on the same incident
 *              ── all of a group withheld ───────────► what there is to split
 *              ── coalitions withheld, for those that mattered most ─► shares (ledger_split.c)
 *              ── all but one withheld, for the rest ► shares in proportion
 *     └ all    ── all withheld ──────────────────────► total
 *
 * The rest is addition. Shares by state are rounded so that for every incident and every state they add up to what was
 * spared there; all other sums are sums of these, so no account differs from another by as much as a thousandth. */
#include "ledger_work.h"

#include <stdlib.h>

static pl_status no_memory(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot draw up the ledger");
}

/* ---- items ---- */

static bool is_item(const pl_item *item) { return item->birth >= 0; }

static size_t count_items(const pl_ledger_work *w) {
  size_t count = 0;
  for (int i = 0; i < pl_world_incident_count(w->played); i++)
    for (size_t s = 0; s < w->states; s++) count += is_item(&pl_world_incident(w->played, i)->item[s]);
  return count;
}

static bool add_item(pl_ledger_work *w, const pl_incident *incident, size_t originator) {
  const pl_item *item = &incident->item[originator];
  pl_ledger_item *row = &w->out->item[w->out->item_count++];
  *row = (pl_ledger_item){.iid = incident->iid, .originator = (uint16_t)originator, .birth = item->birth,
                          .sent = item->sent, .was_shared = !pl_set_is_empty(&item->sent)};
  row->spared_by_state = pl_arena_array(w->arena, w->states, sizeof *row->spared_by_state);
  row->share_by_state = pl_arena_array(w->arena, w->states, sizeof *row->share_by_state);
  return row->spared_by_state && row->share_by_state;
}

static int compare_items(const void *a, const void *b) {
  const pl_ledger_item *x = a, *y = b;
  if (x->birth != y->birth) return x->birth < y->birth ? -1 : 1;
  if (x->iid != y->iid) return x->iid < y->iid ? -1 : 1;
  return (x->originator > y->originator) - (x->originator < y->originator);
}

static pl_status list_items(pl_ledger_work *w, pl_error *error) {
  const size_t count = count_items(w);
  w->out->item = pl_arena_array(w->arena, count, sizeof *w->out->item);
  w->shared = pl_arena_array(w->arena, count, sizeof *w->shared);
  w->alone = pl_arena_array(w->arena, count, sizeof *w->alone);
  if (!w->out->item || !w->shared || !w->alone) return no_memory(error);
  for (int i = 0; i < pl_world_incident_count(w->played); i++)
    for (size_t s = 0; s < w->states; s++) {
      const pl_incident *incident = pl_world_incident(w->played, i);
      if (is_item(&incident->item[s]) && !add_item(w, incident, s)) return no_memory(error);
    }
  qsort(w->out->item, w->out->item_count, sizeof *w->out->item, compare_items);
  for (size_t i = 0; i < w->out->item_count; i++)
    if (w->out->item[i].was_shared) w->shared[w->shared_count++] = i;
  return PL_OK;
}

/* ---- groups ---- */

pl_ledger_group *pl_ledger_find_group(const pl_ledger_work *w, pl_iid iid) {
  for (size_t i = 0; i < w->group_count; i++)
    if (w->group[i].incident.iid == iid) return &w->group[i];
  return NULL;
}

static bool open_group(pl_ledger_work *w, pl_iid iid) {
  pl_ledger_group *group = &w->group[w->group_count++];
  group->incident.iid = iid;
  group->item = pl_arena_array(w->arena, w->states, sizeof *group->item);
  group->error_of = pl_arena_array(w->arena, w->states, sizeof *group->error_of);
  group->spared_by_state = pl_arena_array(w->arena, w->states, sizeof *group->spared_by_state);
  return group->item && group->error_of && group->spared_by_state;
}

/* By originator, so that nothing of a split depends on who was first by chance. */
static void join_group(const pl_ledger_work *w, pl_ledger_group *group, size_t item) {
  int place = group->incident.sharers++;
  for (; place > 0 && w->out->item[group->item[place - 1]].originator > w->out->item[item].originator; place--)
    group->item[place] = group->item[place - 1];
  group->item[place] = item;
}

static pl_status form_groups(pl_ledger_work *w, pl_error *error) {
  w->group = pl_arena_array(w->arena, (size_t)pl_world_incident_count(w->played), sizeof *w->group);
  if (!w->group) return no_memory(error);
  for (size_t i = 0; i < w->shared_count; i++) {
    const size_t item = w->shared[i];
    const pl_iid iid = w->out->item[item].iid;
    if (!pl_ledger_find_group(w, iid) && !open_group(w, iid)) return no_memory(error);
    join_group(w, pl_ledger_find_group(w, iid), item);
  }
  return PL_OK;
}

/* ---- splitting ---- */

static pl_split_plan plan_for(const pl_ledger_work *w, const pl_ledger_group *group) {
  const uint64_t key = pl_world_seed(w->played) ^ (uint64_t)group->incident.iid << 32;
  return pl_split_plan_of(group->incident.sharers, w->options.exact_up_to, w->options.orders, key);
}

/* What it takes beside what is played anyway, at most: two are split with what is known of each. */
static size_t replays_for(const pl_ledger_work *w, const pl_ledger_group *group) {
  const pl_split_plan plan = plan_for(w, group);
  return group->incident.sharers < 3 ? 0 : pl_split_most_coalitions(&plan) - 2;
}

/* Before it is known which incidents mattered most; at most. */
static size_t expect_replays(const pl_ledger_work *w) {
  size_t most = 0, groups = 0;
  for (size_t i = 0; i < w->group_count; i++) {
    const size_t replays = replays_for(w, &w->group[i]);
    groups += replays > 0;
    if (replays > most) most = replays;
  }
  const size_t chosen = (size_t)w->options.most_incidents;
  return groups <= chosen ? most * groups : most * chosen + w->shared_count;
}

static int64_t magnitude(int64_t x) { return x < 0 ? -x : x; }

static int compare_by_weight(const void *a, const void *b) { /* of what happened, whether for better or worse */
  const pl_ledger_incident *x = &((const pl_ledger_group *)a)->incident, *y = &((const pl_ledger_group *)b)->incident;
  const int64_t hits = magnitude(y->spared) - magnitude(x->spared);
  const int64_t loss = magnitude(y->spared_loss) - magnitude(x->spared_loss);
  if (hits) return hits < 0 ? -1 : 1;
  if (loss) return loss < 0 ? -1 : 1;
  return x->iid < y->iid ? -1 : 1;
}

static int compare_by_spared(const void *a, const void *b) {
  const pl_ledger_incident *x = a, *y = b;
  if (x->spared != y->spared) return x->spared > y->spared ? -1 : 1;
  return x->iid < y->iid ? -1 : 1;
}

static void give_all_to_one(const pl_ledger_work *w, pl_ledger_group *group) {
  const pl_ledger_item *item = &w->out->item[group->item[0]];
  group->incident.split = PL_SPLIT_ALONE;
  for (size_t s = 0; s < w->states; s++) item->share_by_state[s] = (int64_t)item->spared_by_state[s] * 1000;
}

static bool reached_somebody(const pl_ledger_work *w, const pl_ledger_item *item) {
  const pl_incident *incident = pl_world_incident(w->played, pl_world_find_incident(w->played, item->iid));
  return !pl_set_is_empty(&incident->item[item->originator].hold);
}

static int64_t sum_of(const int64_t *values, int count) {
  int64_t sum = 0;
  for (int i = 0; i < count; i++) sum += values[i];
  return sum;
}

/* Proportions: what each adds when it comes first and what it adds when it comes last, as far as that goes the same way
 * as the whole. (One alone misleads: of three who said the same the last adds nothing, and the first all of it.) Where
 * nothing is added, equal parts for those whose items reached somebody; where none did, for all. */
static int64_t weigh(const pl_ledger_work *w, const pl_ledger_group *group, int64_t *weight) {
  const int sharers = group->incident.sharers;
  const int sign = group->incident.spared < 0 ? -1 : 1;
  for (int p = 0; p < sharers; p++) {
    const size_t item = group->item[p];
    const int64_t added = sign * (w->alone[item] + w->out->item[item].spared);
    weight[p] = added > 0 ? added : 0;
  }
  if (!sum_of(weight, sharers))
    for (int p = 0; p < sharers; p++) weight[p] = reached_somebody(w, &w->out->item[group->item[p]]);
  if (!sum_of(weight, sharers))
    for (int p = 0; p < sharers; p++) weight[p] = 1;
  return sum_of(weight, sharers);
}

static void divide_in_proportion(const pl_ledger_work *w, pl_ledger_group *group) {
  int64_t weight[PL_MAX_STATES], part[PL_MAX_STATES];
  const int64_t divisor = weigh(w, group, weight);
  const size_t sharers = (size_t)group->incident.sharers;
  group->incident.split = PL_SPLIT_IN_PROPORTION;
  for (size_t s = 0; s < w->states; s++) {
    for (size_t p = 0; p < sharers; p++) part[p] = group->spared_by_state[s] * weight[p];
    pl_split_apportion(part, sharers, 1, divisor);
    for (size_t p = 0; p < sharers; p++) w->out->item[group->item[p]].share_by_state[s] = part[p];
  }
}

static pl_status split_well(pl_ledger_work *w, pl_ledger_group *group, pl_error *error) {
  const pl_split_plan plan = plan_for(w, group);
  group->incident.split = plan.is_exact ? PL_SPLIT_EXACT : PL_SPLIT_SAMPLED;
  group->incident.orders = pl_split_orders(&plan);
  w->to_come -= replays_for(w, group);
  return pl_ledger_split_group(w, group, &plan, error);
}

/* By weight: the first that take replays; what takes none is split well anyway. */
static void choose_splits(pl_ledger_work *w) {
  int left = w->options.most_incidents;
  qsort(w->group, w->group_count, sizeof *w->group, compare_by_weight);
  w->to_come = 0;
  for (size_t i = 0; i < w->group_count; i++) {
    pl_ledger_group *group = &w->group[i];
    const size_t replays = replays_for(w, group);
    group->is_in_proportion = replays && !left;
    if (group->is_in_proportion || !replays) continue;
    w->to_come += replays;
    left--;
  }
}

static pl_status split_groups(pl_ledger_work *w, pl_error *error) {
  choose_splits(w);
  pl_status status = pl_ledger_play_alone(w, error);
  for (size_t i = 0; status == PL_OK && i < w->group_count; i++) {
    pl_ledger_group *group = &w->group[i];
    if (group->incident.sharers == 1) give_all_to_one(w, group);
    else if (group->is_in_proportion) divide_in_proportion(w, group);
    else status = split_well(w, group, error);
  }
  return status;
}

/* ---- accounts ---- */

static void count_item(const pl_ledger_work *w, const pl_ledger_item *item) {
  const pl_incident *incident = pl_world_incident(w->played, pl_world_find_incident(w->played, item->iid));
  const pl_state_set *hold = &incident->item[item->originator].hold;
  *(item->was_shared ? &w->out->state[item->originator].gave : &w->out->state[item->originator].withheld) += 1;
  for (int s = pl_set_next(hold, 0); s >= 0; s = pl_set_next(hold, s + 1)) w->out->state[s].received++;
}

static void book_item(const pl_ledger_work *w, pl_ledger_item *item) {
  pl_ledger_state *giver = &w->out->state[item->originator];
  count_item(w, item);
  for (size_t s = 0; s < w->states; s++) {
    const int64_t share = item->share_by_state[s];
    item->share += share;
    if (s == item->originator) {
      giver->spared_itself += share;
      continue;
    }
    giver->spared_others += share;
    w->out->state[s].was_spared += share;
    if (!item->was_shared) giver->silence += item->spared_by_state[s];
  }
}

/* Sums of squares: errors of different incidents are independent. What a sharer was spared by the others is the rest of
 * what it did not spare itself, and just as uncertain; where a state did not share that is known exactly. */
typedef struct doubt {
  uint64_t others, itself;
} doubt;

static void book_errors(const pl_ledger_work *w, const pl_ledger_group *group, doubt *doubts) {
  for (int p = 0; p < group->incident.sharers; p++) {
    pl_ledger_item *item = &w->out->item[group->item[p]];
    const pl_split_error *error_of = &group->error_of[p];
    doubt *giver = &doubts[item->originator];
    item->share_error = error_of->all;
    giver->others = pl_split_add_square(giver->others, error_of->others);
    giver->itself = pl_split_add_square(giver->itself, error_of->own);
  }
}

static void book_groups(const pl_ledger_work *w) {
  doubt doubts[PL_MAX_STATES] = {{0, 0}};
  for (size_t i = 0; i < w->group_count; i++) {
    w->out->incident[i] = w->group[i].incident;
    w->out->split += w->group[i].incident.spared;
    book_errors(w, &w->group[i], doubts);
  }
  for (size_t s = 0; s < w->states; s++) {
    const int64_t others = pl_split_root(doubts[s].others), itself = pl_split_root(doubts[s].itself);
    w->out->state[s].error = others > itself ? others : itself;
  }
  w->out->incident_count = w->group_count;
  qsort(w->out->incident, w->group_count, sizeof *w->out->incident, compare_by_spared);
}

static pl_status draw_up(pl_ledger_work *w, pl_error *error) {
  pl_ledger *out = w->out;
  out->incident = pl_arena_array(w->arena, w->group_count, sizeof *out->incident);
  out->state = pl_arena_array(w->arena, w->states, sizeof *out->state);
  if (!out->incident || !out->state) return no_memory(error);
  for (size_t i = 0; i < out->item_count; i++) book_item(w, &out->item[i]);
  book_groups(w);
  out->together = out->total - out->split;
  for (int i = 0; i < w->course->workers; i++) out->moot += w->moot[i];
  return PL_OK;
}

/* ---- together ---- */

enum { USUAL_EXACT = 7, USUAL_ORDERS = 60, USUAL_INCIDENTS = 6 };

static int32_t or_usual(int32_t chosen, int32_t usual) { return chosen > 0 ? chosen : usual; }

static pl_ledger_options complete(const pl_ledger_options *options) {
  pl_ledger_options all = options ? *options : (pl_ledger_options){0};
  all.exact_up_to = or_usual(all.exact_up_to, USUAL_EXACT);
  all.orders = or_usual(all.orders, USUAL_ORDERS);
  all.most_incidents = or_usual(all.most_incidents, USUAL_INCIDENTS);
  return all;
}

static pl_status make(pl_ledger_work *w, pl_error *error) {
  pl_status status = list_items(w, error);
  if (status == PL_OK) status = form_groups(w, error);
  w->to_come = status == PL_OK ? expect_replays(w) : 0;
  if (status == PL_OK) status = pl_ledger_play_all(w, error);
  if (status == PL_OK) status = split_groups(w, error);
  return status == PL_OK ? draw_up(w, error) : status;
}

pl_ledger *pl_ledger_new(pl_course *course, const pl_ledger_options *options, pl_error *error) {
  pl_arena *arena = pl_arena_new(0);
  pl_ledger *out = arena ? pl_arena_take(arena, sizeof *out) : NULL;
  if (!out) {
    pl_arena_free(arena);
    no_memory(error);
    return NULL;
  }
  pl_ledger_work work = {.course = course, .out = out, .arena = arena, .options = complete(options),
                         .played = course->opening[course->rounds],
                         .states = pl_course_scenario(course)->state_count};
  *out = (pl_ledger){.state_count = (int32_t)work.states, .memory = arena};
  if (make(&work, error) == PL_OK) return out;
  pl_arena_free(arena);
  return NULL;
}

void pl_ledger_free(pl_ledger *ledger) {
  if (ledger) pl_arena_free(ledger->memory);
}
