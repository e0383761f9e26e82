/* What declarations become: the standard map to the last digit, a small complete example, and the units. */
#include "reading.h"

#include <polder/world.h>

#include "fault.h"

static void test_standard_map(void **state) {
  static const pl_mu budget[14] = {600000, 200000, 200000, 100000, 100000, 100000, 100000,
                                   40000,  40000,  40000,  40000,  40000,  40000,  40000};
  static const pl_q16 expertise[14] = {59000, 49000, 49000, 36000, 36000, 36000, 36000,
                                       22000, 22000, 22000, 22000, 22000, 22000, 22000};
  static const uint64_t members[4] = {0x3FFF, 0x157F, 0x3FF8, 0x019F};
  pl_bundle_room room = {0};
  pl_report report;
  pl_rules rules;
  pl_error error;
  (void)state;
  assert_int_equal(pl_bundle_read(POLDER_SOURCE_DIR "/scenarios/standard-map", &room, &error), PL_OK);
  assert_int_equal(pl_script_open(&room.bundle, &rules, &report, &error), PL_OK);
  assert_int_equal(report.count, 0);
  const pl_scenario *s = rules.scenario;
  pl_parameters standard;
  pl_parameters_init(&standard);
  assert_memory_equal(&s->parameters, &standard, sizeof standard);
  assert_int_equal(s->rounds, 12);
  assert_int_equal(s->seed, 1);
  assert_int_equal(s->map.seed, 1);
  assert_int_equal(s->map.domestic_links, 3);
  assert_int_equal(s->map.foreign_links, 2);
  assert_int_equal(s->map.foreign_chance, 36000);
  assert_string_equal(s->map.sectors[0], "government");
  assert_string_equal(s->map.sectors[7], "media");
  assert_int_equal(s->actions, ((uint64_t)1 << PL_ACTIONS) - 1);
  assert_int_equal(s->state_count, 14);
  for (int i = 0; i < 14; i++) {
    const pl_state_spec *it = &s->states[i];
    assert_int_equal(it->budget, budget[i]);
    assert_int_equal(it->expertise, expertise[i]);
    assert_int_equal(it->organisations, 40);
    for (int k = 0; k < PL_TRACKS; k++) assert_int_equal(it->stock[k], budget[i] * 72000 / 65536);
    for (int k = 0; k < PL_TRACKS; k++) assert_int_equal(it->split[k], 333);
    assert_int_equal(it->standing, 32768);
    assert_int_equal(it->confidence, 65536);
    assert_int_equal(it->rights, 65536);
    for (int t = 0; t < 14; t++) assert_int_equal(it->trust[t], -1);
    assert_int_equal(it->posture.words, PL_AUDIENCE_FORUMS);
    assert_string_equal(it->bot_name, "gtft");
    assert_true(pl_set_is_empty(&s->treaties[i]));
  }
  assert_int_equal(s->forum_count, 4);
  for (int f = 0; f < 4; f++) {
    assert_int_equal(s->forums[f].members.word[0], members[f]);
    assert_int_equal(s->forums[f].dues, 1311);
    assert_int_equal(pl_set_count(&s->forums[f].open_to), 14);
    assert_int_equal(s->forums[f].vote, PL_VOTE_OPEN);
  }
  assert_int_equal(s->forums[0].kind, PL_FORUM_CAPACITY);
  assert_int_equal(s->forums[1].kind, PL_FORUM_EXCHANGE);
  assert_int_equal(s->forums[3].kind, PL_FORUM_ALLIANCE);
  assert_int_equal(s->forums[0].ceiling, PL_AMBER);
  assert_int_equal(s->forums[1].ceiling, PL_AMBER_STRICT);
  assert_int_equal(s->forums[3].ceiling, PL_RED);
  assert_string_equal(s->forums[1].mark, "H");
  assert_int_equal(s->adversary_count, 9);
  for (int a = 0; a < 9; a++) {
    static const int32_t below[2][4] = {{3000, 3000, 3000, 65536}, {30000, 48000, 65536, 65536}};
    const pl_adversary_spec *it = &s->adversaries[a];
    bool is_state = a > 5;
    assert_int_equal(it->is_state, is_state);
    assert_int_equal(it->rate, is_state ? 13000 : 22000);
    assert_int_equal(it->slots, is_state ? 2 : 3);
    assert_int_equal(it->skill, 65536);
    assert_memory_equal(it->family_below, below[is_state], sizeof below[0]);
    assert_int_equal(it->from_round, 0);
    assert_int_equal(it->to_round, 11);
    for (int t = 0; t < 14; t++) assert_true(it->prefers[t] == 65536 && it->tension[t] == 0);
  }
  rules.close(rules.self);
  pl_report_clear(&report);
  pl_bundle_clear(&room);
}

static const char *const example =
    "polder \"1\"\n"
    "scenario { id = \"first-share\", rounds = 6, seed = 1, languages = { \"en\", \"nl\" },\n"
    "  title = { en = \"The first share\", nl = \"Voor het eerst delen\" } }\n"
    "state { id = \"noordland\", size = \"small\", name = { en = \"Northland\", nl = \"Noordland\" } }\n"
    "state { id = \"zuidland\",  size = \"small\", name = { en = \"Southland\", nl = \"Zuidland\" } }\n"
    "forum { id = \"delta\", name = { en = \"Delta Exchange\", nl = \"Delta-uitwisseling\" },\n"
    "  members = { \"noordland\", \"zuidland\" }, dues = 0.02, max_label = \"TLP:AMBER\" }\n"
    "link { kind = \"dependency\", customer = \"noordland\", supplier = \"zuidland\" }\n"
    "adversary { id = \"krill\", kind = \"criminal\" }\n"
    "incident { id = \"worm\", family = \"ransomware\", by = \"krill\", targets = { \"zuidland\" }, round = 2, "
    "virulence = 1 }\n"
    "inject { id = \"warn\", round = 2, to = { \"noordland\" },\n"
    "  text = { en = \"A worm is loose in Southland. What do you share?\", nl = \"Er waart een worm rond in Zuidland. "
    "Wat deelt u?\" },\n"
    "  options = { { id = \"share\", text = { en = \"Share now\", nl = \"Nu delen\" }, effects = { trust_from = { "
    "zuidland = 0.1 } } },\n"
    "              { id = \"wait\",  text = { en = \"Wait a round\", nl = \"Wacht een ronde\" }, default = true } } }\n"
    "objective { id = \"contain\", seats = { \"noordland\" }, text = { en = \"Keep Northland clean\", nl = \"Houd "
    "Noordland schoon\" },\n"
    "  points = 10, when = { state = \"noordland\", incident = \"worm\", hit_total_at_most = 3 } }\n"
    "debrief { { en = \"What did silence cost, and whom?\", nl = \"Wat kostte zwijgen, en wie?\" } }\n";

static void test_example(void **state) {
  reading r;
  (void)state;
  reading_open_text(&r, example);
  const pl_scenario *s = reading_scenario(&r);
  if (r.report.count) fail_msg("%s", r.report.finding[0].message);
  assert_string_equal(pl_text_in(&s->title, PL_DUTCH), "Voor het eerst delen");
  assert_true(s->has_language[PL_ENGLISH] && s->has_language[PL_DUTCH]);
  assert_int_equal(s->recommended, 0);
  assert_int_equal(s->states[1].budget, 40000);
  assert_int_equal(s->forums[0].dues, 1311);
  assert_int_equal(s->dependency_count, 1);
  assert_true(s->dependencies[0].customer == 0 && s->dependencies[0].supplier == 1 &&
              s->dependencies[0].strength == 65536);
  const pl_incident_spec *worm = &s->incidents[0];
  assert_true(worm->round == 1 && worm->tick == 0 && worm->has_targets && worm->chance == 65536 && !worm->when);
  assert_true(pl_set_has(&worm->targets, 1) && !pl_set_has(&worm->targets, 0));
  assert_true(worm->exposure == -1 && worm->virulence == 65536 && worm->label == PL_GREEN &&
              worm->sensitivity == 13000);
  const pl_inject_spec *warn = &s->injects[0];
  assert_true(warn->round == 1 && warn->to_count == 1 && warn->to[0] == 0 && warn->label == -1 &&
              warn->after == PL_NONE);
  assert_int_equal(warn->option_count, 2);
  assert_true(!warn->options[0].is_default && warn->options[1].is_default);
  assert_int_equal(warn->options[0].effects.count, 1);
  const pl_effect *effect = &warn->options[0].effects.row[0];
  assert_true(effect->kind == PL_EFFECT_TRUST_FROM && effect->subject == PL_NONE && effect->other == 1);
  assert_int_equal(effect->amount, 6554);
  const pl_objective_spec *contain = &s->objectives[0];
  assert_true(contain->points == 10 && contain->at == 5 && contain->seat_count == 1 && !contain->has_test);
  assert_true(contain->when->kind == PL_WHEN_HIT_TOTAL && contain->when->state == 0 && contain->when->incident == 0);
  assert_true(contain->when->at_most == 3 && contain->when->at_least == INT64_MIN);
  assert_string_equal(pl_text_in(&s->debrief[0].text, PL_ENGLISH), "What did silence cost, and whom?");
  reading_clear(&r);
}

static const char *const rich =
    "polder \"1\"\n"
    "scenario { id = \"rich\", title = \"Rich\", rounds = 8, model = { fee = 2000, crim_rate = 30000, lmax = 12 }, "
    "kappa = -0.5,\n"
    "  map = { seed = 7, organisations = 20, foreign_chance = 0.5 }, actions = { \"posture\", \"share\" } }\n"
    "state { id = \"NLD\", budget = 100.0005, prevent = 0.5, trust = { default = 0.25, BEL = 0.5 }, split = { 0.3335, "
    "0.3335, 0.333 } }\n"
    "state { id = \"BEL\", organisations = 5, posture = { \"NLD\", \"forum:delta\" }, playable = false, bot = \"mine\" "
    "}\n"
    "state { id = \"LUX\", name = \"Elsewhere\", at = { lon = -1.5, lat = 2 } }\n"
    "seat { id = \"press\", name = \"Press\", sees = { \"LUX\", \"delta\" } }\n"
    "organisation { id = \"port\", name = \"Port\", state = \"NLD\", sector = \"transport\", weight = 2 }\n"
    "organisation { id = \"dock\", name = \"Dock\", state = \"BEL\", sector = \"government\", weakness = 1.5 }\n"
    "link { kind = \"dependency\", customer = \"dock\", supplier = \"port\", strength = 1.5 }\n"
    "link { kind = \"alliance\", between = { \"NLD\", \"LUX\" } }\n"
    "forum { id = \"delta\", name = \"δelta\", members = { \"NLD\", \"BEL\" }, open_to = { \"LUX\" }, vote = "
    "\"unanimity\" }\n"
    "adversary { id = \"gang\", kind = \"criminal\", activity = 0.5, families = { ransomware = 3, espionage = 1 } }\n"
    "adversary { id = \"busy\", kind = \"criminal\", activity = 4, from_round = 3 }\n"
    "incident { id = \"tide\", by = \"gang\", family = \"espionage\", round = 3, day = 4, delay = { BEL = 2.5 }, "
    "exposure = 0.25, virulence = 0.5 }\n"
    "incident { id = \"later\", by = \"gang\", family = \"wiper\" }\n"
    "intel { id = \"note\", about = \"tide\", holder = \"LUX\", quality = 0.5 }\n"
    "intel { id = \"late\", about = \"tide\", holder = \"BEL\", round = 4, day = 2 }\n"
    "order { seat = \"BEL\", round = 3, leave = { \"delta\" }, strike = \"gang\", buy = true, posture = \"allies\" }\n"
    "inject { id = \"first\", to = \"all\", text = \"x\", round = 1, options = {\n"
    "  { id = \"a\", text = \"a\", cost = 2.5, fires = \"second\", effects = { set = { n = 4 }, launch = \"later\", "
    "budget = -1.5,\n"
    "    share = { note = { \"BEL\" } }, prevent = -0.5, knowledge = { tide = 0.5 } } },\n"
    "  { id = \"b\", text = \"b\", default = true } } }\n"
    "inject { id = \"second\", to = { \"press\", \"BEL\" }, text = \"y\", after = \"first.b\", delay = 2, label = "
    "\"TLP:AMBER\" }\n"
    "objective { id = \"aim\", seats = \"all\", text = \"x\", when = { state = \"NLD\", loss_percent_at_most = 12.5, "
    "round_at_least = 2,\n"
    "  any = { { chosen = \"first.a\" }, { var = { name = \"n\", is = 4 } } } } }\n"
    "objective { id = \"test\", seats = { \"NLD\" }, text = \"x\", at = 3, test = function(w) return 1 end }\n"
    "action { id = \"help\", text = \"x\", who = { \"NLD\" }, target = \"state\", cost = 3, limit = 2, effects = { "
    "trust_in = { BEL = -1 } } }\n"
    "vars { z = true, n = 3, a = \"text\" }\n"
    "bot { id = \"mine\", name = \"Mine\", decide = function(brief) return {} end }\n"
    "debrief { \"q\", { what_if = { seat = \"NLD\", round = 2, share = { note = \"all\" } }, text = \"w\" } }\n";

static void test_units(void **state) {
  reading r;
  (void)state;
  reading_open_text(&r, rich);
  const pl_scenario *s = reading_scenario(&r);
  if (r.report.count) fail_msg("%s", r.report.finding[0].message);
  assert_int_equal(s->parameters.kappa, -32768);
  assert_int_equal(s->parameters.lmax, 12);
  assert_int_equal(s->map.foreign_chance, 32768);
  assert_int_equal(s->actions, 1u << PL_ACTION_POSTURE | 1u << PL_ACTION_SHARE | 1u << PL_ACTION_ANSWER);
  assert_int_equal(s->states[0].budget, 100001); /* rounded half up */
  assert_int_equal(s->states[0].stock[PL_PREVENT], 50000);
  assert_int_equal(s->states[0].stock[PL_DEFEND], (pl_mu)100001 * 72000 / 65536);
  assert_int_equal(s->states[0].trust[1], 32768);
  assert_int_equal(s->states[0].trust[2], 16384);
  assert_int_equal(s->states[0].organisations, 20);
  assert_int_equal(s->states[1].organisations, 5);
  assert_int_equal(s->states[0].split[0] + s->states[0].split[1] + s->states[0].split[2], 1000);
  assert_true(pl_set_has(&s->states[1].posture.states, 0) && s->states[1].posture.forums == 1 &&
              !s->states[1].posture.words);
  assert_string_equal(s->states[1].bot_name, "mine");
  assert_string_equal(pl_text_in(&s->states[1].name, PL_DUTCH), "België");
  assert_string_equal(pl_text_in(&s->states[2].name, PL_DUTCH), "Elsewhere");
  assert_true(s->states[2].at.is_known && s->states[2].at.longitude == -1500 && s->states[2].at.latitude == 2000);
  assert_true(s->states[0].at.is_known && s->states[0].at.latitude > 51000 && s->states[0].at.latitude < 54000);
  assert_true(pl_set_has(&s->roles[0].sees_states, 2) && s->roles[0].sees_forums == 1);
  assert_true(s->organisations[0].sector == 5 && s->organisations[0].weight == 131072 &&
              s->organisations[0].weakness == -1);
  assert_true(s->organisations[1].weight == -1 && s->organisations[1].weakness == 98304);
  assert_true(s->link_count == 1 && s->links[0].customer == 1 && s->links[0].supplier == 0 &&
              s->links[0].weight == 98304);
  assert_true(pl_set_has(&s->treaties[0], 2) && pl_set_has(&s->treaties[2], 0) && pl_set_is_empty(&s->treaties[1]));
  assert_int_equal(s->forums[0].dues, 2000); /* follows the parameter */
  assert_string_equal(s->forums[0].mark, "δ");
  assert_true(pl_set_has(&s->forums[0].open_to, 2) && pl_set_count(&s->forums[0].open_to) == 1);
  assert_int_equal(s->adversaries[0].rate, 15000);
  assert_int_equal(s->adversaries[1].rate, 65536); /* 4 × 30000 is certainty */
  assert_int_equal(s->adversaries[1].from_round, 2);
  static const int32_t below[4] = {16384, 16384, 16384, 65536};
  assert_memory_equal(s->adversaries[0].family_below, below, sizeof below);
  reading_clear(&r);
}

static void test_threat(void **state) {
  reading r;
  (void)state;
  reading_open_text(&r, rich);
  const pl_scenario *s = reading_scenario(&r);
  const pl_incident_spec *tide = &s->incidents[0];
  assert_true(tide->round == 2 && tide->tick == 12 && !tide->has_targets);
  assert_true(tide->delay[0] == -1 && tide->delay[1] == 10 && tide->delay[2] == -1);
  assert_true(tide->exposure == 16384 && tide->virulence == 32768 && tide->pressure == 65536);
  assert_true(tide->label == PL_AMBER_STRICT && tide->sensitivity == 50000);
  assert_int_equal(s->incidents[1].round, -1); /* only the option launches it */
  assert_true(s->intel[0].about == 0 && s->intel[0].holder == 2 && s->intel[0].round == -1 &&
              s->intel[0].quality == 32768);
  assert_int_equal(s->intel[0].label, PL_AMBER_STRICT);
  assert_true(s->intel[1].round == 3 && s->intel[1].tick == 4 && s->intel[1].quality == -1);
  reading_clear(&r);
}

static void test_story(void **state) {
  static const pl_effect_kind kinds[] = {PL_EFFECT_BUDGET, PL_EFFECT_STOCK, PL_EFFECT_KNOWLEDGE, PL_EFFECT_SHARE,
                                         PL_EFFECT_LAUNCH, PL_EFFECT_SET, PL_EFFECT_FIRE};
  static const uint16_t actions[] = {PL_ACTION_POSTURE, PL_ACTION_BUY, PL_ACTION_STRIKE, PL_ACTION_LEAVE};
  reading r;
  (void)state;
  reading_open_text(&r, rich);
  const pl_scenario *s = reading_scenario(&r);
  const pl_order_spec *order = &s->orders[0];
  assert_true(order->round == 2 && order->decision_count == 4);
  for (int i = 0; i < 4; i++) assert_true(order->decisions[i].action == actions[i] && order->decisions[i].seat == 1);
  assert_int_equal(order->decisions[0].audience.words, PL_AUDIENCE_ALLIES);
  const pl_option_spec *a = &s->injects[0].options[0];
  assert_int_equal(s->injects[0].to_count, 4); /* three states and a role */
  assert_int_equal(a->cost, 2500);
  assert_int_equal(a->effects.count, 7);
  for (int i = 0; i < 7; i++) assert_int_equal(a->effects.row[i].kind, kinds[i]);
  assert_int_equal(a->effects.row[0].amount, -1500);
  assert_true(a->effects.row[1].track == PL_PREVENT && a->effects.row[1].amount == -32768);
  assert_true(a->effects.row[3].incident == 0 && pl_set_has(&a->effects.row[3].audience.states, 1));
  assert_true(a->effects.row[4].incident == 1);
  assert_true(a->effects.row[5].other == 1 && a->effects.row[5].amount == 4);
  assert_true(a->effects.row[6].other == 1);
  const pl_inject_spec *second = &s->injects[1];
  assert_true(second->after == 0 && second->after_option == 1 && second->delay == 2 && second->round == -1);
  assert_true(second->to[0] == 3 && second->to[1] == 1 && second->label == PL_AMBER);
  const pl_condition *when = s->objectives[0].when;
  assert_true(when->kind == PL_WHEN_ALL && when->child_count == 3);
  assert_true(when->children[0].kind == PL_WHEN_ROUND && when->children[0].at_least == 1);
  assert_true(when->children[1].kind == PL_WHEN_LOSS && when->children[1].at_most == 819200);
  const pl_condition *any = &when->children[2];
  assert_true(any->kind == PL_WHEN_ANY && any->child_count == 2);
  assert_true(any->children[0].kind == PL_WHEN_CHOSEN && any->children[0].inject == 0 && any->children[0].option == 0);
  assert_true(any->children[1].kind == PL_WHEN_VAR && any->children[1].var == 1 && any->children[1].value == 4);
  assert_true(s->objectives[0].seat_count == 3 && s->objectives[1].has_test && s->objectives[1].at == 2);
  assert_true(!s->custom_actions[0].is_for_all && s->custom_actions[0].target == PL_TARGET_STATE &&
              s->custom_actions[0].limit == 2);
  assert_string_equal(s->variables[0].name, "a"); /* sorted */
  assert_string_equal(s->variables[1].name, "n");
  assert_true(s->variables[2].kind == PL_VARIABLE_BOOLEAN && s->variables[2].value == 1);
  assert_true(s->debrief[1].has_what_if && s->debrief[1].about == 0 && s->debrief[1].share.words == PL_AUDIENCE_ALL);
  reading_clear(&r);
}

/* Other files: texts in two languages, and a part of the scenario. */
static void test_files(void **state) {
  static const char *const files[] = {
      "scenario.lua",
      ("polder \"1\"\nlocal T = texts \"main\"\n"
       "scenario { id = \"x\", title = T.title, languages = { \"en\", \"nl\" } }\ninclude \"states.lua\"\n"),
      "states.lua", "state { id = \"NLD\" }\nstate { id = \"BEL\", size = \"big\" }\n",
      "main.en.ftl", "title = Title\n",
      "main.nl.ftl", "title = Titel\n",
  };
  reading r;
  (void)state;
  reading_open(&r, 4, files);
  assert_int_equal(r.status, PL_BAD_INPUT);
  assert_int_equal(r.report.count, 1);
  assert_string_equal(r.report.finding[0].file, "states.lua");
  assert_true(r.report.finding[0].line == 2 && r.report.finding[0].column == 28);
  reading_clear(&r);
}

/* A key that only one of two files has, used by a hook or by nobody. */
static void test_forgotten_texts(void **state) {
  static const char *const files[] = {
      "scenario.lua",
      ("polder \"1\"\nlocal T = texts \"main\"\n"
       "scenario { id = \"x\", title = T.title, languages = { \"en\", \"nl\" } }\n"
       "state { id = \"NLD\" }\nstate { id = \"BEL\" }\n"
       "on_end(function(w) w.log(T.late) end)\n"),
      "main.en.ftl", "title = Title\nlate = Late\n",
      "main.nl.ftl", "# eerst een opmerking\noud = Oud\ntitle = Titel\n",
  };
  reading r;
  (void)state;
  reading_open(&r, 3, files);
  assert_int_equal(r.status, PL_OK);
  assert_int_equal(r.report.count, 2);
  assert_string_equal(r.report.finding[0].code, "W402");
  assert_string_equal(r.report.finding[0].file, "main.en.ftl");
  assert_int_equal(r.report.finding[0].line, 2);
  assert_string_equal(r.report.finding[0].message, "late is missing from main.nl.ftl");
  assert_string_equal(r.report.finding[1].file, "main.nl.ftl");
  assert_int_equal(r.report.finding[1].line, 2);
  assert_string_equal(r.report.finding[1].message, "oud is missing from main.en.ftl");
  reading_clear(&r);
}

static void test_limits(void **state) {
  static const struct { const char *text, *code, *said;
  } rows[] = {
      {"polder \"1\" scenario { id = \"x\", title = \"X\" } state { id = \"NLD\" }", "E209", "only one state"},
      {"polder \"1\" scenario { id = \"x\", title = \"X\", map = { organisations = 20000 } }\n"
       "for i = 1, 51 do state { id = \"s\" .. i, name = \"S\" } end",
       "E209", "1020000 organisations together"},
      {"polder \"1\" scenario { id = \"x\", title = \"X\" } for i = 1, 201 do state { id = \"s\" .. i, name = \"S\" } "
       "end",
       "E209", "at most 200"},
      {"polder \"1\" scenario { id = \"x\", title = \"X\" } state { id = \"NLD\", organisations = 0 } state { id = "
       "\"BEL\" }\n"
       "organisation { id = \"o\", name = \"O\", state = \"NLD\", sector = \"media\" }",
       "E208", "1 are declared by name"},
      {"state { id = \"NLD\" } state { id = \"BEL\" }", "E210", "begins with polder"},
      {"polder \"1\" state { id = \"NLD\" } state { id = \"BEL\" }", "E205", "declares no scenario"},
      {"polder \"1\" local t = {} t.t = t scenario(t)", "E203", "does it contain itself?"},
      {"polder \"1\" scenario { id = \"x\" ", "E101", "expected"},
      {"polder \"1\" local x = nil + 1", "E102", "arithmetic"},
      {"polder \"1\" while true do end", "E103", "limit"},
      {"polder \"1\" texts \"main\"", "E105", "no file main.en.ftl or main.nl.ftl"},
      {"polder \"1\" include \"other.lua\"", "E105", "no file other.lua"},
      {"polder \"1\" include \"scenario.lua\"", "E106", "already read"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    reading r;
    reading_open_text(&r, rows[i].text);
    const pl_finding *f = reading_find(&r, rows[i].code);
    assert_int_equal(r.status, PL_BAD_INPUT);
    if (!f) fail_msg("%s: no %s, but %s", rows[i].text, rows[i].code, r.error.text);
    if (!strstr(f->message, rows[i].said)) fail_msg("%s: %s", rows[i].text, f->message);
    reading_clear(&r);
  }
}

/* A declaration kept for a hook is refused there: the world is running. */
static void test_late_declaration(void **state) {
  static const char *const text = "polder \"1\"\nlocal later = state\nscenario { id = \"x\", title = \"X\" }\nstate { "
                                  "id = \"NLD\" }\nstate { id = \"BEL\" }\n"
                                  "adversary { id = \"a\", kind = \"state\" }\n"
                                  "objective { id = \"o\", seats = \"all\", text = \"t\", test = function(w) later { "
                                  "id = \"LUX\" } return 1 end }\n";
  reading r;
  pl_q16 met;
  (void)state;
  reading_open_text(&r, text);
  const pl_scenario *s = reading_scenario(&r);
  pl_map *map = pl_map_new(s, NULL);
  pl_world *world = pl_world_new(s, map, &r.rules, 1, NULL);
  assert_non_null(world);
  pl_status status = r.rules.test(r.rules.self, world, 0, &met, &r.error);
  assert_int_equal(status, PL_BAD_INPUT);
  assert_non_null(strstr(r.error.text, "state declares something"));
  pl_world_free(world);
  pl_map_free(map);
  reading_clear(&r);
}

/* Whatever allocation fails, opening says so and keeps nothing. */
static void test_no_memory(void **state) {
  (void)state;
  for (long n = 0;; n += n < 60 ? 1 : 37) {
    reading r;
    fault_from(n);
    reading_open_text(&r, rich);
    bool was_reached = fault_stop();
    pl_status status = r.status;
    reading_clear(&r);
    if (!was_reached) {
      assert_int_equal(status, PL_OK);
      break;
    }
    if (status != PL_NO_MEMORY) fail_msg("allocation %ld: status %d", n, status);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_standard_map), cmocka_unit_test(test_example), cmocka_unit_test(test_units),
      cmocka_unit_test(test_threat),       cmocka_unit_test(test_story),   cmocka_unit_test(test_files),
      cmocka_unit_test(test_forgotten_texts),
      cmocka_unit_test(test_limits),       cmocka_unit_test(test_late_declaration),
      cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
