-- check 1: E403 | control character
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for _, s in ipairs { "\27[2J", "\7", "\8", "a\rb", "\127", "\u{9B}31m", "a\0b", "\u{2028}", "\t" } do debrief { s } end
