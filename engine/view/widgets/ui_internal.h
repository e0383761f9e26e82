/* What the files of the interface share; screens see ui.h.
 *
 * Two lists of widgets are kept: the one that is being drawn and that of the last frame. Whatever has to be known
 * before a widget is drawn (which one is under the pointer, where Tab leads to) is read from the last one. */
#ifndef POLDER_VIEW_UI_INTERNAL_H
#define POLDER_VIEW_UI_INTERNAL_H

#include "ui.h"

enum {
  PL_UI_NAMES = 32,    /* names around a widget */
  PL_UI_LAYERS = 8,    /* dialogs over dialogs */
  PL_UI_AREAS = 9,
  PL_UI_SCROLLS = 8,
  PL_UI_FADES = 64,    /* widgets that light up or go dim at once */
  PL_UI_TOASTS = 8,
  PL_UI_PENDING = 64,  /* keys that wait for the next frame */
  PL_UI_TITLE = 256,
  PL_UI_EXPLANATION = 1024,
  PL_UI_TOAST = 512
};

/* Where a widget belongs, beside what a test may know of it. */
typedef struct pl_place {
  uint64_t group, parent; /* the innermost names around it and the next; 0: none */
  uint64_t scroll;        /* the innermost scroll area around it, or the one it is; 0: none */
  pl_rect cut, hit;       /* what may be seen of its surroundings / of itself */
  int layer;
  bool can_rise, can_sink; /* a scroll area that is not at its top / bottom */
} pl_place;

typedef struct pl_drawn {
  pl_widget *widget;
  pl_place *place;
  size_t count, capacity;
} pl_drawn;

typedef struct pl_scroll_frame {
  uint64_t id;
  pl_rect rect, inside;
  pl_scroll *scroll;
  float sight_top, sight_bottom; /* what is to be brought into sight */
  bool has_sight, is_registered;
} pl_scroll_frame;

typedef struct pl_tooltip_state {
  uint64_t id;
  pl_rect rect, kept; /* of the widget; what must stay in sight besides, empty: nothing */
  char title[PL_UI_TITLE], text[PL_UI_EXPLANATION];
} pl_tooltip_state;

typedef struct pl_toast_state {
  char text[PL_UI_TOAST];
  float seconds, age; /* how long, and since when it can be seen */
  bool is_bad;
} pl_toast_state;

typedef struct pl_edit { /* the field that has the focus */
  uint64_t id;
  size_t caret;
  float offset;
  bool is_all_selected;
} pl_edit;

struct pl_ui {
  pl_canvas *canvas;
  pl_input input;              /* of this frame, with the keys that are delivered in it */
  pl_input left, none;         /* what screens may have of it; what lies under a dialog has */
  bool is_taken[PL_INPUT_KEYS];
  pl_key_press pending[PL_UI_PENDING];
  int pending_count;
  bool owes_press, owes_release; /* of the pointer, while a dialog went */
  float seconds;
  bool has_reduced_motion, is_moving;

  uint64_t name[PL_UI_NAMES];
  int depth;
  int layer, highest, top;      /* being drawn / highest in this frame / highest of the last */
  pl_rect area[PL_UI_AREAS];
  int area_depth;
  pl_scroll_frame scroll[PL_UI_SCROLLS];
  int scroll_depth;

  pl_drawn now, last;
  pl_touch latest;              /* the widget drawn last */
  pl_rect latest_rect;
  bool latest_is_enabled;

  uint64_t focus[PL_UI_LAYERS]; /* of each layer; 0: nothing */
  bool has_ring;                /* the focus came by keyboard, so it is shown */
  bool wants_sight;             /* the focus has moved: scroll to it */
  uint64_t hot, held, held_next; /* under the pointer / pressed and not yet let go */
  bool is_let_go;               /* the pointer let go of `held` in this frame */
  pl_point grip;                /* where it was pressed */
  float grip_value;             /* what it moves, at that time */
  int held_part;                /* of a widget with parts; 0: none */
  uint64_t hot_scroll, key_scroll; /* which scroll area the wheel and the page keys move */
  uint64_t hovered;
  float hover_seconds;
  pl_tooltip_state tip, focus_tip;
  struct {
    uint64_t id;
    float warmth;
    bool is_seen;
  } fade[PL_UI_FADES];
  pl_toast_state toast[PL_UI_TOASTS];
  int toast_count;
  pl_edit edit;
};

/* A widget whose keys are its own affair: as pl_ui_touch, but Enter and Space do not press it. */
pl_touch pl_ui_register(pl_ui *ui, const char *label, pl_widget_kind kind, pl_rect rect, bool is_enabled,
                        bool is_selected);
/* Does the keyboard speak to this widget? A focus that came by the pointer and is not shown is deaf to Enter and Space,
 * lest a key press what nobody sees; what holds a value hears its keys. */
bool pl_ui_acts(const pl_ui *ui, uint64_t id);
/* A key of this frame, taken; for the widget that has the focus. */
bool pl_ui_take(pl_ui *ui, SDL_Keycode key, Uint16 modifiers);
/* KMOD_ bits as the interface compares them: Ctrl, Alt and Shift, left or right alike. */
Uint16 pl_ui_modifiers(Uint16 modifiers);
/* How far a widget has lit up under the pointer, 0 … 1. */
float pl_ui_warmth(pl_ui *ui, uint64_t id, bool is_warm);
/* The explanation of the widget drawn last begins with this: its whole label, where it did not fit. */
void pl_ui_tip_title(pl_ui *ui, const char *title);

/* ---- focus, ui_focus.c ---- */
/* Where in the last list a widget is; -1: not there. */
int pl_ui_find(const pl_drawn *drawn, uint64_t id);
/* Takes the keys that were pressed until something other than the focus is meant; the rest waits for the next frame. */
void pl_ui_deliver(pl_ui *ui, const pl_input *input);
/* Does the widget that has the focus take this key, now or later in the frame? */
bool pl_ui_focus_wants(const pl_ui *ui, SDL_Keycode key, Uint16 modifiers);
/* At the end of a frame: what has gone gives its focus away, dialogs take it and return it. */
void pl_ui_mend_focus(pl_ui *ui);
void pl_ui_put_ring(pl_ui *ui);

/* ---- drawn at the end of a frame ---- */
void pl_tooltip_finish(pl_ui *ui);
void pl_toast_finish(pl_ui *ui);

/* ---- what widgets share ---- */
float pl_middle_baseline(pl_canvas *canvas, const pl_font *font, float middle);
/* Sets the text smaller, step by step and not below the floor, until it fits; returns its width, which may be more. */
float pl_fit_font(pl_canvas *canvas, pl_font *font, const char *text, float room);
pl_colour pl_mix_colour(pl_colour a, pl_colour b, float t);
/* "Ctrl Z" in a small box; `at` is the middle of its left side. Returns its width; with `is_measured_only` nothing else
 * is done. */
float pl_key_cap_in(pl_canvas *canvas, pl_point at, const char *text, pl_colour colour, bool is_measured_only);
void pl_put_sign(pl_canvas *canvas, pl_point at, float half, bool is_plus, pl_colour colour);
void pl_put_tick(pl_canvas *canvas, pl_point at, float half, float width, pl_colour colour);
void pl_put_lock(pl_canvas *canvas, pl_point at, float half, pl_colour colour);
/* Copies as many whole characters as fit. */
void pl_copy_text(char *to, size_t size, const char *from);

#endif
