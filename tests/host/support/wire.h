/* A client of the host over real sockets: HTTP, WebSocket and TLS, frame by frame, so that it can misbehave. */
#ifndef POLDER_TESTS_HOST_WIRE_H
#define POLDER_TESTS_HOST_WIRE_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>

#include <openssl/ssl.h>

#include "hosted.h"

enum { WIRE_PATIENCE = 60000, WIRE_ROOM = 1 << 20 };
enum { WIRE_TEXT = 1, WIRE_BINARY = 2, WIRE_CLOSE = 8, WIRE_PING = 9, WIRE_PONG = 10, WIRE_FIN = 128 };

typedef struct wire {
  int fd;
  SSL *tls;            /* NULL: none */
  char *text;          /* what came, [WIRE_ROOM] */
  size_t length;
  uint32_t asked;
  bool gives_no_pong;
} wire;

static inline int wire_port(const pl_host *host) {
  const char *colon = strrchr(pl_host_address(host), ':');
  return atoi(colon + 1);
}

/* `receiving`, unless 0, is how much the system takes in for a client that does not read. */
static inline wire wire_connect(int port, int receiving) {
  wire w = {.fd = socket(AF_INET, SOCK_STREAM, 0), .text = malloc(WIRE_ROOM)};
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  assert_true(w.fd >= 0);
  assert_non_null(w.text);
  if (receiving) setsockopt(w.fd, SOL_SOCKET, SO_RCVBUF, &receiving, sizeof receiving);
  assert_int_equal(connect(w.fd, (struct sockaddr *)&to, sizeof to), 0);
  return w;
}

static inline void wire_end(wire *w) {
  SSL_free(w->tls);
  if (w->fd >= 0) close(w->fd);
  free(w->text);
  *w = (wire){.fd = -1};
}

static inline void wire_send(wire *w, const void *bytes, size_t length) {
  const char *at = bytes;
  while (length) {
    const ssize_t sent =
        w->tls ? SSL_write(w->tls, at, (int)length) : send(w->fd, at, length, MSG_NOSIGNAL);
    if (sent <= 0) return; /* the other end is gone: reading tells */
    at += sent;
    length -= (size_t)sent;
  }
}

/* Reads some; 0: the connection has ended. A test that waits too long has failed. */
static inline size_t wire_read(wire *w, void *out, size_t room) {
  struct pollfd end = {.fd = w->fd, .events = POLLIN};
  if (!(w->tls && SSL_pending(w->tls)) && poll(&end, 1, WIRE_PATIENCE) != 1) fail_msg("nothing came");
  const ssize_t got = w->tls ? SSL_read(w->tls, out, (int)room) : recv(w->fd, out, room, 0);
  return got > 0 ? (size_t)got : 0;
}

static inline bool wire_read_all(wire *w, void *out, size_t length) {
  for (size_t at = 0; at < length;) {
    const size_t got = wire_read(w, (char *)out + at, length - at);
    if (!got) return false;
    at += got;
  }
  return true;
}

/* ---- HTTP ---- */

typedef struct wire_answer {
  int code;          /* 0: the connection was closed without one */
  char head[4096];
  char *body;        /* in the wire's text */
  size_t length;
} wire_answer;

/* "name: value" in the head; NULL: it is not there. The value is written to `value`. */
static inline const char *wire_header(const wire_answer *answer, const char *name, char value[512]) {
  const size_t length = strlen(name);
  for (const char *line = strstr(answer->head, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
    if (strncasecmp(line + 2, name, length) || line[2 + length] != ':') continue;
    const char *from = line + 3 + length + strspn(line + 3 + length, " ");
    snprintf(value, 512, "%.*s", (int)strcspn(from, "\r"), from);
    return value;
  }
  return NULL;
}

static inline wire_answer wire_receive(wire *w, bool has_body) {
  wire_answer a = {0};
  char value[512];
  size_t at = 0;
  while (at < sizeof a.head - 1 && !(at >= 4 && !memcmp(a.head + at - 4, "\r\n\r\n", 4))) {
    if (!wire_read(w, a.head + at, 1)) return a;
    at++;
  }
  a.code = atoi(a.head + strcspn(a.head, " "));
  a.length = wire_header(&a, "content-length", value) ? (size_t)atol(value) : 0;
  assert_true(a.length < WIRE_ROOM);
  a.body = w->text;
  if (has_body) assert_true(wire_read_all(w, w->text, a.length));
  w->text[has_body ? a.length : 0] = 0;
  return a;
}

static inline wire_answer wire_ask(wire *w, const char *method, const char *path, const char *more) {
  char request[12000];
  snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:1\r\n%s\r\n", method, path, more);
  wire_send(w, request, strlen(request));
  return wire_receive(w, strcmp(method, "HEAD") != 0);
}

/* One request over a connection of its own; the body is gone with it. */
static inline int wire_code(int port, const char *method, const char *path, const char *more) {
  wire w = wire_connect(port, 0);
  const int code = wire_ask(&w, method, path, more).code;
  wire_end(&w);
  return code;
}

/* ---- WebSocket ---- */

static inline int wire_upgrade(wire *w, const char *path, const char *more) {
  char request[2048];
  snprintf(request, sizeof request,
           "GET %s HTTP/1.1\r\nHost: 127.0.0.1:1\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
           "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
           path, more);
  wire_send(w, request, strlen(request));
  return wire_receive(w, true).code;
}

#define WIRE_GOOD "Origin: http://127.0.0.1:1\r\nSec-WebSocket-Protocol: polder.1\r\n"

static inline wire wire_open(int port) {
  wire w = wire_connect(port, 0);
  assert_int_equal(wire_upgrade(&w, "/socket", WIRE_GOOD), 101);
  return w;
}

/* A frame as a browser sends it, masked with zeros and with others. */
static inline void wire_frame(wire *w, int kind, const char *bytes, size_t length) {
  static const unsigned char mask[4] = {0x37, 0, 0xfa, 0x21};
  unsigned char *frame = malloc(length + 14);
  size_t at = 2;
  assert_non_null(frame);
  frame[0] = (unsigned char)kind;
  frame[1] = (unsigned char)(128 | (length < 126 ? length : length < 65536 ? 126 : 127));
  for (int i = length < 126 ? -1 : length < 65536 ? 1 : 7; i >= 0; i--)
    frame[at++] = (unsigned char)((uint64_t)length >> (8 * i));
  memcpy(frame + at, mask, 4);
  at += 4;
  for (size_t i = 0; i < length; i++) frame[at + i] = (unsigned char)bytes[i] ^ mask[i % 4];
  wire_send(w, frame, at + length);
  free(frame);
}

static inline void wire_say(wire *w, const char *text) { wire_frame(w, WIRE_FIN | WIRE_TEXT, text, strlen(text)); }

/* One frame; its text follows what w->text has. 1: a text is whole; 0: not yet; −1: the end, `code` says which, if
 * any. */
static inline int wire_take(wire *w, int *code) {
  unsigned char head[10];
  *code = -1;
  if (!wire_read_all(w, head, 2)) return -1;
  uint64_t length = head[1] & 127;
  const int more = length == 126 ? 2 : length == 127 ? 8 : 0;
  assert_false(head[1] & 128); /* a host masks nothing */
  if (more && !wire_read_all(w, head + 2, (size_t)more)) return -1;
  if (more) length = 0;
  for (int i = 0; i < more; i++) length = length << 8 | head[2 + i];
  assert_true(w->length + length < WIRE_ROOM);
  char *to = w->text + w->length;
  if (length && !wire_read_all(w, to, length)) return -1;
  const int kind = head[0] & 15;
  if (kind == WIRE_CLOSE && length >= 2) *code = (unsigned char)to[0] << 8 | (unsigned char)to[1];
  if (kind == WIRE_CLOSE) return -1;
  if (kind == WIRE_PING && !w->gives_no_pong) wire_frame(w, WIRE_FIN | WIRE_PONG, to, length);
  if (kind == WIRE_PING || kind == WIRE_PONG) return 0;
  w->length += length;
  w->text[w->length] = 0;
  return (head[0] & WIRE_FIN) != 0;
}

/* The next text, whole, in w->text. 0; or the code of the farewell; −1: the connection ended without one. */
static inline int wire_hear(wire *w) {
  int code, taken = 0;
  w->length = 0;
  while (!taken) taken = wire_take(w, &code);
  return taken > 0 ? 0 : code;
}

/* Passes over sheets until the connection ends. */
static inline int wire_hear_end(wire *w) {
  int code = 0;
  while (!code) code = wire_hear(w);
  return code;
}

/* The answer to a request, of members that jansson packs; the caller frees it. Sheets are passed over. */
static inline json_t *wire_request(wire *w, const char *what, json_t *object) {
  json_object_set_new(object, "do", json_string(what));
  json_object_set_new(object, "ask", json_integer(++w->asked));
  char *text = json_dumps(object, 0);
  wire_say(w, text);
  free(text);
  json_decref(object);
  for (;;) {
    const int end = wire_hear(w);
    if (end) fail_msg("%s: the connection ended with %d", what, end);
    json_t *answer = json_loadb(w->text, w->length, 0, NULL);
    assert_non_null(answer);
    if (json_integer_value(json_object_get(answer, "re")) == w->asked) return answer;
    json_decref(answer);
  }
}

/* The same where it has to be accepted: its "ok". Who is too quick waits as it is told to. */
static inline json_t *wire_ok(wire *w, const char *what, json_t *object) {
  for (;;) {
    json_t *answer = wire_request(w, what, json_deep_copy(object));
    json_t *ok = json_incref(json_object_get(answer, "ok"));
    const json_int_t wait = json_integer_value(json_object_get(json_object_get(answer, "refused"), "wait_ms"));
    if (!ok && !wait) fail_msg("%s is refused: %s", what, w->text);
    json_decref(answer);
    if (ok) {
      json_decref(object);
      return ok;
    }
    nanosleep(&(struct timespec){.tv_sec = wait / 1000, .tv_nsec = (wait % 1000 + 1) * 1000000}, NULL);
  }
}

static inline void wire_done(wire *w, const char *what, json_t *object) { json_decref(wire_ok(w, what, object)); }

static inline void wire_hello(wire *w, const char *page) {
  wire_done(w, "hello", json_pack("{s:i,s:s}", "protocol", PL_PROTOCOL_VERSION, "page", page));
}

static inline wire wire_control(const pl_host *host) {
  wire w = wire_open(wire_port(host));
  wire_hello(&w, "control");
  wire_done(&w, "control", json_pack("{s:s}", "code", pl_host_control_code(host)));
  return w;
}

#endif
