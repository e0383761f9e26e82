/* Placement: how large the discs are, and who comes first.
 *
 * Radii come from the number of organisations and the number of states; when all discs together would take more than
 * their part of the board, all shrink alike. Then the map is made, and the network out of the map. Members are those of
 * the start, as the scenario has them: whoever joins or leaves later stays where people have learned to look. */
#include "placement_internal.h"

#include <math.h>
#include <stdlib.h>

#define DISC_BASE    25.0f
#define DISC_ROOT    3.75f
#define DISC_LEAST   6.0f
#define LEAST_GROWTH 0.02f
#define PIN_GAP      22.0f /* between a pinned disc and others: room for both rings */
#define PIN_EDGE     24.0f /* and to the board's edge */
#define PIN_STEP     4.0f
enum { PIN_TURNS = 64 };
#define FILLED       0.42f /* of the board, at most, by discs with the room around them */

pl_rect pl_board_area(void) {
  return (pl_rect){-PL_BOARD_WIDTH / 2, -PL_BOARD_HEIGHT / 2, PL_BOARD_WIDTH, PL_BOARD_HEIGHT};
}

pl_density pl_density_of(int states, bool is_network) {
  static const struct {
    int most;
    pl_density map, network;
  } row[] = {
      {16, {34, 104, 44}, {34, 150, 52}}, {24, {28, 92, 40}, {28, 128, 46}},     {30, {22, 84, 36}, {22, 112, 42}},
      {60, {14, 0, 0}, {14, 0, 0}},       {PL_MAX_STATES, {6, 0, 0}, {6, 0, 0}},
  };
  size_t i = 0;
  while (i + 1 < sizeof row / sizeof row[0] && states > row[i].most) i++;
  return is_network ? row[i].network : row[i].map;
}

pl_body pl_body_of(float radius, pl_density density) {
  pl_body body = {.radius = radius, .label_width = density.label_width, .label_height = density.label_height};
  if (body.label_height > 0) body.label_width = fmaxf(density.label_width, 2.2f * radius);
  return body;
}

static float growth_for(int states) { return states <= 16 ? 1.0f : states <= 24 ? 0.82f : 0.68f; }

static int organisations_of(const pl_history *history, int state) {
  if (history->first) return (int)(history->first[state + 1] - history->first[state]);
  return (int)history->scenario->states[state].organisations;
}

/* The part of the board that the discs and what belongs to them would take, were they k times as large. */
static float filled_by(const pl_placement *placement, float k, bool is_network) {
  const pl_density density = pl_density_of(placement->state_count, is_network);
  float sum = 0;
  for (int s = 0; s < placement->state_count; s++) {
    const pl_body body = pl_body_of(k * placement->state[s].radius * (is_network ? PL_NETWORK_GROWTH : 1), density);
    sum += fmaxf(2 * body.radius + density.gap, body.label_width) * (2 * body.radius + density.gap + body.label_height);
  }
  return sum / (PL_BOARD_WIDTH * PL_BOARD_HEIGHT);
}

static void set_radii(pl_placement *placement, const pl_history *history) {
  for (int s = 0; s < placement->state_count; s++) {
    const int organisations = organisations_of(history, s);
    placement->state[s].radius = DISC_BASE + DISC_ROOT * sqrtf((float)organisations);
  }
  float k = growth_for(placement->state_count);
  while (k > LEAST_GROWTH && fmaxf(filled_by(placement, k, false), filled_by(placement, k, true)) > FILLED) k *= 0.98f;
  for (int s = 0; s < placement->state_count; s++)
    placement->state[s].radius = fmaxf(DISC_LEAST, k * placement->state[s].radius);
}

pl_placement *pl_placement_new(const pl_history *history, pl_error *error) {
  const pl_scenario *scenario = history->scenario;
  pl_placement *placement = calloc(1, sizeof *placement);
  pl_body *body = calloc((size_t)scenario->state_count + 1, sizeof *body);
  bool is_whole = placement && body;
  if (is_whole) {
    placement->state_count = scenario->state_count;
    placement->forum_count = scenario->forum_count;
    placement->state = calloc((size_t)scenario->state_count + 1, sizeof *placement->state);
    placement->forum = calloc((size_t)scenario->forum_count + 1, sizeof *placement->forum);
    is_whole = placement->state && placement->forum;
  }
  if (is_whole) {
    set_radii(placement, history);
    pl_place_on_map(placement, scenario, body);
    pl_place_on_network(placement, scenario, body);
  } else {
    pl_error_set(error, PL_NO_MEMORY, "No memory is left for the board; close something and try again.");
    pl_placement_free(placement);
    placement = NULL;
  }
  free(body);
  return placement;
}

/* ---- pins ---- */

static pl_point within_board(pl_point at, float radius) {
  const pl_rect area = pl_rect_inset(pl_board_area(), radius + PIN_EDGE);
  return (pl_point){fmaxf(area.x, fminf(at.x, area.x + area.w)), fmaxf(area.y, fminf(at.y, area.y + area.h))};
}

static bool is_clear_of_discs(const pl_placement *placement, int state, pl_point at) {
  const float own = placement->state[state].radius * PL_NETWORK_GROWTH + PIN_GAP;
  for (int s = 0; s < placement->state_count; s++) {
    const pl_point other = placement->state[s].network;
    const float least = own + placement->state[s].radius * PL_NETWORK_GROWTH;
    if (s != state && hypotf(at.x - other.x, at.y - other.y) < least) return false;
  }
  return true;
}

/* The nearest point that is on the board and on nobody, on ever wider circles; `at` itself if there is none. */
static pl_point clear_point(const pl_placement *placement, int state, pl_point at) {
  const float radius = placement->state[state].radius * PL_NETWORK_GROWTH;
  for (float away = 0; away < PL_BOARD_WIDTH; away += PIN_STEP) {
    for (int turn = 0; turn < (away > 0 ? PIN_TURNS : 1); turn++) {
      const float angle = 6.28318531f * (float)turn / PIN_TURNS;
      const pl_point tried = within_board((pl_point){at.x + away * cosf(angle), at.y + away * sinf(angle)}, radius);
      if (is_clear_of_discs(placement, state, tried)) return tried;
    }
  }
  return within_board(at, radius);
}

void pl_placement_pin(pl_placement *placement, int state, pl_point at) {
  pl_place_on_board *place = &placement->state[state];
  if (!place->is_pinned) place->free = place->network;
  place->is_pinned = true;
  place->network = clear_point(placement, state, at);
  placement->moves++;
}

void pl_placement_release(pl_placement *placement, int state) {
  pl_place_on_board *place = &placement->state[state];
  if (!place->is_pinned) return;
  place->is_pinned = false;
  place->network = place->free;
  placement->moves++;
}

void pl_placement_free(pl_placement *placement) {
  if (!placement) return;
  free(placement->state);
  free(placement->forum);
  free(placement);
}
