/* The phases of a hosted exercise, and its clocks.
 *
 *            start                 close                        ticks have passed
 *   LOBBY ──────────► DECIDING ──────────────► PASSING ───────────────────────────► DECIDING … or, after the last, OVER
 *                        ▲   solo: at once ───────┘                end: from anywhere ───────────────────► OVER
 *                        └──────────────────── back: an earlier opening, in a new file, paused
 *
 * The session is open from the start to the end: when a round is closed, the next one is opened at once, and only what
 * people see waits for the days to pass. So control can act at any time, and nobody decides while days pass.
 *
 * There is one clock. It counts down `left` since `since` while it runs, and stands still in a pause, in the lobby and
 * when all is over. What is recorded comes first: a moment is written before it is one. Only after a round was resolved
 * is it the other way round, as that cannot be taken back: a moment that is behind its session (`done`) is, when it is
 * read again, the beginning of the days that pass. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/diary.h>
#include <polder/play.h>

#include "requests.h"

enum { DAYS = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY, SECOND = 1000, KEEP_EVERY = 5 * SECOND, TRY_EVERY = 2 * SECOND };

const char *pl_room_phase_name(pl_room_phase phase) {
  static const char *const names[PL_ROOM_PHASES] = {[PL_ROOM_LOBBY] = "lobby", [PL_ROOM_DECIDING] = "deciding",
                                                    [PL_ROOM_PASSING] = "passing", [PL_ROOM_OVER] = "over"};
  return names[phase];
}

/* ---- the clock ---- */

static bool has_clock(const pl_room *room) {
  return room->of > 0 && (room->phase == PL_ROOM_DECIDING || room->phase == PL_ROOM_PASSING);
}

static bool runs(const pl_room *room) { return has_clock(room) && !room->is_paused && !room->has_failed; }

int64_t pl_room_left(const pl_room *room) {
  if (!has_clock(room)) return -1;
  const int64_t passed = runs(room) ? room->now.milliseconds - room->since : 0;
  return room->left > passed ? room->left - passed : 0;
}

int32_t pl_room_tick(const pl_room *room) {
  if (room->phase != PL_ROOM_PASSING) return 0;
  const int64_t left = pl_room_left(room);
  return left < 0 ? PL_TICKS_PER_ROUND : (int32_t)((room->of - left) * PL_TICKS_PER_ROUND / room->of);
}

void pl_room_skip_time(pl_room *room, int64_t milliseconds) {
  if (!runs(room)) return;
  room->since += milliseconds;
  pl_room_stale(room, PL_SHEET_ROOM); /* whose clocks ran on, on paper and on walls */
  pl_room_tell(room, PL_LATER("This computer was away for %d seconds: no clock ran, and nobody lost time."),
               (int)(milliseconds / SECOND));
}

pl_moment pl_room_moment(const pl_room *room) {
  return (pl_moment){.phase = room->phase, .is_paused = room->is_paused,
                     .done = pl_session_rounds_done(room->session), .left = pl_room_left(room), .of = room->of,
                     .day = room->day};
}

static void take(pl_room *room, const pl_moment *moment) {
  room->phase = moment->phase;
  room->is_paused = moment->is_paused;
  room->left = moment->left;
  room->of = moment->of;
  room->day = moment->day;
  room->since = room->kept_at = room->now.milliseconds;
  room->passing = moment->phase == PL_ROOM_PASSING ? moment->done - 1 : 0;
  room->day_shown = pl_room_tick(room) / PL_TICKS_PER_DAY;
  pl_room_stale_everything(room);
}

static pl_status change(pl_room *room, const pl_moment *moment, pl_error *error) {
  pl_status status = pl_rows_keep_moment(room, moment, error);
  if (status == PL_OK) take(room, moment);
  return status;
}

int64_t pl_room_time_to_decide(const pl_room *room) {
  if (room->options.mode == PL_MODE_SOLO) return -1;
  if (room->options.mode == PL_MODE_REHEARSAL) return 5 * SECOND;
  const int minutes = room->scenario->decide_minutes > 0 ? room->scenario->decide_minutes : 15;
  return (int64_t)(room->options.deciding_seconds > 0 ? room->options.deciding_seconds : 60 * minutes) * SECOND;
}

static pl_moment deciding(const pl_room *room, bool is_paused) {
  const int64_t left = pl_room_time_to_decide(room);
  return (pl_moment){.phase = PL_ROOM_DECIDING, .is_paused = is_paused, .done = pl_session_rounds_done(room->session),
                     .left = left, .of = left, .day = room->day};
}

/* ---- failing ---- */

void pl_room_fail(pl_room *room, const pl_error *error) {
  if (room->has_failed) return;
  room->left = pl_room_left(room);
  room->has_failed = true;
  room->failure = *error;
}

/* What can be tried again when somebody goes on. */
static void stand_still(pl_room *room, const pl_error *error) {
  if (error->status == PL_SYSTEM) pl_room_note_trouble(room, error);
  room->left = pl_room_left(room);
  room->is_paused = true;
  pl_room_tell(room, PL_LATER("The exercise stands still: %s"), error->text);
  pl_room_stale_everything(room);
}

void pl_room_note_trouble(pl_room *room, const pl_error *error) {
  if (room->trouble.status == PL_OK) room->saving_tried_at = room->now.milliseconds - TRY_EVERY;
  room->trouble = *error;
  room->trouble.status = PL_SYSTEM;
  pl_room_stale(room, PL_SHEET_CONTROL);
}

/* Nobody can decide while nothing can be saved, so nobody's time runs. */
int64_t pl_room_try_saving(pl_room *room) {
  pl_error error = {0};
  const pl_moment moment = pl_room_moment(room);
  if (room->trouble.status == PL_OK || room->has_failed) return INT64_MAX;
  const int64_t wait = room->saving_tried_at + TRY_EVERY - room->now.milliseconds;
  if (wait > 0) return wait;
  room->saving_tried_at = room->now.milliseconds;
  pl_session_gather(room->session, false); /* by itself, so that nothing else is at stake */
  const pl_status status = pl_rows_try(room, &moment, &error);
  pl_session_gather(room->session, true);
  if (status == PL_OK) {
    room->trouble = (pl_error){0};
    room->is_stuck = false;
    pl_room_stale(room, PL_SHEET_CONTROL);
    pl_room_tell(room, "%s", PL_TEXT("The exercise can be saved again."));
    return INT64_MAX;
  }
  pl_room_note_trouble(room, &error);
  if (runs(room)) stand_still(room, &error);
  return TRY_EVERY;
}

/* ---- games ---- */

void pl_room_free_games(pl_room *room) {
  for (int s = 0; s < room->seat_count; s++) {
    pl_game_free(room->chair[s].game);
    room->chair[s].game = NULL;
  }
}

pl_status pl_room_renew_briefs(pl_room *room, pl_error *error) {
  pl_status status = PL_OK;
  for (int s = 0; s < room->seat_count && status == PL_OK; s++)
    status = pl_game_open_round(room->chair[s].game, error);
  return status;
}

pl_status pl_room_make_games(pl_room *room, pl_error *error) {
  for (int s = 0; s < room->seat_count; s++) {
    const pl_game_options options = {.seat = s, .language = room->language, .is_in_room = true};
    room->chair[s].game = pl_game_new(room->session, room->bots, &options, error);
    if (!room->chair[s].game) return error->status;
  }
  pl_body_recall(room);
  return pl_session_is_open(room->session) ? pl_room_renew_briefs(room, error) : PL_OK;
}

/* What stands is where everybody's draft begins. */
void pl_room_renew_drafts(pl_room *room) {
  for (int s = 0; s < room->seat_count; s++) {
    pl_chair *chair = &room->chair[s];
    const size_t count = pl_session_decisions(room->session, s, chair->draft, PL_PENDING);
    chair->draft_count = count < PL_PENDING ? count : PL_PENDING;
    chair->is_changed = chair->is_ready = false;
    chair->drafted_by[0] = 0;
    chair->draft_version++;
  }
}

/* Who decides where, for the orders and bots of the round. */
static void seat_everybody(pl_room *room) {
  for (int s = 0; s < room->seat_count; s++) pl_session_set_person(room->session, s, room->chair[s].has_people);
}

static pl_status open_session(pl_room *room, pl_error *error) {
  if (pl_session_is_over(room->session) || pl_session_is_open(room->session)) return PL_OK;
  seat_everybody(room);
  pl_status status = pl_session_open_round(room->session, error);
  if (status != PL_OK) pl_room_fail(room, error);
  return status;
}

/* ---- from phase to phase ---- */

pl_status pl_room_start(pl_room *room, pl_error *error) {
  const bool was_open = pl_session_is_open(room->session);
  pl_status status = open_session(room, error);
  if (status == PL_OK) status = pl_room_renew_briefs(room, error);
  if (status != PL_OK) return status;
  if (!was_open) pl_room_renew_drafts(room);
  const pl_moment next = deciding(room, false);
  status = change(room, &next, error);
  if (status == PL_OK) pl_room_tell(room, PL_LATER("Round %d takes decisions."), (int)next.done + 1);
  return status;
}

static pl_status tell_games(pl_room *room, pl_error *error) {
  pl_status status = PL_OK;
  for (int s = 0; s < room->seat_count && status == PL_OK; s++)
    status = pl_game_after_close(room->chair[s].game, error);
  return status;
}

static pl_status resolve(pl_room *room, pl_error *error) {
  for (int s = 0; s < room->seat_count; s++) pl_game_before_close(room->chair[s].game);
  seat_everybody(room);
  pl_status status = pl_policy_play(room->session, room->bots, &room->bot_room, error);
  if (status == PL_OK) status = pl_session_resolve_round(room->session, error);
  return status;
}

/* Decided, but not by people, and the round is still open: the next try asks the bots again. */
static pl_status not_closed(pl_room *room, pl_status status, pl_error *error) {
  if (!pl_session_is_open(room->session)) pl_room_fail(room, error);
  return status;
}

pl_status pl_room_close_round(pl_room *room, pl_error *error) {
  pl_error unsaved = {0};
  pl_status status = resolve(room, error);
  if (status != PL_OK) return not_closed(room, status, error);
  status = tell_games(room, error);
  if (status == PL_OK) status = open_session(room, error);
  if (status != PL_OK) {
    pl_room_fail(room, error);
    return status;
  }
  pl_room_renew_drafts(room);
  pl_moment next = {.phase = PL_ROOM_PASSING, .is_paused = room->is_paused,
                    .done = pl_session_rounds_done(room->session), .left = DAYS * room->day, .of = DAYS * room->day,
                    .day = room->day};
  take(room, &next);
  pl_rows_keep_moment(room, &next, &unsaved); /* else it is found out from the rounds done */
  pl_room_tell(room, PL_LATER("Round %d is closed."), (int)next.done);
  return room->options.mode == PL_MODE_SOLO ? pl_room_end_passing(room, error) : PL_OK;
}

pl_status pl_room_end_passing(pl_room *room, pl_error *error) {
  if (pl_session_is_over(room->session)) return pl_room_end(room, error);
  const pl_moment next = deciding(room, room->is_paused);
  pl_status status = pl_rows_keep_moment(room, &next, error);
  if (status == PL_OK) status = pl_room_renew_briefs(room, error);
  if (status != PL_OK) return status;
  take(room, &next);
  pl_room_tell(room, PL_LATER("Round %d takes decisions."), (int)next.done + 1);
  return PL_OK;
}

pl_status pl_room_end(pl_room *room, pl_error *error) {
  pl_moment next = pl_room_moment(room);
  next.phase = PL_ROOM_OVER;
  next.is_paused = false;
  next.left = next.of = -1;
  pl_status status = change(room, &next, error);
  if (status == PL_OK) pl_room_tell(room, "%s", PL_TEXT("The exercise is over."));
  return status;
}

/* ---- control of the clock ---- */

pl_status pl_room_set_paused(pl_room *room, bool is_paused, pl_error *error) {
  pl_moment next = pl_room_moment(room);
  next.is_paused = is_paused;
  if (!is_paused) room->doubt = (pl_error){0};
  return change(room, &next, error);
}

static int64_t until_next_day(const pl_room *room) {
  if (room->phase != PL_ROOM_PASSING) return INT64_MAX;
  const int64_t passed = room->of - pl_room_left(room);
  const int64_t day = passed * DAYS / room->of + 1;
  return (day * room->of + DAYS - 1) / DAYS - passed;
}

/* Days that pass go slower or faster, but not back: the whole clock grows as what is left of it does. No clock, whole,
 * is longer than PL_LONGEST_CLOCK. */
pl_status pl_room_extend(pl_room *room, int64_t milliseconds, pl_error *error) {
  pl_moment next = pl_room_moment(room);
  if (next.left < 0) return pl_error_set(error, PL_BAD_INPUT, "no clock runs here: there is nothing to extend");
  const bool is_passing = room->phase == PL_ROOM_PASSING;
  const int64_t most = is_passing ? PL_LONGEST_CLOCK * next.left / next.of : PL_LONGEST_CLOCK;
  const int64_t wanted = next.left + milliseconds, left = wanted < 0 ? 0 : wanted < most ? wanted : most;
  if (is_passing && next.left && left) next.of = next.of * left / next.left;
  if (!is_passing && left > next.of) next.of = left;
  next.left = left;
  return change(room, &next, error);
}

pl_status pl_room_set_day(pl_room *room, int64_t milliseconds, pl_error *error) {
  pl_moment next = pl_room_moment(room);
  next.day = milliseconds;
  if (room->phase == PL_ROOM_PASSING) {
    next.of = DAYS * milliseconds;
    next.left = room->of > 0 ? next.left * next.of / room->of : next.of;
  }
  return change(room, &next, error);
}

/* One day more goes by, and then the clock stands still; after the last of them all days have passed, and it waits. */
pl_status pl_room_step(pl_room *room, pl_error *error) {
  pl_moment next = pl_room_moment(room);
  if (next.left <= 0)
    return pl_error_set(error, PL_BAD_INPUT, "All days of this round have passed: resume, and the teams decide.");
  const int64_t day = until_next_day(room);
  next.left = next.left > day ? next.left - day : 0;
  next.is_paused = true;
  return change(room, &next, error);
}

static pl_status on_time(pl_room *room, pl_error *error) {
  return room->phase == PL_ROOM_DECIDING ? pl_room_close_round(room, error) : pl_room_end_passing(room, error);
}

/* What is left is written now and then; where that fails, nothing is lost but a few seconds. */
static void keep_left(pl_room *room) {
  pl_error error = {0};
  const pl_moment moment = pl_room_moment(room);
  room->kept_at = room->now.milliseconds;
  if (pl_rows_keep_moment(room, &moment, &error) == PL_SYSTEM) pl_room_note_trouble(room, &error);
}

static void show_day(pl_room *room) {
  const int32_t day = pl_room_tick(room) / PL_TICKS_PER_DAY;
  if (day == room->day_shown) return;
  room->day_shown = day;
  pl_room_stale(room, PL_SHEET_ROOM);
  pl_room_stale(room, PL_SHEET_BOARD);
  pl_room_stale_for_all(room, PL_SHEET_STORY);
}

int64_t pl_room_run_clocks(pl_room *room) {
  pl_error error = {0};
  if (!runs(room)) return INT64_MAX;
  if (!pl_room_left(room) && on_time(room, &error) != PL_OK) stand_still(room, &error);
  if (!runs(room)) return INT64_MAX;
  show_day(room);
  if (room->now.milliseconds - room->kept_at >= KEEP_EVERY) keep_left(room);
  const int64_t left = pl_room_left(room), day = until_next_day(room),
                keep = room->kept_at + KEEP_EVERY - room->now.milliseconds;
  const int64_t soon = left < day ? left : day;
  return soon < keep ? soon : keep;
}

/* ---- going back ---- */

/* The old file names the new one last of all, so it leads there as soon as that is whole, and not before: whenever the
 * program ends in between, the old file is the exercise, and the new one is nothing but a name that is taken. */
enum { MOST_FILES = 200 };

/* NAME.polder goes on in NAME-2.polder, that in NAME-3.polder; in what is free. */
static void put_next_path(pl_buffer *out, const char *path, size_t kept, int number) {
  const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
  size_t stem = dot ? (size_t)(dot - path) : strlen(path), digits = stem;
  while (digits && path[digits - 1] >= '0' && path[digits - 1] <= '9') digits--;
  if (kept && digits < stem && digits && path[digits - 1] == '-') stem = digits - 1;
  pl_buffer_add(out, path, stem);
  pl_buffer_add_format(out, "-%d%s", number, dot ? dot : "");
}

static pl_status keep_beside(pl_room *room, pl_session *session, pl_error *error) {
  const char *path = pl_session_path(room->session);
  pl_status status = PL_BAD_INPUT;
  if (!path) return PL_OK;
  for (int number = (int)room->kept_count + 2; number < MOST_FILES && status == PL_BAD_INPUT; number++) {
    pl_buffer next = {0};
    put_next_path(&next, path, room->kept_count, number);
    status = next.failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot go back")
                         : pl_session_keep(session, pl_buffer_text(&next), error);
    pl_buffer_clear(&next);
  }
  return status;
}

static pl_status leave_behind(pl_room *room, pl_error *error) {
  const char *path = pl_session_path(room->session);
  char **kept = realloc(room->kept, (room->kept_count + 1) * sizeof *kept);
  char *own = path ? malloc(strlen(path) + 1) : NULL;
  if (kept) room->kept = kept;
  if (!kept || (path && !own)) {
    free(own);
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot go back");
  }
  if (path) room->kept[room->kept_count++] = strcpy(own, path);
  return PL_OK;
}

/* It came to nothing: its file is of no use to anybody. */
static void discard(pl_session *session) {
  const char *path = pl_session_path(session);
  char *own = path ? malloc(strlen(path) + 1) : NULL;
  if (own) strcpy(own, path);
  pl_session_free(session);
  if (own) remove(own);
  free(own);
}

/* The room is the other session's from here on. What fails now cannot be taken back. */
static pl_status change_session(pl_room *room, pl_session *session, pl_error *error) {
  pl_room_take_session(room, session);
  pl_session_gather(session, true);
  seat_everybody(room);
  pl_status status = pl_session_open_round(session, error);
  if (status == PL_OK) status = pl_room_make_games(room, error);
  if (status != PL_OK) pl_room_fail(room, error);
  return status;
}

pl_status pl_room_go_back(pl_room *room, int round, pl_error *error) {
  const size_t kept_before = room->kept_count;
  pl_status status = pl_batch_commit(room, error);
  if (status != PL_OK) return status;
  pl_session_gather(room->session, false); /* from here on each step is on disk before the next */
  pl_session *session = pl_session_replay(room->session, round, error);
  if (!session) {
    pl_session_gather(room->session, true);
    return error->status;
  }
  pl_moment next = deciding(room, room->options.mode != PL_MODE_SOLO);
  next.done = round;
  status = keep_beside(room, session, error);
  if (status == PL_OK) status = leave_behind(room, error);
  if (status == PL_OK) status = pl_rows_keep_all(room, session, &next, error);
  if (status == PL_OK) status = pl_diary_copy(room->session, session, error);
  if (status == PL_OK && pl_session_path(session))
    status = pl_rows_keep_went_on(room->session, pl_session_path(session), error);
  if (status != PL_OK) {
    if (room->kept_count > kept_before) free(room->kept[--room->kept_count]);
    discard(session);
    pl_session_gather(room->session, true);
    return status;
  }
  status = change_session(room, session, error);
  if (status != PL_OK) return status;
  pl_room_renew_drafts(room);
  take(room, &next);
  pl_room_tell(room, PL_LATER("Back to the opening of round %d; the exercise as it was stays in %s."), round + 1,
               room->kept_count ? room->kept[room->kept_count - 1] : "");
  return PL_OK;
}
