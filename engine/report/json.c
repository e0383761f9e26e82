/* JSON: everything that was computed for a report, in one object.
 *
 *   {"format": "polder-report/1", "exercise": true, "marking": …,
 *    "scenario", "seed", …                       what was played
 *    "outcome", "objectives", "incidents"        how it went
 *    "decisions", "events", "notes"              what was done, as replay --json has it, and what happened
 *    "sharing", "provenance", "perspectives"     who sent what to whom, by what right, and who believed what
 *    "ledger", "what_ifs", "luck", "fan"         what it was worth and what else might have come of it
 *    "recipe"}                                   how to compute all of it again
 *
 * The larger parts are the objects that the subcommands print (account_json.h), so that they can be held against each
 * other. A part that was not computed is null. Members may be added to format 1; none changes its meaning. */
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "flatten.h"
#include "sharing.h"
#include "writers.h"

/* ---- texts ---- */

json_t *pl_json_of_plain(pl_buffer *text) {
  pl_flatten(text);
  json_t *string = text->failed ? NULL : json_string(pl_buffer_text(text));
  pl_buffer_clear(text);
  return string;
}

json_t *pl_json_of_scenario_text(const pl_after_action *after, const pl_text *text) {
  pl_buffer out = {0};
  pl_put_scenario_text(&out, after->voice, text);
  return pl_json_of_plain(&out);
}

static const char *language_of(const pl_after_action *after) {
  return after->options.language == PL_DUTCH ? "nl" : "en";
}

/* ---- what was played ---- */

static json_t *scenario_of(const pl_after_action *after) {
  const pl_scenario *scenario = after->scenario;
  return json_pack("{s:s,s:s,s:o,s:s?,s:o,s:i}", "id", scenario->id, "version", scenario->version, "title",
                   pl_json_of_scenario_text(after, &scenario->title), "starts", scenario->starts, "hash",
                   pl_json_of_digest(pl_session_scenario_hash(after->session)), "rounds", (int)scenario->rounds);
}

static json_t *seats_of(const pl_after_action *after) {
  const pl_scenario *scenario = after->scenario;
  json_t *list = json_array();
  for (int s = 0; s < pl_scenario_seat_count(scenario); s++)
    pl_json_add(&list,
                json_pack("{s:s,s:o,s:s,s:b,s:s}", "id", pl_scenario_seat_id(scenario, s), "name",
                          pl_json_of_scenario_text(after, pl_scenario_seat_name(scenario, s)), "kind",
                          s < scenario->state_count ? "state" : "role", "person",
                          pl_session_is_person(after->session, s), "player", pl_session_player(after->session, s)));
  return list;
}

static json_t *organisations_of(const pl_after_action *after) {
  json_t *list = json_object();
  for (int s = 0; list && s < after->scenario->state_count; s++) {
    const uint32_t *first = after->history->first;
    if (!json_object_set_new(list, after->scenario->states[s].id, json_integer(first[s + 1] - first[s]))) continue;
    json_decref(list);
    list = NULL;
  }
  return list;
}

/* ---- how it went ---- */

static json_t *objectives_of(const pl_after_action *after) {
  static const char *const verdicts[] = {[PL_VERDICT_MET] = "met",
                                         [PL_VERDICT_PARTLY] = "partly",
                                         [PL_VERDICT_NOT] = "not met",
                                         [PL_VERDICT_OPEN] = "open"};
  json_t *list = json_array();
  for (size_t i = 0; i < after->objective_count; i++) {
    const pl_objective_row *row = &after->objective[i];
    const pl_objective_spec *spec = &after->scenario->objectives[row->objective];
    pl_json_add(&list, json_pack("{s:s,s:s,s:o,s:i,s:s,s:o,s:i,s:i}", "id", spec->id, "seat",
                                 pl_scenario_seat_id(after->scenario, row->seat), "text",
                                 pl_json_of_scenario_text(after, &spec->text), "round", (int)spec->at + 1, "verdict",
                                 verdicts[row->verdict], "met", row->met < 0 ? json_null() : json_integer(row->met),
                                 "got", (int)row->got, "points", (int)row->points));
  }
  return list;
}

static json_t *incidents_of(const pl_after_action *after) {
  const pl_world *world = pl_session_world(after->session);
  json_t *list = json_array();
  for (int i = 0; i < pl_world_incident_count(world); i++) {
    const pl_incident *incident = pl_world_incident(world, i);
    pl_buffer name = {0};
    pl_put_incident(&name, after->voice, incident->iid);
    pl_json_add(&list, json_pack("{s:o,s:o,s:s,s:s,s:i,s:i}", "id", pl_json_of_incident(after->scenario, incident->iid),
                                 "name", pl_json_of_plain(&name), "adversary",
                                 after->scenario->adversaries[incident->adversary].id, "family",
                                 pl_family_name(incident->family), "launch", (int)incident->launch, "infections",
                                 (int)incident->infections));
  }
  return list;
}

/* ---- what was done, and what happened ---- */

typedef void (*put_part)(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);

static json_t *part_of(put_part put, const pl_after_action *after, const pl_happening *h) {
  pl_buffer text = {0};
  put(&text, after, h);
  return pl_json_of_plain(&text);
}

static void set_amount(json_t **object, const pl_happening *h) {
  switch (h->unit) {
  case PL_UNIT_NONE: break;
  case PL_UNIT_SHARE: pl_json_set(object, "share", json_integer((json_int_t)h->amount)); break;
  case PL_UNIT_MONEY: pl_json_set(object, "money", json_integer((json_int_t)h->amount)); break;
  case PL_UNIT_VOTES: pl_json_set(object, "votes", json_integer((json_int_t)h->amount)); break;
  }
  if (h->against >= 0) pl_json_set(object, "votes_against", json_integer(h->against));
}

/* Those that say something which is nowhere else. */
static bool has_words(int kind) {
  return kind == PL_EVENT_LOG || kind == PL_EVENT_INJECT || kind == PL_EVENT_RULING;
}

static json_t *event_of(const pl_after_action *after, const pl_happening *h) {
  json_t *object = json_pack("{s:i,s:i,s:s}", "round", (int)h->round + 1, "tick", (int)h->tick, "event", h->name);
  pl_json_set_text(&object, "seat", h->seat);
  pl_json_set_text(&object, "other", h->other);
  pl_json_set_text(&object, "originator", h->originator);
  pl_json_set_text(&object, "forum", h->forum);
  pl_json_set_text(&object, "adversary", h->adversary);
  pl_json_set_text(&object, "about", h->about);
  pl_json_set_text(&object, "option", h->option);
  if (h->has_incident) pl_json_set(&object, "incident", part_of(pl_put_incident_of, after, h));
  if (h->has_organisation) pl_json_set(&object, "organisation", part_of(pl_put_organisation_of, after, h));
  set_amount(&object, h);
  pl_json_set_text(&object, "label", h->label);
  pl_json_set_text(&object, "channel", h->channel);
  pl_json_set_text(&object, "flag", h->flag);
  pl_json_set_text(&object, "reason", h->reason);
  pl_json_set(&object, "seen_by", part_of(pl_put_knowers_of, after, h));
  if (has_words(h->event->kind)) pl_json_set(&object, "words", part_of(pl_put_words_of, after, h));
  return object;
}

static json_t *events_of(const pl_after_action *after) {
  pl_happenings happenings = {.after = after};
  pl_happening h;
  json_t *list = json_array();
  while (list && pl_happenings_next(&happenings, &h))
    if (h.event) pl_json_add(&list, event_of(after, &h));
  return list;
}

/* ---- who sent what, and who believed what ---- */

static json_t *rows_of(const int32_t *cells, int32_t states) {
  json_t *rows = json_array();
  for (int32_t from = 0; from < states; from++) {
    json_t *row = json_array();
    for (int32_t to = 0; to < states; to++) pl_json_add(&row, json_integer(cells[from * states + to]));
    pl_json_add(&rows, row);
  }
  return rows;
}

static json_t *sharing_of(const pl_after_action *after) {
  pl_sharing sharing;
  if (pl_sharing_make(&sharing, after->provenance, NULL) != PL_OK) return NULL;
  const pl_state_set all = pl_set_first(after->scenario->state_count);
  json_t *object =
      json_pack("{s:b,s:o,s:o,s:o}", "exercise", 1, "states", pl_json_of_states(after->scenario, &all), "sent",
                rows_of(sharing.sent, sharing.states), "received", rows_of(sharing.received, sharing.states));
  pl_sharing_clear(&sharing);
  return object;
}

static json_t *known(int64_t value) { return value < 0 ? json_null() : json_integer((json_int_t)value); }

static json_t *state_or_null(const pl_scenario *scenario, int state) {
  return state < scenario->state_count ? json_string(scenario->states[state].id) : json_null();
}

static json_t *believed_of(const pl_perspective *p, const pl_perspective_moment *moment) {
  json_t *list = json_array();
  for (int s = 0; s < p->scenario->state_count; s++) {
    const pl_perspective_other *o = &moment->other[s];
    if (s == p->seat) continue;
    pl_json_add(&list, json_pack("{s:s,s:o,s:i,s:i,s:o,s:i,s:i}", "id", p->scenario->states[s].id, "told",
                                 known(o->told), "found", (int)o->found, "hit", (int)o->hit, "trust_seen",
                                 o->trust_seen ? json_integer(o->trust_seen) : json_null(), "trust_step",
                                 (int)o->trust_step, "trust", (int)o->trust));
  }
  return list;
}

static json_t *moments_of(const pl_perspective *p) {
  json_t *list = json_array();
  for (int r = 0; r <= p->rounds; r++) {
    const pl_perspective_moment *m = &p->moment[r];
    pl_json_add(&list, json_pack("{s:i,s:o,s:o,s:o,s:i,s:i,s:o,s:o,s:o}", "rounds_done", r, "found", known(m->found),
                                 "hit", known(m->hit), "latent", known(m->latent), "heard", (int)m->heard, "active",
                                 (int)m->active, "heard_here", known(m->heard_here), "active_here",
                                 known(m->active_here), "others", believed_of(p, m)));
  }
  return list;
}

static json_t *hearings_of(const pl_perspective *p) {
  static const char *const hearings[PL_HEARINGS] = {"never", "found", "told", "vendor", "said"};
  json_t *list = json_array();
  for (size_t i = 0; i < p->incident_count; i++) {
    const pl_perspective_incident *x = &p->incident[i];
    const bool was_told = x->hearing == PL_HEARING_TOLD;
    pl_json_add(&list, json_pack("{s:o,s:i,s:o,s:s,s:o,s:o,s:o,s:o,s:i,s:i,s:i}", "incident",
                                 pl_json_of_incident(p->scenario, x->iid), "launch", (int)x->launch, "over",
                                 known(x->over), "hearing", hearings[x->hearing], "heard", known(x->heard), "from",
                                 state_or_null(p->scenario, was_told ? x->from : PL_NONE), "originator",
                                 state_or_null(p->scenario, was_told ? x->originator : PL_NONE), "hit_here",
                                 known(x->hit_here), "infected_here", (int)x->infected_here, "infected_unheard",
                                 (int)x->infected_unheard, "unaware", (int)x->unaware));
  }
  return list;
}

static json_t *perspectives_of(const pl_after_action *after) {
  json_t *list = json_array();
  for (size_t i = 0; i < after->perspective_count; i++) {
    const pl_perspective *p = after->perspective[i];
    pl_json_add(&list,
                json_pack("{s:b,s:s,s:i,s:i,s:i,s:I,s:o,s:o,s:o}", "exercise", 1, "seat",
                          pl_scenario_seat_id(after->scenario, p->seat), "rounds", p->rounds, "underestimated",
                          p->underestimated, "unheard", p->unheard, "unfound", (json_int_t)p->unfound, "blind_spot",
                          p->blind_spot < 0 ? json_null()
                                            : pl_json_of_incident(after->scenario, p->incident[p->blind_spot].iid),
                          "moments", moments_of(p), "incidents", hearings_of(p)));
  }
  return list;
}

/* ---- what it was worth ---- */

static json_t *question_of(const pl_after_action *after, const pl_question *q) {
  pl_buffer words = {0};
  pl_put_turn(&words, after->voice, &q->turn);
  json_t *asked =
      q->debrief < 0 ? json_null() : pl_json_of_scenario_text(after, &after->scenario->debrief[q->debrief].text);
  json_t *object = json_pack("{s:b,s:s,s:o,s:o,s:i}", "exercise", 1, "source",
                             q->source == PL_QUESTION_DEBRIEF ? "debrief" : "found", "question", asked, "words",
                             pl_json_of_plain(&words), "round", (int)q->what_if.round + 1);
  pl_json_set(&object, "impossible", q->comparison ? json_null() : json_string(q->why_not.text));
  pl_json_set(&object, "account",
              q->comparison ? pl_json_of_what_if(after->session, &q->what_if, q->comparison, q->pairs) : json_null());
  return object;
}

static json_t *questions_of(const pl_after_action *after) {
  json_t *list = json_array();
  for (size_t i = 0; i < after->question_count; i++) pl_json_add(&list, question_of(after, &after->question[i]));
  return list;
}

/* ---- the course of a hosted exercise ---- */

static json_t *diary_of(const pl_after_action *after) {
  json_t *list = json_array();
  for (size_t i = 0; i < after->diary_count; i++) {
    const pl_diary_entry *entry = &after->diary[i];
    json_t *row = json_pack("{s:s,s:i,s:I}", "do", pl_diary_name(entry->kind), "round", (int)entry->round + 1, "at",
                            (json_int_t)entry->at);
    if (entry->kind == PL_DIARY_HAND) {
      pl_json_set(&row, "seat", json_string(pl_scenario_seat_id(after->scenario, entry->seat)));
      pl_json_set(&row, "to", json_string(entry->to_people ? "people" : "bot"));
    }
    if (entry->kind == PL_DIARY_EXTEND) pl_json_set(&row, "seconds", json_integer((json_int_t)entry->seconds));
    if (*entry->file) pl_json_set(&row, "file", json_string(entry->file));
    pl_json_add(&list, row);
  }
  return list;
}

/* ---- all of it ---- */

static json_t *head_of(const pl_after_action *after) {
  const pl_session *session = after->session;
  return json_pack("{s:s,s:b,s:s,s:s,s:o,s:I,s:s,s:s,s:b,s:i,s:o,s:o}", "format", "polder-report/1", "exercise", 1,
                   "marking", PL_EXERCISE_MARKING, "engine", POLDER_VERSION, "scenario", scenario_of(after), "seed",
                   (json_int_t)pl_world_seed(pl_session_world(session)), "began", pl_session_began(session), "language",
                   language_of(after), "over", pl_session_is_over(session), "rounds_done",
                   pl_session_rounds_done(session), "seats", seats_of(after), "organisations", organisations_of(after));
}

static json_t *object_of(const pl_after_action *after) {
  json_t *object = head_of(after);
  pl_json_set(&object, "outcome", pl_json_of_outcome(after->scenario, &after->played->played));
  pl_json_set(&object, "objectives", objectives_of(after));
  pl_json_set(&object, "incidents", incidents_of(after));
  pl_json_set(&object, "decisions", pl_json_of_decisions(after->session, -1));
  pl_json_set(&object, "acts", pl_json_of_acts(after->session));
  pl_json_set(&object, "diary", diary_of(after));
  pl_json_set(&object, "messages", pl_json_of_messages(after->session));
  pl_json_set(&object, "events", events_of(after));
  pl_json_set(&object, "notes", pl_json_of_notes(after->session, -1));
  pl_json_set(&object, "sharing", sharing_of(after));
  pl_json_set(&object, "provenance", pl_json_of_provenance(after->session, after->provenance, NULL));
  pl_json_set(&object, "perspectives", perspectives_of(after));
  pl_json_set(&object, "ledger", after->ledger ? pl_json_of_ledger(after->session, after->ledger) : json_null());
  pl_json_set(&object, "what_ifs", questions_of(after));
  pl_json_set(&object, "luck", after->luck ? pl_json_of_fan(after->session, after->luck) : json_null());
  pl_json_set(&object, "fan", after->fan ? pl_json_of_fan(after->session, after->fan) : json_null());
  pl_json_set(&object, "recipe", object ? pl_json_of_recipe(after, object) : NULL);
  return object;
}

static int append(const char *bytes, size_t length, void *out) {
  pl_buffer_add(out, bytes, length);
  return ((pl_buffer *)out)->failed ? -1 : 0;
}

pl_status pl_json_write(json_t *object, pl_buffer *out, pl_error *error) {
  const bool is_whole = object && !json_dump_callback(object, append, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
  json_decref(object);
  pl_buffer_add_text(out, "\n");
  return is_whole && !out->failed ? PL_OK : pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write JSON");
}

pl_status pl_write_json(const pl_after_action *after, pl_buffer *out, pl_error *error) {
  json_t *object = object_of(after);
  if (!after->voice->phrases->failed) return pl_json_write(object, out, error);
  json_decref(object);
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write JSON");
}
