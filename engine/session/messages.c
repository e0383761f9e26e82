/* Messages: what people write to each other and to control. The rules never read them.
 *
 * A message is checked for what it says about itself alone; whether its writer may write to these is for the host to
 * know. */
#include "recording.h"

#include <stdlib.h>
#include <string.h>

static const char *or_empty(const char *text) { return text ? text : ""; }

static pl_status check_shape(const pl_session *session, const pl_message *m, pl_error *error) {
  const int seats = pl_scenario_seat_count(session->rules.scenario);
  const pl_state_set known = pl_set_first((unsigned)seats), strangers = pl_set_difference(m->to, known);
  if ((unsigned)m->form >= PL_MESSAGE_FORMS)
    return pl_error_set(error, PL_BAD_INPUT, "there is no message of form %d", (int)m->form);
  if (m->seat < -1 || m->seat >= seats) return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", m->seat);
  if (!pl_set_is_empty(&strangers))
    return pl_error_set(error, PL_BAD_INPUT, "the message is to a seat that is not there");
  if (pl_set_is_empty(&m->to) && !m->to_control && !m->is_public)
    return pl_error_set(error, PL_BAD_INPUT, "the message is to nobody: choose whom it is for");
  if (m->seat >= 0 && m->is_public)
    return pl_error_set(error, PL_BAD_INPUT, "only control writes to everybody: choose seats");
  if ((unsigned)m->label > PL_LABELS) return pl_error_set(error, PL_BAD_INPUT, "there is no label %d", (int)m->label);
  if (m->about < -1 || (m->about >= 0 && (size_t)m->about >= session->message_count))
    return pl_error_set(error, PL_BAD_INPUT, "there is no message %d to answer", m->about);
  return PL_OK;
}

static pl_status check_message(const pl_session *session, const pl_message *m, pl_error *error) {
  pl_status status = check_shape(session, m, error);
  if (status == PL_OK) status = pl_session_check_text(m->text, PL_MESSAGE_BYTES, PL_TEXT("the message"), error);
  if (status == PL_OK && *or_empty(m->by))
    status = pl_session_check_text(m->by, PL_NAME_BYTES, PL_TEXT("the name"), error);
  if (status == PL_OK && *or_empty(m->sender))
    status = pl_session_check_text(m->sender, PL_NAME_BYTES, PL_TEXT("the sender"), error);
  if (status == PL_OK && session->message_count >= PL_MESSAGES)
    status = pl_error_set(error, PL_BAD_INPUT, "there are %d messages already: no more can be kept", (int)PL_MESSAGES);
  return status;
}

static pl_status no_room(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the message was not recorded; try again");
}

static const char *keep(pl_session *session, const char *text) {
  return pl_arena_text(session->arena, or_empty(text), strlen(or_empty(text)));
}

/* Room for one more, and a copy of it that lasts. */
static pl_status reserve(pl_session *session, const pl_message *m, pl_message *copy, pl_error *error) {
  if (session->message_count == session->message_capacity) {
    const size_t wanted = session->message_capacity ? session->message_capacity * 2 : 32;
    pl_message *larger = realloc(session->message, wanted * sizeof *larger);
    if (!larger) return no_room(error);
    session->message = larger;
    session->message_capacity = wanted;
  }
  *copy = *m;
  copy->number = (int32_t)session->message_count;
  copy->text = keep(session, m->text);
  copy->by = keep(session, m->by);
  copy->sender = keep(session, m->sender);
  copy->at = keep(session, m->at);
  return copy->text && copy->by && copy->sender && copy->at ? PL_OK : no_room(error);
}

pl_status pl_session_add_message(pl_session *session, const pl_message *message, pl_error *error) {
  pl_message copy;
  pl_status status = check_message(session, message, error);
  if (status == PL_OK) status = reserve(session, message, &copy, error);
  if (status == PL_OK) session->message[session->message_count++] = copy;
  return status;
}

pl_status pl_session_say(pl_session *session, const pl_message *message, int32_t *number, pl_error *error) {
  pl_message said = *message, copy;
  said.round = session->done;
  said.at = NULL;
  pl_status status = check_message(session, &said, error);
  if (status == PL_OK) status = reserve(session, &said, &copy, error);
  char *at = status == PL_OK ? pl_arena_take(session->arena, PL_TIME_BYTES) : NULL;
  if (status == PL_OK && !at) status = no_room(error);
  if (status == PL_OK) status = pl_recording_message(session, &copy, at, error);
  if (status != PL_OK) return status;
  copy.at = at;
  session->message[session->message_count++] = copy;
  if (number) *number = copy.number;
  return PL_OK;
}

const pl_message *pl_session_messages(const pl_session *session, size_t *count) {
  *count = session->message_count;
  return session->message;
}

void pl_session_forget_words(pl_session *session, int32_t round) {
  while (session->note_count && session->note[session->note_count - 1].round >= round) session->note_count--;
  while (session->message_count && session->message[session->message_count - 1].round >= round)
    session->message_count--;
}
