/* The canvas: shapes, clips and layers. */
#include <polder/tale.h>

#include "fault.h"
#include "stage.h"

static const pl_colour red = 0xFF0000FF, white = 0xFFFFFFFF, half_white = 0xFFFFFF80;
static const pl_dash solid = {0, 0, 0, 0};

static const pl_font body = {22, 400, 0xFFFFFFFF, 0, false};

/* ---- shapes ---- */
static void test_fill_is_sharp(void **state) {
  stage *s = *state;
  pl_draw_fill(begin(s, 1.5f), (pl_rect){10, 10, 20, 20}, white);
  end(s);
  assert_int_equal(pixel(s, 15, 15), 0xFFFFFF);
  assert_int_equal(pixel(s, 44, 44), 0xFFFFFF);
  assert_int_equal(pixel(s, 14, 20), 0);
  assert_int_equal(pixel(s, 45, 20), 0);
  for (int width = 1; width < 190; width += 7) { /* whichever way the renderer is asked */
    pl_draw_fill(begin(s, 1), (pl_rect){3, 5, (float)width, 9}, white);
    end(s);
    assert_float_equal(covered(s), width * 9, 0.01);
  }
}

/* Drawn first as spans, then as a sprite: both have the area of a disc, and nearly the same pixels. */
static void test_disc_has_its_area(void **state) {
  stage *s = *state;
  static const float radii[] = {1.5f, 3.2f, 5, 11.3f, 40, 70, 98};
  for (size_t i = 0; i < sizeof radii / sizeof radii[0]; i++)
    for (int time = 0; time < 3; time++) {
      pl_draw_disc(begin(s, 1), (pl_point){100.3f, 99.6f}, radii[i], white);
      end(s);
      const float whole = roundf(radii[i] * 8) / 8;
      const double area = 3.14159265 * whole * whole;
      assert_true(fabs(covered(s) - area) < area * 0.02 + 0.2);
    }
}

static void test_rings_and_polygons(void **state) {
  stage *s = *state;
  for (int time = 0; time < 2; time++) {
    pl_draw_ring(begin(s, 1), (pl_point){100, 100}, 30, 6, white);
    end(s);
    assert_int_equal(pixel(s, 100, 100), 0);
    assert_int_equal(pixel(s, 130, 100), 0xFFFFFF);
    assert_true(fabs(covered(s) - 3.14159265 * (33 * 33 - 27 * 27)) < 10);
    pl_draw_diamond(begin(s, 1), (pl_point){100, 100}, 20, red, 4, white);
    end(s);
    assert_int_equal(pixel(s, 100, 100), 0xFF0000);
    assert_int_equal(pixel(s, 100, 80), 0xFFFFFF);
    assert_int_equal(pixel(s, 88, 88), pixel(s, 111, 88));
    assert_int_equal(pixel(s, 118, 118), 0);
    pl_draw_polygon(begin(s, 1), (pl_point){100, 100}, 40, 3, 0, 4, white);
    end(s);
    assert_int_equal(pixel(s, 100, 100), 0);
    assert_int_equal(pixel(s, 100, 60), 0xFFFFFF); /* the corner is up */
    assert_int_equal(pixel(s, 100, 141), 0);
    assert_int_equal(pixel(s, 100, 120), 0xFFFFFF);
  }
}

/* Something that moves by less than a pixel changes its picture, and stays as large. */
static void test_movement_is_smooth(void **state) {
  stage *s = *state;
  double last = 0;
  for (int step = 0; step < 12; step++) {
    const float x = 100 + (float)step / 4;
    for (int time = 0; time < 2; time++) {
      pl_draw_disc(begin(s, 1), (pl_point){x, 100}, 6, white);
      end(s);
    }
    double middle = 0;
    for (int i = 0; i < SIDE * SIDE; i++) middle += blue(s, i % SIDE, i / SIDE) * (i % SIDE + 0.5);
    middle /= covered(s) * 255;
    assert_true(fabs(middle - x) < 0.1);
    if (step) assert_true(middle > last + 0.1);
    last = middle;
  }
}

static void test_lines(void **state) {
  stage *s = *state;
  pl_draw_line(begin(s, 1), (pl_point){20, 20}, (pl_point){140, 110}, 4, solid, white);
  end(s);
  assert_true(fabs(covered(s) - 150 * 4) < 6);
  pl_draw_line(begin(s, 1), (pl_point){20, 50}, (pl_point){120, 50}, 2, solid, white);
  end(s);
  assert_float_equal(covered(s), 200, 0.01);
  pl_draw_line(begin(s, 1), (pl_point){0, 50}, (pl_point){160, 50.5f}, 4, (pl_dash){10, 6, 0, 0}, white);
  end(s);
  assert_true(fabs(covered(s) - 100 * 4) < 8);
  pl_draw_line(begin(s, 1), (pl_point){0, 50}, (pl_point){170, 50.5f}, 4, (pl_dash){20, 6, 2, 6}, white);
  end(s);
  assert_true(fabs(covered(s) - 110 * 4) < 12);
}

static void test_arcs(void **state) {
  stage *s = *state;
  pl_draw_arc(begin(s, 1), (pl_point){100, 100}, 50, 6, 0, 0.25f, solid, white);
  end(s);
  assert_int_equal(pixel(s, 135, 65), 0xFFFFFF); /* from twelve o'clock to three */
  assert_int_equal(pixel(s, 65, 65), 0);
  assert_int_equal(pixel(s, 135, 135), 0);
  assert_true(fabs(covered(s) - 3.14159265 * 50 * 6 / 2) < 6);
}

/* A translucent line that turns, curves or crosses itself is nowhere drawn twice; so is an area that is not convex. */
static void test_no_double_opacity(void **state) {
  stage *s = *state;
  const pl_point zigzag[] = {{20, 20}, {150, 40}, {30, 60}, {150, 90}, {90, 10}, {92, 150}};
  pl_draw_polyline(begin(s, 1), zigzag, 6, true, 9, solid, half_white);
  end(s);
  assert_in_range(brightest(s), 124, 131);
  pl_draw_curve(begin(s, 1), (pl_point){20, 20}, (pl_point){180, 20}, (pl_point){100, 180}, 12, solid, half_white);
  end(s);
  assert_in_range(brightest(s), 124, 131);
  const pl_point star[] = {{20, 20}, {100, 60}, {180, 20}, {130, 100}, {180, 180}, {100, 130}, {20, 180}, {70, 100}};
  pl_draw_area(begin(s, 1), star, 8, half_white);
  end(s);
  assert_in_range(brightest(s), 124, 131);
  assert_in_range(blue(s, 100, 100), 124, 131);
  assert_int_equal(blue(s, 100, 30), 0);
}

static void test_round_corners(void **state) {
  stage *s = *state;
  pl_draw_fill_round(begin(s, 1), (pl_rect){50, 50, 100, 60}, 12, white);
  end(s);
  assert_int_equal(pixel(s, 50, 50), 0);
  assert_int_equal(pixel(s, 100, 50), 0xFFFFFF);
  assert_true(fabs(covered(s) - (6000 - (4 - 3.14159265) * 144)) < 4);
  pl_draw_outline(begin(s, 1), (pl_rect){50, 50, 100, 60}, 0, 3, white);
  end(s);
  assert_float_equal(covered(s), 6000 - 94 * 54, 0.1);
}

static void test_hatch_stays_inside(void **state) {
  stage *s = *state;
  pl_draw_hatch(begin(s, 1), (pl_rect){40, 40, 100, 50}, 35, 8, 2, white);
  end(s);
  for (int i = 0; i < SIDE * SIDE; i++) {
    const int x = i % SIDE, y = i / SIDE;
    if (x < 40 || x >= 140 || y < 40 || y >= 90) assert_int_equal(pixel(s, x, y), 0);
  }
  assert_true(fabs(covered(s) - 5000 * 0.25) < 80);
}

/* Sizes and places that make no sense draw nothing, or something, and never fail. */
static void test_nonsense(void **state) {
  stage *s = *state;
  static const float strange[] = {0, -1, -1e30f, 1e30f, NAN, INFINITY, -INFINITY, 1e-30f};
  enum { STRANGE = sizeof strange / sizeof strange[0] };
  pl_canvas *c = begin(s, 1);
  const pl_font font = {22, 400, white, 0, false};
  for (int i = 0; i < STRANGE * STRANGE; i++) {
    const float a = strange[i % STRANGE], b = strange[i / STRANGE];
    const pl_point p = {a, b}, q = {50, 60}, path[] = {{10, 10}, {a, b}, {b, 20}, {30, a}};
    const pl_rect rects[] = {{a, b, 20, 20}, {20, 20, a, b}};
    for (int k = 0; k < 2; k++) {
      pl_draw_fill(c, rects[k], red);
      pl_draw_fill_round(c, rects[k], a, red);
      pl_draw_outline(c, rects[k], b, a, red);
      pl_draw_hatch(c, rects[k], a, b, 2, red);
      pl_draw_text_wrap(c, rects[k], &font, "words in a strange place", false);
      pl_canvas_push_clip(c, rects[k]);
      pl_draw_disc(c, q, 20, red);
      pl_canvas_pop_clip(c);
      pl_layer layer = {0};
      if (fabsf(rects[k].w) < 100 && pl_layer_begin(c, &layer, rects[k], false, 1)) pl_draw_disc(c, q, 20, red);
      pl_layer_end(c, &layer);
      pl_layer_free(&layer);
    }
    pl_draw_disc(c, p, 10, red);
    pl_draw_disc(c, q, a, red);
    pl_draw_ring(c, q, a, b, red);
    pl_draw_arc(c, q, 10, 3, a, b, (pl_dash){b, a, b, a}, red);
    pl_draw_arc(c, p, a, b, 0, 1, solid, red);
    pl_draw_diamond(c, p, a, red, b, white);
    pl_draw_polygon(c, q, a, 3 + i, red, b, white);
    pl_draw_polygon(c, q, 10, -i, red, 1, white);
    pl_draw_line(c, p, q, a, (pl_dash){a, b, a, b}, red);
    pl_draw_line(c, q, p, 2, (pl_dash){2, 2, a, b}, red);
    pl_draw_polyline(c, path, 4, true, a, solid, red);
    pl_draw_curve(c, q, p, q, 3, (pl_dash){3, b, 0, 0}, red);
    pl_draw_area(c, path, 4, red);
    pl_draw_text(c, p, PL_ALIGN_CENTRE, &font, "x");
    pl_draw_text_fit(c, q, PL_ALIGN_RIGHT, a, &font, "a long text that is cut");
    pl_draw_label(c, p, a, PL_AMBER, false);
    pl_canvas_push_fade(c, a);
    pl_draw_disc(c, q, 20, red);
    pl_canvas_pop_fade(c);
  }
  pl_draw_area(c, NULL, 0, red);
  pl_draw_polyline(c, NULL, 0, true, 2, solid, red);
  end(s);
}

/* ---- clip and fade ---- */
static void test_clip_nests(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  pl_canvas_push_clip(c, (pl_rect){50, 50, 60, 60});
  pl_canvas_push_clip(c, (pl_rect){90, 90, 100, 100});
  pl_draw_fill(c, pl_canvas_area(c), white);
  pl_draw_disc(c, (pl_point){100, 100}, 90, white);
  pl_canvas_pop_clip(c);
  pl_draw_fill(c, (pl_rect){0, 50, 200, 1}, red);
  pl_canvas_pop_clip(c);
  pl_draw_fill(c, (pl_rect){0, 0, 200, 1}, red);
  end(s);
  assert_int_equal(pixel(s, 90, 90), 0xFFFFFF);
  assert_int_equal(pixel(s, 109, 109), 0xFFFFFF);
  assert_int_equal(pixel(s, 110, 109), 0);
  assert_int_equal(pixel(s, 60, 60), 0);
  assert_int_equal(pixel(s, 49, 50), 0);
  assert_int_equal(pixel(s, 50, 50), 0xFF0000);
  assert_int_equal(pixel(s, 110, 50), 0);
  assert_int_equal(pixel(s, 199, 0), 0xFF0000);
}

static void test_clip_to_nothing(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  pl_canvas_push_clip(c, (pl_rect){500, 500, 60, 60});
  pl_draw_fill(c, pl_canvas_area(c), white);
  pl_draw_disc(c, (pl_point){100, 100}, 90, white);
  pl_draw_disc(c, (pl_point){100, 100}, 9, white);
  pl_draw_text(c, (pl_point){10, 50}, PL_ALIGN_LEFT, &(pl_font){30, 700, white, 0, false}, "Text");
  pl_canvas_pop_clip(c);
  end(s);
  assert_float_equal(covered(s), 0, 0);
}

/* A large fill that shows through looks as a small one does, and has its edges where it should. */
static void test_large_translucent_fill(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  pl_draw_fill(c, (pl_rect){3, 5, 190, 187}, 0xFFFFFF60);
  pl_draw_fill(c, (pl_rect){0, 0, 2, 2}, 0xFFFFFF60);
  end(s);
  assert_true(abs(blue(s, 3, 5) - blue(s, 1, 1)) <= 2);
  assert_int_equal(blue(s, 3, 5), blue(s, 192, 191));
  assert_true(fabs(covered(s) - blue(s, 3, 5) / 255.0 * 190 * 187 - 4 * blue(s, 1, 1) / 255.0) < 1);
}

static void test_fade_nests(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  pl_canvas_push_fade(c, 0.5f);
  pl_draw_fill(c, (pl_rect){0, 0, 10, 10}, white);
  pl_canvas_push_fade(c, 0.5f);
  pl_draw_fill(c, (pl_rect){20, 0, 10, 10}, white);
  pl_draw_fill(c, (pl_rect){60, 0, 10, 10}, half_white);
  pl_canvas_pop_fade(c);
  pl_canvas_pop_fade(c);
  pl_draw_fill(c, (pl_rect){40, 0, 10, 10}, white);
  end(s);
  assert_in_range(blue(s, 5, 5), 126, 129);
  assert_in_range(blue(s, 25, 5), 62, 66);
  assert_in_range(blue(s, 65, 5), 30, 34);
  assert_int_equal(blue(s, 45, 5), 255);
}

/* Deeper than the limit: counted, so that what is inside the limit comes back. */
static void test_too_deep(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  for (int i = 0; i < 40; i++) pl_canvas_push_fade(c, 0.5f);
  for (int i = 0; i < 40; i++) pl_canvas_push_clip(c, (pl_rect){50, 50, 20, 20});
  for (int i = 0; i < 45; i++) pl_canvas_pop_fade(c);
  for (int i = 0; i < 45; i++) pl_canvas_pop_clip(c);
  pl_draw_fill(c, (pl_rect){0, 0, 10, 10}, white);
  end(s);
  assert_int_equal(blue(s, 5, 5), 255);
}

/* ---- layers ---- */
static void test_layers_are_drawn_once(void **state) {
  stage *s = *state;
  pl_layer layer = {0};
  const pl_rect area = {20, 30, 100, 80};
  int drawn = 0;
  for (int frame = 0; frame < 8; frame++) {
    const uint64_t key = frame < 4 ? 1 : 2;
    pl_canvas *c = begin(s, 1);
    if (frame == 6) pl_canvas_lost(c);
    if (pl_layer_begin(c, &layer, area, false, key)) {
      pl_draw_disc(c, (pl_point){70, 70}, 20, white);
      drawn++;
    }
    pl_layer_end(c, &layer);
    end(s);
    assert_int_equal(pixel(s, 70, 70), 0xFFFFFF);
    assert_int_equal(pixel(s, 25, 35), 0);
    assert_int_equal(drawn, frame < 4 ? 1 : frame < 6 ? 2 : 3);
  }
  pl_canvas *c = begin(s, 1.5f); /* another size */
  assert_true(pl_layer_begin(c, &layer, area, false, 2));
  pl_layer_end(c, &layer);
  end(s);
  pl_layer_free(&layer);
}

/* What is half transparent looks the same through a layer as without one: rims do not darken. */
static void test_layers_keep_colours(void **state) {
  stage *s = *state;
  int straight[3], layered[3];
  static const int spots[3][2] = {{70, 50}, {70, 64}, {50, 50}};
  for (int time = 0; time < 2; time++) {
    pl_layer layer = {0};
    pl_draw_fill(begin(s, 1), (pl_rect){0, 0, SIDE, SIDE}, 0x4080C0FF);
    if (time) assert_true(pl_layer_begin(s->canvas, &layer, (pl_rect){10, 10, 150, 150}, false, 1));
    pl_draw_disc(s->canvas, (pl_point){70.3f, 50.2f}, 14.4f, half_white);
    pl_draw_disc(s->canvas, (pl_point){55, 50}, 8, 0xFF804040);
    if (time) pl_layer_end(s->canvas, &layer);
    end(s);
    for (int i = 0; i < 3; i++) (time ? layered : straight)[i] = (int)pixel(s, spots[i][0], spots[i][1]);
    pl_layer_free(&layer);
  }
  for (int i = 0; i < 3; i++)
    for (int shift = 0; shift < 24; shift += 8)
      assert_true(abs((straight[i] >> shift & 255) - (layered[i] >> shift & 255)) < 6);
}

/* Clip and fade outside a layer do not reach into it, but they do what they do when it is put. */
static void test_layers_within_clip_and_fade(void **state) {
  stage *s = *state;
  pl_layer layer = {0};
  pl_canvas *c = begin(s, 1);
  pl_canvas_push_clip(c, (pl_rect){0, 0, 60, 60});
  pl_canvas_push_fade(c, 0.5f);
  assert_true(pl_layer_begin(c, &layer, (pl_rect){20, 20, 100, 100}, true, 1));
  pl_draw_fill(c, (pl_rect){20, 20, 100, 100}, white);
  pl_layer_end(c, &layer);
  pl_canvas_pop_fade(c);
  pl_canvas_pop_clip(c);
  end(s);
  assert_in_range(blue(s, 50, 50), 126, 129);
  assert_int_equal(blue(s, 70, 50), 0);
  pl_canvas_begin(c, SIDE, SIDE, 1);
  assert_false(pl_layer_begin(c, &layer, (pl_rect){20, 20, 100, 100}, true, 1));
  pl_layer_end(c, &layer);
  end(s);
  assert_int_equal(blue(s, 119, 119), 255);
  pl_layer_free(&layer);
}

static void test_layers_in_layers(void **state) {
  stage *s = *state;
  pl_layer layers[12] = {{0}};
  pl_canvas *c = begin(s, 1);
  for (int i = 0; i < 12; i++)
    if (pl_layer_begin(c, &layers[i], (pl_rect){10, 10, 100, 100}, false, 1))
      pl_draw_fill(c, (pl_rect){10 + (float)i * 5, 10, 5, 100}, white);
  for (int i = 11; i >= 0; i--) pl_layer_end(c, &layers[i]);
  pl_draw_fill(c, (pl_rect){150, 150, 5, 5}, red);
  end(s);
  assert_int_equal(pixel(s, 12, 50), 0xFFFFFF);
  assert_int_equal(pixel(s, 152, 152), 0xFF0000);
  for (int i = 0; i < 12; i++) pl_layer_free(&layers[i]);
}

static void test_keys(void **state) {
  (void)state;
  const uint64_t one = pl_key(0, "one", 3);
  assert_true(one && one == pl_key(0, "one", 3));
  assert_true(one != pl_key(0, "two", 3) && one != pl_key(one, "one", 3));
}

/* ---- when things go wrong ---- */
static void test_no_renderer(void **state) {
  stage *s = *state;
  pl_layer layer = {0};
  pl_error error = {0};
  pl_canvas_use(s->canvas, NULL);
  pl_canvas_begin(s->canvas, SIDE, SIDE, 1);
  pl_draw_disc(s->canvas, (pl_point){70, 50}, 14, white);
  pl_draw_fill(s->canvas, (pl_rect){0, 0, 10, 10}, white);
  pl_canvas_push_clip(s->canvas, (pl_rect){0, 0, 10, 10});
  assert_true(pl_draw_text(s->canvas, (pl_point){0, 50}, PL_ALIGN_LEFT, &body, "still measured") > 20);
  assert_true(pl_draw_text_wrap(s->canvas, (pl_rect){0, 0, 50, 10}, &body, "still measured", false) > 20);
  assert_false(pl_layer_begin(s->canvas, &layer, (pl_rect){0, 0, 50, 50}, true, 1));
  pl_layer_end(s->canvas, &layer);
  pl_canvas_pop_clip(s->canvas);
  assert_int_equal(pl_canvas_end(s->canvas, &error), PL_OK);
  pl_canvas_use(s->canvas, s->renderer);
  pl_draw_disc(begin(s, 1), (pl_point){70, 50}, 14, white);
  end(s);
  assert_int_equal(pixel(s, 70, 50), 0xFFFFFF);
}

static void draw_something(stage *s, pl_layer *layer) {
  pl_canvas *c = s->canvas;
  const pl_font font = {22, 700, 0xFFFFFFFF, 0x000000FF, true};
  const pl_point path[] = {{10, 10}, {60, 20}, {30, 90}};
  for (int time = 0; time < 2; time++) pl_draw_disc(c, (pl_point){70, 50}, 14, white);
  pl_draw_polyline(c, path, 3, true, 3, (pl_dash){5, 3, 0, 0}, white);
  pl_draw_area(c, path, 3, white);
  pl_draw_text(c, (pl_point){0, 50}, PL_ALIGN_LEFT, &font, "Round 12");
  pl_draw_text_wrap(c, (pl_rect){0, 80, 90, 100}, &body, "some words to be wrapped \0014TLP:RED\001.", false);
  if (pl_layer_begin(c, layer, (pl_rect){0, 0, 50, 50}, false, 1)) pl_draw_disc(c, (pl_point){20, 20}, 9, white);
  pl_layer_end(c, layer);
}

/* On a machine without fonts the error says what to install. */
static void test_no_font(void **state) {
  (void)state;
  char path[] = "/tmp/polder-fonts-XXXXXX";
  pl_error error = {0};
  const int file = mkstemp(path);
  assert_true(file >= 0);
  FILE *out = fdopen(file, "w");
  fputs("<?xml version=\"1.0\"?><fontconfig></fontconfig>", out);
  fclose(out);
  setenv("FONTCONFIG_FILE", path, 1);
  pl_canvas *canvas = pl_canvas_new(NULL, &error);
  unsetenv("FONTCONFIG_FILE");
  remove(path);
  assert_null(canvas);
  assert_int_equal(error.status, PL_SYSTEM);
  assert_non_null(strstr(error.text, "fonts-inter"));
}

/* Each allocation fails in turn: less is drawn, it is said, and the next frame is whole again. */
static void test_no_memory(void **state) {
  stage *whole = *state;
  pl_layer first = {0};
  begin(whole, 1);
  draw_something(whole, &first);
  end(whole);
  const double expected = covered(whole);
  pl_layer_free(&first);
  for (long n = 0; n < 2000; n++) {
    pl_error error = {0};
    pl_layer layer = {0};
    fault_after(n);
    pl_canvas *canvas = pl_canvas_new(whole->renderer, &error);
    stage s = {whole->surface, whole->renderer, canvas};
    pl_status status = canvas ? PL_OK : error.status;
    if (canvas) {
      begin(&s, 1);
      draw_something(&s, &layer);
      status = pl_canvas_end(canvas, &error);
    }
    const bool reached = fault_stop();
    assert_true(status == PL_OK || status == PL_NO_MEMORY || status == PL_SYSTEM);
    if (canvas) {
      begin(&s, 1);
      draw_something(&s, &layer);
      end(&s);
      assert_true(fabs(covered(&s) - expected) < expected * 0.02);
    }
    pl_layer_free(&layer);
    pl_canvas_free(canvas);
    if (!reached) {
      assert_int_equal(status, PL_OK);
      return;
    }
  }
  fail_msg("still failing");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ON_STAGE(test_fill_is_sharp),
      ON_STAGE(test_disc_has_its_area),
      ON_STAGE(test_rings_and_polygons),
      ON_STAGE(test_movement_is_smooth),
      ON_STAGE(test_lines),
      ON_STAGE(test_arcs),
      ON_STAGE(test_no_double_opacity),
      ON_STAGE(test_round_corners),
      ON_STAGE(test_hatch_stays_inside),
      ON_STAGE(test_nonsense),
      ON_STAGE(test_clip_nests),
      ON_STAGE(test_clip_to_nothing),
      ON_STAGE(test_fade_nests),
      ON_STAGE(test_too_deep),
      ON_STAGE(test_layers_are_drawn_once),
      ON_STAGE(test_layers_keep_colours),
      ON_STAGE(test_layers_in_layers),
      ON_STAGE(test_layers_within_clip_and_fade),
      ON_STAGE(test_large_translucent_fill),
      ON_STAGE(test_no_renderer),
      ON_STAGE(test_no_memory),
      cmocka_unit_test(test_keys),
      cmocka_unit_test(test_no_font),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
