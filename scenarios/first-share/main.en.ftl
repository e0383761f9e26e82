# The first share: the English texts. Few sentences; one new idea a round.

title = The first share
summary = Four neighbours, six rounds, one question: share what you know, or keep it? You decide for Northland. Everything here is invented.

noordland = Northland
zuidland = Southland
eilanden = The Isles
oosterveen = Eastmoor
delta = Delta Exchange
krill = Krill, a criminal group
grey_office = The Grey Office of a state that denies having one

from_team = Your response team
from_zuidland = Southland
from_eilanden = The Isles
from_oosterveen = Eastmoor
from_treasurer = Your treasurer

worm = Worm
worm_text = Files are locked and a note asks for money. It moves along the connections between companies.
worm_sample = Your team has a copy of the worm. Whoever has it can stop it sooner.
gale = Gale
gale_text = Krill again, more quickly. It comes in through the south and moves along the same connections as the worm.
gale_sample = Southland saw it first.
reed = Reed
reed_text = Somebody reads along and breaks nothing.
reed_source = A person inside told you how Reed works. If this becomes known, that person is in trouble.
tide = Tide
tide_text = Krill again, with something new. This time it begins with you.
tide_sample = You were hit first, so you know first.

# Round 1: the standing order
welcome = You speak for Northland. When your team finds out something about an attack, it does not telephone you at night: it follows your standing order. At present the order is: tell nobody. Choose who receives new findings from now on, everybody, or Southland and the Isles for instance (in the terminal: posture all, or posture southland isles). A finding that nobody else has brings you a head start each week; that is the reason to keep it.

# Round 2: the race
warn = A worm is loose among our companies, and some of yours buy from them. It will be with you in three days and reaches the Isles at the end of the week. Your standing order decides whether a warning gets there first. Besides, we could use two pairs of hands.
warn_help = Send two people to Southland.
warn_own = Keep them at home, on the lookout.

# Round 3: who gives, and who takes
taker = Look at who sends you what. Southland gives to those who give. The Isles, where attacks arrive last, give without asking. Eastmoor takes what it is given, and has sent nothing. You can leave Eastmoor out of your standing order, but its companies are connected with everybody's.
taker_ask = Ask Eastmoor at the table, in front of the others.
taker_give = Go on as before, and say that the door is open.
taker_note = Make a note of it, and say nothing.
taker_answers = You could have asked us earlier. Here is what we had on the worm. It is late, and it is not much.

vantage = Somebody inside the Grey Office will tell us this week how it means to read along with our neighbours. What we learn goes out at once to those in your standing order. If you would rather decide for yourself, hold new findings on espionage (in the terminal: hold espionage).

# Round 4: the source, and what came back
gale_returned = Gale came in through us, and we had it days before you. We called you at once. You called about the worm; that is how it works.
gale_forgiven = Gale came in through us, and we called you. You had not called about the worm. We forgive, but not every time.
gale_silence = You will have noticed Gale. It came in through us, and we had it days before you. We did not call. Nobody had called us about the worm.
source_kept = You hold a finding on Reed, and so far it has gone to nobody. It is marked TLP:AMBER+STRICT: the Delta Exchange carries nothing above TLP:AMBER, so it would go from state to state, and more slowly. Each one who receives it may give your source away, and Reed is on its way to Southland and the Isles. To share it with those two, type: share reed southland isles.
source_sent = Your finding on Reed has gone out under your standing order, from state to state, because the Delta Exchange carries nothing above TLP:AMBER. Each one who receives it may give your source away. It cannot be taken back. Whoever has not had it yet can still be left out: withhold.

# Round 5: three tracks
source_shared = Your finding on Reed has reached us. We shall not ask where you had it from.
budget = Your money goes to three things: to prevent, to defend (that is, to notice and act) and to strengthen (to recover). They help each other, and what they do together depends on the weakest of the three. Divide the budget as you see fit. Something is on its way this week, and it begins with you.

# Round 6: the last round
last = You know about Tide, and the others do not yet, unless your standing order has told them. This is the last round. Nobody can repay you any more, and nobody can take revenge. What do you share?
last_say_so = Say now that Northland shares to the end.
last_no_word = Say nothing.

# Aims
contain = Keep Gale, an attack in the third week, small at home: at most 6 organisations hit.
thrift = Keep Northland's losses at or below 4 per cent of its budget.
warned = Let both Southland and the Isles have your finding on Tide.
relied_upon = Be relied upon by Southland and the Isles. The average of their trust counts, in part or in full.

# Afterwards
debrief_silence = What did silence cost, and whom? The luck that this exercise begins with shows it plainly at home. With most luck the difference at home is smaller, and the difference to the neighbours larger.
debrief_taker = Eastmoor gave nothing. Did it do worse than you? Should that change what you do?
debrief_last = What did you do in the last round, and why? Most weeks are not the last one.
what_if_worm = The same luck, except that you let everyone have your findings in round 2. Others might have acted differently; the model does not know.
what_if_last = The same luck, except that you tell nobody anything in round 6. Whom does it hurt, and how much did it save you?
