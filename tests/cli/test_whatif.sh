# The same luck, another decision: whatif, ledger and fan on a kept exercise.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

"$polder" run withdrawal --session long.polder --quiet >/dev/null
"$polder" run first-share --session short.polder --quiet >/dev/null

# ---- how it is asked ----
runs 2 whatif
runs 2 whatif short.polder --seat noordland --posture none
says err "--round is missing"
runs 2 whatif short.polder --round 2 --posture none
says err "--seat is missing"
runs 2 whatif short.polder --round 2 --seat noordland
says err "nothing is otherwise yet"
runs 2 whatif short.polder --round 2 --seat nobody --posture none
says err "expected one of: noordland"
runs 2 whatif short.polder --round 2 --seat noordland --share worm
says err 'polder whatif: --share: "worm" names no audience: write ITEM=AUDIENCE'
runs 2 whatif short.polder --round 2 --seat noordland --posture none --others friends
says err "expected recorded or bots"
runs 2 whatif short.polder --round 2 --seat noordland --decision '{"seat": "zuidland", "action": "buy"}'
says err "the decision is one of zuidland"
runs 2 fan short.polder --by luck
runs 0 whatif --help
says out "polder whatif monday.polder --round 3 --seat USA --without leave"

# ---- what is not there, and what was not possible ----
runs 4 whatif nowhere.polder --round 2 --seat noordland --posture none
runs 3 whatif short.polder --round 9 --seat noordland --posture none
says err "rounds 1 to 6 are done"
runs 3 whatif short.polder --round 2 --seat noordland --withhold wrom
says err 'did you mean "worm"?'
runs 3 whatif short.polder --round 2 --seat noordland --posture moon
runs 3 whatif short.polder --round 2 --seat noordland --withhold worm@moon
runs 3 whatif long.polder --round 3 --seat USA --without leave=gfec
says err 'did you mean "gfce"?'
runs 3 whatif long.polder --round 4 --seat USA --without leave
says err "USA decided no such leave in round 4"
runs 3 whatif short.polder --round 6 --seat noordland --withhold worm
says err "worm"
runs 3 whatif long.polder --round 9 --seat EST --withhold spring-flood
silent out

# ---- a null change ----
runs 0 whatif short.polder --round 1 --seat noordland --posture none
says out "It would have made no difference at all."
says out "people might have acted differently"
says_not out "What is different"
runs 0 whatif short.polder --round 1 --seat noordland --posture none --json
says out '"different": false'
says out '"parting": null'

# ---- an order that was not given: told, and the same for machines ----
runs 0 whatif long.polder --round 3 --seat USA --without leave
silent err
for line in "EXERCISE" "United States: without “Leave a forum”" "all other decisions are as recorded" \
  "This is true in the model; people might have acted differently." "as played only." \
  "no longer in the Global Forum" "First organisation hit" "as played  " "otherwise  "; do
  says out "$line"
done
[ "$(grep -c 'people might have acted differently' out)" -eq 1 ] || fail "the caveat is not said once"
mv out told
runs 0 whatif long.polder --round 3 --seat USA --without leave --json
says out '"exercise": true'
says out '"kind": "without"'
says out '"event": "left"'
mv out machine

# by_state KEY: id and figure of each state's difference
by_state() {
  awk -v key="\"$1\":" '/"difference": \[/ { inside = 1 } /^ \],/ { inside = 0 }
    inside && $1 == "\"id\":" { gsub(/[",]/, "", $2); id = $2 }
    inside && $1 == key { gsub(/,/, "", $2); print id, $2 }' machine
}
# row NAME: the figures of a state's row in the table; nothing is "·"
row() { sed -n "s/^  $1  *\\([−+·0-9].*\\)/\\1/p" told | sed 's/−/-/g; s/+//g; s/·/0/g'; }
agrees() {
  checks=$((checks + 1))
  hit=$(by_state hit | sed -n "s/^$1 //p")
  loss=$(by_state loss | sed -n "s/^$1 //p")
  sharing=$(by_state sharing | sed -n "s/^$1 //p")
  points=$(by_state points | sed -n "s/^$1 //p")
  row "$2" | awk -v hit="$hit" -v loss="$loss" -v sharing="$sharing" -v points="$points" '
    function near(shown, exact) { return shown - exact / 1000 <= 0.0051 && exact / 1000 - shown <= 0.0051 }
    { good = hit != "" && $1 == hit && near($2, loss) && near($3, sharing) && $7 == points }
    END { exit !good }' || fail "$1: $hit, $loss, $sharing, $points for machines, but: $(row "$2")"
}
agrees EST Estonia
agrees POL Poland
agrees USA "United States"
agrees FRA France

# ---- several things at once; another state's finding; JSON ----
runs 0 whatif long.polder --round 8 --seat NLD --withhold spring-flood@EST --posture none
says out "Estonia: its finding on Spring Flood goes to nobody"
says out "Netherlands: From now on, new items go to nobody"
runs 0 whatif short.polder --round 2 --seat noordland --share worm=oosterveen --others bots
says out "its finding on Worm goes to Eastmoor"
says out "bots decide anew"
runs 0 whatif short.polder --round 2 --seat noordland --all \
  --decision '{"seat": "noordland", "action": "posture", "audience": "none"}'
says out "From now on, new items go to nobody"
says out "Eastmoor"

# ---- under other luck: the same with any number of workers ----
runs 0 whatif short.polder --round 2 --seat noordland --posture none --seeds 20 --jobs 1
says out "20 pairs of exercises"
says out "In at least 9 of 10 pairs the difference was between"
silent err
mv out one
runs 0 whatif short.polder --round 2 --seat noordland --posture none --seeds 20 --jobs 3
same one out
runs 0 whatif short.polder --round 2 --seat noordland --posture none --seeds 20 --json
says out '"runs": 20'
says out '"variance_paired"'

# ---- an exercise that goes on ----
printf 'posture all\ncommit\ncommit\nquit\n' | "$polder" play first-share --session open.polder >/dev/null
runs 0 whatif open.polder --round 1 --seat noordland --posture none
says out "in round 1"
runs 3 whatif open.polder --round 5 --seat noordland --posture none
runs 0 fan open.polder --at 2 --by bots --runs 10
says out "has not come as far"
"$polder" fork short.polder --at 1 --out new.polder --quiet
runs 3 whatif new.polder --round 1 --seat noordland --posture none
says err "no round is done yet"

# ---- ledger and fan ----
runs 0 ledger short.polder
says out "the ledger of sharing"
says out "Who gave and who got"
runs 0 ledger short.polder --json
says out '"exercise": true'
says out '"incidents": ['
runs 0 fan short.polder --at 2 --runs 40
says out "The real exercise, with"
says out "how well decisions suited it"
runs 0 fan short.polder --at 2 --runs 40 --json
says out '"exercise": true'
says out '"by": "recorded"'
runs 3 fan short.polder --at 30

# ---- nothing is written ----
runs 0 replay short.polder --verify --quiet

# ---- Dutch, and eighty columns in both languages ----
runs 0 whatif long.polder --round 3 --seat USA --without leave --seeds 5 --lang nl
says out "OEFENING"
says out "Dit geldt in het model; mensen hadden misschien anders gehandeld."
says out "Alleen al in Estland"
mv out dutch
runs 0 ledger long.polder --lang nl
says out "de rekening van het delen"
for file in told dutch one out; do
  LC_ALL=C awk -v file=$file '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print file ": " length($0) " columns: " $0 }' $file
done >long
[ ! -s long ] || fail "$(cat long)"

# ---- in play: between rounds, and when all is over ----
feeds 0 'posture none\ncommit\nwhatif 1 posture all\nwhatif 2 posture all\nquit\n' play first-share
says out "Northland: From now on, new items go to all other states"
says out '"2" is no round that is done'
says_not out "Where the two exercises part"
says out "is told after the last round"
says_not out "would have been hit"
feeds 0 'whatif 2 share worm=oosterveen\nwhatif 1 without leave\ncommit\nquit\n' resume short.polder
says out "Northland: its finding on Worm goes to Eastmoor"
says out "Where the two exercises part"
says out "The exercise is over."
tail -n 1 out | grep -q '^digest: ' || fail "the last line is not the digest"
feeds 0 'NLD\nwatals 3 zonder leave\n\n' resume long.polder --lang nl
says out "Wat als: Hetzelfde toeval en alle andere besluiten"
says out "In deze oefening: Er zouden"
says out "U hebt in ronde 3 niets besloten"

finish
