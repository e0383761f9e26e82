/* What the room may see, for another thread: the board.
 *
 * Whoever draws holds no lock while drawing, so it has copies. The host makes one whenever something changed and leaves
 * it where it is `ready`; the other thread takes it from there when it looks. Only that place is under the lock.
 *
 *      host ──► ready ──► shown
 *        │                  │
 *        └──► histories ◄───┘      each of them stays as it is while anybody uses it
 *
 * Most changes change no history, and then the next copy uses the same one: who draws sees by the pointer whether a
 * board has to be made anew. A history that nobody uses any more is extended for the next time, for that is quicker
 * than making one. What was shown until now lasts one look longer, because a board is still made of it (host.h).
 *
 * A history borrows the scenario of its session, and the room lets its session go when it steps back. So a session of
 * the server's own, in which nothing ever happens, lends the scenario to all of them.
 *
 * Clocks run on while nobody makes a copy: what is left is reckoned when somebody looks. */
#include "server.h"

#include <stdlib.h>
#include <string.h>

static void leave_history(pl_shown_history *shown) {
  if (shown) atomic_fetch_sub(&shown->uses, 1);
}

static void free_view(pl_view_of_room *view) {
  if (!view) return;
  leave_history(view->history);
  pl_arena_free(view->arena);
  free(view);
}

/* ---- histories ---- */

/* Whether `whole` begins with all of `part`, for the same eyes. */
static bool begins_with(const pl_history *whole, const pl_history *part) {
  return whole->sight.viewer == part->sight.viewer && whole->sight.seat == part->sight.seat &&
         whole->sight.reveals == part->sight.reveals && part->rounds <= whole->rounds &&
         part->event_count <= whole->event_count &&
         (!part->event_count || !memcmp(part->event, whole->event, part->event_count * sizeof *part->event));
}

static bool is_same(const pl_history *a, const pl_history *b) {
  return a->rounds == b->rounds && a->event_count == b->event_count && begins_with(a, b);
}

static void empty(pl_shown_history *place) {
  pl_history_free(place->history);
  place->history = NULL;
}

/* One that nobody uses: if possible one that can be extended to what is wanted. */
static pl_shown_history *choose_place(pl_host *host, const pl_history *wanted) {
  pl_shown_history *free_one = NULL;
  for (int i = 0; i < PL_SHOWN_HISTORIES; i++) {
    pl_shown_history *one = &host->histories[i];
    if (atomic_load(&one->uses)) continue;
    if (one->history && begins_with(wanted, one->history)) return one;
    free_one = one;
  }
  if (free_one) empty(free_one);
  return free_one;
}

/* A history like `wanted`, in a place that nobody used so far. NULL: no memory. */
static pl_shown_history *make_history(pl_host *host, const pl_history *wanted) {
  const pl_session *session = pl_room_session(host->room);
  pl_error unimportant;
  pl_shown_history *place = choose_place(host, wanted);
  if (!place) return NULL;
  if (place->history && pl_history_extend(place->history, session, &unimportant) != PL_OK) empty(place);
  if (!place->history) place->history = pl_history_new(session, wanted->sight, &unimportant);
  if (!place->history) return NULL;
  place->history->scenario = pl_session_scenario(host->keeper);
  return place;
}

/* The newest one if it is still like `wanted`, else another; in use once more. */
static pl_shown_history *use_history(pl_host *host, const pl_history *wanted) {
  pl_shown_history *shown = host->newest;
  if (!shown || !shown->history || !is_same(shown->history, wanted)) shown = make_history(host, wanted);
  if (!shown) return NULL;
  atomic_fetch_add(&shown->uses, 1);
  return host->newest = shown;
}

/* ---- making a copy ---- */

static const char *copy_text(pl_arena *arena, const char *text, bool *failed) {
  const char *copy = text ? pl_arena_text(arena, text, strlen(text)) : NULL;
  if (text && !copy) *failed = true;
  return copy;
}

static const void *copy_bytes(pl_arena *arena, const void *bytes, size_t size, bool *failed) {
  void *copy = bytes ? pl_arena_take(arena, size) : NULL;
  if (bytes && !copy) *failed = true;
  return copy ? memcpy(copy, bytes, size) : NULL;
}

static const char *const *copy_texts(pl_arena *arena, const char *const *texts, int count, bool *failed) {
  const char **copy = pl_arena_array(arena, (size_t)count, sizeof *copy);
  if (!copy) *failed = true;
  for (int i = 0; copy && i < count; i++) copy[i] = copy_text(arena, texts[i], failed);
  return copy;
}

static bool fill(pl_host *host, pl_view_of_room *view, const pl_billboard *from) {
  pl_billboard *b = &view->billboard;
  pl_arena *arena = view->arena = pl_arena_new(0);
  bool failed = false;
  if (!arena) return false;
  if (from->history) view->history = use_history(host, from->history);
  if (from->history && !view->history) return false;
  *b = *from;
  b->scenario = pl_session_scenario(host->keeper);
  b->history = view->history ? view->history->history : NULL;
  b->title = copy_text(arena, from->title, &failed);
  b->address = copy_text(arena, from->address, &failed);
  b->pin = copy_text(arena, from->pin, &failed);
  b->join = copy_text(arena, from->join, &failed);
  b->code = copy_bytes(arena, from->code, (size_t)from->code_size * (size_t)from->code_size, &failed);
  b->spotlight = copy_text(arena, from->spotlight, &failed);
  b->news = copy_texts(arena, from->news, from->news_count, &failed);
  b->seat = copy_bytes(arena, from->seat, (size_t)from->seat_count * sizeof *from->seat, &failed);
  return !failed;
}

/* ---- handing it over ---- */

pl_status pl_look_begin(pl_host *host, const pl_session *session, pl_error *error) {
  host->keeper = pl_session_replay(session, 0, error);
  if (!host->keeper) return error->status;
  host->nothing = (pl_billboard){.scenario = pl_session_scenario(host->keeper), .title = "", .address = "", .pin = "",
                                 .join = "", .spotlight = "", .left_ms = -1, .of_ms = -1};
  return PL_OK;
}

static void put(pl_host *host, pl_view_of_room *view) {
  pthread_mutex_lock(&host->lock);
  pl_view_of_room *unread = host->ready;
  host->ready = view;
  pthread_mutex_unlock(&host->lock);
  free_view(unread);
}

void pl_look_publish(pl_host *host, pl_time now) {
  if (host->has_looked && !atomic_load(&host->is_watched)) return; /* the first one is for whoever will look */
  const pl_billboard *billboard = pl_room_billboard(host->room, now);
  if (host->has_looked && billboard->version == host->looked_version) return;
  pl_view_of_room *view = calloc(1, sizeof *view);
  if (!view || !fill(host, view, billboard)) { /* no memory: the next turn tries again */
    free_view(view);
    return;
  }
  view->as_of = now.milliseconds;
  host->looked_version = billboard->version;
  host->has_looked = true;
  put(host, view);
}

void pl_look_clear(pl_host *host) {
  free_view(host->ready);
  free_view(host->shown);
  host->ready = host->shown = NULL;
  for (int i = 0; i < PL_SHOWN_HISTORIES; i++) empty(&host->histories[i]);
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

static void show(pl_host *host, pl_view_of_room *next) {
  pl_view_of_room *old = host->shown;
  host->shown = next;
  if (!old) return;
  host->shown_before = old->history;
  old->history = NULL;
  free_view(old);
}

const pl_billboard *pl_host_look(pl_host *host) {
  if (!atomic_exchange(&host->is_watched, true)) lws_cancel_service(host->context);
  leave_history(host->shown_before);
  host->shown_before = NULL;
  pthread_mutex_lock(&host->lock);
  pl_view_of_room *next = host->ready;
  host->ready = NULL;
  pthread_mutex_unlock(&host->lock);
  if (next) show(host, next);
  if (!host->shown) return &host->nothing;
  run_clock(host->shown);
  return &host->shown->billboard;
}
