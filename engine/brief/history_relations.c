/* How the states stand to each other at one moment, as a viewer may know it.
 *
 * Who is a member of what and who is allied with whom is no secret. Trust is: control sees all of it, a seat what its
 * brief says (its own exactly, that of others in it in fifths), the public nothing. So a seat's part is not filtered
 * out of the world but copied from its brief. All arrays of one moment are one block of memory:
 *
 *   members[forums] | allies[n] | trust[n·n] | reported[n] | trust_step[n·n] */
#include "history_internal.h"

#include "brief_internal.h"

#include <stdlib.h>
#include <string.h>

static bool make_room(pl_relations *relations, size_t n, size_t forums) {
  const size_t sets = (forums + n) * sizeof(pl_state_set);
  const size_t numbers = n * n * sizeof(pl_q16) + n * sizeof(int32_t);
  char *block = calloc(1, sets + numbers + n * n + 1);
  *relations = (pl_relations){.members = NULL};
  if (!block) return false;
  relations->members = (pl_state_set *)(void *)block;
  relations->allies = relations->members + forums;
  relations->trust = (pl_q16 *)(void *)(block + sets);
  relations->reported = relations->trust + n * n;
  relations->trust_step = (uint8_t *)(block + sets + numbers);
  for (size_t i = 0; i < n * n; i++) relations->trust[i] = -1;
  for (size_t i = 0; i < n; i++) relations->reported[i] = -1;
  return true;
}

void pl_relations_clear(pl_relations *relations) {
  free(relations->members);
  *relations = (pl_relations){.members = NULL};
}

static void note_public(pl_relations *relations, const pl_world *world, int n, int forums) {
  for (int f = 0; f < forums; f++) relations->members[f] = pl_world_forum(world, f)->members;
  for (int s = 0; s < n; s++) relations->allies[s] = pl_world_state(world, s)->allies;
}

static void note_trust(pl_relations *relations, int n, int of, int in, pl_q16 trust) {
  relations->trust[of * n + in] = trust;
  relations->trust_step[of * n + in] = pl_brief_fifth(trust);
}

static void note_all_trust(pl_relations *relations, const pl_world *world, int n) {
  for (int s = 0; s < n; s++)
    for (int t = 0; t < n; t++)
      if (s != t) note_trust(relations, n, s, t, pl_world_trust(world, s, t));
}

/* A role without a state has no relations of its own. */
static void note_own(pl_relations *relations, const pl_brief *brief, int n) {
  const int me = brief->seat;
  for (int t = 0; brief->is_state && t < n; t++) {
    if (t == me) {
      relations->reported[t] = brief->contained;
      continue;
    }
    note_trust(relations, n, me, t, brief->others[t].trust);
    relations->trust_step[t * n + me] = brief->others[t].trust_in_me;
    relations->reported[t] = brief->others[t].hits;
  }
}

static pl_status build_brief(const pl_session *then, int seat, pl_brief_room *room, pl_error *error) {
  const unsigned parts = PL_BRIEF_RELATIONS | PL_BRIEF_OWN | PL_BRIEF_EVENTS;
  return pl_brief_build(pl_session_world(then), pl_session_events(then), seat, parts, room, error);
}

pl_status pl_relations_take(pl_relations *relations, const pl_session *then, const pl_sight *sight,
                            pl_brief_room *room, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(then);
  const int n = scenario->state_count, forums = scenario->forum_count;
  pl_status status = PL_OK;
  *relations = (pl_relations){.members = NULL};
  if (sight->viewer == PL_VIEWER_SEAT) status = build_brief(then, sight->seat, room, error);
  if (status != PL_OK) return status;
  if (!make_room(relations, (size_t)n, (size_t)forums))
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: the history of the exercise is not up to date");
  note_public(relations, pl_session_world(then), n, forums);
  if (sight->viewer == PL_VIEWER_CONTROL) note_all_trust(relations, pl_session_world(then), n);
  if (sight->viewer == PL_VIEWER_SEAT) note_own(relations, &room->brief, n);
  return PL_OK;
}
