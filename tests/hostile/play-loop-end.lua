-- check 0, run 3: on_end | units of work
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
on_end(function(w) while true do end end)
