-- check 1: E105
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for _, name in ipairs { "../secret.lua", "/etc/passwd", "/dev/zero", "./scenario.lua", "a/../b.lua", "a\0.lua", ("x"):rep(60000), "", ".lua", "~/x.lua", "C:\\x.lua" } do include(name) texts(name) end
