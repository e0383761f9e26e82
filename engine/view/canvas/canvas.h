/* The canvas: shapes and text on an SDL renderer, in logical pixels, with smooth edges on any renderer.
 *
 * Shapes are rows of evenly covered pixels, the same on every renderer, or, where they are small and many, sprites that
 * are made once. Rectangles, upright and level lines and text lie on whole pixels. Text is shaped by SDL2_ttf with
 * HarfBuzz and kept as textures. Everything kept belongs to the renderer: pl_canvas_lost throws it away when the
 * renderer says that it lost its targets, and all is made again when it is next drawn. Drawing never fails as far as
 * the caller is concerned: what could not be drawn is missing, and pl_canvas_end says why. Only one thread draws. */
#ifndef POLDER_VIEW_CANVAS_H
#define POLDER_VIEW_CANVAS_H

#include <SDL.h>

#include <polder/status.h>
#include <polder/types.h>

#include "geometry.h"
#include "theme.h"

typedef struct pl_canvas pl_canvas;

/* On a renderer, which is borrowed. PL_SYSTEM: there is no usable font (the error says which package has one). */
pl_canvas *pl_canvas_new(SDL_Renderer *renderer, pl_error *error);
void pl_canvas_free(pl_canvas *canvas);
/* Another renderer, after the old one was lost; NULL: none for now. */
void pl_canvas_use(pl_canvas *canvas, SDL_Renderer *renderer);
/* The renderer lost what was kept in it. */
void pl_canvas_lost(pl_canvas *canvas);

/* A frame. `unit` is how many device pixels a logical one has: height / 1080 × the interface scale. */
void pl_canvas_begin(pl_canvas *canvas, int width, int height, float unit);
/* PL_SYSTEM: something could not be drawn. Presenting is the caller's. */
pl_status pl_canvas_end(pl_canvas *canvas, pl_error *error);
pl_rect pl_canvas_area(const pl_canvas *canvas); /* all of it, logical */
float pl_canvas_unit(const pl_canvas *canvas);

/* What is drawn from here on is cut to `area` as well, until the matching pop. Nests, at most 16 deep. */
void pl_canvas_push_clip(pl_canvas *canvas, pl_rect area);
void pl_canvas_pop_clip(pl_canvas *canvas);
/* What is drawn from here on is multiplied with this opacity, until the matching pop. Nests, at most 16 deep. In
 * software a faded opaque layer is four times as fast as a faded transparent one of the same size. */
void pl_canvas_push_fade(pl_canvas *canvas, float opacity);
void pl_canvas_pop_fade(pl_canvas *canvas);

/* ---- shapes ---- */
void pl_draw_fill(pl_canvas *canvas, pl_rect rect, pl_colour colour);
void pl_draw_fill_round(pl_canvas *canvas, pl_rect rect, float radius, pl_colour colour);
/* An outline of `width` inside the rectangle. */
void pl_draw_outline(pl_canvas *canvas, pl_rect rect, float radius, float width, pl_colour colour);
void pl_draw_disc(pl_canvas *canvas, pl_point at, float radius, pl_colour colour);
/* A ring whose middle line has this radius. */
void pl_draw_ring(pl_canvas *canvas, pl_point at, float radius, float width, pl_colour colour);
/* Dashes along a line, by length; 0 dashes: solid. */
typedef struct pl_dash {
  float on, off, on_again, off_again; /* the second pair 0: the first repeats */
} pl_dash;
/* Part of a ring from `from` to `to` turns clockwise from twelve o'clock (0 … 1). */
void pl_draw_arc(pl_canvas *canvas, pl_point at, float radius, float width, float from, float to, pl_dash dash,
            pl_colour colour);
void pl_draw_diamond(pl_canvas *canvas, pl_point at, float half, pl_colour fill, float edge_width, pl_colour edge);
/* A regular polygon, its first corner straight up; `edge_width` 0: no edge; fill alpha 0: hollow. */
void pl_draw_polygon(pl_canvas *canvas, pl_point at, float radius, int corners, pl_colour fill, float edge_width,
                pl_colour edge);
void pl_draw_line(pl_canvas *canvas, pl_point from, pl_point to, float width, pl_dash dash, pl_colour colour);
/* A connected line through points, closed or not; joins are round. */
void pl_draw_polyline(pl_canvas *canvas, const pl_point *points, int count, bool is_closed, float width, pl_dash dash,
                 pl_colour colour);
/* Quadratic curve. */
void pl_draw_curve(pl_canvas *canvas, pl_point from, pl_point bend, pl_point to, float width, pl_dash dash,
              pl_colour colour);
/* A filled simple polygon, convex or not, as one area: no overlap is drawn twice. */
void pl_draw_area(pl_canvas *canvas, const pl_point *points, int count, pl_colour colour);
/* Parallel strokes inside a rectangle, at an angle in degrees: patterns that repeat what a colour says. */
void pl_draw_hatch(pl_canvas *canvas, pl_rect rect, float angle, float spacing, float width, pl_colour colour);

/* ---- text ---- */
typedef enum pl_align { PL_ALIGN_LEFT, PL_ALIGN_CENTRE, PL_ALIGN_RIGHT } pl_align;
typedef struct pl_font {
  float size;        /* logical; a PL_FONT_… */
  int weight;        /* 400, 500, 600, 700 */
  pl_colour colour;
  pl_colour halo;    /* outline of a tenth of the size, drawn first; alpha 0: none */
  bool is_tabular;   /* digits of one width */
} pl_font;
/* Width of one line. Bytes below 0x20 have no width. */
float pl_font_width(pl_canvas *canvas, const pl_font *font, const char *text);
/* One line; `at` is the left end, middle or right end of its baseline by `align`. Returns its width. */
float pl_draw_text(pl_canvas *canvas, pl_point at, pl_align align, const pl_font *font, const char *text);
/* One line within `width`; what does not fit ends in "…". */
float pl_draw_text_fit(pl_canvas *canvas, pl_point at, pl_align align, float width, const pl_font *font,
                       const char *text);
/* Text wrapped to `width`, from the top left; returns the height. With `is_measured_only` nothing is drawn.
 * Understands the style bytes and hanging indents of tale.h: bold, dim, good (SHARE), bad (INCIDENT_TEXT), chips of
 * TLP labels. No-break spaces keep words together. */
float pl_draw_text_wrap(pl_canvas *canvas, pl_rect area, const pl_font *font, const char *text, bool is_measured_only);
/* Ascent above and descent below the baseline; both positive. */
void pl_font_extent(pl_canvas *canvas, const pl_font *font, float *ascent, float *descent);

/* A TLP 2.0 label: coloured on black, never translated. `at` is the top left corner; returns its width. The height is
 * size × 1.35. With `is_measured_only` nothing is drawn. */
float pl_draw_label(pl_canvas *canvas, pl_point at, float size, pl_label label, bool is_measured_only);

/* ---- what does not move ---- */
/* A picture kept between frames. `layer` must be zeroed at first and freed with pl_layer_free before the canvas.
 * Returns true when it has to be drawn (again): `key` differs from the last one, the size did, or the renderer lost it;
 * then draw and call pl_layer_end, which must also be called when this returned false. Coordinates while drawing are
 * those of the canvas, not of the layer. An opaque layer is faster, and must be filled whole. */
typedef struct pl_layer {
  SDL_Texture *texture;
  uint64_t key;
  int width, height, generation;
  pl_rect area;
  bool is_opaque, is_drawing;
} pl_layer;
bool pl_layer_begin(pl_canvas *canvas, pl_layer *layer, pl_rect area, bool is_opaque, uint64_t key);
void pl_layer_end(pl_canvas *canvas, pl_layer *layer); /* …and puts it where it belongs */
void pl_layer_put(pl_canvas *canvas, const pl_layer *layer, pl_rect area); /* the same picture elsewhere or stretched */
void pl_layer_free(pl_layer *layer);
/* Folds values into a key. Start with 0. */
uint64_t pl_key(uint64_t key, const void *bytes, size_t length);

#endif
