/* Sprites: small shapes, made once. */
#include "canvas_internal.h"

bool pl_canvas_sprites_open(pl_canvas *canvas) { return canvas != NULL; }
void pl_canvas_sprites_forget(pl_canvas *canvas) { (void)canvas; }
void pl_canvas_sprites_close(pl_canvas *canvas) { (void)canvas; }
