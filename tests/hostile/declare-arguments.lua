-- check 1: E203
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
state() state(nil) state(1) state("x") state(state) inject(true) scenario(0 // 1) vars(1.5) debrief(print) texts() texts {} include() include(1)
