/* A dialog's box over a screen: its title, what is asked, which may be higher than the box, and a row of buttons. */
#ifndef POLDER_VIEW_DIALOG_BOX_H
#define POLDER_VIEW_DIALOG_BOX_H

#include "ui.h"

enum { PL_DIALOG_WIDTH = 900, PL_DIALOG_HEIGHT = 860 };

typedef struct pl_dialog_box {
  pl_rect inside, foot; /* what is asked is a scroll area in `inside` */
} pl_dialog_box;

typedef enum pl_dialog_press { PL_DIALOG_STAYS, PL_DIALOG_BACK, PL_DIALOG_DONE } pl_dialog_press;

/* Over `area`, which is dimmed. As high as its content was in the last frame (scroll->height), `height` at most. The
 * caller ends it with pl_ui_modal_end. */
pl_dialog_box pl_dialog_open(pl_ui *ui, pl_rect area, float width, float height, const char *title,
                             const pl_scroll *scroll);
/* Back (also Esc) and, unless NULL, what is to be done; `why` as in pl_button. */
pl_dialog_press pl_dialog_foot(pl_ui *ui, const pl_dialog_box *box, const char *label, bool is_enabled,
                               const char *why);

#endif
