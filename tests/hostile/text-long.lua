-- check 1: E403 | at most 16000
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
debrief { ("x"):rep(60000) }
