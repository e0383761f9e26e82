-- check 0, run 3: w.effect
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) local t = {} t.of = t t[1] = t w.effect("aa", t) end)
