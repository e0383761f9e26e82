-- check 1: 16777216 bytes
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = ("x"):rep(15000) for i = 1, 3900 do inject { id = "i" .. i, to = "all", text = s, round = 1 } end
