/* The unit: how many device pixels a logical one has. */
#ifndef POLDER_VIEW_UNIT_H
#define POLDER_VIEW_UNIT_H

/* A picture of this size, in device pixels, at an interface scale of 0.8 … 2. */
float pl_unit_for(int width, int height, float scale);

#endif
