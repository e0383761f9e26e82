/* To discuss: the author's questions, and questions made of what stands out. The author's what-ifs are asked and
 * answered further up and are not asked again. */
#include "section.h"

static void put_question(pl_buffer *out, const pl_page *page, const pl_finding *f) {
  const pl_voice *voice = page->voice;
  const char *who = pl_phrase_state(voice, f->seat);
  pl_buffer text = {0};
  switch (f->kind) {
  case PL_FINDING_SILENCE:
    pl_buffer_add_format(&text,
                         PL_TEXT("%s: findings kept back: %s; they would have spared others up to %s organisations. "
                                 "What stood in the way of sharing them?"),
                         who, pl_phrase_count(voice, f->count), pl_phrase_count(voice, f->amount));
    break;
  case PL_FINDING_SLOW:
    pl_buffer_add_format(&text,
                         PL_TEXT("%s: from the finding on %s to the first warning it took %s. What would make that "
                                 "shorter?"),
                         who, pl_phrase_incident(voice, f->iid), pl_phrase_span(voice, f->ticks));
    break;
  case PL_FINDING_UNAWARE:
    pl_buffer_add_format(&text,
                         PL_TEXT("%s: %s was at work for %s before it was heard of. Who knew, and by which way could "
                                 "it have been told?"),
                         who, pl_phrase_incident(voice, f->iid), pl_phrase_span(voice, f->ticks));
    break;
  case PL_FINDING_BREACH:
    pl_buffer_add_format(&text,
                         PL_TEXT("%s: copies passed on against the rules: %s, of which found out: %s. Would a label, "
                                 "or an agreement, have helped?"),
                         who, pl_phrase_count(voice, f->amount), pl_phrase_count(voice, f->count));
    break;
  case PL_FINDING_RECEIVER:
    pl_buffer_add_format(&text, PL_TEXT("%s: items received: %s, given: %s. Is that a choice, or a lack of capacity?"),
                         who, pl_phrase_count(voice, f->amount), pl_phrase_count(voice, f->count));
    break;
  case PL_FINDING_LEFT:
    pl_buffer_add_format(&text,
                         PL_TEXT("%s: no longer in %s. Which warnings took longer after that, and which ways replaced "
                                 "it?"),
                         who, pl_phrase_forum(voice, f->forum));
    break;
  case PL_FINDING_OBJECTIVE:
  case PL_FINDING_KINDS: break;
  }
  pl_put_first(out, pl_buffer_text(&text));
  out->failed = out->failed || text.failed;
  pl_buffer_clear(&text);
}

void pl_section_discussion(pl_page *page) {
  pl_finding findings[PL_MOST_FINDINGS];
  const size_t count = pl_find(page, findings);
  pl_add_heading(page->document, 2, "discussion", PL_TEXT("To discuss"));
  pl_block *list = pl_add_text(page->document, PL_BLOCK_LIST, "");
  list->is_numbered = true;
  for (int i = 0; i < page->scenario->debrief_count; i++) {
    const pl_debrief_spec *spec = &page->scenario->debrief[i];
    if (!spec->has_what_if)
      pl_add_line(page->document, list, pl_phrase_scenario_text(page->voice, &spec->text));
  }
  for (size_t i = 0; i < count; i++) {
    pl_buffer text = {0};
    if (findings[i].kind == PL_FINDING_OBJECTIVE) continue;
    put_question(&text, page, &findings[i]);
    pl_add_line_composed(page->document, list, &text);
  }
  pl_add_line(page->document, list,
              PL_TEXT("Which rule, habit or agreement in your own organisation would have changed one of the decisions "
                      "above?"));
}
