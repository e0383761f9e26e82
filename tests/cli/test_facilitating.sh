# Every command of scenarios/FACILITATING.md is run, in its order, and what it quotes from the program is what the program
# says. A host is ended as soon as it says where to join.
. "$(dirname "$0")/cli_support.sh"
guide=$source/scenarios/FACILITATING.md
cd "$work" || exit 1
awk '!inside && /^```sh$/ { inside = 1; next } inside && /^```$/ { inside = 0 } inside' "$guide" >commands
grep -qF 'polder host' commands || fail "the guide has no commands"
[ "$("$polder" version | grep -c libwebsockets)" -gt 0 ] || { echo "this program hosts nothing"; exit 0; }

# The one that begins chooses a port that is free; the guide's own may be taken here.
hosts() {
  checks=$((checks + 1))
  rm -f "$work/out" # that of the one before is not looked at
  : >"$work/out"
  "$polder" "$@" --no-board --port 0 >>"$work/out" 2>"$work/err" </dev/null &
  host=$!
  tries=0
  until grep -q 'https\{0,1\}://[^ ]*/$' "$work/out"; do
    tries=$((tries + 1))
    [ $tries -lt 600 ] && kill -0 $host 2>/dev/null || break
    sleep 0.1
  done
  grep -q 'https\{0,1\}://[^ ]*/$' "$work/out" || fail "polder $* says no address: $(head -c 300 "$work/err")"
  kill -TERM $host
  wait $host
  got=$?
  [ $got -eq 0 ] || fail "polder $* ended with $got: $(head -c 300 "$work/err")"
}

while read -r command; do
  # shellcheck disable=SC2086
  set -- $command
  [ "$1" = polder ] || fail "the guide's command is none of polder's: $command"
  shift
  case $1 in
    host) hosts "$@" ;;
    report | replay)
      [ -e played ] || { # by now some rounds were played in it
        rm monday.polder
        runs 0 run withdrawal --rounds 1 --session monday.polder
        : >played
      }
      runs 0 "$@"
      ;;
    *) runs 0 "$@" ;;
  esac
done <commands

# Of a message in the table, what stands in `…`; it is in the sources of the program or of its pages.
sed -n 's/^| `\([^`]*\)` |.*/\1/p' "$guide" >messages
[ "$(wc -l <messages)" -ge 12 ] || fail "the guide has few messages"
cat "$source"/engine/host/*.c "$source"/engine/cli/*.c "$source"/engine/report/*.c "$source"/engine/policy/*.c \
  "$source"/assets/web/*.js | awk '{ if (sub(/"$/, "")) { printf "%s", $0; glue = 1; next }
    if (glue) { sub(/^ *"/, ""); glue = 0 } print }' >sources
while read -r message; do
  checks=$((checks + 1))
  grep -qF -- "$message" sources || fail "the guide quotes what nothing says: $message"
done <messages
finish
