/* Coverage, exactly: an edge of an outline, cut where it crosses the lines of the pixel grid, says of each pixel it
 * goes through how much area lies to its right there, and of all pixels further right how much of their height it
 * passed.
 * These pieces are kept as cells, only where there are edges; sorted by row and column and summed from the left they
 * give the winding of every pixel, weighted by area. So a large shape costs its outline and not its area, and shapes
 * with one sense of turning melt into one: a line at half opacity is nowhere drawn twice.
 *
 *     here    what the piece adds to its own pixel: height × the part of the pixel right of it
 *     after   what it adds to each pixel right of that: height, positive downward
 *
 * Edges left of the bounds are moved onto the left bound, those right of it have no effect; so no coordinate, however
 * large, makes more cells than the bounds have pixels along an edge. */
#include <math.h>
#include <stdlib.h>

#include "raster.h"

enum { MOST_CELLS = 4000000, FEW = 24 };

/* floor, fmin and fmax, which are calls of a library where the processor is not known to be new. */
static inline int below(double value) {
  const int whole = (int)value;
  return whole - (value < whole);
}
static inline double between(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

/* Makes room for `count` elements. False: there is none, and the old contents stay. */
static bool make_room(void **array, size_t *capacity, size_t count, size_t size) {
  if (count <= *capacity) return true;
  size_t wanted = *capacity ? *capacity : 256;
  while (wanted < count) wanted *= 2;
  void *larger = realloc(*array, wanted * size);
  if (!larger) return false;
  *array = larger;
  *capacity = wanted;
  return true;
}

void pl_raster_begin(pl_raster *raster, int left, int top, int right, int bottom) {
  raster->left = left;
  raster->top = top;
  raster->right = right;
  raster->bottom = bottom;
  raster->first_row = bottom;
  raster->last_row = top - 1;
  raster->cell_count = raster->span_count = 0;
  raster->failed = false;
}

void pl_raster_clear(pl_raster *raster) {
  free(raster->cells);
  free(raster->sorted);
  free(raster->rows);
  free(raster->spans);
  *raster = (pl_raster){0};
}

static void add_cell(pl_raster *raster, int x, int y, double height, double right_part) {
  if (x >= raster->right || raster->failed) return;
  if (raster->cell_count) {
    pl_cell *last = &raster->cells[raster->cell_count - 1];
    if (last->x == x && last->y == y) {
      last->here += (float)(height * right_part);
      last->after += (float)height;
      return;
    }
  }
  void *cells = raster->cells;
  raster->failed = raster->cell_count >= MOST_CELLS ||
                   !make_room(&cells, &raster->cell_capacity, raster->cell_count + 1, sizeof *raster->cells);
  raster->cells = cells;
  if (raster->failed) return;
  raster->cells[raster->cell_count++] = (pl_cell){x, y, (float)(height * right_part), (float)height};
}

/* A piece within one row of pixels, from x0 to x1; `height` is how much of the row it passes. */
static void add_in_row(pl_raster *raster, int y, double x0, double x1, double height) {
  const double low = x0 < x1 ? x0 : x1, high = x0 < x1 ? x1 : x0;
  const int first = below(low), last = below(high);
  if (first == last || high - low < 1e-9) {
    add_cell(raster, first, y, height, 1 - ((low + high) / 2 - first));
    return;
  }
  const double per_column = height / (high - low);
  for (int x = first; x <= last; x++) {
    const double from = x == first ? low : x, to = x == last ? high : x + 1;
    if (to > from) add_cell(raster, x, y, (to - from) * per_column, 1 - ((from + to) / 2 - x));
  }
}

/* An edge inside the bounds, going down; `sign` is −1 where it went up. */
static void add_inside(pl_raster *raster, double x0, double y0, double x1, double y1, double sign) {
  const double slope = (x1 - x0) / (y1 - y0);
  const double left = raster->left, right = raster->right;
  const int first = below(y0);
  if (first < raster->first_row) raster->first_row = first;
  for (int y = first; y < y1; y++) {
    const double from = y0 > y ? y0 : y, to = y1 < y + 1 ? y1 : y + 1;
    if (to <= from) continue;
    const double at = x0 + (from - y0) * slope, end = x0 + (to - y0) * slope;
    add_in_row(raster, y, between(at, left, right), between(end, left, right), (to - from) * sign);
    if (y > raster->last_row) raster->last_row = y;
  }
}

/* Cuts an edge, going down, at the left and right bounds. */
static void add_cut(pl_raster *raster, double x0, double y0, double x1, double y1, double sign) {
  const double bounds[2] = {raster->left, raster->right};
  double y[4] = {y0, y1, y1, y1}, x[4] = {x0, x1, x1, x1};
  int pieces = 1;
  for (int i = 0; i < 2; i++) {
    const double bound = bounds[x0 <= x1 ? i : 1 - i];
    if ((x0 < bound) == (x1 < bound)) continue;
    const double at = y0 + (bound - x0) / (x1 - x0) * (y1 - y0);
    if (at <= y[pieces - 1] || at >= y1) continue;
    y[pieces] = at;
    x[pieces] = bound;
    pieces++;
  }
  y[pieces] = y1;
  x[pieces] = x1;
  for (int i = 0; i < pieces; i++) {
    const double middle = (x[i] + x[i + 1]) / 2;
    if (middle <= bounds[0])
      add_inside(raster, bounds[0], y[i], bounds[0], y[i + 1], sign);
    else if (middle < bounds[1])
      add_inside(raster, x[i], y[i], x[i + 1], y[i + 1], sign);
  }
}

static void add_edge(pl_raster *raster, pl_point a, pl_point b) {
  if (!(a.y < b.y) && !(b.y < a.y)) return;
  const double sign = a.y < b.y ? 1 : -1;
  const pl_point high = sign > 0 ? a : b, low = sign > 0 ? b : a;
  double x0 = high.x, y0 = high.y, x1 = low.x, y1 = low.y;
  const double slope = (x1 - x0) / (y1 - y0);
  if (y1 <= raster->top || y0 >= raster->bottom) return;
  if (y1 > raster->bottom) {
    x1 = x0 + (raster->bottom - y0) * slope;
    y1 = raster->bottom;
  }
  if (y0 < raster->top) {
    x0 += (raster->top - y0) * slope;
    y0 = raster->top;
  }
  if (y0 < y1) add_cut(raster, x0, y0, x1, y1, sign);
}

static bool is_usable(const pl_point *points, int count) {
  for (int i = 0; i < count; i++)
    if (!(fabsf(points[i].x) < 1e9f && fabsf(points[i].y) < 1e9f)) return false;
  return count > 2;
}

static void add_turned(pl_raster *raster, const pl_point *points, int count, bool is_turned) {
  if (!is_usable(points, count)) return;
  for (int i = 0; i < count; i++) {
    const pl_point a = points[i], b = points[i + 1 < count ? i + 1 : 0];
    add_edge(raster, is_turned ? b : a, is_turned ? a : b);
  }
}

static double twice_area(const pl_point *points, int count) {
  double sum = 0;
  for (int i = 0; i < count; i++) {
    const pl_point a = points[i], b = points[i + 1 < count ? i + 1 : 0];
    sum += (double)(a.x - points[0].x) * (b.y - points[0].y) - (double)(b.x - points[0].x) * (a.y - points[0].y);
  }
  return sum;
}

void pl_raster_add(pl_raster *raster, const pl_point *points, int count) {
  add_turned(raster, points, count, false);
}

void pl_raster_add_filled(pl_raster *raster, const pl_point *points, int count) {
  if (count > 2) add_turned(raster, points, count, twice_area(points, count) < 0);
}

void pl_raster_add_hole(pl_raster *raster, const pl_point *points, int count) {
  if (count > 2) add_turned(raster, points, count, twice_area(points, count) > 0);
}

/* ---- from cells to spans ---- */
static int by_column(const void *left, const void *right) {
  const pl_cell *a = left, *b = right;
  return (a->x > b->x) - (a->x < b->x);
}

static void sort_row(pl_cell *cells, size_t count) {
  if (count > FEW) {
    qsort(cells, count, sizeof *cells, by_column);
    return;
  }
  for (size_t i = 1; i < count; i++) {
    const pl_cell cell = cells[i];
    size_t at = i;
    for (; at > 0 && cells[at - 1].x > cell.x; at--) cells[at] = cells[at - 1];
    cells[at] = cell;
  }
}

static void add_span(pl_raster *raster, int x, int y, int length, double winding) {
  const double part = fabs(winding);
  const int coverage = part >= 1 ? 255 : (int)(part * 255 + 0.5);
  if (!coverage || length <= 0) return;
  if (raster->span_count) {
    pl_span *last = &raster->spans[raster->span_count - 1];
    if (last->y == y && last->x + last->length == x && last->coverage == coverage) {
      last->length += length;
      return;
    }
  }
  void *spans = raster->spans;
  if (!make_room(&spans, &raster->span_capacity, raster->span_count + 1, sizeof *raster->spans)) {
    raster->failed = true;
    return;
  }
  raster->spans = spans;
  raster->spans[raster->span_count++] = (pl_span){x, y, length, (uint8_t)coverage};
}

static void sweep_row(pl_raster *raster, const pl_cell *cells, size_t count) {
  double winding = 0;
  for (size_t i = 0; i < count;) {
    const int x = cells[i].x, y = cells[i].y;
    double here = winding;
    for (; i < count && cells[i].x == x; i++) {
      here += cells[i].here;
      winding += cells[i].after;
    }
    add_span(raster, x, y, 1, here);
    add_span(raster, x + 1, y, (i < count ? cells[i].x : raster->right) - x - 1, winding);
  }
}

/* Counts the cells of each row, and puts them in the order of rows. */
static bool order_rows(pl_raster *raster, size_t rows) {
  void *starts = raster->rows, *sorted = raster->sorted;
  const bool has_room = make_room(&starts, &raster->row_capacity, rows + 1, sizeof *raster->rows);
  raster->rows = starts;
  const bool has_cells =
      has_room && make_room(&sorted, &raster->sorted_capacity, raster->cell_count, sizeof *raster->sorted);
  raster->sorted = sorted;
  if (!has_cells) return false;
  for (size_t i = 0; i <= rows; i++) raster->rows[i] = 0;
  for (size_t i = 0; i < raster->cell_count; i++) raster->rows[raster->cells[i].y - raster->first_row]++;
  size_t start = 0;
  for (size_t i = 0; i <= rows; i++) {
    const size_t here = raster->rows[i];
    raster->rows[i] = start;
    start += here;
  }
  for (size_t i = 0; i < raster->cell_count; i++)
    raster->sorted[raster->rows[raster->cells[i].y - raster->first_row]++] = raster->cells[i];
  return true;
}

void pl_raster_end(pl_raster *raster) {
  if (!raster->cell_count || raster->failed) return;
  const size_t rows = (size_t)(raster->last_row - raster->first_row + 1);
  if (!order_rows(raster, rows)) {
    raster->failed = true;
    return;
  }
  size_t from = 0;
  for (size_t row = 0; row < rows; row++) {
    const size_t to = raster->rows[row];
    if (to > from) {
      sort_row(raster->sorted + from, to - from);
      sweep_row(raster, raster->sorted + from, to - from);
    }
    from = to;
  }
}
