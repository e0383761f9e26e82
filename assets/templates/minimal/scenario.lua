polder "1"
-- The smallest scenario: two states, a forum, and the incidents that the model itself throws at them. Everything that is
-- left out has a default. What else there is: scenarios/README.md and scenarios/REFERENCE.md.

scenario {
  id = "minimal",
  title = "Two neighbours",
  summary = "Two states and one forum, four rounds.",
  rounds = 4,                       -- a round is a week
}

-- Who takes part. A person plays one state, bots the others; "gtft" gives what it gets, and forgives.
state { id = "noordland", name = "Northland", size = "small" }
state { id = "zuidland", name = "Southland", size = "small", bot = "gtft" }

-- Where they share: what passes through a forum arrives sooner, and costs dues.
forum { id = "delta", name = "Delta Exchange", members = { "noordland", "zuidland" } }

-- Who attacks them. Without this line nothing happens.
adversary { id = "krill", kind = "criminal", name = "Krill, a criminal group" }
