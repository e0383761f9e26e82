/* Where in the source a field stands.
 *
 * Lua says on which line a constructor was called. A small tokenizer walks on from there to the field that a
 * finding is about, so that it can be marked. It never decides what a scenario means: where the source is not
 * a plain table of fields (a variable, a loop, a call), it stops at the last place it could follow. */
#ifndef POLDER_LOCATE_H
#define POLDER_LOCATE_H

#include <polder/memory.h>

#include <stdint.h>

typedef enum pl_token_kind { PL_TOKEN_NAME, PL_TOKEN_NUMBER, PL_TOKEN_TEXT, PL_TOKEN_MARK } pl_token_kind;

typedef struct pl_token {
  pl_token_kind kind;
  uint32_t start, length; /* bytes in the source, quotes included */
  int line, column;       /* from 1; columns count characters, not bytes */
  int width;              /* in characters, of the part on its first line */
} pl_token;

/* The tokens of a file, comments left out. Never fails on bad Lua: an unfinished string ends with the file. */
typedef struct pl_tokens {
  const char *source;     /* borrowed */
  pl_token *token;
  size_t count;
  size_t *left;           /* tokens that may still be looked at, borrowed: a source may be made to take long;
                             NULL: any number */
} pl_tokens;

/* How many there are. */
size_t pl_tokens_count(const char *source, size_t length);
/* The first token on `line` or after it. */
size_t pl_tokens_find_line(const pl_tokens *tokens, int line);
/* One after the other, without keeping them: the token at `*at`, a position in the source, and moves on. `*at` and
 * `*line` begin at 0. False: there are no more. Columns are not told. */
bool pl_tokens_next(const char *source, size_t length, size_t *at, int *line, pl_token *token);

/* False: out of memory. `arena` and `source` must outlive the tokens. */
bool pl_tokens_read(pl_arena *arena, const char *source, size_t length, pl_tokens *tokens);

/* One step from a table to what is in it: the field `key`, or the item `index` (from 1) where key is NULL. */
typedef struct pl_step {
  const char *key;
  int index;
} pl_step;

typedef struct pl_place_found {
  const pl_token *word;  /* the constructor's name; NULL: not even that */
  const pl_token *key;   /* of the last step; the value itself for list items */
  const pl_token *value; /* the value's first token */
  const pl_token *last;  /* the value's last token */
  size_t depth;          /* how many steps could be followed */
} pl_place_found;

/* Follows `steps` from the call of `constructor` on `line`. Several such calls on one line: the one whose
 * `id` field is written as `id`, else the first. */
pl_place_found pl_locate(const pl_tokens *tokens, int line, const char *constructor, const char *id,
                         const pl_step *steps, size_t step_count);

#endif
