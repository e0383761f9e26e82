/* The bodies of sheets from inside: what the files that make them share. */
#ifndef POLDER_HOST_BODY_H
#define POLDER_HOST_BODY_H

#include "body_safe.h"
#include "room_internal.h"

/* One body in the making. What goes wrong (there is no memory) is remembered until pl_body_finish. */
typedef struct pl_making {
  pl_room *room;
  const pl_scenario *scenario;
  int seat;              /* whose eyes; −1: control's, or nobody's */
  pl_game *game;         /* of that seat; NULL: none */
  const pl_voice *voice; /* of that game, else the room's */
  const pl_brief *brief; /* NULL: none, as before the first round */
  bool failed;
} pl_making;
pl_making pl_body_begin(pl_room *room, int seat);
/* The body, or NULL where something failed. */
json_t *pl_body_finish(pl_making *m, json_t *body);

/* ---- values (body.c); each is new, NULL is remembered by whoever takes it ---- */
json_t *pl_body_object(pl_making *m);
json_t *pl_body_list(pl_making *m);
/* Take the value. */
void pl_body_set(pl_making *m, json_t *object, const char *key, json_t *value);
void pl_body_add(pl_making *m, json_t *list, json_t *value);
json_t *pl_body_take(pl_making *m, pl_buffer *text); /* a text that was composed; it is cleared */
json_t *pl_body_take_sentence(pl_making *m, pl_buffer *text); /* the same, begun with a capital */
json_t *pl_body_tale(pl_making *m, pl_tale *tale);   /* its paragraphs; it is cleared */
json_t *pl_body_scenario_text(pl_making *m, const pl_text *text);
json_t *pl_body_scenario_text_or_null(pl_making *m, const pl_text *text);
json_t *pl_body_money(pl_making *m, pl_mu money);
json_t *pl_body_percent(pl_making *m, pl_q16 share); /* "80 %" */
json_t *pl_body_milli(pl_q16 share);
json_t *pl_body_tlp(int label);                    /* null where it is none */
json_t *pl_body_id(const pl_scenario *scenario, int seat);
json_t *pl_body_ids(pl_making *m, const pl_state_set *seats);
json_t *pl_body_forum_ids(pl_making *m, uint64_t forums);
json_t *pl_body_families(pl_making *m, uint8_t families);
json_t *pl_body_place(const pl_place *place);
json_t *pl_body_number_or_null(int64_t number); /* null: below 0 */
json_t *pl_body_text_or_null(const char *text); /* null: NULL or "" */
const char *pl_body_size(pl_size size);         /* "small" */
const char *pl_body_met(pl_q16 met);            /* "met", "partly", "not met" */
/* Milliseconds since 1970 of "2026-11-21T14:03:00.000Z"; null where it is no such text. */
json_t *pl_body_time(const char *at);

/* ---- parts ---- */
json_t *pl_body_mark(pl_making *m, int seat);                                         /* body_room.c */
const char *pl_body_player(const pl_room *room, int seat);
json_t *pl_body_join(pl_making *m);
json_t *pl_body_people_for_control(pl_making *m, int seat);
json_t *pl_body_orders(pl_making *m, const pl_seat_orders *orders);                   /* body_plan.c */
json_t *pl_body_decided(pl_making *m, const pl_decision *decisions, size_t count);
pl_mu pl_body_money_left(pl_making *m, const pl_decision *decisions, size_t count);
int pl_body_unanswered(pl_making *m, const pl_decision *decisions, size_t count);
json_t *pl_body_figures(pl_making *m);                                                /* body_figures.c */
json_t *pl_body_changes(pl_making *m);
void pl_body_set_intelligence(pl_making *m, json_t *body);                            /* body_items.c */
void pl_body_set_choices(pl_making *m, json_t *body);                                 /* body_choices.c */
json_t *pl_body_actions(pl_making *m, bool is_open);                                  /* body_actions.c */
void pl_body_set_reckoning(pl_making *m, json_t *body);                               /* body_reckoning.c */
/* The numbers by which a reader knows messages (pl_mail_number), for a sheet that has many; body_mail.c. */
typedef struct pl_mail {
  size_t count;    /* messages recorded */
  int32_t *number; /* [count], −1: not to be read; NULL: as recorded */
} pl_mail;
pl_mail pl_mail_begin(pl_making *m, int reader);
void pl_mail_end(pl_mail *mail);
json_t *pl_body_message(pl_making *m, const pl_mail *mail, const pl_message *message);
json_t *pl_body_msel(pl_making *m);                                                   /* body_msel.c */
json_t *pl_body_rulings(pl_making *m);                                                /* body_moves.c */
json_t *pl_body_moves(pl_making *m);
json_t *pl_body_effects(pl_making *m);                                                /* body_effects.c */
json_t *pl_body_effect_choices(pl_making *m);
void pl_body_put_condition(pl_buffer *out, const pl_voice *voice, const pl_condition *condition);

/* Organisations found hit and recovered, state by state, as a history goes on (body_tally.c). `history` NULL: none. */
typedef struct pl_tally pl_tally;
pl_tally *pl_tally_new(const pl_history *history, int states); /* NULL: out of memory */
void pl_tally_free(pl_tally *found);
bool pl_tally_go_on(pl_tally *found, pl_tick until);           /* all before that tick; false: out of memory */
const int32_t *pl_tally_hit(const pl_tally *found);            /* [states]; borrowed */
const int32_t *pl_tally_recovered(const pl_tally *found);

/* The sheet "seat" of the open round is kept while its days pass (body_story.c). Borrowed; NULL: there is none. */
void pl_body_keep_seat(pl_making *m, json_t *body);
json_t *pl_body_kept_seat(pl_making *m);
json_t *pl_body_debrief(pl_making *m); /* of all that is over; told once for everybody, since it may take a moment */
json_t *pl_body_inject_text(pl_making *m, int inject); /* in control's words where it was reworded; body_msel.c */

/* The round that is before everybody's eyes, from 0: the one that is open or that passes, else the last. */
int pl_body_round_shown(const pl_room *room);
/* Ticks of the exercise that may be shown: all that passed and, while days pass, those up to the end of the day. */
pl_tick pl_body_until(const pl_room *room);

#endif
