/* Inbox and events: what was said to a seat, and what it saw happen.
 *
 * The world says with each event who may see it. This file adds two things: a role also sees through the eyes of the
 * states and forums that the scenario lets it watch, and the kinds of event that would reveal an infection nobody has
 * found yet are nobody's but control's, whatever their eye says. */
#include "brief_internal.h"

/* ---- events ---- */

/* Events about a forum as such, which whoever watches that forum sees. */
static bool is_about_forum(const pl_event *event) {
  switch ((pl_event_kind)event->kind) {
    case PL_EVENT_LEFT:
    case PL_EVENT_JOINED:
    case PL_EVENT_APPLIED:
    case PL_EVENT_ADMISSION: return true;
    default: return false;
  }
}

static bool role_may_see(const pl_scenario *scenario, int seat, const pl_event *event) {
  const pl_role_spec *role = &scenario->roles[seat - scenario->state_count];
  pl_state_set watched = pl_set_intersection(role->sees_states, event->seen_by);
  if (!pl_set_is_empty(&watched)) return true;
  return is_about_forum(event) && event->forum < scenario->forum_count && role->sees_forums >> event->forum & 1;
}

bool pl_brief_may_see(const pl_scenario *scenario, int seat, const pl_event *event) {
  bool is_hidden = event->kind == PL_EVENT_LATENT || event->kind == PL_EVENT_INFECTIOUS;
  if (is_hidden || seat < 0 || seat >= pl_scenario_seat_count(scenario)) return false;
  if (event->is_public || pl_set_has(&event->seen_by, (unsigned)seat)) return true;
  return seat >= scenario->state_count && role_may_see(scenario, seat, event);
}

/* Rounds never fall along the log, so the recent ones are a tail. */
size_t pl_brief_recent(const pl_brief_work *work) {
  int last = work->brief->round - 1;
  size_t low = 0, high = work->log ? work->log->count : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (work->log->event[middle].round < last) low = middle + 1;
    else high = middle;
  }
  return low;
}

size_t pl_brief_count_events(const pl_brief_work *work) {
  size_t count = 0;
  for (size_t i = pl_brief_recent(work); work->log && i < work->log->count; i++)
    count += pl_brief_may_see(work->brief->scenario, work->brief->seat, &work->log->event[i]);
  return count;
}

void pl_brief_fill_events(const pl_brief_work *work) {
  size_t count = 0;
  for (size_t i = pl_brief_recent(work); i < work->log->count; i++) {
    const pl_event *event = &work->log->event[i];
    if (pl_brief_may_see(work->brief->scenario, work->brief->seat, event)) work->brief->events[count++] = event;
  }
}

/* ---- injects ---- */

static bool is_for(const pl_inject_spec *inject, int seat) {
  for (int i = 0; i < inject->to_count; i++)
    if (inject->to[i] == seat) return true;
  return false;
}

/* What came on a later day of the round before is news too: nobody was briefed in between. */
static bool has_arrived(const pl_brief_work *work, int inject) {
  const pl_inject_spec *spec = &work->brief->scenario->injects[inject];
  int fired = pl_world_inject(work->world, inject)->fired_round, round = work->brief->round;
  bool is_news = fired == round || (fired >= 0 && fired == round - 1 && spec->tick > 0);
  return is_news && is_for(spec, work->brief->seat);
}

size_t pl_brief_count_injects(const pl_brief_work *work) {
  size_t count = 0;
  for (int i = 0; i < work->brief->scenario->inject_count; i++) count += has_arrived(work, i);
  return count;
}

static uint64_t available_options(const pl_brief_work *work, const pl_inject_spec *inject) {
  uint64_t available = 0;
  for (int i = 0; i < inject->option_count && i < 64; i++)
    if (pl_world_holds(work->world, inject->options[i].needs)) available |= (uint64_t)1 << i;
  return available;
}

static pl_text text_of(const pl_brief_work *work, int inject) {
  const char *words = pl_world_inject_text(work->world, inject);
  return words ? (pl_text){.in = {[PL_ENGLISH] = words}} : work->brief->scenario->injects[inject].text;
}

void pl_brief_fill_injects(const pl_brief_work *work) {
  const pl_brief *b = work->brief;
  size_t count = 0;
  for (int i = 0; i < b->scenario->inject_count; i++) {
    if (!has_arrived(work, i)) continue;
    b->injects[count++] = (pl_brief_inject){.inject = (uint16_t)i,
                                            .is_open = pl_world_may_answer(work->world, i, b->seat),
                                            .available = available_options(work, &b->scenario->injects[i]),
                                            .text = text_of(work, i)};
  }
}
