/* Documents: what is added is there, texts come apart as they should, and nothing is lost without a word. */
#include "support.h"

#include "fault.h"

#include "document.h"

static void blocks_stand_in_the_order_in_which_they_were_added(void **state) {
  (void)state;
  pl_document d;
  pl_document_init(&d);
  pl_add_heading(&d, 1, NULL, "Title");
  for (int i = 0; i < 50; i++) pl_add_format(&d, PL_BLOCK_TEXT, "paragraph %d", i);
  assert_false(d.failed);
  assert_int_equal(d.count, 51);
  assert_int_equal(d.block[0]->kind, PL_BLOCK_HEADING);
  assert_string_equal(d.block[50]->text, "paragraph 49");
  pl_document_clear(&d);
}

static void rows_are_filled_from_the_left_and_no_further(void **state) {
  (void)state;
  const pl_column columns[] = {{"Name", PL_ALIGN_TEXT}, {"Count", PL_ALIGN_FIGURE}};
  pl_document d;
  pl_document_init(&d);
  pl_block *table = pl_add_table(&d, "Caption", columns, 2);
  for (int i = 0; i < 20; i++) {
    pl_filling row = pl_fill_row(&d, table);
    pl_fill(&row, "a");
    pl_fill(&row, "b");
    pl_fill(&row, "there is no third column");
  }
  assert_int_equal(table->row_count, 20);
  assert_true(table->row[19].cell[0].is_heading);
  assert_string_equal(table->row[19].cell[1].text, "b");
  pl_document_clear(&d);
}

static void a_long_text_is_kept_whole(void **state) {
  (void)state;
  static char text[20000];
  pl_document d;
  memset(text, 'x', sizeof text - 1);
  pl_document_init(&d);
  assert_int_equal(strlen(pl_add_format(&d, PL_BLOCK_TEXT, "%s!", text)->text), sizeof text);
  pl_document_clear(&d);
}

/* The pieces of a text as one line: b[…] styles, {LABEL}, <id: … > links. */
static const char *taken_apart(const char *text, char *out) {
  pl_pieces pieces = {.at = text};
  char *end = out;
  for (pl_piece piece = pl_next_piece(&pieces); piece.kind != PL_PIECE_END; piece = pl_next_piece(&pieces)) {
    if (piece.kind == PL_PIECE_TEXT) end += sprintf(end, "%.*s", (int)piece.length, piece.text);
    if (piece.kind == PL_PIECE_BOLD) end += sprintf(end, "[");
    if (piece.kind == PL_PIECE_PLAIN) end += sprintf(end, "]");
    if (piece.kind == PL_PIECE_CHIP) end += sprintf(end, "{%s}", pl_label_name(piece.label));
    if (piece.kind == PL_PIECE_LINK) end += sprintf(end, "<%.*s: ", (int)piece.length, piece.text);
    if (piece.kind == PL_PIECE_LINK_END) end += sprintf(end, ">");
  }
  *end = 0;
  return out;
}

static void texts_come_apart(void **state) {
  (void)state;
  char out[500], chip[100];
  assert_string_equal(taken_apart("a " PL_BOLD "b" PL_PLAIN " c", out), "a [b] c");
  snprintf(chip, sizeof chip, "see %s.", pl_chip(PL_AMBER_STRICT));
  assert_string_equal(taken_apart(chip, out), "see {TLP:AMBER+STRICT}.");
  assert_string_equal(taken_apart("on " PL_LINK "event-7" PL_LINK "day 3" PL_LINK ".", out), "on <event-7: day 3>.");
  assert_string_equal(taken_apart(PL_LINK "event-7" PL_LINK "never closed", out), "<event-7: never closed>");
  assert_string_equal(taken_apart(PL_LINK "\"><script>" PL_LINK "X!" PL_LINK, out), "\"><script>X!");
  assert_string_equal(taken_apart("a\nb\x01\x02\x1b" "c\x7f", out), "a bc");
  assert_string_equal(taken_apart("ends in \001", out), "ends in ");
}

static void add_much(pl_document *d) {
  const pl_column columns[] = {{"Name", PL_ALIGN_TEXT}, {"Count", PL_ALIGN_FIGURE}};
  for (int i = 0; i < 40; i++) {
    pl_block *list = pl_add_text(d, PL_BLOCK_LIST, "");
    pl_block *table = pl_add_table(d, "Caption", columns, 2);
    for (int k = 0; k < 20; k++) {
      pl_filling row = pl_fill_row(d, table);
      pl_add_line(d, list, "line");
      pl_fill(&row, "cell");
    }
  }
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    pl_document d;
    fault_from(n);
    pl_document_init(&d);
    add_much(&d);
    const bool reached = fault_stop();
    assert_int_equal(d.failed, reached);
    pl_document_clear(&d);
    if (!reached) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_stand_in_the_order_in_which_they_were_added),
      cmocka_unit_test(rows_are_filled_from_the_left_and_no_further),
      cmocka_unit_test(a_long_text_is_kept_whole),
      cmocka_unit_test(texts_come_apart),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
