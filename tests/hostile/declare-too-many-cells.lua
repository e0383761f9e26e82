-- check 1: more than 120000000 (the limit)
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 60 }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 40 do state { id = "s" .. i, name = "S", organisations = 20000 } end
for i = 1, 64 do adversary { id = "a" .. i, kind = "criminal", activity = 4, slots = 8 } end
