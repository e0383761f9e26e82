/* One request on its way, and what the files share that answer requests. */
#ifndef POLDER_HOST_REQUESTS_H
#define POLDER_HOST_REQUESTS_H

#include "room_internal.h"

typedef struct pl_asking {
  pl_room *room;
  pl_visitor *visitor;
  const json_t *request;   /* its shape is as its row says */
  uint32_t number;         /* "ask" */
  pl_why why;              /* of a refusal; */
  pl_error error;          /* its words; PL_OK: nothing was refused */
  int64_t wait;            /* and when to try again, milliseconds; 0: says nothing */
  bool is_later;           /* a job answers */
} pl_asking;

/* Bodies of requests: a new object; NULL: refused (pl_refused), or answered later, or no memory. */
typedef json_t *pl_answer(pl_asking *asking);

/* Refuses, and returns NULL. `status` is what pl_error_set(&asking->error, …) returned; PL_SYSTEM is always
 * PL_WHY_SAVED. */
json_t *pl_refused(pl_asking *asking, pl_why why, pl_status status);
/* Writes down a request of control's that was accepted, if it is one for the diary. */
void pl_diary_note(pl_asking *asking);
/* {} */
json_t *pl_accepted(void);
/* An answer after the request: `ok` is taken; NULL: refused with why and text. Nobody is there any more: nothing. */
void pl_room_answer(pl_room *room, pl_client client, uint32_t number, json_t *ok, pl_why why, const char *text);
/* A refusal that waits for nothing. */
void pl_room_refuse(pl_room *room, pl_client client, uint32_t number, pl_why why, const char *text);

/* ---- arguments, whose shape was checked ---- */
const char *pl_asked_text(const pl_asking *asking, const char *key); /* NULL: missing */
int64_t pl_asked_number(const pl_asking *asking, const char *key, int64_t otherwise);
bool pl_asked_truth(const pl_asking *asking, const char *key);
const json_t *pl_asked(const pl_asking *asking, const char *key);
/* A seat by its id. False: there is none, and it was refused. */
bool pl_asked_seat(pl_asking *asking, const char *key, int *seat);
/* A decision of `seat`. False: refused. */
bool pl_asked_decision(pl_asking *asking, const json_t *object, int seat, pl_decision *decision);
/* A round that is done, from 0. False: refused. */
bool pl_asked_round(pl_asking *asking, int *round);
/* Whether it is in one of these phases (1 << phase); else refused. */
bool pl_asked_now(pl_asking *asking, unsigned phases);
/* A name or line that is shown: no control characters, not blank, at most `most` bytes; `out` gets it without blanks
 * around it. False: refused. */
bool pl_asked_line(pl_asking *asking, const char *key, size_t most, char *out);

/* ---- door.c ---- */
pl_answer pl_door_hello, pl_door_leave, pl_door_join, pl_door_control, pl_door_evaluate;
/* Whether one more is left; each comes back after `span` milliseconds, up to `most`. */
bool pl_bucket_has(pl_bucket *bucket, int64_t most, int64_t span, int64_t now);
void pl_bucket_take(pl_bucket *bucket, int64_t thousandths);
/* The visitor is nobody from now on; the person is still known, by the token. */
void pl_door_step_out(pl_room *room, pl_visitor *visitor);
/* Removes a person, token and all; pages of theirs become observers', or are closed too. False: it could not be
 * saved. */
bool pl_door_remove(pl_room *room, size_t person, bool is_closed, pl_error *error);
pl_status pl_door_make_secrets(pl_room *room, pl_error *error);
/* How many people there may be; and how long somebody counts as having been here who came before a restart. */
enum { PL_MOST_PERSONS = 1000, PL_LONG_PRESENT = 1000 * 60 * 30 /* milliseconds */ };
/* People of `seat` are there or not: who decides there follows from it. */
void pl_door_seat_changed(pl_room *room, int seat);

/* ---- room.c, phases.c ---- */
/* Shows control's choice among the room's addresses, or the best. */
void pl_room_show_address(pl_room *room);
pl_visitor *pl_room_visitor(pl_room *room, pl_client client); /* NULL: not there */
pl_status pl_room_start(pl_room *room, pl_error *error);
pl_status pl_room_close_round(pl_room *room, pl_error *error);
pl_status pl_room_end_passing(pl_room *room, pl_error *error);
pl_status pl_room_end(pl_room *room, pl_error *error);
pl_status pl_room_set_paused(pl_room *room, bool is_paused, pl_error *error);
pl_status pl_room_extend(pl_room *room, int64_t milliseconds, pl_error *error);
pl_status pl_room_set_day(pl_room *room, int64_t milliseconds, pl_error *error);
/* While days pass: one more goes by, and then the clock stands still. */
pl_status pl_room_step(pl_room *room, pl_error *error);
pl_status pl_room_go_back(pl_room *room, int round, pl_error *error);
/* Carries the clocks on to room->now. Returns in how many milliseconds something is due. */
int64_t pl_room_run_clocks(pl_room *room);
void pl_room_fail(pl_room *room, const pl_error *error);
/* Something could not be saved. The next pass tries for itself; where that fails too the exercise stands still, and
 * control is told, until it can be saved again. */
void pl_room_note_trouble(pl_room *room, const pl_error *error);
/* Tries to save again what there is, if something could not be. Returns in how many milliseconds it tries again. */
int64_t pl_room_try_saving(pl_room *room);
/* No clock ran in these milliseconds. */
void pl_room_skip_time(pl_room *room, int64_t milliseconds);
pl_moment pl_room_moment(const pl_room *room);
int64_t pl_room_time_to_decide(const pl_room *room); /* milliseconds; −1: no clock */
/* Briefs anew, as something happened in the open round. */
pl_status pl_room_renew_briefs(pl_room *room, pl_error *error);
/* A game for each chair, and drafts as decided. */
pl_status pl_room_make_games(pl_room *room, pl_error *error);
void pl_room_free_games(pl_room *room);
void pl_room_renew_drafts(pl_room *room);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void pl_room_tell(pl_room *room, const char *format, ...); /* translated; no secrets */

/* From here on the room is this session's; the one before is freed, with all that was made of it. */
void pl_room_take_session(pl_room *room, pl_session *session);
/* Everything that follows from the session's file, at the beginning and again when memory has gone astray. */
pl_status pl_room_take_up(pl_room *room, pl_error *error);

/* ---- batch.c ---- */
/* Sends the answer to that request (0: to none), or closes, as soon as nothing that was accepted waits for the file. */
void pl_batch_answer(pl_room *room, pl_client client, uint32_t number, pl_letter *letter);
void pl_batch_close(pl_room *room, pl_client client);
/* Commits, and lets go what was held back. False: the room is in doubt, and nothing may be done or shown. */
bool pl_batch_keep(pl_room *room);
/* The same in the middle of a request. After a failure the request is refused, and pl_batch_keep does the rest. */
pl_status pl_batch_commit(pl_room *room, pl_error *error);
/* Nothing can be done, as it could not be kept: room->doubt says why. */
bool pl_batch_is_standing(const pl_room *room);
void pl_batch_clear(pl_room *room);

/* ---- room_rows.c ---- */
/* Each is one transaction. */
pl_status pl_rows_keep_moment(pl_room *room, const pl_moment *moment, pl_error *error);
/* The same, and more, which is taken out again: a disk that takes a few bytes is not one that takes a message, and the
 * place of what was taken out is kept for the next. */
pl_status pl_rows_try(pl_room *room, const pl_moment *moment, pl_error *error);
pl_status pl_rows_keep_chair(pl_room *room, int seat, const pl_chair *chair, pl_error *error);
/* A person, and the chair that changes with it (seat −1: none). */
pl_status pl_rows_keep_person(pl_room *room, const pl_person *person, int seat, const pl_chair *chair, pl_error *error);
pl_status pl_rows_drop_person(pl_room *room, const pl_person *person, int seat, const pl_chair *chair, pl_error *error);
pl_status pl_rows_keep_public(pl_room *room, unsigned reveals, const char *spotlight, pl_error *error);
/* Everything, into `session`; without drafts where that is not the room's own, but the one that will be. */
pl_status pl_rows_keep_all(pl_room *room, pl_session *session, const pl_moment *moment, pl_error *error);
/* Into the room what the session's file remembers; into `moment` too, which else stays as it is. */
void pl_rows_read(pl_room *room, pl_moment *moment);
pl_status pl_rows_keep_went_on(pl_session *session, const char *path, pl_error *error);

/* ---- sheets.c ---- */
pl_letter *pl_letter_new(const char *text, size_t length); /* NULL: out of memory */
/* What makes the body `now` of that version of `before`, of the version before it; NULL: nothing short, or no
 * memory. */
pl_letter *pl_part_new(const char *name, uint32_t version, const char *before, const char *now);
pl_status pl_sheets_make(pl_room *room, pl_error *error);
void pl_sheets_free(pl_room *room);
/* Sends what is stale and due, and to newcomers what they may have. Returns in how many milliseconds more is due. */
int64_t pl_sheets_send(pl_room *room);
void pl_sheets_forget(pl_visitor *visitor); /* it has none: all are sent anew */

/* ---- requests.c ---- */
void pl_requests_hear(pl_room *room, pl_visitor *visitor, const char *text, size_t length);
pl_bucket *pl_allowance_of(pl_room *room, pl_visitor *visitor); /* of requests */

/* ---- jobs.c ---- */
/* Takes over what is done, answers, and frees it. */
void pl_jobs_pass(pl_room *room);
void pl_jobs_end(pl_room *room);                      /* cancels and waits for all */
size_t pl_jobs_count(const pl_room *room);
json_t *pl_jobs_list(const pl_room *room);            /* [{what, done_milli}], for control's sheet */
/* What a decision costs and brings, beside these of the same seat and round. */
json_t *pl_begin_forecast(pl_asking *asking, int seat, const pl_decision *decision, const pl_decision *pending,
                          size_t count);
/* Tells the debrief, unless it is being told; pl_body_take_debrief gets it. False: no memory. */
bool pl_begin_debrief(pl_room *room);
pl_answer pl_job_fan, pl_job_what_if, pl_job_own_what_if, pl_job_report;

/* ---- reach.c ---- */
pl_answer pl_team_reach, pl_control_reach;

/* ---- team.c, control.c ---- */
pl_answer pl_team_draft, pl_team_drop, pl_team_clear, pl_team_commit, pl_team_expect, pl_team_say, pl_team_move,
    pl_team_note, pl_team_story, pl_team_offers, pl_team_close;
pl_answer pl_control_start, pl_control_pause, pl_control_resume, pl_control_next, pl_control_end, pl_control_extend,
    pl_control_pace, pl_control_step, pl_control_back, pl_control_act, pl_control_refuse, pl_control_write,
    pl_control_say, pl_control_decide, pl_control_check, pl_control_expect, pl_control_hand, pl_control_expel,
    pl_control_reveal, pl_control_spotlight, pl_control_note, pl_control_offers, pl_control_look, pl_control_manual,
    pl_control_story, pl_control_address;
/* Adds a decision to a draft, in the place of what it replaces; PL_BAD_INPUT: the rules refuse it. Of a chair that is
 * only tried out, too. */
pl_status pl_draft_add(const pl_room *room, pl_chair *chair, const pl_decision *decision, pl_error *error);
/* {"outlook", "forecast"} of a decision beside the others of a draft; later. */
json_t *pl_expect(pl_asking *asking, int seat, const pl_chair *chair, const pl_decision *decision);
void pl_control_tell_last_ruling(pl_room *room); /* where the program ended before it could */
/* The message that a page (of seat −1: control's) writes; to nobody and about nothing yet. */
pl_message pl_asked_message(const pl_asking *asking, pl_message_form form);
/* Who it is to: false and refused where there is no such recipient. */
bool pl_asked_recipients(pl_asking *asking, pl_message *message);
/* What it is about, of what its writer may read: others do not exist. False: refused. */
bool pl_asked_about(pl_asking *asking, pl_message *message);
/* Records a message and says whose sheets are stale. */
json_t *pl_say(pl_asking *asking, pl_message *message);
json_t *pl_list_offers(pl_asking *asking, int seat, int round);
json_t *pl_outlook(pl_room *room, int seat, const pl_decision *decision); /* {"outlook": [paragraphs]} */

#endif
