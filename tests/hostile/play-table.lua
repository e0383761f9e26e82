-- check 0, run 3: 1048576
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local kept = {} on_round(function(w) for i = 1, 1e6 do kept[i] = i end end)
