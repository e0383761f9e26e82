/* For whom: the states that can be played, as cards beside the board on which they stand. */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"

typedef struct seats {
  pl_scroll scroll;
} seats;

/* The exercise that the options name is opened here when there was no picker. */
static bool has_game(pl_app *app, pl_error *error) {
  if (!app->game) app->game = app->options->open(app->options->context, app->options->scenario, error);
  return app->game != NULL;
}

static int count_playable(const pl_scenario *scenario, int *last) {
  int count = 0;
  for (int s = 0; s < scenario->state_count; s++)
    if (scenario->states[s].is_playable) *last = s, count++;
  return count;
}

static void sit(pl_app *app, int seat) {
  pl_error error = {0};
  if (pl_game_sit(app->game, seat, &error) == PL_OK)
    pl_app_go(app, PL_SCREEN_BRIEFING);
  else if (error.status == PL_SYSTEM || error.status == PL_BAD_INPUT)
    pl_app_say(app, &error); /* such as a file that can't be written: another one may do */
  else
    pl_app_fail(app, &error);
}

static void *open_seats(pl_app *app, pl_error *error) {
  seats *s = calloc(1, sizeof *s);
  int only = -1;
  if (!s) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot list the seats");
    return NULL;
  }
  if (!has_game(app, error)) {
    free(s);
    return NULL;
  }
  if (pl_game_seat(app->game) >= 0) /* sits already, in the file that was named */
    pl_app_go(app, PL_SCREEN_BRIEFING);
  else if (count_playable(pl_game_scenario(app->game), &only) == 1)
    sit(app, only);
  return s;
}

static void close_seats(pl_app *app, void *state) {
  (void)app;
  free(state);
}

static void put_size(const pl_scenario *scenario, const pl_voice *voice, int seat, pl_buffer *out) {
  static const char *const sizes[] = {PL_LATER("small"), PL_LATER("middle-sized"), PL_LATER("large"),
                                      PL_LATER("a great power")};
  const pl_state_spec *spec = &scenario->states[seat];
  pl_buffer_add_format(out, PL_TEXT("%s, %s, %s a round, %d organisations"), spec->id, PL_TEXT(sizes[spec->size]),
                       pl_phrase_units(voice, spec->budget), (int)spec->organisations);
}

static void put_card(pl_app *app, pl_rect card, int seat) {
  const pl_scenario *scenario = pl_game_scenario(app->game);
  const pl_voice *voice = pl_game_voice(app->game);
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font name = {.size = PL_FONT_LEAD, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font words = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  const pl_font note = {.size = PL_FONT_SMALL, .weight = 600, .colour = PL_COLOUR_SHARE};
  pl_buffer line = {0};
  const bool is_recommended = seat == scenario->recommended;
  const char *recommended = PL_TEXT("recommended");
  const float right = is_recommended ? pl_font_width(canvas, &note, recommended) + PL_SPACE_4 : 0;
  const float room = card.w - 2 * PL_SPACE_5;
  put_size(scenario, voice, seat, &line);
  pl_draw_text_fit(canvas, (pl_point){card.x + PL_SPACE_5, card.y + 38}, PL_ALIGN_LEFT, room - right, &name,
                   pl_name_of_seat(voice, seat));
  if (is_recommended)
    pl_draw_text(canvas, (pl_point){card.x + card.w - PL_SPACE_5, card.y + 38}, PL_ALIGN_RIGHT, &note, recommended);
  pl_draw_text_fit(canvas, (pl_point){card.x + PL_SPACE_5, card.y + 70}, PL_ALIGN_LEFT, room, &words,
                   pl_buffer_text(&line));
  pl_buffer_clear(&line);
}

enum { CARD_HEIGHT = 92 };

static void frame_seats(pl_app *app, void *state, pl_rect area) {
  seats *s = state;
  if (!app->game) return;
  const pl_scenario *scenario = pl_game_scenario(app->game);
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font head = {.size = PL_FONT_NETWORK, .weight = 700, .colour = PL_COLOUR_TEXT};
  area = pl_app_bar(app, area, "", "");
  const int columns = scenario->state_count > 6 && area.w > 1240 ? 2 : 1;
  const float wanted = columns == 2 ? 1480 : 900;
  const float width = area.w < wanted + 2 * PL_MARGIN_PLAY ? area.w - 2 * PL_MARGIN_PLAY : wanted;
  pl_rect column = {area.x + (area.w - width) / 2, area.y, width, area.h};
  const pl_rect top = pl_cut_top(&column, 118);
  pl_draw_text_fit(canvas, (pl_point){top.x, top.y + 82}, PL_ALIGN_LEFT, top.w, &head,
                   PL_TEXT("For whom do you speak?"));
  const pl_rect inside = pl_scroll_begin(app->ui, column, "seats", &s->scroll);
  const float card_width = (inside.w - 24 - PL_SPACE_4 * (float)(columns - 1)) / (float)columns;
  int shown = 0;
  pl_ui_push(app->ui, "seats");
  for (int seat = 0; seat < scenario->state_count; seat++) {
    if (!scenario->states[seat].is_playable) continue;
    const int row = shown / columns, at = shown % columns;
    const pl_rect card = {inside.x + 8 + (card_width + PL_SPACE_4) * (float)at,
                          inside.y + 8 + (CARD_HEIGHT + PL_SPACE_3) * (float)row, card_width, CARD_HEIGHT};
    pl_ui_push_number(app->ui, seat); /* names need not differ */
    const pl_touch touch = pl_door(app->ui, card, pl_name_of_seat(pl_game_voice(app->game), seat), true, NULL);
    pl_ui_pop(app->ui);
    put_card(app, card, seat);
    if (touch.is_pressed) sit(app, seat);
    shown++;
  }
  pl_ui_pop(app->ui);
  pl_scroll_end(app->ui, 16 + (CARD_HEIGHT + PL_SPACE_3) * (float)((shown + columns - 1) / columns));
}

static const pl_key_row keys[] = {
    {"↑ ↓ ← →", PL_LATER("another state")},
    {"Enter", PL_LATER("speak for it")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_seat = {"seat", open_seats, frame_seats, close_seats, keys};
