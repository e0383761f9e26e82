/* Checkpoints: a world that was saved and loaded goes on as the original would have, and no bytes do harm.
 *
 * Games are played at random (game.h). After every round the world is saved, loaded, and the copy plays the rest with
 * the same decisions: digests, quantities and events are to be the same to the end. Damaged checkpoints are refused; so
 * that the checks behind the seal are tried, too, they are also read as if the seal had been right. */
#include "game.h"

#include "fault.h"
#include "world_internal.h"

enum { QUANTITIES = 64 };

/* ---- comparing ---- */

static void assert_same_world(const pl_world *a, const pl_world *b) {
  pl_quantity one[QUANTITIES], other[QUANTITIES];
  const size_t count = pl_world_quantities(a, one, QUANTITIES);
  assert_true(count <= QUANTITIES);
  assert_int_equal(pl_world_quantities(b, other, QUANTITIES), count);
  for (size_t i = 0; i < count; i++)
    if (one[i].digest != other[i].digest) fail_msg("round %d: another %s", pl_world_round(a), one[i].name);
  assert_true(pl_world_digest(a) == pl_world_digest(b));
}

/* What no rule reads, or none before it is set anew, and so no digest shows; people are told of it. */
static void assert_same_looks(const pl_world *a, const pl_world *b) {
  for (int s = 0; s < a->n; s++)
    assert_true(a->state[s].spent == b->state[s].spent && a->state[s].bonus == b->state[s].bonus);
  for (int f = 0; f < a->forum_count; f++) assert_int_equal(a->forum[f].applied_round, b->forum[f].applied_round);
  for (int i = 0; i < a->incident_count; i++) {
    const pl_incident *one = a->incident[i], *other = b->incident[i];
    assert_true(one->burnt_at == other->burnt_at && one->declared == other->declared && one->label == other->label);
    assert_true(one->adversary == other->adversary && one->detection == other->detection && one->d0 == other->d0);
    assert_true(one->dI == other->dI && one->dC == other->dC && one->sensitivity == other->sensitivity);
    for (int s = 0; s < a->n; s++) assert_true(pl_set_is_equal(one->item[s].leaked, other->item[s].leaked));
  }
}

/* But for the numbers of lines, which count from the beginning of a log. */
static bool is_same_event(const pl_event *a, const pl_event *b) {
  const bool is_log = a->kind == PL_EVENT_LOG;
  return a->kind == b->kind && a->flag == b->flag && a->round == b->round && a->tick == b->tick &&
         a->state == b->state && a->other == b->other && a->originator == b->originator && a->forum == b->forum &&
         a->adversary == b->adversary && (is_log || a->index == b->index) && a->iid == b->iid &&
         a->organisation == b->organisation && a->amount == b->amount && a->is_public == b->is_public &&
         pl_set_is_equal(a->seen_by, b->seen_by);
}

static void assert_same_lines(const pl_event_log *a, size_t i, const pl_event_log *b, size_t k) {
  for (int language = 0; language <= a->event[i].flag; language++)
    assert_string_equal(a->line[a->event[i].index + language], b->line[b->event[k].index + language]);
}

/* `tail` is what `whole` ends with. */
static void assert_tail(const pl_event_log *whole, const pl_event_log *tail) {
  assert_true(tail->count <= whole->count);
  const size_t first = whole->count - tail->count;
  for (size_t i = 0; i < tail->count; i++) {
    if (!is_same_event(&whole->event[first + i], &tail->event[i])) fail_msg("event %zu is another", first + i);
    if (tail->event[i].kind == PL_EVENT_LOG) assert_same_lines(whole, first + i, tail, i);
  }
}

/* ---- saving and loading ---- */

static pl_buffer saved(const pl_world *w) {
  pl_buffer bytes = {0};
  pl_world_save(w, &bytes);
  assert_true(bytes.length > 0 && !bytes.failed);
  return bytes;
}

static pl_world *load(const pl_world *of, const pl_buffer *bytes, pl_error *error) {
  return pl_world_load(pl_world_scenario(of), pl_world_map(of), of->rules, pl_world_seed(of), bytes->bytes,
                       bytes->length, error);
}

static pl_world *loaded(const pl_world *of, const pl_buffer *bytes) {
  pl_error error = {0};
  pl_world *w = load(of, bytes, &error);
  if (!w) fail_msg("%s", error.text);
  return w;
}

/* The world as saved after `round` rounds of the game, and its events up to there. */
typedef struct stop {
  pl_buffer bytes;
  size_t events;
} stop;

static void play_the_rest(const game *g, const stop *from, int round) {
  pl_event_log log = {0};
  pl_world *w = loaded(g->world, &from->bytes);
  pl_world_record(w, &log);
  for (int r = round; r < ROUNDS; r++) {
    open_round(w);
    resolve(w, g->decision[r], g->count[r]);
    if (pl_world_digest(w) != g->digest[r]) fail_msg("saved after round %d: round %d is another", round, r + 1);
  }
  assert_same_world(g->world, w);
  assert_int_equal(log.count, g->log.count - from->events);
  assert_tail(&g->log, &log);
  pl_world_free(w);
  pl_event_log_clear(&log);
}

/* Plays a game that has begun, with a stop after each round, and the rest of it from each of them. */
static void check_game(game *g, void (*play)(game *g)) {
  stop stops[ROUNDS + 1];
  for (int r = 0; r <= ROUNDS; r++) {
    stops[r] = (stop){.bytes = saved(g->world), .events = g->log.count};
    pl_world *w = loaded(g->world, &stops[r].bytes);
    assert_same_world(g->world, w);
    assert_same_looks(g->world, w);
    pl_buffer again = saved(w);
    assert_int_equal(again.length, stops[r].bytes.length);
    assert_memory_equal(again.bytes, stops[r].bytes.bytes, again.length);
    pl_buffer_clear(&again);
    pl_world_free(w);
    if (r < ROUNDS) play(g);
  }
  for (int r = 0; r <= ROUNDS; r++) {
    play_the_rest(g, &stops[r], r);
    pl_buffer_clear(&stops[r].bytes);
  }
}

static void test_goes_on_as_the_original(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    game *g = game_new(seed, ALL_ACTIONS);
    for (int f = 0; f < SUPPORT_FORUMS; f++) g->room.forum[f].vote = (pl_vote)(f % 3); /* applications, admissions */
    game_start(g, seed);
    check_game(g, play_round);
    game_free(g);
  }
}

static void test_large_worlds(void **state) {
  (void)state;
  game *g = game_new(9, ALL_ACTIONS);
  for (int s = 0; s < STATES; s++) g->room.state[s].organisations = 10000 / STATES;
  game_start(g, 9);
  stop at[2];
  while (!pl_world_is_over(g->world)) {
    const int round = pl_world_round(g->world);
    if (round == 4 || round == 8) at[round / 4 - 1] = (stop){.bytes = saved(g->world), .events = g->log.count};
    play_round(g);
  }
  for (int i = 0; i < 2; i++) {
    play_the_rest(g, &at[i], 4 * i + 4);
    pl_buffer_clear(&at[i].bytes);
  }
  game_free(g);
}

/* Luck that was drawn anew is not what the seed alone would give. */
static void test_redrawn_worlds(void **state) {
  (void)state;
  game *g = game_new(6, ALL_ACTIONS);
  game_start(g, 6);
  for (int r = 0; r < 5; r++) play_round(g);
  pl_world *w = pl_world_copy(g->world);
  assert_non_null(w);
  pl_world_redraw(w, 99);
  pl_buffer bytes = saved(w);
  pl_world *other = loaded(w, &bytes);
  while (!pl_world_is_over(w)) {
    open_round(w), open_round(other);
    resolve(w, NULL, 0), resolve(other, NULL, 0);
    assert_same_world(w, other);
  }
  pl_world_free(w);
  pl_world_free(other);
  pl_buffer_clear(&bytes);
  game_free(g);
}

/* ---- a game with a story ---- */

enum { INJECTS = 6, VARIABLES = 3, INTEL = 2, OBJECTIVES = 2, CUSTOM = 2, PRESS = STATES };

typedef struct tale {
  game *game;
  uint16_t to[3];
  pl_inject_spec inject[INJECTS];
  pl_option_spec option[2];
  pl_variable_spec variable[VARIABLES];
  pl_intel_spec intel[INTEL];
  pl_objective_spec objective[OBJECTIVES];
  pl_action_spec action[CUSTOM];
  pl_condition condition[3];
  pl_rules rules;
} tale;

#define ABOUT(k, s, o, a) {.kind = PL_EFFECT_##k, .subject = (s), .other = (o), .amount = (a)}
enum { COUNT, NOTE, OPEN }; /* variables */
static const pl_effect of_option[] = {
    ABOUT(BUDGET, PL_NONE, 0, 5000),
    {.kind = PL_EFFECT_STOCK, .subject = PL_NONE, .track = 1, .amount = PL_ONE},
    ABOUT(TRUST_FROM, PL_NONE, 5, PL_ONE / 9),
    {.kind = PL_EFFECT_KNOWLEDGE, .subject = PL_NONE, .amount = PL_ONE / 5},
    ABOUT(TENSION, PL_NONE, 7, PL_ONE / 3),
    ABOUT(LEAVE, PL_NONE, 2, 0),
    {.kind = PL_EFFECT_SHARE, .subject = PL_NONE, .audience = {.words = PL_AUDIENCE_FORUMS}},
    ABOUT(SET, PL_NONE, OPEN, 1)};
static const pl_effect of_action[] = {ABOUT(JOIN, PL_NONE, 2, 0), ABOUT(STANDING, PL_NONE, 0, PL_ONE / 20),
                                      ABOUT(BUDGET, PL_NONE, 0, -3000)};
static const pl_effect of_hook[PL_HOOKS][3] = {
    [PL_HOOK_ROUND] = {ABOUT(CONFIDENCE, 2, 0, -2000),
                       {.kind = PL_EFFECT_SET, .subject = PL_NONE, .other = NOTE, .text = "a round more"},
                       {.kind = PL_EFFECT_SHARE, .subject = 1, .audience = {.words = PL_AUDIENCE_ALL}}},
    [PL_HOOK_DECISION] = {ABOUT(RIGHTS, 4, 0, -90), ABOUT(SET, PL_NONE, COUNT, -7), ABOUT(FIRE, PL_NONE, 5, 0)},
    [PL_HOOK_INCIDENT] = {ABOUT(BUDGET, 6, 0, 800), ABOUT(JOIN, 13, 1, 0), {.kind = PL_EFFECT_LAUNCH, .incident = 1}},
    [PL_HOOK_SHARE] = {ABOUT(TRUST_IN, 3, 8, 50), ABOUT(LEAVE, 13, 1, 0),
                       {.kind = PL_EFFECT_SET, .subject = PL_NONE, .other = NOTE, .text = ""}},
    [PL_HOOK_END] = {ABOUT(STANDING, 1, 0, 77), ABOUT(SET, PL_NONE, COUNT, INT64_MIN), ABOUT(BUDGET, 1, 0, 1)}};
#define LIST(rows) {rows, sizeof rows / sizeof rows[0]}

static bool has_hook(void *self, pl_hook kind) { return self && kind < PL_HOOKS; }

/* What it asks for depends on the world and the call alone. */
static pl_status answer_hook(void *self, const pl_world *world, const pl_hook_call *call, pl_effect_queue *out,
                          pl_error *error) {
  (void)self, (void)error;
  static const pl_text line[] = {{{"a line", "een regel"}}};
  const unsigned which = (unsigned)pl_world_round(world) + call->state + call->iid;
  if (pl_world_chance(world, "run", call->state, PL_ONE / 3))
    *out = (pl_effect_queue){&of_hook[call->kind][which % 3], 1, line, which % 2};
  return PL_OK;
}

static pl_status judge_aim(void *self, const pl_world *world, int objective, pl_q16 *met, pl_error *error) {
  (void)self, (void)error, (void)objective;
  *met = pl_world_norm(world) + pl_world_trust(world, 1, 2);
  return PL_OK;
}

static void write_injects(tale *t) {
  const uint16_t none = PL_NONE;
  t->to[0] = 3, t->to[1] = 6, t->to[2] = PRESS;
  t->option[0] = (pl_option_spec){.id = "yes", .effects = LIST(of_option), .cost = 2000};
  t->option[1] = (pl_option_spec){.id = "no", .is_default = true};
  for (int i = 0; i < INJECTS; i++)
    t->inject[i] = (pl_inject_spec){.id = "i", .to = t->to, .to_count = 3, .label = -1, .round = -1, .after = none,
                                    .after_option = none, .options = t->option, .option_count = 2};
  t->inject[0].round = 0;
  t->inject[1].round = 2, t->inject[1].tick = 8; /* of the day: answered in the round after */
  t->inject[2].after = 0, t->inject[2].after_option = 1, t->inject[2].delay = 3;
  t->inject[3].when = &t->condition[0];
  t->inject[4].after = 1, t->inject[4].delay = 2, t->inject[4].option_count = 0;
  t->inject[4].effects = (pl_effect_list)LIST(of_action);
  t->inject[5].by_hook = true;
}

static void write_tale(tale *t) {
  game *g = t->game;
  pl_scenario *x = &g->room.scenario;
  t->condition[0] = (pl_condition){.kind = PL_WHEN_HIT_PEAK, .state = 0, .at_least = 3, .at_most = INT64_MAX};
  t->condition[1] = (pl_condition){.kind = PL_WHEN_VAR, .var = OPEN, .value = 1};
  t->condition[2] = (pl_condition){.kind = PL_WHEN_LOSS, .state = 2, .at_least = 0, .at_most = PL_ONE};
  write_injects(t);
  support_incident(&g->room, "worm", 1, PL_ONE);
  support_incident(&g->room, "late", -1, PL_ONE);
  t->variable[COUNT] = (pl_variable_spec){.name = "count", .kind = PL_VARIABLE_INTEGER, .value = 4};
  t->variable[NOTE] = (pl_variable_spec){.name = "note", .kind = PL_VARIABLE_TEXT, .text = "of the scenario"};
  t->variable[OPEN] = (pl_variable_spec){.name = "open", .kind = PL_VARIABLE_BOOLEAN};
  for (int i = 0; i < INTEL; i++)
    t->intel[i] = (pl_intel_spec){.id = "tip", .about = (uint16_t)i, .holder = 1, .round = i ? 6 : -1, .quality = -1};
  for (int i = 0; i < OBJECTIVES; i++)
    t->objective[i] = (pl_objective_spec){.id = "aim", .seats = t->to, .seat_count = 3, .at = 4 + 3 * i, .has_test = i,
                                          .when = i ? NULL : &t->condition[2]};
  t->action[0] = (pl_action_spec){.id = "speak", .is_for_all = true, .effects = LIST(of_action), .limit = 5};
  t->action[1] = (pl_action_spec){.id = "press", .is_for_all = true, .target = PL_TARGET_STATE, .cost = 100,
                                  .needs = &t->condition[1], .effects = LIST(of_option)};
  x->injects = t->inject, x->inject_count = INJECTS, x->variables = t->variable, x->variable_count = VARIABLES;
  x->intel = t->intel, x->intel_count = INTEL, x->objectives = t->objective, x->objective_count = OBJECTIVES;
  x->custom_actions = t->action, x->action_count = CUSTOM, x->role_count = 1;
  g->room.role = (pl_role_spec){.id = "press"};
  t->rules = (pl_rules){.scenario = x, .self = t, .has = has_hook, .hook = answer_hook, .test = judge_aim};
}

static void tale_begin(tale *t, uint64_t seed) {
  *t = (tale){.game = game_new(seed, ALL_ACTIONS)};
  write_tale(t);
  game_start(t->game, seed);
  t->game->world->rules = &t->rules;
}

/* As decide of game.h, with answers and the scenario's own actions. */
static void decide_tale(game *g) {
  const int round = pl_world_round(g->world), seats = pl_scenario_seat_count(&g->room.scenario);
  pl_decision *all = g->decision[round];
  size_t count = 0;
  for (int s = 0; s < seats; s++) {
    const size_t first = count;
    for (int i = 0; i < TRIES && count < MOST; i++) {
      pl_decision d = {.seat = (uint16_t)s, .action = PL_ACTION_ANSWER};
      if (i < TRIES - 3 && s < STATES) d = propose(g->world, &g->luck, s);
      else if (i == TRIES - 3) d.action = (uint16_t)(PL_ACTIONS + support_random(&g->luck, CUSTOM));
      if (d.action == PL_ACTION_ANSWER) d.target = (uint16_t)support_random(&g->luck, INJECTS), d.option = i % 2;
      if (d.action == PL_ACTIONS + 1) d.target = (uint16_t)support_random(&g->luck, STATES);
      all[count] = d;
      if (pl_world_check(g->world, &d, all + first, count - first, NULL) == PL_OK) count++;
    }
  }
  g->count[round] = count;
}

static void play_tale(game *g) {
  const int round = pl_world_round(g->world);
  open_round(g->world);
  decide_tale(g);
  resolve(g->world, g->decision[round], g->count[round]);
  note_round(g, round);
}

static void test_stories_go_on(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    tale t;
    tale_begin(&t, seed);
    check_game(t.game, play_tale);
    assert_int_equal(t.game->world->story.inject[1].fired_round, 2);
    assert_true(t.game->world->story.inject[2].fired_round > 0 && t.game->world->story.inject[3].fired_round >= 0);
    game_free(t.game);
  }
}

/* ---- what is no checkpoint ---- */

/* Some rounds of a tale in a small world. */
static void small_tale(tale *t, int rounds) {
  *t = (tale){.game = game_new(5, ALL_ACTIONS)};
  write_tale(t);
  for (int s = 0; s < STATES; s++) t->game->room.state[s].organisations = 6;
  game_start(t->game, 5);
  t->game->world->rules = &t->rules;
  for (int r = 0; r < rounds; r++) play_tale(t->game);
}

static void expect_refused(const pl_world *of, const pl_buffer *bytes, size_t length) {
  pl_error error = {0};
  const pl_buffer part = {.bytes = bytes->bytes, .length = length};
  if (load(of, &part, &error)) fail_msg("%zu bytes: not refused", length);
  assert_int_equal(error.status, PL_BAD_INPUT);
}

static void test_damaged_bytes_are_refused(void **state) {
  (void)state;
  tale t;
  small_tale(&t, 3);
  pl_buffer bytes = saved(t.game->world);
  for (size_t i = 0; i < bytes.length; i++) expect_refused(t.game->world, &bytes, i);
  for (size_t i = 0; i < bytes.length; i++) {
    bytes.bytes[i] = (char)(bytes.bytes[i] ^ 1 << i % 8);
    expect_refused(t.game->world, &bytes, bytes.length);
    bytes.bytes[i] = (char)(bytes.bytes[i] ^ 1 << i % 8);
  }
  pl_buffer_add(&bytes, "", 1);
  expect_refused(t.game->world, &bytes, bytes.length);
  pl_buffer_clear(&bytes);
  game_free(t.game);
}

static void test_other_exercises_are_refused(void **state) {
  (void)state;
  tale t;
  small_tale(&t, 3);
  pl_world *w = t.game->world;
  pl_buffer bytes = saved(w);
  w->seed++;
  expect_refused(w, &bytes, bytes.length);
  w->seed--;
  t.game->room.scenario.parameters.fresh--;
  expect_refused(w, &bytes, bytes.length);
  t.game->room.scenario.parameters.fresh++;
  t.game->room.state[3].budget++; /* not of the same shape only: the digest tells */
  expect_refused(w, &bytes, bytes.length);
  t.game->room.state[3].budget--;
  pl_world_free(loaded(w, &bytes));
  pl_buffer_clear(&bytes);
  game_free(t.game);
}

static void test_nothing_is_saved_in_a_round(void **state) {
  (void)state;
  game *g = game_new(2, ALL_ACTIONS);
  pl_buffer bytes = {0};
  game_start(g, 2);
  open_round(g->world);
  pl_world_save(g->world, &bytes);
  assert_int_equal(bytes.length, 0);
  game_free(g);
}

/* Whoever makes a checkpoint by hand can make a right seal and a right digest. What then loads must be fit to be
 * played: nothing may lead outside of anything. Run under the sanitizers. */
static void play_on(pl_world *w) {
  pl_event_log log = {0};
  pl_error error;
  pl_world_record(w, &log);
  for (int r = 0; r < 2 && !pl_world_is_over(w); r++) {
    uint64_t luck = 3;
    pl_decision all[STATES * 3];
    size_t count = 0;
    if (pl_world_open_round(w, &error)) break;
    for (int s = 0; s < STATES; s++)
      for (int i = 0; i < 3; i++) {
        all[count] = propose(w, &luck, s);
        if (pl_world_check(w, &all[count], all, 0, &error) == PL_OK) count++;
      }
    if (pl_world_resolve(w, all, count, &error)) break;
  }
  pl_event_log_clear(&log);
}

/* Whether `bytes` lead to a world, with seal and digest not looked at. */
static bool try_unsealed(const pl_world *of, const pl_buffer *bytes) {
  pl_archive a = pl_archive_load_unsealed(bytes->bytes, bytes->length);
  pl_world *w = pl_checkpoint_load(&a, of->scenario, of->map, of->rules, of->seed, NULL);
  if (!w) return false;
  play_on(w);
  pl_world_free(w);
  return true;
}

static void test_made_up_bytes_do_no_harm(void **state) {
  (void)state;
  tale t;
  small_tale(&t, 4);
  pl_buffer bytes = saved(t.game->world);
  uint64_t luck = 11;
  int good = 0;
  for (int i = 0; i < 1000; i++) {
    char kept[4];
    size_t at[4];
    const uint32_t changes = 1 + support_random(&luck, 4);
    for (uint32_t k = 0; k < changes; k++) {
      at[k] = support_random(&luck, (uint32_t)bytes.length);
      kept[k] = bytes.bytes[at[k]];
      const uint32_t how = support_random(&luck, 3); /* a little more, any byte, or nothing */
      bytes.bytes[at[k]] = (char)(how == 0 ? kept[k] + 1 : how == 1 ? (int)support_random(&luck, 256) : 0);
    }
    good += try_unsealed(t.game->world, &bytes);
    for (uint32_t k = changes; k-- > 0;) bytes.bytes[at[k]] = kept[k];
  }
  assert_true(good > 50); /* or nothing behind the checks was tried */
  pl_buffer_clear(&bytes);
  game_free(t.game);
}

/* ---- events ---- */

static void test_events(void **state) {
  (void)state;
  tale t;
  small_tale(&t, ROUNDS);
  const pl_event_log *log = &t.game->log;
  assert_true(log->line_count > 3);
  for (size_t from = 0; from <= log->count + 1; from += from < log->count ? log->count / 7 + 1 : 1) {
    pl_buffer bytes = {0};
    pl_event_log half = {0};
    pl_event_log_save(log, from, &bytes);
    pl_event_log_add_line(&half, "there already");
    assert_int_equal(pl_event_log_load(&half, t.game->world, bytes.bytes, bytes.length, NULL), PL_OK);
    assert_int_equal(half.count, from < log->count ? log->count - from : 0);
    assert_tail(log, &half);
    pl_event_log_clear(&half);
    pl_buffer_clear(&bytes);
  }
  game_free(t.game);
}

static void test_damaged_events_are_refused(void **state) {
  (void)state;
  tale t;
  small_tale(&t, 2);
  pl_buffer bytes = {0};
  pl_event_log log = {0};
  const size_t tail = 60;
  pl_event_log_save(&t.game->log, t.game->log.count - tail, &bytes);
  for (size_t i = 0; i < bytes.length; i++) {
    assert_int_equal(pl_event_log_load(&log, t.game->world, bytes.bytes, i, NULL), PL_BAD_INPUT);
    bytes.bytes[i] ^= 4;
    assert_int_equal(pl_event_log_load(&log, t.game->world, bytes.bytes, bytes.length, NULL), PL_BAD_INPUT);
    bytes.bytes[i] ^= 4;
    assert_true(log.count == 0 && log.line_count == 0 && !log.failed);
  }
  assert_int_equal(pl_event_log_load(&log, t.game->world, bytes.bytes, bytes.length, NULL), PL_OK);
  pl_event_log_clear(&log);
  pl_buffer_clear(&bytes);
  game_free(t.game);
}

/* One event with one field out of its range. */
static void expect_no_event(const pl_world *w, pl_event event) {
  pl_event_log one = {.event = &event, .count = 1}, log = {0};
  pl_buffer bytes = {0};
  pl_error error;
  pl_event_log_save(&one, 0, &bytes);
  assert_int_equal(pl_event_log_load(&log, w, bytes.bytes, bytes.length, &error), PL_BAD_INPUT);
  assert_int_equal(log.count, 0);
  pl_event_log_clear(&log);
  pl_buffer_clear(&bytes);
}

static void test_events_of_another_world(void **state) {
  (void)state;
  tale t;
  small_tale(&t, 1);
  const pl_world *w = t.game->world;
  const uint32_t other = w->map->first[2];
  pl_state_set stranger = {{0}};
  pl_set_add(&stranger, PRESS + 1);
  expect_no_event(w, (pl_event){.kind = PL_EVENT_KINDS});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_ROUND, .seen_by = stranger});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_ROUND, .iid = UINT32_C(99) << 16});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_ROUND, .iid = 255});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_INJECT, .index = INJECTS});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_ANSWER, .state = PRESS, .index = 4, .other = 0});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_ANSWER, .state = PRESS + 1, .index = 0, .other = 0});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_JOINED, .state = PRESS, .forum = 0});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_JOINED, .state = 1, .forum = SUPPORT_FORUMS});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_JOINED, .state = PL_NONE, .forum = 0});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_STRUCK, .state = 0, .adversary = SUPPORT_ADVERSARIES});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_RECOVERED, .state = 1, .organisation = other});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_RECOVERED, .state = 2, .organisation = other - 1});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_RECOVERED, .state = PL_NONE, .organisation = other});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_SENT, .index = PL_CHANNEL_FORUM, .forum = PL_NONE});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_RECEIVED, .index = PL_CHANNEL_COMMERCIAL + 1});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_LAPSED, .index = PL_ACTIONS + CUSTOM});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_LAPSED, .amount = PL_LAPSE_NEEDS + 1});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_CUSTOM, .index = CUSTOM});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_CUSTOM, .index = 1, .other = PRESS});
  expect_no_event(w, (pl_event){.kind = PL_EVENT_OBJECTIVE, .index = OBJECTIVES});
  pl_event later[] = {{.kind = PL_EVENT_ROUND, .round = 1}, {.kind = PL_EVENT_ROUND, .round = 0}};
  pl_event_log two = {.event = later, .count = 2}, log = {0};
  pl_buffer bytes = {0};
  pl_event_log_save(&two, 0, &bytes);
  assert_int_equal(pl_event_log_load(&log, w, bytes.bytes, bytes.length, NULL), PL_BAD_INPUT);
  pl_event_log_clear(&log);
  pl_buffer_clear(&bytes);
  game_free(t.game);
}

/* ---- without memory ---- */

static void test_failing_allocations(void **state) {
  (void)state;
  tale t;
  small_tale(&t, 4);
  pl_buffer bytes = saved(t.game->world), events = {0};
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_world *w = load(t.game->world, &bytes, &error);
    if (!fault_stop()) {
      assert_same_world(t.game->world, w);
      pl_world_free(w);
      break;
    }
    assert_null(w);
    assert_int_equal(error.status, PL_NO_MEMORY);
  }
  for (long n = 0;; n++) {
    pl_buffer out = {0};
    fault_after(n);
    pl_world_save(t.game->world, &out);
    const bool reached = fault_stop();
    assert_int_equal(out.failed, reached);
    pl_buffer_clear(&out);
    if (!reached) break;
  }
  pl_event_log_save(&t.game->log, 0, &events);
  for (long n = 0;; n++) {
    pl_event_log log = {0};
    fault_after(n);
    const pl_status status = pl_event_log_load(&log, t.game->world, events.bytes, events.length, NULL);
    const bool reached = fault_stop();
    assert_int_equal(status, reached ? PL_NO_MEMORY : PL_OK);
    assert_true(!log.failed && (!reached || (log.count == 0 && log.line_count == 0)));
    pl_event_log_clear(&log);
    if (!reached) break;
  }
  pl_buffer_clear(&bytes);
  pl_buffer_clear(&events);
  game_free(t.game);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_goes_on_as_the_original),     cmocka_unit_test(test_large_worlds),
      cmocka_unit_test(test_redrawn_worlds),              cmocka_unit_test(test_stories_go_on),
      cmocka_unit_test(test_damaged_bytes_are_refused),
      cmocka_unit_test(test_other_exercises_are_refused), cmocka_unit_test(test_nothing_is_saved_in_a_round),
      cmocka_unit_test(test_made_up_bytes_do_no_harm),    cmocka_unit_test(test_events),
      cmocka_unit_test(test_damaged_events_are_refused),  cmocka_unit_test(test_events_of_another_world),
      cmocka_unit_test(test_failing_allocations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
