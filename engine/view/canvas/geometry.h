/* Points and rectangles of the view, in logical pixels: those of a window that is 1080 of them high. */
#ifndef POLDER_VIEW_GEOMETRY_H
#define POLDER_VIEW_GEOMETRY_H

#include <stdbool.h>

typedef struct pl_point {
  float x, y;
} pl_point;

typedef struct pl_rect {
  float x, y, w, h;
} pl_rect;

static inline bool pl_rect_has(pl_rect r, pl_point p) {
  return p.x >= r.x && p.y >= r.y && p.x < r.x + r.w && p.y < r.y + r.h;
}
static inline bool pl_rect_meets(pl_rect a, pl_rect b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
static inline pl_rect pl_rect_inset(pl_rect r, float by) {
  return (pl_rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}
/* Cut a strip off one side of *r and return it; *r keeps the rest. A strip is never larger than what there is. */
pl_rect pl_cut_left(pl_rect *r, float width);
pl_rect pl_cut_right(pl_rect *r, float width);
pl_rect pl_cut_top(pl_rect *r, float height);
pl_rect pl_cut_bottom(pl_rect *r, float height);

/* Easing, 0 … 1 → 0 … 1; values outside are clamped. */
float pl_ease_out(float t);    /* cubic */
float pl_ease_in_out(float t);
static inline float pl_mix(float a, float b, float t) { return a + (b - a) * t; }

#endif
