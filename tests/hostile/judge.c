/* Judges what becomes of hostile scenarios.
 *
 *   hostile SLOWNESS POLDER FOLDER|CASE…
 *
 * A case is a .lua file (a folder: every .lua file in it) or a folder with a scenario.lua. Its first line, or that of
 * FOLDER.expected, says what must come of it:
 *
 *   -- check 1: words | more words          `polder check` finds errors
 *   -- check 0, run 3: words                it checks well, and `polder run` ends in an error
 *   -- check 0, run 0: words                it is harmless: nothing comes of the trick
 *   -- check 3 nowhere words                it is not even read
 *
 * All words must be in what is printed. Besides, whatever is tried: no signal; at most two seconds of processor time
 * and 200 MB; an error names a place, unless the line says "nowhere" instead of a colon; nothing printed controls a
 * terminal or turns the direction of writing round; and no sanitizer has anything to say. SLOWNESS multiplies the
 * seconds; above 1 memory is not measured, because a sanitizer takes more for itself. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_CASES = 512, MOST_OUTPUT = 1 << 18, SECONDS = 2, MEGABYTES = 200, PATIENCE = 30 };

typedef struct outcome {
  char output[MOST_OUTPUT + 1]; /* standard output and error together */
  size_t length;
  int status;
  double seconds;
  long megabytes;
} outcome;

typedef struct expectation {
  int check, run; /* exit codes; −1: not tried */
  bool has_place;
  char words[1024];
} expectation;

typedef struct judge {
  const char *polder;
  int slowness, cases, failures;
  double slowest;
  long largest;
  outcome outcome;
} judge;

/* ---- running ---- */
static void collect(int fd, outcome *o) {
  char spill[4096];
  for (;;) {
    size_t room = MOST_OUTPUT - o->length;
    ssize_t got = read(fd, room ? o->output + o->length : spill, room ? room : sizeof spill);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    if (room) o->length += (size_t)got;
  }
  o->output[o->length] = 0;
}

static void execute(const judge *j, const char *command, const char *path, int fd) {
  alarm((unsigned)(PATIENCE * j->slowness)); /* survives exec: something that hangs ends by a signal */
  int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0) _exit(126);
  execl(j->polder, j->polder, command, path, (char *)NULL);
  _exit(127);
}

static bool run(judge *j, const char *command, const char *path) {
  int ends[2];
  struct rusage used;
  j->outcome.length = 0;
  if (pipe(ends) != 0) return false;
  pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    close(ends[0]);
    execute(j, command, path, ends[1]);
  }
  close(ends[1]);
  collect(ends[0], &j->outcome);
  close(ends[0]);
  if (wait4(child, &j->outcome.status, 0, &used) != child) return false;
  j->outcome.seconds = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  j->outcome.megabytes = used.ru_maxrss / 1024;
  return true;
}

/* ---- judging ---- */
static void complain(judge *j, const char *path, const char *command, const char *what) {
  printf("%s: polder %s: %s\n%.1500s\n", path, command, what, j->outcome.output);
  j->failures++;
}

/* A place looks like "name.lua:12" or "name.ftl:3". */
static bool names_place(const char *text) {
  for (const char *at = text; (at = strchr(at, ':')); at++) {
    bool is_file = at - text >= 4 && (!memcmp(at - 4, ".lua", 4) || !memcmp(at - 4, ".ftl", 4));
    if (is_file && at[1] >= '1' && at[1] <= '9') return true;
  }
  return false;
}

static bool has_control(const outcome *o) {
  static const char *const marks[] = {"\xC2\x9B", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD",
                                      "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"};
  for (size_t i = 0; i < o->length; i++) {
    unsigned char c = (unsigned char)o->output[i];
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return true;
  }
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (strstr(o->output, marks[i])) return true;
  return false;
}

static bool has_words(const outcome *o, const char *words, char *missing, size_t size) {
  char list[1024];
  snprintf(list, sizeof list, "%s", words);
  for (char *at = list; at;) {
    char *next = strstr(at, " | ");
    if (next) *next = 0, next += 3;
    snprintf(missing, size, "these words are missing: %.200s", at);
    if (*at && !strstr(o->output, at)) return false;
    at = next;
  }
  return true;
}

static void judge_outcome(judge *j, const char *path, const char *command, int code, bool is_last,
                          const expectation *e) {
  const outcome *o = &j->outcome;
  char what[400];
  if (o->seconds > j->slowest) j->slowest = o->seconds;
  if (o->megabytes > j->largest) j->largest = o->megabytes;
  if (WIFSIGNALED(o->status)) {
    snprintf(what, sizeof what, "ended by signal %d", WTERMSIG(o->status));
    complain(j, path, command, what);
  } else if (WEXITSTATUS(o->status) != code) {
    snprintf(what, sizeof what, "exit code %d, expected %d", WEXITSTATUS(o->status), code);
    complain(j, path, command, what);
  } else if (is_last && !has_words(o, e->words, what, sizeof what)) {
    complain(j, path, command, what);
  } else if (is_last && code != 0 && e->has_place && !names_place(o->output)) {
    complain(j, path, command, "the error names no place");
  }
  if (o->seconds > SECONDS * j->slowness) complain(j, path, command, "took more than two seconds");
  if (j->slowness == 1 && o->megabytes > MEGABYTES) complain(j, path, command, "took more than 200 MB");
  if (has_control(o)) complain(j, path, command, "what is printed does things to a terminal");
  if (strstr(o->output, "Sanitizer") || strstr(o->output, "runtime error:"))
    complain(j, path, command, "a sanitizer has something to say");
}

/* ---- expecting ---- */
static bool read_first_line(const char *path, char *line, size_t size) {
  char file[4096];
  struct stat about;
  snprintf(file, sizeof file, stat(path, &about) == 0 && S_ISDIR(about.st_mode) ? "%s.expected" : "%s", path);
  FILE *from = fopen(file, "rb");
  bool is_read = from && fgets(line, (int)size, from);
  if (from) fclose(from);
  if (is_read) line[strcspn(line, "\r\n")] = 0;
  return is_read;
}

static bool read_expectation(const char *path, expectation *e) {
  char line[1200];
  *e = (expectation){.check = -1, .run = -1};
  if (!read_first_line(path, line, sizeof line)) return false;
  const char *at = strstr(line, "-- check ");
  if (!at) return false;
  e->check = atoi(at + 9);
  const char *run = strstr(at, ", run ");
  if (run && run < at + 14) e->run = atoi(run + 6), at = run;
  const char *colon = strchr(at, ':'), *nowhere = strstr(at, " nowhere ");
  e->has_place = !nowhere || (colon && colon < nowhere);
  const char *words = e->has_place ? (colon ? colon + 2 : "") : nowhere + 9;
  snprintf(e->words, sizeof e->words, "%s", words);
  return true;
}

static void judge_case(judge *j, const char *path) {
  expectation e;
  j->cases++;
  j->outcome.output[0] = 0;
  if (!read_expectation(path, &e)) {
    complain(j, path, "check", "its first line does not say what is expected");
    return;
  }
  if (!run(j, "check", path)) {
    complain(j, path, "check", strerror(errno));
    return;
  }
  judge_outcome(j, path, "check", e.check, e.run < 0, &e);
  if (e.run < 0) return;
  if (run(j, "run", path)) judge_outcome(j, path, "run", e.run, true, &e);
  else complain(j, path, "run", strerror(errno));
}

/* ---- the corpus ---- */
static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void judge_folder(judge *j, const char *path) {
  char *names[MOST_CASES], file[4096];
  size_t count = 0;
  DIR *folder = opendir(path);
  for (struct dirent *entry; folder && count < MOST_CASES && (entry = readdir(folder));) {
    size_t length = strlen(entry->d_name);
    if (length > 4 && !strcmp(entry->d_name + length - 4, ".lua")) names[count++] = strdup(entry->d_name);
  }
  if (folder) closedir(folder);
  qsort(names, count, sizeof names[0], compare);
  for (size_t i = 0; i < count; i++) {
    snprintf(file, sizeof file, "%s/%s", path, names[i] ? names[i] : "?");
    judge_case(j, file);
    free(names[i]);
  }
}

static bool is_corpus(const char *path) {
  char expected[4096];
  struct stat about;
  snprintf(expected, sizeof expected, "%s.expected", path);
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode) && stat(expected, &about) != 0;
}

int main(int count, char **words) {
  if (count < 4) return fputs("hostile SLOWNESS POLDER FOLDER|CASE…\n", stderr), 2;
  judge *j = calloc(1, sizeof *j);
  if (!j) return 1;
  j->slowness = atoi(words[1]);
  j->polder = words[2];
  for (int i = 3; i < count; i++) is_corpus(words[i]) ? judge_folder(j, words[i]) : judge_case(j, words[i]);
  printf("%d cases, %d failures; at most %.2f s and %ld MB\n", j->cases, j->failures, j->slowest, j->largest);
  int code = j->failures || !j->cases;
  free(j);
  return code;
}
