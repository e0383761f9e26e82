-- check 0, run 3: at the top
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local r = on_round on_round(function(w) r(function() end) end)
