/* Deciding, on the screen: everything that can be decided arrives where it should, by mouse and by keyboard. */
#include "desk.h"

#include <unistd.h>

#include "round.h"

enum { WIDTH = 1000, HEIGHT = 560, NLD = 4 }; /* small, for speed; the three columns are there all the same */

static round_screen *screen_of(const pl_desk *desk) {
  assert_int_equal(desk->app->screen, PL_SCREEN_ROUND);
  return desk->app->state;
}

/* At the beginning of a round, so many after the first. */
static void open_at(pl_desk *desk, int width, int height, const char *folder, int seat, int rounds) {
  pl_error error = {0};
  desk_open_for(desk, width, height, folder, 1, seat);
  for (int i = 0; i < rounds; i++) {
    if (pl_game_open_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
    if (pl_game_close_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
  }
  pl_app_go(desk->app, PL_SCREEN_ROUND);
  desk_rest(desk);
}

static size_t pending_of(const pl_desk *desk, pl_decision *pending) {
  return pl_game_pending(desk->app->game, pending);
}

static pl_decision last_of(const pl_desk *desk) {
  pl_decision pending[PL_PENDING];
  const size_t count = pending_of(desk, pending);
  assert_true(count > 0);
  return pending[count - 1];
}

static void tab(pl_desk *desk) {
  desk->input.key[desk->input.key_count++] = (pl_key_press){SDLK_TAB, 0};
  desk_frame(desk, 0.05f);
  if (pl_app_is_moving(desk->app)) desk_frame(desk, 0.5f);
}

static const pl_widget *focused(const pl_desk *desk) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(desk->app->ui, &count);
  for (size_t i = 0; i < count; i++)
    if (widget[i].id == pl_ui_focused(desk->app->ui)) return &widget[i];
  return NULL;
}

static bool is_inside(const pl_desk *desk, pl_rect rect) {
  const pl_rect all = pl_canvas_area(desk->canvas);
  return rect.x > -0.5f && rect.y > -0.5f && rect.x + rect.w < all.w + 0.5f && rect.y + rect.h < all.h + 0.5f;
}

/* ---- every action, by keyboard alone ---- */

/* The action whose button has the focus, or −1. */
static int focused_action(const pl_desk *desk) {
  const round_screen *r = screen_of(desk);
  const pl_widget *widget = focused(desk);
  for (int i = 0; widget && i < r->offer_count; i++) {
    pl_buffer title = {0};
    pl_put_action_title(&title, r->game, r->offer[i].first.action);
    const bool is_it = widget->kind == PL_WIDGET_BUTTON && !strncmp(pl_buffer_text(&title), widget->label, 62);
    pl_buffer_clear(&title);
    if (is_it) return r->offer[i].first.action;
  }
  return -1;
}

/* In the dialog: on to the button at its end, and press. */
static void confirm(pl_desk *desk, int action) {
  const round_screen *r = screen_of(desk);
  for (int i = 0; i < 400 && focused_action(desk) != action; i++) tab(desk);
  assert_int_equal(focused_action(desk), action);
  desk_key(desk, SDLK_RETURN, 0);
  assert_int_equal(r->dialog, ROUND_NO_DIALOG);
}

static void take_all_actions(pl_desk *desk, uint64_t *done, int *places) {
  const round_screen *r = screen_of(desk);
  uint64_t first = 0;
  *places = 0;
  for (int i = 0; i < 600; i++) {
    tab(desk);
    const pl_widget *widget = focused(desk);
    assert_non_null(widget);
    const uint64_t id = widget->id;
    if (id == first) return;
    if (!first) first = id;
    ++*places;
    if (!is_inside(desk, widget->rect)) fail_msg("\"%s\" has the focus and is not to be seen", widget->label);
    const int action = focused_action(desk);
    if (action < 0 || !widget->is_enabled) continue;
    desk_key(desk, SDLK_RETURN, 0);
    assert_int_equal(r->dialog, ROUND_ASKS_ACTION);
    confirm(desk, action);
    assert_int_equal(last_of(desk).action, action);
    *done |= (uint64_t)1 << action;
    assert_true(pl_ui_is_focused(desk->app->ui, id)); /* where it was */
  }
  fail_msg("Tab never comes round");
}

static void assert_all_taken(const pl_desk *desk, uint64_t done) {
  const round_screen *r = screen_of(desk);
  const int total = PL_ACTIONS + r->scenario->action_count;
  static const int elsewhere[] = {PL_ACTION_POSTURE,  PL_ACTION_SPLIT,    PL_ACTION_SHARE,   PL_ACTION_SHARE_FORUM,
                                  PL_ACTION_SHARE_PUBLIC, PL_ACTION_WITHHOLD, PL_ACTION_RELEASE, PL_ACTION_ANSWER,
                                  PL_ACTION_PUBLISH};
  for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) done |= (uint64_t)1 << elsewhere[i];
  for (int i = 0; i < r->offer_count; i++) {
    if (r->offer[i].is_possible) continue;
    assert_true(strlen(r->offer[i].why) > 10); /* it says why not */
    done |= (uint64_t)1 << r->offer[i].first.action;
  }
  for (int action = 0; action < total; action++)
    if (pl_game_offers(r->game, action) && !(done >> action & 1))
      fail_msg("%s is offered and cannot be taken", pl_action_name(r->scenario, action));
}

static void test_every_action_by_keyboard(void **state) {
  (void)state;
  pl_desk desk;
  uint64_t done = 0;
  int places;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, 3);
  take_all_actions(&desk, &done, &places);
  assert_all_taken(&desk, done);
  assert_true(places > 30);
  assert_true(done >> PL_ACTIONS & 1); /* the scenario's own as well */
  desk_close(&desk);
}

/* ---- an action that nobody but the scenario knows, and many of everything ---- */

static const char own_scenario[] =
    "polder \"1\"\n"
    "scenario { id = \"own\", title = \"Own\", summary = \"Much of everything.\", version = \"1\", rounds = 2,\n"
    "  languages = { \"en\" }, recommended = \"s1\", random_incidents = \"none\", map = { organisations = 8 } }\n"
    "local all = {}\n"
    "for i = 1, %d do state { id = \"s\" .. i, name = \"State \" .. i, size = \"small\" }\n"
    "  table.insert(all, \"s\" .. i) end\n"
    "for i = 1, %d do forum { id = \"f\" .. i, name = \"Forum number \" .. i, members = all } end\n"
    "adversary { id = \"krill\", kind = \"criminal\", name = \"Krill\" }\n"
    "action { id = \"toast\", text = \"Raise a toast. It is free.\", who = \"all\", target = \"none\", cost = 0,\n"
    "  effects = { standing = 0.01 } }\n"
    "action { id = \"call\", text = \"Call on a forum.\", who = \"all\", target = \"forum\", cost = 1,\n"
    "  effects = { standing = 0.01 } }\n"
    "action { id = \"visit\", text = \"Visit a state.\", who = \"all\", target = \"state\", cost = 1,\n"
    "  effects = { standing = 0.01 } }\n"
    "action { id = \"name\", text = \"Name an adversary.\", who = \"all\", target = \"adversary\", cost = 1,\n"
    "  effects = { standing = 0.01 } }\n";

static void write_own(char folder[64], int states, int forums) {
  char path[96];
  strcpy(folder, "/tmp/polder-round-XXXXXX");
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/scenario.lua", folder);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fprintf(file, own_scenario, states, forums);
  fclose(file);
}

static void remove_own(const char *folder) {
  char path[96];
  snprintf(path, sizeof path, "%s/scenario.lua", folder);
  unlink(path);
  rmdir(folder);
}

static void test_own_actions(void **state) {
  (void)state;
  pl_desk desk;
  char folder[64];
  uint64_t done = 0;
  int places;
  write_own(folder, 5, 2);
  open_at(&desk, WIDTH, HEIGHT, folder, 0, 0);
  take_all_actions(&desk, &done, &places);
  assert_all_taken(&desk, done);
  for (int i = 0; i < 4; i++) assert_true(done >> (PL_ACTIONS + i) & 1);
  desk_close(&desk);
  remove_own(folder);
}

static void test_much_of_everything(void **state) {
  (void)state;
  pl_desk desk;
  char folder[64];
  write_own(folder, 80, 64);
  open_at(&desk, WIDTH, HEIGHT, folder, 0, 0);
  desk_press(&desk, "New items");
  desk_press(&desk, "List");
  assert_int_equal(screen_of(&desk)->dialog, ROUND_ASKS_AUDIENCE);
  assert_non_null(desk_find(&desk, "Forum number 64"));
  assert_non_null(desk_find(&desk, "State 80"));
  assert_non_null(focused(&desk));
  assert_string_equal(focused(&desk)->label, "All"); /* of the dialog */
  desk_key(&desk, SDLK_RIGHT, 0);
  desk_key(&desk, SDLK_SPACE, 0);
  assert_int_equal(screen_of(&desk)->draft.audience.words, PL_AUDIENCE_ALLIES);
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_NO_DIALOG);
  assert_false(desk.app->is_in_menu);
  desk_close(&desk);
  remove_own(folder);
}

/* ---- by mouse ---- */

static void test_share_by_mouse(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_press(&desk, "Worm");
  assert_false(desk_find(&desk, "Decide")->is_enabled);
  desk_press(&desk, "Southland");
  desk_press(&desk, "The Isles");
  desk_press(&desk, "Share with 2 states");
  const pl_decision shared = last_of(&desk);
  assert_int_equal(shared.action, PL_ACTION_SHARE);
  assert_int_equal(pl_set_count(&shared.audience.states), 2);
  assert_int_equal(screen_of(&desk)->draft.subject, ROUND_NOTHING);
  desk_press(&desk, "Worm");
  desk_press(&desk, "Keep back");
  desk_press(&desk, "Keep it back");
  assert_int_equal(last_of(&desk).action, PL_ACTION_WITHHOLD);
  desk_close(&desk);
}

static void test_forum_brings_its_members(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  const round_screen *r = screen_of(&desk);
  desk_press(&desk, "Worm");
  desk_press(&desk, "Delta Exchange");
  assert_int_equal(r->draft.audience.forums, 1);
  for (int t = 1; t < 4; t++) assert_int_equal(r->state_mark[t], PL_MARK_CHOSEN);
  desk_press(&desk, "Southland"); /* can't be dropped alone */
  assert_int_equal(r->draft.audience.forums, 1);
  assert_int_equal(r->state_mark[1], PL_MARK_CHOSEN);
  pl_buffer why = {0};
  pl_round_explain(desk.app->state, 1, -1, &why);
  assert_non_null(strstr(pl_buffer_text(&why), "can't be dropped alone"));
  pl_buffer_clear(&why);
  desk_press(&desk, "All");
  desk_press(&desk, "Southland"); /* of all, the others remain */
  assert_int_equal(r->draft.audience.words, 0);
  assert_int_equal(pl_set_count(&r->draft.audience.states), 2);
  desk_close(&desk);
}

static void test_budget_and_answer(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, 1920, 1080, "scenarios/first-share", 0, 2);
  const pl_widget *step = desk_find(&desk, "Defend");
  desk_click_at(&desk, (pl_point){step->rect.x + step->rect.w - 10, step->rect.y + 10});
  assert_int_equal(screen_of(&desk)->draft.subject, ROUND_SPLIT);
  desk_press(&desk, "Set the budget");
  assert_int_equal(last_of(&desk).action, PL_ACTION_SPLIT);
  assert_int_equal(last_of(&desk).split[PL_DEFEND], 400);
  step = desk_find(&desk, "Defend"); /* three, four and three: there is no more */
  desk_click_at(&desk, (pl_point){step->rect.x + step->rect.w - 10, step->rect.y + 10});
  assert_int_equal(screen_of(&desk)->draft.tenths[PL_DEFEND], 4);
  assert_int_equal(pl_game_unanswered(desk.app->game), 1);
  desk_press(&desk, "Ask Eastmoor");
  assert_int_equal(last_of(&desk).action, PL_ACTION_ANSWER);
  assert_int_equal(pl_game_unanswered(desk.app->game), 0);
  desk_close(&desk);
}

/* ---- by keyboard ---- */

static void test_share_by_keyboard(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_key(&desk, SDLK_1, 0);
  assert_string_equal(focused(&desk)->label, "New items");
  desk_key(&desk, SDLK_DOWN, 0);
  assert_string_equal(focused(&desk)->label, "Worm");
  desk_key(&desk, SDLK_SPACE, 0);
  desk_key(&desk, SDLK_2, 0);
  assert_string_equal(focused(&desk)->label, "Delta Exchange");
  desk_key(&desk, SDLK_SPACE, 0);
  assert_int_equal(screen_of(&desk)->draft.audience.forums, 1);
  desk_key(&desk, SDLK_d, 0);
  assert_int_equal(last_of(&desk).action, PL_ACTION_SHARE);
  desk_key(&desk, SDLK_3, 0);
  assert_string_equal(focused(&desk)->label, "Prevent");
  desk_key(&desk, SDLK_PLUS, 0);
  assert_int_equal(screen_of(&desk)->draft.tenths[PL_PREVENT], 4);
  desk_key(&desk, SDLK_MINUS, 0);
  assert_int_equal(screen_of(&desk)->draft.tenths[PL_PREVENT], 3);
  desk_close(&desk);
}

static void test_undo_and_redo(void **state) {
  (void)state;
  pl_desk desk;
  pl_decision pending[PL_PENDING];
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_press(&desk, "Worm");
  desk_press(&desk, "All");
  desk_press(&desk, "Share with 3 states");
  const pl_decision shared = last_of(&desk);
  desk_key(&desk, SDLK_z, KMOD_CTRL);
  assert_int_equal(pending_of(&desk, pending), 0);
  desk_key(&desk, SDLK_y, KMOD_CTRL);
  assert_int_equal(last_of(&desk).action, shared.action);
  assert_int_equal(last_of(&desk).iid, shared.iid);
  assert_int_equal(last_of(&desk).audience.words, shared.audience.words);
  desk_key(&desk, SDLK_y, KMOD_CTRL); /* nothing more */
  assert_int_equal(pending_of(&desk, pending), 1);
  desk_press(&desk, "Undo");
  assert_int_equal(pending_of(&desk, pending), 0);
  desk_press(&desk, "Worm");
  desk_press(&desk, "Keep back");
  desk_press(&desk, "Keep it back");
  desk_key(&desk, SDLK_y, KMOD_CTRL); /* something else was decided */
  assert_int_equal(pending_of(&desk, pending), 1);
  desk_close(&desk);
}

/* ---- the end of a round ---- */

static void test_commit_asks_once(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_ASKS_COMMIT);
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_NO_DIALOG);
  assert_int_equal(pl_game_rounds_done(desk.app->game), 2);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL); /* it has been asked */
  assert_int_equal(pl_game_rounds_done(desk.app->game), 3);
  assert_int_equal(desk.app->screen, PL_SCREEN_DAYS);
  desk_close(&desk);
}

static void test_enter_alone_commits_nothing(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 0);
  desk_key(&desk, SDLK_RETURN, 0);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_NO_DIALOG);
  assert_int_equal(pl_game_rounds_done(desk.app->game), 0);
  desk_close(&desk);
}

/* ---- what can't be ---- */

static void test_locked_says_why(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, 0);
  round_screen *r = screen_of(&desk);
  desk_press(&desk, "New items");
  desk_press(&desk, "All");
  for (int t = 0; t < r->scenario->state_count; t++) {
    pl_buffer why = {0};
    pl_round_explain(r, t, -1, &why);
    assert_true(t == NLD || why.length > 10);
    pl_buffer_clear(&why);
  }
  assert_int_equal(r->state_mark[NLD], PL_MARK_OWN);
  desk_close(&desk);
}

static void test_refusal_is_shown(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, 4);
  round_screen *r = screen_of(&desk);
  desk_press(&desk, "Long Ditch"); /* TLP:AMBER+STRICT, and csirts takes up to TLP:AMBER */
  r->draft.audience = (pl_audience){.forums = (uint64_t)1 << pl_scenario_find_forum(r->scenario, "csirts")};
  r->draft.is_forum_only = true;
  pl_round_touch(r);
  desk_rest(&desk);
  assert_int_equal(r->look.decision.action, PL_ACTION_SHARE_FORUM);
  assert_int_equal(r->look.refusal.status, PL_BAD_INPUT);
  assert_non_null(strstr(r->look.refusal.text, "TLP:AMBER"));
  const pl_widget *button = desk_find(&desk, pl_round_verb(r));
  assert_non_null(button);
  assert_false(button->is_enabled);
  desk_key(&desk, SDLK_d, 0);
  assert_int_equal(r->pending_count, 0);
  desk_close(&desk);
}

/* ---- forecasts beside the frames ---- */

static void test_forecast_in_a_thread(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  pl_forecast at_once, later;
  bool has_last;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  const round_screen *r = screen_of(&desk);
  const pl_decision all = {.action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};
  const pl_decision none = {.action = PL_ACTION_WITHHOLD, .iid = r->brief->items[0].iid};
  pl_forecasting *here = pl_forecasting_new(r->brief, true, &error);
  pl_forecasting *beside = pl_forecasting_new(r->brief, false, &error);
  assert_non_null(here);
  assert_non_null(beside);
  assert_int_equal(pl_forecasting_answer(beside, &later, &has_last), ROUND_NOT_ASKED);
  pl_forecasting_ask(here, &all, NULL, 0);
  assert_int_equal(pl_forecasting_answer(here, &at_once, &has_last), ROUND_HAS_FORECAST);
  pl_forecasting_ask(beside, &none, NULL, 0); /* forgotten for the next */
  pl_forecasting_ask(beside, &all, NULL, 0);
  round_answer answer = ROUND_COMPUTES;
  for (int i = 0; i < 6000 && answer == ROUND_COMPUTES; i++) {
    answer = pl_forecasting_answer(beside, &later, &has_last);
    SDL_Delay(5);
  }
  assert_int_equal(answer, ROUND_HAS_FORECAST);
  assert_int_equal(later.low, at_once.low);
  assert_int_equal(later.high, at_once.high);
  assert_int_equal(later.mean_tenths, at_once.mean_tenths);
  pl_forecasting_ask(beside, &all, NULL, 0); /* and is left while it works */
  pl_forecasting_free(beside);
  pl_forecasting_free(here);
  desk_close(&desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_action_by_keyboard),
      cmocka_unit_test(test_own_actions),
      cmocka_unit_test(test_much_of_everything),
      cmocka_unit_test(test_share_by_mouse),
      cmocka_unit_test(test_forum_brings_its_members),
      cmocka_unit_test(test_budget_and_answer),
      cmocka_unit_test(test_share_by_keyboard),
      cmocka_unit_test(test_undo_and_redo),
      cmocka_unit_test(test_commit_asks_once),
      cmocka_unit_test(test_enter_alone_commits_nothing),
      cmocka_unit_test(test_locked_says_why),
      cmocka_unit_test(test_refusal_is_shown),
      cmocka_unit_test(test_forecast_in_a_thread),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
