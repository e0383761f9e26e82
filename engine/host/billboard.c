/* The billboard: what a wall shows of the room, made of what the public may see.
 *
 * The public's history is extended when something has happened, never made anew but for other reveals. News are words
 * that everybody was told in the round before their eyes; while days pass, those up to the day that passes. */
#include <string.h>

#include "requests.h"

static void fill_seat(const pl_room *room, int seat, pl_billboard_seat *out) {
  *out = (pl_billboard_seat){.is_playable = pl_room_seat_is_for_people(room, seat),
                             .has_people = room->chair[seat].has_people, .is_ready = pl_room_seat_is_ready(room, seat),
                             .people = pl_room_people_at(room, seat, false),
                             .here = pl_room_people_at(room, seat, true)};
}

/* The public's history goes on from what was there; where that fails it stays as it was. */
static void renew_history(pl_room *room) {
  pl_error error = {0};
  const pl_sight sight = {.viewer = PL_VIEWER_PUBLIC, .reveals = room->reveals};
  if (room->phase == PL_ROOM_LOBBY) return;
  if (!room->history)
    room->history = pl_history_new(room->session, sight, &error);
  else
    pl_history_extend(room->history, room->session, &error);
}

/* ---- news ---- */

static int32_t round_shown(const pl_room *room) {
  const int32_t done = pl_session_rounds_done(room->session);
  if (room->phase == PL_ROOM_PASSING) return room->passing;
  return room->phase == PL_ROOM_OVER && done ? done - 1 : done;
}

/* What is said, and who says it: whoever reads a wall knows no ids. The newest few: when there are more, the oldest
 * goes. */
static void add_news(pl_room *room, const char *sender, const char *text) {
  if (room->news_count == PL_ROOM_NEWS) {
    const pl_buffer oldest = room->news[0];
    memmove(&room->news[0], &room->news[1], (PL_ROOM_NEWS - 1) * sizeof room->news[0]);
    room->news[--room->news_count] = oldest;
  }
  pl_buffer_clear(&room->news[room->news_count]);
  pl_buffer *news = &room->news[room->news_count++];
  if (*sender) {
    pl_put_tame(news, sender);
    pl_buffer_add_text(news, ": ");
  }
  pl_put_tame(news, text);
}

static void add_inject(pl_room *room, const pl_event *event) {
  const pl_text text = pl_event_inject_text(room->scenario, pl_session_events(room->session), event);
  pl_buffer from = {0}, says = {0};
  if (event->index < room->scenario->inject_count)
    pl_put_scenario_text(&from, &room->voice, &room->scenario->injects[event->index].from);
  pl_put_scenario_text(&says, &room->voice, &text);
  add_news(room, pl_buffer_text(&from), pl_buffer_text(&says));
  pl_buffer_clear(&from);
  pl_buffer_clear(&says);
}

/* Rulings are told by the message that answers the move. */
static void gather_news(pl_room *room) {
  size_t count;
  const pl_message *message = pl_session_messages(room->session, &count);
  const int32_t round = round_shown(room);
  const pl_tick until = room->phase == PL_ROOM_PASSING
                            ? room->passing * PL_TICKS_PER_ROUND + (room->day_shown + 1) * PL_TICKS_PER_DAY
                            : INT32_MAX;
  room->news_count = 0;
  for (size_t i = 0; room->history && i < room->history->event_count; i++) {
    const pl_event *event = &room->history->event[i];
    if (event->kind == PL_EVENT_INJECT && event->round == round && event->tick < until) add_inject(room, event);
  }
  for (size_t i = 0; i < count; i++)
    if (message[i].is_public && message[i].round >= round)
      add_news(room, message[i].sender ? message[i].sender : "", message[i].text);
  for (int i = 0; i < room->news_count; i++) room->news_text[i] = pl_buffer_text(&room->news[i]);
}

/* What can be said without the history: it is said to everybody, and often. */
const pl_billboard *pl_room_glance(pl_room *room) {
  pl_billboard *board = &room->billboard;
  for (int s = 0; s < room->seat_count; s++) fill_seat(room, s, &room->billboard_seat[s]);
  board->scenario = room->scenario;
  board->phase = room->phase;
  board->is_paused = room->is_paused;
  board->rounds = room->scenario->rounds;
  board->round = round_shown(room);
  board->left_ms = pl_room_left(room);
  board->of_ms = board->left_ms < 0 ? -1 : room->of;
  board->tick = pl_room_tick(room);
  board->seat = room->billboard_seat;
  board->seat_count = room->seat_count;
  return board;
}

const pl_billboard *pl_room_billboard(pl_room *room, pl_time now) {
  pl_billboard *board = &room->billboard;
  room->now = now;
  if (room->is_in_doubt) {
    board->history = room->history;
    return board; /* as it was */
  }
  if (room->billboard_is_stale) {
    renew_history(room);
    gather_news(room);
    board->version++;
    room->billboard_is_stale = false;
  }
  pl_room_glance(room);
  board->news = room->news_text;
  board->news_count = room->news_count;
  board->history = room->history;
  board->title = pl_text_in(&room->scenario->title, room->language);
  board->address = room->options.address ? room->options.address : "";
  board->pin = room->pin;
  board->join = pl_buffer_text(&room->join);
  board->code = room->code;
  board->spotlight = room->spotlight;
  return board;
}
