/* Keeping: what a player reads and can do about the file that the exercise is kept in. */
#ifndef POLDER_TEXT_KEEP_H
#define POLDER_TEXT_KEEP_H

#include "game.h"

/* Begins to keep the session as the options say, and tells where. An error only if it must be kept and cannot. */
pl_status pl_game_keep(pl_game *game, pl_error *error);
/* The commands: save FILE ("": where it is kept), note TEXT. Refusals are shown. */
void pl_game_save(pl_game *game, const char *name);
void pl_game_note(pl_game *game, const char *text);
/* The exercise goes on: whose, where, and what stands in the open round. */
void pl_say_resumed(pl_game *game);
/* Something could not be saved, and so it did not happen: why, and what would do. */
void pl_say_unsaved(pl_game *game, const pl_error *error);
/* The player wants to leave. True: once, where the file is gone meanwhile, he is told so and stays. */
bool pl_game_holds_back(pl_game *game);
/* The player leaves: what is kept, and how to go on. */
void pl_say_goodbye(pl_game *game);
/* After the last round: where it is kept; nothing where it is not. */
void pl_say_kept(pl_game *game);

#endif
