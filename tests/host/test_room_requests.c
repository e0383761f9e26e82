/* Every request with every role, and with every key missing, of another kind or unknown; bytes that are no request; and
 * those who ask too much. */
#include "support/hosted.h"

enum { CONTROL = 1, TEAM = 2, EVALUATOR = 3, OBSERVER = 4, CLIENTS = 5 };
enum { MAY_CONTROL = 1 << CONTROL, MAY_TEAM = 1 << TEAM, MAY_EVALUATE = 1 << EVALUATOR, MAY_OBSERVE = 1 << OBSERVER,
       MAY_ALL = MAY_CONTROL | MAY_TEAM | MAY_EVALUATE | MAY_OBSERVE };

/* The shape of each: what it must have, and what it may. `who` is all who are not refused for what they are. */
static const struct {
  const char *name;
  int who;
  const char *must, *may; /* JSON, in ' for " */
} asked[] = {
    {"hello", MAY_ALL, "{'protocol': 1, 'page': 'join'}", "{'token': 'x'}"},
    {"ping", MAY_ALL, "{}", "{}"},
    {"leave", MAY_ALL, "{}", "{}"},
    {"join", MAY_OBSERVE, "{'seat': 'noordland', 'name': 'Anna'}", "{'pin': '123'}"},
    {"control", MAY_OBSERVE, "{'code': 'x'}", "{}"},
    {"evaluate", MAY_OBSERVE, "{'pin': '123', 'name': 'Eva'}", "{}"},
    {"draft", MAY_TEAM, "{'decision': {}}", "{}"},
    {"drop", MAY_TEAM, "{'index': 5}", "{}"},
    {"clear", MAY_TEAM, "{}", "{}"},
    {"commit", MAY_TEAM, "{'draft': 99}", "{}"},
    {"expect", MAY_TEAM, "{'decision': {}}", "{}"},
    {"reach", MAY_TEAM, "{'decision': {}}", "{}"},
    {"say", MAY_TEAM, "{'to': ['control'], 'text': 'Hello'}", "{'about': 99}"},
    {"move", MAY_TEAM, "{'text': 'We call them.'}", "{}"},
    {"note", MAY_TEAM, "{'text': 'Slow.'}", "{}"},
    {"story", MAY_TEAM, "{'round': 9}", "{}"},
    {"offers", MAY_TEAM, "{'round': 9}", "{}"},
    {"what_if", MAY_TEAM, "{'round': 9, 'offer': 0}", "{}"},
    {"close", MAY_TEAM, "{}", "{}"},
    {"start", MAY_CONTROL, "{}", "{}"},
    {"pause", MAY_CONTROL, "{}", "{}"},
    {"resume", MAY_CONTROL, "{}", "{}"},
    {"next", MAY_CONTROL, "{}", "{}"},
    {"extend", MAY_CONTROL, "{'seconds': 5}", "{}"},
    {"pace", MAY_CONTROL, "{'seconds': 5}", "{}"},
    {"step", MAY_CONTROL, "{}", "{}"},
    {"back", MAY_CONTROL, "{'round': 9}", "{}"},
    {"act", MAY_CONTROL, "{'act': {}}", "{}"},
    {"refuse", MAY_CONTROL, "{'about': 99, 'text': 'No.'}", "{}"},
    {"write", MAY_CONTROL, "{'to': ['noordland'], 'text': 'News', 'sender': 'CSIRT', 'public': false}",
     "{'label': 'TLP:RED'}"},
    {"say", MAY_CONTROL, "{'to': ['noordland'], 'text': 'Hello'}", "{'about': 99}"},
    {"decide", MAY_CONTROL, "{'seat': 'noordland', 'decisions': []}", "{}"},
    {"check", MAY_CONTROL, "{'seat': 'noordland', 'decisions': []}", "{}"},
    {"expect", MAY_CONTROL, "{'seat': 'noordland', 'decisions': [], 'decision': {}}", "{}"},
    {"reach", MAY_CONTROL, "{'seat': 'noordland', 'decision': {}}", "{}"},
    {"hand", MAY_CONTROL, "{'seat': 'eilanden', 'to': 'people'}", "{}"},
    {"expel", MAY_CONTROL, "{'seat': 'eilanden'}", "{'name': 'Anna'}"},
    {"reveal", MAY_CONTROL, "{'what': 'found', 'shown': true}", "{}"},
    {"spotlight", MAY_CONTROL, "{'text': 'Hurry'}", "{}"},
    {"note", MAY_CONTROL | MAY_EVALUATE, "{'text': 'Slow.'}", "{'objective': 'x', 'observed': 'met'}"},
    {"fan", MAY_CONTROL, "{'runs': 20, 'decided': 'bots'}", "{'round': 1}"},
    {"offers", MAY_CONTROL, "{'round': 9, 'seat': 'noordland'}", "{}"},
    {"what_if", MAY_CONTROL, "{'round': 9, 'seat': 'noordland', 'others': 'bots'}", "{'offer': 0, 'decision': {}}"},
    {"look", MAY_CONTROL, "{'seat': 'noordland'}", "{'round': 9}"},
    {"manual", MAY_CONTROL, "{}", "{}"},
    {"address", MAY_CONTROL, "{'address': ''}", "{}"},
    {"report", MAY_CONTROL, "{'as': 'NO'}", "{}"},
    {"story", MAY_CONTROL | MAY_EVALUATE, "{'round': 9}", "{'seat': 'noordland'}"},
    {"end", MAY_CONTROL, "{}", "{}"},
};
enum { ASKED = sizeof asked / sizeof asked[0] };

static json_t *object_of(const char *text) {
  char own[512];
  json_error_t why;
  snprintf(own, sizeof own, "%s", text);
  for (char *at = own; *at; at++)
    if (*at == '\'') *at = '"';
  json_t *object = json_loads(own, 0, &why);
  if (!object) fail_msg("%s: %s", why.text, own);
  return object;
}

static void gather(hosted *h) {
  hosted_begin_in_memory(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, NULL);
  hosted_join(h, TEAM, "noordland", "Anna", NULL);
  hosted_hello(h, EVALUATOR, "evaluator", NULL);
  hosted_ok(hosted_ask(h, EVALUATOR, "evaluate", "{s:s, s:s}", "pin", pl_room_evaluator_pin(h->room), "name", "Eva"));
  hosted_hello(h, OBSERVER, "join", NULL);
}

static const char *why_of(const json_t *answer) {
  const char *why = json_string_value(json_object_get(json_object_get(answer, "refused"), "why"));
  return why ? why : "";
}

/* Whether some row of that name is for that client. */
static bool may_ask(const char *name, int client) {
  for (int i = 0; i < ASKED; i++)
    if (!strcmp(asked[i].name, name) && asked[i].who >> client & 1) return true;
  return false;
}

static void test_every_request_knows_its_roles(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  for (int i = 0; i < ASKED; i++)
    for (pl_client client = 1; client < CLIENTS; client++)
      if (!may_ask(asked[i].name, (int)client))
        hosted_refused(hosted_ask_object(&h, client, asked[i].name, object_of(asked[i].must)), "role");
  hosted_end(&h);
}

/* Nothing but its shape is wrong with it. */
static void shape_of(hosted *h, pl_client client, const char *name, json_t *object, bool is_good) {
  const json_t *answer = hosted_ask_object(h, client, name, object);
  if (!is_good) hosted_refused(answer, "shape");
}

static void try_shapes(hosted *h, int i, pl_client client) {
  static const char *const others[] = {"null", "7", "true", "'x'", "[]", "{}", "1.5"};
  const char *key;
  json_t *value, *must = object_of(asked[i].must), *may = object_of(asked[i].may);
  json_t *all = json_deep_copy(must);
  json_object_update(all, may);
  json_object_foreach(must, key, value) {
    json_t *without = json_deep_copy(must);
    json_object_del(without, key);
    shape_of(h, client, asked[i].name, without, false);
  }
  json_object_foreach(all, key, value) {
    for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
      char own[32];
      snprintf(own, sizeof own, "[%s]", others[k]);
      json_t *list = object_of(own), *other = json_array_get(list, 0);
      const bool is_same =
          json_typeof(other) == json_typeof(value) || (json_is_boolean(other) && json_is_boolean(value));
      json_t *changed = json_deep_copy(all);
      json_object_set(changed, key, other);
      if (is_same) json_decref(changed);
      else shape_of(h, client, asked[i].name, changed, false);
      json_decref(list);
    }
  }
  json_t *more = json_deep_copy(must);
  json_object_set_new(more, "extra", json_integer(1));
  shape_of(h, client, asked[i].name, more, false);
  json_decref(all);
  json_decref(must);
  json_decref(may);
}

static void test_every_request_knows_its_keys(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  for (int i = 0; i < ASKED; i++)
    for (pl_client client = 1; client < CLIENTS; client++)
      if (asked[i].who >> client & 1) try_shapes(&h, i, client);
  hosted_end(&h);
}

/* As they stand in the table they are understood: what is refused is refused for another reason. */
static void test_every_request_is_understood(void **state) {
  (void)state;
  for (int i = 0; i < ASKED; i++)
    for (pl_client client = 1; client < CLIENTS; client++) {
      hosted h;
      if (!(asked[i].who >> client & 1)) continue;
      gather(&h);
      const bool is_empty_inside = strstr(asked[i].must, "{}}") || strstr(asked[i].must, "'NO'");
      const json_t *answer = hosted_ask_object(&h, client, asked[i].name, object_of(asked[i].must));
      assert_non_null(answer);
      if (!strcmp(why_of(answer), "role") && strcmp(asked[i].name, "close"))
        fail_msg("%s of client %u: not its role", asked[i].name, client);
      if (!is_empty_inside && !strcmp(why_of(answer), "shape")) fail_msg("%s of client %u", asked[i].name, client);
      hosted_end(&h);
    }
}

static void say(hosted *h, pl_client client, const char *text, size_t length) {
  pl_visitor *visitor = pl_room_visitor(h->room, client);
  if (visitor && !h->is_limited) visitor->allowance = (pl_bucket){0};
  pl_room_hear(h->room, client, text, length, h->now);
  pl_room_keep(h->room, h->now);
}

static void test_what_is_no_request_is_refused(void **state) {
  static const char *const texts[] = {
      "", "{", "null", "[]", "\"do\"", "{}", "{\"ask\": 1}", "{\"do\": \"ping\"}", "{\"ask\": 0, \"do\": \"ping\"}",
      "{\"ask\": -1, \"do\": \"ping\"}", "{\"ask\": 2147483648, \"do\": \"ping\"}", "{\"ask\": 1.0, \"do\": \"ping\"}",
      "{\"ask\": \"1\", \"do\": \"ping\"}", "{\"ask\": 1, \"do\": 7}", "{\"ask\": 1, \"do\": \"fly\"}",
      "{\"ask\": 1, \"do\": \"ping\", \"do\": \"ping\"}", "{\"ask\": 1, \"do\": \"ping\"} x",
      "{\"ask\": 1, \"do\": \"pi\\u0000ng\"}", "{\"ask\": 1, \"do\": \"\xFF\"}",
      "{\"ask\": 1, \"do\": \"ping\", \"a\": [[[[[[[[[[[[[[]]]]]]]]]]]]]]}",
      "{\"ask\": 99999999999999999999, \"do\": \"ping\"}"};
  hosted h;
  (void)state;
  gather(&h);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const int before = h.client[OBSERVER].answers;
    say(&h, OBSERVER, texts[i], strlen(texts[i]));
    assert_int_equal(h.client[OBSERVER].answers, before + 1);
    assert_string_equal(why_of(h.client[OBSERVER].answer), "shape");
  }
  char *large = malloc(PL_PROTOCOL_REQUEST_BYTES + 2);
  memset(large, ' ', PL_PROTOCOL_REQUEST_BYTES + 1);
  memcpy(large, "{\"ask\":1,\"do\":\"ping\"}", 21);
  say(&h, OBSERVER, large, PL_PROTOCOL_REQUEST_BYTES);
  assert_non_null(json_object_get(h.client[OBSERVER].answer, "ok"));
  say(&h, OBSERVER, large, PL_PROTOCOL_REQUEST_BYTES + 1);
  assert_string_equal(why_of(h.client[OBSERVER].answer), "shape");
  free(large);
  hosted_ok(hosted_ask(&h, OBSERVER, "ping", "{}"));
  hosted_end(&h);
}

static void test_hello_comes_first(void **state) {
  hosted h;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  pl_room_enter(h.room, 1, "10.0.0.1", h.now);
  hosted_refused(hosted_ask(&h, 1, "join", "{s:s, s:s, s:s}", "pin", pl_room_pin(h.room), "seat", "noordland", "name",
                            "A"), "shape");
  hosted_refused(hosted_ask(&h, 1, "hello", "{s:i, s:s}", "protocol", 2, "page", "join"), "version");
  hosted_refused(hosted_ask(&h, 1, "hello", "{s:i, s:s}", "protocol", 1, "page", "kitchen"), "shape");
  hosted_settle(&h);
  assert_int_equal(h.client[1].sheets, 0);
  hosted_end(&h);
}

static void test_who_asks_too_much_waits_and_then_goes(void **state) {
  hosted h;
  int good = 0, often = 0;
  (void)state;
  gather(&h);
  h.is_limited = true;
  hosted_pass(&h, 60000);
  for (int i = 0; i < 200 && !h.client[TEAM].is_closed; i++) {
    const json_t *answer = hosted_ask(&h, TEAM, "ping", "{}");
    if (!answer) break;
    if (json_object_get(answer, "ok")) good++;
    else if (!strcmp(why_of(answer), "often")) often++;
  }
  assert_int_equal(good, 12);
  assert_in_range(often, 20, 60);
  assert_true(h.client[TEAM].is_closed);
  hosted_ok(hosted_ask(&h, CONTROL, "ping", "{}")); /* nobody else is slowed down */
  for (int i = 0; i < 100; i++) {                   /* who keeps to it is never refused */
    hosted_pass(&h, 200);
    hosted_ok(hosted_ask(&h, EVALUATOR, "ping", "{}"));
  }
  hosted_end(&h);
}

static void test_the_room_has_bounds(void **state) {
  hosted h;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  for (pl_client client = 1; client <= 2000; client++) pl_room_enter(h.room, client, "10.0.0.1", h.now);
  assert_false(h.client[HOSTED_CLIENTS - 1].is_closed);
  assert_int_equal(h.room->visitor_count, 2000);
  pl_room_enter(h.room, 2001, "10.0.0.1", h.now);
  assert_int_equal(h.room->visitor_count, 2000);
  assert_null(pl_room_visitor(h.room, 2001));
  pl_room_leave(h.room, 7, h.now);
  pl_room_enter(h.room, 2002, "10.0.0.1", h.now);
  assert_non_null(pl_room_visitor(h.room, 2002));
  h.room->person_count = h.room->person_capacity; /* as if so many had joined */
  hosted_ok(hosted_ask(&h, 1, "hello", "{s:i, s:s}", "protocol", 1, "page", "join"));
  hosted_refused(hosted_ask(&h, 1, "join", "{s:s, s:s, s:s}", "pin", pl_room_pin(h.room), "seat", "noordland", "name",
                            "A"), "seat");
  h.room->person_count = 0;
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_request_knows_its_roles),
      cmocka_unit_test(test_every_request_knows_its_keys),
      cmocka_unit_test(test_every_request_is_understood),
      cmocka_unit_test(test_what_is_no_request_is_refused),
      cmocka_unit_test(test_hello_comes_first),
      cmocka_unit_test(test_who_asks_too_much_waits_and_then_goes),
      cmocka_unit_test(test_the_room_has_bounds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
