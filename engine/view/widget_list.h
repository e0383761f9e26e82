/* A list of what is on the screen, in a file: for programs that press what people press, such as tests. */
#ifndef POLDER_VIEW_WIDGET_LIST_H
#define POLDER_VIEW_WIDGET_LIST_H

#include "app.h"

/* Zeroed: no list is wanted. */
typedef struct pl_widget_list {
  const char *path;        /* borrowed; NULL: none is wanted */
  unsigned taken;          /* key presses and releases of the button that the window has taken so far */
  unsigned drawn, settled; /* as many of those had been taken when the last frame was drawn / have had their effect */
  pl_buffer now, last;
} pl_widget_list;

/* After a frame. `per_pixel`: points of the window to a pixel of the renderer. Where it cannot be written it is not. */
void pl_widget_list_write(pl_widget_list *list, const pl_app *app, float per_pixel);
/* Whether more frames are needed until the list shows what came of all that was taken. */
bool pl_widget_list_is_behind(const pl_widget_list *list);
void pl_widget_list_clear(pl_widget_list *list);

#endif
