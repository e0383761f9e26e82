/* Bends: which way a tie goes round what stands between its ends.
 *
 * A tie is a quadratic curve whose middle point is moved aside by up to 0.35 of its length. Of a few bends the one is
 * taken that crosses the fewest discs and labels of others, a straight one if it can be. It is looked for once on the
 * board, for the map and for the network, and then kept: a tie must not wriggle while states are hit or the camera
 * moves. */
#include "scene_internal.h"

#include <math.h>
#include <stdlib.h>

enum { SAMPLES = 14, CROWDED = 60 };
#define CLEARANCE 8.0f /* board units round a disc */

/* What stands in the way: discs with the room for their labels. */
typedef struct ground {
  const pl_scene_work *work;
  bool is_network;
  float label_half, label_height;
  uint16_t near[PL_MAX_STATES]; /* states that a curve between the two ends can meet at all */
  int near_count;
} ground;

static int forum_of(const pl_scene_work *work, int node) { return node - work->states; }

static pl_point node_on_board(const ground *g, int node) {
  const pl_placement *p = g->work->placement;
  const pl_place_on_board *place = node < g->work->states ? &p->state[node] : &p->forum[forum_of(g->work, node)];
  return g->is_network ? place->network : place->map;
}

static pl_point middle_of(pl_point a, pl_point b, float bend) {
  return (pl_point){(a.x + b.x) / 2 - (b.y - a.y) * bend, (a.y + b.y) / 2 + (b.x - a.x) * bend};
}

pl_point pl_curve_at(const pl_curve *c, float t) {
  const float u = 1 - t;
  return (pl_point){u * u * c->from.x + 2 * u * t * c->bend.x + t * t * c->to.x,
                    u * u * c->from.y + 2 * u * t * c->bend.y + t * t * c->to.y};
}

/* How badly a point of a curve lies in a state's way: 0 not at all. */
static float trespass(const ground *g, int state, pl_point p) {
  const pl_place_on_board *place = &g->work->placement->state[state];
  const pl_point at = g->is_network ? place->network : place->map;
  const float radius = place->radius * (g->is_network ? PL_NETWORK_GROWTH : 1) + CLEARANCE;
  const float x = p.x - at.x, y = p.y - at.y, squared = x * x + y * y;
  if (squared < radius * radius) return 2 - sqrtf(squared) / radius;
  const float below = y - radius + CLEARANCE;
  return below > 0 && below < g->label_height && fabsf(x) < g->label_half ? 1 : 0;
}

/* However far a curve is bent, no point is farther from the straight line than 0.18 of its length. */
static void find_near(ground *g, int a, int b) {
  const pl_point from = node_on_board(g, a), to = node_on_board(g, b);
  const float x = to.x - from.x, y = to.y - from.y, length = fmaxf(hypotf(x, y), 1);
  for (int s = 0; s < g->work->states; s++) {
    const pl_point at = node_on_board(g, s);
    const float along = ((at.x - from.x) * x + (at.y - from.y) * y) / length;
    const float aside = fabsf((at.y - from.y) * x - (at.x - from.x) * y) / length;
    const float reach = g->work->placement->state[s].radius * PL_NETWORK_GROWTH + CLEARANCE + g->label_half +
                        g->label_height;
    if (s == a || s == b || aside > 0.18f * length + reach || along < -reach || along > length + reach) continue;
    g->near[g->near_count++] = (uint16_t)s;
  }
}

static float cost_of(const ground *g, int a, int b, float bend, float enough) {
  const pl_point from = node_on_board(g, a), to = node_on_board(g, b);
  const pl_curve curve = {from, middle_of(from, to, bend), to};
  float cost = 0.6f * fabsf(bend);
  for (int i = 1; i <= SAMPLES && cost < enough; i++) {
    const pl_point p = pl_curve_at(&curve, (float)i / (SAMPLES + 1));
    for (int n = 0; n < g->near_count; n++) cost += trespass(g, g->near[n], p);
  }
  return cost;
}

static float best_bend(const pl_scene_work *work, int a, int b, bool is_network) {
  static const float bends[] = {0, 0.07f, -0.07f, 0.14f, -0.14f, 0.21f, -0.21f, 0.28f, -0.28f, 0.35f, -0.35f};
  const bool is_crowded = work->states > CROWDED;
  ground g = {.work = work, .is_network = is_network};
  if (!is_crowded) g.label_half = is_network ? 80 : 58, g.label_height = is_network ? 50 : 40;
  find_near(&g, a, b);
  const int count = is_crowded ? 5 : (int)(sizeof bends / sizeof *bends);
  float best = 0, least = INFINITY;
  for (int i = 0; i < count && least > 0.6f * fabsf(bends[i]); i++) {
    const float cost = cost_of(&g, a, b, bends[i], least);
    if (cost >= least) continue;
    least = cost;
    best = bends[i];
  }
  return best;
}

/* ---- kept ---- */

static size_t slot_of(uint32_t key, size_t capacity) {
  return (size_t)(((uint64_t)key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (capacity - 1);
}

static pl_bend *find(pl_bend *table, size_t capacity, uint32_t key) {
  size_t at = slot_of(key, capacity);
  while (table[at].key && table[at].key != key) at = (at + 1) & (capacity - 1);
  return &table[at];
}

static bool grow(pl_scene_memory *memory) {
  const size_t capacity = memory->bend_capacity ? memory->bend_capacity * 2 : 512;
  pl_bend *larger = calloc(capacity, sizeof *larger);
  if (!larger) return false;
  for (size_t i = 0; i < memory->bend_capacity; i++)
    if (memory->bend[i].key) *find(larger, capacity, memory->bend[i].key) = memory->bend[i];
  free(memory->bend);
  memory->bend = larger;
  memory->bend_capacity = capacity;
  return true;
}

/* The bend from `a` to `b`, a < b. */
static bool bend_of(pl_scene_work *work, int a, int b, float *bend) {
  pl_scene_memory *memory = work->memory;
  if (memory->bend_count * 2 >= memory->bend_capacity && !grow(memory)) {
    work->scene->failed = true;
    return false;
  }
  const uint32_t key = ((uint32_t)a << 16 | (uint32_t)b) + 1;
  pl_bend *kept = find(memory->bend, memory->bend_capacity, key);
  if (!kept->key) {
    *kept = (pl_bend){key, best_bend(work, a, b, false), best_bend(work, a, b, true)};
    memory->bend_count++;
  }
  *bend = pl_mix(kept->map, kept->network, work->travel);
  return true;
}

/* ---- on the screen ---- */

typedef struct node {
  pl_point at;
  float radius;
} node;

static node node_of(const pl_scene_work *work, int which) {
  if (which < work->states) {
    const pl_scene_state *disc = pl_scene_disc(work, which);
    return (node){disc->at, disc->radius + PL_RIM};
  }
  for (int i = 0; i < work->scene->hub_count; i++) {
    const pl_scene_hub *hub = &work->scene->hub[i];
    if (hub->forum == forum_of(work, which)) return (node){hub->at, hub->size};
  }
  return (node){{0, 0}, 0};
}

static pl_point toward(pl_point from, pl_point to, float by) {
  const float x = to.x - from.x, y = to.y - from.y, length = hypotf(x, y);
  return length > 0 ? (pl_point){from.x + x / length * by, from.y + y / length * by} : from;
}

bool pl_scene_curve(pl_scene_work *work, int a, int b, float aside, pl_curve *curve) {
  float bend = 0;
  if (!bend_of(work, a < b ? a : b, a < b ? b : a, &bend)) return false;
  const node from = node_of(work, a), to = node_of(work, b);
  const float length = hypotf(from.at.x - to.at.x, from.at.y - to.at.y);
  if (length <= from.radius + to.radius + 1) return false;
  curve->bend = middle_of(from.at, to.at, (a < b ? bend : -bend) + aside);
  curve->from = toward(from.at, curve->bend, from.radius);
  curve->to = toward(to.at, curve->bend, to.radius);
  return true;
}
