/* Terminal play: one exercise, one person, plain text. */
#ifndef POLDER_PLAY_H
#define POLDER_PLAY_H

#include <stdio.h>

#include <polder/policy.h>

typedef struct pl_play_options {
  FILE *in, *out;          /* borrowed */
  int seat;                /* −1: ask */
  bool is_terminal;        /* prompts and colour may be used */
  bool has_colour;         /* NO_COLOR is the caller's to read */
  bool has_truecolour;     /* with has_colour: 24 bits; else 256 colours */
  int columns;             /* 40 … 200 */
  pl_language language;
  bool quiet;              /* no introduction */
  const char *again;       /* the command that plays this again, without the seat; NULL: not said */
} pl_play_options;

/* Plays the session to its end, or until the input ends or the player quits; then PL_OK. */
pl_status pl_play(pl_session *session, const pl_policy_table *bots, const pl_play_options *options, pl_error *error);

#endif
