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
#include "game_internal.h"

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

/* The parts of sentences that several of them have. */
static const char *incident_of(const pl_game *game, const story_fact *fact) {
  return pl_phrase_incident(&game->voice, fact->first.iid);
}
static const char *who_of(const pl_game *game, const story_fact *fact) {
  return pl_phrase_states(&game->voice, &fact->who);
}
static int number_of(const pl_game *game, const story_fact *fact) {
  return pl_number_of_states(&game->voice, &fact->who);
}

static void tell_contained(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_text(out, PL_BAD);
  if (fact->count_later)
    pl_buffer_add_format(out,
                         PL_TEXTS("%d of your organisations found hit by %s, and %d more during the week.",
                                  "%d of your organisations found hit by %s, and %d more during the week.",
                                  fact->count),
                         fact->count, incident_of(game, fact), fact->count_later);
  else
    pl_buffer_add_format(
        out,
        PL_TEXTS("%d of your organisations found hit by %s.", "%d of your organisations found hit by %s.", fact->count),
        fact->count, incident_of(game, fact));
  pl_buffer_add_text(out, PL_PLAIN);
}

static void tell_recovered(pl_game *game, const story_fact *fact, pl_buffer *out) {
  (void)game;
  pl_buffer_add_format(out,
                       PL_TEXTS("%d organisation recovered during the week.",
                                "%d organisations recovered during the week.", fact->count),
                       fact->count);
}

static void tell_item(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("You have a finding of your own on %s, quality %d\xC2\xA0%%."),
                       incident_of(game, fact), pl_percent((pl_q16)fact->first.amount));
}

/* Forum or direct call: the same to whoever receives it. */
static unsigned way_of(const pl_event *event) {
  bool is_item = event->kind == PL_EVENT_SENT || event->kind == PL_EVENT_RECEIVED;
  return is_item && event->index == PL_CHANNEL_BILATERAL ? PL_CHANNEL_FORUM : event->index;
}

/* The seat itself passes on what others found out. */
static bool is_my_passing_on(const pl_game *game, const pl_event *event) {
  return event->kind == PL_EVENT_SENT && event->state == game->voice.seat && event->originator != game->voice.seat;
}

static void tell_passing_on(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_state_set all = pl_set_union(fact->who, fact->later);
  pl_buffer_add_format(out,
                       fact->first.index == PL_CHANNEL_RELAY
                           ? PL_TEXT("You pass on what others sent about %s to %s, with consent.")
                           : PL_TEXT("You pass on what others sent about %s to %s, without consent."),
                       incident_of(game, fact), pl_phrase_states(&game->voice, &all));
}

/* "directly to Estonia; to Norway and Sweden through the Delta Exchange" */
static const char *ways_of(const pl_game *game, const story_fact *fact) {
  pl_buffer ways = {0};
  for (const story_fact *way = fact; way; way = way->next) {
    if (way != fact) pl_buffer_add_text(&ways, "; ");
    const char *who = who_of(game, way);
    if (way->first.index == PL_CHANNEL_BILATERAL)
      pl_buffer_add_format(&ways, PL_TEXT("directly to %s"), who);
    else if (way->first.index == PL_CHANNEL_FORUM)
      pl_buffer_add_format(&ways, PL_TEXT("to %s through %s"), who,
                           pl_phrase_short_forum(&game->voice, way->first.forum));
    else
      pl_buffer_add_format(&ways, PL_TEXT("to %s"), who);
  }
  return pl_phrase_of(&game->voice, &ways);
}

/* The seat's own item, sent by itself or, where it consents, passed on by another. */
static void tell_sent(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (is_my_passing_on(game, event)) {
    tell_passing_on(game, fact, out);
    return;
  }
  if (event->index == PL_CHANNEL_PUBLIC) return;                               /* its publication is told */
  const char *ways = ways_of(game, fact), *incident = incident_of(game, fact); /* of many ways, the last phrase */
  if (is_mine(game, fact))
    pl_buffer_add_format(out,
                         /* TRANSLATORS: the incident, and "directly to Estonia; to Latvia through Delta" */
                         event->flag ? PL_TEXT("Your warning on %s (a tear-line) goes %s.")
                                     : PL_TEXT("Your warning on %s goes %s."),
                         incident, ways);
  else
    pl_buffer_add_format(out,
                         event->flag
                             ? PL_TEXT("Your warning on %s (a tear-line) goes %s, passed on by %s with your consent.")
                             : PL_TEXT("Your warning on %s goes %s, passed on by %s with your consent."),
                         incident, ways, pl_phrase_state(&game->voice, event->state));
}

/* Not from the state that found it out: the originator and the giver differ. */
static bool is_passed_on(const pl_event *event) {
  return event->kind == PL_EVENT_RECEIVED && event->originator != PL_NONE && event->originator != event->state &&
         event->index != PL_CHANNEL_COMMERCIAL;
}

/* From whom, and from whom later in the week: "Latvia; later in the week from Estonia". */
static const char *givers_of(const pl_game *game, const story_fact *fact) {
  pl_buffer givers = {0};
  if (pl_set_is_empty(&fact->later)) return who_of(game, fact);
  pl_buffer_add_format(&givers, PL_TEXT("%s; later in the week from %s"), who_of(game, fact),
                       pl_phrase_states(&game->voice, &fact->later));
  return pl_phrase_of(&game->voice, &givers);
}

/* " (by publication)", where that is not plain. */
static const char *channel_words(const pl_event *event) {
  if (event->index == PL_CHANNEL_PUBLIC) return PL_TEXT(" (by publication)");
  if (event->index == PL_CHANNEL_ONWARD) return PL_TEXT(" (passed on without consent)");
  return event->index == PL_CHANNEL_RELAY ? PL_TEXT(" (passed on with consent)") : "";
}

static void tell_received(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const char *incident = incident_of(game, fact), *way = channel_words(&fact->first), *givers = givers_of(game, fact);
  bool is_one = fact->count + fact->count_later == 1;
  pl_buffer_add_text(out, PL_GOOD);
  if (fact->first.index == PL_CHANNEL_COMMERCIAL)
    pl_buffer_add_format(
        out, is_one ? PL_TEXT("A warning on %s from your vendor") : PL_TEXT("Warnings on %s from your vendor"),
        incident);
  else if (is_passed_on(&fact->first))
    /* TRANSLATORS: the last %s is empty, or " (passed on with consent)" */
    pl_buffer_add_format(out, PL_TEXT("A warning of %s on %s from %s%s"),
                         pl_phrase_state(&game->voice, fact->first.originator), incident, givers, way);
  else
    pl_buffer_add_format(out, is_one ? PL_TEXT("A warning on %s from %s%s") : PL_TEXT("Warnings on %s from %s%s"),
                         incident, givers, way);
  pl_buffer_add_text(out, PL_PLAIN);
  pl_buffer_add_format(out, is_one ? PL_TEXT("; quality %d\xC2\xA0%%.") : PL_TEXT("; quality up to %d\xC2\xA0%%."),
                       pl_percent((pl_q16)fact->most));
}

static void tell_published(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const char *incident = incident_of(game, fact);
  if (is_mine(game, fact))
    pl_buffer_add_format(out, PL_TEXT("You publish, for everybody to read, what you know about %s."), incident);
  else
    pl_buffer_add_format(
        out, PL_TEXTS("%s published a finding on %s.", "%s published a finding on %s.", number_of(game, fact)),
        who_of(game, fact), incident);
}

static void tell_burnt(pl_game *game, const story_fact *fact, pl_buffer *out) {
  pl_buffer_add_text(out, PL_BAD);
  pl_buffer_add_format(out, PL_TEXT("Your source on %s is burnt."), incident_of(game, fact));
  pl_buffer_add_text(out, PL_PLAIN " ");
  pl_buffer_add_format(out, PL_TEXT("It costs %s, and later warnings about it are worth less to everybody."),
                       pl_phrase_units(&game->voice, fact->first.amount));
}

static void tell_breach(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  const char *incident = incident_of(game, fact), *to = who_of(game, fact);
  const char *state = pl_phrase_state(&game->voice, event->state);
  const char *originator = pl_phrase_state(&game->voice, event->originator);
  int number = pl_number_of_state(&game->voice, event->state);
  if (is_mine(game, fact))
    pl_buffer_add_format(out, PL_TEXT("You were found passing on what %s had sent about %s (to %s)."), originator,
                         incident, to);
  else if (event->originator == game->voice.seat)
    pl_buffer_add_format(out,
                         PL_TEXTS("%s was found passing on what you had sent about %s (to %s).",
                                  "%s was found passing on what you had sent about %s (to %s).", number),
                         state, incident, to);
  else
    pl_buffer_add_format(out,
                         PL_TEXTS("%s was found passing on what %s had sent about %s (to %s).",
                                  "%s was found passing on what %s had sent about %s (to %s).", number),
                         state, originator, incident, to);
}

static void tell_defected(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->first.other != game->voice.seat) return;
  pl_buffer_add_format(out, PL_TEXT("It looks as if something was kept from you by %s. You trust them less for it."),
                       who_of(game, fact));
}

/* What the seat did itself is told in a sentence of its own. */
static void tell_forum(pl_game *game, const story_fact *fact, pl_buffer *out, const char *mine, const char *theirs) {
  const char *forum = pl_phrase_forum(&game->voice, fact->first.forum);
  if (is_mine(game, fact))
    pl_buffer_add_format(out, mine, forum);
  else
    pl_buffer_add_format(out, theirs, who_of(game, fact), forum);
}

static void tell_left(pl_game *game, const story_fact *fact, pl_buffer *out) {
  tell_forum(game, fact, out, PL_TEXT("You left %s."), PL_TEXTS("%s left %s.", "%s left %s.", number_of(game, fact)));
}
static void tell_joined(pl_game *game, const story_fact *fact, pl_buffer *out) {
  tell_forum(game, fact, out, PL_TEXT("You are now a member of %s."),
             PL_TEXTS("%s joined %s.", "%s joined %s.", number_of(game, fact)));
}
static void tell_applied(pl_game *game, const story_fact *fact, pl_buffer *out) {
  tell_forum(game, fact, out, PL_TEXT("You asked to join %s."),
             PL_TEXTS("%s asked to join %s.", "%s asked to join %s.", number_of(game, fact)));
}

static void tell_admission(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  const char *forum = pl_phrase_forum(&game->voice, event->forum);
  const char *state = pl_phrase_state(&game->voice, event->state);
  pl_buffer votes = {0};
  if (event->amount >= 0) pl_buffer_add_format(&votes, PL_TEXT(", %d to %d"), (int)event->amount, (int)event->index);
  const char *count = pl_phrase_of(&game->voice, &votes);
  if (is_mine(game, fact))
    pl_buffer_add_format(out,
                         /* TRANSLATORS: the last %s is empty, or ", 5 to 2" */
                         event->flag ? PL_TEXT("The members of %s voted on you: admitted%s.")
                                     : PL_TEXT("The members of %s voted on you: refused%s."),
                         forum, count);
  else
    pl_buffer_add_format(out,
                         event->flag ? PL_TEXT("The members of %s voted on %s: admitted%s.")
                                     : PL_TEXT("The members of %s voted on %s: refused%s."),
                         forum, state, count);
}

static void tell_bought(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (is_mine(game, fact)) pl_buffer_add_text(out, PL_TEXT("Commercial intelligence is coming in this week."));
}

static void tell_struck(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const char *adversary = pl_phrase_adversary(&game->voice, fact->first.adversary);
  if (is_mine(game, fact))
    pl_buffer_add_format(out, PL_TEXT("You struck at %s."), adversary);
  else
    pl_buffer_add_format(out, PL_TEXTS("%s struck at %s.", "%s struck at %s.", number_of(game, fact)),
                         who_of(game, fact), adversary);
}

/* Who took part: "you and Estonia". */
static const char *joiners_of(const pl_game *game, const story_fact *fact) {
  pl_state_set joined = fact->first.seen_by;
  if (!pl_set_has(&joined, (unsigned)game->voice.seat)) return pl_phrase_states(&game->voice, &joined);
  pl_buffer joiners = {0};
  pl_set_remove(&joined, (unsigned)game->voice.seat);
  if (pl_set_is_empty(&joined)) return PL_TEXT("you alone");
  pl_buffer_add_format(&joiners, PL_TEXT("you and %s"), pl_phrase_states(&game->voice, &joined));
  return pl_phrase_of(&game->voice, &joiners);
}

static void tell_takedown(pl_game *game, const story_fact *fact, pl_buffer *out) {
  bool is_down = fact->first.flag;
  const char *adversary = pl_phrase_adversary(&game->voice, fact->first.adversary);
  pl_buffer_add_text(out, is_down ? PL_GOOD : "");
  pl_buffer_add_format(out, is_down ? PL_TEXT("A takedown of %s succeeded.") : PL_TEXT("A takedown of %s failed."),
                       adversary);
  pl_buffer_add_text(out, is_down ? PL_PLAIN " " : " ");
  pl_buffer_add_format(out, PL_TEXT("It was joined by %s."), joiners_of(game, fact));
}

const char *pl_lapse_words(int64_t why) {
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
                       pl_lapse_words(fact->first.amount));
}

/* In control's own words, which are about one seat whoever reads them. */
static void tell_ruling(pl_game *game, const story_fact *fact, pl_buffer *out) {
  const char *outcome = pl_event_ruling(game->voice.log, &fact->first);
  if (fact->first.state == game->voice.seat) pl_buffer_add_text(out, PL_TEXT("Control on your move: "));
  else pl_buffer_add_format(out, PL_TEXT("Control on a move of %s: "),
                            pl_name_of_seat(&game->voice, fact->first.state));
  pl_put_tame(out, outcome);
}

/* What came at the opening is in the briefing; what control fires comes while the seat decides. */
static void tell_inject(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->first.index >= game->scenario->inject_count) return;
  const pl_text words = pl_event_inject_text(game->scenario, game->voice.log, &fact->first);
  pl_buffer_add_text(out, PL_TEXT("While the round was open this message came: "));
  pl_put_scenario_text(out, &game->voice, &words);
}

static void tell_custom(pl_game *game, const story_fact *fact, pl_buffer *out) {
  if (fact->first.index >= game->scenario->action_count) return;
  if (is_mine(game, fact))
    pl_buffer_add_text(out, PL_TEXT("You did: "));
  else
    pl_buffer_add_format(out, "%s: ", pl_name_of_seat(&game->voice, fact->first.state));
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
    [PL_EVENT_RULING] = {DAILY, WHO_NOBODY, tell_ruling},
    [PL_EVENT_INJECT] = {DAILY, WHO_NOBODY, tell_inject},
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
  if (first->kind != event->kind || event->kind == PL_EVENT_INJECT || event->kind == PL_EVENT_RULING) return false;
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

static bool is_for_telling(const pl_game *game, const pl_event *event, bool is_round) {
  if (event->kind == PL_EVENT_INJECT && !(event->flag && is_round)) return false;
  return event->kind < PL_EVENT_KINDS && tellings[event->kind].period != NOT_TOLD &&
         pl_brief_may_see(game->scenario, game->voice.seat, event);
}

static void tell_sentence(pl_tale *tale, const char *label, bool is_round, const char *sentence) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ");
  if (is_round) pl_put_padded(&line, label, 8);
  pl_buffer_add_text(&line, PL_HANG);
  pl_put_first(&line, sentence);
  pl_tale_take(tale, &line);
}

/* All facts of a day; the date stands before the first. Returns whether there was anything to tell. */
static bool tell_day(pl_game *game, pl_tale *tale, const story_fact *facts, size_t count, int day, bool is_round) {
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
      tell_sentence(tale, pl_buffer_text(&label), is_round, pl_buffer_text(&sentence));
      is_first = false;
    }
    if (sentence.failed || label.failed) tale->failed = true;
    pl_buffer_clear(&sentence);
    pl_buffer_clear(&label);
  }
  return !is_first;
}

/* `is_whole`: a round of which nothing can be told was a quiet one. */
static void tell_between(pl_game *game, pl_tale *tale, size_t from, size_t to, bool is_round, bool is_whole) {
  const pl_event_log *log = pl_session_events(game->session);
  story_fact facts[FACTS];
  size_t count = 0;
  for (size_t i = from; i < to; i++)
    if (is_for_telling(game, &log->event[i], is_round)) add_event(game, facts, &count, &log->event[i]);
  if (is_round) pl_tale_heading(tale, PL_TEXT("The days pass"));
  if (!is_round && count) pl_tale_heading(tale, PL_TEXT("News"));
  int first = count ? facts[0].day : 0, last = first;
  bool is_told = false;
  for (size_t i = 0; i < count; i++) {
    if (facts[i].day < first) first = facts[i].day;
    if (facts[i].day > last) last = facts[i].day;
  }
  for (int day = first; count && day <= last; day++) is_told |= tell_day(game, tale, facts, count, day, is_round);
  if (is_round && is_whole && !is_told) pl_tale_put(tale, PL_TEXT("  A quiet week, as far as you can see."));
}

void pl_tell_events(pl_game *game, pl_tale *tale, size_t from, size_t to, bool is_round) {
  tell_between(game, tale, from, to, is_round, true);
}

/* Rounds never fall along the log, and neither do ticks within one. */
void pl_tell_days(pl_game *game, pl_tale *tale, int round, pl_tick until) {
  const pl_event_log *log = pl_session_events(game->session);
  size_t from = 0;
  while (from < log->count && log->event[from].round < round) from++;
  size_t to = from;
  while (to < log->count && log->event[to].round == round && log->event[to].tick < until) to++;
  tell_between(game, tale, from, to, true, until > (round + 1) * PL_TICKS_PER_ROUND);
}
