/* Batches: what is heard in one turn of the server's loop is recorded with one commit, and answered after it.
 *
 *   hear ─► carried out, its rows written ─┐
 *   hear ─► carried out, its rows written ─┼─► commit ─► answers and farewells go out ─► sheets
 *   clock ─► a round is closed ────────────┘      │
 *                                                 └ fails: IN DOUBT
 *
 * Waiting for the disk takes milliseconds, and the same for one row as for a hundred: so nobody waits for the others
 * before them. While the session is ahead of its file (session.h), nothing leaves the room: answers and farewells are
 * held back, and sheets are made only afterwards. Also a refusal waits, and an answer to a request that changes
 * nothing, as it may tell of what is not kept yet. A request that is refused by itself takes back nothing of the
 * others.
 *
 * In doubt. When the commit fails, nothing of the batch was acknowledged, and memory (the session, games, persons,
 * drafts, the clock) is ahead of the file for good. Nothing of it is repaired: everybody who waited is told that it was
 * not kept, everybody is sent away, and the room is made anew of what its file holds, exactly as if the program had
 * been killed and started again: paused, with everybody back by their tokens as soon as their pages connect again,
 * which they do by themselves. Then the file has to show that it can be written (pl_room_try_saving): until it does,
 * control sees why, everybody can look, and whatever is asked is refused. Where the file cannot even be read, nobody is
 * shown anything, and it is tried once a second.
 *
 * Acknowledged means held by the file in any case. Of what was refused the file has nothing: where a commit was written
 * to its end and only said to have failed, its rows are taken back first (pl_session_take_up_again). */
#include <stdlib.h>
#include <string.h>

#include "requests.h"

enum { AGAIN_AFTER = 1000 /* milliseconds */ };

/* ---- what is held back ---- */

/* A letter to a client, the answer to that request; or (no letter) a farewell. */
struct pl_held {
  pl_client client;
  uint32_t number;
  pl_letter *letter;
};

static bool hold(pl_room *room, pl_client client, uint32_t number, pl_letter *letter) {
  if (room->held_count == room->held_capacity) {
    const size_t capacity = room->held_capacity ? 2 * room->held_capacity : 64;
    pl_held *larger = realloc(room->held, capacity * sizeof *larger);
    if (!larger) return false;
    room->held = larger;
    room->held_capacity = capacity;
  }
  room->held[room->held_count++] = (pl_held){client, number, letter ? pl_letter_hold(letter) : NULL};
  return true;
}

/* What came first goes first, so as long as anything is held back, all is. */
static bool holds(const pl_room *room) { return room->held_count || pl_session_is_ahead(room->session); }

void pl_batch_answer(pl_room *room, pl_client client, uint32_t number, pl_letter *letter) {
  if (room->is_in_doubt || !holds(room)) room->options.send(room->options.context, client, letter);
  else if (!hold(room, client, number, letter)) room->options.close(room->options.context, client); /* it comes again */
}

void pl_batch_close(pl_room *room, pl_client client) {
  const bool waits = !room->is_in_doubt && holds(room);
  if (!waits || !hold(room, client, 0, NULL)) room->options.close(room->options.context, client);
}

static void let_go(pl_room *room) {
  for (size_t i = 0; i < room->held_count; i++) {
    const pl_held *held = &room->held[i];
    if (held->letter) room->options.send(room->options.context, held->client, held->letter);
    else room->options.close(room->options.context, held->client);
    pl_letter_let_go(held->letter);
  }
  room->held_count = 0;
}

void pl_batch_clear(pl_room *room) {
  for (size_t i = 0; i < room->held_count; i++) pl_letter_let_go(room->held[i].letter);
  free(room->held);
  room->held = NULL;
  room->held_count = room->held_capacity = 0;
}

/* ---- in doubt ---- */

static void refuse_held(pl_room *room) {
  const size_t count = room->held_count;
  room->held_count = 0;
  for (size_t i = 0; i < count; i++) {
    const pl_held held = room->held[i];
    if (held.letter) pl_room_refuse(room, held.client, held.number, PL_WHY_SAVED, room->doubt.text);
    pl_letter_let_go(held.letter);
  }
}

/* Who they are is found again by their tokens. */
static void send_everybody_away(pl_room *room) {
  for (size_t i = 0; i < room->visitor_count; i++) {
    pl_visitor *visitor = &room->visitor[i];
    if (!visitor->client) continue;
    visitor->role = PL_ROLE_OBSERVER;
    visitor->person = visitor->seat = -1;
    visitor->has_greeted = false;
    room->options.close(room->options.context, visitor->client);
  }
}

static bool recover(pl_room *room) {
  pl_error why = {0};
  room->tried_at = room->now.milliseconds;
  if (pl_session_is_ahead(room->session)) {
    pl_session *session = pl_session_take_up_again(room->session, &why);
    if (!session) return false;
    pl_room_take_session(room, session);
  }
  if (pl_room_take_up(room, &why) != PL_OK) return false;
  room->is_in_doubt = false;
  room->is_stuck = true;
  pl_room_note_trouble(room, &room->doubt);
  pl_room_stale_everything(room);
  pl_room_tell(room, "%s", PL_TEXT("The exercise goes on from what was kept last."));
  return true;
}

static void fall_into_doubt(pl_room *room, const pl_error *why) {
  room->left = pl_room_left(room);
  room->is_in_doubt = room->is_paused = true;
  room->doubt = *why;
  room->doubt.status = PL_SYSTEM;
  pl_room_tell(room, PL_LATER("The exercise stands still: %s"), why->text);
  refuse_held(room);
  pl_jobs_end(room);
  send_everybody_away(room);
}

bool pl_batch_is_standing(const pl_room *room) { return room->is_in_doubt || room->is_stuck; }

/* ---- keeping ---- */

bool pl_batch_keep(pl_room *room) {
  pl_error why = {0};
  if (room->is_in_doubt) return room->now.milliseconds - room->tried_at >= AGAIN_AFTER && recover(room);
  if (pl_session_commit(room->session, &why) == PL_OK) {
    let_go(room);
    return true;
  }
  fall_into_doubt(room, &why);
  return recover(room);
}

pl_status pl_batch_commit(pl_room *room, pl_error *error) {
  pl_status status = pl_session_commit(room->session, error);
  if (status == PL_OK) let_go(room);
  return status;
}
