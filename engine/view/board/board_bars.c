/* The board's title bar: which exercise, which round and day, and what is going on. */
#include "board_internal.h"

#include "emblem.h"

enum { DAYS = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY };
enum { BETWEEN = 26, TITLE = 156, LEAST_TITLE = 220 }; /* before the title; the least room for it */

/* The round that is going on at the moment; at its very end still this one. */
static int round_of(const pl_board *board) {
  const int round = (int)(board->tick / PL_TICKS_PER_ROUND);
  const bool is_end = round > 0 && board->tick == (double)(round * PL_TICKS_PER_ROUND) && !board->is_playing;
  return is_end ? round - 1 : round;
}

/* The day of it, from 0 to 7: so many are over. */
static double days_over(const pl_board *board) {
  return (board->tick - (double)round_of(board) * PL_TICKS_PER_ROUND) / PL_TICKS_PER_DAY;
}

/* What the bar's three parts take: the title ends where the moment begins. */
typedef struct parts {
  float x, width;   /* of the moment */
  bool is_stacked;  /* round above day, without boxes: there is no room for them beside each other */
  float title_end;
} parts;

static void draw_exercise(pl_canvas *canvas, const pl_board *board, pl_rect area, const char *subtitle, float end) {
  const float u = area.h / PL_TITLE_BAR;
  const pl_font title = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_TEXT);
  const pl_font note = pl_board_font(PL_FONT_BOARD * u, 400, PL_COLOUR_MUTED);
  const float room = end - area.x - TITLE * u, most = area.w * 0.36f - 160 * u, width = room < most ? room : most;
  pl_draw_emblem(canvas, (pl_rect){area.x + 30 * u, area.y + 28 * u, 108 * u, 48 * u});
  pl_draw_text_fit(canvas, (pl_point){area.x + TITLE * u, area.y + 48 * u}, PL_ALIGN_LEFT, width, &title,
                   pl_text_in(&board->history->scenario->title, board->voice->language));
  pl_draw_text_fit(canvas, (pl_point){area.x + TITLE * u, area.y + 86 * u}, PL_ALIGN_LEFT, width, &note,
                   subtitle ? subtitle : PL_TEXT("Exercise"));
}

static void draw_day_boxes(pl_canvas *canvas, pl_rect row, double over) {
  const float pitch = row.w / DAYS;
  for (int i = 0; i < DAYS; i++) {
    const pl_rect box = {row.x + pitch * (float)i, row.y, pitch - 6, row.h};
    const float part = pl_between((float)(over - i), 0, 1);
    if (part >= 1) {
      pl_draw_fill_round(canvas, box, 3, PL_COLOUR_SHARE);
    } else if (over >= i && over > 0) { /* today */
      pl_draw_fill_round(canvas, (pl_rect){box.x, box.y - 4, box.w, box.h + 8}, 4, PL_COLOUR_TEXT);
    } else {
      pl_draw_outline(canvas, box, 3, 1.6f, PL_COLOUR_RING);
    }
  }
}

typedef struct moment_words {
  char round[64], day[64];
  double over;
} moment_words;

static moment_words words_of(const pl_board *board) {
  moment_words words = {.over = days_over(board)};
  const int day = words.over >= DAYS ? DAYS : (int)words.over + 1;
  SDL_snprintf(words.round, sizeof words.round, PL_TEXT("Round %d of %d"), round_of(board) + 1,
               board->history->scenario->rounds);
  SDL_snprintf(words.day, sizeof words.day, PL_TEXT("Day %d of %d"), day, DAYS);
  return words;
}

static pl_font moment_font(float u, pl_colour colour) { return pl_board_font(PL_FONT_TITLE * u, 700, colour); }

/* In the middle as long as title and status leave it free; `right` is where the status begins. */
static parts parts_of(pl_canvas *canvas, const moment_words *words, pl_rect area, float right) {
  const float u = area.h / PL_TITLE_BAR, gap = BETWEEN * u, left = area.x + (TITLE + LEAST_TITLE) * u + gap;
  const pl_font font = moment_font(u, PL_COLOUR_TEXT);
  const float round = pl_font_width(canvas, &font, words->round), day = pl_font_width(canvas, &font, words->day);
  parts p = {.width = round + gap + day, .is_stacked = round + gap + day > right - gap - left};
  if (p.is_stacked) p.width = SDL_max(round, day);
  p.x = area.x + area.w * 0.5f - p.width / 2;
  if (p.x < left) p.x = left;
  if (p.x + p.width > right - gap) p.x = right - gap - p.width;
  p.title_end = p.x - gap;
  return p;
}

static void draw_moment(pl_canvas *canvas, const moment_words *words, pl_rect area, const parts *p) {
  const float u = area.h / PL_TITLE_BAR, base = area.y + 48 * u;
  const pl_font round_font = moment_font(u, PL_COLOUR_TEXT), day_font = moment_font(u, PL_COLOUR_SHARE);
  const float used = pl_draw_text(canvas, (pl_point){p->x, base}, PL_ALIGN_LEFT, &round_font, words->round);
  const pl_point day = p->is_stacked ? (pl_point){p->x, area.y + 88 * u} : (pl_point){p->x + used + BETWEEN * u, base};
  pl_draw_text(canvas, day, PL_ALIGN_LEFT, &day_font, words->day);
  if (!p->is_stacked)
    draw_day_boxes(canvas, (pl_rect){p->x, area.y + 69 * u, p->width + 6, 14 * u}, words->over);
}

static void draw_sign(pl_canvas *canvas, const pl_board *board, pl_point at, float size) {
  if (board->is_playing) {
    const pl_point corner[3] = {{at.x, at.y - size}, {at.x + size * 1.5f, at.y}, {at.x, at.y + size}};
    pl_draw_area(canvas, corner, 3, PL_COLOUR_TEXT);
  } else {
    pl_draw_fill_round(canvas, (pl_rect){at.x, at.y - size, size * 0.5f, 2 * size}, 2, PL_COLOUR_TEXT);
    pl_draw_fill_round(canvas, (pl_rect){at.x + size, at.y - size, size * 0.5f, 2 * size}, 2, PL_COLOUR_TEXT);
  }
}

static void say_speed(const pl_board *board, char *text, size_t size) {
  const float seconds = board->seconds_per_day;
  if (seconds >= 0.95f) SDL_snprintf(text, size, PL_TEXT("1 day = %d s"), (int)(seconds + 0.5f));
  else SDL_snprintf(text, size, PL_TEXT("%d days = 1 s"), (int)(1 / seconds + 0.5f));
}

/* Returns where it begins, sign included. */
static float draw_status(pl_canvas *canvas, const pl_board *board, pl_rect area, const char *status, const char *note) {
  const float u = area.h / PL_TITLE_BAR, right = area.x + area.w - PL_MARGIN_BOARD * u, most = area.w * 0.25f;
  const pl_font title = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_TEXT);
  const pl_font small = pl_board_font(PL_FONT_BOARD * u, 400, PL_COLOUR_MUTED);
  char speed[64];
  say_speed(board, speed, sizeof speed);
  const char *upper = status ? status : board->is_playing ? PL_TEXT("Playing") : PL_TEXT("Paused");
  if (!*upper) return right; /* nobody plays a picture */
  const char *lower = note ? note : speed;
  const float wide = SDL_max(pl_font_width(canvas, &title, upper), pl_font_width(canvas, &small, lower));
  const float x = right - (wide < most ? wide : most);
  draw_sign(canvas, board, (pl_point){x - 50 * u, area.y + 52 * u}, 20 * u);
  pl_draw_text_fit(canvas, (pl_point){x, area.y + 48 * u}, PL_ALIGN_LEFT, most, &title, upper);
  pl_draw_text_fit(canvas, (pl_point){x, area.y + 86 * u}, PL_ALIGN_LEFT, most, &small, lower);
  return x - 50 * u;
}

static uint64_t key_of_text(uint64_t key, const char *text) {
  return text ? pl_key(key, text, SDL_strlen(text)) : key + 1;
}

void pl_board_title_bar(pl_board *board, pl_ui *ui, pl_rect area, const char *subtitle, const char *status,
                        const char *status_note) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  const int32_t value[] = {round_of(board), (int32_t)(days_over(board) * 4), board->is_playing,
                           (int32_t)(board->seconds_per_day * 100), (int32_t)pl_translate_language()};
  uint64_t key = pl_key(4, value, sizeof value);
  key = key_of_text(key_of_text(key_of_text(key, subtitle), status), status_note);
  if (pl_layer_begin(canvas, &board->title, area, true, pl_key(key, &area, sizeof area))) {
    pl_draw_fill(canvas, area, PL_COLOUR_PANEL);
    pl_draw_fill(canvas, (pl_rect){area.x, area.y + area.h - 2, area.w, 2}, PL_COLOUR_LINE);
    const moment_words words = words_of(board);
    const parts p = parts_of(canvas, &words, area, draw_status(canvas, board, area, status, status_note));
    draw_exercise(canvas, board, area, subtitle, p.title_end);
    draw_moment(canvas, &words, area, &p);
  }
  pl_layer_end(canvas, &board->title);
}
