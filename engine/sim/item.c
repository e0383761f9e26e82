/* Decisions about single items (extension §17): share this one with them, withhold it, publish it, let posture decide
 * again.
 *
 * The first decision takes an item out of posture's hands. What is no longer possible lapses and is recorded.
 * Recipients get one version, the full text or a tear-line; there is no upgrade. */
#include "world_internal.h"

/* Why this decision is impossible now, or −1. */
static int find_lapse(const pl_world *w, const pl_decision *d, int incident) {
  if (incident < 0 || w->incident[incident]->item[d->seat].birth < 0) return PL_LAPSE_NO_ITEM;
  if (w->incident[incident]->phase != PL_PHASE_ACTIVE) return PL_LAPSE_OVER;
  const pl_item *item = &w->incident[incident]->item[d->seat];
  if (w->now - item->birth > PL_TICKS_PER_ROUND) return PL_LAPSE_TOO_OLD;
  const pl_label label = d->flag ? pl_label_of_tear(item->label) : item->label;
  if (d->action == PL_ACTION_SHARE_PUBLIC && label > PL_AMBER) return PL_LAPSE_LABEL;
  if (d->action != PL_ACTION_SHARE_FORUM) return -1;
  if (d->target >= w->forum_count || !(w->state[d->seat].forums >> d->target & 1)) return PL_LAPSE_NOT_MEMBER;
  return label > w->scenario->forums[d->target].ceiling ? PL_LAPSE_LABEL : -1;
}

void pl_item_decide(pl_world *w, const pl_decision *d) {
  const int incident = pl_world_find_incident(w, d->iid);
  const int lapse = find_lapse(w, d, incident);
  if (lapse >= 0) {
    pl_record_lapse(w, d->seat, d->action, d->target, (pl_lapse)lapse);
    return;
  }
  w->incident[incident]->item[d->seat].is_single = d->action != PL_ACTION_RELEASE;
  pl_set_add(&w->used_items, d->seat);
  if (d->action == PL_ACTION_SHARE)
    pl_share_with(w, incident, d->seat, pl_world_resolve_audience(w, d->seat, &d->audience), -1, d->flag);
  else if (d->action == PL_ACTION_SHARE_FORUM)
    pl_share_with(w, incident, d->seat, w->forum[d->target].members, d->target, d->flag);
  else if (d->action == PL_ACTION_SHARE_PUBLIC)
    pl_share_publish(w, incident, d->seat, d->flag);
}
