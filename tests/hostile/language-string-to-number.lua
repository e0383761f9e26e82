-- check 1: the limit
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = ("9"):rep(60000) .. "." .. ("9"):rep(5000) while true do local n = tonumber(s) end
