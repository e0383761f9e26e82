/* The network: states that have much to do with each other stand together.
 *
 * Ties are forums in common (a small forum binds more than one that everybody is in), alliances and dependencies.
 * igraph lays them out by springs, starting from the map and within reach of it: ties may move a state by an eighth of
 * the board or so, west stays west, and whoever knows the map finds everybody. The result is stretched to the board,
 * and the discs find elbow room. igraph has one random generator and one error handler for the whole process: both are
 * put back. Should it fail, the map's positions serve.
 *
 * The name of a hull stands outside of it, as near to its top as discs, labels and other names allow. */
#include "placement_internal.h"

#include <igraph.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LAYOUT_STEPS = 500, LAYOUT_SEED = 20260107, NAME_TURNS = 48, NAME_WRAP = 24, HULL_SIDES = 32 };
#define UNIT          200.0f /* board units for igraph's distance 1 */
#define REACH_WIDE    240.0f /* how far from the map ties may move a state */
#define REACH_HIGH    130.0f
#define START_HEAT    0.6   /* igraph's distance, at most, in the first step */
#define EDGE          12.0f /* from the board's edge to names */
#define FOOT          32.0f /* and to discs: room for a hull, above for names */
#define HEAD          70.0f
#define SIDE          48.0f
#define STRETCH_MOST  2.0f  /* one way more than the other */
#define NAME_MARK     62.0f /* a hull's name: its mark, and each letter of its text */
#define NAME_LETTER   16.0f
#define NAME_LINE     46.0f
#define NAME_FARTHEST 1400.0f
#define NAME_STEP     12.0f
#define HULL_MARGIN   16.0f
#define FULL_TURN     6.28318531f

/* ---- ties ---- */

static void tie_members(const pl_forum_spec *forum, int count, double *tie) {
  const double each = 4.0 / (pl_set_count(&forum->members) + 1);
  for (int a = pl_set_next(&forum->members, 0); a >= 0 && a < count; a = pl_set_next(&forum->members, a + 1))
    for (int b = pl_set_next(&forum->members, a + 1); b >= 0 && b < count; b = pl_set_next(&forum->members, b + 1))
      tie[a * count + b] += each;
}

/* How strong the tie between a and b is, at a · n + b for a < b. */
static void measure_ties(const pl_scenario *scenario, double *tie) {
  const int count = scenario->state_count;
  for (int f = 0; f < scenario->forum_count; f++) tie_members(&scenario->forums[f], count, tie);
  for (int a = 0; a < count && scenario->treaties; a++)
    for (int b = pl_set_next(&scenario->treaties[a], a + 1); b >= 0 && b < count;
         b = pl_set_next(&scenario->treaties[a], b + 1))
      tie[a * count + b] += 0.2;
  for (int d = 0; d < scenario->dependency_count; d++) {
    const pl_dependency_spec *link = &scenario->dependencies[d];
    const int a = link->customer < link->supplier ? link->customer : link->supplier;
    const int b = link->customer + link->supplier - a;
    if (b < count) tie[a * count + b] += 0.3 * link->strength / PL_ONE;
  }
}

static igraph_error_t add_ties(const double *tie, int count, igraph_vector_int_t *edge, igraph_vector_t *weight) {
  for (int a = 0; a < count; a++) {
    for (int b = a + 1; b < count; b++) {
      if (tie[a * count + b] <= 0) continue;
      IGRAPH_CHECK(igraph_vector_int_push_back(edge, a));
      IGRAPH_CHECK(igraph_vector_int_push_back(edge, b));
      IGRAPH_CHECK(igraph_vector_push_back(weight, tie[a * count + b]));
    }
  }
  return IGRAPH_SUCCESS;
}

/* ---- igraph ---- */

enum { LEFT, RIGHT, TOP, FOOT_LINE, LIMITS };

static void set_start(const pl_body *body, int count, igraph_matrix_t *place, igraph_vector_t *limit) {
  for (int s = 0; s < count; s++) {
    const float x = body[s].home.x, y = body[s].home.y;
    MATRIX(*place, s, 0) = x / UNIT;
    MATRIX(*place, s, 1) = y / UNIT;
    VECTOR(limit[LEFT])[s] = (x - REACH_WIDE) / UNIT;
    VECTOR(limit[RIGHT])[s] = (x + REACH_WIDE) / UNIT;
    VECTOR(limit[TOP])[s] = (y - REACH_HIGH) / UNIT;
    VECTOR(limit[FOOT_LINE])[s] = (y + REACH_HIGH) / UNIT;
  }
}

/* From and to body[].home. */
static igraph_error_t spring_within(const igraph_t *graph, const igraph_vector_t *weight, pl_body *body, int count) {
  igraph_matrix_t place;
  igraph_vector_t limit[LIMITS];
  IGRAPH_CHECK(igraph_matrix_init(&place, count, 2));
  IGRAPH_FINALLY(igraph_matrix_destroy, &place);
  for (int i = 0; i < LIMITS; i++) {
    IGRAPH_CHECK(igraph_vector_init(&limit[i], count));
    IGRAPH_FINALLY(igraph_vector_destroy, &limit[i]);
  }
  set_start(body, count, &place, limit);
  IGRAPH_CHECK(igraph_layout_fruchterman_reingold(graph, &place, true, LAYOUT_STEPS, START_HEAT, IGRAPH_LAYOUT_NOGRID,
                                                  weight, &limit[LEFT], &limit[RIGHT], &limit[TOP], &limit[FOOT_LINE]));
  for (int s = 0; s < count; s++)
    body[s].home = (pl_point){(float)MATRIX(place, s, 0) * UNIT, (float)MATRIX(place, s, 1) * UNIT};
  for (int i = 0; i < LIMITS; i++) igraph_vector_destroy(&limit[i]);
  igraph_matrix_destroy(&place);
  IGRAPH_FINALLY_CLEAN(1 + LIMITS);
  return IGRAPH_SUCCESS;
}

static igraph_error_t spring(const double *tie, int count, pl_body *body) {
  igraph_vector_int_t edge;
  igraph_vector_t weight;
  igraph_t graph;
  IGRAPH_CHECK(igraph_vector_int_init(&edge, 0));
  IGRAPH_FINALLY(igraph_vector_int_destroy, &edge);
  IGRAPH_CHECK(igraph_vector_init(&weight, 0));
  IGRAPH_FINALLY(igraph_vector_destroy, &weight);
  IGRAPH_CHECK(add_ties(tie, count, &edge, &weight));
  IGRAPH_CHECK(igraph_create(&graph, &edge, count, IGRAPH_UNDIRECTED));
  IGRAPH_FINALLY(igraph_destroy, &graph);
  IGRAPH_CHECK(spring_within(&graph, &weight, body, count));
  igraph_destroy(&graph);
  igraph_vector_destroy(&weight);
  igraph_vector_int_destroy(&edge);
  IGRAPH_FINALLY_CLEAN(3);
  return IGRAPH_SUCCESS;
}

/* igraph 0.10 copies the generator that is set as the default one, later versions keep the pointer. */
static void put_back_generator(const igraph_rng_t *own, igraph_rng_t *before, igraph_rng_t *copy) {
  igraph_rng_set_default(igraph_rng_default() == own ? before : copy);
}

/* With a seeded generator of our own and without igraph's way to end the program. After a failure homes are as they
 * were. */
static void lay_out(const double *tie, int count, pl_body *body) {
  igraph_error_handler_t *handler = igraph_set_error_handler(igraph_error_handler_ignore);
  igraph_rng_t *before = igraph_rng_default(), copy = *before, own;
  if (igraph_rng_init(&own, &igraph_rngtype_mt19937) == IGRAPH_SUCCESS) {
    if (igraph_rng_seed(&own, LAYOUT_SEED) == IGRAPH_SUCCESS) {
      igraph_rng_set_default(&own);
      spring(tie, count, body);
      put_back_generator(&own, before, &copy);
    }
    igraph_rng_destroy(&own);
  }
  igraph_set_error_handler(handler);
}

/* ---- the board ---- */

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
  const pl_rect board = pl_rect_inset(pl_board_area(), EDGE);
  if (rect.x < board.x || rect.y < board.y || rect.x + rect.w > board.x + board.w ||
      rect.y + rect.h > board.y + board.h)
    return false;
  for (int f = 0; f < n->forum; f++)
    if (pl_rect_meets(rect, name_at(&n->scenario->forums[f].name, n->placement->forum[f].network))) return false;
  return pl_bodies_leave_rect(n->body, n->placement->state_count, rect, margin);
}

/* What is needed of a hull to stay outside of it: in each direction, how far its members reach. */
typedef struct hull {
  float reach[HULL_SIDES];
  pl_point top; /* the middle of its upper side */
  bool is_empty;
} hull;

static pl_point side_of(int side) {
  const float angle = FULL_TURN * (float)side / HULL_SIDES;
  return (pl_point){cosf(angle), sinf(angle)};
}

/* How far a rectangle reaches in a direction, from the board's middle. */
static float rect_reach(pl_rect rect, pl_point way) {
  return (rect.x + (way.x > 0 ? rect.w : 0)) * way.x + (rect.y + (way.y > 0 ? rect.h : 0)) * way.y;
}

static hull hull_of(const names *n) {
  const pl_state_set *members = &n->scenario->forums[n->forum].members;
  hull made = {.is_empty = true};
  pl_rect all = {0};
  for (int s = pl_set_next(members, 0); s >= 0 && s < n->placement->state_count; s = pl_set_next(members, s + 1)) {
    const pl_rect bounds = pl_body_bounds(&n->body[s]);
    for (int side = 0; side < HULL_SIDES; side++) {
      const float reach = rect_reach(bounds, side_of(side)) + HULL_MARGIN;
      made.reach[side] = made.is_empty ? reach : fmaxf(made.reach[side], reach);
    }
    all = made.is_empty ? bounds : pl_rect_union(all, bounds);
    made.is_empty = false;
  }
  made.top = (pl_point){all.x + all.w / 2, all.y};
  return made;
}

/* Some side of the hull has all of the rectangle beyond it. */
static bool is_outside(const hull *of, pl_rect rect) {
  for (int side = 0; side < HULL_SIDES && !of->is_empty; side++) {
    const pl_point way = side_of(side);
    if (-rect_reach(rect, (pl_point){-way.x, -way.y}) >= of->reach[side]) return true;
  }
  return of->is_empty;
}

/* The free place nearest to the top of the hull, outside of it if there is one. */
static pl_point place_name(const names *n) {
  const pl_text *name = &n->scenario->forums[n->forum].name;
  const hull own = hull_of(n);
  for (int attempt = 0; attempt < 3; attempt++) {
    for (float away = 0; away < NAME_FARTHEST; away += NAME_STEP) {
      for (int turn = 0; turn < NAME_TURNS; turn++) {
        const float angle = FULL_TURN * ((float)turn / NAME_TURNS - 0.25f);
        const pl_point at = {own.top.x + away * cosf(angle), own.top.y + away * sinf(angle)};
        const pl_rect rect = name_at(name, at);
        if ((attempt > 0 || is_outside(&own, rect)) && is_free(n, rect, attempt < 2 ? 8 : 0)) return at;
      }
    }
  }
  return own.top;
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
  double *tie = calloc((size_t)(count * count), sizeof *tie);
  if (tie) {
    measure_ties(scenario, tie);
    lay_out(tie, count, body);
  }
  free(tie);
  area.x += SIDE;
  area.w -= 2 * SIDE;
  stretch_to(area, body, count);
  for (int s = 0; s < count; s++) body[s].at = body[s].home;
  const pl_elbow_room room = {area, density.gap, density.gap / 4, PL_PULL, pl_push_steps(count)};
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
