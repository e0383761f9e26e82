/* A bar of twenty characters and a percentage, written over itself ten times a second at most.
 *
 * Meanwhile Ctrl-C means: stop here, and leave nothing by halves. The handler sets a flag, which the next step sees;
 * who presses it twice does not want to wait for that, and the program ends as any other does. An interrupt that
 * whoever started the program wants ignored stays ignored. */
#include "progress.h"

#include <stdio.h>
#include <unistd.h>

enum { BAR = 20, QUIET_MILLISECONDS = 1000, PAUSE_MILLISECONDS = 100 };

/* A signal handler has no other way to tell anybody anything. */
static volatile sig_atomic_t is_interrupted;

static void interrupt(int number) {
  (void)number;
  is_interrupted = 1;
}

static void listen(pl_progress_line *line) {
  struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND | SA_RESTART};
  sigemptyset(&action.sa_mask);
  is_interrupted = 0;
  line->is_listening = !sigaction(SIGINT, NULL, &line->before) && line->before.sa_handler != SIG_IGN &&
                       !sigaction(SIGINT, &action, NULL);
}

static struct timespec now(void) {
  struct timespec time = {0};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time;
}

static long milliseconds_since(const struct timespec *then) {
  const struct timespec time = now();
  return (long)(time.tv_sec - then->tv_sec) * 1000 + (time.tv_nsec - then->tv_nsec) / 1000000;
}

static void show(const pl_progress_line *line, size_t done, size_t total) {
  const int share = total ? (int)(done * 100 / total) : 0;
  fprintf(stderr, "\r%s [", line->what);
  for (int i = 0; i < BAR; i++) fputc(i < share * BAR / 100 ? '#' : '.', stderr);
  fprintf(stderr, "] %3d %%", share);
  fflush(stderr);
}

static bool step(void *context, size_t done, size_t total) {
  pl_progress_line *line = context;
  if (is_interrupted) return false;
  if (!line->is_watched) return true;
  if (milliseconds_since(&line->begun) < QUIET_MILLISECONDS) return true;
  if (line->is_shown && milliseconds_since(&line->told) < PAUSE_MILLISECONDS) return true;
  line->is_shown = true;
  line->told = now();
  show(line, done, total);
  return true;
}

pl_progress pl_progress_begin(pl_progress_line *line, const char *what, bool quiet) {
  *line = (pl_progress_line){.what = what, .begun = now(), .is_watched = !quiet && isatty(STDERR_FILENO)};
  listen(line);
  return (pl_progress){.step = step, .context = line};
}

void pl_progress_end(pl_progress_line *line) {
  if (line->is_shown) fputs("\r\033[K", stderr);
  line->is_shown = false;
  if (line->is_listening) sigaction(SIGINT, &line->before, NULL);
  line->is_listening = false;
}
