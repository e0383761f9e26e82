/* What a seat can name in its decisions: states, forums, adversaries, families, audiences, each with what the seat
 * knows of it. A page builds its controls from these lists and from those of actions (body_actions.c). */
#include "body.h"

/* ---- the other states ---- */

static int trust_change(const pl_making *m, int state) {
  const pl_gauges *before = pl_game_before(m->game);
  const int now = m->brief->others[state].trust_in_me, was = before ? before->trust_in_me[state] : 0;
  return !now || !was ? 0 : (now > was) - (now < was);
}

static const char *word_of_step(int step) { return step >= 1 && step <= 5 ? pl_step_word(step) : ""; }

static json_t *state_row(pl_making *m, int state) {
  const pl_brief_other *other = &m->brief->others[state];
  const int trust = pl_step(other->trust);
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "id", pl_body_id(m->scenario, state));
  pl_body_set(m, row, "name", pl_body_text(pl_name_of_seat(m->voice, state)));
  pl_body_set(m, row, "mark", pl_body_mark(m, state));
  pl_body_set(m, row, "size", json_string(pl_body_size(m->scenario->states[state].size)));
  pl_body_set(m, row, "is_ally", json_boolean(other->is_ally));
  pl_body_set(m, row, "forums", pl_body_forum_ids(m, other->forums & m->brief->forums_joined));
  pl_body_set(m, row, "trust", json_integer(trust));
  pl_body_set(m, row, "trust_in_me", json_integer(other->trust_in_me));
  pl_body_set(m, row, "trust_word", pl_body_text(word_of_step(trust)));
  pl_body_set(m, row, "trust_in_me_word", pl_body_text(word_of_step(other->trust_in_me)));
  pl_body_set(m, row, "change", json_integer(trust_change(m, state)));
  pl_body_set(m, row, "hits", pl_body_number_or_null(other->hits));
  pl_body_set(m, row, "held_back", json_boolean(!other->seen));
  return row;
}

static json_t *states_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int t = 0; m->brief && m->brief->others && t < m->scenario->state_count; t++)
    if (t != m->seat) pl_body_add(m, list, state_row(m, t));
  return list;
}

/* ---- forums ---- */

static json_t *forum_change(pl_making *m, int forum) {
  const pl_gauges *before = pl_game_before(m->game);
  pl_buffer text = {0};
  if (!before || before->latency[forum] == m->brief->forums[forum].latency) return json_null();
  pl_buffer_add_format(&text, PL_TEXT("it was %s last round"), pl_phrase_span(m->voice, before->latency[forum]));
  return pl_body_take(m, &text);
}

static json_t *forum_row(pl_making *m, int f) {
  const pl_brief_forum *forum = &m->brief->forums[f];
  const pl_forum_spec *spec = &m->scenario->forums[f];
  const bool has_applicant = forum->applicant < m->scenario->state_count;
  json_t *row = pl_body_object(m);
  pl_buffer delay = {0};
  pl_put_span(&delay, forum->latency);
  pl_body_set(m, row, "id", pl_body_text(spec->id));
  pl_body_set(m, row, "name", pl_body_text(pl_name_of_forum(m->voice, f)));
  pl_body_set(m, row, "short", pl_body_text(pl_short_name_of_forum(m->voice, f)));
  pl_body_set(m, row, "mark", pl_body_text(spec->mark ? spec->mark : ""));
  pl_body_set(m, row, "is_member", json_boolean(forum->is_member));
  pl_body_set(m, row, "may_join", json_boolean(forum->may_join));
  pl_body_set(m, row, "members", pl_body_ids(m, &forum->members));
  pl_body_set(m, row, "ceiling", pl_body_tlp((int)spec->ceiling));
  pl_body_set(m, row, "delay", pl_body_take(m, &delay));
  pl_body_set(m, row, "delay_ticks", json_integer(forum->latency));
  pl_body_set(m, row, "quality", pl_body_percent(m, forum->quality));
  pl_body_set(m, row, "quality_milli", pl_body_milli(forum->quality));
  pl_body_set(m, row, "dues", pl_body_money(m, m->brief->budget * spec->dues / PL_ONE));
  pl_body_set(m, row, "change", forum_change(m, f));
  pl_body_set(m, row, "applicant", has_applicant ? pl_body_id(m->scenario, forum->applicant) : json_null());
  pl_body_set(m, row, "applicant_name",
              has_applicant ? pl_body_text(pl_name_of_seat(m->voice, forum->applicant)) : json_null());
  return row;
}

static json_t *forums_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int f = 0; m->brief && m->brief->forums && f < m->scenario->forum_count; f++)
    pl_body_add(m, list, forum_row(m, f));
  return list;
}

/* ---- audiences ---- */

static json_t *audience_row(pl_making *m, const char *kind, const pl_audience *audience, json_t *name,
                            json_t *mark) {
  const pl_state_set states = pl_audience_states(m->brief, audience);
  json_t *row = pl_body_object(m);
  pl_buffer id = {0};
  pl_audience_print(m->scenario, audience, &id);
  pl_body_set(m, row, "id", pl_body_take(m, &id));
  pl_body_set(m, row, "kind", json_string(kind));
  pl_body_set(m, row, "name", name);
  pl_body_set(m, row, "mark", mark);
  pl_body_set(m, row, "count", json_integer(pl_set_count(&states)));
  pl_body_set(m, row, "states", pl_body_ids(m, &states));
  return row;
}

static void add_words(pl_making *m, json_t *list) {
  static const uint8_t words[] = {PL_AUDIENCE_ALL, PL_AUDIENCE_ALLIES, PL_AUDIENCE_FORUMS};
  for (size_t i = 0; i < sizeof words; i++) {
    const pl_audience audience = {.words = words[i]};
    pl_buffer name = {0};
    if (words[i] == PL_AUDIENCE_FORUMS && !m->brief->forums_joined) continue;
    pl_put_audience(&name, m->voice, &audience);
    pl_body_add(m, list, audience_row(m, "word", &audience, pl_body_take_sentence(m, &name), json_string("")));
  }
}

static void add_forums(pl_making *m, json_t *list) {
  for (int f = 0; f < m->scenario->forum_count; f++) {
    const pl_audience audience = {.forums = (uint64_t)1 << f};
    const char *mark = m->scenario->forums[f].mark;
    pl_body_add(m, list, audience_row(m, "forum", &audience, pl_body_text(pl_short_name_of_forum(m->voice, f)),
                                      pl_body_text(mark ? mark : "")));
  }
}

static void add_states(pl_making *m, json_t *list) {
  for (int t = 0; t < m->scenario->state_count; t++) {
    pl_audience audience = {.words = 0};
    if (t == m->seat) continue;
    pl_set_add(&audience.states, (unsigned)t);
    pl_body_add(m, list, audience_row(m, "state", &audience, pl_body_text(pl_name_of_seat(m->voice, t)),
                                      pl_body_mark(m, t)));
  }
}

static json_t *audiences_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  if (!m->brief || !m->brief->is_state) return list;
  add_words(m, list);
  add_forums(m, list);
  add_states(m, list);
  return list;
}

/* ---- the rest ---- */

static json_t *adversaries_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int a = 0; a < m->scenario->adversary_count; a++)
    pl_body_add(m, list, json_pack("{s:o, s:o}", "id", pl_body_text(m->scenario->adversaries[a].id), "name",
                                   pl_body_text(pl_name_of_adversary(m->voice, a))));
  return list;
}

static json_t *families_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < PL_FAMILIES; f++)
    pl_body_add(m, list, json_pack("{s:s, s:o}", "id", pl_family_name((pl_family)f), "name",
                                   pl_body_text(pl_family_word((pl_family)f))));
  return list;
}

static json_t *ballots_of(pl_making *m) {
  static const char *const ids[] = {"yes", "no", "abstain"};
  static const char *const names[] = {PL_LATER("yes"), PL_LATER("no"), PL_LATER("abstain")};
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
    pl_body_add(m, list, json_pack("{s:s, s:o}", "id", ids[i], "name", pl_body_text(PL_TEXT(names[i]))));
  return list;
}

void pl_body_set_choices(pl_making *m, json_t *body) {
  pl_body_set(m, body, "states", states_of(m));
  pl_body_set(m, body, "forums", forums_of(m));
  pl_body_set(m, body, "adversaries", adversaries_of(m));
  pl_body_set(m, body, "families", families_of(m));
  pl_body_set(m, body, "ballots", ballots_of(m));
  pl_body_set(m, body, "audiences", audiences_of(m));
}
