-- check 0, run 3: 67108864
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local kept, many = {}, {} for i = 1, 240 do many[i] = i end on_round(function(w) while true do kept = { kept, { table.unpack(many) } } end end)
