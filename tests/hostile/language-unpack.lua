-- check 1: 250
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = {} for i = 1, 1000 do t[i] = i end state { table.unpack(t) }
