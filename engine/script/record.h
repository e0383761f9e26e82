/* Recording: the constructors, as a scenario's file sees them. They only write down what they were given. */
#ifndef POLDER_SCRIPT_RECORD_H
#define POLDER_SCRIPT_RECORD_H

#include "ftl.h"
#include "read.h"
#include "sandbox.h"

typedef struct pl_recorded {
  pl_declaration declaration;
  struct pl_recorded *next;
} pl_recorded;

enum { PL_RECORD_INCLUDES = 64 };

/* What a second run of the same files needs of the first: texts as read, files as compiled. */
typedef struct pl_kept_texts {
  const char *name;
  pl_ftl of[PL_LANGUAGES];
  struct pl_kept_texts *next;
} pl_kept_texts;
typedef struct pl_kept_chunk {
  const char *file, *code; /* code: what pl_sandbox_dump wrote */
  size_t length;
  struct pl_kept_chunk *next;
} pl_kept_chunk;
typedef struct pl_kept {
  pl_kept_texts *texts;
  pl_kept_chunk *chunk;
} pl_kept;

/* Everything declared so far, in order. Zeroed but for `source` and `arena`, which are borrowed, and the two that say
 * how to record. */
typedef struct pl_recorder {
  pl_source *source;
  pl_arena *arena;
  pl_node_room room;
  pl_recorded *first, *last;
  size_t count[PL_KINDS];
  bool has_version, has_complained;
  pl_kept *kept;    /* borrowed; what it keeps is in the arena. NULL: keep nothing */
  bool is_repeat;   /* everything declared is known already: only functions are recorded, `kept` is read */
  size_t include_count;
  const char *included[PL_RECORD_INCLUDES];
} pl_recorder;

/* Runs the first file of the bundle with the constructors at hand. On return no constructor can be called any more.
 * PL_OK: what could be recorded is recorded, findings are in the report. PL_BAD_INPUT: the file did not run to
 * its end, and the report says why. */
pl_status pl_declarations_record(pl_sandbox *sandbox, pl_recorder *recorder);

#endif
