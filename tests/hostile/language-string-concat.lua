-- check 1: 65536
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s, t = ("x"):rep(60000), {} for i = 1, 1000 do t[i] = s end table.concat(t)
