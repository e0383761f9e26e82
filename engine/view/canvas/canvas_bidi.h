/* Text that runs from right to left, and lines that have some of it. */
#ifndef POLDER_VIEW_CANVAS_BIDI_H
#define POLDER_VIEW_CANVAS_BIDI_H

#include <stdbool.h>
#include <stdint.h>

/* The level of each of a line's characters, in a line that itself runs from left to right: odd ones run from right to
 * left. False: nothing does (or there was no memory to find out), and `level` is not touched. */
bool pl_bidi_levels(const uint32_t *character, int count, int8_t *level);
/* Whether a character is a mark that steers directions and is never drawn itself. */
bool pl_bidi_is_mark(uint32_t character);
/* The name in ISO 15924 of a script that runs from right to left; NULL: the character is of none. */
const char *pl_bidi_script(uint32_t character);
/* Fills `order` with the runs from left to right as they are seen; level[i] is that of the i-th run as it is read. */
void pl_bidi_order(const int8_t *level, int count, int *order);

#endif
