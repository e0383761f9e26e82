/* Output: what it means that a text could not be written.
 *
 * A pipe whose reader is gone (head, a pager that was left) and a terminal that went away have the same reason as a
 * person who turns round: enough was seen, and nobody is told that nobody listened. The error that a write came back
 * with is not always there to be asked any more, so the other end itself is looked at. A disk that is full is another
 * matter: what was asked for is not there. */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include <polder/play.h>

static bool is_read(FILE *out) {
  struct pollfd end = {.fd = fileno(out), .events = POLLOUT};
  return poll(&end, 1, 0) < 0 || !(end.revents & (POLLERR | POLLHUP));
}

pl_status pl_output_refused(FILE *out, int reason, pl_error *error) {
  if (reason == EPIPE || reason == EINTR || !is_read(out)) return PL_OK;
  if (!reason && !ferror(out))
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: not everything could be told");
  return pl_error_set(error, PL_SYSTEM, "cannot write to standard output: %s: is the disk full?",
                      strerror(reason ? reason : EIO));
}
