/* Pulses: what is on its way. Intelligence is a cyan disc with a white core, an incident a vermilion diamond; halos are
 * flat discs and a tail says whence. */
#include "board_internal.h"

static void draw_halo(pl_canvas *canvas, pl_point at, float size, pl_colour colour) {
  pl_draw_disc(canvas, at, 2.3f * size, pl_fade(colour, 0.16f));
  pl_draw_disc(canvas, at, 1.6f * size, pl_fade(colour, 0.22f));
}

void pl_board_draw_pulse(pl_canvas *canvas, pl_flow_kind kind, pl_point at, float size) {
  if (kind == PL_FLOW_INCIDENT) {
    draw_halo(canvas, at, size * 0.85f, PL_COLOUR_INCIDENT);
    pl_draw_diamond(canvas, at, size, PL_COLOUR_INCIDENT, 2.4f, 0xFFB48FFF);
  } else {
    draw_halo(canvas, at, size, PL_COLOUR_SHARE);
    pl_draw_disc(canvas, at, size, PL_COLOUR_SHARE);
    pl_draw_disc(canvas, at, 0.42f * size, PL_COLOUR_WHITE);
  }
}

static void draw_tail(pl_canvas *canvas, const pl_pulse *pulse) {
  enum { TAIL = sizeof pulse->tail / sizeof *pulse->tail };
  const pl_colour colour = pulse->kind == PL_FLOW_INCIDENT ? PL_COLOUR_INCIDENT : PL_COLOUR_SHARE;
  for (int i = TAIL - 1; i >= 0; i--) {
    const float part = 1 - (float)(i + 1) / (TAIL + 1);
    pl_draw_disc(canvas, pulse->tail[i], pulse->size * 0.75f * part, pl_fade(colour, 0.5f * part));
  }
}

static void draw_count(pl_canvas *canvas, const pl_pulse *pulse) {
  const pl_font font = pl_board_halo_font(PL_FONT_SMALL, 700, PL_COLOUR_TEXT);
  char text[16];
  SDL_snprintf(text, sizeof text, "%d", pulse->count);
  const pl_point beside = {pulse->at.x + pulse->size + 4, pulse->at.y - pulse->size * 0.4f};
  pl_draw_text(canvas, beside, PL_ALIGN_LEFT, &font, text);
}

/* To everybody: a ring that widens. */
static void draw_publication(pl_canvas *canvas, const pl_pulse *pulse) {
  const float radius = pulse->size + 8 + 72 * pl_ease_out(pulse->progress);
  pl_draw_ring(canvas, pulse->at, radius, 5, pl_fade(PL_COLOUR_SHARE, 1 - 0.8f * pulse->progress));
}

static void draw_pulse(pl_canvas *canvas, const pl_pulse *pulse) {
  pl_canvas_push_fade(canvas, pulse->opacity);
  if (pulse->kind == PL_FLOW_PUBLISHED)
    draw_publication(canvas, pulse);
  else
    pl_board_draw_pulse(canvas, pulse->kind, pulse->at, pulse->size);
  if (pulse->count > 1) draw_count(canvas, pulse);
  pl_canvas_pop_fade(canvas);
}

void pl_board_draw_pulses(pl_canvas *canvas, const pl_board *board) {
  for (int i = 0; i < board->scene.pulse_count; i++) {
    const pl_pulse *pulse = &board->scene.pulse[i];
    if (!board->is_still && pulse->kind != PL_FLOW_PUBLISHED && pulse->opacity >= 1) draw_tail(canvas, pulse);
  }
  for (int i = 0; i < board->scene.pulse_count; i++) draw_pulse(canvas, &board->scene.pulse[i]);
}
