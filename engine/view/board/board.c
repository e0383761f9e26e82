/* The board: clock, modes, camera and hand. What is drawn stands in the other board_….c.
 *
 * Time only ever comes in through pl_board_advance. The moment is a tick with a fraction; the timeline makes a moment
 * of it and the scene the places of everything. Each of map and network has a camera of its own, which follows the size
 * of the window until somebody moves it, never leaves what there is to see, and glides to where it was sent.
 *
 *   matrix_part 0 ─────────────────────────────► 1
 *   passage 0 (map) ◄───────► 1 (network)   matrix
 *
 * Going to the matrix leaves the passage where it was, so that the way back is the way one came. */
#include "board_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ZOOM = 12 };
#define DRAG_BEGINS 6.0f   /* logical pixels before a press becomes a drag */
#define ZOOM_STEP 1.25f
#define PAN_STEP 90.0f
#define GLIDE 12.0f        /* how fast a camera approaches, per second */

/* ---- life ---- */

static int compare_west(const void *a, const void *b) {
  const float *x = a, *y = b;
  if (x[0] != y[0]) return x[0] < y[0] ? -1 : 1;
  return x[1] < y[1] ? -1 : x[1] > y[1];
}

static bool sort_west_to_east(pl_board *board) {
  float(*place)[2] = malloc(sizeof *place * (size_t)(board->states + 1));
  if (!place) return false;
  for (int s = 0; s < board->states; s++) {
    place[s][0] = board->placement->state[s].map.x;
    place[s][1] = (float)s;
  }
  qsort(place, (size_t)board->states, sizeof *place, compare_west);
  for (int s = 0; s < board->states; s++) board->west_to_east[s] = (uint16_t)place[s][1];
  free(place);
  return true;
}

static bool take_memory(pl_board *board) {
  const size_t states = (size_t)board->states + 1;
  const size_t organisations = board->history->first[board->states];
  board->west_to_east = calloc(states, sizeof *board->west_to_east);
  board->place_of = calloc(states, sizeof *board->place_of);
  board->cluster = calloc(states, sizeof *board->cluster);
  board->dot = calloc(organisations + 1, sizeof *board->dot);
  return board->west_to_east && board->place_of && board->cluster && board->dot && pl_matrix_new(board) &&
         sort_west_to_east(board);
}

pl_board *pl_board_new(const pl_history *history, const pl_voice *voice, pl_error *error) {
  pl_board *board = calloc(1, sizeof *board);
  if (!board) goto failed;
  *board = (pl_board){.history = history,
                      .voice = voice,
                      .states = history->scenario->state_count,
                      .forums = history->scenario->forum_count,
                      .stop = -1,
                      .marked_round = -1,
                      .seconds_per_day = PL_TIME_DAY,
                      .selected = -1,
                      .lifted = -1,
                      .pulled = -1,
                      .hovered = -1,
                      .hovered_forum = -1};
  if (!(board->timeline = pl_timeline_new(history, error))) goto failed;
  if (!(board->placement = pl_placement_new(history, error))) goto failed;
  if (!(board->geography = pl_geography_new(&board->placement->projection, error))) goto failed;
  if (!take_memory(board)) goto failed;
  for (int s = 0; s < board->states; s++) pl_dot_assign(history, s, board->dot + history->first[s]);
  return board;
failed:
  pl_board_free(board);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: the board cannot be drawn; close other programs and try again");
  return NULL;
}

void pl_board_free(pl_board *board) {
  if (!board) return;
  if (board->cluster)
    for (int s = 0; s < board->states; s++) pl_layer_free(&board->cluster[s].layer);
  pl_layer *layer[] = {&board->map, &board->still, &board->title, &board->curve, &board->legend};
  for (size_t i = 0; i < sizeof layer / sizeof *layer; i++) pl_layer_free(layer[i]);
  pl_matrix_clear(board);
  pl_scene_clear(&board->scene);
  pl_geography_free(board->geography);
  pl_placement_free(board->placement);
  pl_timeline_free(board->other);
  pl_timeline_free(board->timeline);
  pl_contrast_clear(&board->contrast);
  pl_buffer_clear(&board->text);
  free(board->west_to_east);
  free(board->place_of);
  free(board->cluster);
  free(board->dot);
  free(board);
}

pl_status pl_board_extend(pl_board *board, pl_error *error) {
  board->matrix.rounds = -1;
  return pl_timeline_extend(board->timeline, error);
}

pl_timeline *pl_board_timeline(pl_board *board) { return board->timeline; }

/* ---- the clock ---- */

void pl_board_seek(pl_board *board, double tick) {
  const double end = pl_timeline_end(board->timeline);
  board->tick = !(tick > 0) ? 0 : tick > end ? end : tick;
  if (board->tick > board->seen) board->seen = board->tick;
  board->is_playing = false;
  board->has_jumped = true;
}

double pl_board_tick(const pl_board *board) { return board->tick; }

static double end_of_playing(const pl_board *board) {
  const pl_tick end = pl_timeline_end(board->timeline);
  return board->stop >= 0 && board->stop < end ? board->stop : end;
}

void pl_board_play(pl_board *board, bool is_playing) {
  board->is_playing = is_playing && board->tick < end_of_playing(board);
}

bool pl_board_is_playing(const pl_board *board) { return board->is_playing; }
void pl_board_stop_at(pl_board *board, pl_tick tick) { board->stop = tick; }

void pl_board_speed(pl_board *board, float seconds_per_day) {
  board->seconds_per_day = pl_between(seconds_per_day, 0.05f, 60);
}

float pl_board_seconds_per_day(const pl_board *board) { return board->seconds_per_day; }

static void pass_days(pl_board *board, float seconds) {
  const double end = end_of_playing(board);
  board->tick += (double)seconds * PL_TICKS_PER_DAY / (double)board->seconds_per_day;
  if (board->tick >= end) {
    board->tick = end;
    board->is_playing = false;
  }
  if (board->tick > board->seen) board->seen = board->tick;
}

/* Towards `to`, arriving after PL_TIME_PASSAGE at the latest. */
static void approach(float *value, float to, float step) {
  if (*value < to) *value = *value + step > to ? to : *value + step;
  if (*value > to) *value = *value - step < to ? to : *value - step;
}

static float passage_wanted(const pl_board *board) {
  return board->mode == PL_MODE_MATRIX ? (board->passage < 0.5f ? 0.0f : 1.0f) : (float)board->mode;
}

static bool is_camera_moving(const board_camera *camera) {
  const float pixels = fabsf(camera->at.centre.x - camera->to.centre.x) +
                       fabsf(camera->at.centre.y - camera->to.centre.y) +
                       1000 * fabsf(camera->at.zoom / (camera->to.zoom > 0 ? camera->to.zoom : 1) - 1);
  return camera->is_placed && pixels * camera->to.zoom > 0.3f;
}

static void glide(board_camera *camera, float seconds, bool at_once) {
  const float part = at_once || !is_camera_moving(camera) ? 1 : 1 - expf(-GLIDE * seconds);
  camera->at.centre.x = pl_mix(camera->at.centre.x, camera->to.centre.x, part);
  camera->at.centre.y = pl_mix(camera->at.centre.y, camera->to.centre.y, part);
  camera->at.zoom = pl_mix(camera->at.zoom, camera->to.zoom, part);
}

void pl_board_advance(pl_board *board, float seconds) {
  board->is_resting = false;
  if (!(seconds > 0)) return;
  board->passed += seconds;
  if (board->is_playing) pass_days(board, seconds);
  const float step = board->is_still ? 1 : seconds / PL_TIME_PASSAGE;
  approach(&board->passage, passage_wanted(board), step);
  approach(&board->matrix_part, board->mode == PL_MODE_MATRIX, step);
  for (int i = 0; i < 2; i++) glide(&board->camera[i], seconds, board->is_still);
}

bool pl_board_is_travelling(const pl_board *board) {
  return board->passage != passage_wanted(board) || board->matrix_part != (float)(board->mode == PL_MODE_MATRIX) ||
         is_camera_moving(&board->camera[0]) || is_camera_moving(&board->camera[1]);
}

/* Figures ease in frames only: a board that is not drawn waits for none. */
bool pl_board_is_moving(const pl_board *board) {
  const bool is_easing = board->scene.is_easing && board->passed < PL_TIME_COUNTER;
  const bool is_panned = board->mode == PL_MODE_MATRIX && board->matrix.is_panned;
  return !board->is_resting && (board->is_playing || is_easing || is_panned || pl_board_is_travelling(board));
}

void pl_board_rest(pl_board *board) { board->is_resting = true; }

/* ---- what it shows ---- */

void pl_board_show(pl_board *board, pl_board_mode mode, bool at_once) {
  if ((int)mode < 0 || mode >= PL_MODES) return;
  board->mode = mode;
  if (!at_once) return;
  board->passage = passage_wanted(board);
  board->matrix_part = mode == PL_MODE_MATRIX;
}

pl_board_mode pl_board_shows(const pl_board *board) { return board->mode; }
void pl_board_public(pl_board *board, bool is_public) { board->is_public = is_public; }

void pl_board_select(pl_board *board, int state) {
  board->selected = state >= 0 && state < board->states ? state : -1;
}

void pl_board_choose(pl_board *board, const pl_board_choice *choice) {
  board->choice = NULL;
  if (!choice) return;
  board->chosen = *choice;
  board->choice = &board->chosen;
}

void pl_board_head_room(pl_board *board, float room) { board->head_room = room > 0 ? room : 0; }

void pl_board_mark_round(pl_board *board, int round) { board->marked_round = round; }

/* ---- the camera ---- */

/* Between the two cameras on the way from map to network. */
pl_camera pl_board_camera(const pl_board *board) {
  const pl_camera a = board->camera[0].at, b = board->camera[1].at;
  const float t = pl_ease_in_out(board->passage);
  return (pl_camera){{pl_mix(a.centre.x, b.centre.x, t), pl_mix(a.centre.y, b.centre.y, t)}, pl_mix(a.zoom, b.zoom, t)};
}

pl_point pl_board_to_screen(const pl_board *board, pl_point at) {
  const pl_camera camera = pl_board_camera(board);
  return (pl_point){board->area.x + board->area.w / 2 + (at.x - camera.centre.x) * camera.zoom,
                    board->area.y + board->area.h / 2 + (at.y - camera.centre.y) * camera.zoom};
}

static board_camera *camera_in_hand(pl_board *board) { return &board->camera[passage_wanted(board) > 0.5f]; }

/* All of it, above a legend that is one row and below what stands at the top. */
static pl_camera fit_of(const pl_board *board, const board_camera *camera) {
  const int which = camera != board->camera;
  pl_rect above = board->area;
  pl_cut_bottom(&above, board->legend_row[which]);
  pl_cut_top(&above, board->head_room);
  pl_camera fit = pl_camera_for(board->placement, which ? PL_MODE_NETWORK : PL_MODE_MAP, above);
  fit.centre.y += (board->legend_row[which] - board->head_room) / 2 / fit.zoom;
  return fit;
}

/* A quarter of what the window shows stays within the bounds on each side, so that nobody gets lost at sea. */
static float keep_in(float centre, float from, float length, float shown) {
  const float slack = length / 2 - shown / 4, middle = from + length / 2;
  return slack <= 0 ? middle : pl_between(centre, middle - slack, middle + slack);
}

static void keep_camera(const pl_board *board, board_camera *camera) {
  const pl_camera fit = fit_of(board, camera);
  const pl_rect bounds =
      camera == board->camera ? board->placement->map_bounds : board->placement->network_bounds;
  camera->to.zoom = pl_between(camera->to.zoom, fit.zoom, fit.zoom * MOST_ZOOM);
  if (camera->to.zoom <= fit.zoom * 1.001f) {
    camera->to = fit;
    camera->is_touched = false;
    return;
  }
  camera->to.centre.x = keep_in(camera->to.centre.x, bounds.x, bounds.w, board->area.w / camera->to.zoom);
  camera->to.centre.y = keep_in(camera->to.centre.y, bounds.y, bounds.h, board->area.h / camera->to.zoom);
}

/* Room for the legend as it was in the last frame; true: it has become another. In the matrix nobody puts a legend, and
 * what was goes on. */
static bool leave_room_for_legend(pl_board *board) {
  enum { ROW = 70, LOWEST = 300 };
  if (board->mode == PL_MODE_MATRIX) return false;
  const bool has_room = board->is_legend_shown && board->area.h > LOWEST;
  const float row[2] = {has_room && board->is_legend_row ? ROW : 0, has_room ? ROW : 0};
  const bool is_other = row[1] != board->legend_row[1] || (board->passage <= 0 && row[0] != board->legend_row[0]);
  board->legend_row[1] = row[1];
  if (board->passage <= 0) board->legend_row[0] = row[0];
  board->is_legend_shown = false;
  return is_other;
}

/* What was moved is as close in another area as it was before: the way to a larger one and back changes nothing. */
static void follow_area(const pl_board *board, board_camera *camera) {
  const pl_camera fit = fit_of(board, camera);
  if (!camera->is_touched)
    camera->to = fit;
  else if (camera->fit_zoom > 0)
    camera->to.zoom *= fit.zoom / camera->fit_zoom;
  camera->fit_zoom = fit.zoom;
}

/* Both cameras follow the window. */
static void place_cameras(pl_board *board, pl_rect area) {
  bool is_resized = memcmp(&board->area, &area, sizeof area) != 0;
  board->area = area;
  is_resized |= leave_room_for_legend(board);
  is_resized |= board->head_room != board->head_room_left;
  board->head_room_left = board->head_room;
  for (int i = 0; i < 2; i++) {
    board_camera *camera = &board->camera[i];
    follow_area(board, camera);
    keep_camera(board, camera);
    if (is_resized || !camera->is_placed) camera->at = camera->to;
    camera->is_placed = true;
  }
}

static void reset_camera(pl_board *board) { camera_in_hand(board)->is_touched = false; }

static void pan(pl_board *board, float x, float y, bool at_once) {
  board_camera *camera = camera_in_hand(board);
  camera->is_touched = true;
  camera->to.centre.x -= x / camera->to.zoom;
  camera->to.centre.y -= y / camera->to.zoom;
  keep_camera(board, camera);
  if (at_once) camera->at = camera->to;
}

/* The board point under `pointer` stays where it is. */
static void zoom_at(pl_board *board, pl_point pointer, float factor) {
  board_camera *camera = camera_in_hand(board);
  const pl_point middle = {board->area.x + board->area.w / 2, board->area.y + board->area.h / 2};
  const pl_point off = {pointer.x - middle.x, pointer.y - middle.y};
  const pl_camera fit = fit_of(board, camera);
  const float before = camera->to.zoom, after = pl_between(before * factor, fit.zoom, fit.zoom * MOST_ZOOM);
  camera->is_touched = true;
  camera->to.centre.x += off.x / before - off.x / after;
  camera->to.centre.y += off.y / before - off.y / after;
  camera->to.zoom = after;
  keep_camera(board, camera);
}

/* What has the focus is brought into sight. */
static void bring_into_sight(pl_board *board, pl_point at) {
  const pl_rect inner = pl_rect_inset(board->area, 60);
  const pl_point is = pl_board_to_screen(board, at);
  const float x = is.x < inner.x ? inner.x - is.x : is.x > inner.x + inner.w ? inner.x + inner.w - is.x : 0;
  const float y = is.y < inner.y ? inner.y - is.y : is.y > inner.y + inner.h ? inner.y + inner.h - is.y : 0;
  if (x != 0 || y != 0) pan(board, x, y, false);
}

/* ---- the hand ---- */

static void take_zoom_keys(pl_board *board, pl_ui *ui) {
  static const struct { SDL_Keycode key; Uint16 modifiers; float factor; } zooms[] = {
      {SDLK_PLUS, 0, ZOOM_STEP}, {SDLK_PLUS, KMOD_SHIFT, ZOOM_STEP}, {SDLK_EQUALS, 0, ZOOM_STEP},
      {SDLK_EQUALS, KMOD_SHIFT, ZOOM_STEP}, {SDLK_KP_PLUS, 0, ZOOM_STEP}, {SDLK_MINUS, 0, 1 / ZOOM_STEP},
      {SDLK_KP_MINUS, 0, 1 / ZOOM_STEP}};
  static const struct { SDL_Keycode key; float x, y; } pans[] = {
      {SDLK_LEFT, 1, 0}, {SDLK_RIGHT, -1, 0}, {SDLK_UP, 0, 1}, {SDLK_DOWN, 0, -1}};
  const pl_point middle = {board->area.x + board->area.w / 2, board->area.y + board->area.h / 2};
  for (size_t i = 0; i < sizeof zooms / sizeof *zooms; i++)
    if (pl_ui_key(ui, zooms[i].key, zooms[i].modifiers)) zoom_at(board, middle, zooms[i].factor);
  for (size_t i = 0; i < sizeof pans / sizeof *pans; i++)
    if (pl_ui_key(ui, pans[i].key, KMOD_SHIFT)) pan(board, pans[i].x * PAN_STEP, pans[i].y * PAN_STEP, false);
  if (pl_ui_key(ui, SDLK_0, 0) || pl_ui_key(ui, SDLK_KP_0, 0)) reset_camera(board);
}

static void take_keys(pl_board *board, pl_ui *ui) {
  if (pl_ui_key(ui, SDLK_m, 0)) pl_board_show(board, (board->mode + 1) % PL_MODES, false);
  if (board->selected >= 0 || board->lifted >= 0) {
    if (pl_ui_key(ui, SDLK_ESCAPE, 0)) board->selected = board->lifted = -1;
  }
  pl_board_take_pin_keys(board, ui);
  if (board->mode != PL_MODE_MATRIX) take_zoom_keys(board, ui);
}

/* Wheel and drag, of the board or on the network of a state; board->is_dragging stays set through the frame of the
 * release, so that a drag presses nothing. */
static void take_pointer(pl_board *board, pl_ui *ui) {
  const pl_input *input = pl_ui_input(ui);
  const bool is_over = input->has_pointer && pl_rect_has(board->area, input->pointer) &&
                       !pl_rect_has(board->legend_rect, input->pointer) &&
                       input->pointer.y >= board->area.y + board->head_room;
  if (is_over && input->wheel != 0) zoom_at(board, input->pointer, powf(1.18f, pl_between(input->wheel, -8, 8)));
  if (is_over && input->was_double && board->hovered < 0 && board->hovered_forum < 0) reset_camera(board);
  if (!input->is_down && !input->was_released) board->is_held = board->is_dragging = false;
  if (is_over && input->was_pressed) {
    board->is_held = true;
    board->is_dragging = false;
    board->grip = input->pointer;
    pl_board_take_hold(board, input->pointer, input->was_double);
  }
  if (!board->is_held || !input->is_down) return;
  const float x = input->pointer.x - board->grip.x, y = input->pointer.y - board->grip.y;
  if (!board->is_dragging && x * x + y * y < DRAG_BEGINS * DRAG_BEGINS) return;
  board->is_dragging = true;
  board->grip = input->pointer;
  if (!pl_board_pull(board, x, y)) pan(board, x, y, true);
}

/* ---- the scene of a frame ---- */

static float width_of_text(void *context, float size, int weight, const char *text) {
  const pl_font font = pl_board_halo_font(size, weight, PL_COLOUR_TEXT);
  return pl_font_width(context, &font, text);
}

/* From the back row 40 on the network and 28 on the map; on a desk less, where the board is small. Whole sizes, so that
 * on the way between the two not each frame has letters of its own. */
static float label_size(const pl_board *board) {
  const float network = pl_ease_in_out(board->passage);
  if (board->is_public) return roundf(pl_mix(PL_FONT_BOARD, PL_FONT_NETWORK, network));
  const float room = pl_between(sqrtf(board->area.w * board->area.h / (1920.0f * 760.0f)), 0.7f, 1.1f);
  const float size = roundf(pl_mix(PL_FONT_LEAD, PL_FONT_LARGE, network) * room);
  return size < PL_FONT_FLOOR ? PL_FONT_FLOOR : size;
}

static int own_seat(const pl_board *board) {
  const pl_sight *sight = &board->history->sight;
  return !board->is_public && sight->viewer == PL_VIEWER_SEAT && sight->seat < board->states ? sight->seat : -1;
}

static void compute_scene(pl_board *board, pl_canvas *canvas) {
  const pl_scene_view view = {.area = board->area,
                              .covered = board->legend_rect,
                              .camera = pl_board_camera(board),
                              .passage = board->passage,
                              .tick = board->tick,
                              .seconds_per_tick = board->seconds_per_day / PL_TICKS_PER_DAY,
                              .is_easing = !board->has_jumped,
                              .seconds = board->passed,
                              .is_still = board->is_still,
                              .is_public = board->is_public,
                              .own_seat = own_seat(board),
                              .language = board->voice->language,
                              .selected = board->selected,
                              .hovered = board->hovered,
                              .isolated = board->choice ? -1 : board->selected,
                              .lifted_forum = board->choice ? -1 : board->lifted,
                              .has_alliances = board->passage > 0.5f,
                              .has_dependencies = false,
                              .has_trust = false,
                              .marks = board->choice ? board->choice->states : NULL,
                              .forum_marks = board->choice ? board->choice->forums : NULL,
                              .label_size = label_size(board),
                              .text_width = width_of_text,
                              .text_context = canvas};
  pl_scene_compute(&board->scene, board->timeline, board->placement, &view);
  pl_board_find_contrast(board);
  board->passed = 0;
  board->has_jumped = false;
  for (int s = 0; s < board->states; s++) board->place_of[s] = -1;
  for (int i = 0; i < board->scene.state_count; i++) board->place_of[board->scene.state[i].state] = (int16_t)i;
}

/* ---- what can be pressed ---- */

/* The part of a square around `at` that is within the board; without extent where there is none, so that the keyboard
 * finds it and the pointer does not. */
static pl_rect press_rect(const pl_board *board, pl_point at, float half) {
  const pl_rect a = board->area;
  const float left = fmaxf(at.x - half, a.x), top = fmaxf(at.y - half, a.y);
  const float right = fminf(at.x + half, a.x + a.w), bottom = fminf(at.y + half, a.y + a.h);
  if (right > left && bottom > top) return (pl_rect){left, top, right - left, bottom - top};
  return (pl_rect){pl_between(at.x, a.x, a.x + a.w), pl_between(at.y, a.y, a.y + a.h), 0, 0};
}

static pl_touch touch_place(pl_board *board, pl_ui *ui, const char *name, int number, pl_point home, pl_point at,
                            float half, bool is_selected) {
  pl_ui_push_number(ui, number);
  const pl_touch touch = pl_ui_touch(ui, name, PL_WIDGET_MARK, press_rect(board, at, half), true, is_selected);
  pl_ui_pop(ui);
  if (touch.is_focused && board->focused != touch.id) {
    board->focused = touch.id;
    if (!touch.is_hovered) bring_into_sight(board, home); /* what was clicked stays under the pointer */
  }
  return touch;
}

static pl_point board_place(const pl_board *board, const pl_place_on_board *place) {
  const float t = pl_ease_in_out(board->passage);
  return (pl_point){pl_mix(place->map.x, place->network.x, t), pl_mix(place->map.y, place->network.y, t)};
}

/* Chosen as one who receives, while that is being chosen; else the one that is looked at. */
static bool is_state_chosen(const pl_board *board, int state) {
  return board->choice ? board->choice->states[state] == PL_MARK_CHOSEN : board->selected == state;
}

static bool is_forum_chosen(const pl_board *board, int forum) {
  return board->choice ? board->choice->forums[forum] == PL_MARK_CHOSEN : board->lifted == forum;
}

static void touch_states(pl_board *board, pl_ui *ui, pl_board_touch *pressed) {
  for (int i = 0; i < board->states; i++) {
    const int s = board->west_to_east[i];
    const pl_scene_state *state = board->place_of[s] < 0 ? NULL : &board->scene.state[board->place_of[s]];
    const pl_point home = board_place(board, &board->placement->state[s]);
    const pl_touch touch = touch_place(board, ui, pl_name_of_seat(board->voice, s), s, home,
                                       state ? state->at : pl_board_to_screen(board, home), state ? state->radius : 0,
                                       is_state_chosen(board, s));
    if (touch.is_hovered || touch.is_focused) board->hovered = s;
    if (touch.is_pressed && !board->is_dragging) pressed->state = s;
    pl_board_explain_state(board, ui, s, &touch);
  }
}

static void touch_forums(pl_board *board, pl_ui *ui, pl_board_touch *pressed) {
  for (int f = 0; f < board->forums; f++) {
    const pl_scene_hub *hub = NULL;
    for (int i = 0; i < board->scene.hub_count && !hub; i++)
      if (board->scene.hub[i].forum == f) hub = &board->scene.hub[i];
    const pl_point home = board_place(board, &board->placement->forum[f]);
    const pl_touch touch = touch_place(board, ui, pl_name_of_forum(board->voice, f), board->states + f, home,
                                       hub ? hub->at : pl_board_to_screen(board, home),
                                       hub ? fmaxf(hub->size, PL_TARGET / 2.0f) : 0, is_forum_chosen(board, f));
    if (touch.is_hovered || touch.is_focused) board->hovered_forum = f;
    if (touch.is_pressed && !board->is_dragging) pressed->forum = f;
    pl_board_explain_forum(board, ui, f, &touch);
  }
}

/* Where nothing is being chosen, a press isolates what was pressed, or releases it. */
static void take_press(pl_board *board, const pl_board_touch *pressed) {
  if (board->choice) return;
  if (pressed->state >= 0) {
    board->selected = board->selected == pressed->state ? -1 : pressed->state;
    board->lifted = -1;
  }
  if (pressed->forum >= 0) {
    board->lifted = board->lifted == pressed->forum ? -1 : pressed->forum;
    board->selected = -1;
  }
}

pl_board_touch pl_board_frame(pl_board *board, pl_ui *ui, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  pl_board_touch pressed = {-1, -1};
  board->is_still = pl_ui_has_reduced_motion(ui);
  if (board->is_still) pl_board_show(board, board->mode, true);
  place_cameras(board, area);
  pl_ui_push(ui, "board");
  take_keys(board, ui);
  if (board->mode != PL_MODE_MATRIX) take_pointer(board, ui);
  compute_scene(board, canvas);
  board->hovered = board->hovered_forum = -1;
  pl_canvas_push_clip(canvas, area);
  if (board->matrix_part > 0 && board->matrix_part < 1) pl_draw_fill(canvas, area, PL_COLOUR_SEA);
  if (board->matrix_part < 1) pl_board_draw(board, canvas);
  if (board->matrix_part > 0) {
    const int row = pl_matrix_frame(board, ui, area, pl_ease_in_out(board->matrix_part));
    if (row >= 0) pressed.state = row;
  }
  if (board->mode != PL_MODE_MATRIX) {
    touch_states(board, ui, &pressed);
    touch_forums(board, ui, &pressed);
  }
  pl_canvas_pop_clip(canvas);
  pl_ui_pop(ui);
  take_press(board, &pressed);
  return pressed;
}
