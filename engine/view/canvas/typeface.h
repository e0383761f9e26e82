/* Typefaces: which font file has a weight or a character, and the fonts opened from them. */
#ifndef POLDER_VIEW_TYPEFACE_H
#define POLDER_VIEW_TYPEFACE_H

#include <SDL_ttf.h>

#include <polder/status.h>

typedef struct pl_typeface pl_typeface;

/* PL_SYSTEM: no font; the error says which package has one. */
pl_typeface *pl_typeface_new(pl_error *error);
void pl_typeface_free(pl_typeface *typeface); /* NULL is fine */

/* The face of a weight, 400 … 700 (others are rounded). Never negative. */
int pl_typeface_face(const pl_typeface *typeface, int weight);
/* The face for one character: that of the weight if it has it, else DejaVu Sans, else any font that has it, which is
 * looked for once; else that of the weight. */
int pl_typeface_face_for(pl_typeface *typeface, int weight, uint32_t character);
/* The font of a face in this size, in quarters of a pixel, with an outline around its glyphs in whole pixels. Borrowed
 * until the next call. NULL: it can't be opened. */
TTF_Font *pl_typeface_font(pl_typeface *typeface, int face, int quarters, int outline);

#endif
