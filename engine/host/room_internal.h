/* The room from inside: what its files share. */
#ifndef POLDER_HOST_ROOM_INTERNAL_H
#define POLDER_HOST_ROOM_INTERNAL_H

#include <jansson.h>

#include <polder/forecast.h>

#include "room.h"

typedef enum pl_role { PL_ROLE_OBSERVER, PL_ROLE_TEAM, PL_ROLE_CONTROL, PL_ROLE_EVALUATOR, PL_ROLES } pl_role;

/* So many attempts at once, and one more after each span. */
typedef struct pl_bucket {
  int64_t level, at;         /* thousandths that were left at that time; zeroed: full */
} pl_bucket;

/* Somebody who holds a token. */
typedef struct pl_person {
  char token_hash[PL_SECRET_HASH];
  char name[PL_NAME_BYTES + 1];
  pl_role role;
  int seat;                  /* PL_ROLE_TEAM; else −1 */
  int here;                  /* clients that said hello with this token */
  int64_t lost_since;        /* milliseconds, when the last of them left; −1: was never here since the start */
  int64_t came_at, present;  /* since when one of them is here; and how long they were here before that, in all */
  pl_bucket allowance;       /* of requests, of all these clients: who comes again does not get a new one */
} pl_person;

/* A chair at the table: each seat has one, whoever plays it. */
typedef struct pl_chair {
  pl_game *game;             /* is_in_room; owned */
  bool has_people;           /* people decide here, and not a bot */
  bool is_lent;              /* control gave it to the bot, whoever sits down */
  bool is_ready;             /* its people or control have committed in this round, if only to do nothing */
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
  X(PL_SHEET_OBSERVED, "observed", false)    \
  X(PL_SHEET_ROOM_AND_JOIN, "room", false)

typedef enum pl_room_sheet {
#define X(constant, name, is_for_each_seat) constant,
  PL_SHEET_TABLE(X)
#undef X
  PL_SHEETS
} pl_room_sheet;

/* A sheet as it was sent last. */
typedef struct pl_slot {
  pl_letter *letter;         /* NULL: never made */
  pl_letter *part;           /* the same for who has the version before; or NULL */
  size_t body;               /* where its body begins in the letter's text */
  uint32_t version;          /* 0: never made */
  bool is_stale;
  int64_t made_at, changed_at; /* the second: as far as anybody can tell */
  int64_t ends;              /* of a sheet with a clock */
} pl_slot;

/* Where people join from. */
enum { PL_CALLERS = 256 };
typedef struct pl_caller {
  char from[64];             /* "": this entry is free */
  pl_bucket pin, code;       /* what is left of its wrong ones */
  pl_bucket joins;           /* and of those who may sit down */
  bool is_trusted;           /* somebody joined from here */
  int64_t seen;
} pl_caller;

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
  pl_bucket allowance;       /* of requests, of one without a token; below 0 they are refused */
} pl_visitor;

typedef struct pl_job pl_job; /* jobs.c */
typedef struct pl_held pl_held; /* batch.c */
typedef struct pl_bodies pl_bodies; /* body_story.c */

enum { PL_LONGEST_CLOCK = 1000 * 60 * 60 * 24 }; /* milliseconds */

/* Where an exercise stands, as it is remembered. */
typedef struct pl_moment {
  pl_room_phase phase;
  bool is_paused;
  int32_t done;              /* rounds resolved */
  int64_t left, of, day;     /* as in pl_room */
} pl_moment;

/* A report that waits to be fetched. */
enum { PL_REPORTS = 8 };
typedef struct pl_paper {
  char path[64];             /* "": free */
  char ending[12];
  pl_buffer bytes;
  int64_t until;
} pl_paper;

enum { PL_ROOM_NEWS = 8 }; /* on the wall, at most */

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
  int64_t left, of;          /* milliseconds; −1: none; while it runs, `left` is as of `since` */
  int64_t since;
  int64_t kept_at;           /* when what is left was last written */
  int32_t day_shown;         /* of the days that pass: the one that sheets were made for */
  int64_t day;               /* milliseconds of playback for one day */
  pl_time now;               /* of the present call */

  unsigned reveals;          /* PL_REVEAL_… */
  char spotlight[PL_ACT_TEXT_BYTES + 1];
  pl_history *history;       /* of the public, with these reveals; NULL: to be made */
  pl_billboard billboard;
  bool billboard_is_stale;
  pl_buffer news[PL_ROOM_NEWS];
  const char *news_text[PL_ROOM_NEWS];
  int news_count;
  pl_billboard_seat *billboard_seat;
  uint8_t *code;             /* the picture of the address */
  pl_buffer join;
  char address[PL_ADDRESSES][PL_ADDRESS_BYTES]; /* that people can join at, the best first; */
  int address_count;         /* 0: the host has only one, options.address */
  char shown_address[PL_ADDRESS_BYTES], chosen_address[PL_ADDRESS_BYTES]; /* options.address; control's, or "" */

  pl_slot *slot[PL_SHEETS];  /* one, or [seat_count] */
  bool has_news;             /* something is stale, or somebody came */

  pl_caller *caller;         /* [PL_CALLERS] */
  pl_bucket wrong_pins;      /* of strangers, in all */
  pl_paper paper[PL_REPORTS];

  pl_held *held;             /* answers that wait for the file */
  size_t held_count, held_capacity;
  bool is_in_doubt;          /* memory is not what the file holds */
  bool is_stuck;             /* it is again, but the file has to show that it can be written */
  pl_error doubt;            /* why; until somebody goes on */
  int64_t tried_at;          /* when it was last tried to end that */

  pl_bodies *bodies;         /* what bodies are made of more than once; NULL: nothing yet */
  pl_job *jobs;              /* waiting, running or done */
  uint64_t served[PL_MAX_SEATS], served_last; /* when a forecast of that seat was begun last, counted */
  pl_forecaster **forecaster; /* [seat_count]; NULL: not made yet, or a job has it */
  char **kept;               /* files that were left behind by stepping back */
  size_t kept_count;
  pl_error trouble;          /* nothing can be saved at present, and why; PL_OK: it can */
  int64_t saving_tried_at;   /* when it was last tried since */
  bool has_failed;
  pl_error failure;
};

/* Says that a sheet is stale: for everybody who has it, or for one seat's people. */
void pl_room_stale(pl_room *room, pl_room_sheet sheet);
void pl_room_stale_for(pl_room *room, pl_room_sheet sheet, int seat);
void pl_room_stale_for_all(pl_room *room, pl_room_sheet sheet);
void pl_room_stale_everything(pl_room *room);
/* Milliseconds left on the clock of the phase now; −1: none. */
int64_t pl_room_left(const pl_room *room);
/* How much of the round that passes has passed, in ticks. */
int32_t pl_room_tick(const pl_room *room);
bool pl_room_seat_is_for_people(const pl_room *room, int seat); /* a playable state, or a role */
/* Whether people decide there, and something stands committed in this round. Who sits down where others were finds what
 * they committed, and it stands until it is changed; while a bot plays, nobody is ready. */
bool pl_room_seat_is_ready(const pl_room *room, int seat);
/* How many sit there; or of them, how many have a page open. */
int pl_room_people_at(const pl_room *room, int seat, bool only_here);
const char *pl_room_phase_name(pl_room_phase phase); /* "lobby" */

/* The body of a sheet (protocol.h), a new object; body_….c. Nothing in them depends on who else looks. NULL: out of
 * memory. `seat` −1: the one for control and evaluators. */
json_t *pl_body_room(pl_room *room);
json_t *pl_body_room_and_join(pl_room *room); /* the same with address and PIN, for boards and control */
json_t *pl_body_board(pl_room *room);
json_t *pl_body_seat(pl_room *room, int seat);
json_t *pl_body_plan(pl_room *room, int seat);
json_t *pl_body_story(pl_room *room, int seat);
json_t *pl_body_mail(pl_room *room, int seat);
json_t *pl_body_people(pl_room *room, int seat);
json_t *pl_body_control(pl_room *room);
json_t *pl_body_observed(pl_room *room);
/* Tells games that were just made how their seats stood at the opening of the last round that is done, so that figures
 * have their changes after a restart too. Where that fails they have none until the next round. */
void pl_body_recall(pl_room *room);
/* Forgets what was kept for bodies: at the end, and when another session takes the place of this one (then
 * room->bodies is NULL again). NULL is fine. */
void pl_bodies_free(pl_bodies *bodies);
/* The debrief is told: paragraphs, which are taken; NULL: it could not be. */
void pl_body_take_debrief(pl_room *room, json_t *paragraphs);
/* A tale as paragraphs; a string that may have any bytes as JSON text. */
json_t *pl_body_of_tale(const pl_tale *tale);
json_t *pl_body_text(const char *text);
/* The number by which a reader knows a message: a seat (or PL_MAIL_PUBLIC) counts what it may read, from 0, so that no
 * number tells how much others write; control (−1), which reads all, counts as the session does. −1: not to be read. */
enum { PL_MAIL_PUBLIC = -2 };
int32_t pl_mail_number(const pl_room *room, int reader, int32_t recorded);
int32_t pl_mail_recorded(const pl_room *room, int reader, int32_t number);
/* What a request answers beside sheets. */
json_t *pl_body_outlook(pl_room *room, int seat, const pl_decision *decision);
/* The "story" of a round; one that is over is told once. Seat −1: control's. Not to be changed. */
json_t *pl_body_round(pl_room *room, int seat, int round);
json_t *pl_body_look(pl_room *room, int seat);             /* control's "look" and "manual" */
/* The same of a round that is done (from 0), with what it decided then; NULL: `error`, or no memory. */
json_t *pl_body_look_back(pl_room *room, int seat, int round, pl_error *error);
json_t *pl_body_manual(pl_room *room);

#endif
