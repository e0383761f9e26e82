/* The curve of what happened: organisations hit at the same time, with the decisions that bent it.
 *
 * Each mark stands on the curve and has a leader up to its words, which lie in lanes above the field. A lane is taken
 * if no other words are in the way there and no leader has to cross any; from the last mark to the first, because words
 * begin at their leader: an earlier mark steps up where it would run into a later one. Where there is no such lane the
 * number alone is shown, and the words are in the list below the drawing, as on a phone they always are. */
#include "chart.h"

#include <string.h>

enum { LANES = 4, LINE_CHARACTERS = 21, LINES = 2 };

static const double lane_height = 58, text_size = 15;

/* ---- words above the field ---- */

typedef struct label {
  char line[LINES + 1][96]; /* the last is the day */
  int lines;
  double from, to;          /* what it takes of its lane */
  int lane;                 /* −1: none */
  bool is_left;             /* it lies to the left of its leader */
} label;

/* The bytes of as many whole words as fit into a line; one word at least. */
static size_t line_bytes(const char *text) {
  size_t end = 0;
  int width = 0;
  for (size_t i = 0;; i++) {
    if (text[i] && ((unsigned char)text[i] & 0xC0) != 0x80) width++;
    if (text[i] && text[i] != ' ') continue;
    if (end && width - (text[i] == ' ') > LINE_CHARACTERS) return end;
    end = i;
    if (!text[i]) return end;
  }
}

static void put_line(label *l, const char *text, size_t length) {
  char *line = l->line[l->lines++];
  if (length >= sizeof l->line[0]) length = sizeof l->line[0] - 1;
  while (length && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
  memcpy(line, text, length);
  line[length] = 0;
}

static void break_lines(label *l, const char *text) {
  while (*text && l->lines < LINES) {
    const size_t length = l->lines == LINES - 1 ? strlen(text) : line_bytes(text);
    put_line(l, text, length);
    text += length + (text[length] == ' ');
  }
}

static void compose(const pl_plot *plot, const pl_mark *mark, label *l) {
  pl_buffer day = {0};
  *l = (label){.lane = -1};
  break_lines(l, mark->text);
  pl_put_short_day(&day, plot->voice, pl_day_of(mark->tick));
  put_line(l, pl_buffer_text(&day), day.length);
  if (day.failed) plot->out->failed = true;
  pl_buffer_clear(&day);
}

static double width_of(const label *l) {
  double most = 0;
  for (int i = 0; i < l->lines; i++)
    if (pl_text_length(l->line[i], text_size) > most) most = pl_text_length(l->line[i], text_size);
  return most;
}

static bool is_free(const pl_plot *plot, const pl_mark *marks, const label *labels, size_t count, size_t mine,
                    const label *wanted) {
  const double x = pl_plot_x(plot, marks[mine].tick + 1);
  if (wanted->from < plot->left - 40 || wanted->to > plot->width) return false;
  for (size_t i = 0; i < count; i++) {
    const double other = pl_plot_x(plot, marks[i].tick + 1);
    if (i == mine || labels[i].lane < 0) continue;
    if (labels[i].lane == wanted->lane && wanted->from < labels[i].to + 8 && labels[i].from < wanted->to + 8)
      return false;
    if (labels[i].lane > wanted->lane && other > wanted->from - 6 && other < wanted->to + 6) return false;
    if (labels[i].lane < wanted->lane && x > labels[i].from - 6 && x < labels[i].to + 6) return false;
  }
  return true;
}

static void place(const pl_plot *plot, const pl_mark *marks, label *labels, size_t count, size_t mine) {
  const double x = pl_plot_x(plot, marks[mine].tick + 1), width = width_of(&labels[mine]);
  for (int left = 0; left < 2; left++) {
    for (int lane = 0; lane < LANES; lane++) {
      label wanted = labels[mine];
      wanted.lane = lane;
      wanted.is_left = left;
      wanted.from = left ? x - 7 - width : x + 7;
      wanted.to = wanted.from + width;
      if (!is_free(plot, marks, labels, count, mine, &wanted)) continue;
      labels[mine] = wanted;
      return;
    }
  }
}

/* The foot of a lane's words. */
static double foot_of(const pl_plot *plot, int lane) { return plot->top - 12 - lane * lane_height; }

static void draw_label(pl_plot *plot, const pl_mark *mark, const label *l) {
  const double x = pl_plot_x(plot, mark->tick + 1) + (l->is_left ? -7 : 7), foot = foot_of(plot, l->lane);
  for (int i = 0; i < l->lines; i++) {
    const bool is_day = i == l->lines - 1;
    pl_buffer class = {0};
    pl_buffer_add_format(&class, "t%s%s", l->is_left ? " end" : "",
                         is_day ? " muted" : mark->kind == PL_MARK_PEAK ? " strong hit" : " strong");
    pl_plot_text(plot, pl_buffer_text(&class), x, foot - (l->lines - 1 - i) * 18, l->line[i]);
    pl_buffer_clear(&class);
  }
}

/* ---- marks on the curve ---- */

static void draw_mark(pl_plot *plot, const pl_mark *mark, double y) {
  const double x = pl_plot_x(plot, mark->tick + 1);
  switch (mark->kind) {
  case PL_MARK_SHARED: pl_plot_disc(plot, "shared", x, y, 7); break;
  case PL_MARK_PEAK: pl_plot_diamond(plot, "peak", x, y, 8); break;
  case PL_MARK_LEFT:
    pl_plot_box(plot, "left-behind", x - 8, y - 10, 16, 20);
    pl_plot_box(plot, "left", x - 5, y - 9, 3.5, 18);
    pl_plot_box(plot, "left", x + 1.5, y - 9, 3.5, 18);
    break;
  }
}

static void draw_number(pl_plot *plot, const pl_mark *mark, double y) {
  pl_buffer text = {0};
  if (!mark->number) return;
  pl_buffer_add_format(&text, "%d", mark->number);
  pl_plot_text(plot, "t middle strong halo", pl_plot_x(plot, mark->tick + 1), y - 14, pl_buffer_text(&text));
  pl_buffer_clear(&text);
}

static void draw_marks(pl_plot *plot, const int32_t *curve, pl_tick ticks, const pl_mark *marks, const label *labels,
                       size_t count) {
  for (size_t i = 0; i < count; i++) {
    const pl_tick tick = marks[i].tick < ticks ? marks[i].tick : ticks - 1;
    const double x = pl_plot_x(plot, tick + 1), y = pl_plot_y(plot, curve[tick]);
    const double head = foot_of(plot, labels[i].lane) - 18 * (labels[i].lines - 1) - 13;
    if (labels[i].lane >= 0) pl_plot_line(plot, "leader", x, head, x, y);
  }
  for (size_t i = 0; i < count; i++) {
    const pl_tick tick = marks[i].tick < ticks ? marks[i].tick : ticks - 1;
    const double y = pl_plot_y(plot, curve[tick]);
    draw_mark(plot, &marks[i], y);
    if (labels[i].lane >= 0) draw_label(plot, &marks[i], &labels[i]);
    else draw_number(plot, &marks[i], y);
  }
}

/* ---- the whole ---- */

static int64_t most_of(const int32_t *curve, pl_tick ticks) {
  int64_t most = 0;
  for (pl_tick t = 0; t < ticks; t++)
    if (curve[t] > most) most = curve[t];
  return most;
}

static int lanes_used(const label *labels, size_t count) {
  int lanes = 0;
  for (size_t i = 0; i < count; i++)
    if (labels[i].lane + 1 > lanes) lanes = labels[i].lane + 1;
  return lanes;
}

static void draw(const pl_voice *voice, const char *title, const int32_t *curve,
                 pl_tick ticks, const pl_mark *marks, size_t count, bool is_narrow, pl_buffer *out) {
  const double width = is_narrow ? 358 : 1056;
  pl_plot plot = {.out = out, .voice = voice, .is_narrow = is_narrow, .width = width, .left = is_narrow ? 36 : 56,
                  .right = width - (is_narrow ? 6 : 16), .to = ticks, .most = pl_round_up(most_of(curve, ticks))};
  label labels[PL_MOST_MARKS];
  for (size_t i = 0; i < count; i++) compose(&plot, &marks[i], &labels[i]);
  for (size_t i = count; i-- > 0 && !is_narrow;) place(&plot, marks, labels, count, i);
  plot.top = 26 + lanes_used(labels, count) * lane_height;
  plot.bottom = plot.top + (is_narrow ? 190 : 280);
  plot.height = plot.bottom + 52;
  pl_plot_begin(&plot, title);
  pl_plot_rounds(&plot);
  pl_plot_scale(&plot);
  pl_plot_curve(&plot, "hit-curve", "hit-below", curve, 0, ticks);
  draw_marks(&plot, curve, ticks, marks, labels, count);
  pl_plot_end(&plot);
}

void pl_chart_curve(const pl_voice *voice, const char *title, const int32_t *curve,
                    pl_tick ticks, const pl_mark *marks, size_t count, pl_buffer drawing[PL_DRAWINGS]) {
  if (count > PL_MOST_MARKS) count = PL_MOST_MARKS;
  draw(voice, title, curve, ticks, marks, count, false, &drawing[PL_DRAWING_WIDE]);
  draw(voice, title, curve, ticks, marks, count, true, &drawing[PL_DRAWING_NARROW]);
}
