/* The window, where this Polder has one: what the subcommands that can open one share. window.c is built with
 * POLDER_VIEW, window_none.c without it. */
#ifndef POLDER_CLI_WINDOW_H
#define POLDER_CLI_WINDOW_H

#include <polder/billboard.h>

#include "exercise.h"

/* Whether to open a window: built in, not --text, there is a display, and standard input holds nothing to be read. */
bool pl_window_is_wanted(const pl_arguments *arguments);

/* Each of these opens a window and stays until it is left. `has_opened` false: there was none after all, `error` says
 * why, nothing has happened yet, and the caller can go on in the terminal. */

/* Plays SCENARIO, or (NULL) what is picked. */
pl_status pl_window_play(const pl_arguments *arguments, const char *operand, bool *has_opened, pl_error *error);
/* Goes on with an exercise. Session, bots and options are borrowed. */
pl_status pl_window_resume(const pl_arguments *arguments, pl_session *session, const pl_policy_table *bots,
                           const pl_game_options *options, bool *has_opened, pl_error *error);
/* Shows a hosted exercise to the room. */
typedef struct pl_window_room {
  void *context;
  const pl_billboard *(*look)(void *context); /* what is shown, asked in each frame (view.h) */
  int (*go_on)(void *context); /* the display is gone: goes on without it until the end, and returns the exit code */
} pl_window_room;
pl_status pl_window_wall(const pl_arguments *arguments, const pl_window_room *room, pl_language language,
                         bool *has_opened, pl_error *error);
/* Shows a recorded exercise, as control (seat −1) or as a seat saw it. */
pl_status pl_window_replay(const pl_arguments *arguments, const pl_session *session, int seat, pl_language language,
                           bool *has_opened, pl_error *error);

/* Writes the picture that --screenshot, --at, --mode and --size ask for; needs no display. */
pl_status pl_window_picture(const pl_arguments *arguments, const pl_session *session, int seat, pl_language language,
                            pl_error *error);

/* A line for each library of the window's; nothing without a window. */
void pl_window_versions(FILE *out);

#endif
