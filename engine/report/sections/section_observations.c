/* Observations and messages: what people noted and wrote to each other while they played; the messages of the scenario
 * that reached them, with the answers. */
#include "section.h"

enum { MOST_UNFOLDED = 20 };

/* ---- notes ---- */

static void fill_note(const pl_page *page, pl_block *table, const pl_note *note, bool has_objectives) {
  pl_buffer text = {0}, objective = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_count(page->voice, note->round + 1));
  pl_fill(&row, pl_phrase_writer(page, note->seat, note->by));
  pl_put_tame(&text, note->text);
  pl_fill_composed(&row, &text);
  if (!has_objectives) return;
  pl_put_noted_objective(&objective, page->voice, note->objective);
  pl_fill_composed(&row, &objective);
  pl_fill(&row, pl_observed_word((int)note->observed));
}

static void add_notes(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("By"), PL_ALIGN_TEXT},
                               {PL_TEXT("Observation"), PL_ALIGN_TEXT}, {PL_TEXT("Objective"), PL_ALIGN_TEXT},
                               {PL_TEXT("Observed"), PL_ALIGN_TEXT}};
  size_t count;
  const pl_note *notes = pl_session_notes(page->after->session, &count);
  bool has_objectives = false;
  if (!count) {
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("Nobody noted anything during the exercise."));
    return;
  }
  for (size_t i = 0; i < count; i++) has_objectives |= notes[i].objective != PL_NONE;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Noted during the exercise"), columns, has_objectives ? 5 : 3);
  table->is_folded = count > MOST_UNFOLDED;
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

/* "(to 12)" */
static const char *answer_to(const pl_page *page, int32_t number) {
  pl_buffer text = {0};
  /* TRANSLATORS: before a message, the number of the one that it answers */
  pl_buffer_add_format(&text, PL_TEXT("(to %s)"), pl_phrase_count(page->voice, number));
  return pl_phrase_of(page->voice, &text);
}

static void fill_words(const pl_page *page, pl_block *table, const pl_message *message) {
  pl_buffer to = {0}, words = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_count(page->voice, message->number + 1));
  pl_fill(&row, pl_phrase_count(page->voice, message->round + 1));
  pl_fill(&row, pl_phrase_writer(page, message->seat, *message->sender ? message->sender : message->by));
  put_readers(&to, page, message);
  pl_fill_composed(&row, &to);
  if (message->about >= 0)
    pl_buffer_add_format(&words, PL_DIM "%s" PL_PLAIN " ", answer_to(page, message->about + 1));
  pl_buffer_add_text(&words, form_word(message->form));
  pl_put_tame(&words, message->text);
  if (message->label < PL_LABELS) pl_buffer_add_format(&words, " %s", pl_chip(message->label));
  pl_fill_composed(&row, &words);
}

static void add_correspondence(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Number"), PL_ALIGN_FIGURE}, {PL_TEXT("Round"), PL_ALIGN_TEXT},
                               {PL_TEXT("From"), PL_ALIGN_TEXT}, {PL_TEXT("To"), PL_ALIGN_TEXT},
                               {PL_TEXT("Message"), PL_ALIGN_TEXT}};
  size_t count;
  const pl_message *messages = pl_session_messages(page->after->session, &count);
  if (!count) return;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Written during the exercise"), columns, 5);
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

/* Who chose what; those who chose alike together, and those for whom the default was taken apart from them. */
static void put_answers(pl_buffer *out, const pl_page *page, size_t message) {
  const pl_history *history = page->after->history;
  const pl_inject_spec *inject = &page->scenario->injects[history->event[message].index];
  for (int choice = 0, groups = 0; choice < 2 * inject->option_count; choice++) {
    const int option = choice / 2;
    const bool is_default = choice % 2;
    pl_buffer who = {0};
    int shown = 0;
    for (size_t i = message + 1; i < history->event_count; i++) {
      const pl_event *event = &history->event[i];
      if (event->kind == PL_EVENT_INJECT && event->index == history->event[message].index) break;
      if (!is_answer_to(event, &history->event[message]) || event->other != option) continue;
      if (event->flag != is_default) continue;
      pl_buffer_add_format(&who, "%s%s", shown++ ? ", " : "", pl_scenario_seat_id(page->scenario, event->state));
    }
    if (shown && groups++) pl_buffer_add_text(out, " ");
    if (shown)
      pl_buffer_add_format(out, PL_BOLD "%s" PL_PLAIN ": %s", pl_buffer_text(&who),
                           pl_phrase_scenario_text(page->voice, &inject->options[option].text));
    if (shown && is_default) pl_buffer_add_format(out, PL_DIM " %s" PL_PLAIN, PL_TEXT("(by default: no answer came)"));
    out->failed = out->failed || who.failed;
    pl_buffer_clear(&who);
  }
  if (!out->length) pl_buffer_add_text(out, inject->option_count ? PL_TEXT("not answered") : "–");
}

/* As it was really told; where control reworded it also as it was planned. */
static void put_told(pl_buffer *out, const pl_page *page, const pl_voice *own, const pl_event *event) {
  const pl_text words = pl_event_inject_text(page->scenario, pl_session_events(page->after->session), event);
  pl_buffer_add_text(out, pl_phrase_scenario_text(own, &words));
  if (event->flag) pl_buffer_add_format(out, PL_DIM " %s" PL_PLAIN, PL_TEXT("(fired by control)"));
  if (event->other == PL_NONE) return;
  pl_buffer_add_text(out, " " PL_DIM);
  pl_buffer_add_format(out, PL_TEXT("(in control's words; as planned: %s)"),
                       pl_phrase_scenario_text(own, &page->scenario->injects[event->index].text));
  pl_buffer_add_text(out, PL_PLAIN);
}

static void fill_message(pl_page *page, pl_block *table, size_t at) {
  const pl_event *event = &page->after->history->event[at];
  const int first = pl_set_next(&event->seen_by, 0);
  const pl_voice own = pl_voice_of(page->voice, first < 0 ? 0 : first); /* {seat} in the text */
  pl_buffer to = {0}, told = {0}, answers = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_day(page->voice, event->tick));
  put_recipients(&to, page, event);
  pl_fill_composed(&row, &to);
  put_told(&told, page, &own, event);
  pl_fill_composed(&row, &told);
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
