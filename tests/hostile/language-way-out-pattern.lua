-- check 1: no gsub
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = ("x"):rep(30):gsub("(.-)*$", "")
