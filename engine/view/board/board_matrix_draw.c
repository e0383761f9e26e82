/* Drawing the matrices, into one layer that is drawn again when figures, order or room change.
 *
 * Classes of colour are help: where there is room each cell prints its number, and where there is none the totals do.
 * Cells of unknown trust have no plate; trust that is known in fifths only is a row of five marks and not a number. */
#include "board_matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- classes of colour ---- */

enum { CLASSES = 5 };

/* The largest value of each class but the last. Up to nine items as on paper, beyond in fifths of the largest. */
static void class_limits(int32_t largest, int32_t limit[CLASSES - 1]) {
  static const int32_t plain[CLASSES - 1] = {1, 2, 4, 6};
  for (int i = 0; i < CLASSES - 1; i++)
    limit[i] = largest <= 9 ? plain[i] : (largest * (i + 1) + CLASSES / 2) / CLASSES;
}

static int class_of(int32_t value, const int32_t limit[CLASSES - 1]) {
  int class = 0;
  while (class < CLASSES - 1 && value > limit[class]) class++;
  return class;
}

static pl_colour given_colour(int class) {
  const pl_colour colour[CLASSES] = {PL_COLOUR_GAVE_1, PL_COLOUR_GAVE_2, PL_COLOUR_GAVE_3, PL_COLOUR_GAVE_4,
                                     PL_COLOUR_GAVE_5};
  return colour[class];
}

static const int trust_from[CLASSES] = {0, 30, 45, 60, 72};

static int trust_class(int points) {
  int class = CLASSES - 1;
  while (class > 0 && points < trust_from[class]) class--;
  return class;
}

static pl_colour trust_colour(int class) {
  const pl_colour colour[CLASSES] = {PL_COLOUR_TRUST_LOW, PL_COLOUR_TRUST_1, PL_COLOUR_TRUST_2, PL_COLOUR_TRUST_3,
                                     PL_COLOUR_TRUST_4};
  return colour[class];
}

/* ---- cells ---- */

static void draw_middle(pl_canvas *canvas, pl_rect cell, float size, int weight, pl_colour colour, const char *text) {
  const pl_font font = pl_board_font(size, weight, colour);
  const pl_point base = {cell.x + cell.w / 2, cell.y + cell.h / 2 + size * 0.36f};
  pl_draw_text(canvas, base, PL_ALIGN_CENTRE, &font, text);
}

static void draw_number(pl_canvas *canvas, pl_rect cell, float size, pl_colour colour, int number) {
  char text[16];
  SDL_snprintf(text, sizeof text, "%d", number);
  draw_middle(canvas, cell, size, 600, colour, text);
}

static void draw_self(pl_canvas *canvas, pl_rect cell) {
  const float x = cell.x + cell.w / 2, y = cell.y + cell.h / 2, half = fminf(cell.w, cell.h) * 0.16f;
  pl_draw_line(canvas, (pl_point){x - half, y + half}, (pl_point){x + half, y - half}, 2, (pl_dash){0}, PL_COLOUR_LINE);
}

static float rounding(pl_rect cell) { return fminf(5, cell.w * 0.14f); }

static void draw_unknown(pl_canvas *canvas, pl_rect cell) {
  pl_draw_disc(canvas, (pl_point){cell.x + cell.w / 2, cell.y + cell.h / 2}, 1.8f, PL_COLOUR_LINE);
}

static void draw_given_cell(pl_canvas *canvas, pl_rect whole, int32_t value, const int32_t *limit, bool has_digits) {
  const pl_rect cell = pl_rect_inset(whole, whole.w > 30 ? 1.5f : 0.8f);
  if (value <= 0) {
    pl_draw_outline(canvas, cell, rounding(cell), 1.5f, PL_COLOUR_GRATICULE);
    return;
  }
  const int class = class_of(value, limit);
  pl_draw_fill_round(canvas, cell, rounding(cell), given_colour(class));
  if (has_digits)
    draw_number(canvas, cell, fminf(cell.h * 0.5f, PL_FONT_LEAD), class >= 3 ? PL_COLOUR_SEA : PL_COLOUR_TEXT, value);
}

/* Five marks, `step` of them filled: trust of which only the fifth is known. */
static void draw_steps(pl_canvas *canvas, pl_rect cell, int step) {
  const float pitch = cell.w / 7, size = pitch * 0.68f;
  pl_draw_fill_round(canvas, cell, rounding(cell), trust_colour(trust_class(step * 20 - 10)));
  for (int i = 0; i < 5; i++) {
    const pl_rect mark = {cell.x + pitch * ((float)i + 1), cell.y + cell.h / 2 - size, size, 2 * size};
    pl_draw_fill(canvas, mark, i < step ? PL_COLOUR_TEXT : pl_fade(PL_COLOUR_TEXT, 0.25f));
  }
}

static void draw_low_trust(pl_canvas *canvas, pl_rect cell, int points, float size, bool has_digits) {
  pl_draw_fill_round(canvas, cell, rounding(cell), PL_COLOUR_TRUST_LOW);
  pl_draw_hatch(canvas, cell, 45, 7, 1.6f, pl_fade(PL_COLOUR_FORUM_2, 0.75f));
  if (!has_digits) return;
  const float x = cell.x + cell.w / 2, y = cell.y + cell.h / 2;
  const pl_rect plate = {x - size * 0.72f, y - size * 0.6f, size * 1.44f, size * 1.2f};
  pl_draw_fill_round(canvas, plate, 3, PL_COLOUR_SEA);
  draw_number(canvas, cell, size, PL_COLOUR_TEXT, points);
}

static void draw_trust_cell(pl_canvas *canvas, pl_rect whole, int points, bool has_digits) {
  const pl_rect cell = pl_rect_inset(whole, whole.w > 24 ? 1.2f : 0.6f);
  const float size = pl_between(cell.h * 0.5f, 11, PL_FONT_FLOOR);
  const int class = trust_class(points);
  if (points == -1) {
    draw_unknown(canvas, cell);
    return;
  }
  if (points < -1) {
    draw_steps(canvas, cell, -points - 2);
    return;
  }
  if (class == 0) {
    draw_low_trust(canvas, cell, points, size, has_digits);
    return;
  }
  pl_draw_fill_round(canvas, cell, rounding(cell), trust_colour(class));
  if (has_digits) draw_number(canvas, cell, size, class == CLASSES - 1 ? PL_COLOUR_SEA : PL_COLOUR_TEXT, points);
}

/* ---- heads ---- */

static const char *name_of(const pl_board *board, const matrix_layout *l, int row) {
  const int state = pl_matrix_state(board, l, row);
  return state < 0 ? PL_TEXT("others, mean") : pl_board_id(board, state);
}

/* A seat knows what it gave and got, and of others what passed between them and it. */
static bool knows_row(const pl_board *board, int state) {
  const pl_sight *sight = &board->history->sight;
  return sight->viewer != PL_VIEWER_SEAT || sight->seat == state;
}

/* Got at least five times what it gave. */
static bool is_lopsided(int32_t gave, int32_t got) { return got > 0 && got >= 5 * gave; }

static pl_colour name_colour(const pl_board *board, const matrix_layout *l, int row) {
  int32_t gave = 0, got = 0;
  pl_matrix_totals(board, l, row, &gave, &got);
  const bool is_known = l->has_sharing && knows_row(board, pl_matrix_state(board, l, row));
  return is_known && is_lopsided(gave, got) ? PL_COLOUR_AMBER : PL_COLOUR_TEXT;
}

/* The head of a column is the shorter of the state's two short names. */
static const char *head_of(const pl_board *board, const matrix_layout *l, int column) {
  const int state = pl_matrix_state(board, l, column);
  if (state < 0) return "…";
  const char *id = pl_scenario_seat_id(board->history->scenario, state), *mark = pl_board_id(board, state);
  return strlen(id) < strlen(mark) ? id : mark;
}

static float widest_head(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, float size) {
  const pl_font font = pl_board_font(size, 600, PL_COLOUR_MUTED);
  float widest = 1;
  for (int i = 0; i < l->shown; i++) widest = fmaxf(widest, pl_font_width(canvas, &font, head_of(board, l, i)));
  return widest;
}

/* Heads of columns, as large as the columns allow; where that is too small, every other one stands a line higher. */
static void draw_heads(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, const matrix_table *t) {
  const float wanted = t->font * 0.85f, fitting = wanted * (t->width - 3) / widest_head(canvas, board, l, wanted);
  const bool is_wide = fitting < fminf(wanted, PL_FONT_KEYCAP * 0.88f);
  const float size = is_wide ? fmaxf(fminf(wanted, 2 * fitting), 13) : fminf(wanted, fitting);
  for (int i = 0; i < l->shown; i++) {
    const pl_rect cell = pl_matrix_cell(t, 0, i);
    const pl_colour colour = name_colour(board, l, i);
    const pl_font font = pl_board_font(size, 600, colour == PL_COLOUR_TEXT ? PL_COLOUR_MUTED : colour);
    const float up = is_wide && i % 2 == 0 ? size * 1.15f : 0;
    pl_draw_text_fit(canvas, (pl_point){cell.x + cell.w / 2, cell.y - 9 - up}, PL_ALIGN_CENTRE,
                     (is_wide ? 2 * t->width : t->width) + 2, &font, head_of(board, l, i));
  }
}

void pl_matrix_draw_names(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, const matrix_table *t) {
  for (int i = 0; i < l->shown; i++) {
    const pl_rect cell = pl_matrix_cell(t, i, 0);
    const pl_font font = pl_board_font(fminf(t->font, cell.h * 0.72f), 600, name_colour(board, l, i));
    pl_draw_text_fit(canvas, (pl_point){t->label_x, cell.y + cell.h / 2 + font.size * 0.36f}, PL_ALIGN_LEFT,
                     t->label_width + 6, &font, name_of(board, l, i));
  }
}

/* The state's disc at the head of its row: what is left of its cluster when it has flown here. */
void pl_matrix_draw_discs(pl_canvas *canvas, const pl_board *board) {
  const pl_moment *moment = board->scene.moment;
  for (int s = 0; moment && s < board->states; s++) {
    const pl_rect head = board->matrix.head[s];
    const pl_point at = {head.x + head.w / 2, head.y + head.h / 2};
    const float all = (float)(board->history->first[s + 1] - board->history->first[s]);
    const float hit = moment->state[s].is_known && all > 0 ? (float)moment->state[s].hit / all : 0;
    if (head.w <= 0) continue;
    pl_draw_disc(canvas, at, head.w / 2 - 2, PL_COLOUR_RAISED);
    pl_draw_ring(canvas, at, head.w / 2 - 1.5f, 3, PL_COLOUR_RING);
    if (hit > 0) pl_draw_arc(canvas, at, head.w / 2 - 1.5f, 4, 0, hit, (pl_dash){0}, PL_COLOUR_INCIDENT);
  }
}

void pl_matrix_draw_title(pl_canvas *canvas, const matrix_layout *l, pl_rect half, const char *title,
                          const char *note) {
  const float u = l->unit;
  const pl_font large = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_TEXT);
  const pl_font small = pl_board_font(fmaxf(PL_FONT_NOTE * u, PL_FONT_KEYCAP), 400, PL_COLOUR_MUTED);
  pl_draw_text_fit(canvas, (pl_point){half.x, half.y + 54 * u}, PL_ALIGN_LEFT, half.w, &large, title);
  pl_draw_text_fit(canvas, (pl_point){half.x, half.y + 92 * u}, PL_ALIGN_LEFT, half.w, &small, note);
}

/* ---- bars ---- */

static void draw_tag(pl_canvas *canvas, const matrix_layout *l, float middle, int32_t gave, int32_t got) {
  const float u = l->unit, size = fmaxf(PL_FONT_SMALL * u, 14);
  const pl_font font = pl_board_font(size, 600, PL_COLOUR_AMBER);
  char text[64];
  if (gave > 0)
    SDL_snprintf(text, sizeof text, PL_TEXT("gets %d per 1"), (int)((got + gave / 2) / gave));
  else
    SDL_snprintf(text, sizeof text, "%s", PL_TEXT("gives none"));
  const float width = pl_font_width(canvas, &font, text) + 20 * u, height = size * 1.6f;
  const pl_rect pill = {l->left.x + l->left.w - width, middle - height / 2, width, height};
  pl_draw_outline(canvas, pill, height / 2, 2, PL_COLOUR_AMBER);
  pl_draw_text(canvas, (pl_point){pill.x + pill.w / 2, middle + size * 0.36f}, PL_ALIGN_CENTRE, &font, text);
}

/* Beside the bars what they say; in low rows both numbers stand in one line. */
static void draw_bar_numbers(pl_canvas *canvas, pl_rect upper, pl_rect lower, float row, float most, int32_t gave,
                             int32_t got) {
  const float size = pl_between(row * 0.42f, 13, most), middle = (upper.y + lower.y + lower.h) / 2;
  const pl_font strong = pl_board_font(size, 700, PL_COLOUR_TEXT), weak = pl_board_font(size, 400, PL_COLOUR_MUTED);
  char first[16], second[16];
  SDL_snprintf(first, sizeof first, "%d", (int)gave);
  SDL_snprintf(second, sizeof second, "%d", (int)got);
  if (row >= 30) {
    pl_draw_text(canvas, (pl_point){upper.x + upper.w + 9, middle - size * 0.1f}, PL_ALIGN_LEFT, &strong, first);
    pl_draw_text(canvas, (pl_point){lower.x + lower.w + 9, middle + size * 0.8f}, PL_ALIGN_LEFT, &weak, second);
    return;
  }
  float x = fmaxf(upper.x + upper.w, lower.x + lower.w) + 9;
  x += pl_draw_text(canvas, (pl_point){x, middle + size * 0.36f}, PL_ALIGN_LEFT, &strong, first) + 8;
  pl_draw_text(canvas, (pl_point){x, middle + size * 0.36f}, PL_ALIGN_LEFT, &weak, second);
}

static void draw_bar_pair(pl_canvas *canvas, const matrix_layout *l, pl_rect row, float x, float per_item, int32_t gave,
                          int32_t got, bool is_known) {
  const float height = fminf(row.h * 0.3f, 15 * l->unit), middle = row.y + row.h / 2;
  const pl_rect upper = {x, middle - height - 1.5f, fmaxf((float)gave * per_item, gave ? 3 : 0), height};
  const pl_rect lower = {x, middle + 2, fmaxf((float)got * per_item, got ? 5 : 0), height};
  if (gave) pl_draw_fill_round(canvas, upper, 2, PL_COLOUR_SHARE);
  else pl_draw_fill(canvas, (pl_rect){x, upper.y, 1.5f, height}, PL_COLOUR_SHARE);
  if (got) pl_draw_outline(canvas, lower, 2, 1.6f, PL_COLOUR_MUTED);
  draw_bar_numbers(canvas, upper, lower, row.h, PL_FONT_BODY * l->unit, gave, got);
  if (is_known && is_lopsided(gave, got)) draw_tag(canvas, l, middle, gave, got);
}

static void draw_bars(pl_canvas *canvas, const pl_board *board, const matrix_layout *l) {
  const float u = l->unit, x = l->given.cells.x + l->given.cells.w + 32 * u;
  const float room = fmaxf(l->left.x + l->left.w - x - 205 * u, 30);
  int32_t largest = 1, gave, got;
  for (int i = 0; i < l->shown; i++) {
    pl_matrix_totals(board, l, i, &gave, &got);
    largest = gave > largest ? gave : largest;
    largest = got > largest ? got : largest;
  }
  const float size = fmaxf(PL_FONT_BODY * u, 14), base = l->given.cells.y - 9;
  pl_font font = pl_board_font(size, 700, PL_COLOUR_SHARE);
  float at = x + pl_draw_text(canvas, (pl_point){x, base}, PL_ALIGN_LEFT, &font, PL_TEXT("gave")) + 16 * u;
  font.colour = PL_COLOUR_TEXT;
  at += pl_draw_text(canvas, (pl_point){at, base}, PL_ALIGN_LEFT, &font, PL_TEXT("got")) + 16 * u;
  font.colour = PL_COLOUR_MUTED, font.weight = 400;
  pl_draw_text(canvas, (pl_point){at, base}, PL_ALIGN_LEFT, &font, PL_TEXT("items"));
  for (int i = 0; i < l->shown; i++) {
    pl_matrix_totals(board, l, i, &gave, &got);
    draw_bar_pair(canvas, l, pl_matrix_cell(&l->given, i, 0), x, room / (float)largest, gave, got,
                  knows_row(board, pl_matrix_state(board, l, i)));
  }
}

/* ---- legends ---- */

static float draw_key(pl_canvas *canvas, float x, float y, float size, const char *text) {
  const pl_font font = pl_board_font(size, 500, PL_COLOUR_TEXT);
  return pl_draw_text(canvas, (pl_point){x, y + size * 0.36f}, PL_ALIGN_LEFT, &font, text);
}

static void draw_given_legend(pl_canvas *canvas, const matrix_layout *l, const int32_t *limit) {
  const float u = l->unit, size = fmaxf(PL_FONT_BODY * u, 14), box = 30 * u;
  const float y = l->given.cells.y + l->given.cells.h + 40 * u;
  float x = l->given.cells.x;
  for (int class = -1; class < CLASSES; class++) {
    const int low = class <= 0 ? class + 1 : (int)limit[class - 1] + 1;
    const int high = class < 0 ? 0 : class < CLASSES - 1 ? (int)limit[class] : low;
    const pl_rect cell = {x, y - box / 2, box, box};
    char text[32];
    if (class < 0) pl_draw_outline(canvas, cell, 4, 1.5f, PL_COLOUR_LINE);
    else pl_draw_fill_round(canvas, cell, 4, given_colour(class));
    SDL_snprintf(text, sizeof text, class == CLASSES - 1 ? "%d+" : low == high ? "%d" : "%d–%d", low, high);
    x += box + 9 * u;
    x += draw_key(canvas, x, y, size, text) + 24 * u;
  }
  const pl_font font = pl_board_font(size, 400, PL_COLOUR_MUTED);
  pl_draw_text(canvas, (pl_point){x, y + size * 0.36f}, PL_ALIGN_LEFT, &font, PL_TEXT("items"));
}

static float draw_trust_legend(pl_canvas *canvas, const matrix_layout *l) {
  const float u = l->unit, size = fmaxf(PL_FONT_SMALL * u, 13), box = 28 * u;
  const float y = l->trust.cells.y + l->trust.cells.h + 34 * u;
  float x = l->right.x;
  for (int class = 0; class < CLASSES; class++) {
    const pl_rect cell = {x, y - box / 2, box, box};
    char text[48];
    pl_draw_fill_round(canvas, cell, 4, trust_colour(class));
    if (class == 0) pl_draw_hatch(canvas, cell, 45, 7, 1.6f, pl_fade(PL_COLOUR_FORUM_2, 0.75f));
    if (class == 0) SDL_snprintf(text, sizeof text, PL_TEXT("below %d"), trust_from[1]);
    else if (class == CLASSES - 1) SDL_snprintf(text, sizeof text, "%d+", trust_from[class]);
    else SDL_snprintf(text, sizeof text, "%d–%d", trust_from[class], trust_from[class + 1] - 1);
    x += box + 7 * u;
    x += draw_key(canvas, x, y, size, text) + 14 * u;
  }
  return y + box;
}

/* ---- halves ---- */

static void draw_half_given(pl_canvas *canvas, pl_board *board, const matrix_layout *l) {
  int32_t largest = 0, limit[CLASSES - 1];
  const bool is_seat = board->history->sight.viewer == PL_VIEWER_SEAT;
  char note[200];
  const int rounds = board->matrix.rounds;
  for (int i = 0; i < l->shown * l->shown; i++) {
    const int32_t value = pl_matrix_given(board, l, i / l->shown, i % l->shown);
    largest = value > largest ? value : largest;
  }
  class_limits(largest, limit);
  if (rounds == 0) SDL_snprintf(note, sizeof note, "%s", PL_TEXT("The first round is not over yet."));
  else
    SDL_snprintf(note, sizeof note,
                 is_seat ? PL_TEXTS("Items that arrived in round %d, as far as known; the row gave",
                                    "Items that arrived in rounds 1–%d, as far as known; the row gave", rounds)
                         : PL_TEXTS("Items that arrived in round %d; giver in the row, receiver in the column",
                                    "Items that arrived in rounds 1–%d; giver in the row, receiver in the column",
                                    rounds),
                 rounds);
  pl_matrix_draw_title(canvas, l, l->left, PL_TEXT("Who gave what to whom"), note);
  draw_heads(canvas, board, l, &l->given);
  pl_matrix_draw_names(canvas, board, l, &l->given);
  pl_matrix_draw_discs(canvas, board);
  for (int row = 0; row < l->shown; row++)
    for (int column = 0; column < l->shown; column++) {
      const pl_rect cell = pl_matrix_cell(&l->given, row, column);
      const int from = pl_matrix_state(board, l, row), to = pl_matrix_state(board, l, column);
      const int32_t value = pl_matrix_given(board, l, row, column);
      if (row == column && from >= 0) draw_self(canvas, cell);
      else if (!value && !knows_row(board, from) && !knows_row(board, to)) draw_unknown(canvas, cell);
      else draw_given_cell(canvas, cell, value, limit, l->has_digits);
    }
  draw_bars(canvas, board, l);
  draw_given_legend(canvas, l, limit);
}

static void draw_change(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, float y,
                        const matrix_change *change) {
  const float u = l->unit, size = fmaxf(PL_FONT_LEAD * u, 15);
  const bool is_up = change->after > change->before;
  const pl_colour colour = is_up ? PL_COLOUR_SHARE : PL_COLOUR_FORUM_2;
  const pl_font name = pl_board_font(size, 500, PL_COLOUR_TEXT), dim = pl_board_font(size, 400, PL_COLOUR_MUTED);
  const pl_font strong = pl_board_font(size, 700, colour);
  const float x = l->right.x, half = 11 * u;
  const float tip = is_up ? y - size * 0.75f : y, foot = is_up ? y : y - size * 0.75f;
  const pl_point corner[3] = {{x + half, tip}, {x + 2 * half + 2, foot}, {x - 2, foot}};
  char text[128];
  if (is_up) pl_draw_area(canvas, corner, 3, colour);
  else pl_draw_polyline(canvas, corner, 3, true, 2, (pl_dash){0}, colour);
  SDL_snprintf(text, sizeof text, "%s → %s", pl_board_id(board, change->from), pl_board_id(board, change->to));
  pl_draw_text_fit(canvas, (pl_point){x + 42 * u, y}, PL_ALIGN_LEFT, l->right.w * 0.4f, &name, text);
  SDL_snprintf(text, sizeof text, "%d → %d", change->before, change->after);
  pl_draw_text(canvas, (pl_point){x + l->right.w * 0.49f, y}, PL_ALIGN_LEFT, &dim, text);
  const int by = abs(change->after - change->before);
  SDL_snprintf(text, sizeof text,
               is_up ? PL_TEXTS("+%d point", "+%d points", by) : PL_TEXTS("−%d point", "−%d points", by), by);
  pl_draw_text(canvas, (pl_point){x + l->right.w, y}, PL_ALIGN_RIGHT, &strong, text);
}

static void draw_changes(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, float y) {
  enum { MOST = 4 };
  const float u = l->unit, pitch = 44 * u;
  matrix_change change[MOST];
  const int count = pl_matrix_changes(board, change, MOST);
  const pl_font title = pl_board_font(PL_FONT_BOARD * u, 700, PL_COLOUR_TEXT);
  const float bottom = l->right.y + l->right.h - 16 * u;
  char text[96];
  if (!count || y + 36 * u + pitch > bottom) return;
  SDL_snprintf(text, sizeof text, PL_TEXT("Biggest changes in round %d"), board->matrix.rounds);
  pl_draw_text(canvas, (pl_point){l->right.x, y + 36 * u}, PL_ALIGN_LEFT, &title, text);
  for (int i = 0; i < count; i++) {
    const float base = y + 36 * u + pitch * (float)(i + 1);
    if (base < bottom) draw_change(canvas, board, l, base, &change[i]);
  }
}

static void draw_half_trust(pl_canvas *canvas, const pl_board *board, const matrix_layout *l) {
  const bool is_seat = board->history->sight.viewer == PL_VIEWER_SEAT;
  pl_matrix_draw_title(canvas, l, l->right, PL_TEXT("Who trusts whom"),
             is_seat ? PL_TEXT("Points of 100, as far as known; others' trust in steps of five")
                     : PL_TEXT("Points of 100; the row trusts the column"));
  draw_heads(canvas, board, l, &l->trust);
  pl_matrix_draw_names(canvas, board, l, &l->trust);
  for (int row = 0; row < l->shown; row++)
    for (int column = 0; column < l->shown; column++) {
      const pl_rect cell = pl_matrix_cell(&l->trust, row, column);
      if (row == column && pl_matrix_state(board, l, row) >= 0) draw_self(canvas, cell);
      else draw_trust_cell(canvas, cell, pl_matrix_points(board, l, row, column), l->has_digits);
    }
  draw_changes(canvas, board, l, draw_trust_legend(canvas, l));
}

static uint64_t key_of(const pl_board *board, const matrix_layout *l) {
  const board_matrix *m = &board->matrix;
  const int32_t value[] = {m->rounds, (int32_t)m->order, m->first, l->shown, l->has_trust, l->has_sharing,
                           board->history->rounds, (int32_t)pl_translate_language(), board->scene.moment
                           ? board->scene.moment->tick : -1};
  const uint64_t key = pl_key(3, value, sizeof value);
  return pl_key(key, &board->area, sizeof board->area);
}

void pl_matrix_draw(pl_board *board, pl_canvas *canvas, const matrix_layout *l) {
  board_matrix *m = &board->matrix;
  if (pl_layer_begin(canvas, &m->layer, board->area, true, key_of(board, l))) {
    pl_draw_fill(canvas, board->area, PL_COLOUR_SEA);
    if (l->has_sharing) draw_half_given(canvas, board, l);
    else pl_matrix_draw_members(canvas, board, l);
    const float x = l->right.x - PL_MARGIN_BOARD * l->unit;
    pl_draw_fill(canvas, (pl_rect){x, board->area.y + 24, 2, board->area.h - 48}, PL_COLOUR_LINE);
    if (l->has_trust) draw_half_trust(canvas, board, l);
    else pl_matrix_draw_public(canvas, board, l);
  }
  pl_layer_end(canvas, &m->layer);
}
