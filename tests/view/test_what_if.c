/* What if, in the window: reached and used by keyboard alone and by mouse alone; what is shown is what was computed;
 * stopping and leaving at any time; and a seat that is in the middle of its exercise learns no more than in words. */
#include "desk.h"
#include "past.h"

#include "board_internal.h"
#include "what_if.h"

enum { FEW = 2 /* pairs */, MOST_FRAMES = 200000 };

static past recorded;

static int set_up(void **state) {
  (void)state;
  past_play(&recorded, POLDER_SOURCE_DIR "/scenarios/first-share", 6);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  past_clear(&recorded);
  return 0;
}

static what_if_screen *screen_of(const pl_desk *desk) {
  assert_true(desk_is_on(desk, PL_SCREEN_WHAT_IF));
  return desk->app->state;
}

/* As control, in the second round, as the worm comes. */
static what_if_screen *look(pl_desk *desk, int width, int height, int seat) {
  desk_look(desk, width, height, recorded.session, seat);
  desk->app->what_if_runs = FEW;
  pl_board_seek(desk->app->board, PL_TICKS_PER_ROUND + 4);
  desk_key(desk, SDLK_o, 0);
  return screen_of(desk);
}

/* One that makes a difference to who is hit. */
static int find_difference(pl_desk *desk, what_if_screen *w) {
  for (int at = 0; at < 6 * 4; at++) {
    pl_what_if_look_at(w, at / 4, at % 4);
    for (int i = 0; i < (int)w->offer_count; i++) {
      pl_what_if_choose(w, i);
      desk_rest(desk);
      if (w->answer.comparison && w->answer.comparison->played.hit != w->answer.comparison->otherwise.hit) return i;
    }
  }
  fail_msg("nothing makes a difference");
  return -1;
}

/* ---- coming, choosing, going ---- */

static void test_by_keyboard(void **state) {
  (void)state;
  pl_desk desk;
  desk_look(&desk, 1280, 720, recorded.session, -1);
  desk.app->what_if_runs = FEW;
  desk_reach(&desk, "What if");
  what_if_screen *w = screen_of(&desk);
  const int seat = w->seat;
  desk_key(&desk, SDLK_RIGHTBRACKET, 0);
  assert_int_equal(w->seat, seat + 1);
  desk_key(&desk, SDLK_PAGEDOWN, 0);
  assert_int_equal(w->round, 1);
  desk_reach(&desk, "From now on, new items go to");
  assert_true(w->chosen >= 0);
  assert_int_equal(w->answer.stage, PL_OTHERWISE_DONE);
  assert_true(pl_board_compares(desk.app->board));
  desk_key(&desk, SDLK_o, 0);
  assert_true(pl_board_is_otherwise(desk.app->board));
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(w->chosen, -1);
  assert_false(pl_board_compares(desk.app->board));
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_true(desk_is_on(&desk, PL_SCREEN_REPLAY));
  desk_close(&desk);
}

static void test_by_mouse(void **state) {
  (void)state;
  pl_desk desk;
  desk_look(&desk, 1280, 720, recorded.session, -1);
  desk.app->what_if_runs = FEW;
  desk_press(&desk, "What if");
  what_if_screen *w = screen_of(&desk);
  desk_press(&desk, "Round 3"); /* on the timeline */
  assert_int_equal(w->round, 2);
  desk_press(&desk, "›"); /* the first: another seat */
  assert_int_equal(w->seat, 1);
  desk_press(&desk, "Its finding");
  assert_true(w->chosen >= 0);
  desk_press(&desk, "Otherwise");
  assert_true(pl_board_is_otherwise(desk.app->board));
  desk_press(&desk, "As played");
  assert_false(pl_board_is_otherwise(desk.app->board));
  desk_press(&desk, "Another decision");
  assert_int_equal(w->chosen, -1);
  desk_press(&desk, "Back");
  assert_true(desk_is_on(&desk, PL_SCREEN_REPLAY));
  desk_close(&desk);
}

/* The person of an exercise that is over may ask about everybody. */
static void test_from_the_reckoning(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  desk_open_for(&desk, 1280, 720, POLDER_SOURCE_DIR "/scenarios/first-share", 10, 0);
  desk.app->what_if_runs = FEW;
  while (!pl_game_is_over(desk.app->game))
    if (pl_game_open_round(desk.app->game, &error) != PL_OK || pl_game_close_round(desk.app->game, &error) != PL_OK)
      fail_msg("%s", error.text);
  pl_app_go(desk.app, PL_SCREEN_RECKONING);
  desk_rest(&desk);
  const pl_board *before = desk.app->board;
  desk_press(&desk, "What if");
  const what_if_screen *w = screen_of(&desk);
  assert_true(w->is_any_seat && w->has_world);
  assert_int_equal(w->history->sight.viewer, PL_VIEWER_CONTROL);
  desk_reach(&desk, "From now on");
  assert_int_equal(w->answer.stage, PL_OTHERWISE_DONE);
  desk_press(&desk, "Back");
  assert_true(desk_is_on(&desk, PL_SCREEN_RECKONING));
  assert_ptr_equal(desk.app->board, before);
  desk_close(&desk);
}

/* ---- what is shown is what was computed ---- */

static void assert_same_figures(const pl_outcome *a, const pl_outcome *b) {
  assert_int_equal(a->hit, b->hit);
  assert_int_equal(a->loss, b->loss);
  assert_int_equal(a->ticks, b->ticks);
  assert_memory_equal(a->curve, b->curve, (size_t)a->ticks * sizeof *a->curve);
}

static void assert_same_curve(const pl_timeline *timeline, const pl_outcome *outcome) {
  size_t days;
  const int32_t *curve = pl_timeline_curve(timeline, &days);
  assert_int_equal(days * PL_TICKS_PER_DAY, outcome->ticks);
  for (size_t d = 0; d < days; d++) assert_int_equal(curve[d], outcome->curve[(d + 1) * PL_TICKS_PER_DAY - 1]);
}

static void test_figures(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  what_if_screen *w = look(&desk, 1280, 720, -1);
  const int chosen = find_difference(&desk, w);
  pl_course *course = pl_course_new(recorded.session, NULL, 1, &error);
  const pl_what_if what_if = {.round = w->round, .turn = w->offer[chosen].turn,
                              .turn_count = w->offer[chosen].turn_count};
  pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
  pl_pairs *pairs = pl_what_if_pairs(course, &what_if, FEW, NULL, &error);
  assert_true(comparison && pairs);
  assert_same_figures(&w->answer.comparison->played, &comparison->played);
  assert_same_figures(&w->answer.comparison->otherwise, &comparison->otherwise);
  assert_same_curve(pl_board_played(desk.app->board), &comparison->played);
  assert_same_curve(pl_board_otherwise(desk.app->board), &comparison->otherwise);
  assert_int_equal(w->answer.pairs->hit_fewer.mean, pairs->hit_fewer.mean);
  assert_ptr_equal(desk.app->board->pairs, w->answer.pairs);
  /* flipping shows the other world at the same moment, and the marks stay */
  pl_board_seek(desk.app->board, w->all.to);
  desk_rest(&desk);
  const double tick = pl_board_tick(desk.app->board);
  const pl_contrast *contrast = pl_board_contrast(desk.app->board);
  const int32_t spared = contrast->spared, extra = contrast->extra, ever = desk.app->board->scene.moment->ever_hit;
  assert_true(spared + extra > 0);
  desk_key(&desk, SDLK_o, 0);
  assert_true(pl_board_tick(desk.app->board) == tick);
  assert_int_equal(contrast->spared, spared);
  assert_int_equal(contrast->extra, extra);
  assert_true(desk.app->board->scene.moment->ever_hit != ever || spared == extra);
  pl_pairs_free(pairs);
  pl_comparison_free(comparison);
  pl_course_free(course);
  desk_close(&desk);
}

/* Deciding what was decided anyway: nothing is marked anywhere, and both curves are one. */
static void test_no_difference(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = look(&desk, 1280, 720, -1);
  w->offer[0] = (pl_offer){.kind = PL_OFFER_ORDER, .turn_count = 0,
                           .turn[0] = {.kind = PL_TURN_DECIDE, .decision = {.action = PL_ACTION_POSTURE}}};
  pl_what_if_choose(w, 0);
  desk_rest(&desk);
  assert_non_null(w->answer.comparison);
  assert_true(w->answer.comparison->played.digest == w->answer.comparison->otherwise.digest);
  for (pl_tick tick = 0; tick <= w->all.to; tick += 14) {
    pl_board_seek(desk.app->board, tick);
    desk_rest(&desk);
    assert_int_equal(pl_board_contrast(desk.app->board)->spared, 0);
    assert_int_equal(pl_board_contrast(desk.app->board)->extra, 0);
  }
  desk_close(&desk);
}

static void test_impossible(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = look(&desk, 1280, 720, -1);
  w->offer[0] = (pl_offer){.kind = PL_OFFER_ITEM, .turn_count = 1,
                           .turn[0] = {.kind = PL_TURN_ITEM, .decision = {.iid = 77}}};
  pl_what_if_choose(w, 0);
  desk_rest(&desk);
  assert_int_equal(w->answer.stage, PL_OTHERWISE_FAILED);
  assert_true(w->answer.error.text[0]);
  assert_false(pl_board_compares(desk.app->board));
  desk_press(&desk, "Another decision");
  assert_int_equal(w->chosen, -1);
  desk_close(&desk);
}

/* ---- beside the frames ---- */

/* More pairs than anybody waits for; until the other exercise is there. */
static what_if_screen *begin_long(pl_desk *desk) {
  desk_look(desk, 1024, 640, recorded.session, -1);
  desk->app->is_synchronous = false;
  desk->app->what_if_runs = PL_MOST_RUNS;
  desk_key(desk, SDLK_o, 0);
  what_if_screen *w = screen_of(desk);
  pl_what_if_look_at(w, 1, 0);
  assert_true(w->offer_count > 0);
  pl_what_if_choose(w, 0);
  return w;
}

static void wait_for(pl_desk *desk, what_if_screen *w, pl_otherwise_stage stage) {
  for (int i = 0; i < MOST_FRAMES && w->answer.stage != stage; i++) {
    desk_frame(desk, 0.01f);
    SDL_Delay(1);
  }
  assert_int_equal(w->answer.stage, stage);
}

/* Enter on a button, without waiting for what comes of it. */
static void press_at_once(pl_desk *desk, const char *label) {
  const pl_widget *widget = desk_find(desk, label);
  assert_non_null(widget);
  pl_ui_focus(desk->app->ui, widget->id);
  desk_frame(desk, 0.01f);
  desk->input.key[desk->input.key_count++] = (pl_key_press){SDLK_RETURN, 0};
  desk_frame(desk, 0.01f);
}

static void test_cancelling(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = begin_long(&desk);
  wait_for(&desk, w, PL_OTHERWISE_COUNTS);
  assert_true(pl_app_is_moving(desk.app)); /* another frame soon, to show how far it is */
  assert_true(pl_board_compares(desk.app->board));
  assert_non_null(desk_find(&desk, "Cancel"));
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(w->answer.stage, PL_OTHERWISE_STOPPED);
  assert_true(w->chosen >= 0 && pl_board_compares(desk.app->board)); /* the one world stays */
  assert_null(w->answer.pairs);
  press_at_once(&desk, "Play 100000");
  wait_for(&desk, w, PL_OTHERWISE_COUNTS);
  desk_key(&desk, SDLK_ESCAPE, 0);
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(w->chosen, -1);
  desk_close(&desk);
}

static void test_leaving_while_it_is_computed(void **state) {
  (void)state;
  for (int frames = 0; frames < 6; frames += 2) {
    pl_desk desk;
    begin_long(&desk);
    for (int i = 0; i < frames; i++) desk_frame(&desk, 0.01f);
    pl_app_go(desk.app, PL_SCREEN_REPLAY);
    desk_rest(&desk);
    assert_true(desk_is_on(&desk, PL_SCREEN_REPLAY));
    desk_close(&desk);
  }
}

/* The answer that counts is that to the last question. */
static void test_asking_again_at_once(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = begin_long(&desk);
  for (int i = 0; i < 5; i++) {
    pl_what_if_choose(w, i % 2 && w->offer_count > 1);
    desk_frame(&desk, 0.01f);
  }
  wait_for(&desk, w, PL_OTHERWISE_COUNTS);
  pl_error error = {0};
  pl_course *course = pl_course_new(recorded.session, NULL, 1, &error);
  const pl_what_if what_if = {.round = w->round, .turn = w->offer[w->chosen].turn,
                              .turn_count = w->offer[w->chosen].turn_count};
  pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
  assert_non_null(comparison);
  assert_true(w->answer.comparison->otherwise.digest == comparison->otherwise.digest);
  pl_comparison_free(comparison);
  pl_course_free(course);
  desk_close(&desk);
}

/* ---- any audience, and bots that answer ---- */

static int offer_of_kind(const what_if_screen *w, pl_offer_kind kind) {
  for (int i = 0; i < (int)w->offer_count; i++)
    if (w->offer[i].kind == kind) return i;
  return -1;
}

/* With the mouse, on the chip in the dialog: the board below has the same names. */
static void press_chip(pl_desk *desk, const char *label) {
  size_t count;
  const pl_widget *widgets = pl_ui_widgets(desk->app->ui, &count), *chip = NULL;
  for (size_t i = 0; i < count; i++)
    if (widgets[i].kind == PL_WIDGET_CHOICE && !strncmp(widgets[i].label, label, sizeof widgets[i].label - 1))
      chip = &widgets[i];
  if (!chip) fail_msg("there is no chip \"%s\"", label);
  else desk_click_at(desk, (pl_point){chip->rect.x + chip->rect.w / 2, chip->rect.y + chip->rect.h / 2});
}

static void test_any_audience(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = look(&desk, 1280, 720, -1);
  const pl_scenario *scenario = w->voice.scenario;
  while (offer_of_kind(w, PL_OFFER_ITEM) < 0) {
    assert_true(w->seat + 1 < scenario->state_count);
    desk_key(&desk, SDLK_RIGHTBRACKET, 0);
  }
  const pl_offer like = w->offer[offer_of_kind(w, PL_OFFER_ITEM)];
  const int other = w->seat ? 0 : 1, third = w->seat == 2 ? 3 : 2;
  desk_reach(&desk, "Choose who receives it");
  assert_true(w->is_asking);
  desk_key(&desk, SDLK_ESCAPE, 0); /* one step back, not two */
  assert_false(w->is_asking);
  assert_true(desk_is_on(&desk, PL_SCREEN_WHAT_IF));
  desk_reach(&desk, "Choose who receives it");
  desk_press(&desk, "All");
  assert_int_equal(w->audience.words, PL_AUDIENCE_ALL);
  press_chip(&desk, pl_name_of_seat(&w->voice, other));
  press_chip(&desk, pl_name_of_seat(&w->voice, third)); /* added, … */
  assert_int_equal(pl_set_count(&w->audience.states), 2);
  press_chip(&desk, pl_name_of_seat(&w->voice, third)); /* … and dropped */
  assert_int_equal(w->audience.words, 0);
  desk_press(&desk, "Play it so");
  assert_false(w->is_asking);
  assert_int_equal(w->chosen, PL_COMPOSED_OFFER);
  const pl_decision *d = &w->offer[w->chosen].turn[0].decision;
  assert_int_equal(d->iid, like.turn[0].decision.iid);
  assert_int_equal(pl_set_count(&d->audience.states), 1);
  assert_true(pl_set_has(&d->audience.states, (unsigned)other));
  assert_int_equal(w->answer.stage, PL_OTHERWISE_DONE);
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(w->chosen, -1);
  desk_close(&desk);
}

static void test_forums_as_audience(void **state) {
  (void)state;
  past p;
  pl_desk desk;
  past_play(&p, POLDER_SOURCE_DIR "/scenarios/withdrawal", 2);
  desk_look(&desk, 1024, 640, p.session, -1);
  desk.app->what_if_runs = 1;
  desk_key(&desk, SDLK_o, 0);
  what_if_screen *w = screen_of(&desk);
  desk_reach(&desk, "Choose who receives them");
  press_chip(&desk, pl_name_of_forum(&w->voice, 1));
  desk_reach(&desk, "Play it so");
  assert_int_equal(w->offer[w->chosen].kind, PL_OFFER_ORDER);
  assert_int_equal(w->offer[w->chosen].turn[0].decision.action, PL_ACTION_POSTURE);
  assert_true(w->offer[w->chosen].turn[0].decision.audience.forums == 2);
  assert_non_null(w->answer.comparison);
  desk_close(&desk);
  past_clear(&p);
}

/* Pressed while the answer is there: it is played again, and what is shown is what the engine computes. */
static void test_bots_answer(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  what_if_screen *w = look(&desk, 1280, 720, -1);
  const int chosen = find_difference(&desk, w);
  const pl_bots bots = {pl_policy_decide, &desk.bots};
  pl_course *course = pl_course_new(recorded.session, &bots, 1, &error);
  assert_non_null(course);
  for (int i = PL_OTHERS_BOTS; i >= PL_OTHERS_RECORDED; i--) {
    desk_press(&desk, i == PL_OTHERS_BOTS ? "Bots answer" : "As recorded");
    const pl_what_if what_if = {.round = w->round, .turn = w->offer[chosen].turn,
                                .turn_count = w->offer[chosen].turn_count, .others = (pl_others)i};
    pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
    assert_non_null(comparison);
    assert_int_equal(w->others, i);
    assert_int_equal(w->chosen, chosen);
    assert_int_equal(w->answer.stage, PL_OTHERWISE_DONE);
    assert_true(w->answer.comparison->otherwise.digest == comparison->otherwise.digest);
    pl_comparison_free(comparison);
  }
  pl_course_free(course);
  desk_close(&desk);
}

/* Where nobody could answer nobody is asked for. */
static void test_no_bots(void **state) {
  (void)state;
  pl_desk desk;
  desk_look(&desk, 1280, 720, recorded.session, -1);
  desk.options.bots = NULL;
  desk.app->what_if_runs = FEW;
  desk_key(&desk, SDLK_o, 0);
  assert_null(desk_find(&desk, "Bots answer"));
  desk_close(&desk);
}

/* ---- who may ask what ---- */

static void test_in_the_middle_of_an_exercise(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  desk_open_for(&desk, 1280, 720, POLDER_SOURCE_DIR "/scenarios/first-share", 10, 0);
  for (int r = 0; r < 3; r++)
    if (pl_game_open_round(desk.app->game, &error) != PL_OK || pl_game_close_round(desk.app->game, &error) != PL_OK)
      fail_msg("%s", error.text);
  pl_app_go(desk.app, PL_SCREEN_AFTER);
  desk_rest(&desk);
  desk_key(&desk, SDLK_o, 0);
  what_if_screen *w = screen_of(&desk);
  assert_false(w->is_any_seat || w->has_world);
  assert_true(w->flags & PL_ACCOUNT_OWN);
  assert_int_equal(w->history->sight.viewer, PL_VIEWER_SEAT);
  desk_key(&desk, SDLK_RIGHTBRACKET, 0);
  assert_int_equal(w->seat, 0);
  desk_reach(&desk, "From now on");
  assert_int_equal(w->answer.stage, PL_OTHERWISE_STOPPED);
  assert_non_null(w->answer.comparison);
  assert_null(w->answer.history); /* there is no second world to be looked at, … */
  assert_null(w->answer.pairs);
  assert_non_null(w->answer.own); /* only what its own briefs would hold, … */
  assert_null(desk_find(&desk, "organisations ever hit"));
  assert_true(w->tale.count > 0);
  assert_false(pl_board_compares(desk.app->board));
  assert_null(desk_find(&desk, "Otherwise"));
  assert_null(desk_find(&desk, "Play 200")); /* … and no other luck */
  desk_press(&desk, "Back");
  assert_true(desk_is_on(&desk, PL_SCREEN_AFTER));
  desk_close(&desk);
}

static void test_seat_of_a_recorded_exercise(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = look(&desk, 1280, 720, 2);
  assert_int_equal(w->seat, 2);
  assert_false(w->is_any_seat);
  assert_true(w->has_world); /* it is over */
  assert_int_equal(w->history->sight.viewer, PL_VIEWER_SEAT);
  assert_int_equal(w->history->sight.seat, 2);
  assert_true(w->offer_count > 0);
  pl_what_if_choose(w, 0);
  desk_rest(&desk);
  assert_int_equal(w->answer.stage, PL_OTHERWISE_DONE);
  assert_int_equal(w->answer.history->sight.viewer, PL_VIEWER_SEAT); /* the other world as it would have seen that */
  assert_null(desk.app->board->pairs);
  desk_close(&desk);
}

static void test_nobody_asks_on_a_projector(void **state) {
  (void)state;
  pl_desk desk;
  desk_look(&desk, 1280, 720, recorded.session, -1);
  desk_key(&desk, SDLK_b, 0);
  assert_null(desk_find(&desk, "What if"));
  desk_key(&desk, SDLK_o, 0);
  assert_true(desk_is_on(&desk, PL_SCREEN_REPLAY));
  desk_close(&desk);
}

/* ---- on the timeline ---- */

/* A mark leads to the decision that it stands for. */
static void test_marks(void **state) {
  (void)state;
  past p;
  pl_desk desk;
  past_play(&p, POLDER_SOURCE_DIR "/scenarios/withdrawal", 4);
  desk_look(&desk, 1280, 720, p.session, -1);
  desk.app->what_if_runs = 1;
  pl_board_seek(desk.app->board, 3 * PL_TICKS_PER_ROUND);
  desk_rest(&desk);
  desk_press(&desk, "USA leaves 2 forums");
  const what_if_screen *w = screen_of(&desk);
  assert_int_equal(w->round, 2);
  assert_int_equal(w->offer[w->chosen].kind, PL_OFFER_TAKE_BACK);
  assert_int_equal(w->offer[w->chosen].turn[0].decision.action, PL_ACTION_LEAVE);
  assert_true(pl_board_compares(desk.app->board));
  desk_close(&desk);
  past_clear(&p);
}

/* Every way of looking at the board has both worlds. */
static void test_modes(void **state) {
  (void)state;
  pl_desk desk;
  what_if_screen *w = look(&desk, 1280, 720, -1);
  find_difference(&desk, w);
  for (int mode = 0; mode < PL_MODES; mode++) {
    pl_board_show(desk.app->board, (pl_board_mode)mode, true);
    for (int i = 0; i < 2; i++) {
      desk_key(&desk, SDLK_o, 0);
      assert_int_equal(pl_board_is_otherwise(desk.app->board), !i);
    }
  }
  desk_close(&desk);
}

/* ---- sizes ---- */

static void assert_all_within(const pl_desk *desk) {
  size_t count;
  const pl_rect area = pl_canvas_area(desk->canvas);
  const pl_widget *widgets = pl_ui_widgets(desk->app->ui, &count);
  for (size_t i = 0; i < count; i++) {
    const pl_rect r = widgets[i].seen;
    if (r.w <= 0 || r.h <= 0) continue;
    if (r.x < area.x - 1 || r.y < area.y - 1 || r.x + r.w > area.x + area.w + 1 || r.y + r.h > area.y + area.h + 1)
      fail_msg("\"%s\" is outside of the window", widgets[i].label);
  }
}

static void test_sizes_and_languages(void **state) {
  (void)state;
  static const struct { int width, height; pl_language language; float scale; } rows[] = {
      {1280, 720, PL_ENGLISH, 1}, {1024, 640, PL_DUTCH, 1}, {1280, 720, PL_DUTCH, 1.5f}, {1720, 720, PL_ENGLISH, 1}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    pl_desk desk;
    pl_translate_into(rows[i].language, POLDER_LOCALE_FOLDER);
    desk_look(&desk, rows[i].width, rows[i].height, recorded.session, -1);
    desk.app->what_if_runs = 1;
    desk.app->scale = rows[i].scale;
    desk_rest(&desk);
    desk_key(&desk, SDLK_o, 0);
    what_if_screen *w = screen_of(&desk);
    pl_what_if_look_at(w, 1, 0);
    desk_rest(&desk);
    assert_all_within(&desk);
    assert_non_null(desk_find(&desk, PL_TEXT("Back")));
    pl_what_if_choose(w, 0);
    desk_rest(&desk);
    assert_all_within(&desk);
    assert_non_null(desk_find(&desk, PL_TEXT("Otherwise")));
    assert_non_null(desk_find(&desk, PL_TEXT("Another decision")));
    assert_true(desk.app->board->area.w > 300 && desk.app->board->area.h > 180);
    desk_close(&desk);
  }
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_by_keyboard),
      cmocka_unit_test(test_by_mouse),
      cmocka_unit_test(test_from_the_reckoning),
      cmocka_unit_test(test_figures),
      cmocka_unit_test(test_no_difference),
      cmocka_unit_test(test_impossible),
      cmocka_unit_test(test_cancelling),
      cmocka_unit_test(test_leaving_while_it_is_computed),
      cmocka_unit_test(test_asking_again_at_once),
      cmocka_unit_test(test_any_audience),
      cmocka_unit_test(test_forums_as_audience),
      cmocka_unit_test(test_bots_answer),
      cmocka_unit_test(test_no_bots),
      cmocka_unit_test(test_in_the_middle_of_an_exercise),
      cmocka_unit_test(test_seat_of_a_recorded_exercise),
      cmocka_unit_test(test_nobody_asks_on_a_projector),
      cmocka_unit_test(test_marks),
      cmocka_unit_test(test_modes),
      cmocka_unit_test(test_sizes_and_languages),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
