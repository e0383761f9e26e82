-- check 1: 65536 bytes
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = "x" for i = 1, 40 do s = s .. s end
