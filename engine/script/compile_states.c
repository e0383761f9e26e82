/* Compiling who takes part: the scenario's own fields, states, roles, organisations, forums and links. */
#include "compile.h"

#include <stdio.h>
#include <string.h>

#include "countries.h"
#include "words.h"

enum { SHORT = 200 };

static const pl_field *field_of(pl_kind kind, const char *name) { return pl_schema_find(pl_schema_of(kind), name); }

/* ---- scenario ---- */
/* A list of words, each once: calls `each` with the index of every one in `words`. */
typedef void each_word(pl_compiler *c, int index);
static bool read_words(pl_compiler *c, const pl_field *field, const pl_node *node, const char *const *words,
                       each_word *each) {
  if (!pl_node_is_list(node) || !node->count) return pl_complain_type(&c->reader, field, node);
  const pl_field word = {.name = field->name, .type = PL_TYPE_CHOICE, .words = words};
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    int index;
    if (pl_read_field(&c->reader, &word, &node->child[i], &index)) each(c, index);
    else is_fine = false;
  }
  return is_fine;
}

static void offer_language(pl_compiler *c, int index) { c->scenario->has_language[index] = true; }
static void offer_action(pl_compiler *c, int index) { c->scenario->actions |= (uint64_t)1 << index; }

static void read_languages(pl_compiler *c, const pl_node *node) {
  static const char *const codes[] = {"en", "nl", NULL};
  const pl_node *languages = pl_node_find(node, "languages");
  if (languages) read_words(c, field_of(PL_KIND_SCENARIO, "languages"), languages, codes, offer_language);
  if (!c->scenario->has_language[PL_DUTCH]) c->scenario->has_language[PL_ENGLISH] = true;
}

/* Answering an inject is always possible; what else is offered, the scenario may choose. */
static void read_actions(pl_compiler *c, const pl_node *node) {
  const char *words[PL_ACTIONS + 1] = {NULL};
  for (int i = 0; i < PL_ACTIONS; i++) words[i] = pl_action_rows()[i].name;
  const pl_node *actions = pl_node_find(node, "actions");
  if (actions) read_words(c, field_of(PL_KIND_SCENARIO, "actions"), actions, words, offer_action);
  else c->scenario->actions = ((uint64_t)1 << PL_ACTIONS) - 1;
  c->scenario->actions |= (uint64_t)1 << PL_ACTION_ANSWER;
}

static bool complain_parameter(pl_compiler *c, const pl_node *node) {
  char hint[SHORT] = "see the list of parameters";
  size_t count;
  const pl_parameter_row *rows = pl_parameter_rows(&count);
  const char *name = node->key ? node->key : "";
  pl_suggestion suggestion = pl_suggestion_for(name);
  bool is_of_family = false; /* there is one for each family */
  for (size_t i = 0; i < count; i++) {
    pl_suggestion_offer(&suggestion, rows[i].name);
    size_t length = strlen(name);
    is_of_family |= length && !strncmp(rows[i].name, name, length) && !strcmp(rows[i].name + length, "_r");
  }
  if (is_of_family)
    snprintf(hint, sizeof hint, PL_TEXT("did you mean %.20s_r, %.20s_e, %.20s_s or %.20s_w?"), name, name, name, name);
  else if (suggestion.best)
    snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%s\"?"), suggestion.best);
  return pl_complain(&c->reader, "E301", node, PL_SPOT_KEY, hint, PL_LATER("the model has no parameter \"%.40s\""),
                     name);
}

static void read_parameter(pl_compiler *c, const pl_node *node) {
  const pl_parameter_row *row = node->key ? pl_parameter_find(node->key) : NULL;
  if (!row) {
    complain_parameter(c, node);
    return;
  }
  const pl_field field = {.name = row->name, .type = PL_TYPE_INTEGER, .least = row->smallest, .most = row->largest};
  int32_t value;
  if (pl_read_field(&c->reader, &field, node, &value))
    memcpy((char *)&c->scenario->parameters + row->offset, &value, sizeof value);
}

static void read_model(pl_compiler *c, const pl_node *node) {
  const pl_node *model = pl_node_find(node, "model");
  if (!model) return;
  if (model->kind != PL_NODE_TABLE) {
    pl_complain_type(&c->reader, field_of(PL_KIND_SCENARIO, "model"), model);
    return;
  }
  for (size_t i = 0; i < model->count; i++) read_parameter(c, &model->child[i]);
}

static void read_sectors(pl_compiler *c, const pl_field *field, const pl_node *node) {
  const pl_field id = {.name = "sector", .type = PL_TYPE_ID};
  if (!pl_node_is_list(node) || node->count != PL_SECTORS) {
    pl_complain_type(&c->reader, field, node);
    return;
  }
  const char **sectors = c->scenario->map.sectors;
  for (int i = 0; i < PL_SECTORS; i++) {
    const pl_node *name = &node->child[i];
    bool is_read = pl_read_field(&c->reader, &id, name, &sectors[i]);
    if (c->reader.no_memory) return;
    if (!is_read) continue;
    int first = 0;
    while (strcmp(sectors[first], sectors[i])) first++;
    if (first < i)
      pl_compile_complain(c, "E303", name, PL_LATER("choose another name"),
                          PL_LATER("is the name of an earlier sector"));
  }
}

static void read_map(pl_compiler *c, const pl_node *node) {
  static const char *const sectors[PL_SECTORS] = {"government", "energy",    "health",   "digital",
                                                  "finance",    "transport", "industry", "media"};
  const pl_schema *schema = field_of(PL_KIND_SCENARIO, "map")->inner;
  const pl_node *map = pl_node_find(node, "map");
  const pl_node *count = pl_node_find(map, "organisations"), *names = pl_node_find(map, "sectors");
  const pl_field organisations = {
      .name = "organisations", .type = PL_TYPE_INTEGER, .least = 0, .most = PL_MAX_PER_STATE};
  c->record.organisations = PL_STANDARD_ORGANISATIONS;
  memcpy(c->scenario->map.sectors, sectors, sizeof sectors);
  if (count) pl_read_field(&c->reader, &organisations, count, &c->record.organisations);
  if (names) read_sectors(c, pl_schema_find(schema, "sectors"), names);
}

static void read_switches(pl_compiler *c, const pl_node *node) {
  if (pl_node_find(node, "kappa")) c->scenario->parameters.kappa = c->record.kappa;
  if (pl_node_find(node, "aggregation")) c->scenario->parameters.aggr = c->record.aggregation;
}

/* The seat must be known before it can be recommended, and whether it is playable is not known yet. */
static void check_recommended(pl_compiler *c, const pl_node *node) {
  const pl_node *recommended = pl_node_find(node, "recommended");
  uint16_t seat = c->record.spec.recommended;
  if (!recommended || seat == PL_NONE || seat >= c->count[PL_KIND_STATE]) return;
  const pl_node *playable = pl_node_find(&c->of[PL_KIND_STATE][seat]->node, "playable");
  if (playable && playable->kind == PL_NODE_BOOLEAN && !playable->boolean)
    pl_compile_complain(c, "E208", recommended, PL_LATER("choose another, or let it be played"),
                        PL_LATER("is a state that is not playable"));
}

static uint16_t first_playable(const pl_compiler *c) {
  for (size_t i = 0; i < c->count[PL_KIND_STATE]; i++) {
    const pl_node *playable = pl_node_find(&c->of[PL_KIND_STATE][i]->node, "playable");
    if (!playable || playable->kind != PL_NODE_BOOLEAN || playable->boolean) return (uint16_t)i;
  }
  return PL_NONE;
}

/* Copies what the record has and the scenario being built has not: names and arrays are already in the latter. */
static void take_fields(pl_compiler *c) {
  const pl_scenario *from = &c->record.spec;
  pl_scenario *s = c->scenario;
  s->id = from->id, s->title = from->title, s->summary = from->summary;
  s->version = from->version, s->starts = from->starts;
  s->rounds = from->rounds, s->seed = from->seed;
  s->recommended = from->recommended, s->decide_minutes = from->decide_minutes;
  s->map.seed = from->map.seed;
  s->map.domestic_links = from->map.domestic_links, s->map.foreign_links = from->map.foreign_links;
  s->map.foreign_chance = from->map.foreign_chance;
}

void pl_compile_scenario(pl_compiler *c, const pl_declaration *d) {
  c->record = (pl_scenario_record){.spec = {.id = "", .recommended = first_playable(c)}};
  read_languages(c, &d->node);
  c->scenario->rounds = PL_MAX_ROUNDS; /* while its own fields are read */
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_SCENARIO), &d->node, &c->record);
  take_fields(c);
  c->random = c->record.random;
  read_map(c, &d->node);
  read_model(c, &d->node);
  read_switches(c, &d->node);
  read_actions(c, &d->node);
  check_recommended(c, &d->node);
}

/* ---- states ---- */
static const pl_q16 size_expertise[] = {22000, 36000, 49000, 59000};
static const pl_mu size_budget[] = {40000, 100000, 200000, 600000};

/* A state whose id is an ISO code gets name and place for free. */
static void apply_country(pl_compiler *c, const pl_declaration *d, pl_state_spec *state) {
  const pl_country *country = pl_country_find(d->id);
  bool has_name = pl_node_find(&d->node, "name");
  if (country && !has_name) state->name = (pl_text){{country->english, country->dutch}};
  if (country && !state->at.is_known) state->at = (pl_place){true, country->longitude, country->latitude};
  if (!country && !has_name && d->id[0])
    pl_complain(&c->reader, "E205", NULL, PL_SPOT_WORD,
                PL_LATER("add name = …, or use an ISO alpha-3 code such as \"NLD\""),
                PL_LATER("state \"%s\" has no name"), d->id);
}

static void fill_stock(const pl_compiler *c, pl_state_record *r) {
  for (int i = 0; i < PL_TRACKS; i++)
    r->spec.stock[i] = pl_scale(r->spec.budget, r->stock[i] >= 0 ? r->stock[i] : c->scenario->parameters.init_stock);
}

static const char *read_bot(pl_compiler *c, const pl_declaration *d) {
  const pl_field *field = field_of(PL_KIND_STATE, "bot");
  const pl_node *node = pl_node_find(&d->node, "bot");
  const pl_field bot = {.name = "bot", .type = PL_TYPE_REFERENCE, .refers = PL_KIND_POLICY};
  uint16_t index;
  if (!node) return field->fallback;
  if (!pl_read_reference(&c->reader, &bot, node, &index)) return field->fallback;
  return pl_name_at(c->scenario, PL_KIND_POLICY, index);
}

void pl_compile_state(pl_compiler *c, const pl_declaration *d) {
  pl_state_record r = {.spec = {.budget = 0, .expertise = -1, .organisations = c->record.organisations},
                       .stock = {-1, -1, -1}};
  r.spec.posture.words = PL_AUDIENCE_FORUMS;
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_STATE), &d->node, &r);
  r.spec.id = d->id;
  if (!r.spec.budget) r.spec.budget = size_budget[r.spec.size];
  if (r.spec.expertise < 0) r.spec.expertise = size_expertise[r.spec.size];
  fill_stock(c, &r);
  apply_country(c, d, &r.spec);
  r.spec.bot_name = read_bot(c, d);
  c->states[d->index] = r.spec;
}

static bool see_one(pl_compiler *c, const pl_node *node, pl_role_spec *role) {
  const pl_field *field = field_of(PL_KIND_SEAT, "sees");
  if (node->kind != PL_NODE_TEXT) return pl_complain_type(&c->reader, field, node);
  int forum = pl_name_find(&c->names, PL_KIND_FORUM, node->text);
  if (forum >= 0) {
    role->sees_forums |= (uint64_t)1 << forum;
    return true;
  }
  int state = pl_name_find(&c->names, PL_KIND_STATE, node->text);
  if (state < 0) return pl_complain_name(&c->reader, node, PL_SPOT_VALUE, PL_KIND_STATE, node->text);
  pl_set_add(&role->sees_states, (unsigned)state);
  return true;
}

void pl_compile_seat(pl_compiler *c, const pl_declaration *d) {
  pl_role_spec role = {0};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_SEAT), &d->node, &role);
  const pl_node *sees = pl_node_find(&d->node, "sees");
  if (sees && !pl_node_is_list(sees)) pl_complain_type(&c->reader, field_of(PL_KIND_SEAT, "sees"), sees);
  for (size_t i = 0; sees && pl_node_is_list(sees) && i < sees->count; i++) see_one(c, &sees->child[i], &role);
  role.id = d->id;
  c->roles[d->index] = role;
}

/* ---- organisations ---- */
static bool read_sector(pl_compiler *c, const pl_node *node, uint16_t *sector) {
  const char *words[PL_SECTORS + 1] = {NULL};
  for (int i = 0; i < PL_SECTORS; i++) words[i] = c->scenario->map.sectors[i] ? c->scenario->map.sectors[i] : "?";
  const pl_field field = {.name = "sector", .type = PL_TYPE_CHOICE, .words = words};
  int index = 0;
  bool is_fine = pl_read_field(&c->reader, &field, node, &index);
  *sector = (uint16_t)index;
  return is_fine;
}

void pl_compile_organisation(pl_compiler *c, const pl_declaration *d) {
  pl_organisation_spec organisation = {.state = PL_NONE, .weight = -1, .weakness = -1};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_ORGANISATION), &d->node, &organisation);
  const pl_node *sector = pl_node_find(&d->node, "sector");
  if (sector) read_sector(c, sector, &organisation.sector);
  organisation.id = d->id;
  c->organisations[d->index] = organisation;
}

/* ---- forums ---- */
static size_t letter_length(const char *text) {
  size_t length = text[0] ? 1 : 0;
  while (length && ((unsigned char)text[length] & 0xC0) == 0x80) length++;
  return length;
}

static const char *read_mark(pl_compiler *c, const pl_declaration *d, const pl_text *name) {
  const pl_node *node = pl_node_find(&d->node, "mark");
  const char *text = pl_text_in(name, PL_ENGLISH);
  if (node && (node->kind != PL_NODE_TEXT || !node->length || letter_length(node->text) != node->length ||
               node->text[0] == ' ' || node->text[0] == '\n' || pl_text_problem(node->text, node->length)))
    pl_complain_type(&c->reader, field_of(PL_KIND_FORUM, "mark"), node);
  else if (node) text = node->text;
  char *mark = pl_arena_text(c->reader.arena, text, letter_length(text));
  if (!mark) pl_reader_no_memory(&c->reader);
  return mark;
}

void pl_compile_forum(pl_compiler *c, const pl_declaration *d) {
  pl_forum_spec forum = {.dues = c->scenario->parameters.fee, .open_to = pl_set_first(c->scenario->state_count)};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_FORUM), &d->node, &forum);
  forum.mark = read_mark(c, d, &forum.name);
  forum.id = d->id;
  c->forums[d->index] = forum;
}

/* ---- links ---- */
typedef struct ends {
  pl_kind kind; /* states or organisations */
  uint16_t customer, supplier;
} ends;

static bool find_end(pl_compiler *c, const pl_declaration *d, const char *name, pl_kind *kind, uint16_t *index) {
  const pl_node *node = pl_node_find(&d->node, name);
  if (!node) {
    return pl_complain(&c->reader, "E205", NULL, PL_SPOT_WORD, NULL,
                       PL_LATER("this dependency has no \"%s\", expected a state or an organisation"), name);
  }
  if (node->kind != PL_NODE_TEXT) return pl_complain_type(&c->reader, field_of(PL_KIND_LINK, name), node);
  int state = pl_name_find(&c->names, PL_KIND_STATE, node->text);
  int organisation = pl_name_find(&c->names, PL_KIND_ORGANISATION, node->text);
  *kind = state >= 0 ? PL_KIND_STATE : PL_KIND_ORGANISATION;
  if (state < 0 && organisation < 0)
    return pl_complain_name(&c->reader, node, PL_SPOT_VALUE,
                            c->count[PL_KIND_ORGANISATION] ? PL_KIND_ORGANISATION : PL_KIND_STATE, node->text);
  *index = (uint16_t)(state >= 0 ? state : organisation);
  return true;
}

static bool find_ends(pl_compiler *c, const pl_declaration *d, ends *e) {
  pl_kind other;
  bool has_customer = find_end(c, d, "customer", &e->kind, &e->customer);
  bool has_supplier = find_end(c, d, "supplier", &other, &e->supplier);
  const pl_node *supplier = pl_node_find(&d->node, "supplier");
  if (!has_customer || !has_supplier) return false;
  if (e->kind != other)
    return pl_compile_complain(c, "E208", supplier, PL_LATER("take two states, or two organisations"),
                               PL_LATER("and customer are a state and an organisation"));
  if (e->customer == e->supplier)
    return pl_compile_complain(c, "E208", supplier, NULL, PL_LATER("and customer are the same"));
  return true;
}

static bool is_known_dependency(const pl_compiler *c, const ends *e) {
  for (uint16_t i = 0; i < c->scenario->dependency_count; i++)
    if (c->dependencies[i].customer == e->customer && c->dependencies[i].supplier == e->supplier) return true;
  return false;
}

static void add_dependency(pl_compiler *c, const pl_declaration *d, pl_q16 strength) {
  enum { STRONGEST = 98304 }; /* 1.5 */
  ends e;
  if (!find_ends(c, d, &e)) return;
  const pl_node *given = pl_node_find(&d->node, "strength");
  if (e.kind == PL_KIND_STATE && is_known_dependency(c, &e)) {
    pl_compile_complain(c, "E303", pl_node_find(&d->node, "customer"), PL_LATER("leave one of them out"),
                        PL_LATER("already depends on that supplier"));
  } else if (e.kind == PL_KIND_STATE) {
    c->dependencies[c->scenario->dependency_count++] = (pl_dependency_spec){e.customer, e.supplier, strength};
  } else if (strength > STRONGEST) {
    const pl_field field = {.name = "strength",
                            .type = PL_TYPE_NUMBER,
                            .noun = PL_LATER("between organisations a number"),
                            .least = 0,
                            .most = 1.5};
    pl_complain_range(&c->reader, &field, given);
  } else {
    c->links[c->scenario->link_count++] = (pl_link_spec){e.customer, e.supplier, strength};
  }
}

static void add_treaty(pl_compiler *c, const pl_declaration *d) {
  const pl_field *field = field_of(PL_KIND_LINK, "between");
  const pl_field state = {.name = "between", .type = PL_TYPE_REFERENCE, .refers = PL_KIND_STATE};
  const pl_node *between = pl_node_find(&d->node, "between");
  uint16_t one, other;
  if (!between) {
    pl_complain(&c->reader, "E205", NULL, PL_SPOT_WORD, NULL, PL_LATER("this alliance has no \"between\", expected %s"),
                field->noun);
  } else if (!pl_node_is_list(between) || between->count != 2) {
    pl_complain_type(&c->reader, field, between);
  } else if (pl_read_reference(&c->reader, &state, &between->child[0], &one) &&
             pl_read_reference(&c->reader, &state, &between->child[1], &other)) {
    if (one == other) pl_compile_complain(c, "E208", between, NULL, PL_LATER("names the same state twice"));
    pl_set_add(&c->treaties[one], other);
    pl_set_add(&c->treaties[other], one);
  }
}

/* Fields that belong to the other kind of link. */
static bool check_link_fields(pl_compiler *c, const pl_declaration *d, bool is_alliance) {
  static const char *const dependency[] = {"customer", "supplier", "strength", NULL}, *const alliance[] = {"between",
                                                                                                           NULL};
  const char *const *foreign = is_alliance ? dependency : alliance;
  for (size_t i = 0; foreign[i]; i++) {
    const pl_node *node = pl_node_find(&d->node, foreign[i]);
    if (node)
      return pl_compile_complain(c, "E208", node, NULL,
                                 is_alliance ? PL_LATER("belongs to a dependency, not to an alliance")
                                             : PL_LATER("belongs to an alliance, not to a dependency"));
  }
  return true;
}

void pl_compile_link(pl_compiler *c, const pl_declaration *d) {
  pl_link_record link = {0};
  if (!pl_read_record(&c->reader, pl_schema_of(PL_KIND_LINK), &d->node, &link)) return;
  if (!check_link_fields(c, d, link.kind == 1)) return;
  if (link.kind == 1) add_treaty(c, d);
  else add_dependency(c, d, link.strength);
}
