/* The story: a round told day by day, from the events that the seat may see.
 *
 * A week holds hundreds of events; a person wants a dozen sentences. Events of one day that differ only in who or which
 * organisation was concerned become one fact, with a set of states and a count, and each fact one sentence. What
 * distinguishes facts, and how they are told, stands in one row for each kind of event; kinds without a row are told
 * elsewhere (messages in the inbox, aims at the end) or are not the seat's to know.
 *
 *   events of a day  →  facts (kind, incident, channel, …; who, how many)  →  sentences */
#include "game.h"

#include <string.h>

enum { FACTS = 96 };

typedef struct story_fact {
  pl_event first; /* of the events that were merged into it */
  pl_state_set who;
  int count;
  int64_t most; /* the largest amount */
} story_fact;

typedef enum pl_who { WHO_NOBODY, WHO_STATE, WHO_OTHER } pl_who;

typedef struct telling {
  bool is_told;
  pl_who who; /* whose differences are merged */
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
  pl_buffer_add_text(out, PL_TEXT(", and contained."));
}

static void tell_recovered(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->count == 1)
    pl_buffer_add_text(out, PL_TEXT("1 organisation recovered from "));
  else
    pl_buffer_add_format(out, PL_TEXT("%d organisations recovered from "), fact->count);
  put_incident(game, fact, out);
  pl_buffer_add_text(out, ".");
}

static void tell_item(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_text(out, PL_TEXT("You have a finding of your own on "));
  put_incident(game, fact, out);
  pl_buffer_add_format(out, PL_TEXT(", quality %d\xC2\xA0%%."), pl_percent((pl_q16)fact->first.amount));
}

/* Forum or direct call: the same to whoever tells it afterwards. */
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

static void tell_sent(pl_game *game, const story_fact *fact, pl_buffer *out) {
  bool is_own = fact->first.originator == game->voice.seat;
  if (is_own)
    pl_buffer_add_text(out, PL_TEXT("Your warning on "));
  else
    pl_buffer_add_format(out, PL_TEXT("The warning of %s on "), pl_name_of_seat(&game->voice, fact->first.originator));
  put_incident(game, fact, out);
  if (fact->first.flag) pl_buffer_add_text(out, PL_TEXT(" (a tear-line)"));
  pl_buffer_add_text(out, PL_TEXT(" goes to "));
  pl_put_states(out, &game->voice, &fact->who);
  if (way_of(&fact->first) != PL_CHANNEL_FORUM) pl_buffer_add_format(out, ", %s", channel_words(fact->first.index));
  pl_buffer_add_text(out, ".");
}

static void tell_received(pl_game *game, const story_fact *fact, pl_buffer *out) {
  bool is_vendor = fact->first.index == PL_CHANNEL_COMMERCIAL;
  pl_buffer_add_text(out, PL_GOOD);
  pl_buffer_add_text(out, fact->count > 1 ? PL_TEXT("Warnings on ") : PL_TEXT("A warning on "));
  pl_buffer_add_text(out, PL_PLAIN);
  put_incident(game, fact, out);
  pl_buffer_add_text(out, is_vendor ? PL_TEXT(" from your vendor") : PL_TEXT(" from "));
  if (!is_vendor) pl_put_states(out, &game->voice, &fact->who);
  if (!is_vendor && way_of(&fact->first) != PL_CHANNEL_FORUM)
    pl_buffer_add_format(out, " (%s)", channel_words(fact->first.index));
  pl_buffer_add_format(out,
                       fact->count > 1 ? PL_TEXT(", quality up to %d\xC2\xA0%%.") : PL_TEXT(", quality %d\xC2\xA0%%."),
                       pl_percent((pl_q16)fact->most));
}

static void tell_published(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (is_mine(game, fact))
    pl_buffer_add_text(out, PL_TEXT("You publish what you know about "));
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
  else
    pl_buffer_add_format(out, PL_TEXT("%s was found passing on what "), pl_name_of_seat(&game->voice, event->state));
  pl_buffer_add_format(out, PL_TEXT("%s had sent about "), pl_name_of_seat(&game->voice, event->originator));
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
  pl_buffer_add_format(out, "%s.", pl_short_name_of_forum(&game->voice, fact->first.forum));
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
  pl_buffer_add_format(out, PL_TEXT("The members of %s voted on %s: "),
                       pl_short_name_of_forum(&game->voice, event->forum), pl_name_of_seat(&game->voice, event->state));
  pl_buffer_add_format(out, event->flag ? PL_TEXT("admitted, %d to %d.") : PL_TEXT("refused, %d to %d."),
                       (int)event->amount, (int)event->index);
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
  pl_buffer_add_format(out, "%s.", pl_name_of_adversary(&game->voice, fact->first.adversary));
}

static void tell_takedown(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_state_set joined = fact->first.seen_by;
  pl_buffer_add_format(out,
                       fact->first.flag ? PL_TEXT(PL_GOOD "A takedown of %s succeeded" PL_PLAIN ". It was joined by ")
                                        : PL_TEXT("A takedown of %s failed. It was joined by "),
                       pl_name_of_adversary(&game->voice, fact->first.adversary));
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
  pl_put_scenario_text(out, &game->voice, &game->scenario->custom_actions[fact->first.index].text);
}

static const telling tellings[PL_EVENT_KINDS] = {
    [PL_EVENT_LEFT] = {true, WHO_STATE, tell_left},
    [PL_EVENT_JOINED] = {true, WHO_STATE, tell_joined},
    [PL_EVENT_APPLIED] = {true, WHO_STATE, tell_applied},
    [PL_EVENT_ADMISSION] = {true, WHO_NOBODY, tell_admission},
    [PL_EVENT_BOUGHT] = {true, WHO_NOBODY, tell_bought},
    [PL_EVENT_STRUCK] = {true, WHO_STATE, tell_struck},
    [PL_EVENT_TAKEDOWN] = {true, WHO_NOBODY, tell_takedown},
    [PL_EVENT_LAPSED] = {true, WHO_NOBODY, tell_lapsed},
    [PL_EVENT_CUSTOM] = {true, WHO_NOBODY, tell_custom},
    [PL_EVENT_CONTAINED] = {true, WHO_NOBODY, tell_contained},
    [PL_EVENT_RECOVERED] = {true, WHO_NOBODY, tell_recovered},
    [PL_EVENT_ITEM] = {true, WHO_NOBODY, tell_item},
    [PL_EVENT_SENT] = {true, WHO_OTHER, tell_sent},
    [PL_EVENT_RECEIVED] = {true, WHO_STATE, tell_received},
    [PL_EVENT_PUBLISHED] = {true, WHO_STATE, tell_published},
    [PL_EVENT_BURNT] = {true, WHO_NOBODY, tell_burnt},
    [PL_EVENT_BREACH] = {true, WHO_OTHER, tell_breach},
    [PL_EVENT_DEFECTED] = {true, WHO_STATE, tell_defected},
};

/* ---- merging ---- */

/* Whether the player's own deeds and those of others must stay apart. */
static bool is_mergeable(const pl_game *game, const story_fact *fact, const pl_event *event) {
  const pl_event *first = &fact->first;
  const telling *row = &tellings[event->kind];
  if (first->kind != event->kind || first->iid != event->iid || first->forum != event->forum) return false;
  if (first->adversary != event->adversary || way_of(first) != way_of(event) || first->flag != event->flag)
    return false;
  if (row->who != WHO_STATE && first->state != event->state) return false;
  if (row->who != WHO_OTHER && first->other != event->other) return false;
  if (row->who != WHO_STATE && first->originator != event->originator) return false;
  return (first->state == game->voice.seat) == (event->state == game->voice.seat);
}

static void add_event(const pl_game *game, story_fact *facts, size_t *count, const pl_event *event) {
  story_fact *into = NULL;
  for (size_t i = 0; i < *count && !into; i++)
    if (is_mergeable(game, &facts[i], event)) into = &facts[i];
  if (!into) {
    if (*count == FACTS) return; /* a day with so many different things in it is told as far as it goes */
    into = &facts[(*count)++];
    *into = (story_fact){.first = *event, .most = event->amount};
  }
  pl_who who = tellings[event->kind].who;
  uint16_t state = who == WHO_STATE ? event->state : event->other;
  if (who != WHO_NOBODY && state < PL_MAX_STATES) pl_set_add(&into->who, state);
  if (event->amount > into->most) into->most = event->amount;
  into->count++;
}

static bool is_for_telling(const pl_game *game, const pl_event *event) {
  return event->kind < PL_EVENT_KINDS && tellings[event->kind].is_told &&
         pl_brief_may_see(game->scenario, game->voice.seat, event);
}

/* The tick after the last of a round belongs to that round: what came of it. */
static int day_of(const pl_event *event) {
  int day = pl_day_of(event->tick), last = (event->round + 1) * 7;
  return day > last ? last + 1 : day;
}

static void tell_day(pl_game *game, const story_fact *facts, size_t count, int day, bool is_round) {
  pl_buffer line = {0}, label = {0};
  bool is_first = true;
  for (size_t i = 0; i < count; i++) {
    tellings[facts[i].first.kind].tell(game, &facts[i], &line);
    if (!line.length) continue;
    int last = (facts[i].first.round + 1) * 7;
    if (is_first && is_round && day <= last)
      pl_put_short_day(&label, &game->voice, day);
    else if (is_first && is_round)
      pl_buffer_add_text(&label, PL_TEXT("Then"));
    pl_buffer whole = {0};
    pl_buffer_add_text(&whole, "  ");
    pl_screen_pad(&whole, pl_buffer_text(&label), is_round ? 8 : 0);
    pl_buffer_add_text(&whole, PL_HANG);
    pl_buffer_add_text(&whole, pl_buffer_text(&line));
    pl_screen_put(&game->screen, pl_buffer_text(&whole));
    pl_buffer_clear(&whole);
    pl_buffer_clear(&line);
    pl_buffer_clear(&label);
    is_first = false;
  }
}

void pl_tell_events(pl_game *game, bool is_round) {
  const pl_event_log *log = pl_session_events(game->session);
  story_fact facts[FACTS];
  size_t count = 0;
  int day = -1;
  bool is_silent = true;
  for (; log && game->told < log->count; game->told++) {
    const pl_event *event = &log->event[game->told];
    if (!is_for_telling(game, event)) continue;
    if (is_silent) pl_screen_heading(&game->screen, is_round ? PL_TEXT("The days pass") : PL_TEXT("News"));
    is_silent = false;
    if (day_of(event) != day) {
      tell_day(game, facts, count, day, is_round);
      count = 0;
      day = day_of(event);
    }
    add_event(game, facts, &count, event);
  }
  tell_day(game, facts, count, day, is_round);
  if (is_silent && is_round) {
    pl_screen_heading(&game->screen, PL_TEXT("The days pass"));
    pl_screen_put(&game->screen, PL_TEXT("  A quiet week, as far as you can see."));
  }
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
  pl_buffer_add_text(out, money < 0 ? "−" : "+");
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
  pl_buffer_add_format(out, "  (%s)\n", why);
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
