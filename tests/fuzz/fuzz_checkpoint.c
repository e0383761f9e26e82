/* Checkpoints that somebody changed: a world and its events, loaded and played on.
 *
 * A checkpoint's seal and digest only find accidents; whoever means harm computes them anew. So the input describes
 * changes to checkpoints that are right, and neither is looked at. The first byte says which checkpoint (of which
 * round, of the world or of its events), then each change takes four bytes: two for where, one for what, one for the
 * value.
 *
 * What must hold: a checkpoint is refused in words, or the world plays on, can be looked at from every seat, and is
 * saved and loaded again as it is. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include <polder/brief.h>

#include "archive.h"
#include "world_internal.h"

enum { ROUNDS = 3, CHANGE = 4 };

typedef struct kept { /* after each round */
  pl_buffer world, events;
} kept;

static const kept *keep_rounds(const fuzz_table *table) {
  static kept rounds[ROUNDS]; /* as long as the process */
  if (rounds[0].world.length) return rounds;
  pl_session *session = fuzz_table_session(table);
  for (int i = 0; i < ROUNDS; i++) {
    if (i > 0) fuzz_play_round(session);
    pl_world_save(pl_session_world(session), &rounds[i].world);
    pl_event_log_save(pl_session_events(session), 0, &rounds[i].events);
    fuzz_must(rounds[i].world.length && !rounds[i].world.failed && !rounds[i].events.failed, "a world can be saved");
  }
  pl_session_free(session);
  return rounds;
}

/* ---- changes ---- */

static void change_byte(pl_buffer *b, const uint8_t *change) {
  size_t at = PL_ARCHIVE_MARK + (change[0] | (size_t)change[1] << 8) % (b->length - PL_ARCHIVE_MARK);
  char *byte = b->bytes + at;
  switch (change[2] % 5) {
  case 0: *byte = (char)change[3]; break;
  case 1: *byte = (char)(*byte ^ 1 << change[3] % 8); break;
  case 2: *byte = (char)(*byte + 1 + change[3] % 3); break;
  case 3: /* one byte less */
    memmove(byte, byte + 1, b->length - at - 1);
    b->length--;
    break;
  default: /* one more, within the same length */
    memmove(byte + 1, byte, b->length - at - 1);
    *byte = (char)change[3];
  }
}

/* A copy of `original` with the changes, of exactly its size, so that reading beyond it is noticed. */
static char *changed(const pl_buffer *original, const uint8_t *bytes, size_t size, size_t *length) {
  pl_buffer b = {0};
  pl_buffer_add(&b, original->bytes, original->length);
  for (; size >= CHANGE && b.length > PL_ARCHIVE_MARK + 16; bytes += CHANGE, size -= CHANGE) change_byte(&b, bytes);
  char *copy = malloc(b.length);
  fuzz_must(copy && !b.failed, "there is memory");
  memcpy(copy, b.bytes, *length = b.length);
  pl_buffer_clear(&b);
  return copy;
}

/* ---- worlds ---- */

static void look_at(const pl_world *world, const pl_event_log *log) {
  pl_brief_room room = {0};
  pl_error error = {.status = PL_OK};
  for (int seat = 0; seat < pl_scenario_seat_count(pl_world_scenario(world)); seat++)
    fuzz_must(pl_brief_build(world, log, seat, PL_BRIEF_ALL, &room, &error) == PL_OK, "every seat has a brief");
  pl_brief_room_clear(&room);
}

static void save_and_load(const fuzz_table *table, const pl_world *world) {
  pl_buffer out = {0};
  pl_error error = {.status = PL_OK};
  pl_world_save(world, &out);
  pl_world *again = pl_world_load(table->scenario, table->map, NULL, FUZZ_SEED, out.bytes, out.length, &error);
  fuzz_must(again && pl_world_digest(again) == pl_world_digest(world), "a world is loaded as it was saved");
  pl_world_free(again);
  pl_buffer_clear(&out);
}

/* To the end, with nobody deciding anything. A hook may fail over what it finds. */
static void play_on(pl_world *world, pl_event_log *log) {
  pl_error error = {.status = PL_OK};
  pl_status status = PL_OK;
  pl_world_record(world, log);
  while (status == PL_OK && !pl_world_is_over(world)) {
    status = pl_world_open_round(world, &error);
    if (status == PL_OK) look_at(world, log);
    if (status == PL_OK) status = pl_world_resolve(world, NULL, 0, &error);
  }
  if (status != PL_OK) fuzz_must_explain(status, &error);
}

static void check_world(const fuzz_table *table, const char *bytes, size_t length) {
  pl_error error = {.status = PL_OK};
  pl_event_log log = {0};
  pl_archive archive = pl_archive_load_unsealed(bytes, length);
  pl_world *world = pl_checkpoint_load(&archive, table->scenario, table->map, &table->rules, FUZZ_SEED, &error);
  if (world) {
    save_and_load(table, world);
    play_on(world, &log);
  } else {
    fuzz_must_explain(error.status, &error);
  }
  pl_world_free(world);
  pl_event_log_clear(&log);
}

/* ---- events ---- */

static void check_events(const fuzz_table *table, const kept *round, const char *bytes, size_t length) {
  pl_error error = {.status = PL_OK};
  pl_event_log log = {0};
  pl_world *world =
      pl_world_load(table->scenario, table->map, NULL, FUZZ_SEED, round->world.bytes, round->world.length, &error);
  fuzz_must(world != NULL, "an unchanged checkpoint is loaded");
  pl_archive archive = pl_archive_load_unsealed(bytes, length);
  pl_status status = pl_event_checkpoint_load(&archive, &log, world, &error);
  if (status == PL_OK) look_at(world, &log);
  else fuzz_must_explain(status, &error);
  fuzz_must(status == PL_OK || log.count == 0, "a refusal leaves the log alone");
  pl_event_log_clear(&log);
  pl_world_free(world);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  if (size == 0) return 0;
  const fuzz_table *table = fuzz_table_lay();
  const kept *round = &keep_rounds(table)[bytes[0] % ROUNDS];
  bool is_world = bytes[0] / ROUNDS % 4 != 0;
  size_t length;
  char *copy = changed(is_world ? &round->world : &round->events, bytes + 1, size - 1, &length);
  if (is_world) check_world(table, copy, length);
  else check_events(table, round, copy, length);
  free(copy);
  return 0;
}
