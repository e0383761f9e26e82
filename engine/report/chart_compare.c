/* As played against otherwise, under other luck: of each the middle one of many runs, and the band in which nine in ten
 * of them lie. The two bands are of the two exercises; how far the difference between them is known is another matter,
 * and is said beside the drawing. */
#include "chart.h"

static int64_t most_of(const pl_pairs *pairs) {
  int64_t most = 0;
  for (pl_tick t = 0; t < pairs->ticks - pairs->from; t++) {
    if (pairs->played.p95[t] > most) most = pairs->played.p95[t];
    if (pairs->otherwise.p95[t] > most) most = pairs->otherwise.p95[t];
  }
  return most;
}

/* ---- the legend ---- */

typedef struct legend_row {
  const char *text, *line, *band; /* of a band its edges are a line, or it is filled */
} legend_row;
static const legend_row legend[] = {{PL_LATER("as played, middle run"), "hit-curve", NULL},
                                    {PL_LATER("otherwise, middle run"), "otherwise", NULL},
                                    {PL_LATER("nine in ten runs, as played"), NULL, "hit-edge"},
                                    {PL_LATER("nine in ten runs, otherwise"), NULL, "otherwise-band"}};
enum { LEGEND = sizeof legend / sizeof legend[0] };

/* Where the second column begins: after the longer text of the first. */
static double second_column(void) {
  const double above = pl_text_length(PL_TEXT(legend[0].text), 15), below = pl_text_length(PL_TEXT(legend[2].text), 15);
  return 36 + (above > below ? above : below) + 16;
}

/* Two beside each other, on a phone one below the other. */
static void draw_legend(pl_plot *plot) {
  for (int i = 0; i < LEGEND; i++) {
    const double x = plot->is_narrow ? 4 : plot->left + (i % 2) * second_column();
    const double y = 16 + (plot->is_narrow ? i : i / 2) * 24;
    if (legend[i].line) pl_plot_line(plot, legend[i].line, x, y - 5, x + 28, y - 5);
    if (legend[i].band) pl_plot_box(plot, legend[i].band, x, y - 13, 28, 16);
    pl_plot_text(plot, "t", x + 36, y, PL_TEXT(legend[i].text));
  }
}

/* ---- the whole ---- */

static void draw(const pl_voice *voice, const char *title, const pl_pairs *pairs, bool is_narrow, pl_buffer *out) {
  const double width = is_narrow ? 358 : 800;
  const pl_tick count = pairs->ticks - pairs->from;
  pl_plot plot = {.out = out, .voice = voice, .is_narrow = is_narrow, .width = width, .left = is_narrow ? 36 : 56,
                  .right = width - 8, .top = is_narrow ? 112 : 66, .from = pairs->from, .to = pairs->ticks,
                  .most = pl_round_up(most_of(pairs))};
  plot.bottom = plot.top + (is_narrow ? 180 : 240);
  plot.height = plot.bottom + 52;
  pl_plot_begin(&plot, title);
  draw_legend(&plot);
  pl_plot_rounds(&plot);
  pl_plot_scale(&plot);
  pl_plot_band(&plot, "otherwise-band", pairs->otherwise.p5, pairs->otherwise.p95, pairs->from, count);
  pl_plot_curve(&plot, "hit-edge", NULL, pairs->played.p5, pairs->from, count);
  pl_plot_curve(&plot, "hit-edge", NULL, pairs->played.p95, pairs->from, count);
  pl_plot_curve(&plot, "hit-curve", NULL, pairs->played.median, pairs->from, count);
  pl_plot_curve(&plot, "otherwise", NULL, pairs->otherwise.median, pairs->from, count);
  pl_plot_end(&plot);
}

void pl_chart_compare(const pl_voice *voice, const char *title,
                      const pl_pairs *pairs, pl_buffer drawing[PL_DRAWINGS]) {
  draw(voice, title, pairs, false, &drawing[PL_DRAWING_WIDE]);
  draw(voice, title, pairs, true, &drawing[PL_DRAWING_NARROW]);
}
