-- check 1: neither a name nor a place
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
state { [true] = 1 } state { [1.5] = 2 } state { [-1] = 3 } state { [math.maxinteger] = 4 } state { [state] = 5 } state { [{}] = 6 }
