-- check 1: 67108864
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local all = {} for i = 1, 1e8 do local a, b, c = i, i, i all = { function() return a, b, c, all end, all } end
