/* Hindsight: one exact sentence about the round just played.
 *
 * One thing that the seat decided about sharing is turned around and the round played once more under the same luck
 * (what_if.h); organisations hit in these seven days are then compared, state by state. A handful of such turns is
 * tried: whom new findings went to, and the items that could have been shared, or were. What there was to turn around
 * is remembered when the round is closed. The one that would have changed most is told. Nothing of this is guessed, and
 * nothing touches the exercise itself. */
#include <string.h>

#include "game_internal.h"

#include <polder/session.h>

enum { LARGEST = 300000 /* organisations times rounds that are played for it: about a tenth of a second */ };

typedef enum turn_kind { KEPT_ALL, SHARED_ALL, KEPT_ITEM, SHARED_ITEM } turn_kind;

typedef struct turn { /* what is turned around: what the seat did is its kind */
  turn_kind kind;
  pl_iid iid;
  int32_t more[PL_MAX_STATES]; /* organisations hit more than if it had been otherwise */
  int32_t sum;
  bool has_moved;              /* some state fared differently, whatever the sum */
  bool is_idle;                /* the seat had nothing in this round that it could have shared or kept */
} turn;

/* Not about the standing order. */
static bool is_about_one(const turn *t) { return t->kind == KEPT_ITEM || t->kind == SHARED_ITEM; }

/* ---- what there was to decide about ---- */
static bool is_about_item(const pl_decision *d, pl_iid iid) {
  return d->action >= PL_ACTION_SHARE && d->action <= PL_ACTION_RELEASE && d->iid == iid;
}

static bool was_shared(const pl_lookback *m, pl_iid iid) {
  bool is_shared = false;
  for (size_t i = 0; i < m->taken_count; i++)
    if (is_about_item(&m->taken[i], iid))
      is_shared = m->taken[i].action >= PL_ACTION_SHARE && m->taken[i].action <= PL_ACTION_SHARE_PUBLIC;
  return is_shared;
}

/* An item that posture sends anyway is not turned around: that is the standing order's doing. */
static void remember_items(pl_lookback *m, const pl_brief *brief) {
  const int others = brief->scenario->state_count - 1;
  for (size_t i = brief->item_count; i-- > 0;) {
    const pl_brief_item *item = &brief->items[i];
    if (!item->is_own || !item->is_open) continue;
    m->had_items = true;
    if (pl_set_count(&item->sent) >= others || m->item_count == PL_TURNED_ITEMS) continue;
    const bool is_ordered = !item->is_single && (!pl_audience_is_empty(&m->orders.posture) || m->orders.publish);
    if (is_ordered && !was_shared(m, item->iid)) continue;
    m->item[m->item_count++] = item->iid;
  }
}

void pl_hindsight_remember(pl_game *game) {
  pl_lookback *m = &game->lookback;
  *m = (pl_lookback){.round = pl_session_rounds_done(game->session), .orders = game->voice.brief->orders};
  m->taken_count = pl_game_pending(game, m->taken);
  for (size_t i = 0; i < m->taken_count; i++) pl_seat_orders_take(&m->orders, &m->taken[i]);
  remember_items(m, game->voice.brief);
}

/* Whether there was anything of the seat's own, at the opening or found during the week. */
static bool had_items(const pl_game *game) {
  const pl_event_log *log = pl_session_events(game->session);
  const int round = game->lookback.round;
  bool is_found = game->lookback.had_items;
  for (size_t i = log->count; i > 0 && log->event[i - 1].round >= round; i--) {
    const pl_event *event = &log->event[i - 1];
    is_found |= event->kind == PL_EVENT_ITEM && event->round == round && event->state == game->voice.seat;
  }
  return is_found;
}

/* ---- turning one thing around ---- */

enum { MOST_TURNS = PL_ACTION_RELEASE - PL_ACTION_SHARE + 2 };

typedef struct turns {
  pl_turn turn[MOST_TURNS];
  size_t count;
} turns;

static pl_decision *add(turns *out, pl_turn_kind kind, int seat, int action, pl_iid iid) {
  pl_turn *next = &out->turn[out->count++];
  *next = (pl_turn){.kind = kind, .decision = {.seat = (uint16_t)seat, .action = (uint16_t)action, .iid = iid}};
  return &next->decision;
}

/* Whatever was decided about this item, once for each kind. */
static void take_back(turns *out, const pl_lookback *m, int seat, pl_iid iid) {
  for (int action = PL_ACTION_SHARE; action <= PL_ACTION_RELEASE; action++) {
    bool was_decided = false;
    for (size_t i = 0; i < m->taken_count; i++)
      was_decided |= m->taken[i].action == action && m->taken[i].iid == iid;
    if (was_decided) add(out, PL_TURN_TAKE_BACK, seat, action, iid)->target = PL_NONE;
  }
}

static pl_audience audience_of(const pl_lookback *m) {
  pl_audience audience = m->orders.posture;
  if (pl_audience_is_empty(&audience)) audience.words = PL_AUDIENCE_ALL;
  return audience;
}

/* The opposite of what was done. */
static void turn_around(const pl_lookback *m, const turn *t, int seat, turns *out) {
  *out = (turns){.count = 0};
  if (is_about_one(t)) take_back(out, m, seat, t->iid);
  switch (t->kind) {
    case KEPT_ITEM: add(out, PL_TURN_DECIDE, seat, PL_ACTION_SHARE, t->iid)->audience = audience_of(m); break;
    case SHARED_ITEM: add(out, PL_TURN_DECIDE, seat, PL_ACTION_WITHHOLD, t->iid); break;
    case KEPT_ALL:
      if (m->orders.hold) add(out, PL_TURN_DECIDE, seat, PL_ACTION_HOLD, 0);
      add(out, PL_TURN_DECIDE, seat, PL_ACTION_POSTURE, 0)->audience = audience_of(m);
      break;
    case SHARED_ALL:
      if (m->orders.publish) add(out, PL_TURN_DECIDE, seat, PL_ACTION_PUBLISH, 0);
      add(out, PL_TURN_DECIDE, seat, PL_ACTION_POSTURE, 0);
      break;
  }
}

static void compare(const pl_comparison *comparison, turn *t) {
  for (int s = 0; s < comparison->played.state_count; s++) {
    t->more[s] = (int32_t)(comparison->played.state[s].hit - comparison->otherwise.state[s].hit);
    t->sum += t->more[s];
    t->has_moved |= t->more[s] != 0;
  }
}

/* Plays the round with this turn. False: it was not possible to do otherwise. */
static bool play_otherwise(pl_game *game, pl_course *course, turn *t) {
  pl_error error = {0};
  turns around;
  turn_around(&game->lookback, t, game->voice.seat, &around);
  const pl_what_if what_if = {.round = game->lookback.round, .turn = around.turn, .turn_count = around.count,
                              .rounds = 1};
  pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
  if (comparison) compare(comparison, t);
  pl_comparison_free(comparison);
  return comparison != NULL;
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
  const char *incident = is_about_one(t) ? pl_phrase_incident(voice, t->iid) : "";
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
  const char *incident = is_about_one(t) ? pl_phrase_incident(voice, t->iid) : "";
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

bool pl_game_is_quick(const pl_game *game) {
  int64_t organisations = 0;
  for (int s = 0; s < game->scenario->state_count; s++) organisations += game->scenario->states[s].organisations;
  return organisations * pl_session_rounds_done(game->session) <= LARGEST;
}

static int32_t size_of(const turn *t) { return t->sum < 0 ? -t->sum : t->sum; }

/* The turns there are, the standing order's first. */
static size_t list_turns(const pl_game *game, turn list[PL_TURNED_ITEMS + 1]) {
  const pl_lookback *m = &game->lookback;
  const bool is_sharing = !m->orders.hold && (!pl_audience_is_empty(&m->orders.posture) || m->orders.publish);
  list[0] = (turn){.kind = is_sharing ? SHARED_ALL : KEPT_ALL, .is_idle = !had_items(game)};
  for (size_t i = 0; i < m->item_count; i++)
    list[i + 1] = (turn){.kind = was_shared(m, m->item[i]) ? SHARED_ITEM : KEPT_ITEM, .iid = m->item[i]};
  return m->item_count + 1;
}

void pl_tell_hindsight(pl_game *game, pl_tale *tale) {
  pl_error error = {0};
  turn list[PL_TURNED_ITEMS + 1];
  const turn *most = NULL;
  const int round = pl_session_rounds_done(game->session) - 1;
  if (!game->voice.brief->is_state || game->lookback.round != round || !pl_game_is_quick(game)) return;
  pl_course *course = pl_game_course(game, &error);
  const size_t count = course ? list_turns(game, list) : 0;
  for (size_t i = 0; i < count; i++) {
    if (!play_otherwise(game, course, &list[i])) continue;
    if (!most || size_of(&list[i]) > size_of(most)) most = &list[i];
  }
  if (most) say(game, tale, round, most);
}
