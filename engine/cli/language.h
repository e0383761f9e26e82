/* The language of the program: of its sentences, and of a scenario's texts. */
#ifndef POLDER_CLI_LANGUAGE_H
#define POLDER_CLI_LANGUAGE_H

#include <polder/translate.h>

/* The language that the words of a command line ask for (--lang), else the environment (LANGUAGE, LC_ALL,
 * LC_MESSAGES, LANG: the first that is set), else English. A --lang that means nothing is somebody else's to refuse. */
pl_language pl_language_wanted(int count, char **words);
/* Speaks it from here on, if its catalogue is found. */
void pl_language_speak(pl_language language);

#endif
