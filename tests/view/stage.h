/* A stage for tests of the canvas: a renderer in software that draws into memory; no display is needed. */
#ifndef POLDER_TESTS_VIEW_STAGE_H
#define POLDER_TESTS_VIEW_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"

enum { SIDE = 200 };

typedef struct stage {
  SDL_Surface *surface;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
} stage;

static inline int raise_curtain(void **state) {
  stage *s = calloc(1, sizeof *s);
  pl_error error = {0};
  s->surface = SDL_CreateRGBSurfaceWithFormat(0, SIDE, SIDE, 32, SDL_PIXELFORMAT_RGB888);
  s->renderer = SDL_CreateSoftwareRenderer(s->surface);
  s->canvas = pl_canvas_new(s->renderer, &error);
  if (!s->canvas) print_error("%s\n", error.text);
  *state = s;
  return s->canvas ? 0 : -1;
}

static inline int drop_curtain(void **state) {
  stage *s = *state;
  pl_canvas_free(s->canvas);
  SDL_DestroyRenderer(s->renderer);
  SDL_FreeSurface(s->surface);
  free(s);
  return 0;
}

static inline pl_canvas *begin(stage *s, float unit) {
  SDL_SetRenderDrawColor(s->renderer, 0, 0, 0, 255);
  SDL_RenderSetClipRect(s->renderer, NULL);
  SDL_RenderClear(s->renderer);
  pl_canvas_begin(s->canvas, SIDE, SIDE, unit);
  return s->canvas;
}

static inline void end(stage *s) {
  pl_error error = {0};
  const pl_status status = pl_canvas_end(s->canvas, &error);
  if (status != PL_OK) print_error("%s\n", error.text);
  assert_int_equal(status, PL_OK);
  SDL_RenderFlush(s->renderer);
}

static inline uint32_t pixel(const stage *s, int x, int y) {
  return *(const uint32_t *)((const char *)s->surface->pixels + y * s->surface->pitch + x * 4) & 0xFFFFFF;
}

static inline int blue(const stage *s, int x, int y) { return (int)(pixel(s, x, y) & 255); }

/* How many pixels were covered, by the blue of what is white on black. */
static inline double covered(const stage *s) {
  double sum = 0;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++) sum += blue(s, x, y) / 255.0;
  return sum;
}

static inline int brightest(const stage *s) {
  int most = 0;
  for (int i = 0; i < SIDE * SIDE; i++)
    if (blue(s, i % SIDE, i / SIDE) > most) most = blue(s, i % SIDE, i / SIDE);
  return most;
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, raise_curtain, drop_curtain)

#endif
