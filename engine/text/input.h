/* Input: lines from the player, pages for the reader. */
#ifndef POLDER_TEXT_INPUT_H
#define POLDER_TEXT_INPUT_H

#include "terminal.h"

typedef enum pl_input { PL_INPUT_LINE, PL_INPUT_TOO_LONG, PL_INPUT_END } pl_input;

/* Shows what was told and the prompt, and reads one line. PL_INPUT_END: the input has ended or the player is gone, for
 * good. A line that is too long is refused with a sentence. */
pl_input pl_terminal_ask(pl_terminal *terminal, const char *prompt, char *line, size_t size);
/* From now on texts longer than the terminal are shown page by page, if options say how long that is. */
void pl_terminal_page(pl_terminal *terminal);

#endif
