/* The terminal: what it can show, and how its player can leave. */
#ifndef POLDER_CLI_TERMINAL_H
#define POLDER_CLI_TERMINAL_H

#include <polder/play.h>

#include "arguments.h"

/* From now on Ctrl-C, a request to end and a closed terminal end the waiting for input instead of the program.
 * Standard input is unbuffered from here on; to be called once, before anything is read from it. */
void pl_terminal_open(void);
/* How to play or to read at this terminal; standard input and output. No seat, nothing to keep. */
pl_play_options pl_terminal_options(const pl_arguments *arguments);
/* Says why there is no window, and that what was asked for goes on in the terminal. */
void pl_terminal_instead(const pl_error *error);
bool pl_terminal_is_one(void); /* both ends are a terminal, and a person sits at it */
/* The player has left by a signal, since pl_terminal_open. */
bool pl_terminal_has_left(void);
/* Reads a line without its end; false: the input has ended, or the player has left. */
bool pl_terminal_read(char *line, size_t size);
/* After a game that ended well although its reader was gone: nothing more is written to standard output. */
void pl_terminal_close(void);

#endif
