/* The page: nothing that anybody wrote is markup, nothing comes from outside, its outline and tables are sound, and it
 * is the same twice. Strangers' words are put into a shipped scenario after it was played. */
#include "after.h"
#include "fault.h"

#include <ctype.h>

static const char hostile[] = "<script>alert(\"1\")</script> & 'so' <b> http://example.org \001b \003x";

typedef struct desk {
  after_room *room;
  pl_buffer page;
} desk;

/* The words of a scenario belong to the session, so they can be changed here and nowhere else. */
static void misname(const pl_scenario *scenario) {
  pl_scenario *open = (pl_scenario *)scenario;
  ((pl_state_spec *)scenario->states)[0].name.in[PL_ENGLISH] = hostile;
  ((pl_forum_spec *)scenario->forums)[0].name.in[PL_ENGLISH] = hostile;
  ((pl_incident_spec *)scenario->incidents)[0].name.in[PL_ENGLISH] = hostile;
  ((pl_objective_spec *)scenario->objectives)[0].text.in[PL_ENGLISH] = hostile;
  ((pl_inject_spec *)scenario->injects)[0].text.in[PL_ENGLISH] = hostile;
  for (int i = 0; i < scenario->debrief_count; i++)
    ((pl_debrief_spec *)scenario->debrief)[i].text.in[PL_ENGLISH] = hostile;
  open->title.in[PL_ENGLISH] = hostile;
  open->version = hostile;
}

static int make_desk(void **state) {
  static desk d;
  pl_error error = {0};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/first-share", POLDER_SOURCE_DIR);
  pl_session *session = after_play(path, "noordland", PL_ENGLISH);
  if (pl_session_note(session, 0, "<script>note</script> & more", &error) != PL_OK) return 1;
  d.room = after_make(session, PL_AFTER_ALL, PL_ENGLISH);
  d.page = after_write(d.room, pl_write_html);
  *state = &d;
  return 0;
}

static int clear_desk(void **state) {
  desk *d = *state;
  pl_buffer_clear(&d->page);
  after_free(d->room);
  return 0;
}

static const char *page_of(void **state) { return pl_buffer_text(&((desk *)*state)->page); }

static int count_of(const char *page, const char *what) {
  int count = 0;
  for (const char *at = strstr(page, what); at; at = strstr(at + 1, what)) count++;
  return count;
}

/* ---- its form ---- */

static bool is_empty_element(const char *name) {
  return !strcmp(name, "meta") || !strcmp(name, "!DOCTYPE");
}

/* The name of the element that begins at `at`; returns where its tag ends. */
static const char *read_tag(const char *at, char name[40]) {
  size_t length = strcspn(at + 1, " >\n/");
  if (at[1] == '/') length = 1 + strcspn(at + 2, " >\n");
  assert_true(length < 40);
  memcpy(name, at + 1, length);
  name[length] = 0;
  const char *end = strchr(at, '>');
  assert_non_null(end);
  return end;
}

static void every_element_that_is_opened_is_closed(void **state) {
  char stack[64][40];
  int depth = 0;
  for (const char *at = strchr(page_of(state), '<'); at; at = strchr(at, '<')) {
    char name[40];
    const char *end = read_tag(at, name);
    at = end;
    if (name[0] == '/') {
      assert_true(depth > 0);
      assert_string_equal(stack[--depth], name + 1);
    } else if (end[-1] != '/' && !is_empty_element(name)) {
      assert_true(depth < 64);
      strcpy(stack[depth++], name);
    }
  }
  assert_int_equal(depth, 0);
}

static void headings_go_down_by_one_at_a_time(void **state) {
  int last = 0, titles = 0;
  for (const char *at = strstr(page_of(state), "<h"); at; at = strstr(at + 1, "<h")) {
    const int level = isdigit((unsigned char)at[2]) ? at[2] - '0' : 0;
    if (!level) continue;
    assert_true(level <= last + 1);
    titles += level == 1;
    last = level;
  }
  assert_int_equal(titles, 1);
  assert_true(count_of(page_of(state), "<h2") >= 13);
}

/* The part of the page from `from` to the next `end`. */
static size_t part(const char *from, const char *end) {
  const char *to = strstr(from, end);
  assert_non_null(to);
  return (size_t)(to - from);
}

static bool has(const char *from, size_t length, const char *what) {
  const char *at = strstr(from, what);
  return at && (size_t)(at - from) < length;
}

static void every_table_has_a_caption_and_headers(void **state) {
  int tables = 0;
  for (const char *at = strstr(page_of(state), "<table"); at; at = strstr(at + 1, "<table"), tables++) {
    const size_t length = part(at, "</table>");
    assert_true(has(at, length, "<caption>"));
    assert_true(has(at, length, "<th scope=\"col\""));
    const char *body = strstr(at, "<tbody>");
    for (const char *row = strstr(body, "<tr"); row && row < at + length; row = strstr(row + 1, "<tr"))
      assert_true(has(row, part(row, "</tr>"), "<th scope=\"row\""));
  }
  assert_true(tables > 10);
}

static void every_figure_has_a_name_and_words(void **state) {
  int figures = 0;
  for (const char *at = strstr(page_of(state), "<figure"); at; at = strstr(at + 1, "<figure"), figures++) {
    const size_t length = part(at, "</figure>");
    const char *caption = strstr(at, "<figcaption>");
    assert_true(has(at, length, "<figcaption>"));
    assert_true(part(caption, "</figcaption>") > strlen("<figcaption>") + 60);
    assert_true(has(at, length, "<svg class=\"wide\" role=\"img\" aria-label=\""));
    assert_true(has(at, length, "<svg class=\"narrow\" role=\"img\" aria-label=\""));
    assert_false(has(at, length, "aria-label=\"\""));
  }
  assert_true(figures >= 3);
}

static void every_link_leads_somewhere_and_ids_are_used_once(void **state) {
  const char *page = page_of(state);
  int links = 0;
  for (const char *at = strstr(page, " href=\""); at; at = strstr(at + 1, " href=\""), links++) {
    char id[80];
    assert_int_equal(at[7], '#');
    snprintf(id, sizeof id, " id=\"%.*s\"", (int)strcspn(at + 8, "\""), at + 8);
    if (count_of(page, id) != 1) fail_msg("%d places are called%s", count_of(page, id), id);
  }
  assert_true(links > 14);
}

static void nothing_comes_from_outside(void **state) {
  static const char *const never[] = {"http", "<script", "<link", "<iframe", "<img", " src=", "url(", "@import",
                                      "javascript", " onclick", "<form", "xlink"};
  for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
    if (strstr(page_of(state), never[i])) fail_msg("the page holds %s", never[i]);
}

static void it_says_exercise_at_both_ends_and_on_paper(void **state) {
  const char *page = page_of(state);
  assert_int_equal(count_of(page, "<div class=\"banner\">EXERCISE · EXERCISE · EXERCISE</div>"), 2);
  assert_non_null(strstr(page, "@top-center"));
  assert_non_null(strstr(page, "content:\"EXERCISE · EXERCISE"));
  assert_non_null(strstr(page, "<title>EXERCISE · The first share: after-action report</title>"));
  assert_non_null(strstr(page, "<html lang=\"en\">"));
}

static void its_parts_are_there(void **state) {
  static const char *const parts[] = {
      "What happened", "What if …", "Value of sharing", "Who gave what to whom", "Handling of intelligence",
      "What each seat believed", "Luck", "Objectives and evidence", "Observations and messages", "To discuss",
      "Improvement plan", "The record", "How every figure can be computed again"};
  const char *page = page_of(state), *last = page;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    char heading[120];
    snprintf(heading, sizeof heading, "-heading\">%s</h2>", parts[i]);
    const char *at = strstr(page, heading);
    if (!at || at < last) fail_msg("%s is missing, or not in its place", parts[i]);
    last = at;
  }
  assert_non_null(strstr(page, "polder whatif monday.polder --round 2 --seat noordland --posture all --seeds 8\n"));
  assert_non_null(strstr(page, "class=\"chip "));
  assert_non_null(strstr(page, "asked for: at most"));
}

static void it_is_the_same_twice(void **state) {
  const desk *d = *state;
  pl_buffer again = after_write(d->room, pl_write_html);
  assert_int_equal(again.length, d->page.length);
  assert_memory_equal(again.bytes, d->page.bytes, again.length);
  pl_buffer_clear(&again);
}

/* ---- languages ---- */

static void it_is_dutch_to_the_dutch(void **state) {
  const desk *d = *state;
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  if (pl_translate_language() != PL_DUTCH) fail_msg("there is no catalogue in %s", POLDER_LOCALE_FOLDER);
  after_room *dutch = after_make(d->room->session, 0, PL_DUTCH);
  const pl_after_action figures = d->room->after;
  pl_narrator *narrator = dutch->after.narrator;
  pl_after_action after = figures;
  after.narrator = narrator;
  after.voice = pl_narrator_voice(narrator);
  pl_buffer out = {0};
  pl_error error = {0};
  assert_int_equal(pl_write_html(&after, &out, &error), PL_OK);
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
  const char *page = pl_buffer_text(&out);
  assert_non_null(strstr(page, "<html lang=\"nl\">"));
  assert_non_null(strstr(page, ">OEFENING · OEFENING · OEFENING<"));
  assert_non_null(strstr(page, "De waarde van delen</h2>"));
  assert_non_null(strstr(page, "Noordland"));
  assert_null(strstr(page, "EXERCISE"));
  assert_null(strstr(page, "organisations"));
  pl_buffer_clear(&out);
  pl_after_action_clear(&dutch->after);
  free(dutch);
}

/* ---- strangers ---- */

static void what_strangers_wrote_is_text(void **state) {
  const desk *d = *state;
  assert_non_null(strstr(page_of(state), "&lt;script&gt;note&lt;/script&gt; &amp; more"));
  misname(d->room->after.scenario);
  pl_buffer out = after_write(d->room, pl_write_html), plain = after_write(d->room, pl_write_markdown);
  const char *page = pl_buffer_text(&out);
  assert_null(strstr(page, "<script"));
  assert_null(strstr(page, "<b>"));
  assert_null(strstr(page, "href=\"http"));
  assert_true(count_of(page, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so&#39;") > 10);
  for (size_t i = 0; i < out.length; i++) assert_true((unsigned char)page[i] >= ' ' || page[i] == '\n');
  assert_null(strstr(pl_buffer_text(&plain), "<script"));
  assert_null(strstr(pl_buffer_text(&plain), "<b>"));
  desk hostile_desk = {.room = d->room, .page = out};
  void *hostile_state = &hostile_desk;
  every_element_that_is_opened_is_closed(&hostile_state);
  pl_buffer_clear(&out);
  pl_buffer_clear(&plain);
}

/* ---- memory ---- */

/* Each so many allocations one fails: either that is told, or it did not matter to a byte. */
static void memory_that_runs_out_is_told(void **state) {
  const desk *d = *state;
  for (long n = 0; n < 200000; n += 1 + n / 2) {
    pl_buffer out = {0};
    pl_error error = {0};
    fault_from(n);
    const pl_status status = pl_write_html(&d->room->after, &out, &error);
    const bool reached = fault_stop();
    assert_int_equal(status, reached ? PL_NO_MEMORY : PL_OK);
    pl_buffer_clear(&out);
    if (d->room->after.voice->phrases->failed) pl_phrases_clear(d->room->after.voice->phrases);
    d->room->after.voice->phrases->failed = false;
    if (!reached) return;
  }
}

/* What is within closed details is printed by some browsers only, so a table is never in there: it follows them. */
static void what_is_folded_can_be_printed(void **state) {
  const char *page = page_of(state);
  static const char end[] = "</summary></details>\n<div class=\"scroll folded\"";
  int count = 0;
  for (const char *at = strstr(page, "<details"); at; at = strstr(at + 1, "<details")) {
    const char *closed = strstr(at, "</summary>");
    assert_non_null(closed);
    assert_int_equal(strncmp(closed, end, sizeof end - 1), 0);
    count++;
  }
  assert_true(count > 6); /* the curve, each round, … */
  assert_int_equal(count_of(page, "class=\"scroll folded\""), count);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_element_that_is_opened_is_closed),
      cmocka_unit_test(headings_go_down_by_one_at_a_time),
      cmocka_unit_test(every_table_has_a_caption_and_headers),
      cmocka_unit_test(every_figure_has_a_name_and_words),
      cmocka_unit_test(every_link_leads_somewhere_and_ids_are_used_once),
      cmocka_unit_test(nothing_comes_from_outside),
      cmocka_unit_test(it_says_exercise_at_both_ends_and_on_paper),
      cmocka_unit_test(its_parts_are_there),
      cmocka_unit_test(what_is_folded_can_be_printed),
      cmocka_unit_test(it_is_the_same_twice),
      cmocka_unit_test(it_is_dutch_to_the_dutch),
      cmocka_unit_test(memory_that_runs_out_is_told),
      cmocka_unit_test(what_strangers_wrote_is_text), /* the last: the words stay changed */
  };
  return cmocka_run_group_tests(tests, make_desk, clear_desk);
}
