-- check 0, run 3: belongs at the top
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = state on_round(function(w) s { id = "late", name = "L" } end)
