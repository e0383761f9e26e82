/* The emblem: two states and what passes between them. */
#ifndef POLDER_VIEW_EMBLEM_H
#define POLDER_VIEW_EMBLEM_H

#include "canvas.h"

/* Within `area`, which should be about 2.5 times as wide as it is high. */
void pl_draw_emblem(pl_canvas *canvas, pl_rect area);

#endif
