-- check 1: 2000000 times (the limit)
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 150 do state { id = "s" .. i, name = "S" } end
local c = {} for i = 1, 15000 do c[i] = { round_at_least = 1 } end
inject { id = "a", to = "all", text = "x", round = 1, options = { { id = "y", text = "y", needs = { any = c } }, { id = "n", text = "n", default = true } } }
