# A report's recipe, followed: every command finds the figures that are in the report; and a report in which one was
# changed is found out.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1
recompute=$helpers/recompute

# An exercise that people played in part, in Dutch, with a note; nothing of that may matter.
feeds 0 'posture zuidland\nnote een opmerking\ncommit\nanswer 1 a\ncommit\nwithhold worm\nanswer 1 c\ncommit\n' \
  play first-share --seat noordland --session kept.polder --seed 4 --text --lang nl
runs 0 replay kept.polder --json
says out '"text": "een opmerking"'
says out '"action": "withhold"'
says out '"rounds_done": 3'
runs 0 report kept.polder --out report.json --runs 6

same() {
  checks=$((checks + 1))
  "$recompute" "$1" "$polder" "$2" >"$work/out" 2>"$work/err" || fail "$1 is not found again: $(head -c 300 "$work/out")"
}
same report.json kept.polder
says out "all the same"
says_not out "0 commands"

# Wherever the session is and whatever it is called; with any number of workers; in any language.
mkdir elsewhere
mv kept.polder "elsewhere/an old exercise.polder"
same report.json "elsewhere/an old exercise.polder"
runs 0 report "elsewhere/an old exercise.polder" --out again.json --runs 6 --jobs 1
checks=$((checks + 1))
cmp -s report.json again.json || fail "the same session does not give the same report"
runs 0 report "elsewhere/an old exercise.polder" --out english.json --runs 6 --lang en
same english.json "elsewhere/an old exercise.polder"

# One figure that was changed, of each kind.
for figure in /ledger/total /luck/hit/mean /provenance/all/items /outcome/hit /what_ifs/0/account/pairs/hit/fewer/p95 \
  /decisions/0/round /recipe/digests/1 /recipe/commands/0/figures/2/value /recipe/commands/2/figures/0/value; do
  checks=$((checks + 1))
  "$recompute" report.json change "$figure" >changed.json || fail "there is no $figure"
  ! cmp -s report.json changed.json || fail "nothing was changed at $figure"
  ! "$recompute" changed.json "$polder" "elsewhere/an old exercise.polder" >out 2>/dev/null ||
    fail "$figure was changed, and nobody saw it"
done

# Another session is another exercise.
"$polder" run first-share --session other.polder --seed 5 --quiet >/dev/null
checks=$((checks + 1))
! "$recompute" report.json "$polder" other.polder >out || fail "another session gives the same figures"

finish
