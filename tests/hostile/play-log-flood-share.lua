-- check 0, run 3: 512 log lines in one round
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 6 }
for i = 1, 12 do state { id = "s" .. i, name = "S" .. i, bot = "always", posture = "all" } end
local m = {} for i = 1, 12 do m[i] = "s" .. i end
forum { id = "f", name = "F", members = m }
for i = 1, 6 do adversary { id = "a" .. i, kind = i % 2 == 0 and "criminal" or "state", activity = 4 } end
for i = 1, 10 do incident { id = "i" .. i, by = "a1", family = "ransomware", virulence = 4, exposure = 1 } end
on_share(function(w) for i = 1, 60 do w.log("line " .. i) end end)
