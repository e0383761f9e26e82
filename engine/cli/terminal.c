/* The terminal, as the operating system has it.
 *
 * A player may leave by a signal: Ctrl-C, a request to end, a closed terminal. The handler does no more than set a flag
 * and write a byte into a pipe; whoever waits for input waits for that pipe too, so that no signal falls between
 * looking at the flag and going to sleep. The game then ends as at the end of its input. A signal that whoever started
 * the program wants ignored (nohup) stays ignored.
 *
 * Colour is for terminals that want it (see https://no-color.org). */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A signal handler has no other way to tell anybody anything. */
static volatile sig_atomic_t is_called_away;
static int bell[2] = {-1, -1};

static void call_away(int number) {
  int saved = errno;
  (void)number;
  is_called_away = 1;
  ssize_t ignored = write(bell[1], "", 1);
  (void)ignored;
  errno = saved;
}

static void listen_for(int number) {
  struct sigaction action = {.sa_handler = call_away}, before; /* no SA_RESTART: a write that blocks ends too */
  sigemptyset(&action.sa_mask);
  if (!sigaction(number, NULL, &before) && before.sa_handler != SIG_IGN) sigaction(number, &action, NULL);
}

void pl_terminal_open(void) {
  setvbuf(stdin, NULL, _IONBF, 0); /* what is not read yet must be where poll looks */
  if (pipe(bell)) return;          /* then signals end the program, as they do anywhere else */
  for (int i = 0; i < 2; i++) {
    fcntl(bell[i], F_SETFD, FD_CLOEXEC);
    fcntl(bell[i], F_SETFL, O_NONBLOCK);
  }
  listen_for(SIGINT);
  listen_for(SIGTERM);
  listen_for(SIGHUP);
}

/* Waits until standard input has a byte, or an end, to read; false: the player has left. */
static bool wait_for_input(void *context) {
  (void)context;
  while (!is_called_away) {
    struct pollfd ends[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = bell[0], .events = POLLIN}};
    int ready = poll(ends, 2, -1);
    if (ready < 0 && errno != EINTR) return true; /* reading will tell what is wrong */
    if (ready > 0 && !ends[1].revents && !is_called_away) return true;
  }
  return false;
}

bool pl_terminal_has_left(void) { return is_called_away; }

bool pl_terminal_read(char *line, size_t size) {
  size_t length = 0;
  int c = EOF;
  while (wait_for_input(NULL) && (c = getc(stdin)) != EOF && c != '\n')
    if (length + 1 < size) line[length++] = (char)c;
  line[length] = 0;
  if (length && line[length - 1] == '\r') line[length - 1] = 0;
  return !is_called_away && (c == '\n' || length);
}

/* ---- what it can show ---- */

void pl_terminal_instead(const pl_error *error) {
  fprintf(stderr, PL_TEXT("polder: %s. It goes on here in the terminal, as with --text\n"), error->text);
}

bool pl_terminal_is_one(void) { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

static void measure(int *columns, int *rows) {
  struct winsize size;
  *columns = 80;
  *rows = 0;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col) return;
  *columns = size.ws_col < 100 ? size.ws_col : 100; /* longer lines tire */
  *rows = size.ws_row;
}

static bool wants_colour(void) {
  const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no && *no) && terminal && *terminal && strcmp(terminal, "dumb");
}

static bool has_truecolour(void) {
  const char *value = getenv("COLORTERM");
  return value && (!strcmp(value, "truecolor") || !strcmp(value, "24bit"));
}

pl_play_options pl_terminal_options(const pl_arguments *arguments) {
  pl_play_options options = {.in = stdin,
                             .out = stdout,
                             .game = {.seat = -1, .language = arguments->language},
                             .is_terminal = pl_terminal_is_one(),
                             .has_colour = wants_colour(),
                             .has_truecolour = has_truecolour(),
                             .quiet = arguments->quiet,
                             .home = getenv("HOME"),
                             .wait = wait_for_input};
  measure(&options.columns, &options.rows);
  return options;
}

void pl_terminal_close(void) {
  if (!fflush(stdout) && !ferror(stdout)) return;
  if (!freopen("/dev/null", "w", stdout)) clearerr(stdout);
}
