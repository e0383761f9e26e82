/* Accounts: the parts that all of them are made of, and the account of one other exercise.
 *
 *   what is otherwise → where they part → both curves → who fares differently → what became impossible → the caveat
 *
 * Differences are told as otherwise less as played, so that a minus before organisations is good news. Every figure is
 * read from the comparison; the only arithmetic is in pl_difference_of. What a seat may hear in the middle of its
 * exercise is another account (accounts_own.c). */
#include "accounts_internal.h"

#include <stdlib.h>
#include <string.h>

#include <polder/session.h>

#include "chronicle.h"
#include "retell.h"

/* ---- who tells ---- */

struct pl_narrator {
  pl_voice voice;
  pl_phrases phrases;
  pl_brief brief; /* its incidents are owned */
};

pl_narrator *pl_narrator_new(const pl_session *session, pl_language language, pl_error *error) {
  pl_narrator *narrator = calloc(1, sizeof *narrator);
  if (!narrator) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell the exercise");
    return NULL;
  }
  narrator->voice = (pl_voice){.scenario = pl_session_scenario(session), .language = language, .seat = -1,
                               .brief = &narrator->brief, .phrases = &narrator->phrases,
                               .log = pl_session_events(session)};
  if (pl_control_brief(session, &narrator->brief, error) == PL_OK) return narrator;
  pl_narrator_free(narrator);
  return NULL;
}

void pl_narrator_free(pl_narrator *narrator) {
  if (!narrator) return;
  pl_phrases_clear(&narrator->phrases);
  free(narrator->brief.incidents);
  free(narrator);
}

const pl_voice *pl_narrator_voice(const pl_narrator *narrator) { return &narrator->voice; }

/* ---- figures ---- */

void pl_put_signed_count(pl_buffer *out, int64_t count) {
  if (!count) pl_buffer_add_text(out, "·");
  if (count > 0) pl_buffer_add_text(out, "+");
  if (count) pl_put_count(out, count);
}

void pl_put_signed_amount(pl_buffer *out, pl_mu money) {
  if (money) pl_put_amount(out, money, true);
  else pl_buffer_add_text(out, "·");
}

void pl_put_signed_points(pl_buffer *out, pl_q16 share) {
  const int64_t scaled = (int64_t)share * 1000, half = PL_ONE / 2;
  const int64_t tenths = (scaled + (scaled < 0 ? -half : half)) / PL_ONE;
  if (!share) pl_buffer_add_text(out, "·");
  if (tenths > 0) pl_buffer_add_text(out, "+");
  if (share) pl_put_tenths(out, tenths);
}

int64_t pl_tenths_of(int64_t thousandths) { return (thousandths + (thousandths < 0 ? -50 : 50)) / 100; }

/* ---- tables ---- */

pl_buffer *pl_row_next(pl_row *row) { return &row->cell[row->count < PL_CELLS - 1 ? row->count++ : PL_CELLS - 1]; }

static int width_of(const pl_column *column) {
  const int heading = pl_text_width(PL_TEXT(column->heading)) + 1;
  return heading > column->width ? heading : column->width;
}

void pl_tell_head(pl_tale *tale, const char *what, const pl_column *columns, size_t count) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  " PL_DIM);
  pl_put_padded(&line, what, PL_NAME_WIDTH);
  for (size_t i = 0; i < count; i++) pl_put_padded(&line, PL_TEXT(columns[i].heading), -width_of(&columns[i]));
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
}

void pl_tell_row(pl_tale *tale, const char *name, pl_row *row, const pl_column *columns, bool is_bold) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, is_bold ? "  " PL_BOLD : "  ");
  pl_put_padded(&line, name, PL_NAME_WIDTH);
  for (size_t i = 0; i < row->count; i++) {
    pl_put_padded(&line, pl_buffer_text(&row->cell[i]), -width_of(&columns[i]));
    if (row->cell[i].failed) tale->failed = true;
    pl_buffer_clear(&row->cell[i]);
  }
  if (is_bold) pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
  row->count = 0;
}

const char *pl_table_name(const pl_voice *voice, int state) {
  const char *name = pl_name_of_seat(voice, state);
  return pl_text_width(name) < PL_NAME_WIDTH ? name : pl_scenario_seat_id(voice->scenario, state);
}

/* ---- other parts ---- */

const char *pl_account_caveat(void) {
  return PL_TEXT("This is true in the model; people might have acted differently.");
}

void pl_tell_account_title(const pl_voice *voice, pl_tale *tale, const char *what) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, "%s · " PL_BOLD, PL_TEXT("EXERCISE"));
  pl_put_scenario_text(&line, voice, &voice->scenario->title);
  pl_buffer_add_format(&line, PL_PLAIN " · %s", what);
  pl_tale_title(tale, pl_buffer_text(&line));
  if (line.failed) tale->failed = true;
  pl_buffer_clear(&line);
}

void pl_put_curve(pl_buffer *out, const int32_t *curve, pl_tick ticks, int columns, int32_t top) {
  static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  for (int c = 0; c < columns; c++) {
    const pl_tick from = (pl_tick)((int64_t)ticks * c / columns), to = (pl_tick)((int64_t)ticks * (c + 1) / columns);
    int32_t most = 0;
    for (pl_tick t = from; t < to; t++)
      if (curve[t] > most) most = curve[t];
    const int64_t height = top > 0 ? ((int64_t)most * 7 + top - 1) / top : 0; /* anything is more than nothing */
    pl_buffer_add_text(out, bars[height > 7 ? 7 : height]);
  }
}

enum { MOST_COLUMNS = 40 };

int pl_curve_columns(pl_tick ticks) {
  const int rounds = (int)(ticks / PL_TICKS_PER_ROUND);
  return rounds < 1 ? 1 : rounds * 2 <= MOST_COLUMNS ? rounds * 2 : rounds <= MOST_COLUMNS ? rounds : MOST_COLUMNS;
}

void pl_put_moment(pl_buffer *out, const pl_voice *voice, pl_tick tick) {
  enum { TICKS_PER_DAY = PL_TICKS_PER_ROUND / 7 };
  pl_put_short_day(out, voice, pl_day_of(tick));
  pl_buffer_add_format(out, ", %02d:00", (int)(tick % TICKS_PER_DAY) * 24 / TICKS_PER_DAY);
}

static const char *moment_of(const pl_voice *voice, pl_tick tick) {
  pl_buffer text = {0};
  pl_put_moment(&text, voice, tick);
  return pl_phrase_of(voice, &text);
}

static const char *day_of(const pl_voice *voice, pl_tick tick) {
  pl_buffer text = {0};
  pl_put_short_day(&text, voice, pl_day_of(tick));
  return pl_phrase_of(voice, &text);
}

static void put_infection(pl_buffer *out, const pl_voice *voice, const pl_event *event) {
  const char *who = pl_phrase_state(voice, event->state), *what = pl_phrase_incident(voice, event->iid);
  if (event->other < voice->scenario->state_count)
    pl_buffer_add_format(out, PL_TEXT("%s: an organisation hit by %s, mostly through suppliers in %s."), who, what,
                         pl_phrase_state(voice, event->other));
  else
    pl_buffer_add_format(out, PL_TEXT("%s: an organisation hit by %s, by the attacker itself."), who, what);
}

void pl_put_event(pl_buffer *out, const pl_voice *voice, const pl_event *event) {
  const char *who = event->state < pl_scenario_seat_count(voice->scenario) ? pl_phrase_state(voice, event->state) : "";
  switch ((pl_event_kind)event->kind) {
  case PL_EVENT_LATENT: put_infection(out, voice, event); break;
  case PL_EVENT_INFECTIOUS:
    pl_buffer_add_format(out, PL_TEXT("%s: an organisation damaged by %s."), who,
                         pl_phrase_incident(voice, event->iid));
    break;
  case PL_EVENT_CONTAINED:
    pl_buffer_add_format(out, PL_TEXT("%s: %s found and contained in an organisation."), who,
                         pl_phrase_incident(voice, event->iid));
    break;
  case PL_EVENT_RECOVERED:
    pl_buffer_add_format(out, PL_TEXT("%s: an organisation recovered from %s."), who,
                         pl_phrase_incident(voice, event->iid));
    break;
  case PL_EVENT_RECEIVED:
    pl_buffer_add_format(out, PL_TEXT("%s: a warning on %s from %s arrived."), pl_phrase_state(voice, event->other),
                         pl_phrase_incident(voice, event->iid), who);
    break;
  case PL_EVENT_LOG: pl_buffer_add_text(out, PL_TEXT("another line in the log of the exercise.")); break;
  default: pl_put_chronicled(out, voice, event); break;
  }
}

void pl_put_compared_event(pl_buffer *out, const pl_voice *voice, const pl_comparison *comparison,
                           const pl_event *event) {
  pl_voice reader = *voice;
  reader.log = &comparison->said;
  pl_put_event(out, &reader, event);
}

/* ---- what is different ---- */

/* Of the seat's aims; those that were not judged on both sides left out. */
static int32_t points_of(const pl_scenario *scenario, const pl_comparison *c, int seat, const pl_outcome *outcome) {
  int32_t points = 0;
  for (int o = 0; o < scenario->objective_count; o++) {
    const int at = o * outcome->seat_count + seat;
    if (c->played.met[at] < 0 || c->otherwise.met[at] < 0) continue;
    points += (int32_t)(((int64_t)scenario->objectives[o].points * outcome->met[at] + PL_ONE / 2) / PL_ONE);
  }
  return points;
}

void pl_difference_of(const pl_scenario *scenario, const pl_comparison *comparison, int state, pl_difference *out) {
  const pl_outcome_state *was = &comparison->played.state[state], *is = &comparison->otherwise.state[state];
  const int others = scenario->state_count > 1 ? scenario->state_count - 1 : 1;
  *out = (pl_difference){.hit = is->hit - was->hit,
                         .loss = is->loss - was->loss,
                         .sharing = (is->burn + is->effort - is->edge) - (was->burn + was->effort - was->edge),
                         .trust = (pl_q16)((is->trust - was->trust) / others),
                         .standing = is->standing - was->standing,
                         .confidence = is->confidence - was->confidence,
                         .points = points_of(scenario, comparison, state, &comparison->otherwise) -
                                   points_of(scenario, comparison, state, &comparison->played)};
}

bool pl_difference_is_any(const pl_difference *d) {
  return d->hit || d->loss || d->sharing || d->trust || d->standing || d->confidence || d->points;
}

static bool is_null(const pl_comparison *c) { return !c->first.is_any && c->played.digest == c->otherwise.digest; }

/* The decision is another one, and nothing followed from it. */
static bool is_idle(const pl_scenario *scenario, const pl_comparison *c) {
  bool is_any = c->first.is_any;
  for (int s = 0; s < c->played.state_count; s++) {
    pl_difference d;
    pl_difference_of(scenario, c, s, &d);
    is_any |= pl_difference_is_any(&d);
  }
  return !is_any;
}

/* The state with the largest difference in the direction of the whole; −1: none. */
static int most_concerned(const pl_comparison *c) {
  const int64_t whole = c->otherwise.hit - c->played.hit;
  int most = -1;
  int64_t largest = 0;
  for (int s = 0; s < c->played.state_count; s++) {
    const int64_t here = c->otherwise.state[s].hit - c->played.state[s].hit;
    if (whole > 0 ? here <= largest : here >= largest) continue;
    most = s;
    largest = here;
  }
  return most;
}

static bool has_moved(const pl_comparison *c) {
  for (int s = 0; s < c->played.state_count; s++)
    if (c->otherwise.state[s].hit != c->played.state[s].hit) return true;
  return false;
}

static void put_most_concerned(pl_buffer *out, const pl_voice *voice, const pl_comparison *c) {
  const int most = most_concerned(c);
  const int64_t here = most < 0 ? 0 : c->otherwise.state[most].hit - c->played.state[most].hit;
  if (most < 0) return;
  const char *count = pl_phrase_count(voice, here < 0 ? -here : here);
  const char *where = most == voice->seat ? PL_TEXT("your own state") : pl_phrase_state(voice, most);
  pl_buffer_add_text(out, " ");
  pl_buffer_add_format(out, here < 0 ? PL_TEXT("In %s alone it would have been %s fewer.")
                                     : PL_TEXT("In %s alone it would have been %s more."),
                       where, count);
}

void pl_put_comparison(pl_buffer *out, const pl_voice *voice, const pl_comparison *c) {
  const int64_t more = c->otherwise.hit - c->played.hit;
  const char *count = pl_phrase_count(voice, more < 0 ? -more : more);
  if (is_null(c))
    pl_buffer_add_text(out, PL_TEXT("It would have made no difference at all."));
  else if (is_idle(voice->scenario, c))
    pl_buffer_add_text(out, PL_TEXT("It would have made no difference to anything that happened."));
  else if (!more && has_moved(c))
    pl_buffer_add_text(out, PL_TEXT("Other organisations would have been hit, and as many."));
  else if (!more)
    pl_buffer_add_text(out, PL_TEXT("Not one organisation more or fewer would have been hit."));
  else if (more < 0)
    pl_buffer_add_format(out, PL_TEXTS("%s organisation fewer would have been hit.",
                                       "%s organisations fewer would have been hit.", -more), count);
  else
    pl_buffer_add_format(out, PL_TEXTS("%s organisation more would have been hit.",
                                       "%s organisations more would have been hit.", more), count);
  if (more) put_most_concerned(out, voice, c);
}

/* ---- the account of a comparison ---- */

static void tell_turns(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *c, pl_tale *tale) {
  pl_buffer line = {0};
  if (!what_if->turn_count) pl_tale_put(tale, PL_TEXT("Nothing is decided otherwise."));
  for (size_t i = 0; i < what_if->turn_count; i++) {
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_put_turn(&line, voice, &what_if->turn[i]);
    if (i < c->turn_count && c->again[i] >= 0)
      pl_buffer_add_format(&line, PL_TEXT(" (until round %d, when it decided about this again)"), (int)c->again[i] + 1);
    pl_tale_take(tale, &line);
  }
  if (what_if->others == PL_OTHERS_BOTS)
    pl_tale_put(tale, PL_TEXT("The luck is the same. From the next round on bots decide anew; what people decided is "
                              "as recorded."));
  else
    pl_tale_put(tale, PL_TEXT("The luck is the same, and all other decisions are as recorded."));
}

static void tell_title(const pl_voice *voice, const pl_what_if *what_if, pl_tale *tale) {
  pl_buffer what = {0};
  pl_buffer_add_format(&what, PL_TEXT("what if, in round %d: "), (int)what_if->round + 1);
  pl_put_round_days(&what, voice, what_if->round);
  pl_tell_account_title(voice, tale, pl_buffer_text(&what));
  if (what.failed) tale->failed = true;
  pl_buffer_clear(&what);
}

static void tell_parting(const pl_voice *voice, const pl_comparison *c, const pl_parting *parting, const char *what,
                         pl_tale *tale) {
  pl_buffer line = {0}, event = {0};
  pl_put_compared_event(&event, voice, c, &parting->event);
  pl_buffer_add_text(&line, "  ");
  pl_buffer_add_format(&line, parting->was_played ? PL_TEXT("%s: %s, in round %d, as played only.")
                                                  : PL_TEXT("%s: %s, in round %d, otherwise only."),
                       what, moment_of(voice, parting->event.tick), (int)parting->event.round + 1);
  pl_tale_take(tale, &line);
  pl_buffer_add_text(&line, "    ");
  pl_put_first(&line, pl_buffer_text(&event));
  if (event.failed) tale->failed = true;
  pl_buffer_clear(&event);
  pl_tale_take(tale, &line);
}

static void tell_partings(const pl_voice *voice, const pl_comparison *c, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("Where the two exercises part"));
  if (c->first.is_any)
    tell_parting(voice, c, &c->first, PL_TEXT("First"), tale);
  else
    pl_tale_put(tale, PL_TEXT("  The same happened in both; only figures differ."));
  if (c->first_hit.is_any && memcmp(&c->first_hit.event, &c->first.event, sizeof c->first.event))
    tell_parting(voice, c, &c->first_hit, PL_TEXT("First organisation hit"), tale);
  if (c->first.is_any && !c->first_hit.is_any)
    pl_tale_put(tale, PL_TEXT("  The same organisations were hit, at the same hours."));
}

static void tell_curve(const pl_voice *voice, const char *label, const pl_outcome *outcome, int columns, int32_t top,
                       pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ");
  pl_put_padded(&line, label, 15);
  pl_put_curve(&line, outcome->curve, outcome->ticks, columns, top);
  pl_buffer_add_text(&line, "  " PL_HANG);
  pl_buffer_add_format(&line, PL_TEXT("most %s (%s), ever %s"), pl_phrase_count(voice, outcome->peak),
                       day_of(voice, outcome->peak_tick), pl_phrase_count(voice, outcome->hit));
  pl_tale_take(tale, &line);
}

static void tell_curves(const pl_voice *voice, const pl_comparison *c, pl_tale *tale) {
  const int columns = pl_curve_columns(c->played.ticks);
  const int32_t top = c->played.peak > c->otherwise.peak ? c->played.peak : c->otherwise.peak;
  pl_tale_heading(tale, PL_TEXT("Organisations hit at the same time, from the first day to the last"));
  tell_curve(voice, PL_TEXT("as played"), &c->played, columns, top, tale);
  tell_curve(voice, PL_TEXT("otherwise"), &c->otherwise, columns, top, tale);
}

static const pl_column columns[] = {{PL_LATER("hit"), 6},      {PL_LATER("damage"), 9},     {PL_LATER("sharing¹"), 9},
                                    {PL_LATER("trust²"), 7},   {PL_LATER("standing"), 9},   {PL_LATER("confidence"), 10},
                                    {PL_LATER("aims"), 5}};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void tell_difference(const char *name, const pl_difference *d, bool is_me, pl_tale *tale) {
  pl_row row = {.count = 0};
  pl_put_signed_count(pl_row_next(&row), d->hit);
  pl_put_signed_amount(pl_row_next(&row), d->loss);
  pl_put_signed_amount(pl_row_next(&row), d->sharing);
  pl_put_signed_points(pl_row_next(&row), d->trust);
  pl_put_signed_points(pl_row_next(&row), d->standing);
  pl_put_signed_points(pl_row_next(&row), d->confidence);
  pl_put_signed_count(pl_row_next(&row), d->points);
  pl_tell_row(tale, name, &row, columns, is_me);
}

static void tell_table(const pl_voice *voice, const pl_comparison *c, unsigned flags, pl_tale *tale) {
  int left_out = 0;
  pl_tale_heading(tale, PL_TEXT("What is different: otherwise, less as played"));
  pl_tell_head(tale, PL_TEXT("state"), columns, COLUMNS);
  for (int s = 0; s < c->played.state_count; s++) {
    pl_difference d;
    pl_difference_of(voice->scenario, c, s, &d);
    if (flags & PL_ACCOUNT_OWN && s != voice->seat) continue;
    const bool is_shown = pl_difference_is_any(&d) || flags & (PL_ACCOUNT_ALL_STATES | PL_ACCOUNT_OWN);
    if (is_shown) tell_difference(pl_table_name(voice, s), &d, s == voice->seat, tale);
    left_out += !is_shown;
  }
  if (left_out)
    pl_tale_print(tale, PL_TEXTS("  The other %d is the same.", "  The other %d are the same.", left_out), left_out);
  pl_tale_put(tale, PL_TEXT("  Organisations ever hit; damage and sharing in units; trust, standing and confidence in "
                            "points of a hundred; aims in points. ¹ What sharing cost: burnt sources and work, less "
                            "the head start. ² The others' trust in it, on average."));
}

/* "57 %", or in a word. */
static const char *met_of(const pl_voice *voice, pl_q16 met) {
  pl_buffer text = {0};
  if (met >= PL_ONE) pl_buffer_add_text(&text, PL_TEXT("met"));
  else if (!met) pl_buffer_add_text(&text, PL_TEXT("not met"));
  else pl_buffer_add_format(&text, PL_TEXT("met for %d\xC2\xA0%%"), pl_percent(met));
  return pl_phrase_of(voice, &text);
}

/* Which nobody could tell apart in words. */
static bool is_met_alike(pl_q16 a, pl_q16 b) {
  const bool is_part = a > 0 && a < PL_ONE && b > 0 && b < PL_ONE;
  return a == b || (is_part && pl_percent(a) == pl_percent(b));
}

typedef struct aim { /* that came out otherwise, for all whom it did so alike */
  int objective;
  pl_q16 was, is;
} aim;

static bool is_aim(const pl_comparison *c, int seat, const aim *a) {
  const int at = a->objective * c->played.seat_count + seat;
  return c->played.met[at] == a->was && c->otherwise.met[at] == a->is;
}

/* Several by their ids. */
static void tell_aim(const pl_voice *voice, const pl_comparison *c, const aim *a, unsigned flags, pl_tale *tale) {
  pl_voice own = *voice;
  pl_buffer line = {0}, names = {0};
  int count = 0;
  for (int s = 0; s < c->played.seat_count; s++) {
    if (!is_aim(c, s, a) || (flags & PL_ACCOUNT_OWN && s != voice->seat)) continue;
    pl_buffer_add_format(&names, "%s%s", count++ ? ", " : "", pl_scenario_seat_id(voice->scenario, s));
    own.seat = s;
  }
  pl_buffer_add_text(&line, "  · " PL_HANG);
  pl_buffer_add_format(&line, PL_TEXT("%s: %s instead of %s: "),
                       count == 1 ? pl_name_of_seat(voice, own.seat) : pl_buffer_text(&names), met_of(voice, a->is),
                       met_of(voice, a->was));
  pl_put_scenario_text(&line, &own, &voice->scenario->objectives[a->objective].text);
  if (names.failed) tale->failed = true;
  pl_buffer_clear(&names);
  pl_tale_take(tale, &line);
}

/* Whether this seat is the first of those for whom the aim came out so. */
static bool is_first(const pl_comparison *c, int seat, const aim *a) {
  for (int s = 0; s < seat; s++)
    if (is_aim(c, s, a)) return false;
  return true;
}

static void tell_aims(const pl_voice *voice, const pl_comparison *c, unsigned flags, pl_tale *tale) {
  const int seats = c->played.seat_count;
  bool is_any = false;
  for (int i = 0; i < c->played.objective_count * seats; i++) {
    const aim a = {.objective = i / seats, .was = c->played.met[i], .is = c->otherwise.met[i]};
    const bool is_told = flags & PL_ACCOUNT_OWN ? i % seats == voice->seat : is_first(c, i % seats, &a);
    if (is_met_alike(a.was, a.is) || a.was < 0 || a.is < 0 || !is_told) continue;
    if (!is_any) pl_tale_heading(tale, PL_TEXT("Aims that came out otherwise"));
    is_any = true;
    tell_aim(voice, c, &a, flags, tale);
  }
}

static void tell_lapsed_decisions(const pl_voice *voice, const pl_comparison *c, unsigned flags, pl_tale *tale) {
  bool is_any = false;
  for (size_t i = 0; i < c->lapsed_count; i++) {
    const pl_event *event = &c->lapsed[i];
    if (event->kind != PL_EVENT_LAPSED || (flags & PL_ACCOUNT_OWN && event->state != voice->seat)) continue;
    if (!is_any) pl_tale_heading(tale, PL_TEXT("Decisions that became impossible, and lapsed"));
    is_any = true;
    pl_buffer line = {0}, what = {0};
    pl_put_title_of(&what, voice, event->index);
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_buffer_add_format(&line, PL_TEXT("Round %d, %s: %s: %s."), (int)event->round + 1,
                         pl_name_of_seat(voice, event->state), pl_buffer_text(&what), pl_lapse_words(event->amount));
    if (what.failed) tale->failed = true;
    pl_buffer_clear(&what);
    pl_tale_take(tale, &line);
  }
}

/* What control did with injects is no seat's to know. */
static void tell_moot_acts(const pl_voice *voice, const pl_comparison *c, unsigned flags, pl_tale *tale) {
  bool is_any = false;
  for (size_t i = 0; i < c->lapsed_count && !(flags & PL_ACCOUNT_OWN); i++) {
    if (c->lapsed[i].kind != PL_EVENT_MOOT) continue;
    pl_buffer line = {0};
    if (!is_any) pl_tale_heading(tale, PL_TEXT("What control did, and what became impossible"));
    is_any = true;
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_buffer_add_format(&line, PL_TEXT("Round %d: "), (int)c->lapsed[i].round + 1);
    pl_put_compared_event(&line, voice, c, &c->lapsed[i]);
    pl_tale_take(tale, &line);
  }
}

void pl_tell_lapsed(const pl_voice *voice, const pl_comparison *c, unsigned flags, pl_tale *tale) {
  tell_lapsed_decisions(voice, c, flags, tale);
  tell_moot_acts(voice, c, flags, tale);
}

static void tell_all(const pl_voice *voice, const pl_comparison *c, unsigned flags, pl_tale *tale) {
  if (!(flags & PL_ACCOUNT_OWN)) tell_partings(voice, c, tale);
  if (!(flags & (PL_ACCOUNT_OWN | PL_ACCOUNT_BESIDE))) tell_curves(voice, c, tale);
  if (!(flags & PL_ACCOUNT_BESIDE)) tell_table(voice, c, flags, tale);
  tell_aims(voice, c, flags, tale);
  pl_tell_lapsed(voice, c, flags, tale);
}

void pl_tell_question(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison,
                      pl_tale *tale) {
  tell_title(voice, what_if, tale);
  tell_turns(voice, what_if, comparison, tale);
}

/* What is otherwise, and what it came to. */
static void tell_begin(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison,
                       pl_tale *tale) {
  pl_buffer line = {0};
  pl_tell_question(voice, what_if, comparison, tale);
  pl_put_comparison(&line, voice, comparison);
  pl_tale_gap(tale);
  pl_tale_print(tale, PL_BOLD "%s" PL_PLAIN, pl_buffer_text(&line));
  if (line.failed) tale->failed = true;
  pl_buffer_clear(&line);
  pl_tale_print(tale, PL_DIM "%s" PL_PLAIN, pl_account_caveat());
}

void pl_tell_comparison(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison,
                        unsigned flags, pl_tale *tale) {
  if (!(flags & PL_ACCOUNT_BESIDE)) tell_begin(voice, what_if, comparison, tale);
  if (!is_null(comparison) && !is_idle(voice->scenario, comparison)) tell_all(voice, comparison, flags, tale);
  if (voice->phrases->failed) tale->failed = true;
}
