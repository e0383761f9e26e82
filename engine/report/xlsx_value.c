/* Sheets of who gave what to whom, what it was worth, what else might have come of it, and what was reached. */
#include "sharing.h"
#include "xlsx.h"

#include <stdio.h>

/* ---- the sharing matrix ---- */

static void put_matrix(pl_sheet *sheet, const pl_after_action *after, const pl_sharing *sharing) {
  for (int from = 0; from < sharing->states; from++) {
    pl_sheet_seat(sheet, after, from);
    for (int to = 0; to < sharing->states; to++) {
      if (from == to)
        pl_sheet_nothing(sheet);
      else
        pl_sheet_number(sheet, sharing->sent[from * sharing->states + to]);
    }
    pl_sheet_number(sheet, pl_sharing_gave(sharing, from));
    pl_sheet_next_row(sheet);
  }
  pl_sheet_text(sheet, PL_TEXT("Received"));
  for (int to = 0; to < sharing->states; to++) pl_sheet_number(sheet, pl_sharing_got(sharing, to));
}

/* Gave by row, received by column. */
void pl_sheet_sharing(pl_workbook *book, const pl_after_action *after) {
  pl_sheet_column columns[2 + PL_MAX_STATES] = {{PL_LATER("Gave, by row"), 22, PL_SHOWN_TEXT}};
  const int states = after->scenario->state_count;
  pl_sharing sharing;
  if (pl_sharing_make(&sharing, after->provenance, NULL) != PL_OK) {
    book->failed = true;
    return;
  }
  for (int s = 0; s < states; s++)
    columns[1 + s] = (pl_sheet_column){pl_name_of_seat(after->voice, s), 13, PL_SHOWN_COUNT};
  columns[1 + states] = (pl_sheet_column){PL_LATER("Gave"), 10, PL_SHOWN_COUNT};
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Sharing matrix"), columns, 2 + states);
  put_matrix(&sheet, after, &sharing);
  pl_sharing_clear(&sharing);
}

/* ---- the ledger ---- */

static const pl_sheet_column state_columns[] = {
    {PL_LATER("State"), 20, PL_SHOWN_TEXT},
    {PL_LATER("Gave, items"), 10, PL_SHOWN_COUNT},
    {PL_LATER("Kept back, items"), 10, PL_SHOWN_COUNT},
    {PL_LATER("Received, items"), 10, PL_SHOWN_COUNT},
    {PL_LATER("Spared others, organisations"), 15, PL_SHOWN_TENTHS},
    {PL_LATER("Was spared, organisations"), 15, PL_SHOWN_TENTHS},
    {PL_LATER("Spared itself, organisations"), 15, PL_SHOWN_TENTHS},
    {PL_LATER("Net, organisations"), 15, PL_SHOWN_SIGNED_TENTHS},
    {PL_LATER("Standard error, at most"), 15, PL_SHOWN_TENTHS},
    {PL_LATER("Its silence cost others, organisations"), 18, PL_SHOWN_COUNT}};

void pl_sheet_ledger(pl_workbook *book, const pl_after_action *after) {
  if (!after->ledger) return;
  pl_sheet sheet =
      pl_sheet_of(book, after, PL_TEXT("Ledger"), state_columns, sizeof state_columns / sizeof state_columns[0]);
  for (int s = 0; s < after->ledger->state_count; s++) {
    const pl_ledger_state *state = &after->ledger->state[s];
    pl_sheet_seat(&sheet, after, s);
    pl_sheet_number(&sheet, state->gave);
    pl_sheet_number(&sheet, state->withheld);
    pl_sheet_number(&sheet, state->received);
    pl_sheet_thousandths(&sheet, state->spared_others);
    pl_sheet_thousandths(&sheet, state->was_spared);
    pl_sheet_thousandths(&sheet, state->spared_itself);
    pl_sheet_thousandths(&sheet, state->spared_others - state->was_spared);
    pl_sheet_thousandths(&sheet, state->error);
    pl_sheet_number(&sheet, (double)state->silence);
    pl_sheet_next_row(&sheet);
  }
  pl_sheet_end(&sheet);
}

static const pl_sheet_column item_columns[] = {
    {PL_LATER("Incident"), 24, PL_SHOWN_TEXT},
    {PL_LATER("Originator"), 18, PL_SHOWN_TEXT},
    {PL_LATER("Found on day"), 10, PL_SHOWN_TENTHS},
    {PL_LATER("Shared"), 9, PL_SHOWN_TEXT},
    {PL_LATER("Went to, states"), 10, PL_SHOWN_COUNT},
    {PL_LATER("Spared beside all others, organisations (if it was not shared: would have)"), 22, PL_SHOWN_SIGNED},
    {PL_LATER("Damage spared, units"), 14, PL_SHOWN_SIGNED_MONEY},
    {PL_LATER("Fair share, organisations"), 14, PL_SHOWN_SIGNED_TENTHS},
    {PL_LATER("Standard error"), 10, PL_SHOWN_TENTHS}};

void pl_sheet_ledger_items(pl_workbook *book, const pl_after_action *after) {
  if (!after->ledger) return;
  pl_sheet sheet =
      pl_sheet_of(book, after, PL_TEXT("Ledger, items"), item_columns, sizeof item_columns / sizeof item_columns[0]);
  for (size_t i = 0; i < after->ledger->item_count; i++) {
    const pl_ledger_item *item = &after->ledger->item[i];
    pl_sheet_incident(&sheet, after, item->iid);
    pl_sheet_seat(&sheet, after, item->originator);
    pl_sheet_day(&sheet, item->birth);
    pl_sheet_yes(&sheet, item->was_shared);
    pl_sheet_number(&sheet, pl_set_count(&item->sent));
    pl_sheet_number(&sheet, (double)item->spared);
    pl_sheet_money(&sheet, item->spared_loss);
    pl_sheet_thousandths(&sheet, item->share);
    pl_sheet_thousandths(&sheet, item->share_error);
    pl_sheet_next_row(&sheet);
  }
  pl_sheet_end(&sheet);
}

/* ---- what-ifs ---- */

static const pl_sheet_column what_if_columns[] = {
    {PL_LATER("No."), 6, PL_SHOWN_PLAIN},
    {PL_LATER("What is otherwise"), 60, PL_SHOWN_WRAPPED},
    {PL_LATER("Round"), 8, PL_SHOWN_PLAIN},
    {PL_LATER("Asked by"), 14, PL_SHOWN_TEXT},
    {PL_LATER("Hit as played"), 10, PL_SHOWN_COUNT},
    {PL_LATER("Hit otherwise"), 10, PL_SHOWN_COUNT},
    {PL_LATER("Fewer hit"), 10, PL_SHOWN_SIGNED},
    {PL_LATER("Damage as played, units"), 13, PL_SHOWN_MONEY},
    {PL_LATER("Damage otherwise, units"), 13, PL_SHOWN_MONEY},
    {PL_LATER("Fewer hit under other luck, mean"), 14, PL_SHOWN_SIGNED_TENTHS},
    {PL_LATER("Standard error"), 10, PL_SHOWN_TENTHS},
    {PL_LATER("Nine runs in ten: from"), 10, PL_SHOWN_SIGNED},
    {PL_LATER("Nine runs in ten: to"), 10, PL_SHOWN_SIGNED},
    {PL_LATER("Runs"), 8, PL_SHOWN_COUNT},
    {PL_LATER("Impossible, because"), 40, PL_SHOWN_WRAPPED}};

static void put_answer(pl_sheet *sheet, const pl_question *q) {
  const pl_outcome *played = &q->comparison->played, *otherwise = &q->comparison->otherwise;
  pl_sheet_number(sheet, (double)played->hit);
  pl_sheet_number(sheet, (double)otherwise->hit);
  pl_sheet_number(sheet, (double)(played->hit - otherwise->hit));
  pl_sheet_money(sheet, played->loss);
  pl_sheet_money(sheet, otherwise->loss);
  pl_sheet_thousandths(sheet, q->pairs->hit_fewer.mean);
  pl_sheet_thousandths(sheet, q->pairs->hit_fewer.error);
  pl_sheet_number(sheet, (double)q->pairs->hit_fewer.p5);
  pl_sheet_number(sheet, (double)q->pairs->hit_fewer.p95);
  pl_sheet_number(sheet, q->pairs->runs);
}

static void put_question(pl_sheet *sheet, const pl_after_action *after, size_t index) {
  enum { ANSWERS = 10 };
  const pl_question *q = &after->question[index];
  pl_buffer words = {0};
  pl_put_turn(&words, after->voice, &q->turn);
  pl_sheet_number(sheet, (double)index + 1);
  pl_sheet_composed(sheet, &words);
  pl_sheet_number(sheet, q->what_if.round + 1);
  pl_sheet_text(sheet, q->source == PL_QUESTION_DEBRIEF ? PL_TEXT("the scenario") : PL_TEXT("found by trying"));
  if (q->comparison) put_answer(sheet, q);
  for (int i = 0; i < ANSWERS && !q->comparison; i++) pl_sheet_nothing(sheet);
  pl_sheet_text(sheet, q->comparison ? NULL : q->why_not.text);
  pl_sheet_next_row(sheet);
}

void pl_sheet_what_ifs(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("What-ifs"), what_if_columns,
                               sizeof what_if_columns / sizeof what_if_columns[0]);
  for (size_t i = 0; i < after->question_count; i++) put_question(&sheet, after, i);
  pl_sheet_end(&sheet);
}

static const pl_sheet_column difference_columns[] = {
    {PL_LATER("No."), 6, PL_SHOWN_PLAIN},
    {PL_LATER("State"), 20, PL_SHOWN_TEXT},
    {PL_LATER("Organisations hit, otherwise less as played"), 16, PL_SHOWN_SIGNED},
    {PL_LATER("Damage, units"), 12, PL_SHOWN_SIGNED_MONEY},
    {PL_LATER("What sharing cost, units"), 12, PL_SHOWN_SIGNED_MONEY},
    {PL_LATER("Others' trust in it"), 12, PL_SHOWN_SIGNED_PERCENT},
    {PL_LATER("Standing"), 12, PL_SHOWN_SIGNED_PERCENT},
    {PL_LATER("Confidence"), 12, PL_SHOWN_SIGNED_PERCENT},
    {PL_LATER("Points of aims"), 10, PL_SHOWN_SIGNED}};

static void put_difference(pl_sheet *sheet, const pl_after_action *after, size_t question, int state) {
  pl_difference d;
  pl_difference_of(after->scenario, after->question[question].comparison, state, &d);
  if (!pl_difference_is_any(&d)) return;
  pl_sheet_number(sheet, (double)question + 1);
  pl_sheet_seat(sheet, after, state);
  pl_sheet_number(sheet, (double)d.hit);
  pl_sheet_money(sheet, d.loss);
  pl_sheet_money(sheet, d.sharing);
  pl_sheet_share(sheet, d.trust);
  pl_sheet_share(sheet, d.standing);
  pl_sheet_share(sheet, d.confidence);
  pl_sheet_number(sheet, d.points);
  pl_sheet_next_row(sheet);
}

/* States without any difference are left out. */
void pl_sheet_what_if_states(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("What-ifs by state"), difference_columns,
                               sizeof difference_columns / sizeof difference_columns[0]);
  for (size_t q = 0; q < after->question_count; q++)
    for (int s = 0; s < after->scenario->state_count && after->question[q].comparison; s++)
      put_difference(&sheet, after, q, s);
  pl_sheet_end(&sheet);
}

/* ---- objectives ---- */

static const pl_sheet_column objective_columns[] = {{PL_LATER("Seat"), 20, PL_SHOWN_TEXT},
                                                    {PL_LATER("Objective"), 90, PL_SHOWN_WRAPPED},
                                                    {PL_LATER("Judged after round"), 10, PL_SHOWN_PLAIN},
                                                    {PL_LATER("Result"), 14, PL_SHOWN_TEXT},
                                                    {PL_LATER("Met"), 9, PL_SHOWN_PERCENT},
                                                    {PL_LATER("Points"), 9, PL_SHOWN_COUNT},
                                                    {PL_LATER("Points at most"), 9, PL_SHOWN_COUNT}};

static const char *verdict_word(pl_verdict verdict) {
  switch (verdict) {
  case PL_VERDICT_MET: return PL_TEXT("Met");
  case PL_VERDICT_PARTLY: return PL_TEXT("Partly met");
  case PL_VERDICT_NOT: return PL_TEXT("Not met");
  case PL_VERDICT_OPEN: return PL_TEXT("Not judged yet");
  }
  return "";
}

void pl_sheet_objectives(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Objectives"), objective_columns,
                               sizeof objective_columns / sizeof objective_columns[0]);
  for (size_t i = 0; i < after->objective_count; i++) {
    const pl_objective_row *row = &after->objective[i];
    const pl_objective_spec *spec = &after->scenario->objectives[row->objective];
    pl_buffer text = {0};
    pl_put_scenario_text(&text, after->voice, &spec->text);
    pl_sheet_seat(&sheet, after, row->seat);
    pl_sheet_composed(&sheet, &text);
    pl_sheet_number(&sheet, spec->at + 1);
    pl_sheet_text(&sheet, verdict_word(row->verdict));
    if (row->met < 0)
      pl_sheet_nothing(&sheet);
    else
      pl_sheet_share(&sheet, row->met);
    pl_sheet_number(&sheet, row->got);
    pl_sheet_number(&sheet, row->points);
    pl_sheet_next_row(&sheet);
  }
  pl_sheet_end(&sheet);
}
