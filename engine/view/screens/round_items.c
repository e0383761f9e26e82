/* Step 1: what one shares. The standing order is the first card, then come the items one can decide about; what is too
 * old to decide about, and what others sent, is folded away. */
#include "round.h"

#include <string.h>

enum { INSET = PL_SPACE_4, BADGE = 44 };

/* A card's text is composed first: its height is known before it is drawn. */
typedef struct card {
  pl_buffer text;   /* paragraphs, a line each */
  bool has_label;
  pl_label label;
  bool has_quality;
  pl_q16 quality;
  char foot[96];    /* beside the boxes of quality */
} card;

/* ---- words ---- */

static void put_headline(const round_screen *r, pl_buffer *out, pl_iid iid) {
  const pl_brief_incident *incident = pl_brief_incident_of(r->brief, iid);
  pl_buffer_add_text(out, PL_BOLD);
  pl_put_incident(out, r->voice, iid);
  pl_buffer_add_text(out, PL_PLAIN);
  if (pl_iid_incident(iid) < 0)
    pl_buffer_add_format(out, PL_DIM " · %s" PL_PLAIN, pl_phrase_adversary(r->voice, (int)(iid >> 16)));
  else if (incident)
    pl_buffer_add_format(out, PL_DIM " · %s" PL_PLAIN, pl_family_word(incident->family));
}

static void put_at_home(const round_screen *r, pl_buffer *out, pl_iid iid) {
  const pl_brief_incident *incident = pl_brief_incident_of(r->brief, iid);
  if (incident && incident->contained)
    pl_buffer_add_format(out, PL_BAD " %s" PL_PLAIN, PL_TEXT("Found at home."));
  if (incident && incident->is_over) pl_buffer_add_format(out, " %s", PL_TEXT("The incident is over."));
}

static void put_sent(const round_screen *r, pl_buffer *out, const pl_brief_item *item) {
  if (pl_set_is_empty(&item->sent))
    pl_buffer_add_text(out, PL_TEXT("Yours; nobody has it yet."));
  else
    pl_buffer_add_format(out, PL_TEXT("Yours; sent to %s."), pl_phrase_states(r->voice, &item->sent));
  if (item->is_burnt) pl_buffer_add_format(out, PL_BAD " %s" PL_PLAIN, PL_TEXT("The source is burnt."));
  if (item->is_open && item->is_single)
    pl_buffer_add_format(out, " %s", PL_TEXT("Your standing order no longer decides about it."));
  if (!item->is_open) pl_buffer_add_format(out, " %s", PL_TEXT("Nothing left to decide about it."));
}

/* What was decided about the item in this round. */
static void put_decided(const round_screen *r, pl_buffer *out, pl_iid iid) {
  for (size_t i = 0; i < r->pending_count; i++) {
    const pl_decision *d = &r->pending[i];
    if (!(pl_action_arguments(r->scenario, d->action) & PL_ARGUMENT_ITEM) || d->iid != iid) continue;
    pl_buffer_add_text(out, "\n" PL_GOOD);
    pl_put_decision(out, r->game, d);
    pl_buffer_add_text(out, PL_PLAIN);
  }
}

/* ---- a card ---- */

static void put_label_line(const round_screen *r, pl_rect *at, const card *c) {
  if (!c->has_label) return;
  pl_draw_label(r->canvas, (pl_point){at->x, at->y}, PL_FONT_FLOOR, c->label, false);
  at->y += PL_FONT_FLOOR * PL_LINE_TEXT + PL_SPACE_2;
}

static void put_foot(const round_screen *r, pl_rect *at, const card *c) {
  const pl_font font = pl_round_font(PL_FONT_FLOOR, 400, PL_COLOUR_MUTED);
  if (!c->has_quality) return;
  const pl_point base = {at->x, at->y + 18};
  float x = at->x + pl_draw_text(r->canvas, base, PL_ALIGN_LEFT, &font, PL_TEXT("Quality")) + PL_SPACE_2;
  x += pl_round_boxes(r, (pl_point){x, at->y + 5}, c->quality) + PL_SPACE_1;
  pl_draw_text_fit(r->canvas, (pl_point){x, base.y}, PL_ALIGN_LEFT, at->x + at->w - x, &font, c->foot);
}

/* Where no label line is above it, the text leaves room for the badge. */
static float text_width(float width, const card *c) { return width - 2 * INSET - (c->has_label ? 0 : BADGE - INSET); }

static float height_of(const round_screen *r, float width, const card *c) {
  float height = pl_round_text_height(r, text_width(width, c), PL_FONT_SMALL, 400, pl_buffer_text(&c->text));
  if (c->has_label) height += PL_FONT_FLOOR * PL_LINE_TEXT + PL_SPACE_2;
  if (c->has_quality) height += 26;
  return height + 2 * PL_SPACE_3;
}

static void draw_card(const round_screen *r, pl_rect rect, const card *c, bool is_enabled) {
  pl_rect inside = {rect.x + INSET, rect.y + PL_SPACE_3, rect.w - 2 * INSET, rect.h};
  put_label_line(r, &inside, c);
  inside.w = text_width(rect.w, c);
  const pl_colour colour = is_enabled ? PL_COLOUR_TEXT : PL_COLOUR_MUTED;
  pl_round_text(r, &inside, PL_FONT_SMALL, 400, colour, pl_buffer_text(&c->text));
  put_foot(r, &inside, c);
}

/* Puts a card and tells whether it was pressed; the text is cleared. */
static bool put_card(round_screen *r, pl_rect *at, card *c, const char *label, bool is_selected, bool is_enabled,
                     const char *why) {
  const pl_rect rect = {at->x, at->y, at->w, height_of(r, at->w, c)};
  const pl_touch touch = pl_card(r->ui, rect, label, is_selected, is_enabled, why);
  if (is_enabled && !is_selected) pl_round_open_ring(r, rect);
  draw_card(r, rect, c, is_enabled);
  at->y += rect.h + PL_SPACE_3;
  pl_buffer_clear(&c->text);
  return touch.is_pressed;
}

/* ---- the standing order ---- */

static void put_order_text(const round_screen *r, pl_buffer *out) {
  const pl_seat_orders *o = &r->orders;
  pl_buffer_add_format(out, PL_BOLD "%s" PL_PLAIN "\n", PL_TEXT("New items"));
  pl_buffer_add_format(out, o->publish ? PL_TEXT("Standing order: up to TLP:AMBER they are published; others go to %s.")
                                       : PL_TEXT("Standing order: they go to %s."),
                       pl_phrase_audience(r->voice, &o->posture));
  if (o->hold)
    pl_buffer_add_format(out, PL_TEXT(" Those on %s wait for your word."), pl_phrase_families(r->voice, o->hold));
  if (!pl_audience_is_empty(&o->tear))
    pl_buffer_add_format(out, PL_TEXT(" Where nothing else reaches, a tear-line goes to %s."),
                         pl_phrase_audience(r->voice, &o->tear));
}

static void put_order(round_screen *r, pl_rect *at) {
  card c = {.has_label = false};
  if (!pl_game_offers(r->game, PL_ACTION_POSTURE)) return;
  put_order_text(r, &c.text);
  pl_ui_push(r->ui, "order"); /* arrows go from card to card as from equal to equal */
  if (r->draft.subject != ROUND_ITEM) pl_round_step_here(r, 1, PL_TEXT("New items"));
  if (put_card(r, at, &c, PL_TEXT("New items"), r->draft.subject == ROUND_ORDER, true, NULL)) pl_round_choose_order(r);
  pl_ui_pop(r->ui);
}

/* ---- items ---- */

static void compose_own(const round_screen *r, const pl_brief_item *item, card *c) {
  const pl_text *text = pl_text_about(r->scenario, item->iid, r->brief->seat);
  c->has_label = c->has_quality = true;
  c->label = item->label;
  c->quality = item->quality;
  pl_buffer foot = {0};
  pl_buffer_add_format(&foot, PL_TEXT("%d\xC2\xA0%% · %s"), pl_percent(item->quality), pl_round_age(r, item->birth));
  SDL_strlcpy(c->foot, pl_buffer_text(&foot), sizeof c->foot);
  pl_buffer_clear(&foot);
  put_headline(r, &c->text, item->iid);
  if (item->is_open && text && *pl_text_in(text, r->voice->language)) {
    pl_buffer_add_text(&c->text, "\n");
    pl_put_scenario_text(&c->text, r->voice, text);
  }
  pl_buffer_add_text(&c->text, "\n" PL_DIM);
  put_sent(r, &c->text, item);
  put_at_home(r, &c->text, item->iid);
  pl_buffer_add_text(&c->text, PL_PLAIN);
  put_decided(r, &c->text, item->iid);
}

static void put_own(round_screen *r, pl_rect *at, const pl_brief_item *item) {
  card c = {.has_label = false};
  pl_buffer name = {0};
  const bool is_chosen = r->draft.subject == ROUND_ITEM && r->draft.iid == item->iid;
  compose_own(r, item, &c);
  pl_put_incident(&name, r->voice, item->iid);
  pl_ui_push_number(r->ui, (int)item->iid);
  if (item->is_open && (is_chosen || r->draft.subject != ROUND_ITEM)) pl_round_step_here(r, 1, pl_buffer_text(&name));
  if (put_card(r, at, &c, pl_buffer_text(&name), is_chosen, item->is_open,
               PL_TEXT("It is too old to decide about, or its incident is over.")))
    pl_round_choose_item(r, item->iid);
  pl_ui_pop(r->ui);
  pl_buffer_clear(&name);
}

/* What to do with the chosen item. */
typedef struct intent_row {
  round_intent intent;
  const char *label;
  bool is_offered;
} intent_row;

enum { INTENTS = 3, TICK = 54 };

static float intent_width(const round_screen *r, const intent_row *row) {
  const pl_font font = pl_round_font(PL_FONT_SMALL, 600, PL_COLOUR_TEXT);
  return row->is_offered ? pl_font_width(r->canvas, &font, row->label) + TICK + PL_SPACE_2 : 0;
}

/* As many as fit beside each other, stretched to the whole width. Returns the first that is left. */
static int put_intent_line(round_screen *r, pl_rect *at, const intent_row *rows, int from) {
  const float room = at->w + PL_SPACE_2;
  float needed = intent_width(r, &rows[from]);
  int end = from + 1;
  while (end < INTENTS && needed + intent_width(r, &rows[end]) <= room) needed += intent_width(r, &rows[end++]);
  pl_rect place = {at->x, at->y, 0, 44};
  for (int i = from; i < end; i++) {
    if (!rows[i].is_offered) continue;
    place.w = intent_width(r, &rows[i]) * room / needed - PL_SPACE_2;
    if (pl_choice(r->ui, place, rows[i].label, r->draft.intent == rows[i].intent, true, NULL)) {
      r->draft.intent = rows[i].intent;
      pl_round_touch(r);
    }
    place.x += place.w + PL_SPACE_2;
  }
  if (needed > 0) at->y += 44 + PL_SPACE_2;
  return end;
}

static void put_intents(round_screen *r, pl_rect *at) {
  const bool may_share = pl_game_offers(r->game, PL_ACTION_SHARE) || pl_game_offers(r->game, PL_ACTION_SHARE_FORUM) ||
                         pl_game_offers(r->game, PL_ACTION_SHARE_PUBLIC);
  const intent_row rows[INTENTS] = {
      {ROUND_SHARE, PL_TEXT("Share"), may_share},
      {ROUND_WITHHOLD, PL_TEXT("Keep back"), pl_game_offers(r->game, PL_ACTION_WITHHOLD)},
      {ROUND_RELEASE, PL_TEXT("Standing order"), pl_game_offers(r->game, PL_ACTION_RELEASE)},
  };
  at->y -= PL_SPACE_1;
  pl_ui_push(r->ui, "intent");
  for (int i = 0; i < INTENTS;) i = put_intent_line(r, at, rows, i);
  pl_ui_pop(r->ui);
}

static int put_own_items(round_screen *r, pl_rect *at, bool is_open) {
  int count = 0;
  for (size_t i = 0; i < r->brief->item_count; i++) {
    const pl_brief_item *item = &r->brief->items[i];
    if (!item->is_own || item->is_open != is_open) continue;
    count++;
    if (!at) continue;
    put_own(r, at, item);
    if (r->draft.subject == ROUND_ITEM && r->draft.iid == item->iid) put_intents(r, at);
  }
  return count;
}

/* ---- what others sent ---- */

static void put_received(round_screen *r, pl_rect *at, const pl_brief_incident *incident,
                         const pl_brief_received *all) {
  card c = {.has_label = true, .label = all->label, .has_quality = true, .quality = all->quality};
  pl_buffer foot = {0}, name = {0};
  pl_buffer_add_format(&foot, PL_TEXT("%d\xC2\xA0%% · %s"), pl_percent(all->quality), pl_round_age(r, all->last));
  SDL_strlcpy(c.foot, pl_buffer_text(&foot), sizeof c.foot);
  pl_buffer_clear(&foot);
  put_headline(r, &c.text, incident->iid);
  pl_buffer_add_text(&c.text, "\n");
  pl_buffer_add_format(&c.text, all->is_tear_only ? PL_TEXT("Tear-lines from %s.") : PL_TEXT("Originator: %s."),
                       pl_phrase_states(r->voice, &all->from));
  pl_buffer_add_format(&c.text, PL_TEXT(" In all you know %d\xC2\xA0%% of it."), pl_percent(incident->knowledge));
  put_at_home(r, &c.text, incident->iid);
  pl_put_incident(&name, r->voice, incident->iid);
  pl_ui_push_number(r->ui, (int)incident->iid);
  put_card(r, at, &c, pl_buffer_text(&name), false, false,
           PL_TEXT("It is not yours to share. Passing on what others sent is a standing order of its own."));
  pl_ui_pop(r->ui);
  pl_buffer_clear(&name);
}

static int put_received_items(round_screen *r, pl_rect *at) {
  int count = 0;
  for (size_t i = r->brief->incident_count; i-- > 0;) {
    const pl_brief_received all = pl_brief_received_about(r->brief, r->brief->incidents[i].iid);
    if (!all.count) continue;
    count++;
    if (at) put_received(r, at, &r->brief->incidents[i], &all);
  }
  return count;
}

/* ---- all of them ---- */

static void put_rest(round_screen *r, pl_rect *at) {
  const int count = put_own_items(r, NULL, false) + put_received_items(r, NULL);
  pl_buffer label = {0};
  if (!count) return;
  if (r->shows_rest)
    pl_buffer_add_format(
        &label, PL_TEXTS("Hide %d older or received entry", "Hide %d older or received entries", count), count);
  else
    pl_buffer_add_format(
        &label, PL_TEXTS("Show %d older or received entry", "Show %d older or received entries", count), count);
  if (pl_button(r->ui, (pl_rect){at->x, at->y, at->w, 40}, pl_buffer_text(&label), NULL, PL_BUTTON_QUIET, true, NULL))
    r->shows_rest = !r->shows_rest;
  pl_buffer_clear(&label);
  at->y += 40 + PL_SPACE_2;
  if (!r->shows_rest) return;
  pl_ui_push(r->ui, "rest");
  put_own_items(r, at, false);
  put_received_items(r, at);
  pl_ui_pop(r->ui);
}

float pl_round_items(round_screen *r, pl_rect area) {
  pl_rect at = area;
  pl_round_heading(r, &at, 1, PL_TEXT("What do you share?"), "");
  pl_ui_push(r->ui, "items");
  put_order(r, &at);
  if (!put_own_items(r, &at, true)) {
    pl_round_text(r, &at, PL_FONT_FLOOR, 400, PL_COLOUR_MUTED,
                  PL_TEXT("You have no item of your own to decide about now. New items follow your standing order."));
    at.y += PL_SPACE_3;
  }
  put_rest(r, &at);
  pl_ui_pop(r->ui);
  return at.y - area.y;
}
