-- check 1: E
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local odd = { 1, "x", true, {}, { {} }, { any = 1 }, { any = {} }, { var = { name = "no", is = 1 } }, { state = "aa" }, { trust = {} },
  { hit_now_at_least = -1 }, { chosen = "a.b.c" }, { chosen = ("x"):rep(1000) }, { did = { seat = "aa", action = "fly" } }, state }
for i, c in ipairs(odd) do inject { id = "n" .. i, to = "all", text = "x", when = c } end
