-- check 0, run 3: only looks
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
vars { v = 1 } objective { id = "o", seats = "all", text = "x", test = function(w) w.set("v", 2) end }
