/* The list of keys is the screen's own rows and those of every screen. The menu has what a person may want to change at
 * any moment: size, motion, full screen, where the exercise is kept; and the way out. */
#include "app_overlays.h"

#include <stdio.h>

static const pl_key_row everywhere[] = {
    {"Tab  Shift+Tab", PL_LATER("to the next control, and back")},
    {PL_LATER("Enter  Space"), PL_LATER("press it")},
    {"Ctrl +  Ctrl −  Ctrl 0", PL_LATER("everything larger, smaller, as it was")},
    {"F11", PL_LATER("full screen and back")},
    {"Ctrl M", PL_LATER("reduced motion, and back")},
    {"Esc", PL_LATER("close this; the menu")},
    {"F1  ?", PL_LATER("this list")},
    {NULL, NULL},
};

/* Darkens what is behind and opens a box of this size in the middle. */
static pl_rect open_box(pl_app *app, pl_rect area, float width, float height, const char *title) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const float w = width < area.w - 32 ? width : area.w - 32, h = height < area.h - 32 ? height : area.h - 32;
  pl_rect box = {area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h};
  const pl_font font = {.size = PL_FONT_LARGE, .weight = 700, .colour = PL_COLOUR_TEXT};
  pl_ui_modal_begin(app->ui);
  pl_draw_fill(canvas, area, pl_fade(PL_COLOUR_SEA, 0.72f));
  pl_draw_fill_round(canvas, box, PL_RADIUS_CARD, PL_COLOUR_PANEL);
  pl_draw_outline(canvas, box, PL_RADIUS_CARD, 2, PL_COLOUR_LINE);
  box = pl_rect_inset(box, PL_SPACE_6);
  const pl_rect head = pl_cut_top(&box, 60);
  pl_draw_text(canvas, (pl_point){head.x, head.y + 32}, PL_ALIGN_LEFT, &font, title);
  return box;
}

static bool is_closed(pl_ui *ui) { return pl_ui_key(ui, SDLK_ESCAPE, 0); }

/* ---- help ---- */

/* Returns the height. */
static float put_keys(pl_ui *ui, const pl_key_row *rows, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  const pl_font keys = {.size = PL_FONT_SMALL, .weight = 600, .colour = PL_COLOUR_TEXT};
  const pl_font words = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  const float column = area.w * 0.36f;
  float y = area.y;
  for (; rows && rows->keys; rows++) {
    const pl_rect left = {area.x, y, column - PL_SPACE_4, 0}, right = {area.x + column, y, area.w - column, 0};
    const float a = pl_draw_text_wrap(canvas, left, &keys, PL_TEXT(rows->keys), false);
    const float b = pl_draw_text_wrap(canvas, right, &words, PL_TEXT(rows->explain), false);
    y += (a > b ? a : b) + PL_SPACE_2;
  }
  return y - area.y;
}

static int rows_in(const pl_key_row *rows) {
  int count = 0;
  while (rows && rows[count].keys) count++;
  return count;
}

void pl_app_help(pl_app *app, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_key_row *own = pl_screen_row_of(app->screen)->keys;
  const float height = 204 + 38 * (float)(rows_in(own) + rows_in(everywhere));
  pl_rect box = open_box(app, area, 1000, height, PL_TEXT("Keys"));
  pl_rect foot = pl_cut_bottom(&box, 60);
  pl_rect inside = pl_scroll_begin(app->ui, box, "keys", &app->help_scroll);
  const float top = inside.y;
  inside.y += put_keys(app->ui, own, inside);
  if (own && own->keys) {
    pl_draw_fill(canvas, (pl_rect){inside.x, inside.y + 4, inside.w, 2}, PL_COLOUR_LINE);
    inside.y += PL_SPACE_4;
  }
  inside.y += put_keys(app->ui, everywhere, inside);
  pl_scroll_end(app->ui, inside.y - top);
  const float width = pl_button_width(app->ui, PL_TEXT("Close"), "Esc");
  const pl_rect close = {foot.x + foot.w - width, foot.y + 16, width, 44};
  const bool is_pressed = pl_button(app->ui, close, PL_TEXT("Close"), "Esc", PL_BUTTON_PLAIN, true, NULL);
  if (is_pressed || is_closed(app->ui) || pl_ui_key(app->ui, SDLK_F1, 0)) app->is_helping = false;
  pl_ui_modal_end(app->ui);
}

/* ---- menu ---- */

static void put_size(pl_app *app, pl_rect row) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font words = {.size = PL_FONT_BODY, .weight = 500, .colour = PL_COLOUR_TEXT, .is_tabular = true};
  float percent = app->scale * 100;
  char text[32];
  const pl_rect label = pl_cut_left(&row, 220), figure = pl_cut_right(&row, 100);
  pl_draw_text(canvas, (pl_point){label.x, label.y + 30}, PL_ALIGN_LEFT, &words, PL_TEXT("Size of everything"));
  snprintf(text, sizeof text, PL_TEXT("%d\xC2\xA0%%"), (int)(percent + 0.5f));
  pl_draw_text(canvas, (pl_point){figure.x + figure.w, figure.y + 30}, PL_ALIGN_RIGHT, &words, text);
  if (pl_slider(app->ui, row, PL_TEXT("Size of everything"), &percent, 80, 200, 10)) app->scale = percent / 100;
}

static void put_switches(pl_app *app, pl_rect row) {
  const pl_rect left = pl_cut_left(&row, (row.w - PL_SPACE_4) / 2);
  pl_cut_left(&row, PL_SPACE_4);
  if (pl_choice(app->ui, left, PL_TEXT("Reduced motion"), app->has_reduced_motion, true, NULL))
    app->has_reduced_motion = !app->has_reduced_motion;
  if (pl_choice(app->ui, row, PL_TEXT("Full screen"), app->is_full_screen, true, NULL))
    app->is_full_screen = !app->is_full_screen;
}

/* Where it is kept, and a field for another place. */
static void put_keeping(pl_app *app, pl_rect *box) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_font words = {.size = PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_MUTED};
  pl_error error = {0};
  if (!app->game) return;
  const float height = pl_draw_text_wrap(canvas, *box, &words, pl_game_keeping(app->game, NULL), false);
  pl_cut_top(box, height + PL_SPACE_3);
  if (pl_game_seat(app->game) < 0) return;
  pl_rect row = pl_cut_top(box, 44);
  const float width = pl_button_width(app->ui, PL_TEXT("Keep here"), NULL);
  const pl_rect button = pl_cut_right(&row, width);
  pl_cut_right(&row, PL_SPACE_3);
  bool is_wanted = pl_field(app->ui, row, PL_TEXT("Keep it in another file from now on"), app->file_name,
                            sizeof app->file_name, PL_TEXT("another file, from now on"));
  const bool has_name = app->file_name[0] != 0;
  is_wanted |= pl_button(app->ui, button, PL_TEXT("Keep here"), NULL, PL_BUTTON_PLAIN, has_name,
                         PL_TEXT("Write the name of a new file first."));
  if (!is_wanted || !has_name) return;
  if (pl_game_keep_in(app->game, app->file_name, &error) != PL_OK)
    pl_app_say(app, &error);
  else
    pl_app_tell_keeping(app);
}

void pl_app_menu(pl_app *app, pl_rect area) {
  pl_rect box = open_box(app, area, 820, 470, PL_TEXT("Menu"));
  pl_rect foot = pl_cut_bottom(&box, 48);
  put_size(app, pl_cut_top(&box, 48));
  pl_cut_top(&box, PL_SPACE_4);
  put_switches(app, pl_cut_top(&box, 48));
  pl_cut_top(&box, PL_SPACE_5);
  put_keeping(app, &box);
  const char *leave = PL_TEXT("Leave"), *back = PL_TEXT("Back");
  const float leave_width = pl_button_width(app->ui, leave, NULL), back_width = pl_button_width(app->ui, back, "Esc");
  if (pl_button(app->ui, (pl_rect){foot.x, foot.y, leave_width, 48}, leave, NULL, PL_BUTTON_PLAIN, true, NULL))
    pl_app_leave(app);
  const pl_rect back_at = {foot.x + foot.w - back_width, foot.y, back_width, 48};
  if (pl_button(app->ui, back_at, back, "Esc", PL_BUTTON_MAIN, true, NULL) || is_closed(app->ui))
    app->is_in_menu = false;
  pl_ui_modal_end(app->ui);
}

/* ---- leaving ---- */

void pl_app_ask_to_leave(pl_app *app, pl_rect area) {
  pl_rect box = open_box(app, area, 760, 300, PL_TEXT("Leave it unkept?"));
  pl_rect foot = pl_cut_bottom(&box, 48);
  const pl_font words = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_TEXT};
  pl_buffer text = {0};
  pl_buffer_add_text(&text, pl_game_keeping(app->game, NULL));
  pl_buffer_add_text(&text, PL_TEXT(" Whoever leaves now can't go on later. The menu has a place to keep it in."));
  pl_draw_text_wrap(pl_ui_canvas(app->ui), box, &words, pl_buffer_text(&text), false);
  pl_buffer_clear(&text);
  const char *leave = PL_TEXT("Leave"), *menu = PL_TEXT("To the menu"), *stay = PL_TEXT("Stay");
  pl_rect at = pl_cut_left(&foot, pl_button_width(app->ui, leave, NULL));
  if (pl_button(app->ui, at, leave, NULL, PL_BUTTON_PLAIN, true, NULL)) app->wants_to_leave = true;
  at = pl_cut_right(&foot, pl_button_width(app->ui, stay, "Esc"));
  if (pl_button(app->ui, at, stay, "Esc", PL_BUTTON_MAIN, true, NULL) || is_closed(app->ui)) app->is_leaving = false;
  pl_cut_right(&foot, PL_SPACE_3);
  at = pl_cut_right(&foot, pl_button_width(app->ui, menu, NULL));
  if (pl_button(app->ui, at, menu, NULL, PL_BUTTON_PLAIN, true, NULL)) {
    app->is_leaving = false;
    app->is_in_menu = true;
  }
  pl_ui_modal_end(app->ui);
}
