/* The board's timeline bar: the one number of the board, how it came about, and the rounds to go back to.
 *
 * The curve is drawn as far as it was ever shown: playing a round must not tell how it ends, and looking back must not
 * forget. Words beside the marks never run into each other; the less important are left out, and their marks stay. */
#include "board_internal.h"

#include <math.h>

#include <polder/board_words.h>

enum { MOST_WORDS = MOST_MARKS, TICKS = PL_TICKS_PER_ROUND };

typedef pl_board_chart chart;

static int32_t nice_top(int32_t most) {
  static const int32_t nice[] = {10, 20, 40, 60, 100, 200, 400, 600};
  for (int32_t scale = 1; scale < 100000; scale *= 100)
    for (size_t i = 0; i < sizeof nice / sizeof *nice; i++)
      if (nice[i] * scale >= most) return nice[i] * scale;
  return most;
}

static int days_seen(const pl_board *board, size_t days) {
  const int seen = (int)(board->seen / PL_TICKS_PER_DAY);
  return seen < (int)days ? seen : (int)days;
}

static chart chart_of(const pl_board *board, pl_rect area) {
  const float u = area.h / PL_TIMELINE;
  chart c = {.unit = u, .rounds = board->history->scenario->rounds, .top = 10};
  const float least = fminf(600 * u, area.w * 0.4f); /* the words beside the number need that */
  const float left = area.x + pl_between(area.w * 0.323f, least, fmaxf(620 * u, least));
  c.area = (pl_rect){left, area.y + 44 * u, area.x + area.w - PL_MARGIN_BOARD * u - left, area.h - 112 * u};
  size_t days = 0;
  const int32_t *curve = pl_timeline_curve(board->timeline, &days);
  int32_t most = board->scene.moment ? board->scene.moment->hit : 0;
  for (int d = 0; d < days_seen(board, days); d++) most = curve[d] > most ? curve[d] : most;
  const int32_t both = pl_board_highest_of_both(board);
  c.top = nice_top(both > most ? both : most);
  return c;
}

float pl_board_chart_x(const chart *c, double tick) {
  return c->area.x + c->area.w * (float)(tick / ((double)c->rounds * TICKS));
}
float pl_board_chart_y(const chart *c, int32_t hit) {
  return c->area.y + c->area.h * (1 - (float)hit / (float)c->top);
}
static float x_of(const chart *c, double tick) { return pl_board_chart_x(c, tick); }
static float y_of(const chart *c, int32_t hit) { return pl_board_chart_y(c, hit); }

/* ---- the number ---- */

static void draw_hero(pl_canvas *canvas, const pl_board *board, pl_rect area, float right) {
  const pl_moment *moment = board->scene.moment;
  const float u = area.h / PL_TIMELINE, x = area.x + 62 * u;
  if (!moment) return;
  const pl_font hero = pl_board_font(PL_FONT_HERO * u, 700, PL_COLOUR_TEXT);
  const pl_font dim = pl_board_font(PL_FONT_BOARD * u, 500, PL_COLOUR_MUTED);
  const pl_font plain = pl_board_font(PL_FONT_BOARD * u, 600, PL_COLOUR_TEXT);
  const pl_font strong = pl_board_font(PL_FONT_LARGE * u, 700, PL_COLOUR_TEXT);
  pl_buffer number = {0};
  const pl_point sign = {x, area.y + 76 * u};
  pl_draw_diamond(canvas, sign, 25 * u, PL_COLOUR_INCIDENT, 3.4f * u, PL_COLOUR_INCIDENT_EDGE);
  pl_put_count(&number, board->scene.hit);
  float at = x + 44 * u;
  at += pl_draw_text(canvas, (pl_point){at, area.y + 103 * u}, PL_ALIGN_LEFT, &hero, pl_buffer_text(&number)) + 14 * u;
  pl_buffer_clear(&number);
  const int32_t all = (int32_t)board->history->first[board->states];
  const bool for_public = board->history->sight.viewer == PL_VIEWER_PUBLIC;
  pl_draw_text_fit(canvas, (pl_point){at, area.y + 66 * u}, PL_ALIGN_LEFT, right - at, &dim,
                   pl_phrase_of_organisations(board->voice, all));
  pl_draw_text_fit(canvas, (pl_point){at, area.y + 100 * u}, PL_ALIGN_LEFT, right - at, &plain,
                   pl_board_hit_words(for_public, moment->organisations >= all));
  pl_draw_ring(canvas, (pl_point){x, area.y + 167 * u}, 15 * u, 5 * u, PL_COLOUR_RECOVERED);
  pl_put_count(&number, board->scene.recovered);
  at = x + 44 * u;
  at += pl_draw_text(canvas, (pl_point){at, area.y + 177 * u}, PL_ALIGN_LEFT, &strong, pl_buffer_text(&number)) + 9 * u;
  pl_draw_text_fit(canvas, (pl_point){at, area.y + 177 * u}, PL_ALIGN_LEFT, right - at, &dim,
                   pl_board_recovered_words(board->scene.recovered));
  pl_buffer_clear(&number);
}

/* ---- the curve ---- */

/* Where the numbers of the axis begin. */
static float left_of_axis(pl_canvas *canvas, const pl_board *board, const chart *c) {
  const pl_font font = pl_board_font(PL_FONT_BOARD * c->unit, 400, PL_COLOUR_MUTED);
  return c->area.x - 24 * c->unit - pl_font_width(canvas, &font, pl_phrase_count(board->voice, c->top / 2));
}

/* Beside the upper line a diamond says what is counted, in any language. */
static void draw_grid(pl_canvas *canvas, const pl_board *board, const chart *c) {
  const float u = c->unit;
  const pl_font font = pl_board_font(PL_FONT_BOARD * u, 400, PL_COLOUR_MUTED);
  for (int i = 0; i <= 2; i++) {
    const int32_t hit = c->top * i / 2;
    const float y = y_of(c, hit), right = c->area.x - 16 * u;
    const pl_rect line = {c->area.x, y - 1, c->area.w, i ? 1.5f : 2.5f};
    pl_draw_fill(canvas, line, i ? PL_COLOUR_RAISED : PL_COLOUR_LINE);
    const float width = pl_draw_text(canvas, (pl_point){right, y + 10 * u}, PL_ALIGN_RIGHT, &font,
                                     pl_phrase_count(board->voice, hit));
    const pl_point sign = {right - width - 18 * u, y};
    if (i == 2) pl_draw_diamond(canvas, sign, 9 * u, PL_COLOUR_INCIDENT, 2, PL_COLOUR_INCIDENT_EDGE);
  }
  for (int r = 1; r < c->rounds; r++) {
    const float x = x_of(c, (double)r * TICKS);
    pl_draw_line(canvas, (pl_point){x, c->area.y - 14 * c->unit}, (pl_point){x, c->area.y + c->area.h}, 1.5f,
                 (pl_dash){3, 7, 0, 0}, PL_COLOUR_LINE);
  }
}

/* The curve from the first day to `tick`, whose height is `hit`; returns the number of points. */
static int curve_points(const pl_board *board, const chart *c, double tick, int32_t hit, pl_point *point, int room) {
  size_t days = 0;
  const int32_t *curve = pl_timeline_curve(board->timeline, &days);
  int count = 0;
  point[count++] = (pl_point){x_of(c, 0), y_of(c, 0)};
  for (int d = 0; d < (int)days && (d + 1) * PL_TICKS_PER_DAY < tick && count < room - 1; d++)
    point[count++] = (pl_point){x_of(c, (double)(d + 1) * PL_TICKS_PER_DAY), y_of(c, curve[d])};
  point[count++] = (pl_point){x_of(c, tick), y_of(c, hit)};
  return count;
}

enum { POINTS = PL_MAX_ROUNDS * 7 + 8 };

static void draw_curve(pl_canvas *canvas, const pl_board *board, const chart *c) {
  pl_point point[POINTS + 2];
  size_t days = 0;
  if (board->other) {
    pl_board_draw_both_curves(canvas, board, c);
    return;
  }
  const int32_t *curve = pl_timeline_curve(board->timeline, &days);
  const int seen = days_seen(board, days);
  if (seen > 0 && board->seen > board->tick) {
    const int count = curve_points(board, c, (double)seen * PL_TICKS_PER_DAY, curve[seen - 1], point, POINTS);
    pl_draw_polyline(canvas, point, count, false, 2.5f, (pl_dash){7, 6, 0, 0}, pl_fade(PL_COLOUR_INCIDENT, 0.75f));
  }
  const int32_t hit = board->scene.hit;
  int count = curve_points(board, c, board->tick, hit, point, POINTS);
  pl_draw_polyline(canvas, point, count, false, 4.5f, (pl_dash){0}, PL_COLOUR_INCIDENT);
  point[count] = (pl_point){point[count - 1].x, y_of(c, 0)};
  if (count > 1) pl_draw_area(canvas, point, count + 1, pl_fade(PL_COLOUR_INCIDENT, 0.2f));
}

/* ---- marks with words ---- */

typedef struct word_place {
  pl_rect taken[MOST_WORDS];
  int count;
} word_place;

static bool is_free(const word_place *place, pl_rect rect) {
  for (int i = 0; i < place->count; i++)
    if (pl_rect_meets(place->taken[i], rect)) return false;
  return place->count < MOST_WORDS;
}

static const char *mark_words(const pl_board *board, const pl_mark_on_curve *mark) {
  return pl_phrase_mark_on_curve(board->voice, mark->kind, mark->state, mark->forum, mark->count);
}

static int importance(const pl_mark_on_curve *mark) {
  return mark->kind == PL_EVENT_LEFT ? 3 : mark->kind == PL_EVENT_TAKEDOWN ? 2 : mark->kind == PL_EVENT_STRUCK ? 1 : 0;
}

static pl_colour mark_colour(const pl_mark_on_curve *mark) {
  return mark->kind == PL_EVENT_LEFT ? PL_COLOUR_AMBER : mark->kind == PL_EVENT_JOINED ? PL_COLOUR_BAR : PL_COLOUR_TEXT;
}

/* Where the words of a mark can stand: beside its line, in the upper line or the one below it; or above its line, which
 * may be a little to the left of the chart. */
enum { PLACES = 6, ABOVE = 2, BEFORE_PLAYHEAD = 3 };
static pl_rect word_rect(const chart *c, float x, float playhead, float width, int which) {
  const float u = c->unit, row = c->area.y - 30 * u, above = c->area.y - 44 * u;
  const float right = c->area.x + c->area.w - width;
  const pl_rect rect[PLACES] = {
      {x - 10 * u - width, row, width, 33 * u},
      {x + 10 * u, row, width, 33 * u},
      {pl_between(x - width / 2, c->area.x, right), above, width, 31 * u},
      {pl_between(playhead - 14 * u - width, c->area.x - 70 * u, right), above, width, 31 * u},
      {x - 10 * u - width, row + 34 * u, width, 33 * u},
      {x + 10 * u, row + 34 * u, width, 33 * u},
  };
  return rect[which];
}

/* Whether the line of another mark is so near that one would not know whose words these are. */
static bool meets_line(const pl_board *board, const chart *c, const pl_mark_on_curve *own, pl_rect words) {
  size_t count = 0;
  const pl_mark_on_curve *mark = pl_timeline_marks(board->timeline, &count);
  const float near = 16 * c->unit;
  for (size_t i = 0; i < count; i++) {
    const float x = x_of(c, mark[i].tick);
    if (importance(&mark[i]) > 0 && mark[i].tick <= board->seen && mark[i].tick != own->tick &&
        x > words.x - near && x < words.x + words.w + near)
      return true;
  }
  return false;
}

/* Words at their first free place, if there is one away from the lines of others there; returns where the
 * line of the mark begins. */
static float draw_mark_words(pl_canvas *canvas, const pl_board *board, const chart *c, const pl_mark_on_curve *mark,
                             word_place *place) {
  const float u = c->unit, x = x_of(c, mark->tick), playhead = x_of(c, board->tick), top = c->area.y - 26 * u;
  const pl_font font = pl_board_halo_font(PL_FONT_BOARD * u, 500, mark_colour(mark));
  const char *text = mark_words(board, mark);
  const float width = pl_font_width(canvas, &font, text);
  for (int k = 0; k < 2 * PLACES && text[0]; k++) {
    const int i = k % PLACES;
    const pl_rect rect = word_rect(c, x, playhead, width, i);
    const bool is_above = i == ABOVE || i == BEFORE_PLAYHEAD;
    const pl_rect wide = {rect.x - 10 * u, rect.y, rect.w + 20 * u, rect.h};
    const float left = c->area.x - (is_above ? 71 * u : 1);
    if (rect.x < left || rect.x + rect.w > c->area.x + c->area.w + 1 || !is_free(place, wide)) continue;
    if (is_above && (x < rect.x || x > rect.x + rect.w)) continue;
    if (k < PLACES && meets_line(board, c, mark, rect)) continue;
    place->taken[place->count++] = wide;
    pl_draw_text(canvas, (pl_point){rect.x, rect.y + 25 * u}, PL_ALIGN_LEFT, &font, text);
    return is_above ? rect.y + rect.h + 2 * u : top;
  }
  return top;
}

static void draw_mark_line(pl_canvas *canvas, const pl_board *board, const chart *c, const pl_mark_on_curve *mark,
                           float top) {
  size_t days = 0;
  const int32_t *curve = pl_timeline_curve(board->timeline, &days);
  const int day = mark->tick / PL_TICKS_PER_DAY;
  const int32_t hit = day > 0 && day <= (int)days ? curve[day - 1] : 0;
  const float x = x_of(c, mark->tick), u = c->unit, y = y_of(c, hit);
  pl_draw_fill(canvas, (pl_rect){x - 1.2f, top, 2.4f, y - top}, mark_colour(mark));
  pl_draw_disc(canvas, (pl_point){x, y}, 8 * u, mark_colour(mark));
  pl_draw_disc(canvas, (pl_point){x, y}, 4.5f * u, PL_COLOUR_PANEL);
}

/* Where it can be pressed: line and words together. */
static void remember_mark(pl_board *board, const chart *c, const word_place *place, int words, size_t mark,
                          pl_tick tick, float top) {
  pl_rect rect = {x_of(c, tick) - 14 * c->unit, top, 28 * c->unit, c->area.y + c->area.h - top};
  if (place->count > words) rect = place->taken[words];
  if (board->mark_count == MOST_MARKS) return;
  board->mark_place[board->mark_count].rect = rect;
  board->mark_place[board->mark_count++].mark = mark;
}

static void draw_marks(pl_canvas *canvas, pl_board *board, const chart *c, word_place *place) {
  size_t count = 0;
  board->mark_count = 0;
  const pl_mark_on_curve *mark = pl_timeline_marks(board->timeline, &count);
  for (int level = 3; level >= 0; level--)
    for (size_t i = count; i-- > 0;) {
      if (importance(&mark[i]) != level || mark[i].tick > board->seen) continue;
      const int words = place->count;
      const float top = draw_mark_words(canvas, board, c, &mark[i], place);
      if (level > 0) draw_mark_line(canvas, board, c, &mark[i], top);
      if (level > 0 || place->count > words) remember_mark(board, c, place, words, i, mark[i].tick, top);
    }
}

/* ---- the playhead ---- */

static void say_moment(const pl_board *board, int day, char *text, size_t size) {
  const char *hit = pl_phrase_count(board->voice, board->scene.hit);
  if (board->is_otherwise)
    SDL_snprintf(text, size, PL_TEXT("day %d · %s hit otherwise"), day, hit);
  else if (board->other)
    SDL_snprintf(text, size, PL_TEXT("day %d · %s hit as played"), day, hit);
  else
    SDL_snprintf(text, size, "%s", pl_phrase_day_and_hit(board->voice, day, board->scene.hit));
}

static void draw_playhead(pl_canvas *canvas, const pl_board *board, const chart *c, word_place *place) {
  const float u = c->unit, x = x_of(c, board->tick);
  const int32_t hit = board->scene.hit;
  const pl_font font = pl_board_halo_font(PL_FONT_BOARD * u, 600, PL_COLOUR_TEXT);
  const int end = pl_timeline_end(board->timeline);
  const int tick = board->tick >= end && end > 0 ? end - 1 : (int)board->tick;
  char text[96];
  say_moment(board, pl_day_of(tick), text, sizeof text);
  const float width = pl_font_width(canvas, &font, text);
  const bool is_left = x + 20 * u + width > c->area.x + c->area.w;
  const float left = is_left ? x - 18 * u - width : x + 18 * u, top = c->area.y - 30 * u;
  pl_draw_fill(canvas, (pl_rect){x - 1.5f, c->area.y - 36 * u, 3, c->area.h + 36 * u}, PL_COLOUR_TEXT);
  pl_draw_diamond(canvas, (pl_point){x, y_of(c, hit)}, 12 * u, PL_COLOUR_INCIDENT, 3, PL_COLOUR_TEXT);
  pl_draw_text(canvas, (pl_point){left, top + 25 * u}, PL_ALIGN_LEFT, &font, text);
  place->taken[place->count++] = (pl_rect){left - 10 * u, top, width + 20 * u, 34 * u};
  place->taken[place->count++] = (pl_rect){x - 3, top - 20 * u, 6, c->area.h};
}

/* ---- rounds ---- */

static bool put_rounds(pl_board *board, pl_ui *ui, const chart *c) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  const float u = c->unit, top = c->area.y + c->area.h + 10 * u;
  const int known = pl_timeline_end(board->timeline) / TICKS;
  int now = (int)(board->tick / TICKS);
  if (now > 0 && board->tick == (double)now * TICKS && !board->is_playing) now--;
  if (board->marked_round >= 0) now = board->marked_round;
  bool was_pressed = false;
  for (int r = 0; r < c->rounds; r++) {
    const float left = x_of(c, (double)r * TICKS) + 1.5f, right = x_of(c, (double)(r + 1) * TICKS) - 1.5f;
    const pl_rect rect = {left, top, right - left, 44 * u};
    char text[48];
    SDL_snprintf(text, sizeof text, PL_TEXT("Round %d"), r + 1);
    const bool is_known = r < known && (double)r * TICKS <= board->seen;
    const pl_touch touch = pl_ui_touch(ui, text, PL_WIDGET_BUTTON, rect, is_known, r == now);
    if (touch.is_pressed) {
      pl_board_seek(board, (double)r * TICKS);
      was_pressed = true;
    }
    const pl_colour ground = r == now ? PL_COLOUR_TEXT : !is_known ? PL_COLOUR_RAISED
                             : touch.is_hovered ? PL_COLOUR_LINE : PL_COLOUR_SELECTED;
    const pl_colour ink = r == now ? PL_COLOUR_SEA : is_known ? PL_COLOUR_TEXT : PL_COLOUR_DIM;
    pl_font font = pl_board_font(PL_FONT_BOARD * u, r == now ? 700 : 500, ink);
    if (pl_font_width(canvas, &font, text) > rect.w - 10) SDL_snprintf(text, sizeof text, "%d", r + 1);
    if (pl_font_width(canvas, &font, text) > rect.w - 4) font.size *= 0.7f;
    pl_draw_fill_round(canvas, rect, 4, is_known || r == now ? ground : pl_fade(ground, 0.6f));
    pl_draw_text(canvas, (pl_point){rect.x + rect.w / 2, rect.y + 32 * u}, PL_ALIGN_CENTRE, &font, text);
  }
  return was_pressed;
}

/* The chart itself can be pressed and dragged along. */
static bool take_chart(pl_board *board, pl_ui *ui, const chart *c) {
  const pl_rect rect = {c->area.x, c->area.y - 30 * c->unit, c->area.w, c->area.h + 30 * c->unit};
  const pl_touch touch = pl_ui_touch(ui, PL_TEXT("course of the exercise"), PL_WIDGET_SLIDER, rect, true, false);
  if (touch.is_focused) {
    const int step = pl_ui_key(ui, SDLK_RIGHT, 0) - pl_ui_key(ui, SDLK_LEFT, 0);
    if (step) pl_board_seek(board, floor(board->tick / PL_TICKS_PER_DAY + step) * PL_TICKS_PER_DAY);
    if (step) return true;
  }
  const pl_input *input = pl_ui_input(ui);
  if (!touch.is_held && !(touch.is_pressed && touch.is_hovered)) return false;
  const double part = (double)((input->pointer.x - c->area.x) / c->area.w);
  double tick = part * c->rounds * TICKS;
  if (tick > board->seen) tick = board->seen;
  pl_board_seek(board, tick);
  return true;
}

/* Drawn on the chart, so they come after it: what lies on top is pressed. */
static void take_marks(pl_board *board, pl_ui *ui) {
  size_t count = 0;
  const pl_mark_on_curve *mark = pl_timeline_marks(board->timeline, &count);
  board->pressed_mark = -1;
  for (int i = 0; i < board->mark_count && board->mark_tooltip; i++) {
    const size_t which = board->mark_place[i].mark;
    if (which >= count) continue;
    pl_ui_push_number(ui, (int)which);
    const pl_touch touch = pl_ui_touch(ui, mark_words(board, &mark[which]), PL_WIDGET_MARK,
                                    board->mark_place[i].rect, true, false);
    pl_ui_pop(ui);
    pl_tooltip(ui, &touch, board->mark_tooltip);
    if (touch.is_pressed) board->pressed_mark = (int)which;
  }
}

void pl_board_marks_lead(pl_board *board, const char *tooltip) { board->mark_tooltip = tooltip; }

const pl_mark_on_curve *pl_board_pressed_mark(const pl_board *board) {
  size_t count = 0;
  const pl_mark_on_curve *mark = pl_timeline_marks(board->timeline, &count);
  return board->mark_tooltip && board->pressed_mark >= 0 && (size_t)board->pressed_mark < count
             ? &mark[board->pressed_mark]
             : NULL;
}

bool pl_board_timeline_bar(pl_board *board, pl_ui *ui, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  const chart c = chart_of(board, area);
  const pl_moment *moment = board->scene.moment;
  const int32_t value[] = {(int32_t)(board->tick * 6), (int32_t)(board->seen * 6), moment ? moment->hit : 0,
                           board->scene.hit, board->scene.recovered, board->history->rounds,
                           (int32_t)pl_translate_language(), board->is_playing, (int32_t)board->worlds};
  const uint64_t key = pl_key(pl_key(5, value, sizeof value), &area, sizeof area);
  pl_ui_push(ui, "timeline");
  if (pl_layer_begin(canvas, &board->curve, area, true, key)) {
    word_place place = {.count = 0};
    pl_draw_fill(canvas, area, PL_COLOUR_PANEL);
    pl_draw_fill(canvas, (pl_rect){area.x, area.y, area.w, 2}, PL_COLOUR_LINE);
    draw_hero(canvas, board, area, left_of_axis(canvas, board, &c));
    draw_grid(canvas, board, &c);
    draw_curve(canvas, board, &c);
    draw_playhead(canvas, board, &c, &place);
    draw_marks(canvas, board, &c, &place);
  }
  pl_layer_end(canvas, &board->curve);
  bool was_pressed = take_chart(board, ui, &c);
  take_marks(board, ui);
  was_pressed |= put_rounds(board, ui, &c);
  pl_ui_pop(ui);
  return was_pressed;
}
