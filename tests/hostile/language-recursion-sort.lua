-- check 1: nested too deeply
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local function f() table.sort({ 2, 1 }, function() f() return true end) end f()
