-- check 0: no findings
-- As large as an honest scenario may be: 200 states, 64 forums, 20,000 links, 4,000 messages with options.
polder "1"
scenario { id = "stress", title = "Stress" , rounds = 60, map = { organisations = 60 } }
local function pick(i, n) local m = {} for k = 0, n - 1 do m[k + 1] = "s" .. ((i * 7 + k * 13) % 200) end return m end
for i = 0, 199 do
  local trust = {} for k = 0, 199 do if k ~= i then trust["s" .. k] = 0.5 end end
  state { id = "s" .. i, name = "State " .. i, organisations = 60, trust = i % 4 == 0 and trust or nil }
end
for i = 0, 63 do
  local m, seen = {}, {} for k = 0, 39 do local s = (i * 7 + k * 13) % 200 if not seen[s] then seen[s] = true table.insert(m, "s" .. s) end end
  forum { id = "f" .. i, name = "Forum " .. i, members = m }
end
for i = 0, 1999 do organisation { id = "o" .. i, name = "Org " .. i, state = "s" .. (i % 200), sector = "energy" } end
for i = 0, 19999 do link { kind = "dependency", customer = "o" .. (i % 2000), supplier = "o" .. ((i + 1 + i // 2000 * 3) % 2000), strength = 0.5 } end
for i = 0, 63 do adversary { id = "a" .. i, kind = "criminal" } end
for i = 0, 199 do incident { id = "i" .. i, by = "a" .. (i % 64), family = "wiper", round = 1 + i % 60 } end
for i = 0, 3999 do
  inject { id = "n" .. i, to = { "s" .. (i % 200) }, text = "Text " .. i, after = i > 0 and "n" .. (i - 1) or nil, round = i == 0 and 1 or nil,
    options = { { id = "y", text = "Yes", effects = { standing = 0.1 } }, { id = "n", text = "No", default = true, fires = "n" .. ((i + 1) % 4000) } } }
end
