/* The window: SDL's display, renderer and events, turned into frames of the application.
 *
 * A frame is drawn when something moves or something happened; otherwise the window sleeps. The unit of all lengths
 * follows the window: a thousand and eighty logical pixels to its height, fewer where it is narrow, so that the same
 * screen fits a laptop and a projector; device pixels are the renderer's (HiDPI). A renderer that is lost is made anew,
 * in software if need be; what the exercise needs was never in it. */
#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "unit.h"
#include "widget_list.h"

typedef struct window {
  SDL_Window *window;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_app *app;
  pl_input input;
  pl_widget_list list;
  int dragging; /* buttons held: 1 left, 2 middle */
  Uint32 moved; /* when the pointer moved last, in the library's milliseconds */
  bool is_full_screen, has_quit, is_pointer_hidden;
} window;

enum { LEAST_WIDTH = 640, LEAST_HEIGHT = 400, SLEEP_MILLISECONDS = 250, FRAME_MILLISECONDS = 15,
       POINTER_MILLISECONDS = 3000 };

static bool has_name(const char *name) {
  const char *value = SDL_getenv(name);
  return value && *value;
}

bool pl_view_has_display(void) {
  return has_name("WAYLAND_DISPLAY") || has_name("DISPLAY") || has_name("SDL_VIDEODRIVER");
}

/* ---- coming and going ---- */

static bool make_renderer(window *w) {
  w->renderer = SDL_CreateRenderer(w->window, -1, SDL_RENDERER_PRESENTVSYNC);
  if (!w->renderer) w->renderer = SDL_CreateRenderer(w->window, -1, SDL_RENDERER_SOFTWARE);
  return w->renderer != NULL;
}

/* Where no display answers, the library would go on with one that nobody sees. Who names another kind in
 * SDL_VIDEODRIVER is heard: a hint yields to the environment. */
static void ask_for_a_display_that_is_seen(void) {
  const bool has_x = has_name("DISPLAY"), has_wayland = has_name("WAYLAND_DISPLAY");
  if (has_x || has_wayland)
    SDL_SetHint(SDL_HINT_VIDEODRIVER, has_x && has_wayland ? "x11,wayland" : has_x ? "x11" : "wayland");
}

static pl_status open_window(window *w, pl_error *error) {
  ask_for_a_display_that_is_seen();
  SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "linear");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); /* the click that brings the focus is a click */
  if (SDL_Init(SDL_INIT_VIDEO))
    return pl_error_set(error, PL_SYSTEM, "cannot open a window: %.160s", SDL_GetError());
  SDL_Rect room = {0, 0, 1600, 900};
  SDL_GetDisplayUsableBounds(0, &room);
  const int width = room.w >= 1920 ? 1600 : room.w * 9 / 10, height = room.w >= 1920 ? 900 : room.h * 9 / 10;
  w->window = SDL_CreateWindow("Polder", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height,
                               SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (!w->window || !make_renderer(w))
    return pl_error_set(error, PL_SYSTEM, "cannot open a window: %.160s", SDL_GetError());
  SDL_SetWindowMinimumSize(w->window, LEAST_WIDTH, LEAST_HEIGHT);
  SDL_StartTextInput();
  w->canvas = pl_canvas_new(w->renderer, error);
  return w->canvas ? PL_OK : error->status;
}

static void close_window(window *w) {
  pl_app_free(w->app);
  pl_canvas_free(w->canvas);
  if (w->renderer) SDL_DestroyRenderer(w->renderer);
  if (w->window) SDL_DestroyWindow(w->window);
  SDL_Quit();
  pl_widget_list_clear(&w->list);
}

/* ---- events ---- */

/* A point of the window's in logical pixels. */
static pl_point logical(const window *w, int x, int y) {
  int window_width = 1, window_height = 1, width = 1, height = 1;
  SDL_GetWindowSize(w->window, &window_width, &window_height);
  SDL_GetRendererOutputSize(w->renderer, &width, &height);
  const float unit = pl_unit_for(width, height, w->app->scale);
  return (pl_point){(float)x * (float)width / (float)window_width / unit,
                    (float)y * (float)height / (float)window_height / unit};
}

static void take_button(window *w, const SDL_MouseButtonEvent *event, bool is_down) {
  pl_input *input = &w->input;
  const int bit = event->button == SDL_BUTTON_LEFT ? 1 : event->button == SDL_BUTTON_MIDDLE ? 2 : 0;
  w->dragging = is_down ? w->dragging | bit : w->dragging & ~bit;
  input->is_dragging = w->dragging != 0;
  input->pointer = logical(w, event->x, event->y);
  input->has_pointer = true;
  if (bit != 1) return;
  input->is_down = is_down;
  if (!is_down) {
    input->was_released = true;
    w->list.taken++;
    return;
  }
  input->was_pressed = true;
  input->was_double = event->clicks == 2;
}

static void take_key(window *w, const SDL_KeyboardEvent *event) {
  pl_input *input = &w->input;
  if (!event->repeat) w->list.taken++;
  if (input->key_count >= PL_INPUT_KEYS) return;
  input->key[input->key_count++] = (pl_key_press){event->keysym.sym, event->keysym.mod};
}

static void take_text(pl_input *input, const char *text) {
  const size_t length = strlen(input->text), more = strlen(text);
  if (length + more < sizeof input->text) memcpy(input->text + length, text, more + 1);
}

static void take_window(window *w, const SDL_WindowEvent *event) {
  if (event->event == SDL_WINDOWEVENT_LEAVE) w->input.has_pointer = false;
  if (event->event == SDL_WINDOWEVENT_ENTER) w->input.has_pointer = true;
}

/* The renderer is gone with everything in it: another one, or the end with a sentence. */
static void renew_renderer(window *w) {
  pl_error error = {0};
  pl_canvas_use(w->canvas, NULL);
  SDL_DestroyRenderer(w->renderer);
  if (make_renderer(w)) {
    pl_canvas_use(w->canvas, w->renderer);
    return;
  }
  pl_error_set(&error, PL_SYSTEM, "the window was lost: %.160s. Go on with the exercise where it is kept",
               SDL_GetError());
  pl_app_fail(w->app, &error);
}

static void take_event(window *w, const SDL_Event *event) {
  switch (event->type) {
  case SDL_QUIT: w->has_quit = true; break;
  case SDL_MOUSEMOTION:
    w->moved = SDL_GetTicks();
    w->input.pointer = logical(w, event->motion.x, event->motion.y);
    w->input.has_pointer = true;
    break;
  case SDL_MOUSEBUTTONDOWN: take_button(w, &event->button, true); break;
  case SDL_MOUSEBUTTONUP: take_button(w, &event->button, false); break;
  case SDL_MOUSEWHEEL:
    w->input.wheel += event->wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -event->wheel.preciseY : event->wheel.preciseY;
    break;
  case SDL_KEYDOWN: take_key(w, &event->key); break;
  case SDL_TEXTINPUT: take_text(&w->input, event->text.text); break;
  case SDL_WINDOWEVENT: take_window(w, &event->window); break;
  case SDL_RENDER_TARGETS_RESET: pl_canvas_lost(w->canvas); break;
  case SDL_RENDER_DEVICE_RESET: renew_renderer(w); break;
  default: break;
  }
}

/* A press and its release in one go would be one frame: what follows a release waits for the next. */
static bool is_full(const pl_input *input) { return input->was_released || input->key_count >= PL_INPUT_KEYS; }

/* Returns whether there was any. */
static bool take_events(window *w, bool may_sleep) {
  SDL_Event event;
  bool is_any = may_sleep && SDL_WaitEventTimeout(&event, SLEEP_MILLISECONDS);
  if (is_any) take_event(w, &event);
  while (!is_full(&w->input) && SDL_PollEvent(&event)) {
    take_event(w, &event);
    is_any = true;
  }
  return is_any;
}

static void forget_input(pl_input *input) {
  input->was_pressed = input->was_released = input->was_double = false;
  input->wheel = 0;
  input->key_count = 0;
  input->text[0] = 0;
}

/* ---- frames ---- */

static void follow_full_screen(window *w) {
  if (w->app->is_full_screen == w->is_full_screen) return;
  w->is_full_screen = w->app->is_full_screen;
  SDL_SetWindowFullscreen(w->window, w->is_full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

/* Before a room full of people nothing lies on the wall that nobody moves. */
static void follow_pointer(window *w) {
  const bool is_hidden = w->app->follows_clock && SDL_GetTicks() - w->moved > POINTER_MILLISECONDS;
  if (is_hidden == w->is_pointer_hidden) return;
  w->is_pointer_hidden = is_hidden;
  SDL_ShowCursor(is_hidden ? SDL_DISABLE : SDL_ENABLE);
}

static void draw_frame(window *w, float seconds) {
  int width = 0, height = 0;
  pl_error error = {0};
  if (SDL_GetRendererOutputSize(w->renderer, &width, &height) || width < 1 || height < 1) return;
  pl_canvas_begin(w->canvas, width, height, pl_unit_for(width, height, w->app->scale));
  pl_app_frame(w->app, &w->input, seconds);
  if (pl_canvas_end(w->canvas, &error) != PL_OK) pl_app_say(w->app, &error);
  SDL_RenderPresent(w->renderer);
  int window_width = width;
  SDL_GetWindowSize(w->window, &window_width, NULL);
  pl_widget_list_write(&w->list, w->app, (float)window_width / (float)width);
}

/* Seconds since `*last`, and now is the new last; after a sleep no more than a tenth, so that nothing jumps. */
static float seconds_since(Uint64 *last) {
  const Uint64 now = SDL_GetPerformanceCounter();
  const float seconds = (float)(now - *last) / (float)SDL_GetPerformanceFrequency();
  *last = now;
  return seconds > 0.1f ? 0.1f : seconds;
}

/* After what happened there is a second frame: some things stand where the first one has found room for them. */
static void run(window *w) {
  Uint64 last = SDL_GetPerformanceCounter();
  bool is_moving = true;
  while (!w->app->wants_to_leave) {
    const Uint32 began = SDL_GetTicks();
    const bool is_news = take_events(w, !is_moving);
    if (!is_moving && !is_news && !w->app->follows_clock) continue;
    if (w->has_quit) pl_app_leave(w->app);
    w->has_quit = false;
    draw_frame(w, seconds_since(&last));
    is_moving = is_news || pl_app_is_moving(w->app) || pl_widget_list_is_behind(&w->list);
    forget_input(&w->input);
    follow_full_screen(w);
    follow_pointer(w);
    const Uint32 spent = SDL_GetTicks() - began;
    if (is_moving && spent < FRAME_MILLISECONDS) SDL_Delay(FRAME_MILLISECONDS - spent);
  }
}

pl_status pl_view_run(const pl_view_options *options, bool *has_opened, pl_error *error) {
  window w = {.list = {.path = SDL_getenv("POLDER_WIDGETS")}};
  pl_status status = open_window(&w, error);
  if (has_opened) *has_opened = status == PL_OK;
  if (status == PL_OK && options->look) SDL_DisableScreenSaver(); /* nobody touches a wall for hours */
  if (status == PL_OK) w.app = pl_app_new(w.canvas, options, error);
  if (status == PL_OK && !w.app) status = error->status;
  if (w.app) {
    run(&w);
    status = w.app->status;
    if (status != PL_OK) *error = w.app->error;
  } else if (options->game && status != PL_OK && has_opened && *has_opened) {
    pl_game_free(options->game);
  }
  close_window(&w);
  return status;
}
