-- check 0, run 3: 1024 bytes
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
vars { note = "" } on_round(function(w) w.set("note", ("x"):rep(60000)) end)
