# Where intelligence came from, and what was true beside what a seat could see.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

count() { grep -c -- "$1" "$2"; }

# One state of a shipped exercise passes on everything it is sent, and asks nobody.
rounds='commit\ncommit\ncommit\ncommit\ncommit\n'
feeds 0 "posture all\nonward on\ncommit\n$rounds" play withdrawal --text --seat NLD --session monday.polder

runs 0 provenance monday.polder
silent err
cp out all
for line in "EXERCISE" "where intelligence came from" "Passed on with consent: 0; without: " \
  "Who sent, passed on and broke the rules" "Rules broken: passed on without its" "TLP:AMBER+STRICT" \
  "It was never found out." "Every item, and each step it took" "Rules kept."; do
  says out "$line"
done
LC_ALL=C awk '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print length($0) " columns: " $0 }' out >long
[ ! -s long ] || fail "$(cat long)"

# for machines: the counts are those of the hops that are listed
runs 0 provenance monday.polder --json
silent err
total() { sed -n "/\"all\"/,/}/s/.*\"$1\": \([0-9]*\).*/\1/p" out; }
[ "$(total breaches)" -gt 0 ] || fail "nobody passed anything on"
[ "$(total breaches)" -eq "$(count '"handling": "breach"' out)" ] || fail "breaches: $(total breaches)"
[ "$(total sent)" -eq "$(count '"handling": "originator"' out)" ] || fail "sent: $(total sent)"
[ "$(total beyond_label)" -eq "$(count '"beyond_label": true' out)" ] || fail "beyond: $(total beyond_label)"
[ "$(total received)" -eq "$(count '"arrival": "received"' out)" ] || fail "received: $(total received)"
[ "$(total breaches)" -eq "$(count '"rules_kept": false' out)" ] || fail "rules kept"
says all "without: $(total breaches), of"

# one item, with the quality that arrived
runs 0 provenance monday.polder --item slack-water@LTU
says out "Slack Water, found by Lithuania"
says out "Quality "
says_not out "found by Latvia"
runs 0 provenance monday.polder --item slack-water@LTU --json
[ "$(count '"originator": "LTU"' out)" -eq 1 ] || fail "not one item"
[ "$(count '"birth":' out)" -eq 1 ] || fail "more than one item"

# what a seat could see: its own part
runs 0 provenance monday.polder --seat LVA
says out "As far as Latvia could see:"
says_not out "It was never found out."
runs 0 provenance monday.polder --seat LVA --json
says out '"seat": "LVA"'

# in Dutch, labels as they are
runs 0 provenance monday.polder --lang nl
says out "TLP:AMBER+STRICT"
says_not out "Rules kept"

# what is asked for and is not there
runs 2 provenance monday.polder --item slack-water
says err "expected INCIDENT@STATE"
runs 2 provenance monday.polder --item slack-water@nobody
says err "expected INCIDENT@STATE"
runs 3 provenance monday.polder --item nothing@NLD
says err "unknown incident"
runs 3 provenance monday.polder --item low-tide.12.1@NLD
says err "nothing is known of a finding low-tide.12.1@NLD"
runs 2 provenance monday.polder --seat nobody
says err "expected one of: USA"
runs 4 provenance none.polder
says err "none.polder"

# what was true, beside what a seat could see
runs 0 replay monday.polder --json
done=$(sed -n 's/.*"rounds_done": \([0-9]*\).*/\1/p' out)
[ "$done" -gt 2 ] || fail "only $done rounds were played"
runs 0 replay monday.polder --seat NLD --truth
[ "$(count '^And in truth$' out)" -eq "$done" ] || fail "not told once for each of $done rounds"
says out "Incidents going on: "
says out "What could be seen, and what was true"
LC_ALL=C awk '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print length($0) " columns: " $0 }' out >long
[ ! -s long ] || fail "$(cat long)"
runs 0 replay monday.polder --seat NLD
says_not out "in truth"
runs 0 replay monday.polder --seat NLD --truth --quiet
[ "$(count '^And in truth$' out)" -eq "$done" ] || fail "told briefly, it is not the same truth"
for wrong in "--truth" "--truth --seat NLD --json" "--truth --seat NLD --screenshot x.png"; do
  runs 2 replay monday.polder $wrong
  says err "it needs --seat ID"
done
finish
