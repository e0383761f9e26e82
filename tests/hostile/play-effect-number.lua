-- check 0, run 3: w.effect | expected
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) w.effect("aa", { budget = 1e308 * 10 }) end)
