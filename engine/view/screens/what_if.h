/* What if: the parts of the screen on which one decision is taken otherwise, and both worlds looked at. */
#ifndef POLDER_VIEW_WHAT_IF_H
#define POLDER_VIEW_WHAT_IF_H

#include "app.h"
#include "otherwise.h"
#include "playback.h"

enum { PL_LISTED_OFFERS = 96, PL_COMPOSED_OFFER = PL_LISTED_OFFERS, PL_USUAL_RUNS = 200 };

typedef struct what_if_screen {
  pl_app *app;
  /* who looks, and what they may see */
  const struct pl_session *session; /* borrowed */
  pl_narrator *narrator;            /* NULL: while the exercise goes on the game's own voice tells */
  pl_voice voice;
  bool is_any_seat;                 /* not only its own */
  bool has_world;                   /* the other exercise may be looked at, and played under other luck */
  unsigned flags;                   /* PL_ACCOUNT_… */
  /* what is looked at; the board stands in the place of the application's while the screen is open */
  pl_history *history;
  pl_board *before;                 /* the application's */
  pl_playback all;
  bool has_legend;
  /* what is chosen */
  int rounds, round, seat;
  pl_offer offer[PL_LISTED_OFFERS + 1]; /* behind those that are listed, the one with an audience put together */
  size_t offer_count;
  int chosen;                       /* −1: nothing yet */
  pl_others others;                 /* how everybody else goes on */
  pl_scroll list;
  /* an audience is being put together for something like an offer */
  bool is_asking;
  pl_offer like;
  pl_audience audience;
  pl_scroll asked;
  /* what came of it */
  pl_otherwise *otherwise;
  pl_otherwise_answer answer;
  bool is_laid_over;                /* the other exercise is on the board */
  pl_tale tale;
  pl_scroll words;
} what_if_screen;

/* Another round or seat: what could have been otherwise there. */
void pl_what_if_look_at(what_if_screen *w, int round, int seat);
/* One of them is played, or (−1) none any more. */
void pl_what_if_choose(what_if_screen *w, int offer);
/* How everybody else goes on; what is chosen is played again. */
void pl_what_if_let_others(what_if_screen *w, pl_others others);

/* The panel while it is chosen (what_if_choose.c), and beside what came of it (what_if_result.c). */
void pl_what_if_put_choice(what_if_screen *w, pl_rect panel);
void pl_what_if_put_result(what_if_screen *w, pl_rect panel);
/* How everybody else goes on, to be chosen; draws from the top of *at, and moves it down. */
void pl_what_if_put_others(what_if_screen *w, pl_rect *at);

/* Any other audience for something like an offer (what_if_audience.c): it is asked for, in a dialog over the screen. */
void pl_what_if_ask_audience(what_if_screen *w, const pl_offer *like);
void pl_what_if_put_audience(what_if_screen *w, pl_rect area);
/* The sentence that belongs to all of it, and a row for buttons, at the bottom of *panel. */
pl_rect pl_what_if_foot(what_if_screen *w, pl_rect *panel);

#endif
