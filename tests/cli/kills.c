/* Kills polder again and again in the middle of an exercise, and looks whether anything that it acknowledged is lost:
 *
 *   kills PROGRAM FOLDER TIMES
 *
 *   begin or resume ─► decisions, now and then a commit, as fast as the pipe takes them
 *        ▲                     │ kill -9 at a random moment, from before the start to after the last decision
 *        └──── compare ◄───────┘
 *
 * Acknowledged is what stands on standard output. After each kill the file must hold, in order, every decision that was
 * acknowledged, no round fewer than were, and at most one more of either: what was saved but could not be told any
 * more. Rounds done keep their digests. Every now and then everything is computed again (replay --verify). One exercise
 * survives as many kills as it takes to finish it; then the next begins. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DECISIONS = 8, MOST = 20000, MOST_TEXT = 1 << 21, VERIFY_EVERY = 25, ROUNDS = 6 };

/* What the file must hold. A decision is a split of the money, as 1000 · prevent + defend. */
typedef struct record {
  int split[MOST];
  size_t count;
  char digest[ROUNDS][32];
  int rounds;
} record;

static char text[MOST_TEXT + 1];
static const char *program;
static char file[1024];
static record known, found;
static long all_decisions, all_rounds, exercises;
static uint64_t luck = 1;

static void die(const char *what, const char *more) {
  fprintf(stderr, "kills: %s: %.2000s\n", what, more);
  exit(1);
}

static unsigned random_below(unsigned bound) {
  luck = luck * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(luck >> 33) % bound;
}

static long microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/* ---- running ---- */

typedef struct running {
  pid_t child;
  int in, out;
} running;

static running start(const char *const *words) {
  int in[2], out[2];
  if (pipe(in) || pipe(out)) die("pipe", strerror(errno));
  pid_t child = fork();
  if (child < 0) die("fork", strerror(errno));
  if (!child) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    close(in[0]), close(in[1]), close(out[0]), close(out[1]);
    execv(words[0], (char *const *)words);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  return (running){child, in[1], out[0]};
}

/* Reads until the end of the output, or the deadline (0: none); returns the length. */
static size_t listen_until(int out, long deadline, size_t length) {
  for (;;) {
    long left = deadline ? deadline - microseconds() : 60000000;
    struct pollfd end = {.fd = out, .events = POLLIN};
    if (deadline && left <= 0) return length;
    if (poll(&end, 1, (int)(left / 1000)) > 0) {
      ssize_t got = read(out, text + length, MOST_TEXT - length);
      if (got <= 0) return length;
      length += (size_t)got;
    } else if (deadline) {
      struct timespec rest = {0, left % 1000 * 1000};
      nanosleep(&rest, NULL);
      return length;
    } else
      die("the program does not end", "");
  }
}

static int run_to_end(const char *const *words) {
  int status;
  running it = start(words);
  close(it.in);
  text[listen_until(it.out, 0, 0)] = 0;
  close(it.out);
  waitpid(it.child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- what was acknowledged ---- */

static void know_split(int prevent, int defend) {
  if (known.count == MOST) die("too many decisions", "");
  known.split[known.count++] = 1000 * prevent + defend;
  all_decisions++;
}

/* Acknowledgements begin a line; what a resumed game lists again is indented. */
static void read_acknowledgements(void) {
  for (const char *line = text; line; line = strchr(line, '\n')) {
    int prevent, defend;
    if (*line == '\n') line++;
    if (sscanf(line, "Divide the money: %d %% prevent, %d %% defend", &prevent, &defend) == 2)
      know_split(prevent, defend);
    if (!strncmp(line, "The days pass", 13)) known.rounds++, all_rounds++;
  }
}

/* ---- what is in the file ---- */

static void read_decision(json_t *row) {
  json_t *split = json_object_get(json_object_get(row, "decision"), "split");
  const char *author = json_string_value(json_object_get(row, "author"));
  if (!split || !author || strcmp(author, "person")) return;
  int prevent = (int)json_integer_value(json_array_get(split, 0)) / 10;
  int defend = (int)json_integer_value(json_array_get(split, 1)) / 10;
  if (found.count < MOST) found.split[found.count++] = 1000 * prevent + defend;
}

static bool is_there(void) {
  struct stat info;
  return !stat(file, &info);
}

/* Killed while the file was being begun: nobody had been told of it, and it says itself that it is empty. */
static bool is_unbegun(void) {
  struct stat info;
  return !known.count && !known.rounds && !stat(file, &info) && !info.st_size;
}

/* False: there is nothing in it yet. */
static bool read_file(void) {
  const char *const words[] = {program, "replay", file, "--json", NULL};
  json_error_t error;
  size_t index;
  json_t *row;
  if (run_to_end(words)) {
    if (!is_unbegun()) die("replay --json refused the file", text);
    unlink(file);
    return false;
  }
  json_t *object = json_loads(text, 0, &error);
  if (!object) die("no JSON", error.text);
  found = (record){.rounds = (int)json_integer_value(json_object_get(object, "rounds_done"))};
  json_array_foreach(json_object_get(object, "decisions"), index, row) read_decision(row);
  json_array_foreach(json_object_get(object, "digests"), index, row) {
    if (index < ROUNDS) snprintf(found.digest[index], sizeof found.digest[index], "%s", json_string_value(row));
  }
  json_decref(object);
  return true;
}

static void compare(int kill_number) {
  char where[100];
  snprintf(where, sizeof where, "kill %d: %zu decisions and %d rounds acknowledged, %zu and %d in the file",
           kill_number, known.count, known.rounds, found.count, found.rounds);
  if (found.count < known.count || found.rounds < known.rounds) die("lost", where);
  if (found.count > known.count + 1 || found.rounds > known.rounds + 1) die("more than was decided", where);
  if (memcmp(found.split, known.split, known.count * sizeof known.split[0])) die("other decisions", where);
}

/* What was told at the last look must still be so. */
static void compare_digests(const record *before) {
  for (int r = 0; r < before->rounds; r++)
    if (*before->digest[r] && strcmp(before->digest[r], found.digest[r])) die("another digest", found.digest[r]);
}

static void verify(void) {
  const char *const words[] = {program, "replay", file, "--verify", NULL};
  if (run_to_end(words)) die("replay --verify failed", text);
}

/* ---- one kill ---- */

static void write_commands(int in, unsigned count, bool commits) {
  char commands[4096] = "";
  size_t length = 0;
  for (unsigned i = 0; i < count; i++) {
    int prevent = (int)random_below(50), defend = (int)random_below(50);
    length += (size_t)snprintf(commands + length, sizeof commands - length, "split %d %d %d\n", prevent, defend,
                               100 - prevent - defend);
  }
  if (commits) length += (size_t)snprintf(commands + length, sizeof commands - length, "commit\ncommit\n");
  if (write(in, commands, length) < 0 && errno != EPIPE) die("write", strerror(errno));
}

static void kill_once(long longest) {
  const char *const begin[] = {program, "play", "first-share", "--session", file, "--quiet", "--lang", "en", NULL};
  const char *const resume[] = {program, "resume", file, NULL};
  long begun = microseconds();
  running it = start(is_there() ? resume : begin);
  write_commands(it.in, 1 + random_below(DECISIONS), !random_below(6));
  size_t length = listen_until(it.out, begun + (long)random_below((unsigned)longest), 0);
  kill(it.child, SIGKILL);
  text[listen_until(it.out, 0, length)] = 0; /* what was written arrived, dead or not */
  close(it.in);
  close(it.out);
  waitpid(it.child, NULL, 0);
  read_acknowledgements();
}

/* The machine may be busier than when it was measured: kills that come before anything is acknowledged come later next
 * time, the others a little earlier. */
static long adapt(long longest, bool was_acknowledged) {
  if (was_acknowledged) return longest - longest / 32;
  return longest < 2000000 ? longest + longest / 8 : longest;
}

static void next_exercise(const char *folder) {
  exercises++;
  known = (record){.count = 0};
  snprintf(file, sizeof file, "%s/kills-%ld.polder", folder, exercises);
}

/* How long a game of this many decisions takes here: the kills fall anywhere in it. */
static long measure(const char *folder) {
  next_exercise(folder);
  const char *const words[] = {program, "play", "first-share", "--session", file, "--quiet", "--lang", "en", NULL};
  long begun = microseconds();
  running it = start(words);
  write_commands(it.in, DECISIONS / 2, false);
  close(it.in);
  text[listen_until(it.out, 0, 0)] = 0;
  close(it.out);
  waitpid(it.child, NULL, 0);
  return (microseconds() - begun) * 3 / 2;
}

int main(int count, char **words) {
  if (count != 4) die("usage", "kills PROGRAM FOLDER TIMES");
  signal(SIGPIPE, SIG_IGN);
  program = words[1];
  long longest = measure(words[2]);
  next_exercise(words[2]);
  for (int i = 1; i <= atoi(words[3]); i++) {
    record before = known;
    kill_once(longest);
    longest = adapt(longest, known.count > before.count || known.rounds > before.rounds);
    if (!is_there()) {
      if (known.count) die("acknowledged, and there is no file", file);
      continue;
    }
    if (!read_file()) continue;
    compare(i);
    compare_digests(&before);
    all_decisions += (long)(found.count - known.count);
    known = found;
    if (i % VERIFY_EVERY == 0) verify();
    if (known.rounds == ROUNDS || known.count > MOST / 2) next_exercise(words[2]);
  }
  printf("%s kills within %ld ms each, %ld exercises, %ld decisions, %ld rounds: nothing lost\n", words[3],
         longest / 1000, exercises - 1, all_decisions, all_rounds);
  const long times = atoi(words[3]);
  const bool is_enough = all_decisions > times / 2 && (all_rounds || times < 100);
  return is_enough ? 0 : (fprintf(stderr, "too little was decided\n"), 1);
}
