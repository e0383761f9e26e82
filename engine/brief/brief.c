/* Briefs: what one seat may know, copied out of the const world.
 *
 * A brief is built in two steps, count and fill, into one block of memory that the room keeps:
 *
 *   room.memory  | others | items | incidents | forums | events | injects | own organisations |
 *
 * so that bots, which ask for the relations only, round after round, cost a few dozen loads and no allocation. Parts
 * that were not asked for are not looked at. What is secret is not filtered here, it is never read: no threshold, no
 * suppression, no tension, no organisation in S, L or I is told apart from a clean one. Roles without a state have no
 * figures of their own; they get their injects and their events. */
#include "brief_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- figures and relations ---- */

static void fill_figures(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  const pl_state *state = pl_world_state(work->world, b->seat);
  b->budget = state->budget;
  b->money = pl_world_money(work->world, b->seat);
  b->loss = state->loss >> 16;
  b->edge = state->edge;
  b->burn = state->burn;
  b->effort = state->effort;
  b->payoff = pl_world_payoff(work->world, b->seat);
  b->expertise = state->expertise;
  b->effective_expertise = state->effective_expertise;
  memcpy(b->stock, state->stock, sizeof b->stock);
  memcpy(b->level, state->level, sizeof b->level);
  b->standing = state->standing;
  b->confidence = state->confidence;
  b->rights = state->rights;
  b->forums_joined = state->forums;
  b->orders = state->orders;
  const uint32_t *first = pl_world_map(work->world)->first + b->seat;
  b->organisations = (int32_t)(first[1] - first[0]);
}

uint8_t pl_brief_fifth(pl_q16 trust) {
  int step = 1 + (int)((int64_t)trust * 5 / PL_ONE);
  return (uint8_t)(step < 1 ? 1 : step > 5 ? 5 : step);
}

static void fill_others(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  const pl_world *world = work->world;
  int me = b->seat, count = b->scenario->state_count;
  const pl_state *state = pl_world_state(world, me);
  const int64_t *link_in = pl_world_map(world)->link_in + (size_t)me * (size_t)count;
  for (int t = 0; t < count; t++) {
    if (t == me) {
      b->others[t] = (pl_brief_other){.link_in = link_in[t], .hits = -1};
      continue;
    }
    const pl_state *other = pl_world_state(world, t);
    b->others[t] = (pl_brief_other){.trust = pl_world_trust(world, me, t),
                                    .trust_in_me = pl_brief_fifth(pl_world_trust(world, t, me)),
                                    .is_ally = pl_set_has(&state->allies, (unsigned)t),
                                    .seen = pl_set_has(&state->seen, (unsigned)t),
                                    .ever_defected = pl_set_has(&state->ever_defected, (unsigned)t),
                                    .was_peer = pl_set_has(&state->posture, (unsigned)t),
                                    .forums = other->forums, .standing = other->standing, .link_in = link_in[t],
                                    .hits = -1};
  }
}

/* Whose items reached this seat last round. */
static pl_state_set find_reporters(const pl_brief_work *work) {
  const pl_brief *b = work->brief;
  pl_state_set reporters = {{0}};
  for (size_t i = pl_brief_recent(work); work->log && i < work->log->count; i++) {
    const pl_event *event = &work->log->event[i];
    bool is_mine = event->kind == PL_EVENT_RECEIVED && event->other == b->seat;
    if (is_mine && event->originator < b->scenario->state_count) pl_set_add(&reporters, event->originator);
  }
  pl_set_remove(&reporters, b->seat);
  return reporters;
}

/* With its item a state tells how it fares, and it can tell no more than it has found out itself. */
static void fill_hits(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  const pl_state_set reporters = find_reporters(work);
  if (pl_set_is_empty(&reporters)) return;
  for (int t = pl_set_next(&reporters, 0); t >= 0; t = pl_set_next(&reporters, t + 1)) b->others[t].hits = 0;
  for (size_t i = 0; i < work->log->count; i++) {
    const pl_event *event = &work->log->event[i];
    bool is_found = event->kind == PL_EVENT_CONTAINED, is_over = event->kind == PL_EVENT_RECOVERED;
    if (!is_found && !is_over) continue;
    if (pl_set_has(&reporters, event->state)) b->others[event->state].hits += is_found - is_over;
  }
}

static bool may_join(const pl_brief_work *work, int forum) {
  pl_decision join = {.seat = work->brief->seat, .action = PL_ACTION_JOIN, .target = (uint16_t)forum};
  return pl_world_check(work->world, &join, NULL, 0, NULL) == PL_OK;
}

static void fill_forums(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  for (int f = 0; f < b->scenario->forum_count; f++) {
    const pl_forum *forum = pl_world_forum(work->world, f);
    bool is_member = pl_set_has(&forum->members, b->seat);
    b->forums[f] = (pl_brief_forum){.members = forum->members, .latency = forum->latency, .quality = forum->quality,
                                    .phi = forum->phi, .is_member = is_member,
                                    .may_join = !is_member && may_join(work, f),
                                    .applicant = is_member ? forum->applicant : PL_NONE};
  }
}

/* An organisation that recovered in an incident long over is only in the log. */
static void mark_recovered(const pl_brief_work *work) {
  const pl_brief *b = work->brief;
  uint32_t first = pl_world_map(work->world)->first[b->seat];
  for (size_t i = 0; work->log && i < work->log->count; i++) {
    const pl_event *event = &work->log->event[i];
    if (event->kind == PL_EVENT_RECOVERED && event->state == b->seat)
      work->own[event->organisation - first] |= PL_OWN_RECOVERED;
  }
}

static void sum_own(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  mark_recovered(work);
  for (int32_t i = 0; i < b->organisations; i++) {
    b->contained += (work->own[i] & PL_OWN_CONTAINED) != 0;
    b->recovered += (work->own[i] & PL_OWN_RECOVERED) != 0;
  }
}

/* ---- the block of memory ---- */

typedef struct counts {
  size_t others, items, incidents, forums, events, injects, own;
} counts;

static counts count_parts(const pl_brief_work *work, unsigned parts) {
  const pl_brief *b = work->brief;
  counts c = {0};
  if (parts & PL_BRIEF_INBOX) c.injects = pl_brief_count_injects(work);
  if (parts & PL_BRIEF_EVENTS) c.events = pl_brief_count_events(work);
  if (!b->is_state) return c;
  if (parts & PL_BRIEF_RELATIONS) c.others = b->scenario->state_count;
  if (parts & PL_BRIEF_ITEMS) c.items = pl_brief_count_items(work);
  if (parts & (PL_BRIEF_ITEMS | PL_BRIEF_OWN)) {
    c.incidents = pl_brief_count_incidents(work);
    c.own = (size_t)b->organisations;
  }
  if (parts & PL_BRIEF_OWN) c.forums = b->scenario->forum_count;
  return c;
}

/* Sizes are rounded up so that the next part is aligned for anything with pointers and 64-bit numbers. */
static size_t rounded(size_t size) { return (size + 15) & ~(size_t)15; }

/* The next part of the block; advances `at`. */
static void *carve(pl_brief_room *room, size_t *at, size_t size) {
  void *part = size ? (char *)room->memory + *at : NULL;
  *at += rounded(size);
  return part;
}

static bool make_room(pl_brief_room *room, const counts *c, uint8_t **own) {
  size_t sizes[] = {c->others * sizeof *room->brief.others, c->items * sizeof *room->brief.items,
                    c->incidents * sizeof *room->brief.incidents, c->forums * sizeof *room->brief.forums,
                    c->events * sizeof *room->brief.events, c->injects * sizeof *room->brief.injects, c->own};
  size_t total = 0, at = 0;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) total += rounded(sizes[i]);
  if (total > room->capacity) {
    void *larger = malloc(total * 2); /* the old contents are of no use; growing by half saves later calls */
    if (!larger) return false;
    free(room->memory);
    room->memory = larger;
    room->capacity = total * 2;
  }
  pl_brief *b = &room->brief;
  b->others = carve(room, &at, sizes[0]);
  b->items = carve(room, &at, sizes[1]);
  b->incidents = carve(room, &at, sizes[2]);
  b->forums = carve(room, &at, sizes[3]);
  b->events = carve(room, &at, sizes[4]);
  b->injects = carve(room, &at, sizes[5]);
  *own = carve(room, &at, sizes[6]);
  if (*own) memset(*own, 0, c->own);
  b->item_count = c->items;
  b->incident_count = c->incidents;
  b->event_count = c->events;
  b->inject_count = c->injects;
  return true;
}

static void fill_parts(const pl_brief_work *work, unsigned parts) {
  pl_brief *b = work->brief;
  if (b->others) fill_others(work);
  if (b->others && parts & PL_BRIEF_EVENTS) fill_hits(work);
  if (b->items) pl_brief_fill_items(work);
  if (b->incidents) pl_brief_fill_incidents(work);
  if (work->own) sum_own(work);
  if (b->forums) fill_forums(work);
  if (b->events) pl_brief_fill_events(work);
  if (b->injects) pl_brief_fill_injects(work);
}

pl_status pl_brief_build(const pl_world *world, const pl_event_log *log, int seat, unsigned parts, pl_brief_room *room,
                         pl_error *error) {
  const pl_scenario *scenario = pl_world_scenario(world);
  if (seat < 0 || seat >= pl_scenario_seat_count(scenario))
    return pl_error_set(error, PL_BUG, "there is no seat %d to brief", seat);
  pl_brief *b = &room->brief;
  *b = (pl_brief){.scenario = scenario, .seed = pl_world_seed(world), .round = pl_world_round(world),
                  .seat = (uint16_t)seat, .is_state = seat < scenario->state_count};
  pl_brief_work work = {.world = world, .log = log, .brief = b};
  if (b->is_state) fill_figures(&work);
  counts c = count_parts(&work, parts);
  if (!make_room(room, &c, &work.own)) {
    *b = (pl_brief){.scenario = scenario};
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot brief %s", pl_scenario_seat_id(scenario, seat));
  }
  fill_parts(&work, parts);
  return PL_OK;
}

void pl_brief_room_clear(pl_brief_room *room) {
  free(room->memory);
  *room = (pl_brief_room){.memory = NULL};
}
