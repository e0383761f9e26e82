-- check 1: longer than 100 bytes
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 2000 do vars { [("k"):rep(60000) .. i] = 1 } end
