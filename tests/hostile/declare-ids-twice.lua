-- check 1: E207
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 20000 do organisation { id = "same", name = "X", state = "aa", sector = "energy" } end
