/* Placement: where states and forums stand, for each way to look at them. Cosmetic: no rule ever reads it.
 *
 * Made once for an exercise and then kept, so that nobody jumps about: on the map a state stands as near to its
 * place as its neighbours leave it; on the network (igraph, Fruchterman and Reingold 1991, begun from the map so
 * that people keep their bearings) states that share forums and depend on each other stand together. Both are in
 * board units, the logical pixels of a board area 1920 × 760 around (0, 0); a camera puts them on the screen. The
 * same scenario gives the same placement, whoever looks and however far the exercise is, until somebody pins a state
 * elsewhere on the network. */
#ifndef POLDER_VIEW_PLACEMENT_H
#define POLDER_VIEW_PLACEMENT_H

#include <polder/history.h>

#include "geography.h"

#define PL_BOARD_WIDTH 1920.0f /* board units */
#define PL_BOARD_HEIGHT 760.0f
#define PL_NETWORK_GROWTH 1.12f /* a disc on the network is so much larger */

typedef struct pl_place_on_board {
  pl_point map, network;  /* the middle of a disc or hub; a forum's network: of its name, mark and text together */
  pl_point home;          /* the own point on the map, where a leader line goes; equals map where unplaced */
  float radius;           /* of its disc, board units: k (25 + 3.75 √n), tokens by number of states */
  bool is_pinned;         /* on the network, by hand; it would stand at `free` … */
  pl_point free;          /* … else */
} pl_place_on_board;
typedef struct pl_placement {
  int state_count, forum_count;
  pl_place_on_board *state;  /* owned */
  pl_place_on_board *forum;  /* hubs: on the map near their members; on the network where the hull's name stands */
  pl_projection projection;
  float map_scale;           /* board units for a globe's radius */
  pl_point map_origin;       /* board point of the projection's centre */
  bool has_map;              /* a state has a place; otherwise all are invented and a map would mislead */
  pl_rect map_bounds, network_bounds; /* of all discs, labels, hubs and names, but for what was pinned since */
  unsigned moves;            /* how often something was pinned or released: what was computed before is out of date */
} pl_placement;
/* From the history's scenario: members at the start, alliances and dependencies. NULL: out of memory. */
pl_placement *pl_placement_new(const pl_history *history, pl_error *error);
void pl_placement_free(pl_placement *placement);
/* Puts a state elsewhere on the network, as near to `at` as the board's edge and the other discs leave it, and keeps it
 * there. */
void pl_placement_pin(pl_placement *placement, int state, pl_point at);
/* Lets it go back to where it would stand; no matter whether it was pinned. */
void pl_placement_release(pl_placement *placement, int state);

#endif
