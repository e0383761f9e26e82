/* The chronicle: a round as control sees it.
 *
 * Like the story of a seat (story.c) it is told from events, and events that differ only in whom they concern become
 * one sentence. But nobody is "you" here, nothing is left out because a seat may not know it, and infections are
 * counted, found out or not. The sentences say who first and then what, without a verb where they can, so that one
 * sentence does for one state and for several.
 *
 *   events of a round ─┬─► facts of a day  →  sentences         who sent what to whom, who left, who struck
 *                      └─► counts by incident and state  →  one line for each incident */
#include "chronicle.h"

#include <string.h>

enum { FACTS = 512, INCIDENTS = 64, LABEL = 10, NAME = 21 };

/* ---- facts ---- */

typedef struct pl_fact {
  pl_event first;   /* of the events that were merged into it */
  pl_state_set who; /* of the row's side */
  uint64_t forums;  /* that an item was sent through */
  bool is_direct;   /* it was also sent without one */
} pl_fact;

/* Whose differences are merged. */
typedef enum pl_side { SIDE_NONE, SIDE_STATE, SIDE_OTHER } pl_side;

typedef struct pl_fact_row {
  pl_side side;
  void (*put)(pl_game *game, const pl_fact *fact, pl_buffer *out);
} pl_fact_row;

static const char *state_of(pl_game *game, int state) { return pl_phrase_state(&game->voice, state); }

static const char *who_of(pl_game *game, const pl_fact *fact) { return pl_phrase_states(&game->voice, &fact->who); }

/* Seats by their ids, states or not. */
static const char *ids_of(pl_game *game, const pl_state_set *seats) {
  pl_buffer names = {0};
  for (int s = pl_set_next(seats, 0), shown = 0; s >= 0; s = pl_set_next(seats, s + 1))
    pl_buffer_add_format(&names, "%s%s", shown++ ? ", " : "", pl_scenario_seat_id(game->scenario, s));
  return pl_phrase_of(&game->voice, &names);
}

/* The same as `actor` would list them: "all other states". */
static const char *others_of(pl_game *game, const pl_fact *fact, int actor) {
  game->voice.seat = actor;
  const char *states = who_of(game, fact);
  game->voice.seat = -1;
  return states;
}

static const char *incident_of(pl_game *game, const pl_fact *fact) {
  return pl_phrase_incident(&game->voice, fact->first.iid);
}

static void put_launched(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("An incident begins: %s."), incident_of(game, fact));
}
static void put_ended(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("An incident is over: %s."), incident_of(game, fact));
}

static void put_left(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: no longer in %s."), who_of(game, fact),
                       pl_phrase_forum(&game->voice, fact->first.forum));
}
static void put_joined(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: now in %s."), who_of(game, fact),
                       pl_phrase_forum(&game->voice, fact->first.forum));
}
static void put_applied(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: asking to join %s."), who_of(game, fact),
                       pl_phrase_forum(&game->voice, fact->first.forum));
}

static void put_admission(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  pl_buffer_add_format(out, event->flag ? PL_TEXT("%s: admitted to %s.") : PL_TEXT("%s: refused by %s."),
                       state_of(game, event->state), pl_phrase_forum(&game->voice, event->forum));
}

static void put_bought(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: commercial intelligence bought."), who_of(game, fact));
}
static void put_struck(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: a strike at %s."), who_of(game, fact),
                       pl_phrase_adversary(&game->voice, fact->first.adversary));
}

static void put_takedown(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  pl_buffer_add_format(
      out,
      event->flag ? PL_TEXT("%s: a takedown of %s, which succeeded.") : PL_TEXT("%s: a takedown of %s, which failed."),
      pl_phrase_states(&game->voice, &event->seen_by), pl_phrase_adversary(&game->voice, event->adversary));
}

static void put_lapsed(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  pl_buffer_add_format(out, PL_TEXT("%s: %s came to nothing."), state_of(game, event->state),
                       pl_action_name(game->scenario, event->index));
}

static void put_custom(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (event->index >= game->scenario->action_count) return;
  pl_buffer_add_format(out, "%s: ", state_of(game, event->state));
  pl_put_custom(out, game, event->index, event->other);
}

static void put_answer(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (!event->flag || event->index >= game->scenario->inject_count) return; /* others are among the decisions */
  const pl_inject_spec *inject = &game->scenario->injects[event->index];
  if (event->other >= inject->option_count) return;
  pl_buffer_add_format(out, PL_TEXT("%s: no answer to %s, and so: %s"), ids_of(game, &fact->who), inject->id,
                       pl_phrase_scenario_text(&game->voice, &inject->options[event->other].text));
}

static void put_inject(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (event->index >= game->scenario->inject_count) return;
  const pl_inject_spec *inject = &game->scenario->injects[event->index];
  int seat = pl_set_next(&event->seen_by, 0);
  if (event->is_public)
    pl_buffer_add_format(out, PL_TEXT("Message %s to everybody: "), inject->id);
  else
    pl_buffer_add_format(out, PL_TEXT("Message %s to %s: "), inject->id, ids_of(game, &event->seen_by));
  const pl_text words = pl_event_inject_text(game->scenario, game->voice.log, event);
  game->voice.seat = seat < 0 ? 0 : seat; /* {seat} in the text */
  pl_put_scenario_text(out, &game->voice, &words);
  game->voice.seat = -1;
}

static void put_ruling(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  const char *who = pl_name_of_seat(&game->voice, event->state), *move = pl_event_move(game->voice.log, event);
  const char *outcome = pl_event_ruling(game->voice.log, event);
  pl_buffer tame = {0};
  pl_put_tame(&tame, move);
  if (tame.length) pl_buffer_add_format(out, PL_TEXT("Control on a move of %s (%s): "), who, pl_buffer_text(&tame));
  else pl_buffer_add_format(out, PL_TEXT("Control on a move of %s: "), who);
  pl_put_tame(out, *outcome ? outcome : PL_TEXT("a ruling"));
  pl_buffer_clear(&tame);
}

/* Whatever control wanted with an inject becomes impossible when the inject comes by itself before. */
static void put_moot(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  static const char *const sentences[PL_ACT_KINDS] = {
      [PL_ACT_FIRE] = PL_LATER("Control: to fire message %s became impossible; it had come already."),
      [PL_ACT_SKIP] = PL_LATER("Control: to skip message %s became impossible; it had come already."),
      [PL_ACT_DELAY] = PL_LATER("Control: to delay message %s became impossible; it had come already."),
      [PL_ACT_REWORD] = PL_LATER("Control: to reword message %s became impossible; it had come already."),
      [PL_ACT_RULE] = PL_LATER("Control: the ruling on a move of %s became impossible; nobody made that move.")};
  const pl_event *event = &fact->first;
  const bool is_ruling = event->amount == PL_ACT_RULE;
  if (event->amount < 0 || event->amount >= PL_ACT_KINDS) return;
  if (!is_ruling && event->index >= game->scenario->inject_count) return;
  const char *what =
      is_ruling ? pl_name_of_seat(&game->voice, event->state) : game->scenario->injects[event->index].id;
  pl_buffer_add_format(out, PL_TEXT(sentences[event->amount]), what);
}

static void put_item(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: a finding of one's own on %s, quality %d\xC2\xA0%%."),
                       state_of(game, fact->first.state), incident_of(game, fact),
                       pl_percent((pl_q16)fact->first.amount));
}

/* "through cell and gfce, and directly" */
static const char *usual_way(pl_game *game, const pl_fact *fact) {
  pl_buffer forums = {0}, way = {0};
  for (int f = 0; f < game->scenario->forum_count; f++)
    if (fact->forums >> f & 1)
      pl_buffer_add_format(&forums, "%s%s", forums.length ? ", " : "", pl_phrase_short_forum(&game->voice, f));
  if (!forums.length)
    pl_buffer_add_text(&way, PL_TEXT("directly"));
  else
    pl_buffer_add_format(&way, fact->is_direct ? PL_TEXT("through %s, and directly") : PL_TEXT("through %s"),
                         pl_buffer_text(&forums));
  way.failed = way.failed || forums.failed;
  pl_buffer_clear(&forums);
  return pl_phrase_of(&game->voice, &way);
}

static const char *way_of(pl_game *game, const pl_fact *fact) {
  switch ((pl_channel)fact->first.index) {
  case PL_CHANNEL_FORUM:
  case PL_CHANNEL_BILATERAL: break;
  case PL_CHANNEL_PUBLIC: return PL_TEXT("by publication");
  case PL_CHANNEL_ONWARD: return PL_TEXT("passed on without consent");
  case PL_CHANNEL_RELAY: return PL_TEXT("passed on with consent");
  case PL_CHANNEL_COMMERCIAL: return PL_TEXT("from a vendor");
  }
  return usual_way(game, fact);
}

/* The finding of whom. */
static int finder_of(const pl_event *event) {
  return event->originator < PL_MAX_STATES ? event->originator : event->state;
}

static void put_sent(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  int finder = finder_of(event);
  const char *from = state_of(game, event->state), *to = others_of(game, fact, event->state);
  const char *incident = incident_of(game, fact), *way = way_of(game, fact);
  if (finder == event->state)
    pl_buffer_add_format(
        out, event->flag ? PL_TEXT("%s to %s: a tear-line on %s, %s.") : PL_TEXT("%s to %s: a warning on %s, %s."),
        from, to, incident, way);
  else
    pl_buffer_add_format(out,
                         event->flag ? PL_TEXT("%s to %s: a tear-line of %s on %s, %s.")
                                     : PL_TEXT("%s to %s: the warning of %s on %s, %s."),
                         from, to, state_of(game, finder), incident, way);
}

static void put_published(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: a finding on %s published."), who_of(game, fact), incident_of(game, fact));
}

static void put_burnt(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: the source on %s burnt, at a cost of %s."), state_of(game, fact->first.state),
                       incident_of(game, fact), pl_phrase_units(&game->voice, fact->first.amount));
}

static void put_breach(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  pl_buffer_add_format(out, PL_TEXT("%s: found out passing on to %s what %s had sent about %s."),
                       state_of(game, event->state), who_of(game, fact), state_of(game, finder_of(event)),
                       incident_of(game, fact));
}

static void put_defected(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  pl_buffer_add_format(out, PL_TEXT("%s: the impression that something was kept back by %s."),
                       state_of(game, fact->first.other), who_of(game, fact));
}

static void put_objective(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event *event = &fact->first;
  if (event->index >= game->scenario->objective_count) return;
  const pl_objective_spec *spec = &game->scenario->objectives[event->index];
  pl_buffer_add_format(out, PL_TEXT("%s, aim (met for %d\xC2\xA0%%): "), pl_name_of_seat(&game->voice, event->state),
                       pl_percent((pl_q16)event->amount));
  game->voice.seat = event->state;
  pl_put_scenario_text(out, &game->voice, &spec->text);
  game->voice.seat = -1;
}

static void put_log(pl_game *game, const pl_fact *fact, pl_buffer *out) {
  const pl_event_log *log = pl_session_events(game->session);
  if (fact->first.index >= log->line_count) return;
  pl_buffer_add_text(out, PL_TEXT("From the log: "));
  pl_put_tame(out, pl_event_log_line(log, &fact->first, game->voice.language));
}

static const pl_fact_row rows[PL_EVENT_KINDS] = {
    [PL_EVENT_INJECT] = {SIDE_NONE, put_inject},
    [PL_EVENT_ANSWER] = {SIDE_STATE, put_answer},
    [PL_EVENT_LEFT] = {SIDE_STATE, put_left},
    [PL_EVENT_JOINED] = {SIDE_STATE, put_joined},
    [PL_EVENT_APPLIED] = {SIDE_STATE, put_applied},
    [PL_EVENT_ADMISSION] = {SIDE_NONE, put_admission},
    [PL_EVENT_BOUGHT] = {SIDE_STATE, put_bought},
    [PL_EVENT_STRUCK] = {SIDE_STATE, put_struck},
    [PL_EVENT_TAKEDOWN] = {SIDE_NONE, put_takedown},
    [PL_EVENT_LAPSED] = {SIDE_NONE, put_lapsed},
    [PL_EVENT_CUSTOM] = {SIDE_NONE, put_custom},
    [PL_EVENT_LAUNCHED] = {SIDE_NONE, put_launched},
    [PL_EVENT_ENDED] = {SIDE_NONE, put_ended},
    [PL_EVENT_ITEM] = {SIDE_NONE, put_item},
    [PL_EVENT_SENT] = {SIDE_OTHER, put_sent},
    [PL_EVENT_PUBLISHED] = {SIDE_STATE, put_published},
    [PL_EVENT_BURNT] = {SIDE_NONE, put_burnt},
    [PL_EVENT_BREACH] = {SIDE_OTHER, put_breach},
    [PL_EVENT_DEFECTED] = {SIDE_STATE, put_defected},
    [PL_EVENT_OBJECTIVE] = {SIDE_NONE, put_objective},
    [PL_EVENT_LOG] = {SIDE_NONE, put_log},
    [PL_EVENT_RULING] = {SIDE_NONE, put_ruling},
    [PL_EVENT_MOOT] = {SIDE_NONE, put_moot},
};

/* ---- merging ---- */

/* To one reader through a forum and to another directly is one sending. */
static bool is_same_sending(const pl_event *a, const pl_event *b) {
  bool is_usual = a->index <= PL_CHANNEL_BILATERAL && b->index <= PL_CHANNEL_BILATERAL;
  return a->state == b->state && (is_usual || a->index == b->index);
}

static bool is_mergeable(const pl_event *first, const pl_event *event) {
  pl_side side = rows[event->kind].side;
  if (side == SIDE_NONE || first->kind != event->kind) return false;
  if (pl_day_of(first->tick) != pl_day_of(event->tick) || first->flag != event->flag) return false;
  if (first->iid != event->iid || first->originator != event->originator) return false;
  if (first->adversary != event->adversary || (event->kind == PL_EVENT_ANSWER && first->index != event->index))
    return false;
  if (side == SIDE_OTHER) return is_same_sending(first, event);
  return first->other == event->other && first->forum == event->forum;
}

static void add_fact(pl_fact *facts, size_t *count, const pl_event *event) {
  pl_fact *into = NULL;
  for (size_t i = 0; i < *count && !into; i++)
    if (is_mergeable(&facts[i].first, event)) into = &facts[i];
  if (!into) {
    if (*count == FACTS) return; /* a week with so many different things in it is told as far as it goes */
    into = &facts[(*count)++];
    *into = (pl_fact){.first = *event};
  }
  uint16_t state = rows[event->kind].side == SIDE_OTHER ? event->other : event->state;
  if (rows[event->kind].side != SIDE_NONE && state < PL_MAX_SEATS) pl_set_add(&into->who, state);
  if (event->forum < PL_MAX_FORUMS) into->forums |= (uint64_t)1 << event->forum;
  into->is_direct |= event->index == PL_CHANNEL_BILATERAL;
}

void pl_put_chronicled(pl_buffer *out, const pl_voice *voice, const pl_event *event) {
  pl_game nobody = {.scenario = voice->scenario, .voice = *voice}; /* a game only as far as its voice */
  pl_fact fact[1];
  size_t count = 0;
  if (!rows[event->kind].put || event->kind == PL_EVENT_LOG) return;
  nobody.voice.seat = -1;
  add_fact(fact, &count, event);
  rows[event->kind].put(&nobody, fact, out);
}

static bool tell_facts(pl_game *game, pl_tale *tale, const pl_fact *facts, size_t count) {
  int day = -1;
  bool is_told = false;
  for (size_t i = 0; i < count; i++) {
    pl_buffer sentence = {0}, label = {0}, line = {0};
    rows[facts[i].first.kind].put(game, &facts[i], &sentence);
    if (sentence.length) {
      if (pl_day_of(facts[i].first.tick) != day)
        pl_put_short_day(&label, &game->voice, day = pl_day_of(facts[i].first.tick));
      pl_buffer_add_text(&line, "  ");
      pl_put_padded(&line, pl_buffer_text(&label), LABEL - 2);
      pl_buffer_add_text(&line, PL_HANG);
      pl_put_first(&line, pl_buffer_text(&sentence));
      pl_tale_take(tale, &line);
      is_told = true;
    }
    if (sentence.failed || label.failed) tale->failed = true;
    pl_buffer_clear(&sentence);
    pl_buffer_clear(&label);
  }
  return is_told;
}

/* ---- incidents ---- */

/* What became of one incident in the week, by state. */
typedef struct pl_toll {
  pl_iid iid;
  int count[3][PL_MAX_STATES]; /* infected, contained, recovered */
  pl_state_set warned;         /* by anybody, this week */
} pl_toll;

static int toll_kind(const pl_event *event) {
  return event->kind == PL_EVENT_LATENT      ? 0
         : event->kind == PL_EVENT_CONTAINED ? 1
         : event->kind == PL_EVENT_RECOVERED ? 2
                                             : -1;
}

/* "10 (NLD 7, DEU 3)" */
static const char *toll_of(pl_game *game, const int *count) {
  pl_buffer parts = {0}, whole = {0};
  int sum = 0;
  for (int s = 0; s < game->scenario->state_count; s++) {
    if (!count[s]) continue;
    pl_buffer_add_format(&parts, "%s%s\xC2\xA0%d", sum ? ", " : "", game->scenario->states[s].id, count[s]);
    sum += count[s];
  }
  pl_buffer_add_format(&whole, parts.length ? "%d (%s)" : "%d", sum, pl_buffer_text(&parts));
  whole.failed = whole.failed || parts.failed;
  pl_buffer_clear(&parts);
  return pl_phrase_of(&game->voice, &whole);
}

/* The toll of one incident in a round; false: nothing happened in it. */
static bool find_toll(const pl_event_log *log, int round, pl_iid iid, pl_toll *toll) {
  bool is_any = false;
  *toll = (pl_toll){.iid = iid};
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->round != round || event->iid != iid) continue;
    int kind = toll_kind(event);
    if (kind >= 0 && event->state < PL_MAX_STATES) toll->count[kind][event->state]++;
    if (event->kind == PL_EVENT_RECEIVED) pl_set_add(&toll->warned, event->other);
    is_any |= kind >= 0 || event->kind == PL_EVENT_RECEIVED;
  }
  return is_any;
}

static void tell_incidents(pl_game *game, pl_tale *tale, int round) {
  const pl_event_log *log = pl_session_events(game->session);
  bool is_first = true;
  for (size_t i = 0; i < game->voice.brief->incident_count; i++) {
    pl_toll toll;
    pl_buffer line = {0};
    if (!find_toll(log, round, game->voice.brief->incidents[i].iid, &toll)) continue;
    if (is_first) pl_tale_heading(tale, PL_TEXT("Incidents of this week, by organisations"));
    is_first = false;
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_buffer_add_format(&line, PL_TEXT("%s: infected %s; found and contained %s; recovered %s."),
                         pl_phrase_incident(&game->voice, toll.iid), toll_of(game, toll.count[0]),
                         toll_of(game, toll.count[1]), toll_of(game, toll.count[2]));
    int warned = pl_set_count(&toll.warned);
    if (warned) {
      pl_buffer_add_text(&line, " ");
      pl_buffer_add_format(&line, PL_TEXTS("Warnings arrived in %d state.", "Warnings arrived in %d states.", warned),
                           warned);
    }
    pl_tale_take(tale, &line);
  }
}

void pl_tell_chronicle(pl_game *game, pl_tale *tale, int round) {
  const pl_event_log *log = pl_session_events(game->session);
  pl_fact facts[FACTS];
  size_t count = 0;
  for (size_t i = 0; i < log->count; i++)
    if (log->event[i].round == round && rows[log->event[i].kind].put) add_fact(facts, &count, &log->event[i]);
  pl_tale_heading(tale, PL_TEXT("What happened"));
  if (!tell_facts(game, tale, facts, count)) pl_tale_put(tale, PL_TEXT("  Nothing worth telling."));
  tell_incidents(game, tale, round);
}

/* ---- decisions ---- */

/* Whether another answer to the same message took the place of this one. */
static bool is_replaced(const pl_journal_entry *journal, size_t count, size_t at) {
  const pl_decision *answer = &journal[at].decision;
  if (answer->action != PL_ACTION_ANSWER || journal[at].is_withdrawn) return false;
  for (size_t i = at + 1; i < count; i++) {
    const pl_decision *later = &journal[i].decision;
    if (journal[i].round == journal[at].round && !journal[i].is_withdrawn && later->seat == answer->seat &&
        later->action == PL_ACTION_ANSWER && later->target == answer->target)
      return true;
  }
  return false;
}

static void tell_decision(pl_game *game, pl_tale *tale, const pl_journal_entry *entry, bool has_later, bool is_named,
                          bool is_first) {
  const pl_decision *decision = &entry->decision;
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ");
  if (is_named) pl_put_padded(&line, is_first ? pl_name_of_seat(&game->voice, decision->seat) : "", NAME);
  int seat = game->voice.seat;
  game->voice.seat = decision->seat;
  pl_buffer_add_text(&line, is_named ? PL_HANG : "· " PL_HANG);
  pl_put_decision(&line, game, decision);
  game->voice.seat = seat;
  if (entry->author == PL_AUTHOR_ORDER)
    pl_buffer_add_format(&line, PL_DIM " %s" PL_PLAIN, PL_TEXT("(by order of the scenario)"));
  if (entry->author == PL_AUTHOR_BOT && is_named) pl_buffer_add_format(&line, PL_DIM " %s" PL_PLAIN, PL_TEXT("(bot)"));
  if (entry->author == PL_AUTHOR_CONTROL)
    pl_buffer_add_format(&line, PL_DIM " %s" PL_PLAIN, PL_TEXT("(decided by control)"));
  if (entry->is_withdrawn) pl_buffer_add_format(&line, PL_DIM " %s" PL_PLAIN, PL_TEXT("(taken back)"));
  if (has_later) pl_buffer_add_format(&line, PL_DIM " %s" PL_PLAIN, PL_TEXT("(replaced)"));
  pl_tale_take(tale, &line);
}

static bool tell_decisions_of(pl_game *game, pl_tale *tale, const pl_session *recorded, int round, int seat,
                              bool is_named) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(recorded, &count);
  bool is_first = true;
  for (size_t i = 0; i < count; i++) {
    if (journal[i].round != round || journal[i].decision.seat != seat) continue;
    tell_decision(game, tale, &journal[i], is_replaced(journal, count, i), is_named, is_first);
    is_first = false;
  }
  return !is_first;
}

void pl_tell_decisions(pl_game *game, pl_tale *tale, const pl_session *recorded, int round, int seat) {
  bool is_any = false;
  pl_tale_heading(tale, PL_TEXT("Decided"));
  for (int s = 0; s < pl_scenario_seat_count(game->scenario); s++)
    if (seat < 0 || s == seat) is_any |= tell_decisions_of(game, tale, recorded, round, s, seat < 0);
  if (!is_any) pl_tale_put(tale, PL_TEXT("  Nothing. Standing orders went on."));
}
