/* The door: who is there, and how one comes in.
 *
 * A person holds a token of 128 random bits; the room knows its hash alone, salted with the exercise, so that a token
 * of another exercise means nothing here. The PIN is for people: six digits, seen on the wall. What keeps a stranger
 * from trying all of them are two buckets of wrong PINs, and only wrong ones count:
 *
 *   of one address   20 at once, then one in three minutes; whoever gets in gives one back
 *   of strangers     100 at once, then one in three minutes, of all addresses together from which nobody has joined
 *
 * Of a million PINs, half must be tried on average: at one in three minutes that is almost three years, and in an
 * exercise of three hours a stranger's chance is 160 in a million. Forty people behind one address come in within a
 * minute, also if half of them mistype: what is right costs nothing. Somebody who hammers from outside can fill the
 * strangers' bucket; addresses where people sit already are not held up by it. An address of IPv6 counts by its first
 * half, as whoever has one has all of them.
 *
 * The control code has 80 bits, which nobody tries out; wrong ones are limited per address so that logs stay short.
 *
 * Whoever has the PIN can sit down, and again, and again. A school is one address, so addresses cannot be told from
 * people; what tells them apart is that people stay. When a seat or the room is full, whoever is not connected and was
 * connected for the shortest time makes place: that is a token that somebody's script got and threw away, and hardly
 * ever a sleeping phone. A seat's last token never goes, so a phone that sleeps does not cost a team its seat. From one
 * address 300 may sit down at once, and two more each second. Evaluators and control have places of their own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "requests.h"

enum {
  PIN_BURST = 20, STRANGERS_BURST = 100, PIN_SPAN = 180000,
  CODE_BURST = 10, CODE_SPAN = 30000,
  JOIN_BURST = 300, JOIN_SPAN = 500,
  PINS = 1000000, CODE_LETTERS = 16, CODE_GROUP = 4,
  WHOLE = 1000 /* thousandths */
};

/* ---- buckets ---- */

static void fill(pl_bucket *bucket, int64_t most, int64_t span, int64_t now) {
  if (!bucket->at) *bucket = (pl_bucket){.level = most * WHOLE, .at = now ? now : 1};
  const int64_t passed = now - bucket->at, missing = most * WHOLE - bucket->level;
  if (passed <= 0) return;
  const int64_t gained = passed / span >= missing / WHOLE + 1 ? missing : passed * WHOLE / span;
  if (!gained) return; /* the rest of the time still counts */
  bucket->level += gained < missing ? gained : missing;
  bucket->at = now;
}

bool pl_bucket_has(pl_bucket *bucket, int64_t most, int64_t span, int64_t now) {
  fill(bucket, most, span, now);
  return bucket->level >= WHOLE;
}

void pl_bucket_take(pl_bucket *bucket, int64_t thousandths) { bucket->level -= thousandths; }

/* Milliseconds until there is one. */
static int64_t wait_of(const pl_bucket *bucket, int64_t span) {
  return bucket->level >= WHOLE ? 0 : (WHOLE - bucket->level) * span / WHOLE;
}

/* ---- addresses ---- */

/* "2001:db8:1:2:3::4" → "2001:db8:1:2"; everything else as it is. An address in short form counts by what stands
 * before its "::", at most four groups. */
static void put_network(const char *from, char out[64]) {
  int colons = 0;
  size_t length = 0;
  const bool is_mapped = !strncmp(from, "::ffff:", 7) && strchr(from, '.');
  if (is_mapped) from += 7;
  while (from[length] && length < 63) {
    if (from[length] == ':' && (++colons == 4 || (from[length + 1] == ':' && length))) break;
    length++;
  }
  if (!strchr(from, ':')) length = strlen(from) < 63 ? strlen(from) : 63;
  memcpy(out, from, length);
  out[length] = 0;
}

/* The one that was seen longest ago makes room, first among those where nobody joined. */
static pl_caller *oldest(pl_room *room) {
  pl_caller *found = NULL;
  for (int i = 0; i < PL_CALLERS; i++) {
    pl_caller *caller = &room->caller[i];
    if (!caller->from[0]) return caller;
    const bool is_better = !found || (found->is_trusted && !caller->is_trusted) ||
                           (found->is_trusted == caller->is_trusted && caller->seen < found->seen);
    if (is_better) found = caller;
  }
  return found;
}

static pl_caller *caller_of(pl_room *room, const pl_visitor *visitor) {
  char network[64];
  put_network(visitor->from[0] ? visitor->from : "-", network);
  pl_caller *caller = NULL;
  for (int i = 0; i < PL_CALLERS && !caller; i++)
    if (!strcmp(room->caller[i].from, network)) caller = &room->caller[i];
  if (!caller) {
    caller = oldest(room);
    *caller = (pl_caller){.seen = 0};
    strcpy(caller->from, network);
  }
  caller->seen = room->now.milliseconds;
  return caller;
}

/* ---- PINs and codes ---- */

/* Whether another attempt may be made at all; else refused, and when to come again. */
static bool may_try(pl_asking *asking, pl_caller *caller, bool is_code) {
  pl_room *room = asking->room;
  const int64_t now = room->now.milliseconds;
  pl_bucket *bucket = is_code ? &caller->code : &caller->pin;
  const int64_t span = is_code ? CODE_SPAN : PIN_SPAN;
  const bool has_own = pl_bucket_has(bucket, is_code ? CODE_BURST : PIN_BURST, span, now);
  const bool has_any = is_code || caller->is_trusted || pl_bucket_has(&room->wrong_pins, STRANGERS_BURST, span, now);
  if (has_own && has_any) return true;
  const int64_t own = wait_of(bucket, span), any = has_any ? 0 : wait_of(&room->wrong_pins, span);
  asking->wait = own > any ? own : any;
  pl_refused(asking, PL_WHY_OFTEN,
             pl_error_set(&asking->error, PL_BAD_INPUT, "Too many wrong attempts. Wait a few minutes and try again."));
  return false;
}

static void note_wrong(pl_asking *asking, pl_caller *caller, bool is_code) {
  pl_bucket_take(is_code ? &caller->code : &caller->pin, WHOLE);
  if (!is_code && !caller->is_trusted) pl_bucket_take(&asking->room->wrong_pins, WHOLE);
  pl_refused(asking, PL_WHY_SECRET,
             pl_error_set(&asking->error, PL_BAD_INPUT, "%s",
                          is_code ? PL_TEXT("That is not the control code of this exercise.")
                                  : PL_TEXT("That is not the PIN of this exercise. Look at the board again.")));
}

static bool is_let_in(pl_asking *asking, const char *given, const char *wanted, bool is_code) {
  pl_caller *caller = caller_of(asking->room, asking->visitor);
  if (!may_try(asking, caller, is_code)) return false;
  if (!given || !pl_secret_is(given, wanted)) {
    note_wrong(asking, caller, is_code);
    return false;
  }
  caller->is_trusted = true;
  if (!is_code && caller->pin.level < PIN_BURST * WHOLE) caller->pin.level += WHOLE;
  return true;
}

/* Every PIN is as likely as every other: numbers above the last whole million are thrown away. */
static pl_status make_pin(char pin[PL_PROTOCOL_PIN_DIGITS + 1], pl_error *error) {
  uint32_t number = UINT32_MAX;
  while (number >= UINT32_MAX / PINS * PINS) {
    pl_status status = pl_secret_bytes(&number, sizeof number, error);
    if (status != PL_OK) return status;
  }
  snprintf(pin, PL_PROTOCOL_PIN_DIGITS + 1, "%06u", (unsigned)(number % PINS));
  return PL_OK;
}

/* 32 letters that are not mistaken for each other, five bits each: 80 bits as "K7QM-2FXA-…". */
static pl_status make_code(char *out, pl_error *error) {
  static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  unsigned char bytes[CODE_LETTERS];
  pl_status status = pl_secret_bytes(bytes, sizeof bytes, error);
  for (int i = 0; i < CODE_LETTERS && status == PL_OK; i++) {
    if (i && i % CODE_GROUP == 0) *out++ = '-';
    *out++ = letters[bytes[i] % 32];
  }
  *out = 0;
  return status;
}

static pl_status put_hex(char *out, size_t bytes, pl_error *error) {
  unsigned char secret[32];
  pl_status status = pl_secret_bytes(secret, bytes, error);
  for (size_t i = 0; i < bytes && status == PL_OK; i++) snprintf(out + 2 * i, 3, "%02x", secret[i]);
  return status;
}

pl_status pl_door_make_secrets(pl_room *room, pl_error *error) {
  const bool is_solo = room->options.mode == PL_MODE_SOLO;
  pl_status status = room->exercise[0] ? PL_OK : put_hex(room->exercise, 8, error);
  if (is_solo) {
    room->pin[0] = room->evaluator_pin[0] = 0;
    return status;
  }
  if (status == PL_OK && !room->pin[0]) status = make_pin(room->pin, error);
  while (status == PL_OK && (!room->evaluator_pin[0] || !strcmp(room->evaluator_pin, room->pin)))
    status = make_pin(room->evaluator_pin, error);
  return status == PL_OK ? make_code(room->control_code, error) : status;
}

/* ---- persons ---- */

int pl_room_people_at(const pl_room *room, int seat, bool only_here) {
  int count = 0;
  for (size_t i = 0; i < room->person_count; i++)
    count += room->person[i].seat == seat && (room->person[i].here || !only_here);
  return count;
}

void pl_door_seat_changed(pl_room *room, int seat) {
  pl_room_stale(room, PL_SHEET_ROOM);
  pl_room_stale(room, PL_SHEET_CONTROL);
  if (seat < 0) return;
  pl_session_set_person(room->session, seat, room->chair[seat].has_people);
  pl_room_stale_for(room, PL_SHEET_PEOPLE, seat);
}

static void hash_token(const pl_room *room, const char *token, char out[PL_SECRET_HASH]) {
  char salted[128];
  snprintf(salted, sizeof salted, "%s:%.80s", room->exercise, token);
  pl_secret_hash(salted, out);
}

static int find_person(const pl_room *room, const char *token) {
  char hash[PL_SECRET_HASH];
  int found = -1;
  hash_token(room, token, hash);
  for (size_t i = 0; i < room->person_count; i++)
    if (!CRYPTO_memcmp(room->person[i].token_hash, hash, sizeof hash)) found = (int)i;
  return found;
}

static void become_observer(pl_visitor *visitor) {
  visitor->person = visitor->seat = -1;
  visitor->role = PL_ROLE_OBSERVER;
  pl_sheets_forget(visitor);
}

static void forget_person(pl_room *room, size_t index, bool is_closed) {
  for (size_t i = 0; i < room->visitor_count; i++) {
    pl_visitor *visitor = &room->visitor[i];
    if (!visitor->client || visitor->person < 0) continue;
    if (visitor->person == (int)index) {
      become_observer(visitor);
      if (is_closed) pl_batch_close(room, visitor->client);
    } else if (visitor->person > (int)index) {
      visitor->person--;
    }
  }
  memmove(&room->person[index], &room->person[index + 1],
          (room->person_count - index - 1) * sizeof *room->person);
  room->person_count--;
}

bool pl_door_remove(pl_room *room, size_t index, bool is_closed, pl_error *error) {
  const pl_person gone = room->person[index];
  pl_chair *chair = gone.seat < 0 ? NULL : &room->chair[gone.seat], left = {0};
  const bool is_last = chair && pl_room_people_at(room, gone.seat, false) == 1;
  if (chair) left = *chair;
  if (is_last && room->options.mode != PL_MODE_SOLO) left.has_people = false;
  if (pl_rows_drop_person(room, &gone, gone.seat, &left, error) != PL_OK) return false;
  if (chair) *chair = left;
  forget_person(room, index, is_closed);
  room->has_news = true;
  pl_door_seat_changed(room, gone.seat);
  return true;
}

/* How many there may be of a role; of teams also in one seat. */
static const struct {
  size_t most, in_seat;
} places[PL_ROLES] = {[PL_ROLE_TEAM] = {PL_MOST_PERSONS - 100, 200}, [PL_ROLE_CONTROL] = {50, 50},
                      [PL_ROLE_EVALUATOR] = {50, 50}};

static bool is_of(const pl_person *person, pl_role role, int seat) {
  return person->role == role && (seat < 0 || person->seat == seat);
}

/* Who makes place, of a role (and seat; −1: any): not here, and here for the shortest time; of several the one who left
 * first. −1: nobody. */
static int find_stranger(const pl_room *room, pl_role role, int seat) {
  const pl_person *found = NULL;
  for (size_t i = 0; i < room->person_count; i++) {
    const pl_person *person = &room->person[i];
    if (!is_of(person, role, seat) || person->here) continue;
    const bool is_better = !found || person->present < found->present ||
                           (person->present == found->present && person->lost_since < found->lost_since);
    const bool is_last = is_better && person->seat >= 0 && pl_room_people_at(room, person->seat, false) == 1;
    if (is_better && !is_last) found = person;
  }
  return found ? (int)(found - room->person) : -1;
}

static bool has_place(pl_asking *asking, pl_role role, int seat, size_t most) {
  pl_room *room = asking->room;
  size_t count = 0;
  for (size_t i = 0; i < room->person_count; i++) count += is_of(&room->person[i], role, seat);
  if (count < most) return true;
  const int stranger = find_stranger(room, role, seat);
  if (stranger >= 0 && pl_door_remove(room, (size_t)stranger, true, &asking->error)) return true;
  if (stranger >= 0) pl_refused(asking, PL_WHY_SAVED, asking->error.status);
  else pl_refused(asking, PL_WHY_SEAT,
                  pl_error_set(&asking->error, PL_BAD_INPUT, "It is full: there are %d people already.", (int)count));
  return false;
}

/* Whether one more may sit down, from where the visitor is; somebody may have made place. Else refused. */
static bool may_sit_down(pl_asking *asking, pl_role role, int seat) {
  pl_room *room = asking->room;
  pl_caller *caller = caller_of(room, asking->visitor);
  if (room->options.mode == PL_MODE_SOLO) return true;
  if (!pl_bucket_has(&caller->joins, JOIN_BURST, JOIN_SPAN, room->now.milliseconds)) {
    asking->wait = wait_of(&caller->joins, JOIN_SPAN);
    pl_refused(asking, PL_WHY_OFTEN,
               pl_error_set(&asking->error, PL_BAD_INPUT, "Many people sit down at this moment. Try again."));
    return false;
  }
  if (seat >= 0 && !has_place(asking, role, seat, places[role].in_seat)) return false;
  if (!has_place(asking, role, -1, places[role].most)) return false;
  pl_bucket_take(&caller->joins, WHOLE);
  return true;
}

/* A new person with a new token, which the visitor is from now on. NULL: refused. */
static json_t *add_person(pl_asking *asking, pl_person *person, const pl_chair *chair) {
  pl_room *room = asking->room;
  char token[2 * PL_PROTOCOL_TOKEN_BYTES + 1];
  if (room->person_count == room->person_capacity)
    return pl_refused(asking, PL_WHY_SEAT,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "It is full: there are %d people already.",
                                   (int)room->person_count));
  pl_status status = put_hex(token, PL_PROTOCOL_TOKEN_BYTES, &asking->error);
  if (status == PL_OK) {
    hash_token(room, token, person->token_hash);
    status = pl_rows_keep_person(room, person, person->seat, chair, &asking->error);
  }
  if (status != PL_OK) return pl_refused(asking, PL_WHY_SAVED, status);
  person->here = 1;
  person->lost_since = -1;
  person->came_at = room->now.milliseconds;
  asking->visitor->person = (int)room->person_count;
  room->person[room->person_count++] = *person;
  asking->visitor->role = person->role;
  asking->visitor->seat = person->seat;
  asking->visitor->has_greeted = true;
  if (person->seat >= 0) room->chair[person->seat] = *chair;
  pl_sheets_forget(asking->visitor);
  room->has_news = true;
  pl_door_seat_changed(room, person->seat);
  return json_pack("{s:s}", "token", token);
}

/* ---- requests ---- */

static int page_of(const char *name) {
  static const char *const names[PL_PAGES] = {
#define X(constant, word, path) word,
      PL_PAGE_TABLE(X)
#undef X
  };
  for (int p = 0; p < PL_PAGES; p++)
    if (!strcmp(names[p], name)) return p;
  return -1;
}

void pl_door_step_out(pl_room *room, pl_visitor *visitor) {
  if (visitor->person >= 0) {
    pl_person *person = &room->person[visitor->person];
    if (person->here && !--person->here) {
      person->lost_since = room->now.milliseconds;
      person->present += room->now.milliseconds - person->came_at;
    }
    pl_door_seat_changed(room, person->seat);
  }
  become_observer(visitor);
}

static void step_in(pl_room *room, pl_visitor *visitor, int index) {
  pl_person *person = &room->person[index];
  visitor->person = index;
  visitor->role = person->role;
  visitor->seat = person->seat;
  if (!person->here++) person->came_at = room->now.milliseconds;
  pl_door_seat_changed(room, person->seat);
}

static const char *const role_words[PL_ROLES] = {[PL_ROLE_OBSERVER] = "observer", [PL_ROLE_TEAM] = "team",
                                                 [PL_ROLE_CONTROL] = "control", [PL_ROLE_EVALUATOR] = "evaluator"};

static json_t *greeting(const pl_room *room, const pl_visitor *visitor) {
  static const char *const codes[PL_LANGUAGES] = {[PL_ENGLISH] = "en", [PL_DUTCH] = "nl"};
  json_t *ok = json_pack("{s:s, s:s, s:s}", "role", role_words[visitor->role], "language", codes[room->language],
                         "exercise", room->exercise);
  const pl_person *person = visitor->person < 0 ? NULL : &room->person[visitor->person];
  if (ok && person && person->seat >= 0)
    json_object_set_new(ok, "seat", json_string(pl_scenario_seat_id(room->scenario, person->seat)));
  if (ok && person) json_object_set_new(ok, "name", json_string(person->name));
  return ok;
}

json_t *pl_door_hello(pl_asking *asking) {
  pl_room *room = asking->room;
  pl_visitor *visitor = asking->visitor;
  const char *token = pl_asked_text(asking, "token");
  const int page = page_of(pl_asked_text(asking, "page"));
  if (pl_asked_number(asking, "protocol", 0) != PL_PROTOCOL_VERSION)
    return pl_refused(asking, PL_WHY_VERSION,
                      pl_error_set(&asking->error, PL_BAD_INPUT,
                                   "This page is of another version than the program: load it again."));
  if (page < 0)
    return pl_refused(asking, PL_WHY_SHAPE, pl_error_set(&asking->error, PL_BAD_INPUT, "There is no such page."));
  const int person = token ? find_person(room, token) : -1;
  pl_door_step_out(room, visitor);
  visitor->page = (pl_page)page;
  visitor->has_greeted = true;
  room->has_news = true;
  if (token && person < 0)
    return pl_refused(asking, PL_WHY_TOKEN,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "You are no longer in this exercise: join again."));
  if (person >= 0) step_in(room, visitor, person);
  return greeting(room, visitor);
}

json_t *pl_door_leave(pl_asking *asking) {
  pl_visitor *visitor = asking->visitor;
  if (visitor->person >= 0 && !pl_door_remove(asking->room, (size_t)visitor->person, false, &asking->error))
    return pl_refused(asking, PL_WHY_SAVED, asking->error.status);
  return pl_accepted();
}

static bool can_be_joined(pl_asking *asking, int seat) {
  pl_room *room = asking->room;
  const bool is_solo = room->options.mode == PL_MODE_SOLO;
  bool is_free = pl_room_seat_is_for_people(room, seat);
  for (size_t i = 0; is_solo && i < room->person_count; i++) is_free = is_free && room->person[i].seat == seat;
  if (is_solo && seat >= room->scenario->state_count) is_free = false;
  if (!is_free)
    pl_refused(asking, PL_WHY_SEAT,
               pl_error_set(&asking->error, PL_BAD_INPUT, "Nobody can sit down in that seat. Choose another one."));
  return is_free;
}

/* At home there is one person: whoever comes again takes the place of who was there. */
static bool make_room_for_one(pl_asking *asking) {
  pl_room *room = asking->room;
  while (room->options.mode == PL_MODE_SOLO && room->person_count)
    if (!pl_door_remove(room, 0, true, &asking->error)) {
      pl_refused(asking, PL_WHY_SAVED, asking->error.status);
      return false;
    }
  return true;
}

static json_t *with_seat(const pl_asking *asking, json_t *ok, const pl_person *person) {
  if (!ok) return NULL;
  json_object_set_new(ok, "seat", json_string(pl_scenario_seat_id(asking->room->scenario, person->seat)));
  json_object_set_new(ok, "name", json_string(person->name));
  return ok;
}

json_t *pl_door_join(pl_asking *asking) {
  pl_room *room = asking->room;
  pl_person person = {.role = PL_ROLE_TEAM};
  const bool is_solo = room->options.mode == PL_MODE_SOLO;
  if (!is_solo && !is_let_in(asking, pl_asked_text(asking, "pin"), room->pin, false)) return NULL;
  if (!pl_asked_line(asking, "name", PL_NAME_BYTES, person.name)) return NULL;
  if (!pl_asked_seat(asking, "seat", &person.seat) || !can_be_joined(asking, person.seat)) return NULL;
  if (!make_room_for_one(asking) || !may_sit_down(asking, PL_ROLE_TEAM, person.seat)) return NULL;
  pl_chair chair = room->chair[person.seat];
  chair.has_people = !chair.is_lent;
  json_t *ok = with_seat(asking, add_person(asking, &person, &chair), &person);
  if (!ok) return NULL;
  pl_room_tell(room, PL_LATER("Joined: %s, %s."), person.name, pl_name_of_seat(&room->voice, person.seat));
  if (is_solo && room->phase == PL_ROOM_LOBBY && pl_room_start(room, &asking->error) != PL_OK) {
    json_decref(ok);
    return pl_refused(asking, PL_WHY_PHASE, asking->error.status);
  }
  return ok;
}

json_t *pl_door_control(pl_asking *asking) {
  pl_room *room = asking->room;
  pl_person person = {.role = PL_ROLE_CONTROL, .seat = -1};
  if (room->options.mode == PL_MODE_SOLO)
    return pl_refused(asking, PL_WHY_ROLE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "Nobody controls an exercise that one plays alone."));
  if (!is_let_in(asking, pl_asked_text(asking, "code"), room->control_code, true)) return NULL;
  if (!may_sit_down(asking, PL_ROLE_CONTROL, -1)) return NULL;
  json_t *ok = add_person(asking, &person, NULL);
  if (ok) pl_room_tell(room, "%s", PL_TEXT("Somebody took control."));
  return ok;
}

json_t *pl_door_evaluate(pl_asking *asking) {
  pl_room *room = asking->room;
  pl_person person = {.role = PL_ROLE_EVALUATOR, .seat = -1};
  if (room->options.mode == PL_MODE_SOLO)
    return pl_refused(asking, PL_WHY_ROLE,
                      pl_error_set(&asking->error, PL_BAD_INPUT, "Nobody observes an exercise that one plays alone."));
  if (!is_let_in(asking, pl_asked_text(asking, "pin"), room->evaluator_pin, false)) return NULL;
  if (!pl_asked_line(asking, "name", PL_NAME_BYTES, person.name)) return NULL;
  if (!may_sit_down(asking, PL_ROLE_EVALUATOR, -1)) return NULL;
  json_t *ok = add_person(asking, &person, NULL);
  if (ok) pl_room_tell(room, PL_LATER("Joined: %s, evaluator."), person.name);
  return ok;
}
