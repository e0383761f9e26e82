/* What the parts of a placement share. */
#ifndef POLDER_VIEW_PLACEMENT_INTERNAL_H
#define POLDER_VIEW_PLACEMENT_INTERNAL_H

#include "bodies.h"
#include "placement.h"

/* Many states need fewer steps to look settled, and each takes longer. */
static inline int pl_push_steps(int states) { return states <= 60 ? 900 : 300; }
#define PL_PULL 0.02f

/* How much room there is for each state, by how many there are. */
typedef struct pl_density {
  float gap;                       /* between discs */
  float label_width, label_height; /* least width; no height: the scene decides which labels are seen */
} pl_density;
pl_density pl_density_of(int states, bool is_network);
/* All of the board. */
pl_rect pl_board_area(void);
pl_body pl_body_of(float radius, pl_density density);

/* Map positions of states and forums; the radii are there already. `body` has room for every state. */
void pl_place_on_map(pl_placement *placement, const pl_scenario *scenario, pl_body *body);
/* Network positions of both, from those of the map. */
void pl_place_on_network(pl_placement *placement, const pl_scenario *scenario, pl_body *body);

#endif
