-- check 1: E
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local odd = { 1, "x", true, { 1 }, { { { 1 } } }, { standing = {} }, { trust_in = { nobody = 1 } }, { fire = { "nothing" } }, { set = { no = 1 } },
  { share = { no = "all" } }, { of = "nobody" }, { budget = 1e308 }, { join = { {} } }, state }
for i, e in ipairs(odd) do inject { id = "n" .. i, to = "all", text = "x", round = 1, effects = e } end
