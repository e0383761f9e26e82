/* JSON: what it holds is what was computed, everything in it says EXERCISE, and its recipe leads somewhere. */
#include "after.h"
#include "memory.h"

#include <jansson.h>

#include "happenings.h"

static int set_up(void **state) {
  after_room *room = after_shipped("first-share", "noordland", PL_AFTER_ALL);
  pl_error error = {0};
  assert_int_equal(pl_session_note(room->session, 0, "=1+1 \"quoted\" \xC3\xA9", &error), PL_OK);
  assert_int_equal(pl_session_note(room->session, -1, "of control", &error), PL_OK);
  *state = room;
  return 0;
}
static int tear_down(void **state) {
  after_free(*state);
  return 0;
}

static json_t *read_report(const after_room *room) {
  json_error_t error;
  pl_buffer out = after_write(room, pl_write_json);
  json_t *report = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, &error);
  if (!report) fail_msg("%s in line %d", error.text, error.line);
  for (size_t i = 0; i < out.length; i++) assert_true((unsigned char)out.bytes[i] < 0x7F);
  pl_buffer_clear(&out);
  return report;
}

static const json_t *at(const json_t *object, const char *pointer) {
  while (object && *pointer == '/') {
    char key[64] = "";
    size_t length = strcspn(++pointer, "/");
    assert_true(length < sizeof key);
    memcpy(key, pointer, length);
    object = json_is_array(object) ? json_array_get(object, strtoul(key, NULL, 10)) : json_object_get(object, key);
    pointer += length;
  }
  return object;
}
static int64_t number(const json_t *object, const char *pointer) {
  const json_t *value = at(object, pointer);
  if (!json_is_integer(value)) fail_msg("no number at %s", pointer);
  return json_integer_value(value);
}
static const char *text(const json_t *object, const char *pointer) {
  const char *value = json_string_value(at(object, pointer));
  if (!value) fail_msg("no text at %s", pointer);
  return value;
}

static void every_part_says_exercise(void **state) {
  static const char *const parts[] = {"", "/sharing", "/provenance", "/perspectives/0", "/ledger", "/what_ifs/0",
                                      "/what_ifs/0/account", "/luck", "/fan"};
  json_t *report = read_report(*state);
  assert_string_equal(text(report, "/format"), "polder-report/1");
  assert_non_null(strstr(text(report, "/marking"), "EXERCISE"));
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    const json_t *part = at(report, parts[i]);
    if (!json_is_true(json_object_get(part, "exercise"))) fail_msg("%s says nothing", parts[i]);
  }
  json_decref(report);
}

static void figures_are_those_that_were_computed(void **state) {
  const after_room *room = *state;
  const pl_after_action *after = &room->after;
  json_t *report = read_report(room);
  assert_int_equal(number(report, "/outcome/hit"), after->played->played.hit);
  assert_int_equal(number(report, "/outcome/loss"), after->played->played.loss);
  assert_int_equal(json_array_size(at(report, "/outcome/curve")), (size_t)after->played->played.ticks);
  assert_int_equal(number(report, "/ledger/total"), after->ledger->total);
  assert_int_equal(json_array_size(at(report, "/ledger/items")), after->ledger->item_count);
  assert_int_equal(number(report, "/luck/hit/mean"), after->luck->hit.mean);
  assert_int_equal(number(report, "/fan/runs"), 8);
  assert_int_equal(number(report, "/provenance/all/items"), after->provenance->all.items);
  assert_int_equal(json_array_size(at(report, "/what_ifs")), after->question_count);
  assert_int_equal(json_array_size(at(report, "/objectives")), after->objective_count);
  assert_int_equal(json_array_size(at(report, "/perspectives")), after->perspective_count);
  assert_int_equal(json_array_size(at(report, "/events")), pl_session_events(room->session)->count);
  assert_int_equal(json_array_size(at(report, "/recipe/digests")), 6);
  assert_string_equal(text(report, "/notes/0/text"), "=1+1 \"quoted\" \xC3\xA9");
  assert_true(json_is_null(at(report, "/notes/1/seat")));
  json_decref(report);
}

/* The matrix against the list of items beside it. */
static void sharing_counts_items(void **state) {
  json_t *report = read_report(*state);
  const json_t *items = at(report, "/provenance/items"), *states = at(report, "/sharing/states");
  for (size_t from = 0; from < json_array_size(states); from++) {
    for (size_t to = 0; to < json_array_size(states); to++) {
      int64_t sent = 0, received = 0;
      for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *hops = json_object_get(json_array_get(items, i), "hops");
        bool was_sent = false, was_received = false;
        for (size_t h = 0; h < json_array_size(hops); h++) {
          const json_t *hop = json_array_get(hops, h);
          if (!json_equal(json_object_get(hop, "from"), json_array_get(states, from)) ||
              !json_equal(json_object_get(hop, "to"), json_array_get(states, to)))
            continue;
          was_sent = true;
          was_received = was_received || !strcmp(text(hop, "/arrival"), "received");
        }
        sent += was_sent;
        received += was_received;
      }
      char pointer[64];
      snprintf(pointer, sizeof pointer, "/sharing/sent/%zu/%zu", from, to);
      assert_int_equal(number(report, pointer), sent);
      snprintf(pointer, sizeof pointer, "/sharing/received/%zu/%zu", from, to);
      assert_int_equal(number(report, pointer), received);
    }
  }
  json_decref(report);
}

static void recipe_names_what_there_is(void **state) {
  json_t *report = read_report(*state);
  const json_t *commands = at(report, "/recipe/commands");
  assert_true(json_array_size(commands) >= 6);
  for (size_t i = 0; i < json_array_size(commands); i++) {
    const json_t *command = json_array_get(commands, i), *same = json_object_get(command, "same");
    const json_t *arguments = json_object_get(command, "arguments");
    assert_string_equal(text(command, "/arguments/1"), "FILE");
    assert_string_equal(json_string_value(json_array_get(arguments, json_array_size(arguments) - 1)), "--json");
    for (size_t s = 0; s < json_array_size(same); s++)
      assert_non_null(at(report, text(json_array_get(same, s), "/here")));
    /* The figures are those of the part that is the same as the whole output. */
    const json_t *figures = json_object_get(command, "figures");
    const bool is_whole = json_array_size(same) && !*text(command, "/same/0/there");
    assert_true(!is_whole || json_array_size(figures) > 3);
    for (size_t f = 0; f < json_array_size(figures) && is_whole; f++) {
      const json_t *figure = json_array_get(figures, f);
      assert_true(json_equal(at(at(report, text(command, "/same/0/here")), text(figure, "/there")),
                             json_object_get(figure, "value")));
    }
  }
  json_decref(report);
}

static void parts_that_were_not_computed_are_null(void **state) {
  (void)state;
  after_room *room = after_shipped("first-share", "noordland", 0);
  json_t *report = read_report(room);
  assert_true(json_is_null(at(report, "/ledger")) && json_is_null(at(report, "/luck")));
  assert_int_equal(json_array_size(at(report, "/what_ifs")), 0);
  json_decref(report);
  after_free(room);
}

static void the_same_exercise_gives_the_same_bytes(void **state) {
  pl_buffer first = after_write(*state, pl_write_json), second = after_write(*state, pl_write_json);
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.bytes, second.bytes, first.length);
  pl_buffer_clear(&first);
  pl_buffer_clear(&second);
}

static void out_of_memory_is_said(void **state) { memory_try(*state, pl_write_json); }

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_part_says_exercise),
      cmocka_unit_test(figures_are_those_that_were_computed),
      cmocka_unit_test(sharing_counts_items),
      cmocka_unit_test(recipe_names_what_there_is),
      cmocka_unit_test(parts_that_were_not_computed_are_null),
      cmocka_unit_test(the_same_exercise_gives_the_same_bytes),
      cmocka_unit_test(out_of_memory_is_said),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
