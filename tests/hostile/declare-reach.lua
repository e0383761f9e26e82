-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- a circle of messages that wait for each other, and a long chain told backwards
for i = 1, 1000 do inject { id = "n" .. i, to = { "aa" }, text = "x", after = "n" .. (i % 1000 + 1), delay = 60 } end
for i = 1, 2000 do inject { id = "m" .. i, to = { "aa" }, text = "x", after = i < 2000 and "m" .. (i + 1) or nil, round = i == 2000 and 1 or nil } end
