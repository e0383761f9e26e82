-- check 0, run 0: digest
polder "1"
scenario { id = "hostile", title = "Hostile", rounds = 2, random_incidents = "none" }
state { id = "aa", name = "A" }
state { id = "bb", name = "B" }
-- words that mean something elsewhere are words
local s = "%s%n%99999999d <script>alert(1)</script> &amp; $(reboot) `reboot` \\x1b[31m ; DROP TABLE --"
state { id = "cc", name = s }
inject { id = "n", to = "all", text = s, from = s, round = 1, options = { { id = "o", text = s, default = true } } }
objective { id = "o2", seats = "all", text = s, when = { round_at_least = 1 } }
debrief { s }
on_round(function(w) w.log(s) w.log(s .. w.round) end)
