-- check 1: setmetatable
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
setmetatable({}, { __gc = function() while true do end end })
