/* A seat's own figures, each with what is different from the opening of the round before.
 *
 *   key, label │ value as it is said │ a bar, for shares │ the difference in words │ whether it is better */
#include "body.h"

/* One row while it is put together; `difference`: of points or units, 0 where nothing changed. */
typedef struct figure {
  const char *key, *label;
  json_t *value;
  pl_q16 share;       /* below 0: no bar */
  int64_t difference; /* of what one would rather have more of */
  json_t *change;     /* NULL: none */
} figure;

static void add(pl_making *m, json_t *list, const figure *f) {
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "key", json_string(f->key));
  pl_body_set(m, row, "label", pl_body_text(f->label));
  pl_body_set(m, row, "value", f->value);
  pl_body_set(m, row, "milli", f->share < 0 ? json_null() : pl_body_milli(f->share));
  pl_body_set(m, row, "change", f->change ? f->change : json_null());
  pl_body_set(m, row, "better", f->difference ? json_boolean(f->difference > 0) : json_null());
  pl_body_add(m, list, row);
}

/* ---- shares ---- */

static json_t *points(pl_making *m, int difference) {
  pl_buffer text = {0};
  if (!difference) return NULL;
  if (difference > 0)
    pl_buffer_add_format(&text,
                         PL_TEXTS("%d point higher than last round", "%d points higher than last round", difference),
                         difference);
  else
    pl_buffer_add_format(&text,
                         PL_TEXTS("%d point lower than last round", "%d points lower than last round", -difference),
                         -difference);
  return pl_body_take(m, &text);
}

static void add_share(pl_making *m, json_t *list, const char *key, const char *label, pl_q16 now,
                      const pl_q16 *before) {
  const int difference = before ? pl_percent(now) - pl_percent(*before) : 0;
  const figure row = {.key = key, .label = label, .value = pl_body_percent(m, now), .share = now,
                      .difference = difference, .change = points(m, difference)};
  add(m, list, &row);
}

/* ---- organisations ---- */

static void add_organisations(pl_making *m, json_t *list) {
  const pl_brief *b = m->brief;
  const pl_gauges *before = pl_game_before(m->game);
  const int more = before ? b->contained - before->contained : 0;
  pl_buffer value = {0}, change = {0};
  pl_buffer_add_format(&value, PL_TEXT("%s of %s"), pl_phrase_count(m->voice, b->contained),
                       pl_phrase_count(m->voice, b->organisations));
  if (more > 0)
    pl_buffer_add_format(&change, PL_TEXT("%s more than last round"), pl_phrase_count(m->voice, more));
  else if (more < 0)
    pl_buffer_add_format(&change, PL_TEXT("%s fewer than last round"), pl_phrase_count(m->voice, -more));
  const figure row = {.key = "organisations",
                      .label = PL_TEXT("Organisations hit"),
                      .value = pl_body_take(m, &value),
                      .share = b->organisations ? (pl_q16)((int64_t)b->contained * PL_ONE / b->organisations) : 0,
                      .difference = -more,
                      .change = more ? pl_body_take(m, &change) : NULL};
  add(m, list, &row);
}

/* ---- trust ---- */

/* Tenths of a step, over the states that say how far they trust; below 0: none does. */
static int mean_trust(const pl_making *m, const uint8_t *before) {
  int sum = 0, count = 0;
  for (int t = 0; t < m->scenario->state_count; t++) {
    const int step = before ? before[t] : m->brief->others[t].trust_in_me;
    if (t == m->seat || !step) continue;
    sum += step;
    count++;
  }
  return count ? (sum * 10 + count / 2) / count : -1;
}

static void add_trust(pl_making *m, json_t *list) {
  const pl_gauges *before = pl_game_before(m->game);
  const int now = m->brief->others ? mean_trust(m, NULL) : -1, was = before ? mean_trust(m, before->trust_in_me) : -1;
  pl_buffer value = {0}, change = {0};
  if (now < 0) return;
  pl_buffer_add_format(&value, PL_TEXT("%s of 5"), pl_phrase_tenths(m->voice, now));
  const int difference = was < 0 ? 0 : now - was;
  if (difference)
    pl_buffer_add_format(&change, PL_TEXT("it was %s last round"), pl_phrase_tenths(m->voice, was));
  const figure row = {.key = "trust", .label = PL_TEXT("Trust placed in you"), .value = pl_body_take(m, &value),
                      .share = (pl_q16)((int64_t)now * PL_ONE / 50), .difference = difference,
                      .change = difference ? pl_body_take(m, &change) : NULL};
  add(m, list, &row);
}

/* ---- money ---- */

/* `is_good`: the more the better. */
static void add_money(pl_making *m, json_t *list, const char *key, const char *label, pl_mu now, const pl_mu *before,
                      bool is_good) {
  const pl_mu difference = before ? now - *before : 0;
  pl_buffer value = {0}, change = {0};
  pl_put_units(&value, now);
  if (difference) pl_buffer_add_format(&change, PL_TEXT("%s of it last round"), pl_phrase_units(m->voice, difference));
  const figure row = {.key = key, .label = label, .value = pl_body_take(m, &value), .share = -1,
                      .difference = is_good ? difference : -difference,
                      .change = difference > 0 ? pl_body_take(m, &change) : NULL};
  pl_buffer_clear(&change);
  add(m, list, &row);
}

static void add_costs(pl_making *m, json_t *list) {
  const pl_brief *b = m->brief;
  const pl_gauges *before = pl_game_before(m->game);
  add_money(m, list, "damage", PL_TEXT("Damage"), b->loss, before ? &before->loss : NULL, false);
  add_money(m, list, "head_start", PL_TEXT("Head start"), b->edge, before ? &before->edge : NULL, true);
  add_money(m, list, "burnt", PL_TEXT("Burnt sources"), b->burn, before ? &before->burn : NULL, false);
  add_money(m, list, "effort", PL_TEXT("Work of sharing"), b->effort, before ? &before->effort : NULL, false);
}

json_t *pl_body_figures(pl_making *m) {
  static const char *const keys[PL_TRACKS] = {"prevent", "defend", "strengthen"};
  static const char *const tracks[PL_TRACKS] = {PL_LATER("Prevent"), PL_LATER("Defend"), PL_LATER("Strengthen")};
  json_t *list = pl_body_list(m);
  const pl_brief *b = m->brief;
  const pl_gauges *before = m->game ? pl_game_before(m->game) : NULL;
  if (!b || !b->is_state) return list;
  add_organisations(m, list);
  add_money(m, list, "money", PL_TEXT("Money"), b->money, NULL, true);
  add_share(m, list, "confidence", PL_TEXT("Public confidence"), b->confidence, before ? &before->confidence : NULL);
  add_trust(m, list);
  add_share(m, list, "standing", PL_TEXT("Standing"), b->standing, before ? &before->standing : NULL);
  add_share(m, list, "rights", PL_TEXT("Rights"), b->rights, before ? &before->rights : NULL);
  for (int i = 0; i < PL_TRACKS; i++)
    add_share(m, list, keys[i], PL_TEXT(tracks[i]), b->level[i], before ? &before->level[i] : NULL);
  add_costs(m, list);
  return list;
}

void pl_body_recall(pl_room *room) {
  pl_error ignored;
  pl_brief_room scratch = {0};
  const int done = pl_session_rounds_done(room->session);
  pl_session *then = done ? pl_session_branch(room->session, done - 1, &ignored) : NULL;
  for (int s = 0; then && s < room->scenario->state_count; s++) {
    pl_gauges gauges;
    if (pl_brief_build(pl_session_world(then), pl_session_events(then), s, PL_BRIEF_ALL, &scratch, &ignored) != PL_OK)
      continue;
    pl_game_gauges(&scratch.brief, &gauges);
    pl_game_recall(room->chair[s].game, &gauges);
  }
  pl_brief_room_clear(&scratch);
  pl_session_free(then);
}

json_t *pl_body_changes(pl_making *m) {
  pl_change changes[PL_CHANGES];
  const size_t count = m->game && m->brief ? pl_game_changes(m->game, changes) : 0;
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++) {
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "what", pl_body_text(changes[i].what));
    pl_body_set(m, row, "change", pl_body_text(changes[i].change));
    pl_body_set(m, row, "why", pl_body_text(changes[i].why));
    pl_body_set(m, row, "worse", json_boolean(changes[i].is_worse));
    pl_body_add(m, list, row);
  }
  return list;
}
