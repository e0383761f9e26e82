/* Contrast of the palette, by WCAG 2.1: text 4.5 on whatever it stands, large text and graphics that carry meaning
 * 3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "theme.h"

static double channel(unsigned value) {
  const double c = value / 255.0;
  return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(pl_colour colour) {
  return 0.2126 * channel(colour >> 24) + 0.7152 * channel(colour >> 16 & 255) + 0.0722 * channel(colour >> 8 & 255);
}

static double contrast(pl_colour one, pl_colour two) {
  const double a = luminance(one), b = luminance(two);
  return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

typedef struct pair {
  const char *name;
  pl_colour front, back;
  double least;
} pair;

#define ON(front, back, least) \
  { #front " on " #back, PL_COLOUR_##front, PL_COLOUR_##back, least }
#define ON_ALL(front, least) ON(front, SEA, least), ON(front, PANEL, least), ON(front, RAISED, least)

static const pair pairs[] = {
    /* Words, in every size. */
    ON_ALL(TEXT, 4.5), ON_ALL(MUTED, 4.5), ON_ALL(DIM, 4.5), ON_ALL(SHARE, 4.5), ON_ALL(INCIDENT_TEXT, 4.5),
    ON_ALL(RECOVERED, 4.5), ON_ALL(AMBER, 4.5), ON_ALL(FORUM_1, 4.5), ON_ALL(FORUM_2, 4.5), ON_ALL(FORUM_3, 4.5),
    ON(TEXT, SELECTED, 4.5), ON(MUTED, SELECTED, 4.5), ON(SHARE, SELECTED, 4.5), ON(INCIDENT_TEXT, SELECTED, 4.5),
    ON(SEA, SHARE, 4.5), ON(SEA, AMBER, 4.5), ON(SEA, TEXT, 4.5),
    /* Graphics. */
    ON_ALL(BAR, 3), ON_ALL(CLEAN, 3), ON_ALL(INCIDENT, 3), ON_ALL(INCIDENT_EDGE, 3), ON_ALL(SHARE_DEEP, 3),
    ON(DIM, SELECTED, 3),
    /* The hit part of a ring stands out against the empty one, also in grey. */
    ON(INCIDENT, RING, 2.3), ON(SHARE, RING, 2.3), ON(RECOVERED, RING, 2.3),
    /* Labels of the Traffic Light Protocol. */
    ON(TLP_RED, BLACK, 4.5), ON(TLP_AMBER, BLACK, 4.5), ON(TLP_GREEN, BLACK, 4.5), ON(TLP_CLEAR, BLACK, 4.5),
    /* Digits in the heatmaps. */
    ON(TEXT, TRUST_LOW, 4.5), ON(TEXT, TRUST_1, 4.5), ON(TEXT, TRUST_2, 4.5), ON(TEXT, TRUST_3, 4.5),
    ON(SEA, TRUST_4, 4.5), ON(TEXT, GAVE_1, 4.5), ON(TEXT, GAVE_2, 4.5), ON(TEXT, GAVE_3, 3), ON(SEA, GAVE_4, 4.5),
    ON(SEA, GAVE_5, 4.5),
};

static void test_contrast(void **state) {
  (void)state;
  int failed = 0;
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    const double ratio = contrast(pairs[i].front, pairs[i].back);
    if (ratio >= pairs[i].least) continue;
    print_error("%s: %.2f, should be %.1f\n", pairs[i].name, ratio, pairs[i].least);
    failed++;
  }
  assert_int_equal(failed, 0);
}

/* The formula itself, on figures that are known. */
static void test_formula(void **state) {
  (void)state;
  assert_float_equal(contrast(PL_COLOUR_WHITE, PL_COLOUR_BLACK), 21, 0.001);
  assert_float_equal(contrast(0x777777FF, PL_COLOUR_WHITE), 4.48, 0.01);
}

/* Cyan and vermilion carry the picture: told apart by lightness as well, for whoever sees no hue. */
static void test_race_is_seen_in_grey(void **state) {
  (void)state;
  assert_true(contrast(PL_COLOUR_SHARE, PL_COLOUR_INCIDENT) > 1.8);
}

static void test_fade(void **state) {
  (void)state;
  assert_int_equal(pl_fade(0x11223344, 1), 0x11223344);
  assert_int_equal(pl_fade(0x112233FF, 0.5f), 0x11223380);
  assert_int_equal(pl_fade(0x112233FF, -1), 0x11223300);
  assert_int_equal(pl_fade(0x112233FF, 9), 0x112233FF);
}

static void test_every_colour_is_opaque(void **state) {
  (void)state;
#define X(name, value) assert_int_equal(PL_COLOUR_##name & 0xFF, 0xFF);
  PL_THEME_COLOURS(X)
#undef X
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_contrast), cmocka_unit_test(test_formula), cmocka_unit_test(test_race_is_seen_in_grey),
      cmocka_unit_test(test_fade),     cmocka_unit_test(test_every_colour_is_opaque),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
