/* The journal: append-only, with the open round at its end.
 *
 *   entry   | round 0 … | round 1 … | … | open round      |
 *           0                            open         count
 *
 * Nothing that a person decided is ever removed. A decision that was taken back is marked; one that a later decision of
 * its seat replaces (the same standing order, another answer to the same inject, another vote on the same application)
 * is not even marked, it simply no longer counts: take the later one back and it counts again. Whatever is asked is
 * about one seat, so the entries of a seat in the open round are a list of their own. Acts of control's stand among the
 * decisions, where they took effect; they are nobody's, and nothing takes them back. */
#include "journal.h"

#include <stdlib.h>

/* The entries own their acts. */
static void free_act(const pl_journal_entry *entry) { free((void *)entry->act); }

static void forget_seats(pl_journal *journal) {
  for (int s = 0; s < PL_MAX_SEATS; s++) journal->first[s] = journal->last[s] = PL_JOURNAL_END;
}

void pl_journal_init(pl_journal *journal) {
  *journal = (pl_journal){.count = 0};
  forget_seats(journal);
}

void pl_journal_clear(pl_journal *journal) {
  for (size_t i = 0; i < journal->count; i++) free_act(&journal->entry[i]);
  free(journal->entry);
  free(journal->mark);
  pl_journal_init(journal);
}

pl_status pl_journal_reserve(pl_journal *journal, size_t more, pl_error *error) {
  size_t wanted = journal->capacity ? journal->capacity : 64;
  while (wanted - journal->count < more) wanted *= 2;
  if (wanted == journal->capacity) return PL_OK;
  const size_t most = SIZE_MAX / sizeof(pl_journal_entry);
  pl_journal_entry *entry = wanted > most ? NULL : realloc(journal->entry, wanted * sizeof *entry);
  if (entry) journal->entry = entry;
  pl_journal_mark *mark = entry ? realloc(journal->mark, wanted * sizeof *mark) : NULL;
  if (!mark) return pl_error_set(error, PL_NO_MEMORY, "out of memory: the decision was not recorded; try again");
  journal->mark = mark;
  journal->capacity = wanted;
  return PL_OK;
}

/* The last entry becomes the last of its seat. */
static void link_last(pl_journal *journal) {
  const size_t index = journal->count - 1;
  const int seat = journal->entry[index].decision.seat;
  journal->mark[index].next = PL_JOURNAL_END;
  if (seat >= PL_MAX_SEATS) return;
  if (journal->last[seat] == PL_JOURNAL_END) journal->first[seat] = index;
  else journal->mark[journal->last[seat]].next = index;
  journal->last[seat] = index;
}

pl_status pl_journal_add(pl_journal *journal, const pl_journal_entry *entry, pl_error *error) {
  pl_status status = pl_journal_reserve(journal, 1, error);
  pl_act *act = status == PL_OK && entry->act ? pl_act_copy(entry->act) : NULL;
  if (status == PL_OK && entry->act && !act)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: the act was not recorded; try again");
  if (status != PL_OK) return status;
  pl_journal_add_reserved(journal, entry, act);
  return PL_OK;
}

void pl_journal_add_reserved(pl_journal *journal, const pl_journal_entry *entry, pl_act *act) {
  journal->entry[journal->count] = *entry;
  journal->entry[journal->count].act = act;
  if (act) journal->entry[journal->count].decision = (pl_decision){.seat = PL_NONE, .action = PL_NONE};
  journal->mark[journal->count] = (pl_journal_mark){.place = journal->next_place++};
  journal->count++;
  link_last(journal);
}

void pl_journal_mark_last(pl_journal *journal, int64_t sequence, int32_t place) {
  pl_journal_mark *mark = &journal->mark[journal->count - 1];
  mark->sequence = sequence;
  mark->place = place;
  if (journal->next_place <= place) journal->next_place = place + 1;
}

void pl_journal_open(pl_journal *journal) {
  journal->open = journal->count;
  journal->next_place = 0;
  forget_seats(journal);
}

void pl_journal_keep(pl_journal *journal, pl_journal_keeps keeps, const void *context) {
  const size_t count = journal->count;
  journal->count = journal->open;
  forget_seats(journal);
  for (size_t i = journal->open; i < count; i++) {
    if (!journal->entry[i].act && !keeps(context, &journal->entry[i], &journal->mark[i])) continue;
    journal->entry[journal->count] = journal->entry[i];
    journal->mark[journal->count++] = journal->mark[i];
    link_last(journal);
  }
}

static bool is_choice(const pl_action_row *row) { return row->arguments & (PL_ARGUMENT_INJECT | PL_ARGUMENT_BALLOT); }

/* Whether a later decision can take the place of one of this action at all. */
static bool is_replaceable(int action) {
  const pl_action_row *rows = pl_action_rows();
  return action < PL_ACTIONS && (rows[action].is_standing || is_choice(&rows[action]));
}

bool pl_journal_replaces(const pl_decision *later, const pl_decision *earlier) {
  if (later->seat != earlier->seat || later->action != earlier->action || !is_replaceable(later->action)) return false;
  return later->target == earlier->target; /* 0 in standing orders */
}

bool pl_journal_counts(const pl_journal *journal, size_t entry) {
  const pl_journal_entry *mine = &journal->entry[entry];
  if (mine->is_withdrawn || mine->act) return false;
  if (!is_replaceable(mine->decision.action)) return true;
  for (size_t i = journal->mark[entry].next; i != PL_JOURNAL_END; i = journal->mark[i].next) {
    const pl_journal_entry *later = &journal->entry[i];
    if (!later->is_withdrawn && pl_journal_replaces(&later->decision, &mine->decision)) return false;
  }
  return true;
}

size_t pl_journal_last(const pl_journal *journal, int seat) {
  size_t last = journal->count;
  for (size_t i = journal->first[seat]; i != PL_JOURNAL_END; i = journal->mark[i].next)
    if (!journal->entry[i].is_withdrawn && journal->entry[i].author != PL_AUTHOR_ORDER) last = i;
  return last;
}

/* first[s]: where the decisions of seat s begin in the sealed list. Returns how many there are. */
static size_t count_by_seat(const pl_journal *journal, int seat_count, size_t first[PL_MAX_SEATS + 1]) {
  for (int s = 0; s <= seat_count; s++) first[s] = 0;
  for (size_t i = journal->open; i < journal->count; i++)
    if (pl_journal_counts(journal, i)) first[journal->entry[i].decision.seat + 1]++;
  for (int s = 0; s < seat_count; s++) first[s + 1] += first[s];
  return first[seat_count];
}

pl_decision *pl_journal_sealed(const pl_journal *journal, int seat_count, size_t *count) {
  size_t next[PL_MAX_SEATS + 1];
  *count = count_by_seat(journal, seat_count, next);
  pl_decision *sealed = malloc((*count ? *count : 1) * sizeof *sealed);
  if (!sealed) return NULL;
  for (size_t i = journal->open; i < journal->count; i++) {
    const pl_decision *decision = &journal->entry[i].decision;
    if (pl_journal_counts(journal, i)) sealed[next[decision->seat]++] = *decision;
  }
  return sealed;
}
