/* Both curves on one chart: as played solid, otherwise dashed, and under other luck a band round each.
 *
 * The curve otherwise begins where the two part; before that it is the same line. A band holds nine in ten of the runs
 * at each moment, and begins where the luck was drawn anew. */
#include "board_internal.h"

#include <math.h>

enum { POINTS = PL_MAX_ROUNDS * 7 + 8 };

static const pl_dash other_dash = {11, 6, 0, 0};

int32_t pl_board_highest_of_both(const pl_board *board) {
  const pl_timeline *const both[] = {board->timeline, board->other};
  int32_t most = 0;
  for (int i = 0; i < 2 && board->other; i++) {
    size_t days;
    const int32_t *curve = pl_timeline_curve(both[i], &days);
    for (size_t d = 0; d < days; d++) most = curve[d] > most ? curve[d] : most;
  }
  for (pl_tick t = 0; board->pairs && t < board->pairs->ticks - board->pairs->from; t++) {
    most = board->pairs->played.p95[t] > most ? board->pairs->played.p95[t] : most;
    most = board->pairs->otherwise.p95[t] > most ? board->pairs->otherwise.p95[t] : most;
  }
  return most;
}

/* From 5 % to 95 %, a point for each day. */
static void draw_band(pl_canvas *canvas, const pl_board_chart *c, const pl_pairs *pairs, const pl_band *band,
                      pl_colour colour) {
  pl_point point[2 * POINTS];
  const int days = (int)(pairs->ticks - pairs->from) / PL_TICKS_PER_DAY;
  int count = 0;
  for (int d = 0; d < days && d < POINTS; d++) {
    const pl_tick t = (d + 1) * PL_TICKS_PER_DAY - 1;
    point[count++] = (pl_point){pl_board_chart_x(c, pairs->from + t + 1), pl_board_chart_y(c, band->p95[t])};
  }
  for (int d = count; d-- > 0;) {
    const pl_tick t = (d + 1) * PL_TICKS_PER_DAY - 1;
    const float high = point[d].y, low = pl_board_chart_y(c, band->p5[t]);
    point[count++] = (pl_point){point[d].x, low > high + 0.5f ? low : high + 0.5f};
  }
  if (count > 4) pl_draw_area(canvas, point, count, colour);
}

static void draw_line(pl_canvas *canvas, const pl_board_chart *c, const int32_t *curve, size_t from, size_t days,
                      float width, pl_dash dash, pl_colour colour) {
  pl_point point[POINTS];
  int count = 0;
  if (!from) point[count++] = (pl_point){pl_board_chart_x(c, 0), pl_board_chart_y(c, 0)};
  for (size_t d = from ? from - 1 : 0; d < days && count < POINTS; d++)
    point[count++] = (pl_point){pl_board_chart_x(c, (double)(d + 1) * PL_TICKS_PER_DAY), pl_board_chart_y(c, curve[d])};
  if (count > 1) pl_draw_polyline(canvas, point, count, false, width, dash, colour);
}

/* The first day on which they differ. */
static size_t parting(const int32_t *played, const int32_t *otherwise, size_t days) {
  size_t d = 0;
  while (d < days && played[d] == otherwise[d]) d++;
  return d;
}

void pl_board_draw_both_curves(pl_canvas *canvas, const pl_board *board, const pl_board_chart *c) {
  size_t days, other_days;
  const int32_t *played = pl_timeline_curve(pl_board_played(board), &days);
  const int32_t *otherwise = pl_timeline_curve(pl_board_otherwise(board), &other_days);
  const float x = pl_board_chart_x(c, (double)board->other_round * PL_TICKS_PER_ROUND);
  if (other_days < days) days = other_days;
  if (board->pairs) {
    draw_band(canvas, c, board->pairs, &board->pairs->played, pl_fade(PL_COLOUR_INCIDENT, 0.16f));
    draw_band(canvas, c, board->pairs, &board->pairs->otherwise, pl_fade(PL_COLOUR_SHARE, 0.22f));
  }
  pl_draw_fill(canvas, (pl_rect){x - 1, c->area.y - 6 * c->unit, 2, c->area.h + 6 * c->unit}, PL_COLOUR_MUTED);
  draw_line(canvas, c, played, 0, days, 4.5f, (pl_dash){0}, PL_COLOUR_INCIDENT);
  draw_line(canvas, c, otherwise, parting(played, otherwise, days), days, 4, other_dash, PL_COLOUR_SHARE);
}

/* ---- which is which ---- */

typedef struct sample {
  const char *name;
  pl_dash dash;
  pl_colour colour, ink;
  bool is_band;
} sample;

static float put_sample(pl_canvas *canvas, pl_point at, float u, const sample *s, bool is_measured_only) {
  const pl_font font = pl_board_halo_font(fmaxf(PL_FONT_SMALL * u, PL_FONT_KEYCAP), 500, s->ink);
  const float width = pl_font_width(canvas, &font, s->name), y = at.y - 7 * u;
  if (is_measured_only) return width + 74 * u;
  if (s->is_band) pl_draw_fill(canvas, (pl_rect){at.x, y - 8 * u, 44 * u, 16 * u}, s->colour);
  else pl_draw_line(canvas, (pl_point){at.x, y}, (pl_point){at.x + 44 * u, y}, 4, s->dash, s->colour);
  pl_draw_text(canvas, (pl_point){at.x + 52 * u, at.y}, PL_ALIGN_LEFT, &font, s->name);
  return width + 74 * u;
}

pl_rect pl_board_draw_curve_names(pl_canvas *canvas, const pl_board *board, const pl_board_chart *c) {
  const float u = c->unit, base = c->area.y + 22 * u;
  const sample samples[] = {
      {PL_TEXT("as played"), {0, 0, 0, 0}, PL_COLOUR_INCIDENT, PL_COLOUR_INCIDENT_TEXT, false},
      {PL_TEXT("otherwise"), other_dash, PL_COLOUR_SHARE, PL_COLOUR_SHARE, false},
      {PL_TEXT("nine in ten, under other luck"), {0, 0, 0, 0}, pl_fade(PL_COLOUR_SHARE, 0.3f), PL_COLOUR_MUTED, true},
  };
  const int count = board->pairs ? 3 : 2;
  float width = 0;
  for (int i = 0; i < count; i++) width += put_sample(canvas, (pl_point){0, 0}, u, &samples[i], true);
  float x = c->area.x + c->area.w - width + 22 * u;
  const pl_rect room = {x - 8 * u, base - 26 * u, width, 34 * u};
  for (int i = 0; i < count; i++) x += put_sample(canvas, (pl_point){x, base}, u, &samples[i], false);
  return room;
}
