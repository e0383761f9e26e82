/* Which sheet is stale for whom, and sending them.
 *
 * Whatever changes something marks the sheets that show it; nothing is made then. When the room passes time, each stale
 * sheet that somebody here may have is made once, and goes as one letter to all of them, if its text is another than
 * before. So a thousand changes in a moment cost one sheet.
 *
 * Eight sheets are made in one pass at most, as one costs milliseconds: the server hears everybody between passes.
 * Otherwise the opening of a round with seventeen seats would hold up acknowledgements for all their sheets.
 *
 * A sheet goes out at most every 100 milliseconds (those that would have said nothing new do not count, else a delay
 * would tell of them); the room's own, which goes to everybody and changes with everybody who comes, later the more
 * there are (a quarter of a millisecond for each). A storm of N who join costs at most ten rounds of N letters a
 * second, and with 500 people five, however many of them join in that second.
 *
 * What a visitor has is known by its version: who has the one before gets what is new since (parts.c), who is new gets
 * what is there. The room's sheet says how much time is
 * left as of sending, so for who comes later it is made again, under the same version, without bothering the others. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "requests.h"

enum { SPACING = 100, FRESH = 250, VISITORS_PER_MILLISECOND = 4, LATER = 1000, MADE_IN_A_PASS = 8 };

/* ---- the table ---- */

static const struct {
  json_t *(*for_all)(pl_room *room);
  json_t *(*for_seat)(pl_room *room, int seat);
} makers[PL_SHEETS] = {
    [PL_SHEET_ROOM] = {pl_body_room, NULL},
    [PL_SHEET_BOARD] = {pl_body_board, NULL},
    [PL_SHEET_SEAT] = {NULL, pl_body_seat},
    [PL_SHEET_PLAN] = {NULL, pl_body_plan},
    [PL_SHEET_STORY] = {NULL, pl_body_story},
    [PL_SHEET_MAIL] = {NULL, pl_body_mail},
    [PL_SHEET_PEOPLE] = {NULL, pl_body_people},
    [PL_SHEET_CONTROL] = {pl_body_control, NULL},
    [PL_SHEET_ALL_MAIL] = {NULL, pl_body_mail}, /* of seat −1 */
    [PL_SHEET_OBSERVED] = {pl_body_observed, NULL},
    [PL_SHEET_ROOM_AND_JOIN] = {pl_body_room_and_join, NULL},
};

static const struct {
  const char *name;
  bool is_for_each_seat;
} sheets[PL_SHEETS] = {
#define X(constant, name, is_for_each_seat) [constant] = {name, is_for_each_seat},
    PL_SHEET_TABLE(X)
#undef X
};

static bool is_for_each_seat(pl_room_sheet sheet) { return sheets[sheet].is_for_each_seat; }

/* The PIN is for the wall and for whoever runs the exercise: a page that says it is a board is shown it only on the
 * machine itself or with control's token, as anybody can load that page. */
static bool may_see_join(const pl_visitor *v) {
  const bool is_local =
      !strcmp(v->from, "127.0.0.1") || !strcmp(v->from, "::1") || !strcmp(v->from, "::ffff:127.0.0.1");
  return v->role == PL_ROLE_CONTROL || (v->page == PL_PAGE_BOARD && v->role == PL_ROLE_OBSERVER && is_local);
}

static bool may_have(const pl_visitor *v, pl_room_sheet sheet) {
  const bool is_team = v->role == PL_ROLE_TEAM && v->page == PL_PAGE_TEAM;
  const bool is_control = v->role == PL_ROLE_CONTROL && v->page == PL_PAGE_CONTROL;
  const bool is_evaluator = v->role == PL_ROLE_EVALUATOR && v->page == PL_PAGE_EVALUATOR;
  switch (sheet) {
  case PL_SHEET_ROOM: return !may_see_join(v);
  case PL_SHEET_ROOM_AND_JOIN: return may_see_join(v);
  case PL_SHEET_BOARD: return v->page == PL_PAGE_BOARD || is_control || is_evaluator;
  case PL_SHEET_SEAT:
  case PL_SHEET_PLAN:
  case PL_SHEET_STORY:
  case PL_SHEET_MAIL:
  case PL_SHEET_PEOPLE: return is_team;
  case PL_SHEET_CONTROL: return is_control;
  case PL_SHEET_ALL_MAIL:
  case PL_SHEET_OBSERVED: return is_control || is_evaluator;
  case PL_SHEETS: return false;
  }
  return false;
}

/* ---- life ---- */

pl_status pl_sheets_make(pl_room *room, pl_error *error) {
  const pl_slot unmade = {.is_stale = true, .made_at = INT64_MIN / 2, .changed_at = INT64_MIN / 2};
  for (int i = 0; i < PL_SHEETS; i++) {
    const size_t count = is_for_each_seat((pl_room_sheet)i) ? (size_t)room->seat_count : 1;
    room->slot[i] = calloc(count, sizeof *room->slot[i]);
    if (!room->slot[i]) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot host the exercise");
    for (size_t s = 0; s < count; s++) room->slot[i][s] = unmade;
  }
  return PL_OK;
}

void pl_sheets_free(pl_room *room) {
  for (int i = 0; i < PL_SHEETS; i++) {
    const int count = is_for_each_seat((pl_room_sheet)i) ? room->seat_count : 1;
    for (int s = 0; room->slot[i] && s < count; s++) {
      pl_letter_let_go(room->slot[i][s].letter);
      pl_letter_let_go(room->slot[i][s].part);
    }
    free(room->slot[i]);
    room->slot[i] = NULL;
  }
}

void pl_sheets_forget(pl_visitor *visitor) { memset(visitor->sent, 0, sizeof visitor->sent); }

/* ---- going stale ---- */

static void mark(pl_room *room, pl_room_sheet sheet, int index) {
  room->slot[sheet][index].is_stale = true;
  room->has_news = true;
}

void pl_room_stale(pl_room *room, pl_room_sheet sheet) {
  mark(room, sheet, 0);
  if (sheet == PL_SHEET_ROOM) mark(room, PL_SHEET_ROOM_AND_JOIN, 0);
  if (sheet == PL_SHEET_ROOM || sheet == PL_SHEET_BOARD) room->billboard_is_stale = true;
}

void pl_room_stale_for(pl_room *room, pl_room_sheet sheet, int seat) { mark(room, sheet, seat); }

void pl_room_stale_for_all(pl_room *room, pl_room_sheet sheet) {
  for (int s = 0; s < room->seat_count; s++) mark(room, sheet, s);
}

void pl_room_stale_everything(pl_room *room) {
  for (int i = 0; i < PL_SHEETS; i++) {
    if (is_for_each_seat((pl_room_sheet)i)) pl_room_stale_for_all(room, (pl_room_sheet)i);
    else pl_room_stale(room, (pl_room_sheet)i);
  }
}

/* ---- making ---- */

static bool has_clock(pl_room_sheet sheet) { return sheet == PL_SHEET_ROOM || sheet == PL_SHEET_ROOM_AND_JOIN; }

static int64_t spacing(const pl_room *room, pl_room_sheet sheet) {
  return SPACING + (has_clock(sheet) ? (int64_t)room->visitor_count / VISITORS_PER_MILLISECOND : 0);
}

static char *make_body(pl_room *room, pl_room_sheet sheet, int seat) {
  json_t *body = makers[sheet].for_all ? makers[sheet].for_all(room) : makers[sheet].for_seat(room, seat);
  char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
  json_decref(body);
  return text;
}

static pl_letter *make_letter(const char *name, uint32_t version, const char *body, size_t *at) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, "{\"sheet\":\"%s\",\"version\":%u,\"body\":", name, (unsigned)version);
  *at = text.length;
  pl_buffer_add_text(&text, body);
  pl_buffer_add_text(&text, "}");
  pl_letter *letter = text.failed ? NULL : pl_letter_new(pl_buffer_text(&text), text.length);
  pl_buffer_clear(&text);
  return letter;
}

/* Where the digits end that say how far a clock is, if they begin here. */
static const char *after_clock(const char *at, const char *begin) {
  static const char *const keys[] = {"\"left_ms\":", "\"tick\":"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    const size_t length = strlen(keys[i]);
    if ((size_t)(at - begin) >= length && !memcmp(at - length, keys[i], length)) return at + strspn(at, "0123456789");
  }
  return at;
}

/* Whether nothing is another but how far the clock is, which every page knows by itself: a sheet that were sent for
 * that alone would tell everybody that somebody did something. */
static bool differs_in_time_alone(const pl_slot *slot, const char *body, int64_t ends) {
  if (!slot->letter || slot->ends != ends) return false;
  const char *had = slot->letter->text + slot->body, *a = had, *b = body;
  while (*b && *a == *b) {
    a = after_clock(a + 1, had);
    b = after_clock(b + 1, body);
  }
  return !*b && !strcmp(a, "}");
}

/* When the clock is at its end, if it runs as it does now; else what it has left. */
static int64_t end_of_clock(const pl_room *room) {
  const int64_t left = pl_room_left(room);
  return left < 0 || room->is_paused || room->has_failed ? left : room->now.milliseconds + left;
}

static bool is_the_same(const pl_slot *slot, const char *body) {
  if (!slot->letter) return false;
  const size_t length = strlen(body);
  return slot->letter->length == slot->body + length + 1 && !memcmp(slot->letter->text + slot->body, body, length);
}

/* What will be sent to who has the version that the slot has still. */
static void take_part(pl_slot *slot, pl_room_sheet sheet, uint32_t version, const char *body) {
  pl_letter_let_go(slot->part);
  slot->part = slot->letter && version == slot->version + 1
                   ? pl_part_new(sheets[sheet].name, version, slot->letter->text + slot->body, body)
                   : NULL;
}

/* Made anew; `is_new`: under another version, if it says anything else. False: no memory, and it stays as it was. */
static bool make(pl_room *room, pl_room_sheet sheet, int seat, pl_slot *slot, bool is_new) {
  char *body = make_body(room, sheet, seat);
  if (!body) return false;
  bool is_made = is_the_same(slot, body);
  if (!is_made) {
    const int64_t ends = has_clock(sheet) ? end_of_clock(room) : 0;
    const bool is_quiet = has_clock(sheet) && differs_in_time_alone(slot, body, ends);
    const uint32_t version = slot->version + (is_new && !is_quiet ? 1 : 0);
    size_t at;
    pl_letter *letter = make_letter(sheets[sheet].name, version, body, &at);
    is_made = letter != NULL;
    if (letter) {
      take_part(slot, sheet, version, body);
      if (slot->part) slot->part->whole = pl_letter_hold(letter);
      pl_letter_let_go(slot->letter);
      slot->letter = letter;
      slot->body = at;
      slot->ends = ends;
      if (is_new && !is_quiet) slot->changed_at = room->now.milliseconds;
      slot->version = version;
    }
  }
  free(body);
  if (!is_made) return false;
  slot->is_stale = slot->is_stale && !is_new;
  slot->made_at = room->now.milliseconds;
  return true;
}

/* ---- sending ---- */

/* One pass over all visitors. */
typedef struct sending {
  int left;     /* sheets that may still be made */
  int64_t wait; /* until more is due; INT64_MAX: nothing is */
} sending;

static void wait_for(sending *pass, int64_t milliseconds) {
  if (milliseconds < pass->wait) pass->wait = milliseconds;
}

/* Brings a stale sheet up to date, if it is due. False: not in this pass, and when is said. */
static bool renew(pl_room *room, pl_room_sheet sheet, int seat, pl_slot *slot, sending *pass) {
  const int64_t age = room->now.milliseconds - slot->changed_at, space = spacing(room, sheet);
  if (!slot->is_stale) return true;
  if (age < space) {
    wait_for(pass, space - age);
    return true; /* who is new gets what there is */
  }
  const bool is_made = pass->left > 0 && make(room, sheet, seat, slot, true);
  if (is_made) pass->left--;
  else wait_for(pass, pass->left > 0 ? LATER : 0);
  return is_made;
}

/* Whether there is a letter for this visitor. */
static bool is_ready(pl_room *room, pl_room_sheet sheet, const pl_visitor *v, pl_slot *slot, sending *pass) {
  const int seat = sheet == PL_SHEET_ALL_MAIL ? -1 : v->seat;
  if (!renew(room, sheet, seat, slot, pass)) return false;
  if (!slot->letter || v->sent[sheet] == slot->version) return false;
  const bool is_old = has_clock(sheet) && room->now.milliseconds - slot->made_at > FRESH;
  return !is_old || make(room, sheet, seat, slot, false);
}

static void send_to(pl_room *room, size_t index, sending *pass) {
  for (int i = 0; i < PL_SHEETS; i++) {
    pl_visitor *v = &room->visitor[index];
    const pl_room_sheet sheet = (pl_room_sheet)i;
    if (!v->client || !v->has_greeted || !may_have(v, sheet)) continue;
    pl_slot *slot = &room->slot[i][is_for_each_seat(sheet) ? v->seat : 0];
    if (!is_ready(room, sheet, v, slot, pass)) continue;
    const bool has_before = v->sent[i] && v->sent[i] + 1 == slot->version;
    v->sent[i] = slot->version;
    room->options.send(room->options.context, v->client, has_before && slot->part ? slot->part : slot->letter);
  }
}

int64_t pl_sheets_send(pl_room *room) {
  sending pass = {.left = MADE_IN_A_PASS, .wait = INT64_MAX};
  if (!room->has_news) return pass.wait;
  for (size_t i = 0; i < room->visitor_count; i++) send_to(room, i, &pass);
  room->has_news = pass.wait != INT64_MAX;
  return pass.wait;
}
