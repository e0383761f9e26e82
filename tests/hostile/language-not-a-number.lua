-- check 1: no result | 0/0
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local name = (0 / 0) .. ""
state { id = "cc", name = name }
