/* Figures: discs, rings and regular polygons, of which there are many and mostly small. One that is drawn again and
 * again is kept as a picture, a sprite, in its own colours and opacity, because a renderer in software puts a picture
 * several times as fast when it need not multiply anything.
 *
 * Places are rounded to quarters of a pixel, so that what moves slowly does not jump, and sizes to eighths; sixteen
 * pictures are all that a moving disc needs. A figure that was not seen before is drawn as spans, and a picture is made
 * when it comes a second time: what grows or fades is different in each frame and never costs a picture. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_internal.h"

enum { MOST_SPRITES = 3000, MOST_BYTES = 32 << 20, MOST_REACH = 96, MOST_FADED_REACH = 28 };

typedef struct sprite {
  SDL_Texture *texture; /* owned; NULL: seen once */
} sprite;

static void release(void *value) {
  sprite *s = value;
  if (s->texture) SDL_DestroyTexture(s->texture);
}

bool pl_canvas_sprites_open(pl_canvas *canvas) {
  canvas->sprites = pl_cache_new(MOST_SPRITES, MOST_BYTES, sizeof(sprite), release);
  return canvas->sprites != NULL;
}

void pl_canvas_sprites_forget(pl_canvas *canvas) { pl_cache_clear(canvas->sprites); }
void pl_canvas_sprites_close(pl_canvas *canvas) { pl_cache_free(canvas->sprites); }

/* ---- what a figure looks like ---- */
typedef enum part { PART_FILL, PART_EDGE, PARTS } part;

/* As it is kept: everything in whole steps, no padding. */
typedef struct figure_key {
  int32_t radius, half;       /* eighths of a pixel; half of the edge's width */
  int32_t corners;            /* 0: a disc or ring */
  int32_t phase_x, phase_y;   /* quarters of a pixel */
  pl_colour colour[PARTS];
} figure_key;

/* How far a corner moves when the sides move by `half`. */
static float corner_reach(int corners, float half) {
  return corners ? half / cosf(3.14159265f / (float)corners) : half;
}

static void add_outline(pl_raster *raster, pl_points *scratch, const figure_key *key, pl_point at, float radius,
                        bool is_hole) {
  if (key->corners)
    pl_outline_polygon(raster, scratch, at, radius, key->corners, is_hole);
  else
    pl_outline_disc(raster, scratch, at, radius, is_hole);
}

static void add_part(pl_raster *raster, pl_points *scratch, const figure_key *key, part which, pl_point at) {
  const float radius = (float)key->radius / 8, reach = corner_reach(key->corners, (float)key->half / 8);
  if (which == PART_FILL) {
    add_outline(raster, scratch, key, at, radius, false);
    return;
  }
  add_outline(raster, scratch, key, at, radius + reach, false);
  add_outline(raster, scratch, key, at, radius - reach, true);
}

/* ---- as spans ---- */
static void draw_spans(pl_canvas *canvas, const figure_key *key, pl_point at) {
  for (int which = 0; which < PARTS; which++) {
    if (!pl_alpha(key->colour[which])) continue;
    pl_raster *raster = pl_paint_begin(canvas);
    if (!raster) return;
    add_part(raster, &canvas->outline, key, which, at);
    pl_paint_end(canvas, key->colour[which]);
  }
}

/* ---- as a picture ---- */
static void put_spans(uint32_t *pixels, int side, const pl_raster *raster, pl_colour colour) {
  for (size_t i = 0; i < raster->span_count; i++) {
    const pl_span *span = &raster->spans[i];
    const uint32_t alpha = ((uint32_t)pl_alpha(colour) * span->coverage + 127) / 255;
    for (int x = span->x; x < span->x + span->length; x++) {
      uint32_t *pixel = &pixels[span->y * side + x];
      *pixel = pl_pixel_over(alpha << 24 | colour >> 8, *pixel);
    }
  }
}

static SDL_Texture *make_texture(pl_canvas *canvas, const figure_key *key, int reach) {
  const int side = 2 * reach + 1;
  const size_t size = (size_t)side * (size_t)side * sizeof(uint32_t);
  uint32_t *pixels = pl_canvas_batch(canvas, size);
  if (!pixels) return NULL;
  memset(pixels, 0, size);
  const pl_point at = {(float)reach + (float)key->phase_x / 4, (float)reach + (float)key->phase_y / 4};
  for (int which = 0; which < PARTS; which++) {
    if (!pl_alpha(key->colour[which])) continue;
    pl_raster_begin(&canvas->raster, 0, 0, side, side);
    add_part(&canvas->raster, &canvas->outline, key, which, at);
    pl_raster_end(&canvas->raster);
    if (canvas->raster.failed || canvas->outline.failed) {
      canvas->outline.failed = false;
      pl_canvas_fail(canvas, PL_NO_MEMORY, "");
      return NULL;
    }
    put_spans(pixels, side, &canvas->raster, key->colour[which]);
  }
  return pl_canvas_texture(canvas, pixels, side, side, side);
}

/* The picture of a figure that came before; NULL: not yet, or it can't be made. */
static SDL_Texture *texture_of(pl_canvas *canvas, const figure_key *key, int reach) {
  sprite *kept = pl_cache_find(canvas->sprites, key, sizeof *key);
  if (kept) {
    if (!kept->texture) kept->texture = make_texture(canvas, key, reach);
    return kept->texture;
  }
  const size_t side = (size_t)(2 * reach + 1);
  if (!pl_cache_add(canvas->sprites, key, sizeof *key, side * side * 4)) pl_canvas_fail(canvas, PL_NO_MEMORY, "");
  return NULL;
}

SDL_Texture *pl_canvas_patch(pl_canvas *canvas, pl_colour colour) {
  enum { COUNT = PL_PATCH_WIDTH * PL_PATCH_HEIGHT };
  const pl_colour key = colour | 0xFF;
  sprite *kept = pl_cache_find(canvas->sprites, &key, sizeof key);
  if (kept) return kept->texture;
  uint32_t *pixels = pl_canvas_batch(canvas, COUNT * sizeof *pixels);
  SDL_Texture *texture = SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STATIC,
                                           PL_PATCH_WIDTH, PL_PATCH_HEIGHT);
  for (int i = 0; pixels && i < COUNT; i++) pixels[i] = key >> 8;
  if (texture && pixels && SDL_UpdateTexture(texture, NULL, pixels, PL_PATCH_WIDTH * (int)sizeof *pixels) == 0)
    kept = pl_cache_add(canvas->sprites, &key, sizeof key, COUNT * sizeof *pixels);
  if (kept) {
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    return kept->texture = texture;
  }
  pl_canvas_fail(canvas, pixels ? PL_SYSTEM : PL_NO_MEMORY, SDL_GetError());
  if (texture) SDL_DestroyTexture(texture);
  return NULL;
}

void pl_paint_figure(pl_canvas *canvas, pl_point centre, float radius, int corners, pl_colour fill, float edge_width,
                     pl_colour edge) {
  const pl_point at = pl_canvas_device(canvas, centre);
  const float r = radius * canvas->unit, half = edge_width > 0 ? edge_width * canvas->unit / 2 : 0;
  const float far = r + corner_reach(corners, half);
  if (!pl_canvas_is_ready(canvas) || !(far > 0 && far < 1e5f && r >= 0)) return;
  const SDL_Rect clip = pl_canvas_clip(canvas);
  if (!(at.x + far > (float)clip.x && at.y + far > (float)clip.y && at.x - far < (float)(clip.x + clip.w) &&
        at.y - far < (float)(clip.y + clip.h)))
    return;
  const int x = (int)lrintf(at.x * 4), y = (int)lrintf(at.y * 4);
  const figure_key key = {.radius = (int)lrintf(r * 8), .half = (int)lrintf(half * 8), .corners = corners,
                          .phase_x = x & 3, .phase_y = y & 3, .colour = {fill, half > 0 ? edge : 0}};
  const int reach = (int)far + 2;
  const bool is_small = reach <= (pl_canvas_opacity(canvas) < 1 ? MOST_FADED_REACH : MOST_REACH);
  SDL_Texture *texture = is_small ? texture_of(canvas, &key, reach) : NULL;
  if (texture)
    pl_paint_picture(canvas, texture, NULL, (x - key.phase_x) / 4 - reach, (y - key.phase_y) / 4 - reach, 1);
  else
    draw_spans(canvas, &key, (pl_point){(float)x / 4, (float)y / 4});
}
