/* Tooltips: after a moment under the pointer, at once at a focus that is shown, as who came by keyboard came to know.
 * What is under the pointer goes first. There are two parts: a whole label, where it did not fit, and the text. */
#include "ui_internal.h"

#include <string.h>

#define DELAY 0.4f
enum { WIDEST = 420, PADDING = PL_SPACE_3, AWAY = 10, LARGE = 140 };

static void add_text(pl_tooltip_state *tip, const char *text) {
  const size_t length = strlen(tip->text);
  if (length + 2 >= sizeof tip->text) return;
  if (length) tip->text[length] = ' ';
  const size_t from = length + (length > 0);
  pl_copy_text(tip->text + from, sizeof tip->text - from, text);
}

/* The state that this widget's explanation goes to; NULL: none, as it is not asked about. */
static pl_tooltip_state *state_of(pl_ui *ui, const pl_touch *touch) {
  if (!touch->id || ui->layer != ui->top) return NULL;
  pl_tooltip_state *tip = touch->is_hovered                     ? &ui->tip
                          : touch->is_focused && ui->has_ring ? &ui->focus_tip
                                                              : NULL;
  if (!tip || tip->id == touch->id) return tip;
  *tip = (pl_tooltip_state){.id = touch->id, .rect = touch->id == ui->latest.id ? ui->latest_rect : (pl_rect){0}};
  const int at = pl_ui_find(&ui->now, touch->id);
  if (at >= 0) tip->rect = ui->now.widget[at].rect;
  return tip;
}

void pl_ui_tip_title(pl_ui *ui, const char *title) {
  pl_tooltip_state *tip = state_of(ui, &ui->latest);
  if (tip) pl_copy_text(tip->title, sizeof tip->title, title);
}

void pl_tooltip(pl_ui *ui, const pl_touch *touch, const char *text) {
  pl_tooltip_state *tip = text && *text ? state_of(ui, touch) : NULL;
  if (tip) add_text(tip, text);
  /* Who clicks on what is disabled wants to know why, and now. */
  if (tip == &ui->tip && tip && ui->input.was_pressed && !ui->latest_is_enabled && touch->id == ui->latest.id)
    ui->hover_seconds = DELAY;
}

void pl_tooltip_last(pl_ui *ui, const char *text) { pl_tooltip(ui, &ui->latest, text); }

void pl_tooltip_keep(pl_ui *ui, pl_rect kept) {
  pl_tooltip_state *tip = state_of(ui, &ui->latest);
  if (tip) tip->kept = kept;
}

static const pl_font title_font = {.size = PL_FONT_FLOOR, .weight = 700, .colour = 0xEDF3FBFF};
static const pl_font text_font = {.size = PL_FONT_FLOOR, .weight = 400, .colour = 0xEDF3FBFF};

static float put_part(pl_canvas *canvas, pl_rect at, const pl_font *font, const char *text, bool is_measured_only) {
  return *text ? pl_draw_text_wrap(canvas, at, font, text, is_measured_only) : 0;
}

/* As wide as its longest line needs, within the limit. */
static float width_of(pl_canvas *canvas, const pl_tooltip_state *tip) {
  const float title = pl_font_width(canvas, &title_font, tip->title) + 2;
  const float styled = strchr(tip->text, '\001') ? 24 : 2; /* what is bold is wider */
  const float text = pl_font_width(canvas, &text_font, tip->text) + styled;
  const float wide = title > text ? title : text;
  return wide < WIDEST - 2 * PADDING ? wide : WIDEST - 2 * PADDING;
}

static float inside(float at, float length, float from, float room) {
  if (at + length > from + room) at = from + room - length;
  return at < from ? from : at;
}

/* Beside what is kept in sight, or above it. */
static pl_rect place_beside(const pl_tooltip_state *tip, pl_rect all, float w, float h) {
  const pl_rect kept = tip->kept, near = tip->rect;
  const float left = kept.x - AWAY - w, right = kept.x + kept.w + AWAY;
  const float y = inside(near.y + near.h / 2 - h / 2, h, all.y, all.h);
  if (left >= all.x) return (pl_rect){left, y, w, h};
  if (right + w <= all.x + all.w) return (pl_rect){right, y, w, h};
  const float above = kept.y - AWAY - h;
  const float free = above >= all.y ? above : kept.y + kept.h + AWAY;
  return (pl_rect){inside(near.x + near.w / 2 - w / 2, w, all.x, all.w), inside(free, h, all.y, all.h), w, h};
}

/* Below the widget, above it where there is no room; at the pointer where the widget is large. */
static pl_rect place(const pl_ui *ui, const pl_tooltip_state *tip, float w, float h) {
  const pl_rect all = pl_rect_inset(pl_canvas_area(ui->canvas), PL_SPACE_2);
  pl_rect near = tip->rect;
  if (tip->kept.h > 0) return place_beside(tip, all, w, h);
  if (tip == &ui->tip && near.h > LARGE)
    near = (pl_rect){ui->input.pointer.x, ui->input.pointer.y - 8, 0, 30};
  float y = near.y + near.h + AWAY;
  if (y + h > all.y + all.h) y = near.y - AWAY - h;
  return (pl_rect){inside(near.x + near.w / 2 - w / 2, w, all.x, all.w), inside(y, h, all.y, all.h), w, h};
}

static void put(pl_ui *ui, const pl_tooltip_state *tip, float opacity) {
  pl_canvas *canvas = ui->canvas;
  const float wide = width_of(canvas, tip);
  const pl_rect measure = {0, 0, wide, 0};
  const float title = put_part(canvas, measure, &title_font, tip->title, true);
  const float text = put_part(canvas, measure, &text_font, tip->text, true);
  const float between = title > 0 && text > 0 ? PL_SPACE_1 : 0;
  const pl_rect box = place(ui, tip, wide + 2 * PADDING, title + text + between + 2 * PADDING);
  pl_rect line = {box.x + PADDING, box.y + PADDING, wide, 0};
  pl_canvas_push_fade(canvas, opacity);
  pl_draw_fill_round(canvas, box, PL_RADIUS_CONTROL, PL_COLOUR_RAISED);
  pl_draw_outline(canvas, box, PL_RADIUS_CONTROL, 2, PL_COLOUR_LINE);
  put_part(canvas, line, &title_font, tip->title, false);
  line.y += title + between;
  put_part(canvas, line, &text_font, tip->text, false);
  pl_canvas_pop_fade(canvas);
}

void pl_tooltip_finish(pl_ui *ui) {
  if (ui->highest != ui->top) return;
  const bool is_asked = ui->tip.id && (!ui->held || ui->held != ui->tip.id || ui->hover_seconds >= DELAY);
  if (is_asked && ui->hover_seconds >= DELAY) {
    const float age = (ui->hover_seconds - DELAY) / PL_TIME_HOVER;
    if (age < 1 && !ui->has_reduced_motion) ui->is_moving = true;
    put(ui, &ui->tip, ui->has_reduced_motion ? 1 : pl_ease_out(age));
    return;
  }
  if (ui->tip.id) ui->is_moving = true; /* it will be time */
  if (ui->focus_tip.id) put(ui, &ui->focus_tip, 1);
}
