/* The situation: what a seat sees when a round opens, and the lists it can ask for.
 *
 * Drawn from the brief alone. The round's screen is meant to fit a terminal of eighty columns and to be read from top
 * to bottom: where you stand, who trusts whom, what came in, what you know, what you can do. Long lists are shortened
 * here and complete in a command of their own. */
#include "terminal.h"

#include <string.h>

enum { FEW_STATES = 7, LABEL_WIDTH = 18, NAME_WIDTH = 21, SIZE_WIDTH = 12, TRUST_WIDTH = 11 };

static const char *const track_names[PL_TRACKS] = {PL_LATER("Prevent"), PL_LATER("Defend"), PL_LATER("Strengthen")};

/* ---- small parts ---- */

static void put_label(pl_buffer *out, const char *label) {
  pl_buffer_add_text(out, "  ");
  pl_put_padded(out, label, LABEL_WIDTH);
  pl_buffer_add_text(out, PL_HANG);
}

/* " (+4)", " (−3)" or nothing: percentage points since the round before. */
static void put_difference(pl_buffer *out, const pl_game *game, pl_q16 now, pl_q16 before) {
  int points = pl_percent(now) - pl_percent(before);
  if (game->has_before && points)
    pl_buffer_add_format(out, " (%s%d)", points > 0 ? "+" : "−", points < 0 ? -points : points);
}

static void put_share(pl_buffer *out, const pl_game *game, const char *name, pl_q16 now, pl_q16 before) {
  pl_buffer_add_format(out, PL_TEXT("%s %d\xC2\xA0%%"), name, pl_percent(now));
  put_difference(out, game, now, before);
}

/* ---- gauges ---- */

static void show_organisations(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_buffer line = {0};
  const char *all = pl_phrase_count(&game->voice, brief->organisations);
  const char *hit = pl_phrase_count(&game->voice, brief->contained);
  const char *recovered = pl_phrase_count(&game->voice, brief->recovered);
  put_label(&line, PL_TEXT("Organisations"));
  pl_buffer_add_text(&line, brief->contained ? PL_BAD : "");
  if (brief->contained && brief->recovered)
    pl_buffer_add_format(&line, PL_TEXT("%s in all: %s found hit, %s recovered, of the others nothing is known"), all,
                         hit, recovered);
  else if (brief->contained)
    pl_buffer_add_format(&line, PL_TEXT("%s in all: %s found hit, of the others nothing is known"), all, hit);
  else if (brief->recovered)
    pl_buffer_add_format(&line, PL_TEXT("%s in all: %s recovered, of the others nothing is known"), all, recovered);
  else
    pl_buffer_add_format(&line, PL_TEXT("%s in all: no sign of trouble in any"), all);
  pl_buffer_add_text(&line, brief->contained ? PL_PLAIN : "");
  pl_tale_take(tale, &line);
}

static void show_money(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_buffer line = {0};
  const char *money = pl_phrase_units(&game->voice, brief->money);
  put_label(&line, PL_TEXT("Money"));
  if (brief->loss)
    pl_buffer_add_format(&line, PL_TEXT("%s for this round, after dues; damage so far %s"), money,
                         pl_phrase_units(&game->voice, brief->loss));
  else
    pl_buffer_add_format(&line, PL_TEXT("%s for this round, after dues"), money);
  pl_tale_take(tale, &line);
}

static void show_shares(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_buffer line = {0};
  put_label(&line, PL_TEXT("Tracks"));
  for (int i = 0; i < PL_TRACKS; i++) {
    if (i) pl_buffer_add_text(&line, "   ");
    put_share(&line, game, PL_TEXT(track_names[i]), brief->level[i], game->before.level[i]);
  }
  pl_tale_take(tale, &line);
  put_label(&line, PL_TEXT("At home"));
  put_share(&line, game, PL_TEXT("Public confidence"), brief->confidence, game->before.confidence);
  pl_buffer_add_text(&line, "   ");
  put_share(&line, game, PL_TEXT("Rights"), brief->rights, game->before.rights);
  pl_tale_take(tale, &line);
  put_label(&line, PL_TEXT("Abroad"));
  put_share(&line, game, PL_TEXT("Standing"), brief->standing, game->before.standing);
  pl_tale_take(tale, &line);
}

/* The standing orders that are not there at first. */
static void put_rare_orders(pl_buffer *out, const pl_game *game, const pl_seat_orders *orders) {
  if (orders->onward)
    pl_buffer_add_text(out, PL_TEXT("; others' items are passed on without asking them"));
  else if (orders->relay)
    pl_buffer_add_text(out, PL_TEXT("; others' items are passed on where they consent"));
  if (!pl_audience_is_empty(&orders->consent))
    pl_buffer_add_format(out, PL_TEXT("; your items may be passed on to %s"),
                         pl_phrase_audience(&game->voice, &orders->consent));
  if (!pl_audience_is_empty(&orders->tear))
    pl_buffer_add_format(out, PL_TEXT("; where nothing else reaches, a tear-line goes to %s"),
                         pl_phrase_audience(&game->voice, &orders->tear));
  if (orders->hold)
    pl_buffer_add_format(out, PL_TEXT("; new items wait for your word: %s"),
                         pl_phrase_families(&game->voice, orders->hold));
}

static void show_orders(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_buffer line = {0};
  const pl_seat_orders *orders = &brief->orders;
  put_label(&line, PL_TEXT("Standing order"));
  pl_buffer_add_format(&line,
                       orders->publish ? PL_TEXT("new items up to TLP:AMBER are published; others go to %s")
                                       : PL_TEXT("new items go to %s"),
                       pl_phrase_audience(&game->voice, &orders->posture));
  pl_buffer_add_format(&line, PL_TEXT("; money %d/%d/%d"), orders->split[0] / 10, orders->split[1] / 10,
                       orders->split[2] / 10);
  put_rare_orders(&line, game, orders);
  pl_tale_take(tale, &line);
}

/* ---- trust ---- */

static void put_trust_change(pl_buffer *out, const pl_game *game, int now, int before) {
  if (!game->has_before || now == before) return;
  pl_buffer_add_text(out, now > before ? PL_GOOD " ↑" PL_PLAIN : PL_BAD " ↓" PL_PLAIN);
}

static void show_trust_table(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_buffer head = {0};
  pl_buffer_add_text(&head, PL_DIM "  ");
  pl_put_padded(&head, PL_TEXT("Trust"), LABEL_WIDTH + 1);
  pl_put_padded(&head, PL_TEXT("you place"), LABEL_WIDTH + 1);
  pl_buffer_add_format(&head, "%s" PL_PLAIN, PL_TEXT("they place in you"));
  pl_tale_take(tale, &head);
  for (int t = 0; t < game->scenario->state_count; t++) {
    if (t == brief->seat) continue;
    const pl_brief_other *other = &brief->others[t];
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  ");
    pl_put_padded(&line, pl_name_of_seat(&game->voice, t), LABEL_WIDTH + 1);
    pl_put_padded(&line, pl_step_bar(pl_step(other->trust)), LABEL_WIDTH + 1);
    pl_buffer_add_format(&line, "%s %s", pl_step_bar(other->trust_in_me), pl_step_word(other->trust_in_me));
    put_trust_change(&line, game, other->trust_in_me, game->before.trust_in_me[t]);
    pl_tale_take(tale, &line);
  }
}

/* Many states: one line for each step of trust in this seat. */
static void show_trust_steps(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_tale_print(tale, PL_DIM "  %s" PL_PLAIN, PL_TEXT("Trust in you (the command states tells more)"));
  for (int step = 5; step >= 1; step--) {
    pl_buffer line = {0};
    bool is_empty = true;
    put_label(&line, pl_step_word(step));
    for (int t = 0; t < game->scenario->state_count; t++) {
      if (t == brief->seat || brief->others[t].trust_in_me != step) continue;
      pl_buffer_add_format(&line, "%s%s", is_empty ? "" : ", ", game->scenario->states[t].id);
      put_trust_change(&line, game, step, game->before.trust_in_me[t]);
      is_empty = false;
    }
    if (is_empty)
      pl_buffer_clear(&line);
    else
      pl_tale_take(tale, &line);
  }
}

/* ---- forums ---- */

static void put_forum(pl_buffer *out, const pl_game *game, int f, const char *name) {
  const pl_brief_forum *forum = &game->voice.brief->forums[f];
  const pl_forum_spec *spec = &game->scenario->forums[f];
  int members = pl_set_count(&forum->members);
  const char *span = pl_phrase_span(&game->voice, forum->latency);
  pl_buffer_add_text(out, "  · " PL_HANG);
  if (game->has_before && forum->latency != game->before.latency[f])
    pl_buffer_add_format(out, PL_TEXT("%s: warns after %s (was %s)"), name, span,
                         pl_phrase_span(&game->voice, game->before.latency[f]));
  else
    pl_buffer_add_format(out, PL_TEXT("%s: warns after %s"), name, span);
  pl_buffer_add_format(out, PL_TEXT(", quality %d\xC2\xA0%%"), pl_percent(forum->quality));
  put_difference(out, game, forum->quality, game->before.quality[f]);
  pl_buffer_add_format(out, PL_TEXTS(", up to %s, %d member", ", up to %s, %d members", members),
                       pl_chip(spec->ceiling), members);
  if (forum->applicant != PL_NONE)
    pl_buffer_add_format(
        out, PL_TEXTS("; %s asks to join", "; %s asks to join", pl_number_of_state(&game->voice, forum->applicant)),
        pl_phrase_state(&game->voice, forum->applicant));
}

static void show_own_forums(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  if (!game->scenario->forum_count) return;
  pl_tale_print(tale, PL_DIM "  %s" PL_PLAIN, PL_TEXT("Forums"));
  for (int f = 0; f < game->scenario->forum_count; f++) {
    pl_buffer line = {0};
    if (!brief->forums[f].is_member) continue;
    put_forum(&line, game, f, pl_short_name_of_forum(&game->voice, f));
    pl_tale_take(tale, &line);
  }
  if (!brief->forums_joined) pl_tale_put(tale, PL_TEXT("  You are in no forum."));
}

void pl_show_forums(pl_game *game, pl_tale *tale) {
  const pl_brief *brief = game->voice.brief;
  pl_tale_heading(tale, PL_TEXT("Forums"));
  if (!brief->forums || !game->scenario->forum_count) {
    pl_tale_put(tale, PL_TEXT("  There are none in this exercise."));
    return;
  }
  for (int f = 0; f < game->scenario->forum_count; f++) {
    pl_buffer line = {0};
    put_forum(&line, game, f, pl_name_of_forum(&game->voice, f));
    pl_tale_take(tale, &line);
    pl_buffer_add_text(&line, "    ");
    pl_buffer_add_format(
        &line,
        brief->forums[f].is_member  ? PL_TEXT("In commands: %s. You are a member. Dues %s a round. Members: %s")
        : brief->forums[f].may_join ? PL_TEXT("In commands: %s. You may join. Dues %s a round. Members: %s")
                                    : PL_TEXT("In commands: %s. Not open to you. Dues %s a round. Members: %s"),
        game->scenario->forums[f].id,
        pl_phrase_units(&game->voice, brief->budget * game->scenario->forums[f].dues / PL_ONE),
        pl_phrase_ids(&game->voice, &brief->forums[f].members));
    pl_tale_take(tale, &line);
  }
}

/* ---- states ---- */

static void put_marks(pl_buffer *out, const pl_game *game, uint64_t forums) {
  for (int f = 0; f < game->scenario->forum_count; f++)
    if (forums >> f & 1) pl_buffer_add_format(out, "%s%s", out->length ? " " : "", game->scenario->forums[f].id);
}

void pl_show_states(pl_game *game, pl_tale *tale) {
  static const char *const sizes[] = {PL_LATER("small"), PL_LATER("middle"), PL_LATER("large"), PL_LATER("great")};
  const pl_brief *brief = game->voice.brief;
  pl_tale_heading(tale, PL_TEXT("The other states"));
  pl_buffer head = {0};
  pl_buffer_add_text(&head, PL_DIM "  ");
  pl_put_padded(&head, "", NAME_WIDTH);
  pl_put_padded(&head, PL_TEXT("size"), SIZE_WIDTH);
  pl_put_padded(&head, PL_TEXT("you trust"), TRUST_WIDTH);
  pl_put_padded(&head, PL_TEXT("trusts you"), TRUST_WIDTH);
  pl_buffer_add_format(&head, "%s" PL_PLAIN, PL_TEXT("in forums with you"));
  pl_tale_take(tale, &head);
  for (int t = 0; brief->others && t < game->scenario->state_count; t++) {
    if (t == brief->seat) continue;
    const pl_brief_other *other = &brief->others[t];
    pl_buffer line = {0}, name = {0}, marks = {0};
    const char *id = game->scenario->states[t].id, *full = pl_name_of_seat(&game->voice, t);
    if (strcmp(id, full) && pl_text_width(full) + pl_text_width(id) < NAME_WIDTH - 3)
      pl_buffer_add_format(&name, "%s (%s)", full, id);
    else
      pl_buffer_add_text(&name, pl_text_width(full) >= NAME_WIDTH ? id : full);
    put_marks(&marks, game, other->forums & brief->forums_joined);
    pl_buffer_add_text(&line, "  ");
    pl_put_padded(&line, pl_buffer_text(&name), NAME_WIDTH);
    pl_put_padded(&line, PL_TEXT(sizes[game->scenario->states[t].size]), SIZE_WIDTH);
    pl_put_padded(&line, pl_step_bar(pl_step(other->trust)), TRUST_WIDTH);
    pl_put_padded(&line, pl_step_bar(other->trust_in_me), TRUST_WIDTH);
    pl_buffer_add_format(&line, PL_HANG "%s%s", pl_buffer_text(&marks), other->is_ally ? PL_TEXT(" ally") : "");
    if (other->hits > 0)
      pl_buffer_add_format(&line, PL_TEXTS("; reports %d hit", "; reports %d hit", other->hits), (int)other->hits);
    if (!other->seen) pl_buffer_add_format(&line, "; " PL_BAD "%s" PL_PLAIN, PL_TEXT("seemed to hold back"));
    pl_tale_take(tale, &line);
    pl_buffer_clear(&name);
    pl_buffer_clear(&marks);
  }
}

/* ---- messages ---- */

static void show_option(pl_game *game, pl_tale *tale, const pl_inject_spec *inject, int index, bool is_available,
                        pl_mu money) {
  const pl_option_spec *option = &inject->options[index];
  pl_buffer line = {0};
  if (!is_available) return; /* what needs something that is not there is not offered */
  pl_buffer_add_format(&line, "     " PL_BOLD "%c" PL_PLAIN "  " PL_HANG, 'a' + index);
  pl_put_scenario_text(&line, &game->voice, &option->text);
  if (option->cost) {
    const char *cost = pl_phrase_units(&game->voice, option->cost);
    pl_buffer_add_text(&line, " ");
    pl_buffer_add_format(&line, option->cost > money ? PL_TEXT("[%s, more than you have left]") : "[%s]", cost);
  }
  if (option->is_default) pl_buffer_add_format(&line, PL_DIM " %s" PL_PLAIN, PL_TEXT("(if you do not answer)"));
  pl_tale_take(tale, &line);
}

static bool is_answered(const pl_game *game, uint16_t inject, uint16_t *option) {
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  for (size_t i = 0; i < count; i++) {
    if (pending[i].action != PL_ACTION_ANSWER || pending[i].target != inject) continue;
    *option = pending[i].option;
    return true;
  }
  return false;
}

static void show_message(pl_game *game, pl_tale *tale, size_t index) {
  const pl_brief_inject *row = &game->voice.brief->injects[index];
  const pl_inject_spec *inject = &game->scenario->injects[row->inject];
  pl_buffer line = {0};
  pl_buffer_add_format(&line, PL_BOLD "  %zu  " PL_HANG, index + 1);
  pl_put_scenario_text(&line, &game->voice, &inject->from);
  pl_buffer_add_text(&line, PL_PLAIN);
  if (inject->label >= 0) pl_buffer_add_format(&line, "  %s", pl_chip((pl_label)inject->label));
  pl_tale_take(tale, &line);
  pl_buffer_add_text(&line, "     ");
  pl_put_scenario_text(&line, &game->voice, &row->text);
  pl_tale_take(tale, &line);
  if (!row->is_open) return;
  pl_mu money = pl_game_money_left(game);
  for (int i = 0; i < inject->option_count; i++) show_option(game, tale, inject, i, row->available >> i & 1, money);
  uint16_t option;
  if (is_answered(game, row->inject, &option)) pl_tale_print(tale, PL_TEXT("     You chose %c."), 'a' + option);
}

void pl_show_inbox(pl_game *game, pl_tale *tale) {
  const pl_brief *brief = game->voice.brief;
  pl_tale_heading(tale, PL_TEXT("Messages"));
  if (!brief->inject_count) pl_tale_put(tale, PL_TEXT("  No messages this round."));
  for (size_t i = 0; i < brief->inject_count; i++) show_message(game, tale, i);
}

/* ---- actions ---- */

/* The price of an action in general: the smallest over what it could be about. */
static pl_mu price_of(const pl_game *game, int action) {
  pl_decision decision = {.seat = (uint16_t)game->voice.seat, .action = (uint16_t)action, .flag = 1};
  return action == PL_ACTION_ANSWER ? 0 : pl_game_cost(game, &decision);
}

void pl_show_actions(pl_game *game, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("What you can do"));
  for (int action = 0; action < PL_ACTIONS + game->scenario->action_count; action++) {
    if (!pl_game_offers(game, action)) continue;
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  " PL_BOLD);
    pl_put_usage(&line, game->scenario, action);
    pl_buffer_add_text(&line, PL_PLAIN);
    pl_tale_take(tale, &line);
    pl_buffer_add_text(&line, "      ");
    pl_put_action_help(&line, game, action);
    pl_mu price = price_of(game, action);
    if (price) {
      pl_buffer_add_text(&line, " [");
      pl_put_units(&line, price);
      pl_buffer_add_text(&line, "]");
    }
    pl_tale_take(tale, &line);
  }
}

void pl_show_costs(pl_game *game, pl_tale *tale) {
  pl_buffer line = {0};
  bool has_price = false;
  pl_tale_heading(tale, PL_TEXT("Prices"));
  for (int action = 0; action < PL_ACTIONS + game->scenario->action_count; action++) {
    pl_mu price = pl_game_offers(game, action) ? price_of(game, action) : 0;
    if (!price) continue;
    has_price = true;
    pl_buffer_add_text(&line, "  ");
    pl_put_padded(&line, pl_action_name(game->scenario, action), LABEL_WIDTH);
    pl_put_units(&line, price);
    pl_tale_take(tale, &line);
  }
  pl_buffer_add_text(&line, "  ");
  pl_buffer_add_format(
      &line,
      has_price
          ? PL_TEXT("Everything else is free, apart from a little work for each sharing and what a message may ask. "
                    "You have %s left; it goes to the three tracks. To see what something would cost and bring, "
                    "write cost before it: cost posture all.")
          : PL_TEXT("Every action here is free, apart from a little work for each sharing and what a message may "
                    "ask. You have %s left; it goes to the three tracks. To see what something would cost and "
                    "bring, write cost before it: cost posture all."),
      pl_phrase_units(&game->voice, pl_game_money_left(game)));
  pl_tale_take(tale, &line);
}

void pl_show_review(pl_game *game, pl_tale *tale) {
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(game, pending);
  pl_buffer line = {0};
  pl_tale_heading(tale, PL_TEXT("Decided this round"));
  if (!count) pl_tale_put(tale, PL_TEXT("  Nothing yet. Standing orders go on."));
  for (size_t i = 0; i < count; i++) {
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_put_decision(&line, game, &pending[i]);
    pl_mu cost = pl_game_cost(game, &pending[i]);
    if (cost) {
      pl_buffer_add_text(&line, " [");
      pl_put_units(&line, cost);
      pl_buffer_add_text(&line, "]");
    }
    pl_tale_take(tale, &line);
  }
  pl_buffer_add_format(&line, PL_TEXT("  Left for the three tracks: %s."),
                       pl_phrase_units(&game->voice, pl_game_money_left(game)));
  pl_tale_take(tale, &line);
}

/* Whether there is anything at present that the action could be about. */
static bool is_of_use(const pl_game *game, int action) {
  const pl_brief *brief = game->voice.brief;
  unsigned arguments = pl_action_arguments(game->scenario, action);
  size_t open = 0;
  bool has_message = false, may_join = false, has_applicant = false;
  pl_game_item(game, 0, &open);
  for (size_t i = 0; i < brief->inject_count; i++)
    has_message =
        has_message || (brief->injects[i].is_open && game->scenario->injects[brief->injects[i].inject].option_count);
  for (int f = 0; brief->forums && f < game->scenario->forum_count; f++) {
    may_join = may_join || brief->forums[f].may_join;
    has_applicant = has_applicant || brief->forums[f].applicant != PL_NONE;
  }
  if (arguments & PL_ARGUMENT_ITEM) return open > 0;
  if (arguments & PL_ARGUMENT_INJECT) return has_message;
  if (arguments & PL_ARGUMENT_BALLOT) return has_applicant;
  if (action == PL_ACTION_JOIN) return may_join;
  return action != PL_ACTION_LEAVE || brief->forums_joined;
}

static void show_menu(pl_game *game, pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, "  %s " PL_HANG, PL_TEXT("You can:"));
  for (int action = 0; action < PL_ACTIONS + game->scenario->action_count; action++) {
    if (!pl_game_offers(game, action) || !is_of_use(game, action)) continue;
    pl_mu price = price_of(game, action);
    pl_buffer_add_format(&line, PL_BOLD "%s" PL_PLAIN, pl_action_name(game->scenario, action));
    if (price) {
      pl_buffer_add_text(&line, "\xC2\xA0[");
      pl_put_number(&line, price);
      pl_buffer_add_text(&line, "]");
    }
    pl_buffer_add_text(&line, ", ");
  }
  /* TRANSLATORS: after a list of commands, itself naming commit, actions and help */
  pl_buffer_add_format(&line, PL_TEXT("or %s the round. %s explains, %s tells more."), PL_BOLD "commit" PL_PLAIN,
                       PL_BOLD "actions" PL_PLAIN, PL_BOLD "help" PL_PLAIN);
  pl_tale_take(tale, &line);
}

/* ---- the whole screen ---- */

static void show_round_title(pl_game *game, pl_tale *tale, const pl_brief *brief) {
  pl_buffer rest = {0};
  pl_buffer_add_text(&rest, " · ");
  pl_buffer_add_format(&rest, PL_TEXT("round %d of %d"), (int)brief->round + 1, (int)game->scenario->rounds);
  pl_buffer_add_text(&rest, " · ");
  pl_put_round_days(&rest, &game->voice, brief->round);
  pl_tell_title(game, tale, pl_buffer_text(&rest));
  pl_buffer_clear(&rest);
}

void pl_show_round(pl_game *game, pl_tale *tale) {
  const pl_brief *brief = game->voice.brief;
  show_round_title(game, tale, brief);
  pl_tale_heading(tale, pl_name_of_seat(&game->voice, brief->seat));
  if (brief->is_state) {
    show_organisations(game, tale, brief);
    show_money(game, tale, brief);
    show_shares(game, tale, brief);
    show_orders(game, tale, brief);
    if (game->scenario->state_count <= FEW_STATES)
      show_trust_table(game, tale, brief);
    else
      show_trust_steps(game, tale, brief);
    show_own_forums(game, tale, brief);
    pl_show_items(game, tale, false);
  }
  pl_show_inbox(game, tale);
  if (!game->bots) return; /* told again: nothing is left to decide */
  pl_tale_gap(tale);
  show_menu(game, tale);
}
