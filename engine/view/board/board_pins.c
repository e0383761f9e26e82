/* Pins: on the network a state can be put elsewhere and stays there until it is released.
 *
 * A drag on a disc moves it, on anything else the board; on the map, where states stand where they are, a drag always
 * moves the board. Alt and an arrow move the state that has the focus, Alt+0 or a double click lets it go. The pin is
 * in the placement: it lasts as long as the board, nobody else sees it, and no rule ever reads it. */
#include "board_internal.h"

#define STEP 24.0f /* logical pixels */

static bool is_on_network(const pl_board *board) { return board->mode == PL_MODE_NETWORK && board->passage >= 1; }

/* The state whose disc is at a point and its own. */
static int state_at(const pl_board *board, pl_point at) {
  for (int i = 0; i < board->scene.state_count; i++) {
    const pl_scene_state *disc = &board->scene.state[i];
    const float x = at.x - disc->at.x, y = at.y - disc->at.y;
    if (disc->stands_for == 1 && x * x + y * y <= disc->radius * disc->radius) return disc->state;
  }
  return -1;
}

static void hold(pl_board *board, int state) {
  board->pulled = state;
  if (state >= 0) board->pulled_to = board->placement->state[state].network;
}

void pl_board_take_hold(pl_board *board, pl_point at, bool is_double) {
  const int state = is_on_network(board) ? state_at(board, at) : -1;
  if (state >= 0 && is_double) pl_placement_release(board->placement, state);
  hold(board, state);
}

bool pl_board_pull(pl_board *board, float x, float y) {
  const float zoom = pl_board_camera(board).zoom;
  if (board->pulled < 0) return false;
  board->pulled_to.x += x / zoom;
  board->pulled_to.y += y / zoom;
  pl_placement_pin(board->placement, board->pulled, board->pulled_to);
  return true;
}

void pl_board_take_pin_keys(pl_board *board, pl_ui *ui) {
  static const struct { SDL_Keycode key; float x, y; } ways[] = {
      {SDLK_LEFT, -STEP, 0}, {SDLK_RIGHT, STEP, 0}, {SDLK_UP, 0, -STEP}, {SDLK_DOWN, 0, STEP}};
  const int state = board->hovered, place = state < 0 ? -1 : board->place_of[state];
  if (!is_on_network(board) || place < 0 || board->scene.state[place].stands_for > 1 || board->is_dragging) return;
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    if (!pl_ui_key(ui, ways[i].key, KMOD_ALT)) continue;
    hold(board, state);
    pl_board_pull(board, ways[i].x, ways[i].y);
  }
  if (pl_ui_key(ui, SDLK_0, KMOD_ALT) || pl_ui_key(ui, SDLK_KP_0, KMOD_ALT))
    pl_placement_release(board->placement, state);
}

/* A drawing pin, its point towards the disc. */
void pl_board_draw_pin(pl_canvas *canvas, pl_point at, float size) {
  pl_draw_disc(canvas, at, size + 2, PL_COLOUR_SEA);
  pl_draw_line(canvas, at, (pl_point){at.x + size, at.y + size}, 2.5f, (pl_dash){0}, PL_COLOUR_TEXT);
  pl_draw_disc(canvas, (pl_point){at.x - size * 0.15f, at.y - size * 0.15f}, size * 0.55f, PL_COLOUR_TEXT);
}
