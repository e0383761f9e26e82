/* Buttons. Label and key cap stand in the middle together; where there is not room for both the key cap goes first,
 * then the label is set smaller, down to the smallest that may be, then in two lines where the button is high enough;
 * what still is too long ends in "…" and is told in full by the tooltip. */
#include "ui_internal.h"

#include <string.h>

enum { PADDING = PL_SPACE_5, TIGHT = PL_SPACE_2, CAP_GAP = PL_SPACE_3, TWO_LINES = 48, HALF = 128 };

static pl_font label_font(float height, pl_colour colour) {
  const float size = height >= 64 ? PL_FONT_NOTE : height >= 44 ? PL_FONT_BODY : height >= 36 ? PL_FONT_SMALL
                                                                                               : PL_FONT_FLOOR;
  return (pl_font){.size = size, .weight = height >= 64 ? 700 : 600, .colour = colour};
}

typedef struct {
  pl_colour ground, edge, label;
} look;

static look look_of(pl_button_style style, bool is_enabled, float warmth, bool is_held) {
  static const look looks[][2] = {
      [PL_BUTTON_PLAIN] = {{PL_COLOUR_RAISED & 0xFFFFFF00, PL_COLOUR_DIM, PL_COLOUR_TEXT},
                           {PL_COLOUR_SELECTED, PL_COLOUR_MUTED, PL_COLOUR_TEXT}},
      [PL_BUTTON_MAIN] = {{PL_COLOUR_SHARE, 0, PL_COLOUR_SEA}, {PL_COLOUR_GAVE_5, 0, PL_COLOUR_SEA}},
      [PL_BUTTON_QUIET] = {{PL_COLOUR_RAISED & 0xFFFFFF00, 0, PL_COLOUR_MUTED},
                           {PL_COLOUR_SELECTED, 0, PL_COLOUR_TEXT}},
  };
  static const look disabled = {PL_COLOUR_RAISED & 0xFFFFFF00, PL_COLOUR_LINE, PL_COLOUR_DIM};
  if (!is_enabled) return style == PL_BUTTON_QUIET ? (look){0, 0, PL_COLOUR_DIM} : disabled;
  const look *cold = &looks[style][0], *warm = &looks[style][1];
  const look mixed = {pl_mix_colour(cold->ground, warm->ground, warmth), pl_mix_colour(cold->edge, warm->edge, warmth),
                      pl_mix_colour(cold->label, warm->label, warmth)};
  return is_held ? (look){pl_mix_colour(mixed.ground, PL_COLOUR_SEA, 0.25f), mixed.edge, mixed.label} : mixed;
}

/* Sets the label in two lines, broken at the blank that leaves both within `room`. False: there is none. */
static bool put_two_lines(pl_canvas *canvas, pl_rect rect, const pl_font *font, const char *label, float room) {
  const float middle = rect.y + rect.h / 2, pitch = font->size * PL_LINE_TITLE;
  for (const char *blank = strchr(label, ' '); blank; blank = strchr(blank + 1, ' ')) {
    char first[HALF];
    const size_t length = (size_t)(blank - label);
    if (length >= sizeof first) return false;
    memcpy(first, label, length);
    first[length] = '\0';
    if (pl_font_width(canvas, font, first) > room) return false;
    if (pl_font_width(canvas, font, blank + 1) > room) continue;
    const float x = rect.x + rect.w / 2, y = pl_middle_baseline(canvas, font, middle);
    pl_draw_text(canvas, (pl_point){x, y - pitch / 2}, PL_ALIGN_CENTRE, font, first);
    pl_draw_text(canvas, (pl_point){x, y + pitch / 2}, PL_ALIGN_CENTRE, font, blank + 1);
    return true;
  }
  return false;
}

static void put_label(pl_ui *ui, pl_rect rect, const char *label, const char *key_cap, pl_colour colour) {
  pl_canvas *canvas = ui->canvas;
  pl_font font = label_font(rect.h, colour);
  const float room = rect.w - 2 * TIGHT;
  float cap = key_cap ? CAP_GAP + pl_key_cap_in(canvas, (pl_point){0, 0}, key_cap, colour, true) : 0;
  if (pl_font_width(canvas, &font, label) + cap > room) cap = 0;
  const float wide = pl_fit_font(canvas, &font, label, room);
  if (wide > room && rect.h >= TWO_LINES && put_two_lines(canvas, rect, &font, label, room)) return;
  const float shown = wide < room ? wide : room, left = rect.x + (rect.w - shown - cap) / 2;
  const float middle = rect.y + rect.h / 2;
  const pl_point at = {left, pl_middle_baseline(canvas, &font, middle)};
  if (wide > room + 0.5f) pl_ui_tip_title(ui, label);
  pl_draw_text_fit(canvas, at, PL_ALIGN_LEFT, shown + 1, &font, label);
  if (cap > 0) pl_key_cap_in(canvas, (pl_point){left + shown + CAP_GAP, middle}, key_cap, colour, false);
}

bool pl_button(pl_ui *ui, pl_rect rect, const char *label, const char *key_cap, pl_button_style style,
               bool is_enabled, const char *why) {
  const pl_touch touch = pl_ui_touch(ui, label, PL_WIDGET_BUTTON, rect, is_enabled, false);
  const look l = look_of(style, is_enabled, pl_ui_warmth(ui, touch.id, touch.is_hovered), touch.is_held);
  const float radius = rect.h >= 44 ? PL_RADIUS_CARD : PL_RADIUS_CONTROL;
  if (l.ground & 0xFF) pl_draw_fill_round(ui->canvas, rect, radius, l.ground);
  if (l.edge & 0xFF) pl_draw_outline(ui->canvas, rect, radius, 2, l.edge);
  put_label(ui, rect, label, key_cap, l.label);
  if (!is_enabled && why) pl_tooltip(ui, &touch, why);
  return touch.is_pressed;
}

float pl_button_width(pl_ui *ui, const char *label, const char *key_cap) {
  const pl_font font = label_font(64, PL_COLOUR_TEXT);
  const float cap =
      key_cap ? CAP_GAP + pl_key_cap_in(ui->canvas, (pl_point){0, 0}, key_cap, PL_COLOUR_TEXT, true) : 0;
  return pl_font_width(ui->canvas, &font, label) + cap + 2 * PADDING;
}
