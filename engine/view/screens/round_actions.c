/* Everything else a seat can do: a button for each action that the scenario offers and that no other part of the screen
 * is about. They are made from the action table and the scenario's own actions; pressing one asks for what its
 * arguments are (round_dialog.c), so that a new action needs no code here.
 *
 * An action whose every target would be refused stays visible, disabled, with the reason of the first. */
#include "round.h"

#include <stdlib.h>

/* Actions that other parts of the screen are about. */
static bool has_a_place(const round_screen *r, int action) {
  switch (action) {
  case PL_ACTION_POSTURE:
  case PL_ACTION_SPLIT:
  case PL_ACTION_SHARE:
  case PL_ACTION_SHARE_FORUM:
  case PL_ACTION_SHARE_PUBLIC:
  case PL_ACTION_WITHHOLD:
  case PL_ACTION_RELEASE:
  case PL_ACTION_ANSWER: return true;
  case PL_ACTION_PUBLISH: return pl_game_offers(r->game, PL_ACTION_POSTURE);
  default: return false;
  }
}

static bool has_applicant(const round_screen *r) {
  for (int f = 0; r->brief->forums && f < r->scenario->forum_count; f++)
    if (r->brief->forums[f].applicant != PL_NONE) return true;
  return false;
}

static bool is_shown(const round_screen *r, int action) {
  if (has_a_place(r, action)) return false;
  if (action < PL_ACTIONS && !r->brief->is_state) return false;
  return pl_game_offers(r->game, action) || (action == PL_ACTION_VOTE && has_applicant(r));
}

/* How many things the action could be aimed at; 1: nothing is asked. */
static int target_count(const round_screen *r, unsigned arguments) {
  if (arguments & PL_ARGUMENT_STATE) return r->scenario->state_count;
  if (arguments & (PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT)) return r->scenario->forum_count;
  if (arguments & PL_ARGUMENT_ADVERSARY) return r->scenario->adversary_count;
  return 1;
}

/* What the dialog begins with: what holds now, with a switch turned over. */
static pl_decision beginning_of(const round_screen *r, int action) {
  pl_decision d = {.seat = r->brief->seat, .action = (uint16_t)action};
  switch (action) {
  case PL_ACTION_PUBLISH: d.flag = !r->orders.publish; break;
  case PL_ACTION_ONWARD: d.flag = !r->orders.onward; break;
  case PL_ACTION_RELAY: d.flag = !r->orders.relay; break;
  case PL_ACTION_CONSENT: d.audience = r->orders.consent; break;
  case PL_ACTION_TEAR: d.audience = r->orders.tear; break;
  case PL_ACTION_HOLD: d.families = r->orders.hold; break;
  case PL_ACTION_VOTE: d.option = PL_BALLOT_YES; break;
  default: break;
  }
  return d;
}

static void find_first(const round_screen *r, round_offer *offer) {
  const unsigned arguments = pl_action_arguments(r->scenario, offer->first.action);
  const int count = target_count(r, arguments);
  pl_error error = {.status = PL_OK};
  pl_decision d = offer->first;
  offer->is_possible = false;
  offer->why[0] = 0;
  for (int i = 0; i < count && !offer->is_possible; i++) {
    if ((arguments & PL_ARGUMENT_STATE) && i == r->brief->seat) continue;
    d.target = (uint16_t)(count > 1 || arguments ? i : 0);
    offer->is_possible = pl_round_check(r, &d, &error) == PL_OK;
    if (offer->is_possible) offer->first = d;
    if (!offer->is_possible && !offer->why[0]) SDL_strlcpy(offer->why, error.text, sizeof offer->why);
  }
  if (!count)
    SDL_strlcpy(offer->why, PL_TEXT("There is nothing in this exercise that it could be about."), sizeof offer->why);
}

bool pl_round_find_offers(round_screen *r) {
  const int total = PL_ACTIONS + r->scenario->action_count;
  if (!r->offer) r->offer = calloc((size_t)total, sizeof *r->offer);
  if (!r->offer) return false;
  r->offer_count = 0;
  for (int action = 0; action < total; action++) {
    if (!is_shown(r, action)) continue;
    round_offer *offer = &r->offer[r->offer_count++];
    offer->first = beginning_of(r, action);
    find_first(r, offer);
  }
  return true;
}

/* ---- buttons ---- */

enum { LEAST_HEIGHT = 68, LEAST_WIDTH = 200 };

static void put_price(const round_screen *r, pl_buffer *out, const round_offer *offer) {
  const pl_mu cost = pl_game_cost(r->game, &offer->first);
  if (cost)
    pl_put_units(out, cost);
  else
    pl_buffer_add_text(out, PL_TEXT("no money"));
}

/* Whether it was decided in this round. */
static bool is_pending(const round_screen *r, int action) {
  for (size_t i = 0; i < r->pending_count; i++)
    if (r->pending[i].action == action) return true;
  return false;
}

static void put_text(const round_screen *r, pl_buffer *out, const round_offer *offer) {
  pl_put_action_title(out, r->game, offer->first.action);
  pl_buffer_add_text(out, "\n" PL_DIM);
  put_price(r, out, offer);
  if (is_pending(r, offer->first.action)) pl_buffer_add_format(out, " · " PL_PLAIN PL_GOOD "%s", PL_TEXT("decided"));
  pl_buffer_add_text(out, PL_PLAIN);
}

static float text_room(float width, const round_offer *offer) {
  return width - 2 * PL_SPACE_3 - (offer->is_possible ? 0 : 20);
}

static float text_height(const round_screen *r, float width, const round_offer *offer) {
  pl_buffer text = {0};
  put_text(r, &text, offer);
  const float height = pl_round_text_height(r, width, PL_FONT_FLOOR, 500, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return height;
}

static void draw_ground(const round_screen *r, pl_rect rect, const pl_touch *touch, bool is_possible) {
  const bool is_warm = touch->is_hovered && is_possible;
  pl_draw_fill_round(r->canvas, rect, PL_RADIUS_CARD,
                     !is_possible ? PL_COLOUR_PANEL : is_warm ? PL_COLOUR_SELECTED : PL_COLOUR_RAISED);
  pl_draw_outline(r->canvas, rect, PL_RADIUS_CARD, 2, is_possible ? PL_COLOUR_DIM : PL_COLOUR_LINE);
  if (!is_possible) pl_round_tick(r, (pl_point){rect.x + rect.w - 20, rect.y + 22}, false, true);
}

static void put_button(round_screen *r, pl_rect rect, const round_offer *offer) {
  pl_buffer text = {0}, title = {0}, help = {0};
  put_text(r, &text, offer);
  pl_put_action_title(&title, r->game, offer->first.action);
  pl_put_action_help(&help, r->game, offer->first.action);
  pl_ui_push_number(r->ui, offer->first.action);
  const pl_touch touch =
      pl_ui_touch(r->ui, pl_buffer_text(&title), PL_WIDGET_BUTTON, rect, offer->is_possible, false);
  pl_ui_pop(r->ui);
  pl_tooltip(r->ui, &touch, offer->is_possible ? pl_buffer_text(&help) : offer->why);
  draw_ground(r, rect, &touch, offer->is_possible);
  pl_rect inside = {rect.x + PL_SPACE_3, rect.y + PL_SPACE_2, text_room(rect.w, offer), rect.h};
  pl_round_text(r, &inside, PL_FONT_FLOOR, 500, offer->is_possible ? PL_COLOUR_TEXT : PL_COLOUR_DIM,
                pl_buffer_text(&text));
  pl_buffer_clear(&text);
  pl_buffer_clear(&title);
  pl_buffer_clear(&help);
  if (touch.is_pressed) pl_round_ask(r, &offer->first);
}

float pl_round_actions(round_screen *r, pl_rect area) {
  pl_rect at = area;
  if (!r->offer_count) return 0;
  pl_round_heading(r, &at, 0, PL_TEXT("Or something else"), "");
  pl_ui_push(r->ui, "actions");
  const int columns = at.w >= 3 * LEAST_WIDTH ? 3 : at.w >= 2 * LEAST_WIDTH ? 2 : 1;
  const float width = (at.w - PL_SPACE_2 * (float)(columns - 1)) / (float)columns;
  for (int i = 0; i < r->offer_count; i += columns) {
    float high = LEAST_HEIGHT;
    for (int k = i; k < i + columns && k < r->offer_count; k++) {
      const float needed = text_height(r, text_room(width, &r->offer[k]), &r->offer[k]) + 2 * PL_SPACE_2;
      high = needed > high ? needed : high;
    }
    for (int k = i; k < i + columns && k < r->offer_count; k++)
      put_button(r, (pl_rect){at.x + (width + PL_SPACE_2) * (float)(k - i), at.y, width, high}, &r->offer[k]);
    at.y += high + PL_SPACE_2;
  }
  pl_ui_pop(r->ui);
  return at.y - area.y;
}
