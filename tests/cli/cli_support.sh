# Shared by the tests of the program. After `. cli_support.sh "$@"`: $polder, $source, $helpers, $work (a folder of its
# own).
set -u
polder=$1
source=$2
helpers=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0
unset NO_COLOR LANGUAGE
unset DISPLAY WAYLAND_DISPLAY SDL_VIDEODRIVER # no window opens on anybody's screen
export LC_ALL=C.UTF-8
export XDG_STATE_HOME="$work/state" # what is kept at a terminal is not kept in anybody's home

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

# feeds WANTED-EXIT INPUT ARGUMENT…: the same with input through a pipe
feeds() {
  wanted=$1
  input=$2
  shift 2
  checks=$((checks + 1))
  printf "$input" | "$polder" "$@" >"$work/out" 2>"$work/err"
  got=$?
  [ "$got" -eq "$wanted" ] || fail "polder $* ended with $got instead of $wanted: $(head -c 300 "$work/err")"
}

# at_terminal WANTED-EXIT ROWS SCRIPT ARGUMENT…: the same at a terminal of 80 columns; see terminal.c
at_terminal() {
  wanted=$1
  rows=$2
  script=$3
  shift 3
  checks=$((checks + 1))
  printf "$script" | TERM=xterm "$helpers/terminal" 80 "$rows" "$polder" "$@" >"$work/raw" 2>"$work/err"
  got=$?
  tr -d '\r' <"$work/raw" | sed "s/$(printf '\033')\\[[0-9;]*[A-Za-z]//g" >"$work/out"
  [ "$got" -eq "$wanted" ] || fail "polder $* at a terminal ended with $got instead of $wanted: $(head -c 600 "$work/err") $(tail -n 5 "$work/out")"
}

# same FILE FILE: byte by byte
same() {
  checks=$((checks + 1))
  cmp "$1" "$2" >"$work/differs" 2>&1 || fail "$(cat "$work/differs")"
}

finish() {
  [ "$checks" -gt 0 ] || fail "nothing was checked"
  [ "$failures" -eq 0 ] && echo "$checks checks"
  exit "$failures"
}
