/* What takes long: forecasts, fans, what-ifs and reports, each in a thread with a copy of its own.
 *
 *   asked ─► WAITS ─► a thread ─► is_done ─► pl_jobs_pass: joined, answered, freed
 *
 * A job's thread touches nothing of the room but what nobody changes (the scenario, the bots) and its own flags; it
 * works on a replay of the exercise, which it makes itself, or on a brief. It ends by waking whoever owns the room. Two
 * forecasts run at a time, and one of everything else; a few more wait, and what is too many is refused.
 *
 * Forecasts are asked for by everybody at once, and each takes a good part of a second. So seats take turns: the next
 * one is of the seat that has the fewest running, and of these the one that was served longest ago. A seat has four at
 * most; with a fifth the oldest of them that still waits is answered without. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/accounts.h>
#include <polder/diary.h>

#include "requests.h"

typedef enum job_kind {
  JOB_FORECAST, JOB_FAN, JOB_WHAT_IF, JOB_OWN_WHAT_IF, JOB_REPORT, JOB_DEBRIEF, JOB_KINDS
} job_kind;

struct pl_job {
  pl_job *next;
  job_kind kind;
  bool is_running;
  pthread_t thread;
  atomic_bool is_done, is_cancelled;
  atomic_int done_milli;
  void (*wake)(void *context);
  void *wake_context;
  pl_client client;          /* who waits for it, and the number of the request */
  uint32_t number;
  int seat;
  /* what it is given; owned */
  pl_session_recipe *recipe; /* of the session; NULL: it needs none */
  pl_session *session;
  const pl_policy_table *bots;
  pl_language language;
  pl_offer offer;
  pl_what_if what_if;
  int32_t runs, round;
  pl_others decided;
  char ending[12];
  pl_status (*report)(void *context, const pl_session *session, const char *ending, pl_buffer *out, pl_error *error);
  void *report_context;
  pl_brief_room brief;
  pl_event *event;
  pl_decision decision, pending[PL_PENDING];
  size_t pending_count;
  pl_forecaster *forecaster;
  const pl_scenario *scenario;
  /* what it came to */
  json_t *ok;
  bool has_forecast;
  pl_forecast forecast;
  pl_buffer bytes;
  pl_error error;
};

/* ---- in the thread ---- */

static bool go_on(void *context, size_t done, size_t total) {
  pl_job *job = context;
  atomic_store(&job->done_milli, total ? (int)(done * 1000 / total) : 0);
  return !atomic_load(&job->is_cancelled);
}

static void forecast(pl_job *job) {
  const pl_progress progress = {go_on, job};
  if (!job->forecaster) job->forecaster = pl_forecaster_new(job->scenario, &job->error);
  if (!job->forecaster) return;
  pl_forecaster_watch(job->forecaster, &progress);
  job->has_forecast = pl_forecast_decision(job->forecaster, &job->brief.brief, &job->decision, job->pending,
                                           job->pending_count, &job->forecast, &job->error) == PL_OK;
  pl_forecaster_watch(job->forecaster, NULL);
}

/* Twenty bars at most, of the same width. */
static json_t *bins_of(const pl_fan *fan) {
  enum { BARS = 20 };
  if (fan->runs < 1) return json_null();
  const int64_t low = fan->hits[0], span = fan->hits[fan->runs - 1] - low + 1, width = (span + BARS - 1) / BARS;
  int32_t count[BARS] = {0};
  json_t *counts = json_array();
  for (int32_t i = 0; i < fan->runs; i++) count[(fan->hits[i] - low) / width]++;
  for (int b = 0; b < BARS && b * width < span; b++) json_array_append_new(counts, json_integer(count[b]));
  return json_pack("{s:I, s:I, s:o, s:I}", "low", (json_int_t)low, "width", (json_int_t)width, "counts", counts,
                   "real", (json_int_t)fan->hit_real);
}

static void fan_out(pl_job *job) {
  const pl_progress progress = {go_on, job};
  const pl_bots bots = {.decide = pl_policy_decide, .context = job->bots};
  pl_tale tale = {0};
  pl_narrator *narrator = pl_narrator_new(job->session, job->language, &job->error);
  pl_course *course = narrator ? pl_course_new(job->session, &bots, 1, &job->error) : NULL;
  pl_fan *fan = course ? pl_fan_new(course, job->round, job->decided, job->runs, &progress, &job->error) : NULL;
  if (fan) {
    pl_tell_fan(pl_narrator_voice(narrator), fan, &tale);
    job->ok = json_pack("{s:o, s:o}", "paragraphs", pl_body_of_tale(&tale), "bins", bins_of(fan));
  }
  pl_tale_clear(&tale);
  pl_fan_free(fan);
  pl_course_free(course);
  pl_narrator_free(narrator);
}

static json_t *curve_of(const pl_outcome *outcome) {
  json_t *list = json_array();
  for (pl_tick t = 0; t < outcome->ticks; t++) json_array_append_new(list, json_integer(outcome->curve[t]));
  return list;
}

static void compare(pl_job *job) {
  const pl_bots bots = {.decide = pl_policy_decide, .context = job->bots};
  pl_buffer says = {0};
  pl_tale tale = {0};
  pl_narrator *narrator = pl_narrator_new(job->session, job->language, &job->error);
  pl_course *course = narrator ? pl_course_new(job->session, &bots, 1, &job->error) : NULL;
  pl_comparison *comparison = course ? pl_what_if_compare(course, &job->what_if, &job->error) : NULL;
  if (comparison) {
    pl_put_turn(&says, pl_narrator_voice(narrator), &job->what_if.turn[0]);
    pl_tell_comparison(pl_narrator_voice(narrator), &job->what_if, comparison, 0, &tale);
    job->ok = json_pack("{s:o, s:o, s:{s:o, s:o}}", "says", pl_body_text(pl_buffer_text(&says)), "paragraphs",
                        pl_body_of_tale(&tale), "curves", "played", curve_of(&comparison->played), "otherwise",
                        curve_of(&comparison->otherwise));
  }
  pl_buffer_clear(&says);
  pl_tale_clear(&tale);
  pl_comparison_free(comparison);
  pl_course_free(course);
  pl_narrator_free(narrator);
}

static void look_back(pl_job *job) {
  const pl_game_options options = {.seat = job->seat, .language = job->language, .is_in_room = true};
  pl_tale tale = {0};
  pl_game *game = pl_game_new(job->session, job->bots, &options, &job->error);
  pl_status status = game ? PL_OK : job->error.status;
  if (game && !pl_session_is_over(job->session)) status = pl_game_open_round(game, &job->error);
  if (status == PL_OK) status = pl_game_tell_what_if(game, &job->what_if, &tale, &job->error);
  if (status == PL_OK) job->ok = json_pack("{s:o}", "paragraphs", pl_body_of_tale(&tale));
  pl_tale_clear(&tale);
  pl_game_free(game);
}

static void write_report(pl_job *job) {
  job->report(job->report_context, job->session, job->ending, &job->bytes, &job->error);
}

/* To nobody in particular. */
static void tell_debrief(pl_job *job) {
  const pl_game_options options = {.seat = -1, .language = job->language, .is_in_room = true};
  pl_tale tale = {0};
  pl_game *game = pl_game_new(job->session, job->bots, &options, &job->error);
  if (game && pl_game_tell(game, PL_TOPIC_DEBRIEF, &tale, &job->error) == PL_OK) job->ok = pl_body_of_tale(&tale);
  pl_tale_clear(&tale);
  pl_game_free(game);
}

enum { OF_ONE_SEAT = 4 /* forecasts */ };

static const struct {
  const char *name; /* in control's sheet; NULL: not there */
  void (*work)(pl_job *job);
  int at_once, most; /* that run; that are there */
} kinds[JOB_KINDS] = {
    [JOB_FORECAST] = {NULL, forecast, 2, OF_ONE_SEAT * PL_MAX_SEATS},
    [JOB_FAN] = {"fan", fan_out, 1, 2},
    [JOB_WHAT_IF] = {"what_if", compare, 1, 3},
    [JOB_OWN_WHAT_IF] = {"what_if", look_back, 1, 20},
    [JOB_REPORT] = {"report", write_report, 1, 3},
    [JOB_DEBRIEF] = {NULL, tell_debrief, 1, 1},
};

static void work(pl_job *job) {
  if (atomic_load(&job->is_cancelled)) return;
  if (job->recipe) job->session = pl_session_recipe_replay(job->recipe, &job->error);
  const bool is_whole =
      job->session && pl_diary_copy(pl_session_recipe_room(job->recipe), job->session, &job->error) == PL_OK;
  if (is_whole || !job->recipe) kinds[job->kind].work(job);
}

static void *run(void *context) {
  pl_job *job = context;
  work(job);
  atomic_store(&job->is_done, true);
  job->wake(job->wake_context);
  return NULL;
}

/* ---- beginning ---- */

static int count_of(const pl_room *room, job_kind kind, bool only_running) {
  int count = 0;
  for (const pl_job *job = room->jobs; job; job = job->next)
    count += job->kind == kind && (!only_running || job->is_running);
  return count;
}

static void free_job(pl_job *job) {
  pl_session_free(job->session);
  pl_session_recipe_free(job->recipe);
  pl_brief_room_clear(&job->brief);
  free(job->event);
  pl_forecaster_free(job->forecaster);
  json_decref(job->ok);
  pl_buffer_clear(&job->bytes);
  free(job);
}

/* Where there is no thread to be had, or wanted, it is done at once. */
static void start(pl_room *room, pl_job *job) {
  job->is_running = true;
  if (job->kind == JOB_FORECAST) {
    job->forecaster = room->forecaster[job->seat];
    room->forecaster[job->seat] = NULL;
  }
  if (job->wake && !pthread_create(&job->thread, NULL, run, job)) return;
  work(job);
  job->is_running = false;
  atomic_store(&job->is_done, true);
}

static bool waits(const pl_job *job) { return !job->is_running && !atomic_load(&job->is_done); }

/* Forecasts of a seat that run; or `all` that somebody waits for. */
static int forecasts_of(const pl_room *room, int seat, bool all) {
  int count = 0;
  for (const pl_job *job = room->jobs; job; job = job->next) {
    const bool counts = all ? !atomic_load(&job->is_cancelled) : job->is_running;
    count += counts && job->kind == JOB_FORECAST && job->seat == seat;
  }
  return count;
}

/* Whether the seat of `one` is to be served before that of `other`. */
static bool is_before(const pl_room *room, const pl_job *one, const pl_job *other) {
  const int ones = forecasts_of(room, one->seat, false), others = forecasts_of(room, other->seat, false);
  return ones < others || (ones == others && room->served[one->seat] < room->served[other->seat]);
}

/* The next of its kind; NULL: none waits, or enough of them run. */
static pl_job *next_of(const pl_room *room, job_kind kind) {
  pl_job *next = NULL;
  if (count_of(room, kind, true) >= kinds[kind].at_once) return NULL;
  for (pl_job *job = room->jobs; job; job = job->next)
    if (job->kind == kind && waits(job) && (!next || (kind == JOB_FORECAST && is_before(room, job, next)))) next = job;
  return next;
}

static void start_what_waits(pl_room *room) {
  for (int kind = 0; kind < JOB_KINDS; kind++)
    for (pl_job *job = next_of(room, (job_kind)kind); job; job = next_of(room, (job_kind)kind)) {
      if (kind == JOB_FORECAST) room->served[job->seat] = ++room->served_last;
      start(room, job);
    }
}

/* What nobody waits for any more is not computed. */
static void give_up(pl_job *job) {
  atomic_store(&job->is_cancelled, true);
  if (!job->is_running) atomic_store(&job->is_done, true);
}

/* One more than a seat may have: the oldest that waits gives way. */
static void make_room(pl_room *room, int seat) {
  pl_job *oldest = room->jobs;
  if (forecasts_of(room, seat, true) < OF_ONE_SEAT) return;
  while (oldest && (oldest->kind != JOB_FORECAST || oldest->seat != seat || !waits(oldest))) oldest = oldest->next;
  if (oldest) give_up(oldest);
}

/* Whoever asks for another forecast no longer waits for the one before, which is answered without. */
static bool gives_way(pl_job *job) {
  if (job->kind != JOB_FORECAST) return false;
  give_up(job);
  return true;
}

static void set_up(const pl_room *room, pl_job *job, job_kind kind) {
  job->kind = kind;
  job->wake = room->options.wake;
  job->wake_context = room->options.context;
  job->bots = room->bots;
  job->language = room->language;
  job->scenario = room->scenario;
}

static pl_job *new_job(pl_asking *asking, job_kind kind) {
  pl_room *room = asking->room;
  for (pl_job *job = room->jobs; job; job = job->next)
    if (job->kind == kind && job->client == asking->visitor->client && !gives_way(job)) {
      pl_refused(asking, PL_WHY_BUSY,
                 pl_error_set(&asking->error, PL_BAD_INPUT, "What you asked for before is still being computed."));
      return NULL;
    }
  if (count_of(room, kind, false) >= kinds[kind].most) {
    pl_refused(asking, PL_WHY_BUSY,
               pl_error_set(&asking->error, PL_BAD_INPUT,
                            "Too much is being computed just now; try again in a moment."));
    return NULL;
  }
  pl_job *job = calloc(1, sizeof *job);
  if (!job) {
    pl_refused(asking, PL_WHY_BUSY, pl_error_set(&asking->error, PL_NO_MEMORY, "There is no memory for that now."));
    return NULL;
  }
  set_up(room, job, kind);
  job->client = asking->visitor->client;
  job->number = asking->number;
  job->seat = asking->visitor->seat;
  return job;
}

/* The job is the room's from here on. */
static void queue_up(pl_room *room, pl_job *job) {
  pl_job **end = &room->jobs;
  while (*end) end = &(*end)->next;
  *end = job;
  start_what_waits(room);
  if (kinds[job->kind].name) pl_room_stale(room, PL_SHEET_CONTROL);
}

static json_t *begin(pl_asking *asking, pl_job *job) {
  if (job->kind == JOB_FORECAST) make_room(asking->room, job->seat);
  asking->is_later = true;
  queue_up(asking->room, job);
  return NULL;
}

static json_t *begin_with_copy(pl_asking *asking, pl_job *job) {
  job->recipe = pl_session_recipe_new(asking->room->session, &asking->error);
  if (job->recipe) return begin(asking, job);
  free_job(job);
  return pl_refused(asking, PL_WHY_RULES, asking->error.status);
}

bool pl_begin_debrief(pl_room *room) {
  pl_error error;
  if (count_of(room, JOB_DEBRIEF, false)) return true;
  pl_job *job = calloc(1, sizeof *job);
  if (!job) return false;
  set_up(room, job, JOB_DEBRIEF);
  job->recipe = pl_session_recipe_new(room->session, &error);
  if (job->recipe) {
    queue_up(room, job);
    return true;
  }
  free_job(job);
  return false;
}

/* ---- requests ---- */

/* The events of a brief are in the session's log, which may move while the job works. */
static bool own_events(pl_job *job) {
  pl_brief *brief = &job->brief.brief;
  job->event = calloc(brief->event_count + 1, sizeof *job->event);
  for (size_t i = 0; job->event && i < brief->event_count; i++) {
    job->event[i] = *brief->events[i];
    brief->events[i] = &job->event[i];
  }
  return job->event != NULL;
}

/* The outlook at once and, where there can be one, the forecast after it, in one answer. */
json_t *pl_begin_forecast(pl_asking *asking, int seat, const pl_decision *decision, const pl_decision *pending,
                          size_t count) {
  pl_room *room = asking->room;
  pl_job *job = new_job(asking, JOB_FORECAST);
  if (!job) return NULL;
  job->seat = seat;
  job->decision = *decision;
  memcpy(job->pending, pending, count * sizeof *pending);
  job->pending_count = count;
  job->ok = pl_outlook(room, seat, &job->decision);
  pl_status status = pl_brief_build(pl_session_world(room->session), pl_session_events(room->session), seat,
                                    PL_BRIEF_ALL, &job->brief, &asking->error);
  if (status == PL_OK && job->ok && own_events(job)) return begin(asking, job);
  free_job(job);
  return pl_refused(asking, PL_WHY_BUSY,
                    pl_error_set(&asking->error, PL_NO_MEMORY, "There is no memory for that now."));
}

static bool has_rounds(pl_asking *asking) {
  if (pl_session_rounds_done(asking->room->session)) return true;
  pl_refused(asking, PL_WHY_PHASE,
             pl_error_set(&asking->error, PL_BAD_INPUT, "No round has been played yet: there is nothing to compare."));
  return false;
}

/* "recorded" or "bots"; else refused. */
static bool asked_others(pl_asking *asking, const char *key, pl_others *others) {
  const char *word = pl_asked_text(asking, key);
  *others = strcmp(word, "bots") ? PL_OTHERS_RECORDED : PL_OTHERS_BOTS;
  if (*others == PL_OTHERS_BOTS || !strcmp(word, "recorded")) return true;
  pl_refused(asking, PL_WHY_SHAPE,
             pl_error_set(&asking->error, PL_BAD_INPUT, "Others go on as “recorded” or as “bots”."));
  return false;
}

/* One that is done or, with bots, the coming one; where nothing is said, as `polder fan` has it. */
static bool asked_start(pl_asking *asking, pl_others decided, int32_t *round) {
  const int64_t usual = pl_fan_usual_round(asking->room->session, decided) + 1;
  const int64_t number = pl_asked_number(asking, "round", usual);
  const int done = pl_session_rounds_done(asking->room->session);
  const bool is_coming = decided == PL_OTHERS_BOTS && number == done + 1 && done < asking->room->scenario->rounds;
  *round = (int32_t)number - 1;
  if (is_coming || (number == usual && !pl_asked(asking, "round"))) return true;
  int past;
  return pl_asked_round(asking, &past);
}

json_t *pl_job_fan(pl_asking *asking) {
  enum { LEAST = 10, MOST = 1000 };
  const int64_t runs = pl_asked_number(asking, "runs", 0);
  pl_others decided;
  int32_t round;
  if (!has_rounds(asking) || !asked_others(asking, "decided", &decided) || !asked_start(asking, decided, &round))
    return NULL;
  if (runs < LEAST || runs > MOST)
    return pl_refused(asking, PL_WHY_SHAPE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "“runs” is to be from %d to %d.", (int)LEAST,
                                   (int)MOST));
  pl_job *job = new_job(asking, JOB_FAN);
  if (!job) return NULL;
  job->runs = (int32_t)runs;
  job->round = round;
  job->decided = decided;
  return begin_with_copy(asking, job);
}

/* The offer of that number, as it was listed. */
static bool asked_offer(pl_asking *asking, int round, int seat, pl_offer *offer) {
  enum { MOST = 256 };
  const int64_t index = pl_asked_number(asking, "offer", -1);
  pl_offer *all = calloc(MOST, sizeof *all);
  const size_t count = all ? pl_offer_turns(asking->room->session, round, seat, all, MOST) : 0;
  const bool is_there = index >= 0 && index < MOST && (size_t)index < count;
  if (is_there) *offer = all[index];
  free(all);
  if (!is_there)
    pl_refused(asking, PL_WHY_CHANGED,
               pl_error_set(&asking->error, PL_BAD_INPUT, "That was not on offer: look at the list again."));
  return is_there;
}

/* Any decision: a finding goes there, and nowhere else; everything else is decided as well. */
static bool asked_turn(pl_asking *asking, int seat, pl_offer *offer) {
  pl_turn *turn = &offer->turn[0];
  *offer = (pl_offer){.turn_count = 1};
  if (!pl_asked_decision(asking, pl_asked(asking, "decision"), seat, &turn->decision)) return false;
  turn->kind = turn->decision.action == PL_ACTION_SHARE ? PL_TURN_ITEM : PL_TURN_DECIDE;
  return true;
}

static json_t *begin_what_if(pl_asking *asking, job_kind kind, int round, int seat, pl_others others) {
  pl_offer offer;
  const bool is_any = pl_asked(asking, "decision");
  if (is_any ? !asked_turn(asking, seat, &offer) : !asked_offer(asking, round, seat, &offer)) return NULL;
  pl_job *job = new_job(asking, kind);
  if (!job) return NULL;
  job->offer = offer;
  job->seat = seat;
  job->what_if = (pl_what_if){.round = round, .turn = job->offer.turn, .turn_count = job->offer.turn_count,
                              .others = others};
  return begin_with_copy(asking, job);
}

json_t *pl_job_what_if(pl_asking *asking) {
  pl_others others;
  int round, seat;
  if (!pl_asked_round(asking, &round) || !pl_asked_seat(asking, "seat", &seat)) return NULL;
  if (!asked_others(asking, "others", &others)) return NULL;
  return begin_what_if(asking, JOB_WHAT_IF, round, seat, others);
}

json_t *pl_job_own_what_if(pl_asking *asking) {
  int round;
  if (!pl_asked_now(asking, 1 << PL_ROOM_OVER) || !pl_asked_round(asking, &round)) return NULL;
  return begin_what_if(asking, JOB_OWN_WHAT_IF, round, asking->visitor->seat, PL_OTHERS_RECORDED);
}

json_t *pl_job_report(pl_asking *asking) {
  pl_room *room = asking->room;
  const char *ending = pl_asked_text(asking, "as");
  const size_t length = strlen(ending);
  if (!length || length > 10 || strspn(ending, "abcdefghijklmnopqrstuvwxyz0123456789.") != length ||
      !room->options.report)
    return pl_refused(asking, PL_WHY_SHAPE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "There are no reports of that kind."));
  pl_job *job = new_job(asking, JOB_REPORT);
  if (!job) return NULL;
  strcpy(job->ending, ending);
  job->report = room->options.report;
  job->report_context = room->options.report_context;
  return begin_with_copy(asking, job);
}

/* ---- taking over ---- */

static json_t *take_forecast(pl_room *room, pl_job *job) {
  pl_buffer text = {0};
  json_t *forecast_text = NULL;
  if (job->has_forecast) {
    pl_put_forecast(&text, pl_game_voice(room->chair[job->seat].game), &job->forecast);
    forecast_text = pl_body_text(pl_buffer_text(&text));
  }
  pl_buffer_clear(&text);
  json_object_set_new(job->ok, "forecast", forecast_text ? forecast_text : json_null());
  pl_forecaster_free(room->forecaster[job->seat]);
  room->forecaster[job->seat] = job->forecaster;
  job->forecaster = NULL;
  json_t *ok = job->ok;
  job->ok = NULL;
  return ok;
}

static pl_paper *free_paper(pl_room *room) {
  pl_paper *paper = &room->paper[0];
  for (int i = 0; i < PL_REPORTS && paper->path[0]; i++)
    if (!room->paper[i].path[0] || room->paper[i].until < paper->until) paper = &room->paper[i];
  return paper;
}

static json_t *take_report(pl_room *room, pl_job *job) {
  enum { TEN_MINUTES = 600000 };
  unsigned char secret[16];
  if (job->error.status != PL_OK) return NULL;
  if (pl_secret_bytes(secret, sizeof secret, &job->error) != PL_OK) return NULL;
  pl_paper *paper = free_paper(room);
  pl_buffer_clear(&paper->bytes);
  int length = snprintf(paper->path, sizeof paper->path, "/report/");
  for (size_t i = 0; i < sizeof secret; i++)
    length += snprintf(paper->path + length, sizeof paper->path - (size_t)length, "%02x", secret[i]);
  snprintf(paper->path + length, sizeof paper->path - (size_t)length, ".%s", job->ending);
  strcpy(paper->ending, job->ending);
  paper->bytes = job->bytes;
  job->bytes = (pl_buffer){0};
  paper->until = room->now.milliseconds + TEN_MINUTES;
  return json_pack("{s:s}", "path", paper->path);
}

static void finish(pl_room *room, pl_job *job) {
  json_t *ok = job->ok;
  if (job->is_running) pthread_join(job->thread, NULL);
  if (job->kind == JOB_FORECAST) ok = take_forecast(room, job);
  else if (job->kind == JOB_REPORT) ok = take_report(room, job);
  else job->ok = NULL;
  if (job->kind == JOB_DEBRIEF) {
    pl_body_take_debrief(room, ok);
    return;
  }
  const char *why = job->error.status != PL_OK ? job->error.text : PL_TEXT("There is no memory for that just now.");
  pl_room_answer(room, job->client, job->number, ok, PL_WHY_RULES, why);
  if (kinds[job->kind].name) pl_room_stale(room, PL_SHEET_CONTROL);
}

void pl_jobs_pass(pl_room *room) {
  for (pl_job **at = &room->jobs; *at;) {
    pl_job *job = *at;
    if (!atomic_load(&job->is_done)) {
      at = &job->next;
      continue;
    }
    *at = job->next;
    finish(room, job);
    free_job(job);
  }
  start_what_waits(room);
}

void pl_jobs_end(pl_room *room) {
  for (pl_job *job = room->jobs; job; job = job->next) atomic_store(&job->is_cancelled, true);
  while (room->jobs) {
    pl_job *job = room->jobs;
    room->jobs = job->next;
    if (job->is_running) pthread_join(job->thread, NULL);
    pl_room_answer(room, job->client, job->number, NULL, PL_WHY_CHANGED, PL_TEXT("The exercise is another one now."));
    free_job(job);
  }
  for (int s = 0; room->forecaster && s < room->seat_count; s++) {
    pl_forecaster_free(room->forecaster[s]);
    room->forecaster[s] = NULL;
  }
}

size_t pl_jobs_count(const pl_room *room) {
  size_t count = 0;
  for (const pl_job *job = room->jobs; job; job = job->next) count++;
  return count;
}

json_t *pl_jobs_list(const pl_room *room) {
  json_t *list = json_array();
  for (const pl_job *job = room->jobs; job; job = job->next)
    if (kinds[job->kind].name)
      json_array_append_new(list, json_pack("{s:s, s:i}", "what", kinds[job->kind].name, "done_milli",
                                            atomic_load(&job->done_milli)));
  return list;
}
