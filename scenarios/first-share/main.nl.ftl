# Voor het eerst delen: de Nederlandse teksten. Weinig zinnen; elke ronde één nieuw idee.

title = Voor het eerst delen
summary = Vier buren, zes rondes, één vraag: deelt u wat u weet, of houdt u het voor u? U besluit namens Noordland. Alles hier is verzonnen.

noordland = Noordland
zuidland = Zuidland
eilanden = De Eilanden
oosterveen = Oosterveen
delta = Deltaberaad
krill = Krill, een criminele groep
grey_office = Het Grijze Bureau van een staat die zegt er geen te hebben

from_team = Uw responsteam
from_zuidland = Zuidland
from_eilanden = De Eilanden
from_oosterveen = Oosterveen
from_treasurer = Uw minister van Financiën

worm = Worm
worm_text = Bestanden zitten op slot en een briefje vraagt om geld. De worm kruipt langs de verbindingen tussen bedrijven.
worm_sample = Uw team heeft een exemplaar van de worm. Wie dat heeft, houdt hem eerder tegen.
gale = Storm
gale_text = Weer Krill, en sneller. De aanval komt in het zuiden binnen en volgt dezelfde verbindingen als de worm.
gale_sample = Zuidland zag het als eerste.
reed = Riet
reed_text = Iemand leest mee en maakt niets stuk.
reed_source = Iemand van binnenuit heeft u verteld hoe Riet werkt. Komt dat uit, dan zit diegene in moeilijkheden.
tide = Getij
tide_text = Weer Krill, met iets nieuws. Deze keer begint het bij u.
tide_sample = U werd als eerste getroffen, dus u weet het als eerste.

# Ronde 1: de vaste instructie
welcome = U spreekt namens Noordland. Ontdekt uw team iets over een aanval, dan belt het u 's nachts niet wakker: het volgt uw vaste instructie. Die luidt nu: niemand inlichten. Kies wie nieuwe bevindingen voortaan krijgt, bijvoorbeeld iedereen, of Zuidland en de Eilanden (in de terminal: posture all, of posture zuidland eilanden). Een bevinding die niemand anders heeft, levert u elke week een voorsprong op. Dat is de reden om iets voor u te houden.

# Ronde 2: de wedloop
warn = Bij onze bedrijven waart een worm rond, en sommige van uw bedrijven kopen bij die van ons in. Over drie dagen is hij bij u, aan het eind van de week op de Eilanden. Uw vaste instructie bepaalt of een waarschuwing daar eerder is. En we kunnen wel twee paar handen gebruiken.
warn_help = Twee mensen naar Zuidland sturen.
warn_own = Ze thuis op de uitkijk houden.

# Ronde 3: wie geeft, en wie neemt
taker = Kijk eens wie u wat stuurt. Zuidland geeft aan wie geeft. De Eilanden, waar aanvallen het laatst aankomen, geven zonder erom te vragen. Oosterveen neemt aan wat het krijgt en heeft nog niets gestuurd. U kunt Oosterveen uit uw vaste instructie weglaten, maar de bedrijven daar zijn met die van iedereen verbonden.
taker_ask = Oosterveen er aan tafel naar vragen, waar de anderen bij zijn.
taker_give = Doorgaan zoals nu, en zeggen dat de deur openstaat.
taker_note = Het onthouden, en niets zeggen.
taker_answers = U had het ons ook eerder kunnen vragen. Dit is wat wij over de worm hadden. Het komt laat, en veel is het niet.

vantage = Iemand binnen het Grijze Bureau vertelt ons deze week hoe het bij onze buren wil meelezen. Wat wij horen, gaat meteen naar de landen in uw vaste instructie. Besluit u liever zelf, houd dan nieuwe bevindingen over spionage vast (in de terminal: hold espionage).

# Ronde 4: de bron, en wat u ervoor terugkreeg
gale_returned = Storm kwam bij ons binnen, en wij wisten het dagen eerder dan u. We hebben u meteen gebeld. U belde over de worm; zo werkt dat.
gale_forgiven = Storm kwam bij ons binnen, en we hebben u gebeld. U had niet gebeld over de worm. Wij zijn niet haatdragend, maar blijf daar niet op rekenen.
gale_silence = Storm zal u niet zijn ontgaan. Hij kwam bij ons binnen, en wij wisten het dagen eerder dan u. Wij hebben niet gebeld. Over de worm had ook niemand ons gebeld.
source_kept = U hebt een bevinding over Riet, en tot nu toe heeft niemand anders die. Het label is TLP:AMBER+STRICT: het Deltaberaad gaat niet verder dan TLP:AMBER, dus dit zou van land tot land gaan, en langzamer. Elke ontvanger kan uw bron verraden, en Riet is op weg naar Zuidland en de Eilanden. Om met die twee te delen, typt u: share riet zuidland eilanden.
source_sent = Uw bevinding over Riet is volgens uw vaste instructie verstuurd, van land tot land, want het Deltaberaad gaat niet verder dan TLP:AMBER. Elke ontvanger kan uw bron verraden. Terughalen kan niet. Wie de bevinding nog niet heeft, kunt u er wel buiten laten: withhold.

# Ronde 5: drie sporen
source_shared = Uw bevinding over Riet is aangekomen. Wij zullen niet vragen van wie u het hebt.
budget = Uw geld gaat naar drie dingen: voorkomen, verdedigen (dat wil zeggen opmerken en ingrijpen) en versterken (herstellen). Ze helpen elkaar, en wat ze samen doen hangt af van het zwakste van de drie. Verdeel het budget zoals u goeddunkt. Deze week is er iets op komst, en het begint bij u.

# Ronde 6: de laatste ronde
last = U weet van Getij, en de anderen nog niet, tenzij uw vaste instructie het hun heeft verteld. Dit is de laatste ronde. Niemand kan u nog iets teruggeven, en niemand kan u nog iets betaald zetten. Wat deelt u?
last_say_so = Nu zeggen dat Noordland tot het einde deelt.
last_no_word = Niets zeggen.

# Doelen
contain = Houd Storm, een aanval in de derde week, thuis klein: hoogstens 6 organisaties getroffen.
thrift = Houd het verlies van Noordland op of onder 4 procent van het budget.
warned = Zorg dat zowel Zuidland als de Eilanden uw bevinding over Getij hebben.
relied_upon = Zorg dat Zuidland en de Eilanden op u kunnen bouwen. Hun gemiddelde vertrouwen telt, geheel of gedeeltelijk.

# Na afloop
debrief_silence = Wat kostte zwijgen, en wie betaalde ervoor? Met het toeval waarmee deze oefening begint, ziet u dat thuis duidelijk. Meestal is het verschil thuis kleiner, en bij de buren groter.
debrief_taker = Oosterveen gaf niets. Kwam het er slechter af dan u? Moet dat veranderen wat u doet?
debrief_last = Wat deed u in de laatste ronde, en waarom? De meeste weken zijn niet de laatste.
what_if_worm = Hetzelfde toeval, maar in ronde 2 krijgt iedereen uw bevindingen. Anderen hadden misschien anders gehandeld; het model weet dat niet.
what_if_last = Hetzelfde toeval, maar in ronde 6 vertelt u niemand iets. Wie heeft daar last van, en hoeveel bespaart het u?
