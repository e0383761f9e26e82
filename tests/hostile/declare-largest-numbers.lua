-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- everything as large as it may be
state { id = "cc", name = "C", budget = 1000, prevent = 3, defend = 3, strengthen = 3, expertise = 1, standing = 1, rights = 1,
  confidence = 1, trust = { aa = 1, bb = 1 }, split = { 1, 0, 0 }, organisations = 100, at = { lon = 180, lat = 90 } }
forum { id = "f", name = "F", members = { "aa", "cc" }, dues = 0.2, delay = 1 }
adversary { id = "gang", kind = "criminal", activity = 4, skill = 2, slots = 8, families = { wiper = 1000, election = 1000 },
  prefers = { cc = 4 }, tension = { cc = 1 } }
for i = 1, 248 do
  incident { id = "i" .. i, by = "gang", family = "wiper", round = 1 + i % 2, virulence = 4, pressure = 4, damage = 4, stealth = 4,
    exposure = 1, sensitivity = 1, chance = 1 }
end
vars { v = math.maxinteger, u = math.mininteger }
inject { id = "n", to = "all", text = "x", round = 1, effects = { budget = 1000, prevent = 3, standing = 1, trust_in = { aa = 1 } } }
on_round(function(w) w.set("v", w.vars.v + 1) w.set("u", w.vars.u - 1) w.effect("cc", { budget = -1000, defend = -3, rights = -1 }) end)
