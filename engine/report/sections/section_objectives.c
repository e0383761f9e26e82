/* Objectives and evidence: how each came out, for whom, and what says so. Seats for which one came out alike share a
 * row, if the same evidence is theirs. */
#include "section.h"

static const struct {
  char mark;
  const char *words;
} verdicts[] = {[PL_VERDICT_MET] = {'y', PL_LATER("Met")},
                [PL_VERDICT_PARTLY] = {'p', PL_LATER("Partly met")},
                [PL_VERDICT_NOT] = {'n', PL_LATER("Not met")},
                [PL_VERDICT_OPEN] = {'o', PL_LATER("Not judged")}};

static bool is_alike(const pl_objective_row *a, const pl_objective_row *b) {
  return a->objective == b->objective && a->met == b->met;
}

/* The first of those alike. */
static bool is_first(const pl_after_action *after, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (is_alike(&after->objective[i], &after->objective[at])) return false;
  return true;
}

static void put_seats(pl_buffer *out, const pl_page *page, size_t first) {
  const pl_after_action *after = page->after;
  int shown = 0;
  for (size_t i = first; i < after->objective_count; i++)
    if (is_alike(&after->objective[i], &after->objective[first]))
      pl_buffer_add_format(out, "%s%s", shown++ ? ", " : "", pl_name_of_seat(page->voice, after->objective[i].seat));
}

static void fill_objective(pl_page *page, pl_block *table, size_t at) {
  const pl_objective_row *row = &page->after->objective[at];
  const pl_objective_spec *spec = &page->scenario->objectives[row->objective];
  const pl_voice own = pl_voice_of(page->voice, row->seat);
  pl_buffer seats = {0}, evidence = {0}, points = {0};
  pl_filling filling = pl_fill_row(page->document, table);
  pl_cell *verdict = pl_fill(&filling, PL_TEXT(verdicts[row->verdict].words));
  verdict->kind = PL_CELL_VERDICT;
  verdict->mark = verdicts[row->verdict].mark;
  verdict->is_heading = false;
  pl_fill(&filling, pl_phrase_scenario_text(&own, &spec->text))->is_heading = true;
  put_seats(&seats, page, at);
  pl_fill_composed(&filling, &seats);
  pl_put_evidence(&evidence, page, row);
  pl_fill_composed(&filling, &evidence);
  /* TRANSLATORS: points got, of so many */
  pl_buffer_add_format(&points, PL_TEXT("%d of %d"), (int)row->got, (int)row->points);
  pl_fill_composed(&filling, &points);
}

void pl_section_objectives(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Result"), PL_ALIGN_TEXT},
                               {PL_TEXT("Objective"), PL_ALIGN_TEXT},
                               {PL_TEXT("Whose"), PL_ALIGN_TEXT},
                               {PL_TEXT("Evidence from the record"), PL_ALIGN_TEXT},
                               {PL_TEXT("Points"), PL_ALIGN_FIGURE}};
  pl_add_heading(page->document, 2, "objectives", PL_TEXT("Objectives and evidence"));
  if (!page->after->objective_count) {
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("This scenario sets no objectives."));
    return;
  }
  pl_block *table =
      pl_add_table(page->document, PL_TEXT("Each objective"), columns, sizeof columns / sizeof columns[0]);
  for (size_t i = 0; i < page->after->objective_count; i++)
    if (is_first(page->after, i)) fill_objective(page, table, i);
}
