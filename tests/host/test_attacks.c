/* A running host and those who mean it no good: other seats' things, tokens that are not theirs, forged numbers, other
 * roles' requests, bytes that are no request, markup, paths, floods, slowness, guessing. The host goes on serving who
 * behaves. What is about one message or one header is in test_server.c and test_room_requests.c. */
#include "support/target.h"

#include <dirent.h>

enum { EVERY_ANSWER = 64 };

/* ---- other seats ---- */

static json_t *share_of(const char *seat, const char *item) {
  return json_pack("{s:{s:s,s:s,s:s,s:s}}", "decision", "seat", seat, "action", "share", "item", item, "audience",
                   "all");
}

static json_t *answer_of(const char *seat, const char *inject, const char *option) {
  return json_pack("{s:{s:s,s:s,s:s,s:s}}", "decision", "seat", seat, "action", "answer", "inject", inject, "option",
                   option);
}

static void test_what_is_hidden_is_answered_like_what_is_not_there(void **state) {
  (void)state;
  target t;
  char hidden[400], nothing[400];
  begin(&t);
  wire control = take_control(&t), w = sit(&t, "zuidland", "Zoe", NULL);
  for (int i = 0; i < 2; i++) {
    const char *ask = i ? "expect" : "draft";
    refused(&w, ask, share_of("zuidland", "gale"), NULL, hidden);
    refused(&w, ask, share_of("zuidland", "nothing"), NULL, nothing);
    assert_string_equal(hidden, nothing);
    assert_null(strstr(hidden, "worm"));
    sit_anew(&t, &w);
    refused(&w, ask, answer_of("zuidland", "warn", "own"), NULL, hidden);
    assert_string_equal(hidden, nothing);
    refused(&w, ask, answer_of("zuidland", "no-inject", "own"), NULL, hidden);
    assert_string_equal(hidden, nothing);
    sit_anew(&t, &w);
    refused(&w, ask, share_of("noordland", "gale"), "seat", hidden);
    refused(&w, ask, share_of("noordland", "nothing"), "seat", nothing);
    assert_string_equal(hidden, nothing);
    sit_anew(&t, &w);
  }
  wire_end(&w);
  wire_end(&control);
  end(&t);
}

static void test_another_seat_cannot_be_named(void **state) {
  (void)state;
  static const char *const with_seat[] = {"clear", "move", "note", "story", "offers", "what_if"};
  target t;
  begin(&t);
  wire control = take_control(&t), w = sit(&t, "zuidland", "Zoe", NULL);
  for (size_t i = 0; i < sizeof with_seat / sizeof with_seat[0]; i++) {
    json_t *object = json_pack("{s:s}", "seat", "noordland");
    if (strcmp(with_seat[i], "clear"))
      json_object_set_new(object, i < 3 ? "text" : "round", i < 3 ? json_string("x") : json_integer(1));
    if (!strcmp(with_seat[i], "what_if")) json_object_set_new(object, "offer", json_integer(0));
    refused(&w, with_seat[i], object, "shape", NULL);
    if (i % 2) sit_anew(&t, &w);
  }
  refused(&w, "say", json_pack("{s:[s],s:s}", "to", "zuidland", "text", "to myself"), "seat", NULL);
  refused(&w, "say", json_pack("{s:[s],s:s}", "to", "nowhere", "text", "x"), "seat", NULL);
  refused(&w, "say", json_pack("{s:[],s:s}", "to", "text", "to nobody"), "rules", NULL);
  refused(&w, "close", json_object(), "role", NULL);
  wire_end(&w);
  wire_end(&control);
  end(&t);
}

/* Letters between others leave no gap in the numbers of one's own. */
static void test_numbers_tell_nothing_about_others(void **state) {
  (void)state;
  target t;
  begin(&t);
  wire a = sit(&t, "noordland", "Anna", NULL), b = sit(&t, "zuidland", "Bo", NULL);
  for (int i = 0; i < 5; i++) accepted(&a, "say", json_pack("{s:[s],s:s}", "to", "eilanden", "text", "between us"));
  json_t *ok = wire_ok(&b, "say", json_pack("{s:[s],s:s}", "to", "oosterveen", "text", "first of mine"));
  assert_int_equal(json_integer_value(json_object_get(ok, "number")), 0);
  json_decref(ok);
  for (int number = 1; number < 7; number += 2)
    refused(&b, "say", json_pack("{s:[s],s:s,s:i}", "to", "oosterveen", "text", "x", "about", number), "rules", NULL);
  ok = wire_ok(&b, "say", json_pack("{s:[s],s:s,s:i}", "to", "oosterveen", "text", "more of it", "about", 0));
  assert_int_equal(json_integer_value(json_object_get(ok, "number")), 1);
  json_decref(ok);
  wire_end(&a);
  wire_end(&b);
  end(&t);
}

/* ---- tokens ---- */

static json_t *hello_with(const char *token) {
  return json_pack("{s:i,s:s,s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team", "token", token);
}

static void test_tokens_of_others_count_for_nothing(void **state) {
  (void)state;
  static const char *const made_up[] = {
      "", "0", "00000000000000000000000000000000", "../../etc/passwd", "' OR 1=1 --",
      "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000"};
  target t, other;
  char token[33], foreign[33], upper[33];
  begin(&t);
  begin(&other);
  wire a = sit(&t, "noordland", "Anna", token), f = sit(&other, "noordland", "Fred", foreign), w = wire_open(t.port);
  refused(&w, "hello", hello_with(foreign), "token", NULL);
  for (size_t i = 0; i < 5; i++) refused(&w, "hello", hello_with(made_up[i]), "token", NULL);
  wire_end(&w);
  w = wire_open(t.port);
  refused(&w, "hello", hello_with(made_up[5]), "token", NULL);
  for (int i = 0; i < 33; i++) upper[i] = (char)(token[i] >= 'a' ? token[i] - 32 : token[i]);
  if (strcmp(upper, token)) refused(&w, "hello", hello_with(upper), "token", NULL);
  refused(&w, "draft", share_of("noordland", "worm"), "role", NULL);
  wire_end(&w);
  wire_end(&a);
  wire_end(&f);
  end(&other);
  end(&t);
}

static void test_a_token_ends_with_its_person(void **state) {
  (void)state;
  target t;
  char left[33], expelled[33], stays[33];
  begin(&t);
  wire control = take_control(&t), a = sit(&t, "noordland", "Anna", left), b = sit(&t, "zuidland", "Bo", expelled),
       c = sit(&t, "zuidland", "Cy", stays);
  wire_done(&a, "leave", json_object());
  refused(&a, "clear", json_object(), "role", NULL);
  wire_done(&control, "expel", json_pack("{s:s,s:s}", "seat", "zuidland", "name", "Bo"));
  wire_hear_end(&b);
  wire w = wire_open(t.port);
  refused(&w, "hello", hello_with(left), "token", NULL);
  refused(&w, "hello", hello_with(expelled), "token", NULL);
  wire_done(&w, "hello", hello_with(stays)); /* a second page of the same person */
  wire_done(&c, "clear", json_object());
  wire_end(&w);
  wire_end(&a);
  wire_end(&b);
  wire_end(&c);
  wire_end(&control);
  end(&t);
}

/* Whatever page a token says it is on, it gets its own role's sheets. */
static void test_pages_give_no_rights(void **state) {
  (void)state;
  static const char *const pages[] = {"control", "evaluator", "board", "cards", "manual", "join"};
  target t;
  char token[33];
  begin(&t);
  wire control = take_control(&t), a = sit(&t, "noordland", "Anna", token);
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
    wire w = wire_open(t.port);
    wire_done(&w, "hello",
              json_pack("{s:i,s:s,s:s}", "protocol", PL_PROTOCOL_VERSION, "page", pages[i], "token", token));
    for (int k = 0; k < 2; k++) {
      refused(&w, "look", json_pack("{s:s}", "seat", "zuidland"), "role", NULL);
      rest(120); /* sheets come between */
    }
    wire_say(&w, "{\"ask\":99,\"do\":\"ping\"}");
    do {
      assert_int_equal(wire_hear(&w), 0);
      assert_null(strstr(w.text, "\"sheet\":\"control\""));
      assert_null(strstr(w.text, "\"sheet\":\"observed\""));
      assert_null(strstr(w.text, "\"sheet\":\"mail\""));
      assert_null(strstr(w.text, pl_host_pin(t.host)));
    } while (!strstr(w.text, "\"re\":99"));
    wire_end(&w);
  }
  wire_end(&a);
  wire_end(&control);
  end(&t);
}

static void test_control_is_not_for_others(void **state) {
  (void)state;
  static const char *const asked[] = {"start", "pause",  "resume", "next", "end",    "extend", "back", "act",   "write",
                                      "decide", "hand", "expel", "reveal", "fan", "report", "look", "check", "manual"};
  target t;
  begin(&t);
  wire team = sit(&t, "noordland", "Anna", NULL), evaluator = wire_open(t.port);
  wire_hello(&evaluator, "evaluator");
  wire_done(&evaluator, "evaluate", json_pack("{s:s,s:s}", "pin", pl_host_evaluator_pin(t.host), "name", "Eva"));
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    wire stranger = wire_open(t.port);
    wire_hello(&stranger, "control");
    refused(&stranger, asked[i], json_object(), "role", NULL);
    refused(&evaluator, asked[i], json_object(), "role", NULL);
    if (i < 9) refused(&team, asked[i], json_object(), "role", NULL);
    wire_end(&stranger);
  }
  wire_end(&team);
  wire_end(&evaluator);
  end(&t);
}

/* ---- what is sent ---- */

static void test_forged_numbers(void **state) {
  (void)state;
  static const char *const numbers[] = {
      "-1",    "2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "0.5", "1e3",
      "\"1\"", "null",       "[0]",        "{\"a\":0}",           "true",                 "99999999999999999999"};
  static const char *const asks[] = {
      "\"do\":\"drop\",\"index\":", "\"do\":\"commit\",\"draft\":", "\"do\":\"story\",\"round\":",
      "\"do\":\"say\",\"to\":[\"control\"],\"text\":\"x\",\"about\":"};
  target t;
  begin(&t);
  wire control = take_control(&t), w = sit(&t, "zuidland", "Zoe", NULL);
  for (size_t a = 0; a < sizeof asks / sizeof asks[0]; a++)
    for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++) {
      char text[200];
      const bool is_none = a == 3 && n == 0; /* −1: about nothing */
      snprintf(text, sizeof text, "{\"ask\":77,%s%s}", asks[a], numbers[n]);
      if (is_none) continue;
      wire_say(&w, text);
      do assert_int_equal(wire_hear(&w), 0);
      while (strncmp(w.text, "{\"re\":", 6));
      if (!strstr(w.text, "\"refused\"") || strstr(w.text, "\"often\"")) fail_msg("%s: %s", text, w.text);
      if (n % 3 == 2) sit_anew(&t, &w);
    }
  wire_end(&w);
  wire_end(&control);
  still_serves(&t);
  end(&t);
}

/* Refused in words, or the connection ends; never anything else. */
static void test_bytes_that_are_no_request(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t length; /* 0: up to the NUL */
  } rows[] = {{"", 0}, {"null", 0}, {"[]", 0}, {"{}", 0}, {"{\"ask\":1}", 0}, {"{\"ask\":1,\"do\":null}", 0},
              {"{\"ask\":0,\"do\":\"ping\"}", 0}, {"{\"ask\":1,\"do\":\"ping\",\"do\":\"ping\"}", 0},
              {"{\"ask\":1,\"do\":\"ping\"}x", 0}, {"{\"ask\":1,\"do\":\"pi\\u0000ng\"}", 0},
              {"{\"ask\":1,\"do\":\"ping\0\"}", 22}, {"\0\0\0\0", 4}, {"{\"ask\":1,\"do\":\"p\xC0\xAFng\"}", 0},
              {"{\"ask\":1,\"do\":\"\xED\xA0\x80\"}", 0}, {"{\"ask\":1,\"do\":\"\\ud800\"}", 0},
              {"\xEF\xBB\xBF{\"ask\":1,\"do\":\"ping\"}", 0}, {"{\"ask\":1,\"do\":\"__proto__\"}", 0}};
  target t;
  char deep[8001];
  begin(&t);
  memset(deep, '[', sizeof deep - 1);
  deep[sizeof deep - 1] = 0;
  for (size_t i = 0; i <= sizeof rows / sizeof rows[0]; i++) {
    const bool is_deep = i == sizeof rows / sizeof rows[0];
    const char *bytes = is_deep ? deep : rows[i].bytes;
    wire w = wire_open(t.port);
    wire_frame(&w, WIRE_FIN | WIRE_TEXT, bytes, is_deep || !rows[i].length ? strlen(bytes) : rows[i].length);
    if (!wire_hear(&w)) assert_non_null(strstr(w.text, "\"why\":\"shape\""));
    wire_end(&w);
  }
  still_serves(&t);
  end(&t);
}

#define MARKUP "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;${7*7}{{7*7}}"

/* Looks through texts that come until one sheet has all of them. */
static void find_in_sheet(wire *w, const char *sheet, const char *const *texts) {
  char mark[40];
  snprintf(mark, sizeof mark, "{\"sheet\":\"%s\"", sheet);
  for (int i = 0; i < EVERY_ANSWER; i++) {
    bool has_all = true;
    assert_int_equal(wire_hear(w), 0);
    if (strncmp(w->text, mark, strlen(mark))) continue;
    json_t *message = json_loadb(w->text, w->length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(message);
    char *plain = json_dumps(message, JSON_COMPACT); /* as it came: every text is a JSON text */
    for (int k = 0; texts[k]; k++) {
      json_t *text = json_string(texts[k]);
      char *quoted = json_dumps(text, JSON_ENCODE_ANY);
      has_all = has_all && strstr(plain, quoted);
      free(quoted);
      json_decref(text);
    }
    free(plain);
    json_decref(message);
    if (has_all) return;
  }
  fail_msg("the texts are in no sheet \"%s\"", sheet);
}

static void test_markup_is_text(void **state) {
  (void)state;
  target t;
  static const char name[] = "<b onclick=x>\"'&";
  begin(&t);
  wire control = take_control(&t), team = sit(&t, "noordland", name, NULL);
  wire_done(&team, "say", json_pack("{s:[s,s],s:s}", "to", "control", "zuidland", "text", "1" MARKUP));
  wire_done(&team, "move", json_pack("{s:s}", "text", "2" MARKUP));
  wire_done(&team, "note", json_pack("{s:s}", "text", "3" MARKUP));
  wire_done(&control, "spotlight", json_pack("{s:s}", "text", "4" MARKUP));
  wire_done(&control, "write", json_pack("{s:[s],s:s,s:s,s:b}", "to", "noordland", "text", "5" MARKUP, "sender", name,
                                         "public", 1));
  wire again = wire_open(t.port); /* who is new gets whole sheets */
  wire_hello(&again, "control");
  wire_done(&again, "control", json_pack("{s:s}", "code", pl_host_control_code(t.host)));
  find_in_sheet(&again, "mail", (const char *const[]){"1" MARKUP, "2" MARKUP, "5" MARKUP, name, NULL});
  find_in_sheet(&again, "observed", (const char *const[]){"3" MARKUP, NULL});
  wire board = open_from(t.port, "127.0.0.1", "board");
  find_in_sheet(&board, "board", (const char *const[]){"5" MARKUP, name, NULL});
  wire_end(&board);
  wire_end(&again);
  wire_end(&team);
  wire_end(&control);
  end(&t);
}

/* Pages make elements and set their text; nothing that they have reads text as markup or as a program. */
static void test_pages_read_no_text_as_markup(void **state) {
  (void)state;
  static const char *const bad[] = {
      "innerHTML",   "outerHTML",  "insertAdjacentHTML", "document.write", "eval(",    "Function(",
      "DOMParser",   "setHTML",    "srcdoc",             "onclick=",       "onload=",  "createContextualFragment",
      "javascript:", " style=\"",  "onerror=",           "http://",        "https://"};
  DIR *folder = opendir(POLDER_SOURCE_DIR "/assets/web");
  int files = 0;
  assert_non_null(folder);
  for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
    static char text[200000];
    char path[512];
    if (!strstr(entry->d_name, ".js") && !strstr(entry->d_name, ".html")) continue;
    snprintf(path, sizeof path, POLDER_SOURCE_DIR "/assets/web/%.200s", entry->d_name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    files++;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
      const char *at = strstr(text, bad[i]);
      if (at && strncmp(at, "http://www.w3.org/", 18)) fail_msg("%s has %.60s", entry->d_name, at);
    }
  }
  closedir(folder);
  assert_true(files > 5);
}

/* ---- HTTP ---- */

static void test_paths_lead_nowhere_else(void **state) {
  (void)state;
  static const char *const paths[] = {
      "/../../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
      "/%252e%252e%252fetc%252fpasswd", "//etc/passwd", "/./../etc/passwd", "/team/../../etc/passwd",
      "/assets/web/base.js", "/base.css/../../exercise.polder",
      "/exercise.polder", "/%00", "/team%00.html", "/report/", "/report/../words.json", "/report/%2e%2e/x",
      "/report/00000000000000000000000000000000.html", "/.git/config", "/\\..\\..\\etc\\passwd", "/team/", "/control/x",
      "/socket", "/?x=/../etc/passwd%00", "file:///etc/passwd"};
  target t;
  char longest[4000];
  begin(&t);
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    wire w = wire_connect(t.port, 0);
    wire_answer a = wire_ask(&w, "GET", paths[i], "");
    if (a.code == 200) {
      assert_null(strstr(a.body, "root:"));
      assert_null(strstr(a.body, "SQLite"));
    }
    wire_end(&w);
  }
  memset(longest, 'a', sizeof longest - 1);
  longest[0] = '/';
  longest[sizeof longest - 1] = 0;
  assert_int_not_equal(wire_code(t.port, "GET", longest, ""), 200);
  still_serves(&t);
  end(&t);
}

static void test_floods_of_headers(void **state) {
  (void)state;
  target t;
  begin(&t);
  for (int lines = 10; lines <= 1000; lines *= 10) {
    wire w = wire_connect(t.port, 0);
    wire_send(&w, "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n", 35);
    for (int i = 0; i < lines; i++) {
      char line[200];
      const int length = snprintf(line, sizeof line, "X-Header-%d: %0150d\r\n", i, i);
      wire_send(&w, line, (size_t)length);
    }
    wire_send(&w, "\r\n", 2);
    const int code = wire_receive(&w, true).code;
    assert_true(code == 0 || code == 200 || (code >= 400 && code < 500));
    wire_end(&w);
  }
  still_serves(&t);
  end(&t);
}

/* A letter now and then, of a request and of a handshake: they are given up, and others are served meanwhile. */
static void test_slow_ones_keep_nobody_waiting(void **state) {
  (void)state;
  enum { SLOW = 24 };
  static const char begun[] = "GET /socket HTTP/1.1\r\nHost: 127.0.0.1:1\r\nUpgrade: websocket\r\nX: ";
  pl_limits limits = pl_limits_usual();
  target t;
  wire slow[SLOW];
  int ended = 0;
  limits.request_seconds = 1;
  begin_within(&t, limits);
  for (int i = 0; i < SLOW; i++) {
    slow[i] = wire_connect(t.port, 0);
    wire_send(&slow[i], begun, i % 2 ? 4 : sizeof begun - 1);
  }
  for (int turn = 0; turn < 100 && ended < SLOW; turn++) {
    ended = 0;
    if (turn % 5 == 0) still_serves(&t);
    for (int i = 0; i < SLOW; i++) {
      char byte;
      struct pollfd at = {.fd = slow[i].fd, .events = POLLIN};
      wire_send(&slow[i], "x", 1);
      ended += poll(&at, 1, 0) == 1 && recv(slow[i].fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
    }
    rest(100);
  }
  assert_int_equal(ended, SLOW);
  for (int i = 0; i < SLOW; i++) wire_end(&slow[i]);
  end(&t);
}

/* The board at this machine shows the PIN; a page that reached this machine under a name of its own is a stranger's. */
static void test_a_name_that_leads_here_is_not_trusted(void **state) {
  (void)state;
  static const struct {
    const char *host;
    bool is_here;
  } rows[] = {{"127.0.0.1:8080", true}, {"localhost:8080", true}, {"[::1]:8080", true}, {"evil.example:8080", false},
              {"127.0.0.1.evil.example", false}, {"localhost.evil.example", false}};
  target t;
  begin(&t);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char request[600];
    wire w = wire_connect(t.port, 0);
    snprintf(request, sizeof request,
             "GET /socket HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Protocol: polder.1\r\n\r\n", rows[i].host, rows[i].host);
    wire_send(&w, request, strlen(request));
    assert_int_equal(wire_receive(&w, true).code, 101);
    wire_hello(&w, "board");
    do assert_int_equal(wire_hear(&w), 0);
    while (strncmp(w.text, "{\"sheet\":\"room\"", 15));
    if (!strstr(w.text, pl_host_pin(t.host)) == rows[i].is_here) fail_msg("%s: %.500s", rows[i].host, w.text);
    wire_end(&w);
  }
  end(&t);
}

/* ---- guessing ---- */

/* How many wrong PINs (or codes) an address gets an answer to, of so many. */
static int guess_from(const target *t, const char *from, const char *what, int most) {
  int tried = 0;
  for (int i = 0; i < most;) {
    wire w = open_from(t->port, from, "join");
    for (int k = 0; k < 6 && i < most; k++, i++) {
      char guess[16];
      snprintf(guess, sizeof guess, "%06d", (atoi(pl_host_pin(t->host)) + 1 + i) % 1000000);
      if (!strcmp(guess, pl_host_evaluator_pin(t->host))) continue;
      json_t *object = !strcmp(what, "control")
                           ? json_pack("{s:s}", "code", guess)
                           : json_pack("{s:s,s:s}", "pin", guess, "name", "Eve");
      if (!strcmp(what, "join")) json_object_set_new(object, "seat", json_string("noordland"));
      json_t *answer = wire_request(&w, what, object);
      const json_t *no = json_object_get(answer, "refused");
      const char *why = json_string_value(json_object_get(no, "why"));
      assert_non_null(why);
      tried += !strcmp(why, "secret");
      if (!strcmp(why, "often"))
        assert_true(json_integer_value(json_object_get(no, "wait_ms")) > 0);
      json_decref(answer);
    }
    wire_end(&w);
  }
  return tried;
}

static void test_pins_are_not_guessed(void **state) {
  (void)state;
  target t;
  int all = 0;
  begin(&t);
  wire inside = sit(&t, "zuidland", "Zoe", NULL); /* from 127.0.0.1 */
  all += guess_from(&t, "127.0.0.2", "join", 60);
  assert_in_range(all, 1, 25);
  assert_in_range(guess_from(&t, "127.0.0.2", "evaluate", 12), 0, 1); /* both PINs count */
  for (int i = 3; i < 20; i++) {
    char from[16];
    snprintf(from, sizeof from, "127.0.0.%d", i);
    all += guess_from(&t, from, i % 2 ? "join" : "evaluate", 12);
  }
  assert_in_range(all, 20, 110);
  wire late = sit(&t, "noordland", "Anna", NULL); /* who sits where people sit already is not held up */
  wire_done(&late, "ping", json_object());
  wire_end(&late);
  wire_end(&inside);
  end(&t);
}

static void test_codes_are_not_guessed(void **state) {
  (void)state;
  target t;
  begin(&t);
  assert_in_range(guess_from(&t, "127.0.0.2", "control", 40), 1, 15);
  wire control = wire_control(t.host); /* from another address */
  wire_done(&control, "ping", json_object());
  wire_end(&control);
  end(&t);
}

/* What a comparison takes does not tell where two secrets differ, as it compares hashes of them. */
static void test_secrets_are_compared_whole(void **state) {
  (void)state;
  assert_true(pl_secret_is("123456", "123456"));
  assert_false(pl_secret_is("123457", "123456"));
  assert_false(pl_secret_is("12345", "123456"));
  assert_false(pl_secret_is("1234567", "123456"));
  assert_false(pl_secret_is("", "123456"));
}

static void test_reports_are_controls_alone(void **state) {
  (void)state;
  target t;
  char path[128];
  begin(&t);
  wire control = take_control(&t), team = sit(&t, "noordland", "Anna", NULL);
  refused(&team, "report", json_pack("{s:s}", "as", "html"), "role", NULL);
  json_t *ok = wire_ok(&control, "report", json_pack("{s:s}", "as", "html"));
  snprintf(path, sizeof path, "%s", json_string_value(json_object_get(ok, "path")));
  json_decref(ok);
  const size_t length = strlen(path);
  assert_true(length > 8 + 32);
  for (size_t i = 8; i < 8 + 32; i += 5) {
    char guess[128];
    strcpy(guess, path);
    guess[i] = guess[i] == '0' ? '1' : '0';
    assert_int_equal(wire_code(t.port, "GET", guess, ""), 404);
  }
  assert_int_equal(wire_code(t.port, "POST", path, ""), 405);
  assert_int_equal(wire_code(t.port, "GET", path, ""), 200);
  assert_int_equal(wire_code(t.port, "GET", path, ""), 404);
  wire_end(&team);
  wire_end(&control);
  end(&t);
}

/* ---- secrets ---- */

static char *whole_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *bytes = malloc(1 << 24);
  assert_non_null(file);
  assert_non_null(bytes);
  *length = fread(bytes, 1, 1 << 24, file);
  fclose(file);
  return bytes;
}

static bool has_bytes(const char *bytes, size_t length, const char *wanted) {
  const size_t size = strlen(wanted);
  for (size_t i = 0; i + size <= length; i++)
    if (bytes[i] == *wanted && !memcmp(bytes + i, wanted, size)) return true;
  return false;
}

/* Neither in the file nor in what the program says: tokens and the control code. The PINs are each in one row of the
 * room's, and nowhere else. */
static void check_rows(const target *t, const char *pin, const char *evaluator_pin) {
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  size_t count;
  int found = 0;
  pl_session *session = pl_session_resume(&factory, t->path, &error);
  if (!session) fail_msg("%s", error.text);
  const pl_room_row *row = pl_session_room(session, &count);
  for (size_t i = 0; i < count; i++) {
    const bool is_pin = !strcmp(row[i].key, "pin"), is_other = !strcmp(row[i].key, "evaluator_pin");
    found += is_pin || is_other;
    if (!is_pin && strncmp(row[i].key, "person/", 7)) assert_null(strstr(row[i].value, pin));
    if (!is_other && strncmp(row[i].key, "person/", 7)) assert_null(strstr(row[i].value, evaluator_pin));
  }
  assert_int_equal(found, 2);
  pl_session_free(session);
}

static void test_no_secret_is_told_or_kept(void **state) {
  (void)state;
  target t;
  char token[4][33], code[64], pin[8], evaluator_pin[8];
  size_t length;
  begin(&t);
  snprintf(code, sizeof code, "%s", pl_host_control_code(t.host));
  snprintf(pin, sizeof pin, "%s", pl_host_pin(t.host));
  snprintf(evaluator_pin, sizeof evaluator_pin, "%s", pl_host_evaluator_pin(t.host));
  wire control = wire_open(t.port), evaluator = wire_open(t.port);
  wire_hello(&control, "control");
  json_t *ok = wire_ok(&control, "control", json_pack("{s:s}", "code", code));
  copy_token(ok, token[0]);
  json_decref(ok);
  wire_hello(&evaluator, "evaluator");
  ok = wire_ok(&evaluator, "evaluate", json_pack("{s:s,s:s}", "pin", evaluator_pin, "name", "Eva"));
  copy_token(ok, token[1]);
  json_decref(ok);
  wire_done(&control, "start", json_object());
  wire a = sit(&t, "noordland", "Anna", token[2]), b = sit(&t, "zuidland", "Bo", token[3]);
  accepted(&a, "say", json_pack("{s:[s],s:s}", "to", "control", "text", "Hello"));
  wire_done(&control, "next", json_object());
  wire_done(&control, "next", json_object());
  wire_done(&control, "expel", json_pack("{s:s}", "seat", "zuidland"));
  wire_end(&a);
  wire_end(&b);
  wire_end(&evaluator);
  wire_end(&control);
  stop(&t);
  char *file = whole_file(t.path, &length);
  assert_true(has_bytes(file, length, "SQLite"));
  assert_true(t.told.length > 0);
  for (int i = 0; i < 4; i++) {
    assert_false(has_bytes(file, length, token[i]));
    assert_null(strstr(pl_buffer_text(&t.told), token[i]));
  }
  assert_false(has_bytes(file, length, code));
  assert_null(strstr(pl_buffer_text(&t.told), code));
  assert_null(strstr(pl_buffer_text(&t.told), pin));
  assert_null(strstr(pl_buffer_text(&t.told), evaluator_pin));
  free(file);
  check_rows(&t, pin, evaluator_pin);
  end(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_hidden_is_answered_like_what_is_not_there),
      cmocka_unit_test(test_another_seat_cannot_be_named),
      cmocka_unit_test(test_numbers_tell_nothing_about_others),
      cmocka_unit_test(test_tokens_of_others_count_for_nothing),
      cmocka_unit_test(test_a_token_ends_with_its_person),
      cmocka_unit_test(test_pages_give_no_rights),
      cmocka_unit_test(test_control_is_not_for_others),
      cmocka_unit_test(test_forged_numbers),
      cmocka_unit_test(test_bytes_that_are_no_request),
      cmocka_unit_test(test_markup_is_text),
      cmocka_unit_test(test_pages_read_no_text_as_markup),
      cmocka_unit_test(test_paths_lead_nowhere_else),
      cmocka_unit_test(test_floods_of_headers),
      cmocka_unit_test(test_slow_ones_keep_nobody_waiting),
      cmocka_unit_test(test_a_name_that_leads_here_is_not_trusted),
      cmocka_unit_test(test_pins_are_not_guessed),
      cmocka_unit_test(test_codes_are_not_guessed),
      cmocka_unit_test(test_secrets_are_compared_whole),
      cmocka_unit_test(test_reports_are_controls_alone),
      cmocka_unit_test(test_no_secret_is_told_or_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
