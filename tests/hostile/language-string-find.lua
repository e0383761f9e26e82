-- check 1: units of work
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s = ("a"):rep(60000) while true do s:find(s:sub(1, 30000) .. "b", 1, true) end
