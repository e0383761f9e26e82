/* Charts: drawings of the report, as SVG.
 *
 * A drawing is made twice from the same figures, wide for a desk and paper, narrow for a phone. It has no colours of
 * its own: its shapes carry class names, and assets/report/report.css says how they look. Lengths are written in whole
 * tenths, so that the same figures give the same bytes on every machine. */
#ifndef POLDER_REPORT_CHART_H
#define POLDER_REPORT_CHART_H

#include <polder/what_if.h>
#include <polder/words.h>

#include "document.h"

/* The field in which curves over time are drawn, and the drawing round it. */
typedef struct pl_plot {
  pl_buffer *out;
  const pl_voice *voice;
  bool is_narrow;
  double width, height;
  double left, right, top, bottom; /* the field's edges */
  pl_tick from, to;                /* its width in time */
  int64_t most;                    /* its height, at least 1 */
} pl_plot;

/* ---- primitives (chart_plot.c) ---- */
/* The title is the drawing's name for who does not see it. What it shows is said in its caption. */
void pl_plot_begin(pl_plot *plot, const char *title);
void pl_plot_end(pl_plot *plot);
double pl_plot_x(const pl_plot *plot, pl_tick tick);
double pl_plot_y(const pl_plot *plot, int64_t value);
void pl_plot_line(pl_plot *plot, const char *class, double x1, double y1, double x2, double y2);
void pl_plot_box(pl_plot *plot, const char *class, double x, double y, double width, double height);
void pl_plot_disc(pl_plot *plot, const char *class, double x, double y, double radius);
void pl_plot_diamond(pl_plot *plot, const char *class, double x, double y, double radius);
/* `class` has the anchor too: "t", "t middle", "t end", with others. */
void pl_plot_text(pl_plot *plot, const char *class, double x, double y, const char *text);
/* How wide a text of this size is, about; never less than it is in the fonts of the report. */
double pl_text_length(const char *text, double size);
/* A curve of [count] values at ticks `first` + 1 and on; with `class_below` filled down to the field's foot. */
void pl_plot_curve(pl_plot *plot, const char *class, const char *class_below, const int32_t *curve, pl_tick first,
                   pl_tick count);
void pl_plot_band(pl_plot *plot, const char *class, const int32_t *low, const int32_t *high, pl_tick first,
                  pl_tick count);
/* The scale at the left with its lines, the rounds below. */
void pl_plot_scale(pl_plot *plot);
void pl_plot_rounds(pl_plot *plot);
/* A round figure ≥ `most` of which the scale can show parts. */
int64_t pl_round_up(int64_t most);

/* ---- the curve of what happened (chart_curve.c) ---- */
typedef enum pl_mark_kind { PL_MARK_SHARED, PL_MARK_LEFT, PL_MARK_PEAK } pl_mark_kind;
enum { PL_MOST_MARKS = 10 };
typedef struct pl_mark {
  pl_mark_kind kind;
  pl_tick tick;
  int number;         /* in the words below the drawing; 0: none */
  const char *text;   /* short */
} pl_mark;
/* `marks` by tick. */
void pl_chart_curve(const pl_voice *voice, const char *title, const int32_t *curve, pl_tick ticks,
                    const pl_mark *marks, size_t count, pl_buffer drawing[PL_DRAWINGS]);

/* ---- as played against otherwise (chart_compare.c) ---- */
void pl_chart_compare(const pl_voice *voice, const char *title, const pl_pairs *pairs,
                      pl_buffer drawing[PL_DRAWINGS]);

/* ---- how many runs came to what (chart_bars.c) ---- */
typedef struct pl_distribution {
  const char *title;
  const pl_fan *fan;
} pl_distribution;
void pl_chart_bars(const pl_voice *voice, const char *title, const pl_distribution *rows, size_t count,
                   pl_buffer drawing[PL_DRAWINGS]);

/* ---- what was hit and what had been found (chart_belief.c) ---- */
typedef struct pl_belief {
  const char *name;
  const int32_t *hit, *found; /* [rounds + 1] */
} pl_belief;
void pl_chart_belief(const pl_voice *voice, const char *title, const pl_belief *seats, size_t count,
                     int rounds, pl_buffer drawing[PL_DRAWINGS]);

#endif
