/* Do forecasts keep what they promise? Each is compared with what really happens in a pair of replays.
 *
 *   calibration [--seeds N] [--first SEED] [--standard 0]     without the standard map, which takes longest
 *
 * A seat plays a habit through whole games; in some rounds a decision against its habit is forecast from its brief, and
 * not taken. When the game is over the same round is branched twice, with the decision and without, and both branches
 * are played on by the bots up to the forecast's day. How often the true difference lies within the interval (four of
 * five is the promise), and how forecast and truth agree on average, stands in the table.
 *
 * Many true differences are 0, and the interval is of whole numbers with both ends included; so where little is at
 * stake more than four of five lie inside, and that is no merit. The column "open" leaves out the intervals 0 … 0. */
#include <stdlib.h>

#include <polder/forecast.h>
#include <polder/policy.h>
#ifdef CALIBRATION_HAS_SCRIPT
#include <polder/script.h>
#endif

#include "support.h"

enum { MOST_ASKED = 16 };

/* What the seat does all game, and what is asked every third round (share: when it has an item to share). */
typedef enum habit { KEEPS, SHARES, HOLDS } habit;
static const char *const habit_names[] = {"keeps; asks about sharing with all", "shares; asks about sharing with none",
                                          "holds items; asks about sharing one"};

typedef struct asked {
  pl_decision decision;
  pl_forecast forecast;
  int round;
} asked;

typedef struct table {
  int count, inside, below, above, open, open_inside, sign, sign_right;
  double forecast, truth, width, product, square;
} table;

typedef struct laboratory {
  pl_rules_factory factory;
  const pl_bundle *bundle;
  const char *bots; /* NULL: as declared; "mix": each seat another */
  int seat;         /* −1: another in each game */
  habit habit;
  table table;
} laboratory;

static void give_up(const char *what) {
  fprintf(stderr, "calibration: %s\n", what);
  exit(2);
}

static void need(pl_status status, const pl_error *error) {
  if (status != PL_OK) give_up(error->text);
}

static void seat_bots(const laboratory *l, const pl_scenario *scenario, uint64_t seed, pl_policy_table *bots) {
  static const char *const mixed[] = {"always", "never", "tft", "gtft", "grim", "pavlov", "threshold"};
  pl_policy_table_init(bots, scenario);
  if (!l->bots) return;
  for (int s = 0; s < scenario->state_count; s++)
    bots->of[s] = (int16_t)pl_policy_find(strcmp(l->bots, "mix") ? l->bots : mixed[((uint64_t)s + seed) % 7]);
}

/* ---- one game ---- */
static pl_decision habit_of(const laboratory *l, int seat, bool is_turned) {
  pl_decision d = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE};
  if (l->habit == HOLDS) return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_HOLD, .families = 15};
  if ((l->habit == SHARES) != is_turned) d.audience.words = PL_AUDIENCE_ALL;
  return d;
}

/* What is asked in this round; false: nothing. */
static bool find_question(const laboratory *l, const pl_brief *b, uint64_t seed, pl_decision *decision) {
  if (b->round == 0) return false;
  if (l->habit != HOLDS) {
    *decision = habit_of(l, b->seat, true);
    return b->round % 3 == 1;
  }
  size_t open = 0;
  for (size_t i = 0; i < b->item_count; i++) open += b->items[i].is_own && b->items[i].is_open;
  if (!open) return false;
  size_t wanted = (size_t)(seed + (uint64_t)b->round) % open;
  for (size_t i = 0; i < b->item_count; i++) {
    if (!b->items[i].is_own || !b->items[i].is_open || wanted-- > 0) continue;
    *decision = (pl_decision){.seat = b->seat, .action = PL_ACTION_SHARE, .iid = b->items[i].iid,
                              .audience = {.words = PL_AUDIENCE_ALL}};
    return true;
  }
  return false;
}

static int play_and_ask(const laboratory *l, pl_session *session, const pl_policy_table *bots, int seat, uint64_t seed,
                        asked *list) {
  pl_error error = {0};
  pl_brief_room room = {0}, bot_room = {0};
  pl_forecaster *forecaster = pl_forecaster_new(pl_session_scenario(session), &error);
  const pl_decision usual = habit_of(l, seat, false);
  int count = 0;
  if (!forecaster) give_up(error.text);
  for (int r = 0; !pl_session_is_over(session); r++) {
    need(pl_session_open_round(session, &error), &error);
    if (r == 0) need(pl_session_decide(session, &usual, PL_AUTHOR_PERSON, &error), &error);
    need(pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, &room, &error),
         &error);
    asked *a = &list[count];
    if (count < MOST_ASKED && find_question(l, &room.brief, seed, &a->decision)) {
      a->round = r;
      need(pl_forecast_decision(forecaster, &room.brief, &a->decision, NULL, 0, &a->forecast, &error), &error);
      count++;
    }
    need(pl_policy_play(session, bots, &bot_room, &error), &error);
    need(pl_session_resolve_round(session, &error), &error);
  }
  pl_brief_room_clear(&room);
  pl_brief_room_clear(&bot_room);
  pl_forecaster_free(forecaster);
  return count;
}

/* ---- what really happens ---- */
static int64_t hits_of(const pl_session *session) {
  int64_t hits = 0;
  for (int s = 0; s < pl_session_scenario(session)->state_count; s++)
    hits += pl_world_state(pl_session_world(session), s)->hit_total;
  return hits;
}

static int64_t play_branch(const pl_session *session, const pl_policy_table *bots, const asked *a, bool is_taken) {
  pl_error error = {0};
  pl_brief_room room = {0};
  pl_session *branch = pl_session_branch(session, a->round, &error);
  if (!branch) give_up(error.text);
  if (is_taken) need(pl_session_decide(branch, &a->decision, PL_AUTHOR_PERSON, &error), &error);
  need(pl_session_resolve_round(branch, &error), &error);
  while (pl_session_rounds_done(branch) * 7 < a->forecast.until_day) {
    need(pl_session_open_round(branch, &error), &error);
    need(pl_policy_play(branch, bots, &room, &error), &error);
    need(pl_session_resolve_round(branch, &error), &error);
  }
  const int64_t hits = hits_of(branch);
  pl_session_free(branch);
  pl_brief_room_clear(&room);
  return hits;
}

static void enter(table *t, const pl_forecast *f, int64_t truth) {
  const bool is_inside = truth >= f->low && truth <= f->high, is_open = f->low || f->high;
  const double mean = f->mean_tenths / 10.0;
  t->count++;
  t->inside += is_inside;
  t->below += truth < f->low;
  t->above += truth > f->high;
  t->open += is_open;
  t->open_inside += is_open && is_inside;
  t->forecast += mean;
  t->truth += (double)truth;
  t->width += f->high - f->low;
  t->product += mean * (double)truth;
  t->square += mean * mean;
  if (truth && (mean >= 1 || mean <= -1)) {
    t->sign++;
    t->sign_right += (truth > 0) == (mean > 0);
  }
}

static void play_game(laboratory *l, uint64_t seed) {
  pl_error error = {0};
  asked list[MOST_ASKED];
  const pl_session_options options = {.seed = seed, .record_events = true};
  pl_session *session = pl_session_new(&l->factory, l->bundle, NULL, &options, &error);
  if (!session) give_up(error.text);
  const pl_scenario *scenario = pl_session_scenario(session);
  const int seat = l->seat >= 0 ? l->seat : (int)(seed % scenario->state_count);
  pl_policy_table bots;
  seat_bots(l, scenario, seed, &bots);
  pl_session_set_person(session, seat, true);
  const int count = play_and_ask(l, session, &bots, seat, seed, list);
  for (int i = 0; i < count; i++)
    enter(&l->table, &list[i].forecast,
          play_branch(session, &bots, &list[i], false) - play_branch(session, &bots, &list[i], true));
  pl_session_free(session);
}

/* ---- the table ---- */
static double percent(int part, int whole) { return whole ? 100.0 * part / whole : 0; }

static void print_row(const char *name, const laboratory *l) {
  const table *t = &l->table;
  const double n = t->count ? t->count : 1;
  printf("%-13s %-9s %-36s %5d %6.1f %6.1f %6.1f  %5d %6.1f  %6.1f  %+7.2f %+7.2f %6.2f  %d/%d\n", name,
         l->bots ? l->bots : "declared", habit_names[l->habit], t->count, percent(t->inside, t->count),
         percent(t->below, t->count), percent(t->above, t->count), t->open, percent(t->open_inside, t->open),
         t->width / n, t->forecast / n, t->truth / n, t->square > 0 ? t->product / t->square : 0, t->sign_right,
         t->sign);
  fflush(stdout);
}

static void calibrate(const char *name, laboratory l, int seeds, uint64_t first) {
  for (l.habit = KEEPS; l.habit <= HOLDS; l.habit++) {
    l.table = (table){0};
    for (int i = 0; i < seeds; i++) play_game(&l, first + (uint64_t)i);
    print_row(name, &l);
  }
}

static void calibrate_standard(int seeds, uint64_t first) {
  static const pl_file no_file = {"scenario.lua", "", 0};
  static const pl_bundle no_bundle = {&no_file, 1};
  static const char *const populations[] = {"gtft", "mix", "never"};
  support_room room;
  support_standard(&room);
  for (size_t i = 0; i < sizeof populations / sizeof *populations; i++)
    calibrate("standard map", (laboratory){support_factory(&room), &no_bundle, populations[i], -1, KEEPS, {0}}, seeds,
              first);
}

#ifdef CALIBRATION_HAS_SCRIPT
static void calibrate_file(const char *name, const char *seat, int seeds, uint64_t first) {
  pl_bundle_room room = {0};
  pl_error error = {0};
  pl_rules rules;
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, name);
  pl_script_cache *cache = pl_script_cache_new();
  if (!cache) give_up("out of memory");
  laboratory l = {.factory = pl_script_cache_factory(cache)};
  need(pl_bundle_read(path, &room, &error), &error);
  l.bundle = &room.bundle;
  need(l.factory.open(l.factory.context, l.bundle, &rules, &error), &error);
  l.seat = pl_scenario_find_seat(rules.scenario, seat);
  rules.close(rules.self);
  calibrate(name, l, seeds, first);
  pl_bundle_clear(&room);
  pl_script_cache_free(cache);
}
#endif

int main(int count, char **text) {
  int seeds = 60;
  bool has_standard = true;
  uint64_t first = 1001;
  for (int i = 1; i + 1 < count; i += 2) {
    if (!strcmp(text[i], "--seeds")) seeds = atoi(text[i + 1]);
    if (!strcmp(text[i], "--standard")) has_standard = atoi(text[i + 1]) != 0;
    if (!strcmp(text[i], "--first")) first = strtoull(text[i + 1], NULL, 10);
  }
  printf("%d games each, from seed %llu. Percentages: of forecasts whose interval holds the true difference, those "
         "below\nand above it; how many intervals are not 0 … 0, and of these. Then mean width, mean forecast, mean "
         "truth, slope of\ntruth over forecast, and signs right where at least one organisation was forecast and the "
         "truth is not 0.\n\n%-13s %-9s %-36s %5s %6s %6s %6s  %5s %6s  %6s  %7s %7s %6s  %s\n",
         seeds, (unsigned long long)first, "scenario", "bots", "the seat", "asked", "inside", "below", "above", "open",
         "inside", "width", "mean", "truth", "slope", "sign");
  if (has_standard) calibrate_standard(seeds, first);
#ifdef CALIBRATION_HAS_SCRIPT
  calibrate_file("first-share", "noordland", seeds, first);
  calibrate_file("withdrawal", "NLD", seeds, first);
#endif
  return 0;
}
