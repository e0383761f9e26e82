/* Room rows: what whoever hosts an exercise remembers beside it, sorted by key.
 *
 * They belong to one file and to the session that is kept in it. A change is prepared as a whole new list, so that
 * after the commit nothing can fail any more. */
#include "recording.h"

#include <stdlib.h>
#include <string.h>

static void clear_rows(pl_room_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    free((char *)rows[i].key);
    free((char *)rows[i].value);
  }
  free(rows);
}

void pl_session_clear_room(pl_session *session) {
  clear_rows(session->room, session->room_count);
  session->room = NULL;
  session->room_count = 0;
}

static pl_status check_rows(const pl_room_row *rows, size_t count, pl_error *error) {
  pl_status status = PL_OK;
  for (size_t i = 0; status == PL_OK && i < count; i++) {
    status = pl_session_check_text(rows[i].key, PL_ROOM_KEY_BYTES, PL_TEXT("the key"), error);
    if (status == PL_OK && rows[i].value && *rows[i].value)
      status = pl_session_check_text(rows[i].value, PL_ROOM_VALUE_BYTES, PL_TEXT("the value"), error);
  }
  return status;
}

static char *copy_text(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  return copy ? strcpy(copy, text) : NULL;
}

/* Where `key` is among the rows, or would be. */
static size_t place_of(const pl_room_row *rows, size_t count, const char *key) {
  size_t from = 0, until = count;
  while (from < until) {
    const size_t middle = from + (until - from) / 2;
    if (strcmp(rows[middle].key, key) < 0) from = middle + 1;
    else until = middle;
  }
  return from;
}

/* In a list with room for one more. Out of memory: false, and the list is as it was. */
static bool set_row(pl_room_row *rows, size_t *count, const pl_room_row *row) {
  const size_t at = place_of(rows, *count, row->key);
  const bool is_there = at < *count && !strcmp(rows[at].key, row->key);
  if (!row->value) {
    if (!is_there) return true;
    free((char *)rows[at].key);
    free((char *)rows[at].value);
    memmove(&rows[at], &rows[at + 1], (--*count - at) * sizeof *rows);
    return true;
  }
  char *value = copy_text(row->value), *key = is_there ? NULL : copy_text(row->key);
  if (!value || (!is_there && !key)) {
    free(value);
    free(key);
    return false;
  }
  if (is_there) {
    free((char *)rows[at].value);
    rows[at].value = value;
    return true;
  }
  memmove(&rows[at + 1], &rows[at], (*count - at) * sizeof *rows);
  rows[at] = (pl_room_row){.key = key, .value = value};
  ++*count;
  return true;
}

/* The rows as they will be, `count` of them; NULL: out of memory. */
static pl_room_row *changed(const pl_session *session, const pl_room_row *rows, size_t row_count, size_t *count) {
  pl_room_row *all = calloc(session->room_count + row_count + 1, sizeof *all);
  bool is_whole = all;
  *count = 0;
  for (size_t i = 0; is_whole && i < session->room_count; i++) is_whole = set_row(all, count, &session->room[i]);
  for (size_t i = 0; is_whole && i < row_count; i++) is_whole = set_row(all, count, &rows[i]);
  if (is_whole) return all;
  if (all) clear_rows(all, *count);
  return NULL;
}

/* ---- as they were before a batch ---- */

void pl_session_forget_before(pl_session *session) {
  clear_rows(session->batch.before, session->batch.before_count);
  session->batch.before = NULL;
  session->batch.before_count = 0;
}

static void drop_before(pl_session *session, size_t count) {
  pl_batch *batch = &session->batch;
  while (batch->before_count > count) {
    const pl_room_row *last = &batch->before[--batch->before_count];
    free((char *)last->key);
    free((char *)last->value);
  }
}

/* Notes what these rows are now. Out of memory: false, and nothing was noted. */
static bool remember_before(pl_session *session, const pl_room_row *rows, size_t count) {
  pl_batch *batch = &session->batch;
  const size_t had = batch->before_count;
  if (!batch->gathers) return true;
  pl_room_row *larger = realloc(batch->before, (had + count + 1) * sizeof *larger);
  if (!larger) return false;
  batch->before = larger;
  for (size_t i = 0; i < count; i++) {
    const size_t at = place_of(session->room, session->room_count, rows[i].key);
    const bool is_there = at < session->room_count && !strcmp(session->room[at].key, rows[i].key);
    char *key = copy_text(rows[i].key), *value = is_there ? copy_text(session->room[at].value) : NULL;
    batch->before[batch->before_count++] = (pl_room_row){.key = key, .value = value};
    if (key && (value || !is_there)) continue;
    drop_before(session, had);
    return false;
  }
  return true;
}

/* A key that was changed twice was first what its earlier row says. */
static bool is_earliest(const pl_batch *batch, size_t index) {
  for (size_t i = 0; i < index; i++)
    if (!strcmp(batch->before[i].key, batch->before[index].key)) return false;
  return true;
}

/* A full disk need not be written to where it has what it had. */
pl_status pl_session_write_before(pl_session *session, bool *is_written, pl_error *error) {
  const pl_batch *batch = &session->batch;
  pl_status status = PL_OK;
  for (size_t i = 0; status == PL_OK && i < batch->before_count; i++) {
    const pl_room_row *row = &batch->before[i];
    bool is_so = false;
    if (!is_earliest(batch, i)) continue;
    status = pl_store_has_room(session->store, row->key, row->value, &is_so, error);
    if (status != PL_OK || is_so) continue;
    status = pl_store_put_room(session->store, row->key, row->value, error);
    *is_written = true;
  }
  return status;
}

/* ---- changing them ---- */

pl_status pl_session_set_room(pl_session *session, const pl_room_row *rows, size_t count, pl_error *error) {
  size_t all_count = 0;
  const size_t noted = session->batch.before_count;
  pl_status status = check_rows(rows, count, error);
  if (status != PL_OK) return status;
  pl_room_row *all = remember_before(session, rows, count) ? changed(session, rows, count, &all_count) : NULL;
  if (!all) drop_before(session, noted);
  if (!all) return pl_error_set(error, PL_NO_MEMORY, "out of memory: nothing was recorded; try again");
  status = all_count > PL_ROOM_ROWS
               ? pl_error_set(error, PL_BAD_INPUT, "a room remembers at most %d things", (int)PL_ROOM_ROWS)
               : pl_recording_room(session, rows, count, error);
  if (status != PL_OK) {
    drop_before(session, noted);
    clear_rows(all, all_count);
    return status;
  }
  pl_session_clear_room(session);
  session->room = all;
  session->room_count = all_count;
  return PL_OK;
}

pl_status pl_session_take_room(pl_session *session, const pl_room_row *row, pl_error *error) {
  pl_status status = check_rows(row, 1, error);
  if (status != PL_OK) return status;
  if (session->room_count >= PL_ROOM_ROWS)
    return pl_error_set(error, PL_BAD_INPUT, "a room remembers at most %d things", (int)PL_ROOM_ROWS);
  pl_room_row *larger = realloc(session->room, (session->room_count + 1) * sizeof *larger);
  if (larger) session->room = larger;
  if (larger && set_row(larger, &session->room_count, row)) return PL_OK;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read the room's rows");
}

const pl_room_row *pl_session_room(const pl_session *session, size_t *count) {
  *count = session->room_count;
  return session->room;
}
