/* Compiling the story: orders, injects, objectives, actions, variables, bots and the questions afterwards. */
#include "compile.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 200, MOST_OPTIONS = 64 };
_Static_assert(offsetof(pl_inject_spec, after_option) == offsetof(pl_inject_spec, after) + sizeof(uint16_t),
               "after and after_option are read as one pair");

static const pl_field *field_of(pl_kind kind, const char *name) { return pl_schema_find(pl_schema_of(kind), name); }

/* The seats of a list; "all" is the first `all` of them. */
static void take_seats(pl_compiler *c, const pl_seat_list *list, int all, const uint16_t **seats, uint16_t *count) {
  *seats = list->seat;
  *count = list->count;
  if (!list->is_all) return;
  uint16_t *every = pl_reader_take(&c->reader, (size_t)all, sizeof *every);
  for (int i = 0; every && i < all; i++) every[i] = (uint16_t)i;
  *seats = every;
  *count = every ? (uint16_t)all : 0;
}

static void check_seats(pl_compiler *c, const pl_declaration *d, const char *field) {
  const pl_node *node = pl_node_find(&d->node, field);
  if (node && pl_node_is_list(node) && !node->count)
    pl_compile_complain(c, "E208", node, NULL, PL_LATER("names nobody"));
}

/* ---- orders ---- */
void pl_compile_order(pl_compiler *c, const pl_declaration *d) {
  pl_order_record r = {.seat = PL_NONE};
  pl_order_spec *order = &c->orders[d->index];
  if (!pl_read_record(&c->reader, pl_schema_of(PL_KIND_ORDER), &d->node, &r)) return;
  pl_decision_room room = {.capacity = pl_count_decisions(&d->node), .seat = r.seat};
  room.row = pl_reader_take(&c->reader, room.capacity, sizeof *room.row);
  if (!room.row || !pl_read_order_node(&c->reader, &d->node, &room)) return;
  if (!room.count)
    pl_complain(&c->reader, "E208", NULL, PL_SPOT_WORD, PL_LATER("add leave, join, posture or another decision"),
                PL_LATER("this order decides nothing"));
  *order = (pl_order_spec){.round = r.round, .decisions = room.row, .decision_count = (uint16_t)room.count};
}

/* ---- injects ---- */
static const pl_node *options_of(const pl_declaration *d) {
  const pl_node *options = pl_node_find(&d->node, "options");
  return options && pl_node_is_list(options) && options->count <= MOST_OPTIONS ? options : NULL;
}

void pl_name_options(pl_compiler *c, const pl_declaration *d, pl_inject_spec *inject) {
  const pl_node *options = options_of(d);
  if (!options) return;
  pl_option_spec *option = pl_reader_take(&c->reader, options->count, sizeof *option);
  if (!option) return;
  for (size_t i = 0; i < options->count; i++) {
    const pl_node *id = pl_node_find(&options->child[i], "id");
    option[i].id = id && id->kind == PL_NODE_TEXT && pl_is_id(id->text, id->length) ? id->text : "";
  }
  inject->options = option;
  inject->option_count = (uint16_t)options->count;
}

/* `fires = "x"` is one more effect, after the others. */
static void append_fire(pl_compiler *c, uint16_t inject, pl_effect_list *list) {
  pl_effect *row = pl_reader_take(&c->reader, (size_t)list->count + 1, sizeof *row);
  if (!row) return;
  if (list->count) memcpy(row, list->row, list->count * sizeof *row);
  row[list->count] = (pl_effect){.kind = PL_EFFECT_FIRE, .subject = PL_NONE, .other = inject, .incident = PL_NONE};
  *list = (pl_effect_list){row, (uint16_t)(list->count + 1)};
}

static bool compile_option(pl_compiler *c, const pl_node *node, pl_option_spec *option) {
  const pl_field list = *field_of(PL_KIND_INJECT, "options");
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(&c->reader, &list, node->parent);
  pl_option_record r = {.fires = PL_NONE};
  bool is_fine = pl_read_record(&c->reader, &pl_schema_option, node, &r);
  if (is_fine && r.fires != PL_NONE) append_fire(c, r.fires, &r.spec.effects);
  r.spec.id = option->id;
  *option = r.spec;
  return is_fine;
}

static void check_option_ids(pl_compiler *c, const pl_node *options, const pl_option_spec *option) {
  for (size_t i = 1; i < options->count; i++)
    for (size_t k = 0; k < i; k++)
      if (option[i].id[0] && !strcmp(option[i].id, option[k].id)) {
        pl_compile_complain(c, "E207", pl_node_find(&options->child[i], "id"), PL_LATER("choose another id"),
                            PL_LATER("is the id of an earlier option"));
        break;
      }
}

static void check_defaults(pl_compiler *c, const pl_node *options, const pl_option_spec *option) {
  size_t defaults = 0;
  for (size_t i = 0; i < options->count; i++) {
    defaults += option[i].is_default;
    if (option[i].is_default && option[i].cost) /* nobody can be made to pay by keeping silent */
      pl_compile_complain(c, "E208", pl_node_find(&options->child[i], "cost"),
                          PL_LATER("leave it out, or make another the default"),
                          PL_LATER("goes with the default option, which silence takes for free"));
  }
  if (defaults == 1) return;
  char message[SHORT];
  snprintf(message, sizeof message, PL_TEXT("have %zu defaults, expected exactly one"), defaults);
  pl_compile_complain(c, "E208", options,
                      defaults ? PL_LATER("leave default = true with one of them")
                               : PL_LATER("add default = true to one of them"),
                      message);
}

static void compile_options(pl_compiler *c, const pl_declaration *d, const pl_inject_spec *inject) {
  const pl_node *node = pl_node_find(&d->node, "options"), *options = options_of(d);
  if (!node) return;
  if (!options || !options->count || !inject->options) {
    if (node->count > MOST_OPTIONS)
      pl_compile_complain(c, "E209", node, NULL, PL_LATER("are too many, expected at most 64"));
    else pl_complain_type(&c->reader, field_of(PL_KIND_INJECT, "options"), node);
    return;
  }
  pl_option_spec *option = pl_reader_take(&c->reader, inject->option_count, sizeof *option);
  if (!option) return;
  bool is_fine = true;
  for (uint16_t i = 0; i < inject->option_count; i++) {
    option[i].id = inject->options[i].id;
    is_fine &= compile_option(c, &options->child[i], &option[i]);
  }
  check_option_ids(c, options, option);
  if (is_fine) check_defaults(c, options, option);
  c->injects[d->index].options = option;
}

static void check_inject(pl_compiler *c, const pl_declaration *d, const pl_inject_spec *inject) {
  const pl_node *effects = pl_node_find(&d->node, "effects"), *delay = pl_node_find(&d->node, "delay");
  check_seats(c, d, "to");
  if (inject->option_count && inject->tick > 0)
    pl_compile_complain(c, "E208", pl_node_find(&d->node, "day"), PL_LATER("leave day out"),
                        PL_LATER("is later than 1, but options are decided at the round's start"));
  if (inject->option_count && effects)
    pl_compile_complain(c, "E208", effects, PL_LATER("give each option its own effects"),
                        PL_LATER("do not go with options"));
  if (delay && inject->after == PL_NONE)
    pl_compile_complain(c, "E208", delay, PL_LATER("add after = …"), PL_LATER("counts from nothing"));
}

void pl_compile_inject(pl_compiler *c, const pl_declaration *d) {
  pl_inject_spec *inject = &c->injects[d->index];
  pl_inject_record r = {.spec = {.label = -1, .round = -1, .after = PL_NONE, .after_option = PL_NONE}};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_INJECT), &d->node, &r);
  r.spec.id = d->id;
  r.spec.options = inject->options, r.spec.option_count = inject->option_count;
  take_seats(c, &r.to, pl_scenario_seat_count(c->scenario), &r.spec.to, &r.spec.to_count);
  *inject = r.spec;
  compile_options(c, d, inject);
  check_inject(c, d, inject);
}

/* ---- objectives ---- */
static int32_t read_at(pl_compiler *c, const pl_declaration *d) {
  const pl_node *node = pl_node_find(&d->node, "at");
  int32_t last = c->scenario->rounds - 1, round = last;
  if (!node || (node->kind == PL_NODE_TEXT && !strcmp(node->text, "end"))) return last;
  if (node->kind != PL_NODE_NUMBER) {
    pl_complain_type(&c->reader, field_of(PL_KIND_OBJECTIVE, "at"), node);
    return last;
  }
  const pl_field field = {.name = "at", .type = PL_TYPE_ROUND};
  pl_read_field(&c->reader, &field, node, &round);
  return round;
}

void pl_compile_objective(pl_compiler *c, const pl_declaration *d) {
  pl_objective_record r = {.spec = {.when = NULL}};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_OBJECTIVE), &d->node, &r);
  const pl_node *when = pl_node_find(&d->node, "when"), *test = pl_node_find(&d->node, "test");
  if (when && test)
    pl_compile_complain(c, "E208", test, PL_LATER("leave one of them out"), PL_LATER("and when exclude each other"));
  if (!when && !test)
    pl_compile_complain(c, "E205", NULL, PL_LATER("add when = { … } or test = function(w) … end"),
                        PL_LATER("is never judged: it has neither when nor test"));
  check_seats(c, d, "seats");
  r.spec.id = d->id;
  r.spec.at = read_at(c, d);
  take_seats(c, &r.seats, c->scenario->state_count, &r.spec.seats, &r.spec.seat_count);
  c->objectives[d->index] = r.spec;
}

/* ---- actions ---- */
void pl_compile_action(pl_compiler *c, const pl_declaration *d) {
  pl_action_record r = {.who = {.is_all = true}};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_ACTION), &d->node, &r);
  check_seats(c, d, "who");
  r.spec.id = d->id;
  r.spec.is_for_all = r.who.is_all;
  r.spec.who = r.who.seat;
  r.spec.who_count = r.who.count;
  c->actions[d->index] = r.spec;
}

void pl_compile_bot(pl_compiler *c, const pl_declaration *d) {
  pl_bot_spec bot = {0};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_BOT), &d->node, &bot);
  bot.id = d->id;
  c->bots[d->index] = bot;
}

/* ---- variables ---- */
static bool is_variable_name(const char *name) {
  size_t length = strlen(name);
  if (length < 1 || length > 32 || (name[0] >= '0' && name[0] <= '9')) return false;
  for (size_t i = 0; i < length; i++) {
    char ch = name[i];
    bool is_letter = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_';
    if (!is_letter && !(ch >= '0' && ch <= '9')) return false;
  }
  return true;
}

static bool read_first_value(pl_compiler *c, const pl_node *node, pl_variable_spec *variable) {
  static const pl_field field = {
      .name = "value", .type = PL_TYPE_OTHER, .noun = PL_LATER("true, false, an integer or a text")};
  if (!node->key || !is_variable_name(node->key))
    return pl_compile_complain(
        c, "E206", node, NULL,
        PL_LATER("is not a name for a variable: a letter, then at most 31 letters, digits or _"));
  variable->name = node->key;
  if (node->kind == PL_NODE_BOOLEAN) variable->kind = PL_VARIABLE_BOOLEAN;
  else if (node->kind == PL_NODE_NUMBER && node->is_integer) variable->kind = PL_VARIABLE_INTEGER;
  else if (node->kind == PL_NODE_TEXT) variable->kind = PL_VARIABLE_TEXT;
  else return pl_complain_type(&c->reader, &field, node);
  return pl_read_variable(&c->reader, node, variable->kind, &variable->value, &variable->text);
}

static int compare_variables(const void *left, const void *right) {
  return strcmp(((const pl_variable_spec *)left)->name, ((const pl_variable_spec *)right)->name);
}

void pl_compile_variables(pl_compiler *c) {
  size_t total = 0, count = 0;
  for (size_t i = 0; i < c->count[PL_KIND_VARS]; i++) total += c->of[PL_KIND_VARS][i]->node.count;
  if (total > 4000) total = 4000;
  c->variables = pl_reader_take(&c->reader, total, sizeof *c->variables);
  if (!c->variables) return;
  for (size_t i = 0; i < c->count[PL_KIND_VARS]; i++) {
    const pl_declaration *d = c->of[PL_KIND_VARS][i];
    c->reader.declaration = d;
    for (size_t k = 0; k < d->node.count; k++) {
      const pl_node *child = &d->node.child[k];
      if (count == total) {
        pl_compile_complain(c, "E209", child, NULL, PL_LATER("is one variable too many: at most 4000"));
        break;
      }
      bool is_known = false;
      for (size_t m = 0; m < count && child->key; m++) is_known |= !strcmp(c->variables[m].name, child->key);
      if (is_known)
        pl_compile_complain(c, "E207", child, PL_LATER("leave one of them out"), PL_LATER("is already declared"));
      else if (read_first_value(c, child, &c->variables[count])) count++;
    }
  }
  qsort(c->variables, count, sizeof *c->variables, compare_variables);
  c->scenario->variables = c->variables;
  c->scenario->variable_count = (uint16_t)count;
}

/* ---- afterwards ---- */
static bool read_item(pl_compiler *c, const pl_node *node, uint16_t *incident) {
  const pl_field item = {.name = "withhold", .type = PL_TYPE_REFERENCE, .refers = PL_KIND_ITEM};
  const pl_node *one = pl_node_is_list(node) && node->count == 1 ? &node->child[0] : node;
  return pl_read_reference(&c->reader, &item, one, incident);
}

static bool read_share(pl_compiler *c, const pl_node *node, pl_debrief_spec *entry) {
  const pl_field *field = pl_schema_find(&pl_schema_what_if, "share");
  const pl_field audience = {.name = "share", .type = PL_TYPE_AUDIENCE};
  if (node->kind != PL_NODE_TABLE || node->count != 1) return pl_complain_type(&c->reader, field, node);
  return pl_read_key(&c->reader, field, &node->child[0], &entry->about) &&
         pl_read_audience_node(&c->reader, &audience, &node->child[0], &entry->share);
}

static void read_without(pl_compiler *c, const pl_node *node, pl_debrief_spec *entry) {
  const char *words[PL_ACTIONS + 1] = {NULL};
  const pl_field action = {.name = "without", .type = PL_TYPE_CHOICE, .words = words};
  int index = 0;
  for (int i = 0; i < PL_ACTIONS; i++) words[i] = pl_action_rows()[i].name;
  if (pl_read_field(&c->reader, &action, node, &index)) entry->without = (uint16_t)index;
}

static void read_what_if(pl_compiler *c, const pl_node *node, pl_debrief_spec *entry) {
  pl_what_if_record r = {.seat = PL_NONE};
  if (!pl_read_record(&c->reader, &pl_schema_what_if, node, &r)) return;
  const pl_node *posture = pl_node_find(node, "posture"), *share = pl_node_find(node, "share"),
                *withhold = pl_node_find(node, "withhold"), *without = pl_node_find(node, "without");
  entry->has_what_if = true;
  entry->seat = r.seat, entry->round = r.round;
  entry->is_withhold = withhold, entry->is_without = without;
  if (posture) entry->share = r.posture;
  if (share) read_share(c, share, entry);
  if (withhold) read_item(c, withhold, &entry->about);
  if (without) read_without(c, without, entry);
  if (!posture + !share + !withhold + !without != 3)
    pl_compile_complain(c, "E208", node, PL_LATER("one thing is different in a what-if: take one of the four"),
                        PL_LATER("needs posture, share, withhold or without"));
}

void pl_compile_debrief(pl_compiler *c, const pl_declaration *d, const pl_node *entry) {
  static const pl_field question = {.name = "text", .type = PL_TYPE_TEXT};
  static const pl_field whole = {
      .name = "debrief", .type = PL_TYPE_OTHER, .noun = PL_LATER("a text, or { what_if = { … }, text = … }")};
  pl_debrief_spec spec = {.seat = PL_NONE, .about = PL_NONE};
  const pl_node *what_if = pl_node_find(entry, "what_if"), *text = pl_node_find(entry, "text");
  (void)d;
  if (entry->key) {
    pl_complain_type(&c->reader, &whole, entry);
  } else if (!what_if && !text) {
    pl_read_text(&c->reader, &question, entry, &spec.text);
  } else if (!text || !what_if || what_if->kind != PL_NODE_TABLE || entry->count != 2) {
    pl_complain_type(&c->reader, &whole, entry);
  } else {
    pl_read_text(&c->reader, &question, text, &spec.text);
    read_what_if(c, what_if, &spec);
  }
  c->debrief[c->scenario->debrief_count++] = spec;
}
