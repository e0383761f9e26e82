/* A picture of the board, drawn in memory and written as a PNG: no display, no clock, so always the same. */
#include <SDL.h>
#include <SDL_image.h>
#include <SDL_ttf.h>
#include <errno.h>
#include <fontconfig/fontconfig.h>
#include <igraph.h>
#include <stdio.h>
#include <string.h>

#include <polder/view.h>

#include "app.h"
#include "unit.h"

typedef struct picture {
  SDL_Surface *surface;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_app *app;
} picture;

static pl_status check(const pl_picture_options *options, pl_error *error) {
  if (options->width < 320 || options->width > 7680 || options->height < 320 || options->height > 7680)
    return pl_error_set(error, PL_BAD_INPUT, "a picture of %dx%d: expected 320 to 7680 in both directions",
                        options->width, options->height);
  return PL_OK;
}

static pl_status prepare(picture *p, const pl_picture_options *options, const pl_view_options *view, pl_error *error) {
  p->surface = SDL_CreateRGBSurfaceWithFormat(0, options->width, options->height, 32, SDL_PIXELFORMAT_ARGB8888);
  if (p->surface) p->renderer = SDL_CreateSoftwareRenderer(p->surface);
  if (!p->renderer) return pl_error_set(error, PL_SYSTEM, "cannot draw a picture: %.160s", SDL_GetError());
  p->canvas = pl_canvas_new(p->renderer, error);
  if (p->canvas) p->app = pl_app_new(p->canvas, view, error);
  return p->app ? PL_OK : error->status;
}

static void discard(picture *p) {
  pl_app_free(p->app);
  pl_canvas_free(p->canvas);
  if (p->renderer) SDL_DestroyRenderer(p->renderer);
  SDL_FreeSurface(p->surface);
}

/* The first frame decides what there is, the second where the legend is, and the third shows it all at rest. */
static pl_status draw(picture *p, const pl_picture_options *options, pl_error *error) {
  const pl_input nothing = {0};
  const float unit = pl_unit_for(options->width, options->height, p->app->scale);
  pl_status status = PL_OK;
  for (int i = 0; i < 3 && status == PL_OK; i++) {
    pl_canvas_begin(p->canvas, options->width, options->height, unit);
    pl_app_frame(p->app, &nothing, 0);
    status = pl_canvas_end(p->canvas, error);
    if (p->app->status != PL_OK) *error = p->app->error, status = p->app->status;
    if (i || status != PL_OK || !p->app->board) continue;
    pl_board_show(p->app->board, (pl_board_mode)options->mode, true);
    pl_board_seek(p->app->board, options->round * PL_TICKS_PER_ROUND + options->tick);
  }
  return status;
}

/* ---- the file ---- */

/* SDL_image does not look at what became of its bytes. */
static size_t SDLCALL put_bytes(SDL_RWops *to, const void *bytes, size_t size, size_t count) {
  FILE *file = to->hidden.unknown.data1;
  return fwrite(bytes, size, count, file);
}

static bool write_png(SDL_Surface *surface, FILE *file) {
  SDL_RWops *to = SDL_AllocRW();
  if (!to) return false;
  to->write = put_bytes;
  to->hidden.unknown.data1 = file;
  const bool is_written = IMG_SavePNG_RW(surface, to, 0) == 0;
  SDL_FreeRW(to);
  return is_written && !fflush(file) && !ferror(file);
}

/* Beside the file first, so that one that was there stays when the disk is full. */
static pl_status save(SDL_Surface *surface, const char *path, pl_error *error) {
  pl_buffer beside = {0};
  pl_buffer_add_format(&beside, "%s.part", path);
  if (beside.failed) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write %.160s", path);
  const char *part = pl_buffer_text(&beside);
  pl_status status = PL_OK;
  errno = 0;
  FILE *file = fopen(part, "wb");
  const bool is_written = file && write_png(surface, file), is_closed = file && !fclose(file);
  if (!is_written || !is_closed || rename(part, path)) {
    status = pl_error_set(error, PL_SYSTEM, "cannot write %.160s: %.120s. Is there room, and may you write there?",
                          path, errno ? strerror(errno) : SDL_GetError());
    if (file) remove(part);
  }
  pl_buffer_clear(&beside);
  return status;
}

pl_status pl_view_picture(const struct pl_session *session, const pl_picture_options *options, const char *path,
                          pl_error *error) {
  const pl_view_options view = {.language = options->language,
                                .scale = options->scale,
                                .has_reduced_motion = true,
                                .recorded = session,
                                .recorded_seat = options->seat,
                                .is_public = options->is_public};
  picture p = {0};
  pl_status status = check(options, error);
  if (status == PL_OK) status = prepare(&p, options, &view, error);
  if (status == PL_OK) {
    p.app->is_picture = p.app->is_synchronous = true;
    status = draw(&p, options, error);
  }
  if (status == PL_OK) status = save(p.surface, path, error);
  discard(&p);
  return status;
}

void pl_view_versions(pl_buffer *out) {
  SDL_version sdl;
  const SDL_version *ttf = TTF_Linked_Version(), *image = IMG_Linked_Version();
  const char *igraph = NULL;
  const int fonts = FcGetVersion();
  SDL_GetVersion(&sdl);
  igraph_version(&igraph, NULL, NULL, NULL);
  pl_buffer_add_format(out, "SDL %d.%d.%d\nSDL_ttf %d.%d.%d\nSDL_image %d.%d.%d\n", sdl.major, sdl.minor, sdl.patch,
                       ttf->major, ttf->minor, ttf->patch, image->major, image->minor, image->patch);
  pl_buffer_add_format(out, "fontconfig %d.%d.%d\nigraph %s\n", fonts / 10000, fonts / 100 % 100, fonts % 100, igraph);
}
