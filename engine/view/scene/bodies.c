/* Bodies: discs with labels find elbow room.
 *
 * Everybody starts small at home and grows: so neighbours come to stand on the side where they belong before there is a
 * crowd, and bearings survive. In each step everybody is pulled a little towards home and then every pair that is too
 * close is pushed apart, half each, one pair after the other, so that the order of the array decides and the same start
 * gives the same end. A pair is too close in four ways: disc on disc, label on disc, disc on label, label on label.
 * Then the pull ends and pushing goes on until nothing overlaps. Where there is no room at all, it stops after as many
 * steps again. */
#include "bodies.h"

#include <math.h>

#define LABEL_DROP  8.0f  /* from the disc's rim, over its ring, to the label */
#define SMALL       0.05f /* of their size, at the start */
#define SETTLED     0.05f /* board units: what nobody sees */
#define GOLDEN_TURN 2.39996323f

pl_rect pl_body_label(const pl_body *body) {
  return (pl_rect){body->at.x - body->label_width / 2, body->at.y + body->radius + LABEL_DROP, body->label_width,
                   body->label_height};
}

pl_rect pl_rect_around(pl_point middle, float width, float height) {
  return (pl_rect){middle.x - width / 2, middle.y - height / 2, width, height};
}

pl_rect pl_rect_union(pl_rect a, pl_rect b) {
  const float left = fminf(a.x, b.x), top = fminf(a.y, b.y);
  return (pl_rect){left, top, fmaxf(a.x + a.w, b.x + b.w) - left, fmaxf(a.y + a.h, b.y + b.h) - top};
}

pl_rect pl_body_bounds(const pl_body *body) {
  const pl_rect disc = pl_rect_around(body->at, 2 * body->radius, 2 * body->radius);
  return body->label_height > 0 ? pl_rect_union(disc, pl_body_label(body)) : disc;
}

/* ---- how far b must move away from a: a vector, zero if it need not ---- */

static pl_point push_disc(pl_point a, pl_point b, float distance, int order) {
  const float x = b.x - a.x, y = b.y - a.y, square = x * x + y * y;
  if (square >= distance * distance) return (pl_point){0, 0};
  const float away = sqrtf(square);
  if (away < 0.001f) { /* on the same point: each pair another way */
    const float angle = GOLDEN_TURN * (float)order;
    return (pl_point){distance * cosf(angle), distance * sinf(angle)};
  }
  return (pl_point){x / away * (distance - away), y / away * (distance - away)};
}

/* Are they so far apart that none of the four can be? Most pairs are, and many pairs there are. */
static bool are_strangers(const pl_body *a, const pl_body *b, const pl_elbow_room *room) {
  const float beside = a->radius + b->radius + room->gap + a->label_width + b->label_width;
  const float above = a->radius + b->radius + room->gap + a->label_height + b->label_height + LABEL_DROP * 2;
  return fabsf(a->at.x - b->at.x) > beside || fabsf(a->at.y - b->at.y) > above + room->gap;
}

/* The shortest way off for `inner`, which overlaps `outer`. */
static pl_point push_rect(pl_rect outer, pl_rect inner) {
  const float left = inner.x + inner.w - outer.x, right = outer.x + outer.w - inner.x;
  const float up = inner.y + inner.h - outer.y, down = outer.y + outer.h - inner.y;
  if (left <= 0 || right <= 0 || up <= 0 || down <= 0) return (pl_point){0, 0};
  const float x = left < right ? -left : right, y = up < down ? -up : down;
  return fabsf(x) < fabsf(y) ? (pl_point){x, 0} : (pl_point){0, y};
}

static float within(float value, float from, float to) { return value < from ? from : value > to ? to : value; }

static pl_point push_disc_off_rect(pl_rect rect, pl_point at, float radius) {
  const pl_point near = {within(at.x, rect.x, rect.x + rect.w), within(at.y, rect.y, rect.y + rect.h)};
  if (near.x == at.x && near.y == at.y) return push_rect(rect, pl_rect_around(at, 2 * radius, 2 * radius));
  return push_disc(near, at, radius, 0);
}

static float part_by(pl_body *a, pl_body *b, pl_point push) {
  if (push.x == 0 && push.y == 0) return 0;
  a->at.x -= push.x / 2;
  a->at.y -= push.y / 2;
  b->at.x += push.x / 2;
  b->at.y += push.y / 2;
  return hypotf(push.x, push.y);
}

static pl_point turned(pl_point push) { return (pl_point){-push.x, -push.y}; }

static pl_rect wider(pl_rect rect, float by) { return pl_rect_inset(rect, -by); }

static float part_labels(pl_body *a, pl_body *b, float gap) {
  float moved = 0;
  if (a->label_height > 0) moved += part_by(a, b, push_disc_off_rect(pl_body_label(a), b->at, b->radius + gap));
  if (b->label_height > 0) moved += part_by(a, b, turned(push_disc_off_rect(pl_body_label(b), a->at, a->radius + gap)));
  if (a->label_height > 0 && b->label_height > 0)
    moved += part_by(a, b, push_rect(wider(pl_body_label(a), gap), pl_body_label(b)));
  return moved;
}

static float keep_within(pl_body *body, pl_rect area) {
  const pl_rect bounds = pl_body_bounds(body);
  const float x = within(bounds.x, area.x, area.x + area.w - bounds.w) - bounds.x;
  const float y = within(bounds.y, area.y, area.y + area.h - bounds.h) - bounds.y;
  body->at.x += x;
  body->at.y += y;
  return fabsf(x) + fabsf(y);
}

static float step(pl_body *body, int count, const pl_elbow_room *room, float pull) {
  float moved = 0;
  for (int i = 0; i < count; i++) {
    body[i].at.x += (body[i].home.x - body[i].at.x) * pull;
    body[i].at.y += (body[i].home.y - body[i].at.y) * pull;
  }
  for (int i = 0; i < count; i++) {
    for (int j = i + 1; j < count; j++) {
      pl_body *a = &body[i], *b = &body[j];
      if (are_strangers(a, b, room)) continue;
      moved += part_by(a, b, push_disc(a->at, b->at, a->radius + b->radius + room->gap, i + j));
      moved += part_labels(a, b, room->label_gap);
    }
  }
  for (int i = 0; i < count; i++) moved += keep_within(&body[i], room->area);
  return moved;
}

static void resize(pl_body *body, int count, float factor) {
  for (int i = 0; i < count; i++) {
    body[i].radius *= factor;
    body[i].label_width *= factor;
    body[i].label_height *= factor;
  }
}

/* The steps in which bodies grow from small to whole. */
static void grow(pl_body *body, int count, const pl_elbow_room *room, int steps) {
  float now = SMALL;
  resize(body, count, now);
  for (int i = 1; i <= steps; i++) {
    const float next = SMALL + (1 - SMALL) * (float)i / (float)steps;
    const pl_elbow_room less = {room->area, room->gap * now, room->label_gap * now, room->pull, 0};
    step(body, count, &less, room->pull);
    resize(body, count, next / now);
    now = next;
  }
}

void pl_bodies_part(pl_body *body, int count, const pl_elbow_room *room) {
  const int growing = room->steps * 2 / 3;
  grow(body, count, room, growing);
  for (int i = growing; i < room->steps; i++) step(body, count, room, room->pull);
  for (int i = 0; i < room->steps; i++)
    if (step(body, count, room, 0) < SETTLED) return;
}

/* ---- who is in the way ---- */

bool pl_bodies_leave(const pl_body *body, int count, pl_point at, float radius, float margin) {
  for (int i = 0; i < count; i++) {
    const float reach = radius + margin;
    if (hypotf(body[i].at.x - at.x, body[i].at.y - at.y) < body[i].radius + reach) return false;
    if (body[i].label_height > 0 && pl_rect_meets(pl_body_label(&body[i]), pl_rect_around(at, 2 * reach, 2 * reach)))
      return false;
  }
  return true;
}

bool pl_bodies_leave_rect(const pl_body *body, int count, pl_rect rect, float margin) {
  const pl_rect wide = wider(rect, margin);
  for (int i = 0; i < count; i++) {
    const pl_rect disc = pl_rect_around(body[i].at, 2 * body[i].radius, 2 * body[i].radius);
    if (pl_rect_meets(wide, disc)) return false;
    if (body[i].label_height > 0 && pl_rect_meets(wide, pl_body_label(&body[i]))) return false;
  }
  return true;
}
