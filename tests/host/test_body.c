/* What pages are sent: every key that protocol.h documents and no other, in every phase, for states and roles. */
#include "body_table.h"

#include "body_shape.h"
#include "fault.h"

#define ORDERS "{says:[s] posture:s consent:s tear:s split:[i] hold:[s] publish:b onward:b relay:b}"
#define DECIDED "[{decision:o says:s cost:M help:s}]"
#define MESSAGES                                                                                                     \
  "[{number:i round:i at_ms:i? form:s from:s from_name:s by:s to:[s] to_control:b to_text:s public:b sender:s "     \
  "label:L? about:i? text:s is_mine:b}]"
#define PLACE "place:{longitude:i latitude:i}?"
#define IDS "[{id:s name:s}]"

#define ROOM_KEYS                                                                                                      \
  "exercise:s title:s summary:s mode:s phase:s paused:b round:i rounds:i days:s clock:{left_ms:i of_ms:i}? tick:i "  \
  "ticks:i day:s? ms_per_day:i says:{round:s doing:s note:s people:s?} spotlight:s seats:[{id:s name:s mark:s "       \
  "is_role:b playable:b recommended:b people:i here:i by:s ready:b}]"

static const char room_shape[] = "{" ROOM_KEYS "}";
static const char joined_shape[] = "{" ROOM_KEYS " address:s pin:s link:s code:[s]?}";
static const char board_shape[] =
    "{round:i rounds_done:i reveals:{found:b sharing:b} tick:i states:[{id:s name:s mark:s size:s " PLACE
    " organisations:i found:i? recovered:i? forums:[s]}] bonds:[{a:s b:s kind:s}] "
    "forums:[{id:s name:s short:s mark:s " PLACE
    " members:[s]}] passing:{round:i first:i found:[[i]]}? curve:[i] "
    "figures:{hit:i hit_says:s of_says:s recovered:i recovered_says:s now_says:s}? marks:[{tick:i kind:s says:s}] "
    "news:[s] happenings:[{round:i tick:i day:s kind:s text:s "
    "states:[s]}] shares:[{tick:i from:s to:s label:L public:b}] messages:" MESSAGES "}";
static const char seat_shape[] =
    "{id:s name:s mark:s is_role:b round:i rounds:i days:s is_open:b is_over:b opening:P beginning:P "
    "organisations:{all:i hit:i recovered:i text:s}? money:M? "
    "figures:[{key:s label:s value:s milli:i? change:s? better:b?}] changes:[{what:s change:s why:s worse:b}] "
    "inbox:[{inject:s sender:s label:L? text:s is_open:b asks:b chosen:s? "
    "options:[{id:s text:s cost:M is_default:b is_affordable:b}]}] "
    "items:[{item:s title:s kind:s? adversary:s? text:s? label:L tear_label:L quality:s quality_milli:i age:s "
    "is_open:b is_burnt:b is_single:b sent:[s] sent_text:s note:s?}] "
    "incidents:[{incident:s title:s kind:s adversary:s? text:s? is_over:b knowledge:s knowledge_milli:i hit:i "
    "recovered:i is_own:b received:{from:[s] from_text:s label:L quality:s quality_milli:i age:s tears_only:b}? "
    "note:s?}] items_left_out:i incidents_left_out:i "
    "states:[{id:s name:s mark:s size:s is_ally:b forums:[s] trust:i trust_in_me:i trust_word:s trust_in_me_word:s "
    "change:i hits:i? held_back:b}] "
    "forums:[{id:s name:s short:s mark:s is_member:b may_join:b members:[s] ceiling:L delay:s delay_ticks:i quality:s "
    "quality_milli:i dues:M change:s? applicant:s? applicant_name:s?}] "
    "adversaries:" IDS " families:" IDS " ballots:" IDS
    " audiences:[{id:s kind:s name:s mark:s count:i states:[s]}] orders:" ORDERS "? "
    "actions:[{name:s title:s help:s arguments:[s] group:s is_standing:b is_custom:b cost:M? available:b why_not:s? "
    "choices:[s]?}] objectives:[{id:s text:s points:i judged_after:i met:s? met_milli:i? got:i?}] "
    "reckoning:{points:i of:i own:{rows:[{what:s value:s why:s}] percent:s}? states:[{id:s name:s damage:s others:s "
    "result:s confidence:s standing:s rights:s hit:s result_milli:i is_own:b}]}? debrief:P}";
static const char plan_shape[] = "{version:i round:i draft:" DECIDED " committed:" DECIDED
                                 " changed:b ready:b by:s orders:" ORDERS "? money:M money_left:M unanswered:i}";
#define ROUND "{round:i title:s days:s is_whole:b paragraphs:P?}"
static const char story_shape[] = "{rounds:[" ROUND "]}";
static const char mail_shape[] = "{messages:" MESSAGES " left_out:i}";
static const char people_shape[] = "{people:[{name:s here:b}] notes:[{round:i at_ms:i? by:s text:s}]}";
static const char control_shape[] =
    "{seats:[{id:s name:s mark:s is_role:b playable:b by:s player:s people:[{name:s here:b lost_ms:i?}] ready:b "
    "changed:b draft:" DECIDED " committed:" DECIDED " spent:M? money_left:M? unanswered:i}] "
    "msel:[{inject:s text:s sender:s label:L? to:[s] to_text:s public:b round:i? day:s? when:s? state:s fired_round:i? "
    "is_reworded:b options:[{id:s text:s cost:M is_default:b chosen_by:[s]}]}] "
    "moves:[{number:i seat:s seat_name:s by:s text:s at_ms:i? round:i state:s answers:[i]}] "
    "rulings:[{round:i seat:s message:i? text:s outcomes:[{text:s odds_milli:i}] outcome:i? public:b}] "
    "written:" MESSAGES " reveals:{found:b sharing:b} files:{now:s? kept:[s]} jobs:[{what:s done_milli:i}] "
    "effects:[{effect:s help:s on:s? subject:b incident:b amount:b audience:b is_signed:b}] "
    "choices:{seats:" IDS " states:" IDS " forums:" IDS " adversaries:" IDS " incidents:" IDS " injects:" IDS
    " variables:[{id:s name:s kind:s value:s}] labels:[L] players:" IDS "} "
    "join:{address:s pin:s evaluator_pin:s link:s code:[s]? addresses:[s] is_chosen:b} "
    "trouble:s?}";
static const char observed_shape[] =
    "{objectives:[{id:s text:s seats:[s] points:i judged_after:i results:[{seat:s met:s met_milli:i}] notes:[i]}] "
    "notes:[{index:i round:i at_ms:i? by:s seat:s? objective:s? observed:s? text:s}]}";
static const char look_shape[] = "{seat:o plan:o link:s code:[s]?}";
static const char manual_shape[] =
    "{opening:P states:[{id:s name:s size:s}] forums:[{id:s name:s about:P members:[s]}] actions:[{title:s help:s}] "
    "rounds:i days:i starts:s?}";

static void check_all(table *t, const char *moment) {
  pl_room *room = &t->room;
  char name[64];
  shape_check(joined_shape, pl_body_room_and_join(room), "room and where to join");
  shape_check(room_shape, pl_body_room(room), "room");
  shape_check(board_shape, pl_body_board(room), "board");
  shape_check(control_shape, pl_body_control(room), "control");
  shape_check(observed_shape, pl_body_observed(room), "observed");
  shape_check(mail_shape, pl_body_mail(room, -1), "all mail");
  shape_check(manual_shape, pl_body_manual(room), "manual");
  for (int s = 0; s < room->seat_count; s++) {
    snprintf(name, sizeof name, "%s: %s", moment, pl_scenario_seat_id(room->scenario, s));
    shape_check(seat_shape, pl_body_seat(room, s), name);
    shape_check(plan_shape, pl_body_plan(room, s), name);
    shape_check(story_shape, pl_body_story(room, s), name);
    shape_check(mail_shape, pl_body_mail(room, s), name);
    shape_check(people_shape, pl_body_people(room, s), name);
    shape_check(look_shape, pl_body_look(room, s), name);
    shape_check(ROUND, pl_body_round(room, s, 0), name);
  }
  shape_check(ROUND, pl_body_round(room, -1, 0), "a round for control");
}

static void play_through(table *t) {
  check_all(t, "lobby");
  for (int round = 0; round < 3 && !pl_session_is_over(t->room.session); round++) {
    table_decide(t);
    check_all(t, "deciding");
    table_pass(t, 2);
    check_all(t, "passing");
  }
  t->room.reveals = PL_REVEAL_ALL;
  pl_history_free(t->room.history);
  t->room.history = NULL;
  table_play_out(t);
  check_all(t, "over");
}

static void test_every_key_is_there_in_every_phase(void **state) {
  (void)state;
  table t;
  table_open(&t, "scenarios/first-share", PL_ENGLISH);
  play_through(&t);
  table_close(&t);
}

static void test_a_large_exercise_too(void **state) {
  (void)state;
  table t;
  table_open(&t, "scenarios/withdrawal", PL_ENGLISH);
  check_all(&t, "lobby");
  table_decide(&t);
  table_pass(&t, 6);
  table_decide(&t);
  check_all(&t, "deciding");
  table_close(&t);
}

/* ---- no memory ---- */

static json_t *board(pl_room *room, int seat) {
  (void)seat;
  return pl_body_board(room);
}
static json_t *control(pl_room *room, int seat) {
  (void)seat;
  return pl_body_control(room);
}
static json_t *look(pl_room *room, int seat) { return pl_body_look(room, seat); }

/* Whichever allocation fails, there is no sheet or a whole one. */
static void check_without_memory(table *t, table_sheet make) {
  char *whole = table_text(make(&t->room, 0));
  bool is_short = true;
  for (long nth = 0; is_short; nth += 1 + nth / 16) {
    pl_bodies_free(t->room.bodies);
    t->room.bodies = NULL;
    fault_after(nth);
    json_t *body = make(&t->room, 0);
    is_short = fault_stop();
    if (!body) continue;
    char *text = table_text(body);
    assert_string_equal(text, whole);
    free(text);
  }
  free(whole);
}

static void test_without_memory_there_is_no_sheet(void **state) {
  (void)state;
  static const table_sheet makers[] = {pl_body_seat, pl_body_plan, pl_body_story, pl_body_mail,
                                       pl_body_people, board, control, look};
  json_malloc_t old_malloc;
  json_free_t old_free;
  table t;
  json_get_alloc_funcs(&old_malloc, &old_free);
  json_set_alloc_funcs(malloc, free); /* these can be made to fail */
  table_open(&t, "scenarios/first-share", PL_ENGLISH);
  table_decide(&t);
  table_pass(&t, 3);
  table_decide(&t);
  for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) check_without_memory(&t, makers[i]);
  table_close(&t);
  json_set_alloc_funcs(old_malloc, old_free);
}

/* ---- the documentation ---- */

static char *protocol_text(void) {
  FILE *file = fopen(POLDER_SOURCE_DIR "/include/polder/protocol.h", "rb");
  assert_non_null(file);
  char *text = calloc(1, 1 << 17);
  assert_non_null(text);
  assert_true(fread(text, 1, (1 << 17) - 1, file) > 10000);
  fclose(file);
  return text;
}

static bool is_in(char c) { return isalnum((unsigned char)c) || c == '_'; }

static bool has_word(const char *text, const char *word, size_t length) {
  for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
    if (!is_in(at[-1]) && !is_in(at[length])) return true;
  return false;
}

/* Every key of a shape is a word of the documentation. */
static void check_documented(const char *documentation, const char *shape) {
  for (const char *at = shape; *at; at++) {
    size_t length = 0;
    char key[64];
    while (is_in(at[length])) length++;
    if (length && at[length] == ':') {
      snprintf(key, sizeof key, "%.*s", (int)length, at);
      if (!has_word(documentation, key, length)) fail_msg("protocol.h does not speak of %s", key);
    }
    at += length ? length - 1 : 0;
  }
}

static void test_every_key_is_documented(void **state) {
  (void)state;
  const char *const shapes[] = {joined_shape,  board_shape,   seat_shape,     plan_shape, story_shape, mail_shape,
                                people_shape,  control_shape, observed_shape, look_shape, manual_shape};
  char *documentation = protocol_text();
  for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) check_documented(documentation, shapes[i]);
  free(documentation);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_key_is_there_in_every_phase),
      cmocka_unit_test(test_a_large_exercise_too),
      cmocka_unit_test(test_without_memory_there_is_no_sheet),
      cmocka_unit_test(test_every_key_is_documented),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
