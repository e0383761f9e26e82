/* What a session writes to its file, and when. Without a file every call does nothing and succeeds. */
#ifndef POLDER_SESSION_RECORDING_H
#define POLDER_SESSION_RECORDING_H

#include "session_internal.h"

/* A decision of people's or control's, before the journal in memory grows; `sequence` is that of its row. Bots' and
 * orders' decisions wait for the seal. */
pl_status pl_recording_decide(pl_session *session, const pl_decision *decision, pl_author author, int64_t *sequence,
                              pl_error *error);
/* Takes back what this seat has decided in the open round, and adds these in its place; `sequence` gets their rows. */
pl_status pl_recording_decide_anew(pl_session *session, int seat, const pl_decision *decisions, size_t count,
                                   pl_author author, int64_t *sequence, pl_error *error);
/* An act, as JSON. */
pl_status pl_recording_act(pl_session *session, const char *json, int64_t *sequence, pl_error *error);
/* Takes back entry `index` of the journal, if it has a row. */
pl_status pl_recording_undo(pl_session *session, size_t index, pl_error *error);
/* The open round with everything in it, before it is resolved. */
pl_status pl_recording_seal(pl_session *session, pl_error *error);
/* Digest, quantities, events and checkpoint of what was resolved. What fails is made up for later. */
void pl_recording_round(pl_session *session);
/* `at` (NULL or PL_TIME_BYTES) gets the time that was written. */
enum { PL_TIME_BYTES = 32 };
pl_status pl_recording_note(pl_session *session, const pl_note *note, char *at, pl_error *error);
pl_status pl_recording_message(pl_session *session, const pl_message *message, char *at, pl_error *error);
pl_status pl_recording_room(pl_session *session, const pl_room_row *rows, size_t count, pl_error *error);
pl_status pl_recording_seats(pl_session *session, pl_error *error);

/* Makes the file what it was when it was last committed, after a batch was lost: also where that was written to its end
 * and only said to have failed. PL_OK, or why it cannot be done now. */
pl_status pl_recording_undo_batch(pl_session *session, pl_error *error);

/* The parts of the digest after the last round as JSON, in the session's arena. NULL: out of memory. */
const char *pl_recording_quantities(pl_session *session);

extern const char *const pl_author_words[]; /* by pl_author */
extern const char *const pl_observed_words[]; /* by pl_observed; NULL: nothing was observed */
extern const char *const pl_language_codes[PL_LANGUAGES];

#endif
