/* What stands out in the record: silences, slowness, blind spots, broken rules, departures, objectives not met.
 *
 * A finding is a prompt, not a judgement: why something happened is for people to say. Of each kind only the most
 * telling are kept. Where people played it is their seats that are looked at. */
#include "section.h"

enum { SLOW_TICKS = PL_TICKS_PER_DAY, UNAWARE_TICKS = 2 * PL_TICKS_PER_DAY, MANY = 5 };

typedef struct search {
  const pl_page *page;
  pl_finding *found;
  size_t count, of_kind; /* in all; of this kind */
} search;

static bool is_looked_at(const pl_page *page, int seat) {
  if (seat >= page->scenario->state_count) return false;
  return pl_people(page) ? pl_session_is_person(page->after->session, seat) : page->scenario->states[seat].is_playable;
}

/* Among those of its kind by weight, of which the `most` largest are kept. */
static void keep(search *s, const pl_finding *finding, int64_t weight, int64_t *weights, size_t most) {
  pl_finding *first = s->found + s->count;
  size_t at = s->of_kind < most ? s->of_kind++ : most;
  if (s->count + s->of_kind > PL_MOST_FINDINGS) s->of_kind--;
  for (; at > 0 && weights[at - 1] < weight; at--)
    if (at < s->of_kind) first[at] = first[at - 1], weights[at] = weights[at - 1];
  if (at >= s->of_kind) return;
  first[at] = *finding;
  weights[at] = weight;
}

/* ---- one search for each kind ---- */

static void find_silences(search *s, int64_t *weights) {
  const pl_ledger *ledger = s->page->after->ledger;
  for (int i = 0; i < ledger->state_count; i++) {
    const pl_finding finding = {.kind = PL_FINDING_SILENCE, .seat = (uint16_t)i, .amount = ledger->state[i].silence,
                                .count = ledger->state[i].withheld};
    if (finding.amount > 0 && is_looked_at(s->page, i)) keep(s, &finding, finding.amount, weights, 2);
  }
}

static pl_tick first_sent(const pl_provenance_item *item) {
  for (size_t h = 0; h < item->hop_count; h++)
    if (item->hop[h].from == item->originator && item->hop[h].sent >= 0) return item->hop[h].sent;
  return -1;
}

static void find_slowness(search *s, int64_t *weights) {
  const pl_provenance *p = s->page->after->provenance;
  for (size_t i = 0; i < p->item_count; i++) {
    const pl_provenance_item *item = &p->item[i];
    const pl_tick sent = first_sent(item);
    const pl_finding finding = {.kind = PL_FINDING_SLOW, .seat = item->originator, .iid = item->iid,
                                .ticks = sent - item->birth};
    if (sent < 0 || item->birth < 0 || finding.ticks < SLOW_TICKS || !is_looked_at(s->page, item->originator)) continue;
    keep(s, &finding, finding.ticks, weights, 2);
  }
}

static void find_blindness(search *s, int64_t *weights) {
  for (size_t i = 0; i < s->page->after->perspective_count; i++) {
    const pl_perspective *p = s->page->after->perspective[i];
    if (!p->is_state || p->blind_spot < 0) continue;
    const pl_perspective_incident *incident = &p->incident[p->blind_spot];
    const pl_finding finding = {.kind = PL_FINDING_UNAWARE, .seat = (uint16_t)p->seat, .iid = incident->iid,
                                .ticks = incident->unaware, .amount = incident->infected_unheard};
    if (finding.ticks >= UNAWARE_TICKS) keep(s, &finding, finding.ticks, weights, 2);
  }
}

static void find_breaches(search *s, int64_t *weights) {
  const pl_provenance *p = s->page->after->provenance;
  for (int i = 0; i < s->page->scenario->state_count; i++) {
    const pl_provenance_state *state = &p->state[i];
    const int32_t broken = state->breaches > state->beyond_label ? state->breaches : state->beyond_label;
    const pl_finding finding = {.kind = PL_FINDING_BREACH, .seat = (uint16_t)i, .count = state->found,
                                .amount = broken};
    if (finding.amount) keep(s, &finding, finding.amount, weights, 2);
  }
}

/* Half of the states gave at least so many. */
static int32_t usual_gift(const pl_ledger *ledger) {
  for (int32_t gift = 0;; gift++) {
    int more = 0;
    for (int i = 0; i < ledger->state_count; i++) more += ledger->state[i].gave > gift;
    if (2 * more < ledger->state_count) return gift;
  }
}

/* Received much and gave far less than others do. */
static void find_receivers(search *s, int64_t *weights) {
  const pl_ledger *ledger = s->page->after->ledger;
  const int32_t usual = usual_gift(ledger);
  for (int i = 0; i < ledger->state_count; i++) {
    const pl_ledger_state *state = &ledger->state[i];
    const pl_finding finding = {.kind = PL_FINDING_RECEIVER, .seat = (uint16_t)i, .amount = state->received,
                                .count = state->gave};
    if (state->received < MANY || state->received < MANY * state->gave || 2 * state->gave >= usual) continue;
    if (is_looked_at(s->page, i)) keep(s, &finding, state->received - state->gave, weights, 1);
  }
}

static void find_departures(search *s, int64_t *weights) {
  const pl_history *history = s->page->after->history;
  for (int i = 0; i < s->page->scenario->state_count; i++) {
    pl_finding finding = {.kind = PL_FINDING_LEFT, .seat = (uint16_t)i};
    for (size_t e = 0; e < history->event_count; e++) {
      if (history->event[e].kind != PL_EVENT_LEFT || history->event[e].state != i) continue;
      if (!finding.count++) finding.forum = history->event[e].forum;
    }
    if (finding.count) keep(s, &finding, finding.count, weights, 2);
  }
}

static void find_objectives(search *s, int64_t *weights) {
  const pl_after_action *after = s->page->after;
  for (int o = 0; o < s->page->scenario->objective_count; o++) {
    pl_finding finding = {.kind = PL_FINDING_OBJECTIVE, .index = (uint16_t)o};
    for (size_t i = 0; i < after->objective_count; i++) {
      const pl_objective_row *row = &after->objective[i];
      const bool is_short = row->verdict == PL_VERDICT_NOT || row->verdict == PL_VERDICT_PARTLY;
      if (row->objective != o || !is_short || (pl_people(s->page) && !is_looked_at(s->page, row->seat))) continue;
      if (!finding.count++) finding.seat = row->seat;
    }
    if (finding.count) keep(s, &finding, finding.count, weights, 4);
  }
}

typedef void (*searcher)(search *s, int64_t *weights);
static const searcher searchers[] = {
    [PL_FINDING_SILENCE] = find_silences, [PL_FINDING_SLOW] = find_slowness,
    [PL_FINDING_UNAWARE] = find_blindness, [PL_FINDING_BREACH] = find_breaches,
    [PL_FINDING_RECEIVER] = find_receivers, [PL_FINDING_LEFT] = find_departures,
    [PL_FINDING_OBJECTIVE] = find_objectives};

size_t pl_find(const pl_page *page, pl_finding findings[PL_MOST_FINDINGS]) {
  search s = {.page = page, .found = findings};
  for (int kind = 0; kind < PL_FINDING_KINDS; kind++) {
    int64_t weights[PL_MOST_FINDINGS];
    s.of_kind = 0;
    searchers[kind](&s, weights);
    s.count += s.of_kind;
  }
  return s.count;
}
