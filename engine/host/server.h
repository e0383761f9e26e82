/* The server from inside: what its files share.
 *
 *   server.c          life: starting, the thread and its loop, the end
 *   server_door.c     connections: accepting them, how many there may be, and their end
 *   server_http.c     pages, words and reports
 *   server_socket.c   WebSockets: from a client to the room and back
 *   server_look.c     what the room may see, for another thread
 *
 * All of it runs on the host's thread but pl_host_look, pl_host_wait and the beginning and end of life. */
#ifndef POLDER_HOST_SERVER_H
#define POLDER_HOST_SERVER_H

#include <pthread.h>
#include <stdatomic.h>

#include <libwebsockets.h>

#include "addresses.h"
#include "room.h"

/* What there may be at the same time, and how long. */
typedef struct pl_limits {
  int pages;              /* connections that ask for pages */
  int sockets;            /* WebSockets, at most PL_MOST_SOCKETS */
  int from_one;           /* of each kind, from one neighbour */
  size_t waiting_bytes;   /* of letters to one client that it has not read yet, beside */
  int sending_bytes;      /* what the system holds of them on their way */
  int64_t heard_at_once;  /* bytes that one client may send in one go, */
  int64_t heard_a_second; /* and in the long run; a frame counts as PL_FRAME_COST more than it has */
  int request_seconds;    /* to ask, and to take a step in reading the answer */
  int idle_seconds;       /* a connection that was answered may be silent */
  int ping_seconds;       /* after so much silence a client is asked whether it is there, */
  int hangup_seconds;     /* and after so much without an answer it is not */
} pl_limits;
enum { PL_MOST_SOCKETS = 4096, PL_FRAME_COST = 64 };

typedef struct pl_waiting {
  struct pl_waiting *next;
  pl_letter *letter;
} pl_waiting;

/* One that was accepted: of a page at first, and perhaps of a WebSocket afterwards. */
typedef struct pl_connection {
  struct pl_connection *previous, *next;
  pl_host *host;
  struct lws *wsi;
  pl_neighbour neighbour;
  bool has_socket;
  bool is_by_name;              /* it addressed the host by a name, and not by number or as "localhost" */
  /* the answer that is being sent */
  const char *body;             /* borrowed, from `made` or longer-lived; NULL: none */
  size_t body_length, body_at;
  pl_buffer made;
  bool closes;                  /* after this answer */
  /* the WebSocket */
  pl_client client;             /* 0: none */
  pl_waiting *first, *last;     /* letters, the first of them sent up to `sent` */
  size_t waiting_bytes, sent;
  char *heard;                  /* the beginning of a message whose end is still to come */
  size_t heard_length;
  bool is_inside;               /* such a message */
  int64_t allowance, allowance_at; /* bytes; milliseconds */
  bool is_leaving;              /* once all letters are sent */
  int farewell;                 /* the code of RFC 6455 that it is closed with */
} pl_connection;

/* A history that nobody changes while it is in use, by views of either thread. */
typedef struct pl_shown_history {
  pl_history *history;          /* owned; NULL: none here */
  atomic_int uses;
} pl_shown_history;
enum { PL_SHOWN_HISTORIES = 4 }; /* what is ready, what is shown, what was shown before, and the next one */

/* The public's view, as handed to another thread. */
typedef struct pl_view_of_room {
  pl_arena *arena;              /* of all but the history */
  pl_billboard billboard;
  pl_shown_history *history;    /* in use; NULL: none */
  int64_t as_of;                /* milliseconds */
} pl_view_of_room;

enum { PL_POLICY_BYTES = 640 };

struct pl_host {
  pl_host_options options;      /* texts in it are borrowed during pl_host_start only */
  pl_limits limits;
  pl_room *room;                /* NULL once it has ended */
  struct lws_context *context;
  struct lws_vhost *vhost;
  struct lws *door;             /* the listening socket's */
  bool has_tls;
  pl_connection *connections, *coming; /* all; the one that is being taken in */
  int page_count, socket_count;
  pl_connection *socket[PL_MOST_SOCKETS]; /* by the low digits of pl_client */
  uint32_t sockets_so_far;
  lws_sorted_usec_list_t alarm, reopening;
  int listening;                /* the door's descriptor */
  int64_t looked_around;        /* when it was last looked which addresses there are */
  pl_buffer address, words;
  pl_buffer *packed, words_packed; /* of pl_page_files each; empty where it would be no shorter */
  char words_tag[80];
  char policy[PL_POLICY_BYTES]; /* the content-security policy of the next answer, in `headers` */
  struct lws_protocol_vhost_options headers[8];
  struct lws_protocols protocols[4];
  lws_retry_bo_t pings;
  char pin[PL_PROTOCOL_PIN_DIGITS + 1], evaluator_pin[PL_PROTOCOL_PIN_DIGITS + 1], control_code[64];
  unsigned char scratch[LWS_PRE + 16384];

  pthread_t thread;
  bool has_thread;
  atomic_bool is_stopping, is_watched;
  /* Under the lock: */
  pthread_mutex_t lock;
  pthread_cond_t changed;
  bool has_locks, has_begun, has_stopped;
  pl_error failure;
  pl_view_of_room *ready;       /* newer than what the other thread has; NULL: nothing is */
  /* The other thread's own: */
  pl_view_of_room *shown;
  pl_shown_history *shown_before; /* in use until the next look */
  pl_billboard nothing;         /* for as long as there is no other */
  /* The host thread's: */
  pl_shown_history histories[PL_SHOWN_HISTORIES], *newest;
  pl_session *keeper;           /* whose scenario the histories borrow, for the room may let its session go */
  uint64_t looked_version;
  bool has_looked;
};

pl_limits pl_limits_usual(void);
pl_host *pl_host_start_within(const pl_host_options *options, const pl_limits *limits, pl_error *error);

pl_time pl_host_now(void);
/* Ends the host with this; on its thread. */
void pl_host_fail(pl_host *host, const pl_error *why);

/* ---- server_door.c ---- */
pl_status pl_door_open(pl_host *host, int listening, pl_error *error);
/* Somebody knocks. Nonzero: the door is gone. */
int pl_door_answer(pl_host *host);
void pl_connection_forget(pl_host *host, pl_connection *connection);
/* How many of its kind there are from the same neighbour. */
int pl_connection_neighbours(const pl_host *host, const pl_connection *connection, bool has_socket);

/* ---- server_http.c; what libwebsockets is to be returned ---- */
int pl_http_ask(pl_connection *connection, const char *path, size_t length);
int pl_http_go_on(pl_connection *connection);
/* The policy for pages from this Host header (NULL: for anything else). */
void pl_http_policy(pl_host *host, const char *authority);
bool pl_http_authority(struct lws *wsi, char *out, size_t size);
/* Whether the host was addressed by a name, other than as this machine itself; by a number it is nobody else's. */
bool pl_http_says_name(struct lws *wsi);
/* Whether it was addressed by a name where none is right: somebody's page may have made its own name lead here. */
bool pl_http_is_misled(const pl_connection *connection);

/* ---- server_socket.c ---- */
/* Whether this connection may become a WebSocket: 0, or what libwebsockets is to be returned. */
int pl_socket_may_begin(pl_connection *connection, const char *upgrade);
int pl_socket_begin(pl_connection *connection);
int pl_socket_hear(pl_connection *connection, const char *bytes, size_t length);
int pl_socket_write(pl_connection *connection);
void pl_socket_end(pl_connection *connection);
void pl_socket_send(void *host, pl_client client, pl_letter *letter);
void pl_socket_close(void *host, pl_client client);
void pl_socket_leave(pl_connection *connection, int farewell);

/* ---- server_look.c ---- */
/* Before there is a room; `session` is the one that it will have. */
pl_status pl_look_begin(pl_host *host, const pl_session *session, pl_error *error);
void pl_look_publish(pl_host *host, pl_time now);
void pl_look_clear(pl_host *host);

#endif
