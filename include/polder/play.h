/* Terminal play: one exercise, one person, plain text; and an exercise told again. */
#ifndef POLDER_PLAY_H
#define POLDER_PLAY_H

#include <stdio.h>

#include <polder/game.h>
#include <polder/policy.h>

typedef struct pl_play_options {
  FILE *in, *out;          /* borrowed */
  pl_game_options game;    /* seat −1: ask; in pl_retell: control, who sees everything */
  bool is_terminal;        /* prompts and colour may be used */
  bool has_colour;         /* NO_COLOR is the caller's to read */
  bool has_truecolour;     /* with has_colour: 24 bits; else 256 colours */
  int columns;             /* 40 … 200 */
  int rows;                /* a longer text is shown page by page; 0: never */
  bool with_truth;         /* in pl_retell, to a seat: after each round also what was true */
  bool quiet;              /* no introduction; in pl_retell: decisions and digests only */
  const char *again;       /* the command that plays this again, without the seat; NULL: not said */
  const char *home;        /* what "~/" in front of a file's name means; NULL: itself */
  /* Waiting. Called before each byte is read, so `in` must be unbuffered; waits until there is one to read. False: the
   * player leaves, as at the end of input. NULL: reading itself waits. */
  bool (*wait)(void *context);
  void *wait_context;      /* borrowed */
} pl_play_options;

/* `out` could not be written; `reason`: errno, 0 where it is not known any more or there was no memory for the text.
 * PL_OK: whoever read it has seen enough, for the pipe or the terminal is closed, or was interrupted. Else PL_SYSTEM or
 * PL_NO_MEMORY. */
pl_status pl_output_refused(FILE *out, int reason, pl_error *error);

/* Plays the session to its end, or until the input ends or the player quits or is gone, or whoever reads `out`; then
 * PL_OK. Errors as pl_output_refused. */
pl_status pl_play(pl_session *session, const pl_policy_table *bots, const pl_play_options *options, pl_error *error);

/* Tells a recorded exercise round by round: as control saw it, or as far as one seat could see. `session` is only
 * read; it needs its events. The reader leaving is PL_OK. */
pl_status pl_retell(const pl_session *session, const pl_play_options *options, pl_error *error);

/* Shows a tale by itself, in `out`. Errors as pl_output_refused. */
pl_status pl_show_tale(const pl_tale *tale, const pl_play_options *options, pl_error *error);

#endif
