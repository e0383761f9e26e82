/* The account of provenance: where each item of intelligence went, hop by hop, and whether its rules were kept.
 *
 * Hops that differ in nothing but whom they reached are one line: an item that went to nine members of a forum went
 * there once. Of an item that was asked for by name the quality that arrived is told too, and parts them further. */
#include "accounts_internal.h"

/* ---- words ---- */

const char *pl_verdict_words(const pl_hop *hop) {
  switch (hop->handling) {
  case PL_HANDLING_ORIGINATOR:
    return hop->is_beyond_label ? PL_TEXT("through a forum that its label does not allow")
                                : PL_TEXT("sent by its originator");
  case PL_HANDLING_CONSENT: return PL_TEXT("passed on with its originator's consent");
  case PL_HANDLING_BREACH:
    return hop->is_beyond_label ? PL_TEXT("passed on without its originator's consent, and beyond its label")
                                : PL_TEXT("passed on without its originator's consent");
  case PL_HANDLING_VENDOR: return PL_TEXT("sold by a vendor");
  case PL_HANDLINGS: break;
  }
  return "";
}

static const char *way_of(const pl_voice *voice, const pl_hop *hop) {
  pl_buffer text = {0};
  switch (hop->channel) {
  case PL_CHANNEL_FORUM:
    if (hop->forum >= voice->scenario->forum_count) return PL_TEXT("through a forum");
    pl_buffer_add_format(&text, PL_TEXT("through %s"), pl_phrase_forum(voice, hop->forum));
    return pl_phrase_of(voice, &text);
  case PL_CHANNEL_BILATERAL: return PL_TEXT("directly");
  case PL_CHANNEL_PUBLIC: return PL_TEXT("in public");
  case PL_CHANNEL_ONWARD:
  case PL_CHANNEL_RELAY: return PL_TEXT("passed on");
  case PL_CHANNEL_COMMERCIAL: return PL_TEXT("sold");
  }
  return "";
}

void pl_put_way(pl_buffer *out, const pl_voice *voice, const pl_hop *hop) {
  const char *way = way_of(voice, hop);
  if (hop->is_tear) pl_buffer_add_format(out, PL_TEXT("%s, as a tear-line"), way);
  else pl_buffer_add_text(out, way);
}

static const char *moment_of(const pl_voice *voice, pl_tick tick) {
  pl_buffer text = {0};
  pl_put_moment(&text, voice, tick);
  return pl_phrase_of(voice, &text);
}

static const char *way_phrase(const pl_voice *voice, const pl_hop *hop) {
  pl_buffer text = {0};
  pl_put_way(&text, voice, hop);
  return pl_phrase_of(voice, &text);
}

static const char *giver_of(const pl_voice *voice, const pl_hop *hop) {
  return hop->from < voice->scenario->state_count ? pl_phrase_state(voice, hop->from) : PL_TEXT("a vendor");
}

static const char *label_of(pl_label label) {
  return label < PL_LABELS ? pl_chip(label) : PL_TEXT("a label that is not known");
}

/* ---- hops ---- */

static bool is_alike(const pl_hop *a, const pl_hop *b) {
  return a->from == b->from && a->sent == b->sent && a->received == b->received && a->arrival == b->arrival &&
         a->channel == b->channel && a->forum == b->forum && a->is_tear == b->is_tear && a->label == b->label &&
         a->handling == b->handling && a->is_beyond_label == b->is_beyond_label && (a->found < 0) == (b->found < 0);
}

/* Who sent it when to whom. A recipient that is not told when it was sent knows when it came. */
static void put_journey(pl_buffer *out, const pl_voice *voice, const pl_hop *hop, const pl_state_set *to) {
  pl_voice giver = *voice;
  giver.seat = hop->from < voice->scenario->state_count ? hop->from : -1; /* "all other states": than the giver */
  const char *from = giver_of(voice, hop), *whom = pl_phrase_states(&giver, to), *way = way_phrase(voice, hop);
  const char *when = moment_of(voice, hop->sent >= 0 ? hop->sent : hop->received);
  if (hop->handling == PL_HANDLING_VENDOR)
    pl_buffer_add_format(out, PL_TEXT("%s: sold by a vendor to %s."), when, whom);
  else if (hop->sent >= 0)
    /* TRANSLATORS: when, from whom, to whom, how ("through Delta Exchange"), under which label */
    pl_buffer_add_format(out, PL_TEXT("%s: %s to %s, %s, under %s."), when, from, whom, way, label_of(hop->label));
  else
    /* TRANSLATORS: when, to whom, from whom, how, under which label */
    pl_buffer_add_format(out, PL_TEXT("%s: received by %s from %s, %s, under %s."), when, whom, from, way,
                         label_of(hop->label));
}

static void put_arrival(pl_buffer *out, const pl_voice *voice, const pl_hop *hop) {
  if (hop->sent < 0) return;
  if (hop->arrival == PL_ARRIVAL_RECEIVED)
    pl_buffer_add_format(out, PL_TEXT(" Received: %s."), moment_of(voice, hop->received));
  if (hop->arrival == PL_ARRIVAL_TOO_LATE) pl_buffer_add_text(out, PL_TEXT(" Never received: the incident was over."));
  if (hop->arrival == PL_ARRIVAL_UNDER_WAY) pl_buffer_add_text(out, PL_TEXT(" Still on its way."));
}

/* What an originator sends needs no reason. */
static void put_verdict(pl_buffer *out, const pl_provenance *p, const pl_hop *hop) {
  if (hop->handling == PL_HANDLING_VENDOR) return;
  pl_buffer_add_text(out, pl_hop_kept_rules(hop) ? " " PL_DIM : " " PL_BAD);
  if (!pl_hop_kept_rules(hop))
    pl_buffer_add_format(out, PL_TEXT("Rules broken: %s."), pl_verdict_words(hop));
  else if (hop->handling == PL_HANDLING_CONSENT)
    pl_buffer_add_format(out, PL_TEXT("Rules kept: %s."), pl_verdict_words(hop));
  else
    pl_buffer_add_text(out, PL_TEXT("Rules kept."));
  if (hop->found >= 0) pl_buffer_add_text(out, PL_TEXT(" It was found out at once."));
  else if (hop->handling == PL_HANDLING_BREACH && p->sight.viewer == PL_VIEWER_CONTROL)
    pl_buffer_add_text(out, PL_TEXT(" It was never found out."));
  pl_buffer_add_text(out, PL_PLAIN);
}

static void tell_hops(const pl_voice *voice, const pl_provenance *p, const pl_hop *hop, const pl_state_set *to,
                      bool with_quality, pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "     " PL_HANG);
  put_journey(&line, voice, hop, to);
  put_arrival(&line, voice, hop);
  if (with_quality && hop->quality >= 0)
    pl_buffer_add_format(&line, PL_TEXT(" Quality %d\xC2\xA0%%."), pl_percent(hop->quality));
  put_verdict(&line, p, hop);
  pl_tale_take(tale, &line);
}

/* Which hops of an item are told, and how. */
enum { WITH_QUALITY = 1, BROKEN_ONLY = 2 };

static bool is_one_line(const pl_hop *a, const pl_hop *b, unsigned how) {
  return is_alike(a, b) && (!(how & WITH_QUALITY) || pl_percent(a->quality) == pl_percent(b->quality));
}

static bool is_told_before(const pl_provenance_item *item, size_t at, unsigned how) {
  for (size_t i = 0; i < at; i++)
    if (is_one_line(&item->hop[i], &item->hop[at], how)) return true;
  return false;
}

/* Each group of like hops where its first one stands. */
static void tell_journeys(const pl_voice *voice, const pl_provenance *p, const pl_provenance_item *item, unsigned how,
                          pl_tale *tale) {
  for (size_t i = 0; i < item->hop_count; i++) {
    const pl_hop *hop = &item->hop[i];
    pl_state_set to = {{0}};
    if ((how & BROKEN_ONLY && pl_hop_kept_rules(hop)) || is_told_before(item, i, how)) continue;
    pl_set_add(&to, hop->to);
    for (size_t k = i + 1; k < item->hop_count; k++)
      if (is_one_line(&item->hop[k], hop, how)) pl_set_add(&to, item->hop[k].to);
    tell_hops(voice, p, hop, &to, how & WITH_QUALITY, tale);
  }
}

/* ---- items ---- */

static void put_origin(pl_buffer *out, const pl_voice *voice, const pl_provenance_item *item) {
  const char *what = pl_phrase_incident(voice, item->iid);
  if (item->originator >= voice->scenario->state_count)
    pl_buffer_add_format(out, PL_TEXT("%s, from vendors."), what);
  else if (item->birth < 0)
    pl_buffer_add_format(out, PL_TEXT("%s, found by %s."), what, pl_phrase_state(voice, item->originator));
  else
    pl_buffer_add_format(out, PL_TEXT("%s, found by %s: %s; quality %d\xC2\xA0%%."), what,
                         pl_phrase_state(voice, item->originator), moment_of(voice, item->birth),
                         pl_percent(item->quality));
}

static void put_fate(pl_buffer *out, const pl_voice *voice, const pl_provenance_item *item) {
  if (item->published >= 0 && item->is_tear_published)
    pl_buffer_add_format(out, PL_TEXT(" Its tear-line published: %s."), moment_of(voice, item->published));
  else if (item->published >= 0)
    pl_buffer_add_format(out, PL_TEXT(" Published: %s, and %s from then on."), moment_of(voice, item->published),
                         pl_chip(PL_CLEAR));
  if (item->burnt >= 0)
    pl_buffer_add_format(out, PL_TEXT(" Its source was burnt: %s, at a cost of %s."), moment_of(voice, item->burnt),
                         pl_phrase_units(voice, item->burn_cost));
  if (item->birth >= 0 && !item->hop_count) pl_buffer_add_text(out, PL_TEXT(" Sent to nobody."));
}

static void tell_item(const pl_voice *voice, const pl_provenance *p, const pl_provenance_item *item, unsigned how,
                      pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  ·  " PL_HANG);
  if (item->label_at_birth < PL_LABELS) pl_buffer_add_format(&line, "%s ", pl_chip(item->label_at_birth));
  put_origin(&line, voice, item);
  put_fate(&line, voice, item);
  pl_tale_take(tale, &line);
  tell_journeys(voice, p, item, how, tale);
}

/* ---- the whole ---- */

static void tell_whole(const pl_voice *voice, const pl_provenance *p, pl_tale *tale) {
  const pl_provenance_state *all = &p->all;
  if (p->sight.viewer == PL_VIEWER_SEAT)
    pl_tale_print(tale, PL_TEXT("As far as %s could see:"), pl_name_of_seat(voice, p->sight.seat));
  pl_tale_print(tale,
                PL_TEXTS("%s finding, %s of them sent to nobody.", "%s findings, %s of them sent to nobody.",
                         all->items),
                pl_phrase_count(voice, all->items), pl_phrase_count(voice, all->never_sent));
  pl_tale_print(tale,
                PL_TEXT("Copies sent by their originators: %s. Passed on with consent: %s; without: %s, of which found "
                        "out: %s. Beyond their label: %s."),
                pl_phrase_count(voice, all->sent), pl_phrase_count(voice, all->relayed),
                pl_phrase_count(voice, all->breaches), pl_phrase_count(voice, all->found),
                pl_phrase_count(voice, all->beyond_label));
}

static const pl_column columns[] = {{PL_LATER("own"), 6},   {PL_LATER("unsent"), 7},  {PL_LATER("sent"), 6},
                                    {PL_LATER("relayed"), 8}, {PL_LATER("without"), 8}, {PL_LATER("found"), 6},
                                    {PL_LATER("beyond"), 7},  {PL_LATER("got"), 6}};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void put_plain(pl_buffer *out, int64_t count) {
  if (count) pl_put_count(out, count);
  else pl_buffer_add_text(out, "·");
}

static void tell_states(const pl_voice *voice, const pl_provenance *p, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("Who sent, passed on and broke the rules: copies"));
  pl_tell_head(tale, PL_TEXT("state"), columns, COLUMNS);
  for (int s = 0; s < p->scenario->state_count; s++) {
    const pl_provenance_state *state = &p->state[s];
    const int32_t figures[COLUMNS] = {state->items,    state->never_sent, state->sent,         state->relayed,
                                      state->breaches, state->found,      state->beyond_label, state->received};
    pl_row row = {.count = 0};
    for (int i = 0; i < COLUMNS; i++) put_plain(pl_row_next(&row), figures[i]);
    pl_tell_row(tale, pl_table_name(voice, s), &row, columns, false);
  }
  pl_tale_put(tale, PL_TEXT("  Own: its findings; unsent: of these, to nobody. Relayed: others' items, passed on with "
                            "consent; without: without; found: found out. Beyond: its label did not allow it."));
}

static bool is_broken(const pl_provenance_item *item) {
  for (size_t h = 0; h < item->hop_count; h++)
    if (!pl_hop_kept_rules(&item->hop[h])) return true;
  return false;
}

static void tell_broken(const pl_voice *voice, const pl_provenance *p, pl_tale *tale) {
  bool is_first = true;
  for (size_t i = 0; i < p->item_count; i++) {
    if (!is_broken(&p->item[i])) continue;
    if (is_first) pl_tale_heading(tale, PL_TEXT("Rules broken"));
    is_first = false;
    tell_item(voice, p, &p->item[i], BROKEN_ONLY, tale);
  }
}

void pl_tell_provenance(const pl_voice *voice, const pl_provenance *provenance, const pl_provenance_item *only,
                        pl_tale *tale) {
  pl_tell_account_title(voice, tale, PL_TEXT("where intelligence came from"));
  if (only) {
    tell_item(voice, provenance, only, WITH_QUALITY, tale);
    return;
  }
  tell_whole(voice, provenance, tale);
  tell_states(voice, provenance, tale);
  tell_broken(voice, provenance, tale);
  if (provenance->item_count) pl_tale_heading(tale, PL_TEXT("Every item, and each step it took"));
  for (size_t i = 0; i < provenance->item_count; i++) tell_item(voice, provenance, &provenance->item[i], 0, tale);
}
