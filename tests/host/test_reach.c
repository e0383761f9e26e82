/* Whom a choice would reach, as a page hears it beforehand; and the remarks of a team, which it sees again. */
#include "support/hosted.h"

enum { CONTROL = 1, ANNA = 2, BRAM = 3 };

static void gather(hosted *h) {
  hosted_begin_in_memory(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, NULL);
  hosted_join(h, ANNA, "noordland", "Anna", NULL);
  hosted_join(h, BRAM, "zuidland", "Bram", NULL);
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
  hosted_settle(h);
}

/* On to the round in which Anna's seat holds something of its own that is open. Its handle, borrowed. */
static const char *until_she_has_an_item(hosted *h) {
  for (int i = 0; i < 12; i++) {
    const json_t *item = json_array_get(json_object_get(hosted_sheet(h, ANNA, "seat"), "items"), 0);
    if (item && json_is_true(json_object_get(item, "is_open"))) return json_string_value(json_object_get(item, "item"));
    hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
    hosted_settle(h);
  }
  fail_msg("there is no item in six rounds");
  return NULL;
}

static const json_t *row_of(const json_t *ok, const char *id) {
  const json_t *list = json_object_get(ok, "audiences");
  for (size_t i = 0; i < json_array_size(list); i++)
    if (!strcmp(json_string_value(json_object_get(json_array_get(list, i), "id")), id)) return json_array_get(list, i);
  return NULL;
}

static const json_t *reach(hosted *h, const char *item, const char *audience, int tear) {
  return hosted_ask(h, ANNA, "reach", "{s:{s:s,s:s,s:s,s:s,s:b}}", "decision", "seat", "noordland", "action", "share",
                    "item", item, "audience", audience, "tear", tear);
}

/* Whatever is not locked reaches somebody, and whatever is says why. */
static void test_who_has_it_is_locked(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  const char *item = until_she_has_an_item(&h);
  const json_t *items = json_object_get(hosted_sheet(&h, ANNA, "seat"), "items");
  const json_t *sent = json_object_get(json_array_get(items, 0), "sent");
  const json_t *ok = hosted_ok(reach(&h, item, "none", 0));
  size_t i;
  json_t *one;
  assert_true(json_array_size(json_object_get(ok, "audiences")) > 0 || json_array_size(sent) == 0);
  json_array_foreach(json_object_get(ok, "audiences"), i, one)
    assert_true(strlen(json_string_value(json_object_get(one, "why"))) > 5);
  json_array_foreach(sent, i, one) {
    const json_t *row = row_of(ok, json_string_value(one));
    assert_non_null(row);
    assert_true(json_is_true(json_object_get(row, "locked")));
    assert_non_null(strstr(json_string_value(json_object_get(row, "why")), "already"));
  }
  hosted_end(&h);
}

/* A standing order is for what is not found yet: nobody has it. */
static void test_of_a_standing_order_nobody_has_anything(void **state) {
  hosted h;
  size_t i;
  json_t *one;
  (void)state;
  gather(&h);
  const json_t *ok = hosted_ok(hosted_ask(&h, ANNA, "reach", "{s:{s:s,s:s,s:s}}", "decision", "seat", "noordland",
                                          "action", "posture", "audience", "none"));
  json_array_foreach(json_object_get(ok, "audiences"), i, one)
    assert_null(strstr(json_string_value(json_object_get(one, "why")), "already"));
  const json_t *same = hosted_ok(hosted_ask(&h, CONTROL, "reach", "{s:s,s:{s:s,s:s,s:s}}", "seat", "noordland",
                                            "decision", "seat", "noordland", "action", "posture", "audience", "none"));
  assert_non_null(json_object_get(same, "audiences"));
  hosted_end(&h);
}

static const char *refusal_of(const json_t *answer) {
  hosted_refused(answer, "shape");
  return json_string_value(json_object_get(json_object_get(answer, "refused"), "text"));
}

/* What another seat holds is answered like what does not exist; and other decisions reach nobody. */
static void test_only_of_what_the_seat_holds(void **state) {
  hosted h;
  char first[400];
  (void)state;
  gather(&h);
  snprintf(first, sizeof first, "%s", refusal_of(reach(&h, "no-such-thing", "all", 0)));
  assert_string_equal(refusal_of(reach(&h, "gale", "all", 0)), first);
  hosted_refused(hosted_ask(&h, ANNA, "reach", "{s:{s:s,s:s,s:s}}", "decision", "seat", "noordland", "action",
                            "publish", "on", "true"), "shape");
  hosted_refused(hosted_ask(&h, ANNA, "reach", "{s:{s:s,s:s,s:s}}", "decision", "seat", "zuidland", "action", "posture",
                            "audience", "all"), "seat");
  hosted_end(&h);
}

static void test_a_team_sees_its_own_remarks(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, ANNA, "note", "{s:s}", "text", "We were slow."));
  hosted_ok(hosted_ask(&h, BRAM, "note", "{s:s}", "text", "They were slow."));
  hosted_ok(hosted_ask(&h, CONTROL, "note", "{s:s}", "text", "Both were."));
  hosted_settle(&h);
  const json_t *notes = json_object_get(hosted_sheet(&h, ANNA, "people"), "notes");
  assert_int_equal(json_array_size(notes), 1);
  assert_string_equal(json_string_value(json_object_get(json_array_get(notes, 0), "text")), "We were slow.");
  assert_string_equal(json_string_value(json_object_get(json_array_get(notes, 0), "by")), "Anna");
  assert_int_equal(json_integer_value(json_object_get(json_array_get(notes, 0), "round")), 1);
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_who_has_it_is_locked),
      cmocka_unit_test(test_of_a_standing_order_nobody_has_anything),
      cmocka_unit_test(test_only_of_what_the_seat_holds),
      cmocka_unit_test(test_a_team_sees_its_own_remarks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
