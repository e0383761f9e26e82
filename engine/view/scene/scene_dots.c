/* Dots: where organisations are drawn within their state's disc.
 *
 * Dot i stands at i times the golden angle, at a distance that grows with the root of i, so that all have the same
 * room (Vogel 1979, phyllotaxis). Which wedge a dot is in follows from its angle; each organisation takes the next
 * free dot of its sector's wedge, and those that find none take what is left. */
#include "scene_internal.h"

#include <math.h>
#include <string.h>

#define GOLDEN_ANGLE 2.39996323f /* 137.508° */
#define FULL_TURN 6.28318531f

pl_point pl_dot_place(int index, int count) {
  const float angle = (float)index * GOLDEN_ANGLE;
  const float distance = 0.87f * sqrtf(((float)index + 0.55f) / (float)(count > 0 ? count : 1));
  return (pl_point){distance * cosf(angle), distance * sinf(angle)};
}

/* The wedge of each sector: sectors with one name share one. Returns how many wedges there are. */
static int find_wedges(const pl_map_spec *map, int wedge[PL_SECTORS]) {
  int count = 0;
  for (int i = 0; i < PL_SECTORS; i++) {
    int same = 0;
    while (same < i && (!map->sectors[i] || !map->sectors[same] || strcmp(map->sectors[same], map->sectors[i]))) same++;
    wedge[i] = same < i ? wedge[same] : count++;
  }
  return count;
}

static int wedge_of_dot(int dot, int wedges) {
  const float turns = fmodf((float)dot * GOLDEN_ANGLE, FULL_TURN) / FULL_TURN;
  const int wedge = (int)(turns * (float)wedges);
  return wedge < wedges ? wedge : wedges - 1;
}

/* One pass over the dots for each wedge: dots that are taken are marked in `owner`, which is what `dot` holds while
 * it is being filled: 1 + the organisation that a dot belongs to. */
static void fill_wedge(const uint8_t *sector, int count, const int *wedge, int which, int wedges, uint16_t *dot) {
  int at = 0;
  for (int i = 0; i < count; i++) {
    if (wedge[sector[i] % PL_SECTORS] != which) continue;
    while (at < count && wedge_of_dot(at, wedges) != which) at++;
    if (at == count) return;
    dot[i] = (uint16_t)at++;
  }
}

enum { NO_DOT = 0xFFFF };

static void fill_rest(int count, int *taken_until, uint16_t *dot, const uint8_t *is_taken) {
  for (int i = 0; i < count; i++) {
    if (dot[i] != NO_DOT) continue;
    while (is_taken[*taken_until / 8] >> (*taken_until % 8) & 1) ++*taken_until;
    dot[i] = (uint16_t)(*taken_until)++;
  }
}

void pl_dot_assign(const pl_history *history, int state, uint16_t *dot) {
  uint8_t is_taken[PL_MAX_PER_STATE / 8 + 1] = {0};
  int wedge[PL_SECTORS], next = 0;
  const int wedges = find_wedges(&history->scenario->map, wedge);
  const uint8_t *sector = history->sector + history->first[state];
  const uint32_t there = history->first[state + 1] - history->first[state];
  const int count = there < PL_MAX_PER_STATE ? (int)there : PL_MAX_PER_STATE;
  for (int i = 0; i < count; i++) dot[i] = NO_DOT;
  for (int w = 0; w < wedges; w++) fill_wedge(sector, count, wedge, w, wedges, dot);
  for (int i = 0; i < count; i++)
    if (dot[i] != NO_DOT) is_taken[dot[i] / 8] |= (uint8_t)(1 << (dot[i] % 8));
  fill_rest(count, &next, dot, is_taken);
}
