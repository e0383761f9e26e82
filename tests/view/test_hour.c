/* An hour at the desk: somebody who presses whatever there is, quickly, through one exercise after the other.
 *
 * Nothing may go wrong, no widget may lie outside the window, and when an exercise is closed all that it took is given
 * back. As a test it plays some minutes; POLDER_HOUR=3600 test_view_hour plays an hour of the desk's own time. */
#include "desk.h"

#if defined(__SANITIZE_ADDRESS__)
size_t __sanitizer_get_current_allocated_bytes(void); /* not every compiler brings its header */
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

static size_t bytes_in_use(void) {
#if defined(__SANITIZE_ADDRESS__)
  return __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
  return mallinfo2().uordblks;
#else
  return 0;
#endif
}

typedef struct hand {
  pl_desk desk;
  uint64_t luck;
  double seconds;  /* of the desk's time so far */
  int in_round;    /* things done in this round */
  int outside;
} hand;

static unsigned draw(hand *h, unsigned below) {
  h->luck = h->luck * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(h->luck >> 33) % below;
}

static void pass(hand *h, float seconds) {
  desk_frame(&h->desk, seconds);
  h->seconds += (double)seconds;
}

/* What can be pressed lies in the window, or in an area that is scrolled. */
static void look(hand *h) {
  size_t count;
  const pl_widget *widgets = pl_ui_widgets(h->desk.app->ui, &count);
  const pl_rect area = pl_canvas_area(h->desk.canvas);
  for (size_t i = 0; i < count; i++) {
    const pl_rect r = widgets[i].rect;
    const bool is_beside = r.x < area.x - 1 || r.x + r.w > area.x + area.w + 1;
    if (is_beside && widgets[i].kind != PL_WIDGET_MARK && h->outside++ < 5)
      print_message("outside: \"%s\" at %.0f to %.0f of %.0f\n", widgets[i].label, (double)r.x, (double)(r.x + r.w),
                    (double)area.w);
  }
}

static void press_something(hand *h) {
  size_t count;
  const pl_widget *widgets = pl_ui_widgets(h->desk.app->ui, &count);
  if (!count) return;
  const pl_widget *w = &widgets[draw(h, (unsigned)count)];
  if (!strcmp(w->label, PL_TEXT("Leave")) || !strcmp(w->label, PL_TEXT("Keep here"))) return;
  h->desk.input.pointer = (pl_point){w->rect.x + w->rect.w / 2, w->rect.y + w->rect.h / 2};
  h->desk.input.has_pointer = true;
  h->desk.input.is_down = h->desk.input.was_pressed = true;
  pass(h, 0.03f);
  h->desk.input.is_down = false;
  h->desk.input.was_released = true;
  pass(h, 0.03f);
}

static void strike(hand *h, SDL_Keycode key, Uint16 modifiers) {
  h->desk.input.key[h->desk.input.key_count++] = (pl_key_press){key, modifiers};
  pass(h, 0.05f);
}

static void strike_something(hand *h) {
  static const SDL_Keycode keys[] = {SDLK_TAB,   SDLK_TAB,  SDLK_SPACE, SDLK_RETURN, SDLK_UP,  SDLK_DOWN, SDLK_LEFT,
                                     SDLK_RIGHT, SDLK_m,    SDLK_1,     SDLK_2,      SDLK_3,   SDLK_l,    SDLK_F1,
                                     SDLK_HOME,  SDLK_END,  SDLK_PLUS,  SDLK_MINUS,  SDLK_z,   SDLK_y,    SDLK_PAGEDOWN,
                                     SDLK_PAGEUP, SDLK_ESCAPE, SDLK_LEFTBRACKET, SDLK_RIGHTBRACKET, SDLK_BACKSPACE};
  const SDL_Keycode key = keys[draw(h, sizeof keys / sizeof keys[0])];
  const Uint16 modifiers = draw(h, 8) == 0 ? KMOD_CTRL : draw(h, 8) == 0 ? KMOD_SHIFT : 0;
  strike(h, key, modifiers);
}

static void move_something(hand *h) {
  const pl_rect area = pl_canvas_area(h->desk.canvas);
  h->desk.input.pointer = (pl_point){(float)draw(h, (unsigned)area.w), (float)draw(h, (unsigned)area.h)};
  h->desk.input.has_pointer = true;
  if (draw(h, 3) == 0) h->desk.input.wheel = draw(h, 2) ? 1 : -1;
  if (draw(h, 6) == 0) snprintf(h->desk.input.text, sizeof h->desk.input.text, "é7 ");
  pass(h, 0.2f);
}

static void do_something(hand *h) {
  const unsigned what = draw(h, 10);
  if (what < 5) press_something(h);
  else if (what < 8) strike_something(h);
  else move_something(h);
  look(h);
}

/* From round to round, whatever lies in the way. */
static void go_on(hand *h) {
  pl_error error = {0};
  h->desk.app->is_helping = h->desk.app->is_in_menu = h->desk.app->is_leaving = false;
  h->desk.app->wants_to_leave = false;
  while (h->desk.app->next != h->desk.app->screen) pass(h, 0.05f); /* something pressed is under way */
  switch (h->desk.app->screen) {
  case PL_SCREEN_ROUND:
    if (pl_game_close_round(h->desk.app->game, &error) != PL_OK) fail_msg("%s", error.text);
    pl_app_go(h->desk.app, PL_SCREEN_DAYS);
    break;
  case PL_SCREEN_DAYS: pl_app_go(h->desk.app, PL_SCREEN_AFTER); break;
  case PL_SCREEN_AFTER:
    pl_app_go(h->desk.app, pl_game_is_over(h->desk.app->game) ? PL_SCREEN_RECKONING : PL_SCREEN_ROUND);
    break;
  case PL_SCREEN_SEAT:
    if (pl_game_sit(h->desk.app->game, pl_game_scenario(h->desk.app->game)->recommended, &error) != PL_OK)
      fail_msg("%s", error.text);
    pl_app_go(h->desk.app, PL_SCREEN_BRIEFING);
    break;
  case PL_SCREEN_BRIEFING: pl_app_go(h->desk.app, PL_SCREEN_ROUND); break;
  default: break;
  }
  pass(h, 0.05f);
  pass(h, 0.05f);
}

static void play_exercise(hand *h, const char *folder, int width, int height) {
  desk_open_for(&h->desk, width, height, folder, h->luck >> 40, -1);
  h->desk.app->has_reduced_motion = false;
  h->desk.app->scale = 0.8f + 0.1f * (float)draw(h, 13);
  for (int screens = 0; screens < 60 && h->desk.app->screen != PL_SCREEN_RECKONING; screens++) {
    for (int i = 0; i < 12; i++) do_something(h);
    go_on(h);
  }
  for (int i = 0; i < 20 && !h->desk.app->wants_to_leave; i++) do_something(h);
  desk_close(&h->desk);
}

static void test_hour(void **state) {
  (void)state;
  static const struct {
    int width, height;
  } sizes[] = {{1024, 640}, {640, 400}, {1280, 720}};
  static const char *const folders[] = {POLDER_SOURCE_DIR "/scenarios/first-share",
                                        POLDER_SOURCE_DIR "/scenarios/withdrawal"};
  const char *wanted = getenv("POLDER_HOUR");
  const double seconds = wanted ? atof(wanted) : 60;
  hand h = {.luck = 66};
  size_t after_first = 0, now = 0;
  int games = 0;
  for (; h.seconds < seconds || games < 6; games++) {
    pl_translate_into(games % 2 ? PL_DUTCH : PL_ENGLISH, POLDER_LOCALE_FOLDER);
    play_exercise(&h, folders[games % 2], sizes[games % 3].width, sizes[games % 3].height);
    now = bytes_in_use();
    if (games == 3) after_first = now; /* each scenario, and each size but one, was there */
  }
  print_message("%d exercises in %.0f s of the desk's time; in use %zu bytes after 4, %zu at the end\n", games,
                h.seconds, after_first, now);
  assert_int_equal(h.outside, 0);
  if (now > after_first + (1 << 20))
    fail_msg("memory grows: %zu bytes after 4 exercises, %zu at the end", after_first, now);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_hour)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
