-- check 0, run 3: label
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) w.chance(("x"):rep(60000), 0.5) end)
