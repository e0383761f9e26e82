-- check 0, run 3: the limit
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 190 do state { id = "s" .. i, name = "S" } end on_round(function(w) while true do w.state("s1") w.adversary("a") end end) adversary { id = "a", kind = "state" }
