/* What control did: the course of a hosted exercise, acts on its world, and decisions that control took for a seat.
 *
 * All of it is in the file of the exercise, and what changed its world is played again whenever a figure is computed
 * again; so it belongs to the record, and to whoever asks why something came as it did. */
#include "section.h"

enum { MOST_UNFOLDED = 20, MINUTE = 60000 };

/* ---- the course ---- */

/* How long the clocks had stood still when they went on at entry `at`, in milliseconds; 0: not known. */
static int64_t stood_still(const pl_after_action *after, size_t at) {
  for (size_t i = at; i-- > 0;) {
    const pl_diary_entry *entry = &after->diary[i];
    if (entry->kind == PL_DIARY_RESUME) return 0;
    if (entry->kind == PL_DIARY_PAUSE || entry->kind == PL_DIARY_BACK) return after->diary[at].at - entry->at;
  }
  return 0;
}

static void put_resumed(pl_buffer *out, int64_t stood) {
  const int minutes = (int)((stood + MINUTE / 2) / MINUTE);
  if (stood <= 0) pl_buffer_add_text(out, PL_TEXT("Went on."));
  else if (minutes < 1) pl_buffer_add_text(out, PL_TEXT("Went on after less than a minute."));
  else
    pl_buffer_add_format(out, PL_TEXTS("Went on after %d minute.", "Went on after %d minutes.", minutes), minutes);
}

static void put_back(pl_buffer *out, const pl_diary_entry *entry) {
  pl_buffer file = {0};
  pl_put_tame(&file, entry->file);
  if (file.length)
    pl_buffer_add_format(out, PL_TEXT("The exercise went back to round %d. What came before is in %s."),
                         (int)entry->round + 1, pl_buffer_text(&file));
  else
    pl_buffer_add_format(out, PL_TEXT("The exercise went back to round %d."), (int)entry->round + 1);
  out->failed = out->failed || file.failed;
  pl_buffer_clear(&file);
}

static void put_entry(pl_buffer *out, const pl_page *page, size_t at) {
  const pl_diary_entry *entry = &page->after->diary[at];
  switch (entry->kind) {
  case PL_DIARY_START: pl_buffer_add_text(out, PL_TEXT("The exercise began.")); break;
  case PL_DIARY_PAUSE: pl_buffer_add_text(out, PL_TEXT("A pause: all clocks stopped.")); break;
  case PL_DIARY_RESUME: put_resumed(out, stood_still(page->after, at)); break;
  case PL_DIARY_EXTEND:
    pl_buffer_add_format(out,
                         entry->seconds < 0 ? PL_TEXT("%s seconds less for this phase.")
                                            : PL_TEXT("%s seconds more for this phase."),
                         pl_phrase_count(page->voice, entry->seconds < 0 ? -entry->seconds : entry->seconds));
    break;
  case PL_DIARY_HAND:
    pl_buffer_add_format(out, entry->to_people ? PL_TEXT("%s: handed to people.") : PL_TEXT("%s: handed to a bot."),
                         pl_name_of_seat(page->voice, entry->seat));
    break;
  case PL_DIARY_BACK: put_back(out, entry); break;
  case PL_DIARY_END: pl_buffer_add_text(out, PL_TEXT("Control ended the exercise here.")); break;
  case PL_DIARY_KINDS: break;
  }
}

/* "14:03", in universal time like all times of the record; "" where it is not known. */
static const char *time_of(const pl_page *page, int64_t at) {
  pl_buffer text = {0};
  const int minutes = (int)(at / MINUTE % (24 * 60));
  if (at > 0) pl_buffer_add_format(&text, "%02d:%02d", minutes / 60, minutes % 60);
  return pl_phrase_of(page->voice, &text);
}

static void add_course(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("Time (UTC)"), PL_ALIGN_TEXT},
                               {PL_TEXT("The course of the exercise"), PL_ALIGN_TEXT}};
  const size_t count = page->after->diary_count;
  if (!count) return;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Pauses, seats handed over, steps back"), columns, 3);
  table->is_folded = count > MOST_UNFOLDED;
  for (size_t i = 0; i < count; i++) {
    const pl_diary_entry *entry = &page->after->diary[i];
    pl_buffer words = {0};
    pl_filling row = pl_fill_row(page->document, table);
    pl_fill(&row, pl_phrase_count(page->voice, entry->round + 1));
    pl_fill(&row, time_of(page, entry->at));
    put_entry(&words, page, i);
    pl_fill_composed(&row, &words);
  }
}

/* ---- acts, and decisions for a seat ---- */

static void put_decided(pl_buffer *out, const pl_page *page, const pl_journal_entry *entry) {
  const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = entry->decision};
  pl_buffer what = {0};
  pl_put_turn(&what, page->voice, &turn);
  pl_buffer_add_format(out, PL_TEXT("a decision taken for a seat: %s"), pl_buffer_text(&what));
  if (entry->is_withdrawn) pl_buffer_add_format(out, PL_DIM " %s" PL_PLAIN, PL_TEXT("(taken back)"));
  out->failed = out->failed || what.failed;
  pl_buffer_clear(&what);
}

static bool is_control(const pl_journal_entry *entry) { return entry->act || entry->author == PL_AUTHOR_CONTROL; }

static size_t count_deeds(const pl_page *page) {
  size_t entries, count = 0;
  const pl_journal_entry *journal = pl_session_journal(page->after->session, &entries);
  for (size_t i = 0; i < entries; i++) count += is_control(&journal[i]);
  return count;
}

static void fill_deed(pl_page *page, pl_block *table, const pl_journal_entry *entry, size_t at) {
  pl_buffer words = {0};
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_count(page->voice, entry->round + 1));
  if (entry->act) pl_put_act(&words, page->voice, entry->act, pl_session_outcome(page->after->session, at));
  else put_decided(&words, page, entry);
  const bool is_small = words.length && words.bytes[0] >= 'a' && words.bytes[0] <= 'z';
  if (is_small) words.bytes[0] = (char)(words.bytes[0] - 'a' + 'A');
  pl_fill_composed(&row, &words);
}

static void add_deeds(pl_page *page, size_t count) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("What control did"), PL_ALIGN_TEXT}};
  size_t entries;
  const pl_journal_entry *journal = pl_session_journal(page->after->session, &entries);
  if (!count) return;
  pl_block *table =
      pl_add_table(page->document, PL_TEXT("Injects, rulings and decisions taken for a seat"), columns, 2);
  table->is_folded = count > MOST_UNFOLDED;
  for (size_t i = 0; i < entries; i++)
    if (is_control(&journal[i])) fill_deed(page, table, &journal[i], i);
}

void pl_section_control(pl_page *page) {
  const size_t deeds = count_deeds(page);
  if (!deeds && !page->after->diary_count) return;
  pl_add_heading(page->document, 2, "control", PL_TEXT("What control did"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("Whatever control did to the world of the exercise is in its file, and is done again whenever a "
                      "figure of this report is computed again. Of a ruling: the odds that were stated, and what one "
                      "draw came to."));
  add_course(page);
  add_deeds(page, deeds);
}
