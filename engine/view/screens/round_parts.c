/* Small parts that the columns of the round's screen are made of. */
#include "round.h"

pl_font pl_round_font(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour, .is_tabular = true};
}

float pl_round_text(const round_screen *r, pl_rect *at, float size, int weight, pl_colour colour, const char *text) {
  const pl_font font = pl_round_font(size, weight, colour);
  const float height = pl_draw_text_wrap(r->canvas, *at, &font, text, false);
  at->y += height;
  at->h -= height;
  return height;
}

float pl_round_text_height(const round_screen *r, float width, float size, int weight, const char *text) {
  const pl_font font = pl_round_font(size, weight, PL_COLOUR_TEXT);
  return pl_draw_text_wrap(r->canvas, (pl_rect){0, 0, width, 0}, &font, text, true);
}

void pl_round_heading(const round_screen *r, pl_rect *at, int step, const char *text, const char *note) {
  const pl_font number = pl_round_font(PL_FONT_LEAD, 700, PL_COLOUR_SHARE);
  const pl_font title = pl_round_font(PL_FONT_LEAD, 700, PL_COLOUR_TEXT);
  const pl_font quiet = pl_round_font(PL_FONT_FLOOR, 500, PL_COLOUR_MUTED);
  const char digit[] = {(char)('0' + step), 0};
  const float base = at->y + 28;
  float x = at->x;
  if (step) x += pl_draw_text(r->canvas, (pl_point){x, base}, PL_ALIGN_LEFT, &number, digit) + PL_SPACE_3;
  const float used = pl_draw_text_fit(r->canvas, (pl_point){x, base}, PL_ALIGN_LEFT, at->x + at->w - x, &title, text);
  const float room = at->x + at->w - x - used - PL_SPACE_4;
  const bool is_beside = pl_font_width(r->canvas, &quiet, note) <= room;
  if (*note && is_beside)
    pl_draw_text(r->canvas, (pl_point){at->x + at->w, base}, PL_ALIGN_RIGHT, &quiet, note);
  at->y += 40;
  at->h -= 40;
  if (*note && !is_beside) {
    pl_round_text(r, at, PL_FONT_FLOOR, 500, PL_COLOUR_MUTED, note);
    at->y += PL_SPACE_2;
  }
}

void pl_round_line(const round_screen *r, pl_rect *at) {
  at->y += PL_SPACE_3;
  pl_draw_fill(r->canvas, (pl_rect){at->x, at->y, at->w, 2}, PL_COLOUR_LINE);
  at->y += 2 + PL_SPACE_3;
}

const char *pl_round_styled(const round_screen *r, const char *style, const char *text) {
  pl_buffer styled = {0};
  pl_buffer_add_text(&styled, style);
  pl_buffer_add_text(&styled, text);
  pl_buffer_add_text(&styled, PL_PLAIN);
  return pl_phrase_of(r->voice, &styled);
}

enum { BOXES = 5, BOX_WIDTH = 11, BOX_HEIGHT = 14, BOX_STEP = 14 };

float pl_round_boxes(const round_screen *r, pl_point at, pl_q16 share) {
  const int filled = (pl_percent(share) + 10) / 20;
  for (int i = 0; i < BOXES; i++) {
    const pl_rect box = {at.x + (float)(i * BOX_STEP), at.y, BOX_WIDTH, BOX_HEIGHT};
    if (i < filled)
      pl_draw_fill_round(r->canvas, box, 2, PL_COLOUR_TEXT);
    else
      pl_draw_outline(r->canvas, box, 2, 1.5f, PL_COLOUR_DIM);
  }
  return BOXES * BOX_STEP;
}

static void draw_lock(pl_canvas *canvas, pl_point at, pl_colour colour) {
  pl_draw_arc(canvas, (pl_point){at.x, at.y - 3}, 5, 2.5f, 0.75f, 1.25f, (pl_dash){0}, colour);
  pl_draw_fill(canvas, (pl_rect){at.x - 6.2f, at.y - 3.5f, 2.4f, 4}, colour);
  pl_draw_fill(canvas, (pl_rect){at.x + 3.8f, at.y - 3.5f, 2.4f, 4}, colour);
  pl_draw_fill_round(canvas, (pl_rect){at.x - 8, at.y, 16, 11}, 2, colour);
}

void pl_round_tick(const round_screen *r, pl_point at, bool is_chosen, bool is_locked) {
  const pl_point tick[] = {{at.x - 6, at.y}, {at.x - 1.5f, at.y + 5}, {at.x + 6.5f, at.y - 5}};
  if (is_locked) {
    draw_lock(r->canvas, at, PL_COLOUR_MUTED);
  } else if (is_chosen) {
    pl_draw_disc(r->canvas, at, 14, PL_COLOUR_SHARE);
    pl_draw_polyline(r->canvas, tick, 3, false, 3, (pl_dash){0}, PL_COLOUR_SEA);
  } else {
    pl_draw_ring(r->canvas, at, 12, 2, PL_COLOUR_DIM);
  }
}

const char *pl_round_age(const round_screen *r, pl_tick since) {
  const pl_tick age = r->brief->round * PL_TICKS_PER_ROUND - since;
  if (age <= 0) return PL_TEXT("new");
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("%s old"), pl_phrase_span(r->voice, age));
  return pl_phrase_of(r->voice, &text);
}

void pl_round_step_here(round_screen *r, int step, const char *label) {
  if (r->wants_step != step) return;
  pl_ui_focus(r->ui, pl_ui_id(r->ui, label));
  r->wants_step = 0;
}

/* A card puts its open ring only where it is high; here all cards that can be chosen have one. */
void pl_round_open_ring(const round_screen *r, pl_rect card) {
  const bool is_large = card.h >= 64;
  const float radius = is_large ? 14 : 11, inset = is_large ? PL_SPACE_4 : 10;
  if (card.h >= 96) return;
  pl_draw_ring(r->canvas, (pl_point){card.x + card.w - inset - radius, card.y + inset + radius}, radius - 1, 2,
               PL_COLOUR_DIM);
}

bool pl_round_is_looked_at(const round_screen *r, pl_rect rect, const char *label) {
  const pl_input *input = pl_ui_input(r->ui);
  return pl_rect_has(rect, input->pointer) || pl_ui_is_focused(r->ui, pl_ui_id(r->ui, label));
}
