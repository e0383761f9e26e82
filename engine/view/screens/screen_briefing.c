/* The briefing: what the exercise is about, who one is in it, what one is after. */
#include <stdlib.h>

#include "app.h"

typedef struct briefing {
  pl_tale tale;
  pl_scroll scroll;
} briefing;

static void close_briefing(pl_app *app, void *state) {
  briefing *b = state;
  (void)app;
  pl_tale_clear(&b->tale);
  free(b);
}

static void *open_briefing(pl_app *app, pl_error *error) {
  briefing *b = calloc(1, sizeof *b);
  if (!b) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot show the briefing");
    return NULL;
  }
  if (pl_game_tell(app->game, PL_TOPIC_OPENING, &b->tale, error) == PL_OK) {
    pl_app_tell_keeping(app);
    return b;
  }
  close_briefing(app, b);
  return NULL;
}

static void frame_briefing(pl_app *app, void *state, pl_rect area) {
  briefing *b = state;
  area = pl_app_bar(app, area, PL_TEXT("Briefing"), "");
  const float width = area.w < 1060 ? area.w - 2 * PL_MARGIN_PLAY : 1000; /* some 75 characters a line */
  pl_rect column = {area.x + (area.w - width) / 2, area.y + PL_SPACE_6, width, area.h - PL_SPACE_6};
  pl_rect foot = pl_cut_bottom(&column, 116);
  const pl_rect inside = pl_scroll_begin(app->ui, column, "briefing", &b->scroll);
  pl_scroll_end(app->ui, pl_ui_tale(app->ui, inside, PL_FONT_LEAD, &b->tale, false) + PL_SPACE_5);
  const char *label = PL_TEXT("To round 1");
  const float button = pl_button_width(app->ui, label, "Enter") + PL_SPACE_6;
  const pl_rect at = {foot.x + foot.w - button, foot.y + PL_SPACE_5, button, 64};
  const bool is_pressed = pl_button(app->ui, at, label, "Enter", PL_BUTTON_MAIN, true, NULL);
  if (is_pressed || pl_ui_key(app->ui, SDLK_RETURN, 0) || pl_ui_key(app->ui, SDLK_KP_ENTER, 0))
    pl_app_go(app, PL_SCREEN_ROUND);
}

static const pl_key_row keys[] = {
    {"Enter", PL_LATER("to the first round")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_briefing = {"briefing", open_briefing, frame_briefing, close_briefing, keys};
