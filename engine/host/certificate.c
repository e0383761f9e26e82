/* A look at certificate and key before the library gets them, for it fails without saying which file is wrong. */
#include "certificate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <openssl/pem.h>
#include <openssl/x509.h>

enum { LEAST_BITS = 112 /* of security: 2048 of RSA */ };

static pl_status open_file(const char *option, const char *path, FILE **file, pl_error *error) {
  *file = fopen(path, "r");
  return *file ? PL_OK
               : pl_error_set(error, PL_SYSTEM, "%s: %.200s cannot be read: %s", option, path, strerror(errno));
}

/* A key under a password would make the library ask at the terminal. */
static int give_no_password(char *out, int size, int is_writing, void *context) {
  bool *was_asked = context;
  (void)out, (void)size, (void)is_writing;
  *was_asked = true;
  return -1;
}

static pl_status read_certificate(const char *path, X509 **certificate, pl_error *error) {
  FILE *file;
  pl_status status = open_file("--tls-cert", path, &file, error);
  if (status != PL_OK) return status;
  *certificate = PEM_read_X509(file, NULL, NULL, NULL);
  fclose(file);
  return *certificate ? PL_OK
                      : pl_error_set(error, PL_SYSTEM, "--tls-cert: %.200s holds no certificate in PEM form", path);
}

static pl_status read_key(const char *path, EVP_PKEY **key, pl_error *error) {
  FILE *file;
  bool was_asked = false;
  pl_status status = open_file("--tls-key", path, &file, error);
  if (status != PL_OK) return status;
  *key = PEM_read_PrivateKey(file, NULL, give_no_password, &was_asked);
  fclose(file);
  if (*key) return PL_OK;
  return was_asked ? pl_error_set(error, PL_SYSTEM, "--tls-key: %.200s has a password: give a key without one", path)
                   : pl_error_set(error, PL_SYSTEM, "--tls-key: %.200s holds no private key in PEM form", path);
}

/* "2026-11-22" */
static void put_day(const ASN1_TIME *at, char day[16]) {
  ASN1_GENERALIZEDTIME *when = ASN1_TIME_to_generalizedtime(at, NULL); /* "20261122143000Z" */
  const char *text = when ? (const char *)ASN1_STRING_get0_data(when) : NULL;
  snprintf(day, 16, "%.4s-%.2s-%.2s", text ? text : "????", text ? text + 4 : "??", text ? text + 6 : "??");
  ASN1_GENERALIZEDTIME_free(when);
}

/* Browsers refuse it then, and somebody who is in a hurry learns to press on regardless. */
static pl_status check_dates(const char *path, const X509 *certificate, pl_error *error) {
  const ASN1_TIME *from = X509_get0_notBefore(certificate), *until = X509_get0_notAfter(certificate);
  char day[16];
  if (X509_cmp_current_time(until) < 0) {
    put_day(until, day);
    return pl_error_set(error, PL_SYSTEM,
                        "--tls-cert: %.200s expired on %s: renew it, or leave --tls-cert and --tls-key out", path, day);
  }
  if (X509_cmp_current_time(from) <= 0) return PL_OK;
  put_day(from, day);
  return pl_error_set(error, PL_SYSTEM, "--tls-cert: %.200s is valid from %s on: is the clock of this computer right?",
                      path, day);
}

pl_status pl_certificate_check(const char *certificate, const char *key, pl_error *error) {
  X509 *public_half = NULL;
  EVP_PKEY *private_half = NULL;
  pl_status status = read_certificate(certificate, &public_half, error);
  if (status == PL_OK) status = check_dates(certificate, public_half, error);
  if (status == PL_OK) status = read_key(key, &private_half, error);
  if (status == PL_OK && EVP_PKEY_get_security_bits(private_half) < LEAST_BITS)
    status = pl_error_set(error, PL_SYSTEM, "--tls-key: the key in %.200s is too short for browsers: make a longer one",
                          key);
  if (status == PL_OK && X509_check_private_key(public_half, private_half) != 1)
    status = pl_error_set(error, PL_SYSTEM, "--tls-key: %.200s is not the key of the certificate in %.200s", key,
                          certificate);
  EVP_PKEY_free(private_half);
  X509_free(public_half);
  return status;
}
