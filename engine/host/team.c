/* What a team asks: drafting together, committing, writing to others, looking back.
 *
 * The draft is the list that would become the seat's decisions. Each change of it is recorded and gives it another
 * version; who commits says which version was seen, so nobody commits what a colleague changed a moment before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/accounts.h>

#include "requests.h"

enum { MOST_MESSAGES = 800 /* of one seat, if there are not too many of them */ };

/* ---- the draft ---- */

static pl_chair *chair_of(const pl_asking *asking) { return &asking->room->chair[asking->visitor->seat]; }

/* Whether this seat's people decide now. */
static bool may_decide(pl_asking *asking) {
  if (!pl_asked_now(asking, 1 << PL_ROOM_DECIDING)) return false;
  if (chair_of(asking)->has_people) return true;
  pl_refused(asking, PL_WHY_PHASE,
             pl_error_set(&asking->error, PL_BAD_INPUT,
                          "Control has given this seat to a bot for now: you can look, and write to control."));
  return false;
}

/* Of the same standing order, message or application the later word counts. */
static bool takes_the_place(const pl_decision *later, const pl_decision *earlier) {
  const pl_action_row *rows = pl_action_rows();
  if (later->action != earlier->action || later->action >= PL_ACTIONS) return false;
  const pl_action_row *kind = &rows[later->action];
  if (!kind->is_standing && !(kind->arguments & (PL_ARGUMENT_INJECT | PL_ARGUMENT_BALLOT))) return false;
  return later->target == earlier->target;
}

/* What the seat has heard of. */
static bool has_heard_of(const pl_asking *asking, const pl_decision *decision) {
  const pl_room *room = asking->room;
  const pl_brief *brief = pl_game_brief(chair_of(asking)->game);
  const unsigned arguments = pl_action_arguments(room->scenario, decision->action);
  bool has_item = !(arguments & PL_ARGUMENT_ITEM);
  bool has_inject = !(arguments & PL_ARGUMENT_INJECT) ||
                    pl_world_may_answer(pl_session_world(room->session), decision->target, asking->visitor->seat);
  if (!brief) return has_item && has_inject;
  for (size_t i = 0; i < brief->item_count; i++) has_item = has_item || brief->items[i].iid == decision->iid;
  for (size_t i = 0; i < brief->incident_count; i++) has_item = has_item || brief->incidents[i].iid == decision->iid;
  for (size_t i = 0; i < brief->inject_count; i++)
    has_inject = has_inject || brief->injects[i].inject == decision->target;
  return has_item && has_inject;
}

/* A decision of the own seat. What the scenario has and the seat has not heard of is answered like what does not exist,
 * in words that name nothing. */
static bool asked_own_decision(pl_asking *asking, pl_decision *decision) {
  const bool is_read = pl_asked_decision(asking, pl_asked(asking, "decision"), asking->visitor->seat, decision);
  if (is_read && has_heard_of(asking, decision)) return true;
  if (is_read || asking->why == PL_WHY_SHAPE)
    pl_refused(asking, PL_WHY_SHAPE,
               pl_error_set(&asking->error, PL_BAD_INPUT, "This seat knows of no such decision: look again."));
  return false;
}

static bool is_as_decided(const pl_room *room, int seat, const pl_chair *chair) {
  pl_decision decided[PL_PENDING] = {{0}};
  const size_t count = pl_session_decisions(room->session, seat, decided, PL_PENDING);
  return count == chair->draft_count && !memcmp(decided, chair->draft, count * sizeof *decided);
}

/* Records a changed draft, and only then has it. */
static json_t *keep_draft(pl_asking *asking, pl_chair *next) {
  pl_room *room = asking->room;
  const int seat = asking->visitor->seat;
  next->draft_version++;
  next->is_changed = !is_as_decided(room, seat, next);
  strcpy(next->drafted_by, room->person[asking->visitor->person].name);
  pl_status status = pl_rows_keep_chair(room, seat, next, &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_SAVED, status);
  room->chair[seat] = *next;
  pl_room_stale_for(room, PL_SHEET_PLAN, seat);
  pl_room_stale(room, PL_SHEET_CONTROL);
  return json_pack("{s:I}", "version", (json_int_t)next->draft_version);
}

static void take_out(pl_chair *chair, size_t index) {
  memmove(&chair->draft[index], &chair->draft[index + 1],
          (chair->draft_count - index - 1) * sizeof *chair->draft);
  chair->draft_count--;
}

pl_status pl_draft_add(const pl_room *room, pl_chair *chair, const pl_decision *decision, pl_error *error) {
  for (size_t i = chair->draft_count; i-- > 0;)
    if (takes_the_place(decision, &chair->draft[i])) take_out(chair, i);
  pl_status status = pl_world_check(pl_session_world(room->session), decision, chair->draft, chair->draft_count, error);
  if (status != PL_OK) pl_game_explain(chair->game, error);
  else if (chair->draft_count == PL_PENDING)
    status = pl_error_set(error, PL_BAD_INPUT, "That is too much for one round: at most %d decisions.",
                          (int)PL_PENDING);
  else
    chair->draft[chair->draft_count++] = *decision;
  return status;
}

json_t *pl_team_draft(pl_asking *asking) {
  pl_decision decision = {0};
  if (!may_decide(asking) || !asked_own_decision(asking, &decision)) return NULL;
  pl_chair next = *chair_of(asking);
  pl_status status = pl_draft_add(asking->room, &next, &decision, &asking->error);
  return status == PL_OK ? keep_draft(asking, &next) : pl_refused(asking, PL_WHY_RULES, status);
}

json_t *pl_team_drop(pl_asking *asking) {
  if (!may_decide(asking)) return NULL;
  const int64_t index = pl_asked_number(asking, "index", -1);
  pl_chair next = *chair_of(asking);
  if (index < 0 || index >= (int64_t)next.draft_count)
    return pl_refused(asking, PL_WHY_CHANGED,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "That is not in the draft any more: look again."));
  take_out(&next, (size_t)index);
  return keep_draft(asking, &next);
}

json_t *pl_team_clear(pl_asking *asking) {
  if (!may_decide(asking)) return NULL;
  pl_chair next = *chair_of(asking);
  next.draft_count = pl_session_decisions(asking->room->session, asking->visitor->seat, next.draft, PL_PENDING);
  if (next.draft_count > PL_PENDING) next.draft_count = PL_PENDING;
  return keep_draft(asking, &next);
}

static json_t *refuse_decision(pl_asking *asking, const pl_chair *chair, pl_status status, size_t refused) {
  if (status == PL_SYSTEM || status == PL_NO_MEMORY) return pl_refused(asking, PL_WHY_SAVED, status);
  pl_game_explain(chair->game, &asking->error);
  if (refused < chair->draft_count) {
    pl_buffer says = {0};
    const pl_error why = asking->error;
    pl_put_decision(&says, chair->game, &chair->draft[refused]);
    pl_error_set(&asking->error, why.status, "%.160s: %.300s", pl_buffer_text(&says), why.text);
    pl_buffer_clear(&says);
  }
  return pl_refused(asking, PL_WHY_RULES, status);
}

/* The decisions are what counts, and they are written first. That the seat is ready follows from them, except where it
 * decided nothing: then it is said in its row. */
json_t *pl_team_commit(pl_asking *asking) {
  pl_room *room = asking->room;
  const int seat = asking->visitor->seat;
  size_t refused = PL_PENDING;
  if (!may_decide(asking)) return NULL;
  pl_chair *chair = chair_of(asking);
  if (pl_asked_number(asking, "draft", -1) != (int64_t)chair->draft_version)
    return pl_refused(asking, PL_WHY_CHANGED,
                      pl_error_set(&asking->error, PL_BAD_INPUT,
                                   "Somebody else changed the draft meanwhile: look at it again."));
  pl_status status = pl_session_decide_anew(room->session, seat, chair->draft, chair->draft_count, PL_AUTHOR_PERSON,
                                            &refused, &asking->error);
  if (status != PL_OK) return refuse_decision(asking, chair, status, refused);
  pl_chair next = *chair;
  next.is_ready = true;
  next.is_changed = false;
  if (!next.draft_count) status = pl_rows_keep_chair(room, seat, &next, &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_SAVED, status);
  *chair = next;
  pl_room_stale_for(room, PL_SHEET_PLAN, seat);
  pl_room_stale_for(room, PL_SHEET_SEAT, seat);
  pl_room_stale(room, PL_SHEET_ROOM);
  pl_room_stale(room, PL_SHEET_CONTROL);
  return json_pack("{s:I}", "version", (json_int_t)chair->draft_version);
}

json_t *pl_outlook(pl_room *room, int seat, const pl_decision *decision) {
  json_t *paragraphs = pl_body_outlook(room, seat, decision);
  return paragraphs ? json_pack("{s:o}", "outlook", paragraphs) : NULL;
}

json_t *pl_expect(pl_asking *asking, int seat, const pl_chair *chair, const pl_decision *decision) {
  pl_chair without = *chair; /* what is asked about may be in the draft itself */
  for (size_t i = without.draft_count; i-- > 0;)
    if (takes_the_place(decision, &without.draft[i]) || !memcmp(decision, &without.draft[i], sizeof *decision))
      take_out(&without, i);
  pl_status status = pl_world_check(pl_session_world(asking->room->session), decision, without.draft,
                                    without.draft_count, &asking->error);
  if (status == PL_OK) return pl_begin_forecast(asking, seat, decision, without.draft, without.draft_count);
  pl_game_explain(chair->game, &asking->error);
  return pl_refused(asking, PL_WHY_RULES, status);
}

json_t *pl_team_expect(pl_asking *asking) {
  pl_decision decision = {0};
  if (!pl_asked_now(asking, 1 << PL_ROOM_DECIDING) || !asked_own_decision(asking, &decision)) return NULL;
  return pl_expect(asking, asking->visitor->seat, chair_of(asking), &decision);
}

/* ---- writing ---- */

bool pl_asked_recipients(pl_asking *asking, pl_message *message) {
  const pl_room *room = asking->room;
  const json_t *to = pl_asked(asking, "to");
  for (size_t i = 0; i < json_array_size(to); i++) {
    const char *id = json_string_value(json_array_get(to, i));
    const int seat = id ? pl_scenario_find_seat(room->scenario, id) : -1;
    if (id && !strcmp(id, "control") && seat < 0) {
      message->to_control = true;
    } else if (seat >= 0 && seat != message->seat) {
      pl_set_add(&message->to, (unsigned)seat);
    } else {
      pl_refused(asking, PL_WHY_SEAT,
                 pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such recipient in this exercise."));
      return false;
    }
  }
  return true;
}

json_t *pl_say(pl_asking *asking, pl_message *message) {
  pl_room *room = asking->room;
  int32_t number = -1;
  message->by = asking->visitor->person < 0 ? "" : room->person[asking->visitor->person].name;
  pl_status status = pl_session_say(room->session, message, &number, &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_RULES, status);
  for (int s = 0; s < room->seat_count; s++)
    if (s == message->seat || message->is_public || pl_set_has(&message->to, (unsigned)s))
      pl_room_stale_for(room, PL_SHEET_MAIL, s);
  pl_room_stale(room, PL_SHEET_ALL_MAIL);
  pl_room_stale(room, PL_SHEET_CONTROL);
  if (message->is_public) pl_room_stale(room, PL_SHEET_BOARD);
  return json_pack("{s:i}", "number", (int)pl_mail_number(room, message->seat, number));
}

bool pl_asked_about(pl_asking *asking, pl_message *message) {
  const int64_t about = pl_asked_number(asking, "about", -1);
  if (about == -1) return true;
  message->about = about < 0 || about > INT32_MAX
                       ? -1 : pl_mail_recorded(asking->room, asking->visitor->seat, (int32_t)about);
  if (message->about >= 0) return true;
  pl_refused(asking, PL_WHY_RULES, pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such message to answer."));
  return false;
}

/* The file keeps so many messages: no seat may use up what the others and control need. */
static int most_messages(const pl_room *room) {
  int writers = 1;
  for (int s = 0; s < room->seat_count; s++) writers += pl_room_seat_is_for_people(room, s);
  return PL_MESSAGES / writers < MOST_MESSAGES ? PL_MESSAGES / writers : MOST_MESSAGES;
}

static bool may_write_more(pl_asking *asking) {
  size_t count;
  int own = 0;
  const pl_message *messages = pl_session_messages(asking->room->session, &count);
  for (size_t i = 0; i < count; i++) own += messages[i].seat == asking->visitor->seat;
  if (own < most_messages(asking->room)) return true;
  pl_refused(asking, PL_WHY_RULES,
             pl_error_set(&asking->error, PL_BAD_INPUT, "This seat has written %d messages: no more can be kept.",
                          own));
  return false;
}

pl_message pl_asked_message(const pl_asking *asking, pl_message_form form) {
  return (pl_message){.form = form, .seat = asking->visitor->seat, .sender = "", .label = PL_LABELS, .about = -1,
                      .text = pl_asked_text(asking, "text")};
}

json_t *pl_team_say(pl_asking *asking) {
  pl_message message = pl_asked_message(asking, PL_MESSAGE_TEXT);
  if (!may_write_more(asking) || !pl_asked_about(asking, &message)) return NULL;
  return pl_asked_recipients(asking, &message) ? pl_say(asking, &message) : NULL;
}

json_t *pl_team_move(pl_asking *asking) {
  if (!pl_asked_now(asking, 1 << PL_ROOM_DECIDING | 1 << PL_ROOM_PASSING) || !may_write_more(asking)) return NULL;
  pl_message message = pl_asked_message(asking, PL_MESSAGE_MOVE);
  message.to_control = true;
  return pl_say(asking, &message);
}

json_t *pl_team_note(pl_asking *asking) {
  const pl_note note = {.seat = asking->visitor->seat, .text = pl_asked_text(asking, "text"),
                        .by = asking->room->person[asking->visitor->person].name, .objective = PL_NONE};
  pl_status status = pl_session_observe(asking->room->session, &note, &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_RULES, status);
  pl_room_stale(asking->room, PL_SHEET_OBSERVED);
  pl_room_stale_for(asking->room, PL_SHEET_PEOPLE, note.seat);
  return pl_accepted();
}

/* ---- looking back ---- */

json_t *pl_team_story(pl_asking *asking) {
  int round;
  if (!pl_asked_round(asking, &round)) return NULL;
  if (asking->room->phase == PL_ROOM_PASSING && round == asking->room->passing) {
    pl_asked_now(asking, 1 << PL_ROOM_DECIDING);
    return NULL;
  }
  return pl_body_round(asking->room, asking->visitor->seat, round);
}

json_t *pl_list_offers(pl_asking *asking, int seat, int round) {
  enum { MOST = 256 };
  static const char *const kinds[PL_OFFERS] = {[PL_OFFER_ITEM] = "item", [PL_OFFER_ORDER] = "order",
                                               [PL_OFFER_TAKE_BACK] = "take_back", [PL_OFFER_ANSWER] = "answer"};
  pl_room *room = asking->room;
  pl_offer *offer = calloc(MOST, sizeof *offer);
  json_t *list = json_array(), *body = NULL;
  size_t count = offer ? pl_offer_turns(room->session, round, seat, offer, MOST) : 0;
  pl_voice voice = room->voice;
  voice.seat = seat;
  for (size_t i = 0; i < count && i < MOST; i++) {
    pl_buffer says = {0};
    pl_put_offer(&says, &voice, &offer[i]);
    json_array_append_new(list, json_pack("{s:o, s:s}", "says", pl_body_text(pl_buffer_text(&says)), "kind",
                                          kinds[offer[i].kind]));
    pl_buffer_clear(&says);
  }
  if (offer && list) body = json_pack("{s:O}", "offers", list);
  json_decref(list);
  free(offer);
  return body;
}

json_t *pl_team_offers(pl_asking *asking) {
  int round;
  if (!pl_asked_now(asking, 1 << PL_ROOM_OVER) || !pl_asked_round(asking, &round)) return NULL;
  return pl_list_offers(asking, asking->visitor->seat, round);
}

json_t *pl_team_close(pl_asking *asking) {
  pl_room *room = asking->room;
  if (room->options.mode != PL_MODE_SOLO)
    return pl_refused(asking, PL_WHY_ROLE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "Control closes the rounds of this exercise."));
  if (!may_decide(asking)) return NULL;
  pl_status status = pl_room_close_round(room, &asking->error);
  return status == PL_OK ? pl_accepted() : pl_refused(asking, PL_WHY_SAVED, status);
}
