/* Plays a program at a terminal of its own: terminal COLUMNS ROWS PROGRAM ARGUMENT… <SCRIPT
 *
 *   wait TEXT     until the program has written TEXT, after what was waited for before
 *   type TEXT     and a line end
 *   control C     the key Ctrl-C (or D, …)
 *   signal NAME   INT, TERM, HUP or KILL, to the program
 *   run COMMAND   a shell command, meanwhile
 *   keep FILE     what the program has written so far, for such a command
 *   close         the terminal goes away
 *
 * Then waits for the program to end; writes all that it wrote, and ends with its exit code (128 + signal). 99: what was
 * waited for did not come, or the program did not end by itself within PATIENCE. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 60000 /* ms */, MOST_TEXT = 1 << 20, FAILED = 99 };

static char text[MOST_TEXT + 1];
static size_t length, seen; /* written by the program; up to where it was waited for */

static void stop(const char *what) {
  fprintf(stderr, "terminal: %s: %s\n", what, strerror(errno));
  exit(FAILED);
}

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static pid_t start(int master, int columns, int rows, char **words) {
  const char *name = ptsname(master);
  pid_t child = fork();
  if (child < 0) stop("fork");
  if (child) return child;
  setsid();
  int slave = open(name, O_RDWR); /* a session's first terminal is its own */
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) || ioctl(slave, TIOCSWINSZ, &size)) _exit(FAILED);
  for (int i = 0; i < 3; i++) dup2(slave, i);
  if (slave > 2) close(slave);
  close(master);
  execvp(words[0], words);
  _exit(FAILED);
}

/* Reads what there is within `patience` ms; false: nothing more will come. */
static bool take(int master, int patience) {
  struct pollfd end = {.fd = master, .events = POLLIN};
  int ready = poll(&end, 1, patience);
  if (ready == 0) return true;
  if (ready < 0) return errno == EINTR;
  ssize_t got = read(master, text + length, MOST_TEXT - length);
  if (got <= 0) return false;
  length += (size_t)got;
  text[length] = 0;
  return true;
}

static void wait_for(int master, const char *wanted) {
  long deadline = now() + PATIENCE;
  bool is_alive = true;
  for (;;) {
    const char *found = strstr(text + seen, wanted);
    if (found) {
      seen = (size_t)(found - text) + strlen(wanted);
      return;
    }
    if (!is_alive || now() > deadline) break;
    is_alive = take(master, 100);
  }
  fprintf(stderr, "terminal: \"%s\" did not come; since then: %s\n", wanted, text + seen);
  exit(FAILED);
}

static void send_bytes(int master, const char *bytes, size_t count) {
  if (write(master, bytes, count) != (ssize_t)count) stop("write");
}

static void send_signal(pid_t child, const char *name) {
  int number = !strcmp(name, "INT")    ? SIGINT
               : !strcmp(name, "HUP")  ? SIGHUP
               : !strcmp(name, "KILL") ? SIGKILL
                                       : SIGTERM;
  kill(child, number);
}

static void keep(const char *path) {
  FILE *file = fopen(path, "w");
  if (!file || fwrite(text, 1, length, file) != length || fclose(file)) stop(path);
}

/* One line of the script; returns the terminal, −1 once it is closed. */
static int obey(int master, pid_t child, char *line) {
  char *argument = strchr(line, ' ');
  if (argument)
    *argument++ = 0;
  else
    argument = line + strlen(line);
  if (!strcmp(line, "wait"))
    wait_for(master, argument);
  else if (!strcmp(line, "type")) {
    send_bytes(master, argument, strlen(argument));
    send_bytes(master, "\r", 1);
  } else if (!strcmp(line, "control")) {
    char key = (char)(*argument & 0x1F);
    send_bytes(master, &key, 1);
  } else if (!strcmp(line, "signal"))
    send_signal(child, argument);
  else if (!strcmp(line, "run")) {
    if (system(argument)) stop(argument);
  } else if (!strcmp(line, "keep")) {
    keep(argument);
  } else if (!strcmp(line, "close")) {
    close(master);
    return -1;
  } else
    stop(line);
  return master;
}

/* The exit code, when the program has ended by itself. */
static int finish(int master, pid_t child) {
  long deadline = now() + PATIENCE;
  int status = 0;
  pid_t ended = 0;
  while (!ended && now() < deadline) {
    if (master < 0 || !take(master, 20)) poll(NULL, 0, 20);
    ended = waitpid(child, &status, WNOHANG);
  }
  while (master >= 0 && ended && take(master, 0)) {
    struct pollfd end = {.fd = master, .events = POLLIN};
    if (poll(&end, 1, 0) <= 0) break;
  }
  if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  kill(child, SIGKILL);
  fprintf(stderr, "terminal: the program does not end\n");
  return FAILED;
}

int main(int count, char **words) {
  char line[4096];
  if (count < 4) return FAILED;
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || grantpt(master) || unlockpt(master)) stop("no terminal");
  fcntl(master, F_SETFD, FD_CLOEXEC);
  pid_t child = start(master, atoi(words[1]), atoi(words[2]), words + 3);
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    if (*line) master = obey(master, child, line);
  }
  int code = finish(master, child);
  fwrite(text, 1, length, stdout);
  return code;
}
