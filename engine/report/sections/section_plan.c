/* The improvement plan, in the form of HSEEP's after-action report. What the record shows is filled in; what to do
 * about it, by whom and when is for the people in the room, with a pen. */
#include "section.h"

enum { EMPTY_ROWS = 3, MOST_OBJECTIVES = 3, MOST_UNFOLDED = 20, MOST_FROM_NOTES = 12 };

/* Which capability a finding is about. */
static const char *const capabilities[] = {
    [PL_FINDING_SILENCE] = PL_LATER("Intelligence and information sharing"),
    [PL_FINDING_SLOW] = PL_LATER("Intelligence and information sharing"),
    [PL_FINDING_UNAWARE] = PL_LATER("Situational assessment"),
    [PL_FINDING_BREACH] = PL_LATER("Handling of marked information"),
    [PL_FINDING_RECEIVER] = PL_LATER("Intelligence and information sharing"),
    [PL_FINDING_LEFT] = PL_LATER("Operational coordination"),
    [PL_FINDING_OBJECTIVE] = PL_LATER("Planning")};

static void put_area(pl_buffer *out, const pl_page *page, const pl_finding *f) {
  const pl_voice *voice = page->voice, own = pl_voice_of(page->voice, f->seat);
  switch (f->kind) {
  case PL_FINDING_SILENCE:
    pl_buffer_add_format(out, PL_TEXT("Findings kept back: %s; up to %s organisations elsewhere."),
                         pl_phrase_count(voice, f->count), pl_phrase_count(voice, f->amount));
    break;
  case PL_FINDING_SLOW:
    pl_buffer_add_format(out, PL_TEXT("The first warning on %s took %s."), pl_phrase_incident(voice, f->iid),
                         pl_phrase_span(voice, f->ticks));
    break;
  case PL_FINDING_UNAWARE:
    pl_buffer_add_format(out, PL_TEXT("Unaware of %s for %s."), pl_phrase_incident(voice, f->iid),
                         pl_phrase_span(voice, f->ticks));
    break;
  case PL_FINDING_BREACH:
    pl_buffer_add_format(out, PL_TEXT("Copies passed on against the rules: %s."), pl_phrase_count(voice, f->amount));
    break;
  case PL_FINDING_RECEIVER:
    pl_buffer_add_format(out, PL_TEXT("Items received: %s, given: %s."), pl_phrase_count(voice, f->amount),
                         pl_phrase_count(voice, f->count));
    break;
  case PL_FINDING_LEFT:
    pl_buffer_add_format(out, PL_TEXT("No longer in %s: ways for warnings are missing."),
                         pl_phrase_forum(voice, f->forum));
    break;
  case PL_FINDING_OBJECTIVE:
    pl_buffer_add_format(out, PL_TEXT("Not met, or in part: %s"),
                         pl_phrase_scenario_text(&own, &page->scenario->objectives[f->index].text));
    break;
  case PL_FINDING_KINDS: break;
  }
}

static void leave_blank(pl_filling *row, size_t cells) {
  for (size_t i = 0; i < cells; i++) pl_fill(row, "")->kind = PL_CELL_BLANK;
}

static void fill_finding(pl_page *page, pl_block *table, const pl_finding *f) {
  pl_buffer area = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, PL_TEXT(capabilities[f->kind]));
  put_area(&area, page, f);
  pl_fill_composed(&row, &area);
  leave_blank(&row, 2);
  pl_fill(&row, pl_name_of_seat(page->voice, f->seat));
  leave_blank(&row, 3);
}

/* ---- what evaluators saw ---- */

static bool is_strength(const pl_note *note) { return note->observed == PL_OBSERVED_MET; }
static bool is_to_improve(const pl_note *note) {
  return note->observed == PL_OBSERVED_PARTLY || note->observed == PL_OBSERVED_NOT_MET;
}

/* "Eva, round 2" */
static const char *seen_by(const pl_page *page, const pl_note *note) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("%s, round %d"), pl_phrase_writer(page, note->seat, note->by),
                       (int)note->round + 1);
  return pl_phrase_of(page->voice, &text);
}

static void put_note(pl_buffer *out, const pl_note *note) { pl_put_tame(out, note->text); }

static void fill_seen(pl_page *page, pl_block *table, const pl_note *note) {
  pl_buffer objective = {0}, text = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_put_noted_objective(&objective, page->voice, note->objective);
  pl_fill_composed(&row, &objective);
  put_note(&text, note);
  pl_fill_composed(&row, &text);
  pl_fill(&row, seen_by(page, note));
  pl_fill(&row, pl_observed_word((int)note->observed));
}

/* By objective, then as they were made. */
static void add_seen(pl_page *page, const char *title, bool (*is_of)(const pl_note *)) {
  const pl_column columns[] = {{PL_TEXT("Objective"), PL_ALIGN_TEXT}, {PL_TEXT("Observation"), PL_ALIGN_TEXT},
                               {PL_TEXT("Evaluator"), PL_ALIGN_TEXT}, {PL_TEXT("Observed"), PL_ALIGN_TEXT}};
  size_t count, of_kind = 0;
  const pl_note *notes = pl_session_notes(page->after->session, &count);
  for (size_t i = 0; i < count; i++) of_kind += is_of(&notes[i]);
  if (!of_kind) return;
  pl_block *table = pl_add_table(page->document, title, columns, sizeof columns / sizeof columns[0]);
  table->is_folded = of_kind > MOST_UNFOLDED;
  for (int o = 0; o <= page->scenario->objective_count; o++)
    for (size_t i = 0; i < count; i++) {
      const int objective =
          notes[i].objective < page->scenario->objective_count ? notes[i].objective : page->scenario->objective_count;
      if (objective == o && is_of(&notes[i])) fill_seen(page, table, &notes[i]);
    }
}

/* What is to be improved, as it was noted; which capability it is about is for people to say. */
static void fill_to_improve(pl_page *page, pl_block *table, const pl_note *note) {
  pl_buffer area = {0}, objective = {0};
  pl_filling row = pl_fill_row(page->document, table);
  leave_blank(&row, 1);
  put_note(&area, note);
  pl_put_noted_objective(&objective, page->voice, note->objective);
  if (objective.length)
    pl_buffer_add_format(&area, PL_DIM " (%s: %s)" PL_PLAIN, pl_observed_word((int)note->observed),
                         pl_buffer_text(&objective));
  pl_buffer_add_format(&area, PL_DIM " %s" PL_PLAIN, seen_by(page, note));
  area.failed = area.failed || objective.failed;
  pl_buffer_clear(&objective);
  pl_fill_composed(&row, &area);
  leave_blank(&row, 2);
  leave_blank(&row, 4);
}

static void fill_from_notes(pl_page *page, pl_block *table) {
  size_t count, rows = 0;
  const pl_note *notes = pl_session_notes(page->after->session, &count);
  for (size_t i = 0; i < count && rows < MOST_FROM_NOTES; i++)
    if (is_to_improve(&notes[i])) fill_to_improve(page, table, &notes[i]), rows++;
}

void pl_section_plan(pl_page *page) {
  const pl_column columns[] = {
      {PL_TEXT("Capability"), PL_ALIGN_TEXT},          {PL_TEXT("Area for improvement"), PL_ALIGN_TEXT},
      {PL_TEXT("Corrective action"), PL_ALIGN_TEXT},   {PL_TEXT("Capability element¹"), PL_ALIGN_TEXT},
      {PL_TEXT("Primary responsible"), PL_ALIGN_TEXT}, {PL_TEXT("Point of contact"), PL_ALIGN_TEXT},
      {PL_TEXT("Start"), PL_ALIGN_TEXT},               {PL_TEXT("Completion"), PL_ALIGN_TEXT}};
  pl_finding findings[PL_MOST_FINDINGS];
  const size_t count = pl_find(page, findings);
  int objectives = 0;
  pl_add_heading(page->document, 2, "plan", PL_TEXT("Improvement plan"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("What evaluators observed and what the record shows is filled in, as a place to begin. The rest "
                      "is for the people in the room."));
  add_seen(page, PL_TEXT("Strengths, as evaluators observed them"), is_strength);
  add_seen(page, PL_TEXT("Areas for improvement, as evaluators observed them"), is_to_improve);
  pl_block *table = pl_add_table(page->document, PL_TEXT("Corrective actions, in the form of HSEEP"), columns,
                                 sizeof columns / sizeof columns[0]);
  table->is_form = true;
  fill_from_notes(page, table);
  for (size_t i = 0; i < count; i++)
    if (findings[i].kind != PL_FINDING_OBJECTIVE || objectives++ < MOST_OBJECTIVES)
      fill_finding(page, table, &findings[i]);
  for (int i = 0; i < EMPTY_ROWS; i++) {
    pl_filling row = pl_fill_row(page->document, table);
    leave_blank(&row, table->column_count);
  }
  pl_add_text(page->document, PL_BLOCK_NOTE,
              PL_TEXT("¹ Planning, organisation, equipment, training or exercises."));
}
