/* Pictures of every screen, in two sizes and both languages, beside those that somebody has looked at (pictures/).
 *
 * A picture is compared made small, so that another version of a font or of a renderer does not matter, and so that a
 * picture takes little room here: pixels may differ a little everywhere, and much in a few places only.
 *
 *   POLDER_PICTURES=FOLDER test_view_pictures     also writes them there in full size, to be looked at
 *   POLDER_PICTURES_RENEW=1 test_view_pictures    puts the small ones in the place of those in pictures/ */
#include "desk.h"

#include <SDL_image.h>

#include "billboards.h"
#include "board_internal.h"

#ifndef POLDER_SOURCE_DIR
#define POLDER_SOURCE_DIR "."
#endif

enum { MUCH = 36 };           /* of 255, in one channel */
#define FEW 0.006             /* the part of all pixels that may differ so much */
#define A_LITTLE 1.6          /* the mean difference of all */

typedef struct album {
  pl_desk desk;
  const char *size;
  pl_language language;
  int factor;
  int compared, wrong;
} album;

/* ---- small pictures ---- */

static SDL_Surface *made_small(SDL_Surface *large, int factor) {
  const int width = large->w / factor, height = large->h / factor;
  SDL_Surface *small = SDL_CreateRGBSurfaceWithFormat(0, width, height, 24, SDL_PIXELFORMAT_RGB24);
  assert_non_null(small);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      unsigned sum[3] = {0};
      for (int j = 0; j < factor; j++)
        for (int i = 0; i < factor; i++) {
          const size_t row = (size_t)(y * factor + j) * (size_t)large->pitch;
          Uint32 pixel;
          memcpy(&pixel, (const char *)large->pixels + row + (size_t)(x * factor + i) * 4, 4);
          sum[0] += pixel >> 16 & 255, sum[1] += pixel >> 8 & 255, sum[2] += pixel & 255;
        }
      Uint8 *out = (Uint8 *)small->pixels + (size_t)y * (size_t)small->pitch + (size_t)x * 3;
      for (int c = 0; c < 3; c++) out[c] = (Uint8)(sum[c] / (unsigned)(factor * factor));
    }
  return small;
}

/* How the two differ: the mean, and the part of pixels that differ much. */
static void compare(const SDL_Surface *a, const SDL_Surface *b, double *mean, double *much) {
  int64_t sum = 0, many = 0;
  for (int y = 0; y < a->h; y++) {
    const Uint8 *p = (const Uint8 *)a->pixels + (size_t)y * (size_t)a->pitch;
    const Uint8 *q = (const Uint8 *)b->pixels + (size_t)y * (size_t)b->pitch;
    for (int x = 0; x < a->w; x++) {
      int most = 0;
      for (int c = 0; c < 3; c++) {
        const int differs = abs(p[x * 3 + c] - q[x * 3 + c]);
        sum += differs;
        if (differs > most) most = differs;
      }
      many += most > MUCH;
    }
  }
  *mean = (double)sum / (a->w * a->h * 3.0);
  *much = (double)many / (a->w * a->h);
}

static void name_of(const album *al, const char *folder, const char *name, char *path, size_t size) {
  snprintf(path, size, "%s/%s-%s-%s.png", folder, name, al->size, al->language == PL_DUTCH ? "nl" : "en");
}

static void judge(album *al, const char *name, SDL_Surface *small) {
  char path[512];
  double mean, much;
  name_of(al, POLDER_SOURCE_DIR "/tests/view/pictures", name, path, sizeof path);
  if (getenv("POLDER_PICTURES_RENEW")) {
    assert_int_equal(IMG_SavePNG(small, path), 0);
    return;
  }
  SDL_Surface *loaded = IMG_Load(path);
  if (!loaded) fail_msg("%s: %s. Look at it, then renew it (see the head of test_pictures.c)", path, IMG_GetError());
  SDL_Surface *golden = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_RGB24, 0);
  SDL_FreeSurface(loaded);
  assert_non_null(golden);
  al->compared++;
  if (golden->w != small->w || golden->h != small->h) fail_msg("%s has another size", path);
  compare(small, golden, &mean, &much);
  if (mean > A_LITTLE || much > FEW) {
    print_message("%s: differs by %.2f, much in %.2f %% of its pixels\n", path, mean, much * 100);
    al->wrong++;
  }
  SDL_FreeSurface(golden);
}

static void take(album *al, const char *name) {
  const char *folder = getenv("POLDER_PICTURES");
  char path[512];
  al->desk.input.has_pointer = false;
  desk_rest(&al->desk);
  if (folder) {
    name_of(al, folder, name, path, sizeof path);
    assert_int_equal(IMG_SavePNG(al->desk.surface, path), 0);
  }
  SDL_Surface *small = made_small(al->desk.surface, al->factor);
  judge(al, name, small);
  SDL_FreeSurface(small);
}

/* ---- a walk through all screens ---- */

static void decide(pl_desk *desk, pl_decision decision) {
  pl_error error = {0};
  decision.seat = (uint16_t)pl_game_seat(desk->app->game);
  if (pl_game_decide(desk->app->game, &decision, &error) != PL_OK) fail_msg("%s", error.text);
}

static void walk_play(album *al, int width, int height) {
  pl_desk *desk = &al->desk;
  const char *seat = al->language == PL_DUTCH ? "Nederland" : "Netherlands"; /* as a person would say it */
  desk_open(desk, width, height, POLDER_SOURCE_DIR "/scenarios/withdrawal", 66);
  take(al, "seat");
  desk_key(desk, SDLK_F1, 0);
  take(al, "help");
  desk_key(desk, SDLK_ESCAPE, 0);
  desk_key(desk, SDLK_ESCAPE, 0);
  take(al, "menu");
  desk_key(desk, SDLK_ESCAPE, 0);
  desk_press(desk, seat);
  assert_true(desk_is_on(desk, PL_SCREEN_BRIEFING));
  take(al, "briefing");
  desk_key(desk, SDLK_RETURN, 0);
  assert_true(desk_is_on(desk, PL_SCREEN_ROUND));
  take(al, "round");
  decide(desk, (pl_decision){.action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_FORUMS}});
  for (int r = 0; r < 3; r++) {
    pl_error error = {0};
    if (r) assert_int_equal(pl_game_open_round(desk->app->game, &error), PL_OK);
    if (pl_game_close_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
  }
  pl_app_go(desk->app, PL_SCREEN_DAYS);
  desk_frame(desk, 0);
  desk_frame(desk, 0);
  pl_board_play(desk->app->board, false);
  pl_board_seek(desk->app->board, 2 * PL_TICKS_PER_ROUND + 17);
  take(al, "days");
  pl_app_go(desk->app, PL_SCREEN_AFTER);
  take(al, "after");
  if (height > 1000) assert_non_null(desk_find(desk, seat)); /* its row in who knew what, when */
  desk_key(desk, SDLK_RETURN, 0);
  assert_true(desk_is_on(desk, PL_SCREEN_ROUND));
  take(al, "round-4");
}

static void finish(pl_desk *desk) {
  pl_error error = {0};
  while (!pl_game_is_over(desk->app->game)) {
    if (pl_game_open_round(desk->app->game, &error) != PL_OK || pl_game_close_round(desk->app->game, &error) != PL_OK)
      fail_msg("%s", error.text);
  }
  pl_app_go(desk->app, PL_SCREEN_RECKONING);
}

static void walk_replay(album *al, int width, int height, const pl_session *recorded) {
  static const struct {
    const char *name;
    pl_board_mode mode;
    bool is_public;
  } rows[] = {{"control-map", PL_MODE_MAP, false},        {"control-network", PL_MODE_NETWORK, false},
              {"control-matrix", PL_MODE_MATRIX, false},  {"board-map", PL_MODE_MAP, true},
              {"board-network", PL_MODE_NETWORK, true}};
  pl_desk *desk = &al->desk;
  desk_look(desk, width, height, recorded, -1);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (desk->app->board->is_public != rows[i].is_public) desk_key(desk, SDLK_b, 0);
    pl_board_show(desk->app->board, rows[i].mode, true);
    pl_board_seek(desk->app->board, 2 * PL_TICKS_PER_ROUND + 17);
    take(al, rows[i].name);
  }
  desk_close(desk);
}

/* One of the seats that leave a forum in the third round, had it stayed; few pairs, as they take their time. */
static void walk_what_if(album *al, int width, int height, const pl_session *recorded) {
  pl_desk *desk = &al->desk;
  desk_look(desk, width, height, recorded, -1);
  desk->app->what_if_runs = 20;
  pl_board_seek(desk->app->board, 2 * PL_TICKS_PER_ROUND + 1);
  desk_key(desk, SDLK_o, 0);
  assert_true(desk_is_on(desk, PL_SCREEN_WHAT_IF));
  take(al, "what-if-choice");
  desk_reach(desk, al->language == PL_DUTCH ? "Zonder “" : "Without “");
  take(al, "what-if");
  desk_key(desk, SDLK_o, 0);
  take(al, "what-if-otherwise");
  desk_key(desk, SDLK_ESCAPE, 0);
  desk_reach(desk, al->language == PL_DUTCH ? "Kies wie die krijgt" : "Choose who receives it");
  take(al, "what-if-audience");
  desk_close(desk);
}

/* A hosted exercise: people come in, the third round is decided under a short and a long statement, and its days
 * pass. */
static void walk_wall(album *al, int width, int height, const pl_session *recorded) {
  static const char *const news[] = {
      "The regional network asks all members to report by Friday.",
      "Ministers of several states say that they have seen the same traces in the systems of their energy "
      "providers, that they do not yet know who left them, and that whoever has more to say about it is asked to "
      "say it before Friday, because the press conference cannot be put off again: it was put off twice, and the "
      "markets have taken notice. Asked whether organisations should disconnect, a spokeswoman answered that each "
      "has to decide for itself, in the light of what it knows, and that the network of national teams is at work "
      "around the clock. They thank everybody who has shared what they found; a list of addresses to look for is "
      "published with this statement, and a longer one will follow as soon as those who found them agree."};
  pl_desk *desk = &al->desk;
  billboards room;
  billboards_make(&room, recorded);
  desk_hang(desk, width, height, billboards_look, &room);
  take(al, "wall-lobby");
  room.board.phase = PL_ROOM_DECIDING;
  room.board.round = 2;
  room.board.left_ms = 165000;
  room.board.of_ms = 600000;
  room.board.spotlight = "The press conference begins in ten minutes";
  room.board.news = news;
  room.board.news_count = 1;
  take(al, "wall-deciding");
  room.board.news_count = 2;
  take(al, "wall-statement");
  room.board.phase = PL_ROOM_PASSING;
  room.board.is_paused = true;
  room.board.spotlight = "";
  room.board.news_count = 0;
  room.board.tick = 17;
  room.board.left_ms = 11000;
  room.board.of_ms = 28000;
  take(al, "wall-passing");
  desk_close(desk);
  billboards_clear(&room);
}

static void walk(int width, int height, const char *size, int factor, pl_language language) {
  album al = {.size = size, .language = language, .factor = factor};
  pl_translate_into(language, POLDER_LOCALE_FOLDER);
  walk_play(&al, width, height);
  finish(&al.desk);
  take(&al, "reckoning");
  pl_session *recorded = al.desk.session;
  al.desk.session = NULL; /* outlives its game */
  al.desk.options.close = NULL;
  desk_close(&al.desk);
  walk_replay(&al, width, height, recorded);
  walk_what_if(&al, width, height, recorded);
  walk_wall(&al, width, height, recorded);
  pl_session_free(recorded);
  if (al.wrong) fail_msg("%d of %d pictures are not what they were", al.wrong, al.compared);
}

static void test_large_english(void **state) { (void)state, walk(1920, 1080, "1920x1080", 6, PL_ENGLISH); }
static void test_large_dutch(void **state) { (void)state, walk(1920, 1080, "1920x1080", 6, PL_DUTCH); }
static void test_small_english(void **state) { (void)state, walk(1024, 640, "1024x640", 4, PL_ENGLISH); }
static void test_small_dutch(void **state) { (void)state, walk(1024, 640, "1024x640", 4, PL_DUTCH); }

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_large_english), cmocka_unit_test(test_large_dutch),
                                     cmocka_unit_test(test_small_english), cmocka_unit_test(test_small_dutch)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
