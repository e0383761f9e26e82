/* What the tests of acts share: the exercise of the session files with two injects more, and acts on them. */
#ifndef POLDER_TESTS_SESSION_ACTS_H
#define POLDER_TESTS_SESSION_ACTS_H

#include "file_support.h"

#include <polder/act.h>

enum { INJECTS = 3, ROLE_SEAT = 4, HELP = 1, WARNING = 2 };

typedef struct acts_room {
  file_room file;
  pl_inject_spec inject[INJECTS];
  pl_option_spec option[2];
  uint16_t seat[2];
} acts_room;

/* `help` is fired by nobody and asks s0; `warning` comes in round 3 to s1. */
static inline acts_room *acts_begin(void **state) {
  acts_room *room = calloc(1, sizeof *room);
  assert_non_null(room);
  room->file = *(file_room *)*state;
  file_exercise(&room->file.scenario); /* with pointers into this room */
  pl_scenario *x = &room->file.scenario.scenario;
  room->inject[0] = x->injects[0];
  room->seat[1] = 1;
  room->option[0] = (pl_option_spec){.id = "yes", .text = {{"Yes", NULL}}};
  room->option[1] = (pl_option_spec){.id = "no", .text = {{"No", NULL}}, .is_default = true};
  const pl_inject_spec none = {.to_count = 1, .label = -1, .round = -1, .after = PL_NONE, .after_option = PL_NONE};
  room->inject[HELP] = room->inject[WARNING] = none;
  room->inject[HELP].id = "help";
  room->inject[HELP].to = &room->seat[0];
  room->inject[HELP].text = (pl_text){{"Help?", NULL}};
  room->inject[HELP].options = room->option;
  room->inject[HELP].option_count = 2;
  room->inject[WARNING].id = "warning";
  room->inject[WARNING].to = &room->seat[1];
  room->inject[WARNING].text = (pl_text){{"Beware", NULL}};
  room->inject[WARNING].round = 2;
  x->injects = room->inject;
  x->inject_count = INJECTS;
  return room;
}

static inline pl_act acts_on(pl_act_kind kind, int inject) {
  return (pl_act){.kind = kind, .inject = (uint16_t)inject, .seat = PL_NONE, .message = -1};
}

/* Two outcomes that can be told apart in the world, with odds that are no whole thousandths. */
static inline pl_act acts_ruling(int seat) {
  static const pl_effect good[] = {{.kind = PL_EFFECT_STANDING, .subject = 1, .other = PL_NONE, .incident = PL_NONE,
                                    .amount = -3333},
                                   {.kind = PL_EFFECT_BUDGET, .subject = 2, .other = PL_NONE, .incident = PL_NONE,
                                    .amount = 12345}};
  static const pl_effect bad[] = {{.kind = PL_EFFECT_CONFIDENCE, .subject = 0, .other = PL_NONE, .incident = PL_NONE,
                                   .amount = -7777}};
  return (pl_act){.kind = PL_ACT_RULE, .inject = PL_NONE, .seat = (uint16_t)seat, .message = -1, .outcome_count = 2,
                  .text = "switch \"it\" off \xE2\x98\x83",
                  .outcome = {{.odds = 22222, .text = "It works", .effects = {good, 2}},
                              {.odds = PL_ONE - 22222, .text = "It fails", .effects = {bad, 1}}}};
}

/* What control does in round `round`, between the people's decisions. */
enum { ACTS_PER_ROUND = 3 };
static inline pl_act acts_of(int round, int number) {
  pl_act act = acts_ruling(number ? ROLE_SEAT : 3);
  if (round == 0 && number == 1) act = acts_on(PL_ACT_FIRE, HELP);
  if (round == 1 && number == 0) act = acts_on(PL_ACT_DELAY, WARNING), act.round = 3;
  if (round == 1 && number == 1) act = acts_on(PL_ACT_REWORD, WARNING), act.text = "Take \"care\"";
  if (round == 2 && number == 1) act = acts_on(PL_ACT_SKIP, WARNING);
  if (round == 3 && number == 2) act = acts_on(PL_ACT_FIRE, WARNING);
  return act;
}

/* The exercise of file_step, with acts after its steps 1, 3 and 5. */
static inline pl_status acts_step(pl_session *session, int step, pl_error *error) {
  const int round = step / FILE_STEPS_PER_ROUND, within = step % FILE_STEPS_PER_ROUND;
  pl_status status = file_step(session, step, error);
  if (status != PL_OK || within % 2 == 0 || within > 5) return status;
  const pl_act act = acts_of(round, within / 2);
  return pl_session_act(session, &act, NULL, error);
}

static inline void acts_play(pl_session *session, int from, int until) {
  for (int step = from; step < until; step++) {
    pl_error error = {0};
    file_expect(acts_step(session, step, &error), PL_OK, &error);
  }
}

static inline size_t acts_count(const pl_session *session) {
  size_t count, acts = 0;
  const pl_journal_entry *entry = pl_session_journal(session, &count);
  for (size_t i = 0; i < count; i++) acts += entry[i].act != NULL;
  return acts;
}

/* What another disk would hold if this one were gone now; the session still has the file open. */
static inline pl_session *acts_read_copy(const acts_room *room) {
  file_room copy = room->file;
  char command[2 * FILE_PATH + 16];
  snprintf(copy.path, sizeof copy.path, "%.200s/copy.polder", room->file.folder);
  snprintf(command, sizeof command, "cp '%s' '%s'", room->file.path, copy.path);
  assert_int_equal(system(command), 0);
  pl_error error = {0};
  pl_rules_factory factory = support_factory((support_room *)&room->file.scenario);
  pl_session *session = pl_session_read(&factory, copy.path, -1, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

/* As JSON, which says all of it. */
static inline void acts_assert_same(const pl_session *a, const pl_session *b) {
  size_t counts[2];
  const pl_journal_entry *x = pl_session_journal(a, &counts[0]), *y = pl_session_journal(b, &counts[1]);
  file_assert_same(a, b);
  for (size_t i = 0, k = 0;; i++, k++) {
    pl_buffer text[2] = {{0}, {0}};
    while (i < counts[0] && !x[i].act) i++;
    while (k < counts[1] && !y[k].act) k++;
    if (i == counts[0] || k == counts[1]) {
      assert_true(i == counts[0] && k == counts[1]);
      return;
    }
    assert_int_equal(x[i].round, y[k].round);
    pl_act_to_json(pl_session_scenario(a), x[i].act, &text[0]);
    pl_act_to_json(pl_session_scenario(b), y[k].act, &text[1]);
    assert_string_equal(pl_buffer_text(&text[0]), pl_buffer_text(&text[1]));
    pl_buffer_clear(&text[0]);
    pl_buffer_clear(&text[1]);
  }
}

#endif
