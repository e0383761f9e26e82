/* Compiling a scenario in three passes.
 *
 *   names   every declaration gets its place and its id; ids must be unique over all constructors
 *   fields  every declaration is read, in the order of kinds below; references now find their names
 *   whole   what can only be said about all of it: sizes, counts, sums
 *
 * All passes run to their end whatever is wrong, so that one run reports everything. A scenario with errors has holes
 * (zeros, empty ids) but no dangling pointer, which keeps the later passes simple. */
#include "compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 200, LONG = 400, MOST_SUPPLIERS = 16000 };

int64_t pl_scale(int64_t a, int64_t b) {
  int64_t product = a * b, whole = product / PL_ONE;
  return product % PL_ONE < 0 ? whole - 1 : whole;
}

pl_q16 pl_scale_share(pl_q16 parameter, pl_q16 factor) {
  int64_t scaled = pl_scale(parameter, factor);
  return (pl_q16)(scaled < 0 ? 0 : scaled > PL_ONE ? PL_ONE : scaled);
}

bool pl_compile_complain(pl_compiler *c, const char *code, const pl_node *node, const char *hint, const char *message) {
  char subject[LONG];
  pl_reader_subject(&c->reader, node, subject, sizeof subject);
  return pl_complain(&c->reader, code, node, PL_SPOT_VALUE, hint, "%s %s", subject, pl_translate(message));
}

/* About the scenario as a whole: marked at its `scenario` line. */
static void complain_whole(pl_compiler *c, const char *code, const char *hint, const char *message) {
  const pl_file *file = &c->reader.source->bundle->file[0];
  bool has_line = c->count[PL_KIND_SCENARIO] > 0;
  const pl_declaration *d = has_line ? c->of[PL_KIND_SCENARIO][0] : NULL;
  if (!pl_source_complain(c->reader.source, code, d ? d->file : file->name, d ? d->line : 1, d ? "scenario" : NULL,
                          hint, message))
    pl_reader_no_memory(&c->reader);
}

/* ---- names ---- */
static void complain_too_many(pl_compiler *c, const pl_declaration *d, size_t most) {
  char message[SHORT];
  c->reader.declaration = d;
  if (most == 1)
    snprintf(message, sizeof message, PL_TEXT("is declared a second time"));
  else
    snprintf(message, sizeof message, PL_TEXT("is one too many: at most %zu may be declared"), most);
  char subject[LONG];
  pl_reader_subject(&c->reader, NULL, subject, sizeof subject);
  pl_complain(&c->reader, "E209", NULL, PL_SPOT_WORD, NULL, "%s %s", subject, message);
}

static bool sort_by_kind(pl_compiler *c) {
  for (int kind = 0; kind < PL_KINDS; kind++) {
    c->of[kind] = pl_reader_take(&c->reader, c->recorder->count[kind], sizeof *c->of[kind]);
    if (!c->of[kind]) return false;
  }
  for (const pl_recorded *r = c->recorder->first; r; r = r->next) {
    pl_kind kind = r->declaration.kind;
    size_t most = pl_schema_of(kind)->most;
    if (!most || c->count[kind] < most) c->of[kind][c->count[kind]++] = &r->declaration;
    else complain_too_many(c, &r->declaration, most);
  }
  return true;
}

#define TAKE(array, kind, total)                                                                                 \
  (c->array = pl_reader_take(&c->reader, c->count[kind], sizeof *c->array), s->total = (uint16_t)c->count[kind], \
   s->array = c->array)

/* Arrays of the right lengths, all zero. */
static bool take_arrays(pl_compiler *c) {
  pl_scenario *s = c->scenario;
  TAKE(states, PL_KIND_STATE, state_count);
  TAKE(roles, PL_KIND_SEAT, role_count);
  TAKE(organisations, PL_KIND_ORGANISATION, organisation_count);
  TAKE(forums, PL_KIND_FORUM, forum_count);
  TAKE(dependencies, PL_KIND_LINK, dependency_count);
  TAKE(links, PL_KIND_LINK, link_count);
  TAKE(adversaries, PL_KIND_ADVERSARY, adversary_count);
  TAKE(incidents, PL_KIND_INCIDENT, incident_count);
  TAKE(intel, PL_KIND_INTEL, intel_count);
  TAKE(orders, PL_KIND_ORDER, order_count);
  TAKE(injects, PL_KIND_INJECT, inject_count);
  TAKE(objectives, PL_KIND_OBJECTIVE, objective_count);
  TAKE(bots, PL_KIND_BOT, bot_count);
  c->actions = pl_reader_take(&c->reader, c->count[PL_KIND_ACTION], sizeof *c->actions);
  s->action_count = (uint16_t)c->count[PL_KIND_ACTION], s->custom_actions = c->actions;
  c->treaties = pl_reader_take(&c->reader, c->count[PL_KIND_STATE], sizeof *c->treaties);
  s->treaties = c->treaties;
  s->dependency_count = s->link_count = 0; /* counted as they are read: a link is one or the other */
  return !c->reader.no_memory;
}

static void put_id(pl_compiler *c, const pl_declaration *d, size_t i) {
  switch (d->kind) {
  case PL_KIND_STATE: c->states[i].id = d->id; break;
  case PL_KIND_SEAT: c->roles[i].id = d->id; break;
  case PL_KIND_ORGANISATION: c->organisations[i].id = d->id; break;
  case PL_KIND_FORUM: c->forums[i].id = d->id; break;
  case PL_KIND_ADVERSARY: c->adversaries[i].id = d->id; break;
  case PL_KIND_INCIDENT: c->incidents[i].id = d->id; break;
  case PL_KIND_INTEL: c->intel[i].id = d->id, c->intel[i].about = PL_NONE; break;
  case PL_KIND_INJECT: c->injects[i].id = d->id; break;
  case PL_KIND_OBJECTIVE: c->objectives[i].id = d->id; break;
  case PL_KIND_ACTION: c->actions[i].id = d->id; break;
  case PL_KIND_BOT: c->bots[i].id = d->id; break;
  default: break;
  }
}

static int compare_ids(const void *left, const void *right) {
  const pl_declaration *a = *(const pl_declaration *const *)left, *b = *(const pl_declaration *const *)right;
  int order = strcmp(a->id, b->id);
  if (!order) order = strcmp(a->file, b->file);
  return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Words that mean something where ids are written; names of actions and policies where theirs are. */
static bool is_reserved(const pl_declaration *d) {
  static const char *const words[] = {"all", "none", "allies", "forums", "default", "end"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (!strcmp(words[i], d->id)) return true;
  const pl_scenario none = {0};
  const pl_names nothing = {.of = &none};
  if (d->kind == PL_KIND_ACTION || d->kind == PL_KIND_INJECT)
    return pl_name_find(&nothing, PL_KIND_ANY_ACTION, d->id) >= 0;
  return d->kind == PL_KIND_BOT && pl_name_find(&nothing, PL_KIND_POLICY, d->id) >= 0;
}

static void check_id(pl_compiler *c, const pl_declaration *d, const pl_declaration *before) {
  char message[SHORT];
  c->reader.declaration = d;
  const pl_node *id = pl_node_find(&d->node, "id");
  if (before && !strcmp(before->id, d->id)) {
    snprintf(message, sizeof message, PL_TEXT("is already used by %s on line %d"), pl_kind_noun(before->kind),
             before->line);
    pl_compile_complain(c, "E207", id, PL_LATER("choose another id"), message);
  } else if (is_reserved(d)) {
    pl_compile_complain(c, "E206", id, PL_LATER("choose another id"), PL_LATER("is a word with a meaning of its own"));
  }
}

/* Ids are unique over all constructors, so that every reference is plain. */
static bool check_ids(pl_compiler *c) {
  size_t total = 0, count = 0;
  for (int kind = 0; kind < PL_KINDS; kind++) total += c->count[kind];
  const pl_declaration **all = pl_reader_take(&c->reader, total, sizeof *all);
  if (!all) return false;
  for (int kind = PL_KIND_STATE; kind < PL_KINDS; kind++)
    for (size_t i = 0; i < c->count[kind]; i++)
      if (c->of[kind][i]->id[0]) all[count++] = c->of[kind][i];
  qsort(all, count, sizeof *all, compare_ids);
  for (size_t i = 0; i < count; i++) check_id(c, all[i], i ? all[i - 1] : NULL);
  return true;
}

/* An intel may be named where its incident is meant, so that must be known before conditions are read. */
static void name_intel(pl_compiler *c) {
  for (size_t i = 0; i < c->count[PL_KIND_INTEL]; i++) {
    const pl_node *about = pl_node_find(&c->of[PL_KIND_INTEL][i]->node, "about");
    int incident = about && about->kind == PL_NODE_TEXT ? pl_name_find(&c->names, PL_KIND_INCIDENT, about->text) : -1;
    if (incident >= 0) c->intel[i].about = (uint16_t)incident;
  }
}

static bool name_everything(pl_compiler *c) {
  if (!sort_by_kind(c) || !take_arrays(c)) return false;
  for (int kind = 0; kind < PL_KINDS; kind++)
    for (size_t i = 0; i < c->count[kind]; i++) put_id(c, c->of[kind][i], i);
  if (!pl_names_add_all(&c->names, c->reader.arena)) return pl_reader_no_memory(&c->reader);
  name_intel(c);
  for (size_t i = 0; i < c->count[PL_KIND_INJECT]; i++) pl_name_options(c, c->of[PL_KIND_INJECT][i], &c->injects[i]);
  pl_compile_variables(c);
  if (!pl_names_add(&c->names, c->reader.arena, PL_KIND_VARS)) return pl_reader_no_memory(&c->reader);
  return pl_find_launched(c) && check_ids(c);
}

/* ---- fields ---- */
static void read_kind(pl_compiler *c, pl_kind kind, void (*read)(pl_compiler *, const pl_declaration *)) {
  for (size_t i = 0; i < c->count[kind]; i++) {
    c->reader.declaration = c->of[kind][i];
    read(c, c->of[kind][i]);
  }
}

static bool read_debrief(pl_compiler *c) {
  size_t total = 0;
  for (size_t i = 0; i < c->count[PL_KIND_DEBRIEF]; i++) total += c->of[PL_KIND_DEBRIEF][i]->node.count;
  if (total >= PL_NONE) {
    complain_whole(c, "E209", NULL, PL_LATER("debrief asks more than 65,534 questions"));
    total = PL_NONE - 1;
  }
  c->debrief = pl_reader_take(&c->reader, total, sizeof *c->debrief);
  if (!c->debrief) return false;
  c->scenario->debrief = c->debrief;
  for (size_t i = 0; i < c->count[PL_KIND_DEBRIEF]; i++) {
    const pl_declaration *d = c->of[PL_KIND_DEBRIEF][i];
    c->reader.declaration = d;
    for (size_t k = 0; k < d->node.count && c->scenario->debrief_count < total; k++)
      pl_compile_debrief(c, d, &d->node.child[k]);
  }
  return true;
}

/* Without a scenario line the others are still read, with its defaults. */
static void read_scenario(pl_compiler *c) {
  static const pl_declaration nothing = {
      .kind = PL_KIND_SCENARIO, .node = {.kind = PL_NODE_TABLE}, .id = "", .file = ""};
  bool is_there = c->count[PL_KIND_SCENARIO] > 0;
  c->record.organisations = PL_STANDARD_ORGANISATIONS;
  c->reader.declaration = is_there ? c->of[PL_KIND_SCENARIO][0] : &nothing;
  if (is_there) pl_compile_scenario(c, c->reader.declaration);
  else
    complain_whole(c, "E205", PL_LATER("write scenario { id = …, title = … }"),
                   PL_LATER("the file declares no scenario"));
  if (c->scenario->rounds < 1) c->scenario->rounds = is_there ? 12 : PL_MAX_ROUNDS;
}

static bool read_everything(pl_compiler *c) {
  pl_parameters_init(&c->scenario->parameters);
  read_scenario(c);
  read_kind(c, PL_KIND_FORUM, pl_compile_forum);
  read_kind(c, PL_KIND_STATE, pl_compile_state);
  read_kind(c, PL_KIND_SEAT, pl_compile_seat);
  read_kind(c, PL_KIND_ORGANISATION, pl_compile_organisation);
  read_kind(c, PL_KIND_LINK, pl_compile_link);
  read_kind(c, PL_KIND_ADVERSARY, pl_compile_adversary);
  read_kind(c, PL_KIND_INCIDENT, pl_compile_incident);
  read_kind(c, PL_KIND_INTEL, pl_compile_intel);
  read_kind(c, PL_KIND_ORDER, pl_compile_order);
  read_kind(c, PL_KIND_INJECT, pl_compile_inject);
  read_kind(c, PL_KIND_OBJECTIVE, pl_compile_objective);
  read_kind(c, PL_KIND_ACTION, pl_compile_action);
  read_kind(c, PL_KIND_BOT, pl_compile_bot);
  return read_debrief(c) && !c->reader.no_memory;
}

/* ---- the whole ---- */
static void check_organisations(pl_compiler *c) {
  char message[SHORT];
  int64_t total = 0;
  uint32_t named[PL_MAX_STATES] = {0};
  for (uint16_t i = 0; i < c->scenario->organisation_count; i++)
    if (c->organisations[i].state < c->scenario->state_count) named[c->organisations[i].state]++;
  for (uint16_t i = 0; i < c->scenario->state_count; i++) {
    total += c->states[i].organisations;
    if ((int64_t)named[i] <= c->states[i].organisations) continue;
    c->reader.declaration = c->of[PL_KIND_STATE][i];
    snprintf(message, sizeof message, PL_TEXT("is %d, but %u are declared by name"), c->states[i].organisations,
             named[i]);
    pl_compile_complain(c, "E208", pl_node_find(&c->of[PL_KIND_STATE][i]->node, "organisations"),
                        PL_LATER("organisations counts the named ones too"), message);
  }
  if (total <= PL_MAX_ORGANISATIONS) return;
  snprintf(message, sizeof message, PL_TEXT("the states have %lld organisations together, expected at most %d"),
           (long long)total, PL_MAX_ORGANISATIONS);
  complain_whole(c, "E209", PL_LATER("lower map.organisations, or organisations of a state"), message);
}

static void check_suppliers(pl_compiler *c) {
  uint32_t *suppliers = pl_reader_take(&c->reader, c->scenario->organisation_count, sizeof *suppliers);
  if (!suppliers) return;
  for (uint16_t i = 0; i < c->scenario->link_count; i++)
    if (++suppliers[c->links[i].customer] == MOST_SUPPLIERS)
      complain_whole(c, "E209", NULL, PL_LATER("an organisation depends on more than 16,000 others"));
}

/* Each incident is followed in every organisation, so memory and time go with how many of both there are. Random ones
 * are counted as they are to be expected. */
static void check_outbreaks(pl_compiler *c) {
  enum { MOST_CELLS = 120000000 };
  const pl_scenario *s = c->scenario;
  int64_t organisations = 0, a_round = 0;
  char message[SHORT];
  for (uint16_t i = 0; i < s->state_count; i++) organisations += s->states[i].organisations;
  for (uint16_t i = 0; i < s->adversary_count; i++)
    a_round += (int64_t)s->adversaries[i].rate * s->adversaries[i].slots;
  int64_t incidents = a_round * s->rounds / PL_ONE + s->incident_count;
  if (organisations * incidents <= MOST_CELLS) return;
  snprintf(message, sizeof message,
           PL_TEXT("about %lld incidents in %lld organisations: one times the other is more than %d (the limit)"),
           (long long)incidents, (long long)organisations, MOST_CELLS);
  complain_whole(c, "E209", PL_LATER("lower map.organisations, slots or activity of the adversaries, or rounds"),
                 message);
}

/* ---- conditions ---- */
/* The parts of a condition, itself included. */
static size_t count_parts(const pl_condition *condition) {
  size_t parts = condition != NULL;
  for (uint16_t i = 0; condition && i < condition->child_count; i++) parts += count_parts(&condition->children[i]);
  return parts;
}

/* Conditions of the story are looked at once a round; those of options for each seat that is asked; those of actions
 * for each seat that may, in each round. Says how often that makes in the whole exercise. */
static uint64_t count_looks(const pl_scenario *s) {
  uint64_t rounds = (uint64_t)s->rounds, looks = 0;
  for (uint16_t i = 0; i < s->incident_count; i++) looks += rounds * count_parts(s->incidents[i].when);
  for (uint16_t i = 0; i < s->objective_count; i++) looks += count_parts(s->objectives[i].when);
  for (uint16_t i = 0; i < s->inject_count; i++) {
    const pl_inject_spec *inject = &s->injects[i];
    looks += rounds * count_parts(inject->when);
    for (uint16_t k = 0; k < inject->option_count; k++)
      looks += inject->to_count * count_parts(inject->options[k].needs);
  }
  for (uint16_t i = 0; i < s->action_count; i++) {
    const pl_action_spec *action = &s->custom_actions[i];
    uint64_t seats = action->is_for_all ? (uint64_t)pl_scenario_seat_count(s) : action->who_count;
    looks += rounds * seats * count_parts(action->needs);
  }
  return looks;
}

static void check_conditions(pl_compiler *c) {
  enum { MOST_LOOKS = 2000000 };
  if (count_looks(c->scenario) <= MOST_LOOKS) return;
  complain_whole(c, "E209", PL_LATER("shorten conditions, or ask fewer seats"),
                 PL_LATER("the conditions have so many parts that an exercise looks at them more than 2000000 times "
                          "(the limit)"));
}

static void check_whole(pl_compiler *c) {
  if (c->scenario->state_count < 2)
    complain_whole(c, "E209", PL_LATER("declare another state { … }"),
                   c->scenario->state_count ? PL_LATER("there is only one state, expected at least 2")
                                            : PL_LATER("there is no state, expected at least 2"));
  if (!c->recorder->has_version && !c->recorder->has_complained)
    complain_whole(c, "E210", PL_LATER("write polder \"1\" above everything else"),
                   PL_LATER("the file does not say the schema's version"));
  check_organisations(c);
  check_suppliers(c);
  check_conditions(c);
  check_outbreaks(c);
}

pl_status pl_compile(pl_compiler *compiler, const pl_recorder *recorder, pl_source *source, pl_arena *arena) {
  pl_compiler *c = compiler;
  *c = (pl_compiler){.reader = {.arena = arena, .source = source}, .recorder = recorder};
  c->scenario = pl_reader_take(&c->reader, 1, sizeof *c->scenario);
  if (!c->scenario) return PL_NO_MEMORY;
  c->names.of = c->reader.names = c->scenario;
  c->reader.index = &c->names;
  if (!name_everything(c) || !read_everything(c)) return PL_NO_MEMORY;
  check_whole(c);
  return c->reader.no_memory ? PL_NO_MEMORY : PL_OK;
}
