/* Reading while the scenario runs: what hooks and bots hand over.
 *
 * The same readers as for declarations, without findings: the first thing wrong becomes one sentence, which the
 * caller raises with the hook's file and line. Memory is an arena of its own that ends with the call, so nothing
 * that raises may happen between its making and its end. */
#include "read.h"

#include <stdio.h>
#include <string.h>

#include "sandbox.h"

enum { ROOM = 4 << 20 };

typedef bool read_body(pl_reader *reader, const pl_node *node, void *context);

static bool run(lua_State *L, int index, const pl_names *names, read_body *body, void *context, char *problem,
                size_t size) {
  problem[0] = 0;
  pl_node_charge(L, index); /* may raise: nothing is held yet */
  pl_arena *arena = pl_arena_new(ROOM);
  pl_node_room room = {.arena = arena, .borrows = true};
  pl_reader reader = {.arena = arena, .names = names->of, .index = names, .problem = problem, .problem_size = size};
  pl_node node;
  bool is_fine = false;
  if (!arena) reader.no_memory = true;
  else if (!pl_node_copy(L, index, &room, &node)) reader.no_memory = room.no_memory;
  else is_fine = body(&reader, &node, context);
  if (room.problem)
    snprintf(problem, size, PL_TEXT("the table %s"), pl_translate(room.problem));
  else if (reader.no_memory)
    snprintf(problem, size, PL_TEXT("there is no memory for so much at once"));
  pl_arena_free(arena);
  return is_fine;
}

static bool run_effects(pl_reader *reader, const pl_node *node, void *context) {
  return pl_read_effects_node(reader, node, context);
}

bool pl_read_effects(lua_State *L, int index, const pl_names *names, int subject_seat, pl_effect *rows,
                     size_t capacity, size_t *count, char *problem, size_t problem_size) {
  bool is_state = subject_seat >= 0 && subject_seat < names->of->state_count;
  pl_effect_room room = {.row = rows, .capacity = capacity, .subject = is_state ? (uint16_t)subject_seat : PL_NONE};
  bool is_fine = run(L, index, names, run_effects, &room, problem, problem_size);
  *count = is_fine ? room.count : 0;
  return is_fine;
}

/* An order's fields, but neither seat nor round: those are known. */
static bool run_order(pl_reader *reader, const pl_node *node, void *context) {
  static const pl_field whole = {
      .name = "order", .type = PL_TYPE_OTHER, .noun = PL_LATER("a table with an order's fields")};
  if (node->kind == PL_NODE_NIL) return true;
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, &whole, node);
  if (pl_node_find(node, "seat") || pl_node_find(node, "round"))
    return pl_complain(reader, "E202", node, PL_SPOT_VALUE, NULL,
                       PL_LATER("a bot decides for its own seat and this round: leave out seat and round"));
  return pl_read_unknown(reader, pl_schema_of(PL_KIND_ORDER), node) && pl_read_order_node(reader, node, context);
}

bool pl_read_order(lua_State *L, int index, const pl_names *names, int seat, pl_decision *rows, size_t capacity,
                   size_t *count, char *problem, size_t problem_size) {
  pl_decision_room room = {.row = rows, .capacity = capacity, .seat = (uint16_t)seat};
  bool is_fine = run(L, index, names, run_order, &room, problem, problem_size);
  *count = is_fine ? room.count : 0;
  return is_fine;
}

static bool run_audience(pl_reader *reader, const pl_node *node, void *context) {
  static const pl_field whole = {.name = "audience", .type = PL_TYPE_AUDIENCE};
  return pl_read_audience_node(reader, &whole, node, context);
}

bool pl_read_audience(lua_State *L, int index, const pl_names *names, pl_audience *audience, char *problem,
                      size_t problem_size) {
  return run(L, index, names, run_audience, audience, problem, problem_size);
}
