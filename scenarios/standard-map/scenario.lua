polder "1"
scenario { id = "standard-map", languages = { "en", "nl" }, map = { seed = 1 },
  title = { en = "Standard map", nl = "Standaardkaart" },
  summary = {
    en = "The model without a story: fourteen invented states from small to great, four forums, nine adversaries and no "
      .. "scripted messages. For trying out policies, for comparing runs, and as a beginning for a scenario of your own.",
    nl = "Het model zonder verhaal: veertien verzonnen landen van klein tot groot, vier fora, negen tegenstanders en geen "
      .. "geschreven berichten. Om gedragsregels uit te proberen, om oefeningen te vergelijken en als begin van "
      .. "een eigen scenario.",
  },
}
local size = { "great", "large", "large", "middle", "middle", "middle", "middle" }
local s = {}
for i = 1, 14 do
  s[i] = "s" .. (i - 1)
  state { id = s[i], name = { en = "State " .. (i - 1), nl = "Land " .. (i - 1) }, size = size[i] or "small" }
end
local function pick(...) local m = {} for _, i in ipairs { ... } do table.insert(m, s[i + 1]) end return m end
forum { id = "capacity", name = { en = "Global capacity forum", nl = "Wereldforum voor capaciteitsopbouw" },
  kind = "capacity", members = s }
forum { id = "hybrid", name = { en = "Hybrid-threat centre", nl = "Centrum voor hybride dreigingen" },
  max_label = "TLP:AMBER+STRICT", members = pick(0, 1, 2, 3, 4, 5, 6, 8, 10, 12) }
forum { id = "regional", name = { en = "Regional network", nl = "Regionaal netwerk" }, kind = "capacity",
  members = pick(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) }
forum { id = "cell", name = { en = "Alliance cell", nl = "Cel van het bondgenootschap" }, kind = "alliance",
  max_label = "TLP:RED", members = pick(0, 1, 2, 3, 4, 7, 8) }
for i = 0, 5 do adversary { id = "gang" .. i, kind = "criminal" } end
for i = 6, 8 do adversary { id = "actor" .. i, kind = "state" } end
