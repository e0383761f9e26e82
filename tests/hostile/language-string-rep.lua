-- check 1: 65536
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = ("x"):rep(math.maxinteger, ("y"):rep(60000))
