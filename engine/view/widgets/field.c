/* A field for one line of text. The caret stands between whole characters; what comes from outside (typing, an input
 * method, the clipboard) is let in as far as it is valid UTF-8, without control characters, and fits. There is no
 * selection but that of everything, by Ctrl+A; Ctrl+C and Ctrl+X without it mean the whole text as well. */
#include "ui_internal.h"

#include <string.h>

enum { PADDING = PL_SPACE_3 };

static bool continues(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

static size_t before(const char *text, size_t at) {
  if (at) at--;
  while (at && continues(text[at])) at--;
  return at;
}

static size_t after(const char *text, size_t at) {
  if (text[at]) at++;
  while (continues(text[at])) at++;
  return at;
}

/* How many bytes the valid character at `text` has; 0: it is none, or a control character. */
static size_t character(const char *text) {
  const unsigned char *u = (const unsigned char *)text;
  if (u[0] >= 0x20 && u[0] < 0x7F) return 1;
  const size_t length = u[0] >= 0xC2 && u[0] < 0xE0 ? 2 : u[0] >= 0xE0 && u[0] < 0xF0 ? 3
                        : u[0] >= 0xF0 && u[0] < 0xF5 ? 4 : 0;
  for (size_t i = 1; i < length; i++)
    if (!continues(text[i])) return 0;
  const bool is_control = u[0] == 0xC2 && u[1] < 0xA0;
  const bool is_overlong = (u[0] == 0xE0 && u[1] < 0xA0) || (u[0] == 0xF0 && u[1] < 0x90);
  const bool is_no_character = (u[0] == 0xED && u[1] > 0x9F) || (u[0] == 0xF4 && u[1] > 0x8F);
  return length && (is_control || is_overlong || is_no_character) ? 0 : length;
}

static void clear_all(pl_edit *edit, char *text) {
  text[0] = '\0';
  edit->caret = 0;
  edit->is_all_selected = false;
}

static void insert(pl_edit *edit, char *text, size_t size, const char *more) {
  if (edit->is_all_selected && *more) clear_all(edit, text);
  size_t length = strlen(text);
  while (*more) {
    const size_t bytes = character(more);
    if (bytes && length + bytes < size) {
      memmove(text + edit->caret + bytes, text + edit->caret, length - edit->caret + 1);
      memcpy(text + edit->caret, more, bytes);
      edit->caret += bytes;
      length += bytes;
    }
    more += bytes ? bytes : 1;
  }
}

static void erase(pl_edit *edit, char *text, size_t from, size_t to) {
  memmove(text + from, text + to, strlen(text + to) + 1);
  edit->caret = from;
}

static void paste(pl_edit *edit, char *text, size_t size) {
  if (!SDL_WasInit(SDL_INIT_VIDEO)) return;
  char *found = SDL_GetClipboardText();
  if (found) insert(edit, text, size, found);
  SDL_free(found);
}

static void copy(const char *text) {
  if (*text && SDL_WasInit(SDL_INIT_VIDEO)) SDL_SetClipboardText(text);
}

static void edit_with_control(pl_edit *edit, char *text, size_t size, SDL_Keycode key) {
  switch (key) {
    case SDLK_a: edit->is_all_selected = *text != '\0'; return;
    case SDLK_c: copy(text); return;
    case SDLK_x: copy(text); clear_all(edit, text); return;
    case SDLK_v: paste(edit, text, size); return;
    default: return;
  }
}

static void edit_with(pl_edit *edit, char *text, SDL_Keycode key) {
  const bool erases = key == SDLK_BACKSPACE || key == SDLK_DELETE;
  const bool had_all = edit->is_all_selected;
  edit->is_all_selected = false;
  if (erases && had_all) {
    clear_all(edit, text);
    return;
  }
  switch (key) {
    case SDLK_LEFT: edit->caret = had_all ? 0 : before(text, edit->caret); return;
    case SDLK_RIGHT: edit->caret = had_all ? strlen(text) : after(text, edit->caret); return;
    case SDLK_HOME: edit->caret = 0; return;
    case SDLK_END: edit->caret = strlen(text); return;
    case SDLK_BACKSPACE: erase(edit, text, before(text, edit->caret), edit->caret); return;
    case SDLK_DELETE: erase(edit, text, edit->caret, after(text, edit->caret)); return;
    default: edit->is_all_selected = had_all; return;
  }
}

/* Enter is told. Every other key that was typed is taken, as it may come as text besides. */
static bool take_keys(pl_ui *ui, char *text, size_t size) {
  bool is_entered = false;
  insert(&ui->edit, text, size, ui->input.text);
  for (int i = 0; i < ui->input.key_count; i++) {
    const SDL_Keycode key = ui->input.key[i].key;
    const Uint16 modifiers = pl_ui_modifiers(ui->input.key[i].modifiers);
    if (ui->is_taken[i] || !pl_ui_focus_wants(ui, key, modifiers)) continue;
    ui->is_taken[i] = true;
    if (key == SDLK_RETURN || key == SDLK_KP_ENTER) is_entered = true;
    else if (modifiers & KMOD_CTRL) edit_with_control(&ui->edit, text, size, key);
    else edit_with(&ui->edit, text, key);
  }
  return is_entered;
}

static float width_to(pl_canvas *canvas, const pl_font *font, char *text, size_t at) {
  const char kept = text[at];
  text[at] = '\0';
  const float width = pl_font_width(canvas, font, text);
  text[at] = kept;
  return width;
}

/* The boundary between characters that is nearest to the pointer. */
static size_t caret_at(pl_canvas *canvas, const pl_font *font, char *text, float x) {
  size_t at = 0;
  float left = 0;
  while (text[at]) {
    const size_t next = after(text, at);
    const float right = width_to(canvas, font, text, next);
    if (x < (left + right) / 2) return at;
    at = next;
    left = right;
  }
  return at;
}

static void keep_caret_in_sight(pl_edit *edit, float caret, float room) {
  if (caret - edit->offset > room - 2) edit->offset = caret - room + 2;
  if (caret < edit->offset) edit->offset = caret;
}

static void put_text(pl_ui *ui, pl_rect inside, const pl_font *font, char *text, bool is_focused) {
  pl_canvas *canvas = ui->canvas;
  const float baseline = pl_middle_baseline(canvas, font, inside.y + inside.h / 2);
  const float high = font->size * PL_LINE_TITLE, top = inside.y + (inside.h - high) / 2;
  const float left = inside.x - (is_focused ? ui->edit.offset : 0);
  const pl_rect clip = {inside.x - 1, inside.y, inside.w + 2, inside.h};
  pl_canvas_push_clip(canvas, clip);
  if (is_focused && ui->edit.is_all_selected)
    pl_draw_fill(canvas, (pl_rect){left, top, pl_font_width(canvas, font, text), high}, PL_COLOUR_SHARE_DEEP);
  pl_draw_text(canvas, (pl_point){left, baseline}, PL_ALIGN_LEFT, font, text);
  const pl_rect caret = {left + width_to(canvas, font, text, ui->edit.caret) - 1, top, 2, high};
  if (is_focused) pl_draw_fill(canvas, caret, PL_COLOUR_SHARE);
  pl_canvas_pop_clip(canvas);
}

static void begin_editing(pl_ui *ui, uint64_t id, const char *text) {
  const size_t length = strlen(text);
  if (ui->edit.id != id) ui->edit = (pl_edit){.id = id, .caret = length};
  if (ui->edit.caret > length) ui->edit.caret = length;
  while (ui->edit.caret && continues(text[ui->edit.caret])) ui->edit.caret--;
}

/* Where an input method may put its list of candidates, in device pixels. */
static void tell_input_method(const pl_ui *ui, pl_rect rect) {
  if (!SDL_WasInit(SDL_INIT_VIDEO)) return;
  const float unit = pl_canvas_unit(ui->canvas);
  const SDL_Rect at = {(int)(rect.x * unit), (int)(rect.y * unit), (int)(rect.w * unit), (int)(rect.h * unit)};
  SDL_SetTextInputRect(&at);
}

bool pl_field(pl_ui *ui, pl_rect rect, const char *label, char *text, size_t size, const char *placeholder) {
  pl_canvas *canvas = ui->canvas;
  const pl_touch touch = pl_ui_register(ui, label, PL_WIDGET_FIELD, rect, true, false);
  const pl_font font = {.size = rect.h >= 44 ? PL_FONT_BODY : PL_FONT_SMALL, .weight = 400, .colour = PL_COLOUR_TEXT};
  const pl_rect inside = {rect.x + PADDING, rect.y, rect.w - 2 * PADDING, rect.h};
  bool is_entered = false;
  if (touch.is_focused) {
    begin_editing(ui, touch.id, text);
    if (touch.is_held && ui->input.was_pressed) {
      ui->edit.caret = caret_at(canvas, &font, text, ui->input.pointer.x - inside.x + ui->edit.offset);
      ui->edit.is_all_selected = false;
    }
    if (pl_ui_acts(ui, touch.id)) is_entered = take_keys(ui, text, size);
    keep_caret_in_sight(&ui->edit, width_to(canvas, &font, text, ui->edit.caret), inside.w);
    if (ui->input.was_pressed || ui->edit.id != touch.id) tell_input_method(ui, rect);
  } else if (ui->edit.id == touch.id) {
    ui->edit = (pl_edit){0};
  }
  const float warmth = pl_ui_warmth(ui, touch.id, touch.is_hovered);
  pl_draw_fill_round(canvas, rect, PL_RADIUS_CONTROL, PL_COLOUR_SEA);
  pl_draw_outline(canvas, rect, PL_RADIUS_CONTROL, 2,
                  touch.is_focused ? PL_COLOUR_SHARE : pl_mix_colour(PL_COLOUR_DIM, PL_COLOUR_MUTED, warmth));
  if (!*text && placeholder) {
    const pl_font faint = {.size = font.size, .weight = 400, .colour = PL_COLOUR_DIM};
    const pl_point at = {inside.x, pl_middle_baseline(canvas, &font, rect.y + rect.h / 2)};
    pl_draw_text_fit(canvas, at, PL_ALIGN_LEFT, inside.w, &faint, placeholder);
  }
  put_text(ui, inside, &font, text, touch.is_focused);
  return is_entered;
}
