-- check 1: at most 4000 may be declared
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 9000 do inject { id = "i" .. i, to = "all", text = "x", round = 1 } end
