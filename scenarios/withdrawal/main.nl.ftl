# De terugtrekking: de Nederlandse teksten. Eén sleutel per regel; wat tussen accolades staat, vult het programma in.
# TLP is het Traffic Light Protocol, de labels die zeggen hoe ver informatie mag reizen. Labels worden nooit vertaald.
# De woorden staan in ../GLOSSARY.md.

title = De terugtrekking
summary = Twaalf weken vanaf 7 januari 2026. De Verenigde Staten verlaten twee instellingen waarin landen kennis over digitale veiligheid uitwisselen, en dertien andere landen besluiten wat daarvoor in de plaats komt, als er al iets komt. De instellingen, het memorandum en de datum van de Nederlandse gemeenteraadsverkiezingen zijn echt. Wie wat bijdraagt, wie in het forum zit en wanneer de terugtrekking ingaat, zijn aannames van deze oefening. Alle tegenstanders, bedrijven, incidenten en gesprekken zijn verzonnen, en niets hier beschrijft wat een regering heeft gezegd of gedaan.

# Namen

seat_press = De pers
seat_port_desk = Maasdelta Terminals, afdeling beveiliging
seat_liaison = Liaison bij het CSIRT-netwerk
forum_gfce = Global Forum on Cyber Expertise (GFCE)
forum_hybrid = Europees kenniscentrum voor de bestrijding van hybride bedreigingen (Hybrid CoE)
forum_csirts = CSIRT-netwerk van de Europese Unie
forum_cell = Waarschuwingscel van het bondgenootschap (verzonnen)
org_maasdelta = Maasdelta Terminals
org_elbkai = Elbkai Logistics
org_amberline = Amberline Data Centres
adv_low_tide = Laagwater
adv_night_ferry = Nachtveer
adv_copper_lantern = Koperen Lantaarn
adv_bureau_nine = Bureau Negen van Kestrië
adv_harbour_unit = De Haveneenheid van Kestrië

# Wie er spreekt

from_white_house = Openbare verklaring, Washington
from_washington = Collega's in Washington
from_editor = Uw redactie
from_press = Pers
from_spokesperson = Uw woordvoerder
from_foreign_ministry = Ministerie van Buitenlandse Zaken
from_interior = Ministerie van Binnenlandse Zaken, Den Haag
from_house = Tweede Kamer, Den Haag
from_the_hague = Nederland
from_treasury = Ministerie van Financiën
from_gfce = Secretariaat van het GFCE
from_cell = Waarschuwingscel van het bondgenootschap
from_csirts = Voorzitterschap van het CSIRT-netwerk
from_own_team = Uw nationale CSIRT
from_nl_service = Inlichtingendienst, Nederland
from_vendor = Een aanbieder van dreigingsinformatie
from_grid_operator = Een netbeheerder
from_port_police = Havenpolitie
from_maasdelta_board = Uw directie

# Incidenten

inc_slack_water = Kentering
inc_slack_water_text = Bij ziekenhuizen en gemeentelijke diensten rond de Oostzee zitten bestanden op slot. De groep Laagwater eist betaling binnen vier dagen.
inc_long_ditch = Lange Sloot
inc_long_ditch_text = Iemand leest de mail van ministeries en hun opdrachtnemers mee, stilletjes en al een tijd. De werkwijze lijkt op die van Bureau Negen van Kestrië.
inc_cold_relay = Koud Relais
inc_cold_relay_text = Besturingscomputers van energiebedrijven worden gewist. Een eis volgt niet. Wie dit deed, wilde niets wat met geld te koop is.
inc_berth_nine = Ligplaats Negen
inc_berth_nine_text = De groep Nachtveer heeft in verschillende havens terminalsystemen op slot gezet. Schepen wachten, vrachtwagens staan in de rij, en de facturen blijken de ingang te zijn geweest.
inc_glass_mast = Glazen Mast
inc_glass_mast_text = Een indringer zit in het netwerkbeheer van telecombedrijven en kopieert wie met wie belt.
inc_spring_flood = Springvloed
inc_spring_flood_text = Eén kwetsbaarheid in een veelgebruikt product voor toegang op afstand, één criminele groep, Koperen Lantaarn, en alle landen tegelijk.
inc_borrowed_voice = Geleende Stem
inc_borrowed_voice_text = Opgenomen berichten met de stem van een burgemeester vertellen mensen dat hun stembureau is verplaatst. De burgemeesters hebben die nooit ingesproken.
inc_gap_tide = Gat in de Dijk
inc_gap_tide_text = Laagwater is terug, op de plaatsen waar de vorige waarschuwingen laat aankwamen.
inc_return_post = Kerende Post
inc_return_post_text = In verschillende landen van het bondgenootschap worden systemen gewist. Het wisprogramma draagt de codenaam van de operatie tegen de Haveneenheid.

# Eerste bevindingen

intel_slack_swe = Een Zweeds ziekenhuis heeft het eerste bericht van de aanvallers bewaard. Daaruit blijkt hoe ze binnenkomen.
intel_ditch_usa = Het adres van waaruit Lange Sloot wordt aangestuurd, van binnenuit gezien. Openbaarmaking zou het einde van de bron zijn.
intel_ditch_nld = Een Nederlandse dienst heeft Lange Sloot van dichtbij gevolgd. De bevinding is goed omdat niemand van de uitkijkpost weet.
intel_relay_fin = Een Fins energiebedrijf vond het wisprogramma op één computer, voordat het was begonnen.
intel_berth_esp = Een Spaanse terminal ging als eerste op slot en heeft de vervalste factuur.
intel_mast_can = Een Canadees telecombedrijf vond een account dat niemand had aangemaakt.
intel_flood_est = Een Ests datacentrum zag dat de kwetsbaarheid werd misbruikt en heeft de sporen ervan.
intel_voice_gbr = Een Brits team weet waar de gekloonde stemmen worden gemaakt en heeft een goed vermoeden voor wie.

# Acties

act_second = Een deskundige uitlenen aan het team van een ander land, voor de rest van de oefening. Uw eigen team mist dan een paar handen.
act_brief_public = De bevolking vertellen wat bekend is en wat niet.

# Week 1

memo = Een memorandum van vandaag draagt de Verenigde Staten op zich terug te trekken uit 66 internationale organisaties, 31 van de Verenigde Naties en 35 andere, omdat die als verspilling worden gezien en als strijdig met de Amerikaanse soevereiniteit. Op de lijst staan het Global Forum on Cyber Expertise (GFCE), het Europees kenniscentrum voor de bestrijding van hybride bedreigingen (Hybrid CoE), de Commissie voor Internationaal Recht en de Freedom Online Coalition. De Internationale Telecommunicatie-unie staat er niet op. In deze oefening gaat de terugtrekking uit het GFCE en het Hybrid CoE in week 3 in.
standing = Wat uw team ontdekt, wordt gedeeld volgens uw vaste instructie. Die luidt nu: met de leden van elk forum waarvan wij lid zijn, en dat is hier bijna iedereen. Elke week kunt u die instructie wijzigen. Ook kunt u soorten incidenten aanhouden, spionage bijvoorbeeld: bevindingen daarover wachten dan op een besluit van u.
press_start = Zoek uit wat elke regering gaat doen nu het memorandum bekend is, en wie wat betaalt. U mag elk team vragen stellen. Een team mag weigeren te antwoorden, en ook dat is nieuws.
first_answer = Journalisten willen weten wat uw regering van het memorandum vindt. Andere hoofdsteden krijgen vanmiddag dezelfde vraag, en zullen uw antwoord lezen.
first_answer_together = Samen met andere leden zeggen dat het werk doorgaat.
first_answer_quiet = In het openbaar niets zeggen. Washington bellen en vragen wat in een andere vorm door kan gaan.
first_answer_wait = Geen commentaar zolang de tekst wordt bestudeerd.

# Week 2

nl_host = Het GFCE ging in 2015 in Den Haag van start en is sinds 2020 een stichting. Het lidmaatschap is gratis en bijdragen zijn vrijwillig, dus aan wie vertrekt kan geen rekening worden gestuurd. In deze oefening vertrekt het land dat het meeste bijdraagt. Het secretariaat vraagt zijn gastland waarop het kan rekenen.
nl_host_top_up = De Nederlandse bijdrage voor dit jaar verhogen, uit het budget voor onze eigen teams.
nl_host_ask = De andere leden vragen het tekort te verdelen, te beginnen met de grotere.
nl_host_shrink = Het forum minder laten doen, en een deel van onze bijdrage in eigen land besteden.
fi_centre = Het Hybrid CoE zit in Helsinki. In deze oefening gaan de Amerikaanse deskundigen naar huis, en een deel van de onderwerpen waaraan zij werkten gaat met hen mee. De directie vraagt of Finland als gastland de lege bureaus kan bezetten.
fi_centre_second = Eigen mensen detacheren voor de rest van de oefening.
fi_centre_neighbours = Onze buren vragen elk iemand te sturen, en openlijk zeggen dat we het niet alleen kunnen.
fi_centre_narrow = Alleen de onderwerpen houden die voor Finland van belang zijn, en onze mensen thuis houden.
three_islands = Drie instanties hebben elk een plan ingediend: één om incidenten te voorkomen, één om ze te ontdekken en aan te pakken, één om ervan te herstellen. Elk plan is degelijk. Geen ervan noemt de andere twee. U kunt er één versterken, of ze samen één plan laten schrijven. Dat kost tijd en is in een persbericht lastig uit te leggen.
three_islands_prevent = Voorrang geven aan preventie.
three_islands_visible = Voorrang geven aan detectie en respons, waar het eerst resultaat te zien is.
three_islands_one_plan = Samen één plan laten schrijven, en de weken betalen die dat kost.

# Week 3

leave_day = Vanaf vandaag doen de Verenigde Staten niet meer mee aan het GFCE en het Hybrid CoE en betalen zij er niet meer aan mee. Zij blijven in het bondgenootschap en in hun eigen bilaterale kanalen.
empty_chair = Het programma dat kleinere leden helpt een responsteam op te zetten, werd betaald door het land dat is vertrokken. Het kan doorgaan als genoeg anderen deze week iets inleggen; geld helpt meer dan mensen. Lukt dat, dan gaat het voor iedereen door, ook voor wie niets heeft ingelegd.
empty_chair_pledge = Geld toezeggen voor het programma.
empty_chair_people = Mensen uitlenen in plaats van geld. Hier zullen ze worden gemist.
empty_chair_hold = Afwachten wat anderen doen.

vendor_letter = Een aanbieder van dreigingsinformatie heeft het memorandum ook gelezen. De weekrapporten van het bedrijf kosten 4 eenheden, wie ze ook koopt: een vijfentwintigste van het weekbudget van Nederland of Polen, een tiende van dat van Finland of Estland. In deze oefening beslaan ze ongeveer twee op de drie criminele campagnes en een op de drie van staten, komen ze twee dagen nadat iemand ergens een aanval voor het eerst opmerkt, en zeggen ze meer aan wie veel deskundigen heeft. Er komt wat onbehagen bij over de vraag wiens gegevens het bedrijf te zien krijgt. De opdracht is: buy.

# Week 4

slower = De eerste week zonder de Verenigde Staten. Tot vorige week kwam een waarschuwing via het GFCE of het Hybrid CoE na twee en een kwart dag aan en bleef 76 procent van de kwaliteit over. Nu duurt het drie dagen en blijft 67 procent over. Het CSIRT-netwerk, waar de Verenigde Staten nooit bij hoorden, en de cel, waarin zij blijven, zijn even snel als voorheen. Veel aanvallen doen er in deze oefening twee tot vijf dagen over om van het eerste land in het volgende te komen.
slower_still = De Verenigde Staten zijn niet langer de enige: nog een regering heeft een van de twee instellingen verlaten. Wie blijft, heeft minder anderen om van te leren en minder om mee te betalen. Wat dat met de snelheid van waarschuwingen doet, is te lezen in de lijst van fora.

chair_filled = Er is genoeg toegezegd. Het programma voor kleinere leden gaat dit jaar door, op kleinere schaal.
chair_empty = Er is te weinig toegezegd. Het programma voor kleinere leden wordt opgeschort. Het secretariaat dankt wie heeft geantwoord.
washington_item = In de cel van het bondgenootschap hebben de Verenigde Staten laten zien wat zij weten van een spionagecampagne met de naam Lange Sloot. De bevinding is gemarkeerd: alleen voor de leden. Sommige slachtoffers zitten waarschijnlijk in Frankrijk, dat geen lid is. Volgens de derdepartijregel mag alleen de verstrekker die verder laten gaan, en toestemming vragen duurt tot volgende week.
washington_item_ask = Washington om toestemming vragen, en wachten.
washington_item_pass = Parijs nu de kern vertellen, in onze eigen woorden, zonder te zeggen waar die vandaan komt.
washington_item_keep = De markering respecteren. Frankrijk heeft zelf ook diensten.
vantage = Deze week verwachten we zelf te zien hoe Lange Sloot werkt. Wat we vinden, gaat volgens de vaste instructie meteen naar iedereen die erin staat. Besluit u liever zelf, houd spionage dan nu aan: hold espionage.
night_watch = Uw responsteam is te klein om 's nachts te waken. Estland, Finland, Letland en Litouwen zouden elkaar kunnen afwisselen, zodat elk één op de vier nachten voor alle vier waakt. Dan zien buitenlandse collega's uw meldingen wel eerder dan u.
night_watch_pool = Volledig meedoen aan het rooster, met toegang tot elkaars meldingen.
night_watch_numbers = Alleen telefoonnummers uitwisselen.
night_watch_alone = Onze mensen fris houden voor overdag, en in plaats daarvan het herstel verbeteren.
vendor_offer = Een aanbieder van dreigingsinformatie komt met een abonnement, met bijzonderheden over Kentering en Lange Sloot. Het bedrijf heeft goed zicht op grote klanten. In ruil voor een lagere prijs vraagt het toegang tot verkeersgegevens, en volgens de voorwaarden mag u niets doorgeven, tenzij u ook daarvoor betaalt.
vendor_offer_sign = Het abonnement nemen, voor eigen gebruik.
vendor_offer_extend = De hogere prijs betalen, met het recht om uittreksels aan kleinere partners door te geven.
vendor_offer_own = Bedanken, en onze tijd in eigen analisten steken.
grid_probes = Vreemde aanmeldingen bij twee van onze onderstations, altijd 's nachts, altijd om te kijken en nooit om iets aan te raken. Sluiten we de accounts, dan weten ze dat we hen hebben gezien. Laten we ze open, dan komen we misschien te weten wat ze voorbereiden, of we komen er te laat achter.
grid_probes_watch = De accounts openlaten en meekijken.
grid_probes_close = Ze sluiten en alle wachtwoorden wijzigen.
grid_probes_tell = Ze sluiten, en het patroon beschrijven voor Finland en Litouwen, waar de netten op dezelfde manier zijn gebouwd.

# Week 5

source_at_risk = We hebben Lange Sloot enkele dagen van binnenuit gevolgd. Iedereen die onze bevinding krijgt, kan de indringer buitensluiten, en iedereen die ernaar handelt, laat de indringer weten dat er iemand kijkt. Sommigen hebben de bevinding misschien al, als de vaste instructie dat toeliet. En de anderen: de landen die waarschijnlijk zijn getroffen, alle partners, of niemand zolang het uitzicht goed is?
source_at_risk_victims = Alleen met Duitsland, Frankrijk en Noorwegen delen.
source_at_risk_everyone = Met alle partners in de oefening delen.
source_at_risk_keep = Voor onszelf houden. Zo'n uitzicht krijgen we geen tweede keer.
washington_reply = U mag Frankrijk een uittreksel geven, zonder de adressen en de data. Wij zouden graag weten wie er nog meer naar heeft gevraagd.
washington_reply_extract = Frankrijk het uittreksel geven, en Washington vertellen wie erom vroeg.
washington_reply_decline = Washington bedanken, de vraag over anderen beleefd ontkennend beantwoorden, en het daarbij laten.
washington_cold = Het is ons ter ore gekomen dat men in Parijs weet wat wij in de cel hebben laten zien. De bewoordingen waren de uwe. Wij horen graag nog voor de volgende vergadering hoe dat is gebeurd.
washington_cold_admit = Zeggen dat wij het waren, en dat het niet meer zal gebeuren.
washington_cold_defend = Zeggen dat wij het waren, en dat een waarschuwing die de slachtoffers niet bereikt, geen waarschuwing is.
washington_cold_evade = Zeggen dat er een onderzoek loopt.
cell_door = Finland en Frankrijk zouden allebei graag zien wat de cel ziet. Elk lid erbij is een paar ogen erbij, en een plek erbij waar iets kan uitlekken. Voor toelating moeten alle leden instemmen, en uw houding zal bekend zijn voordat er wordt gestemd.
cell_door_widen = Zeggen dat wij ervoor zijn.
cell_door_trial = Een proef voorstellen: zij krijgen een keuze uit de bevindingen te zien, door ons voorbereid.
cell_door_shut = Zeggen dat de cel werkt omdat zij klein is.
outside_cell = Sommige bondgenoten krijgen Amerikaanse bevindingen in een kleine cel waarvan u geen lid bent. Uw minister vraagt wat u wilt: worden toegelaten, iets opbouwen met wie er ook buiten staat, of op uw eigen diensten vertrouwen.
outside_cell_knock = Vragen om toegelaten te worden, en hun vragen over onze procedures beantwoorden.
outside_cell_union = Met de andere landen erbuiten een gezamenlijke lijst opbouwen.
outside_cell_own = Onze energie in eigen inwinning steken.

# Week 6

ports = Spaanse collega's vertellen ons in vertrouwen dat bedrijven in de havens vervalste facturen krijgen waar iets aan vastzit. In onze havens is nog niets gebeurd. De bedrijven zeggen dat zij het altijd als laatste horen, en minder te horen krijgen dan de autoriteiten. Een algemeen alarm vertelt ook de groep erachter dat we het weten.
ports_tell_all = Alle bedrijven in de havens waarschuwen, met alle bijzonderheden. Spanje had ons gevraagd dat niet te doen.
ports_vital = De drie grootste bedrijven telefonisch waarschuwen, en verder niemand.
ports_wait = Wat Spanje vertelde vertrouwelijk houden, tot het met een waarschuwing instemt.
port_desk_call = U hoort van uw bank, niet van uw overheid, dat er iets mis is met facturen in de havensector. U mag het nationale team vragen wat het weet. Bedenk wat u in ruil daarvoor zou vertellen: uw klanten worden niet graag genoemd.
relay_after = Organisaties die aan het begin van deze week platliggen, door welke oorzaak ook: in Polen {state:POL.hit_now}, in Finland {state:FIN.hit_now}. Een technisch rapport over Koud Relais zou anderen helpen zich voor te bereiden. Het zou ook laten zien hoe ver de aanvallers zijn gekomen, en welke van onze leveranciers hen hebben binnengelaten.
relay_after_publish = Het rapport openbaar maken, met de namen van de producten waar het om gaat.
relay_after_network = Het alleen aan het Europese netwerk en onze directe buren geven.
relay_after_repair = Eerst herstellen, dan schrijven.
small_budget = Er is dit kwartaal nog een beetje geld over, genoeg voor één ding. Iedereen in het gebouw heeft een idee.
small_budget_train = Training voor de mensen die de bijlagen openen.
small_budget_backups = Back-ups die los van het netwerk worden bewaard.
small_budget_common = Oefeningen met Letland en Litouwen. Voor elk wat minder, en voor allemaal iets.
small_budget_save = Het bewaren voor het volgende kwartaal.

stay_or_go = De twee instellingen die de Verenigde Staten hebben verlaten, kosten in deze oefening 4 procent van ons budget voor digitale veiligheid, en wat ze sturen komt later dan voorheen. De vraag op mijn bureau is waarom wij voor wat er over is zouden blijven. Die hoeft niet voor altijd te worden beantwoord, wel voor nu.
stay_or_go_go = Uit beide stappen, en het geld aan onze eigen teams besteden.
stay_or_go_stay = Blijven.
stay_or_go_analyst = Blijven, en een analist uitlenen aan degenen die de waarschuwingen voor kleinere leden schrijven.

# Week 7

nl_budget = De Voorjaarsnota heeft ruimte voor één bedrag voor digitale veiligheid. De gemeenten, de haven en de Kiesraad hebben alle drie een brief gestuurd, elk met cijfers. Verdelen stelt niemand tevreden, en kan toch juist zijn.
nl_budget_prevent = Gemeenten: oude systemen vervangen voordat ze het begeven.
nl_budget_elections = Verkiezingen: letten op inmenging, en dat laten zien.
nl_budget_ports = De haven: een week lang met de hand kunnen werken.
nl_budget_spread = Voor elk een derde, op voorwaarde dat ze samen één plan opstellen.
nl_budget_none = Er niets voor uittrekken. Ook het begrotingstekort raakt de veiligheid.
hit_back = Wij zijn van plan de servers uit te schakelen die de Haveneenheid van Kestrië gebruikt, voordat zij opnieuw worden gebruikt. Wij denken dat het effect enkele weken aanhoudt. Partners die meedoen, worden als partner genoemd. Partners die ons feiten leveren, niet.
hit_back_join = Meedoen.
hit_back_facts = Feiten leveren, en buiten de operatie blijven.
hit_back_decline = Bedanken, en zeggen waarom: wat wij hun aandoen, wordt wat ook ons mag worden aangedaan.
hunt_team = Wij kunnen een team sturen dat samen met uw mensen uw netwerken doorzoekt. Het komt alleen als u het uitnodigt. U krijgt schone netwerken, en wij zien wat de aanvallers elders doen. Uw juristen zullen willen weten wat het team nog meer kan zien.
hunt_team_invite = Het team uitnodigen, met toegang waar dat nodig is.
hunt_team_limited = Het uitnodigen voor twee netwerken die wij noemen, met iemand van ons bij elk scherm.
hunt_team_thanks = Vriendelijk bedanken voor het aanbod.

# Week 8

flood_line = Een kwetsbaarheid in een product voor toegang op afstand wordt overal tegelijk misbruikt, door criminelen die de eerste dagen niet aan al hun slachtoffers toekomen. Wie vroeg wordt gewaarschuwd, kan het product nog uitzetten. U kunt op uw eigen huis passen, alarm slaan over een product dat de halve overheid gebruikt, of mensen sturen naar buren die er minder hebben. Ook een ontmanteling van de groep zelf is mogelijk, en die werkt beter naarmate meer landen in dezelfde week meedoen.
flood_line_home = Alle hens aan dek in eigen land.
flood_line_alarm = Iedereen in het openbaar oproepen het product uit te zetten.
flood_line_lend = Twee mensen naar Letland en Litouwen sturen.
press_question = Organisaties die vanochtend in Nederland platliggen: {state:NLD.hit_now}. Wist het kabinet van de vervalste facturen voordat de havens werden getroffen, en zo ja, aan wie heeft het dat verteld?
press_question_open = Vertellen wat er wanneer bekend was, ook wat ons gevraagd was niet te vertellen.
press_question_police = Naar het strafrechtelijk onderzoek verwijzen.
press_question_warned = De waarschuwing laten zien die alle bedrijven in de havens van ons hebben gekregen.
press_question_firm = Zeggen dat er is gewaarschuwd waar dat kon helpen, en het daarbij laten.
gap_noticed = Een criminele groep schept op dat zij landen uitkiest waar waarschuwingen laat aankomen, en noemt de weken waarin dat voor de bulletins van het forum gold. Beveiligingsbedrijven vinden die bewering aannemelijk.
source_leak = De indringer van Lange Sloot gaat anders te werk. Drie uur daarvoor bekeek die precies wat wij hadden beschreven. Iemand die onze bevinding heeft gelezen, was niet voorzichtig, of er las iemand mee.
source_leak_find = Uitzoeken wie het was. De ontvangers zullen merken dat we ernaar vragen.
source_leak_accept = Het verlies nemen. De bevinding was gedeeld om gebruikt te worden.
source_leak_tighten = De lijst van ontvangers voor de volgende keer inkorten, en hun dat vertellen.
chamber = Kamerleden vragen de minister uitleg over de recente incidenten: wat was bekend, aan wie is dat verteld, en zijn we te afhankelijk van anderen of juist te weinig?
chamber_answer = Binnen een week volledig antwoorden. Het team zal het antwoord moeten schrijven.
chamber_closed = Een briefing achter gesloten deuren.
chamber_refuse = Geen bijzonderheden, om redenen van veiligheid.

strike_news = In deze oefening maken de Verenigde Staten bekend dat zij servers van de Haveneenheid hebben uitgeschakeld. Deskundigen verwachten eerst rustiger weken. Over de weken daarna zijn ze het oneens, en over wat andere landen zich nu ook zullen veroorloven.

# Week 9

nl_election = De gemeenteraadsverkiezingen zijn op 18 maart, over twee weken. Enkele honderden gemeenten organiseren ze, elk met een eigen website en een eigen telefoonnummer. Een dienst waarschuwt dat Bureau Negen van Kestrië belangstelling heeft getoond voor burgemeesters.
nl_election_towns = Een team betalen dat gemeenten dag en nacht kunnen bellen.
nl_election_platforms = De platforms vragen gegevens over verdachte accounts te verstrekken, met een ruime uitleg van de wet.
nl_election_public = De kiezers nu vertellen wat er kan komen, en waar de juiste informatie staat.
nl_election_quiet = Niets zeggen. Waarschuwen voor inmenging kan het werk van de inmenging doen.
lend_hand = Nederland stemt op 18 maart en verwacht inmenging. Het vraagt zijn partners voor twee weken om analisten. U hebt uw eigen incidenten, en in andere jaren eigen verkiezingen.
lend_hand_send = Twee analisten sturen.
lend_hand_talk = In een middag delen wat we van onze eigen verkiezingen hebben geleerd.
lend_hand_busy = Nu niet. We kunnen niemand missen.
voice_early = Misschien weten we binnenkort wie de valse stemmen maakt die op Nederlandse telefoonnetten zijn uitgeprobeerd. Zodra we het weten, gaat het volgens de vaste instructie naar iedereen die erin staat, en onze bron is makkelijk te herkennen. Besluit u liever zelf, houd incidenten rond verkiezingen dan nu aan: hold election.
blowback = Sinds enkele partners aan de operatie hebben meegedaan, is de toon van Kestrië veranderd. De kranten daar drukken de namen van onze ambtenaren af. Er ligt een voorstel voor een tweede operatie. Er ligt ook een voorstel om te verklaren dat die er niet komt.
blowback_again = Een tweede operatie steunen, voordat zij zich herstellen.
blowback_stop = Verklaren dat het de laatste was.
blowback_brace = Niets zeggen, en ons voorbereiden op wat kan komen.

# Week 10

voice_london = Wij weten waar de gekloonde stemmen worden gemaakt die in Nederland zijn gehoord. Hoe wij dat weten, is meer waard dan deze verkiezingen. Over een week weten we meer, maar over een week wordt er ook gestemd.
voice_london_share = Den Haag de bevinding geven zoals die er nu ligt.
voice_london_hint = Den Haag aanraden naar telefoonnummers van drie centrales te kijken, zonder te zeggen waarom.
voice_london_complete = Eerst het beeld compleet maken.
voice_nl = Honderden mensen hebben een telefonisch bericht gekregen met de stem van hun burgemeester: uw stembureau is verplaatst. Dat is het niet. De aanwijzingen leiden naar Kestrië, maar zouden een rechter niet overtuigen. Over een week wordt er gestemd.
voice_nl_name = De berichten openlijk aan Kestrië toeschrijven, en partners om steun vragen.
voice_nl_warn = De kiezers voor de berichten waarschuwen, zonder iemand te noemen.
voice_nl_silent = De berichten één voor één rechtzetten, zonder publiciteit.
network_hand = Veel van wat we in het netwerk uitwisselen, gaat nog met de hand, bericht voor bericht. De voorzitter stelt voor technische bevindingen tot en met TLP:AMBER automatisch door te sturen. Dat zou uren schelen, en niemand zou er nog een laatste keer naar kijken voordat ze het land verlaten.
network_hand_automatic = Instemmen, en de koppeling betalen.
network_hand_screened = Instemmen met een automatische kopie die iemand van ons vrijgeeft.
network_hand_by_hand = Het met de hand blijven doen.
press_voice = U hebt drie opnamen met de stem van burgemeesters die zeggen dat zij die nooit hebben ingesproken. Maakt u er een openbaar, dan weten kiezers hoe zoiets klinkt, en dan hoort ook iedereen het. Het ministerie vraagt u een dag te wachten.

# Week 11

election_day = Vandaag kiest Nederland zijn gemeenteraden. Nederlandse organisaties met een incident bij het opengaan van de stembureaus: {state:NLD.hit_now}.
count_night = Vanavond sluiten de stembureaus. In sommige gemeenten was de opkomst laag in de wijken waar de berichten zijn ontvangen. Of het daardoor komt, kan niemand zeggen.
count_night_recount = Een onafhankelijk onderzoek aanbieden, overal waar een gemeenteraad daarom vraagt.
count_night_explain = Openbaar maken wat er voor de verkiezingen bekend was, ook wat uit Londen kwam, als er iets kwam.
count_night_proceed = De uitslag vaststellen zoals altijd. Twijfel is wat zij wilden.
support_line = Nederland heeft de valse berichten aan Kestrië toegeschreven en vraagt u te zeggen dat u die conclusie deelt. U hebt een deel van het bewijs gezien.
support_line_join = Zeggen dat wij de conclusie delen.
support_line_sympathy = Onze solidariteit betuigen, en de conclusie aan Nederland laten.
support_line_doubt = Zeggen dat wij meer zouden moeten zien voordat wij dat kunnen.
quiet_line = Nederland heeft niet gezegd wie de valse berichten heeft gemaakt. Journalisten in uw hoofdstad wel, en zij vragen of u het ermee eens bent.
quiet_line_respect = Antwoorden dat het aan Nederland is om dat te zeggen.
quiet_line_press_on = Zeggen dat zulke dingen bij de naam moeten worden genoemd.
quiet_line_check_own = Niets zeggen, en ons eigen telefoonnet laten nakijken.

# Week 12

support_came = Meerdere partners hebben in het openbaar gezegd dat zij de conclusie van Nederland delen. Ze weten nog, zeggen ze, hoe Nederland in de weken daarvoor met hen is omgegaan.
support_thin = De partners betuigen hun solidariteit. Geen van hen heeft gezegd de conclusie van Nederland te delen. In de wandelgangen vraagt een van hen wat wij voor hen hebben gedaan in de weken voordat wij hen nodig hadden.

next_year = De ontwerpbegroting voor volgend jaar moet vrijdag klaar zijn. Twaalf weken geleden was de vraag wat er met één lege stoel moest gebeuren. Wat legt u nu opzij, en voor wie?
next_year_abroad = Bijdragen aan de internationale fora, boven op die van dit jaar.
next_year_region = Een vaste regeling met de buren.
next_year_home = Eerst onze eigen diensten.

# Doelen

aim_small = Samen: geen enkel klein land (Finland, Noorwegen, Estland, Letland, Litouwen) verliest door incidenten meer dan 9 procent van zijn budget. Elk land dat daaronder blijft, telt.
aim_table = Samen: behalve de Verenigde Staten verlaat niemand het GFCE of het Hybrid CoE.
nl_keep_dry = Houd het verlies van Nederland door incidenten op of onder 7,5 procent van het budget.
nl_vote = Breng de verkiezingen tot een goed einde: hoogstens 6 organisaties getroffen door Geleende Stem, en aan het einde een vertrouwen van de bevolking van 88 procent of meer.
de_lead = Wees een land waar anderen naar kijken: aan het einde een aanzien van 65 procent of meer.
de_lawful = Blijf binnen uw eigen beginselen: aan het einde digitale rechten van 98 procent of meer.
fr_know = Weet op tijd wat er in de havens speelt: aan het einde van week 6 ten minste een kwart van wat er over Ligplaats Negen te weten valt, uit welke bron ook.
fr_own_hands = Laat zien dat Frankrijk zichzelf kan redden: een verlies op of onder 9 procent van het budget.
gb_both = Behoud het vertrouwen van Washington en dat van Den Haag, allebei op 75 procent of meer.
gb_warning = Laat geen bondgenoot ongewaarschuwd stemmen: aan het einde van week 11 heeft Nederland uw bevinding over Geleende Stem.
pl_lights = Houd het licht aan: hoogstens 5 Poolse organisaties getroffen door Koud Relais.
pl_east = Zorg dat men in het oosten op u kan bouwen: het vertrouwen van Litouwen in Polen op 65 procent of meer.
fi_centre_stays = Zorg dat het centrum in Helsinki een bezoek waard blijft: blijf lid, met een aanzien van 65 procent of meer.
fi_relay = Bescherm het elektriciteitsnet: hoogstens 5 Finse organisaties getroffen door Koud Relais.
ee_flood = Kom Springvloed door met hoogstens 5 getroffen Estse organisaties.
ee_neighbours = Verdien het vertrouwen van Letland en Litouwen. Het gemiddelde van hun vertrouwen telt, geheel of gedeeltelijk.

# Nabespreking

debrief_first = In welke week hield u voor het eerst iets achter dat een ander land nodig had? Wat hield u uzelf toen voor?
debrief_leaver = Het land dat vertrok, spaarde zijn bijdragen uit. Wat verloor het in deze oefening, en wie verloor meer? (Honderd oefeningen tussen computerspelers, elk met en zonder het vertrek gespeeld: ongeveer een tiende meer schade voor de anderen samen, en evenveel voor het land dat vertrok, dat 4 procent van zijn budget bespaart. Dat is wat dit model doet, geen voorspelling.)
debrief_source = Wanneer was het beschermen van een bron de juiste keuze, en hoe had u dat toen kunnen weten in plaats van nu?
debrief_onward = Een bevinding mag niet worden doorgegeven zonder toestemming van de verstrekker. Wie heeft die regel in deze weken beschermd, en wie bleef erdoor ongewaarschuwd?
debrief_islands = Voorkomen, ontdekken en herstellen vroegen elk apart om geld. Waar schoot het ene tekort omdat het andere ontbrak?
debrief_company = Wanneer hoorden bedrijven wat overheden wisten? Wat had er anders gemoeten om hen dat een week eerder te laten horen?
debrief_small = Wat konden de kleine landen samen wat geen van hen alleen kon, en wat hing nog steeds van een groter land af?
debrief_strike = Werd iemand er veiliger van om als eerste aan te vallen? Vergelijk de weken vlak daarna met de laatste weken van de oefening.
debrief_rights = Welke maatregelen raakten aan digitale rechten of aan het vertrouwen van de bevolking? Zou u ze in uw eigen parlement verdedigen?
debrief_monday = Noem één ding dat uw organisatie maandag zou kunnen delen zonder dat iemand anders dat goed hoeft te vinden.
what_if_chair = Hetzelfde toeval en alle andere besluiten zoals ze waren, alleen vertrekken de Verenigde Staten in week 3 niet. Wie blijft iets bespaard, en wat kost het om te blijven? Rond een stoel die niet leeg is, hadden mensen misschien anders besloten.
what_if_ditch = Hetzelfde toeval, maar Nederland deelt zijn bevinding over Lange Sloot in week 5 met iedereen. Had iedereen die al, dan verandert er niets. Anders hadden mensen misschien anders gereageerd, en hoe, dat weet het model niet.
what_if_view = Hetzelfde toeval, maar Nederland houdt wat het in week 4 vindt voor zich, Lange Sloot inbegrepen. Wat wint het door zijn uitzicht te houden, en wie betaalt ervoor?
what_if_flood = Hetzelfde toeval, maar Estland houdt zijn nieuwe bevindingen in week 8 voor zich. Hoeveel was de waarschuwing van één klein land voor de anderen waard? Het antwoord geldt alleen binnen het model.
what_if_voice = Hetzelfde toeval, maar het Verenigd Koninkrijk geeft alleen Nederland wat het in week 9 te weten komt. Is een geheim dat u met één bondgenoot deelt genoeg, en houdt het stand?

# Logboek

log_warned = De meeste kleine landen wisten genoeg van Springvloed om ernaar te handelen. Vraag wie het hun heeft verteld.
log_not_warned = De meeste kleine landen wisten te weinig van Springvloed om ernaar te handelen. Vraag wie het hun had kunnen vertellen.
