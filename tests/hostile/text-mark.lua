-- check 1: E203
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for _, s in ipairs { "", "\n", " ", "ab", "\27", "\u{202E}", "\xFF", ("x"):rep(60000) } do forum { id = "f", name = "F", members = { "aa", "bb" }, mark = s } end
