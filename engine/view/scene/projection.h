/* The two steps of a projection, for whoever has to clip between them. */
#ifndef POLDER_VIEW_PROJECTION_H
#define POLDER_VIEW_PROJECTION_H

#include "geography.h"

/* A point of the unit sphere as the viewer sees it: x to the right, y up, z towards the viewer. What has z < 0 is
 * behind the horizon. For the whole world, the sphere is folded to the half of it that is seen (see projection.c), and
 * the horizon is the meridian opposite the centre. */
typedef struct pl_vector {
  double x, y, z;
} pl_vector;

pl_vector pl_projection_turn(const pl_projection *projection, double longitude, double latitude);
pl_point pl_projection_flatten(const pl_projection *projection, pl_vector at);
/* The point of the horizon at `angle`, from the right against the clock. */
pl_vector pl_horizon_at(double angle);
/* Degrees between −180 and 180 from the projection's middle meridian. */
double pl_projection_east(const pl_projection *projection, double longitude);

#define PL_RADIAN 0.017453292519943295 /* a degree */

#endif
