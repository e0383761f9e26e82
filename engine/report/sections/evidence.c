/* Evidence: what in the record says that an objective was met or not.
 *
 * An objective is a condition, a tree whose leaves are about figures and deeds. Each leaf becomes a sentence with the
 * figure as it was when the objective was judged, and what was asked for; deeds link to the record. Where the
 * scenario's own code judges there is no such tree, and that is said. */
#include <stdio.h>

#include <polder/world.h>

#include "section.h"

typedef struct witness {
  const pl_page *page;
  const pl_voice *voice;
  const pl_world *world; /* after the round in which it was judged */
  int32_t at;            /* that round */
  pl_buffer *out;
} witness;

/* ---- what was asked for ---- */

typedef enum measure { ORGANISATIONS, SHARE, PER_CENT } measure;

/* Tenths of a per cent of a q16 share, or of a q16 per cent. */
static int64_t tenths_of(int64_t value, measure unit) {
  const int64_t scaled = value * (unit == SHARE ? 1000 : 10);
  return (scaled + (scaled < 0 ? -PL_ONE / 2 : PL_ONE / 2)) / PL_ONE;
}

static const char *value_of(const witness *w, int64_t value, measure unit) {
  pl_buffer text = {0};
  if (unit == ORGANISATIONS) return pl_phrase_count(w->voice, value);
  pl_buffer_add_format(&text, PL_TEXT("%s\xC2\xA0%%"), pl_phrase_tenths(w->voice, tenths_of(value, unit)));
  return pl_phrase_of(w->voice, &text);
}

static void put_limits(const witness *w, const pl_condition *c, measure unit) {
  const bool has_least = c->at_least != INT64_MIN, has_most = c->at_most != INT64_MAX;
  if (!has_least && !has_most) return;
  pl_buffer_add_text(w->out, " ");
  if (has_least && has_most)
    pl_buffer_add_format(w->out, PL_TEXT("(asked for: %s to %s)"), value_of(w, c->at_least, unit),
                         value_of(w, c->at_most, unit));
  else if (has_least)
    pl_buffer_add_format(w->out, PL_TEXT("(asked for: at least %s)"), value_of(w, c->at_least, unit));
  else
    pl_buffer_add_format(w->out, PL_TEXT("(asked for: at most %s)"), value_of(w, c->at_most, unit));
}

/* ---- figures ---- */

static const char *name_of(const witness *w, int seat) { return pl_name_of_seat(w->voice, seat); }

static const pl_state *state_of(const witness *w, const pl_condition *c) {
  return c->state < w->page->scenario->state_count ? pl_world_state(w->world, c->state) : NULL;
}

static const char *incident_name(const witness *w, int declared) {
  const pl_scenario *x = w->page->scenario;
  return declared < x->incident_count ? pl_phrase_scenario_text(w->voice, &x->incidents[declared].name) : "?";
}

static void put_hit(const witness *w, const pl_condition *c, const pl_state *state) {
  const int index = c->incident == PL_NONE ? -1 : pl_world_find_declared(w->world, c->incident);
  const int64_t by_one = index < 0 ? 0 : pl_world_incident(w->world, index)->hit[c->state];
  if (c->kind == PL_WHEN_HIT_NOW)
    pl_buffer_add_format(w->out, PL_TEXT("%s: organisations hit at that time: %s"), name_of(w, c->state),
                         value_of(w, state->hit_now, ORGANISATIONS));
  else if (c->kind == PL_WHEN_HIT_PEAK)
    pl_buffer_add_format(w->out, PL_TEXT("%s: most organisations hit at the same time: %s"), name_of(w, c->state),
                         value_of(w, state->hit_peak, ORGANISATIONS));
  else if (c->incident == PL_NONE)
    pl_buffer_add_format(w->out, PL_TEXT("%s: organisations hit over all incidents: %s"), name_of(w, c->state),
                         value_of(w, state->hit_total, ORGANISATIONS));
  else
    pl_buffer_add_format(w->out, PL_TEXT("%s: organisations hit by %s: %s"), name_of(w, c->state),
                         incident_name(w, c->incident), value_of(w, by_one, ORGANISATIONS));
  put_limits(w, c, ORGANISATIONS);
}

static void put_loss(const witness *w, const pl_condition *c, const pl_state *state) {
  const int64_t whole = w->page->scenario->states[c->state].budget * w->page->scenario->rounds;
  const int64_t loss = whole > 0 ? state->loss / whole * 100 + state->loss % whole * 100 / whole : 0;
  pl_buffer_add_format(w->out, PL_TEXT("%s: losses to incidents: %s of its budget"), name_of(w, c->state),
                       value_of(w, loss, PER_CENT));
  put_limits(w, c, PER_CENT);
}

static void put_share(const witness *w, const pl_condition *c, const char *what, pl_q16 share) {
  pl_buffer_add_format(w->out, "%s: %s: %s", name_of(w, c->state), what, value_of(w, share, SHARE));
  put_limits(w, c, SHARE);
}

static void put_figure(const witness *w, const pl_condition *c) {
  const pl_state *state = state_of(w, c);
  if (!state) return;
  switch (c->kind) {
  case PL_WHEN_LOSS: put_loss(w, c, state); break;
  case PL_WHEN_CONFIDENCE: put_share(w, c, PL_TEXT("public confidence"), state->confidence); break;
  case PL_WHEN_STANDING: put_share(w, c, PL_TEXT("standing"), state->standing); break;
  case PL_WHEN_RIGHTS: put_share(w, c, PL_TEXT("digital rights"), state->rights); break;
  default: put_hit(w, c, state); break;
  }
}

static void put_trust(const witness *w, const pl_condition *c) {
  const int states = w->page->scenario->state_count;
  if (c->state >= states || c->other >= states) return;
  pl_buffer_add_format(w->out, PL_TEXT("trust of %s in %s: %s"), pl_phrase_state(w->voice, c->state),
                       pl_phrase_state(w->voice, c->other),
                       value_of(w, pl_world_trust(w->world, c->state, c->other), SHARE));
  put_limits(w, c, SHARE);
}

static void put_knowledge(const witness *w, const pl_condition *c) {
  const int index = c->incident == PL_NONE ? -1 : pl_world_find_declared(w->world, c->incident);
  const bool is_known = index >= 0 && c->state < w->page->scenario->state_count;
  pl_buffer_add_format(w->out, PL_TEXT("%s: knowledge of %s: %s"), name_of(w, c->state), incident_name(w, c->incident),
                       value_of(w, is_known ? pl_world_incident(w->world, index)->knowledge[c->state] : 0, SHARE));
  put_limits(w, c, SHARE);
}

/* ---- deeds ---- */

/* The first event of this kind up to the round in question about which `is_it` says so; SIZE_MAX: there is none. */
typedef bool (*recognise)(const pl_condition *c, const pl_event *event);

static size_t find_event(const witness *w, const pl_condition *c, recognise is_it) {
  const pl_history *history = w->page->after->history;
  for (size_t i = 0; i < history->event_count && history->event[i].round <= w->at; i++)
    if (is_it(c, &history->event[i])) return i;
  return SIZE_MAX;
}

/* ", 24 Jan", linked where the record has it. */
static void put_when(const witness *w, size_t event) {
  pl_buffer anchor = {0};
  if (event == SIZE_MAX) return;
  const bool has_link = pl_put_anchor(&anchor, w->page, event);
  pl_buffer_add_text(w->out, ", ");
  if (has_link) pl_buffer_add_format(w->out, PL_LINK "%s" PL_LINK, pl_buffer_text(&anchor));
  pl_buffer_add_text(w->out, pl_phrase_day(w->voice, w->page->after->history->event[event].tick));
  if (has_link) pl_buffer_add_text(w->out, PL_LINK);
  w->out->failed = w->out->failed || anchor.failed;
  pl_buffer_clear(&anchor);
}

static bool is_left(const pl_condition *c, const pl_event *event) {
  return event->kind == PL_EVENT_LEFT && event->state == c->state && event->forum == c->forum;
}

static bool is_sent(const pl_condition *c, const pl_event *event) {
  return event->kind == PL_EVENT_SENT && event->originator == c->state && event->other == c->other &&
         pl_iid_incident(event->iid) == c->incident;
}

static bool is_answer(const pl_condition *c, const pl_event *event) {
  return event->kind == PL_EVENT_ANSWER && event->index == c->inject &&
         (c->option == PL_NONE || event->other == c->option);
}

static void put_membership(const witness *w, const pl_condition *c) {
  const pl_state *state = state_of(w, c);
  if (!state || c->forum >= w->page->scenario->forum_count) return;
  const bool is_in = state->forums >> c->forum & 1;
  pl_buffer_add_format(w->out, is_in ? PL_TEXT("%s: a member of %s") : PL_TEXT("%s: no member of %s"),
                       name_of(w, c->state), pl_phrase_forum(w->voice, c->forum));
  if (!is_in) put_when(w, find_event(w, c, is_left));
}

static void put_departure(const witness *w, const pl_condition *c) {
  const size_t event = find_event(w, c, is_left);
  if (c->forum >= w->page->scenario->forum_count) return;
  pl_buffer_add_format(w->out, event == SIZE_MAX ? PL_TEXT("%s: never left %s") : PL_TEXT("%s: left %s"),
                       name_of(w, c->state), pl_phrase_forum(w->voice, c->forum));
  put_when(w, event);
}

static void put_sharing(const witness *w, const pl_condition *c) {
  const size_t event = find_event(w, c, is_sent);
  pl_buffer_add_format(w->out,
                       event == SIZE_MAX ? PL_TEXT("%s: its finding on %s did not go to %s")
                                         : PL_TEXT("%s: its finding on %s went to %s"),
                       name_of(w, c->state), incident_name(w, c->incident), pl_phrase_state(w->voice, c->other));
  put_when(w, event);
}

static void put_choice(const witness *w, const pl_condition *c) {
  const pl_scenario *x = w->page->scenario;
  const size_t event = find_event(w, c, is_answer);
  if (c->inject >= x->inject_count) return;
  const pl_inject_spec *inject = &x->injects[c->inject];
  const bool has_option = c->option < inject->option_count;
  if (has_option)
    pl_buffer_add_format(w->out,
                         event == SIZE_MAX ? PL_TEXT("message %s: nobody chose \"%s\"")
                                           : PL_TEXT("message %s: chosen \"%s\""),
                         inject->id, pl_phrase_scenario_text(w->voice, &inject->options[c->option].text));
  else
    pl_buffer_add_format(w->out,
                         event == SIZE_MAX ? PL_TEXT("message %s: not answered") : PL_TEXT("message %s: answered"),
                         inject->id);
  put_when(w, event);
}

static void put_deed(const witness *w, const pl_condition *c) {
  const int times = pl_world_times_done(w->world, c->state, c->action);
  pl_buffer what = {0};
  pl_put_title_of(&what, w->voice, c->action);
  pl_buffer_add_format(w->out, PL_TEXTS("%s: %d time: %s", "%s: %d times: %s", times), name_of(w, c->state), times,
                       pl_buffer_text(&what));
  w->out->failed = w->out->failed || what.failed;
  pl_buffer_clear(&what);
}

/* ---- trees ---- */

static void put_condition(const witness *w, const pl_condition *c);

static void put_children(const witness *w, const pl_condition *c, const char *before) {
  pl_buffer_add_text(w->out, before);
  for (int i = 0; i < c->child_count; i++) {
    if (i) pl_buffer_add_text(w->out, "; ");
    put_condition(w, &c->children[i]);
  }
}

static void put_condition(const witness *w, const pl_condition *c) {
  switch (c->kind) {
  case PL_WHEN_ALL: put_children(w, c, ""); break;
  case PL_WHEN_ANY: put_children(w, c, c->child_count > 1 ? PL_TEXT("one of these is enough: ") : ""); break;
  case PL_WHEN_NONE_OF: put_children(w, c, PL_TEXT("none of these may be so: ")); break;
  case PL_WHEN_ROUND: pl_buffer_add_format(w->out, PL_TEXT("judged in round %d"), (int)w->at + 1); break;
  case PL_WHEN_HIT_NOW:
  case PL_WHEN_HIT_PEAK:
  case PL_WHEN_HIT_TOTAL:
  case PL_WHEN_LOSS:
  case PL_WHEN_CONFIDENCE:
  case PL_WHEN_STANDING:
  case PL_WHEN_RIGHTS: put_figure(w, c); break;
  case PL_WHEN_TRUST: put_trust(w, c); break;
  case PL_WHEN_MEMBER: put_membership(w, c); break;
  case PL_WHEN_LEFT: put_departure(w, c); break;
  case PL_WHEN_SHARED: put_sharing(w, c); break;
  case PL_WHEN_KNOWS: put_knowledge(w, c); break;
  case PL_WHEN_CHOSEN: put_choice(w, c); break;
  case PL_WHEN_DID: put_deed(w, c); break;
  case PL_WHEN_VAR:
    pl_buffer_add_text(w->out, PL_TEXT("by a figure that the scenario keeps for itself; the record does not name it"));
    break;
  }
}

/* ---- the world as it was then ---- */

/* The exercise after `rounds` rounds; `owned` is to be freed, NULL where the recorded one stands there still. */
static const pl_session *session_at(const pl_page *page, int rounds, pl_session **owned) {
  const pl_session *session = page->after->session;
  *owned = NULL;
  if (rounds == pl_session_rounds_done(session) && !pl_session_is_open(session)) return session;
  *owned = pl_session_replay(session, rounds, NULL);
  return *owned;
}

static void put_by_condition(pl_buffer *out, const pl_page *page, const pl_objective_spec *spec) {
  pl_session *owned;
  const pl_session *then = session_at(page, spec->at + 1, &owned);
  if (then) {
    const witness w = {.page = page, .voice = page->voice, .world = pl_session_world(then), .at = spec->at, .out = out};
    put_condition(&w, spec->when);
    pl_buffer_add_text(out, ".");
  } else {
    out->failed = true;
  }
  pl_session_free(owned);
}

void pl_put_evidence(pl_buffer *out, const pl_page *page, const pl_objective_row *row) {
  const pl_objective_spec *spec = &page->scenario->objectives[row->objective];
  if (row->verdict == PL_VERDICT_OPEN) {
    pl_buffer_add_format(out, PL_TEXT("To be judged after round %d, which was not played."), (int)spec->at + 1);
    return;
  }
  pl_buffer_add_format(out, PL_TEXT("After round %d: "), (int)spec->at + 1);
  if (spec->has_test || !spec->when)
    pl_buffer_add_format(out,
                         PL_TEXT("met for %d\xC2\xA0%%, by the scenario's own code; the record names no single event "
                                 "for it."),
                         pl_percent(row->met));
  else
    put_by_condition(out, page, spec);
}
