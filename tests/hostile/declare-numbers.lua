-- check 1: E204
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local odd = { 1e308 * 10, -1e308 * 10, -0.0, 1e308, -1e308, 5e-324, math.maxinteger, math.mininteger, 2 ^ 53, 2 ^ 63, -2 ^ 63, 0.1 }
local fields = {
  scenario = { "rounds", "seed", "decide_minutes", "kappa", "aggregation" },
  state = { "budget", "expertise", "organisations", "prevent", "defend", "strengthen", "standing", "confidence", "rights" },
  forum = { "dues", "delay" }, link = { "strength" }, adversary = { "activity", "skill", "slots", "from_round", "to_round" },
  incident = { "round", "day", "chance", "exposure", "virulence", "pressure", "damage", "stealth", "sensitivity" },
  intel = { "round", "day", "quality" }, order = { "round" }, inject = { "round", "day", "delay" },
  objective = { "points", "at" }, action = { "cost", "limit" }, organisation = { "weight", "weakness" },
}
local constructors = { scenario = scenario, state = state, forum = forum, link = link, adversary = adversary,
  incident = incident, intel = intel, order = order, inject = inject, objective = objective, action = action,
  organisation = organisation }
for kind, names in pairs(fields) do
  for _, name in ipairs(names) do
    for i, x in ipairs(odd) do constructors[kind] { id = kind .. "-" .. i, [name] = x } end
  end
end
state { id = "cc", name = "C", at = { lon = 1e308, lat = -1e308 * 10 }, split = { 1e308, 1e308, -1e308 }, trust = { aa = 5 } }
