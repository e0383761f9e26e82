/* What lies over a screen: the list of keys, and the menu. */
#ifndef POLDER_VIEW_APP_OVERLAYS_H
#define POLDER_VIEW_APP_OVERLAYS_H

#include "app.h"

void pl_app_help(pl_app *app, pl_rect area);
void pl_app_menu(pl_app *app, pl_rect area);
/* Whether to leave an exercise that is not kept. */
void pl_app_ask_to_leave(pl_app *app, pl_rect area);

#endif
