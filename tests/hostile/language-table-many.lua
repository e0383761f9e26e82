-- check 1: 67108864
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local all, many = {}, {} for i = 1, 240 do many[i] = i end while true do all = { all, { table.unpack(many) } } end
