polder "1"
-- One dilemma to build on: a worm goes round, and one state knows first. Three states, four rounds, texts in English and
-- Dutch. Change the story in main.en.ftl and main.nl.ftl, the facts here.
local T = texts "main"

scenario {
  id = "dilemma", title = T.title, summary = T.summary, version = "1",
  rounds = 4, languages = { "en", "nl" }, recommended = "noordland",
  random_incidents = "none",        -- only what is declared below happens
  map = { organisations = 24 },     -- per state
}

-- The person's state tells nobody anything unless it decides otherwise; its neighbours have habits of their own.
state { id = "noordland", name = T.noordland, size = "small", posture = "none" }
state { id = "zuidland", name = T.zuidland, size = "small", bot = "gtft" }      -- gives what it gets
state { id = "eilanden", name = T.eilanden, size = "small", bot = "always" }    -- gives anyway

forum { id = "delta", name = T.delta, members = { "noordland", "zuidland", "eilanden" } }
link { kind = "dependency", customer = "eilanden", supplier = "noordland", strength = 2 }

-- The worm is at Northland first and reaches the islands last, so that a warning can overtake it.
adversary { id = "krill", kind = "criminal", name = T.krill }
incident { id = "worm", by = "krill", family = "ransomware", name = T.worm, text = T.worm_text,
  round = 2, day = 1, targets = "all", exposure = 0.35, virulence = 1.5,
  delay = { noordland = 0, zuidland = 3, eilanden = 5 } }
intel { id = "sample", about = "worm", holder = "noordland", round = 2, day = 2, quality = 0.6, text = T.sample }

-- The dilemma itself, put to the person while the worm is on its way.
inject { id = "warn", to = { "noordland" }, round = 2, from = T.team, text = T.warn,
  options = {
    { id = "call", text = T.warn_call, effects = { share = { sample = "all" }, trust_from = { zuidland = 0.1 } } },
    { id = "wait", text = T.warn_wait, effects = { defend = 0.03 }, default = true },
  } }

-- What the neighbours make of it, a round later.
inject { id = "thanks", to = { "noordland" }, after = "warn.call", delay = 1, from = T.zuidland, text = T.thanks }
inject { id = "silence", to = { "noordland" }, after = "warn.wait", delay = 1, from = T.zuidland, text = T.silence }

objective { id = "dry", seats = { "noordland" }, points = 10, text = T.dry,
  when = { state = "noordland", loss_percent_at_most = 2 } }
objective { id = "neighbour", seats = { "noordland" }, points = 10, text = T.neighbour,
  test = function(w) return w.shared("sample", "noordland", "eilanden") end }

-- Half of the time a warning gets into the newspapers.
on_decision("warn", function(w, d)
  if d.option == "call" and w.chance("leak", 0.5) then w.effect("noordland", { confidence = -0.02 }) end
end)

debrief {
  T.debrief,
  { what_if = { seat = "noordland", round = 2, posture = "all" }, text = T.what_if },
}
