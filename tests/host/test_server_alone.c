/* Somebody plays alone in a browser, without a PIN. No page from elsewhere may read or play in their place: not one
 * that connects here from its own origin, and not one whose name was made to lead here ("DNS rebinding"), which looks
 * to the browser like a page of this host. What gives that away is the name in the Host header. */
#include "support/wire.h"

#include <signal.h>

#include "server.h"

typedef struct alone {
  pl_host *host;
  pl_policy_table bots;
  int port;
} alone;

static void begin(alone *a, pl_mode mode) {
  pl_error error = {0};
  pl_session *session = hosted_new_session("four-teams", 7);
  pl_policy_table_init(&a->bots, pl_session_scenario(session));
  const pl_host_options options = {.session = session, .bots = &a->bots, .mode = mode};
  a->host = pl_host_start(&options, &error);
  if (!a->host) fail_msg("%s", error.text);
  a->port = wire_port(a->host);
}

static int code_of(int port, const char *path, const char *host, const char *more) {
  char request[1024];
  wire w = wire_connect(port, 0);
  snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", path, host, more);
  wire_send(&w, request, strlen(request));
  const int code = wire_receive(&w, true).code;
  wire_end(&w);
  return code;
}

/* What a socket is answered that says it comes from a page of `origin`. */
static int socket_code(int port, const char *host, const char *origin) {
  char more[600];
  snprintf(more, sizeof more,
           "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: polder.1\r\n%s%s%s",
           *origin ? "Origin: " : "", origin, *origin ? "\r\n" : "");
  return code_of(port, "/socket", host, more);
}

static const char *const names[] = {"evil.example",           "evil.example:8080", "localhost.evil.example",
                                    "127.0.0.1.evil.example", "a127.0.0.1",        "localhos", "x"};
static const char *const numbers[] = {"127.0.0.1", "127.0.0.1:8080", "localhost", "LOCALHOST:8080", "[::1]:8080"};
enum { NAMES = sizeof names / sizeof names[0], NUMBERS = sizeof numbers / sizeof numbers[0] };

static void test_no_name_leads_to_who_plays_alone(void **state) {
  alone a;
  char origin[200];
  (void)state;
  begin(&a, PL_MODE_SOLO);
  for (int i = 0; i < NAMES; i++) {
    snprintf(origin, sizeof origin, "http://%s", names[i]);
    if (code_of(a.port, "/", names[i], "") != 403) fail_msg("%s is let in", names[i]);
    assert_int_equal(code_of(a.port, "/words.json", names[i], ""), 403);
    assert_int_equal(code_of(a.port, "/team.js", names[i], ""), 403);
    if (socket_code(a.port, names[i], origin) != 403) fail_msg("%s may connect", names[i]);
  }
  for (int i = 0; i < NUMBERS; i++) {
    snprintf(origin, sizeof origin, "http://%s", numbers[i]);
    if (code_of(a.port, "/", numbers[i], "") != 200) fail_msg("%s is not let in", numbers[i]);
    if (socket_code(a.port, numbers[i], origin) != 101) fail_msg("%s may not connect", numbers[i]);
  }
  pl_host_free(a.host);
}

static void test_no_page_from_elsewhere_plays(void **state) {
  static const char *const origins[] = {"http://evil.example",   "https://evil.example", "null", "",
                                        "http://127.0.0.1:9999", "http://localhost:8080", "file://",
                                        "http://127.0.0.1:8080.evil.example", "http://127.0.0.1:8080/"};
  alone a;
  (void)state;
  begin(&a, PL_MODE_SOLO);
  for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++)
    if (socket_code(a.port, "127.0.0.1:8080", origins[i]) != 403) fail_msg("\"%s\" may connect", origins[i]);
  assert_int_equal(socket_code(a.port, "127.0.0.1:8080", "http://127.0.0.1:8080"), 101);
  pl_host_free(a.host);
}

/* In a workshop a name may be right, and the PIN is what counts. */
static void test_a_workshop_may_have_a_name(void **state) {
  alone a;
  (void)state;
  begin(&a, PL_MODE_WORKSHOP);
  assert_int_equal(code_of(a.port, "/", "polder.school.example", ""), 200);
  assert_int_equal(socket_code(a.port, "polder.school.example", "http://polder.school.example"), 101);
  assert_int_equal(socket_code(a.port, "polder.school.example", "http://evil.example"), 403);
  pl_host_free(a.host);
}

/* The addresses that control is offered: the one that is shown first, each once, and all of this host. */
static void test_all_addresses_are_listed(void **state) {
  pl_buffer out[8] = {{0}}, one = {0};
  pl_error error = {0};
  char port[16];
  (void)state;
  const int all = pl_listen("0.0.0.0", 0, &error), loopback = pl_listen(NULL, 0, &error);
  assert_true(all >= 0 && loopback >= 0);
  assert_int_equal(pl_addresses_put(out, 8, loopback, false), 0); /* it listens at one alone */
  hosted_must(pl_address_put(&one, all, false, &error), &error);
  const int count = pl_addresses_put(out, 8, all, false);
  assert_true(count >= 1);
  assert_string_equal(pl_buffer_text(&out[0]), pl_buffer_text(&one));
  snprintf(port, sizeof port, "%s", strrchr(pl_buffer_text(&one), ':'));
  for (int i = 0; i < count; i++) {
    assert_memory_equal(pl_buffer_text(&out[i]), "http://", 7);
    assert_string_equal(strrchr(pl_buffer_text(&out[i]), ':'), port);
    for (int j = 0; j < i; j++) assert_string_not_equal(pl_buffer_text(&out[i]), pl_buffer_text(&out[j]));
  }
  for (int i = 0; i < 8; i++) pl_buffer_clear(&out[i]);
  pl_buffer_clear(&one);
  close(all);
  close(loopback);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_name_leads_to_who_plays_alone),
      cmocka_unit_test(test_no_page_from_elsewhere_plays),
      cmocka_unit_test(test_a_workshop_may_have_a_name),
      cmocka_unit_test(test_all_addresses_are_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
