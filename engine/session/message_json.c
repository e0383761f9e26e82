/* Messages as JSON. Only files hold these, so what is not as it is written here is damage: there is one answer to all
 * of it, and no advice. */
#include "message_json.h"

#include <jansson.h>
#include <string.h>

static const char *const form_words[] = {
    [PL_MESSAGE_TEXT] = "text", [PL_MESSAGE_MOVE] = "move", [PL_MESSAGE_INJECT] = "inject",
    [PL_MESSAGE_RULING] = "ruling"};

/* ---- writing ---- */

static bool put(json_t *object, const char *key, json_t *value) { return !json_object_set_new(object, key, value); }

static json_t *write_seats(const pl_scenario *scenario, const pl_state_set *seats) {
  json_t *list = json_array();
  for (int s = pl_set_next(seats, 0); list && s >= 0; s = pl_set_next(seats, s + 1)) {
    if (!json_array_append_new(list, json_string(pl_scenario_seat_id(scenario, s)))) continue;
    json_decref(list);
    list = NULL;
  }
  return list;
}

static bool put_message(const pl_scenario *scenario, const pl_message *m, json_t *object) {
  const bool is_sent_by = m->sender && *m->sender;
  return put(object, "form", json_string(form_words[m->form])) && put(object, "to", write_seats(scenario, &m->to)) &&
         put(object, "control", json_boolean(m->to_control)) && put(object, "public", json_boolean(m->is_public)) &&
         (!is_sent_by || put(object, "sender", json_string(m->sender))) &&
         (m->label >= PL_LABELS || put(object, "label", json_string(pl_label_name(m->label)))) &&
         (m->about < 0 || put(object, "about", json_integer(m->about))) && put(object, "text", json_string(m->text));
}

static int append(const char *bytes, size_t length, void *out) {
  pl_buffer_add(out, bytes, length);
  return 0;
}

void pl_message_to_json(const pl_scenario *scenario, const pl_message *message, pl_buffer *out) {
  json_t *object = json_object();
  const bool is_whole = object && put_message(scenario, message, object);
  if (!is_whole || json_dump_callback(object, append, out, JSON_SORT_KEYS)) out->failed = true;
  json_decref(object);
}

/* ---- reading ---- */

static bool read_form(const json_t *value, pl_message_form *form) {
  const char *text = json_string_value(value);
  for (int i = 0; text && i < PL_MESSAGE_FORMS; i++) {
    if (strcmp(form_words[i], text)) continue;
    *form = (pl_message_form)i;
    return true;
  }
  return false;
}

static bool read_seats(const pl_scenario *scenario, const json_t *list, pl_state_set *seats) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *id = json_string_value(json_array_get(list, i));
    const int seat = id ? pl_scenario_find_seat(scenario, id) : -1;
    if (seat < 0) return false;
    pl_set_add(seats, (unsigned)seat);
  }
  return json_is_array(list);
}

static bool read_flag(const json_t *value, bool *flag) {
  *flag = json_is_true(value);
  return json_is_boolean(value);
}

static bool read_label(const json_t *value, pl_label *label) {
  *label = PL_LABELS;
  if (!value) return true;
  const char *text = json_string_value(value);
  if (text) *label = pl_label_parse(text);
  return *label < PL_LABELS;
}

static bool read_number(const json_t *value, int32_t *number) {
  const json_int_t found = value ? json_integer_value(value) : -1;
  *number = (int32_t)(found <= INT32_MAX ? found : -1);
  return !value || (json_is_integer(value) && *number >= 0);
}

static bool read_fields(const pl_scenario *scenario, const json_t *object, pl_message *m) {
  const json_t *sender = json_object_get(object, "sender");
  m->text = json_string_value(json_object_get(object, "text"));
  m->sender = sender ? json_string_value(sender) : "";
  return m->text && m->sender && read_form(json_object_get(object, "form"), &m->form) &&
         read_seats(scenario, json_object_get(object, "to"), &m->to) &&
         read_flag(json_object_get(object, "control"), &m->to_control) &&
         read_flag(json_object_get(object, "public"), &m->is_public) &&
         read_label(json_object_get(object, "label"), &m->label) &&
         read_number(json_object_get(object, "about"), &m->about);
}

static bool has_only_known(const json_t *object) {
  static const char *const known[] = {"form", "to", "control", "public", "sender", "label", "about", "text"};
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)object, key, value) {
    bool is_known = false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) is_known |= !strcmp(known[i], key);
    if (!is_known) return false;
  }
  return true;
}

/* The texts out of the JSON's memory. */
static bool keep_texts(pl_arena *arena, pl_message *m) {
  m->text = pl_arena_text(arena, m->text, strlen(m->text));
  m->sender = pl_arena_text(arena, m->sender, strlen(m->sender));
  return m->text && m->sender;
}

pl_status pl_message_from_json(const pl_scenario *scenario, const char *text, pl_arena *arena, pl_message *message,
                               pl_error *error) {
  json_error_t why;
  pl_message read = *message;
  json_t *object = json_loadb(text, strlen(text), JSON_REJECT_DUPLICATES, &why);
  const bool is_full = !object && json_error_code(&why) == json_error_out_of_memory;
  const bool is_good = object && json_is_object(object) && has_only_known(object) &&
                       read_fields(scenario, object, &read);
  const bool is_kept = is_good && keep_texts(arena, &read);
  json_decref(object);
  if (is_kept) *message = read;
  if (is_kept) return PL_OK;
  return is_good || is_full ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot read a message")
                            : pl_error_set(error, PL_BAD_INPUT, "it is no message");
}
