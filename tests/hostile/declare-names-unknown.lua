-- check 1: E301 | did you mean
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for i = 1, 12000 do organisation { id = "organisation-" .. i, name = "X", state = "aa", sector = "energy" } end
for i = 1, 12000 do link { kind = "dependency", customer = "organisatoin-" .. i, supplier = "organizatoin-" .. i } end
