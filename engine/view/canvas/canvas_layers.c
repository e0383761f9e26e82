/* Layers: pictures that are drawn once and put many times.
 *
 * Drawing into a transparent picture leaves colours multiplied with their opacity. A renderer that can put such
 * pictures does so; for the others the colours are divided again when the layer is done, once, so that rims do not
 * darken. An opaque layer is copied as it is, which is the fastest thing a renderer does. */
#include <math.h>
#include <string.h>

#include "canvas_internal.h"

uint64_t pl_key(uint64_t key, const void *bytes, size_t length) {
  const unsigned char *byte = bytes;
  uint64_t hash = key ? key : UINT64_C(14695981039346656037);
  for (size_t i = 0; i < length; i++) hash = (hash ^ byte[i]) * UINT64_C(1099511628211);
  return hash ? hash : 1;
}

static SDL_Rect pixels_of(const pl_canvas *canvas, pl_rect area) {
  SDL_Rect pixels = {0, 0, 0, 0};
  if (!pl_canvas_pixels(canvas, area, &pixels)) return (SDL_Rect){0, 0, 0, 0};
  return pixels;
}

static void make_texture(pl_canvas *canvas, pl_layer *layer, int width, int height) {
  pl_layer_free(layer);
  const uint32_t format = layer->is_opaque ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888;
  layer->texture = SDL_CreateTexture(canvas->renderer, format, SDL_TEXTUREACCESS_TARGET, width, height);
  if (!layer->texture) {
    pl_canvas_fail(canvas, PL_SYSTEM, SDL_GetError());
    return;
  }
  layer->width = width;
  layer->height = height;
  layer->generation = canvas->generation;
  SDL_SetTextureBlendMode(layer->texture, layer->is_opaque             ? SDL_BLENDMODE_NONE
                                          : canvas->has_premultiplied ? canvas->premultiplied
                                                                      : SDL_BLENDMODE_BLEND);
}

/* From here on things are drawn into the layer. */
static bool enter(pl_canvas *canvas, pl_layer *layer, SDL_Rect pixels) {
  if (SDL_SetRenderTarget(canvas->renderer, layer->texture) < 0) {
    pl_canvas_fail(canvas, PL_SYSTEM, SDL_GetError());
    return false;
  }
  canvas->level++;
  *pl_canvas_target(canvas) = (pl_target){.texture = layer->texture, .is_opaque = layer->is_opaque,
                                          .origin = {pixels.x, pixels.y}, .clip = {pixels}, .fade = {1}};
  pl_canvas_set_clip(canvas);
  SDL_SetRenderDrawColor(canvas->renderer, 0, 0, 0, layer->is_opaque ? 255 : 0);
  pl_canvas_check(canvas, SDL_RenderClear(canvas->renderer));
  return true;
}

bool pl_layer_begin(pl_canvas *canvas, pl_layer *layer, pl_rect area, bool is_opaque, uint64_t key) {
  const SDL_Rect pixels = pixels_of(canvas, area);
  const bool is_same_kind = layer->texture && layer->generation == canvas->generation &&
                            layer->width == pixels.w && layer->height == pixels.h && layer->is_opaque == is_opaque;
  layer->area = area;
  layer->is_drawing = false;
  if (is_same_kind && layer->key == key) return false;
  if (!pl_canvas_is_ready(canvas) || !pixels.w || canvas->level == PL_CANVAS_LAYERS) return false;
  layer->is_opaque = is_opaque;
  if (!is_same_kind) make_texture(canvas, layer, pixels.w, pixels.h);
  layer->area = area;
  layer->key = key;
  if (!layer->texture) return false;
  layer->is_drawing = enter(canvas, layer, pixels);
  return layer->is_drawing;
}

static uint32_t divided(uint32_t pixel) {
  const uint32_t alpha = pixel >> 24;
  if (!alpha || alpha == 255) return pixel;
  uint32_t out = alpha << 24;
  for (int shift = 0; shift < 24; shift += 8) {
    const uint32_t part = ((pixel >> shift & 255) * 255 + alpha / 2) / alpha;
    out |= (part > 255 ? 255 : part) << shift;
  }
  return out;
}

/* Divides the colours of the present target by their opacity. */
static void divide(pl_canvas *canvas, pl_layer *layer) {
  const size_t count = (size_t)layer->width * (size_t)layer->height;
  uint32_t *pixels = pl_canvas_batch(canvas, count * sizeof *pixels);
  if (!pixels) return;
  const int pitch = layer->width * (int)sizeof *pixels;
  SDL_RenderSetClipRect(canvas->renderer, NULL);
  if (SDL_RenderReadPixels(canvas->renderer, NULL, SDL_PIXELFORMAT_ARGB8888, pixels, pitch) < 0) {
    pl_canvas_fail(canvas, PL_SYSTEM, SDL_GetError());
    return;
  }
  for (size_t i = 0; i < count; i++) pixels[i] = divided(pixels[i]);
  pl_canvas_check(canvas, SDL_UpdateTexture(layer->texture, NULL, pixels, pitch));
}

static void leave(pl_canvas *canvas, pl_layer *layer) {
  if (!layer->is_opaque && !canvas->has_premultiplied) divide(canvas, layer);
  canvas->level--;
  pl_canvas_check(canvas, SDL_SetRenderTarget(canvas->renderer, pl_canvas_target(canvas)->texture));
  pl_canvas_set_clip(canvas);
}

void pl_layer_end(pl_canvas *canvas, pl_layer *layer) {
  if (layer->is_drawing && canvas->level > 0) leave(canvas, layer);
  layer->is_drawing = false;
  pl_layer_put(canvas, layer, layer->area);
}

void pl_layer_put(pl_canvas *canvas, const pl_layer *layer, pl_rect area) {
  SDL_Rect pixels = pixels_of(canvas, area);
  const SDL_Rect clip = pl_canvas_clip(canvas);
  const float opacity = pl_canvas_opacity(canvas);
  if (!pl_canvas_is_ready(canvas) || !layer->texture || layer->generation != canvas->generation) return;
  if (!SDL_HasIntersection(&pixels, &clip) || !(opacity > 0)) return;
  pixels.x -= pl_canvas_target(canvas)->origin.x;
  pixels.y -= pl_canvas_target(canvas)->origin.y;
  const uint8_t alpha = (uint8_t)(opacity * 255 + 0.5f);
  SDL_SetTextureAlphaMod(layer->texture, alpha);
  if (layer->is_opaque)
    SDL_SetTextureBlendMode(layer->texture, alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  else if (canvas->has_premultiplied)
    SDL_SetTextureColorMod(layer->texture, alpha, alpha, alpha);
  pl_canvas_check(canvas, SDL_RenderCopy(canvas->renderer, layer->texture, NULL, &pixels));
}

void pl_layer_free(pl_layer *layer) {
  if (layer->texture) SDL_DestroyTexture(layer->texture);
  layer->texture = NULL;
  layer->width = layer->height = 0;
}
