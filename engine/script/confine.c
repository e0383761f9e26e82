/* A second wall around a stranger's scenario.
 *
 *     parent ── fork ──► child: limits, filter, open the bundle, write what was found ── pipe ──► parent: read, judge
 *
 * The sandbox is the first wall. Should it have a hole, the child can still do nothing: it has no files but the pipe,
 * may ask the system for nothing but memory and that pipe, and has little memory and processor time. The bundle is in
 * its memory already. What comes out of the pipe is believed to be no more than an answer: a JSON list of bounded size,
 * whose every value is checked and every text tidied. A child that dies, is ended or talks nonsense becomes a finding
 * that says so.
 *
 *     answer   a byte for the walls that stood, then
 *              [status, "error", errors, warnings, dropped, [[severity, "code", file, line, column, width, "message",
 *              "hint"], …]]
 *
 * Where the system has no such filter, or no second process, the others stand alone; pl_walls says which did. */
#include "confine.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined(POLDER_HAS_SECCOMP)
#include <seccomp.h>
#endif

#include <polder/plain.h>
#include <polder/translate.h>

#include "findings.h"
#include "pool.h"

enum { WALLS = '0', HAS_LIMITS = 1, HAS_FILTER = 2, DESCRIPTORS = 1024 };

/* ---- the child ---- */
static bool limit(int what, rlim_t value) {
  struct rlimit now;
  if (getrlimit(what, &now)) return false;
  now.rlim_cur = now.rlim_max == RLIM_INFINITY || value < now.rlim_max ? value : now.rlim_max;
  rlim_t hard = what == RLIMIT_CPU ? now.rlim_cur + 1 : now.rlim_cur; /* first a signal with a name, then the end */
  if (now.rlim_max == RLIM_INFINITY || hard < now.rlim_max) now.rlim_max = hard;
  return !setrlimit(what, &now);
}

/* Bytes of address space in use, or 0: not known. */
static rlim_t address_space(void) {
  unsigned long pages = 0;
  FILE *from = fopen("/proc/self/statm", "r");
  if (!from) return 0;
  int read = fscanf(from, "%lu", &pages);
  fclose(from);
  long page = sysconf(_SC_PAGESIZE);
  return read == 1 && page > 0 ? (rlim_t)pages * (rlim_t)page : 0;
}

static bool raise_limits(rlim_t space) {
  bool stand = limit(RLIMIT_CPU, PL_CONFINE_SECONDS * PL_POOL_SLOWNESS) && limit(RLIMIT_FSIZE, 0) &&
               limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 0);
  if (PL_POOL_SLOWNESS == 1) { /* a sanitizer needs more address space than there is memory */
    if (space) stand &= limit(RLIMIT_AS, space + PL_CONFINE_BYTES);
    stand &= limit(RLIMIT_DATA, PL_CONFINE_BYTES);
  }
  return stand;
}

#if defined(POLDER_HAS_SECCOMP)
/* What reading a scenario needs: memory, time, ending. A C library may ask for more, and takes no for an answer. */
static const int allowed[] = {SCMP_SYS(brk),           SCMP_SYS(mmap),         SCMP_SYS(mmap2),
                              SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(mprotect),
                              SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(futex_time64),
                              SCMP_SYS(clock_gettime), SCMP_SYS(sysinfo),      SCMP_SYS(clock_gettime64),
#if defined(PL_POOL_HAS_SANITIZER)
                              SCMP_SYS(sigaltstack),   SCMP_SYS(gettid),       SCMP_SYS(getpid),
                              SCMP_SYS(rt_sigaction),  SCMP_SYS(sched_yield),  SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(prctl),
#endif
                              SCMP_SYS(exit),          SCMP_SYS(rt_sigreturn), SCMP_SYS(exit_group)};
/* What nobody asks for by accident. Whoever does is ended, so that it comes to light. */
static const int deadly[] = {SCMP_SYS(open),     SCMP_SYS(openat),  SCMP_SYS(openat2),  SCMP_SYS(creat),
                             SCMP_SYS(unlink),   SCMP_SYS(rename),  SCMP_SYS(unlinkat), SCMP_SYS(renameat2),
                             SCMP_SYS(socket),   SCMP_SYS(connect), SCMP_SYS(bind),     SCMP_SYS(socketpair),
                             SCMP_SYS(fork),     SCMP_SYS(vfork),   SCMP_SYS(clone),    SCMP_SYS(clone3),
                             SCMP_SYS(execve),   SCMP_SYS(execveat), SCMP_SYS(kill),    SCMP_SYS(ptrace),
                             SCMP_SYS(process_vm_writev), SCMP_SYS(io_uring_setup), SCMP_SYS(bpf)};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Writing is for the pipe only; a sanitizer may also complain. */
static bool raise_filter(int pipe) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return false;
  bool stands = true;
  for (size_t i = 0; i < COUNT(allowed); i++) stands &= !seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
  for (size_t i = 0; i < COUNT(deadly); i++) stands &= !seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
  stands &= !seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)pipe, 0));
  if (PL_POOL_SLOWNESS > 1) {
    stands &= !seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO, 0));
    stands &= !seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sigaltstack), 0); /* clang's, before the end */
  }
  stands = stands && !seccomp_load(filter);
  seccomp_release(filter);
  return stands;
}
#else
static bool raise_filter(int pipe) {
  (void)pipe;
  return false;
}
#endif

static bool send(int pipe, const char *bytes, size_t length) {
  while (length) {
    ssize_t sent = write(pipe, bytes, length);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    length -= (size_t)sent;
  }
  return true;
}

/* Never returns. Nothing of the parent is cleaned up here: its buffers are its own. */
static void be_child(pl_confined *work, void *context, const pl_bundle *bundle, int pipe, rlim_t space) {
  static const int ours[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
  for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) signal(ours[i], SIG_DFL);
  PL_TEXT("out of memory"); /* translations are read from a file when they are first asked for */
  for (int fd = 0; fd < DESCRIPTORS; fd++)
    if (fd != pipe && (PL_POOL_SLOWNESS == 1 || fd != STDERR_FILENO)) close(fd);
  int walls = (raise_limits(space) ? HAS_LIMITS : 0) | (raise_filter(pipe) ? HAS_FILTER : 0);
  char first = (char)(WALLS + walls);
  if (send(pipe, &first, 1)) work(context, bundle, pipe);
  _exit(0);
}

/* ---- the answer, written ---- */
static int file_index(const pl_bundle *bundle, const char *name) {
  for (size_t i = 0; i < bundle->count; i++)
    if (!strcmp(bundle->file[i].name, name)) return (int)i;
  return 0;
}

static bool add_findings(json_t *list, const pl_bundle *bundle, const pl_report *report) {
  for (size_t i = 0; i < report->count; i++) {
    const pl_finding *f = &report->finding[i];
    if (json_array_append_new(list, json_pack("[i,s,i,i,i,i,s,s]", (int)f->severity, f->code,
                                              file_index(bundle, f->file), f->line, f->column, f->width, f->message,
                                              f->hint ? f->hint : "")))
      return false;
  }
  return true;
}

void pl_confine_open(void *context, const pl_bundle *bundle, int pipe) {
  pl_report report = {0};
  pl_error error = {0};
  (void)context;
  pl_status status = pl_script_open(bundle, NULL, &report, &error);
  json_t *list = json_array(); /* lists only: objects would want luck from the system */
  if (!list || !add_findings(list, bundle, &report)) _exit(1);
  json_t *answer = json_pack("[i,s,I,I,I,o]", (int)status, error.text, (json_int_t)report.errors,
                             (json_int_t)report.warnings, (json_int_t)report.dropped, list);
  char *text = answer ? json_dumps(answer, JSON_COMPACT) : NULL;
  if (!text || !send(pipe, text, strlen(text))) _exit(1);
  free(text);
  json_decref(answer);
  pl_report_clear(&report);
}

/* ---- the answer, read ---- */
/* The i-th value of a list as a number from `least` to `most`; anything else is nonsense. */
static bool read_number(const json_t *list, size_t i, json_int_t least, json_int_t most, json_int_t *number) {
  const json_t *value = json_array_get(list, i);
  if (!json_is_integer(value)) return false;
  *number = json_integer_value(value);
  return *number >= least && *number <= most;
}

/* The i-th value as one line of text, tidied. */
static bool read_line(const json_t *list, size_t i, char *line, size_t size) {
  const char *text = json_string_value(json_array_get(list, i));
  if (!text || strlen(text) >= size) return false;
  strcpy(line, text);
  pl_plain_line(line);
  return true;
}

static bool read_finding(const json_t *row, const pl_bundle *bundle, pl_report *report) {
  char code[5], message[2048], hint[1024];
  json_int_t severity, file, line, column, width;
  if (!json_is_array(row) || json_array_size(row) != 8) return false;
  bool is_fine = read_number(row, 0, PL_SEVERITY_ERROR, PL_SEVERITY_WARNING, &severity) &&
                 read_line(row, 1, code, sizeof code) && strlen(code) == 4 &&
                 read_number(row, 2, 0, (json_int_t)bundle->count - 1, &file) &&
                 read_number(row, 3, 0, 1 << 24, &line) && read_number(row, 4, 0, 1 << 24, &column) &&
                 read_number(row, 5, 0, 1 << 16, &width) && read_line(row, 6, message, sizeof message) &&
                 read_line(row, 7, hint, sizeof hint);
  if (!is_fine) return false;
  pl_finding finding = {.severity = (pl_severity)severity, .file = bundle->file[file].name, .line = (int)line,
                        .column = (int)column, .width = (int)width, .message = message,
                        .hint = hint[0] ? hint : NULL};
  memcpy(finding.code, code, sizeof code);
  return pl_report_add(report, &finding);
}

/* PL_BUG: the answer is none. */
static pl_status read_answer(const json_t *answer, const pl_bundle *bundle, pl_report *report, pl_error *error) {
  json_int_t status, errors, warnings, dropped;
  char text[sizeof error->text];
  const json_t *list = json_array_get(answer, 5);
  if (!json_is_array(answer) || json_array_size(answer) != 6 || !json_is_array(list)) return PL_BUG;
  if (json_array_size(list) > PL_FINDINGS_SHOWN) return PL_BUG;
  bool is_fine = read_number(answer, 0, PL_OK, PL_BUG, &status) && read_line(answer, 1, text, sizeof text) &&
                 read_number(answer, 2, 0, INT32_MAX, &errors) && read_number(answer, 3, 0, INT32_MAX, &warnings) &&
                 read_number(answer, 4, 0, INT32_MAX, &dropped);
  for (size_t i = 0; is_fine && i < json_array_size(list); i++)
    is_fine = read_finding(json_array_get(list, i), bundle, report);
  bool has_sense = (status == PL_OK) == (errors == 0) || status == PL_NO_MEMORY;
  if (!is_fine || !has_sense || (status != PL_OK && status != PL_BAD_INPUT && status != PL_NO_MEMORY)) return PL_BUG;
  report->errors = (size_t)errors, report->warnings = (size_t)warnings, report->dropped = (size_t)dropped;
  return status == PL_OK ? PL_OK : pl_error_set(error, (pl_status)status, "%s", text);
}

/* ---- the parent ---- */
static int64_t now_in_milliseconds(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until the child closes its end. False: it says too much, or nothing for too long. */
static bool listen_to(int pipe, pl_buffer *heard) {
  int64_t end = now_in_milliseconds() + (int64_t)PL_CONFINE_PATIENCE * 1000 * PL_POOL_SLOWNESS;
  char bytes[4096];
  while (heard->length <= PL_CONFINE_ANSWER && !heard->failed) {
    struct pollfd wait = {.fd = pipe, .events = POLLIN};
    int64_t left = end - now_in_milliseconds();
    if (left <= 0) return false;
    int ready = poll(&wait, 1, (int)left);
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) continue;
    ssize_t got = read(pipe, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    pl_buffer_add(heard, bytes, (size_t)got);
  }
  return false;
}

/* What a child's end means, in words. */
static const char *explain_end(int status, bool was_heard, char *text, size_t size) {
  int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (!was_heard) snprintf(text, size, PL_TEXT("gave no answer of at most %d bytes within %d seconds (the limits)"),
                           PL_CONFINE_ANSWER, PL_CONFINE_PATIENCE);
  else if (number == SIGXCPU || number == SIGKILL)
    snprintf(text, size, PL_TEXT("took more than %d seconds of processor time (the limit)"), PL_CONFINE_SECONDS);
  else if (number == SIGSYS)
    snprintf(text, size, PL_TEXT("asked the system for something that is none of its business (the limit is memory)"));
  else if (number) snprintf(text, size, PL_TEXT("was ended by signal %d"), number);
  else snprintf(text, size, PL_TEXT("gave an answer that is none"));
  return text;
}

/* The check did not end as it should: an error at the scenario's beginning. */
static pl_status refuse(const pl_bundle *bundle, const char *what, pl_report *report, pl_error *error) {
  char message[300], first[sizeof error->text];
  pl_report_clear(report);
  snprintf(message, sizeof message, PL_TEXT("reading the scenario, in a process of its own, %s"), what);
  const pl_finding finding = {
      .severity = PL_SEVERITY_ERROR, .code = "E104", .file = bundle->file[0].name, .line = 1, .message = message,
      .hint = PL_TEXT("do not use it; if you wrote it yourself, please report this with the scenario")};
  if (!pl_report_add(report, &finding)) return pl_error_set(error, PL_NO_MEMORY, PL_TEXT("out of memory"));
  pl_report_first(report, first, sizeof first);
  return pl_error_set(error, PL_BAD_INPUT, "%s", first);
}

static pl_status judge(const pl_bundle *bundle, const pl_buffer *heard, bool was_heard, int status, pl_report *report,
                       pl_walls *walls, pl_error *error) {
  char what[200];
  int flags = heard->length ? heard->bytes[0] - WALLS : 0;
  *walls = (pl_walls){.has_process = true, .has_limits = flags & HAS_LIMITS, .has_filter = flags & HAS_FILTER};
  bool has_ended = was_heard && WIFEXITED(status) && WEXITSTATUS(status) == 0 && heard->length > 1;
  json_t *answer =
      has_ended ? json_loadb(heard->bytes + 1, heard->length - 1, JSON_REJECT_DUPLICATES, NULL) : NULL;
  pl_status said = answer ? read_answer(answer, bundle, report, error) : PL_BUG;
  json_decref(answer);
  if (said == PL_BUG) return refuse(bundle, explain_end(status, was_heard, what, sizeof what), report, error);
  if (said != PL_NO_MEMORY) return said;
  snprintf(what, sizeof what, PL_TEXT("took more than %d bytes of memory (the limit)"), PL_CONFINE_BYTES);
  return refuse(bundle, what, report, error);
}

pl_status pl_confine(pl_confined *work, void *context, const pl_bundle *bundle, pl_report *report, pl_walls *walls,
                     pl_error *error) {
  int ends[2], status = 0;
  pl_buffer heard = {0};
  *report = (pl_report){0};
  *walls = (pl_walls){0};
  if (pipe(ends)) return pl_error_set(error, PL_SYSTEM, PL_TEXT("cannot make a pipe: %s"), strerror(errno));
  rlim_t space = address_space();
  pid_t child = fork();
  if (child == 0) be_child(work, context, bundle, ends[1], space);
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return pl_error_set(error, PL_SYSTEM, PL_TEXT("cannot make a process: %s"), strerror(errno));
  }
  bool was_heard = listen_to(ends[0], &heard);
  close(ends[0]);
  if (!was_heard) kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  pl_status answer = judge(bundle, &heard, was_heard, status, report, walls, error);
  pl_buffer_clear(&heard);
  return answer;
}

pl_status pl_script_check(const pl_bundle *bundle, pl_report *report, pl_walls *walls, pl_error *error) {
  pl_walls unused;
  if (!walls) walls = &unused;
  *report = (pl_report){0};
  *walls = (pl_walls){0};
  if (!bundle->count) return pl_script_open(bundle, NULL, report, error);
  pl_status status = pl_confine(pl_confine_open, NULL, bundle, report, walls, error);
  if (status != PL_SYSTEM) return status;
  return pl_script_open(bundle, NULL, report, error); /* the sandbox alone */
}
