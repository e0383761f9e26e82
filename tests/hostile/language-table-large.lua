-- check 1: 1048576
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = {} for i = 1, 1e7 do t[i] = i end
