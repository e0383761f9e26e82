/* What if: choosing. A seat, a round, and what could have been otherwise there, each a card that is played at once. */
#include <stdio.h>

#include "chip_grid.h"
#include "what_if.h"

enum { ROW = 48, ARROW = 48, DAYS = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY };

/* ‹ what ›; returns −1, 0 or 1. */
static int put_turner(what_if_screen *w, pl_rect row, const char *name, const char *what, bool has_before,
                      bool has_after) {
  pl_ui *ui = w->app->ui;
  const pl_font font = {.size = PL_FONT_BODY, .weight = 600, .colour = PL_COLOUR_TEXT, .is_tabular = true};
  int step = 0;
  pl_ui_push(ui, name);
  if (pl_button(ui, pl_cut_left(&row, ARROW), "‹", NULL, PL_BUTTON_PLAIN, has_before, NULL)) step = -1;
  if (pl_button(ui, pl_cut_right(&row, ARROW), "›", NULL, PL_BUTTON_PLAIN, has_after, NULL)) step = 1;
  pl_ui_pop(ui);
  pl_draw_text_fit(pl_ui_canvas(ui), (pl_point){row.x + row.w / 2, row.y + 31}, PL_ALIGN_CENTRE, row.w - PL_SPACE_4,
                   &font, what);
  return step;
}

static void put_seat(what_if_screen *w, pl_rect *panel) {
  const int seats = pl_scenario_seat_count(w->voice.scenario);
  const int step = put_turner(w, pl_cut_top(panel, ROW), "seat", pl_name_of_seat(&w->voice, w->seat), w->is_any_seat,
                              w->is_any_seat);
  pl_cut_top(panel, PL_SPACE_2);
  if (step) pl_what_if_look_at(w, w->round, (w->seat + step + seats) % seats);
}

static void put_round(what_if_screen *w, pl_rect *panel) {
  pl_buffer what = {0};
  pl_buffer_add_format(&what, PL_TEXT("Round %d · days %d–%d"), w->round + 1, w->round * DAYS + 1,
                       (w->round + 1) * DAYS);
  const int step = put_turner(w, pl_cut_top(panel, ROW), "round", pl_buffer_text(&what), w->round > 0,
                              w->round + 1 < w->rounds);
  pl_buffer_clear(&what);
  pl_cut_top(panel, PL_SPACE_3);
  if (!step) return;
  pl_what_if_look_at(w, w->round + step, w->seat);
  pl_board_seek(w->app->board, (double)w->round * PL_TICKS_PER_ROUND + 1);
}

void pl_what_if_put_others(what_if_screen *w, pl_rect *at) {
  const char *names[] = {[PL_OTHERS_RECORDED] = PL_TEXT("As recorded"), [PL_OTHERS_BOTS] = PL_TEXT("Bots answer")};
  const char *why[] = {
      [PL_OTHERS_RECORDED] = PL_TEXT("all other decisions stay as they were; what has become impossible lapses"),
      [PL_OTHERS_BOTS] = PL_TEXT("from the next round on bots decide anew; what people decided stays")};
  if (!w->app->options->bots) return;
  pl_grid_question(w->app->ui, at, PL_TEXT("Everybody else"));
  pl_grid grid = pl_grid_of(*at, at->w / 2 - PL_SPACE_2);
  pl_ui_push(w->app->ui, "others");
  for (int i = 0; i < 2; i++) {
    if (pl_choice(w->app->ui, pl_grid_next(&grid), names[i], w->others == (pl_others)i, true, NULL))
      pl_what_if_let_others(w, (pl_others)i);
    pl_tooltip_last(w->app->ui, why[i]);
  }
  pl_ui_pop(w->app->ui);
  pl_grid_end(&grid, at);
}

/* ---- the list ---- */

static const char *heading_of(pl_offer_kind kind) {
  static const char *const names[PL_OFFERS] = {[PL_OFFER_ITEM] = PL_LATER("What it had found out"),
                                               [PL_OFFER_ORDER] = PL_LATER("Its standing order"),
                                               [PL_OFFER_TAKE_BACK] = PL_LATER("What it decided"),
                                               [PL_OFFER_ANSWER] = PL_LATER("Its answers")};
  return PL_TEXT(names[kind]);
}

/* A card of so many words; `number` tells it from others. *height: of it. */
static bool put_card(what_if_screen *w, pl_rect at, int number, pl_buffer *text, float *height) {
  pl_ui *ui = w->app->ui;
  pl_canvas *canvas = pl_ui_canvas(ui);
  const pl_font font = {.size = PL_FONT_SMALL, .weight = 500, .colour = PL_COLOUR_TEXT};
  const pl_rect words = {at.x + PL_SPACE_4, at.y + PL_SPACE_2 + 2, at.w - 2 * PL_SPACE_4, 0};
  *height = pl_draw_text_wrap(canvas, words, &font, pl_buffer_text(text), true) + 2 * PL_SPACE_2 + 4;
  pl_ui_push_number(ui, number);
  const pl_touch touch = pl_door(ui, (pl_rect){at.x, at.y, at.w, *height}, pl_buffer_text(text), true, NULL);
  pl_ui_pop(ui);
  pl_draw_text_wrap(canvas, words, &font, pl_buffer_text(text), false);
  pl_buffer_clear(text);
  return touch.is_pressed;
}

/* Returns the height. */
static float put_offer(what_if_screen *w, pl_rect at, int i) {
  pl_buffer text = {0};
  float height;
  pl_put_offer(&text, &w->voice, &w->offer[i]);
  if (put_card(w, at, i, &text, &height)) pl_what_if_choose(w, i);
  return height;
}

/* The last of those that differ in their audience only. */
static bool is_last_of_its_kind(const what_if_screen *w, int i) {
  const pl_offer *offer = &w->offer[i], *next = &w->offer[i + 1];
  if (offer->kind != PL_OFFER_ITEM && offer->kind != PL_OFFER_ORDER) return false;
  return i + 1 >= (int)w->offer_count || next->kind != offer->kind ||
         next->turn[0].decision.iid != offer->turn[0].decision.iid;
}

/* Any other audience than those that are offered, below them. */
static float put_any_audience(what_if_screen *w, pl_rect at, int i) {
  const bool is_item = w->offer[i].kind == PL_OFFER_ITEM;
  pl_buffer text = {0};
  float height;
  pl_cut_left(&at, PL_SPACE_6);
  pl_buffer_add_text(&text, is_item ? PL_TEXT("Choose who receives it …") : PL_TEXT("Choose who receives them …"));
  if (put_card(w, at, PL_COMPOSED_OFFER + i, &text, &height)) pl_what_if_ask_audience(w, &w->offer[i]);
  return height;
}

static float put_nothing(what_if_screen *w, pl_rect at) {
  const pl_font font = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  char text[256];
  snprintf(text, sizeof text, PL_TEXT("In this round there was nothing that %s could have decided otherwise."),
           pl_phrase_state(&w->voice, w->seat));
  return pl_draw_text_wrap(pl_ui_canvas(w->app->ui), at, &font, text, false);
}

static float put_offers(what_if_screen *w, pl_rect at) {
  const pl_font head = {.size = PL_FONT_SMALL, .weight = 600, .colour = PL_COLOUR_MUTED};
  const float top = at.y;
  pl_what_if_put_others(w, &at);
  for (int i = 0; i < (int)w->offer_count && w->chosen < 0; i++) {
    const pl_offer_kind kind = w->offer[i].kind;
    if (!i || w->offer[i - 1].kind != kind) {
      at.y += i ? PL_SPACE_3 : 0;
      at.y += pl_draw_text_wrap(pl_ui_canvas(w->app->ui), at, &head, heading_of(kind), false) + PL_SPACE_1;
    }
    at.y += put_offer(w, at, i) + PL_SPACE_2;
    if (w->chosen < 0 && is_last_of_its_kind(w, i)) at.y += put_any_audience(w, at, i) + PL_SPACE_2;
  }
  if (!w->offer_count) at.y += put_nothing(w, at);
  return at.y - top;
}

void pl_what_if_put_choice(what_if_screen *w, pl_rect panel) {
  pl_ui *ui = w->app->ui;
  const char *back = PL_TEXT("Back");
  pl_rect foot = pl_what_if_foot(w, &panel);
  if (w->is_any_seat) put_seat(w, &panel);
  put_round(w, &panel);
  pl_rect inside = pl_scroll_begin(ui, panel, "offers", &w->list);
  inside.w -= PL_SPACE_4;
  pl_scroll_end(ui, put_offers(w, inside) + PL_SPACE_3);
  const pl_rect at = pl_cut_right(&foot, pl_button_width(ui, back, "Esc"));
  if (pl_button(ui, at, back, "Esc", PL_BUTTON_PLAIN, true, NULL)) pl_app_go(w->app, w->app->what_if.from);
}
