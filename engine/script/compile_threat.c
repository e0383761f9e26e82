/* Compiling the threat: adversaries, incidents and what is known of them beforehand. */
#include "compile.h"

#include <stdio.h>
#include <string.h>

enum { SHORT = 200 };

static const pl_field *field_of(pl_kind kind, const char *name) { return pl_schema_find(pl_schema_of(kind), name); }

/* ---- adversaries ---- */
/* Cumulative thresholds out of 65536, in the order of pl_schema_family_order; model §5, step 8. */
static const int32_t standard_families[2][PL_FAMILIES] = {
  {3000, 3000, 3000, PL_ONE},    /* criminals: some theft of data, else ransomware */
  {30000, 48000, PL_ONE, PL_ONE} /* state actors: espionage, election, wiper */
};

static int family_place(const char *name) {
  for (int i = 0; i < PL_FAMILIES; i++)
    if (!strcmp(pl_family_name(pl_schema_family_order[i]), name)) return i;
  return -1;
}

static bool read_weights(pl_compiler *c, const pl_node *node, double weight[PL_FAMILIES]) {
  const pl_field *field = field_of(PL_KIND_ADVERSARY, "families");
  const pl_field number = {
      .name = "weight", .type = PL_TYPE_NUMBER, .noun = PL_LATER("a weight"), .least = 0, .most = 1000};
  static const char *const words[] = {"ransomware", "election", "espionage", "wiper", NULL};
  const pl_field family = {.name = "family", .type = PL_TYPE_CHOICE, .words = words};
  bool is_fine = true;
  for (size_t i = 0; i < node->count; i++) {
    const pl_node *child = &node->child[i];
    int place = child->key ? family_place(child->key) : -1;
    if (!child->key) return pl_complain_type(&c->reader, field, node);
    if (place < 0) {
      char expected[SHORT];
      pl_field_expectation(&family, 0, expected, sizeof expected);
      is_fine = pl_complain(&c->reader, "E301", child, PL_SPOT_KEY, NULL,
                            PL_LATER("no family called \"%.40s\", expected %s"), child->key, expected);
    } else {
      is_fine &= pl_read_number(&c->reader, &number, child, &weight[place]);
    }
  }
  return is_fine;
}

static void read_families(pl_compiler *c, const pl_declaration *d, pl_adversary_spec *adversary) {
  memcpy(adversary->family_below, standard_families[adversary->is_state], sizeof adversary->family_below);
  const pl_node *node = pl_node_find(&d->node, "families");
  if (!node) return;
  if (node->kind != PL_NODE_TABLE) {
    pl_complain_type(&c->reader, field_of(PL_KIND_ADVERSARY, "families"), node);
    return;
  }
  double weight[PL_FAMILIES] = {0}, total = 0, sum = 0;
  if (!read_weights(c, node, weight)) return;
  for (int i = 0; i < PL_FAMILIES; i++) total += weight[i];
  if (!(total > 0)) {
    pl_compile_complain(c, "E208", node, PL_LATER("give at least one family a weight above 0"),
                        PL_LATER("have no weight"));
    return;
  }
  for (int i = 0; i < PL_FAMILIES; i++) {
    sum += weight[i];
    adversary->family_below[i] = sum >= total ? PL_ONE : (int32_t)pl_floor(sum / total * PL_ONE);
  }
}

static pl_q16 rate_of(const pl_compiler *c, const pl_adversary_record *r) {
  const pl_parameters *p = &c->scenario->parameters;
  bool is_state = r->spec.is_state;
  bool is_off = c->random == PL_RANDOM_NONE || (is_state && c->random == PL_RANDOM_CRIMINAL) ||
                (!is_state && c->random == PL_RANDOM_STATE);
  return is_off ? 0 : pl_scale_share(is_state ? p->state_rate : p->crim_rate, r->activity);
}

void pl_compile_adversary(pl_compiler *c, const pl_declaration *d) {
  const pl_parameters *p = &c->scenario->parameters;
  pl_adversary_record r = {.spec = {.to_round = c->scenario->rounds - 1, .slots = -1}};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_ADVERSARY), &d->node, &r);
  pl_adversary_spec *spec = &r.spec;
  spec->id = d->id;
  spec->is_state = r.kind == 1;
  spec->rate = rate_of(c, &r);
  if (spec->slots < 0) spec->slots = spec->is_state ? p->state_slots : p->crim_slots;
  if (!pl_node_find(&d->node, "name")) spec->name.in[PL_ENGLISH] = d->id;
  if (spec->from_round > spec->to_round)
    pl_compile_complain(c, "E208", pl_node_find(&d->node, "from_round"), NULL, PL_LATER("is after to_round"));
  read_families(c, d, spec);
  c->adversaries[d->index] = *spec;
}

/* ---- incidents ---- */
static const char *const dutch_families[PL_FAMILIES] = {"ransomware", "verkiezingsinmenging", "spionage", "wiper"};
static const pl_label family_labels[PL_FAMILIES] = {PL_GREEN, PL_AMBER, PL_AMBER_STRICT, PL_AMBER};

static void mark_launched(pl_compiler *c, const pl_node *node) {
  int incident = node->kind == PL_NODE_TEXT ? pl_name_find(&c->names, PL_KIND_INCIDENT, node->text) : -1;
  if (incident >= 0) c->is_launched[incident] = true;
}

static void find_launches(pl_compiler *c, const pl_node *node) {
  for (size_t i = 0; i < node->count; i++) {
    const pl_node *child = &node->child[i];
    find_launches(c, child);
    if (!child->key || strcmp(child->key, "launch")) continue;
    mark_launched(c, child);
    for (size_t k = 0; k < child->count; k++) mark_launched(c, &child->child[k]);
  }
}

bool pl_find_launched(pl_compiler *c) {
  c->is_launched = pl_reader_take(&c->reader, c->count[PL_KIND_INCIDENT], sizeof *c->is_launched);
  if (!c->is_launched) return false;
  for (int kind = 0; kind < PL_KINDS; kind++)
    for (size_t i = 0; i < c->count[kind]; i++) find_launches(c, &c->of[kind][i]->node);
  return true;
}

static void read_delays(pl_compiler *c, const pl_declaration *d, pl_incident_spec *incident) {
  const pl_field *field = field_of(PL_KIND_INCIDENT, "delay");
  const pl_field days = {.name = "delay",
                         .type = PL_TYPE_NUMBER,
                         .noun = PL_LATER("a number of days"),
                         .least = field->least,
                         .most = field->most};
  const pl_node *node = pl_node_find(&d->node, "delay");
  if (!node) return;
  if (node->kind != PL_NODE_TABLE) {
    pl_complain_type(&c->reader, field, node);
    return;
  }
  pl_tick *delay = pl_reader_take(&c->reader, c->scenario->state_count, sizeof *delay);
  if (!delay) return;
  for (uint16_t i = 0; i < c->scenario->state_count; i++) delay[i] = -1;
  for (size_t i = 0; i < node->count; i++) {
    uint16_t state;
    double number;
    if (pl_read_key(&c->reader, field, &node->child[i], &state) &&
        pl_read_number(&c->reader, &days, &node->child[i], &number))
      delay[state] = (pl_tick)pl_floor(number * PL_TICKS_PER_DAY + 0.5);
  }
  incident->delay = delay;
}

/* When it starts: in a round, on a condition, or only when something launches it. */
static void read_start(pl_compiler *c, const pl_declaration *d, pl_incident_spec *incident) {
  const pl_node *round = pl_node_find(&d->node, "round"), *when = pl_node_find(&d->node, "when");
  const pl_node *by_hook = pl_node_find(&d->node, "by_hook");
  bool waits = by_hook && by_hook->kind == PL_NODE_BOOLEAN && by_hook->boolean;
  if (round && when)
    pl_compile_complain(c, "E208", when, PL_LATER("leave one of them out"), PL_LATER("and round exclude each other"));
  if (waits && (round || when))
    pl_compile_complain(c, "E208", by_hook, PL_LATER("leave one of them out"),
                        PL_LATER("and round or when exclude each other"));
  if (!round && (when || waits || c->is_launched[d->index])) incident->round = -1;
}

void pl_compile_incident(pl_compiler *c, const pl_declaration *d) {
  pl_incident_spec incident = {.by = PL_NONE, .exposure = -1, .sensitivity = -1};
  pl_read_record(&c->reader, pl_schema_of(PL_KIND_INCIDENT), &d->node, &incident);
  pl_family family = incident.family;
  incident.id = d->id;
  if (!pl_node_find(&d->node, "label")) incident.label = family_labels[family];
  if (incident.sensitivity < 0) incident.sensitivity = c->scenario->parameters.sens[family];
  if (!pl_node_find(&d->node, "name")) incident.name = (pl_text){{pl_family_name(family), dutch_families[family]}};
  const pl_node *targets = pl_node_find(&d->node, "targets");
  incident.has_targets = targets;
  if (targets && pl_node_is_list(targets) && !targets->count)
    pl_compile_complain(c, "E208", targets, PL_LATER("leave targets out for the model's own choice"),
                        PL_LATER("names no state"));
  read_start(c, d, &incident);
  read_delays(c, d, &incident);
  c->incidents[d->index] = incident;
}

/* ---- intel ---- */
static void check_intel(pl_compiler *c, const pl_declaration *d, const pl_intel_spec *intel,
                        const pl_incident_spec *incident) {
  char message[SHORT];
  bool is_early = intel->round < incident->round || (intel->round == incident->round && intel->tick < incident->tick);
  if (intel->round < 0 || incident->round < 0 || !is_early) return;
  snprintf(message, sizeof message, PL_TEXT("is before its incident starts (round %d, day %d)"), incident->round + 1,
           incident->tick / PL_TICKS_PER_DAY + 1);
  const pl_node *at = pl_node_find(&d->node, intel->round < incident->round ? "round" : "day");
  pl_compile_complain(c, "E208", at, NULL, message);
}

void pl_compile_intel(pl_compiler *c, const pl_declaration *d) {
  pl_intel_spec intel = {.about = PL_NONE, .holder = PL_NONE, .round = -1, .tick = -1, .quality = -1};
  bool is_fine = pl_read_record(&c->reader, pl_schema_of(PL_KIND_INTEL), &d->node, &intel);
  intel.id = d->id;
  const pl_node *day = pl_node_find(&d->node, "day");
  if (intel.about != PL_NONE) {
    const pl_incident_spec *incident = &c->incidents[intel.about];
    if (!pl_node_find(&d->node, "label")) intel.label = incident->label;
    if (day && intel.round < 0 && incident->round < 0)
      pl_compile_complain(c, "E208", day, PL_LATER("add round"),
                          PL_LATER("needs a round, for nobody knows when its incident starts"));
    if (day && intel.round < 0) intel.round = incident->round;
    if (intel.tick < 0) intel.tick = intel.round < 0 || intel.round == incident->round ? incident->tick : 0;
    if (is_fine) check_intel(c, d, &intel, incident);
  }
  c->intel[d->index] = intel;
}
