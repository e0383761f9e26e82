/* Lint: what can be said about a scenario without playing it.
 *
 * An inject can be reached if it has a round, a condition, a hook or an effect that fires it, or comes after one that
 * can be reached. The earliest round of each is found by letting every inject, in the order of their rounds, improve
 * those that depend on it. Warnings are for what is very likely a slip; where only play could tell, nothing is said,
 * because a checker that cries wolf is switched off. What hooks do is guessed from the words in the source of the files
 * that ran: fire("id"), "inject.option". */
#include "compile.h"

#include <stdio.h>
#include <string.h>

#include "hooks.h"
#include "words.h"

enum { SHORT = 300, NEVER = 1 << 20 /* later than any round that delays can add up to */ };

typedef struct lint {
  pl_compiler *c;
  const pl_scenario *s;
  bool has_hooks;
  int *earliest;        /* by inject: the first round in which it could fire */
  bool *is_fired;       /* by inject: some effect or hook fires it */
  bool *has_hook;       /* by inject: an on_decision hook listens to it */
  bool *action_hook;    /* by custom action */
  uint64_t *is_chosen;  /* by inject: options that something asks about */
  int *first_later, *next_later; /* by inject: lists of those that come after it */
  int *before, *after;  /* by inject: its neighbours in the list of its round */
  int ring[PL_MAX_ROUNDS + 1], waiting;
} lint;

static const pl_declaration *inject_of(const lint *l, int i) { return l->c->of[PL_KIND_INJECT][i]; }

static void warn(lint *l, const char *code, const pl_declaration *d, const pl_node *node, const char *hint,
                 const char *message) {
  char subject[SHORT];
  l->c->reader.declaration = d;
  pl_reader_subject(&l->c->reader, NULL, subject, sizeof subject);
  pl_complain(&l->c->reader, code, node, node ? PL_SPOT_VALUE : PL_SPOT_WORD, hint, "%s %s", subject,
              pl_translate(message));
}

/* ---- words in the source ---- */
/* A token and the two before it. */
typedef struct window {
  const pl_file *file;
  pl_token token[3]; /* the last is the newest; zeroed before the first */
} window;

static bool is_exactly(const window *w, int i, const char *word) {
  const pl_token *token = &w->token[i];
  return token->length == strlen(word) && !memcmp(w->file->bytes + token->start, word, token->length);
}

/* A quoted text as a string; false if it is not a short plain one. */
static bool unquote(const window *w, char *text, size_t size) {
  const pl_token *token = &w->token[2];
  if (token->kind != PL_TOKEN_TEXT || token->length < 3 || token->length - 2 >= size) return false;
  memcpy(text, w->file->bytes + token->start + 1, token->length - 2);
  text[token->length - 2] = 0;
  return true;
}

static void mark_chosen(lint *l, const char *name) {
  char id[84];
  snprintf(id, sizeof id, "%s", name);
  char *dot = strchr(id, '.');
  if (!dot) return;
  *dot = 0;
  int inject = pl_name_find(&l->c->names, PL_KIND_INJECT, id);
  for (int i = 0; inject >= 0 && i < l->s->injects[inject].option_count; i++)
    if (!strcmp(l->s->injects[inject].options[i].id, dot + 1)) l->is_chosen[inject] |= (uint64_t)1 << i;
}

static void read_token(lint *l, const window *w) {
  char text[84];
  if (w->token[2].kind == PL_TOKEN_MARK && is_exactly(w, 2, "^") &&
      !pl_source_complain(l->c->reader.source, "W401", w->file->name, w->token[2].line, "^",
                          PL_LATER("write the multiplication out"),
                          PL_LATER("^ may give another last digit on another machine")))
    pl_reader_no_memory(&l->c->reader);
  if (!unquote(w, text, sizeof text)) return;
  mark_chosen(l, text);
  if (!is_exactly(w, 1, "(") || !is_exactly(w, 0, "fire")) return;
  int inject = pl_name_find(&l->c->names, PL_KIND_INJECT, text);
  if (inject >= 0) l->is_fired[inject] = true;
}

static void read_file(lint *l, const pl_file *file) {
  window w = {.file = file};
  size_t at = 0;
  int line = 0;
  while (pl_tokens_next(file->bytes, file->length, &at, &line, &w.token[2])) {
    read_token(l, &w);
    w.token[0] = w.token[1];
    w.token[1] = w.token[2];
  }
}

/* Whether the file ran: the first, or one that was included. */
static bool has_run(const lint *l, const pl_bundle *bundle, size_t file) {
  const pl_recorder *recorder = l->c->recorder;
  bool is_included = file == 0;
  for (size_t i = 0; i < recorder->include_count; i++) is_included |= recorder->included[i] == bundle->file[file].name;
  return is_included;
}

static void read_words(lint *l) {
  const pl_bundle *bundle = l->c->reader.source->bundle;
  for (size_t f = 0; f < bundle->count; f++)
    if (has_run(l, bundle, f)) read_file(l, &bundle->file[f]);
}

/* ---- conditions and effects ---- */
static void walk_condition(lint *l, const pl_condition *condition) {
  if (!condition) return;
  if (condition->kind == PL_WHEN_CHOSEN && condition->option < 64)
    l->is_chosen[condition->inject] |= (uint64_t)1 << condition->option;
  for (uint16_t i = 0; i < condition->child_count; i++) walk_condition(l, &condition->children[i]);
}

static void walk_conditions(lint *l) {
  const pl_scenario *s = l->s;
  for (uint16_t i = 0; i < s->incident_count; i++) walk_condition(l, s->incidents[i].when);
  for (uint16_t i = 0; i < s->objective_count; i++) walk_condition(l, s->objectives[i].when);
  for (uint16_t i = 0; i < s->action_count; i++) walk_condition(l, s->custom_actions[i].needs);
  for (uint16_t i = 0; i < s->inject_count; i++) {
    const pl_inject_spec *inject = &s->injects[i];
    walk_condition(l, inject->when);
    if (inject->after != PL_NONE && inject->after_option < 64)
      l->is_chosen[inject->after] |= (uint64_t)1 << inject->after_option;
    for (uint16_t k = 0; k < inject->option_count; k++) walk_condition(l, inject->options[k].needs);
  }
}

/* A round before which a condition cannot hold. */
static int not_before(const pl_condition *condition) {
  int64_t round = 0;
  if (condition->kind == PL_WHEN_ROUND && condition->at_least > 0) round = condition->at_least;
  for (uint16_t i = 0; condition->kind == PL_WHEN_ALL && i < condition->child_count; i++) {
    int child = not_before(&condition->children[i]);
    if (child > round) round = child;
  }
  return (int)round;
}

/* ---- reachability ---- */
/* Injects wait in a ring of lists, one for each round that can be next, and are taken from it in the order of their
 * rounds: so each is looked at once, however they fire each other. */
enum { RING = PL_MAX_ROUNDS + 1, NOBODY = -1 };

static void take_out(lint *l, int inject) {
  int before = l->before[inject], after = l->after[inject];
  if (after != NOBODY) l->before[after] = before;
  if (before != NOBODY) l->after[before] = after;
  else l->ring[l->earliest[inject] % RING] = after;
  l->waiting--;
}

static void put_in(lint *l, int inject) {
  int *list = &l->ring[l->earliest[inject] % RING];
  l->before[inject] = NOBODY;
  l->after[inject] = *list;
  if (*list != NOBODY) l->before[*list] = inject;
  *list = inject;
  l->waiting++;
}

/* An inject that has not been looked at could fire in `round`. */
static void improve(lint *l, int inject, int round) {
  if (round >= l->earliest[inject]) return;
  if (l->earliest[inject] < NEVER) take_out(l, inject);
  l->earliest[inject] = round;
  put_in(l, inject);
}

static void fire_effects(lint *l, const pl_effect_list *effects, int round) {
  for (uint16_t i = 0; i < effects->count; i++) {
    if (effects->row[i].kind != PL_EFFECT_FIRE) continue;
    l->is_fired[effects->row[i].other] = true;
    improve(l, effects->row[i].other, round);
  }
}

/* Lets an inject improve those that it fires and those that come after it. */
static void spread(lint *l, int i) {
  const pl_inject_spec *inject = &l->s->injects[i];
  fire_effects(l, &inject->effects, l->earliest[i]);
  for (uint16_t k = 0; k < inject->option_count; k++) fire_effects(l, &inject->options[k].effects, l->earliest[i]);
  for (int k = l->first_later[i]; k != NOBODY; k = l->next_later[k])
    improve(l, k, l->earliest[i] + l->s->injects[k].delay);
}

static void start(lint *l) {
  for (int i = 0; i < RING; i++) l->ring[i] = NOBODY;
  for (int i = 0; i < l->s->inject_count; i++) l->earliest[i] = NEVER, l->first_later[i] = NOBODY;
  for (int i = 0; i < l->s->inject_count; i++) {
    const pl_inject_spec *inject = &l->s->injects[i];
    if (inject->after != PL_NONE) l->next_later[i] = l->first_later[inject->after], l->first_later[inject->after] = i;
    if (inject->round >= 0) improve(l, i, inject->round);
    if (inject->when) improve(l, i, not_before(inject->when));
    if ((inject->by_hook && l->has_hooks) || l->is_fired[i]) improve(l, i, 0);
  }
  for (int i = 0; i < l->s->action_count; i++) fire_effects(l, &l->s->custom_actions[i].effects, 0);
}

static void find_earliest(lint *l) {
  start(l);
  for (int round = 0; l->waiting; round++) {
    int *list = &l->ring[round % RING];
    while (*list != NOBODY) {
      int i = *list;
      take_out(l, i);
      spread(l, i);
    }
  }
}

static bool is_in_cycle(const lint *l, int start) {
  int i = start;
  for (int steps = 0; steps <= l->s->inject_count; steps++) {
    if (l->s->injects[i].after == PL_NONE) return false;
    i = l->s->injects[i].after;
    if (i == start) return true;
  }
  return false;
}

static void warn_unreached(lint *l, int i) {
  const pl_inject_spec *inject = &l->s->injects[i];
  const pl_declaration *d = inject_of(l, i);
  char message[SHORT];
  if (inject->after != PL_NONE) {
    const pl_node *after = pl_node_find(&d->node, "after");
    bool is_cycle = is_in_cycle(l, i);
    snprintf(message, sizeof message,
             is_cycle ? PL_TEXT("waits for itself, by way of \"%s\"")
                      : PL_TEXT("comes after \"%s\", which is never fired"),
             l->s->injects[inject->after].id);
    warn(l, is_cycle ? "W205" : "W206", d, after, is_cycle ? PL_LATER("give one of them a round") : NULL, message);
  } else if (inject->by_hook) {
    warn(l, "W204", d, pl_node_find(&d->node, "by_hook"), NULL,
         PL_LATER("waits for a hook or an effect, and there is none that fires it"));
  } else {
    warn(l, "W203", d, NULL,
         l->has_hooks ? PL_LATER("if a hook fires it, add by_hook = true") : PL_LATER("add round, after or when"),
         PL_LATER("is never fired: no round, no after, no when, and nothing fires it"));
  }
}

static void warn_late(lint *l, int i) {
  const pl_declaration *d = inject_of(l, i);
  const char *fields[] = {"round", "delay", "after", "when"};
  const pl_node *node = NULL;
  char message[SHORT];
  for (int k = 0; k < 4 && !node; k++) node = pl_node_find(&d->node, fields[k]);
  snprintf(message, sizeof message, PL_TEXT("would fire in round %d at the earliest, and the exercise has %d"),
           l->earliest[i] + 1, l->s->rounds);
  warn(l, "W201", d, node, NULL, message);
}

static void check_reach(lint *l) {
  find_earliest(l);
  for (int i = 0; i < l->s->inject_count; i++) {
    if (l->earliest[i] >= NEVER) warn_unreached(l, i);
    else if (l->earliest[i] >= l->s->rounds) warn_late(l, i);
  }
}

/* ---- options and actions ---- */
static bool needs_state(const pl_effect_list *effects) {
  for (uint16_t i = 0; i < effects->count; i++) {
    pl_effect_kind kind = effects->row[i].kind;
    if (effects->row[i].subject == PL_NONE && kind != PL_EFFECT_FIRE && kind != PL_EFFECT_LAUNCH &&
        kind != PL_EFFECT_SET)
      return true;
  }
  return false;
}

/* The first seat of a list for which this costs more than it ever has in a round; PL_NONE: nobody. */
static uint16_t who_cannot_pay(const pl_scenario *s, const uint16_t *seats, uint16_t count, pl_mu cost) {
  for (uint16_t i = 0; i < count; i++)
    if (cost > 0 && (seats[i] >= s->state_count || s->states[seats[i]].budget < cost)) return seats[i];
  return PL_NONE;
}

static void warn_cost(lint *l, const pl_declaration *d, const pl_node *node, const char *what, uint16_t seat,
                      pl_mu cost) {
  char message[SHORT];
  const char *id = pl_scenario_seat_id(l->s, seat);
  if (seat >= l->s->state_count)
    snprintf(message, sizeof message, PL_TEXT("%s costs %g, and %s has no budget"), what, (double)cost / 1000, id);
  else
    snprintf(message, sizeof message, PL_TEXT("%s costs %g, more than the whole budget of %s in a round (%g)"), what,
             (double)cost / 1000, id, (double)l->s->states[seat].budget / 1000);
  warn(l, "W301", d, node, NULL, message);
}

/* How many recipients to look at: what goes to everybody is about the states. */
static uint16_t count_recipients(const pl_scenario *s, const pl_inject_spec *inject) {
  return inject->to_count == pl_scenario_seat_count(s) ? s->state_count : inject->to_count;
}

static void check_option(lint *l, int i, int k, const pl_node *node) {
  const pl_inject_spec *inject = &l->s->injects[i];
  uint16_t recipients = count_recipients(l->s, inject);
  const pl_option_spec *option = &inject->options[k];
  const pl_declaration *d = inject_of(l, i);
  char what[80], message[SHORT];
  snprintf(what, sizeof what, PL_TEXT("option \"%s\""), option->id);
  uint16_t poor = who_cannot_pay(l->s, inject->to, recipients, option->cost);
  if (poor != PL_NONE) warn_cost(l, d, pl_node_find(node, "cost"), what, poor, option->cost);
  bool does_nothing =
      !option->is_default && !option->effects.count && !option->cost && !l->has_hook[i] && !(l->is_chosen[i] >> k & 1);
  if (does_nothing) {
    snprintf(message, sizeof message, PL_TEXT("%s has no effect, and nothing asks whether it was chosen"), what);
    warn(l, "W208", d, pl_node_find(node, "id"), NULL, message);
  }
  bool is_about_states = needs_state(&option->effects);
  for (uint16_t s = 0; s < recipients && is_about_states; s++)
    if (inject->to[s] >= l->s->state_count) {
      snprintf(message, sizeof message, PL_TEXT("%s does nothing for %s, a seat without a state"), what,
               pl_scenario_seat_id(l->s, inject->to[s]));
      warn(l, "W302", d, pl_node_find(node, "effects"), PL_LATER("name the state: effects = { of = … }"), message);
      break;
    }
}

static void check_options(lint *l) {
  for (int i = 0; i < l->s->inject_count; i++) {
    const pl_node *options = pl_node_find(&inject_of(l, i)->node, "options");
    for (int k = 0; options && k < l->s->injects[i].option_count && (size_t)k < options->count; k++)
      check_option(l, i, k, &options->child[k]);
  }
}

static void check_actions(lint *l) {
  for (int i = 0; i < l->s->action_count; i++) {
    const pl_action_spec *action = &l->s->custom_actions[i];
    const pl_declaration *d = l->c->of[PL_KIND_ACTION][i];
    uint16_t poor = action->is_for_all ? PL_NONE : who_cannot_pay(l->s, action->who, action->who_count, action->cost);
    if (poor != PL_NONE) warn_cost(l, d, pl_node_find(&d->node, "cost"), PL_TEXT("it"), poor, action->cost);
    if (!action->effects.count && !l->action_hook[i])
      warn(l, "W209", d, NULL, PL_LATER("add effects, or on_decision"), PL_LATER("has no effect"));
  }
}

/* ---- hooks ---- */
static bool complain_hook(pl_compiler *c, pl_hook kind, const char *id, const char *file, int line) {
  char message[SHORT], hint[SHORT];
  const char *candidate;
  pl_suggestion suggestion = pl_suggestion_for(id);
  bool is_incident = kind == PL_HOOK_INCIDENT;
  for (size_t i = 0; (candidate = pl_name_at(c->scenario, is_incident ? PL_KIND_INCIDENT : PL_KIND_INJECT, i)); i++)
    pl_suggestion_offer(&suggestion, candidate);
  for (size_t i = 0; !is_incident && (candidate = pl_name_at(c->scenario, PL_KIND_ANY_ACTION, i)); i++)
    pl_suggestion_offer(&suggestion, candidate);
  if (suggestion.best) snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%s\"?"), suggestion.best);
  snprintf(message, sizeof message, PL_TEXT("%s: no %s called \"%.40s\""), is_incident ? "on_incident" : "on_decision",
           is_incident ? "incident" : PL_TEXT("action or inject"), id);
  return pl_source_complain(c->reader.source, "E304", file, line, id, suggestion.best ? hint : NULL, message);
}

bool pl_bind_hooks(pl_compiler *c, pl_sandbox *sandbox) {
  for (size_t row = 0; row < pl_hooks_count(sandbox); row++) {
    pl_hook kind;
    const char *id, *file;
    int line;
    pl_hooks_row(sandbox, row, &kind, &id, &file, &line);
    if (!id) continue;
    int index = pl_name_find(&c->names, kind == PL_HOOK_INCIDENT ? PL_KIND_INCIDENT : PL_KIND_ANY_ACTION, id);
    int inject = kind == PL_HOOK_DECISION && index < 0 ? pl_name_find(&c->names, PL_KIND_INJECT, id) : -1;
    if (inject >= 0) index = PL_HOOKS_INJECT | inject;
    if (index >= 0) pl_hooks_bind(sandbox, row, index);
    else if (!complain_hook(c, kind, id, file, line)) return false;
  }
  return true;
}

static void note_hooks(lint *l, pl_sandbox *sandbox) {
  l->has_hooks = pl_hooks_count(sandbox) > 0;
  for (size_t row = 0; row < pl_hooks_count(sandbox); row++) {
    pl_hook kind;
    const char *id, *file;
    int line;
    pl_hooks_row(sandbox, row, &kind, &id, &file, &line);
    if (!id || kind != PL_HOOK_DECISION) continue;
    int inject = pl_name_find(&l->c->names, PL_KIND_INJECT, id);
    int action = pl_name_find(&l->c->names, PL_KIND_ACTION, id);
    if (inject >= 0) l->has_hook[inject] = true;
    if (action >= 0) l->action_hook[action] = true;
  }
}

bool pl_lint(pl_compiler *c, pl_sandbox *sandbox) {
  pl_reader *r = &c->reader;
  lint l = {.c = c, .s = c->scenario};
  l.earliest = pl_reader_take(r, l.s->inject_count, sizeof *l.earliest);
  l.first_later = pl_reader_take(r, l.s->inject_count, sizeof *l.first_later);
  l.next_later = pl_reader_take(r, l.s->inject_count, sizeof *l.next_later);
  l.before = pl_reader_take(r, l.s->inject_count, sizeof *l.before);
  l.after = pl_reader_take(r, l.s->inject_count, sizeof *l.after);
  l.is_fired = pl_reader_take(r, l.s->inject_count, sizeof *l.is_fired);
  l.has_hook = pl_reader_take(r, l.s->inject_count, sizeof *l.has_hook);
  l.action_hook = pl_reader_take(r, l.s->action_count, sizeof *l.action_hook);
  l.is_chosen = pl_reader_take(r, l.s->inject_count, sizeof *l.is_chosen);
  if (r->no_memory) return false;
  note_hooks(&l, sandbox);
  read_words(&l);
  walk_conditions(&l);
  check_reach(&l);
  check_options(&l);
  check_actions(&l);
  return !r->no_memory;
}
