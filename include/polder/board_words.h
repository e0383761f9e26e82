/* Words of the board: what stands on the projector, said alike by the wall in a window and the page in a browser.
 *
 * Both show one billboard; here it is put into words, in the language that is spoken. All texts are phrases of the
 * voice (words.h). */
#ifndef POLDER_BOARD_WORDS_H
#define POLDER_BOARD_WORDS_H

#include <polder/billboard.h>
#include <polder/words.h>

/* How many seats there are for people, how many have some, how many people those are, and how many of those seats have
 * committed something in this round. */
typedef struct pl_board_count {
  int seats, taken, people, ready;
} pl_board_count;
pl_board_count pl_board_count_of(const pl_billboard *billboard);

/* What goes on: "Round 3 of 12", "teams decide", "5 of 9 teams have committed". `doing` may be "". */
typedef struct pl_board_moment {
  const char *round, *doing, *note;
} pl_board_moment;
pl_board_moment pl_board_moment_of(const pl_voice *voice, const pl_billboard *billboard);

/* "12 people in the room, 5 of 10 seats taken" */
const char *pl_phrase_in_the_room(const pl_voice *voice, const pl_billboard *billboard);
/* "3 people", "not taken" */
const char *pl_phrase_at_seat(const pl_voice *voice, const pl_billboard_seat *seat);

/* Beside the number of organisations that were found hit: "of 700 organisations", and what the number is. */
const char *pl_phrase_of_organisations(const pl_voice *voice, int32_t all);
/* `for_public`: it is what was found, and nothing else is known; else `is_all`: of all states, not only of some. */
const char *pl_board_hit_words(bool for_public, bool is_all);
/* Beside the number that recovered. */
const char *pl_board_recovered_words(int32_t count);
/* "day 37 · 94 hit" */
const char *pl_phrase_day_and_hit(const pl_voice *voice, int day, int32_t hit);
/* Words beside the curve, for PL_EVENT_LEFT (`count` forums), _JOINED (`forum`), _STRUCK and _TAKEDOWN; else "". */
const char *pl_phrase_mark_on_curve(const pl_voice *voice, pl_event_kind kind, int state, int forum, int count);

#endif
