-- check 1: more than 512 hooks
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 1000 do on_round(function() end) end
