/* The host: one thread, one loop, one exercise.
 *
 *   pl_host_start ──► thread: wait for sockets, workers or the room's next moment ──► room ──► letters ──► wait …
 *        │                                                                             ▲
 *        └── socket, certificate, room: whatever can be refused is refused here        └─ everything, one at a time
 *
 * The room does all that matters; this keeps time for it and carries its letters. Nothing is logged: what libwebsockets
 * would say has paths and addresses in it.
 *
 * Signals are for whoever started the program: the thread blocks them all. */
#include "server.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <jansson.h>
#include <qrencode.h>

#include "certificate.h"
#include "pages.h"

enum {
  GOING_AWAY = 1001, FAREWELL_MS = 700, LONGEST_WAIT_MS = 1000, FIRST_FREE_DESCRIPTORS = 96,
  LOOK_AROUND_MS = 3000,
  LONGEST_SILENCE_MS = 5000 /* of a loop that turns each second; longer, and this program did not run */
};

/* A network may show a room of three hundred people as one address, some of them with two pages, and a phone asks for
 * a page over several connections: so one address may have 640 of each kind. That is less than two thirds of all there
 * are: nobody takes all places alone. A team's sheets come to some hundred kilobytes; who is behind by 4 MB is lost.
 * A page that waits for an answer sends little: 512 KB at once are sixteen of the longest requests. */
pl_limits pl_limits_usual(void) {
  return (pl_limits){.pages = 1024, .sockets = 1024, .from_one = 640,
                     .waiting_bytes = 4u << 20, .sending_bytes = 128 << 10,
                     .heard_at_once = 512 << 10, .heard_a_second = 32 << 10,
                     .request_seconds = 15, .idle_seconds = 5, .ping_seconds = 10, .hangup_seconds = 25};
}

static int64_t milliseconds_of(clockid_t clock) {
  struct timespec t = {0};
  clock_gettime(clock, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* CLOCK_MONOTONIC stands still while the machine sleeps, and it is never set: a laptop that is closed for a while
 * costs nobody time. */
pl_time pl_host_now(void) {
  return (pl_time){.milliseconds = milliseconds_of(CLOCK_MONOTONIC), .wall = milliseconds_of(CLOCK_REALTIME)};
}

/* ---- what libwebsockets tells ---- */

static int on_connection(pl_connection *c, enum lws_callback_reasons reason, void *in, size_t length) {
  switch ((int)reason) {
    case LWS_CALLBACK_HTTP: return pl_http_ask(c, in, length);
    case LWS_CALLBACK_HTTP_WRITEABLE: return pl_http_go_on(c);
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: return pl_socket_may_begin(c, in);
    case LWS_CALLBACK_ESTABLISHED: return pl_socket_begin(c);
    case LWS_CALLBACK_RECEIVE: return pl_socket_hear(c, in, length);
    case LWS_CALLBACK_SERVER_WRITEABLE: return pl_socket_write(c);
    case LWS_CALLBACK_CLOSED: pl_socket_end(c); return 0;
    case LWS_CALLBACK_RAW_ADOPT:
    case LWS_CALLBACK_RAW_RX: return -1; /* no HTTP */
    case LWS_CALLBACK_WSI_DESTROY: pl_connection_forget(c->host, c); return 0;
    default: return 0;
  }
}

static int on_anything(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t length) {
  (void)user;
  struct lws_context *context = wsi ? lws_get_context(wsi) : NULL;
  pl_host *host = context ? lws_context_user(context) : NULL;
  pl_connection *c = wsi && host ? lws_get_opaque_user_data(wsi) : NULL;
  if (c) {
    c->wsi = wsi;
    return on_connection(c, reason, in, length);
  }
  if (reason == LWS_CALLBACK_RAW_RX_FILE && host && wsi == host->door) return pl_door_answer(host);
  if (reason == LWS_CALLBACK_RAW_CLOSE_FILE && host && wsi == host->door) {
    pl_error why;
    host->door = NULL;
    pl_error_set(&why, PL_SYSTEM, "the network is gone: nobody can join any more");
    pl_host_fail(host, &why);
  }
  return 0;
}

/* ---- the loop ---- */

void pl_host_fail(pl_host *host, const pl_error *why) {
  if (atomic_exchange(&host->is_stopping, true)) return;
  pthread_mutex_lock(&host->lock);
  host->failure = *why;
  pthread_mutex_unlock(&host->lock);
}

static void on_alarm(lws_sorted_usec_list_t *timer) { (void)timer; /* the loop turns, and that is all it takes */ }

static void wait_for_something(pl_host *host, int64_t milliseconds) {
  if (milliseconds < 0) milliseconds = 0;
  if (milliseconds > LONGEST_WAIT_MS) milliseconds = LONGEST_WAIT_MS;
  lws_sul_schedule(host->context, 0, &host->alarm, on_alarm, milliseconds * 1000 + 1);
  if (lws_service(host->context, 0) < 0 && !atomic_load(&host->is_stopping)) {
    pl_error why;
    pl_error_set(&why, PL_SYSTEM, "the network cannot be used any more");
    pl_host_fail(host, &why);
  }
}

/* A laptop changes networks, and nobody tells: so it is looked now and then. */
static void look_around(pl_host *host, pl_time now) {
  pl_buffer found[PL_ADDRESSES] = {{0}};
  const char *address[PL_ADDRESSES];
  if (host->looked_around && now.milliseconds - host->looked_around < LOOK_AROUND_MS) return;
  host->looked_around = now.milliseconds;
  const int count = pl_addresses_put(found, PL_ADDRESSES, host->listening, host->has_tls);
  for (int i = 0; i < count; i++) address[i] = pl_buffer_text(&found[i]);
  if (count) pl_room_set_addresses(host->room, address, count, now);
  for (int i = 0; i < PL_ADDRESSES; i++) pl_buffer_clear(&found[i]);
}

static void run(pl_host *host) {
  while (!atomic_load(&host->is_stopping)) {
    pl_error why;
    const pl_time now = pl_host_now();
    look_around(host, now);
    const int64_t next = pl_room_pass(host->room, now);
    if (pl_room_has_failed(host->room, &why)) pl_host_fail(host, &why);
    pl_look_publish(host, now);
    wait_for_something(host, next);
  }
  pl_room_keep(host->room, pl_host_now());
}

/* Everybody is told that the host goes away, as far as they listen for so long. */
static void say_goodbye(pl_host *host) {
  const int64_t until = pl_host_now().milliseconds + FAREWELL_MS;
  for (pl_connection *c = host->connections; c; c = c->next)
    if (c->client) pl_socket_leave(c, GOING_AWAY);
  while (host->socket_count && pl_host_now().milliseconds < until) {
    lws_sul_schedule(host->context, 0, &host->alarm, on_alarm, 20000);
    if (lws_service(host->context, 0) < 0) return;
  }
}

/* Until the room is there, or it is clear that there will be none. */
static void wait_for_room(pl_host *host) {
  pthread_mutex_lock(&host->lock);
  while (!host->has_begun && !atomic_load(&host->is_stopping)) pthread_cond_wait(&host->changed, &host->lock);
  pthread_mutex_unlock(&host->lock);
}

static void *thread(void *context) {
  pl_host *host = context;
  wait_for_room(host);
  if (host->room) run(host);
  if (host->room) say_goodbye(host);
  pthread_mutex_lock(&host->lock);
  host->has_stopped = true;
  pthread_cond_broadcast(&host->changed);
  pthread_mutex_unlock(&host->lock);
  return NULL;
}

static void tell(void *context, const char *line) {
  pl_host *host = context;
  if (host->options.tell) host->options.tell(host->options.context, line);
}

static void wake(void *context) {
  pl_host *host = context;
  lws_cancel_service(host->context);
}

/* ---- beginning ---- */

static void make_headers(pl_host *host) {
  const struct { const char *name, *value; } rows[] = {
      {"content-security-policy:", host->policy},
      {"x-content-type-options:", "nosniff"},
      {"referrer-policy:", "no-referrer"},
      {"cross-origin-resource-policy:", "same-origin"},
      {"permissions-policy:", "camera=(), geolocation=(), microphone=()"},
      {"cross-origin-opener-policy:", "same-origin"}, /* browsers complain of it where there is no TLS */
  };
  const size_t all = sizeof rows / sizeof rows[0], count = host->has_tls ? all : all - 1;
  for (size_t i = 0; i < count; i++)
    host->headers[i] = (struct lws_protocol_vhost_options){
        .next = i + 1 < count ? &host->headers[i + 1] : NULL, .name = rows[i].name, .value = rows[i].value};
}

/* Fewer where the system gives this process fewer descriptors; some are for the session's file and for pictures. */
static void fit_limits(pl_host *host) {
  const long most = sysconf(_SC_OPEN_MAX);
  const long left = most - FIRST_FREE_DESCRIPTORS;
  pl_limits *l = &host->limits;
  if (l->sockets > PL_MOST_SOCKETS) l->sockets = PL_MOST_SOCKETS;
  if (most <= 0 || l->sockets + l->pages <= left) return;
  l->pages = (int)(left / 3 > 4 ? left / 3 : 4);
  l->sockets = (int)(left - l->pages > 4 ? left - l->pages : 4);
}

static pl_status make_context(pl_host *host, pl_error *error) {
  make_headers(host);
  pl_http_policy(host, NULL);
  host->protocols[0] = (struct lws_protocols){.name = "http", .callback = on_anything};
  host->protocols[1] =
      (struct lws_protocols){.name = PL_PROTOCOL_NAME, .callback = on_anything, .rx_buffer_size = 4096};
  host->protocols[2] = (struct lws_protocols){.name = "door", .callback = on_anything};
  host->pings = (lws_retry_bo_t){.secs_since_valid_ping = (uint16_t)host->limits.ping_seconds,
                                 .secs_since_valid_hangup = (uint16_t)host->limits.hangup_seconds};
  struct lws_context_creation_info info = {
      .port = CONTEXT_PORT_NO_LISTEN_SERVER,
      .protocols = host->protocols,
      .headers = host->headers,
      .user = host,
      .options = LWS_SERVER_OPTION_VALIDATE_UTF8,
      .timeout_secs = (unsigned)host->limits.request_seconds,
      .timeout_secs_ah_idle = (unsigned)host->limits.request_seconds,
      .keepalive_timeout = host->limits.idle_seconds,
      .max_http_header_pool = 512, /* requests that are being read */
      .max_http_header_data = 4096,
      .retry_and_idle_policy = &host->pings,
      .alpn = "http/1.1",
      .vhost_name = "polder",
      .server_string = "polder"};
  if (host->has_tls) {
    /* Who types no "https://" is led there, and gets nothing else. */
    info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT |
                    LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER;
    info.ssl_cert_filepath = host->options.tls_certificate;
    info.ssl_private_key_filepath = host->options.tls_key;
  }
  lws_set_log_level(0, NULL);
  host->context = lws_create_context(&info);
  if (host->context) host->vhost = lws_get_vhost_by_name(host->context, "polder");
  if (host->vhost) return PL_OK;
  return host->has_tls ? pl_error_set(error, PL_SYSTEM, "the network or the certificate cannot be used")
                       : pl_error_set(error, PL_SYSTEM, "the network cannot be used");
}

static pl_status make_words(pl_host *host, pl_error *error) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  pl_status status = pl_pages_put_words(&host->words, error);
  if (status != PL_OK) return status;
  if (EVP_Digest(host->words.bytes, host->words.length, hash, &length, EVP_sha256(), NULL) != 1)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot make the pages");
  char *at = host->words_tag;
  *at++ = '"';
  for (unsigned i = 0; i < 16; i++) at += snprintf(at, 3, "%02x", hash[i]);
  strcpy(at, "\"");
  return PL_OK;
}

/* A folder of pages takes some hundredths of a second, once. */
static pl_status pack_pages(pl_host *host, pl_error *error) {
  host->packed = calloc(pl_page_file_count + 1, sizeof *host->packed);
  if (!host->packed) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot make the pages");
  pl_status status = pl_page_pack(host->words.bytes, host->words.length, &host->words_packed, error);
  for (size_t i = 0; i < pl_page_file_count && status == PL_OK; i++) {
    status = pl_page_pack(pl_page_files[i].bytes, pl_page_files[i].length, &host->packed[i], error);
    if (host->packed[i].length >= pl_page_files[i].length) pl_buffer_clear(&host->packed[i]);
  }
  return status;
}

static pl_status check_tls(const pl_host_options *o, pl_error *error) {
  if (!o->tls_certificate && !o->tls_key) return PL_OK;
  if (!o->tls_certificate || !o->tls_key)
    return pl_error_set(error, PL_USAGE, "--tls-cert and --tls-key belong together: give both, or neither");
  return pl_certificate_check(o->tls_certificate, o->tls_key, error);
}

static pl_status open_network(pl_host *host, pl_error *error) {
  pl_status status = check_tls(&host->options, error);
  if (status != PL_OK) return status;
  host->has_tls = host->options.tls_certificate != NULL;
  const int listening = pl_listen(host->options.bind, host->options.port, error);
  if (listening < 0) return error->status;
  host->listening = listening;
  status = pl_address_put(&host->address, listening, host->has_tls, error);
  if (status == PL_OK) status = make_context(host, error);
  if (status == PL_OK) return pl_door_open(host, listening, error);
  close(listening);
  return status;
}

static pl_status make_room(pl_host *host, pl_error *error) {
  const pl_host_options *o = &host->options;
  const pl_room_options options = {.mode = o->mode,
                                   .deciding_seconds = o->deciding_seconds,
                                   .seat = o->seat,
                                   .address = pl_buffer_text(&host->address),
                                   .longest_silence = LONGEST_SILENCE_MS,
                                   .send = pl_socket_send,
                                   .close = pl_socket_close,
                                   .wake = wake,
                                   .tell = tell,
                                   .context = host,
                                   .report = o->report,
                                   .report_context = o->context};
  host->room = pl_room_new(o->session, o->bots, &options, pl_host_now(), error);
  if (!host->room) return error->status;
  snprintf(host->pin, sizeof host->pin, "%s", pl_room_pin(host->room));
  snprintf(host->evaluator_pin, sizeof host->evaluator_pin, "%s", pl_room_evaluator_pin(host->room));
  snprintf(host->control_code, sizeof host->control_code, "%s", pl_room_control_code(host->room));
  return PL_OK;
}

static bool make_locks(pl_host *host) {
  pthread_condattr_t how;
  if (pthread_condattr_init(&how)) return false;
  const bool is_set = !pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
  bool is_made = is_set && !pthread_mutex_init(&host->lock, NULL);
  if (is_made && pthread_cond_init(&host->changed, &how)) {
    pthread_mutex_destroy(&host->lock);
    is_made = false;
  }
  pthread_condattr_destroy(&how);
  return host->has_locks = is_made;
}

/* The thread inherits what is blocked here. */
static pl_status start_thread(pl_host *host, pl_error *error) {
  sigset_t all, before;
  sigfillset(&all);
  if (!make_locks(host)) return pl_error_set(error, PL_SYSTEM, "the system refuses another thread");
  pthread_sigmask(SIG_SETMASK, &all, &before);
  host->has_thread = !pthread_create(&host->thread, NULL, thread, host);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return host->has_thread ? PL_OK : pl_error_set(error, PL_SYSTEM, "the system refuses another thread");
}

static void begin(pl_host *host) {
  pthread_mutex_lock(&host->lock);
  host->has_begun = true;
  pthread_cond_broadcast(&host->changed);
  pthread_mutex_unlock(&host->lock);
}

pl_host *pl_host_start_within(const pl_host_options *options, const pl_limits *limits, pl_error *error) {
  pl_host *host = calloc(1, sizeof *host);
  if (!host) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot begin to host");
    return NULL;
  }
  host->options = *options;
  host->limits = *limits;
  fit_limits(host);
  pl_status status = open_network(host, error);
  if (status == PL_OK) status = make_words(host, error);
  if (status == PL_OK) status = pack_pages(host, error);
  if (status == PL_OK) status = pl_look_begin(host, options->session, error);
  if (status == PL_OK) status = start_thread(host, error);
  if (status == PL_OK) status = make_room(host, error); /* the last that can fail: from here on it has the session */
  if (status == PL_OK) {
    pl_look_publish(host, pl_host_now());
    begin(host);
    return host;
  }
  pl_host_free(host);
  return NULL;
}

pl_host *pl_host_start(const pl_host_options *options, pl_error *error) {
  const pl_limits limits = pl_limits_usual();
  return pl_host_start_within(options, &limits, error);
}

/* ---- from outside ---- */

const char *pl_host_address(const pl_host *host) { return pl_buffer_text(&host->address); }
const char *pl_host_pin(const pl_host *host) { return host->pin; }
const char *pl_host_evaluator_pin(const pl_host *host) { return host->evaluator_pin; }
const char *pl_host_control_code(const pl_host *host) { return host->control_code; }

bool pl_host_wait(pl_host *host, int milliseconds, pl_error *error) {
  struct timespec until;
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += milliseconds / 1000;
  until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
  if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
  pthread_mutex_lock(&host->lock);
  int waited = 0;
  while (!host->has_stopped && !waited) waited = pthread_cond_timedwait(&host->changed, &host->lock, &until);
  const bool has_stopped = host->has_stopped;
  if (has_stopped && error) *error = host->failure;
  pthread_mutex_unlock(&host->lock);
  return has_stopped;
}

void pl_host_stop(pl_host *host) {
  atomic_store(&host->is_stopping, true); /* what closes from here on is no failure */
  if (!host->has_thread) return;
  begin(host);
  lws_cancel_service(host->context);
  pthread_join(host->thread, NULL);
  host->has_thread = false;
}

const char *pl_host_file(const pl_host *host) {
  const char *path = host->room ? pl_session_path(pl_room_session(host->room)) : NULL;
  return path ? path : "";
}

/* The room goes first, while its workers still have somebody to wake. */
void pl_host_free(pl_host *host) {
  if (!host) return;
  pl_host_stop(host);
  pl_room *room = host->room;
  pl_room_free(room);
  host->room = NULL;
  if (host->context) lws_context_destroy(host->context);
  pl_look_clear(host);
  if (host->has_locks) {
    pthread_cond_destroy(&host->changed);
    pthread_mutex_destroy(&host->lock);
  }
  pl_buffer_clear(&host->address);
  pl_buffer_clear(&host->words);
  pl_buffer_clear(&host->words_packed);
  for (size_t i = 0; host->packed && i < pl_page_file_count; i++) pl_buffer_clear(&host->packed[i]);
  free(host->packed);
  free(host);
}

void pl_host_versions(pl_buffer *out) {
  pl_buffer_add_format(out, "libwebsockets %s\n", lws_get_library_version());
  pl_buffer_add_format(out, "%s\n", OpenSSL_version(OPENSSL_VERSION));
  pl_buffer_add_format(out, "libqrencode %s\n", QRcode_APIVersionString());
}
