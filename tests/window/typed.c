/* What a person decided in a recorded exercise, as lines to type at a terminal: polder replay FILE --json | typed
 *
 * Knows the actions of first-share; others end it with a sentence and 1. What was taken back is left out. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const char *text_of(const json_t *decision, const char *key) {
  const char *text = json_string_value(json_object_get(decision, key));
  return text ? text : "";
}

/* "zuidland+eilanden" as two words. */
static void put_audience(const json_t *decision) {
  for (const char *c = text_of(decision, "audience"); *c; c++) putchar(*c == '+' ? ' ' : *c);
}

static void put_split(const json_t *decision) {
  const json_t *split = json_object_get(decision, "split");
  for (size_t i = 0; i < json_array_size(split); i++)
    printf(" %d", (int)json_integer_value(json_array_get(split, i)) / 10);
}

static int put_decision(const json_t *decision) {
  const char *action = text_of(decision, "action");
  printf("%s", action);
  if (!strcmp(action, "posture")) putchar(' '), put_audience(decision);
  else if (!strcmp(action, "answer")) printf(" %s %s", text_of(decision, "inject"), text_of(decision, "option"));
  else if (!strcmp(action, "withhold")) printf(" %s", text_of(decision, "item"));
  else if (!strcmp(action, "share")) printf(" %s ", text_of(decision, "item")), put_audience(decision);
  else if (!strcmp(action, "split")) put_split(decision);
  else {
    fprintf(stderr, "typed: does not know how \"%s\" is typed\n", action);
    return 1;
  }
  putchar('\n');
  return 0;
}

int main(void) {
  json_t *exercise = json_loadf(stdin, 0, NULL);
  const json_t *decisions = json_object_get(exercise, "decisions");
  const json_int_t rounds = json_integer_value(json_object_get(exercise, "rounds_done"));
  int failures = !decisions;
  for (json_int_t round = 1; round <= rounds; round++) {
    for (size_t i = 0; i < json_array_size(decisions); i++) {
      const json_t *entry = json_array_get(decisions, i);
      if (json_integer_value(json_object_get(entry, "round")) != round) continue;
      if (json_is_true(json_object_get(entry, "withdrawn"))) continue;
      if (!strcmp(text_of(entry, "author"), "person")) failures += put_decision(json_object_get(entry, "decision"));
    }
    puts("commit");
  }
  json_decref(exercise);
  return failures ? 1 : 0;
}
