/* Decisions as JSON: how they are written in session files, on the command line (--decision) and in web messages.
 *
 *   {"seat": "NLD", "action": "share", "item": "worm", "audience": "DEU+forum:delta", "tear": true}
 *   {"seat": "NLD", "action": "split", "split": [500, 300, 200]}
 *   {"seat": "NLD", "action": "answer", "inject": "warn", "option": "share"}
 *
 * One key for each argument of the action's row; everything by its id, never by its number. */
#ifndef POLDER_DECISION_JSON_H
#define POLDER_DECISION_JSON_H

#include <polder/decision.h>

enum { PL_DECISION_JSON_BYTES = 16384 }; /* longer texts are refused */

/* Appends the decision as one line of JSON, keys always in the same order. */
void pl_decision_to_json(const pl_scenario *scenario, const pl_decision *decision, pl_buffer *out);
/* Reads one object; "tear" may be missing and is then false. Any bytes are safe. PL_BAD_INPUT: not JSON, an unknown or
 * missing or doubled key, a wrong type, an unknown id, with the key's name and what would do; `decision` is then
 * unchanged. Whether the decision is possible is pl_session_check's to say. */
pl_status pl_decision_from_json(const pl_scenario *scenario, const char *text, size_t length, pl_decision *decision,
                                pl_error *error);

#endif
