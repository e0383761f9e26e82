/* The story: a round told day by day, from the events that the seat may see.
 *
 * A week holds hundreds of events; a person wants a dozen sentences. Events that differ only in who or which
 * organisation was concerned become one fact, with sets of states and counts, and each fact one sentence, told on the
 * day of its first event. Some kinds are put together for a day, others for the whole week: that fourteen states warn
 * of one worm on five days is one sentence. What distinguishes facts, and how they are told, stands in one row for each
 * kind of event; kinds without a row are told elsewhere (messages in the inbox, aims at the end) or are not the seat's
 * to know.
 *
 *   events of a round  →  facts (kind, incident, way, …; who, how many, later who and how many)  →  sentences */
#include "game.h"

#include <string.h>

enum { FACTS = 256 };

typedef struct story_fact {
  pl_event first; /* of the events that were merged into it */
  int day;
  pl_state_set who, later; /* on that day; on later days only */
  int count, count_later;
  int64_t most;            /* the largest amount */
  struct story_fact *next; /* a warning that went several ways is one sentence: the next way */
  bool is_told_before;     /* it is the `next` of another */
} story_fact;

typedef enum pl_who { WHO_NOBODY, WHO_STATE, WHO_OTHER } pl_who;

typedef enum pl_period { NOT_TOLD, DAILY, WEEKLY, AT_THE_END } pl_period;

typedef struct telling {
  pl_period period; /* what is merged; a sum of the week is told when it is over, whatever the incident */
  pl_who who;       /* whose differences are merged */
  void (*tell)(pl_game *game, const story_fact *fact, pl_buffer *out);
} telling;

/* ---- sentences ---- */

static bool is_mine(const pl_game *game, const story_fact *fact) { return fact->first.state == game->voice.seat; }

static void put_incident(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_put_incident(out, &game->voice, fact->first.iid);
}

static void tell_contained(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->count == 1)
    pl_buffer_add_text(out, PL_TEXT(PL_BAD "1 of your organisations" PL_PLAIN " found hit by "));
  else
    pl_buffer_add_format(out, PL_TEXT(PL_BAD "%d of your organisations" PL_PLAIN " found hit by "), fact->count);
  put_incident(game, fact, out);
  if (fact->count_later) pl_buffer_add_format(out, PL_TEXT(", and %d more during the week"), fact->count_later);
  pl_buffer_add_text(out, ".");
}

static void tell_recovered(pl_game *game, const story_fact *fact, pl_buffer *out) {
  (void)game;
  if (fact->count == 1)
    pl_buffer_add_text(out, PL_TEXT("1 organisation recovered during the week."));
  else
    pl_buffer_add_format(out, PL_TEXT("%d organisations recovered during the week."), fact->count);
}

static void tell_item(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_text(out, PL_TEXT("You have a finding of your own on "));
  put_incident(game, fact, out);
  pl_buffer_add_format(out, PL_TEXT(", quality %d\xC2\xA0%%."), pl_percent((pl_q16)fact->first.amount));
}

/* Forum or direct call: the same to whoever receives it. */
static unsigned way_of(const pl_event *event) {
  bool is_item = event->kind == PL_EVENT_SENT || event->kind == PL_EVENT_RECEIVED;
  return is_item && event->index == PL_CHANNEL_BILATERAL ? PL_CHANNEL_FORUM : event->index;
}

static const char *channel_words(unsigned channel) {
  static const char *const words[] = {[PL_CHANNEL_PUBLIC] = PL_LATER("by publication"),
                                      [PL_CHANNEL_ONWARD] = PL_LATER("passed on without consent"),
                                      [PL_CHANNEL_RELAY] = PL_LATER("passed on with consent"),
                                      [PL_CHANNEL_COMMERCIAL] = PL_LATER("from a vendor")};
  return channel < sizeof words / sizeof words[0] && words[channel] ? PL_TEXT(words[channel]) : "";
}

/* The seat itself passes on what others found out. */
static bool is_my_passing_on(const pl_game *game, const pl_event *event) {
  return event->kind == PL_EVENT_SENT && event->state == game->voice.seat && event->originator != game->voice.seat;
}

static void tell_passing_on(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_state_set all = pl_set_union(fact->who, fact->later);
  pl_buffer_add_text(out, PL_TEXT("You pass on what others sent about "));
  put_incident(game, fact, out);
  pl_buffer_add_text(out, PL_TEXT(" to "));
  pl_put_states(out, &game->voice, &all);
  pl_buffer_add_text(out, fact->first.index == PL_CHANNEL_RELAY ? PL_TEXT(", with consent.")
                                                                : PL_TEXT(", without consent."));
}

/* "directly to Estonia", "to Norway and Sweden through the Delta Exchange" */
static void put_sent_way(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_text(out, fact->first.index == PL_CHANNEL_BILATERAL ? PL_TEXT("directly to ") : PL_TEXT("to "));
  pl_put_states(out, &game->voice, &fact->who);
  if (fact->first.index != PL_CHANNEL_FORUM) return;
  pl_buffer_add_text(out, PL_TEXT(" through "));
  pl_put_forum(out, pl_short_name_of_forum(&game->voice, fact->first.forum));
}

/* The seat's own item, sent by itself or, where it consents, passed on by another. */
static void tell_sent(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (is_my_passing_on(game, event)) {
    tell_passing_on(game, fact, out);
    return;
  }
  if (event->index == PL_CHANNEL_PUBLIC) return; /* its publication is told */
  pl_buffer_add_text(out, PL_TEXT("Your warning on "));
  put_incident(game, fact, out);
  if (event->flag) pl_buffer_add_text(out, PL_TEXT(" (a tear-line)"));
  pl_buffer_add_text(out, PL_TEXT(" goes "));
  put_sent_way(game, fact, out);
  for (const story_fact *more = fact->next; more; more = more->next) {
    pl_buffer_add_text(out, "; ");
    put_sent_way(game, more, out);
  }
  if (!is_mine(game, fact)) {
    pl_buffer_add_text(out, PL_TEXT(", passed on by "));
    pl_put_state(out, &game->voice, event->state);
    pl_buffer_add_text(out, PL_TEXT(" with your consent"));
  }
  pl_buffer_add_text(out, ".");
}

/* Not from the state that found it out: the originator and the giver differ. */
static bool is_passed_on(const pl_event *event) {
  return event->kind == PL_EVENT_RECEIVED && event->originator != PL_NONE && event->originator != event->state &&
         event->index != PL_CHANNEL_COMMERCIAL;
}

static void tell_received(pl_game *game, const story_fact *fact, pl_buffer *out) {
  bool is_vendor = fact->first.index == PL_CHANNEL_COMMERCIAL, is_one = fact->count + fact->count_later == 1;
  if (is_passed_on(&fact->first)) {
    pl_buffer_add_text(out, PL_TEXT(PL_GOOD "A warning" PL_PLAIN " of "));
    pl_put_state(out, &game->voice, fact->first.originator);
    pl_buffer_add_text(out, PL_TEXT(" on "));
    put_incident(game, fact, out);
    pl_buffer_add_text(out, PL_TEXT(" from "));
  } else {
    pl_buffer_add_text(out, is_one ? PL_TEXT(PL_GOOD "A warning" PL_PLAIN " on ")
                                   : PL_TEXT(PL_GOOD "Warnings" PL_PLAIN " on "));
    put_incident(game, fact, out);
    pl_buffer_add_text(out, is_vendor ? PL_TEXT(" from your vendor") : PL_TEXT(" from "));
  }
  if (!is_vendor) pl_put_states(out, &game->voice, &fact->who);
  if (!pl_set_is_empty(&fact->later)) {
    pl_buffer_add_text(out, PL_TEXT("; later in the week from "));
    pl_put_states(out, &game->voice, &fact->later);
  }
  if (!is_vendor && way_of(&fact->first) != PL_CHANNEL_FORUM)
    pl_buffer_add_format(out, " (%s)", channel_words(fact->first.index));
  pl_buffer_add_format(out, is_one ? PL_TEXT("; quality %d\xC2\xA0%%.") : PL_TEXT("; quality up to %d\xC2\xA0%%."),
                       pl_percent((pl_q16)fact->most));
}

static void tell_published(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (is_mine(game, fact))
    pl_buffer_add_text(out, PL_TEXT("You publish, for everybody to read, what you know about "));
  else {
    pl_put_states(out, &game->voice, &fact->who);
    pl_buffer_add_text(out, PL_TEXT(" published a finding on "));
  }
  put_incident(game, fact, out);
  pl_buffer_add_text(out, ".");
}

static void tell_burnt(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_text(out, PL_TEXT(PL_BAD "Your source on "));
  put_incident(game, fact, out);
  pl_buffer_add_text(out, PL_TEXT(" is burnt." PL_PLAIN " It costs "));
  pl_put_units(out, fact->first.amount);
  pl_buffer_add_text(out, PL_TEXT(", and later warnings about it are worth less to everybody."));
}

static void tell_breach(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (is_mine(game, fact))
    pl_buffer_add_text(out, PL_TEXT(PL_BAD "You were found" PL_PLAIN " passing on what "));
  else {
    pl_put_state(out, &game->voice, event->state);
    pl_buffer_add_text(out, PL_TEXT(" was found passing on what "));
  }
  if (event->originator == game->voice.seat)
    pl_buffer_add_text(out, PL_TEXT("you"));
  else
    pl_put_state(out, &game->voice, event->originator);
  pl_buffer_add_text(out, PL_TEXT(" had sent about "));
  put_incident(game, fact, out);
  pl_buffer_add_text(out, PL_TEXT(" (to "));
  pl_put_states(out, &game->voice, &fact->who);
  pl_buffer_add_text(out, ").");
}

static void tell_defected(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->first.other != game->voice.seat) return;
  pl_buffer_add_text(out, PL_TEXT("It looks as if something was kept from you by "));
  pl_put_states(out, &game->voice, &fact->who);
  pl_buffer_add_text(out, PL_TEXT(". You trust them less for it."));
}

static void tell_forum(pl_game *game, const story_fact *fact, pl_buffer *out, const char *mine, const char *theirs) {
  if (is_mine(game, fact))
    pl_buffer_add_text(out, mine);
  else {
    pl_put_states(out, &game->voice, &fact->who);
    pl_buffer_add_text(out, theirs);
  }
  pl_put_forum(out, pl_name_of_forum(&game->voice, fact->first.forum));
  pl_buffer_add_text(out, ".");
}

static void tell_left(pl_game *game, const story_fact *fact, pl_buffer *out) {
  tell_forum(game, fact, out, PL_TEXT("You left "), PL_TEXT(" left "));
}
static void tell_joined(pl_game *game, const story_fact *fact, pl_buffer *out) {
  tell_forum(game, fact, out, PL_TEXT("You are now a member of "), PL_TEXT(" joined "));
}
static void tell_applied(pl_game *game, const story_fact *fact, pl_buffer *out) {
  tell_forum(game, fact, out, PL_TEXT("You asked to join "), PL_TEXT(" asked to join "));
}

static void tell_admission(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  pl_buffer_add_text(out, PL_TEXT("The members of "));
  pl_put_forum(out, pl_name_of_forum(&game->voice, event->forum));
  pl_buffer_add_text(out, PL_TEXT(" voted on "));
  if (is_mine(game, fact))
    pl_buffer_add_text(out, PL_TEXT("you"));
  else
    pl_put_state(out, &game->voice, event->state);
  pl_buffer_add_text(out, event->flag ? PL_TEXT(": admitted") : PL_TEXT(": refused"));
  if (event->amount >= 0) pl_buffer_add_format(out, PL_TEXT(", %d to %d"), (int)event->amount, (int)event->index);
  pl_buffer_add_text(out, ".");
}

static void tell_bought(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (is_mine(game, fact)) pl_buffer_add_text(out, PL_TEXT("Commercial intelligence is coming in this week."));
}

static void tell_struck(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (is_mine(game, fact))
    pl_buffer_add_text(out, PL_TEXT("You struck at "));
  else {
    pl_put_states(out, &game->voice, &fact->who);
    pl_buffer_add_text(out, PL_TEXT(" struck at "));
  }
  pl_put_adversary(out, &game->voice, fact->first.adversary);
  pl_buffer_add_text(out, ".");
}

static void tell_takedown(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_state_set joined = fact->first.seen_by;
  bool is_down = fact->first.flag;
  pl_buffer_add_text(out, is_down ? PL_TEXT(PL_GOOD "A takedown of ") : PL_TEXT("A takedown of "));
  pl_put_adversary(out, &game->voice, fact->first.adversary);
  pl_buffer_add_text(out, is_down ? PL_TEXT(" succeeded" PL_PLAIN) : PL_TEXT(" failed"));
  pl_buffer_add_text(out, PL_TEXT(". It was joined by "));
  if (pl_set_has(&joined, (unsigned)game->voice.seat)) {
    pl_set_remove(&joined, (unsigned)game->voice.seat);
    pl_buffer_add_text(out, pl_set_is_empty(&joined) ? PL_TEXT("you alone") : PL_TEXT("you and "));
  }
  if (!pl_set_is_empty(&joined)) pl_put_states(out, &game->voice, &joined);
  pl_buffer_add_text(out, ".");
}

static const char *lapse_words(int64_t why) {
  switch ((pl_lapse)why) {
  case PL_LAPSE_MONEY: return PL_TEXT("the money did not reach");
  case PL_LAPSE_NOT_MEMBER: return PL_TEXT("you are no member");
  case PL_LAPSE_IS_MEMBER: return PL_TEXT("you are a member already");
  case PL_LAPSE_NO_ITEM: return PL_TEXT("you have no such item");
  case PL_LAPSE_TOO_OLD: return PL_TEXT("the item is too old");
  case PL_LAPSE_LABEL: return PL_TEXT("its label does not allow it");
  case PL_LAPSE_NOT_OPEN: return PL_TEXT("it is not open to you");
  case PL_LAPSE_LIMIT: return PL_TEXT("it was done as often as it may be");
  case PL_LAPSE_OVER: return PL_TEXT("the incident is over");
  case PL_LAPSE_NEEDS: return PL_TEXT("what it needs is no longer so");
  }
  return PL_TEXT("it was not possible");
}

static void tell_lapsed(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("Your %s came to nothing: %s."), pl_action_name(game->scenario, fact->first.index),
                       lapse_words(fact->first.amount));
}

static void tell_custom(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->first.index >= game->scenario->action_count) return;
  pl_buffer_add_text(out, is_mine(game, fact) ? PL_TEXT("You did: ") : "");
  if (!is_mine(game, fact)) pl_buffer_add_format(out, "%s: ", pl_name_of_seat(&game->voice, fact->first.state));
  pl_put_custom(out, game, fact->first.index, fact->first.other);
}

static const telling tellings[PL_EVENT_KINDS] = {
    [PL_EVENT_LEFT] = {DAILY, WHO_STATE, tell_left},
    [PL_EVENT_JOINED] = {DAILY, WHO_STATE, tell_joined},
    [PL_EVENT_APPLIED] = {DAILY, WHO_STATE, tell_applied},
    [PL_EVENT_ADMISSION] = {DAILY, WHO_NOBODY, tell_admission},
    [PL_EVENT_BOUGHT] = {DAILY, WHO_NOBODY, tell_bought},
    [PL_EVENT_STRUCK] = {DAILY, WHO_STATE, tell_struck},
    [PL_EVENT_TAKEDOWN] = {DAILY, WHO_NOBODY, tell_takedown},
    [PL_EVENT_LAPSED] = {DAILY, WHO_NOBODY, tell_lapsed},
    [PL_EVENT_CUSTOM] = {DAILY, WHO_NOBODY, tell_custom},
    [PL_EVENT_CONTAINED] = {WEEKLY, WHO_NOBODY, tell_contained},
    [PL_EVENT_RECOVERED] = {AT_THE_END, WHO_NOBODY, tell_recovered},
    [PL_EVENT_ITEM] = {DAILY, WHO_NOBODY, tell_item},
    [PL_EVENT_SENT] = {DAILY, WHO_OTHER, tell_sent},
    [PL_EVENT_RECEIVED] = {WEEKLY, WHO_STATE, tell_received},
    [PL_EVENT_PUBLISHED] = {DAILY, WHO_STATE, tell_published},
    [PL_EVENT_BURNT] = {DAILY, WHO_NOBODY, tell_burnt},
    [PL_EVENT_BREACH] = {DAILY, WHO_OTHER, tell_breach},
    [PL_EVENT_DEFECTED] = {DAILY, WHO_STATE, tell_defected},
};

/* ---- merging ---- */

/* The tick after the last of a round belongs to that round: what came of it. */
static int day_after(const pl_event *event) { return (event->round + 1) * 7 + 1; }

static int day_of(const pl_event *event) {
  int day = pl_day_of(event->tick);
  bool is_after = day > day_after(event) || tellings[event->kind].period == AT_THE_END;
  return is_after ? day_after(event) : day;
}

static bool is_mergeable(const pl_game *game, const story_fact *fact, const pl_event *event) {
  const pl_event *first = &fact->first;
  const telling *row = &tellings[event->kind];
  if (first->kind != event->kind) return false;
  if (row->period == AT_THE_END) return true;
  if (is_my_passing_on(game, first) || is_my_passing_on(game, event)) /* of all originators, in one week */
    return is_my_passing_on(game, first) && is_my_passing_on(game, event) && first->iid == event->iid &&
           first->index == event->index;
  if (row->period == DAILY && fact->day != day_of(event)) return false;
  if (first->iid != event->iid || first->forum != event->forum || first->adversary != event->adversary) return false;
  if (way_of(first) != way_of(event) || first->flag != event->flag) return false;
  if (is_passed_on(first) != is_passed_on(event)) return false;
  if (is_passed_on(first) && first->originator != event->originator) return false;
  if (row->who != WHO_STATE && (first->state != event->state || first->originator != event->originator)) return false;
  if (row->who != WHO_OTHER && first->other != event->other) return false;
  /* the player's own deeds and those of others stay apart */
  return (first->state == game->voice.seat) == (event->state == game->voice.seat);
}

/* Hangs a new fact on the sentence about the same warning, if there is one. */
static void join_ways(const pl_game *game, story_fact *facts, story_fact *fact) {
  const pl_event *event = &fact->first;
  if (event->kind != PL_EVENT_SENT || event->state != game->voice.seat || event->originator != event->state) return;
  for (story_fact *head = facts; head < fact; head++) {
    bool is_same = head->first.kind == PL_EVENT_SENT && head->first.state == event->state &&
                   head->first.originator == event->originator && head->first.iid == event->iid &&
                   head->first.flag == event->flag && head->day == fact->day && !head->next &&
                   head->first.index <= PL_CHANNEL_BILATERAL && event->index <= PL_CHANNEL_BILATERAL;
    if (!is_same) continue;
    head->next = fact;
    fact->is_told_before = true;
    return;
  }
}

static void add_event(const pl_game *game, story_fact *facts, size_t *count, const pl_event *event) {
  story_fact *into = NULL;
  for (size_t i = 0; i < *count && !into; i++)
    if (is_mergeable(game, &facts[i], event)) into = &facts[i];
  if (!into) {
    if (*count == FACTS) return; /* a week with so many different things in it is told as far as it goes */
    into = &facts[(*count)++];
    *into = (story_fact){.first = *event, .day = day_of(event), .most = event->amount};
    join_ways(game, facts, into);
  }
  pl_who who = tellings[event->kind].who;
  uint16_t state = who == WHO_STATE ? event->state : event->other;
  bool is_later = day_of(event) > into->day;
  if (who != WHO_NOBODY && state < PL_MAX_STATES && !pl_set_has(&into->who, state))
    pl_set_add(is_later ? &into->later : &into->who, state);
  if (event->amount > into->most) into->most = event->amount;
  *(is_later ? &into->count_later : &into->count) += 1;
}

static bool is_for_telling(const pl_game *game, const pl_event *event) {
  return event->kind < PL_EVENT_KINDS && tellings[event->kind].period != NOT_TOLD &&
         pl_brief_may_see(game->scenario, game->voice.seat, event);
}

static void tell_sentence(pl_game *game, const char *label, bool is_round, const char *sentence) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ");
  if (is_round) pl_screen_pad(&line, label, 8);
  pl_buffer_add_text(&line, PL_HANG);
  bool begins_with_article = !strncmp(sentence, "the ", 4);
  pl_buffer_add_text(&line, begins_with_article ? PL_TEXT("The ") : "");
  pl_buffer_add_text(&line, begins_with_article ? sentence + 4 : sentence);
  if (line.failed) game->screen.failed = true;
  pl_screen_put(&game->screen, pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

/* All facts of a day; the date stands before the first. Returns whether there was anything to tell. */
static bool tell_day(pl_game *game, const story_fact *facts, size_t count, int day, bool is_round) {
  bool is_first = true;
  for (size_t i = 0; i < count; i++) {
    pl_buffer sentence = {0}, label = {0};
    if (facts[i].day != day || facts[i].is_told_before) continue;
    tellings[facts[i].first.kind].tell(game, &facts[i], &sentence);
    if (is_first && day == day_after(&facts[i].first))
      pl_buffer_add_text(&label, PL_TEXT("Then"));
    else if (is_first)
      pl_put_short_day(&label, &game->voice, day);
    if (sentence.length) {
      tell_sentence(game, pl_buffer_text(&label), is_round, pl_buffer_text(&sentence));
      is_first = false;
    }
    pl_buffer_clear(&sentence);
    pl_buffer_clear(&label);
  }
  return !is_first;
}

void pl_tell_events(pl_game *game, bool is_round) {
  const pl_event_log *log = pl_session_events(game->session);
  story_fact facts[FACTS];
  size_t count = 0;
  for (; game->told < log->count; game->told++)
    if (is_for_telling(game, &log->event[game->told])) add_event(game, facts, &count, &log->event[game->told]);
  if (is_round) pl_screen_heading(&game->screen, PL_TEXT("The days pass"));
  if (!is_round && count) pl_screen_heading(&game->screen, PL_TEXT("News"));
  int first = count ? facts[0].day : 0, last = first;
  bool is_told = false;
  for (size_t i = 0; i < count; i++) {
    if (facts[i].day < first) first = facts[i].day;
    if (facts[i].day > last) last = facts[i].day;
  }
  for (int day = first; count && day <= last; day++) is_told |= tell_day(game, facts, count, day, is_round);
  if (is_round && !is_told) pl_screen_put(&game->screen, PL_TEXT("  A quiet week, as far as you can see."));
}

/* ---- what changed ---- */

/* Each adds a line to `out` if there is something to tell. */

static void put_what(pl_buffer *out, const char *what) {
  pl_buffer_add_text(out, "  ");
  pl_screen_pad(out, what, 20);
  pl_buffer_add_text(out, PL_HANG);
}

static void put_money(pl_buffer *out, const char *what, pl_mu money, const char *why) {
  if (!money) return;
  put_what(out, what);
  if (money <= -5 || money >= 5) pl_buffer_add_text(out, money < 0 ? "−" : "+"); /* else it is "under 0.01" */
  pl_put_units(out, money < 0 ? -money : money);
  pl_buffer_add_format(out, "  (%s)\n", why);
}

static void put_share(pl_buffer *out, const char *what, pl_q16 now, pl_q16 before, const char *up, const char *down) {
  int points = pl_percent(now) - pl_percent(before);
  if (!points) return;
  put_what(out, what);
  pl_buffer_add_format(out, PL_TEXT("%s%d to %d\xC2\xA0%%  (%s)\n"), points > 0 ? "+" : "−",
                       points > 0 ? points : -points, pl_percent(now), points > 0 ? up : down);
}

static void put_trust(pl_buffer *out, const pl_game *game, const char *what, const pl_state_set *states,
                      const char *why) {
  if (pl_set_is_empty(states)) return;
  put_what(out, what);
  pl_put_states(out, &game->voice, states);
  pl_buffer_add_format(out, ": %s\n", why);
}

static void put_trust_changes(pl_buffer *out, const pl_game *game) {
  pl_state_set more = {{0}}, less = {{0}};
  const pl_brief *brief = game->voice.brief;
  for (int t = 0; t < game->scenario->state_count; t++) {
    if (t == brief->seat) continue;
    if (brief->others[t].trust_in_me > game->before.trust_in_me[t]) pl_set_add(&more, (unsigned)t);
    if (brief->others[t].trust_in_me < game->before.trust_in_me[t]) pl_set_add(&less, (unsigned)t);
  }
  put_trust(out, game, PL_TEXT("More trust in you"), &more, PL_TEXT("what you sent, said or did"));
  put_trust(out, game, PL_TEXT("Less trust in you"), &less,
            PL_TEXT("what you said or did, or what they think you kept from them"));
}

void pl_tell_changes(pl_game *game) {
  const pl_brief *brief = game->voice.brief;
  const pl_gauges *before = &game->before;
  if (!brief->is_state || !game->has_before) return;
  pl_buffer out = {0};
  put_money(&out, PL_TEXT("Damage"), before->loss - brief->loss, PL_TEXT("organisations down, and repairs"));
  put_money(&out, PL_TEXT("Head start"), brief->edge - before->edge, PL_TEXT("new findings that others do not have"));
  put_money(&out, PL_TEXT("Burnt source"), before->burn - brief->burn, PL_TEXT("a finding travelled too far"));
  put_money(&out, PL_TEXT("Work of sharing"), before->effort - brief->effort, PL_TEXT("calls and papers"));
  put_share(&out, PL_TEXT("Public confidence"), brief->confidence, before->confidence,
            PL_TEXT("calm returns, or your words helped"), PL_TEXT("damage shows, or your words did not help"));
  put_share(&out, PL_TEXT("Rights"), brief->rights, before->rights, PL_TEXT("they recover slowly"),
            PL_TEXT("watching, buying or striking wears them away"));
  put_share(&out, PL_TEXT("Standing"), brief->standing, before->standing, PL_TEXT("others could rely on you"),
            PL_TEXT("it fades without deeds, and falls with leaving or striking"));
  put_trust_changes(&out, game);
  if (out.failed) game->screen.failed = true;
  if (out.length) {
    pl_screen_heading(&game->screen, PL_TEXT("What changed"));
    pl_screen_put(&game->screen, pl_buffer_text(&out));
  }
  pl_buffer_clear(&out);
}
