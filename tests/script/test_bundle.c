/* Reading a scenario's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <polder/script.h>

typedef struct place {
  char root[64];
} place;

static const char *path_in(const place *p, const char *name) {
  static char path[512];
  snprintf(path, sizeof path, "%s/%s", p->root, name);
  return path;
}

static void put(const place *p, const char *name, const char *bytes, size_t length) {
  FILE *file = fopen(path_in(p, name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static void put_text(const place *p, const char *name, const char *text) {
  put(p, name, text, strlen(text));
}

static int set_up(void **state) {
  place *p = calloc(1, sizeof *p);
  if (!p) return -1;
  snprintf(p->root, sizeof p->root, "/tmp/polder-bundle-XXXXXX");
  if (!mkdtemp(p->root)) return -1;
  *state = p;
  return 0;
}

/* Only ever removes what is below the folder that set_up made. */
static int tear_down(void **state) {
  place *p = *state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", p->root);
  int failed = system(command);
  free(p);
  return failed;
}

static void files_come_in_order(void **state) {
  place *p = *state;
  put_text(p, "scenario.lua", "polder '1'");
  put_text(p, "main.nl.ftl", "a = b");
  put_text(p, "main.en.ftl", "a = c");
  put_text(p, "a-part.lua", "");
  put_text(p, "notes.md", "not wanted");
  put_text(p, ".hidden.lua", "not wanted");
  put_text(p, "scenario.lua~", "not wanted");
  assert_int_equal(mkdir(path_in(p, "parts"), 0700), 0);
  put_text(p, "parts/two.lua", "x = 2");
  pl_bundle_room room;
  pl_error error;
  const char *const names[] = {"scenario.lua", "a-part.lua", "main.en.ftl", "main.nl.ftl", "parts/two.lua"};
  for (int by_file = 0; by_file < 2; by_file++) {
    assert_int_equal(pl_bundle_read(by_file ? path_in(p, "scenario.lua") : p->root, &room, &error), PL_OK);
    assert_int_equal(room.bundle.count, 5);
    for (size_t i = 0; i < 5; i++) assert_string_equal(room.bundle.file[i].name, names[i]);
    assert_int_equal(room.bundle.file[4].length, 5);
    assert_memory_equal(room.bundle.file[4].bytes, "x = 2", 5);
    pl_bundle_clear(&room);
    assert_null(room.arena);
  }
}

static void a_single_file_stands_alone(void **state) {
  place *p = *state;
  put_text(p, "delta.lua", "polder '1'");
  put_text(p, "other.lua", "");
  pl_bundle_room room;
  pl_error error;
  assert_int_equal(pl_bundle_read(path_in(p, "delta.lua"), &room, &error), PL_OK);
  assert_int_equal(room.bundle.count, 1);
  assert_string_equal(room.bundle.file[0].name, "delta.lua");
  pl_bundle_clear(&room);
}

static void expect_refusal(const char *path, pl_status status, const char *words) {
  pl_bundle_room room;
  pl_error error = {0};
  pl_status found = pl_bundle_read(path, &room, &error);
  if (found != status || !strstr(error.text, words)) fail_msg("%s → %d: %s", path, found, error.text);
  assert_int_equal(error.status, status);
  assert_null(room.arena);
}

static void what_is_not_there_is_said(void **state) {
  place *p = *state;
  expect_refusal(path_in(p, "nowhere"), PL_SYSTEM, "cannot open");
  expect_refusal(p->root, PL_BAD_INPUT, "no scenario.lua");
  put_text(p, "notes.txt", "x");
  expect_refusal(path_in(p, "notes.txt"), PL_BAD_INPUT, "neither a folder nor");
}

static void links_are_not_followed(void **state) {
  place *p = *state;
  put_text(p, "scenario.lua", "");
  assert_int_equal(symlink("/etc", path_in(p, "etc")), 0); /* a folder elsewhere: not read */
  pl_bundle_room room;
  pl_error error;
  assert_int_equal(pl_bundle_read(p->root, &room, &error), PL_OK);
  assert_int_equal(room.bundle.count, 1);
  pl_bundle_clear(&room);
  assert_int_equal(symlink("/etc/passwd", path_in(p, "secret.lua")), 0);
  expect_refusal(p->root, PL_BAD_INPUT, "secret.lua is a link");
}

static void names_are_plain(void **state) {
  place *p = *state;
  put_text(p, "scenario.lua", "");
  put_text(p, "Up Per.lua", "");
  expect_refusal(p->root, PL_BAD_INPUT, "rename it");
}

static void only_ordinary_files_are_read(void **state) {
  place *p = *state;
  put_text(p, "scenario.lua", "");
  assert_int_equal(mkfifo(path_in(p, "pipe.lua"), 0600), 0);
  expect_refusal(p->root, PL_BAD_INPUT, "not an ordinary file");
}

static void sizes_are_limited(void **state) {
  place *p = *state;
  enum { SIZE = (1 << 20) + 1 };
  char *bytes = calloc(1, SIZE);
  assert_non_null(bytes);
  put(p, "scenario.lua", bytes, SIZE - 1);
  pl_bundle_room room;
  pl_error error;
  assert_int_equal(pl_bundle_read(p->root, &room, &error), PL_OK);
  assert_int_equal(room.bundle.file[0].length, SIZE - 1);
  pl_bundle_clear(&room);
  put(p, "big.lua", bytes, SIZE);
  free(bytes);
  expect_refusal(p->root, PL_BAD_INPUT, "1048576");
}

static void counts_and_depths_are_limited(void **state) {
  place *p = *state;
  put_text(p, "scenario.lua", "");
  char name[128] = "a";
  for (int i = 0; i < 5; i++) {
    assert_int_equal(mkdir(path_in(p, name), 0700), 0);
    strcat(name, "/a");
  }
  expect_refusal(p->root, PL_BAD_INPUT, "folders deep");
  assert_int_equal(rmdir(path_in(p, "a/a/a/a/a")), 0);
  for (int i = 0; i < 256; i++) {
    snprintf(name, sizeof name, "f%d.lua", i);
    put_text(p, name, "");
  }
  expect_refusal(p->root, PL_BAD_INPUT, "more than 256");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(files_come_in_order),     TEST(a_single_file_stands_alone), TEST(what_is_not_there_is_said),
      TEST(links_are_not_followed),  TEST(names_are_plain),            TEST(only_ordinary_files_are_read),
      TEST(sizes_are_limited),       TEST(counts_and_depths_are_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
