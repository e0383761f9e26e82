/* What is printed before an exercise: a card for each seat, and the situation manual, which holds what anybody may know
 * beforehand. */
#include "body.h"

#include <qrencode.h>

/* ---- a seat's card ---- */

/* A text as a code to scan: rows of "0" and "1", 1 is dark; null where it cannot be one. */
static json_t *code_of(pl_making *m, const char *text) {
  QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (!code) return json_null();
  json_t *rows = pl_body_list(m);
  for (int y = 0; y < code->width; y++) {
    pl_buffer row = {0};
    for (int x = 0; x < code->width; x++) pl_buffer_add(&row, code->data[y * code->width + x] & 1 ? "1" : "0", 1);
    pl_body_add(m, rows, pl_body_take(m, &row));
  }
  QRcode_free(code);
  return rows;
}

json_t *pl_body_look(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  pl_buffer link = {0};
  json_t *body = pl_body_object(&m);
  pl_buffer_add_format(&link, "%s&seat=%s", pl_buffer_text(&room->join), pl_scenario_seat_id(m.scenario, seat));
  pl_body_set(&m, body, "seat", pl_body_seat(room, seat));
  pl_body_set(&m, body, "plan", pl_body_plan(room, seat));
  pl_body_set(&m, body, "code", code_of(&m, pl_buffer_text(&link)));
  pl_body_set(&m, body, "link", pl_body_take(&m, &link));
  return pl_body_finish(&m, body);
}

/* ---- the situation manual ---- */

static json_t *opening_of(pl_making *m) {
  pl_tale tale = {0};
  pl_buffer text = {0};
  pl_put_scenario_text(&text, m->voice, &m->scenario->summary);
  pl_tale_take(&tale, &text);
  return pl_body_tale(m, &tale);
}

/* How closed what it takes may be. */
static json_t *about_forum(pl_making *m, const pl_forum_spec *spec) {
  pl_tale tale = {0};
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("It takes items up to %s."), pl_chip(spec->ceiling));
  pl_tale_take(&tale, &text);
  return pl_body_tale(m, &tale);
}

static json_t *forums_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < m->scenario->forum_count; f++) {
    const pl_forum_spec *spec = &m->scenario->forums[f];
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "id", pl_body_text(spec->id));
    pl_body_set(m, row, "name", pl_body_text(pl_name_of_forum(m->voice, f)));
    pl_body_set(m, row, "about", about_forum(m, spec));
    pl_body_set(m, row, "members", pl_body_ids(m, &spec->members));
    pl_body_add(m, list, row);
  }
  return list;
}

static json_t *states_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int s = 0; s < m->scenario->state_count; s++) {
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "id", pl_body_id(m->scenario, s));
    pl_body_set(m, row, "name", pl_body_text(pl_name_of_seat(m->voice, s)));
    pl_body_set(m, row, "size", json_string(pl_body_size(m->scenario->states[s].size)));
    pl_body_add(m, list, row);
  }
  return list;
}

/* Of the scenario's own actions those that are for everybody. */
static bool is_for_all(const pl_making *m, int action) {
  return action < PL_ACTIONS ? action == PL_ACTION_ANSWER || m->scenario->actions >> action & 1
                             : m->scenario->custom_actions[action - PL_ACTIONS].is_for_all;
}

static json_t *actions_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int action = 0; action < PL_ACTIONS + m->scenario->action_count; action++) {
    pl_buffer title = {0}, help = {0};
    if (!is_for_all(m, action)) continue;
    pl_put_title_of(&title, m->voice, action);
    if (action < PL_ACTIONS)
      pl_buffer_add_text(&help, PL_TEXT(pl_action_rows()[action].help));
    else
      pl_put_scenario_text(&help, m->voice, &m->scenario->custom_actions[action - PL_ACTIONS].text);
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "title", pl_body_take(m, &title));
    pl_body_set(m, row, "help", pl_body_take_sentence(m, &help));
    pl_body_add(m, list, row);
  }
  return list;
}

static json_t *starts_of(pl_making *m) {
  pl_date date;
  pl_buffer text = {0};
  if (!m->scenario->starts || !pl_date_parse(m->scenario->starts, &date)) return json_null();
  pl_put_date(&text, date);
  return pl_body_take(m, &text);
}

json_t *pl_body_manual(pl_room *room) {
  enum { DAYS = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY };
  pl_making m = pl_body_begin(room, -1);
  json_t *body = pl_body_object(&m);
  pl_body_set(&m, body, "opening", opening_of(&m));
  pl_body_set(&m, body, "states", states_of(&m));
  pl_body_set(&m, body, "forums", forums_of(&m));
  pl_body_set(&m, body, "actions", actions_of(&m));
  pl_body_set(&m, body, "rounds", json_integer(m.scenario->rounds));
  pl_body_set(&m, body, "days", json_integer(m.scenario->rounds * DAYS));
  pl_body_set(&m, body, "starts", starts_of(&m));
  return pl_body_finish(&m, body);
}
