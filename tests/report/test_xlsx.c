/* XLSX: opened again without the library that wrote it: the parts of the archive, inflated, and the cells in them. */
#include "after.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

static int set_up(void **state) {
  after_room *room = after_shipped("first-share", "noordland", PL_AFTER_ALL);
  pl_error error = {0};
  assert_int_equal(pl_session_note(room->session, 0, "=1+1 <b>&amp;</b>", &error), PL_OK);
  *state = room;
  return 0;
}
static int tear_down(void **state) {
  after_free(*state);
  return 0;
}

/* ---- an archive ---- */

static uint32_t number(const char *bytes, int size) {
  uint32_t value = 0;
  for (int i = size; i-- > 0;) value = value << 8 | (unsigned char)bytes[i];
  return value;
}

/* A part by its name, inflated and terminated; its sum is checked. NULL: there is none. The caller frees it. */
static char *part_of(const pl_buffer *file, const char *name) {
  size_t end = file->length - 22;
  while (number(file->bytes + end, 4) != 0x06054B50) assert_true(end-- > 0);
  const char *entry = file->bytes + number(file->bytes + end + 16, 4);
  for (uint32_t left = number(file->bytes + end + 10, 2); left > 0; left--) {
    assert_int_equal(number(entry, 4), 0x02014B50);
    const uint32_t length = number(entry + 28, 2);
    if (length != strlen(name) || memcmp(entry + 46, name, length)) {
      entry += 46 + length + number(entry + 30, 2) + number(entry + 32, 2);
      continue;
    }
    const char *local = file->bytes + number(entry + 42, 4);
    const uint32_t packed = number(entry + 20, 4), size = number(entry + 24, 4);
    assert_int_equal(number(entry + 12, 2), 0); /* no clock */
    char *text = malloc((size_t)size + 1);
    z_stream stream = {.next_in = (Bytef *)(local + 30 + number(local + 26, 2) + number(local + 28, 2)),
                       .avail_in = packed,
                       .next_out = (Bytef *)text,
                       .avail_out = size};
    assert_non_null(text);
    assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    assert_int_equal(crc32(0, (const Bytef *)text, size), number(entry + 16, 4));
    text[size] = 0;
    return text;
  }
  return NULL;
}

static char *sheet_of(const pl_buffer *file, int sheet) {
  char name[64];
  snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", sheet);
  return part_of(file, name);
}

static size_t count_of(const char *text, const char *what) {
  size_t count = 0;
  for (const char *at = text; (at = strstr(at, what)); at++) count++;
  return count;
}

/* ---- tests ---- */

enum {
  SUMMARY = 1,
  DECISIONS,
  EVENTS,
  CURVE,
  SHARING,
  LEDGER,
  LEDGER_ITEMS,
  WHAT_IFS,
  WHAT_IFS_BY_STATE,
  OBJECTIVES,
  PROVENANCE,
  ACTS,
  MESSAGES,
  NOTES,
  RECIPE,
  SHEETS = RECIPE
};

static void every_sheet_says_exercise(void **state) {
  pl_buffer file = after_write(*state, pl_write_xlsx);
  for (int i = 1; i <= SHEETS; i++) {
    char *sheet = sheet_of(&file, i);
    assert_non_null(sheet);
    assert_non_null(strstr(sheet, "<oddHeader>&amp;C&amp;BEXERCISE</oddHeader>"));
    assert_non_null(strstr(sheet, "<oddFooter>&amp;LEXERCISE"));
    assert_non_null(strstr(sheet, "<c r=\"A1\""));
    free(sheet);
  }
  assert_null(sheet_of(&file, SHEETS + 1));
  char *core = part_of(&file, "docProps/core.xml"), *strings = part_of(&file, "xl/sharedStrings.xml");
  assert_non_null(strstr(core, "<dc:title>EXERCISE: "));
  assert_non_null(strstr(core, "<dc:subject>EXERCISE</dc:subject>"));
  assert_int_equal(count_of(strings, "<t>EXERCISE \xC2\xB7 "), SHEETS); /* the banners */
  free(core);
  free(strings);
  pl_buffer_clear(&file);
}

/* Rows below banner and head, in sheets that have both. */
static size_t rows_of(const pl_buffer *file, int sheet) {
  char *text = sheet_of(file, sheet);
  const size_t rows = count_of(text, "<row r=") - 2;
  assert_non_null(strstr(text, "state=\"frozen\""));
  free(text);
  return rows;
}

static void tables_have_all_rows(void **state) {
  const after_room *room = *state;
  const pl_after_action *after = &room->after;
  pl_buffer file = after_write(room, pl_write_xlsx);
  size_t count, decisions = 0, hops = 0;
  const pl_journal_entry *journal = pl_session_journal(room->session, &count);
  for (size_t i = 0; i < count; i++) decisions += !journal[i].is_withdrawn;
  for (size_t i = 0; i < after->provenance->item_count; i++)
    hops += after->provenance->item[i].hop_count ? after->provenance->item[i].hop_count : 1;
  assert_int_equal(rows_of(&file, DECISIONS), decisions);
  assert_int_equal(rows_of(&file, EVENTS), pl_session_events(room->session)->count);
  assert_int_equal(rows_of(&file, CURVE), after->played->played.ticks);
  assert_int_equal(rows_of(&file, SHARING), after->scenario->state_count + 1);
  assert_int_equal(rows_of(&file, LEDGER), after->scenario->state_count);
  assert_int_equal(rows_of(&file, LEDGER_ITEMS), after->ledger->item_count);
  assert_int_equal(rows_of(&file, WHAT_IFS), after->question_count);
  assert_int_equal(rows_of(&file, OBJECTIVES), after->objective_count);
  assert_int_equal(rows_of(&file, PROVENANCE), hops);
  assert_int_equal(rows_of(&file, NOTES), 1);
  pl_buffer_clear(&file);
}

static void figures_are_numbers_and_the_chart_is_of_them(void **state) {
  const after_room *room = *state;
  pl_buffer file = after_write(room, pl_write_xlsx);
  const pl_outcome *played = &room->after.played->played;
  char *curve = sheet_of(&file, CURVE), *chart = part_of(&file, "xl/charts/chart1.xml"), cell[80];
  for (pl_tick t = 0; t < played->ticks; t++) {
    snprintf(cell, sizeof cell, "<c r=\"C%d\"", (int)t + 3);
    const char *at = strstr(curve, cell);
    assert_non_null(at);
    at = strstr(at, "<v>");
    assert_int_equal(strtol(at + 3, NULL, 10), played->curve[t]);
  }
  snprintf(cell, sizeof cell, "$C$3:$C$%d", (int)played->ticks + 2);
  assert_non_null(strstr(chart, cell));
  assert_non_null(strstr(chart, "EXERCISE: "));
  free(curve);
  free(chart);
  pl_buffer_clear(&file);
}

/* Nothing in the file is a formula, and texts are what they were. */
static void texts_stay_texts(void **state) {
  pl_buffer file = after_write(*state, pl_write_xlsx);
  for (int i = 1; i <= SHEETS; i++) {
    char *sheet = sheet_of(&file, i);
    assert_null(strstr(sheet, "<f>"));
    free(sheet);
  }
  char *strings = part_of(&file, "xl/sharedStrings.xml");
  assert_non_null(strstr(strings, "<t>=1+1 &lt;b&gt;&amp;amp;&lt;/b&gt;</t>"));
  free(strings);
  pl_buffer_clear(&file);
}

static void hostile_names_do_no_harm(void **state) {
  after_room *room = *state;
  pl_state_spec *spec = (pl_state_spec *)room->after.scenario->states;
  const pl_text kept = spec[0].name;
  static char endless[40000];
  memset(endless, 'x', sizeof endless - 1);
  static const char *const names[] = {"]]></t><f>1</f>\x01\x02", "[a]:b*c?d/e\\f", endless,
                                      "\xE2\x80\xAE"
                                      "&L&R"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    spec[0].name = (pl_text){{names[i], NULL}};
    pl_buffer file = after_write(room, pl_write_xlsx);
    char *strings = part_of(&file, "xl/sharedStrings.xml");
    assert_null(strstr(strings, "<f>"));
    assert_null(strstr(strings, "\xE2\x80\xAE"));
    for (const char *c = strings; *c; c++) assert_true((unsigned char)*c >= ' ' || *c == '\n' || *c == '\r');
    free(strings);
    pl_buffer_clear(&file);
  }
  spec[0].name = kept;
}

static void the_same_exercise_gives_the_same_bytes(void **state) {
  pl_buffer first = after_write(*state, pl_write_xlsx), second = after_write(*state, pl_write_xlsx);
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.bytes, second.bytes, first.length);
  char *core = part_of(&first, "docProps/core.xml");
  assert_non_null(strstr(core, "2000-01-01T00:00:00Z"));
  free(core);
  pl_buffer_clear(&first);
  pl_buffer_clear(&second);
}

/* ---- where it cannot be written ---- */

static size_t left_in(const char *folder) {
  size_t count = 0;
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (const struct dirent *entry; (entry = readdir(dir));) count += entry->d_name[0] != '.';
  closedir(dir);
  return count;
}

static void try_to_write(const after_room *room) {
  pl_buffer out = {0};
  pl_error error = {0};
  assert_int_equal(pl_write_xlsx(&room->after, &out, &error), PL_SYSTEM);
  assert_non_null(strstr(error.text, "TMPDIR"));
  assert_int_equal(out.length, 0);
  pl_buffer_clear(&out);
}

static void a_full_disk_is_said_and_nothing_is_left(void **state) {
  char folder[] = "/tmp/polder-test-XXXXXX";
  struct rlimit usual, small;
  assert_non_null(mkdtemp(folder));
  setenv("TMPDIR", folder, 1);
  pl_buffer file = after_write(*state, pl_write_xlsx);
  pl_buffer_clear(&file);
  assert_int_equal(left_in(folder), 0);
  getrlimit(RLIMIT_FSIZE, &usual);
  signal(SIGXFSZ, SIG_IGN);
  static const rlim_t sizes[] = {0, 100, 5000, 100000, 1000000};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    small = (struct rlimit){.rlim_cur = sizes[i], .rlim_max = usual.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    try_to_write(*state);
    setrlimit(RLIMIT_FSIZE, &usual);
    assert_int_equal(left_in(folder), 0);
  }
  rmdir(folder);
  try_to_write(*state); /* there is no such folder any more */
  unsetenv("TMPDIR");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_sheet_says_exercise),
      cmocka_unit_test(tables_have_all_rows),
      cmocka_unit_test(figures_are_numbers_and_the_chart_is_of_them),
      cmocka_unit_test(texts_stay_texts),
      cmocka_unit_test(hostile_names_do_no_harm),
      cmocka_unit_test(the_same_exercise_gives_the_same_bytes),
      cmocka_unit_test(a_full_disk_is_said_and_nothing_is_left),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
