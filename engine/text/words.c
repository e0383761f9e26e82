/* Words: figures, time spans, lists and names as sentences need them.
 *
 * Money is in units of 1,000 mu, with as many decimals as its size deserves; what is not nothing is never shown as 0.
 * Shares are whole percentages, or one of five steps where the brief knows no more. A figure and its unit are
 * joined by a no-break space.
 *
 * What a catalogue of sentences cannot say about a language stands here in tables with a row for each: its decimal
 * mark, and which names take which article. They go by the language that is spoken, so that a sentence is never half
 * in one language and half in another. */
#include <polder/words.h>

#include <stdlib.h>
#include <string.h>

enum { SHORT_NAME = 24, SHORT_MARK = 16 };

/* ---- phrases ---- */

void pl_phrases_clear(pl_phrases *phrases) {
  for (int i = 0; i < PL_PHRASES; i++) pl_buffer_clear(&phrases->phrase[i]);
}

/* The buffer of the next phrase, empty. What it held is forgotten. */
static pl_buffer *next_phrase(const pl_voice *voice) {
  pl_buffer *phrase = &voice->phrases->phrase[voice->phrases->next++ % PL_PHRASES];
  pl_buffer_clear(phrase);
  return phrase;
}

static const char *finish_phrase(const pl_voice *voice, const pl_buffer *phrase) {
  if (phrase->failed) voice->phrases->failed = true;
  return pl_buffer_text(phrase);
}

const char *pl_phrase_of(const pl_voice *voice, pl_buffer *text) {
  pl_buffer *phrase = next_phrase(voice);
  *phrase = *text;
  *text = (pl_buffer){0};
  return finish_phrase(voice, phrase);
}

/* ---- figures ---- */

typedef struct number_habits {
  const char *decimal, *thousands;
} number_habits;
static const number_habits habits[PL_LANGUAGES] = {[PL_ENGLISH] = {".", ","}, [PL_DUTCH] = {",", "."}};

/* A number of parts of one, `scale` (1, 10 or 100) of which make it: 1234567 hundredths as "12,345.67". */
static void put_decimal(pl_buffer *out, int64_t parts, int scale) {
  const number_habits *habit = &habits[pl_translate_language()];
  int64_t size = parts < 0 ? -parts : parts, whole = size / scale, group = 1;
  if (parts < 0) pl_buffer_add_text(out, "−");
  while (whole / group >= 1000) group *= 1000;
  pl_buffer_add_format(out, "%d", (int)(whole / group));
  for (group /= 1000; group; group /= 1000)
    pl_buffer_add_format(out, "%s%03d", habit->thousands, (int)(whole / group % 1000));
  if (scale == 10) pl_buffer_add_format(out, "%s%d", habit->decimal, (int)(size % 10));
  if (scale == 100) pl_buffer_add_format(out, "%s%02d", habit->decimal, (int)(size % 100));
}

void pl_put_count(pl_buffer *out, int64_t count) { put_decimal(out, count, 1); }

void pl_put_tenths(pl_buffer *out, int64_t tenths) { put_decimal(out, tenths, 10); }

/* To the nearest hundredth of a unit; what is not nothing is at least one. */
static int64_t hundredths(pl_mu money) {
  int64_t size = money < 0 ? -money : money, parts = (size + 5) / 10;
  if (size && !parts) parts = 1;
  return money < 0 ? -parts : parts;
}

void pl_put_amount(pl_buffer *out, pl_mu money, bool has_sign) {
  if (has_sign && money > 0) pl_buffer_add_text(out, "+");
  put_decimal(out, hundredths(money), 100);
}

void pl_put_number(pl_buffer *out, pl_mu money) {
  int64_t size = money < 0 ? -money : money, tenths = (size + 50) / 100;
  if (size < 9995)
    put_decimal(out, hundredths(money), 100);
  else
    put_decimal(out, money < 0 ? -tenths : tenths, 10);
}

void pl_put_units(pl_buffer *out, pl_mu money) {
  pl_buffer number = {0};
  bool is_tiny = money && money > -5 && money < 5;
  pl_put_number(&number, is_tiny && money < 0 ? -money : money);
  pl_buffer_add_format(out,
                       is_tiny         ? PL_TEXT("under %s\xC2\xA0units")
                       : money == 1000 ? PL_TEXT("%s\xC2\xA0unit")
                                       : PL_TEXT("%s\xC2\xA0units"),
                       pl_buffer_text(&number));
  out->failed = out->failed || number.failed;
  pl_buffer_clear(&number);
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

const char *pl_family_word(pl_family family) {
  static const char *const words[PL_FAMILIES] = {
      [PL_RANSOMWARE] = PL_LATER("ransomware"),
      [PL_ELECTION] = PL_LATER("election interference"),
      [PL_ESPIONAGE] = PL_LATER("espionage"),
      [PL_WIPER] = PL_LATER("wiper"),
  };
  return (unsigned)family < PL_FAMILIES ? PL_TEXT(words[family]) : "?";
}

void pl_put_span(pl_buffer *out, pl_tick ticks) {
  static const char *const quarters[] = {"", "¼", "½", "¾"};
  int days = ticks / PL_TICKS_PER_DAY, rest = ticks % PL_TICKS_PER_DAY;
  if (ticks < PL_TICKS_PER_DAY)
    pl_buffer_add_format(out, PL_TEXT("%d\xC2\xA0hours"), ticks * 24 / PL_TICKS_PER_DAY);
  else if (ticks == PL_TICKS_PER_DAY)
    pl_buffer_add_text(out, PL_TEXT("1\302\240day"));
  else if (days == 1)
    pl_buffer_add_format(out, PL_TEXT("1%s\302\240days"), quarters[rest]);
  else
    pl_buffer_add_format(out, PL_TEXT("%d%s\302\240days"), days, quarters[rest]);
}

/* "a, b and c" from parts added one by one: before part `index` of `count`. */
static void put_joint(pl_buffer *out, size_t index, size_t count) {
  if (!index) return;
  pl_buffer_add_text(out, index + 1 == count ? PL_TEXT(" and ") : ", "); /* TRANSLATORS: before the last of a list */
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

static bool is_code(const char *id) { return strlen(id) == 3 && strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3; }

const char *pl_mark_of_state(const pl_scenario *scenario, pl_language language, int state) {
  const pl_state_spec *spec = &scenario->states[state];
  const char *name = pl_text_in(&spec->name, language);
  return is_code(spec->id) || !*name || pl_text_width(name) > SHORT_MARK ? spec->id : name;
}

const char *pl_name_of_forum(const pl_voice *voice, int forum) {
  if (forum < 0 || forum >= voice->scenario->forum_count) return "?";
  const pl_forum_spec *spec = &voice->scenario->forums[forum];
  return text_or(&spec->name, voice->language, spec->id);
}

const char *pl_short_name_of_forum(const pl_voice *voice, int forum) {
  const char *name = pl_name_of_forum(voice, forum);
  return pl_text_width(name) <= SHORT_NAME || forum < 0 || forum >= voice->scenario->forum_count
             ? name
             : voice->scenario->forums[forum].id;
}

const char *pl_name_of_adversary(const pl_voice *voice, int adversary) {
  if (adversary < 0 || adversary >= voice->scenario->adversary_count) return "?";
  const pl_adversary_spec *spec = &voice->scenario->adversaries[adversary];
  return text_or(&spec->name, voice->language, spec->id);
}

/* A name's article, by a word that is in the name or, written small, ends one of its words ("Salomonseilanden"); and
 * whether it takes a plural. */
typedef struct article_row {
  const char *word, *article;
  bool is_plural;
} article_row;

static const article_row english_states[] = {
    {"Bahamas", "the", 0},  {"Comoros", "the", 0},  {"Emirates", "the", 0},    {"Federation", "the", 0},
    {"Gambia", "the", 0},   {"Islands", "the", 0},  {"Isle", "the", 0},        {"Isles", "the", 0},
    {"Kingdom", "the", 0},  {"Maldives", "the", 0}, {"Netherlands", "the", 0}, {"Philippines", "the", 0},
    {"Republic", "the", 0}, {"States", "the", 0},   {"Union", "the", 0},       {NULL, NULL, 0}};
static const article_row dutch_states[] = {
    {"Bahama's", "de", 1},  {"Comoren", "de", 1},    {"Emiraten", "de", 1},    {"Faeröer", "de", 1},
    {"Federatie", "de", 0}, {"Filipijnen", "de", 1}, {"eilanden", "de", 1},    {"Eilanden", "de", 1},
    {"Malediven", "de", 1}, {"Republiek", "de", 0},  {"Seychellen", "de", 1},  {"Staten", "de", 1},
    {"Unie", "de", 0},      {"Vaticaan", "het", 0},  {"Koninkrijk", "het", 0}, {NULL, NULL, 0}};
/* Forums; the last row is for all other names. */
static const article_row english_forums[] = {{"", "the", 0}, {NULL, NULL, 0}};
static const article_row dutch_forums[] = {
    {"forum", "het", 0},    {"Forum", "het", 0},   {"netwerk", "het", 0}, {"Netwerk", "het", 0}, {"Network", "het", 0},
    {"centrum", "het", 0},  {"Centrum", "het", 0}, {"Centre", "het", 0},  {"beraad", "het", 0},  {"overleg", "het", 0},
    {"Overleg", "het", 0},  {"verbond", "het", 0}, {"Verbond", "het", 0}, {"Bureau", "het", 0},  {"bureau", "het", 0},
    {"Platform", "het", 0}, {"", "de", 0},         {NULL, NULL, 0}};

typedef struct name_habits {
  const article_row *states, *forums;
  const char *articles[3]; /* those that a name itself may begin with, as it is written there */
} name_habits;
static const name_habits names[PL_LANGUAGES] = {[PL_ENGLISH] = {english_states, english_forums, {"The "}},
                                                [PL_DUTCH] = {dutch_states, dutch_forums, {"De ", "Het "}}};

/* The row for a name, or the one without a word. */
static const article_row *article_of(const article_row *row, const char *name) {
  for (; row->word; row++) {
    size_t length = strlen(row->word);
    if (!length) return row;
    for (const char *at = strstr(name, row->word); at; at = strstr(at + 1, row->word))
      if ((!at[length] || at[length] == ' ') && (at == name || at[-1] == ' ' || row->word[0] >= 'a')) return row;
  }
  return row;
}

static const article_row *article_of_state(const char *name) {
  const article_row *rows = names[pl_translate_language()].states;
  return article_of(rows, strchr(name, ',') ? "" : name); /* "Korea, Republic of" is no running text */
}

/* The article that a name begins with, or NULL. */
static const char *own_article(const char *name) {
  const name_habits *habit = &names[pl_translate_language()];
  for (int i = 0; i < 3 && habit->articles[i]; i++)
    if (strstr(name, habit->articles[i]) == name) return habit->articles[i];
  return NULL;
}

static void put_small(pl_buffer *out, const char *text) {
  char first = (char)(text[0] - 'A' + 'a');
  pl_buffer_add(out, &first, 1);
  pl_buffer_add_text(out, text + 1);
}

static void put_with_article(pl_buffer *out, const char *name, const char *article) {
  if (own_article(name)) {
    put_small(out, name);
    return;
  }
  if (article) pl_buffer_add_format(out, "%s ", article);
  pl_buffer_add_text(out, name);
}

void pl_put_first(pl_buffer *out, const char *text) {
  const name_habits *habit = &names[pl_translate_language()];
  for (int i = 0; i < 3 && habit->articles[i]; i++) {
    size_t length = strlen(habit->articles[i]);
    if (text[0] - 'a' + 'A' != habit->articles[i][0] || strncmp(text + 1, habit->articles[i] + 1, length - 1)) continue;
    pl_buffer_add(out, habit->articles[i], 1);
    text++;
    break;
  }
  pl_buffer_add_text(out, text);
}

void pl_put_state(pl_buffer *out, const pl_voice *voice, int state) {
  const char *name = pl_name_of_seat(voice, state);
  put_with_article(out, name, article_of_state(name)->article);
}

int pl_number_of_state(const pl_voice *voice, int state) {
  return article_of_state(pl_name_of_seat(voice, state))->is_plural ? 2 : 1;
}

int pl_number_of_states(const pl_voice *voice, const pl_state_set *states) {
  int count = pl_set_count(states);
  return count == 1 ? pl_number_of_state(voice, pl_set_next(states, 0)) : count ? 2 : 1;
}

/* A name that says what the forum is takes an article: one of several words, or with such a word in it ("het
 * Deltaberaad"). An id does not. */
void pl_put_forum(pl_buffer *out, const char *name) {
  const article_row *row = article_of(names[pl_translate_language()].forums, name);
  bool is_telling = strchr(name, ' ') || (row->word && *row->word);
  put_with_article(out, name, is_telling ? row->article : NULL);
}

void pl_put_adversary(pl_buffer *out, const pl_voice *voice, int adversary) {
  put_with_article(out, pl_name_of_adversary(voice, adversary), NULL);
}

void pl_put_families(pl_buffer *out, uint8_t families) {
  size_t count = (size_t)pl_word_count(families), at = 0;
  for (int i = 0; i < PL_FAMILIES; i++) {
    if (!(families >> i & 1)) continue;
    put_joint(out, at++, count);
    pl_buffer_add_text(out, pl_family_word((pl_family)i));
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
  pl_buffer_add_format(out, "%s\xC2\xA0", pl_family_word(family));
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
    pl_buffer ids = {0};
    pl_put_ids(&ids, voice, states);
    pl_buffer_add_format(out, PL_TEXT("%zu states (%s)"), count, pl_buffer_text(&ids));
    out->failed = out->failed || ids.failed;
    pl_buffer_clear(&ids);
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
    pl_buffer forum = {0};
    pl_put_forum(&forum, pl_short_name_of_forum(voice, f));
    pl_buffer_add_format(out, PL_TEXT("the members of %s"), pl_buffer_text(&forum));
    out->failed = out->failed || forum.failed;
    pl_buffer_clear(&forum);
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

/* ---- the same as phrases ---- */

/* A phrase is what one of the functions above puts. */
#define PHRASE(voice, put)             \
  pl_buffer *out = next_phrase(voice); \
  put;                                 \
  return finish_phrase(voice, out)

const char *pl_phrase_units(const pl_voice *voice, pl_mu money) { PHRASE(voice, pl_put_units(out, money)); }
const char *pl_phrase_count(const pl_voice *voice, int64_t count) { PHRASE(voice, pl_put_count(out, count)); }
const char *pl_phrase_tenths(const pl_voice *voice, int64_t tenths) { PHRASE(voice, pl_put_tenths(out, tenths)); }
const char *pl_phrase_span(const pl_voice *voice, pl_tick ticks) { PHRASE(voice, pl_put_span(out, ticks)); }
const char *pl_phrase_state(const pl_voice *voice, int state) { PHRASE(voice, pl_put_state(out, voice, state)); }
const char *pl_phrase_states(const pl_voice *voice, const pl_state_set *states) {
  PHRASE(voice, pl_put_states(out, voice, states));
}
const char *pl_phrase_ids(const pl_voice *voice, const pl_state_set *states) {
  PHRASE(voice, pl_put_ids(out, voice, states));
}
const char *pl_phrase_forum(const pl_voice *voice, int forum) {
  PHRASE(voice, pl_put_forum(out, pl_name_of_forum(voice, forum)));
}
const char *pl_phrase_short_forum(const pl_voice *voice, int forum) {
  PHRASE(voice, pl_put_forum(out, pl_short_name_of_forum(voice, forum)));
}
const char *pl_phrase_adversary(const pl_voice *voice, int adversary) {
  PHRASE(voice, pl_put_adversary(out, voice, adversary));
}
const char *pl_phrase_incident(const pl_voice *voice, pl_iid iid) { PHRASE(voice, pl_put_incident(out, voice, iid)); }
const char *pl_phrase_families(const pl_voice *voice, uint8_t families) {
  PHRASE(voice, pl_put_families(out, families));
}
const char *pl_phrase_audience(const pl_voice *voice, const pl_audience *audience) {
  PHRASE(voice, pl_put_audience(out, voice, audience));
}
const char *pl_phrase_scenario_text(const pl_voice *voice, const pl_text *text) {
  PHRASE(voice, pl_put_scenario_text(out, voice, text));
}
#undef PHRASE

/* ---- refusals ---- */

static bool is_id_at(const char *text, const char *id, size_t length) {
  static const char in_ids[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  return length && !strncmp(text, id, length) && (!text[length] || !strchr(in_ids, text[length]));
}

/* How the rules' sentences about a seat are said to that seat. */
typedef struct refusal_habits {
  const char *verbs[12][2]; /* after the seat: the third person, the second */
  const char *before[8];    /* a seat is named first, or after one of these */
} refusal_habits;
static const refusal_habits refusals[PL_LANGUAGES] = {
    [PL_ENGLISH] = {{{" is ", " are "},
                     {" has ", " have "},
                     {" leaves ", " leave "},
                     {" joins ", " join "},
                     {" comes ", " come "},
                     {" shares or votes ", " share or vote "}},
                    {" for ", " to ", " of ", " and ", " than "}},
    [PL_DUTCH] = {
        {{" is ", " bent "}, {" heeft ", " hebt "}, {" kan ", " kunt "}, {" wil ", " wilt "}, {" mag ", " mag "}},
        {" voor ", " aan ", " van ", " en ", " dan ", " met "}}};

/* The verb after "you". Returns how much of `text` it took. */
static size_t put_verb(pl_buffer *out, const refusal_habits *habit, const char *text) {
  for (int i = 0; habit->verbs[i][0]; i++) {
    if (strncmp(text, habit->verbs[i][0], strlen(habit->verbs[i][0]))) continue;
    pl_buffer_add_text(out, habit->verbs[i][1]);
    return strlen(habit->verbs[i][0]);
  }
  return 0;
}

static bool is_about_seat(const refusal_habits *habit, const char *text, const char *at) {
  if (at == text) return true;
  for (int i = 0; habit->before[i]; i++) {
    size_t length = strlen(habit->before[i]);
    if ((size_t)(at - text) >= length && !memcmp(at - length, habit->before[i], length)) return true;
  }
  return false;
}

void pl_put_refusal(pl_buffer *out, const char *text, const char *id) {
  const refusal_habits *habit = &refusals[pl_translate_language()];
  size_t length = strlen(id);
  for (const char *at = text; *at;) {
    if (is_about_seat(habit, text, at) && is_id_at(at, id, length)) {
      pl_buffer_add_text(out, at == text ? PL_TEXT("You") : PL_TEXT("you"));
      at += length;
      at += put_verb(out, habit, at);
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
    pl_put_count(out, brief->contained);
  else if (brief && brief->others && state < voice->scenario->state_count && brief->others[state].hits >= 0)
    pl_put_count(out, brief->others[state].hits);
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
    pl_put_tame(out, pl_name_of_seat(voice, seat));
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
