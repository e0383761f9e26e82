# Withdrawal: the English texts. One key to a line; what stands in braces is filled in by the engine.
# TLP is the Traffic Light Protocol, the labels that say how far information may travel. Labels are never translated.

title = Withdrawal
summary = Twelve weeks from 7 January 2026. The United States leaves two bodies in which cyber expertise is exchanged, and thirteen other states decide what to put in its place, if anything. The institutions, the memorandum and the date of the Dutch municipal elections are real. Who contributes what, who sits in the forum and when the withdrawal takes effect are assumptions of this exercise. Every adversary, company, incident and conversation is invented, and nothing here describes what a government has said or done.

# Names

seat_press = The press
seat_port_desk = Maasdelta Terminals, security desk
seat_liaison = Liaison to the CSIRTs Network
forum_gfce = Global Forum on Cyber Expertise (GFCE)
forum_hybrid = European Centre of Excellence for Countering Hybrid Threats (Hybrid CoE)
forum_csirts = CSIRTs Network of the European Union
forum_cell = Alliance warning cell (invented)
org_maasdelta = Maasdelta Terminals
org_elbkai = Elbkai Logistics
org_amberline = Amberline Data Centres
adv_low_tide = Low Tide
adv_night_ferry = Night Ferry
adv_copper_lantern = Copper Lantern
adv_bureau_nine = Bureau Nine of Kestria
adv_harbour_unit = The Harbour Unit of Kestria

# Who speaks

from_white_house = Public statement, Washington
from_washington = Counterparts in Washington
from_editor = Your editor
from_press = Press
from_spokesperson = Your spokesperson
from_foreign_ministry = Ministry of Foreign Affairs
from_interior = Ministry of the Interior, The Hague
from_house = House of Representatives, The Hague
from_the_hague = The Netherlands
from_treasury = Ministry of Finance
from_gfce = Secretariat of the GFCE
from_cell = Alliance warning cell
from_csirts = CSIRTs Network, chair
from_own_team = Your national response team
from_nl_service = Intelligence service, the Netherlands
from_vendor = A commercial intelligence company
from_grid_operator = A grid operator
from_port_police = Port police
from_maasdelta_board = Your board

# Incidents

inc_slack_water = Slack Water
inc_slack_water_text = Files locked at hospitals and municipal services around the Baltic Sea. The group Low Tide asks for payment within four days.
inc_long_ditch = Long Ditch
inc_long_ditch_text = Somebody has been reading the mail of ministries and their contractors, quietly and for some time. The working methods resemble those of Kestria's Bureau Nine.
inc_cold_relay = Cold Relay
inc_cold_relay_text = Control computers of energy companies are wiped. No demand follows. Whoever did this wanted nothing that money can buy.
inc_berth_nine = Berth Nine
inc_berth_nine_text = Terminal systems in several ports are locked by the group Night Ferry. Ships wait, lorries queue, and the invoices turn out to have been the way in.
inc_glass_mast = Glass Mast
inc_glass_mast_text = An intruder sits in the network management of telecom companies and copies who calls whom.
inc_spring_flood = Spring Flood
inc_spring_flood_text = One flaw in a widely used remote-access product, one criminal group, Copper Lantern, and every country at once.
inc_borrowed_voice = Borrowed Voice
inc_borrowed_voice_text = Recorded messages in the voices of mayors tell people that their polling station has moved. The mayors never spoke them.
inc_gap_tide = Gap Tide
inc_gap_tide_text = Low Tide is back, in the places where the last warnings arrived late.
inc_return_post = Return Post
inc_return_post_text = Systems are wiped in several allied countries. The wiping program carries the code name of the operation against the Harbour Unit.

# First findings

intel_slack_swe = A Swedish hospital kept the first message of the attackers. It shows how they enter.
intel_ditch_usa = The address from which Long Ditch is steered, seen from inside. The source would not survive publication.
intel_ditch_nld = A Dutch service has watched Long Ditch from close by. The finding is good because nobody knows of the vantage point.
intel_relay_fin = A Finnish operator found the wiping program before it ran, on one computer.
intel_berth_esp = A Spanish terminal was the first to be locked and has the forged invoice.
intel_mast_can = A Canadian telecom company found an account that nobody had created.
intel_flood_est = An Estonian data centre noticed the flaw being used and has the traces.
intel_voice_gbr = A British team knows where the cloned voices are made and has a fair idea for whom.

# Actions

act_second = Second an expert to another state's team for the rest of the exercise. Yours will miss a pair of hands.
act_brief_public = Brief the public on what is known and what is not.

# Week 1

memo = A memorandum of today orders the United States to withdraw from 66 international bodies, 31 of them in the United Nations and 35 others, because they are thought wasteful and at odds with American sovereignty. On the list are the Global Forum on Cyber Expertise (GFCE), the European Centre of Excellence for Countering Hybrid Threats (Hybrid CoE), the International Law Commission and the Freedom Online Coalition. The International Telecommunication Union is not. In this exercise the withdrawal from the GFCE and the Hybrid CoE takes effect in week 3.
standing = What your team finds out is shared under your standing order. At present that order is: with the members of every forum we belong to, which is nearly everyone here. You can change it, each week. You can also put families of incidents on hold (espionage, say), so that findings about them wait for a decision of yours.
press_start = Find out what each government will do now that the memorandum is known, and who is paying for what. You may ask any team. They may decline to answer, and that is also news.
first_answer = Journalists want to know what your government thinks of the memorandum. Other capitals are being asked the same question this afternoon, and will read your answer.
first_answer_together = Say together with other members that the work goes on.
first_answer_quiet = Say nothing in public. Telephone Washington and ask what can go on in another form.
first_answer_wait = No comment while the text is being studied.

# Week 2

nl_host = The GFCE was launched in The Hague in 2015 and has been a foundation since 2020. Membership is free and contributions are voluntary, so there is no bill to send to whoever leaves. In this exercise its largest contributor is leaving. The secretariat asks its host what it may count on.
nl_host_top_up = Add to the Dutch contribution for this year, from the budget for our own teams.
nl_host_ask = Ask the other members to divide the shortfall, the larger ones first.
nl_host_shrink = Let the forum do less, and use part of our contribution at home.
fi_centre = The Hybrid CoE works in Helsinki. In this exercise American experts go home, and some of the subjects they worked on go with them. The director asks whether Finland, as host, can fill desks.
fi_centre_second = Second our own people for the rest of the exercise.
fi_centre_neighbours = Ask our neighbours each to send one person, and say openly that we cannot do it alone.
fi_centre_narrow = Keep only the subjects that matter to Finland, and keep the people at home.
three_islands = Three agencies have each sent in a plan: one to prevent incidents, one to detect and answer them, one to recover from them. Each plan is sound. None mentions the other two. You can strengthen one, or make them write a single plan, which will cost time and is hard to explain in a press release.
three_islands_prevent = Give the room to prevention.
three_islands_visible = Give the room to detection and response, where results show first.
three_islands_one_plan = Have them write one plan, and pay for the weeks that takes.

# Week 3

leave_day = From today the United States takes no part in the GFCE and the Hybrid CoE and pays nothing towards them. It remains in the alliance and in its own bilateral channels.
empty_chair = The programme that helps smaller members set up a response team was paid for by the state that left. It can go on if enough others put in something this week; money helps more than people. If they do, it goes on for everybody, also for those who put in nothing.
empty_chair_pledge = Pledge money for the programme.
empty_chair_people = Lend people instead of money. They will be missed here.
empty_chair_hold = Wait and see what others do.

vendor_letter = A commercial intelligence company has read the memorandum too. Its weekly reports cost 4 units, whoever buys them: a twenty-fifth of the weekly budget of the Netherlands or Poland, a tenth of that of Finland or Estonia. In this exercise they cover about two in three criminal campaigns and one in three by states, come two days after somebody somewhere first notices an attack, and say more to those with many experts. They bring a little unease about whose data the company sees. The command is: buy.

# Week 4

slower = The first week without the United States. Until last week a warning through the GFCE or the Hybrid CoE arrived after two and a quarter days and kept 76 per cent of its quality. Now it takes three days and keeps 67 per cent. The CSIRTs Network, which it never belonged to, and the cell, in which it stays, are as fast as they were. Many attacks in this exercise need two to five days to get from the first country to the next.
slower_still = The United States is no longer the only one: another government has left one of the two bodies. Those that remain have fewer to learn from, and less to pay with. What that does to the speed of warnings can be read in the list of forums.

chair_filled = Enough has been pledged. The programme for smaller members goes on this year, on a smaller scale.
chair_empty = Too little has been pledged. The programme for smaller members is suspended. The secretariat thanks those who replied.
washington_item = In the alliance cell the United States has shown what it knows of an espionage campaign called Long Ditch. It marked the finding for the members only. Some of the victims are probably in France, which is not in the cell. Under the third-party rule only the originator may let it travel further, and asking takes until next week.
washington_item_ask = Ask Washington for permission, and wait.
washington_item_pass = Tell Paris the essence now, in our own words, without saying where it comes from.
washington_item_keep = Respect the marking. France has services of its own.
vantage = This week we expect to see for ourselves how Long Ditch works. Whatever we find goes out at once under the standing order, to everybody it names. If you would rather decide for yourself, put espionage on hold now.
night_watch = Your response team is too small to keep watch at night. Estonia, Finland, Latvia and Lithuania could take turns, so that each watches one night in four for all. It means that foreign colleagues see your alerts before you do.
night_watch_pool = Join the rota fully, with access to each other's alerts.
night_watch_numbers = Exchange telephone numbers only.
night_watch_alone = Keep our people fresh for the day, and improve recovery instead.
vendor_offer = A commercial intelligence company offers a subscription with details on Slack Water and Long Ditch. It has good coverage of large customers. It asks for access to traffic data in return for a lower price, and the terms forbid passing anything on, unless you pay for that as well.
vendor_offer_sign = Take the subscription for our own use.
vendor_offer_extend = Pay the higher price, with the right to pass extracts on to smaller partners.
vendor_offer_own = Decline, and spend the effort on our own analysts.
grid_probes = Strange log-ins at two of our substations, always at night, always to look and never to touch. If we close the accounts they will know that we saw them. If we leave them open we may learn what they are preparing, or find out too late.
grid_probes_watch = Leave the accounts open and watch.
grid_probes_close = Close them and change every password.
grid_probes_tell = Close them, and describe the pattern to Finland and Lithuania, whose grids are built alike.

# Week 5

source_at_risk = We have watched Long Ditch from inside for some days. Everyone who receives our finding can shut the intruder out, and everyone who acts on it tells the intruder that somebody is looking. Some may have it already, if the standing order let it go. What about the others: the states that were probably hit, all partners, or nobody while the view is good?
source_at_risk_victims = Share with Germany, France and Norway only.
source_at_risk_everyone = Share with all partners in the exercise.
source_at_risk_keep = Keep it. A view like this does not come twice.
washington_reply = You may give France an extract, without the addresses and the dates. We would like to know who else asked.
washington_reply_extract = Give France the extract, and tell Washington who asked.
washington_reply_decline = Thank Washington, answer the question about others politely in the negative, and leave it there.
washington_cold = It has come to our attention that the substance of what we showed in the cell is known in Paris. The wording was yours. We should like to hear how that happened before the next meeting.
washington_cold_admit = Say that it was us, and that it will not happen again.
washington_cold_defend = Say that it was us, and that a warning kept from its victims is no warning.
washington_cold_evade = Say that an inquiry is under way.
cell_door = Finland and France would each like to see what the cell sees. Every extra member is another pair of eyes and another place where something may leak. Admission needs the consent of all, and your attitude will be known before there is a vote.
cell_door_widen = Say that you are in favour.
cell_door_trial = Propose a trial: they see selected items, prepared by us.
cell_door_shut = Say that the cell works because it is small.
outside_cell = Some allies receive American findings in a small cell of which you are not a member. Your minister asks what you want: to be let in, to build something with those who are also outside it, or to rely on your own services.
outside_cell_knock = Ask to be let in, and answer their questions about our procedures.
outside_cell_union = Build a common list with the other states outside it.
outside_cell_own = Put the effort into our own collection.

# Week 6

ports = Spanish colleagues tell us in confidence that port companies receive forged invoices with something attached. In our ports nothing has happened yet. The companies say that they always hear last, and less than the authorities do. A general alarm will also tell the group behind it that we know.
ports_tell_all = Warn every company in the ports, with all details. Spain had asked us not to.
ports_vital = Warn the three largest companies by telephone, and nobody else.
ports_wait = Keep Spain's confidence until it agrees to a warning.
port_desk_call = You hear from your bank, not from your government, that something is wrong with invoices in the port sector. You may ask the national team what it knows. Think about what you would tell them in return: your customers do not like to be mentioned.
relay_after = Organisations down as this week begins, from whatever cause: in Poland {state:POL.hit_now}, in Finland {state:FIN.hit_now}. A technical report on Cold Relay would help others to prepare. It would also show how far the attackers came, and which of our suppliers let them in.
relay_after_publish = Publish the report, with the names of the products concerned.
relay_after_network = Give it to the European network and to our direct neighbours only.
relay_after_repair = First repair, then write.
small_budget = There is a little money left this quarter, enough for one thing. Everyone in the building has an idea.
small_budget_train = Training for the people who open the attachments.
small_budget_backups = Backups that are kept apart from the network.
small_budget_common = Exercises with Latvia and Lithuania. Less for each, and something for all.
small_budget_save = Keep it for the next quarter.

stay_or_go = The two bodies that the United States left take 4 per cent of our budget for digital security in this exercise, and what they send comes later than it did. The question on my desk is why we should stay for the rest. There is no need to answer it for ever; there is one to answer it now.
stay_or_go_go = Leave both, and spend the money on our own teams.
stay_or_go_stay = Stay.
stay_or_go_analyst = Stay, and lend an analyst to those that write the warnings for smaller members.

# Week 7

nl_budget = The spring letter to the House has room for one sum for digital security. The municipalities, the port and the election council have all written, each with figures. Dividing it satisfies no one, and may still be right.
nl_budget_prevent = Municipalities: replace old systems before they fail.
nl_budget_elections = Elections: watch for interference, visibly.
nl_budget_ports = The port: be able to work by hand for a week.
nl_budget_spread = A third for each, on condition that they draw up one plan.
nl_budget_none = Leave it out. The deficit also matters to security.
hit_back = We intend to disable the servers that the Harbour Unit of Kestria uses, before they are used again. We think the effect will last some weeks. Partners who take part will be named as partners. Partners who give us facts will not.
hit_back_join = Take part.
hit_back_facts = Give facts, and stay out of the operation.
hit_back_decline = Decline, and say why: what we do to them becomes what may be done to us.
hunt_team = We can send a team that searches your networks together with your people. It comes only if you invite it. You get your networks cleaned, and we see what the attackers do elsewhere. Your lawyers will want to know what else the team can see.
hunt_team_invite = Invite the team, with access wherever it is needed.
hunt_team_limited = Invite it for two named networks, with one of our people at each screen.
hunt_team_thanks = Thank them, and decline.

# Week 8

flood_line = A flaw in a remote-access product is being used everywhere at once, by criminals who cannot attend to all their victims in the first days. Whoever is warned early can still switch the product off. You can look after your own house, sound the alarm about a product that half the government uses, or send people to neighbours who have fewer. A takedown of the group itself is also possible, and works better the more states join it in the same week.
flood_line_home = All hands at home.
flood_line_alarm = Call on everyone, in public, to switch the product off.
flood_line_lend = Send two people to Latvia and Lithuania.
press_question = Organisations down in the Netherlands this morning: {state:NLD.hit_now}. Did the government know of the forged invoices before the ports were hit, and if so, whom did it tell?
press_question_open = Tell what was known and when, including what we had been asked not to tell.
press_question_police = Refer to the criminal investigation.
press_question_warned = Show the warning that every company in the ports received from us.
press_question_firm = Say that warnings were given where they could help, and leave it there.
gap_noticed = A criminal group boasts that it chooses countries where warnings arrive late, and names the weeks in which the forum's bulletins did. Security companies consider the boast plausible.
source_leak = The intruder of Long Ditch is changing its ways. Three hours before that began it looked at exactly what we had described. Somebody who read our finding was not careful, or was read in turn.
source_leak_find = Find out who it was. The recipients will notice that we ask.
source_leak_accept = Accept the loss. It was shared in order to be used.
source_leak_tighten = Shorten the list of recipients for next time, and tell them.
chamber = Members of the House ask the minister to explain the recent incidents: what was known, who was told, and whether we depend too much on others or too little.
chamber_answer = A full answer within the week. The team will have to write it.
chamber_closed = A briefing behind closed doors.
chamber_refuse = No details, for reasons of security.

strike_news = In this exercise the United States announces that it has disabled servers of the Harbour Unit. Experts expect quieter weeks first. They disagree about the weeks after that, and about what other states will now think themselves free to do.

# Week 9

nl_election = The municipal elections are on 18 March, in two weeks. Several hundred municipalities organise them, each with its own website and telephone line. A service warns that Bureau Nine of Kestria has shown an interest in mayors.
nl_election_towns = Pay for a team that municipalities can call day and night.
nl_election_platforms = Ask the platforms to hand over data on suspicious accounts, on a wide reading of the law.
nl_election_public = Tell voters now what may come, and where the true information is.
nl_election_quiet = Say nothing. Warnings about interference can do the work of interference.
lend_hand = The Netherlands votes on 18 March and expects interference. It asks partners for analysts for two weeks. You have your own incidents, and elections of your own in other years.
lend_hand_send = Send two analysts.
lend_hand_talk = Share what we learnt from our own elections, in an afternoon.
lend_hand_busy = Not now. We have nobody to spare.
voice_early = We may soon know who makes the false voices that were tried out in Dutch telephone networks. It will go out under the standing order as soon as we know it, to everybody the order names, and our source is easy to recognise. If you would rather decide for yourself, put election incidents on hold now.
blowback = Since some partners took part in the operation, the tone from Kestria has changed. Its newspapers print the names of our officials. A second operation is being proposed. So is a statement that there will not be one.
blowback_again = Support a second operation, before they recover.
blowback_stop = State that it was the last.
blowback_brace = Say nothing, and prepare for what may come.

# Week 10

voice_london = We know where the cloned voices that were heard in the Netherlands are made. How we know is worth more than this election. In a week we shall know more, but the vote is in a week.
voice_london_share = Give The Hague the finding as it stands.
voice_london_hint = Advise The Hague to look at telephone numbers from three exchanges, without saying why.
voice_london_complete = Finish the picture first.
voice_nl = Hundreds of people have received a telephone message in the voice of their mayor: your polling station has moved. It has not. The evidence points to Kestria and would not convince a judge. The vote is in a week.
voice_nl_name = Name Kestria in public, and ask partners for support.
voice_nl_warn = Warn voters of the messages, without naming anyone.
voice_nl_silent = Correct the messages one by one, without publicity.
network_hand = Much of what we exchange in the network still goes by hand, one message at a time. The chair proposes that technical findings up to TLP:AMBER be sent on automatically. It would save hours, and nobody would look at them a last time before they leave the country.
network_hand_automatic = Agree, and pay for the connection.
network_hand_screened = Agree to an automatic copy that one of our people releases.
network_hand_by_hand = Keep doing it by hand.
press_voice = You have three recordings of mayors who say that they never spoke them. Publishing one shows voters how it sounds, and lets everybody hear it. The ministry asks you to wait for a day.

# Week 11

election_day = Today the Netherlands elects its municipal councils. Dutch organisations affected by an incident as the polls open: {state:NLD.hit_now}.
count_night = The polls close tonight. In some towns turnout was low in the districts that received the messages. Nobody can say whether that is why.
count_night_recount = Offer an independent inquiry wherever a council asks for one.
count_night_explain = Publish what was known before the vote, including what came from London, if anything did.
count_night_proceed = Establish the result as usual. Doubt is what they wanted.
support_line = The Netherlands has named Kestria as the author of the false messages and asks you to say that you share this conclusion. You have seen part of the evidence.
support_line_join = Say that we share the conclusion.
support_line_sympathy = Express sympathy, and leave the conclusion to the Netherlands.
support_line_doubt = Say that we would have to see more before we could.
quiet_line = The Netherlands has not said who made the false messages. Journalists in your capital have, and ask whether you agree.
quiet_line_respect = It is for the Netherlands to say.
quiet_line_press_on = Say that such things should be named.
quiet_line_check_own = Say nothing, and have our own telephone network checked.

# Week 12

support_came = Several partners have said in public that they share the conclusion of the Netherlands. They remember, they say, how the Netherlands dealt with them in earlier weeks.
support_thin = The partners express sympathy. None has said that it shares the conclusion of the Netherlands. In the corridor one of them asks what we did for them in the weeks before we needed them.

next_year = The draft budget for next year is due on Friday. Twelve weeks ago the question was what to do about one empty chair. What do you set aside now, and for whom?
next_year_abroad = Contributions to the international forums, above those of this year.
next_year_region = A fixed arrangement with the neighbours.
next_year_home = Our own services first.

# Aims

aim_small = Together: no small state (Finland, Norway, Estonia, Latvia, Lithuania) loses more than 9 per cent of its budget to incidents. Each one that stays below counts.
aim_table = Together: apart from the United States nobody leaves the GFCE or the Hybrid CoE.
nl_keep_dry = Keep the Netherlands' losses to incidents at or below 7.5 per cent of its budget.
nl_vote = Let the election pass: at most 6 organisations hit by Borrowed Voice, and public confidence at 88 per cent or more at the end.
de_lead = Be a state that others look to: a standing of 65 per cent or more at the end.
de_lawful = Stay within your own principles: digital rights at 98 per cent or more at the end.
fr_know = Know what goes on in the ports in time: by the end of week 6, at least a quarter of what there is to know of Berth Nine, from whatever source.
fr_own_hands = Show that France can hold its own: losses at or below 9 per cent of its budget.
gb_both = Keep the confidence of Washington and of The Hague, both at 75 per cent or more.
gb_warning = Let no ally vote unwarned: the Netherlands has your finding on Borrowed Voice by the end of week 11.
pl_lights = Keep the lights on: at most 5 Polish organisations hit by Cold Relay.
pl_east = Be relied upon in the east: Lithuania's trust in Poland at 65 per cent or more.
fi_centre_stays = Keep the centre in Helsinki worth visiting: remain a member, with a standing of 65 per cent or more.
fi_relay = Protect the grid: at most 5 Finnish organisations hit by Cold Relay.
ee_flood = Come through Spring Flood with at most 5 Estonian organisations hit.
ee_neighbours = Be trusted by Latvia and Lithuania. The average of their trust counts, in part or in full.

# Discussion

debrief_first = In which week did you first keep something back that another state needed? What did you tell yourselves at the time?
debrief_leaver = The state that left saved its contributions. What did it lose, in this exercise, and who lost more? (A hundred exercises among bots, each played with and without the departure: about a tenth more damage for the others together, and as much for the state that left, which saves 4 per cent of its budget. That is what this model does, not a forecast.)
debrief_source = When was protecting a source the right choice, and how could you have known it then rather than now?
debrief_onward = A finding may not be passed on without its originator's consent. Whom did that rule protect in these weeks, and whom did it leave unwarned?
debrief_islands = Prevention, detection and recovery asked for money separately. Where did one of them fail for want of another?
debrief_company = When did companies learn what governments knew? What would have had to change for them to hear it a week earlier?
debrief_small = What could the small states do together that none could do alone, and what still depended on a larger one?
debrief_strike = Did striking first make anyone safer? Compare the weeks just after it with the last weeks of the exercise.
debrief_rights = Which measures touched digital rights or public confidence? Would you defend them in your own parliament?
debrief_monday = Name one thing that your organisation could share on Monday with nobody's permission but its own.
what_if_chair = The same luck, and all other decisions as they were, except that the United States does not leave in week 3. Who is spared something, and what does it cost to stay? People might have decided otherwise around a chair that is not empty.
what_if_ditch = The same luck, except that the Netherlands shares its finding on Long Ditch with everyone in week 5. If everyone had it already, nothing changes. Otherwise people might have reacted differently, and the model does not know how.
what_if_view = The same luck, except that the Netherlands keeps whatever it finds in week 4 to itself, Long Ditch included. What does it gain by keeping the view, and who pays?
what_if_flood = The same luck, except that Estonia keeps its new findings to itself in week 8. How much was the warning of one small state worth to the others? The answer holds within the model only.
what_if_voice = The same luck, except that the United Kingdom lets only the Netherlands have what it learns in week 9. Is a secret shared with one ally enough, and does it last?

# Log

log_warned = Most small states knew of Spring Flood well enough to act on it. Ask who told them.
log_not_warned = Most small states knew too little of Spring Flood to act on it. Ask who could have told them.
