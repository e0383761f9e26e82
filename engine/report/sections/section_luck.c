/* Luck: how else it might have gone, with the same decisions and with bots in every seat. */
#include "section.h"

static void put_luck(pl_buffer *out, const pl_page *page, const pl_fan *fan) {
  const int luck = pl_fan_luck(fan);
  pl_buffer_add_text(out, PL_BOLD);
  pl_buffer_add_format(out, PL_TEXT("The real exercise, with %s organisations hit, was %s."),
                       pl_phrase_count(page->voice, fan->hit_real), pl_luck_word(luck));
  pl_buffer_add_text(out, PL_PLAIN " ");
  pl_buffer_add_format(out,
                       PL_TEXT("It did better than %s %% of them, half of those alike included: %d had more "
                               "organisations hit, %d as many. Every decision is the recorded one, so that is luck, "
                               "and how well decisions suited it."),
                       pl_phrase_tenths(page->voice, luck), (int)fan->unluckier, (int)fan->as_lucky);
}

static void put_bots(pl_buffer *out, const pl_page *page, const pl_fan *fan) {
  if (fan->hit_real < 0)
    pl_buffer_add_text(out, PL_TEXT("With bots in every seat the exercise goes on to its last round, to which the real "
                                    "one has not come."));
  else
    pl_buffer_add_format(out,
                         PL_TEXT("Of the runs decided by bots it did better than %s %%, half of those alike included: "
                                 "%d had more organisations hit, %d as many. Bots decide otherwise than people, so "
                                 "that is not luck alone."),
                         pl_phrase_tenths(page->voice, pl_fan_luck(fan)), (int)fan->unluckier, (int)fan->as_lucky);
}

static void fill_fan(pl_page *page, pl_block *table, const char *name, const pl_fan *fan) {
  const pl_voice *voice = page->voice;
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, name);
  pl_fill(&row, pl_phrase_count(voice, fan->hit.p5));
  pl_fill(&row, pl_phrase_count(voice, fan->hit.median));
  pl_fill(&row, pl_phrase_count(voice, fan->hit.p95));
  pl_fill(&row, pl_phrase_tenths(voice, (fan->hit.mean + 50) / 100));
  pl_fill(&row, pl_phrase_tenths(voice, (fan->hit.error + 50) / 100));
  pl_fill(&row, pl_phrase_count(voice, fan->peak.median));
  pl_fill(&row, pl_phrase_units(voice, fan->loss.median));
}

static void add_table(pl_page *page, const pl_distribution *rows, size_t count) {
  const pl_column columns[] = {{PL_TEXT("Decided"), PL_ALIGN_TEXT},
                               {PL_TEXT("Hit: 5 % below"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Hit: middle"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Hit: 95 % below"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Hit: mean"), PL_ALIGN_FIGURE},
                               {PL_TEXT("± standard error"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Peak: middle"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Damage: middle"), PL_ALIGN_FIGURE}};
  pl_block *table = pl_add_table(page->document, PL_TEXT("What came of the runs"), columns,
                                 sizeof columns / sizeof columns[0]);
  for (size_t i = 0; i < count; i++) fill_fan(page, table, rows[i].title, rows[i].fan);
}

static void draw(pl_page *page, const pl_distribution *rows, size_t count) {
  pl_buffer words = {0}, drawing[PL_DRAWINGS] = {{0}};
  for (size_t i = 0; i < count; i++) {
    const pl_spread *hit = &rows[i].fan->hit;
    pl_buffer_add_format(&words, PL_TEXT("%s: from %s to %s organisations hit, nine in ten runs between %s and %s. "),
                         rows[i].title, pl_phrase_count(page->voice, hit->least),
                         pl_phrase_count(page->voice, hit->most), pl_phrase_count(page->voice, hit->p5),
                         pl_phrase_count(page->voice, hit->p95));
  }
  pl_chart_bars(page->voice, PL_TEXT("How many runs came to how many organisations hit"), rows,
                count, drawing);
  pl_add_figure(page->document, PL_TEXT("How many runs came to how many organisations hit. Diamond: the exercise."),
                pl_buffer_text(&words), drawing);
  if (words.failed) page->document->failed = true;
  pl_buffer_clear(&words);
}

void pl_section_luck(pl_page *page) {
  const pl_after_action *after = page->after;
  const pl_distribution rows[] = {{PL_TEXT("As recorded"), after->luck}, {PL_TEXT("By bots"), after->fan}};
  const size_t count = after->fan ? 2 : 1;
  pl_buffer text = {0};
  pl_add_heading(page->document, 2, "luck", PL_TEXT("Luck"));
  pl_add_format(page->document, PL_BLOCK_INTRO,
                PL_TEXTS("The exercise played %d time more from its first day, with other luck each time.",
                         "The exercise played %d times more from its first day, with other luck each time.",
                         after->luck->runs),
                (int)after->luck->runs);
  put_luck(&text, page, after->luck);
  if (after->fan) pl_buffer_add_text(&text, " ");
  if (after->fan) put_bots(&text, page, after->fan);
  pl_add_composed(page->document, PL_BLOCK_TEXT, &text);
  for (size_t i = 0; i < count; i++) {
    pl_put_fan_acts(&text, rows[i].fan);
    if (text.length) pl_add_composed(page->document, PL_BLOCK_NOTE, &text);
  }
  draw(page, rows, count);
  add_table(page, rows, count);
}
