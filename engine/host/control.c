/* What control asks: the course of the exercise, what comes into it, who decides, what everybody sees; and what
 * evaluators observe. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "requests.h"

enum { LOBBY = 1 << PL_ROOM_LOBBY, DECIDING = 1 << PL_ROOM_DECIDING, PASSING = 1 << PL_ROOM_PASSING,
       OVER = 1 << PL_ROOM_OVER };

static json_t *done(pl_asking *asking, pl_why why, pl_status status) {
  return status == PL_OK ? pl_accepted() : pl_refused(asking, why, status);
}

/* ---- the course ---- */

json_t *pl_control_start(pl_asking *asking) {
  if (!pl_asked_now(asking, LOBBY)) return NULL;
  return done(asking, PL_WHY_PHASE, pl_room_start(asking->room, &asking->error));
}

static json_t *set_paused(pl_asking *asking, bool is_paused) {
  if (!pl_asked_now(asking, DECIDING | PASSING)) return NULL;
  if (asking->room->is_paused == is_paused) return pl_accepted(); /* somebody else was quicker */
  return done(asking, PL_WHY_PHASE, pl_room_set_paused(asking->room, is_paused, &asking->error));
}

json_t *pl_control_pause(pl_asking *asking) { return set_paused(asking, true); }
json_t *pl_control_resume(pl_asking *asking) { return set_paused(asking, false); }

json_t *pl_control_next(pl_asking *asking) {
  pl_room *room = asking->room;
  if (!pl_asked_now(asking, DECIDING | PASSING)) return NULL;
  return done(asking, PL_WHY_PHASE, room->phase == PL_ROOM_DECIDING ? pl_room_close_round(room, &asking->error)
                                                                    : pl_room_end_passing(room, &asking->error));
}

json_t *pl_control_end(pl_asking *asking) {
  if (!pl_asked_now(asking, LOBBY | DECIDING | PASSING)) return NULL;
  return done(asking, PL_WHY_PHASE, pl_room_end(asking->room, &asking->error));
}

/* A number of seconds from `least` to `most`, in milliseconds; else refused. */
static bool asked_seconds(pl_asking *asking, int64_t least, int64_t most, int64_t *milliseconds) {
  const int64_t seconds = pl_asked_number(asking, "seconds", 0);
  *milliseconds = 1000 * (seconds < least ? least : seconds > most ? most : seconds);
  if (seconds >= least && seconds <= most) return true;
  pl_refused(asking, PL_WHY_SHAPE,
             pl_error_set(&asking->error, PL_BAD_INPUT, "“seconds” is to be from %d to %d.", (int)least, (int)most));
  return false;
}

json_t *pl_control_extend(pl_asking *asking) {
  int64_t milliseconds;
  if (!asked_seconds(asking, -3600, 3600, &milliseconds) || !pl_asked_now(asking, DECIDING | PASSING)) return NULL;
  return done(asking, PL_WHY_PHASE, pl_room_extend(asking->room, milliseconds, &asking->error));
}

json_t *pl_control_pace(pl_asking *asking) {
  int64_t milliseconds;
  if (!asked_seconds(asking, 1, 60, &milliseconds)) return NULL;
  return done(asking, PL_WHY_PHASE, pl_room_set_day(asking->room, milliseconds, &asking->error));
}

json_t *pl_control_step(pl_asking *asking) {
  if (!pl_asked_now(asking, PASSING)) return NULL;
  return done(asking, PL_WHY_PHASE, pl_room_step(asking->room, &asking->error));
}

json_t *pl_control_back(pl_asking *asking) {
  int round;
  if (!pl_asked_round(asking, &round)) return NULL;
  return done(asking, PL_WHY_PHASE, pl_room_go_back(asking->room, round, &asking->error));
}

/* ---- what comes into it ---- */

/* What happened in an open round is in everybody's brief at once, unless days pass: then it is there after them. */
static pl_status after_act(pl_room *room, pl_error *error) {
  pl_status status = room->phase == PL_ROOM_DECIDING ? pl_room_renew_briefs(room, error) : PL_OK;
  if (status != PL_OK) pl_room_fail(room, error);
  pl_room_stale_everything(room);
  return status;
}

/* What a ruling came to is also the answer to the move. */
static void answer_move(pl_room *room, const pl_act *act, int outcome, const char *by) {
  pl_error ignored;
  pl_message message = {.form = PL_MESSAGE_RULING, .seat = -1, .by = by, .is_public = act->is_public, .sender = "",
                        .label = PL_LABELS, .about = act->message, .text = act->outcome[outcome].text};
  pl_set_add(&message.to, act->seat);
  pl_session_say(room->session, &message, NULL, &ignored);
}

static bool is_ruling(const pl_journal_entry *entry) {
  return entry->act && entry->act->kind == PL_ACT_RULE && !entry->is_withdrawn;
}

/* What the last ruling of all came to; `act` gets it. −1: there is none. */
static int last_outcome(const pl_room *room, const pl_act **act) {
  size_t count, last = 0;
  const pl_journal_entry *journal = pl_session_journal(room->session, &count);
  const pl_event_log *log = pl_session_events(room->session);
  *act = NULL;
  for (size_t i = 0; i < count; i++)
    if (is_ruling(&journal[i])) *act = journal[last = i].act;
  for (size_t i = log->count; *act && i-- > 0;) { /* events are in the order of acts */
    const pl_event *event = &log->event[i];
    const bool is_it = event->kind == PL_EVENT_RULING && event->round == journal[last].round;
    if (is_it) return event->state == (*act)->seat && event->amount < (*act)->outcome_count ? (int)event->amount : -1;
  }
  return -1;
}

/* A ruling and the message that tells it are two records. Where the program ended between them, the second is made up
 * for when the exercise is taken up again. */
void pl_control_tell_last_ruling(pl_room *room) {
  size_t count;
  const pl_act *act;
  const int outcome = last_outcome(room, &act);
  const pl_message *messages = pl_session_messages(room->session, &count);
  bool is_told = outcome < 0;
  for (size_t i = 0; i < count && !is_told; i++)
    is_told = messages[i].form == PL_MESSAGE_RULING && messages[i].about == act->message &&
              pl_set_has(&messages[i].to, act->seat) && !strcmp(messages[i].text, act->outcome[outcome].text);
  if (!is_told) answer_move(room, act, outcome, "");
}

static json_t *carry_out(pl_asking *asking, const pl_act *act) {
  pl_room *room = asking->room;
  int outcome = -1;
  pl_status status = pl_session_act(room->session, act, &outcome, &asking->error);
  if (status != PL_OK) {
    if (!pl_session_is_open(room->session)) pl_room_fail(room, &asking->error);
    return pl_refused(asking, PL_WHY_RULES, status);
  }
  const bool has_outcome = act->kind == PL_ACT_RULE && outcome >= 0 && outcome < act->outcome_count;
  if (has_outcome) answer_move(room, act, outcome, room->person[asking->visitor->person].name);
  pl_error unused;
  after_act(room, &unused);
  if (!has_outcome) return pl_accepted();
  return json_pack("{s:i, s:o}", "outcome", outcome, "text", pl_body_text(act->outcome[outcome].text));
}

json_t *pl_control_act(pl_asking *asking) {
  if (!pl_asked_now(asking, DECIDING | PASSING)) return NULL;
  if (!pl_session_is_open(asking->room->session)) { /* the last days pass */
    return pl_refused(asking, PL_WHY_PHASE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "The last round is over: nothing comes any more."));
  }
  char *text = json_dumps(pl_asked(asking, "act"), JSON_COMPACT);
  pl_act *act = text ? pl_act_from_json(asking->room->scenario, text, strlen(text), &asking->error) : NULL;
  json_t *ok = act    ? carry_out(asking, act)
               : text ? pl_refused(asking, PL_WHY_SHAPE, asking->error.status)
                      : NULL;
  free(act);
  free(text);
  return ok;
}

json_t *pl_control_say(pl_asking *asking) {
  pl_message message = pl_asked_message(asking, PL_MESSAGE_TEXT);
  return pl_asked_about(asking, &message) && pl_asked_recipients(asking, &message) ? pl_say(asking, &message) : NULL;
}

json_t *pl_control_refuse(pl_asking *asking) {
  size_t count;
  const pl_message *all = pl_session_messages(asking->room->session, &count);
  const int64_t about = pl_asked_number(asking, "about", -1);
  pl_message message = pl_asked_message(asking, PL_MESSAGE_RULING);
  for (size_t i = 0; i < count; i++)
    if (all[i].number == about && all[i].form == PL_MESSAGE_MOVE) message.about = all[i].number;
  if (message.about < 0)
    return pl_refused(asking, PL_WHY_RULES,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such move to answer."));
  pl_set_add(&message.to, (unsigned)all[message.about].seat);
  return pl_say(asking, &message);
}

json_t *pl_control_write(pl_asking *asking) {
  char sender[PL_NAME_BYTES + 1];
  const char *label = pl_asked_text(asking, "label");
  pl_message message = pl_asked_message(asking, PL_MESSAGE_INJECT);
  message.is_public = pl_asked_truth(asking, "public");
  if (!pl_asked_line(asking, "sender", PL_NAME_BYTES, sender)) return NULL;
  message.sender = sender;
  if (label) message.label = pl_label_parse(label);
  if (label && message.label == PL_LABELS)
    return pl_refused(asking, PL_WHY_SHAPE, pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such label."));
  return pl_asked_recipients(asking, &message) ? pl_say(asking, &message) : NULL;
}

/* ---- who decides ---- */

static json_t *decide(pl_asking *asking, int seat, const pl_decision *decisions, size_t count) {
  pl_room *room = asking->room;
  pl_chair *chair = &room->chair[seat];
  pl_status status = pl_session_decide_anew(room->session, seat, decisions, count, PL_AUTHOR_CONTROL, NULL,
                                            &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_RULES, status);
  memcpy(chair->draft, decisions, count * sizeof *decisions);
  chair->draft_count = count;
  chair->draft_version++;
  chair->is_changed = false;
  chair->is_ready = true;
  snprintf(chair->drafted_by, sizeof chair->drafted_by, "%s", PL_TEXT("control"));
  pl_rows_keep_chair(room, seat, chair, &asking->error); /* what counts is recorded: the draft follows from it */
  pl_room_stale_for(room, PL_SHEET_PLAN, seat);
  pl_room_stale_for(room, PL_SHEET_SEAT, seat);
  pl_room_stale(room, PL_SHEET_ROOM);
  pl_room_stale(room, PL_SHEET_CONTROL);
  return pl_accepted();
}

/* A seat, and a list of decisions that it might take. False: refused. */
static bool asked_decisions(pl_asking *asking, int *seat, pl_decision decisions[PL_PENDING], size_t *count) {
  const json_t *list = pl_asked(asking, "decisions");
  if (!pl_asked_now(asking, DECIDING) || !pl_asked_seat(asking, "seat", seat)) return false;
  *count = json_array_size(list);
  if (*count > PL_PENDING) {
    pl_refused(asking, PL_WHY_SHAPE,
               pl_error_set(&asking->error, PL_BAD_INPUT, "That is too much for one round: at most %d decisions.",
                            (int)PL_PENDING));
    return false;
  }
  for (size_t i = 0; i < *count; i++)
    if (!pl_asked_decision(asking, json_array_get(list, i), *seat, &decisions[i])) return false;
  return true;
}

json_t *pl_control_decide(pl_asking *asking) {
  pl_decision decisions[PL_PENDING];
  size_t count;
  int seat;
  return asked_decisions(asking, &seat, decisions, &count) ? decide(asking, seat, decisions, count) : NULL;
}

/* The chair as if these were its draft; nobody sees it. False: refused. */
static bool asked_draft(pl_asking *asking, int *seat, pl_chair *chair) {
  pl_decision decisions[PL_PENDING];
  size_t count;
  if (!asked_decisions(asking, seat, decisions, &count)) return false;
  *chair = asking->room->chair[*seat];
  chair->draft_count = 0;
  for (size_t i = 0; i < count; i++) {
    const pl_status status = pl_draft_add(asking->room, chair, &decisions[i], &asking->error);
    if (status == PL_OK) continue;
    pl_refused(asking, PL_WHY_RULES, status);
    return false;
  }
  return true;
}

json_t *pl_control_check(pl_asking *asking) {
  pl_room *room = asking->room;
  pl_chair tried;
  int seat;
  if (!asked_draft(asking, &seat, &tried)) return NULL;
  const pl_chair own = room->chair[seat];
  room->chair[seat] = tried;
  json_t *plan = pl_body_plan(room, seat);
  room->chair[seat] = own;
  return plan ? json_pack("{s:o}", "plan", plan) : NULL;
}

json_t *pl_control_expect(pl_asking *asking) {
  pl_chair tried;
  pl_decision decision = {0};
  int seat;
  if (!asked_draft(asking, &seat, &tried)) return NULL;
  if (!pl_asked_decision(asking, pl_asked(asking, "decision"), seat, &decision)) return NULL;
  return pl_expect(asking, seat, &tried, &decision);
}

json_t *pl_control_hand(pl_asking *asking) {
  pl_room *room = asking->room;
  const char *to = pl_asked_text(asking, "to");
  const bool is_bot = !strcmp(to, "bot");
  int seat;
  if (!pl_asked_seat(asking, "seat", &seat)) return NULL;
  if (!is_bot && strcmp(to, "people"))
    return pl_refused(asking, PL_WHY_SHAPE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "A seat is handed to “bot” or to “people”."));
  if (!pl_room_seat_is_for_people(room, seat))
    return pl_refused(asking, PL_WHY_SEAT,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "In this exercise that seat is always a bot's."));
  pl_chair next = room->chair[seat];
  next.is_lent = is_bot;
  next.has_people = !is_bot;
  pl_status status = pl_rows_keep_chair(room, seat, &next, &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_SAVED, status);
  room->chair[seat] = next;
  pl_door_seat_changed(room, seat);
  pl_room_stale_for(room, PL_SHEET_PLAN, seat);
  pl_room_stale_for(room, PL_SHEET_SEAT, seat);
  return pl_accepted();
}

json_t *pl_control_expel(pl_asking *asking) {
  pl_room *room = asking->room;
  const char *name = pl_asked_text(asking, "name");
  int seat, gone = 0;
  if (!pl_asked_seat(asking, "seat", &seat)) return NULL;
  for (size_t i = room->person_count; i-- > 0;) {
    if (room->person[i].seat != seat || (name && strcmp(room->person[i].name, name))) continue;
    if (!pl_door_remove(room, i, true, &asking->error)) return pl_refused(asking, PL_WHY_SAVED, asking->error.status);
    gone++;
  }
  if (!gone)
    return pl_refused(asking, PL_WHY_SEAT, pl_error_set(&asking->error, PL_BAD_INPUT, "Nobody like that sits there."));
  return json_pack("{s:i}", "gone", gone);
}

/* ---- what everybody sees ---- */

static json_t *show(pl_asking *asking, unsigned reveals, const char *spotlight) {
  pl_room *room = asking->room;
  pl_status status = pl_rows_keep_public(room, reveals, spotlight, &asking->error);
  if (status != PL_OK) return pl_refused(asking, PL_WHY_SAVED, status);
  if (reveals != room->reveals) {
    pl_history_free(room->history);
    room->history = NULL;
  }
  room->reveals = reveals;
  if (spotlight != room->spotlight) snprintf(room->spotlight, sizeof room->spotlight, "%s", spotlight);
  pl_room_stale(room, PL_SHEET_ROOM);
  pl_room_stale(room, PL_SHEET_BOARD);
  pl_room_stale(room, PL_SHEET_CONTROL);
  return pl_accepted();
}

json_t *pl_control_reveal(pl_asking *asking) {
  const char *what = pl_asked_text(asking, "what");
  const unsigned bit = !strcmp(what, "found") ? PL_REVEAL_FOUND : !strcmp(what, "sharing") ? PL_REVEAL_SHARING : 0;
  if (!bit)
    return pl_refused(asking, PL_WHY_SHAPE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "“found” or “sharing” can be revealed."));
  const unsigned now = asking->room->reveals;
  return show(asking, pl_asked_truth(asking, "shown") ? now | bit : now & ~bit, asking->room->spotlight);
}

json_t *pl_control_spotlight(pl_asking *asking) {
  char line[PL_ACT_TEXT_BYTES + 1] = "";
  const char *text = pl_asked_text(asking, "text");
  if (text[strspn(text, " ")] && !pl_asked_line(asking, "text", PL_ACT_TEXT_BYTES, line)) return NULL;
  return show(asking, asking->room->reveals, line);
}

json_t *pl_control_address(pl_asking *asking) {
  pl_room *room = asking->room;
  const char *address = pl_asked_text(asking, "address");
  bool is_there = !*address;
  for (int i = 0; i < room->address_count; i++) is_there = is_there || !strcmp(room->address[i], address);
  if (!is_there)
    return pl_refused(asking, PL_WHY_CHANGED,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "This computer has no such address any more."));
  snprintf(room->chosen_address, sizeof room->chosen_address, "%s", address);
  pl_room_show_address(room);
  return pl_accepted();
}

/* ---- observing ---- */

static bool asked_objective(pl_asking *asking, uint16_t *objective) {
  const char *id = pl_asked_text(asking, "objective");
  const pl_scenario *scenario = asking->room->scenario;
  *objective = PL_NONE;
  for (int i = 0; id && i < scenario->objective_count; i++)
    if (!strcmp(scenario->objectives[i].id, id)) *objective = (uint16_t)i;
  if (!id || *objective != PL_NONE) return true;
  pl_refused(asking, PL_WHY_SHAPE, pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such objective."));
  return false;
}

static bool asked_observed(pl_asking *asking, pl_observed *observed) {
  static const char *const words[] = {[PL_OBSERVED_MET] = "met", [PL_OBSERVED_PARTLY] = "partly",
                                      [PL_OBSERVED_NOT_MET] = "not met"};
  const char *word = pl_asked_text(asking, "observed");
  *observed = PL_OBSERVED_NONE;
  for (int i = PL_OBSERVED_MET; word && i <= PL_OBSERVED_NOT_MET; i++)
    if (!strcmp(words[i], word)) *observed = (pl_observed)i;
  if (!word || *observed != PL_OBSERVED_NONE) return true;
  pl_refused(asking, PL_WHY_SHAPE,
             pl_error_set(&asking->error, PL_BAD_INPUT, "An objective is “met”, “partly” or “not met”."));
  return false;
}

json_t *pl_control_note(pl_asking *asking) {
  pl_note note = {.seat = -1, .text = pl_asked_text(asking, "text"),
                  .by = asking->room->person[asking->visitor->person].name};
  if (!asked_objective(asking, &note.objective) || !asked_observed(asking, &note.observed)) return NULL;
  pl_status status = pl_session_observe(asking->room->session, &note, &asking->error);
  if (status == PL_OK) pl_room_stale(asking->room, PL_SHEET_OBSERVED);
  return done(asking, PL_WHY_RULES, status);
}

/* ---- looking ---- */

json_t *pl_control_offers(pl_asking *asking) {
  int round, seat;
  if (!pl_asked_round(asking, &round) || !pl_asked_seat(asking, "seat", &seat)) return NULL;
  return pl_list_offers(asking, seat, round);
}

json_t *pl_control_look(pl_asking *asking) {
  int seat, round;
  if (!pl_asked_seat(asking, "seat", &seat)) return NULL;
  if (!pl_asked(asking, "round")) return pl_body_look(asking->room, seat);
  if (!pl_asked_round(asking, &round)) return NULL;
  json_t *body = pl_body_look_back(asking->room, seat, round, &asking->error);
  return body || asking->error.status == PL_OK ? body : pl_refused(asking, PL_WHY_RULES, asking->error.status);
}

json_t *pl_control_manual(pl_asking *asking) { return pl_body_manual(asking->room); }

json_t *pl_control_story(pl_asking *asking) {
  int round, seat = -1;
  if (!pl_asked_round(asking, &round)) return NULL;
  if (pl_asked_text(asking, "seat") && !pl_asked_seat(asking, "seat", &seat)) return NULL;
  return pl_body_round(asking->room, seat, round);
}
