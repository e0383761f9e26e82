/* The board's title bar: which exercise, which round and day, and what is going on. */
#include "board_internal.h"

#include "emblem.h"

enum { DAYS = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY };

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

static void draw_exercise(pl_canvas *canvas, const pl_board *board, pl_rect area, const char *subtitle) {
  const float u = area.h / PL_TITLE_BAR;
  const pl_font title = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_TEXT);
  const pl_font note = pl_board_font(PL_FONT_BOARD * u, 400, PL_COLOUR_MUTED);
  const float width = area.w * 0.36f - 160 * u;
  pl_draw_emblem(canvas, (pl_rect){area.x + 30 * u, area.y + 28 * u, 108 * u, 48 * u});
  pl_draw_text_fit(canvas, (pl_point){area.x + 156 * u, area.y + 48 * u}, PL_ALIGN_LEFT, width, &title,
                   pl_text_in(&board->history->scenario->title, board->voice->language));
  pl_draw_text_fit(canvas, (pl_point){area.x + 156 * u, area.y + 86 * u}, PL_ALIGN_LEFT, width, &note,
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

static void draw_moment(pl_canvas *canvas, const pl_board *board, pl_rect area) {
  const float u = area.h / PL_TITLE_BAR, middle = area.x + area.w * 0.5f;
  const pl_font round_font = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_TEXT);
  const pl_font day_font = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_SHARE);
  const double over = days_over(board);
  const int day = over >= DAYS ? DAYS : (int)over + 1;
  char round[64], days[64];
  SDL_snprintf(round, sizeof round, PL_TEXT("Round %d of %d"), round_of(board) + 1, board->history->scenario->rounds);
  SDL_snprintf(days, sizeof days, PL_TEXT("Day %d of %d"), day, DAYS);
  const float gap = 26 * u, round_width = pl_font_width(canvas, &round_font, round);
  const float width = round_width + gap + pl_font_width(canvas, &day_font, days);
  float x = middle - width / 2;
  x += pl_draw_text(canvas, (pl_point){x, area.y + 48 * u}, PL_ALIGN_LEFT, &round_font, round) + gap;
  pl_draw_text(canvas, (pl_point){x, area.y + 48 * u}, PL_ALIGN_LEFT, &day_font, days);
  draw_day_boxes(canvas, (pl_rect){middle - width / 2, area.y + 69 * u, width + 6, 14 * u}, over);
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

static void draw_status(pl_canvas *canvas, const pl_board *board, pl_rect area, const char *status, const char *note) {
  const float u = area.h / PL_TITLE_BAR, right = area.x + area.w - PL_MARGIN_BOARD * u, most = area.w * 0.25f;
  const pl_font title = pl_board_font(PL_FONT_TITLE * u, 700, PL_COLOUR_TEXT);
  const pl_font small = pl_board_font(PL_FONT_BOARD * u, 400, PL_COLOUR_MUTED);
  char speed[64];
  say_speed(board, speed, sizeof speed);
  const char *upper = status ? status : board->is_playing ? PL_TEXT("Playing") : PL_TEXT("Paused");
  if (!*upper) return; /* nobody plays a picture */
  const char *lower = note ? note : speed;
  const float wide = SDL_max(pl_font_width(canvas, &title, upper), pl_font_width(canvas, &small, lower));
  const float x = right - (wide < most ? wide : most);
  draw_sign(canvas, board, (pl_point){x - 50 * u, area.y + 52 * u}, 20 * u);
  pl_draw_text_fit(canvas, (pl_point){x, area.y + 48 * u}, PL_ALIGN_LEFT, most, &title, upper);
  pl_draw_text_fit(canvas, (pl_point){x, area.y + 86 * u}, PL_ALIGN_LEFT, most, &small, lower);
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
    draw_exercise(canvas, board, area, subtitle);
    draw_moment(canvas, board, area);
    draw_status(canvas, board, area, status, status_note);
  }
  pl_layer_end(canvas, &board->title);
}
