/* Playing at the terminal: the loop around one seat's rounds.
 *
 *   choose a seat → opening → ┌ open round → brief → news, situation → commands … commit ┐ → reckoning
 *                             └────────── the days pass, told from the log ◄─────────────┘
 *
 * The player's decisions go through pl_session_decide like everybody's; a refusal is shown as it is and nothing is
 * lost. Input comes line by line from any stream and output goes to any stream, so that a pipe plays as well as a
 * person. The end of the input, or quit, ends the game with a sentence; that is no error. Where the exercise is kept in
 * a file, a round that cannot be saved stays open, and a terminal that goes away is no error either. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "game.h"
#include "input.h"
#include "keep.h"

static bool has_failed(const pl_game *game) {
  return game->screen.failed || game->phrases.failed || ferror(game->options->out);
}

/* The text did not arrive. Whoever was interrupted by a signal has left, and so has he whose terminal is gone; where a
 * pipe is gone nothing is lost if the exercise is kept. */
static pl_status refuse_output(const pl_game *game, int reason, pl_error *error) {
  if (reason == EINTR || reason == EIO || (reason == EPIPE && pl_session_path(game->session))) return PL_OK;
  return pl_error_set(error, PL_SYSTEM, "cannot write the game's text: %s",
                      reason ? strerror(reason) : PL_TEXT("out of memory"));
}

/* ---- choosing a seat ---- */

static void show_seats(pl_game *game) {
  static const char *const sizes[] = {PL_LATER("small"), PL_LATER("middle-sized"), PL_LATER("large"),
                                      PL_LATER("a great power")};
  pl_screen_heading(&game->screen, PL_TEXT("For whom do you speak?"));
  for (int s = 0, number = 0; s < game->scenario->state_count; s++) {
    const pl_state_spec *spec = &game->scenario->states[s];
    if (!spec->is_playable) continue;
    pl_buffer line = {0};
    pl_buffer_add_format(&line, PL_BOLD "%4d  " PL_PLAIN, ++number);
    pl_screen_pad(&line, pl_name_of_seat(&game->voice, s), 20);
    pl_buffer_add_text(&line, PL_HANG);
    pl_buffer_add_format(&line, PL_TEXT("%s, %s, %s a round, %d organisations"), spec->id, PL_TEXT(sizes[spec->size]),
                         pl_phrase_units(&game->voice, spec->budget), (int)spec->organisations);
    if (s == game->scenario->recommended) pl_buffer_add_text(&line, PL_TEXT(" (recommended: just press Enter)"));
    pl_screen_put(&game->screen, pl_buffer_text(&line));
    pl_buffer_clear(&line);
  }
}

static bool is_same(const char *a, const char *b) {
  for (; *a && tolower((unsigned char)*a) == tolower((unsigned char)*b); a++, b++) continue;
  return !*a && !*b;
}

/* The playable seat that an answer means, or −1. */
static int seat_meant(const pl_game *game, const char *answer) {
  if (!*answer) return game->scenario->recommended < game->scenario->state_count ? game->scenario->recommended : -1;
  char *end;
  long number = strtol(answer, &end, 10), at = 0;
  if (*end) number = 0;
  for (int s = 0; s < game->scenario->state_count; s++) {
    if (!game->scenario->states[s].is_playable) continue;
    if (++at == number || is_same(answer, game->scenario->states[s].id) ||
        is_same(answer, pl_name_of_seat(&game->voice, s)))
      return s;
  }
  return -1;
}

/* The seat, or −1 when the player left. */
static int choose_seat(pl_game *game) {
  char line[256];
  int count = 0, only = -1;
  for (int s = 0; s < game->scenario->state_count; s++)
    if (game->scenario->states[s].is_playable) count++, only = s;
  if (count <= 1) return only;
  show_seats(game);
  for (;;) {
    pl_input input = pl_game_ask(game, PL_TEXT("Your choice > "), line, sizeof line);
    if (input == PL_INPUT_END || is_same(line, "quit") || is_same(line, "q")) return -1;
    int seat = input == PL_INPUT_LINE ? seat_meant(game, line) : -1;
    if (seat >= 0) return seat;
    if (has_failed(game)) return -1;
    pl_screen_put(&game->screen, PL_TEXT("Type the number, the id or the name of one of these, or quit."));
  }
}

/* ---- one command ---- */

typedef enum next_step { STEP_GO_ON, STEP_COMMIT, STEP_QUIT } next_step;

static bool answers_of(const pl_game *game, uint16_t inject) {
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  for (size_t i = 0; i < count; i++)
    if (pending[i].action == PL_ACTION_ANSWER && pending[i].target == inject) return true;
  return false;
}

/* How many messages ask something and were not answered. */
static size_t unanswered(const pl_game *game) {
  const pl_brief *brief = game->voice.brief;
  size_t count = 0;
  for (size_t i = 0; i < brief->inject_count; i++) {
    const pl_brief_inject *row = &brief->injects[i];
    if (row->is_open && game->scenario->injects[row->inject].option_count && !answers_of(game, row->inject)) count++;
  }
  return count;
}

/* Asks once in a round before something is left undone. */
static next_step commit(pl_game *game) {
  size_t open = unanswered(game);
  if (!open || game->is_warned) return STEP_COMMIT;
  game->is_warned = true;
  pl_screen_print(
      &game->screen,
      open == 1 ? PL_TEXT("%zu message is not answered; without an answer the marked option is taken. Answer it, or "
                          "commit again.")
                : PL_TEXT("%zu messages are not answered; without answers the marked options are taken. Answer them, "
                          "or commit again."),
      open);
  return STEP_GO_ON;
}

static void say_money_left(pl_game *game) {
  pl_buffer line = {0};
  if (!game->voice.brief->is_state) return;
  pl_buffer_add_format(&line, PL_TEXT("  Left for the three tracks: %s."),
                       pl_phrase_units(&game->voice, pl_game_money_left(game)));
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
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

static void say_error(pl_game *game, const pl_error *error) {
  pl_buffer line = {0}, tame = {0};
  pl_screen_tame(&tame, error->text);
  pl_put_refusal(&line, pl_buffer_text(&tame), pl_scenario_seat_id(game->scenario, game->voice.seat));
  pl_buffer_clear(&tame);
  if (line.length && line.bytes[line.length - 1] != '.' && line.bytes[line.length - 1] != '?')
    pl_buffer_add_text(&line, ".");
  bool is_small = line.length && line.bytes[0] >= 'a' && line.bytes[0] <= 'z';
  if (is_small && !begins_with_id(game, pl_buffer_text(&line))) line.bytes[0] = (char)(line.bytes[0] - 'a' + 'A');
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

/* Why something was not done. */
static void say_refusal(pl_game *game, const pl_error *error) {
  if (error->status == PL_SYSTEM)
    pl_say_unsaved(game, error);
  else
    say_error(game, error);
}

static void decide(pl_game *game, const pl_decision *decision) {
  pl_error error = {0};
  if (pl_session_decide(game->session, decision, PL_AUTHOR_PERSON, &error) != PL_OK) {
    say_refusal(game, &error);
    return;
  }
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_BOLD);
  pl_put_decision(&line, game, decision);
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
  pl_show_outlook(game, decision);
  if (pl_game_cost(game, decision)) say_money_left(game);
}

/* What a decision would cost and bring. Whether it is possible is asked of the session itself, so that a preview can
 * never disagree with the rules. */
static void preview(pl_game *game, const pl_decision *decision) {
  pl_error error = {0};
  if (pl_session_check(game->session, decision, &error) != PL_OK) {
    say_error(game, &error);
    return;
  }
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_TEXT("Not decided, only looked at: "));
  pl_put_decision(&line, game, decision);
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
  pl_show_outlook(game, decision);
}

static void undo(pl_game *game) {
  pl_error error = {0};
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  if (pl_session_undo(game->session, game->voice.seat, &error) != PL_OK) {
    say_refusal(game, &error);
    return;
  }
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_TEXT("Taken back: "));
  if (count) pl_put_decision(&line, game, &pending[count - 1]);
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

static next_step obey(pl_game *game, const pl_command *command) {
  bool is_state = game->voice.brief->is_state;
  const char *word = command->count > 1 ? command->word[1] : "";
  switch (command->verb) {
  case PL_VERB_SITUATION: pl_show_round(game); break;
  case PL_VERB_INBOX: pl_show_inbox(game); break;
  case PL_VERB_ITEMS: pl_show_items(game, is_same(word, "all")); break;
  case PL_VERB_STATES:
    if (is_state) pl_show_states(game);
    break;
  case PL_VERB_FORUMS: pl_show_forums(game); break;
  case PL_VERB_AIMS: pl_show_aims(game); break;
  case PL_VERB_ACTIONS: pl_show_actions(game); break;
  case PL_VERB_COST:
    if (command->has_decision)
      preview(game, &command->decision);
    else
      pl_show_costs(game);
    break;
  case PL_VERB_REVIEW: pl_show_review(game); break;
  case PL_VERB_UNDO: undo(game); break;
  case PL_VERB_NOTE: pl_game_note(game, command->rest); break;
  case PL_VERB_SAVE: pl_game_save(game, command->rest); break;
  case PL_VERB_COMMIT: return commit(game);
  case PL_VERB_HELP: pl_show_help(game, word); break;
  case PL_VERB_QUIT: return pl_game_holds_back(game) ? STEP_GO_ON : STEP_QUIT;
  case PL_VERB_DECIDE: decide(game, &command->decision); break;
  case PL_VERB_NOTHING:
    pl_screen_put(&game->screen,
                  PL_TEXT("Type a command: help lists them, situation shows the round again, commit goes on."));
    break;
  }
  return STEP_GO_ON;
}

/* Commands until the round is committed or the player leaves. */
static next_step decide_round(pl_game *game) {
  char line[PL_LINE_BYTES], prompt[64];
  next_step step = STEP_GO_ON;
  snprintf(prompt, sizeof prompt, PL_TEXT("\nround %d > "), (int)game->voice.brief->round + 1);
  while (step == STEP_GO_ON && !has_failed(game)) {
    pl_command command;
    pl_error error = {0};
    pl_input input = pl_game_ask(game, prompt, line, sizeof line);
    if (input == PL_INPUT_END) return STEP_QUIT;
    if (input == PL_INPUT_TOO_LONG) continue;
    if (pl_command_read(game, line, &command, &error) != PL_OK)
      say_error(game, &error);
    else
      step = obey(game, &command);
  }
  return step;
}

/* ---- rounds ---- */

static pl_status build_brief(pl_game *game, pl_error *error) {
  pl_status status = pl_brief_build(pl_session_world(game->session), pl_session_events(game->session), game->voice.seat,
                                    PL_BRIEF_ALL, &game->room, error);
  if (status == PL_OK) game->voice.brief = &game->room.brief;
  return status;
}

/* A round that cannot be sealed is open again without the bots' decisions, so they are asked at each commit. */
static pl_status close_round(pl_game *game, pl_error *error) {
  pl_status status = pl_policy_play(game->session, game->bots, &game->bot_room, error);
  return status == PL_OK ? pl_session_resolve_round(game->session, error) : status;
}

/* PL_OK with `*is_done` false: the round could not be saved, the player knows, and it is still open. */
static pl_status finish_round(pl_game *game, bool *is_done, pl_error *error) {
  pl_gauges before;
  pl_game_gauges(game->voice.brief, &before);
  pl_status status = close_round(game, error);
  *is_done = status == PL_OK;
  if (status == PL_SYSTEM && pl_session_is_open(game->session)) { /* not sealed */
    pl_say_unsaved(game, error);
    return PL_OK;
  }
  if (status == PL_OK) status = build_brief(game, error);
  if (status != PL_OK) return status;
  game->before = before;
  game->has_before = true;
  pl_tell_events(game, true);
  pl_tell_changes(game);
  if (!game->options->quiet) pl_tell_hindsight(game);
  return PL_OK;
}

/* A resumed exercise has its round open already, and what happened before it was told when it happened. */
static pl_status open_round(pl_game *game, pl_error *error) {
  const pl_event_log *log = pl_session_events(game->session);
  int round = pl_session_rounds_done(game->session);
  pl_status status = pl_session_is_open(game->session) ? PL_OK : pl_session_open_round(game->session, error);
  while (game->told < log->count && log->event[game->told].round < round) game->told++;
  game->is_warned = false;
  return status == PL_OK ? build_brief(game, error) : status;
}

/* One round; `step` says whether the player stayed. */
static pl_status play_round(pl_game *game, next_step *step, pl_error *error) {
  bool is_done = false;
  pl_status status = open_round(game, error);
  if (status != PL_OK) return status;
  if (game->options->is_resumed && !game->has_before) pl_say_resumed(game);
  pl_tell_events(game, false);
  pl_show_round(game);
  do {
    *step = decide_round(game);
    if (*step == STEP_COMMIT) status = finish_round(game, &is_done, error);
  } while (*step == STEP_COMMIT && status == PL_OK && !is_done);
  return status;
}

static pl_status play_rounds(pl_game *game, pl_error *error) {
  next_step step = STEP_GO_ON;
  while (!pl_session_is_over(game->session) && step != STEP_QUIT && !has_failed(game)) {
    pl_status status = play_round(game, &step, error);
    if (status != PL_OK) return status;
  }
  if (has_failed(game)) return PL_OK; /* pl_play says so */
  if (step != STEP_QUIT) {
    pl_status status = game->voice.brief ? PL_OK : build_brief(game, error); /* resumed after its end */
    return status == PL_OK ? pl_show_reckoning(game, error) : status;
  }
  pl_say_goodbye(game);
  return PL_OK;
}

static void show_title(pl_game *game) {
  pl_buffer line = {0};
  pl_put_title(&line, game, "");
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

static pl_status play(pl_game *game, pl_error *error) {
  show_title(game);
  if (game->voice.seat < 0) game->voice.seat = choose_seat(game);
  if (game->voice.seat < 0) {
    pl_say_goodbye(game);
    return PL_OK;
  }
  pl_session_set_person(game->session, game->voice.seat, true);
  pl_status status = pl_game_keep(game, error);
  if (status != PL_OK) return status;
  if (!game->options->quiet && !game->options->is_resumed) pl_show_opening(game);
  return play_rounds(game, error);
}

pl_status pl_play(pl_session *session, const pl_policy_table *bots, const pl_play_options *options, pl_error *error) {
  pl_game *game = pl_game_new(session, bots, options, error);
  if (!game) return error->status;
  pl_status status = play(game, error);
  errno = 0;
  if (status == PL_OK && has_failed(game)) status = refuse_output(game, game->screen.reason, error);
  else if (status == PL_OK && fflush(options->out)) status = refuse_output(game, errno ? errno : EIO, error);
  pl_game_free(game);
  return status;
}
