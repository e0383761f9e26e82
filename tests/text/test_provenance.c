/* Where intelligence came from and what was true, in words: small exercises in which each sentence is known. */
#include "../brief/exercise.h"

#include <polder/accounts.h>

/* All that was told, one paragraph a line. */
static char *told(const pl_tale *tale) {
  pl_buffer text = {0};
  assert_false(tale->failed);
  for (size_t i = 0; i < tale->count; i++) pl_buffer_add_format(&text, "%s\n", tale->paragraph[i].text);
  assert_false(text.failed);
  return text.bytes;
}

static char *tell(const exercise *e, pl_viewer viewer, int seat, bool only) {
  pl_error error = {0};
  pl_tale tale = {0};
  pl_history *history = exercise_look(e->session, viewer, seat, 0);
  pl_provenance *p = pl_provenance_new(history, &error);
  pl_narrator *narrator = pl_narrator_new(e->session, PL_ENGLISH, &error);
  assert_true(p && narrator);
  pl_tell_provenance(pl_narrator_voice(narrator), p, only ? p->item : NULL, &tale);
  char *text = told(&tale);
  pl_tale_clear(&tale);
  pl_narrator_free(narrator);
  pl_provenance_free(p);
  pl_history_free(history);
  return text;
}

static void says(const exercise *e, pl_viewer viewer, int seat, const char *sentence) {
  char *text = tell(e, viewer, seat, false);
  if (!strstr(text, sentence)) fail_msg("\"%s\" is not in:\n%s", sentence, text);
  free(text);
}

static void says_not(const exercise *e, pl_viewer viewer, int seat, const char *sentence) {
  char *text = tell(e, viewer, seat, false);
  if (strstr(text, sentence)) fail_msg("\"%s\" is in:\n%s", sentence, text);
  free(text);
}

#define CONTROL PL_VIEWER_CONTROL, 0
#define SEAT(seat) PL_VIEWER_SEAT, seat

/* 0 sends to 1, who passes it on to 2. */
static exercise *pass_on(pl_label label, pl_action passing, int consent_to, bool is_found) {
  exercise *e = exercise_new(label);
  e->room.scenario.parameters.onw_disc = is_found ? PL_ONE : 0;
  exercise_start(e);
  const pl_decision decisions[] = {exercise_order(0, PL_ACTION_POSTURE, exercise_one(1)),
                                   exercise_order(0, PL_ACTION_CONSENT, exercise_one(consent_to)),
                                   exercise_order(1, PL_ACTION_POSTURE, exercise_one(2)), exercise_switch(1, passing)};
  exercise_round(e, decisions, 4);
  return e;
}

static void rules_kept_and_broken(void **state) {
  (void)state;
  exercise *e = pass_on(PL_AMBER, PL_ACTION_RELAY, 2, false);
  says(e, CONTROL, "Passed on with consent: 1; without: 0");
  says(e, CONTROL, "Rules kept: passed on with its originator's consent.");
  says(e, CONTROL, "  s1                        ·      ·     ·       1       ·     ·      ·     1");
  says_not(e, CONTROL, "Rules broken");
  exercise_free(e);
  e = pass_on(PL_AMBER, PL_ACTION_ONWARD, 3, false);
  says(e, CONTROL, "Passed on with consent: 0; without: 1, of which found out: 0. Beyond their label: 1.");
  says(e, CONTROL,
       "Rules broken: passed on without its originator's consent, and beyond its label. It was never found out.");
  says_not(e, SEAT(0), "Rules broken"); /* whom it concerns most is not told */
  says(e, SEAT(2), "Rules broken: passed on without its originator's consent, and beyond its label.");
  says_not(e, SEAT(2), "never found out");
  exercise_free(e);
  e = pass_on(PL_GREEN, PL_ACTION_ONWARD, 3, true);
  says(e, CONTROL, "Rules broken: passed on without its originator's consent. It was found out at once.");
  says(e, SEAT(5), "Rules broken: passed on without its originator's consent. It was found out at once.");
  says(e, SEAT(5), "under a label that is not known");
  exercise_free(e);
}

static void what_became_of_an_item(void **state) {
  (void)state;
  exercise *e = exercise_new(PL_AMBER);
  exercise_start(e);
  const pl_decision tear = exercise_order(0, PL_ACTION_TEAR, exercise_one(1));
  exercise_round(e, &tear, 1);
  says(e, CONTROL, "as a tear-line, under " PL_CHIP "1TLP:GREEN");
  const pl_decision publish = {.seat = 0, .action = PL_ACTION_SHARE_PUBLIC, .iid = exercise_worm(e)};
  exercise_round(e, &publish, 1);
  says(e, CONTROL, PL_CHIP "2TLP:AMBER" PL_PLAIN " worm, found by s0: Day 1, 00:00; quality 100\xC2\xA0%.");
  says(e, CONTROL, "Published: Day 8, 00:00, and " PL_CHIP "0TLP:CLEAR" PL_PLAIN " from then on.");
  says(e, CONTROL, "Day 8, 00:00: s0 to s2, s3, s4 and s5, in public, under " PL_CHIP "0TLP:CLEAR");
  exercise_free(e);
  e = exercise_new(PL_GREEN);
  exercise_start(e);
  exercise_round(e, NULL, 0);
  says(e, CONTROL, "1 finding, 1 of them sent to nobody.");
  says(e, CONTROL, "Sent to nobody.");
  says(e, SEAT(0), "As far as s0 could see:");
  exercise_free(e);
}

static void quality_is_told_of_what_is_asked_for(void **state) {
  (void)state;
  exercise *e = pass_on(PL_GREEN, PL_ACTION_RELAY, 2, false);
  char *all = tell(e, CONTROL, false), *one = tell(e, CONTROL, true);
  assert_null(strstr(all, " Quality "));
  assert_non_null(strstr(one, " Quality "));
  assert_null(strstr(one, "Copies sent"));
  assert_non_null(strstr(one, "EXERCISE"));
  free(all);
  free(one);
  exercise_free(e);
}

/* ---- what was true ---- */

static char *tell_truth(const exercise *e, int seat, int round) {
  pl_error error = {0};
  pl_tale tale = {0};
  pl_history *mine = exercise_look(e->session, PL_VIEWER_SEAT, seat, 0);
  pl_history *control = exercise_look(e->session, PL_VIEWER_CONTROL, 0, 0);
  pl_perspective *p = pl_perspective_new(mine, control, &error);
  pl_narrator *narrator = pl_narrator_new(e->session, PL_ENGLISH, &error);
  assert_true(p && narrator);
  if (round >= 0) pl_tell_truth(pl_narrator_voice(narrator), p, round, &tale);
  else pl_tell_blind_spots(pl_narrator_voice(narrator), p, &tale);
  char *text = told(&tale);
  pl_tale_clear(&tale);
  pl_narrator_free(narrator);
  pl_perspective_free(p);
  pl_history_free(mine);
  pl_history_free(control);
  return text;
}

static void assert_truth(const exercise *e, int seat, int round, const char *sentence) {
  char *text = tell_truth(e, seat, round);
  if (!strstr(text, sentence)) fail_msg("\"%s\" is not in:\n%s", sentence, text);
  free(text);
}

/* State 1 is full of the worm, of which it knows nothing and 0 does not tell. */
static void what_nobody_saw_is_told(void **state) {
  (void)state;
  exercise *e = exercise_new(PL_GREEN);
  const int one = 1;
  e->room.incident[0].exposure = PL_ONE;
  e->room.incident[0].targets = support_set(1, &one);
  for (int f = 0; f < PL_FAMILIES; f++) {
    e->room.scenario.parameters.det[f] = 0;
    e->room.scenario.parameters.imax[f] = 250;
  }
  exercise_start(e);
  exercise_round(e, NULL, 0);
  assert_truth(e, 1, 0, "No organisation was hit here that had not been found. Incidents going on: 0");
  assert_truth(e, 1, 1, "Incidents going on: 1, of which heard of: 0.");
  assert_truth(e, 1, 1, " Here and not heard of: worm, since Day ");
  assert_truth(e, 1, -1, "After 1 of 1 round fewer organisations had been found hit than were.");
  assert_truth(e, 1, -1, "Longest unaware: worm was at work here for ");
  assert_truth(e, 1, -1, "It was never heard of here.");
  assert_truth(e, 0, 1, "Incidents going on: 1, of which heard of: 1.");
  assert_truth(e, 0, 1, "Hit in states that told nothing: ");
  exercise_free(e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules_kept_and_broken),
      cmocka_unit_test(what_became_of_an_item),
      cmocka_unit_test(quality_is_told_of_what_is_asked_for),
      cmocka_unit_test(what_nobody_saw_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
