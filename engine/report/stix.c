/* STIX 2.1: the intelligence of an exercise as a bundle that other programs read.
 *
 *   identity      each state, and control, who made this file
 *   threat-actor  who was behind an incident ◄─ attributed-to ─┐
 *   campaign      each incident ──────────────────────────────┘─ uses ─► malware (where its family has any)
 *                 and targets ─► identity of each state with organisations hit by it
 *   sighting      what a state found of it in its own organisations
 *   report        each item: one originator's finding on one incident, under its TLP label
 *   note          where an item went, how, and whether its rules were kept
 *   grouping      all of it
 *
 * TLP 2.0 goes through the markings of the extension that OASIS published for it, as STIX 2.1 itself knows TLP 1.0
 * only. There are no indicators: a pattern that could be looked for is nothing the model knows, and nothing here may
 * ever match in a real network. So that nobody takes it for real, every object of ours has a marking and a label that
 * say EXERCISE, and every name begins with it.
 *
 * Ids are made of what the exercise is (UUID version 5), times of its own calendar: the same exercise, the same bytes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uuid/uuid.h>

#include "json.h"
#include "writers.h"

typedef struct sighted {
  int32_t count;
  pl_tick first, last;
} sighted;

enum { ID_BYTES = 80, TIME_BYTES = 32, PREFIX_BYTES = 64 };
typedef struct stix_id {
  char text[ID_BYTES];
} stix_id;
typedef struct stix_time {
  char text[TIME_BYTES];
} stix_time;

typedef struct bundle {
  const pl_after_action *after;
  const pl_scenario *scenario;
  const pl_world *world;
  char prefix[PREFIX_BYTES]; /* names this exercise */
  pl_date start;
  pl_tick end;
  stix_id control, marking;
  json_t *objects;
  json_t *all;             /* the ids that the grouping refers to */
  pl_tick *over;           /* [incident_count]; −1: not over */
  sighted *sighted;        /* [incident_count · state_count] */
  bool is_used[PL_LABELS]; /* TLP markings */
} bundle;

/* ---- ids and times ---- */

/* Of this exercise only: two exercises never share an object, so nobody's program merges them. */
static stix_id id_of(const bundle *b, const char *type, const char *name) {
  static const uuid_t ours = {0xf1, 0x43, 0x4a, 0x7b, 0x4b, 0xfe, 0x42, 0x79,
                              0x84, 0x01, 0x8d, 0x4c, 0xd4, 0x2f, 0x14, 0xf9};
  char whole[256], digits[37];
  uuid_t uuid;
  stix_id id;
  const int length = snprintf(whole, sizeof whole, "%s/%s/%s", b->prefix, type, name);
  uuid_generate_sha1(uuid, ours, whole, (size_t)length < sizeof whole ? (size_t)length : sizeof whole - 1);
  uuid_unparse_lower(uuid, digits);
  snprintf(id.text, sizeof id.text, "%s--%s", type, digits);
  return id;
}

static stix_id id_of_state(const bundle *b, int state) { return id_of(b, "identity", b->scenario->states[state].id); }
static stix_id id_of_adversary(const bundle *b, int a) {
  return id_of(b, "threat-actor", b->scenario->adversaries[a].id);
}

static stix_id id_of_number(const bundle *b, const char *type, pl_iid iid, int other) {
  char name[32];
  snprintf(name, sizeof name, "%" PRIu32 "/%d", iid, other);
  return id_of(b, type, name);
}

/* The scenario's first day, or one that nobody takes for a real one, and six hours to a tick. */
static stix_time time_of(const bundle *b, pl_tick tick) {
  const pl_date date = pl_date_add(b->start, tick / PL_TICKS_PER_DAY);
  stix_time time;
  snprintf(time.text, sizeof time.text, "%04d-%02d-%02dT%02d:00:00.000Z", date.year, date.month, date.day,
           tick % PL_TICKS_PER_DAY * (24 / PL_TICKS_PER_DAY));
  return time;
}

/* ---- markings ---- */

/* As published by OASIS (extension definition 60a3c5c5-0d10-413e-aab3-9e08dde9e88d, TLP 2.0). */
static const struct {
  const char *id, *tlp;
} tlp[PL_LABELS] = {[PL_CLEAR] = {"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "clear"},
                    [PL_GREEN] = {"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "green"},
                    [PL_AMBER] = {"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber"},
                    [PL_AMBER_STRICT] = {"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict"},
                    [PL_RED] = {"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "red"}};

static json_t *tlp_marking(pl_label label) {
  return json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:{s:s,s:s}}}", "type", "marking-definition", "spec_version", "2.1", "id",
                   tlp[label].id, "created", "2022-10-01T00:00:00.000Z", "name", pl_label_name(label), "extensions",
                   "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d", "extension_type", "property-extension",
                   "tlp_2_0", tlp[label].tlp);
}

static json_t *exercise_marking(const bundle *b) {
  return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "type", "marking-definition", "spec_version", "2.1", "id",
                   b->marking.text, "created", time_of(b, 0).text, "name", "EXERCISE", "definition_type", "statement",
                   "definition", "statement", PL_EXERCISE_MARKING);
}

/* ---- objects ---- */

static json_t *name_from(pl_buffer *name) {
  pl_buffer whole = {0};
  pl_buffer_add_text(&whole, "EXERCISE: ");
  pl_buffer_add_text(&whole, pl_buffer_text(name));
  whole.failed = whole.failed || name->failed;
  pl_buffer_clear(name);
  return pl_json_of_plain(&whole);
}

static json_t *name_of_text(const bundle *b, const pl_text *text) {
  pl_buffer name = {0};
  pl_put_scenario_text(&name, b->after->voice, text);
  return name_from(&name);
}

static json_t *name_of_incident(const bundle *b, pl_iid iid) {
  pl_buffer name = {0};
  pl_put_incident(&name, b->after->voice, iid);
  return name_from(&name);
}

/* What every object of ours has. */
static json_t *begin(const bundle *b, const char *type, stix_id id, stix_id author, pl_tick created, pl_tick modified) {
  const char *language = b->after->options.language == PL_DUTCH ? "nl" : "en";
  return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:[s],s:[s]}", "type", type, "spec_version", "2.1", "id", id.text,
                   "created_by_ref", author.text, "created", time_of(b, created).text, "modified",
                   time_of(b, modified).text, "lang", language, "labels", "exercise", "object_marking_refs",
                   b->marking.text);
}

static json_t *begin_by_control(const bundle *b, const char *type, stix_id id, pl_tick tick) {
  return begin(b, type, id, b->control, tick, tick);
}

static void mark(bundle *b, json_t *object, pl_label label) {
  if (label >= PL_LABELS) return;
  b->is_used[label] = true;
  if (json_array_append_new(json_object_get(object, "object_marking_refs"), json_string(tlp[label].id)))
    b->after->voice->phrases->failed = true;
}

static void set_word(json_t **object, const char *key, const char *word) {
  pl_json_set(object, key, json_pack("[s]", word));
}

static void add(bundle *b, json_t *object) {
  const char *id = json_string_value(json_object_get(object, "id"));
  pl_json_add(&b->all, id ? json_string(id) : NULL);
  pl_json_add(&b->objects, object);
}

static void relate(bundle *b, stix_id from, const char *how, stix_id to, pl_tick tick) {
  char name[2 * ID_BYTES + 32];
  snprintf(name, sizeof name, "%s %s %s", from.text, how, to.text);
  json_t *object = begin_by_control(b, "relationship", id_of(b, "relationship", name), tick);
  pl_json_set_text(&object, "relationship_type", how);
  pl_json_set_text(&object, "source_ref", from.text);
  pl_json_set_text(&object, "target_ref", to.text);
  add(b, object);
}

/* ---- who ---- */

static void add_control(bundle *b) {
  json_t *object = begin_by_control(b, "identity", b->control, 0);
  pl_json_set(&object, "name", name_of_text(b, &b->scenario->title));
  pl_json_set_text(&object, "identity_class", "system");
  pl_json_set_text(&object, "description", "Exercise control: Polder " POLDER_VERSION ". " PL_EXERCISE_MARKING ".");
  add(b, object);
}

static void add_states(bundle *b) {
  for (int s = 0; s < b->scenario->state_count; s++) {
    json_t *object = begin_by_control(b, "identity", id_of_state(b, s), 0);
    pl_json_set(&object, "name", name_of_text(b, &b->scenario->states[s].name));
    pl_json_set_text(&object, "identity_class", "organization");
    set_word(&object, "sectors", "government");
    pl_json_set(&object, "external_references",
                json_pack("[{s:s,s:s}]", "source_name", "polder-seat", "external_id", b->scenario->states[s].id));
    add(b, object);
  }
}

static void add_adversary(bundle *b, int a, pl_tick first_seen) {
  const pl_adversary_spec *spec = &b->scenario->adversaries[a];
  json_t *object = begin_by_control(b, "threat-actor", id_of_adversary(b, a), 0);
  pl_json_set(&object, "name", name_of_text(b, &spec->name));
  set_word(&object, "threat_actor_types", spec->is_state ? "nation-state" : "crime-syndicate");
  pl_json_set_text(&object, "first_seen", time_of(b, first_seen).text);
  add(b, object);
}

/* Those that were behind an incident, once each. */
static void add_adversaries(bundle *b) {
  for (int a = 0; a < b->scenario->adversary_count; a++) {
    const int count = pl_world_incident_count(b->world);
    for (int i = 0; i < count; i++) {
      if (pl_world_incident(b->world, i)->adversary != a) continue;
      add_adversary(b, a, pl_world_incident(b->world, i)->launch);
      break;
    }
  }
}

/* ---- incidents ---- */

static stix_id id_of_campaign(const bundle *b, pl_iid iid) { return id_of_number(b, "campaign", iid, 0); }
static stix_id id_of_malware(const bundle *b, pl_iid iid) { return id_of_number(b, "malware", iid, 0); }

/* In the words of malware-type-ov; NULL: this family needs none. */
static const char *malware_type(pl_family family) {
  static const char *const types[PL_FAMILIES] = {
      [PL_RANSOMWARE] = "ransomware", [PL_ESPIONAGE] = "spyware", [PL_WIPER] = "wiper"};
  return types[family];
}

static void add_malware(bundle *b, const pl_incident *incident) {
  json_t *object = begin_by_control(b, "malware", id_of_malware(b, incident->iid), incident->launch);
  pl_json_set(&object, "name", name_of_incident(b, incident->iid));
  set_word(&object, "malware_types", malware_type(incident->family));
  pl_json_set(&object, "is_family", json_true());
  pl_json_set_text(&object, "first_seen", time_of(b, incident->launch).text);
  add(b, object);
  relate(b, id_of_campaign(b, incident->iid), "uses", id_of_malware(b, incident->iid), incident->launch);
}

static void add_incident(bundle *b, int index) {
  const pl_incident *incident = pl_world_incident(b->world, index);
  const stix_id id = id_of_campaign(b, incident->iid);
  json_t *object = begin_by_control(b, "campaign", id, incident->launch);
  pl_json_set(&object, "name", name_of_incident(b, incident->iid));
  if (incident->declared < b->scenario->incident_count)
    pl_json_set(&object, "description",
                pl_json_of_scenario_text(b->after, &b->scenario->incidents[incident->declared].text));
  pl_json_set_text(&object, "first_seen", time_of(b, incident->launch).text);
  if (b->over[index] >= 0) pl_json_set_text(&object, "last_seen", time_of(b, b->over[index]).text);
  pl_json_set_text(&object, "objective", pl_family_name(incident->family));
  add(b, object);
  relate(b, id, "attributed-to", id_of_adversary(b, incident->adversary), incident->launch);
  if (malware_type(incident->family)) add_malware(b, incident);
  for (int s = 0; s < b->scenario->state_count; s++)
    if (incident->hit[s]) relate(b, id, "targets", id_of_state(b, s), incident->launch);
}

/* ---- items ---- */

static stix_id id_of_item(const bundle *b, const pl_provenance_item *item) {
  return id_of_number(b, "report", item->iid, item->originator);
}
static stix_id id_of_sighting(const bundle *b, const pl_provenance_item *item) {
  return id_of_number(b, "sighting", item->iid, item->originator);
}

static const sighted *sighted_by(const bundle *b, const pl_provenance_item *item) {
  const int incident = pl_world_find_incident(b->world, item->iid);
  return incident < 0 ? NULL : &b->sighted[incident * b->scenario->state_count + item->originator];
}

static void add_sighting(bundle *b, const pl_provenance_item *item, const sighted *seen) {
  json_t *object =
      begin(b, "sighting", id_of_sighting(b, item), id_of_state(b, item->originator), seen->first, seen->last);
  pl_json_set_text(&object, "sighting_of_ref", id_of_campaign(b, item->iid).text);
  set_word(&object, "where_sighted_refs", id_of_state(b, item->originator).text);
  pl_json_set_text(&object, "first_seen", time_of(b, seen->first).text);
  pl_json_set_text(&object, "last_seen", time_of(b, seen->last).text);
  pl_json_set(&object, "count", json_integer(seen->count));
  mark(b, object, item->label_now);
  add(b, object);
}

static json_t *refs_of(const bundle *b, const pl_provenance_item *item, bool is_sighted) {
  const int incident = pl_world_find_incident(b->world, item->iid);
  json_t *refs = json_array();
  pl_json_add(&refs, json_string(id_of_campaign(b, item->iid).text));
  if (incident >= 0 && malware_type(pl_world_incident(b->world, incident)->family))
    pl_json_add(&refs, json_string(id_of_malware(b, item->iid).text));
  if (is_sighted) pl_json_add(&refs, json_string(id_of_sighting(b, item).text));
  return refs;
}

static json_t *name_of_item(const bundle *b, const pl_provenance_item *item) {
  const pl_voice *voice = b->after->voice;
  pl_buffer name = {0};
  pl_buffer_add_format(&name, PL_TEXT("%s: its finding on %s"), pl_name_of_seat(voice, item->originator),
                       pl_phrase_incident(voice, item->iid));
  return name_from(&name);
}

static void add_report(bundle *b, const pl_provenance_item *item, bool is_sighted) {
  const bool is_remarked = item->published >= 0 && item->label_now != item->label_at_birth;
  const pl_tick changed = is_remarked ? item->published : item->birth;
  json_t *object = begin(b, "report", id_of_item(b, item), id_of_state(b, item->originator), item->birth, changed);
  pl_json_set(&object, "name", name_of_item(b, item));
  set_word(&object, "report_types", "campaign");
  pl_json_set_text(&object, "published", time_of(b, item->birth).text);
  pl_json_set(&object, "object_refs", refs_of(b, item, is_sighted));
  if (item->quality >= 0) pl_json_set(&object, "confidence", json_integer(pl_percent(item->quality)));
  mark(b, object, item->label_now);
  add(b, object);
}

/* ---- where items went ---- */

static void put_hop(pl_buffer *out, const bundle *b, const pl_hop *hop) {
  const pl_voice *voice = b->after->voice;
  pl_buffer way = {0};
  pl_put_way(&way, voice, hop);
  pl_buffer_add_format(out, PL_TEXT("%s to %s, %s, as %s, sent %s"), pl_name_of_seat(voice, hop->from),
                       pl_name_of_seat(voice, hop->to), pl_phrase_of(voice, &way), pl_label_name(hop->label),
                       time_of(b, hop->sent).text);
  if (hop->received >= 0) pl_buffer_add_format(out, PL_TEXT(", received %s"), time_of(b, hop->received).text);
  if (!pl_hop_kept_rules(hop)) pl_buffer_add_format(out, ": %s", pl_verdict_words(hop));
  pl_buffer_add_text(out, ". ");
}

/* The item, and each state that it went to, once. */
static json_t *refs_of_note(const bundle *b, const pl_provenance_item *item) {
  pl_state_set to = {{0}};
  json_t *refs = json_array();
  pl_json_add(&refs, json_string(id_of_item(b, item).text));
  for (size_t i = 0; i < item->hop_count; i++)
    if (item->hop[i].to < b->scenario->state_count) pl_set_add(&to, item->hop[i].to);
  for (int s = pl_set_next(&to, 0); s >= 0; s = pl_set_next(&to, s + 1))
    pl_json_add(&refs, json_string(id_of_state(b, s).text));
  return refs;
}

static void add_note(bundle *b, const pl_provenance_item *item) {
  pl_buffer content = {0};
  pl_tick last = item->birth;
  pl_buffer_add_text(&content, "EXERCISE: ");
  for (size_t i = 0; i < item->hop_count; i++) {
    put_hop(&content, b, &item->hop[i]);
    if (item->hop[i].sent > last) last = item->hop[i].sent;
  }
  json_t *object = begin(b, "note", id_of_number(b, "note", item->iid, item->originator), b->control, last, last);
  pl_json_set(&object, "abstract", name_of_item(b, item));
  pl_json_set(&object, "content", pl_json_of_plain(&content));
  pl_json_set(&object, "object_refs", refs_of_note(b, item));
  mark(b, object, item->label_now);
  add(b, object);
}

static void add_item(bundle *b, const pl_provenance_item *item) {
  if (item->originator >= b->scenario->state_count) return; /* vendors' */
  const sighted *seen = sighted_by(b, item);
  const bool is_sighted = seen && seen->count;
  if (is_sighted) add_sighting(b, item, seen);
  add_report(b, item, is_sighted);
  if (item->hop_count) add_note(b, item);
}

/* ---- all of it ---- */

static void add_grouping(bundle *b) {
  json_t *object = begin_by_control(b, "grouping", id_of(b, "grouping", "all"), b->end);
  pl_json_set(&object, "name", name_of_text(b, &b->scenario->title));
  pl_json_set_text(&object, "context", "unspecified");
  pl_json_set_text(&object, "description", PL_EXERCISE_MARKING);
  pl_json_set(&object, "object_refs", b->all ? json_incref(b->all) : NULL);
  pl_json_add(&b->objects, object);
}

static void count_sighted(bundle *b, const pl_event *event) {
  const int incident = pl_world_find_incident(b->world, event->iid);
  if (incident < 0 || event->state >= b->scenario->state_count) return;
  sighted *seen = &b->sighted[incident * b->scenario->state_count + event->state];
  if (!seen->count++) seen->first = event->tick;
  seen->last = event->tick;
}

static void look_at_events(bundle *b) {
  const pl_event_log *log = pl_session_events(b->after->session);
  for (int i = 0; i < pl_world_incident_count(b->world); i++) b->over[i] = -1;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    const int incident = event->kind == PL_EVENT_ENDED ? pl_world_find_incident(b->world, event->iid) : -1;
    if (incident >= 0) b->over[incident] = event->tick;
    if (event->kind == PL_EVENT_CONTAINED) count_sighted(b, event);
  }
}

static void fill(bundle *b) {
  look_at_events(b);
  pl_json_add(&b->objects, exercise_marking(b));
  add_control(b);
  add_states(b);
  add_adversaries(b);
  for (int i = 0; i < pl_world_incident_count(b->world); i++) add_incident(b, i);
  for (size_t i = 0; i < b->after->provenance->item_count; i++) add_item(b, &b->after->provenance->item[i]);
  add_grouping(b);
  for (int label = 0; label < PL_LABELS; label++)
    if (b->is_used[label]) pl_json_add(&b->objects, tlp_marking((pl_label)label));
}

/* What the exercise is: scenario, luck, and everything that was decided; and the language, in which names differ. */
static void name_exercise(bundle *b) {
  const pl_session *session = b->after->session;
  const int rounds = pl_session_rounds_done(session);
  snprintf(b->prefix, sizeof b->prefix, "%016" PRIx64 "/%" PRIu64 "/%016" PRIx64 "/%d",
           pl_session_scenario_hash(session), pl_world_seed(b->world), pl_session_digest(session, rounds - 1),
           (int)b->after->options.language);
  if (!b->scenario->starts || !pl_date_parse(b->scenario->starts, &b->start))
    b->start = (pl_date){.year = 2000, .month = 1, .day = 1};
  b->end = rounds * PL_TICKS_PER_ROUND;
  b->control = id_of(b, "identity", "/control");
  b->marking = id_of(b, "marking-definition", "exercise");
}

pl_status pl_write_stix(const pl_after_action *after, pl_buffer *out, pl_error *error) {
  bundle b = {.after = after, .scenario = after->scenario, .world = pl_session_world(after->session)};
  const size_t incidents = (size_t)pl_world_incident_count(b.world) + 1;
  b.over = calloc(incidents, sizeof *b.over);
  b.sighted = calloc(incidents * b.scenario->state_count, sizeof *b.sighted);
  b.objects = json_array();
  b.all = json_array();
  name_exercise(&b);
  if (b.over && b.sighted) fill(&b);
  const bool is_whole = b.over && b.sighted && b.all && b.objects && !after->voice->phrases->failed;
  json_t *object = is_whole ? json_pack("{s:s,s:s,s:o}", "type", "bundle", "id", id_of(&b, "bundle", "all").text,
                                        "objects", json_incref(b.objects))
                            : NULL;
  json_decref(b.objects);
  json_decref(b.all);
  free(b.over);
  free(b.sighted);
  return pl_json_write(object, out, error);
}
