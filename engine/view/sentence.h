/* What a window says begins with a capital. */
#ifndef POLDER_VIEW_SENTENCE_H
#define POLDER_VIEW_SENTENCE_H

/* Raises the first letter, in place. What begins with a name that is written as it is (a file, an option, a number,
 * something quoted) stays as it is. */
void pl_sentence_begin(char *text);

#endif
