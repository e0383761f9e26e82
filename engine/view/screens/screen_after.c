/* After a round: what changed and why, with the exact sentence about one thing decided otherwise; and who knew what,
 * when. Nothing is to be seen only in motion: this screen says all that the days have shown. */
#include <stdio.h>
#include <stdlib.h>

#include "after.h"

typedef struct after {
  pl_tale hindsight, news;
  pl_knowing_panel knowing;
  pl_scroll scroll;
  bool shows_knowing; /* in a narrow window: the right part in place of the left one */
} after;

static void close_after(pl_app *app, void *state) {
  after *a = state;
  (void)app;
  pl_tale_clear(&a->hindsight);
  pl_tale_clear(&a->news);
  free(a);
}

static void *open_after(pl_app *app, pl_error *error) {
  after *a = calloc(1, sizeof *a);
  if (!a) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell what changed");
    return NULL;
  }
  a->knowing.row = -1;
  pl_status status = pl_app_board(app, error);
  if (status == PL_OK) status = pl_game_tell(app->game, PL_TOPIC_NEWS, &a->news, error);
  if (status == PL_OK) status = pl_game_tell(app->game, PL_TOPIC_HINDSIGHT, &a->hindsight, error);
  if (status == PL_OK) return a;
  close_after(app, a);
  return NULL;
}

/* The one sentence that matters most, large; what explains it, small. Returns the height. */
static float put_headline(pl_app *app, const after *a, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font large = {.size = PL_FONT_LARGE, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font small = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  float height = 0;
  for (size_t i = 0; i < a->hindsight.count; i++) {
    const pl_paragraph *p = &a->hindsight.paragraph[i];
    if (p->kind != PL_PARAGRAPH_TEXT) continue;
    const pl_rect at = {area.x, area.y + height, area.w, 0};
    height += pl_draw_text_wrap(canvas, at, height > 0 ? &small : &large, p->text, false) + PL_SPACE_2;
  }
  return height > 0 ? height + PL_SPACE_4 : 0;
}

/* What changed, each with its size at the right and what usually moves it below. Returns the height. */
static float put_changes(pl_app *app, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font head = {.size = PL_FONT_LEAD, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font what = {.size = PL_FONT_BODY, .weight = 500, .colour = PL_COLOUR_TEXT};
  const pl_font why = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  pl_change changes[PL_CHANGES];
  const size_t count = pl_game_changes(app->game, changes);
  pl_rect at = area;
  if (!count) return 0;
  at.y += pl_draw_text_wrap(canvas, at, &head, PL_TEXT("What changed"), false) + PL_SPACE_2;
  for (size_t i = 0; i < count; i++) {
    pl_draw_fill(canvas, (pl_rect){at.x, at.y, at.w, 2}, PL_COLOUR_LINE);
    at.y += PL_SPACE_3;
    const pl_font size = {.size = PL_FONT_BODY,
                          .weight = 700,
                          .colour = changes[i].is_worse ? PL_COLOUR_INCIDENT_TEXT : PL_COLOUR_SHARE,
                          .is_tabular = true};
    const float wanted = pl_font_width(canvas, &size, changes[i].change);
    const float most = area.w * 0.55f, right = wanted < most ? wanted : most;
    const pl_rect left = {at.x, at.y, area.w - right - PL_SPACE_4, 0};
    const pl_rect value = {at.x + area.w - right, at.y, right + PL_SPACE_2, 0}; /* what just fits does not wrap */
    float a = pl_draw_text_wrap(canvas, left, &what, changes[i].what, false);
    a += pl_draw_text_wrap(canvas, (pl_rect){left.x, left.y + a, left.w, 0}, &why, changes[i].why, false);
    const float b = pl_draw_text_wrap(canvas, value, &size, changes[i].change, false);
    at.y += (a > b ? a : b) + PL_SPACE_3;
  }
  return at.y - area.y + PL_SPACE_4;
}

static void put_left(pl_app *app, after *a, pl_rect area) {
  const pl_rect inside = pl_scroll_begin(app->ui, area, "what changed", &a->scroll);
  pl_rect at = {inside.x, inside.y, inside.w - PL_SPACE_5, 0};
  at.y += put_headline(app, a, at);
  at.y += pl_after_figures(app, at);
  at.y += put_changes(app, at);
  at.y += pl_ui_tale(app->ui, at, PL_FONT_BODY, &a->news, false) + PL_SPACE_5;
  pl_scroll_end(app->ui, at.y - inside.y);
}

static void put_buttons(pl_app *app, after *a, pl_rect foot, bool is_narrow) {
  const bool is_over = pl_game_is_over(app->game);
  const char *next = is_over ? PL_TEXT("The reckoning") : PL_TEXT("Next round"), *again = PL_TEXT("See the days again");
  const char *other = a->shows_knowing ? PL_TEXT("What changed") : PL_TEXT("Who knew what, when");
  const float next_width = pl_button_width(app->ui, next, "Enter") + PL_SPACE_5;
  const pl_rect next_at = pl_cut_right(&foot, next_width);
  pl_cut_right(&foot, PL_SPACE_3);
  const pl_rect again_at = pl_cut_right(&foot, pl_button_width(app->ui, again, "W"));
  pl_cut_right(&foot, PL_SPACE_3);
  const char *what_if = PL_TEXT("What if …?");
  const pl_rect what_if_at = pl_cut_right(&foot, pl_button_width(app->ui, what_if, "O"));
  pl_ui *ui = app->ui;
  if (is_narrow) {
    const pl_rect other_at = pl_cut_left(&foot, pl_button_width(ui, other, NULL));
    if (pl_button(ui, other_at, other, NULL, PL_BUTTON_PLAIN, true, NULL)) a->shows_knowing = !a->shows_knowing;
  }
  if (pl_button(ui, what_if_at, what_if, "O", PL_BUTTON_PLAIN, true, NULL) || pl_ui_key(ui, SDLK_o, 0))
    pl_app_what_if(app, pl_game_rounds_done(app->game) - 1, pl_game_seat(app->game));
  if (pl_button(ui, again_at, again, "W", PL_BUTTON_PLAIN, true, NULL) || pl_ui_key(ui, SDLK_w, 0))
    pl_app_go(app, PL_SCREEN_DAYS);
  const bool is_pressed = pl_button(ui, next_at, next, "Enter", PL_BUTTON_MAIN, true, NULL);
  if (is_pressed || pl_ui_key(ui, SDLK_RETURN, 0) || pl_ui_key(ui, SDLK_KP_ENTER, 0) || pl_ui_key(ui, SDLK_n, 0))
    pl_app_go(app, is_over ? PL_SCREEN_RECKONING : PL_SCREEN_ROUND);
}

static void frame_after(pl_app *app, void *state, pl_rect area) {
  after *a = state;
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  char middle[96];
  snprintf(middle, sizeof middle, PL_TEXT("After round %d: what changed and why"), pl_game_rounds_done(app->game));
  area = pl_app_bar(app, area, middle, "");
  pl_rect foot = pl_cut_bottom(&area, 84);
  pl_draw_fill(canvas, foot, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){foot.x, foot.y, foot.w, 2}, PL_COLOUR_LINE);
  const bool is_narrow = area.w < 1400;
  if (!is_narrow) {
    const pl_rect left = pl_cut_left(&area, area.w * 0.44f);
    pl_draw_fill(canvas, area, PL_COLOUR_PANEL);
    pl_draw_fill(canvas, (pl_rect){area.x, area.y, 2, area.h}, PL_COLOUR_LINE);
    put_left(app, a, pl_rect_inset(left, PL_MARGIN_BOARD));
    pl_knowing_panel_frame(app, &a->knowing, pl_rect_inset(area, PL_SPACE_6));
  } else if (a->shows_knowing) {
    pl_knowing_panel_frame(app, &a->knowing, pl_rect_inset(area, PL_MARGIN_PLAY));
  } else {
    put_left(app, a, pl_rect_inset(area, PL_MARGIN_PLAY));
  }
  put_buttons(app, a, (pl_rect){foot.x + PL_MARGIN_PLAY, foot.y + 14, foot.w - 2 * PL_MARGIN_PLAY, 56}, is_narrow);
}

static const pl_key_row keys[] = {
    {"↑ ↓", PL_LATER("another state")},
    {"[  ]", PL_LATER("another incident")},
    {"W", PL_LATER("see the days again")},
    {"O", PL_LATER("decide something otherwise, and see what comes of it")},
    {"Enter  N", PL_LATER("the next round")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_after = {"after", open_after, frame_after, close_after, keys};
