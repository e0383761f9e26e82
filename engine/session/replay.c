/* Replay: the same exercise built anew.
 *
 * A world is never copied out of a running session; scenario, seed and journal say everything. The new session opens
 * the same rounds, takes over the entries of each round as they stand (who decided, what was taken back) and resolves
 * them. Orders are in the journal already and are not placed a second time. Entries are not checked again: they were
 * accepted once, and where somebody changed the journal on purpose (a what-if) the world lets lapse what has become
 * impossible. Acts of control's are carried out where they stand, since what was decided after them was decided in the
 * world that they left. */
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

pl_status pl_session_take_over(pl_session *copy, const pl_journal *journal, size_t *from, pl_error *error) {
  pl_status status = PL_OK;
  for (; status == PL_OK && *from < journal->count && journal->entry[*from].round == copy->done; ++*from) {
    const pl_journal_entry *entry = &journal->entry[*from];
    if (entry->author == PL_AUTHOR_ORDER && entry->is_withdrawn) pl_session_note_lapsed(copy, &entry->decision);
    status = entry->act ? pl_session_carry_out(copy, entry, error) : pl_journal_add(&copy->journal, entry, error);
  }
  return status;
}

/* Plays the rounds before `until_round`; `from` ends where the entries of that round begin. */
static pl_status play_rounds(pl_session *copy, const pl_session *original, int until_round, size_t *from,
                             pl_error *error) {
  while (copy->done < until_round) {
    pl_status status = pl_session_open_world(copy, error);
    if (status == PL_OK) status = pl_session_take_over(copy, &original->journal, from, error);
    if (status == PL_OK) status = pl_session_resolve_round(copy, error);
    if (status != PL_OK) return status;
  }
  return PL_OK;
}

/* A copy that outlives its original needs a map of its own, unless neither owns it. */
static const pl_map *map_to_borrow(const pl_session *session) { return session->own_map ? NULL : session->map; }

pl_session *pl_session_begin_again(const pl_session *session, int last, const pl_map *map, pl_error *error) {
  pl_session *copy = pl_session_new(&session->factory, &session->bundle, map, &session->options, error);
  if (!copy) return NULL;
  memcpy(copy->is_person, session->is_person, sizeof copy->is_person);
  pl_status status = PL_OK;
  for (int s = 0; status == PL_OK && s < PL_MAX_SEATS; s++)
    if (session->player[s]) status = pl_session_set_player(copy, s, session->player[s], error);
  for (size_t i = 0; status == PL_OK && i < session->note_count && session->note[i].round <= last; i++)
    status = pl_session_add_note(copy, &session->note[i], error);
  for (size_t i = 0; status == PL_OK && i < session->message_count && session->message[i].round <= last; i++)
    status = pl_session_add_message(copy, &session->message[i], error);
  if (status == PL_OK && session->supposed_count)
    status = pl_session_suppose(copy, session->supposed_from, session->supposed, session->supposed_count, error);
  if (status == PL_OK) return copy;
  pl_session_free(copy);
  return NULL;
}

static pl_session *replay(const pl_session *session, int until_round, bool keeps_quantities, pl_error *error) {
  size_t from = 0;
  const int last = until_round < session->done ? until_round - 1 : session->done;
  pl_session *copy = pl_session_begin_again(session, last, map_to_borrow(session), error);
  if (!copy) return NULL;
  copy->keeps_quantities = keeps_quantities;
  if (play_rounds(copy, session, until_round, &from, error) == PL_OK) return copy;
  pl_session_free(copy);
  return NULL;
}

pl_session *pl_session_replay(const pl_session *session, int until_round, pl_error *error) {
  if (until_round <= session->done) return replay(session, until_round < 0 ? session->done : until_round, false, error);
  pl_error_set(error, PL_BAD_INPUT, "cannot replay up to round %d: only %d rounds are done", until_round,
               session->done);
  return NULL;
}

pl_session *pl_session_replay_with_quantities(const pl_session *session, pl_error *error) {
  return replay(session, session->done, true, error);
}

pl_session *pl_session_branch(const pl_session *session, int round, pl_error *error) {
  if (round < 0 || round >= session->done) {
    pl_error_set(error, PL_BAD_INPUT, "cannot go back into round %d: %d rounds are done", round + 1, session->done);
    return NULL;
  }
  size_t from = 0;
  pl_session *copy = pl_session_begin_again(session, round, map_to_borrow(session), error);
  if (!copy) return NULL;
  pl_status status = play_rounds(copy, session, round, &from, error);
  if (status == PL_OK) status = pl_session_open_world(copy, error);
  if (status == PL_OK) status = pl_session_take_over(copy, &session->journal, &from, error);
  if (status == PL_OK) return copy;
  pl_session_free(copy);
  return NULL;
}

/* ---- in another thread ---- */

/* A session that is nothing but what a replay reads. Lists that grow are copied; what they point to, and the scenario's
 * files, stay where they are as long as the original lives, and nobody changes them. */
struct pl_session_recipe {
  pl_session shadow;
};

static void *copy_of(const void *list, size_t count, size_t size) {
  void *copy = malloc(count ? count * size : 1);
  if (copy && count) memcpy(copy, list, count * size);
  return copy;
}

pl_session_recipe *pl_session_recipe_new(const pl_session *session, pl_error *error) {
  pl_session_recipe *recipe = calloc(1, sizeof *recipe);
  if (!recipe) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot copy the exercise");
    return NULL;
  }
  pl_session *shadow = &recipe->shadow;
  *shadow = (pl_session){.factory = session->factory, .bundle = session->bundle, .options = session->options,
                         .map = map_to_borrow(session), .done = session->done,
                         .supposed = session->supposed, .supposed_count = session->supposed_count,
                         .supposed_from = session->supposed_from};
  memcpy(shadow->is_person, session->is_person, sizeof shadow->is_person);
  memcpy(shadow->player, session->player, sizeof shadow->player);
  shadow->note_count = session->note_count;
  shadow->note = copy_of(session->note, session->note_count, sizeof *session->note);
  shadow->message_count = session->message_count;
  shadow->message = copy_of(session->message, session->message_count, sizeof *session->message);
  while (shadow->journal.count < session->journal.count &&
         session->journal.entry[shadow->journal.count].round < session->done)
    shadow->journal.count++;
  shadow->journal.entry = copy_of(session->journal.entry, shadow->journal.count, sizeof *session->journal.entry);
  bool has_room = true;
  for (size_t i = 0; i < session->room_count && has_room; i++)
    has_room = pl_session_take_room(shadow, &session->room[i], NULL) == PL_OK;
  if (has_room && shadow->note && shadow->message && shadow->journal.entry) return recipe;
  pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot copy the exercise");
  pl_session_recipe_free(recipe);
  return NULL;
}

pl_session *pl_session_recipe_replay(const pl_session_recipe *recipe, pl_error *error) {
  return replay(&recipe->shadow, recipe->shadow.done, false, error);
}

const pl_session *pl_session_recipe_room(const pl_session_recipe *recipe) { return &recipe->shadow; }

void pl_session_recipe_free(pl_session_recipe *recipe) {
  if (!recipe) return;
  pl_session_clear_room(&recipe->shadow);
  free(recipe->shadow.note);
  free(recipe->shadow.message);
  free(recipe->shadow.journal.entry);
  free(recipe);
}

/* ---- looking back ---- */

static pl_status retrace_round(pl_session *copy, const pl_session *original, size_t *from, pl_session_watch watch,
                               void *context, pl_error *error) {
  const int round = copy->done;
  pl_status status = pl_session_open_world(copy, error);
  if (status == PL_OK) status = watch(context, copy, error);
  if (status == PL_OK) status = pl_session_take_over(copy, &original->journal, from, error);
  if (status == PL_OK) status = pl_session_resolve_round(copy, error);
  if (status == PL_OK && copy->digest[round] != original->digest[round])
    return pl_error_set(error, PL_BAD_INPUT, "round %d: this version of Polder computes something else", round + 1);
  return status;
}

/* The copy ends here, so it may borrow the map. */
pl_status pl_session_retrace(const pl_session *session, pl_session_watch watch, void *context, pl_error *error) {
  pl_error why = {.status = PL_OK};
  size_t from = 0;
  pl_session *copy = pl_session_begin_again(session, -1, session->map, &why);
  pl_status status = copy ? PL_OK : why.status;
  while (status == PL_OK && copy->done < session->done)
    status = retrace_round(copy, session, &from, watch, context, &why);
  if (status == PL_OK) status = watch(context, copy, &why);
  pl_session_free(copy);
  if (status != PL_OK && error) *error = why;
  return status;
}
