/* Reading conditions: a table of fields becomes a tree of pl_condition.
 *
 *     { state = "NLD", hit_total_at_most = 3, any = { { … }, { … } } }
 *     ALL ─┬─ HIT_TOTAL(NLD) ≤ 3
 *          └─ ANY ─┬─ …
 *                  └─ …
 *
 * The schema reads the fields into a record with room for each of them; then every part that was written becomes one
 * node. A condition that cannot hold in this scenario is worth a warning. */
#include "read.h"

#include <stdio.h>
#include <string.h>

enum { LONG = 400, MOST_PARTS = 32 };

/* The measures of pl_condition_record, in its order. */
static const struct measure {
  const char *name;
  pl_condition_kind kind;
} measures[PL_MEASURES] = {
  {"hit_now", PL_WHEN_HIT_NOW}, {"hit_peak", PL_WHEN_HIT_PEAK}, {"hit_total", PL_WHEN_HIT_TOTAL},
  {"loss_percent", PL_WHEN_LOSS}, {"confidence", PL_WHEN_CONFIDENCE}, {"standing", PL_WHEN_STANDING},
  {"rights", PL_WHEN_RIGHTS},
};
enum { HIT_TOTAL = 2 };

static pl_condition leaf(pl_condition_kind kind) {
  return (pl_condition){.kind = kind, .at_least = INT64_MIN, .at_most = INT64_MAX, .state = PL_NONE, .other = PL_NONE,
                        .forum = PL_NONE, .incident = PL_NONE, .inject = PL_NONE, .option = PL_NONE, .action = PL_NONE,
                        .var = PL_NONE};
}

static pl_condition limited(pl_condition_kind kind, pl_limits limits) {
  pl_condition c = leaf(kind);
  if (limits.least >= 0) c.at_least = limits.least;
  if (limits.most >= 0) c.at_most = limits.most;
  return c;
}

static bool is_given(pl_limits limits) { return limits.least >= 0 || limits.most >= 0; }

/* ---- what can be said about sense ---- */
static bool complain(pl_reader *reader, const char *code, const pl_node *node, const char *hint, const char *what) {
  char subject[LONG];
  pl_reader_subject(reader, node, subject, sizeof subject);
  return pl_complain(reader, code, node, PL_SPOT_VALUE, hint, "%s %s", subject, pl_translate(what));
}

static bool check_limits(pl_reader *reader, const pl_node *node, pl_limits limits) {
  if (limits.least >= 0 && limits.most >= 0 && limits.least > limits.most)
    complain(reader, "W207", node, NULL, PL_LATER("never holds: its lower limit is above its upper limit"));
  return true;
}

static bool check_sense(pl_reader *reader, const pl_node *node, const pl_condition_record *r) {
  bool has_state = r->state != PL_NONE, has_measure = false;
  for (int i = 0; i < PL_MEASURES; i++) {
    has_measure |= is_given(r->measure[i]);
    check_limits(reader, node, r->measure[i]);
  }
  check_limits(reader, node, r->round);
  if (r->round.least >= reader->names->rounds)
    complain(reader, "W207", pl_node_find(node, "round_at_least"), NULL,
             PL_LATER("is after the last round: this never holds"));
  if (has_measure && !has_state)
    return complain(reader, "E208", node, PL_LATER("add state = …"), PL_LATER("compares a number of no state"));
  if (has_state && !has_measure)
    return complain(reader, "E208", pl_node_find(node, "state"),
                    PL_LATER("add hit_total_at_most, confidence_at_least or another limit"),
                    PL_LATER("names a state, but compares nothing of it"));
  if (r->incident != PL_NONE && !is_given(r->measure[HIT_TOTAL]))
    return complain(reader, "E208", pl_node_find(node, "incident"),
                    PL_LATER("add hit_total_at_most or hit_total_at_least"), PL_LATER("only goes with hit_total"));
  return true;
}

/* ---- parts ---- */
typedef struct parts {
  pl_condition part[MOST_PARTS];
  uint16_t count;
} parts;

static void add(parts *p, pl_condition c) {
  if (p->count < MOST_PARTS) p->part[p->count++] = c;
}

static void add_measures(parts *p, const pl_condition_record *r) {
  if (is_given(r->round)) add(p, limited(PL_WHEN_ROUND, r->round));
  for (int i = 0; i < PL_MEASURES; i++) {
    if (!is_given(r->measure[i])) continue;
    pl_condition c = limited(measures[i].kind, r->measure[i]);
    c.state = r->state;
    if (i == HIT_TOTAL) c.incident = r->incident;
    add(p, c);
  }
}

static void add_relations(parts *p, const pl_node *node, const pl_condition_record *r) {
  if (pl_node_find(node, "trust")) {
    pl_condition c = limited(PL_WHEN_TRUST, r->trust.limit);
    c.state = r->trust.of, c.other = r->trust.in;
    add(p, c);
  }
  if (pl_node_find(node, "member")) {
    pl_condition c = leaf(PL_WHEN_MEMBER);
    c.state = r->member.state, c.forum = r->member.forum;
    add(p, c);
  }
  if (pl_node_find(node, "left")) {
    pl_condition c = leaf(PL_WHEN_LEFT);
    c.state = r->left.state, c.forum = r->left.forum;
    add(p, c);
  }
  if (pl_node_find(node, "shared")) {
    pl_condition c = leaf(PL_WHEN_SHARED);
    c.state = r->shared.state, c.incident = r->shared.item, c.other = r->shared.with;
    add(p, c);
  }
  if (pl_node_find(node, "knows")) {
    pl_condition c = limited(PL_WHEN_KNOWS, r->knows.limit);
    if (r->knows.limit.least <= 0) c.at_least = 1; /* anything at all */
    c.state = r->knows.state, c.incident = r->knows.incident;
    add(p, c);
  }
}

static void add_deeds(parts *p, const pl_node *node, const pl_condition_record *r) {
  if (r->chosen[0] != PL_NONE) {
    pl_condition c = leaf(PL_WHEN_CHOSEN);
    c.inject = r->chosen[0], c.option = r->chosen[1];
    add(p, c);
  }
  if (pl_node_find(node, "did")) {
    pl_condition c = leaf(PL_WHEN_DID);
    c.state = r->did.seat, c.action = r->did.action;
    add(p, c);
  }
}

/* ---- variables ---- */
static bool complain_kind(pl_reader *reader, const pl_node *node, pl_variable_kind kind) {
  static const char *const nouns[] = {"true or false", "an integer", "a text"};
  const pl_field field = {.name = "is", .type = PL_TYPE_OTHER, .noun = nouns[kind]};
  return pl_complain_type(reader, &field, node);
}

bool pl_read_variable(pl_reader *reader, const pl_node *node, pl_variable_kind kind, int64_t *value,
                      const char **text) {
  switch (kind) {
  case PL_VARIABLE_BOOLEAN:
    if (node->kind != PL_NODE_BOOLEAN) return complain_kind(reader, node, kind);
    *value = node->boolean;
    return true;
  case PL_VARIABLE_INTEGER:
    if (node->kind != PL_NODE_NUMBER || !node->is_integer) return complain_kind(reader, node, kind);
    *value = node->integer;
    return true;
  case PL_VARIABLE_TEXT:
    if (node->kind != PL_NODE_TEXT) return complain_kind(reader, node, kind);
    if (!pl_check_text(reader, node)) return false;
    *text = node->text;
    return true;
  }
  return false;
}

static bool add_variable(pl_reader *reader, parts *p, const pl_node *node) {
  static const pl_field whole = {
      .name = "var", .type = PL_TYPE_OTHER, .noun = PL_LATER("a table { name = …, is = … }")};
  static const pl_field name_of = {.name = "name", .type = PL_TYPE_REFERENCE, .refers = PL_KIND_VARS};
  const pl_node *name = pl_node_find(node, "name"), *is = pl_node_find(node, "is");
  if (node->kind != PL_NODE_TABLE || !name || !is || node->count != 2) return pl_complain_type(reader, &whole, node);
  pl_condition c = leaf(PL_WHEN_VAR);
  if (!pl_read_reference(reader, &name_of, name, &c.var)) return false;
  if (!pl_read_variable(reader, is, reader->names->variables[c.var].kind, &c.value, &c.text)) return false;
  add(p, c);
  return true;
}

/* ---- trees ---- */
static bool add_list(pl_reader *reader, parts *p, const pl_node *node, pl_condition_kind kind) {
  static const pl_field list = {
      .name = "any", .type = PL_TYPE_OTHER, .noun = PL_LATER("a list of conditions { { … }, { … } }")};
  static const pl_field one = {.name = "condition", .type = PL_TYPE_CONDITION};
  if (!pl_node_is_list(node) || !node->count) return pl_complain_type(reader, &list, node);
  if (node->count >= PL_NONE)
    return pl_complain(reader, "E209", node, PL_SPOT_VALUE, NULL, PL_LATER("more conditions in one list than fit (%d)"),
                       PL_NONE - 1);
  pl_condition *children = pl_reader_take(reader, node->count, sizeof *children);
  if (!children) return false;
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    const pl_condition *child;
    if (pl_read_condition(reader, &one, &node->child[i], &child)) children[i] = *child;
    else is_fine = false;
  }
  pl_condition c = leaf(kind);
  c.children = children;
  c.child_count = (uint16_t)node->count;
  add(p, c);
  return is_fine;
}

static bool finish(pl_reader *reader, const parts *p, const pl_condition **condition) {
  pl_condition *tree = pl_reader_take(reader, (size_t)p->count + 1, sizeof *tree);
  if (!tree) return false;
  memcpy(tree + 1, p->part, p->count * sizeof *tree);
  tree[0] = leaf(PL_WHEN_ALL);
  tree[0].children = tree + 1;
  tree[0].child_count = p->count;
  *condition = p->count == 1 ? tree + 1 : tree;
  return true;
}

static void start_record(pl_condition_record *r) {
  const pl_limits open = {-1, -1};
  *r = (pl_condition_record){.round = open, .state = PL_NONE, .incident = PL_NONE, .chosen = {PL_NONE, PL_NONE}};
  for (int i = 0; i < PL_MEASURES; i++) r->measure[i] = open;
  r->trust.limit = r->knows.limit = open;
}

bool pl_read_condition(pl_reader *reader, const pl_field *field, const pl_node *node, const pl_condition **condition) {
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  if (!node->count)
    return complain(reader, "E208", node, PL_LATER("leave it out, or say when"), PL_LATER("is an empty condition"));
  pl_condition_record r;
  start_record(&r);
  bool is_fine = pl_read_record(reader, &pl_schema_condition, node, &r) && check_sense(reader, node, &r);
  const pl_node *trust = pl_node_find(node, "trust");
  if (is_fine && trust && !is_given(r.trust.limit))
    is_fine = complain(reader, "E208", trust, PL_LATER("add at_least or at_most"), PL_LATER("compares nothing"));
  parts p = {.count = 0};
  if (is_fine) {
    add_measures(&p, &r);
    add_relations(&p, node, &r);
    add_deeds(&p, node, &r);
  }
  const pl_node *var = pl_node_find(node, "var"), *any = pl_node_find(node, "any"),
                *none = pl_node_find(node, "none_of");
  if (var) is_fine &= add_variable(reader, &p, var);
  if (any) is_fine &= add_list(reader, &p, any, PL_WHEN_ANY);
  if (none) is_fine &= add_list(reader, &p, none, PL_WHEN_NONE_OF);
  return is_fine && finish(reader, &p, condition);
}
