-- check 0, run 3: no incident
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) w.incident(("a"):rep(60000) .. ".1.1") end)
