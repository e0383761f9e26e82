/* The MSEL: every inject of the scenario in the order of time, with what became of it.
 *
 *   fired        it has come          what it said, who chose what
 *   skipped      control took it out, or its moment passed without it
 *   delayed      control gave it another round
 *   waiting      it comes in its round
 *   conditional  it comes when something holds, or some time after another */
#include "body.h"

#include <stdlib.h>

typedef enum fate { FATE_WAITING, FATE_CONDITIONAL, FATE_DELAYED, FATE_FIRED, FATE_SKIPPED, FATES } fate;
static const char *const fates[FATES] = {"waiting", "conditional", "delayed", "fired", "skipped"};

typedef struct line {
  int inject;
  fate fate;
  int round, tick;      /* when; round −1: nobody knows */
  bool is_reworded;
} line;

/* ---- what control did to it ---- */

/* The last act of a kind about an inject; NULL: none. */
static const pl_act *last_act(const pl_room *room, pl_act_kind kind, int inject) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(room->session, &count);
  while (count-- > 0) {
    const pl_act *act = journal[count].is_withdrawn ? NULL : journal[count].act;
    if (act && act->kind == kind && act->inject == inject) return act;
  }
  return NULL;
}

/* The last of those that move it; NULL: it stands where the scenario put it. */
static const pl_act *last_move(const pl_room *room, int inject) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(room->session, &count);
  while (count-- > 0) {
    const pl_act *act = journal[count].is_withdrawn ? NULL : journal[count].act;
    if (act && act->inject == inject && (act->kind == PL_ACT_SKIP || act->kind == PL_ACT_DELAY)) return act;
  }
  return NULL;
}

json_t *pl_body_inject_text(pl_making *m, int inject) {
  const char *words = pl_world_inject_text(pl_session_world(m->room->session), inject);
  const pl_text text = {.in = {words, words}};
  return pl_body_scenario_text(m, words ? &text : &m->scenario->injects[inject].text);
}

/* ---- when ---- */

static bool is_conditional(const pl_inject_spec *spec) {
  return spec->when || spec->by_hook || spec->after != PL_NONE || spec->round < 0;
}

static line line_of(const pl_making *m, int inject) {
  const pl_inject_spec *spec = &m->scenario->injects[inject];
  const pl_inject_state *state = pl_world_inject(pl_session_world(m->room->session), inject);
  const pl_act *move = last_move(m->room, inject);
  line l = {.inject = inject, .round = spec->round, .tick = spec->tick > 0 ? spec->tick : 0,
            .is_reworded = last_act(m->room, PL_ACT_REWORD, inject) != NULL};
  if (state->fired_round >= 0) {
    l.fate = FATE_FIRED;
    l.round = state->fired_round;
  } else if (move && move->kind == PL_ACT_SKIP) {
    l.fate = FATE_SKIPPED;
  } else if (move) {
    l.fate = FATE_DELAYED;
    l.round = move->round;
    l.tick = 0;
  } else if (is_conditional(spec)) {
    l.fate = FATE_CONDITIONAL;
    if (state->due_round >= 0) l.round = state->due_round;
  } else {
    l.fate = spec->round < pl_session_rounds_done(m->room->session) ? FATE_SKIPPED : FATE_WAITING;
  }
  return l;
}

/* What nobody knows the time of comes last. */
static int by_time(const void *left, const void *right) {
  const line *a = left, *b = right;
  const int of_a = a->round < 0 ? PL_MAX_ROUNDS : a->round, of_b = b->round < 0 ? PL_MAX_ROUNDS : b->round;
  if (of_a != of_b) return of_a < of_b ? -1 : 1;
  if (a->tick != b->tick) return a->tick < b->tick ? -1 : 1;
  return a->inject < b->inject ? -1 : 1;
}

static json_t *day_of(pl_making *m, const line *l) {
  pl_buffer day = {0};
  if (l->round < 0) return json_null();
  pl_put_short_day(&day, m->voice, pl_day_of(l->round * PL_TICKS_PER_ROUND + l->tick));
  return pl_body_take(m, &day);
}

static void put_part(pl_buffer *out, const char *part) {
  if (out->length) pl_buffer_add_text(out, " · ");
  pl_buffer_add_text(out, part);
}

/* "after warn: share, 1 round later · Estonia is in Delta" */
static json_t *when_of(pl_making *m, const pl_inject_spec *spec) {
  pl_buffer text = {0}, part = {0};
  if (spec->after < m->scenario->inject_count) {
    const pl_inject_spec *after = &m->scenario->injects[spec->after];
    pl_buffer_add_format(&part, PL_TEXT("after %s"), after->id);
    if (spec->after_option < after->option_count)
      pl_buffer_add_format(&part, ": %s", after->options[spec->after_option].id);
    if (spec->delay)
      pl_buffer_add_format(&part, PL_TEXTS(", %d round later", ", %d rounds later", spec->delay), (int)spec->delay);
    put_part(&text, pl_buffer_text(&part));
    pl_buffer_clear(&part);
  }
  if (spec->when) {
    pl_body_put_condition(&part, m->voice, spec->when);
    put_part(&text, pl_buffer_text(&part));
    pl_buffer_clear(&part);
  }
  if (spec->by_hook) put_part(&text, PL_TEXT("when the scenario's code says so"));
  json_t *when = pl_body_text_or_null(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return when;
}

/* ---- who chose what ---- */

static bool chose(const pl_event *event, int inject, int option) {
  return event->kind == PL_EVENT_ANSWER && event->index == inject && event->other == option;
}

static pl_state_set choosers(const pl_making *m, int inject, int option) {
  const pl_event_log *log = pl_session_events(m->room->session);
  pl_decision committed[PL_PENDING];
  pl_state_set seats = {{0}};
  for (size_t i = 0; i < log->count; i++)
    if (chose(&log->event[i], inject, option)) pl_set_add(&seats, log->event[i].state);
  if (!pl_session_is_open(m->room->session)) return seats;
  for (int k = 0; k < m->scenario->injects[inject].to_count; k++) {
    const int seat = m->scenario->injects[inject].to[k];
    const size_t count = pl_session_decisions(m->room->session, seat, committed, PL_PENDING);
    for (size_t i = 0; i < count && i < PL_PENDING; i++) {
      const pl_decision *d = &committed[i];
      if (d->action != PL_ACTION_ANSWER || d->target != inject) continue;
      if (d->option == option) pl_set_add(&seats, (unsigned)seat);
      else pl_set_remove(&seats, (unsigned)seat); /* a later answer takes the place of an earlier one */
    }
  }
  return seats;
}

static json_t *options_of(pl_making *m, int inject) {
  const pl_inject_spec *spec = &m->scenario->injects[inject];
  json_t *list = pl_body_list(m);
  for (int i = 0; i < spec->option_count; i++) {
    const pl_state_set seats = choosers(m, inject, i);
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "id", pl_body_text(spec->options[i].id));
    pl_body_set(m, row, "text", pl_body_scenario_text(m, &spec->options[i].text));
    pl_body_set(m, row, "cost", pl_body_money(m, spec->options[i].cost));
    pl_body_set(m, row, "is_default", json_boolean(spec->options[i].is_default));
    pl_body_set(m, row, "chosen_by", pl_body_ids(m, &seats));
    pl_body_add(m, list, row);
  }
  return list;
}

/* ---- rows ---- */

static pl_state_set readers_of(const pl_inject_spec *spec) {
  pl_state_set seats = {{0}};
  for (int k = 0; k < spec->to_count; k++) pl_set_add(&seats, spec->to[k]);
  return seats;
}

static json_t *names_of(pl_making *m, const pl_inject_spec *spec) {
  pl_buffer names = {0};
  if (spec->is_public || spec->to_count == m->room->seat_count) {
    pl_buffer_add_text(&names, PL_TEXT("everybody"));
    return pl_body_take(m, &names);
  }
  for (int k = 0; k < spec->to_count; k++)
    pl_buffer_add_format(&names, "%s%s", k ? ", " : "", pl_scenario_seat_id(m->scenario, spec->to[k]));
  return pl_body_take(m, &names);
}

static json_t *inject_row(pl_making *m, const line *l) {
  const pl_inject_spec *spec = &m->scenario->injects[l->inject];
  const pl_state_set readers = readers_of(spec);
  const bool has_time = l->round >= 0 && l->fate != FATE_CONDITIONAL;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "inject", pl_body_text(spec->id));
  pl_body_set(m, row, "text", pl_body_inject_text(m, l->inject));
  pl_body_set(m, row, "sender", pl_body_scenario_text(m, &spec->from));
  pl_body_set(m, row, "label", pl_body_tlp(spec->label));
  pl_body_set(m, row, "to", pl_body_ids(m, &readers));
  pl_body_set(m, row, "to_text", names_of(m, spec));
  pl_body_set(m, row, "public", json_boolean(spec->is_public));
  pl_body_set(m, row, "round", l->round >= 0 ? json_integer(l->round + 1) : json_null());
  pl_body_set(m, row, "day", has_time ? day_of(m, l) : json_null());
  pl_body_set(m, row, "when", when_of(m, spec));
  pl_body_set(m, row, "state", json_string(fates[l->fate]));
  pl_body_set(m, row, "fired_round", l->fate == FATE_FIRED ? json_integer(l->round + 1) : json_null());
  pl_body_set(m, row, "is_reworded", json_boolean(l->is_reworded));
  pl_body_set(m, row, "options", options_of(m, l->inject));
  return row;
}

json_t *pl_body_msel(pl_making *m) {
  const size_t count = m->scenario->inject_count;
  json_t *list = pl_body_list(m);
  line *lines = calloc(count + 1, sizeof *lines);
  if (!lines) m->failed = true;
  for (size_t i = 0; lines && i < count; i++) lines[i] = line_of(m, (int)i);
  if (lines) qsort(lines, count, sizeof *lines, by_time);
  for (size_t i = 0; lines && i < count; i++) pl_body_add(m, list, inject_row(m, &lines[i]));
  free(lines);
  return list;
}
