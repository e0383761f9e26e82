/* After action: all that a report is made of, computed once.
 *
 *   session ─► course ─► outcome, ledger, what-ifs, fans        pl_after_action
 *           ─► history of control ─► provenance, perspectives          │
 *                                                 sections/ ─► document ─► html.c, markdown.c
 *                                                           ─► csv.c, xlsx.c, json.c, stix.c
 *
 * Nothing is computed by a writer, so that no two of them can disagree. */
#ifndef POLDER_REPORT_AFTER_ACTION_H
#define POLDER_REPORT_AFTER_ACTION_H

#include <polder/accounts.h>
#include <polder/diary.h>
#include <polder/history.h>
#include <polder/ledger.h>
#include <polder/perspective.h>
#include <polder/provenance.h>
#include <polder/report.h>
#include <polder/session.h>

/* What has to be computed; events, decisions and objectives are always there. */
enum {
  PL_AFTER_LEDGER = 1,
  PL_AFTER_WHAT_IFS = 2,
  PL_AFTER_FANS = 4,
  PL_AFTER_PERSPECTIVES = 8,
  PL_AFTER_ALL = 15
};

typedef enum pl_question_source {
  PL_QUESTION_DEBRIEF, /* the scenario's author asks it */
  PL_QUESTION_FOUND    /* the largest differences that one decision about sharing would have made */
} pl_question_source;

/* A what-if with its answer. */
typedef struct pl_question {
  pl_question_source source;
  int32_t debrief;            /* its entry in the scenario, or −1 */
  pl_turn turn;
  pl_what_if what_if;         /* points to `turn` */
  pl_comparison *comparison;  /* owned; NULL: it is impossible in this exercise, and `why_not` says why */
  pl_pairs *pairs;            /* owned; NULL with comparison */
  pl_error why_not;
} pl_question;

enum { PL_QUESTIONS_FOUND = 3 };

/* How an objective came out for a seat, and what in the record says so. */
typedef enum pl_verdict { PL_VERDICT_MET, PL_VERDICT_PARTLY, PL_VERDICT_NOT, PL_VERDICT_OPEN } pl_verdict;
typedef struct pl_objective_row {
  uint16_t objective, seat;
  pl_q16 met;                 /* −1: not judged */
  pl_verdict verdict;
  int32_t got, points;
} pl_objective_row;

typedef struct pl_after_action {
  const pl_session *session;  /* borrowed */
  const pl_scenario *scenario;
  pl_report_options options;  /* runs and workers filled in */
  pl_narrator *narrator;      /* control's voice, in the report's language; owned, as everything below */
  const pl_voice *voice;      /* the narrator's */
  pl_course *course;
  pl_history *history;        /* of control */
  pl_provenance *provenance;
  pl_comparison *played;      /* the exercise beside itself: its outcome */
  pl_ledger *ledger;          /* NULL: not asked for, as below */
  pl_fan *luck, *fan;         /* from the first round on: decisions as recorded; bots in every seat (NULL: there are
                               * none) */
  pl_perspective **perspective; /* [seat_count], of the seats that people played, else of all that can be played */
  size_t perspective_count;
  pl_question *question;
  size_t question_count;
  pl_diary_entry *diary;      /* of one that was hosted */
  size_t diary_count;
  pl_objective_row *objective;
  size_t objective_count;
} pl_after_action;

/* `parts`: PL_AFTER_…. */
pl_status pl_after_action_make(pl_after_action *after, const pl_session *session, const pl_bots *bots, unsigned parts,
                               const pl_report_options *options, pl_error *error);
void pl_after_action_clear(pl_after_action *after); /* zeroed is fine */

/* Who decided, in the report's language. */
const char *pl_author_word(pl_author author);

#endif
