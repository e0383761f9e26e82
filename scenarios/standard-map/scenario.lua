polder "1"
scenario { id = "standard-map", title = "Standard map", map = { seed = 1 } }
local size = { "great", "large", "large", "middle", "middle", "middle", "middle" }
local s = {}
for i = 1, 14 do
  s[i] = "s" .. (i - 1)
  state { id = s[i], name = "State " .. (i - 1), size = size[i] or "small" }
end
local function pick(...) local m = {} for _, i in ipairs { ... } do table.insert(m, s[i + 1]) end return m end
forum { id = "capacity", name = "Global capacity forum", kind = "capacity", members = s }
forum { id = "hybrid", name = "Hybrid-threat centre", max_label = "TLP:AMBER+STRICT", members = pick(0, 1, 2, 3, 4, 5, 6, 8, 10, 12) }
forum { id = "regional", name = "Regional network", kind = "capacity", members = pick(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) }
forum { id = "cell", name = "Alliance cell", kind = "alliance", max_label = "TLP:RED", members = pick(0, 1, 2, 3, 4, 7, 8) }
for i = 0, 5 do adversary { id = "gang" .. i, kind = "criminal" } end
for i = 6, 8 do adversary { id = "actor" .. i, kind = "state" } end
