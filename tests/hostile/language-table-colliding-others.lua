-- check 1: the limit
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = {} for i = 1, 16000 do t[i * 32767.0 * 4294967296.0 + 0.0] = i end
local t2 = {} for i = 1, 16000 do t2[i * 32767 * 65536] = i end
while true do for i = 1, 16000 do local x = t2[i * 32767 * 65536] end end
