/* What can be wrong with a certificate and its key is said before anybody connects: which file, why, and what to do. */
#include "support/certificate.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certificate.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

typedef struct files {
  char folder[64], certificate[128], key[128], other[128];
} files;

static void begin(files *f) {
  strcpy(f->folder, "/tmp/polder-tls-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  snprintf(f->certificate, sizeof f->certificate, "%s/cert.pem", f->folder);
  snprintf(f->key, sizeof f->key, "%s/key.pem", f->folder);
  snprintf(f->other, sizeof f->other, "%s/other.pem", f->folder);
  certificate_make(EVP_EC_gen("prime256v1"), f->certificate, f->key, -HOUR, HOUR, NULL);
}

static void end(files *f) {
  unlink(f->certificate);
  unlink(f->key);
  unlink(f->other);
  assert_int_equal(rmdir(f->folder), 0);
}

/* Refused with one line that has all of these words. */
static void refused(const char *certificate, const char *key, const char *option, const char *file, const char *why) {
  pl_error error = {0};
  assert_int_equal(pl_certificate_check(certificate, key, &error), PL_SYSTEM);
  if (!strstr(error.text, option) || !strstr(error.text, file) || !strstr(error.text, why) || strchr(error.text, '\n'))
    fail_msg("\"%s\" is to say %s, %s and \"%s\"", error.text, option, file, why);
}

static void test_what_is_right_is_accepted(void **state) {
  files f;
  pl_error error = {0};
  (void)state;
  begin(&f);
  assert_int_equal(pl_certificate_check(f.certificate, f.key, &error), PL_OK);
  certificate_make(EVP_RSA_gen(2048), f.certificate, f.key, -HOUR, HOUR, NULL);
  assert_int_equal(pl_certificate_check(f.certificate, f.key, &error), PL_OK);
  end(&f);
}

static void test_what_is_wrong_with_files_is_said(void **state) {
  files f;
  (void)state;
  begin(&f);
  refused("/nowhere.pem", f.key, "--tls-cert", "/nowhere.pem", "No such file");
  refused(f.certificate, "/nowhere.pem", "--tls-key", "/nowhere.pem", "No such file");
  refused(f.key, f.certificate, "--tls-cert", f.key, "no certificate");
  refused(f.certificate, f.certificate, "--tls-key", f.certificate, "no private key");
  refused(f.folder, f.key, "--tls-cert", f.folder, "no certificate");
  refused("/dev/null", f.key, "--tls-cert", "/dev/null", "no certificate");
  if (geteuid()) {
    chmod(f.key, 0);
    refused(f.certificate, f.key, "--tls-key", f.key, "Permission denied");
  }
  end(&f);
}

static void test_what_is_wrong_with_keys_is_said(void **state) {
  files f;
  (void)state;
  begin(&f);
  certificate_make(EVP_EC_gen("prime256v1"), f.other, f.key, -HOUR, HOUR, NULL);
  refused(f.certificate, f.key, "--tls-key", f.certificate, "not the key of the certificate");
  certificate_make(EVP_EC_gen("prime256v1"), f.certificate, f.key, -HOUR, HOUR, "secret");
  refused(f.certificate, f.key, "--tls-key", f.key, "password");
  certificate_make(EVP_RSA_gen(1024), f.certificate, f.key, -HOUR, HOUR, NULL);
  refused(f.certificate, f.key, "--tls-key", f.key, "too short");
  end(&f);
}

static void test_what_is_wrong_with_dates_is_said(void **state) {
  files f;
  (void)state;
  begin(&f);
  certificate_make(EVP_EC_gen("prime256v1"), f.certificate, f.key, -3 * DAY, -2 * DAY, NULL);
  refused(f.certificate, f.key, "--tls-cert", f.certificate, "expired on 20");
  certificate_make(EVP_EC_gen("prime256v1"), f.certificate, f.key, 2 * DAY, 3 * DAY, NULL);
  refused(f.certificate, f.key, "--tls-cert", f.certificate, "valid from 20");
  end(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_right_is_accepted),
      cmocka_unit_test(test_what_is_wrong_with_files_is_said),
      cmocka_unit_test(test_what_is_wrong_with_keys_is_said),
      cmocka_unit_test(test_what_is_wrong_with_dates_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
