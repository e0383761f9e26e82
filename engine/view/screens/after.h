/* After a round: the parts of its screen. */
#ifndef POLDER_VIEW_AFTER_H
#define POLDER_VIEW_AFTER_H

#include "app.h"

/* Who knew what, when: one incident at a time, a row for each state (after_knowing.c). */
typedef struct pl_knowing_panel {
  int incident;      /* of pl_timeline_incidents, those of this round first */
  int row;           /* the state that is looked at closely; −1: none */
  pl_scroll scroll;
} pl_knowing_panel;
void pl_knowing_panel_frame(pl_app *app, pl_knowing_panel *panel, pl_rect area);

/* Three figures before and after (after_figures.c). Returns the height. */
float pl_after_figures(pl_app *app, pl_rect area);

#endif
