/* Accounts of many exercises: pairs under other luck, and the fan of what else might have come of it.
 *
 * Where pairs say "fewer" (as played less otherwise), the account goes on as it began: otherwise less as played, so
 * that percentiles change places and signs. Nothing else is computed here. */
#include "accounts_internal.h"

/* ---- spreads ---- */

typedef enum measure { ORGANISATIONS, UNITS } measure;

static void put_value(pl_buffer *out, int64_t value, measure unit, bool has_sign) {
  if (has_sign && value > 0) pl_buffer_add_text(out, "+");
  if (unit == UNITS) pl_put_amount(out, value, false);
  else pl_put_count(out, value);
}

/* Of a figure in thousandths. */
static void put_mean(pl_buffer *out, int64_t thousandths, measure unit, bool has_sign) {
  if (has_sign && thousandths > 0) pl_buffer_add_text(out, "+");
  if (unit == UNITS) pl_put_amount(out, thousandths / 1000, false);
  else pl_put_tenths(out, pl_tenths_of(thousandths));
}

/* The same spread of the negative. */
static pl_spread negative_of(const pl_spread *s) {
  return (pl_spread){.mean = -s->mean, .error = s->error, .p5 = -s->p95, .p25 = -s->p75, .median = -s->median,
                     .p75 = -s->p25, .p95 = -s->p5, .least = -s->most, .most = -s->least};
}

static const char *value_of(const pl_voice *voice, int64_t value, measure unit, bool has_sign) {
  pl_buffer text = {0};
  put_value(&text, value, unit, has_sign);
  return pl_phrase_of(voice, &text);
}

static const char *mean_of(const pl_voice *voice, int64_t thousandths, measure unit, bool has_sign) {
  pl_buffer text = {0};
  put_mean(&text, thousandths, unit, has_sign);
  return pl_phrase_of(voice, &text);
}

static const pl_column columns[] = {{PL_LATER("mean"), 10},  {PL_LATER("±¹"), 8},     {PL_LATER("5 %"), 9},
                                    {PL_LATER("median"), 9}, {PL_LATER("95 %"), 9}};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void tell_spread(pl_tale *tale, const char *name, const pl_spread *s, measure unit, bool has_sign,
                        bool is_bold) {
  pl_row row = {.count = 0};
  put_mean(pl_row_next(&row), s->mean, unit, has_sign);
  put_mean(pl_row_next(&row), s->error, unit, false);
  put_value(pl_row_next(&row), s->p5, unit, has_sign);
  put_value(pl_row_next(&row), s->median, unit, has_sign);
  put_value(pl_row_next(&row), s->p95, unit, has_sign);
  pl_tell_row(tale, name, &row, columns, is_bold);
}

static void tell_three(pl_tale *tale, const char *what, const pl_spread *played, const pl_spread *otherwise,
                       const pl_spread *less, measure unit) {
  const pl_spread difference = negative_of(less);
  pl_tell_head(tale, what, columns, COLUMNS);
  tell_spread(tale, PL_TEXT("as played"), played, unit, false, false);
  tell_spread(tale, PL_TEXT("otherwise"), otherwise, unit, false, false);
  tell_spread(tale, PL_TEXT("difference"), &difference, unit, true, true);
}

/* ---- bands ---- */

static int32_t top_of(const int32_t *curve, pl_tick ticks) {
  int32_t top = 0;
  for (pl_tick t = 0; t < ticks; t++)
    if (curve[t] > top) top = curve[t];
  return top;
}

static void tell_curve(pl_tale *tale, const char *label, const int32_t *curve, pl_tick ticks, int32_t top) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ");
  pl_put_padded(&line, label, PL_NAME_WIDTH);
  pl_put_curve(&line, curve, ticks, pl_curve_columns(ticks), top);
  pl_tale_take(tale, &line);
}

static void tell_band(pl_tale *tale, const char *label, const pl_band *band, pl_tick ticks, int32_t top) {
  pl_buffer name = {0};
  pl_buffer_add_format(&name, "%s, %s", label, PL_TEXT("5 %"));
  tell_curve(tale, pl_buffer_text(&name), band->p5, ticks, top);
  pl_buffer_clear(&name);
  pl_buffer_add_format(&name, "%s, %s", label, PL_TEXT("median"));
  tell_curve(tale, pl_buffer_text(&name), band->median, ticks, top);
  pl_buffer_clear(&name);
  pl_buffer_add_format(&name, "%s, %s", label, PL_TEXT("95 %"));
  tell_curve(tale, pl_buffer_text(&name), band->p95, ticks, top);
  pl_buffer_clear(&name);
}

/* ---- pairs ---- */

static const pl_column state_columns[] = {{PL_LATER("hit: mean"), 11}, {PL_LATER("5 %"), 7},  {PL_LATER("95 %"), 7},
                                          {PL_LATER("damage"), 10},    {PL_LATER("5 %"), 9},  {PL_LATER("95 %"), 9}};
enum { STATE_COLUMNS = sizeof state_columns / sizeof state_columns[0] };

static bool is_nothing(const pl_spread *s) { return !s->least && !s->most; }

static void tell_states(const pl_voice *voice, const pl_pairs *pairs, unsigned flags, pl_tale *tale) {
  pl_tell_head(tale, PL_TEXT("difference"), state_columns, STATE_COLUMNS);
  for (int s = 0; s < pairs->state_count; s++) {
    const pl_spread hit = negative_of(&pairs->state_fewer[s]), loss = negative_of(&pairs->state_less[s]);
    pl_row row = {.count = 0};
    if (is_nothing(&hit) && is_nothing(&loss) && !(flags & PL_ACCOUNT_ALL_STATES)) continue;
    put_mean(pl_row_next(&row), hit.mean, ORGANISATIONS, true);
    put_value(pl_row_next(&row), hit.p5, ORGANISATIONS, true);
    put_value(pl_row_next(&row), hit.p95, ORGANISATIONS, true);
    put_mean(pl_row_next(&row), loss.mean, UNITS, true);
    put_value(pl_row_next(&row), loss.p5, UNITS, true);
    put_value(pl_row_next(&row), loss.p95, UNITS, true);
    pl_tell_row(tale, pl_table_name(voice, s), &row, state_columns, s == voice->seat);
  }
}

void pl_put_pairs(pl_buffer *out, const pl_voice *voice, const pl_pairs *pairs) {
  const pl_spread hit = negative_of(&pairs->hit_fewer);
  if (is_nothing(&hit))
    pl_buffer_add_text(out, PL_TEXT("In none of them was there any difference in how many organisations were hit."));
  else if (pairs->runs < 2)
    pl_buffer_add_format(out, PL_TEXT("In this one pair the difference was %s organisations."),
                         value_of(voice, hit.median, ORGANISATIONS, true));
  else
    pl_buffer_add_format(out,
                         PL_TEXT("In at least 9 of 10 pairs the difference was between %s and %s organisations; on "
                                 "average it was %s, with a standard error of %s."),
                         value_of(voice, hit.p5, ORGANISATIONS, true), value_of(voice, hit.p95, ORGANISATIONS, true),
                         mean_of(voice, hit.mean, ORGANISATIONS, true),
                         mean_of(voice, hit.error, ORGANISATIONS, false));
}

static void tell_sentence(const pl_voice *voice, const pl_pairs *pairs, pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, is_nothing(&pairs->hit_fewer) ? "" : PL_BOLD);
  pl_put_pairs(&line, voice, pairs);
  pl_buffer_add_text(&line, is_nothing(&pairs->hit_fewer) ? "" : PL_PLAIN);
  pl_tale_take(tale, &line);
}

static void tell_bands(const pl_pairs *pairs, pl_tale *tale) {
  const pl_tick ticks = pairs->ticks - pairs->from;
  const int32_t played = top_of(pairs->played.p95, ticks), otherwise = top_of(pairs->otherwise.p95, ticks);
  const int32_t top = played > otherwise ? played : otherwise;
  pl_tale_heading(tale, PL_TEXT("Hit at the same time, under other luck"));
  tell_band(tale, PL_TEXT("as played"), &pairs->played, ticks, top);
  tell_band(tale, PL_TEXT("otherwise"), &pairs->otherwise, ticks, top);
}

void pl_tell_pairs(const pl_voice *voice, const pl_what_if *what_if, const pl_pairs *pairs, unsigned flags,
                   pl_tale *tale) {
  pl_buffer heading = {0};
  pl_buffer_add_format(&heading,
                       PL_TEXTS("Under other luck from round %d on: %d pair of exercises",
                                "Under other luck from round %d on: %d pairs of exercises", pairs->runs),
                       (int)what_if->round + 1, (int)pairs->runs);
  pl_tale_heading(tale, pl_buffer_text(&heading));
  if (heading.failed) tale->failed = true;
  pl_buffer_clear(&heading);
  tell_sentence(voice, pairs, tale);
  if (pairs->lapsed)
    pl_tale_print(tale, PL_TEXT("In %d of the %d other exercises a recorded decision became impossible."),
                  (int)pairs->lapsed, (int)pairs->runs);
  if (pairs->moot)
    pl_tale_print(tale, PL_TEXT("In %d of the %d other exercises something that control did became impossible."),
                  (int)pairs->moot, (int)pairs->runs);
  pl_tale_gap(tale);
  tell_three(tale, PL_TEXT("ever hit"), &pairs->hit_played, &pairs->hit_otherwise, &pairs->hit_fewer, ORGANISATIONS);
  tell_three(tale, PL_TEXT("most at a time"), &pairs->peak_played, &pairs->peak_otherwise, &pairs->peak_fewer,
             ORGANISATIONS);
  tell_three(tale, PL_TEXT("damage, units"), &pairs->loss_played, &pairs->loss_otherwise, &pairs->loss_less, UNITS);
  pl_tale_gap(tale);
  tell_states(voice, pairs, flags, tale);
  pl_tale_put(tale, PL_TEXT("  ¹ The standard error of the mean. At least nine in ten lie from column 5 % to column "
                            "95 %; at least half at or below the median. Differences are taken within pairs, "
                            "otherwise less as played."));
  tell_bands(pairs, tale);
  if (voice->phrases->failed) tale->failed = true;
}

/* ---- the fan ---- */

int pl_fan_luck(const pl_fan *fan) {
  return (int)(((int64_t)fan->unluckier * 1000 + (int64_t)fan->as_lucky * 500) / fan->runs);
}

const char *pl_luck_word(int thousandths) {
  static const struct {
    int from;
    const char *word;
  } rows[] = {{950, PL_LATER("very lucky")},
              {750, PL_LATER("rather lucky")},
              {251, PL_LATER("neither lucky nor unlucky")},
              {51, PL_LATER("rather unlucky")},
              {0, PL_LATER("very unlucky")}};
  int i = 0;
  while (thousandths < rows[i].from) i++;
  return PL_TEXT(rows[i].word);
}

static void tell_luck(const pl_voice *voice, const pl_fan *fan, pl_tale *tale) {
  if (fan->hit_real < 0) {
    pl_tale_put(tale, PL_TEXT("The exercise itself has not come as far, so how lucky it was cannot be said yet."));
    return;
  }
  const int luck = pl_fan_luck(fan);
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_BOLD);
  pl_buffer_add_format(&line, PL_TEXT("The real exercise, with %s organisations hit, was %s."),
                       pl_phrase_count(voice, fan->hit_real), pl_luck_word(luck));
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
  pl_tale_print(tale,
                fan->decided == PL_OTHERS_BOTS
                    ? PL_TEXT("It did better than %s %% of them, half of those alike included: %d had more "
                              "organisations hit, %d as many. Bots decide otherwise than people, so that is not luck "
                              "alone.")
                    : PL_TEXT("It did better than %s %% of them, half of those alike included: %d had more "
                              "organisations hit, %d as many. Every decision is the recorded one, so that is luck, "
                              "and how well decisions suited it."),
                pl_phrase_tenths(voice, luck), (int)fan->unluckier, (int)fan->as_lucky);
}

enum { BINS = 24 };

/* How many runs had how many organisations hit, as a curve. */
static void tell_distribution(const pl_voice *voice, const pl_fan *fan, pl_tale *tale) {
  int32_t bin[BINS] = {0}, top = 0;
  const int64_t width = fan->hit.most - fan->hit.least + 1;
  pl_buffer line = {0};
  for (int32_t i = 0; i < fan->runs; i++) bin[(fan->hits[i] - fan->hit.least) * BINS / width]++;
  for (int i = 0; i < BINS; i++)
    if (bin[i] > top) top = bin[i];
  pl_buffer_add_text(&line, "  ");
  pl_put_padded(&line, PL_TEXT("how many runs"), PL_NAME_WIDTH);
  pl_buffer_add_format(&line, "%s ", pl_phrase_count(voice, fan->hit.least));
  pl_put_curve(&line, bin, BINS, BINS, top);
  pl_buffer_add_format(&line, PL_TEXT(" %s organisations"), pl_phrase_count(voice, fan->hit.most));
  pl_tale_take(tale, &line);
}

static void tell_fan_title(const pl_voice *voice, const pl_fan *fan, pl_tale *tale) {
  pl_buffer what = {0};
  pl_buffer_add_format(&what,
                       fan->decided == PL_OTHERS_BOTS
                           ? PL_TEXT("%d ways on from round %d, decided by bots")
                           : PL_TEXT("%d ways on from round %d, decided as recorded"),
                       (int)fan->runs, (int)fan->round + 1);
  pl_tell_account_title(voice, tale, pl_buffer_text(&what));
  if (what.failed) tale->failed = true;
  pl_buffer_clear(&what);
}

void pl_put_fan_acts(pl_buffer *out, const pl_fan *fan) {
  const int rulings = (int)fan->rulings_left_out;
  if (rulings)
    pl_buffer_add_format(out,
                         PL_TEXTS("%d ruling of control's is in none of them: it answers what a team proposed, which "
                                  "became impossible with a bot in its place.",
                                  "%d rulings of control's are in none of them: they answer what teams proposed, which "
                                  "became impossible with bots in their place.",
                                  rulings),
                         rulings);
  if (rulings && fan->moot) pl_buffer_add_text(out, " ");
  if (fan->moot)
    pl_buffer_add_format(out, PL_TEXT("In %d of the %d runs something that control did became impossible."),
                         (int)fan->moot, (int)fan->runs);
}

static void tell_fan_acts(const pl_fan *fan, pl_tale *tale) {
  pl_buffer line = {0};
  pl_put_fan_acts(&line, fan);
  if (line.length || line.failed) pl_tale_take(tale, &line);
}

void pl_tell_fan(const pl_voice *voice, const pl_fan *fan, pl_tale *tale) {
  const pl_tick ticks = fan->ticks - fan->from;
  tell_fan_title(voice, fan, tale);
  pl_tale_put(tale, PL_TEXT("What has happened before that round stays; from there on the luck is another each time."));
  tell_luck(voice, fan, tale);
  tell_fan_acts(fan, tale);
  pl_tale_print(tale, PL_DIM "%s" PL_PLAIN, pl_account_caveat());
  pl_tale_heading(tale, PL_TEXT("What came of them"));
  pl_tell_head(tale, "", columns, COLUMNS);
  tell_spread(tale, PL_TEXT("ever hit"), &fan->hit, ORGANISATIONS, false, false);
  tell_spread(tale, PL_TEXT("most at a time"), &fan->peak, ORGANISATIONS, false, false);
  tell_spread(tale, PL_TEXT("damage, units"), &fan->loss, UNITS, false, false);
  tell_distribution(voice, fan, tale);
  pl_tale_put(tale, PL_TEXT("  ¹ The standard error of the mean. At least nine in ten lie from column 5 % to column "
                            "95 %; at least half at or below the median."));
  pl_tale_heading(tale, PL_TEXT("Hit at the same time"));
  const int32_t top = top_of(fan->band.p95, ticks);
  tell_curve(tale, PL_TEXT("5 %"), fan->band.p5, ticks, top);
  tell_curve(tale, PL_TEXT("median"), fan->band.median, ticks, top);
  tell_curve(tale, PL_TEXT("95 %"), fan->band.p95, ticks, top);
  if (voice->phrases->failed) tale->failed = true;
}
