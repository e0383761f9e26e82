/* A screen is laid out for a height of 1080 and a width of 1440 at least. In a smaller window everything shrinks, but
 * not below what can be read: then there is less room in it, and screens arrange themselves otherwise. */
#include "unit.h"

#define LEAST 0.62f /* the smallest type, 18, is then 11 device pixels */

float pl_unit_for(int width, int height, float scale) {
  const float by_height = (float)height / 1080, by_width = (float)width / 1440;
  const float fitting = by_height < by_width ? by_height : by_width;
  return (fitting < LEAST ? LEAST : fitting) * scale;
}
