/* The shipped scenarios in Dutch: what can be checked without reading them.
 *
 * Each text exists in both languages, names the same figures and the same labels, is a whole sentence, and is not
 * English by oversight. Whether it is good Dutch only a reader can tell; scenarios/GLOSSARY.md holds what readers
 * agreed on. */
#include "support.h"

#include <ctype.h>
#include <stdlib.h>

#include <polder/script.h>

#define SCENARIOS POLDER_SOURCE_DIR "/scenarios"

enum { MOST_FIGURES = 32 };

typedef struct visit {
  const char *scenario, *what, *id; /* for a message */
  int texts, names;
} visit;

/* ---- figures ---- */

typedef struct figures {
  int64_t hundredths[MOST_FIGURES];
  size_t count;
} figures;

/* "7.5" in English and "7,5" in Dutch are the same figure; a mark without a digit after it ends a sentence. */
static const char *read_figure(const char *at, char mark, int64_t *hundredths) {
  *hundredths = 0;
  for (; isdigit((unsigned char)*at); at++) *hundredths = *hundredths * 10 + (*at - '0');
  *hundredths *= 100;
  if (*at != mark || !isdigit((unsigned char)at[1])) return at;
  for (int64_t unit = 10; isdigit((unsigned char)*++at); unit /= 10) *hundredths += unit * (*at - '0');
  return at;
}

static int compare(const void *a, const void *b) {
  int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
  return (left > right) - (left < right);
}

static void read_figures(const char *text, char mark, figures *out) {
  out->count = 0;
  for (const char *at = text; *at;) {
    if (!isdigit((unsigned char)*at)) {
      at++;
      continue;
    }
    assert_true(out->count < MOST_FIGURES);
    at = read_figure(at, mark, &out->hundredths[out->count++]);
  }
  qsort(out->hundredths, out->count, sizeof *out->hundredths, compare);
}

static bool have_same_figures(const char *english, const char *dutch) {
  figures a, b;
  read_figures(english, '.', &a);
  read_figures(dutch, ',', &b);
  return a.count == b.count && !memcmp(a.hundredths, b.hundredths, a.count * sizeof *a.hundredths);
}

/* ---- words ---- */

static int occurrences(const char *text, const char *word) {
  int count = 0;
  for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) count++;
  return count;
}

static bool have_same_labels(const char *english, const char *dutch) {
  static const char *const labels[] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "TLP"};
  for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
    if (occurrences(english, labels[i]) != occurrences(dutch, labels[i])) return false;
  return true;
}

/* A word that has no place in a Dutch sentence to somebody one addresses with "u", or NULL. */
static const char *strange_word(const char *dutch) {
  static const char *const words[] = {" the ", " and ", " of the ", " with ", " je ", " jij ", " jouw ", " jullie ",
                                      "  ",    "The ", " i.p.v.", " d.m.v.", " m.b.t."};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strstr(dutch, words[i])) return words[i];
  return NULL;
}

static void refuse(const visit *v, const char *why, const pl_text *text) {
  fail_msg("%s, %s of %s: %s\n  %s\n  %s", v->scenario, v->what, v->id, why, text->in[PL_ENGLISH], text->in[PL_DUTCH]);
}

/* A name may be the same in both languages; `is_name` false: a sentence. */
static void check_text(visit *v, const char *what, const char *id, const pl_text *text, bool is_name) {
  const char *english = text->in[PL_ENGLISH], *dutch = text->in[PL_DUTCH];
  v->what = what;
  v->id = id;
  if (!english && !dutch) return;
  *(is_name ? &v->names : &v->texts) += 1;
  if (!english || !dutch || !*english || !*dutch) fail_msg("%s, %s of %s: one language", v->scenario, what, id);
  if (!have_same_figures(english, dutch)) refuse(v, "other figures", text);
  if (!have_same_labels(english, dutch)) refuse(v, "other labels", text);
  if (is_name) return;
  if (!strcmp(english, dutch)) refuse(v, "not translated", text);
  if (!strchr(".?:)", dutch[strlen(dutch) - 1])) refuse(v, "no end", text);
  if (strange_word(dutch)) refuse(v, strange_word(dutch), text);
}

/* ---- the visit ---- */

static void visit_names(visit *v, const pl_scenario *s) {
  for (int i = 0; i < s->state_count; i++) check_text(v, "name", s->states[i].id, &s->states[i].name, true);
  for (int i = 0; i < s->role_count; i++) check_text(v, "name", s->roles[i].id, &s->roles[i].name, true);
  for (int i = 0; i < s->organisation_count; i++)
    check_text(v, "name", s->organisations[i].id, &s->organisations[i].name, true);
  for (int i = 0; i < s->forum_count; i++) check_text(v, "name", s->forums[i].id, &s->forums[i].name, true);
  for (int i = 0; i < s->adversary_count; i++)
    check_text(v, "name", s->adversaries[i].id, &s->adversaries[i].name, true);
}

static void visit_threats(visit *v, const pl_scenario *s) {
  for (int i = 0; i < s->incident_count; i++) {
    check_text(v, "name", s->incidents[i].id, &s->incidents[i].name, true);
    check_text(v, "text", s->incidents[i].id, &s->incidents[i].text, false);
  }
  for (int i = 0; i < s->intel_count; i++) check_text(v, "text", s->intel[i].id, &s->intel[i].text, false);
}

static void visit_story(visit *v, const pl_scenario *s) {
  for (int i = 0; i < s->inject_count; i++) {
    const pl_inject_spec *inject = &s->injects[i];
    check_text(v, "sender", inject->id, &inject->from, true);
    check_text(v, "text", inject->id, &inject->text, false);
    for (int k = 0; k < inject->option_count; k++)
      check_text(v, inject->options[k].id, inject->id, &inject->options[k].text, false);
  }
  for (int i = 0; i < s->objective_count; i++)
    check_text(v, "text", s->objectives[i].id, &s->objectives[i].text, false);
  for (int i = 0; i < s->action_count; i++)
    check_text(v, "text", s->custom_actions[i].id, &s->custom_actions[i].text, false);
  for (int i = 0; i < s->debrief_count; i++) check_text(v, "question", "debrief", &s->debrief[i].text, false);
}

/* Both scenarios play in both languages; what they declare is counted so that nothing is passed over. */
static void check_scenario(const char *name, int least_texts, int least_names) {
  char path[1024];
  pl_bundle_room bundle = {0};
  pl_rules rules = {0};
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  visit v = {.scenario = name};
  snprintf(path, sizeof path, "%s/%s", SCENARIOS, name);
  if (pl_bundle_read(path, &bundle, &error) != PL_OK) fail_msg("%s", error.text);
  if (factory.open(factory.context, &bundle.bundle, &rules, &error) != PL_OK) fail_msg("%s", error.text);
  const pl_scenario *s = rules.scenario;
  assert_true(s->has_language[PL_ENGLISH] && s->has_language[PL_DUTCH]);
  check_text(&v, "title", name, &s->title, true);
  check_text(&v, "summary", name, &s->summary, false);
  visit_names(&v, s);
  visit_threats(&v, s);
  visit_story(&v, s);
  if (v.texts < least_texts || v.names < least_names) fail_msg("%s: %d texts, %d names", name, v.texts, v.names);
  rules.close(rules.self);
  pl_bundle_clear(&bundle);
}

static void test_first_share(void **state) {
  (void)state;
  check_scenario("first-share", 38, 25);
}

static void test_withdrawal(void **state) {
  (void)state;
  check_scenario("withdrawal", 200, 80);
}

static void test_figures(void **state) {
  (void)state;
  assert_true(have_same_figures("at or below 7.5 per cent, by 18 March.", "vóór 18 maart op of onder 7,5 procent."));
  assert_true(have_same_figures("In week 3. Then 66.", "66, daarna week 3."));
  assert_false(have_same_figures("7.5 per cent", "75 procent"));
  assert_false(have_same_figures("in week 3", "in week 4"));
  assert_false(have_same_figures("6 of 6", "6"));
}

int main(void) {
  static const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures), cmocka_unit_test(test_first_share),
                                            cmocka_unit_test(test_withdrawal)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
