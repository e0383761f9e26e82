# Output that cannot be written is an error with exit code 4, never silence and never a crash.
. "$(dirname "$0")/cli_support.sh"

ends_with() {
  checks=$((checks + 1))
  [ "$1" -eq "$2" ] || fail "$3: ended with $1 instead of $2"
}

"$polder" run first-share >&- 2>"$work/err"
ends_with $? 4 "closed standard output"
says err "standard output is closed"

if [ -e /dev/full ]; then
  "$polder" run first-share --session "$work/full.polder" --quiet >/dev/null
  for arguments in "run first-share" "run first-share --json" "list" "policies" "version --json" "check first-share" \
    "--help" "replay $work/full.polder" "replay $work/full.polder --json" \
    "whatif $work/full.polder --round 1 --seat noordland --posture none"; do
    "$polder" $arguments >/dev/full 2>"$work/err"
    ends_with $? 4 "full disk, $arguments"
    says err "cannot write to standard output: No space left on device"
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "not one line: $(cat "$work/err")"
  done
  printf 'help\ncommit\nquit\n' | "$polder" play first-share >/dev/full 2>"$work/err"
  ends_with $? 4 "full disk, play"
fi

# a reader that goes away has seen enough: nothing is said about it
"$polder" run standard-map --session "$work/kept.polder" --quiet >/dev/null
for arguments in "run standard-map --json" "run first-share" "list" "--help" "api --markdown" "check first-share --json" \
  "replay $work/kept.polder" "replay $work/kept.polder --json" "replay $work/kept.polder --seat s2" \
  "whatif $work/kept.polder --round 2 --seat s2 --posture none" "play first-share"; do
  {
    { sleep 0.2; printf 'help\ncommit\nhelp\ncommit\nquit\n'; } | "$polder" $arguments 2>"$work/err"
    echo $? >"$work/code"
  } | true
  ends_with "$(cat "$work/code")" 0 "closed pipe, $arguments"
  silent err
done
{
  "$polder" replay "$work/kept.polder" 2>"$work/err"
  echo $? >"$work/code"
} | head -n 3 >"$work/out"
ends_with "$(cat "$work/code")" 0 "head"
silent err
[ "$(wc -l <"$work/out")" -eq 3 ] || fail "head read $(wc -l <"$work/out") lines"
# … and a finding is still one
{
  "$polder" check "$source/tests/cli/no-such-folder" 2>"$work/err"
  echo $? >"$work/code"
} | true
ends_with "$(cat "$work/code")" 3 "closed pipe, no folder"

# a terminal that cannot show colours, a person who wants none
if command -v script >/dev/null 2>&1; then
  run_on_terminal() {
    printf 'quit\n' | script -qec "$1 '$polder' play first-share" /dev/null 2>/dev/null
  }
  checks=$((checks + 2))
  run_on_terminal "TERM=xterm-256color" >"$work/out"
  grep -q "$(printf '\033')" "$work/out" || fail "no colour on a terminal"
  run_on_terminal "TERM=xterm-256color NO_COLOR=1" >"$work/out"
  ! grep -q "$(printf '\033')" "$work/out" || fail "colour in spite of NO_COLOR"
fi

finish
