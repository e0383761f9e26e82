/* Notes: what people want to remember for the debrief. The rules never read them. */
#include "recording.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NOTES = 20000 };

/* How many bytes the character at `text` takes; 0: it is no UTF-8 (which has no surrogates and no detours). */
static size_t character_at(const unsigned char *text) {
  static const struct {
    unsigned char first, last, low, high; /* of the leading byte; of the one after it */
    size_t length;
  } forms[] = {{0x01, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
               {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
               {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    if (text[0] < forms[i].first || text[0] > forms[i].last) continue;
    if (forms[i].length > 1 && (text[1] < forms[i].low || text[1] > forms[i].high)) return 0;
    for (size_t k = 2; k < forms[i].length; k++)
      if ((text[k] & 0xC0) != 0x80) return 0;
    return forms[i].length;
  }
  return 0;
}

static bool is_utf8(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at) {
    size_t length = character_at(at);
    if (!length) return false;
    at += length;
  }
  return true;
}

static pl_status check_note(const pl_session *session, int seat, const char *text, pl_error *error) {
  if (seat < -1 || seat >= pl_scenario_seat_count(session->rules.scenario))
    return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d", seat);
  if (!*text) return pl_error_set(error, PL_BAD_INPUT, "the note is empty: write what there is to remember");
  if (strlen(text) > PL_NOTE_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "the note is too long: at most %d bytes; write two", (int)PL_NOTE_BYTES);
  if (!is_utf8(text)) return pl_error_set(error, PL_BAD_INPUT, "the note is not UTF-8: write it in that encoding");
  if (session->note_count >= MOST_NOTES)
    return pl_error_set(error, PL_BAD_INPUT, "there are %d notes already: no more can be kept", (int)MOST_NOTES);
  return PL_OK;
}

static pl_status no_room(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the note was not recorded; try again");
}

/* Room for one more note; its copied text into `copy`. */
static pl_status reserve(pl_session *session, const char *text, const char **copy, pl_error *error) {
  if (session->note_count == session->note_capacity) {
    size_t wanted = session->note_capacity ? session->note_capacity * 2 : 16;
    pl_note *larger = realloc(session->note, wanted * sizeof *larger);
    if (!larger) return no_room(error);
    session->note = larger;
    session->note_capacity = wanted;
  }
  *copy = pl_arena_text(session->arena, text, strlen(text));
  return *copy ? PL_OK : no_room(error);
}

pl_status pl_session_add_note(pl_session *session, int32_t round, int seat, const char *text, pl_error *error) {
  const char *copy = NULL;
  pl_status status = check_note(session, seat, text, error);
  if (status == PL_OK) status = reserve(session, text, &copy, error);
  if (status == PL_OK) session->note[session->note_count++] = (pl_note){.round = round, .seat = seat, .text = copy};
  return status;
}

pl_status pl_session_note(pl_session *session, int seat, const char *text, pl_error *error) {
  const char *copy = NULL;
  pl_status status = check_note(session, seat, text, error);
  if (status == PL_OK) status = reserve(session, text, &copy, error);
  if (status == PL_OK) status = pl_recording_note(session, seat, copy, error);
  if (status != PL_OK) return status;
  session->note[session->note_count++] = (pl_note){.round = session->done, .seat = seat, .text = copy};
  return PL_OK;
}

const pl_note *pl_session_notes(const pl_session *session, size_t *count) {
  *count = session->note_count;
  return session->note;
}
