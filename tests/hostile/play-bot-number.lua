-- check 0, run 3: decide
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local kept
bot { id = "sly", name = "Sly", decide = function(b) return { split = { 1e308, -1e308, 1e308 * 10 } } end }
state { id = "cc", name = "C", bot = "sly" }
