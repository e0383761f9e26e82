# De Nederlandse teksten. Eén "sleutel = tekst" per regel; volgende regels van een tekst springen in.
title = Het telefoontje
summary = Er gaat een worm rond, en u weet het als eerste. Wie belt u?

noordland = Noordland
zuidland = Zuidland
eilanden = De Eilanden
delta = Deltaberaad
krill = Krill, een criminele groep
team = Uw responsteam

worm = Worm
worm_text = Bestanden zitten op slot en een briefje vraagt om geld. De worm volgt de verbindingen tussen bedrijven.
sample = Uw team heeft een exemplaar van de worm. Wie dat heeft, houdt de worm eerder tegen.

warn = Er waart een worm rond bij onze bedrijven. De Eilanden kopen bij ons, dus voor het eind van de week is hij daar. Als
    wij vertellen hoe hij werkt, kunnen zij hem stoppen. Dat geldt ook voor iedereen die met ons concurreert.
warn_call = Iedereen bellen en sturen wat we hebben.
warn_wait = Het voor ons houden en eerst voor onze eigen bedrijven zorgen.
thanks = U belde voordat hij hier was. Dat vergeten wij niet.
silence = Donderdag was hij hier. U wist het dinsdag.

dry = Houd het verlies van Noordland op of onder 2 procent van het budget.
neighbour = Zorg dat de Eilanden uw bevinding over de worm hebben.

debrief = Wat heeft uw telefoontje u gekost, en wat heeft het anderen bespaard?
what_if = Hetzelfde toeval, alleen heeft iedereen vanaf ronde 2 uw bevindingen.
