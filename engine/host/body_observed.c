/* What is observed: the exercise's objectives, how far each was met, and what evaluators and control noted. */
#include "body.h"

/* ---- notes ---- */

static json_t *observed_word(pl_observed observed) {
  switch (observed) {
  case PL_OBSERVED_NONE: break;
  case PL_OBSERVED_MET: return json_string("met");
  case PL_OBSERVED_PARTLY: return json_string("partly");
  case PL_OBSERVED_NOT_MET: return json_string("not met");
  }
  return json_null();
}

static json_t *note_row(pl_making *m, const pl_note *note, size_t index) {
  const bool has_objective = note->objective < m->scenario->objective_count;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "index", json_integer((json_int_t)index));
  pl_body_set(m, row, "round", json_integer(note->round + 1));
  pl_body_set(m, row, "at_ms", pl_body_time(note->at ? note->at : ""));
  pl_body_set(m, row, "by", pl_body_text(note->by ? note->by : ""));
  pl_body_set(m, row, "seat", pl_body_id(m->scenario, note->seat));
  pl_body_set(m, row, "objective",
              has_objective ? pl_body_text(m->scenario->objectives[note->objective].id) : json_null());
  pl_body_set(m, row, "observed", observed_word(note->observed));
  pl_body_set(m, row, "text", pl_body_text(note->text));
  return row;
}

/* ---- objectives ---- */

static json_t *results_of(pl_making *m, int objective) {
  const pl_event_log *log = pl_session_events(m->room->session);
  const pl_tick until = pl_body_until(m->room);
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind != PL_EVENT_OBJECTIVE || event->index != objective || event->tick >= until) continue;
    pl_body_add(m, list, json_pack("{s:o, s:s, s:o}", "seat", pl_body_id(m->scenario, event->state), "met",
                                   pl_body_met((pl_q16)event->amount), "met_milli",
                                   pl_body_milli((pl_q16)event->amount)));
  }
  return list;
}

static json_t *notes_on(pl_making *m, const pl_note *notes, size_t count, int objective) {
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++)
    if (notes[i].objective == objective) pl_body_add(m, list, json_integer((json_int_t)i));
  return list;
}

static json_t *objective_row(pl_making *m, const pl_note *notes, size_t count, int objective) {
  const pl_objective_spec *spec = &m->scenario->objectives[objective];
  pl_state_set seats = {{0}};
  json_t *row = pl_body_object(m);
  for (int k = 0; k < spec->seat_count; k++) pl_set_add(&seats, spec->seats[k]);
  pl_body_set(m, row, "id", pl_body_text(spec->id));
  pl_body_set(m, row, "text", pl_body_scenario_text(m, &spec->text));
  pl_body_set(m, row, "seats", pl_body_ids(m, &seats));
  pl_body_set(m, row, "points", json_integer(spec->points));
  pl_body_set(m, row, "judged_after", json_integer(spec->at + 1));
  pl_body_set(m, row, "results", results_of(m, objective));
  pl_body_set(m, row, "notes", notes_on(m, notes, count, objective));
  return row;
}

json_t *pl_body_observed(pl_room *room) {
  pl_making m = pl_body_begin(room, -1);
  size_t count;
  const pl_note *notes = pl_session_notes(room->session, &count);
  json_t *body = pl_body_object(&m), *objectives = pl_body_list(&m), *list = pl_body_list(&m);
  for (int i = 0; i < m.scenario->objective_count; i++)
    pl_body_add(&m, objectives, objective_row(&m, notes, count, i));
  for (size_t i = 0; i < count; i++) pl_body_add(&m, list, note_row(&m, &notes[i], i));
  pl_body_set(&m, body, "objectives", objectives);
  pl_body_set(&m, body, "notes", list);
  return pl_body_finish(&m, body);
}
