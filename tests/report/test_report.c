/* Writing a report: kinds by their endings, and the file whole or not at all. */
#include "after.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct desk {
  pl_session *session;
  pl_policy_table table;
  char folder[64];
} desk;

static int make_desk(void **state) {
  static desk d;
  pl_error error = {0};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/first-share", POLDER_SOURCE_DIR);
  d.session = after_play(path, "noordland", PL_ENGLISH);
  snprintf(d.folder, sizeof d.folder, "/tmp/polder-report-XXXXXX");
  if (!mkdtemp(d.folder) || pl_policy_table_take(&d.table, d.session, &error) != PL_OK) return 1;
  *state = &d;
  return 0;
}

static const char *path_in(const desk *d, const char *name, char path[256]) {
  snprintf(path, 256, "%s/%s", d->folder, name);
  return path;
}

static int clear_desk(void **state) {
  desk *d = *state;
  static const char *const left[] = {"a.csv", "old.csv", "x.csv", "keep.csv"};
  for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
    char path[256];
    unlink(path_in(d, left[i], path));
  }
  pl_session_free(d->session);
  return rmdir(d->folder);
}

static pl_status write_as(const desk *d, const char *path, const pl_report_options *options, pl_error *error) {
  const pl_bots bots = {.decide = pl_policy_decide, .context = &d->table};
  return pl_report_write(d->session, &bots, path, options, error);
}

static int files_in(const desk *d) {
  DIR *folder = opendir(d->folder);
  int count = 0;
  assert_non_null(folder);
  for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) count += entry->d_name[0] != '.';
  closedir(folder);
  return count;
}

static long size_of(const char *path) {
  struct stat info;
  return stat(path, &info) ? -1 : (long)info.st_size;
}

static void put(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

/* ---- kinds ---- */

static void the_ending_says_which_kind(void **state) {
  (void)state;
  assert_int_equal(pl_report_kind_of("a.html"), PL_REPORT_HTML);
  assert_int_equal(pl_report_kind_of("folder.csv/a.md"), PL_REPORT_MARKDOWN);
  assert_int_equal(pl_report_kind_of("a.json"), PL_REPORT_JSON);
  assert_int_equal(pl_report_kind_of("a.stix.json"), PL_REPORT_STIX);
  assert_int_equal(pl_report_kind_of("a.xlsx"), PL_REPORT_XLSX);
  assert_int_equal(pl_report_kind_of("a.b.csv"), PL_REPORT_CSV);
  static const char *const none[] = {"", "html", ".html", "folder/.csv", "a.htm", "a.HTML", "a.html.gz", "a"};
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
    assert_int_equal(pl_report_kind_of(none[i]), PL_REPORT_KINDS);
}

static void a_name_that_says_nothing_is_refused_with_those_that_do(void **state) {
  pl_error error = {0};
  const pl_report_options options = {.runs = 4};
  assert_int_equal(write_as(*state, "report.pdf", &options, &error), PL_BAD_INPUT);
  assert_non_null(strstr(error.text, ".stix.json"));
}

static void nothing_played_is_nothing_to_report(void **state) {
  pl_error error = {0};
  char path[256];
  const desk *d = *state;
  const pl_report_options options = {.runs = 4};
  pl_session *start = pl_session_replay(d->session, 0, &error);
  assert_non_null(start);
  assert_int_equal(pl_report_write(start, NULL, path_in(d, "a.csv", path), &options, &error), PL_BAD_INPUT);
  assert_int_equal(files_in(d), 0);
  pl_session_free(start);
}

/* ---- the file ---- */

static void a_file_is_written_whole_and_alone(void **state) {
  const desk *d = *state;
  pl_error error = {0};
  char path[256];
  const pl_report_options options = {.runs = 4};
  assert_int_equal(write_as(d, path_in(d, "a.csv", path), &options, &error), PL_OK);
  assert_true(size_of(path) > 1000);
  assert_int_equal(files_in(d), 1);
  unlink(path);
}

static void what_was_there_is_replaced_and_keeps_its_mode(void **state) {
  const desk *d = *state;
  pl_error error = {0};
  char path[256];
  struct stat info;
  const pl_report_options options = {.runs = 4};
  put(path_in(d, "old.csv", path), "old");
  assert_int_equal(chmod(path, 0640), 0);
  assert_int_equal(write_as(d, path, &options, &error), PL_OK);
  assert_int_equal(stat(path, &info), 0);
  assert_true(info.st_size > 1000);
  assert_int_equal(info.st_mode & 0777, 0640);
  unlink(path);
}

static bool stop_halfway(void *context, size_t done, size_t total) {
  (void)context;
  return done * 2 < total;
}

static void who_cancels_finds_nothing(void **state) {
  const desk *d = *state;
  pl_error error = {0};
  char path[256];
  const pl_report_options options = {.runs = 4, .workers = 1, .progress.step = stop_halfway};
  assert_int_equal(write_as(d, path_in(d, "x.html", path), &options, &error), PL_CANCELLED);
  assert_int_equal(files_in(d), 0);
}

static void no_folder_is_told_before_anything_is_computed(void **state) {
  pl_error error = {0};
  const desk *d = *state;
  char path[256];
  const pl_report_options options = {.runs = PL_MOST_RUNS}; /* which would take hours */
  assert_int_equal(write_as(d, path_in(d, "missing/x.html", path), &options, &error), PL_SYSTEM);
  assert_non_null(strstr(error.text, "no such folder"));
  snprintf(path, sizeof path, "%s/folder.html", d->folder);
  assert_int_equal(mkdir(path, 0700), 0);
  assert_int_equal(write_as(d, path, &options, &error), PL_SYSTEM);
  assert_non_null(strstr(error.text, "is a folder"));
  assert_int_equal(rmdir(path), 0);
}

/* As a disk that is full: no file may grow beyond a few bytes. */
static void a_full_disk_leaves_what_was_there(void **state) {
  const desk *d = *state;
  pl_error error = {0};
  char path[256];
  struct rlimit before, small;
  const pl_report_options options = {.runs = 4};
  put(path_in(d, "keep.csv", path), "as it was");
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  small = before;
  small.rlim_cur = 500;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  const pl_status status = write_as(d, path, &options, &error);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  assert_int_equal(status, PL_SYSTEM);
  assert_non_null(strstr(error.text, "the disk is full; free some space"));
  assert_int_equal(size_of(path), strlen("as it was"));
  assert_int_equal(files_in(d), 1);
  unlink(path);
}

/* ---- progress ---- */

static bool remember(void *context, size_t done, size_t total) {
  size_t *last = context;
  assert_true(done >= *last);
  assert_true(done <= total);
  *last = done;
  return true;
}

static void progress_goes_up_to_the_end(void **state) {
  const desk *d = *state;
  pl_error error = {0};
  char path[256];
  size_t last = 0;
  const pl_report_options options = {.runs = 4, .workers = 1, .progress = {.step = remember, .context = &last}};
  assert_int_equal(write_as(d, path_in(d, "a.md", path), &options, &error), PL_OK);
  assert_int_equal(last, 1000);
  unlink(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_ending_says_which_kind),
      cmocka_unit_test(a_name_that_says_nothing_is_refused_with_those_that_do),
      cmocka_unit_test(nothing_played_is_nothing_to_report),
      cmocka_unit_test(a_file_is_written_whole_and_alone),
      cmocka_unit_test(what_was_there_is_replaced_and_keeps_its_mode),
      cmocka_unit_test(who_cancels_finds_nothing),
      cmocka_unit_test(no_folder_is_told_before_anything_is_computed),
      cmocka_unit_test(a_full_disk_leaves_what_was_there),
      cmocka_unit_test(progress_goes_up_to_the_end),
  };
  return cmocka_run_group_tests(tests, make_desk, clear_desk);
}
