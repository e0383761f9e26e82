/* Reading orders: the fields of `order`, and what a bot's `decide` answers, become decisions.
 *
 * Decisions come in the order of the action table, like a seat's own list of them. `buy = false` is no decision: there
 * is nothing to take back in a round that has just begun. */
#include "read.h"

#include <string.h>

static const pl_field *field_of(const char *name) { return pl_schema_find(pl_schema_of(PL_KIND_ORDER), name); }

/* One row for each field, and for each entry of a list. */
size_t pl_count_decisions(const pl_node *node) {
  size_t count = 0;
  for (size_t i = 0; i < node->count; i++) count += node->child[i].kind == PL_NODE_TABLE ? node->child[i].count + 1 : 1;
  return count;
}

static bool add(pl_reader *reader, pl_decision_room *room, const pl_decision *decision) {
  size_t most = room->capacity < PL_NONE ? room->capacity : PL_NONE;
  if (room->count == most)
    return pl_complain(reader, "E209", NULL, PL_SPOT_WORD, NULL,
                       PL_LATER("more decisions than the %zu there is room for (the limit)"), most);
  room->row[room->count++] = *decision;
  return true;
}

typedef struct aimed {
  pl_decision decision;
  pl_decision_room *room;
} aimed;

static bool add_target(pl_reader *reader, void *context, uint16_t index) {
  aimed *a = context;
  a->decision.target = index;
  return add(reader, a->room, &a->decision);
}

static bool read_targets(pl_reader *reader, const pl_node *node, pl_action action, pl_decision_room *room) {
  aimed a = {{.seat = room->seat, .action = (uint16_t)action}, room};
  const char *name = pl_action_rows()[action].name;
  const pl_node *value = pl_node_find(node, name);
  return !value || pl_read_references(reader, field_of(name), value, add_target, &a);
}

static bool read_posture(pl_reader *reader, const pl_node *node, pl_decision_room *room) {
  pl_decision d = {.seat = room->seat, .action = PL_ACTION_POSTURE};
  const pl_node *value = pl_node_find(node, "posture");
  if (!value) return true;
  return pl_read_audience_node(reader, field_of("posture"), value, &d.audience) && add(reader, room, &d);
}

static bool read_split(pl_reader *reader, const pl_node *node, pl_decision_room *room) {
  pl_decision d = {.seat = room->seat, .action = PL_ACTION_SPLIT};
  const pl_node *value = pl_node_find(node, "split");
  if (!value) return true;
  return pl_read_split(reader, field_of("split"), value, d.split) && add(reader, room, &d);
}

static bool read_switches(pl_reader *reader, const pl_node *node, pl_decision_room *room) {
  const pl_node *publish = pl_node_find(node, "publish"), *buy = pl_node_find(node, "buy");
  bool is_on = false, is_fine = true;
  if (publish) {
    is_fine = pl_read_field(reader, field_of("publish"), publish, &is_on);
    pl_decision d = {.seat = room->seat, .action = PL_ACTION_PUBLISH, .flag = is_on};
    is_fine = is_fine && add(reader, room, &d);
  }
  if (buy) {
    bool is_read = pl_read_field(reader, field_of("buy"), buy, &is_on);
    pl_decision d = {.seat = room->seat, .action = PL_ACTION_BUY};
    is_fine &= is_read && (!is_on || add(reader, room, &d));
  }
  return is_fine;
}

bool pl_read_order_node(pl_reader *reader, const pl_node *node, pl_decision_room *room) {
  bool is_fine = read_posture(reader, node, room);
  is_fine &= read_split(reader, node, room);
  is_fine &= read_switches(reader, node, room);
  is_fine &= read_targets(reader, node, PL_ACTION_STRIKE, room);
  is_fine &= read_targets(reader, node, PL_ACTION_TAKEDOWN, room);
  is_fine &= read_targets(reader, node, PL_ACTION_LEAVE, room);
  is_fine &= read_targets(reader, node, PL_ACTION_JOIN, room);
  return is_fine;
}
