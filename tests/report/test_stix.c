/* STIX: held against the specification (STIX 2.1, OASIS Standard, 10 June 2021), object by object: required properties
 * and their types, ids, times, open vocabularies, which relationships there may be between what, and that every
 * reference leads to an object of the bundle. */
#include "../brief/exercise.h"
#include "after.h"
#include "memory.h"

#include <jansson.h>

static int set_up(void **state) {
  after_room *room = after_shipped("first-share", "noordland", 0);
  *state = room;
  return 0;
}
static int tear_down(void **state) {
  after_free(*state);
  return 0;
}

static json_t *read_bundle(const after_room *room) {
  json_error_t error;
  pl_buffer out = after_write(room, pl_write_stix);
  json_t *bundle = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, &error);
  if (!bundle) fail_msg("%s in line %d", error.text, error.line);
  pl_buffer_clear(&out);
  return bundle;
}

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* ---- the shapes of values ---- */

static bool is_type(const char *text) {
  if (strlen(text) < 3 || strlen(text) > 250 || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(text))
    return false;
  return *text >= 'a' && *text <= 'z' && !strstr(text, "--");
}

/* §2.9: TYPE--UUID, of version 4 or 5. */
static bool is_id(const char *text, const char *type) {
  const size_t length = strlen(type);
  if (strncmp(text, type, length) || strncmp(text + length, "--", 2)) return false;
  const char *uuid = text + length + 2;
  if (strlen(uuid) != 36) return false;
  for (int i = 0; i < 36; i++) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? uuid[i] != '-' : !strchr("0123456789abcdef", uuid[i])) return false;
  }
  return strchr("45", uuid[14]) && strchr("89ab", uuid[19]);
}

static bool is_any_id(const char *text) {
  char type[64];
  const char *dashes = strstr(text, "--");
  if (!dashes || (size_t)(dashes - text) >= sizeof type) return false;
  memcpy(type, text, (size_t)(dashes - text));
  type[dashes - text] = 0;
  return is_type(type) && is_id(text, type);
}

/* §3.2: RFC 3339 in UTC with milliseconds; a day that there is. */
static bool is_time(const char *text) {
  int year, month, day, hour, minute, second, thousandths, length = 0;
  static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (strlen(text) != 24) return false;
  sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ%n", &year, &month, &day, &hour, &minute, &second, &thousandths, &length);
  return length == 24 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && hour < 24 && minute < 60 &&
         second < 60;
}

/* ---- the specification's tables ---- */

typedef enum kind { TEXT, TIME, ID, IDS, WORDS, NUMBER, TRUTH, OBJECT, OBJECTS } kind;
typedef struct property {
  const char *key;
  kind kind;
  bool is_required;
  const char *vocabulary; /* words between blanks; of ids: the types they may be of */
} property;
enum { MOST_PROPERTIES = 12 };

static const property common[] = {{"type", TEXT, true, NULL},
                                  {"spec_version", TEXT, true, NULL},
                                  {"id", ID, true, NULL},
                                  {"created_by_ref", ID, true, " identity "},
                                  {"created", TIME, true, NULL},
                                  {"modified", TIME, true, NULL},
                                  {"lang", TEXT, true, NULL},
                                  {"labels", WORDS, true, NULL},
                                  {"confidence", NUMBER, false, NULL},
                                  {"object_marking_refs", IDS, true, " marking-definition "},
                                  {"external_references", OBJECTS, false, NULL}};

static const struct {
  const char *type;
  bool is_marking;
  property property[MOST_PROPERTIES];
} types[] = {
    {"identity",
     false,
     {{"name", TEXT, true, NULL},
      {"description", TEXT, false, NULL},
      {"identity_class", TEXT, false, " individual group system organization class unknown "},
      {"sectors", WORDS, false, " government "}}},
    {"threat-actor",
     false,
     {{"name", TEXT, true, NULL},
      {"threat_actor_types", WORDS, false, " crime-syndicate nation-state "},
      {"first_seen", TIME, false, NULL}}},
    {"campaign",
     false,
     {{"name", TEXT, true, NULL},
      {"description", TEXT, false, NULL},
      {"first_seen", TIME, false, NULL},
      {"last_seen", TIME, false, NULL},
      {"objective", TEXT, false, NULL}}},
    {"malware",
     false,
     {{"name", TEXT, true, NULL},
      {"is_family", TRUTH, true, NULL},
      {"first_seen", TIME, false, NULL},
      {"malware_types", WORDS, false, " ransomware spyware wiper "}}},
    {"report",
     false,
     {{"name", TEXT, true, NULL},
      {"report_types", WORDS, false, " campaign "},
      {"published", TIME, true, NULL},
      {"object_refs", IDS, true, NULL}}},
    {"note", false, {{"abstract", TEXT, false, NULL}, {"content", TEXT, true, NULL}, {"object_refs", IDS, true, NULL}}},
    {"grouping",
     false,
     {{"name", TEXT, false, NULL},
      {"description", TEXT, false, NULL},
      {"object_refs", IDS, true, NULL},
      {"context", TEXT, true, " suspicious-activity malware-analysis unspecified "}}},
    {"sighting",
     false,
     {{"sighting_of_ref", ID, true, " campaign malware threat-actor "},
      {"first_seen", TIME, false, NULL},
      {"last_seen", TIME, false, NULL},
      {"count", NUMBER, false, NULL},
      {"where_sighted_refs", IDS, false, " identity location "}}},
    {"relationship",
     false,
     {{"relationship_type", TEXT, true, NULL}, {"source_ref", ID, true, NULL}, {"target_ref", ID, true, NULL}}},
    {"marking-definition",
     true,
     {{"type", TEXT, true, NULL},
      {"spec_version", TEXT, true, NULL},
      {"id", ID, true, NULL},
      {"created", TIME, true, NULL},
      {"name", TEXT, false, NULL},
      {"definition_type", TEXT, false, " statement "},
      {"definition", OBJECT, false, NULL},
      {"extensions", OBJECT, false, NULL}}}};
enum { TYPES = sizeof types / sizeof types[0], COMMON = sizeof common / sizeof common[0] };

/* Appendix B of the specification, as far as there are such objects here. */
static const char *const relationships[][3] = {{"campaign", "attributed-to", "threat-actor"},
                                               {"campaign", "uses", "malware"},
                                               {"campaign", "targets", "identity"}};

static bool is_word_of(const char *vocabulary, const char *word, size_t length) {
  char wanted[64];
  snprintf(wanted, sizeof wanted, " %.*s ", (int)length, word);
  return !vocabulary || strstr(vocabulary, wanted);
}

static bool is_fine(const property *p, const json_t *value) {
  const char *text = json_string_value(value);
  switch (p->kind) {
  case TEXT: return text && *text && is_word_of(p->vocabulary, text, strlen(text));
  case TIME: return text && is_time(text);
  case ID: return text && is_any_id(text) && is_word_of(p->vocabulary, text, (size_t)(strstr(text, "--") - text));
  case NUMBER: return json_is_integer(value) && json_integer_value(value) >= 0;
  case TRUTH: return json_is_boolean(value);
  case OBJECT: return json_is_object(value);
  case OBJECTS: return json_array_size(value) > 0;
  case IDS:
  case WORDS: break;
  }
  for (size_t i = 0; i < json_array_size(value); i++) {
    const property each = {.kind = p->kind == IDS ? ID : TEXT, .vocabulary = p->vocabulary};
    if (!is_fine(&each, json_array_get(value, i))) return false;
  }
  return json_array_size(value) > 0; /* §3.7: no empty lists */
}

static const property *find_property(const property *list, size_t count, const char *key) {
  for (size_t i = 0; i < count && list[i].key; i++)
    if (!strcmp(list[i].key, key)) return &list[i];
  return NULL;
}

/* What is wrong with an object's own properties; NULL: nothing. */
static const char *fault_of(const json_t *object) {
  int row = 0;
  while (row < TYPES && strcmp(types[row].type, text_of(object, "type"))) row++;
  if (row == TYPES) return "type";
  if (strcmp(text_of(object, "spec_version"), "2.1")) return "spec_version";
  if (!is_id(text_of(object, "id"), types[row].type)) return "id";
  const property *own = types[row].property;
  const size_t commons = types[row].is_marking ? 0 : COMMON;
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)object, key, value) {
    const property *p = find_property(own, MOST_PROPERTIES, key);
    if (!p) p = find_property(common, commons, key);
    if (!p || !is_fine(p, value)) return key;
  }
  for (int i = 0; i < MOST_PROPERTIES && own[i].key; i++)
    if (own[i].is_required && !json_object_get(object, own[i].key)) return own[i].key;
  for (size_t i = 0; i < commons; i++)
    if (common[i].is_required && !json_object_get(object, common[i].key)) return common[i].key;
  if (strcmp(text_of(object, "created"), text_of(object, "modified")) > 0 && commons) return "modified";
  if (json_object_get(object, "last_seen") && strcmp(text_of(object, "first_seen"), text_of(object, "last_seen")) > 0)
    return "last_seen";
  if (json_integer_value(json_object_get(object, "confidence")) > 100) return "confidence";
  return NULL;
}

/* ---- references ---- */

static json_t *index_of(const json_t *bundle) {
  json_t *index = json_object();
  const json_t *objects = json_object_get(bundle, "objects");
  for (size_t i = 0; i < json_array_size(objects); i++) {
    const char *id = text_of(json_array_get(objects, i), "id");
    if (json_object_get(index, id)) fail_msg("%s is there twice", id);
    json_object_set(index, id, json_array_get(objects, i));
  }
  return index;
}

/* Every value whose key ends in _ref or _refs; NULL: all of them lead somewhere. */
static const char *dangling(const json_t *object, const json_t *index) {
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)object, key, value) {
    const size_t length = strlen(key);
    if (length > 4 && !strcmp(key + length - 4, "_ref") && !json_object_get(index, json_string_value(value)))
      return key;
    if (length <= 5 || strcmp(key + length - 5, "_refs")) continue;
    for (size_t i = 0; i < json_array_size(value); i++)
      if (!json_object_get(index, json_string_value(json_array_get(value, i)))) return key;
  }
  return NULL;
}

static const char *type_at(const json_t *object, const char *key, const json_t *index) {
  return text_of(json_object_get(index, text_of(object, key)), "type");
}

static bool is_allowed(const json_t *relationship, const json_t *index) {
  for (size_t i = 0; i < sizeof relationships / sizeof relationships[0]; i++)
    if (!strcmp(relationships[i][0], type_at(relationship, "source_ref", index)) &&
        !strcmp(relationships[i][1], text_of(relationship, "relationship_type")) &&
        !strcmp(relationships[i][2], type_at(relationship, "target_ref", index)))
      return true;
  return false;
}

/* What is wrong with the bundle; NULL: nothing. */
static const char *fault_of_bundle(const json_t *bundle) {
  static const char *fault;
  fault = NULL;
  const json_t *objects = json_object_get(bundle, "objects");
  if (strcmp(text_of(bundle, "type"), "bundle") || !is_id(text_of(bundle, "id"), "bundle")) return "bundle";
  if (!json_array_size(objects) || json_object_size(bundle) != 3) return "objects";
  json_t *index = index_of(bundle);
  for (size_t i = 0; i < json_array_size(objects) && !fault; i++) {
    const json_t *object = json_array_get(objects, i);
    fault = fault_of(object);
    if (!fault) fault = dangling(object, index);
    if (!fault && !strcmp(text_of(object, "type"), "relationship") && !is_allowed(object, index))
      fault = "relationship_type";
  }
  json_decref(index);
  return fault;
}

/* ---- tests ---- */

static void it_follows_the_specification(void **state) {
  json_t *bundle = read_bundle(*state);
  const char *fault = fault_of_bundle(bundle);
  if (fault) fail_msg("%s", fault);
  json_decref(bundle);
}

/* Whatever is done: published, re-marked, passed on against the rules, under every label. */
static void random_exercises_follow_it_too(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 2; seed++) {
    after_room *room = after_make(exercise_random("withdrawal", seed), 0, PL_DUTCH);
    json_t *bundle = read_bundle(room);
    assert_true(room->after.provenance->all.breaches > 0);
    const char *fault = fault_of_bundle(bundle);
    if (fault) fail_msg("%s", fault);
    json_decref(bundle);
    after_free(room);
  }
}

/* Break something, and it is found. */
static void what_is_wrong_is_found(void **state) {
  json_t *bundle = read_bundle(*state);
  const json_t *objects = json_object_get(bundle, "objects");
  size_t broken = 0;
  for (size_t i = 0; i < json_array_size(objects); i++) {
    json_t *object = json_array_get(objects, i);
    const char *type = text_of(object, "type"), *key = NULL;
    if (!strcmp(type, "report")) key = "published";
    if (!strcmp(type, "relationship")) key = "source_ref";
    if (!strcmp(type, "sighting")) key = "where_sighted_refs";
    if (!strcmp(type, "malware")) key = "is_family";
    if (!strcmp(type, "marking-definition")) key = "created";
    if (!key) continue;
    json_t *kept = json_incref(json_object_get(object, key));
    json_object_set_new(object, key, json_string("campaign--00000000-0000-4000-8000-000000000000"));
    assert_non_null(fault_of_bundle(bundle));
    json_object_set_new(object, key, kept);
    broken++;
  }
  assert_true(broken > 10);
  assert_null(fault_of_bundle(bundle));
  json_decref(bundle);
}

static bool has_marking(const json_t *object, const char *id) {
  const json_t *refs = json_object_get(object, "object_marking_refs");
  for (size_t i = 0; i < json_array_size(refs); i++)
    if (!strcmp(json_string_value(json_array_get(refs, i)), id)) return true;
  return false;
}

static void every_object_says_exercise(void **state) {
  json_t *bundle = read_bundle(*state);
  const json_t *objects = json_object_get(bundle, "objects");
  const json_t *marking = json_array_get(objects, 0);
  const char *statement = text_of(json_object_get(marking, "definition"), "statement");
  assert_string_equal(text_of(marking, "definition_type"), "statement");
  assert_memory_equal(statement, "EXERCISE", 8);
  for (size_t i = 0; i < json_array_size(objects); i++) {
    const json_t *object = json_array_get(objects, i);
    if (!strcmp(text_of(object, "type"), "marking-definition")) continue;
    assert_true(has_marking(object, text_of(marking, "id")));
    assert_string_equal(json_string_value(json_array_get(json_object_get(object, "labels"), 0)), "exercise");
    static const char *const shown[] = {"name", "abstract", "content"};
    for (int k = 0; k < 3; k++)
      if (json_object_get(object, shown[k])) assert_memory_equal(text_of(object, shown[k]), "EXERCISE: ", 10);
  }
  json_decref(bundle);
}

/* One report for each item, under its label, by its originator; the five published markings and no other. */
static void items_are_reports_under_their_label(void **state) {
  static const char *const ids[PL_LABELS] = {
      "94868c89-83c2-464b-929b-a1a8aa3c8487", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
      "55d920b0-5e8b-4f79-9ee9-91f868d9b421", "939a9414-2ddd-4d32-a0cd-375ea402b003",
      "e828b379-4e03-4974-9ac4-e53a884c97c1"};
  static const char *const words[PL_LABELS] = {"clear", "green", "amber", "amber+strict", "red"};
  const after_room *room = *state;
  json_t *bundle = read_bundle(room);
  const json_t *objects = json_object_get(bundle, "objects");
  size_t items = 0, reports[PL_LABELS] = {0}, expected[PL_LABELS] = {0};
  for (size_t i = 0; i < room->after.provenance->item_count; i++)
    if (room->after.provenance->item[i].originator != PL_NONE) expected[room->after.provenance->item[i].label_now]++;
  for (size_t i = 0; i < json_array_size(objects); i++) {
    const json_t *object = json_array_get(objects, i);
    for (int label = 0; label < PL_LABELS; label++) {
      char id[80];
      snprintf(id, sizeof id, "marking-definition--%s", ids[label]);
      const bool is_marking = !strcmp(text_of(object, "id"), id);
      if (is_marking) {
        const json_t *extension = json_object_get(json_object_get(object, "extensions"),
                                                  "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d");
        assert_string_equal(text_of(object, "name"), pl_label_name((pl_label)label));
        assert_string_equal(text_of(object, "created"), "2022-10-01T00:00:00.000Z");
        assert_string_equal(text_of(extension, "tlp_2_0"), words[label]);
        assert_string_equal(text_of(extension, "extension_type"), "property-extension");
        assert_int_equal(json_object_size(extension), 2);
      }
      reports[label] += !strcmp(text_of(object, "type"), "report") && has_marking(object, id);
    }
    items += !strcmp(text_of(object, "type"), "report");
  }
  assert_true(items > 0);
  size_t sum = 0;
  for (int label = 0; label < PL_LABELS; label++) {
    assert_int_equal(reports[label], expected[label]);
    sum += expected[label];
  }
  assert_int_equal(items, sum);
  json_decref(bundle);
}

static void ids_are_of_this_exercise(void **state) {
  after_room *room = *state;
  pl_buffer first = after_write(room, pl_write_stix), second = after_write(room, pl_write_stix);
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.bytes, second.bytes, first.length);
  pl_buffer_clear(&second);
  room->after.options.language = PL_DUTCH;
  second = after_write(room, pl_write_stix);
  room->after.options.language = PL_ENGLISH;
  json_t *one = json_loadb(first.bytes, first.length, 0, NULL),
         *other = json_loadb(second.bytes, second.length, 0, NULL);
  json_t *index = index_of(one);
  const json_t *objects = json_object_get(other, "objects");
  for (size_t i = 0; i < json_array_size(objects); i++) {
    const char *id = text_of(json_array_get(objects, i), "id"),
               *created = text_of(json_array_get(objects, i), "created");
    assert_true(!json_object_get(index, id) || !strcmp(created, "2022-10-01T00:00:00.000Z"));
  }
  json_decref(index);
  json_decref(one);
  json_decref(other);
  pl_buffer_clear(&first);
  pl_buffer_clear(&second);
}

static void out_of_memory_is_said(void **state) { memory_try(*state, pl_write_stix); }

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_follows_the_specification),
      cmocka_unit_test(random_exercises_follow_it_too),
      cmocka_unit_test(what_is_wrong_is_found),
      cmocka_unit_test(every_object_says_exercise),
      cmocka_unit_test(items_are_reports_under_their_label),
      cmocka_unit_test(ids_are_of_this_exercise),
      cmocka_unit_test(out_of_memory_is_said),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
