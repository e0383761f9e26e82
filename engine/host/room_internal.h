/* The room from inside: what its files share. */
#ifndef POLDER_HOST_ROOM_INTERNAL_H
#define POLDER_HOST_ROOM_INTERNAL_H

#include <jansson.h>

#include "room.h"

typedef enum pl_role { PL_ROLE_OBSERVER, PL_ROLE_TEAM, PL_ROLE_CONTROL, PL_ROLE_EVALUATOR, PL_ROLES } pl_role;

/* Somebody who holds a token. */
typedef struct pl_person {
  char token_hash[PL_SECRET_HASH];
  char name[PL_NAME_BYTES + 1];
  pl_role role;
  int seat;                  /* PL_ROLE_TEAM; else −1 */
  int here;                  /* clients that said hello with this token */
  int64_t lost_since;        /* milliseconds, when the last of them left; −1: was never here since the start */
} pl_person;

/* A chair at the table: each seat has one, whoever plays it. */
typedef struct pl_chair {
  pl_game *game;             /* is_in_room; owned */
  bool has_people;           /* people decide here, and not a bot */
  bool is_ready;             /* committed something in this round */
  pl_decision draft[PL_PENDING];
  size_t draft_count;
  bool is_changed;           /* the draft is not what was committed */
  uint32_t draft_version;
  char drafted_by[PL_NAME_BYTES + 1];
} pl_chair;

/* ---- sheets ---- */
/* Whose a sheet is: one for everybody who may have it, or one for each seat. X(constant, name, is for each seat) */
#define PL_SHEET_TABLE(X)                    \
  X(PL_SHEET_ROOM, "room", false)            \
  X(PL_SHEET_BOARD, "board", false)          \
  X(PL_SHEET_SEAT, "seat", true)             \
  X(PL_SHEET_PLAN, "plan", true)             \
  X(PL_SHEET_STORY, "story", true)           \
  X(PL_SHEET_MAIL, "mail", true)             \
  X(PL_SHEET_PEOPLE, "people", true)         \
  X(PL_SHEET_CONTROL, "control", false)      \
  X(PL_SHEET_ALL_MAIL, "mail", false)        \
  X(PL_SHEET_OBSERVED, "observed", false)

typedef enum pl_room_sheet {
#define X(constant, name, is_for_each_seat) constant,
  PL_SHEET_TABLE(X)
#undef X
  PL_SHEETS
} pl_room_sheet;

/* ---- one client ---- */
typedef struct pl_visitor {
  pl_client client;          /* 0: this entry is free */
  pl_role role;
  pl_page page;
  bool has_greeted;
  int person;                /* index; −1: nobody */
  int seat;                  /* −1: none */
  char from[64];
  uint32_t sent[PL_SHEETS];  /* versions */
  int64_t allowance, allowance_at; /* requests it may make, in thousandths, and when that was counted */
} pl_visitor;

typedef struct pl_job pl_job; /* jobs.c */

struct pl_room {
  pl_room_options options;
  pl_session *session;       /* owned */
  const pl_policy_table *bots;
  pl_brief_room bot_room;
  const pl_scenario *scenario;
  pl_language language;
  pl_voice voice;            /* control's: no seat, no brief */
  pl_phrases phrases;
  char exercise[17];         /* what tokens are bound to: changes with no restart */
  char pin[PL_PROTOCOL_PIN_DIGITS + 1], evaluator_pin[PL_PROTOCOL_PIN_DIGITS + 1], control_code[32];

  pl_chair *chair;           /* [seat_count] */
  int seat_count;
  pl_person *person;
  size_t person_count, person_capacity;
  pl_visitor *visitor;
  size_t visitor_count, visitor_capacity;

  /* Phases. A clock says how much is left while it stands, and when it ends while it runs. */
  pl_room_phase phase;
  bool is_paused;
  int32_t passing;           /* the round that passes, from 0 */
  int64_t left, of;          /* milliseconds; −1: none */
  int64_t day;               /* milliseconds of playback for one day */
  pl_time now;               /* of the present call */
  bool is_dirty;             /* rows to be written before anything is answered */

  unsigned reveals;          /* PL_REVEAL_… */
  char spotlight[PL_ACT_TEXT_BYTES + 1];
  pl_history *history;       /* of the public, with these reveals; NULL: to be made */
  pl_billboard billboard;
  pl_billboard_seat *billboard_seat;
  uint8_t *code;             /* the picture of the address */
  pl_buffer join;

  uint32_t version[PL_SHEETS];            /* of each sheet for all */
  uint32_t *seat_version[PL_SHEETS];      /* [seat_count], of those for each seat */
  pl_letter *letter[PL_SHEETS];           /* the last one sent, while it is good; NULL: to be made */
  pl_letter **seat_letter[PL_SHEETS];

  pl_job *jobs;              /* running or done */
  char **kept;               /* files that were left behind by stepping back */
  size_t kept_count;
  bool has_failed;
  pl_error failure;
};

/* Says that a sheet is stale: for everybody who has it, or for one seat's people. */
void pl_room_stale(pl_room *room, pl_room_sheet sheet);
void pl_room_stale_for(pl_room *room, pl_room_sheet sheet, int seat);
/* Milliseconds left on the clock of the phase now; −1: none. */
int64_t pl_room_left(const pl_room *room);
/* How much of the round that passes has passed, in ticks. */
int32_t pl_room_tick(const pl_room *room);
bool pl_room_seat_is_for_people(const pl_room *room, int seat); /* a playable state, or a role */

/* The body of a sheet (protocol.h), a new object; body_….c. Nothing in them depends on who else looks. NULL: out of
 * memory. `seat` −1: the one for control and evaluators. */
json_t *pl_body_room(pl_room *room);        /* without address and pin, */
void pl_body_add_join(pl_room *room, json_t *body); /* which board and control get */
json_t *pl_body_board(pl_room *room);
json_t *pl_body_seat(pl_room *room, int seat);
json_t *pl_body_plan(pl_room *room, int seat);
json_t *pl_body_story(pl_room *room, int seat);
json_t *pl_body_mail(pl_room *room, int seat);
json_t *pl_body_people(pl_room *room, int seat);
json_t *pl_body_control(pl_room *room);
json_t *pl_body_observed(pl_room *room);
/* A tale as paragraphs; a string that may have any bytes as JSON text. */
json_t *pl_body_of_tale(const pl_tale *tale);
json_t *pl_body_text(const char *text);
/* What a request answers beside sheets. */
json_t *pl_body_outlook(pl_room *room, int seat, const pl_decision *decision);
json_t *pl_body_round(pl_room *room, int seat, int round); /* the "story" of a round that is done; seat −1: control's */

#endif
