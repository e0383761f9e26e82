/* What the files of the scene share. */
#ifndef POLDER_VIEW_SCENE_INTERNAL_H
#define POLDER_VIEW_SCENE_INTERNAL_H

#include "scene.h"

enum {
  PL_DRAWN_FORUMS = 5, /* with threads and hulls, unless one is chosen or lifted: there are so many marks */
  PL_PULSES = 12       /* at once */
};
#define PL_RIM 9.0f    /* from a disc's edge to where its ties begin: the ring is between */

/* How much the curve between two nodes is bent on map and network, in lengths. Nodes: states, then forums. */
typedef struct pl_bend {
  uint32_t key;        /* 1 + both nodes; 0: free */
  float map, network;
} pl_bend;

/* Which disc stands for each state at one level of zoom, on the map or on the network. */
typedef struct pl_grouping {
  int level;           /* of zoom, in half octaves */
  bool is_made;
  int16_t *of;         /* [states]: the state that stands for it */
  pl_point *at;        /* [states]: of those that stand for some, board units */
  float *radius;
  int32_t *stands_for;
} pl_grouping;

/* A figure on its way from one value to another; see scene_figures.c. */
typedef struct pl_eased {
  float shown, left;   /* left: seconds until it is there */
  int32_t to;
} pl_eased;
typedef struct pl_shown_figures {
  pl_eased hit, recovered;
} pl_shown_figures;

/* Where a label was put, kept while nothing moves. */
typedef struct pl_label_place {
  float x, y, width;   /* left and top against the disc's centre, of the room kept for it */
  float size;          /* 0: there was none */
  bool is_bare;        /* without its number */
} pl_label_place;

/* Where a forum's mark and name were put on the network. */
typedef struct pl_name_place {
  pl_rect plate;
  int form;            /* how much of the name there is room for; see scene_names.c */
} pl_name_place;

/* A flow that is to be seen, and when. */
typedef struct pl_seen_flow {
  const pl_flow *flow;
  float progress;      /* 0 … 1, before easing */
  int32_t count;
  uint32_t rank;
} pl_seen_flow;
typedef struct pl_seen_flows { /* the first by rank; the last of them counts for those that found no place */
  pl_seen_flow row[PL_PULSES];
  int count;
  int32_t others;      /* that found no place */
} pl_seen_flows;

typedef struct pl_scene_memory {
  const pl_timeline *timeline;   /* of what is kept below */
  const pl_placement *placement;
  unsigned moves;                /* of the placement */
  int state_capacity, tie_capacity, hub_capacity, hull_capacity, pulse_capacity, label_capacity;
  pl_bend *bend;
  size_t bend_count, bend_capacity;
  pl_grouping grouping[2];
  int16_t *disc_of;              /* [states]: index into scene->state, of the disc that stands for it */
  float *name_width;             /* [states], for name_size */
  float name_size;
  pl_label_place *label_place;   /* [discs], for label_key */
  uint64_t label_key;
  bool has_all_labels;           /* in those places: nobody had to give way */
  uint16_t *order;               /* [states] */
  pl_shown_figures *figures;     /* [states] */
  bool has_figures;              /* they are of a scene before this one, so that there is something to ease from */
  pl_name_place *name_place;     /* [forums], for name_key */
  uint64_t name_key;
  pl_state_set *carrying;        /* [forums]: members whose threads carry something */
} pl_scene_memory;

/* What is passed about while one scene is computed. */
typedef struct pl_scene_work {
  pl_scene *scene;
  pl_scene_memory *memory;
  pl_timeline *timeline;
  const pl_history *history;
  const pl_placement *placement;
  const pl_relations *relations; /* of the round; NULL: none */
  const pl_scene_view *view;
  const pl_moment *moment;
  int states, forums;
  float travel;                  /* of the passage, eased: 0 map … 1 network */
  float threads, hulls;          /* 0 … 1: how much of each is there; the ones go as the others come */
  int round;                     /* that is passing */
  uint64_t drawn;                /* forums with threads and hulls */
  pl_seen_flows shared, incidents;
} pl_scene_work;

/* Room for one more row of an array of the scene, zeroed; NULL: out of memory, and the scene says so. */
void *pl_scene_add(pl_scene_work *work, void *array, int *count, int *capacity, size_t size);
#define PL_SCENE_ADD(work, what) \
  pl_scene_add(work, &(work)->scene->what, &(work)->scene->what##_count, &(work)->memory->what##_capacity, \
               sizeof *(work)->scene->what)

static inline pl_point pl_point_mix(pl_point a, pl_point b, float t) {
  return (pl_point){pl_mix(a.x, b.x, t), pl_mix(a.y, b.y, t)};
}
pl_point pl_scene_place(const pl_scene_work *work, pl_point board); /* on the screen */
bool pl_scene_is_drawn(const pl_scene_work *work, int forum);
/* The disc that stands for a state. */
const pl_scene_state *pl_scene_disc(const pl_scene_work *work, int state);
bool pl_scene_is_isolating(const pl_scene_work *work);
const char *pl_scene_forum_name(const pl_scene_work *work, int forum);

/* scene_figures.c */
/* Brings what is shown of each state nearer to the moment. */
void pl_scene_ease_figures(pl_scene_work *work);

/* scene_states.c */
bool pl_scene_group(pl_scene_work *work);
void pl_scene_put_states(pl_scene_work *work);
void pl_scene_put_hubs(pl_scene_work *work);
/* A forum's name beside its hub, in one line or two. */
typedef struct pl_hub_name {
  char line[2][64];
  int lines;
  float size, width; /* logical, of the wider line */
} pl_hub_name;
void pl_scene_name_hub(const pl_scene_work *work, int forum, pl_hub_name *name);
float pl_scene_text_width(const pl_scene_view *view, float size, int weight, const char *text);

/* scene_bends.c */
/* A tie's curve on the screen, from rim to rim. `a` and `b` are nodes: a state, or states + a forum. */
typedef struct pl_curve {
  pl_point from, bend, to;
} pl_curve;
/* `aside`: bent by so many lengths more, to its right. False: both are one disc, or there was no memory. */
bool pl_scene_curve(pl_scene_work *work, int a, int b, float aside, pl_curve *curve);
pl_point pl_curve_at(const pl_curve *curve, float t);

/* scene_flows.c */
/* Finds what is on its way at the moment. */
void pl_scene_find_flows(pl_scene_work *work);

/* scene_labels.c */
void pl_scene_put_labels(pl_scene_work *work); /* of states */
void pl_scene_put_notes(pl_scene_work *work);
/* Whether a rectangle is within the board and on nothing: no disc, label or legend, on the map no hub. */
bool pl_scene_is_clear(const pl_scene_work *work, pl_rect rect);
void pl_scene_add_line(pl_scene_work *work, pl_label_kind kind, int index, pl_rect rect, float size, float opacity,
                       const char *text);

/* scene_names.c */
/* Names of forums, where there is room: on the network each at the edge of its hull, and its hub with it. */
void pl_scene_put_names(pl_scene_work *work);

/* scene_ties.c, scene_hulls.c, scene_pulses.c */
void pl_scene_put_ties(pl_scene_work *work);
void pl_scene_put_hulls(pl_scene_work *work);
void pl_scene_put_pulses(pl_scene_work *work);

#endif
