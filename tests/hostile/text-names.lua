-- check 1: E403
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
state { id = "cc", name = "two\nlines" } state { id = "dd", name = ("long "):rep(100) } state { id = "ee", name = "\27]0;owned\7" } state { id = "ff", name = "\u{202E}" }
