-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- nothing of the engine is reached through the names a scenario may spoil
string, table, text, math = nil, nil, nil, nil
assert = 5 ipairs = state
on_round(function(w) if w.round > 5 then error("never") end end)
