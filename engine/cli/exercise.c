/* A file that nobody named is an offer: where it can't be made, the exercise goes on unsaved and says why. */
#include "exercise.h"

#include <string.h>

#include <polder/translate.h>

#include "kept_folder.h"

static pl_status find_seat(const pl_scenario *scenario, const char *id, int *seat, pl_error *error) {
  *seat = -1;
  if (!id) return PL_OK;
  *seat = pl_scenario_find_seat(scenario, id);
  if (*seat >= 0 && *seat < scenario->state_count && scenario->states[*seat].is_playable) return PL_OK;
  pl_buffer known = {0};
  for (int s = 0; s < scenario->state_count; s++)
    if (scenario->states[s].is_playable)
      pl_buffer_add_format(&known, "%s%s", known.length ? ", " : "", scenario->states[s].id);
  pl_error_set(error, PL_USAGE, "--seat is \"%.64s\", expected one of the states that can be played: %s", id,
               known.length ? pl_buffer_text(&known) : PL_TEXT("none"));
  pl_buffer_clear(&known);
  return PL_USAGE;
}

/* While a seat is being chosen, another game may have taken the name. */
static const char *offer_again(void *context) {
  pl_exercise *e = context;
  return pl_kept_folder_place(pl_session_scenario(e->session)->id, e->path, NULL) == PL_OK ? e->path : NULL;
}

static pl_status choose_keeping(pl_exercise *e, const pl_arguments *arguments, bool keeps_by_itself, pl_error *error) {
  if (arguments->session && !strcmp(arguments->session, "none")) return PL_OK;
  if (arguments->session) {
    e->game.keep = arguments->session;
    return pl_kept_folder_refuse_existing(arguments->session, error);
  }
  if (!keeps_by_itself) return PL_OK;
  if (pl_kept_folder_place(pl_session_scenario(e->session)->id, e->path, &e->why_not_kept) == PL_OK)
    e->game.keep = e->path;
  e->game.keep_is_offer = true;
  e->game.keep_again = offer_again;
  e->game.keep_context = e;
  return PL_OK;
}

pl_status pl_exercise_begin(pl_exercise *exercise, const pl_arguments *arguments, const char *operand,
                            bool keeps_by_itself, pl_error *error) {
  *exercise = (pl_exercise){.game = {.seat = -1, .language = arguments->language}};
  exercise->session = pl_exercise_open(arguments, operand, true, &exercise->bots, error);
  if (!exercise->session) return error->status;
  pl_status status = find_seat(pl_session_scenario(exercise->session), arguments->seat, &exercise->game.seat, error);
  if (status == PL_OK) status = choose_keeping(exercise, arguments, keeps_by_itself, error);
  if (status != PL_OK) pl_exercise_end(exercise);
  return status;
}

void pl_exercise_end(pl_exercise *exercise) {
  pl_session_free(exercise->session);
  exercise->session = NULL;
}
