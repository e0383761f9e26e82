/* The wall's parts, and what they share. */
#ifndef POLDER_VIEW_WALL_H
#define POLDER_VIEW_WALL_H

#include <polder/board_words.h>

#include "app.h"

/* The bar at the top: exercise, round, what goes on and for how long, and how to join. */
void pl_wall_bar(pl_app *app, const pl_billboard *billboard, pl_rect bar);
/* Before it begins, or whenever somebody comes late: how to join, in letters for the last row, and who sits where. */
void pl_wall_lobby(pl_app *app, const pl_billboard *billboard, pl_rect area);
/* What control and the scenario say to everybody: where it finds room, over the top of the board or beside it. */
typedef struct pl_wall_news_place {
  pl_rect rect;
  float head_room, side_room; /* so much of the board is under it at the top, or is its at the left; 0: nothing */
} pl_wall_news_place;
pl_wall_news_place pl_wall_news_find(pl_app *app, const pl_billboard *billboard, pl_rect area);
void pl_wall_news(pl_app *app, const pl_billboard *billboard, pl_rect rect);
/* All of it, on a page of its own. */
void pl_wall_news_page(pl_app *app, const pl_billboard *billboard, pl_rect area);
/* The picture that a telephone reads, on white. */
void pl_wall_code(pl_canvas *canvas, const pl_billboard *billboard, pl_rect square);
/* "482 913" */
void pl_wall_pin(const char *pin, char *text, size_t size);

#endif
