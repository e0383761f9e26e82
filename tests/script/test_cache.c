/* A scenario opened again from what was kept plays the same exercise as one read from its bytes. */
#include "../support.h"

#include <stdlib.h>

#include <polder/script.h>
#include <polder/world.h>

#include "fault.h"

#define SCENARIO                                                                                                     \
  "polder \"1\"\n"                                                                                                   \
  "local T = texts \"main\"\n"                                                                                       \
  "include \"more.lua\"\n"                                                                                           \
  "scenario { id = \"twice\", title = T.title, rounds = 4, random_incidents = \"none\" }\n"                          \
  "vars { count = 0, told = \"\" }\n"                                                                                \
  "state { id = \"one\", name = \"One\", posture = \"all\" }\n"                                                      \
  "state { id = \"two\", name = \"Two\", posture = \"all\" }\n"                                                      \
  "state { id = \"three\", name = \"Three\", posture = \"all\" }\n"                                                  \
  "adversary { id = \"gang\", name = \"Gang\", kind = \"criminal\" }\n"                                              \
  "incident { id = \"worm\", by = \"gang\", family = \"ransomware\", round = 1, targets = \"all\" }\n"               \
  "local step = STEP\n"                                                                                              \
  "on_round(function(w) w.set(\"count\", w.vars.count + step) end)\n"                                                \
  "on_share(function(w, share)\n"                                                                                    \
  "  if w.chance(share.to, 0.5) then w.set(\"told\", share.from .. share.incident) end\n"                            \
  "end)\n"                                                                                                           \
  "on_incident(\"worm\", function(w, incident) w.set(\"count\", w.vars.count + incident.infections) end)\n"          \
  "objective { id = \"first\", seats = { \"one\" }, text = T.title, test = function(w)\n"                            \
  "  return w.vars.count > 5 end }\n"                                                                                \
  "objective { id = \"second\", seats = { \"two\" }, text = T.title, test = function(w)\n"                           \
  "  return TEST end }\n"
#define MORE                                                                                                         \
  "STEP, TEST = 2, 0.25\n"                                                                                           \
  "on_round(function(w) w.log(\"round \" .. w.round) end)\n"
#define TEXTS "title = Twice\n"

#define AS_FILE(name, text) {name, text, sizeof text - 1}
static const pl_file files[] = {AS_FILE("scenario.lua", SCENARIO), AS_FILE("more.lua", MORE),
                                AS_FILE("main.en.ftl", TEXTS)};
static const pl_bundle bundle = {files, 3};

enum { MOST_ROUNDS = 60 };
typedef struct course {
  int rounds;
  uint64_t digest[MOST_ROUNDS];
} course;

static bool open_rules(const pl_rules_factory *factory, const pl_bundle *of, pl_rules *rules) {
  pl_error error = {0};
  if (factory->open(factory->context, of, rules, &error) == PL_OK) return true;
  print_message("%s\n", error.text);
  return false;
}

/* Everybody lets the standing orders do the work. */
static course play(const pl_rules *rules) {
  const pl_decision nothing = {0};
  pl_error error = {0};
  course c = {0};
  pl_map *map = pl_map_new(rules->scenario, &error);
  pl_world *world = pl_world_new(rules->scenario, map, rules, 7, &error);
  assert_non_null(world);
  while (!pl_world_is_over(world) && c.rounds < MOST_ROUNDS) {
    if (pl_world_open_round(world, &error) || pl_world_resolve(world, &nothing, 0, &error)) fail_msg("%s", error.text);
    c.digest[c.rounds++] = pl_world_digest(world);
  }
  pl_world_free(world);
  pl_map_free(map);
  return c;
}

static course play_from(const pl_rules_factory *factory, const pl_bundle *of) {
  pl_rules rules;
  assert_true(open_rules(factory, of, &rules));
  course c = play(&rules);
  rules.close(rules.self);
  return c;
}

static void assert_same(const course *a, const course *b) {
  assert_int_equal(a->rounds, b->rounds);
  for (int i = 0; i < a->rounds; i++) assert_true(a->digest[i] == b->digest[i]);
}

static void check_bundle(const pl_bundle *of) {
  pl_script_cache *cache = pl_script_cache_new();
  assert_non_null(cache);
  pl_rules_factory plain = pl_script_factory(), again = pl_script_cache_factory(cache);
  course fresh = play_from(&plain, of);
  assert_true(fresh.rounds > 1);
  for (int i = 0; i < 3; i++) {
    course kept = play_from(&again, of);
    assert_same(&fresh, &kept);
  }
  pl_script_cache_free(cache);
}

static void the_second_opening_plays_the_same(void **state) {
  (void)state;
  check_bundle(&bundle);
}

static void shipped_scenarios_play_the_same(void **state) {
  (void)state;
  const char *const names[] = {"withdrawal", "first-share", "standard-map"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char path[512];
    pl_bundle_room room = {0};
    pl_error error = {0};
    snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, names[i]);
    if (pl_bundle_read(path, &room, &error)) fail_msg("%s", error.text);
    check_bundle(&room.bundle);
    pl_bundle_clear(&room);
  }
}

/* Any byte of any file: the second opening must not be the first's. */
static void a_changed_byte_is_read_anew(void **state) {
  (void)state;
  static const struct { int file; const char *from; char to; } changes[] = {
      {0, "> 5", '<'}, {1, "2, 0.25", '3'}, {2, "Twice", 'M'}, {0, "5) then", '0'}};
  pl_script_cache *cache = pl_script_cache_new();
  pl_rules_factory plain = pl_script_factory(), again = pl_script_cache_factory(cache);
  course first = play_from(&again, &bundle);
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    pl_file changed[3];
    memcpy(changed, files, sizeof changed);
    char *bytes = malloc(changed[changes[i].file].length + 1);
    assert_non_null(bytes);
    memcpy(bytes, changed[changes[i].file].bytes, changed[changes[i].file].length + 1);
    *strstr(bytes, changes[i].from) = changes[i].to;
    changed[changes[i].file].bytes = bytes;
    pl_bundle other = {changed, 3};
    course expected = play_from(&plain, &other), got = play_from(&again, &other);
    assert_same(&expected, &got);
    if (changes[i].file < 2 && !memcmp(&got, &first, sizeof got)) fail_msg("change %zu made no difference", i);
    course back = play_from(&again, &bundle);
    assert_same(&first, &back);
    if (changes[i].file == 2) {
      pl_rules rules;
      assert_true(open_rules(&again, &other, &rules));
      assert_string_equal(rules.scenario->title.in[PL_ENGLISH], "Mwice");
      rules.close(rules.self);
    }
    free(bytes);
  }
  pl_script_cache_free(cache);
}

/* Two worlds side by side, and one that outlives the cache. */
static void what_is_kept_ends_with_its_last_user(void **state) {
  (void)state;
  pl_script_cache *cache = pl_script_cache_new();
  pl_rules_factory plain = pl_script_factory(), again = pl_script_cache_factory(cache);
  course expected = play_from(&plain, &bundle);
  pl_rules one, two;
  assert_true(open_rules(&again, &bundle, &one));
  assert_true(open_rules(&again, &bundle, &two));
  assert_ptr_equal(one.scenario, two.scenario);
  assert_ptr_not_equal(one.self, two.self);
  one.close(one.self);
  pl_script_cache_free(cache);
  course c = play(&two);
  assert_same(&expected, &c);
  two.close(two.self);
}

/* A scenario with a mistake is not kept and does not push out the one that is. */
static void mistakes_are_not_kept(void **state) {
  (void)state;
  const pl_file bad_file = AS_FILE("scenario.lua", "polder \"1\"\nstate { id = 5 }\n");
  const pl_bundle bad = {&bad_file, 1};
  pl_script_cache *cache = pl_script_cache_new();
  pl_rules_factory again = pl_script_cache_factory(cache);
  pl_rules first, second, rules;
  pl_error error = {0};
  assert_true(open_rules(&again, &bundle, &first));
  for (int i = 0; i < 2; i++) {
    assert_int_equal(again.open(again.context, &bad, &rules, &error), PL_BAD_INPUT);
    assert_non_null(strstr(error.text, "scenario.lua:"));
  }
  assert_true(open_rules(&again, &bundle, &second));
  assert_ptr_equal(first.scenario, second.scenario);
  first.close(first.self);
  second.close(second.self);
  pl_script_cache_free(cache);
}

/* Errors of hooks still know their line. */
static void errors_have_their_place_the_second_time(void **state) {
  (void)state;
  const char code[] = SCENARIO "on_round(function(w)\n  w.fire(\"nothing\")\nend)\n";
  const pl_file broken[] = {AS_FILE("scenario.lua", code), files[1], files[2]};
  const pl_bundle other = {broken, 3};
  pl_script_cache *cache = pl_script_cache_new();
  pl_rules_factory again = pl_script_cache_factory(cache);
  pl_error error[2] = {{0}};
  for (int i = 0; i < 2; i++) {
    pl_rules rules;
    assert_true(open_rules(&again, &other, &rules));
    pl_map *map = pl_map_new(rules.scenario, &error[i]);
    pl_world *world = pl_world_new(rules.scenario, map, &rules, 7, &error[i]);
    assert_int_equal(pl_world_open_round(world, &error[i]), PL_BAD_INPUT);
    pl_world_free(world);
    pl_map_free(map);
    rules.close(rules.self);
  }
  if (!strstr(error[0].text, "scenario.lua:22: in on_round, round 1")) fail_msg("%s", error[0].text);
  assert_string_equal(error[0].text, error[1].text);
  pl_script_cache_free(cache);
}

/* Whichever allocation fails, in the first opening or in the second. */
static void running_out_of_memory_is_an_error(void **state) {
  (void)state;
  for (int openings = 1; openings <= 2; openings++) {
    bool reached = true;
    for (long n = 0; reached; n += 1 + n / 16) {
      pl_script_cache *cache = pl_script_cache_new();
      pl_rules_factory again = pl_script_cache_factory(cache);
      pl_rules rules;
      pl_error error = {0};
      if (openings == 2) {
        assert_true(open_rules(&again, &bundle, &rules));
        rules.close(rules.self);
      }
      fault_from(n);
      pl_status status = again.open(again.context, &bundle, &rules, &error);
      reached = fault_stop();
      if (status == PL_OK) rules.close(rules.self);
      else if (!reached || status != PL_NO_MEMORY) fail_msg("after %ld: %d %s", n, status, error.text);
      pl_script_cache_free(cache);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_second_opening_plays_the_same),
      cmocka_unit_test(shipped_scenarios_play_the_same),
      cmocka_unit_test(a_changed_byte_is_read_anew),
      cmocka_unit_test(what_is_kept_ends_with_its_last_user),
      cmocka_unit_test(mistakes_are_not_kept),
      cmocka_unit_test(errors_have_their_place_the_second_time),
      cmocka_unit_test(running_out_of_memory_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
