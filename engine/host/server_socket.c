/* WebSockets: texts from a client to the room, and letters from the room to a client.
 *
 * A letter may be on its way to many; each client has a queue of its own and reads as fast as it can. A sheet that
 * waits in it goes when a newer one of the same name comes, whole, so a slow client gets fewer, but the last. Whoever
 * is behind by more than a bound is cut off: its page connects again and gets everything anew, which is less than what
 * it missed.
 * One piece of one letter is written in one turn, so a slow client and a large letter keep nobody waiting.
 *
 * Only a page of this host may connect: a browser says where its page came from (Origin), and that must be where it
 * connects to (Host). Whoever says neither is no browser, and has no business here. */
#include "server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
  PIECE = 8192,
  LEAVING_SECONDS = 5, /* for the last letters and the farewell */
  TOO_LARGE = 1009, BINARY = 1003, TOO_MUCH = 1008
};

/* ---- beginning ---- */

static int refuse(struct lws *wsi, unsigned code) {
  return lws_return_http_status(wsi, code, NULL) ? -1 : 1;
}

static bool has_header(struct lws *wsi, enum lws_token_indexes which, char *out, int size) {
  return lws_hdr_copy(wsi, out, size, which) > 0;
}

/* "http://HOST" or "https://HOST", as it was addressed. */
static bool is_from_here(struct lws *wsi) {
  char origin[300], host[256];
  if (!has_header(wsi, WSI_TOKEN_ORIGIN, origin, sizeof origin)) return false;
  if (!pl_http_authority(wsi, host, sizeof host)) return false;
  const char *after = strstr(origin, "://");
  if (!after || (strncasecmp(origin, "http://", 7) && strncasecmp(origin, "https://", 8))) return false;
  return !strcasecmp(after + 3, host);
}

int pl_socket_may_begin(pl_connection *connection, const char *upgrade) {
  pl_host *host = connection->host;
  struct lws *wsi = connection->wsi;
  char path[32], protocol[64];
  pl_http_policy(host, NULL);
  if (strcasecmp(upgrade, "websocket")) return -1;
  if (host->has_tls && !lws_is_ssl(wsi)) return refuse(wsi, 403);
  if (!has_header(wsi, WSI_TOKEN_GET_URI, path, sizeof path) || strcmp(path, "/socket")) return refuse(wsi, 404);
  if (!has_header(wsi, WSI_TOKEN_PROTOCOL, protocol, sizeof protocol) || strcmp(protocol, PL_PROTOCOL_NAME))
    return refuse(wsi, 400);
  if (!is_from_here(wsi) || pl_http_is_misled(connection)) return refuse(wsi, 403);
  if (host->socket_count >= host->limits.sockets ||
      pl_connection_neighbours(host, connection, true) >= host->limits.from_one)
    return refuse(wsi, 503);
  connection->is_by_name = pl_http_says_name(wsi);
  return 0;
}

/* A number that is nobody's and was nobody's: a place in the table, and above it how many there were before. */
static pl_client number_for(pl_host *host) {
  for (int tries = 0; tries < 2 * PL_MOST_SOCKETS; tries++) {
    const uint32_t at = ++host->sockets_so_far % PL_MOST_SOCKETS;
    if (!host->socket[at]) return host->sockets_so_far;
  }
  return 0;
}

static pl_connection *find(const pl_host *host, pl_client client) {
  pl_connection *c = host->socket[client % PL_MOST_SOCKETS];
  return c && c->client == client ? c : NULL;
}

int pl_socket_begin(pl_connection *connection) {
  pl_host *host = connection->host;
  char from[PL_ADDRESS_TEXT + 8];
  const pl_client client = number_for(host);
  if (!client || !host->room) return -1;
  const pl_time now = pl_host_now();
  connection->has_socket = true;
  connection->client = client;
  connection->allowance = host->limits.heard_at_once;
  connection->allowance_at = now.milliseconds;
  host->socket[client % PL_MOST_SOCKETS] = connection;
  host->page_count--;
  host->socket_count++;
  pl_neighbour_text(&connection->neighbour, from);
  if (connection->is_by_name) strcat(from, " by name");
  pl_room_enter(host->room, client, from, now);
  return 0;
}

/* ---- hearing ---- */

static int end_with(pl_connection *c, int farewell) {
  lws_close_reason(c->wsi, (enum lws_close_status)farewell, NULL, 0);
  return -1;
}

/* What a client sends costs it; the allowance grows with time. */
static bool can_pay(pl_connection *c, size_t length, int64_t now) {
  const pl_limits *limits = &c->host->limits;
  const int64_t most = limits->heard_at_once;
  const int64_t grown = (now - c->allowance_at) * limits->heard_a_second / 1000;
  if (grown > 0) {
    c->allowance = grown > most - c->allowance ? most : c->allowance + grown;
    c->allowance_at = now;
  }
  c->allowance -= (int64_t)length + PL_FRAME_COST;
  return c->allowance >= 0;
}

static bool keep(pl_connection *c, const char *bytes, size_t length) {
  if (!length) return true;
  char *more = realloc(c->heard, c->heard_length + length);
  if (!more) return false;
  c->heard = more;
  memcpy(more + c->heard_length, bytes, length);
  c->heard_length += length;
  return true;
}

static void let_go_heard(pl_connection *c) {
  free(c->heard);
  c->heard = NULL;
  c->heard_length = 0;
  c->is_inside = false;
}

int pl_socket_hear(pl_connection *connection, const char *bytes, size_t length) {
  pl_connection *c = connection;
  const pl_time now = pl_host_now();
  if (c->is_leaving || !c->host->room) return 0;
  if (lws_frame_is_binary(c->wsi)) return end_with(c, BINARY);
  if (!can_pay(c, length, now.milliseconds)) return end_with(c, TOO_MUCH);
  if (c->heard_length + length > PL_PROTOCOL_REQUEST_BYTES) return end_with(c, TOO_LARGE);
  const bool is_last = lws_is_final_fragment(c->wsi) && !lws_remaining_packet_payload(c->wsi);
  if (is_last && !c->is_inside) {
    pl_room_hear(c->host->room, c->client, bytes, length, now);
    return 0;
  }
  c->is_inside = true;
  if (!keep(c, bytes, length)) return end_with(c, TOO_LARGE);
  if (!is_last) return 0;
  pl_room_hear(c->host->room, c->client, c->heard ? c->heard : "", c->heard_length, now);
  let_go_heard(c);
  return 0;
}

/* ---- sending ---- */

static void let_go_first(pl_connection *c) {
  pl_waiting *w = c->first;
  c->waiting_bytes -= w->letter->length;
  c->first = w->next;
  if (!c->first) c->last = NULL;
  c->sent = 0;
  pl_letter_let_go(w->letter);
  free(w);
}

/* At once, without a word: it does not listen. The library comes back with its end. */
static void cut_off(pl_connection *c) {
  c->is_leaving = true;
  while (c->first) let_go_first(c);
  lws_set_timeout(c->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
}

/* The bytes that say which sheet a letter is; 0: it is an answer. */
static size_t name_of_sheet(const pl_letter *letter) {
  static const char begin[] = "{\"sheet\":\"";
  const size_t before = sizeof begin - 1;
  return strncmp(letter->text, begin, before) ? 0 : before + strcspn(letter->text + before, "\"") + 1;
}

/* A sheet takes the place of the one of its name: who reads slowly is not sent what is old already. Whether there was
 * one. */
static bool drop_older(pl_connection *c, const pl_letter *letter) {
  const size_t name = name_of_sheet(letter);
  bool has_dropped = false;
  pl_waiting *before = NULL;
  for (pl_waiting *w = name ? c->first : NULL, *next; w; w = next) {
    const bool is_on_its_way = w == c->first && c->sent;
    next = w->next;
    if (is_on_its_way || strncmp(w->letter->text, letter->text, name)) {
      before = w;
      continue;
    }
    if (before) before->next = next;
    else c->first = next;
    if (c->last == w) c->last = before;
    c->waiting_bytes -= w->letter->length;
    pl_letter_let_go(w->letter);
    free(w);
    has_dropped = true;
  }
  return has_dropped;
}

void pl_socket_send(void *host, pl_client client, pl_letter *letter) {
  pl_connection *c = find(host, client);
  if (!c || c->is_leaving) return;
  if (drop_older(c, letter) && letter->whole) letter = letter->whole;
  pl_waiting *w = malloc(sizeof *w);
  if (!w || c->waiting_bytes + letter->length > c->host->limits.waiting_bytes) {
    free(w);
    cut_off(c);
    return;
  }
  *w = (pl_waiting){.letter = pl_letter_hold(letter)};
  if (c->last) c->last->next = w;
  else c->first = w;
  c->last = w;
  c->waiting_bytes += letter->length;
  lws_callback_on_writable(c->wsi);
}

void pl_socket_leave(pl_connection *connection, int farewell) {
  if (connection->is_leaving) return;
  connection->is_leaving = true;
  connection->farewell = farewell;
  lws_set_timeout(connection->wsi, PENDING_TIMEOUT_USER_OK, LEAVING_SECONDS);
  lws_callback_on_writable(connection->wsi);
}

void pl_socket_close(void *host, pl_client client) {
  pl_connection *c = find(host, client);
  if (c) pl_socket_leave(c, TOO_MUCH);
}

int pl_socket_write(pl_connection *connection) {
  pl_connection *c = connection;
  unsigned char *out = c->host->scratch + LWS_PRE;
  if (!c->first) return c->is_leaving ? end_with(c, c->farewell ? c->farewell : TOO_MUCH) : 0;
  const pl_letter *letter = c->first->letter;
  const size_t left = letter->length - c->sent, piece = left < PIECE ? left : PIECE;
  const int how = lws_write_ws_flags(LWS_WRITE_TEXT, c->sent == 0, piece == left);
  memcpy(out, letter->text + c->sent, piece);
  if (lws_write(c->wsi, out, piece, (enum lws_write_protocol)how) < (int)piece) return -1;
  c->sent += piece;
  if (piece == left) let_go_first(c);
  if (c->first || c->is_leaving) lws_callback_on_writable(c->wsi);
  return 0;
}

/* ---- the end ---- */

void pl_socket_end(pl_connection *connection) {
  pl_connection *c = connection;
  pl_host *host = c->host;
  const pl_client client = c->client;
  while (c->first) let_go_first(c);
  let_go_heard(c);
  if (!client) return;
  c->client = 0;
  host->socket[client % PL_MOST_SOCKETS] = NULL;
  host->socket_count--;
  if (host->room) pl_room_leave(host->room, client, pl_host_now());
}
