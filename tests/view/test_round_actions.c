/* Deciding, on the screen: every action that a scenario offers is taken by keyboard alone, its own as well as the
 * built-in ones, and all that Tab comes to is to be seen. */
#include "deciding.h"

#include <unistd.h>

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
  without_forecasts(&desk);
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
  without_forecasts(&desk);
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
  without_forecasts(&desk);
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_action_by_keyboard),
      cmocka_unit_test(test_own_actions),
      cmocka_unit_test(test_much_of_everything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
