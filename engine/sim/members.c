/* Who sits where: leaving, joining, applications and votes (model §5.2; extension §19).
 *
 * Invariants: forum.members and state.forums say the same; a member neither applies nor waits to be admitted. A forum
 * with an open vote admits at once; any other takes one application at a time, votes on it in the next round, and
 * admits the applicant after its delay. Silence on an application means yes where trust in the applicant is at least
 * acc_th. */
#include "world_internal.h"

static void set_member(pl_world *w, int state, int forum, bool is_member) {
  if (is_member) {
    pl_set_add(&w->forum[forum].members, (unsigned)state);
    w->state[state].forums |= UINT64_C(1) << forum;
  } else {
    pl_set_remove(&w->forum[forum].members, (unsigned)state);
    w->state[state].forums &= ~(UINT64_C(1) << forum);
  }
}

/* Memberships are public; who asks for one is the members' business, and its own. */
static void record_membership(pl_world *w, pl_event_kind kind, int state, int forum) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, kind);
  event.state = (uint16_t)state;
  event.forum = (uint16_t)forum;
  event.is_public = kind != PL_EVENT_APPLIED;
  event.seen_by = pl_set_union(w->forum[forum].members, pl_seen_by(state));
  pl_record(w, &event);
}

/* Everyone still in the forum remembers the leaver less fondly; who shares two forums with it, twice. */
void pl_member_leave(pl_world *w, int state, int forum) {
  if (!pl_set_has(&w->forum[forum].members, (unsigned)state)) return;
  set_member(w, state, forum, false);
  w->state[state].ever_left |= UINT64_C(1) << forum;
  w->state[state].standing = (pl_q16)mul(w->state[state].standing, PL_ONE - PL_LEAVER_STANDING);
  const pl_state_set *left = &w->forum[forum].members;
  for (int m = pl_set_next(left, 0); m >= 0; m = pl_set_next(left, m + 1)) {
    pl_q16 *trust = pl_trust(w, m, state);
    *trust = (pl_q16)mul(*trust, PL_ONE - PL_LEAVER_TRUST);
  }
  record_membership(w, PL_EVENT_LEFT, state, forum);
}

/* However it came in: what it still had pending is settled. */
void pl_member_join(pl_world *w, int state, int forum) {
  pl_forum *f = &w->forum[forum];
  if (pl_set_has(&f->members, (unsigned)state)) return;
  set_member(w, state, forum, true);
  f->admit_round[state] = -1;
  if (f->applicant == state) f->applicant = PL_NONE;
  record_membership(w, PL_EVENT_JOINED, state, forum);
}

static void join(pl_world *w, int state, int forum) {
  const pl_forum_spec *spec = &w->scenario->forums[forum];
  const bool has_left_now = w->room.orders[state].leave >> forum & 1;
  if (pl_set_has(&w->forum[forum].members, (unsigned)state))
    pl_record_lapse(w, state, PL_ACTION_JOIN, forum, PL_LAPSE_IS_MEMBER);
  else if (has_left_now || !pl_set_has(&spec->open_to, (unsigned)state))
    pl_record_lapse(w, state, PL_ACTION_JOIN, forum, PL_LAPSE_NOT_OPEN);
  else if (spec->vote == PL_VOTE_OPEN)
    pl_member_join(w, state, forum);
  else
    pl_set_add(&w->room.applicants[forum], (unsigned)state);
}

static void leave(pl_world *w, int state, int forum) {
  if (pl_set_has(&w->forum[forum].members, (unsigned)state))
    pl_member_leave(w, state, forum);
  else
    pl_record_lapse(w, state, PL_ACTION_LEAVE, forum, PL_LAPSE_NOT_MEMBER);
}

/* ---- motions ---- */
static pl_ballot ballot_of(const pl_world *w, int member, int forum, int applicant) {
  const round_orders *orders = &w->room.orders[member];
  if (orders->votes_yes >> forum & 1) return PL_BALLOT_YES;
  if (orders->votes_no >> forum & 1) return PL_BALLOT_NO;
  if (orders->votes_abstain >> forum & 1) return PL_BALLOT_ABSTAIN;
  return w->trust[member * w->n + applicant] >= w->p->acc_th ? PL_BALLOT_YES : PL_BALLOT_NO;
}

/* Members learn how the vote went, everybody else how it ended. */
static void record_admission(pl_world *w, int applicant, int forum, bool is_passed, int yes, int no) {
  if (!pl_is_recording(w)) return;
  const pl_state_set *members = &w->forum[forum].members;
  pl_event event = pl_event_now(w, PL_EVENT_ADMISSION);
  event.state = (uint16_t)applicant;
  event.forum = (uint16_t)forum;
  event.flag = is_passed;
  event.amount = -1;
  event.seen_by = pl_set_difference(pl_set_first((unsigned)pl_scenario_seat_count(w->scenario)), *members);
  pl_record(w, &event);
  event.amount = yes;
  event.index = (uint16_t)no;
  event.seen_by = *members;
  pl_record(w, &event);
}

static void vote(pl_world *w, int forum) {
  pl_forum *f = &w->forum[forum];
  const int applicant = f->applicant;
  int yes = 0, no = 0;
  for (int m = pl_set_next(&f->members, 0); m >= 0; m = pl_set_next(&f->members, m + 1)) {
    const pl_ballot ballot = ballot_of(w, m, forum, applicant);
    yes += ballot == PL_BALLOT_YES;
    no += ballot == PL_BALLOT_NO;
  }
  const bool is_passed = w->scenario->forums[forum].vote == PL_VOTE_UNANIMITY ? no == 0 : yes > no;
  if (is_passed) f->admit_round[applicant] = w->round + w->scenario->forums[forum].delay;
  f->applicant = PL_NONE;
  record_admission(w, applicant, forum, is_passed, yes, no);
}

static void admit_due(pl_world *w, int forum) {
  for (int s = 0; s < w->n; s++) {
    const int due = w->forum[forum].admit_round[s];
    if (due >= 0 && due <= w->round) pl_member_join(w, s, forum);
  }
}

/* One application at a time, the lowest state's; the others lapse. */
static void take_application(pl_world *w, int forum) {
  pl_forum *f = &w->forum[forum];
  const pl_state_set *asking = &w->room.applicants[forum];
  for (int s = pl_set_next(asking, 0); s >= 0; s = pl_set_next(asking, s + 1)) {
    if (f->applicant != PL_NONE || f->admit_round[s] >= 0 || pl_set_has(&f->members, (unsigned)s)) {
      pl_record_lapse(w, s, PL_ACTION_JOIN, forum, PL_LAPSE_NOT_OPEN);
      continue;
    }
    f->applicant = (uint16_t)s;
    f->applied_round = w->round;
    record_membership(w, PL_EVENT_APPLIED, s, forum);
  }
}

/* Leaves and open joins state by state; then, forum by forum, the vote on last round's application, admissions that
 * are due, and a new application, which is voted on in the next round. */
void pl_members_resolve(pl_world *w) {
  for (int s = 0; s < w->n; s++) {
    const round_orders orders = w->room.orders[s];
    if (!(orders.leave | orders.join)) continue;
    for (int f = 0; f < w->forum_count; f++)
      if (orders.leave >> f & 1) leave(w, s, f);
    for (int f = 0; f < w->forum_count; f++)
      if (orders.join >> f & 1) join(w, s, f);
  }
  for (int f = 0; f < w->forum_count; f++) {
    if (w->scenario->forums[f].vote == PL_VOTE_OPEN) continue;
    if (w->forum[f].applicant != PL_NONE && w->forum[f].applied_round < w->round) vote(w, f);
    admit_due(w, f);
    take_application(w, f);
  }
}
