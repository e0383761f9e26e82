/* What if: each question with its answer, under the same luck and under other luck.
 *
 * The author's questions stand under their own words, those that were found under a heading made of the decision. Where
 * the range of differences includes none at all, that is said before anything else. */
#include "section.h"

enum { MOST_STATES = 8 };

/* ---- headings ---- */

void pl_put_question_found(pl_buffer *out, const pl_page *page, const pl_question *q) {
  const pl_decision *d = &q->turn.decision;
  const pl_voice own = pl_voice_of(page->voice, d->seat);
  const char *who = pl_phrase_state(page->voice, d->seat);
  const int number = pl_number_of_state(page->voice, d->seat), round = (int)q->what_if.round + 1;
  const bool is_item = q->turn.kind == PL_TURN_ITEM, is_kept = pl_audience_is_empty(&d->audience);
  const bool is_posture = q->turn.kind == PL_TURN_DECIDE && d->action == PL_ACTION_POSTURE;
  pl_buffer turn = {0};
  if (is_item && is_kept)
    pl_buffer_add_format(out, PL_TEXTS("What if %s had told nobody of %s in round %d?",
                                       "What if %s had told nobody of %s in round %d?", number),
                         who, pl_phrase_incident(page->voice, d->iid), round);
  else if (is_item)
    pl_buffer_add_format(out, PL_TEXTS("What if %s had warned %s of %s in round %d?",
                                       "What if %s had warned %s of %s in round %d?", number),
                         who, pl_phrase_audience(&own, &d->audience), pl_phrase_incident(page->voice, d->iid), round);
  else if (is_posture && is_kept)
    pl_buffer_add_format(out, PL_TEXTS("What if %s had shared nothing new from round %d on?",
                                       "What if %s had shared nothing new from round %d on?", number),
                         who, round);
  else if (is_posture)
    pl_buffer_add_format(out, PL_TEXTS("What if %s had shared all that was new with %s from round %d on?",
                                       "What if %s had shared all that was new with %s from round %d on?", number),
                         who, pl_phrase_audience(&own, &d->audience), round);
  else if (q->turn.kind == PL_TURN_TAKE_BACK) {
    pl_put_title_of(&turn, &own, d->action);
    pl_buffer_add_format(out, PL_TEXTS("What if %s had not decided “%s” in round %d?",
                                       "What if %s had not decided “%s” in round %d?", number),
                         who, pl_buffer_text(&turn), round);
  } else {
    pl_put_turn(&turn, page->voice, &q->turn);
    pl_buffer_add_format(out, PL_TEXT("What if, in round %d, it had been otherwise: %s?"), round,
                         pl_buffer_text(&turn));
  }
  out->failed = out->failed || turn.failed;
  pl_buffer_clear(&turn);
}

void pl_put_question(pl_buffer *out, const pl_page *page, const pl_question *q) {
  if (q->source == PL_QUESTION_DEBRIEF)
    pl_put_scenario_text(out, page->voice, &page->scenario->debrief[q->debrief].text);
  else
    pl_put_question_found(out, page, q);
}

/* ---- under the same luck ---- */

static void add_turn(pl_page *page, const pl_question *q) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("Otherwise in round %d: "), (int)q->what_if.round + 1);
  pl_put_turn(&text, page->voice, &q->turn);
  pl_buffer_add_text(&text, ".");
  pl_add_composed(page->document, PL_BLOCK_INTRO, &text);
}

static void put_parting(pl_buffer *out, const pl_page *page, const pl_comparison *c) {
  const pl_parting *parting = &c->first;
  pl_buffer event = {0}, sentence = {0};
  pl_put_compared_event(&event, page->voice, c, &parting->event);
  pl_put_first(&sentence, pl_buffer_text(&event));
  pl_buffer_add_text(out, " ");
  pl_buffer_add_format(out,
                       parting->was_played
                           ? PL_TEXT("The two exercises part on %s, by what happened as played only: %s")
                           : PL_TEXT("The two exercises part on %s, by what happened otherwise only: %s"),
                       pl_phrase_moment(page->voice, parting->event.tick), pl_buffer_text(&sentence));
  out->failed = out->failed || event.failed || sentence.failed;
  pl_buffer_clear(&event);
  pl_buffer_clear(&sentence);
}

/* In 90 of 100 pairs the difference may as well have been none. */
static bool has_none_in_range(const pl_spread *s) { return s->p5 <= 0 && s->p95 >= 0; }

static bool is_nothing(const pl_question *q) {
  const pl_spread *fewer = &q->pairs->hit_fewer, *less = &q->pairs->loss_less;
  return !q->comparison->first.is_any && !fewer->least && !fewer->most && !less->least && !less->most;
}

static void add_answer(pl_page *page, const pl_question *q) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, "%s " PL_BOLD, PL_TEXT("Under the same luck:"));
  pl_put_comparison(&text, page->voice, q->comparison);
  pl_buffer_add_text(&text, PL_PLAIN);
  if (q->comparison->first.is_any) put_parting(&text, page, q->comparison);
  if (is_nothing(q)) pl_buffer_add_text(&text, " ");
  if (is_nothing(q))
    pl_buffer_add_format(&text, PL_TEXTS("Nor would it have in %d run under other luck.",
                                         "Nor would it have in any of %d runs under other luck.", q->pairs->runs),
                         (int)q->pairs->runs);
  pl_add_composed(page->document, PL_BLOCK_TEXT, &text);
}

/* ---- under other luck ---- */

static void draw(pl_page *page, const pl_question *q) {
  const pl_pairs *pairs = q->pairs;
  const pl_voice *voice = page->voice;
  pl_buffer drawing[PL_DRAWINGS] = {{0}}, words = {0}, title = {0};
  pl_put_question(&title, page, q);
  pl_buffer_add_format(&words,
                       PL_TEXT("Most organisations hit at the same time, in the middle one of the runs: %s as played, "
                               "%s otherwise. Nine in ten runs came to %s to %s as played, and to %s to %s otherwise."),
                       pl_phrase_count(voice, pairs->peak_played.median),
                       pl_phrase_count(voice, pairs->peak_otherwise.median),
                       pl_phrase_count(voice, pairs->peak_played.p5), pl_phrase_count(voice, pairs->peak_played.p95),
                       pl_phrase_count(voice, pairs->peak_otherwise.p5),
                       pl_phrase_count(voice, pairs->peak_otherwise.p95));
  pl_chart_compare(voice, pl_buffer_text(&title), pairs, drawing);
  pl_add_figure(page->document, PL_TEXT("Organisations hit at the same time, under other luck."),
                pl_buffer_text(&words), drawing);
  if (words.failed || title.failed) page->document->failed = true;
  pl_buffer_clear(&words);
  pl_buffer_clear(&title);
}

/* Differences are otherwise less as played: what pairs call fewer, with the other sign. */
static void add_key_figure(pl_page *page, const pl_question *q) {
  const pl_pairs *pairs = q->pairs;
  const int64_t mean = -pairs->hit_fewer.mean;
  const int64_t whole = (mean + (mean < 0 ? -500 : 500)) / 1000;
  pl_block *key = pl_add_text(page->document, PL_BLOCK_KEY_FIGURE, pl_phrase_signed(page->voice, whole));
  pl_buffer text = {0};
  key->words = pl_keep_text(page->document, PL_TEXT("organisations hit in all, on average"));
  pl_buffer_add_format(&text,
                       PL_TEXTS("In nine of ten of %d pair of runs the difference lies between %s and %s.",
                                "In nine of ten of %d pairs of runs the difference lies between %s and %s.",
                                pairs->runs),
                       (int)pairs->runs, pl_phrase_signed(page->voice, -pairs->hit_fewer.p95),
                       pl_phrase_signed(page->voice, -pairs->hit_fewer.p5));
  pl_add_line_composed(page->document, key, &text);
  pl_buffer_add_format(&text, PL_TEXT("At the peak: %s on average, between %s and %s."),
                       pl_phrase_signed_tenths(page->voice, -pairs->peak_fewer.mean),
                       pl_phrase_signed(page->voice, -pairs->peak_fewer.p95),
                       pl_phrase_signed(page->voice, -pairs->peak_fewer.p5));
  pl_add_line_composed(page->document, key, &text);
  if (has_none_in_range(&pairs->hit_fewer))
    pl_add_line(page->document, key,
                PL_TEXT("The range includes zero: luck can outweigh this decision."));
}

/* ---- state by state ---- */

static int64_t weight_of(const pl_question *q, int state) {
  const int64_t hit = q->comparison->otherwise.state[state].hit - q->comparison->played.state[state].hit;
  const int64_t mean = q->pairs->state_fewer[state].mean;
  return (hit < 0 ? -hit : hit) * 1000 + (mean < 0 ? -mean : mean);
}

/* The state that comes after `last` by weight, then by its place; −1: there is none of any weight. */
static int next_state(const pl_question *q, int last) {
  int best = -1;
  for (int s = 0; s < q->pairs->state_count; s++) {
    const int64_t weight = weight_of(q, s), limit = last < 0 ? INT64_MAX : weight_of(q, last);
    if (!weight || weight > limit || (weight == limit && s <= last)) continue;
    if (best < 0 || weight > weight_of(q, best)) best = s;
  }
  return best;
}

static const char *damage_of(const pl_voice *voice, pl_mu money) {
  pl_buffer text = {0};
  pl_put_amount(&text, money, true);
  return pl_phrase_of(voice, &text);
}

static void fill_state(pl_page *page, pl_block *table, const pl_question *q, int state) {
  const pl_voice *voice = page->voice;
  const pl_spread *fewer = &q->pairs->state_fewer[state];
  pl_difference difference;
  pl_buffer range = {0};
  pl_difference_of(page->scenario, q->comparison, state, &difference);
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_name_of_seat(voice, state));
  pl_fill(&row, pl_phrase_signed(voice, difference.hit));
  pl_fill(&row, damage_of(voice, difference.loss));
  pl_fill(&row, pl_phrase_signed_tenths(voice, (int64_t)difference.trust * 100000 / PL_ONE));
  pl_fill(&row, pl_phrase_signed(voice, difference.points));
  pl_fill(&row, pl_phrase_signed_tenths(voice, -fewer->mean));
  /* TRANSLATORS: a range of differences: "−5 to +2" */
  pl_buffer_add_format(&range, PL_TEXT("%s to %s"), pl_phrase_signed(voice, -fewer->p95),
                       pl_phrase_signed(voice, -fewer->p5));
  pl_fill_composed(&row, &range);
}

static void add_states(pl_page *page, const pl_question *q) {
  const pl_column columns[] = {{PL_TEXT("State"), PL_ALIGN_TEXT},
                               {PL_TEXT("Hit"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Damage, units"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Others' trust, points"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Objectives, points"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Hit, other luck: mean"), PL_ALIGN_FIGURE},
                               {PL_TEXT("nine in ten"), PL_ALIGN_FIGURE}};
  int state = next_state(q, -1), shown = 0, left = 0;
  if (state < 0) return;
  pl_block *table = pl_add_table(page->document, PL_TEXT("The states concerned: otherwise, less as played"), columns,
                                 sizeof columns / sizeof columns[0]);
  for (; state >= 0; state = next_state(q, state)) {
    if (shown < MOST_STATES) fill_state(page, table, q, state);
    else left++;
    shown++;
  }
  if (left)
    pl_add_format(page->document, PL_BLOCK_NOTE,
                  PL_TEXTS("%d more state differs, by less.", "%d more states differ, by less.", left), left);
}

/* ---- what became impossible ---- */

static void add_lapsed(pl_page *page, const pl_question *q) {
  const pl_comparison *c = q->comparison;
  pl_buffer text = {0};
  if (!c->lapsed_count && !q->pairs->lapsed && !q->pairs->moot) return;
  if (!c->lapsed_count)
    pl_buffer_add_text(&text, PL_TEXT("Under the same luck every recorded decision stayed possible."));
  for (size_t i = 0; i < c->lapsed_count; i++) {
    pl_buffer event = {0};
    pl_put_compared_event(&event, page->voice, c, &c->lapsed[i]);
    if (!i) pl_buffer_add_format(&text, "%s ", PL_TEXT("What became impossible:"));
    pl_buffer_add_format(&text, PL_TEXT("in round %d: %s"), (int)c->lapsed[i].round + 1, pl_buffer_text(&event));
    if (i + 1 < c->lapsed_count) pl_buffer_add_text(&text, " ");
    text.failed = text.failed || event.failed;
    pl_buffer_clear(&event);
  }
  if (q->pairs->lapsed)
    pl_buffer_add_text(&text, " ");
  if (q->pairs->lapsed)
    pl_buffer_add_format(&text, PL_TEXT("In %d of the %d other exercises a recorded decision became impossible."),
                         (int)q->pairs->lapsed, (int)q->pairs->runs);
  if (q->pairs->moot) pl_buffer_add_text(&text, " ");
  if (q->pairs->moot)
    pl_buffer_add_format(&text,
                         PL_TEXT("In %d of the %d other exercises something that control did became impossible."),
                         (int)q->pairs->moot, (int)q->pairs->runs);
  pl_add_composed(page->document, PL_BLOCK_NOTE, &text);
}

/* ---- the whole ---- */

static void add_question(pl_page *page, size_t index) {
  const pl_question *q = &page->after->question[index];
  pl_buffer heading = {0}, id = {0};
  pl_buffer_add_format(&id, "what-if-%zu", index + 1);
  pl_put_question(&heading, page, q);
  if (q->pairs && !is_nothing(q) && has_none_in_range(&q->pairs->hit_fewer))
    pl_buffer_add_format(&heading, " " PL_DIM "%s" PL_PLAIN, PL_TEXT("(the range includes zero)"));
  pl_add_heading(page->document, 3, pl_buffer_text(&id), pl_buffer_text(&heading));
  if (heading.failed || id.failed) page->document->failed = true;
  pl_buffer_clear(&heading);
  pl_buffer_clear(&id);
  add_turn(page, q);
  if (!q->comparison) {
    pl_add_format(page->document, PL_BLOCK_TEXT, PL_TEXT("This was not possible in this exercise: %s."),
                  q->why_not.text);
    return;
  }
  add_answer(page, q);
  if (is_nothing(q)) return;
  draw(page, q);
  add_key_figure(page, q);
  add_states(page, q);
  add_lapsed(page, q);
}

void pl_section_what_ifs(pl_page *page) {
  const int runs = (int)page->after->options.runs;
  pl_add_heading(page->document, 2, "what-if", PL_TEXT("What if …"));
  if (!page->after->question_count) {
    pl_add_text(page->document, PL_BLOCK_TEXT,
                PL_TEXT("No single decision about sharing would have changed how many organisations were hit."));
    return;
  }
  pl_add_format(page->document, PL_BLOCK_INTRO,
                PL_TEXTS("One decision is taken otherwise; all others stay as recorded. First under the same luck, "
                         "then %d time under other luck from that round on, always in pairs. Differences are "
                         "otherwise, less as played.",
                         "One decision is taken otherwise; all others stay as recorded. First under the same luck, "
                         "then %d times under other luck from that round on, always in pairs. Differences are "
                         "otherwise, less as played.",
                         runs),
                runs);
  for (size_t i = 0; i < page->after->question_count; i++) add_question(page, i);
}
