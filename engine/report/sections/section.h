/* The sections of a report: one file each, called in the order of the table in section.c. */
#ifndef POLDER_REPORT_SECTION_H
#define POLDER_REPORT_SECTION_H

#include "after_action.h"
#include "chart.h"
#include "document.h"

typedef struct pl_page {
  const pl_after_action *after; /* with all its parts; only the fan by bots may be missing */
  const pl_scenario *scenario;
  const pl_voice *voice;
  pl_document *document;
} pl_page;

/* The whole report; `document` is initialised. */
void pl_compose_report(const pl_after_action *after, pl_document *document);

void pl_section_summary(pl_page *page);
void pl_section_course(pl_page *page);
void pl_section_what_ifs(pl_page *page);
void pl_section_value(pl_page *page);
void pl_section_sharing(pl_page *page);
void pl_section_handling(pl_page *page);
void pl_section_beliefs(pl_page *page);
void pl_section_luck(pl_page *page);
void pl_section_objectives(pl_page *page);
void pl_section_observations(pl_page *page);
void pl_section_control(pl_page *page);
void pl_section_discussion(pl_page *page);
void pl_section_plan(pl_page *page);
void pl_section_record(pl_page *page);
void pl_section_recipe(pl_page *page);

/* ---- what several of them say ---- */
/* Phrases (words.h): "24 Jan", "24 Jan, 06:00", "Long Ditch" of an item's incident, "+5", "−3,2". */
const char *pl_phrase_day(const pl_voice *voice, pl_tick tick);
const char *pl_phrase_moment(const pl_voice *voice, pl_tick tick);
const char *pl_phrase_signed(const pl_voice *voice, int64_t count);
const char *pl_phrase_signed_tenths(const pl_voice *voice, int64_t thousandths);
/* A state's turn of phrase to itself: audiences and "all other states" are the seat's. */
pl_voice pl_voice_of(const pl_voice *voice, int seat);
/* Organisations in the world. */
int64_t pl_organisations(const pl_page *page);
/* How a question is headed: in its author's words, or in those made of the decision; and in the latter always. */
void pl_put_question(pl_buffer *out, const pl_page *page, const pl_question *question);
void pl_put_question_found(pl_buffer *out, const pl_page *page, const pl_question *question);
/* Whether anybody played; and whether seat `s` is looked at where only people are, if there are any. */
int pl_people(const pl_page *page);

/* "Eva", "Jürgen (Germany)", "Control": a phrase. */
const char *pl_phrase_writer(const pl_page *page, int seat, const char *name);

/* ---- the record ---- */
/* Those events that stand in the record, and under which anchor: "event-17". False: this one does not. */
bool pl_put_anchor(pl_buffer *out, const pl_page *page, size_t event);

/* ---- evidence (evidence.c) ---- */
/* What in the record says that an objective was met or not, for this seat. */
void pl_put_evidence(pl_buffer *out, const pl_page *page, const pl_objective_row *row);

/* ---- what stands out (findings.c): questions and plans are made of these ---- */
typedef enum pl_finding_kind {
  PL_FINDING_SILENCE,   /* `seat` kept findings back that would have spared others `amount` organisations */
  PL_FINDING_SLOW,      /* `seat` took `ticks` from its finding on `iid` to telling anybody */
  PL_FINDING_UNAWARE,   /* `iid` was at work in `seat` for `ticks` before it heard */
  PL_FINDING_BREACH,    /* `seat` passed on `amount` copies against the rules, `count` of which were found out */
  PL_FINDING_RECEIVER,  /* `seat` received `amount` items and gave `count` */
  PL_FINDING_LEFT,      /* `seat` left `count` forums, the first of them `forum` */
  PL_FINDING_OBJECTIVE, /* objective `index` was not met, by `count` of its seats; `seat` is the first */
  PL_FINDING_KINDS
} pl_finding_kind;
typedef struct pl_finding {
  pl_finding_kind kind;
  uint16_t seat, forum, index;
  pl_iid iid;
  pl_tick ticks;
  int64_t amount;
  int32_t count;
} pl_finding;
enum { PL_MOST_FINDINGS = 24 };
/* The most telling of each kind, in the order of kinds. Returns how many. */
size_t pl_find(const pl_page *page, pl_finding findings[PL_MOST_FINDINGS]);

#endif
