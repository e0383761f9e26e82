/* What everybody is told: control's line, and the round's public messages, the newest first.
 *
 * A line stands over the top of the board. What is longer stands beside it, because a wall is wide: there it is
 * whole in letters for the last row, and the map keeps its height. What has no room even there ends in "…", and the
 * older message goes before the newer one; all of it is in everybody's inbox, and on a page of its own.
 *
 *   ┌───────────────┐     ┌─────┐
 *   └───────────────┘     │     │   board
 *         board           └─────┘ */
#include <math.h>
#include <string.h>

#include "wall.h"

enum { PADDING = PL_SPACE_4, EDGE = 6, CONTROL_LINES = 4, WIDE_ENOUGH = 1000, PAGE_WIDEST = 1500 };

static const float across = 0.72f, low = 0.13f, lowest = 0.42f; /* over the board: of its width, of its height */

/* ---- how one is set ---- */

typedef struct notice {
  pl_font font;
  pl_buffer cut;    /* owned: the text where it had to be cut */
  const char *text; /* as it is shown, borrowed */
  float height;     /* of the text */
  bool is_whole;
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

/* As much of the text as takes so many lines. */
static void cut(pl_canvas *canvas, float width, int lines, notice *n) {
  size_t least = 0, most = strlen(n->text);
  const char *whole = n->text;
  n->is_whole = false;
  while (most - least > 1) {
    const size_t middle = least + (most - least) / 2;
    if (!cut_at(&n->cut, whole, middle)) return;
    *(lines_of(canvas, width, &n->font, pl_buffer_text(&n->cut)) <= lines ? &least : &most) = middle;
  }
  if (cut_at(&n->cut, whole, least)) n->text = pl_buffer_text(&n->cut);
}

/* ---- one above the other ---- */

typedef struct column {
  pl_canvas *canvas;
  pl_rect area;
  float y, size; /* size: of the letters */
  bool is_measured_only, is_whole; /* is_whole: nothing was cut or left out */
} column;

static void draw_notice(pl_canvas *canvas, pl_rect box, const notice *n, bool is_control) {
  const pl_rect inner = {box.x + PADDING + EDGE, box.y + PADDING, box.w - 2 * PADDING - EDGE, n->height};
  pl_draw_fill_round(canvas, box, PL_RADIUS_CARD, pl_fade(PL_COLOUR_PANEL, 0.94f));
  pl_draw_outline(canvas, box, PL_RADIUS_CARD, 2, is_control ? PL_COLOUR_AMBER : PL_COLOUR_LINE);
  if (is_control) pl_draw_fill_round(canvas, (pl_rect){box.x, box.y, EDGE, box.h}, 3, PL_COLOUR_AMBER);
  pl_draw_text_wrap(canvas, inner, &n->font, n->text, false);
}

/* Nothing below two lines of something longer: a few words of a message are worse than none. */
static void put(column *c, const char *text, bool is_control) {
  const float width = c->area.w - 2 * PADDING - EDGE, left = c->area.y + c->area.h - c->y - 2 * PADDING;
  notice n = {.font = {.size = is_control ? c->size * PL_FONT_TITLE / PL_FONT_BOARD : c->size,
                       .weight = is_control ? 700 : 500,
                       .colour = PL_COLOUR_TEXT},
              .text = text,
              .is_whole = true};
  const float one = pl_draw_text_wrap(c->canvas, (pl_rect){0, 0, width, 0}, &n.font, "x", true);
  const int lines = lines_of(c->canvas, width, &n.font, text);
  int room = one > 0 ? (int)(left / one + 0.01f) : 0;
  if (is_control && room > CONTROL_LINES) room = CONTROL_LINES;
  if (room < 1 || (room < lines && room < 2)) {
    c->is_whole = false;
    return;
  }
  if (lines > room) cut(c->canvas, width, room, &n);
  n.height = pl_draw_text_wrap(c->canvas, (pl_rect){0, 0, width, 0}, &n.font, n.text, true);
  const pl_rect box = {c->area.x, c->y, c->area.w, n.height + 2 * PADDING};
  if (!c->is_measured_only) draw_notice(c->canvas, box, &n, is_control);
  c->y += box.h + PL_SPACE_2;
  c->is_whole &= n.is_whole;
  pl_buffer_clear(&n.cut);
}

static void put_all(column *c, const pl_billboard *billboard) {
  c->y = c->area.y;
  c->is_whole = true;
  if (*billboard->spotlight) put(c, billboard->spotlight, true);
  for (int i = billboard->news_count - 1; i >= 0; i--) put(c, billboard->news[i], false);
}

/* ---- beside or above the board ---- */

static column column_in(pl_app *app, pl_rect area) {
  return (column){.canvas = pl_ui_canvas(app->ui), .area = area, .size = PL_FONT_BOARD, .is_measured_only = true};
}

static pl_rect above(pl_rect area, float part) {
  const float wide = area.w * across;
  return (pl_rect){area.x + (area.w - wide) / 2, area.y + PL_SPACE_3, wide, area.h * part};
}

static pl_rect beside(pl_rect area) {
  const float wide = fminf(fmaxf(area.w * 0.34f, 420), 640);
  return (pl_rect){area.x + PL_SPACE_5, area.y + PL_SPACE_5, wide, area.h - 2 * PL_SPACE_5};
}

pl_wall_news_place pl_wall_news_find(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  column top = column_in(app, above(area, low));
  if (!*billboard->spotlight && !billboard->news_count) return (pl_wall_news_place){0};
  put_all(&top, billboard);
  if (top.is_whole) return (pl_wall_news_place){.rect = top.area, .head_room = top.y - area.y};
  if (area.w >= WIDE_ENOUGH) {
    const pl_rect rect = beside(area);
    return (pl_wall_news_place){.rect = rect, .side_room = rect.x + rect.w - area.x};
  }
  top = column_in(app, above(area, lowest));
  put_all(&top, billboard);
  return (pl_wall_news_place){.rect = top.area, .head_room = top.y - area.y};
}

void pl_wall_news(pl_app *app, const pl_billboard *billboard, pl_rect rect) {
  column c = column_in(app, rect);
  c.is_measured_only = false;
  put_all(&c, billboard);
}

/* ---- on a page of its own ---- */

void pl_wall_news_page(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  area = pl_rect_inset(area, PL_MARGIN_BOARD);
  const float wide = area.w < PAGE_WIDEST ? area.w : PAGE_WIDEST;
  column c = column_in(app, (pl_rect){area.x + (area.w - wide) / 2, area.y, wide, area.h});
  do put_all(&c, billboard);
  while (!c.is_whole && (c.size -= 2) >= PL_FONT_KEYCAP);
  c.is_measured_only = false;
  put_all(&c, billboard);
}
