/* The archive's bytes (archive.h). */
#include "archive.h"

#include "luck.h"

#include <string.h>

enum { SEAL = 8, BITS_A_BYTE = 7, MORE = 128, MOST_BYTES = 10 };

/* ---- mark and seal ---- */

static uint64_t word_at(const unsigned char *bytes, size_t length) {
  uint64_t word = 0;
  for (size_t i = 0; i < length; i++) word |= (uint64_t)bytes[i] << 8 * i;
  return word;
}

static uint64_t checksum(const unsigned char *bytes, size_t length) {
  uint64_t sum = length;
  for (; length >= 8; bytes += 8, length -= 8) sum = pl_luck_mix(sum ^ word_at(bytes, 8));
  return pl_luck_mix(sum ^ word_at(bytes, length));
}

pl_archive pl_archive_save(pl_buffer *out, const char *mark) {
  const pl_archive archive = {.out = out, .start = out->length};
  pl_buffer_add(out, mark, PL_ARCHIVE_MARK);
  return archive;
}

void pl_archive_seal(pl_archive *a) {
  if (a->out->failed) return;
  const unsigned char *begin = (const unsigned char *)a->out->bytes + a->start;
  const uint64_t sum = checksum(begin, a->out->length - a->start);
  char seal[SEAL];
  for (int i = 0; i < SEAL; i++) seal[i] = (char)(sum >> 8 * i & 255);
  pl_buffer_add(a->out, seal, sizeof seal);
}

pl_archive pl_archive_load_unsealed(const void *bytes, size_t length) {
  const unsigned char *begin = bytes;
  if (length < PL_ARCHIVE_MARK + SEAL) return (pl_archive){.is_bad = true};
  return (pl_archive){.at = begin + PL_ARCHIVE_MARK, .end = begin + length - SEAL, .is_unsealed = true};
}

pl_archive pl_archive_load(const void *bytes, size_t length, const char *mark) {
  pl_archive a = pl_archive_load_unsealed(bytes, length);
  if (a.is_bad || memcmp(bytes, mark, PL_ARCHIVE_MARK) || word_at(a.end, SEAL) != checksum(bytes, length - SEAL))
    return (pl_archive){.is_bad = true};
  a.is_unsealed = false;
  return a;
}

bool pl_archive_is_done(const pl_archive *a) { return !a->is_bad && a->at == a->end; }

/* Nothing more is read. */
static uint64_t spoil(pl_archive *a) {
  a->is_bad = true;
  a->at = a->end;
  return 0;
}

/* ---- numbers ---- */

static void write(pl_archive *a, uint64_t x) {
  unsigned char bytes[MOST_BYTES];
  size_t count = 0;
  for (; x >= MORE; x >>= BITS_A_BYTE) bytes[count++] = (unsigned char)(x % MORE + MORE);
  bytes[count++] = (unsigned char)x;
  pl_buffer_add(a->out, bytes, count);
}

static uint64_t read(pl_archive *a) {
  uint64_t x = 0;
  for (unsigned shift = 0; a->at < a->end; shift += BITS_A_BYTE) {
    const uint64_t byte = *a->at++, bits = byte % MORE;
    if (shift > 63 || bits << shift >> shift != bits) break;
    x |= bits << shift;
    if (byte < MORE) return x;
  }
  return spoil(a);
}

/* Few bytes for what is near `low`; where that is far below nought, for what is near nought. */
static uint64_t pack(int64_t value, int64_t low) {
  if (low >= -1) return (uint64_t)value - (uint64_t)low;
  return value < 0 ? ~((uint64_t)value << 1) : (uint64_t)value << 1;
}

static int64_t unpack(uint64_t x, int64_t low) {
  if (low >= -1) return x <= INT64_MAX - 1 ? (int64_t)x + low : INT64_MAX;
  return x & 1 ? -(int64_t)(x >> 1) - 1 : (int64_t)(x >> 1);
}

int64_t pl_archive_number(pl_archive *a, int64_t value, int64_t low, int64_t high) {
  if (a->out) {
    write(a, pack(value, low));
    return value;
  }
  const int64_t x = unpack(read(a), low);
  if (!a->is_bad && x >= low && x <= high) return x;
  spoil(a);
  return low;
}

uint64_t pl_archive_bits(pl_archive *a, uint64_t value, uint64_t mask) {
  if (a->out) {
    write(a, value);
    return value;
  }
  const uint64_t x = read(a);
  return x & ~mask ? spoil(a) : x;
}

size_t pl_archive_count(pl_archive *a, size_t count, size_t most) {
  const size_t room = pl_archive_is_loading(a) ? (size_t)(a->end - a->at) : most;
  return (size_t)pl_archive_number(a, (int64_t)count, 0, (int64_t)(room < most ? room : most));
}

const char *pl_archive_bytes(pl_archive *a, const char *bytes, size_t length) {
  if (a->out) {
    pl_buffer_add(a->out, bytes, length);
    return bytes;
  }
  if (a->is_bad || length > (size_t)(a->end - a->at)) {
    spoil(a);
    return NULL;
  }
  const char *found = (const char *)a->at;
  a->at += length;
  return found;
}

/* ---- fields ---- */

void pl_archive_int(pl_archive *a, int32_t *field, int64_t low, int64_t high) {
  const int64_t x = pl_archive_number(a, *field, low, high);
  if (pl_archive_is_loading(a)) *field = (int32_t)x;
}

void pl_archive_long(pl_archive *a, int64_t *field, int64_t low, int64_t high) {
  const int64_t x = pl_archive_number(a, *field, low, high);
  if (pl_archive_is_loading(a)) *field = x;
}

void pl_archive_unsigned(pl_archive *a, uint32_t *field, int64_t low, int64_t high) {
  const int64_t x = pl_archive_number(a, *field, low, high);
  if (pl_archive_is_loading(a)) *field = (uint32_t)x;
}

void pl_archive_short(pl_archive *a, uint16_t *field, int64_t low, int64_t high) {
  const int64_t x = pl_archive_number(a, *field, low, high);
  if (pl_archive_is_loading(a)) *field = (uint16_t)x;
}

void pl_archive_byte(pl_archive *a, uint8_t *field, int64_t low, int64_t high) {
  const int64_t x = pl_archive_number(a, *field, low, high);
  if (pl_archive_is_loading(a)) *field = (uint8_t)x;
}

void pl_archive_word(pl_archive *a, uint64_t *field, uint64_t mask) {
  const uint64_t x = pl_archive_bits(a, *field, mask);
  if (pl_archive_is_loading(a)) *field = x;
}

void pl_archive_flag(pl_archive *a, bool *field) {
  const int64_t x = pl_archive_number(a, *field, 0, 1);
  if (pl_archive_is_loading(a)) *field = x;
}

void pl_archive_index(pl_archive *a, uint16_t *field, int count) {
  const int64_t x = pl_archive_number(a, *field == PL_NONE ? -1 : *field, -1, count - 1);
  if (pl_archive_is_loading(a)) *field = x < 0 ? PL_NONE : (uint16_t)x;
}

void pl_archive_set(pl_archive *a, pl_state_set *field, int count) {
  for (int i = 0; i * 64 < count; i++) {
    const int members = count - i * 64;
    const uint64_t mask = members >= 64 ? UINT64_MAX : (UINT64_C(1) << members) - 1;
    const uint64_t word = pl_archive_bits(a, field->word[i], mask);
    if (pl_archive_is_loading(a)) field->word[i] = word;
  }
}
