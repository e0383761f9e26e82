/* Rectangles that are cut up, and the three curves by which things move. */
#include "geometry.h"

static float at_most(float wanted, float there) { return wanted > 0 ? (wanted < there ? wanted : there) : 0; }

pl_rect pl_cut_left(pl_rect *r, float width) {
  const float w = at_most(width, r->w);
  const pl_rect strip = {r->x, r->y, w, r->h};
  r->x += w;
  r->w -= w;
  return strip;
}

pl_rect pl_cut_right(pl_rect *r, float width) {
  const float w = at_most(width, r->w);
  r->w -= w;
  return (pl_rect){r->x + r->w, r->y, w, r->h};
}

pl_rect pl_cut_top(pl_rect *r, float height) {
  const float h = at_most(height, r->h);
  const pl_rect strip = {r->x, r->y, r->w, h};
  r->y += h;
  r->h -= h;
  return strip;
}

pl_rect pl_cut_bottom(pl_rect *r, float height) {
  const float h = at_most(height, r->h);
  r->h -= h;
  return (pl_rect){r->x, r->y + r->h, r->w, h};
}

static float within(float t) { return t < 0 ? 0 : t > 1 ? 1 : t; }

float pl_ease_out(float t) {
  const float left = 1 - within(t);
  return 1 - left * left * left;
}

float pl_ease_in_out(float t) {
  const float u = within(t);
  return u * u * (3 - 2 * u);
}
