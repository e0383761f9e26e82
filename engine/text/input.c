/* Input: lines from whoever sits at the terminal, and the end of them.
 *
 * A player can leave at any moment: by the end of the input, by a signal that whoever waits for the next byte notices,
 * by a terminal that is gone. All of these look the same from here on: INPUT_END, now and for every later question, so
 * that no loop spins. Long texts are shown page by page; what is typed between two pages is a command, unless it is
 * empty (go on) or q (enough), and then the next question is answered by it. */
#include "input.h"

#include <stdio.h>
#include <string.h>

/* The next byte, or EOF when there is none or the player has left. */
static int next_byte(pl_terminal *terminal) {
  const pl_play_options *options = terminal->options;
  if (terminal->has_left || (options->wait && !options->wait(options->wait_context))) {
    terminal->has_left = true;
    return EOF;
  }
  return getc(options->in);
}

/* Reads one line without its end. A line that does not fit is read to its end and reported. */
static pl_input read_line(pl_terminal *terminal, char *line, size_t size) {
  size_t length = 0;
  bool is_cut = false;
  int c;
  while ((c = next_byte(terminal)) != EOF && c != '\n') {
    if (length + 1 < size)
      line[length++] = (char)(c ? c : '?');
    else
      is_cut = true;
  }
  line[length] = 0;
  if (length && line[length - 1] == '\r') line[--length] = 0;
  if (c == EOF && (!length || terminal->has_left)) {
    terminal->has_left = true;
    return PL_INPUT_END;
  }
  return is_cut ? PL_INPUT_TOO_LONG : PL_INPUT_LINE;
}

/* What a person would have typed, for the record. */
static void echo(pl_terminal *terminal, const char *line) {
  pl_buffer text = {0};
  pl_put_tame(&text, line);
  pl_screen_put(&terminal->screen, pl_buffer_text(&text));
  pl_buffer_clear(&text);
}

/* The command that was typed between two pages. */
static bool take_typed(pl_terminal *terminal, char *line, size_t size) {
  if (!*terminal->typed || strlen(terminal->typed) >= size) return false;
  strcpy(line, terminal->typed);
  *terminal->typed = 0;
  return true;
}

/* The line that asked has no end yet, as nobody typed one. What is said from here on waits for nobody. */
static pl_input end_question(pl_terminal *terminal) {
  pl_screen_put(&terminal->screen, "");
  terminal->screen.rows = 0;
  return PL_INPUT_END;
}

/* Left between two pages: nobody is there to be asked, and what follows is no part of that text. */
static pl_input leave(pl_terminal *terminal) {
  terminal->screen.is_skipping = false;
  return PL_INPUT_END;
}

pl_input pl_terminal_ask(pl_terminal *terminal, const char *prompt, char *line, size_t size) {
  pl_terminal_show(terminal);
  if (terminal->has_left) return leave(terminal);
  pl_screen_ask(&terminal->screen, prompt);
  bool is_typed = take_typed(terminal, line, size);
  pl_input input = is_typed ? PL_INPUT_LINE : read_line(terminal, line, size);
  if (input == PL_INPUT_END) return end_question(terminal);
  if (is_typed || !terminal->options->is_terminal) echo(terminal, line);
  if (input == PL_INPUT_TOO_LONG)
    pl_screen_put(&terminal->screen, PL_TEXT("That line is too long; nothing was done with it."));
  return input;
}

/* Erases the line that asked, where the terminal can. */
static void erase_question(pl_terminal *terminal) {
  if (terminal->screen.has_colour && fputs("\033[A\033[K", terminal->screen.out) == EOF) terminal->screen.failed = true;
}

/* Between two pages. */
static bool turn_page(void *context) {
  pl_terminal *terminal = context;
  char line[sizeof terminal->typed];
  char prompt[120];
  snprintf(prompt, sizeof prompt, PL_DIM "%s " PL_PLAIN, PL_TEXT("-- more: Enter, or q for enough --"));
  pl_screen_ask(&terminal->screen, prompt);
  pl_input input = read_line(terminal, line, sizeof line);
  if (input == PL_INPUT_END) {
    end_question(terminal);
    return false;
  }
  erase_question(terminal);
  if (input == PL_INPUT_TOO_LONG || !*line) return true;
  if (strcmp(line, "q")) strcpy(terminal->typed, line);
  return false;
}

void pl_terminal_page(pl_terminal *terminal) {
  bool is_possible = terminal->options->is_terminal && terminal->options->rows > 0;
  terminal->screen.rows = is_possible ? terminal->options->rows : 0;
  terminal->screen.turn = turn_page;
  terminal->screen.context = terminal;
}
