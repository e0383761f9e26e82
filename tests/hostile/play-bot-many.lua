-- check 0, run 3: 20000000 units of work in one round
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
bot { id = "sly", name = "Sly", decide = function(b) for i = 1, 1000000 do end return {} end }
for i = 1, 100 do state { id = "s" .. i, name = "S", bot = "sly" } end
