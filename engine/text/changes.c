/* What changed: the seat's figures at the opening of the round before and now, each with what usually moves it.
 *
 * A row is what it is, by how much and why; the terminal prints rows as lines, the window sets them in columns. */
#include "game_internal.h"

#include <string.h>

/* The rows being filled; their texts are the game's. */
typedef struct list {
  pl_game *game;
  pl_change *row;
  size_t count;
} list;

/* Adds a row whose figure was composed in `change`, which is cleared. */
static void add(list *l, const char *what, pl_buffer *change, bool is_worse, const char *why) {
  if (l->count < PL_CHANGES) {
    pl_buffer *kept = &l->game->change[l->count];
    pl_buffer_clear(kept);
    *kept = *change;
    l->row[l->count++] =
        (pl_change){.what = what, .change = pl_buffer_text(kept), .why = why, .is_worse = is_worse};
    *change = (pl_buffer){0};
  }
  pl_buffer_clear(change);
}

static void add_money(list *l, const char *what, pl_mu money, const char *why) {
  pl_buffer out = {0};
  if (!money) return;
  if (money <= -5 || money >= 5) pl_buffer_add_text(&out, money < 0 ? "−" : "+"); /* else it is "under 0.01" */
  pl_put_units(&out, money < 0 ? -money : money);
  add(l, what, &out, money < 0, why);
}

static void add_share(list *l, const char *what, pl_q16 now, pl_q16 before, const char *up, const char *down) {
  pl_buffer out = {0};
  const int points = pl_percent(now) - pl_percent(before);
  if (!points) return;
  /* TRANSLATORS: what it is now, and the difference: "48 %, +3" */
  pl_buffer_add_format(&out, PL_TEXT("%d\xC2\xA0%%, %s%d"), pl_percent(now), points > 0 ? "+" : "−",
                       points > 0 ? points : -points);
  add(l, what, &out, points < 0, points > 0 ? up : down);
}

static void add_trust(list *l, const char *what, const pl_state_set *states, bool is_worse, const char *why) {
  pl_buffer out = {0};
  if (pl_set_is_empty(states)) return;
  pl_put_states(&out, &l->game->voice, states);
  add(l, what, &out, is_worse, why);
}

static void add_trusts(list *l) {
  pl_state_set more = {{0}}, less = {{0}};
  const pl_brief *brief = l->game->voice.brief;
  for (int t = 0; t < l->game->scenario->state_count; t++) {
    if (t == brief->seat) continue;
    if (brief->others[t].trust_in_me > l->game->before.trust_in_me[t]) pl_set_add(&more, (unsigned)t);
    if (brief->others[t].trust_in_me < l->game->before.trust_in_me[t]) pl_set_add(&less, (unsigned)t);
  }
  add_trust(l, PL_TEXT("More trust in you"), &more, false, PL_TEXT("what you sent, said or did"));
  add_trust(l, PL_TEXT("Less trust in you"), &less, true,
            PL_TEXT("what you said or did, or what they think you kept from them"));
}

size_t pl_game_changes(pl_game *game, pl_change changes[PL_CHANGES]) {
  const pl_brief *brief = game->voice.brief;
  const pl_gauges *before = &game->before;
  list l = {.game = game, .row = changes};
  if (!brief || !brief->is_state || !game->has_before) return 0;
  add_money(&l, PL_TEXT("Damage"), before->loss - brief->loss, PL_TEXT("organisations down, and repairs"));
  add_money(&l, PL_TEXT("Head start"), brief->edge - before->edge, PL_TEXT("new findings that others do not have"));
  add_money(&l, PL_TEXT("Burnt source"), before->burn - brief->burn, PL_TEXT("a finding travelled too far"));
  add_money(&l, PL_TEXT("Work of sharing"), before->effort - brief->effort, PL_TEXT("calls and papers"));
  add_share(&l, PL_TEXT("Public confidence"), brief->confidence, before->confidence,
            PL_TEXT("calm returns, or your words helped"), PL_TEXT("damage shows, or your words did not help"));
  add_share(&l, PL_TEXT("Rights"), brief->rights, before->rights, PL_TEXT("they recover slowly"),
            PL_TEXT("watching, buying or striking wears them away"));
  add_share(&l, PL_TEXT("Standing"), brief->standing, before->standing, PL_TEXT("others could rely on you"),
            PL_TEXT("it fades without deeds, and falls with leaving or striking"));
  add_trusts(&l);
  return l.count;
}

void pl_tell_changes(pl_game *game, pl_tale *tale) {
  pl_change changes[PL_CHANGES];
  const size_t count = pl_game_changes(game, changes);
  if (count) pl_tale_heading(tale, PL_TEXT("What changed"));
  for (size_t i = 0; i < count; i++) {
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  ");
    pl_put_padded(&line, changes[i].what, 28);
    pl_buffer_add_format(&line, PL_HANG "%s  (%s)", changes[i].change, changes[i].why);
    if (game->change[i].failed) tale->failed = true;
    pl_tale_take(tale, &line);
  }
}
