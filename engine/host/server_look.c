/* What the room may see, for another thread: the board.
 *
 * Whoever draws holds no lock while drawing, so it has copies. There are up to three of them, and each belongs to one
 * side at any time: the host makes one, puts it where it is `ready` and takes back what lies `spare`; the other thread
 * takes what is ready and leaves as spare what it showed. Only these two places are under the lock.
 *
 *      host ──► ready ──► shown          histories in copies are extended, not made anew
 *        ▲                  │
 *        └───── spare ◄─────┘
 *
 * A history borrows the scenario of its session, and the room lets its session go when it steps back. So a session of
 * its own, in which nothing ever happens, lends the scenario to all of them.
 *
 * Clocks run on while nobody makes a copy: what is left is reckoned when somebody looks. */
#include "server.h"

#include <stdlib.h>
#include <string.h>

static void free_view(pl_view_of_room *view) {
  if (!view) return;
  pl_arena_free(view->arena);
  pl_history_free(view->history);
  free(view);
}

/* ---- making a copy ---- */

static bool is_same_sight(const pl_sight *a, const pl_sight *b) {
  return a->viewer == b->viewer && a->seat == b->seat && a->reveals == b->reveals;
}

/* The history of the billboard, in the view's own: what it has already is kept where it still holds. */
static bool follow_history(pl_host *host, pl_view_of_room *view, const pl_history *wanted) {
  const pl_session *session = pl_room_session(host->room);
  pl_error unimportant;
  pl_history *had = view->history;
  const bool goes_on = had && wanted && is_same_sight(&had->sight, &wanted->sight) && had->rounds <= wanted->rounds &&
                       had->event_count <= wanted->event_count &&
                       (!had->event_count || !memcmp(&had->event[had->event_count - 1],
                                                     &wanted->event[had->event_count - 1], sizeof *had->event));
  if (!goes_on || pl_history_extend(had, session, &unimportant) != PL_OK) {
    pl_history_free(had);
    view->history = wanted ? pl_history_new(session, wanted->sight, &unimportant) : NULL;
  }
  if (!view->history) return !wanted;
  view->history->scenario = pl_session_scenario(host->keeper);
  return true;
}

static const char *copy_text(pl_arena *arena, const char *text) {
  return text ? pl_arena_text(arena, text, strlen(text)) : NULL;
}

static void *copy_bytes(pl_arena *arena, const void *bytes, size_t size) {
  void *copy = bytes ? pl_arena_take(arena, size) : NULL;
  return copy ? memcpy(copy, bytes, size) : NULL;
}

static bool fill(pl_host *host, pl_view_of_room *view, const pl_billboard *from) {
  pl_arena_free(view->arena);
  view->arena = pl_arena_new(0);
  if (!view->arena || !follow_history(host, view, from->history)) return false;
  pl_billboard *b = &view->billboard;
  *b = *from;
  b->history = view->history;
  b->title = copy_text(view->arena, from->title);
  b->address = copy_text(view->arena, from->address);
  b->pin = copy_text(view->arena, from->pin);
  b->join = copy_text(view->arena, from->join);
  b->spotlight = copy_text(view->arena, from->spotlight);
  b->code = copy_bytes(view->arena, from->code, (size_t)from->code_size * (size_t)from->code_size);
  b->seat = copy_bytes(view->arena, from->seat, (size_t)from->seat_count * sizeof *from->seat);
  return (b->title || !from->title) && (b->address || !from->address) && (b->pin || !from->pin) &&
         (b->join || !from->join) && (b->spotlight || !from->spotlight) && (b->code || !from->code) &&
         (b->seat || !from->seat);
}

/* ---- handing it over ---- */

static pl_view_of_room *take(pl_host *host, pl_view_of_room **place) {
  pthread_mutex_lock(&host->lock);
  pl_view_of_room *view = *place;
  *place = NULL;
  pthread_mutex_unlock(&host->lock);
  return view;
}

static bool has_keeper(pl_host *host) {
  pl_error unimportant;
  if (!host->keeper) host->keeper = pl_session_replay(pl_room_session(host->room), 0, &unimportant);
  return host->keeper != NULL;
}

void pl_look_publish(pl_host *host, pl_time now) {
  if (!atomic_load(&host->is_watched) || !host->room) return;
  const pl_billboard *billboard = pl_room_billboard(host->room, now);
  if (!billboard || (host->has_looked && billboard->version == host->looked_version) || !has_keeper(host)) return;
  pl_view_of_room *view = take(host, &host->spare);
  if (!view) view = take(host, &host->ready); /* it was not looked at: this one is better */
  if (!view) view = calloc(1, sizeof *view);
  if (!view) return;
  if (!fill(host, view, billboard)) { /* no memory: the next change tries again */
    free_view(view);
    return;
  }
  view->as_of = now.milliseconds;
  host->looked_version = billboard->version;
  host->has_looked = true;
  pthread_mutex_lock(&host->lock);
  pl_view_of_room *unread = host->ready;
  host->ready = view;
  if (!host->spare) host->spare = unread, unread = NULL;
  pthread_mutex_unlock(&host->lock);
  free_view(unread);
}

void pl_look_clear(pl_host *host) {
  free_view(host->ready);
  free_view(host->spare);
  free_view(host->shown);
  host->ready = host->spare = host->shown = NULL;
  pl_session_free(host->keeper);
  host->keeper = NULL;
}

/* ---- looking ---- */

/* As time has passed since the copy was made. */
static void run_clock(pl_view_of_room *view) {
  pl_billboard *b = &view->billboard;
  const int64_t now = pl_host_now().milliseconds;
  if (!b->is_paused && b->left_ms >= 0) {
    b->left_ms -= now - view->as_of;
    if (b->left_ms < 0) b->left_ms = 0;
    if (b->phase == PL_ROOM_PASSING && b->of_ms > 0) {
      const int64_t tick = (b->of_ms - b->left_ms) * PL_TICKS_PER_ROUND / b->of_ms;
      b->tick = (int32_t)(tick < 0 ? 0 : tick > PL_TICKS_PER_ROUND ? PL_TICKS_PER_ROUND : tick);
    }
  }
  view->as_of = now;
}

const pl_billboard *pl_host_look(pl_host *host) {
  static const pl_billboard nothing = {.title = "", .address = "", .pin = "", .join = "", .spotlight = "",
                                       .left_ms = -1, .of_ms = -1};
  if (!atomic_exchange(&host->is_watched, true)) lws_cancel_service(host->context);
  pthread_mutex_lock(&host->lock);
  pl_view_of_room *old = NULL;
  if (host->ready) {
    old = host->spare;
    host->spare = host->shown;
    host->shown = host->ready;
    host->ready = NULL;
  }
  pthread_mutex_unlock(&host->lock);
  free_view(old);
  if (!host->shown) return &nothing;
  run_clock(host->shown);
  return &host->shown->billboard;
}
