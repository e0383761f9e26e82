/* Kills the host again and again in the middle of an exercise, with everybody connected and writing, and looks whether
 * anything that it acknowledged is lost:
 *
 *   host_kills PROGRAM FOLDER TIMES
 *
 *   begin or resume ─► everybody comes back by token ─► what is there is what was acknowledged
 *        ▲                                                          │
 *        └──────────── kill -9 ◄── drafts, commits, messages, moves, rulings, notes, pauses, rounds that close
 *
 * Everybody has one request on its way at most. So after a kill a seat's draft and decisions are those of its last
 * acknowledged request or of the one that was on its way, whole; every acknowledged message, ruling and note is there
 * once, and what is more was on its way. Control closes a round when nobody else has a request on its way. Some lives
 * end while days pass, some in a pause. Each exercise that is over, and the last, is computed again (replay --verify).
 */
#define _XOPEN_SOURCE 700
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../host/crowd/crowd.h"

enum { CONTROL, EVALUATOR, FIRST_TEAM, PER_SEAT = 2, MOST_SEATS = 24, MOST_GUESTS = FIRST_TEAM + PER_SEAT * MOST_SEATS,
       MOST_TEXTS = 4096, PATIENCE = 60 };

typedef struct text_list {
  char text[MOST_TEXTS][40];
  int count;
} text_list;

typedef struct person {
  char token[33];
  int seat;              /* −1: none */
  bool has_greeted;      /* in this life; */
  bool is_back;          /* and what it found was compared */
  bool wants_to_come;
  const char *asked;     /* the request on its way; NULL: none */
  char text[40];         /* of a message, a note or a ruling */
  int value;             /* of a draft */
  int since;             /* acknowledged in this life */
} person;

/* Of a seat: the split that is drafted, and decided. −1: none. */
typedef struct plan {
  int draft, decided, version;
  bool is_read;
} plan;

typedef struct course {
  char phase[16];
  int round;
  bool is_paused;
  long long left;        /* while it is paused; −1: not known */
} course;

static const char *program;
static char file[1024], pin[16], evaluator_pin[16], code[64];
static char seat_id[MOST_SEATS][40];
static bool seat_is_role[MOST_SEATS];
static int seats, guests, port;
static pid_t child;
static crowd room;
static person who[MOST_GUESTS];
static plan known[MOST_SEATS];
static course now_at;
static text_list written, noted;   /* acknowledged in the exercise */
static text_list maybe_written, maybe_noted; /* on their way when the host was killed */
static int rulings, maybe_ruling, drafts_made;
static bool has_mail, has_notes, has_control, has_room, is_closing, is_over;
static long acknowledged, checked, lives_in_days, lives_in_pause;
static uint64_t luck = 7;

static void die(const char *what, const char *more) {
  fprintf(stderr, "host_kills: %s: %.2000s\n", what, more);
  if (child > 0) kill(child, SIGKILL);
  exit(1);
}

static unsigned random_below(unsigned bound) {
  luck = luck * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(luck >> 33) % bound;
}

static void note_text(text_list *list, const char *text) {
  if (list->count == MOST_TEXTS) die("too many texts", text);
  snprintf(list->text[list->count++], sizeof list->text[0], "%s", text);
}

static int count_text(const text_list *list, const char *text) {
  int found = 0;
  for (int i = 0; i < list->count; i++) found += !strcmp(list->text[i], text);
  return found;
}

/* ---- the program ---- */

static void take_after(const char *all, const char *label, char *out, size_t size) {
  const char *at = strstr(all, label);
  if (!at) die("the host does not say where it is", all);
  at += strlen(label) + strspn(at + strlen(label), " ");
  snprintf(out, size, "%.*s", (int)strcspn(at, "\r\n"), at);
}

static void read_greeting(int out) {
  char all[4096] = "", address[128];
  size_t length = 0;
  while (!strstr(all, "Ctrl-C")) {
    struct pollfd end = {.fd = out, .events = POLLIN};
    if (poll(&end, 1, PATIENCE * 1000) != 1) die("the host says nothing", all);
    const ssize_t got = read(out, all + length, sizeof all - 1 - length);
    if (got <= 0) die("the host does not begin", all);
    all[length += (size_t)got] = 0;
  }
  take_after(all, "Join at", address, sizeof address);
  take_after(all, "\n  PIN", pin, sizeof pin);
  take_after(all, "Control code", code, sizeof code);
  take_after(all, "Evaluators' PIN", evaluator_pin, sizeof evaluator_pin);
  port = atoi(strrchr(address, ':') + 1);
}

/* One that the system gives nobody by itself while the host is away. */
static int free_port(void) {
  for (int tries = 0; tries < 100; tries++) {
    const int one = 20000 + (int)(((long)getpid() * 37 + tries * 101) % 12000);
    const struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)one), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int end = socket(AF_INET, SOCK_STREAM, 0);
    const bool is_free = end >= 0 && !bind(end, (const struct sockaddr *)&at, sizeof at);
    if (end >= 0) close(end);
    if (is_free) return one;
  }
  return 0;
}

static int begin_host(bool is_new) {
  char number[16];
  int out[2];
  snprintf(number, sizeof number, "%d", port);
  const char *words[] = {program, "host", "--session", file, "--port", number, "--no-board", "--lang", "en",
                         is_new ? "--minutes" : "--quiet", is_new ? "240" : NULL, "withdrawal", NULL};
  if (!is_new) words[9] = NULL;
  if (pipe(out)) die("pipe", strerror(errno));
  child = fork();
  if (child < 0) die("fork", strerror(errno));
  if (!child) {
    dup2(out[1], 1);
    close(out[0]);
    close(out[1]);
    execv(words[0], (char *const *)words);
    _exit(127);
  }
  close(out[1]);
  read_greeting(out[0]);
  return out[0];
}

static void verify(void) {
  const pid_t other = fork();
  int status;
  if (!other) {
    if (!freopen("/dev/null", "w", stdout)) _exit(126);
    execl(program, program, "replay", file, "--verify", (char *)NULL);
    _exit(127);
  }
  if (waitpid(other, &status, 0) != other || status) die("the file does not verify", file);
}

/* ---- asking ---- */

static void ask(int i, const char *what, json_t *object) {
  who[i].asked = what;
  guest_ask(&room.guest[i], what, object);
}

static void new_text(int i, const char *kind) {
  static int serial;
  snprintf(who[i].text, sizeof who[i].text, "%s %d of %d", kind, ++serial, i);
}

static void ask_draft(int i) {
  const int value = ++drafts_made % 1000;
  who[i].value = value;
  ask(i, "draft", json_pack("{s:{s:s,s:s,s:[i,i,i]}}", "decision", "seat", seat_id[who[i].seat], "action", "split",
                            "split", value, 1000 - value, 0));
}

static void ask_say(int i) {
  const int other = (who[i].seat + 1) % seats;
  new_text(i, "word");
  ask(i, "say", json_pack("{s:[s,s],s:s}", "to", seat_id[other], "control", "text", who[i].text));
}

static bool is_in(const char *phase) { return !strcmp(now_at.phase, phase); }

static void ask_as_team(int i) {
  const plan *p = &known[who[i].seat];
  const bool may_decide = is_in("deciding") && !seat_is_role[who[i].seat] && i % PER_SEAT == FIRST_TEAM % PER_SEAT;
  switch (may_decide ? random_below(6) : 4 + random_below(2)) {
  case 0:
  case 1: ask_draft(i); return;
  case 2:
    if (p->draft >= 0) {
      ask(i, "commit", json_pack("{s:i}", "draft", p->version));
      return;
    }
    ask_draft(i);
    return;
  case 3:
    if (p->draft >= 0) ask(i, "clear", json_object());
    else ask_draft(i);
    return;
  case 4:
    new_text(i, "note");
    ask(i, "note", json_pack("{s:s}", "text", who[i].text));
    return;
  default: ask_say(i);
  }
}

static void ask_ruling(void) {
  new_text(CONTROL, "ruling");
  ask(CONTROL, "act",
      json_pack("{s:{s:s,s:s,s:s,s:b,s:[{s:i,s:s,s:[]}]}}", "act", "act", "rule", "seat", seat_id[random_below(2)],
                "text", "They call.", "public", 0, "outcomes", "odds", 1000, "text", who[CONTROL].text, "effects"));
}

static bool somebody_else_asks(void) {
  for (int i = 0; i < guests; i++)
    if (i != CONTROL && who[i].asked) return true;
  return false;
}

static void ask_as_control(bool wants_days, bool wants_pause) {
  if (is_in("lobby")) {
    ask(CONTROL, "start", json_object());
  } else if (is_closing || (is_in("passing") && !wants_days)) {
    is_closing = true;
    if (!somebody_else_asks()) ask(CONTROL, "next", json_object());
  } else if (wants_pause != now_at.is_paused) {
    ask(CONTROL, wants_pause ? "pause" : "resume", json_object());
  } else if (wants_days && is_in("deciding")) {
    is_closing = true;
  } else {
    const unsigned which = random_below(4);
    if (which == 0 && rulings < 40 * (now_at.round + 1)) {
      ask_ruling();
      return;
    }
    new_text(CONTROL, which == 1 ? "news" : "remark");
    if (which == 1)
      ask(CONTROL, "write", json_pack("{s:[s],s:s,s:s,s:b}", "to", seat_id[1], "text", who[CONTROL].text, "sender",
                                      "The press", "public", 1));
    else
      ask(CONTROL, "note", json_pack("{s:s}", "text", who[CONTROL].text));
  }
}

/* ---- what is there ---- */

static long long number_in(const json_t *object, const char *key) {
  return json_integer_value(json_object_get(object, key));
}
static const char *text_in(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* The first part of the only split among these decisions; −1: there is none. */
static int split_in(const json_t *decided) {
  int found = -1;
  size_t i;
  json_t *row;
  json_array_foreach((json_t *)decided, i, row) {
    const json_t *split = json_object_get(json_object_get(row, "decision"), "split");
    if (!split) continue;
    if (found >= 0) die("two splits in one plan", "");
    found = (int)json_integer_value(json_array_get(split, 0));
  }
  return found;
}

/* Of the one request that may have been on its way, everything came to pass, or nothing. */
static void compare_plan(int i, const json_t *body) {
  plan *p = &known[who[i].seat], found = {.draft = split_in(json_object_get(body, "draft")),
                                          .decided = split_in(json_object_get(body, "committed")),
                                          .version = (int)number_in(body, "version"), .is_read = true};
  plan after = *p;
  const char *asked = who[i].asked ? who[i].asked : "";
  if (!strcmp(asked, "draft")) after.draft = who[i].value;
  if (!strcmp(asked, "commit")) after.decided = p->draft;
  if (!strcmp(asked, "clear")) after.draft = p->decided;
  const bool is_before = found.draft == p->draft && found.decided == p->decided;
  const bool is_after = found.draft == after.draft && found.decided == after.decided;
  if (is_before || is_after) {
    *p = found;
    checked++;
    return;
  }
  char more[200];
  snprintf(more, sizeof more, "%s drafts %d and decided %d, but %d and %d were acknowledged (%s %d was on its way)",
           seat_id[who[i].seat], found.draft, found.decided, p->draft, p->decided, asked, who[i].value);
  die("a plan is lost", more);
}

static void take_texts(const json_t *list, const char *form, text_list *found) {
  size_t i;
  json_t *row;
  json_array_foreach((json_t *)list, i, row)
    if (!form || !strcmp(text_in(row, "form"), form)) note_text(found, text_in(row, "text"));
}

/* `from`: the first of the known ones that must still be shown. */
static void compare_texts(const char *what, const text_list *found, text_list *all, text_list *maybe, int from,
                          long long total) {
  int came = 0;
  for (int i = from; i < all->count; i++) {
    const int times = count_text(found, all->text[i]);
    if (times != 1) die(times ? "it is there twice" : "it is lost", all->text[i]);
  }
  for (int i = 0; i < maybe->count; i++) {
    const int times = count_text(found, maybe->text[i]);
    if (times > 1) die("it is there twice", maybe->text[i]);
    if (times) note_text(all, maybe->text[i]);
    came += times;
  }
  maybe->count = 0;
  char more[120];
  snprintf(more, sizeof more, "there are %lld, and %d were acknowledged or on their way", total, all->count);
  if (total != all->count) die(what, more);
  checked += came;
}

static void compare_mail(const json_t *body) {
  static text_list found;
  const json_t *list = json_object_get(body, "messages");
  const long long total = number_in(body, "left_out") + (long long)json_array_size(list);
  found.count = 0;
  take_texts(list, NULL, &found);
  const int left_out = (int)(total - (long long)json_array_size(list));
  compare_texts("messages", &found, &written, &maybe_written, left_out ? left_out + MOST_GUESTS : 0, total);
}

static void compare_notes(const json_t *body) {
  static text_list found;
  const json_t *list = json_object_get(body, "notes");
  found.count = 0;
  take_texts(list, NULL, &found);
  compare_texts("notes", &found, &noted, &maybe_noted, 0, (long long)json_array_size(list));
}

/* A ruling and its message are there together. */
static void compare_rulings(const json_t *body) {
  const int found = (int)json_array_size(json_object_get(body, "rulings"));
  if (found != rulings && found != rulings + maybe_ruling) die("rulings", "there are more or fewer than were made");
  int told = 0;
  for (int i = 0; i < written.count; i++) told += !strncmp(written.text[i], "ruling ", 7);
  if (told != found) die("rulings", "one is half there: made, but not told");
  rulings = found;
  maybe_ruling = 0;
}

static void compare_course(const json_t *body) {
  const json_t *clock = json_object_get(body, "clock");
  course found = {.round = (int)number_in(body, "round"), .is_paused = json_is_true(json_object_get(body, "paused")),
                  .left = json_is_object(clock) ? number_in(clock, "left_ms") : -1};
  snprintf(found.phase, sizeof found.phase, "%s", text_in(body, "phase"));
  if (!has_room && now_at.phase[0]) {
    const char *asked = who[CONTROL].asked ? who[CONTROL].asked : "";
    const bool may_move = !strcmp(asked, "next") || !strcmp(asked, "start");
    const bool has_moved = strcmp(found.phase, now_at.phase) || found.round != now_at.round;
    if (has_moved && !may_move) die("the exercise is elsewhere", found.phase);
    if (!found.is_paused && strcmp(found.phase, "lobby") && strcmp(found.phase, "over")) die("no pause", found.phase);
    if (!has_moved && now_at.is_paused && now_at.left >= 0 && found.left != now_at.left && strcmp(asked, "resume"))
      die("time was lost in a pause", found.phase);
    if (has_moved && (!strcmp(now_at.phase, "deciding")))
      for (int s = 0; s < seats; s++) known[s].draft = known[s].decided = -1;
  }
  now_at = found;
  has_room = true;
}

static void learn_seats(const json_t *body) {
  size_t i;
  json_t *row;
  if (seats) return;
  json_array_foreach(json_object_get(body, "seats"), i, row) {
    if (!json_is_true(json_object_get(row, "playable")) || seats == MOST_SEATS) continue;
    seat_is_role[seats] = json_is_true(json_object_get(row, "is_role"));
    known[seats] = (plan){.draft = -1, .decided = -1};
    snprintf(seat_id[seats++], sizeof seat_id[0], "%s", text_in(row, "id"));
  }
  if (seats < 3) die("too few seats", "");
  guests = FIRST_TEAM + PER_SEAT * seats;
  for (int g = FIRST_TEAM; g < guests; g++) {
    who[g].seat = (g - FIRST_TEAM) / PER_SEAT;
    who[g].wants_to_come = true;
  }
}

/* ---- hearing ---- */

static void greet(int i) {
  static const char *const pages[] = {"control", "evaluator", "team"};
  json_t *object = json_pack("{s:i,s:s}", "protocol", 1, "page", pages[i < FIRST_TEAM ? i : FIRST_TEAM]);
  if (who[i].token[0]) json_object_set_new(object, "token", json_string(who[i].token));
  guest_ask(&room.guest[i], "hello", object);
  who[i].has_greeted = true;
}

static void sit_down(int i) {
  char name[40];
  snprintf(name, sizeof name, "Person %d", i);
  if (i == CONTROL) guest_ask_with(&room.guest[i], "control", "{s:s}", "code", code);
  else if (i == EVALUATOR) guest_ask_with(&room.guest[i], "evaluate", "{s:s,s:s}", "pin", evaluator_pin, "name", name);
  else guest_ask_with(&room.guest[i], "join", "{s:s,s:s,s:s}", "pin", pin, "name", name, "seat", seat_id[who[i].seat]);
}

static void hear_greeting(int i, const json_t *ok) {
  static const char *const roles[] = {"control", "evaluator", "team"};
  const char *token = text_in(ok, "token"), *role = text_in(ok, "role");
  if (*token) {
    snprintf(who[i].token, sizeof who[i].token, "%s", token);
    greet(i);
  } else if (!who[i].token[0]) {
    sit_down(i);
  } else {
    if (strcmp(role, roles[i < FIRST_TEAM ? i : FIRST_TEAM])) die("somebody is in another role", role);
    if (who[i].seat >= 0 && strcmp(text_in(ok, "seat"), seat_id[who[i].seat])) die("another seat", text_in(ok, "seat"));
    who[i].is_back = who[i].seat < 0 || seat_is_role[who[i].seat] || known[who[i].seat].is_read;
  }
}

static void after_ok(int i, const json_t *ok) {
  const char *what = who[i].asked;
  plan *p = who[i].seat < 0 ? NULL : &known[who[i].seat];
  if (!strcmp(what, "draft")) p->draft = who[i].value;
  if (!strcmp(what, "commit")) p->decided = p->draft;
  if (!strcmp(what, "clear")) p->draft = p->decided;
  if (!strcmp(what, "draft") || !strcmp(what, "commit") || !strcmp(what, "clear"))
    p->version = (int)number_in(ok, "version");
  if (!strcmp(what, "note")) note_text(&noted, who[i].text);
  if (!strcmp(what, "say") || !strcmp(what, "write") || !strcmp(what, "act")) note_text(&written, who[i].text);
  if (!strcmp(what, "act")) rulings++;
  if (!strcmp(what, "next")) {
    const bool was_deciding = is_in("deciding");
    snprintf(now_at.phase, sizeof now_at.phase, "%s", was_deciding ? "passing" : "deciding");
    now_at.round += was_deciding ? 0 : 1;
    now_at.left = -1;
    is_closing = false;
    for (int s = 0; was_deciding && s < seats; s++) known[s].draft = known[s].decided = -1;
  }
  if (!strcmp(what, "start")) strcpy(now_at.phase, "deciding");
  if (!strcmp(what, "pause") || !strcmp(what, "resume")) now_at.is_paused = !strcmp(what, "pause"), now_at.left = -1;
  who[i].asked = NULL;
  who[i].since++;
  acknowledged++;
}

static void hear_answer(int i, const json_t *message) {
  const json_t *ok = json_object_get(message, "ok"), *refused = json_object_get(message, "refused");
  const char *why = text_in(refused, "why");
  if (number_in(message, "re") != room.guest[i].asked) return; /* of before */
  if (ok && who[i].is_back && who[i].asked) after_ok(i, ok);
  else if (ok) hear_greeting(i, ok);
  else if (!strcmp(why, "often") && who[i].asked) who[i].asked = NULL; /* it waits, and asks something else */
  else if (!strcmp(why, "phase") && who[i].asked) who[i].asked = NULL;
  else if (!strcmp(why, "changed") && who[i].asked) who[i].asked = NULL;
  else die(who[i].asked ? who[i].asked : "greeting", text_in(refused, "text"));
}

static void hear_sheet(int i, const char *name, const json_t *body) {
  if (!strcmp(name, "room") && i == CONTROL) {
    learn_seats(body);
    const bool is_first = !has_room;
    if (is_first || (!who[CONTROL].asked && !is_closing)) compare_course(body);
    is_over = is_over || !strcmp(text_in(body, "phase"), "over");
  }
  if (!strcmp(name, "mail") && i == CONTROL && !has_mail) compare_mail(body), has_mail = true;
  if (!strcmp(name, "observed") && i == CONTROL && !has_notes) compare_notes(body), has_notes = true;
  if (!strcmp(name, "control") && i == CONTROL && has_mail && !has_control) compare_rulings(body), has_control = true;
  if (!strcmp(name, "plan") && who[i].seat >= 0 && !known[who[i].seat].is_read && has_room &&
      (i - FIRST_TEAM) % PER_SEAT == 0)
    compare_plan(i, body), who[i].is_back = true;
}

/* Sheets come in parts. */
static const json_t *whole(int i, const char *sheet, const json_t *message) {
  static const char *const names[] = {"room", "mail", "observed", "control", "plan"};
  enum { NAMES = sizeof names / sizeof names[0] };
  static json_t *bodies[MOST_GUESTS][NAMES];
  for (int k = 0; k < NAMES; k++) {
    if (strcmp(names[k], sheet)) continue;
    crowd_complete(&bodies[i][k], message);
    return bodies[i][k];
  }
  return json_object_get(message, "body");
}

static void hear(crowd *them, guest *g, const char *text, size_t length) {
  const int i = g->index;
  (void)them;
  if (crowd_is_sheet(text, "board") || crowd_is_sheet(text, "seat") || crowd_is_sheet(text, "story") ||
      (i != CONTROL && !crowd_is_sheet(text, "plan") && !strncmp(text, "{\"sheet\"", 8)))
    return;
  json_t *message = json_loadb(text, length, 0, NULL);
  if (!message) die("no JSON", text);
  const char *sheet = text_in(message, "sheet");
  if (*sheet) hear_sheet(i, sheet, whole(i, sheet, message));
  else hear_answer(i, message);
  json_decref(message);
}

/* ---- a life ---- */

/* It may be there already, where a life ended before what was on its way in the one before was accounted for. */
static void note_maybe(text_list *maybe, const text_list *all, const char *text) {
  if (!count_text(maybe, text) && !count_text(all, text)) note_text(maybe, text);
}

/* What was on its way when the host was killed; then nobody is there. */
static void end_life(void) {
  for (int i = 0; i < guests; i++) {
    const char *asked = who[i].asked ? who[i].asked : "";
    if (!strcmp(asked, "note")) note_maybe(&maybe_noted, &noted, who[i].text);
    if (!strcmp(asked, "say") || !strcmp(asked, "write") || !strcmp(asked, "act"))
      note_maybe(&maybe_written, &written, who[i].text);
    if (!strcmp(asked, "act")) maybe_ruling = 1;
    guest_go(&room.guest[i]);
  }
}

static void begin_life(void) {
  has_mail = has_notes = has_control = has_room = is_closing = false;
  for (int s = 0; s < seats; s++) known[s].is_read = false;
  for (int i = 0; i < MOST_GUESTS; i++) {
    who[i].has_greeted = who[i].is_back = false;
    who[i].since = 0;
  }
}

static bool is_compared(void) {
  if (!has_mail || !has_notes || !has_control || !has_room) return false;
  for (int i = FIRST_TEAM; i < guests; i++)
    if (!seat_is_role[who[i].seat] && !known[who[i].seat].is_read) return false;
  return true;
}

static void move_everybody(bool wants_days, bool wants_pause) {
  static bool was_compared;
  for (int i = 0; i < guests; i++) {
    guest *g = &room.guest[i];
    /* Control first: what the others find is compared with where the exercise is. */
    if (g->state == GUEST_AWAY && (i == CONTROL || has_room)) guest_come(&room, g, NULL);
    if (g->state == GUEST_INSIDE && !who[i].has_greeted) greet(i);
  }
  if (!is_compared()) {
    was_compared = false;
    return;
  }
  for (int i = 0; i < guests && !was_compared; i++) who[i].asked = NULL; /* what was on its way is accounted for */
  was_compared = true;
  for (int i = FIRST_TEAM; i < guests; i++)
    if (who[i].token[0] && who[i].has_greeted) who[i].is_back = who[i].is_back || known[who[i].seat].is_read;
  for (int i = FIRST_TEAM; i < guests && !is_closing && !is_over; i++)
    if (who[i].is_back && !who[i].asked && room.guest[i].state == GUEST_INSIDE && who[i].since < 9) ask_as_team(i);
  if (who[CONTROL].is_back && !who[CONTROL].asked && !is_over) ask_as_control(wants_days, wants_pause);
}

/* Until so many were acknowledged, or time is up. */
static void live(int life) {
  const bool wants_days = life % 4 == 2, wants_pause = life % 4 == 3, is_early = life % 10 == 9;
  const int out = begin_host(access(file, F_OK) != 0);
  begin_life();
  room.port = port;
  const long enough = acknowledged + (wants_pause ? 20 : 0) + (long)random_below(120);
  const double began = crowd_now(), early = began + random_below(300) * 1e-3;
  double compared = 0;
  while ((acknowledged < enough || !compared) && !(is_early && crowd_now() > early)) {
    move_everybody(wants_days, wants_pause);
    crowd_turn(&room, 2);
    if (is_compared() && !compared) compared = crowd_now();
    if (compared && (crowd_now() > compared + 1.5 || is_over)) break;
    if (crowd_now() > began + PATIENCE) die("not everybody came back", file);
  }
  nanosleep(&(struct timespec){.tv_nsec = random_below(2000) * 1000}, NULL);
  lives_in_days += is_in("passing");
  lives_in_pause += now_at.is_paused;
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  child = 0;
  close(out);
  crowd_turn(&room, 0); /* what was acknowledged before the kill */
  end_life();
}

static void begin_exercise(const char *folder, int number) {
  snprintf(file, sizeof file, "%s/hosted-%d.polder", folder, number);
  memset(who, 0, sizeof who);
  for (int i = 0; i < MOST_GUESTS; i++) who[i].seat = -1;
  now_at = (course){.left = -1};
  written.count = noted.count = maybe_written.count = maybe_noted.count = rulings = maybe_ruling = seats = 0;
  guests = FIRST_TEAM;
  is_over = false;
}

int main(int count, char **words) {
  if (count != 4) die("usage", "host_kills PROGRAM FOLDER TIMES");
  program = words[1];
  const int times = atoi(words[3]);
  int exercises = 1;
  signal(SIGPIPE, SIG_IGN);
  crowd_open(&room, MOST_GUESTS, 0);
  room.hear = hear;
  port = free_port();
  begin_exercise(words[2], exercises);
  for (int life = 0; life < times; life++) {
    live(life);
    if (!is_over) continue;
    verify();
    begin_exercise(words[2], ++exercises);
  }
  if (access(file, F_OK) == 0) verify();
  crowd_close(&room);
  printf("%d kills, %ld of them while days passed and %ld in a pause: %ld requests acknowledged, none lost; %ld plans "
         "and unacknowledged texts found whole; %d exercises\n", times, lives_in_days, lives_in_pause, acknowledged,
         checked, exercises);
  return 0;
}
