/* Seals: a running 64-bit hash (FNV-1a) over what was written, so that a changed byte is found. It guards against
 * damage and careless edits, not against somebody who computes it anew. */
#ifndef POLDER_SESSION_SEAL_H
#define POLDER_SESSION_SEAL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PL_SEAL_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t pl_seal_bytes(uint64_t seal, const void *bytes, size_t length) {
  const unsigned char *byte = bytes;
  for (size_t i = 0; i < length; i++) seal = (seal ^ byte[i]) * UINT64_C(0x100000001b3);
  return seal;
}

/* Low byte first, whatever the machine does. */
static inline uint64_t pl_seal_number(uint64_t seal, int64_t number) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)((uint64_t)number >> 8 * i);
  return pl_seal_bytes(seal, bytes, sizeof bytes);
}

/* With its length, so that no letter can move from one text to the next. NULL is not the same as "". */
static inline uint64_t pl_seal_text(uint64_t seal, const char *text) {
  seal = pl_seal_number(seal, text ? (int64_t)strlen(text) : -1);
  return text ? pl_seal_bytes(seal, text, strlen(text)) : seal;
}

static inline uint64_t pl_seal_block(uint64_t seal, const void *bytes, size_t length) {
  return pl_seal_bytes(pl_seal_number(seal, (int64_t)length), bytes, length);
}

#endif
