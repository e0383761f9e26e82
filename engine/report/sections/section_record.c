/* The record: what was done and what began and ended, round by round, for claims elsewhere to point to.
 *
 * Sendings of one item by one state on one day are one row. What happened to single organisations is counted elsewhere,
 * and every event is in the other kinds of file. */
#include "section.h"

static bool is_recorded(pl_event_kind kind) {
  switch (kind) {
  case PL_EVENT_ANSWER:
  case PL_EVENT_RULING:
  case PL_EVENT_LEFT:
  case PL_EVENT_JOINED:
  case PL_EVENT_APPLIED:
  case PL_EVENT_ADMISSION:
  case PL_EVENT_BOUGHT:
  case PL_EVENT_STRUCK:
  case PL_EVENT_TAKEDOWN:
  case PL_EVENT_LAPSED:
  case PL_EVENT_CUSTOM:
  case PL_EVENT_LAUNCHED:
  case PL_EVENT_ENDED:
  case PL_EVENT_SENT:
  case PL_EVENT_PUBLISHED:
  case PL_EVENT_BURNT:
  case PL_EVENT_BREACH: return true;
  default: return false;
  }
}

/* ---- sendings ---- */

static bool is_usual(const pl_event *event) { return event->index <= PL_CHANNEL_BILATERAL; }

static bool is_same_sending(const pl_event *a, const pl_event *b) {
  return a->kind == PL_EVENT_SENT && b->kind == PL_EVENT_SENT && a->state == b->state && a->iid == b->iid &&
         a->originator == b->originator && a->flag == b->flag && pl_day_of(a->tick) == pl_day_of(b->tick) &&
         (a->index == b->index || (is_usual(a) && is_usual(b)));
}

/* The first of the sendings that are one row with this event; any other event is its own. */
static size_t first_of(const pl_history *history, size_t at) {
  size_t first = at;
  if (history->event[at].kind != PL_EVENT_SENT) return at;
  for (size_t i = at; i-- > 0 && history->event[i].round == history->event[at].round;)
    if (is_same_sending(&history->event[i], &history->event[at])) first = i;
  return first;
}

bool pl_put_anchor(pl_buffer *out, const pl_page *page, size_t event) {
  const pl_history *history = page->after->history;
  if (!is_recorded((pl_event_kind)history->event[event].kind)) return false;
  pl_buffer_add_format(out, "event-%zu", first_of(history, event));
  return true;
}

static const char *way_of(const pl_page *page, const pl_event *event) {
  const pl_hop hop = {.channel = (pl_channel)event->index, .forum = event->forum, .is_tear = event->flag};
  pl_buffer text = {0};
  pl_put_way(&text, page->voice, &hop);
  return pl_phrase_of(page->voice, &text);
}

static void put_sending(pl_buffer *out, const pl_page *page, size_t at) {
  const pl_history *history = page->after->history;
  const pl_event *event = &history->event[at];
  const pl_voice own = pl_voice_of(page->voice, event->state);
  const int finder = event->originator < page->scenario->state_count ? event->originator : event->state;
  pl_state_set to = {{0}};
  for (size_t i = at; i < history->event_count && history->event[i].round == event->round; i++)
    if (is_same_sending(event, &history->event[i])) pl_set_add(&to, history->event[i].other);
  const char *from = pl_phrase_state(page->voice, event->state), *whom = pl_phrase_states(&own, &to);
  const char *what = pl_phrase_incident(page->voice, event->iid), *way = way_of(page, event);
  if (finder == event->state)
    pl_buffer_add_format(out, PL_TEXT("%s to %s: a warning on %s, %s."), from, whom, what, way);
  else
    pl_buffer_add_format(out, PL_TEXT("%s to %s: the warning of %s on %s, %s."), from, whom,
                         pl_phrase_state(page->voice, finder), what, way);
  if (event->label < PL_LABELS) pl_buffer_add_format(out, " %s", pl_chip((pl_label)event->label));
}

/* ---- other events ---- */

static void put_answer(pl_buffer *out, const pl_page *page, const pl_event *event) {
  if (event->index >= page->scenario->inject_count) return;
  const pl_inject_spec *inject = &page->scenario->injects[event->index];
  if (event->other >= inject->option_count) return;
  pl_buffer_add_format(out, event->flag ? PL_TEXT("%s: no answer to %s, and so: %s") : PL_TEXT("%s: answer to %s: %s"),
                       pl_name_of_seat(page->voice, event->state), inject->id,
                       pl_phrase_scenario_text(page->voice, &inject->options[event->other].text));
}

static void put_row(pl_buffer *out, const pl_page *page, size_t at) {
  const pl_event *event = &page->after->history->event[at];
  pl_buffer text = {0};
  if (event->kind == PL_EVENT_SENT) put_sending(&text, page, at);
  else if (event->kind == PL_EVENT_ANSWER) put_answer(&text, page, event);
  else pl_put_event(&text, page->voice, event);
  pl_put_first(out, pl_buffer_text(&text));
  out->failed = out->failed || text.failed;
  pl_buffer_clear(&text);
}

/* ---- rounds ---- */

static void fill_event(pl_page *page, pl_block *table, size_t at) {
  const pl_event *event = &page->after->history->event[at];
  pl_buffer text = {0}, anchor = {0};
  put_row(&text, page, at);
  if (text.length) {
    pl_filling filling = pl_fill_row(page->document, table);
    pl_put_anchor(&anchor, page, at);
    filling.row->id = pl_keep_composed(page->document, &anchor);
    pl_fill(&filling, pl_phrase_day(page->voice, event->tick));
    pl_fill_composed(&filling, &text);
  }
  pl_buffer_clear(&text);
}

/* ---- decisions ---- */

static void fill_decision(pl_page *page, pl_block *table, const pl_journal_entry *entry) {
  const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = entry->decision};
  pl_buffer words = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_put_turn(&words, page->voice, &turn);
  if (entry->is_withdrawn) pl_buffer_add_format(&words, PL_DIM " %s" PL_PLAIN, PL_TEXT("(taken back or replaced)"));
  pl_fill_composed(&row, &words);
  pl_fill(&row, pl_author_word(entry->author));
}

/* Seat by seat: teams, bots and control, who decided for whom is in the table. */
static void add_decisions(pl_page *page, int round) {
  const pl_column columns[] = {{PL_TEXT("Decision"), PL_ALIGN_TEXT}, {PL_TEXT("Decided by"), PL_ALIGN_TEXT}};
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(page->after->session, &count);
  pl_block *table = NULL;
  pl_buffer caption = {0};
  pl_buffer_add_format(&caption, PL_TEXT("Round %d: what was decided"), round + 1);
  for (int s = 0; s < pl_scenario_seat_count(page->scenario); s++)
    for (size_t i = 0; i < count; i++) {
      if (journal[i].act || journal[i].round != round || journal[i].decision.seat != s) continue;
      if (!table) table = pl_add_table(page->document, pl_buffer_text(&caption), columns, 2);
      table->is_folded = true;
      fill_decision(page, table, &journal[i]);
    }
  if (caption.failed) page->document->failed = true;
  pl_buffer_clear(&caption);
}

static void add_round(pl_page *page, int round) {
  const pl_column columns[] = {{PL_TEXT("Day"), PL_ALIGN_TEXT}, {PL_TEXT("What happened"), PL_ALIGN_TEXT}};
  const pl_history *history = page->after->history;
  pl_buffer caption = {0};
  pl_buffer_add_format(&caption, PL_TEXT("Round %d"), round + 1);
  pl_buffer_add_text(&caption, ": ");
  pl_put_round_days(&caption, page->voice, round);
  pl_block *table = pl_add_table(page->document, pl_buffer_text(&caption), columns, 2);
  table->is_folded = true;
  pl_buffer_clear(&caption);
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    if (event->round != round || !is_recorded((pl_event_kind)event->kind) || first_of(history, i) != i) continue;
    fill_event(page, table, i);
  }
}

void pl_section_record(pl_page *page) {
  pl_add_heading(page->document, 2, "record", PL_TEXT("The record"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("What was done, round by round. Every event and decision, one row each, is in the .csv and .xlsx "
                      "files that polder report writes."));
  for (int r = 0; r < pl_course_rounds(page->after->course); r++) {
    add_decisions(page, r);
    add_round(page, r);
  }
}
