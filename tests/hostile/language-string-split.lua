-- check 1: the limit
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local s, all = ("a,"):rep(30000), {} while true do all[#all + 1] = text.split(s, ",") end
