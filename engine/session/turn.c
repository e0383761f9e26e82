/* Turns: deciding one thing otherwise in a round that is open again.
 *
 * A decision goes through the door where everybody's decisions go (pl_session_check), so what was impossible then is
 * impossible now, in the same words. What is taken back never was: it leaves the journal. An item can be found out
 * about in the middle of a round, when nobody is asked; what is to become of it is supposed of the world itself
 * (pl_world_suppose), and here it is only made sure that there is such an item, and that it is not too late. */
#include "course.h"

#include <stdlib.h>

/* ---- to decide ---- */
static pl_status decide(pl_session *session, const pl_decision *decision, pl_error *error) {
  pl_status status = pl_session_check(session, decision, error);
  if (status != PL_OK) return status;
  const pl_journal_entry entry = {.round = session->done, .author = PL_AUTHOR_PERSON, .decision = *decision};
  return pl_journal_add(&session->journal, &entry, error);
}

/* ---- to take back ---- */
typedef struct meant {
  const pl_decision *what;
  bool is_one_target, is_one_item; /* and not all that the seat decided of this kind */
} meant;

static meant meant_by(const pl_scenario *scenario, const pl_decision *what) {
  const bool is_about_item = pl_action_arguments(scenario, what->action) & PL_ARGUMENT_ITEM;
  return (meant){.what = what, .is_one_target = what->target != PL_NONE,
                 .is_one_item = is_about_item && what->iid != PL_NO_INCIDENT};
}

static bool is_kept(const void *context, const pl_journal_entry *entry, const pl_journal_mark *mark) {
  const meant *m = context;
  const pl_decision *d = &entry->decision, *what = m->what;
  (void)mark;
  return d->seat != what->seat || d->action != what->action || (m->is_one_target && d->target != what->target) ||
         (m->is_one_item && d->iid != what->iid);
}

static void list_decisions(const pl_session *session, int seat, pl_buffer *out) {
  const pl_journal *journal = &session->journal;
  for (size_t i = journal->open; i < journal->count; i++) {
    if (journal->entry[i].decision.seat != seat || !pl_journal_counts(journal, i)) continue;
    pl_buffer_add_text(out, out->length ? "; " : "");
    pl_decision_print(session->rules.scenario, &journal->entry[i].decision, out);
  }
}

static pl_status refuse_taking_back(const pl_session *session, const pl_decision *what, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  pl_buffer list = {0};
  list_decisions(session, what->seat, &list);
  const char *seat = pl_scenario_seat_id(scenario, what->seat), *action = pl_action_name(scenario, what->action);
  pl_status status =
      list.length
          ? pl_error_set(error, PL_BAD_INPUT,
                         "%s decided no such %s in round %d that could be taken back; it decided: %s", seat, action,
                         session->done + 1, pl_buffer_text(&list))
          : pl_error_set(error, PL_BAD_INPUT, "%s decided nothing in round %d, so there is no %s to take back", seat,
                         session->done + 1, action);
  pl_buffer_clear(&list);
  return status;
}

static pl_status take_back(pl_session *session, const pl_decision *what, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  const size_t before = session->journal.count;
  if (what->seat >= pl_scenario_seat_count(scenario))
    return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", what->seat);
  if (what->action >= PL_ACTIONS + scenario->action_count)
    return pl_error_set(error, PL_BAD_INPUT, "there is no action %d", what->action);
  const meant m = meant_by(scenario, what);
  pl_journal_keep(&session->journal, is_kept, &m);
  return session->journal.count < before ? PL_OK : refuse_taking_back(session, what, error);
}

/* ---- an item ---- */

/* When this item was found out, as played; −1: never. */
static pl_tick birth_of(const pl_course *course, const pl_decision *d) {
  const pl_world *world = course->base->world;
  const int incident = pl_world_find_incident(world, d->iid);
  return incident < 0 ? -1 : pl_world_incident(world, incident)->item[d->seat].birth;
}

/* It was held when the round opened. */
static pl_status check_held(const pl_session *session, const pl_decision *d, pl_tick birth, const char *name,
                            pl_error *error) {
  const pl_world *world = session->world;
  const pl_incident *incident = pl_world_incident(world, pl_world_find_incident(world, d->iid));
  const char *seat = pl_scenario_seat_id(session->rules.scenario, d->seat);
  const int born = birth / PL_TICKS_PER_ROUND + 1, round = session->done + 1;
  if (incident->phase != PL_PHASE_ACTIVE)
    return pl_error_set(error, PL_BAD_INPUT, "%s is over in round %d: nobody can be warned of it any more", name,
                        round);
  if (pl_world_tick(world) - birth > PL_TICKS_PER_ROUND)
    return pl_error_set(error, PL_BAD_INPUT,
                        "what %s found out about %s in round %d is too old in round %d: try an earlier round", seat,
                        name, born, round);
  if (pl_audience_is_empty(&d->audience) && !pl_set_is_empty(&incident->item[d->seat].sent))
    return pl_error_set(error, PL_BAD_INPUT,
                        "%s sent what it knew of %s before round %d: it cannot be withheld any more; try round %d",
                        seat, name, round, born);
  return PL_OK;
}

static pl_status check_item(const pl_course *course, const pl_session *session, const pl_decision *d,
                            pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  const pl_tick birth = d->seat < scenario->state_count ? birth_of(course, d) : -1;
  pl_buffer name = {0};
  pl_iid_print(scenario, d->iid, &name);
  pl_status status = PL_OK;
  if (d->seat >= pl_scenario_seat_count(scenario))
    status = pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", d->seat);
  else if (birth < 0)
    status = pl_error_set(error, PL_BAD_INPUT,
                          "%s never found out about %s: there is no such item to share or withhold",
                          pl_scenario_seat_id(scenario, d->seat), pl_buffer_text(&name));
  else if (birth < pl_world_tick(session->world))
    status = check_held(session, d, birth, pl_buffer_text(&name), error);
  pl_buffer_clear(&name);
  return status;
}

/* ---- all of them ---- */
static pl_status suppose(pl_session *session, const pl_playing *playing, pl_error *error) {
  pl_supposition *rows = malloc((playing->turn_count + 1) * sizeof *rows);
  size_t count = 0;
  if (!rows) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot play it otherwise");
  for (size_t i = 0; i < playing->turn_count; i++) {
    const pl_decision *d = &playing->turn[i].decision;
    if (playing->turn[i].kind != PL_TURN_ITEM) continue;
    rows[count++] = (pl_supposition){.iid = d->iid, .originator = d->seat, .audience = d->audience};
  }
  const pl_status status = pl_session_suppose(session, playing->round, rows, count, error);
  free(rows);
  return status;
}

static pl_status make_turn(const pl_course *course, pl_session *session, const pl_turn *turn, pl_error *error) {
  switch (turn->kind) {
    case PL_TURN_DECIDE: return decide(session, &turn->decision, error);
    case PL_TURN_TAKE_BACK: return take_back(session, &turn->decision, error);
    case PL_TURN_ITEM: return check_item(course, session, &turn->decision, error);
  }
  return pl_error_set(error, PL_BUG, "there is no turn of kind %d", (int)turn->kind);
}

/* What is taken back comes first, so that something else can be decided in its place. */
pl_status pl_turns_make(const pl_course *course, pl_session *session, const pl_playing *playing, pl_error *error) {
  pl_status status = PL_OK;
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; status == PL_OK && i < playing->turn_count; i++)
      if ((playing->turn[i].kind == PL_TURN_TAKE_BACK) == !pass)
        status = make_turn(course, session, &playing->turn[i], error);
  return status == PL_OK ? suppose(session, playing, error) : status;
}
