/* What stands beside and below the cells of the matrices: bars of what each gave and got, legends, and the biggest
 * changes of trust. All of it wraps or goes to another line before it would run out of its column. */
#include "board_matrix.h"

#include <math.h>
#include <stdlib.h>

/* ---- classes of colour ---- */

/* Up to nine items as on paper, beyond in fifths of the largest. */
void pl_matrix_limits(const pl_board *board, int32_t limit[MATRIX_CLASSES - 1]) {
  static const int32_t plain[MATRIX_CLASSES - 1] = {1, 2, 4, 6};
  const int32_t largest = board->matrix.largest;
  for (int i = 0; i < MATRIX_CLASSES - 1; i++)
    limit[i] = largest <= 9 ? plain[i] : (largest * (i + 1) + MATRIX_CLASSES / 2) / MATRIX_CLASSES;
}

pl_colour pl_matrix_given_colour(int class) {
  const pl_colour colour[MATRIX_CLASSES] = {PL_COLOUR_GAVE_1, PL_COLOUR_GAVE_2, PL_COLOUR_GAVE_3, PL_COLOUR_GAVE_4,
                                            PL_COLOUR_GAVE_5};
  return colour[class];
}

static const int trust_from[MATRIX_CLASSES] = {0, 30, 45, 60, 72};

int pl_matrix_trust_class(int points) {
  int class = MATRIX_CLASSES - 1;
  while (class > 0 && points < trust_from[class]) class--;
  return class;
}

pl_colour pl_matrix_trust_colour(int class) {
  const pl_colour colour[MATRIX_CLASSES] = {PL_COLOUR_TRUST_LOW, PL_COLOUR_TRUST_1, PL_COLOUR_TRUST_2,
                                            PL_COLOUR_TRUST_3, PL_COLOUR_TRUST_4};
  return colour[class];
}

/* ---- bars ---- */

static void draw_tag(pl_canvas *canvas, const matrix_layout *l, float middle, int32_t gave, int32_t got) {
  const float fitting = fmaxf(l->given.height * 0.7f, PL_FONT_KEYCAP);
  const float size = fminf(pl_matrix_type(l, PL_FONT_SMALL), fitting);
  const pl_font font = pl_board_font(size, 600, PL_COLOUR_AMBER);
  char text[64];
  if (gave > 0)
    SDL_snprintf(text, sizeof text, PL_TEXT("gets %d per 1"), (int)((got + gave / 2) / gave));
  else
    SDL_snprintf(text, sizeof text, "%s", PL_TEXT("gives none"));
  const float height = fminf(size * 1.6f, l->given.height - 1.5f);
  const float width = pl_font_width(canvas, &font, text) + height;
  const pl_rect pill = {l->left.x + l->left.w - width, middle - height / 2, width, height};
  pl_draw_outline(canvas, pill, height / 2, 2, PL_COLOUR_AMBER);
  pl_draw_text(canvas, (pl_point){pill.x + pill.w / 2, middle + size * 0.36f}, PL_ALIGN_CENTRE, &font, text);
}

/* Beside the bars what they say; in low rows both numbers stand in one line. */
enum { TWO_LINES = 38 };

static void draw_bar_numbers(pl_canvas *canvas, const matrix_layout *l, pl_rect upper, pl_rect lower, int32_t gave,
                             int32_t got) {
  const bool is_double = l->given.height >= TWO_LINES;
  const float size = is_double ? pl_between(l->given.height * 0.42f, PL_FONT_KEYCAP, PL_FONT_BODY)
                               : pl_between(l->given.height * 0.7f, PL_FONT_KEYCAP, PL_FONT_SMALL);
  const float middle = (upper.y + lower.y + lower.h) / 2;
  const pl_font strong = pl_board_font(size, 700, PL_COLOUR_TEXT), weak = pl_board_font(size, 400, PL_COLOUR_MUTED);
  char first[16], second[16];
  SDL_snprintf(first, sizeof first, "%d", (int)gave);
  SDL_snprintf(second, sizeof second, "%d", (int)got);
  if (is_double) {
    pl_draw_text(canvas, (pl_point){upper.x + upper.w + 9, middle - size * 0.1f}, PL_ALIGN_LEFT, &strong, first);
    pl_draw_text(canvas, (pl_point){lower.x + lower.w + 9, middle + size * 0.8f}, PL_ALIGN_LEFT, &weak, second);
    return;
  }
  float x = fmaxf(upper.x + upper.w, lower.x + lower.w) + 9;
  x += pl_draw_text(canvas, (pl_point){x, middle + size * 0.36f}, PL_ALIGN_LEFT, &strong, first) + 8;
  pl_draw_text(canvas, (pl_point){x, middle + size * 0.36f}, PL_ALIGN_LEFT, &weak, second);
}

static void draw_bar_pair(pl_canvas *canvas, const matrix_layout *l, pl_rect row, float x, float per_item, int32_t gave,
                          int32_t got) {
  const float height = fminf(row.h * 0.3f, 15 * l->unit), middle = row.y + row.h / 2;
  const pl_rect upper = {x, middle - height - 1.5f, fmaxf((float)gave * per_item, gave ? 3 : 0), height};
  const pl_rect lower = {x, middle + 2, fmaxf((float)got * per_item, got ? 5 : 0), height};
  if (gave) pl_draw_fill_round(canvas, upper, 2, PL_COLOUR_SHARE);
  else pl_draw_fill(canvas, (pl_rect){x, upper.y, 1.5f, height}, PL_COLOUR_SHARE);
  if (got) pl_draw_outline(canvas, lower, 2, 1.6f, PL_COLOUR_MUTED);
  draw_bar_numbers(canvas, l, upper, lower, gave, got);
}

static void draw_bar_heads(pl_canvas *canvas, const matrix_layout *l, float x) {
  const float size = fminf(pl_matrix_type(l, PL_FONT_BODY), fmaxf(l->given.head, PL_FONT_FLOOR)), u = l->unit;
  const float base = l->given.cells.y - 10, room = l->left.x + l->left.w;
  pl_font font = pl_board_font(size, 700, PL_COLOUR_SHARE);
  float at = x + pl_draw_text(canvas, (pl_point){x, base}, PL_ALIGN_LEFT, &font, PL_TEXT("gave")) + 8 + 8 * u;
  font.colour = PL_COLOUR_TEXT;
  at += pl_draw_text(canvas, (pl_point){at, base}, PL_ALIGN_LEFT, &font, PL_TEXT("got")) + 8 + 8 * u;
  font.colour = PL_COLOUR_MUTED, font.weight = 400;
  const char *items = PL_TEXT("items");
  if (at + pl_font_width(canvas, &font, items) <= room)
    pl_draw_text(canvas, (pl_point){at, base}, PL_ALIGN_LEFT, &font, items);
  else pl_draw_text_fit(canvas, (pl_point){x, base - size * 1.2f}, PL_ALIGN_LEFT, room - x, &font, items);
}

void pl_matrix_draw_bars(pl_canvas *canvas, const pl_board *board, const matrix_layout *l) {
  const float x = l->given.cells.x + l->given.cells.w + 12 + 20 * l->unit, end = l->left.x + l->left.w;
  int32_t largest = 1, gave, got;
  bool has_tag = false;
  for (int i = 0; i < l->rows; i++) {
    pl_matrix_totals(board, l, i, &gave, &got);
    largest = gave > largest ? gave : largest;
    largest = got > largest ? got : largest;
    has_tag |= pl_matrix_is_lopsided(board, l, i);
  }
  const float numbers = l->given.height >= TWO_LINES ? 56 : 88;
  const float room = pl_between(end - x - numbers - (has_tag ? 130 : 0), 20, 165);
  draw_bar_heads(canvas, l, x);
  for (int i = 0; i < l->rows; i++) {
    const pl_rect row = pl_matrix_cell(&l->given, i, 0);
    pl_matrix_totals(board, l, i, &gave, &got);
    draw_bar_pair(canvas, l, row, x, room / (float)largest, gave, got);
    if (pl_matrix_is_lopsided(board, l, i)) draw_tag(canvas, l, row.y + row.h / 2, gave, got);
  }
}

/* ---- legends ---- */

typedef struct legend { /* being set */
  pl_canvas *canvas;
  pl_rect area;
  pl_font font;
  float box, x, y, pitch;
  bool is_measured_only;
} legend;

/* Where the next entry of this width begins. */
static pl_point legend_place(legend *g, float width) {
  if (g->x > g->area.x && g->x + width > g->area.x + g->area.w) g->x = g->area.x, g->y += g->pitch;
  const pl_point at = {g->x, g->y};
  g->x += width;
  return at;
}

static void put_entry(legend *g, pl_colour colour, bool is_hollow, bool is_hatched, const char *text) {
  const float width = g->box + 8 + pl_font_width(g->canvas, &g->font, text) + 20;
  const pl_point at = legend_place(g, width - 20);
  const pl_rect box = {at.x, at.y + (g->pitch - g->box) / 2, g->box, g->box};
  g->x += 20;
  if (g->is_measured_only) return;
  if (is_hollow) pl_draw_outline(g->canvas, box, 4, 1.5f, colour);
  else pl_draw_fill_round(g->canvas, box, 4, colour);
  if (is_hatched) pl_draw_hatch(g->canvas, box, 45, 7, 1.6f, pl_fade(PL_COLOUR_FORUM_2, 0.75f));
  pl_draw_text(g->canvas, (pl_point){at.x + g->box + 8, at.y + g->pitch / 2 + g->font.size * 0.36f}, PL_ALIGN_LEFT,
               &g->font, text);
}

static void put_given_entries(legend *g, const pl_board *board) {
  int32_t limit[MATRIX_CLASSES - 1];
  pl_matrix_limits(board, limit);
  for (int class = -1; class < MATRIX_CLASSES; class++) {
    const int low = class <= 0 ? class + 1 : (int)limit[class - 1] + 1;
    const int high = class < 0 ? 0 : class < MATRIX_CLASSES - 1 ? (int)limit[class] : low;
    char text[32];
    SDL_snprintf(text, sizeof text, class == MATRIX_CLASSES - 1 ? "%d+" : low == high ? "%d" : "%d–%d", low, high);
    put_entry(g, class < 0 ? PL_COLOUR_LINE : pl_matrix_given_colour(class), class < 0, false, text);
  }
  g->font.colour = PL_COLOUR_MUTED, g->font.weight = 400;
  const char *items = PL_TEXT("items");
  const pl_point at = legend_place(g, pl_font_width(g->canvas, &g->font, items));
  if (!g->is_measured_only)
    pl_draw_text(g->canvas, (pl_point){at.x, at.y + g->pitch / 2 + g->font.size * 0.36f}, PL_ALIGN_LEFT, &g->font,
                 items);
}

static void put_trust_entries(legend *g) {
  for (int class = 0; class < MATRIX_CLASSES; class++) {
    char text[48];
    if (class == 0) SDL_snprintf(text, sizeof text, PL_TEXT("below %d"), trust_from[1]);
    else if (class == MATRIX_CLASSES - 1) SDL_snprintf(text, sizeof text, "%d+", trust_from[class]);
    else SDL_snprintf(text, sizeof text, "%d–%d", trust_from[class], trust_from[class + 1] - 1);
    put_entry(g, pl_matrix_trust_colour(class), false, class == 0, text);
  }
}

float pl_matrix_legend(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, int half, pl_rect area,
                       bool is_measured_only) {
  const float size = pl_matrix_type(l, half ? PL_FONT_SMALL : PL_FONT_BODY), box = fmaxf(28 * l->unit, size);
  legend g = {.canvas = canvas, .area = area, .box = box, .x = area.x, .y = area.y, .pitch = box * 1.3f,
              .font = pl_board_font(size, 500, PL_COLOUR_TEXT), .is_measured_only = is_measured_only};
  if (half) put_trust_entries(&g);
  else put_given_entries(&g, board);
  return g.y + g.pitch - area.y;
}

/* ---- the biggest changes ---- */

static void draw_change_sign(pl_canvas *canvas, float x, float base, float size, bool is_up) {
  const float half = size * 0.42f, tip = is_up ? base - size * 0.75f : base, foot = is_up ? base : base - size * 0.75f;
  const pl_point corner[3] = {{x + half, tip}, {x + 2 * half + 2, foot}, {x - 2, foot}};
  if (is_up) pl_draw_area(canvas, corner, 3, PL_COLOUR_SHARE);
  else pl_draw_polyline(canvas, corner, 3, true, 2, (pl_dash){0}, PL_COLOUR_FORUM_2);
}

/* Names, both figures and the difference in one line; where that is too long the figures go below, and names that are
 * wider than the column are wrapped at their words. Returns the height. */
static float put_change(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, pl_rect room,
                        const matrix_change *change, bool is_measured_only) {
  const float size = pl_matrix_type(l, PL_FONT_BODY), indent = size * 1.6f, line = size * PL_LINE_TEXT;
  const bool is_up = change->after > change->before;
  const int by = abs(change->after - change->before);
  const pl_font name = pl_board_font(size, 500, PL_COLOUR_TEXT), dim = pl_board_font(size, 400, PL_COLOUR_MUTED);
  const pl_font strong = pl_board_font(size, 700, is_up ? PL_COLOUR_SHARE : PL_COLOUR_FORUM_2);
  char pair[128], figures[48], points[48];
  SDL_snprintf(pair, sizeof pair, "%s → %s", pl_board_id(board, change->from), pl_board_id(board, change->to));
  SDL_snprintf(figures, sizeof figures, "%d → %d", change->before, change->after);
  SDL_snprintf(points, sizeof points,
               is_up ? PL_TEXTS("+%d point", "+%d points", by) : PL_TEXTS("−%d point", "−%d points", by), by);
  const float text = room.w - indent, first = pl_font_width(canvas, &name, pair);
  const float second = pl_font_width(canvas, &dim, figures), third = pl_font_width(canvas, &strong, points);
  const bool is_one = first + second + third + 2 * size <= text;
  const pl_rect names = {room.x + indent, room.y, text, 400};
  const float high = is_one ? line : pl_draw_text_wrap(canvas, names, &name, pair, true);
  if (is_measured_only) return is_one ? line : high + line;
  const float base = room.y + size * 1.05f, below = is_one ? base : base + high, right = room.x + room.w;
  draw_change_sign(canvas, room.x + 2, base, size, is_up);
  pl_draw_text_wrap(canvas, names, &name, pair, false);
  pl_draw_text_fit(canvas, (pl_point){is_one ? right - third - size : names.x, below},
                   is_one ? PL_ALIGN_RIGHT : PL_ALIGN_LEFT, is_one ? second + 1 : text - third - size / 2, &dim,
                   figures);
  pl_draw_text_fit(canvas, (pl_point){right, below}, PL_ALIGN_RIGHT, text, &strong, points);
  return is_one ? line : high + line;
}

void pl_matrix_draw_changes(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, float below) {
  enum { MOST = 6 };
  matrix_change change[MOST];
  const int count = pl_matrix_changes(board, change, MOST);
  const float gap = 10 * l->unit, bottom = l->right.y + l->right.h - PL_SPACE_2;
  const pl_font title = pl_board_font(fmaxf(PL_FONT_BOARD * l->unit, PL_FONT_SMALL), 700, PL_COLOUR_TEXT);
  const bool is_beside = l->changes.w > 0;
  pl_rect room = is_beside ? l->changes : (pl_rect){l->right.x, below + gap, l->right.w, bottom - below - gap};
  char text[96];
  SDL_snprintf(text, sizeof text, PL_TEXT("Biggest changes in round %d"), board->matrix.rounds);
  if (!count) return;
  const float head = pl_draw_text_wrap(canvas, room, &title, text, true) + gap;
  if (head + put_change(canvas, board, l, room, &change[0], true) > room.h) return;
  pl_draw_text_wrap(canvas, room, &title, text, false);
  pl_cut_top(&room, head);
  for (int i = 0; i < count && put_change(canvas, board, l, room, &change[i], true) <= room.h; i++)
    pl_cut_top(&room, put_change(canvas, board, l, room, &change[i], false) + gap);
}
