/* Sheets of what was decided, what happened, and where intelligence came from. */
#include "happenings.h"
#include "xlsx.h"

typedef void (*put_part)(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);

static void put(pl_sheet *sheet, const pl_after_action *after, const pl_happening *h, put_part part) {
  pl_buffer text = {0};
  part(&text, after, h);
  pl_sheet_composed(sheet, &text);
}

/* ---- decisions ---- */

static const pl_sheet_column decision_columns[] = {
    {PL_LATER("Round"), 8, PL_SHOWN_PLAIN},       {PL_LATER("Seat"), 18, PL_SHOWN_TEXT},
    {PL_LATER("Decision"), 80, PL_SHOWN_WRAPPED}, {PL_LATER("Decided by"), 12, PL_SHOWN_TEXT},
    {PL_LATER("Action"), 14, PL_SHOWN_TEXT},      {PL_LATER("Incident"), 18, PL_SHOWN_TEXT},
    {PL_LATER("As typed"), 50, PL_SHOWN_TEXT}};

void pl_sheet_decisions(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Decisions"), decision_columns,
                               sizeof decision_columns / sizeof decision_columns[0]);
  pl_happenings happenings = {.after = after};
  pl_happening h;
  while (!book->failed && pl_happenings_next(&happenings, &h)) {
    if (h.kind != PL_HAPPENED_DECISION) continue;
    pl_sheet_number(&sheet, h.round + 1);
    pl_sheet_seat(&sheet, after, h.entry->decision.seat);
    put(&sheet, after, &h, pl_put_words_of);
    pl_sheet_text(&sheet, pl_author_word(h.entry->author));
    pl_sheet_text(&sheet, h.name);
    put(&sheet, after, &h, pl_put_incident_of);
    put(&sheet, after, &h, pl_put_detail_of);
    pl_sheet_next_row(&sheet);
  }
  pl_sheet_end(&sheet);
}

/* ---- events ---- */

static const pl_sheet_column event_columns[] = {
    {PL_LATER("Round"), 8, PL_SHOWN_PLAIN},         {PL_LATER("Day"), 8, PL_SHOWN_TENTHS},
    {PL_LATER("What happened"), 80, PL_SHOWN_TEXT}, {PL_LATER("Event"), 12, PL_SHOWN_TEXT},
    {PL_LATER("Seat"), 14, PL_SHOWN_TEXT},          {PL_LATER("Other"), 14, PL_SHOWN_TEXT},
    {PL_LATER("Originator"), 14, PL_SHOWN_TEXT},    {PL_LATER("Forum"), 14, PL_SHOWN_TEXT},
    {PL_LATER("Adversary"), 16, PL_SHOWN_TEXT},     {PL_LATER("Incident"), 18, PL_SHOWN_TEXT},
    {PL_LATER("Organisation"), 16, PL_SHOWN_TEXT},  {PL_LATER("About"), 16, PL_SHOWN_TEXT},
    {PL_LATER("Option"), 14, PL_SHOWN_TEXT},        {PL_LATER("Share of 1"), 9, PL_SHOWN_PERCENT},
    {PL_LATER("Units"), 9, PL_SHOWN_MONEY},         {PL_LATER("Votes"), 8, PL_SHOWN_COUNT},
    {PL_LATER("Label"), 18, PL_SHOWN_TEXT},         {PL_LATER("Channel"), 12, PL_SHOWN_TEXT},
    {PL_LATER("Remark"), 14, PL_SHOWN_TEXT},        {PL_LATER("Known to"), 24, PL_SHOWN_TEXT}};

/* One column for each unit, so that a column can be summed. */
static void put_amount(pl_sheet *sheet, const pl_happening *h) {
  if (h->unit == PL_UNIT_SHARE)
    pl_sheet_share(sheet, h->amount);
  else
    pl_sheet_nothing(sheet);
  if (h->unit == PL_UNIT_MONEY)
    pl_sheet_money(sheet, h->amount);
  else
    pl_sheet_nothing(sheet);
  if (h->unit == PL_UNIT_VOTES)
    pl_sheet_number(sheet, (double)h->amount);
  else
    pl_sheet_nothing(sheet);
}

static void put_event(pl_sheet *sheet, const pl_after_action *after, const pl_happening *h) {
  pl_sheet_number(sheet, h->round + 1);
  pl_sheet_day(sheet, h->tick);
  put(sheet, after, h, pl_put_words_of);
  pl_sheet_text(sheet, h->name);
  pl_sheet_text(sheet, h->seat);
  pl_sheet_text(sheet, h->other);
  pl_sheet_text(sheet, h->originator);
  pl_sheet_text(sheet, h->forum);
  pl_sheet_text(sheet, h->adversary);
  put(sheet, after, h, pl_put_incident_of);
  put(sheet, after, h, pl_put_organisation_of);
  pl_sheet_text(sheet, h->about);
  pl_sheet_text(sheet, h->option);
  put_amount(sheet, h);
  pl_sheet_text(sheet, h->label);
  pl_sheet_text(sheet, h->channel);
  pl_sheet_text(sheet, h->flag ? h->flag : h->reason);
  put(sheet, after, h, pl_put_knowers_of);
  pl_sheet_next_row(sheet);
}

void pl_sheet_events(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet =
      pl_sheet_of(book, after, PL_TEXT("Events"), event_columns, sizeof event_columns / sizeof event_columns[0]);
  pl_happenings happenings = {.after = after};
  pl_happening h;
  while (!book->failed && pl_happenings_next(&happenings, &h))
    if (h.event) put_event(&sheet, after, &h);
  pl_sheet_end(&sheet);
}

/* ---- where intelligence came from ---- */

static const pl_sheet_column hop_columns[] = {{PL_LATER("Incident"), 24, PL_SHOWN_TEXT},
                                              {PL_LATER("Originator"), 18, PL_SHOWN_TEXT},
                                              {PL_LATER("Found on day"), 10, PL_SHOWN_TENTHS},
                                              {PL_LATER("Quality at birth"), 10, PL_SHOWN_PERCENT},
                                              {PL_LATER("From"), 18, PL_SHOWN_TEXT},
                                              {PL_LATER("To"), 18, PL_SHOWN_TEXT},
                                              {PL_LATER("How"), 56, PL_SHOWN_TEXT},
                                              {PL_LATER("Label"), 18, PL_SHOWN_TEXT},
                                              {PL_LATER("Sent on day"), 10, PL_SHOWN_TENTHS},
                                              {PL_LATER("Received on day"), 10, PL_SHOWN_TENTHS},
                                              {PL_LATER("Quality on arrival"), 10, PL_SHOWN_PERCENT},
                                              {PL_LATER("Rules kept"), 8, PL_SHOWN_TEXT},
                                              {PL_LATER("By what right"), 50, PL_SHOWN_TEXT},
                                              {PL_LATER("Breach found on day"), 10, PL_SHOWN_TENTHS}};

static void put_share(pl_sheet *sheet, pl_q16 share) {
  if (share < 0)
    pl_sheet_nothing(sheet);
  else
    pl_sheet_share(sheet, share);
}

static void put_item(pl_sheet *sheet, const pl_after_action *after, const pl_provenance_item *item) {
  pl_sheet_incident(sheet, after, item->iid);
  if (item->originator == PL_NONE)
    pl_sheet_text(sheet, PL_TEXT("vendors"));
  else
    pl_sheet_seat(sheet, after, item->originator);
  pl_sheet_day(sheet, item->birth);
  put_share(sheet, item->quality);
}

static void put_hop(pl_sheet *sheet, const pl_after_action *after, const pl_hop *hop) {
  pl_buffer way = {0};
  pl_put_way(&way, after->voice, hop);
  pl_sheet_seat(sheet, after, hop->from);
  pl_sheet_seat(sheet, after, hop->to);
  pl_sheet_composed(sheet, &way);
  pl_sheet_text(sheet, hop->label < PL_LABELS ? pl_label_name(hop->label) : NULL);
  pl_sheet_day(sheet, hop->sent);
  pl_sheet_day(sheet, hop->received);
  put_share(sheet, hop->quality);
  if (hop->handling == PL_HANDLING_VENDOR)
    pl_sheet_nothing(sheet);
  else
    pl_sheet_yes(sheet, pl_hop_kept_rules(hop));
  pl_sheet_text(sheet, pl_verdict_words(hop));
  pl_sheet_day(sheet, hop->found);
}

/* A row for each copy that went out; one also for what was never sent. */
void pl_sheet_provenance(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet =
      pl_sheet_of(book, after, PL_TEXT("Provenance"), hop_columns, sizeof hop_columns / sizeof hop_columns[0]);
  for (size_t i = 0; i < after->provenance->item_count && !book->failed; i++) {
    const pl_provenance_item *item = &after->provenance->item[i];
    for (size_t h = 0; h < item->hop_count || !h; h++) {
      put_item(&sheet, after, item);
      if (h < item->hop_count) put_hop(&sheet, after, &item->hop[h]);
      pl_sheet_next_row(&sheet);
    }
  }
  pl_sheet_end(&sheet);
}
