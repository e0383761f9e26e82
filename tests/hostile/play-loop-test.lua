-- check 0, run 3: test of objective "o" | units of work
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
objective { id = "o", seats = "all", text = "x", test = function(w) while true do end end }
