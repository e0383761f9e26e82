/* The title, who played when, and the exercise in a few sentences. */
#include <string.h>

#include "section.h"

/* ---- the facts ---- */

/* "2026-11-21T14:03:00.000Z" → 21 November 2026; nothing where the file does not say. */
static void put_played(pl_buffer *out, const pl_page *page) {
  char day[11] = "";
  pl_date date;
  pl_buffer text = {0};
  const char *began = pl_session_began(page->after->session);
  if (strlen(began) < 10) return;
  memcpy(day, began, 10);
  if (!pl_date_parse(day, &date)) return;
  pl_put_date(&text, date);
  pl_buffer_add_format(out, PL_TEXT("Played %s"), pl_phrase_of(page->voice, &text));
  pl_buffer_add_text(out, " · ");
}

static void put_seats(pl_buffer *out, const pl_page *page) {
  const int states = page->scenario->state_count, people = pl_people(page);
  const int bots = pl_scenario_seat_count(page->scenario) - people;
  pl_buffer_add_format(out, PL_TEXTS("%d state", "%d states", states), states);
  pl_buffer_add_text(out, " · ");
  if (people)
    pl_buffer_add_format(out, PL_TEXT("%d played by people, %d by bots"), people, bots);
  else
    pl_buffer_add_text(out, PL_TEXT("all played by bots"));
}

static void put_time(pl_buffer *out, const pl_page *page) {
  const int done = pl_course_rounds(page->after->course), all = page->scenario->rounds;
  pl_date start;
  pl_buffer_add_text(out, " · ");
  if (done < all)
    pl_buffer_add_format(out, PL_TEXT("%d of %d rounds, %d days"), done, all, done * 7);
  else
    pl_buffer_add_format(out, PL_TEXTS("%d round, %d days", "%d rounds, %d days", done), done, done * 7);
  if (!pl_date_parse(page->scenario->starts, &start)) return;
  pl_buffer from = {0}, to = {0};
  pl_put_date(&from, start);
  pl_put_date(&to, pl_date_add(start, done * 7 - 1));
  pl_buffer_add_text(out, " · ");
  pl_buffer_add_format(out, PL_TEXT("set from %s to %s"), pl_phrase_of(page->voice, &from),
                       pl_phrase_of(page->voice, &to));
}

static void add_facts(pl_page *page) {
  pl_buffer text = {0};
  put_played(&text, page);
  put_seats(&text, page);
  put_time(&text, page);
  pl_add_composed(page->document, PL_BLOCK_FACTS, &text);
}

static void add_people(pl_page *page) {
  pl_buffer text = {0};
  const int people = pl_people(page);
  int shown = 0;
  for (int s = 0; s < pl_scenario_seat_count(page->scenario); s++)
    if (pl_session_is_person(page->after->session, s))
      pl_buffer_add_format(&text, "%s%s", shown++ ? ", " : "", pl_name_of_seat(page->voice, s));
  if (people) pl_add_format(page->document, PL_BLOCK_FACTS, PL_TEXT("Played by people: %s."), pl_buffer_text(&text));
  if (text.failed) page->document->failed = true;
  pl_buffer_clear(&text);
}

/* ---- the sentences ---- */

static void put_peak(pl_buffer *out, const pl_page *page) {
  const pl_outcome *outcome = &page->after->played->played;
  const pl_voice *voice = page->voice;
  pl_buffer_add_format(out,
                       PL_TEXT("At the peak, on %s, %s of %s organisations were hit at the same time; counted once for "
                               "each incident, %s were hit in all, at a damage of %s."),
                       pl_phrase_day(voice, outcome->peak_tick), pl_phrase_count(voice, outcome->peak),
                       pl_phrase_count(voice, pl_organisations(page)), pl_phrase_count(voice, outcome->hit),
                       pl_phrase_units(voice, outcome->loss));
}

static void put_worth(pl_buffer *out, const pl_page *page) {
  const pl_ledger *ledger = page->after->ledger;
  pl_buffer_add_text(out, " ");
  if (ledger->total >= 0)
    pl_buffer_add_format(out, PL_TEXT("All that was shared spared %s organisations, and damage of %s."),
                         pl_phrase_count(page->voice, ledger->total), pl_phrase_units(page->voice, ledger->total_loss));
  else
    pl_buffer_add_format(out, PL_TEXT("All that was shared cost %s organisations more."),
                         pl_phrase_count(page->voice, -ledger->total));
}

static int64_t size_of(const pl_question *q) {
  const int64_t more = q->comparison ? q->comparison->otherwise.hit - q->comparison->played.hit : 0;
  return more < 0 ? -more : more;
}

/* The answer that moved most organisations. */
static void put_largest(pl_buffer *out, const pl_page *page) {
  const pl_question *largest = NULL;
  for (size_t i = 0; i < page->after->question_count; i++) {
    const pl_question *q = &page->after->question[i];
    if (size_of(q) && (!largest || size_of(q) > size_of(largest))) largest = q;
  }
  if (!largest) return;
  pl_buffer_add_text(out, " ");
  pl_put_question_found(out, page, largest);
  pl_buffer_add_text(out, " ");
  pl_put_comparison(out, page->voice, largest->comparison);
}

static void put_objectives(pl_buffer *out, const pl_page *page) {
  int met = 0, partly = 0, judged = 0;
  for (size_t i = 0; i < page->after->objective_count; i++) {
    const pl_verdict verdict = page->after->objective[i].verdict;
    judged += verdict != PL_VERDICT_OPEN;
    met += verdict == PL_VERDICT_MET;
    partly += verdict == PL_VERDICT_PARTLY;
  }
  if (!judged) return;
  pl_buffer_add_text(out, " ");
  pl_buffer_add_format(out, PL_TEXT("Of %d objectives judged %d were met, and %d in part."), judged, met, partly);
}

void pl_section_summary(pl_page *page) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("%s: after-action report"),
                       pl_phrase_scenario_text(page->voice, &page->scenario->title));
  pl_add_heading(page->document, 1, NULL, pl_buffer_text(&text));
  pl_buffer_clear(&text);
  add_facts(page);
  add_people(page);
  put_peak(&text, page);
  put_worth(&text, page);
  put_largest(&text, page);
  put_objectives(&text, page);
  pl_add_composed(page->document, PL_BLOCK_LEAD, &text);
  pl_add_format(page->document, PL_BLOCK_NOTE, "%s %s",
                PL_TEXT("Simulated: states, incidents and decisions are part of an exercise and describe no real "
                        "event. What is said of worlds that were not played was computed from a model."),
                pl_account_caveat());
}
