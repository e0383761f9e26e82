-- check 1: E203
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for _, id in ipairs { "__index", "__gc", "", "1a", "a b", "a.b", "a/b", "../x", "a\nb", "%s%n", "\27[31m", "é", ("a"):rep(33), "a\0b" } do state { id = id, name = "X" } end
