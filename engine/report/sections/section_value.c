/* The value of sharing: what each state's items spared others, what it was spared by theirs, which items mattered. */
#include <stdlib.h>

#include "section.h"

enum { MOST_ITEMS = 8 };

static const char *tenths_of(const pl_voice *voice, int64_t thousandths) {
  return pl_phrase_tenths(voice, (thousandths + (thousandths < 0 ? -50 : 50)) / 100);
}

/* ---- state by state ---- */

static int64_t net_of(const pl_ledger *ledger, int s) {
  return ledger->state[s].spared_others - ledger->state[s].was_spared;
}

/* The state that comes after `last` by its net, then by its place; −1: there is none. */
static int next_state(const pl_ledger *ledger, int last) {
  int best = -1;
  for (int s = 0; s < ledger->state_count; s++) {
    const int64_t net = net_of(ledger, s), limit = last < 0 ? INT64_MAX : net_of(ledger, last);
    if (net > limit || (net == limit && s <= last)) continue;
    if (best < 0 || net > net_of(ledger, best)) best = s;
  }
  return best;
}

static int64_t largest_net(const pl_ledger *ledger) {
  int64_t largest = 1;
  for (int s = 0; s < ledger->state_count; s++) {
    const int64_t net = net_of(ledger, s);
    if (net > largest) largest = net;
    if (-net > largest) largest = -net;
  }
  return largest;
}

static void fill_state(pl_page *page, pl_block *table, int s) {
  const pl_ledger *ledger = page->after->ledger;
  const pl_ledger_state *state = &ledger->state[s];
  const pl_voice *voice = page->voice;
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_name_of_seat(voice, s));
  pl_fill(&row, pl_phrase_count(voice, state->gave));
  pl_fill(&row, pl_phrase_count(voice, state->withheld));
  pl_fill(&row, pl_phrase_count(voice, state->received));
  pl_fill(&row, tenths_of(voice, state->spared_others));
  pl_fill(&row, tenths_of(voice, state->was_spared));
  pl_fill(&row, tenths_of(voice, state->spared_itself));
  pl_fill(&row, pl_phrase_count(voice, state->silence));
  pl_cell *net = pl_fill(&row, pl_phrase_signed_tenths(voice, net_of(ledger, s)));
  net->kind = PL_CELL_BAR;
  net->bar = (double)net_of(ledger, s) / (double)largest_net(ledger);
}

static void add_states(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("State"), PL_ALIGN_TEXT},
                               {PL_TEXT("Gave, items"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Kept back"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Received"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Spared others"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Was spared"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Spared itself"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Its silence cost"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Net, organisations"), PL_ALIGN_FIGURE}};
  const pl_ledger *ledger = page->after->ledger;
  int64_t error = 0;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Items, and organisations spared"), columns,
                                 sizeof columns / sizeof columns[0]);
  for (int s = next_state(ledger, -1); s >= 0; s = next_state(ledger, s)) {
    fill_state(page, table, s);
    if (ledger->state[s].error > error) error = ledger->state[s].error;
  }
  pl_add_format(page->document, PL_BLOCK_NOTE,
                PL_TEXT("Net is spared others less was spared. Its silence cost: what its items kept back would have "
                        "spared others, each taken alone. Standard error of each figure: at most %s organisations."),
                tenths_of(page->voice, error));
}

/* ---- items ---- */

static int64_t weight_of(const pl_ledger_item *item) {
  const int64_t value = item->was_shared ? item->share : item->spared * 1000;
  return value < 0 ? -value : value;
}

static int compare_items(const void *a, const void *b) {
  const pl_ledger_item *const *x = a, *const *y = b;
  const int64_t left = weight_of(*x), right = weight_of(*y);
  if (left != right) return left > right ? -1 : 1;
  return *x < *y ? -1 : *x > *y;
}

/* Those that were shared, or kept back, by what they were worth. Returns how many there are. */
static size_t sort_items(const pl_ledger *ledger, bool was_shared, const pl_ledger_item **items) {
  size_t count = 0;
  for (size_t i = 0; i < ledger->item_count; i++)
    if (ledger->item[i].was_shared == was_shared && weight_of(&ledger->item[i])) items[count++] = &ledger->item[i];
  qsort(items, count, sizeof *items, compare_items);
  return count;
}

static void fill_share(pl_page *page, pl_filling *row, const pl_ledger_item *item) {
  pl_buffer text = {0};
  pl_buffer_add_text(&text, tenths_of(page->voice, item->share));
  if (item->share_error) pl_buffer_add_format(&text, " ± %s", tenths_of(page->voice, item->share_error));
  pl_fill_composed(row, &text);
}

static void fill_item(pl_page *page, pl_block *table, const pl_ledger_item *item) {
  const pl_voice own = pl_voice_of(page->voice, item->originator);
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, pl_phrase_incident(page->voice, item->iid));
  pl_fill(&row, pl_name_of_seat(page->voice, item->originator));
  pl_fill(&row, pl_phrase_day(page->voice, item->birth));
  if (item->was_shared) pl_fill(&row, pl_phrase_states(&own, &item->sent));
  pl_fill(&row, pl_phrase_signed(page->voice, item->spared));
  if (item->was_shared) fill_share(page, &row, item);
}

static void add_shared(pl_page *page, const pl_ledger_item **items, size_t count) {
  const pl_column columns[] = {{PL_TEXT("Finding on"), PL_ALIGN_TEXT}, {PL_TEXT("Found by"), PL_ALIGN_TEXT},
                               {PL_TEXT("Found on"), PL_ALIGN_TEXT},   {PL_TEXT("Went to"), PL_ALIGN_TEXT},
                               {PL_TEXT("More hit without it"), PL_ALIGN_FIGURE},
                               {PL_TEXT("Fair share"), PL_ALIGN_FIGURE}};
  pl_block *table = pl_add_table(page->document, PL_TEXT("What sharing an item was worth, most first"), columns,
                                 sizeof columns / sizeof columns[0]);
  for (size_t i = 0; i < count && i < MOST_ITEMS; i++) fill_item(page, table, items[i]);
}

static void add_kept(pl_page *page, const pl_ledger_item **items, size_t count) {
  const pl_column columns[] = {{PL_TEXT("Finding on"), PL_ALIGN_TEXT}, {PL_TEXT("Kept back by"), PL_ALIGN_TEXT},
                               {PL_TEXT("Found on"), PL_ALIGN_TEXT},
                               {PL_TEXT("Would have spared, with all others"), PL_ALIGN_FIGURE}};
  pl_block *table = pl_add_table(page->document, PL_TEXT("What silence cost, most first"), columns,
                                 sizeof columns / sizeof columns[0]);
  for (size_t i = 0; i < count && i < MOST_ITEMS; i++) fill_item(page, table, items[i]);
}

static void add_items(pl_page *page) {
  const pl_ledger *ledger = page->after->ledger;
  const pl_ledger_item **items = ledger->item_count ? calloc(ledger->item_count, sizeof *items) : NULL;
  if (!ledger->item_count) return;
  if (!items) {
    page->document->failed = true;
    return;
  }
  const size_t shared = sort_items(ledger, true, items);
  if (shared) add_shared(page, items, shared);
  if (shared)
    pl_add_text(page->document, PL_BLOCK_NOTE,
                PL_TEXT("By itself: the exercise without this item alone, less as played. Where several warned of the "
                        "same one warning may be enough, so that these do not add up; the fair share (Shapley value) "
                        "does. Less than nothing: more were hit."));
  const size_t kept = sort_items(ledger, false, items);
  if (kept) add_kept(page, items, kept);
  free(items);
}

static void put_total(pl_buffer *out, const pl_page *page) {
  const pl_ledger *ledger = page->after->ledger;
  const pl_voice *voice = page->voice;
  pl_buffer_add_format(out,
                       PL_TEXT("Incident by incident it is %s; the difference of %s is what incidents do to each "
                               "other, through trust and money. Played again for this: %s exercises, under the same "
                               "luck and with all other decisions as recorded."),
                       pl_phrase_count(voice, ledger->split), pl_phrase_count(voice, ledger->together),
                       pl_phrase_count(voice, ledger->replays));
  if (ledger->moot) pl_buffer_add_text(out, " ");
  if (ledger->moot)
    pl_buffer_add_format(out, PL_TEXT("In %d of them something that control did became impossible."),
                         (int)ledger->moot);
}

void pl_section_value(pl_page *page) {
  pl_buffer text = {0};
  pl_add_heading(page->document, 2, "value", PL_TEXT("Value of sharing"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("What each state's items spared others, and what it was spared by theirs, in organisations ever "
                      "hit. Found by playing the exercise again without an item, or with one that was kept back."));
  add_states(page);
  add_items(page);
  pl_buffer_add_format(&text, PL_TEXT("All sharing together: %s organisations spared, and damage of %s."),
                       pl_phrase_count(page->voice, page->after->ledger->total),
                       pl_phrase_units(page->voice, page->after->ledger->total_loss));
  pl_buffer_add_text(&text, " ");
  put_total(&text, page);
  pl_add_composed(page->document, PL_BLOCK_NOTE, &text);
}
