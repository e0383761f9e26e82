/* Who gave what to whom: the sharing matrix. */
#include "section.h"
#include "sharing.h"

enum { MOST_ACROSS = 30 };

static int32_t largest_of(const pl_sharing *m) {
  int32_t largest = 0;
  for (int i = 0; i < m->states * m->states; i++)
    if (m->sent[i] > largest) largest = m->sent[i];
  return largest;
}

/* Who gave more comes first. */
static void sort_states(const pl_sharing *m, int *order) {
  for (int i = 0; i < m->states; i++) {
    int at = i;
    for (; at > 0 && pl_sharing_gave(m, order[at - 1]) < pl_sharing_gave(m, i); at--) order[at] = order[at - 1];
    order[at] = i;
  }
}

static int heat_of(int32_t count, int32_t largest) {
  return count ? 1 + (int)((int64_t)count * (PL_HEATS - 1) / (largest + 1)) : 0;
}

static void fill_giver(pl_page *page, pl_block *table, const pl_sharing *m, const int *order, int shown, int giver) {
  const int32_t largest = largest_of(m);
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_name_of_seat(page->voice, giver));
  for (int i = 0; i < shown; i++) {
    const int32_t count = m->sent[giver * m->states + order[i]];
    pl_cell *cell = pl_fill(&row, giver == order[i] ? "" : pl_phrase_count(page->voice, count));
    cell->kind = giver == order[i] ? PL_CELL_TEXT : PL_CELL_HEAT;
    cell->heat = heat_of(count, largest);
  }
  pl_fill(&row, pl_phrase_count(page->voice, pl_sharing_gave(m, giver)));
}

static void add_matrix(pl_page *page, const pl_sharing *m) {
  int order[PL_MAX_STATES];
  pl_column columns[PL_MOST_COLUMNS] = {{PL_TEXT("From ↓ to →"), PL_ALIGN_TEXT}};
  const int shown = m->states < MOST_ACROSS ? m->states : MOST_ACROSS;
  sort_states(m, order);
  for (int i = 0; i < shown; i++)
    columns[i + 1] = (pl_column){page->scenario->states[order[i]].id, PL_ALIGN_FIGURE};
  columns[shown + 1] = (pl_column){PL_TEXT("Gave"), PL_ALIGN_FIGURE};
  const char *caption = PL_TEXT("Items that went from the state of a row to the state of a column");
  pl_block *table = pl_add_table(page->document, caption, columns, (size_t)shown + 2);
  for (int i = 0; i < shown; i++) fill_giver(page, table, m, order, shown, order[i]);
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, PL_TEXT("Got"));
  for (int i = 0; i < shown; i++) pl_fill(&row, pl_phrase_count(page->voice, pl_sharing_got(m, order[i])));
  if (shown < m->states)
    pl_add_format(page->document, PL_BLOCK_NOTE, PL_TEXT("The %d states that gave most, of %d."), shown, m->states);
}

/* ---- through which forum ---- */

static void add_forums(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Way"), PL_ALIGN_TEXT}, {PL_TEXT("Copies"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Received"), PL_ALIGN_FIGURE}};
  const pl_provenance *p = page->after->provenance;
  pl_block *table = pl_add_table(page->document, PL_TEXT("By which way"), columns, 3);
  for (int f = 0; f <= page->scenario->forum_count + 1; f++) {
    const bool is_forum = f < page->scenario->forum_count, is_public = f == page->scenario->forum_count + 1;
    int32_t copies = 0, arrived = 0;
    for (size_t i = 0; i < p->hop_count; i++) {
      const pl_hop *hop = &p->hop[i];
      if (hop->handling == PL_HANDLING_VENDOR) continue;
      if (is_forum ? hop->forum != f : hop->forum < page->scenario->forum_count) continue;
      if (!is_forum && (hop->channel == PL_CHANNEL_PUBLIC) != is_public) continue;
      copies++;
      arrived += hop->arrival == PL_ARRIVAL_RECEIVED;
    }
    if (!copies) continue;
    pl_buffer name = {0};
    if (is_forum) pl_put_first(&name, pl_phrase_forum(page->voice, f));
    else pl_buffer_add_text(&name, is_public ? PL_TEXT("In public") : PL_TEXT("From state to state"));
    pl_filling row = pl_fill_row(page->document, table);
    pl_fill_composed(&row, &name);
    pl_fill(&row, pl_phrase_count(page->voice, copies));
    pl_fill(&row, pl_phrase_count(page->voice, arrived));
  }
}

void pl_section_sharing(pl_page *page) {
  pl_sharing m = {.states = 0};
  pl_add_heading(page->document, 2, "sharing", PL_TEXT("Who gave what to whom"));
  if (pl_sharing_make(&m, page->after->provenance, NULL) != PL_OK) {
    page->document->failed = true;
    return;
  }
  if (largest_of(&m)) {
    pl_add_text(page->document, PL_BLOCK_INTRO,
                PL_TEXT("Items of intelligence sent, each state's own and others' that it passed on. Who gave most "
                        "stands first, in rows and in columns."));
    add_matrix(page, &m);
    add_forums(page);
  } else {
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("Nothing was given to anybody."));
  }
  pl_sharing_clear(&m);
}
