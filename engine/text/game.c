/* The game: one exercise as one person plays it for one seat, without a screen.
 *
 *   sit ─► open a round ─► check, decide, undo … ─► close it ─► open … ─► over: reckon
 *             │ brief                                  │ brief of the moment after
 *             └ [begun, opened) of the log             └ [opened, …) of the log is the news
 *
 * Everything that is decided goes through the session's own door; what it refuses is said here in words to the one who
 * decides. All that is told is drawn from the brief and the events; of the world only the price of an action is asked,
 * which the seat may know. The brief is built anew when a round is opened and when it is closed, never in between. */
#include "game_internal.h"

#include <stdlib.h>
#include <string.h>

#include <polder/session.h>

/* ---- making ---- */

pl_game *pl_game_new(pl_session *session, const pl_policy_table *bots, const pl_game_options *options,
                     pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_game *game = calloc(1, sizeof *game);
  if (!game) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot begin the game");
    return NULL;
  }
  *game = (pl_game){.session = session, .bots = bots, .options = *options, .scenario = scenario};
  game->voice = (pl_voice){.scenario = scenario, .language = options->language, .seat = -1,
                           .log = pl_session_events(session)};
  game->voice.phrases = &game->phrases;
  if (options->seat < 0 || pl_game_sit(game, options->seat, error) == PL_OK) return game;
  pl_game_free(game);
  return NULL;
}

void pl_game_free(pl_game *game) {
  if (!game) return;
  pl_forecaster_free(game->forecaster);
  pl_history_free(game->history);
  pl_course_free(game->course);
  pl_phrases_clear(&game->phrases);
  pl_brief_room_clear(&game->room);
  pl_brief_room_clear(&game->bot_room);
  pl_buffer_clear(&game->keeping);
  for (int i = 0; i < PL_CHANGES; i++) pl_buffer_clear(&game->change[i]);
  free(game);
}

/* ---- reading ---- */

const pl_scenario *pl_game_scenario(const pl_game *game) { return game->scenario; }
int pl_game_seat(const pl_game *game) { return game->voice.seat; }
const pl_voice *pl_game_voice(const pl_game *game) { return &game->voice; }
const pl_brief *pl_game_brief(const pl_game *game) { return game->voice.brief; }
int pl_game_rounds_done(const pl_game *game) { return pl_session_rounds_done(game->session); }
bool pl_game_is_open(const pl_game *game) { return pl_session_is_open(game->session) && !game->is_between; }
bool pl_game_is_over(const pl_game *game) { return pl_session_is_over(game->session); }
uint64_t pl_game_digest(const pl_game *game, int round) { return pl_session_digest(game->session, round); }
const pl_gauges *pl_game_before(const pl_game *game) { return game->has_before ? &game->before : NULL; }

/* Not the terminal's to pay for, so it is made when somebody asks. */
const pl_history *pl_game_history(pl_game *game) {
  pl_error error = {0};
  pl_sight sight = {.viewer = PL_VIEWER_SEAT, .seat = game->voice.seat};
  size_t until = pl_session_events(game->session)->count;
  bool is_open = pl_session_is_open(game->session);
  if (game->voice.seat < 0) return NULL;
  if (game->history && game->history_until == until && game->history_is_open == is_open) return game->history;
  if (!game->history)
    game->history = pl_history_new(game->session, sight, &error);
  else if (pl_history_extend(game->history, game->session, &error) != PL_OK)
    return NULL;
  game->history_until = until;
  game->history_is_open = is_open;
  return game->history;
}

/* A course may not outlive a change of its session, so it is made anew after any. */
static bool is_course_good(const pl_game *game, size_t entries) {
  return game->course && game->course_round == pl_session_rounds_done(game->session) &&
         game->course_is_open == pl_session_is_open(game->session) && game->course_entries == entries;
}

pl_course *pl_game_course(pl_game *game, pl_error *error) {
  size_t entries;
  const pl_bots bots = {.decide = pl_policy_decide, .context = game->bots};
  pl_session_journal(game->session, &entries);
  if (is_course_good(game, entries)) return game->course;
  pl_course_free(game->course);
  game->course = pl_course_new(game->session, game->bots ? &bots : NULL, pl_crew_size(), error);
  game->course_round = pl_session_rounds_done(game->session);
  game->course_is_open = pl_session_is_open(game->session);
  game->course_entries = entries;
  return game->course;
}

const pl_session *pl_game_session(const pl_game *game) { return game->session; }

static void put_tame_format(pl_buffer *out, const char *sentence, const char *argument) {
  pl_buffer tame = {0};
  pl_put_tame(&tame, argument);
  pl_buffer_add_format(out, sentence, pl_buffer_text(&tame));
  pl_buffer_clear(&tame);
}

const char *pl_game_keeping(pl_game *game, const char **path) {
  const char *kept = pl_session_path(game->session);
  pl_buffer_clear(&game->keeping);
  const bool is_lost = kept && pl_session_is_lost(game->session);
  if (path) *path = is_lost ? NULL : kept;
  if (is_lost)
    put_tame_format(&game->keeping,
                    PL_TEXT("The file %s has been moved or removed. Put it back, or keep the exercise in another "
                            "file."),
                    kept);
  else if (kept)
    put_tame_format(&game->keeping, PL_TEXT("The exercise is kept in %s."), kept);
  else if (game->unkept.status != PL_OK)
    put_tame_format(&game->keeping, PL_TEXT("This exercise is not kept: %s"), game->unkept.text);
  else
    pl_buffer_add_text(&game->keeping, PL_TEXT("This exercise is not kept."));
  return pl_buffer_text(&game->keeping);
}

void pl_game_gauges(const pl_brief *brief, pl_gauges *gauges) {
  *gauges = (pl_gauges){.loss = brief->loss,
                        .edge = brief->edge,
                        .burn = brief->burn,
                        .effort = brief->effort,
                        .standing = brief->standing,
                        .confidence = brief->confidence,
                        .rights = brief->rights,
                        .contained = brief->contained,
                        .recovered = brief->recovered};
  memcpy(gauges->level, brief->level, sizeof gauges->level);
  for (int t = 0; brief->others && t < brief->scenario->state_count; t++)
    gauges->trust_in_me[t] = brief->others[t].trust_in_me;
  for (int f = 0; brief->forums && f < brief->scenario->forum_count; f++) {
    gauges->latency[f] = brief->forums[f].latency;
    gauges->quality[f] = brief->forums[f].quality;
  }
}

/* ---- the course ---- */

static pl_status build_brief(pl_game *game, pl_error *error) {
  pl_status status = pl_brief_build(pl_session_world(game->session), pl_session_events(game->session), game->voice.seat,
                                    PL_BRIEF_ALL, &game->room, error);
  if (status == PL_OK) game->voice.brief = &game->room.brief;
  return status;
}

/* Where keeping was only offered, a failure is remembered and the game goes on. */
static pl_status begin_keeping(pl_game *game, pl_error *error) {
  const pl_game_options *options = &game->options;
  if (!options->keep) return PL_OK;
  pl_status status = pl_session_keep(game->session, options->keep, error);
  if (status == PL_BAD_INPUT && options->keep_is_offer && options->keep_again) { /* somebody else began one too */
    const char *path = options->keep_again(options->keep_context);
    if (path) status = pl_session_keep(game->session, path, error);
  }
  if (status == PL_OK || !options->keep_is_offer) return status;
  game->unkept = *error;
  return PL_OK;
}

void pl_game_take_seat(pl_game *game, int seat) {
  game->voice.seat = seat;
  if (!game->options.is_in_room) pl_session_set_person(game->session, seat, true);
}

pl_status pl_game_see_as(pl_game *game, int seat, pl_error *error) {
  game->voice.seat = seat;
  return build_brief(game, error);
}

/* In a room anybody's chair has a game, also a bot's: somebody may have to decide for it. */
static bool can_be_sat_at(const pl_game *game, int seat) {
  const pl_scenario *scenario = game->scenario;
  if (game->options.is_in_room) return seat >= 0 && seat < pl_scenario_seat_count(scenario);
  return seat >= 0 && seat < scenario->state_count && scenario->states[seat].is_playable;
}

pl_status pl_game_sit(pl_game *game, int seat, pl_error *error) {
  if (!can_be_sat_at(game, seat))
    return pl_error_set(error, PL_BAD_INPUT, "this seat can't be played; choose one that can");
  pl_game_take_seat(game, seat);
  pl_status status = begin_keeping(game, error);
  return status == PL_OK && pl_game_is_over(game) ? build_brief(game, error) : status;
}

pl_status pl_game_open_round(pl_game *game, pl_error *error) {
  if (game->voice.seat < 0) return pl_error_set(error, PL_BAD_INPUT, "no seat was chosen yet; choose one first");
  pl_status status = pl_session_is_open(game->session) ? PL_OK : pl_session_open_round(game->session, error);
  if (status == PL_OK) status = build_brief(game, error);
  if (status != PL_OK) return status;
  const pl_event_log *log = pl_session_events(game->session);
  int round = pl_session_rounds_done(game->session);
  while (game->begun < log->count && log->event[game->begun].round < round) game->begun++;
  game->opened = log->count;
  game->is_between = false;
  return PL_OK;
}

/* A round that could not be sealed is closed another time, so the last call counts. */
void pl_game_before_close(pl_game *game) {
  if (!game->voice.brief) return;
  pl_game_gauges(game->voice.brief, &game->closing);
  pl_hindsight_remember(game);
}

void pl_game_recall(pl_game *game, const pl_gauges *before) {
  game->before = *before;
  game->has_before = true;
}

pl_status pl_game_after_close(pl_game *game, pl_error *error) {
  pl_status status = build_brief(game, error);
  if (status != PL_OK) return status;
  game->before = game->closing;
  game->has_before = true;
  game->closed = pl_session_events(game->session)->count;
  game->is_between = true;
  return PL_OK;
}

/* A round that cannot be sealed is open again without the bots' decisions, so they are asked each time. */
pl_status pl_game_close_round(pl_game *game, pl_error *error) {
  if (!pl_game_is_open(game) || !game->voice.brief)
    return pl_error_set(error, PL_BAD_INPUT, "no round is open; open one first");
  pl_game_before_close(game);
  pl_status status = game->bots ? pl_policy_play(game->session, game->bots, &game->bot_room, error) : PL_OK;
  if (status == PL_OK) status = pl_session_resolve_round(game->session, error);
  return status == PL_OK ? pl_game_after_close(game, error) : status;
}

/* ---- deciding ---- */

static bool custom_is_for(const pl_action_spec *spec, int seat) {
  if (spec->is_for_all) return true;
  for (int i = 0; i < spec->who_count; i++)
    if (spec->who[i] == seat) return true;
  return false;
}

static bool has_answers(const pl_scenario *scenario) {
  for (int i = 0; i < scenario->inject_count; i++)
    if (scenario->injects[i].option_count) return true;
  return false;
}

bool pl_game_offers(const pl_game *game, int action) {
  const pl_scenario *scenario = game->scenario;
  const bool is_state = game->voice.seat < scenario->state_count;
  if (action == PL_ACTION_ANSWER) return has_answers(scenario);
  if (action >= PL_ACTIONS)
    return action - PL_ACTIONS < scenario->action_count &&
           custom_is_for(&scenario->custom_actions[action - PL_ACTIONS], game->voice.seat);
  return is_state && scenario->actions >> action & 1;
}

/* Whether a sentence begins with the id of something, which keeps its spelling. */
static bool begins_with_id(const pl_game *game, const char *text) {
  size_t length = strcspn(text, " .:");
  for (int f = 0; f < game->scenario->forum_count; f++)
    if (!strncmp(game->scenario->forums[f].id, text, length) && !game->scenario->forums[f].id[length]) return true;
  for (int i = 0; i < game->scenario->inject_count; i++)
    if (!strncmp(game->scenario->injects[i].id, text, length) && !game->scenario->injects[i].id[length]) return true;
  return false;
}

void pl_game_explain(const pl_game *game, pl_error *error) {
  pl_buffer line = {0}, tame = {0};
  pl_put_tame(&tame, error->text);
  if (game->voice.seat < 0) pl_buffer_add_text(&line, pl_buffer_text(&tame));
  else pl_put_refusal(&line, pl_buffer_text(&tame), pl_scenario_seat_id(game->scenario, game->voice.seat));
  pl_buffer_clear(&tame);
  if (line.length && line.bytes[line.length - 1] != '.' && line.bytes[line.length - 1] != '?')
    pl_buffer_add_text(&line, ".");
  bool is_small = line.length && line.bytes[0] >= 'a' && line.bytes[0] <= 'z';
  if (is_small && !begins_with_id(game, pl_buffer_text(&line))) line.bytes[0] = (char)(line.bytes[0] - 'a' + 'A');
  if (!line.failed) pl_error_set(error, error->status, "%s", pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

/* What the session refuses, in words to the player; what could not be saved keeps its own. */
static pl_status answer(const pl_game *game, pl_status status, pl_error *error) {
  if (status != PL_OK && status != PL_SYSTEM) pl_game_explain(game, error);
  return status;
}

pl_status pl_game_check(const pl_game *game, const pl_decision *decision, pl_error *error) {
  return answer(game, pl_session_check(game->session, decision, error), error);
}

pl_status pl_game_decide(pl_game *game, const pl_decision *decision, pl_error *error) {
  return answer(game, pl_session_decide(game->session, decision, PL_AUTHOR_PERSON, error), error);
}

pl_status pl_game_undo(pl_game *game, pl_decision *taken_back, pl_error *error) {
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  pl_status status = pl_session_undo(game->session, game->voice.seat, error);
  if (status == PL_OK && count && taken_back) *taken_back = pending[count - 1];
  return answer(game, status, error);
}

static bool is_answered(const pl_decision *pending, size_t count, uint16_t inject) {
  for (size_t i = 0; i < count; i++)
    if (pending[i].action == PL_ACTION_ANSWER && pending[i].target == inject) return true;
  return false;
}

size_t pl_game_unanswered(const pl_game *game) {
  const pl_brief *brief = game->voice.brief;
  pl_decision pending[PL_PENDING];
  size_t decided = pl_game_pending(game, pending), count = 0;
  for (size_t i = 0; brief && i < brief->inject_count; i++) {
    const pl_brief_inject *row = &brief->injects[i];
    bool asks = row->is_open && game->scenario->injects[row->inject].option_count;
    if (asks && !is_answered(pending, decided, row->inject)) count++;
  }
  return count;
}

size_t pl_game_pending(const pl_game *game, pl_decision *decisions) {
  size_t count = pl_session_decisions(game->session, game->voice.seat, decisions, PL_PENDING);
  return count < PL_PENDING ? count : PL_PENDING;
}

pl_mu pl_game_cost(const pl_game *game, const pl_decision *decision) {
  if (game->voice.seat >= game->scenario->state_count) return 0;
  return pl_world_action_cost(pl_session_world(game->session), game->voice.seat, decision);
}

/* A later answer to the same message takes the place of an earlier one; whoever leaves a forum saves its dues. */
pl_mu pl_game_money_left(const pl_game *game) {
  const pl_brief *brief = game->voice.brief;
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  pl_mu money = brief ? brief->money : 0;
  for (size_t i = 0; brief && i < count; i++) {
    const pl_decision *d = &pending[i];
    if (d->action == PL_ACTION_ANSWER && is_answered(d + 1, count - i - 1, d->target)) continue;
    money -= pl_game_cost(game, d);
    if (d->action == PL_ACTION_LEAVE) money += brief->budget * game->scenario->forums[d->target].dues / PL_ONE;
  }
  return money;
}

pl_status pl_game_remark(pl_game *game, const char *text, pl_error *error) {
  return pl_session_note(game->session, game->voice.seat, text, error);
}

pl_status pl_game_keep_in(pl_game *game, const char *path, pl_error *error) {
  return pl_session_keep(game->session, path, error);
}

/* ---- telling ---- */

static void tell_beginning(pl_game *game, pl_tale *tale) {
  pl_tell_events(game, tale, game->begun, game->opened, false);
}

static void tell_news(pl_game *game, pl_tale *tale) {
  pl_tell_events(game, tale, game->opened, game->closed, true);
}

typedef enum pl_moment { ANY_TIME, WHILE_OPEN, AFTER_A_ROUND, WHEN_OVER } pl_moment;

static const struct {
  pl_moment moment; /* when there is something to tell */
  void (*tell)(pl_game *game, pl_tale *tale);
} tellers[PL_TOPICS] = {
    [PL_TOPIC_OPENING] = {ANY_TIME, pl_tell_opening},
    [PL_TOPIC_BEGINNING] = {WHILE_OPEN, tell_beginning},
    [PL_TOPIC_NEWS] = {AFTER_A_ROUND, tell_news},
    [PL_TOPIC_CHANGES] = {AFTER_A_ROUND, pl_tell_changes},
    [PL_TOPIC_HINDSIGHT] = {AFTER_A_ROUND, pl_tell_hindsight},
    [PL_TOPIC_DEBRIEF] = {WHEN_OVER, pl_tell_debrief},
};

static bool is_now(const pl_game *game, pl_moment moment) {
  switch (moment) {
  case ANY_TIME: return game->voice.seat >= 0;
  case WHILE_OPEN: return game->voice.brief && pl_game_is_open(game);
  case AFTER_A_ROUND: return game->has_before && !pl_game_is_open(game);
  case WHEN_OVER: return pl_game_is_over(game);
  }
  return false;
}

static pl_status finish(pl_game *game, const pl_tale *tale, pl_error *error) {
  if (!tale->failed && !game->phrases.failed) return PL_OK;
  game->phrases.failed = false;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: not everything could be told");
}

pl_status pl_game_tell(pl_game *game, pl_topic topic, pl_tale *tale, pl_error *error) {
  if (is_now(game, tellers[topic].moment)) tellers[topic].tell(game, tale);
  return finish(game, tale, error);
}

pl_status pl_game_tell_outlook(pl_game *game, const pl_decision *decision, pl_tale *tale, pl_error *error) {
  if (game->voice.brief) pl_tell_outlook(game, decision, false, tale);
  return finish(game, tale, error);
}

pl_status pl_game_reckon(const pl_game *game, pl_reckoning *reckoning, pl_error *error) {
  if (!pl_game_is_over(game))
    return pl_error_set(error, PL_BAD_INPUT, "the exercise is not over; play its last round first");
  return pl_reckon(game->session, game->voice.seat, reckoning, error);
}
