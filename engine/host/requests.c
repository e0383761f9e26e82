/* Requests: one row for each thing that a page may ask, and the one way in for all of them.
 *
 *   bytes ─► allowance ─► JSON object ─► row by "do" ─► role ─► keys ─► the row's body ─► {"re", "ok" or "refused"}
 *
 * A body finds only shapes that its row promises; what it does is recorded before it is answered (batch.c). Each
 * person, and each visitor who is none yet, has an allowance that fills by itself: a request takes one, one that is no
 * request takes four; below nothing it is refused, and far below the visitor is sent away. */
#include <polder/decision_json.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "requests.h"

/* ---- the table ---- */

enum {
  OBSERVER = 1 << PL_ROLE_OBSERVER, TEAM = 1 << PL_ROLE_TEAM, CONTROL = 1 << PL_ROLE_CONTROL,
  EVALUATOR = 1 << PL_ROLE_EVALUATOR, ANYBODY = OBSERVER | TEAM | CONTROL | EVALUATOR,
  MOST_KEYS = 5
};

typedef enum key_kind { KEY_TEXT = 1, KEY_NUMBER, KEY_TRUTH, KEY_OBJECT, KEY_LIST, KEY_KINDS } key_kind;

typedef struct key {
  const char *name;
  key_kind kind;
  bool may_be_missing;
} key;

typedef struct row {
  const char *name;
  unsigned roles;
  key keys[MOST_KEYS];
  pl_answer *answer;
} row;

static json_t *ping(pl_asking *asking) {
  (void)asking;
  return pl_accepted();
}

static const row rows[] = {
    {"hello", ANYBODY, {{"protocol", KEY_NUMBER, 0}, {"page", KEY_TEXT, 0}, {"token", KEY_TEXT, 1}}, pl_door_hello},
    {"ping", ANYBODY, {{0}}, ping},
    {"leave", ANYBODY, {{0}}, pl_door_leave},
    {"join", OBSERVER, {{"pin", KEY_TEXT, 1}, {"seat", KEY_TEXT, 0}, {"name", KEY_TEXT, 0}}, pl_door_join},
    {"control", OBSERVER, {{"code", KEY_TEXT, 0}}, pl_door_control},
    {"evaluate", OBSERVER, {{"pin", KEY_TEXT, 0}, {"name", KEY_TEXT, 0}}, pl_door_evaluate},

    {"draft", TEAM, {{"decision", KEY_OBJECT, 0}}, pl_team_draft},
    {"drop", TEAM, {{"index", KEY_NUMBER, 0}}, pl_team_drop},
    {"clear", TEAM, {{0}}, pl_team_clear},
    {"commit", TEAM, {{"draft", KEY_NUMBER, 0}}, pl_team_commit},
    {"expect", TEAM, {{"decision", KEY_OBJECT, 0}}, pl_team_expect},
    {"reach", TEAM, {{"decision", KEY_OBJECT, 0}}, pl_team_reach},
    {"move", TEAM, {{"text", KEY_TEXT, 0}}, pl_team_move},
    {"close", TEAM, {{0}}, pl_team_close},

    {"say", TEAM, {{"to", KEY_LIST, 0}, {"text", KEY_TEXT, 0}, {"about", KEY_NUMBER, 1}}, pl_team_say},
    {"note", TEAM, {{"text", KEY_TEXT, 0}}, pl_team_note},
    {"story", TEAM, {{"round", KEY_NUMBER, 0}}, pl_team_story},
    {"offers", TEAM, {{"round", KEY_NUMBER, 0}}, pl_team_offers},
    {"what_if", TEAM, {{"round", KEY_NUMBER, 0}, {"offer", KEY_NUMBER, 0}}, pl_job_own_what_if},

    {"start", CONTROL, {{0}}, pl_control_start},
    {"pause", CONTROL, {{0}}, pl_control_pause},
    {"resume", CONTROL, {{0}}, pl_control_resume},
    {"next", CONTROL, {{0}}, pl_control_next},
    {"end", CONTROL, {{0}}, pl_control_end},
    {"extend", CONTROL, {{"seconds", KEY_NUMBER, 0}}, pl_control_extend},
    {"pace", CONTROL, {{"seconds", KEY_NUMBER, 0}}, pl_control_pace},
    {"step", CONTROL, {{0}}, pl_control_step},
    {"back", CONTROL, {{"round", KEY_NUMBER, 0}}, pl_control_back},
    {"act", CONTROL, {{"act", KEY_OBJECT, 0}}, pl_control_act},
    {"refuse", CONTROL, {{"about", KEY_NUMBER, 0}, {"text", KEY_TEXT, 0}}, pl_control_refuse},
    {"write", CONTROL,
     {{"to", KEY_LIST, 0}, {"text", KEY_TEXT, 0}, {"sender", KEY_TEXT, 0}, {"label", KEY_TEXT, 1},
      {"public", KEY_TRUTH, 0}}, pl_control_write},
    {"say", CONTROL, {{"to", KEY_LIST, 0}, {"text", KEY_TEXT, 0}, {"about", KEY_NUMBER, 1}}, pl_control_say},
    {"decide", CONTROL, {{"seat", KEY_TEXT, 0}, {"decisions", KEY_LIST, 0}}, pl_control_decide},
    {"check", CONTROL, {{"seat", KEY_TEXT, 0}, {"decisions", KEY_LIST, 0}}, pl_control_check},
    {"expect", CONTROL, {{"seat", KEY_TEXT, 0}, {"decisions", KEY_LIST, 0}, {"decision", KEY_OBJECT, 0}},
     pl_control_expect},
    {"reach", CONTROL, {{"seat", KEY_TEXT, 0}, {"decision", KEY_OBJECT, 0}}, pl_control_reach},
    {"hand", CONTROL, {{"seat", KEY_TEXT, 0}, {"to", KEY_TEXT, 0}}, pl_control_hand},
    {"expel", CONTROL, {{"seat", KEY_TEXT, 0}, {"name", KEY_TEXT, 1}}, pl_control_expel},
    {"reveal", CONTROL, {{"what", KEY_TEXT, 0}, {"shown", KEY_TRUTH, 0}}, pl_control_reveal},
    {"spotlight", CONTROL, {{"text", KEY_TEXT, 0}}, pl_control_spotlight},
    {"fan", CONTROL, {{"runs", KEY_NUMBER, 0}, {"round", KEY_NUMBER, 1}, {"decided", KEY_TEXT, 0}}, pl_job_fan},
    {"offers", CONTROL, {{"round", KEY_NUMBER, 0}, {"seat", KEY_TEXT, 0}}, pl_control_offers},
    {"what_if", CONTROL,
     {{"round", KEY_NUMBER, 0}, {"seat", KEY_TEXT, 0}, {"offer", KEY_NUMBER, 1}, {"decision", KEY_OBJECT, 1},
      {"others", KEY_TEXT, 0}}, pl_job_what_if},
    {"look", CONTROL, {{"seat", KEY_TEXT, 0}, {"round", KEY_NUMBER, 1}}, pl_control_look},
    {"manual", CONTROL, {{0}}, pl_control_manual},
    {"address", CONTROL, {{"address", KEY_TEXT, 0}}, pl_control_address},
    {"report", CONTROL, {{"as", KEY_TEXT, 0}}, pl_job_report},
    {"note", CONTROL | EVALUATOR,
     {{"text", KEY_TEXT, 0}, {"objective", KEY_TEXT, 1}, {"observed", KEY_TEXT, 1}}, pl_control_note},
    {"story", CONTROL | EVALUATOR, {{"round", KEY_NUMBER, 0}, {"seat", KEY_TEXT, 1}}, pl_control_story},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* ---- answers ---- */

static const char *const why_words[PL_WHYS] = {
#define X(constant, word, when) [constant] = word,
    PL_WHY_TABLE(X)
#undef X
};

json_t *pl_refused(pl_asking *asking, pl_why why, pl_status status) {
  const bool is_unsaved = status == PL_SYSTEM || status == PL_NO_MEMORY;
  asking->why = is_unsaved ? PL_WHY_SAVED : why;
  asking->error.status = status;
  if (status == PL_SYSTEM) pl_room_note_trouble(asking->room, &asking->error);
  return NULL;
}

json_t *pl_accepted(void) { return json_object(); }

/* Takes `answer`. NULL: no memory. */
static pl_letter *letter_of(json_t *answer) {
  char *text = answer ? json_dumps(answer, JSON_COMPACT) : NULL;
  pl_letter *letter = text ? pl_letter_new(text, strlen(text)) : NULL;
  free(text);
  json_decref(answer);
  return letter;
}

static void send_json(pl_room *room, pl_client client, uint32_t number, json_t *answer) {
  pl_letter *letter = letter_of(answer);
  if (letter)
    pl_batch_answer(room, client, number, letter);
  else
    room->options.close(room->options.context, client); /* it comes again when there is memory */
  pl_letter_let_go(letter);
}

static json_t *refusal(uint32_t number, pl_why why, const char *text, int64_t wait) {
  json_t *refused = json_pack("{s:s, s:s}", "why", why_words[why], "text", text);
  if (!refused) refused = json_pack("{s:s, s:s}", "why", why_words[why], "text", "?"); /* no UTF-8 */
  if (refused && wait > 0) json_object_set_new(refused, "wait_ms", json_integer(wait));
  return json_pack("{s:I, s:o}", "re", (json_int_t)number, "refused", refused);
}

void pl_room_answer(pl_room *room, pl_client client, uint32_t number, json_t *ok, pl_why why, const char *text) {
  if (!pl_room_visitor(room, client)) {
    json_decref(ok);
    return;
  }
  send_json(room, client, number, ok ? json_pack("{s:I, s:o}", "re", (json_int_t)number, "ok", ok)
                                     : refusal(number, why, text, 0));
}

void pl_room_refuse(pl_room *room, pl_client client, uint32_t number, pl_why why, const char *text) {
  pl_letter *letter = letter_of(refusal(number, why, text, 0));
  if (letter) room->options.send(room->options.context, client, letter);
  pl_letter_let_go(letter);
}

/* ---- arguments ---- */

const json_t *pl_asked(const pl_asking *asking, const char *name) { return json_object_get(asking->request, name); }

const char *pl_asked_text(const pl_asking *asking, const char *name) {
  return json_string_value(pl_asked(asking, name));
}

int64_t pl_asked_number(const pl_asking *asking, const char *name, int64_t otherwise) {
  const json_t *number = pl_asked(asking, name);
  return number ? json_integer_value(number) : otherwise;
}

bool pl_asked_truth(const pl_asking *asking, const char *name) { return json_is_true(pl_asked(asking, name)); }

bool pl_asked_seat(pl_asking *asking, const char *name, int *seat) {
  const char *id = pl_asked_text(asking, name);
  *seat = id ? pl_scenario_find_seat(asking->room->scenario, id) : -1;
  if (*seat >= 0) return true;
  pl_refused(asking, PL_WHY_SEAT,
             pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such seat in this exercise."));
  return false;
}

/* Whose it is comes first: nobody learns from an answer what other seats' decisions could name. */
bool pl_asked_decision(pl_asking *asking, const json_t *object, int seat, pl_decision *decision) {
  const char *whose = json_string_value(json_object_get(object, "seat"));
  if (whose && strcmp(whose, pl_scenario_seat_id(asking->room->scenario, seat))) {
    pl_refused(asking, PL_WHY_SEAT,
               pl_error_set(&asking->error, PL_BAD_INPUT, "That decision is not this seat's to take."));
    return false;
  }
  char *text = json_is_object(object) ? json_dumps(object, JSON_COMPACT) : NULL;
  pl_status status =
      text ? pl_decision_from_json(asking->room->scenario, text, strlen(text), decision, &asking->error)
           : pl_error_set(&asking->error, PL_BAD_INPUT, "A decision is an object of JSON.");
  free(text);
  if (status != PL_OK) pl_refused(asking, PL_WHY_SHAPE, status);
  return status == PL_OK;
}

bool pl_asked_round(pl_asking *asking, int *round) {
  const int64_t number = pl_asked_number(asking, "round", 0);
  const int done = pl_session_rounds_done(asking->room->session);
  *round = number >= 1 && number <= done ? (int)number - 1 : -1;
  if (*round >= 0) return true;
  pl_refused(asking, PL_WHY_PHASE,
             pl_error_set(&asking->error, PL_BAD_INPUT, "That round has not been played; %d have.", done));
  return false;
}

bool pl_asked_now(pl_asking *asking, unsigned phases) {
  static const char *const words[PL_ROOM_PHASES] = {
      [PL_ROOM_LOBBY] = PL_LATER("Not yet: the exercise has not begun."),
      [PL_ROOM_DECIDING] = PL_LATER("Not now: a round takes decisions."),
      [PL_ROOM_PASSING] = PL_LATER("Not now: the days are passing. It goes on in a moment."),
      [PL_ROOM_OVER] = PL_LATER("No more: the exercise is over."),
  };
  const pl_room_phase phase = asking->room->phase;
  if (phases >> phase & 1) return true;
  pl_refused(asking, PL_WHY_PHASE, pl_error_set(&asking->error, PL_BAD_INPUT, "%s", pl_translate(words[phase])));
  return false;
}

/* Below a blank, DEL, C1, and what turns the direction of writing or breaks lines: U+200E … F, U+2028 … E, U+2066 … 9,
 * and U+FEFF. */
static bool is_unwanted(const unsigned char *at) {
  if (at[0] < 0x20 || at[0] == 0x7F) return true;
  if (at[0] == 0xC2) return at[1] < 0xA0;
  if (at[0] == 0xEF) return at[1] == 0xBB && at[2] == 0xBF;
  if (at[0] != 0xE2) return false;
  if (at[1] == 0x80) return at[2] == 0x8E || at[2] == 0x8F || (at[2] >= 0xA8 && at[2] <= 0xAE);
  return at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9;
}

bool pl_asked_line(pl_asking *asking, const char *name, size_t most, char *out) {
  const char *text = pl_asked_text(asking, name);
  while (*text == ' ') text++;
  size_t length = strlen(text);
  bool is_good = true;
  while (length && text[length - 1] == ' ') length--;
  for (size_t i = 0; i < length; i++) is_good = is_good && !is_unwanted((const unsigned char *)text + i);
  if (is_good && length && length <= most) {
    memcpy(out, text, length);
    out[length] = 0;
    return true;
  }
  pl_refused(asking, PL_WHY_SHAPE,
             pl_error_set(&asking->error, PL_BAD_INPUT, "“%s” is to be one line of at most %d bytes.", name,
                          (int)most));
  return false;
}

/* ---- reading ---- */

enum { DEEPEST = 12 };

/* Brackets in brackets, so that nobody's stack is spent on reading them. */
static bool is_shallow(const char *text, size_t length) {
  int depth = 0;
  bool is_text = false;
  for (size_t i = 0; i < length; i++) {
    if (is_text && text[i] == '\\') i++;
    else if (text[i] == '"') is_text = !is_text;
    else if (!is_text && (text[i] == '{' || text[i] == '[')) depth++;
    else if (!is_text && (text[i] == '}' || text[i] == ']')) depth--;
    if (depth > DEEPEST) return false;
  }
  return true;
}

static bool is_kind(const json_t *value, key_kind kind) {
  switch (kind) {
  case KEY_TEXT: return json_is_string(value);
  case KEY_NUMBER: return json_is_integer(value);
  case KEY_TRUTH: return json_is_boolean(value);
  case KEY_OBJECT: return json_is_object(value);
  case KEY_LIST: return json_is_array(value);
  case KEY_KINDS: return false;
  }
  return false;
}

static const char *kind_words(key_kind kind) {
  static const char *const words[KEY_KINDS] = {[KEY_TEXT] = PL_LATER("a text"),
                                               [KEY_NUMBER] = PL_LATER("a whole number"),
                                               [KEY_TRUTH] = PL_LATER("true or false"),
                                               [KEY_OBJECT] = PL_LATER("an object"), [KEY_LIST] = PL_LATER("a list")};
  return pl_translate(words[kind]);
}

static const key *key_of(const row *r, const char *name) {
  for (int i = 0; i < MOST_KEYS && r->keys[i].name; i++)
    if (!strcmp(r->keys[i].name, name)) return &r->keys[i];
  return NULL;
}

static bool has_shape(pl_asking *asking, const row *r) {
  const char *name;
  json_t *value;
  for (int i = 0; i < MOST_KEYS && r->keys[i].name; i++) {
    const key *k = &r->keys[i];
    const json_t *given = json_object_get(asking->request, k->name);
    if ((!given && k->may_be_missing) || is_kind(given, k->kind)) continue;
    pl_refused(asking, PL_WHY_SHAPE,
               pl_error_set(&asking->error, PL_BAD_INPUT, "“%s” needs “%s”: %s.", r->name, k->name,
                            kind_words(k->kind)));
    return false;
  }
  json_object_foreach((json_t *)asking->request, name, value) {
    if (!strcmp(name, "ask") || !strcmp(name, "do") || key_of(r, name)) continue;
    pl_refused(asking, PL_WHY_SHAPE,
               pl_error_set(&asking->error, PL_BAD_INPUT, "“%s” has a key that means nothing here: “%.60s”.", r->name,
                            name));
    return false;
  }
  return true;
}

/* The row of that name for this role; any row of that name tells who would be asked. */
static const row *find_row(const char *name, pl_role role, bool *is_known) {
  const row *found = NULL;
  *is_known = false;
  for (size_t i = 0; i < ROWS && !found; i++) {
    if (strcmp(rows[i].name, name)) continue;
    *is_known = true;
    if (rows[i].roles >> role & 1) found = &rows[i];
  }
  return found;
}

static json_t *answer(pl_asking *asking) {
  const char *name = pl_asked_text(asking, "do");
  bool is_known = false;
  const row *r = name ? find_row(name, asking->visitor->role, &is_known) : NULL;
  if (!is_known)
    return pl_refused(asking, PL_WHY_SHAPE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "This program does not know that request."));
  if (!r)
    return pl_refused(asking, PL_WHY_ROLE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "That is not yours to ask for here."));
  if (!asking->visitor->has_greeted && r->answer != pl_door_hello)
    return pl_refused(asking, PL_WHY_SHAPE, pl_error_set(&asking->error, PL_BAD_INPUT, "Say “hello” first."));
  const bool is_greeting = r->answer == pl_door_hello && !asking->room->is_in_doubt;
  if (pl_batch_is_standing(asking->room) && r->answer != ping && !is_greeting)
    return pl_refused(asking, PL_WHY_SAVED, pl_error_set(&asking->error, PL_SYSTEM, "%s", asking->room->doubt.text));
  if (asking->room->has_failed && r->answer != pl_door_hello && r->answer != ping)
    return pl_refused(asking, PL_WHY_SAVED,
                      pl_error_set(&asking->error, PL_SYSTEM, "%s", asking->room->failure.text));
  const bool is_control = asking->visitor->role == PL_ROLE_CONTROL; /* who may be elsewhere afterwards */
  json_t *ok = has_shape(asking, r) ? r->answer(asking) : NULL;
  if (ok && is_control) pl_diary_note(asking);
  return ok;
}

/* ---- allowance ---- */

enum { WHOLE = 1000, NONSENSE = 4, SENT_AWAY = -40 };
static const struct {
  int64_t most, span; /* at once; milliseconds for each further one */
} allowances[PL_ROLES] = {[PL_ROLE_OBSERVER] = {8, 500}, [PL_ROLE_TEAM] = {12, 200},
                          [PL_ROLE_CONTROL] = {80, 50}, [PL_ROLE_EVALUATOR] = {20, 200}};

pl_bucket *pl_allowance_of(pl_room *room, pl_visitor *visitor) {
  return visitor->person < 0 ? &visitor->allowance : &room->person[visitor->person].allowance;
}

static bool may_ask(pl_room *room, pl_visitor *visitor, int64_t *wait) {
  const int64_t most = allowances[visitor->role].most, span = allowances[visitor->role].span;
  pl_bucket *allowance = pl_allowance_of(room, visitor);
  const bool may = pl_bucket_has(allowance, most, span, room->now.milliseconds);
  pl_bucket_take(allowance, WHOLE);
  *wait = may ? 0 : span * (WHOLE - allowance->level) / WHOLE;
  return may;
}

static uint32_t number_of(const json_t *request) {
  const json_t *ask = json_object_get(request, "ask");
  const json_int_t number = json_integer_value(ask);
  return json_is_integer(ask) && number >= 1 && number <= INT32_MAX ? (uint32_t)number : 0;
}

static json_t *read_request(const char *text, size_t length) {
  if (length > PL_PROTOCOL_REQUEST_BYTES || !is_shallow(text, length)) return NULL;
  json_t *request = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
  if (json_is_object(request) && number_of(request)) return request;
  json_decref(request);
  return NULL;
}

/* The visitor may be gone, or elsewhere in memory, after an answer: it is looked for again. */
static void respond(pl_room *room, pl_visitor *visitor, const json_t *request) {
  const pl_client client = visitor->client;
  pl_asking asking = {.room = room, .visitor = visitor, .request = request, .number = number_of(request)};
  json_t *ok = answer(&asking);
  if (asking.is_later || !pl_room_visitor(room, client)) {
    json_decref(ok);
    return;
  }
  if (!ok && asking.error.status == PL_OK)
    pl_refused(&asking, PL_WHY_SAVED,
               pl_error_set(&asking.error, PL_NO_MEMORY, "There is no memory for that just now; try again."));
  if (!ok && asking.why == PL_WHY_SHAPE) pl_bucket_take(pl_allowance_of(room, visitor), (NONSENSE - 1) * WHOLE);
  send_json(room, client, asking.number,
            ok ? json_pack("{s:I, s:o}", "re", (json_int_t)asking.number, "ok", ok)
               : refusal(asking.number, asking.why, asking.error.text, asking.wait));
}

void pl_requests_hear(pl_room *room, pl_visitor *visitor, const char *text, size_t length) {
  int64_t wait;
  const bool may = may_ask(room, visitor, &wait);
  if (pl_allowance_of(room, visitor)->level < SENT_AWAY * WHOLE) {
    room->options.close(room->options.context, visitor->client);
    return;
  }
  json_t *request = read_request(text, length);
  if (!request) {
    pl_bucket_take(pl_allowance_of(room, visitor), (NONSENSE - 1) * WHOLE);
    send_json(room, visitor->client, 0,
              refusal(0, PL_WHY_SHAPE, PL_TEXT("That is no request that this program understands."), 0));
    return;
  }
  if (may)
    respond(room, visitor, request);
  else
    send_json(room, visitor->client, number_of(request),
              refusal(number_of(request), PL_WHY_OFTEN, PL_TEXT("Too many requests. Wait a moment and try again."),
                      wait));
  json_decref(request);
}
