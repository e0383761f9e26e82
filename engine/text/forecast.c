/* What to expect: the forecast of a decision, in two or three sentences.
 *
 * The figures come from forecast.h, which knows what the seat knows and nothing else. How sure they are is part of the
 * sentence: the range that four of five runs stayed within, and how many runs there were. */
#include "game_internal.h"

static bool is_same_audience(const pl_audience *a, const pl_audience *b) {
  return pl_set_is_equal(a->states, b->states) && a->forums == b->forums && a->words == b->words;
}

static bool is_same(const pl_decision *a, const pl_decision *b) {
  return a->action == b->action && a->target == b->target && a->option == b->option && a->iid == b->iid &&
         a->flag == b->flag && a->families == b->families && is_same_audience(&a->audience, &b->audience);
}

/* What the seat decided in this round besides this. */
static size_t find_others(const pl_game *game, const pl_decision *decision, pl_decision *others) {
  size_t kept = 0, count = pl_game_pending(game, others);
  for (size_t i = 0; i < count; i++)
    if (!is_same(&others[i], decision)) others[kept++] = others[i];
  return kept;
}

static bool find_forecast(pl_game *game, const pl_decision *decision, pl_forecast *forecast) {
  pl_error error = {0};
  pl_decision others[PL_PENDING];
  if (!game->forecaster) game->forecaster = pl_forecaster_new(game->scenario, &error);
  if (!game->forecaster) return false;
  size_t count = find_others(game, decision, others);
  return pl_forecast_decision(game->forecaster, game->voice.brief, decision, others, count, forecast, &error) == PL_OK;
}

static void put_no_difference(pl_buffer *out, const pl_voice *voice, const pl_forecast *f) {
  if (!f->mean_tenths)
    pl_buffer_add_format(out, PL_TEXT("Forecast: it makes no difference to the organisations hit by day %d."),
                         f->until_day);
  else if (f->mean_tenths > 0)
    pl_buffer_add_format(
        out, PL_TEXT("Forecast: it seldom makes a difference by day %d (%s fewer organisations hit on average)."),
        f->until_day, pl_phrase_tenths(voice, f->mean_tenths));
  else
    pl_buffer_add_format(
        out, PL_TEXT("Forecast: it seldom makes a difference by day %d (%s more organisations hit on average)."),
        f->until_day, pl_phrase_tenths(voice, -f->mean_tenths));
}

static void put_hits(pl_buffer *out, const pl_voice *voice, const pl_forecast *f) {
  if (!f->low && !f->high)
    put_no_difference(out, voice, f);
  else if (f->low == f->high && f->low > 0)
    pl_buffer_add_format(out,
                         PL_TEXTS("Forecast: %d organisation fewer hit by day %d.",
                                  "Forecast: %d organisations fewer hit by day %d.", f->low),
                         f->low, f->until_day);
  else if (f->low == f->high)
    pl_buffer_add_format(out,
                         PL_TEXTS("Forecast: %d organisation more hit by day %d.",
                                  "Forecast: %d organisations more hit by day %d.", -f->low),
                         -f->low, f->until_day);
  else if (f->low >= 0)
    pl_buffer_add_format(out, PL_TEXT("Forecast: %d to %d organisations fewer hit by day %d."), f->low, f->high,
                         f->until_day);
  else if (f->high <= 0)
    pl_buffer_add_format(out, PL_TEXT("Forecast: %d to %d organisations more hit by day %d."), -f->high, -f->low,
                         f->until_day);
  else
    pl_buffer_add_format(out, PL_TEXT("Forecast: anything between %d organisations more and %d fewer hit by day %d."),
                         -f->low, f->high, f->until_day);
}

/* Of the seat's own organisations only when it is worth a word. */
static void put_own(pl_buffer *out, const pl_voice *voice, const pl_forecast *f) {
  if (f->own_mean_tenths >= 5)
    pl_buffer_add_format(out, PL_TEXT(" In your own state on average %s fewer."),
                         pl_phrase_tenths(voice, f->own_mean_tenths));
  else if (f->own_mean_tenths <= -5)
    pl_buffer_add_format(out, PL_TEXT(" In your own state on average %s more."),
                         pl_phrase_tenths(voice, -f->own_mean_tenths));
}

static void put_price(pl_buffer *out, const pl_voice *voice, const pl_forecast *f) {
  const char *money = pl_phrase_units(voice, f->cost < 0 ? -f->cost : f->cost);
  if (f->cost < 0)
    pl_buffer_add_format(out, PL_TEXT(" By then it has saved you %s."), money);
  else if (f->burnt)
    pl_buffer_add_format(out, PL_TEXT(" By then it has cost you %s; in %d of %d runs the source is burnt."), money,
                         f->burnt, f->runs);
  else if (f->cost)
    pl_buffer_add_format(out, PL_TEXT(" By then it has cost you %s."), money);
}

void pl_put_forecast(pl_buffer *out, const pl_voice *voice, const pl_forecast *forecast) {
  put_hits(out, voice, forecast);
  put_own(out, voice, forecast);
  put_price(out, voice, forecast);
  pl_buffer_add_format(out,
                       forecast->runs < PL_FORECAST_FEW
                           ? PL_TEXT(" (So it went in all of %d runs drawn from what you know.)")
                           : PL_TEXT(" (So it went in four of five of %d runs drawn from what you know.)"),
                       forecast->runs);
}

bool pl_tell_forecast(pl_game *game, const pl_decision *decision, pl_tale *tale) {
  pl_forecast forecast;
  if (!find_forecast(game, decision, &forecast)) return false;
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ");
  pl_put_forecast(&line, &game->voice, &forecast);
  pl_tale_take(tale, &line);
  return true;
}
