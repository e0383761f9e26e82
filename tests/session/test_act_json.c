/* Acts as JSON: what is written is what is read, and whatever else somebody writes is refused with the key's name. */
#include "acts.h"
#include "fault.h"

static const char delay[] = "{\"act\": \"delay\", \"inject\": \"warning\", \"round\": 4}";

typedef struct json_room {
  acts_room *acts;
  const pl_scenario *scenario;
  pl_variable_spec variable[3];
} json_room;

static json_room begin(void **state) {
  json_room room = {.acts = acts_begin(state)};
  room.scenario = &room.acts->file.scenario.scenario;
  return room;
}

static void give_variables(json_room *room) {
  pl_scenario *x = &room->acts->file.scenario.scenario;
  room->variable[0] = (pl_variable_spec){.name = "alarm", .kind = PL_VARIABLE_BOOLEAN};
  room->variable[1] = (pl_variable_spec){.name = "mood", .kind = PL_VARIABLE_TEXT, .text = "calm"};
  room->variable[2] = (pl_variable_spec){.name = "talks", .kind = PL_VARIABLE_INTEGER};
  x->variables = room->variable;
  x->variable_count = 3;
}

static pl_act *read_text(const json_room *room, const char *text) {
  pl_error error = {0};
  pl_act *act = pl_act_from_json(room->scenario, text, strlen(text), &error);
  if (!act) fail_msg("%s: %s", text, error.text);
  return act;
}

static void refuse(const json_room *room, const char *text, const char *reason) {
  pl_error error = {0};
  pl_act *act = pl_act_from_json(room->scenario, text, strlen(text), &error);
  if (act) fail_msg("%s was accepted", text);
  assert_int_equal(error.status, PL_BAD_INPUT);
  if (!strstr(error.text, reason)) fail_msg("%s: \"%s\" does not say \"%s\"", text, error.text, reason);
}

/* Written, read and written again, it is the same text. */
static void assert_lasts(const json_room *room, const pl_act *act) {
  pl_buffer once = {0}, twice = {0};
  pl_act_to_json(room->scenario, act, &once);
  assert_false(once.failed);
  pl_act *again = read_text(room, pl_buffer_text(&once));
  pl_act_to_json(room->scenario, again, &twice);
  assert_string_equal(pl_buffer_text(&once), pl_buffer_text(&twice));
  free(again);
  pl_buffer_clear(&once);
  pl_buffer_clear(&twice);
}

static void test_each_kind(void **state) {
  json_room room = begin(state);
  pl_act act = acts_on(PL_ACT_FIRE, HELP);
  assert_lasts(&room, &act);
  act.kind = PL_ACT_SKIP;
  assert_lasts(&room, &act);
  act = acts_on(PL_ACT_REWORD, WARNING);
  act.text = "\"\\\n\xE2\x98\x83";
  assert_lasts(&room, &act);
  act = acts_ruling(ROLE_SEAT);
  act.message = 12;
  act.number = 3;
  act.is_public = true;
  assert_lasts(&room, &act);
  pl_act *read = read_text(&room, delay);
  assert_int_equal(read->kind, PL_ACT_DELAY);
  assert_int_equal(read->inject, WARNING);
  assert_int_equal(read->round, 3);
  assert_int_equal(read->message, -1);
  assert_int_equal(read->seat, PL_NONE);
  free(read);
  free(room.acts);
}

/* Every effect, by what its row asks for. */
static void test_each_effect(void **state) {
  json_room room = begin(state);
  size_t count;
  const pl_effect_row *rows = pl_effect_rows(&count);
  give_variables(&room);
  for (size_t i = 0; i < count; i++) {
    pl_effect e = {.kind = rows[i].kind, .track = rows[i].track, .subject = PL_NONE, .other = PL_NONE,
                   .incident = PL_NONE};
    if (rows[i].has_subject) e.subject = 2;
    if (rows[i].on) e.other = 0;
    if (rows[i].has_incident) e.incident = 0;
    if (rows[i].has_amount) e.amount = rows[i].kind == PL_EFFECT_SET ? 1 : rows[i].kind == PL_EFFECT_BUDGET ? -7 : 655;
    if (rows[i].has_audience) e.audience.words = PL_AUDIENCE_ALLIES;
    pl_act act = acts_ruling(0);
    act.outcome[0].effects = (pl_effect_list){&e, 1};
    assert_ptr_equal(pl_effect_row_of(&e), &rows[i]);
    assert_lasts(&room, &act);
    pl_buffer text = {0};
    pl_act_to_json(room.scenario, &act, &text);
    pl_act *read = read_text(&room, pl_buffer_text(&text));
    const pl_effect *again = &read->outcome[0].effects.row[0];
    assert_true(again->kind == e.kind && again->subject == e.subject && again->other == e.other &&
                again->incident == e.incident && again->audience.words == e.audience.words && again->track == e.track);
    if (again->amount != e.amount) assert_int_equal(again->amount, 655); /* 10 thousandths are 655 */
    free(read);
    pl_buffer_clear(&text);
  }
  free(room.acts);
}

/* Thousandths that add up to 1000 become q16 that add up to 1. */
static void test_odds_add_up(void **state) {
  json_room room = begin(state);
  pl_act *read = read_text(&room, "{\"act\": \"rule\", \"seat\": \"s0\", \"public\": true, \"outcomes\": ["
                           "{\"odds\": 333, \"text\": \"a\"}, {\"odds\": 333, \"text\": \"b\"}, "
                           "{\"odds\": 333, \"text\": \"c\"}, {\"odds\": 1, \"text\": \"d\"}]}");
  int32_t sum = 0;
  for (int i = 0; i < 4; i++) sum += read->outcome[i].odds;
  assert_int_equal(sum, PL_ONE);
  assert_int_equal(read->outcome[3].odds, 66);
  assert_lasts(&room, read);
  free(read);
  free(room.acts);
}

#define RULE(rest) "{\"act\": \"rule\", \"seat\": \"s1\", \"public\": false, \"outcomes\": " rest "}"
#define EFFECT(body) RULE("[{\"odds\": 1000, \"text\": \"a\", \"effects\": [" body "]}]")

static void test_malformed(void **state) {
  json_room room = begin(state);
  give_variables(&room);
  static const struct {
    const char *text, *reason;
  } bad[] = {
      {"", "no JSON"},
      {"[]", "JSON object"},
      {"{}", "\"act\""},
      {"{\"act\": 3}", "\"act\" is a whole number"},
      {"{\"act\": \"fier\"}", "\"fire\""},
      {"{\"act\": \"fire\", \"act\": \"skip\"}", "twice"},
      {"{\"act\": \"fire\"}", "\"inject\""},
      {"{\"act\": \"fire\", \"inject\": \"warnin\"}", "\"inject\""},
      {"{\"act\": \"fire\", \"inject\": \"warn\", \"round\": 2}", "\"round\""},
      {"{\"act\": \"delay\", \"inject\": \"warn\"}", "\"round\""},
      {"{\"act\": \"delay\", \"inject\": \"warn\", \"round\": 2.0}", "\"round\" is a number with a fraction"},
      {"{\"act\": \"delay\", \"inject\": \"warn\", \"round\": 0}", "\"round\" must be from 1 to 4"},
      {"{\"act\": \"delay\", \"inject\": \"warn\", \"round\": 99999999999999999999}", "no JSON"},
      {"{\"act\": \"reword\", \"inject\": \"warn\"}", "\"text\""},
      {"{\"act\": \"reword\", \"inject\": \"warn\", \"text\": \"\"}", "\"text\" must be a text of 1 to"},
      {"{\"act\": \"reword\", \"inject\": \"warn\", \"text\": \"\xff\"}", "no JSON"},
      {"{\"act\": \"rule\", \"seat\": \"s9\", \"public\": false, \"outcomes\": []}", "\"seat\""},
      {"{\"act\": \"rule\", \"seat\": \"s1\", \"outcomes\": []}", "\"public\""},
      {"{\"act\": \"rule\", \"seat\": \"s1\", \"public\": 1, \"outcomes\": []}", "\"public\""},
      {RULE("[]"), "\"outcomes\" must be a list of 1 to 4"},
      {RULE("[{},{},{},{},{}]"), "\"outcomes\" must be a list of 1 to 4"},
      {RULE("[3]"), "\"outcomes\""},
      {RULE("[{\"text\": \"a\"}]"), "\"odds\""},
      {RULE("[{\"odds\": 0, \"text\": \"a\"}]"), "\"odds\" must be from 1 to 1000"},
      {RULE("[{\"odds\": 999, \"text\": \"a\"}]"), "\"odds\" of all outcomes"},
      {RULE("[{\"odds\": 1000}]"), "\"text\""},
      {RULE("[{\"odds\": 1000, \"text\": \"a\", \"effect\": []}]"), "\"effect\""},
      {RULE("[{\"odds\": 1000, \"text\": \"a\", \"effects\": {}}]"), "\"effects\" is an object"},
      {EFFECT("3"), "\"effects\""},
      {EFFECT("{}"), "\"effect\""},
      {EFFECT("{\"effect\": \"confidense\", \"amount\": 1}"), "\"effect\""},
      {EFFECT("{\"effect\": \"confidence\"}"), "\"amount\""},
      {EFFECT("{\"effect\": \"confidence\", \"amount\": 1001}"), "\"amount\" must be from -1000 to 1000"},
      {EFFECT("{\"effect\": \"confidence\", \"amount\": 1, \"on\": \"s1\"}"), "\"on\""},
      {EFFECT("{\"effect\": \"confidence\", \"amount\": 1, \"of\": \"press\"}"), "\"of\""},
      {EFFECT("{\"effect\": \"fire\", \"on\": \"warn\", \"of\": \"s1\"}"), "\"of\""},
      {EFFECT("{\"effect\": \"trust_in\", \"amount\": 1}"), "\"on\""},
      {EFFECT("{\"effect\": \"knowledge\", \"amount\": 1, \"incident\": \"flu\"}"), "\"incident\""},
      {EFFECT("{\"effect\": \"share\", \"incident\": \"worm\", \"audience\": \"forum:nowhere\"}"), "nowhere"},
      {EFFECT("{\"effect\": \"set\", \"on\": \"alarm\", \"amount\": 2}"), "\"amount\" must be from 0 to 1"},
      {EFFECT("{\"effect\": \"set\", \"on\": \"mood\", \"amount\": 2}"), "\"amount\""},
      {EFFECT("{\"effect\": \"set\", \"on\": \"talks\", \"text\": \"x\"}"), "\"text\""},
      {"{\"act\": \"rule\", \"seat\": \"s1\", \"public\": false, \"number\": 64, \"outcomes\": []}", "\"number\""},
      {"{\"act\": \"rule\", \"seat\": \"s1\", \"public\": false, \"message\": -1, \"outcomes\": []}", "\"message\""},
  };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) refuse(&room, bad[i].text, bad[i].reason);
  static char long_text[PL_ACT_JSON_BYTES + 2];
  memset(long_text, ' ', sizeof long_text - 1);
  refuse(&room, long_text, "too long");
  free(room.acts);
}

static void test_without_memory(void **state) {
  json_room room = begin(state);
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_act *act = pl_act_from_json(room.scenario, delay, sizeof delay - 1, &error);
    const bool reached = fault_stop();
    assert_int_equal(act == NULL, reached);
    if (reached) assert_int_equal(error.status, PL_NO_MEMORY);
    free(act);
    if (!reached) break;
  }
  free(room.acts);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_each_kind, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_each_effect, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_odds_add_up, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_malformed, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_without_memory, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
