# polder report: every kind of file from one exercise, the same twice, whole or not at all, and errors that say what to
# do.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

feeds 0 'posture all\nnote A <script>remark</script>\ncommit\ncommit\nquit\n' \
  play first-share --session monday.polder --seat noordland --seed 3
cp monday.polder before.polder

# holds FILE TEXT / lacks FILE TEXT
holds() {
  checks=$((checks + 1))
  grep -qF -- "$2" "$1" || fail "\"$2\" is not in $1"
}
lacks() {
  checks=$((checks + 1))
  ! grep -qF -- "$2" "$1" || fail "\"$2\" is in $1"
}

# ---- every kind ----
for ending in html md csv xlsx json stix.json; do
  runs 0 report monday.polder --out "monday.$ending" --runs 4
  silent out
  silent err
  checks=$((checks + 1))
  [ -s "monday.$ending" ] || fail "monday.$ending is missing"
  runs 0 report monday.polder --out "again.$ending" --runs 4 --jobs 1
  same "monday.$ending" "again.$ending"
done
for ending in html md csv json stix.json; do holds "monday.$ending" EXERCISE; done
same monday.polder before.polder

# ---- the page ----
holds monday.html "The first share: after-action report"
holds monday.html "1 of 6 rounds, 7 days"
holds monday.html "&lt;script&gt;remark"
lacks monday.html "<script"
lacks monday.html "http"
holds monday.html "polder ledger monday.polder --all"
if command -v tidy >/dev/null; then
  checks=$((checks + 1))
  tidy -e -q monday.html 2>tidy || fail "tidy: $(head -5 tidy)"
fi

# ---- its commands can be typed as they stand, and find the same ----
sed -n 's/^    \(polder \)/\1/p' monday.md >commands
checks=$((checks + 1))
[ "$(wc -l <commands)" -ge 6 ] || fail "the recipe has $(wc -l <commands) commands"
while read -r name words; do
  checks=$((checks + 1))
  [ "$name" = polder ] && eval "\"\$polder\" $words" >out 2>err </dev/null || fail "polder $words: $(head -c 300 err)"
done <commands

# ---- languages ----
runs 0 report monday.polder --out maandag.html --runs 4 --lang nl
holds maandag.html '<html lang="nl">'
holds maandag.html OEFENING
holds maandag.html evaluatieverslag
lacks maandag.html EXERCISE

# ---- what cannot be ----
runs 2 report monday.polder
says err "--out is missing"
runs 2 report monday.polder --out monday.pdf
says err ".stix.json"
runs 2 report
runs 4 report monday.polder --out missing/monday.html
says err "there is no such folder; make it first"
mkdir folder.html
runs 4 report monday.polder --out folder.html
says err "is a folder"
echo "no exercise" >none.polder
runs 3 report none.polder --out x.html
feeds 0 'quit\n' play first-share --session start.polder
runs 3 report start.polder --out start.html
says err "no round of this exercise has been played"
checks=$((checks + 1))
[ ! -e start.html ] || fail "a report of nothing was written"

# ---- a file that may not grow: what was there stays, and nothing is beside it ----
cp monday.html was.html
checks=$((checks + 1))
(ulimit -f 8 && exec "$polder" report monday.polder --out monday.html --runs 5) >out 2>err
[ $? -eq 4 ] || fail "a file that may not grow: $(cat err)"
says err "the disk is full; free some space and try again"
same monday.html was.html
checks=$((checks + 1))
[ "$(ls -a | grep -c part)" -eq 0 ] || fail "left behind: $(ls -a | grep part)"

finish
