-- check 1: together, expected at most 1000000
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 198 do state { id = "s" .. i, name = "S", organisations = 20000 } end
