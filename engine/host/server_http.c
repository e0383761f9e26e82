/* Pages, their words, and reports, over HTTP.
 *
 * Every answer says the same about safety: nothing is loaded from elsewhere, nothing is guessed, no other page may hold
 * this one, and no address is passed on. What carries an exercise's content is not kept by anybody in between; the
 * files of the pages are kept for ever under the address that a page gives them, for they never change there, and asked
 * for again with their tag under any other. A page never runs with the script of another version. Whoever takes gzip
 * gets it: pages and words come from phones' worst networks.
 *
 * A body is sent in pieces, one for each turn in which its socket takes more. */
#include "server.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <polder/translate.h>

#include "pages.h"

enum {
  PIECE = 8192,
  HEAD_BYTES = 2048,
  TEMPORARY_REDIRECT = 307, /* RFC 9110; the library has no name for it */
  MANY = 4 /* from this part of the bound on pages on, answers close their connections */
};

typedef struct answer {
  unsigned code;
  const char *type, *cache, *tag, *name, *location; /* name: of a file to be kept */
  bool may_be_packed, is_packed;
  const char *body;
  size_t length;
} answer;

static const char no_store[] = "no-store", ask_again[] = "no-cache", for_ever[] = "public, max-age=31536000, immutable";

/* ---- the request ---- */

/* Who was addressed: letters, digits, and what stands in addresses and ports; nothing else gets into a header. */
bool pl_http_authority(struct lws *wsi, char *out, size_t size) {
  const int length = lws_hdr_copy(wsi, out, (int)size, WSI_TOKEN_HOST);
  if (length <= 0) return false;
  for (const char *c = out; *c; c++)
    if (!isalnum((unsigned char)*c) && !strchr(".-:[]_", *c)) return false;
  return true;
}

/* A stranger's page can make its own name lead to this machine, and a proxy hands on whoever comes: who says a name is
 * not taken for somebody at this machine. */
bool pl_http_says_name(struct lws *wsi) {
  char host[256];
  if (!pl_http_authority(wsi, host, sizeof host) || host[0] == '[') return false;
  host[strcspn(host, ":")] = 0;
  return strcasecmp(host, "localhost") && host[strspn(host, "0123456789.")];
}

/* Whoever plays alone has no PIN, so a page whose name was made to lead here could play for them. With TLS the
 * certificate would give it away. */
bool pl_http_is_misled(const pl_connection *connection) {
  const pl_host *host = connection->host;
  return host->options.mode == PL_MODE_SOLO && !host->has_tls && pl_http_says_name(connection->wsi);
}

/* 'self' covers the socket in today's browsers; those of some years ago want it said. */
void pl_http_policy(pl_host *host, const char *authority) {
  char socket[300] = "";
  if (authority) snprintf(socket, sizeof socket, " %s://%s", host->has_tls ? "wss" : "ws", authority);
  snprintf(host->policy, sizeof host->policy,
           "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'%s; "
           "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
           socket);
}

static bool has_already(struct lws *wsi, const char *tag) {
  char known[300];
  return tag && lws_hdr_copy(wsi, known, sizeof known, WSI_TOKEN_HTTP_IF_NONE_MATCH) > 0 && strstr(known, tag);
}

/* ---- the answer ---- */

static bool put(struct lws *wsi, const char *name, const char *value, unsigned char **at, unsigned char *end) {
  return !value || !lws_add_http_header_by_name(wsi, (const unsigned char *)name, (const unsigned char *)value,
                                                (int)strlen(value), at, end);
}

static bool write_head(pl_connection *c, const answer *a) {
  unsigned char head[LWS_PRE + HEAD_BYTES], *at = head + LWS_PRE, *end = head + sizeof head;
  char name[100] = "";
  if (a->name) snprintf(name, sizeof name, "attachment; filename=\"%s\"", a->name);
  return !lws_add_http_common_headers(c->wsi, a->code, a->type, a->length, &at, end) &&
         put(c->wsi, "cache-control:", a->cache, &at, end) && put(c->wsi, "etag:", a->tag, &at, end) &&
         put(c->wsi, "location:", a->location, &at, end) &&
         put(c->wsi, "content-encoding:", a->is_packed ? "gzip" : NULL, &at, end) &&
         put(c->wsi, "vary:", a->may_be_packed ? "accept-encoding" : NULL, &at, end) &&
         put(c->wsi, "content-disposition:", *name ? name : NULL, &at, end) &&
         put(c->wsi, "allow:", a->code == HTTP_STATUS_METHOD_NOT_ALLOWED ? "GET, HEAD" : NULL, &at, end) &&
         put(c->wsi, "connection:", c->closes ? "close" : NULL, &at, end) &&
         !lws_finalize_write_http_header(c->wsi, head + LWS_PRE, &at, end);
}

static int finish(pl_connection *c) {
  pl_buffer_clear(&c->made);
  c->body = NULL;
  pl_http_policy(c->host, NULL);
  return c->closes || lws_http_transaction_completed(c->wsi) ? -1 : 0;
}

static int reply(pl_connection *c, const answer *a, bool has_body) {
  if (c->host->page_count > c->host->limits.pages / MANY) c->closes = true;
  if (!write_head(c, a)) return -1;
  if (!has_body || !a->length) return finish(c);
  c->body = a->body;
  c->body_length = a->length;
  c->body_at = 0;
  lws_set_timeout(c->wsi, PENDING_TIMEOUT_HTTP_CONTENT, c->host->limits.request_seconds);
  lws_callback_on_writable(c->wsi);
  return 0;
}

int pl_http_go_on(pl_connection *connection) {
  pl_connection *c = connection;
  if (!c->body) return 0;
  const size_t left = c->body_length - c->body_at, piece = left < PIECE ? left : PIECE;
  unsigned char *out = c->host->scratch + LWS_PRE;
  memcpy(out, c->body + c->body_at, piece);
  if (lws_write(c->wsi, out, piece, piece == left ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < (int)piece) return -1;
  c->body_at += piece;
  if (piece == left) return finish(c);
  lws_set_timeout(c->wsi, PENDING_TIMEOUT_HTTP_CONTENT, c->host->limits.request_seconds);
  lws_callback_on_writable(c->wsi);
  return 0;
}

/* ---- what there is ---- */

static int say(pl_connection *c, unsigned code, const char *text, bool has_body) {
  const answer a = {.code = code, .type = "text/plain; charset=utf-8", .cache = no_store, .body = text,
                    .length = strlen(text)};
  return reply(c, &a, has_body);
}

/* "gzip;q=0" is nobody's; who takes gzip says so plainly. */
static bool takes_gzip(struct lws *wsi) {
  char kinds[200];
  return lws_hdr_copy(wsi, kinds, sizeof kinds, WSI_TOKEN_HTTP_ACCEPT_ENCODING) > 0 && strstr(kinds, "gzip") &&
         !strstr(kinds, "gzip;q=0");
}

static void pack(pl_connection *c, answer *a, const pl_buffer *packed) {
  a->may_be_packed = packed->length > 0;
  if (!a->may_be_packed || !takes_gzip(c->wsi)) return;
  a->is_packed = true;
  a->body = packed->bytes;
  a->length = packed->length;
}

/* For this time only: another day the same address may be without TLS, and browsers forget nothing. */
static int lead_to_tls(pl_connection *c, const char *authority, bool has_body) {
  static const char text[] = "This exercise is at https.\n";
  char location[300];
  snprintf(location, sizeof location, "https://%s/", authority);
  const answer a = {.code = TEMPORARY_REDIRECT, .type = "text/plain; charset=utf-8", .cache = no_store,
                    .location = location, .body = text, .length = sizeof text - 1};
  c->closes = true;
  return reply(c, &a, has_body);
}

/* Somebody mistyped an address, on a phone: the way is one touch. */
static int reply_nothing(pl_connection *c, const char *path, bool has_body) {
  if (strchr(path, '.')) return say(c, HTTP_STATUS_NOT_FOUND, "There is nothing here.\n", has_body);
  pl_buffer_clear(&c->made);
  pl_buffer_add_format(&c->made,
                       "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width\">\n"
                       "<title>Polder</title>\n<h1>%s</h1>\n<p><a href=\"/\">%s</a></p>\n",
                       pl_translate_language() == PL_DUTCH ? "nl" : "en", PL_TEXT("There is nothing at this address."),
                       PL_TEXT("To the exercise"));
  if (c->made.failed) return -1;
  const answer a = {.code = HTTP_STATUS_NOT_FOUND, .type = "text/html; charset=utf-8", .cache = no_store,
                    .body = c->made.bytes, .length = c->made.length};
  return reply(c, &a, has_body);
}

/* What the browser may have already, by its tag, is not sent again. */
static int reply_unless_known(pl_connection *c, const answer *wanted, bool has_body) {
  answer a = *wanted;
  if (!has_already(c->wsi, a.tag)) return reply(c, &a, has_body);
  a.code = HTTP_STATUS_NOT_MODIFIED;
  a.length = 0;
  return reply(c, &a, false);
}

static int reply_file(pl_connection *c, const pl_page_file *file, const char *cache, bool has_body) {
  answer a = {.code = HTTP_STATUS_OK, .type = pl_page_type(file->name), .cache = cache,
              .tag = cache == no_store ? NULL : file->tag, .body = file->bytes, .length = file->length};
  pack(c, &a, &c->host->packed[file - pl_page_files]);
  return reply_unless_known(c, &a, has_body);
}

static int reply_words(pl_connection *c, bool has_body) {
  const pl_host *host = c->host;
  answer a = {.code = HTTP_STATUS_OK, .type = "application/json", .cache = ask_again, .tag = host->words_tag,
              .body = host->words.bytes, .length = host->words.length};
  pack(c, &a, &host->words_packed);
  return reply_unless_known(c, &a, has_body);
}

/* "report.stix.json": what follows the first dot of the path's last part, if it looks like an ending. */
static void name_report(const char *path, char *out, size_t size) {
  const char *last = strrchr(path, '/'), *dot = last ? strchr(last, '.') : NULL;
  bool is_plain = dot && strlen(dot) < 16;
  for (const char *at = is_plain ? dot : ""; *at; at++)
    if (*at != '.' && !isalnum((unsigned char)*at)) is_plain = false;
  snprintf(out, size, "report%s", is_plain ? dot : "");
}

/* Whoever fetches a report has it, and nobody after: it is to be kept as a file, not shown within the host's pages. */
static int reply_report(pl_connection *c, const char *path) {
  const char *type = NULL;
  char name[32];
  if (!c->host->room || !pl_room_fetch(c->host->room, path, &c->made, &type, pl_host_now()))
    return say(c, HTTP_STATUS_NOT_FOUND, "There is no such report, or it was fetched already.\n", true);
  name_report(path, name, sizeof name);
  const answer a = {.code = HTTP_STATUS_OK, .type = type ? type : "application/octet-stream", .cache = no_store,
                    .name = name, .body = c->made.bytes, .length = c->made.length};
  return reply(c, &a, true);
}

int pl_http_ask(pl_connection *connection, const char *path, size_t length) {
  pl_connection *c = connection;
  char authority[256], *unused;
  int unused_length;
  bool is_page;
  const int method = lws_http_get_uri_and_method(c->wsi, &unused, &unused_length);
  const bool has_body = method != LWSHUMETH_HEAD;
  c->closes = false;
  pl_http_policy(c->host, NULL);
  if (method != LWSHUMETH_GET && method != LWSHUMETH_HEAD) {
    c->closes = true; /* whatever follows is not read */
    return say(c, HTTP_STATUS_METHOD_NOT_ALLOWED, "Pages are only read here.\n", true);
  }
  if (!pl_http_authority(c->wsi, authority, sizeof authority)) {
    c->closes = true;
    return say(c, HTTP_STATUS_BAD_REQUEST, "Who is addressed? The Host header is missing or odd.\n", has_body);
  }
  if (pl_http_is_misled(c)) {
    c->closes = true;
    return say(c, HTTP_STATUS_FORBIDDEN, "Use the address that polder says, with numbers.\n", has_body);
  }
  if (c->host->has_tls && !lws_is_ssl(c->wsi)) return lead_to_tls(c, authority, has_body);
  pl_http_policy(c->host, authority);
  if (strlen(path) == length) {
    const pl_page_file *file = pl_page_find(path, &is_page);
    if (file) return reply_file(c, file, is_page ? no_store : pl_page_lasts(path) ? for_ever : ask_again, has_body);
    if (!strcmp(path, "/words.json")) return reply_words(c, has_body);
    if (!strncmp(path, "/report/", 8) && method == LWSHUMETH_GET) return reply_report(c, path);
  }
  return reply_nothing(c, path, has_body);
}
