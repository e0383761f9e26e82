/* A seat's aims, and what came of it all: only when the last day has passed before everybody's eyes. */
#include "body.h"

static bool is_over(const pl_making *m) {
  return m->room->phase == PL_ROOM_OVER && m->game && m->brief && pl_game_is_over(m->game);
}

/* ---- aims ---- */

static bool is_aim_of(const pl_objective_spec *spec, int seat) {
  for (int k = 0; k < spec->seat_count; k++)
    if (spec->seats[k] == seat) return true;
  return false;
}

static const pl_reckoning_aim *aim_of(const pl_reckoning *reckoning, int objective) {
  for (size_t i = 0; reckoning && i < reckoning->aim_count; i++)
    if (reckoning->aim[i].objective == objective) return &reckoning->aim[i];
  return NULL;
}

static json_t *objective_row(pl_making *m, int objective, const pl_reckoning *reckoning) {
  const pl_objective_spec *spec = &m->scenario->objectives[objective];
  const pl_reckoning_aim *aim = aim_of(reckoning, objective);
  const bool is_judged = aim && aim->met >= 0;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "id", pl_body_text(spec->id));
  pl_body_set(m, row, "text", pl_body_scenario_text(m, &spec->text));
  pl_body_set(m, row, "points", json_integer(spec->points));
  pl_body_set(m, row, "judged_after", json_integer(spec->at + 1));
  pl_body_set(m, row, "met", is_judged ? json_string(pl_body_met(aim->met)) : json_null());
  pl_body_set(m, row, "met_milli", is_judged ? pl_body_milli(aim->met) : json_null());
  pl_body_set(m, row, "got", is_judged ? json_integer(aim->got) : json_null());
  return row;
}

/* `reckoning` NULL: it is not over. */
static json_t *objectives_of(pl_making *m, const pl_reckoning *reckoning) {
  json_t *list = pl_body_list(m);
  for (int i = 0; i < m->scenario->objective_count; i++)
    if (is_aim_of(&m->scenario->objectives[i], m->seat)) pl_body_add(m, list, objective_row(m, i, reckoning));
  return list;
}

/* ---- what it cost and brought ---- */

static int tenths_of_budget(const pl_reckoning_state *state, pl_mu money) {
  return state->budget ? (int)(money * 1000 / state->budget) : 0;
}

static void add_row(pl_making *m, json_t *rows, const char *what, pl_mu money, const char *why) {
  pl_buffer value = {0};
  pl_put_amount(&value, money, true);
  pl_body_add(m, rows, json_pack("{s:o, s:o, s:o}", "what", pl_body_text(what), "value", pl_body_take(m, &value), "why",
                                 pl_body_text(why)));
}

static json_t *own_of(pl_making *m, const pl_reckoning *reckoning) {
  if (m->seat >= reckoning->state_count) return json_null();
  const pl_reckoning_state *mine = &reckoning->state[m->seat];
  pl_buffer why = {0};
  json_t *own = pl_body_object(m), *rows = pl_body_list(m);
  add_row(m, rows, PL_TEXT("Damage"), -mine->loss, PL_TEXT("what the attacks did to your organisations"));
  add_row(m, rows, PL_TEXT("Head start"), mine->edge, PL_TEXT("what it was worth to know things first, and alone"));
  add_row(m, rows, PL_TEXT("Burnt sources"), -mine->burn, PL_TEXT("what was lost because a finding travelled"));
  add_row(m, rows, PL_TEXT("Work of sharing"), -mine->effort, PL_TEXT("calls and papers"));
  pl_buffer_add_format(&why, PL_TEXT("together, %s\xC2\xA0%% of your budget"),
                       pl_phrase_tenths(m->voice, tenths_of_budget(mine, mine->payoff)));
  add_row(m, rows, PL_TEXT("Result"), mine->payoff, pl_buffer_text(&why));
  pl_body_set(m, own, "rows", rows);
  pl_body_set(m, own, "percent", pl_body_take(m, &why));
  return own;
}

static json_t *tenths_text(pl_making *m, int tenths) {
  pl_buffer text = {0};
  pl_put_tenths(&text, tenths);
  return pl_body_take(m, &text);
}

static json_t *state_row(pl_making *m, const pl_reckoning *reckoning, int s) {
  const pl_reckoning_state *state = &reckoning->state[s];
  json_t *row = pl_body_object(m);
  pl_buffer hit = {0};
  pl_put_count(&hit, state->hit);
  pl_body_set(m, row, "id", pl_body_id(m->scenario, s));
  pl_body_set(m, row, "name", pl_body_text(pl_name_of_seat(m->voice, s)));
  pl_body_set(m, row, "damage", tenths_text(m, tenths_of_budget(state, -state->loss)));
  pl_body_set(m, row, "others", tenths_text(m, tenths_of_budget(state, state->payoff + state->loss)));
  pl_body_set(m, row, "result", tenths_text(m, tenths_of_budget(state, state->payoff)));
  pl_body_set(m, row, "confidence", pl_body_percent(m, state->confidence));
  pl_body_set(m, row, "standing", pl_body_percent(m, state->standing));
  pl_body_set(m, row, "rights", pl_body_percent(m, state->rights));
  pl_body_set(m, row, "hit", pl_body_take(m, &hit));
  pl_body_set(m, row, "result_milli", json_integer(tenths_of_budget(state, state->payoff)));
  pl_body_set(m, row, "is_own", json_boolean(s == m->seat));
  return row;
}

static json_t *reckoning_of(pl_making *m, const pl_reckoning *reckoning) {
  if (!reckoning) return json_null();
  json_t *body = pl_body_object(m), *states = pl_body_list(m);
  for (int i = 0; i < reckoning->state_count; i++)
    pl_body_add(m, states, state_row(m, reckoning, reckoning->order[i]));
  pl_body_set(m, body, "points", json_integer(reckoning->got));
  pl_body_set(m, body, "of", json_integer(reckoning->points));
  pl_body_set(m, body, "own", own_of(m, reckoning));
  pl_body_set(m, body, "states", states);
  return body;
}

void pl_body_set_reckoning(pl_making *m, json_t *body) {
  pl_reckoning reckoning;
  pl_error error;
  const bool is_known = is_over(m);
  if (is_known && pl_game_reckon(m->game, &reckoning, &error) != PL_OK) {
    m->failed = true;
    return;
  }
  pl_body_set(m, body, "objectives", objectives_of(m, is_known ? &reckoning : NULL));
  pl_body_set(m, body, "reckoning", reckoning_of(m, is_known ? &reckoning : NULL));
}
