/* Geography: coastlines and borders, and their projection on the board.
 *
 * The shapes are Natural Earth's at 1:110 million (assets/README.md); borders are as they are on the ground and take no
 * side. The projection is orthographic around a centre, so that crowded Europe gets room and North America is still
 * there; what lies behind the horizon is drawn on its edge. */
#ifndef POLDER_VIEW_GEOGRAPHY_H
#define POLDER_VIEW_GEOGRAPHY_H

#include <polder/scenario.h>
#include <polder/status.h>

#include "geometry.h"

/* Plane coordinates: the globe's radius is 1, x to the right, y down, the centre at 0. */
typedef struct pl_projection {
  double longitude, latitude; /* of the centre, degrees */
  double sine, cosine;        /* of the latitude */
} pl_projection;

/* The centre from which the placed states of a scenario are seen best; (−7, 50.5) where none is placed. */
pl_projection pl_projection_for(const pl_scenario *scenario);
pl_projection pl_projection_at(double longitude, double latitude);
/* Always a point on the disc; `is_visible`, unless NULL: false behind the horizon. */
pl_point pl_project(const pl_projection *projection, double longitude, double latitude, bool *is_visible);

/* Land and borders as connected lines, projected; what is wholly behind the horizon is left out. */
typedef struct pl_outline_path {
  int first, count; /* into point */
} pl_outline_path;
typedef struct pl_geography {
  pl_point *point;                /* owned */
  pl_outline_path *land, *border; /* rings, closed; lines, open */
  int land_count, border_count, point_count;
  pl_outline_path *graticule;     /* every 10° */
  int graticule_count;
} pl_geography;
/* NULL: out of memory. */
pl_geography *pl_geography_new(const pl_projection *projection, pl_error *error);
void pl_geography_free(pl_geography *geography);

#endif
