-- check 0, run 3: from 0 to 1
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
objective { id = "o", seats = "all", text = "x", test = function(w) return -1e308 * 10 end }
