/* Many clients at once: sockets that do not wait, a buffer in each direction, and WebSocket's frames (RFC 6455) as a
 * browser sends them, masked. What arrives is cut into frames as soon as they are whole. */
#define _XOPEN_SOURCE 700
#include "crowd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <polder/protocol.h>

enum { PIECE = 65536, FIN_TEXT = 0x81, CLOSE = 8, PING = 9, PONG = 10, FIN = 0x80 };

static void die(const char *what) {
  fprintf(stderr, "crowd: %s: %s\n", what, strerror(errno));
  exit(1);
}

double crowd_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void add(char **buffer, size_t *length, size_t *room, const void *bytes, size_t more) {
  if (*length + more + 1 > *room) {
    *room = 2 * (*length + more + 1);
    *buffer = realloc(*buffer, *room);
    if (!*buffer) die("no memory");
  }
  if (more) memcpy(*buffer + *length, bytes, more);
  *length += more;
  (*buffer)[*length] = 0;
}

/* ---- coming and going ---- */

void crowd_open(crowd *them, int count, int port) {
  them->guest = calloc((size_t)count, sizeof *them->guest);
  them->end = calloc((size_t)count, sizeof *them->end);
  if (!them->guest || !them->end) die("no memory");
  them->count = count;
  them->port = port;
  for (int i = 0; i < count; i++) them->guest[i] = (guest){.fd = -1, .index = i};
}

void guest_go(guest *g) {
  if (g->fd >= 0) close(g->fd);
  free(g->in);
  free(g->out);
  free(g->text);
  *g = (guest){.fd = -1, .index = g->index, .asked = g->asked, .farewell = g->farewell, .http = g->http,
               .read_at_most = g->read_at_most, .is_deaf = g->is_deaf, .received = g->received};
}

void crowd_close(crowd *them) {
  for (int i = 0; i < them->count; i++) guest_go(&them->guest[i]);
  free(them->guest);
  free(them->end);
}

static void put_knock(crowd *them, guest *g) {
  char text[400];
  const int length = snprintf(text, sizeof text,
                              "GET /socket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
                              "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: %s\r\n\r\n",
                              them->port, them->port, PL_PROTOCOL_NAME);
  guest_send(g, text, (size_t)length);
}

void guest_come(crowd *them, guest *g, const char *from) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)them->port)}, own = to;
  const int one = 1;
  guest_go(g);
  g->farewell = g->http = 0;
  g->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (g->fd < 0) die("socket");
  fcntl(g->fd, F_SETFL, O_NONBLOCK);
  setsockopt(g->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  own.sin_port = 0;
  own.sin_addr.s_addr = from ? inet_addr(from) : htonl(INADDR_LOOPBACK);
  if (from && bind(g->fd, (struct sockaddr *)&own, sizeof own)) die(from);
  g->state = GUEST_CONNECTING;
  if (connect(g->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) {
    guest_go(g); /* nobody listens: `gone` is for those who were there */
    return;
  }
  put_knock(them, g);
}

/* ---- sending ---- */

static bool flush(guest *g) {
  while (g->out_sent < g->out_length) {
    const ssize_t sent = send(g->fd, g->out + g->out_sent, g->out_length - g->out_sent, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    g->out_sent += (size_t)sent;
  }
  g->out_sent = g->out_length = 0;
  return true;
}

void guest_send(guest *g, const void *bytes, size_t length) {
  if (g->state == GUEST_AWAY) return;
  add(&g->out, &g->out_length, &g->out_room, bytes, length);
  if (g->state == GUEST_INSIDE) flush(g); /* an end is found when reading */
}

void guest_frame(guest *g, unsigned first, const void *bytes, size_t length) {
  static const unsigned char mask[4] = {0x37, 0x11, 0xfa, 0x21};
  const unsigned char *from = bytes;
  unsigned char *frame = malloc(length + 14);
  size_t at = 2;
  if (!frame) die("no memory");
  frame[0] = (unsigned char)first;
  frame[1] = (unsigned char)(128 | (length < 126 ? length : length < 65536 ? 126 : 127));
  for (int i = length < 126 ? -1 : length < 65536 ? 1 : 7; i >= 0; i--)
    frame[at++] = (unsigned char)((uint64_t)length >> (8 * i));
  memcpy(frame + at, mask, 4);
  at += 4;
  for (size_t i = 0; i < length; i++) frame[at + i] = from[i] ^ mask[i % 4];
  guest_send(g, frame, at + length);
  free(frame);
}

uint32_t guest_ask(guest *g, const char *what, json_t *object) {
  json_object_set_new(object, "do", json_string(what));
  json_object_set_new(object, "ask", json_integer(++g->asked));
  char *text = json_dumps(object, JSON_COMPACT);
  if (!text) die("no such request");
  guest_frame(g, FIN_TEXT, text, strlen(text));
  free(text);
  json_decref(object);
  return g->asked;
}

/* ---- receiving ---- */

static void take_out(guest *g, size_t length) {
  memmove(g->in, g->in + length, g->in_length - length);
  g->in_length -= length;
  g->in[g->in_length] = 0;
}

/* The host's answer to the knock. False: it is no welcome. */
static bool take_welcome(guest *g) {
  const char *end = strstr(g->in, "\r\n\r\n");
  if (!end) return g->in_length < 16384;
  const int code = atoi(g->in + strcspn(g->in, " "));
  if (code != 101) {
    g->http = code;
    return false;
  }
  take_out(g, (size_t)(end + 4 - g->in));
  g->state = GUEST_INSIDE;
  return true;
}

/* The next whole frame that begins at `at`; 0: it is not whole yet. */
static size_t frame_at(const guest *g, size_t at, size_t *head, size_t *length) {
  const unsigned char *b = (const unsigned char *)g->in + at;
  const size_t there = g->in_length - at;
  if (there < 2) return 0;
  const int more = (b[1] & 127) == 126 ? 2 : (b[1] & 127) == 127 ? 8 : 0;
  *head = 2 + (size_t)more;
  if (there < *head) return 0;
  *length = more ? 0 : b[1] & 127;
  for (int i = 0; i < more; i++) *length = *length << 8 | b[2 + i];
  return there < *head + *length ? 0 : *head + *length;
}

/* False: the guest is to go, or was sent elsewhere by whoever heard. */
static bool take_frames(crowd *them, guest *g) {
  size_t at = 0, head, length, whole;
  const int fd = g->fd;
  while ((whole = frame_at(g, at, &head, &length)) > 0) {
    const unsigned first = (unsigned char)g->in[at];
    const char *body = g->in + at + head;
    at += whole;
    if ((first & 15) == CLOSE) {
      g->farewell = length >= 2 ? (unsigned char)body[0] << 8 | (unsigned char)body[1] : 1005;
      return false;
    }
    if ((first & 15) == PING) guest_frame(g, FIN | PONG, body, length);
    if ((first & 15) >= CLOSE) continue;
    add(&g->text, &g->text_length, &g->text_room, body, length);
    if (!(first & FIN)) continue;
    const size_t text_length = g->text_length;
    g->text_length = 0;
    them->hear(them, g, g->text, text_length);
    if (g->fd != fd || g->state != GUEST_INSIDE) return true; /* it left, and may have come again */
  }
  if (at) take_out(g, at);
  return true;
}

static bool receive(crowd *them, guest *g) {
  char bytes[PIECE];
  size_t most = g->read_at_most && g->read_at_most < sizeof bytes ? g->read_at_most : sizeof bytes;
  const ssize_t got = recv(g->fd, bytes, most, 0);
  if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  if (!got) return false;
  g->received += (uint64_t)got;
  add(&g->in, &g->in_length, &g->in_room, bytes, (size_t)got);
  if (g->state == GUEST_KNOCKING && !take_welcome(g)) return false;
  return g->state != GUEST_INSIDE || take_frames(them, g);
}

static bool serve(crowd *them, guest *g, short events) {
  if (g->state == GUEST_CONNECTING && events & (POLLOUT | POLLERR | POLLHUP)) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(g->fd, SOL_SOCKET, SO_ERROR, &error, &size) || error) return false;
    g->state = GUEST_KNOCKING;
  }
  if (events & POLLOUT && !flush(g)) return false;
  return !(events & (POLLIN | POLLHUP | POLLERR)) || (g->is_deaf && !(events & (POLLHUP | POLLERR))) ||
         receive(them, g);
}

void crowd_turn(crowd *them, int milliseconds) {
  for (int i = 0; i < them->count; i++) {
    const guest *g = &them->guest[i];
    const bool has_more = g->out_sent < g->out_length || g->state == GUEST_CONNECTING;
    const bool is_deaf = g->is_deaf && g->state == GUEST_INSIDE;
    them->end[i] = (struct pollfd){.fd = g->fd, .events = (short)((is_deaf ? 0 : POLLIN) | (has_more ? POLLOUT : 0))};
  }
  if (poll(them->end, (nfds_t)them->count, milliseconds) <= 0) return;
  for (int i = 0; i < them->count; i++) {
    guest *g = &them->guest[i];
    if (g->fd < 0 || g->fd != them->end[i].fd || !them->end[i].revents) continue;
    if (serve(them, g, them->end[i].revents)) continue;
    guest_go(g);
    if (them->gone) them->gone(them, g);
  }
}

bool crowd_is_sheet(const char *text, const char *name) {
  static const char begin[] = "{\"sheet\":\"";
  const size_t length = strlen(name);
  return !strncmp(text, begin, sizeof begin - 1) && !strncmp(text + sizeof begin - 1, name, length) &&
         text[sizeof begin - 1 + length] == '"';
}

static json_t *completed_list(const json_t *had, const json_t *change) {
  json_t *list = json_array();
  const json_t *put = json_object_get(change, "put");
  for (size_t i = (size_t)json_integer_value(json_object_get(change, "cut")); i < json_array_size(had); i++)
    json_array_append(list, json_array_get(had, i));
  if (json_object_get(change, "add")) json_array_extend(list, json_object_get(change, "add"));
  for (size_t i = 0; i < json_array_size(put); i++)
    json_array_set(list, (size_t)json_integer_value(json_array_get(json_array_get(put, i), 0)),
                   json_array_get(json_array_get(put, i), 1));
  return list;
}

void crowd_complete(json_t **body, const json_t *message) {
  const char *key;
  json_t *change;
  const bool is_part = *body && json_object_get(message, "after");
  json_t *whole = is_part ? *body : json_object();
  json_object_update(whole, json_object_get(message, "body"));
  json_object_foreach(json_object_get(message, "lists"), key, change)
    json_object_set_new(whole, key, completed_list(json_object_get(whole, key), change));
  if (!is_part) json_decref(*body);
  *body = whole;
}
