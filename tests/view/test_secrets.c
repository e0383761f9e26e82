/* Secrets: what a seat can't know is nowhere on its screens.
 *
 * Two exercises are played side by side with the same luck. In one of them a few states far away divide their money in
 * another way, which shows first in things that nobody else is told: what gets in there, what it costs them, what they
 * notice. As long as the seat's own brief and history are the same in both, whatever differs on its screens, be it a
 * dot, a figure or a sentence in a tooltip, is a secret that got out. So everything is pointed at, in every view, and
 * the two pictures are compared pixel by pixel. (The sentence that looks back on a round may tell what nobody could
 * know, as scenarios/README.md says: what stands on its side is not compared.) */
#include "deciding.h"

#include "board_internal.h"

enum { AFTER = 4 /* rounds: in the next the seat notices nothing */ };

#define RIGHT 0.46f /* of the screen after a round: what lies to the right of looking back */

typedef struct pair {
  pl_desk one, other;
  float left;   /* where what is compared begins, as a part of the width */
  int compared; /* pictures, while something was secretly different */
} pair;

/* ---- what the seat knows ---- */

static bool is_same_event(const pl_event *a, const pl_event *b) {
  return a->kind == b->kind && a->flag == b->flag && a->round == b->round && a->tick == b->tick &&
         a->state == b->state && a->other == b->other && a->originator == b->originator && a->forum == b->forum &&
         a->adversary == b->adversary && a->index == b->index && a->iid == b->iid &&
         a->organisation == b->organisation && a->amount == b->amount;
}

static bool is_same_relation(const pl_history *history, const pl_relations *a, const pl_relations *b) {
  const size_t n = history->scenario->state_count, forums = history->scenario->forum_count;
  return !memcmp(a->trust, b->trust, n * n * sizeof *a->trust) && !memcmp(a->trust_step, b->trust_step, n * n) &&
         !memcmp(a->members, b->members, forums * sizeof *a->members) &&
         !memcmp(a->allies, b->allies, n * sizeof *a->allies) &&
         !memcmp(a->reported, b->reported, n * sizeof *a->reported);
}

static bool is_same_history(const pl_history *a, const pl_history *b) {
  bool is_same = a->rounds == b->rounds && a->event_count == b->event_count;
  for (size_t i = 0; is_same && i < a->event_count; i++) is_same = is_same_event(&a->event[i], &b->event[i]);
  for (int r = 0; is_same && r <= a->rounds; r++) is_same = is_same_relation(a, &a->after[r], &b->after[r]);
  return is_same;
}

static bool is_same_other(const pl_brief_other *a, const pl_brief_other *b) {
  return a->trust == b->trust && a->trust_in_me == b->trust_in_me && a->seen == b->seen && a->forums == b->forums &&
         a->standing == b->standing && a->hits == b->hits;
}

static bool is_same_brief(const pl_brief *a, const pl_brief *b) {
  bool is_same = a->round == b->round && a->money == b->money && a->loss == b->loss && a->edge == b->edge &&
                 a->burn == b->burn && a->effort == b->effort && a->standing == b->standing &&
                 a->confidence == b->confidence && a->rights == b->rights && a->contained == b->contained &&
                 a->recovered == b->recovered && a->item_count == b->item_count &&
                 a->incident_count == b->incident_count && a->inject_count == b->inject_count &&
                 !memcmp(a->level, b->level, sizeof a->level);
  for (int s = 0; is_same && s < a->scenario->state_count; s++) is_same = is_same_other(&a->others[s], &b->others[s]);
  for (int f = 0; is_same && f < a->scenario->forum_count; f++)
    is_same = a->forums[f].latency == b->forums[f].latency && a->forums[f].quality == b->forums[f].quality;
  for (size_t i = 0; is_same && i < a->incident_count; i++)
    is_same = a->incidents[i].knowledge == b->incidents[i].knowledge;
  return is_same;
}

static bool knows_the_same(const pair *p) {
  return is_same_brief(pl_game_brief(p->one.app->game), pl_game_brief(p->other.app->game)) &&
         is_same_history(pl_game_history(p->one.app->game), pl_game_history(p->other.app->game));
}

/* ---- what it sees ---- */

static void save(const pl_desk *desk, const char *name) {
  char path[128];
  snprintf(path, sizeof path, "/tmp/polder-secret-%s.bmp", name);
  SDL_SaveBMP(desk->surface, path);
}

static void compare(pair *p, const char *where, const char *what) {
  const SDL_Surface *a = p->one.surface, *b = p->other.surface;
  const size_t from = (size_t)(p->left * (float)a->w) * 4, length = (size_t)a->w * 4 - from;
  for (int y = 0; y < a->h; y++)
    if (memcmp((const char *)a->pixels + (size_t)y * (size_t)a->pitch + from,
               (const char *)b->pixels + (size_t)y * (size_t)b->pitch + from, length)) {
      save(&p->one, "one"), save(&p->other, "other");
      fail_msg("%s, pointing at \"%s\", differs at line %d; see /tmp/polder-secret-….bmp", where, what, y);
    }
  p->compared++;
}

static void point(pl_desk *desk, pl_point at) {
  desk->input.pointer = at;
  desk->input.has_pointer = true;
  for (int i = 0; i < 2; i++) desk_frame(desk, 1); /* long enough for a tooltip */
}

static void press_key(pair *p, SDL_Keycode key) {
  desk_key(&p->one, key, 0);
  desk_key(&p->other, key, 0);
}

/* Labels and pictures, with the pointer on one thing after the other. */
static void look_at_everything(pair *p, const char *where) {
  enum { MOST = 400 };
  size_t count, there;
  pl_point at[MOST];
  char label[MOST][64];
  const pl_widget *a = pl_ui_widgets(p->one.app->ui, &count), *b = pl_ui_widgets(p->other.app->ui, &there);
  assert_int_equal(count, there);
  if (count > MOST) count = MOST;
  for (size_t i = 0; i < count; i++) {
    assert_string_equal(a[i].label, b[i].label);
    at[i] = (pl_point){a[i].rect.x + a[i].rect.w / 2, a[i].rect.y + a[i].rect.h / 2};
    snprintf(label[i], sizeof label[i], "%s", a[i].label);
  }
  compare(p, where, "nothing");
  for (size_t i = 0; i < count; i++) {
    point(&p->one, at[i]);
    point(&p->other, at[i]);
    compare(p, where, label[i]);
  }
}

static void go(pair *p, pl_screen_name screen) {
  pl_app_go(p->one.app, screen);
  pl_app_go(p->other.app, screen);
  desk_rest(&p->one);
  desk_rest(&p->other);
}

static void show(pair *p, pl_board_mode mode, double tick) {
  for (int i = 0; i < 2; i++) {
    pl_desk *desk = i ? &p->other : &p->one;
    pl_board_show(desk->app->board, mode, true);
    pl_board_seek(desk->app->board, tick);
    desk_rest(desk);
  }
}

static void look_at_days(pair *p, int round) {
  static const char *const names[PL_MODES] = {"the map", "the network", "the matrix"};
  go(p, PL_SCREEN_DAYS);
  for (int mode = 0; mode < PL_MODES; mode++) {
    show(p, (pl_board_mode)mode, (round + 0.6) * PL_TICKS_PER_ROUND);
    compare(p, names[mode], "nothing");
    if (mode == PL_MODE_MAP) look_at_everything(p, names[mode]); /* on the network the same is said */
    show(p, (pl_board_mode)mode, (round + 1) * PL_TICKS_PER_ROUND);
    compare(p, names[mode], "nothing");
  }
}

static void look_after(pair *p) {
  size_t count;
  go(p, PL_SCREEN_AFTER);
  p->left = RIGHT;
  pl_timeline_incidents(pl_board_timeline(p->one.app->board), &count);
  look_at_everything(p, "who knew what");
  for (size_t i = 1; i < count; i++) {
    press_key(p, SDLK_RIGHTBRACKET);
    compare(p, "who knew what", "nothing");
  }
  p->left = 0;
}

/* Also what is said, and forecast, before something is decided. */
static void look_at_round(pair *p) {
  go(p, PL_SCREEN_ROUND);
  desk_press(&p->one, "New items");
  desk_press(&p->other, "New items");
  look_at_everything(p, "the round");
  for (int i = 0; i < 2; i++) {
    pl_desk *desk = i ? &p->other : &p->one;
    desk_press(desk, "Nobody");
    desk_press(desk, "What to expect");
  }
  compare(p, "what to expect", "nothing");
}

/* ---- two exercises ---- */

static void divide_otherwise(pl_desk *desk, int seat, int round) {
  pl_error error = {0};
  pl_decision d = {.seat = (uint16_t)seat, .action = PL_ACTION_SPLIT};
  d.split[round % PL_TRACKS] = 1000;
  if (pl_session_decide(desk->session, &d, PL_AUTHOR_ORDER, &error) != PL_OK) fail_msg("%s", error.text);
}

static void play_round(pair *p) {
  pl_error error = {0};
  for (int i = 0; i < 2; i++) {
    pl_desk *desk = i ? &p->other : &p->one;
    if (pl_game_open_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
    const int round = pl_game_rounds_done(desk->app->game);
    static const int far[] = {6, 7, 13}; /* ESP, CAN, LTU */
    for (size_t k = 0; i && k < sizeof far / sizeof far[0]; k++)
      divide_otherwise(desk, far[k], round);
    if (pl_game_close_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
  }
}

static void test_secrets_stay_secret(void **state) {
  (void)state;
  pair p = {.compared = 0};
  open_at(&p.one, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, AFTER);
  open_at(&p.other, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, AFTER);
  play_round(&p);
  assert_true(pl_game_digest(p.one.app->game, AFTER) != pl_game_digest(p.other.app->game, AFTER));
  if (!knows_the_same(&p)) fail_msg("the seat has noticed; take another round");
  look_at_days(&p, AFTER);
  look_after(&p);
  look_at_round(&p);
  desk_close(&p.one);
  desk_close(&p.other);
  print_message("%d pictures compared\n", p.compared);
  assert_true(p.compared > 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_secrets_stay_secret)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
