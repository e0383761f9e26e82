-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- messages that fire each other, and themselves, and a hook that fires them all
for i = 1, 1000 do
  inject { id = "n" .. i, to = { "aa" }, text = "x", by_hook = true, options = {
    { id = "yes", text = "y", default = true, fires = "n" .. (i % 1000 + 1), effects = { fire = { "n" .. i, "n1" } } } } }
end
on_round(function(w) for i = 1, 1000 do w.fire("n" .. i) end end)
on_decision("n1", function(w) w.fire("n1") w.fire("n2") end)
