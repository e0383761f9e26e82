/* A stepper: minus, a cell for each step, plus. One stop of the focus; three places for the pointer, of which the cells
 * set the value at once. Where there is no room for cells that can be told apart they become one bar. */
#include "ui_internal.h"

enum { GAP = 10, WIDEST = 24, NARROWEST = 5, MINUS = 1, CELLS, PLUS };

typedef struct {
  pl_rect minus, cells, plus;
  float pitch;
} parts;

static parts cut(pl_rect rect, int count) {
  const float side = rect.h < PL_TARGET ? rect.h : PL_TARGET, top = rect.y + (rect.h - side) / 2;
  const float room = rect.w - 2 * side - 2 * GAP, pitch = count > 0 ? room / (float)count : room;
  parts p = {.pitch = pitch > WIDEST ? WIDEST : pitch > 0 ? pitch : 0};
  p.minus = (pl_rect){rect.x, top, side, side};
  p.cells = (pl_rect){rect.x + side + GAP, top, p.pitch * (float)count, side};
  p.plus = (pl_rect){p.cells.x + p.cells.w + GAP, top, side, side};
  return p;
}

static void put_cells(pl_canvas *canvas, const parts *p, int value, int cells, int most) {
  const float height = p->cells.h * 2 / 3, top = p->cells.y + (p->cells.h - height) / 2;
  if (p->pitch < NARROWEST) {
    const pl_rect all = {p->cells.x, top, p->cells.w, height};
    pl_draw_outline(canvas, all, PL_RADIUS_CHIP, 2, PL_COLOUR_LINE);
    pl_draw_fill_round(canvas, (pl_rect){all.x, all.y, p->pitch * (float)value, height}, PL_RADIUS_CHIP, PL_COLOUR_BAR);
    return;
  }
  const float gap = p->pitch >= 12 ? 2 : 1;
  for (int i = 0; i < cells; i++) {
    const pl_rect cell = {p->cells.x + p->pitch * (float)i, top, p->pitch - gap, height};
    const float radius = p->pitch >= 12 ? 3 : 1.5f;
    if (i < value) pl_draw_fill_round(canvas, cell, radius, PL_COLOUR_BAR);
    else pl_draw_outline(canvas, cell, radius, p->pitch >= 12 ? 2 : 1,
                         pl_fade(PL_COLOUR_ALLIANCE, i < most ? 1.0f : 0.45f));
  }
}

static void put_end(pl_ui *ui, pl_rect rect, bool is_plus, bool is_enabled, float warmth) {
  pl_canvas *canvas = ui->canvas;
  const pl_colour edge = is_enabled ? pl_mix_colour(PL_COLOUR_DIM, PL_COLOUR_MUTED, warmth) : PL_COLOUR_LINE;
  const pl_colour ground = is_enabled ? pl_mix_colour(PL_COLOUR_RAISED, PL_COLOUR_SELECTED, warmth)
                                      : PL_COLOUR_PANEL;
  pl_draw_fill_round(canvas, rect, PL_RADIUS_CONTROL, ground);
  pl_draw_outline(canvas, rect, PL_RADIUS_CONTROL, 2, edge);
  pl_put_sign(canvas, (pl_point){rect.x + rect.w / 2, rect.y + rect.h / 2}, rect.w * 0.23f, is_plus,
              is_enabled ? PL_COLOUR_TEXT : PL_COLOUR_DIM);
}

static int part_at(const parts *p, pl_point at) {
  return pl_rect_has(p->minus, at) ? MINUS : pl_rect_has(p->plus, at) ? PLUS : pl_rect_has(p->cells, at) ? CELLS : 0;
}

static int bounded(int value, int most) { return value > most ? most : value < 0 ? 0 : value; }

static int after_keys(pl_ui *ui, int value, int most) {
  static const struct { SDL_Keycode key; Uint16 modifiers; int step; } steps[] = {
      {SDLK_LEFT, 0, -1}, {SDLK_RIGHT, 0, 1}, {SDLK_MINUS, 0, -1}, {SDLK_KP_MINUS, 0, -1}, {SDLK_PLUS, 0, 1},
      {SDLK_PLUS, KMOD_SHIFT, 1}, {SDLK_KP_PLUS, 0, 1}, {SDLK_EQUALS, 0, 1}, {SDLK_EQUALS, KMOD_SHIFT, 1}};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    if (pl_ui_take(ui, steps[i].key, steps[i].modifiers)) return bounded(value + steps[i].step, most);
  if (pl_ui_take(ui, SDLK_HOME, 0)) return 0;
  if (pl_ui_take(ui, SDLK_END, 0)) return most;
  return value;
}

static int after_pointer(pl_ui *ui, const pl_touch *touch, const parts *p, int value, int most) {
  const int part = part_at(p, ui->input.pointer);
  if (touch->is_held && ui->input.was_pressed) ui->held_part = part;
  if (!touch->is_pressed || part != ui->held_part) return value;
  switch (part) {
    case MINUS: return bounded(value - 1, most);
    case PLUS: return bounded(value + 1, most);
    case CELLS: return bounded((int)((ui->input.pointer.x - p->cells.x) / p->pitch) + 1, most);
    default: return value;
  }
}

bool pl_stepper(pl_ui *ui, pl_rect rect, const char *label, int *value, int cells, int most, const char *why_not_more) {
  const parts p = cut(rect, cells);
  const pl_rect all = {rect.x, p.minus.y, p.plus.x + p.plus.w - rect.x, p.minus.h};
  const int before = *value, limit = most < cells ? (most > 0 ? most : 0) : cells;
  const pl_touch touch = pl_ui_register(ui, label, PL_WIDGET_STEPPER, all, true, false);
  if (pl_ui_acts(ui, touch.id)) *value = after_keys(ui, *value, limit);
  *value = after_pointer(ui, &touch, &p, *value, limit);
  const int over = touch.is_hovered ? part_at(&p, ui->input.pointer) : 0;
  const float warmth = pl_ui_warmth(ui, touch.id, over == MINUS || over == PLUS);
  put_end(ui, p.minus, false, *value > 0, over == MINUS ? warmth : 0);
  put_cells(ui->canvas, &p, *value, cells, limit);
  put_end(ui, p.plus, true, *value < limit, over == PLUS ? warmth : 0);
  if (*value >= limit && why_not_more && (over == PLUS || touch.is_focused)) pl_tooltip(ui, &touch, why_not_more);
  return *value != before;
}
