-- check 1: the limit
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
x = 1 for i = 1, 20000 do _ENV["name" .. i] = i end for i = 1, 20000 do local x = _ENV["naem" .. i] end
