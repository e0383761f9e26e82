-- check 1: E
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
scenario { id = "x", title = { en = 1 } } state { id = "cc", name = { [1] = "x", xx = "y", en = {} } } debrief { { en = "\27" } }
