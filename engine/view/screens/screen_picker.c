/* Which exercise: a card for each scenario that is there, with what it is about. One that does not load says why. */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"

typedef struct picker {
  const pl_view_scenario *list;
  size_t count;
  pl_scroll scroll;
} picker;

static void *open_picker(pl_app *app, pl_error *error) {
  picker *p = calloc(1, sizeof *p);
  if (!p) pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot list the scenarios");
  else if (app->options->list) p->count = app->options->list(app->options->context, &p->list);
  return p;
}

static void close_picker(pl_app *app, void *state) {
  (void)app;
  free(state);
}

/* Opens the exercise; where it can't be, the picker stays and says why. */
static void choose(pl_app *app, const pl_view_scenario *row) {
  pl_error error = {0};
  app->game = app->options->open(app->options->context, row->name, &error);
  if (app->game)
    pl_app_go(app, PL_SCREEN_SEAT);
  else
    pl_app_say(app, &error);
}

enum { CARD_HEIGHT_FLOOR = 96 };

/* The content of a card; returns its height. */
static float put_content(pl_canvas *canvas, pl_rect area, const pl_view_scenario *row, bool is_measured_only) {
  const pl_font title = {.size = PL_FONT_LEAD, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font words = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  const pl_font trouble = {.size = PL_FONT_SMALL, .weight = 500, .colour = PL_COLOUR_INCIDENT_TEXT};
  char size[96];
  pl_rect inside = pl_rect_inset(area, PL_SPACE_5);
  const float top = inside.y;
  inside.y += pl_draw_text_wrap(canvas, inside, &title, row->title, is_measured_only) + PL_SPACE_1;
  if (row->trouble) {
    inside.y += pl_draw_text_wrap(canvas, inside, &trouble, row->trouble, is_measured_only);
  } else {
    snprintf(size, sizeof size, PL_TEXT("%d states, %d rounds"), (int)row->states, (int)row->rounds);
    inside.y += pl_draw_text_wrap(canvas, inside, &words, size, is_measured_only);
    if (row->summary && *row->summary) {
      inside.y += PL_SPACE_2;
      inside.y += pl_draw_text_wrap(canvas, inside, &words, row->summary, is_measured_only);
    }
  }
  const float height = inside.y - top + 2 * PL_SPACE_5;
  return height > CARD_HEIGHT_FLOOR ? height : CARD_HEIGHT_FLOOR;
}

static void frame_picker(pl_app *app, void *state, pl_rect area) {
  picker *p = state;
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font head = {.size = PL_FONT_NETWORK, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font words = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_MUTED};
  area = pl_app_bar(app, area, "", "");
  const float width = area.w < 1180 ? area.w - 2 * PL_MARGIN_PLAY : 1130;
  pl_rect column = {area.x + (area.w - width) / 2, area.y, width, area.h};
  const pl_rect top = pl_cut_top(&column, 118);
  pl_draw_text_fit(canvas, (pl_point){top.x, top.y + 82}, PL_ALIGN_LEFT, top.w, &head, PL_TEXT("Which exercise?"));
  if (!p->count) {
    pl_draw_text_wrap(canvas, column, &words,
                      PL_TEXT("No scenarios are installed. Name one by its path: polder play FOLDER"), false);
    return;
  }
  pl_rect inside = pl_scroll_begin(app->ui, column, "scenarios", &p->scroll);
  const float begin = inside.y;
  inside = (pl_rect){inside.x + 8, inside.y + 8, inside.w - 24, inside.h};
  pl_ui_push(app->ui, "scenarios");
  for (size_t i = 0; i < p->count; i++) {
    const pl_view_scenario *row = &p->list[i];
    const pl_rect card = {inside.x, inside.y, inside.w, put_content(canvas, inside, row, true)};
    const pl_touch touch = pl_door(app->ui, card, row->title, !row->trouble, row->trouble);
    put_content(canvas, card, row, false);
    if (touch.is_pressed) choose(app, row);
    inside.y += card.h + PL_SPACE_4;
  }
  pl_ui_pop(app->ui);
  pl_scroll_end(app->ui, inside.y - begin);
}

static const pl_key_row keys[] = {
    {"↑ ↓", PL_LATER("another exercise")},
    {"Enter", PL_LATER("begin it")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_picker = {"picker", open_picker, frame_picker, close_picker, keys};
