polder "1"
-- The first share: one person, six rounds, a quarter of an hour. Each round brings one new idea: the standing order,
-- the race between warning and worm, reciprocity, the source, the three budget tracks, and the last round.
-- Everything here is invented. The seed is one in which the lesson is plain: over a hundred seeds sharing saves Northland
-- about a seventh of its damage and its neighbours a third, here it saves Northland half. A good file to copy for a scenario of your own.
local T = texts "main"

scenario {
  id = "first-share", title = T.title, summary = T.summary, version = "1",
  rounds = 6, seed = 10, languages = { "en", "nl" }, recommended = "noordland", decide_minutes = 3,
  random_incidents = "none",              -- only what is declared below happens
  map = { organisations = 24 },           -- few enough to see each one
  -- Four neighbours who know each other: a quick forum. A head start is worth three times what it is in the standard
  -- model, so that in six rounds there is a reason to keep a finding.
  model = { lmax = 12, edge = 700 },
  actions = { "posture", "hold", "share", "withhold", "split", "answer" },
}

-- One state to play, three neighbours with three habits.
state { id = "noordland", name = T.noordland, posture = "none" }
state { id = "zuidland", name = T.zuidland, playable = false, bot = "gtft" }        -- gives what it gets, and forgives
state { id = "eilanden", name = T.eilanden, playable = false, bot = "always" }      -- gives anyway
state { id = "oosterveen", name = T.oosterveen, playable = false, bot = "never" }   -- takes

forum { id = "delta", name = T.delta, members = { "noordland", "zuidland", "eilanden", "oosterveen" } }
link { kind = "dependency", customer = "noordland", supplier = "zuidland", strength = 2 }
link { kind = "dependency", customer = "eilanden", supplier = "noordland", strength = 2 }

adversary { id = "krill", kind = "criminal", name = T.krill }
adversary { id = "grey-office", kind = "state", name = T.grey_office }

-- Worm: the south first, the islands last, so a warning can overtake it. Gale: now the south knows first, and calls those
-- who called. Reed: quiet, with a source to lose. Tide: the last round's test.
incident { id = "worm", by = "krill", family = "ransomware", name = T.worm, text = T.worm_text,
  round = 2, day = 1, targets = "all", exposure = 0.3, virulence = 2,
  delay = { zuidland = 1, noordland = 3, oosterveen = 4, eilanden = 6 } }
incident { id = "gale", by = "krill", family = "ransomware", name = T.gale, text = T.gale_text,
  round = 3, day = 1, targets = "all", exposure = 0.5, virulence = 1.5, pressure = 1.5,
  delay = { zuidland = 0, oosterveen = 3, noordland = 3, eilanden = 5 } }
incident { id = "reed", by = "grey-office", family = "espionage", name = T.reed, text = T.reed_text,
  round = 3, day = 6, targets = { "zuidland", "eilanden" }, exposure = 0.5, delay = { zuidland = 6, eilanden = 6 } }
incident { id = "tide", by = "krill", family = "ransomware", name = T.tide, text = T.tide_text,
  round = 5, day = 5, targets = "all", exposure = 0.35,
  delay = { noordland = 0, zuidland = 4, eilanden = 4, oosterveen = 4 } }

intel { id = "worm-sample", about = "worm", holder = "noordland", round = 2, day = 1, quality = 0.4, text = T.worm_sample }
intel { id = "gale-sample", about = "gale", holder = "zuidland", round = 3, day = 1, quality = 0.7, text = T.gale_sample }
intel { id = "reed-source", about = "reed", holder = "noordland", round = 3, day = 6, quality = 0.6, text = T.reed_source }
intel { id = "tide-sample", about = "tide", holder = "noordland", round = 5, day = 6, quality = 0.5, text = T.tide_sample }

inject { id = "welcome", to = { "noordland" }, round = 1, from = T.from_team, text = T.welcome }

inject { id = "warn", to = { "noordland" }, round = 2, from = T.from_zuidland, text = T.warn,
  options = {
    { id = "help", text = T.warn_help, cost = 5, effects = { trust_from = { zuidland = 0.1 }, defend = -0.02 } },
    { id = "own", text = T.warn_own, effects = { defend = 0.04 }, default = true },
  } }

inject { id = "taker", to = { "noordland" }, round = 3, from = T.from_team, text = T.taker,
  options = {
    { id = "ask", text = T.taker_ask, effects = { trust_from = { oosterveen = -0.05 } } },   -- and see the hook
    { id = "give", text = T.taker_give, effects = { trust_from = { oosterveen = 0.05 }, standing = 0.01 } },
    { id = "note", text = T.taker_note, effects = { trust_in = { oosterveen = -0.05 } }, default = true },
  } }
inject { id = "taker-answers", to = { "noordland" }, by_hook = true, from = T.from_oosterveen, text = T.taker_answers }

inject { id = "vantage", to = { "noordland" }, round = 3, label = "TLP:AMBER+STRICT", from = T.from_team,
  text = T.vantage }

-- Round 4 answers round 2: Southland knew of Gale first. Whom did it call?
local called = { state = "noordland", intel = "worm-sample", with = "zuidland" }
local was_called = { state = "zuidland", intel = "gale-sample", with = "noordland" }
inject { id = "gale-returned", to = { "noordland" }, from = T.from_zuidland, text = T.gale_returned,
  when = { round_at_least = 4, round_at_most = 4, shared = was_called, any = { { shared = called } } } }
inject { id = "gale-forgiven", to = { "noordland" }, from = T.from_zuidland, text = T.gale_forgiven,
  when = { round_at_least = 4, round_at_most = 4, shared = was_called, none_of = { { shared = called } } } }
inject { id = "gale-silence", to = { "noordland" }, from = T.from_zuidland, text = T.gale_silence,
  when = { round_at_least = 4, round_at_most = 4, none_of = { { shared = was_called }, { shared = called } } } }

local reed_is_out = {}
for _, id in ipairs { "zuidland", "eilanden", "oosterveen" } do
  table.insert(reed_is_out, { shared = { state = "noordland", intel = "reed-source", with = id } })
end
inject { id = "source-kept", to = { "noordland" }, label = "TLP:AMBER+STRICT", from = T.from_team, text = T.source_kept,
  when = { round_at_least = 4, round_at_most = 4, none_of = reed_is_out } }
inject { id = "source-sent", to = { "noordland" }, label = "TLP:AMBER+STRICT", from = T.from_team, text = T.source_sent,
  when = { round_at_least = 4, round_at_most = 4, any = reed_is_out } }
inject { id = "source-shared", to = { "noordland" }, from = T.from_eilanden, text = T.source_shared,
  when = { round_at_least = 5, shared = { state = "noordland", intel = "reed-source", with = "eilanden" } } }
inject { id = "budget", to = { "noordland" }, round = 5, from = T.from_treasurer, text = T.budget }

inject { id = "last", to = { "noordland" }, round = 6, from = T.from_team, text = T.last,
  options = {
    { id = "say-so", text = T.last_say_so, effects = { standing = 0.02 } },
    { id = "no-word", text = T.last_no_word, effects = { defend = 0.02 }, default = true },
  } }

objective { id = "contain", seats = { "noordland" }, points = 10, text = T.contain,
  when = { state = "noordland", incident = "gale", hit_total_at_most = 6 } }
objective { id = "thrift", seats = { "noordland" }, points = 10, text = T.thrift,
  when = { state = "noordland", loss_percent_at_most = 4 } }
objective { id = "warned", seats = { "noordland" }, points = 10, text = T.warned,
  when = { shared = { state = "noordland", intel = "tide-sample", with = "zuidland" },
           any = { { shared = { state = "noordland", intel = "tide-sample", with = "eilanden" } } } } }
objective { id = "relied-upon", seats = { "noordland" }, points = 10, text = T.relied_upon,
  test = function(w)  -- the average of what the two who give think of you; half-met counts
    return (w.state("zuidland").trust.noordland + w.state("eilanden").trust.noordland) / 2
  end }

debrief {
  T.debrief_silence, T.debrief_taker, T.debrief_last,
  { what_if = { seat = "noordland", round = 2, posture = "all" }, text = T.what_if_worm },
  { what_if = { seat = "noordland", round = 6, posture = "none" }, text = T.what_if_last },
}

-- Asking Eastmoor in the open works half of the time.
on_decision("taker", function(w, d)
  if d.option == "ask" and w.chance("eastmoor", 0.5) then
    w.effect("noordland", { trust_in = { oosterveen = 0.08 }, knowledge = { worm = 0.2 } })
    w.fire("taker-answers")
  end
end)
