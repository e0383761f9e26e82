/* What the files of the timeline share. */
#ifndef POLDER_VIEW_TIMELINE_INTERNAL_H
#define POLDER_VIEW_TIMELINE_INTERNAL_H

#include "timeline.h"

/* One organisation's part in one incident changed. Steps are in order of time and can be undone. */
typedef struct pl_step {
  pl_tick tick;
  pl_tick changed_before;  /* the organisation's last change before this one; filled in when the step is made */
  uint32_t organisation;
  unsigned state : 16, from : 2, to : 2; /* pl_condition_shown, in this incident alone */
} pl_step;

/* A forum was left or joined. */
typedef struct pl_membership {
  pl_tick tick;
  uint16_t state, forum;
  bool is_left, was_member; /* was_member: filled in when the step is made */
} pl_membership;

/* One organisation's part in one incident, while events are read: a chain for each organisation, newest first. */
typedef struct pl_part {
  pl_iid iid;
  uint32_t next;   /* 1 + index; 0: the last */
  uint8_t shown;   /* pl_condition_shown */
} pl_part;

typedef struct pl_incident_seen {
  pl_iid iid;
  int32_t unresolved; /* organisations latent or hit */
  int32_t states;     /* with a row below that says something */
  pl_knowing *row;    /* owned, [state_count]; NULL: of nobody anything is known */
} pl_incident_seen;

/* What was sent and has not arrived, by what it is; an open-addressed table. */
typedef struct pl_under_way {
  uint64_t key;    /* 0: free */
  pl_tick tick;
  uint16_t forum;
} pl_under_way;

/* A growing array: all of the timeline's are of this form. */
typedef struct pl_list {
  void *row;       /* owned */
  size_t count, capacity;
} pl_list;

struct pl_timeline {
  const pl_history *history;
  int states;
  uint32_t organisations;
  size_t read;            /* events */
  int rounds;             /* that can be shown */
  bool failed;            /* sticky: an extension failed halfway */

  pl_list steps;          /* pl_step */
  pl_list memberships;    /* pl_membership */
  pl_list leavings;       /* pl_leaving */
  pl_list flows;          /* pl_flow, by end */
  pl_list marks;          /* pl_mark_on_curve */
  pl_list curve;          /* int32_t, a day each */
  pl_list incidents;      /* pl_incident_seen, in the order in which they were heard of */
  pl_list heard;          /* pl_iid, by the number of states concerned */
  pl_list parts;          /* pl_part */
  pl_list posted;         /* pl_flow of a seat's own that arrive a little later than what is being read */
  pl_list given;          /* int32_t, [rounds begun · n · n]: received by the end of each round */

  uint32_t *newest_part;  /* [organisations]: 1 + index into parts */
  uint32_t *latest_flow;  /* [2 · (n + 1) · n]: the last flow of that kind, from, to */
  pl_list slots;          /* uint32_t: 1 + index into incidents, by a hash of the iid; capacity a power of two */
  pl_under_way *under_way;
  size_t under_way_count, under_way_capacity;
  size_t posted_done;     /* of `posted` that are flows by now */

  /* The moment, and how far the fold has come. */
  pl_moment moment;
  size_t step, membership;
  uint16_t (*count)[4];   /* [organisations]: how often ever hit, and incidents in which recovered, latent, hit */
  int32_t *most_hit;      /* [states]: in any moment shown so far, and all have been shown once */
  int reported_round;     /* whose figures are shown for other states; −1: none */
};

/* Room for one more row; NULL: out of memory. The row is zeroed. */
void *pl_list_add(pl_list *list, size_t size);

/* ---- timeline_steps.c: what events mean for organisations and memberships ---- */
bool pl_timeline_read_step(pl_timeline *timeline, const pl_event *event);
/* Whether the viewer's figures for this state come from events. */
bool pl_timeline_counts(const pl_timeline *timeline, int state);

/* ---- timeline_flows.c ---- */
bool pl_timeline_read_flow(pl_timeline *timeline, const pl_event *event);
/* After the last event: what a seat sent is under way no longer than until `end`; who was warned in time. */
bool pl_timeline_settle_flows(pl_timeline *timeline, pl_tick end, size_t from);

/* ---- timeline_knowing.c ---- */
bool pl_timeline_read_knowing(pl_timeline *timeline, const pl_event *event);
bool pl_timeline_rank_incidents(pl_timeline *timeline);
/* The incident of that name, added if `is_wanted`. NULL: not there, or out of memory. */
pl_incident_seen *pl_timeline_incident(const pl_timeline *timeline, pl_iid iid);
pl_incident_seen *pl_timeline_hear(pl_timeline *timeline, pl_iid iid);
bool pl_timeline_give(pl_timeline *timeline, pl_tick tick, int from, int to);

#endif
