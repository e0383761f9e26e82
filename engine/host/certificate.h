/* The certificate that --tls-cert and --tls-key name. */
#ifndef POLDER_HOST_CERTIFICATE_H
#define POLDER_HOST_CERTIFICATE_H

#include <polder/status.h>

/* Whether both files can be read, hold what they should, are valid today and belong together. PL_SYSTEM says which does
 * not, and why. */
pl_status pl_certificate_check(const char *certificate, const char *key, pl_error *error);

#endif
