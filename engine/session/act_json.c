/* Acts as JSON: as strict as decisions (decision_json.c).
 *
 * Each kind of act has its keys and no other, each effect those that its row asks for (act_effects.c). Amounts and odds
 * are whole thousandths, so that what is written is what is read. Odds are rounded as sums from the first outcome on:
 * thousandths that add up to 1000 become q16 that add up to PL_ONE.
 *
 * What is read is gathered on the stack with borrowed texts, and copied into one piece only when all of it is good. */
#include <polder/act.h>
#include <polder/decision.h>
#include <polder/spelling.h>

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { WHOLE = 1000 };

/* ---- thousandths ---- */

static int64_t rounded(int64_t numerator, int64_t denominator) {
  const int64_t twice = 2 * numerator + denominator;
  const int64_t quotient = twice / (2 * denominator);
  return quotient - (twice % (2 * denominator) < 0);
}

/* Money and variables are written as they are. */
static bool is_as_it_is(pl_effect_kind kind) { return kind == PL_EFFECT_BUDGET || kind == PL_EFFECT_SET; }

static int64_t amount_to_json(const pl_effect *e) {
  return is_as_it_is(e->kind) ? e->amount : rounded(e->amount * WHOLE, PL_ONE);
}
static int64_t amount_from_json(pl_effect_kind kind, int64_t amount) {
  return is_as_it_is(kind) ? amount : rounded(amount * PL_ONE, WHOLE);
}

/* ---- ids ---- */

typedef const char *(*id_of)(const pl_scenario *scenario, int index);

static const char *state_id(const pl_scenario *x, int i) { return x->states[i].id; }
static const char *adversary_id(const pl_scenario *x, int i) { return x->adversaries[i].id; }
static const char *forum_id(const pl_scenario *x, int i) { return x->forums[i].id; }
static const char *inject_id(const pl_scenario *x, int i) { return x->injects[i].id; }
static const char *variable_id(const pl_scenario *x, int i) { return x->variables[i].name; }
static const char *incident_id(const pl_scenario *x, int i) { return x->incidents[i].id; }
static const char *effect_id(const pl_scenario *x, int i) {
  size_t count;
  (void)x;
  return pl_effect_rows(&count)[i].name;
}
static const char *act_id(const pl_scenario *x, int i) {
  (void)x;
  return pl_act_name((pl_act_kind)i);
}

/* A kind of thing that an id can name. */
typedef struct naming {
  const char *word;
  id_of name;
  int count;
} naming;

static naming things(const pl_scenario *x, const char *word) {
  const naming all[] = {
      {"state", state_id, x->state_count},          {"adversary", adversary_id, x->adversary_count},
      {"forum", forum_id, x->forum_count},          {"inject", inject_id, x->inject_count},
      {"variable", variable_id, x->variable_count}, {"incident", incident_id, x->incident_count},
      {"seat", pl_scenario_seat_id, pl_scenario_seat_count(x)},
      {"act", act_id, PL_ACT_KINDS}};
  size_t i = 0;
  while (i + 1 < sizeof all / sizeof all[0] && strcmp(all[i].word, word)) i++;
  return all[i];
}

static json_t *write_id(const pl_scenario *x, const char *word, int index) {
  const naming named = things(x, word);
  return json_string(index < named.count ? named.name(x, index) : "?");
}

/* ---- writing ---- */

/* Adds the value, which it takes; false: out of memory. */
static bool put(json_t *object, const char *key, json_t *value) { return !json_object_set_new(object, key, value); }

static json_t *write_audience(const pl_scenario *x, const pl_audience *audience) {
  pl_buffer text = {0};
  pl_audience_print(x, audience, &text);
  json_t *value = text.failed ? NULL : json_string(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return value;
}

static bool put_effect(const pl_scenario *x, const pl_effect *e, json_t *object) {
  const pl_effect_row *row = pl_effect_row_of(e);
  if (!row || !put(object, "effect", json_string(row->name))) return false;
  if (row->has_subject && e->subject != PL_NONE && !put(object, "of", write_id(x, "seat", e->subject))) return false;
  if (row->on && !put(object, "on", write_id(x, row->on, e->other))) return false;
  if (row->has_incident && !put(object, "incident", write_id(x, "incident", e->incident))) return false;
  if (e->kind == PL_EFFECT_SET && e->text) return put(object, "text", json_string(e->text));
  if (row->has_amount && !put(object, "amount", json_integer(amount_to_json(e)))) return false;
  return !row->has_audience || put(object, "audience", write_audience(x, &e->audience));
}

/* The list gets a new object, which is returned borrowed; NULL: out of memory. */
static json_t *append_object(json_t *list) {
  json_t *object = json_object();
  return object && !json_array_append_new(list, object) ? object : NULL;
}

static bool put_outcome(const pl_scenario *x, const pl_act_outcome *outcome, int64_t thousandths, json_t *object) {
  json_t *effects = json_array();
  if (!put(object, "effects", effects) || !put(object, "odds", json_integer(thousandths)) ||
      !put(object, "text", json_string(outcome->text)))
    return false;
  for (int i = 0; i < outcome->effects.count; i++) {
    json_t *effect = append_object(effects);
    if (!effect || !put_effect(x, &outcome->effects.row[i], effect)) return false;
  }
  return true;
}

static bool put_outcomes(const pl_scenario *x, const pl_act *act, json_t *list) {
  int64_t sum = 0;
  for (int i = 0; i < act->outcome_count; i++) {
    const int64_t before = rounded(sum * WHOLE, PL_ONE);
    sum += act->outcome[i].odds;
    json_t *outcome = append_object(list);
    if (!outcome || !put_outcome(x, &act->outcome[i], rounded(sum * WHOLE, PL_ONE) - before, outcome)) return false;
  }
  return true;
}

static bool put_ruling(const pl_scenario *x, const pl_act *act, json_t *object) {
  json_t *outcomes = json_array();
  return put(object, "outcomes", outcomes) && put(object, "seat", write_id(x, "seat", act->seat)) &&
         (act->message < 0 || put(object, "message", json_integer(act->message))) &&
         (!act->text || put(object, "text", json_string(act->text))) &&
         put(object, "public", json_boolean(act->is_public)) && put(object, "number", json_integer(act->number)) &&
         put_outcomes(x, act, outcomes);
}

static bool put_act(const pl_scenario *x, const pl_act *act, json_t *object) {
  if (!put(object, "act", json_string(pl_act_name(act->kind)))) return false;
  if (act->kind == PL_ACT_RULE) return put_ruling(x, act, object);
  return put(object, "inject", write_id(x, "inject", act->inject)) &&
         (act->kind != PL_ACT_DELAY || put(object, "round", json_integer(act->round + 1))) &&
         (act->kind != PL_ACT_REWORD || put(object, "text", json_string(act->text)));
}

static int append(const char *bytes, size_t length, void *out) {
  pl_buffer_add(out, bytes, length);
  return 0;
}

void pl_act_to_json(const pl_scenario *scenario, const pl_act *act, pl_buffer *out) {
  json_t *object = json_object();
  const bool is_whole = object && put_act(scenario, act, object);
  if (!is_whole || json_dump_callback(object, append, out, JSON_SORT_KEYS)) out->failed = true;
  json_decref(object);
}

/* ---- reading ---- */

typedef struct reader {
  const pl_scenario *scenario;
  pl_error *error;
  pl_act act;
  pl_effect effect[PL_ACT_OUTCOMES][PL_ACT_EFFECTS];
} reader;

static const char *type_word(json_type type) {
  switch (type) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a text";
    case JSON_INTEGER:
    case JSON_REAL: return "a whole number";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    case JSON_NULL: return "null";
  }
  return "?";
}

/* The value of a key, which must be of that type. NULL: an error, or (unless it is needed) there is none. */
static bool find(reader *r, const json_t *object, const char *key, json_type type, bool is_needed,
                 const json_t **value) {
  *value = json_object_get(object, key);
  if (!*value && is_needed) {
    pl_error_set(r->error, PL_BAD_INPUT, "the act has no \"%s\": add it as %s", key, type_word(type));
    return false;
  }
  if (!*value) return true;
  if (type == JSON_TRUE ? json_is_boolean(*value) : json_typeof(*value) == type) return true;
  pl_error_set(r->error, PL_BAD_INPUT, "\"%s\" is %s, but must be %s", key,
               json_is_real(*value) ? "a number with a fraction" : type_word(json_typeof(*value)), type_word(type));
  return false;
}

static bool read_number(reader *r, const json_t *object, const char *key, bool is_needed, int64_t least, int64_t most,
                        int64_t *number) {
  const json_t *value;
  if (!find(r, object, key, JSON_INTEGER, is_needed, &value)) return false;
  if (!value) return true;
  *number = json_integer_value(value);
  if (*number >= least && *number <= most) return true;
  pl_error_set(r->error, PL_BAD_INPUT, "\"%s\" must be from %lld to %lld", key, (long long)least, (long long)most);
  return false;
}

static bool read_text(reader *r, const json_t *object, const char *key, bool is_needed, const char **text) {
  const json_t *value;
  if (!find(r, object, key, JSON_STRING, is_needed, &value)) return false;
  if (!value) return true;
  *text = json_string_value(value);
  if (**text && strlen(*text) <= PL_ACT_TEXT_BYTES) return true;
  pl_error_set(r->error, PL_BAD_INPUT, "\"%s\" must be a text of 1 to %d bytes", key, (int)PL_ACT_TEXT_BYTES);
  return false;
}

static bool read_flag(reader *r, const json_t *object, const char *key, bool *flag) {
  const json_t *value;
  if (!find(r, object, key, JSON_TRUE, true, &value)) return false;
  *flag = json_is_true(value);
  return true;
}

static bool find_name(reader *r, const char *key, const char *text, const naming *named, uint16_t *index) {
  pl_spelling spelling;
  char what[40];
  for (int i = 0; i < named->count; i++) {
    if (strcmp(named->name(r->scenario, i), text)) continue;
    *index = (uint16_t)i;
    return true;
  }
  pl_spelling_init(&spelling, text);
  for (int i = 0; i < named->count; i++) pl_spelling_offer(&spelling, named->name(r->scenario, i));
  snprintf(what, sizeof what, "\"%s\"", key);
  pl_spelling_refuse(&spelling, PL_BAD_INPUT, what, r->error);
  return false;
}

static bool read_id(reader *r, const json_t *object, const char *key, const char *word, uint16_t *index) {
  const naming named = things(r->scenario, word);
  const json_t *value;
  return find(r, object, key, JSON_STRING, true, &value) &&
         find_name(r, key, json_string_value(value), &named, index);
}

/* `known` ends with NULL. */
static bool has_only(reader *r, const json_t *object, const char *const *known) {
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)object, key, value) {
    bool is_known = false;
    for (int i = 0; known[i]; i++) is_known |= !strcmp(known[i], key);
    if (is_known) continue;
    pl_spelling spelling;
    pl_spelling_init(&spelling, key);
    for (int i = 0; known[i]; i++) pl_spelling_offer(&spelling, known[i]);
    pl_spelling_refuse(&spelling, PL_BAD_INPUT, "key of this act", r->error);
    return false;
  }
  return true;
}

/* ---- effects ---- */

static bool read_value(reader *r, const json_t *object, const pl_effect_row *row, pl_effect *e) {
  const bool is_text = r->scenario->variables[e->other].kind == PL_VARIABLE_TEXT;
  (void)row;
  if (is_text) {
    const json_t *value; /* may be empty */
    if (!find(r, object, "text", JSON_STRING, true, &value)) return false;
    e->text = json_string_value(value);
    if (strlen(e->text) <= PL_ACT_TEXT_BYTES) return true;
    pl_error_set(r->error, PL_BAD_INPUT, "\"text\" must have at most %d bytes", (int)PL_ACT_TEXT_BYTES);
    return false;
  }
  const bool is_flag = r->scenario->variables[e->other].kind == PL_VARIABLE_BOOLEAN;
  return read_number(r, object, "amount", true, is_flag ? 0 : INT64_MIN, is_flag ? 1 : INT64_MAX, &e->amount);
}

static bool read_amount(reader *r, const json_t *object, const pl_effect_row *row, pl_effect *e) {
  int64_t amount = 0;
  if (!read_number(r, object, "amount", true, row->least, row->most, &amount)) return false;
  e->amount = amount_from_json(row->kind, amount);
  return true;
}

static bool read_audience(reader *r, const json_t *object, pl_effect *e) {
  const json_t *value;
  return find(r, object, "audience", JSON_STRING, true, &value) &&
         pl_audience_parse(r->scenario, json_string_value(value), &e->audience, r->error) == PL_OK;
}

static bool has_only_keys_of(reader *r, const json_t *object, const pl_effect_row *row, const pl_effect *e) {
  const bool is_text = row->kind == PL_EFFECT_SET && r->scenario->variables[e->other].kind == PL_VARIABLE_TEXT;
  const char *known[8];
  int count = 0;
  known[count++] = "effect";
  if (row->has_subject) known[count++] = "of";
  if (row->on) known[count++] = "on";
  if (row->has_incident) known[count++] = "incident";
  if (row->has_amount) known[count++] = is_text ? "text" : "amount";
  if (row->has_audience) known[count++] = "audience";
  known[count] = NULL;
  return has_only(r, object, known);
}

static bool read_effect(reader *r, const json_t *object, pl_effect *e) {
  size_t count;
  uint16_t which = 0;
  const json_t *name;
  if (!json_is_object(object)) {
    pl_error_set(r->error, PL_BAD_INPUT, "\"effects\" must be a list of objects: {\"effect\": …}");
    return false;
  }
  const pl_effect_row *rows = pl_effect_rows(&count);
  const naming effects = {"effect", effect_id, (int)count};
  if (!find(r, object, "effect", JSON_STRING, true, &name) ||
      !find_name(r, "effect", json_string_value(name), &effects, &which))
    return false;
  const pl_effect_row *row = &rows[which];
  *e = (pl_effect){.kind = row->kind, .track = row->track, .subject = PL_NONE, .other = PL_NONE, .incident = PL_NONE};
  const bool names_subject = row->has_subject && json_object_get(object, "of");
  if (names_subject && !read_id(r, object, "of", "state", &e->subject)) return false;
  if (row->on && !read_id(r, object, "on", row->on, &e->other)) return false;
  if (row->has_incident && !read_id(r, object, "incident", "incident", &e->incident)) return false;
  if (!has_only_keys_of(r, object, row, e)) return false;
  if (row->kind == PL_EFFECT_SET) return read_value(r, object, row, e);
  if (row->has_amount && !read_amount(r, object, row, e)) return false;
  return !row->has_audience || read_audience(r, object, e);
}

/* ---- rulings ---- */

static bool read_outcome(reader *r, const json_t *object, int index, int64_t *thousandths) {
  static const char *const known[] = {"odds", "text", "effects", NULL};
  pl_act_outcome *outcome = &r->act.outcome[index];
  const json_t *effects;
  if (!json_is_object(object)) {
    pl_error_set(r->error, PL_BAD_INPUT, "\"outcomes\" must be a list of objects: {\"odds\": …, \"text\": …}");
    return false;
  }
  if (!has_only(r, object, known) || !read_number(r, object, "odds", true, 1, WHOLE, thousandths) ||
      !read_text(r, object, "text", true, &outcome->text) ||
      !find(r, object, "effects", JSON_ARRAY, false, &effects))
    return false;
  const size_t count = json_array_size(effects); /* 0 where there are none */
  if (count > PL_ACT_EFFECTS) {
    pl_error_set(r->error, PL_BAD_INPUT, "\"effects\" must be a list of at most %d", (int)PL_ACT_EFFECTS);
    return false;
  }
  for (size_t i = 0; i < count; i++)
    if (!read_effect(r, json_array_get(effects, i), &r->effect[index][i])) return false;
  outcome->effects = (pl_effect_list){.row = r->effect[index], .count = (uint16_t)count};
  return true;
}

static bool read_outcomes(reader *r, const json_t *list) {
  const size_t count = json_array_size(list);
  int64_t sum = 0;
  if (count < 1 || count > PL_ACT_OUTCOMES) {
    pl_error_set(r->error, PL_BAD_INPUT, "\"outcomes\" must be a list of 1 to %d", (int)PL_ACT_OUTCOMES);
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    int64_t thousandths = 0;
    if (!read_outcome(r, json_array_get(list, i), (int)i, &thousandths)) return false;
    r->act.outcome[i].odds = (pl_q16)(rounded((sum + thousandths) * PL_ONE, WHOLE) - rounded(sum * PL_ONE, WHOLE));
    sum += thousandths;
  }
  r->act.outcome_count = (int)count;
  if (sum == WHOLE) return true;
  pl_error_set(r->error, PL_BAD_INPUT, "the \"odds\" of all outcomes must add up to %d", (int)WHOLE);
  return false;
}

static bool read_ruling(reader *r, const json_t *object) {
  static const char *const known[] = {"act", "seat", "message", "text", "public", "number", "outcomes", NULL};
  const json_t *outcomes;
  int64_t message = -1, number = 0;
  if (!has_only(r, object, known) || !read_id(r, object, "seat", "seat", &r->act.seat) ||
      !read_number(r, object, "message", false, 0, INT32_MAX, &message) ||
      !read_text(r, object, "text", false, &r->act.text) || !read_flag(r, object, "public", &r->act.is_public) ||
      !read_number(r, object, "number", false, 0, PL_ROUND_RULINGS - 1, &number) ||
      !find(r, object, "outcomes", JSON_ARRAY, true, &outcomes))
    return false;
  r->act.message = (int32_t)message;
  r->act.number = (uint32_t)number;
  return read_outcomes(r, outcomes);
}

/* ---- acts ---- */

static bool read_inject_act(reader *r, const json_t *object) {
  static const char *const delay[] = {"act", "inject", "round", NULL};
  static const char *const reword[] = {"act", "inject", "text", NULL}, *const other[] = {"act", "inject", NULL};
  int64_t round = 1;
  const pl_act_kind kind = r->act.kind;
  if (!has_only(r, object, kind == PL_ACT_DELAY ? delay : kind == PL_ACT_REWORD ? reword : other) ||
      !read_id(r, object, "inject", "inject", &r->act.inject))
    return false;
  if (kind == PL_ACT_DELAY && !read_number(r, object, "round", true, 1, r->scenario->rounds, &round)) return false;
  if (kind == PL_ACT_DELAY) r->act.round = (int32_t)round - 1;
  return kind != PL_ACT_REWORD || read_text(r, object, "text", true, &r->act.text);
}

static bool read_act(reader *r, const json_t *object) {
  uint16_t kind = 0;
  if (!json_is_object(object)) {
    pl_error_set(r->error, PL_BAD_INPUT, "an act is a JSON object: {\"act\": …}");
    return false;
  }
  if (!read_id(r, object, "act", "act", &kind)) return false;
  r->act = (pl_act){.kind = (pl_act_kind)kind, .inject = PL_NONE, .seat = PL_NONE, .message = -1};
  return kind == PL_ACT_RULE ? read_ruling(r, object) : read_inject_act(r, object);
}

static void refuse_text(const json_error_t *why, pl_error *error) {
  if (json_error_code(why) == json_error_out_of_memory)
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the act");
  else if (json_error_code(why) == json_error_duplicate_key)
    pl_error_set(error, PL_BAD_INPUT, "the act says one key twice (%.80s): leave one out", why->text);
  else
    pl_error_set(error, PL_BAD_INPUT, "the act is no JSON: %.80s at character %d", why->text, why->column);
}

pl_act *pl_act_from_json(const pl_scenario *scenario, const char *text, size_t length, pl_error *error) {
  if (length > PL_ACT_JSON_BYTES) {
    pl_error_set(error, PL_BAD_INPUT, "an act of %zu bytes is too long: at most %d", length, (int)PL_ACT_JSON_BYTES);
    return NULL;
  }
  json_error_t why;
  json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &why);
  if (!object) {
    refuse_text(&why, error);
    return NULL;
  }
  reader r = {.scenario = scenario, .error = error};
  pl_act *act = NULL;
  if (read_act(&r, object)) {
    act = pl_act_copy(&r.act);
    if (!act) pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the act");
  }
  json_decref(object);
  return act;
}
