/* What the targets share; see fuzz.h. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/policy.h>
#include <polder/script.h>

enum { MOST_BYTES = 1 << 16, MOST_FILES = 16, MOST_STATES = 20, MOST_ORGANISATIONS = 500, MOST_ROUNDS = 2 };

void fuzz_must(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "\nwrong answer: %s\n", what);
  abort();
}

/* The code point at `at` and its size; 0: not UTF-8. */
static size_t decode(const unsigned char *at, size_t left, uint32_t *point) {
  static const struct { unsigned char mask, mark; uint32_t least; } shape[] = {
      {0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
  for (size_t size = 1; size <= 4 && size <= left; size++) {
    if ((at[0] & shape[size - 1].mask) != shape[size - 1].mark) continue;
    *point = at[0] & (unsigned char)~shape[size - 1].mask;
    for (size_t i = 1; i < size; i++) {
      if ((at[i] & 0xC0) != 0x80) return 0;
      *point = *point << 6 | (at[i] & 0x3F);
    }
    bool is_whole = *point >= shape[size - 1].least && *point <= 0x10FFFF && (*point < 0xD800 || *point > 0xDFFF);
    return is_whole ? size : 0;
  }
  return 0;
}

static bool is_mark_of_direction(uint32_t point) {
  return point == 0x061C || point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

void fuzz_must_be_safe(const char *text, size_t length, bool may_have_lines) {
  const unsigned char *bytes = (const unsigned char *)text;
  for (size_t at = 0, size; at < length; at += size) {
    uint32_t point = 0;
    size = decode(bytes + at, length - at, &point);
    fuzz_must(size > 0, "a text is not UTF-8");
    bool is_layout = may_have_lines && (point == '\n' || point == '\t');
    fuzz_must(is_layout || (point >= 0x20 && (point < 0x7F || point > 0x9F)), "a text holds a control character");
    fuzz_must(!is_mark_of_direction(point), "a text holds a mark of direction");
  }
}

void fuzz_must_explain(pl_status status, const pl_error *error) {
  fuzz_must(status != PL_BUG, "a bug was reported");
  fuzz_must(error->status == status, "the error has another status than the call");
  fuzz_must(error->text[0] != '\0', "an error without words");
  fuzz_must_be_safe(error->text, strlen(error->text), false);
}

/* ---- files ---- */

static const char separator[] = "\n==== ";

static const uint8_t *find_separator(const uint8_t *at, const uint8_t *end) {
  const size_t length = sizeof separator - 1;
  for (; (size_t)(end - at) >= length; at++)
    if (memcmp(at, separator, length) == 0) return at;
  return end;
}

pl_bundle fuzz_bundle(const uint8_t *bytes, size_t size, pl_arena *arena) {
  pl_file *file = pl_arena_array(arena, MOST_FILES, sizeof *file);
  const uint8_t *at = bytes, *end = bytes + size;
  const char *name = "scenario.lua";
  size_t count = 0;
  while (file && name && count < MOST_FILES) {
    const uint8_t *stop = find_separator(at, end);
    size_t length = (size_t)(stop - at);
    /* A copy of its own size, so that reading beyond the end is noticed. */
    char *copy = malloc(length ? length : 1);
    fuzz_must(copy != NULL, "there is memory");
    memcpy(copy, at, length);
    file[count++] = (pl_file){name, copy, length};
    if (stop == end) break;
    at = stop + sizeof separator - 1;
    const uint8_t *line = memchr(at, '\n', (size_t)(end - at));
    if (!line) break;
    name = pl_arena_text(arena, (const char *)at, (size_t)(line - at));
    at = line + 1;
  }
  return (pl_bundle){file, count};
}

void fuzz_bundle_clear(pl_bundle *bundle) {
  for (size_t i = 0; i < bundle->count; i++) free((char *)bundle->file[i].bytes);
  *bundle = (pl_bundle){NULL, 0};
}

/* ---- playing ---- */

bool fuzz_is_small(const pl_scenario *scenario) {
  int64_t organisations = 0;
  int greedy = 0;
  for (int s = 0; s < scenario->state_count; s++) {
    organisations += scenario->states[s].organisations;
    greedy += strcmp(scenario->states[s].bot_name, "greedy") == 0; /* plays ahead in many worlds */
  }
  return scenario->state_count <= MOST_STATES && organisations <= MOST_ORGANISATIONS && greedy <= 1 &&
         scenario->adversary_count <= 6;
}

typedef struct course { /* how a short exercise went */
  pl_status status;
  int rounds;
  uint64_t digest[MOST_ROUNDS];
  pl_error error;
} course;

static void note_course(course *c, const pl_session *session, pl_status status) {
  c->status = status;
  if (!session) return;
  c->rounds = pl_session_rounds_done(session);
  for (int i = 0; i < c->rounds; i++) c->digest[i] = pl_session_digest(session, i);
}

static void must_be_equal(const course *a, const course *b, const char *what) {
  fuzz_must(a->status == b->status && a->rounds == b->rounds, what);
  for (int i = 0; i < a->rounds; i++) fuzz_must(a->digest[i] == b->digest[i], what);
  fuzz_must(a->status == PL_OK || strcmp(a->error.text, b->error.text) == 0, what);
}

static pl_status play_round(pl_session *session, const pl_policy_table *bots, pl_brief_room *room, pl_error *error) {
  pl_status status = pl_session_open_round(session, error);
  if (status == PL_OK) status = pl_policy_play(session, bots, room, error);
  return status == PL_OK ? pl_session_resolve_round(session, error) : status;
}

/* A world between two rounds comes back from a checkpoint as it was. */
static void check_checkpoint(const pl_session *session) {
  const pl_world *world = pl_session_world(session);
  pl_buffer saved = {0};
  pl_error error = {.status = PL_OK};
  pl_world_save(world, &saved);
  pl_world *loaded = pl_world_load(pl_world_scenario(world), pl_world_map(world), NULL, pl_world_seed(world),
                                   saved.bytes, saved.length, &error);
  fuzz_must(loaded != NULL, "what was saved can be loaded");
  fuzz_must(pl_world_digest(loaded) == pl_world_digest(world), "a world is loaded as it was saved");
  pl_world_free(loaded);
  pl_buffer_clear(&saved);
}

static pl_status play_rounds(pl_session *session, pl_error *error) {
  pl_policy_table bots;
  pl_brief_room room = {0};
  pl_status status = PL_OK;
  pl_policy_table_init(&bots, pl_session_scenario(session));
  for (int i = 0; i < MOST_ROUNDS && status == PL_OK && !pl_session_is_over(session); i++) {
    status = play_round(session, &bots, &room, error);
    if (status == PL_OK) check_checkpoint(session);
  }
  pl_brief_room_clear(&room);
  return status;
}

/* NULL where the exercise could not even begin. */
static pl_session *play(const pl_bundle *bundle, const pl_rules_factory *factory, course *c) {
  const pl_session_options options = {.seed = 1, .record_events = true};
  pl_session *session = pl_session_new(factory, bundle, NULL, &options, &c->error);
  note_course(c, session, session ? play_rounds(session, &c->error) : c->error.status);
  if (c->status != PL_OK) fuzz_must_explain(c->status, &c->error);
  return session;
}

static void check_replay(const pl_session *session, const course *original) {
  course again = {.status = PL_OK};
  pl_session *copy = pl_session_replay(session, -1, &again.error);
  fuzz_must(copy != NULL, "what was played can be played again");
  note_course(&again, copy, PL_OK);
  must_be_equal(original, &again, "a replay is the same exercise");
  pl_session_free(copy);
}

void fuzz_play(const pl_bundle *bundle, const pl_rules_factory *plain, const pl_rules_factory *cached) {
  course first = {.status = PL_OK}, second = {.status = PL_OK};
  pl_session *session = play(bundle, plain, &first), *other = play(bundle, cached, &second);
  must_be_equal(&first, &second, "a scenario that is opened again plays as before");
  if (session && first.status == PL_OK) check_replay(session, &first);
  pl_session_free(session);
  pl_session_free(other);
}

/* ---- the exercise with everything ---- */

static void keep(void *self) { (void)self; }

/* Rules that are opened once and lent to one session after another: their hooks remember nothing. */
static pl_status lend(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)bundle, (void)error;
  *rules = *(const pl_rules *)context;
  rules->close = keep;
  return PL_OK;
}

const fuzz_table *fuzz_table_lay(void) {
  static fuzz_table t; /* as long as the process */
  static uint8_t bytes[MOST_BYTES];
  if (t.map) return &t;
  FILE *file = fopen(POLDER_SOURCE_DIR "/tests/fuzz/corpus/scenario/everything", "rb");
  fuzz_must(file != NULL, "the corpus has a scenario with everything");
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  pl_error error = {.status = PL_OK};
  t.arena = pl_arena_new(0);
  t.bundle = fuzz_bundle(bytes, size, t.arena);
  fuzz_must(pl_script_open(&t.bundle, &t.rules, NULL, &error) == PL_OK, "the scenario with everything opens");
  t.scenario = t.rules.scenario;
  t.factory = (pl_rules_factory){&t.rules, lend};
  t.map = pl_map_new(t.scenario, &error);
  fuzz_must(t.map != NULL, "it has a map");
  return &t;
}

pl_session *fuzz_table_session(const fuzz_table *table) {
  const pl_session_options options = {.seed = FUZZ_SEED, .record_events = true};
  pl_error error = {.status = PL_OK};
  pl_session *session = pl_session_new(&table->factory, &table->bundle, table->map, &options, &error);
  fuzz_must(session != NULL, "an exercise can be laid out");
  return session;
}

void fuzz_play_round(pl_session *session) {
  pl_policy_table bots;
  pl_brief_room room = {0};
  pl_error error = {.status = PL_OK};
  pl_policy_table_init(&bots, pl_session_scenario(session));
  fuzz_must(play_round(session, &bots, &room, &error) == PL_OK, "bots play a round");
  pl_brief_room_clear(&room);
}
