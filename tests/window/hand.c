/* A hand at the window: hand WIDTH HEIGHT PROGRAM ARGUMENT… <SCRIPT
 *
 * Starts a display of that size, the program on it, and does with mouse and keyboard what the script says. Where things
 * are it reads from the list that the program keeps in POLDER_WIDGETS; it waits for what it looks for, and after each
 * press for what came of it, never for a time. LABEL is a widget's label or how it begins.
 *
 *   screen NAME        until that screen is shown
 *   see LABEL          until it is there and can be pressed; see! LABEL: there and cannot
 *   gone LABEL         until it is not there
 *   chosen LABEL       until it is chosen; free LABEL: until it is not
 *   click LABEL        with the mouse
 *   reach LABEL        Tab, until it has the focus
 *   key NAME           Return, ctrl+z, shift+Tab, plus …
 *   type TEXT          into what has the focus
 *   size WIDTH HEIGHT  of the window
 *   close              as a window manager closes a window
 *   signal NAME        INT, TERM, HUP or KILL, to the program
 *   lose               the display goes away
 *   run COMMAND        a shell command, meanwhile
 *   list               what is on the screen, on standard error
 *   picture FILE       what the window shows, as a PPM
 *
 * Then waits for the program to end, and ends with its exit code (128 + signal). 99: what was waited for did not
 * come. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xatom.h>
#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>

enum { PATIENCE = 60000 /* ms */, GLANCE = 10, MOST_TEXT = 1 << 18, MOST_WIDGETS = 2048, FAILED = 99 };

typedef struct widget {
  const char *kind, *label;
  char flags[4];
  int x, y, w, h;
} widget;

static pid_t server, child;
static Display *display;
static Window window;
static char list_path[256];
static unsigned pressed; /* keys and buttons, by this hand */

/* The list as it was last read. */
static char text[MOST_TEXT];
static widget seen[MOST_WIDGETS];
static int seen_count;
static char screen[64];
static unsigned settled;
static int width, height;

/* ---- the end ---- */

static void tidy(void) {
  if (child > 0) kill(child, SIGKILL);
  if (server > 0) kill(server, SIGTERM);
  unlink(list_path);
}

static void put_list(void) {
  fprintf(stderr, "hand: screen %s, %d × %d, settled %u of %u\n", screen, width, height, settled, pressed);
  for (int i = 0; i < seen_count; i++)
    fprintf(stderr, "  %-8s %s %5d %5d %5d %5d  %s\n", seen[i].kind, seen[i].flags, seen[i].x, seen[i].y, seen[i].w,
            seen[i].h, seen[i].label);
}

static void stop(const char *what, const char *argument) {
  put_list();
  fprintf(stderr, "hand: %s%s%s\n", what, *argument ? ": " : "", argument);
  tidy();
  exit(FAILED);
}

/* ---- time ---- */

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool has_ended(void) {
  siginfo_t info = {0};
  return !waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) && info.si_pid == child;
}

static void stop_as_it_ended(const char *what) {
  int status = 0;
  char how[128];
  waitpid(child, &status, 0);
  child = 0;
  snprintf(how, sizeof how, "%s %d, where the script has: %.60s", WIFEXITED(status) ? "code" : "signal",
           WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), what);
  stop("the program has ended meanwhile", how);
}

/* Between two looks; ends everything where waiting is in vain. */
static void wait_a_little(long deadline, const char *what, const char *argument) {
  if (has_ended()) stop_as_it_ended(what);
  if (now() > deadline) stop(what, argument);
  poll(NULL, 0, GLANCE);
}

/* ---- the list ---- */

static void take_line(char *line) {
  widget *w = &seen[seen_count];
  char *field[4];
  if (sscanf(line, "screen %63s", screen) == 1 || sscanf(line, "settled %u", &settled) == 1 ||
      sscanf(line, "window %d %d", &width, &height) == 2)
    return;
  for (int i = 0; i < 4; i++) {
    field[i] = line;
    line += strcspn(line, "\t");
    if (i < 3 && !*line) return;
    if (i < 3) *line++ = 0;
  }
  if (seen_count == MOST_WIDGETS || sscanf(field[2], "%d %d %d %d", &w->x, &w->y, &w->w, &w->h) != 4) return;
  w->kind = field[0];
  w->label = field[3];
  memcpy(w->flags, field[1], 3);
  seen_count++;
}

static void look(void) {
  FILE *file = fopen(list_path, "r");
  if (!file) return;
  const size_t length = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[length] = 0;
  seen_count = 0;
  for (char *line = text, *next; *line; line = next) {
    next = line + strcspn(line, "\n");
    if (*next) *next++ = 0;
    take_line(line);
  }
}

/* What is in sight before what is not, and exactly so before what begins so; NULL: there is none. */
static const widget *find(const char *label) {
  const widget *found = NULL;
  int best = 0;
  for (int i = 0; i < seen_count; i++) {
    if (strncmp(seen[i].label, label, strlen(label))) continue;
    const int worth = 1 + !strcmp(seen[i].label, label) + (seen[i].w > 0 && seen[i].h > 0 ? 2 : 0);
    if (worth <= best) continue;
    best = worth;
    found = &seen[i];
  }
  return found;
}

/* A point of it over which nothing else lies. */
static bool find_point(const widget *w, int *x, int *y) {
  static const int parts[] = {4, 3, 5, 2, 6, 1, 7}; /* eighths */
  for (int i = 0; i < 49; i++) {
    *x = w->x + w->w * parts[i % 7] / 8;
    *y = w->y + w->h * parts[i / 7] / 8;
    bool is_covered = *x < 0 || *y < 0 || *x >= width || *y >= height;
    for (const widget *over = w + 1; over < seen + seen_count && !is_covered; over++)
      is_covered = *x >= over->x && *y >= over->y && *x < over->x + over->w && *y < over->y + over->h;
    if (!is_covered) return w->w > 0 && w->h > 0;
  }
  return false;
}

typedef enum wish { TO_SEE, TO_SEE_LOCKED, TO_BE_GONE, TO_BE_CHOSEN, TO_BE_FREE } wish;

static bool is_so(wish wanted, const char *label) {
  const widget *w = find(label);
  int x, y;
  if (wanted == TO_BE_GONE) return !w;
  if (!w) return false;
  switch (wanted) {
  case TO_SEE: return w->flags[0] != 'd' && find_point(w, &x, &y);
  case TO_SEE_LOCKED: return w->flags[0] == 'd';
  case TO_BE_CHOSEN: return w->flags[1] == 's';
  case TO_BE_FREE: return w->flags[1] != 's';
  case TO_BE_GONE: break;
  }
  return false;
}

static void wait_until(wish wanted, const char *label) {
  static const char *const sentences[] = {"cannot be pressed", "is not there, or can be pressed", "does not go away",
                                          "is not chosen", "stays chosen"};
  const long deadline = now() + PATIENCE;
  for (look(); !is_so(wanted, label); look()) wait_a_little(deadline, sentences[wanted], label);
}

/* A press may be what ends the program. */
static void wait_until_settled(void) {
  const long deadline = now() + PATIENCE;
  for (look(); settled < pressed && !has_ended(); look()) wait_a_little(deadline, "nothing came of a press", "");
}

static void wait_for_screen(const char *name) {
  const long deadline = now() + PATIENCE;
  for (look(); strcmp(screen, name); look()) wait_a_little(deadline, "this screen does not come", name);
}

/* ---- the display ---- */

static void start_server(const char *size_x, const char *size_y) {
  char size[64], number[16] = ":";
  int ends[2];
  if (pipe(ends)) stop("pipe", strerror(errno));
  snprintf(size, sizeof size, "%sx%sx24", size_x, size_y);
  server = fork();
  if (server < 0) stop("fork", strerror(errno));
  if (!server) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    char end[16];
    snprintf(end, sizeof end, "%d", ends[1]);
    close(ends[0]);
    const int quiet = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++) dup2(quiet, i);
    execlp("Xvfb", "Xvfb", "-displayfd", end, "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-ac",
           (char *)NULL);
    _exit(FAILED);
  }
  close(ends[1]);
  FILE *answer = fdopen(ends[0], "r");
  if (!answer || !fgets(number + 1, sizeof number - 1, answer)) stop("no display: is Xvfb installed?", "");
  fclose(answer);
  number[strcspn(number, "\n")] = 0;
  setenv("DISPLAY", number, 1);
  display = XOpenDisplay(number);
  if (!display) stop("the display does not open", number);
  XAutoRepeatOff(display);
}

static void start_program(char **words) {
  setenv("POLDER_WIDGETS", list_path, 1);
  setenv("SDL_RENDER_DRIVER", "software", 0);
  unsetenv("WAYLAND_DISPLAY");
  unsetenv("SDL_VIDEODRIVER");
  child = fork();
  if (child < 0) stop("fork", strerror(errno));
  if (child) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL); /* what is started does not stay, however this ends */
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  close(ConnectionNumber(display));
  execvp(words[0], words);
  _exit(FAILED);
}

static bool is_of_program(Window w) {
  Atom type;
  int format;
  unsigned long count, left;
  unsigned char *value = NULL;
  bool is_it = false;
  XWindowAttributes is;
  if (!XGetWindowAttributes(display, w, &is) || is.map_state != IsViewable) return false;
  const Atom name = XInternAtom(display, "_NET_WM_PID", False);
  if (XGetWindowProperty(display, w, name, 0, 1, False, XA_CARDINAL, &type, &format, &count, &left, &value) == Success)
    is_it = value && format == 32 && count == 1 && *(long *)(void *)value == (long)child;
  if (value) XFree(value);
  return is_it;
}

static bool find_window(void) {
  Window root, parent, *children = NULL;
  unsigned count = 0;
  bool is_found = false;
  if (!XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count)) return false;
  for (unsigned i = 0; i < count && !is_found; i++) {
    is_found = is_of_program(children[i]);
    if (is_found) window = children[i];
  }
  if (children) XFree(children);
  return is_found;
}

/* The window that is there before the first frame may not be the one that stays. There is no window manager that would
 * give it the keyboard. */
static void wait_for_window(void) {
  const long deadline = now() + PATIENCE;
  for (look(); !*screen; look()) wait_a_little(deadline, "there is no list of widgets", list_path);
  while (!find_window()) wait_a_little(deadline, "the window does not come", "");
  XSetInputFocus(display, window, RevertToParent, CurrentTime);
  XSync(display, False);
}

/* A window may go while it is asked about. */
static int overlook(Display *d, XErrorEvent *event) {
  (void)d, (void)event;
  return 0;
}

/* ---- hands ---- */

static void send_key(KeySym symbol, bool is_down) {
  const KeyCode code = XKeysymToKeycode(display, symbol);
  if (!code) stop("no such key on this keyboard", XKeysymToString(symbol) ? XKeysymToString(symbol) : "");
  XTestFakeKeyEvent(display, code, is_down, CurrentTime);
  if (is_down) pressed++;
}

/* Whether a symbol is the upper one of its key. */
static bool is_shifted(KeySym symbol) {
  const KeyCode code = XKeysymToKeycode(display, symbol);
  return XkbKeycodeToKeysym(display, code, 0, 0) != symbol && XkbKeycodeToKeysym(display, code, 0, 1) == symbol;
}

static void press_key(KeySym symbol, bool has_control, bool has_shift) {
  const bool shift = has_shift || is_shifted(symbol);
  if (has_control) send_key(XK_Control_L, true);
  if (shift) send_key(XK_Shift_L, true);
  send_key(symbol, true);
  send_key(symbol, false);
  if (shift) send_key(XK_Shift_L, false);
  if (has_control) send_key(XK_Control_L, false);
  XFlush(display);
  wait_until_settled();
}

static void key(const char *name) {
  bool has_control = false, has_shift = false;
  for (;; name = strchr(name, '+') + 1) {
    if (!strncmp(name, "ctrl+", 5)) has_control = true;
    else if (!strncmp(name, "shift+", 6)) has_shift = true;
    else break;
  }
  const KeySym symbol = XStringToKeysym(name);
  if (symbol == NoSymbol) stop("no such key", name);
  press_key(symbol, has_control, has_shift);
}

static void type(const char *letters) {
  for (; *letters; letters++) press_key((KeySym)(unsigned char)*letters, false, false);
}

static void click(const char *label) {
  int x = 0, y = 0, root_x, root_y;
  Window below;
  wait_until(TO_SEE, label);
  find_point(find(label), &x, &y);
  XTranslateCoordinates(display, window, DefaultRootWindow(display), x, y, &root_x, &root_y, &below);
  XTestFakeMotionEvent(display, -1, root_x, root_y, CurrentTime);
  XTestFakeButtonEvent(display, 1, True, CurrentTime);
  XTestFakeButtonEvent(display, 1, False, CurrentTime);
  XFlush(display);
  pressed++;
  wait_until_settled();
}

/* With the keyboard alone, also to what has scrolled away. */
static void reach(const char *label) {
  const long deadline = now() + PATIENCE;
  for (look(); !find(label); look()) wait_a_little(deadline, "is not there", label);
  for (int tries = 0; tries <= 2 * MOST_WIDGETS; tries++) {
    const widget *w = find(label);
    if (!w) break;
    if (w->flags[2] == 'f') return;
    key("Tab");
  }
  stop("Tab does not reach this", label);
}

static void resize(const char *wanted) {
  int w = 0, h = 0;
  const long deadline = now() + PATIENCE;
  if (sscanf(wanted, "%d %d", &w, &h) != 2) stop("size WIDTH HEIGHT", wanted);
  XMoveResizeWindow(display, window, 0, 0, (unsigned)w, (unsigned)h);
  XSync(display, False);
  for (look(); width != w || height != h; look()) wait_a_little(deadline, "the window does not take this size", wanted);
}

static void close_window(void) {
  XEvent event = {.xclient = {.type = ClientMessage,
                              .window = window,
                              .message_type = XInternAtom(display, "WM_PROTOCOLS", False),
                              .format = 32}};
  event.xclient.data.l[0] = (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
  XSendEvent(display, window, False, NoEventMask, &event);
  XFlush(display);
}

static void lose_display(void) {
  XCloseDisplay(display);
  display = NULL;
  kill(server, SIGKILL);
  waitpid(server, NULL, 0);
  server = 0;
}

static void put_picture(const char *path) {
  FILE *file = fopen(path, "wb");
  XImage *image = file ? XGetImage(display, window, 0, 0, (unsigned)width, (unsigned)height, AllPlanes, ZPixmap) : NULL;
  if (!image) stop("no picture", path);
  fprintf(file, "P6\n%d %d\n255\n", width, height);
  for (int i = 0; i < width * height; i++) {
    const unsigned long pixel = XGetPixel(image, i % width, i / width);
    const unsigned char colour[3] = {pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255};
    fwrite(colour, 1, 3, file);
  }
  fclose(file);
  XDestroyImage(image);
}

static void send_signal(const char *name) {
  const int number = !strcmp(name, "INT")    ? SIGINT
                     : !strcmp(name, "HUP")  ? SIGHUP
                     : !strcmp(name, "KILL") ? SIGKILL
                                             : SIGTERM;
  kill(child, number);
}

/* ---- the script ---- */

static void obey(char *line) {
  char *word = line + strspn(line, " "), *argument = word + strcspn(word, " ");
  if (*argument) *argument++ = 0;
  static const struct {
    const char *word;
    wish wanted;
  } wishes[] = {{"see", TO_SEE}, {"see!", TO_SEE_LOCKED}, {"gone", TO_BE_GONE}, {"chosen", TO_BE_CHOSEN},
                {"free", TO_BE_FREE}};
  static const struct {
    const char *word;
    void (*act)(const char *argument);
  } acts[] = {{"screen", wait_for_screen}, {"click", click}, {"reach", reach}, {"key", key}, {"type", type},
              {"size", resize}, {"signal", send_signal}, {"picture", put_picture}};
  for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++)
    if (!strcmp(word, wishes[i].word)) {
      wait_until(wishes[i].wanted, argument);
      return;
    }
  for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
    if (!strcmp(word, acts[i].word)) {
      acts[i].act(argument);
      return;
    }
  if (!strcmp(word, "close")) close_window();
  else if (!strcmp(word, "lose")) lose_display();
  else if (!strcmp(word, "list")) look(), put_list();
  else if (!strcmp(word, "run")) {
    if (system(argument)) stop("this command failed", argument);
  } else
    stop("no such word in a script", word);
}

static int finish(void) {
  const long deadline = now() + PATIENCE;
  int status = 0;
  while (!has_ended() && now() < deadline) poll(NULL, 0, GLANCE);
  if (!has_ended()) stop("the program does not end", "");
  waitpid(child, &status, 0);
  child = 0;
  tidy();
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int count, char **words) {
  char line[4096];
  if (count < 4) return FAILED;
  const char *folder = getenv("TMPDIR");
  snprintf(list_path, sizeof list_path, "%s/hand-%ld.widgets", folder ? folder : "/tmp", (long)getpid());
  XSetErrorHandler(overlook);
  start_server(words[1], words[2]);
  start_program(words + 3);
  wait_for_window();
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    const char *first = line + strspn(line, " ");
    if (*first && *first != '#') obey(line);
  }
  return finish();
}
