/* Takes a report's recipe and the session it was made of, runs each command, and looks for the same figures.
 *
 *   recompute REPORT.json PROGRAM SESSION     exit 0: all are the same; 1: the first that is not
 *   recompute REPORT.json change POINTER      writes the report with what stands there changed
 *
 * It knows the recipe's form (engine/report/json_recipe.c) and nothing of what is computed. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 40 };

static json_t *at(json_t *object, const char *pointer) {
  while (object && *pointer == '/') {
    char key[64] = "";
    const size_t length = strcspn(++pointer, "/");
    if (length >= sizeof key) return NULL;
    memcpy(key, pointer, length);
    object = json_is_array(object) ? json_array_get(object, strtoul(key, NULL, 10)) : json_object_get(object, key);
    pointer += length;
  }
  return object;
}

static const char *text(json_t *object, const char *key) {
  const char *value = json_string_value(json_object_get(object, key));
  return value ? value : "";
}

/* ---- one command ---- */

static void become(const char *program, const json_t *arguments, const char *session) {
  char *words[MOST_WORDS + 2] = {(char *)program};
  for (size_t i = 0; i < json_array_size(arguments) && i < MOST_WORDS; i++) {
    const char *word = json_string_value(json_array_get(arguments, i));
    words[i + 1] = (char *)(strcmp(word, "FILE") ? word : session);
  }
  execv(program, words);
  _exit(127);
}

/* What it prints; NULL: it failed. */
static json_t *run(const char *program, const json_t *arguments, const char *session) {
  int ends[2], status;
  if (pipe(ends)) return NULL;
  const pid_t child = fork();
  if (!child) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    become(program, arguments, session);
  }
  close(ends[1]);
  FILE *out = fdopen(ends[0], "r");
  json_t *object = out ? json_loadf(out, 0, NULL) : NULL;
  if (out) fclose(out);
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status)) {
    json_decref(object);
    return NULL;
  }
  return object;
}

static bool is_as_said(json_t *report, json_t *command, json_t *printed, size_t *compared) {
  json_t *same = json_object_get(command, "same"), *figures = json_object_get(command, "figures"), *each;
  size_t i;
  json_array_foreach(same, i, each) {
    json_t *here = at(report, text(each, "here"));
    ++*compared;
    if (here && json_equal(here, at(printed, text(each, "there")))) continue;
    printf("differs: %s\n", text(each, "here"));
    return false;
  }
  json_array_foreach(figures, i, each) {
    ++*compared;
    if (json_equal(json_object_get(each, "value"), at(printed, text(each, "there")))) continue;
    printf("differs: %s of %s\n", text(each, "there"), text(json_array_get(same, 0), "here"));
    return false;
  }
  return true;
}

static int recompute(json_t *report, const char *program, const char *session) {
  json_t *commands = at(report, "/recipe/commands"), *command;
  size_t i, compared = 0;
  json_array_foreach(commands, i, command) {
    json_t *printed = run(program, json_object_get(command, "arguments"), session);
    const bool is_same = printed && is_as_said(report, command, printed, &compared);
    if (!printed) printf("command %zu failed\n", i);
    json_decref(printed);
    if (!is_same) return 1;
  }
  printf("%zu commands, %zu comparisons, all the same\n", json_array_size(commands), compared);
  return json_array_size(commands) ? 0 : 1;
}

/* ---- for the test of the test ---- */

static int change(json_t *report, const char *pointer) {
  json_t *value = at(report, pointer);
  if (json_is_integer(value))
    json_integer_set(value, json_integer_value(value) + 1);
  else if (json_is_string(value))
    json_string_set(value, *json_string_value(value) == '0' ? "1" : "0");
  else
    return 2;
  return json_dumpf(report, stdout, JSON_INDENT(1)) ? 2 : 0;
}

int main(int count, char **arguments) {
  json_error_t error;
  if (count != 4) return 2;
  json_t *report = json_load_file(arguments[1], 0, &error);
  if (!report) {
    fprintf(stderr, "%s: %s\n", arguments[1], error.text);
    return 2;
  }
  const int result =
      strcmp(arguments[2], "change") ? recompute(report, arguments[2], arguments[3]) : change(report, arguments[3]);
  json_decref(report);
  return result;
}
