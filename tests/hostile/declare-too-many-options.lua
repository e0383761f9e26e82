-- check 1: at most 64
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local o = {} for i = 1, 3000 do o[i] = { id = "o" .. i, text = "x", default = i == 1 } end inject { id = "n", to = "all", text = "x", round = 1, options = o }
