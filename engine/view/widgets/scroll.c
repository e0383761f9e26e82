/* Scroll areas. An area whose content fits is nothing but its rectangle; a higher one can be focused, so that a text
 * without controls can be read by keyboard, and has a bar, for which its content is a little narrower.
 *
 * How high the content is is known at the end of a frame, so all is clamped to what it was in the last one. */
#include "ui_internal.h"

enum { BAR = 8, BAR_ROOM = 18, LINE = 44, NOTCH = 110, SHORTEST = 32, SIGHT_ROOM = 14, ON_BAR = 1 };

static float clamped(float offset, float height, float room) {
  const float most = height > room ? height - room : 0;
  return offset > most ? most : offset > 0 ? offset : 0;
}

static pl_rect knob_of(const pl_scroll_frame *frame) {
  const pl_rect r = frame->rect;
  const float height = frame->scroll->height, part = r.h / height;
  const float length = r.h * part > SHORTEST ? r.h * part : SHORTEST, most = height - r.h;
  const float at = most > 0 ? frame->scroll->offset / most : 0;
  return (pl_rect){r.x + r.w - BAR, r.y + (r.h - length) * at, BAR, length};
}

static void take_keys(pl_ui *ui, const pl_scroll_frame *frame) {
  pl_scroll *scroll = frame->scroll;
  const float page = frame->rect.h * 0.85f;
  const uint64_t id = frame->id;
  if (pl_ui_acts(ui, id)) {
    if (pl_ui_take(ui, SDLK_UP, 0)) scroll->offset -= LINE;
    if (pl_ui_take(ui, SDLK_DOWN, 0)) scroll->offset += LINE;
    if (pl_ui_take(ui, SDLK_HOME, 0)) scroll->offset = 0;
    if (pl_ui_take(ui, SDLK_END, 0)) scroll->offset = scroll->height;
  }
  if (ui->key_scroll != id) return;
  if (!pl_ui_acts(ui, id) && pl_ui_focus_wants(ui, SDLK_PAGEUP, 0)) return; /* a slider within it */
  if (pl_ui_take(ui, SDLK_PAGEUP, 0)) scroll->offset -= page;
  if (pl_ui_take(ui, SDLK_PAGEDOWN, 0)) scroll->offset += page;
}

/* The knob follows the pointer that holds it; a press beside it brings it there first. */
static void drag(pl_ui *ui, const pl_scroll_frame *frame) {
  pl_rect knob = knob_of(frame);
  const pl_rect bar = {knob.x - (BAR_ROOM - BAR), frame->rect.y, BAR_ROOM, frame->rect.h};
  const float way = frame->rect.h - knob.h, most = frame->scroll->height - frame->rect.h;
  if (ui->input.was_pressed) {
    ui->held_part = pl_rect_has(bar, ui->input.pointer) ? ON_BAR : 0;
    const float y = ui->input.pointer.y;
    ui->grip_value = y >= knob.y && y < knob.y + knob.h ? y - knob.y : knob.h / 2;
  }
  if (ui->held_part != ON_BAR || way <= 0) return;
  frame->scroll->offset = (ui->input.pointer.y - ui->grip_value - frame->rect.y) / way * most;
}

/* The area as a widget: known to the focus, the wheel and the page keys. */
static void offer(pl_ui *ui, pl_scroll_frame *frame, const char *label) {
  const pl_touch touch = pl_ui_register(ui, label, PL_WIDGET_SCROLL, frame->rect, true, false);
  pl_scroll *scroll = frame->scroll;
  frame->id = touch.id;
  if (ui->layer == ui->top) take_keys(ui, frame);
  if (touch.is_held) drag(ui, frame);
  if (ui->hot_scroll == touch.id) scroll->offset -= ui->input.wheel * NOTCH;
  scroll->offset = clamped(scroll->offset, scroll->height, frame->rect.h);
  const int at = pl_ui_find(&ui->now, touch.id);
  if (at < 0) return;
  ui->now.place[at].scroll = touch.id;
  ui->now.place[at].can_rise = scroll->offset > 0;
  ui->now.place[at].can_sink = scroll->offset < scroll->height - frame->rect.h;
}

pl_rect pl_scroll_begin(pl_ui *ui, pl_rect rect, const char *label, pl_scroll *scroll) {
  pl_scroll_frame frame = {.rect = rect, .inside = rect, .scroll = scroll};
  frame.is_registered = scroll->height > rect.h + 0.5f && rect.h > 0;
  if (frame.is_registered) {
    offer(ui, &frame, label);
    frame.inside.w -= BAR_ROOM;
  } else {
    scroll->offset = 0;
  }
  if (ui->scroll_depth < PL_UI_SCROLLS) ui->scroll[ui->scroll_depth] = frame;
  ui->scroll_depth++;
  pl_ui_push(ui, label);
  pl_ui_push_area(ui, rect);
  frame.inside.y -= scroll->offset;
  return frame.inside;
}

/* Moves so far that what was asked for is seen, its top at least, and asks the area around this one for the same. */
static void bring_into_sight(pl_ui *ui, const pl_scroll_frame *frame) {
  const float top = frame->sight_top - SIGHT_ROOM, bottom = frame->sight_bottom + SIGHT_ROOM;
  const float end = frame->rect.y + frame->rect.h;
  float by = 0;
  if (bottom > end) by = bottom - end;
  if (top - by < frame->rect.y) by = top - frame->rect.y;
  const float before = frame->scroll->offset;
  frame->scroll->offset = clamped(before + by, frame->scroll->height, frame->rect.h);
  by = frame->scroll->offset - before;
  if (by != 0) ui->is_moving = true;
  if (!ui->scroll_depth || ui->scroll_depth > PL_UI_SCROLLS) return;
  pl_scroll_frame *around = &ui->scroll[ui->scroll_depth - 1];
  around->has_sight = true;
  around->sight_top = frame->sight_top - by;
  around->sight_bottom = frame->sight_bottom - by;
}

static void put_bar(pl_ui *ui, const pl_scroll_frame *frame) {
  const pl_rect knob = knob_of(frame), track = {knob.x, frame->rect.y, BAR, frame->rect.h};
  const bool is_held = frame->id && ui->held == frame->id && ui->held_part == ON_BAR;
  pl_draw_fill_round(ui->canvas, track, BAR / 2.0f, PL_COLOUR_RAISED);
  pl_draw_fill_round(ui->canvas, knob, BAR / 2.0f, is_held ? PL_COLOUR_MUTED : PL_COLOUR_DIM);
}

void pl_scroll_end(pl_ui *ui, float height) {
  if (!ui->scroll_depth) return;
  ui->scroll_depth--;
  pl_ui_pop_area(ui);
  pl_ui_pop(ui);
  if (ui->scroll_depth >= PL_UI_SCROLLS) return;
  const pl_scroll_frame *frame = &ui->scroll[ui->scroll_depth];
  const bool was_higher = frame->scroll->height > frame->rect.h + 0.5f;
  frame->scroll->height = height;
  frame->scroll->offset = clamped(frame->scroll->offset, height, frame->rect.h);
  const bool is_higher = height > frame->rect.h + 0.5f;
  if (is_higher != was_higher) ui->is_moving = true;
  if (frame->has_sight) bring_into_sight(ui, frame);
  if (is_higher) put_bar(ui, frame);
}
