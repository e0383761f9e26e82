/* A seat's sheets hold what its brief holds and nothing else; a board what the public may see; and nobody sees a day
 * before it passes. */
#include "body_table.h"

#include "../sim/world_internal.h"

enum { STATES = 6, SEAT = 3, OTHER = 2, ROUNDS = 3 };

static const pl_file no_file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle no_bundle = {.file = &no_file, .count = 1};

/* The scenario is borrowed by the session, so the room outlives the table. */
static pl_session *session_of(support_room *room) {
  pl_error error = {0};
  const pl_rules_factory factory = support_factory(room);
  const pl_session_options options = {.seed = 11, .record_events = true};
  pl_session *session = pl_session_new(&factory, &no_bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

typedef struct played {
  support_room room;
  table t;
} played;

/* Some rounds with bots; the next is open and not briefed yet. */
static played *play(void) {
  played *p = calloc(1, sizeof *p);
  pl_error error = {0};
  assert_non_null(p);
  support_scenario(&p->room, STATES);
  p->room.scenario.parameters.noise = 0;
  support_incident(&p->room, "worm", ROUNDS - 1, PL_ONE);
  table_take(&p->t, session_of(&p->room), PL_ENGLISH);
  for (int round = 0; round < ROUNDS; round++) {
    table_decide(&p->t);
    table_pass(&p->t, 0);
  }
  if (!pl_session_is_open(p->t.room.session)) table_must(pl_session_open_round(p->t.room.session, &error), &error);
  return p;
}

static void end(played *p) {
  table_close(&p->t);
  free(p);
}

/* ---- what the seat cannot know ---- */

static void infect_somebody(pl_world *w, pl_incident *incident, int state) {
  const pl_map *map = w->map;
  for (uint32_t o = map->first[state]; o < map->first[state + 1]; o++) {
    if (pl_outbreak_status(incident->outbreak, o) != 'S') continue;
    assert_true(pl_outbreak_seed(incident->outbreak, o, w->now - incident->launch));
    incident->hit[state]++;
    return;
  }
}

/* Everything in the world that a brief never shows is made another. */
static void change_world(pl_world *w) {
  pl_world_redraw(w, w->seed ^ 0x5EED);
  w->norm += 9000;
  for (int a = 0; a < w->adversary_count; a++) {
    w->adversary[a].suppression = 40000;
    for (int s = 0; s < w->n; s++) w->adversary[a].pending[s] = w->adversary[a].tension[s] = 20000;
  }
  for (int s = 0; s < w->n; s++) {
    if (s == SEAT) continue;
    w->state[s].stock[PL_DEFEND] *= 2;
    w->state[s].confidence /= 2;
    w->state[s].loss += INT64_C(5000000000);
    for (int t = 0; t < w->n; t++)
      if (t != SEAT && t != s) *pl_trust(w, s, t) /= 2;
  }
  for (int i = 0; i < w->active_count; i++) {
    pl_incident *incident = w->incident[w->active[i]];
    if (incident->launch >= w->now) continue;
    for (int s = 0; s < w->n; s++) {
      infect_somebody(w, incident, s);
      if (s == SEAT || pl_set_has(&incident->item[s].hold, (unsigned)SEAT)) continue;
      incident->item[s].birth = incident->item[s].birth < 0 ? w->now - 1 : -1; /* withheld from the seat */
      incident->knowledge[s] = PL_ONE / 3;
    }
  }
}

static pl_message message_of(int from, const char *text) {
  return (pl_message){.form = PL_MESSAGE_TEXT, .seat = from, .by = "Somebody", .sender = "", .label = PL_LABELS,
                      .about = -1, .text = text};
}

static void must_say(table *t, const pl_message *message) {
  pl_error error = {0};
  table_must(pl_session_say(t->room.session, message, NULL, &error), &error);
}

/* Others plot, draft, note and are ruled upon. */
static void change_room(table *t) {
  pl_error error = {0};
  pl_room *room = &t->room;
  pl_message letter = message_of(OTHER, "SECRET-LETTER"), move = message_of(OTHER, "SECRET-MOVE");
  pl_set_add(&letter.to, 1);
  move.form = PL_MESSAGE_MOVE;
  move.to_control = true;
  must_say(t, &letter);
  must_say(t, &move);
  table_must(pl_session_note(room->session, OTHER, "SECRET-NOTE", &error), &error);
  table_must(pl_session_note(room->session, -1, "SECRET-REMARK", &error), &error);
  const pl_decision buys = {.seat = OTHER, .action = PL_ACTION_BUY};
  table_must(pl_session_decide(room->session, &buys, PL_AUTHOR_PERSON, &error), &error);
  room->chair[OTHER].draft[room->chair[OTHER].draft_count++] = buys;
  room->chair[OTHER].draft_version = 17;
  snprintf(room->chair[OTHER].drafted_by, sizeof room->chair[OTHER].drafted_by, "SECRET-PERSON");
}

static char *sheet_of(table *t, size_t which) { return table_text(table_sheets[which].make(&t->room, SEAT)); }

/* Both are at the same moment; the sheets of the one seat are the same to the byte. */
static void assert_same_sheets(table *a, table *b) {
  for (size_t i = 0; i < TABLE_SHEETS; i++) {
    char *one = sheet_of(a, i), *two = sheet_of(b, i);
    if (strcmp(one, two)) fail_msg("the sheet \"%s\" differs:\n%s\n%s", table_sheets[i].name, one, two);
    free(one);
    free(two);
  }
}

static void test_what_a_brief_does_not_hold_is_in_no_sheet(void **state) {
  (void)state;
  played *plain = play(), *other = play();
  pl_message own = message_of(SEAT, "We write too");
  pl_set_add(&own.to, 1);
  change_world((pl_world *)pl_session_world(other->t.room.session));
  change_room(&other->t);
  must_say(&plain->t, &own);
  must_say(&other->t, &own); /* its number tells nothing of how much others write */
  table_decide(&plain->t);
  table_decide(&other->t);
  assert_int_not_equal(pl_game_brief(plain->t.room.chair[SEAT].game)->seed,
                       pl_game_brief(other->t.room.chair[SEAT].game)->seed);
  assert_same_sheets(&plain->t, &other->t);
  end(plain);
  end(other);
}

/* The comparison can fail: what the seat does know makes another sheet. */
static void test_what_a_brief_holds_is_in_a_sheet(void **state) {
  (void)state;
  played *plain = play(), *other = play();
  pl_world *w = (pl_world *)pl_session_world(other->t.room.session);
  w->state[SEAT].confidence /= 2;
  table_decide(&plain->t);
  table_decide(&other->t);
  char *one = sheet_of(&plain->t, 0), *two = sheet_of(&other->t, 0);
  assert_string_not_equal(one, two);
  free(one);
  free(two);
  end(plain);
  end(other);
}

/* ---- secrets of the room ---- */

static void assert_without(char *text, const char *what, const char *where) {
  if (strstr(text, what)) fail_msg("%s is in the sheet \"%s\"", what, where);
}

static void test_no_secret_is_in_a_sheet_that_others_get(void **state) {
  (void)state;
  static const char *const secrets[] = {"SECRET", "482913", "771204", "control-code-secret"};
  played *p = play();
  change_room(&p->t);
  table_decide(&p->t);
  for (size_t i = 0; i < TABLE_SHEETS + 2; i++) {
    const bool is_board = i == TABLE_SHEETS;
    char *text = i < TABLE_SHEETS ? sheet_of(&p->t, i)
                                  : table_text(is_board ? pl_body_board(&p->t.room) : pl_body_room(&p->t.room));
    const char *name = i < TABLE_SHEETS ? table_sheets[i].name : is_board ? "board" : "room";
    for (size_t k = 0; k < sizeof secrets / sizeof secrets[0]; k++) assert_without(text, secrets[k], name);
    free(text);
  }
  char *control = table_text(pl_body_control(&p->t.room)), *mail = table_text(pl_body_mail(&p->t.room, -1));
  assert_non_null(strstr(control, "SECRET-MOVE")); /* they are there for whoever may see them */
  assert_non_null(strstr(mail, "SECRET-LETTER"));
  free(control);
  free(mail);
  end(p);
}

static void test_a_letter_is_read_by_whom_it_is_for(void **state) {
  (void)state;
  played *p = play();
  pl_message letter = message_of(OTHER, "Meet us"), notice = message_of(-1, "Everybody hear");
  pl_set_add(&letter.to, SEAT);
  notice.is_public = true;
  must_say(&p->t, &letter);
  must_say(&p->t, &notice);
  static const struct {
    int seat;
    const char *text;
    bool is_there;
  } rows[] = {{SEAT, "Meet us", true}, {OTHER, "Meet us", true}, {0, "Meet us", false}, {0, "Everybody hear", true}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char *mail = table_text(pl_body_mail(&p->t.room, rows[i].seat));
    assert_int_equal(strstr(mail, rows[i].text) != NULL, rows[i].is_there);
    free(mail);
  }
  char *board = table_text(pl_body_board(&p->t.room));
  assert_non_null(strstr(board, "Everybody hear"));
  assert_null(strstr(board, "Meet us"));
  free(board);
  end(p);
}

/* ---- the board ---- */

static void test_what_is_not_revealed_is_not_on_the_board(void **state) {
  (void)state;
  played *p = play();
  json_t *hidden = pl_body_board(&p->t.room), *shown;
  p->t.room.reveals = PL_REVEAL_ALL;
  pl_history_free(p->t.room.history);
  p->t.room.history = NULL;
  table_show_day(&p->t, 6);
  shown = pl_body_board(&p->t.room);
  assert_non_null(hidden);
  assert_non_null(shown);
  assert_int_equal(json_array_size(json_object_get(hidden, "curve")), 0);
  assert_int_equal(json_array_size(json_object_get(hidden, "shares")), 0);
  assert_true(json_is_null(json_object_get(hidden, "passing")));
  assert_true(json_is_null(json_object_get(hidden, "figures")));
  assert_int_equal(json_array_size(json_object_get(hidden, "marks")), 0);
  assert_true(json_is_null(json_object_get(json_array_get(json_object_get(hidden, "states"), 0), "found")));
  assert_true(json_is_null(json_object_get(json_array_get(json_object_get(hidden, "states"), 0), "recovered")));
  assert_int_equal(json_array_size(json_object_get(shown, "curve")), 7 * ROUNDS);
  assert_true(json_array_size(json_object_get(shown, "shares")) > 0);
  assert_true(json_is_integer(json_object_get(json_array_get(json_object_get(shown, "states"), 0), "found")));
  assert_non_null(json_object_get(json_object_get(shown, "figures"), "hit"));
  json_decref(hidden);
  json_decref(shown);
  end(p);
}

/* ---- days that have not passed ---- */

/* What is told on a day does not depend on what comes later: it is the same if the world ends there. */
static void test_no_day_is_told_before_it_passes(void **state) {
  (void)state;
  played *p = play();
  pl_event_log *log = (pl_event_log *)pl_session_events(p->t.room.session);
  const size_t all = log->count;
  char *last = NULL;
  int changes = 0;
  for (int day = 0; day < TABLE_DAYS; day++) {
    table_show_day(&p->t, day);
    char *told = table_text(pl_body_story(&p->t.room, SEAT));
    const pl_tick until = (ROUNDS - 1) * PL_TICKS_PER_ROUND + (day + 1) * PL_TICKS_PER_DAY;
    while (log->count && log->event[log->count - 1].tick >= until) log->count--;
    char *cut_off = table_text(pl_body_story(&p->t.room, SEAT));
    log->count = all;
    assert_string_equal(told, cut_off);
    changes += last && strcmp(last, told);
    free(last);
    free(cut_off);
    last = told;
  }
  free(last);
  assert_true(changes > 0);
  end(p);
}

/* While days pass, a team sees its figures as they were. */
static void test_figures_stay_until_the_days_have_passed(void **state) {
  (void)state;
  static const char *const keys[] = {"figures", "organisations", "money", "items", "incidents", "states", "forums",
                                     "inbox", "orders", "reckoning"};
  played *p = play();
  table_decide(&p->t);
  json_t *open = pl_body_seat(&p->t.room, SEAT);
  table_pass(&p->t, 0);
  json_t *passing = pl_body_seat(&p->t.room, SEAT);
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (!json_equal(json_object_get(open, keys[i]), json_object_get(passing, keys[i]))) fail_msg("%s differ", keys[i]);
  assert_true(json_is_true(json_object_get(open, "is_open")));
  assert_true(json_is_false(json_object_get(passing, "is_open")));
  json_t *action;
  size_t i;
  json_array_foreach(json_object_get(passing, "actions"), i, action)
    assert_true(json_is_false(json_object_get(action, "available")));
  json_decref(open);
  json_decref(passing);
  end(p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_a_brief_does_not_hold_is_in_no_sheet),
      cmocka_unit_test(test_what_a_brief_holds_is_in_a_sheet),
      cmocka_unit_test(test_no_secret_is_in_a_sheet_that_others_get),
      cmocka_unit_test(test_a_letter_is_read_by_whom_it_is_for),
      cmocka_unit_test(test_what_is_not_revealed_is_not_on_the_board),
      cmocka_unit_test(test_no_day_is_told_before_it_passes),
      cmocka_unit_test(test_figures_stay_until_the_days_have_passed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
