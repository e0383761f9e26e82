/* A world so small that its what-ifs are known by hand.
 *
 *   worm ──► s0 ──link──► s1          s2 is told of it at a tick, and may warn s1
 *
 * Each state has one organisation. Nothing is invested, nothing decays, nothing is detected by oneself unless a test
 * says so; a warning takes WARNING_TICKS and arrives as it was. So an organisation's pressure is a sum that a test can
 * do itself. Change the room before small_start. */
#ifndef POLDER_TESTS_SMALL_WORLD_H
#define POLDER_TESTS_SMALL_WORLD_H

#include "../support.h"
#include "../fault.h"

#include <polder/session.h>
#include <polder/what_if.h>

enum { SMALL_ROUNDS = 3, WARNING_TICKS = 3, MOST_STATES = 5, MOST_NAMED = 8 };

typedef struct small_world {
  support_room room;
  pl_organisation_spec organisation[MOST_NAMED];
  pl_link_spec link[MOST_NAMED];
  pl_intel_spec intel;
  pl_tick delay[MOST_STATES];
  pl_rules_factory factory;
  pl_session *session;
  pl_course *course;
} small_world;

static const pl_file small_file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle small_bundle = {.file = &small_file, .count = 1};

static inline void small_organisation(small_world *w, const char *id, int state) {
  w->organisation[w->room.scenario.organisation_count++] =
      (pl_organisation_spec){.id = id, .name = {{id, NULL}}, .state = (uint16_t)state, .weight = PL_ONE,
                             .weakness = PL_ONE};
}

/* Nobody invests or shares, and there are no incidents but declared ones. */
static inline void small_states(small_world *w, int states) {
  *w = (small_world){.session = NULL};
  support_scenario(&w->room, states);
  pl_scenario *x = &w->room.scenario;
  x->rounds = SMALL_ROUNDS;
  x->organisations = w->organisation;
  x->links = w->link;
  x->intel = &w->intel;
  x->map.domestic_links = x->map.foreign_links = 0;
  for (int a = 0; a < x->adversary_count; a++) w->room.adversary[a].rate = 0;
  for (int s = 0; s < states; s++) {
    pl_state_spec *state = &w->room.state[s];
    memset(state->stock, 0, sizeof state->stock);
    memset(state->split, 0, sizeof state->split);
    state->posture = (pl_audience){.words = 0};
  }
  for (int f = 0; f < x->forum_count; f++) w->room.forum[f].members = pl_set_first(0);
}

/* `tick` of the first round: when s2 is told. */
static inline void small_init(small_world *w, pl_tick tick) {
  static const char *const id[] = {"supplier", "customer", "watch"};
  small_states(w, 3);
  pl_scenario *x = &w->room.scenario;
  pl_parameters *p = &x->parameters;
  for (int s = 0; s < 3; s++) {
    w->room.state[s].organisations = 1;
    small_organisation(w, id[s], s);
  }
  w->link[0] = (pl_link_spec){.customer = 1, .supplier = 0, .weight = PL_ONE};
  x->link_count = 1;
  support_incident(&w->room, "worm", 0, PL_ONE);
  pl_set_remove(&w->room.incident[0].targets, 1);
  pl_set_remove(&w->room.incident[0].targets, 2);
  w->room.incident[0].exposure = PL_ONE;
  w->room.incident[0].delay = w->delay;
  w->intel = (pl_intel_spec){.id = "tip", .text = {{"A tip", NULL}}, .about = 0, .holder = 2, .round = 0, .tick = tick,
                             .quality = PL_ONE, .label = PL_GREEN};
  x->intel_count = 1;
  p->beta[PL_RANSOMWARE] = 3000;
  p->det[PL_RANSOMWARE] = 0;
  p->imax[PL_RANSOMWARE] = 200;
  p->wave_len = PL_TICKS_PER_ROUND;
  p->bil_lat = p->ally_lat = WARNING_TICKS;
  p->bil_q = p->fresh = p->det_lo = PL_ONE;
  p->det_tr = p->burn_p = p->noise = 0;
}

/* ---- playing ---- */

static inline void small_must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static inline void small_start(small_world *w, uint64_t seed) {
  pl_error error = {0};
  const pl_session_options options = {.seed = seed};
  w->factory = support_factory(&w->room);
  w->session = pl_session_new(&w->factory, &small_bundle, NULL, &options, &error);
  if (!w->session) fail_msg("%s", error.text);
}

/* Plays up to the opening of `round`. */
static inline void small_go_to(small_world *w, int round) {
  pl_error error = {0};
  while (pl_session_rounds_done(w->session) < round) {
    if (!pl_session_is_open(w->session)) small_must(pl_session_open_round(w->session, &error), &error);
    small_must(pl_session_resolve_round(w->session, &error), &error);
  }
  if (!pl_session_is_over(w->session) && !pl_session_is_open(w->session))
    small_must(pl_session_open_round(w->session, &error), &error);
}

static inline void small_decide(small_world *w, int round, pl_decision decision) {
  pl_error error = {0};
  small_go_to(w, round);
  small_must(pl_session_decide(w->session, &decision, PL_AUTHOR_PERSON, &error), &error);
}

/* What is left of the exercise, and its course. */
static inline void small_course(small_world *w, int rounds, const pl_bots *bots, int workers) {
  pl_error error = {0};
  small_go_to(w, rounds);
  w->course = pl_course_new(w->session, bots, workers, &error);
  if (!w->course) fail_msg("%s", error.text);
}

static inline void small_end(small_world *w) {
  pl_course_free(w->course);
  pl_session_free(w->session);
  w->course = NULL;
  w->session = NULL;
}

static inline pl_session *small_whole(small_world *w, const pl_what_if *what_if) {
  pl_error error = {0};
  pl_session *whole = pl_what_if_session(w->course, what_if, &error);
  if (!whole) fail_msg("%s", error.text);
  return whole;
}

static inline pl_comparison *small_compare(small_world *w, const pl_what_if *what_if) {
  pl_error error = {0};
  pl_comparison *c = pl_what_if_compare(w->course, what_if, &error);
  if (!c) fail_msg("%s", error.text);
  return c;
}

/* The tick in which an organisation was infected by the worm; −1: never. */
static inline pl_tick small_infected(const pl_session *session, uint32_t organisation) {
  const pl_event_log *log = pl_session_events(session);
  for (size_t i = 0; i < log->count; i++)
    if (log->event[i].kind == PL_EVENT_LATENT && log->event[i].organisation == organisation) return log->event[i].tick;
  return -1;
}

/* ---- what is turned ---- */

static inline pl_iid small_worm(const small_world *w) { return pl_iid_declared(&w->room.scenario, 0, 0); }

static inline pl_audience small_audience(unsigned states) { /* bits */
  pl_audience audience = {.words = 0};
  for (unsigned s = 0; s < MOST_STATES; s++)
    if (states >> s & 1) pl_set_add(&audience.states, s);
  return audience;
}

static inline pl_turn small_item(const small_world *w, int seat, unsigned states) {
  return (pl_turn){.kind = PL_TURN_ITEM,
                   .decision = {.seat = (uint16_t)seat, .iid = small_worm(w), .audience = small_audience(states)}};
}

static inline pl_decision small_posture(int seat, unsigned states) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE, .audience = small_audience(states)};
}

#endif
