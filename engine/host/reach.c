/* Whom a choice would reach: beside each audience that could be added to it, whether anybody there would get something,
 * and why not.
 *
 * Reach depends on who is chosen already, since direct calls are few and go to whom one trusts most; so a state is
 * within reach if something would get there, were it chosen besides the others. A forum that may not carry the label is
 * no obstacle by itself: its members can be reached in other ways. */
#include <polder/reach.h>

#include "body.h"
#include "requests.h"

typedef struct choice {
  pl_making m;
  pl_offer offer;                 /* of a standing order: of the most open kind of item */
  bool is_item;
  pl_state_set chosen, reached;   /* reached: were they chosen besides `chosen` */
  json_t *rows;
} choice;

/* ---- who ---- */

static bool is_reached(const pl_reach *reach, int state) {
  for (size_t i = 0; i < reach->count; i++)
    if (reach->row[i].state == state) return reach->row[i].way != PL_WAY_NONE;
  return false;
}

static void find_reached(choice *c) {
  pl_reach reach;
  for (int t = 0; t < c->m.scenario->state_count; t++) {
    pl_state_set with = c->chosen;
    if (t == c->m.seat) continue;
    pl_set_add(&with, (unsigned)t);
    pl_reach_find(c->m.brief, &c->offer, &with, &reach);
    if (is_reached(&reach, t)) pl_set_add(&c->reached, (unsigned)t);
  }
}

/* Whether as a tear-line, which is one label more open, it would get to some of these. */
static bool would_tear_reach(const choice *c, const pl_state_set *states) {
  pl_offer tear = c->offer;
  pl_state_set all = pl_set_union(c->chosen, *states);
  pl_reach reach;
  if (!c->is_item || tear.is_tear || pl_label_of_tear(tear.label) == tear.label) return false;
  tear.is_tear = true;
  pl_reach_find(c->m.brief, &tear, &all, &reach);
  for (int t = pl_set_next(states, 0); t >= 0 && t < c->m.scenario->state_count; t = pl_set_next(states, t + 1))
    if (!pl_set_has(&tear.sent, (unsigned)t) && is_reached(&reach, t)) return true;
  return false;
}

/* ---- one row ---- */

static void put_tear(const choice *c, pl_buffer *why, const pl_state_set *states) {
  if (would_tear_reach(c, states))
    pl_buffer_add_format(why, " %s", PL_TEXT("As a tear-line it could go there."));
}

static void add_row(choice *c, const pl_audience *audience, bool is_locked, pl_buffer *why) {
  json_t *row;
  pl_buffer id = {0};
  if (!is_locked && !why->length) return;
  row = pl_body_object(&c->m);
  pl_audience_print(c->m.scenario, audience, &id);
  pl_body_set(&c->m, row, "id", pl_body_take(&c->m, &id));
  pl_body_set(&c->m, row, "locked", json_boolean(is_locked));
  pl_body_set(&c->m, row, "why", pl_body_take(&c->m, why));
  pl_body_add(&c->m, c->rows, row);
}

/* What is left of these once those who have it are taken out. */
static pl_state_set lacking(const choice *c, pl_state_set states) {
  pl_state_set left = pl_set_difference(states, c->offer.sent);
  pl_set_remove(&left, (unsigned)c->m.seat);
  return left;
}

static bool is_locked(const choice *c, const pl_state_set *left) {
  const pl_state_set within = pl_set_intersection(*left, c->reached);
  return pl_set_is_empty(&within);
}

static void add_state(choice *c, int state) {
  pl_audience audience = {.words = 0};
  pl_buffer why = {0};
  if (pl_set_has(&c->reached, (unsigned)state)) return;
  pl_set_add(&audience.states, (unsigned)state);
  pl_put_out_of_reach(&why, c->m.voice, &c->offer, state);
  if (!pl_set_has(&c->offer.sent, (unsigned)state)) put_tear(c, &why, &audience.states);
  add_row(c, &audience, true, &why);
}

static void add_forum(choice *c, int forum) {
  const pl_audience audience = {.forums = (uint64_t)1 << forum};
  const pl_brief_forum *known = &c->m.brief->forums[forum];
  const pl_label ceiling = c->m.scenario->forums[forum].ceiling;
  const pl_state_set left = lacking(c, known->members);
  const bool is_above = c->is_item && pl_offer_label(&c->offer) > ceiling, is_shut = is_locked(c, &left);
  pl_buffer why = {0};
  if (is_above)
    pl_buffer_add_format(&why, PL_TEXT("It takes nothing above %s."), pl_chip(ceiling));
  else if (!known->is_member)
    pl_buffer_add_text(&why, PL_TEXT("You are no member."));
  if (why.length && !is_shut)
    pl_buffer_add_format(&why, " %s", PL_TEXT("Choosing it means its members, each by the best way you have."));
  if (is_shut)
    pl_buffer_add_format(&why, "%s%s", why.length ? " " : "",
                         pl_set_is_empty(&left) ? PL_TEXT("All in it have this already.")
                                                : PL_TEXT("Nobody in it is within reach of this."));
  if (is_shut || is_above) put_tear(c, &why, &left);
  add_row(c, &audience, is_shut, &why);
}

static void add_word(choice *c, uint8_t word) {
  const pl_audience audience = {.words = word};
  const pl_state_set states = pl_audience_states(c->m.brief, &audience), left = lacking(c, states);
  pl_buffer why = {0};
  if (!is_locked(c, &left)) return;
  pl_buffer_add_text(&why, pl_set_is_empty(&states) ? PL_TEXT("That is nobody at present.")
                           : pl_set_is_empty(&left) ? PL_TEXT("All of them have this already.")
                                                    : PL_TEXT("None of them is within reach of this."));
  put_tear(c, &why, &left);
  add_row(c, &audience, true, &why);
}

/* ---- all of them ---- */

static json_t *rows_of(choice *c) {
  static const uint8_t words[] = {PL_AUDIENCE_ALL, PL_AUDIENCE_ALLIES, PL_AUDIENCE_FORUMS};
  json_t *body = pl_body_object(&c->m);
  c->rows = pl_body_list(&c->m);
  find_reached(c);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) add_word(c, words[i]);
  for (int f = 0; f < c->m.scenario->forum_count; f++) add_forum(c, f);
  for (int t = 0; t < c->m.scenario->state_count; t++)
    if (t != c->m.seat) add_state(c, t);
  pl_body_set(&c->m, body, "audiences", c->rows);
  return pl_body_finish(&c->m, body);
}

static const pl_brief_item *own_item(const pl_brief *brief, pl_iid iid) {
  for (size_t i = 0; i < brief->item_count; i++)
    if (brief->items[i].is_own && brief->items[i].iid == iid) return &brief->items[i];
  return NULL;
}

/* Of what the seat does not hold it hears what it would hear of what does not exist. */
static json_t *answer(pl_asking *asking, int seat) {
  choice c = {.m = pl_body_begin(asking->room, seat)};
  const pl_brief *brief = c.m.brief;
  const pl_brief_item *item = NULL;
  pl_decision decision = {0};
  const bool is_read = pl_asked_decision(asking, pl_asked(asking, "decision"), seat, &decision);
  if (!is_read && asking->why != PL_WHY_SHAPE) return NULL;
  c.is_item = decision.action == PL_ACTION_SHARE;
  if (is_read && brief && c.is_item) item = own_item(brief, decision.iid);
  if (!is_read || !brief || !brief->is_state || !brief->others || !brief->forums ||
      (c.is_item ? !item : decision.action != PL_ACTION_POSTURE))
    return pl_refused(asking, PL_WHY_SHAPE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "This seat knows of no such decision: look again."));
  c.offer = item ? pl_offer_of(brief, item, decision.flag) : pl_offer_expected(brief, PL_RANSOMWARE);
  c.chosen = pl_audience_states(brief, &decision.audience);
  pl_set_remove(&c.chosen, (unsigned)seat);
  return rows_of(&c);
}

json_t *pl_team_reach(pl_asking *asking) {
  return pl_asked_now(asking, 1 << PL_ROOM_DECIDING) ? answer(asking, asking->visitor->seat) : NULL;
}

json_t *pl_control_reach(pl_asking *asking) {
  int seat;
  return pl_asked_seat(asking, "seat", &seat) ? answer(asking, seat) : NULL;
}
