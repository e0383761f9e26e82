/* Secrets: made by the system's random source, known by their hash, compared in constant time. */
#include "room.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <string.h>
#include <sys/random.h>

pl_status pl_secret_bytes(void *bytes, size_t count, pl_error *error) {
  char *out = bytes;
  while (count) {
    const ssize_t got = getrandom(out, count, 0);
    if (got <= 0)
      return pl_error_set(error, PL_SYSTEM, "this system gives no random numbers: no safe PIN can be made here");
    out += got;
    count -= (size_t)got;
  }
  return PL_OK;
}

void pl_secret_hash(const char *secret, char out[PL_SECRET_HASH]) {
  static const char digits[] = "0123456789abcdef";
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256((const unsigned char *)secret, strlen(secret), hash);
  for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
    out[2 * i] = digits[hash[i] >> 4];
    out[2 * i + 1] = digits[hash[i] & 15];
  }
  out[2 * SHA256_DIGEST_LENGTH] = 0;
}

/* Of hashes, so that neither the length nor the first difference shows. */
bool pl_secret_is(const char *given, const char *wanted) {
  char a[PL_SECRET_HASH], b[PL_SECRET_HASH];
  pl_secret_hash(given, a);
  pl_secret_hash(wanted, b);
  return !CRYPTO_memcmp(a, b, sizeof a);
}
