/* Observations and messages: what people noted while they played; the messages that reached them, with the answers. */
#include "section.h"

/* ---- notes ---- */

static void add_notes(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("By"), PL_ALIGN_TEXT},
                               {PL_TEXT("Observation"), PL_ALIGN_TEXT}};
  size_t count;
  const pl_note *notes = pl_session_notes(page->after->session, &count);
  if (!count) {
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("Nobody noted anything during the exercise."));
    return;
  }
  pl_block *table = pl_add_table(page->document, PL_TEXT("Noted during the exercise"), columns, 3);
  for (int r = 0; r <= page->scenario->rounds; r++)
    for (size_t i = 0; i < count; i++) {
      pl_buffer text = {0};
      if (notes[i].round != r) continue;
      pl_filling row = pl_fill_row(page->document, table);
      pl_fill(&row, pl_phrase_count(page->voice, r + 1));
      pl_fill(&row, notes[i].seat < 0 ? PL_TEXT("Control") : pl_name_of_seat(page->voice, notes[i].seat));
      pl_put_tame(&text, notes[i].text);
      pl_fill_composed(&row, &text);
    }
}

/* ---- messages ---- */

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
  add_messages(page);
}
