# An exercise in a file: played, stopped, resumed, told again, verified, forked.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

digest_of() { sed -n 's/^digest: //p' "$1" | tail -n 1; }

begin='posture south isles\ncommit\nanswer a\n'
middle='commit\n1c\ncommit\nwithhold reed\n'
end='commit\nsplit 40 30 30\ncommit\nshare tide all\n1a\nreview\ncommit\n'

# in one go, unsaved; in three parts, kept: the same digest
feeds 0 "$begin$middle$end" play first-share
whole=$(digest_of out)
feeds 0 "$begin" play first-share --session monday.polder
says out "kept in monday.polder"
says out "You stopped after 1 round. Everything is kept."
says out "polder resume monday.polder"
silent err
feeds 0 "$middle" resume monday.polder
says out "Resumed: you speak for Northland, in round 2 of 6. These decisions"
says out "· Answer:"
says out "You stopped after 3 rounds"
says_not out "For whom"
feeds 0 "$end" resume monday.polder
says out "· Keep back"
[ "$(digest_of out)" = "$whole" ] || fail "in three parts: digest $(digest_of out) instead of $whole"
says out "polder replay monday.polder"
[ "$(tail -n 1 out)" = "digest: $whole" ] || fail "the last line is not the digest"

# what is over shows its reckoning again
feeds 0 "" resume monday.polder
says out "the reckoning"
[ "$(digest_of out)" = "$whole" ] || fail "resumed when it was over: another digest"

# verified
cp monday.polder before
runs 0 replay monday.polder --verify
says out "monday.polder: 6 rounds verified, digest $whole"
runs 0 replay monday.polder --verify --quiet
silent out
runs 0 replay monday.polder --verify --json
says out '"verified": true'
says out "\"digest\": \"$whole\""
feeds 0 'quit\n' play first-share --session unbegun.polder
runs 0 replay unbegun.polder --verify --json
says out '"rounds": 0'
says out '"digest": null'

# told again, as control
runs 0 replay monday.polder
for line in "round 1 of 6" "round 6 of 6" "Northland" "From now on, new items go to Southland and the Isles" "(bot)" \
  "What happened" "An incident begins: Worm" "Incidents of this week" "infected" "damage" "digest: $whole"; do
  says out "$line"
done
[ "$(grep -c '^digest: ' out)" -eq 6 ] || fail "not one digest for each of six rounds"
LC_ALL=C awk '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print length($0) " columns: " $0 }' out >long
[ ! -s long ] || fail "$(cat long)"
runs 0 replay monday.polder --quiet
says out "digest: $whole"
says_not out "What happened"

# … through the eyes of one seat: its own decisions, what it was told, and nothing else
runs 0 replay monday.polder --seat noordland
says out "From now on, new items go to Southland and the Isles"
says out "The days pass"
says out "Your aims"
for secret in "(bot)" "An incident begins" "infected" "digest" "How every state fared"; do says_not out "$secret"; done
runs 0 replay monday.polder --seat zuidland
says_not out "From now on, new items go to Southland and the Isles"
says_not out "Northland keeps"
runs 2 replay monday.polder --seat nowhere
says err "expected one of: noordland"
same monday.polder before

# for machines
runs 0 replay monday.polder --json
says out '"rounds_done": 6'
says out '"action": "withhold"'
says out '"author": "bot"'
runs 0 replay monday.polder --json --seat noordland
says_not out '"author": "bot"'

# notes and taking back
feeds 0 'note They kept it back\nnote\nsplit 50 30 20\nundo\nquit\n' play first-share --session notes.polder
says out "Noted."
says out "Write what you noticed"
runs 0 replay notes.polder
says out "They kept it back"
says out "(taken back)"
says out "still open"
runs 0 replay notes.polder --json
says out '"text": "They kept it back"'
says out '"withdrawn": true'
runs 0 replay notes.polder --seat eilanden
says_not out "They kept it back"
runs 0 replay notes.polder --verify
says out "there is no round to verify yet"

# a remark before any decision is told too, to its seat and to control
feeds 0 'note First of all\nsave ~\nquit\n' play first-share --session remark.polder
says out "Not saved"
[ ! -e '~' ] || fail "save ~ made a file of that name"
runs 0 replay remark.polder
says out "First of all"
runs 0 replay remark.polder --seat noordland
says out "First of all"
runs 0 replay remark.polder --seat zuidland
says_not out "First of all"

# a note of a game that is not kept says so; save keeps it from then on, all that was before included
feeds 0 'note Unsaved\nposture all\nsave saved.polder\nsave\ncommit\nquit\n' play first-share
says out "the exercise is not kept"
says out "From now on the exercise is kept in saved.polder"
says out "The exercise is kept in saved.polder"
runs 0 replay saved.polder --json
says out "Unsaved"
says out '"posture"'
says out '"rounds_done": 1'
# … and in another file, where it goes on alone
feeds 0 'save other.polder\ncommit\ncommit\nquit\n' resume saved.polder
runs 0 replay saved.polder --json
says out '"rounds_done": 1'
runs 0 replay other.polder --json
says out '"rounds_done": 2'
HOME=$work feeds 0 'save ~/home.polder\nquit\n' play first-share
[ -f home.polder ] || fail "save ~/home.polder did not go home"

# in the language it was played in, unless another is asked for
feeds 0 'posture all\nquit\n' play first-share --session dutch.polder --lang nl
feeds 0 'quit\n' resume dutch.polder
says out "Hervat"
feeds 0 'quit\n' resume dutch.polder --lang en
says out "Resumed"
runs 0 replay dutch.polder
says out "nog open"
runs 0 replay dutch.polder --json
says out '"posture"'

# bots only
runs 0 run first-share --session bots.polder --bots never --seed 3
says out "kept in bots.polder"
bots=$(digest_of out)
runs 0 run first-share --bots never --seed 3 --quiet
[ "$(digest_of out)" = "$bots" ] || fail "kept or not: another digest"
runs 0 replay bots.polder --verify
says out "$bots"
runs 0 replay bots.polder --json
says out '"player": "never"'
runs 0 run withdrawal --session half.polder --rounds 2 --quiet
[ "$(wc -l <out)" -eq 1 ] || fail "run --quiet --session prints more than the digest"
feeds 0 'est\ncommit\ncommit\nquit\n' resume half.polder
says out "For whom do you speak?"
says out "You stopped after 3 rounds"
feeds 0 'quit\n' resume half.polder
says out "Estonia"

# bots are the file's
feeds 0 'quit\n' play first-share --session other-bots.polder --bots never,zuidland=always
runs 0 replay other-bots.polder --json
says out '"player": "always"'
feeds 0 'c\n1a\nc\nc\n1a\nc\nc\nc\n1a\nc\nc\nc\n' resume other-bots.polder
resumed=$(digest_of out)
feeds 0 'c\n1a\nc\nc\n1a\nc\nc\nc\n1a\nc\nc\nc\n' play first-share --bots never,zuidland=always
[ -n "$resumed" ] && [ "$(digest_of out)" = "$resumed" ] || fail "resumed with other bots"

# a fork: the same rounds before, nothing decided after, and the first file as it was
runs 0 fork monday.polder --at 4 --out fork.polder
says out "from the start of round 4"
same monday.polder before
runs 0 replay fork.polder --json
says out '"rounds_done": 3'
says_not out '"withhold"'
feeds 0 'review\nquit\n' resume fork.polder
says out "in round 4 of 6. Nothing is decided in it yet."
feeds 0 'withhold reed\ncommit\nsplit 40 30 30\ncommit\nshare tide all\n1a\ncommit\n' resume fork.polder
[ "$(digest_of out)" = "$whole" ] || fail "the same decisions in a fork: another digest"
runs 0 fork monday.polder --at 1 --out first.polder --quiet
silent out
runs 2 fork monday.polder --at 7 --out no.polder
says err "choose 1 to 6"
runs 2 fork first.polder --at 2 --out no.polder
says err "goes no further than round 1: choose 1."
runs 2 fork monday.polder --out no.polder
says err "--at is missing"
runs 2 fork monday.polder --at 2
says err "--out is missing"
runs 3 fork monday.polder --at 2 --out fork.polder
says err "fork.polder exists already"
runs 4 fork nowhere.polder --at 2 --out no.polder
[ ! -e no.polder ] || fail "a fork that failed left a file"

# a round that cannot be played ends the exercise; a fork goes on from before it, and is told how
runs 0 new broken
echo 'on_decision("warn", function(w, d) if d.option == "wait" then error("no") end end)' >>broken/scenario.lua
feeds 3 'commit\nanswer wait\ncommit\n' play broken --seat noordland --session broken.polder
runs 3 resume broken.polder
says err "round 2 cannot be played"
runs 3 fork broken.polder --at 3 --out no.polder
says err "round 2 cannot be played"
runs 0 fork broken.polder --at 2 --out "it's mended.polder"
says out "polder resume 'it'\\''s mended.polder'"
feeds 0 'answer call\ncommit\nquit\n' resume "it's mended.polder"
says out "You stopped after 2 rounds"

# what a bot's code remembers does not reach the hooks, for a replay asks no bot
runs 0 new mindful
cat >>mindful/scenario.lua <<'lua'
local asked = 0
bot { id = "mirror", name = { en = "Mirror", nl = "Spiegel" }, decide = function() asked = asked + 1 end }
on_round(function(w) w.effect("noordland", { confidence = -0.01 * asked }) end)
lua
runs 0 run mindful --bots zuidland=mirror --session mindful.polder
runs 0 replay mindful.polder --verify

# what is there is not overwritten
for subcommand in play run; do
  cp monday.polder before
  runs 3 $subcommand first-share --session monday.polder
  says err "monday.polder exists already: resume it with polder resume monday.polder, or choose another name"
  same monday.polder before
done
runs 4 run first-share --session /no/such/folder/x.polder
[ "$(wc -l <err)" -eq 1 ] || fail "not one line: $(cat err)"

# names that cannot be
long=$(printf '%0250d' 0)
for name in "" "$long"; do
  runs_with=3
  [ -n "$name" ] || runs_with=2
  runs $runs_with run first-share --session "$name"
  runs $runs_with fork monday.polder --at 1 --out "$name"
  [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $(cat err)"
done
says err "is too long: choose a shorter one"
[ ! -e "$long" ] || fail "a file was left that cannot be written"

# through a pipe nothing is kept of its own accord
XDG_STATE_HOME=$work/state feeds 0 'quit\n' play first-share
[ ! -e state ] || fail "kept without being asked"

# usage
runs 2 resume
says err "FILE is missing"
runs 2 replay ""
says err "FILE is empty"
runs 2 resume a b
says err "takes one FILE"

finish
