/* The standard map, its seventeen reference cases and one list of incidents, to the last digit (model §13).
 *
 * Everything comes through scenarios/standard-map/scenario.lua, so what is tested is what an author's file becomes. */
#include "../support.h"

#include "cases.h"

static const char *const REFERENCE = POLDER_SOURCE_DIR "/tests/conformance/reference/";

static FILE *open_reference(const char *name) {
  char path[1024];
  snprintf(path, sizeof path, "%s%s", REFERENCE, name);
  FILE *file = fopen(path, "r");
  if (!file) fail_msg("cannot open %s", path);
  return file;
}

/* The scenario's text with `setting` put into its first table. */
static char *standard_map_with(const char *setting, size_t *length) {
  FILE *file = fopen(POLDER_SOURCE_DIR "/scenarios/standard-map/scenario.lua", "rb");
  if (!file) fail_msg("scenarios/standard-map/scenario.lua is missing");
  static const char anchor[] = "scenario { ";
  char *text = calloc(1, 65536);
  assert_non_null(text);
  const size_t read = fread(text, 1, 60000, file);
  fclose(file);
  char *at = strstr(text, anchor);
  assert_non_null(at);
  at += strlen(anchor);
  memmove(at + strlen(setting), at, read - (size_t)(at - text));
  memcpy(at, setting, strlen(setting));
  *length = read + strlen(setting);
  return text;
}

static pl_session *open_case(const reference_case *c, uint64_t seed) {
  size_t length;
  char *text = standard_map_with(c->setting, &length);
  const pl_file file = {"scenario.lua", text, length};
  const pl_bundle bundle = {&file, 1};
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = seed};
  pl_error error = {0};
  pl_session *session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  if (!session) fail_msg("%s: %s", c->name, error.text);
  free(text);
  return session;
}

/* Compares a line of the file with ours, skipping what stands before the columns both share. */
static void expect_line(FILE *file, const char *ours, const char *where) {
  char line[4096];
  if (!fgets(line, sizeof line, file)) fail_msg("%s: the reference ends before %s", where, ours);
  line[strcspn(line, "\r\n")] = '\0';
  if (strcmp(line, ours) != 0) fail_msg("%s:\n  expected %s\n  got      %s", where, line, ours);
}

/* ---- the map ---- */
static void print_organisation(const pl_map *map, uint32_t o, pl_buffer *out) {
  pl_buffer_add_format(out, "%u,%d,%d,%lld,%d,", o, map->state[o], map->sector[o], (long long)map->value[o],
                       map->hygiene[o]);
  for (uint32_t a = map->out_first[o]; a < map->out_first[o + 1]; a++)
    pl_buffer_add_format(out, "%s%u:%d", a > map->out_first[o] ? " " : "", map->arc[a].customer, map->arc[a].weight);
}

static void test_map(void **state) {
  (void)state;
  pl_session *session = open_case(&reference_cases[0], 1);
  const pl_map *map = pl_world_map(pl_session_world(session));
  FILE *file = open_reference("map-1.csv");
  expect_line(file, "organisation,state,sector,value_q16mu,hygiene_q16,links_out_to:weight_q16", "header");
  for (uint32_t o = 0; o < (uint32_t)map->organisation_count; o++) {
    pl_buffer line = {0};
    print_organisation(map, o, &line);
    expect_line(file, pl_buffer_text(&line), "map-1.csv");
    pl_buffer_clear(&line);
  }
  assert_int_equal(map->organisation_count, 560);
  assert_int_equal(fgetc(file), EOF);
  fclose(file);
  pl_session_free(session);
}

/* ---- outcomes ---- */
static void print_outcome(const pl_world *world, const char *name, int seed, int round, int s, char *line,
                          size_t size) {
  const pl_state *x = pl_world_state(world, s);
  long long trust = 0;
  for (int t = 0; t < CASE_STATES; t++)
    if (t != s) trust += pl_world_trust(world, s, t);
  snprintf(line, size, "%s,%d,1,%d,%d,%lld,%lld,%lld,%lld,%d,%d,%d,%lld,%lld", name, seed, round, s,
           (long long)(x->loss >> 16), (long long)x->edge, (long long)x->burn, (long long)x->effort, x->standing,
           x->confidence, x->rights, trust, (long long)x->hit_total);
}

/* Moves to the first line of this case and seed; they stand together, rounds and states ascending. */
static void seek_case(FILE *file, const char *name, int seed) {
  char wanted[64], line[512];
  snprintf(wanted, sizeof wanted, "%s,%d,", name, seed);
  rewind(file);
  for (long at = ftell(file); fgets(line, sizeof line, file); at = ftell(file))
    if (strncmp(line, wanted, strlen(wanted)) == 0) {
      fseek(file, at, SEEK_SET);
      return;
    }
  fail_msg("outcomes.csv has no case %s", wanted);
}

static void play_case(const reference_case *c, int seed, FILE *file) {
  pl_session *session = open_case(c, (uint64_t)seed);
  pl_policy_table table;
  pl_brief_room room = {0};
  pl_error error = {0};
  assert_int_equal(case_bots(&table, pl_session_scenario(session), c, &error), PL_OK);
  seek_case(file, c->name, seed);
  for (int round = 1; round <= CASE_ROUNDS; round++) {
    if (case_round(session, c, &table, &room, &error) != PL_OK) fail_msg("%s round %d: %s", c->name, round, error.text);
    if (round != 1 && round != 3 && round != 6 && round != 12) continue;
    for (int s = 0; s < CASE_STATES; s++) {
      char line[512];
      print_outcome(pl_session_world(session), c->name, seed, round, s, line, sizeof line);
      expect_line(file, line, "outcomes.csv");
    }
  }
  pl_brief_room_clear(&room);
  pl_session_free(session);
}

static void test_case(void **state) {
  FILE *file = open_reference("outcomes.csv");
  for (int seed = 1; seed <= 3; seed++) play_case(*state, seed, file);
  fclose(file);
}

/* ---- incidents ---- */
static void print_incident(const pl_world *world, int index, pl_buffer *out) {
  const pl_incident *i = pl_world_incident(world, index);
  pl_buffer_add_format(out, "%d,%u,%d,%s,%d,%d,%d,%lld,", index, i->iid, i->adversary, pl_family_name(i->family),
                       i->launch, i->first_detection, i->infections, (long long)(i->damage >> 16));
  bool is_first = true;
  for (int s = pl_set_next(&i->targets, 0); s >= 0; s = pl_set_next(&i->targets, s + 1), is_first = false)
    pl_buffer_add_format(out, "%s%d", is_first ? "" : " ", s);
  pl_buffer_add_text(out, ",");
  is_first = true;
  for (int s = 0; s < CASE_STATES; s++) {
    if (i->item[s].birth < 0) continue;
    pl_buffer_add_format(out, "%s%d@%d:%d", is_first ? "" : " ", s, i->item[s].birth, i->item[s].quality);
    is_first = false;
  }
}

static void test_incidents(void **state) {
  (void)state;
  const reference_case *gtft = &reference_cases[3];
  pl_session *session = open_case(gtft, 1);
  pl_policy_table table;
  pl_brief_room room = {0};
  pl_error error = {0};
  assert_int_equal(case_bots(&table, pl_session_scenario(session), gtft, &error), PL_OK);
  while (!pl_session_is_over(session)) assert_int_equal(case_round(session, gtft, &table, &room, &error), PL_OK);
  const pl_world *world = pl_session_world(session);
  FILE *file = open_reference("incidents-gtft-1.csv");
  expect_line(file, "index,iid,adversary,family,launch_tick,first_detection_tick,infections,damage_mu,targets,items",
              "header");
  for (int i = 0; i < pl_world_incident_count(world); i++) {
    pl_buffer line = {0};
    print_incident(world, i, &line);
    expect_line(file, pl_buffer_text(&line), "incidents-gtft-1.csv");
    pl_buffer_clear(&line);
  }
  assert_int_equal(fgetc(file), EOF);
  fclose(file);
  pl_brief_room_clear(&room);
  pl_session_free(session);
}

int main(void) {
  struct CMUnitTest tests[REFERENCE_CASES + 2] = {cmocka_unit_test(test_map), cmocka_unit_test(test_incidents)};
  for (int i = 0; i < REFERENCE_CASES; i++)
    tests[i + 2] = (struct CMUnitTest){reference_cases[i].name, test_case, NULL, NULL, (void *)&reference_cases[i]};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
