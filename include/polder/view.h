/* The window: playing and looking at exercises with SDL2, and pictures of them.
 *
 * Draws from briefs, histories and events only. What the program has to do for it (find scenarios, open an exercise) it
 * asks through callbacks. */
#ifndef POLDER_VIEW_H
#define POLDER_VIEW_H

#include <polder/billboard.h>
#include <polder/game.h>
#include <polder/what_if.h>

typedef struct pl_view_scenario { /* one that can be picked */
  const char *name;               /* what `open` is called with */
  const char *title, *summary;    /* in the language of the window */
  int32_t rounds, states;
  const char *trouble;            /* NULL: it can be played; else why not */
} pl_view_scenario;

typedef struct pl_view_options {
  pl_language language;
  int scale;                 /* percent, 80 … 200 */
  bool has_reduced_motion;
  bool is_full_screen;
  /* Playing. */
  const char *scenario;      /* open this one at once; NULL: the picker */
  void *context;             /* of the callbacks; borrowed */
  /* The scenarios that can be picked; the list lives as long as the window. */
  size_t (*list)(void *context, const pl_view_scenario **list);
  /* A new exercise of that scenario; a game that has a seat already is not asked for one. NULL: `error`. The window
   * frees the game, calls `close` (unless NULL), and may then ask for another one. */
  pl_game *(*open)(void *context, const char *scenario, pl_error *error);
  void (*close)(void *context);
  /* Told whenever the exercise begins to be kept in a file, for when all else fails; or NULL. */
  void (*keeps_in)(void *context, const char *path);
  /* Who could answer another decision than the one taken, in the exercise that is open; borrowed. NULL: nobody; others
   * then always decide as recorded. */
  const pl_bots *bots;
  pl_game *game;             /* a game to go on with in place of all that; the window frees it. NULL: none */
  /* On a wall: what a hosted exercise shows now, asked in each frame with `context`; borrowed as pl_host_look says
   * (host.h). NULL: this is no wall. */
  const pl_billboard *(*look)(void *context);
  /* Looking again. */
  const struct pl_session *recorded; /* borrowed; NULL: this is play */
  int recorded_seat;                 /* −1: as control */
  bool is_public;                    /* begin with the public form of the board, for a projector */
} pl_view_options;

/* Opens a window and stays until it is left. PL_SYSTEM: there is no display, no renderer or no font; the error says
 * what to do. `has_opened`, unless NULL, tells whether there was a window at all: where not, nothing has happened yet
 * and the caller can go on in the terminal. */
pl_status pl_view_run(const pl_view_options *options, bool *has_opened, pl_error *error);
/* Whether there seems to be a display for a window. */
bool pl_view_has_display(void);

typedef enum pl_picture_mode { PL_PICTURE_MAP, PL_PICTURE_NETWORK, PL_PICTURE_MATRIX } pl_picture_mode;
typedef struct pl_picture_options {
  pl_picture_mode mode;
  int round, tick;        /* round from 0; tick 0 … 28 within it: after that many ticks */
  int width, height;      /* 320 … 7680 */
  int seat;               /* −1: control */
  bool is_public;
  int scale;              /* percent */
  pl_language language;
} pl_picture_options;
/* Writes a PNG of the board without any display; the same session and options give the same file. PL_BAD_INPUT: no such
 * moment. PL_SYSTEM: it cannot be written, or there is no font. A file that was there stays as it was then. */
pl_status pl_view_picture(const struct pl_session *session, const pl_picture_options *options, const char *path,
                          pl_error *error);

/* Versions of what the window is made of, a line for each, for `polder version`. */
void pl_view_versions(pl_buffer *out);

#endif
