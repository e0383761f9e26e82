-- check 0, run 3: read only
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
vars { v = 1 } on_round(function(w) w.vars.v = 2 end)
