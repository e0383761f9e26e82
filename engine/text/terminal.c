/* The terminal: what was told is shown before the next question, page by page where there are pages. */
#include "terminal.h"

#include "input.h"

void pl_terminal_begin(pl_terminal *terminal, pl_game *game, const pl_play_options *options) {
  int columns = options->columns < 40 ? 40 : options->columns > 200 ? 200 : options->columns;
  *terminal = (pl_terminal){.game = game, .options = options};
  terminal->screen = (pl_screen){.out = options->out,
                                 .columns = columns,
                                 .has_colour = options->has_colour,
                                 .has_truecolour = options->has_truecolour};
  pl_terminal_page(terminal);
}

void pl_terminal_end(pl_terminal *terminal) { pl_tale_clear(&terminal->tale); }

void pl_terminal_show(pl_terminal *terminal) {
  pl_screen_tell(&terminal->screen, &terminal->tale);
  pl_tale_clear(&terminal->tale);
}
