polder "1"
-- Withdrawal: twelve weeks in which the largest contributor leaves two international bodies.
--
-- What is real: the states, the institutions, the memorandum of 7 January 2026, the labels, the date of the Dutch
-- municipal elections. What is assumed: who contributes what, the size classes (budget classes of the model, not a
-- ranking), the alliance cell, and that the withdrawal takes effect in week 3. What is invented: every adversary,
-- company, incident and conversation. The texts say so to the players as well.
local T = texts "main"

scenario {
  id = "withdrawal", title = T.title, summary = T.summary, version = "1", starts = "2026-01-07",
  rounds = 12, seed = 2026, languages = { "en", "nl" }, recommended = "NLD", decide_minutes = 10,
  -- Forums that depend somewhat more on what their members bring than in the standard model, so that a departure is
  -- felt within twelve weeks. The figures that the inject "slower" names follow from these four.
  model = { kfund = 1700, kexp = 12500, lmax = 26, fq_min = 16000, comm_lat = 8 },
}

-- Who takes part ----------------------------------------------------------------------------------------------------
-- An ISO code brings name and place along. Seven states can be taken by a team; bots act for the others. Most bots give
-- what they get and forgive; four share with whom they trust. Neither habit describes a real state: the mixture is there
-- because silence should cost something.
state { id = "USA", size = "great", playable = false, bot = "trusted" }
state { id = "DEU", size = "large", bot = "trusted" }
state { id = "FRA", size = "large" }
state { id = "GBR", size = "large" }
state { id = "NLD", size = "middle" }
state { id = "POL", size = "middle" }
state { id = "ESP", size = "middle", playable = false, bot = "trusted" }
state { id = "CAN", size = "middle", playable = false }
state { id = "SWE", size = "middle", playable = false, bot = "trusted" }
state { id = "FIN", size = "small" }
state { id = "NOR", size = "small", playable = false }
state { id = "EST", size = "small" }
state { id = "LVA", size = "small", playable = false }
state { id = "LTU", size = "small", playable = false }

local everyone = { "USA", "DEU", "FRA", "GBR", "NLD", "POL", "ESP", "CAN", "SWE", "FIN", "NOR", "EST", "LVA", "LTU" }
local union    = { "DEU", "FRA", "NLD", "POL", "ESP", "SWE", "FIN", "EST", "LVA", "LTU" }
local small    = { "FIN", "NOR", "EST", "LVA", "LTU" }
local teams    = { "NLD", "DEU", "FRA", "GBR", "POL", "FIN", "EST" }
local friends  = { "DEU", "FRA", "GBR", "POL", "FIN", "EST" }  -- the teams that the Netherlands can ask for help

-- Roles without a state: they receive and send, they do not decide.
seat { id = "press", name = T.seat_press }
seat { id = "port-desk", name = T.seat_port_desk }
seat { id = "liaison", name = T.seat_liaison, sees = { "csirts" } }

-- Membership of the capacity forum is an assumption of the exercise. All fourteen states belong to the European Union,
-- to NATO or to both, and those are the states the centre in Helsinki is open to.
forum { id = "gfce", name = T.forum_gfce, kind = "capacity", max_label = "TLP:AMBER", members = everyone, mark = "G" }
forum { id = "hybrid", name = T.forum_hybrid, max_label = "TLP:AMBER+STRICT", members = everyone, mark = "H" }
forum { id = "csirts", name = T.forum_csirts, kind = "capacity", max_label = "TLP:AMBER", members = union,
  open_to = union, mark = "C" }
forum { id = "cell", name = T.forum_cell, kind = "alliance", max_label = "TLP:RED", vote = "unanimity", delay = 1,
  members = { "USA", "DEU", "GBR", "NLD", "POL", "NOR", "EST" }, mark = "A" }

-- Three invented companies and the dependencies that the story needs; the map draws the others.
organisation { id = "maasdelta", name = T.org_maasdelta, state = "NLD", sector = "transport", weight = 3, weakness = 1.1 }
organisation { id = "elbkai", name = T.org_elbkai, state = "DEU", sector = "transport", weight = 2 }
organisation { id = "amberline", name = T.org_amberline, state = "EST", sector = "digital", weight = 2, weakness = 0.8 }
link { kind = "dependency", customer = "elbkai", supplier = "maasdelta", strength = 1.2 }
link { kind = "dependency", customer = "LVA", supplier = "EST", strength = 2 }
link { kind = "dependency", customer = "LTU", supplier = "POL", strength = 1.5 }

-- Adversaries: three criminal groups and two services of one state, all invented. The criminals prefer doors behind
-- which warnings arrive late.
adversary { id = "low-tide", kind = "criminal", name = T.adv_low_tide, slots = 1, activity = 1.1,
  prefers = { LVA = 1.6, LTU = 1.6, EST = 1.4, NOR = 1.3, ESP = 1.2 } }
adversary { id = "night-ferry", kind = "criminal", name = T.adv_night_ferry, slots = 1,
  prefers = { NLD = 1.3, DEU = 1.2, ESP = 1.2 } }
adversary { id = "copper-lantern", kind = "criminal", name = T.adv_copper_lantern, slots = 1, activity = 0.8, from_round = 4,
  families = { espionage = 1, ransomware = 3 } }
adversary { id = "bureau-nine", kind = "state", name = T.adv_bureau_nine, slots = 1, activity = 0.5, skill = 1.1,
  families = { espionage = 4, election = 1 } }
adversary { id = "harbour-unit", kind = "state", name = T.adv_harbour_unit, slots = 1, activity = 0.5, skill = 1.2,
  families = { espionage = 1, wiper = 2 }, prefers = { POL = 1.5, EST = 1.5, FIN = 1.3 },
  tension = { POL = 0.05, EST = 0.05, FIN = 0.03 } }

vars {
  pledges = 0, strikers = 0, readers = 0,  -- counted
  programme = false, ports_warned = false, gap_open = false, escalated = false, leaked = false, pressed = false, chamber_asked = false,
}

-- Incidents of the story, beside the random ones --------------------------------------------------------------------
-- Most reach one state first and the others three to five days later: long enough for a warning in time, if there is
-- one, and too short for a slow one.
incident { id = "slack-water", name = T.inc_slack_water, text = T.inc_slack_water_text, by = "low-tide",
  family = "ransomware", round = 2, day = 2, targets = { "EST", "LVA", "LTU", "FIN", "SWE", "POL" }, exposure = 0.35,
  virulence = 1.4, delay = { SWE = 0, FIN = 2, EST = 3, LVA = 4, POL = 4, LTU = 5 } }
incident { id = "long-ditch", name = T.inc_long_ditch, text = T.inc_long_ditch_text, by = "bureau-nine",
  family = "espionage", round = 3, day = 3, targets = { "NLD", "DEU", "FRA", "NOR" }, exposure = 0.45, stealth = 1.3,
  delay = { NOR = 1, NLD = 3, DEU = 5, FRA = 6 } }
incident { id = "cold-relay", name = T.inc_cold_relay, text = T.inc_cold_relay_text, by = "harbour-unit",
  family = "wiper", round = 5, day = 3, targets = { "POL", "FIN", "LTU" }, exposure = 0.4, virulence = 1.2,
  delay = { FIN = 2, POL = 3, LTU = 4 } }
incident { id = "berth-nine", name = T.inc_berth_nine, text = T.inc_berth_nine_text, by = "night-ferry",
  family = "ransomware", round = 6, day = 2, targets = { "NLD", "DEU", "GBR", "FRA", "ESP" }, exposure = 0.35,
  virulence = 1.6, delay = { ESP = 0, NLD = 3, GBR = 4, DEU = 5, FRA = 5 } }
incident { id = "glass-mast", name = T.inc_glass_mast, text = T.inc_glass_mast_text, by = "bureau-nine",
  family = "espionage", round = 7, day = 3, targets = { "EST", "GBR", "CAN" }, stealth = 1.4,
  delay = { CAN = 0, EST = 3, GBR = 4 } }
incident { id = "spring-flood", name = T.inc_spring_flood, text = T.inc_spring_flood_text, by = "copper-lantern",
  family = "ransomware", round = 8, day = 1, targets = "all", exposure = 0.3, virulence = 1.6, label = "TLP:GREEN",
  delay = { EST = 0, SWE = 2, NOR = 3, LVA = 3, LTU = 3, FIN = 3, POL = 4, NLD = 4, ESP = 4, DEU = 5, FRA = 5,
    GBR = 5, CAN = 5, USA = 6 } }
incident { id = "borrowed-voice", name = T.inc_borrowed_voice, text = T.inc_borrowed_voice_text, by = "bureau-nine",
  family = "election", round = 9, day = 5, targets = { "NLD" }, exposure = 0.45, delay = { NLD = 3 } }
-- Two that play may open or leave shut: see the hooks and the injects hit-back and gap-noticed.
incident { id = "gap-tide", name = T.inc_gap_tide, text = T.inc_gap_tide_text, by = "low-tide", family = "ransomware",
  when = { var = { name = "gap_open", is = true } }, targets = { "LVA", "LTU", "EST", "NOR", "ESP" }, exposure = 0.35,
  virulence = 1.4 }
incident { id = "return-post", name = T.inc_return_post, text = T.inc_return_post_text, by = "harbour-unit",
  family = "wiper", when = { round_at_least = 10, var = { name = "escalated", is = true } }, chance = 0.8,
  targets = { "GBR", "POL", "DEU" }, exposure = 0.2 }

-- Who learns of it before being hit.
intel { id = "slack-swe", about = "slack-water", holder = "SWE", round = 2, day = 2, quality = 0.4,
  text = T.intel_slack_swe }
intel { id = "ditch-usa", about = "long-ditch", holder = "USA", round = 3, day = 4, quality = 0.7,
  text = T.intel_ditch_usa }
intel { id = "ditch-nld", about = "long-ditch", holder = "NLD", round = 4, day = 4, quality = 0.5,
  text = T.intel_ditch_nld }
intel { id = "relay-fin", about = "cold-relay", holder = "FIN", round = 5, day = 4, quality = 0.45,
  text = T.intel_relay_fin }
intel { id = "berth-esp", about = "berth-nine", holder = "ESP", round = 6, day = 2, quality = 0.5,
  text = T.intel_berth_esp }
intel { id = "mast-can", about = "glass-mast", holder = "CAN", round = 7, day = 4, quality = 0.5,
  text = T.intel_mast_can }
intel { id = "flood-est", about = "spring-flood", holder = "EST", round = 8, day = 1, quality = 0.45,
  text = T.intel_flood_est }
intel { id = "voice-gbr", about = "borrowed-voice", holder = "GBR", round = 9, day = 5, quality = 0.6,
  text = T.intel_voice_gbr }

-- The withdrawal itself, taken as a decision so that a what-if can take it back. The United States stays in the cell.
order { seat = "USA", round = 3, leave = { "gfce", "hybrid" } }
-- And the operation that the inject "hit-back" announces. Both are inventions of the exercise as far as weeks go.
order { seat = "USA", round = 7, strike = "harbour-unit" }

-- Two more things a team can do -------------------------------------------------------------------------------------
action { id = "second-expert", text = T.act_second, who = teams, target = "state", cost = 3, limit = 2,
  effects = { standing = 0.01, defend = -0.02 } }  -- what the receiver gains is in the hook below
action { id = "brief-public", text = T.act_brief_public, who = teams, target = "none", cost = 2, limit = 2,
  effects = { confidence = 0.04, standing = 0.005 } }

-- Week 1: the memorandum --------------------------------------------------------------------------------------------
inject { id = "memo", to = "all", round = 1, public = true, from = T.from_white_house, label = "TLP:CLEAR",
  text = T.memo }
inject { id = "standing", to = teams, round = 1, from = T.from_own_team, text = T.standing }
inject { id = "press-start", to = { "press" }, round = 1, from = T.from_editor, text = T.press_start }
inject { id = "first-answer", to = teams, round = 1, from = T.from_spokesperson, text = T.first_answer,
  options = {
    { id = "together", text = T.first_answer_together, effects = { standing = 0.02, trust_from = { USA = -0.04 } } },
    { id = "quiet", text = T.first_answer_quiet, effects = { standing = -0.01, trust_from = { USA = 0.03 } } },
    { id = "wait", text = T.first_answer_wait, effects = { confidence = -0.01 }, default = true },
  } }

-- Week 2: at home ---------------------------------------------------------------------------------------------------
inject { id = "nl-host", to = { "NLD" }, round = 2, from = T.from_foreign_ministry, text = T.nl_host,
  options = {
    { id = "top-up", text = T.nl_host_top_up, cost = 8,
      effects = { standing = 0.04, trust_from = { EST = 0.02, LVA = 0.02, LTU = 0.02 } } },
    { id = "ask", text = T.nl_host_ask,
      effects = { standing = 0.01, trust_from = { DEU = -0.02, FRA = -0.02 } }, default = true },
    { id = "shrink", text = T.nl_host_shrink, effects = { budget = 4, standing = -0.03 } },
  } }
inject { id = "fi-centre", to = { "FIN" }, round = 2, from = T.from_foreign_ministry, text = T.fi_centre,
  options = {
    { id = "second", text = T.fi_centre_second, cost = 3, effects = { standing = 0.04, defend = -0.03 } },
    { id = "neighbours", text = T.fi_centre_neighbours,
      effects = { trust_from = { EST = 0.03, SWE = 0.03, NOR = 0.03 }, confidence = -0.01 }, default = true },
    { id = "narrow", text = T.fi_centre_narrow, effects = { standing = -0.02, defend = 0.05 } },
  } }
inject { id = "three-islands", to = { "DEU", "FRA", "GBR", "POL", "EST" }, round = 2, from = T.from_treasury,
  text = T.three_islands,
  options = {
    { id = "prevent", text = T.three_islands_prevent,
      effects = { prevent = 0.14, defend = -0.03, strengthen = -0.03 } },
    { id = "visible", text = T.three_islands_visible,
      effects = { defend = 0.14, prevent = -0.03, strengthen = -0.03, confidence = 0.01 }, default = true },
    { id = "one-plan", text = T.three_islands_one_plan, cost = 3,
      effects = { prevent = 0.04, defend = 0.04, strengthen = 0.04, confidence = -0.02 } },
  } }

-- Week 3: the chair is empty ----------------------------------------------------------------------------------------
inject { id = "leave-day", to = "all", round = 3, public = true, from = T.from_white_house, text = T.leave_day }
inject { id = "empty-chair", to = teams, round = 3, from = T.from_gfce, text = T.empty_chair,
  options = {
    { id = "pledge", text = T.empty_chair_pledge, cost = 3, effects = { standing = 0.02 } },
    { id = "people", text = T.empty_chair_people, effects = { standing = 0.01, defend = -0.04 } },
    { id = "hold", text = T.empty_chair_hold, effects = { standing = -0.01 }, default = true },
  } }

inject { id = "vendor-letter", to = { "NLD", "POL", "FIN", "EST" }, round = 3, from = T.from_vendor,
  text = T.vendor_letter }

-- Week 4: what still arrives, and through which door ----------------------------------------------------------------
inject { id = "chair-filled", to = "all", by_hook = true, public = true, from = T.from_gfce, text = T.chair_filled }
inject { id = "chair-empty", to = "all", by_hook = true, public = true, from = T.from_gfce, text = T.chair_empty }
-- The figures in the text hold if nobody but the United States has left.
local others_left = {}
for _, id in ipairs(teams) do
  table.insert(others_left, { left = { state = id, forum = "gfce" } })
  table.insert(others_left, { left = { state = id, forum = "hybrid" } })
end
inject { id = "slower", to = teams, from = T.from_own_team, text = T.slower,
  when = { round_at_least = 4, round_at_most = 4, left = { state = "USA", forum = "gfce" }, none_of = others_left } }
inject { id = "slower-still", to = "all", public = true, from = T.from_press, text = T.slower_still,
  when = { round_at_least = 4, any = others_left } }
inject { id = "washington-item", to = { "NLD" }, round = 4, label = "TLP:AMBER+STRICT", from = T.from_cell,
  text = T.washington_item,
  options = {
    { id = "ask", text = T.washington_item_ask, effects = { trust_from = { USA = 0.03 } } },
    { id = "pass", text = T.washington_item_pass, effects = { trust_from = { FRA = 0.06 } } },  -- and see the hook
    { id = "keep", text = T.washington_item_keep,
      effects = { trust_from = { USA = 0.02, FRA = -0.03 } }, default = true },
  } }
inject { id = "vantage", to = { "NLD" }, round = 4, label = "TLP:AMBER+STRICT", from = T.from_nl_service,
  text = T.vantage }
inject { id = "night-watch", to = { "FIN", "EST" }, round = 4, from = T.from_own_team, text = T.night_watch,
  options = {
    { id = "pool", text = T.night_watch_pool, cost = 2,
      effects = { defend = 0.06, trust_from = { LVA = 0.06, LTU = 0.06 }, confidence = -0.01 } },
    { id = "numbers", text = T.night_watch_numbers,
      effects = { trust_from = { LVA = 0.02, LTU = 0.02 }, defend = 0.01 } },
    { id = "alone", text = T.night_watch_alone, effects = { strengthen = 0.05 }, default = true },
  } }
inject { id = "vendor-offer", to = { "DEU", "FRA", "GBR" }, round = 4, from = T.from_vendor, text = T.vendor_offer,
  options = {
    { id = "sign", text = T.vendor_offer_sign, cost = 7,
      effects = { knowledge = { ["long-ditch"] = 0.3 }, prevent = 0.02, rights = -0.02 } },
    { id = "extend", text = T.vendor_offer_extend, cost = 14,
      effects = { standing = 0.03, knowledge = { ["long-ditch"] = 0.3 }, prevent = 0.02,
        trust_from = { EST = 0.04, LVA = 0.04, LTU = 0.04 }, rights = -0.02 } },
    { id = "own", text = T.vendor_offer_own, effects = { defend = 0.03 }, default = true },
  } }
inject { id = "grid-probes", to = { "POL" }, round = 4, label = "TLP:AMBER", from = T.from_grid_operator,
  text = T.grid_probes,
  options = {
    { id = "watch", text = T.grid_probes_watch, effects = { defend = 0.1, confidence = -0.03 } },
    { id = "close", text = T.grid_probes_close, effects = { prevent = 0.06 }, default = true },
    { id = "tell", text = T.grid_probes_tell,
      effects = { prevent = 0.02, trust_from = { FIN = 0.05, LTU = 0.05 }, confidence = -0.01 } },
  } }

-- Week 5: a source, and a door --------------------------------------------------------------------------------------
local holds_ditch = { knows = { state = "NLD", incident = "long-ditch", at_least = 0.05 } }
inject { id = "source-at-risk", to = { "NLD" }, round = 5, label = "TLP:AMBER+STRICT", from = T.from_nl_service,
  text = T.source_at_risk,
  options = {
    { id = "victims", text = T.source_at_risk_victims, needs = holds_ditch,
      effects = { share = { ["long-ditch"] = { "DEU", "FRA", "NOR" } }, defend = -0.02 } },
    { id = "everyone", text = T.source_at_risk_everyone, needs = holds_ditch,
      effects = { share = { ["long-ditch"] = "all" }, standing = 0.03, defend = -0.06 } },
    { id = "keep", text = T.source_at_risk_keep, effects = { defend = 0.06 }, default = true },
  } }
inject { id = "washington-reply", to = { "NLD" }, after = "washington-item.ask", delay = 1, label = "TLP:AMBER",
  from = T.from_washington, text = T.washington_reply,
  options = {
    { id = "extract", text = T.washington_reply_extract,
      effects = { trust_from = { FRA = 0.03, USA = 0.02 } } },  -- and see the hook
    { id = "decline", text = T.washington_reply_decline,
      effects = { trust_from = { USA = -0.02 }, standing = 0.01 }, default = true },
  } }
inject { id = "washington-cold", to = { "NLD" }, by_hook = true, from = T.from_washington, text = T.washington_cold,
  options = {
    { id = "admit", text = T.washington_cold_admit, effects = { trust_from = { USA = -0.04 } } },
    { id = "defend", text = T.washington_cold_defend,
      effects = { trust_from = { USA = -0.1, FRA = 0.03 }, standing = 0.02 } },
    { id = "evade", text = T.washington_cold_evade, effects = { trust_from = { USA = -0.07 } }, default = true },
  } }
inject { id = "cell-door", to = { "DEU", "GBR", "POL", "EST" }, round = 5, from = T.from_cell, text = T.cell_door,
  options = {
    { id = "widen", text = T.cell_door_widen, effects = { trust_from = { FIN = 0.06, FRA = 0.06, USA = -0.04 } } },
    { id = "trial", text = T.cell_door_trial, effects = { trust_from = { FIN = 0.03, FRA = 0.02 } }, default = true },
    { id = "shut", text = T.cell_door_shut, effects = { trust_from = { FIN = -0.04, FRA = -0.04, USA = 0.04 } } },
  } }
inject { id = "outside-cell", to = { "FRA", "FIN" }, round = 5, from = T.from_foreign_ministry, text = T.outside_cell,
  options = {
    { id = "knock", text = T.outside_cell_knock,
      effects = { trust_from = { NLD = 0.02, EST = 0.02, USA = 0.02 }, confidence = -0.01 } },
    { id = "union", text = T.outside_cell_union, cost = 3,
      effects = { trust_from = { ESP = 0.04, SWE = 0.04, LVA = 0.04, LTU = 0.04 }, standing = 0.01 } },
    { id = "own", text = T.outside_cell_own, effects = { defend = 0.05, standing = -0.01 }, default = true },
  } }

-- Week 6: companies, and the grid -----------------------------------------------------------------------------------
inject { id = "ports", to = { "NLD", "DEU", "FRA", "GBR" }, round = 6, label = "TLP:AMBER", from = T.from_port_police,
  text = T.ports,
  options = {
    { id = "tell-all", text = T.ports_tell_all, cost = 3,
      effects = { prevent = 0.07, confidence = -0.02, trust_from = { ESP = -0.03 } } },
    { id = "vital", text = T.ports_vital, effects = { prevent = 0.03, rights = -0.005 } },
    { id = "wait", text = T.ports_wait, effects = { trust_from = { ESP = 0.03 } }, default = true },
  } }
inject { id = "port-desk-call", to = { "port-desk" }, round = 6, from = T.from_maasdelta_board,
  text = T.port_desk_call }
inject { id = "relay-after", to = { "POL", "FIN" }, round = 6, from = T.from_own_team, text = T.relay_after,
  options = {
    { id = "publish", text = T.relay_after_publish, cost = 2,
      effects = { standing = 0.03, confidence = -0.02, strengthen = -0.02 } },
    { id = "network", text = T.relay_after_network,
      effects = { trust_from = { LTU = 0.04, LVA = 0.03, SWE = 0.03 }, strengthen = -0.01 } },
    { id = "repair", text = T.relay_after_repair, effects = { strengthen = 0.07 }, default = true },
  } }
inject { id = "small-budget", to = { "EST" }, round = 6, from = T.from_treasury, text = T.small_budget,
  options = {
    { id = "train", text = T.small_budget_train, cost = 2, effects = { prevent = 0.08 } },
    { id = "backups", text = T.small_budget_backups, cost = 2, effects = { strengthen = 0.08 } },
    { id = "common", text = T.small_budget_common, cost = 2,
      effects = { prevent = 0.02, strengthen = 0.02, trust_from = { LVA = 0.05, LTU = 0.05 } } },
    { id = "save", text = T.small_budget_save, effects = { budget = 2 }, default = true },
  } }

inject { id = "stay-or-go", to = teams, round = 6, from = T.from_treasury, text = T.stay_or_go,
  options = {
    { id = "go", text = T.stay_or_go_go, effects = { leave = { "gfce", "hybrid" } } },
    { id = "stay", text = T.stay_or_go_stay, default = true, effects = { standing = 0.005 } },
    { id = "analyst", text = T.stay_or_go_analyst, cost = 2,
      effects = { defend = -0.02, standing = 0.03, trust_from = { EST = 0.02, LVA = 0.02, LTU = 0.02 } } },
  } }

-- Week 7: striking back, and being helped ---------------------------------------------------------------------------
inject { id = "nl-budget", to = { "NLD" }, round = 7, from = T.from_treasury, text = T.nl_budget,
  options = {
    { id = "prevent", text = T.nl_budget_prevent, cost = 6, effects = { prevent = 0.14 } },
    { id = "elections", text = T.nl_budget_elections, cost = 6, effects = { defend = 0.08, confidence = 0.03 } },
    { id = "ports", text = T.nl_budget_ports, cost = 6, effects = { strengthen = 0.14 } },
    { id = "spread", text = T.nl_budget_spread, cost = 6,
      effects = { prevent = 0.04, defend = 0.04, strengthen = 0.04 } },
    { id = "none", text = T.nl_budget_none, effects = { confidence = -0.01 }, default = true },
  } }
inject { id = "hit-back", to = { "DEU", "FRA", "GBR", "POL" }, round = 7, label = "TLP:RED", from = T.from_washington,
  text = T.hit_back,
  options = {
    { id = "join", text = T.hit_back_join, cost = 6,
      effects = { confidence = 0.03, rights = -0.01, trust_from = { USA = 0.06 }, tension = { ["harbour-unit"] = 0.15 },
        set = { escalated = true } } },
    { id = "facts", text = T.hit_back_facts,
      effects = { trust_from = { USA = 0.03 }, tension = { ["harbour-unit"] = 0.04 } } },
    { id = "decline", text = T.hit_back_decline,
      effects = { trust_from = { USA = -0.03 }, standing = 0.01 }, default = true },
  } }
inject { id = "hunt-team", to = { "FIN", "EST" }, round = 7, from = T.from_washington, text = T.hunt_team,
  options = {
    { id = "invite", text = T.hunt_team_invite,
      effects = { defend = 0.12, rights = -0.03, trust_from = { USA = 0.05 } } },
    { id = "limited", text = T.hunt_team_limited, cost = 2, effects = { defend = 0.06, rights = -0.01 } },
    { id = "thanks", text = T.hunt_team_thanks,
      effects = { trust_from = { USA = -0.02 }, confidence = 0.01 }, default = true },
  } }

-- Week 8: the wave --------------------------------------------------------------------------------------------------
inject { id = "flood-line", to = teams, round = 8, from = T.from_own_team, text = T.flood_line,
  options = {
    { id = "home", text = T.flood_line_home, effects = { strengthen = 0.06 }, default = true },
    { id = "alarm", text = T.flood_line_alarm, effects = { prevent = 0.04, standing = 0.02, confidence = -0.02 } },
    { id = "lend", text = T.flood_line_lend, cost = 2,
      effects = { defend = -0.02, trust_from = { LVA = 0.05, LTU = 0.05 } } },  -- and see the hook
  } }
inject { id = "strike-news", to = "all", public = true, from = T.from_white_house, text = T.strike_news,
  when = { round_at_least = 8, did = { seat = "USA", action = "strike" } } }
inject { id = "press-question", to = { "NLD" }, by_hook = true, from = T.from_press, public = true,
  text = T.press_question,
  options = {
    { id = "open", text = T.press_question_open,
      effects = { confidence = 0.03, trust_from = { ESP = -0.03 }, standing = 0.01 } },
    { id = "police", text = T.press_question_police, effects = { confidence = -0.02, rights = 0.005 }, default = true },
    { id = "firm", text = T.press_question_firm, effects = { confidence = 0.01, standing = -0.02 } },
    { id = "warned", text = T.press_question_warned, needs = { var = { name = "ports_warned", is = true } },
      effects = { confidence = 0.04 } },
  } }
inject { id = "gap-noticed", to = "all", by_hook = true, from = T.from_press, public = true, text = T.gap_noticed }
inject { id = "source-leak", to = { "NLD" }, by_hook = true, label = "TLP:RED", from = T.from_nl_service,
  text = T.source_leak,
  options = {
    { id = "find", text = T.source_leak_find, cost = 3,
      effects = { defend = 0.02, trust_in = { DEU = -0.04, FRA = -0.04 } } },
    { id = "accept", text = T.source_leak_accept, effects = { standing = 0.01, defend = -0.04 }, default = true },
    { id = "tighten", text = T.source_leak_tighten,
      effects = { defend = 0.02, standing = -0.02, trust_from = { DEU = -0.02, FRA = -0.02 } } },
  } }
inject { id = "chamber", to = { "NLD" }, by_hook = true, from = T.from_house, text = T.chamber,
  options = {
    { id = "answer", text = T.chamber_answer, effects = { confidence = 0.05, defend = -0.03 } },
    { id = "closed", text = T.chamber_closed, effects = { confidence = 0.02 }, default = true },
    { id = "refuse", text = T.chamber_refuse, effects = { confidence = -0.03, trust_from = { USA = 0.02 } } },
  } }

-- Week 9: an election is announced ----------------------------------------------------------------------------------
inject { id = "nl-election", to = { "NLD" }, round = 9, from = T.from_interior, text = T.nl_election,
  options = {
    { id = "towns", text = T.nl_election_towns, cost = 5, effects = { defend = 0.06, strengthen = 0.04 } },
    { id = "platforms", text = T.nl_election_platforms, effects = { defend = 0.08, rights = -0.03 } },
    { id = "public", text = T.nl_election_public,
      effects = { confidence = 0.03, prevent = 0.02, tension = { ["bureau-nine"] = 0.02 } } },
    { id = "quiet", text = T.nl_election_quiet, effects = { confidence = -0.01 }, default = true },
  } }
inject { id = "lend-hand", to = friends, round = 9, from = T.from_the_hague, text = T.lend_hand,
  options = {
    { id = "send", text = T.lend_hand_send, cost = 2,
      effects = { defend = -0.02, trust_from = { NLD = 0.08 }, standing = 0.01 } },  -- and see the hook
    { id = "talk", text = T.lend_hand_talk, effects = { trust_from = { NLD = 0.02 } } },
    { id = "busy", text = T.lend_hand_busy,
      effects = { trust_from = { NLD = -0.02 }, strengthen = 0.02 }, default = true },
  } }
inject { id = "voice-early", to = { "GBR" }, round = 9, label = "TLP:AMBER+STRICT", from = T.from_own_team,
  text = T.voice_early }
inject { id = "blowback", to = { "DEU", "FRA", "GBR", "POL" },
  when = { round_at_least = 9, var = { name = "escalated", is = true } },
  from = T.from_foreign_ministry, text = T.blowback,
  options = {
    { id = "again", text = T.blowback_again, cost = 5,
      effects = { confidence = 0.02, tension = { ["harbour-unit"] = 0.15 }, standing = -0.02 } },
    { id = "stop", text = T.blowback_stop,
      effects = { tension = { ["harbour-unit"] = -0.1 }, trust_from = { USA = -0.03 } } },
    { id = "brace", text = T.blowback_brace, effects = { strengthen = 0.05, confidence = -0.01 }, default = true },
  } }

-- Week 10: borrowed voices ------------------------------------------------------------------------------------------
inject { id = "voice-london", to = { "GBR" }, round = 10, label = "TLP:AMBER+STRICT", from = T.from_own_team,
  text = T.voice_london,
  options = {
    { id = "share", text = T.voice_london_share,
      effects = { share = { ["borrowed-voice"] = { "NLD" } }, trust_from = { NLD = 0.05 }, defend = -0.03 } },
    { id = "hint", text = T.voice_london_hint, effects = { trust_from = { NLD = 0.02 } } },
    { id = "complete", text = T.voice_london_complete,
      effects = { defend = 0.05, trust_from = { NLD = -0.02 } }, default = true },
  } }
inject { id = "voice-nl", to = { "NLD" }, round = 10, from = T.from_interior, text = T.voice_nl,
  options = {
    { id = "name", text = T.voice_nl_name, cost = 2,
      effects = { confidence = 0.03, standing = 0.01, tension = { ["bureau-nine"] = 0.08 } } },
    { id = "warn", text = T.voice_nl_warn, effects = { confidence = 0.01, rights = 0.005 } },
    { id = "silent", text = T.voice_nl_silent, effects = { confidence = -0.02, defend = 0.03 }, default = true },
  } }
inject { id = "network-hand", to = { "DEU", "FRA", "POL", "FIN", "EST" }, round = 10, from = T.from_csirts,
  text = T.network_hand,
  options = {
    { id = "automatic", text = T.network_hand_automatic, cost = 2,
      effects = { standing = 0.02, trust_from = { NLD = 0.03, ESP = 0.03, SWE = 0.03 }, defend = -0.03 } },
    { id = "screened", text = T.network_hand_screened, cost = 1,
      effects = { trust_from = { NLD = 0.01, ESP = 0.01, SWE = 0.01 }, standing = 0.01 } },
    { id = "by-hand", text = T.network_hand_by_hand, effects = { defend = 0.02 }, default = true },
  } }
inject { id = "press-voice", to = { "press" }, round = 10, from = T.from_editor, text = T.press_voice }

-- Week 11: the vote -------------------------------------------------------------------------------------------------
inject { id = "election-day", to = "all", round = 11, public = true, from = T.from_press, text = T.election_day }
inject { id = "count-night", to = { "NLD" }, round = 11, from = T.from_interior, text = T.count_night,
  options = {
    { id = "recount", text = T.count_night_recount, cost = 4, effects = { confidence = 0.03, strengthen = -0.02 } },
    { id = "explain", text = T.count_night_explain, effects = { confidence = 0.01, trust_from = { GBR = -0.02 } } },
    { id = "proceed", text = T.count_night_proceed,
      effects = { strengthen = 0.02, confidence = -0.01 }, default = true },
  } }
inject { id = "support-line", to = friends, after = "voice-nl.name", delay = 1, from = T.from_the_hague,
  text = T.support_line,
  options = {
    { id = "join", text = T.support_line_join,
      effects = { standing = 0.02, trust_from = { NLD = 0.06 }, tension = { ["bureau-nine"] = 0.03 } } },
    { id = "sympathy", text = T.support_line_sympathy, effects = { trust_from = { NLD = 0.02 } }, default = true },
    { id = "doubt", text = T.support_line_doubt, effects = { trust_from = { NLD = -0.05 }, standing = 0.01 } },
  } }
inject { id = "quiet-line", to = friends, when = { round_at_least = 11, none_of = { { chosen = "voice-nl.name" } } },
  from = T.from_foreign_ministry, text = T.quiet_line,
  options = {
    { id = "respect", text = T.quiet_line_respect, effects = { trust_from = { NLD = 0.03 } }, default = true },
    { id = "press-on", text = T.quiet_line_press_on, effects = { trust_from = { NLD = -0.04 }, standing = 0.02 } },
    { id = "check-own", text = T.quiet_line_check_own, cost = 2, effects = { prevent = 0.04 } },
  } }

-- Week 12: what stays -----------------------------------------------------------------------------------------------
inject { id = "support-came", to = { "NLD" }, by_hook = true, from = T.from_foreign_ministry, text = T.support_came,
  effects = { standing = 0.03, confidence = 0.02 } }
inject { id = "support-thin", to = { "NLD" }, by_hook = true, from = T.from_foreign_ministry, text = T.support_thin,
  effects = { standing = -0.02 } }
inject { id = "next-year", to = teams, round = 12, from = T.from_treasury, text = T.next_year,
  options = {
    { id = "abroad", text = T.next_year_abroad, cost = 3, effects = { standing = 0.04 } },
    { id = "region", text = T.next_year_region, cost = 2,
      effects = { standing = 0.01, trust_from = { LVA = 0.03, LTU = 0.03, SWE = 0.03 } } },
    { id = "home", text = T.next_year_home, effects = { defend = 0.05, standing = -0.02 }, default = true },
  } }

-- What each team is after: aims of its own and aims in common. The engine judges them; what they are worth is for the
-- discussion afterwards.
objective { id = "aim-small", seats = teams, points = 15, text = T.aim_small,
  test = function(w)  -- half-met counts: the part of the small states that came through
    local safe = 0
    for _, id in ipairs(small) do
      if w.state(id).loss_percent <= 9 then safe = safe + 1 end
    end
    return safe / #small
  end }
objective { id = "aim-table", seats = teams, points = 10, text = T.aim_table,
  test = function(w) return #w.forum("gfce").members >= 13 and #w.forum("hybrid").members >= 13 end }

objective { id = "nl-keep-dry", seats = { "NLD" }, points = 20, text = T.nl_keep_dry,
  when = { state = "NLD", loss_percent_at_most = 7.5 } }
objective { id = "nl-vote", seats = { "NLD" }, points = 20, text = T.nl_vote,
  when = { state = "NLD", confidence_at_least = 0.88,
    any = { { state = "NLD", incident = "borrowed-voice", hit_total_at_most = 6 } } } }
objective { id = "de-lead", seats = { "DEU" }, points = 15, text = T.de_lead,
  when = { state = "DEU", standing_at_least = 0.65 } }
objective { id = "de-lawful", seats = { "DEU" }, points = 15, text = T.de_lawful,
  when = { state = "DEU", rights_at_least = 0.98 } }
objective { id = "fr-know", seats = { "FRA" }, points = 15, text = T.fr_know, at = 6,
  when = { knows = { state = "FRA", incident = "berth-nine", at_least = 0.25 } } }
objective { id = "fr-own-hands", seats = { "FRA" }, points = 15, text = T.fr_own_hands,
  when = { state = "FRA", loss_percent_at_most = 9 } }
objective { id = "gb-both", seats = { "GBR" }, points = 20, text = T.gb_both,
  when = { trust = { of = "USA", in_ = "GBR", at_least = 0.75 },
    any = { { trust = { of = "NLD", in_ = "GBR", at_least = 0.75 } } } } }
objective { id = "gb-warning", seats = { "GBR" }, points = 10, text = T.gb_warning, at = 11,
  when = { shared = { state = "GBR", intel = "voice-gbr", with = "NLD" } } }
objective { id = "pl-lights", seats = { "POL" }, points = 20, text = T.pl_lights,
  when = { state = "POL", incident = "cold-relay", hit_total_at_most = 5 } }
objective { id = "pl-east", seats = { "POL" }, points = 10, text = T.pl_east,
  when = { trust = { of = "LTU", in_ = "POL", at_least = 0.65 } } }
objective { id = "fi-centre-stays", seats = { "FIN" }, points = 10, text = T.fi_centre_stays,
  when = { state = "FIN", standing_at_least = 0.65, any = { { member = { state = "FIN", forum = "hybrid" } } } } }
objective { id = "fi-relay", seats = { "FIN" }, points = 20, text = T.fi_relay,
  when = { state = "FIN", incident = "cold-relay", hit_total_at_most = 5 } }
objective { id = "ee-flood", seats = { "EST" }, points = 20, text = T.ee_flood,
  when = { state = "EST", incident = "spring-flood", hit_total_at_most = 5 } }
objective { id = "ee-neighbours", seats = { "EST" }, points = 15, text = T.ee_neighbours,
  test = function(w) return (w.state("LVA").trust.EST + w.state("LTU").trust.EST) / 2 end }

debrief {
  T.debrief_first, T.debrief_leaver, T.debrief_source, T.debrief_onward, T.debrief_islands, T.debrief_company,
  T.debrief_small, T.debrief_strike, T.debrief_rights, T.debrief_monday,
  { what_if = { seat = "USA", round = 3, without = "leave" }, text = T.what_if_chair },
  { what_if = { seat = "NLD", round = 5, share = { ["long-ditch"] = "all" } }, text = T.what_if_ditch },
  { what_if = { seat = "NLD", round = 4, posture = "none" }, text = T.what_if_view },
  { what_if = { seat = "EST", round = 8, posture = "none" }, text = T.what_if_flood },
  { what_if = { seat = "GBR", round = 9, posture = { "NLD" } }, text = T.what_if_voice },
}

-- Hooks: what data alone cannot say ---------------------------------------------------------------------------------

-- Week 4 settles the empty chair. Three pledges of money are needed, and people count for half. The four that no team
-- plays make up their minds by dice: more readily if somebody said in week 1 that the work goes on, less so the more
-- others have offered already. If it goes on, the programme helps the small states every week.
local undecided = { "ESP", "CAN", "SWE", "NOR" }

local function settle_chair(w)
  local offered = w.vars.pledges
  local willing = (w.chosen("first-answer.together") and 0.5 or 0.35) - 0.04 * offered
  for _, id in ipairs(undecided) do
    if w.chance("pledge-" .. id, math.max(0, willing)) then offered = offered + 2 end
  end
  w.set("programme", offered >= 6)
  w.fire(offered >= 6 and "chair-filled" or "chair-empty")
end

local function run_programme(w)
  for _, id in ipairs(small) do w.effect(id, { prevent = 0.1, defend = 0.1, strengthen = 0.05 }) end
end

-- Whoever named Kestria asked for support. Those who trust the Netherlands by then give it, unless a team said otherwise.
local function count_support(w)
  local behind = 0
  for _, id in ipairs(friends) do
    if w.state(id).trust.NLD >= 0.6 then behind = behind + 1 end
  end
  local came = w.chosen("support-line.join") or behind >= 4 and not w.chosen("support-line.doubt")
  w.fire(came and "support-came" or "support-thin")
end

-- From week 6 a slow forum may be noticed by those who look for late warnings, the sooner without the programme. In week
-- 10 an operation that lost its supporters is called off. When confidence in The Hague is low, the House asks why.
on_round(function(w)
  if w.round == 4 then settle_chair(w) end
  if w.vars.programme then run_programme(w) end
  if w.round >= 6 and w.round <= 10 and not w.vars.gap_open and w.forum("gfce").delay >= 11 then
    if w.chance("gap", w.vars.programme and 0.08 or 0.3) then
      w.set("gap_open", true)
      w.fire("gap-noticed")
    end
  end
  if w.round == 10 and w.vars.escalated and w.vars.strikers <= 0 then w.set("escalated", false) end
  if w.round == 12 and w.chosen("voice-nl.name") then count_support(w) end
  if w.round >= 5 and not w.vars.chamber_asked and w.state("NLD").confidence < 0.86 then
    w.set("chamber_asked", true)
    w.fire("chamber")
  end
end)

-- Pledges are counted, money twice and people once, whoever makes them.
on_decision("empty-chair", function(w, d)
  local weight = { pledge = 2, people = 1, hold = 0 }
  w.set("pledges", w.vars.pledges + weight[d.option])
end)

on_decision("ports", function(w, d)
  if d.seat == "NLD" and d.option == "tell-all" then w.set("ports_warned", true) end
end)

-- Those who want to strike are counted too, and those who want to stop: week 10 tells whether Kestria answers.
on_decision("hit-back", function(w, d)
  if d.option == "join" then w.set("strikers", w.vars.strikers + 1) end
end)

on_decision("blowback", function(w, d)
  if d.option == "again" then w.set("strikers", w.vars.strikers + 1) end
  if d.option == "stop" then w.set("strikers", w.vars.strikers - 1) end
end)

-- Passing on somebody else's finding helps at once, and may come out.
on_decision("washington-item", function(w, d)
  if d.option ~= "pass" then return end
  w.effect("FRA", { knowledge = { ["long-ditch"] = 0.3 } })
  if w.chance("noticed", 0.5) then w.fire("washington-cold") end
end)

-- The cleared extract is thinner and a week later, and breaks nothing.
on_decision("washington-reply", function(w, d)
  if d.option == "extract" then w.effect("FRA", { knowledge = { ["long-ditch"] = 0.15 } }) end
end)

-- Help that is lent arrives somewhere.
on_decision("flood-line", function(w, d)
  if d.option ~= "lend" then return end
  w.effect("LVA", { strengthen = 0.04 })
  w.effect("LTU", { strengthen = 0.04 })
end)

on_decision("lend-hand", function(w, d)
  if d.option == "send" then w.effect("NLD", { defend = 0.02 }) end
end)

on_decision("second-expert", function(w, d)
  w.effect(d.target, { defend = 0.04, trust_in = { [d.seat] = 0.05 } })
end)

-- The more ears, the sooner a source is lost: each new reader of the Dutch finding is a small chance.
on_incident("long-ditch", function(w)
  if w.vars.leaked then return end
  local readers = 0
  for _, id in ipairs(everyone) do
    if id ~= "NLD" and w.shared("ditch-nld", "NLD", id) then readers = readers + 1 end
  end
  if readers > w.vars.readers and w.chance("leak", 0.05 * (readers - w.vars.readers)) then
    w.set("leaked", true)
    w.fire("source-leak")
  end
  w.set("readers", readers)
end)

-- Once the ports attack shows in the Netherlands, the press asks what the government knew.
on_incident("berth-nine", function(w, incident)
  if w.vars.pressed or (incident.hit.NLD or 0) < 2 then return end
  w.set("pressed", true)
  w.fire("press-question")
end)

-- The last line in the log is a question for the hot wash.
on_end(function(w)
  local warned = 0
  for _, id in ipairs(small) do
    if w.knows(id, "spring-flood") >= 0.3 then warned = warned + 1 end
  end
  if warned >= 3 then w.log(T.log_warned) else w.log(T.log_not_warned) end
end)
