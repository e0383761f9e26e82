/* The audience: who is chosen, who could be, who not and why; on the board and in the row of chips above it.
 *
 * A state is chosen by name, as a member of a chosen forum, or by a word (all, allies). What pressing does:
 *
 *   not chosen, in reach     added by name
 *   chosen by name           dropped
 *   chosen by a word         the word becomes the names of all others it meant
 *   chosen by a forum        stays: who receives through a hub can't be dropped alone
 *   out of reach             stays out; a sentence says why
 *
 * Reach depends on who else is chosen, since direct calls are few and go to whom one trusts most; so a state is in
 * reach if something would get there, were it chosen besides the others. */
#include "round.h"

#include <string.h>

#include "board_internal.h"

bool pl_round_has_audience(const round_screen *r) {
  if (!r->brief->is_state || !r->brief->others) return false;
  return r->draft.subject == ROUND_ORDER || (r->draft.subject == ROUND_ITEM && r->draft.intent == ROUND_SHARE);
}

pl_state_set pl_round_chosen(const round_screen *r) {
  if (!pl_round_has_audience(r)) return (pl_state_set){{0}};
  pl_state_set chosen = r->draft.is_public ? pl_set_first(r->scenario->state_count)
                                           : pl_audience_states(r->brief, &r->draft.audience);
  pl_set_remove(&chosen, r->brief->seat);
  return chosen;
}

/* What would be sent; of the standing order the most open kind of item. */
static pl_offer offer_now(const round_screen *r) {
  const pl_brief_item *item = r->draft.subject == ROUND_ITEM ? pl_round_item(r, r->draft.iid) : NULL;
  pl_offer offer = item ? pl_offer_of(r->brief, item, r->draft.is_tear) : pl_offer_expected(r->brief, PL_RANSOMWARE);
  offer.is_public = r->draft.is_public;
  if (r->look.is_there && r->look.decision.action == PL_ACTION_SHARE_FORUM) offer.forum = r->look.decision.target;
  return offer;
}

static const pl_reach_row *row_of(const pl_reach *reach, int state) {
  for (size_t i = 0; i < reach->count; i++)
    if (reach->row[i].state == state) return &reach->row[i];
  return NULL;
}

static bool is_reached(const pl_reach *reach, int state) {
  const pl_reach_row *row = row_of(reach, state);
  return row && row->way != PL_WAY_NONE;
}

/* Somebody may be added by name. */
static bool may_name(const round_screen *r) {
  return r->draft.subject == ROUND_ORDER || pl_game_offers(r->game, PL_ACTION_SHARE);
}

/* ---- marks ---- */

static pl_mark mark_of(const round_screen *r, const pl_offer *offer, const pl_state_set *chosen, const pl_reach *reach,
                       int state) {
  pl_state_set with = *chosen;
  pl_reach other;
  if (state == r->brief->seat) return PL_MARK_OWN;
  if (pl_set_has(&offer->sent, (unsigned)state)) return PL_MARK_HAS;
  if (pl_set_has(chosen, (unsigned)state)) return is_reached(reach, state) ? PL_MARK_CHOSEN : PL_MARK_LOCKED;
  if (!may_name(r)) return PL_MARK_LOCKED;
  pl_set_add(&with, (unsigned)state);
  pl_reach_find(r->brief, offer, &with, &other);
  return is_reached(&other, state) ? PL_MARK_ELIGIBLE : PL_MARK_LOCKED;
}

static bool is_chosen_forum(const round_screen *r, int forum) {
  const bool is_by_word = r->draft.audience.words & PL_AUDIENCE_FORUMS && r->brief->forums_joined >> forum & 1;
  return !r->draft.is_public && (is_by_word || r->draft.audience.forums >> forum & 1);
}

static pl_mark mark_of_forum(const round_screen *r, int forum) {
  const pl_state_set *members = &r->brief->forums[forum].members;
  if (is_chosen_forum(r, forum)) return PL_MARK_CHOSEN;
  if (!may_name(r) && !(r->brief->forums_joined >> forum & 1)) return PL_MARK_LOCKED;
  for (int t = pl_set_next(members, 0); t >= 0 && t < r->scenario->state_count; t = pl_set_next(members, t + 1)) {
    const pl_mark mark = r->state_mark[t];
    if (mark == PL_MARK_ELIGIBLE || mark == PL_MARK_CHOSEN) return PL_MARK_ELIGIBLE;
  }
  return may_name(r) ? PL_MARK_LOCKED : PL_MARK_ELIGIBLE;
}

void pl_round_mark(round_screen *r) {
  memset(r->state_mark, 0, sizeof r->state_mark);
  memset(r->forum_mark, 0, sizeof r->forum_mark);
  r->choice = (pl_board_choice){r->state_mark, r->forum_mark, pl_round_explain, r};
  if (!pl_round_has_audience(r)) return;
  const pl_offer offer = offer_now(r);
  const pl_state_set chosen = pl_round_chosen(r);
  pl_reach reach;
  pl_reach_find(r->brief, &offer, &chosen, &reach);
  for (int t = 0; t < r->scenario->state_count; t++) r->state_mark[t] = mark_of(r, &offer, &chosen, &reach, t);
  for (int f = 0; f < r->scenario->forum_count; f++) r->forum_mark[f] = mark_of_forum(r, f);
}

/* ---- why ---- */

static void put_way(const round_screen *r, pl_buffer *out, const pl_reach_row *row) {
  const char *after = pl_phrase_span(r->voice, row->latency);
  const int percent = pl_percent(row->quality);
  switch (row->way) {
  case PL_WAY_FORUM:
    pl_buffer_add_format(out, PL_TEXT("It gets there through %s after %s, at quality %d\xC2\xA0%%."),
                         pl_phrase_forum(r->voice, row->forum), after, percent);
    break;
  case PL_WAY_DIRECT:
    pl_buffer_add_format(out, PL_TEXT("It gets there directly after %s, at quality %d\xC2\xA0%%."), after, percent);
    break;
  case PL_WAY_PUBLIC:
    pl_buffer_add_format(out, PL_TEXT("It gets there by publication after %s, at quality %d\xC2\xA0%%."), after,
                         percent);
    break;
  case PL_WAY_NONE: break;
  }
}

/* The first chosen forum that this state is a member of, or −1. */
static int forum_bringing(const round_screen *r, int state) {
  for (int f = 0; f < r->scenario->forum_count; f++)
    if (r->draft.audience.forums >> f & 1 && pl_set_has(&r->brief->forums[f].members, (unsigned)state)) return f;
  const bool is_by_word = r->draft.audience.words & PL_AUDIENCE_FORUMS;
  return is_by_word && r->brief->others[state].forums & r->brief->forums_joined
             ? pl_word_lowest(r->brief->others[state].forums & r->brief->forums_joined)
             : -1;
}

static void put_bringing(const round_screen *r, pl_buffer *out, int state) {
  const int forum = forum_bringing(r, state);
  if (!r->draft.is_public && forum >= 0 && !pl_set_has(&r->draft.audience.states, (unsigned)state))
    pl_buffer_add_format(out, PL_TEXT(" It comes with %s and can't be dropped alone."),
                         pl_phrase_forum(r->voice, forum));
}

static void explain_state(const round_screen *r, int state, pl_buffer *out) {
  const pl_offer offer = offer_now(r);
  pl_state_set to = pl_round_chosen(r);
  const bool is_chosen = pl_set_has(&to, (unsigned)state);
  pl_reach reach;
  if (state == r->brief->seat) return;
  if (!may_name(r) && !is_chosen) {
    pl_buffer_add_text(out, PL_TEXT("In this exercise items are shared through forums only."));
    return;
  }
  pl_set_add(&to, (unsigned)state);
  pl_reach_find(r->brief, &offer, &to, &reach);
  const pl_reach_row *row = row_of(&reach, state);
  if (!row || row->way == PL_WAY_NONE)
    pl_put_out_of_reach(out, r->voice, &offer, state);
  else
    put_way(r, out, row);
  if (is_chosen) put_bringing(r, out, state);
}

/* The forum itself can't carry what is to be shared: its label is above what the forum may see. */
static bool is_above(const round_screen *r, int forum) {
  const pl_offer offer = offer_now(r);
  return r->draft.subject == ROUND_ITEM && pl_offer_label(&offer) > r->scenario->forums[forum].ceiling;
}

static void explain_forum(const round_screen *r, int forum, pl_buffer *out) {
  const pl_brief_forum *f = &r->brief->forums[forum];
  const char *span = pl_phrase_span(r->voice, f->latency);
  const bool is_locked = r->forum_mark[forum] == PL_MARK_LOCKED, is_means = is_above(r, forum) || !f->is_member;
  if (is_above(r, forum))
    pl_buffer_add_format(out, PL_TEXT("It takes nothing above %s."), pl_chip(r->scenario->forums[forum].ceiling));
  else if (!f->is_member)
    pl_buffer_add_text(out, PL_TEXT("You are no member."));
  else
    pl_buffer_add_format(out, PL_TEXT("It warns its members after %s, at quality %d\xC2\xA0%%, up to %s."), span,
                         pl_percent(f->quality), pl_chip(r->scenario->forums[forum].ceiling));
  if (is_means && !is_locked)
    pl_buffer_add_format(out, " %s", PL_TEXT("Choosing it means its members, each by the best way you have."));
  if (!is_locked) return;
  pl_state_set without = pl_set_difference(f->members, offer_now(r).sent);
  pl_set_remove(&without, r->brief->seat);
  pl_buffer_add_format(out, " %s", pl_set_is_empty(&without) ? PL_TEXT("All in it have this already.")
                                                             : PL_TEXT("Nobody in it is within reach of this."));
}

void pl_round_explain(void *context, int state, int forum, pl_buffer *out) {
  const round_screen *r = context;
  if (!pl_round_has_audience(r)) return;
  if (state >= 0) explain_state(r, state, out);
  if (forum >= 0) explain_forum(r, forum, out);
}

/* ---- pressing ---- */

static void refuse(round_screen *r, int state, int forum) {
  pl_buffer why = {0};
  pl_round_explain(r, state, forum, &why);
  pl_toast(r->ui, pl_buffer_text(&why), true);
  pl_buffer_clear(&why);
}

static void drop(round_screen *r, int state) {
  pl_audience *audience = &r->draft.audience;
  if (pl_set_has(&audience->states, (unsigned)state)) {
    pl_set_remove(&audience->states, (unsigned)state);
    pl_round_touch(r);
    return;
  }
  if (forum_bringing(r, state) >= 0 && !(audience->words & PL_AUDIENCE_ALL)) {
    refuse(r, state, -1);
    return;
  }
  pl_state_set rest = pl_audience_states(r->brief, audience);
  pl_set_remove(&rest, (unsigned)state);
  *audience = (pl_audience){.states = rest};
  pl_round_touch(r);
}

void pl_round_press_state(round_screen *r, int state) {
  const pl_state_set chosen = pl_round_chosen(r);
  if (!pl_round_has_audience(r) || state == r->brief->seat || state >= r->scenario->state_count) return;
  if (r->draft.is_public) {
    r->draft.is_public = false;
    pl_round_touch(r);
    return;
  }
  if (pl_set_has(&chosen, (unsigned)state)) {
    drop(r, state);
    return;
  }
  if (r->state_mark[state] != PL_MARK_ELIGIBLE) {
    refuse(r, state, -1);
    return;
  }
  pl_set_add(&r->draft.audience.states, (unsigned)state);
  pl_round_touch(r);
}

void pl_round_press_forum(round_screen *r, int forum) {
  if (!pl_round_has_audience(r)) return;
  if (r->forum_mark[forum] == PL_MARK_LOCKED) {
    refuse(r, -1, forum);
    return;
  }
  const uint64_t bit = (uint64_t)1 << forum;
  pl_audience *audience = &r->draft.audience;
  if (audience->words & PL_AUDIENCE_FORUMS && r->brief->forums_joined & bit) { /* the word becomes their names */
    audience->words = (uint8_t)(audience->words & ~PL_AUDIENCE_FORUMS);
    audience->forums |= r->brief->forums_joined;
  }
  if (!may_name(r)) audience->forums &= bit; /* one forum at a time */
  audience->forums ^= bit;
  r->draft.is_public = false;
  pl_round_touch(r);
}

void pl_round_press_word(round_screen *r, uint8_t word) {
  const bool was = word && r->draft.audience.words & word;
  r->draft.is_public = false;
  r->draft.audience = (pl_audience){.words = was ? 0 : word};
  pl_round_touch(r);
}

/* ---- the row above the board ---- */

enum { NARROW = 800, HIGH = 44 };

typedef struct flow { /* left to right, then on the next line */
  pl_rect area;
  float x, y, high;
  bool is_one_line;   /* what does not fit is left out */
} flow;

static bool has_place(const flow *f, float width) {
  return !f->is_one_line || f->x == f->area.x || f->x + width <= f->area.x + f->area.w;
}

static pl_rect next_place(flow *f, float width) {
  const float most = f->area.w < width ? f->area.w : width;
  if (f->x > f->area.x && f->x + most > f->area.x + f->area.w) {
    f->x = f->area.x;
    f->y += f->high + PL_SPACE_2;
  }
  const pl_rect at = {f->x, f->y, most, f->high};
  f->x += most + PL_SPACE_2;
  return at;
}

static float chip_width(const round_screen *r, const char *label) {
  const pl_font font = pl_round_font(PL_FONT_SMALL, 600, PL_COLOUR_TEXT);
  return pl_font_width(r->canvas, &font, label) + 58;
}

static bool put_word(round_screen *r, flow *f, const char *label, bool is_chosen) {
  if (!has_place(f, chip_width(r, label))) return false;
  pl_ui_push(r->ui, label); /* each within names of its own: arrows go from chip to chip */
  pl_round_step_here(r, 2, label);
  const bool is_pressed = pl_choice(r->ui, next_place(f, chip_width(r, label)), label, is_chosen, true, NULL);
  pl_ui_pop(r->ui);
  return is_pressed;
}

static const char *banner_text(const round_screen *r, round_subject subject, float width) {
  if (width < NARROW || r->is_low) return PL_TEXT("Who?");
  return subject == ROUND_ORDER ? PL_TEXT("Who receives new items?") : PL_TEXT("Who receives it?");
}

static float banner_width(const round_screen *r, const char *text) {
  const pl_font font = pl_round_font(PL_FONT_BODY, 600, PL_COLOUR_TEXT);
  return pl_font_width(r->canvas, &font, text) + 58;
}

static void put_banner(round_screen *r, flow *f) {
  const char *text = banner_text(r, r->draft.subject, f->area.w);
  const pl_font number = pl_round_font(PL_FONT_BODY, 700, PL_COLOUR_SHARE);
  const pl_font font = pl_round_font(PL_FONT_BODY, 600, PL_COLOUR_TEXT);
  const pl_rect at = next_place(f, banner_width(r, text));
  const float base = at.y + at.h / 2 + 8;
  pl_draw_fill_round(r->canvas, at, PL_RADIUS_CONTROL, pl_fade(PL_COLOUR_SEA, 0.9f));
  pl_draw_outline(r->canvas, at, PL_RADIUS_CONTROL, 2, PL_COLOUR_SHARE);
  pl_draw_text(r->canvas, (pl_point){at.x + PL_SPACE_4, base}, PL_ALIGN_LEFT, &number, "2");
  pl_draw_text_fit(r->canvas, (pl_point){at.x + 42, base}, PL_ALIGN_LEFT, at.w - 50, &font, text);
}

static float forum_width(const round_screen *r, int forum) {
  return chip_width(r, pl_short_name_of_forum(r->voice, forum)) + 50;
}

/* A hub as a chip: its mark, its short name, and whether it is chosen. */
static void put_forum(round_screen *r, flow *f, int forum) {
  const char *name = pl_short_name_of_forum(r->voice, forum);
  const bool is_locked = r->forum_mark[forum] == PL_MARK_LOCKED;
  const bool is_chosen = is_chosen_forum(r, forum);
  if (!has_place(f, forum_width(r, forum))) return;
  pl_buffer why = {0};
  const pl_rect at = next_place(f, forum_width(r, forum));
  pl_ui_push_number(r->ui, forum);
  if (!is_locked || is_chosen) pl_round_step_here(r, 2, name); /* the first that can be pressed */
  if (pl_round_is_looked_at(r, at, name)) pl_round_explain(r, -1, forum, &why);
  const bool is_pressed = pl_choice(r->ui, at, name, is_chosen, !is_locked || is_chosen, pl_buffer_text(&why));
  pl_ui_pop(r->ui);
  if (!is_locked || is_chosen) pl_tooltip_last(r->ui, pl_buffer_text(&why));
  pl_buffer_clear(&why);
  if (r->app->board && at.w > 110)
    pl_board_draw_hub(r->canvas, r->app->board, forum, (pl_point){at.x + 22, at.y + at.h / 2}, 13);
  if (is_pressed) pl_round_press_forum(r, forum);
}

static void put_public(round_screen *r, flow *f) {
  const bool is_order = r->draft.subject == ROUND_ORDER;
  if (!pl_game_offers(r->game, is_order ? PL_ACTION_PUBLISH : PL_ACTION_SHARE_PUBLIC)) return;
  pl_decision decision = {.seat = r->brief->seat, .action = PL_ACTION_SHARE_PUBLIC, .iid = r->draft.iid,
                          .flag = r->draft.is_tear};
  pl_error why = {.status = PL_OK};
  const bool is_possible = is_order || pl_round_check(r, &decision, &why) == PL_OK;
  const char *label = PL_TEXT("Public");
  if (!has_place(f, chip_width(r, label))) return;
  if (!pl_choice(r->ui, next_place(f, chip_width(r, label)), label, r->draft.is_public,
                 is_possible || r->draft.is_public, why.text))
    return;
  r->draft.is_public = !r->draft.is_public;
  pl_round_touch(r);
}

static int shown_forums(const round_screen *r) {
  enum { FEW = 6 };
  return r->scenario->forum_count < FEW ? r->scenario->forum_count : FEW;
}

/* One's own forums first, as far as there is room; the list has all of them. Returns how many. */
static int list_forums(const round_screen *r, int listed[PL_MAX_FORUMS]) {
  const int most = shown_forums(r);
  int count = 0;
  for (int is_other = 0; is_other < 2; is_other++)
    for (int forum = 0; forum < r->scenario->forum_count && count < most; forum++)
      if (r->brief->forums[forum].is_member != is_other) listed[count++] = forum;
  return count;
}

static void put_forums(round_screen *r, flow *f) {
  int listed[PL_MAX_FORUMS];
  const int count = list_forums(r, listed);
  for (int i = 0; i < count; i++) put_forum(r, f, listed[i]);
}

static void put_switches(round_screen *r, flow *f) {
  const bool is_item = r->draft.subject == ROUND_ITEM;
  const bool is_one = r->look.is_there && (r->look.decision.action == PL_ACTION_SHARE_FORUM ||
                                           (r->look.decision.action == PL_ACTION_SHARE &&
                                            pl_word_count(r->draft.audience.forums) == 1 && !r->draft.audience.words &&
                                            pl_set_is_empty(&r->draft.audience.states)));
  if (is_item && put_word(r, f, PL_TEXT("As a tear-line"), r->draft.is_tear)) {
    r->draft.is_tear = !r->draft.is_tear;
    pl_round_touch(r);
  }
  if (is_item)
    pl_tooltip_last(r->ui, PL_TEXT("One label more open and less of the content; the source runs less risk."));
  if (!is_item || !is_one || !pl_game_offers(r->game, PL_ACTION_SHARE_FORUM) || !may_name(r)) return;
  if (put_word(r, f, PL_TEXT("Through that forum only"), r->draft.is_forum_only)) {
    r->draft.is_forum_only = !r->draft.is_forum_only;
    pl_round_touch(r);
  }
}

/* With every chip that there may be in this round, whatever is chosen. */
static float height_for(const round_screen *r, round_subject subject, pl_rect area) {
  flow f = {.area = area, .x = area.x, .y = area.y, .high = HIGH};
  int listed[PL_MAX_FORUMS];
  const int count = list_forums(r, listed);
  const bool is_item = subject == ROUND_ITEM;
  const char *const named[] = {PL_TEXT("All"), PL_TEXT("Allies"), PL_TEXT("My forums")};
  next_place(&f, banner_width(r, banner_text(r, subject, area.w)));
  for (int i = 0; i < count; i++) next_place(&f, forum_width(r, listed[i]));
  for (int i = 0; i < (r->scenario->forum_count ? 3 : 2) && may_name(r); i++) next_place(&f, chip_width(r, named[i]));
  if (pl_game_offers(r->game, is_item ? PL_ACTION_SHARE_PUBLIC : PL_ACTION_PUBLISH))
    next_place(&f, chip_width(r, PL_TEXT("Public")));
  next_place(&f, chip_width(r, PL_TEXT("Nobody")));
  next_place(&f, chip_width(r, PL_TEXT("List…")));
  if (is_item) next_place(&f, chip_width(r, PL_TEXT("As a tear-line")));
  if (is_item && may_name(r) && pl_game_offers(r->game, PL_ACTION_SHARE_FORUM))
    next_place(&f, chip_width(r, PL_TEXT("Through that forum only")));
  return f.y + f.high - area.y;
}

float pl_round_audience_height(const round_screen *r, pl_rect area) {
  if (!r->brief->is_state || r->is_low) return HIGH;
  const float item = height_for(r, ROUND_ITEM, area), order = height_for(r, ROUND_ORDER, area);
  return item > order ? item : order;
}

static void put_words(round_screen *r, flow *f) {
  const uint8_t words = r->draft.is_public ? 0 : r->draft.audience.words;
  if (!may_name(r)) return;
  if (put_word(r, f, PL_TEXT("All"), words & PL_AUDIENCE_ALL)) pl_round_press_word(r, PL_AUDIENCE_ALL);
  if (put_word(r, f, PL_TEXT("Allies"), words & PL_AUDIENCE_ALLIES)) pl_round_press_word(r, PL_AUDIENCE_ALLIES);
  if (r->scenario->forum_count && put_word(r, f, PL_TEXT("My forums"), words & PL_AUDIENCE_FORUMS))
    pl_round_press_word(r, PL_AUDIENCE_FORUMS);
}

static void put_list(round_screen *r, pl_rect at) {
  pl_round_step_here(r, 2, PL_TEXT("List…"));
  if (!pl_button(r->ui, at, PL_TEXT("List…"), NULL, PL_BUTTON_PLAIN, true, NULL)) return;
  r->dialog = ROUND_ASKS_AUDIENCE;
  pl_round_touch(r);
}

/* One row: the forums, and whatever else finds a place before the list, which has all of it. */
static void put_one_row(round_screen *r, pl_rect area) {
  pl_rect row = {area.x, area.y, area.w, HIGH};
  const pl_rect list = pl_cut_right(&row, chip_width(r, PL_TEXT("List…")));
  pl_cut_right(&row, PL_SPACE_2);
  flow f = {row, row.x, row.y, HIGH, true};
  put_banner(r, &f);
  put_forums(r, &f);
  put_words(r, &f);
  put_list(r, list);
}

float pl_round_audience_rest(round_screen *r, pl_rect area) {
  flow f = {.area = area, .x = area.x, .y = area.y, .high = HIGH};
  put_public(r, &f);
  put_switches(r, &f);
  return f.x > area.x || f.y > area.y ? f.y + f.high - area.y : 0;
}

static void put_rows(round_screen *r, flow *f) {
  put_banner(r, f);
  put_forums(r, f);
  put_words(r, f);
  put_public(r, f);
  const bool is_nobody = !r->draft.is_public && pl_audience_is_empty(&r->draft.audience);
  if (put_word(r, f, PL_TEXT("Nobody"), is_nobody)) pl_round_press_word(r, 0);
  put_list(r, next_place(f, chip_width(r, PL_TEXT("List…"))));
  put_switches(r, f);
}

float pl_round_audience_bar(round_screen *r, pl_rect area) {
  flow f = {.area = area, .x = area.x, .y = area.y, .high = HIGH};
  if (!pl_round_has_audience(r)) return 0;
  pl_ui_push(r->ui, "audience");
  if (r->is_low)
    put_one_row(r, area);
  else
    put_rows(r, &f);
  pl_ui_pop(r->ui);
  return f.y + f.high - area.y;
}
