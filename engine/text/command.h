/* Commands: what a player types, read into a verb or a decision. */
#ifndef POLDER_TEXT_COMMAND_H
#define POLDER_TEXT_COMMAND_H

#include <polder/accounts.h>

#include "terminal.h"

/* X(constant, word, other spellings, to which a translation adds its own, one line of explanation). Actions of the
 * table come on top: they are DECIDE. */
#define PL_VERB_TABLE(X)                                                                                              \
  X(PL_VERB_SITUATION, "situation", PL_LATER("s status look"), PL_LATER("where you stand, messages, items, forums"))  \
  X(PL_VERB_INBOX, "inbox", PL_LATER("i messages mail"), PL_LATER("the messages of this round, in full"))             \
  X(PL_VERB_ITEMS, "items", PL_LATER("items"),                                                                        \
    PL_LATER("what you know and who has it; \"items all\" with the old ones"))                                        \
  X(PL_VERB_STATES, "states", PL_LATER("states"), PL_LATER("the other states: trust, forums, size"))                  \
  X(PL_VERB_FORUMS, "forums", PL_LATER("forums"), PL_LATER("the forums: how fast and how well they warn, who is in")) \
  X(PL_VERB_AIMS, "aims", PL_LATER("objectives"), PL_LATER("what you are after"))                                     \
  X(PL_VERB_ACTIONS, "actions", PL_LATER("do"), PL_LATER("everything you can do in this exercise"))                   \
  X(PL_VERB_COST, "cost", PL_LATER("costs what expect"),                                                              \
    PL_LATER("prices; \"cost share 1 all\": what it costs and may bring"))                                            \
  X(PL_VERB_REVIEW, "review", PL_LATER("r decisions"), PL_LATER("what you have decided this round, money left"))      \
  X(PL_VERB_UNDO, "undo", PL_LATER("u"), PL_LATER("take back your last decision"))                                    \
  X(PL_VERB_WHATIF, "whatif", PL_LATER("what-if otherwise"),                                                          \
    PL_LATER("a round that is done, decided otherwise: \"whatif 3\" lists how, \"whatif 3 share worm all\""))      \
  X(PL_VERB_NOTE, "note", PL_LATER("remark"),                                                                         \
    PL_LATER("write down what you notice, for the debrief: \"note They kept it\""))                                   \
  X(PL_VERB_SAVE, "save", PL_LATER("save"),                                                                           \
    PL_LATER("keep the exercise in another file from now on: \"save my.polder\""))                                    \
  X(PL_VERB_COMMIT, "commit", PL_LATER("c done next end"), PL_LATER("close the round: the days pass"))                \
  X(PL_VERB_HELP, "help", PL_LATER("? h"), PL_LATER("this list; \"help share\", \"help trust\", \"help labels\" …"))  \
  X(PL_VERB_QUIT, "quit", PL_LATER("q exit bye"), PL_LATER("stop; what you decided is kept if the exercise is"))

typedef enum pl_verb {
#define X(constant, word, others, explain) constant,
  PL_VERB_TABLE(X)
#undef X
      PL_VERBS,
  PL_VERB_DECIDE = PL_VERBS,
  PL_VERB_NOTHING
} pl_verb;

typedef struct pl_verb_row {
  const char *word, *others, *explain;
} pl_verb_row;
const pl_verb_row *pl_verb_rows(void); /* PL_VERBS of them; constant */

enum { PL_COMMAND_WORDS = 512 };
typedef struct pl_command {
  pl_verb verb;
  pl_decision decision; /* PL_VERB_DECIDE, and a PL_VERB_COST that is about one */
  bool has_decision;
  int round, seat;      /* PL_VERB_WHATIF: from 0; whose decision */
  pl_turn turn[PL_OFFER_TURNS];
  size_t turn_count;    /* 0: whoever asks wants to know what there is to choose from */
  char text[PL_LINE_BYTES];           /* the words, cut apart */
  const char *word[PL_COMMAND_WORDS]; /* into text; word[0] is the verb */
  size_t count;
  const char *rest;                   /* what follows the first word, as it was typed; into the line */
} pl_command;

/* Reads the verb and, of a what-if, the seat that it names (−1: none). The game's seat may be control (−1). */
pl_verb pl_command_peek(const pl_game *game, const char *line, pl_command *command);
/* Reads one line for the game's seat. PL_BAD_INPUT: a sentence saying what was not understood and what would be. */
pl_status pl_command_read(const pl_game *game, const char *line, pl_command *command, pl_error *error);

#endif
