/* Report: findings collected, put in order, and printed as compilers do or as JSON.
 *
 * A report keeps a few hundred findings while a scenario is read and shows the first fifty of them in the order of the
 * source: an author corrects from top to bottom. A loop that makes the same mistake on one line thirty times
 * is one finding. */
#include "findings.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/plain.h>

#include "words.h"

void pl_report_clear(pl_report *report) {
  pl_arena_free(report->arena);
  *report = (pl_report){0};
}

static const char *copy(pl_arena *arena, const char *text) {
  return text ? pl_arena_text(arena, text, strlen(text)) : NULL;
}

/* Messages quote what an author wrote, and may have been cut within a character. */
static const char *copy_tidy(pl_arena *arena, const char *text) {
  char *kept = text ? pl_arena_text(arena, text, strlen(text)) : NULL;
  if (kept) pl_plain_line(kept);
  return kept;
}

bool pl_report_add(pl_report *report, const pl_finding *finding) {
  if (finding->severity == PL_SEVERITY_ERROR) report->errors++;
  else report->warnings++;
  if (!report->arena) report->arena = pl_arena_new(0);
  if (!report->arena) return false;
  if (!report->finding) report->finding = pl_arena_array(report->arena, PL_FINDINGS_KEPT, sizeof *report->finding);
  if (!report->finding) return false;
  if (report->count == PL_FINDINGS_KEPT) {
    report->dropped++;
    return true;
  }
  pl_finding *kept = &report->finding[report->count];
  *kept = *finding;
  kept->file = copy(report->arena, finding->file ? finding->file : "");
  kept->message = copy_tidy(report->arena, finding->message);
  kept->hint = copy_tidy(report->arena, finding->hint);
  if (!kept->file || !kept->message || (finding->hint && !kept->hint)) return false;
  report->count++;
  return true;
}

static int compare(const void *left, const void *right) {
  const pl_finding *a = left, *b = right;
  int order = strcmp(a->file, b->file);
  if (!order) order = (a->line > b->line) - (a->line < b->line);
  if (!order) order = (a->column > b->column) - (a->column < b->column);
  if (!order) order = strcmp(a->code, b->code);
  return order ? order : strcmp(a->message, b->message);
}

/* The same mistake at the same place, perhaps about another id of the same loop. */
static bool is_repetition(const pl_finding *a, const pl_finding *b) {
  if (strcmp(a->file, b->file) || strcmp(a->code, b->code) || a->line != b->line || a->column != b->column)
    return false;
  return a->column > 0 || !strcmp(a->message, b->message);
}

static void forget(pl_report *report, const pl_finding *finding) {
  if (finding->severity == PL_SEVERITY_ERROR) report->errors--;
  else report->warnings--;
}

void pl_report_finish(pl_report *report) {
  if (!report->count) return;
  qsort(report->finding, report->count, sizeof *report->finding, compare);
  size_t kept = 1;
  for (size_t i = 1; i < report->count; i++) {
    if (is_repetition(&report->finding[i], &report->finding[kept - 1])) forget(report, &report->finding[i]);
    else report->finding[kept++] = report->finding[i];
  }
  if (kept > PL_FINDINGS_SHOWN) {
    report->dropped += kept - PL_FINDINGS_SHOWN;
    kept = PL_FINDINGS_SHOWN;
  }
  report->count = kept;
}

/* An error, where there is one: warnings may come first in the source. */
static const pl_finding *first_error(const pl_report *report) {
  for (size_t i = 0; i < report->count; i++)
    if (report->finding[i].severity == PL_SEVERITY_ERROR) return &report->finding[i];
  return report->count ? &report->finding[0] : NULL;
}

static void print_position(const pl_finding *finding, char *text, size_t size) {
  if (finding->column) snprintf(text, size, "%s:%d:%d: ", finding->file, finding->line, finding->column);
  else if (finding->line) snprintf(text, size, "%s:%d: ", finding->file, finding->line);
  else if (finding->file[0]) snprintf(text, size, "%s: ", finding->file);
  else text[0] = 0;
}

void pl_report_first(const pl_report *report, char *text, size_t size) {
  const pl_finding *finding = first_error(report);
  if (!finding) {
    snprintf(text, size, PL_TEXT("the scenario has errors, but there was no memory to say which"));
    return;
  }
  char position[300];
  print_position(finding, position, sizeof position);
  snprintf(text, size, "%s%s %s%s%s", position, finding->code, finding->message, finding->hint ? "; " : "",
           finding->hint ? finding->hint : "");
  pl_plain_line(text); /* there may have been no room for all of the last character */
}

/* ---- the source line ---- */
typedef struct source_line {
  const char *text;
  size_t length;
} source_line;

static source_line find_line(const pl_bundle *bundle, const char *file, int line) {
  source_line found = {NULL, 0};
  for (size_t i = 0; bundle && i < bundle->count; i++) {
    if (strcmp(bundle->file[i].name, file)) continue;
    const char *at = bundle->file[i].bytes, *end = at + bundle->file[i].length;
    if (end - at >= 3 && !memcmp(at, "\xEF\xBB\xBF", 3)) at += 3;
    for (int n = 1; at < end; n++) {
      const char *stop = memchr(at, '\n', (size_t)(end - at));
      if (!stop) stop = end;
      if (n == line) {
        found = (source_line){at, (size_t)(stop - at)};
        if (found.length && at[found.length - 1] == '\r') found.length--;
        return found;
      }
      at = stop + 1;
    }
  }
  return found;
}

/* Spaces up to the column; tabs stay tabs, so that the mark stands under the text whatever a tab is worth. */
static void print_mark(const source_line *line, int column, int width, pl_buffer *out) {
  int at = 1;
  for (size_t i = 0; i < line->length && at < column; i++) {
    if (((unsigned char)line->text[i] & 0xC0) == 0x80) continue;
    pl_buffer_add(out, line->text[i] == '\t' ? "\t" : " ", 1);
    at++;
  }
  for (int i = 0; i < width; i++) pl_buffer_add(out, "^", 1);
}

/* What would do things to a terminal, tabs excepted, or make the line read differently, is shown as "?". */
static void print_source(const source_line *line, pl_buffer *out) {
  for (size_t i = 0, size; i < line->length; i += size) {
    const char *problem;
    size = pl_text_step(line->text + i, line->length - i, &problem);
    if (problem && line->text[i] != '\t') pl_buffer_add(out, "?", 1);
    else pl_buffer_add(out, line->text + i, size);
  }
}

static void print_finding(const pl_finding *finding, const pl_bundle *bundle, pl_buffer *out) {
  char position[300];
  print_position(finding, position, sizeof position);
  pl_buffer_add_format(out, "%s%s %s: %s\n", position,
                       finding->severity == PL_SEVERITY_ERROR ? PL_TEXT("error") : PL_TEXT("warning"), finding->code,
                       finding->message);
  source_line line = find_line(bundle, finding->file, finding->line);
  if (!line.text || !finding->column) {
    if (finding->hint) pl_buffer_add_format(out, "      | %s\n", finding->hint);
    return;
  }
  pl_buffer_add_format(out, "%5d | ", finding->line);
  print_source(&line, out);
  pl_buffer_add_text(out, "\n      | ");
  print_mark(&line, finding->column, finding->width > 0 ? finding->width : 1, out);
  pl_buffer_add_format(out, "%s%s\n", finding->hint ? " " : "", finding->hint ? finding->hint : "");
}

void pl_report_print(const pl_report *report, const pl_bundle *bundle, pl_buffer *out) {
  for (size_t i = 0; i < report->count; i++) print_finding(&report->finding[i], bundle, out);
  if (report->dropped) pl_buffer_add_format(out, PL_TEXT("%zu more not shown\n"), report->dropped);
}

void pl_report_print_json(const pl_report *report, pl_buffer *out) {
  json_t *list = json_array();
  for (size_t i = 0; i < report->count; i++) {
    const pl_finding *f = &report->finding[i];
    json_t *row =
        json_pack("{s:s, s:s, s:s, s:i, s:i, s:i, s:s, s:s?}", "severity",
                  f->severity == PL_SEVERITY_ERROR ? "error" : "warning", "code", f->code, "file", f->file, "line",
                  f->line, "column", f->column, "width", f->width, "message", f->message, "hint", f->hint);
    if (!row || json_array_append_new(list, row)) out->failed = true;
  }
  char *text = json_dumps(list, JSON_INDENT(2));
  if (!text) out->failed = true;
  pl_buffer_add_text(out, text);
  pl_buffer_add_text(out, "\n");
  free(text);
  json_decref(list);
}
