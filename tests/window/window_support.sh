# Shared by the tests of the window. After `. window_support.sh "$@"`: what cli_support.sh has; no display but the one
# that a hand makes for itself.
. "$(dirname "$0")/../cli/cli_support.sh"
hands=$(cd "$(dirname "$0")" && pwd)

# by_hand WANTED-EXIT WIDTH HEIGHT SCRIPT ARGUMENT…: plays in a window; see hand.c. What the program says is in
# $work/out and $work/err, and so is what the hand missed.
by_hand() {
  wanted=$1
  width=$2
  height=$3
  script=$4
  shift 4
  checks=$((checks + 1))
  printf '%s\n' "$script" | TMPDIR=$work "$helpers/hand" "$width" "$height" "$polder" "$@" >"$work/out" 2>"$work/err"
  got=$?
  [ "$got" -eq "$wanted" ] || fail "polder $* in a window ended with $got instead of $wanted: $(tail -n 60 "$work/err")"
}

digest_of() { sed -n 's/.*digest:* \([0-9a-f]\{16\}\).*/\1/p' "$1" | tail -n 1; }
