/* Where the focus goes: Tab in the order of drawing, arrows within a group, and what happens to it when what had it is
 * gone or a dialog opens.
 *
 * Keys are delivered in the order in which they were pressed: those that move the focus are used up at once, from where
 * things were in the last frame; of the others one is delivered per frame, as what it means may depend on what it did
 * (only a text field takes many). The rest waits. */
#include "ui_internal.h"

#include <math.h>

int pl_ui_find(const pl_drawn *drawn, uint64_t id) {
  if (!id) return -1;
  for (size_t i = 0; i < drawn->count; i++)
    if (drawn->widget[i].id == id) return (int)i;
  return -1;
}

static void move_to(pl_ui *ui, int at) {
  ui->focus[ui->top] = ui->last.widget[at].id;
  ui->has_ring = ui->wants_sight = true;
}

/* ---- Tab ---- */

static void move_in_order(pl_ui *ui, int step) {
  const int count = (int)ui->last.count;
  int at = pl_ui_find(&ui->last, ui->focus[ui->top]);
  if (at < 0) at = step > 0 ? -1 : count;
  for (int tries = 0; tries < count; tries++) {
    at += step;
    if (at < 0) at = count - 1;
    if (at >= count) at = 0;
    if (ui->last.place[at].layer != ui->top) continue;
    move_to(ui, at);
    return;
  }
}

/* ---- arrows ---- */

typedef enum { AS_GROUP, AS_PARENT, ALONE } company;

static bool is_with(const pl_ui *ui, int at, int other, company how) {
  const pl_place *a = &ui->last.place[at], *b = &ui->last.place[other];
  if (at == other || a->layer != b->layer) return false;
  if (how == AS_GROUP) return a->group && a->group == b->group;
  return how == AS_PARENT && a->parent && (a->parent == b->parent || a->parent == b->group);
}

/* A widget that is alone within its names, as one row of a list often is, has the company of the names around them. */
static company company_of(const pl_ui *ui, int at) {
  for (company how = AS_GROUP; how < ALONE; how++)
    for (int i = 0; i < (int)ui->last.count; i++)
      if (is_with(ui, at, i, how)) return how;
  return ALONE;
}

/* How far `b` is to the right of `a`; negative: it is not there. With a cone what overlaps counts as well. */
static float far_right(pl_rect a, pl_rect b, bool has_cone) {
  const float dx = b.x + b.w / 2 - a.x - a.w / 2, dy = fabsf(b.y + b.h / 2 - a.y - a.h / 2);
  const float narrow = a.w < b.w ? a.w : b.w;
  const bool is_beside = b.x >= a.x + a.w - 0.25f * narrow;
  if (dx <= 1 || !(is_beside || (has_cone && dx >= dy))) return -1;
  const float above = a.y - b.y - b.h, below = b.y - a.y - a.h;
  const float aside = above > 0 ? above : below > 0 ? below : 0;
  return dx + 3 * aside + 0.1f * dy;
}

/* The same rectangle in a world that is turned until `key` points to the right. */
static pl_rect turned(pl_rect r, SDL_Keycode key) {
  switch (key) {
    case SDLK_LEFT: return (pl_rect){-r.x - r.w, r.y, r.w, r.h};
    case SDLK_UP: return (pl_rect){-r.y - r.h, r.x, r.h, r.w};
    case SDLK_DOWN: return (pl_rect){r.y, r.x, r.h, r.w};
    default: return r;
  }
}

static int nearest_in(const pl_ui *ui, int at, company how, SDL_Keycode key) {
  const pl_widget *widget = ui->last.widget;
  int best = -1;
  float distance = 0;
  for (int i = 0; i < (int)ui->last.count; i++) {
    if (!is_with(ui, at, i, how)) continue;
    const float d = far_right(turned(widget[at].rect, key), turned(widget[i].rect, key),
                              widget[at].kind == PL_WIDGET_MARK);
    if (d < 0 || (best >= 0 && d >= distance)) continue;
    best = i;
    distance = d;
  }
  return best;
}

static SDL_Keycode opposite(SDL_Keycode key) {
  switch (key) {
    case SDLK_LEFT: return SDLK_RIGHT;
    case SDLK_RIGHT: return SDLK_LEFT;
    case SDLK_UP: return SDLK_DOWN;
    default: return SDLK_UP;
  }
}

static int outermost(const pl_ui *ui, int at, company how, bool is_first) {
  const int count = (int)ui->last.count;
  for (int i = 0; i < count; i++) {
    const int each = is_first ? i : count - 1 - i;
    if (each == at || is_with(ui, at, each, how)) return each;
  }
  return at;
}

/* Moves within the group. At its edge the key is used up all the same if the group extends the other way. */
static bool move_in_group(pl_ui *ui, SDL_Keycode key) {
  const int at = pl_ui_find(&ui->last, ui->focus[ui->top]);
  if (at < 0 || !ui->has_ring || ui->last.place[at].layer != ui->top) return false;
  const company how = company_of(ui, at);
  if (how == ALONE) return false;
  if (key == SDLK_HOME || key == SDLK_END) {
    move_to(ui, outermost(ui, at, how, key == SDLK_HOME));
    return true;
  }
  const int to = nearest_in(ui, at, how, key);
  if (to >= 0) move_to(ui, to);
  return to >= 0 || nearest_in(ui, at, how, opposite(key)) >= 0;
}

/* ---- which key is whose ---- */

static bool is_one_of(SDL_Keycode key, const SDL_Keycode *keys) {
  while (*keys && *keys != key) keys++;
  return *keys != 0;
}

static bool kind_wants(pl_widget_kind kind, SDL_Keycode key, Uint16 modifiers) {
  static const SDL_Keycode press[] = {SDLK_RETURN, SDLK_KP_ENTER, SDLK_SPACE, 0};
  static const SDL_Keycode step[] = {SDLK_LEFT, SDLK_RIGHT, SDLK_HOME, SDLK_END, SDLK_PLUS, SDLK_MINUS, SDLK_EQUALS,
                                     SDLK_KP_PLUS, SDLK_KP_MINUS, 0};
  static const SDL_Keycode slide[] = {SDLK_LEFT, SDLK_RIGHT, SDLK_HOME, SDLK_END, SDLK_PAGEUP, SDLK_PAGEDOWN, 0};
  static const SDL_Keycode scroll[] = {SDLK_UP, SDLK_DOWN, SDLK_HOME, SDLK_END, SDLK_PAGEUP, SDLK_PAGEDOWN, 0};
  static const SDL_Keycode edit[] = {SDLK_a, SDLK_c, SDLK_v, SDLK_x, 0};
  const Uint16 bare = (Uint16)(modifiers & ~KMOD_SHIFT);
  switch (kind) {
    case PL_WIDGET_BUTTON: case PL_WIDGET_CHOICE: case PL_WIDGET_CARD: case PL_WIDGET_MARK:
      return !modifiers && is_one_of(key, press);
    case PL_WIDGET_STEPPER: return (!modifiers || (bare == 0 && key < 0x7F)) && is_one_of(key, step);
    case PL_WIDGET_SLIDER: return !modifiers && is_one_of(key, slide);
    case PL_WIDGET_SCROLL: return !modifiers && is_one_of(key, scroll);
    case PL_WIDGET_FIELD:
      if (modifiers & KMOD_CTRL) return modifiers == KMOD_CTRL && is_one_of(key, edit);
      return key != SDLK_ESCAPE && key != SDLK_TAB && !(key >= SDLK_F1 && key <= SDLK_F12);
  }
  return false;
}

bool pl_ui_focus_wants(const pl_ui *ui, SDL_Keycode key, Uint16 modifiers) {
  const uint64_t id = ui->focus[ui->top];
  const int at = pl_ui_find(&ui->last, id);
  const Uint16 bits = pl_ui_modifiers(modifiers);
  if (at < 0 || ui->last.place[at].layer != ui->top) return false;
  const pl_widget_kind kind = ui->last.widget[at].kind;
  const bool is_pressed_only = kind != PL_WIDGET_FIELD && kind != PL_WIDGET_SLIDER && kind != PL_WIDGET_STEPPER &&
                               kind != PL_WIDGET_SCROLL;
  return (ui->has_ring || !is_pressed_only) && kind_wants(kind, key, bits);
}

/* Tab, arrows, Home and End, where they mean the focus. */
static bool moves_focus(pl_ui *ui, const pl_key_press *press) {
  const Uint16 bits = pl_ui_modifiers(press->modifiers);
  if (press->key == SDLK_TAB && !(bits & (KMOD_CTRL | KMOD_ALT))) {
    move_in_order(ui, bits & KMOD_SHIFT ? -1 : 1);
    return true;
  }
  static const SDL_Keycode moves[] = {SDLK_LEFT, SDLK_RIGHT, SDLK_UP, SDLK_DOWN, SDLK_HOME, SDLK_END, 0};
  if (bits || !is_one_of(press->key, moves) || pl_ui_focus_wants(ui, press->key, bits)) return false;
  return move_in_group(ui, press->key);
}

/* ---- delivery ---- */

static bool is_modifier(SDL_Keycode key) {
  return (key >= SDLK_LCTRL && key <= SDLK_RGUI) || key == SDLK_CAPSLOCK || key == SDLK_NUMLOCKCLEAR;
}

static void queue(pl_ui *ui, const pl_input *input) {
  const int count = input->key_count < PL_INPUT_KEYS ? input->key_count : PL_INPUT_KEYS;
  for (int i = 0; i < count && ui->pending_count < PL_UI_PENDING; i++)
    if (!is_modifier(input->key[i].key)) ui->pending[ui->pending_count++] = input->key[i];
}

static bool is_typing(const pl_ui *ui, const pl_key_press *press) {
  const int at = pl_ui_find(&ui->last, ui->focus[ui->top]);
  return at >= 0 && ui->last.widget[at].kind == PL_WIDGET_FIELD && press->key != SDLK_RETURN &&
         press->key != SDLK_KP_ENTER && pl_ui_focus_wants(ui, press->key, press->modifiers);
}

/* The scroll area that page keys move: around the focus, or else the last one that there is. */
static uint64_t find_key_scroll(const pl_ui *ui) {
  const int at = pl_ui_find(&ui->last, ui->focus[ui->top]);
  if (at >= 0 && ui->last.place[at].scroll) return ui->last.place[at].scroll;
  for (size_t i = ui->last.count; i-- > 0;)
    if (ui->last.widget[i].kind == PL_WIDGET_SCROLL && ui->last.place[i].layer == ui->top) return ui->last.widget[i].id;
  return 0;
}

void pl_ui_deliver(pl_ui *ui, const pl_input *input) {
  queue(ui, input);
  ui->input = *input;
  ui->input.key_count = 0;
  int used = 0;
  for (bool is_full = false; used < ui->pending_count && !is_full; used++) {
    const pl_key_press press = ui->pending[used];
    if (ui->input.key_count && !is_typing(ui, &press)) break;
    if (!is_typing(ui, &press) && moves_focus(ui, &press)) continue;
    ui->is_taken[ui->input.key_count] = false;
    ui->input.key[ui->input.key_count++] = press;
    is_full = ui->input.key_count == PL_INPUT_KEYS;
  }
  ui->pending_count -= used;
  for (int i = 0; i < ui->pending_count; i++) ui->pending[i] = ui->pending[i + used];
  ui->key_scroll = find_key_scroll(ui);
}

/* ---- the end of a frame ---- */

static bool is_there(const pl_ui *ui, uint64_t id, int layer) {
  const int at = pl_ui_find(&ui->now, id);
  return at >= 0 && ui->now.place[at].layer == layer;
}

/* Who takes over from what has gone: one of the same kind that is new in its place, as when a label changes; else the
 * nearest that has stayed, the later one first. */
static uint64_t heir(const pl_ui *ui, uint64_t gone, int layer) {
  const int at = pl_ui_find(&ui->last, gone), count = (int)ui->last.count;
  if (at < 0) return 0;
  if (at < (int)ui->now.count && ui->now.place[at].layer == layer &&
      ui->now.widget[at].kind == ui->last.widget[at].kind && ui->now.place[at].group == ui->last.place[at].group &&
      pl_ui_find(&ui->last, ui->now.widget[at].id) < 0)
    return ui->now.widget[at].id;
  for (int away = 1; away < count; away++) {
    if (at + away < count && is_there(ui, ui->last.widget[at + away].id, layer)) return ui->last.widget[at + away].id;
    if (at >= away && is_there(ui, ui->last.widget[at - away].id, layer)) return ui->last.widget[at - away].id;
  }
  return 0;
}

static uint64_t first_of(const pl_ui *ui, int layer) {
  uint64_t scroll = 0;
  for (size_t i = 0; i < ui->now.count; i++) {
    if (ui->now.place[i].layer != layer) continue;
    if (ui->now.widget[i].kind != PL_WIDGET_SCROLL) return ui->now.widget[i].id;
    if (!scroll) scroll = ui->now.widget[i].id;
  }
  return scroll;
}

void pl_ui_mend_focus(pl_ui *ui) {
  for (int layer = 0; layer < PL_UI_LAYERS; layer++) {
    uint64_t *focus = &ui->focus[layer];
    if (layer > ui->highest) *focus = 0;
    if (*focus && !is_there(ui, *focus, layer) && pl_ui_find(&ui->last, *focus) >= 0) *focus = heir(ui, *focus, layer);
    if (layer > ui->top && layer <= ui->highest && !*focus) { /* a dialog has opened */
      *focus = first_of(ui, layer);
      ui->has_ring = true;
    }
  }
  if (ui->highest < ui->top && ui->has_ring) ui->wants_sight = true; /* what had it before a dialog may have moved */
  if (ui->highest != ui->top) ui->is_moving = true;
  if (ui->wants_sight && ui->focus[ui->highest]) ui->is_moving = true;
}

static float corner_of(const pl_widget *widget) {
  const float half = (widget->rect.w < widget->rect.h ? widget->rect.w : widget->rect.h) / 2;
  switch (widget->kind) {
    case PL_WIDGET_BUTTON: case PL_WIDGET_CARD: return PL_RADIUS_CARD;
    case PL_WIDGET_MARK: return half;
    case PL_WIDGET_CHOICE: case PL_WIDGET_STEPPER: case PL_WIDGET_SLIDER: case PL_WIDGET_FIELD: case PL_WIDGET_SCROLL:
      break;
  }
  return PL_RADIUS_CONTROL;
}

void pl_ui_put_ring(pl_ui *ui) {
  const int at = pl_ui_find(&ui->now, ui->focus[ui->highest]);
  if (at < 0) return;
  const pl_widget *widget = &ui->now.widget[at];
  if ((!ui->has_ring && widget->kind != PL_WIDGET_FIELD) || widget->rect.w <= 0) return;
  const float out = PL_FOCUS_GAP + PL_FOCUS_WIDTH;
  const pl_rect rect = pl_rect_inset(widget->rect, -out);
  pl_canvas_push_clip(ui->canvas, pl_rect_inset(ui->now.place[at].cut, -out));
  pl_draw_outline(ui->canvas, rect, corner_of(widget) + out, PL_FOCUS_WIDTH, PL_COLOUR_TEXT);
  pl_canvas_pop_clip(ui->canvas);
}
