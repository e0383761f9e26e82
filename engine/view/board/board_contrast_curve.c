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

/* One edge of a band, a point for each day; returns how many. */
static int edge_points(const pl_board_chart *c, const pl_pairs *pairs, const int32_t *edge, pl_point *point) {
  const int days = (int)(pairs->ticks - pairs->from) / PL_TICKS_PER_DAY;
  int count = 0;
  for (; count < days && count < POINTS; count++) {
    const pl_tick t = (count + 1) * PL_TICKS_PER_DAY - 1;
    point[count] = (pl_point){pl_board_chart_x(c, pairs->from + t + 1), pl_board_chart_y(c, edge[t])};
  }
  return count;
}

/* Filled, from 5 % to 95 %. */
static void draw_band(pl_canvas *canvas, const pl_board_chart *c, const pl_pairs *pairs, const pl_band *band,
                      pl_colour colour) {
  pl_point point[2 * POINTS], low[POINTS];
  int count = edge_points(c, pairs, band->p95, point);
  edge_points(c, pairs, band->p5, low);
  for (int d = count; d-- > 0;)
    point[count++] = (pl_point){low[d].x, fmaxf(low[d].y, point[d].y + 0.5f)}; /* never without a height */
  if (count > 4) pl_draw_area(canvas, point, count, colour);
}

/* Two areas over each other would be a third colour: of the exercise as played the edges are drawn. */
static void draw_edges(pl_canvas *canvas, const pl_board_chart *c, const pl_pairs *pairs, const pl_band *band,
                       pl_colour colour) {
  pl_point point[POINTS];
  const int32_t *const edges[] = {band->p5, band->p95};
  for (int i = 0; i < 2; i++) {
    const int count = edge_points(c, pairs, edges[i], point);
    if (count > 1) pl_draw_polyline(canvas, point, count, false, 1.6f, (pl_dash){0}, colour);
  }
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
    draw_band(canvas, c, board->pairs, &board->pairs->otherwise, pl_fade(PL_COLOUR_SHARE, 0.2f));
    draw_edges(canvas, c, board->pairs, &board->pairs->played, pl_fade(PL_COLOUR_INCIDENT, 0.6f));
  }
  pl_draw_fill(canvas, (pl_rect){x - 1, c->area.y - 6 * c->unit, 2, c->area.h + 6 * c->unit}, PL_COLOUR_MUTED);
  draw_line(canvas, c, played, 0, days, 4.5f, (pl_dash){0}, PL_COLOUR_INCIDENT);
  draw_line(canvas, c, otherwise, parting(played, otherwise, days), days, 4, other_dash, PL_COLOUR_SHARE);
}

/* ---- which is which ---- */

void pl_board_draw_curve_sample(pl_canvas *canvas, pl_rect rect, pl_curve_sample which) {
  const pl_point from = {rect.x, rect.y + rect.h / 2}, to = {rect.x + rect.w, from.y};
  switch (which) {
  case PL_CURVE_PLAYED: pl_draw_line(canvas, from, to, 4.5f, (pl_dash){0}, PL_COLOUR_INCIDENT); break;
  case PL_CURVE_OTHERWISE: pl_draw_line(canvas, from, to, 4, other_dash, PL_COLOUR_SHARE); break;
  case PL_CURVE_BANDS:
    pl_draw_fill(canvas, rect, pl_fade(PL_COLOUR_SHARE, 0.3f));
    for (int i = 0; i < 2; i++)
      pl_draw_fill(canvas, (pl_rect){rect.x, rect.y + (rect.h - 2) * (float)i, rect.w, 2}, PL_COLOUR_INCIDENT);
    break;
  }
}
