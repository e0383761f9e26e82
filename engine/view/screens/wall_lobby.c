/* Taking seats: how to join, in letters for the last row, and who sits where.
 *
 * The address, the PIN and the code stand beside each other, because half of a room types and the other half scans. The
 * seats below fill up as people come in; where there are many of them they are set smaller, and never scroll: nobody
 * stands at the machine. */
#include <stdio.h>
#include <string.h>

#include "wall.h"

enum { CODE_MOST = 460, SEATS_HEAD = 64, CHIP_HEIGHT = 76, CHIP_LEAST = 40, CHIP_WIDTH = 120, CHIP_WIDEST = 620 };

static pl_font font_of(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour};
}

/* ---- how ---- */

static float draw_step(pl_canvas *canvas, pl_rect area, float y, const char *what, const char *value, float size) {
  const pl_font small = font_of(PL_FONT_TITLE, 500, PL_COLOUR_MUTED);
  pl_font large = font_of(size, 700, PL_COLOUR_TEXT);
  while (large.size > PL_FONT_TITLE && pl_font_width(canvas, &large, value) > area.w) large.size -= 2;
  pl_draw_text_fit(canvas, (pl_point){area.x, y}, PL_ALIGN_LEFT, area.w, &small, what);
  y += large.size * 1.15f;
  if (*value) pl_draw_text_fit(canvas, (pl_point){area.x, y}, PL_ALIGN_LEFT, area.w, &large, value);
  return y + PL_SPACE_7 + PL_SPACE_6;
}

static void draw_how(pl_canvas *canvas, const pl_billboard *billboard, pl_rect area) {
  const float size = area.h > 420 ? 84 : PL_FONT_STAT;
  char digits[32] = "";
  float y = area.y + PL_FONT_TITLE;
  if (*billboard->pin) pl_wall_pin(billboard->pin, digits, sizeof digits);
  y = draw_step(canvas, area, y, PL_TEXT("1  Scan the code, or open on your phone"), billboard->address, size);
  y = draw_step(canvas, area, y, PL_TEXT("2  The PIN"), digits, size * 1.3f);
  draw_step(canvas, area, y, PL_TEXT("3  Choose a seat. Several people can share one."), "", 0);
}

/* ---- who ---- */

/* As few columns as let all seats fit, so that their names have room: in rows of the full height or, with more than
 * three columns, in lower ones. */
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
  } while (g.height < (g.columns < 4 ? CHIP_HEIGHT : CHIP_LEAST) && g.width >= 2 * CHIP_WIDTH);
  if (g.width > CHIP_WIDEST) g.width = CHIP_WIDEST;
  return g;
}

static void say_people(const pl_billboard_seat *seat, char *text, size_t size) {
  if (!seat->has_people)
    snprintf(text, size, "%s", PL_TEXT("free"));
  else
    snprintf(text, size, PL_TEXTS("%d person", "%d people", seat->people), (int)seat->people);
}

static void draw_seat(pl_app *app, const pl_billboard *billboard, int seat, pl_rect box) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_billboard_seat *row = &billboard->seat[seat];
  const float size = box.h < 52 ? PL_FONT_BODY : PL_FONT_LEAD, base = box.y + box.h / 2 + size * 0.36f;
  const pl_font name = font_of(size, row->has_people ? 700 : 500, row->has_people ? PL_COLOUR_TEXT : PL_COLOUR_MUTED);
  const pl_font note = font_of(size - 4, 400, row->has_people ? PL_COLOUR_SHARE : PL_COLOUR_DIM);
  char text[64];
  say_people(row, text, sizeof text);
  pl_draw_fill_round(canvas, box, PL_RADIUS_CONTROL, row->has_people ? PL_COLOUR_SELECTED : PL_COLOUR_RAISED);
  if (row->has_people) pl_draw_outline(canvas, box, PL_RADIUS_CONTROL, 2, PL_COLOUR_SHARE);
  const float right = box.x + box.w - PL_SPACE_3;
  const float used = pl_draw_text(canvas, (pl_point){right, base}, PL_ALIGN_RIGHT, &note, text);
  pl_draw_text_fit(canvas, (pl_point){box.x + PL_SPACE_3, base}, PL_ALIGN_LEFT, box.w - used - PL_SPACE_5 - PL_SPACE_3,
                   &name, pl_name_of_seat(&app->voice, seat));
}

static void draw_seats(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_wall_count count = pl_wall_count_of(billboard);
  const pl_font head = font_of(PL_FONT_TITLE, 700, PL_COLOUR_TEXT);
  char text[160];
  snprintf(text, sizeof text, PL_TEXTS("%d person in the room, %d of %d seats taken",
                                       "%d people in the room, %d of %d seats taken", count.people),
           count.people, count.taken, count.seats);
  pl_draw_text_fit(canvas, (pl_point){area.x, area.y + 40}, PL_ALIGN_LEFT, area.w, &head, text);
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
  const float upper = area.h * 0.56f, side = upper < CODE_MOST ? upper : CODE_MOST;
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
