/* Painting: spans of pixels, rectangles and pictures, on the renderer of the canvas.
 *
 * On the software renderer spans go by coverage: all that are covered alike are one list of rectangles and one of
 * points. Coverage is rounded to 32 steps for that, which nobody sees, so that a shape is at most 64 commands. On other
 * renderers each span is two triangles of one list, since there a change of colour is what costs. */
#include <string.h>

#include "canvas_internal.h"

enum { STEPS = 32, MOST_QUADS = 8192, COLUMN = 15, LONG_ROW = 400, BATCH = 128, PATCHES_FROM = 4096 };

uint32_t pl_pixel_over(uint32_t above, uint32_t below) {
  const uint32_t a = above >> 24, b = below >> 24;
  if (!b || a == 255) return above;
  if (!a) return below;
  const uint32_t shown = b * (255 - a) / 255, alpha = a + shown;
  uint32_t out = alpha << 24;
  for (int shift = 0; shift < 24; shift += 8)
    out |= (((above >> shift & 255) * a + (below >> shift & 255) * shown + alpha / 2) / alpha) << shift;
  return out;
}

static SDL_Color blend(pl_colour colour, int coverage) {
  return (SDL_Color){pl_red(colour), pl_green(colour), pl_blue(colour),
                     (uint8_t)((pl_alpha(colour) * coverage + 127) / 255)};
}

/* Without blending where nothing shows through, which is several times as fast. */
static void use_colour(pl_canvas *canvas, SDL_Color colour) {
  SDL_SetRenderDrawBlendMode(canvas->renderer, colour.a == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  SDL_SetRenderDrawColor(canvas->renderer, colour.r, colour.g, colour.b, colour.a);
}

/* Fills rectangles in the colour in use. SDL's opaque fill writes rows of 16 pixels and more past the cache, which
 * takes ten times as long unless they are very long; so those of middling width are filled in columns of 15. */
static void fill(pl_canvas *canvas, const SDL_Rect *rects, int count, bool is_opaque) {
  SDL_Rect columns[BATCH];
  int many = 0;
  if (!is_opaque || !canvas->is_software) {
    if (count) pl_canvas_check(canvas, SDL_RenderFillRects(canvas->renderer, rects, count));
    return;
  }
  for (int i = 0; i < count; i++) {
    const SDL_Rect rect = rects[i];
    const int step = rect.w < LONG_ROW ? COLUMN : rect.w;
    for (int x = 0; x < rect.w; x += step) {
      columns[many++] = (SDL_Rect){rect.x + x, rect.y, rect.w - x < step ? rect.w - x : step, rect.h};
      if (many == BATCH || (i == count - 1 && x + step >= rect.w)) {
        pl_canvas_check(canvas, SDL_RenderFillRects(canvas->renderer, columns, many));
        many = 0;
      }
    }
  }
}

/* Fills a large rectangle with a colour that shows through. In software a picture of one colour and one opacity goes
 * twice as fast as SDL's fill, if only where no opacity is to be kept. */
static bool fill_with_patches(pl_canvas *canvas, SDL_Rect rect, SDL_Color colour) {
  if (!canvas->is_software || !pl_canvas_target(canvas)->is_opaque || rect.w * rect.h < PATCHES_FROM) return false;
  SDL_Texture *patch = pl_canvas_patch(canvas, (pl_colour)colour.r << 24 | colour.g << 16 | colour.b << 8);
  if (!patch) return false;
  SDL_SetTextureAlphaMod(patch, colour.a);
  for (int y = 0; y < rect.h; y += PL_PATCH_HEIGHT)
    for (int x = 0; x < rect.w; x += PL_PATCH_WIDTH) {
      SDL_Rect part = {0, 0, rect.w - x, rect.h - y};
      if (part.w > PL_PATCH_WIDTH) part.w = PL_PATCH_WIDTH;
      if (part.h > PL_PATCH_HEIGHT) part.h = PL_PATCH_HEIGHT;
      const SDL_Rect at = {rect.x + x, rect.y + y, part.w, part.h};
      pl_canvas_check(canvas, SDL_RenderCopy(canvas->renderer, patch, &part, &at));
    }
  return true;
}

void pl_paint_rect(pl_canvas *canvas, SDL_Rect rect, pl_colour colour) {
  const SDL_Color faded = blend(pl_canvas_faded(canvas, colour), 255);
  const SDL_Rect clip = pl_canvas_clip(canvas);
  if (!pl_canvas_is_ready(canvas) || !faded.a || !SDL_IntersectRect(&rect, &clip, &rect)) return;
  rect.x -= pl_canvas_target(canvas)->origin.x;
  rect.y -= pl_canvas_target(canvas)->origin.y;
  if (faded.a < 255 && fill_with_patches(canvas, rect, faded)) return;
  use_colour(canvas, faded);
  fill(canvas, &rect, 1, faded.a == 255);
}

pl_raster *pl_paint_begin(pl_canvas *canvas) {
  if (!pl_canvas_is_ready(canvas)) return NULL;
  const SDL_Rect clip = pl_canvas_clip(canvas);
  if (clip.w <= 0 || clip.h <= 0) return NULL;
  pl_raster_begin(&canvas->raster, clip.x, clip.y, clip.x + clip.w, clip.y + clip.h);
  return &canvas->raster;
}

static int step_of(const pl_span *span) { return (span->coverage * STEPS + 254) / 255; }

/* The spans of each step, one after the other: `starts[step]` is where its points begin, and the rectangles follow. */
typedef struct steps {
  size_t points[STEPS + 2], rects[STEPS + 2];
} steps;

static void count_steps(const pl_raster *raster, steps *counted) {
  memset(counted, 0, sizeof *counted);
  for (size_t i = 0; i < raster->span_count; i++) {
    const pl_span *span = &raster->spans[i];
    (span->length == 1 ? counted->points : counted->rects)[step_of(span) + 1]++;
  }
  for (int step = 1; step < STEPS + 2; step++) {
    counted->points[step] += counted->points[step - 1];
    counted->rects[step] += counted->rects[step - 1];
  }
}

/* Whether a span lies right below one of the last two rectangles, which then takes it in. */
static bool grows(SDL_Rect *rects, size_t first, size_t end, int x, int y, int length) {
  for (size_t i = end; i > first && i + 2 > end; i--) {
    SDL_Rect *above = &rects[i - 1];
    if (above->x == x && above->w == length && above->y + above->h == y) {
      above->h++;
      return true;
    }
  }
  return false;
}

/* Afterwards `at` says where the lists end. */
static void sort_spans(const pl_raster *raster, SDL_Point origin, const steps *counted, SDL_Point *points,
                       SDL_Rect *rects, steps *at) {
  *at = *counted;
  for (size_t i = 0; i < raster->span_count; i++) {
    const pl_span *span = &raster->spans[i];
    const int x = span->x - origin.x, y = span->y - origin.y, step = step_of(span);
    if (span->length == 1)
      points[at->points[step]++] = (SDL_Point){x, y};
    else if (!grows(rects, counted->rects[step], at->rects[step], x, y, span->length))
      rects[at->rects[step]++] = (SDL_Rect){x, y, span->length, 1};
  }
}

static void paint_steps(pl_canvas *canvas, pl_colour colour) {
  const pl_raster *raster = &canvas->raster;
  steps counted, end;
  count_steps(raster, &counted);
  const size_t rect_count = counted.rects[STEPS + 1], point_count = counted.points[STEPS + 1];
  SDL_Rect *rects = pl_canvas_batch(canvas, rect_count * sizeof *rects + point_count * sizeof(SDL_Point));
  if (!rects) return;
  SDL_Point *points = (SDL_Point *)(rects + rect_count);
  sort_spans(raster, pl_canvas_target(canvas)->origin, &counted, points, rects, &end);
  for (int step = 1; step <= STEPS; step++) {
    const size_t p = counted.points[step], r = counted.rects[step];
    const int point_many = (int)(end.points[step] - p), rect_many = (int)(end.rects[step] - r);
    if (!point_many && !rect_many) continue;
    const SDL_Color shade = blend(colour, step * 255 / STEPS);
    use_colour(canvas, shade);
    fill(canvas, rects + r, rect_many, shade.a == 255);
    if (point_many) pl_canvas_check(canvas, SDL_RenderDrawPoints(canvas->renderer, points + p, point_many));
  }
}

static void put_quad(SDL_Vertex *vertices, int *indices, int quad, const pl_span *span, SDL_Point origin,
                     SDL_Color colour) {
  static const int corner[6] = {0, 1, 2, 0, 2, 3};
  const float x = (float)(span->x - origin.x), y = (float)(span->y - origin.y), right = x + (float)span->length;
  const SDL_FPoint at[4] = {{x, y}, {right, y}, {right, y + 1}, {x, y + 1}};
  for (int i = 0; i < 4; i++) vertices[quad * 4 + i] = (SDL_Vertex){.position = at[i], .color = colour};
  for (int i = 0; i < 6; i++) indices[quad * 6 + i] = quad * 4 + corner[i];
}

static void paint_quads(pl_canvas *canvas, pl_colour colour) {
  const pl_raster *raster = &canvas->raster;
  const SDL_Point origin = pl_canvas_target(canvas)->origin;
  SDL_Vertex *vertices = pl_canvas_batch(canvas, MOST_QUADS * (4 * sizeof *vertices + 6 * sizeof(int)));
  if (!vertices) return;
  int *indices = (int *)(vertices + MOST_QUADS * 4);
  for (size_t from = 0; from < raster->span_count; from += MOST_QUADS) {
    const size_t left = raster->span_count - from;
    const int count = left < MOST_QUADS ? (int)left : MOST_QUADS;
    for (int i = 0; i < count; i++) {
      const pl_span *span = &raster->spans[from + (size_t)i];
      put_quad(vertices, indices, i, span, origin, blend(colour, span->coverage));
    }
    SDL_SetRenderDrawBlendMode(canvas->renderer, SDL_BLENDMODE_BLEND); /* goes for triangles too */
    pl_canvas_check(canvas, SDL_RenderGeometry(canvas->renderer, NULL, vertices, count * 4, indices, count * 6));
  }
}

void pl_paint_end(pl_canvas *canvas, pl_colour colour) {
  const pl_colour faded = pl_canvas_faded(canvas, colour);
  pl_raster_end(&canvas->raster);
  pl_points *const scratch[] = {&canvas->outline, &canvas->path, &canvas->sides[0], &canvas->sides[1]};
  bool has_failed = canvas->raster.failed;
  for (int i = 0; i < 4; i++) {
    has_failed = has_failed || scratch[i]->failed;
    scratch[i]->failed = false;
  }
  if (has_failed) pl_canvas_fail(canvas, PL_NO_MEMORY, "");
  if (!canvas->raster.span_count || !pl_alpha(faded)) return;
  if (canvas->is_software)
    paint_steps(canvas, faded);
  else
    paint_quads(canvas, faded);
}

void pl_paint_picture(pl_canvas *canvas, SDL_Texture *texture, const SDL_Rect *part, int x, int y, float opacity) {
  const uint8_t alpha = (uint8_t)(pl_canvas_opacity(canvas) * opacity * 255 + 0.5f);
  if (!pl_canvas_is_ready(canvas) || !texture || !alpha) return;
  SDL_Rect at = {x, y, 0, 0};
  if (part) {
    at.w = part->w;
    at.h = part->h;
  } else {
    SDL_QueryTexture(texture, NULL, NULL, &at.w, &at.h);
  }
  const SDL_Rect clip = pl_canvas_clip(canvas);
  if (!SDL_HasIntersection(&at, &clip)) return;
  at.x -= pl_canvas_target(canvas)->origin.x;
  at.y -= pl_canvas_target(canvas)->origin.y;
  SDL_SetTextureAlphaMod(texture, alpha);
  pl_canvas_check(canvas, SDL_RenderCopy(canvas->renderer, texture, part, &at));
}

SDL_Texture *pl_canvas_texture(pl_canvas *canvas, const uint32_t *pixels, int width, int height, int pitch) {
  SDL_Texture *texture =
      SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, width, height);
  if (!texture || SDL_UpdateTexture(texture, NULL, pixels, pitch * (int)sizeof *pixels) < 0) {
    pl_canvas_fail(canvas, PL_SYSTEM, SDL_GetError());
    if (texture) SDL_DestroyTexture(texture);
    return NULL;
  }
  SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
  return texture;
}
