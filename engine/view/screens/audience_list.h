/* An audience as lists of chips: the words that mean many, forums, states. One picker for whoever asks: that says what
 * is chosen and who can be, and takes what was pressed. */
#ifndef POLDER_VIEW_AUDIENCE_LIST_H
#define POLDER_VIEW_AUDIENCE_LIST_H

#include <polder/words.h>

#include "board.h"
#include "ui.h"

typedef struct pl_audience_list { /* all borrowed */
  pl_ui *ui;
  const pl_voice *voice;
  int seat;                    /* whose audience it is: not among the states */
  const pl_audience *audience; /* as it stands, */
  pl_state_set chosen;         /* and the states that are shown as chosen */
  const pl_mark *state_mark, *forum_mark; /* who can be chosen; NULL: everybody */
  /* Why a state or a forum (the other −1) can be chosen or not; or NULL. */
  void (*explain)(void *context, int state, int forum, pl_buffer *out);
  void *context;
} pl_audience_list;

typedef enum pl_audience_part {
  PL_AUDIENCE_UNTOUCHED, PL_AUDIENCE_WORD, PL_AUDIENCE_FORUM, PL_AUDIENCE_STATE
} pl_audience_part;
typedef struct pl_audience_press {
  pl_audience_part part;
  int which; /* a word (0: nobody), a forum, a state */
} pl_audience_press;

/* Draws from the top of *at, and moves it down. */
pl_audience_press pl_audience_list_put(const pl_audience_list *list, pl_rect *at);
/* What pressing means where nobody is out of reach: a word stands alone; forums and states are added, or dropped. */
void pl_audience_take(pl_audience *audience, pl_audience_press press);

#endif
