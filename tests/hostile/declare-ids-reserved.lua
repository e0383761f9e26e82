-- check 1: E206
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for _, id in ipairs { "all", "none", "allies", "forums", "default", "end" } do state { id = id, name = "X" } end
