/* In words: decisions and actions as a person reads them, whatever shows them.
 *
 * A decision is one sentence for the one who takes it; an action has a title for a button and a line of explanation.
 * Actions of the scenario speak in the scenario's own words. */
#include "game_internal.h"

#include <string.h>

/* ---- actions ---- */

static const char *const titles[PL_ACTIONS] = {
    [PL_ACTION_POSTURE] = PL_LATER("Say who gets new items"),
    [PL_ACTION_SPLIT] = PL_LATER("Divide the money"),
    [PL_ACTION_PUBLISH] = PL_LATER("Publish new items"),
    [PL_ACTION_ONWARD] = PL_LATER("Pass on without consent"),
    [PL_ACTION_CONSENT] = PL_LATER("Consent to passing on"),
    [PL_ACTION_RELAY] = PL_LATER("Pass on with consent"),
    [PL_ACTION_HOLD] = PL_LATER("Hold new items"),
    [PL_ACTION_TEAR] = PL_LATER("Send tear-lines"),
    [PL_ACTION_SHARE] = PL_LATER("Share"),
    [PL_ACTION_SHARE_FORUM] = PL_LATER("Share through a forum"),
    [PL_ACTION_SHARE_PUBLIC] = PL_LATER("Publish"),
    [PL_ACTION_WITHHOLD] = PL_LATER("Keep back"),
    [PL_ACTION_RELEASE] = PL_LATER("Leave to the standing order"),
    [PL_ACTION_BUY] = PL_LATER("Buy a feed"),
    [PL_ACTION_STRIKE] = PL_LATER("Strike"),
    [PL_ACTION_TAKEDOWN] = PL_LATER("Join a takedown"),
    [PL_ACTION_LEAVE] = PL_LATER("Leave a forum"),
    [PL_ACTION_JOIN] = PL_LATER("Join a forum"),
    [PL_ACTION_VOTE] = PL_LATER("Vote"),
    [PL_ACTION_ANSWER] = PL_LATER("Answer"),
};

/* The first sentence of a text, without its full stop. */
static void put_first_sentence(pl_buffer *out, const char *text) {
  size_t length = strcspn(text, "\n");
  for (size_t i = 0; i < length; i++)
    if (text[i] == '.' && (i + 1 == length || text[i + 1] == ' ')) length = i;
  pl_buffer_add(out, text, length);
}

void pl_put_title_of(pl_buffer *out, const pl_voice *voice, int action) {
  if (action < PL_ACTIONS) {
    pl_buffer_add_text(out, PL_TEXT(titles[action]));
    return;
  }
  pl_buffer text = {0};
  pl_put_scenario_text(&text, voice, &voice->scenario->custom_actions[action - PL_ACTIONS].text);
  put_first_sentence(out, pl_buffer_text(&text));
  out->failed = out->failed || text.failed;
  pl_buffer_clear(&text);
}

void pl_put_action_title(pl_buffer *out, const pl_game *game, int action) {
  pl_put_title_of(out, &game->voice, action);
}

void pl_put_action_help(pl_buffer *out, const pl_game *game, int action) {
  if (action < PL_ACTIONS)
    pl_buffer_add_text(out, PL_TEXT(pl_action_rows()[action].help));
  else
    pl_put_scenario_text(out, &game->voice, &game->scenario->custom_actions[action - PL_ACTIONS].text);
}

/* ---- the exercise ---- */

void pl_put_title(pl_buffer *out, const pl_game *game, const char *rest) {
  pl_buffer_add_format(out, "%s · " PL_BOLD, PL_TEXT("EXERCISE"));
  pl_put_scenario_text(out, &game->voice, &game->scenario->title);
  pl_buffer_add_format(out, PL_PLAIN "%s", rest);
}

void pl_tell_title(const pl_game *game, pl_tale *tale, const char *rest) {
  pl_buffer line = {0};
  pl_put_title(&line, game, rest);
  pl_tale_title(tale, pl_buffer_text(&line));
  if (line.failed) tale->failed = true;
  pl_buffer_clear(&line);
}

void pl_tell_aims(pl_game *game, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("What you are after"));
  int shown = 0;
  for (int i = 0; i < game->scenario->objective_count; i++) {
    const pl_objective_spec *spec = &game->scenario->objectives[i];
    for (int k = 0; k < spec->seat_count; k++) {
      if (spec->seats[k] != game->voice.seat) continue;
      pl_buffer line = {0};
      pl_buffer_add_text(&line, "  · " PL_HANG);
      pl_put_scenario_text(&line, &game->voice, &spec->text);
      if (spec->points)
        pl_buffer_add_format(&line, PL_TEXTS(" (%d\xC2\xA0point)", " (%d\xC2\xA0points)", spec->points),
                             (int)spec->points);
      pl_tale_take(tale, &line);
      shown++;
    }
  }
  if (!shown)
    pl_tale_put(tale, PL_TEXT("  This exercise sets no aims. Lose little, and find out what sharing is worth."));
}

void pl_tell_opening(pl_game *game, pl_tale *tale) {
  pl_buffer line = {0};
  pl_tale_gap(tale);
  pl_put_scenario_text(&line, &game->voice, &game->scenario->summary);
  if (line.length) pl_tale_take(tale, &line);
  pl_buffer_add_format(
      &line, PL_TEXT("Your seat: %s. A round is a week: you decide, then seven days pass. There are %d rounds."),
      pl_name_of_seat(&game->voice, game->voice.seat), (int)game->scenario->rounds);
  pl_tale_gap(tale);
  pl_tale_take(tale, &line);
  pl_tell_aims(game, tale);
}

/* ---- decisions ---- */

/* "Worm", "the tear-line of Worm" */
static const char *item_of(const pl_voice *voice, const pl_decision *decision) {
  if (!decision->flag) return pl_phrase_incident(voice, decision->iid);
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("the tear-line of %s"), pl_phrase_incident(voice, decision->iid));
  return pl_phrase_of(voice, &text);
}

static void put_answer(pl_buffer *out, const pl_voice *voice, const pl_decision *decision) {
  if (decision->target >= voice->scenario->inject_count) return;
  const pl_inject_spec *inject = &voice->scenario->injects[decision->target];
  if (decision->option >= inject->option_count) return;
  pl_buffer_add_format(out, PL_TEXT("Answer: %s"),
                       pl_phrase_scenario_text(voice, &inject->options[decision->option].text));
}

static void put_custom(pl_buffer *out, const pl_voice *voice, int action, int object) {
  const pl_action_spec *spec = &voice->scenario->custom_actions[action];
  pl_put_scenario_text(out, voice, &spec->text);
  const char *target = spec->target == PL_TARGET_STATE       ? pl_name_of_seat(voice, object)
                       : spec->target == PL_TARGET_FORUM     ? pl_name_of_forum(voice, object)
                       : spec->target == PL_TARGET_ADVERSARY ? pl_name_of_adversary(voice, object)
                                                             : NULL;
  if (target) pl_buffer_add_format(out, " (%s)", target);
}

void pl_put_custom(pl_buffer *out, const pl_game *game, int action, int object) {
  put_custom(out, &game->voice, action, object);
}

static void put_standing(pl_buffer *out, const pl_voice *voice, const pl_decision *decision) {
  bool is_on = decision->flag;
  const char *audience = pl_phrase_audience(voice, &decision->audience);
  switch (decision->action) {
  case PL_ACTION_POSTURE: pl_buffer_add_format(out, PL_TEXT("From now on, new items go to %s"), audience); break;
  case PL_ACTION_SPLIT:
    pl_buffer_add_format(
        out, PL_TEXT("Divide the money: %d\xC2\xA0%% prevent, %d\xC2\xA0%% defend, %d\xC2\xA0%% strengthen"),
        decision->split[PL_PREVENT] / 10, decision->split[PL_DEFEND] / 10, decision->split[PL_STRENGTHEN] / 10);
    break;
  case PL_ACTION_PUBLISH:
    pl_buffer_add_text(out, is_on ? PL_TEXT("Publish new items, up to TLP:AMBER, for everybody")
                                  : PL_TEXT("Publish nothing; new items follow your standing order"));
    break;
  case PL_ACTION_ONWARD:
    pl_buffer_add_text(out, is_on ? PL_TEXT("Pass on what others send, without asking them")
                                  : PL_TEXT("Pass nothing on without consent"));
    break;
  case PL_ACTION_RELAY:
    pl_buffer_add_text(out, is_on ? PL_TEXT("Pass on what others send, where they consent") : PL_TEXT("Relay nothing"));
    break;
  case PL_ACTION_CONSENT:
    pl_buffer_add_format(out, PL_TEXT("Whoever has your items may pass them on to %s"), audience);
    break;
  case PL_ACTION_TEAR:
    pl_buffer_add_format(out, PL_TEXT("Where nothing else reaches, a tear-line goes to %s"), audience);
    break;
  case PL_ACTION_HOLD:
    if (decision->families)
      pl_buffer_add_format(out, PL_TEXT("New items wait for your word: %s"),
                           pl_phrase_families(voice, decision->families));
    else
      pl_buffer_add_text(out, PL_TEXT("No kind of item waits for your word"));
    break;
  default: break;
  }
}

static void put_about_item(pl_buffer *out, const pl_voice *voice, const pl_decision *decision) {
  const char *item = item_of(voice, decision);
  switch (decision->action) {
  case PL_ACTION_SHARE:
    pl_buffer_add_format(out, PL_TEXT("Share %s with %s"), item, pl_phrase_audience(voice, &decision->audience));
    break;
  case PL_ACTION_SHARE_FORUM:
    pl_buffer_add_format(out, PL_TEXT("Share %s through %s"), item, pl_phrase_forum(voice, decision->target));
    break;
  case PL_ACTION_SHARE_PUBLIC: pl_buffer_add_format(out, PL_TEXT("Publish %s"), item); break;
  case PL_ACTION_WITHHOLD:
    pl_buffer_add_format(out, PL_TEXT("Keep back %s from whoever does not have it yet"), item);
    break;
  case PL_ACTION_RELEASE:
    pl_buffer_add_format(out, PL_TEXT("Let your standing order decide about %s again"), item);
    break;
  default: break;
  }
}

static void put_move(pl_buffer *out, const pl_voice *voice, const pl_decision *decision) {
  static const char *const ballots[] = {PL_LATER("no"), PL_LATER("yes"), PL_LATER("abstain")};
  const char *forum = pl_phrase_forum(voice, decision->target);
  const char *adversary = pl_phrase_adversary(voice, decision->target);
  switch (decision->action) {
  case PL_ACTION_BUY: pl_buffer_add_text(out, PL_TEXT("Buy commercial intelligence for this round")); break;
  case PL_ACTION_STRIKE: pl_buffer_add_format(out, PL_TEXT("Strike at %s"), adversary); break;
  case PL_ACTION_TAKEDOWN: pl_buffer_add_format(out, PL_TEXT("Join a takedown of %s"), adversary); break;
  case PL_ACTION_LEAVE: pl_buffer_add_format(out, PL_TEXT("Leave %s"), forum); break;
  case PL_ACTION_JOIN: pl_buffer_add_format(out, PL_TEXT("Join %s"), forum); break;
  case PL_ACTION_VOTE:
    pl_buffer_add_format(out, PL_TEXT("Vote in %s: %s"), forum,
                         decision->option <= PL_BALLOT_ABSTAIN ? PL_TEXT(ballots[decision->option]) : "?");
    break;
  default: break;
  }
}

void pl_put_decision_of(pl_buffer *out, const pl_voice *voice, const pl_decision *decision) {
  pl_buffer sentence = {0};
  if (decision->action >= PL_ACTIONS)
    put_custom(&sentence, voice, decision->action - PL_ACTIONS, decision->target);
  else if (decision->action == PL_ACTION_ANSWER)
    put_answer(&sentence, voice, decision);
  else if (pl_action_rows()[decision->action].is_standing)
    put_standing(&sentence, voice, decision);
  else if (pl_action_rows()[decision->action].arguments & PL_ARGUMENT_ITEM)
    put_about_item(&sentence, voice, decision);
  else
    put_move(&sentence, voice, decision);
  pl_put_first(out, pl_buffer_text(&sentence)); /* "Het Deltaberaad verlaten" */
  out->failed = out->failed || sentence.failed;
  pl_buffer_clear(&sentence);
}

void pl_put_decision(pl_buffer *out, const pl_game *game, const pl_decision *decision) {
  pl_put_decision_of(out, &game->voice, decision);
}
