-- check 0, run 3: no inject called
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 4000 do inject { id = "inject-" .. i, to = { "aa" }, text = "x", by_hook = true } end on_round(function(w) w.fire(("injcet-"):rep(8000)) end)
