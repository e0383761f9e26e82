/* Afterwards: when all has been told, whoever played or reads the exercise may go back into any round of it and decide
 * one thing otherwise.
 *
 *   whatif 3               what there is to choose from (control: whatif 3 USA)
 *   whatif 3 2             the second of these
 *   whatif 3 posture none  anything else that can be typed in play
 *
 * A seat asks about its own decisions. Control asks about anybody's: while its line is read it speaks for the seat that
 * the line names, with that seat's brief, so that items, forums and audiences are found as that seat would find them.
 * What else can be typed depends on who asks, and stands in one table. */
#include "afterwards.h"

#include <string.h>

#include <polder/accounts.h>

#include "input.h"
#include "keep.h"

#define NO_BREAK "\xC2\xA0"

/* ---- who asks ---- */

enum { PLAYER = 1, READER = 2, CONTROL = 4 };

static unsigned asker(const pl_game *game) { return game->bots ? PLAYER : game->voice.seat < 0 ? CONTROL : READER; }

static const unsigned allowed[PL_VERBS] = {
    [PL_VERB_WHATIF] = PLAYER | READER | CONTROL, [PL_VERB_ITEMS] = PLAYER | READER,
    [PL_VERB_AIMS] = PLAYER | READER,             [PL_VERB_NOTE] = PLAYER,
    [PL_VERB_SAVE] = PLAYER,                      [PL_VERB_HELP] = PLAYER | READER | CONTROL,
    [PL_VERB_QUIT] = PLAYER | READER | CONTROL,
};

static const char *what_is_allowed(unsigned who) {
  switch (who) {
  case PLAYER:
    return PL_TEXT("The exercise is over. You can type whatif, items, aims, note, save, help or quit.");
  case READER: return PL_TEXT("The exercise is read again, and stays as it is. You can type whatif, items, aims, help "
                              "or quit.");
  default: return PL_TEXT("The exercise is read again, and stays as it is. You can type whatif, help or quit.");
  }
}

/* ---- what is said before ---- */

/* A seat to give an example of. */
static const char *some_seat(const pl_scenario *scenario) {
  return pl_scenario_seat_id(scenario, scenario->recommended < scenario->state_count ? scenario->recommended : 0);
}

/* A command that is not broken at the end of a line: whatif 3 NLD. */
static const char *command_of(const pl_game *game, int round, const char *rest) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_BOLD "%s" NO_BREAK "%d", pl_verb_rows()[PL_VERB_WHATIF].word, round);
  if (asker(game) == CONTROL) pl_buffer_add_format(&text, NO_BREAK "%s", some_seat(game->scenario));
  pl_buffer_add_format(&text, "%s" PL_PLAIN, rest);
  return pl_phrase_of(&game->voice, &text);
}

static void tell_how(pl_terminal *terminal) {
  enum { EXAMPLE = 3 };
  const pl_game *game = terminal->game;
  const int done = pl_game_rounds_done(game), round = done < EXAMPLE ? done : EXAMPLE;
  pl_tale_gap(&terminal->tale);
  pl_tale_print(&terminal->tale,
                asker(game) == CONTROL
                    ? PL_TEXT("Would it have mattered? Go back into any round and let one state decide one thing "
                              "otherwise: %s lists what there was to decide, %s plays the first of it. An empty line "
                              "ends.")
                    : PL_TEXT("Would it have mattered? Go back into any round and decide one thing otherwise: %s lists "
                              "what there was to decide, %s plays the first of it. An empty line ends."),
                command_of(game, round, ""), command_of(game, round, NO_BREAK "1"));
}

/* ---- what there is to choose from ---- */

static void tell_offer(pl_tale *tale, const pl_voice *voice, const pl_offer *offer, int number) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, PL_BOLD "%4d  " PL_PLAIN PL_HANG, number);
  pl_put_offer(&line, voice, offer);
  pl_tale_take(tale, &line);
}

static void tell_offers(pl_terminal *terminal, const pl_command *command) {
  enum { MOST = 96 };
  pl_offer offers[MOST];
  pl_game *game = terminal->game;
  pl_tale *tale = &terminal->tale;
  const bool is_control = game->voice.seat < 0;
  const int round = command->round + 1;
  const char *id = pl_scenario_seat_id(game->scenario, command->seat);
  const char *who = pl_phrase_state(&game->voice, command->seat);
  size_t count = pl_offer_turns(game->session, command->round, command->seat, offers, MOST);
  if (count > MOST) count = MOST;
  pl_buffer heading = {0};
  if (is_control)
    pl_buffer_add_format(&heading, PL_TEXT("What %s could have decided otherwise in round %d"), who, round);
  else
    pl_buffer_add_format(&heading, PL_TEXT("What you could have decided otherwise in round %d"), round);
  pl_tale_heading(tale, pl_buffer_text(&heading));
  if (heading.failed) tale->failed = true;
  pl_buffer_clear(&heading);
  for (size_t i = 0; i < count; i++) tell_offer(tale, &game->voice, &offers[i], (int)i + 1);
  if (!count)
    pl_tale_put(tale, PL_TEXT("  Nothing that is on record. Any other decision can be tried."));
  else if (is_control)
    pl_tale_print(tale, PL_TEXT("To play one of these, add its number: whatif %d %s 1."), round, id);
  else
    pl_tale_print(tale, PL_TEXT("To play one of these, add its number: whatif %d 1."), round);
}

/* ---- answering ---- */

void pl_say_refusal(pl_terminal *terminal, const pl_error *error) {
  if (error->status == PL_SYSTEM)
    pl_say_unsaved(terminal, error);
  else
    pl_tale_put(&terminal->tale, error->text);
}

void pl_say_misunderstanding(pl_terminal *terminal, pl_error *error) {
  pl_game_explain(terminal->game, error);
  pl_tale_put(&terminal->tale, error->text);
}

void pl_answer_what_if(pl_terminal *terminal, const pl_command *command) {
  pl_error error = {0};
  const pl_what_if what_if = {.round = command->round, .turn = command->turn, .turn_count = command->turn_count};
  if (!command->turn_count)
    tell_offers(terminal, command);
  else if (pl_game_tell_what_if(terminal->game, &what_if, &terminal->tale, &error) != PL_OK)
    pl_say_refusal(terminal, &error);
}

/* False: this ends it. */
static bool obey(pl_terminal *terminal, const pl_command *command) {
  pl_game *game = terminal->game;
  const unsigned who = asker(game);
  const char *word = command->count > 1 ? command->word[1] : "";
  if (command->verb == PL_VERB_NOTHING) return false;
  if (command->verb >= PL_VERBS || !(allowed[command->verb] & who)) {
    pl_tale_put(&terminal->tale, what_is_allowed(who));
    return true;
  }
  switch (command->verb) {
  case PL_VERB_WHATIF: pl_answer_what_if(terminal, command); break;
  case PL_VERB_ITEMS: pl_show_items(game, &terminal->tale, !strcmp(word, "all")); break;
  case PL_VERB_AIMS: pl_tell_aims(game, &terminal->tale); break;
  case PL_VERB_NOTE: pl_note_down(terminal, command->rest); break;
  case PL_VERB_SAVE: pl_save(terminal, command->rest); break;
  case PL_VERB_HELP:
    if (who == PLAYER || *word) pl_show_help(game, &terminal->tale, word);
    else tell_how(terminal);
    break;
  case PL_VERB_QUIT: return pl_holds_back(terminal);
  default: break;
  }
  return true;
}

/* Reads a line of control's in the place of the seat that it names, which stays control's only while it is read. */
static pl_status read_for(pl_game *game, const char *line, int seat, pl_command *command, pl_error *error) {
  const pl_voice own = game->voice;
  pl_status status = pl_game_see_as(game, seat, error);
  if (status == PL_OK) status = pl_command_read(game, line, command, error);
  game->voice = own;
  return status;
}

static pl_status refuse_nobody(const pl_game *game, pl_error *error) {
  const pl_scenario *scenario = game->scenario;
  pl_buffer known = {0};
  for (int s = 0; s < pl_scenario_seat_count(scenario); s++)
    pl_buffer_add_format(&known, "%s%s", s ? ", " : "", pl_scenario_seat_id(scenario, s));
  pl_error_set(error, PL_BAD_INPUT, PL_TEXT("Say in which round, and whose decision: whatif %d %s. There are: %s."),
               pl_game_rounds_done(game) < 3 ? 1 : 3, some_seat(scenario), pl_buffer_text(&known));
  pl_buffer_clear(&known);
  return PL_BAD_INPUT;
}

/* Of what else is typed control needs no more than the verb. */
static pl_status read_command(pl_game *game, const char *line, pl_command *command, pl_error *error) {
  if (asker(game) != CONTROL) return pl_command_read(game, line, command, error);
  const pl_verb verb = pl_command_peek(game, line, command);
  if (verb != PL_VERB_WHATIF) return PL_OK;
  return command->seat < 0 ? refuse_nobody(game, error) : read_for(game, line, command->seat, command, error);
}

void pl_ask_what_if(pl_terminal *terminal) {
  char line[PL_LINE_BYTES], prompt[64];
  bool goes_on = pl_game_rounds_done(terminal->game) > 0 && !terminal->has_left;
  snprintf(prompt, sizeof prompt, "\n%s > ", PL_TEXT("what if"));
  pl_terminal_show(terminal);
  terminal->screen.is_skipping = false; /* enough of what was told before */
  terminal->screen.shown = 0;
  if (!terminal->options->quiet && goes_on) tell_how(terminal);
  while (goes_on && !pl_terminal_has_failed(terminal)) {
    pl_command command;
    pl_error error = {0};
    pl_input input = pl_terminal_ask(terminal, prompt, line, sizeof line);
    if (input == PL_INPUT_END) return;
    if (input == PL_INPUT_TOO_LONG) continue;
    if (read_command(terminal->game, line, &command, &error) == PL_OK)
      goes_on = obey(terminal, &command);
    else
      pl_say_misunderstanding(terminal, &error);
  }
}
