/* The canvas: lines of text, and text that is wrapped. */
#include <polder/tale.h>

#include "stage.h"

static const pl_colour white = 0xFFFFFFFF;

/* ---- text ---- */
static const pl_font body = {22, 400, 0xFFFFFFFF, 0, false};

static void test_width_grows_with_size(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  float last = 0;
  for (float size = 10; size < 80; size += 2) {
    const pl_font font = {size, 500, white, 0, false};
    const float width = pl_font_width(c, &font, "Organisations hit");
    assert_true(width > last);
    last = width;
  }
  assert_true(pl_font_width(c, &body, "") == 0);
  assert_true(pl_font_width(c, &body, "\x01\x02\n\t") == 0);
  const float one = pl_font_width(c, &body, "Sharing"), drawn = pl_draw_text(c, (pl_point){0, 99}, 0, &body, "Sharing");
  assert_true(one == drawn);
  end(s);
}

/* At another scale the same text takes nearly the same room. */
static void test_width_keeps_with_the_scale(void **state) {
  stage *s = *state;
  static const float units[] = {0.6f, 0.8f, 1.25f, 2};
  pl_canvas *c = begin(s, 1);
  const float width = pl_font_width(c, &body, "The days wait for you.");
  for (int i = 0; i < 4; i++) {
    pl_canvas_begin(c, SIDE, SIDE, units[i]);
    assert_true(fabsf(pl_font_width(c, &body, "The days wait for you.") / width - 1) < 0.03f);
  }
  end(s);
}

static void test_tabular_digits(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  const pl_font font = {22, 600, white, 0, true};
  const float width = pl_font_width(c, &font, "0");
  char text[32];
  for (int i = 0; i < 10; i++) {
    snprintf(text, sizeof text, "%d", i);
    assert_true(pl_font_width(c, &font, text) == width);
    snprintf(text, sizeof text, "1%d1,%d", i, 9 - i);
    assert_true(pl_font_width(c, &font, text) == pl_font_width(c, &font, "000,0"));
  }
  end(s);
}

static void test_alignment(void **state) {
  stage *s = *state;
  static const pl_align aligns[] = {PL_ALIGN_LEFT, PL_ALIGN_CENTRE, PL_ALIGN_RIGHT};
  for (int i = 0; i < 3; i++) {
    const float width = pl_draw_text(begin(s, 1), (pl_point){100, 100}, aligns[i], &body, "HHH");
    end(s);
    int left = SIDE, right = 0, bottom = 0;
    for (int k = 0; k < SIDE * SIDE; k++)
      if (blue(s, k % SIDE, k / SIDE) > 40) {
        if (k % SIDE < left) left = k % SIDE;
        if (k % SIDE > right) right = k % SIDE;
        bottom = k / SIDE;
      }
    assert_int_equal(bottom, 99); /* it stands on its baseline */
    assert_true(fabsf((float)left - (100 - width * (float)i / 2)) < 5);
    assert_true(right - left < (int)width + 1);
  }
}

static void test_fit(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  const char *text = "Käse über größere Öfen → schön";
  for (float width = 0; width < 400; width += 3.3f) {
    const float drawn = pl_draw_text_fit(c, (pl_point){0, 50}, PL_ALIGN_LEFT, width, &body, text);
    assert_true(drawn <= width + 1 || drawn <= pl_font_width(c, &body, "…"));
  }
  assert_true(pl_draw_text_fit(c, (pl_point){0, 50}, PL_ALIGN_LEFT, 1000, &body, text) ==
              pl_font_width(c, &body, text));
  end(s);
}

/* How much two drawings differ: `whole` at the left edge, and `parts` one after the other from there. */
static int difference(stage *s, const pl_font *font, const char *whole, const char *const parts[2]) {
  static uint8_t first[SIDE * SIDE];
  pl_draw_text(begin(s, 1), (pl_point){10, 100}, PL_ALIGN_LEFT, font, whole);
  end(s);
  for (int k = 0; k < SIDE * SIDE; k++) first[k] = (uint8_t)blue(s, k % SIDE, k / SIDE);
  pl_canvas *c = begin(s, 1);
  const float width = pl_draw_text(c, (pl_point){10, 100}, PL_ALIGN_LEFT, font, parts[0]);
  pl_draw_text(c, (pl_point){10 + width, 100}, PL_ALIGN_LEFT, font, parts[1]);
  end(s);
  int differ = 0;
  for (int k = 0; k < SIDE * SIDE; k++) differ += abs(first[k] - (int)blue(s, k % SIDE, k / SIDE)) > 80;
  return differ;
}

/* Names from right to left: alef, bet, gimel are seen as gimel, bet, alef; a code behind the name stays at its right,
 * its digits stay in order, and Arabic letters join. */
static void test_right_to_left(void **state) {
  stage *s = *state;
  const pl_font font = {30, 400, white, 0, false}, tabular = {30, 400, white, 0, true};
  static const struct { const char *whole, *parts[2]; } rows[] = {
      {"\u05d0\u05d1", {"\u05d1", "\u05d0"}},
      {"\u05d0\u05d1\u05d2", {"\u05d2", "\u05d0\u05d1"}},
      {"\u05d0\u05d1 \u05d2\u05d3", {"\u05d2\u05d3", " \u05d0\u05d1"}},
      {"\u05d0\u05d1 (EST)", {"\u05d0\u05d1", " (EST)"}},
      {"EST \u05d0\u05d1", {"EST ", "\u05d0\u05d1"}},
      {"\u05d0\u05d1 12", {"12", " \u05d0\u05d1"}}, /* a number within a name belongs to it */
      {"\u0627\u0628 (EST)", {"\u0627\u0628", " (EST)"}},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *const turned[2] = {rows[i].parts[1], rows[i].parts[0]};
    const int right = difference(s, &font, rows[i].whole, rows[i].parts);
    const int right_tabular = difference(s, &tabular, rows[i].whole, rows[i].parts);
    const int wrong = difference(s, &font, rows[i].whole, turned);
    if (3 * right >= wrong || 3 * right_tabular >= wrong)
      fail_msg("row %zu: %d and %d differ, turned round %d", i, right, right_tabular, wrong);
  }
  pl_canvas *c = begin(s, 1);
  const float single = pl_font_width(c, &font, "\u0628"), joined = pl_font_width(c, &font, "\u0628\u0628");
  assert_true(joined < 1.8f * single);
  assert_true(pl_font_width(c, &font, "\u200f\u202e") == 0);
  assert_true(pl_font_width(c, &font, "A\u200eB") == pl_font_width(c, &font, "AB"));
  end(s);
}

/* What is cut off a name from right to left is its left end, and there the dots stand. */
static void test_fit_from_right_to_left(void **state) {
  stage *s = *state;
  const pl_font font = {30, 400, white, 0, false};
  pl_canvas *c = begin(s, 1);
  const float dots = pl_font_width(c, &font, "…");
  const float width = pl_font_width(c, &font, "\u05e9\u05e9\u05e9") + dots + 1;
  pl_draw_text_fit(c, (pl_point){10, 100}, PL_ALIGN_LEFT, width, &font, "\u05e9\u05e9\u05e9\u05e9\u05e9\u05e9");
  end(s);
  int high = 0; /* where there is no letter but dots */
  for (int x = 10; x < 10 + (int)dots - 1; x++)
    for (int y = 80; y < 92; y++) high += blue(s, x, y) > 80;
  assert_int_equal(high, 0);
}

/* Bytes that are not UTF-8, and every single one: something is drawn, nothing breaks. */
static void test_bad_text(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  uint32_t luck = 7;
  char text[64];
  for (int i = 0; i < 600; i++) {
    for (size_t k = 0; k + 1 < sizeof text; k++) {
      luck = luck * 1664525u + 1013904223u;
      text[k] = (char)(luck >> 24);
    }
    text[i % 63] = text[63] = 0;
    pl_draw_text(c, (pl_point){0, 50}, PL_ALIGN_LEFT, &body, text);
    pl_draw_text_fit(c, (pl_point){0, 50}, PL_ALIGN_LEFT, 60, &body, text);
    pl_draw_text_wrap(c, (pl_rect){0, 0, 90, 200}, &body, text, false);
  }
  assert_true(pl_font_width(c, &body, "\xff") == pl_font_width(c, &body, "\xef\xbf\xbd"));
  assert_true(pl_font_width(c, &body, "\xc3") > 0);
  pl_draw_text(c, (pl_point){0, 50}, PL_ALIGN_LEFT, &body, "● ◆ ✓ → Київ 東京 🙂 e\xcc\x81");
  end(s);
}

static void test_long_text(void **state) {
  stage *s = *state;
  char *text = malloc(300001);
  assert_non_null(text);
  for (int i = 0; i < 300000; i++) text[i] = (char)(i % 13 ? 'a' + i % 26 : ' ');
  text[300000] = 0;
  pl_canvas *c = begin(s, 1);
  const pl_font large = {76, 700, white, 0, true};
  pl_draw_text(c, (pl_point){0, 50}, PL_ALIGN_LEFT, &large, text);
  pl_draw_text_fit(c, (pl_point){0, 50}, PL_ALIGN_LEFT, 150, &large, text);
  assert_true(pl_draw_text_wrap(c, (pl_rect){0, 0, 5000, 100}, &body, text, true) > 100);
  memset(text, 'W', 300000);
  pl_draw_text(c, (pl_point){0, 50}, PL_ALIGN_LEFT, &large, text);
  assert_true(pl_draw_text_fit(c, (pl_point){0, 50}, PL_ALIGN_LEFT, 150, &large, text) <= 151);
  end(s);
  free(text);
}

/* ---- wrapped text ---- */
static void test_narrower_is_higher(void **state) {
  stage *s = *state;
  const char *text = "Warning " PL_GOOD "ten states" PL_PLAIN " costs you " PL_BOLD "2 budget points" PL_PLAIN
                     " and may show the intruder that you are watching. \0012TLP:AMBER\001. is the label.\n"
                     "  1  " PL_HANG "A point with a hang that goes on for more than one line.";
  pl_canvas *c = begin(s, 1);
  float last = 0;
  for (float width = 900; width > 60; width -= 11) {
    const float height = pl_draw_text_wrap(c, (pl_rect){0, 0, width, 0}, &body, text, true);
    const float line = 22 * 1.35f; /* where a hang becomes a short one, a line may be won */
    if (height < last - line - 1)
      print_error("%g wide: %g high, was %g\n", (double)width, (double)height, (double)last);
    assert_true(height >= last - line - 1);
    last = height;
  }
  assert_true(last > 8 * 22 * 1.35f);
  assert_float_equal(covered(s), 0, 0);
  end(s);
}

static float height_of(stage *s, float width, const char *text) {
  return pl_draw_text_wrap(s->canvas, (pl_rect){0, 0, width, 0}, &body, text, true);
}

static void test_wrapping(void **state) {
  stage *s = *state;
  pl_canvas *c = begin(s, 1);
  const float line = 22 * PL_LINE_TEXT, wide = pl_font_width(c, &body, "one two");
  assert_float_equal(height_of(s, 1000, "one two"), line, 0.01);
  assert_float_equal(height_of(s, 1000, "one\ntwo"), 2 * line, 0.01);
  assert_float_equal(height_of(s, 1000, "one\n\ntwo"), 3 * line, 0.01);
  assert_float_equal(height_of(s, wide + 1, "one two"), line, 0.01);
  assert_float_equal(height_of(s, wide - 2, "one two"), 2 * line, 0.01);
  /* A no-break space holds what it is between. */
  assert_float_equal(height_of(s, wide + 1, "one two one\xc2\xa0two"), 2 * line, 0.01);
  assert_float_equal(height_of(s, wide + 1, "two one\xc2\xa0two"), 2 * line, 0.01);
  /* A word that is too long is cut, and nothing of it is lost. */
  assert_true(height_of(s, 100, "Verschluesselungstrojanerbekaempfung") >= 3 * line);
  /* Large type has narrower lines. */
  const pl_font title = {36, 700, white, 0, false};
  assert_float_equal(pl_draw_text_wrap(c, (pl_rect){0, 0, 500, 0}, &title, "x", true), 36 * PL_LINE_TITLE, 0.01);
  end(s);
}

/* The leftmost pixel that was drawn between two heights. */
static int left_edge(const stage *s, int top, int bottom) {
  for (int x = 0; x < SIDE; x++)
    for (int y = top; y < bottom; y++)
      if (pixel(s, x, y)) return x;
  return SIDE;
}

static void test_hanging_and_indent(void **state) {
  stage *s = *state;
  pl_draw_text_wrap(begin(s, 1), (pl_rect){0, 0, 190, 200}, &body, "1  " PL_HANG "HHH HHH HHH HHH HHH HHH", false);
  end(s);
  const int hang = left_edge(s, 31, 58);
  assert_in_range(left_edge(s, 0, 28), 0, 6);
  assert_true(hang > 22);
  assert_int_equal(left_edge(s, 61, 88), hang);
  pl_draw_text_wrap(begin(s, 1), (pl_rect){0, 0, 190, 200}, &body, "    HHH HHH HHH HHH HHH", false);
  end(s);
  assert_true(left_edge(s, 0, 28) > 22);
  assert_int_equal(left_edge(s, 0, 28), left_edge(s, 31, 58));
}

static bool shows(const stage *s, uint32_t wanted) {
  for (int i = 0; i < SIDE * SIDE; i++)
    if (pixel(s, i % SIDE, i / SIDE) == wanted) return true;
  return false;
}

static void test_styles_and_chips(void **state) {
  stage *s = *state;
  const char *styles = PL_GOOD "HHH" PL_PLAIN " " PL_BAD "HHH" PL_PLAIN " H";
  pl_draw_text_wrap(begin(s, 1), (pl_rect){0, 0, 190, 200}, &body, styles, false);
  end(s);
  assert_true(shows(s, PL_COLOUR_SHARE >> 8) && shows(s, PL_COLOUR_INCIDENT_TEXT >> 8) && shows(s, 0xFFFFFF));
  pl_draw_fill(begin(s, 1), (pl_rect){0, 0, SIDE, SIDE}, 0x123456FF);
  pl_draw_text_wrap(s->canvas, (pl_rect){0, 0, 190, 200}, &body, "\0014TLP:RED\001.", false);
  end(s);
  assert_true(shows(s, 0) && shows(s, PL_COLOUR_TLP_RED >> 8));
  assert_false(shows(s, 0xFFFFFF));
}

static void test_labels(void **state) {
  stage *s = *state;
  static const pl_colour colours[PL_LABELS] = {PL_COLOUR_TLP_CLEAR, PL_COLOUR_TLP_GREEN, PL_COLOUR_TLP_AMBER,
                                               PL_COLOUR_TLP_AMBER, PL_COLOUR_TLP_RED};
  for (int label = 0; label < PL_LABELS; label++) {
    pl_draw_fill(begin(s, 1), (pl_rect){0, 0, SIDE, SIDE}, 0x123456FF);
    const float width = pl_draw_label(s->canvas, (pl_point){2, 2}, 15, (pl_label)label, false);
    assert_true(width == pl_draw_label(s->canvas, (pl_point){2, 2}, 15, (pl_label)label, true));
    end(s);
    assert_true(shows(s, colours[label] >> 8));
    assert_int_equal(pixel(s, 2 + (int)width / 2, 4), 0);
    assert_int_equal(pixel(s, (int)width + 4, 10), 0x123456);
    assert_int_equal(pixel(s, 20, 2 + (int)(15 * 1.35f) + 2), 0x123456);
  }
  assert_true(pl_draw_label(begin(s, 1), (pl_point){0, 0}, 15, PL_LABELS, false) == 0);
  end(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ON_STAGE(test_width_grows_with_size),
      ON_STAGE(test_width_keeps_with_the_scale),
      ON_STAGE(test_tabular_digits),
      ON_STAGE(test_alignment),
      ON_STAGE(test_fit),
      ON_STAGE(test_bad_text),
      ON_STAGE(test_right_to_left),
      ON_STAGE(test_fit_from_right_to_left),
      ON_STAGE(test_long_text),
      ON_STAGE(test_narrower_is_higher),
      ON_STAGE(test_wrapping),
      ON_STAGE(test_hanging_and_indent),
      ON_STAGE(test_styles_and_chips),
      ON_STAGE(test_labels),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
