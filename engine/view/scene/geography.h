/* Geography: coastlines and borders, and their projection on the board.
 *
 * The shapes are Natural Earth's at 1:110 million (assets/README.md); borders are as they are on the ground and take no
 * side. States that one side of the globe can show are seen as on a globe whose middle is magnified (a logarithmic
 * azimuthal projection; formula, source and what it was compared with are in projection.c), so that crowded Europe gets
 * room and North America is still there, foreshortened; what lies behind the horizon is drawn on its edge. A worldwide
 * set gets the whole world as an ellipse twice as wide as high (Hammer 1892). */
#ifndef POLDER_VIEW_GEOGRAPHY_H
#define POLDER_VIEW_GEOGRAPHY_H

#include <polder/scenario.h>
#include <polder/status.h>

#include "geometry.h"

typedef enum pl_projection_kind { PL_PROJECTION_GLOBE, PL_PROJECTION_WORLD } pl_projection_kind;

/* Plane coordinates: the globe's radius is 1, x to the right, y down, the centre at 0. The whole world is 2 high and
 * 4 wide. */
typedef struct pl_projection {
  pl_projection_kind kind;
  double longitude, latitude; /* of the centre, degrees */
  double sine, cosine;        /* of the latitude */
} pl_projection;

/* The centre from which the placed states of a scenario are seen best; (−7, 50.5) where none is placed. */
pl_projection pl_projection_for(const pl_scenario *scenario);
pl_projection pl_projection_at(double longitude, double latitude); /* the globe */
pl_projection pl_projection_world(double longitude);
/* Always a point within the outline; `is_visible`, unless NULL: false behind the horizon. */
pl_point pl_project(const pl_projection *projection, double longitude, double latitude, bool *is_visible);

/* Land and borders as connected lines, projected; what is wholly behind the horizon is left out. A ring that the
 * horizon cuts follows it from where the land goes under to where land comes up again. */
typedef struct pl_outline_path {
  int first, count; /* into point */
  bool is_water;    /* a ring that encloses a sea within land: to be filled with water, after all land */
} pl_outline_path;
typedef struct pl_geography {
  pl_point *point;                /* owned */
  pl_outline_path *land, *border; /* rings, closed: the last point is the first again; lines, open */
  int land_count, border_count, point_count;
  pl_outline_path *graticule;     /* every 10° */
  int graticule_count;
  pl_outline_path rim;            /* the outline of the globe or of the world, closed */
} pl_geography;
/* NULL: out of memory. */
pl_geography *pl_geography_new(const pl_projection *projection, pl_error *error);
void pl_geography_free(pl_geography *geography);

#endif
