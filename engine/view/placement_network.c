/* The network: states that have much to do with each other stand together.
 *
 * Ties are forums in common (a small forum binds more than one that everybody is in), alliances and dependencies. igraph
 * lays them out by springs, starting from the map. The result is turned, and mirrored if need be, until it lies as
 * like to the map as it can, so that west stays west where the ties allow it; it is stretched to the board, and the
 * discs find elbow room. igraph has one random generator and one error handler for the whole process: both are put back.
 * Should it fail, the map's positions serve. */
#include "placement_internal.h"

#include <igraph.h>
#include <math.h>
#include <string.h>

enum { LAYOUT_STEPS = 500, LAYOUT_SEED = 20260107, NAME_TURNS = 48, NAME_WRAP = 24 };
#define UNIT 240.0f       /* board units for igraph's distance 1 */
#define FOOT 12.0f        /* below the lowest label */
#define HEAD 70.0f        /* above the highest disc: names of hulls */
#define SIDE 40.0f
#define STRETCH_MOST 2.0f /* one way more than the other */
#define NAME_MARK 62.0f   /* a hull's name: its mark, and each letter of its text */
#define NAME_LETTER 16.0f
#define NAME_LINE 46.0f
#define NAME_FARTHEST 700.0f
#define FULL_TURN 6.28318531f

/* ---- ties ---- */

static double tie_between(const pl_scenario *scenario, unsigned a, unsigned b) {
  double tie = 0;
  for (int f = 0; f < scenario->forum_count; f++) {
    const pl_state_set *members = &scenario->forums[f].members;
    if (pl_set_has(members, a) && pl_set_has(members, b)) tie += 4.0 / (pl_set_count(members) + 1);
  }
  if (scenario->treaties && pl_set_has(&scenario->treaties[a], b)) tie += 0.2;
  for (int d = 0; d < scenario->dependency_count; d++) {
    const pl_dependency_spec *link = &scenario->dependencies[d];
    if ((link->customer == a && link->supplier == b) || (link->customer == b && link->supplier == a))
      tie += 0.3 * link->strength / PL_ONE;
  }
  return tie;
}

static igraph_error_t add_ties(const pl_scenario *scenario, igraph_vector_int_t *edge, igraph_vector_t *weight) {
  for (unsigned a = 0; a < scenario->state_count; a++) {
    for (unsigned b = a + 1; b < scenario->state_count; b++) {
      const double tie = tie_between(scenario, a, b);
      if (tie <= 0) continue;
      IGRAPH_CHECK(igraph_vector_int_push_back(edge, a));
      IGRAPH_CHECK(igraph_vector_int_push_back(edge, b));
      IGRAPH_CHECK(igraph_vector_push_back(weight, tie));
    }
  }
  return IGRAPH_SUCCESS;
}

/* ---- igraph ---- */

/* From and to body[].home. */
static igraph_error_t spring(const pl_scenario *scenario, pl_body *body) {
  igraph_vector_int_t edge;
  igraph_vector_t weight;
  igraph_t graph;
  igraph_matrix_t place;
  IGRAPH_CHECK(igraph_vector_int_init(&edge, 0));
  IGRAPH_FINALLY(igraph_vector_int_destroy, &edge);
  IGRAPH_CHECK(igraph_vector_init(&weight, 0));
  IGRAPH_FINALLY(igraph_vector_destroy, &weight);
  IGRAPH_CHECK(add_ties(scenario, &edge, &weight));
  IGRAPH_CHECK(igraph_create(&graph, &edge, scenario->state_count, IGRAPH_UNDIRECTED));
  IGRAPH_FINALLY(igraph_destroy, &graph);
  IGRAPH_CHECK(igraph_matrix_init(&place, scenario->state_count, 2));
  IGRAPH_FINALLY(igraph_matrix_destroy, &place);
  for (int s = 0; s < scenario->state_count; s++) {
    MATRIX(place, s, 0) = body[s].home.x / UNIT;
    MATRIX(place, s, 1) = body[s].home.y / UNIT;
  }
  IGRAPH_CHECK(igraph_layout_fruchterman_reingold(&graph, &place, true, LAYOUT_STEPS, 0.5, IGRAPH_LAYOUT_NOGRID, &weight,
                                                  NULL, NULL, NULL, NULL));
  for (int s = 0; s < scenario->state_count; s++)
    body[s].home = (pl_point){(float)MATRIX(place, s, 0) * UNIT, (float)MATRIX(place, s, 1) * UNIT};
  igraph_matrix_destroy(&place);
  igraph_destroy(&graph);
  igraph_vector_destroy(&weight);
  igraph_vector_int_destroy(&edge);
  IGRAPH_FINALLY_CLEAN(4);
  return IGRAPH_SUCCESS;
}

/* With a generator of our own and without igraph's way to end the program. */
static bool lay_out(const pl_scenario *scenario, pl_body *body) {
  igraph_error_handler_t *handler = igraph_set_error_handler(igraph_error_handler_ignore);
  igraph_rng_t *before = igraph_rng_default(), own;
  bool is_done = false;
  if (igraph_rng_init(&own, &igraph_rngtype_mt19937) == IGRAPH_SUCCESS) {
    igraph_rng_set_default(&own);
    is_done = igraph_rng_seed(&own, LAYOUT_SEED) == IGRAPH_SUCCESS && spring(scenario, body) == IGRAPH_SUCCESS;
    igraph_rng_set_default(before);
    igraph_rng_destroy(&own);
  }
  igraph_set_error_handler(handler);
  return is_done;
}

/* ---- as like to the map as it can be ---- */

static pl_point middle_of(const pl_body *body, int count) {
  pl_point sum = {0, 0};
  for (int s = 0; s < count; s++) sum = (pl_point){sum.x + body[s].home.x, sum.y + body[s].home.y};
  return (pl_point){sum.x / (float)count, sum.y / (float)count};
}

/* Turns homes round their middle so that they fit the map best, by least squares, mirrored if that fits better. */
static void turn_to_map(const pl_placement *placement, pl_body *body) {
  const int count = placement->state_count;
  const pl_point middle = middle_of(body, count);
  float xx = 0, xy = 0, yx = 0, yy = 0;
  for (int s = 0; s < count; s++) {
    const float x = body[s].home.x - middle.x, y = body[s].home.y - middle.y;
    const pl_point map = placement->state[s].map;
    xx += x * map.x, xy += x * map.y, yx += y * map.x, yy += y * map.y;
  }
  const bool is_mirrored = hypotf(xx - yy, xy + yx) > hypotf(xx + yy, xy - yx);
  const float side = is_mirrored ? -1 : 1;
  const float angle = atan2f(xy - side * yx, xx + side * yy);
  for (int s = 0; s < count; s++) {
    const float x = body[s].home.x - middle.x, y = side * (body[s].home.y - middle.y);
    body[s].home = (pl_point){x * cosf(angle) - y * sinf(angle), x * sinf(angle) + y * cosf(angle)};
  }
}

static void stretch_to(pl_rect area, pl_body *body, int count) {
  pl_rect homes = pl_rect_around(body[0].home, 0, 0);
  float widest = 0, highest = 0;
  for (int s = 0; s < count; s++) {
    const pl_rect bounds = pl_body_bounds(&body[s]);
    homes = pl_rect_union(homes, pl_rect_around(body[s].home, 0, 0));
    widest = fmaxf(widest, bounds.w);
    highest = fmaxf(highest, bounds.h);
  }
  const float x = fmaxf(area.w - widest, 1) / fmaxf(homes.w, 1), y = fmaxf(area.h - highest, 1) / fmaxf(homes.h, 1);
  const float wide = fminf(x, y * STRETCH_MOST), high = fminf(y, x * STRETCH_MOST);
  const pl_point middle = {homes.x + homes.w / 2, homes.y + homes.h / 2};
  for (int s = 0; s < count; s++)
    body[s].home = (pl_point){area.x + area.w / 2 + (body[s].home.x - middle.x) * wide,
                              area.y + area.h / 2 + (body[s].home.y - middle.y) * high};
}

/* ---- names of hulls ---- */

static int letters_of(const pl_text *name) {
  int most = 0;
  for (int i = 0; i < PL_LANGUAGES; i++) {
    const int letters = name->in[i] ? (int)strlen(name->in[i]) : 0;
    most = letters > most ? letters : most;
  }
  return most;
}

/* The room that a name needs, in one line or two. */
static pl_rect name_at(const pl_text *name, pl_point middle) {
  const int letters = letters_of(name), in_line = letters <= NAME_WRAP ? letters : (letters + 1) / 2 + 2;
  return pl_rect_around(middle, NAME_MARK + NAME_LETTER * (float)in_line,
                        letters <= NAME_WRAP ? NAME_LINE : 2 * NAME_LINE);
}

typedef struct names {
  const pl_placement *placement;
  const pl_scenario *scenario;
  const pl_body *body;
  int forum;
} names;

static bool is_free(const names *n, pl_rect rect, float margin) {
  const pl_rect board = pl_rect_inset(pl_board_area(), FOOT);
  if (rect.x < board.x || rect.y < board.y || rect.x + rect.w > board.x + board.w || rect.y + rect.h > board.y + board.h)
    return false;
  for (int f = 0; f < n->forum; f++)
    if (pl_rect_meets(rect, name_at(&n->scenario->forums[f].name, n->placement->forum[f].network))) return false;
  return pl_bodies_leave_rect(n->body, n->placement->state_count, rect, margin);
}

/* The bounds of all members, discs and labels. */
static pl_rect reach_of(const names *n) {
  const pl_state_set *members = &n->scenario->forums[n->forum].members;
  pl_rect reach = {0};
  bool is_first = true;
  for (int s = pl_set_next(members, 0); s >= 0 && s < n->placement->state_count; s = pl_set_next(members, s + 1)) {
    reach = is_first ? pl_body_bounds(&n->body[s]) : pl_rect_union(reach, pl_body_bounds(&n->body[s]));
    is_first = false;
  }
  return reach;
}

/* The free place nearest to the top of the hull. */
static pl_point place_name(const names *n) {
  const pl_text *name = &n->scenario->forums[n->forum].name;
  const pl_rect reach = reach_of(n);
  const pl_point wanted = {reach.x + reach.w / 2, reach.y};
  for (float margin = 8; margin >= 0; margin -= 8) {
    for (float away = 0; away < NAME_FARTHEST * 2; away += 12) {
      for (int turn = 0; turn < NAME_TURNS; turn++) {
        const float angle = FULL_TURN * ((float)turn / NAME_TURNS - 0.25f);
        const pl_point at = {wanted.x + away * cosf(angle), wanted.y + away * sinf(angle)};
        if (is_free(n, name_at(name, at), margin)) return at;
      }
    }
  }
  return wanted;
}

void pl_place_on_network(pl_placement *placement, const pl_scenario *scenario, pl_body *body) {
  const int count = placement->state_count;
  const pl_density density = pl_density_of(count, true);
  pl_rect area = pl_rect_inset(pl_board_area(), FOOT);
  pl_cut_top(&area, HEAD - FOOT);
  if (!count) return;
  for (int s = 0; s < count; s++) {
    body[s] = pl_body_of(PL_NETWORK_GROWTH * placement->state[s].radius, density);
    body[s].home = placement->state[s].map;
  }
  if (lay_out(scenario, body)) turn_to_map(placement, body);
  area.x += SIDE;
  area.w -= 2 * SIDE;
  stretch_to(area, body, count);
  for (int s = 0; s < count; s++) body[s].at = body[s].home;
  const pl_elbow_room room = {area, density.gap, density.gap / 4, PL_PULL, PL_PUSH_STEPS};
  pl_bodies_part(body, count, &room);
  for (int s = 0; s < count; s++) {
    placement->state[s].network = body[s].at;
    placement->network_bounds =
        s ? pl_rect_union(placement->network_bounds, pl_body_bounds(&body[s])) : pl_body_bounds(&body[s]);
  }
  names n = {placement, scenario, body, 0};
  for (; n.forum < placement->forum_count; n.forum++) {
    placement->forum[n.forum].network = place_name(&n);
    placement->network_bounds = pl_rect_union(
        placement->network_bounds, name_at(&scenario->forums[n.forum].name, placement->forum[n.forum].network));
  }
}
