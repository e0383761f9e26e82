/* The screens, by their names. */
#include "app.h"

const pl_screen_row *pl_screen_row_of(pl_screen_name screen) {
  static const pl_screen_row *const rows[PL_SCREENS] = {
      [PL_SCREEN_PICKER] = &pl_screen_picker,       [PL_SCREEN_SEAT] = &pl_screen_seat,
      [PL_SCREEN_BRIEFING] = &pl_screen_briefing,   [PL_SCREEN_ROUND] = &pl_screen_round,
      [PL_SCREEN_DAYS] = &pl_screen_days,           [PL_SCREEN_AFTER] = &pl_screen_after,
      [PL_SCREEN_RECKONING] = &pl_screen_reckoning, [PL_SCREEN_REPLAY] = &pl_screen_replay,
      [PL_SCREEN_WHAT_IF] = &pl_screen_what_if,     [PL_SCREEN_WALL] = &pl_screen_wall,
  };
  return rows[screen];
}
