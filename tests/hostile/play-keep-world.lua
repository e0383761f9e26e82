-- check 0, run 3: attempt to index a nil value (upvalue 'kept')
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local kept bot { id = "sly", name = "Sly", decide = function(b) kept.state("aa") end } state { id = "cc", name = "C", bot = "sly" } on_round(function(w) kept = w end)
