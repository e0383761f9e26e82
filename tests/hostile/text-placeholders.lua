-- check 1: E402
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
for _, s in ipairs { "{", "}", "{}", "{{seat}}", "{seat", "{state:}", "{state:aa}", "{state:aa.money}", "{state:zz.name}", "{seat}{", "{__index}", "{%n}", ("{"):rep(16000), ("{seat}"):rep(2000) .. "{" } do debrief { s } end
