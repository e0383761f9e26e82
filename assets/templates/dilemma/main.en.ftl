# The English texts. One "key = text" a line; further lines of a text are indented.
title = The call
summary = A worm goes round, and you know first. Whom do you call?

noordland = Northland
zuidland = Southland
eilanden = The Isles
delta = Delta Exchange
krill = Krill, a criminal group
team = Your response team

worm = Worm
worm_text = Files are locked and a note asks for money. It moves along the connections between companies.
sample = Your team has a copy of the worm. Whoever has it can stop it sooner.

warn = A worm is loose among our companies. The Isles buy from us, so it will be with them before the week is over. If we
    tell them how it works, they can stop it. The same goes for everybody who competes with us.
warn_call = Call everybody, and send what we have.
warn_wait = Keep it, and see to our own companies first.
thanks = You called before it was here. We shall not forget that.
silence = It was here on Thursday. You knew on Tuesday.

dry = Keep Northland's losses at or below 2 per cent of its budget.
neighbour = Let the Isles have your finding on the worm.

debrief = What did your call cost you, and what did it save others?
what_if = The same luck, except that everybody has your findings from round 2.
