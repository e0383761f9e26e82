/* What the tests of session files share: a small exercise with something of everything, and files to keep it in. */
#ifndef POLDER_TESTS_SESSION_FILE_SUPPORT_H
#define POLDER_TESTS_SESSION_FILE_SUPPORT_H

#include "support.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <polder/session.h>

enum { FILE_ROUNDS = 4, FILE_PATH = 256 };

typedef struct file_room {
  support_room scenario;
  char folder[64];
  char path[FILE_PATH]; /* a name in the folder; nothing is there at first */
} file_room;

static const pl_file file_scenario[2] = {{.name = "scenario.lua", .bytes = "polder \"1\"\n", .length = 11},
                                         {.name = "texts/main.nl.ftl", .bytes = "a\0b", .length = 3}};
static const pl_bundle file_bundle = {.file = file_scenario, .count = 2};

/* Orders (one of them impossible), an inject with options, a custom action, a role. */
static inline void file_exercise(support_room *room) {
  support_scenario(room, 4);
  pl_scenario *x = &room->scenario;
  for (int s = 0; s < 4; s++) room->state[s].organisations = 12;
  x->rounds = FILE_ROUNDS;
  for (int a = 0; a < 2; a++) room->adversary[a].to_round = FILE_ROUNDS - 1;
  support_incident(room, "worm", 1, PL_ONE);
  support_inject(room, 1, 0);
  room->action = (pl_action_spec){.id = "sanction", .is_for_all = true, .target = PL_TARGET_STATE};
  x->action_count = 1;
  room->role = (pl_role_spec){.id = "press", .name = {{"The press", NULL}}};
  x->role_count = 1;
  room->ordered[0] = (pl_decision){.seat = 2, .action = PL_ACTION_LEAVE, .target = 0};
  room->ordered[1] = (pl_decision){.seat = 3, .action = PL_ACTION_LEAVE, .target = 1}; /* not a member: it lapses */
  room->order[0] = (pl_order_spec){.round = 1, .decisions = room->ordered, .decision_count = 2};
  x->order_count = 1;
}

static inline int file_set_up(void **state) {
  file_room *room = calloc(1, sizeof *room);
  if (!room) return 1;
  file_exercise(&room->scenario);
  snprintf(room->folder, sizeof room->folder, "/tmp/polder-test-XXXXXX");
  if (!mkdtemp(room->folder)) return 1;
  snprintf(room->path, sizeof room->path, "%s/exercise.polder", room->folder);
  *state = room;
  return 0;
}

static inline int file_tear_down(void **state) {
  file_room *room = *state;
  char command[FILE_PATH];
  snprintf(command, sizeof command, "rm -rf '%s'", room->folder);
  int failed = system(command);
  free(room);
  return failed;
}

static inline void file_expect(pl_status status, pl_status expected, const pl_error *error) {
  if (status != expected) fail_msg("status %d, expected %d: %s", status, expected, error->text);
}

static inline pl_session *file_start(file_room *room) {
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session_options options = {.seed = 7, .record_events = true, .language = PL_DUTCH};
  pl_session *session = pl_session_new(&factory, &file_bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_session_set_person(session, 0, true);
  pl_session_set_person(session, 1, true);
  file_expect(pl_session_set_player(session, 2, "gtft", &error), PL_OK, &error);
  return session;
}

static inline pl_decision file_posture(int seat, int with) {
  pl_decision decision = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE};
  pl_set_add(&decision.audience.states, (unsigned)with);
  return decision;
}

static inline pl_decision file_split(int seat, int prevent) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_SPLIT, .split = {(uint16_t)prevent, 100, 0}};
}

static inline pl_status file_bot(pl_session *session, int round, pl_error *error) {
  pl_decision decision = file_posture(2, round % 2);
  return pl_session_decide(session, &decision, PL_AUTHOR_BOT, error);
}

/* Step `step` of the exercise; FILE_STEPS of them are the whole. Every one may fail with a file that cannot be written;
 * then it can be tried again. Sealing lets the bot decide first. */
enum { FILE_STEPS_PER_ROUND = 8, FILE_STEPS = FILE_ROUNDS * FILE_STEPS_PER_ROUND };
static inline pl_status file_step(pl_session *session, int step, pl_error *error) {
  const int round = step / FILE_STEPS_PER_ROUND;
  pl_decision decision = {.seat = 0};
  switch (step % FILE_STEPS_PER_ROUND) {
    case 0: return pl_session_open_round(session, error);
    case 1: decision = file_split(0, 100 * round); break;
    case 2: decision = file_split(1, 700); break;
    case 3: return pl_session_undo(session, 1, error);
    case 4:
      decision = round ? file_split(1, 300) : (pl_decision){.seat = 1, .action = PL_ACTION_ANSWER};
      break;
    case 5: decision = (pl_decision){.seat = 1, .action = PL_ACTIONS, .target = 3}; break;
    case 6: return pl_session_note(session, round - 1, round ? "\xE2\x98\x83 n\xC3\xB3g \xF0\x9F\xA6\x8A\n\"x\"" : "a",
                                   error);
    case 7: {
      pl_status status = file_bot(session, round, error);
      return status == PL_OK ? pl_session_resolve_round(session, error) : status;
    }
  }
  return pl_session_decide(session, &decision, PL_AUTHOR_PERSON, error);
}

static inline void file_play(pl_session *session, int from, int until) {
  for (int step = from; step < until; step++) {
    pl_error error = {0};
    file_expect(file_step(session, step, &error), PL_OK, &error);
  }
}

static inline pl_session *file_resume(file_room *room) {
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session *session = pl_session_resume(&factory, room->path, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

static inline pl_session *file_read(file_room *room, int until) {
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session *session = pl_session_read(&factory, room->path, until, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

static inline bool file_is_same_entry(const pl_journal_entry *a, const pl_journal_entry *b) {
  const pl_decision *x = &a->decision, *y = &b->decision;
  return a->round == b->round && a->author == b->author && a->is_withdrawn == b->is_withdrawn && x->seat == y->seat &&
         x->action == y->action && x->target == y->target && x->option == y->option && x->flag == y->flag &&
         !memcmp(x->split, y->split, sizeof x->split) && pl_set_is_equal(x->audience.states, y->audience.states);
}

/* Entries of rounds that are done, or of people: what a file has to hold. */
static inline size_t file_next_kept(const pl_session *session, const pl_journal_entry *entry, size_t i, size_t count) {
  while (i < count && entry[i].round >= pl_session_rounds_done(session) && entry[i].author != PL_AUTHOR_PERSON) i++;
  return i;
}

static inline bool file_is_same_journal(const pl_session *a, const pl_session *b) {
  size_t counts[2], i = 0, k = 0;
  const pl_journal_entry *x = pl_session_journal(a, &counts[0]), *y = pl_session_journal(b, &counts[1]);
  for (;; i++, k++) {
    i = file_next_kept(a, x, i, counts[0]);
    k = file_next_kept(b, y, k, counts[1]);
    if (i == counts[0] || k == counts[1]) break;
    if (!file_is_same_entry(&x[i], &y[k])) return false;
  }
  return i == counts[0] && k == counts[1];
}

static inline bool file_is_same_notes(const pl_session *a, const pl_session *b) {
  size_t counts[2];
  const pl_note *x = pl_session_notes(a, &counts[0]), *y = pl_session_notes(b, &counts[1]);
  if (counts[0] != counts[1]) return false;
  for (size_t i = 0; i < counts[0]; i++)
    if (x[i].round != y[i].round || x[i].seat != y[i].seat || strcmp(x[i].text, y[i].text)) return false;
  return true;
}

static inline bool file_is_same_seats(const pl_session *a, const pl_session *b) {
  for (int s = 0; s < pl_scenario_seat_count(pl_session_scenario(a)); s++)
    if (pl_session_is_person(a, s) != pl_session_is_person(b, s) ||
        strcmp(pl_session_player(a, s), pl_session_player(b, s)))
      return false;
  return pl_session_language(a) == pl_session_language(b);
}

/* In what two sessions differ that should have gone the same way, whether one of them came from a file or not; NULL: in
 * nothing. */
static inline const char *file_difference(const pl_session *a, const pl_session *b) {
  if (pl_session_rounds_done(a) != pl_session_rounds_done(b)) return "rounds";
  for (int r = 0; r < pl_session_rounds_done(a); r++)
    if (pl_session_digest(a, r) != pl_session_digest(b, r)) return "digests";
  if (!file_is_same_journal(a, b)) return "journals";
  if (!file_is_same_notes(a, b)) return "notes";
  return file_is_same_seats(a, b) ? NULL : "seats";
}

static inline void file_assert_same(const pl_session *a, const pl_session *b) {
  const char *difference = file_difference(a, b);
  if (difference) fail_msg("the sessions differ in their %s", difference);
}

/* ---- bytes ---- */
typedef struct file_bytes {
  unsigned char *byte; /* owned */
  size_t length;
} file_bytes;

static inline file_bytes file_load(const char *path) {
  file_bytes bytes = {NULL, 0};
  struct stat about;
  FILE *file = !stat(path, &about) && S_ISREG(about.st_mode) ? fopen(path, "rb") : NULL;
  if (!file) return bytes;
  fseek(file, 0, SEEK_END);
  bytes.length = (size_t)ftell(file);
  rewind(file);
  bytes.byte = malloc(bytes.length + 1);
  if (!bytes.byte || fread(bytes.byte, 1, bytes.length, file) != bytes.length) fail_msg("cannot read %s", path);
  fclose(file);
  return bytes;
}

static inline void file_store(const char *path, const void *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(bytes, 1, length, file) != length || fclose(file)) fail_msg("cannot write %s", path);
}

static inline bool file_is(const char *path, const file_bytes *expected) {
  file_bytes found = file_load(path);
  bool is_same = found.byte && found.length == expected->length && !memcmp(found.byte, expected->byte, found.length);
  free(found.byte);
  return is_same;
}

#endif
