/* Archive: figures to bytes and back, by one description.
 *
 *   mark | body: numbers, bits, sets, bytes, one after another | seal
 *
 * Whoever wants to be kept has one function that carries each of its fields: into the archive while that saves, out of
 * it while it loads. So the two cannot disagree about order, width or range. Each number has a range; what is outside
 * was not written by this engine. Nothing in an archive is trusted: after the first thing wrong, everything reads as
 * the lowest value of its range, which must be harmless, and `is_bad` stays set for whoever looks at the end.
 *
 * Numbers take as many bytes as they need, seven bits in each, the lowest first; everything is independent of the
 * machine. The mark names content and version, the seal is a checksum: it finds accidents, no intentions. */
#ifndef POLDER_SIM_ARCHIVE_H
#define POLDER_SIM_ARCHIVE_H

#include <polder/memory.h>
#include <polder/types.h>

enum { PL_ARCHIVE_MARK = 8 }; /* bytes */

typedef struct pl_archive {
  pl_buffer *out;                /* where it is saved to; NULL: it is loaded */
  size_t start;                  /* of the archive in `out` */
  const unsigned char *at, *end; /* what is still to be loaded, borrowed */
  bool is_unsealed;              /* neither mark and seal nor the digest inside are looked at */
  bool is_bad;                   /* not what was expected; sticky */
  bool out_of_memory;            /* set by users for one another; sticky */
} pl_archive;

/* Begins to save at the end of `out` (borrowed until the seal); `mark` has PL_ARCHIVE_MARK bytes. */
pl_archive pl_archive_save(pl_buffer *out, const char *mark);
/* Ends what was saved. */
void pl_archive_seal(pl_archive *archive);
/* Begins to load; the bytes are borrowed. Is bad at once where the mark is another or the seal is broken. */
pl_archive pl_archive_load(const void *bytes, size_t length, const char *mark);
/* The same without a look at mark, seal and digest, for tests of what is behind them: whoever changes a checkpoint on
 * purpose can make these fit. */
pl_archive pl_archive_load_unsealed(const void *bytes, size_t length);
/* Whether everything was loaded and nothing is left over. */
bool pl_archive_is_done(const pl_archive *archive);

static inline bool pl_archive_is_loading(const pl_archive *archive) { return !archive->out; }

/* Saving: adds `value` and returns it. Loading: the number that is next, low … high, or `low`. */
int64_t pl_archive_number(pl_archive *archive, int64_t value, int64_t low, int64_t high);
/* The same for 64 bits of which only those of `mask` may be set, or 0. */
uint64_t pl_archive_bits(pl_archive *archive, uint64_t value, uint64_t mask);
/* A number of things that take at least a byte each, 0 … most: one that is loaded is worth making room for. */
size_t pl_archive_count(pl_archive *archive, size_t count, size_t most);
/* Adds the bytes, or returns where the next `length` of them are in what is loaded (NULL: there are fewer). */
const char *pl_archive_bytes(pl_archive *archive, const char *bytes, size_t length);

/* The same for fields; saving only looks at them. */
void pl_archive_int(pl_archive *archive, int32_t *field, int64_t low, int64_t high);
void pl_archive_long(pl_archive *archive, int64_t *field, int64_t low, int64_t high);
void pl_archive_unsigned(pl_archive *archive, uint32_t *field, int64_t low, int64_t high);
void pl_archive_short(pl_archive *archive, uint16_t *field, int64_t low, int64_t high);
void pl_archive_byte(pl_archive *archive, uint8_t *field, int64_t low, int64_t high);
void pl_archive_word(pl_archive *archive, uint64_t *field, uint64_t mask);
void pl_archive_flag(pl_archive *archive, bool *field);
/* An index below `count`, or PL_NONE. */
void pl_archive_index(pl_archive *archive, uint16_t *field, int count);
/* Members below `count`. */
void pl_archive_set(pl_archive *archive, pl_state_set *field, int count);

#endif
