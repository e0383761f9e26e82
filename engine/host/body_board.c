/* The board in a browser: what the room may see, from the public's history and nothing else.
 *
 * While days pass, everything is cut off at the end of the day that passes. What control has not revealed is not in the
 * history, and so not here: then there is no curve, no count and no arrow. */
#include "body.h"

#include <stdlib.h>

#include <polder/accounts.h>
#include <polder/board_words.h>

enum { HAPPENINGS = 60, SHARES = 400, MESSAGES = 60 };

/* The public's history up to a tick. */
typedef struct public_view {
  const pl_history *history; /* NULL: nothing has begun */
  pl_tick until;             /* what comes then or later is not to be shown */
  int states;
  pl_tally *found;           /* all of it, as it is shown; owned */
  bool shows_found, shows_sharing;
} public_view;

static bool is_shown(const public_view *view, const pl_event *event) { return event->tick < view->until; }

/* Counts to go on with from the beginning; NULL: out of memory, and m knows. */
static pl_tally *count_anew(pl_making *m, const public_view *view) {
  pl_tally *found = pl_tally_new(view->history, view->states);
  if (!found) m->failed = true;
  return found;
}

static bool go_on(pl_making *m, pl_tally *found, pl_tick until) {
  if (!found || !pl_tally_go_on(found, until)) m->failed = true;
  return !m->failed;
}

/* How they stand to each other: as after the last round that is shown. */
static const pl_relations *relations_of(const pl_making *m, const public_view *view) {
  const pl_history *h = view->history;
  if (!h) return NULL;
  const bool is_passing = m->room->phase == PL_ROOM_PASSING && view->until != INT32_MAX;
  const int at = is_passing ? m->room->passing : h->rounds;
  return &h->after[at < h->rounds ? at : h->rounds];
}

static pl_state_set members_of(const pl_making *m, const pl_relations *r, int forum) {
  return r ? r->members[forum] : m->scenario->forums[forum].members;
}

/* ---- states, bonds, forums ---- */

static json_t *forums_with(pl_making *m, const pl_relations *r, int state) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < m->scenario->forum_count; f++) {
    const pl_state_set members = members_of(m, r, f);
    if (pl_set_has(&members, (unsigned)state)) pl_body_add(m, list, pl_body_text(m->scenario->forums[f].id));
  }
  return list;
}

static json_t *states_of(pl_making *m, const public_view *view, const pl_relations *r) {
  json_t *list = pl_body_list(m);
  for (int s = 0; s < m->scenario->state_count; s++) {
    const pl_state_spec *spec = &m->scenario->states[s];
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "id", pl_body_id(m->scenario, s));
    pl_body_set(m, row, "name", pl_body_text(pl_name_of_seat(m->voice, s)));
    pl_body_set(m, row, "mark", pl_body_mark(m, s));
    pl_body_set(m, row, "size", json_string(pl_body_size(spec->size)));
    pl_body_set(m, row, "place", pl_body_place(&spec->at));
    pl_body_set(m, row, "organisations", json_integer(spec->organisations));
    pl_body_set(m, row, "found", view->shows_found ? json_integer(pl_tally_hit(view->found)[s]) : json_null());
    pl_body_set(m, row, "recovered",
                view->shows_found ? json_integer(pl_tally_recovered(view->found)[s]) : json_null());
    pl_body_set(m, row, "forums", forums_with(m, r, s));
    pl_body_add(m, list, row);
  }
  return list;
}

static json_t *bonds_of(pl_making *m, const pl_relations *r) {
  json_t *list = pl_body_list(m);
  const pl_state_set *allies = r ? r->allies : m->scenario->treaties;
  for (int a = 0; allies && a < m->scenario->state_count; a++)
    for (int b = pl_set_next(&allies[a], a + 1); b >= 0; b = pl_set_next(&allies[a], b + 1))
      pl_body_add(m, list, json_pack("{s:o, s:o, s:s}", "a", pl_body_id(m->scenario, a), "b",
                                     pl_body_id(m->scenario, b), "kind", "alliance"));
  return list;
}

static json_t *forums_of(pl_making *m, const pl_relations *r) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < m->scenario->forum_count; f++) {
    const pl_forum_spec *spec = &m->scenario->forums[f];
    const pl_state_set members = members_of(m, r, f);
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "id", pl_body_text(spec->id));
    pl_body_set(m, row, "name", pl_body_text(pl_name_of_forum(m->voice, f)));
    pl_body_set(m, row, "short", pl_body_text(pl_short_name_of_forum(m->voice, f)));
    pl_body_set(m, row, "mark", pl_body_text(spec->mark ? spec->mark : ""));
    pl_body_set(m, row, "place", pl_body_place(&spec->at));
    pl_body_set(m, row, "members", pl_body_ids(m, &members));
    pl_body_add(m, list, row);
  }
  return list;
}

/* ---- found, over time ---- */

static int32_t sum_of(const int32_t *count, int states) {
  int32_t sum = 0;
  for (int s = 0; s < states; s++) sum += count[s];
  return sum;
}

static json_t *counts_of(pl_making *m, const pl_tally *found, int states) {
  json_t *list = pl_body_list(m);
  for (int s = 0; s < states; s++) pl_body_add(m, list, json_integer(pl_tally_hit(found)[s]));
  return list;
}

static pl_tick last_tick(const pl_making *m, const public_view *view) {
  const pl_tick done = (pl_tick)pl_session_rounds_done(m->room->session) * PL_TICKS_PER_ROUND;
  return view->until < done ? view->until : done;
}

/* What happens at a tick is part of its count. */
static json_t *passing_of(pl_making *m, const public_view *view) {
  const pl_room *room = m->room;
  if (!view->history || !view->shows_found || room->phase != PL_ROOM_PASSING) return json_null();
  const pl_tick first = room->passing * PL_TICKS_PER_ROUND, end = last_tick(m, view);
  pl_tally *found = count_anew(m, view);
  json_t *rows = pl_body_list(m);
  for (pl_tick tick = first; tick < end && go_on(m, found, tick + 1); tick++)
    pl_body_add(m, rows, counts_of(m, found, view->states));
  pl_tally_free(found);
  return json_pack("{s:i, s:i, s:o}", "round", (int)room->passing + 1, "first", (int)first, "found", rows);
}

static json_t *curve_of(pl_making *m, const public_view *view) {
  json_t *list = pl_body_list(m);
  if (!view->history || !view->shows_found) return list;
  const pl_tick end = last_tick(m, view);
  pl_tally *found = count_anew(m, view);
  for (pl_tick tick = PL_TICKS_PER_DAY; tick <= end && go_on(m, found, tick); tick += PL_TICKS_PER_DAY)
    pl_body_add(m, list, json_integer(sum_of(pl_tally_hit(found), view->states)));
  pl_tally_free(found);
  return list;
}

/* The number beside the curve, and its words. */
static json_t *figures_of(pl_making *m, const public_view *view) {
  if (!view->shows_found) return json_null();
  const int32_t hit = sum_of(pl_tally_hit(view->found), view->states);
  const int32_t recovered = sum_of(pl_tally_recovered(view->found), view->states);
  const pl_tick end = last_tick(m, view);
  int32_t all = 0;
  for (int s = 0; s < view->states; s++) all += m->scenario->states[s].organisations;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "hit", json_integer(hit));
  pl_body_set(m, row, "hit_says", pl_body_text(pl_board_hit_words(true, true)));
  pl_body_set(m, row, "of_says", pl_body_text(pl_phrase_of_organisations(m->voice, all)));
  pl_body_set(m, row, "recovered", json_integer(recovered));
  pl_body_set(m, row, "recovered_says", pl_body_text(pl_board_recovered_words(recovered)));
  pl_body_set(m, row, "now_says", pl_body_text(pl_phrase_day_and_hit(m->voice, pl_day_of(end ? end - 1 : 0), hit)));
  return row;
}

/* ---- marks on the curve ---- */

static bool is_mark(const pl_event *event) {
  return event->kind == PL_EVENT_LEFT || event->kind == PL_EVENT_STRUCK || event->kind == PL_EVENT_TAKEDOWN;
}

static bool is_alike(const pl_event *a, const pl_event *b) {
  return a->kind == PL_EVENT_LEFT && b->kind == PL_EVENT_LEFT && a->state == b->state;
}

/* A state that leaves several forums at once is said once: 0 where it was said with an earlier one. */
static int count_alike(const pl_history *history, size_t at) {
  const pl_event *event = &history->event[at];
  int count = 1;
  for (size_t i = at; i-- > 0 && history->event[i].tick == event->tick;)
    if (is_alike(&history->event[i], event)) return 0;
  for (size_t i = at + 1; i < history->event_count && history->event[i].tick == event->tick; i++)
    count += is_alike(&history->event[i], event);
  return count;
}

static json_t *marks_of(pl_making *m, const public_view *view) {
  const pl_history *history = view->history;
  json_t *list = pl_body_list(m);
  if (!history || !view->shows_found) return list;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    const int count = is_mark(event) && is_shown(view, event) ? count_alike(history, i) : 0;
    if (!count) continue;
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "tick", json_integer(event->tick));
    pl_body_set(m, row, "kind", json_string(pl_event_name((pl_event_kind)event->kind)));
    pl_body_set(m, row, "says",
                pl_body_text(pl_phrase_mark_on_curve(m->voice, (pl_event_kind)event->kind, event->state, event->forum,
                                                     count)));
    pl_body_add(m, list, row);
  }
  return list;
}

/* ---- what happened ---- */

/* Counts, arrows and curves show what came and went, and a message tells a ruling; the rest is told here. */
static bool is_told(const pl_event *event) {
  switch ((pl_event_kind)event->kind) {
  case PL_EVENT_CONTAINED:
  case PL_EVENT_RECOVERED:
  case PL_EVENT_SENT:
  case PL_EVENT_RECEIVED:
  case PL_EVENT_RULING:
  case PL_EVENT_ROUND: return false;
  default: return true;
  }
}

static json_t *involved_in(pl_making *m, const pl_event *event) {
  pl_state_set states = event->kind == PL_EVENT_TAKEDOWN ? event->seen_by : (pl_state_set){{0}};
  if (event->state < m->scenario->state_count) pl_set_add(&states, event->state);
  return pl_body_ids(m, &states);
}

/* A public message is what it says and who says it; whoever reads a wall knows no ids. */
static void put_inject(pl_making *m, pl_buffer *out, const pl_event *event) {
  if (event->index >= m->scenario->inject_count) return;
  const pl_text *from = &m->scenario->injects[event->index].from;
  const pl_text text = pl_event_inject_text(m->scenario, pl_session_events(m->room->session), event);
  if (*pl_text_in(from, m->voice->language)) {
    pl_put_scenario_text(out, m->voice, from);
    pl_buffer_add_text(out, ": ");
  }
  pl_put_scenario_text(out, m->voice, &text);
}

/* NULL: there is nothing to say about it. */
static json_t *happening_of(pl_making *m, const pl_event *event) {
  pl_buffer text = {0}, day = {0};
  if (event->kind == PL_EVENT_INJECT)
    put_inject(m, &text, event);
  else if (is_told(event))
    pl_put_event(&text, m->voice, event);
  if (!text.length && !text.failed) return NULL;
  pl_put_short_day(&day, m->voice, pl_day_of(event->tick));
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "round", json_integer(event->round + 1));
  pl_body_set(m, row, "tick", json_integer(event->tick));
  pl_body_set(m, row, "day", pl_body_take(m, &day));
  pl_body_set(m, row, "kind", json_string(pl_event_name((pl_event_kind)event->kind)));
  pl_body_set(m, row, "text", pl_body_take_sentence(m, &text));
  pl_body_set(m, row, "states", involved_in(m, event));
  return row;
}

static json_t *happenings_of(pl_making *m, const public_view *view) {
  json_t *list = pl_body_list(m);
  int count = 0;
  for (size_t i = view->history ? view->history->event_count : 0; i-- > 0 && count < HAPPENINGS;) {
    json_t *row = is_shown(view, &view->history->event[i]) ? happening_of(m, &view->history->event[i]) : NULL;
    if (!row) continue;
    if (json_array_insert_new(list, 0, row)) m->failed = true;
    count++;
  }
  return list;
}

/* ---- who sent what to whom ---- */

static json_t *shares_of(pl_making *m, const public_view *view) {
  const int round = m->room->phase == PL_ROOM_PASSING ? m->room->passing
                                                      : pl_session_rounds_done(m->room->session) - 1;
  json_t *list = pl_body_list(m);
  int count = 0;
  for (size_t i = 0; view->history && i < view->history->event_count && count < SHARES; i++) {
    const pl_event *event = &view->history->event[i];
    if (event->kind != PL_EVENT_RECEIVED || event->round != round || !is_shown(view, event)) continue;
    pl_body_add(m, list, json_pack("{s:i, s:o, s:o, s:o, s:b}", "tick", (int)event->tick, "from",
                                   pl_body_id(m->scenario, event->state), "to", pl_body_id(m->scenario, event->other),
                                   "label", pl_body_tlp(event->label), "public",
                                   event->index == PL_CHANNEL_PUBLIC));
    count++;
  }
  return list;
}

/* What everybody was told in the round shown: as on the wall. */
static json_t *news_of(pl_making *m) {
  const pl_billboard *billboard = pl_room_billboard(m->room, m->room->now);
  json_t *list = pl_body_list(m);
  for (int i = 0; i < billboard->news_count; i++) pl_body_add(m, list, pl_body_text(billboard->news[i]));
  return list;
}

static json_t *messages_of(pl_making *m) {
  size_t count, public = 0;
  const pl_message *messages = pl_session_messages(m->room->session, &count);
  json_t *list = pl_body_list(m);
  pl_mail mail = pl_mail_begin(m, PL_MAIL_PUBLIC);
  for (size_t i = 0; i < count; i++) public += messages[i].is_public;
  for (size_t i = 0; i < count; i++)
    if (messages[i].is_public && public-- <= MESSAGES) pl_body_add(m, list, pl_body_message(m, &mail, &messages[i]));
  pl_mail_end(&mail);
  return list;
}

/* ---- the sheet ---- */

static void set_parts(pl_making *m, json_t *body, public_view *view) {
  const pl_room *room = m->room;
  const pl_relations *relations = relations_of(m, view);
  pl_body_set(m, body, "round", json_integer(pl_body_round_shown(room) + 1));
  pl_body_set(m, body, "rounds_done", json_integer(pl_session_rounds_done(room->session)));
  pl_body_set(m, body, "reveals", json_pack("{s:b, s:b}", "found", (int)view->shows_found, "sharing",
                                            (int)view->shows_sharing));
  pl_body_set(m, body, "tick", json_integer(last_tick(m, view)));
  pl_body_set(m, body, "states", states_of(m, view, relations));
  pl_body_set(m, body, "bonds", bonds_of(m, relations));
  pl_body_set(m, body, "forums", forums_of(m, relations));
  pl_body_set(m, body, "passing", passing_of(m, view));
  pl_body_set(m, body, "curve", curve_of(m, view));
  pl_body_set(m, body, "figures", figures_of(m, view));
  pl_body_set(m, body, "marks", marks_of(m, view));
  pl_body_set(m, body, "news", news_of(m));
  pl_body_set(m, body, "happenings", happenings_of(m, view));
  pl_body_set(m, body, "shares", shares_of(m, view));
  pl_body_set(m, body, "messages", messages_of(m));
}

/* What kind of incident it is that somebody published about: who reads that knows the kind. */
static void know_incidents(pl_making *m, pl_voice *voice, pl_brief *brief) {
  const pl_world *world = pl_session_world(m->room->session);
  const size_t count = (size_t)pl_world_incident_count(world);
  brief->incidents = calloc(count + 1, sizeof *brief->incidents);
  if (!brief->incidents) {
    m->failed = true;
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const pl_incident *incident = pl_world_incident(world, (int)i);
    brief->incidents[i] = (pl_brief_incident){.iid = incident->iid, .declared = incident->declared,
                                              .adversary = incident->adversary, .family = incident->family};
  }
  brief->incident_count = count;
  voice->brief = brief;
  m->voice = voice;
}

json_t *pl_body_board(pl_room *room) {
  pl_making m = pl_body_begin(room, -1);
  pl_voice voice = room->voice;
  pl_brief brief = {.scenario = m.scenario, .seat = PL_NONE};
  public_view view = {.history = pl_room_billboard(room, room->now)->history,
                      .until = pl_body_until(room),
                      .states = m.scenario->state_count,
                      .shows_found = (room->reveals & PL_REVEAL_FOUND) != 0,
                      .shows_sharing = (room->reveals & PL_REVEAL_SHARING) != 0};
  json_t *body = pl_body_object(&m);
  know_incidents(&m, &voice, &brief);
  view.found = count_anew(&m, &view);
  if (go_on(&m, view.found, view.until)) set_parts(&m, body, &view);
  pl_tally_free(view.found);
  free(brief.incidents);
  return pl_body_finish(&m, body);
}
