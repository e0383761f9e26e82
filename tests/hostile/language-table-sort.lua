-- check 1: the limit
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = {} for i = 1, 30000 do t[i] = -i end while true do table.sort(t) end
