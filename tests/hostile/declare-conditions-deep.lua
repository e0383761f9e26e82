-- check 1: nested more than 32 tables deep
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local c = { round_at_least = 1 } for i = 1, 1000 do c = { any = { c } } end inject { id = "a", to = "all", text = "x", when = c }
