-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
adversary { id = "gang", kind = "criminal" }
for i = 1, 200 do incident { id = "i" .. i, by = "gang", family = "wiper", by_hook = true } end
on_round(function(w) for k = 1, 4 do for i = 1, 200 do w.launch("i" .. i) end end end)
on_incident("i1", function(w) w.launch("i2") w.launch("i1") end)
