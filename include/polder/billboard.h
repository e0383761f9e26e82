/* A billboard: what everybody in the room may see at one moment, for whatever shows it on a wall. */
#ifndef POLDER_BILLBOARD_H
#define POLDER_BILLBOARD_H

#include <polder/history.h>

typedef enum pl_room_phase {
  PL_ROOM_LOBBY,    /* people sit down; nothing has begun */
  PL_ROOM_DECIDING, /* a round takes decisions, by its clock */
  PL_ROOM_PASSING,  /* the days of a round pass before everybody's eyes, by another clock */
  PL_ROOM_OVER,
  PL_ROOM_PHASES
} pl_room_phase;

typedef struct pl_billboard_seat {
  bool is_playable, has_people, is_ready; /* ready: it has committed something in this round */
  int32_t people, here;                   /* who sits there, and is connected */
} pl_billboard_seat;

/* Everything is borrowed from whoever hands it out. */
typedef struct pl_billboard {
  uint64_t version;             /* grows with every change of anything but `left_ms` and `tick` */
  const pl_scenario *scenario;
  const pl_history *history;    /* of the public; NULL before the first round */
  const char *title;            /* of the exercise, in the room's language */
  const char *address;          /* where to join: "http://192.168.1.5:8080/" */
  const char *pin;              /* six digits; "" where there is none */
  const char *join;             /* the address with the PIN in its fragment, for the code to scan */
  const uint8_t *code;          /* [code_size²] that code, 1 is dark; NULL: none */
  int code_size;
  const char *spotlight;        /* a line from control; "" */
  const char *const *news;      /* [news_count] what everybody was told in this round, the newest last: public injects
                                 * and rulings */
  int news_count;
  pl_room_phase phase;
  bool is_paused;
  int32_t round, rounds;        /* round from 0: the one that is open or passes */
  int64_t left_ms, of_ms;       /* of the clock of this phase; −1: there is none */
  int32_t tick;                 /* PL_ROOM_PASSING: how much of the round has passed, 0 … PL_TICKS_PER_ROUND */
  const pl_billboard_seat *seat;
  int seat_count;
} pl_billboard;

#endif
