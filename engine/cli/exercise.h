/* An exercise that is about to be played: session, bots, seat, and where it is to be kept. */
#ifndef POLDER_CLI_EXERCISE_H
#define POLDER_CLI_EXERCISE_H

#include <polder/game.h>

#include "scenarios.h"

/* Zeroed: none. The options of its game point into it, so it stays where it is. */
typedef struct pl_exercise {
  pl_session *session;   /* owned */
  pl_policy_table bots;
  pl_game_options game;  /* seat: --seat, or −1 */
  char path[PL_MAX_PATH]; /* a file that nobody named */
  pl_error why_not_kept; /* text "": it is, or nobody wants it to be */
} pl_exercise;

/* Opens SCENARIO as the arguments say. Where --session names no file, `keeps_by_itself` looks for a place in the folder
 * of kept exercises. After a failure there is nothing to end. */
pl_status pl_exercise_begin(pl_exercise *exercise, const pl_arguments *arguments, const char *operand,
                            bool keeps_by_itself, pl_error *error);
void pl_exercise_end(pl_exercise *exercise);

#endif
