/* The application: which screen is shown, and what all screens share. It knows no window: input and time come in, a
 * frame goes out on a canvas, so that tests and screenshots run it without a display (window.c gives it one). */
#ifndef POLDER_VIEW_APP_H
#define POLDER_VIEW_APP_H

#include <polder/view.h>

#include "board.h"
#include "ui.h"

typedef enum pl_screen_name {
  PL_SCREEN_PICKER,    /* which scenario */
  PL_SCREEN_SEAT,      /* for whom */
  PL_SCREEN_BRIEFING,  /* what it is about, who you are, your aims */
  PL_SCREEN_ROUND,     /* deciding */
  PL_SCREEN_DAYS,      /* the days pass */
  PL_SCREEN_AFTER,     /* what changed and why; who knew what, when */
  PL_SCREEN_RECKONING, /* when all is over */
  PL_SCREEN_REPLAY,    /* looking at a recorded exercise again */
  PL_SCREEN_WHAT_IF,   /* one decision taken otherwise, and both worlds */
  PL_SCREEN_WALL,      /* a hosted exercise, for everybody in the room */
  PL_SCREENS
} pl_screen_name;

/* What is to be decided otherwise. */
typedef struct pl_what_if_wish {
  pl_screen_name from;     /* whoever asks, and to whom it goes back */
  int round, seat;         /* looked at first */
  bool has_decided;        /* this decision of theirs is taken back at once: */
  uint16_t action, target;
} pl_what_if_wish;

typedef struct pl_app {
  const pl_view_options *options; /* borrowed */
  pl_ui *ui;                      /* owned, as the next */
  pl_game *game;                  /* NULL before one is opened, and in a replay */
  pl_board *board;                /* of the game or the replay; NULL before there is a history. Screens share it */
  pl_history *history;            /* of a replay; owned */
  const pl_history *watched;      /* on a wall: what the board was made of; borrowed */
  pl_voice voice;                 /* of a replay, as the next */
  pl_phrases phrases;
  float scale;                    /* interface scale, 0.8 … 2 */
  bool has_reduced_motion;
  bool is_full_screen;            /* as wished; window.c follows */
  bool is_waiting;                /* a screen waits for what is worked out beside the frame: draw again soon */
  bool follows_clock;             /* a screen shows the time: draw again within a quarter of a second */
  bool is_synchronous;            /* nothing is computed beside the frame: for tests and pictures */
  bool is_picture;                /* nobody is there: no controls, no help, nothing that asks */
  bool is_helping;                /* the key list is open */
  bool is_in_menu;                /* Esc: settings, keeping, leaving */
  pl_scroll help_scroll;
  char file_name[512];            /* typed in the menu: where to keep the exercise from now on */
  bool is_leaving;                /* it was asked whether to leave an exercise that is not kept */
  bool wants_to_leave;
  pl_screen_name screen, next;
  pl_what_if_wish what_if;
  int32_t what_if_runs;           /* pairs of exercises; 0: as many as usual */
  void *state;                    /* of the screen that is shown; owned by it */
  pl_status status;               /* of what ended the application, PL_OK: it was left */
  pl_error error;
} pl_app;

/* One row for each screen. */
typedef struct pl_key_row {
  const char *keys, *explain; /* PL_LATER */
} pl_key_row;
typedef struct pl_screen_row {
  const char *name;                                   /* for tests and screenshots: "round" */
  void *(*open)(pl_app *app, pl_error *error);        /* NULL: it failed. A screen without state returns app */
  void (*frame)(pl_app *app, void *state, pl_rect area);
  void (*close)(pl_app *app, void *state);
  const pl_key_row *keys;                             /* its key list, ended by an empty row */
} pl_screen_row;
const pl_screen_row *pl_screen_row_of(pl_screen_name screen);
extern const pl_screen_row pl_screen_picker, pl_screen_seat, pl_screen_briefing, pl_screen_round, pl_screen_days,
    pl_screen_after, pl_screen_reckoning, pl_screen_replay, pl_screen_what_if, pl_screen_wall;

pl_app *pl_app_new(pl_canvas *canvas, const pl_view_options *options, pl_error *error);
void pl_app_free(pl_app *app);
/* From the next frame on another screen is shown. */
void pl_app_go(pl_app *app, pl_screen_name screen);
/* One frame; `seconds` have passed. The canvas has been begun by the caller, who ends it. */
void pl_app_frame(pl_app *app, const pl_input *input, float seconds);
/* Whether anything moves, so that the next frame should come soon; else only on input. */
bool pl_app_is_moving(const pl_app *app);
/* From the next frame on something can be decided otherwise: in this round, of this seat, or what a mark on the curve
 * stands for. Only of rounds that are done. */
void pl_app_what_if(pl_app *app, int round, int seat);
void pl_app_what_if_mark(pl_app *app, const pl_mark_on_curve *mark);
/* The player wants to leave; where that would lose the exercise, it is asked once. */
void pl_app_leave(pl_app *app);
/* Something went wrong that its player should know, and the exercise goes on: shown as a toast. */
void pl_app_say(pl_app *app, const pl_error *error);
/* Something after which there is no going on: ends the application with this error. */
void pl_app_fail(pl_app *app, const pl_error *error);
/* Nothing travels any more, or things move again; said as a toast. */
void pl_app_reduce_motion(pl_app *app, bool is_reduced);
/* Says where the exercise is kept, or why it is not, and tells the program. */
void pl_app_tell_keeping(pl_app *app);
/* The board of the present game or replay is made, or brought up to date. */
pl_status pl_app_board(pl_app *app, pl_error *error);
/* The bar at the top of the play screens: mark, title, "Exercise · single player", what is in the middle, help and menu
 * at the right. Returns what is left of `area`. */
pl_rect pl_app_bar(pl_app *app, pl_rect area, const char *middle, const char *note);

#endif
