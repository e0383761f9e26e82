-- check 1: 200,000 values
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = {} for i = 1, 5000 do t[i] = "q" .. i end for i = 1, 100 do debrief(t) end
