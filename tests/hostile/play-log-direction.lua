-- check 0, run 3: direction
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) w.log("\u{202E}") end)
