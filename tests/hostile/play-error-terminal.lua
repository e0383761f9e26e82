-- check 0, run 3: owned
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_round(function(w) error("\27]0;owned\7 \u{202E} %s%n") end)
