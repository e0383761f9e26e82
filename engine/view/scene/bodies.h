/* Bodies: discs with a label below, pushed apart until none is on another. */
#ifndef POLDER_VIEW_BODIES_H
#define POLDER_VIEW_BODIES_H

#include "geometry.h"

typedef struct pl_body {
  pl_point at;
  pl_point home; /* what it is pulled back to */
  float radius;
  float label_width, label_height; /* 0: it has none to be kept free */
} pl_body;

/* How bodies keep apart. */
typedef struct pl_elbow_room {
  pl_rect area;    /* discs and labels stay within it */
  float gap;       /* between two discs */
  float label_gap; /* between a label and anything */
  float pull;      /* part of the way home in each step */
  int steps;
} pl_elbow_room;

/* The label's place below its disc. */
pl_rect pl_body_label(const pl_body *body);
/* Disc and label. */
pl_rect pl_body_bounds(const pl_body *body);
/* From where they are, growing, in as many steps as are asked for, and then without pull until none overlaps or nothing
 * more helps. */
void pl_bodies_part(pl_body *body, int count, const pl_elbow_room *room);
/* Is a circle with `margin` around it clear of all discs and labels? */
bool pl_bodies_leave(const pl_body *body, int count, pl_point at, float radius, float margin);
/* Is a rectangle? */
bool pl_bodies_leave_rect(const pl_body *body, int count, pl_rect rect, float margin);

pl_rect pl_rect_around(pl_point middle, float width, float height);
/* The smallest rectangle round both. */
pl_rect pl_rect_union(pl_rect a, pl_rect b);

#endif
