/* What each seat believed: what it had found of its own organisations beside what was hit; its blind spots. */
#include <stdlib.h>

#include "section.h"

/* ---- the drawing ---- */

static bool is_drawn(const pl_perspective *p) { return p->is_state && p->rounds > 0; }

static size_t drawn(const pl_after_action *after) {
  size_t count = 0;
  for (size_t i = 0; i < after->perspective_count; i++) count += is_drawn(after->perspective[i]);
  return count;
}

static void put_words(pl_buffer *out, const pl_page *page) {
  pl_buffer_add_text(out, PL_TEXT("At the openings of rounds, organisations hit in truth and found by the state "
                                  "itself. Most hit at an opening:"));
  for (size_t i = 0, shown = 0; i < page->after->perspective_count; i++) {
    const pl_perspective *p = page->after->perspective[i];
    int most = 0;
    if (!is_drawn(p)) continue;
    for (int r = 0; r <= p->rounds; r++)
      if (p->moment[r].hit > p->moment[most].hit) most = r;
    pl_buffer_add_text(out, shown++ ? "; " : " ");
    /* TRANSLATORS: a state, a number hit, a number of them found */
    pl_buffer_add_format(out, PL_TEXT("%s %s, of which %s found"), pl_name_of_seat(page->voice, p->seat),
                         pl_phrase_count(page->voice, p->moment[most].hit),
                         pl_phrase_count(page->voice, p->moment[most].found));
  }
  pl_buffer_add_text(out, ".");
}

static void draw_seats(pl_page *page, pl_belief *seats, int32_t *figures, int rounds) {
  pl_buffer words = {0}, drawing[PL_DRAWINGS] = {{0}};
  size_t count = 0;
  for (size_t i = 0; i < page->after->perspective_count; i++) {
    const pl_perspective *p = page->after->perspective[i];
    if (!is_drawn(p)) continue;
    int32_t *hit = figures + 2 * count * (size_t)(rounds + 1), *found = hit + rounds + 1;
    for (int r = 0; r <= rounds; r++) {
      hit[r] = p->moment[r].hit;
      found[r] = p->moment[r].found;
    }
    seats[count++] = (pl_belief){.name = pl_name_of_seat(page->voice, p->seat), .hit = hit, .found = found};
  }
  put_words(&words, page);
  pl_chart_belief(page->voice, PL_TEXT("Hit, and found"), seats, count, rounds, drawing);
  pl_add_figure(page->document,
                PL_TEXT("Organisations hit at the opening of each round, and how many of them the state had found."),
                pl_buffer_text(&words), drawing);
  if (words.failed) page->document->failed = true;
  pl_buffer_clear(&words);
}

static void draw(pl_page *page) {
  const size_t count = drawn(page->after);
  const int rounds = pl_course_rounds(page->after->course);
  if (!count) return;
  pl_belief *seats = calloc(count, sizeof *seats);
  int32_t *figures = calloc(2 * count * (size_t)(rounds + 1), sizeof *figures);
  if (seats && figures) draw_seats(page, seats, figures, rounds);
  else page->document->failed = true;
  free(seats);
  free(figures);
}

/* ---- the table ---- */

static void put_blind_spot(pl_buffer *out, const pl_page *page, const pl_perspective *p) {
  if (p->blind_spot < 0) {
    pl_buffer_add_text(out, "–");
    return;
  }
  const pl_perspective_incident *incident = &p->incident[p->blind_spot];
  /* TRANSLATORS: an incident, for how long ("2½ days"), from which moment on */
  pl_buffer_add_format(out, PL_TEXT("%s, for %s from %s on"), pl_phrase_incident(page->voice, incident->iid),
                       pl_phrase_span(page->voice, incident->unaware),
                       pl_phrase_moment(page->voice, incident->hit_here));
}

static void put_hearing(pl_buffer *out, const pl_page *page, const pl_perspective *p) {
  if (p->blind_spot < 0) return;
  const pl_perspective_incident *incident = &p->incident[p->blind_spot];
  switch (incident->hearing) {
  case PL_HEARING_NEVER: pl_buffer_add_text(out, PL_TEXT("never")); break;
  case PL_HEARING_FOUND: pl_buffer_add_text(out, PL_TEXT("found it itself")); break;
  case PL_HEARING_TOLD:
    pl_buffer_add_format(out, PL_TEXT("a warning from %s"), pl_phrase_state(page->voice, incident->from));
    break;
  case PL_HEARING_VENDOR: pl_buffer_add_text(out, PL_TEXT("a vendor")); break;
  case PL_HEARING_SAID:
  case PL_HEARINGS: break;
  }
}

static void fill_seat(pl_page *page, pl_block *table, const pl_perspective *p) {
  pl_filling row = pl_fill_row(page->document, table);
  pl_buffer spot = {0}, hearing = {0};
  pl_fill(&row, pl_name_of_seat(page->voice, p->seat));
  pl_fill(&row, pl_phrase_count(page->voice, p->underestimated));
  pl_fill(&row, pl_phrase_count(page->voice, p->unheard));
  put_blind_spot(&spot, page, p);
  pl_fill_composed(&row, &spot);
  put_hearing(&hearing, page, p);
  pl_fill_composed(&row, &hearing);
  pl_fill(&row, p->blind_spot < 0
                    ? "0" : pl_phrase_count(page->voice, p->incident[p->blind_spot].infected_unheard));
}

static void add_seats(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Seat"), PL_ALIGN_TEXT},
                               {PL_TEXT("Rounds with fewer found than hit"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Rounds with an incident unheard of"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Longest unaware"), PL_ALIGN_TEXT},
                               {PL_TEXT("Heard of it by"), PL_ALIGN_TEXT},
                               {PL_TEXT("Infected meanwhile"), PL_ALIGN_FIGURE}};
  pl_buffer caption = {0};
  const int rounds = pl_course_rounds(page->after->course);
  pl_buffer_add_format(&caption, PL_TEXTS("Blind spots, in %d round", "Blind spots, in %d rounds", rounds), rounds);
  pl_block *table = pl_add_table(page->document, pl_buffer_text(&caption), columns, sizeof columns / sizeof columns[0]);
  if (caption.failed) page->document->failed = true;
  pl_buffer_clear(&caption);
  for (size_t i = 0; i < page->after->perspective_count; i++)
    if (page->after->perspective[i]->is_state) fill_seat(page, table, page->after->perspective[i]);
}

void pl_section_beliefs(pl_page *page) {
  pl_add_heading(page->document, 2, "beliefs", PL_TEXT("What each seat believed"));
  if (!drawn(page->after)) {
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("No state was played, so nobody believed anything."));
    return;
  }
  pl_add_text(page->document, PL_BLOCK_INTRO,
              pl_people(page) ? PL_TEXT("What the seats played by people could know, beside what was true.")
                              : PL_TEXT("What the seats that people can play could know, beside what was true."));
  draw(page);
  add_seats(page);
}
