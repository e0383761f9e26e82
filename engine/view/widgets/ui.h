/* The interface: what people press, choose and read, drawn anew in every frame (immediate mode).
 *
 * A screen calls these functions in reading order; that order is the order of the keyboard's focus. A widget is
 * known by the names pushed around it and by its own label, so nothing is registered and nothing has to be torn
 * down. All can be done by mouse and by keyboard: Tab and Shift+Tab move the focus, Enter and Space press, arrows
 * move within a group. The focus is an outline of its own, beside selection. What was drawn is remembered for one
 * frame, so that a test can ask what there is, in which order, and whether it lies within the window. */
#ifndef POLDER_VIEW_UI_H
#define POLDER_VIEW_UI_H

#include <polder/tale.h>

#include "canvas.h"

/* What happened since the last frame. Positions are logical. */
enum { PL_INPUT_KEYS = 32, PL_INPUT_TEXT = 256 };
typedef struct pl_key_press {
  SDL_Keycode key;
  Uint16 modifiers; /* KMOD_… */
} pl_key_press;
typedef struct pl_input {
  pl_point pointer;
  bool has_pointer;               /* it is over the window */
  bool is_down, was_pressed, was_released, was_double; /* the left button; two of them may be in one frame */
  bool is_dragging;               /* with the left or the middle button */
  float wheel;                    /* notches away from the user */
  pl_key_press key[PL_INPUT_KEYS];
  int key_count;
  char text[PL_INPUT_TEXT];       /* UTF-8 */
} pl_input;

typedef enum pl_widget_kind {
  PL_WIDGET_BUTTON, PL_WIDGET_CHOICE, PL_WIDGET_CARD, PL_WIDGET_STEPPER, PL_WIDGET_SLIDER, PL_WIDGET_FIELD,
  PL_WIDGET_SCROLL, PL_WIDGET_MARK /* a place of the board: a state, a forum */
} pl_widget_kind;
typedef struct pl_widget { /* as drawn in this frame */
  uint64_t id;
  pl_widget_kind kind;
  pl_rect rect, seen; /* all of it; what can be clicked: not what has scrolled away or lies under a dialog */
  bool is_enabled, is_selected;
  char label[64];
} pl_widget;

typedef struct pl_ui pl_ui;
pl_ui *pl_ui_new(pl_canvas *canvas, pl_error *error); /* the canvas is borrowed */
void pl_ui_free(pl_ui *ui);
pl_canvas *pl_ui_canvas(const pl_ui *ui);
/* `seconds` since the last frame, for what fades. The input is copied. */
void pl_ui_begin(pl_ui *ui, const pl_input *input, float seconds, bool has_reduced_motion);
void pl_ui_end(pl_ui *ui); /* moves the focus, draws tooltip, toast and focus */
/* The input as far as it is left to the caller: without what a widget, a scroll area or an open dialog has taken. */
const pl_input *pl_ui_input(const pl_ui *ui);
float pl_ui_seconds(const pl_ui *ui);
bool pl_ui_has_reduced_motion(const pl_ui *ui);
/* Something still fades or moves: another frame is wanted soon. */
bool pl_ui_is_moving(const pl_ui *ui);
/* Widgets of the last frame that was ended, in the order of focus. */
const pl_widget *pl_ui_widgets(const pl_ui *ui, size_t *count);

/* Names around widgets: what is in two places under one label needs them. */
void pl_ui_push(pl_ui *ui, const char *name);
void pl_ui_push_number(pl_ui *ui, int number);
void pl_ui_pop(pl_ui *ui);

/* A key that no widget has taken in this frame; true once for each press. `modifiers`: exactly those of Ctrl, Alt and
 * Shift (KMOD_CTRL …) that must be down. Not while a text field has the focus, unless Ctrl, Escape or a function key.
 * With no modifier a sign such as '+' or '?' is also known by the character typed, as keyboards differ. */
bool pl_ui_key(pl_ui *ui, SDL_Keycode key, Uint16 modifiers);
/* While a dialog is open, what was drawn before pl_ui_modal_begin gets neither pointer nor keys; when it is gone, the
 * focus returns to where it was. Its ground, and what dims the rest, are the caller's to draw. */
void pl_ui_modal_begin(pl_ui *ui);
void pl_ui_modal_end(pl_ui *ui);

/* What is drawn until the pop is cut to `area`, and so is what can be clicked. Nests, at most 8 deep. */
void pl_ui_push_area(pl_ui *ui, pl_rect area);
void pl_ui_pop_area(pl_ui *ui);

/* ---- focus ---- */
bool pl_ui_is_focused(const pl_ui *ui, uint64_t id);
uint64_t pl_ui_focused(const pl_ui *ui); /* between two frames: what has the focus, in a dialog if there is one; or 0 */
void pl_ui_focus(pl_ui *ui, uint64_t id);  /* 0: nothing */
uint64_t pl_ui_id(pl_ui *ui, const char *label);
/* For widgets of a screen's own, such as states on the board: registers one and tells what happens to it. */
typedef struct pl_touch {
  uint64_t id;
  bool is_hovered, is_held, is_focused, is_pressed; /* pressed: clicked, or Enter or Space while focused */
} pl_touch;
pl_touch pl_ui_touch(pl_ui *ui, const char *label, pl_widget_kind kind, pl_rect rect, bool is_enabled,
                     bool is_selected);

/* ---- widgets ---- */
typedef enum pl_button_style { PL_BUTTON_PLAIN, PL_BUTTON_MAIN, PL_BUTTON_QUIET } pl_button_style;
/* `key_cap` ("Enter"; NULL: none) is only shown. A disabled button shows `why` (NULL: nothing) as its tooltip. */
bool pl_button(pl_ui *ui, pl_rect rect, const char *label, const char *key_cap, pl_button_style style,
               bool is_enabled, const char *why);
float pl_button_width(pl_ui *ui, const char *label, const char *key_cap);
/* One of several, or on and off: a tick repeats the colour. */
bool pl_choice(pl_ui *ui, pl_rect rect, const char *label, bool is_selected, bool is_enabled, const char *why);
/* A card to be chosen: draws its ground, its border and a badge, and tells; its content is drawn over it by the caller,
 * who leaves the 52 by 52 at the top right. A card lower than 96 has a badge on its corner, and only when it is chosen
 * or disabled. */
pl_touch pl_card(pl_ui *ui, pl_rect rect, const char *label, bool is_selected, bool is_enabled, const char *why);
/* A card that leads elsewhere at once, and is not chosen among others. */
pl_touch pl_door(pl_ui *ui, pl_rect rect, const char *label, bool is_enabled, const char *why);
/* Minus, cells, plus. True when *value changed. `why_not_more`: tooltip while plus is disabled at `most` (≤ cells). Of
 * this and all that follow the label is not drawn: it is the name. */
bool pl_stepper(pl_ui *ui, pl_rect rect, const char *label, int *value, int cells, int most, const char *why_not_more);
bool pl_slider(pl_ui *ui, pl_rect rect, const char *label, float *value, float from, float to, float step);
/* True when Enter was pressed in it. `text` is UTF-8, always ended, shorter than `size`. */
bool pl_field(pl_ui *ui, pl_rect rect, const char *label, char *text, size_t size, const char *placeholder);
/* An area whose content may be higher than it; wheel, keys and a bar move it, and focus within it is kept in sight. The
 * content is drawn from the returned rectangle's top on, and its height told at the end. */
typedef struct pl_scroll {
  float offset, height;
} pl_scroll;
pl_rect pl_scroll_begin(pl_ui *ui, pl_rect rect, const char *label, pl_scroll *scroll);
void pl_scroll_end(pl_ui *ui, float height);
/* Explains what the pointer or the focus is on: call after the widget. Wrapped text; style bytes of tale.h. */
void pl_tooltip(pl_ui *ui, const pl_touch *touch, const char *text);
void pl_tooltip_last(pl_ui *ui, const char *text); /* for the widget drawn last */
/* What explains the widget drawn last does not lie over `kept`, such as the rows that belong to it. */
void pl_tooltip_keep(pl_ui *ui, pl_rect kept);
/* A sentence that appears for some seconds at the bottom: "Kept in …". The text is copied. */
void pl_toast(pl_ui *ui, const char *text, bool is_bad);

/* ---- to read ---- */
/* A horizontal bar with its part filled, 0 … 1. */
void pl_gauge(pl_ui *ui, pl_rect rect, float part, pl_colour colour);
/* A tale laid out in the width of `area` from its top left, its text in `size`; returns the height. */
float pl_ui_tale(pl_ui *ui, pl_rect area, float size, const pl_tale *tale, bool is_measured_only);
/* A sign that repeats what a colour says, round `at`. */
typedef enum pl_badge_kind { PL_BADGE_TICK, PL_BADGE_OPEN, PL_BADGE_LOCK } pl_badge_kind;
void pl_badge(pl_canvas *canvas, pl_point at, float radius, pl_badge_kind kind);

#endif
