/* Reading commands: forgiving in spelling, strict in meaning.
 *
 *   share 2 estonia latvia tear-line
 *   │     │ └ audience: ids, names, beginnings of names, forums, words; "except" takes away
 *   │     └ item: its number on the screen, its id, the beginning of its name
 *   └ verb or action: its name, another spelling, or a beginning that only one has
 *
 * Which arguments an action takes stands in the action table; there is one reader for each kind of argument, and
 * nothing here knows an action by name, except that "2b" is short for "answer 2 b". What was read is a decision;
 * whether it is allowed is for the session to say.
 *
 * Commands are English words in every language, so that what one player writes down another can type. Lists of other
 * spellings go through the catalogue, which keeps the English ones and adds its own: "deel" is "share" in Dutch. */
#include "command.h"

#include <stdlib.h>
#include <string.h>

#include <polder/accounts.h>
#include <polder/spelling.h>

static const pl_verb_row verbs[PL_VERBS] = {
#define X(constant, word, others, explain) {word, others, explain},
    PL_VERB_TABLE(X)
#undef X
};

const pl_verb_row *pl_verb_rows(void) { return verbs; }

/* ---- words ---- */

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool is_same(const char *a, const char *b) {
  for (; *a && lower(*a) == lower(*b); a++, b++) continue;
  return !*a && !*b;
}

static bool begins_with(const char *text, const char *beginning) {
  for (; *beginning; text++, beginning++)
    if (lower(*text) != lower(*beginning)) return false;
  return true;
}

/* Whether `word` is one of the words in `list`, which blanks separate. */
static bool is_listed(const char *list, const char *word) {
  size_t length = strlen(word);
  for (const char *at = list; *at; at += strspn(at, " ")) {
    size_t here = strcspn(at, " ");
    if (here == length && begins_with(at, word)) return true;
    at += here;
  }
  return false;
}

/* 3: the same, 2: a name the same, 1: the beginning of the id or of a word of the name, 0: something else. */
static int likeness(const char *word, const char *id, const char *name) {
  if (is_same(word, id)) return 3;
  if (is_same(word, name)) return 2;
  if (strlen(word) < 2) return 0;
  if (begins_with(id, word)) return 1;
  for (const char *at = name; *at; at++)
    if ((at == name || at[-1] == ' ') && begins_with(at, word)) return 1;
  return 0;
}

/* The best of a number of likenesses, offered one by one. */
typedef struct pl_best {
  int index, likeness;
  bool is_tie;
} pl_best;

static void offer(pl_best *best, int index, int like) {
  if (!like || like < best->likeness) return;
  best->is_tie = like == best->likeness;
  best->likeness = like;
  best->index = index;
}

static int chosen(const pl_best *best) { return best->likeness && !best->is_tie ? best->index : -1; }

static bool is_filler(const char *word) {
  /* TRANSLATORS: words that a player may type and that mean nothing; keep these and add yours. The same goes for all
   * lists of single words without commas. */
  return is_listed(PL_TEXT("to with from for through via the about on"), word);
}

/* Cuts the line into words. Commas and semicolons separate too. */
static void cut(const char *line, pl_command *command) {
  pl_buffer tame = {0};
  pl_put_tame(&tame, line);
  size_t length = tame.length < sizeof command->text - 1 ? tame.length : sizeof command->text - 1;
  memcpy(command->text, pl_buffer_text(&tame), length);
  command->text[length] = 0;
  pl_buffer_clear(&tame);
  command->count = 0;
  for (char *at = command->text; *at && command->count < PL_COMMAND_WORDS;) {
    at += strspn(at, " ,;");
    if (!*at) break;
    command->word[command->count++] = at;
    at += strcspn(at, " ,;");
    if (*at) *at++ = 0;
  }
}

/* ---- reading arguments: each takes words from the front of what is left ---- */

typedef struct pl_reader {
  const pl_game *game;
  const pl_command *command;
  size_t at; /* the next word */
  pl_decision *decision;
  pl_turn *turn; /* of a what-if; NULL: it is none */
  pl_error *error;
} pl_reader;

static const char *peek(pl_reader *reader) {
  while (reader->at < reader->command->count && is_filler(reader->command->word[reader->at]) &&
         reader->at + 1 < reader->command->count)
    reader->at++;
  return reader->at < reader->command->count ? reader->command->word[reader->at] : NULL;
}

static const char *take(pl_reader *reader) {
  const char *word = peek(reader);
  if (word) reader->at++;
  return word;
}

static pl_status missing(pl_reader *reader, const char *what) {
  pl_buffer usage = {0};
  pl_put_usage(&usage, reader->game->scenario, reader->decision->action);
  pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("Please name %s: %s."), what, pl_buffer_text(&usage));
  pl_buffer_clear(&usage);
  return PL_BAD_INPUT;
}

static const char *id_of_forum(const pl_scenario *scenario, int i) { return scenario->forums[i].id; }
static const char *id_of_adversary(const pl_scenario *scenario, int i) { return scenario->adversaries[i].id; }
static const char *id_of_state(const pl_scenario *scenario, int i) { return scenario->states[i].id; }

/* The same where a name is missing that one can't guess: with those there are. */
static pl_status missing_one(pl_reader *reader, const char *what, int count,
                             const char *(*id)(const pl_scenario *, int)) {
  pl_buffer known = {0};
  for (int i = 0; i < count; i++) pl_buffer_add_format(&known, "%s%s", i ? ", " : "", id(reader->game->scenario, i));
  missing(reader, what);
  pl_error usage = *reader->error;
  pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("%.200s There are: %s."), usage.text, pl_buffer_text(&known));
  pl_buffer_clear(&known);
  return PL_BAD_INPUT;
}

/* A number from 1 to `largest`, or 0. */
static int read_number(const char *word, int largest) {
  char *end;
  if (*word < '0' || *word > '9') return 0;
  long number = strtol(word, &end, 10);
  return *end || number < 1 || number > largest ? 0 : (int)number;
}

static int find_state(const pl_game *game, const char *word) {
  pl_best best = {0};
  for (int s = 0; s < game->scenario->state_count; s++)
    offer(&best, s, likeness(word, game->scenario->states[s].id, pl_name_of_seat(&game->voice, s)));
  return chosen(&best);
}

static int find_forum(const pl_game *game, const char *word) {
  pl_best best = {0};
  if (begins_with(word, "forum:")) word += 6;
  for (int f = 0; f < game->scenario->forum_count; f++) {
    const pl_forum_spec *spec = &game->scenario->forums[f];
    offer(&best, f,
          spec->mark && is_same(word, spec->mark) ? 2 : likeness(word, spec->id, pl_name_of_forum(&game->voice, f)));
  }
  return chosen(&best);
}

static pl_status refuse_word(pl_reader *reader, const char *what, const char *word, int count,
                             const char *(*id)(const pl_scenario *, int)) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, word);
  for (int i = 0; i < count; i++) pl_spelling_offer(&spelling, id(reader->game->scenario, i));
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, what, reader->error);
}

static pl_status read_forum(pl_reader *reader) {
  const char *word = take(reader);
  if (!word) return missing_one(reader, PL_TEXT("a forum"), reader->game->scenario->forum_count, id_of_forum);
  int forum = find_forum(reader->game, word);
  if (forum < 0) return refuse_word(reader, PL_TEXT("forum"), word, reader->game->scenario->forum_count, id_of_forum);
  reader->decision->target = (uint16_t)forum;
  return PL_OK;
}

static pl_status read_adversary(pl_reader *reader) {
  const pl_game *game = reader->game;
  const char *word = take(reader);
  if (!word) return missing_one(reader, PL_TEXT("an adversary"), game->scenario->adversary_count, id_of_adversary);
  pl_best best = {0};
  for (int a = 0; a < game->scenario->adversary_count; a++)
    offer(&best, a, likeness(word, game->scenario->adversaries[a].id, pl_name_of_adversary(&game->voice, a)));
  if (chosen(&best) < 0)
    return refuse_word(reader, PL_TEXT("adversary"), word, game->scenario->adversary_count, id_of_adversary);
  reader->decision->target = (uint16_t)chosen(&best);
  return PL_OK;
}

static pl_status read_state(pl_reader *reader) {
  const char *word = take(reader);
  if (!word) return missing_one(reader, PL_TEXT("a state"), reader->game->scenario->state_count, id_of_state);
  int state = find_state(reader->game, word);
  if (state < 0) return refuse_word(reader, PL_TEXT("state"), word, reader->game->scenario->state_count, id_of_state);
  reader->decision->target = (uint16_t)state;
  return PL_OK;
}

static pl_status refuse_item(pl_reader *reader, const char *word) {
  pl_buffer known = {0};
  const pl_brief *brief = reader->game->voice.brief;
  for (size_t i = 0; i < brief->item_count; i++) {
    if (!brief->items[i].is_own || (!brief->items[i].is_open && !reader->turn)) continue;
    if (known.length) pl_buffer_add_text(&known, ", ");
    pl_iid_print(reader->game->scenario, brief->items[i].iid, &known);
  }
  if (reader->turn)
    pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" is nothing that %s found out. That was: %s."), word,
                 pl_scenario_seat_id(reader->game->scenario, reader->game->voice.seat),
                 known.length ? pl_buffer_text(&known) : PL_TEXT("nothing"));
  else if (known.length)
    pl_error_set(reader->error, PL_BAD_INPUT,
                 PL_TEXT("You have no item \"%.40s\" of your own to decide about. You have: %s."), word,
                 pl_buffer_text(&known));
  else
    pl_error_set(reader->error, PL_BAD_INPUT, "%s",
                 PL_TEXT("You have no item of your own to decide about now. New items follow your standing order."));
  pl_buffer_clear(&known);
  return PL_BAD_INPUT;
}

static int item_likeness(const pl_game *game, const char *word, const pl_brief_item *item) {
  pl_buffer handle = {0}, name = {0};
  pl_put_handle(&handle, game, item);
  pl_put_incident(&name, &game->voice, item->iid);
  int like = likeness(word, pl_buffer_text(&handle), pl_buffer_text(&name));
  const char *at = strchr(word, '@'); /* worm@NLD for one's own */
  if (!like && at && item->is_own && begins_with(word, pl_buffer_text(&handle)) &&
      is_same(at + 1, pl_scenario_seat_id(game->scenario, game->voice.seat)))
    like = 3;
  pl_buffer_clear(&handle);
  pl_buffer_clear(&name);
  return like;
}

static pl_status read_item(pl_reader *reader) {
  const pl_brief *brief = reader->game->voice.brief;
  const char *word = take(reader);
  if (!word) return missing(reader, PL_TEXT("an item, by its number or name"));
  int number = read_number(word, 100000);
  const pl_brief_item *item = number ? pl_game_item(reader->game, (size_t)number, NULL) : NULL;
  pl_best best = {0};
  for (size_t i = 0; !number && i < brief->item_count; i++)
    if (brief->items[i].is_own) offer(&best, (int)i, item_likeness(reader->game, word, &brief->items[i]));
  if (!number && chosen(&best) >= 0) item = &brief->items[chosen(&best)];
  if (!item) return refuse_item(reader, word);
  reader->decision->iid = item->iid;
  return PL_OK;
}

/* ---- audiences ---- */

/* Adds one part, as the player wrote it, to `text` in the spelling that pl_audience_parse knows. */
static void put_part(const pl_game *game, const char *part, pl_buffer *text) {
  static const char *const words[][2] = {{PL_LATER("all everyone everybody"), "all"},
                                         {PL_LATER("none nobody noone"), "none"},
                                         {PL_LATER("forums fora"), "forums"},
                                         {PL_LATER("allies friends"), "allies"}};
  if (text->length) pl_buffer_add_text(text, "+");
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (!is_listed(PL_TEXT(words[i][0]), part)) continue;
    pl_buffer_add_text(text, words[i][1]);
    return;
  }
  int state = begins_with(part, "forum:") ? -1 : find_state(game, part);
  int forum = state < 0 ? find_forum(game, part) : -1;
  if (state >= 0)
    pl_buffer_add_text(text, game->scenario->states[state].id);
  else if (forum >= 0)
    pl_buffer_add_format(text, "forum:%s", game->scenario->forums[forum].id);
  else
    pl_buffer_add_text(text, part);
}

static bool is_and(const char *word, size_t length) {
  const char *own = PL_TEXT("and");
  return (length == 3 && begins_with(word, "and")) || (length == strlen(own) && begins_with(word, own));
}

static void put_parts(const pl_game *game, const char *word, pl_buffer *text) {
  char part[64];
  while (*word) {
    size_t length = strcspn(word, "+");
    if (length && length < sizeof part && !(is_and(word, length))) {
      memcpy(part, word, length);
      part[length] = 0;
      put_part(game, part, text);
    }
    word += length;
    if (*word) word++;
  }
}

static bool is_tear_word(const char *word) { return is_listed(PL_TEXT("tear-line tear tearline"), word); }
static bool is_except_word(const char *word) { return is_listed(PL_TEXT("except without not but minus"), word); }

static pl_status parse_parts(pl_reader *reader, pl_buffer *text, pl_audience *audience) {
  pl_status status = text->failed
                         ? pl_error_set(reader->error, PL_NO_MEMORY, PL_TEXT("Out of memory."))
                         : pl_audience_parse(reader->game->scenario, pl_buffer_text(text), audience, reader->error);
  pl_buffer_clear(text);
  return status;
}

/* All words that are left, without a closing "tear-line". */
static pl_status read_audience(pl_reader *reader) {
  pl_buffer with = {0}, without = {0};
  bool is_except = false;
  for (const char *word = peek(reader); word && !is_tear_word(word); word = peek(reader)) {
    reader->at++;
    if (is_except_word(word))
      is_except = true;
    else
      put_parts(reader->game, word, is_except ? &without : &with);
  }
  if (!with.length && is_except) pl_buffer_add_text(&with, "all");
  if (!with.length) {
    pl_buffer_clear(&without);
    return missing(reader, PL_TEXT("an audience (states, forums, all, allies, forums or none)"));
  }
  pl_audience less = {.words = 0};
  bool has_less = without.length > 0;
  pl_status status = parse_parts(reader, &with, &reader->decision->audience);
  if (has_less && status == PL_OK) status = parse_parts(reader, &without, &less);
  pl_buffer_clear(&without);
  if (status != PL_OK || !has_less) return status;
  pl_state_set rest = pl_set_difference(pl_audience_states(reader->game->voice.brief, &reader->decision->audience),
                                        pl_audience_states(reader->game->voice.brief, &less));
  reader->decision->audience = (pl_audience){.states = rest};
  return PL_OK;
}

/* ---- the other arguments ---- */

static pl_status read_switch(pl_reader *reader) {
  const char *word = reader->at < reader->command->count ? reader->command->word[reader->at++] : "on";
  bool is_on = is_listed(PL_TEXT("on yes"), word);
  if (!is_on && !is_listed(PL_TEXT("off no"), word))
    return pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" is neither on nor off."), word);
  reader->decision->flag = is_on;
  return PL_OK;
}

/* Three numbers in per cent; or in thousandths, as long as nobody could mean per cent (333 333 334). */
enum { LEAST_THOUSANDTHS = 500 };

static pl_status read_split(pl_reader *reader) {
  long part[PL_TRACKS], sum = 0;
  char joined[128] = "";
  for (const char *word = take(reader); word; word = take(reader)) {
    if (strlen(joined) + strlen(word) + 2 > sizeof joined) return missing(reader, PL_TEXT("three numbers"));
    strcat(joined, word);
    strcat(joined, " ");
  }
  const char *at = joined;
  for (int i = 0; i < PL_TRACKS; i++) {
    char *end;
    at += strspn(at, " /+%");
    if (*at < '0' || *at > '9') return missing(reader, PL_TEXT("three numbers, in per cent"));
    part[i] = strtol(at, &end, 10);
    at = end;
    if (part[i] > 1000) part[i] = 1001;
    sum += part[i];
  }
  if (at[strspn(at, " /+%")] || sum > 1000 || (sum > 100 && sum < LEAST_THOUSANDTHS))
    return pl_error_set(reader->error, PL_BAD_INPUT, "%s",
                        PL_TEXT("Give three numbers that add up to at most 100, such as: split 40 30 30."));
  for (int i = 0; i < PL_TRACKS; i++) reader->decision->split[i] = (uint16_t)(sum > 100 ? part[i] : part[i] * 10);
  return PL_OK;
}

static pl_status read_families(pl_reader *reader) {
  const char *word = take(reader);
  if (!word) return missing(reader, PL_TEXT("kinds of incident (ransomware, election, espionage, wiper, all or none)"));
  for (; word; word = take(reader)) {
    uint8_t found = is_listed(PL_TEXT("all everyone everybody"), word) ? (1 << PL_FAMILIES) - 1 : 0;
    for (int i = 0; i < PL_FAMILIES; i++)
      if (strstr(word, pl_family_name((pl_family)i)) ||
          (strlen(word) > 2 &&
           (begins_with(pl_family_name((pl_family)i), word) || begins_with(pl_family_word((pl_family)i), word))))
        found |= (uint8_t)(1 << i);
    if (!found && !is_listed(PL_TEXT("none nobody noone"), word))
      return pl_error_set(
          reader->error, PL_BAD_INPUT,
          PL_TEXT("\"%.40s\" is no kind of incident; known: ransomware, election, espionage, wiper, all, none."), word);
    reader->decision->families |= found;
  }
  return PL_OK;
}

static bool may_be_answered(const pl_game *game, const pl_brief_inject *row) {
  return row->is_open && game->scenario->injects[row->inject].option_count;
}

/* The message a word means: its number or its id; −1: none. */
static int find_message(const pl_game *game, const char *word) {
  const pl_brief *brief = game->voice.brief;
  int number = read_number(word, (int)brief->inject_count);
  if (number) return brief->injects[number - 1].inject;
  for (size_t i = 0; i < brief->inject_count; i++)
    if (is_same(word, game->scenario->injects[brief->injects[i].inject].id)) return brief->injects[i].inject;
  return -1;
}

/* The only message that can be answered, or −1. */
static int only_message(const pl_game *game) {
  int only = -1;
  for (size_t i = 0; i < game->voice.brief->inject_count; i++) {
    if (!may_be_answered(game, &game->voice.brief->injects[i])) continue;
    if (only >= 0) return -1;
    only = game->voice.brief->injects[i].inject;
  }
  return only;
}

static int find_option(const pl_inject_spec *inject, const char *word) {
  for (int i = 0; i < inject->option_count; i++)
    if (is_same(word, inject->options[i].id)) return i;
  int index = word[1] ? read_number(word, inject->option_count) - 1 : lower(word[0]) - 'a';
  if (!word[1] && *word >= '1' && *word <= '9') index = *word - '1';
  return index >= 0 && index < inject->option_count ? index : -1;
}

static pl_status read_answer(pl_reader *reader) {
  const pl_game *game = reader->game;
  const char *word = take(reader);
  bool is_alone = word && !peek(reader); /* one word: the option of the only message that asks something */
  int only = is_alone ? only_message(game) : -1;
  int message = only >= 0 ? only : word ? find_message(game, word) : -1;
  const char *option = only >= 0 ? word : take(reader);
  if (message < 0 && word)
    return pl_error_set(reader->error, PL_BAD_INPUT,
                        PL_TEXT("There is no message \"%.40s\" to answer; the command inbox lists them."), word);
  if (message < 0 || !option) return missing(reader, PL_TEXT("the message and one of its options, such as 1 b"));
  const pl_inject_spec *inject = &game->scenario->injects[message];
  int index = find_option(inject, option);
  if (!inject->option_count)
    return pl_error_set(reader->error, PL_BAD_INPUT,
                        PL_TEXT("That message asks nothing; there is no option to choose."));
  if (index < 0)
    return pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("That message has no option \"%.40s\"; it has a to %c."),
                        option, 'a' + inject->option_count - 1);
  reader->decision->target = (uint16_t)message;
  reader->decision->option = (uint16_t)index;
  return PL_OK;
}

static pl_status read_ballot(pl_reader *reader) {
  static const char *const ballots[] = {PL_LATER("no against nay"), PL_LATER("yes for aye"),
                                        PL_LATER("abstain abstention")};
  pl_status status = read_forum(reader);
  if (status != PL_OK) return status;
  const char *word = reader->at < reader->command->count ? reader->command->word[reader->at++] : "";
  for (int i = 0; i < 3; i++) {
    if (!*word || !is_listed(PL_TEXT(ballots[i]), word)) continue;
    reader->decision->option = (uint16_t)i;
    return PL_OK;
  }
  return missing(reader, PL_TEXT("your vote (yes, no or abstain)"));
}

static pl_status read_tear(pl_reader *reader) {
  const char *word = peek(reader);
  if (!word || !is_tear_word(word)) return PL_OK;
  reader->at++;
  reader->decision->flag = 1;
  return PL_OK;
}

/* Arguments in the order in which they are typed. */
static const struct {
  unsigned argument;
  pl_status (*read)(pl_reader *reader);
} readers[] = {
    {PL_ARGUMENT_INJECT, read_answer},       {PL_ARGUMENT_ITEM, read_item},   {PL_ARGUMENT_FORUM, read_forum},
    {PL_ARGUMENT_ADVERSARY, read_adversary}, {PL_ARGUMENT_STATE, read_state}, {PL_ARGUMENT_AUDIENCE, read_audience},
    {PL_ARGUMENT_BALLOT, read_ballot},       {PL_ARGUMENT_SPLIT, read_split}, {PL_ARGUMENT_FAMILIES, read_families},
    {PL_ARGUMENT_SWITCH, read_switch},       {PL_ARGUMENT_TEAR, read_tear},
};

static pl_status read_decision(pl_reader *reader, int action) {
  reader->decision->seat = (uint16_t)reader->game->voice.seat;
  reader->decision->action = (uint16_t)action;
  unsigned arguments = pl_action_arguments(reader->game->scenario, action);
  for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
    if (!(arguments & readers[i].argument)) continue;
    pl_status status = readers[i].read(reader);
    if (status != PL_OK) return status;
  }
  const char *rest = peek(reader);
  if (!rest) return PL_OK;
  return pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" is one word too many after %s."), rest,
                      pl_action_name(reader->game->scenario, action));
}

/* ---- the first word ---- */

enum { NOT_FOUND = -1, ACTION_FROM = 1000 }; /* actions are ACTION_FROM + index */

/* Other spellings of actions. */
static const char *const other_names[PL_ACTIONS] = {
    [PL_ACTION_POSTURE] = PL_LATER("posture order standing"),
    [PL_ACTION_SPLIT] = PL_LATER("split divide"),
    [PL_ACTION_PUBLISH] = PL_LATER("publish"),
    [PL_ACTION_ONWARD] = PL_LATER("onward"),
    [PL_ACTION_CONSENT] = PL_LATER("consent"),
    [PL_ACTION_RELAY] = PL_LATER("relay"),
    [PL_ACTION_HOLD] = PL_LATER("hold"),
    [PL_ACTION_SHARE] = PL_LATER("share send"),
    [PL_ACTION_WITHHOLD] = PL_LATER("withhold keep"),
    [PL_ACTION_RELEASE] = PL_LATER("release"),
    [PL_ACTION_BUY] = PL_LATER("buy"),
    [PL_ACTION_STRIKE] = PL_LATER("strike"),
    [PL_ACTION_TAKEDOWN] = PL_LATER("takedown"),
    [PL_ACTION_LEAVE] = PL_LATER("leave"),
    [PL_ACTION_JOIN] = PL_LATER("join"),
    [PL_ACTION_VOTE] = PL_LATER("vote"),
    [PL_ACTION_ANSWER] = PL_LATER("answer reply"),
};

static bool is_other_name(int action, const char *word) {
  return action < PL_ACTIONS && other_names[action] && is_listed(PL_TEXT(other_names[action]), word);
}

static int find_first(const pl_game *game, const char *word) {
  pl_best best = {0};
  for (int i = 0; i < PL_VERBS; i++) {
    if (is_same(word, verbs[i].word) || is_listed(PL_TEXT(verbs[i].others), word)) return i;
    if (begins_with(verbs[i].word, word)) offer(&best, i, 1);
  }
  for (int i = 0; i < PL_ACTIONS + game->scenario->action_count; i++) {
    if (!pl_game_offers(game, i)) continue;
    if (is_same(word, pl_action_name(game->scenario, i)) || is_other_name(i, word)) return ACTION_FROM + i;
    if (begins_with(pl_action_name(game->scenario, i), word)) offer(&best, ACTION_FROM + i, 1);
  }
  return chosen(&best);
}

static const char *first_word(const pl_game *game, int index) {
  return index < PL_VERBS ? verbs[index].word : pl_action_name(game->scenario, index - PL_VERBS);
}

static bool is_first_word(const pl_game *game, int index) {
  return index < PL_VERBS || pl_game_offers(game, index - PL_VERBS);
}

/* The commands that begin with `word`; 0: there are none. */
static int put_beginnings(const pl_game *game, const char *word, pl_buffer *out) {
  int count = 0;
  for (int i = 0; i < PL_VERBS + PL_ACTIONS + game->scenario->action_count; i++) {
    if (!is_first_word(game, i) || !begins_with(first_word(game, i), word)) continue;
    pl_buffer_add_format(out, "%s%s", count++ ? ", " : "", first_word(game, i));
  }
  return count;
}

static pl_status refuse_first(const pl_game *game, const char *word, pl_error *error) {
  pl_buffer beginnings = {0};
  int several = put_beginnings(game, word, &beginnings);
  if (several > 1)
    pl_error_set(error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" could be one of %d commands: %s."), word, several,
                 pl_buffer_text(&beginnings));
  pl_buffer_clear(&beginnings);
  if (several > 1) return PL_BAD_INPUT;
  if (pl_action_find(game->scenario, word) >= 0)
    return pl_error_set(error, PL_BAD_INPUT,
                        PL_TEXT("This exercise does not offer %s to your seat; the command actions lists "
                                "what it does offer."),
                        word);
  const char *nearest = NULL;
  int distance = 3;
  for (int i = 0; i < PL_VERBS + PL_ACTIONS + game->scenario->action_count; i++) {
    if (!is_first_word(game, i)) continue;
    const char *known = first_word(game, i);
    int here = pl_spelling_distance(word, known);
    if (here < distance) nearest = known, distance = here;
  }
  if (nearest)
    return pl_error_set(error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" is not a command. Did you mean %s?"), word, nearest);
  return pl_error_set(error, PL_BAD_INPUT,
                      PL_TEXT("\"%.40s\" is not a command. The command help lists what can be typed."), word);
}

/* Puts a word before word `at`. */
static void insert_word(pl_command *command, size_t at, const char *word) {
  if (command->count == PL_COMMAND_WORDS) return;
  for (size_t i = command->count++; i > at; i--) command->word[i] = command->word[i - 1];
  command->word[at] = word;
}

/* Makes "answer 2 b" of "2b", "2 b" and "answer 2b"; word `at` is the first that counts. */
static void spell_out_answer(pl_command *command, size_t at) {
  static const char letters[26][2] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
                                      "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"};
  if (at >= command->count) return;
  bool is_answer = is_same(command->word[at], pl_action_rows()[PL_ACTION_ANSWER].name);
  size_t number = is_answer ? at + 1 : at;
  if (number >= command->count) return;
  char *word = command->text + (command->word[number] - command->text);
  size_t digits = strspn(word, "0123456789");
  char letter = lower(word[digits]);
  if (!digits || (letter && (letter < 'a' || letter > 'z' || word[digits + 1]))) return;
  if (letter) insert_word(command, number + 1, letters[letter - 'a']);
  word[digits] = 0;
  if (!is_answer) insert_word(command, at, pl_action_rows()[PL_ACTION_ANSWER].name);
}

static pl_status read_action(pl_reader *reader, int first) {
  if (first >= 0 && first < ACTION_FROM)
    return pl_error_set(reader->error, PL_BAD_INPUT,
                        PL_TEXT("%s is nothing that has a price; the command actions lists what can be decided."),
                        verbs[first].word);
  if (first < ACTION_FROM) return refuse_first(reader->game, reader->command->word[reader->at], reader->error);
  reader->at++;
  return read_decision(reader, first - ACTION_FROM);
}

/* ---- what if ---- */

enum { MOST_OFFERS = 1000 /* any number */, MOST_LISTED = 96 };

static pl_status refuse_what_if(pl_reader *reader) {
  return pl_error_set(reader->error, PL_BAD_INPUT, "%s",
                      PL_TEXT("Say in which round, and what: whatif 3 share worm all, whatif 3 withhold worm, whatif 3 "
                              "posture none, whatif 3 without leave, or any other decision; whatif 3 alone lists what "
                              "there is to choose from."));
}

static int find_seat(const pl_game *game, const char *word, int least) {
  pl_best best = {0};
  for (int s = 0; s < pl_scenario_seat_count(game->scenario); s++)
    offer(&best, s, likeness(word, pl_scenario_seat_id(game->scenario, s), pl_name_of_seat(&game->voice, s)));
  return best.likeness < least ? -1 : chosen(&best);
}

static bool is_without(const char *word) { return is_listed(PL_TEXT("without"), word) || is_same(word, "without"); }

/* The seat that the third word names, or −1: a name in full goes before a command, a beginning after it. */
static int seat_named(const pl_game *game, const pl_command *command) {
  enum { IN_FULL = 2 };
  const char *word = command->count > 2 ? command->word[2] : "";
  if (!*word || read_number(word, MOST_OFFERS)) return -1;
  const int seat = find_seat(game, word, IN_FULL);
  const bool is_command = is_without(word) || find_first(game, word) >= ACTION_FROM;
  return seat >= 0 || is_command ? seat : find_seat(game, word, 1);
}

static pl_status refuse_seat(pl_reader *reader, const char *word) {
  return pl_error_set(reader->error, PL_BAD_INPUT,
                      PL_TEXT("\"%.40s\" is about what somebody else decided; here it is about %s."), word,
                      pl_scenario_seat_id(reader->game->scenario, reader->game->voice.seat));
}

/* "without leave gfce", as it is written on a command line. */
static pl_status read_taking_back(pl_reader *reader) {
  const pl_command *command = reader->command;
  pl_buffer value = {0};
  const int action = reader->at < command->count ? find_first(reader->game, command->word[reader->at]) : NOT_FOUND;
  if (reader->at == command->count) return refuse_what_if(reader);
  pl_buffer_add_text(&value, action >= ACTION_FROM ? pl_action_name(reader->game->scenario, action - ACTION_FROM)
                                                   : command->word[reader->at]);
  if (reader->at + 1 < command->count) pl_buffer_add_format(&value, "=%s", command->word[reader->at + 1]);
  pl_status status = pl_turn_read(reader->game->session, reader->game->voice.seat, "without", pl_buffer_text(&value),
                                  reader->turn, reader->error);
  pl_buffer_clear(&value);
  if (status != PL_OK || reader->turn->decision.seat == reader->game->voice.seat) return status;
  return refuse_seat(reader, command->word[reader->at + 1]); /* worm@EST */
}

/* A decision about a finding is about the finding, from its birth on; any other is taken as well. */
static pl_status read_turn(pl_reader *reader) {
  const char *word = reader->command->word[reader->at];
  const int first = find_first(reader->game, word);
  if (is_without(word)) {
    reader->at++;
    return read_taking_back(reader);
  }
  pl_status status = first >= ACTION_FROM ? read_action(reader, first) : refuse_what_if(reader);
  if (status != PL_OK) return status;
  const pl_decision *d = reader->decision;
  const bool is_about_item = (d->action == PL_ACTION_SHARE && !d->flag) || d->action == PL_ACTION_WITHHOLD;
  *reader->turn = (pl_turn){.kind = is_about_item ? PL_TURN_ITEM : PL_TURN_DECIDE, .decision = *d};
  return PL_OK;
}

/* One of those that are listed. */
static pl_status read_offer(pl_reader *reader, pl_command *command, int number) {
  pl_offer offers[MOST_LISTED];
  const size_t count = pl_offer_turns(reader->game->session, command->round, command->seat, offers, MOST_LISTED);
  if ((size_t)number > count || number > MOST_LISTED)
    return pl_error_set(reader->error, PL_BAD_INPUT,
                        PL_TEXT("There is no number %d: without a number they are listed."), number);
  memcpy(command->turn, offers[number - 1].turn, sizeof command->turn);
  command->turn_count = offers[number - 1].turn_count;
  return PL_OK;
}

/* After the round: [SEAT] [NUMBER or what is otherwise]. */
static pl_status read_choice(pl_reader *reader, pl_command *command) {
  const int named = seat_named(reader->game, command);
  command->seat = reader->game->voice.seat;
  if (named >= 0 && named != command->seat) return refuse_seat(reader, command->word[2]);
  reader->at = named >= 0 ? 3 : 2;
  if (reader->at >= command->count) return PL_OK;
  const int number = reader->at + 1 == command->count ? read_number(command->word[reader->at], MOST_OFFERS) : 0;
  if (number) return read_offer(reader, command, number);
  command->turn_count = 1;
  return read_turn(reader);
}

static pl_status read_what_if(pl_reader *reader, pl_command *command) {
  const int done = pl_session_rounds_done(reader->game->session);
  if (!done)
    return pl_error_set(reader->error, PL_BAD_INPUT, "%s",
                        PL_TEXT("No round is done yet, so there is nothing to go back to."));
  if (command->count < 2) return refuse_what_if(reader);
  command->round = read_number(command->word[1], done) - 1;
  if (command->round < 0 && done == 1)
    return pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" is no round that is done: only round 1 is."),
                        command->word[1]);
  if (command->round < 0)
    return pl_error_set(reader->error, PL_BAD_INPUT, PL_TEXT("\"%.40s\" is no round that is done: there are 1 to %d."),
                        command->word[1], done);
  return read_choice(reader, command);
}

/* Here "worm=all" is two words. */
static void cut_again(const char *line, pl_command *command) {
  pl_buffer copy = {0};
  pl_buffer_add_text(&copy, line);
  for (size_t i = 0; i < copy.length; i++)
    if (copy.bytes[i] == '=') copy.bytes[i] = ' ';
  if (!copy.failed) cut(pl_buffer_text(&copy), command);
  pl_buffer_clear(&copy);
}

static const char *after_first_word(const char *line) {
  line += strspn(line, " ,;");
  line += strcspn(line, " ,;");
  return line + strspn(line, " ");
}

pl_verb pl_command_peek(const pl_game *game, const char *line, pl_command *command) {
  *command = (pl_command){.verb = PL_VERB_NOTHING, .seat = -1, .rest = after_first_word(line)};
  cut_again(line, command);
  if (!command->count) return command->verb;
  const int first = find_first(game, command->word[0]);
  command->verb = first >= 0 && first < ACTION_FROM ? (pl_verb)first : PL_VERB_DECIDE;
  if (command->verb == PL_VERB_WHATIF) command->seat = seat_named(game, command);
  return command->verb;
}

pl_status pl_command_read(const pl_game *game, const char *line, pl_command *command, pl_error *error) {
  *command = (pl_command){.verb = PL_VERB_NOTHING, .rest = after_first_word(line)};
  cut(line, command);
  if (!command->count) return PL_OK;
  pl_reader reader = {.game = game, .command = command, .decision = &command->decision, .error = error};
  if (find_first(game, command->word[0]) == PL_VERB_WHATIF) {
    command->verb = PL_VERB_WHATIF;
    reader.turn = command->turn;
    cut_again(line, command);
    return read_what_if(&reader, command);
  }
  bool is_preview = find_first(game, command->word[0]) == PL_VERB_COST && command->count > 1;
  reader.at = is_preview ? 1 : 0;
  spell_out_answer(command, reader.at);
  int first = find_first(game, command->word[reader.at]);
  command->has_decision = is_preview || first < 0 || first >= ACTION_FROM;
  command->verb = is_preview ? PL_VERB_COST : command->has_decision ? PL_VERB_DECIDE : (pl_verb)first;
  return command->has_decision ? read_action(&reader, first) : PL_OK;
}
