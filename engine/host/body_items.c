/* What a seat knows: its own items, which it can decide about, and the incidents that it has heard of, each with what
 * others sent about it put together. */
#include "body.h"

/* What is past and still listed; a long exercise has hundreds of such. */
enum { PAST_SHOWN = 24 };

/* ---- parts of both ---- */

static json_t *handle_of(pl_making *m, pl_iid iid) {
  pl_buffer handle = {0};
  pl_iid_print(m->scenario, iid, &handle);
  return pl_body_take(m, &handle);
}

/* "new", "2 days old" */
static json_t *age_of(pl_making *m, pl_tick since) {
  const pl_tick age = m->brief->round * PL_TICKS_PER_ROUND - since;
  pl_buffer text = {0};
  if (age <= 0)
    pl_buffer_add_text(&text, PL_TEXT("new"));
  else
    pl_buffer_add_format(&text, PL_TEXT("%s old"), pl_phrase_span(m->voice, age));
  return pl_body_take(m, &text);
}

/* Name, kind, and, where no incident was declared, by whom it is. */
static void set_title(pl_making *m, json_t *row, pl_iid iid, bool is_own) {
  const pl_brief_incident *incident = pl_brief_incident_of(m->brief, iid);
  pl_buffer title = {0};
  pl_put_incident(&title, m->voice, iid);
  pl_body_set(m, row, "title", pl_body_take(m, &title));
  pl_body_set(m, row, "kind", incident ? pl_body_text(pl_family_word(incident->family)) : json_null());
  pl_body_set(m, row, "adversary", pl_iid_incident(iid) < 0
                                       ? pl_body_text(pl_name_of_adversary(m->voice, (int)(iid >> 16)))
                                       : json_null());
  pl_body_set(m, row, "text", pl_body_scenario_text_or_null(m, pl_text_about(m->scenario, iid, is_own ? m->seat : -1)));
}

/* Sentences that each begin with a blank, as one text; null: none. */
static json_t *note_of(pl_making *m, pl_buffer *sentences) {
  const char *text = pl_buffer_text(sentences);
  json_t *value = sentences->failed ? NULL : pl_body_text_or_null(*text == ' ' ? text + 1 : text);
  pl_buffer_clear(sentences);
  if (!value) m->failed = true;
  return value;
}

static void set_quality(pl_making *m, json_t *row, pl_q16 quality) {
  pl_body_set(m, row, "quality", pl_body_percent(m, quality));
  pl_body_set(m, row, "quality_milli", pl_body_milli(quality));
}

/* ---- own items ---- */

static json_t *sent_text_of(pl_making *m, const pl_brief_item *item) {
  pl_buffer text = {0};
  if (pl_set_is_empty(&item->sent))
    pl_buffer_add_text(&text, PL_TEXT("Yours; nobody has it yet."));
  else
    pl_buffer_add_format(&text, PL_TEXT("Yours; sent to %s."), pl_phrase_states(m->voice, &item->sent));
  return pl_body_take(m, &text);
}

static json_t *note_on(pl_making *m, const pl_brief_item *item) {
  pl_buffer note = {0};
  if (item->is_burnt) pl_buffer_add_format(&note, " %s", PL_TEXT("The source is burnt."));
  if (item->is_open && item->is_single)
    pl_buffer_add_format(&note, " %s", PL_TEXT("Your standing order no longer decides about it."));
  if (!item->is_open) pl_buffer_add_format(&note, " %s", PL_TEXT("Nothing left to decide about it."));
  pl_put_at_home(&note, m->voice, pl_brief_incident_of(m->brief, item->iid));
  return note_of(m, &note);
}

static json_t *own_item(pl_making *m, const pl_brief_item *item) {
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "item", handle_of(m, item->iid));
  set_title(m, row, item->iid, true);
  pl_body_set(m, row, "label", pl_body_tlp((int)item->label));
  pl_body_set(m, row, "tear_label", pl_body_tlp((int)pl_label_of_tear(item->label)));
  set_quality(m, row, item->quality);
  pl_body_set(m, row, "age", age_of(m, item->birth));
  pl_body_set(m, row, "is_open", json_boolean(item->is_open));
  pl_body_set(m, row, "is_burnt", json_boolean(item->is_burnt));
  pl_body_set(m, row, "is_single", json_boolean(item->is_single));
  pl_body_set(m, row, "sent", pl_body_ids(m, &item->sent));
  pl_body_set(m, row, "sent_text", sent_text_of(m, item));
  pl_body_set(m, row, "note", note_on(m, item));
  return row;
}

/* Open ones first; of the others the newest. */
static json_t *items_of(pl_making *m, int *left_out) {
  json_t *list = pl_body_list(m);
  int past = 0;
  for (size_t i = 0; m->brief && i < m->brief->item_count; i++)
    if (m->brief->items[i].is_own && m->brief->items[i].is_open) pl_body_add(m, list, own_item(m, &m->brief->items[i]));
  for (size_t i = m->brief ? m->brief->item_count : 0; i-- > 0;) {
    const pl_brief_item *item = &m->brief->items[i];
    if (item->is_own && !item->is_open && past++ < PAST_SHOWN) pl_body_add(m, list, own_item(m, item));
  }
  *left_out = past > PAST_SHOWN ? past - PAST_SHOWN : 0;
  return list;
}

/* ---- incidents ---- */

static json_t *received_row(pl_making *m, const pl_brief_received *all) {
  if (!all->count) return json_null();
  json_t *row = pl_body_object(m);
  pl_buffer from = {0};
  pl_buffer_add_format(&from, all->is_tear_only ? PL_TEXT("Tear-lines from %s.") : PL_TEXT("Originator: %s."),
                       pl_phrase_states(m->voice, &all->from));
  pl_body_set(m, row, "from", pl_body_ids(m, &all->from));
  pl_body_set(m, row, "from_text", pl_body_take(m, &from));
  pl_body_set(m, row, "label", pl_body_tlp((int)all->label));
  set_quality(m, row, all->quality);
  pl_body_set(m, row, "age", age_of(m, all->last));
  pl_body_set(m, row, "tears_only", json_boolean(all->is_tear_only));
  return row;
}

static json_t *incident_row(pl_making *m, const pl_brief_incident *incident) {
  const pl_brief_received all = pl_brief_received_about(m->brief, incident->iid);
  json_t *row = pl_body_object(m);
  pl_buffer note = {0};
  pl_put_at_home(&note, m->voice, incident);
  pl_body_set(m, row, "incident", handle_of(m, incident->iid));
  set_title(m, row, incident->iid, all.has_own);
  pl_body_set(m, row, "is_over", json_boolean(incident->is_over));
  pl_body_set(m, row, "knowledge", pl_body_percent(m, incident->knowledge));
  pl_body_set(m, row, "knowledge_milli", pl_body_milli(incident->knowledge));
  pl_body_set(m, row, "hit", json_integer(incident->contained));
  pl_body_set(m, row, "recovered", json_integer(incident->recovered));
  pl_body_set(m, row, "is_own", json_boolean(all.has_own));
  pl_body_set(m, row, "received", received_row(m, &all));
  pl_body_set(m, row, "note", note_of(m, &note));
  return row;
}

/* Newest first; of those that are over only the last. */
static json_t *incidents_of(pl_making *m, int *left_out) {
  json_t *list = pl_body_list(m);
  int past = 0;
  for (size_t i = m->brief ? m->brief->incident_count : 0; i-- > 0;) {
    const pl_brief_incident *incident = &m->brief->incidents[i];
    past += incident->is_over;
    if (!incident->is_over || past <= PAST_SHOWN) pl_body_add(m, list, incident_row(m, incident));
  }
  *left_out = past > PAST_SHOWN ? past - PAST_SHOWN : 0;
  return list;
}

void pl_body_set_intelligence(pl_making *m, json_t *body) {
  int items, incidents;
  pl_body_set(m, body, "items", items_of(m, &items));
  pl_body_set(m, body, "items_left_out", json_integer(items));
  pl_body_set(m, body, "incidents", incidents_of(m, &incidents));
  pl_body_set(m, body, "incidents_left_out", json_integer(incidents));
}
