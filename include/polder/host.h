/* The host: one exercise for a room full of people, over HTTP and WebSocket (protocol.h).
 *
 * One thread owns the exercise and talks to everybody; what takes long (forecasts, what-ifs, fans, reports) is computed
 * on copies by workers. Everything that is acknowledged is in the session's file. Time stands still for everybody while
 * the room is paused. */
#ifndef POLDER_HOST_H
#define POLDER_HOST_H

#include <polder/billboard.h>
#include <polder/policy.h>
#include <polder/session.h>

typedef enum pl_mode {
  PL_MODE_WORKSHOP,  /* teams, control, evaluators */
  PL_MODE_SOLO,      /* one person in a browser, at their own pace; no control, no PIN */
  PL_MODE_REHEARSAL  /* a workshop whose empty seats are bots' and whose rounds take five seconds */
} pl_mode;

typedef struct pl_host_options {
  pl_session *session;          /* kept in a file; the host's alone until pl_host_free, which frees whichever session
                                 * it has then */
  const pl_policy_table *bots;  /* who plays seats that nobody sits in; borrowed */
  pl_mode mode;
  int deciding_seconds;         /* 0: as the scenario says */
  const char *bind;             /* an address of this machine; NULL: loopback only */
  int port;                     /* 0: any that is free */
  const char *tls_certificate, *tls_key; /* PEM files; NULL: no TLS */
  const char *seat;             /* PL_MODE_SOLO: the seat to offer first; or NULL */
  /* Reports, made on a worker from a copy of the exercise. `ending` is that of the file: "html", "xlsx", …. */
  pl_status (*report)(void *context, const pl_session *session, const char *ending, pl_buffer *out, pl_error *error);
  void *context;                /* borrowed */
  /* A line for whoever started the program ("Joined: Anna, Netherlands"), never with a secret in it; on the host's
   * thread. NULL: nobody listens. */
  void (*tell)(void *context, const char *line);
} pl_host_options;

typedef struct pl_host pl_host;

/* The file in which a hosted exercise went on after stepping back, as it was named then; borrowed until the session's
 * room rows change. NULL: this is the last one. */
const char *pl_host_went_on(const pl_session *session);

/* Begins to serve, on a thread of its own. NULL: `error`; PL_SYSTEM where port or address cannot be had or the
 * certificate cannot be read, and the session is then still the caller's. */
pl_host *pl_host_start(const pl_host_options *options, pl_error *error);
/* Where people joined at first ("http://192.168.1.5:8080/"; where that changes it is told, and the billboard has it),
 * and the secrets for whoever is in control; all borrowed, constant. */
const char *pl_host_address(const pl_host *host);
const char *pl_host_pin(const pl_host *host);
const char *pl_host_evaluator_pin(const pl_host *host);
const char *pl_host_control_code(const pl_host *host);
/* What the room may see now; for one other thread. Borrowed until that thread's next call; scenario and history until
 * the call after the one that brought others in their place, so that a board can be made anew before it lets go of
 * them. */
const pl_billboard *pl_host_look(pl_host *host);
/* Waits until the host has stopped by itself (the session failed, the socket is gone) or `milliseconds` are over. True:
 * it has stopped, and `error` says why. */
bool pl_host_wait(pl_host *host, int milliseconds, pl_error *error);
/* Says good-bye to everybody and ends the thread. */
void pl_host_stop(pl_host *host);
/* After that: the file in which the exercise is now. Borrowed. */
const char *pl_host_file(const pl_host *host);
/* Stops it if it runs, and frees all. NULL is fine. */
void pl_host_free(pl_host *host);

/* Versions of what the host is made of, a line for each, for `polder version`. */
void pl_host_versions(pl_buffer *out);

#endif
