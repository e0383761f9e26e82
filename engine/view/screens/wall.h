/* The wall's parts, and what they share. */
#ifndef POLDER_VIEW_WALL_H
#define POLDER_VIEW_WALL_H

#include "app.h"

/* The bar at the top: exercise, round, what goes on and for how long, and how to join. */
void pl_wall_bar(pl_app *app, const pl_billboard *billboard, pl_rect bar);
/* Before it begins, or whenever somebody comes late: how to join, in letters for the last row, and who sits where. */
void pl_wall_lobby(pl_app *app, const pl_billboard *billboard, pl_rect area);
/* What control and the scenario say to everybody, over the top of the board; and how high that is. */
void pl_wall_news(pl_app *app, const pl_billboard *billboard, pl_rect area);
float pl_wall_news_height(pl_app *app, const pl_billboard *billboard, pl_rect area);
/* The picture that a telephone reads, on white. */
void pl_wall_code(pl_canvas *canvas, const pl_billboard *billboard, pl_rect square);
/* How many seats have people, how many people there are, and how many of those seats have committed something. */
typedef struct pl_wall_count {
  int seats, taken, people, ready;
} pl_wall_count;
pl_wall_count pl_wall_count_of(const pl_billboard *billboard);
/* "482 913" */
void pl_wall_pin(const char *pin, char *text, size_t size);

#endif
