# Shared by the tests of the program. After `. cli_support.sh "$@"`: $polder, $source, $work (a folder of its own).
set -u
polder=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0
unset NO_COLOR
export LC_ALL=C.UTF-8

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# runs WANTED-EXIT ARGUMENT…: standard output in $work/out, errors in $work/err
runs() {
  wanted=$1
  shift
  checks=$((checks + 1))
  "$polder" "$@" >"$work/out" 2>"$work/err" </dev/null
  got=$?
  [ "$got" -eq "$wanted" ] || fail "polder $* ended with $got instead of $wanted: $(head -c 300 "$work/err")"
}

# says out|err TEXT: the last run wrote it there
says() {
  checks=$((checks + 1))
  grep -qF -- "$2" "$work/$1" || fail "\"$2\" is not in $1: $(head -c 400 "$work/$1")"
}

says_not() {
  checks=$((checks + 1))
  ! grep -qF -- "$2" "$work/$1" || fail "\"$2\" is in $1"
}

silent() {
  checks=$((checks + 1))
  [ ! -s "$work/$1" ] || fail "$1 is not empty: $(head -c 400 "$work/$1")"
}

finish() {
  [ "$checks" -gt 0 ] || fail "nothing was checked"
  [ "$failures" -eq 0 ] && echo "$checks checks"
  exit "$failures"
}
