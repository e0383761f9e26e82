-- check 1: ?]0;owned?
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
error("\27]0;owned\7 \u{202E}gnorw \r\n\0 %s%n%99999999d")
