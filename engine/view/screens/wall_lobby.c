/* Taking seats: how to join, in letters for the last row, and who sits where.
 *
 * The address, the PIN and the code stand beside each other, because half of a room types and the other half scans. The
 * seats below fill up as people come in; where there are many of them they are set smaller, and never scroll: nobody
 * stands at the machine. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "wall.h"

enum { CODE_MOST = 460, SEATS_HEAD = 64, CHIP_HEIGHT = 76, CHIP_LEAST = 48, CHIP_WIDTH = 120, CHIP_WIDEST = 620,
       SEATS_FEW = 24 };

static pl_font font_of(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour};
}

/* ---- how ---- */

/* Heights at full size, and of all of it; everything shrinks alike where there is less room. */
enum { STEP = 36, STEP_GAP = 44, ADDRESS = 84, PIN = 112, WHOLE = 3 * STEP + 2 * STEP_GAP + ADDRESS + PIN + 16 };

typedef struct steps {
  pl_canvas *canvas;
  pl_rect area;
  float y, part; /* part: of the full size */
} steps;

static void put_line(steps *at, const pl_font *font, float height, const char *text) {
  at->y += height;
  pl_draw_text_fit(at->canvas, (pl_point){at->area.x, at->y}, PL_ALIGN_LEFT, at->area.w, font, text);
}

static void put_step(steps *at, const char *what, const char *value, float size) {
  const pl_font small = font_of(PL_FONT_TITLE * at->part, 500, PL_COLOUR_MUTED);
  pl_font large = font_of(size * 0.9f * at->part, 700, PL_COLOUR_TEXT);
  put_line(at, &small, STEP * at->part, what);
  while (large.size > small.size && pl_font_width(at->canvas, &large, value) > at->area.w) large.size -= 2;
  if (*value) put_line(at, &large, size * at->part, value);
  at->y += STEP_GAP * at->part;
}

static void draw_how(pl_canvas *canvas, const pl_billboard *billboard, pl_rect area) {
  steps at = {.canvas = canvas, .area = area, .y = area.y, .part = area.h < WHOLE ? area.h / WHOLE : 1};
  char digits[32] = "";
  if (*billboard->pin) pl_wall_pin(billboard->pin, digits, sizeof digits);
  put_step(&at, PL_TEXT("1  Scan the code, or open on your phone"), billboard->address, ADDRESS);
  put_step(&at, PL_TEXT("2  The PIN"), digits, PIN);
  put_step(&at, PL_TEXT("3  Choose a seat. Several people can share one."), "", 0);
}

/* ---- who ---- */

/* As few columns as let all seats fit, so that their names have room: in rows of the full height or, with more than
 * two columns, in lower ones. */
typedef struct grid {
  int columns, rows;
  float width, height;
} grid;

static grid grid_of(int count, pl_rect area) {
  grid g = {.columns = 0};
  do {
    g.columns++;
    g.rows = (count + g.columns - 1) / g.columns;
    g.width = area.w / (float)g.columns;
    g.height = g.rows ? area.h / (float)g.rows : area.h;
    if (g.height > CHIP_HEIGHT) g.height = CHIP_HEIGHT;
  } while (g.height < (g.columns < 3 ? CHIP_HEIGHT : CHIP_LEAST) && g.width >= 2 * CHIP_WIDTH);
  if (g.width > CHIP_WIDEST) g.width = CHIP_WIDEST;
  return g;
}

/* Where the name needs the room, a number says it, and nothing that nobody is there. */
static void say_shortly(const pl_billboard_seat *seat, char *text, size_t size) {
  if (!seat->has_people)
    *text = 0;
  else
    snprintf(text, size, "%d", (int)seat->people);
}

static void draw_seat(pl_app *app, const pl_billboard *billboard, int seat, pl_rect box) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_billboard_seat *row = &billboard->seat[seat];
  const float size = fminf(PL_FONT_BOARD, fmaxf(PL_FONT_KEYCAP, box.h * 0.56f));
  const float base = box.y + box.h / 2 + size * 0.36f;
  const pl_font name = font_of(size, row->has_people ? 700 : 500, row->has_people ? PL_COLOUR_TEXT : PL_COLOUR_MUTED);
  const pl_font note = font_of(size - 4, 400, row->has_people ? PL_COLOUR_SHARE : PL_COLOUR_DIM);
  const char *who = pl_name_of_seat(&app->voice, seat);
  const float room = box.w - 2 * PL_SPACE_3 - PL_SPACE_4, wide = pl_font_width(canvas, &name, who);
  char text[64], both[320];
  snprintf(text, sizeof text, "%s", pl_phrase_at_seat(&app->voice, row));
  snprintf(both, sizeof both, "%s, %s", who, text);
  pl_ui_touch(app->ui, both, PL_WIDGET_MARK, box, false, row->has_people); /* for who does not see it */
  if (wide + pl_font_width(canvas, &note, text) > room) say_shortly(row, text, sizeof text);
  pl_draw_fill_round(canvas, box, PL_RADIUS_CONTROL, row->has_people ? PL_COLOUR_SELECTED : PL_COLOUR_RAISED);
  if (row->has_people) pl_draw_outline(canvas, box, PL_RADIUS_CONTROL, 2, PL_COLOUR_SHARE);
  const float right = box.x + box.w - PL_SPACE_3;
  const float used = *text ? pl_draw_text(canvas, (pl_point){right, base}, PL_ALIGN_RIGHT, &note, text) : 0;
  pl_draw_text_fit(canvas, (pl_point){box.x + PL_SPACE_3, base}, PL_ALIGN_LEFT, room - used, &name, who);
}

static void draw_seats(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_board_count count = pl_board_count_of(billboard);
  const pl_font head = font_of(PL_FONT_TITLE, 700, PL_COLOUR_TEXT);
  pl_draw_text_fit(canvas, (pl_point){area.x, area.y + 40}, PL_ALIGN_LEFT, area.w, &head,
                   pl_phrase_in_the_room(&app->voice, billboard));
  pl_cut_top(&area, SEATS_HEAD);
  const grid g = grid_of(count.seats, area);
  int at = 0;
  for (int s = 0; s < billboard->seat_count; s++) {
    if (!billboard->seat[s].is_playable) continue;
    const pl_rect box = {area.x + g.width * (float)(at % g.columns), area.y + g.height * (float)(at / g.columns),
                         g.width - PL_SPACE_3, g.height - PL_SPACE_2};
    draw_seat(app, billboard, s, box);
    at++;
  }
}

void pl_wall_lobby(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  area = pl_rect_inset(area, PL_MARGIN_BOARD + PL_SPACE_4);
  const bool has_many = pl_board_count_of(billboard).seats > SEATS_FEW;
  const float upper = area.h * (has_many ? 0.48f : 0.56f), side = upper < CODE_MOST ? upper : CODE_MOST;
  pl_rect top = pl_cut_top(&area, upper);
  if (billboard->code) {
    const pl_rect right = pl_cut_right(&top, side < top.w * 0.4f ? side : top.w * 0.4f);
    pl_wall_code(canvas, billboard, (pl_rect){right.x, right.y, right.w, right.w});
    pl_cut_right(&top, PL_SPACE_7);
  }
  draw_how(canvas, billboard, top);
  pl_cut_top(&area, PL_SPACE_4);
  draw_seats(app, billboard, area);
}
