/* A stage for tests of the interface: a software renderer on a surface, and frames of made-up input. No display. */
#ifndef POLDER_TESTS_UI_SUPPORT_H
#define POLDER_TESTS_UI_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui.h"

typedef struct stage {
  SDL_Surface *surface;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_ui *ui;
  pl_input input;
  bool has_reduced_motion;
  void (*draw)(pl_ui *ui, void *context);
  void *context;
} stage;

static inline void stage_open(stage *s, void (*draw)(pl_ui *ui, void *context), void *context) {
  *s = (stage){.draw = draw, .context = context};
  s->surface = SDL_CreateRGBSurfaceWithFormat(0, 960, 540, 32, SDL_PIXELFORMAT_ARGB8888);
  assert_non_null(s->surface);
  s->renderer = SDL_CreateSoftwareRenderer(s->surface);
  assert_non_null(s->renderer);
  pl_error error = {0};
  s->canvas = pl_canvas_new(s->renderer, &error);
  if (!s->canvas) fail_msg("%s", error.text);
  s->ui = pl_ui_new(s->canvas, &error);
  assert_non_null(s->ui);
}

static inline void stage_close(stage *s) {
  pl_ui_free(s->ui);
  pl_canvas_free(s->canvas);
  SDL_DestroyRenderer(s->renderer);
  SDL_FreeSurface(s->surface);
}

/* One frame; what happened in it is over afterwards, where the pointer is stays. */
static inline void stage_frame(stage *s, float seconds) {
  pl_canvas_begin(s->canvas, 960, 540, 0.5f);
  pl_ui_begin(s->ui, &s->input, seconds, s->has_reduced_motion);
  s->draw(s->ui, s->context);
  pl_ui_end(s->ui);
  pl_error error = {0};
  if (pl_canvas_end(s->canvas, &error) != PL_OK) fail_msg("%s", error.text);
  s->input.was_pressed = s->input.was_released = s->input.was_double = false;
  s->input.wheel = 0;
  s->input.key_count = 0;
  s->input.text[0] = '\0';
}

static inline void stage_key(stage *s, SDL_Keycode key, Uint16 modifiers) {
  s->input.key[s->input.key_count++] = (pl_key_press){key, modifiers};
  stage_frame(s, 0.016f);
}

static inline void stage_type(stage *s, const char *text) {
  strncpy(s->input.text, text, PL_INPUT_TEXT - 1);
  stage_frame(s, 0.016f);
}

static inline void stage_point(stage *s, float x, float y) {
  s->input.pointer = (pl_point){x, y};
  s->input.has_pointer = true;
  stage_frame(s, 0.016f);
}

static inline void stage_press(stage *s, float x, float y) {
  s->input.is_down = s->input.was_pressed = true;
  stage_point(s, x, y);
}

static inline void stage_release(stage *s, float x, float y) {
  s->input.is_down = false;
  s->input.was_released = true;
  stage_point(s, x, y);
}

static inline void stage_click(stage *s, float x, float y) {
  stage_press(s, x, y);
  stage_release(s, x, y);
}

static inline const pl_widget *stage_widget(const stage *s, const char *label) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(s->ui, &count);
  for (size_t i = 0; i < count; i++)
    if (!strcmp(widget[i].label, label)) return &widget[i];
  return NULL;
}

/* Clicks in the middle of a widget of the last frame. */
static inline void stage_click_on(stage *s, const char *label) {
  const pl_widget *widget = stage_widget(s, label);
  if (!widget) fail_msg("there is no '%s'", label);
  else stage_click(s, widget->rect.x + widget->rect.w / 2, widget->rect.y + widget->rect.h / 2);
}

/* The label of what has the focus; "" for nothing. */
static inline const char *stage_focus(const stage *s) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(s->ui, &count);
  for (size_t i = 0; i < count; i++)
    if (pl_ui_is_focused(s->ui, widget[i].id)) return widget[i].label;
  return "";
}

#endif
