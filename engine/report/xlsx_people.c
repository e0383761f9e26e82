/* Sheets of what people did beside deciding: what control did, what was written, and what was noted. */
#include "happenings.h"
#include "xlsx.h"

/* ---- what control did ---- */

static const pl_sheet_column act_columns[] = {
    {PL_LATER("Round"), 8, PL_SHOWN_PLAIN},         {PL_LATER("What control did"), 90, PL_SHOWN_WRAPPED},
    {PL_LATER("Act"), 10, PL_SHOWN_TEXT},           {PL_LATER("Inject"), 18, PL_SHOWN_TEXT},
    {PL_LATER("Seat"), 18, PL_SHOWN_TEXT},          {PL_LATER("Answers message"), 10, PL_SHOWN_PLAIN},
    {PL_LATER("Odds of what came"), 10, PL_SHOWN_PERCENT}, {PL_LATER("As recorded"), 60, PL_SHOWN_TEXT}};

static void put_odds(pl_sheet *sheet, const pl_act *act, int outcome) {
  if (outcome >= 0 && outcome < act->outcome_count) pl_sheet_share(sheet, act->outcome[outcome].odds);
  else pl_sheet_nothing(sheet);
}

static void put_act(pl_sheet *sheet, const pl_after_action *after, const pl_happening *h) {
  const pl_act *act = h->entry->act;
  pl_buffer words = {0}, detail = {0};
  pl_sheet_number(sheet, h->round + 1);
  pl_put_words_of(&words, after, h);
  pl_sheet_composed(sheet, &words);
  pl_sheet_text(sheet, h->name);
  pl_sheet_text(sheet, h->about);
  if (act->kind == PL_ACT_RULE) pl_sheet_seat(sheet, after, act->seat);
  else pl_sheet_nothing(sheet);
  if (act->kind == PL_ACT_RULE && act->message >= 0) pl_sheet_number(sheet, act->message);
  else pl_sheet_nothing(sheet);
  put_odds(sheet, act, pl_session_outcome(after->session, h->entry_number));
  pl_put_detail_of(&detail, after, h);
  pl_sheet_composed(sheet, &detail);
  pl_sheet_next_row(sheet);
}

void pl_sheet_acts(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet =
      pl_sheet_of(book, after, PL_TEXT("Control"), act_columns, sizeof act_columns / sizeof act_columns[0]);
  pl_happenings happenings = {.after = after};
  pl_happening h;
  while (!book->failed && pl_happenings_next(&happenings, &h))
    if (h.kind == PL_HAPPENED_ACT) put_act(&sheet, after, &h);
  pl_sheet_end(&sheet);
}

/* ---- what was written ---- */

static const pl_sheet_column message_columns[] = {
    {PL_LATER("Number"), 8, PL_SHOWN_PLAIN},  {PL_LATER("Round"), 8, PL_SHOWN_PLAIN},
    {PL_LATER("At"), 24, PL_SHOWN_TEXT},      {PL_LATER("Seat"), 18, PL_SHOWN_TEXT},
    {PL_LATER("By"), 18, PL_SHOWN_TEXT},      {PL_LATER("To"), 24, PL_SHOWN_TEXT},
    {PL_LATER("Form"), 10, PL_SHOWN_TEXT},    {PL_LATER("Message"), 90, PL_SHOWN_WRAPPED},
    {PL_LATER("Label"), 18, PL_SHOWN_TEXT},   {PL_LATER("Answers message"), 10, PL_SHOWN_PLAIN}};

static void put_writer(pl_sheet *sheet, const pl_after_action *after, int seat) {
  if (seat < 0) pl_sheet_text(sheet, PL_TEXT("Control"));
  else pl_sheet_seat(sheet, after, seat);
}

static void put_message(pl_sheet *sheet, const pl_after_action *after, const pl_happening *h) {
  const pl_message *m = h->message;
  pl_buffer to = {0};
  pl_sheet_number(sheet, m->number);
  pl_sheet_number(sheet, m->round + 1);
  pl_sheet_text(sheet, m->at);
  put_writer(sheet, after, m->seat);
  pl_sheet_text(sheet, *m->sender ? m->sender : m->by);
  pl_put_knowers_of(&to, after, h);
  pl_sheet_composed(sheet, &to);
  pl_sheet_text(sheet, h->name);
  pl_sheet_text(sheet, m->text);
  pl_sheet_text(sheet, h->label);
  if (m->about >= 0) pl_sheet_number(sheet, m->about);
  pl_sheet_next_row(sheet);
}

void pl_sheet_messages(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Messages"), message_columns,
                               sizeof message_columns / sizeof message_columns[0]);
  pl_happenings happenings = {.after = after};
  pl_happening h;
  while (!book->failed && pl_happenings_next(&happenings, &h))
    if (h.kind == PL_HAPPENED_MESSAGE) put_message(&sheet, after, &h);
  pl_sheet_end(&sheet);
}

/* ---- what was noted ---- */

static const pl_sheet_column note_columns[] = {
    {PL_LATER("Round"), 8, PL_SHOWN_PLAIN},         {PL_LATER("At"), 24, PL_SHOWN_TEXT},
    {PL_LATER("Seat"), 18, PL_SHOWN_TEXT},          {PL_LATER("By"), 18, PL_SHOWN_TEXT},
    {PL_LATER("Observation"), 90, PL_SHOWN_WRAPPED}, {PL_LATER("Objective"), 60, PL_SHOWN_WRAPPED},
    {PL_LATER("Observed"), 14, PL_SHOWN_TEXT},      {PL_LATER("Objective's id"), 16, PL_SHOWN_TEXT}};

static void put_note(pl_sheet *sheet, const pl_after_action *after, const pl_note *note) {
  const bool has_objective = note->objective < after->scenario->objective_count;
  pl_buffer objective = {0};
  pl_sheet_number(sheet, note->round + 1);
  pl_sheet_text(sheet, note->at);
  if (note->seat >= 0) pl_sheet_seat(sheet, after, note->seat);
  else pl_sheet_text(sheet, *note->by ? NULL : PL_TEXT("Control"));
  pl_sheet_text(sheet, note->by);
  pl_sheet_text(sheet, note->text);
  pl_put_noted_objective(&objective, after->voice, note->objective);
  pl_sheet_composed(sheet, &objective);
  pl_sheet_text(sheet, pl_observed_word((int)note->observed));
  pl_sheet_text(sheet, has_objective ? after->scenario->objectives[note->objective].id : NULL);
  pl_sheet_next_row(sheet);
}

void pl_sheet_notes(pl_workbook *book, const pl_after_action *after) {
  size_t count;
  const pl_note *notes = pl_session_notes(after->session, &count);
  pl_sheet sheet =
      pl_sheet_of(book, after, PL_TEXT("Notes"), note_columns, sizeof note_columns / sizeof note_columns[0]);
  for (size_t i = 0; i < count; i++) put_note(&sheet, after, &notes[i]);
  pl_sheet_end(&sheet);
}
