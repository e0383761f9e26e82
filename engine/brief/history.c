/* A history: what one viewer may see of an exercise, folded from its events and from its past.
 *
 *   session's log ───────── pl_sight_of ──────► event[]
 *   session as it is ────── pl_relations_take ─► after[rounds]      the last entry: now
 *   session as it was ───── retraced in a copy ► after[0 … rounds − 1]   each at the opening of the next round
 *
 * A session knows its present only. Whoever extends a history while each round is open has seen every opening, and
 * nothing is played again; where one was missed, all rounds are retraced in a single pass. The entry of the moment
 * between two rounds is not settled: opening the next round may still change it.
 *
 * Everything new is gathered beside the history first and then taken over at once, so a failure leaves it as it was. */
#include "history_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- the map ---- */

static bool copy_map(pl_history *history, const pl_map *map) {
  const size_t n = (size_t)map->state_count, organisations = (size_t)map->organisation_count;
  history->first = malloc((n + 1) * sizeof *history->first);
  history->sector = malloc(organisations + 1);
  history->dependency = calloc(n * n + 1, sizeof *history->dependency);
  if (!history->first || !history->sector || !history->dependency) return false;
  memcpy(history->first, map->first, (n + 1) * sizeof *history->first);
  if (organisations) memcpy(history->sector, map->sector, organisations);
  const pl_sight *sight = &history->sight;
  const bool is_state = sight->viewer == PL_VIEWER_SEAT && (size_t)sight->seat < n;
  const size_t from = is_state ? (size_t)sight->seat * n : 0;
  const size_t count = is_state ? n : sight->viewer == PL_VIEWER_CONTROL ? n * n : 0;
  if (count) memcpy(history->dependency + from, map->link_in + from, count * sizeof *history->dependency);
  return true;
}

/* ---- what is gathered for an extension ---- */

typedef struct gathering {
  const pl_history *history;
  int rounds, settled;  /* of the session */
  bool is_stopped;      /* it stopped in the middle of a round: its present is no moment that anybody sees */
  pl_relations *fresh;  /* owned, [rounds + 1]: what is new; the others hold nothing */
  pl_brief_room briefs; /* owned */
} gathering;

static pl_history_memory *memory_of(const pl_history *history) { return history->memory; }

static bool is_missing(const gathering *g, int round) { return round >= memory_of(g->history)->settled; }

static pl_status take(gathering *g, const pl_session *then, pl_error *error) {
  pl_relations *fresh = &g->fresh[pl_session_rounds_done(then)];
  return pl_relations_take(fresh, then, &g->history->sight, &g->briefs, error);
}

static pl_status look_back(void *context, const pl_session *then, pl_error *error) {
  gathering *g = context;
  const int round = pl_session_rounds_done(then);
  const bool is_wanted = is_missing(g, round) && (round < g->rounds || g->is_stopped);
  return is_wanted ? take(g, then, error) : PL_OK;
}

static pl_status gather_relations(gathering *g, const pl_session *session, pl_error *error) {
  const bool has_missed = g->is_stopped || (g->rounds > 0 && is_missing(g, g->rounds - 1));
  pl_status status = has_missed ? pl_session_retrace(session, look_back, g, error) : PL_OK;
  if (status == PL_OK && !g->is_stopped) status = take(g, session, error);
  return status;
}

static void clear(gathering *g) {
  for (int r = 0; g->fresh && r <= g->rounds; r++) pl_relations_clear(&g->fresh[r]);
  free(g->fresh);
  pl_brief_room_clear(&g->briefs);
}

/* ---- events ---- */

static pl_status no_memory(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the history of the exercise is not up to date");
}

/* Room for as many events more; those that are there stay. */
static bool reserve(pl_history *history, size_t count) {
  pl_history_memory *memory = memory_of(history);
  const size_t needed = history->event_count + count;
  if (needed <= memory->event_capacity) return true;
  const size_t capacity = needed + needed / 2;
  pl_event *larger = realloc(history->event, capacity * sizeof *larger);
  if (!larger) return false;
  history->event = larger;
  memory->event_capacity = capacity;
  return true;
}

/* Writes what the viewer sees of the log's events up to `end` behind those it has; `added` says how many. */
static pl_status add_events(pl_history *history, const pl_session *session, size_t end, size_t *added,
                            pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  const pl_event_log *log = pl_session_events(session);
  const size_t begin = memory_of(history)->looked_at;
  const bool needs_sources = pl_sight_needs_sources(&history->sight);
  pl_infections infections = {.log = NULL};
  size_t count = 0;
  *added = 0;
  if (end <= begin) return PL_OK;
  pl_event seen;
  for (size_t i = begin; i < end; i++)
    count += pl_sight_of(&history->sight, scenario, &log->event[i], NULL, &seen);
  if (!reserve(history, count)) return no_memory(error);
  if (needs_sources && !pl_infections_find(&infections, log, end, history->first[scenario->state_count]))
    return no_memory(error);
  pl_event *next = history->event + history->event_count;
  const pl_infections *sources = needs_sources ? &infections : NULL;
  for (size_t i = begin; i < end; i++)
    if (pl_sight_of(&history->sight, scenario, &log->event[i], sources, &seen)) next[(*added)++] = seen;
  pl_infections_clear(&infections);
  return PL_OK;
}

/* ---- extending ---- */

/* Events of the rounds done, and of the opening of one that is open. Rounds never fall along a log. */
static size_t events_to_show(const pl_session *session) {
  const pl_event_log *log = pl_session_events(session);
  size_t end = log->count;
  while (!pl_session_is_open(session) && end && log->event[end - 1].round >= pl_session_rounds_done(session)) end--;
  return end;
}

/* The session was recorded, and is the one that the history began with or its like. */
static pl_status check_session(const pl_history *history, const pl_session *session, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  const int rounds = history->rounds;
  if (pl_session_rounds_done(session) && !pl_session_events(session)->count)
    return pl_error_set(error, PL_BUG, "the exercise was begun without a record of events, so it has no history");
  const pl_history_memory *memory = memory_of(history);
  if (scenario->state_count != memory->states || scenario->rounds != memory->most_rounds ||
      pl_session_rounds_done(session) < rounds ||
      (rounds && pl_session_digest(session, rounds - 1) != memory->digest))
    return pl_error_set(error, PL_BUG, "this history is of another exercise");
  return PL_OK;
}

static void take_over(pl_history *history, gathering *g, const pl_session *session, size_t end, size_t added) {
  pl_history_memory *memory = memory_of(history);
  for (int r = 0; r <= g->rounds; r++) {
    if (!g->fresh[r].members) continue;
    pl_relations_clear(&history->after[r]);
    history->after[r] = g->fresh[r];
    g->fresh[r] = (pl_relations){.members = NULL};
  }
  history->scenario = pl_session_scenario(session); /* of equal ones, the one that is still there */
  history->said = pl_session_events(session);
  history->rounds = g->rounds;
  history->event_count += added;
  memory->looked_at = end;
  memory->settled = g->settled;
  memory->digest = g->rounds ? pl_session_digest(session, g->rounds - 1) : 0;
}

pl_status pl_history_extend(pl_history *history, const pl_session *session, pl_error *error) {
  pl_status status = check_session(history, session, error);
  if (status != PL_OK) return status;
  const pl_history_memory *memory = memory_of(history);
  const size_t end = events_to_show(session);
  gathering g = {.history = history, .rounds = pl_session_rounds_done(session),
                 .is_stopped = end < pl_session_events(session)->count};
  g.settled = g.rounds + pl_session_is_open(session);
  if (g.settled < memory->settled) { /* taken up again before a round whose opening was seen already */
    history->scenario = pl_session_scenario(session);
    history->said = pl_session_events(session);
    return PL_OK;
  }
  size_t added = 0;
  g.fresh = calloc((size_t)g.rounds + 1, sizeof *g.fresh);
  status = g.fresh ? gather_relations(&g, session, error) : no_memory(error);
  if (status == PL_OK) status = add_events(history, session, end, &added, error);
  if (status == PL_OK) take_over(history, &g, session, end, added);
  clear(&g);
  return status;
}

/* ---- life ---- */

static pl_history *begin(const pl_session *session, pl_sight sight) {
  pl_history *history = calloc(1, sizeof *history);
  if (!history) return NULL;
  history->scenario = pl_session_scenario(session);
  history->sight = sight;
  pl_history_memory *memory = history->memory = calloc(1, sizeof *memory);
  history->after = calloc((size_t)history->scenario->rounds + 1, sizeof *history->after);
  if (!memory || !history->after || !copy_map(history, pl_world_map(pl_session_world(session)))) {
    pl_history_free(history);
    return NULL;
  }
  memory->states = history->scenario->state_count;
  memory->most_rounds = history->scenario->rounds;
  return history;
}

pl_history *pl_history_new(const pl_session *session, pl_sight sight, pl_error *error) {
  const int seats = pl_scenario_seat_count(pl_session_scenario(session));
  if (sight.viewer == PL_VIEWER_SEAT && (sight.seat < 0 || sight.seat >= seats)) {
    pl_error_set(error, PL_BUG, "there is no seat %d to brief", sight.seat);
    return NULL;
  }
  pl_history *history = begin(session, sight);
  if (!history) {
    no_memory(error);
    return NULL;
  }
  if (pl_history_extend(history, session, error) == PL_OK) return history;
  pl_history_free(history);
  return NULL;
}

void pl_history_free(pl_history *history) {
  if (!history) return;
  for (int r = 0; history->after && r <= history->rounds; r++) pl_relations_clear(&history->after[r]);
  free(history->after);
  free(history->event);
  free(history->first);
  free(history->sector);
  free(history->dependency);
  if (history->memory) pl_event_log_clear(&memory_of(history)->said);
  free(history->memory);
  free(history);
}
