/* polder host: an exercise for a room full of people, who take part in their browsers.
 *
 *   SCENARIO, or a file ──► session, kept in a file ──► host, on a thread of its own ──► until Ctrl-C
 *                                                         └─► board in a window, where there is a display
 *
 * Everything that people do is in the file before they are told so; this only begins, says where to join, and waits.
 * Closing the board ends nothing: a room goes on without it. What stepping back left behind names the file in which
 * the exercise went on, and taking up any of them leads to the last. */
#include <polder/host.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <polder/report.h>

#include "commands.h"
#include "kept_file.h"
#include "kept_folder.h"
#include "language.h"
#include "scenarios.h"
#include "terminal.h"
#include "window.h"

enum { USUAL_PORT = 8080, MOST_STEPS_BACK = 1000, LOOK_EVERY = 200 /* milliseconds */, MOST_OPEN_FILES = 4096 };

typedef struct hosting {
  const pl_arguments *arguments;
  pl_kept_guard guard;
  pl_policy_table bots;
  pl_session *session;       /* owned until the host has it */
  pl_language language;
  char path[PL_MAX_PATH];    /* of its file: at first where it began, in the end where it stopped */
  bool is_new;               /* a file that was made just now */
  pl_host *host;             /* owned */
  struct sigaction window;   /* what Ctrl-C did in the window */
  bool is_listening;
} hosting;

/* ---- which exercise ---- */

static bool is_file(const char *path) {
  struct stat info;
  return !stat(path, &info) && S_ISREG(info.st_mode);
}

static bool ends_in(const char *text, const char *ending) {
  const size_t length = strlen(text), wanted = strlen(ending);
  return length >= wanted && !strcmp(text + length - wanted, ending);
}

/* Where the next file is: beside the one before, wherever both were moved to; else where it was said to be. */
static bool find_next(const char *path, const char *said, char next[PL_MAX_PATH]) {
  const char *slash = strrchr(path, '/'), *name = strrchr(said, '/');
  const int folder = slash ? (int)(slash - path) + 1 : 0;
  const int length = snprintf(next, PL_MAX_PATH, "%.*s%s", folder, path, name ? name + 1 : said);
  if (length > 0 && length < PL_MAX_PATH && is_file(next)) return true;
  return snprintf(next, PL_MAX_PATH, "%s", said) < PL_MAX_PATH && is_file(next);
}

static pl_session *resume(hosting *h, const char *path, pl_error *error) {
  pl_rules_factory factory = pl_kept_factory(&h->guard);
  return pl_kept_look(path, error) == PL_OK ? pl_session_resume(&factory, path, error) : NULL;
}

/* Takes up the exercise in h->path, or wherever it went on from there. */
static pl_status take_up(hosting *h, pl_error *error) {
  for (int step = 0; step < MOST_STEPS_BACK; step++) {
    char next[PL_MAX_PATH];
    h->session = resume(h, h->path, error);
    if (!h->session) return error->status;
    const char *said = pl_host_went_on(h->session);
    if (!said) {
      h->language = pl_kept_language(h->arguments, h->session);
      return pl_policy_table_take(&h->bots, h->session, error);
    }
    const bool is_found = find_next(h->path, said, next);
    if (!is_found)
      pl_error_set(error, PL_BAD_INPUT, "this exercise went on in %.200s after a step back, and that file is not there",
                   said);
    pl_session_free(h->session);
    h->session = NULL;
    if (!is_found) return PL_BAD_INPUT;
    strcpy(h->path, next);
  }
  return pl_error_set(error, PL_BAD_INPUT, "%.200s: the files of this exercise name each other in a circle", h->path);
}

static pl_status begin_new(hosting *h, const char *operand, pl_error *error) {
  h->language = h->arguments->language;
  h->session = pl_exercise_open(h->arguments, operand, true, &h->bots, error);
  if (!h->session) return error->status;
  if (!*h->path && pl_kept_folder_place(pl_session_scenario(h->session)->id, h->path, error) != PL_OK)
    return error->status;
  const pl_status status = pl_session_keep(h->session, h->path, error);
  h->is_new = status == PL_OK;
  return status;
}

/* SCENARIO begins an exercise; FILE, as the operand or after --session, goes on with one. */
static pl_status open_exercise(hosting *h, pl_error *error) {
  const pl_arguments *a = h->arguments;
  const bool has_file = a->operand && is_file(a->operand) && !ends_in(a->operand, ".lua");
  const char *file = has_file ? a->operand : a->session;
  const bool goes_on = file && is_file(file);
  if (file && strlen(file) >= PL_MAX_PATH)
    return pl_error_set(error, PL_BAD_INPUT, "the path of the file is longer than %d bytes", PL_MAX_PATH);
  if (has_file && a->session)
    return pl_error_set(error, PL_USAGE,
                        "%.200s holds an exercise already, and is where it is kept: leave --session out", a->operand);
  if (goes_on && a->operand && !has_file)
    return pl_error_set(error, PL_USAGE,
                        "%.200s holds an exercise already: leave SCENARIO out to go on with it, or name another file",
                        file);
  if (goes_on && (a->seed >= 0 || a->bots_count))
    return pl_error_set(error, PL_USAGE, "%s is for a new exercise, and %.200s holds one already",
                        a->seed >= 0 ? "--seed" : "--bots", file);
  if (!goes_on && !a->operand && file)
    return pl_error_set(error, PL_BAD_INPUT, "%.200s is not there: name a SCENARIO to begin an exercise in it", file);
  if (!goes_on && !a->operand)
    return pl_error_set(error, PL_USAGE, "which exercise? Name a SCENARIO, or --session FILE to go on with one");
  if (file) strcpy(h->path, file);
  return goes_on ? take_up(h, error) : begin_new(h, a->operand, error);
}

/* ---- reports, on a worker's thread ---- */

static pl_status read_back(const char *path, pl_buffer *out, pl_error *error) {
  char bytes[16384];
  size_t length;
  FILE *file = fopen(path, "rb");
  if (!file) return pl_error_set(error, PL_SYSTEM, "the report cannot be read: %s", strerror(errno));
  while ((length = fread(bytes, 1, sizeof bytes, file)) > 0) pl_buffer_add(out, bytes, length);
  const bool failed = ferror(file) || out->failed;
  fclose(file);
  return failed ? pl_error_set(error, PL_SYSTEM, "the report cannot be read: is there memory left?") : PL_OK;
}

static pl_status write_report(const pl_session *session, const char *path, pl_error *error) {
  pl_policy_table table;
  const char *file = pl_session_path(session), *slash = file ? strrchr(file, '/') : NULL;
  pl_status status = pl_policy_table_take(&table, session, error);
  if (status != PL_OK) return status;
  const pl_bots bots = {.decide = pl_policy_decide, .context = &table};
  const pl_report_options options = {
      .language = pl_translate_language(), .file = slash ? slash + 1 : file, .workers = 1};
  return pl_report_write(session, &bots, path, &options, error);
}

/* In a folder of its own, which nobody else may enter, and which goes again. */
static pl_status make_report(void *context, const pl_session *session, const char *ending, pl_buffer *out,
                             pl_error *error) {
  const char *place = getenv("TMPDIR");
  char folder[PL_MAX_PATH], path[PL_MAX_PATH + 64];
  (void)context;
  const int length = snprintf(folder, sizeof folder, "%s/polder-XXXXXX", place && *place ? place : "/tmp");
  if (length < 0 || length >= (int)sizeof folder || !mkdtemp(folder))
    return pl_error_set(error, PL_SYSTEM, "there is no place to make a report in: %s: see TMPDIR", strerror(errno));
  snprintf(path, sizeof path, "%s/report.%.32s", folder, ending);
  pl_status status = write_report(session, path, error);
  if (status == PL_OK) status = read_back(path, out, error);
  unlink(path);
  rmdir(folder);
  return status;
}

/* ---- beginning ---- */

/* The host's thread tells, and everybody waits for it: a terminal that is stopped (Ctrl-S, a text that is being
 * selected) or a pipe that nobody reads gets no more lines until it takes some again. */
static void tell(void *context, const char *line) {
  struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
  (void)context;
  if (poll(&out, 1, 0) != 1 || !(out.revents & POLLOUT)) return;
  puts(line);
  fflush(stdout);
}

/* A room of three hundred needs more descriptors than a terminal is given at first. */
static void allow_many_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur >= MOST_OPEN_FILES) return;
  limit.rlim_cur = limit.rlim_max < MOST_OPEN_FILES ? limit.rlim_max : MOST_OPEN_FILES;
  setrlimit(RLIMIT_NOFILE, &limit);
}

static pl_status start(hosting *h, pl_error *error) {
  const pl_arguments *a = h->arguments;
  const pl_host_options options = {
      .session = h->session,
      .bots = &h->bots,
      .mode = a->solo ? PL_MODE_SOLO : a->rehearse ? PL_MODE_REHEARSAL : PL_MODE_WORKSHOP,
      .deciding_seconds = a->minutes > 0 ? (int)a->minutes * 60 : 0,
      .bind = a->bind,
      .port = a->port >= 0 ? (int)a->port : USUAL_PORT,
      .tls_certificate = a->tls_certificate,
      .tls_key = a->tls_key,
      .seat = a->seat,
      .report = make_report,
      .context = h,
      .tell = a->solo || a->quiet ? NULL : tell};
  allow_many_files();
  h->host = pl_host_start(&options, error);
  if (!h->host) return error->status;
  h->session = NULL;
  return PL_OK;
}

static void print_row(const char *label, const char *address, const char *more) {
  enum { COLUMN = 24 }; /* as wide as the widest label in any language */
  const int width = pl_text_width(label);
  printf("  %s%*s  %s%s\n", label, width < COLUMN ? COLUMN - width : 0, "", address, more);
}

/* The board page shows the PIN only to whoever reaches it as this machine itself. */
typedef struct board_place {
  char text[PL_MAX_PATH]; /* "http://127.0.0.1:8080/board" */
} board_place;

static board_place place_of_board(const hosting *h) {
  const char *address = pl_host_address(h->host), *bind = h->arguments->bind, *port = strrchr(address, ':');
  const bool is_everywhere = bind && (!strcmp(bind, "0.0.0.0") || !strcmp(bind, "::"));
  board_place place;
  if (is_everywhere && port && !h->arguments->tls_certificate)
    snprintf(place.text, sizeof place.text, "http://127.0.0.1%sboard", port);
  else
    snprintf(place.text, sizeof place.text, "%sboard", address);
  return place;
}

static void print_where(const hosting *h, const char *title) {
  const char *address = pl_host_address(h->host);
  if (h->arguments->solo) {
    puts(address);
    fflush(stdout);
    return;
  }
  printf("\n%s\n", title);
  printf(PL_TEXT("kept in %s\n\n"), h->path);
  print_row(PL_TEXT("Join at"), address, "");
  print_row(PL_TEXT("PIN"), pl_host_pin(h->host), "");
  print_row(PL_TEXT("Board"), place_of_board(h).text, "");
  print_row(PL_TEXT("Control"), address, "control");
  print_row(PL_TEXT("Control code"), pl_host_control_code(h->host), "");
  print_row(PL_TEXT("Evaluators"), address, "evaluator");
  print_row(PL_TEXT("Evaluators' PIN"), pl_host_evaluator_pin(h->host), "");
  putchar('\n');
  if (!h->arguments->bind) puts(PL_TEXT("Only this computer can reach it. For a room: --bind 0.0.0.0"));
  puts(PL_TEXT("The control code is for control alone. Ctrl-C stops the host; nothing is lost.\n"));
  fflush(stdout);
}

/* ---- waiting ---- */

/* The window's library has taken Ctrl-C by the time it first looks. It is taken back, so that one can be told from
 * closing the window, and handed on, so that the window closes. */
static const pl_billboard *look(void *context) {
  hosting *h = context;
  if (!h->is_listening) {
    sigaction(SIGINT, NULL, &h->window);
    pl_terminal_open();
    h->is_listening = true;
  } else if (pl_terminal_has_left()) {
    sigaction(SIGINT, &h->window, NULL);
    raise(SIGINT);
  }
  return pl_host_look(h->host);
}

static bool wants_board(const pl_arguments *a) { return !a->solo && !a->no_board && pl_window_is_wanted(a); }

/* From the first line on Ctrl-C stops in good order; where there will be a window, from the first frame on. */
static void listen_for_end(hosting *h) {
  if (h->is_listening || wants_board(h->arguments)) return;
  pl_terminal_open();
  h->is_listening = true;
}

static pl_status wait_for_end(hosting *h, pl_error *error) {
  pl_error why = {0};
  if (!h->is_listening) pl_terminal_open();
  h->is_listening = true;
  while (!pl_terminal_has_left())
    if (pl_host_wait(h->host, LOOK_EVERY, &why)) {
      *error = why;
      return why.status;
    }
  return PL_OK;
}

static void print_farewell(const hosting *h) {
  pl_buffer word = {0};
  pl_put_shell_word(&word, h->path);
  printf(PL_TEXT("\nStopped. Nothing is lost; to go on: polder host --session %s\n"), pl_buffer_text(&word));
  pl_buffer_clear(&word);
}

static void stop(hosting *h) {
  pl_host_stop(h->host);
  snprintf(h->path, sizeof h->path, "%s", pl_host_file(h->host)); /* after stepping back it is another one */
  pl_host_free(h->host);
  print_farewell(h);
}

/* The window's library ends the program when its display goes; the room knows nothing of that. */
static int go_on_without_display(void *context) {
  hosting *h = context;
  pl_error error = {0};
  fprintf(stderr, PL_TEXT("polder: the display is gone; the exercise goes on. The board is a page too: %s\n"),
          place_of_board(h).text);
  const pl_status status = wait_for_end(h, &error);
  if (status != PL_OK) fprintf(stderr, "polder: %s\n", error.text);
  stop(h);
  fflush(stdout);
  return pl_status_exit_code(status);
}

static pl_status show_board(hosting *h, pl_error *error) {
  bool has_opened = false;
  const pl_arguments *a = h->arguments;
  if (!wants_board(a)) return PL_OK;
  const pl_window_room room = {.context = h, .look = look, .go_on = go_on_without_display};
  const pl_status status = pl_window_wall(a, &room, h->language, &has_opened, error);
  if (!has_opened) fprintf(stderr, PL_TEXT("polder: no board here: %s. It is on the board page\n"), error->text);
  if (!has_opened || pl_terminal_has_left()) return PL_OK;
  if (status != PL_OK) fprintf(stderr, "polder: %s\n", error->text);
  printf(PL_TEXT("The board is closed; the exercise goes on. The board is a page too: %s\nCtrl-C stops the host.\n"),
         place_of_board(h).text);
  fflush(stdout);
  return PL_OK;
}

static pl_status check_arguments(const pl_arguments *a, pl_error *error) {
  if (a->solo && a->rehearse)
    return pl_error_set(error, PL_USAGE, "--solo and --rehearse are two things: choose one");
  if (a->seat && !a->solo)
    return pl_error_set(error, PL_USAGE, "--seat is for --solo: in a workshop people choose where they sit");
  return PL_OK;
}

static pl_status host(const pl_arguments *arguments, pl_error *error) {
  hosting h = {.arguments = arguments};
  umask(S_IRWXG | S_IRWXO); /* what is kept holds people's names, and the PINs */
  pl_status status = check_arguments(arguments, error);
  if (status == PL_OK) status = open_exercise(&h, error);
  if (status == PL_OK) {
    pl_buffer title = {0};
    pl_buffer_add_text(&title, pl_text_in(&pl_session_scenario(h.session)->title, h.language));
    status = start(&h, error);
    if (status == PL_OK) listen_for_end(&h);
    if (status == PL_OK) print_where(&h, pl_buffer_text(&title));
    pl_buffer_clear(&title);
  }
  const bool has_begun = status == PL_OK;
  if (has_begun) status = show_board(&h, error);
  if (has_begun && status == PL_OK) status = wait_for_end(&h, error);
  if (has_begun) stop(&h);
  else if (h.is_new) unlink(h.path); /* nobody ever was in it */
  pl_session_free(h.session);
  if (has_begun && status == PL_OK) pl_terminal_close();
  return status;
}

static const pl_option_row options[] = {
    {"--bind", "ADDR", PL_LATER("the address of this computer to listen at; 0.0.0.0: all (default: nobody else can "
                                "reach it)"),
     PL_OPTION_TEXT, offsetof(pl_arguments, bind), 0, 0},
    {"--port", "N", PL_LATER("the port to listen at; 0: any that is free (default: 8080)"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, port), 0, 65535},
    {"--tls-cert", "FILE", PL_LATER("a certificate (PEM), for https; with --tls-key"), PL_OPTION_TEXT,
     offsetof(pl_arguments, tls_certificate), 0, 0},
    {"--tls-key", "FILE", PL_LATER("its private key (PEM)"), PL_OPTION_TEXT, offsetof(pl_arguments, tls_key), 0, 0},
    PL_OPTION_ROW_SESSION(PL_LATER("keep the exercise in this file, or go on with the one in it (default: see below)")),
    {"--minutes", "N", PL_LATER("to decide in each round (default: the scenario's)"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, minutes), 1, 240},
    {"--no-board", NULL, PL_LATER("no window for the board: it is a page too"), PL_OPTION_FLAG,
     offsetof(pl_arguments, no_board), 0, 0},
    {"--rehearse", NULL, PL_LATER("alone, with bots and rounds of five seconds"), PL_OPTION_FLAG,
     offsetof(pl_arguments, rehearse), 0, 0},
    {"--solo", NULL, PL_LATER("one person in a browser, at their own pace; no control"), PL_OPTION_FLAG,
     offsetof(pl_arguments, solo), 0, 0},
    {"--seat", "ID", PL_LATER("with --solo: the state to offer first"), PL_OPTION_TEXT, offsetof(pl_arguments, seat), 0, 0},
    PL_OPTION_ROW_SEED,
    PL_OPTION_ROW_BOTS,
    PL_OPTION_ROW_SCALE,
    PL_OPTION_ROW_REDUCED_MOTION,
    PL_OPTION_ROW_FULL_SCREEN,
    PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_LANG,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_host = {
    .name = "host",
    .operand = "[SCENARIO]",
    .explain = PL_LATER("host an exercise for a room: teams, control and evaluators in their browsers"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = host,
    .more = PL_LATER(
        "Shows where to join, with a PIN, and the code for control. Only this computer can reach it unless --bind says "
        "otherwise. The board opens in a window where there is a display.\n"
        "The exercise is kept, in ~/.local/state/polder if --session names no file. After Ctrl-C or a crash: "
        "polder host --session FILE, and everybody is back in their seats.\n"
        "Examples:\n"
        "polder host withdrawal --bind 0.0.0.0\n"
        "polder host first-share --rehearse\n"
        "polder host --session monday.polder --bind 0.0.0.0")};
