/* How long a forecast takes, round by round: a person who waits should not feel it.
 *
 * A seat of each scenario keeps its items at first, so that there is something to decide about, and in every round the
 * standing order "share with all" and each open item are forecast. Goal: under 200 ms on withdrawal, also in the last
 * round. */
#include <polder/forecast.h>
#include <polder/script.h>

#include "exercise.h"

enum { MOST_ROUNDS = 60 };

typedef struct figures {
  bench_samples round[MOST_ROUNDS], all;
  int runs;
} figures;

static pl_status forecast_one(pl_forecaster *forecaster, const pl_brief *brief, const pl_decision *decision,
                              figures *f, pl_error *error) {
  pl_forecast forecast;
  const double start = bench_busy();
  const pl_status status = pl_forecast_decision(forecaster, brief, decision, NULL, 0, &forecast, error);
  if (status != PL_OK) return status;
  bench_add(&f->round[brief->round], bench_busy() - start);
  bench_add(&f->all, bench_busy() - start);
  f->runs = forecast.runs;
  return PL_OK;
}

static pl_status forecast_round(pl_forecaster *forecaster, const pl_brief *brief, figures *f, pl_error *error) {
  pl_decision decision = {.seat = brief->seat, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};
  pl_status status = forecast_one(forecaster, brief, &decision, f, error);
  for (size_t i = 0; status == PL_OK && i < brief->item_count; i++) {
    if (!brief->items[i].is_own || !brief->items[i].is_open) continue;
    decision.action = PL_ACTION_SHARE;
    decision.iid = brief->items[i].iid;
    status = forecast_one(forecaster, brief, &decision, f, error);
  }
  return status;
}

static pl_status play(pl_session *session, int seat, figures *f, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_policy_table table;
  pl_brief_room room = {0}, bot_room = {0};
  pl_forecaster *forecaster = pl_forecaster_new(scenario, error);
  pl_policy_table_init(&table, scenario);
  pl_session_set_person(session, seat, true);
  pl_status status = forecaster ? PL_OK : PL_NO_MEMORY;
  while (status == PL_OK && !pl_session_is_over(session)) {
    status = pl_session_open_round(session, error);
    if (status == PL_OK)
      status = pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, &room, error);
    if (status == PL_OK) status = forecast_round(forecaster, &room.brief, f, error);
    const pl_decision hold = {.seat = (uint16_t)seat, .action = PL_ACTION_HOLD, .families = (1 << PL_FAMILIES) - 1};
    if (status == PL_OK) status = pl_session_decide(session, &hold, PL_AUTHOR_PERSON, error);
    if (status == PL_OK) status = pl_policy_play(session, &table, &bot_room, error);
    if (status == PL_OK) status = pl_session_resolve_round(session, error);
  }
  pl_brief_room_clear(&room);
  pl_brief_room_clear(&bot_room);
  pl_forecaster_free(forecaster);
  return status;
}

static void print_figures(const char *name, const figures *f) {
  printf("\n%s: %d forecasts of %d runs, median %.0f ms, worst %.0f ms\n  round (median, worst):", name, f->all.count,
         f->runs, 1e3 * bench_median(&f->all), 1e3 * bench_quantile(&f->all, 1));
  for (int r = 0; r < MOST_ROUNDS && f->round[r].count; r++)
    printf("%s %d: %.0f, %.0f", r ? ";" : "", r + 1, 1e3 * bench_median(&f->round[r]),
           1e3 * bench_quantile(&f->round[r], 1));
  printf("\n");
}

static bool bench_scenario(const char *name, const char *path, const char *seat_id, int games) {
  static figures f;
  pl_bundle_room room = {0};
  pl_error error = {0};
  const exercise x = {.name = name};
  pl_script_cache *cache = pl_script_cache_new();
  const pl_rules_factory factory = pl_script_cache_factory(cache);
  bool good = exercise_is_good(&x, pl_bundle_read(path, &room, &error), &error);
  memset(&f, 0, sizeof f);
  for (int i = 0; good && i < games; i++) {
    const pl_session_options options = {.seed = (uint64_t)i + 1, .record_events = true};
    pl_session *session = pl_session_new(&factory, &room.bundle, NULL, &options, &error);
    const pl_status status = session ? play(session, pl_scenario_find_seat(pl_session_scenario(session), seat_id), &f,
                                            &error) : error.status;
    good = exercise_is_good(&x, status, &error);
    pl_session_free(session);
  }
  if (good) print_figures(name, &f);
  pl_bundle_clear(&room);
  pl_script_cache_free(cache);
  return good;
}

int main(int count, char **text) {
  bench_option option[] = {{"--games", 5, "games of each scenario"}};
  if (!bench_options(count, text, option, 1)) return 2;
  const int games = (int)option[0].value;
  printf("Forecasts; CPU time of one core.\n");
  bool good = bench_scenario("scenarios/withdrawal (goal: under 200 ms)", POLDER_SOURCE_DIR "/scenarios/withdrawal",
                             "NLD", games);
  good &= bench_scenario("scenarios/first-share", POLDER_SOURCE_DIR "/scenarios/first-share", "noordland", games);
  good &= bench_scenario("scenarios/standard-map", POLDER_SOURCE_DIR "/scenarios/standard-map", "s3", games);
  return good ? 0 : 1;
}
