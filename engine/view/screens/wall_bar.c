/* The bar of the wall: which exercise, which round, what goes on and for how long, and how to join.
 *
 *   emblem  title          Round 3 of 6   teams decide      2:45      ┌──┐ 192.168.1.20:8080
 *           Exercise       5 of 9 seats have committed   minutes left └──┘ PIN 482 913
 *
 * What is in the middle says one thing for each phase; the clock is as large as anything on the board, and says in
 * words when it stands still. */
#include <stdio.h>
#include <string.h>

#include "emblem.h"
#include "wall.h"

enum { LEFT = 156, CODE = 84, CLOCK_SIZE = 56, JOIN_MOST = 470 };

static pl_font font_of(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour};
}

void pl_wall_pin(const char *pin, char *text, size_t size) {
  const size_t half = strlen(pin) / 2;
  snprintf(text, size, "%.*s\u00A0%s", (int)half, pin, pin + half);
}

void pl_wall_code(pl_canvas *canvas, const pl_billboard *billboard, pl_rect square) {
  const int size = billboard->code_size, quiet = 2; /* a margin that telephones still read */
  const float dot = square.w / (float)(size + 2 * quiet);
  pl_draw_fill_round(canvas, square, PL_RADIUS_CHIP, PL_COLOUR_WHITE);
  if (!billboard->code) return;
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++) {
      int end = x;
      while (end < size && billboard->code[y * size + end]) end++;
      if (end == x) continue;
      const float left = square.x + dot * (float)(x + quiet), top = square.y + dot * (float)(y + quiet);
      pl_draw_fill(canvas, (pl_rect){left, top, dot * (float)(end - x), dot}, PL_COLOUR_BLACK);
      x = end;
    }
}

/* ---- the middle ---- */

/* For who does not see it: a line that nobody can press. */
static void say_it(pl_app *app, const pl_billboard *billboard, pl_rect bar) {
  const pl_board_moment now = pl_board_moment_of(&app->voice, billboard);
  char text[400];
  snprintf(text, sizeof text, "%s%s%s%s%s%s%s", billboard->is_paused ? PL_TEXT("Paused") : "",
           billboard->is_paused ? " · " : "", now.round, *now.doing ? " · " : "", now.doing, *now.note ? " · " : "",
           now.note);
  pl_ui_touch(app->ui, text, PL_WIDGET_MARK, bar, false, false);
}

static void draw_middle(pl_canvas *canvas, const pl_board_moment *now, pl_rect area) {
  const pl_font round = font_of(PL_FONT_TITLE, 700, PL_COLOUR_TEXT);
  pl_font doing = font_of(PL_FONT_TITLE, 700, PL_COLOUR_SHARE);
  const pl_font note = font_of(PL_FONT_BOARD, 400, PL_COLOUR_MUTED);
  const pl_point upper = {area.x, area.y + 48};
  const float used = pl_draw_text_fit(canvas, upper, PL_ALIGN_LEFT, area.w, &round, now->round);
  const float left = area.w - used - PL_SPACE_5;
  while (doing.size > PL_FONT_NOTE && pl_font_width(canvas, &doing, now->doing) > left) doing.size -= 1;
  if (*now->doing && left > 60)
    pl_draw_text_fit(canvas, (pl_point){upper.x + used + PL_SPACE_5, upper.y}, PL_ALIGN_LEFT, left, &doing,
                     now->doing);
  pl_draw_text_fit(canvas, (pl_point){area.x, area.y + 86}, PL_ALIGN_LEFT, area.w, &note, now->note);
}

/* ---- the clock ---- */

/* Whole seconds that have begun, so that it says 0:00 only when there is nothing left. */
static void say_clock(int64_t left_ms, char *text, size_t size) {
  const int64_t seconds = (left_ms + 999) / 1000;
  snprintf(text, size, "%d:%02d", (int)(seconds / 60), (int)(seconds % 60));
}

/* What stands at the right of the middle: the time and what it is, or only that everything stands still. */
typedef struct clock {
  char time[32];
  const char *note;
  pl_font time_font, note_font;
  float width;
} clock;

static clock clock_of(pl_canvas *canvas, const pl_billboard *billboard) {
  const bool is_deciding = billboard->phase == PL_ROOM_DECIDING && billboard->left_ms >= 0;
  const bool is_short = is_deciding && billboard->left_ms < 60000;
  const pl_colour note = billboard->is_paused ? PL_COLOUR_AMBER : PL_COLOUR_MUTED;
  clock c = {.note = billboard->is_paused ? PL_TEXT("Paused") : is_deciding ? PL_TEXT("minutes left") : "",
             .time_font = font_of(CLOCK_SIZE, 700, is_short || billboard->is_paused ? PL_COLOUR_AMBER : PL_COLOUR_TEXT),
             .note_font = font_of(is_deciding ? PL_FONT_NOTE : PL_FONT_TITLE, billboard->is_paused ? 700 : 400, note)};
  c.time_font.is_tabular = true;
  if (is_deciding) say_clock(billboard->left_ms, c.time, sizeof c.time);
  const float time_width = pl_font_width(canvas, &c.time_font, c.time);
  c.width = pl_font_width(canvas, &c.note_font, c.note);
  if (time_width > c.width) c.width = time_width;
  return c;
}

static void draw_clock(pl_canvas *canvas, const clock *c, pl_rect area) {
  const float right = area.x + area.w;
  if (*c->time) pl_draw_text(canvas, (pl_point){right, area.y + 58}, PL_ALIGN_RIGHT, &c->time_font, c->time);
  pl_draw_text(canvas, (pl_point){right, area.y + (*c->time ? 90 : 62)}, PL_ALIGN_RIGHT, &c->note_font, c->note);
}

/* ---- joining ---- */

/* "http://" says nothing to whoever types an address; "https://" does. */
static const char *address_to_type(const pl_billboard *billboard) {
  const char *plain = "http://";
  return strncmp(billboard->address, plain, strlen(plain)) ? billboard->address : billboard->address + strlen(plain);
}

typedef struct joining {
  const char *address;
  char pin[64];
  pl_font address_font, pin_font;
  float width; /* 0: nobody can join by now, or there is no room to say how */
} joining;

static joining joining_of(pl_canvas *canvas, const pl_billboard *billboard, float room) {
  joining j = {.address = address_to_type(billboard),
               .address_font = font_of(PL_FONT_NOTE, 400, PL_COLOUR_MUTED),
               .pin_font = font_of(PL_FONT_TITLE, 700, PL_COLOUR_TEXT)};
  char digits[32];
  if (!*billboard->pin || billboard->phase == PL_ROOM_LOBBY || room < 1200) return j;
  pl_wall_pin(billboard->pin, digits, sizeof digits);
  snprintf(j.pin, sizeof j.pin, PL_TEXT("PIN %s"), digits);
  const float address = pl_font_width(canvas, &j.address_font, j.address);
  const float pin = pl_font_width(canvas, &j.pin_font, j.pin);
  j.width = CODE + PL_SPACE_4 + (address > pin ? address : pin);
  if (j.width > JOIN_MOST) j.width = JOIN_MOST;
  return j;
}

static void draw_joining(pl_canvas *canvas, const pl_billboard *billboard, const joining *j, pl_rect area) {
  const pl_rect code = {area.x, area.y + (area.h - CODE) / 2, CODE, CODE};
  const float left = code.x + CODE + PL_SPACE_4, width = area.x + area.w - left;
  pl_wall_code(canvas, billboard, code);
  pl_draw_text_fit(canvas, (pl_point){left, area.y + 42}, PL_ALIGN_LEFT, width, &j->address_font, j->address);
  pl_draw_text_fit(canvas, (pl_point){left, area.y + 86}, PL_ALIGN_LEFT, width, &j->pin_font, j->pin);
}

static void draw_title(pl_canvas *canvas, const pl_billboard *billboard, pl_rect area) {
  const pl_font title = font_of(PL_FONT_TITLE, 700, PL_COLOUR_TEXT);
  const pl_font note = font_of(PL_FONT_BOARD, 400, PL_COLOUR_MUTED);
  pl_draw_text_fit(canvas, (pl_point){area.x, area.y + 48}, PL_ALIGN_LEFT, area.w, &title, billboard->title);
  pl_draw_text_fit(canvas, (pl_point){area.x, area.y + 86}, PL_ALIGN_LEFT, area.w, &note,
                   PL_TEXT("Exercise · public board"));
}

void pl_wall_bar(pl_app *app, const pl_billboard *billboard, pl_rect bar) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const joining j = joining_of(canvas, billboard, bar.w);
  const clock c = clock_of(canvas, billboard);
  pl_draw_fill(canvas, bar, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){bar.x, bar.y + bar.h - 2, bar.w, 2}, PL_COLOUR_LINE);
  pl_draw_emblem(canvas, (pl_rect){bar.x + 30, bar.y + 28, 108, 48});
  pl_rect rest = bar;
  pl_cut_right(&rest, PL_MARGIN_BOARD);
  if (j.width > 0) draw_joining(canvas, billboard, &j, pl_cut_right(&rest, j.width));
  pl_cut_right(&rest, j.width > 0 ? PL_SPACE_6 : 0);
  draw_clock(canvas, &c, pl_cut_right(&rest, c.width));
  pl_cut_right(&rest, c.width > 0 ? PL_SPACE_5 : 0);
  pl_cut_left(&rest, LEFT);
  draw_title(canvas, billboard, pl_cut_left(&rest, rest.w * 0.4f));
  pl_cut_left(&rest, PL_SPACE_5);
  const pl_board_moment now = pl_board_moment_of(&app->voice, billboard);
  draw_middle(canvas, &now, rest);
  say_it(app, billboard, bar);
}
