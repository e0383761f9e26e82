/* Observations and messages: what people noted and wrote to each other while they played; the messages of the scenario
 * that reached them, with the answers. */
#include "section.h"

/* ---- notes ---- */

static const char *observed_word(pl_observed observed) {
  switch (observed) {
  case PL_OBSERVED_NONE: break;
  case PL_OBSERVED_MET: return PL_TEXT("met");
  case PL_OBSERVED_PARTLY: return PL_TEXT("partly met");
  case PL_OBSERVED_NOT_MET: return PL_TEXT("not met");
  }
  return "";
}

static const char *writer_of(const pl_page *page, int seat, const char *name) {
  pl_buffer who = {0};
  if (*name) pl_put_tame(&who, name);
  if (*name && seat >= 0) pl_buffer_add_format(&who, " (%s)", pl_name_of_seat(page->voice, seat));
  if (!*name) pl_buffer_add_text(&who, seat < 0 ? PL_TEXT("Control") : pl_name_of_seat(page->voice, seat));
  return pl_phrase_of(page->voice, &who);
}

static void put_objective(pl_buffer *out, const pl_page *page, const pl_note *note) {
  if (note->objective >= page->scenario->objective_count) return;
  const pl_objective_spec *spec = &page->scenario->objectives[note->objective];
  const pl_voice own = pl_voice_of(page->voice, spec->seat_count ? spec->seats[0] : 0);
  pl_put_scenario_text(out, &own, &spec->text);
  if (note->observed != PL_OBSERVED_NONE)
    pl_buffer_add_format(out, ": " PL_BOLD "%s" PL_PLAIN, observed_word(note->observed));
}

static void fill_note(const pl_page *page, pl_block *table, const pl_note *note, bool has_objectives) {
  pl_buffer text = {0}, objective = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_count(page->voice, note->round + 1));
  pl_fill(&row, writer_of(page, note->seat, note->by));
  pl_put_tame(&text, note->text);
  pl_fill_composed(&row, &text);
  put_objective(&objective, page, note);
  if (has_objectives) pl_fill_composed(&row, &objective);
  pl_buffer_clear(&objective);
}

static void add_notes(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("By"), PL_ALIGN_TEXT},
                               {PL_TEXT("Observation"), PL_ALIGN_TEXT}, {PL_TEXT("Objective"), PL_ALIGN_TEXT}};
  size_t count;
  const pl_note *notes = pl_session_notes(page->after->session, &count);
  bool has_objectives = false;
  if (!count) {
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("Nobody noted anything during the exercise."));
    return;
  }
  for (size_t i = 0; i < count; i++) has_objectives |= notes[i].objective != PL_NONE;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Noted during the exercise"), columns, 3 + has_objectives);
  for (int r = 0; r <= page->scenario->rounds; r++)
    for (size_t i = 0; i < count; i++)
      if (notes[i].round == r) fill_note(page, table, &notes[i], has_objectives);
}

/* ---- what people wrote ---- */

static const char *form_word(pl_message_form form) {
  switch (form) {
  case PL_MESSAGE_TEXT: case PL_MESSAGE_FORMS: break;
  case PL_MESSAGE_MOVE: return PL_TEXT("A move: ");
  case PL_MESSAGE_INJECT: return PL_TEXT("An inject: ");
  case PL_MESSAGE_RULING: return PL_TEXT("On a move: ");
  }
  return "";
}

static void put_readers(pl_buffer *out, const pl_page *page, const pl_message *message) {
  int shown = 0;
  if (message->is_public) {
    pl_buffer_add_text(out, PL_TEXT("everybody"));
    return;
  }
  for (int s = pl_set_next(&message->to, 0); s >= 0; s = pl_set_next(&message->to, s + 1))
    pl_buffer_add_format(out, "%s%s", shown++ ? ", " : "", pl_scenario_seat_id(page->scenario, s));
  if (message->to_control) pl_buffer_add_format(out, "%s%s", shown ? ", " : "", PL_TEXT("Control"));
}

static void fill_words(const pl_page *page, pl_block *table, const pl_message *message) {
  pl_buffer to = {0}, words = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_count(page->voice, message->round + 1));
  pl_fill(&row, writer_of(page, message->seat, *message->sender ? message->sender : message->by));
  put_readers(&to, page, message);
  pl_fill_composed(&row, &to);
  pl_buffer_add_text(&words, form_word(message->form));
  pl_put_tame(&words, message->text);
  if (message->label < PL_LABELS) pl_buffer_add_format(&words, " %s", pl_chip(message->label));
  pl_fill_composed(&row, &words);
}

static void add_correspondence(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("From"), PL_ALIGN_TEXT},
                               {PL_TEXT("To"), PL_ALIGN_TEXT}, {PL_TEXT("Message"), PL_ALIGN_TEXT}};
  size_t count;
  const pl_message *messages = pl_session_messages(page->after->session, &count);
  if (!count) return;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Written during the exercise"), columns, 4);
  table->is_folded = true;
  for (size_t i = 0; i < count; i++) fill_words(page, table, &messages[i]);
}

/* ---- messages of the scenario ---- */

static void put_recipients(pl_buffer *out, const pl_page *page, const pl_event *event) {
  int shown = 0;
  if (event->is_public) {
    pl_buffer_add_text(out, PL_TEXT("everybody"));
    return;
  }
  for (int s = pl_set_next(&event->seen_by, 0); s >= 0; s = pl_set_next(&event->seen_by, s + 1))
    pl_buffer_add_format(out, "%s%s", shown++ ? ", " : "", pl_scenario_seat_id(page->scenario, s));
}

static bool is_answer_to(const pl_event *event, const pl_event *message) {
  return event->kind == PL_EVENT_ANSWER && event->index == message->index && event->round >= message->round;
}

/* Who chose what; those who chose alike together. */
static void put_answers(pl_buffer *out, const pl_page *page, size_t message) {
  const pl_history *history = page->after->history;
  const pl_inject_spec *inject = &page->scenario->injects[history->event[message].index];
  for (int option = 0, groups = 0; option < inject->option_count; option++) {
    pl_buffer who = {0};
    int shown = 0;
    for (size_t i = message + 1; i < history->event_count; i++) {
      const pl_event *event = &history->event[i];
      if (event->kind == PL_EVENT_INJECT && event->index == history->event[message].index) break;
      if (!is_answer_to(event, &history->event[message]) || event->other != option) continue;
      pl_buffer_add_format(&who, "%s%s", shown++ ? ", " : "", pl_scenario_seat_id(page->scenario, event->state));
    }
    if (shown && groups++) pl_buffer_add_text(out, " ");
    if (shown)
      pl_buffer_add_format(out, PL_BOLD "%s" PL_PLAIN ": %s", pl_buffer_text(&who),
                           pl_phrase_scenario_text(page->voice, &inject->options[option].text));
    out->failed = out->failed || who.failed;
    pl_buffer_clear(&who);
  }
  if (!out->length) pl_buffer_add_text(out, inject->option_count ? PL_TEXT("not answered") : "–");
}

static void fill_message(pl_page *page, pl_block *table, size_t at) {
  const pl_event *event = &page->after->history->event[at];
  const int first = pl_set_next(&event->seen_by, 0);
  const pl_voice own = pl_voice_of(page->voice, first < 0 ? 0 : first); /* {seat} in the text */
  pl_buffer to = {0}, answers = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_day(page->voice, event->tick));
  put_recipients(&to, page, event);
  pl_fill_composed(&row, &to);
  const pl_text words = pl_event_inject_text(page->scenario, pl_session_events(page->after->session), event);
  pl_fill(&row, pl_phrase_scenario_text(&own, &words));
  put_answers(&answers, page, at);
  pl_fill_composed(&row, &answers);
}

static void add_messages(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Day"), PL_ALIGN_TEXT}, {PL_TEXT("To"), PL_ALIGN_TEXT},
                               {PL_TEXT("Message"), PL_ALIGN_TEXT}, {PL_TEXT("Answers"), PL_ALIGN_TEXT}};
  const pl_history *history = page->after->history;
  pl_block *table = NULL;
  for (size_t i = 0; i < history->event_count; i++) {
    if (history->event[i].kind != PL_EVENT_INJECT || history->event[i].index >= page->scenario->inject_count) continue;
    if (!table) table = pl_add_table(page->document, PL_TEXT("Messages and answers"), columns, 4);
    table->is_folded = true;
    fill_message(page, table, i);
  }
}

void pl_section_observations(pl_page *page) {
  pl_add_heading(page->document, 2, "observations", PL_TEXT("Observations and messages"));
  add_notes(page);
  add_correspondence(page);
  add_messages(page);
}
