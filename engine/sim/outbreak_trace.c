/* Where infections came from, for the record of events.
 *
 * The map keeps links with their supplier only, and the kernel keeps sums of pressure without their parts. So when
 * somebody falls in a tick, and only then, the links out of all who are infectious are walked once, and the pressure
 * that meets someone who falls in this tick is added up by the supplier's state:
 *
 *   press[]  (organisation, state, amount) one per link  ──sorted, summed──►  (organisation, state that pressed most)
 *
 * Who falls can be told without a list: while the kernel tells of the first, the slots of all of them are closed
 * already, and all but the first still read susceptible. Nothing here is called unless events are recorded. */
#include "outbreak_internal.h"

#include <stdlib.h>

static bool is_falling(const pl_outbreak *o, uint32_t organisation, uint32_t first) {
  if (organisation == first) return true;
  const uint32_t entry = entry_of(o, organisation);
  return entry && condition_of(entry) == SUSCEPTIBLE && o->slot[slot_number(entry)].place == INFECTED;
}

static bool add_press(pl_trace *trace, pl_press press) {
  if (trace->count == trace->capacity) {
    const size_t capacity = trace->capacity ? trace->capacity * 2 : 64;
    pl_press *grown = realloc(trace->press, capacity * sizeof *grown);
    if (!grown) return false;
    trace->press = grown;
    trace->capacity = capacity;
  }
  trace->press[trace->count++] = press;
  return true;
}

/* Every link from `supplier` to somebody who falls in this tick, with the pressure that the kernel gives it. */
static bool collect_press(const pl_outbreak *o, const stay *supplier, uint32_t first, pl_trace *trace) {
  const pl_map *map = o->map;
  const uint32_t end = map->out_first[supplier->organisation + 1];
  for (uint32_t a = map->out_first[supplier->organisation]; a < end; a++) {
    const uint32_t customer = map->arc[a].customer;
    const int64_t amount = mul(o->disease.beta, map->arc[a].weight);
    if (!amount || !is_falling(o, customer, first)) continue;
    if (!add_press(trace, (pl_press){amount, customer, supplier->state})) return false;
  }
  return true;
}

static int by_customer_and_state(const void *a, const void *b) {
  const pl_press *x = a, *y = b;
  if (x->organisation != y->organisation) return x->organisation < y->organisation ? -1 : 1;
  return (x->state > y->state) - (x->state < y->state);
}

/* Rows of one organisation and state become their sum. */
static void add_up(pl_trace *trace) {
  size_t kept = 0;
  for (size_t i = 0; i < trace->count; i++) {
    pl_press *last = kept ? &trace->press[kept - 1] : NULL;
    if (last && !by_customer_and_state(last, &trace->press[i])) last->amount += trace->press[i].amount;
    else trace->press[kept++] = trace->press[i];
  }
  trace->count = kept;
}

/* Of each organisation's rows the heaviest stays; states ascend, so the first of equals is the lowest. */
static void keep_heaviest(pl_trace *trace) {
  size_t kept = 0;
  for (size_t i = 0; i < trace->count; i++) {
    pl_press *best = kept ? &trace->press[kept - 1] : NULL;
    if (!best || best->organisation != trace->press[i].organisation) trace->press[kept++] = trace->press[i];
    else if (trace->press[i].amount > best->amount) *best = trace->press[i];
  }
  trace->count = kept;
}

bool pl_outbreak_trace(const pl_outbreak *o, uint32_t first, pl_trace *trace) {
  trace->count = 0;
  for (uint32_t i = 0; i < o->infectious.count; i++)
    if (!collect_press(o, &o->infectious.row[i], first, trace)) return false;
  if (!trace->count) return true;
  qsort(trace->press, trace->count, sizeof *trace->press, by_customer_and_state);
  add_up(trace);
  keep_heaviest(trace);
  return true;
}

uint16_t pl_trace_source(const pl_trace *trace, uint32_t organisation) {
  size_t low = 0, high = trace->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (trace->press[middle].organisation < organisation) low = middle + 1;
    else high = middle;
  }
  return low < trace->count && trace->press[low].organisation == organisation ? trace->press[low].state : PL_NONE;
}

void pl_trace_clear(pl_trace *trace) {
  free(trace->press);
  *trace = (pl_trace){0};
}
