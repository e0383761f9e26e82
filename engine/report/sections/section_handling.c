/* The handling of intelligence: under which labels copies travelled, and whether the rules were kept. */
#include "section.h"

enum { MOST_BROKEN = 20 };

static void add_counts(pl_page *page) {
  const pl_provenance_state *all = &page->after->provenance->all;
  const pl_voice *voice = page->voice;
  pl_buffer text = {0};
  pl_buffer_add_format(&text,
                       PL_TEXTS("%s finding, %s of them sent to nobody.", "%s findings, %s of them sent to nobody.",
                                all->items),
                       pl_phrase_count(voice, all->items), pl_phrase_count(voice, all->never_sent));
  pl_buffer_add_text(&text, " ");
  pl_buffer_add_format(&text,
                       PL_TEXT("Copies sent by their originators: %s. Passed on with consent: %s. Passed on without: "
                               "%s, of which %s found out. Beyond their label: %s."),
                       pl_phrase_count(voice, all->sent), pl_phrase_count(voice, all->relayed),
                       pl_phrase_count(voice, all->breaches), pl_phrase_count(voice, all->found),
                       pl_phrase_count(voice, all->beyond_label));
  pl_add_composed(page->document, PL_BLOCK_TEXT, &text);
}

/* ---- by label ---- */

static void fill_label(pl_page *page, pl_block *table, pl_label label) {
  const pl_provenance *p = page->after->provenance;
  int32_t copies = 0, kept = 0, without = 0, beyond = 0;
  for (size_t i = 0; i < p->hop_count; i++) {
    const pl_hop *hop = &p->hop[i];
    if (hop->label != label || hop->handling == PL_HANDLING_VENDOR) continue;
    copies++;
    kept += pl_hop_kept_rules(hop);
    without += hop->handling == PL_HANDLING_BREACH;
    beyond += hop->is_beyond_label;
  }
  if (!copies) return;
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_chip(label));
  pl_fill(&row, pl_phrase_count(page->voice, copies));
  pl_fill(&row, pl_phrase_count(page->voice, kept));
  pl_fill(&row, pl_phrase_count(page->voice, without));
  pl_fill(&row, pl_phrase_count(page->voice, beyond));
}

static void add_labels(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Label"), PL_ALIGN_TEXT},
                               {PL_TEXT("Copies"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Rules kept"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Without consent"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Beyond the label"), PL_ALIGN_FIGURE}};
  pl_block *table = pl_add_table(page->document, PL_TEXT("Copies, by the label they travelled under"), columns,
                                 sizeof columns / sizeof columns[0]);
  for (int label = PL_LABELS - 1; label >= 0; label--) fill_label(page, table, (pl_label)label);
}

/* ---- rules broken ---- */

static const char *discovery_of(const pl_page *page, const pl_hop *hop) {
  if (hop->handling != PL_HANDLING_BREACH) return "–";
  if (hop->found < 0) return PL_TEXT("never");
  return pl_phrase_day(page->voice, hop->found);
}

static void fill_broken(pl_page *page, pl_block *table, const pl_provenance_item *item, const pl_hop *hop) {
  pl_buffer what = {0};
  const char *originator = item->originator < page->scenario->state_count
                               ? pl_phrase_state(page->voice, item->originator) : PL_TEXT("a vendor");
  pl_buffer_add_format(&what, PL_TEXT("%s, found by %s"), pl_phrase_incident(page->voice, item->iid), originator);
  if (hop->label < PL_LABELS) pl_buffer_add_format(&what, " %s", pl_chip(hop->label));
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, hop->from < page->scenario->state_count ? pl_name_of_seat(page->voice, hop->from) : "–");
  pl_fill(&row, pl_name_of_seat(page->voice, hop->to));
  pl_fill_composed(&row, &what);
  pl_fill(&row, pl_phrase_day(page->voice, hop->sent >= 0 ? hop->sent : hop->received));
  pl_fill(&row, pl_verdict_words(hop));
  pl_fill(&row, discovery_of(page, hop));
}

static void add_broken(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("By"), PL_ALIGN_TEXT},   {PL_TEXT("To"), PL_ALIGN_TEXT},
                               {PL_TEXT("What"), PL_ALIGN_TEXT}, {PL_TEXT("When"), PL_ALIGN_TEXT},
                               {PL_TEXT("How"), PL_ALIGN_TEXT},  {PL_TEXT("Found out"), PL_ALIGN_TEXT}};
  const pl_provenance *p = page->after->provenance;
  pl_block *table = NULL;
  int count = 0;
  for (size_t i = 0; i < p->item_count; i++)
    for (size_t h = 0; h < p->item[i].hop_count; h++) {
      if (pl_hop_kept_rules(&p->item[i].hop[h])) continue;
      if (!table)
        table = pl_add_table(page->document, PL_TEXT("Rules broken"), columns, sizeof columns / sizeof columns[0]);
      if (count++ < MOST_BROKEN) fill_broken(page, table, &p->item[i], &p->item[i].hop[h]);
    }
  if (count > MOST_BROKEN)
    pl_add_format(page->document, PL_BLOCK_NOTE,
                  PL_TEXTS("And %d more: polder provenance lists them all.",
                           "And %d more: polder provenance lists them all.", count - MOST_BROKEN),
                  count - MOST_BROKEN);
  if (!count)
    pl_add_text(page->document, PL_BLOCK_TEXT, PL_TEXT("Every label and every originator's wish was kept."));
}

void pl_section_handling(pl_page *page) {
  pl_add_heading(page->document, 2, "handling", PL_TEXT("Handling of intelligence"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("The label says how far an item may go (FIRST TLP 2.0); beyond that, or at all where the "
                      "originator controls it, only the originator's consent lets it."));
  add_counts(page);
  if (page->after->provenance->hop_count) add_labels(page);
  add_broken(page);
}
