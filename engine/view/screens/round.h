/* The screen on which a player decides, inside: what its files share.
 *
 *   left: gauges, inbox          middle: who receives, board, outlook      right: items, budget, actions, decided
 *   round_gauges.c round_inbox.c  round_audience.c      round_outlook.c     round_items.c _budget.c _actions.c
 *
 * What a player puts together is a draft; from it follows at most one decision that would be taken (round_draft.c). A
 * dialog (round_dialog.c) holds a decision of its own. Whichever of the two is looked at has its refusal, its price,
 * its outlook and its forecast worked out once, when it changed (pl_round_refresh); frames only draw. */
#ifndef POLDER_VIEW_ROUND_H
#define POLDER_VIEW_ROUND_H

#include <polder/reach.h>

#include "app.h"
#include "round_forecast.h"

typedef enum round_subject { ROUND_NOTHING, ROUND_ORDER, ROUND_ITEM, ROUND_SPLIT } round_subject;
typedef enum round_intent { ROUND_SHARE, ROUND_WITHHOLD, ROUND_RELEASE } round_intent;

/* What is being put together and not decided yet. */
typedef struct round_draft {
  round_subject subject;
  round_intent intent;     /* of an item */
  pl_iid iid;
  pl_audience audience;
  bool is_public, is_tear;
  bool is_forum_only;      /* through the one forum that is chosen, and no other way */
  int tenths[PL_TRACKS];   /* of the money */
} round_draft;

typedef enum round_dialog_kind {
  ROUND_NO_DIALOG,
  ROUND_ASKS_ACTION,   /* what an action needs to know, and whether it is meant */
  ROUND_ASKS_AUDIENCE, /* the draft's audience as lists */
  ROUND_ASKS_COMMIT,   /* something was left open */
  ROUND_TELLS          /* the whole outlook */
} round_dialog_kind;

/* An action that has a button of its own. */
typedef struct round_offer {
  pl_decision first;  /* the first that would be accepted, or the first there is */
  bool is_possible;
  char why[200];      /* not possible */
} round_offer;

/* The decision that is looked at. */
typedef struct round_look {
  bool is_there;
  pl_decision decision;
  pl_error refusal;   /* status PL_OK: it would be accepted */
  pl_mu cost;
  bool has_reach;     /* it sends something */
  pl_reach reach;
  pl_tale tale;
} round_look;

typedef enum round_tab { ROUND_TAB_SITUATION, ROUND_TAB_BOARD, ROUND_TAB_DECIDE, ROUND_TABS } round_tab;

enum { ROUND_REDO = 64, ROUND_REMARK = 400 };

typedef struct round_screen {
  pl_app *app;
  pl_ui *ui;
  pl_canvas *canvas;
  pl_game *game;
  const pl_scenario *scenario;
  const pl_brief *brief;
  const pl_voice *voice;
  pl_forecasting *forecasting; /* owned */

  round_draft draft;
  round_dialog_kind dialog;
  pl_decision asked;           /* ROUND_ASKS_ACTION */
  bool is_stale;               /* what follows has to be worked out again */

  pl_decision pending[PL_PENDING];
  size_t pending_count;
  pl_seat_orders orders;       /* that hold, what was decided in this round included */
  pl_mu money_left;
  round_look look;
  pl_mark state_mark[PL_MAX_STATES], forum_mark[PL_MAX_FORUMS];
  float audience_room, audience_width; /* kept above a board so wide for who receives it, so that it does not move */
  pl_board_choice choice;
  round_offer *offer;          /* [offer_count], owned */
  int offer_count;

  pl_decision taken_back[ROUND_REDO];
  size_t taken_count;
  char remark[ROUND_REMARK];
  pl_tale beginning;

  round_tab tab;
  bool is_narrow;
  bool is_low;                 /* the board has little room: what stands round it is folded */
  bool shows_rest;             /* of what is known */
  bool is_settled;             /* has been asked whether something was forgotten */
  bool is_committed;           /* the round is closed at the end of this frame */
  int wants_step;              /* 1 … 3, 4 an answer: the focus goes there in this frame; 0: nowhere */
  pl_scroll left, right, middle, dialog_scroll;
} round_screen;

/* ---- the draft (round_draft.c) ---- */
void pl_round_touch(round_screen *r); /* something changed */
void pl_round_refresh(round_screen *r);
void pl_round_choose_order(round_screen *r);
void pl_round_choose_item(round_screen *r, pl_iid iid);
void pl_round_choose_split(round_screen *r);
bool pl_round_offers_sharing(const round_screen *r);
const pl_brief_item *pl_round_item(const round_screen *r, pl_iid iid);
/* Whether a decision would be taken, and which. */
bool pl_round_compose(const round_screen *r, pl_decision *decision);
/* What the button says that takes it. */
const char *pl_round_verb(const round_screen *r);

/* ---- deciding (round_decide.c) ---- */
bool pl_round_decide(round_screen *r, const pl_decision *decision);
void pl_round_decide_draft(round_screen *r);
void pl_round_undo(round_screen *r);
void pl_round_redo(round_screen *r);
/* Whether this can be decided now; if not, `why` is a sentence to be shown. */
pl_status pl_round_check(const round_screen *r, const pl_decision *decision, pl_error *why);
void pl_round_commit(round_screen *r); /* asks first if something was left open */
void pl_round_close(round_screen *r);
float pl_round_decided(round_screen *r, pl_rect area);
/* Sentences about what was left open; nothing: everything is done. */
void pl_round_left_open(round_screen *r, pl_tale *tale);

/* ---- audience (round_audience.c) ---- */
bool pl_round_has_audience(const round_screen *r); /* the draft is about somebody who receives */
pl_state_set pl_round_chosen(const round_screen *r);
void pl_round_mark(round_screen *r);
void pl_round_press_state(round_screen *r, int state);
void pl_round_press_forum(round_screen *r, int forum);
void pl_round_press_word(round_screen *r, uint8_t word); /* 0: nobody */
/* The rows above the board: how high they may become in this round, so that the board stays where it is, … */
float pl_round_audience_height(const round_screen *r, pl_rect area);
/* … and themselves; returns their height. */
float pl_round_audience_bar(round_screen *r, pl_rect area);
/* What the row leaves out where it is folded (is_low) and the list has not either. */
float pl_round_audience_rest(round_screen *r, pl_rect area);
void pl_round_explain(void *context, int state, int forum, pl_buffer *out);

/* ---- parts of the screen; each draws from the top of `area` and returns its height ---- */
float pl_round_gauges(round_screen *r, pl_rect area);
float pl_round_inbox(round_screen *r, pl_rect area);
float pl_round_items(round_screen *r, pl_rect area);
float pl_round_budget(round_screen *r, pl_rect area);
float pl_round_actions(round_screen *r, pl_rect area);
/* The panel under the board, and how high it should be where there is so much room for both; where that is little it is
 * folded to one row. */
void pl_round_outlook(round_screen *r, pl_rect area);
float pl_round_outlook_height(float room);
bool pl_round_is_low(float room);
/* The button that takes what was put together. */
void pl_round_put_decide(round_screen *r, pl_rect area);
void pl_round_dialogs(round_screen *r, pl_rect area);
void pl_round_ask(round_screen *r, const pl_decision *decision);

/* ---- actions with buttons (round_actions.c) ---- */
bool pl_round_find_offers(round_screen *r); /* false: out of memory */

/* ---- small parts (round_parts.c) ---- */
pl_font pl_round_font(float size, int weight, pl_colour colour);
/* The widget of this label that is drawn next is where step `step` begins; the focus goes there if it is wanted. */
void pl_round_step_here(round_screen *r, int step, const char *label);
/* Wrapped text at the top of *at, which keeps the rest. Returns the height. */
float pl_round_text(const round_screen *r, pl_rect *at, float size, int weight, pl_colour colour, const char *text);
float pl_round_text_height(const round_screen *r, float width, float size, int weight, const char *text);
/* Whether the widget of this label that is drawn next is pointed at or has the focus: what takes time to explain is
 * explained then only. */
bool pl_round_is_looked_at(const round_screen *r, pl_rect rect, const char *label);
/* A heading with the number of its step (0: none) and a note at the right. */
void pl_round_heading(const round_screen *r, pl_rect *at, int step, const char *text, const char *note);
void pl_round_line(const round_screen *r, pl_rect *at);
/* `text` between a style byte and PL_PLAIN, as a phrase. */
const char *pl_round_styled(const round_screen *r, const char *style, const char *text);
/* Five small boxes, filled as far as the share says. Returns the width. */
float pl_round_boxes(const round_screen *r, pl_point at, pl_q16 share);
/* A card that is chosen: disc with tick; may be: ring; locked. */
void pl_round_tick(const round_screen *r, pl_point at, bool is_chosen, bool is_locked);
void pl_round_open_ring(const round_screen *r, pl_rect card);
/* "new", "2 days old" */
const char *pl_round_age(const round_screen *r, pl_tick since);

#endif
