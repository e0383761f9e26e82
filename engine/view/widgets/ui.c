/* The frame of the interface: names, ids, what is under the pointer, what is pressed, who gets a key.
 *
 * A widget's id is a hash of the names around it and of its label; the same label again at the same place gets the next
 * one, by order. What is under the pointer is decided at the beginning of a frame from where things were in the last
 * one, the topmost first, so that of two that overlap one alone is meant. A press counts when the pointer lets go of
 * the widget that it took hold of.
 *
 * Layers are dialogs: all below the highest of the last frame hears nothing. What was pressed in the frame in which
 * a dialog is found to have gone is not lost but comes again in the next one. */
#include "ui_internal.h"

#include <stdlib.h>
#include <string.h>

#define MARK_DRIFT 8.0f /* a place of the board that is dragged further was not clicked */

pl_ui *pl_ui_new(pl_canvas *canvas, pl_error *error) {
  pl_ui *ui = calloc(1, sizeof *ui);
  if (!ui) {
    pl_error_set(error, PL_NO_MEMORY, "Out of memory for the interface. Close other programs and start again.");
    return NULL;
  }
  ui->canvas = canvas;
  return ui;
}

static void clear_drawn(pl_drawn *drawn) {
  free(drawn->widget);
  free(drawn->place);
}

void pl_ui_free(pl_ui *ui) {
  if (!ui) return;
  clear_drawn(&ui->now);
  clear_drawn(&ui->last);
  free(ui);
}

pl_canvas *pl_ui_canvas(const pl_ui *ui) { return ui->canvas; }
float pl_ui_seconds(const pl_ui *ui) { return ui->seconds; }
bool pl_ui_has_reduced_motion(const pl_ui *ui) { return ui->has_reduced_motion; }
bool pl_ui_is_moving(const pl_ui *ui) { return ui->is_moving; }
const pl_input *pl_ui_input(const pl_ui *ui) { return ui->layer < ui->top ? &ui->none : &ui->left; }

const pl_widget *pl_ui_widgets(const pl_ui *ui, size_t *count) {
  *count = ui->last.count;
  return ui->last.widget;
}

/* ---- names ---- */

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t start, const void *bytes, size_t length) {
  const unsigned char *byte = bytes;
  uint64_t value = start ? start : 0xcbf29ce484222325u;
  for (size_t i = 0; i < length; i++) value = (value ^ byte[i]) * 0x100000001b3u;
  return value ? value : 1;
}

static uint64_t innermost(const pl_ui *ui, int up) {
  const int depth = ui->depth < PL_UI_NAMES ? ui->depth : PL_UI_NAMES;
  return depth > up ? ui->name[depth - 1 - up] : 0;
}

static void push_name(pl_ui *ui, const void *bytes, size_t length) {
  const uint64_t name = hash(hash(innermost(ui, 0), "/", 1), bytes, length);
  if (ui->depth < PL_UI_NAMES) ui->name[ui->depth] = name;
  ui->depth++;
}

void pl_ui_push(pl_ui *ui, const char *name) { push_name(ui, name, strlen(name)); }
void pl_ui_push_number(pl_ui *ui, int number) { push_name(ui, &number, sizeof number); }
void pl_ui_pop(pl_ui *ui) { ui->depth -= ui->depth > 0; }

uint64_t pl_ui_id(pl_ui *ui, const char *label) { return hash(hash(innermost(ui, 0), ":", 1), label, strlen(label)); }

/* The id of the widget that is drawn next; another one for the same label at the same place. */
static uint64_t next_id(pl_ui *ui, const char *label) {
  uint64_t id = pl_ui_id(ui, label);
  while (pl_ui_find(&ui->now, id) >= 0) id = hash(id, "+", 1);
  return id;
}

void pl_copy_text(char *to, size_t size, const char *from) {
  size_t length = strlen(from);
  if (length >= size) {
    length = size - 1;
    while (length && ((unsigned char)from[length] & 0xC0) == 0x80) length--;
  }
  memcpy(to, from, length);
  to[length] = '\0';
}

/* ---- the frame ---- */

static bool is_within(float value, float limit) { return value > -limit && value < limit; }

/* The topmost widget under the pointer, of the last frame. */
static uint64_t find_hot(const pl_ui *ui) {
  if (!ui->input.has_pointer) return 0;
  for (size_t i = ui->last.count; i-- > 0;) {
    const pl_place *place = &ui->last.place[i];
    if (place->layer == ui->top && pl_rect_has(place->hit, ui->input.pointer)) return ui->last.widget[i].id;
  }
  return 0;
}

/* The innermost scroll area under the pointer that still can move that way. */
static uint64_t find_hot_scroll(const pl_ui *ui) {
  const float wheel = ui->input.wheel;
  if (!ui->input.has_pointer || wheel == 0) return 0;
  for (size_t i = ui->last.count; i-- > 0;) {
    const pl_place *place = &ui->last.place[i];
    if (place->layer != ui->top || ui->last.widget[i].kind != PL_WIDGET_SCROLL) continue;
    if (!(wheel > 0 ? place->can_rise : place->can_sink)) continue;
    if (pl_rect_has(place->hit, ui->input.pointer)) return ui->last.widget[i].id;
  }
  return 0;
}

static pl_widget_kind kind_of(const pl_ui *ui, uint64_t id) {
  const int at = pl_ui_find(&ui->last, id);
  return at < 0 ? PL_WIDGET_MARK : ui->last.widget[at].kind;
}

static void press_pointer(pl_ui *ui) {
  ui->has_ring = false;
  ui->grip = ui->input.pointer;
  ui->held_part = 0;
  if (ui->hot) ui->focus[ui->top] = ui->hot;
  else if (kind_of(ui, ui->focus[ui->top]) == PL_WIDGET_FIELD) ui->focus[ui->top] = 0; /* done with typing */
}

/* A release that comes with a press in one frame belongs to the hold before it, if there was one. */
static void begin_pointer(pl_ui *ui) {
  const pl_input *input = &ui->input;
  ui->hot = find_hot(ui);
  ui->hot_scroll = find_hot_scroll(ui);
  ui->held_next = ui->held;
  if (input->was_pressed) {
    press_pointer(ui);
    if (input->was_released && ui->held) ui->held_next = ui->hot;
    else ui->held = ui->held_next = ui->hot;
  }
  ui->is_let_go = input->was_released;
  if (!input->is_down) ui->held_next = 0;
  const bool is_new = ui->hot != ui->hovered;
  ui->hovered = ui->hot;
  ui->hover_seconds = is_new ? 0 : ui->hover_seconds + ui->seconds;
}

/* What is left of the input for screens. */
static void begin_left(pl_ui *ui) {
  ui->left = ui->input;
  ui->none = (pl_input){.pointer = ui->input.pointer};
  if (ui->hot_scroll) ui->left.wheel = 0;
  if (ui->hot && kind_of(ui, ui->hot) != PL_WIDGET_MARK) ui->left.was_pressed = ui->left.was_double = false;
  if (ui->held && kind_of(ui, ui->held) != PL_WIDGET_MARK)
    ui->left.is_down = ui->left.is_dragging = ui->left.was_released = false;
  const uint64_t focus = ui->focus[ui->top];
  if (focus && kind_of(ui, focus) == PL_WIDGET_FIELD) ui->left.text[0] = '\0';
}

void pl_ui_begin(pl_ui *ui, const pl_input *input, float seconds, bool has_reduced_motion) {
  ui->seconds = seconds > 0 ? seconds : 0;
  ui->has_reduced_motion = has_reduced_motion;
  ui->is_moving = false;
  ui->depth = ui->layer = ui->highest = ui->area_depth = ui->scroll_depth = 0;
  ui->now.count = 0;
  ui->latest = (pl_touch){0};
  ui->tip = ui->focus_tip = (pl_tooltip_state){0};
  const pl_rect all = pl_canvas_area(ui->canvas);
  ui->area[0] = all;
  pl_ui_deliver(ui, input);
  ui->input.text[PL_INPUT_TEXT - 1] = '\0';
  ui->input.was_pressed |= ui->owes_press;
  ui->input.was_released |= ui->owes_release;
  ui->owes_press = ui->owes_release = false;
  begin_pointer(ui);
  begin_left(ui);
}

/* Widgets that were lit and are no longer drawn are forgotten. */
static void end_fades(pl_ui *ui) {
  for (int i = 0; i < PL_UI_FADES; i++) {
    if (!ui->fade[i].is_seen) ui->fade[i].id = 0;
    ui->fade[i].is_seen = false;
  }
}

/* A dialog was open when this frame began and is no more: who is meant now could hear nothing yet. */
static void keep_for_next_frame(pl_ui *ui) {
  pl_key_press kept[PL_INPUT_KEYS];
  int count = 0;
  for (int i = 0; i < ui->input.key_count; i++)
    if (!ui->is_taken[i]) kept[count++] = ui->input.key[i];
  if (count + ui->pending_count > PL_UI_PENDING) ui->pending_count = PL_UI_PENDING - count;
  memmove(ui->pending + count, ui->pending, (size_t)ui->pending_count * sizeof *kept);
  memcpy(ui->pending, kept, (size_t)count * sizeof *kept);
  ui->pending_count += count;
  ui->owes_press = ui->input.was_pressed;
  ui->owes_release = ui->input.was_pressed && ui->input.was_released;
}

/* What can be clicked from now on: nothing under a dialog. */
static void note_what_is_seen(pl_ui *ui) {
  for (size_t i = 0; i < ui->now.count; i++)
    ui->now.widget[i].seen = ui->now.place[i].layer == ui->highest ? ui->now.place[i].hit : (pl_rect){0};
}

void pl_ui_end(pl_ui *ui) {
  while (ui->area_depth) pl_ui_pop_area(ui);
  ui->layer = 0;
  if (ui->highest < ui->top) keep_for_next_frame(ui);
  pl_ui_mend_focus(ui);
  pl_ui_put_ring(ui);
  pl_tooltip_finish(ui);
  pl_toast_finish(ui);
  end_fades(ui);
  note_what_is_seen(ui);
  ui->held = ui->held_next;
  if (ui->pending_count || ui->owes_press) ui->is_moving = true;
  const pl_drawn swap = ui->last;
  ui->last = ui->now;
  ui->now = swap;
  ui->top = ui->highest;
}

void pl_ui_modal_begin(pl_ui *ui) {
  ui->layer++;
  if (ui->layer >= PL_UI_LAYERS) ui->layer = PL_UI_LAYERS - 1;
  if (ui->highest < ui->layer) ui->highest = ui->layer;
  pl_ui_push(ui, "dialog");
}

void pl_ui_modal_end(pl_ui *ui) {
  pl_ui_pop(ui);
  ui->layer -= ui->layer > 0;
}

static pl_rect overlap(pl_rect a, pl_rect b) {
  const float left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
  const float right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
  const float bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
  return (pl_rect){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

static pl_rect innermost_area(const pl_ui *ui) {
  return ui->area[ui->area_depth < PL_UI_AREAS ? ui->area_depth : PL_UI_AREAS - 1];
}

void pl_ui_push_area(pl_ui *ui, pl_rect area) {
  const pl_rect cut = overlap(area, innermost_area(ui));
  ui->area_depth++;
  if (ui->area_depth < PL_UI_AREAS) ui->area[ui->area_depth] = cut;
  pl_canvas_push_clip(ui->canvas, area);
}

void pl_ui_pop_area(pl_ui *ui) {
  if (!ui->area_depth) return;
  ui->area_depth--;
  pl_canvas_pop_clip(ui->canvas);
}

/* ---- keys ---- */

Uint16 pl_ui_modifiers(Uint16 modifiers) {
  return (Uint16)((modifiers & KMOD_CTRL ? KMOD_CTRL : 0) | (modifiers & KMOD_ALT ? KMOD_ALT : 0) |
                  (modifiers & KMOD_SHIFT ? KMOD_SHIFT : 0));
}

bool pl_ui_take(pl_ui *ui, SDL_Keycode key, Uint16 modifiers) {
  for (int i = 0; i < ui->input.key_count; i++) {
    const pl_key_press *press = &ui->input.key[i];
    if (ui->is_taken[i] || press->key != key) continue;
    if (pl_ui_modifiers(press->modifiers) != pl_ui_modifiers(modifiers)) continue;
    ui->is_taken[i] = true;
    return true;
  }
  return false;
}

static bool is_sign(SDL_Keycode key) {
  return key > ' ' && key < 0x7F && !(key >= '0' && key <= '9') && !(key >= 'a' && key <= 'z');
}

/* A sign that was typed, by whichever keys this layout has for it; the key is taken with it. While keys wait for
 * another frame nobody knows which of them it belongs to. */
static bool take_sign(pl_ui *ui, SDL_Keycode key) {
  const char *found = ui->pending_count ? NULL : strchr(ui->left.text, (char)key);
  if (!found || found[1] || found != ui->left.text) return false;
  ui->left.text[0] = '\0';
  if (ui->input.key_count > 1 || (ui->input.key_count && ui->is_taken[0])) return false;
  ui->is_taken[0] = true;
  return true;
}

bool pl_ui_key(pl_ui *ui, SDL_Keycode key, Uint16 modifiers) {
  if (ui->layer < ui->top || pl_ui_focus_wants(ui, key, modifiers)) return false;
  if (pl_ui_take(ui, key, modifiers)) {
    ui->left.text[0] = '\0';
    return true;
  }
  return is_sign(key) && !pl_ui_modifiers(modifiers) && take_sign(ui, key);
}

/* ---- widgets ---- */

static bool make_room(pl_drawn *drawn) {
  if (drawn->count < drawn->capacity) return true;
  const size_t capacity = drawn->capacity ? 2 * drawn->capacity : 64;
  pl_widget *widget = realloc(drawn->widget, capacity * sizeof *widget);
  if (widget) drawn->widget = widget;
  pl_place *place = realloc(drawn->place, capacity * sizeof *place);
  if (place) drawn->place = place;
  if (!widget || !place) return false;
  drawn->capacity = capacity;
  return true;
}

static void remember(pl_ui *ui, const pl_widget *widget, const char *label) {
  if (!make_room(&ui->now)) return; /* drawn, but deaf until there is memory again */
  const size_t at = ui->now.count++;
  const pl_rect cut = innermost_area(ui);
  const int scrolls = ui->scroll_depth < PL_UI_SCROLLS ? ui->scroll_depth : PL_UI_SCROLLS;
  ui->now.widget[at] = *widget;
  pl_copy_text(ui->now.widget[at].label, sizeof widget->label, label);
  ui->now.place[at] = (pl_place){.group = innermost(ui, 0),
                                 .parent = innermost(ui, 1),
                                 .scroll = scrolls ? ui->scroll[scrolls - 1].id : 0,
                                 .cut = cut,
                                 .hit = overlap(widget->rect, cut),
                                 .layer = ui->layer};
}

/* The focus is to be seen: the scroll area around it is told. */
static void want_sight(pl_ui *ui, pl_rect rect) {
  if (!ui->scroll_depth || ui->scroll_depth > PL_UI_SCROLLS) return;
  pl_scroll_frame *around = &ui->scroll[ui->scroll_depth - 1];
  around->has_sight = true;
  around->sight_top = rect.y;
  around->sight_bottom = rect.y + rect.h;
}

static bool is_let_go_here(const pl_ui *ui, pl_widget_kind kind) {
  const float x = ui->input.pointer.x - ui->grip.x, y = ui->input.pointer.y - ui->grip.y;
  return kind != PL_WIDGET_MARK || (is_within(x, MARK_DRIFT) && is_within(y, MARK_DRIFT));
}

pl_touch pl_ui_register(pl_ui *ui, const char *label, pl_widget_kind kind, pl_rect rect, bool is_enabled,
                        bool is_selected) {
  const pl_widget widget = {.id = next_id(ui, label), .kind = kind, .rect = rect, .is_enabled = is_enabled,
                            .is_selected = is_selected};
  remember(ui, &widget, label);
  pl_touch touch = {.id = widget.id};
  if (ui->layer == ui->top) {
    const bool is_hot = ui->hot == widget.id, is_held = ui->held == widget.id;
    touch.is_hovered = is_hot && (is_held || !ui->input.is_down || ui->input.was_pressed);
    touch.is_held = is_held && is_enabled;
    touch.is_focused = ui->focus[ui->top] == widget.id;
    touch.is_pressed = is_held && is_hot && is_enabled && ui->is_let_go && is_let_go_here(ui, kind);
  }
  if (touch.is_focused && ui->wants_sight) {
    want_sight(ui, rect);
    ui->wants_sight = false;
  }
  ui->latest = touch;
  ui->latest_rect = rect;
  ui->latest_is_enabled = is_enabled;
  return touch;
}

bool pl_ui_acts(const pl_ui *ui, uint64_t id) {
  if (ui->layer != ui->top || !id || ui->focus[ui->top] != id) return false;
  if (ui->has_ring) return true;
  switch (kind_of(ui, id)) {
    case PL_WIDGET_STEPPER: case PL_WIDGET_SLIDER: case PL_WIDGET_FIELD: case PL_WIDGET_SCROLL: return true;
    case PL_WIDGET_BUTTON: case PL_WIDGET_CHOICE: case PL_WIDGET_CARD: case PL_WIDGET_MARK: break;
  }
  return false;
}

/* A disabled widget takes the key as well, so that it does not mean something else further on. */
pl_touch pl_ui_touch(pl_ui *ui, const char *label, pl_widget_kind kind, pl_rect rect, bool is_enabled,
                     bool is_selected) {
  pl_touch touch = pl_ui_register(ui, label, kind, rect, is_enabled, is_selected);
  if (pl_ui_acts(ui, touch.id) &&
      (pl_ui_take(ui, SDLK_RETURN, 0) || pl_ui_take(ui, SDLK_KP_ENTER, 0) || pl_ui_take(ui, SDLK_SPACE, 0)))
    touch.is_pressed |= is_enabled;
  ui->latest = touch;
  return touch;
}

bool pl_ui_is_focused(const pl_ui *ui, uint64_t id) {
  return id && ui->layer <= ui->highest && ui->focus[ui->layer] == id && ui->layer >= ui->top;
}

uint64_t pl_ui_focused(const pl_ui *ui) { return ui->focus[ui->top]; }

void pl_ui_focus(pl_ui *ui, uint64_t id) {
  ui->focus[ui->layer] = id;
  ui->has_ring = ui->wants_sight = id != 0;
}

float pl_ui_warmth(pl_ui *ui, uint64_t id, bool is_warm) {
  int at = -1, empty = -1;
  for (int i = 0; i < PL_UI_FADES && at < 0; i++) {
    if (ui->fade[i].id == id) at = i;
    else if (!ui->fade[i].id) empty = i;
  }
  const float goal = is_warm ? 1 : 0;
  if (at < 0 && (!is_warm || empty < 0 || ui->has_reduced_motion)) return goal;
  if (at < 0) {
    at = empty;
    ui->fade[at].id = id;
    ui->fade[at].warmth = 0;
  }
  const float step = ui->has_reduced_motion ? 1 : ui->seconds / PL_TIME_HOVER, warmth = ui->fade[at].warmth;
  const float next = is_warm ? warmth + step : warmth - step;
  ui->fade[at].warmth = next < 0 ? 0 : next > 1 ? 1 : next;
  ui->fade[at].is_seen = is_warm || ui->fade[at].warmth > 0;
  if (ui->fade[at].warmth != goal) ui->is_moving = true;
  return pl_ease_out(ui->fade[at].warmth);
}
