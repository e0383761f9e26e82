/* Hindsight: one exact sentence about the round just played.
 *
 * The round is opened again in a copy, with everybody's decisions as they were; one thing that the seat decided about
 * sharing is turned around, and the round resolved once more under the same luck. Organisations hit in these seven days
 * are then compared, state by state. A handful of such turns is tried: whom new findings went to, and the items that
 * could have been shared, or were. The one that would have changed most is told. Nothing of this is guessed, and
 * nothing touches the exercise itself. */
#include <string.h>

#include "game_internal.h"

#include <polder/session.h>

enum {
  MOST_ITEMS = 3,     /* that are turned around besides the standing order */
  LARGEST = 300000    /* organisations times rounds that are played again for one turn: about a tenth of a second */
};

typedef enum turn_kind { KEPT_ALL, SHARED_ALL, KEPT_ITEM, SHARED_ITEM } turn_kind;

typedef struct turn { /* what is turned around: what the seat did is its kind */
  turn_kind kind;
  pl_iid iid;
  int32_t more[PL_MAX_STATES]; /* organisations hit more than if it had been otherwise */
  int32_t sum;
  bool has_moved;              /* some state fared differently, whatever the sum */
  bool is_idle;                /* the seat had nothing in this round that it could have shared or kept */
} turn;

typedef struct hindsight {
  pl_game *game;
  int round;
  int32_t hit[PL_MAX_STATES]; /* in this round, as it was */
} hindsight;

/* ---- counting ---- */
static void count_hits(const pl_session *session, int round, int32_t hit[PL_MAX_STATES]) {
  const pl_event_log *log = pl_session_events(session);
  memset(hit, 0, PL_MAX_STATES * sizeof *hit);
  for (size_t i = log->count; i > 0 && log->event[i - 1].round >= round; i--) {
    const pl_event *event = &log->event[i - 1];
    if (event->kind == PL_EVENT_LATENT && event->round == round && event->state < PL_MAX_STATES) hit[event->state]++;
  }
}

static void compare(const hindsight *h, const pl_session *otherwise, turn *t) {
  int32_t hit[PL_MAX_STATES];
  count_hits(otherwise, h->round, hit);
  t->sum = 0;
  for (int s = 0; s < PL_MAX_STATES; s++) {
    t->more[s] = h->hit[s] - hit[s];
    t->sum += t->more[s];
    t->has_moved |= t->more[s] != 0;
  }
}

/* ---- turning one thing around ---- */
static bool is_about_item(const pl_decision *d, pl_iid iid) {
  return d->action >= PL_ACTION_SHARE && d->action <= PL_ACTION_RELEASE && d->iid == iid;
}

/* Whether a decision that was taken does not belong into the round as `t` would have it. */
static bool is_replaced(const pl_decision *d, const turn *t) {
  if (t->kind == KEPT_ITEM || t->kind == SHARED_ITEM) return is_about_item(d, t->iid);
  return d->action == PL_ACTION_POSTURE || d->action == (t->kind == KEPT_ALL ? PL_ACTION_HOLD : PL_ACTION_PUBLISH);
}

static pl_status decide(pl_session *session, const pl_decision *decision) {
  pl_error error = {0};
  return pl_session_decide(session, decision, PL_AUTHOR_PERSON, &error);
}

static bool has_audience(const pl_audience *audience) {
  return audience->words || audience->forums || !pl_set_is_empty(&audience->states);
}

/* The opposite of what was done. */
static bool decide_otherwise(pl_session *session, const turn *t, int seat, const pl_seat_orders *orders) {
  pl_decision d = {.seat = (uint16_t)seat, .iid = t->iid};
  switch (t->kind) {
    case KEPT_ITEM:
      d.action = PL_ACTION_SHARE;
      d.audience = orders->posture;
      if (!has_audience(&d.audience)) d.audience.words = PL_AUDIENCE_ALL;
      return decide(session, &d) == PL_OK;
    case SHARED_ITEM:
      d.action = PL_ACTION_WITHHOLD;
      return decide(session, &d) == PL_OK;
    case KEPT_ALL:
      d = (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_HOLD};
      if (orders->hold && decide(session, &d) != PL_OK) return false;
      d = (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE, .audience = orders->posture};
      if (!has_audience(&d.audience)) d.audience.words = PL_AUDIENCE_ALL;
      return decide(session, &d) == PL_OK;
    case SHARED_ALL:
      d = (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_PUBLISH};
      if (orders->publish && decide(session, &d) != PL_OK) return false;
      d = (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE};
      return decide(session, &d) == PL_OK;
  }
  return false;
}

/* All of the seat's decisions are taken back and taken again, but for what is turned around. */
static bool turn_around(pl_session *session, const turn *t, int seat, const pl_seat_orders *orders) {
  pl_decision taken[PL_PENDING];
  pl_error error = {0};
  const size_t count = pl_session_decisions(session, seat, taken, PL_PENDING);
  if (count > PL_PENDING) return false;
  while (pl_session_undo(session, seat, &error) == PL_OK) continue;
  for (size_t i = 0; i < count; i++)
    if (!is_replaced(&taken[i], t) && decide(session, &taken[i]) != PL_OK) return false;
  return decide_otherwise(session, t, seat, orders);
}

/* Plays the round with this turn. False: it was not possible to do otherwise. */
static bool play_otherwise(const hindsight *h, turn *t, const pl_seat_orders *orders) {
  pl_error error = {0};
  pl_session *branch = pl_session_branch(h->game->session, h->round, &error);
  if (!branch) return false;
  const bool is_played = turn_around(branch, t, h->game->voice.seat, orders) &&
                         pl_session_resolve_round(branch, &error) == PL_OK;
  if (is_played) compare(h, branch, t);
  pl_session_free(branch);
  return is_played;
}

/* ---- which turns there are ---- */
typedef struct moment { /* the round when it was open */
  pl_seat_orders orders; /* as they stood when it was sealed */
  turn turn[MOST_ITEMS + 1];
  size_t count;
} moment;

static bool was_shared(const pl_decision *taken, size_t count, pl_iid iid) {
  bool is_shared = false;
  for (size_t i = 0; i < count; i++)
    if (is_about_item(&taken[i], iid))
      is_shared = taken[i].action >= PL_ACTION_SHARE && taken[i].action <= PL_ACTION_SHARE_PUBLIC;
  return is_shared;
}

/* An item that posture sends anyway is not turned around: that is the standing order's doing. */
static void add_items(moment *m, const pl_brief *brief, const pl_decision *taken, size_t count) {
  const int others = brief->scenario->state_count - 1;
  for (size_t i = brief->item_count; i-- > 0 && m->count <= MOST_ITEMS;) {
    const pl_brief_item *item = &brief->items[i];
    if (!item->is_own || !item->is_open || pl_set_count(&item->sent) >= others) continue;
    const bool is_shared = was_shared(taken, count, item->iid);
    if (!is_shared && !item->is_single && (has_audience(&m->orders.posture) || m->orders.publish)) continue;
    m->turn[m->count++] = (turn){.kind = is_shared ? SHARED_ITEM : KEPT_ITEM, .iid = item->iid};
  }
}

/* Whether there was anything of the seat's own, at the opening or found during the week. */
static bool had_items(const hindsight *h, const pl_brief *brief) {
  const pl_event_log *log = pl_session_events(h->game->session);
  for (size_t i = 0; i < brief->item_count; i++)
    if (brief->items[i].is_own && brief->items[i].is_open) return true;
  for (size_t i = log->count; i > 0 && log->event[i - 1].round >= h->round; i--) {
    const pl_event *event = &log->event[i - 1];
    if (event->kind == PL_EVENT_ITEM && event->round == h->round && event->state == brief->seat) return true;
  }
  return false;
}

static bool look_back(const hindsight *h, moment *m) {
  pl_error error = {0};
  pl_brief_room room = {0};
  pl_decision taken[PL_PENDING];
  const int seat = h->game->voice.seat;
  pl_session *branch = pl_session_branch(h->game->session, h->round, &error);
  const bool is_good = branch && pl_brief_build(pl_session_world(branch), pl_session_events(branch), seat,
                                                PL_BRIEF_ALL, &room, &error) == PL_OK;
  if (is_good) {
    size_t count = pl_session_decisions(branch, seat, taken, PL_PENDING);
    if (count > PL_PENDING) count = PL_PENDING;
    m->orders = room.brief.orders;
    for (size_t i = 0; i < count; i++) pl_seat_orders_take(&m->orders, &taken[i]);
    const bool is_sharing = !m->orders.hold && (has_audience(&m->orders.posture) || m->orders.publish);
    m->turn[0] = (turn){.kind = is_sharing ? SHARED_ALL : KEPT_ALL, .is_idle = !had_items(h, &room.brief)};
    m->count = 1;
    add_items(m, &room.brief, taken, count);
  }
  pl_brief_room_clear(&room);
  pl_session_free(branch);
  return is_good;
}

/* ---- the sentence ---- */

/* The state to which it made the largest difference in the direction of the whole. */
static int most_concerned(const turn *t) {
  int most = 0;
  for (int s = 1; s < PL_MAX_STATES; s++)
    if (t->sum > 0 ? t->more[s] > t->more[most] : t->more[s] < t->more[most]) most = s;
  return most;
}

static void put_cost(pl_buffer *out, const pl_voice *voice, const turn *t, const char *who, int32_t n) {
  const char *incident = t->iid ? pl_phrase_incident(voice, t->iid) : "";
  switch (t->kind) {
    case KEPT_ALL:
      pl_buffer_add_format(out,
                           PL_TEXTS("Keeping your findings to yourself cost %s %d organisation in these seven days.",
                                    "Keeping your findings to yourself cost %s %d organisations in these seven days.",
                                    n),
                           who, n);
      break;
    case SHARED_ALL:
      pl_buffer_add_format(out,
                           PL_TEXTS("What you shared cost %s %d organisation in these seven days.",
                                    "What you shared cost %s %d organisations in these seven days.", n),
                           who, n);
      break;
    case KEPT_ITEM:
      pl_buffer_add_format(out,
                           PL_TEXTS("Keeping %s back cost %s %d organisation in these seven days.",
                                    "Keeping %s back cost %s %d organisations in these seven days.", n),
                           incident, who, n);
      break;
    case SHARED_ITEM:
      pl_buffer_add_format(out,
                           PL_TEXTS("Sharing %s cost %s %d organisation in these seven days.",
                                    "Sharing %s cost %s %d organisations in these seven days.", n),
                           incident, who, n);
      break;
  }
}

static void put_gain(pl_buffer *out, const pl_voice *voice, const turn *t, const char *who, int32_t n) {
  const char *incident = t->iid ? pl_phrase_incident(voice, t->iid) : "";
  switch (t->kind) {
    case KEPT_ALL:
      pl_buffer_add_format(out,
                           PL_TEXTS("Keeping your findings to yourself spared %s %d organisation in these seven days.",
                                    "Keeping your findings to yourself spared %s %d organisations in these seven days.",
                                    n),
                           who, n);
      break;
    case SHARED_ALL:
      pl_buffer_add_format(out,
                           PL_TEXTS("What you shared spared %s %d organisation in these seven days.",
                                    "What you shared spared %s %d organisations in these seven days.", n),
                           who, n);
      break;
    case KEPT_ITEM:
      pl_buffer_add_format(out,
                           PL_TEXTS("Keeping %s back spared %s %d organisation in these seven days.",
                                    "Keeping %s back spared %s %d organisations in these seven days.", n),
                           incident, who, n);
      break;
    case SHARED_ITEM:
      pl_buffer_add_format(out,
                           PL_TEXTS("Sharing %s spared %s %d organisation in these seven days.",
                                    "Sharing %s spared %s %d organisations in these seven days.", n),
                           incident, who, n);
      break;
  }
}

/* Turned around without any effect, as there was nothing that it could have had one on. */
static bool is_void(const turn *t) { return t->is_idle && !t->sum && !t->has_moved; }

static void put_nothing(pl_buffer *out, const turn *t) {
  const bool is_kept = t->kind == KEPT_ALL || t->kind == KEPT_ITEM;
  if (is_void(t))
    pl_buffer_add_text(out, PL_TEXT("In these seven days you had nothing of your own to share or to keep."));
  else if (t->has_moved)
    pl_buffer_add_text(out, is_kept ? PL_TEXT("What you kept to yourself changed where organisations were hit in these "
                                              "seven days, but not how many.")
                                    : PL_TEXT("What you shared changed where organisations were hit in these seven "
                                              "days, but not how many."));
  else
    pl_buffer_add_text(out, is_kept ? PL_TEXT("What you kept to yourself made no difference in these seven days.")
                                    : PL_TEXT("What you shared made no difference in these seven days."));
}

static const char *name_of(const pl_voice *voice, int state) {
  return state == voice->seat ? PL_TEXT("your own state") : pl_phrase_state(voice, state);
}

static void put_sentence(pl_buffer *out, const pl_voice *voice, const turn *t) {
  if (!t->sum) {
    put_nothing(out, t);
    return;
  }
  const int state = most_concerned(t);
  const int32_t there = t->more[state] < 0 ? -t->more[state] : t->more[state], sum = t->sum < 0 ? -t->sum : t->sum;
  if (t->sum > 0)
    put_cost(out, voice, t, name_of(voice, state), there);
  else
    put_gain(out, voice, t, name_of(voice, state), there);
  if (sum != there)
    pl_buffer_add_format(out, PL_TEXTS(" In all states together it was %d.", " In all states together it was %d.", sum),
                         sum);
}

static void say(pl_game *game, pl_tale *tale, int round, const turn *t) {
  pl_buffer line = {0};
  put_sentence(&line, &game->voice, t);
  const bool is_explained = !is_void(t) && (!game->explained_in || game->explained_in == round + 1);
  if (is_explained)
    pl_buffer_add_format(&line, "\n%s",
                         PL_TEXT("(Not an estimate: the week was played again under the same luck, with that one thing "
                                 "the other way round. It is true in this model.)"));
  if (is_explained) game->explained_in = round + 1;
  pl_tale_heading(tale, PL_TEXT("Looking back"));
  pl_tale_take(tale, &line);
}

static bool is_too_large(const pl_game *game, int round) {
  int64_t organisations = 0;
  for (int s = 0; s < game->scenario->state_count; s++) organisations += game->scenario->states[s].organisations;
  return organisations * (round + 1) > LARGEST;
}

static int32_t size_of(const turn *t) { return t->sum < 0 ? -t->sum : t->sum; }

void pl_tell_hindsight(pl_game *game, pl_tale *tale) {
  hindsight h = {.game = game, .round = pl_session_rounds_done(game->session) - 1};
  moment m = {.count = 0};
  const turn *most = NULL;
  if (!game->voice.brief->is_state || !pl_session_events(game->session)->count || is_too_large(game, h.round)) return;
  count_hits(game->session, h.round, h.hit);
  if (!look_back(&h, &m)) return;
  for (size_t i = 0; i < m.count; i++) {
    if (!play_otherwise(&h, &m.turn[i], &m.orders)) continue;
    if (!most || size_of(&m.turn[i]) > size_of(most)) most = &m.turn[i];
  }
  if (most) say(game, tale, h.round, most);
}
