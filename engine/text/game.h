/* One game at the terminal: what the files of this layer share. Nothing here outlives pl_play. */
#ifndef POLDER_TEXT_GAME_H
#define POLDER_TEXT_GAME_H

#include <polder/forecast.h>
#include <polder/play.h>

#include "screen.h"
#include <polder/words.h>

/* The figures of one opening of a round, kept to tell what changed. */
typedef struct pl_gauges {
  pl_mu loss, edge, burn, effort;
  pl_q16 level[PL_TRACKS], standing, confidence, rights;
  int32_t contained, recovered;
  uint8_t trust_in_me[PL_MAX_STATES];
  pl_tick latency[PL_MAX_FORUMS];
  pl_q16 quality[PL_MAX_FORUMS];
} pl_gauges;

enum { PL_LINE_BYTES = 2 * PL_NOTE_BYTES }; /* of one line of input, with its end */

typedef struct pl_game {
  pl_session *session; /* borrowed, as the next two */
  const pl_policy_table *bots;
  const pl_play_options *options;
  const pl_scenario *scenario;
  pl_voice voice; /* voice.brief: the brief of the open round */
  pl_screen screen;
  pl_phrases phrases;           /* of the voice; owned, as the next two */
  pl_brief_room room, bot_room;
  pl_forecaster *forecaster;    /* owned; NULL until a forecast is asked for */
  pl_gauges before;             /* at the opening of the round before */
  bool has_before;
  bool has_explained_hindsight;
  bool is_warned; /* commit has asked once in this round */
  bool is_held_back; /* quit has told once that the file is gone */
  size_t told;    /* events of the log up to here are told */
  bool has_left;  /* the input has ended, or the player is gone */
  char typed[PL_LINE_BYTES]; /* between two pages: the next command */
} pl_game;

/* A game on this session, for the seat of the options (−1: none yet); everything is borrowed. NULL: out of memory. */
pl_game *pl_game_new(pl_session *session, const pl_policy_table *bots, const pl_play_options *options,
                     pl_error *error);
void pl_game_free(pl_game *game);

enum { PL_PENDING = 64 }; /* decisions of one seat and round that are listed */

/* ---- what the seat has and may do (game.c) ---- */
void pl_game_gauges(const pl_brief *brief, pl_gauges *gauges);
/* Whether this scenario offers an action to this seat. */
bool pl_game_offers(const pl_game *game, int action);
/* How an action is typed: "share ITEM AUDIENCE [tear-line]". */
void pl_put_usage(pl_buffer *out, const pl_scenario *scenario, int action);
/* One line about an action: the row's help, or the scenario's text. */
void pl_put_action_help(pl_buffer *out, const pl_game *game, int action);
/* The seat's own items with the numbers under which they are shown, from 1: those it can decide about, then the
 * others. NULL: there is none with that number. `open_count`, unless NULL, gets how many it can decide about. */
const pl_brief_item *pl_game_item(const pl_game *game, size_t number, size_t *open_count);
/* How an item is named in a command: "worm". */
void pl_put_handle(pl_buffer *out, const pl_game *game, const pl_brief_item *item);
/* The seat's decisions of the open round; returns how many were written, at most PL_PENDING. */
size_t pl_game_pending(const pl_game *game, pl_decision *decisions);
pl_mu pl_game_cost(const pl_game *game, const pl_decision *decision);
/* What is left of this round's money after the pending decisions, for the three tracks. */
pl_mu pl_game_money_left(const pl_game *game);
/* A decision as a sentence for the one who takes it: "Share worm with Southland". */
void pl_put_decision(pl_buffer *out, const pl_game *game, const pl_decision *decision);

/* One of the scenario's own actions in its words, and what it is aimed at: "Second an expert. (Finland)". */
void pl_put_custom(pl_buffer *out, const pl_game *game, int action, int object);

/* ---- screens ---- */
/* "EXERCISE · The first share" and what is left to say. */
void pl_put_title(pl_buffer *out, const pl_game *game, const char *rest);
/* The same under a rule across the screen: how a new part begins. */
void pl_show_title(pl_game *game, const char *rest);
void pl_show_opening(pl_game *game); /* summary, the seat, its aims */
void pl_show_round(pl_game *game);   /* the whole screen of an open round */
void pl_show_inbox(pl_game *game);
void pl_show_items(pl_game *game, bool with_old);
void pl_show_states(pl_game *game);
void pl_show_forums(pl_game *game);
void pl_show_aims(pl_game *game);
void pl_show_actions(pl_game *game);
void pl_show_review(pl_game *game);
void pl_show_costs(pl_game *game);
void pl_show_help(pl_game *game, const char *topic);
/* When the exercise is over. Fails only for want of memory. */
pl_status pl_show_reckoning(pl_game *game, pl_error *error);
/* Parts of it: the seat's own aims and result; how every state fared. */
void pl_show_own_reckoning(pl_game *game);
pl_status pl_show_all_states(pl_game *game, pl_error *error);
/* What a decision costs and can be expected to bring (outlook.c). */
void pl_show_outlook(pl_game *game, const pl_decision *decision);
/* What it can be expected to bring by a day some rounds ahead (forecast.c). False: there is no forecast, and
 * nothing was said. */
bool pl_show_forecast(pl_game *game, const pl_decision *decision);
/* What the round just played would have been, had the seat shared, or kept, one thing more (hindsight.c). */
void pl_tell_hindsight(pl_game *game);
/* Tells the events of the log that the seat may see and that were not told yet (story.c). */
void pl_tell_events(pl_game *game, bool is_round);
/* What is different from the opening of the round before, and why. */
void pl_tell_changes(pl_game *game);

#endif
