/* Events in a checkpoint.
 *
 * Readers of a log use what is in an event as indices and do not look twice, so whatever comes from outside is held
 * against the world first: one row for each kind of event says what its fields are, as its line in event.h does in
 * words. The lines of the log that an event names travel with it. */
#include "world_internal.h"

#include <polder/act.h>

#include <stdlib.h>
#include <string.h>

static const char mark[] = "polderE5";

typedef enum role { /* what a field is */
  UNUSED,           /* nobody reads it as an index */
  SEAT, STATE, STATE_OR_NONE,
  OF_ACT,           /* a seat or an inject, as the act in `amount` is about the one or the other */
  OPTION,           /* of the inject in `index` */
  TARGET,           /* of the scenario's action in `index`, if it has one */
  FORUM,
  FORUM_IF_THROUGH, /* the channel in `index` is a forum */
  ADVERSARY, INJECT, ACTION, CUSTOM, CHANNEL, OBJECTIVE
} role;

typedef struct meaning {
  role state, other, originator, forum, adversary, index;
  bool has_organisation; /* one of `state` */
} meaning;

static const meaning meanings[PL_EVENT_KINDS] = {
    [PL_EVENT_INJECT] = {.index = INJECT},
    [PL_EVENT_ANSWER] = {.state = SEAT, .other = OPTION, .index = INJECT},
    [PL_EVENT_LEFT] = {.state = STATE, .forum = FORUM},
    [PL_EVENT_JOINED] = {.state = STATE, .forum = FORUM},
    [PL_EVENT_APPLIED] = {.state = STATE, .forum = FORUM},
    [PL_EVENT_ADMISSION] = {.state = STATE, .forum = FORUM},
    [PL_EVENT_BOUGHT] = {.state = STATE},
    [PL_EVENT_STRUCK] = {.state = STATE, .adversary = ADVERSARY},
    [PL_EVENT_TAKEDOWN] = {.adversary = ADVERSARY},
    [PL_EVENT_LAPSED] = {.state = SEAT, .index = ACTION},
    [PL_EVENT_CUSTOM] = {.state = SEAT, .other = TARGET, .index = CUSTOM},
    [PL_EVENT_LAUNCHED] = {.adversary = ADVERSARY},
    [PL_EVENT_ENDED] = {.adversary = ADVERSARY},
    [PL_EVENT_LATENT] = {.state = STATE, .other = STATE_OR_NONE, .has_organisation = true},
    [PL_EVENT_INFECTIOUS] = {.state = STATE, .has_organisation = true},
    [PL_EVENT_CONTAINED] = {.state = STATE, .has_organisation = true},
    [PL_EVENT_RECOVERED] = {.state = STATE, .has_organisation = true},
    [PL_EVENT_ITEM] = {.state = STATE, .originator = STATE},
    [PL_EVENT_SENT] = {.state = STATE, .other = STATE, .originator = STATE, .forum = FORUM_IF_THROUGH, .index = CHANNEL},
    [PL_EVENT_RECEIVED] = {.state = STATE_OR_NONE, .other = STATE, .originator = STATE_OR_NONE, .index = CHANNEL},
    [PL_EVENT_PUBLISHED] = {.state = STATE, .originator = STATE},
    [PL_EVENT_BURNT] = {.state = STATE, .originator = STATE},
    [PL_EVENT_BREACH] = {.state = STATE, .other = STATE, .originator = STATE},
    [PL_EVENT_DEFECTED] = {.state = STATE, .other = STATE},
    [PL_EVENT_OBJECTIVE] = {.state = SEAT, .index = OBJECTIVE},
    [PL_EVENT_RULING] = {.state = SEAT},
    [PL_EVENT_MOOT] = {.state = OF_ACT, .index = OF_ACT},
};

/* ---- is it an event of this world? ---- */

static bool is_target(const pl_world *w, const pl_event *e) {
  const pl_scenario *x = w->scenario;
  switch (x->custom_actions[e->index].target) {
  case PL_TARGET_NONE: return e->other == PL_NONE;
  case PL_TARGET_STATE: return e->other < w->n;
  case PL_TARGET_FORUM: return e->other < x->forum_count;
  case PL_TARGET_ADVERSARY: return e->other < x->adversary_count;
  }
  return false;
}

/* A ruling is on a move of the seat in `state`, any other act on the inject in `index`. */
static bool is_of_act(const pl_world *w, const pl_event *e) {
  if (e->amount == PL_ACT_RULE) return e->state < pl_scenario_seat_count(w->scenario) && e->index == PL_NONE;
  const bool is_act = e->amount >= 0 && e->amount < PL_ACT_KINDS;
  return is_act && e->index < w->scenario->inject_count && e->state == PL_NONE;
}

/* `index` has been looked at before the fields that lean on it. */
static bool is_in_role(const pl_world *w, const pl_event *e, role as, uint16_t value) {
  const pl_scenario *x = w->scenario;
  switch (as) {
  case UNUSED: return true;
  case SEAT: return value < pl_scenario_seat_count(x);
  case STATE: return value < w->n;
  case STATE_OR_NONE: return value < w->n || value == PL_NONE;
  case OF_ACT: return is_of_act(w, e);
  case OPTION: return value < x->injects[e->index].option_count;
  case TARGET: return is_target(w, e);
  case FORUM: return value < x->forum_count;
  case FORUM_IF_THROUGH: return value < x->forum_count || e->index != PL_CHANNEL_FORUM;
  case ADVERSARY: return value < x->adversary_count;
  case INJECT: return value < x->inject_count;
  case ACTION: return value < w->story.action_total;
  case CUSTOM: return value < x->action_count;
  case CHANNEL: return value <= PL_CHANNEL_COMMERCIAL;
  case OBJECTIVE: return value < x->objective_count;
  }
  return false;
}

static bool is_incident(const pl_world *w, pl_iid iid) {
  const int declared = (int)(iid & 255) - PL_MAX_SLOTS;
  return iid == 0 || (iid >> 16 < w->scenario->adversary_count && declared < w->scenario->incident_count);
}

/* Whether `e` may follow an event of round `last`: readers search the log by round. */
static bool is_possible(const pl_world *w, const pl_event *e, int last) {
  const meaning *row = &meanings[e->kind];
  if (e->round < last || !is_incident(w, e->iid)) return false;
  if (!is_in_role(w, e, row->index, e->index) || !is_in_role(w, e, row->state, e->state) ||
      !is_in_role(w, e, row->other, e->other) || !is_in_role(w, e, row->originator, e->originator) ||
      !is_in_role(w, e, row->forum, e->forum) || !is_in_role(w, e, row->adversary, e->adversary))
    return false;
  if (row->has_organisation && e->organisation < w->map->first[e->state]) return false;
  if (row->has_organisation && e->organisation >= w->map->first[e->state + 1]) return false;
  return e->kind != PL_EVENT_LAPSED || (e->amount >= 0 && e->amount <= PL_LAPSE_NEEDS);
}

/* ---- carrying ---- */

static void carry_event(pl_archive *a, pl_event *e) {
  pl_archive_byte(a, &e->kind, 0, PL_EVENT_KINDS - 1);
  pl_archive_byte(a, &e->flag, 0, 1);
  pl_archive_short(a, &e->round, 0, PL_MAX_ROUNDS - 1);
  pl_archive_int(a, &e->tick, 0, PL_MAX_ROUNDS * PL_TICKS_PER_ROUND);
  uint16_t *const index[] = {&e->state, &e->other, &e->originator, &e->forum, &e->adversary, &e->index};
  for (size_t i = 0; i < sizeof index / sizeof index[0]; i++) pl_archive_index(a, index[i], PL_NONE);
  pl_archive_unsigned(a, &e->iid, 0, UINT32_MAX);
  pl_archive_unsigned(a, &e->organisation, 0, UINT32_MAX);
  pl_archive_long(a, &e->amount, INT64_MIN, INT64_MAX);
  pl_archive_byte(a, &e->label, 0, PL_LABELS - 1);
  pl_archive_flag(a, &e->is_public);
  pl_archive_set(a, &e->seen_by, PL_MAX_SEATS);
}

static void save_line(pl_archive *a, const pl_event_log *log, size_t index) {
  const char *line = index < log->line_count ? log->line[index] : NULL;
  const size_t length = line ? strlen(line) : 0;
  if (!pl_archive_number(a, line != NULL, 0, 1)) return;
  pl_archive_count(a, length, SIZE_MAX);
  pl_archive_bytes(a, line, length);
}

void pl_event_log_save(const pl_event_log *log, size_t from, pl_buffer *out) {
  pl_archive a = pl_archive_save(out, mark);
  const size_t count = from < log->count ? log->count - from : 0;
  pl_archive_count(&a, count, SIZE_MAX);
  for (size_t i = log->count - count; i < log->count; i++) {
    pl_event event = log->event[i];
    carry_event(&a, &event);
    const pl_event_lines named = pl_event_lines_of(&event);
    if (named.first) save_line(&a, log, *named.first);
    if (named.is_in_two) save_line(&a, log, (size_t)event.index + 1);
    if (named.second) save_line(&a, log, *named.second);
  }
  pl_archive_seal(&a);
}

/* The number of the line that follows, now a line of `log`; PL_NONE: there is none, or no room for it. */
static uint16_t load_line(pl_archive *a, pl_event_log *log) {
  if (!pl_archive_number(a, 0, 0, 1)) return PL_NONE;
  const size_t length = pl_archive_count(a, 0, SIZE_MAX);
  const char *bytes = pl_archive_bytes(a, NULL, length);
  if (!bytes) return PL_NONE;
  char *text = calloc(length + 1, 1);
  if (!text) {
    a->out_of_memory = true;
    return PL_NONE;
  }
  memcpy(text, bytes, length);
  const uint16_t line = pl_event_log_add_line(log, text);
  free(text);
  return line;
}

static void load_event(pl_archive *a, pl_event_log *log, const pl_world *w) {
  pl_event event = {0};
  carry_event(a, &event);
  const pl_event_lines named = pl_event_lines_of(&event);
  if (named.first) *named.first = load_line(a, log);
  if (named.is_in_two && load_line(a, log) != event.index + 1)
    a->is_bad = true; /* the same in Dutch, next to it */
  if (named.second) *named.second = load_line(a, log);
  const pl_state_set seats = pl_set_first((unsigned)pl_scenario_seat_count(w->scenario));
  const pl_state_set strangers = pl_set_difference(event.seen_by, seats);
  const int last = log->count ? log->event[log->count - 1].round : 0;
  if (a->is_bad || !pl_set_is_empty(&strangers) || !is_possible(w, &event, last)) a->is_bad = true;
  else pl_event_log_add(log, &event);
}

/* As if nothing had been added since. */
static void take_back(pl_event_log *log, size_t count, size_t line_count) {
  while (log->line_count > line_count) free(log->line[--log->line_count]);
  log->count = count;
  log->failed = false;
}

pl_status pl_event_checkpoint_load(pl_archive *a, pl_event_log *log, const pl_world *world, pl_error *error) {
  if (log->failed) return pl_error_set(error, PL_NO_MEMORY, "out of memory for events; close other programs");
  const size_t before = log->count, lines = log->line_count;
  const size_t count = pl_archive_count(a, 0, SIZE_MAX);
  for (size_t i = 0; i < count && !a->is_bad && !log->failed && !a->out_of_memory; i++) load_event(a, log, world);
  const bool is_full = log->failed || a->out_of_memory;
  if (!is_full && pl_archive_is_done(a)) return PL_OK;
  take_back(log, before, lines);
  if (is_full) return pl_error_set(error, PL_NO_MEMORY, "out of memory for events; close other programs");
  return pl_error_set(error, PL_BAD_INPUT, "the events are damaged, or of another exercise or version of Polder; play "
                                           "the decisions again to have them anew");
}

pl_status pl_event_log_load(pl_event_log *log, const pl_world *world, const void *bytes, size_t length,
                            pl_error *error) {
  pl_archive a = pl_archive_load(bytes, length, mark);
  return pl_event_checkpoint_load(&a, log, world, error);
}
