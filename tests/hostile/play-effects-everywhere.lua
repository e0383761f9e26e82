-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- as many recipients, effects and conditions as there may be
for i = 1, 100 do state { id = "s" .. i, name = "S" .. i } end
local e = {} for i = 1, 60 do e[i] = { standing = 0.01, trust_in = { aa = 0.01, bb = -0.01 } } end
local c = {} for i = 1, 100 do c[i] = { round_at_least = 1, state = "aa", hit_now_at_most = i } end
for i = 1, 20 do
  inject { id = "n" .. i, to = "all", text = "x", round = 1, options = {
    { id = "a", text = "a", default = true, effects = e }, { id = "b", text = "b", needs = { any = c } } } }
end
