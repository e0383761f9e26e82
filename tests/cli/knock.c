/* Asks a host for something, as a browser would:
 *
 *   knock ADDRESS PATH                  prints the answer, head and body
 *   knock ADDRESS control CODE JSON…    as control: each JSON is a request but for its number; prints each answer
 *   knock ADDRESS team PIN SEAT NAME JSON…   the same as somebody who sits down in a team
 *   knock ADDRESS join PIN SEAT NAME    sits down and prints the token
 *   knock ADDRESS return PAGE TOKEN JSON…    the same as whoever holds the token
 *
 * ADDRESS is "http://127.0.0.1:8080/". Ends with 1 where a request is refused, with 99 where there is no answer. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

enum { PATIENCE = 60000 /* ms */, MOST = 1 << 20, FAILED = 99 };

static char text[MOST + 1];
static char host[128];

static void stop(const char *what) {
  fprintf(stderr, "knock: %s\n", what);
  exit(FAILED);
}

static int reach(const char *address) {
  struct sockaddr_in to = {.sin_family = AF_INET};
  int port;
  if (sscanf(address, "http://%100[0-9.]:%d/", host, &port) != 2) stop("no such address");
  to.sin_port = htons((uint16_t)port);
  if (inet_pton(AF_INET, host, &to.sin_addr) != 1) stop("no such address");
  snprintf(host + strlen(host), 16, ":%d", port);
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to)) stop("nobody listens");
  return fd;
}

static size_t take(int fd, void *out, size_t room) {
  struct pollfd end = {.fd = fd, .events = POLLIN};
  if (poll(&end, 1, PATIENCE) != 1) stop("no answer");
  const ssize_t got = recv(fd, out, room, 0);
  return got > 0 ? (size_t)got : 0;
}

static void take_all(int fd, void *out, size_t length) {
  for (size_t at = 0; at < length;) {
    const size_t got = take(fd, (char *)out + at, length - at);
    if (!got) stop("the connection ended");
    at += got;
  }
}

static void give(int fd, const void *bytes, size_t length) {
  if (send(fd, bytes, length, MSG_NOSIGNAL) != (ssize_t)length) stop("the connection ended");
}

static void ask(int fd, const char *path, const char *more) {
  const int length = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", path, host, more);
  give(fd, text, (size_t)length);
}

static int fetch(int fd, const char *path) {
  size_t at = 0, got;
  ask(fd, path, "Connection: close\r\n");
  while ((got = take(fd, text + at, MOST - at)) > 0) at += got;
  fwrite(text, 1, at, stdout);
  return at ? 0 : FAILED;
}

/* ---- as control ---- */

static void open_socket(int fd) {
  char more[300];
  size_t at = 0;
  snprintf(more, sizeof more,
           "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: polder.1\r\nOrigin: http://%s\r\n", host);
  ask(fd, "/socket", more);
  do take_all(fd, text + at++, 1);
  while (at < 4 || memcmp(text + at - 4, "\r\n\r\n", 4));
  if (memcmp(text, "HTTP/1.1 101", 12)) stop("no WebSocket");
}

static void say(int fd, const char *words) {
  unsigned char head[8] = {129};
  const size_t length = strlen(words);
  size_t at = 2;
  if (length > 65535) stop("too long");
  head[1] = (unsigned char)(128 | (length < 126 ? length : 126));
  if (length >= 126) head[at++] = (unsigned char)(length >> 8), head[at++] = (unsigned char)length;
  give(fd, head, at);
  give(fd, "\0\0\0", 4); /* a mask that changes nothing */
  give(fd, words, length);
}

/* The next text; control frames are passed over. */
static void hear(int fd) {
  size_t at = 0;
  for (;;) {
    unsigned char head[10];
    take_all(fd, head, 2);
    size_t length = head[1] & 127;
    const int more = length == 126 ? 2 : length == 127 ? 8 : 0;
    take_all(fd, head + 2, (size_t)more);
    if (more) length = 0;
    for (int i = 0; i < more; i++) length = length << 8 | head[2 + i];
    if (length > MOST - at) stop("too long");
    take_all(fd, text + at, length);
    if ((head[0] & 15) == 8) stop("it hung up");
    if (head[0] & 8) continue;
    at += length;
    text[at] = 0;
    if (head[0] & 128) return;
  }
}

/* The answer, borrowed from nobody. */
static json_t *request(int fd, json_t *object) {
  static int number;
  json_object_set_new(object, "ask", json_integer(++number));
  char *words = json_dumps(object, 0);
  say(fd, words);
  free(words);
  for (;;) {
    hear(fd);
    json_t *answer = json_loads(text, 0, NULL);
    if (json_integer_value(json_object_get(answer, "re")) == number) return answer;
    json_decref(answer);
  }
}

/* Who is too quick waits as it is told to. */
static bool is_accepted(int fd, json_t *object, bool is_shown) {
  for (;;) {
    json_t *answer = request(fd, object);
    const bool is_ok = json_object_get(answer, "ok") != NULL;
    const json_int_t wait = json_integer_value(json_object_get(json_object_get(answer, "refused"), "wait_ms"));
    if (is_shown && !wait) puts(text);
    json_decref(answer);
    if (!wait) {
      json_decref(object);
      return is_ok;
    }
    nanosleep(&(struct timespec){.tv_sec = wait / 1000, .tv_nsec = (wait % 1000 + 1) * 1000000}, NULL);
  }
}

/* `door` is how one comes in. */
static int enter(int fd, const char *page, json_t *door, int count, char **requests) {
  bool is_good = true;
  open_socket(fd);
  if (!is_accepted(fd, json_pack("{s:s,s:i,s:s}", "do", "hello", "protocol", 1, "page", page), false) ||
      !is_accepted(fd, door, false))
    stop("not let in");
  for (int i = 0; i < count; i++) {
    json_t *object = json_loads(requests[i], 0, NULL);
    if (!object) stop("no JSON");
    is_good &= is_accepted(fd, object, true);
  }
  return is_good ? 0 : 1;
}

static int control(int fd, char **words, int count) {
  return enter(fd, "control", json_pack("{s:s,s:s}", "do", "control", "code", words[0]), count - 1, words + 1);
}

static int team(int fd, char **words, int count) {
  json_t *door =
      json_pack("{s:s,s:s,s:s,s:s}", "do", "join", "pin", words[0], "seat", words[1], "name", words[2]);
  return enter(fd, "team", door, count - 3, words + 3);
}

static int join(int fd, char **words) {
  json_t *door = json_pack("{s:s,s:s,s:s,s:s}", "do", "join", "pin", words[0], "seat", words[1], "name", words[2]);
  open_socket(fd);
  if (!is_accepted(fd, json_pack("{s:s,s:i,s:s}", "do", "hello", "protocol", 1, "page", "join"), false) ||
      !is_accepted(fd, door, false))
    stop("not let in");
  json_t *answer = json_loads(text, 0, NULL);
  puts(json_string_value(json_object_get(json_object_get(answer, "ok"), "token")));
  json_decref(answer);
  return 0;
}

static int come_back(int fd, char **words, int count) {
  json_t *door = json_pack("{s:s,s:i,s:s,s:s}", "do", "hello", "protocol", 1, "page", words[0], "token", words[1]);
  return enter(fd, words[0], door, count - 2, words + 2);
}

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  if (count == 3) return fetch(reach(words[1]), words[2]);
  if (count > 4 && !strcmp(words[2], "control")) return control(reach(words[1]), words + 3, count - 3);
  if (count > 5 && !strcmp(words[2], "team")) return team(reach(words[1]), words + 3, count - 3);
  if (count == 6 && !strcmp(words[2], "join")) return join(reach(words[1]), words + 3);
  if (count > 5 && !strcmp(words[2], "return")) return come_back(reach(words[1]), words + 3, count - 3);
  stop("knock ADDRESS PATH, knock ADDRESS control CODE JSON…, or knock ADDRESS team PIN SEAT NAME JSON…");
  return FAILED;
}
