-- check 1: contain itself
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local t = { id = "t", to = "all", text = "x" } t.options = { t } inject(t)
