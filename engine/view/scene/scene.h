/* The scene: what is to be seen of a moment, computed apart from its drawing.
 *
 * From timeline, placement, camera and the time that passed in come discs, ties, pulses, hubs, hulls and labels with
 * positions in logical pixels; a test can look at them without a single pixel. Labels never overlap: the less important
 * gives way, and with many states small ones are put together (aggregation) until one zooms in. */
#ifndef POLDER_VIEW_SCENE_H
#define POLDER_VIEW_SCENE_H

#include "placement.h"
#include "theme.h"
#include "timeline.h"

typedef enum pl_board_mode { PL_MODE_MAP, PL_MODE_NETWORK, PL_MODE_MATRIX, PL_MODES } pl_board_mode;

/* How a state is marked while an audience is chosen, or otherwise. */
typedef enum pl_mark {
  PL_MARK_NONE, PL_MARK_OWN, PL_MARK_CHOSEN, PL_MARK_ELIGIBLE, PL_MARK_LOCKED,
  PL_MARK_HAS /* it already */
} pl_mark;

typedef struct pl_camera {
  pl_point centre; /* board units */
  float zoom;      /* logical pixels for a board unit */
} pl_camera;

/* What the scene is asked for. */
typedef struct pl_scene_view {
  pl_rect area;              /* of the board, logical */
  pl_rect covered;           /* by the legend: labels keep off it; w = 0: nothing is */
  pl_camera camera;
  float passage;             /* 0: map … 1: network; between: on the way */
  double tick;               /* the moment, with a fraction of the tick that is passing */
  float seconds_per_tick;    /* of playback; pulses take their time by it */
  bool is_easing;            /* rings and counters take a moment to a new value; false: they show it at once */
  float seconds;             /* that passed since the scene before, for them */
  bool is_still;             /* reduced motion: nothing travels, what carries something is drawn thick */
  bool is_public;            /* large labels, nobody's own seat */
  int own_seat;              /* −1: none */
  int selected, hovered;     /* state, −1: none */
  int isolated;              /* only this state's ties at full strength; −1: all */
  int lifted_forum;          /* its members are lifted; −1: none */
  bool has_alliances, has_dependencies, has_trust; /* drawn all, not only for the hovered state */
  pl_language language;      /* of names on labels */
  const pl_mark *marks;      /* [state_count], or NULL */
  const pl_mark *forum_marks;/* [forum_count], or NULL */
  float label_size;          /* logical pixels */
  /* Widths of labels are asked of whoever draws; NULL: 0.6 × size for each character. */
  float (*text_width)(void *context, float size, int weight, const char *text);
  void *text_context;
} pl_scene_view;

typedef struct pl_scene_state {
  uint16_t state;
  pl_point at, home;
  float radius;
  float opacity;             /* 1, or less for those out of reach or not isolated */
  pl_mark mark;
  bool is_own, has_left, has_leader, is_known;
  bool is_pinned;            /* somebody put it where it is, and on the network it shows */
  int32_t hit, latent, recovered, organisations;
  float shown_hit, shown_recovered; /* by ring and number: as above, or on the way there */
  int32_t stands_for;        /* with aggregation: how many states this disc stands for; 1 */
  float name_size;           /* of the name and "+3" on a disc that stands for several; 0: they are in its label */
} pl_scene_state;

typedef enum pl_tie_kind { PL_TIE_THREAD, PL_TIE_ALLIANCE, PL_TIE_DEPENDENCY, PL_TIE_TRUST, PL_TIE_CUT } pl_tie_kind;
typedef struct pl_tie {
  pl_tie_kind kind;
  pl_point from, bend, to;   /* quadratic curve, from rim to rim */
  uint16_t state, other;     /* thread, cut: other is PL_NONE and the forum counts. A thread with `other` is what one
                              * state sends another directly, there while it does */
  uint16_t forum;
  float width, opacity;
  float gap;                 /* cut: 0 … 1 how far it is open */
  bool is_carrying;
} pl_tie;

typedef struct pl_scene_hub {
  uint16_t forum;
  pl_point at;
  pl_rect plate;             /* on the network: behind mark and name; w = 0: there is none */
  float plate_opacity;
  float size, opacity;
  pl_mark mark;
} pl_scene_hub;

enum { PL_HULL_POINTS = 64 };
typedef struct pl_hull {
  uint16_t forum;
  pl_point point[PL_HULL_POINTS]; /* convex, rounded, closed */
  int count;
  float opacity;
} pl_hull;

typedef struct pl_pulse {
  pl_flow_kind kind;
  pl_point at;
  pl_point tail[6];          /* where it was, newest first */
  float size;                /* radius of the disc, half diagonal of the diamond */
  float progress;            /* 0 … 1 of its way */
  float opacity;             /* less than 1 beside what is isolated */
  int32_t count;             /* more than 1: several are drawn as one */
  bool is_under_label;
} pl_pulse;

typedef enum pl_label_kind { PL_LABEL_STATE, PL_LABEL_HUB, PL_LABEL_NOTE } pl_label_kind;
typedef struct pl_scene_label {
  pl_label_kind kind;
  pl_rect rect;              /* of the whole label, logical */
  uint16_t index;            /* state or forum */
  char text[64];             /* "EST", "CSIRT network", "left 2 forums"; "" beside a disc that stands for several */
  int32_t hit;               /* drawn as a diamond and the number, as far as it has come; 0: not; −1: "?" */
  float size, opacity;
} pl_scene_label;

typedef struct pl_scene {
  pl_scene_view view;
  const pl_moment *moment;
  pl_scene_state *state;
  pl_tie *tie;
  pl_scene_hub *hub;
  pl_hull *hull;
  pl_pulse *pulse;
  pl_scene_label *label;
  int state_count, tie_count, hub_count, hull_count, pulse_count, label_count;
  int32_t hit, recovered;    /* organisations of all states that are known, as they are shown */
  bool is_easing;            /* a figure is on its way: another scene is wanted soon */
  uint64_t still_key;        /* changes when anything but pulses, dots, figures and labels does: what may be baked */
  bool failed;               /* an allocation failed: something is missing */
  void *memory;              /* private; reused from frame to frame */
} pl_scene;

/* Computes the scene; arrays live until the next call with the same scene. A zeroed pl_scene is valid. */
void pl_scene_compute(pl_scene *scene, pl_timeline *timeline, const pl_placement *placement,
                      const pl_scene_view *view);
void pl_scene_clear(pl_scene *scene);
/* The states that are drawn as one with this one, itself among them. */
void pl_scene_together(const pl_scene *scene, int state, pl_state_set *out);
/* Where organisation `index` of a state with `count` of them is drawn within its disc of radius 1. */
pl_point pl_dot_place(int index, int count);
/* The organisations' dots: they lie in wedges, one for each of the scenario's sectors, and each organisation in its
 * sector's as far as there is room. Fills dot[i] for the state's i-th organisation. */
void pl_dot_assign(const pl_history *history, int state, uint16_t *dot);
/* The camera that shows everything within `area` in this mode. */
pl_camera pl_camera_for(const pl_placement *placement, pl_board_mode mode, pl_rect area);

#endif
