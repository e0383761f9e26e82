/* After action: the exercise laid out, questioned and put into tables, before anything is written.
 *
 * Everything rests on one course. What takes long is done in stages, each of which moves the whole progress through its
 * own part; a stage that is cancelled cancels all. Which what-ifs a report answers is not left to taste: those that the
 * scenario's author asks for, and those single decisions about sharing that would have made the largest difference, at
 * most one for each seat. They are found by playing every candidate once under the same luck; only those that are kept
 * are played under other luck as well. */
#include "after_action.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_RUNS = 200, LEDGER_ITEMS_TRIED = 24 };

/* ---- progress ---- */

typedef struct stage { /* part `from` … `to` of a thousand */
  const pl_progress *whole;
  size_t from, to;
} stage;

static bool step(void *context, size_t done, size_t total) {
  const stage *s = context;
  const size_t here = total ? (s->to - s->from) * done / total : 0;
  return !s->whole->step || s->whole->step(s->whole->context, s->from + here, 1000);
}

static pl_progress progress_of(stage *s) { return (pl_progress){.step = step, .context = s}; }

static pl_status announce(const pl_after_action *after, size_t thousandths, pl_error *error) {
  const pl_progress *whole = &after->options.progress;
  if (!whole->step || whole->step(whole->context, thousandths, 1000)) return PL_OK;
  return pl_error_set(error, PL_CANCELLED, "cancelled");
}

/* ---- objectives ---- */

static pl_verdict verdict_of(pl_q16 met) {
  if (met < 0) return PL_VERDICT_OPEN;
  return met >= PL_ONE ? PL_VERDICT_MET : met > 0 ? PL_VERDICT_PARTLY : PL_VERDICT_NOT;
}

static pl_status judge(pl_after_action *after, pl_error *error) {
  const pl_scenario *scenario = after->scenario;
  const pl_outcome *outcome = &after->played->played;
  size_t count = 0;
  for (int o = 0; o < scenario->objective_count; o++) count += scenario->objectives[o].seat_count;
  after->objective = calloc(count + 1, sizeof *after->objective);
  if (!after->objective) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot list the objectives");
  for (int o = 0; o < scenario->objective_count; o++) {
    const pl_objective_spec *spec = &scenario->objectives[o];
    for (int i = 0; i < spec->seat_count; i++) {
      const pl_q16 met = outcome->met[o * outcome->seat_count + spec->seats[i]];
      after->objective[after->objective_count++] = (pl_objective_row){
          .objective = (uint16_t)o, .seat = spec->seats[i], .met = met, .verdict = verdict_of(met),
          .points = spec->points, .got = met > 0 ? (int32_t)((int64_t)spec->points * met / PL_ONE) : 0};
    }
  }
  return PL_OK;
}

/* ---- what-ifs ---- */

typedef struct candidate {
  pl_turn turn;
  int round;
  int64_t size; /* organisations, of all states; then what it would have moved anywhere */
  int64_t moved;
} candidate;

/* People's seats; where nobody played, all that could have been. */
static bool is_asked_about(const pl_after_action *after, int seat) {
  if (seat >= after->scenario->state_count) return false;
  for (int s = 0; s < after->scenario->state_count; s++)
    if (pl_session_is_person(after->session, s)) return pl_session_is_person(after->session, seat);
  return after->scenario->states[seat].is_playable;
}

static pl_comparison *compare(const pl_after_action *after, const candidate *c, pl_error *error) {
  const pl_what_if what_if = {.round = c->round, .turn = &c->turn, .turn_count = 1};
  return pl_what_if_compare(after->course, &what_if, error);
}

static int64_t distance(int64_t a, int64_t b) { return a < b ? b - a : a - b; }

/* Plays it. False: it was impossible, or made no difference. */
static bool weigh(const pl_after_action *after, candidate *c) {
  pl_error error = {.status = PL_OK};
  pl_comparison *comparison = compare(after, c, &error);
  if (!comparison) return false;
  const pl_outcome *played = &comparison->played, *otherwise = &comparison->otherwise;
  c->size = distance(played->hit, otherwise->hit);
  for (int s = 0; s < played->state_count; s++) c->moved += distance(played->state[s].hit, otherwise->state[s].hit);
  pl_comparison_free(comparison);
  return c->moved > 0;
}

static bool is_larger(const candidate *a, const candidate *b) {
  return a->size != b->size ? a->size > b->size : a->moved > b->moved;
}

/* The largest so far of each seat; `best` is [state_count]. */
static void consider(const pl_after_action *after, candidate *best, const pl_turn *turn, int round) {
  candidate c = {.turn = *turn, .round = round};
  if (!is_asked_about(after, turn->decision.seat) || !weigh(after, &c)) return;
  candidate *mine = &best[turn->decision.seat];
  if (is_larger(&c, mine)) *mine = c;
}

static pl_status consider_postures(const pl_after_action *after, candidate *best, stage *s, pl_error *error) {
  const int rounds = pl_course_rounds(after->course), states = after->scenario->state_count;
  for (int r = 0; r < rounds; r++) {
    if (!step(s, (size_t)r, (size_t)rounds)) return pl_error_set(error, PL_CANCELLED, "cancelled");
    for (int seat = 0; seat < states; seat++) {
      pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE}};
      consider(after, best, &turn, r);
      turn.decision.audience.words = PL_AUDIENCE_ALL;
      consider(after, best, &turn, r);
    }
  }
  return PL_OK;
}

static int compare_spared(const void *a, const void *b) {
  const pl_ledger_item *const *x = a, *const *y = b;
  const int64_t left = distance((*x)->spared, 0), right = distance((*y)->spared, 0);
  if (left != right) return left > right ? -1 : 1;
  return *x < *y ? -1 : *x > *y;
}

/* The items that mattered most, the other way round. */
static pl_status consider_items(const pl_after_action *after, candidate *best, pl_error *error) {
  const pl_ledger *ledger = after->ledger;
  const pl_ledger_item **item = ledger && ledger->item_count ? calloc(ledger->item_count, sizeof *item) : NULL;
  if (!ledger || !ledger->item_count) return PL_OK;
  if (!item) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot look for what mattered most");
  for (size_t i = 0; i < ledger->item_count; i++) item[i] = &ledger->item[i];
  qsort(item, ledger->item_count, sizeof *item, compare_spared);
  for (size_t i = 0; i < ledger->item_count && i < LEDGER_ITEMS_TRIED; i++) {
    const pl_turn turn = {.kind = PL_TURN_ITEM,
                          .decision = {.seat = item[i]->originator, .iid = item[i]->iid,
                                       .audience = {.words = item[i]->was_shared ? 0 : PL_AUDIENCE_ALL}}};
    consider(after, best, &turn, item[i]->birth / PL_TICKS_PER_ROUND);
  }
  free(item);
  return PL_OK;
}

static void ask(pl_after_action *after, pl_question_source source, int debrief, const pl_turn *turn,
                const pl_what_if *what_if) {
  pl_question *q = &after->question[after->question_count++];
  *q = (pl_question){.source = source, .debrief = debrief, .turn = *turn, .what_if = *what_if};
  q->what_if.turn = &q->turn;
}

static void ask_debrief(pl_after_action *after) {
  for (int i = 0; i < after->scenario->debrief_count; i++) {
    pl_turn turn;
    pl_what_if what_if;
    if (pl_debrief_what_if(after->session, i, &turn, &what_if)) ask(after, PL_QUESTION_DEBRIEF, i, &turn, &what_if);
  }
}

static bool is_asked_already(const pl_after_action *after, const candidate *c) {
  for (size_t i = 0; i < after->question_count; i++) {
    const pl_question *q = &after->question[i];
    if (q->turn.decision.seat == c->turn.decision.seat && q->what_if.round == c->round) return true;
  }
  return false;
}

static void ask_largest(pl_after_action *after, candidate *best) {
  for (int n = 0; n < PL_QUESTIONS_FOUND; n++) {
    candidate *largest = NULL;
    for (int s = 0; s < after->scenario->state_count; s++)
      if (best[s].moved && (!largest || is_larger(&best[s], largest))) largest = &best[s];
    if (!largest) return;
    const pl_what_if what_if = {.round = largest->round, .turn = &largest->turn, .turn_count = 1};
    if (!is_asked_already(after, largest)) ask(after, PL_QUESTION_FOUND, -1, &largest->turn, &what_if);
    largest->moved = largest->size = 0;
  }
}

/* What is impossible in this exercise stays a question, with the reason for an answer. */
static pl_status answer(pl_after_action *after, pl_question *q, stage *s, pl_error *error) {
  const pl_progress progress = progress_of(s);
  q->comparison = pl_what_if_compare(after->course, &q->what_if, &q->why_not);
  if (!q->comparison) {
    if (q->why_not.status == PL_BAD_INPUT) return PL_OK;
    if (error) *error = q->why_not;
    return q->why_not.status;
  }
  pl_error why = {.status = PL_OK};
  q->pairs = pl_what_if_pairs(after->course, &q->what_if, after->options.runs, &progress, &why);
  if (!q->pairs && error) *error = why;
  return q->pairs ? PL_OK : why.status;
}

static pl_status ask_and_answer(pl_after_action *after, size_t from, size_t to, pl_error *error) {
  const size_t states = after->scenario->state_count, middle = from + (to - from) / 3;
  candidate *best = calloc(states, sizeof *best);
  after->question = calloc((size_t)after->scenario->debrief_count + PL_QUESTIONS_FOUND, sizeof *after->question);
  stage looking = {.whole = &after->options.progress, .from = from, .to = middle};
  pl_status status = best && after->question
                         ? PL_OK
                         : pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot look for what mattered most");
  if (status == PL_OK) status = consider_postures(after, best, &looking, error);
  if (status == PL_OK) status = consider_items(after, best, error);
  if (status == PL_OK) ask_debrief(after);
  if (status == PL_OK) ask_largest(after, best);
  free(best);
  for (size_t i = 0; status == PL_OK && i < after->question_count; i++) {
    stage one = {.whole = &after->options.progress, .from = middle + (to - middle) * i / after->question_count,
                 .to = middle + (to - middle) * (i + 1) / after->question_count};
    status = answer(after, &after->question[i], &one, error);
  }
  return status;
}

/* ---- what each seat believed ---- */

static pl_status see_through(pl_after_action *after, int seat, pl_error *error) {
  pl_history *history = pl_history_new(after->session, (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = seat}, error);
  if (!history) return PL_NO_MEMORY;
  pl_perspective *one = pl_perspective_new(history, after->history, error);
  pl_history_free(history);
  if (!one) return PL_NO_MEMORY;
  after->perspective[after->perspective_count++] = one;
  return PL_OK;
}

static pl_status see_through_all(pl_after_action *after, pl_error *error) {
  pl_status status = PL_OK;
  after->perspective = calloc(after->scenario->state_count, sizeof *after->perspective);
  if (!after->perspective) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot see through their eyes");
  for (int s = 0; status == PL_OK && s < after->scenario->state_count; s++)
    if (is_asked_about(after, s)) status = see_through(after, s, error);
  return status;
}

/* ---- all of it ---- */

static pl_status lay_out(pl_after_action *after, const pl_bots *bots, pl_error *error) {
  const pl_what_if nothing = {.round = 0};
  after->narrator = pl_narrator_new(after->session, after->options.language, error);
  if (after->narrator) after->course = pl_course_new(after->session, bots, after->options.workers, error);
  if (after->course) after->played = pl_what_if_compare(after->course, &nothing, error);
  if (after->played) after->history = pl_history_new(after->session, (pl_sight){.viewer = PL_VIEWER_CONTROL}, error);
  if (after->history) after->provenance = pl_provenance_new(after->history, error);
  if (after->provenance) after->diary = pl_diary_read(after->session, &after->diary_count, error);
  if (!after->diary) return PL_BUG;
  after->voice = pl_narrator_voice(after->narrator);
  return judge(after, error);
}

static pl_status keep_ledger(pl_after_action *after, size_t from, size_t to, pl_error *error) {
  stage s = {.whole = &after->options.progress, .from = from, .to = to};
  const pl_ledger_options options = {.progress = progress_of(&s)};
  after->ledger = pl_ledger_new(after->course, &options, error);
  return after->ledger ? PL_OK : PL_BUG;
}

static pl_status spread_fans(pl_after_action *after, bool has_bots, size_t from, size_t to, pl_error *error) {
  const size_t middle = (from + to) / 2;
  stage first = {.whole = &after->options.progress, .from = from, .to = middle};
  stage second = {.whole = &after->options.progress, .from = middle, .to = to};
  const pl_progress progress = progress_of(&first), other = progress_of(&second);
  after->luck = pl_fan_new(after->course, 0, PL_OTHERS_RECORDED, after->options.runs, &progress, error);
  if (!after->luck) return PL_BUG;
  if (!has_bots) return PL_OK;
  after->fan = pl_fan_new(after->course, 0, PL_OTHERS_BOTS, after->options.runs, &other, error);
  return after->fan ? PL_OK : PL_BUG;
}

pl_status pl_after_action_make(pl_after_action *after, const pl_session *session, const pl_bots *bots, unsigned parts,
                               const pl_report_options *options, pl_error *error) {
  pl_error why = {.status = PL_OK};
  *after = (pl_after_action){.session = session, .scenario = pl_session_scenario(session), .options = *options};
  if (after->options.runs <= 0) after->options.runs = USUAL_RUNS;
  if (after->options.workers <= 0) after->options.workers = pl_crew_size();
  pl_status status = lay_out(after, bots, &why);
  if (status == PL_OK) status = announce(after, 20, &why);
  if (status == PL_OK && parts & PL_AFTER_LEDGER) status = keep_ledger(after, 20, 350, &why);
  if (status == PL_OK && parts & PL_AFTER_WHAT_IFS) status = ask_and_answer(after, 350, 850, &why);
  if (status == PL_OK && parts & PL_AFTER_FANS) status = spread_fans(after, bots, 850, 980, &why);
  if (status == PL_OK && parts & PL_AFTER_PERSPECTIVES) status = see_through_all(after, &why);
  if (status == PL_OK) return announce(after, 1000, error);
  pl_after_action_clear(after);
  if (error) *error = why;
  return why.status != PL_OK ? why.status : status;
}

static void forget_questions(pl_after_action *after) {
  for (size_t i = 0; i < after->question_count; i++) {
    pl_comparison_free(after->question[i].comparison);
    pl_pairs_free(after->question[i].pairs);
  }
  free(after->question);
}

void pl_after_action_clear(pl_after_action *after) {
  forget_questions(after);
  for (size_t i = 0; i < after->perspective_count; i++) pl_perspective_free(after->perspective[i]);
  free(after->perspective);
  free(after->objective);
  free(after->diary);
  pl_fan_free(after->fan);
  pl_fan_free(after->luck);
  pl_ledger_free(after->ledger);
  pl_provenance_free(after->provenance);
  pl_history_free(after->history);
  pl_comparison_free(after->played);
  pl_course_free(after->course);
  pl_narrator_free(after->narrator);
  *after = (pl_after_action){.session = NULL};
}

/* ---- words ---- */

const char *pl_author_word(pl_author author) {
  switch (author) {
  case PL_AUTHOR_PERSON: return PL_TEXT("a person");
  case PL_AUTHOR_BOT: return PL_TEXT("a bot");
  case PL_AUTHOR_ORDER: return PL_TEXT("an order");
  case PL_AUTHOR_CONTROL: return PL_TEXT("control");
  }
  return "";
}
