/* Keeping: what a player reads and can do about the file that the exercise is kept in. */
#ifndef POLDER_TEXT_KEEP_H
#define POLDER_TEXT_KEEP_H

#include "terminal.h"

/* Where the exercise is kept from now on, or why it is not, if the options wanted it kept. */
void pl_say_keeping(pl_terminal *terminal);
/* The commands: save FILE ("": where it is kept), note TEXT. Refusals are shown. */
void pl_save(pl_terminal *terminal, const char *name);
void pl_note_down(pl_terminal *terminal, const char *text);
/* The exercise goes on: whose, where, and what stands in the open round. */
void pl_say_resumed(pl_terminal *terminal);
/* Something could not be saved, and so it did not happen: why, and what would do. */
void pl_say_unsaved(pl_terminal *terminal, const pl_error *error);
/* The player wants to leave. True: once, where the file is gone meanwhile, he is told so and stays. */
bool pl_holds_back(pl_terminal *terminal);
/* The player leaves: what is kept, and how to go on. */
void pl_say_goodbye(pl_terminal *terminal);
/* After the last round: where it is kept; nothing where it is not. */
void pl_say_kept(pl_terminal *terminal);

#endif
