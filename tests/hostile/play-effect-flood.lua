-- check 0, run 3: 1024 effects in one call
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) while true do w.effect("aa", { standing = 0.1 }) end end)
