/* Messages as JSON, as they are in the rows of a session's file: what a row has no columns for. */
#ifndef POLDER_SESSION_MESSAGE_JSON_H
#define POLDER_SESSION_MESSAGE_JSON_H

#include <polder/session.h>

/*   {"form": "move", "to": ["NLD"], "control": true, "public": false, "sender": "…", "label": "TLP:RED", "about": 3,
 *    "text": "…"}                                     sender, label, about: only where there is something to say */
void pl_message_to_json(const pl_scenario *scenario, const pl_message *message, pl_buffer *out);
/* Fills those fields of `message`; its texts are taken from `arena`. Any bytes are safe. PL_BAD_INPUT, PL_NO_MEMORY. */
pl_status pl_message_from_json(const pl_scenario *scenario, const char *text, pl_arena *arena, pl_message *message,
                               pl_error *error);

#endif
