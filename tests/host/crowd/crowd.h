/* Many clients of a host at once, from one thread: what a room full of phones does, and what its mischief-makers do.
 *
 *   crowd_open ─► guest_come ─► (connecting ─► knocking ─► inside) ─► guest_ask … ─► guest_go
 *                                     crowd_turn: sends, receives, calls `hear` for each text, `gone` at each end
 *
 * No part of a host is used here but the numbers of protocol.h; a failure of the program itself (no memory, no socket)
 * ends it with a line, as these are tests and benchmarks. */
#ifndef POLDER_TESTS_CROWD_H
#define POLDER_TESTS_CROWD_H

#include <jansson.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum guest_state { GUEST_AWAY, GUEST_CONNECTING, GUEST_KNOCKING, GUEST_INSIDE } guest_state;

typedef struct guest {
  guest_state state;
  int fd;
  int index;              /* in the crowd */
  uint32_t asked;         /* the number of its last request */
  int farewell;           /* of the last end: the host's code, 0: none came */
  int http;               /* the host's answer to the handshake, if it was no welcome */
  size_t read_at_most;    /* in one turn; 0: as much as there is */
  bool is_deaf;           /* reads nothing */
  uint64_t received;      /* bytes */
  char *in, *out, *text;  /* bytes received and not understood yet, bytes to send, the message so far */
  size_t in_length, in_room, out_length, out_sent, out_room, text_length, text_room;
} guest;

typedef struct crowd crowd;
struct crowd {
  guest *guest;
  int count;
  int port;
  struct pollfd *end;
  void (*hear)(crowd *them, guest *g, const char *text, size_t length); /* a whole message, ended by a NUL */
  void (*gone)(crowd *them, guest *g);                                   /* or NULL */
  void *context;
};

double crowd_now(void); /* seconds since some moment */
void crowd_open(crowd *them, int count, int port);
void crowd_close(crowd *them);
/* Waits so long at most until something comes. */
void crowd_turn(crowd *them, int milliseconds);

/* Connects from an address of this machine ("127.0.0.7"; NULL: any) and asks to come in. */
void guest_come(crowd *them, guest *guest, const char *from);
void guest_go(guest *guest); /* without a word; `gone` is not called */
void guest_send(guest *guest, const void *bytes, size_t length);
/* A frame: FIN and the kind in the first byte, as in RFC 6455. */
void guest_frame(guest *guest, unsigned first, const void *bytes, size_t length);
/* Takes the object, adds "do" and "ask", and sends it. Returns the number. */
uint32_t guest_ask(guest *guest, const char *what, json_t *object);
#define guest_ask_with(guest, what, ...) guest_ask(guest, what, json_pack(__VA_ARGS__))

/* A sheet's name in a message, without reading all of it; false: it is none. */
bool crowd_is_sheet(const char *text, const char *name);
/* The whole body of a sheet that came, perhaps in part, into `*body`: the one of that sheet before, or NULL. */
void crowd_complete(json_t **body, const json_t *message);

#endif
