/* What all charts are drawn with: lines, boxes, texts and curves as SVG elements.
 *
 * Escaping happens here and nowhere else in a drawing: every text goes through `put_escaped`. */
#include "chart.h"

#include <string.h>

/* ---- writing ---- */

static void put_length(pl_buffer *out, double length) {
  const int tenths = (int)(length * 10 + (length < 0 ? -0.5 : 0.5)), size = tenths < 0 ? -tenths : tenths;
  pl_buffer_add_format(out, size % 10 ? "%s%d.%d" : "%s%d", tenths < 0 ? "-" : "", size / 10, size % 10);
}

static void put_attribute(pl_buffer *out, const char *name, double length) {
  pl_buffer_add_format(out, " %s=\"", name);
  put_length(out, length);
  pl_buffer_add_text(out, "\"");
}

static void put_escaped(pl_buffer *out, const char *text) {
  for (; *text; text++) {
    if (*text == '&') pl_buffer_add_text(out, "&amp;");
    else if (*text == '<') pl_buffer_add_text(out, "&lt;");
    else if (*text == '>') pl_buffer_add_text(out, "&gt;");
    else if (*text == '"') pl_buffer_add_text(out, "&quot;");
    else if ((unsigned char)*text >= ' ') pl_buffer_add(out, text, 1);
  }
}

static void put_point(pl_buffer *out, char command, double x, double y) {
  pl_buffer_add(out, &command, 1);
  put_length(out, x);
  pl_buffer_add_text(out, " ");
  put_length(out, y);
}

/* ---- the drawing ---- */

void pl_plot_begin(pl_plot *plot, const char *title) {
  const char *size = plot->is_narrow ? "narrow" : "wide";
  pl_buffer *out = plot->out;
  pl_buffer_add_format(out, "<svg class=\"%s\" role=\"img\" aria-label=\"", size);
  put_escaped(out, title);
  pl_buffer_add_text(out, "\" viewBox=\"0 0 ");
  put_length(out, plot->width);
  pl_buffer_add_text(out, " ");
  put_length(out, plot->height);
  pl_buffer_add_text(out, "\">");
}

void pl_plot_end(pl_plot *plot) { pl_buffer_add_text(plot->out, "</svg>"); }

double pl_plot_x(const pl_plot *plot, pl_tick tick) {
  return plot->left + (plot->right - plot->left) * (double)(tick - plot->from) / (double)(plot->to - plot->from);
}

double pl_plot_y(const pl_plot *plot, int64_t value) {
  return plot->bottom - (plot->bottom - plot->top) * (double)value / (double)plot->most;
}

void pl_plot_line(pl_plot *plot, const char *class, double x1, double y1, double x2, double y2) {
  pl_buffer_add_format(plot->out, "<path class=\"%s\" d=\"", class);
  put_point(plot->out, 'M', x1, y1);
  put_point(plot->out, 'L', x2, y2);
  pl_buffer_add_text(plot->out, "\"/>");
}

void pl_plot_box(pl_plot *plot, const char *class, double x, double y, double width, double height) {
  pl_buffer_add_format(plot->out, "<rect class=\"%s\"", class);
  put_attribute(plot->out, "x", x);
  put_attribute(plot->out, "y", y);
  put_attribute(plot->out, "width", width);
  put_attribute(plot->out, "height", height);
  pl_buffer_add_text(plot->out, "/>");
}

void pl_plot_disc(pl_plot *plot, const char *class, double x, double y, double radius) {
  pl_buffer_add_format(plot->out, "<circle class=\"%s\"", class);
  put_attribute(plot->out, "cx", x);
  put_attribute(plot->out, "cy", y);
  put_attribute(plot->out, "r", radius);
  pl_buffer_add_text(plot->out, "/>");
}

void pl_plot_diamond(pl_plot *plot, const char *class, double x, double y, double radius) {
  pl_buffer_add_format(plot->out, "<path class=\"%s\" d=\"", class);
  put_point(plot->out, 'M', x, y - radius);
  put_point(plot->out, 'L', x + radius, y);
  put_point(plot->out, 'L', x, y + radius);
  put_point(plot->out, 'L', x - radius, y);
  pl_buffer_add_text(plot->out, "Z\"/>");
}

void pl_plot_text(pl_plot *plot, const char *class, double x, double y, const char *text) {
  pl_buffer_add_format(plot->out, "<text class=\"%s\"", class);
  put_attribute(plot->out, "x", x);
  put_attribute(plot->out, "y", y);
  pl_buffer_add_text(plot->out, ">");
  put_escaped(plot->out, text);
  pl_buffer_add_text(plot->out, "</text>");
}

double pl_text_length(const char *text, double size) { return pl_text_width(text) * size * 0.6; }

/* ---- curves ---- */

static void put_along(pl_plot *plot, const int32_t *curve, pl_tick first, pl_tick count, char command) {
  for (pl_tick t = 0; t < count; t++) {
    put_point(plot->out, t ? 'L' : command, pl_plot_x(plot, first + t + 1), pl_plot_y(plot, curve[t]));
  }
}

void pl_plot_curve(pl_plot *plot, const char *class, const char *class_below, const int32_t *curve, pl_tick first,
                   pl_tick count) {
  if (count < 1) return;
  if (class_below) {
    pl_buffer_add_format(plot->out, "<path class=\"%s\" d=\"", class_below);
    put_point(plot->out, 'M', pl_plot_x(plot, first + 1), plot->bottom);
    put_along(plot, curve, first, count, 'L');
    put_point(plot->out, 'L', pl_plot_x(plot, first + count), plot->bottom);
    pl_buffer_add_text(plot->out, "Z\"/>");
  }
  pl_buffer_add_format(plot->out, "<path class=\"%s\" d=\"", class);
  put_along(plot, curve, first, count, 'M');
  pl_buffer_add_text(plot->out, "\"/>");
}

void pl_plot_band(pl_plot *plot, const char *class, const int32_t *low, const int32_t *high, pl_tick first,
                  pl_tick count) {
  if (count < 1) return;
  pl_buffer_add_format(plot->out, "<path class=\"%s\" d=\"", class);
  put_along(plot, high, first, count, 'M');
  for (pl_tick t = count - 1; t >= 0; t--)
    put_point(plot->out, 'L', pl_plot_x(plot, first + t + 1), pl_plot_y(plot, low[t]));
  pl_buffer_add_text(plot->out, "Z\"/>");
}

/* ---- scales ---- */

/* 1, 2 or 5 of a power of ten, so that `most` is three to seven of them. */
static int64_t step_of(int64_t most) {
  int64_t power = 1;
  while (power * 10 * 3 <= most) power *= 10;
  if (power * 5 * 3 <= most) return power * 5;
  return power * 2 * 3 <= most ? power * 2 : power;
}

int64_t pl_round_up(int64_t most) {
  const int64_t step = step_of(most < 3 ? 3 : most);
  return ((most < 3 ? 3 : most) + step - 1) / step * step;
}

void pl_plot_scale(pl_plot *plot) {
  const int64_t step = step_of(plot->most);
  for (int64_t value = 0; value <= plot->most; value += step) {
    const double y = pl_plot_y(plot, value);
    pl_buffer text = {0};
    pl_plot_line(plot, value ? "grid" : "foot", plot->left, y, plot->right, y);
    pl_put_count(&text, value);
    pl_plot_text(plot, "t muted end", plot->left - 8, y + 5, pl_buffer_text(&text));
    if (text.failed) plot->out->failed = true;
    pl_buffer_clear(&text);
  }
}

/* Every so many rounds there is room for a day. */
static int days_apart(const pl_plot *plot, int rounds) {
  const double room = plot->is_narrow ? 64 : 76, width = (plot->right - plot->left) / (rounds > 0 ? rounds : 1);
  int apart = 1;
  while (apart * width < room) apart++;
  return apart;
}

void pl_plot_rounds(pl_plot *plot) {
  const int first = plot->from / PL_TICKS_PER_ROUND, last = plot->to / PL_TICKS_PER_ROUND;
  const int apart = days_apart(plot, last - first);
  const double width = (plot->right - plot->left) / (last - first > 0 ? last - first : 1);
  const bool has_word = width > pl_text_length(PL_TEXT("Round %d"), 15) + 4;
  for (int r = first; r <= last; r++) {
    const double x = pl_plot_x(plot, r * PL_TICKS_PER_ROUND);
    pl_buffer day = {0}, round = {0};
    pl_put_short_day(&day, plot->voice, r * 7 + 1);
    pl_buffer_add_format(&round, has_word ? PL_TEXT("Round %d") : "%d", r + 1);
    if ((r - first) % 2 == 0 && r < last) pl_plot_box(plot, "round", x, plot->top, width, plot->bottom - plot->top);
    if ((r - first) % apart == 0 && r < last) pl_plot_text(plot, "t muted", x, plot->bottom + 20, pl_buffer_text(&day));
    if (r < last) pl_plot_text(plot, "t middle strong", x + width / 2, plot->bottom + 42, pl_buffer_text(&round));
    if (day.failed || round.failed) plot->out->failed = true;
    pl_buffer_clear(&day);
    pl_buffer_clear(&round);
  }
}
