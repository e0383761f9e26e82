/* How many runs came to how many organisations hit, and where among them the exercise itself stands. Several such rows
 * share one scale, so that they can be compared. */
#include "chart.h"

enum { BINS = 36 };

typedef struct range {
  int64_t least, most; /* of all rows, the exercise itself included; the last bin ends after `most` */
} range;

static range range_of(const pl_distribution *rows, size_t count) {
  range r = {.least = INT64_MAX, .most = 0};
  for (size_t i = 0; i < count; i++) {
    const pl_fan *fan = rows[i].fan;
    if (fan->hit.least < r.least) r.least = fan->hit.least;
    if (fan->hit.most > r.most) r.most = fan->hit.most;
    if (fan->hit_real >= 0 && fan->hit_real < r.least) r.least = fan->hit_real;
    if (fan->hit_real > r.most) r.most = fan->hit_real;
  }
  return r;
}

static double place_of(const pl_plot *plot, const range *r, int64_t value) {
  const double share = (double)(value - r->least) / (double)(r->most - r->least + 1);
  return plot->left + (plot->right - plot->left) * share;
}

static void draw_bins(pl_plot *plot, const range *r, const pl_fan *fan) {
  int32_t bin[BINS] = {0}, top = 1;
  const double width = (plot->right - plot->left) / BINS;
  for (int32_t i = 0; i < fan->runs; i++) bin[(fan->hits[i] - r->least) * BINS / (r->most - r->least + 1)]++;
  for (int i = 0; i < BINS; i++)
    if (bin[i] > top) top = bin[i];
  for (int i = 0; i < BINS; i++) {
    const double height = (plot->bottom - plot->top) * bin[i] / top;
    if (bin[i]) pl_plot_box(plot, "bin", plot->left + i * width + 1, plot->bottom - height, width - 2, height);
  }
}

static void draw_real(pl_plot *plot, const range *r, const pl_fan *fan) {
  if (fan->hit_real < 0) return;
  const double x = place_of(plot, r, fan->hit_real);
  const bool is_left = x > (plot->left + plot->right) / 2;
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("as played: %s"), pl_phrase_count(plot->voice, fan->hit_real));
  pl_plot_line(plot, "leader", x, plot->top - 10, x, plot->bottom);
  pl_plot_diamond(plot, "peak", x, plot->top - 14, 7);
  pl_plot_text(plot, is_left ? "t strong hit end" : "t strong hit", x + (is_left ? -12 : 12), plot->top - 9,
               pl_buffer_text(&text));
  if (text.failed) plot->out->failed = true;
  pl_buffer_clear(&text);
}

static void draw_ends(pl_plot *plot, const range *r) {
  pl_plot_text(plot, "t muted", plot->left, plot->bottom + 20, pl_phrase_count(plot->voice, r->least));
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("%s organisations"), pl_phrase_count(plot->voice, r->most));
  pl_plot_text(plot, "t muted end", plot->right, plot->bottom + 20, pl_buffer_text(&text));
  if (text.failed) plot->out->failed = true;
  pl_buffer_clear(&text);
}

static void draw(const pl_voice *voice, const char *title,
                 const pl_distribution *rows, size_t count, bool is_narrow, pl_buffer *out) {
  const double width = is_narrow ? 358 : 1056, each = is_narrow ? 178 : 186;
  const range r = range_of(rows, count);
  pl_plot plot = {.out = out, .voice = voice, .is_narrow = is_narrow, .width = width, .left = 4, .right = width - 4,
                  .height = each * (double)count + 30, .most = 1};
  pl_plot_begin(&plot, title);
  for (size_t i = 0; i < count; i++) {
    plot.top = each * (double)i + 64;
    plot.bottom = each * (double)(i + 1) - 4;
    pl_plot_text(&plot, "t strong", plot.left, plot.top - 42, rows[i].title);
    draw_bins(&plot, &r, rows[i].fan);
    pl_plot_line(&plot, "foot", plot.left, plot.bottom, plot.right, plot.bottom);
    draw_real(&plot, &r, rows[i].fan);
  }
  draw_ends(&plot, &r);
  pl_plot_end(&plot);
}

void pl_chart_bars(const pl_voice *voice, const char *title,
                   const pl_distribution *rows, size_t count, pl_buffer drawing[PL_DRAWINGS]) {
  draw(voice, title, rows, count, false, &drawing[PL_DRAWING_WIDE]);
  draw(voice, title, rows, count, true, &drawing[PL_DRAWING_NARROW]);
}
