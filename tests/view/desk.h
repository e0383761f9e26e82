/* A desk: the whole window in memory, without a display, for tests that press keys and look at pictures.
 *
 *   pl_desk desk;
 *   desk_open(&desk, 1920, 1080, "scenarios/first-share", 1);   a new exercise, from the choice of a seat on
 *   desk_press(&desk, "Commit round 1");                        a button by its label, wherever it is
 *   desk_key(&desk, SDLK_RETURN, 0);
 *   desk_close(&desk); */
#ifndef POLDER_TESTS_VIEW_DESK_H
#define POLDER_TESTS_VIEW_DESK_H

#include "support.h"

#include <stdlib.h>

#include <SDL.h>

#include <polder/policy.h>
#include <polder/script.h>

#include "app.h"
#include "unit.h"

typedef struct pl_desk {
  int width, height;
  SDL_Surface *surface;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_app *app;
  pl_view_options options;
  pl_session *session; /* owned */
  pl_policy_table bots;
  pl_bots answering;   /* they */
  const char *folder;  /* of the scenario */
  uint64_t seed;
  int seat;            /* −1: asked */
  pl_input input;
} pl_desk;

static inline pl_session *desk_session(const char *folder, uint64_t seed) {
  pl_error error = {0};
  pl_bundle_room room = {0};
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = seed, .record_events = true, .language = pl_translate_language()};
  if (pl_bundle_read(folder, &room, &error) != PL_OK) fail_msg("%s: %s", folder, error.text);
  pl_session *session = pl_session_new(&factory, &room.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s: %s", folder, error.text);
  pl_bundle_clear(&room);
  return session;
}

static inline pl_game *desk_game(void *context, const char *scenario, pl_error *error) {
  pl_desk *desk = context;
  desk->session = desk_session(scenario, desk->seed);
  pl_policy_table_init(&desk->bots, pl_session_scenario(desk->session));
  const pl_game_options options = {.seat = desk->seat, .language = desk->options.language};
  return pl_game_new(desk->session, &desk->bots, &options, error);
}

static inline void desk_forget_session(void *context) {
  pl_desk *desk = context;
  pl_session_free(desk->session);
  desk->session = NULL;
}

/* A frame in which `seconds` pass, with what is in desk->input; which is then forgotten, but for the pointer. */
static inline void desk_frame(pl_desk *desk, float seconds) {
  pl_error error = {0};
  pl_canvas_begin(desk->canvas, desk->width, desk->height, pl_unit_for(desk->width, desk->height, desk->app->scale));
  pl_app_frame(desk->app, &desk->input, seconds);
  if (pl_canvas_end(desk->canvas, &error) != PL_OK) fail_msg("%s", error.text);
  if (desk->app->status != PL_OK) fail_msg("%s", desk->app->error.text);
  desk->input = (pl_input){.pointer = desk->input.pointer, .has_pointer = desk->input.has_pointer,
                           .is_down = desk->input.is_down};
}

/* Frames until everything is where it stays. */
static inline void desk_rest(pl_desk *desk) {
  for (int i = 0; i < 4 || (i < 400 && pl_app_is_moving(desk->app)); i++) desk_frame(desk, 0.05f);
}

static inline void desk_make(pl_desk *desk, int width, int height) {
  pl_error error = {0};
  desk->width = width;
  desk->height = height;
  desk->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
  assert_non_null(desk->surface);
  desk->renderer = SDL_CreateSoftwareRenderer(desk->surface);
  assert_non_null(desk->renderer);
  desk->canvas = pl_canvas_new(desk->renderer, &error);
  if (!desk->canvas) fail_msg("%s", error.text);
  desk->app = pl_app_new(desk->canvas, &desk->options, &error);
  if (!desk->app) fail_msg("%s", error.text);
  desk->app->is_synchronous = true;
  desk->app->has_reduced_motion = true;
}

/* A new exercise, its seat not chosen yet (desk->seat −1) or chosen. */
static inline void desk_open_for(pl_desk *desk, int width, int height, const char *folder, uint64_t seed, int seat) {
  *desk = (pl_desk){.folder = folder, .seed = seed, .seat = seat, .answering = {pl_policy_decide, &desk->bots}};
  desk->options = (pl_view_options){.language = pl_translate_language(),
                                    .scale = 100,
                                    .scenario = folder,
                                    .context = desk,
                                    .open = desk_game,
                                    .close = desk_forget_session,
                                    .bots = &desk->answering,
                                    .recorded_seat = -1};
  desk_make(desk, width, height);
  desk_rest(desk);
}
static inline void desk_open(pl_desk *desk, int width, int height, const char *folder, uint64_t seed) {
  desk_open_for(desk, width, height, folder, seed, -1);
}

/* A recorded exercise, looked at again; the session is borrowed. */
static inline void desk_look(pl_desk *desk, int width, int height, const pl_session *recorded, int seat) {
  pl_error error = {0};
  *desk = (pl_desk){.seat = seat, .answering = {pl_policy_decide, &desk->bots}};
  if (pl_policy_table_take(&desk->bots, recorded, &error) != PL_OK) fail_msg("%s", error.text);
  desk->options = (pl_view_options){.language = pl_translate_language(),
                                    .scale = 100,
                                    .recorded = recorded,
                                    .recorded_seat = seat,
                                    .bots = &desk->answering};
  desk_make(desk, width, height);
  desk_rest(desk);
}

/* A wall that shows what `look` says; all is borrowed. */
static inline void desk_hang(pl_desk *desk, int width, int height, const pl_billboard *(*look)(void *), void *context) {
  *desk = (pl_desk){.seat = -1};
  desk->options = (pl_view_options){.language = pl_translate_language(), .scale = 100, .look = look,
                                    .context = context, .recorded_seat = -1};
  desk_make(desk, width, height);
  desk_rest(desk);
}

static inline void desk_close(pl_desk *desk) {
  pl_app_free(desk->app);
  pl_canvas_free(desk->canvas);
  SDL_DestroyRenderer(desk->renderer);
  SDL_FreeSurface(desk->surface);
  pl_session_free(desk->session);
}

/* ---- hands ---- */

static inline void desk_key(pl_desk *desk, SDL_Keycode key, Uint16 modifiers) {
  desk->input.key[desk->input.key_count++] = (pl_key_press){key, modifiers};
  desk_frame(desk, 0.05f);
  desk_rest(desk);
}

static inline void desk_click_at(pl_desk *desk, pl_point at) {
  desk->input.pointer = at;
  desk->input.has_pointer = true;
  desk_frame(desk, 0.05f);
  desk->input.is_down = desk->input.was_pressed = true;
  desk_frame(desk, 0.05f);
  desk->input.is_down = false;
  desk->input.was_released = true;
  desk_frame(desk, 0.05f);
  desk_rest(desk);
}

/* The widget whose label is, or begins with, `label`; NULL: there is none on the screen. */
static inline const pl_widget *desk_find(const pl_desk *desk, const char *label) {
  size_t count;
  const pl_widget *widgets = pl_ui_widgets(desk->app->ui, &count), *found = NULL;
  for (size_t i = 0; i < count; i++) {
    if (!strcmp(widgets[i].label, label)) return &widgets[i];
    if (!found && !strncmp(widgets[i].label, label, strlen(label))) found = &widgets[i];
  }
  return found;
}

static inline void desk_list(const pl_desk *desk) {
  size_t count;
  const pl_widget *widgets = pl_ui_widgets(desk->app->ui, &count);
  for (size_t i = 0; i < count; i++)
    print_message("  %-40s %5.0f %5.0f %5.0f %5.0f%s%s\n", widgets[i].label, (double)widgets[i].rect.x,
                  (double)widgets[i].rect.y, (double)widgets[i].rect.w, (double)widgets[i].rect.h,
                  widgets[i].is_enabled ? "" : " disabled", widgets[i].is_selected ? " selected" : "");
}

/* With the mouse, in its middle. */
static inline void desk_press(pl_desk *desk, const char *label) {
  const pl_widget *widget = desk_find(desk, label);
  if (!widget) {
    desk_list(desk);
    fail_msg("there is no \"%s\" on the screen", label);
    return;
  }
  desk_click_at(desk, (pl_point){widget->rect.x + widget->rect.w / 2, widget->rect.y + widget->rect.h / 2});
}

/* With the keyboard alone: Tab until it has the focus, then Enter. */
static inline void desk_reach(pl_desk *desk, const char *label) {
  const pl_widget *widget = desk_find(desk, label);
  if (!widget) {
    desk_list(desk);
    fail_msg("there is no \"%s\" on the screen", label);
    return;
  }
  const uint64_t id = widget->id;
  size_t count;
  pl_ui_widgets(desk->app->ui, &count);
  for (size_t i = 0; i < count + 2 && pl_ui_focused(desk->app->ui) != id; i++) desk_key(desk, SDLK_TAB, 0);
  if (pl_ui_focused(desk->app->ui) != id) fail_msg("Tab does not reach \"%s\"", label);
  desk_key(desk, SDLK_RETURN, 0);
}

static inline bool desk_is_on(const pl_desk *desk, pl_screen_name screen) { return desk->app->screen == screen; }

#endif
