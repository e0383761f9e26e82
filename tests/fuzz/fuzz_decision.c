/* Any bytes as decisions, line by line, in an exercise with everything that can be decided about.
 *
 *   {"seat": "a", …}   a decision: read, written, read again, checked, and made if it may be
 *   ?NLD+forum:f       an audience          @w   the name of an incident
 *   !                  the round is played
 *
 * What must hold: what is refused is left alone and explained; what is read is written and read back the same; the
 * answer of pl_session_check is what pl_session_decide then does; and the exercise as it came to be can be replayed. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include <polder/decision_json.h>
#include <polder/session.h>

enum { MOST_LINES = 40 };

static pl_session *sit_down(const fuzz_table *table) {
  pl_error error = {.status = PL_OK};
  pl_session *session = fuzz_table_session(table);
  fuzz_must(pl_session_open_round(session, &error) == PL_OK, "an exercise begins");
  for (int seat = 0; seat < pl_scenario_seat_count(table->scenario); seat++) pl_session_set_person(session, seat, true);
  return session;
}

/* ---- decisions ---- */

static bool is_same_audience(const pl_audience *a, const pl_audience *b) {
  return pl_set_is_equal(a->states, b->states) && a->forums == b->forums && a->words == b->words;
}

static bool is_same(const pl_decision *a, const pl_decision *b) {
  return a->seat == b->seat && a->action == b->action && a->target == b->target && a->option == b->option &&
         !memcmp(a->split, b->split, sizeof a->split) && a->families == b->families && a->flag == b->flag &&
         a->iid == b->iid && is_same_audience(&a->audience, &b->audience);
}

static void check_spelling(const pl_scenario *scenario, const pl_decision *decision) {
  pl_buffer text = {0};
  pl_error error = {.status = PL_OK};
  pl_decision again = {0};
  pl_decision_to_json(scenario, decision, &text);
  fuzz_must(!text.failed, "a decision can be written");
  fuzz_must_be_safe(pl_buffer_text(&text), text.length, false);
  fuzz_must(pl_decision_from_json(scenario, text.bytes, text.length, &again, &error) == PL_OK,
            "a decision that was written can be read");
  fuzz_must(is_same(decision, &again), "a decision is read as it was written");
  pl_buffer_clear(&text);
  pl_decision_print(scenario, decision, &text);
  fuzz_must_be_safe(pl_buffer_text(&text), text.length, false);
  pl_buffer_clear(&text);
}

static void decide(pl_session *session, const char *text, size_t length) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_error error = {.status = PL_OK}, other = {.status = PL_OK};
  pl_decision decision, before;
  memset(&decision, 0x5A, sizeof decision);
  before = decision;
  pl_status status = pl_decision_from_json(scenario, text, length, &decision, &error);
  if (status != PL_OK) {
    fuzz_must_explain(status, &error);
    fuzz_must(!memcmp(&before, &decision, sizeof decision), "a refusal leaves the decision alone");
    return;
  }
  check_spelling(scenario, &decision);
  status = pl_session_check(session, &decision, &error);
  if (status != PL_OK) fuzz_must_explain(status, &error);
  fuzz_must(pl_session_decide(session, &decision, PL_AUTHOR_PERSON, &other) == status, "check says what decide does");
  fuzz_must(status == PL_OK || !strcmp(error.text, other.text), "check and decide use the same words");
}

static void parse_audience(const pl_scenario *scenario, const char *text) {
  pl_error error = {.status = PL_OK};
  pl_audience audience = {.words = 0}, again = {.words = 0};
  pl_status status = pl_audience_parse(scenario, text, &audience, &error);
  if (status != PL_OK) {
    fuzz_must_explain(status, &error);
    return;
  }
  pl_buffer words = {0};
  pl_audience_print(scenario, &audience, &words);
  fuzz_must(pl_audience_parse(scenario, pl_buffer_text(&words), &again, &error) == PL_OK, "an audience reads back");
  fuzz_must(is_same_audience(&audience, &again), "an audience is read as it was written");
  pl_buffer_clear(&words);
}

static void parse_incident(const pl_scenario *scenario, const char *text) {
  pl_error error = {.status = PL_OK};
  pl_iid iid = 0, again = 0;
  pl_status status = pl_iid_parse(scenario, text, &iid, &error);
  if (status != PL_OK) {
    fuzz_must_explain(status, &error);
    return;
  }
  pl_buffer words = {0};
  pl_iid_print(scenario, iid, &words);
  fuzz_must(pl_iid_parse(scenario, pl_buffer_text(&words), &again, &error) == PL_OK, "an incident's name reads back");
  fuzz_must(iid == again, "an incident's name is read as it was written");
  pl_buffer_clear(&words);
}

/* ---- rounds ---- */

static void play_round(pl_session *session) {
  pl_error error = {.status = PL_OK};
  fuzz_must(pl_session_resolve_round(session, &error) == PL_OK, "what was accepted can be played");
  if (!pl_session_is_over(session))
    fuzz_must(pl_session_open_round(session, &error) == PL_OK, "the next round opens");
}

static void check_replay(const pl_session *session) {
  pl_error error = {.status = PL_OK};
  int rounds = pl_session_rounds_done(session);
  pl_session *copy = pl_session_replay(session, -1, &error);
  fuzz_must(copy && pl_session_rounds_done(copy) == rounds, "what was played can be replayed");
  for (int i = 0; i < rounds; i++)
    fuzz_must(pl_session_digest(session, i) == pl_session_digest(copy, i), "a replay has the same digests");
  pl_session_free(copy);
}

/* A line ends at the first NUL where a function takes text; JSON gets all of it, in a copy of its size. */
static void read_line(pl_session *session, const uint8_t *line, size_t length) {
  const pl_scenario *scenario = pl_session_scenario(session);
  char *copy = malloc(length + 1);
  fuzz_must(copy != NULL, "there is memory");
  memcpy(copy, line, length);
  copy[length] = '\0';
  if (copy[0] == '?') parse_audience(scenario, copy + 1);
  else if (copy[0] == '@') parse_incident(scenario, copy + 1);
  else if (copy[0] != '!') decide(session, copy, length);
  else if (!pl_session_is_over(session)) play_round(session);
  free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pl_session *session = sit_down(fuzz_table_lay());
  const uint8_t *at = bytes, *end = bytes + size;
  for (int lines = 0; at < end && lines < MOST_LINES; lines++) {
    const uint8_t *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    read_line(session, at, (size_t)(stop - at));
    at = stop + 1;
  }
  if (pl_session_rounds_done(session) > 0) check_replay(session);
  pl_session_free(session);
  return 0;
}
