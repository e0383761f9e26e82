/* Signs that repeat what a colour says: tick, lock, plus, minus, the keys of the keyboard. They are drawn, not letters
 * of a font, and so look the same wherever the font is another one. */
#include "ui_internal.h"

static const pl_dash solid = {0, 0, 0, 0};

float pl_middle_baseline(pl_canvas *canvas, const pl_font *font, float middle) {
  float ascent, descent;
  pl_font_extent(canvas, font, &ascent, &descent);
  return middle + (ascent - descent) / 2;
}

float pl_fit_font(pl_canvas *canvas, pl_font *font, const char *text, float room) {
  float wide = pl_font_width(canvas, font, text);
  while (wide > room && font->size > PL_FONT_FLOOR) {
    font->size = font->size > PL_FONT_SMALL ? PL_FONT_SMALL : PL_FONT_FLOOR;
    wide = pl_font_width(canvas, font, text);
  }
  return wide;
}

pl_colour pl_mix_colour(pl_colour a, pl_colour b, float t) {
  pl_colour mixed = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float from = (float)(a >> shift & 0xFF), to = (float)(b >> shift & 0xFF);
    mixed |= (pl_colour)(pl_mix(from, to, t) + 0.5f) << shift;
  }
  return mixed;
}

void pl_put_sign(pl_canvas *canvas, pl_point at, float half, bool is_plus, pl_colour colour) {
  const float width = half * 0.36f;
  pl_draw_line(canvas, (pl_point){at.x - half, at.y}, (pl_point){at.x + half, at.y}, width, solid, colour);
  if (is_plus) pl_draw_line(canvas, (pl_point){at.x, at.y - half}, (pl_point){at.x, at.y + half}, width, solid, colour);
}

void pl_put_tick(pl_canvas *canvas, pl_point at, float half, float width, pl_colour colour) {
  const pl_point corner[] = {{at.x - half, at.y + half * 0.08f}, {at.x - half * 0.3f, at.y + half * 0.78f},
                             {at.x + half, at.y - half * 0.68f}};
  pl_draw_polyline(canvas, corner, 3, false, width, solid, colour);
}

void pl_put_lock(pl_canvas *canvas, pl_point at, float half, pl_colour colour) {
  const pl_rect body = {at.x - half * 0.8f, at.y - half * 0.12f, half * 1.6f, half * 1.2f};
  const float width = half * 0.3f, arm = half * 0.48f, shoulder = at.y - half * 0.42f;
  pl_draw_arc(canvas, (pl_point){at.x, shoulder}, arm, width, 0.75f, 1.25f, solid, colour);
  pl_draw_line(canvas, (pl_point){at.x - arm, shoulder}, (pl_point){at.x - arm, body.y + 2}, width, solid, colour);
  pl_draw_line(canvas, (pl_point){at.x + arm, shoulder}, (pl_point){at.x + arm, body.y + 2}, width, solid, colour);
  pl_draw_fill_round(canvas, body, half * 0.22f, colour);
}

void pl_badge(pl_canvas *canvas, pl_point at, float radius, pl_badge_kind kind) {
  switch (kind) {
    case PL_BADGE_TICK:
      pl_draw_disc(canvas, at, radius, PL_COLOUR_SHARE);
      pl_put_tick(canvas, at, radius * 0.55f, radius * 0.25f, PL_COLOUR_SEA);
      return;
    case PL_BADGE_OPEN: pl_draw_ring(canvas, at, radius - 1, 2, PL_COLOUR_DIM); return;
    case PL_BADGE_LOCK: pl_put_lock(canvas, at, radius * 0.75f, PL_COLOUR_MUTED); return;
  }
}

float pl_key_cap_in(pl_canvas *canvas, pl_point at, const char *text, pl_colour colour, bool is_measured_only) {
  const pl_font font = {.size = PL_FONT_KEYCAP, .weight = 500, .colour = colour};
  const float width = pl_font_width(canvas, &font, text) + 2 * PL_SPACE_2, height = 24;
  if (is_measured_only) return width;
  pl_draw_outline(canvas, (pl_rect){at.x, at.y - height / 2, width, height}, PL_RADIUS_CHIP + 1, 1.5f,
                  pl_fade(colour, 0.75f));
  pl_draw_text(canvas, (pl_point){at.x + width / 2, pl_middle_baseline(canvas, &font, at.y)}, PL_ALIGN_CENTRE, &font,
               text);
  return width;
}
