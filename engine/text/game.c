/* What the seat has and may do: the few look-ups that several screens need.
 *
 * All of it reads the brief of the open round; the world is asked for the price of an action only, which the seat
 * may know. Items are numbered once, here, so that "share 2" means the card that shows 2. */
#include "game.h"

#include <stdlib.h>
#include <string.h>

#include "input.h"

pl_game *pl_game_new(pl_session *session, const pl_policy_table *bots, const pl_play_options *options,
                     pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  int columns = options->columns < 40 ? 40 : options->columns > 200 ? 200 : options->columns;
  pl_game *game = calloc(1, sizeof *game);
  if (!game) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot begin the game");
    return NULL;
  }
  *game = (pl_game){.session = session, .bots = bots, .options = options, .scenario = scenario};
  game->voice = (pl_voice){.scenario = scenario, .language = options->language, .seat = options->seat};
  game->voice.phrases = &game->phrases;
  game->screen = (pl_screen){.out = options->out,
                             .columns = columns,
                             .has_colour = options->has_colour,
                             .has_truecolour = options->has_truecolour};
  pl_game_page(game);
  return game;
}

void pl_game_free(pl_game *game) {
  if (!game) return;
  pl_forecaster_free(game->forecaster);
  pl_phrases_clear(&game->phrases);
  pl_brief_room_clear(&game->room);
  pl_brief_room_clear(&game->bot_room);
  free(game);
}

void pl_game_gauges(const pl_brief *brief, pl_gauges *gauges) {
  *gauges = (pl_gauges){.loss = brief->loss,
                        .edge = brief->edge,
                        .burn = brief->burn,
                        .effort = brief->effort,
                        .standing = brief->standing,
                        .confidence = brief->confidence,
                        .rights = brief->rights,
                        .contained = brief->contained,
                        .recovered = brief->recovered};
  memcpy(gauges->level, brief->level, sizeof gauges->level);
  for (int t = 0; brief->others && t < brief->scenario->state_count; t++)
    gauges->trust_in_me[t] = brief->others[t].trust_in_me;
  for (int f = 0; brief->forums && f < brief->scenario->forum_count; f++) {
    gauges->latency[f] = brief->forums[f].latency;
    gauges->quality[f] = brief->forums[f].quality;
  }
}

static bool custom_is_for(const pl_action_spec *spec, int seat) {
  if (spec->is_for_all) return true;
  for (int i = 0; i < spec->who_count; i++)
    if (spec->who[i] == seat) return true;
  return false;
}

static bool has_answers(const pl_scenario *scenario) {
  for (int i = 0; i < scenario->inject_count; i++)
    if (scenario->injects[i].option_count) return true;
  return false;
}

bool pl_game_offers(const pl_game *game, int action) {
  const pl_scenario *scenario = game->scenario;
  if (action == PL_ACTION_ANSWER) return has_answers(scenario);
  if (action >= PL_ACTIONS)
    return action - PL_ACTIONS < scenario->action_count &&
           custom_is_for(&scenario->custom_actions[action - PL_ACTIONS], game->voice.seat);
  return scenario->actions >> action & 1;
}

void pl_put_usage(pl_buffer *out, const pl_scenario *scenario, int action) {
  static const struct {
    unsigned argument;
    const char *word;
  } words[] = {
      {PL_ARGUMENT_INJECT, PL_LATER(" MESSAGE OPTION")},
      {PL_ARGUMENT_ITEM, PL_LATER(" ITEM")},
      {PL_ARGUMENT_FORUM, PL_LATER(" FORUM")},
      {PL_ARGUMENT_ADVERSARY, PL_LATER(" ADVERSARY")},
      {PL_ARGUMENT_STATE, PL_LATER(" STATE")},
      {PL_ARGUMENT_AUDIENCE, PL_LATER(" AUDIENCE")},
      {PL_ARGUMENT_BALLOT, PL_LATER(" FORUM yes|no|abstain")},
      {PL_ARGUMENT_SPLIT, PL_LATER(" PREVENT DEFEND STRENGTHEN")},
      {PL_ARGUMENT_FAMILIES, PL_LATER(" KINDS")},
      {PL_ARGUMENT_SWITCH, PL_LATER(" on|off")},
      {PL_ARGUMENT_TEAR, PL_LATER(" [tear-line]")},
  };
  unsigned arguments = pl_action_arguments(scenario, action);
  pl_buffer_add_text(out, pl_action_name(scenario, action));
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (arguments & words[i].argument) pl_buffer_add_text(out, PL_TEXT(words[i].word));
}

void pl_put_action_help(pl_buffer *out, const pl_game *game, int action) {
  if (action < PL_ACTIONS)
    pl_buffer_add_text(out, PL_TEXT(pl_action_rows()[action].help));
  else
    pl_put_scenario_text(out, &game->voice, &game->scenario->custom_actions[action - PL_ACTIONS].text);
}

/* ---- items ---- */

const pl_brief_item *pl_game_item(const pl_game *game, size_t number, size_t *open_count) {
  const pl_brief *brief = game->voice.brief;
  const pl_brief_item *found = NULL;
  size_t at = 0;
  for (int is_old = 0; is_old < 2; is_old++) {
    if (is_old && open_count) *open_count = at;
    for (size_t i = 0; i < brief->item_count; i++) {
      const pl_brief_item *item = &brief->items[i];
      if (item->is_own && item->is_open == !is_old && ++at == number) found = item;
    }
  }
  return found;
}

void pl_put_handle(pl_buffer *out, const pl_game *game, const pl_brief_item *item) {
  pl_iid_print(game->scenario, item->iid, out);
  if (!item->is_own) pl_buffer_add_format(out, "@%s", pl_scenario_seat_id(game->scenario, item->originator));
}

/* ---- money ---- */

size_t pl_game_pending(const pl_game *game, pl_decision *decisions) {
  size_t count = pl_session_decisions(game->session, game->voice.seat, decisions, PL_PENDING);
  return count < PL_PENDING ? count : PL_PENDING;
}

pl_mu pl_game_cost(const pl_game *game, const pl_decision *decision) {
  if (game->voice.seat >= game->scenario->state_count) return 0;
  return pl_world_action_cost(pl_session_world(game->session), game->voice.seat, decision);
}

pl_mu pl_game_money_left(const pl_game *game) {
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  pl_mu money = game->voice.brief->money;
  for (size_t i = 0; i < count; i++) money -= pl_game_cost(game, &pending[i]);
  return money;
}

/* ---- decisions in words ---- */

/* "Worm", "the tear-line of Worm" */
static const char *item_of(const pl_game *game, const pl_decision *decision) {
  if (!decision->flag) return pl_phrase_incident(&game->voice, decision->iid);
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("the tear-line of %s"), pl_phrase_incident(&game->voice, decision->iid));
  return pl_phrase_of(&game->voice, &text);
}

static void put_answer(pl_buffer *out, const pl_game *game, const pl_decision *decision) {
  if (decision->target >= game->scenario->inject_count) return;
  const pl_inject_spec *inject = &game->scenario->injects[decision->target];
  if (decision->option >= inject->option_count) return;
  pl_buffer_add_format(out, PL_TEXT("Answer: %s"),
                       pl_phrase_scenario_text(&game->voice, &inject->options[decision->option].text));
}

void pl_put_custom(pl_buffer *out, const pl_game *game, int action, int object) {
  const pl_action_spec *spec = &game->scenario->custom_actions[action];
  pl_put_scenario_text(out, &game->voice, &spec->text);
  const char *target = spec->target == PL_TARGET_STATE       ? pl_name_of_seat(&game->voice, object)
                       : spec->target == PL_TARGET_FORUM     ? pl_name_of_forum(&game->voice, object)
                       : spec->target == PL_TARGET_ADVERSARY ? pl_name_of_adversary(&game->voice, object)
                                                             : NULL;
  if (target) pl_buffer_add_format(out, " (%s)", target);
}

static void put_standing(pl_buffer *out, const pl_game *game, const pl_decision *decision) {
  bool is_on = decision->flag;
  const char *audience = pl_phrase_audience(&game->voice, &decision->audience);
  switch (decision->action) {
  case PL_ACTION_POSTURE: pl_buffer_add_format(out, PL_TEXT("From now on, new items go to %s"), audience); break;
  case PL_ACTION_SPLIT:
    pl_buffer_add_format(
        out,
        PL_TEXT("Divide the money: %d\xC2\xA0%% prevent, %d\xC2\xA0%% defend, %d\xC2\xA0%% strengthen"),
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
                           pl_phrase_families(&game->voice, decision->families));
    else
      pl_buffer_add_text(out, PL_TEXT("No kind of item waits for your word"));
    break;
  default: break;
  }
}

static void put_about_item(pl_buffer *out, const pl_game *game, const pl_decision *decision) {
  const char *item = item_of(game, decision);
  switch (decision->action) {
  case PL_ACTION_SHARE:
    pl_buffer_add_format(out, PL_TEXT("Share %s with %s"), item,
                         pl_phrase_audience(&game->voice, &decision->audience));
    break;
  case PL_ACTION_SHARE_FORUM:
    pl_buffer_add_format(out, PL_TEXT("Share %s through %s"), item, pl_phrase_forum(&game->voice, decision->target));
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

static void put_move(pl_buffer *out, const pl_game *game, const pl_decision *decision) {
  static const char *const ballots[] = {PL_LATER("no"), PL_LATER("yes"), PL_LATER("abstain")};
  const pl_voice *voice = &game->voice;
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

void pl_put_decision(pl_buffer *out, const pl_game *game, const pl_decision *decision) {
  pl_buffer sentence = {0};
  if (decision->action >= PL_ACTIONS)
    pl_put_custom(&sentence, game, decision->action - PL_ACTIONS, decision->target);
  else if (decision->action == PL_ACTION_ANSWER)
    put_answer(&sentence, game, decision);
  else if (pl_action_rows()[decision->action].is_standing)
    put_standing(&sentence, game, decision);
  else if (pl_action_rows()[decision->action].arguments & PL_ARGUMENT_ITEM)
    put_about_item(&sentence, game, decision);
  else
    put_move(&sentence, game, decision);
  pl_put_first(out, pl_buffer_text(&sentence)); /* "Het Deltaberaad verlaten" */
  out->failed = out->failed || sentence.failed;
  pl_buffer_clear(&sentence);
}
