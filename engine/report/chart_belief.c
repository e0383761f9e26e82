/* What was hit and what had been found, seat by seat: many small drawings with one scale, because they are to be
 * compared. */
#include "chart.h"

static int64_t most_of(const pl_belief *seats, size_t count, int rounds) {
  int64_t most = 0;
  for (size_t i = 0; i < count; i++)
    for (int r = 0; r <= rounds; r++) {
      if (seats[i].hit[r] > most) most = seats[i].hit[r];
      if (seats[i].found[r] > most) most = seats[i].found[r];
    }
  return most;
}

static void draw_legend(pl_plot *plot) {
  const char *hit = PL_TEXT("hit in truth"), *found = PL_TEXT("found by itself");
  const double second = 4 + 36 + pl_text_length(hit, 14.2) + 24;
  pl_plot_line(plot, "hit-curve", 4, 11, 32, 11);
  pl_plot_text(plot, "t", 40, 16, hit);
  pl_plot_line(plot, "found-curve", second, 11, second + 28, 11);
  pl_plot_text(plot, "t", second + 36, 16, found);
}

/* One seat; the openings of rounds stand in for ticks. */
static void draw_seat(pl_plot *plot, const pl_belief *seat, int rounds) {
  pl_buffer first = {0}, last = {0};
  pl_plot_text(plot, "t strong", plot->left, plot->top - 8, seat->name);
  pl_plot_line(plot, "grid", plot->left, plot->top, plot->right, plot->top);
  pl_plot_line(plot, "foot", plot->left, plot->bottom, plot->right, plot->bottom);
  pl_plot_text(plot, "t muted end", plot->left - 6, plot->top + 5, pl_phrase_count(plot->voice, plot->most));
  pl_plot_text(plot, "t muted end", plot->left - 6, plot->bottom + 4, "0");
  pl_plot_curve(plot, "hit-curve", "hit-below", seat->hit, -1, rounds + 1);
  pl_plot_curve(plot, "found-curve", NULL, seat->found, -1, rounds + 1);
  pl_buffer_add_format(&first, PL_TEXT("Round %d"), 1);
  pl_buffer_add_format(&last, "%d", rounds);
  pl_plot_text(plot, "t muted", plot->left, plot->bottom + 19, pl_buffer_text(&first));
  pl_plot_text(plot, "t muted end", plot->right, plot->bottom + 19, pl_buffer_text(&last));
  if (first.failed || last.failed) plot->out->failed = true;
  pl_buffer_clear(&first);
  pl_buffer_clear(&last);
}

static void draw(const pl_voice *voice, const char *title, const pl_belief *seats,
                 size_t count, int rounds, bool is_narrow, pl_buffer *out) {
  const double width = is_narrow ? 358 : 1056;
  const size_t columns = is_narrow ? 1 : count < 3 ? count : 3, lines = (count + columns - 1) / columns;
  const double across = width / (double)columns, down = 152;
  pl_plot plot = {.out = out, .voice = voice, .is_narrow = is_narrow, .width = width,
                  .height = 34 + down * (double)lines, .to = rounds,
                  .most = pl_round_up(most_of(seats, count, rounds))};
  pl_plot_begin(&plot, title);
  draw_legend(&plot);
  for (size_t i = 0; i < count; i++) {
    plot.left = across * (double)(i % columns) + 36;
    plot.right = across * (double)(i % columns + 1) - 12;
    plot.top = 34 + down * (double)(i / columns) + 30;
    plot.bottom = 34 + down * (double)(i / columns + 1) - 28;
    draw_seat(&plot, &seats[i], rounds);
  }
  pl_plot_end(&plot);
}

void pl_chart_belief(const pl_voice *voice, const char *title, const pl_belief *seats,
                     size_t count, int rounds, pl_buffer drawing[PL_DRAWINGS]) {
  if (!count || rounds < 1) return;
  draw(voice, title, seats, count, rounds, false, &drawing[PL_DRAWING_WIDE]);
  draw(voice, title, seats, count, rounds, true, &drawing[PL_DRAWING_NARROW]);
}
