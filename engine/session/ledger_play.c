/* The exercises that are played for a ledger.
 *
 * All of one kind: some items go another way than they did, what was shared is withheld and what was withheld goes to
 * everybody, from the round on in which the first of them was found out; the rest is as recorded. What is noted is how
 * many more organisations of each state are hit than as played. Where each goes is settled before the first is played,
 * so the workers need no lock and their number changes nothing. */
#include "ledger_work.h"

#include <stdlib.h>

/* ---- one exercise ---- */

typedef struct difference { /* otherwise − as played */
  int32_t *hit; /* [states], set by the caller */
  int64_t hits;
  pl_mu loss;
} difference;

static void compare_with_played(const pl_ledger_work *w, const pl_world *otherwise, difference *out) {
  out->hits = 0;
  out->loss = 0;
  for (size_t s = 0; s < w->states; s++) {
    const pl_state *now = pl_world_state(otherwise, (int)s), *then = pl_world_state(w->played, (int)s);
    const int64_t more = now->hit_total - then->hit_total;
    if (out->hit) out->hit[s] = (int32_t)more;
    out->hits += more;
    out->loss += (now->loss >> 16) - (then->loss >> 16);
  }
}

static pl_turn turn_around(const pl_ledger_item *item) {
  pl_turn turn = {.kind = PL_TURN_ITEM, .decision = {.seat = item->originator, .iid = item->iid}};
  if (!item->was_shared) turn.decision.audience.words = PL_AUDIENCE_ALL;
  return turn;
}

/* With these `count` > 0 items turned around. */
static pl_status play(pl_ledger_work *w, int worker, const size_t *items, size_t count, difference *out,
                      pl_error *error) {
  pl_turn *turn = calloc(count, sizeof *turn);
  const pl_session *played;
  if (!turn) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot play it otherwise");
  pl_playing playing = {.round = w->course->rounds, .until = w->course->rounds, .turn = turn, .turn_count = count,
                        .skips_digests = true};
  for (size_t i = 0; i < count; i++) {
    const pl_ledger_item *item = &w->out->item[items[i]];
    const int born = item->birth / PL_TICKS_PER_ROUND;
    turn[i] = turn_around(item);
    if (born < playing.round) playing.round = born;
  }
  const pl_status status = pl_course_play(w->course, worker, &playing, &played, error);
  if (status == PL_OK) compare_with_played(w, played->world, out);
  if (status == PL_OK) w->moot[worker] += pl_world_moots(played->world) > 0;
  free(turn);
  return status;
}

/* ---- many ---- */

static bool tell(void *context, size_t done, size_t total) {
  const pl_ledger_work *w = context;
  const pl_progress *progress = &w->options.progress;
  return progress->step(progress->context, w->done + done, w->done + total + w->to_come);
}

static pl_status play_many(pl_ledger_work *w, size_t count, pl_task task, void *context, pl_error *error) {
  const pl_progress progress = {.step = w->options.progress.step ? tell : NULL, .context = w};
  const pl_status status = pl_crew_do(w->course->workers, count, task, context, &progress, error);
  w->done += count;
  w->out->replays += (int32_t)count;
  return status;
}

/* ---- each by itself, and all ---- */

static pl_status play_item(pl_ledger_work *w, int worker, size_t number, pl_error *error) {
  pl_ledger_item *item = &w->out->item[number];
  difference d = {.hit = item->spared_by_state};
  const pl_status status = play(w, worker, &number, 1, &d, error);
  const int sign = item->was_shared ? 1 : -1; /* turned around, it is the other way round */
  item->spared = sign * d.hits;
  item->spared_loss = sign * d.loss;
  for (size_t s = 0; s < w->states; s++) item->spared_by_state[s] *= sign;
  return status;
}

static pl_status play_group(pl_ledger_work *w, int worker, pl_ledger_group *group, pl_error *error) {
  difference d = {.hit = group->spared_by_state};
  const pl_status status = play(w, worker, group->item, (size_t)group->incident.sharers, &d, error);
  group->incident.spared = d.hits;
  group->incident.spared_loss = d.loss;
  return status;
}

static pl_status play_total(pl_ledger_work *w, int worker, pl_error *error) {
  difference d = {.hit = NULL};
  const pl_status status = play(w, worker, w->shared, w->shared_count, &d, error);
  w->out->total = d.hits;
  w->out->total_loss = d.loss;
  return status;
}

static pl_status play_one(void *context, int worker, size_t task, pl_error *error) {
  pl_ledger_work *w = context;
  if (task < w->out->item_count) return play_item(w, worker, task, error);
  task -= w->out->item_count;
  return task < w->group_count ? play_group(w, worker, &w->group[task], error) : play_total(w, worker, error);
}

pl_status pl_ledger_play_all(pl_ledger_work *w, pl_error *error) {
  return play_many(w, w->out->item_count + w->group_count + (w->shared_count > 0), play_one, w, error);
}

/* ---- the only one ---- */

typedef struct list { /* of items */
  pl_ledger_work *work;
  size_t *item;
  size_t count;
} list;

static pl_status play_alone(void *context, int worker, size_t task, pl_error *error) {
  const list *l = context;
  pl_ledger_work *w = l->work;
  const pl_ledger_group *group = pl_ledger_find_group(w, w->out->item[l->item[task]].iid);
  size_t withheld[PL_MAX_STATES], count = 0;
  for (int p = 0; p < group->incident.sharers; p++)
    if (group->item[p] != l->item[task]) withheld[count++] = group->item[p];
  difference d = {.hit = NULL};
  const pl_status status = play(w, worker, withheld, count, &d, error);
  w->alone[l->item[task]] = group->incident.spared - d.hits;
  return status;
}

pl_status pl_ledger_play_alone(pl_ledger_work *w, pl_error *error) {
  list l = {.work = w, .item = calloc(w->shared_count + 1, sizeof *l.item)};
  if (!l.item) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot split what was spared");
  for (size_t i = 0; i < w->group_count; i++)
    for (int p = 0; w->group[i].is_in_proportion && p < w->group[i].incident.sharers; p++)
      l.item[l.count++] = w->group[i].item[p];
  const pl_status status = play_many(w, l.count, play_alone, &l, error);
  free(l.item);
  return status;
}

/* ---- coalitions ---- */

typedef struct game { /* of one group: who shares, the others withholding */
  pl_ledger_work *work;
  const pl_ledger_group *group;
  pl_state_set *coalition; /* [count] */
  size_t count;
  int32_t *value;          /* [count · states]: hit more than as played */
  size_t *task;            /* [tasks]: those that are not known yet */
  size_t tasks;
} game;

static const int32_t *value_of(const void *context, const pl_state_set *coalition) {
  const game *g = context;
  return g->value + pl_split_find(g->coalition, g->count, coalition) * g->work->states;
}

static pl_status play_coalition(void *context, int worker, size_t task, pl_error *error) {
  const game *g = context;
  const size_t here = g->task[task];
  difference d = {.hit = g->value + here * g->work->states};
  size_t withheld[PL_MAX_STATES], count = 0;
  for (int p = 0; p < g->group->incident.sharers; p++)
    if (!pl_set_has(&g->coalition[here], (unsigned)p)) withheld[count++] = g->group->item[p];
  return play(g->work, worker, withheld, count, &d, error);
}

/* What was played already: all sharing is what happened (nobody is hit more), and where one or all withheld, that was
 * each by itself and the group. NULL: not yet. */
static const int32_t *known_value(const game *g, const pl_state_set *coalition) {
  const int players = g->group->incident.sharers, members = pl_set_count(coalition);
  const pl_state_set all = pl_set_first((unsigned)players), others = pl_set_difference(all, *coalition);
  if (!members) return g->group->spared_by_state;
  if (members < players - 1) return NULL;
  return g->work->out->item[g->group->item[pl_set_next(&others, 0)]].spared_by_state;
}

static pl_status prepare(game *g, pl_error *error) {
  const size_t n = g->work->states;
  const int players = g->group->incident.sharers;
  g->value = calloc(g->count * n, sizeof *g->value);
  g->task = calloc(g->count, sizeof *g->task);
  if (!g->value || !g->task) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot split what was spared");
  for (size_t i = 0; i < g->count; i++) {
    if (pl_set_count(&g->coalition[i]) == players) continue;
    const int32_t *known = known_value(g, &g->coalition[i]);
    if (!known) g->task[g->tasks++] = i;
    for (size_t s = 0; known && s < n; s++) g->value[i * n + s] = known[s];
  }
  return PL_OK;
}

static pl_status split(const game *g, const pl_split_plan *plan, pl_error *error) {
  const pl_ledger_work *w = g->work;
  const size_t players = (size_t)plan->players;
  uint16_t own[PL_MAX_STATES];
  int64_t *share = calloc(players * w->states, sizeof *share);
  if (!share) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot split what was spared");
  for (size_t p = 0; p < players; p++) own[p] = w->out->item[g->group->item[p]].originator;
  const pl_split_game shapley = {.columns = (int)w->states, .value = value_of, .context = g, .own = own};
  const pl_status status = pl_split_do(plan, &shapley, share, g->group->error_of, error);
  for (size_t p = 0; status == PL_OK && p < players; p++) {
    int64_t *row = w->out->item[g->group->item[p]].share_by_state;
    for (size_t s = 0; s < w->states; s++) row[s] = share[p * w->states + s];
  }
  free(share);
  return status;
}

pl_status pl_ledger_split_group(pl_ledger_work *w, pl_ledger_group *group, const pl_split_plan *plan,
                                pl_error *error) {
  game g = {.work = w, .group = group};
  pl_status status = pl_split_coalitions(plan, &g.coalition, &g.count, error);
  if (status == PL_OK) status = prepare(&g, error);
  if (status == PL_OK) status = play_many(w, g.tasks, play_coalition, &g, error);
  if (status == PL_OK) status = split(&g, plan, error);
  free(g.coalition);
  free(g.value);
  free(g.task);
  return status;
}
