/* What everybody is told: control's line, and the newest of the round's public messages, over the top of the board.
 *
 * At most two of the latter, because nobody reads a page on a wall; the board moves down to make room. */
#include "wall.h"

enum { NEWS_MOST = 2, PADDING = PL_SPACE_4, EDGE = 6 };

static pl_font font_for(bool is_control) {
  return (pl_font){.size = is_control ? PL_FONT_TITLE : PL_FONT_BOARD,
                   .weight = is_control ? 700 : 500,
                   .colour = PL_COLOUR_TEXT};
}

/* One message from `y` on; returns where the next begins. */
static float put_message(pl_canvas *canvas, pl_rect area, float y, const char *text, bool is_control,
                         bool is_measured_only) {
  const pl_font font = font_for(is_control);
  pl_rect inner = {area.x + PADDING + EDGE, y + PADDING, area.w - 2 * PADDING - EDGE, 0};
  const float height = pl_draw_text_wrap(canvas, inner, &font, text, true) + 2 * PADDING;
  if (is_measured_only) return y + height + PL_SPACE_2;
  const pl_rect box = {area.x, y, area.w, height};
  pl_draw_fill_round(canvas, box, PL_RADIUS_CARD, pl_fade(PL_COLOUR_PANEL, 0.94f));
  pl_draw_outline(canvas, box, PL_RADIUS_CARD, 2, is_control ? PL_COLOUR_AMBER : PL_COLOUR_LINE);
  if (is_control) pl_draw_fill_round(canvas, (pl_rect){box.x, box.y, EDGE, box.h}, 3, PL_COLOUR_AMBER);
  inner.h = height;
  pl_draw_text_wrap(canvas, inner, &font, text, false);
  return y + height + PL_SPACE_2;
}

static float put_all(pl_app *app, const pl_billboard *billboard, pl_rect area, bool is_measured_only) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const float wide = area.w * 0.72f;
  const pl_rect column = {area.x + (area.w - wide) / 2, area.y, wide, area.h};
  float y = area.y + PL_SPACE_3;
  const int first = billboard->news_count > NEWS_MOST ? billboard->news_count - NEWS_MOST : 0;
  if (*billboard->spotlight) y = put_message(canvas, column, y, billboard->spotlight, true, is_measured_only);
  for (int i = billboard->news_count - 1; i >= first; i--)
    y = put_message(canvas, column, y, billboard->news[i], false, is_measured_only);
  return y - area.y - PL_SPACE_3;
}

float pl_wall_news_height(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  return put_all(app, billboard, area, true);
}

void pl_wall_news(pl_app *app, const pl_billboard *billboard, pl_rect area) { put_all(app, billboard, area, false); }
