-- check 1: at most 200
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 5000 do state { id = "s" .. i, name = "S" } end
