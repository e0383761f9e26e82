/* A process that does what a scenario must not: each ends in the error that says so. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "confine.h"
#include "fault.h"
#include "pool.h"

static const char good[] = "polder \"1\"\nscenario { id = \"x\", title = \"X\" }\n"
                           "state { id = \"NLD\" } state { id = \"DEU\" }\n";
static const char bad[] = "polder \"1\"\nscenario { id = \"x\", title = \"X\" }\n"
                          "state { id = \"NLD\", siz = \"small\" } state { id = \"DEU\" }\n";

static pl_bundle bundle_of(pl_file *file, const char *text) {
  *file = (pl_file){"scenario.lua", text, strlen(text)};
  return (pl_bundle){file, 1};
}

/* ---- misdeeds; `context` is what they need ---- */
static void die(void *context, const pl_bundle *bundle, int pipe) {
  (void)context, (void)bundle, (void)pipe;
  volatile char *volatile nowhere = (volatile char *)(uintptr_t)8;
  *nowhere = 1;
}

static void loop(void *context, const pl_bundle *bundle, int pipe) {
  volatile unsigned count = 0;
  (void)context, (void)bundle, (void)pipe;
  for (;;) count++;
}

/* Leaves with a code of its own when memory ends. */
static void grow(void *context, const pl_bundle *bundle, int pipe) {
  (void)context, (void)bundle, (void)pipe;
  for (;;) {
    char *block = malloc(1 << 20);
    if (!block) _exit(9);
    memset(block, 1, 1 << 20);
  }
}

static void open_file(void *context, const pl_bundle *bundle, int pipe) {
  (void)bundle;
  int fd = open(context, O_WRONLY | O_CREAT, 0600);
  pl_confine_open(NULL, bundle, pipe);
  close(fd);
}

static void open_socket(void *context, const pl_bundle *bundle, int pipe) {
  (void)context;
  if (socket(AF_INET, SOCK_STREAM, 0) >= 0) _exit(9);
  pl_confine_open(NULL, bundle, pipe);
}

static void be_two(void *context, const pl_bundle *bundle, int pipe) {
  (void)context;
  if (fork() >= 0) _exit(9);
  pl_confine_open(NULL, bundle, pipe);
}

static void write_elsewhere(void *context, const pl_bundle *bundle, int pipe) {
  (void)context;
  if (write(STDOUT_FILENO, "here\n", 5) == 5) _exit(9);
  pl_confine_open(NULL, bundle, pipe);
}

static void say(void *context, const pl_bundle *bundle, int pipe) {
  const char *words = context;
  (void)bundle;
  if (write(pipe, words, strlen(words)) < 0) _exit(9);
}

static void say_too_much(void *context, const pl_bundle *bundle, int pipe) {
  (void)context, (void)bundle;
  static const char words[4096];
  while (write(pipe, words, sizeof words) > 0) continue;
}

static void give_up(void *context, const pl_bundle *bundle, int pipe) {
  (void)context, (void)bundle, (void)pipe;
  _exit(1);
}

/* ---- judging ---- */
static void expect(pl_confined *work, const char *context, const char *words) {
  pl_file file;
  pl_bundle bundle = bundle_of(&file, good);
  pl_report report;
  pl_walls walls;
  pl_error error = {0};
  pl_status status = pl_confine(work, (void *)(uintptr_t)context, &bundle, &report, &walls, &error);
  if (status != PL_BAD_INPUT || report.errors != 1 || report.count != 1 || strcmp(report.finding[0].code, "E104") ||
      report.finding[0].line != 1 || !strstr(report.finding[0].message, words) || !strstr(error.text, words))
    fail_msg("expected \"%s\", found %d: %s", words, status, error.text);
  pl_report_clear(&report);
}

static void a_scenario_is_opened(void **state) {
  (void)state;
  pl_file file;
  pl_bundle bundle = bundle_of(&file, good);
  pl_report report, plain;
  pl_walls walls;
  pl_error error = {0};
  assert_int_equal(pl_script_check(&bundle, &report, &walls, &error), PL_OK);
  assert_int_equal(report.count, 0);
  assert_true(walls.has_process && walls.has_limits);
  bundle = bundle_of(&file, bad);
  assert_int_equal(pl_script_check(&bundle, &report, NULL, &error), PL_BAD_INPUT);
  assert_int_equal(pl_script_open(&bundle, NULL, &plain, &error), PL_BAD_INPUT);
  assert_int_equal(report.count, plain.count);
  assert_int_equal(report.errors, plain.errors);
  assert_string_equal(report.finding[0].message, plain.finding[0].message);
  assert_string_equal(report.finding[0].hint, plain.finding[0].hint);
  assert_string_equal(report.finding[0].file, plain.finding[0].file);
  assert_int_equal(report.finding[0].line, plain.finding[0].line);
  assert_int_equal(report.finding[0].column, plain.finding[0].column);
  pl_report_clear(&report);
  pl_report_clear(&plain);
}

static bool has_filter(void) {
  pl_file file;
  pl_bundle bundle = bundle_of(&file, good);
  pl_report report;
  pl_walls walls;
  pl_error error;
  assert_int_equal(pl_script_check(&bundle, &report, &walls, &error), PL_OK);
  pl_report_clear(&report);
  return walls.has_filter;
}

static void what_dies_is_an_error(void **state) {
  (void)state;
  expect(die, NULL, "signal 11");
  expect(give_up, NULL, "gave an answer that is none");
}

static void what_takes_too_much_is_an_error(void **state) {
  (void)state;
  if (PL_POOL_SLOWNESS > 1) skip(); /* a sanitizer has limits of its own */
  expect(loop, NULL, "2 seconds of processor time");
  expect(grow, NULL, "gave an answer that is none");
}

static void what_reaches_out_is_an_error(void **state) {
  (void)state;
  if (!has_filter()) skip();
  const char *const name = "/tmp/polder-was-here";
  expect(open_file, name, "asked the system");
  assert_int_equal(access(name, F_OK), -1);
  expect(open_socket, NULL, "asked the system");
  expect(be_two, NULL, "asked the system");
  pl_file file; /* not being able to write elsewhere is harmless */
  pl_bundle bundle = bundle_of(&file, good);
  pl_report report;
  pl_walls walls;
  pl_error error;
  assert_int_equal(pl_confine(write_elsewhere, NULL, &bundle, &report, &walls, &error), PL_OK);
  pl_report_clear(&report);
}

static void nonsense_is_an_error(void **state) {
  (void)state;
  static const char *const nonsense[] = {
      "",
      "{}",
      "[",
      "[0]",
      "[0,\"\",0,0,0,{}]",
      "[0,\"\",0,0,0,[[]]]",
      "[0,\"\",1,0,0,[]]",
      "[3,\"\",0,0,0,[]]",
      "[70,\"\",1,0,0,[]]",
      "[-1,\"\",0,0,0,[]]",
      "[0,\"\",-1,0,0,[]]",
      "[0,\"\",0,0,99999999999999999999,[]]",
      "[0,0,0,0,0,[]]",
      "[0,\"\",0,0,0,[]] more",
      "[3,\"x\",1,0,0,[[0,\"E101\",7,1,1,1,\"m\",\"\"]]]",
      "[3,\"x\",1,0,0,[[0,\"E101\",0,-1,1,1,\"m\",\"\"]]]",
      "[3,\"x\",1,0,0,[[2,\"E101\",0,1,1,1,\"m\",\"\"]]]",
      "[3,\"x\",1,0,0,[[0,\"E10123456\",0,1,1,1,\"m\",\"\"]]]",
      "[3,\"x\",1,0,0,[[0,\"E101\",0,1,1,1,\"a\\u0000b\",\"\"]]]",
      "\xFF\xFE\x00",
  };
  for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++)
    expect(say, nonsense[i], "gave an answer that is none");
  expect(say_too_much, NULL, "1048576 bytes");
}

static void what_is_said_is_tidied(void **state) {
  (void)state;
  pl_file file;
  pl_bundle bundle = bundle_of(&file, good);
  pl_report report;
  pl_walls walls;
  pl_error error = {0};
  char words[] = "[3,\"\\u001b]0;owned\\u0007\",1,0,0,[[0,\"E101\",0,2,1,1,\"\\u202egnorw\",\"a\\nb\"]]]";
  assert_int_equal(pl_confine(say, words, &bundle, &report, &walls, &error), PL_BAD_INPUT);
  assert_string_equal(report.finding[0].message, "?gnorw");
  assert_string_equal(report.finding[0].hint, "a b");
  assert_string_equal(error.text, "?]0;owned?");
  pl_report_clear(&report);
}

static void running_out_of_memory_is_an_error(void **state) {
  (void)state;
  pl_file file;
  pl_bundle bundle = bundle_of(&file, bad);
  for (long n = 0; n < 300; n += 1 + n / 40) { /* of the parent, then of the child, which inherits the count */
    pl_report report;
    pl_error error = {0};
    fault_from(n);
    pl_status status = pl_script_check(&bundle, &report, NULL, &error);
    fault_stop();
    if (status == PL_OK || (status == PL_BAD_INPUT && !report.errors)) fail_msg("after %ld: %d", n, status);
    pl_report_clear(&report);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_scenario_is_opened),
      cmocka_unit_test(what_dies_is_an_error),
      cmocka_unit_test(what_takes_too_much_is_an_error),
      cmocka_unit_test(what_reaches_out_is_an_error),
      cmocka_unit_test(nonsense_is_an_error),
      cmocka_unit_test(what_is_said_is_tidied),
      cmocka_unit_test(running_out_of_memory_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
