/* The canvas: its frame, its clip and fade, and how spans of pixels get onto a renderer.
 *
 * Everything that is not text or a kept picture becomes rows of evenly covered pixels (raster.c), on every renderer the
 * same, so that a picture does not depend on the machine. They are painted in the way that the renderer does fast:
 * SDL's software renderer fills rectangles and sets points quickly, but draws a triangle by way of a picture as large
 * as the triangle's bounding box; a graphics card wants all of it as one list of triangles. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_internal.h"

/* ---- failures ---- */
void pl_canvas_fail(pl_canvas *canvas, pl_status status, const char *what) {
  canvas->failures++;
  if (canvas->status != PL_OK) return;
  canvas->status = status;
  SDL_strlcpy(canvas->failure, what && *what ? what : "?", sizeof canvas->failure);
}

void pl_canvas_check(pl_canvas *canvas, int result) {
  if (result < 0) pl_canvas_fail(canvas, PL_SYSTEM, SDL_GetError());
}

void *pl_canvas_batch(pl_canvas *canvas, size_t size) {
  if (size <= canvas->batch_size) return canvas->batch;
  const size_t wanted = size < 1 << 20 ? size * 2 : size;
  void *larger = realloc(canvas->batch, wanted);
  if (!larger) {
    pl_canvas_fail(canvas, PL_NO_MEMORY, "");
    return NULL;
  }
  canvas->batch = larger;
  canvas->batch_size = wanted;
  return larger;
}

/* ---- life ---- */
static bool make_kept(pl_canvas *canvas) { return pl_canvas_text_open(canvas) && pl_canvas_sprites_open(canvas); }

pl_canvas *pl_canvas_new(SDL_Renderer *renderer, pl_error *error) {
  pl_canvas *canvas = calloc(1, sizeof *canvas);
  if (!canvas || !make_kept(canvas)) {
    pl_error_set(error, PL_NO_MEMORY, PL_TEXT("out of memory"));
    pl_canvas_free(canvas);
    return NULL;
  }
  canvas->typeface = pl_typeface_new(error);
  if (!canvas->typeface) {
    pl_canvas_free(canvas);
    return NULL;
  }
  pl_canvas_use(canvas, renderer);
  return canvas;
}

void pl_canvas_free(pl_canvas *canvas) {
  if (!canvas) return;
  pl_canvas_text_close(canvas);
  pl_canvas_sprites_close(canvas);
  pl_typeface_free(canvas->typeface);
  pl_raster_clear(&canvas->raster);
  pl_points_clear(&canvas->outline);
  pl_points_clear(&canvas->path);
  for (int i = 0; i < 2; i++) pl_points_clear(&canvas->sides[i]);
  free(canvas->batch);
  free(canvas);
}

void pl_canvas_lost(pl_canvas *canvas) {
  canvas->generation++;
  pl_canvas_text_forget(canvas);
  pl_canvas_sprites_forget(canvas);
}

/* Whether the renderer can put a picture whose colours are multiplied with its opacity already. */
static bool can_premultiply(pl_canvas *canvas) {
  SDL_Texture *probe = SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, 1, 1);
  const bool can = probe && SDL_SetTextureBlendMode(probe, canvas->premultiplied) == 0;
  SDL_DestroyTexture(probe);
  return can;
}

void pl_canvas_use(pl_canvas *canvas, SDL_Renderer *renderer) {
  pl_canvas_lost(canvas);
  canvas->renderer = renderer;
  if (!renderer) return;
  SDL_RendererInfo info = {0};
  canvas->is_software = SDL_GetRendererInfo(renderer, &info) == 0 && info.flags & SDL_RENDERER_SOFTWARE;
  canvas->premultiplied =
      SDL_ComposeCustomBlendMode(SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD,
                                 SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);
  canvas->has_premultiplied = !canvas->is_software && can_premultiply(canvas);
}

/* ---- a frame ---- */
void pl_canvas_begin(pl_canvas *canvas, int width, int height, float unit) {
  canvas->width = width > 0 ? width : 0;
  canvas->height = height > 0 ? height : 0;
  canvas->unit = unit > 0.01f && unit < 100 ? unit : 1;
  canvas->level = canvas->too_deep = 0;
  canvas->status = PL_OK;
  canvas->target[0] = (pl_target){.texture = canvas->renderer ? SDL_GetRenderTarget(canvas->renderer) : NULL,
                                  .is_opaque = true,
                                  .clip = {{0, 0, canvas->width, canvas->height}}, .fade = {1}};
  if (!canvas->renderer) return;
  pl_canvas_check(canvas, SDL_SetRenderDrawBlendMode(canvas->renderer, SDL_BLENDMODE_BLEND));
  pl_canvas_set_clip(canvas);
}

pl_status pl_canvas_end(pl_canvas *canvas, pl_error *error) {
  if (canvas->renderer) SDL_RenderSetClipRect(canvas->renderer, NULL);
  if (canvas->status == PL_OK) return PL_OK;
  if (canvas->status == PL_NO_MEMORY)
    return pl_error_set(error, PL_NO_MEMORY, PL_TEXT("a part of the picture is missing: out of memory"));
  return pl_error_set(error, canvas->status, PL_TEXT("a part of the picture is missing: %s"), canvas->failure);
}

pl_rect pl_canvas_area(const pl_canvas *canvas) {
  return (pl_rect){0, 0, (float)canvas->width / canvas->unit, (float)canvas->height / canvas->unit};
}

float pl_canvas_unit(const pl_canvas *canvas) { return canvas->unit; }

/* ---- where things are ---- */
bool pl_canvas_is_ready(const pl_canvas *canvas) {
  return canvas->renderer && canvas->unit > 0 && !canvas->too_deep;
}

pl_point pl_canvas_device(const pl_canvas *canvas, pl_point at) {
  return (pl_point){at.x * canvas->unit, at.y * canvas->unit};
}

static int whole(float value) { return (int)lrintf(fminf(fmaxf(value, -1e6f), 1e6f)); }

bool pl_canvas_pixels(const pl_canvas *canvas, pl_rect rect, SDL_Rect *out) {
  if (!(rect.w > 0 && rect.h > 0) || !isfinite(rect.x) || !isfinite(rect.y)) return false;
  const int x = whole(rect.x * canvas->unit), y = whole(rect.y * canvas->unit);
  const int right = whole((rect.x + rect.w) * canvas->unit), bottom = whole((rect.y + rect.h) * canvas->unit);
  *out = (SDL_Rect){x, y, right > x ? right - x : 1, bottom > y ? bottom - y : 1};
  return true;
}

SDL_Rect pl_canvas_clip(pl_canvas *canvas) {
  const pl_target *target = pl_canvas_target(canvas);
  return target->clip[target->clips < PL_CANVAS_NESTING ? target->clips : PL_CANVAS_NESTING];
}

void pl_canvas_set_clip(pl_canvas *canvas) {
  if (!pl_canvas_is_ready(canvas)) return;
  SDL_Rect clip = pl_canvas_clip(canvas);
  clip.x -= pl_canvas_target(canvas)->origin.x;
  clip.y -= pl_canvas_target(canvas)->origin.y;
  /* A rectangle without width would mean no clipping at all. */
  if (clip.w <= 0 || clip.h <= 0) clip = (SDL_Rect){-2, -2, 1, 1};
  pl_canvas_check(canvas, SDL_RenderSetClipRect(canvas->renderer, &clip));
}

void pl_canvas_push_clip(pl_canvas *canvas, pl_rect area) {
  pl_target *target = pl_canvas_target(canvas);
  if (++target->clips > PL_CANVAS_NESTING) return;
  const SDL_Rect outer = target->clip[target->clips - 1];
  SDL_Rect inner, *clip = &target->clip[target->clips];
  if (!pl_canvas_pixels(canvas, area, &inner) || !SDL_IntersectRect(&outer, &inner, clip))
    *clip = (SDL_Rect){outer.x, outer.y, 0, 0};
  pl_canvas_set_clip(canvas);
}

void pl_canvas_pop_clip(pl_canvas *canvas) {
  if (!pl_canvas_target(canvas)->clips) return;
  pl_canvas_target(canvas)->clips--;
  pl_canvas_set_clip(canvas);
}

void pl_canvas_push_fade(pl_canvas *canvas, float opacity) {
  pl_target *target = pl_canvas_target(canvas);
  if (++target->fades > PL_CANVAS_NESTING) return;
  const float part = opacity >= 0 ? fminf(opacity, 1) : 0; /* NaN: 0 */
  target->fade[target->fades] = target->fade[target->fades - 1] * part;
}

void pl_canvas_pop_fade(pl_canvas *canvas) {
  if (pl_canvas_target(canvas)->fades) pl_canvas_target(canvas)->fades--;
}

float pl_canvas_opacity(pl_canvas *canvas) {
  const pl_target *target = pl_canvas_target(canvas);
  return target->fade[target->fades < PL_CANVAS_NESTING ? target->fades : PL_CANVAS_NESTING];
}

pl_colour pl_canvas_faded(pl_canvas *canvas, pl_colour colour) { return pl_fade(colour, pl_canvas_opacity(canvas)); }
