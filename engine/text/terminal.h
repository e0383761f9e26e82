/* The terminal: one way of showing a game. Nothing here outlives pl_play or pl_retell.
 *
 * Whatever is to be seen is told into the terminal's tale first; it is shown before the next question. */
#ifndef POLDER_TEXT_TERMINAL_H
#define POLDER_TEXT_TERMINAL_H

#include <polder/play.h>
#include <polder/session.h>

#include "game_internal.h"
#include "screen.h"

enum { PL_LINE_BYTES = 2 * PL_NOTE_BYTES }; /* of one line of input, with its end */

typedef struct pl_terminal {
  pl_game *game; /* borrowed, as the options */
  const pl_play_options *options;
  pl_screen screen;
  pl_tale tale;      /* told and not shown yet */
  bool is_warned;    /* commit has asked once in this round */
  bool is_held_back; /* quit has told once that the file is gone */
  bool has_left;     /* the input has ended, or the player is gone */
  char typed[PL_LINE_BYTES]; /* between two pages: the next command */
} pl_terminal;

/* A terminal for this game, in the caller's storage; it is not to be moved. */
void pl_terminal_begin(pl_terminal *terminal, pl_game *game, const pl_play_options *options);
void pl_terminal_end(pl_terminal *terminal);
/* Shows what was told. */
void pl_terminal_show(pl_terminal *terminal);
/* Something could not be shown, and nothing more will be. */
bool pl_terminal_has_failed(const pl_terminal *terminal);
/* When all was shown: whether it arrived. Errors as pl_output_refused. */
pl_status pl_terminal_finish(pl_terminal *terminal, pl_error *error);

/* ---- the game as it is typed about (items.c, help.c) ---- */
/* How an action is typed: "share ITEM AUDIENCE [tear-line]". */
void pl_put_usage(pl_buffer *out, const pl_scenario *scenario, int action);
/* The seat's own items with the numbers under which they are shown, from 1: those it can decide about, then the
 * others. NULL: there is none with that number. `open_count`, unless NULL, gets how many it can decide about. */
const pl_brief_item *pl_game_item(const pl_game *game, size_t number, size_t *open_count);
/* How an item is named in a command: "worm". */
void pl_put_handle(pl_buffer *out, const pl_game *game, const pl_brief_item *item);

/* ---- its screens ---- */
void pl_show_round(pl_game *game, pl_tale *tale); /* the whole screen of an open round */
void pl_show_inbox(pl_game *game, pl_tale *tale);
void pl_show_items(pl_game *game, pl_tale *tale, bool with_old);
void pl_show_states(pl_game *game, pl_tale *tale);
void pl_show_forums(pl_game *game, pl_tale *tale);
void pl_show_actions(pl_game *game, pl_tale *tale);
void pl_show_review(pl_game *game, pl_tale *tale);
void pl_show_costs(pl_game *game, pl_tale *tale);
void pl_show_help(pl_game *game, pl_tale *tale, const char *topic);

#endif
