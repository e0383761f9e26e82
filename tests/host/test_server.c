/* The server, spoken to over real sockets: pages and what every answer says about safety, who may open a WebSocket,
 * what a message may be, who is cut off, how many there may be, TLS, and the end. */
#include "support/wire.h"

#include "support/certificate.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <zlib.h>

#include "pages.h"
#include "server.h"

typedef struct hosting {
  pl_host *host;
  pl_policy_table bots;
  char folder[64];
  int port;
} hosting;

static pl_limits limits;

static void begin_with(hosting *h, const pl_host_options *wanted) {
  pl_error error = {0};
  char path[128];
  *h = (hosting){.port = 0};
  snprintf(h->folder, sizeof h->folder, "/tmp/polder-server-XXXXXX");
  assert_non_null(mkdtemp(h->folder));
  snprintf(path, sizeof path, "%s/exercise.polder", h->folder);
  pl_session *session = hosted_new_session("first-share", 7);
  hosted_must(pl_session_keep(session, path, &error), &error);
  pl_policy_table_init(&h->bots, pl_session_scenario(session));
  pl_host_options options = *wanted;
  options.session = session;
  options.bots = &h->bots;
  options.report = hosted_report;
  h->host = pl_host_start_within(&options, &limits, &error);
  if (!h->host) fail_msg("%s", error.text);
  h->port = wire_port(h->host);
}

static void begin(hosting *h) { begin_with(h, &(pl_host_options){.deciding_seconds = 600}); }

static void remove_folder(const hosting *h) {
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", h->folder);
  assert_int_equal(system(command), 0);
}

static void end(hosting *h) {
  pl_host_free(h->host);
  remove_folder(h);
}

static int usual(void **state) {
  (void)state;
  limits = pl_limits_usual();
  return 0;
}

/* ---- pages ---- */

static void check_safety(const wire_answer *a, const char *path) {
  static const char *const rows[][2] = {{"x-content-type-options", "nosniff"},
                                        {"referrer-policy", "no-referrer"},
                                        {"cross-origin-resource-policy", "same-origin"}};
  char value[512];
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (!wire_header(a, rows[i][0], value)) fail_msg("%s: no %s", path, rows[i][0]);
    assert_string_equal(value, rows[i][1]);
  }
  if (!wire_header(a, "content-security-policy", value)) fail_msg("%s: no policy", path);
  static const char *const parts[] = {"default-src 'none'",   "script-src 'self';",     "style-src 'self';",
                                      "img-src 'self' data:", "connect-src 'self'",     "base-uri 'none'",
                                      "form-action 'none'",   "frame-ancestors 'none'"};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (!strstr(value, parts[i])) fail_msg("%s: no %s in %s", path, parts[i], value);
  assert_null(strstr(value, "unsafe"));
  assert_null(strchr(value, '*'));
}

static void test_pages_are_served_with_what_keeps_them_safe(void **state) {
  static const char *const pages[] = {
#define X(constant, name, path) path,
      PL_PAGE_TABLE(X)
#undef X
  };
  hosting h;
  char value[512];
  bool is_page;
  (void)state;
  begin(&h);
  wire w = wire_connect(h.port, 0); /* all of them over one connection */
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
    const wire_answer a = wire_ask(&w, "GET", pages[i], "");
    check_safety(&a, pages[i]);
    assert_string_equal(wire_header(&a, "cache-control", value), "no-store");
    const pl_page_file *file = pl_page_find(pages[i], &is_page);
    assert_int_equal(a.code, file ? 200 : 404);
    if (!file) continue;
    assert_string_equal(wire_header(&a, "content-type", value), "text/html; charset=utf-8");
    assert_int_equal(a.length, file->length);
    assert_memory_equal(a.body, file->bytes, a.length);
    const wire_answer head = wire_ask(&w, "HEAD", pages[i], "");
    assert_int_equal(head.code, 200);
    assert_int_equal(head.length, file->length);
    check_safety(&head, pages[i]);
  }
  wire_end(&w);
  end(&h);
}

static void test_files_are_asked_for_again_with_their_tag(void **state) {
  hosting h;
  char value[512], more[600];
  (void)state;
  begin(&h);
  wire w = wire_connect(h.port, 0);
  for (size_t i = 0; i < pl_page_file_count; i++) {
    const pl_page_file *file = &pl_page_files[i];
    char path[200];
    snprintf(path, sizeof path, "/%s", file->name);
    const bool is_page = strstr(file->name, ".html") != NULL;
    const wire_answer a = wire_ask(&w, "GET", path, "");
    assert_int_equal(a.code, is_page ? 404 : 200);
    check_safety(&a, path);
    if (is_page) continue;
    assert_memory_equal(a.body, file->bytes, a.length);
    assert_string_equal(wire_header(&a, "cache-control", value), "no-cache");
    assert_string_equal(wire_header(&a, "etag", value), file->tag);
    snprintf(more, sizeof more, "If-None-Match: W/\"other\", %s\r\n", value);
    const wire_answer again = wire_ask(&w, "GET", path, more);
    assert_int_equal(again.code, 304);
    assert_int_equal(again.length, 0);
    assert_int_equal(wire_ask(&w, "GET", path, "If-None-Match: \"other\"\r\n").code, 200);
  }
  wire_end(&w);
  end(&h);
}

/* A page names its files under a folder in which they never change. */
static void test_files_of_a_page_are_kept_for_ever(void **state) {
  hosting h;
  char value[512], path[200];
  (void)state;
  begin(&h);
  wire w = wire_connect(h.port, 0);
  const wire_answer page = wire_ask(&w, "GET", "/team", "");
  snprintf(path, sizeof path, "src=\"/%s/team.js\"", pl_page_build);
  assert_non_null(strstr(page.body, path));
  snprintf(path, sizeof path, "<link rel=\"modulepreload\" href=\"/%s/page.js\">", pl_page_build);
  assert_non_null(strstr(page.body, path));
  for (size_t i = 0; i < pl_page_file_count; i++) {
    const pl_page_file *file = &pl_page_files[i];
    snprintf(path, sizeof path, "/%s/%s", pl_page_build, file->name);
    const wire_answer a = wire_ask(&w, "GET", path, "");
    assert_int_equal(a.code, strstr(file->name, ".html") ? 404 : 200);
    if (a.code == 404) continue;
    assert_memory_equal(a.body, file->bytes, a.length);
    assert_non_null(strstr(wire_header(&a, "cache-control", value), "immutable"));
  }
  assert_int_equal(wire_ask(&w, "GET", "/0123456789abcdef/page.js", "").code, 404); /* another version's */
  wire_end(&w);
  end(&h);
}

static void test_who_takes_gzip_gets_it(void **state) {
  hosting h;
  char value[512], path[200];
  static char plain[1 << 18];
  (void)state;
  begin(&h);
  wire w = wire_connect(h.port, 0);
  snprintf(path, sizeof path, "/%s/team.js", pl_page_build);
  const size_t whole = wire_ask(&w, "GET", path, "").length;
  assert_int_equal(wire_ask(&w, "GET", path, "Accept-Encoding: gzip;q=0, identity\r\n").length, whole);
  const wire_answer a = wire_ask(&w, "GET", path, "Accept-Encoding: gzip, deflate\r\n");
  assert_string_equal(wire_header(&a, "content-encoding", value), "gzip");
  assert_string_equal(wire_header(&a, "vary", value), "accept-encoding");
  assert_true(a.length < whole / 2);
  z_stream stream = {.next_in = (Bytef *)a.body, .avail_in = (uInt)a.length};
  stream.next_out = (Bytef *)plain, stream.avail_out = sizeof plain;
  assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
  assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
  assert_int_equal(stream.total_out, whole);
  inflateEnd(&stream);
  wire_end(&w);
  end(&h);
}

static void test_words_of_the_pages_are_a_catalogue(void **state) {
  hosting h;
  char value[512];
  (void)state;
  begin(&h);
  wire w = wire_connect(h.port, 0);
  const wire_answer a = wire_ask(&w, "GET", "/words.json", "");
  assert_int_equal(a.code, 200);
  assert_string_equal(wire_header(&a, "content-type", value), "application/json");
  json_t *body = json_loadb(a.body, a.length, JSON_REJECT_DUPLICATES, NULL);
  assert_string_equal(json_string_value(json_object_get(body, "language")), "en");
  const json_t *words = json_object_get(body, "words"); /* what is the same as in the page is left out */
  assert_true(json_is_object(words) && !json_object_size(words) && pl_page_word_count);
  json_decref(body);
  wire_end(&w);
  end(&h);
}

static void test_nothing_else_is_there(void **state) {
  static const char *const paths[] = {
      "/nothing", "/web/", "/web", "/web/base.css", "/../web/base.css", "/..%2f..%2fetc/passwd",
      "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..\\..\\etc\\passwd", "/web//etc/passwd",
      "//etc/passwd", "//base.css", "/team.html", "/team/", "/base.css/", "/base.css%00.html", "/base.cs",
      "/words.json/", "/report/", "/report/00000000000000000000000000000000.html", "/socket", "/%", "/%zz",
      "/BASE.CSS"};
  hosting h;
  (void)state;
  begin(&h);
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    wire w = wire_connect(h.port, 0);
    const wire_answer a = wire_ask(&w, "GET", paths[i], "");
    if (a.code == 200) { /* a path that was made plain: then it is the plain file and nothing beyond */
      bool is_page;
      const pl_page_file *file = pl_page_find("/base.css", &is_page);
      assert_true(strstr(paths[i], "base.css") && file && a.length == file->length);
    } else if (a.code) {
      if (a.code < 400 || a.code > 404) fail_msg("%s: %d", paths[i], a.code);
      check_safety(&a, paths[i]);
    }
    assert_null(strstr(w.text, "root:"));
    wire_end(&w);
  }
  end(&h);
}

static void test_pages_are_only_read(void **state) {
  static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
  hosting h;
  (void)state;
  begin(&h);
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    wire w = wire_connect(h.port, 0);
    const wire_answer a = wire_ask(&w, methods[i], "/", "Content-Length: 0\r\n");
    if (a.code != 405 && a.code != 403) fail_msg("%s: %d", methods[i], a.code);
    check_safety(&a, methods[i]);
    wire_end(&w);
  }
  assert_int_equal(wire_code(h.port, "CONNECT", "/", ""), 0);
  assert_int_equal(wire_code(h.port, "GET", "/", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                                                 "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"), 0);
  end(&h);
}

/* What is no request ends its connection, and nobody else's. */
static void test_what_is_no_request_ends_its_connection(void **state) {
  static const char *const texts[] = {"\r\n\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x00\x01\r\n\r\n",
                                      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\nHost: <script>\r\n\r\n",
                                      "GET / HTTP/1.1\r\n\r\n"};
  hosting h;
  char *long_text = malloc(200000);
  (void)state;
  assert_non_null(long_text);
  limits.request_seconds = 1;
  begin(&h);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    wire w = wire_connect(h.port, 0);
    wire_send(&w, texts[i], strlen(texts[i]));
    assert_true(wire_receive(&w, true).code != 200);
    wire_end(&w);
  }
  memset(long_text, 'a', 200000);
  memcpy(long_text, "GET /", 5);
  wire w = wire_connect(h.port, 0);
  wire_send(&w, long_text, 200000);
  assert_true(wire_receive(&w, true).code != 200);
  wire_end(&w);
  free(long_text);
  assert_int_equal(wire_code(h.port, "GET", "/words.json", ""), 200);
  end(&h);
}

static void test_who_asks_nothing_is_not_waited_for(void **state) {
  hosting h;
  char byte;
  (void)state;
  limits.request_seconds = 2; /* who asks may be kept waiting on a busy machine */
  limits.idle_seconds = 1;
  begin(&h);
  wire silent = wire_connect(h.port, 0), half = wire_connect(h.port, 0), idle = wire_connect(h.port, 0);
  wire_send(&half, "GET / HTTP/1.1\r\nHost: a", 23);
  assert_int_equal(wire_ask(&idle, "GET", "/words.json", "").code, 200);
  assert_int_equal(wire_read(&silent, &byte, 1), 0);
  wire_receive(&half, true);
  assert_int_equal(wire_read(&idle, &byte, 1), 0);
  wire_end(&silent);
  wire_end(&half);
  wire_end(&idle);
  end(&h);
}

static void test_a_report_is_fetched_once(void **state) {
  hosting h;
  char value[512], path[128];
  (void)state;
  begin(&h);
  wire control = wire_control(h.host);
  wire_done(&control, "start", json_object());
  json_t *ok = wire_ok(&control, "report", json_pack("{s:s}", "as", "stix.json"));
  snprintf(path, sizeof path, "%s", json_string_value(json_object_get(ok, "path")));
  json_decref(ok);
  assert_int_equal(wire_code(h.port, "HEAD", path, ""), 404); /* looking is not fetching */
  wire w = wire_connect(h.port, 0);
  const wire_answer a = wire_ask(&w, "GET", path, "");
  assert_int_equal(a.code, 200);
  check_safety(&a, path);
  assert_string_equal(a.body, "0 rounds as stix.json");
  assert_string_equal(wire_header(&a, "cache-control", value), "no-store");
  assert_string_equal(wire_header(&a, "content-disposition", value), "attachment; filename=\"report.stix.json\"");
  assert_int_equal(wire_ask(&w, "GET", path, "").code, 404);
  wire_end(&w);
  wire_end(&control);
  end(&h);
}

/* ---- WebSocket: who may ---- */

static int try_upgrade(int port, const char *path, const char *more) {
  wire w = wire_connect(port, 0);
  const int code = wire_upgrade(&w, path, more);
  wire_end(&w);
  return code;
}

static void test_only_pages_of_this_host_may_connect(void **state) {
#define PROTOCOL "Sec-WebSocket-Protocol: polder.1\r\n"
  hosting h;
  (void)state;
  begin(&h);
  assert_int_equal(try_upgrade(h.port, "/socket", WIRE_GOOD), 101);
  assert_int_equal(try_upgrade(h.port, "/socket", PROTOCOL "Origin: https://127.0.0.1:1\r\n"), 101); /* by a proxy */
  static const char *const origins[] = {
      "", "Origin: null\r\n", "Origin: http://127.0.0.1\r\n", "Origin: http://127.0.0.1:12\r\n",
      "Origin: http://evil.example\r\n", "Origin: http://evil.example/http://127.0.0.1:1\r\n",
      "Origin: http://127.0.0.1:1.evil.example\r\n", "Origin: file://127.0.0.1:1\r\n", "Origin: 127.0.0.1:1\r\n"};
  for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++) {
    char more[300];
    snprintf(more, sizeof more, PROTOCOL "%s", origins[i]);
    if (try_upgrade(h.port, "/socket", more) != 403) fail_msg("%s", origins[i]);
  }
  static const char *const protocols[] = {"",     "polder.2",       "polder.1, polder.2",
                                          "door", "door, polder.1", "http",
                                          "POLDER.1"};
  for (size_t i = 0; i < sizeof protocols / sizeof protocols[0]; i++) {
    char more[300];
    snprintf(more, sizeof more, "Origin: http://127.0.0.1:1\r\n%s%s%s", *protocols[i] ? "Sec-WebSocket-Protocol: " : "",
             protocols[i], *protocols[i] ? "\r\n" : "");
    if (try_upgrade(h.port, "/socket", more) != 400) fail_msg("\"%s\"", protocols[i]);
  }
  assert_int_equal(try_upgrade(h.port, "/", WIRE_GOOD), 404);
  assert_int_equal(try_upgrade(h.port, "/socket/", WIRE_GOOD), 404);
  end(&h);
}

/* ---- WebSocket: what may be said ---- */

static int end_after(int port, int kind, const char *bytes, size_t length) {
  wire w = wire_open(port);
  wire_frame(&w, kind, bytes, length);
  const int code = wire_hear_end(&w);
  wire_end(&w);
  return code;
}

static void test_messages_are_put_together_within_bounds(void **state) {
  static const char hello[] = "{\"ask\":1,\"do\":\"hello\",\"protocol\":1,\"page\":\"board\"}";
  enum { MOST = PL_PROTOCOL_REQUEST_BYTES };
  hosting h;
  char *text = malloc(MOST + 1);
  (void)state;
  assert_non_null(text);
  begin(&h);
  wire w = wire_open(h.port);
  const size_t half = sizeof hello / 2;
  wire_frame(&w, WIRE_TEXT, hello, half); /* in three pieces, with a ping between, the last empty */
  wire_frame(&w, WIRE_FIN | WIRE_PING, "there?", 6);
  wire_frame(&w, 0, hello + half, strlen(hello) - half);
  wire_frame(&w, WIRE_FIN, "", 0);
  assert_int_equal(wire_hear(&w), 0);
  assert_non_null(strstr(w.text, "\"ok\""));
  memset(text, ' ', MOST + 1);
  memcpy(text, "{\"ask\":2,\"do\":\"ping\"}", 21);
  wire_frame(&w, WIRE_FIN | WIRE_TEXT, text, MOST); /* as long as it may be */
  do assert_int_equal(wire_hear(&w), 0);
  while (!strstr(w.text, "\"re\""));
  assert_non_null(strstr(w.text, "\"ok\""));
  wire_frame(&w, WIRE_FIN | WIRE_TEXT, text, MOST + 1);
  assert_int_equal(wire_hear_end(&w), 1009);
  wire_end(&w);
  w = wire_open(h.port);
  for (int i = 0; i < 4; i++) wire_frame(&w, i ? 0 : WIRE_TEXT, text, MOST / 3);
  assert_int_equal(wire_hear_end(&w), 1009);
  wire_end(&w);
  assert_int_equal(end_after(h.port, WIRE_FIN | WIRE_BINARY, "{}", 2), 1003);
  assert_int_equal(end_after(h.port, WIRE_FIN | WIRE_TEXT, "\xff\xfe", 2), 1007);
  assert_int_equal(end_after(h.port, WIRE_FIN | WIRE_TEXT, "\xed\xa0\x80", 3), 1007); /* half a pair */
  free(text);
  end(&h);
}

static void test_who_sends_too_much_is_sent_away(void **state) {
  hosting h;
  (void)state;
  limits.heard_at_once = 20000;
  limits.heard_a_second = 1;
  begin(&h);
  wire patient = wire_open(h.port), flood = wire_open(h.port);
  wire_hello(&patient, "board");
  wire_frame(&flood, WIRE_TEXT, "{", 1);
  for (int i = 0; i < 1000; i++) wire_frame(&flood, 0, "", 0); /* a message that never ends */
  const int code = wire_hear_end(&flood); /* what it still sends may end the connection before it hears why */
  assert_true(code == 1008 || code == -1);
  wire_end(&flood);
  wire_done(&patient, "ping", json_object());
  wire_end(&patient);
  end(&h);
}

/* ---- WebSocket: who is cut off ---- */

/* For a client that does not read: little room on the way, and nobody asks whether it is there. */
static void leave_little_room(void) {
  limits.waiting_bytes = 28 << 10;
  limits.sending_bytes = 4096;
  limits.ping_seconds = 100;
  limits.hangup_seconds = 200;
}

static void test_who_reads_late_has_the_last_of_each_sheet(void **state) {
  hosting h;
  char text[200];
  size_t read_by_good = 0, read_by_slow = 0;
  (void)state;
  leave_little_room();
  begin(&h);
  wire slow = wire_connect(h.port, 2048);
  assert_int_equal(wire_upgrade(&slow, "/socket", WIRE_GOOD), 101);
  wire_hello(&slow, "board");
  wire good = wire_open(h.port), control = wire_control(h.host);
  wire_hello(&good, "board");
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = 0;
  for (int i = 0; i < 26; i++) { /* what everybody gets anew; the good one reads it */
    text[0] = (char)('a' + i % 2);
    text[1] = (char)('a' + i / 2);
    wire_done(&control, "spotlight", json_pack("{s:s}", "text", text));
    do {
      assert_int_equal(wire_hear(&good), 0);
      read_by_good += good.length;
    } while (!strstr(good.text, text));
  }
  do {
    assert_int_equal(wire_hear(&slow), 0);
    read_by_slow += slow.length;
  } while (!strstr(slow.text, text));
  assert_true(read_by_slow < read_by_good);
  wire_done(&slow, "ping", json_object());
  wire_end(&slow);
  wire_end(&good);
  wire_end(&control);
  end(&h);
}

static void test_who_does_not_read_is_cut_off(void **state) {
  hosting h;
  int code = 0;
  (void)state;
  leave_little_room();
  begin(&h);
  wire slow = wire_connect(h.port, 2048), good = wire_open(h.port);
  assert_int_equal(wire_upgrade(&slow, "/socket", WIRE_GOOD), 101);
  wire_hello(&slow, "cards");
  wire_done(&slow, "control", json_pack("{s:s}", "code", pl_host_control_code(h.host)));
  for (int i = 0; i < 60; i++) wire_say(&slow, "{\"ask\":99,\"do\":\"manual\"}");
  wire_hello(&good, "board");
  while (!code) code = wire_hear(&slow);
  assert_int_equal(code, -1); /* not told: it would not have read it */
  wire_done(&good, "ping", json_object());
  wire_end(&slow);
  wire_end(&good);
  end(&h);
}

static void test_who_gives_no_sign_is_noticed(void **state) {
  hosting h;
  int code, taken = 0;
  (void)state;
  limits.ping_seconds = 1;
  limits.hangup_seconds = 5; /* who answers may be kept waiting on a busy machine */
  begin(&h);
  wire alive = wire_open(h.port), dead = wire_open(h.port);
  dead.gives_no_pong = true;
  while (taken >= 0) { /* neither says anything; one of them answers pings */
    struct pollfd ends[2] = {{.fd = alive.fd, .events = POLLIN}, {.fd = dead.fd, .events = POLLIN}};
    assert_true(poll(ends, 2, WIRE_PATIENCE) > 0);
    if (ends[0].revents) assert_true(wire_take(&alive, &code) >= 0);
    if (ends[1].revents) taken = wire_take(&dead, &code);
  }
  wire_hello(&alive, "board");
  wire_end(&dead);
  wire_end(&alive);
  end(&h);
}

/* ---- how many ---- */

static void test_sixty_four_behind_one_address(void **state) {
  hosting h;
  wire w[64];
  (void)state;
  begin(&h);
  for (int i = 0; i < 64; i++) {
    w[i] = wire_open(h.port);
    wire_hello(&w[i], "board");
  }
  for (int i = 0; i < 64; i++) wire_done(&w[i], "ping", json_object());
  for (int i = 0; i < 64; i++) wire_end(&w[i]);
  end(&h);
}

static void test_bounds_on_connections(void **state) {
  hosting h;
  wire w[5], waiting[8];
  char byte;
  (void)state;
  limits.from_one = 5;
  begin(&h);
  for (int i = 0; i < 5; i++) w[i] = wire_open(h.port);
  assert_int_equal(try_upgrade(h.port, "/socket", WIRE_GOOD), 503);
  wire_end(&w[4]);
  int code = 0; /* until the end of that one is noticed */
  for (int i = 0; i < 1000 && code != 101; i++) {
    code = try_upgrade(h.port, "/socket", WIRE_GOOD);
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
  }
  assert_int_equal(code, 101);
  for (int i = 0; i < 8; i++) waiting[i] = wire_connect(h.port, 0);
  assert_int_equal(wire_read(&waiting[7], &byte, 1), 0); /* one too many */
  for (int i = 0; i < 8; i++) wire_end(&waiting[i]);
  for (int i = 0; i < 4; i++) wire_done(&w[i], "hello", json_pack("{s:i,s:s}", "protocol", 1, "page", "board"));
  for (int i = 0; i < 4; i++) wire_end(&w[i]);
  end(&h);
}

/* Without descriptors nobody comes in, and nothing else suffers; afterwards whoever knocked is let in. */
static void test_a_shortage_of_descriptors_passes(void **state) {
  hosting h;
  struct rlimit before, few;
  (void)state;
  begin(&h);
  wire w = wire_open(h.port), late = wire_connect(h.port, 0);
  assert_int_equal(wire_ask(&late, "GET", "/words.json", "").code, 200);
  wire_end(&late);
  late.fd = socket(AF_INET, SOCK_STREAM, 0);
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
  few = before;
  few.rlim_cur = (rlim_t)late.fd; /* all below it are taken, or nearly so */
  wire_end(&late);
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
  wire_hello(&w, "board");
  int first = dup(w.fd); /* takes what is left below */
  while (first >= 0) {
    const int more = dup(w.fd);
    if (more < 0) break;
  }
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
  late = wire_connect(h.port, 0);
  few.rlim_cur = (rlim_t)late.fd;
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
  wire_done(&w, "ping", json_object());
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
  assert_int_equal(wire_ask(&late, "GET", "/words.json", "").code, 200);
  for (int fd = first; fd >= 0 && fd < late.fd; fd++)
    if (fd != w.fd && fd > w.fd) close(fd);
  wire_end(&late);
  wire_end(&w);
  end(&h);
}

/* ---- the end ---- */

static void test_everybody_is_told_of_the_end(void **state) {
  hosting h;
  pl_error error = {0};
  wire w[20];
  char path[128];
  (void)state;
  begin(&h);
  for (int i = 0; i < 20; i++) {
    w[i] = wire_open(h.port);
    wire_hello(&w[i], "board");
  }
  pl_host_free(h.host);
  for (int i = 0; i < 20; i++) assert_int_equal(wire_hear_end(&w[i]), 1001);
  for (int i = 0; i < 20; i++) wire_end(&w[i]);
  pl_rules_factory factory = pl_script_factory();
  snprintf(path, sizeof path, "%s/exercise.polder", h.folder);
  pl_session *session = pl_session_resume(&factory, path, &error); /* it is nobody's now */
  if (!session) fail_msg("%s", error.text);
  pl_session_free(session);
  remove_folder(&h);
}

static void refuse(const pl_host_options *wanted, pl_status status, const char *says) {
  pl_error error = {0};
  pl_policy_table bots;
  char path[] = "/tmp/polder-server-XXXXXX", file[64], command[64];
  pl_host_options options = *wanted;
  assert_non_null(mkdtemp(path));
  snprintf(file, sizeof file, "%s/exercise.polder", path);
  pl_session *session = hosted_new_session("first-share", 7);
  hosted_must(pl_session_keep(session, file, &error), &error);
  pl_policy_table_init(&bots, pl_session_scenario(session));
  options.session = session;
  options.bots = &bots;
  assert_null(pl_host_start_within(&options, &limits, &error));
  assert_int_equal(error.status, status);
  if (!strstr(error.text, says)) fail_msg("\"%s\" is not in: %s", says, error.text);
  assert_false(pl_session_is_over(session)); /* it is still ours */
  pl_session_free(session);
  snprintf(command, sizeof command, "rm -rf '%s'", path);
  assert_int_equal(system(command), 0);
}

static void test_what_cannot_be_had_is_said(void **state) {
  hosting h;
  (void)state;
  begin(&h);
  refuse(&(pl_host_options){.port = h.port}, PL_SYSTEM, "--port");
  refuse(&(pl_host_options){.bind = "laptop"}, PL_USAGE, "--bind");
  refuse(&(pl_host_options){.bind = "203.0.113.77"}, PL_SYSTEM, "--bind");
  refuse(&(pl_host_options){.tls_certificate = "/nowhere.pem", .tls_key = "/nowhere.key"}, PL_SYSTEM, "--tls-cert");
  refuse(&(pl_host_options){.tls_certificate = "/dev/null", .tls_key = "/dev/null"}, PL_SYSTEM, "no certificate");
  refuse(&(pl_host_options){.tls_key = "/dev/null"}, PL_USAGE, "belong together");
  end(&h);
}

/* ---- TLS ---- */

static wire connect_safely(SSL_CTX *context, int port) {
  wire w = wire_connect(port, 0);
  w.tls = SSL_new(context);
  assert_non_null(w.tls);
  SSL_set_fd(w.tls, w.fd);
  assert_int_equal(SSL_connect(w.tls), 1);
  return w;
}

static void test_everything_goes_over_tls(void **state) {
  hosting h, certified = {.folder = "/tmp/polder-tls-XXXXXX"};
  char certificate[128], key[128], value[512];
  (void)state;
  assert_non_null(mkdtemp(certified.folder));
  snprintf(certificate, sizeof certificate, "%s/cert.pem", certified.folder);
  snprintf(key, sizeof key, "%s/key.pem", certified.folder);
  certificate_make(EVP_EC_gen("prime256v1"), certificate, key, -3600, 3600, NULL);
  begin_with(&h, &(pl_host_options){.tls_certificate = certificate, .tls_key = key});
  assert_memory_equal(pl_host_address(h.host), "https://127.0.0.1:", 18);
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  assert_non_null(context);
  wire w = connect_safely(context, h.port);
  const wire_answer a = wire_ask(&w, "GET", "/words.json", "");
  assert_int_equal(a.code, 200);
  check_safety(&a, "/words.json");
  assert_non_null(strstr(wire_header(&a, "content-security-policy", value), "wss://127.0.0.1:1;"));
  assert_string_equal(wire_header(&a, "cross-origin-opener-policy", value), "same-origin");
  wire_end(&w);
  w = connect_safely(context, h.port);
  assert_int_equal(
      wire_upgrade(&w, "/socket", "Origin: https://127.0.0.1:1\r\nSec-WebSocket-Protocol: polder.1\r\n"), 101);
  wire_hello(&w, "board");
  wire plain = wire_connect(h.port, 0);
  const wire_answer led = wire_ask(&plain, "GET", "/words.json", ""); /* nothing in the clear but the way */
  assert_int_equal(led.code, 307);
  assert_string_equal(wire_header(&led, "location", value), "https://127.0.0.1:1/");
  wire_end(&plain);
  plain = wire_connect(h.port, 0);
  assert_int_equal(
      wire_upgrade(&plain, "/socket", "Origin: http://127.0.0.1:1\r\nSec-WebSocket-Protocol: polder.1\r\n"), 403);
  wire_end(&plain);
  wire_done(&w, "ping", json_object());
  pl_host_free(h.host);
  assert_int_equal(wire_hear_end(&w), 1001);
  wire_end(&w);
  SSL_CTX_free(context);
  remove_folder(&h);
  remove_folder(&certified);
}

/* ---- looking ---- */

typedef struct looker {
  pl_host *host;
  atomic_bool is_done;
  uint64_t version;
  int32_t most_rounds, after_back;
  size_t events;
} looker;

static void *keep_looking(void *context) {
  looker *l = context;
  while (!atomic_load(&l->is_done)) {
    const pl_billboard *b = pl_host_look(l->host);
    l->version = b->version;
    const pl_history *history = b->history;
    if (history) { /* as a board would: all of it */
      int64_t sum = history->rounds + history->scenario->state_count;
      for (size_t i = 0; i < history->event_count; i++) sum += history->event[i].kind;
      l->events = sum ? history->event_count : 0;
      if (history->rounds > l->most_rounds) l->most_rounds = history->rounds;
      l->after_back = history->rounds;
      if (b->seat_count) sum += b->seat[0].people;
    }
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
  }
  return NULL;
}

static void wait_until_seen(const looker *l, pl_host *host, bool (*is_so)(const pl_billboard *)) {
  (void)l;
  for (int i = 0; i < 4000; i++) {
    if (is_so(pl_host_look(host))) return;
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
  }
  fail_msg("it was never seen");
}

static bool is_deciding(const pl_billboard *b) { return b->phase == PL_ROOM_DECIDING && b->history; }
static bool has_two_rounds(const pl_billboard *b) { return b->history && b->history->rounds == 2; }
static bool is_at_the_beginning(const pl_billboard *b) {
  return b->history && b->history->rounds == 0 && b->phase == PL_ROOM_DECIDING;
}

static void test_the_board_looks_from_another_thread(void **state) {
  hosting h;
  pthread_t thread;
  (void)state;
  begin(&h);
  wire control = wire_control(h.host);
  wire_done(&control, "start", json_object());
  wait_until_seen(NULL, h.host, is_deciding);
  const pl_billboard *b = pl_host_look(h.host);
  assert_string_equal(b->pin, pl_host_pin(h.host));
  assert_string_equal(b->address, pl_host_address(h.host));
  assert_true(b->code && b->code_size > 20 && b->left_ms > 0 && b->left_ms <= b->of_ms);
  looker l = {.host = h.host};
  assert_int_equal(pthread_create(&thread, NULL, keep_looking, &l), 0);
  for (int i = 0; i < 4; i++) wire_done(&control, "next", json_object()); /* two rounds and their days */
  wire_done(&control, "back", json_pack("{s:i}", "round", 1));
  for (int i = 0; i < 2; i++) wire_done(&control, "next", json_object());
  atomic_store(&l.is_done, true);
  pthread_join(thread, NULL);
  wire_done(&control, "next", json_object());
  wire_done(&control, "next", json_object());
  wait_until_seen(&l, h.host, has_two_rounds);
  wire_done(&control, "back", json_pack("{s:i}", "round", 1));
  wait_until_seen(&l, h.host, is_at_the_beginning);
  wire_end(&control);
  end(&h);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_pages_are_served_with_what_keeps_them_safe, usual),
      cmocka_unit_test_setup(test_files_are_asked_for_again_with_their_tag, usual),
      cmocka_unit_test_setup(test_files_of_a_page_are_kept_for_ever, usual),
      cmocka_unit_test_setup(test_who_takes_gzip_gets_it, usual),
      cmocka_unit_test_setup(test_words_of_the_pages_are_a_catalogue, usual),
      cmocka_unit_test_setup(test_nothing_else_is_there, usual),
      cmocka_unit_test_setup(test_pages_are_only_read, usual),
      cmocka_unit_test_setup(test_what_is_no_request_ends_its_connection, usual),
      cmocka_unit_test_setup(test_who_asks_nothing_is_not_waited_for, usual),
      cmocka_unit_test_setup(test_a_report_is_fetched_once, usual),
      cmocka_unit_test_setup(test_only_pages_of_this_host_may_connect, usual),
      cmocka_unit_test_setup(test_messages_are_put_together_within_bounds, usual),
      cmocka_unit_test_setup(test_who_sends_too_much_is_sent_away, usual),
      cmocka_unit_test_setup(test_who_reads_late_has_the_last_of_each_sheet, usual),
      cmocka_unit_test_setup(test_who_does_not_read_is_cut_off, usual),
      cmocka_unit_test_setup(test_who_gives_no_sign_is_noticed, usual),
      cmocka_unit_test_setup(test_sixty_four_behind_one_address, usual),
      cmocka_unit_test_setup(test_bounds_on_connections, usual),
      cmocka_unit_test_setup(test_a_shortage_of_descriptors_passes, usual),
      cmocka_unit_test_setup(test_everybody_is_told_of_the_end, usual),
      cmocka_unit_test_setup(test_what_cannot_be_had_is_said, usual),
      cmocka_unit_test_setup(test_everything_goes_over_tls, usual),
      cmocka_unit_test_setup(test_the_board_looks_from_another_thread, usual),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
