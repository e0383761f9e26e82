/* Every constructor: what is accepted, and what is said about a field that is missing, unknown, of the wrong kind or
 * out of range. Each row is added to a small scenario that is fine by itself. */
#include "reading.h"

#include "schema.h"

static const char *const base =
    "polder \"1\"\n"
    "scenario { id = \"test\", title = \"Test\", rounds = 8 }\n"
    "state { id = \"NLD\" }\n"
    "state { id = \"BEL\" }\n"
    "seat { id = \"press\", name = \"Press\" }\n"
    "organisation { id = \"port\", name = \"Port\", state = \"NLD\", sector = \"transport\" }\n"
    "organisation { id = \"dock\", name = \"Dock\", state = \"BEL\", sector = \"transport\" }\n"
    "forum { id = \"delta\", name = \"Delta\", members = { \"NLD\", \"BEL\" } }\n"
    "adversary { id = \"krill\", kind = \"criminal\" }\n"
    "incident { id = \"worm\", by = \"krill\", family = \"ransomware\", round = 2, day = 3 }\n"
    "intel { id = \"sample\", about = \"worm\", holder = \"NLD\" }\n"
    "inject { id = \"warn\", to = { \"NLD\" }, text = \"?\", round = 1, options = {\n"
    "  { id = \"yes\", text = \"Yes\", effects = { standing = 0.1 } }, { id = \"no\", text = \"No\", default = true } "
    "} }\n"
    "vars { asked = false, count = 0, name = \"x\" }\n";

/* `code` NULL: no finding at all. `said`: part of the message or of the hint. */
typedef struct row {
  const char *snippet, *code, *said;
} row;

static void check(const row *r) {
  char text[6000];
  reading it;
  snprintf(text, sizeof text, "%s%s\n", base, r->snippet);
  reading_open_text(&it, text);
  const pl_finding *f = r->code ? reading_find(&it, r->code) : NULL;
  if (!r->code && it.report.count)
    fail_msg("%s\n  is fine, but: %s %s", r->snippet, it.report.finding[0].code, it.report.finding[0].message);
  if (r->code && !f)
    fail_msg("%s\n  expected %s, found %s %s", r->snippet, r->code,
             it.report.count ? it.report.finding[0].code : "nothing",
             it.report.count ? it.report.finding[0].message : it.error.text);
  if (f && r->said && !strstr(f->message, r->said) && !(f->hint && strstr(f->hint, r->said)))
    fail_msg("%s\n  expected \"%s\", found: %s (%s)", r->snippet, r->said, f->message, f->hint ? f->hint : "no hint");
  bool is_error = r->code && r->code[0] == 'E';
  assert_int_equal(it.status, is_error ? PL_BAD_INPUT : PL_OK);
  reading_clear(&it);
}

#define CHECK_ALL(rows)                                                                                                \
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) check(&rows[i])

static void test_scenario(void **state) {
  static const row rows[] = {
      {"", NULL, NULL},
      {"scenario { id = \"again\", title = \"x\" }", "E209", "a second time"},
      {"polder \"1\"", "E210", "said twice"},
      {"polder \"2\"", "E210", "this program reads version \"1\""},
  };
  (void)state;
  CHECK_ALL(rows);
}

/* The scenario's own fields: each replaces the whole line. */
static void test_scenario_fields(void **state) {
  static const row rows[] = {
      {"id = \"x\", title = \"X\"", NULL, NULL},
      {"id = \"x\"", "E205", "scenario \"x\" has no \"title\""},
      {"title = \"X\"", "E205", "has no \"id\""},
      {"id = \"1x\", title = \"X\"", "E203", "expected an id"},
      {"id = \"x\", title = \"X\", rounds = 61", "E204", "rounds is 61, expected an integer from 1 to 60"},
      {"id = \"x\", title = \"X\", rounds = 2.5", "E204", "rounds is 2.5"},
      {"id = \"x\", title = \"X\", rounds = \"6\"", "E203", "write the number without quotes: 6"},
      {"id = \"x\", title = \"X\", round = 6", "E202", "did you mean \"rounds\"?"},
      {"id = \"x\", title = \"X\", seed = -1", "E204", "expected an integer from 0 to 9007199254740991"},
      {"id = \"x\", title = \"X\", seed = 9007199254740991", NULL, NULL},
      {"id = \"x\", title = \"X\", starts = \"2026-02-30\"", "E203", "expected a date"},
      {"id = \"x\", title = \"X\", starts = \"2028-02-29\"", NULL, NULL},
      {"id = \"x\", title = \"X\", languages = { \"fr\" }", "E203", "expected \"en\" or \"nl\""},
      {"id = \"x\", title = \"X\", recommended = \"NDL\"", "E301", "did you mean \"NLD\"?"},
      {"id = \"x\", title = \"X\", map = { organisations = 20001 }", "E204", "from 0 to 20000"},
      {"id = \"x\", title = \"X\", map = { foreign_chance = 55 }", "E204", "did you mean 0.55?"},
      {"id = \"x\", title = \"X\", map = { sectors = { \"a\" } }", "E203", "a list of 8 names"},
      {"id = \"x\", title = \"X\", map = { sead = 2 }", "E202", "did you mean \"seed\"?"},
      {"id = \"x\", title = \"X\", random_incidents = \"some\"", "E203", "\"both\", \"criminal\", \"state\" or \"none\""},
      {"id = \"x\", title = \"X\", kappa = -0.8", "E204", "from -0.75 to 1"},
      {"id = \"x\", title = \"X\", model = { beta = 3 }", "E301", "did you mean beta_r, beta_e, beta_s or beta_w?"},
      {"id = \"x\", title = \"X\", model = { lmax = 61 }", "E204", "model.lmax is 61, expected an integer from 1 to 60"},
      {"id = \"x\", title = \"X\", model = { lmax = 2.5 }", "E204", "model.lmax is 2.5"},
      {"id = \"x\", title = \"X\", actions = { \"shar\" }", "E203", "did you mean \"share\"?"},
      {"id = \"x\", title = \"X\", decide_minutes = 0", "E204", "from 1 to 120"},
      {"id = \"x\", title = \"X\", \"y\"", "E202", "item 1 has no name"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char text[1000];
    reading it;
    snprintf(text, sizeof text, "polder \"1\"\nscenario { %s }\nstate { id = \"NLD\" }\nstate { id = \"BEL\" }\n",
             rows[i].snippet);
    reading_open_text(&it, text);
    const pl_finding *f = rows[i].code ? reading_find(&it, rows[i].code) : NULL;
    if (!rows[i].code && it.report.count) fail_msg("%s: %s", rows[i].snippet, it.report.finding[0].message);
    if (rows[i].code && !f) fail_msg("%s: no %s (%s)", rows[i].snippet, rows[i].code, it.error.text);
    if (f && !strstr(f->message, rows[i].said) && !(f->hint && strstr(f->hint, rows[i].said)))
      fail_msg("%s: %s (%s)", rows[i].snippet, f->message, f->hint ? f->hint : "no hint");
    reading_clear(&it);
  }
}

static void test_states(void **state) {
  static const row rows[] = {
      {"state { id = \"DEU\", size = \"large\", budget = 150.5, expertise = 0.4, organisations = 12, prevent = 0.5 }", NULL, NULL},
      {"state { id = \"islands\", name = { en = \"Isles\", nl = \"Eilanden\" }, at = { lon = 4.5, lat = 52 } }", NULL, NULL},
      {"state { id = \"DEU\", trust = { default = 0.3, NLD = 0.9 }, split = { 0.5, 0.25, 0.25 }, bot = \"never\" }", NULL, NULL},
      {"state { id = \"DEU\", posture = { \"NLD\", \"forum:delta\" } }", NULL, NULL},
      {"state { size = \"small\" }", "E205", "has no \"id\""},
      {"state { id = \"islands\" }", "E205", "state \"islands\" has no name"},
      {"state { id = \"NLD\" }", "E207", "is already used by state on line 3"},
      {"state { id = \"delta\", name = \"x\" }", "E207", "already used by"},
      {"state { id = \"all\", name = \"x\" }", "E206", "a word with a meaning of its own"},
      {"state { id = \"DEU\", size = \"big\" }", "E203", "\"small\", \"middle\", \"large\" or \"great\""},
      {"state { id = \"DEU\", budget = 100000 }", "E204", "did you mean 100?"},
      {"state { id = \"DEU\", budgets = 3 }", "E202", "did you mean \"budget\"?"},
      {"state { id = \"DEU\", expertise = 0 / 0 }", "E102", "no result"},
      {"state { id = \"DEU\", standing = 50 }", "E204", "did you mean 0.5?"},
      {"state { id = \"DEU\", trust = { NDL = 0.3 } }", "E301", "did you mean \"NLD\"?"},
      {"state { id = \"DEU\", trust = { NLD = 3 } }", "E204", "trust.NLD is 3"},
      {"state { id = \"DEU\", playable = \"true\" }", "E203", "write it without quotes: true"},
      {"state { id = \"DEU\", bot = \"gftt\" }", "E301", "did you mean \"gtft\"?"},
      {"state { id = \"DEU\", split = { 0.5, 0.5, 0.5 } }", "E203", "add up to at most 1"},
      {"state { id = \"DEU\", split = { 0.5, 0.5 } }", "E203", "three shares"},
      {"state { id = \"DEU\", posture = \"allie\" }", "E301", "no state called \"allie\""},
      {"state { id = \"DEU\", posture = \"NLD\" }", "E203", "did you mean { \"NLD\" }?"},
      {"state { id = \"DEU\", posture = { \"delta\" } }", "E302", "write \"forum:delta\""},
      {"state { id = \"DEU\", at = { lon = 4.5 } }", "E205", "at has no \"lat\""},
      {"state { id = \"DEU\", organisations = 20001 }", "E204", "from 0 to 20000"},
      {"state \"DEU\"", "E203", "expected a table: state { … }"},
      {"sate { id = \"DEU\" }", "E201", "did you mean \"state\"?"},
  };
  (void)state;
  CHECK_ALL(rows);
}

static void test_seats_and_organisations(void **state) {
  static const row rows[] = {
      {"seat { id = \"board\", name = \"Board\", sees = { \"NLD\", \"delta\" } }", NULL, NULL},
      {"seat { id = \"board\" }", "E205", "has no \"name\""},
      {"seat { id = \"board\", name = \"Board\", sees = { \"krill\" } }", "E302", "\"krill\" is an adversary, expected a state"},
      {"seat { id = \"board\", name = \"Board\", sees = \"NLD\" }", "E203", "a list of states and forums"},
      {"organisation { id = \"grid\", name = \"Grid\", state = \"NLD\", sector = \"energy\", weight = 2, weakness = 0.5 }", NULL, NULL},
      {"organisation { id = \"grid\", name = \"Grid\", state = \"NLD\" }", "E205", "has no \"sector\""},
      {"organisation { id = \"grid\", name = \"Grid\", state = \"NLD\", sector = \"enrgy\" }", "E203", "did you mean \"energy\"?"},
      {"organisation { id = \"grid\", name = \"Grid\", state = \"press\", sector = \"energy\" }", "E302", "\"press\" is a seat"},
      {"organisation { id = \"grid\", name = \"Grid\", state = \"NLD\", sector = \"energy\", weakness = 0.4 }", "E204", "from 0.5 to 1.5"},
  };
  (void)state;
  CHECK_ALL(rows);
}

static void test_forums_and_links(void **state) {
  static const row rows[] = {
      {"forum { id = \"cell\", name = \"Cell\", members = \"all\", kind = \"alliance\", max_label = \"TLP:RED\", dues = 0, vote = \"majority\","
       " delay = 2, open_to = \"none\", mark = \"Ĉ\" }", NULL, NULL},
      {"forum { id = \"cell\", name = \"Cell\" }", "E205", "has no \"members\""},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"NLD\", \"NLD\" } }", "E303", "names \"NLD\" twice"},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"NLD\", nil, \"BEL\" } }", "E203", "a list of states"},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"LND\" } }", "E301", "(states: NLD, BEL)"},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"NLD\" }, dues = 2 }", "E204",
       "forum \"cell\": dues is 2, expected a share from 0 to 0.2"},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"NLD\" }, dues = 2 }", "E204", "did you mean 0.02?"},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"NLD\" }, max_label = \"AMBER\" }", "E203", "did you mean \"TLP:AMBER\"?"},
      {"forum { id = \"cell\", name = \"Cell\", members = { \"NLD\" }, mark = \"AB\" }", "E203", "one letter"},
      {"link { kind = \"dependency\", customer = \"NLD\", supplier = \"BEL\", strength = 4 }", NULL, NULL},
      {"link { kind = \"dependency\", customer = \"port\", supplier = \"dock\", strength = 1.5 }", NULL, NULL},
      {"link { kind = \"alliance\", between = { \"NLD\", \"BEL\" } }", NULL, NULL},
      {"link { customer = \"NLD\", supplier = \"BEL\" }", "E205", "has no \"kind\""},
      {"link { kind = \"dependency\", customer = \"NLD\" }", "E205", "has no \"supplier\""},
      {"link { kind = \"dependency\", customer = \"NLD\", supplier = \"dock\" }", "E208", "a state and an organisation"},
      {"link { kind = \"dependency\", customer = \"NLD\", supplier = \"NLD\" }", "E208", "the same"},
      {"link { kind = \"dependency\", customer = \"port\", supplier = \"dock\", strength = 1.6 }", "E204", "from 0 to 1.5"},
      {"link { kind = \"dependency\", customer = \"port\", supplier = \"dok\" }", "E301", "did you mean \"dock\"?"},
      {"link { kind = \"alliance\", between = { \"NLD\" } }", "E203", "a list of two states"},
      {"link { kind = \"alliance\", between = { \"NLD\", \"BEL\" }, strength = 2 }", "E208", "belongs to a dependency"},
  };
  (void)state;
  CHECK_ALL(rows);
}

static void test_threat(void **state) {
  static const row rows[] = {
      {"adversary { id = \"spy\", kind = \"state\", name = \"Spy\", activity = 2, skill = 0.5, slots = 0, families = { "
       "espionage = 1 },"
       " prefers = { NLD = 4 }, from_round = 2, to_round = 5, tension = { BEL = 0.2 } }",
       NULL, NULL},
      {"adversary { id = \"spy\" }", "E205", "has no \"kind\""},
      {"adversary { id = \"spy\", kind = \"states\" }", "E203", "did you mean \"state\"?"},
      {"adversary { id = \"spy\", kind = \"state\", skill = 3 }", "E204", "from 0.5 to 2"},
      {"adversary { id = \"spy\", kind = \"state\", slots = 9 }", "E204", "from 0 to 8"},
      {"adversary { id = \"spy\", kind = \"state\", families = { wipers = 1 } }", "E301",
       "no family called \"wipers\""},
      {"adversary { id = \"spy\", kind = \"state\", families = { wiper = 0 } }", "E208", "have no weight"},
      {"adversary { id = \"spy\", kind = \"state\", from_round = 5, to_round = 2 }", "E208", "is after to_round"},
      {"adversary { id = \"spy\", kind = \"state\", to_round = 9 }", "E204", "a round from 1 to 8"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", round = 8, day = 7, chance = 0.5, targets = { "
       "\"NLD\" }, delay = { NLD = 3 },"
       " exposure = 0.2, virulence = 4, pressure = 0, damage = 2, stealth = 0.25, label = \"TLP:RED\", sensitivity = "
       "0.5 }",
       NULL, NULL},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", when = { round_at_least = 3 } }", NULL, NULL},
      {"incident { id = \"tide\", by = \"krill\", family = \"worm\" }", "E203",
       "\"ransomware\", \"election\", \"espionage\" or \"wiper\""},
      {"incident { id = \"tide\", family = \"wiper\" }", "E205", "has no \"by\""},
      {"incident { id = \"tide\", by = \"kril\", family = \"wiper\" }", "E301", "(adversaries: krill)"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", virulence = 35 }", "E204", "did you mean 0.35?"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", stealth = 0.2 }", "E204", "from 0.25 to 4"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", round = 9 }", "E204", "a round from 1 to 8"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", day = 0 }", "E204", "a day from 1 to 7"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", round = 2, when = { round_at_least = 3 } }",
       "E208", "exclude each other"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", delay = { NLD = -1 } }", "E204",
       "a number of days from 0"},
      {"incident { id = \"tide\", by = \"krill\", family = \"wiper\", targets = {} }", "E208", "names no state"},
      {"intel { id = \"note\", about = \"worm\", holder = \"BEL\", round = 2, day = 3, quality = 0.5, label = "
       "\"TLP:RED\", text = \"x\" }",
       NULL, NULL},
      {"intel { id = \"note\", about = \"worm\" }", "E205", "has no \"holder\""},
      {"intel { id = \"note\", about = \"worm\", holder = \"BEL\", round = 1 }", "E208",
       "before its incident starts (round 2, day 3)"},
      {"intel { id = \"note\", about = \"worm\", holder = \"BEL\", day = 2 }", "E208", "before its incident starts"},
      {"intel { id = \"note\", about = \"sample\", holder = \"BEL\" }", "E302",
       "\"sample\" is an intel, expected an incident"},
  };
  (void)state;
  CHECK_ALL(rows);
}

static void test_story(void **state) {
  static const row rows[] = {
      {"order { seat = \"BEL\", round = 3, leave = \"delta\", buy = true, strike = { \"krill\" }, posture = \"none\", split = { 1, 0, 0 } }", NULL, NULL},
      {"order { seat = \"BEL\", round = 3 }", "E208", "decides nothing"},
      {"order { seat = \"BEL\", leave = \"delta\" }", "E205", "has no \"round\""},
      {"order { seat = \"press\", round = 3, leave = \"delta\" }", "E302", "\"press\" is a seat, expected a state"},
      {"order { seat = \"BEL\", round = 3, leave = { \"dleta\" } }", "E301", "did you mean \"delta\"?"},
      {"inject { id = \"news\", to = \"all\", text = \"x\", from = \"Press\", label = \"TLP:RED\", public = true, round = 2, day = 3 }", NULL, NULL},
      {"inject { id = \"news\", to = \"all\", text = \"x\", after = \"warn.yes\", delay = 2 }", NULL, NULL},
      {"inject { id = \"news\", text = \"x\", round = 1 }", "E205", "has no \"to\""},
      {"inject { id = \"news\", to = \"NLD\", text = \"x\", round = 1 }", "E203", "did you mean { \"NLD\" }?"},
      {"inject { id = \"news\", to = {}, text = \"x\", round = 1 }", "E208", "names nobody"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = 3, round = 1 }", "E203", "expected a text"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"{sate:NLD.name}\", round = 1 }", "E402", "unknown placeholder: {sate:NLD.name}"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"{state:NLD.name} {state:BEL.hit_now} {seat} {round}\", round = 1 }", NULL, NULL},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"{state:XXX.name}\", round = 1 }", "E402", "unknown placeholder"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"a } b\", round = 1 }", "E402", "unknown placeholder"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = { en = \"{round} {state:NLD.name}\", nl = \"{state:NLD.name}, {state:NLD.name} {round}\" }, round = 1 }", NULL, NULL},
      {"inject { id = \"news\", to = { \"NLD\" }, text = { en = \"{seat}\", nl = \"u\" }, round = 1 }", "E406", "has {seat} in English and not in Dutch"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = { en = \"now\", nl = \"{round}\" }, round = 1 }", "E406", "has {round} in Dutch and not in English"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = { en = \"{state:NLD.name}\", nl = \"{state:BEL.name}\" }, round = 1 }", "E406",
       "has {state:NLD.name} in English and not in Dutch"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = { en = \"{state:BEL.name}\", nl = \"{state:BEL.hit_now}\" }, round = 1 }", "E406",
       "{state:BEL.name}"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", after = \"warn.maybe\" }", "E301", "inject \"warn\" has no option \"maybe\""},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", after = \"wrn\" }", "E301", "did you mean \"warn\"?"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", round = 1, delay = 2 }", "E208", "counts from nothing"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", round = 1, options = {} }", "E203", "a list of options"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", round = 1, options = { { id = \"a\", text = \"a\" } } }", "E208",
       "have 0 defaults, expected exactly one"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", round = 1, options = { { id = \"a\", text = \"a\", default = true },"
       " { id = \"a\", text = \"b\", cost = 1 } } }", "E207", "the id of an earlier option"},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", round = 1, options = { { id = \"a\", default = true } } }", "E205",
       "options[1] has no \"text\""},
      {"inject { id = \"news\", to = { \"NLD\" }, text = \"x\", round = 1, day = 2, options = { { id = \"a\", text = \"a\", default = true } } }",
       "E208", "later than 1"},
      {"inject { id = \"share\", to = { \"NLD\" }, text = \"x\", round = 1 }", "E206", "a meaning of its own"},
      {"objective { id = \"aim\", seats = { \"NLD\" }, text = \"x\", points = 100, when = { state = \"NLD\", hit_total_at_most = 3 }, at = 4 }", NULL, NULL},
      {"objective { id = \"aim\", seats = \"all\", text = \"x\", test = function(w) return true end }", NULL, NULL},
      {"objective { id = \"aim\", seats = \"all\", text = \"x\" }", "E205", "neither when nor test"},
      {"objective { id = \"aim\", seats = \"all\", text = \"x\", test = 3 }", "E203", "expected a function"},
      {"objective { id = \"aim\", seats = \"all\", text = \"x\", points = 101, test = function(w) end }", "E204", "from 0 to 100"},
      {"objective { id = \"aim\", seats = \"all\", text = \"x\", at = \"now\", test = function(w) end }", "E203", "\"end\" or a round"},
      {"action { id = \"help\", text = \"x\", who = { \"NLD\" }, target = \"state\", cost = 3, limit = 2, effects = { standing = 0.1 } }", NULL, NULL},
      {"action { id = \"help\", text = \"x\", target = \"country\" }", "E203", "\"none\", \"state\", \"forum\" or \"adversary\""},
      {"action { id = \"strike\", text = \"x\", effects = { standing = 0.1 } }", "E206", "a meaning of its own"},
      {"vars { more = 1 }", NULL, NULL},
      {"vars { asked = true }", "E207", "already declared"},
      {"vars { part = 0.5 }", "E203", "true, false, an integer or a text"},
      {"vars { [\"a b\"] = 1 }", "E206", "not a name for a variable"},
      {"debrief { \"What now?\", { what_if = { seat = \"NLD\", round = 2, share = { sample = \"all\" } }, text = \"x\" } }", NULL, NULL},
      {"debrief { { what_if = { seat = \"NLD\", round = 2, withhold = { \"worm\" } }, text = \"x\" } }", NULL, NULL},
      {"debrief { { what_if = { seat = \"NLD\", round = 2, posture = { \"BEL\" } }, text = \"x\" } }", NULL, NULL},
      {"debrief { { what_if = { seat = \"NLD\", round = 2 }, text = \"x\" } }", "E208", "needs posture, share, withhold or without"},
      {"debrief { { what_if = { seat = \"NLD\", round = 2, without = \"leave\" }, text = \"x\" } }", NULL, NULL},
      {"debrief { { what_if = { seat = \"NLD\", round = 2, without = \"leaf\" }, text = \"x\" } }", "E203", "\"leave\""},
      {"debrief { { what_if = { seat = \"NLD\", round = 2, without = \"leave\", posture = \"all\" }, text = \"x\" } }", "E208", "needs posture, share, withhold or without"},
      {"debrief { { what_if = { seat = \"NLD\", round = 9, posture = \"all\" }, text = \"x\" } }", "E204", "a round from 1 to 8"},
      {"debrief { { what_if = 3, text = \"x\" } }", "E203", "a text, or { what_if"},
      {"bot { id = \"mine\", name = \"Mine\", decide = function(brief) return {} end } state { id = \"DEU\", bot = \"mine\" }", NULL, NULL},
      {"bot { id = \"mine\", name = \"Mine\" }", "E205", "has no \"decide\""},
      {"bot { id = \"gtft\", name = \"Mine\", decide = function(brief) end }", "E206", "a meaning of its own"},
      {"on_incident(\"wurm\", function(w) end)", "E304", "did you mean \"worm\"?"},
      {"on_decision(\"wrn\", function(w) end)", "E304", "did you mean \"warn\"?"},
      {"on_decision(\"strike\", function(w) end) on_decision(\"warn\", function(w) end)", NULL, NULL},
  };
  (void)state;
  CHECK_ALL(rows);
}

/* Conditions and effects, inside an objective and an action. */
static void check_inside(const char *format, const row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char snippet[1000];
    snprintf(snippet, sizeof snippet, format, rows[i].snippet);
    check(&(row){snippet, rows[i].code, rows[i].said});
  }
}

static void test_conditions(void **state) {
  static const row rows[] = {
      {"round_at_least = 2, round_at_most = 5", NULL, NULL},
      {"state = \"NLD\", incident = \"worm\", hit_total_at_least = 1", NULL, NULL},
      {"state = \"NLD\", loss_percent_at_most = 12.5, confidence_at_least = 0.8", NULL, NULL},
      {"trust = { of = \"NLD\", in_ = \"BEL\", at_least = 0.5 }", NULL, NULL},
      {"member = { state = \"NLD\", forum = \"delta\" }, left = { state = \"BEL\", forum = \"delta\" }", NULL, NULL},
      {"shared = { state = \"NLD\", intel = \"sample\", with = \"BEL\" }", NULL, NULL},
      {"shared = { state = \"NLD\", intel = \"worm\", with = \"BEL\" }", NULL, NULL},
      {"knows = { state = \"NLD\", incident = \"worm\" }", NULL, NULL},
      {"chosen = \"warn.yes\", did = { seat = \"NLD\", action = \"strike\" }", NULL, NULL},
      {"var = { name = \"count\", is = 3 }", NULL, NULL},
      {"any = { { round_at_least = 2 }, { chosen = \"warn\" } }, none_of = { { round_at_most = 1 } }", NULL, NULL},
      {"", "E208", "is an empty condition"},
      {"hit_total_at_most = 3", "E208", "of no state"},
      {"state = \"NLD\"", "E208", "compares nothing"},
      {"state = \"NLD\", incident = \"worm\", hit_now_at_most = 3", "E208", "only goes with hit_total"},
      {"state = \"NLD\", hit_total = 3", "E202", "did you mean \"hit_total_at_"},
      {"state = \"NLD\", hit_total_at_most = -1", "E204", "from 0 to"},
      {"trust = { of = \"NLD\", in_ = \"BEL\" }", "E208", "compares nothing"},
      {"trust = { of = \"NLD\", at_least = 0.5 }", "E205", "when.trust has no \"in_\""},
      {"member = { state = \"NLD\" }", "E205", "has no \"forum\""},
      {"did = { seat = \"NLD\", action = \"stike\" }", "E301", "did you mean \"strike\"?"},
      {"var = { name = \"asked\", is = 3 }", "E203", "expected true or false"},
      {"var = { name = \"askd\", is = true }", "E301", "no variable called \"askd\""},
      {"any = { round_at_least = 2 }", "E203", "a list of conditions"},
      {"any = { { round_at_lest = 2 } }", "E202", "did you mean \"round_at_least\"?"},
      {"round_at_least = 9", "W207", "after the last round"},
      {"round_at_least = 4, round_at_most = 3", "W207", "never holds"},
  };
  (void)state;
  check_inside("objective { id = \"aim\", seats = \"all\", text = \"x\", when = { %s } }", rows,
               sizeof rows / sizeof rows[0]);
}

static void test_effects(void **state) {
  static const row rows[] = {
      {"budget = -20, prevent = 0.5, defend = -0.5, strengthen = 1, standing = 0.1, confidence = -0.1, rights = 0", NULL, NULL},
      {"trust_in = { BEL = 0.1 }, trust_from = { BEL = -0.1 }, knowledge = { worm = 0.2 }, tension = { krill = 0.1 }", NULL, NULL},
      {"join = \"delta\", leave = { \"delta\" }, share = { sample = \"all\", worm = { \"BEL\" } }", NULL, NULL},
      {"fire = \"warn\", set = { asked = true, count = 3, name = \"y\" }", NULL, NULL},
      {"of = \"BEL\", standing = 0.1, { of = \"NLD\", standing = -0.1 }", NULL, NULL},
      {"standng = 0.1", "E202", "did you mean \"standing\"?"},
      {"standing = 5", "E204", "expected a number from -1 to 1"},
      {"budget = 5000", "E204", "from -1000 to 1000"},
      {"trust_in = { BLE = 0.1 }", "E301", "did you mean \"BEL\"?"},
      {"trust_in = { BEL = 2 }", "E204", "effects.trust_in.BEL is 2"},
      {"trust_in = 0.1", "E203", "a table { [state] ="},
      {"knowledge = { sample = 0.2 }", "E302", "\"sample\" is an intel, expected an incident"},
      {"share = { sampl = \"all\" }", "E301", "did you mean \"sample\"?"},
      {"share = { sample = \"al\" }", "E301", "no state called \"al\""},
      {"set = { askd = true }", "E301", "did you mean \"asked\"?"},
      {"set = { asked = 1 }", "E203", "expected true or false"},
      {"of = \"press\", standing = 0.1", "E302", "\"press\" is a seat, expected a state"},
      {"launch = \"delta\"", "E302", "\"delta\" is a forum, expected an incident"},
      {"fire = 3", "E203", "an inject, or a list of them"},
  };
  (void)state;
  check_inside("action { id = \"help\", text = \"x\", effects = { %s } }", rows, sizeof rows / sizeof rows[0]);
}

/* Every row of every schema says what it is for, and has a place or a reason to have none. */
static void test_tables(void **state) {
  (void)state;
  for (int kind = 0; kind < PL_KINDS; kind++) {
    const pl_schema *schema = pl_schema_of((pl_kind)kind);
    assert_true(schema->doc[0]);
    for (size_t i = 0; i < schema->count; i++) {
      const pl_field *field = &schema->field[i];
      char text[300];
      if (!field->doc || !field->doc[0] || field->since != 1) fail_msg("%s.%s has no doc", schema->name, field->name);
      pl_field_expectation(field, 12, text, sizeof text);
      if (!text[0]) fail_msg("%s.%s expects nothing", schema->name, field->name);
      if (pl_schema_find(schema, field->name) != field) fail_msg("%s.%s stands twice", schema->name, field->name);
      if (field->type != PL_TYPE_OTHER && !(field->flags & PL_FIELD_NOWHERE) && field->offset >= schema->size)
        fail_msg("%s.%s lies outside its record", schema->name, field->name);
    }
  }
}

/* Wherever a text can be written, it must be fit to be shown. */
static void test_unfit_texts(void **state) {
  static const row rows[] = {
      {"vars { note = \"\\27[2J\" }", "E403", "control character"},
      {"vars { note = \"a\\0b\" }", "E403", "control character"},
      {"vars { note = \"\\u{202E}\" }", "E403", "direction of writing"},
      {"inject { id = \"q\", to = \"all\", text = \"?\", round = 1, effects = { set = { name = \"\\27\" } } }", "E403",
       "control character"},
      {"forum { id = \"f\", name = \"F\", members = \"all\", mark = \"\\27\" }", "E203", "one letter"},
      {"forum { id = \"f\", name = \"F\", members = \"all\", mark = \"\\u{202E}\" }", "E203", "one letter"},
      {"forum { id = \"f\", name = \"F\", members = \"all\", mark = \"\\xFF\" }", "E203", "one letter"},
      {"forum { id = \"f\", name = \"F\", members = \"all\", mark = \" \" }", "E203", "one letter"},
      {"forum { id = \"f\", name = \"F\", members = \"all\", mark = \"\\u{E9}\" }", NULL, NULL},
      {"state { id = \"x\", name = \"\\u{2066}\" }", "E403", "direction of writing"},
      {"scenario { id = \"a\", title = \"\\u{9B}\", }", "E209", NULL},
      {"debrief { \"\\u{9B}?\" }", "E403", "control character"},
  };
  (void)state;
  CHECK_ALL(rows);
}

static void check_scenario(const char *fields, const char *code, const char *said) {
  char text[1000];
  reading it;
  snprintf(text, sizeof text, "polder \"1\"\nscenario { id = \"t\", title = \"T\", %s }\nstate { id = \"NLD\" }\n"
                              "state { id = \"BEL\" }\n", fields);
  reading_open_text(&it, text);
  const pl_finding *f = code ? reading_find(&it, code) : NULL;
  assert_int_equal(it.status, code ? PL_BAD_INPUT : PL_OK);
  if (code && (!f || !strstr(f->message, said)))
    fail_msg("%s\n  expected %s %s: %s", fields, code, said, it.error.text);
  reading_clear(&it);
}

/* An organisation names its sector, so no two may be called the same. */
static void test_sectors_differ(void **state) {
  (void)state;
  check_scenario("map = { sectors = { \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\" } }", NULL, NULL);
  check_scenario("map = { sectors = { \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"a\", \"h\" } }", "E303",
                 "sectors[7] is the name of an earlier sector");
}

/* Lists longer than a count in the scenario can say are refused, not cut. */
static void test_long_lists(void **state) {
  static const row rows[] = {
      {"local l = {} for i = 1, 65536 do l[i] = \"krill\" end\norder { seat = \"NLD\", round = 1, strike = l }", "E209",
       "more decisions"},
      {"local l = {} for i = 1, 32768 do l[i] = \"worm\" end\n"
       "inject { id = \"q\", to = \"all\", text = \"?\", round = 1, "
       "effects = { launch = l, { launch = l } } }",
       "E209", "more effects"},
      {"local c, l = { round_at_least = 1 }, {} for i = 1, 65535 do l[i] = c end\n"
       "inject { id = \"q\", to = \"all\", text = \"?\", when = { any = l } }",
       "E209", "more conditions"},
      {"local l = {} for i = 1, 65535 do l[i] = \"?\" end\ndebrief(l)", "E209", "questions"},
      {"local s, l = (\"x\"):rep(60000), {} for i = 1, 600 do l[i] = s end\ndebrief(l)", "E203", "16777216 bytes"},
  };
  (void)state;
  CHECK_ALL(rows);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_scenario),   cmocka_unit_test(test_scenario_fields),
      cmocka_unit_test(test_states),     cmocka_unit_test(test_seats_and_organisations),
      cmocka_unit_test(test_forums_and_links), cmocka_unit_test(test_threat),
      cmocka_unit_test(test_story),      cmocka_unit_test(test_conditions),
      cmocka_unit_test(test_effects),    cmocka_unit_test(test_tables),
      cmocka_unit_test(test_unfit_texts), cmocka_unit_test(test_long_lists),
      cmocka_unit_test(test_sectors_differ),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
