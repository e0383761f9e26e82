/* The game inside: what the files that play and tell one share. */
#ifndef POLDER_TEXT_GAME_INTERNAL_H
#define POLDER_TEXT_GAME_INTERNAL_H

#include <polder/game.h>
#include <polder/policy.h>

/* A round when it was closed: what the seat had decided, and what it could have decided otherwise. */
enum { PL_TURNED_ITEMS = 3 };
typedef struct pl_lookback {
  int round;
  pl_seat_orders orders; /* as they stood */
  pl_decision taken[PL_PENDING];
  size_t taken_count;
  pl_iid item[PL_TURNED_ITEMS]; /* of its own, the newest first */
  size_t item_count;
  bool had_items;        /* of its own, at the opening */
} pl_lookback;

struct pl_game {
  pl_session *session; /* borrowed, as the bots; NULL bots: told again, nothing is left to decide */
  const pl_policy_table *bots;
  pl_game_options options;
  const pl_scenario *scenario;
  pl_voice voice;         /* voice.brief: of the open round, or of the moment after the last */
  pl_phrases phrases;     /* of the voice; owned, as all that follows */
  pl_brief_room room, bot_room;
  pl_forecaster *forecaster; /* NULL until a forecast is asked for */
  pl_history *history;       /* NULL until it is asked for */
  size_t history_until;      /* the length of the log when it was renewed, and whether a round was open */
  bool history_is_open;
  pl_gauges before;          /* at the opening of the round before */
  bool has_before;
  pl_gauges closing;         /* at the opening of the round that is being closed */
  size_t begun, opened, closed; /* the events of the last opening of a round are [begun, opened) of the log, its news
                                 * [opened, closed) */
  bool is_between;           /* its round is closed and the next not open yet, as this game tells it */
  pl_lookback lookback; /* of the round closed last */
  pl_course *course;    /* NULL until it is asked for */
  int course_round;     /* what it was made of: rounds done, whether one was open, entries of the journal */
  bool course_is_open;
  size_t course_entries;
  int explained_in;     /* the round (its number, from 1) in which hindsight was explained; 0: not yet */
  pl_error unkept;      /* why the exercise is not kept as the options wanted */
  pl_buffer keeping;    /* where it is kept, in words */
  pl_buffer change[PL_CHANGES]; /* what changed, in words */
};

/* ---- the course (game.c) ---- */
/* Takes a seat without asking whether it can be played. */
void pl_game_take_seat(pl_game *game, int seat);
/* Speaks for this seat, with a brief of its own, until its voice is put back. For control, who reads. */
pl_status pl_game_see_as(pl_game *game, int seat, pl_error *error);

/* ---- in words (wording.c) ---- */
/* One of the scenario's own actions in its words, and what it is aimed at: "Second an expert. (Finland)". */
void pl_put_custom(pl_buffer *out, const pl_game *game, int action, int object);
/* "EXERCISE · The first share" and what is left to say; and as the title of a new part. */
void pl_put_title(pl_buffer *out, const pl_game *game, const char *rest);
void pl_tell_title(const pl_game *game, pl_tale *tale, const char *rest);

/* Why something lapsed, to the one who decided it (story.c): "the money did not reach". */
const char *pl_lapse_words(int64_t why);

/* ---- tellers ---- */
void pl_tell_opening(pl_game *game, pl_tale *tale); /* summary, the seat, its aims */
void pl_tell_aims(pl_game *game, pl_tale *tale);
/* The events [from, to) of the log that the seat may see (story.c); those of a whole round day by day. */
void pl_tell_events(pl_game *game, pl_tale *tale, size_t from, size_t to, bool is_round);
/* The days of one round, as far as they are before the tick `until`. */
void pl_tell_days(pl_game *game, pl_tale *tale, int round, pl_tick until);
/* What is different from the opening of the round before, and why. */
void pl_tell_changes(pl_game *game, pl_tale *tale);
/* What the round just played would have been, had the seat shared, or kept, one thing more (hindsight.c); for that it
 * is remembered what there was to decide when a round is closed. */
void pl_hindsight_remember(pl_game *game);
void pl_tell_hindsight(pl_game *game, pl_tale *tale);
/* What a decision costs and can be expected to bring (outlook.c), with its forecast if there is one and it is asked
 * for. */
void pl_tell_outlook(pl_game *game, const pl_decision *decision, bool with_forecast, pl_tale *tale);
/* What it can be expected to bring by a day some rounds ahead (forecast.c). False: there is no forecast, and nothing
 * was told. */
bool pl_tell_forecast(pl_game *game, const pl_decision *decision, pl_tale *tale);
/* The figures of the reckoning, also of an exercise that is not over; aims only where `seat` has any. */
pl_status pl_reckon(const pl_session *session, int seat, pl_reckoning *reckoning, pl_error *error);
/* Parts of the reckoning in words: the seat's own aims and result; how every state fared; what to talk about. */
void pl_tell_own_reckoning(pl_game *game, const pl_reckoning *reckoning, pl_tale *tale);
void pl_tell_all_states(pl_game *game, const pl_reckoning *reckoning, pl_tale *tale);
void pl_tell_debrief(pl_game *game, pl_tale *tale);
/* What a question of the debrief comes to in this exercise (otherwise.c). False: it asks for no such thing, and nothing
 * was told. */
bool pl_tell_answer(pl_game *game, int question, pl_tale *tale);
/* Whether an exercise is small enough for being played again without anybody waiting (hindsight.c). */
bool pl_game_is_quick(const pl_game *game);

#endif
