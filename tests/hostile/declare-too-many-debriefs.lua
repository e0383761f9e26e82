-- check 1: E
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = {} for i = 1, 20000 do t[i] = { what_if = {}, text = "x" } end debrief(t)
