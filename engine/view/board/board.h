/* The board: the scene as a part of a screen, with its own clock, camera and hand.
 *
 * Screens own a board, tell it where it is and what may be chosen, and learn what was pressed. The board draws map,
 * network or matrix of one moment with the animated passage between them, plays the days, and explains what the pointer
 * or the focus is on. */
#ifndef POLDER_VIEW_BOARD_H
#define POLDER_VIEW_BOARD_H

#include <polder/what_if.h>
#include <polder/words.h>

#include "contrast.h"
#include "scene.h"
#include "ui.h"

typedef struct pl_board pl_board;

/* History and voice are borrowed; the history may grow (pl_board_extend). NULL: `error`. */
pl_board *pl_board_new(const pl_history *history, const pl_voice *voice, pl_error *error);
void pl_board_free(pl_board *board);
pl_status pl_board_extend(pl_board *board, pl_error *error);
pl_timeline *pl_board_timeline(pl_board *board);

/* ---- its clock ---- */
void pl_board_seek(pl_board *board, double tick);       /* clamped; stops where it is */
double pl_board_tick(const pl_board *board);
void pl_board_play(pl_board *board, bool is_playing);
bool pl_board_is_playing(const pl_board *board);
void pl_board_stop_at(pl_board *board, pl_tick tick);   /* where playing ends by itself; −1: at the end */
void pl_board_speed(pl_board *board, float seconds_per_day);
float pl_board_seconds_per_day(const pl_board *board);
/* Time passes: moves clock, camera and passage. */
void pl_board_advance(pl_board *board, float seconds);
bool pl_board_is_moving(const pl_board *board);         /* another frame is wanted */
/* Until time passes again nothing moves: for screens on which there is no board. */
void pl_board_rest(pl_board *board);

/* ---- what it shows ---- */
void pl_board_show(pl_board *board, pl_board_mode mode, bool at_once);
pl_board_mode pl_board_shows(const pl_board *board);
void pl_board_public(pl_board *board, bool is_public);  /* the form for a projector */
void pl_board_select(pl_board *board, int state);       /* −1: nobody */

/* ---- another world ---- */
/* The same exercise otherwise (pl_history_otherwise, of the same viewer) is laid over the one that the board was made
 * for: the timeline has both curves, and organisations hit in one of them only are marked. `round`: in
 * which it was decided otherwise. Borrowed; NULL: no more. */
pl_status pl_board_compare(pl_board *board, const pl_history *otherwise, int round, pl_error *error);
/* Under other luck, as bands on the timeline. Borrowed; NULL: none. */
void pl_board_compare_pairs(pl_board *board, const pl_pairs *pairs);
bool pl_board_compares(const pl_board *board);
/* Which of the two is shown, at the same moment. */
void pl_board_flip(pl_board *board, bool is_otherwise);
bool pl_board_is_otherwise(const pl_board *board);
/* What is otherwise at the moment of the last frame. */
const pl_contrast *pl_board_contrast(const pl_board *board);
/* A piece of a line of the timeline, for whoever says what it is. */
typedef enum pl_curve_sample { PL_CURVE_PLAYED, PL_CURVE_OTHERWISE, PL_CURVE_BANDS } pl_curve_sample;
void pl_board_draw_curve_sample(pl_canvas *canvas, pl_rect rect, pl_curve_sample which);

/* ---- choosing ---- */
/* Marks for states and forums while an audience is chosen, and why each that is locked is so. NULL: none. Borrowed
 * until the next call. */
typedef struct pl_board_choice {
  const pl_mark *states, *forums;
  /* One sentence for the tooltip: what choosing it does, or why it can't be; "" for nothing. Written to `out`. */
  void (*explain)(void *context, int state, int forum, pl_buffer *out);
  void *context;
} pl_board_choice;
void pl_board_choose(pl_board *board, const pl_board_choice *choice);
/* So much at the top of map and network is under something else: all states are shown below it. */
void pl_board_head_room(pl_board *board, float room);
/* The round that is marked as the one under way, whatever moment is shown; −1: the one of that moment. */
void pl_board_mark_round(pl_board *board, int round);

/* ---- a frame ---- */
typedef struct pl_board_touch {
  int state, forum; /* pressed in this frame; −1: none */
} pl_board_touch;
/* Takes the pointer, wheel and keys (Tab to states from west to east, + − 0 and arrows with Shift for zoom and pan, M
 * for the modes), and draws. */
pl_board_touch pl_board_frame(pl_board *board, pl_ui *ui, pl_rect area);

/* ---- its furniture (board_bars.c) ---- */
/* Mark and title of the exercise, "Exercise · …", round and day with boxes for the days, and what is going on: `status`
 * and a note below it, NULL: whether the days are played and how fast, "": nothing. */
void pl_board_title_bar(pl_board *board, pl_ui *ui, pl_rect area, const char *subtitle, const char *status,
                        const char *status_note);
/* The hero number, the curve with its marks and playhead, and the rounds; pressing it seeks. True: it was. */
bool pl_board_timeline_bar(pl_board *board, pl_ui *ui, pl_rect area);
/* Decisions that the curve is marked with can be pressed: what that does is `tooltip`; NULL: they can't. */
void pl_board_marks_lead(pl_board *board, const char *tooltip);
/* The one that was pressed in this frame; NULL: none. */
const pl_mark_on_curve *pl_board_pressed_mark(const pl_board *board);
void pl_board_legend(pl_board *board, pl_ui *ui, pl_rect area);

#endif
