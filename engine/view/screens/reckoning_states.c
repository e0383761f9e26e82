/* How every state fared: a row for each, best first.
 *
 * Results are in per cent of a state's whole budget, so that a small state can be compared with a large one; the bar
 * begins at zero, to the right what came out on top, hollow to the left what did not. Where there is no room for all
 * columns, the last three become a second line of their row. */
#include <stdio.h>

#include "reckoning.h"

enum {
  LEAST_NAME = 80, MOST_NAME = 220, NUMBER = 100, HITS = 170, SHARE = 124, ROW = 44, ROW_TALL = 76,
  LEAST_WIDTH = 860
};

typedef struct table {
  pl_rect name, bar, number, hits, share[3]; /* columns; y and h are the row's */
  bool is_tall;
  int least, most; /* tenths of per cent at the ends of the bars' column */
  uint16_t order[PL_MAX_STATES];
} table;

static pl_font name_font(bool is_mine) {
  return (pl_font){.size = PL_FONT_BODY, .weight = is_mine ? 700 : 500, .colour = PL_COLOUR_TEXT, .is_tabular = true};
}

static const char *name_of(const pl_app *app, int state) {
  const pl_voice *voice = pl_game_voice(app->game);
  return pl_mark_of_state(voice->scenario, voice->language, state);
}

static int result_of(const pl_reckoning *reckoning, int state) {
  return pl_tenths_of_budget(&reckoning->state[state], reckoning->state[state].payoff);
}

/* Best first, as the figures are shown; among equals as they stand in the reckoning. */
static void put_in_order(table *t, const pl_reckoning *reckoning) {
  for (int i = 0; i < reckoning->state_count; i++) {
    const uint16_t state = reckoning->order[i];
    int at = i;
    for (; at > 0 && result_of(reckoning, t->order[at - 1]) < result_of(reckoning, state); at--)
      t->order[at] = t->order[at - 1];
    t->order[at] = state;
  }
}

/* As wide as the widest needs, within limits. */
static float name_width(const pl_app *app, int states) {
  const pl_font font = name_font(true);
  float widest = LEAST_NAME;
  for (int s = 0; s < states; s++) {
    const float width = pl_font_width(pl_ui_canvas(app->ui), &font, name_of(app, s)) + 28;
    if (width > widest) widest = width;
  }
  return widest < MOST_NAME ? widest : MOST_NAME;
}

static table lay_out(const pl_app *app, pl_rect row, const pl_reckoning *reckoning) {
  table t = {.is_tall = row.w < LEAST_WIDTH};
  t.name = pl_cut_left(&row, name_width(app, reckoning->state_count));
  for (int i = 2; i >= 0 && !t.is_tall; i--) t.share[i] = pl_cut_right(&row, SHARE);
  t.hits = pl_cut_right(&row, HITS);
  t.number = pl_cut_right(&row, NUMBER);
  t.bar = row;
  for (int s = 0; s < reckoning->state_count; s++) {
    const int tenths = result_of(reckoning, s);
    if (tenths < t.least) t.least = tenths;
    if (tenths > t.most) t.most = tenths;
  }
  if (t.most == t.least) t.most = t.least + 1;
  put_in_order(&t, reckoning);
  return t;
}

static float place_of(const table *t, int tenths) {
  return t->bar.x + t->bar.w * (float)(tenths - t->least) / (float)(t->most - t->least);
}

static void put_bar(pl_canvas *canvas, const table *t, int tenths, float middle, pl_colour colour) {
  const float zero = place_of(t, 0), end = place_of(t, tenths);
  const pl_rect bar = {zero < end ? zero : end, middle - 9, zero < end ? end - zero : zero - end, 18};
  pl_draw_fill(canvas, (pl_rect){zero - 1, middle - 18, 2, 36}, PL_COLOUR_DIM);
  if (bar.w < 1) return;
  if (tenths < 0)
    pl_draw_outline(canvas, bar, 2, bar.w < 6 ? bar.w / 2 : 3, colour);
  else
    pl_draw_fill(canvas, bar, colour);
}

/* ---- the head ---- */

static float put_head(pl_app *app, pl_rect area, const table *t) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font font = {.size = PL_FONT_FLOOR, .weight = 500, .colour = PL_COLOUR_MUTED};
  const char *const shares[] = {PL_TEXT("confidence"), PL_TEXT("standing"), PL_TEXT("rights")};
  const float base = area.y + 24;
  pl_draw_text(canvas, (pl_point){t->name.x + 12, base}, PL_ALIGN_LEFT, &font, PL_TEXT("state"));
  pl_draw_text_fit(canvas, (pl_point){t->number.x + NUMBER - 8, base}, PL_ALIGN_RIGHT, NUMBER + t->bar.w, &font,
                   PL_TEXT("result, per cent of budget"));
  pl_draw_text_fit(canvas, (pl_point){t->hits.x + HITS - 8, base}, PL_ALIGN_RIGHT, HITS - 12, &font,
                   PL_TEXT("hit¹"));
  for (int i = 0; i < 3 && !t->is_tall; i++)
    pl_draw_text_fit(canvas, (pl_point){t->share[i].x + SHARE - 8, base}, PL_ALIGN_RIGHT, SHARE - 8, &font, shares[i]);
  pl_draw_fill(canvas, (pl_rect){area.x, area.y + 34, area.w, 2}, PL_COLOUR_LINE);
  return 38;
}

/* ---- a row ---- */

static void put_hits(pl_app *app, const table *t, const pl_reckoning_state *state, float base, int weight) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font font = {.size = PL_FONT_BODY, .weight = weight, .colour = PL_COLOUR_INCIDENT_TEXT, .is_tabular = true};
  const char *hit = pl_phrase_count(pl_game_voice(app->game), state->hit);
  const float column = t->hits.x + HITS - 8;
  const float width = pl_draw_text(canvas, (pl_point){column, base}, PL_ALIGN_RIGHT, &font, hit);
  if (state->hit)
    pl_draw_diamond(canvas, (pl_point){column - width - 18, base - 8}, 9, PL_COLOUR_INCIDENT, 2,
                    PL_COLOUR_INCIDENT_EDGE);
}

static void put_shares(pl_app *app, const table *t, const pl_reckoning_state *state, pl_rect row, int weight) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font font = {.size = PL_FONT_BODY, .weight = weight, .colour = PL_COLOUR_TEXT, .is_tabular = true};
  const pl_font quiet = {.size = PL_FONT_FLOOR, .weight = 400, .colour = PL_COLOUR_MUTED};
  const int percent[] = {pl_percent(state->confidence), pl_percent(state->standing), pl_percent(state->rights)};
  char text[160];
  for (int i = 0; i < 3 && !t->is_tall; i++) {
    const pl_rect bar = {t->share[i].x + 16, row.y + ROW / 2.0f - 4, SHARE - 16 - 60, 8};
    snprintf(text, sizeof text, "%d", percent[i]);
    pl_gauge(app->ui, bar, (float)percent[i] / 100, PL_COLOUR_BAR);
    pl_draw_text(canvas, (pl_point){t->share[i].x + SHARE - 8, row.y + 29}, PL_ALIGN_RIGHT, &font, text);
  }
  if (!t->is_tall) return;
  snprintf(text, sizeof text, PL_TEXT("confidence %d, standing %d, rights %d"), percent[0], percent[1], percent[2]);
  pl_draw_text_fit(canvas, (pl_point){row.x + 12, row.y + ROW + 16}, PL_ALIGN_LEFT, row.w - 24, &quiet, text);
}

/* All of it in words, with units. */
static void explain(pl_app *app, const pl_touch *touch, const pl_reckoning_state *state, int s) {
  const pl_voice *voice = pl_game_voice(app->game);
  char text[600];
  snprintf(text, sizeof text,
           PL_TEXT("%s: result %s. Damage %s, head start %s, burnt sources %s, work of sharing %s. Organisations hit: "
                   "%s. Public confidence %d\xC2\xA0%%, standing %d\xC2\xA0%%, rights %d\xC2\xA0%%."),
           pl_name_of_seat(voice, s), pl_phrase_units(voice, state->payoff), pl_phrase_units(voice, -state->loss),
           pl_phrase_units(voice, state->edge), pl_phrase_units(voice, -state->burn),
           pl_phrase_units(voice, -state->effort), pl_phrase_count(voice, state->hit), pl_percent(state->confidence),
           pl_percent(state->standing), pl_percent(state->rights));
  pl_tooltip(app->ui, touch, text);
}

static void put_row(pl_app *app, const table *t, const pl_reckoning *reckoning, pl_rect row, int s, bool is_even) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_voice *voice = pl_game_voice(app->game);
  const pl_reckoning_state *state = &reckoning->state[s];
  const bool is_mine = s == pl_game_seat(app->game);
  const int tenths = result_of(reckoning, s), weight = is_mine ? 700 : 500;
  const pl_font font = name_font(is_mine);
  const char *name = name_of(app, s);
  const float base = row.y + 29;
  const pl_touch touch = pl_ui_touch(app->ui, name, PL_WIDGET_CARD, row, true, is_mine);
  if (is_mine)
    pl_draw_fill_round(canvas, row, PL_RADIUS_CHIP, PL_COLOUR_SELECTED);
  else if (is_even)
    pl_draw_fill_round(canvas, row, PL_RADIUS_CHIP, pl_fade(PL_COLOUR_RAISED, 0.5f));
  if (is_mine) pl_draw_outline(canvas, row, PL_RADIUS_CHIP, 2, PL_COLOUR_WHITE);
  pl_draw_text_fit(canvas, (pl_point){t->name.x + 12, base}, PL_ALIGN_LEFT, t->name.w - 16, &font, name);
  if (t->bar.w > 40)
    put_bar(canvas, t, tenths, row.y + ROW / 2.0f - 1, is_mine ? PL_COLOUR_TEXT : PL_COLOUR_BAR);
  pl_draw_text(canvas, (pl_point){t->number.x + NUMBER - 8, base}, PL_ALIGN_RIGHT, &font,
               pl_phrase_tenths(voice, tenths));
  put_hits(app, t, state, base, weight);
  put_shares(app, t, state, row, weight);
  explain(app, &touch, state, s);
}

float pl_reckoning_states(pl_app *app, pl_rect area, const pl_reckoning *reckoning) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font title = {.size = PL_FONT_LARGE, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font note = {.size = PL_FONT_FLOOR, .weight = 400, .colour = PL_COLOUR_MUTED};
  const float top = area.y;
  const table t = lay_out(app, area, reckoning);
  const float height = t.is_tall ? ROW_TALL : ROW;
  area.y += pl_draw_text_wrap(canvas, area, &title, PL_TEXT("How every state fared"), false) + PL_SPACE_2;
  area.y += put_head(app, area, &t);
  pl_ui_push(app->ui, "states");
  for (int i = 0; i < reckoning->state_count; i++, area.y += height)
    put_row(app, &t, reckoning, (pl_rect){area.x, area.y, area.w, height - 2}, t.order[i], i % 2 == 0);
  pl_ui_pop(app->ui);
  area.y += PL_SPACE_3;
  area.y += pl_draw_text_wrap(canvas, area, &note,
                              PL_TEXT("¹ Organisations hit, over all incidents together, found out or not; what was "
                                      "hit twice counts twice. Confidence, standing and rights in per cent."),
                              false);
  return area.y - top;
}
