/* The account of a ledger: what sharing came to, and silence; state by state, incident by incident, item by item. */
#include "accounts_internal.h"

enum { MOST_SHOWN = 12 }; /* incidents, items and silences, unless all are asked for */

static const char *tenths_of(const pl_voice *voice, int64_t thousandths) {
  return pl_phrase_tenths(voice, pl_tenths_of(thousandths));
}

/* Thousandths of an organisation; nothing is a dot. */
static void put_share(pl_buffer *out, int64_t thousandths) {
  if (pl_tenths_of(thousandths)) pl_put_tenths(out, pl_tenths_of(thousandths));
  else pl_buffer_add_text(out, "·");
}

static void put_plain(pl_buffer *out, int64_t count) {
  if (count) pl_put_count(out, count);
  else pl_buffer_add_text(out, "·");
}

/* ---- the whole ---- */

static void tell_whole(const pl_voice *voice, const pl_ledger *ledger, pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_BOLD);
  if (ledger->total >= 0)
    pl_buffer_add_format(&line, PL_TEXT("All that was shared spared %s organisations, and damage of %s."),
                         pl_phrase_count(voice, ledger->total), pl_phrase_units(voice, ledger->total_loss));
  else
    pl_buffer_add_format(&line, PL_TEXT("All that was shared cost %s organisations more."),
                         pl_phrase_count(voice, -ledger->total));
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
  pl_tale_print(tale,
                PL_TEXT("Incident by incident it is %s; the difference of %s is what incidents do to each other, "
                        "through trust and money. Played again for this: %s exercises, under the same luck and with "
                        "all other decisions as recorded."),
                pl_phrase_count(voice, ledger->split), pl_phrase_count(voice, ledger->together),
                pl_phrase_count(voice, ledger->replays));
  if (ledger->moot)
    pl_tale_print(tale, PL_TEXT("In %d of them something that control did became impossible."), (int)ledger->moot);
  pl_tale_print(tale, PL_DIM "%s" PL_PLAIN, pl_account_caveat());
}

/* ---- states ---- */

static const pl_column state_columns[] = {{PL_LATER("gave"), 5},         {PL_LATER("kept"), 5},
                                          {PL_LATER("got"), 5},          {PL_LATER("for others¹"), 12},
                                          {PL_LATER("from others"), 12}, {PL_LATER("itself²"), 8},
                                          {PL_LATER("silence³"), 9}};
enum { STATE_COLUMNS = sizeof state_columns / sizeof state_columns[0] };

static void tell_states(const pl_voice *voice, const pl_ledger *ledger, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("Who gave and who got: items, and organisations spared"));
  pl_tell_head(tale, PL_TEXT("state"), state_columns, STATE_COLUMNS);
  for (int s = 0; s < ledger->state_count; s++) {
    const pl_ledger_state *state = &ledger->state[s];
    pl_row row = {.count = 0};
    put_plain(pl_row_next(&row), state->gave);
    put_plain(pl_row_next(&row), state->withheld);
    put_plain(pl_row_next(&row), state->received);
    put_share(pl_row_next(&row), state->spared_others);
    put_share(pl_row_next(&row), state->was_spared);
    put_share(pl_row_next(&row), state->spared_itself);
    put_plain(pl_row_next(&row), state->silence);
    pl_tell_row(tale, pl_table_name(voice, s), &row, state_columns, s == voice->seat);
  }
  pl_tale_put(tale, PL_TEXT("  Less than nothing: more were hit. ¹ Elsewhere, by its items; its fair share where "
                            "several warned of the same. ² What its own sharing spared itself. "
                            "³ What its withheld items would "
                            "have spared others, each taken alone."));
}

/* ---- incidents ---- */

static const char *split_word(pl_split split) {
  static const char *const words[] = {[PL_SPLIT_ALONE] = PL_LATER("one sharer alone"),
                                      [PL_SPLIT_EXACT] = PL_LATER("split exactly"),
                                      [PL_SPLIT_SAMPLED] = PL_LATER("split by sampled orders"),
                                      [PL_SPLIT_IN_PROPORTION] = PL_LATER("split in proportion")};
  return PL_TEXT(words[split]);
}

static void tell_incidents(const pl_voice *voice, const pl_ledger *ledger, bool all, pl_tale *tale) {
  const size_t shown = all || ledger->incident_count < MOST_SHOWN ? ledger->incident_count : MOST_SHOWN;
  if (shown) pl_tale_heading(tale, PL_TEXT("Incident by incident"));
  for (size_t i = 0; i < shown; i++) {
    const pl_ledger_incident *incident = &ledger->incident[i];
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_buffer_add_format(&line,
                         PL_TEXTS("%s: %s organisations and %s of damage spared, by %d state (%s).",
                                  "%s: %s organisations and %s of damage spared, by %d states (%s).",
                                  incident->sharers),
                         pl_phrase_incident(voice, incident->iid), pl_phrase_count(voice, incident->spared),
                         pl_phrase_units(voice, incident->spared_loss), (int)incident->sharers,
                         split_word(incident->split));
    pl_tale_take(tale, &line);
  }
  if (shown < ledger->incident_count)
    pl_tale_print(tale, PL_TEXTS("  And %zu more.", "  And %zu more.", ledger->incident_count - shown),
                  ledger->incident_count - shown);
}

/* ---- items ---- */

static int64_t weight_of(const pl_ledger_item *item) {
  const int64_t value = item->was_shared ? item->share : item->spared * 1000;
  return value < 0 ? -value : value;
}

static void put_shared(pl_buffer *out, const pl_voice *own, const pl_ledger_item *item) {
  const int64_t size = item->spared < 0 ? -item->spared : item->spared;
  const char *sent = pl_phrase_states(own, &item->sent), *count = pl_phrase_count(own, size);
  if (item->spared >= 0)
    pl_buffer_add_format(out,
                         PL_TEXTS("went to %s; without it %s organisation more would have been hit.",
                                  "went to %s; without it %s organisations more would have been hit.", size),
                         sent, count);
  else
    pl_buffer_add_format(out,
                         PL_TEXTS("went to %s; without it %s organisation fewer would have been hit.",
                                  "went to %s; without it %s organisations fewer would have been hit.", size),
                         sent, count);
  pl_buffer_add_text(out, " ");
  if (item->share_error)
    pl_buffer_add_format(out, PL_TEXT("Its fair share: %s, with a standard error of %s."), tenths_of(own, item->share),
                         tenths_of(own, item->share_error));
  else
    pl_buffer_add_format(out, PL_TEXT("Its fair share: %s."), tenths_of(own, item->share));
}

static void put_silence(pl_buffer *out, const pl_voice *own, const pl_ledger_item *item) {
  const int64_t size = item->spared < 0 ? -item->spared : item->spared;
  if (item->spared >= 0)
    pl_buffer_add_format(out,
                         PL_TEXTS("went to nobody; with all others it would have spared %s organisation.",
                                  "went to nobody; with all others it would have spared %s organisations.", size),
                         pl_phrase_count(own, size));
  else
    pl_buffer_add_format(out,
                         PL_TEXTS("went to nobody; with all others it would have cost %s organisation.",
                                  "went to nobody; with all others it would have cost %s organisations.", size),
                         pl_phrase_count(own, size));
}

static void tell_item(const pl_voice *voice, const pl_ledger_item *item, pl_tale *tale) {
  pl_voice own = *voice;
  pl_buffer line = {0}, day = {0};
  own.seat = item->originator;
  pl_put_short_day(&day, voice, pl_day_of(item->birth));
  pl_buffer_add_format(&line, "  · " PL_HANG "%s, %s, %s: ", pl_name_of_seat(voice, item->originator),
                       pl_phrase_incident(voice, item->iid), pl_buffer_text(&day));
  (item->was_shared ? put_shared : put_silence)(&line, &own, item);
  line.failed = line.failed || day.failed;
  pl_buffer_clear(&day);
  pl_tale_take(tale, &line);
}

/* The item that comes after `last` by weight, then by its place; −1: there is none of any weight. */
static int next_item(const pl_ledger *ledger, bool was_shared, int last) {
  int best = -1;
  for (int i = 0; i < (int)ledger->item_count; i++) {
    const pl_ledger_item *item = &ledger->item[i];
    const int64_t weight = weight_of(item), limit = last < 0 ? INT64_MAX : weight_of(&ledger->item[last]);
    if (item->was_shared != was_shared || !weight) continue;
    if (weight > limit || (weight == limit && i <= last)) continue;
    if (best < 0 || weight > weight_of(&ledger->item[best])) best = i;
  }
  return best;
}

static void tell_items(const pl_voice *voice, const pl_ledger *ledger, bool was_shared, bool all, pl_tale *tale) {
  int shown = 0, left = 0;
  for (int i = next_item(ledger, was_shared, -1); i >= 0; i = next_item(ledger, was_shared, i)) {
    if (!shown)
      pl_tale_heading(tale, was_shared ? PL_TEXT("What sharing an item was worth, most first")
                                       : PL_TEXT("What silence cost, most first"));
    if (all || shown < MOST_SHOWN) tell_item(voice, &ledger->item[i], tale);
    else left++;
    shown++;
  }
  if (left) pl_tale_print(tale, PL_TEXTS("  And %zu more.", "  And %zu more.", (size_t)left), (size_t)left);
}

void pl_tell_ledger(const pl_voice *voice, const pl_ledger *ledger, unsigned flags, pl_tale *tale) {
  const bool all = flags & PL_ACCOUNT_ALL_STATES;
  pl_tell_account_title(voice, tale, PL_TEXT("the ledger of sharing"));
  tell_whole(voice, ledger, tale);
  tell_states(voice, ledger, tale);
  tell_incidents(voice, ledger, all, tale);
  tell_items(voice, ledger, true, all, tale);
  tell_items(voice, ledger, false, all, tale);
  if (voice->phrases->failed) tale->failed = true;
}
