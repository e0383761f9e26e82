/* Courses: going back into a recorded exercise, again and again.
 *
 *   original  journal     | round 0 | round 1 | round 2 | …
 *   base      replayed once, with its events; at each opening a copy of its world is put aside
 *   worker    a session of its own, whose world is a copy of one of those: turned, redrawn, played on, thrown away
 *
 * A branch (replay.c) builds the rounds before anew and opens the scenario once more; a worker saves both, which is
 * all the difference there is between them. It may: a world follows from scenario, seed and decisions, and rules that
 * remember nothing beside it are the same at every opening. Rules that do remember are opened anew, and the rounds
 * before played again. */
#include "course.h"

#include <stdlib.h>
#include <string.h>

static uint64_t fingerprint(const pl_rules *rules) { return rules->fingerprint ? rules->fingerprint(rules->self) : 0; }
static uint64_t fingerprint_of(const pl_session *session) { return fingerprint(&session->rules); }

/* ---- bots of the scenario's own ---- */

static bool has_own_bots(const pl_course *course) {
  return course->has_bots && pl_course_scenario(course)->bot_count > 0;
}

/* Opens their code anew, unless it is as newly opened. */
static pl_status open_bots(const pl_course *course, pl_session *session, uint64_t *opened, pl_error *error) {
  if (!has_own_bots(course)) return PL_OK;
  if (session->has_bot_rules && fingerprint(&session->bot_rules) == *opened) return PL_OK;
  if (session->has_bot_rules) session->bot_rules.close(session->bot_rules.self);
  session->has_bot_rules = false;
  pl_error why = {.status = PL_BUG};
  const pl_rules *rules = pl_session_bot_rules(session, &why);
  if (rules) *opened = fingerprint(rules);
  else if (error) *error = why;
  return rules ? PL_OK : why.status;
}

static bool is_forgotten(const void *context, const pl_journal_entry *entry, const pl_journal_mark *mark) {
  (void)context, (void)entry, (void)mark;
  return false;
}

/* In a round just opened: they see what they saw and remember of it what they will; what they decide is known. */
static pl_status let_bots_look(const pl_course *course, pl_session *session, pl_error *error) {
  const pl_status status = course->bots.decide(course->bots.context, session, error);
  pl_journal_keep(&session->journal, is_forgotten, NULL);
  return status;
}

/* ---- laying it out ---- */

/* The round that is open now, or what is there after the last. */
static pl_status put_aside(pl_course *course, size_t from, pl_error *error) {
  const int round = course->base->done;
  course->opening[round] = pl_world_copy(course->base->world);
  if (!course->opening[round]) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot lay out the exercise");
  course->entries[round] = from;
  course->events[round] = course->base->log.count;
  course->remembers |= fingerprint_of(course->base) != course->base->fingerprint;
  return PL_OK;
}

static pl_status lay_out_round(pl_course *course, size_t *from, pl_error *error) {
  pl_session *base = course->base;
  const int round = base->done;
  pl_status status = pl_session_open_world(base, error);
  if (status == PL_OK) status = put_aside(course, *from, error);
  if (status == PL_OK && has_own_bots(course)) status = let_bots_look(course, base, error);
  if (status == PL_OK) status = pl_session_take_over(base, &course->original->journal, from, error);
  if (status == PL_OK) status = pl_session_resolve_round(base, error);
  if (status == PL_OK && base->digest[round] != course->original->digest[round])
    return pl_error_set(error, PL_BAD_INPUT, "round %d: this version of Polder computes something else", round + 1);
  return status;
}

static pl_status lay_out(pl_course *course, pl_error *error) {
  const pl_session *original = course->original;
  const pl_scenario *scenario = original->rules.scenario;
  const size_t ticks = (size_t)scenario->rounds * PL_TICKS_PER_ROUND, openings = (size_t)course->rounds + 1;
  course->opening = calloc(openings, sizeof *course->opening);
  course->entries = calloc(openings, sizeof *course->entries);
  course->events = calloc(openings, sizeof *course->events);
  course->counts = calloc(ticks * scenario->state_count, sizeof *course->counts);
  if (!course->opening || !course->entries || !course->events || !course->counts)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot lay out the exercise");
  course->base = pl_session_begin_again(original, -1, original->map, error);
  if (!course->base) return error->status;
  pl_session_record_events(course->base);
  pl_world_count(course->base->world, course->counts);
  size_t from = 0;
  uint64_t opened = 0;
  pl_status status = open_bots(course, course->base, &opened, error);
  while (status == PL_OK && course->base->done < course->rounds) status = lay_out_round(course, &from, error);
  if (status == PL_OK && has_own_bots(course)) course->bots_remember = fingerprint(&course->base->bot_rules) != opened;
  return status == PL_OK ? put_aside(course, from, error) : status;
}

pl_course *pl_course_new(const pl_session *session, const pl_bots *bots, int workers, pl_error *error) {
  pl_error why = {.status = PL_OK};
  pl_course *course = calloc(1, sizeof *course);
  if (!course) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot lay out the exercise");
    return NULL;
  }
  *course = (pl_course){.original = session, .rounds = session->done, .has_bots = bots,
                        .workers = workers < 1 ? 1 : workers > PL_MOST_WORKERS ? PL_MOST_WORKERS : workers};
  if (bots) course->bots = *bots;
  pl_status status = PL_OK;
  if (!session->done) status = pl_error_set(&why, PL_BAD_INPUT, "no round is done yet: there is nothing to go back to");
  if (session->supposed_count) /* of two suppositions a worker would know one */
    status = pl_error_set(&why, PL_BAD_INPUT, "this exercise is itself played otherwise: go back into the one that was "
                                              "played, and turn both around");
  if (status == PL_OK) status = lay_out(course, &why);
  if (status == PL_OK) return course;
  pl_course_free(course);
  if (error) *error = why;
  return NULL;
}

void pl_course_free(pl_course *course) {
  if (!course) return;
  for (int i = 0; i < course->workers; i++) {
    pl_session_free(course->worker[i]);
    free(course->worker_counts[i]);
  }
  for (int r = 0; course->opening && r <= course->rounds; r++) pl_world_free(course->opening[r]);
  pl_session_free(course->base);
  free(course->opening);
  free(course->entries);
  free(course->events);
  free(course->counts);
  free(course);
}

const pl_scenario *pl_course_scenario(const pl_course *course) { return course->original->rules.scenario; }
int pl_course_rounds(const pl_course *course) { return course->rounds; }

/* ---- a worker ---- */

/* Those written in Lua read in their briefs what happened in the round before. */
static bool asks_own_bots(const pl_course *course, const pl_playing *playing) {
  return has_own_bots(course) && (playing->all_bots || playing->others == PL_OTHERS_BOTS);
}

/* A worker whose rules are as newly opened. */
static pl_session *hire(pl_course *course, int number, pl_error *error) {
  pl_session *worker = course->worker[number];
  if (worker && fingerprint_of(worker) == worker->fingerprint) return worker;
  pl_session_free(worker);
  course->worker[number] = NULL;
  worker = pl_session_begin_again(course->original, -1, course->original->map, error);
  if (worker) worker->fingerprint = fingerprint_of(worker);
  return course->worker[number] = worker;
}

static pl_status make_counts(pl_course *course, int number, pl_error *error) {
  const pl_scenario *scenario = pl_course_scenario(course);
  if (course->worker_counts[number]) return PL_OK;
  course->worker_counts[number] = calloc((size_t)scenario->rounds * PL_TICKS_PER_ROUND * scenario->state_count,
                                         sizeof *course->worker_counts[number]);
  return course->worker_counts[number] ? PL_OK : pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot count");
}

/* The worker forgets what it played before, and has the world of that opening. */
static pl_status take_world(const pl_course *course, pl_session *worker, int round, pl_error *error) {
  pl_world *world = pl_world_copy(course->opening[round]);
  if (!world) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot go back into round %d", round + 1);
  pl_world_free(worker->world);
  worker->world = world;
  worker->done = round;
  worker->phase = round < course->rounds ? PL_SESSION_OPEN : PL_SESSION_CLOSED;
  pl_world_take_rules(world, &worker->rules);
  pl_journal_clear(&worker->journal);
  return PL_OK;
}

/* Plays the rounds before, and opens the one in question if there is one. */
static pl_status play_up_to(const pl_course *course, pl_session *session, const pl_playing *playing, uint64_t *opened,
                            pl_error *error) {
  pl_status status = open_bots(course, session, opened, error);
  while (status == PL_OK && session->done < playing->round) {
    size_t from = course->entries[session->done];
    status = pl_session_open_world(session, error);
    if (status == PL_OK && asks_own_bots(course, playing)) status = let_bots_look(course, session, error);
    if (status == PL_OK) status = pl_session_take_over(session, &course->original->journal, &from, error);
    if (status == PL_OK) status = pl_session_resolve_round(session, error);
  }
  return status == PL_OK && playing->round < course->rounds ? pl_session_open_world(session, error) : status;
}

/* A new worker that has played the rounds before. */
static pl_status hire_anew(pl_course *course, int number, const pl_playing *playing, pl_error *error) {
  pl_session_free(course->worker[number]);
  pl_session *worker = course->worker[number] =
      pl_session_begin_again(course->original, -1, course->original->map, error);
  if (!worker) return error->status;
  worker->fingerprint = fingerprint_of(worker);
  return play_up_to(course, worker, playing, &course->bot_fingerprint[number], error);
}

const pl_event *pl_course_events(const pl_course *course, const pl_session *played, const pl_playing *playing,
                                 size_t *count) {
  const size_t before = asks_own_bots(course, playing) ? course->events[playing->round] : 0;
  *count = played->log.count - before;
  return played->log.event + before;
}

static pl_status begin_log(const pl_course *course, pl_session *worker, const pl_playing *playing, pl_error *error) {
  const pl_event_log *past = &course->base->log;
  const bool needs_past = asks_own_bots(course, playing);
  pl_event_log_clear(&worker->log);
  worker->options.record_events = playing->records || needs_past;
  pl_world_record(worker->world, worker->options.record_events ? &worker->log : NULL);
  if (!needs_past) return PL_OK;
  for (size_t i = 0; i < past->line_count; i++) pl_event_log_add_line(&worker->log, past->line[i]);
  for (size_t i = 0; i < course->events[playing->round]; i++) pl_event_log_add(&worker->log, &past->event[i]);
  return worker->log.failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot go back into the exercise")
                            : PL_OK;
}

static void set_people(const pl_course *course, pl_session *worker, bool all_bots) {
  if (all_bots) memset(worker->is_person, 0, sizeof worker->is_person);
  else memcpy(worker->is_person, course->original->is_person, sizeof worker->is_person);
}

/* What was decided in the round that is open. */
static pl_status take_recorded(const pl_course *course, pl_session *session, const pl_playing *playing,
                               pl_error *error) {
  size_t from = course->entries[playing->round];
  pl_status status = asks_own_bots(course, playing) ? let_bots_look(course, session, error) : PL_OK;
  return status == PL_OK ? pl_session_take_over(session, &course->original->journal, &from, error) : status;
}

/* A ruling answers what a team proposed, and bots propose nothing. What control made up for a bot's seat stays. */
static bool has_lost_premise(const pl_course *course, const pl_act *act) {
  return act->kind == PL_ACT_RULE && (act->message >= 0 || course->original->is_person[act->seat]);
}

/* Where bots play every seat: what control did, it did all the same, unless it has lost its premise. */
static pl_status take_acts(const pl_course *course, pl_session *session, pl_error *error) {
  const pl_journal *journal = &course->original->journal;
  pl_status status = PL_OK;
  if (session->done >= course->rounds) return PL_OK;
  for (size_t i = course->entries[session->done]; i < course->entries[session->done + 1] && status == PL_OK; i++) {
    const pl_act *act = journal->entry[i].act;
    if (act && has_lost_premise(course, act)) pl_world_moot(session->world, act);
    else if (act) status = pl_session_carry_out(session, &journal->entry[i], error);
  }
  return status;
}

int32_t pl_course_rulings_left_out(const pl_course *course, int round) {
  const pl_journal *journal = &course->original->journal;
  int32_t count = 0;
  for (size_t i = course->entries[round]; i < course->entries[course->rounds]; i++)
    count += journal->entry[i].act && has_lost_premise(course, journal->entry[i].act);
  return count;
}

/* The worker stands in the open round `playing->round`, with what was recorded in it. */
static pl_status go_back(pl_course *course, int number, const pl_playing *playing, pl_error *error) {
  pl_status status = make_counts(course, number, error);
  if (status != PL_OK) return status;
  pl_session *worker = NULL;
  if (course->remembers || (course->bots_remember && asks_own_bots(course, playing))) {
    status = hire_anew(course, number, playing, error);
    worker = course->worker[number];
  } else {
    worker = hire(course, number, error);
    status = worker ? take_world(course, worker, playing->round, error) : error->status;
    if (status == PL_OK) status = open_bots(course, worker, &course->bot_fingerprint[number], error);
  }
  if (status != PL_OK) return status;
  worker->skips_digests = playing->skips_digests;
  set_people(course, worker, playing->all_bots);
  pl_world_count(worker->world, course->worker_counts[number]);
  status = pl_session_suppose(worker, playing->round, NULL, 0, error);
  if (status == PL_OK) status = begin_log(course, worker, playing, error);
  if (status != PL_OK || worker->phase != PL_SESSION_OPEN) return status;
  if (!playing->all_bots) return take_recorded(course, worker, playing, error);
  status = pl_session_place_orders(worker, error);
  return status == PL_OK ? take_acts(course, worker, error) : status;
}

pl_session *pl_course_branch(const pl_course *course, const pl_playing *playing, pl_error *error) {
  pl_session *session = pl_session_begin_again(course->base, -1, course->base->map, error);
  uint64_t opened = 0;
  pl_status status = session ? play_up_to(course, session, playing, &opened, error) : PL_BUG;
  if (status == PL_OK) status = take_recorded(course, session, playing, error);
  if (status == PL_OK) return session;
  pl_session_free(session);
  return NULL;
}

/* ---- playing on ---- */

static bool is_not_bot(const void *context, const pl_journal_entry *entry, const pl_journal_mark *mark) {
  (void)context, (void)mark;
  return entry->author != PL_AUTHOR_BOT;
}

/* Opens the coming round, with what was recorded for it, but for what bots decided if they are to answer. */
static pl_status open_round(const pl_course *course, pl_session *session, const pl_playing *playing, pl_error *error) {
  pl_status status = pl_session_open_world(session, error);
  if (status != PL_OK) return status;
  if (playing->all_bots || session->done >= course->rounds) {
    status = pl_session_place_orders(session, error);
    return status == PL_OK ? take_acts(course, session, error) : status;
  }
  size_t from = course->entries[session->done];
  status = pl_session_take_over(session, &course->original->journal, &from, error);
  if (playing->others == PL_OTHERS_BOTS) pl_journal_keep(&session->journal, is_not_bot, NULL);
  return status;
}

/* In the round that is turned around nobody can answer yet. */
static bool has_bots_deciding(const pl_session *session, const pl_playing *playing) {
  return playing->all_bots || (playing->others == PL_OTHERS_BOTS && session->done > playing->round);
}

static pl_status play_round(const pl_course *course, pl_session *session, const pl_playing *playing, pl_error *error) {
  pl_status status = session->phase == PL_SESSION_OPEN ? PL_OK : open_round(course, session, playing, error);
  if (status == PL_OK && has_bots_deciding(session, playing))
    status = course->bots.decide(course->bots.context, session, error);
  return status == PL_OK ? pl_session_resolve_round(session, error) : status;
}

pl_status pl_course_go_on(const pl_course *course, pl_session *session, const pl_playing *playing, pl_error *error) {
  pl_status status = PL_OK;
  while (status == PL_OK && session->done < playing->until) status = play_round(course, session, playing, error);
  const bool goes_on = session->done < course->rounds; /* then as it was put aside: with the next round open */
  return status == PL_OK && goes_on ? pl_session_open_world(session, error) : status;
}

pl_status pl_course_play(pl_course *course, int worker, const pl_playing *playing, const pl_session **played,
                         pl_error *error) {
  pl_error why = {.status = PL_OK};
  pl_status status = go_back(course, worker, playing, &why);
  pl_session *session = course->worker[worker];
  if (status == PL_OK) status = pl_turns_make(course, session, playing, &why);
  if (status == PL_OK && playing->has_other_luck) pl_world_redraw_run(session->world, playing->run);
  if (status == PL_OK) status = pl_course_go_on(course, session, playing, &why);
  if (status == PL_OK) *played = session;
  else if (error) *error = why;
  return status;
}

pl_status pl_course_plan(const pl_course *course, const pl_what_if *what_if, pl_playing *playing, pl_error *error) {
  if (what_if->round < 0 || what_if->round >= course->rounds)
    return pl_error_set(error, PL_BAD_INPUT, "cannot go back into round %d: rounds 1 to %d are done",
                        what_if->round + 1, course->rounds);
  if (what_if->others == PL_OTHERS_BOTS && !course->has_bots)
    return pl_error_set(error, PL_BAD_INPUT, "there are no bots to answer: keep to the recorded decisions");
  *playing = (pl_playing){.round = what_if->round, .until = course->rounds, .turn = what_if->turn,
                          .turn_count = what_if->turn_count, .others = what_if->others};
  if (what_if->rounds > 0 && what_if->round + what_if->rounds < course->rounds)
    playing->until = what_if->round + what_if->rounds;
  return PL_OK;
}
