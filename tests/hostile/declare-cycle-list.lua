-- check 1: contain itself
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local m = { "aa" } m[2] = m forum { id = "f", name = "F", members = m }
