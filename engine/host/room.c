/* The room: its life, and what it hands out. What happens in it is in phases.c (time), door.c (who is there),
 * requests.c with team.c and control.c (what is asked), sheets.c and billboard.c (what is shown), jobs.c (what takes
 * long). */
#include <inttypes.h>
#include <qrencode.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "requests.h"

enum { MOST_VISITORS = 2000, LONG = 1000, SLOW_DAY = 4000, QUICK_DAY = 500 };

/* ---- small things ---- */

/* It is a call's time. What passed since the last one counts, unless it was so long that nobody was here. */
static void arrive(pl_room *room, pl_time now) {
  const int64_t passed = now.milliseconds - room->now.milliseconds, longest = room->options.longest_silence;
  if (longest && passed > longest) pl_room_skip_time(room, passed);
  room->now = now;
}

void pl_room_tell(pl_room *room, const char *format, ...) {
  char line[512];
  va_list arguments;
  if (!room->options.tell) return;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, pl_translate(format), arguments);
  va_end(arguments);
  pl_buffer tame = {0};
  pl_put_tame(&tame, line);
  room->options.tell(room->options.context, pl_buffer_text(&tame));
  pl_buffer_clear(&tame);
}

bool pl_room_seat_is_for_people(const pl_room *room, int seat) {
  const pl_scenario *scenario = room->scenario;
  return seat >= 0 && seat < room->seat_count &&
         (seat >= scenario->state_count || scenario->states[seat].is_playable);
}

bool pl_room_seat_is_ready(const pl_room *room, int seat) {
  return room->chair[seat].has_people && room->chair[seat].is_ready;
}

/* ---- the code to scan ---- */

static pl_status make_join(pl_room *room, pl_error *error) {
  pl_buffer join = {0};
  pl_buffer_add_format(&join, "%s%s%s", room->options.address ? room->options.address : "", room->pin[0] ? "#" : "",
                       room->pin);
  if (join.failed) {
    pl_buffer_clear(&join);
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot host the exercise");
  }
  pl_buffer_clear(&room->join);
  room->join = join;
  free(room->code);
  room->code = NULL;
  room->billboard.code_size = 0;
  QRcode *code = QRcode_encodeString(pl_buffer_text(&room->join), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (!code) return PL_OK; /* too long an address: people type it */
  const size_t count = (size_t)code->width * (size_t)code->width;
  room->code = malloc(count);
  for (size_t i = 0; room->code && i < count; i++) room->code[i] = code->data[i] & 1;
  room->billboard.code_size = room->code ? code->width : 0;
  QRcode_free(code);
  return PL_OK;
}

/* ---- which address ---- */

static bool is_there(const pl_room *room, const char *address) {
  for (int i = 0; i < room->address_count; i++)
    if (!strcmp(room->address[i], address)) return true;
  return false;
}

void pl_room_show_address(pl_room *room) {
  pl_error error;
  const char *before = room->options.address ? room->options.address : "";
  const char *now = *room->chosen_address && is_there(room, room->chosen_address) ? room->chosen_address
                    : room->address_count                                         ? room->address[0]
                                                                                  : before;
  pl_room_stale(room, PL_SHEET_CONTROL); /* which others there are */
  if (!strcmp(now, before)) return;
  snprintf(room->shown_address, sizeof room->shown_address, "%s", now);
  room->options.address = room->shown_address;
  if (make_join(room, &error) != PL_OK) room->address_count = 0; /* the next look tries again */
  pl_room_stale(room, PL_SHEET_ROOM);
  pl_room_tell(room, PL_LATER("Join at %s from now on."), room->shown_address);
}

static bool is_same_list(const pl_room *room, const char *const *address, int count) {
  bool is_same = room->address_count == count;
  for (int i = 0; i < count && is_same; i++) is_same = !strcmp(room->address[i], address[i]);
  return is_same;
}

void pl_room_set_addresses(pl_room *room, const char *const *address, int count, pl_time now) {
  if (count > PL_ADDRESSES) count = PL_ADDRESSES;
  if (is_same_list(room, address, count)) return;
  arrive(room, now);
  room->address_count = count;
  for (int i = 0; i < count; i++) snprintf(room->address[i], PL_ADDRESS_BYTES, "%s", address[i]);
  pl_room_show_address(room);
}

/* ---- life ---- */

static pl_status make_places(pl_room *room, pl_error *error) {
  const size_t seats = (size_t)room->seat_count;
  room->chair = calloc(seats, sizeof *room->chair);
  room->billboard_seat = calloc(seats, sizeof *room->billboard_seat);
  room->forecaster = calloc(seats, sizeof *room->forecaster);
  room->person = calloc(PL_MOST_PERSONS, sizeof *room->person);
  room->caller = calloc(PL_CALLERS, sizeof *room->caller);
  room->person_capacity = PL_MOST_PERSONS;
  if (!room->chair || !room->billboard_seat || !room->forecaster || !room->person || !room->caller)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot host the exercise");
  return pl_sheets_make(room, error);
}

/* Whether people or control decided something in the open round. A bot's orders do not count. */
static bool has_decided(const pl_room *room, int seat) {
  size_t count;
  const pl_journal_entry *entry = pl_session_journal(room->session, &count);
  const int32_t round = pl_session_rounds_done(room->session);
  for (size_t i = count; i-- > 0 && entry[i].round == round;) {
    const bool is_of_people = entry[i].author == PL_AUTHOR_PERSON || entry[i].author == PL_AUTHOR_CONTROL;
    if (is_of_people && !entry[i].act && !entry[i].is_withdrawn && entry[i].decision.seat == seat) return true;
  }
  return false;
}

/* The drafts that were read, beside what has been decided. */
static void compare_drafts(pl_room *room) {
  for (int s = 0; s < room->seat_count; s++) {
    pl_chair *chair = &room->chair[s];
    pl_decision decided[PL_PENDING] = {{0}};
    size_t count = pl_session_decisions(room->session, s, decided, PL_PENDING);
    if (count > PL_PENDING) count = PL_PENDING;
    if (!chair->is_changed) {
      memcpy(chair->draft, decided, count * sizeof *decided);
      chair->draft_count = count;
    }
    chair->is_ready = chair->is_ready || has_decided(room, s);
    chair->is_changed =
        chair->draft_count != count || memcmp(chair->draft, decided, count * sizeof *decided) != 0;
  }
}

/* Where an exercise stands that was not hosted before. */
static pl_moment first_moment(const pl_room *room) {
  const bool has_begun = pl_session_is_open(room->session) || pl_session_rounds_done(room->session);
  return (pl_moment){
      .phase = pl_session_is_over(room->session) ? PL_ROOM_OVER : has_begun ? PL_ROOM_DECIDING : PL_ROOM_LOBBY,
      .is_paused = has_begun && !pl_session_is_over(room->session), .done = pl_session_rounds_done(room->session),
      .left = -1, .of = -1, .day = room->options.mode == PL_MODE_REHEARSAL ? QUICK_DAY : SLOW_DAY};
}

/* A clock for a phase that is to have one; days that began to pass when nobody could write it down. */
static void mend(const pl_room *room, pl_moment *moment) {
  const int32_t done = pl_session_rounds_done(room->session);
  const bool is_solo = room->options.mode == PL_MODE_SOLO;
  if (moment->phase != PL_ROOM_OVER && moment->phase != PL_ROOM_LOBBY && moment->done != done) {
    moment->phase = PL_ROOM_PASSING;
    moment->of = -1;
  }
  if (moment->phase == PL_ROOM_LOBBY && (done || pl_session_is_open(room->session))) moment->phase = PL_ROOM_DECIDING;
  if (moment->phase == PL_ROOM_DECIDING && pl_session_is_over(room->session)) moment->phase = PL_ROOM_OVER;
  if (moment->phase == PL_ROOM_PASSING && is_solo)
    moment->phase = pl_session_is_over(room->session) ? PL_ROOM_OVER : PL_ROOM_DECIDING;
  if (moment->phase == PL_ROOM_PASSING && !done) moment->phase = PL_ROOM_DECIDING;
  if (moment->phase == PL_ROOM_PASSING && moment->of <= 0)
    moment->left = moment->of = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY * moment->day;
  if (moment->phase == PL_ROOM_DECIDING && moment->of <= 0 && !is_solo) moment->of = 0;
  if (is_solo || moment->phase == PL_ROOM_OVER) moment->left = moment->of = -1;
  if (moment->left > moment->of) moment->left = moment->of;
  moment->is_paused = !is_solo && (moment->phase == PL_ROOM_DECIDING || moment->phase == PL_ROOM_PASSING);
  moment->done = done;
}

/* Nobody and nothing, as before the rows are read. Secrets and clients' numbers are not from there. */
static void forget(pl_room *room) {
  pl_room_free_games(room);
  memset(room->chair, 0, (size_t)room->seat_count * sizeof *room->chair);
  for (size_t i = 0; i < room->kept_count; i++) free(room->kept[i]);
  free(room->kept);
  room->kept = NULL;
  room->kept_count = room->person_count = 0;
  room->reveals = 0;
  room->spotlight[0] = 0;
}

pl_status pl_room_take_up(pl_room *room, pl_error *error) {
  forget(room);
  pl_status status = PL_OK;
  pl_moment moment = first_moment(room);
  pl_rows_read(room, &moment);
  mend(room, &moment);
  if (!moment.of) moment.left = moment.of = pl_room_time_to_decide(room);
  room->phase = moment.phase;
  room->is_paused = moment.is_paused;
  room->left = moment.left;
  room->of = moment.of;
  room->day = moment.day;
  room->passing = moment.phase == PL_ROOM_PASSING ? moment.done - 1 : 0;
  room->since = room->kept_at = room->now.milliseconds;
  room->day_shown = pl_room_tick(room) / PL_TICKS_PER_DAY;
  for (int s = 0; s < room->seat_count; s++) pl_session_set_person(room->session, s, room->chair[s].has_people);
  const bool is_to_open = moment.phase != PL_ROOM_LOBBY && !pl_session_is_over(room->session) &&
                          !pl_session_is_open(room->session);
  if (is_to_open) status = pl_session_open_round(room->session, error);
  if (status == PL_OK) status = pl_room_make_games(room, error);
  if (status != PL_OK) return status;
  compare_drafts(room);
  pl_control_tell_last_ruling(room);
  return PL_OK;
}

void pl_room_take_session(pl_room *room, pl_session *session) {
  pl_jobs_end(room);
  pl_bodies_free(room->bodies);
  room->bodies = NULL;
  pl_history_free(room->history);
  room->history = NULL;
  pl_room_free_games(room);
  pl_session_free(room->session);
  room->session = session;
  room->scenario = room->voice.scenario = pl_session_scenario(session);
  room->voice.log = pl_session_events(session);
}

/* Whoever takes up a file that was left behind may have meant the other one. */
static void tell_where_it_went(pl_room *room) {
  const char *path = pl_host_went_on(room->session);
  if (path) pl_room_tell(room, PL_LATER("This exercise went on in %s; here it is as it was left."), path);
}

static pl_status begin(pl_room *room, pl_error *error) {
  pl_status status = make_places(room, error);
  if (status == PL_OK) status = pl_room_take_up(room, error);
  if (status == PL_OK) status = pl_door_make_secrets(room, error);
  const pl_moment moment = pl_room_moment(room);
  if (status == PL_OK) status = pl_rows_keep_all(room, room->session, &moment, error);
  if (status == PL_OK) tell_where_it_went(room);
  if (status == PL_OK) status = make_join(room, error);
  if (status == PL_OK) pl_session_gather(room->session, true);
  return status;
}

pl_room *pl_room_new(pl_session *session, const pl_policy_table *bots, const pl_room_options *options, pl_time now,
                     pl_error *error) {
  pl_room *room = calloc(1, sizeof *room);
  if (!room) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot host the exercise");
    return NULL;
  }
  room->options = *options;
  room->session = session;
  room->bots = bots;
  room->scenario = pl_session_scenario(session);
  room->seat_count = pl_scenario_seat_count(room->scenario);
  room->language = pl_translate_language();
  room->voice = (pl_voice){.scenario = room->scenario, .language = room->language, .seat = -1,
                           .phrases = &room->phrases, .log = pl_session_events(session)};
  room->now = now;
  room->billboard_is_stale = true;
  if (begin(room, error) == PL_OK) return room;
  room->session = NULL;
  pl_room_free(room);
  return NULL;
}

void pl_room_free(pl_room *room) {
  if (!room) return;
  if (room->chair) pl_jobs_end(room);
  if (room->session && room->phase != PL_ROOM_LOBBY && !room->has_failed && !room->is_in_doubt) {
    pl_error error;
    const pl_moment moment = pl_room_moment(room);
    pl_rows_keep_moment(room, &moment, &error);
  }
  if (room->session) pl_session_commit(room->session, NULL);
  if (room->chair) pl_room_free_games(room);
  pl_batch_clear(room);
  pl_sheets_free(room);
  pl_bodies_free(room->bodies);
  pl_history_free(room->history);
  pl_phrases_clear(&room->phrases);
  pl_brief_room_clear(&room->bot_room);
  pl_buffer_clear(&room->join);
  for (int i = 0; i < PL_REPORTS; i++) pl_buffer_clear(&room->paper[i].bytes);
  for (int i = 0; i < PL_ROOM_NEWS; i++) pl_buffer_clear(&room->news[i]);
  for (size_t i = 0; i < room->kept_count; i++) free(room->kept[i]);
  free(room->kept);
  free(room->code);
  free(room->caller);
  free(room->forecaster);
  free(room->person);
  free(room->visitor);
  free(room->billboard_seat);
  free(room->chair);
  pl_session_free(room->session);
  free(room);
}

bool pl_room_has_failed(const pl_room *room, pl_error *error) {
  if (room->has_failed && error) *error = room->failure;
  return room->has_failed;
}

/* ---- visitors ---- */

pl_visitor *pl_room_visitor(pl_room *room, pl_client client) {
  for (size_t i = 0; client && i < room->visitor_count; i++)
    if (room->visitor[i].client == client) return &room->visitor[i];
  return NULL;
}

static pl_visitor *new_visitor(pl_room *room) {
  for (size_t i = 0; i < room->visitor_count; i++)
    if (!room->visitor[i].client) return &room->visitor[i];
  if (room->visitor_count == MOST_VISITORS) return NULL;
  if (room->visitor_count == room->visitor_capacity) {
    const size_t capacity = room->visitor_capacity ? 2 * room->visitor_capacity : 64;
    pl_visitor *visitor = realloc(room->visitor, capacity * sizeof *visitor);
    if (!visitor) return NULL;
    room->visitor = visitor;
    room->visitor_capacity = capacity;
  }
  return &room->visitor[room->visitor_count++];
}

void pl_room_enter(pl_room *room, pl_client client, const char *from, pl_time now) {
  arrive(room, now);
  pl_visitor *visitor = client ? new_visitor(room) : NULL;
  if (!visitor) {
    room->options.close(room->options.context, client);
    return;
  }
  *visitor = (pl_visitor){.client = client, .role = PL_ROLE_OBSERVER, .person = -1, .seat = -1};
  snprintf(visitor->from, sizeof visitor->from, "%s", from ? from : "");
}

void pl_room_hear(pl_room *room, pl_client client, const char *text, size_t length, pl_time now) {
  arrive(room, now);
  pl_visitor *visitor = pl_room_visitor(room, client);
  if (visitor) pl_requests_hear(room, visitor, text, length);
}

void pl_room_leave(pl_room *room, pl_client client, pl_time now) {
  arrive(room, now);
  pl_visitor *visitor = pl_room_visitor(room, client);
  if (!visitor) return;
  pl_door_step_out(room, visitor);
  visitor->client = 0;
}

/* ---- time ---- */

void pl_room_keep(pl_room *room, pl_time now) {
  arrive(room, now);
  pl_batch_keep(room);
}

/* Time in a pause is no time: what is kept for a while is kept longer. */
static void drop_old_reports(pl_room *room) {
  for (int i = 0; i < PL_REPORTS; i++) {
    pl_paper *paper = &room->paper[i];
    if (!paper->path[0] || room->is_paused || paper->until > room->now.milliseconds) continue;
    pl_buffer_clear(&paper->bytes);
    paper->path[0] = 0;
  }
}

int64_t pl_room_pass(pl_room *room, pl_time now) {
  arrive(room, now);
  if (!pl_batch_keep(room)) return LONG;
  const int64_t saving = pl_room_try_saving(room);
  pl_jobs_pass(room);
  drop_old_reports(room);
  const int64_t clock = pl_room_run_clocks(room);
  if (!pl_batch_keep(room)) return LONG;
  const int64_t sheets = pl_sheets_send(room);
  const int64_t due = clock < saving ? clock : saving, soon = due < sheets ? due : sheets;
  if (!sheets) return 0;
  return soon < 1 ? 1 : soon < LONG ? soon : LONG;
}

/* ---- what it shows ---- */

static const struct {
  const char *ending, *type;
} types[] = {{"html", "text/html; charset=utf-8"},
             {"md", "text/markdown; charset=utf-8"},
             {"json", "application/json"},
             {"csv", "text/csv; charset=utf-8"},
             {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
             {"stix.json", "application/stix+json;version=2.1"}};

static const char *type_of(const char *ending) {
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (!strcmp(types[i].ending, ending)) return types[i].type;
  return "application/octet-stream";
}

bool pl_room_fetch(pl_room *room, const char *path, pl_buffer *out, const char **type, pl_time now) {
  arrive(room, now);
  drop_old_reports(room);
  for (int i = 0; i < PL_REPORTS; i++) {
    pl_paper *paper = &room->paper[i];
    if (!paper->path[0] || !pl_secret_is(path, paper->path)) continue;
    *out = paper->bytes;
    *type = type_of(paper->ending);
    paper->bytes = (pl_buffer){0};
    paper->path[0] = 0;
    return true;
  }
  return false;
}

const char *pl_room_pin(const pl_room *room) { return room->pin; }
const char *pl_room_evaluator_pin(const pl_room *room) { return room->evaluator_pin; }
const char *pl_room_control_code(const pl_room *room) { return room->control_code; }
const pl_session *pl_room_session(const pl_room *room) { return room->session; }
