/* Scenarios written in a test, opened and judged. */
#ifndef POLDER_TESTS_READING_H
#define POLDER_TESTS_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <polder/script.h>

enum { READING_FILES = 4 };

/* What came of opening a scenario. Clear it with reading_clear. */
typedef struct reading {
  pl_file file[READING_FILES];
  pl_bundle bundle;
  pl_report report;
  pl_rules rules;
  pl_error error;
  pl_status status;
} reading;

/* Opens `count` files: name, text, name, text … */
static inline void reading_open(reading *r, size_t count, const char *const *names_and_texts) {
  *r = (reading){.bundle = {.count = count}};
  r->bundle.file = r->file;
  for (size_t i = 0; i < count; i++)
    r->file[i] = (pl_file){names_and_texts[2 * i], names_and_texts[2 * i + 1], strlen(names_and_texts[2 * i + 1])};
  r->status = pl_script_open(&r->bundle, &r->rules, &r->report, &r->error);
}

static inline void reading_open_text(reading *r, const char *text) {
  const char *const files[] = {"scenario.lua", text};
  reading_open(r, 1, files);
}

static inline const pl_scenario *reading_scenario(const reading *r) {
  if (r->status) fail_msg("the scenario does not open: %s", r->error.text);
  return r->rules.scenario;
}

/* The first finding with that code, or NULL. */
static inline const pl_finding *reading_find(const reading *r, const char *code) {
  for (size_t i = 0; i < r->report.count; i++)
    if (!strcmp(r->report.finding[i].code, code)) return &r->report.finding[i];
  return NULL;
}

static inline void reading_clear(reading *r) {
  if (!r->status) r->rules.close(r->rules.self);
  pl_report_clear(&r->report);
}

#endif
