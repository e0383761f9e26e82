/* The sharing matrix, from the hops of every item. An item has few hops, so whether the same pair came earlier in it is
 * looked up among them. */
#include "sharing.h"

#include <stdlib.h>

/* The hop is the first of its item between the two that is like it: sent, or arrived. */
static bool is_first(const pl_provenance_item *item, size_t index, bool is_arrival) {
  const pl_hop *hop = &item->hop[index];
  if (is_arrival && hop->arrival != PL_ARRIVAL_RECEIVED) return false;
  for (size_t i = 0; i < index; i++) {
    const pl_hop *other = &item->hop[i];
    if (other->from == hop->from && other->to == hop->to && (!is_arrival || other->arrival == PL_ARRIVAL_RECEIVED))
      return false;
  }
  return true;
}

static void count_item(pl_sharing *sharing, const pl_provenance_item *item) {
  for (size_t i = 0; i < item->hop_count; i++) {
    const pl_hop *hop = &item->hop[i];
    if (hop->from >= sharing->states || hop->to >= sharing->states) continue;
    const int32_t at = hop->from * sharing->states + hop->to;
    sharing->sent[at] += is_first(item, i, false);
    sharing->received[at] += is_first(item, i, true);
  }
}

pl_status pl_sharing_make(pl_sharing *sharing, const pl_provenance *provenance, pl_error *error) {
  const size_t n = provenance->scenario->state_count;
  *sharing = (pl_sharing){.states = (int32_t)n};
  sharing->sent = calloc(n * n, sizeof *sharing->sent);
  sharing->received = calloc(n * n, sizeof *sharing->received);
  if (!sharing->sent || !sharing->received) {
    pl_sharing_clear(sharing);
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot count what was shared");
  }
  for (size_t i = 0; i < provenance->item_count; i++) count_item(sharing, &provenance->item[i]);
  return PL_OK;
}

void pl_sharing_clear(pl_sharing *sharing) {
  free(sharing->sent);
  free(sharing->received);
  *sharing = (pl_sharing){.states = 0};
}

int32_t pl_sharing_gave(const pl_sharing *sharing, int from) {
  int32_t sum = 0;
  for (int32_t to = 0; to < sharing->states; to++) sum += sharing->sent[from * sharing->states + to];
  return sum;
}

int32_t pl_sharing_got(const pl_sharing *sharing, int to) {
  int32_t sum = 0;
  for (int32_t from = 0; from < sharing->states; from++) sum += sharing->sent[from * sharing->states + to];
  return sum;
}
