/* A seat's sheet: everything that its brief holds, as a page shows it.
 *
 * While the days of a round pass, the brief is already that of the moment after; so the sheet made while the round was
 * open is shown until the next one opens (bodies.seat), with nothing left to decide. */
#include "body.h"

/* ---- the inbox ---- */

static json_t *option_row(pl_making *m, const pl_option_spec *option) {
  const pl_mu money = m->brief->is_state ? m->brief->money : 0;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "id", pl_body_text(option->id));
  pl_body_set(m, row, "text", pl_body_scenario_text(m, &option->text));
  pl_body_set(m, row, "cost", pl_body_money(m, option->cost));
  pl_body_set(m, row, "is_default", json_boolean(option->is_default));
  pl_body_set(m, row, "is_affordable", json_boolean(option->cost <= money));
  return row;
}

static json_t *options_of(pl_making *m, const pl_brief_inject *arrived, const pl_inject_spec *inject) {
  json_t *list = pl_body_list(m);
  for (int i = 0; arrived->is_open && i < inject->option_count && i < 64; i++)
    if (arrived->available >> i & 1) pl_body_add(m, list, option_row(m, &inject->options[i]));
  return list;
}

/* The option that was committed last. */
static json_t *chosen_of(pl_making *m, const pl_inject_spec *inject) {
  pl_decision committed[PL_PENDING];
  json_t *chosen = NULL;
  for (size_t i = pl_game_pending(m->game, committed); i-- > 0 && !chosen;) {
    const pl_decision *d = &committed[i];
    const bool is_answer = d->action == PL_ACTION_ANSWER && &m->scenario->injects[d->target] == inject;
    if (is_answer && d->option < inject->option_count) chosen = pl_body_text(inject->options[d->option].id);
  }
  return chosen ? chosen : json_null();
}

static json_t *inbox_row(pl_making *m, const pl_brief_inject *arrived, bool is_open) {
  const pl_inject_spec *inject = &m->scenario->injects[arrived->inject];
  const bool asks = arrived->is_open && inject->option_count;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "inject", pl_body_text(inject->id));
  pl_body_set(m, row, "sender", pl_body_scenario_text(m, &inject->from));
  pl_body_set(m, row, "label", pl_body_tlp(inject->label));
  pl_body_set(m, row, "text", pl_body_inject_text(m, arrived->inject));
  pl_body_set(m, row, "is_open", json_boolean(arrived->is_open && is_open));
  pl_body_set(m, row, "asks", json_boolean(asks));
  pl_body_set(m, row, "chosen", asks && is_open ? chosen_of(m, inject) : json_null());
  pl_body_set(m, row, "options", options_of(m, arrived, inject));
  return row;
}

static json_t *inbox_of(pl_making *m, bool is_open) {
  json_t *list = pl_body_list(m);
  for (size_t i = 0; m->brief && i < m->brief->inject_count; i++)
    pl_body_add(m, list, inbox_row(m, &m->brief->injects[i], is_open));
  return list;
}

/* ---- parts ---- */

static json_t *told(pl_making *m, pl_topic topic) {
  pl_tale tale = {0};
  pl_error error;
  if (m->game && pl_game_tell(m->game, topic, &tale, &error) != PL_OK) m->failed = true;
  return pl_body_tale(m, &tale);
}

static json_t *organisations_of(pl_making *m) {
  const pl_brief *b = m->brief;
  if (!b || !b->is_state) return json_null();
  pl_buffer text = {0};
  const char *all = pl_phrase_count(m->voice, b->organisations), *hit = pl_phrase_count(m->voice, b->contained);
  const char *recovered = pl_phrase_count(m->voice, b->recovered);
  if (b->contained && b->recovered)
    pl_buffer_add_format(&text, PL_TEXT("%s in all: %s found hit, %s recovered, of the others nothing is known"), all,
                         hit, recovered);
  else if (b->contained)
    pl_buffer_add_format(&text, PL_TEXT("%s in all: %s found hit, of the others nothing is known"), all, hit);
  else if (b->recovered)
    pl_buffer_add_format(&text, PL_TEXT("%s in all: %s recovered, of the others nothing is known"), all, recovered);
  else
    pl_buffer_add_format(&text, PL_TEXT("%s in all: no sign of trouble in any"), all);
  return json_pack("{s:i, s:i, s:i, s:o}", "all", (int)b->organisations, "hit", (int)b->contained, "recovered",
                   (int)b->recovered, "text", pl_body_take(m, &text));
}

static void set_name(pl_making *m, json_t *body, bool is_open) {
  const pl_room *room = m->room;
  const int round = pl_body_round_shown(room);
  pl_buffer days = {0};
  pl_put_round_days(&days, m->voice, round);
  pl_body_set(m, body, "id", pl_body_id(m->scenario, m->seat));
  pl_body_set(m, body, "name", pl_body_text(pl_name_of_seat(m->voice, m->seat)));
  pl_body_set(m, body, "mark", pl_body_mark(m, m->seat));
  pl_body_set(m, body, "is_role", json_boolean(m->seat >= m->scenario->state_count));
  pl_body_set(m, body, "round", json_integer(round + 1));
  pl_body_set(m, body, "rounds", json_integer(m->scenario->rounds));
  pl_body_set(m, body, "days", pl_body_take(m, &days));
  pl_body_set(m, body, "is_open", json_boolean(is_open));
  pl_body_set(m, body, "is_over", json_boolean(room->phase == PL_ROOM_OVER));
}

static json_t *made(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  const bool is_open = room->phase == PL_ROOM_DECIDING && m.brief && pl_session_is_open(room->session);
  const bool is_state = m.brief && m.brief->is_state;
  json_t *body = pl_body_object(&m);
  set_name(&m, body, is_open);
  pl_body_set(&m, body, "opening", told(&m, PL_TOPIC_OPENING));
  pl_body_set(&m, body, "beginning", is_open ? told(&m, PL_TOPIC_BEGINNING) : pl_body_list(&m));
  pl_body_set(&m, body, "organisations", organisations_of(&m));
  pl_body_set(&m, body, "money", is_state ? pl_body_money(&m, m.brief->money) : json_null());
  pl_body_set(&m, body, "figures", pl_body_figures(&m));
  pl_body_set(&m, body, "changes", pl_body_changes(&m));
  pl_body_set(&m, body, "inbox", inbox_of(&m, is_open));
  pl_body_set_intelligence(&m, body);
  pl_body_set_choices(&m, body);
  pl_body_set(&m, body, "orders", is_state ? pl_body_orders(&m, &m.brief->orders) : json_null());
  pl_body_set(&m, body, "actions", pl_body_actions(&m, is_open));
  pl_body_set_reckoning(&m, body);
  pl_body_set(&m, body, "debrief", room->phase == PL_ROOM_OVER ? pl_body_debrief(&m) : pl_body_list(&m));
  return pl_body_finish(&m, body);
}

/* As it was while the round was open, but for what can be decided. */
static json_t *as_it_was(pl_making *m, const json_t *kept) {
  json_t *body = json_copy((json_t *)kept);
  pl_body_set(m, body, "is_open", json_false());
  pl_body_set(m, body, "beginning", pl_body_list(m));
  pl_body_set(m, body, "actions", pl_body_actions(m, false));
  return pl_body_finish(m, body);
}

json_t *pl_body_seat(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  json_t *kept = room->phase == PL_ROOM_PASSING ? pl_body_kept_seat(&m) : NULL;
  if (kept) return as_it_was(&m, kept);
  json_t *body = made(room, seat);
  if (room->phase == PL_ROOM_DECIDING) pl_body_keep_seat(&m, body);
  return body;
}

json_t *pl_body_outlook(pl_room *room, int seat, const pl_decision *decision) {
  pl_making m = pl_body_begin(room, seat);
  pl_tale tale = {0};
  pl_error error;
  if (m.game && pl_game_tell_outlook(m.game, decision, &tale, &error) != PL_OK) m.failed = true;
  return pl_body_finish(&m, pl_body_tale(&m, &tale));
}
