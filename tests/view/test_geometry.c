/* Rectangles that are cut up, easing, and the coverage of outlines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "geometry.h"
#include "raster.h"

static void test_cutting(void **state) {
  (void)state;
  pl_rect rest = {10, 20, 100, 50};
  pl_rect left = pl_cut_left(&rest, 30), right = pl_cut_right(&rest, 20);
  pl_rect top = pl_cut_top(&rest, 10), bottom = pl_cut_bottom(&rest, 15);
  assert_true(left.x == 10 && left.w == 30 && left.h == 50);
  assert_true(right.x == 90 && right.w == 20);
  assert_true(top.x == 40 && top.y == 20 && top.w == 50 && top.h == 10);
  assert_true(bottom.y == 55 && bottom.h == 15);
  assert_true(rest.x == 40 && rest.y == 30 && rest.w == 50 && rest.h == 25);
}

static void test_cutting_more_than_there_is(void **state) {
  (void)state;
  pl_rect rest = {0, 0, 10, 10};
  assert_true(pl_cut_left(&rest, -5).w == 0 && rest.w == 10);
  assert_true(pl_cut_bottom(&rest, NAN).h == 0 && rest.h == 10);
  assert_true(pl_cut_right(&rest, 99).w == 10 && rest.w == 0);
  assert_true(pl_cut_top(&rest, INFINITY).h == 10 && rest.h == 0);
}

static void test_meeting(void **state) {
  (void)state;
  const pl_rect a = {0, 0, 10, 10};
  assert_true(pl_rect_has(a, (pl_point){0, 0}));
  assert_false(pl_rect_has(a, (pl_point){10, 5}));
  assert_true(pl_rect_meets(a, (pl_rect){9, 9, 5, 5}));
  assert_false(pl_rect_meets(a, (pl_rect){10, 0, 5, 5}));
  const pl_rect inset = pl_rect_inset(a, 2);
  assert_true(inset.x == 2 && inset.w == 6);
}

static void test_easing(void **state) {
  (void)state;
  float (*const curves[])(float) = {pl_ease_out, pl_ease_in_out};
  for (int i = 0; i < 2; i++) {
    assert_true(curves[i](-1) == 0 && curves[i](0) == 0 && curves[i](1) == 1 && curves[i](7) == 1);
    for (float t = 0, last = 0; t <= 1; t += 0.01f) {
      assert_true(curves[i](t) >= last);
      last = curves[i](t);
    }
  }
}

/* ---- coverage ---- */
enum { SIDE = 64 };

static double area_of(const pl_raster *raster) {
  double sum = 0;
  for (size_t i = 0; i < raster->span_count; i++)
    sum += raster->spans[i].coverage / 255.0 * raster->spans[i].length;
  return sum;
}

static void test_square_is_exact(void **state) {
  (void)state;
  pl_raster raster = {0};
  const pl_point square[] = {{10.5f, 10}, {20.5f, 10}, {20.5f, 20}, {10.5f, 20}};
  pl_raster_begin(&raster, 0, 0, SIDE, SIDE);
  pl_raster_add_filled(&raster, square, 4);
  pl_raster_end(&raster);
  assert_int_equal(raster.span_count, 30); /* half, whole, half, in each of ten rows */
  assert_int_equal(raster.spans[0].x, 10);
  assert_in_range(raster.spans[0].coverage, 127, 128);
  assert_int_equal(raster.spans[1].length, 9);
  assert_int_equal(raster.spans[1].coverage, 255);
  assert_in_range(raster.spans[2].coverage, 127, 128);
  pl_raster_clear(&raster);
}

/* Two squares that overlap are one shape, whichever way each turns; a hole is cut out of it. */
static void test_union_and_hole(void **state) {
  (void)state;
  pl_raster raster = {0};
  const pl_point one[] = {{10, 10}, {30, 10}, {30, 30}, {10, 30}}, two[] = {{20, 20}, {20, 40}, {40, 40}, {40, 20}};
  const pl_point hole[] = {{12, 12}, {16, 12}, {16, 16}, {12, 16}};
  pl_raster_begin(&raster, 0, 0, SIDE, SIDE);
  pl_raster_add_filled(&raster, one, 4);
  pl_raster_add_filled(&raster, two, 4);
  pl_raster_add_hole(&raster, hole, 4);
  pl_raster_end(&raster);
  assert_float_equal(area_of(&raster), 400 + 400 - 100 - 16, 0.01);
  pl_raster_clear(&raster);
}

/* However far an outline reaches, only what is inside the bounds is made, and that correctly. */
static void test_far_away(void **state) {
  (void)state;
  pl_raster raster = {0};
  const pl_point huge[] = {{-1e8f, -1e8f}, {1e8f, -1e8f}, {1e8f, 1e8f}, {-1e8f, 1e8f}};
  pl_raster_begin(&raster, -5, -5, SIDE, SIDE);
  pl_raster_add_filled(&raster, huge, 4);
  pl_raster_end(&raster);
  assert_float_equal(area_of(&raster), (SIDE + 5) * (SIDE + 5), 0.01);
  /* A half plane below a slanting line through (0, 0) and (64, 32). */
  const pl_point slope[] = {{-6400, -3200}, {6400, 3200}, {-6400, 3200}};
  pl_raster_begin(&raster, 0, 0, SIDE, SIDE);
  pl_raster_add_filled(&raster, slope, 3);
  pl_raster_end(&raster);
  assert_float_equal(area_of(&raster), SIDE * SIDE * 0.75, 2);
  const pl_point off[] = {{100, 10}, {200, 10}, {200, 20}};
  pl_raster_begin(&raster, 0, 0, SIDE, SIDE);
  pl_raster_add_filled(&raster, off, 3);
  pl_raster_end(&raster);
  assert_int_equal(raster.span_count, 0);
  pl_raster_clear(&raster);
}

static void test_not_a_number(void **state) {
  (void)state;
  pl_raster raster = {0};
  const pl_point bad[] = {{0, 0}, {NAN, 10}, {10, 10}}, worse[] = {{0, 0}, {INFINITY, 10}, {10, 10}};
  pl_raster_begin(&raster, 0, 0, SIDE, SIDE);
  pl_raster_add_filled(&raster, bad, 3);
  pl_raster_add(&raster, worse, 3);
  pl_raster_add(&raster, worse, 1);
  pl_raster_end(&raster);
  assert_int_equal(raster.span_count, 0);
  pl_raster_clear(&raster);
}

/* Random triangles: their area is that of the formula, and no two spans overlap. */
static void test_random_triangles(void **state) {
  (void)state;
  pl_raster raster = {0};
  uint32_t luck = 1;
  for (int i = 0; i < 500; i++) {
    pl_point p[3];
    for (int k = 0; k < 3; k++) {
      luck = luck * 1664525u + 1013904223u;
      p[k] = (pl_point){(float)(luck >> 16) / 1024, (float)(luck & 0xFFFF) / 1024};
    }
    const double area = fabs((p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[2].x - p[0].x) * (p[1].y - p[0].y)) / 2;
    pl_raster_begin(&raster, 0, 0, SIDE, SIDE);
    pl_raster_add_filled(&raster, p, 3);
    pl_raster_end(&raster);
    assert_true(fabs(area_of(&raster) - area) < 0.5 + area * 0.005);
    for (size_t k = 1; k < raster.span_count; k++) {
      const pl_span *a = &raster.spans[k - 1], *b = &raster.spans[k];
      assert_true(a->y < b->y || (a->y == b->y && a->x + a->length <= b->x));
    }
  }
  pl_raster_clear(&raster);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cutting),          cmocka_unit_test(test_cutting_more_than_there_is),
      cmocka_unit_test(test_meeting),          cmocka_unit_test(test_easing),
      cmocka_unit_test(test_square_is_exact),  cmocka_unit_test(test_union_and_hole),
      cmocka_unit_test(test_far_away),         cmocka_unit_test(test_not_a_number),
      cmocka_unit_test(test_random_triangles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
