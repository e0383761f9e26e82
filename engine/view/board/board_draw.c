/* Drawing a scene, from the ground up: map, leaders, dependencies, threads, clusters, hubs, pulses, labels.
 *
 *   map layer    sea, graticule, land, borders; drawn again when the camera rests in another place
 *   still layer  the map layer with hulls, leaders, ties and plates over it, opaque; one copy of it is most of a frame
 *   clusters     a layer for each state (board_clusters.c)
 *   the rest     drawn in every frame: it is little, and it moves
 *
 * While camera or passage travel nothing that is large is baked: the map layer is stretched, and ties are drawn over it
 * directly. */
#include "board_internal.h"

#include <math.h>
#include <string.h>

/* ---- the map ---- */

static pl_point on_map(const pl_board *board, pl_point plane) {
  const pl_placement *placement = board->placement;
  const pl_camera camera = board->map_camera;
  const float x = placement->map_origin.x + plane.x * placement->map_scale - camera.centre.x;
  const float y = placement->map_origin.y + plane.y * placement->map_scale - camera.centre.y;
  return (pl_point){board->area.x + board->area.w / 2 + x * camera.zoom,
                    board->area.y + board->area.h / 2 + y * camera.zoom};
}

enum { PIECE = 4096 }; /* points of an outline that are projected at once; longer ones are left as pieces */

typedef void draw_path(pl_canvas *canvas, const pl_point *point, int count);

static void draw_land(pl_canvas *canvas, const pl_point *point, int count) {
  pl_draw_area(canvas, point, count, PL_COLOUR_LAND);
  pl_draw_polyline(canvas, point, count, true, 1.6f, (pl_dash){0}, PL_COLOUR_BORDER);
}
static void draw_border(pl_canvas *canvas, const pl_point *point, int count) {
  pl_draw_polyline(canvas, point, count, false, 1.2f, (pl_dash){0}, pl_fade(PL_COLOUR_BORDER, 0.8f));
}
static void draw_graticule(pl_canvas *canvas, const pl_point *point, int count) {
  pl_draw_polyline(canvas, point, count, false, 1.5f, (pl_dash){0}, PL_COLOUR_GRATICULE);
}

/* Whether a path comes into the area at all. */
static bool is_in_sight(const pl_rect *area, const pl_point *point, int count) {
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  for (int i = 0; i < count; i++) {
    left = fminf(left, point[i].x), right = fmaxf(right, point[i].x);
    top = fminf(top, point[i].y), bottom = fmaxf(bottom, point[i].y);
  }
  return left < area->x + area->w && right > area->x && top < area->y + area->h && bottom > area->y;
}

static void draw_paths(pl_canvas *canvas, const pl_board *board, const pl_outline_path *path, int count,
                       draw_path *draw) {
  pl_point point[PIECE];
  for (int i = 0; i < count; i++) {
    for (int from = 0; from < path[i].count; from += PIECE - 1) {
      const int length = path[i].count - from < PIECE ? path[i].count - from : PIECE;
      for (int j = 0; j < length; j++) point[j] = on_map(board, board->geography->point[path[i].first + from + j]);
      if (length > 1 && is_in_sight(&board->area, point, length)) draw(canvas, point, length);
    }
  }
}

/* Invented states that nobody placed do not stand on somebody else's land. */
static bool has_places(const pl_board *board) {
  for (int s = 0; s < board->states; s++)
    if (board->history->scenario->states[s].at.is_known) return true;
  return false;
}

static void draw_map(pl_canvas *canvas, const pl_board *board) {
  const pl_geography *geography = board->geography;
  pl_draw_fill(canvas, board->area, PL_COLOUR_SEA);
  draw_paths(canvas, board, geography->graticule, geography->graticule_count, draw_graticule);
  if (!has_places(board)) return;
  draw_paths(canvas, board, geography->land, geography->land_count, draw_land);
  draw_paths(canvas, board, geography->border, geography->border_count, draw_border);
}

static uint64_t camera_key(const pl_board *board, pl_camera camera) {
  const float value[] = {camera.centre.x, camera.centre.y, camera.zoom,
                         board->area.x, board->area.y, board->area.w, board->area.h};
  return pl_key(1, value, sizeof value);
}

/* The map as it was baked, where its own camera has it now. On the way to the network it stays and fades: only what
 * stands on it leaves. */
static pl_rect moved_map(const pl_board *board) {
  const pl_camera was = board->map_camera, is = board->camera[0].at;
  const float scale = is.zoom / was.zoom;
  const float x = board->area.x + board->area.w / 2, y = board->area.y + board->area.h / 2;
  return (pl_rect){x + (was.centre.x - is.centre.x) * is.zoom - board->area.w / 2 * scale,
                   y + (was.centre.y - is.centre.y) * is.zoom - board->area.h / 2 * scale,
                   board->area.w * scale, board->area.h * scale};
}

/* ---- labels ---- */

static float diamond_half(float size) { return size * 0.24f; }

static void draw_number(pl_canvas *canvas, const pl_scene_label *label, pl_point at) {
  char number[16];
  const pl_font font = pl_board_halo_font(label->size, 700, PL_COLOUR_INCIDENT_TEXT);
  const float half = diamond_half(label->size);
  pl_draw_diamond(canvas, (pl_point){at.x + label->size * 0.32f + half, at.y - label->size * 0.36f}, half,
                  PL_COLOUR_INCIDENT, 2, PL_COLOUR_INCIDENT_EDGE);
  SDL_snprintf(number, sizeof number, "%d", label->hit);
  pl_draw_text(canvas, (pl_point){at.x + label->size * 0.45f + 2 * half, at.y}, PL_ALIGN_LEFT, &font, number);
}

static pl_font label_font(const pl_scene_label *label) {
  static const pl_colour colour[] = {PL_COLOUR_TEXT, PL_COLOUR_MUTED, PL_COLOUR_AMBER};
  pl_font font = pl_board_halo_font(label->size, label->kind == PL_LABEL_NOTE ? 600 : 700, colour[label->kind]);
  if (label->kind == PL_LABEL_HUB) font.colour = pl_forum_style(label->index).colour, font.weight = 600;
  return font;
}

static void draw_label(pl_canvas *canvas, const pl_scene_label *label) {
  const pl_font font = label_font(label);
  float ascent = 0, descent = 0;
  pl_font_extent(canvas, &font, &ascent, &descent);
  const float base = label->rect.y + (label->rect.h + ascent - descent) / 2;
  char text[80];
  SDL_snprintf(text, sizeof text, label->hit < 0 ? "%s ?" : "%s", label->text);
  pl_canvas_push_fade(canvas, label->opacity);
  const float width = pl_draw_text(canvas, (pl_point){label->rect.x, base}, PL_ALIGN_LEFT, &font, text);
  if (label->hit > 0) draw_number(canvas, label, (pl_point){label->rect.x + width, base});
  pl_canvas_pop_fade(canvas);
}

static void draw_labels(pl_canvas *canvas, const pl_board *board) {
  for (int i = 0; i < board->scene.label_count; i++) draw_label(canvas, &board->scene.label[i]);
}

/* ---- all of it ---- */

static void draw_hubs(pl_canvas *canvas, const pl_board *board) {
  for (int i = 0; i < board->scene.hub_count; i++) {
    const pl_scene_hub *hub = &board->scene.hub[i];
    pl_canvas_push_fade(canvas, hub->opacity * (hub->mark == PL_MARK_LOCKED ? 0.45f : 1));
    pl_board_draw_hub(canvas, board, hub->forum, hub->at, hub->size);
    pl_canvas_pop_fade(canvas);
    pl_board_draw_hub_mark(canvas, hub->at, hub->size, hub->mark);
  }
}

/* Where mark and name of a forum stand on the network: hulls' lines end at it. */
static void draw_plate(pl_canvas *canvas, const pl_scene_hub *hub) {
  const pl_colour edge = pl_fade(pl_forum_style(hub->forum).colour, 0.45f * hub->plate_opacity);
  if (hub->plate.w <= 0) return;
  pl_draw_fill_round(canvas, hub->plate, PL_RADIUS_CONTROL, pl_fade(PL_COLOUR_SEA, 0.94f * hub->plate_opacity));
  pl_draw_outline(canvas, hub->plate, PL_RADIUS_CONTROL, 1.5f, edge);
}

static void draw_still(pl_canvas *canvas, const pl_board *board) {
  pl_board_draw_hulls(canvas, board);
  pl_board_draw_leaders(canvas, board);
  pl_board_draw_ties(canvas, board);
  for (int i = 0; i < board->scene.hub_count; i++) draw_plate(canvas, &board->scene.hub[i]);
}

static void bake_map(pl_canvas *canvas, pl_board *board, pl_camera camera) {
  if (pl_layer_begin(canvas, &board->map, board->area, true, camera_key(board, camera))) {
    board->map_camera = camera;
    draw_map(canvas, board);
  }
  pl_layer_end(canvas, &board->map);
}

/* Whether the baked map, moved, still fills the board and is not stretched too far. */
static bool is_map_usable(const pl_board *board) {
  const pl_rect moved = moved_map(board), area = board->area;
  return board->map.texture && moved.x <= area.x + 1 && moved.y <= area.y + 1 &&
         moved.x + moved.w >= area.x + area.w - 1 && moved.y + moved.h >= area.y + area.h - 1 &&
         moved.w <= 1.6f * area.w;
}

/* The ground of a frame in which everything travels. */
static void draw_travelling_ground(pl_canvas *canvas, pl_board *board) {
  const float map = 1 - pl_ease_in_out(board->passage);
  pl_draw_fill(canvas, board->area, PL_COLOUR_SEA);
  if (map <= 0) return;
  pl_canvas_push_fade(canvas, map);
  /* On the way out the map is drawn as it will be at the end, which is good for all of the way. */
  const board_camera *camera = &board->camera[0];
  if (!is_map_usable(board)) bake_map(canvas, board, camera->to.zoom < camera->at.zoom ? camera->to : camera->at);
  pl_layer_put(canvas, &board->map, moved_map(board));
  pl_canvas_pop_fade(canvas);
}

static void draw_still_ground(pl_canvas *canvas, pl_board *board) {
  uint64_t key = pl_key(board->scene.still_key, &board->passage, sizeof board->passage);
  key = pl_key(key, &board->area, sizeof board->area);
  if (pl_layer_begin(canvas, &board->still, board->area, true, key)) {
    if (board->passage < 1) bake_map(canvas, board, board->camera[0].at);
    else pl_draw_fill(canvas, board->area, PL_COLOUR_SEA);
    draw_still(canvas, board);
  }
  pl_layer_end(canvas, &board->still);
}

/* Whether each disc that is to fly can: it has been drawn before. */
static bool has_all_clusters(const pl_board *board) {
  for (int i = 0; i < board->scene.state_count; i++)
    if (!board->cluster[board->scene.state[i].state].layer.texture) return false;
  return true;
}

void pl_board_draw(pl_board *board, pl_canvas *canvas) {
  const bool is_travelling = pl_board_is_travelling(board) || board->is_dragging;
  const float left = 1 - pl_ease_in_out(board->matrix_part); /* all but the discs go first */
  pl_canvas_push_fade(canvas, board->matrix_part > 0 ? pl_between(1.6f * left - 0.6f, 0, 1) : 1);
  if (is_travelling) {
    draw_travelling_ground(canvas, board);
    draw_still(canvas, board);
  } else {
    draw_still_ground(canvas, board);
  }
  if (board->matrix_part <= 0 || !has_all_clusters(board)) pl_board_draw_clusters(canvas, board, is_travelling);
  draw_hubs(canvas, board);
  pl_board_draw_pulses(canvas, board);
  draw_labels(canvas, board);
  pl_canvas_pop_fade(canvas);
}
