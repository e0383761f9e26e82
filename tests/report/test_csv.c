/* CSV: read back by a reader of RFC 4180 that knows nothing of the writer, and held against journal and event log. */
#include "after.h"
#include "fault.h"

#include "happenings.h"

enum { COLUMNS = 24 };

/* ---- a reader ---- */

typedef struct table {
  char *text;     /* unquoted fields, one after the other */
  char **field;   /* [row_count · COLUMNS] */
  size_t row_count;
} table;

/* One field from `at`, into `out`; returns what ends it: ',', '\n' (for CRLF) or 0. */
static char read_field(const char **at, char **out) {
  const bool is_quoted = **at == '"';
  if (is_quoted) (*at)++;
  for (;;) {
    const char c = **at;
    if (is_quoted && c == '"' && (*at)[1] == '"') (*at)++;
    else if (is_quoted ? c == '"' : c == ',' || c == '\r' || !c) break;
    assert_true(c && (is_quoted || (c != '\n' && c != '"')));
    *(*out)++ = *(*at)++;
  }
  *(*out)++ = 0;
  if (is_quoted) (*at)++;
  const char end = **at;
  if (!end) return 0;
  (*at)++;
  if (end == ',') return ',';
  assert_int_equal(end, '\r');
  assert_int_equal(*(*at)++, '\n');
  return '\n';
}

/* Fails unless every row has all columns. */
static table read_table(const pl_buffer *csv) {
  size_t rows = 0;
  for (size_t i = 0; i < csv->length; i++) rows += csv->bytes[i] == '\n';
  table t = {.text = malloc(csv->length + 1), .field = calloc(rows * COLUMNS, sizeof *t.field)};
  char *out = t.text;
  assert_true(t.text && t.field);
  assert_memory_equal(csv->bytes, "\xEF\xBB\xBF", 3);
  for (const char *at = csv->bytes + 3; *at; t.row_count++) {
    for (int c = 0; c < COLUMNS; c++) {
      t.field[t.row_count * COLUMNS + c] = out;
      assert_int_equal(read_field(&at, &out), c + 1 < COLUMNS ? ',' : '\n');
    }
  }
  return t;
}

static void clear_table(table *t) {
  free(t->text);
  free(t->field);
}

static const char *cell(const table *t, size_t row, const char *title) {
  for (int c = 0; c < COLUMNS; c++)
    if (!strcmp(t->field[c], title)) return t->field[row * COLUMNS + c];
  fail_msg("there is no column %s", title);
  return "";
}

static size_t count_of(const table *t, const char *title, const char *value) {
  size_t count = 0;
  for (size_t r = 1; r < t->row_count; r++) count += !strcmp(cell(t, r, title), value);
  return count;
}

/* ---- tests ---- */

static int set_up(void **state) {
  *state = after_shipped("first-share", "noordland", 0);
  return 0;
}
static int tear_down(void **state) {
  after_free(*state);
  return 0;
}

static void every_row_says_exercise(void **state) {
  pl_buffer csv = after_write(*state, pl_write_csv);
  table t = read_table(&csv);
  assert_true(t.row_count > 100);
  for (size_t r = 1; r < t.row_count; r++) assert_string_equal(t.field[r * COLUMNS], "EXERCISE");
  clear_table(&t);
  pl_buffer_clear(&csv);
}

static void there_is_a_row_for_each_event_and_decision(void **state) {
  const after_room *room = *state;
  pl_buffer csv = after_write(room, pl_write_csv);
  table t = read_table(&csv);
  size_t count, decisions = 0;
  const pl_journal_entry *journal = pl_session_journal(room->session, &count);
  for (size_t i = 0; i < count; i++) decisions += !journal[i].is_withdrawn;
  assert_true(decisions > 0);
  assert_int_equal(count_of(&t, "kind", "decision"), decisions);
  const pl_event_log *log = pl_session_events(room->session);
  assert_int_equal(count_of(&t, "kind", "event"), log->count);
  for (int kind = 0; kind < PL_EVENT_KINDS; kind++) {
    size_t events = 0, rows = 0;
    for (size_t i = 0; i < log->count; i++) events += log->event[i].kind == kind;
    for (size_t r = 1; r < t.row_count; r++)
      rows += !strcmp(cell(&t, r, "kind"), "event") && !strcmp(cell(&t, r, "name"), pl_event_name((pl_event_kind)kind));
    assert_int_equal(rows, events);
  }
  clear_table(&t);
  pl_buffer_clear(&csv);
}

static void rows_are_in_the_order_of_time(void **state) {
  pl_buffer csv = after_write(*state, pl_write_csv);
  table t = read_table(&csv);
  long round = 1;
  bool has_acted = false; /* something came of this round's decisions */
  for (size_t r = 1; r < t.row_count; r++) {
    const long now = strtol(cell(&t, r, "round"), NULL, 10);
    const char *name = cell(&t, r, "name");
    assert_true(now >= round);
    if (now > round) has_acted = false;
    round = now;
    if (!strcmp(cell(&t, r, "kind"), "decision")) assert_false(has_acted);
    else has_acted = has_acted || !strcmp(name, "sent") || !strcmp(name, "latent");
    const long tick = strtol(cell(&t, r, "tick"), NULL, 10);
    assert_int_equal(strtol(cell(&t, r, "day"), NULL, 10), tick / PL_TICKS_PER_DAY + 1);
  }
  clear_table(&t);
  pl_buffer_clear(&csv);
}

static void ids_are_ids_and_amounts_have_units(void **state) {
  const after_room *room = *state;
  pl_buffer csv = after_write(room, pl_write_csv);
  table t = read_table(&csv);
  for (size_t r = 1; r < t.row_count; r++) {
    static const char *const seats[] = {"seat", "other", "originator"};
    for (int i = 0; i < 3; i++) {
      const char *id = cell(&t, r, seats[i]);
      assert_true(!*id || pl_scenario_find_seat(room->after.scenario, id) >= 0);
    }
    assert_int_equal(!*cell(&t, r, "amount"), !*cell(&t, r, "unit"));
    const char *label = cell(&t, r, "label");
    assert_true(!*label || pl_label_parse(label) != PL_LABELS);
    const bool is_organisation = *cell(&t, r, "organisation");
    const char *name = cell(&t, r, "name");
    assert_int_equal(is_organisation, !strcmp(name, "latent") || !strcmp(name, "infectious") ||
                                          !strcmp(name, "contained") || !strcmp(name, "recovered"));
    if (!strcmp(cell(&t, r, "kind"), "decision")) assert_true(*cell(&t, r, "detail") && *cell(&t, r, "author"));
    assert_true(*cell(&t, r, "seen_by"));
  }
  assert_true(count_of(&t, "author", "person") == 6);
  clear_table(&t);
  pl_buffer_clear(&csv);
}

static void exact_amounts(void **state) {
  (void)state;
  static const struct {
    int64_t amount;
    pl_unit unit;
    const char *text;
  } cases[] = {{PL_ONE, PL_UNIT_SHARE, "1.00000"},  {1, PL_UNIT_SHARE, "0.00002"},    {65535, PL_UNIT_SHARE, "0.99998"},
               {-32768, PL_UNIT_SHARE, "-0.50000"}, {38204, PL_UNIT_MONEY, "38.204"}, {-7, PL_UNIT_MONEY, "-0.007"},
               {0, PL_UNIT_MONEY, "0.000"},         {12, PL_UNIT_VOTES, "12"},        {12, PL_UNIT_NONE, ""}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    pl_buffer out = {0};
    pl_put_exactly(&out, cases[i].amount, cases[i].unit);
    assert_string_equal(pl_buffer_text(&out), cases[i].text);
    pl_buffer_clear(&out);
  }
}

/* A scenario whose names would be formulas, would end a row, or would change what stands around them. */
static void hostile_names_stay_text(void **state) {
  (void)state;
  after_room *room = after_shipped("first-share", "noordland", 0);
  pl_state_spec *spec = (pl_state_spec *)room->after.scenario->states;
  static const char *const names[] = {"=HYPERLINK(\"http://x\",\"y\")", "@SUM(1)\r\n-2", "+\xE2\x80\xAE" "3, \"4\"",
                                      "\xEF\xBC\x9D" "1"};
  for (int s = 0; s < 4; s++) spec[s].name = (pl_text){{names[s], NULL}};
  pl_buffer csv = after_write(room, pl_write_csv);
  table t = read_table(&csv);
  size_t defused = 0;
  for (size_t r = 1; r < t.row_count; r++) {
    for (int c = 0; c < COLUMNS; c++) {
      const char *text = t.field[r * COLUMNS + c];
      assert_true(!strchr("=+@\t\r", *text) || !*text);
      assert_true(*text != '-' || !strcmp(t.field[c], "amount"));
      assert_memory_not_equal(text, "\xEF\xBC\x9D", 3);
      assert_null(strstr(text, "\xE2\x80\xAE"));
      defused += *text == '\'';
    }
  }
  assert_true(defused > 0);
  clear_table(&t);
  pl_buffer_clear(&csv);
  after_free(room);
}

static void the_same_exercise_gives_the_same_bytes(void **state) {
  pl_buffer first = after_write(*state, pl_write_csv), second = after_write(*state, pl_write_csv);
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.bytes, second.bytes, first.length);
  pl_buffer_clear(&first);
  pl_buffer_clear(&second);
}

static void out_of_memory_is_said(void **state) {
  const after_room *room = *state;
  for (long n = 0;; n = n < 40 ? n + 1 : n * 3) {
    pl_buffer out = {0};
    pl_error error = {0};
    fault_after(n);
    const pl_status status = pl_write_csv(&room->after, &out, &error);
    const bool was_reached = fault_stop();
    pl_buffer_clear(&out);
    if (!was_reached) {
      assert_int_equal(status, PL_OK);
      return;
    }
    assert_int_equal(status, PL_NO_MEMORY);
    room->after.voice->phrases->failed = false;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_row_says_exercise),
      cmocka_unit_test(there_is_a_row_for_each_event_and_decision),
      cmocka_unit_test(rows_are_in_the_order_of_time),
      cmocka_unit_test(ids_are_ids_and_amounts_have_units),
      cmocka_unit_test(exact_amounts),
      cmocka_unit_test(hostile_names_stay_text),
      cmocka_unit_test(the_same_exercise_gives_the_same_bytes),
      cmocka_unit_test(out_of_memory_is_said),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
