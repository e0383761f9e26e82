/* The terminal: what was told is shown before the next question, page by page where there are pages. */
#include "terminal.h"

#include <errno.h>

#include "input.h"

static pl_screen screen_for(const pl_play_options *options) {
  const int columns = options->columns < 40 ? 40 : options->columns > 200 ? 200 : options->columns;
  return (pl_screen){.out = options->out,
                     .columns = columns,
                     .has_colour = options->has_colour,
                     .has_truecolour = options->has_truecolour};
}

void pl_terminal_begin(pl_terminal *terminal, pl_game *game, const pl_play_options *options) {
  *terminal = (pl_terminal){.game = game, .options = options, .screen = screen_for(options)};
  pl_terminal_page(terminal);
}

void pl_terminal_end(pl_terminal *terminal) { pl_tale_clear(&terminal->tale); }

void pl_terminal_show(pl_terminal *terminal) {
  pl_screen_tell(&terminal->screen, &terminal->tale);
  pl_tale_clear(&terminal->tale);
}

bool pl_terminal_has_failed(const pl_terminal *terminal) {
  return terminal->screen.failed || terminal->game->phrases.failed || ferror(terminal->options->out);
}

pl_status pl_terminal_finish(pl_terminal *terminal, pl_error *error) {
  FILE *out = terminal->options->out;
  errno = 0;
  if (pl_terminal_has_failed(terminal)) return pl_output_refused(out, terminal->screen.reason, error);
  return fflush(out) ? pl_output_refused(out, errno, error) : PL_OK;
}

pl_status pl_show_tale(const pl_tale *tale, const pl_play_options *options, pl_error *error) {
  pl_screen screen = screen_for(options);
  pl_screen_tell(&screen, tale);
  return screen.failed ? pl_output_refused(options->out, screen.reason, error) : PL_OK;
}
