/* What everybody is told: control's line, and the newest of the round's public messages, over the top of the board.
 *
 * At most two of the latter, because nobody reads a page on a wall; the board moves down to make room. What takes more
 * than four lines is set smaller, and what takes more than six even then ends in "…": the whole of it is in everybody's
 * inbox. The older message goes first where together they would hide the board. */
#include <math.h>
#include <string.h>

#include "wall.h"

enum { NEWS_MOST = 2, PADDING = PL_SPACE_4, EDGE = 6, LINES_AT_EASE = 4, LINES_MOST = 6 };

static const float part_of_board = 0.42f;
static const float smaller = 0.79f; /* 28 becomes 22, and 36 becomes 28 */

static pl_font font_for(bool is_control) {
  return (pl_font){.size = is_control ? PL_FONT_TITLE : PL_FONT_BOARD,
                   .weight = is_control ? 700 : 500,
                   .colour = PL_COLOUR_TEXT};
}

/* ---- how it is set ---- */

typedef struct notice {
  pl_font font;
  pl_buffer cut;    /* owned: the text where it had to be cut */
  const char *text; /* as it is shown, borrowed */
  float height;     /* of the text */
} notice;

static int lines_of(pl_canvas *canvas, float width, const pl_font *font, const char *text) {
  const pl_rect area = {0, 0, width, 0};
  const float one = pl_draw_text_wrap(canvas, area, font, "x", true);
  return one > 0 ? (int)lrintf(pl_draw_text_wrap(canvas, area, font, text, true) / one) : 0;
}

/* The text up to `length`, without half a word or half a character, and "…". */
static bool cut_at(pl_buffer *out, const char *text, size_t length) {
  while (length > 0 && text[length] != ' ' && text[length] != '\n') length--;
  while (length > 0 && strchr(" \n,;:", text[length - 1])) length--;
  out->length = 0;
  pl_buffer_add(out, text, length);
  pl_buffer_add_text(out, "…");
  return !out->failed;
}

/* As much of the text as takes the most lines that there may be. */
static void cut(pl_canvas *canvas, float width, notice *n) {
  size_t least = 0, most = strlen(n->text);
  const char *whole = n->text;
  while (most - least > 1) {
    const size_t middle = least + (most - least) / 2;
    if (!cut_at(&n->cut, whole, middle)) return;
    *(lines_of(canvas, width, &n->font, pl_buffer_text(&n->cut)) <= LINES_MOST ? &least : &most) = middle;
  }
  if (cut_at(&n->cut, whole, least)) n->text = pl_buffer_text(&n->cut);
}

static notice notice_of(pl_canvas *canvas, float width, const char *text, bool is_control) {
  notice n = {.font = font_for(is_control), .text = text};
  if (lines_of(canvas, width, &n.font, text) > LINES_AT_EASE) n.font.size = roundf(n.font.size * smaller);
  if (lines_of(canvas, width, &n.font, text) > LINES_MOST) cut(canvas, width, &n);
  n.height = pl_draw_text_wrap(canvas, (pl_rect){0, 0, width, 0}, &n.font, n.text, true);
  return n;
}

/* ---- one above the other ---- */

static void draw_notice(pl_canvas *canvas, pl_rect box, const notice *n, bool is_control) {
  const pl_rect inner = {box.x + PADDING + EDGE, box.y + PADDING, box.w - 2 * PADDING - EDGE, n->height};
  pl_draw_fill_round(canvas, box, PL_RADIUS_CARD, pl_fade(PL_COLOUR_PANEL, 0.94f));
  pl_draw_outline(canvas, box, PL_RADIUS_CARD, 2, is_control ? PL_COLOUR_AMBER : PL_COLOUR_LINE);
  if (is_control) pl_draw_fill_round(canvas, (pl_rect){box.x, box.y, EDGE, box.h}, 3, PL_COLOUR_AMBER);
  pl_draw_text_wrap(canvas, inner, &n->font, n->text, false);
}

/* One message from `y` on, unless it would reach below `bottom`; returns where the next begins. */
static float put_message(pl_canvas *canvas, pl_rect area, float y, float bottom, const char *text, bool is_control,
                         bool is_measured_only) {
  notice n = notice_of(canvas, area.w - 2 * PADDING - EDGE, text, is_control);
  const pl_rect box = {area.x, y, area.w, n.height + 2 * PADDING};
  const bool has_room = y + box.h <= bottom;
  if (has_room && !is_measured_only) draw_notice(canvas, box, &n, is_control);
  pl_buffer_clear(&n.cut);
  return has_room ? y + box.h + PL_SPACE_2 : y;
}

static float put_all(pl_app *app, const pl_billboard *billboard, pl_rect area, bool is_measured_only) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const float wide = area.w * 0.72f, top = area.y + PL_SPACE_3, bottom = area.y + area.h;
  const pl_rect column = {area.x + (area.w - wide) / 2, area.y, wide, area.h};
  const int first = billboard->news_count > NEWS_MOST ? billboard->news_count - NEWS_MOST : 0;
  float y = top;
  if (*billboard->spotlight) y = put_message(canvas, column, y, bottom, billboard->spotlight, true, is_measured_only);
  for (int i = billboard->news_count - 1; i >= first; i--) {
    const bool is_newest = i == billboard->news_count - 1; /* it is shown in any case */
    const float lowest = is_newest ? bottom : area.y + area.h * part_of_board;
    y = put_message(canvas, column, y, lowest, billboard->news[i], false, is_measured_only);
  }
  return y - top;
}

float pl_wall_news_height(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  return put_all(app, billboard, area, true);
}

void pl_wall_news(pl_app *app, const pl_billboard *billboard, pl_rect area) { put_all(app, billboard, area, false); }
