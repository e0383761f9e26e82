/* A hosted exercise with five hundred people, over real sockets: how long until a draft, a commit or a message is
 * acknowledged (and so on disk), how long until everybody has the sheets of the next round, what it takes in memory,
 * and that nothing is lost. Then again with a tenth more who flood, send garbage or read slowly; and, to compare with,
 * one person alone. Of two exercises: ten seats with six people each, and fourteen with four. "ping" beside them is
 * what the way there and back takes without room and disk.
 *
 *   host, a process of its own  ◄── loopback ──►  crowd (tests/host/crowd): teams, control, an evaluator, observers
 *
 * Each person of a team asks about once a second, which is more than people do. What was acknowledged is looked for in
 * the session's file afterwards, and the file is verified. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <polder/host.h>
#include <polder/protocol.h>
#include <polder/script.h>

#include "bench.h"
#include "crowd.h"

enum { MOST_SEATS = 32, MOST_SAMPLES = 200000, MOST_WORDS = 100000, MOST_VERSIONS = 1 << 16, CONTROL = 0, EVALUATOR = 1,
       FIRST = 2, MOST_FILES = 4096, FEW = 4 };
typedef enum kind { DRAFT, COMMIT, SAY, PING, KINDS } kind;
static const char *const kind_names[KINDS] = {"draft", "commit", "say", "ping"};

/* Sheets by name; the last is all others. */
enum { NAMES = 9 };
static const char *const sheet_names[NAMES] = {"room", "board",  "seat",    "plan", "story",
                                               "mail", "people", "control", "other"};

typedef struct samples {
  double *value;
  int count;
} samples;

typedef enum part { IN_CONTROL, EVALUATES, PLAYS, WATCHES, FLOODS, SENDS_GARBAGE, IS_NOISE, READS_SLOWLY, PARTS } part;

typedef struct person {
  part part;
  int seat;
  char token[33];
  bool has_greeted, is_in;
  kind asked;
  bool is_asking;
  double sent, next;     /* seconds */
  int value;             /* of a draft, or the number of a word */
  int seat_round, plan_round;        /* of the sheets that it has */
  bool has_room, has_seat, has_plan; /* of the phase that is waited for */
} person;

typedef struct host {
  const char *scenario;
  pid_t child;
  int farewell;          /* the host ends when this is closed */
  int port;
  char pin[8], evaluator_pin[8], code[64], folder[64], path[96];
} host;

typedef struct trial {
  crowd room;
  host host;
  person *who;
  int count, good;
  samples time[KINDS];
  char seat_id[MOST_SEATS][40];
  bool is_role[MOST_SEATS]; /* has no state: it writes, and decides nothing */
  int seats, per_seat, version[MOST_SEATS], made[MOST_SEATS], decided_version[MOST_SEATS], decided[MOST_SEATS];
  int *value_of[MOST_SEATS]; /* by version */
  char *word;            /* 1: sent, 2: acknowledged */
  int words, acknowledged_words, refused, changed, ended, sheets, sheets_of[NAMES];
  uint64_t sheet_bytes, bytes_of[NAMES];
  const char *phase;     /* that is waited for */
  int round;
  double answered;       /* when control was, last */
  bool is_begun;
  uint64_t luck;
} trial;

static void die(const char *what) {
  fprintf(stderr, "bench_host: %s\n", what);
  exit(1);
}

static unsigned below(trial *t, unsigned bound) {
  t->luck = t->luck * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(t->luck >> 33) % bound;
}

/* ---- the host ---- */

static void serve(const host *h, int out, int farewell) {
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_rules_factory factory = pl_script_factory();
  const pl_session_options how = {.seed = 10, .record_events = true};
  pl_policy_table bots;
  char line[300], end;
  char folder[300];
  snprintf(folder, sizeof folder, "%s/scenarios/%s", POLDER_SOURCE_DIR, h->scenario);
  if (pl_bundle_read(folder, &bundle, &error) != PL_OK) die(error.text);
  pl_session *session = pl_session_new(&factory, &bundle.bundle, NULL, &how, &error);
  if (!session || pl_session_keep(session, h->path, &error) != PL_OK) die(error.text);
  pl_policy_table_init(&bots, pl_session_scenario(session));
  const pl_host_options options = {.session = session, .bots = &bots, .deciding_seconds = 3600};
  pl_host *started = pl_host_start(&options, &error);
  if (!started) die(error.text);
  const char *colon = strrchr(pl_host_address(started), ':');
  const int length = snprintf(line, sizeof line, "%d %s %s %s\n", atoi(colon + 1), pl_host_pin(started),
                              pl_host_evaluator_pin(started), pl_host_control_code(started));
  if (write(out, line, (size_t)length) != length) die("the pipe is gone");
  while (read(farewell, &end, 1) > 0) continue;
  pl_host_free(started);
  pl_bundle_clear(&bundle);
  _exit(0);
}

static void start_host(host *h) {
  int out[2], farewell[2];
  char line[300] = "";
  strcpy(h->folder, "/tmp/polder-bench-XXXXXX");
  if (!mkdtemp(h->folder) || pipe(out) || pipe(farewell)) die("no folder or pipe");
  snprintf(h->path, sizeof h->path, "%s/exercise.polder", h->folder);
  fflush(stdout);
  h->child = fork();
  if (h->child < 0) die("no process");
  if (!h->child) {
    close(out[0]);
    close(farewell[1]);
    serve(h, out[1], farewell[0]);
  }
  close(out[1]);
  close(farewell[0]);
  h->farewell = farewell[1];
  if (read(out[0], line, sizeof line - 1) <= 0 ||
      sscanf(line, "%d %7s %7s %63s", &h->port, h->pin, h->evaluator_pin, h->code) != 4)
    die("the host does not begin");
  close(out[0]);
}

static long memory_of(const host *h) { /* kilobytes */
  char path[64], line[200];
  long kilobytes = 0;
  snprintf(path, sizeof path, "/proc/%d/status", (int)h->child);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file))
    if (!strncmp(line, "VmRSS:", 6)) kilobytes = atol(line + 6);
  if (file) fclose(file);
  return kilobytes;
}

static double busy_of(const host *h) { /* seconds of processor */
  char path[64], line[1000] = "";
  unsigned long user = 0, system = 0;
  snprintf(path, sizeof path, "/proc/%d/stat", (int)h->child);
  FILE *file = fopen(path, "r");
  if (file && fgets(line, sizeof line, file) && strrchr(line, ')'))
    sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  if (file) fclose(file);
  return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static void end_host(host *h) {
  int status;
  close(h->farewell);
  if (waitpid(h->child, &status, 0) != h->child || status) die("the host did not end well");
}

/* ---- asking ---- */

static void ask(trial *t, int i, kind what, json_t *object) {
  person *p = &t->who[i];
  p->asked = what;
  p->is_asking = true;
  p->sent = crowd_now();
  guest_ask(&t->room.guest[i], kind_names[what], object);
}

static void ask_draft(trial *t, int i) {
  person *p = &t->who[i];
  p->value = ++t->made[p->seat] % 1000;
  ask(t, i, DRAFT, json_pack("{s:{s:s,s:s,s:[i,i,i]}}", "decision", "seat", t->seat_id[p->seat], "action", "split",
                             "split", p->value, 1000 - p->value, 0));
}

static void ask_say(trial *t, int i) {
  char text[200];
  person *p = &t->who[i];
  if (t->words == MOST_WORDS) return;
  p->value = t->words++;
  t->word[p->value] = 1;
  snprintf(text, sizeof text, "word %d: what do you know about the worm, and what may we tell our allies about it?",
           p->value);
  ask(t, i, SAY, json_pack("{s:[s,s],s:s}", "to", t->seat_id[(p->seat + 1) % t->seats], "control", "text", text));
}

static void ask_something(trial *t, int i) {
  const person *p = &t->who[i];
  const unsigned what = t->is_role[p->seat] ? 55 + below(t, 45) : below(t, 100);
  if (what < 35) ask_draft(t, i);
  else if (what < 55 && t->version[p->seat] >= 0) ask(t, i, COMMIT, json_pack("{s:i}", "draft", t->version[p->seat]));
  else if (what < 80) ask_say(t, i);
  else ask(t, i, PING, json_object());
}

static void ask_control(trial *t, const char *what) { guest_ask(&t->room.guest[CONTROL], what, json_object()); }

/* ---- hearing ---- */

static const char *page_of(const person *p, int i) {
  switch (p->part) {
  case IN_CONTROL: return "control";
  case EVALUATES: return "evaluator";
  case PLAYS: return "team";
  default: return i % 2 ? "board" : "join";
  }
}

static void greet(trial *t, int i) {
  json_t *object = json_pack("{s:i,s:s}", "protocol", PL_PROTOCOL_VERSION, "page", page_of(&t->who[i], i));
  if (t->who[i].token[0]) json_object_set_new(object, "token", json_string(t->who[i].token));
  guest_ask(&t->room.guest[i], "hello", object);
  t->who[i].has_greeted = true;
}

static void sit_down(trial *t, int i) {
  guest *g = &t->room.guest[i];
  char name[32];
  snprintf(name, sizeof name, "Person %d", i);
  if (i == CONTROL) guest_ask_with(g, "control", "{s:s}", "code", t->host.code);
  else if (i == EVALUATOR) guest_ask_with(g, "evaluate", "{s:s,s:s}", "pin", t->host.evaluator_pin, "name", name);
  else guest_ask_with(g, "join", "{s:s,s:s,s:s}", "pin", t->host.pin, "name", name, "seat", t->seat_id[t->who[i].seat]);
}

static void hear_greeting(trial *t, int i, const json_t *ok) {
  person *p = &t->who[i];
  const char *token = json_string_value(json_object_get(ok, "token"));
  if (token) {
    snprintf(p->token, sizeof p->token, "%s", token);
    greet(t, i);
  } else if (p->part <= PLAYS && !p->token[0]) {
    sit_down(t, i);
  } else {
    p->is_in = true;
  }
}

static void add_sample(trial *t, kind what, double seconds) {
  samples *s = &t->time[what];
  if (s->count < MOST_SAMPLES) s->value[s->count++] = seconds;
}

static void hear_answer(trial *t, int i, const char *text, size_t length) {
  person *p = &t->who[i];
  json_t *message = json_loadb(text, length, 0, NULL);
  const json_t *ok = json_object_get(message, "ok");
  const char *why = json_string_value(json_object_get(json_object_get(message, "refused"), "why"));
  if (!p->is_in) {
    if (!ok && p->part <= PLAYS) die(text);
    hear_greeting(t, i, ok);
  } else if (p->part == IN_CONTROL) {
    if (!ok) die(text);
    t->answered = crowd_now();
  } else if (p->is_asking) {
    const int version = (int)json_integer_value(json_object_get(ok, "version"));
    p->is_asking = false;
    if (ok) add_sample(t, p->asked, crowd_now() - p->sent);
    else if (why && !strcmp(why, "changed")) t->changed++;
    else t->refused++;
    if (ok && p->asked == SAY) t->word[p->value] = 2, t->acknowledged_words++;
    if (ok && p->asked == DRAFT && version < MOST_VERSIONS) {
      t->value_of[p->seat][version] = p->value;
      if (version > t->version[p->seat]) t->version[p->seat] = version;
    }
    if (ok && p->asked == COMMIT && version > t->decided_version[p->seat]) t->decided_version[p->seat] = version;
  }
  json_decref(message);
}

static void learn_seats(trial *t, const char *text, size_t length) {
  json_t *message = json_loadb(text, length, 0, NULL), *row;
  size_t i;
  json_array_foreach(json_object_get(json_object_get(message, "body"), "seats"), i, row)
    if (json_is_true(json_object_get(row, "playable")) && t->seats < MOST_SEATS) {
      t->is_role[t->seats] = json_is_true(json_object_get(row, "is_role"));
      snprintf(t->seat_id[t->seats++], sizeof t->seat_id[0], "%s", json_string_value(json_object_get(row, "id")));
    }
  json_decref(message);
}

/* A part (protocol.h) says what is another round, and else nothing of it. */
static bool is_of_round(int *round, int wanted, const char *text, size_t length) {
  const char *at = strstr(text, "\"round\":"), *after = strstr(text, "\"after\":"), *body = strstr(text, "\"body\":");
  if (after && after < body) {
    json_t *message = json_loadb(text, length, 0, NULL);
    const json_t *number = json_object_get(json_object_get(message, "body"), "round");
    if (number) *round = (int)json_integer_value(number);
    json_decref(message);
  } else if (at) {
    *round = atoi(at + 8);
  }
  return *round == wanted;
}

static void hear_sheet(trial *t, int i, const char *text, size_t length) {
  char mark[40];
  person *p = &t->who[i];
  int name = 0;
  while (name < NAMES - 1 && !crowd_is_sheet(text, sheet_names[name])) name++;
  t->sheets++;
  t->sheets_of[name]++;
  t->sheet_bytes += length;
  t->bytes_of[name] += length;
  if (i == CONTROL && !t->seats && crowd_is_sheet(text, "room")) learn_seats(t, text, length);
  if (crowd_is_sheet(text, "plan")) {
    const char *at = strstr(text, "\"body\":{\"version\":");
    if (at && atoi(at + 18) > t->version[p->seat]) t->version[p->seat] = atoi(at + 18);
  }
  if (crowd_is_sheet(text, "seat") && is_of_round(&p->seat_round, t->round, text, length)) p->has_seat = true;
  if (crowd_is_sheet(text, "plan") && is_of_round(&p->plan_round, t->round, text, length)) p->has_plan = true;
  if (!t->phase) return;
  snprintf(mark, sizeof mark, "\"phase\":\"%s\"", t->phase);
  if (crowd_is_sheet(text, "room") && strstr(text, mark)) p->has_room = true;
}

static void hear(crowd *them, guest *g, const char *text, size_t length) {
  trial *t = them->context;
  if (!strncmp(text, "{\"sheet\"", 8)) hear_sheet(t, g->index, text, length);
  else hear_answer(t, g->index, text, length);
}

static void gone(crowd *them, guest *g) {
  trial *t = them->context;
  person *p = &t->who[g->index];
  p->has_greeted = p->is_in = p->is_asking = false;
  p->next = crowd_now() + .05;
  t->ended += g->index < t->good;
}

/* ---- mischief ---- */

static void be_a_nuisance(trial *t, int i) {
  static const char *const bad[] = {"{\"ask\":", "[[[[[[[[[[[[[[[[[[[[[[[[",
                                    "{\"ask\":1,\"do\":\"commit\",\"draft\":{}}", "\xff\xfe\x00",
                                    "{\"ask\":1e999,\"do\":3}"};
  guest *g = &t->room.guest[i];
  const double now = crowd_now();
  person *p = &t->who[i];
  if (p->part == FLOODS)
    for (int k = 0; k < 20; k++) guest_ask(g, "ping", json_object());
  if (p->part == SENDS_GARBAGE) {
    const char *text = bad[below(t, 5)];
    guest_frame(g, below(t, 8) ? 0x81 : 0x82, text, strlen(text));
  }
  if (p->part == READS_SLOWLY) g->is_deaf = p->next > now;
  if (p->part == READS_SLOWLY && !g->is_deaf) p->next = now + .5;
}

static void knock_with_noise(trial *t, int i) {
  unsigned char noise[700];
  for (size_t k = 0; k < sizeof noise; k++) noise[k] = (unsigned char)below(t, 256);
  guest_send(&t->room.guest[i], noise, sizeof noise);
}

/* ---- one trial ---- */

static void give_parts(trial *t, bool has_mischief) {
  for (int i = 0; i < t->count; i++) {
    person *p = &t->who[i];
    p->seat = -1;
    p->part = i == CONTROL ? IN_CONTROL : i == EVALUATOR ? EVALUATES : WATCHES;
    if (i >= t->good && has_mischief) p->part = (part)(FLOODS + i % (PARTS - FLOODS));
    if (p->part == READS_SLOWLY) t->room.guest[i].read_at_most = 64;
  }
}

static void seat_teams(trial *t) {
  for (int i = FIRST; i < t->good && i < FIRST + t->seats * t->per_seat; i++) {
    t->who[i].part = PLAYS;
    t->who[i].seat = (i - FIRST) % t->seats;
    guest_go(&t->room.guest[i]);
    t->who[i].has_greeted = t->who[i].is_in = false;
  }
}

static void keep_everybody_there(trial *t) {
  const double now = crowd_now();
  for (int i = 0; i < t->count; i++) {
    guest *g = &t->room.guest[i];
    person *p = &t->who[i];
    if (g->state == GUEST_AWAY && p->next <= now && (i == CONTROL || t->seats)) {
      guest_come(&t->room, g, NULL);
      if (p->part == IS_NOISE) knock_with_noise(t, i);
    }
    if (g->state != GUEST_INSIDE) continue;
    if (!p->has_greeted) greet(t, i);
    if (p->part > WATCHES) be_a_nuisance(t, i);
  }
}

static bool all_are_in(const trial *t) {
  for (int i = 0; i < t->good; i++)
    if (!t->who[i].is_in) return false;
  return true;
}

/* Lets time pass, with teams at work unless they are to rest. */
static void pass(trial *t, double seconds, bool works) {
  const double until = crowd_now() + seconds;
  for (int i = FIRST; i < t->good && works; i++) t->who[i].next = crowd_now() + below(t, 1400) * 1e-3;
  for (double now = crowd_now(); now < until; now = crowd_now()) {
    keep_everybody_there(t);
    for (int i = FIRST; i < t->good && works; i++) {
      person *p = &t->who[i];
      if (p->part != PLAYS || !p->is_in || p->is_asking || p->next > now) continue;
      p->next = now + (t->good == FIRST + 1 ? .25 : .3 + below(t, 1400) * 1e-3);
      ask_something(t, i);
    }
    crowd_turn(&t->room, 2);
  }
}

static bool somebody_asks(const trial *t) {
  for (int i = 0; i < t->good; i++)
    if (t->who[i].is_asking) return true;
  return false;
}

static bool has_all(const trial *t, bool with_seats) {
  for (int i = 0; i < t->good; i++) {
    const person *p = &t->who[i];
    if (!p->has_room || (with_seats && p->part == PLAYS && (!p->has_seat || !p->has_plan))) return false;
  }
  return true;
}

/* Control asks for what comes next. Seconds until everybody has the sheets; `answer`: until control was answered. */
static double go_on(trial *t, const char *what, const char *phase, bool with_seats, double *answer) {
  for (int i = 0; i < t->good; i++) t->who[i].has_room = t->who[i].has_seat = t->who[i].has_plan = false;
  t->phase = phase;
  t->answered = 0;
  const double began = crowd_now();
  ask_control(t, what);
  while (!t->answered || !has_all(t, with_seats)) {
    keep_everybody_there(t);
    crowd_turn(&t->room, 2);
    if (crowd_now() > began + 60) die("not everybody got the sheets");
  }
  *answer = t->answered - began;
  t->phase = NULL;
  return crowd_now() - began;
}

/* ---- what is in the file ---- */

static int find_lost_words(trial *t, const pl_session *session) {
  size_t count;
  int lost = 0;
  const pl_message *message = pl_session_messages(session, &count);
  for (size_t i = 0; i < count; i++) {
    int number;
    if (sscanf(message[i].text, "word %d:", &number) == 1 && number < t->words) t->word[number] |= 4;
  }
  for (int i = 0; i < t->words; i++) lost += (t->word[i] & 6) == 2;
  return lost;
}

/* The last split of each seat in the last round decided. */
static int find_lost_decisions(const trial *t, const pl_session *session, int round) {
  size_t count;
  int lost = 0;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  for (int s = 0; s < t->seats; s++) {
    const int seat = pl_scenario_find_seat(pl_session_scenario(session), t->seat_id[s]);
    int found = -1;
    for (size_t i = 0; i < count; i++)
      if (!journal[i].act && !journal[i].is_withdrawn && journal[i].round == round &&
          journal[i].decision.seat == seat && journal[i].decision.action == PL_ACTION_SPLIT)
        found = journal[i].decision.split[0];
    if (t->decided_version[s] >= 0) lost += found != t->value_of[s][t->decided_version[s]];
  }
  return lost;
}

static void look_into_file(trial *t, int round) {
  pl_error error = {0};
  pl_verification found;
  pl_rules_factory factory = pl_script_factory();
  pl_session *session = pl_session_read(&factory, t->host.path, -1, &error);
  if (!session) die(error.text);
  const int words = find_lost_words(t, session), decisions = find_lost_decisions(t, session, round);
  pl_session_free(session);
  const bool is_sound = pl_session_verify(&factory, t->host.path, &found, &error) == PL_OK;
  printf("  in the file: %d messages acknowledged, %d lost; %d decisions of the last round lost; %s\n",
         t->acknowledged_words, words, decisions, is_sound ? "verified" : "DOES NOT VERIFY");
}

/* ---- figures ---- */

static double quantile(const samples *s, double share) {
  if (!s->count) return 0;
  qsort(s->value, (size_t)s->count, sizeof *s->value, bench_ascending);
  return 1e3 * s->value[(int)(share * (s->count - 1) + .5)];
}

static void print_times(const trial *t) {
  printf("  %-8s %8s %9s %9s %9s   milliseconds until acknowledged\n", "", "count", "median", "99 %", "worst");
  for (int k = 0; k < KINDS; k++)
    printf("  %-8s %8d %9.2f %9.2f %9.2f\n", kind_names[k], t->time[k].count, quantile(&t->time[k], .5),
           quantile(&t->time[k], .99), quantile(&t->time[k], 1));
}

static void run(const char *title, const char *scenario, int clients, int mischief, int per_seat, int rounds,
                double seconds) {
  trial *t = calloc(1, sizeof *t);
  double answer, began;
  if (!t) die("no memory");
  *t = (trial){.host = {.scenario = scenario}, .luck = 10, .good = clients, .count = clients + mischief,
               .per_seat = per_seat};
  t->who = calloc((size_t)t->count, sizeof *t->who);
  t->word = calloc(MOST_WORDS, 1);
  for (int k = 0; k < KINDS; k++) t->time[k].value = malloc(MOST_SAMPLES * sizeof(double));
  for (int s = 0; s < MOST_SEATS; s++) {
    t->version[s] = t->decided_version[s] = -1;
    t->value_of[s] = malloc(MOST_VERSIONS * sizeof(int));
    for (int v = 0; v < MOST_VERSIONS; v++) t->value_of[s][v] = -1; /* an empty draft, which may be committed too */
  }
  start_host(&t->host);
  crowd_open(&t->room, t->count, t->host.port);
  t->room.hear = hear;
  t->room.gone = gone;
  t->room.context = t;
  give_parts(t, mischief > 0);
  printf("%s\n", title);
  fflush(stdout);
  const long alone = memory_of(&t->host);
  while (!t->seats) pass(t, .01, false);
  began = crowd_now();
  seat_teams(t);
  while (!all_are_in(t)) {
    pass(t, .005, false);
    if (crowd_now() > began + 60) die("not everybody came in");
  }
  printf("  %d people in %d seats and %d others, all in after %.0f ms\n", t->seats * per_seat < clients - FIRST ?
         t->seats * per_seat : clients - FIRST, t->seats, clients - (t->seats * per_seat < clients - FIRST ?
         t->seats * per_seat : clients - FIRST), 1e3 * (crowd_now() - began));
  pass(t, 1, false);
  const long full = memory_of(&t->host);
  t->round = 1;
  go_on(t, "start", "deciding", true, &answer);
  const double busy = busy_of(&t->host), work_began = crowd_now();
  double close_all[16], close_answer[16], open_all[16];
  for (int r = 0; r < rounds; r++) {
    for (int s = 0; s < t->seats; s++) t->decided_version[s] = -1;
    pass(t, seconds, true);
    while (somebody_asks(t)) pass(t, .05, false); /* what is on its way arrives */
    close_all[r] = go_on(t, "next", "passing", false, &close_answer[r]);
    t->round = r + 2;
    open_all[r] = go_on(t, "next", "deciding", true, &answer);
  }
  const double spent = (busy_of(&t->host) - busy) / (crowd_now() - work_began);
  const long after = memory_of(&t->host);
  print_times(t);
  for (int r = 0; r < rounds; r++)
    printf("  round %d closed: control answered after %.0f ms, everybody saw days pass after %.0f ms; the next round's "
           "sheets were with everybody %.0f ms after it was opened\n", r + 1, 1e3 * close_answer[r], 1e3 * close_all[r],
           1e3 * open_all[r]);
  printf("  memory: %.1f MB without clients, %.1f MB with all (%.1f KB each), %.1f MB at the end; host busy %.0f %% of "
         "a core\n", (double)alone / 1024, (double)full / 1024, (double)(full - alone) / t->count, (double)after / 1024,
         100 * spent);
  printf("  %d sheets, %.1f MB; %d commits came after a colleague's draft, %d requests refused, %d good clients lost\n",
         t->sheets, (double)t->sheet_bytes / 1048576, t->changed, t->refused, t->ended);
  printf("  of them");
  for (int i = 0; i < NAMES; i++)
    printf("%s %s %d (%.1f MB)", i ? "," : "", sheet_names[i], t->sheets_of[i], (double)t->bytes_of[i] / 1048576);
  printf("\n");
  end_host(&t->host);
  crowd_close(&t->room);
  look_into_file(t, rounds - 1);
  unlink(t->host.path);
  rmdir(t->host.folder);
  for (int k = 0; k < KINDS; k++) free(t->time[k].value);
  for (int s = 0; s < MOST_SEATS; s++) free(t->value_of[s]);
  free(t->word);
  free(t->who);
  free(t);
}

int main(int count, char **words) {
  bench_option option[] = {{"--clients", 500, "people in the room"},
                           {"--per-seat", 6, "of them in each team"},
                           {"--rounds", 3, "rounds, at most 10"},
                           {"--seconds", 15, "of each round in which teams work"}};
  struct rlimit files = {MOST_FILES, MOST_FILES};
  if (!bench_options(count, words, option, 4)) return 2;
  signal(SIGPIPE, SIG_IGN);
  if (setrlimit(RLIMIT_NOFILE, &files)) getrlimit(RLIMIT_NOFILE, &files);
  const int clients = (int)option[0].value, per_seat = (int)option[1].value;
  const int rounds = option[2].value < 10 ? (int)option[2].value : 10;
  const double seconds = option[3].value;
  static const char bad[] = "the same, and a tenth more who flood, send garbage or noise, or read slowly";
  char title[100];
  run("withdrawal: one person, control and an evaluator", "withdrawal", 3, 0, 1, 1, 2 * seconds);
  snprintf(title, sizeof title, "withdrawal: a full room, %d in each seat", per_seat);
  run(title, "withdrawal", clients, 0, per_seat, rounds, seconds);
  run(bad, "withdrawal", clients, clients / 10, per_seat, rounds, seconds);
  snprintf(title, sizeof title, "standard-map: a full room, %d in each seat", (int)FEW);
  run(title, "standard-map", clients, 0, FEW, rounds, seconds);
  run(bad, "standard-map", clients, clients / 10, FEW, rounds, seconds);
  return 0;
}
