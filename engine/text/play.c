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
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "afterwards.h"
#include "input.h"
#include "keep.h"

/* ---- choosing a seat ---- */

static void show_seats(pl_terminal *terminal) {
  pl_game *game = terminal->game;
  pl_tale *tale = &terminal->tale;
  static const char *const sizes[] = {PL_LATER("small"), PL_LATER("middle-sized"), PL_LATER("large"),
                                      PL_LATER("a great power")};
  pl_tale_heading(tale, PL_TEXT("For whom do you speak?"));
  for (int s = 0, number = 0; s < game->scenario->state_count; s++) {
    const pl_state_spec *spec = &game->scenario->states[s];
    if (!spec->is_playable) continue;
    pl_buffer line = {0};
    pl_buffer_add_format(&line, PL_BOLD "%4d  " PL_PLAIN, ++number);
    pl_put_padded(&line, pl_name_of_seat(&game->voice, s), 20);
    pl_buffer_add_text(&line, PL_HANG);
    pl_buffer_add_format(&line, PL_TEXT("%s, %s, %s a round, %d organisations"), spec->id, PL_TEXT(sizes[spec->size]),
                         pl_phrase_units(&game->voice, spec->budget), (int)spec->organisations);
    if (s == game->scenario->recommended) pl_buffer_add_text(&line, PL_TEXT(" (recommended: just press Enter)"));
    pl_tale_take(tale, &line);
  }
}

static bool is_same(const char *a, const char *b) {
  for (; *a && tolower((unsigned char)*a) == tolower((unsigned char)*b); a++, b++) continue;
  return !*a && !*b;
}

/* The playable seat that an answer means, or −1. */
static int seat_meant(const pl_game *game, const char *answer) {
  const pl_scenario *scenario = game->scenario;
  if (!*answer) return scenario->recommended < scenario->state_count ? scenario->recommended : -1;
  char *end;
  long number = strtol(answer, &end, 10), at = 0;
  if (*end) number = 0;
  for (int s = 0; s < scenario->state_count; s++) {
    if (!scenario->states[s].is_playable) continue;
    if (++at == number || is_same(answer, scenario->states[s].id) || is_same(answer, pl_name_of_seat(&game->voice, s)))
      return s;
  }
  return -1;
}

/* The seat, or −1 when the player left. */
static int choose_seat(pl_terminal *terminal) {
  const pl_scenario *scenario = terminal->game->scenario;
  char line[256];
  int count = 0, only = -1;
  for (int s = 0; s < scenario->state_count; s++)
    if (scenario->states[s].is_playable) count++, only = s;
  if (count <= 1) return only;
  show_seats(terminal);
  for (;;) {
    pl_input input = pl_terminal_ask(terminal, PL_TEXT("Your choice > "), line, sizeof line);
    if (input == PL_INPUT_END || is_same(line, "quit") || is_same(line, "q")) return -1;
    int seat = input == PL_INPUT_LINE ? seat_meant(terminal->game, line) : -1;
    if (seat >= 0) return seat;
    if (pl_terminal_has_failed(terminal)) return -1;
    pl_tale_put(&terminal->tale, PL_TEXT("Type the number, the id or the name of one of these, or quit."));
  }
}

/* ---- one command ---- */

typedef enum next_step { STEP_GO_ON, STEP_COMMIT, STEP_QUIT } next_step;

/* Asks once in a round before something is left undone. */
static next_step commit(pl_terminal *terminal) {
  size_t open = pl_game_unanswered(terminal->game);
  if (!open || terminal->is_warned) return STEP_COMMIT;
  terminal->is_warned = true;
  pl_tale_print(
      &terminal->tale,
      open == 1 ? PL_TEXT("%zu message is not answered; without an answer the marked option is taken. Answer it, or "
                          "commit again.")
                : PL_TEXT("%zu messages are not answered; without answers the marked options are taken. Answer them, "
                          "or commit again."),
      open);
  return STEP_GO_ON;
}

static void say_money_left(pl_terminal *terminal) {
  pl_game *game = terminal->game;
  pl_buffer line = {0};
  if (!game->voice.brief->is_state) return;
  pl_buffer_add_format(&line, PL_TEXT("  Left for the three tracks: %s."),
                       pl_phrase_units(&game->voice, pl_game_money_left(game)));
  pl_tale_take(&terminal->tale, &line);
}

static void decide(pl_terminal *terminal, const pl_decision *decision) {
  pl_game *game = terminal->game;
  pl_tale *tale = &terminal->tale;
  pl_error error = {0};
  if (pl_game_decide(game, decision, &error) != PL_OK) {
    pl_say_refusal(terminal, &error);
    return;
  }
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_BOLD);
  pl_put_decision(&line, game, decision);
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
  pl_tell_outlook(game, decision, true, tale);
  if (pl_game_cost(game, decision)) say_money_left(terminal);
}

/* What a decision would cost and bring. Whether it is possible is asked of the session itself, so that a preview can
 * never disagree with the rules. */
static void preview(pl_terminal *terminal, const pl_decision *decision) {
  pl_game *game = terminal->game;
  pl_tale *tale = &terminal->tale;
  pl_error error = {0};
  if (pl_game_check(game, decision, &error) != PL_OK) {
    pl_tale_put(tale, error.text);
    return;
  }
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_TEXT("Not decided, only looked at: "));
  pl_put_decision(&line, game, decision);
  pl_tale_take(tale, &line);
  pl_tell_outlook(game, decision, true, tale);
}

static void undo(pl_terminal *terminal) {
  pl_error error = {0};
  pl_decision taken_back;
  if (pl_game_undo(terminal->game, &taken_back, &error) != PL_OK) {
    pl_say_refusal(terminal, &error);
    return;
  }
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_TEXT("Taken back: "));
  pl_put_decision(&line, terminal->game, &taken_back);
  pl_tale_take(&terminal->tale, &line);
}

static next_step obey(pl_terminal *terminal, const pl_command *command) {
  pl_game *game = terminal->game;
  pl_tale *tale = &terminal->tale;
  bool is_state = game->voice.brief->is_state;
  const char *word = command->count > 1 ? command->word[1] : "";
  switch (command->verb) {
  case PL_VERB_SITUATION: pl_show_round(game, tale); break;
  case PL_VERB_INBOX: pl_show_inbox(game, tale); break;
  case PL_VERB_ITEMS: pl_show_items(game, tale, is_same(word, "all")); break;
  case PL_VERB_STATES:
    if (is_state) pl_show_states(game, tale);
    break;
  case PL_VERB_FORUMS: pl_show_forums(game, tale); break;
  case PL_VERB_AIMS: pl_tell_aims(game, tale); break;
  case PL_VERB_ACTIONS: pl_show_actions(game, tale); break;
  case PL_VERB_COST:
    if (command->has_decision)
      preview(terminal, &command->decision);
    else
      pl_show_costs(game, tale);
    break;
  case PL_VERB_REVIEW: pl_show_review(game, tale); break;
  case PL_VERB_UNDO: undo(terminal); break;
  case PL_VERB_WHATIF: pl_answer_what_if(terminal, command); break;
  case PL_VERB_NOTE: pl_note_down(terminal, command->rest); break;
  case PL_VERB_SAVE: pl_save(terminal, command->rest); break;
  case PL_VERB_COMMIT: return commit(terminal);
  case PL_VERB_HELP: pl_show_help(game, tale, word); break;
  case PL_VERB_QUIT: return pl_holds_back(terminal) ? STEP_GO_ON : STEP_QUIT;
  case PL_VERB_DECIDE: decide(terminal, &command->decision); break;
  case PL_VERB_NOTHING:
    pl_tale_put(tale, PL_TEXT("Type a command: help lists them, situation shows the round again, commit goes on."));
    break;
  }
  return STEP_GO_ON;
}

/* Commands until the round is committed or the player leaves. */
static next_step decide_round(pl_terminal *terminal) {
  char line[PL_LINE_BYTES], prompt[64];
  next_step step = STEP_GO_ON;
  snprintf(prompt, sizeof prompt, PL_TEXT("\nround %d > "), (int)terminal->game->voice.brief->round + 1);
  while (step == STEP_GO_ON && !pl_terminal_has_failed(terminal)) {
    pl_command command;
    pl_error error = {0};
    pl_input input = pl_terminal_ask(terminal, prompt, line, sizeof line);
    if (input == PL_INPUT_END) return STEP_QUIT;
    if (input == PL_INPUT_TOO_LONG) continue;
    if (pl_command_read(terminal->game, line, &command, &error) == PL_OK)
      step = obey(terminal, &command);
    else
      pl_say_misunderstanding(terminal, &error);
  }
  return step;
}

/* ---- rounds ---- */

/* PL_OK with `*is_done` false: the round could not be saved, the player knows, and it is still open. */
static pl_status finish_round(pl_terminal *terminal, bool *is_done, pl_error *error) {
  pl_game *game = terminal->game;
  pl_status status = pl_game_close_round(game, error);
  *is_done = status == PL_OK;
  if (status == PL_SYSTEM && pl_game_is_open(game)) { /* not sealed */
    pl_say_unsaved(terminal, error);
    return PL_OK;
  }
  for (int topic = PL_TOPIC_NEWS; status == PL_OK && topic <= PL_TOPIC_HINDSIGHT; topic++)
    if (topic != PL_TOPIC_HINDSIGHT || !terminal->options->quiet)
      status = pl_game_tell(game, (pl_topic)topic, &terminal->tale, error);
  return status;
}

/* One round; `step` says whether the player stayed. */
static pl_status play_round(pl_terminal *terminal, next_step *step, pl_error *error) {
  pl_game *game = terminal->game;
  bool is_done = false;
  pl_status status = pl_game_open_round(game, error);
  if (status != PL_OK) return status;
  terminal->is_warned = false;
  if (terminal->options->game.is_resumed && !pl_game_before(game)) pl_say_resumed(terminal);
  status = pl_game_tell(game, PL_TOPIC_BEGINNING, &terminal->tale, error);
  if (status != PL_OK) return status;
  pl_show_round(game, &terminal->tale);
  do {
    *step = decide_round(terminal);
    if (*step == STEP_COMMIT) status = finish_round(terminal, &is_done, error);
  } while (*step == STEP_COMMIT && status == PL_OK && !is_done);
  return status;
}

static void show_again(pl_terminal *terminal) {
  const pl_game *game = terminal->game;
  pl_tale *tale = &terminal->tale;
  int rounds = pl_game_rounds_done(game);
  pl_tale_gap(tale);
  if (terminal->options->again) {
    pl_tale_put(tale, PL_TEXT("Once more with the same luck and other decisions (another --seed brings other luck):"));
    pl_tale_print(tale, PL_BOLD "  %s --seat %s" PL_PLAIN, terminal->options->again,
                  pl_scenario_seat_id(game->scenario, game->voice.seat));
  }
  pl_say_kept(terminal);
  pl_tale_put(tale, PL_TEXT("Simulated results of an exercise. They describe no real event and forecast nothing."));
  pl_tale_print(tale, "digest: %016" PRIx64, rounds > 0 ? pl_game_digest(game, rounds - 1) : 0);
}

static pl_status show_reckoning(pl_terminal *terminal, pl_error *error) {
  pl_reckoning reckoning;
  pl_status status = pl_game_reckon(terminal->game, &reckoning, error);
  if (status != PL_OK) return status;
  pl_tell_own_reckoning(terminal->game, &reckoning, &terminal->tale);
  pl_tell_all_states(terminal->game, &reckoning, &terminal->tale);
  status = pl_game_tell(terminal->game, PL_TOPIC_DEBRIEF, &terminal->tale, error);
  if (status == PL_OK) pl_ask_what_if(terminal);
  show_again(terminal);
  return status;
}

static pl_status play_rounds(pl_terminal *terminal, pl_error *error) {
  next_step step = STEP_GO_ON;
  while (!pl_game_is_over(terminal->game) && step != STEP_QUIT && !pl_terminal_has_failed(terminal)) {
    pl_status status = play_round(terminal, &step, error);
    if (status != PL_OK) return status;
  }
  if (pl_terminal_has_failed(terminal)) return PL_OK; /* pl_play says so */
  if (step != STEP_QUIT) return show_reckoning(terminal, error);
  pl_say_goodbye(terminal);
  return PL_OK;
}

static void show_title(pl_terminal *terminal) {
  pl_buffer line = {0};
  pl_put_title(&line, terminal->game, "");
  pl_tale_take(&terminal->tale, &line);
}

static pl_status play(pl_terminal *terminal, pl_error *error) {
  const pl_play_options *options = terminal->options;
  int seat = options->game.seat;
  show_title(terminal);
  if (seat < 0) seat = choose_seat(terminal);
  if (seat < 0) {
    pl_say_goodbye(terminal);
    return PL_OK;
  }
  pl_status status = pl_game_sit(terminal->game, seat, error);
  if (status != PL_OK) return status;
  pl_say_keeping(terminal);
  if (!options->quiet && !options->game.is_resumed)
    status = pl_game_tell(terminal->game, PL_TOPIC_OPENING, &terminal->tale, error);
  return status == PL_OK ? play_rounds(terminal, error) : status;
}

pl_status pl_play(pl_session *session, const pl_policy_table *bots, const pl_play_options *options, pl_error *error) {
  pl_game_options chosen = options->game;
  chosen.seat = -1; /* taken when the title is shown */
  pl_game *game = pl_game_new(session, bots, &chosen, error);
  if (!game) return error->status;
  pl_terminal terminal;
  pl_terminal_begin(&terminal, game, options);
  pl_status status = play(&terminal, error);
  pl_terminal_show(&terminal);
  if (status == PL_OK) status = pl_terminal_finish(&terminal, error);
  pl_terminal_end(&terminal);
  pl_game_free(game);
  return status;
}
