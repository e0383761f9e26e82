/* Names and sets. The sets are checked against the most naive way of counting. */
#include <polder/types.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void labels_are_spelled_as_tlp_spells_them(void **state) {
  (void)state;
  static const char *const spelled[] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"};
  for (int label = 0; label < PL_LABELS; label++) {
    assert_string_equal(pl_label_name((pl_label)label), spelled[label]);
    assert_int_equal(pl_label_parse(spelled[label]), label);
  }
  static const char *const wrong[] = {"", "TLP:", "tlp:red", "TLP:RED ", "TLP:WHITE", "RED"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) assert_int_equal(pl_label_parse(wrong[i]), PL_LABELS);
  assert_non_null(pl_label_name(PL_LABELS));
  assert_non_null(pl_label_name((pl_label)-1));
}

static void families_have_names(void **state) {
  (void)state;
  assert_string_equal(pl_family_name(PL_RANSOMWARE), "ransomware");
  assert_string_equal(pl_family_name(PL_ELECTION), "election");
  assert_string_equal(pl_family_name(PL_ESPIONAGE), "espionage");
  assert_string_equal(pl_family_name(PL_WIPER), "wiper");
  assert_non_null(pl_family_name(PL_FAMILIES));
}

static void a_text_falls_back_to_english_then_to_anything(void **state) {
  (void)state;
  assert_string_equal(pl_text_in(&(pl_text){{"dike", "dijk"}}, PL_DUTCH), "dijk");
  assert_string_equal(pl_text_in(&(pl_text){{"dike", "dijk"}}, PL_ENGLISH), "dike");
  assert_string_equal(pl_text_in(&(pl_text){{"dike", NULL}}, PL_DUTCH), "dike");
  assert_string_equal(pl_text_in(&(pl_text){{NULL, "dijk"}}, PL_ENGLISH), "dijk");
  assert_string_equal(pl_text_in(&(pl_text){{NULL, NULL}}, PL_ENGLISH), "");
  assert_string_equal(pl_text_in(&(pl_text){{"dike", "dijk"}}, PL_LANGUAGES), "dike");
}

static uint64_t next_word(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return *seed ^ *seed >> 29;
}

static void words_are_counted(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int round = 0; round < 2000; round++) {
    uint64_t word = next_word(&seed);
    if (round % 3) word &= next_word(&seed) & next_word(&seed); /* sparse ones too */
    int count = 0, lowest = -1;
    for (int bit = 63; bit >= 0; bit--)
      if (word >> bit & 1) {
        count++;
        lowest = bit;
      }
    assert_int_equal(pl_word_count(word), count);
    if (word) assert_int_equal(pl_word_lowest(word), lowest);
  }
  assert_int_equal(pl_word_count(0), 0);
  assert_int_equal(pl_word_count(UINT64_MAX), 64);
  assert_int_equal(pl_word_lowest(UINT64_C(1) << 63), 63);
}

static void members_come_out_in_order(void **state) {
  (void)state;
  static const int members[] = {0, 1, 63, 64, 127, 128, 199, 255};
  enum { MEMBERS = sizeof members / sizeof members[0] };
  pl_state_set set = {{0}};
  for (int i = MEMBERS - 1; i >= 0; i--) pl_set_add(&set, (unsigned)members[i]);
  assert_int_equal(pl_set_count(&set), MEMBERS);
  int seen = 0;
  for (int s = pl_set_next(&set, 0); s >= 0; s = pl_set_next(&set, s + 1)) assert_int_equal(s, members[seen++]);
  assert_int_equal(seen, MEMBERS);
  assert_int_equal(pl_set_next(&set, -5), 0);
  assert_int_equal(pl_set_next(&set, 256), -1);
  assert_int_equal(pl_set_next(&(pl_state_set){{0}}, 0), -1);
}

static void sets_are_combined(void **state) {
  (void)state;
  pl_state_set first = pl_set_first(100), odd = {{0}};
  for (unsigned s = 1; s < 200; s += 2) pl_set_add(&odd, s);
  pl_state_set both = pl_set_intersection(first, odd), either = pl_set_union(first, odd);
  pl_state_set rest = pl_set_difference(odd, first);
  assert_int_equal(pl_set_count(&both), 50);
  assert_int_equal(pl_set_count(&either), 150);
  assert_int_equal(pl_set_count(&rest), 50);
  pl_state_set again = pl_set_union(both, rest);
  assert_true(pl_set_is_equal(again, odd));
  assert_false(pl_set_is_equal(first, odd));
  pl_set_remove(&odd, 199);
  assert_false(pl_set_has(&odd, 199));
  assert_true(pl_set_has(&odd, 197));
  assert_false(pl_set_has(&first, 256)); /* outside every set, not outside the array */
  assert_true(pl_set_is_empty(&(pl_state_set){{0}}));
  assert_false(pl_set_is_empty(&odd));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels_are_spelled_as_tlp_spells_them),
      cmocka_unit_test(families_have_names),
      cmocka_unit_test(a_text_falls_back_to_english_then_to_anything),
      cmocka_unit_test(words_are_counted),
      cmocka_unit_test(members_come_out_in_order),
      cmocka_unit_test(sets_are_combined),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
