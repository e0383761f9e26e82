/* Playback: the controls with which the days are played, stopped and looked at again; keys and buttons. */
#ifndef POLDER_VIEW_PLAYBACK_H
#define POLDER_VIEW_PLAYBACK_H

#include "app.h"

enum { PL_PLAYBACK_STRIP = 60, PL_PLAYBACK_ROOM = 560 }; /* a strip of one row; the least room for a timeline besides */

/* What can be played: ticks from … to. */
typedef struct pl_playback {
  pl_tick from, to;
} pl_playback;

/* Space, . and , for days, 1 2 4 for the speed, Home and End. To be called after all widgets. */
void pl_playback_keys(pl_app *app, pl_playback what);
/* The ground of a strip; returns the row for buttons in it. */
pl_rect pl_playback_strip(pl_app *app, pl_rect strip);
/* How high a strip must be in such a width, if `rest` is wanted besides the buttons and the modes: one row or two. */
float pl_playback_height(pl_app *app, float width, float rest);
/* The second row of a strip of two, which keeps the first; of one row, what is left of it. */
pl_rect pl_playback_second(pl_rect *strip);
/* Play or pause, a day back and on, the speeds; and map, network, matrix. They are cut off the left of *row. */
void pl_playback_buttons(pl_app *app, pl_playback what, pl_rect *row);
void pl_playback_modes(pl_app *app, pl_rect *row);
/* The next place in a row of buttons. */
pl_rect pl_playback_place(pl_rect *row, float width);
/* The keys above, for a screen's list. */
#define PL_PLAYBACK_KEY_ROWS                                          \
  {PL_LATER("Space"), PL_LATER("play, pause")},                                 \
  {".  ,", PL_LATER("a day on, a day back")},                         \
  {"Home  End", PL_LATER("the beginning, the end")},                  \
  {"1  2  4", PL_LATER("seconds for a day")},                         \
  {"M", PL_LATER("map, network, matrix")},                            \
  {"S", PL_LATER("the matrix in another order")},                     \
  {"Tab", PL_LATER("from state to state, west to east")},             \
  {PL_LATER("Shift + arrows  + − 0"), PL_LATER("move and enlarge the board; as it was")}, \
  {PL_LATER("Alt + arrows  Alt 0"),                                   \
   PL_LATER("on the network: put a state elsewhere, as by dragging it; let it go, as by a double click")}

#endif
