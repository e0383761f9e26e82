/* The chronicle: what happened in a round, told to control, from whom nothing is hidden. */
#ifndef POLDER_TEXT_CHRONICLE_H
#define POLDER_TEXT_CHRONICLE_H

#include "game_internal.h"

/* Tells the events of round `round` (from 0) of the game's log, day by day, and what became of the incidents. The game
 * has no seat. */
void pl_tell_chronicle(pl_game *game, pl_tale *tale, int round);
/* One event as the chronicle tells it; nothing where it would not, nor a line of the log. */
void pl_put_chronicled(pl_buffer *out, const pl_voice *voice, const pl_event *event);
/* The decisions recorded in round `round` by one seat, or (seat −1) by all, in the words said to each. */
void pl_tell_decisions(pl_game *game, pl_tale *tale, const pl_session *recorded, int round, int seat);
/* What control did in round `round`. Nothing where it did nothing. */
void pl_tell_acts(pl_game *game, pl_tale *tale, const pl_session *recorded, int round);
/* The notes made in round `round` by one seat, or (seat −1) by anybody. */
void pl_tell_notes(pl_game *game, pl_tale *tale, const pl_session *recorded, int round, int seat);

#endif
