/* Telling an exercise again, round by round: the pieces, whatever shows them. */
#ifndef POLDER_TEXT_RETELL_H
#define POLDER_TEXT_RETELL_H

#include "game_internal.h"

typedef struct pl_retelling {
  const pl_session *recorded; /* borrowed */
  pl_session *live;           /* built anew; control's has all rounds done; owned, as the game */
  pl_game *game;              /* of the one who is told; control's has no seat */
  pl_brief control;           /* what control knows, as far as names of incidents go; its incidents are owned */
} pl_retelling;

/* What control knows about incidents; brief->incidents is the caller's to free, also after a failure. */
pl_status pl_control_brief(const pl_session *session, pl_brief *brief, pl_error *error);

/* To one seat, or (seat −1) to control. Whatever comes back, pl_retelling_end clears it. */
pl_status pl_retelling_begin(pl_retelling *retelling, const pl_session *recorded, int seat, pl_language language,
                             pl_error *error);
void pl_retelling_end(pl_retelling *retelling);
/* Rounds that there is something to tell about: those done, and the open one if anybody has decided or remarked
 * something in it. */
int pl_retelling_rounds(const pl_session *recorded);
bool pl_retelling_is_open(const pl_retelling *retelling, int round);

/* To control, any round: decisions; unless `is_brief`, the chronicle; notes. */
void pl_retelling_tell_control(pl_retelling *retelling, int round, bool is_brief, pl_tale *tale);
/* To a seat, one round after the other: opens it, so that its situation can be shown; what was decided and noted in it;
 * lets its days pass as they did, after which its news can be told. PL_BAD_INPUT: this Polder computes something
 * else. */
pl_status pl_retelling_open_round(pl_retelling *retelling, pl_error *error);
void pl_retelling_tell_decisions(pl_retelling *retelling, int round, pl_tale *tale);
pl_status pl_retelling_pass_round(pl_retelling *retelling, int round, pl_error *error);

#endif
