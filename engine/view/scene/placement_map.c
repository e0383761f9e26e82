/* The map: states near their places, invented states where there is room, hubs near their members.
 *
 * The projection is scaled so that all homes are on the board, and moved so that they fill it. Discs start at their
 * homes and find elbow room. A state without a place gets one first: on a ring or in staggered rows round the middle
 * when nobody has any, otherwise wherever the board is emptiest. Hubs come last and move nobody: each looks for the
 * first clear spot, going outward from the middle of its members. */
#include "placement_internal.h"

#include <math.h>

#define HOME_SIDE     110.0f /* from the farthest homes to the board's edge, left and right */
#define HOME_TOP      40.0f
#define HOME_FOOT     60.0f
#define OPEN_SIDE     120.0f /* the same for invented states, which stand where their homes are */
#define OPEN_TOP      90.0f
#define OPEN_FOOT     130.0f
#define GLOBE_LEAST   380.0f /* board units for the globe's radius */
#define GLOBE_MOST    4200.0f
#define WORLD_LEAST   370.0f /* the whole world is as high as the board */
#define WORLD_MOST    460.0f
#define GLOBE_DEFAULT 1430.0f
#define EDGE          12.0f
#define RING_WIDTH    440.0f
#define RING_HEIGHT   210.0f
enum { RING_MOST = 8, GRID = 40, HUB_TURNS = 24 };
#define HUB_RADIUS   30.0f
#define HUB_MARGIN   14.0f
#define HUB_APART    150.0f
#define HUB_STEP     10.0f
#define HUB_FARTHEST 900.0f
#define FULL_TURN    6.28318531f

static pl_point on_board(const pl_placement *placement, pl_place at) {
  const pl_point p = pl_project(&placement->projection, at.longitude / 1000.0, at.latitude / 1000.0, NULL);
  return (pl_point){placement->map_origin.x + placement->map_scale * p.x,
                    placement->map_origin.y + placement->map_scale * p.y};
}

/* ---- scale ---- */

static void set_scale(pl_placement *placement, const pl_scenario *scenario) {
  pl_rect homes = {0};
  placement->projection = pl_projection_for(scenario);
  for (int s = 0; s < placement->state_count; s++) {
    const pl_place at = scenario->states[s].at;
    if (!at.is_known) continue;
    const pl_point p = pl_project(&placement->projection, at.longitude / 1000.0, at.latitude / 1000.0, NULL);
    homes = placement->has_map ? pl_rect_union(homes, pl_rect_around(p, 0, 0)) : pl_rect_around(p, 0, 0);
    placement->has_map = true;
  }
  placement->map_scale = GLOBE_DEFAULT;
  if (!placement->has_map) return;
  const bool is_world = placement->projection.kind == PL_PROJECTION_WORLD;
  const float most = is_world ? WORLD_MOST : GLOBE_MOST, least = is_world ? WORLD_LEAST : GLOBE_LEAST;
  const float wide = (PL_BOARD_WIDTH - 2 * HOME_SIDE) / fmaxf(homes.w, 0.01f);
  const float high = (PL_BOARD_HEIGHT - HOME_TOP - HOME_FOOT) / fmaxf(homes.h, 0.01f);
  const float scale = fmaxf(least, fminf(most, fminf(wide, high)));
  placement->map_scale = scale;
  placement->map_origin =
      (pl_point){-scale * (homes.x + homes.w / 2), -scale * (homes.y + homes.h / 2) + (HOME_TOP - HOME_FOOT) / 2};
}

/* ---- states without a place ---- */

static pl_point on_ring(int index, int count) {
  if (count == 1) return (pl_point){0, 0};
  const float angle = FULL_TURN * ((float)index / (float)count - 0.25f - 0.5f / (float)count);
  return (pl_point){RING_WIDTH * cosf(angle), RING_HEIGHT * sinf(angle)};
}

/* Staggered rows as wide as the board allows. */
static pl_point in_rows(int index, int count) {
  const float width = PL_BOARD_WIDTH - 2 * OPEN_SIDE, height = PL_BOARD_HEIGHT - OPEN_TOP - OPEN_FOOT;
  const int rows = (int)fmaxf(2, roundf(sqrtf((float)count * height / width)));
  const int columns = (count + rows - 1) / rows, row = index / columns, column = index % columns;
  const int in_this = row == rows - 1 ? count - columns * (rows - 1) : columns;
  const float stagger = in_this == columns ? (row % 2 ? 0.25f : -0.25f) : 0;
  const float pitch = width / (float)columns;
  return (pl_point){((float)column - (float)(in_this - 1) / 2 + stagger) * pitch,
                    ((float)row - (float)(rows - 1) / 2) * height / (float)(rows - 1) + (OPEN_TOP - OPEN_FOOT) / 2};
}

/* The spot farthest from everybody that has one, the nearer to the middle the better. */
static pl_point emptiest(const pl_body *body, const bool *is_placed, int count) {
  pl_point best = {0, 0};
  float most = -1e9f;
  for (int i = 0; i < GRID * GRID; i++) {
    const float x = ((float)(i % GRID) + 0.5f) / GRID - 0.5f, y = ((float)(i / GRID) + 0.5f) / GRID - 0.5f;
    const pl_point at = {x * (PL_BOARD_WIDTH - 2 * OPEN_SIDE), y * (PL_BOARD_HEIGHT - 2 * OPEN_TOP)};
    float nearest = 1e9f;
    for (int s = 0; s < count; s++)
      if (is_placed[s]) nearest = fminf(nearest, hypotf(body[s].home.x - at.x, body[s].home.y - at.y));
    const float worth = nearest - 0.15f * hypotf(at.x, at.y);
    if (worth <= most) continue;
    most = worth;
    best = at;
  }
  return best;
}

static void set_homes(const pl_placement *placement, const pl_scenario *scenario, pl_body *body) {
  bool is_placed[PL_MAX_STATES] = {false};
  const int count = placement->state_count;
  for (int s = 0; s < count; s++) {
    is_placed[s] = scenario->states[s].at.is_known;
    if (is_placed[s]) body[s].home = on_board(placement, scenario->states[s].at);
  }
  for (int s = 0; s < count; s++) {
    if (is_placed[s]) continue;
    if (placement->has_map)
      body[s].home = emptiest(body, is_placed, count);
    else
      body[s].home = count <= RING_MOST ? on_ring(s, count) : in_rows(s, count);
    is_placed[s] = placement->has_map;
  }
}

/* ---- hubs ---- */

static pl_point middle_of_members(const pl_placement *placement, const pl_forum_spec *forum) {
  pl_point sum = {0, 0};
  int count = 0;
  for (int s = pl_set_next(&forum->members, 0); s >= 0 && s < placement->state_count;
       s = pl_set_next(&forum->members, s + 1), count++) {
    sum.x += placement->state[s].map.x;
    sum.y += placement->state[s].map.y;
  }
  return count ? (pl_point){sum.x / (float)count, sum.y / (float)count} : sum;
}

static bool is_clear(const pl_placement *placement, const pl_body *body, pl_point at, int forum, float ease) {
  pl_rect inside = pl_rect_inset(pl_board_area(), EDGE + HUB_RADIUS);
  if (!pl_rect_has(inside, at)) return false;
  for (int f = 0; f < forum; f++)
    if (hypotf(placement->forum[f].map.x - at.x, placement->forum[f].map.y - at.y) < HUB_APART * ease) return false;
  return pl_bodies_leave(body, placement->state_count, at, HUB_RADIUS * ease, HUB_MARGIN * ease);
}

/* The clear spot nearest to `wanted`, on ever wider circles. Whoever finds none looks again and asks for less. */
static pl_point clear_spot(const pl_placement *placement, const pl_body *body, pl_point wanted, int forum) {
  for (float ease = 1; ease > 0.1f; ease *= 0.6f) {
    for (float away = 0; away < HUB_FARTHEST; away += HUB_STEP) {
      for (int turn = 0; turn < (away > 0 ? HUB_TURNS : 1); turn++) {
        const float angle = FULL_TURN * (float)turn / HUB_TURNS;
        const pl_point at = {wanted.x + away * cosf(angle), wanted.y + away * sinf(angle)};
        if (is_clear(placement, body, at, forum, ease)) return at;
      }
    }
  }
  return wanted;
}

static void set_hubs(pl_placement *placement, const pl_scenario *scenario, const pl_body *body) {
  for (int f = 0; f < placement->forum_count; f++) {
    const pl_forum_spec *forum = &scenario->forums[f];
    const bool is_placed = forum->at.is_known && placement->has_map;
    const pl_point wanted = is_placed ? on_board(placement, forum->at) : middle_of_members(placement, forum);
    placement->forum[f].radius = HUB_RADIUS;
    placement->forum[f].map = clear_spot(placement, body, wanted, f);
    placement->forum[f].home = is_placed ? wanted : placement->forum[f].map;
  }
}

void pl_place_on_map(pl_placement *placement, const pl_scenario *scenario, pl_body *body) {
  const pl_density density = pl_density_of(placement->state_count, false);
  const pl_elbow_room room = {pl_rect_inset(pl_board_area(), EDGE), density.gap, density.gap / 4, PL_PULL,
                              pl_push_steps(placement->state_count)};
  set_scale(placement, scenario);
  for (int s = 0; s < placement->state_count; s++) body[s] = pl_body_of(placement->state[s].radius, density);
  set_homes(placement, scenario, body);
  for (int s = 0; s < placement->state_count; s++) body[s].at = body[s].home;
  pl_bodies_part(body, placement->state_count, &room);
  for (int s = 0; s < placement->state_count; s++) {
    const bool has_home = scenario->states[s].at.is_known;
    placement->state[s].map = body[s].at;
    placement->state[s].home = has_home ? body[s].home : body[s].at;
    const pl_rect bounds = pl_body_bounds(&body[s]);
    placement->map_bounds = s ? pl_rect_union(placement->map_bounds, bounds) : bounds;
  }
  set_hubs(placement, scenario, body);
  for (int f = 0; f < placement->forum_count; f++)
    placement->map_bounds =
        pl_rect_union(placement->map_bounds, pl_rect_around(placement->forum[f].map, 2 * HUB_RADIUS, 2 * HUB_RADIUS));
}
