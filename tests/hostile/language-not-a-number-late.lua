-- check 1: no result
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local infinity = 1e308 * 10
local x = infinity - infinity
