/* What the parts of the canvas share: its state, painting of spans, outlines of shapes. Device pixels everywhere. */
#ifndef POLDER_VIEW_CANVAS_INTERNAL_H
#define POLDER_VIEW_CANVAS_INTERNAL_H

#include "cache.h"
#include "canvas.h"
#include "raster.h"
#include "typeface.h"

enum { PL_CANVAS_NESTING = 16, PL_CANVAS_LAYERS = 6 };

/* Where drawing goes: the window, or a layer. */
typedef struct pl_target {
  SDL_Texture *texture; /* NULL: what the renderer had when the frame began */
  bool is_opaque;
  SDL_Point origin;     /* of the target on the canvas */
  SDL_Rect clip[PL_CANVAS_NESTING + 1]; /* on the canvas; the first is the whole target */
  float fade[PL_CANVAS_NESTING + 1];
  int clips, fades;     /* pushed; those beyond the limit are counted and have no effect */
} pl_target;

typedef struct pl_points {
  pl_point *at; /* owned */
  int count, capacity;
  bool failed;
} pl_points;

struct pl_canvas {
  SDL_Renderer *renderer;  /* borrowed; NULL: lost */
  bool is_software;        /* points and rectangles are fast, triangles are not */
  bool has_premultiplied;  /* the renderer can put premultiplied pictures */
  SDL_BlendMode premultiplied;
  int width, height, generation;
  float unit;
  pl_target target[PL_CANVAS_LAYERS + 1];
  int level;               /* which target */
  int too_deep;            /* layers begun beyond the limit: nothing is drawn */
  pl_raster raster;
  pl_points outline, path, sides[2]; /* scratch of the shapes */
  void *batch;             /* scratch of painting, owned */
  size_t batch_size;
  pl_cache *pictures;      /* of lines of text */
  pl_cache *widths;        /* of lines of text */
  pl_cache *layouts;       /* of wrapped text */
  pl_cache *sprites;       /* of small figures */
  pl_typeface *typeface;
  pl_status status;        /* the first failure of this frame */
  char failure[256];
  unsigned failures;       /* how many there have ever been: whether one came in between */
};

/* ---- failures ---- */
void pl_canvas_fail(pl_canvas *canvas, pl_status status, const char *what);
/* Notes SDL's error if `result` is negative. */
void pl_canvas_check(pl_canvas *canvas, int result);
void *pl_canvas_batch(pl_canvas *canvas, size_t size); /* scratch of at least this size; NULL: out of memory, noted */

/* ---- where things are ---- */
static inline pl_target *pl_canvas_target(pl_canvas *canvas) { return &canvas->target[canvas->level]; }
/* Whether anything can be drawn at all. */
bool pl_canvas_is_ready(const pl_canvas *canvas);
pl_point pl_canvas_device(const pl_canvas *canvas, pl_point at);
/* On whole pixels, at least one wide and high where there is anything. False: nothing, or not a number. */
bool pl_canvas_pixels(const pl_canvas *canvas, pl_rect rect, SDL_Rect *out);
SDL_Rect pl_canvas_clip(pl_canvas *canvas);
void pl_canvas_set_clip(pl_canvas *canvas); /* tells the renderer */
float pl_canvas_opacity(pl_canvas *canvas); /* of the fades */
/* The colour's opacity times that of the fades. */
pl_colour pl_canvas_faded(pl_canvas *canvas, pl_colour colour);

/* ---- painting ---- */
static inline uint8_t pl_red(pl_colour colour) { return (uint8_t)(colour >> 24); }
static inline uint8_t pl_green(pl_colour colour) { return (uint8_t)(colour >> 16); }
static inline uint8_t pl_blue(pl_colour colour) { return (uint8_t)(colour >> 8); }
static inline uint8_t pl_alpha(pl_colour colour) { return (uint8_t)colour; }
/* One pixel over another, both ARGB with straight opacity. */
uint32_t pl_pixel_over(uint32_t above, uint32_t below);
void pl_paint_rect(pl_canvas *canvas, SDL_Rect rect, pl_colour colour); /* the colour is faded here, as below */
/* Starts a shape within the clip. */
pl_raster *pl_paint_begin(pl_canvas *canvas);
void pl_paint_end(pl_canvas *canvas, pl_colour colour);
/* A texture's part, in its own size, its top left corner there. */
void pl_paint_picture(pl_canvas *canvas, SDL_Texture *texture, const SDL_Rect *part, int x, int y, float opacity);

/* ---- what is kept ---- */
bool pl_canvas_text_open(pl_canvas *canvas);
void pl_canvas_text_forget(pl_canvas *canvas); /* the renderer's part of it */
void pl_canvas_text_close(pl_canvas *canvas);
bool pl_canvas_sprites_open(pl_canvas *canvas);
void pl_canvas_sprites_forget(pl_canvas *canvas);
void pl_canvas_sprites_close(pl_canvas *canvas);
/* A picture of straight opacity for ARGB pixels, whose rows begin `pitch` pixels apart. NULL: noted. */
SDL_Texture *pl_canvas_texture(pl_canvas *canvas, const uint32_t *pixels, int width, int height, int pitch);

/* A patch of one opaque colour, PL_PATCH_WIDTH × PL_PATCH_HEIGHT. NULL: noted. */
enum { PL_PATCH_WIDTH = 256, PL_PATCH_HEIGHT = 32 };
SDL_Texture *pl_canvas_patch(pl_canvas *canvas, pl_colour colour);
/* A disc or ring (0 corners) or a regular polygon with a corner straight up; the edge lies half inside and half
 * outside. Logical pixels. */
void pl_paint_figure(pl_canvas *canvas, pl_point centre, float radius, int corners, pl_colour fill, float edge_width,
                     pl_colour edge);

/* ---- outlines ---- */
void pl_points_add(pl_points *points, pl_point at);
void pl_points_clear(pl_points *points); /* frees */
/* An arc from `from` to `to` in radians, clockwise from three o'clock as y points down; both ends are included. */
void pl_points_arc(pl_points *points, pl_point centre, float radius, float from, float to);
void pl_outline_disc(pl_raster *raster, pl_points *scratch, pl_point at, float radius, bool is_hole);
void pl_outline_rect(pl_raster *raster, pl_points *scratch, pl_rect rect, float radius, bool is_hole);
void pl_outline_polygon(pl_raster *raster, pl_points *scratch, pl_point at, float radius, int corners, bool is_hole);
/* The band of `width` along a path with round joins, cut into dashes. `sides` are two, for scratch. */
void pl_outline_stroke(pl_raster *raster, pl_points *sides, const pl_point *path, int count, bool is_closed,
                       float width, pl_dash dash);

#endif
