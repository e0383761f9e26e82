/* Accounts as JSON: what another decision, other luck and sharing came to, for machines.
 *
 * One shape for each, the same where a subcommand prints it (--json) and where a report holds it, so that the one can
 * be held against the other. Every object begins with "exercise": true and what it is of, also when it is cut out of a
 * larger one. Figures are the engine's own: money in thousandths of a unit, shares of 65536, ticks from 0, rounds from
 * 1; everything is called by its id. Nothing here is translated.
 *
 * Each returns a new object, which the caller gives back with jansson's json_decref. A list that lacks something must
 * not look whole, so NULL is returned where memory ran out. */
#ifndef POLDER_ACCOUNT_JSON_H
#define POLDER_ACCOUNT_JSON_H

#include <polder/ledger.h>
#include <polder/provenance.h>

struct json_t; /* jansson's */
struct pl_session;

/* `pairs` NULL: there are none. */
struct json_t *pl_json_of_what_if(const struct pl_session *session, const pl_what_if *what_if,
                                  const pl_comparison *comparison, const pl_pairs *pairs);
struct json_t *pl_json_of_ledger(const struct pl_session *session, const pl_ledger *ledger);
struct json_t *pl_json_of_fan(const struct pl_session *session, const pl_fan *fan);
/* `only` NULL: all items. */
struct json_t *pl_json_of_provenance(const struct pl_session *session, const pl_provenance *provenance,
                                     const pl_provenance_item *only);

/* ---- lists ---- */
/* Everything that was decided, withdrawn or not, and what was noted: by seat `only`, −1: by anybody. */
struct json_t *pl_json_of_decisions(const struct pl_session *session, int only);
struct json_t *pl_json_of_notes(const struct pl_session *session, int only);
/* What control did and what people wrote to each other: for control alone. */
struct json_t *pl_json_of_acts(const struct pl_session *session);
struct json_t *pl_json_of_messages(const struct pl_session *session);
/* After each round done. */
struct json_t *pl_json_of_digests(const struct pl_session *session);
struct json_t *pl_json_of_digest(uint64_t digest);

#endif
