-- check 1: E10
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
local function f(...) return select("#", ...) end local t = {} for i = 1, 249 do t[i] = i end local function g(n, ...) if n == 0 then return f(...) end return g(n - 1, table.unpack(t, 1, 249), ...) end while true do g(200) end
