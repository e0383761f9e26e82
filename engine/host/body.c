/* What the bodies of sheets are made of.
 *
 * A body is built from small values that are made here. Nobody checks each of them: a value that could not be made is
 * NULL, whoever puts it somewhere remembers that, and the body as a whole is then none.
 *
 * Texts are made safe here (body_safe.c) and nowhere else. The styles of tales become spans. */
#include "body.h"

#include <stdio.h>
#include <string.h>

/* ---- making ---- */

pl_making pl_body_begin(pl_room *room, int seat) {
  pl_making m = {.room = room, .scenario = room->scenario, .seat = seat, .voice = &room->voice};
  if (seat < 0 || seat >= room->seat_count || !room->chair[seat].game) return m;
  m.game = room->chair[seat].game;
  m.voice = pl_game_voice(m.game);
  m.brief = pl_game_brief(m.game);
  return m;
}

json_t *pl_body_finish(pl_making *m, json_t *body) {
  pl_phrases *phrases = m->voice->phrases;
  if (phrases && phrases->failed) {
    phrases->failed = false;
    m->failed = true;
  }
  if (!m->failed) return body;
  json_decref(body);
  return NULL;
}

json_t *pl_body_object(pl_making *m) {
  json_t *object = json_object();
  if (!object) m->failed = true;
  return object;
}

json_t *pl_body_list(pl_making *m) {
  json_t *list = json_array();
  if (!list) m->failed = true;
  return list;
}

void pl_body_set(pl_making *m, json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value)) m->failed = true;
}

void pl_body_add(pl_making *m, json_t *list, json_t *value) {
  if (json_array_append_new(list, value)) m->failed = true;
}

/* ---- texts ---- */

static json_t *safe_text(const char *text, size_t length) {
  pl_buffer safe = {0};
  pl_body_put_safe(&safe, text, length);
  json_t *value = safe.failed ? NULL : json_stringn(pl_buffer_text(&safe), safe.length);
  pl_buffer_clear(&safe);
  return value;
}

/* The same without styles: of a chip its name stays. */
json_t *pl_body_text(const char *text) {
  pl_buffer bare = {0};
  for (; *text; text++) {
    if (*text == '\001' && text[1])
      text++;
    else if (*text != '\002')
      pl_buffer_add(&bare, text, 1);
  }
  json_t *value = bare.failed ? NULL : safe_text(pl_buffer_text(&bare), bare.length);
  pl_buffer_clear(&bare);
  return value;
}

json_t *pl_body_take(pl_making *m, pl_buffer *text) {
  json_t *value = text->failed ? NULL : pl_body_text(pl_buffer_text(text));
  pl_buffer_clear(text);
  if (!value) m->failed = true;
  return value;
}

/* Small letters of ASCII, and those of Latin-1 with an accent, which are 0xC3 and this. */
static void raise_first(pl_buffer *text) {
  unsigned char *at = (unsigned char *)text->bytes;
  if (!text->length) return;
  if (at[0] >= 'a' && at[0] <= 'z')
    at[0] = (unsigned char)(at[0] - 'a' + 'A');
  else if (at[0] == 0xC3 && at[1] >= 0xA0 && at[1] <= 0xBE && at[1] != 0xB7)
    at[1] = (unsigned char)(at[1] - 0x20);
}

json_t *pl_body_take_sentence(pl_making *m, pl_buffer *text) {
  raise_first(text);
  return pl_body_take(m, text);
}

json_t *pl_body_text_or_null(const char *text) { return text && *text ? pl_body_text(text) : json_null(); }

json_t *pl_body_scenario_text(pl_making *m, const pl_text *text) {
  pl_buffer out = {0};
  pl_put_scenario_text(&out, m->voice, text);
  return pl_body_take(m, &out);
}

json_t *pl_body_scenario_text_or_null(pl_making *m, const pl_text *text) {
  return text && *pl_text_in(text, m->voice->language) ? pl_body_scenario_text(m, text) : json_null();
}

/* ---- tales ---- */

static const char *style_of(char byte) {
  switch (byte) {
  case 'b': return "bold";
  case 'd': return "dim";
  case 'g': return "good";
  case 'r': return "bad";
  default: return NULL;
  }
}

static json_t *span_of(const char *text, size_t length, char style) {
  const bool is_chip = style >= '0' && style < '0' + PL_LABELS;
  const char *name = style_of(style);
  return json_pack("{s:o, s:o, s:o}", "t", safe_text(text, length), "s", name ? json_string(name) : json_null(),
                   "chip", is_chip ? json_string(pl_label_name((pl_label)(style - '0'))) : json_null());
}

static size_t without_blanks(const char *text, size_t length) {
  while (length && text[length - 1] == ' ') length--;
  return length;
}

/* What stands in `length` bytes, as spans; null where there is nothing but blanks and that was asked for. `style` goes
 * on from one to the next. */
static json_t *spans_of(const char *text, size_t length, char *style, bool is_null_if_empty) {
  json_t *spans = json_array();
  length = without_blanks(text, length);
  for (size_t from = 0; spans && from < length;) {
    size_t end = from;
    while (end < length && text[end] != '\001') end++;
    if (end > from && json_array_append_new(spans, span_of(text + from, end - from, *style))) {
      json_decref(spans);
      return NULL;
    }
    if (end < length) *style = text[end + 1];
    from = end < length ? end + 2 : end;
  }
  if (!spans || !is_null_if_empty || json_array_size(spans)) return spans;
  json_decref(spans);
  return json_null();
}

static json_t *paragraph_of(const pl_paragraph *paragraph) {
  static const char *const kinds[] = {[PL_PARAGRAPH_TITLE] = "title", [PL_PARAGRAPH_HEADING] = "heading",
                                      [PL_PARAGRAPH_TEXT] = "text", [PL_PARAGRAPH_GAP] = "gap"};
  const char *text = paragraph->text + strspn(paragraph->text, " ");
  const char *hang = strchr(text, '\002'), *rest = hang ? hang + 1 : text;
  char style = 0;
  rest += strspn(rest, " ");
  json_t *column = hang ? spans_of(text, (size_t)(hang - text), &style, true) : json_null();
  return json_pack("{s:s, s:o, s:o}", "kind", kinds[paragraph->kind], "column", column, "spans",
                   spans_of(rest, strlen(rest), &style, false));
}

json_t *pl_body_of_tale(const pl_tale *tale) {
  json_t *paragraphs = json_array();
  bool is_good = paragraphs && !tale->failed;
  for (size_t i = 0; is_good && i < tale->count; i++)
    is_good = !json_array_append_new(paragraphs, paragraph_of(&tale->paragraph[i]));
  if (is_good) return paragraphs;
  json_decref(paragraphs);
  return NULL;
}

json_t *pl_body_tale(pl_making *m, pl_tale *tale) {
  json_t *paragraphs = pl_body_of_tale(tale);
  pl_tale_clear(tale);
  if (!paragraphs) m->failed = true;
  return paragraphs;
}

/* ---- figures ---- */

json_t *pl_body_money(pl_making *m, pl_mu money) {
  pl_buffer text = {0};
  if (money < 0) pl_buffer_add_text(&text, "−");
  pl_put_units(&text, money < 0 ? -money : money);
  return json_pack("{s:o, s:I}", "text", pl_body_take(m, &text), "mu", (json_int_t)money);
}

json_t *pl_body_percent(pl_making *m, pl_q16 share) {
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("%d\xC2\xA0%%"), pl_percent(share));
  return pl_body_take(m, &text);
}

json_t *pl_body_milli(pl_q16 share) { return json_integer(((int64_t)share * 1000 + PL_ONE / 2) / PL_ONE); }

json_t *pl_body_number_or_null(int64_t number) { return number < 0 ? json_null() : json_integer(number); }

json_t *pl_body_tlp(int label) {
  return label >= 0 && label < PL_LABELS ? json_string(pl_label_name((pl_label)label)) : json_null();
}

const char *pl_body_size(pl_size size) {
  static const char *const sizes[] = {"small", "middle", "large", "great"};
  return (unsigned)size < sizeof sizes / sizeof sizes[0] ? sizes[size] : "middle";
}

const char *pl_body_met(pl_q16 met) { return met >= PL_ONE ? "met" : met > 0 ? "partly" : "not met"; }

json_t *pl_body_place(const pl_place *place) {
  if (!place->is_known) return json_null();
  return json_pack("{s:i, s:i}", "longitude", (int)place->longitude, "latitude", (int)place->latitude);
}

/* Days since 1970 of the Gregorian calendar, which is counted from March so that the leap day comes last. */
static int64_t days_of(int year, int month, int day) {
  const int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y % 400;
  const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

json_t *pl_body_time(const char *at) {
  int year, month, day, hour, minute, second, milli = 0;
  if (sscanf(at, "%4d-%2d-%2dT%2d:%2d:%2d.%3d", &year, &month, &day, &hour, &minute, &second, &milli) < 6)
    return json_null();
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return json_null();
  const int64_t seconds = days_of(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  return json_integer(seconds * 1000 + milli);
}

/* ---- ids ---- */

json_t *pl_body_id(const pl_scenario *scenario, int seat) {
  const bool is_seat = seat >= 0 && seat < pl_scenario_seat_count(scenario);
  return is_seat ? pl_body_text(pl_scenario_seat_id(scenario, seat)) : json_null();
}

json_t *pl_body_ids(pl_making *m, const pl_state_set *seats) {
  const int count = pl_scenario_seat_count(m->scenario);
  json_t *list = pl_body_list(m);
  for (int s = pl_set_next(seats, 0); s >= 0 && s < count; s = pl_set_next(seats, s + 1))
    pl_body_add(m, list, pl_body_id(m->scenario, s));
  return list;
}

json_t *pl_body_forum_ids(pl_making *m, uint64_t forums) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < m->scenario->forum_count; f++)
    if (forums >> f & 1) pl_body_add(m, list, pl_body_text(m->scenario->forums[f].id));
  return list;
}

json_t *pl_body_families(pl_making *m, uint8_t families) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < PL_FAMILIES; f++)
    if (families >> f & 1) pl_body_add(m, list, json_string(pl_family_name((pl_family)f)));
  return list;
}

/* ---- where it stands ---- */

int pl_body_round_shown(const pl_room *room) {
  if (room->phase == PL_ROOM_PASSING) return room->passing;
  const int done = pl_session_rounds_done(room->session), last = room->scenario->rounds - 1;
  if (room->phase == PL_ROOM_OVER) return done > 0 ? done - 1 : 0;
  return done < last ? done : last;
}

pl_tick pl_body_until(const pl_room *room) {
  if (room->phase != PL_ROOM_PASSING) return INT32_MAX;
  const pl_tick tick = pl_room_tick(room);
  if (tick >= PL_TICKS_PER_ROUND) return INT32_MAX;
  return room->passing * PL_TICKS_PER_ROUND + (tick / PL_TICKS_PER_DAY + 1) * PL_TICKS_PER_DAY;
}
