/* Reading references: ids become indices in declared order.
 *
 * A name that does not exist is compared with those that do; one that exists as something else is said to be that
 * ("delta" is a forum, expected a state). Lists are items 1 … n without gaps, and name nothing twice. */
#include "read.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

enum { NAMES_SHOWN = 8, SHORT = 200, LONG = 400 };

/* ---- the names ---- */
/* What a name is, when it is not what was expected: a kind that is declared, or PL_KINDS. */
static pl_kind kind_of(const pl_names *names, const char *id) {
  static const pl_kind kinds[] = {PL_KIND_STATE, PL_KIND_SEAT, PL_KIND_ORGANISATION, PL_KIND_FORUM, PL_KIND_ADVERSARY,
                                  PL_KIND_INCIDENT, PL_KIND_INTEL, PL_KIND_INJECT, PL_KIND_OBJECTIVE, PL_KIND_ACTION,
                                  PL_KIND_BOT};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (pl_name_find(names, kinds[i], id) >= 0) return kinds[i];
  return PL_KINDS;
}

static const char *plural(pl_kind kind) {
  switch (kind) {
  case PL_KIND_ADVERSARY: return "adversaries";
  case PL_KIND_INTEL: return "intel";
  case PL_KIND_ITEM: return "intel and incidents";
  case PL_KIND_ANY_SEAT: return "seats";
  case PL_KIND_OPTION: return "injects";
  case PL_KIND_VARS: return "variables";
  default: return NULL;
  }
}

static const char *noun_of(const pl_scenario *names, pl_kind kind) {
  if (kind == PL_KIND_ANY_SEAT && !names->role_count) return "state";
  if (kind == PL_KIND_OPTION) return "inject";
  if (kind == PL_KIND_VARS) return "variable";
  return pl_kind_noun(kind);
}

static void list_names(const pl_scenario *names, pl_kind kind, char *text, size_t size) {
  size_t used = 0, i = 0;
  const char *name;
  text[0] = 0;
  for (; (name = pl_name_at(names, kind, i)) && i < NAMES_SHOWN && used < size; i++)
    used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", name);
  if (name && used < size) snprintf(text + used, size - used, ", …");
}

bool pl_complain_name(pl_reader *reader, const pl_node *node, pl_spot spot, pl_kind kind, const char *name) {
  const pl_scenario *names = reader->names;
  pl_kind other = kind_of(reader->index, name);
  if (other != PL_KINDS && other != kind) {
    const char *noun = noun_of(names, kind), *is = noun_of(names, other);
    return pl_complain(reader, "E302", node, spot, NULL, PL_LATER("\"%.40s\" is %s %s, expected %s %s"), name,
                       strchr("aeio", is[0]) ? PL_TEXT("an") : PL_TEXT("a"), is,
                       strchr("aeio", noun[0]) ? PL_TEXT("an") : PL_TEXT("a"), noun);
  }
  char known[SHORT], hint[LONG];
  pl_suggestion suggestion = pl_suggestion_for(name);
  const char *candidate;
  for (size_t i = 0; pl_reader_may_guess(reader) && (candidate = pl_name_at(names, kind, i)); i++)
    pl_suggestion_offer(&suggestion, candidate);
  list_names(names, kind, known, sizeof known);
  bool is_plain = !plural(kind);
  const char *noun = noun_of(names, kind),
             *nouns = kind == PL_KIND_ANY_SEAT && !names->role_count ? "states" : plural(kind);
  if (is_plain) nouns = noun;
  if (suggestion.best)
    snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%s\"? (%s%s: %s)"), suggestion.best, nouns, is_plain ? "s" : "",
             known);
  else
    snprintf(hint, sizeof hint, known[0] ? "%s%s: %s" : PL_TEXT("there are no %s%s"), nouns, is_plain ? "s" : "",
             known);
  return pl_complain(reader, "E301", node, spot, hint, PL_LATER("no %s called \"%.40s\""), noun, name);
}

/* ---- single references ---- */
bool pl_read_reference(pl_reader *reader, const pl_field *field, const pl_node *node, uint16_t *index) {
  if (node->kind != PL_NODE_TEXT) return pl_complain_type(reader, field, node);
  int found = pl_name_find(reader->index, field->refers, node->text);
  if (found < 0) return pl_complain_name(reader, node, PL_SPOT_VALUE, field->refers, node->text);
  *index = (uint16_t)found;
  return true;
}

bool pl_read_key(pl_reader *reader, const pl_field *field, const pl_node *node, uint16_t *index) {
  if (!node->key) return pl_complain_type(reader, field, node->parent);
  int found = pl_name_find(reader->index, field->refers, node->key);
  if (found < 0) return pl_complain_name(reader, node, PL_SPOT_KEY, field->refers, node->key);
  *index = (uint16_t)found;
  return true;
}

static int find_option(const pl_inject_spec *inject, const char *id) {
  for (int i = 0; i < inject->option_count; i++)
    if (!strcmp(inject->options[i].id, id)) return i;
  return -1;
}

static bool complain_option(pl_reader *reader, const pl_node *node, const pl_inject_spec *inject, const char *id) {
  char hint[LONG];
  size_t used = 0;
  pl_suggestion suggestion = pl_suggestion_for(id);
  hint[0] = 0;
  for (int i = 0; i < inject->option_count && used < sizeof hint; i++) {
    pl_suggestion_offer(&suggestion, inject->options[i].id);
    used += (size_t)snprintf(hint + used, sizeof hint - used, "%s%s", i ? ", " : PL_TEXT("its options: "),
                             inject->options[i].id);
  }
  if (suggestion.best) snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%s.%s\"?"), inject->id, suggestion.best);
  return pl_complain(reader, "E301", node, PL_SPOT_VALUE, hint[0] ? hint : PL_LATER("it has no options"),
                     PL_LATER("inject \"%s\" has no option \"%.40s\""), inject->id, id);
}

bool pl_read_option(pl_reader *reader, const pl_node *node, uint16_t index[2]) {
  static const pl_field field = {
      .name = "option", .type = PL_TYPE_OTHER, .noun = PL_LATER("an inject, or \"inject.option\"")};
  if (node->kind != PL_NODE_TEXT || node->length > 80) return pl_complain_type(reader, &field, node);
  char name[84];
  snprintf(name, sizeof name, "%s", node->text);
  char *dot = strchr(name, '.');
  if (dot) *dot = 0;
  int inject = pl_name_find(reader->index, PL_KIND_INJECT, name);
  if (inject < 0) return pl_complain_name(reader, node, PL_SPOT_VALUE, PL_KIND_OPTION, name);
  index[0] = (uint16_t)inject;
  index[1] = PL_NONE;
  if (!dot) return true;
  int option = find_option(&reader->names->injects[inject], dot + 1);
  if (option < 0) return complain_option(reader, node, &reader->names->injects[inject], dot + 1);
  index[1] = (uint16_t)option;
  return true;
}

/* ---- lists ---- */
bool pl_node_is_list(const pl_node *node) {
  if (node->kind != PL_NODE_TABLE || node->items != node->count) return false;
  return !node->count || node->child[node->count - 1].index == (int)node->count;
}

static bool complain_twice(pl_reader *reader, const pl_node *node) {
  char subject[LONG];
  pl_reader_subject(reader, node->parent, subject, sizeof subject);
  return pl_complain(reader, "E303", node, PL_SPOT_VALUE, PL_LATER("leave one of them out"),
                     PL_LATER("%s names \"%.40s\" twice"), subject, node->text);
}

bool pl_read_references(pl_reader *reader, const pl_field *field, const pl_node *node, pl_each *each, void *context) {
  uint16_t index = 0;
  if (node->kind == PL_NODE_TEXT) return pl_read_reference(reader, field, node, &index) && each(reader, context, index);
  if (!pl_node_is_list(node)) return pl_complain_type(reader, field, node);
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++)
    is_fine &= pl_read_reference(reader, field, &node->child[i], &index) && each(reader, context, index);
  return is_fine;
}

static const pl_field a_state = {.name = "state", .type = PL_TYPE_REFERENCE, .refers = PL_KIND_STATE};
static const pl_field a_seat = {.name = "seat", .type = PL_TYPE_REFERENCE, .refers = PL_KIND_ANY_SEAT};

/* A single id where a list is expected: unknown, or known but without its braces. */
static bool complain_single(pl_reader *reader, const pl_field *field, const pl_node *node, pl_kind kind) {
  if (node->kind == PL_NODE_TEXT && pl_is_id(node->text, node->length) &&
      pl_name_find(reader->index, kind, node->text) < 0)
    return pl_complain_name(reader, node, PL_SPOT_VALUE, kind, node->text);
  return pl_complain_type(reader, field, node);
}

bool pl_read_states(pl_reader *reader, const pl_field *field, const pl_node *node, pl_state_set *set) {
  *set = (pl_state_set){{0}};
  if (node->kind == PL_NODE_TEXT && !strcmp(node->text, "all")) {
    *set = pl_set_first(reader->names->state_count);
    return true;
  }
  if (node->kind == PL_NODE_TEXT && !strcmp(node->text, "none") && field->flags & PL_FIELD_NONE) return true;
  if (!pl_node_is_list(node)) return complain_single(reader, field, node, PL_KIND_STATE);
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    uint16_t state = 0;
    if (!pl_read_reference(reader, &a_state, &node->child[i], &state)) is_fine = false;
    else if (pl_set_has(set, state)) is_fine = complain_twice(reader, &node->child[i]);
    else pl_set_add(set, state);
  }
  return is_fine;
}

bool pl_read_seats(pl_reader *reader, const pl_field *field, const pl_node *node, pl_seat_list *list) {
  *list = (pl_seat_list){0};
  if (node->kind == PL_NODE_TEXT && !strcmp(node->text, "all")) {
    list->is_all = true;
    return true;
  }
  if (!pl_node_is_list(node)) return complain_single(reader, field, node, PL_KIND_ANY_SEAT);
  uint16_t *seats = pl_reader_take(reader, node->count, sizeof *seats);
  if (!seats) return false;
  pl_state_set seen = {{0}}; /* wide enough for all seats */
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    uint16_t seat = 0;
    if (!pl_read_reference(reader, &a_seat, &node->child[i], &seat)) is_fine = false;
    else if (pl_set_has(&seen, seat)) is_fine = complain_twice(reader, &node->child[i]);
    else pl_set_add(&seen, seat), seats[list->count++] = seat;
  }
  list->seat = seats;
  return is_fine;
}

bool pl_read_by_state(pl_reader *reader, const pl_field *field, const pl_node *node, const pl_q16 **values) {
  uint16_t states = reader->names->state_count;
  pl_q16 *value = pl_reader_take(reader, states, sizeof *value);
  if (!value) return false;
  *values = value;
  for (uint16_t i = 0; i < states; i++) value[i] = pl_q16_from(field->standard);
  if (!node) return true;
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  const pl_field share = {
      .name = field->name, .type = PL_TYPE_NUMBER, .noun = field->noun, .least = field->least, .most = field->most};
  const pl_field state = {.name = field->name,
                          .type = PL_TYPE_BY_STATE,
                          .noun = field->noun,
                          .least = field->least,
                          .most = field->most,
                          .refers = PL_KIND_STATE};
  double number = 0;
  bool is_fine = true;
  const pl_node *others = field->flags & PL_FIELD_DEFAULT ? pl_node_find(node, "default") : NULL;
  if (others && (is_fine = pl_read_number(reader, &share, others, &number)))
    for (uint16_t i = 0; i < states; i++) value[i] = pl_q16_from(number);
  for (size_t i = 0; i < node->count; i++) {
    uint16_t index = 0;
    if (&node->child[i] == others) continue;
    bool is_read = pl_read_key(reader, &state, &node->child[i], &index) &&
                   pl_read_number(reader, &share, &node->child[i], &number);
    if (is_read) value[index] = pl_q16_from(number);
    else is_fine = false;
  }
  return is_fine;
}

/* ---- audiences ---- */
static bool is_word(const char *text, pl_audience *audience) {
  if (!strcmp(text, "all")) audience->words |= PL_AUDIENCE_ALL;
  else if (!strcmp(text, "allies")) audience->words |= PL_AUDIENCE_ALLIES;
  else if (!strcmp(text, "forums")) audience->words |= PL_AUDIENCE_FORUMS;
  else return !strcmp(text, "none");
  return true;
}

static bool read_part(pl_reader *reader, const pl_field *field, const pl_node *node, pl_audience *audience) {
  if (node->kind != PL_NODE_TEXT) return pl_complain_type(reader, field, node);
  if (is_word(node->text, audience)) return true;
  uint16_t index = 0;
  if (!strncmp(node->text, "forum:", 6)) {
    int forum = pl_name_find(reader->index, PL_KIND_FORUM, node->text + 6);
    if (forum < 0) return pl_complain_name(reader, node, PL_SPOT_VALUE, PL_KIND_FORUM, node->text + 6);
    audience->forums |= (uint64_t)1 << forum;
    return true;
  }
  if (pl_name_find(reader->index, PL_KIND_FORUM, node->text) >= 0) {
    char hint[LONG];
    snprintf(hint, sizeof hint, PL_TEXT("write \"forum:%s\" for its members"), node->text);
    return pl_complain(reader, "E302", node, PL_SPOT_VALUE, hint, PL_LATER("\"%s\" is a forum, expected a state"),
                       node->text);
  }
  if (!pl_read_reference(reader, &a_state, node, &index)) return false;
  pl_set_add(&audience->states, index);
  return true;
}

bool pl_read_audience_node(pl_reader *reader, const pl_field *field, const pl_node *node, pl_audience *audience) {
  *audience = (pl_audience){{{0}}, 0, 0};
  if (node->kind == PL_NODE_TEXT && is_word(node->text, audience)) return true;
  if (!pl_node_is_list(node)) return complain_single(reader, field, node, PL_KIND_STATE);
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) is_fine &= read_part(reader, field, &node->child[i], audience);
  return is_fine;
}
