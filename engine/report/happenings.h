/* Happenings: what was decided and what happened, in the order of time, with everything called by its id.
 *
 * The decisions of a round stand after its opening (the round's beginning, messages, lines of the log) and before what
 * came of them. Decisions that were taken back before the round closed, and those of a round
 * that is not over, are left out. The tables of several kinds of file
 * are made from these rows, so that a row says the same in each. */
#ifndef POLDER_REPORT_HAPPENINGS_H
#define POLDER_REPORT_HAPPENINGS_H

#include "after_action.h"

typedef enum pl_unit { PL_UNIT_NONE, PL_UNIT_SHARE, PL_UNIT_MONEY, PL_UNIT_VOTES } pl_unit;
/* "share", "unit", "vote"; NULL for none. Never translated. */
const char *pl_unit_name(pl_unit unit);
/* The amount in that unit with a decimal point, as finely as it is known: "0.73563", "38.204", "7". */
void pl_put_exactly(pl_buffer *out, int64_t amount, pl_unit unit);

typedef enum pl_happened {
  PL_HAPPENED_EVENT, PL_HAPPENED_DECISION, PL_HAPPENED_ACT, PL_HAPPENED_MESSAGE, PL_HAPPENED_NOTE, PL_HAPPENED_KINDS
} pl_happened;

/* Ids are borrowed from the scenario or constant; NULL: this row has none. */
typedef struct pl_happening {
  int32_t round; /* from 0 */
  pl_tick tick;
  pl_happened kind;
  const pl_journal_entry *entry; /* a decision or an act; of what is neither NULL, as those below */
  size_t entry_number;           /* its place in the journal */
  const pl_event *event;
  const pl_message *message;
  const pl_note *note;
  const char *name;              /* of the event, the action, the act or the form of a message; "note" */
  const char *seat;              /* who did it or to whom it happened */
  const char *other, *originator, *forum, *adversary;
  const char *about;  /* the message, objective or action */
  const char *option; /* that was chosen */
  bool has_incident, has_organisation;
  pl_iid iid;
  uint32_t organisation;
  int64_t amount; /* in `unit`, as the engine counts it */
  pl_unit unit;
  int32_t against; /* votes; −1: none */
  const char *label, *channel;
  const char *flag;   /* what holds: "tear-line", "passed" … */
  const char *reason; /* why it lapsed */
  const char *author; /* "person", "bot", "order", "control", "evaluator" */
} pl_happening;

/* Walks through all of them: of each round what came at its opening, then decisions and acts, what people wrote and
 * noted, and what came of it. Zeroed but for `after`. */
typedef struct pl_happenings {
  const pl_after_action *after;
  size_t next_entry, next_event, next_message, next_note;
  bool is_opening; /* of the round `round`, whose decisions are still to come */
  int32_t round;
} pl_happenings;
/* The next one; false: there are no more. */
bool pl_happenings_next(pl_happenings *happenings, pl_happening *out);

/* Composed parts: the incident's name, the organisation's ("port-authority", else "NLD:17": its number in its state),
 * whoever knew ("all", ids, "control" for nobody else), the decision as it is typed, and a sentence in the language of
 * the report, plain and on one line. */
void pl_put_incident_of(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);
void pl_put_organisation_of(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);
void pl_put_knowers_of(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);
void pl_put_detail_of(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);
void pl_put_words_of(pl_buffer *out, const pl_after_action *after, const pl_happening *happening);

#endif
