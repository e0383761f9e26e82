/* What boards say of a moment, in both languages: with figures that agree, and nothing of what was decided. */
#include "support.h"

#include <polder/board_words.h>
#include <polder/translate.h>

enum { SEATS = 4 };

typedef struct hall {
  pl_scenario scenario;
  pl_phrases phrases;
  pl_voice voice;
  pl_billboard_seat seat[SEATS];
  pl_billboard board;
} hall;

static void enter(hall *h, pl_language language) {
  memset(h, 0, sizeof *h);
  pl_translate_into(language, POLDER_LOCALE_FOLDER);
  h->scenario.rounds = 12;
  h->voice = (pl_voice){.scenario = &h->scenario, .language = language, .seat = -1, .phrases = &h->phrases};
  for (int s = 0; s < SEATS; s++) h->seat[s].is_playable = s > 0;
  h->board = (pl_billboard){.scenario = &h->scenario, .rounds = 12, .round = 2, .seat = h->seat, .seat_count = SEATS};
}

static void leave(hall *h) {
  pl_phrases_clear(&h->phrases);
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
}

static void sit(hall *h, int seat, int people, bool is_ready) {
  h->seat[seat].people = people;
  h->seat[seat].has_people = people > 0;
  h->seat[seat].is_ready = is_ready;
}

static const char *note_of(hall *h, pl_room_phase phase) {
  h->board.phase = phase;
  return pl_board_moment_of(&h->voice, &h->board).note;
}

static void test_teams(void **state) {
  (void)state;
  static const struct {
    int people[2];
    bool is_ready[2];
    const char *note[PL_LANGUAGES];
  } rows[] = {
      {{0, 0}, {false, false}, {"Bots decide for everybody", "Computerspelers besluiten voor iedereen"}},
      {{3, 0}, {false, false}, {"The one team has yet to commit", "Het enige team heeft nog niet vastgelegd"}},
      {{3, 0}, {true, false}, {"The one team has committed", "Het enige team heeft vastgelegd"}},
      {{3, 1}, {true, false}, {"1 of 2 teams have committed", "1 van 2 teams hebben vastgelegd"}},
      {{3, 1}, {true, true}, {"All 2 teams have committed", "Alle 2 teams hebben vastgelegd"}}};
  hall h;
  for (int language = 0; language < PL_LANGUAGES; language++)
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
      enter(&h, (pl_language)language);
      for (int s = 0; s < 2; s++) sit(&h, s + 1, rows[i].people[s], rows[i].is_ready[s]);
      assert_string_equal(note_of(&h, PL_ROOM_DECIDING), rows[i].note[language]);
      leave(&h);
    }
}

static void test_people(void **state) {
  (void)state;
  hall h;
  enter(&h, PL_ENGLISH);
  assert_string_equal(pl_phrase_in_the_room(&h.voice, &h.board), "0 people in the room, 0 of 3 seats taken");
  sit(&h, 1, 1, false);
  assert_string_equal(pl_phrase_in_the_room(&h.voice, &h.board), "1 person in the room, 1 of 3 seats taken");
  assert_string_equal(pl_phrase_at_seat(&h.voice, &h.seat[1]), "1 person");
  assert_string_equal(pl_phrase_at_seat(&h.voice, &h.seat[2]), "not taken");
  sit(&h, 2, 3, false);
  assert_string_equal(pl_phrase_at_seat(&h.voice, &h.seat[2]), "3 people");
  leave(&h);
}

static void test_days(void **state) {
  (void)state;
  hall h;
  enter(&h, PL_ENGLISH);
  h.board.phase = PL_ROOM_PASSING;
  h.board.tick = 17;
  pl_board_moment now = pl_board_moment_of(&h.voice, &h.board);
  assert_string_equal(now.round, "Round 3 of 12");
  assert_string_equal(now.doing, "Day 5 of 7");
  assert_string_equal(now.note, "The days pass");
  h.scenario.starts = "2026-01-06";
  h.board.tick = PL_TICKS_PER_ROUND; /* the end of the round is its last day */
  now = pl_board_moment_of(&h.voice, &h.board);
  assert_string_equal(now.doing, "Day 7 of 7");
  assert_string_equal(now.note, "The days pass: 26 Jan");
  h.board.phase = PL_ROOM_OVER;
  assert_string_equal(pl_board_moment_of(&h.voice, &h.board).round, "The exercise is over");
  leave(&h);
}

static void test_figures(void **state) {
  (void)state;
  hall h;
  enter(&h, PL_ENGLISH);
  assert_string_equal(pl_phrase_of_organisations(&h.voice, 1560), "of 1,560 organisations");
  assert_string_equal(pl_board_hit_words(true, true), "found hit"); /* a room knows no more than that */
  assert_string_equal(pl_board_hit_words(false, true), "hit now");
  assert_string_equal(pl_phrase_day_and_hit(&h.voice, 37, 94), "day 37 · 94 hit");
  assert_string_equal(pl_phrase_mark_on_curve(&h.voice, PL_EVENT_TAKEDOWN, PL_NONE, PL_NONE, 1), "joint takedown");
  assert_string_equal(pl_phrase_mark_on_curve(&h.voice, PL_EVENT_JOINED, PL_NONE, PL_NONE, 1), "");
  leave(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_teams), cmocka_unit_test(test_people),
                                     cmocka_unit_test(test_days), cmocka_unit_test(test_figures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
