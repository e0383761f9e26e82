-- check 0, run 3: 64 log lines
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) for i = 1, 1000 do w.log("x") end end)
