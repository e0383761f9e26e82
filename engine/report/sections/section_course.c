/* What happened: the curve of organisations hit at the same time, and the decisions that bent it.
 *
 * Which decisions those are is not left to taste: the findings that spared most by the ledger, with the moment at
 * which they were first sent, and departures from forums. */
#include <stdlib.h>

#include "section.h"

enum { MOST_SHARED = 5, MOST_LEFT = 3 };

typedef struct moment {
  pl_mark mark;
  char text[160];  /* on the curve */
  char words[800]; /* in the list */
  size_t event;    /* in the history, that the words link to; SIZE_MAX: none */
} moment;

typedef struct moments {
  moment at[PL_MOST_MARKS];
  size_t count;
} moments;

static void keep(char *to, size_t size, pl_page *page, pl_buffer *text) {
  size_t length = text->length < size ? text->length : size - 1;
  while (length < text->length && length && ((unsigned char)text->bytes[length] & 0xC0) == 0x80) length--;
  for (size_t i = 0; i < length; i++) to[i] = text->bytes[i];
  to[length] = 0;
  if (text->failed) page->document->failed = true;
  pl_buffer_clear(text);
}

/* ---- what was shared ---- */

static const pl_ledger_item *next_item(const pl_ledger *ledger, const pl_ledger_item *last) {
  const pl_ledger_item *best = NULL;
  for (size_t i = 0; i < ledger->item_count; i++) {
    const pl_ledger_item *item = &ledger->item[i];
    if (!item->was_shared || item->share < 1000) continue;
    if (last && (item->share > last->share || (item->share == last->share && item <= last))) continue;
    if (!best || item->share > best->share) best = item;
  }
  return best;
}

/* The event with which it went out; SIZE_MAX: there is none. */
static size_t find_sent(const pl_page *page, const pl_ledger_item *item) {
  const pl_history *history = page->after->history;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    const bool is_out = event->kind == PL_EVENT_SENT || event->kind == PL_EVENT_PUBLISHED;
    if (is_out && event->iid == item->iid && event->state == item->originator) return i;
  }
  return SIZE_MAX;
}

static void add_shared(pl_page *page, moments *all, const pl_ledger_item *item) {
  moment *m = &all->at[all->count];
  const pl_voice own = pl_voice_of(page->voice, item->originator);
  pl_buffer text = {0};
  m->event = find_sent(page, item);
  m->mark = (pl_mark){.kind = PL_MARK_SHARED,
                      .tick = m->event == SIZE_MAX ? item->birth : page->after->history->event[m->event].tick};
  pl_buffer_add_format(&text, PL_TEXT("%s warns of %s"),
                       pl_mark_of_state(page->scenario, page->voice->language, item->originator),
                       pl_phrase_incident(page->voice, item->iid));
  keep(m->text, sizeof m->text, page, &text);
  /* TRANSLATORS: a state, an incident, states, a number of organisations with a decimal */
  pl_buffer_add_format(&text,
                       PL_TEXT("%s: a warning on %s to %s. Its fair share of what was spared: %s organisations."),
                       pl_name_of_seat(page->voice, item->originator), pl_phrase_incident(page->voice, item->iid),
                       pl_phrase_states(&own, &item->sent), pl_phrase_tenths(page->voice, (item->share + 50) / 100));
  keep(m->words, sizeof m->words, page, &text);
  all->count++;
}

/* ---- who left ---- */

/* The first departure of its state in its round. */
static bool is_first_departure(const pl_history *history, size_t at) {
  for (size_t i = 0; i < at; i++) {
    const pl_event *before = &history->event[i], *event = &history->event[at];
    if (before->kind == PL_EVENT_LEFT && before->state == event->state && before->round == event->round) return false;
  }
  return true;
}

static int departures(const pl_history *history, const pl_event *first) {
  int count = 0;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    count += event->kind == PL_EVENT_LEFT && event->state == first->state && event->round == first->round;
  }
  return count;
}

static void put_forums(pl_buffer *out, const pl_page *page, const pl_event *first) {
  const pl_history *history = page->after->history;
  int shown = 0;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    if (event->kind != PL_EVENT_LEFT || event->state != first->state || event->round != first->round) continue;
    pl_buffer_add_format(out, "%s%s", shown++ ? ", " : "", pl_phrase_forum(page->voice, event->forum));
  }
}

static void add_left(pl_page *page, moments *all, size_t at) {
  const pl_event *event = &page->after->history->event[at];
  const int count = departures(page->after->history, event);
  const char *who = pl_mark_of_state(page->scenario, page->voice->language, event->state);
  moment *m = &all->at[all->count++];
  pl_buffer text = {0}, forums = {0};
  m->event = at;
  m->mark = (pl_mark){.kind = PL_MARK_LEFT, .tick = event->tick};
  if (count > 1)
    pl_buffer_add_format(&text, PL_TEXTS("%s leaves %d forum", "%s leaves %d forums", count), who, count);
  else
    pl_buffer_add_format(&text, PL_TEXT("%s leaves %s"), who, pl_short_name_of_forum(page->voice, event->forum));
  keep(m->text, sizeof m->text, page, &text);
  put_forums(&forums, page, event);
  pl_buffer_add_format(&text, PL_TEXT("%s: no longer in %s."), pl_name_of_seat(page->voice, event->state),
                       pl_buffer_text(&forums));
  keep(m->words, sizeof m->words, page, &text);
  pl_buffer_clear(&forums);
}

/* ---- the peak ---- */

static void add_peak(pl_page *page, moments *all) {
  const pl_outcome *outcome = &page->after->played->played;
  moment *m = &all->at[all->count];
  pl_buffer text = {0};
  if (!outcome->peak) return;
  m->event = SIZE_MAX;
  m->mark = (pl_mark){.kind = PL_MARK_PEAK, .tick = outcome->peak_tick};
  pl_buffer_add_format(&text, PL_TEXT("peak: %s organisations"), pl_phrase_count(page->voice, outcome->peak));
  keep(m->text, sizeof m->text, page, &text);
  m->words[0] = 0;
  all->count++;
}

/* ---- all of them ---- */

static int compare_moments(const void *a, const void *b) {
  const moment *x = a, *y = b;
  if (x->mark.tick != y->mark.tick) return x->mark.tick < y->mark.tick ? -1 : 1;
  return x->mark.kind != y->mark.kind ? (x->mark.kind < y->mark.kind ? -1 : 1) : 0;
}

static void gather(pl_page *page, moments *all) {
  const pl_history *history = page->after->history;
  const pl_ledger_item *item = next_item(page->after->ledger, NULL);
  int left = 0;
  all->count = 0;
  add_peak(page, all);
  for (int i = 0; item && i < MOST_SHARED; i++, item = next_item(page->after->ledger, item))
    add_shared(page, all, item);
  for (size_t i = 0; i < history->event_count && left < MOST_LEFT; i++) {
    if (history->event[i].kind != PL_EVENT_LEFT || !is_first_departure(history, i)) continue;
    add_left(page, all, i);
    left++;
  }
  qsort(all->at, all->count, sizeof all->at[0], compare_moments);
  for (size_t i = 0, number = 1; i < all->count; i++)
    if (all->at[i].words[0]) all->at[i].mark.number = (int)number++;
}

static void draw(pl_page *page, const moments *all) {
  const pl_outcome *outcome = &page->after->played->played;
  pl_mark marks[PL_MOST_MARKS];
  pl_buffer drawing[PL_DRAWINGS] = {{0}}, words = {0};
  for (size_t i = 0; i < all->count; i++) {
    marks[i] = all->at[i].mark;
    marks[i].text = all->at[i].text;
  }
  pl_buffer_add_format(&words,
                       PL_TEXT("Organisations hit at the same time, from %s to %s. At most %s, on %s; at the end %s. "
                               "The decisions marked on the curve are listed below it."),
                       pl_phrase_day(page->voice, 0), pl_phrase_day(page->voice, outcome->ticks - 1),
                       pl_phrase_count(page->voice, outcome->peak), pl_phrase_day(page->voice, outcome->peak_tick),
                       pl_phrase_count(page->voice, outcome->curve[outcome->ticks - 1]));
  pl_chart_curve(page->voice, PL_TEXT("Organisations hit at the same time"), outcome->curve, outcome->ticks, marks,
                 all->count, drawing);
  pl_add_figure(page->document,
                PL_TEXT("Disc: a warning was shared. Two bars: a state left a forum. Diamond: the peak."),
                pl_buffer_text(&words), drawing);
  if (words.failed) page->document->failed = true;
  pl_buffer_clear(&words);
}

/* The figures behind the curve, round by round. */
static void add_rounds(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("Days"), PL_ALIGN_TEXT},
                               {PL_TEXT("Most hit at the same time"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Hit at its end"), PL_ALIGN_FIGURE}};
  const pl_outcome *outcome = &page->after->played->played;
  pl_block *table = pl_add_table(page->document, PL_TEXT("The curve in figures"), columns, 4);
  table->is_folded = true;
  for (int r = 0; r < outcome->ticks / PL_TICKS_PER_ROUND; r++) {
    const int32_t *curve = &outcome->curve[r * PL_TICKS_PER_ROUND];
    int32_t most = 0;
    pl_buffer days = {0};
    pl_filling row = pl_fill_row(page->document, table);
    for (int t = 0; t < PL_TICKS_PER_ROUND; t++)
      if (curve[t] > most) most = curve[t];
    pl_put_round_days(&days, page->voice, r);
    pl_fill(&row, pl_phrase_count(page->voice, r + 1));
    pl_fill_composed(&row, &days);
    pl_fill(&row, pl_phrase_count(page->voice, most));
    pl_fill(&row, pl_phrase_count(page->voice, curve[PL_TICKS_PER_ROUND - 1]));
  }
}

static void add_list(pl_page *page, const moments *all) {
  pl_block *list = pl_add_text(page->document, PL_BLOCK_LIST, "");
  list->is_numbered = true;
  for (size_t i = 0; i < all->count; i++) {
    const moment *m = &all->at[i];
    pl_buffer line = {0}, anchor = {0};
    if (!m->words[0]) continue;
    const bool has_link = m->event != SIZE_MAX && pl_put_anchor(&anchor, page, m->event);
    if (has_link) pl_buffer_add_format(&line, PL_LINK "%s" PL_LINK, pl_buffer_text(&anchor));
    pl_buffer_add_text(&line, pl_phrase_day(page->voice, m->mark.tick));
    if (has_link) pl_buffer_add_text(&line, PL_LINK);
    pl_buffer_add_format(&line, ". %s", m->words);
    pl_add_line_composed(page->document, list, &line);
    pl_buffer_clear(&anchor);
  }
}

void pl_section_course(pl_page *page) {
  moments all;
  gather(page, &all);
  pl_add_heading(page->document, 2, "course", PL_TEXT("What happened"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("Organisations hit at the same time, with the decisions that bent the curve: the warnings that "
                      "spared most, and departures from forums."));
  draw(page, &all);
  add_list(page, &all);
  add_rounds(page);
}
