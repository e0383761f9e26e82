-- check 1: processor time
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- whole numbers that all fall into one chain
local t = {} for i = 1, 16000 do t[i * 16383 * 3] = i end
while true do for i = 1, 16000 do t[i * 16383 * 3] = i end end
