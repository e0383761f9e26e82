/* The outlook: what a decision costs and what it can be expected to bring, before it is taken.
 *
 * One function for each action that has something to say. Everything is worked out from the seat's own brief and the
 * scenario's parameters; where chance or other people decide, the sentence says so and gives no number. */
#include "game_internal.h"

#include <polder/reach.h>

#include <string.h>

static pl_q16 mul(int64_t a, int64_t b) { return (pl_q16)(a * b / PL_ONE); } /* neither is negative here */

typedef struct pl_outlook {
  pl_game *game;
  pl_tale *tale;
  bool with_forecast;
  const pl_brief *brief;
  const pl_parameters *p;
  const pl_decision *decision;
} pl_outlook;

static void put_line(pl_outlook *outlook, pl_buffer *line) {
  if (line->length) pl_tale_print(outlook->tale, "  %s", pl_buffer_text(line));
  if (line->failed) outlook->tale->failed = true;
  pl_buffer_clear(line);
}

static void say(pl_outlook *outlook, const char *sentence) { pl_tale_print(outlook->tale, "  %s", sentence); }

static bool say_forecast(pl_outlook *outlook) {
  return outlook->with_forecast && pl_tell_forecast(outlook->game, outlook->decision, outlook->tale);
}

/* ---- sharing ---- */

static bool is_same_way(const pl_reach_row *a, const pl_reach_row *b) {
  return a->way == b->way && a->forum == b->forum && (a->way == PL_WAY_NONE || a->latency == b->latency);
}

/* A clause about all who are reached in the same way as row `first`: "DEU and FRA: through Delta, after 1 day". */
static void put_way(pl_outlook *outlook, pl_buffer *out, const pl_reach *reach, size_t first) {
  const pl_reach_row *row = &reach->row[first];
  const pl_voice *voice = &outlook->game->voice;
  pl_state_set states = {{0}};
  int64_t sum = 0;
  int count = 0;
  for (size_t i = first; i < reach->count; i++) {
    if (!is_same_way(row, &reach->row[i])) continue;
    pl_set_add(&states, reach->row[i].state);
    sum += reach->row[i].quality;
    count++;
  }
  const char *who = pl_phrase_states(voice, &states), *after = pl_phrase_span(voice, row->latency);
  int percent = pl_percent((pl_q16)(sum / count));
  switch (row->way) {
  case PL_WAY_NONE: pl_buffer_add_format(out, PL_TEXT("out of reach: %s"), who); break;
  case PL_WAY_FORUM:
    pl_buffer_add_format(out, PL_TEXT("%s through %s after %s, at quality %d\xC2\xA0%%"), who,
                         pl_phrase_short_forum(voice, row->forum), after, percent);
    break;
  case PL_WAY_DIRECT:
    pl_buffer_add_format(out, PL_TEXT("%s directly after %s, at quality %d\xC2\xA0%%"), who, after, percent);
    break;
  case PL_WAY_PUBLIC:
    pl_buffer_add_format(out, PL_TEXT("%s by publication after %s, at quality %d\xC2\xA0%%"), who, after, percent);
    break;
  }
}

/* All ways, and who has it already, as one phrase. */
static const char *ways_of(pl_outlook *outlook, const pl_reach *reach) {
  pl_buffer ways = {0};
  for (size_t i = 0; i < reach->count; i++) {
    bool is_said = false;
    for (size_t j = 0; j < i; j++) is_said = is_said || is_same_way(&reach->row[j], &reach->row[i]);
    if (is_said) continue;
    if (ways.length) pl_buffer_add_text(&ways, "; ");
    put_way(outlook, &ways, reach, i);
  }
  if (!pl_set_is_empty(&reach->already)) {
    if (ways.length) pl_buffer_add_text(&ways, "; ");
    pl_buffer_add_format(&ways, PL_TEXT("it is already with %s"),
                         pl_phrase_states(&outlook->game->voice, &reach->already));
  }
  if (!ways.length) pl_buffer_add_text(&ways, PL_TEXT("nobody"));
  return pl_phrase_of(&outlook->game->voice, &ways);
}

static int reached(const pl_reach *reach, pl_q16 *quality) {
  int count = 0;
  int64_t sum = 0;
  for (size_t i = 0; i < reach->count; i++)
    if (reach->row[i].way != PL_WAY_NONE) count++, sum += reach->row[i].quality;
  *quality = count ? (pl_q16)(sum / count) : 0;
  return count;
}

/* What the warning does for those who get it. */
static void say_benefit(pl_outlook *outlook, const pl_offer *offer, pl_q16 quality) {
  pl_buffer line = {0};
  pl_buffer_add_format(
      &line,
      PL_TEXT("There it closes about %d\xC2\xA0%% of the openings. Without it a break-in of this kind can "
              "stay unseen for up to %s."),
      pl_percent(mul(outlook->p->eta, quality)),
      pl_phrase_span(&outlook->game->voice, outlook->p->imax[offer->family]));
  put_line(outlook, &line);
}

static void put_price(pl_outlook *outlook, pl_buffer *out, const pl_reach *reach, int count) {
  const pl_voice *voice = &outlook->game->voice;
  int others = outlook->brief->scenario->state_count - 1, percent = pl_percent(reach->burn);
  const char *effort = pl_phrase_units(voice, reach->effort), *edge = pl_phrase_units(voice, reach->edge);
  const char *burn = pl_phrase_units(voice, reach->burn_cost);
  int given = others > 0 ? count * 100 / others : 0;
  if (percent)
    pl_buffer_add_format(
        out,
        PL_TEXT("Price: %s of work, %d\xC2\xA0%% of the head start (%s a round while nobody else knows), "
                "and a chance of about %d\xC2\xA0%% that the source is burnt (%s, and later warnings on it "
                "are worth less)."),
        effort, given, edge, percent, burn);
  else
    pl_buffer_add_format(
        out,
        PL_TEXT("Price: %s of work, %d\xC2\xA0%% of the head start (%s a round while nobody else knows), "
                "and a chance of less than 1\xC2\xA0%% that the source is burnt (%s, and later warnings on "
                "it are worth less)."),
        effort, given, edge, burn);
}

static void say_reach(pl_outlook *outlook, const pl_offer *offer, const pl_state_set *to) {
  pl_reach reach;
  pl_q16 quality;
  pl_buffer line = {0};
  pl_reach_find(outlook->brief, offer, to, &reach);
  int count = reached(&reach, &quality);
  pl_buffer_add_format(&line, count ? PL_TEXT("It reaches %s.") : PL_TEXT("Nobody new hears of it: %s."),
                       ways_of(outlook, &reach));
  put_line(outlook, &line);
  if (!count) return;
  if (!say_forecast(outlook)) {
    say_benefit(outlook, offer, quality);
    put_price(outlook, &line, &reach, count);
    put_line(outlook, &line);
  }
  if (offer->is_public) say(outlook, PL_TEXT("The adversary reads along: what it still has in store comes at once."));
}

static const pl_brief_item *own_item(const pl_outlook *outlook) {
  for (size_t i = 0; i < outlook->brief->item_count; i++) {
    const pl_brief_item *item = &outlook->brief->items[i];
    if (item->is_own && item->iid == outlook->decision->iid) return item;
  }
  return NULL;
}

static void of_share(pl_outlook *outlook) {
  const pl_brief_item *item = own_item(outlook);
  if (!item) return;
  pl_offer offer = pl_offer_of(outlook->brief, item, outlook->decision->flag);
  pl_state_set to = pl_audience_states(outlook->brief, &outlook->decision->audience);
  say_reach(outlook, &offer, &to);
}

static void of_share_forum(pl_outlook *outlook) {
  const pl_brief_item *item = own_item(outlook);
  if (!item) return;
  pl_offer offer = pl_offer_of(outlook->brief, item, outlook->decision->flag);
  offer.forum = outlook->decision->target;
  pl_state_set to = outlook->brief->forums[outlook->decision->target].members;
  say_reach(outlook, &offer, &to);
}

static void of_share_public(pl_outlook *outlook) {
  const pl_brief_item *item = own_item(outlook);
  if (!item) return;
  pl_offer offer = pl_offer_of(outlook->brief, item, outlook->decision->flag);
  offer.is_public = true;
  pl_state_set to = pl_set_first(outlook->brief->scenario->state_count);
  say_reach(outlook, &offer, &to);
}

static void say_discovery(pl_outlook *outlook) {
  pl_tale_print(
      outlook->tale,
      PL_TEXT("  Each state that gets nothing from you while you have something new finds out with a chance of about "
              "%d\xC2\xA0%%, and trusts you less for it."),
      pl_percent(outlook->p->p_disc));
}

static void of_withhold(pl_outlook *outlook) {
  const pl_brief_item *item = own_item(outlook);
  if (!item) return;
  pl_buffer line = {0};
  int64_t n = outlook->brief->scenario->state_count - 1, have = pl_set_count(&item->sent);
  pl_mu edge = outlook->brief->budget * outlook->p->edge / PL_ONE * item->quality / PL_ONE;
  if (have >= n) {
    say(outlook, PL_TEXT("You have sent it to everybody already: there is no head start left to keep."));
    return;
  }
  pl_buffer_add_format(
      &line,
      have ? PL_TEXT("You keep the head start: %s a round while it is new. It protects you and those who have it.")
           : PL_TEXT("You keep the head start: %s a round while it is new. It protects you alone."),
      pl_phrase_units(&outlook->game->voice, edge * (n - have) / n));
  put_line(outlook, &line);
  say_forecast(outlook);
  say_discovery(outlook);
}

/* ---- standing orders ---- */

/* Whom an item of this family would reach under the posture, and at what price. */
static void say_posture_for(pl_outlook *outlook, pl_family family, const pl_state_set *to, bool is_public) {
  pl_offer offer = pl_offer_expected(outlook->brief, family);
  offer.is_public = is_public;
  pl_reach reach;
  pl_q16 quality;
  pl_buffer line = {0};
  pl_reach_find(outlook->brief, &offer, to, &reach);
  int count = reached(&reach, &quality);
  pl_buffer_add_text(&line, "· " PL_HANG);
  pl_buffer_add_format(&line,
                       count ? PL_TEXT("A new item on %s, %s, reaches %s.")
                             : PL_TEXT("Nobody hears of a new item on %s, %s: %s."),
                       pl_family_word(family), pl_chip(offer.label), ways_of(outlook, &reach));
  if (count) {
    pl_buffer_add_text(&line, " ");
    put_price(outlook, &line, &reach, count);
  }
  put_line(outlook, &line);
}

static void of_posture(pl_outlook *outlook) {
  pl_state_set to = pl_audience_states(outlook->brief, &outlook->decision->audience);
  if (pl_set_is_empty(&to)) {
    pl_offer offer = pl_offer_expected(outlook->brief, PL_RANSOMWARE);
    pl_mu edge = outlook->brief->budget * outlook->p->edge / PL_ONE * offer.quality / PL_ONE;
    pl_buffer line = {0};
    pl_buffer_add_format(&line, PL_TEXT("You keep every head start: about %s a round for each new item."),
                         pl_phrase_units(&outlook->game->voice, edge));
    put_line(outlook, &line);
    say_forecast(outlook);
    say_discovery(outlook);
    return;
  }
  say_posture_for(outlook, PL_RANSOMWARE, &to, false);
  say_posture_for(outlook, PL_ESPIONAGE, &to, false);
  say_forecast(outlook);
  say(outlook,
      PL_TEXT("Items of the last seven days go out too. Who receives from you tends to trust you more, and some "
              "share only with those who share."));
}

static void of_publish(pl_outlook *outlook) {
  if (!outlook->decision->flag) return;
  pl_state_set to = pl_set_first(outlook->brief->scenario->state_count);
  say_posture_for(outlook, PL_RANSOMWARE, &to, true);
  say_forecast(outlook);
  say(outlook,
      PL_TEXT("The adversary reads along: what it still has in store comes at once. Labels above TLP:AMBER follow "
              "your standing order."));
}

static pl_q16 level_after(const pl_outlook *outlook, int track, pl_mu money) {
  pl_mu stock = outlook->brief->stock[track];
  pl_mu left = stock - stock * outlook->p->decay / PL_ONE + money * outlook->decision->split[track] / 1000;
  pl_mu half = outlook->brief->budget * outlook->p->ktrack / PL_ONE;
  return left + half > 0 ? (pl_q16)(left * PL_ONE / (left + half)) : 0;
}

static void of_split(pl_outlook *outlook) {
  static const char *const names[PL_TRACKS] = {PL_LATER("prevent"), PL_LATER("defend"), PL_LATER("strengthen")};
  pl_q16 level[PL_TRACKS], weakest = PL_ONE;
  pl_mu money = pl_game_money_left(outlook->game);
  for (int i = 0; i < PL_TRACKS; i++) {
    level[i] = level_after(outlook, i, money);
    if (level[i] < weakest) weakest = level[i];
  }
  pl_buffer line = {0};
  pl_buffer tracks = {0};
  for (int i = 0; i < PL_TRACKS; i++) {
    if (i) pl_buffer_add_text(&tracks, ", ");
    pl_buffer_add_format(&tracks, PL_TEXT("%s %d\xC2\xA0%% (now %d\xC2\xA0%%)"), PL_TEXT(names[i]),
                         pl_percent(level[i] + mul(outlook->p->synergy, weakest)),
                         pl_percent(outlook->brief->level[i]));
  }
  pl_buffer_add_format(
      &line,
      PL_TEXT("After this round's spending: %s. The weakest of the three holds back the other two; what "
              "is spent wears off."),
      pl_phrase_of(&outlook->game->voice, &tracks));
  put_line(outlook, &line);
  const uint16_t *split = outlook->decision->split;
  int sum = split[0] + split[1] + split[2];
  if (sum < 1000)
    pl_tale_print(outlook->tale, PL_TEXT("  %d\xC2\xA0%% of the money stays unused: it can't be kept for later."),
                  (1000 - sum) / 10);
  if (2 * split[PL_DEFEND] > sum) say(outlook, PL_TEXT("More than half for defend wears away some rights."));
}

static void of_onward(pl_outlook *outlook) {
  if (!outlook->decision->flag) return;
  pl_tale_print(
      outlook->tale,
      PL_TEXT(
          "  Others' findings reach your audience sooner. Each copy is a breach of the originator's rule, found out "
          "with a chance of about %d\xC2\xA0%%; then the originator's trust in you falls by about %d\xC2\xA0%%, "
          "and everybody's a little."),
      pl_percent(outlook->p->onw_disc), pl_percent(outlook->p->onw_pen));
}

static void of_consent(pl_outlook *outlook) {
  say(outlook,
      PL_TEXT("Those you can't reach yourself may hear of it through others, later and thinner; your head start "
              "shrinks with each of them, and so does the control over your source."));
}

static void of_relay(pl_outlook *outlook) {
  if (outlook->decision->flag)
    say(outlook, PL_TEXT("What others consent to goes on to your audience, without breach and without cost to you."));
}

static void of_hold(pl_outlook *outlook) {
  if (outlook->decision->families)
    say(outlook,
        PL_TEXT("You decide about each of them, but a week may pass before you do, and a warning ages every hour."));
}

static void of_tear(pl_outlook *outlook) {
  pl_tale_print(
      outlook->tale,
      PL_TEXT("  A tear-line carries one label less and about %d\xC2\xA0%% of the content; the source runs less risk."),
      pl_percent(outlook->p->tear_q));
}

/* ---- moves ---- */

static void of_buy(pl_outlook *outlook) {
  const pl_parameters *p = outlook->p;
  pl_buffer line = {0};
  pl_buffer_add_format(
      &line,
      PL_TEXT("For incidents that somebody detects this round: about %d\xC2\xA0%% of those by criminals "
              "and half as many by states, %s after the first detection, at quality %d\xC2\xA0%% (more for "
              "those with expertise). It wears away a little of rights."),
      pl_percent(p->comm_cov), pl_phrase_span(&outlook->game->voice, p->comm_lat),
      pl_percent(p->comm_q + mul(p->comm_qe, outlook->brief->effective_expertise)));
  put_line(outlook, &line);
}

static void of_strike(pl_outlook *outlook) {
  bool is_state = outlook->brief->scenario->adversaries[outlook->decision->target].is_state;
  say(outlook, PL_TEXT("It will do less for some rounds, and what it has running is weakened. Your standing falls by "
                       "about 5\xC2\xA0%, "
                       "rights by 2\xC2\xA0%."));
  say(outlook,
      is_state
          ? PL_TEXT("Tension grows and comes home in later rounds, to you and to your allies, and restraint wears off "
                    "everywhere.")
          : PL_TEXT("Some tension comes home in later rounds, to you and to your allies."));
}

static void of_takedown(pl_outlook *outlook) {
  pl_tale_print(
      outlook->tale,
      PL_TEXT(
          "  Alone it succeeds with a chance of about %d\xC2\xA0%%; each state that joins this round adds its part. "
          "Success keeps the adversary down for some rounds and raises no tension."),
      pl_percent(mul(outlook->p->dis_p, outlook->brief->effective_expertise)));
}

static void of_leave(pl_outlook *outlook) {
  int forum = outlook->decision->target;
  pl_buffer line = {0};
  pl_state_set members = outlook->brief->forums[forum].members;
  pl_set_remove(&members, outlook->brief->seat);
  pl_buffer_add_format(
      &line,
      PL_TEXT("You save dues of %s a round. You lose its warnings, a tenth of your standing and some trust of every "
              "member: %s. For those who stay it gets slower and thinner if you gave more than most."),
      pl_phrase_units(&outlook->game->voice,
                      outlook->brief->budget * outlook->brief->scenario->forums[forum].dues / PL_ONE),
      pl_phrase_states(&outlook->game->voice, &members));
  if (outlook->brief->scenario->forums[forum].vote != PL_VOTE_OPEN)
    pl_buffer_add_text(&line, PL_TEXT(" Coming back takes a vote."));
  put_line(outlook, &line);
}

static void of_join(pl_outlook *outlook) {
  int forum = outlook->decision->target;
  const pl_forum_spec *spec = &outlook->brief->scenario->forums[forum];
  pl_buffer line = {0};
  const pl_voice *voice = &outlook->game->voice;
  pl_buffer_add_format(&line,
                       PL_TEXT("Dues of %s a round. Its members can warn you, and you them, after %s and up to %s."),
                       pl_phrase_units(voice, outlook->brief->budget * spec->dues / PL_ONE),
                       pl_phrase_span(voice, outlook->brief->forums[forum].latency), pl_chip(spec->ceiling));
  pl_buffer_add_text(&line, " ");
  pl_buffer_add_text(&line, spec->vote == PL_VOTE_OPEN ? PL_TEXT("You are in at once.")
                            : spec->vote == PL_VOTE_MAJORITY
                                ? PL_TEXT("The members vote next round; most must agree.")
                                : PL_TEXT("The members vote next round; one no is enough to stay out."));
  put_line(outlook, &line);
}

static void of_vote(pl_outlook *outlook) {
  int forum = outlook->decision->target, applicant = outlook->brief->forums[forum].applicant;
  if (applicant == PL_NONE) return;
  pl_buffer line = {0};
  pl_buffer_add_format(&line, PL_TEXT("It decides whether to admit %s."),
                       pl_phrase_state(&outlook->game->voice, applicant));
  put_line(outlook, &line);
}

static void of_answer(pl_outlook *outlook) { say(outlook, PL_TEXT("What it brings shows when the days have passed.")); }

typedef void pl_outlook_of(pl_outlook *outlook);
static pl_outlook_of *const outlooks[PL_ACTIONS] = {
    [PL_ACTION_POSTURE] = of_posture,
    [PL_ACTION_SPLIT] = of_split,
    [PL_ACTION_PUBLISH] = of_publish,
    [PL_ACTION_ONWARD] = of_onward,
    [PL_ACTION_CONSENT] = of_consent,
    [PL_ACTION_RELAY] = of_relay,
    [PL_ACTION_HOLD] = of_hold,
    [PL_ACTION_TEAR] = of_tear,
    [PL_ACTION_SHARE] = of_share,
    [PL_ACTION_SHARE_FORUM] = of_share_forum,
    [PL_ACTION_SHARE_PUBLIC] = of_share_public,
    [PL_ACTION_WITHHOLD] = of_withhold,
    [PL_ACTION_BUY] = of_buy,
    [PL_ACTION_STRIKE] = of_strike,
    [PL_ACTION_TAKEDOWN] = of_takedown,
    [PL_ACTION_LEAVE] = of_leave,
    [PL_ACTION_JOIN] = of_join,
    [PL_ACTION_VOTE] = of_vote,
    [PL_ACTION_ANSWER] = of_answer,
};

void pl_tell_outlook(pl_game *game, const pl_decision *decision, bool with_forecast, pl_tale *tale) {
  pl_outlook outlook = {.game = game,
                        .tale = tale,
                        .with_forecast = with_forecast,
                        .brief = game->voice.brief,
                        .p = &game->scenario->parameters,
                        .decision = decision};
  pl_mu cost = pl_game_cost(game, decision);
  if (cost) {
    pl_buffer line = {0};
    pl_buffer_add_format(&line, PL_TEXT("It costs %s of this round's money."), pl_phrase_units(&game->voice, cost));
    put_line(&outlook, &line);
  }
  const bool is_possible = outlook.brief->is_state || decision->action == PL_ACTION_ANSWER; /* a role only answers */
  if (is_possible && decision->action < PL_ACTIONS && outlooks[decision->action]) outlooks[decision->action](&outlook);
}
