/* Otherwise: a game gone back into, for the one who plays it.
 *
 * While the exercise goes on its player may ask about rounds that are done, and hears what its own briefs would tell;
 * when it is over, and as control, everything. The questions of the debrief that begin with "what if" are answered from
 * what was played. */
#include "game_internal.h"

#include <polder/accounts.h>
#include <polder/session.h>

/* As control names things, and still to this seat. */
static pl_status tell_whole(pl_game *game, const pl_what_if *what_if, const pl_comparison *comparison, pl_tale *tale,
                            pl_error *error) {
  pl_narrator *narrator = pl_narrator_new(game->session, game->voice.language, error);
  if (!narrator) return error->status;
  pl_voice voice = *pl_narrator_voice(narrator);
  voice.seat = game->voice.seat;
  pl_tell_comparison(&voice, what_if, comparison, 0, tale);
  pl_narrator_free(narrator);
  return PL_OK;
}

static pl_status tell_own(pl_game *game, pl_course *course, const pl_what_if *what_if, const pl_comparison *comparison,
                          pl_tale *tale, pl_error *error) {
  pl_own_account own;
  pl_status status = pl_own_account_make(course, what_if, game->voice.seat, &own, error);
  if (status == PL_OK) pl_tell_own_account(&game->voice, what_if, comparison, &own, 0, tale);
  return status;
}

pl_status pl_game_tell_what_if(pl_game *game, const pl_what_if *what_if, pl_tale *tale, pl_error *error) {
  pl_status status = PL_OK;
  pl_course *course = pl_game_course(game, error);
  pl_comparison *comparison = course ? pl_what_if_compare(course, what_if, error) : NULL;
  if (!comparison) {
    pl_game_explain(game, error);
    return error->status;
  }
  if (game->voice.seat < 0 || pl_game_is_over(game))
    status = tell_whole(game, what_if, comparison, tale, error);
  else
    status = tell_own(game, course, what_if, comparison, tale, error);
  pl_comparison_free(comparison);
  if (status == PL_OK && (tale->failed || game->phrases.failed))
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: not everything could be told");
  return status;
}

bool pl_tell_answer(pl_game *game, int question, pl_tale *tale) {
  pl_error error = {0};
  pl_turn turn;
  pl_what_if what_if;
  pl_buffer line = {0};
  if (!pl_debrief_what_if(game->session, question, &turn, &what_if)) return false;
  pl_course *course = pl_game_course(game, &error);
  pl_comparison *comparison = course ? pl_what_if_compare(course, &what_if, &error) : NULL;
  if (!comparison) pl_game_explain(game, &error);
  pl_buffer_add_text(&line, "     ");
  pl_buffer_add_format(&line, PL_TEXT("In this exercise: "));
  if (comparison) pl_put_comparison(&line, &game->voice, comparison);
  else pl_buffer_add_text(&line, error.text);
  pl_comparison_free(comparison);
  pl_tale_take(tale, &line);
  return true;
}
