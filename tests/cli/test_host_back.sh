# kill -9 of a host while it steps back to an earlier round, at random moments: whoever starts it again with the file that
# was named at first is in the old exercise or in the new one, whole; in the new one for certain where the step was
# acknowledged. Nothing that was acknowledged is lost, and tokens work. POLDER_KILLS: how many.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1
. "$(dirname "$0")/host_support.sh"

times=${POLDER_KILLS:-20}
luck=7
old_ones=0
new_ones=0
half_made=0

# random BELOW: in $drawn
random() {
  luck=$(((luck * 1103515245 + 12345) % 2147483648))
  drawn=$((luck / 65536 % $1))
}

# the file that the host says it keeps the exercise in
kept_in() { sed -n 's/^kept in //p' host.out; }

as_control() { "$helpers/knock" "$address" control "$code" "$@"; }

files() { ls | grep -c '^one.*\.polder$'; }

starts first-share --no-board --port 0 --seed 5 --session one.polder
token=$("$helpers/knock" "$address" join "$pin" noordland Anna)
[ "${#token}" -eq 32 ] || fail "the token is \"$token\""
checks=$((checks + 1))
as_control '{"do":"start"}' '{"do":"next"}' '{"do":"next"}' >answers || fail "$(cat answers)"

life=0
while [ $life -lt "$times" ] && [ $failures -eq 0 ]; do
  life=$((life + 1))
  checks=$((checks + 1))
  before=$(kept_in)
  there=$(files)
  "$helpers/knock" "$address" return team "$token" \
    "{\"do\":\"say\",\"to\":[\"control\"],\"text\":\"word $life of Anna\"}" >answers || fail "life $life: $(cat answers)"
  as_control '{"do":"back","round":1}' >back 2>back.err &
  asking=$!
  random 2
  if [ "$drawn" -eq 0 ]; then # soon after it was asked, or soon after the new file is there
    random 300
  else
    while [ "$(files)" -eq "$there" ] && kill -0 $asking 2>/dev/null; do :; done
    random 40
  fi
  sleep "0.$(printf %03d "$drawn")"
  kill -KILL "$host"
  wait "$host" 2>/dev/null
  wait $asking
  host=
  starts --session one.polder --no-board --port 0
  after=$(kept_in)
  [ -n "$after" ] || fail "life $life: it does not begin again: $(cat host.err)"
  if [ "$after" = "$before" ]; then
    old_ones=$((old_ones + 1))
    [ "$(files)" -eq "$there" ] || half_made=$((half_made + 1))
    ! grep -q '"ok"' back || fail "life $life: stepping back was acknowledged, and is undone: $(cat back)"
  else
    new_ones=$((new_ones + 1))
  fi
  "$helpers/knock" "$address" return team "$token" '{"do":"ping"}' >answers 2>&1 ||
    fail "life $life: the token counts no more: $(cat answers)"
  grep -aq "word $life of Anna" "$before" "$before-wal" 2>/dev/null || fail "life $life: what was said is not in $before"
  "$polder" replay "$before" --verify >/dev/null 2>err || [ "$before" = "$after" ] || fail "$before: $(cat err)"
  [ "$after" = "$before" ] || as_control '{"do":"next"}' '{"do":"next"}' >answers || fail "life $life: $(cat answers)"
done
last=$(kept_in)
stops 0
says out "polder host --session $last"
runs 0 replay "$last" --verify
i=0
while [ $i -lt $life ]; do
  i=$((i + 1))
  checks=$((checks + 1))
  grep -aq "word $i of Anna" one*.polder || fail "word $i of Anna is lost"
done
echo "$life kills: $old_ones went on in the old file ($half_made with a new one half made), $new_ones in the new one"
finish
