/* Sheets in part: whoever has the version before and gets the part has the whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "fault.h"
#include "requests.h"

/* What a page does with a part. */
static json_t *put_together(const char *before, const pl_letter *part) {
  json_t *message = json_loadb(part->text, part->length, JSON_REJECT_DUPLICATES, NULL), *value;
  json_t *body = json_loads(before, 0, NULL);
  const char *key;
  assert_non_null(message);
  json_object_update(body, json_object_get(message, "body"));
  json_object_foreach(json_object_get(message, "lists"), key, value) {
    json_t *list = json_object_get(body, key);
    for (json_int_t i = json_integer_value(json_object_get(value, "cut")); i > 0; i--) json_array_remove(list, 0);
    if (json_object_get(value, "add")) json_array_extend(list, json_object_get(value, "add"));
    for (size_t i = 0; i < json_array_size(json_object_get(value, "put")); i++) {
      const json_t *put = json_array_get(json_object_get(value, "put"), i);
      json_array_set(list, (size_t)json_integer_value(json_array_get(put, 0)), json_array_get(put, 1));
    }
  }
  json_decref(message);
  return body;
}

static void assert_leads_to(const char *before, const char *now, const char *part_wanted) {
  pl_letter *part = pl_part_new("s", 8, before, now);
  if (!part_wanted) {
    if (part) fail_msg("a part where there should be none: %s", part->text);
    return;
  }
  assert_non_null(part);
  assert_string_equal(part->text, part_wanted);
  json_t *got = put_together(before, part), *wanted = json_loads(now, 0, NULL);
  assert_true(json_equal(got, wanted));
  json_decref(got);
  json_decref(wanted);
  pl_letter_let_go(part);
}

#define LONG "a text that is long enough for a part to be worth while, even with all the words around it, and then some"

static void test_what_is_new(void **state) {
  (void)state;
  assert_leads_to("{\"a\":1,\"b\":\"" LONG "\"}", "{\"a\":2,\"b\":\"" LONG "\"}",
                  "{\"sheet\":\"s\",\"version\":8,\"after\":7,\"body\":{\"a\":2},\"lists\":{}}");
  assert_leads_to("{\"m\":[\"" LONG "\",{\"x\":[1,\"]\"]}],\"b\":0}",
                  "{\"m\":[\"" LONG "\",{\"x\":[1,\"]\"]},{\"y\":\"\\\"],\"}],\"b\":0}",
                  "{\"sheet\":\"s\",\"version\":8,\"after\":7,\"body\":{},\"lists\":{\"m\":{\"cut\":0,\"add\":"
                  "[{\"y\":\"\\\"],\"}]}}}");
  assert_leads_to("{\"m\":[1,2,3,\"" LONG "\"]}", "{\"m\":[3,\"" LONG "\"]}",
                  "{\"sheet\":\"s\",\"version\":8,\"after\":7,\"body\":{},\"lists\":{\"m\":{\"cut\":2,\"add\":[]}}}");
  assert_leads_to("{\"m\":[1,\"" LONG "\"],\"n\":[2,\"" LONG "\"]}",
                  "{\"m\":[1,\"" LONG "\",5],\"n\":[2,\"" LONG "\",null]}",
                  "{\"sheet\":\"s\",\"version\":8,\"after\":7,\"body\":{},\"lists\":{\"m\":{\"cut\":0,\"add\":[5]},"
                  "\"n\":{\"cut\":0,\"add\":[null]}}}");
}

static void test_a_few_of_a_list_are_others(void **state) {
  (void)state;
  assert_leads_to("{\"m\":[1,{\"a\":2},\"" LONG "\",3]}", "{\"m\":[1,{\"a\":3},\"" LONG "\",[]]}",
                  "{\"sheet\":\"s\",\"version\":8,\"after\":7,\"body\":{},\"lists\":{\"m\":{\"put\":[[1,{\"a\":3}],"
                  "[3,[]]]}}}");
}

static void test_where_there_is_no_part(void **state) {
  (void)state;
  assert_leads_to("{\"a\":1}", "{\"a\":2}", NULL); /* not worth it */
  assert_leads_to("{\"b\":\"" LONG "\"}", "{\"a\":1,\"b\":\"" LONG "\"}", NULL);
  assert_leads_to("{\"a\":1,\"b\":\"" LONG "\"}", "{\"c\":1,\"b\":\"" LONG "\"}", NULL);
  assert_leads_to("{}", "{}", NULL);
}

/* Two people may have the same version with another time on it. */
static void test_clocks_are_always_said(void **state) {
  (void)state;
  assert_leads_to("{\"a\":1,\"clock\":{\"left_ms\":5},\"tick\":3,\"b\":\"" LONG "\"}",
                  "{\"a\":2,\"clock\":{\"left_ms\":5},\"tick\":3,\"b\":\"" LONG "\"}",
                  "{\"sheet\":\"s\",\"version\":8,\"after\":7,\"body\":{\"a\":2,\"clock\":{\"left_ms\":5},\"tick\":3},"
                  "\"lists\":{}}");
}

/* ---- any two sheets ---- */

static unsigned below(uint64_t *luck, unsigned bound) {
  *luck = *luck * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(*luck >> 33) % bound;
}

static json_t *any_value(uint64_t *luck, int depth) {
  static const char *const texts[] = {"", "a", "\"", "\\", "\\\"", "]},", "{\"a\":[", "é", "\x01\n", LONG};
  switch (below(luck, depth > 2 ? 5 : 7)) {
  case 0: return json_null();
  case 1: return json_boolean(below(luck, 2));
  case 2: return json_integer((json_int_t)below(luck, 5) - 2);
  case 3:
  case 4: return json_string(texts[below(luck, 10)]);
  case 5: {
    json_t *list = json_array();
    for (unsigned i = below(luck, 4); i > 0; i--) json_array_append_new(list, any_value(luck, depth + 1));
    return list;
  }
  default: {
    json_t *object = json_object();
    for (unsigned i = below(luck, 4); i > 0; i--) json_object_set_new(object, texts[i], any_value(luck, depth + 1));
    return object;
  }
  }
}

/* Something happens to a sheet. */
static void change(json_t *sheet, uint64_t *luck) {
  static const char *const keys[] = {"one", "two\"", "list", "clock", "many"};
  const char *key = keys[below(luck, 5)];
  json_t *had = json_object_get(sheet, key);
  if (!json_is_array(had) || !below(luck, 4)) {
    json_object_set_new(sheet, key, any_value(luck, 0));
    return;
  }
  if (json_array_size(had) && below(luck, 2)) {
    json_array_set_new(had, below(luck, (unsigned)json_array_size(had)), any_value(luck, 0));
    return;
  }
  for (unsigned i = below(luck, 3); i > 0 && json_array_size(had); i--) json_array_remove(had, 0);
  for (unsigned i = below(luck, 4); i > 0; i--) json_array_append_new(had, any_value(luck, 0));
}

static void test_any_part_makes_the_whole(void **state) {
  uint64_t luck = 10;
  int parts = 0;
  (void)state;
  json_t *sheet = json_pack("{s:i, s:s, s:[], s:n, s:[s, s, s]}", "one", 1, "two\"", LONG, "list", "clock", "many",
                            LONG, LONG "!", LONG "?");
  for (int i = 0; i < 4000; i++) {
    char *before = json_dumps(sheet, JSON_COMPACT);
    change(sheet, &luck);
    char *now = json_dumps(sheet, JSON_COMPACT);
    pl_letter *part = pl_part_new("s", 2, before, now);
    if (part) {
      json_t *got = put_together(before, part);
      if (!json_equal(got, sheet)) fail_msg("%s and %s do not make %s", before, part->text, now);
      json_decref(got);
      parts++;
    }
    pl_letter_let_go(part);
    free(before);
    free(now);
  }
  json_decref(sheet);
  assert_true(parts > 1000);
}

static void test_memory_may_end(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    fault_after(n);
    pl_letter *part = pl_part_new("s", 2, "{\"a\":1,\"m\":[\"" LONG "\"]}", "{\"a\":2,\"m\":[\"" LONG "\",1]}");
    const bool is_reached = fault_stop();
    if (part) {
      json_t *got = put_together("{\"a\":1,\"m\":[\"" LONG "\"]}", part);
      assert_int_equal(json_array_size(json_object_get(got, "m")), 2);
      json_decref(got);
    }
    pl_letter_let_go(part);
    if (!is_reached) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_new),
      cmocka_unit_test(test_a_few_of_a_list_are_others),
      cmocka_unit_test(test_where_there_is_no_part),
      cmocka_unit_test(test_clocks_are_always_said),
      cmocka_unit_test(test_any_part_makes_the_whole),
      cmocka_unit_test(test_memory_may_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
