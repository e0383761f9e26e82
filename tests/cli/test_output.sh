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
  for arguments in "run first-share" "run first-share --json" "list" "policies" "version --json" "check first-share" "--help"; do
    "$polder" $arguments >/dev/full 2>"$work/err"
    ends_with $? 4 "full disk, $arguments"
    says err "cannot write"
  done
  printf 'help\ncommit\nquit\n' | "$polder" play first-share >/dev/full 2>"$work/err"
  ends_with $? 4 "full disk, play"
fi

# a reader that goes away: the program sees a closed pipe and says so
(
  "$polder" run standard-map --json 2>"$work/err"
  echo $? >"$work/code"
) | true
checks=$((checks + 1))
code=$(cat "$work/code")
case $code in 0 | 4) ;; *) fail "closed pipe: ended with $code" ;; esac

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
