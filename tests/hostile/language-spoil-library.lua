-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- the strings of others have methods of their own
string.rep = function() error("spoilt") end
state { id = "cc", name = ("C"):rep(2) }
