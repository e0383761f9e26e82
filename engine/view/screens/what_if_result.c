/* What if: what came of it, in figures first, then in words.
 *
 * Fewer organisations hit are good news in sharing's colour and solid, more are hollow in incidents' colour; a sign
 * stands before either. Under other luck comes a moment later, and can be stopped. */
#include <stdio.h>
#include <stdlib.h>

#include "sentence.h"
#include "what_if.h"

enum { MOST_ROWS = 8, ROW = 34, NAME = 150, FIGURE = 92 };

static pl_font font_of(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour, .is_tabular = true};
}

/* Wrapped; moves *at down. */
static void put_text(what_if_screen *w, pl_rect *at, const pl_font *font, const char *text) {
  at->y += pl_draw_text_wrap(pl_ui_canvas(w->app->ui), *at, font, text, false);
}

static void put_line(what_if_screen *w, pl_rect *at) {
  at->y += PL_SPACE_4;
  pl_draw_fill(pl_ui_canvas(w->app->ui), (pl_rect){at->x, at->y, at->w, 2}, PL_COLOUR_LINE);
  at->y += PL_SPACE_3;
}

/* "−20", "+3", "±0" */
static void put_signed(pl_buffer *out, int64_t count) {
  if (count >= 0) pl_buffer_add_text(out, count ? "+" : "±");
  pl_put_count(out, count);
}

/* ---- what is otherwise ---- */

static void put_what(what_if_screen *w, pl_rect *at) {
  const pl_font quiet = font_of(PL_FONT_SMALL, 500, PL_COLOUR_MUTED);
  const pl_font strong = font_of(PL_FONT_BODY, 600, PL_COLOUR_TEXT);
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("Round %d"), w->round + 1);
  pl_buffer_add_format(&text, " · %s", pl_name_of_seat(&w->voice, w->seat));
  put_text(w, at, &quiet, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  pl_put_offer(&text, &w->voice, &w->offer[w->chosen]);
  const int again = w->answer.comparison ? (int)w->answer.comparison->again[0] : -1;
  if (again >= 0)
    pl_buffer_add_format(&text, PL_TEXT(" (until round %d, when it decided about this again)"), again + 1);
  put_text(w, at, &strong, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  at->y += PL_SPACE_3;
}

/* ---- the figure ---- */

/* A piece of a line of the timeline, where there is one, and what it is. Returns the height. */
static float put_sample(what_if_screen *w, pl_rect at, pl_curve_sample which, const char *text) {
  enum { LINE = 28, SAMPLE = 44 };
  pl_canvas *canvas = pl_ui_canvas(w->app->ui);
  const pl_font quiet = font_of(PL_FONT_SMALL, 400, PL_COLOUR_MUTED);
  const bool has_line = pl_board_compares(w->app->board);
  const float left = has_line ? SAMPLE + PL_SPACE_2 : 0, high = which == PL_CURVE_BANDS ? 18 : 4;
  if (has_line) pl_board_draw_curve_sample(canvas, (pl_rect){at.x, at.y + (LINE - high) / 2, SAMPLE, high}, which);
  pl_draw_text_fit(canvas, (pl_point){at.x + left, at.y + 21}, PL_ALIGN_LEFT, at.w - left, &quiet, text);
  return LINE;
}

static void put_figure(what_if_screen *w, pl_rect *at, const pl_comparison *c) {
  pl_canvas *canvas = pl_ui_canvas(w->app->ui);
  const int64_t more = c->otherwise.hit - c->played.hit;
  const pl_colour colour = more < 0 ? PL_COLOUR_SHARE : more > 0 ? PL_COLOUR_INCIDENT_TEXT : PL_COLOUR_TEXT;
  const pl_font stat = font_of(PL_FONT_STAT, 700, colour), words = font_of(PL_FONT_BODY, 500, PL_COLOUR_TEXT);
  pl_buffer figure = {0};
  char text[128];
  put_signed(&figure, more);
  const pl_point base = {at->x, at->y + 54};
  const float width = pl_draw_text(canvas, base, PL_ALIGN_LEFT, &stat, pl_buffer_text(&figure));
  pl_buffer_clear(&figure);
  pl_rect beside = {at->x + width + PL_SPACE_4, at->y, at->w - width - PL_SPACE_4, 0};
  beside.y += pl_draw_text_wrap(canvas, beside, &words, PL_TEXT("organisations ever hit"), false);
  if (w->is_any_seat) { /* nobody tells a seat how many there were in all */
    snprintf(text, sizeof text, PL_TEXT("%s as played"), pl_phrase_count(&w->voice, c->played.hit));
    beside.y += put_sample(w, beside, PL_CURVE_PLAYED, text);
    snprintf(text, sizeof text, PL_TEXT("%s otherwise"), pl_phrase_count(&w->voice, c->otherwise.hit));
    beside.y += put_sample(w, beside, PL_CURVE_OTHERWISE, text);
  } else if (pl_board_compares(w->app->board)) {
    beside.y += put_sample(w, beside, PL_CURVE_PLAYED, PL_TEXT("as played"));
    beside.y += put_sample(w, beside, PL_CURVE_OTHERWISE, PL_TEXT("otherwise"));
  }
  const float least = at->y + 72;
  at->y = (beside.y > least ? beside.y : least) + PL_SPACE_3;
}

static void put_sentence(what_if_screen *w, pl_rect *at, const pl_comparison *c) {
  const pl_font words = font_of(PL_FONT_BODY, 400, PL_COLOUR_TEXT);
  pl_buffer text = {0};
  pl_put_comparison(&text, &w->voice, c);
  put_text(w, at, &words, pl_buffer_text(&text));
  pl_buffer_clear(&text);
}

/* ---- under other luck ---- */

static void put_progress(what_if_screen *w, pl_rect *at) {
  pl_ui *ui = w->app->ui;
  const pl_font quiet = font_of(PL_FONT_SMALL, 400, PL_COLOUR_MUTED);
  const pl_otherwise_answer *a = &w->answer;
  const char *cancel = PL_TEXT("Cancel");
  char text[96];
  snprintf(text, sizeof text, PL_TEXT("%d of %d pairs of exercises"), (int)a->done, (int)a->total);
  put_text(w, at, &quiet, text);
  pl_rect row = {at->x, at->y + PL_SPACE_2, at->w, 44};
  const pl_rect button = pl_cut_right(&row, pl_button_width(ui, cancel, "Esc"));
  pl_cut_right(&row, PL_SPACE_3);
  pl_gauge(ui, (pl_rect){row.x, row.y + 14, row.w, 16}, (float)a->done / (float)(a->total ? a->total : 1),
           PL_COLOUR_SHARE);
  if (pl_button(ui, button, cancel, "Esc", PL_BUTTON_PLAIN, true, NULL)) pl_otherwise_stop(w->otherwise);
  at->y += PL_SPACE_2 + 44;
}

static void put_stopped(what_if_screen *w, pl_rect *at) {
  pl_ui *ui = w->app->ui;
  const pl_font quiet = font_of(PL_FONT_SMALL, 400, PL_COLOUR_MUTED);
  char label[96];
  if (w->answer.error.status != PL_OK) put_text(w, at, &quiet, w->answer.error.text);
  snprintf(label, sizeof label, PL_TEXT("Play %d pairs"), (int)w->answer.total);
  const pl_rect button = {at->x, at->y + PL_SPACE_2, pl_button_width(ui, label, NULL), 44};
  if (pl_button(ui, button, label, NULL, PL_BUTTON_PLAIN, true, NULL)) pl_otherwise_go_on(w->otherwise);
  at->y += PL_SPACE_2 + 44;
}

static void put_luck(what_if_screen *w, pl_rect *at) {
  const pl_font head = font_of(PL_FONT_BODY, 700, PL_COLOUR_TEXT), words = font_of(PL_FONT_SMALL, 400, PL_COLOUR_TEXT);
  pl_buffer text = {0};
  put_line(w, at);
  put_text(w, at, &head, PL_TEXT("Under other luck"));
  at->y += PL_SPACE_1;
  switch (w->answer.stage) {
  case PL_OTHERWISE_COUNTS: put_progress(w, at); break;
  case PL_OTHERWISE_STOPPED: put_stopped(w, at); break;
  case PL_OTHERWISE_DONE:
    pl_put_pairs(&text, &w->voice, w->answer.pairs);
    put_text(w, at, &words, pl_buffer_text(&text));
    if (w->is_any_seat) at->y += put_sample(w, *at, PL_CURVE_BANDS, PL_TEXT("nine in ten of them, at each moment"));
    break;
  case PL_OTHERWISE_NOT_ASKED:
  case PL_OTHERWISE_COMPUTES:
  case PL_OTHERWISE_FAILED: break;
  }
  pl_buffer_clear(&text);
}

/* ---- who fares differently ---- */

typedef struct row {
  int state;
  int64_t more; /* organisations ever hit, otherwise less as played */
} row;

static int by_size(const void *a, const void *b) {
  const row *x = a, *y = b;
  const int64_t one = x->more < 0 ? -x->more : x->more, other = y->more < 0 ? -y->more : y->more;
  return one != other ? (one < other ? 1 : -1) : x->state - y->state;
}

static size_t find_rows(const what_if_screen *w, const pl_comparison *c, row rows[PL_MAX_STATES]) {
  size_t count = 0;
  for (int s = 0; s < c->played.state_count; s++) {
    const int64_t more = c->otherwise.state[s].hit - c->played.state[s].hit;
    if (!more || (w->flags & PL_ACCOUNT_OWN && s != w->voice.seat)) continue;
    rows[count++] = (row){s, more};
  }
  qsort(rows, count, sizeof *rows, by_size);
  return count;
}

static void put_bar(pl_canvas *canvas, pl_rect room, int64_t more, int64_t most, bool has_both) {
  const float zero = has_both ? room.x + room.w / 2 : more < 0 ? room.x + room.w : room.x;
  const float width = (has_both ? room.w / 2 : room.w) * (float)(more < 0 ? -more : more) / (float)most;
  const pl_rect bar = {more < 0 ? zero - width : zero, room.y + 8, width < 3 ? 3 : width, room.h - 16};
  pl_draw_fill(canvas, (pl_rect){zero - 1, room.y + 2, 2, room.h - 4}, PL_COLOUR_DIM);
  if (more < 0) pl_draw_fill(canvas, bar, PL_COLOUR_SHARE);
  else pl_draw_outline(canvas, bar, 2, bar.w < 6 ? bar.w / 2 : 3, PL_COLOUR_INCIDENT_TEXT);
}

static void put_row(what_if_screen *w, pl_rect at, const row *r, int64_t most, bool has_both) {
  pl_canvas *canvas = pl_ui_canvas(w->app->ui);
  const bool is_me = r->state == w->voice.seat;
  const pl_font name = font_of(PL_FONT_SMALL, is_me ? 700 : 500, PL_COLOUR_TEXT);
  const pl_font figure = font_of(PL_FONT_SMALL, 700, r->more < 0 ? PL_COLOUR_SHARE : PL_COLOUR_INCIDENT_TEXT);
  pl_buffer text = {0};
  pl_rect left = pl_cut_left(&at, at.w * 0.34f < NAME ? at.w * 0.34f : NAME), right = pl_cut_right(&at, FIGURE);
  put_signed(&text, r->more);
  pl_draw_text_fit(canvas, (pl_point){left.x, left.y + 24}, PL_ALIGN_LEFT, left.w - PL_SPACE_2, &name,
                   pl_mark_of_state(w->voice.scenario, w->voice.language, r->state));
  pl_draw_text(canvas, (pl_point){right.x + right.w, right.y + 24}, PL_ALIGN_RIGHT, &figure, pl_buffer_text(&text));
  put_bar(canvas, at, r->more, most, has_both);
  pl_buffer_clear(&text);
}

static void put_states(what_if_screen *w, pl_rect *at, const pl_comparison *c) {
  const pl_font head = font_of(PL_FONT_BODY, 700, PL_COLOUR_TEXT), quiet = font_of(PL_FONT_SMALL, 400, PL_COLOUR_MUTED);
  row rows[PL_MAX_STATES];
  const size_t count = find_rows(w, c, rows), shown = count > MOST_ROWS ? MOST_ROWS : count;
  bool has_less = false, has_more = false;
  if (!count) return;
  put_line(w, at);
  put_text(w, at, &head, PL_TEXT("Where it would have been otherwise"));
  at->y += PL_SPACE_1;
  for (size_t i = 0; i < shown; i++) has_less |= rows[i].more < 0, has_more |= rows[i].more > 0;
  for (size_t i = 0; i < shown; i++, at->y += ROW)
    put_row(w, (pl_rect){at->x, at->y, at->w, ROW}, &rows[i], llabs(rows[0].more), has_less && has_more);
  if (count == shown) return;
  char text[64];
  snprintf(text, sizeof text, PL_TEXTS("and %d state more", "and %d states more", (int)(count - shown)),
           (int)(count - shown));
  put_text(w, at, &quiet, text);
}

/* ---- all of it ---- */

static void put_failed(what_if_screen *w, pl_rect *at) {
  const pl_font words = font_of(PL_FONT_BODY, 400, PL_COLOUR_TEXT);
  pl_error said = w->answer.error;
  pl_sentence_begin(said.text);
  put_text(w, at, &words, said.text);
}

static void put_comparison(what_if_screen *w, pl_rect *at) {
  const pl_comparison *c = w->answer.comparison;
  if (!w->answer.own) { /* else its tale says what its seat may hear */
    put_figure(w, at, c);
    put_sentence(w, at, c);
    if (w->has_world) put_luck(w, at);
    put_states(w, at, c);
  }
  if (!w->tale.count) return;
  put_line(w, at);
  at->y += pl_ui_tale(w->app->ui, *at, PL_FONT_SMALL, &w->tale, false);
}

static float put_inside(what_if_screen *w, pl_rect inside) {
  const pl_font quiet = font_of(PL_FONT_BODY, 400, PL_COLOUR_MUTED);
  pl_rect at = inside;
  put_what(w, &at);
  pl_what_if_put_others(w, &at);
  if (w->answer.comparison) put_comparison(w, &at);
  else if (w->answer.stage == PL_OTHERWISE_FAILED) put_failed(w, &at);
  else put_text(w, &at, &quiet, PL_TEXT("It is being played …"));
  return at.y - inside.y;
}

void pl_what_if_put_result(what_if_screen *w, pl_rect panel) {
  pl_ui *ui = w->app->ui;
  const char *another = PL_TEXT("Another decision"), *back = PL_TEXT("Back");
  pl_rect foot = pl_what_if_foot(w, &panel);
  pl_rect inside = pl_scroll_begin(ui, panel, "what came of it", &w->words);
  inside.w -= PL_SPACE_4;
  pl_scroll_end(ui, put_inside(w, inside) + PL_SPACE_4);
  const pl_rect back_at = pl_cut_right(&foot, pl_button_width(ui, back, NULL));
  pl_cut_right(&foot, PL_SPACE_2);
  const float wide = pl_button_width(ui, another, NULL);
  const pl_rect another_at = pl_cut_right(&foot, wide < foot.w ? wide : foot.w);
  if (pl_button(ui, another_at, another, NULL, PL_BUTTON_PLAIN, true, NULL)) pl_what_if_choose(w, -1);
  if (pl_button(ui, back_at, back, NULL, PL_BUTTON_PLAIN, true, NULL)) pl_app_go(w->app, w->app->what_if.from);
}
