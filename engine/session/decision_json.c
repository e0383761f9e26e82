/* Decisions as JSON: one key for each argument, everything by its id.
 *
 * One table says which keys there are, in the order in which they are written, and how each is put into words and read
 * back. An action's row asks for arguments by bits; a decision has the keys of those bits and no other:
 *
 *   {"seat": S, "action": A, keys of A's arguments …}
 *
 * Reading goes through jansson, which refuses what is not JSON, not UTF-8, or says a thing twice; here stands what a
 * key may hold. A value is read into a copy, and only a whole decision is handed on. */
#include <polder/decision_json.h>
#include <polder/spelling.h>

#include <jansson.h>
#include <string.h>

/* One key. `read` gets a value of kind `type` and says what is wrong with it. */
typedef struct key_row {
  unsigned argument; /* 0: every decision has it */
  const char *key;
  json_type type;
  bool may_be_missing; /* then it is false */
  json_t *(*write)(const pl_scenario *scenario, const pl_decision *decision);
  pl_status (*read)(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error);
} key_row;

/* ---- ids ---- */

typedef const char *(*id_of)(const pl_scenario *scenario, int index);

static const char *forum_id(const pl_scenario *scenario, int i) { return scenario->forums[i].id; }
static const char *adversary_id(const pl_scenario *scenario, int i) { return scenario->adversaries[i].id; }
static const char *inject_id(const pl_scenario *scenario, int i) { return scenario->injects[i].id; }
static const char *family_id(const pl_scenario *scenario, int i) {
  (void)scenario;
  return pl_family_name((pl_family)i);
}
static const char *ballot_id(const pl_scenario *scenario, int i) {
  static const char *const ballots[] = {
      [PL_BALLOT_NO] = "no", [PL_BALLOT_YES] = "yes", [PL_BALLOT_ABSTAIN] = "abstain"};
  (void)scenario;
  return ballots[i];
}

static json_t *write_id(const pl_scenario *scenario, id_of name, int count, int index) {
  return json_string(index < count ? name(scenario, index) : "?");
}

/* Which of `count` ids this text is, into `index`. */
static pl_status find_id(const pl_scenario *scenario, id_of name, int count, const char *text, const char *what,
                         uint16_t *index, pl_error *error) {
  for (int i = 0; i < count; i++) {
    if (strcmp(name(scenario, i), text)) continue;
    *index = (uint16_t)i;
    return PL_OK;
  }
  pl_spelling spelling;
  pl_spelling_init(&spelling, text);
  for (int i = 0; i < count; i++) pl_spelling_offer(&spelling, name(scenario, i));
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, what, error);
}

/* ---- seat and action ---- */

static json_t *write_seat(const pl_scenario *scenario, const pl_decision *decision) {
  return write_id(scenario, pl_scenario_seat_id, pl_scenario_seat_count(scenario), decision->seat);
}
static pl_status read_seat(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error) {
  return find_id(scenario, pl_scenario_seat_id, pl_scenario_seat_count(scenario), json_string_value(value), "seat",
                 &decision->seat, error);
}

static json_t *write_action(const pl_scenario *scenario, const pl_decision *decision) {
  return json_string(pl_action_name(scenario, decision->action));
}
static pl_status read_action(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                             pl_error *error) {
  return find_id(scenario, pl_action_name, PL_ACTIONS + scenario->action_count, json_string_value(value), "action",
                 &decision->action, error);
}

/* ---- targets ---- */

static json_t *write_forum(const pl_scenario *scenario, const pl_decision *decision) {
  return write_id(scenario, forum_id, scenario->forum_count, decision->target);
}
static pl_status read_forum(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error) {
  return find_id(scenario, forum_id, scenario->forum_count, json_string_value(value), "forum", &decision->target,
                 error);
}

static json_t *write_adversary(const pl_scenario *scenario, const pl_decision *decision) {
  return write_id(scenario, adversary_id, scenario->adversary_count, decision->target);
}
static pl_status read_adversary(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                                pl_error *error) {
  return find_id(scenario, adversary_id, scenario->adversary_count, json_string_value(value), "adversary",
                 &decision->target, error);
}

static json_t *write_state(const pl_scenario *scenario, const pl_decision *decision) {
  return write_id(scenario, pl_scenario_seat_id, scenario->state_count, decision->target);
}
static pl_status read_state(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error) {
  return find_id(scenario, pl_scenario_seat_id, scenario->state_count, json_string_value(value), "state",
                 &decision->target, error);
}

static json_t *write_ballot(const pl_scenario *scenario, const pl_decision *decision) {
  return write_id(scenario, ballot_id, PL_BALLOT_ABSTAIN + 1, decision->option);
}
static pl_status read_ballot(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                             pl_error *error) {
  return find_id(scenario, ballot_id, PL_BALLOT_ABSTAIN + 1, json_string_value(value), "ballot", &decision->option,
                 error);
}

static json_t *write_inject(const pl_scenario *scenario, const pl_decision *decision) {
  return write_id(scenario, inject_id, scenario->inject_count, decision->target);
}
static pl_status read_inject(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                             pl_error *error) {
  return find_id(scenario, inject_id, scenario->inject_count, json_string_value(value), "inject", &decision->target,
                 error);
}

/* An option is one of its inject's, which the row before has read. */
static json_t *write_option(const pl_scenario *scenario, const pl_decision *decision) {
  const bool is_known = decision->target < scenario->inject_count;
  const pl_inject_spec *inject = is_known ? &scenario->injects[decision->target] : NULL;
  return json_string(inject && decision->option < inject->option_count ? inject->options[decision->option].id : "?");
}
static pl_status read_option(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                             pl_error *error) {
  const pl_inject_spec *inject = &scenario->injects[decision->target];
  const char *text = json_string_value(value);
  pl_spelling spelling;
  pl_spelling_init(&spelling, text);
  for (int i = 0; i < inject->option_count; i++) {
    decision->option = (uint16_t)i;
    if (!strcmp(inject->options[i].id, text)) {
      pl_buffer_clear(&spelling.known);
      return PL_OK;
    }
    pl_spelling_offer(&spelling, inject->options[i].id);
  }
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "option", error);
}

/* ---- what else an action wants to know ---- */

static json_t *write_item(const pl_scenario *scenario, const pl_decision *decision) {
  pl_buffer text = {0};
  pl_iid_print(scenario, decision->iid, &text);
  json_t *value = text.failed ? NULL : json_string(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return value;
}
static pl_status read_item(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error) {
  return pl_iid_parse(scenario, json_string_value(value), &decision->iid, error);
}

static json_t *write_audience(const pl_scenario *scenario, const pl_decision *decision) {
  pl_buffer text = {0};
  pl_audience_print(scenario, &decision->audience, &text);
  json_t *value = text.failed ? NULL : json_string(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return value;
}
static pl_status read_audience(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                               pl_error *error) {
  return pl_audience_parse(scenario, json_string_value(value), &decision->audience, error);
}

static json_t *write_flag(const pl_scenario *scenario, const pl_decision *decision) {
  (void)scenario;
  return json_boolean(decision->flag);
}
static pl_status read_flag(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error) {
  (void)scenario, (void)error;
  decision->flag = json_is_true(value);
  return PL_OK;
}

static json_t *write_split(const pl_scenario *scenario, const pl_decision *decision) {
  (void)scenario;
  return json_pack("[i,i,i]", decision->split[PL_PREVENT], decision->split[PL_DEFEND], decision->split[PL_STRENGTHEN]);
}
static pl_status read_split(const pl_scenario *scenario, const json_t *value, pl_decision *decision, pl_error *error) {
  (void)scenario;
  bool is_good = json_array_size(value) == PL_TRACKS;
  for (size_t k = 0; is_good && k < PL_TRACKS; k++) {
    const json_t *part = json_array_get(value, k);
    json_int_t number = json_integer_value(part); /* 0 where it is none */
    is_good = json_is_integer(part) && number >= 0 && number <= 1000;
    if (is_good) decision->split[k] = (uint16_t)number;
  }
  return is_good ? PL_OK : pl_error_set(error, PL_BAD_INPUT, "\"split\" must be three whole numbers from 0 to 1000, "
                                        "thousandths of the budget: [500, 300, 200]");
}

static json_t *write_families(const pl_scenario *scenario, const pl_decision *decision) {
  json_t *list = json_array();
  for (int i = 0; list && i < PL_FAMILIES; i++) {
    if (!(decision->families >> i & 1) || !json_array_append_new(list, json_string(family_id(scenario, i)))) continue;
    json_decref(list);
    list = NULL;
  }
  return list;
}
static pl_status read_families(const pl_scenario *scenario, const json_t *value, pl_decision *decision,
                               pl_error *error) {
  for (size_t k = 0; k < json_array_size(value); k++) {
    const char *text = json_string_value(json_array_get(value, k));
    uint16_t family = 0;
    if (!text) return pl_error_set(error, PL_BAD_INPUT, "\"families\" must be a list of words: [\"ransomware\"]");
    pl_status status = find_id(scenario, family_id, PL_FAMILIES, text, "family", &family, error);
    if (status != PL_OK) return status;
    decision->families |= (uint8_t)(1u << family);
  }
  return PL_OK;
}

/* ---- the table ---- */

static const key_row rows[] = {
    {0, "seat", JSON_STRING, false, write_seat, read_seat},
    {0, "action", JSON_STRING, false, write_action, read_action},
    {PL_ARGUMENT_ITEM, "item", JSON_STRING, false, write_item, read_item},
    {PL_ARGUMENT_AUDIENCE, "audience", JSON_STRING, false, write_audience, read_audience},
    {PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT, "forum", JSON_STRING, false, write_forum, read_forum},
    {PL_ARGUMENT_BALLOT, "ballot", JSON_STRING, false, write_ballot, read_ballot},
    {PL_ARGUMENT_SWITCH, "on", JSON_TRUE, false, write_flag, read_flag},
    {PL_ARGUMENT_SPLIT, "split", JSON_ARRAY, false, write_split, read_split},
    {PL_ARGUMENT_ADVERSARY, "adversary", JSON_STRING, false, write_adversary, read_adversary},
    {PL_ARGUMENT_STATE, "state", JSON_STRING, false, write_state, read_state},
    {PL_ARGUMENT_FAMILIES, "families", JSON_ARRAY, false, write_families, read_families},
    {PL_ARGUMENT_INJECT, "inject", JSON_STRING, false, write_inject, read_inject},
    {PL_ARGUMENT_INJECT, "option", JSON_STRING, false, write_option, read_option},
    {PL_ARGUMENT_TEAR, "tear", JSON_TRUE, true, write_flag, read_flag},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static bool is_asked_for(const key_row *row, unsigned arguments) {
  return !row->argument || row->argument & arguments;
}

/* ---- writing ---- */

static int append(const char *bytes, size_t length, void *out) {
  pl_buffer_add(out, bytes, length);
  return 0;
}

void pl_decision_to_json(const pl_scenario *scenario, const pl_decision *decision, pl_buffer *out) {
  unsigned arguments = pl_action_arguments(scenario, decision->action);
  json_t *object = json_object();
  bool is_whole = object;
  for (int i = 0; is_whole && i < ROWS; i++)
    if (is_asked_for(&rows[i], arguments))
      is_whole = !json_object_set_new(object, rows[i].key, rows[i].write(scenario, decision));
  if (!is_whole || json_dump_callback(object, append, out, 0)) out->failed = true;
  json_decref(object);
}

/* ---- reading ---- */

static const char *type_word(json_type type) {
  switch (type) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a text";
    case JSON_INTEGER:
    case JSON_REAL: return "a number";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    case JSON_NULL: return "null";
  }
  return "?";
}

static bool has_type(const json_t *value, json_type type) {
  return type == JSON_TRUE ? json_is_boolean(value) : json_typeof(value) == type;
}

static pl_status read_key(const pl_scenario *scenario, const json_t *object, const key_row *row, pl_decision *decision,
                          pl_error *error) {
  const json_t *value = json_object_get(object, row->key);
  if (!value && row->may_be_missing) return PL_OK;
  if (!value) return pl_error_set(error, PL_BAD_INPUT, "the decision has no \"%s\": add it as %s", row->key,
                                  type_word(row->type));
  if (!has_type(value, row->type))
    return pl_error_set(error, PL_BAD_INPUT, "\"%s\" is %s, but must be %s", row->key,
                        type_word(json_typeof(value)), type_word(row->type));
  pl_error why = {.status = PL_OK};
  pl_status status = row->read(scenario, value, decision, &why);
  if (status != PL_OK && error) *error = why;
  return status;
}

/* A key that this action does not have is a misunderstanding, and is said before its value is lost. */
static pl_status refuse_strange_keys(const json_t *object, unsigned arguments, pl_error *error) {
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)object, key, value) {
    bool is_known = false;
    for (int i = 0; i < ROWS; i++) is_known |= is_asked_for(&rows[i], arguments) && !strcmp(rows[i].key, key);
    if (is_known) continue;
    pl_spelling spelling;
    pl_spelling_init(&spelling, key);
    for (int i = 0; i < ROWS; i++)
      if (is_asked_for(&rows[i], arguments)) pl_spelling_offer(&spelling, rows[i].key);
    return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "key of this decision", error);
  }
  return PL_OK;
}

static pl_status read_object(const pl_scenario *scenario, const json_t *object, pl_decision *decision,
                             pl_error *error) {
  if (!json_is_object(object))
    return pl_error_set(error, PL_BAD_INPUT, "a decision is a JSON object: {\"seat\": …, \"action\": …}");
  pl_status status = read_key(scenario, object, &rows[0], decision, error);
  if (status == PL_OK) status = read_key(scenario, object, &rows[1], decision, error);
  if (status != PL_OK) return status;
  unsigned arguments = pl_action_arguments(scenario, decision->action);
  status = refuse_strange_keys(object, arguments, error);
  for (int i = 2; status == PL_OK && i < ROWS; i++)
    if (is_asked_for(&rows[i], arguments)) status = read_key(scenario, object, &rows[i], decision, error);
  return status;
}

static pl_status refuse_text(const json_error_t *why, pl_error *error) {
  if (json_error_code(why) == json_error_out_of_memory)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the decision");
  if (json_error_code(why) == json_error_duplicate_key)
    return pl_error_set(error, PL_BAD_INPUT, "the decision says one key twice (%.80s): leave one out", why->text);
  return pl_error_set(error, PL_BAD_INPUT, "the decision is no JSON: %.80s at character %d", why->text, why->column);
}

pl_status pl_decision_from_json(const pl_scenario *scenario, const char *text, size_t length, pl_decision *decision,
                                pl_error *error) {
  if (length > PL_DECISION_JSON_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "a decision of %zu bytes is too long: at most %d", length,
                        (int)PL_DECISION_JSON_BYTES);
  json_error_t why;
  json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &why);
  if (!object) return refuse_text(&why, error);
  pl_decision read = {.seat = 0};
  pl_status status = read_object(scenario, object, &read, error);
  json_decref(object);
  if (status == PL_OK) *decision = read;
  return status;
}
