-- check 1: processor time
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- zeros make each comparison take as long as there are bytes
local a, b = ("\0"):rep(60000) .. "a", ("\0"):rep(60000) .. "b"
while true do local x = a < b end
