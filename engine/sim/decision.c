/* Decisions: the rows of the action table, and how people spell what they decide.
 *
 * Everything that can be printed here can be read back: terminal, command line and journal share one spelling.
 *
 *   audience   NLD+DEU+forum:delta | all | allies | forums | none        (parts joined with +; none stands alone)
 *   incident   worm          declared, launched in the round it was declared for
 *              worm.4        declared, launched in another round (conditions, hooks), counted from 1
 *              gang0.3.1     random: adversary, round and slot, both counted from 1
 *   decision   SEAT ACTION arguments
 *
 * Parsing refuses with the words that would have done; printing never fails, and shows "?" for an index that the
 * scenario does not have. */
#include <polder/decision.h>
#include <polder/spelling.h>

#include <string.h>

static const pl_action_row rows[PL_ACTIONS] = {
#define X(constant, name, arguments, standing, help) {name, arguments, standing, help},
    PL_ACTION_TABLE(X)
#undef X
};

static const char *const ballots[] = {[PL_BALLOT_NO] = "no", [PL_BALLOT_YES] = "yes", [PL_BALLOT_ABSTAIN] = "abstain"};

static const struct {
  const char *word;
  uint8_t bit;
} audience_words[] = {{"all", PL_AUDIENCE_ALL}, {"allies", PL_AUDIENCE_ALLIES}, {"forums", PL_AUDIENCE_FORUMS}};
enum { AUDIENCE_WORDS = sizeof audience_words / sizeof audience_words[0] };

static const char *forum_id(const pl_scenario *scenario, int forum) {
  return forum < scenario->forum_count ? scenario->forums[forum].id : "?";
}

static const char *adversary_id(const pl_scenario *scenario, int adversary) {
  return adversary < scenario->adversary_count ? scenario->adversaries[adversary].id : "?";
}

/* ---- actions ---- */

const pl_action_row *pl_action_rows(void) { return rows; }

static bool is_custom(const pl_scenario *scenario, int action) {
  return action >= PL_ACTIONS && action < PL_ACTIONS + scenario->action_count;
}

const char *pl_action_name(const pl_scenario *scenario, int action) {
  if (action >= 0 && action < PL_ACTIONS) return rows[action].name;
  return is_custom(scenario, action) ? scenario->custom_actions[action - PL_ACTIONS].id : "?";
}

unsigned pl_action_arguments(const pl_scenario *scenario, int action) {
  static const unsigned by_target[] = {[PL_TARGET_NONE] = 0,
                                       [PL_TARGET_STATE] = PL_ARGUMENT_STATE,
                                       [PL_TARGET_FORUM] = PL_ARGUMENT_FORUM,
                                       [PL_TARGET_ADVERSARY] = PL_ARGUMENT_ADVERSARY};
  if (action >= 0 && action < PL_ACTIONS) return rows[action].arguments;
  return is_custom(scenario, action) ? by_target[scenario->custom_actions[action - PL_ACTIONS].target] : 0;
}

int pl_action_find(const pl_scenario *scenario, const char *name) {
  for (int i = 0; i < PL_ACTIONS + scenario->action_count; i++)
    if (!strcmp(pl_action_name(scenario, i), name)) return i;
  return -1;
}

/* ---- audiences ---- */

static void add_part(pl_buffer *out, size_t start, const char *prefix, const char *word) {
  if (out->length > start) pl_buffer_add_text(out, "+");
  pl_buffer_add_text(out, prefix);
  pl_buffer_add_text(out, word);
}

void pl_audience_print(const pl_scenario *scenario, const pl_audience *audience, pl_buffer *out) {
  size_t start = out->length;
  for (int i = 0; i < AUDIENCE_WORDS; i++)
    if (audience->words & audience_words[i].bit) add_part(out, start, "", audience_words[i].word);
  for (int s = pl_set_next(&audience->states, 0); s >= 0; s = pl_set_next(&audience->states, s + 1))
    add_part(out, start, "", s < scenario->state_count ? scenario->states[s].id : "?");
  for (int f = 0; f < PL_MAX_FORUMS; f++)
    if (audience->forums >> f & 1) add_part(out, start, "forum:", forum_id(scenario, f));
  if (out->length == start) pl_buffer_add_text(out, "none");
}

static pl_status refuse_part(const pl_scenario *scenario, const char *part, pl_error *error) {
  int seat = pl_scenario_find_seat(scenario, part);
  if (seat >= 0)
    return pl_error_set(error, PL_BAD_INPUT,
                        "%s is a seat without a state and receives no items: name states or forums", part);
  if (pl_scenario_find_forum(scenario, part) >= 0)
    return pl_error_set(error, PL_BAD_INPUT, "%s is a forum: write forum:%s", part, part);
  pl_spelling spelling;
  pl_spelling_init(&spelling, part);
  for (int i = 0; i < AUDIENCE_WORDS; i++) pl_spelling_offer(&spelling, audience_words[i].word);
  pl_spelling_offer(&spelling, "none");
  for (int s = 0; s < scenario->state_count; s++) pl_spelling_offer(&spelling, scenario->states[s].id);
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "state in an audience", error);
}

static pl_status refuse_forum(const pl_scenario *scenario, const char *id, pl_error *error) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, id);
  for (int f = 0; f < scenario->forum_count; f++) pl_spelling_offer(&spelling, scenario->forums[f].id);
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "forum", error);
}

static pl_status parse_part(const pl_scenario *scenario, const char *part, pl_audience *audience, pl_error *error) {
  for (int i = 0; i < AUDIENCE_WORDS; i++) {
    if (strcmp(part, audience_words[i].word)) continue;
    audience->words |= audience_words[i].bit;
    return PL_OK;
  }
  if (!strncmp(part, "forum:", 6)) {
    int forum = pl_scenario_find_forum(scenario, part + 6);
    if (forum < 0) return refuse_forum(scenario, part + 6, error);
    audience->forums |= (uint64_t)1 << forum;
    return PL_OK;
  }
  int seat = pl_scenario_find_seat(scenario, part);
  if (seat < 0 || seat >= scenario->state_count) return refuse_part(scenario, part, error);
  pl_set_add(&audience->states, (unsigned)seat);
  return PL_OK;
}

/* Copies the part of `text` up to `stop` (or its end) into `part`, blanks around it dropped. Returns what follows the
 * stop, or NULL when this was the last part. */
static const char *take_part(const char *text, char stop, char *part, size_t size) {
  const char *end = strchr(text, stop);
  size_t length = end ? (size_t)(end - text) : strlen(text);
  const char *next = end ? end + 1 : NULL;
  while (length && *text == ' ') text++, length--;
  while (length && text[length - 1] == ' ') length--;
  if (length > size - 1) length = size - 1;
  memcpy(part, text, length);
  part[length] = 0;
  return next;
}

pl_status pl_audience_parse(const pl_scenario *scenario, const char *text, pl_audience *audience, pl_error *error) {
  pl_audience read = {.words = 0};
  char part[64];
  int parts = 0;
  bool is_none = false;
  for (const char *rest = text; rest; parts++) {
    rest = take_part(rest, '+', part, sizeof part);
    if (!*part)
      return pl_error_set(error, PL_BAD_INPUT, "an audience is missing in \"%.64s\": write states and forums as "
                          "NLD+forum:delta, or all, allies, forums, none", text);
    if (!strcmp(part, "none")) {
      is_none = true;
      continue;
    }
    pl_status status = parse_part(scenario, part, &read, error);
    if (status != PL_OK) return status;
  }
  if (is_none && parts > 1)
    return pl_error_set(error, PL_BAD_INPUT,
                        "\"%.64s\" names nobody and somebody: write none alone, or leave it out", text);
  *audience = read;
  return PL_OK;
}

/* ---- incidents ---- */

enum { FIRST_DECLARED_SLOT = PL_MAX_SLOTS };

static pl_iid make_iid(int adversary, int round, int slot) {
  return (pl_iid)adversary << 16 | (pl_iid)(round & 0xFF) << 8 | (pl_iid)slot;
}

pl_iid pl_iid_declared(const pl_scenario *scenario, int incident, int round) {
  return make_iid(scenario->incidents[incident].by, round, FIRST_DECLARED_SLOT + incident);
}

int pl_iid_incident(pl_iid iid) {
  int slot = (int)(iid & 0xFF);
  return slot < FIRST_DECLARED_SLOT ? -1 : slot - FIRST_DECLARED_SLOT;
}

void pl_iid_print(const pl_scenario *scenario, pl_iid iid, pl_buffer *out) {
  int incident = pl_iid_incident(iid), round = (int)(iid >> 8 & 0xFF), adversary = (int)(iid >> 16);
  if (incident >= 0 && incident < scenario->incident_count) {
    pl_buffer_add_text(out, scenario->incidents[incident].id);
    if (scenario->incidents[incident].round != round) pl_buffer_add_format(out, ".%d", round + 1);
    return;
  }
  pl_buffer_add_text(out, adversary < scenario->adversary_count ? scenario->adversaries[adversary].id : "?");
  pl_buffer_add_format(out, ".%d.%d", round + 1, (int)(iid & 0xFF) + 1);
}

/* A number from 1 to `largest`, less one; −1: it is none. */
static int parse_index(const char *text, int largest) {
  int number = 0;
  if (!*text) return -1;
  for (; *text; text++) {
    if (*text < '0' || *text > '9') return -1;
    number = number * 10 + (*text - '0');
    if (number > largest) return -1;
  }
  return number - 1;
}

static pl_status parse_declared(const pl_scenario *scenario, int incident, const char *round_text, pl_iid *iid,
                                pl_error *error) {
  const char *id = scenario->incidents[incident].id;
  int round = round_text ? parse_index(round_text, scenario->rounds) : scenario->incidents[incident].round;
  if (round < 0 && !round_text)
    return pl_error_set(error, PL_BAD_INPUT,
                        "incident %s has no fixed round: write %s.ROUND, the round it began in", id, id);
  if (round < 0)
    return pl_error_set(error, PL_BAD_INPUT, "\"%.32s\" is no round: incident %s began in a round from 1 to %d",
                        round_text, id, (int)scenario->rounds);
  *iid = pl_iid_declared(scenario, incident, round);
  return PL_OK;
}

static pl_status parse_random(const pl_scenario *scenario, int adversary, const char *round_text, const char *slot_text,
                              pl_iid *iid, pl_error *error) {
  const pl_adversary_spec *spec = &scenario->adversaries[adversary];
  int round = parse_index(round_text, scenario->rounds);
  int slot = slot_text ? parse_index(slot_text, PL_MAX_SLOTS) : -1;
  if (round < 0 || slot < 0)
    return pl_error_set(error, PL_BAD_INPUT,
                        "an incident of %s is written %s.ROUND.SLOT, with a round from 1 to %d and a slot from 1 to %d",
                        spec->id, spec->id, (int)scenario->rounds, (int)PL_MAX_SLOTS);
  *iid = make_iid(adversary, round, slot);
  return PL_OK;
}

pl_status pl_iid_parse(const pl_scenario *scenario, const char *text, pl_iid *iid, pl_error *error) {
  char id[64], round[64], slot[64];
  const char *rest = take_part(text, '.', id, sizeof id);
  const char *more = rest ? take_part(rest, '.', round, sizeof round) : NULL;
  if (more) take_part(more, 0, slot, sizeof slot);
  int incident = pl_scenario_find_incident(scenario, id);
  if (incident >= 0 && !more) return parse_declared(scenario, incident, rest ? round : NULL, iid, error);
  int adversary = pl_scenario_find_adversary(scenario, id);
  if (adversary >= 0) return parse_random(scenario, adversary, rest ? round : "", more ? slot : NULL, iid, error);
  pl_spelling spelling;
  pl_spelling_init(&spelling, id);
  for (int i = 0; i < scenario->incident_count; i++) pl_spelling_offer(&spelling, scenario->incidents[i].id);
  for (int a = 0; a < scenario->adversary_count; a++) pl_spelling_offer(&spelling, scenario->adversaries[a].id);
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "incident", error);
}

/* ---- decisions ---- */

static void print_item(const pl_scenario *scenario, const pl_decision *decision, pl_buffer *out) {
  pl_buffer_add_text(out, " ");
  pl_iid_print(scenario, decision->iid, out);
  pl_buffer_add_format(out, "@%s", pl_scenario_seat_id(scenario, decision->seat));
}

static void print_families(unsigned families, pl_buffer *out) {
  size_t start = out->length;
  for (int i = 0; i < PL_FAMILIES; i++)
    if (families >> i & 1) add_part(out, start, "", pl_family_name((pl_family)i));
  if (out->length == start) pl_buffer_add_text(out, "none");
}

static void print_inject(const pl_scenario *scenario, const pl_decision *decision, pl_buffer *out) {
  bool is_known = decision->target < scenario->inject_count;
  const pl_inject_spec *inject = is_known ? &scenario->injects[decision->target] : NULL;
  bool has_option = inject && decision->option < inject->option_count;
  pl_buffer_add_format(out, " %s.%s", inject ? inject->id : "?",
                       has_option ? inject->options[decision->option].id : "?");
}

void pl_decision_print(const pl_scenario *scenario, const pl_decision *decision, pl_buffer *out) {
  unsigned arguments = pl_action_arguments(scenario, decision->action);
  bool has_item = arguments & PL_ARGUMENT_ITEM;
  pl_buffer_add_format(out, "%s %s", pl_scenario_seat_id(scenario, decision->seat),
                       pl_action_name(scenario, decision->action));
  if (has_item) print_item(scenario, decision, out);
  if (arguments & PL_ARGUMENT_AUDIENCE) {
    pl_buffer_add_text(out, has_item ? "=" : " ");
    pl_audience_print(scenario, &decision->audience, out);
  }
  if (arguments & PL_ARGUMENT_FORUM)
    pl_buffer_add_format(out, has_item ? "=forum:%s" : " %s", forum_id(scenario, decision->target));
  if (arguments & PL_ARGUMENT_SWITCH) pl_buffer_add_text(out, decision->flag ? " on" : " off");
  if (arguments & PL_ARGUMENT_SPLIT)
    pl_buffer_add_format(out, " %d/%d/%d", decision->split[PL_PREVENT], decision->split[PL_DEFEND],
                         decision->split[PL_STRENGTHEN]);
  if (arguments & PL_ARGUMENT_ADVERSARY) pl_buffer_add_format(out, " %s", adversary_id(scenario, decision->target));
  if (arguments & PL_ARGUMENT_STATE) pl_buffer_add_format(out, " %s", pl_scenario_seat_id(scenario, decision->target));
  if (arguments & PL_ARGUMENT_FAMILIES) {
    pl_buffer_add_text(out, " ");
    print_families(decision->families, out);
  }
  if (arguments & PL_ARGUMENT_INJECT) print_inject(scenario, decision, out);
  if (arguments & PL_ARGUMENT_BALLOT)
    pl_buffer_add_format(out, " %s %s", forum_id(scenario, decision->target),
                         decision->option <= PL_BALLOT_ABSTAIN ? ballots[decision->option] : "?");
  if (arguments & PL_ARGUMENT_TEAR && decision->flag) pl_buffer_add_text(out, " tear-line");
}

/* ---- standing orders ---- */

void pl_seat_orders_take(pl_seat_orders *orders, const pl_decision *d) {
  switch ((pl_action)d->action) {
    case PL_ACTION_POSTURE: orders->posture = d->audience; break;
    case PL_ACTION_SPLIT: memcpy(orders->split, d->split, sizeof orders->split); break;
    case PL_ACTION_PUBLISH: orders->publish = d->flag; break;
    case PL_ACTION_ONWARD: orders->onward = d->flag; break;
    case PL_ACTION_CONSENT: orders->consent = d->audience; break;
    case PL_ACTION_RELAY: orders->relay = d->flag; break;
    case PL_ACTION_HOLD: orders->hold = d->families; break;
    case PL_ACTION_TEAR: orders->tear = d->audience; break;
    case PL_ACTION_SHARE: case PL_ACTION_SHARE_FORUM: case PL_ACTION_SHARE_PUBLIC: case PL_ACTION_WITHHOLD:
    case PL_ACTION_RELEASE: case PL_ACTION_BUY: case PL_ACTION_STRIKE: case PL_ACTION_TAKEDOWN: case PL_ACTION_LEAVE:
    case PL_ACTION_JOIN: case PL_ACTION_VOTE: case PL_ACTION_ANSWER: case PL_ACTIONS: break;
  }
}
