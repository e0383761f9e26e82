/* Afterwards: "what if", asked of an exercise that was played or is read again. */
#ifndef POLDER_TEXT_AFTERWARDS_H
#define POLDER_TEXT_AFTERWARDS_H

#include "command.h"

/* Asks until the input ends, or an empty line; nothing where no round is done. After the last round of play, or when a
 * recorded exercise (a game without bots) has been told to a seat or (seat −1) to control. */
void pl_ask_what_if(pl_terminal *terminal);

/* ---- shared with play, where the same is typed between two rounds ---- */
/* What came of it, or what there is to choose from where nothing was chosen yet. */
void pl_answer_what_if(pl_terminal *terminal, const pl_command *command);
/* Why something was not done, and what was not understood. */
void pl_say_refusal(pl_terminal *terminal, const pl_error *error);
void pl_say_misunderstanding(pl_terminal *terminal, pl_error *error);

#endif
