/* Notes: what people want to remember for the debrief. The rules never read them. */
#include "recording.h"

#include <polder/plain.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_NOTES = 20000 };

static bool is_utf8(const char *text) {
  size_t left = strlen(text), size = 0;
  bool is_good = true;
  for (; is_good && left; text += size, left -= size) is_good = pl_plain_step(text, left, &size) != PL_PLAIN_BROKEN;
  return is_good;
}

pl_status pl_session_check_text(const char *text, size_t most, const char *what, pl_error *error) {
  if (!text || !*text) return pl_error_set(error, PL_BAD_INPUT, "%s is empty: write something", what);
  if (strlen(text) > most)
    return pl_error_set(error, PL_BAD_INPUT, "%s is too long: at most %d bytes", what, (int)most);
  if (!is_utf8(text)) return pl_error_set(error, PL_BAD_INPUT, "%s is not UTF-8: write it in that encoding", what);
  return PL_OK;
}

static const char *or_empty(const char *text) { return text ? text : ""; }

static pl_status check_note(const pl_session *session, const pl_note *note, pl_error *error) {
  const pl_scenario *scenario = session->rules.scenario;
  if (note->seat < -1 || note->seat >= pl_scenario_seat_count(scenario))
    return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", note->seat);
  if (note->objective != PL_NONE && note->objective >= scenario->objective_count)
    return pl_error_set(error, PL_BAD_INPUT, "there is no objective %d", note->objective);
  if ((unsigned)note->observed > PL_OBSERVED_NOT_MET)
    return pl_error_set(error, PL_BAD_INPUT, "nothing of kind %d can be observed", (int)note->observed);
  pl_status status = pl_session_check_text(note->text, PL_NOTE_BYTES, PL_TEXT("the note"), error);
  if (status == PL_OK && *or_empty(note->by))
    status = pl_session_check_text(note->by, PL_NAME_BYTES, PL_TEXT("the name"), error);
  if (status == PL_OK && session->note_count >= MOST_NOTES)
    status = pl_error_set(error, PL_BAD_INPUT, "there are %d notes already: no more can be kept", (int)MOST_NOTES);
  return status;
}

static pl_status no_room(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the note was not recorded; try again");
}

static const char *keep(pl_session *session, const char *text) {
  return pl_arena_text(session->arena, or_empty(text), strlen(or_empty(text)));
}

/* Room for one more note, and a copy of it that lasts. */
static pl_status reserve(pl_session *session, const pl_note *note, pl_note *copy, pl_error *error) {
  if (session->note_count == session->note_capacity) {
    size_t wanted = session->note_capacity ? session->note_capacity * 2 : 16;
    pl_note *larger = realloc(session->note, wanted * sizeof *larger);
    if (!larger) return no_room(error);
    session->note = larger;
    session->note_capacity = wanted;
  }
  *copy = *note;
  copy->text = keep(session, note->text);
  copy->by = keep(session, note->by);
  copy->at = keep(session, note->at);
  return copy->text && copy->by && copy->at ? PL_OK : no_room(error);
}

pl_status pl_session_add_note(pl_session *session, const pl_note *note, pl_error *error) {
  pl_note copy;
  pl_status status = check_note(session, note, error);
  if (status == PL_OK) status = reserve(session, note, &copy, error);
  if (status == PL_OK) session->note[session->note_count++] = copy;
  return status;
}

pl_status pl_session_observe(pl_session *session, const pl_note *note, pl_error *error) {
  pl_note seen = *note, copy;
  seen.round = session->done;
  seen.at = NULL;
  pl_status status = check_note(session, &seen, error);
  if (status == PL_OK) status = reserve(session, &seen, &copy, error);
  char *at = status == PL_OK ? pl_arena_take(session->arena, PL_TIME_BYTES) : NULL;
  if (status == PL_OK && !at) status = no_room(error);
  if (status == PL_OK) status = pl_recording_note(session, &copy, at, error);
  if (status != PL_OK) return status;
  copy.at = at;
  session->note[session->note_count++] = copy;
  return PL_OK;
}

pl_status pl_session_note(pl_session *session, int seat, const char *text, pl_error *error) {
  const pl_note note = {.seat = seat, .text = text, .objective = PL_NONE};
  return pl_session_observe(session, &note, error);
}

const pl_note *pl_session_notes(const pl_session *session, size_t *count) {
  *count = session->note_count;
  return session->note;
}
