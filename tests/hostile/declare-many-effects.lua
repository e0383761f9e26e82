-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local e = {} for i = 1, 30000 do e[i] = { of = "aa", standing = 0.5, rights = -0.5 } end
inject { id = "a", to = "all", text = "x", round = 1, effects = e }
