/* Words: figures, time spans, lists and names as sentences need them.
 *
 * Money is in units of 1,000 mu, with as many decimals as its size deserves; what is not nothing is never shown as 0.
 * Shares are whole percentages, or one of five steps where the brief knows no more. A figure and its unit are
 * joined by a no-break space. */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define NB "\xC2\xA0"

enum { SHORT_NAME = 24 };

/* ---- figures ---- */

void pl_put_number(pl_buffer *out, pl_mu money) {
  int64_t size = money < 0 ? -money : money;
  const char *sign = money < 0 ? "−" : "";
  if (size && size < 5)
    pl_buffer_add_format(out, "%s0.01", sign);
  else if (size < 9995)
    pl_buffer_add_format(out, "%s%d.%02d", sign, (int)((size + 5) / 1000), (int)((size + 5) / 10 % 100));
  else
    pl_buffer_add_format(out, "%s%lld.%d", sign, (long long)((size + 50) / 1000), (int)((size + 50) / 100 % 10));
}

void pl_put_units(pl_buffer *out, pl_mu money) {
  if (money && money > -5 && money < 5) pl_buffer_add_text(out, PL_TEXT("under "));
  pl_put_number(out, money > -5 && money < 0 ? -money : money);
  pl_buffer_add_text(out, money == 1000 ? PL_TEXT(NB "unit") : PL_TEXT(NB "units"));
}

int pl_percent(pl_q16 share) {
  int64_t size = share < 0 ? -(int64_t)share : share;
  int percent = (int)((size * 100 + PL_ONE / 2) / PL_ONE);
  return share < 0 ? -percent : percent;
}

int pl_step(pl_q16 share) {
  int step = (int)((int64_t)share * 5 / PL_ONE) + 1;
  return step < 1 ? 1 : step > 5 ? 5 : step;
}

const char *pl_step_bar(int step) {
  static const char *const bars[] = {"·····", "■□□□□", "■■□□□", "■■■□□", "■■■■□", "■■■■■"};
  return bars[step < 0 || step > 5 ? 0 : step];
}

const char *pl_step_word(int step) {
  static const char *const words[] = {PL_LATER("unknown"),  PL_LATER("very low"), PL_LATER("low"),
                                      PL_LATER("middling"), PL_LATER("high"),     PL_LATER("very high")};
  return PL_TEXT(words[step < 0 || step > 5 ? 0 : step]);
}

void pl_put_span(pl_buffer *out, pl_tick ticks) {
  static const char *const quarters[] = {"", "¼", "½", "¾"};
  int days = ticks / PL_TICKS_PER_DAY, rest = ticks % PL_TICKS_PER_DAY;
  if (ticks < PL_TICKS_PER_DAY)
    pl_buffer_add_format(out, PL_TEXT("%d" NB "hours"), ticks * 24 / PL_TICKS_PER_DAY);
  else if (ticks == PL_TICKS_PER_DAY)
    pl_buffer_add_text(out, PL_TEXT("1" NB "day"));
  else
    pl_buffer_add_format(out, PL_TEXT("%d%s" NB "days"), days, quarters[rest]);
}

/* "a, b and c" from parts added one by one: before part `index` of `count`. */
static void put_joint(pl_buffer *out, size_t index, size_t count) {
  if (!index) return;
  pl_buffer_add_text(out, index + 1 == count ? PL_TEXT(" and ") : ", ");
}

/* ---- names ---- */

static const char *text_or(const pl_text *text, pl_language language, const char *otherwise) {
  const char *found = pl_text_in(text, language);
  return *found ? found : otherwise;
}

const char *pl_name_of_seat(const pl_voice *voice, int seat) {
  if (seat < 0 || seat >= pl_scenario_seat_count(voice->scenario)) return "?";
  return text_or(pl_scenario_seat_name(voice->scenario, seat), voice->language,
                 pl_scenario_seat_id(voice->scenario, seat));
}

const char *pl_name_of_forum(const pl_voice *voice, int forum) {
  if (forum < 0 || forum >= voice->scenario->forum_count) return "?";
  const pl_forum_spec *spec = &voice->scenario->forums[forum];
  return text_or(&spec->name, voice->language, spec->id);
}

const char *pl_short_name_of_forum(const pl_voice *voice, int forum) {
  const char *name = pl_name_of_forum(voice, forum);
  return pl_screen_width(name) <= SHORT_NAME || forum < 0 || forum >= voice->scenario->forum_count
             ? name
             : voice->scenario->forums[forum].id;
}

const char *pl_name_of_adversary(const pl_voice *voice, int adversary) {
  if (adversary < 0 || adversary >= voice->scenario->adversary_count) return "?";
  const pl_adversary_spec *spec = &voice->scenario->adversaries[adversary];
  return text_or(&spec->name, voice->language, spec->id);
}

/* English puts an article before a state's name that has one of these words in it. */
static bool has_article(const char *name) {
  static const char *const words[] = {"Bahamas",     "Comoros",     "Emirates", "Federation", "Gambia",
                                      "Islands",     "Isle",        "Isles",    "Kingdom",    "Maldives",
                                      "Netherlands", "Philippines", "Republic", "States",     "Union"};
  for (const char *at = name; *at; at += strspn(at, " ")) {
    size_t length = strcspn(at, " ");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
      if (strlen(words[i]) == length && !memcmp(at, words[i], length)) return true;
    at += length;
  }
  return false;
}

static void put_with_article(pl_buffer *out, const char *name, bool has_one) {
  bool is_in_name = strstr(name, "The ") == name;
  if (is_in_name || has_one) pl_buffer_add_text(out, PL_TEXT("the "));
  pl_buffer_add_text(out, is_in_name ? name + 4 : name);
}

void pl_put_state(pl_buffer *out, const pl_voice *voice, int state) {
  const char *name = pl_name_of_seat(voice, state);
  put_with_article(out, name, !strchr(name, ',') && has_article(name));
}

/* A name of several words says what the forum is, and takes an article; a single word or an id does not. */
void pl_put_forum(pl_buffer *out, const char *name) { put_with_article(out, name, strchr(name, ' ') != NULL); }

void pl_put_adversary(pl_buffer *out, const pl_voice *voice, int adversary) {
  put_with_article(out, pl_name_of_adversary(voice, adversary), false);
}

void pl_put_families(pl_buffer *out, uint8_t families) {
  size_t count = (size_t)pl_word_count(families), at = 0;
  for (int i = 0; i < PL_FAMILIES; i++) {
    if (!(families >> i & 1)) continue;
    put_joint(out, at++, count);
    pl_buffer_add_text(out, PL_TEXT(pl_family_name((pl_family)i)));
  }
}

void pl_put_incident(pl_buffer *out, const pl_voice *voice, pl_iid iid) {
  int declared = pl_iid_incident(iid);
  const pl_scenario *scenario = voice->scenario;
  if (declared >= 0 && declared < scenario->incident_count) {
    const pl_incident_spec *spec = &scenario->incidents[declared];
    pl_buffer_add_text(out, text_or(&spec->name, voice->language, spec->id));
    return;
  }
  pl_family family = PL_RANSOMWARE;
  size_t known = voice->brief ? voice->brief->incident_count : 0;
  for (size_t i = 0; i < known; i++)
    if (voice->brief->incidents[i].iid == iid) family = voice->brief->incidents[i].family;
  pl_buffer_add_format(out, "%s\xC2\xA0", PL_TEXT(pl_family_name(family)));
  pl_iid_print(scenario, iid, out);
}

void pl_put_ids(pl_buffer *out, const pl_voice *voice, const pl_state_set *states) {
  size_t count = 0;
  for (int s = pl_set_next(states, 0); s >= 0 && s < voice->scenario->state_count; s = pl_set_next(states, s + 1))
    pl_buffer_add_format(out, "%s%s", count++ ? ", " : "", voice->scenario->states[s].id);
}

static bool is_all_others(const pl_voice *voice, const pl_state_set *states) {
  pl_state_set others = pl_set_first(voice->scenario->state_count);
  if (voice->seat >= 0) pl_set_remove(&others, (unsigned)voice->seat);
  return pl_set_is_equal(pl_set_intersection(*states, others), others);
}

void pl_put_states(pl_buffer *out, const pl_voice *voice, const pl_state_set *states) {
  size_t count = (size_t)pl_set_count(states), shown = 0;
  if (!count) {
    pl_buffer_add_text(out, PL_TEXT("nobody"));
    return;
  }
  if (count > 3 && is_all_others(voice, states)) {
    pl_buffer_add_text(out, PL_TEXT("all other states"));
    return;
  }
  if (count > 5) {
    pl_buffer_add_format(out, PL_TEXT("%zu states ("), count);
    pl_put_ids(out, voice, states);
    pl_buffer_add_text(out, ")");
    return;
  }
  for (int s = pl_set_next(states, 0); s >= 0; s = pl_set_next(states, s + 1), shown++) {
    put_joint(out, shown, count);
    pl_put_state(out, voice, s);
  }
}

void pl_put_audience(pl_buffer *out, const pl_voice *voice, const pl_audience *audience) {
  size_t parts = (size_t)(!pl_set_is_empty(&audience->states)) + (size_t)pl_word_count(audience->forums) +
                 (size_t)pl_word_count(audience->words),
         at = 0;
  if (!parts) pl_buffer_add_text(out, PL_TEXT("nobody"));
  if (audience->words & PL_AUDIENCE_ALL) {
    put_joint(out, at++, parts);
    pl_buffer_add_text(out, PL_TEXT("all other states"));
  }
  if (audience->words & PL_AUDIENCE_ALLIES) {
    put_joint(out, at++, parts);
    pl_buffer_add_text(out, PL_TEXT("your allies"));
  }
  if (audience->words & PL_AUDIENCE_FORUMS) {
    put_joint(out, at++, parts);
    pl_buffer_add_text(out, PL_TEXT("the members of your forums"));
  }
  for (int f = 0; f < voice->scenario->forum_count; f++) {
    if (!(audience->forums >> f & 1)) continue;
    put_joint(out, at++, parts);
    pl_buffer_add_text(out, PL_TEXT("the members of "));
    pl_put_forum(out, pl_short_name_of_forum(voice, f));
  }
  if (pl_set_is_empty(&audience->states)) return;
  put_joint(out, at, parts);
  pl_put_states(out, voice, &audience->states);
}

pl_state_set pl_audience_states(const pl_brief *brief, const pl_audience *audience) {
  pl_state_set states = audience->states;
  for (int t = 0; t < brief->scenario->state_count; t++) {
    const pl_brief_other *other = brief->others ? &brief->others[t] : NULL;
    bool is_in = audience->words & PL_AUDIENCE_ALL;
    if (other && audience->words & PL_AUDIENCE_ALLIES && other->is_ally) is_in = true;
    if (other && audience->words & PL_AUDIENCE_FORUMS && other->forums & brief->forums_joined) is_in = true;
    if (other && other->forums & audience->forums) is_in = true;
    if (is_in) pl_set_add(&states, (unsigned)t);
  }
  pl_set_remove(&states, brief->seat);
  return states;
}

/* ---- refusals ---- */

static bool is_id_at(const char *text, const char *id, size_t length) {
  static const char in_ids[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  return length && !strncmp(text, id, length) && (!text[length] || !strchr(in_ids, text[length]));
}

/* The verb after "you": how the third person is said in the second. Returns how much of `text` it took. */
static size_t put_verb(pl_buffer *out, const char *text) {
  static const char *const verbs[][2] = {{" is ", " are "},
                                         {" has ", " have "},
                                         {" leaves ", " leave "},
                                         {" joins ", " join "},
                                         {" comes ", " come "},
                                         {" would share ", " would share "},
                                         {" shares or votes ", " share or vote "}};
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    if (strncmp(text, verbs[i][0], strlen(verbs[i][0]))) continue;
    pl_buffer_add_text(out, verbs[i][1]);
    return strlen(verbs[i][0]);
  }
  return 0;
}

/* Only where the sentences of the rules name a seat: first, or after one of these words. */
static bool is_about_seat(const char *text, const char *at) {
  static const char *const before[] = {" for ", " to ", " of ", " and ", " than "};
  if (at == text) return true;
  for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
    size_t length = strlen(before[i]);
    if ((size_t)(at - text) >= length && !memcmp(at - length, before[i], length)) return true;
  }
  return false;
}

void pl_put_refusal(pl_buffer *out, const char *text, const char *id) {
  size_t length = strlen(id);
  for (const char *at = text; *at;) {
    if (is_about_seat(text, at) && is_id_at(at, id, length)) {
      pl_buffer_add_text(out, at == text ? PL_TEXT("You") : PL_TEXT("you"));
      at += length;
      at += put_verb(out, at);
    } else {
      pl_buffer_add(out, at++, 1);
    }
  }
}

/* ---- scenario texts ---- */

/* {state:ID.hit_now}: one's own figure, what a received item told about another's, else "?". */
static void put_hit_now(pl_buffer *out, const pl_voice *voice, int state) {
  const pl_brief *brief = voice->brief;
  if (brief && brief->is_state && state == brief->seat)
    pl_buffer_add_format(out, "%d", (int)brief->contained);
  else if (brief && brief->others && state < voice->scenario->state_count && brief->others[state].hits >= 0)
    pl_buffer_add_format(out, "%d", (int)brief->others[state].hits);
  else
    pl_buffer_add_text(out, "?");
}

static bool put_state_part(pl_buffer *out, const pl_voice *voice, const char *name, size_t length) {
  char id[64];
  const char *dot = memchr(name, '.', length);
  if (!dot || (size_t)(dot - name) >= sizeof id) return false;
  memcpy(id, name, (size_t)(dot - name));
  id[dot - name] = 0;
  int seat = pl_scenario_find_seat(voice->scenario, id);
  size_t rest = length - (size_t)(dot + 1 - name);
  if (seat < 0) return false;
  if (rest == 4 && !memcmp(dot + 1, "name", 4))
    pl_screen_tame(out, pl_name_of_seat(voice, seat));
  else if (rest == 7 && !memcmp(dot + 1, "hit_now", 7))
    put_hit_now(out, voice, seat);
  else
    return false;
  return true;
}

/* Puts what a placeholder stands for; false: it is none, and stays as it is written. */
static bool put_placeholder(pl_buffer *out, const pl_voice *voice, const char *name, size_t length) {
  if (length == 4 && !memcmp(name, "seat", 4))
    pl_buffer_add_text(out, pl_name_of_seat(voice, voice->seat));
  else if (length == 5 && !memcmp(name, "round", 5))
    pl_buffer_add_format(out, "%d", voice->brief ? (int)voice->brief->round + 1 : 1);
  else if (length > 6 && !memcmp(name, "state:", 6))
    return put_state_part(out, voice, name + 6, length - 6);
  else
    return false;
  return true;
}

void pl_put_scenario_text(pl_buffer *out, const pl_voice *voice, const pl_text *text) {
  const char *at = pl_text_in(text, voice->language);
  while (*at) {
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    if (end && put_placeholder(out, voice, at + 1, (size_t)(end - at - 1))) {
      at = end + 1;
      continue;
    }
    unsigned char c = (unsigned char)*at++;
    if (c >= 0x20 || c == '\n') pl_buffer_add(out, &c, 1);
  }
}
