/* What accounts for machines have in common, and the fan. Whatever fails for want of memory is NULL, and NULL within
 * something makes all of it NULL, so that nothing is ever written that only looks whole. */
#include "account_json_internal.h"

#include <inttypes.h>
#include <stdio.h>

#include <polder/accounts.h>
#include <polder/decision_json.h>

void pl_json_add(json_t **list, json_t *value) {
  if (!*list || !json_array_append_new(*list, value)) {
    if (!*list) json_decref(value);
    return;
  }
  json_decref(*list);
  *list = NULL;
}

void pl_json_set(json_t **object, const char *key, json_t *value) {
  if (*object && !json_object_set_new(*object, key, value)) return;
  if (!*object) json_decref(value);
  json_decref(*object);
  *object = NULL;
}

void pl_json_set_text(json_t **object, const char *key, const char *text) {
  if (text) pl_json_set(object, key, json_string(text));
}

json_t *pl_json_joined(json_t *object, json_t *more) {
  const bool is_whole = object && more && !json_object_update(object, more);
  json_decref(more);
  if (is_whole) return object;
  json_decref(object);
  return NULL;
}

json_t *pl_json_of_digest(uint64_t digest) {
  char text[17];
  snprintf(text, sizeof text, "%016" PRIx64, digest);
  return json_string(text);
}

json_t *pl_json_of_exercise(const pl_session *session) {
  const pl_scenario *scenario = pl_session_scenario(session);
  const int done = pl_session_rounds_done(session);
  return json_pack("{s:b,s:s,s:I,s:i,s:i,s:o,s:s}", "exercise", 1, "scenario", scenario->id, "seed",
                   (json_int_t)pl_world_seed(pl_session_world(session)), "rounds", (int)scenario->rounds, "rounds_done",
                   done, "digest", pl_json_of_digest(pl_session_digest(session, done - 1)), "caveat",
                   "true in this model; people might have acted differently");
}

json_t *pl_json_of_spread(const pl_spread *s) {
  return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "mean", (json_int_t)s->mean, "error", (json_int_t)s->error,
                   "p5", (json_int_t)s->p5, "p25", (json_int_t)s->p25, "median", (json_int_t)s->median, "p75",
                   (json_int_t)s->p75, "p95", (json_int_t)s->p95, "least", (json_int_t)s->least, "most",
                   (json_int_t)s->most);
}

static json_t *list_of(const int32_t *value, pl_tick count) {
  json_t *list = json_array();
  for (pl_tick t = 0; t < count; t++) pl_json_add(&list, json_integer(value[t]));
  return list;
}

json_t *pl_json_of_band(const pl_band *band, pl_tick count) {
  return json_pack("{s:o,s:o,s:o}", "p5", list_of(band->p5, count), "median", list_of(band->median, count), "p95",
                   list_of(band->p95, count));
}

json_t *pl_json_of_incident(const pl_scenario *scenario, pl_iid iid) {
  pl_buffer text = {0};
  pl_iid_print(scenario, iid, &text);
  json_t *string = text.failed ? NULL : json_string(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return string;
}

json_t *pl_json_of_states(const pl_scenario *scenario, const pl_state_set *states) {
  json_t *list = json_array();
  for (int s = pl_set_next(states, 0); s >= 0 && s < scenario->state_count; s = pl_set_next(states, s + 1))
    pl_json_add(&list, json_string(scenario->states[s].id));
  return list;
}

json_t *pl_json_of_decision(const pl_scenario *scenario, const pl_decision *decision) {
  pl_buffer text = {0};
  pl_decision_to_json(scenario, decision, &text);
  json_t *object = text.failed ? NULL : json_loadb(text.bytes, text.length, 0, NULL);
  pl_buffer_clear(&text);
  return object;
}

const char *pl_json_target(const pl_scenario *scenario, const pl_decision *d) {
  const unsigned arguments = pl_action_arguments(scenario, d->action);
  if (d->target == PL_NONE) return NULL;
  if (arguments & (PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT)) return scenario->forums[d->target].id;
  if (arguments & PL_ARGUMENT_ADVERSARY) return scenario->adversaries[d->target].id;
  if (arguments & PL_ARGUMENT_INJECT) return scenario->injects[d->target].id;
  return arguments & PL_ARGUMENT_STATE ? scenario->states[d->target].id : NULL;
}

const char *pl_json_channel(pl_channel channel) {
  static const char *const channels[] = {
      [PL_CHANNEL_FORUM] = "forum",   [PL_CHANNEL_BILATERAL] = "bilateral", [PL_CHANNEL_PUBLIC] = "public",
      [PL_CHANNEL_ONWARD] = "onward", [PL_CHANNEL_RELAY] = "relay",         [PL_CHANNEL_COMMERCIAL] = "commercial"};
  return channels[channel];
}

/* ---- what was decided and noted ---- */

static json_t *entry_of(const pl_scenario *scenario, const pl_journal_entry *entry) {
  static const char *const authors[] = {
      [PL_AUTHOR_PERSON] = "person", [PL_AUTHOR_BOT] = "bot", [PL_AUTHOR_ORDER] = "order",
      [PL_AUTHOR_CONTROL] = "control"};
  return json_pack("{s:i,s:s,s:b,s:o}", "round", (int)entry->round + 1, "author", authors[entry->author], "withdrawn",
                   entry->is_withdrawn, "decision", pl_json_of_decision(scenario, &entry->decision));
}

json_t *pl_json_of_decisions(const pl_session *session, int only) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++)
    if (!journal[i].act && (only < 0 || journal[i].decision.seat == only))
      pl_json_add(&list, entry_of(pl_session_scenario(session), &journal[i]));
  return list;
}

/* As session files have it (act.h). */
static json_t *act_of(const pl_scenario *scenario, const pl_act *act) {
  pl_buffer text = {0};
  pl_act_to_json(scenario, act, &text);
  json_t *object = text.failed ? NULL : json_loads(pl_buffer_text(&text), 0, NULL);
  pl_buffer_clear(&text);
  return object;
}

json_t *pl_json_of_acts(const pl_session *session) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) {
    const int outcome = pl_session_outcome(session, i);
    if (!journal[i].act) continue;
    json_t *row = json_pack("{s:i,s:o}", "round", (int)journal[i].round + 1, "act",
                            act_of(pl_session_scenario(session), journal[i].act));
    if (outcome >= 0) pl_json_set(&row, "outcome", json_integer(outcome));
    pl_json_add(&list, row);
  }
  return list;
}

static json_t *seats_of(const pl_scenario *scenario, const pl_message *message) {
  json_t *list = json_array();
  for (int s = pl_set_next(&message->to, 0); s >= 0; s = pl_set_next(&message->to, s + 1))
    pl_json_add(&list, json_string(pl_scenario_seat_id(scenario, s)));
  return list;
}

const char *pl_json_message_form(pl_message_form form) {
  static const char *const forms[] = {[PL_MESSAGE_TEXT] = "text", [PL_MESSAGE_MOVE] = "move",
                                      [PL_MESSAGE_INJECT] = "inject", [PL_MESSAGE_RULING] = "ruling"};
  return form < PL_MESSAGE_FORMS ? forms[form] : NULL;
}

const char *pl_json_observed(pl_observed observed) {
  static const char *const words[] = {[PL_OBSERVED_NONE] = NULL, [PL_OBSERVED_MET] = "met",
                                      [PL_OBSERVED_PARTLY] = "partly", [PL_OBSERVED_NOT_MET] = "not met"};
  return observed <= PL_OBSERVED_NOT_MET ? words[observed] : NULL;
}

static json_t *message_of(const pl_scenario *scenario, const pl_message *m) {
  const char *seat = m->seat < 0 ? NULL : pl_scenario_seat_id(scenario, m->seat);
  json_t *object = json_pack("{s:i,s:i,s:s,s:s?,s:o,s:b,s:b,s:s}", "number", (int)m->number, "round",
                             (int)m->round + 1, "form", pl_json_message_form(m->form), "seat", seat, "to",
                             seats_of(scenario, m), "control", m->to_control, "public", m->is_public, "text", m->text);
  if (*m->by) pl_json_set(&object, "by", json_string(m->by));
  if (*m->sender) pl_json_set(&object, "sender", json_string(m->sender));
  if (m->label < PL_LABELS) pl_json_set(&object, "label", json_string(pl_label_name(m->label)));
  if (m->about >= 0) pl_json_set(&object, "about", json_integer(m->about));
  if (*m->at) pl_json_set(&object, "at", json_string(m->at));
  return object;
}

json_t *pl_json_of_messages(const pl_session *session) {
  size_t count;
  const pl_message *messages = pl_session_messages(session, &count);
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) pl_json_add(&list, message_of(pl_session_scenario(session), &messages[i]));
  return list;
}

static json_t *note_of(const pl_scenario *scenario, const pl_note *note) {
  const char *seat = note->seat < 0 ? NULL : pl_scenario_seat_id(scenario, note->seat);
  const char *observed = pl_json_observed(note->observed);
  json_t *object = json_pack("{s:i,s:s?,s:s}", "round", (int)note->round + 1, "seat", seat, "text", note->text);
  if (*note->by) pl_json_set(&object, "by", json_string(note->by));
  if (note->objective < scenario->objective_count)
    pl_json_set(&object, "objective", json_string(scenario->objectives[note->objective].id));
  if (observed) pl_json_set(&object, "observed", json_string(observed));
  if (*note->at) pl_json_set(&object, "at", json_string(note->at));
  return object;
}

json_t *pl_json_of_notes(const pl_session *session, int only) {
  size_t count;
  const pl_scenario *scenario = pl_session_scenario(session);
  const pl_note *notes = pl_session_notes(session, &count);
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++)
    if (only < 0 || notes[i].seat == only) pl_json_add(&list, note_of(scenario, &notes[i]));
  return list;
}

json_t *pl_json_of_digests(const pl_session *session) {
  json_t *list = json_array();
  for (int r = 0; r < pl_session_rounds_done(session); r++)
    pl_json_add(&list, pl_json_of_digest(pl_session_digest(session, r)));
  return list;
}

/* ---- the fan ---- */

static json_t *hits_of(const pl_fan *fan) {
  json_t *list = json_array();
  for (int32_t i = 0; i < fan->runs; i++) pl_json_add(&list, json_integer((json_int_t)fan->hits[i]));
  return list;
}

json_t *pl_json_of_fan(const pl_session *session, const pl_fan *fan) {
  const bool has_real = fan->hit_real >= 0;
  json_t *object = pl_json_of_exercise(session);
  json_t *more = json_pack("{s:i,s:s,s:i,s:i,s:i,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:i,s:i,s:i,s:i}", "round",
                           (int)fan->round + 1, "by", fan->decided == PL_OTHERS_BOTS ? "bots" : "recorded", "runs",
                           (int)fan->runs, "from_tick", (int)fan->from, "ticks", (int)fan->ticks, "hit",
                           pl_json_of_spread(&fan->hit),
                           "peak", pl_json_of_spread(&fan->peak), "loss", pl_json_of_spread(&fan->loss), "band",
                           pl_json_of_band(&fan->band, fan->ticks - fan->from), "hits", hits_of(fan), "hit_real",
                           has_real ? json_integer((json_int_t)fan->hit_real) : json_null(), "luck",
                           has_real ? json_integer(pl_fan_luck(fan)) : json_null(), "unluckier", (int)fan->unluckier,
                           "as_lucky", (int)fan->as_lucky, "rulings_left_out", (int)fan->rulings_left_out, "moot_in",
                           (int)fan->moot);
  return pl_json_joined(object, more);
}
