/* Reading effects: a closed table becomes rows of pl_effect, in the order in which they are applied.
 *
 * The order is that of the schema's rows, which is that of pl_effect_kind. Where a table holds further tables as items,
 * their rows follow: { standing = 0.1, { of = "DEU", standing = -0.1 } } is about two states. */
#include "read.h"

#include <stdio.h>
#include <string.h>

enum { LONG = 400 };

/* The fields in the schema's order, `of` left out, and what they become. */
static const struct effect_row {
  const char *name;
  pl_effect_kind kind;
  pl_track track;
} effect_rows[] = {
  {"budget", PL_EFFECT_BUDGET, PL_PREVENT},
  {"prevent", PL_EFFECT_STOCK, PL_PREVENT},
  {"defend", PL_EFFECT_STOCK, PL_DEFEND},
  {"strengthen", PL_EFFECT_STOCK, PL_STRENGTHEN},
  {"standing", PL_EFFECT_STANDING, PL_PREVENT},
  {"confidence", PL_EFFECT_CONFIDENCE, PL_PREVENT},
  {"rights", PL_EFFECT_RIGHTS, PL_PREVENT},
  {"trust_in", PL_EFFECT_TRUST_IN, PL_PREVENT},
  {"trust_from", PL_EFFECT_TRUST_FROM, PL_PREVENT},
  {"knowledge", PL_EFFECT_KNOWLEDGE, PL_PREVENT},
  {"tension", PL_EFFECT_TENSION, PL_PREVENT},
  {"join", PL_EFFECT_JOIN, PL_PREVENT},
  {"leave", PL_EFFECT_LEAVE, PL_PREVENT},
  {"share", PL_EFFECT_SHARE, PL_PREVENT},
  {"launch", PL_EFFECT_LAUNCH, PL_PREVENT},
  {"fire", PL_EFFECT_FIRE, PL_PREVENT},
  {"set", PL_EFFECT_SET, PL_PREVENT},
};
enum { EFFECT_ROWS = sizeof effect_rows / sizeof effect_rows[0] };

/* Each number is one row; each table or list as many as it has entries. */
size_t pl_count_effects(const pl_node *node) {
  size_t count = 0;
  for (size_t i = 0; i < node->count; i++) {
    const pl_node *child = &node->child[i];
    if (!child->key && child->kind == PL_NODE_TABLE) count += pl_count_effects(child);
    else count += child->kind == PL_NODE_TABLE ? child->count : 1;
  }
  return count;
}

static pl_effect new_effect(const struct effect_row *row, uint16_t subject) {
  return (pl_effect){.kind = row->kind, .track = row->track, .subject = subject, .other = PL_NONE, .incident = PL_NONE};
}

static bool add(pl_reader *reader, pl_effect_room *room, const pl_effect *effect) {
  size_t most = room->capacity < PL_NONE ? room->capacity : PL_NONE - 1; /* one less than a count can say: `fires` */
  if (room->count == most)
    return pl_complain(reader, "E209", NULL, PL_SPOT_WORD, NULL,
                       PL_LATER("more effects at once than the %zu that there is room for (the limit): do less"), most);
  room->row[room->count++] = *effect;
  return true;
}

/* ---- one field each ---- */
static bool read_amount(pl_reader *reader, const pl_field *field, const pl_node *node, pl_effect *effect) {
  if (field->type == PL_TYPE_UNITS) return pl_read_field(reader, field, node, &effect->amount);
  pl_q16 value = 0;
  bool is_fine = pl_read_field(reader, field, node, &value);
  effect->amount = value;
  return is_fine;
}

/* { [name] = number } */
static bool read_numbers(pl_reader *reader, const pl_field *field, const pl_node *node, pl_effect effect,
                         pl_effect_room *room) {
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  const pl_field number = {.name = field->name,
                           .type = PL_TYPE_NUMBER,
                           .noun = PL_LATER("a number"),
                           .least = field->least,
                           .most = field->most};
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    uint16_t index;
    double amount;
    if (!pl_read_key(reader, field, &node->child[i], &index) ||
        !pl_read_number(reader, &number, &node->child[i], &amount)) {
      is_fine = false;
      continue;
    }
    if (effect.kind == PL_EFFECT_KNOWLEDGE) effect.incident = index;
    else effect.other = index;
    effect.amount = pl_q16_from(amount);
    is_fine &= add(reader, room, &effect);
  }
  return is_fine;
}

/* { [intel or incident] = audience } */
static bool read_shares(pl_reader *reader, const pl_field *field, const pl_node *node, pl_effect effect,
                        pl_effect_room *room) {
  static const pl_field audience = {.name = "share", .type = PL_TYPE_AUDIENCE};
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    bool is_read = pl_read_key(reader, field, &node->child[i], &effect.incident) &&
                   pl_read_audience_node(reader, &audience, &node->child[i], &effect.audience);
    is_fine &= is_read && add(reader, room, &effect);
  }
  return is_fine;
}

typedef struct one_of_many {
  pl_effect effect;
  pl_effect_room *room;
} one_of_many;

static bool add_reference(pl_reader *reader, void *context, uint16_t index) {
  one_of_many *one = context;
  if (one->effect.kind == PL_EFFECT_LAUNCH) one->effect.incident = index;
  else one->effect.other = index;
  return add(reader, one->room, &one->effect);
}

/* { variable = value } */
static bool read_sets(pl_reader *reader, const pl_field *field, const pl_node *node, pl_effect effect,
                      pl_effect_room *room) {
  static const pl_field variable = {
      .name = "set", .type = PL_TYPE_OTHER, .noun = PL_LATER("a table { variable = value }"), .refers = PL_KIND_VARS};
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    const pl_node *child = &node->child[i];
    effect.amount = 0;
    effect.text = NULL;
    bool is_read =
        pl_read_key(reader, &variable, child, &effect.other) &&
        pl_read_variable(reader, child, reader->names->variables[effect.other].kind, &effect.amount, &effect.text);
    is_fine &= is_read && add(reader, room, &effect);
  }
  return is_fine;
}

static bool read_one(pl_reader *reader, const struct effect_row *row, const pl_node *node, uint16_t subject,
                     pl_effect_room *room) {
  const pl_field *field = pl_schema_find(&pl_schema_effects, row->name);
  pl_effect effect = new_effect(row, subject);
  one_of_many one = {effect, room};
  switch (row->kind) {
  case PL_EFFECT_BUDGET:
  case PL_EFFECT_STOCK:
  case PL_EFFECT_STANDING:
  case PL_EFFECT_CONFIDENCE:
  case PL_EFFECT_RIGHTS: return read_amount(reader, field, node, &effect) && add(reader, room, &effect);
  case PL_EFFECT_TRUST_IN:
  case PL_EFFECT_TRUST_FROM:
  case PL_EFFECT_KNOWLEDGE:
  case PL_EFFECT_TENSION: return read_numbers(reader, field, node, effect, room);
  case PL_EFFECT_JOIN:
  case PL_EFFECT_LEAVE:
  case PL_EFFECT_LAUNCH:
  case PL_EFFECT_FIRE: return pl_read_references(reader, field, node, add_reference, &one);
  case PL_EFFECT_SHARE: return read_shares(reader, field, node, effect, room);
  case PL_EFFECT_SET: return read_sets(reader, field, node, effect, room);
  }
  return false;
}

/* Fields only: items are further tables of effects. */
static bool check_fields(pl_reader *reader, const pl_node *node) {
  pl_node fields = *node;
  fields.child += node->items;
  fields.count -= node->items;
  return !fields.count || pl_read_unknown(reader, &pl_schema_effects, &fields);
}

static bool needs_subject(pl_effect_kind kind) {
  return kind != PL_EFFECT_LAUNCH && kind != PL_EFFECT_FIRE && kind != PL_EFFECT_SET;
}

bool pl_read_effects_node(pl_reader *reader, const pl_node *node, pl_effect_room *room) {
  static const pl_field whole = {.name = "effects", .type = PL_TYPE_EFFECTS};
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, &whole, node);
  bool is_fine = check_fields(reader, node);
  uint16_t subject = room->subject;
  const pl_node *of = pl_node_find(node, "of");
  if (of) is_fine &= pl_read_reference(reader, pl_schema_find(&pl_schema_effects, "of"), of, &subject);
  for (size_t i = 0; i < EFFECT_ROWS; i++) {
    const pl_node *value = pl_node_find(node, effect_rows[i].name);
    if (!value) continue;
    if (!reader->source && subject == PL_NONE && needs_subject(effect_rows[i].kind))
      return pl_complain(reader, "E208", value, PL_SPOT_VALUE, PL_LATER("add of = …"), PL_LATER("%s happens to nobody"),
                         effect_rows[i].name);
    is_fine &= read_one(reader, &effect_rows[i], value, subject, room);
  }
  for (size_t i = 0; i < node->items; i++) {
    pl_effect_room more = *room;
    more.subject = subject;
    is_fine &= pl_read_effects_node(reader, &node->child[i], &more);
    room->count = more.count;
  }
  return is_fine;
}
