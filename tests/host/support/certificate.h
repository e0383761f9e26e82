/* Certificates to try: signed by themselves, valid for as long as a test says. */
#ifndef POLDER_TESTS_HOST_CERTIFICATE_H
#define POLDER_TESTS_HOST_CERTIFICATE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

static inline void certificate_write(const char *path, X509 *x, EVP_PKEY *pair, const char *password) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  if (x) assert_int_equal(PEM_write_X509(file, x), 1);
  else
    assert_int_equal(PEM_write_PrivateKey(file, pair, password ? EVP_aes_256_cbc() : NULL, NULL, 0, NULL,
                                          (void *)(uintptr_t)password), 1);
  fclose(file);
}

/* Takes the pair of keys. Valid from `from` to `until`, seconds from now. */
static inline void certificate_make(EVP_PKEY *pair, const char *certificate, const char *key, long from, long until,
                                    const char *password) {
  X509 *x = X509_new();
  assert_true(pair && x);
  ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
  X509_gmtime_adj(X509_getm_notBefore(x), from);
  X509_gmtime_adj(X509_getm_notAfter(x), until);
  X509_set_pubkey(x, pair);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)"polder", -1, -1, 0);
  X509_set_issuer_name(x, X509_get_subject_name(x));
  assert_true(X509_sign(x, pair, EVP_sha256()) > 0);
  certificate_write(certificate, x, NULL, NULL);
  certificate_write(key, NULL, pair, password);
  X509_free(x);
  EVP_PKEY_free(pair);
}

#endif
