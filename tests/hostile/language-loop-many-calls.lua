-- check 1: 10000000 units of work
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- each call of sort would have gas of its own
local function burn() for i = 1, 2000000 do end return false end
for i = 1, 1000 do table.sort({ 2, 1 }, burn) end
