/* Writing a report: which kind the file is, what that kind needs, and the file, whole or not at all.
 *
 *   compute what this kind needs → all bytes in memory → OUT.part-… beside OUT → on the disk → renamed to OUT
 *
 * A file that was there stays until the new one is complete; whatever goes wrong, what is beside it is removed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "writers.h"

/* ---- kinds ---- */

static const struct {
  unsigned parts; /* PL_AFTER_… */
  pl_report_writer write;
} writers[PL_REPORT_KINDS] = {[PL_REPORT_HTML] = {PL_AFTER_ALL, pl_write_html},
                              [PL_REPORT_MARKDOWN] = {PL_AFTER_ALL, pl_write_markdown},
                              [PL_REPORT_CSV] = {0, pl_write_csv},
                              [PL_REPORT_XLSX] = {PL_AFTER_ALL, pl_write_xlsx},
                              [PL_REPORT_JSON] = {PL_AFTER_ALL, pl_write_json},
                              [PL_REPORT_STIX] = {0, pl_write_stix}};

static const char *const endings[PL_REPORT_KINDS] = {
#define X(constant, ending) [constant] = ending,
    PL_REPORT_TABLE(X)
#undef X
};

const char *pl_report_ending(pl_report_kind kind) { return kind < PL_REPORT_KINDS ? endings[kind] : ""; }

static bool has_ending(const char *path, const char *ending) {
  const size_t length = strlen(path), tail = strlen(ending);
  return length > tail && !strcmp(path + length - tail, ending) && path[length - tail - 1] != '/';
}

pl_report_kind pl_report_kind_of(const char *path) {
  pl_report_kind found = PL_REPORT_KINDS;
  for (int kind = 0; kind < PL_REPORT_KINDS; kind++)
    if (has_ending(path, endings[kind]) && (found == PL_REPORT_KINDS || strlen(endings[kind]) > strlen(endings[found])))
      found = (pl_report_kind)kind;
  return found;
}

static pl_status refuse_ending(const char *path, pl_error *error) {
  pl_buffer known = {0};
  for (int kind = 0; kind < PL_REPORT_KINDS; kind++)
    pl_buffer_add_format(&known, "%s%s", kind ? ", " : "", endings[kind]);
  pl_error_set(error, PL_BAD_INPUT, "%.200s does not say what kind of file it is to be: end its name in %s", path,
               pl_buffer_text(&known));
  pl_buffer_clear(&known);
  return PL_BAD_INPUT;
}

/* ---- the file ---- */

static pl_status refuse(const char *path, int number, pl_error *error) {
  switch (number) {
  case ENOENT:
  case ENOTDIR:
    return pl_error_set(error, PL_SYSTEM, "%.200s cannot be written: there is no such folder; make it first", path);
  case EACCES:
  case EPERM:
  case EROFS:
    return pl_error_set(error, PL_SYSTEM,
                        "%.200s cannot be written: its folder does not allow it; choose one that is yours", path);
  case EISDIR:
    return pl_error_set(error, PL_SYSTEM, "%.200s is a folder: give the report another name", path);
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return pl_error_set(error, PL_SYSTEM, "%.200s cannot be written: the disk is full; free some space and try again",
                        path);
  default: return pl_error_set(error, PL_SYSTEM, "%.200s cannot be written: %s", path, strerror(number));
  }
}

/* Everything, and on the disk. 0, or errno. */
static int write_all(int file, const pl_buffer *bytes) {
  for (size_t done = 0; done < bytes->length;) {
    const ssize_t step = write(file, bytes->bytes + done, bytes->length - done);
    if (step < 0 && errno == EINTR) continue;
    if (step <= 0) return step < 0 ? errno : ENOSPC;
    done += (size_t)step;
  }
  return fsync(file) && errno != EINVAL ? errno : 0;
}

/* As open as other new files of this person, which mkstemp's are not; those of a file that was there stay. */
static void take_mode(int file, const char *path) {
  struct stat info;
  const mode_t mask = umask(0);
  umask(mask);
  if (fchmod(file, stat(path, &info) ? 0666 & ~mask : info.st_mode & 0777)) return; /* then only its owner reads it */
}

static int write_beside(const char *path, char *beside, const pl_buffer *bytes) {
  const int file = mkstemp(beside);
  if (file < 0) return errno;
  take_mode(file, path);
  int number = write_all(file, bytes);
  if (close(file) && !number) number = errno;
  if (!number && rename(beside, path)) number = errno;
  if (number) unlink(beside);
  return number;
}

static pl_status write_file(const char *path, const pl_buffer *bytes, pl_error *error) {
  static const char suffix[] = ".part-XXXXXX";
  const size_t length = strlen(path);
  struct stat info;
  if (!stat(path, &info) && S_ISDIR(info.st_mode)) return refuse(path, EISDIR, error);
  char *beside = malloc(length + sizeof suffix);
  if (!beside) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write the report");
  memcpy(beside, path, length);
  memcpy(beside + length, suffix, sizeof suffix);
  const int number = write_beside(path, beside, bytes);
  free(beside);
  return number ? refuse(path, number, error) : PL_OK;
}

/* ---- all of it ---- */

/* Before minutes are spent on what cannot be written. */
static pl_status look_ahead(const char *path, pl_error *error) {
  struct stat info;
  const char *slash = strrchr(path, '/');
  char folder[4096] = ".";
  const size_t length = slash ? (size_t)(slash - path) : 0;
  if (!stat(path, &info) && S_ISDIR(info.st_mode)) return refuse(path, EISDIR, error);
  if (slash && length < sizeof folder) {
    memcpy(folder, path, length + !length);
    folder[length + !length] = 0;
  }
  if (stat(folder, &info)) return refuse(path, errno, error);
  if (!S_ISDIR(info.st_mode)) return refuse(path, ENOTDIR, error);
  return access(folder, W_OK) ? refuse(path, errno, error) : PL_OK;
}

static pl_status look_at_session(const pl_session *session, pl_error *error) {
  if (pl_session_rounds_done(session) > 0) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT, "there is nothing to report: no round of this exercise has been played");
}

pl_status pl_report_write(const pl_session *session, const pl_bots *bots, const char *path,
                          const pl_report_options *options, pl_error *error) {
  const pl_report_kind kind = pl_report_kind_of(path);
  pl_after_action after = {.session = NULL};
  pl_buffer bytes = {0};
  if (kind == PL_REPORT_KINDS) return refuse_ending(path, error);
  pl_status status = look_at_session(session, error);
  if (status == PL_OK) status = look_ahead(path, error);
  if (status == PL_OK) status = pl_after_action_make(&after, session, bots, writers[kind].parts, options, error);
  if (status != PL_OK) return status;
  status = writers[kind].write(&after, &bytes, error);
  if (status == PL_OK && bytes.failed)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write the report");
  if (status == PL_OK) status = write_file(path, &bytes, error);
  pl_buffer_clear(&bytes);
  pl_after_action_clear(&after);
  return status;
}
