/* Help: short texts by topic, and the lists of what can be typed.
 *
 * A topic is a row: its names and its text. Actions need no row: their help is the action table's line, their usage,
 * and a paragraph here where there is more to say. Texts tell what the rules do, not what the player ought to do. */
#include "terminal.h"

#include <string.h>

#include <polder/spelling.h>

#include "command.h"

typedef struct help_topic {
  const char *names; /* separated by blanks; the first is shown. A translation puts its own before them */
  const char *text;
} help_topic;

static const help_topic topics[] = {
    {PL_LATER("sharing share posture withhold release share-forum share-public"),
     PL_LATER("When your teams find an intrusion you get an item: a finding on one incident, with a quality and a "
              "label. Your standing order (posture) says to whom new items go, on their own, at the moment of birth. "
              "For a single item you can depart from it: share it with others too, or withhold it from those who do "
              "not have it yet.\n"
              "A warning makes those who get it harder to infect and quicker to notice. It goes through the fastest "
              "forum you share with them if its ceiling allows the label, else directly, to a few at a time. The "
              "better they are trusted, the more detail they get.\n"
              "Sharing costs a little work, gives away a part of your head start and may burn the source. Not sharing "
              "comes out more often than not, and costs trust.")},
    {PL_LATER("audience audiences"),
     PL_LATER("An audience names who gets something: states by id or name (DEU EST, or DEU+EST), forums (forum:delta, "
              "or just delta), and the words all, allies, forums (the members of yours), none. You can take away: all "
              "except USA. You are never in it yourself.")},
    {PL_LATER("labels label tlp chips"),
     PL_LATER("The Traffic Light Protocol, version 2.0, says how far a finding may travel:\n"
              "  TLP:RED            named recipients only\n"
              "  TLP:AMBER+STRICT   the recipient's organisation only\n"
              "  TLP:AMBER          the organisation and its clients, who need to know\n"
              "  TLP:GREEN          the community, not the public\n"
              "  TLP:CLEAR          no limit\n"
              "A forum carries labels up to its ceiling. A label binds those who receive: the originator may send its "
              "own finding to anyone, clear a tear-line, or publish. TLP does not classify state secrets.")},
    {PL_LATER("tear-line tear"),
     PL_LATER("A tear-line is an extract that you clear beforehand: thinner, with one label less and less risk to the "
              "source. Write tear-line at the end of a share, or set a standing order (tear) where the exercise offers "
              "it. Who gets only tear-lines, while the full text was allowed, may resent it.")},
    {PL_LATER("consent onward relay third-party originator"),
     PL_LATER("A finding stays its originator's. Passing it on without consent (onward) is a breach; it helps others "
              "and may come out, and then costs much trust. With consent (the originator's standing order) relaying is "
              "no breach.")},
    {PL_LATER("forums forum join leave vote dues"),
     PL_LATER("A forum is a club with dues and a ceiling for labels. The more its members bring, money and expertise, "
              "the sooner and the better it warns. Capacity forums also raise the expertise of the weaker members. "
              "Leaving saves the dues, costs standing and trust, and takes away the channel. Some forums vote on who "
              "comes in.")},
    {PL_LATER("trust perception"),
     PL_LATER("Trust grows with what one receives and falls with what seems kept back, which can be a mistake. You "
              "know exactly whom you trust; how others trust you, you know in five steps. Some share only with those "
              "who share; trust decides how much detail they give, and whether they let you into a forum.")},
    {PL_LATER("tracks split money budget prevent defend strengthen"),
     PL_LATER("The money of a round goes to three tracks. Prevent: fewer openings. Defend: intrusions are noticed "
              "sooner, and your findings are better. Strengthen: less damage, quicker recovery. The level of the "
              "weakest adds to all three. What is spent wears off, what is not spent is lost. Example: split 40 30 30 "
              "(per cent).")},
    {PL_LATER("score result payoff reckoning"),
     PL_LATER("The result counts damage, burnt sources and the work of sharing as costs, and the head start as a gain: "
              "a new finding is worth something each week as long as others do not have it. Confidence, standing and "
              "rights are shown beside it. Aims give points and are no part of the result.")},
    {PL_LATER("confidence public"),
     PL_LATER("Public confidence falls with damage, most of all with meddling in elections, and comes back slowly. "
              "With little confidence there is less money to spend.")},
    {PL_LATER("standing rights"),
     PL_LATER("Standing is what you count for among others: it rises when your warnings arrive, fades without deeds, "
              "and falls with leaving and striking. It speeds up recovery, for others come to help. Rights wear away "
              "through watching, buying and striking, and recover slowly.")},
    {PL_LATER("strike takedown adversary adversaries"),
     PL_LATER("A strike holds an adversary down at once, alone; tension then comes home in later rounds, to you and "
              "your allies, and restraint wears off. A takedown is joint and by the book: each state that joins adds "
              "to the chance, and it raises no tension.")},
    {PL_LATER("buy commercial vendor"),
     PL_LATER("Vendors sell what they see after somebody's first detection: later and thinner than a forum, useful to "
              "those who are in none, best for those who have expertise already. The price is the same for the rich "
              "and the poor.")},
    {PL_LATER("messages inbox answer inject"),
     PL_LATER("Messages may ask something. Answer with the number of the message and the letter of the option: answer "
              "1 b, or just 1b. Who does not answer has chosen the option marked so.")},
    {PL_LATER("round rounds week time"),
     PL_LATER("A round is a week. You decide as long as you like; undo takes a decision back. When you commit, all "
              "seats' decisions take effect together and seven days pass, in steps of six hours: attacks and warnings "
              "race each other.")},
    {PL_LATER("exercise polder about"),
     PL_LATER("This is an exercise. Results come from a model made for learning; they forecast nothing. The same seed "
              "and the same decisions give the same game, so you can go back and decide one thing differently.")},
};
enum { TOPICS = sizeof topics / sizeof topics[0] };

void pl_put_usage(pl_buffer *out, const pl_scenario *scenario, int action) {
  static const struct {
    unsigned argument;
    const char *word;
  } words[] = {
      {PL_ARGUMENT_INJECT, PL_LATER(" MESSAGE OPTION")},
      {PL_ARGUMENT_ITEM, PL_LATER(" ITEM")},
      {PL_ARGUMENT_FORUM, PL_LATER(" FORUM")},
      {PL_ARGUMENT_ADVERSARY, PL_LATER(" ADVERSARY")},
      {PL_ARGUMENT_STATE, PL_LATER(" STATE")},
      {PL_ARGUMENT_AUDIENCE, PL_LATER(" AUDIENCE")},
      {PL_ARGUMENT_BALLOT, PL_LATER(" FORUM yes|no|abstain")},
      {PL_ARGUMENT_SPLIT, PL_LATER(" PREVENT DEFEND STRENGTHEN")},
      {PL_ARGUMENT_FAMILIES, PL_LATER(" KINDS")},
      {PL_ARGUMENT_SWITCH, PL_LATER(" on|off")},
      {PL_ARGUMENT_TEAR, PL_LATER(" [tear-line]")},
  };
  unsigned arguments = pl_action_arguments(scenario, action);
  pl_buffer_add_text(out, pl_action_name(scenario, action));
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (arguments & words[i].argument) pl_buffer_add_text(out, PL_TEXT(words[i].word));
}

static bool has_name(const char *names, const char *name) {
  size_t length = strlen(name);
  for (const char *at = names; *at; at += strspn(at, " ")) {
    size_t here = strcspn(at, " ");
    if (here == length && !memcmp(at, name, length)) return true;
    at += here;
  }
  return false;
}

static const help_topic *find_topic(const char *name) {
  for (int i = 0; i < TOPICS; i++)
    if (has_name(PL_TEXT(topics[i].names), name)) return &topics[i];
  return NULL;
}

static void put_first_word(pl_buffer *out, const char *words) { pl_buffer_add(out, words, strcspn(words, " ")); }

/* The words of a text, each of its lines indented. */
static void show_text(pl_tale *tale, const char *text) {
  while (*text) {
    size_t length = strcspn(text, "\n");
    pl_tale_print(tale, "  %.*s", (int)length, text);
    text += length + (text[length] == '\n');
  }
}

/* Names and ids of those that an action may be aimed at and that no other command lists. */
static void show_adversaries(pl_game *game, pl_tale *tale) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, "  %s " PL_HANG, PL_TEXT("Adversaries:"));
  for (int a = 0; a < game->scenario->adversary_count; a++)
    pl_buffer_add_format(&line, "%s%s (%s)", a ? ", " : "", pl_name_of_adversary(&game->voice, a),
                         game->scenario->adversaries[a].id);
  pl_buffer_add_text(&line, ".");
  pl_tale_take(tale, &line);
}

static void show_action(pl_game *game, pl_tale *tale, int action) {
  pl_buffer line = {0};
  pl_buffer_add_text(&line, PL_BOLD);
  pl_put_usage(&line, game->scenario, action);
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_heading(tale, pl_buffer_text(&line));
  pl_buffer_clear(&line);
  pl_buffer_add_text(&line, "  ");
  pl_put_action_help(&line, game, action);
  if (action < PL_ACTIONS && pl_action_rows()[action].is_standing)
    pl_buffer_add_text(&line, PL_TEXT(" (holds until you change it)"));
  pl_tale_take(tale, &line);
  if (pl_action_arguments(game->scenario, action) & PL_ARGUMENT_AUDIENCE &&
      !find_topic(pl_action_name(game->scenario, action)))
    pl_tale_put(tale, PL_TEXT("  How to name an audience: help audience."));
  if (pl_action_arguments(game->scenario, action) & PL_ARGUMENT_ADVERSARY) show_adversaries(game, tale);
  if (pl_action_arguments(game->scenario, action) & PL_ARGUMENT_FAMILIES)
    pl_tale_put(tale, PL_TEXT("  Kinds: ransomware, election, espionage, wiper, all, none."));
}

static void show_commands(pl_game *game, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("What you can type"));
  for (int i = 0; i < PL_VERBS; i++) {
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  " PL_BOLD);
    pl_put_padded(&line, pl_verb_rows()[i].word, 11);
    pl_buffer_add_format(&line, PL_PLAIN PL_HANG "%s", PL_TEXT(pl_verb_rows()[i].explain));
    pl_tale_take(tale, &line);
  }
  pl_buffer names = {0};
  pl_buffer_add_format(&names, "  %s " PL_HANG, PL_TEXT("To decide:"));
  for (int action = 0, shown = 0; action < PL_ACTIONS + game->scenario->action_count; action++) {
    if (!pl_game_offers(game, action)) continue;
    pl_buffer_add_format(&names, "%s" PL_BOLD, shown++ ? ", " : "");
    pl_buffer_add_text(&names, pl_action_name(game->scenario, action));
    pl_buffer_add_text(&names, PL_PLAIN);
  }
  pl_buffer_add_text(&names, PL_TEXT(". Beginnings of words will do."));
  pl_tale_take(tale, &names);
  pl_buffer_add_format(&names, "  %s " PL_HANG, PL_TEXT("More help on:"));
  for (int i = 0; i < TOPICS; i++) {
    if (i) pl_buffer_add_text(&names, ", ");
    put_first_word(&names, PL_TEXT(topics[i].names));
  }
  pl_tale_take(tale, &names);
}

static void refuse_topic(pl_tale *tale, const char *name) {
  pl_buffer known = {0};
  for (int i = 0; i < TOPICS; i++) {
    if (i) pl_buffer_add_text(&known, ", ");
    put_first_word(&known, PL_TEXT(topics[i].names));
  }
  pl_tale_print(tale, PL_TEXT("No help on \"%.40s\". There is help on every action and on: %s."), name,
                pl_buffer_text(&known));
  pl_buffer_clear(&known);
}

/* The command with this name, or −1. */
static int find_verb(const char *name) {
  for (int i = 0; i < PL_VERBS; i++)
    if (!strcmp(pl_verb_rows()[i].word, name)) return i;
  return -1;
}

void pl_show_help(pl_game *game, pl_tale *tale, const char *name) {
  if (!name || !*name) {
    show_commands(game, tale);
    return;
  }
  int action = pl_action_find(game->scenario, name), verb = find_verb(name);
  const help_topic *topic = find_topic(name);
  if (action >= 0)
    show_action(game, tale, action);
  else if (verb >= 0)
    pl_tale_print(tale, "  %s: %s", name, PL_TEXT(pl_verb_rows()[verb].explain));
  else if (!topic)
    refuse_topic(tale, name);
  if (topic) show_text(tale, PL_TEXT(topic->text));
}
